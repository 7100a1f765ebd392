"""Words before a colon, of somebody who speaks or of nobody: the entries of minutes, the fields of a page.

In the record of a meeting they are somebody only where it shows that somebody of that name is there: in the list of
those present, by a title or an office, by a full name elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

import regex

from embeddings.common_words import is_common
from qa.given_names import gender_of_name
from qa.lexicon import MONTHS, PARTICLES
from qa.mentions import Mention, mentions
from qa.minute_lines import TO_DO, are_notes, is_item
from qa.minute_names import without_style
from qa.names import is_cyrillic
from qa.presence import listed
from qa.records import Span

_NOT_A_VOICE = frozenset(
    """
    present attending absent apologies attendance in-attendance motion ayes nays for against abstentions resolved from
    to cc re date subject note notes photo image source image-source staff action actions action-items decision
    decisions published updated next-meeting read-more tel phone email venue place time agenda item resolution
    appearances episode season chapter volume subscribe subscribe-now
    carried members also-present attendees participants chair-of-meeting minutes location topic summary
    background contact keywords tags author editor reporting writing by url link see also warning update
    correction ps nb moved seconded vote votes result interview photographs photography photographer words text pictures
    illustration illustrations hosts guests presenters producer producers cast direct-link text-version publication-date
    transcript public members-of-the-public public-present
    присутствовали слушали выступили постановили решили повестка-дня голосовали
    қатысқандар қатысушылар тыңдалды қаралды шешілді шешім қаулы күн-тәртібі сөз-сөйлегендер дауыс-берілді
    published-in-sections ссылка-на-материал текстовая-версия дата-публикации интервью текст фотографии ведущие гости
    abstained agreed approved ayes-and-noes comments conclusion conclusions conflict-of-interest cost deadline decided
    agenda-item discussion due findings information issue issues key-points next-steps noes noted observers ordered
    outcome outcomes owner pairs points-raised priority proposal proposals purpose questions quorum rationale
    recommendation recommendations recommended regrets report rejected responsible risk risks status target tellers
    timescale who when votes-for votes-against welcome
    отсутствовали приглашённые приглашенные ответственный ответственная ответственные исполнитель исполнители
    обсуждение обсудили решение решения поручение поручения поручили срок сроки за против воздержались
    воздержался повестка доклад предложение предложения предложили итог итоги место тема отметили заслушали результат
    результаты кворум примечание утвердили принято отклонено присутствует отсутствует
    """.split()
)
_HEAD = 600  # characters, in which a record says what it is
_NAMED_WITHIN = 50_000  # characters, in which whoever speaks is named; minutes are seldom as long
# `60 Minutes`, `Five Minutes With a Keeper`: a time.
_SO_MANY = (
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety"
    r"|hundred|few|several|many|more|first|last|final|extra|added))[\s-]"
)
_MINUTES = regex.compile(
    rf"(?<!{_SO_MANY})\b(?-i:M(?:inutes|INUTES))\b(?! (?:with|to|from|in|into|after|before|later|ago|left|read)\b)"
    r"|^\W*протокол\b"
    r"|^\W*(?:(?:members|also|councillors) )?(?:present|in attendance|attendees|apologies|присутствовали)\b"
    r"[^\n:]{0,40}:",
    regex.IGNORECASE | regex.MULTILINE,
)

_PLAIN_WORD = regex.compile(r"\b\p{Ll}+\b")
# `Mel Farrow (MF)`
_GIVEN_INITIALS = regex.compile(r"(?<=\p{Lu}[\p{L}.’'-]+[ \t]\()\p{Lu}{2,4}(?=[),;])")
_TITLED = regex.compile(
    r"(?:mr|mrs|ms|miss|mx|messrs|madam|dr|prof(?:essor)?|sir|dame|lord|lady|rev(?:d|erend)?|hon|cllrs?|councill?or"
    r"|sen(?:ator)?|rep(?:resentative)?|m|mme|г-н|г-жа)\b\.?[ \t]+\p{Lu}",
    regex.IGNORECASE,
)
_POSTNOMINAL = regex.compile(r"\p{Lu}{2,3}")  # `Elin Tarsk MP`
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}’'-]+")
# `Next meeting: …`, `VAT: …`; one thing more than this is a sentence.
_ENTRY = regex.compile(r"\W*\p{Lu}[^:\n.?!,;]{0,40}:(?=\s|$)")
_LONGEST_ENTRY = 4  # words
_BEFORE_COLON = regex.compile(r"\p{Lu}[^:\n]{1,60}(?=:)")
_LABELLED = regex.compile(r"\W*\p{Lu}[^:\n]{0,60}:\s")
_SEVERAL = regex.compile(r"[+&/]|\b(?:and|и)\b")


class Labels:
    """What may be a label in a text, and what is an entry there."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._are_minutes = _MINUTES.search(text, 0, _HEAD) is not None
        self._is_record = self._are_minutes or are_notes(text)

    def may_be_voice(self, label: str) -> bool:
        """Whether somebody may be meant by these words."""
        if label.lower().strip(" 0123456789.,").replace(" ", "-") in _NOT_A_VOICE:
            return False
        return not self._is_record or self._is_shown(label)

    def ends_turn(self, paragraph: Span) -> bool:
        """In a record: `VAT: …`, a heading, `Tarsk thinks …`. They are nobody's words, and whoever spoke has ended."""
        if not self._is_record:
            return False
        words = paragraph.of(self._text).split()
        is_heading = len(words) <= _LONGEST_ENTRY and words[0][0].isupper() and words[-1][-1].isalnum()
        entry = _ENTRY.match(self._text, *paragraph)
        is_entry = entry is not None and len(entry.group().split()) <= _LONGEST_ENTRY
        return is_heading or is_entry or (len(words) > 1 and self._is_told_of(*words[:2]))

    def _is_told_of(self, first: str, second: str) -> bool:
        return first.casefold() in self._names and first[0].isupper() and second.islower()

    def tasks(self, paragraphs: Sequence[Span]) -> frozenset[Span]:
        """In a record: what stands under `Actions`, an item or a label each; and `>> Tarsk: mend the roof`. In captions
        that marks somebody else who speaks."""
        if not self._is_record:
            return frozenset()
        found = {paragraph for paragraph in paragraphs if self._text.startswith(">>", paragraph.start)}
        in_list = False
        for paragraph in paragraphs:
            if TO_DO.fullmatch(self._text, *paragraph):
                in_list = True
            elif in_list := in_list and bool(_LABELLED.match(self._text, *paragraph) or is_item(self._text, paragraph)):
                found.add(paragraph)
        return frozenset(found)

    def _is_shown(self, label: str) -> bool:
        if _SEVERAL.search(label):
            return False
        if label in self._initials:
            return True
        words = _WORD.findall(without_style(label))
        if words and all(word.casefold() in self._names or word.lower() in PARTICLES for word in words):
            return True
        offices = [one for one in mentions(label, Span(0, len(label))) if one.office]
        if _TITLED.match(label) or (offices and not any(one.name for one in offices)):
            return True
        return self._is_lone_name(label) if len(words) == 1 else self._is_full_name(label)

    def _is_lone_name(self, word: str) -> bool:
        """Where nobody is listed: a given name that is no other word of the text; in notes, whatever is no word."""
        if self._listed:
            return False
        if gender_of_name(f"{word} {word}"):
            return not self._is_word(word)
        return not (self._are_minutes or word.isupper() or is_cyrillic(word) or is_common(word.lower()))

    def _is_full_name(self, name: str) -> bool:
        """`Elin Tarsk`, but not `Mill Field`: a given name and what is no word here, or words that are none at all."""
        words = name.split() if name.isupper() else [one for one in name.split() if not _POSTNOMINAL.fullmatch(one)]
        if len(words) < 2 or not all(word[0].isupper() or word in PARTICLES for word in words):
            return False
        if gender_of_name(name):
            return not any(map(self._is_word, (words[0], words[-1])))
        if is_common(words[-1].lower()):
            return False
        return not is_common(words[0].lower()) or self._labels[name] > 1

    def _is_word(self, word: str) -> bool:
        """`Will`, where the text says `will`."""
        return word.lower() in self._plain_words

    @cached_property
    def _labels(self) -> Counter[str]:
        return Counter(_BEFORE_COLON.findall(self._text))

    @cached_property
    def _plain_words(self) -> frozenset[str]:
        return frozenset([*MONTHS, *_PLAIN_WORD.findall(self._text)])

    def _is_person(self, mention: Mention) -> bool:
        titled = mention.gender or mention.office
        return bool(titled) or (" " in mention.name and self._is_full_name(mention.name))

    @cached_property
    def _listed(self) -> list[str]:
        return [detail.span.of(self._text) for entry in listed(self._text) for detail in entry.details]

    @cached_property
    def _people(self) -> list[list[str]]:
        """The words of the names of those who are listed, or named in full."""
        named = mentions(self._text, Span(0, min(len(self._text), _NAMED_WITHIN)))
        every = (one for mention in named for one in mention.members or (mention,))
        plain = (one.name for one in every if one.name and not one.unvoiced and self._is_person(one))
        return [_WORD.findall(without_style(name)) for name in (*self._listed, *plain)]

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(word.casefold() for name in self._people for word in name)

    @cached_property
    def _initials(self) -> frozenset[str]:
        given = frozenset(_GIVEN_INITIALS.findall(self._text))
        if len(given) > 1:  # `HR` of Hal Ross, whose initials are not given, is no person
            return given
        return given.union(short for name in self._people for short in _initials(name))


def _initials(name: Iterable[str]) -> set[str]:
    """`GA` of `Gwen Ashby`, `LB` and `LBH` of `Lorna Bright-Hayes`."""
    words = [word for word in name if word.lower() not in PARTICLES]
    parts = [part for word in words for part in word.split("-") if part]
    return {"".join(word[0] for word in some).upper() for some in (words, parts)}
