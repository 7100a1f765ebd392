"""What is said, in languages without rules of their own: the marks tell the words, the form of the sentence whose.

`« … », a déclaré la maire Odile Fresnay.`, `Odile Fresnay : « … »`, `Kaya, “…” dedi.`, `– …, säger Elin Tarsk.`: who
stands beside the marks and a verb of saying. What is no clause is a title or a word in scare quotes, and no quotation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import regex

from qa.marks import Marked
from qa.mentions import Mention
from qa.records import Kind, Span
from qa.tongue_names import Names
from qa.tongue_sources import LEADS, By, Sources
from qa.tongue_words import Tongue
from qa.turns import Turn
from qa.utterances import WORD, Utterance, without_edges

# A full stop that ends a sentence: not behind an initial, an ordinal, a title.
_STOP = regex.compile(
    r"(?<!(?<!\p{L})(?:\p{Lu}|\d{1,2}|Dr|Prof|Sr|Sra|Mr|Mme|Mlle|St|Sig|Dott|Ing|Mgr|Doc|Hr|Fr|bzw|Av|Doç|tj|tzv|tzw|ul|N°))"
    r"\.(?=\s|$|[”»“\"])|[!?…](?=\s|$)|[;\n]"
)
_ENDS_SENTENCE = regex.compile(r"[.!?…]\s*[”»«“\"’‘]?$")
_ASKS = regex.compile(r"[!?…]\s*[”»«“\"’‘]?$")
_ENDS = regex.compile(r"[.!?…]\s*$")
_NEW_SENTENCE = regex.compile(r"\s+\p{Lu}")
_TIED = regex.compile(r"\s*[,–—―-]")
_BETWEEN = " \t\n\u00a0\u202f,–—―-"
_TIES = regex.compile(r"[:,]\s*$")
_DASHES = "–—―−-"
# A speech dash opens a paragraph or a sentence; Spanish sets none behind it.
_OPENING_DASH = regex.compile(rf"(?:(?m:^)|(?<=[.!?…:]\s))[{_DASHES}](?:\s+|(?=[¿¡\p{{Lu}}]))")
_BEFORE_ASIDE = regex.compile(rf"\s+[{_DASHES}]\s*|[—―]\s*|,\s+|(?<=[!?…])\s+")
_BEHIND_ASIDE = regex.compile(r"(?<!\s)\s*+[–—―]|\s-\s|(?<=\p{L})-(?=[.,;:])")
_GOES_ON = regex.compile(rf"[.,;:]?\s*[{_DASHES}][.,;:]?\s*")
_MOST_IN_ASIDE = 3  # words before its verb
_LONGEST_BEHIND = 400  # characters of an aside behind its verb
_LONGEST_ASIDE = 80  # characters before its verb
_LABEL = regex.compile(r"(?P<label>\p{L}[^\n:.!?«»“”„\"]{1,60}?)\s?:\s+(?=[^\s«“„\"])")
_FEWEST_LABELS = 2
_FEWEST_SPOKEN = 4  # words
_FEWEST_ENDED = 2  # behind a colon, words that end in a full stop
_FEWEST_LED = 8  # words that end in no full stop: `the new album: “Have a nice day”`
_NEAR, _FAR = 3, 6  # words before and behind the marks that tell of a thing that shows them
_TITLE_WORD = regex.compile(r"\p{Lu}|\p{N}")
_PRINTED_WORD = regex.compile(r"[\p{L}\p{M}’'-]+")


class _Told(NamedTuple):
    pieces: tuple[Span, ...]
    by: By


class _Quoted(NamedTuple):
    """What stands between two marks, with and without its edges, and the narration of its sentence around it."""

    marked: Span
    words: Span
    before: Span
    behind: Span


def utterances(
    text: str, paragraphs: Sequence[Span], marks: Sequence[list[Marked]], tongue: Tongue, names: Names
) -> list[Utterance]:
    """Everything that somebody says, in the order of the text."""
    reader = _Reader(text, tongue, names)
    labelled = reader.labelled(paragraphs)
    found = [labelled[paragraph] for paragraph in paragraphs if paragraph in labelled]
    for before, paragraph, inside in zip([None, *paragraphs], paragraphs, marks, strict=False):
        if paragraph not in labelled:
            outer = [mark for mark in inside if mark.depth == 0]
            dashed = reader.dashed(paragraph, outer)
            spoken = [span for one in dashed for span in one.spans]
            free = [mark for mark in outer if not any(span.overlaps(mark.span) for span in spoken)]
            found += [*dashed, *reader.quoted(paragraph, free, reader.led(before))]
    return sorted(found, key=lambda one: one.spans[0].start)


def in_turns(spoken: Sequence[Turn], names: Names) -> list[Utterance]:
    """The turns of a transcript: a name in the label, else the label."""
    return [Utterance(turn.pieces, Kind.TURN, _voice(turn.label, names)) for turn in spoken]


def _voice(label: Span, names: Names) -> Mention:
    named = [one.name for one in names.named(label) if one.is_person or " " in one.name]
    return Mention(label, name=named[-1] if named else "")


class _Reader:
    def __init__(self, text: str, tongue: Tongue, names: Names) -> None:
        self._text = text
        self._tongue = tongue
        self._names = names
        self._sources = Sources(text, tongue, names)

    def labelled(self, paragraphs: Sequence[Span]) -> dict[Span, Utterance]:
        """`Rousserie : Vous fermez un collège.`, where two paragraphs begin with a name of the article, or answer."""
        found = {paragraph: turn for paragraph in paragraphs if (turn := self._turn(paragraph))}
        known = any(turn.source and self._names.in_full(turn.source.name) for turn in found.values())
        asked = any(before.of(self._text).endswith("?") for before, turn in pairwise(paragraphs) if turn in found)
        return found if known and (len(found) >= _FEWEST_LABELS or asked) else {}

    def _turn(self, paragraph: Span) -> Utterance | None:
        label = _LABEL.match(self._text, *paragraph)
        named = self._names.named(Span(*label.span("label"))) if label else []
        if label is None or len(named) != 1 or named[0].span.end != label.end("label"):
            return None
        is_voice = named[0].is_person or (self._names.is_met(named[0].name) and self._tongue.language != "de")
        if not (named[0].name and is_voice):
            return None
        source = Mention(Span(*label.span("label")), name=named[0].name)
        return Utterance((Span(label.end(), paragraph.end),), Kind.TURN, source)

    def dashed(self, paragraph: Span, outer: Sequence[Marked]) -> list[Utterance]:
        """`– Most stoi – powiedziała Anna Kowal. – Nikt go nie kupił.`, `– Bron är såld, säger Elin Tarsk.`"""
        dashes = [Span(*dash.span()) for dash in _OPENING_DASH.finditer(self._text, *paragraph)]
        opening = next((d for d in dashes if not any(mark.span.contains(d) for mark in outer)), None)
        told = self._parted(Span(opening.end, paragraph.end), within_marks=False) if opening else []
        return [Utterance(one.pieces, Kind.DIRECT, one.by.source, one.by.cue) for one in told if not one.by.denied]

    def _parted(self, words: Span, within_marks: bool) -> list[_Told]:
        """Speech with asides that name who says it: the pieces of each speaker."""
        found: list[_Told] = []
        begin, goes_on = words.start, False
        for verb in self._tongue.says.finditer(self._text, *words):
            edge = self._edge(Span(begin, verb.start())) if verb.start() >= begin else None
            if edge is None:
                continue
            end = self._end_of_aside(verb.end(), words.end, edge)
            by = self._sources.around(Span(edge.end, end), Span(*verb.span()))
            if within_marks and (by.source is None or by.source.indefinite):
                continue
            found = self._with_piece(found, self._edged(Span(begin, edge.start)), by)
            begin, goes_on = self._resumes(Span(end, words.end), within_marks)
        if found and goes_on and begin < words.end:
            found = self._with_piece(found, self._edged(Span(begin, words.end)), found[-1].by)
        return found

    def _with_piece(self, found: list[_Told], pieces: list[Span], by: By) -> list[_Told]:
        """With one more piece: of the last speaker, unless somebody else is named."""
        if found and self._may_be_one(found[-1].by.source, by.source):
            return [*found[:-1], found[-1]._replace(pieces=(*found[-1].pieces, *pieces))]
        return [*found, _Told(tuple(pieces), by)]

    def _may_be_one(self, last: Mention | None, source: Mention | None) -> bool:
        """A pronoun stands for the name before it, not for another pronoun."""
        if source is None or (source.pronoun and not (last and last.pronoun)):
            return True
        return last is not None and source.span.of(self._text).lower() == last.span.of(self._text).lower()

    def _resumes(self, behind: Span, within_marks: bool) -> tuple[int, bool]:
        """Where speech resumes behind an aside, and whether nothing else is told in between."""
        dash = _GOES_ON.match(self._text, *behind)
        if dash or within_marks:
            return (dash.end() if dash else min(behind.start + 1, behind.end)), True
        opening = _OPENING_DASH.search(self._text, *behind)
        return (opening.end() if opening else behind.end), False

    def _edged(self, piece: Span) -> list[Span]:
        span = without_edges(self._text, piece)
        return [span] if WORD.search(self._text, *span) else []

    def _edge(self, before: Span) -> Span | None:
        """What sets an aside off: a dash, a comma or a question mark, and few words up to the verb."""
        near = max(before.start, before.end - _LONGEST_ASIDE)
        edges = [Span(*edge.span()) for edge in _BEFORE_ASIDE.finditer(self._text, near, before.end)]
        if not edges or not WORD.search(self._text, before.start, edges[-1].start):
            return None
        return edges[-1] if self._count(Span(edges[-1].end, before.end)) <= _MOST_IN_ASIDE else None

    def _end_of_aside(self, start: int, end: int, edge: Span) -> int:
        """Where an aside ends: at a full stop, a dash, or a comma if no dash has opened it."""
        end = min(end, start + _LONGEST_BEHIND)
        ends: list[int] = [
            end,
            *(f.start() for form in (_STOP, _BEHIND_ASIDE) if (f := form.search(self._text, start, end))),
        ]
        comma = self._text.find(",", start, end)
        by_comma = comma >= 0 and edge.of(self._text).strip() == ","
        return min([*ends, comma] if by_comma else ends)

    def led(self, paragraph: Span | None) -> By | None:
        """Who says what the next paragraph quotes: `Kaya sözlerini şöyle sürdürdü:`."""
        if paragraph is None or not LEADS.search(self._text, *paragraph):
            return None
        stops = [stop.end() for stop in _STOP.finditer(self._text, *paragraph)]
        return self._sources.before(Span(stops[-1] if stops else paragraph.start, paragraph.end))

    def quoted(self, paragraph: Span, outer: Sequence[Marked], led: By | None) -> list[Utterance]:
        """What stands in marks: one utterance where only the words that name who says it part its pieces."""
        found: list[Utterance] = []
        said: tuple[_Quoted, By | None] | None = None  # the last of them
        for one in self._each(paragraph, outer):
            goes_on = said is not None and self._goes_on(said[0], one)
            pieces, by = ((one.words,), said[1]) if said and goes_on else self._read(one)
            if by is None and said and self._follows(said[0], one):
                by = said[1]
            elif by is None and not WORD.search(self._text, paragraph.start, one.marked.start):
                by = led
            if (by and by.denied) or self._is_name(one, by) or not (by or self._is_clause(one)):
                said = None
            elif goes_on and found:
                found[-1] = replace(found[-1], spans=(*found[-1].spans, *pieces))
                said = one, by
            else:
                found.append(Utterance(pieces, Kind.DIRECT, by and by.source, by and by.cue))
                said = one, by
        return found

    def _each(self, paragraph: Span, outer: Sequence[Marked]) -> Iterator[_Quoted]:
        for at, mark in enumerate(outer):
            words = without_edges(self._text, mark.span)
            if WORD.search(self._text, *words):
                yield _Quoted(mark.span, words, self._before(paragraph, outer, at), self._behind(paragraph, outer, at))

    def _read(self, one: _Quoted) -> tuple[tuple[Span, ...], By | None]:
        """The pieces and who says them; an aside within the marks parts them."""
        by = self._by(one)
        told = [] if by and (by.source or by.denied) else self._parted(one.marked, within_marks=True)
        return told[0] if len(told) == 1 else ((one.words,), by)

    def _goes_on(self, last: _Quoted, one: _Quoted) -> bool:
        """`„Die Fähre“, rief Holm, „ist verkauft.“`"""
        told = one.before == last.behind and WORD.search(self._text, *one.before)
        return bool(told) and not LEADS.search(self._text, *one.before)

    def _follows(self, last: _Quoted, one: _Quoted) -> bool:
        """`„Die Fähre ist verkauft“, sagte Holm. „Niemand wollte sie.“`"""
        return self._is_alone(one) and not WORD.search(self._text, last.behind.end, one.marked.start)

    def _is_alone(self, one: _Quoted) -> bool:
        return not (WORD.search(self._text, *one.before) or WORD.search(self._text, *one.behind))

    def _before(self, paragraph: Span, outer: Sequence[Marked], at: int) -> Span:
        """From the beginning of the sentence, or from the marks before, to the opening mark."""
        start = min(outer[at - 1].span.end + 1, paragraph.end) if at else paragraph.start
        end = outer[at].span.start - 1
        stops = [stop.end() for stop in _STOP.finditer(self._text, start, end)]
        return Span(stops[-1] if stops else start, max(end, start))

    def _behind(self, paragraph: Span, outer: Sequence[Marked], at: int) -> Span:
        """From the closing mark to the end of the sentence, or to the next marks; nothing where another one begins."""
        start = min(outer[at].span.end + 1, paragraph.end)
        end = max(start, outer[at + 1].span.start - 1 if at + 1 < len(outer) else paragraph.end)
        stop = _STOP.search(self._text, start, end)
        behind = Span(start, stop.start() if stop else end)
        head = max(0, start - 4)
        begins = _ENDS_SENTENCE.search(self._text, head, start) and _NEW_SENTENCE.match(self._text, start, end)
        asks = _ASKS.search(self._text, head, start) and self._sources.is_asker(behind)
        return Span(start, start) if begins and not asks else behind

    def _by(self, one: _Quoted) -> By | None:
        is_led = WORD.search(self._text, *one.before) and LEADS.search(self._text, *one.before)
        by = self._sources.behind(one.behind, one.before) if not is_led and self._is_tied(one) else None
        if by and (by.source or by.denied):
            return by
        opens = not WORD.search(self._text, *one.before) and self._is_long(one.words)
        if by is None and opens and self._is_tied_by_mark(one):
            return self._sources.by_form(one.behind.stripped(self._text, _BETWEEN))
        return self._sources.before(one.before) or by

    def _is_name(self, one: _Quoted, by: By | None) -> bool:
        """A title, a slogan on a banner, a word in scare quotes."""
        if self._is_shown(one, by):
            return True
        is_told_before = by is not None and by.cue is not None and by.cue.end <= one.marked.start
        ties = _TIES.search(self._text, *one.before)
        if by and (ties or (not is_told_before and self._is_tied(one))):
            return not ties and self._is_title_within(one)
        words = one.marked.of(self._text).split()
        is_sentence = _ENDS.search(self._text, *one.marked) is not None
        if len(words) > 1 and sum(map(bool, map(_TITLE_WORD.match, words))) * 2 > len(words) and not is_sentence:
            return True
        return len(words) < _FEWEST_SPOKEN and not (by and is_sentence)

    def _is_shown(self, one: _Quoted, by: By | None) -> bool:
        """`the film “…”`, `“…”, says a banner`; somebody may say of a film: `…`."""
        if by and by.cue and by.source and LEADS.search(self._text, *one.before):
            return False
        before = _PRINTED_WORD.findall(one.before.of(self._text).lower())[-_NEAR:]
        near = [word for word in before if word not in self._tongue.of][-1:]  # `the title of “…”`
        if by is None or by.source is None:
            near += _PRINTED_WORD.findall(one.behind.of(self._text).lower())[:_FAR]
        return not self._tongue.shows.isdisjoint(near)

    def _is_title_within(self, one: _Quoted) -> bool:
        """`Le documentaire « La ville qui dort », a annoncé …, sera diffusé`: a capital within a sentence."""
        within = WORD.search(self._text, *one.before) and self._tongue.language not in ("de", "tr")
        return bool(within) and one.words.of(self._text)[0].isupper()

    def _is_tied(self, one: _Quoted) -> bool:
        """Whether what stands behind the marks may say whose words they are: not so behind `the film “…”`."""
        if self._is_tied_by_mark(one) or _ENDS.search(self._text, *one.words):
            return True
        opens = not WORD.search(self._text, *one.before) or _TIES.search(self._text, *one.before)
        return self._verb_follows(one.behind) and (bool(opens) or self._tongue.language == "tr")

    def _is_tied_by_mark(self, one: _Quoted) -> bool:
        """A comma within the marks or behind them, or a dash."""
        return one.marked.of(self._text).endswith(",") or _TIED.match(self._text, *one.behind) is not None

    def _verb_follows(self, behind: Span) -> bool:
        verb = self._tongue.says.search(self._text, *behind)
        return verb is not None and not WORD.search(self._text, behind.start, verb.start())

    def _is_clause(self, one: _Quoted) -> bool:
        """Said by somebody, whoever it is: a sentence that stands alone, or that a colon leads to."""
        if LEADS.search(self._text, *one.before):
            ends = _ENDS.search(self._text, one.words.start, one.words.end + 1)
            return self._count(one.words) >= (_FEWEST_ENDED if ends else _FEWEST_LED)
        return self._is_alone(one) and self._is_long(one.words)

    def _is_long(self, words: Span) -> bool:
        return self._count(words) >= _FEWEST_SPOKEN

    def _count(self, within: Span) -> int:
        return len(WORD.findall(self._text, *within))
