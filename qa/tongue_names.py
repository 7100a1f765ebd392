"""Names in languages without rules of their own: by capitals, given names and what the article itself tells.

An office is printed before a name in many ways, and in German every noun has a capital: what is a name is told by a
given name that it begins with, or by a name in full elsewhere in the article of which it is a part.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex
from anyascii import anyascii

from qa.given_names import is_given_name
from qa.names import name_key
from qa.records import Span
from qa.tongue_words import Tongue

_ELIDED = r"(?i:qu|dell|all|nell|sull|dall|degl|quell|un|[ldnjmtsc])['’](?=\p{L})(?!\p{Lu}\p{Ll}+\s\p{Ll})"
_TOKEN = regex.compile(
    rf"{_ELIDED}|\p{{Lu}}\.(?:-?\p{{Lu}}\.){{0,7}}+(?=\s)|(?:Dr|Prof|Sr|Sra|Mme|Mlle|St|Ing|Mgr|Dott|κ)\."
    r"|[’']t(?=\s\p{Lu})|\p{L}[\p{L}\p{M}]*(?:[’'\-‑]\p{L}[\p{L}\p{M}]*)*|\p{N}+|[^\s\p{L}\p{N}]"
)
_PARTICLES = frozenset(
    """de del della dello degli dei di da do dos das dal dalla du des van von der den ter ten te tot af av la le lo
    las los el al bin bint ibn ben z ze d' d’ 't ’t фон ван де""".split()
)
DETERMINERS = frozenset(
    """la le les l' l’ l el los las lo il gli der die das dem den ein eine einer einem un une una uno o os as um uma het
    een det en et ett a""".split()
)
# After an office, of what it is: `Vorsitzende des Vereins`.
_SMALL = _PARTICLES | DETERMINERS
_OF_WHAT = DETERMINERS | frozenset("des del della dello degli du do da dos das".split())
_COMPANIES = frozenset({"S.A.", "S.L.", "N.V.", "B.V."})
# In Turkish: whom somebody turns to, whose it is.
_SUFFIX = regex.compile(r"(?<=\p{L})['’]\p{Ll}+$")
_TO_THE = frozenset("al als au aux alla allo all’ ao à às aos zum zur".split())  # in Romanian, `of the`
_POSTPOSITIONS = frozenset("için ile hakkında adına".split())
_LOWER_CASE = regex.compile(r"(?<![\p{L}’'])\p{Ll}[\p{L}\p{M}]*")
_DETERMINED = regex.compile(
    r"\b(?i:d(?:er|ie|as|en|em|es)|k?ein(?:e[nmrs]?)?|[iavz]m|vom|zu[mr]|beim|ins)\s(?:\p{Ll}+\s)?(\p{Lu}[\p{L}-]+)"
)
_SENTENCE_BEGINS = regex.compile(r"(?:[.!?…:][”»“\"’]?\s+|\n\s*|^\s*)[«“„\"]?$")
_LONGEST_NAME = 6  # words
_LONGEST_RUN = 8
_MOST_CAPITALS = 3  # of one name
_MOST_PARTICLES = 3
_FAR = 4  # words between a preposition and the name that it governs
_MOST_ALIKE = 50
_LONGEST_STEM = 3  # letters by which two cases of a name begin alike


class Token(NamedTuple):
    """A word; `text` is without the ending that an apostrophe sets off."""

    text: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def is_in_case(self) -> bool:
        return len(self.text) < self.end - self.start


class Named(NamedTuple):
    """A run of capitals that may say something. `name` is empty where it is a body or a noun; `is_person` where it
    begins with a given name, stands behind an office or is part of a full name of the article. `governed`: it is not
    the one who speaks."""

    span: Span
    name: str
    is_person: bool
    governed: bool


class Names:
    """The full names of an article, and those that stand in a stretch of it."""

    def __init__(self, text: str, tongue: Tongue, paragraphs: Sequence[Span]) -> None:
        self._text = text
        self._tongue = tongue
        self._to_the = frozenset() if tongue.language == "ro" else _TO_THE
        self._words = frozenset(_LOWER_CASE.findall(text)) - _PARTICLES  # that are printed in lower case as well
        self._full: Counter[str] = Counter()
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        runs = [run for paragraph in paragraphs for _, run in self._runs(self._tokens(paragraph))]
        self._alone = Counter(_words(self._printed(run)) for run in runs)
        self._determined = frozenset(_DETERMINED.findall(text)) if tongue.language == "de" else frozenset()
        self._parts = {part for run in self._alone for part in _parts(run) if part != run}
        for run in runs:
            name = self._from_given_name(run) or self._from_name_alone(run)
            if name:
                self._enter(self._printed(name))

    def named(self, within: Span) -> list[Named]:
        """Everybody named in a stretch, in order."""
        tokens = self._tokens(within)
        found = (self._named(tokens, first, run) for first, run in self._runs(tokens))
        return [one for one in found if one]

    def in_full(self, name: str) -> list[str]:
        """The full names of which a name is a part, or that it is itself."""
        words = _words(name)
        fuller = [full for full in self._by_word.get(words[0], []) if words in _parts(_words(full))]
        return [full for full in fuller if not any(_is_longer(other, full) for other in fuller)]

    def learn(self, name: str) -> None:
        """Somebody who speaks under a name in full."""
        if " " in name and not self.in_full(name):
            self._enter(name)

    def is_met(self, name: str) -> bool:
        """True where the article prints it elsewhere as well, alone or as a part of a longer name."""
        words = _words(name)
        return self._alone[words] > 1 or words in self._parts

    def is_likely(self, name: str) -> bool:
        """True where a word alone is rather a name: printed more than once, and in German never behind an article."""
        return self.is_met(name) and name not in self._determined

    def is_nominative(self, name: str) -> bool:
        """Not another case of a name that the article prints as often (`Anny Kowalskiej`)."""
        alike = self._by_word.get(_stem(_words(name)[-1]), [])
        return not any(_is_other_case(name, full) and self._full[full] >= self._full[name] for full in alike)

    def _enter(self, name: str) -> None:
        self._full[name] += 1
        for key in {*_words(name), _stem(_words(name)[-1])}:
            if name not in self._by_word[key] and len(self._by_word[key]) < _MOST_ALIKE:
                self._by_word[key].append(name)

    # -- runs of capitals

    def _tokens(self, within: Span) -> list[Token]:
        found = [Token(token.group(), *token.span()) for token in _TOKEN.finditer(self._text, *within)]
        is_turkish = self._tongue.language == "tr"
        return [token._replace(text=_SUFFIX.sub("", token.text)) for token in found] if is_turkish else found

    def _runs(self, tokens: Sequence[Token]) -> Iterator[tuple[int, list[Token]]]:
        at = 0
        while at < len(tokens):
            run = self._run(tokens, at)
            if run:
                yield at, run
            at += len(run) or 1

    def _run(self, tokens: Sequence[Token], at: int) -> list[Token]:
        """Capitalised words in a row, with the particles between them; before them, in a name that is known."""
        lower = tokens[at].text.lower()
        is_small = (
            lower in self._tongue.of and lower not in _PARTICLES and tokens[at].text != "A"
        )  # `Per Ornella Neri`, in Italian
        if is_small or not (tokens[at].is_capital or self._is_known(tokens, at)):
            return []
        run = [tokens[at]]
        for before, token in pairwise(tokens[at : at + _LONGEST_RUN]):
            ends = before.is_in_case or before.text in _COMPANIES
            if ends or not self._is_next(before, token):
                break
            if not token.is_capital and not (self._leads_on(tokens, at + len(run)) and self._may_join(run, token)):
                break
            run.append(token)
        while run and not run[-1].is_capital:
            run.pop()
        return [] if all(token.text.lower() in _SMALL for token in run) else run

    def _is_next(self, before: Token, token: Token) -> bool:
        """Behind a space, or behind what is elided or abbreviated."""
        between = self._text[before.end : token.start]
        return not between.strip(" \u00a0") and bool(between or before.text.endswith((".", "'", "’")))

    def _leads_on(self, tokens: Sequence[Token], at: int) -> bool:
        """A particle, and then a capital, or one more particle and a capital (`van der Elst`)."""
        for token, behind in pairwise(tokens[at : at + _MOST_PARTICLES + 1]):
            if token.text.lower() not in _PARTICLES or not self._is_next(token, behind):
                return False
            if behind.is_capital:
                return True
        return False

    def _may_join(self, run: Sequence[Token], particle: Token) -> bool:
        """`Ali el Masri`, `Nuno van der Elst`; not `Marta Ruiz el Lunes Santo`, `Ott der Zeitung`."""
        is_behind_particle = run[-1].text.lower() in _PARTICLES
        begins = len(run) == 1 and self._tongue.language != "de"
        return particle.text.lower() not in DETERMINERS or is_behind_particle or begins

    def _is_known(self, tokens: Sequence[Token], at: int) -> bool:
        """`degli Esposti`, of whom the article gives the whole name."""
        if tokens[at].text.lower() not in _PARTICLES:
            return False
        words = tuple(token.text.casefold() for token in tokens[at : at + _MOST_PARTICLES])
        known = [_words(full) for full in self._by_word.get(words[0], [])]
        return any(full[-n:] == words[:n] for full in known for n in range(2, len(words) + 1))

    # -- what of a run is a name

    def _named(self, tokens: Sequence[Token], first: int, run: list[Token]) -> Named | None:
        certain = self._from_given_name(run) or self._from_known(run)
        name = certain or self._behind_office(run)
        if not name:
            return None
        if self._are_two(run, name):
            return Named(Span(run[0].start, run[-1].end), "", True, True)
        dropped = run[: run.index(name[0])]
        is_led = not dropped or self._is_office(dropped[0])  # of `am Dienstag Greta Holm`, the day is governed
        governed = run[-1].is_in_case or (is_led and self._is_governed(tokens, first))
        governed = governed or self._is_governed_behind(tokens, first + len(run))
        edges = (dropped[0], dropped[-1]) if dropped else ()  # `Den Rat Jan Ott`, `Umfeld von Greta Holm`
        governed = governed or any(token.text.lower() in self._tongue.of for token in edges)
        body = [] if certain or dropped else self._body(tokens, first, run)
        if body:
            return Named(Span(body[0].start, body[-1].end), self._printed(body), False, governed)
        if not certain and self._is_body(tokens, first, first + len(run), bool(dropped)):
            return Named(Span(run[0].start, run[-1].end), "", False, governed)
        is_person = bool(certain or (dropped and name[0].is_capital))  # `Bundeskanzlerin Merkel`, not `von Strehlow`
        return Named(Span(name[0].start, name[-1].end), self._printed(name), is_person, governed)

    def _are_two(self, run: Sequence[Token], name: Sequence[Token]) -> bool:
        """`Петру Гнатюку Ольга Кравець`, `antwortete Wiedemann Heike Sandmann`: one is answered, who is not told."""
        if self._tongue.has_cases:
            return sum(token.is_capital for token in name) > _MOST_CAPITALS
        begin = run.index(name[0])
        others = run[:begin], run[begin + len(name) :]
        return any(self._from_given_name(other) or self._from_known(other) for other in others)

    def _from_given_name(self, run: Sequence[Token]) -> list[Token]:
        """`Greta Holm` of `Bürgermeisterin Greta Holm`."""
        begin = self._office_ends(run)
        if self._tongue.language == "hu":  # where it stands behind
            return list(run[begin:]) if any(map(self._is_given, run[begin + 1 :])) else []
        for at in range(begin, len(run) - 1):
            if self._is_given(run[at]):
                return self._to_surname(run[at : at + _LONGEST_NAME])
        return []

    def _to_surname(self, name: Sequence[Token]) -> list[Token]:
        """In German without the nouns behind it: `sagte Greta Holm Anfang Mai`."""
        if self._tongue.language != "de":
            return list(name)
        surname = (at for at, token in enumerate(name) if at and token.is_capital and not self._is_given(token))
        return list(name[: next(surname, len(name) - 1) + 1])

    def _from_name_alone(self, run: Sequence[Token]) -> list[Token]:
        """`Cevdet Yılanlıoğlu`, where `Yılanlıoğlu` stands alone elsewhere. In German the first may be any noun."""
        name = self._behind_office(run)
        if len(name) < 2 or self._tongue.language == "de" or not name[0].is_capital:
            return []
        capitals = [token for token in name if token.is_capital]
        if any(token.text.lower() in self._words for token in capitals):
            return []
        if len(capitals) > 2 and self._opens_sentence(name[0]):
            return []  # `Deweloper Nowy Mirów`
        parts = _parts(_words(self._printed(name))[1:])
        return name if any(part in self._alone for part in parts) else []

    def _from_known(self, run: Sequence[Token]) -> list[Token]:
        known = (at for at in range(len(run)) if self.in_full(self._printed(run[at:])))
        at = next(known, len(run))
        return list(run[at:])

    def _behind_office(self, run: Sequence[Token]) -> list[Token]:
        ends = self._office_ends(run)
        name = list(run[ends:])
        return [] if ends and name and name[0].text.lower() in _OF_WHAT else name

    def _office_ends(self, run: Sequence[Token]) -> int:
        """Behind the last office, and behind what is a word like any other: `Burmistrz` beside `burmistrz`."""
        ends = max((at + 1 for at, token in enumerate(run) if self._is_office(token)), default=0)
        while ends < len(run) - 1 and run[ends].is_capital and run[ends].text.lower() in self._words:
            ends += 1
        return ends

    def _is_office(self, token: Token) -> bool:
        lower = token.text.lower()
        if token.text in self._tongue.offices or lower in ("dr.", "prof."):
            return True
        return token.is_capital and bool(self._tongue.office_endings) and lower.endswith(self._tongue.office_endings)

    def _is_given(self, token: Token) -> bool:
        """By the list, and never printed as another word in this article."""
        first = regex.split("[-‑]", token.text)[0]
        lower = first.lower()
        if not token.is_capital or len(first) < 2 or lower in self._words or lower in self._tongue.pronouns:
            return False
        return is_given_name(first) or is_given_name(anyascii(first))

    def _opens_sentence(self, token: Token) -> bool:
        return _SENTENCE_BEGINS.search(self._text, max(0, token.start - 6), token.start) is not None

    def _is_governed(self, tokens: Sequence[Token], first: int) -> bool:
        """`d’Odile Fresnay`, `par la maire Odile Fresnay`, `al alcalde Jon Vera`; not `chef de gare Odile Fresnay`."""
        for at in range(first - 1, max(-1, first - _FAR), -1):
            word = tokens[at].text.lower().replace("'", "’")
            if word in self._tongue.of:
                return at == first - 1 or word in self._to_the or tokens[at + 1].text.lower() in DETERMINERS
            if not word[0].isalpha() or tokens[at].is_capital:
                return False
        return False

    def _is_governed_behind(self, tokens: Sequence[Token], at: int) -> bool:
        """`Zeynep Aksoy için`"""
        return self._tongue.language == "tr" and at < len(tokens) and tokens[at].text in _POSTPOSITIONS

    def _body(self, tokens: Sequence[Token], first: int, run: Sequence[Token]) -> list[Token]:
        """`la Lanifícios Covedo`: several capitals behind an article; in German these are nouns like any other."""
        begins = run[0].text.lower() in DETERMINERS
        name = list(run[1:] if begins else run)
        is_led = begins or (first > 0 and tokens[first - 1].text.lower() in DETERMINERS)
        several = len(name) > 1 and all(token.is_capital for token in name)
        return name if is_led and several and self._tongue.language not in ("de", "el") else []

    def _is_body(self, tokens: Sequence[Token], first: int, after: int, is_titled: bool) -> bool:
        """`la Lanifícios Covedo`, `Unión por Valdemoral`, `Éducation debout`, `eine Sprecherin`."""
        before = tokens[first - 1].text.lower() if first else ""
        if before in DETERMINERS and not is_titled and self._tongue.language != "el":
            return True
        words = tokens[first].text.lower()
        if (words in DETERMINERS or words in self._words) and after - first > 1:
            return True
        if first == 0 and after > 2 and not is_titled and self._alone[_words(self._printed(tokens[first:after]))] < 2:
            return True  # `Stowarzyszenie Wspólne Brzezinko`: the first may have its capital for being the first
        if after >= len(tokens) or not tokens[after].text[0].isalpha():
            return False
        if after + 1 < len(tokens) and tokens[after + 1].is_capital and self._tongue.language != "de":
            return True
        told = tokens[after].text.lower() in self._tongue.of or self._tongue.says.fullmatch(tokens[after].text)
        return after - first == 1 and not told

    def _printed(self, run: Sequence[Token]) -> str:
        return " ".join((self._text[run[0].start : run[-1].start] + run[-1].text).split())


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(name.casefold().split())


@lru_cache(maxsize=20_000)
def _parts(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Words in a row of a name: `Del Pozo`, `Olivar`, `Aktürk Doğanay`."""
    return frozenset(words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1))


def _is_longer(other: str, full: str) -> bool:
    return other != full and _words(full) in _parts(_words(other))


def _stem(word: str) -> str:
    return f"{word[:_LONGEST_STEM]}-"


def _is_other_case(one: str, other: str) -> bool:
    """The same number of words, each but for its ending."""
    left, right = name_key(one).split(), name_key(other).split()
    if left == right or len(left) != len(right) or len(left) < 2:
        return False
    stems = [max(_LONGEST_STEM, len(word) - _LONGEST_STEM) for word in left]
    return all(a[:n] == b[:n] for a, b, n in zip(left, right, stems, strict=True))
