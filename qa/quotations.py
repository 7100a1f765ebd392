"""Text to utterances: what is said, in which words of the article, with the mention and the cue that say whose it is.

Four ways in which articles give somebody's words, in the order in which they are looked for: turns of a transcript,
paragraphs that begin with a speech dash, words in quotation marks, and reported speech. Who the mention names is for
`speakers.py` to find out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import regex

from qa.attributions import Attribution, acting, attributions
from qa.credits import credited
from qa.cues import Cue, denials, imaginings
from qa.dashes import dash_speech
from qa.examinations import heard
from qa.given_names import gender_of_name
from qa.interviews import interview
from qa.marks import Marked, printed
from qa.mentions import Mention, mentions
from qa.notes import Notes
from qa.quoted import Piece, is_within, pieces
from qa.records import Kind, Span
from qa.reported import reported_speech
from qa.sentences import sentences
from qa.subjects import is_addressed, is_subject
from qa.turns import Turn, is_decision, turns
from qa.utterances import WORD, Utterance

__all__ = ["Utterance", "utterances"]

_ENDS_SENTENCE = regex.compile(r"[.!?:…][”»\"’)\]*_]*$")
_ONLY_QUOTED = regex.compile(r"[*_#> ]*[“\"«„‘][^“”\"«»„\n]{1,200}[”\"»“’][*_]*")
_LONGEST_HEADING = 5  # paragraphs
_DENIED_THAT = regex.compile(r"denie[ds]\s+that\b", regex.IGNORECASE)
# Behind an attribution that a quotation leads to: `“Really?” he asked on Monday.`
_TAIL_ENDS = regex.compile(
    r"\s*(?:$|[.,;:¤”»\"]|(?:in|on|at|to|of|about|during|after|before|as|when|while|with|from|last|this|"
    r"\p{L}+day|\p{L}+ly|\p{L}+ing|him|her|me|us|them|reporters|journalists)\b)",
    regex.IGNORECASE,
)
_TELLS_ON = regex.compile(r"(?:There|It|This|That)\s+(?:had\s+been|would\s+be|was|were|is)\s+")
_FEWEST_TOLD_ON = 3  # words
_FEWEST_SPOKEN = 4  # words
_CREDIT = regex.compile(r"[–—―‒-]{1,2}\s*\p{Lu}[^.!?“”\"«»]{1,120}\.?")
_LONGEST_LEAD = 80
_NAME_SET_OFF = regex.compile(r",\s(?P<name>\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}.’'-]*){1,3}),\s")
_DISPUTES = regex.compile(
    r"\b(?:I (?:did not|didn[’']t|never|have never) (?:once )?(?:sa(?:y|id)|promised?|claim(?:ed)?|used?)\b"
    r"|what I (?:actually |in fact )?said\b|not what I said\b|I (?:was|have been|am being) misquoted"
    r"|I said no such|not my words)",
    regex.IGNORECASE,
)
_OPENING = 200  # characters of a reply
_NEXT_TURNS = 3
_NEAR = 200  # characters before a pronoun, in which the one it means is named


@dataclass(slots=True)
class _Said:
    """One utterance in the making. `else_by` says it where its own paragraphs name nobody."""

    spans: list[Span]
    by: Attribution | None
    else_by: Attribution | None = None
    over_paragraphs: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, with the quotations in it: what it says in its own words, and who says something by them."""

    span: Span
    inside: list[Marked]
    reported: list[Attribution]
    denied: list[Span]
    imagined: list[Span]

    def pieces(self, text: str) -> list[Piece]:
        return pieces(text, self.span, self.inside, self.reported, sorted(self.denied + self.imagined))

    def reported_speech(self, text: str, quoting: Collection[Cue]) -> list[Utterance]:
        """A denial is reported; the words that are denied are nobody's."""
        reported = [one for one in self.reported if not is_within(text, self.imagined, one)]
        if self.denied:
            reported = [replace(one, inner=()) for one in reported if _DENIED_THAT.match(text, one.cue.span.start)]
        return reported_speech(text, self.span, self.inside, reported, quoting)


def utterances(text: str, paragraphs: Sequence[Span], quoted: Sequence[list[Marked]]) -> list[Utterance]:
    """All utterances in the order of their first word. Linear in the length of the text."""
    text = printed(text)
    spoken = turns(text, paragraphs)
    sources = heard(text, paragraphs, spoken)
    found = [Utterance(turn.pieces, Kind.TURN, source) for turn, source in zip(spoken, sources, strict=True)]
    asked = [] if spoken else interview(text, paragraphs)
    found += [Utterance(one.pieces, Kind.TURN, one.source) for one in asked]
    labels = {turn.label for turn in spoken}
    turned = sorted(span for turn in spoken for span in (turn.label, *turn.pieces))
    turned += [piece for one in asked for piece in one.pieces]
    apart = [] if spoken else list(credited(text, paragraphs, quoted))
    found += [Utterance(one.spans, Kind.DIRECT, one.source) for one in apart]
    set_apart = {paragraph for one in apart for paragraph in one.paragraphs}
    replies = _Replies(text, spoken)
    heading = headline(text, paragraphs)
    prose = _Prose(text)
    notes = Notes(text, paragraphs)
    for paragraph, marks in zip(paragraphs, quoted, strict=True):
        if heading and heading.contains(paragraph):
            continue  # it repeats what the article says further down
        if paragraph in set_apart or is_decision(text, paragraph):
            prose.end()
            continue
        at = bisect_right(turned, paragraph.start, key=lambda span: span.end)
        if at < len(turned) and turned[at].start < paragraph.end:
            prose.end()
            speech = Span(turned[at].end, paragraph.end) if turned[at] in labels else paragraph
            quoted_there = _quoted_by_another(text, speech, [mark for mark in marks if mark.depth == 0])
            found += [
                one for one in quoted_there if not (one.source and replies.dispute(one.spans[0].start, one.source))
            ]
            continue
        dashed = dash_speech(text, paragraph)
        found += dashed
        if dashed:
            prose.end()
            waiting = deque(mark for mark in marks if mark.depth == 0)
            for span in dashed[0].spans:
                nested = _taken(waiting, span.end)
                found += _quoted_by_another(text, span, [mark for mark in nested if span.contains(mark.span)])
        else:
            prose.read(paragraph, marks)
            found += notes.reported(paragraph, marks)
    found += prose.utterances()
    return sorted(found, key=lambda utterance: (utterance.spans[0].start, -utterance.spans[-1].end))


class _Replies:
    """Who says, in the next few turns, that he did not say what he is said to have said."""

    def __init__(self, text: str, spoken: Sequence[Turn]) -> None:
        self._starts = [turn.pieces[0].start for turn in spoken]
        self._disputing = [
            _DISPUTES.search(text, turn.pieces[0].start, min(turn.pieces[0].end, turn.pieces[0].start + _OPENING))
            is not None
            for turn in spoken
        ]
        self._labels = [turn.label.of(text) for turn in spoken]

    def dispute(self, place: int, source: Mention) -> bool:
        """Of what is quoted at a place in a turn: whether the one to whom it is ascribed, if he is it, disputes it."""
        at = bisect_right(self._starts, place)
        asks = self._labels[at - 1 : at]
        near = zip(self._labels[at : at + _NEXT_TURNS], self._disputing[at : at + _NEXT_TURNS], strict=True)
        surname = source.name.split()[-1:]
        return any(disputes and [label] != asks and all(word in label for word in surname) for label, disputes in near)


def headline(text: str, paragraphs: Sequence[Span]) -> Span | None:
    """The first paragraph, where it is no sentence; and a line of nothing but quoted words among those below it."""
    heading = [
        *takewhile(lambda paragraph: not _ENDS_SENTENCE.search(paragraph.of(text)), paragraphs[:_LONGEST_HEADING])
    ]
    if not heading or len(paragraphs) < 2:
        return None
    quoted = [paragraph for paragraph in heading[1:] if _ONLY_QUOTED.fullmatch(text, *paragraph)]
    return Span(heading[0].start, quoted[-1].end if quoted else heading[0].end)


class _Prose:
    """Reads paragraphs in order, since a quotation may go on from one to the next, and who says it stand in either."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._said: list[_Said] = []
        self._other: list[Utterance] = []
        self._open: _Said | None = None  # what the next paragraph opens again
        self._last: Attribution | None = None  # whose quotations a sentence of nothing but a quotation goes on

        self._hint: Attribution | None = None  # who says something in other words just before
        self._paragraph = Span(0, 0)

    def utterances(self) -> list[Utterance]:
        """Those of which nobody is named are left out, unless they go on over several paragraphs."""
        found = list(self._other)
        for said in self._said:
            by = said.by or said.else_by
            if by:
                found.append(Utterance(tuple(said.spans), Kind.DIRECT, by.source, by.cue.span))
            elif said.over_paragraphs:
                found.append(Utterance(tuple(said.spans), Kind.DIRECT, None))
        return found

    def end(self) -> None:
        """Something else stands before the next paragraph."""
        self._open = self._last = None

    def read(self, paragraph: Span, marks: list[Marked]) -> None:
        outer = [mark for mark in marks if mark.depth == 0]
        inner = deque(mark for mark in marks if mark.depth == 1)
        self._paragraph = paragraph
        self._hint = None
        reopened, self._open = self._open, None
        quoted = False
        led: Attribution | None = None
        for unit in _units(self._text, paragraph, outer):
            found = unit.pieces(self._text)
            for piece in found:
                if self._hint and not piece.by and _tells_on(self._text, unit, piece):
                    piece = piece._replace(by=self._hint)
                opens = reopened and not WORD.search(self._text, paragraph.start, piece.marked.span.start)
                self._take(piece, reopened if opens else None)
                quoted = quoted or bool(piece.by or piece.alone or opens)
            nested = _taken(inner, unit.span.end)
            for piece in found:
                for span in piece.spans:
                    self._other += _quoted_by_another(self._text, span, [m for m in nested if span.contains(m.span)])
            quoting = {piece.by.cue for piece in found if piece.by}
            self._other += unit.reported_speech(self._text, quoting)
            self._hint = None
            if unit.reported and not unit.inside:
                self._last = None  # the article turns to what somebody says in other words
                self._hint = _only_source(unit)
            elif self._last and not unit.inside and _is_about_another(self._text, unit.span, self._last.source):
                self._last = None
            led = _led_to(self._text, unit)
        if led or not quoted:
            self._last = led

    def _take(self, piece: Piece, reopened: _Said | None) -> None:
        before = self._said[-1] if self._said else None
        if reopened:
            said = reopened
            said.by = said.by or piece.by
            said.over_paragraphs = True
            said.spans += piece.spans
        elif before and (before.by == piece.by if piece.by else self._goes_on(before, piece)):
            said = before
            said.spans += piece.spans
        elif piece.by or piece.alone or piece.goes_on:
            said = _Said(list(piece.spans), piece.by, (self._last or self._hint) if piece.alone else None)
            self._said.append(said)
        else:
            if len(WORD.findall(self._text, *piece.marked.span)) >= _FEWEST_SPOKEN:
                self._last = None  # `“…,” grumbled the landlord. “…”`: somebody whom we cannot read
            return
        self._last = said.by or said.else_by or self._last
        if piece.goes_on:
            self._open = said

    def _goes_on(self, before: _Said, piece: Piece) -> bool:
        """`“One. ⏎ “Two,” X said. “Three. ⏎ “Four.”` is one utterance."""
        if not piece.alone or before.by is None or before.by != self._last:
            return False
        return before.spans[-1].start >= self._paragraph.start and (before.over_paragraphs or piece.goes_on)


def _units(text: str, paragraph: Span, outer: Sequence[Marked]) -> Iterator[_Unit]:
    """Sentences, those of one quotation and its attribution taken together."""
    waiting = deque(outer)
    for span in _unit_spans(text, paragraph, outer):
        inside = _taken(waiting, span.end)
        narration = _blanked(text, span, [mark.span for mark in inside])
        whole = Span(0, len(narration))
        reported = [one.shifted(span.start) for one in attributions(narration, whole)]
        denied, imagined = (
            [phrase.shifted(span.start) for phrase in find(narration, whole)] if reported or inside else []
            for find in (denials, imaginings)
        )
        yield _Unit(span, inside, reported, denied, imagined)


def _unit_spans(text: str, paragraph: Span, outer: Sequence[Marked]) -> list[Span]:
    units: list[Span] = []
    starts = [mark.span.start for mark in outer]
    for sentence in sentences(text, paragraph):
        at = bisect_left(starts, sentence.start) - 1
        inside = at >= 0 and sentence.start < outer[at].span.end
        if units and (inside or _is_attribution_tail(text, units[-1], sentence)):
            units[-1] = Span(units[-1].start, sentence.end)
        else:
            units.append(sentence)
    return units


def _is_attribution_tail(text: str, unit: Span, sentence: Span) -> bool:
    """`“Really?” Elin Tarsk asked.`, where the question mark was taken for the end of the sentence."""
    if text[unit.end - 1] not in "”»\"’'":
        return False
    if text[sentence.start].islower() or _CREDIT.fullmatch(text, *sentence):
        return True
    if text[unit.end - 2] not in "?!,…—–-":
        return False
    head = Span(sentence.start, min(sentence.end, sentence.start + _LONGEST_LEAD))
    found = attributions(text, head)
    return bool(found) and found[0].span.start == head.start and bool(_TAIL_ENDS.match(text, found[0].span.end))


def _taken(waiting: deque[Marked], until: int) -> list[Marked]:
    """The marks that begin before a place, taken from those that wait: every one is looked at once."""
    taken: list[Marked] = []
    while waiting and waiting[0].span.start < until:
        taken.append(waiting.popleft())
    return taken


def _blanked(text: str, unit: Span, quoted: Sequence[Span]) -> str:
    """The unit with what is quoted replaced, character for character, so that only the narration has words."""
    parts: list[str] = []
    at = unit.start
    for span in quoted:
        end = min(span.end, unit.end)
        parts += [text[at : span.start], "¤" * (end - span.start)]
        at = end
    return "".join([*parts, text[at : unit.end]])


def _led_to(text: str, unit: _Unit) -> Attribution | None:
    """The attribution at the end of a paragraph of which the next one holds the words: `Elin Tarsk said:`."""
    if not unit.reported or unit.denied or text[unit.span.end - 1] != ":":
        return None
    last = unit.reported[-1]
    return last if unit.span.end - last.span.end <= _LONGEST_LEAD else None


def _is_about_another(text: str, unit: Span, speaker: Mention) -> bool:
    """`“…,” X said. Y shook her head. “…”`: whose words follow is not plain."""
    who = acting(text, unit)
    return who is not None and not who.pronoun and who.name.split()[-1:] != speaker.name.split()[-1:]


def _only_source(unit: _Unit) -> Attribution | None:
    """The attribution of a sentence in which one person says something, and nothing is denied."""
    last = unit.reported[-1]
    plain = not unit.denied and not last.cue.weak and all(one.source == last.source for one in unit.reported)
    return last if plain else None


def _tells_on(text: str, unit: _Unit, piece: Piece) -> bool:
    """`The ferry was old, she said. There had been “no money for paint”.`"""
    words = piece.marked.span
    return (
        not unit.reported
        and _TELLS_ON.fullmatch(text, unit.span.start, words.start - 1) is not None
        and len(WORD.findall(text, *words)) >= _FEWEST_TOLD_ON
    )


def _quoted_by_another(text: str, around: Span, marks: Sequence[Marked]) -> list[Utterance]:
    """Words quoted within somebody's speech, where the sentence says whose they are: not the speaker's own."""
    if not marks:
        return []
    return [
        Utterance(piece.spans, Kind.DIRECT, _known_within(text, around, piece.by.source), piece.by.cue.span)
        for unit in _units(text, around, marks)
        for piece in unit.pieces(text)
        if piece.by and not _is_own(text, piece.by.source) and len(WORD.findall(text, *piece.marked.span)) > 1
    ]


def _known_within(text: str, speech: Span, source: Mention) -> Mention:
    """Whom a pronoun in somebody's speech means: the only one named before it there, and never the speaker."""
    if not source.pronoun:
        return _without_listener(text, source)
    before = mentions(text, Span(max(speech.start, source.span.start - _NEAR), source.span.start))
    before = [one for one in before if not is_addressed(text, one)]
    named = [
        one for one in before if one.name and not one.unvoiced and source.gender in (_gender(one) or source.gender)
    ]
    plain = len(named) == 1 and (_gender(named[0]) == source.gender or is_subject(text, named[0]))
    return named[0] if plain else replace(source, indefinite=True, pronoun=False)


def _without_listener(text: str, source: Mention) -> Mention:
    """`Mr Venn, the mayor of Calder, Elin Tarsk, told us`: Mr Venn is spoken to, and no mayor."""
    after = _NAME_SET_OFF.match(text, source.span.end) if source.name and source.office else None
    return Mention(Span(*after.span("name")), name=after["name"]) if after else source


def _gender(named: Mention) -> str:
    return named.gender or gender_of_name(named.name)


def _is_own(text: str, source: Mention) -> bool:
    return source.pronoun and source.span.of(text).lower() in ("i", "we", "я", "мы")
