"""What is said, in languages without rules of their own: the marks tell the words, the form of the sentence whose.

`« … », a déclaré la maire Odile Fresnay.`, `Odile Fresnay : « … »`, `Kaya, “…” dedi.`, `– …, säger Elin Tarsk.`: who
stands beside the marks and a verb of saying. What is no clause is a title or a word in scare quotes, and no quotation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from qa.marks import Marked
from qa.mentions import Mention
from qa.records import Kind, Span
from qa.tongue_names import Names
from qa.tongue_sources import LEADS, By, Sources
from qa.tongue_words import Tongue
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
_TIED = regex.compile(r"\s*[,–—―-][\s,–—―-]*")
_TIES = regex.compile(r"[:,]\s*$")
_DASHES = "–—―−-"
# A speech dash opens a paragraph or a sentence; Spanish sets none behind it.
_OPENING_DASH = regex.compile(rf"(?:(?m:^)|(?<=[.!?…:]\s))[{_DASHES}](?:\s+|(?=[¿¡\p{{Lu}}]))")
_BEFORE_ASIDE = regex.compile(rf"\s+[{_DASHES}]\s*|[—―]\s*|,\s+|(?<=[!?…])\s+")
_BEHIND_ASIDE = regex.compile(r"\s*[–—―]|\s-\s|(?<=\p{L})-(?=[.,;:])")
_GOES_ON = regex.compile(rf"[.,;:]?\s*[{_DASHES}][.,;:]?\s*")
_MOST_IN_ASIDE = 3  # words before its verb
_LONGEST_ASIDE = 80  # characters before its verb
_LABEL = regex.compile(r"(?P<label>\p{L}[^\n:.!?«»“”„\"]{1,60}?)\s?:\s+(?=[^\s«“„\"])")
_FEWEST_LABELS = 2
_FEWEST_SPOKEN = 4  # words
_FEWEST_ENDED = 2  # behind a colon, words that end in a full stop
_FEWEST_LED = 8  # words that end in no full stop: `the new album: “Have a nice day”`
_NEAR, _FAR = 2, 6  # words before and behind the marks that tell of a thing that shows them
_TITLE_WORD = regex.compile(r"\p{Lu}|\p{N}")
_PRINTED_WORD = regex.compile(r"[\p{L}\p{M}’'-]+")


def utterances(
    text: str, paragraphs: Sequence[Span], marks: Sequence[list[Marked]], tongue: Tongue, names: Names
) -> list[Utterance]:
    """Everything that somebody says, in the order of the text."""
    reader = _Reader(text, tongue, names)
    labelled = reader.labelled(paragraphs)
    found = [labelled[paragraph] for paragraph in paragraphs if paragraph in labelled]
    for paragraph, inside in zip(paragraphs, marks, strict=True):
        if paragraph not in labelled:
            outer = [mark for mark in inside if mark.depth == 0]
            dashed = reader.dashed(paragraph, outer)
            spoken = [span for one in dashed for span in one.spans]
            free = [mark for mark in outer if not any(span.overlaps(mark.span) for span in spoken)]
            found += [*dashed, *reader.quoted(paragraph, free)]
    return sorted(found, key=lambda one: one.spans[0].start)


class _Reader:
    def __init__(self, text: str, tongue: Tongue, names: Names) -> None:
        self._text = text
        self._tongue = tongue
        self._names = names
        self._sources = Sources(text, tongue, names)

    def labelled(self, paragraphs: Sequence[Span]) -> dict[Span, Utterance]:
        """`Rousserie : Vous fermez un collège.`, where two paragraphs or more begin with a name of the article."""
        found = {paragraph: turn for paragraph in paragraphs if (turn := self._turn(paragraph))}
        known = any(turn.source and self._names.in_full(turn.source.name) for turn in found.values())
        return found if known and len(found) >= _FEWEST_LABELS else {}

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
        found = self._parted(Span(opening.end, paragraph.end), within_marks=False) if opening else None
        if found is None or found[1].denied:
            return []
        return [Utterance(found[0], Kind.DIRECT, found[1].source, found[1].cue)]

    def _parted(self, words: Span, within_marks: bool) -> tuple[tuple[Span, ...], By] | None:
        """Speech with an aside that names who says it: its pieces, and who."""
        pieces: list[Span] = []
        by: By | None = None
        begin = words.start
        for verb in self._tongue.says.finditer(self._text, *words):
            edge = self._edge(Span(begin, verb.start())) if verb.start() >= begin else None
            if edge is None:
                continue
            end = self._end_of_aside(verb.end(), words.end, edge)
            told = self._sources.around(Span(edge.end, end), Span(*verb.span()))
            if within_marks and (told.source is None or told.source.indefinite):
                continue
            pieces.append(Span(begin, edge.start))
            by = by or told
            goes_on = _GOES_ON.match(self._text, end, words.end)
            if not goes_on and not within_marks:
                begin = words.end
                break
            begin = goes_on.end() if goes_on else min(end + 1, words.end)
        if by is None:
            return None
        spans = [
            without_edges(self._text, piece) for piece in (*pieces, Span(begin, words.end)) if piece.start < piece.end
        ]
        return tuple(span for span in spans if WORD.search(self._text, *span)), by

    def _edge(self, before: Span) -> Span | None:
        """What sets an aside off: a dash, a comma or a question mark, and few words up to the verb."""
        near = max(before.start, before.end - _LONGEST_ASIDE)
        edges = [Span(*edge.span()) for edge in _BEFORE_ASIDE.finditer(self._text, near, before.end)]
        if not edges or not WORD.search(self._text, before.start, edges[-1].start):
            return None
        return edges[-1] if self._count(Span(edges[-1].end, before.end)) <= _MOST_IN_ASIDE else None

    def _end_of_aside(self, start: int, end: int, edge: Span) -> int:
        """Where an aside ends: at a full stop, a dash, or a comma if no dash has opened it."""
        ends: list[int] = [f.start() for form in (_STOP, _BEHIND_ASIDE) if (f := form.search(self._text, start, end))]
        comma = self._text.find(",", start, end)
        by_comma = comma >= 0 and edge.of(self._text).strip() == ","
        return min(end, *ends, *([comma] if by_comma else []))

    def quoted(self, paragraph: Span, outer: Sequence[Marked]) -> list[Utterance]:
        """What stands in marks: one utterance where only the words that name who says it part its pieces."""
        found: list[Utterance] = []
        last: By | None = None
        for at, mark in enumerate(outer):
            before, behind = self._before(paragraph, outer, at), self._behind(paragraph, outer, at)
            words = without_edges(self._text, mark.span)
            if not WORD.search(self._text, *words):
                continue
            goes_on = bool(
                last and at and before == self._behind(paragraph, outer, at - 1) and WORD.search(self._text, *before)
            )
            goes_on = goes_on and not LEADS.search(self._text, *before)
            alone = not (WORD.search(self._text, *before) or WORD.search(self._text, *behind))
            pieces: tuple[Span, ...] = (words,)
            by = last if goes_on else self._by(words, before, behind)
            if (by is None or by.source is None) and not (by and by.denied):
                parted = self._parted(mark.span, within_marks=True)
                pieces, by = parted or (pieces, by)
            if by is None and alone:
                by = last
            if (by and by.denied) or self._is_name(mark.span, before, behind, by):
                last = None
                continue
            if by is None and not self._is_clause(words, before, alone):
                continue
            if goes_on and found:
                found[-1] = replace(found[-1], spans=(*found[-1].spans, *pieces))
            else:
                found.append(Utterance(pieces, Kind.DIRECT, by and by.source, by and by.cue))
            last = by
        return found

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

    def _by(self, words: Span, before: Span, behind: Span) -> By | None:
        led = WORD.search(self._text, *before) and LEADS.search(self._text, *before)
        by = self._sources.behind(behind, before) if not led and self._is_tied(words, before, behind) else None
        if by and (by.source or by.denied):
            return by
        tied = _TIED.match(self._text, *behind)
        if by is None and tied and not WORD.search(self._text, *before) and self._is_long(words):
            return self._sources.by_form(Span(tied.end(), behind.end))
        return self._sources.before(before) or by

    def _is_name(self, quoted: Span, before: Span, behind: Span, by: By | None) -> bool:
        """A title, a slogan on a banner, a word in scare quotes."""
        near = _PRINTED_WORD.findall(before.of(self._text).lower())[-_NEAR:]
        if by is None or by.source is None:
            near += _PRINTED_WORD.findall(behind.of(self._text).lower())[:_FAR]
        if not self._tongue.shows.isdisjoint(near):
            return True
        told_before = by is not None and by.cue is not None and by.cue.end <= quoted.start
        if by and (_TIES.search(self._text, *before) or (not told_before and self._is_tied(quoted, before, behind))):
            return False
        words = quoted.of(self._text).split()
        is_sentence = _ENDS.search(self._text, *quoted) is not None
        if len(words) > 1 and sum(map(bool, map(_TITLE_WORD.match, words))) * 2 > len(words) and not is_sentence:
            return True
        return len(words) < _FEWEST_SPOKEN and not (by and is_sentence)

    def _is_tied(self, words: Span, before: Span, behind: Span) -> bool:
        """Whether what stands behind the marks may say whose words they are: not so behind `the film “…”`."""
        if _TIED.match(self._text, *behind) or _ENDS.search(self._text, *words):
            return True
        opens = not WORD.search(self._text, *before) or _TIES.search(self._text, *before)
        return self._verb_follows(behind) and (bool(opens) or self._tongue.language == "tr")

    def _verb_follows(self, behind: Span) -> bool:
        verb = self._tongue.says.search(self._text, *behind)
        return verb is not None and not WORD.search(self._text, behind.start, verb.start())

    def _is_clause(self, words: Span, before: Span, alone: bool) -> bool:
        """Said by somebody, whoever it is: a sentence that stands alone, or that a colon leads to."""
        if LEADS.search(self._text, *before):
            alone = (
                self._count(words) >= _FEWEST_LED or _ENDS.search(self._text, words.start, words.end + 1) is not None
            )
        return alone and self._is_long(words)

    def _is_long(self, words: Span) -> bool:
        return self._count(words) >= _FEWEST_SPOKEN

    def _count(self, within: Span) -> int:
        return len(WORD.findall(self._text, *within))
