"""What the tagger has read joined with what the rules have found: the marks decide what is verbatim, in every case.

Rules know turns, dashes, pairs of marks and the languages that the tagger was not trained on; the tagger knows English
syntax. Where both see a quotation, the words are those between the marks, and the reported clause is the tagger's.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

import regex

from qa.confidence import confidence
from qa.cues import LEADS_TO_SOURCE, cues, denials, imaginings
from qa.marks import Marked
from qa.mentions import Mention
from qa.quoted import is_name
from qa.records import Kind, Span
from qa.tagged_sources import is_nobody, source_alone, whole_source
from qa.tagger import Content
from qa.utterances import WORD, Evidence, Utterance, without_edges, without_stray_marks

_ENGLISH = frozenset("the of and to that in is was for on with he she said they have has it by from are not".split())
# Of the words of a text, when it is English: about 0.3; German, Russian, French: under 0.05.
_ENGLISH_SHARE = 0.12
_JUDGED_BY = 20_000  # characters
# Words of a content outside its marks, beside mention and cue, with which it is reported speech, too.
_FEWEST_REPORTED = 2
# Words in marks with which the tagger alone takes them for speech.
_FEWEST_MARKED = 3
# Words of a reported clause that only the tagger has found: of shorter ones it is seldom sure of the edges.
_FEWEST_WORDS = 3
_WELL_KNOWN = frozenset({"said", "says", "told", "tells", "added", "adds", "called", "announced", "according to"})
# Less likely than this, a clause that only the tagger has found is left out.
LIKELY = 0.35
# A probability nearer to 0 or 1 is taken for this near.
_SMALLEST = 1e-4
# So sure of a source, the tagger is right where the rules name another.
_SURE = 0.9
# Between `did not say` and the words that were not said: nothing, or who was not told.
_LEADS_TO_DENIED = regex.compile(r"\s+(?:(?:[\w’'-]+\s+){0,3}that\s+)?")
# Characters before a cue that may negate it.
_BEHIND_CUE = 10  # ` no one`
_BEFORE_CUE = 40
# Intersection over union with which two clauses are taken for one.
_SAME_CLAUSE = 0.5
# Between somebody and what is to be done: `Okafor to circulate the plan by Friday`.
_TO_BE_DONE = regex.compile(r"\s+(?:(?:is|are|has|have)\s+)?to\s+")
_TO_DO = regex.compile(r"\W*to\s")
_RELATIVE = regex.compile(r"\b(?:who|which|that)\b")
_BY = regex.compile(r"(?:(?:was|were|is|been|being)\s+)?\p{L}+\s+by\s+(?!(?:saying|telling|asking|adding|noting)\b)")
_CONTENT_BEGINS = regex.compile(r"(?:that|whether|,|:|—|–|\s)+\b", regex.IGNORECASE)


def is_english(text: str) -> bool:
    words = [word.lower() for word in WORD.findall(text, 0, _JUDGED_BY)]
    return sum(word in _ENGLISH for word in words) > _ENGLISH_SHARE * len(words)


def prose(paragraphs: Sequence[Span], found: Sequence[Utterance]) -> list[Span]:
    """The paragraphs that are in no turn of a transcript."""
    turns = sorted(span for utterance in found if utterance.kind is Kind.TURN for span in utterance.spans)
    starts = [span.start for span in turns]

    def is_free(paragraph: Span) -> bool:
        at = bisect_left(starts, paragraph.end) - 1
        return at < 0 or turns[at].end <= paragraph.start

    return [paragraph for paragraph in paragraphs if is_free(paragraph)]


T = TypeVar("T")


class _Sweep(Generic[T]):
    """Items by their spans, asked for stretches in order: each item is looked at where it may overlap, and dropped."""

    def __init__(self, items: Iterable[tuple[Span, T]]) -> None:
        self._waiting = deque(sorted(items, key=lambda item: item[0]))
        self._near: list[tuple[Span, T]] = []

    def over(self, stretch: Span) -> list[T]:
        while self._waiting and self._waiting[0][0].start < stretch.end:
            self._near.append(self._waiting.popleft())
        self._near = [item for item in self._near if item[0].end > stretch.start]
        return [item for _, item in self._near]


class _Reading(NamedTuple):
    """A content with the marked stretches in it, and how many words it has beside them."""

    content: Content
    marks: list[Span]
    own: int

    @property
    def is_clause(self) -> bool:
        """True where it is reported in the article's words, marked ones among them or not."""
        return self.own >= _FEWEST_REPORTED


def joined(
    text: str, heading: Span | None, marks: Sequence[Marked], found: Sequence[Utterance], contents: Iterable[Content]
) -> list[Utterance]:
    """The utterances of both, in the order of the text. Words in the marks of the heading, which repeats what the
    article says further down, are nobody's."""
    outermost = [mark.span for mark in marks if mark.depth == 0]
    outside = [mark for mark in outermost if not (heading and heading.contains(mark))]
    contents = [
        content for content in contents if not (heading and _is_nothing_new(text, content.span, heading, outermost))
    ]
    inverted = _Sweep((span, span) for u in found for span in _known_by_rules(u))
    contents = [one for one in contents if not inverted.over(Span(one.span.start, one.span.start + 1))]
    contents = [one for one in contents if not _TO_BE_DONE.fullmatch(text, one.source.end, one.cue.start)]
    contents = [one._replace(source=whole_source(text, one)) for one in contents if not is_nobody(text, one)]
    inner = _inner(found, marks)
    found = [utterance for utterance in found if utterance not in inner]
    naming = [part for u in found if u.kind is Kind.DIRECT for part in (u.cue, u.source and u.source.span) if part]
    unmarked = list(_unmarked(found, outside))
    readings = list(_readings(text, sorted([*outside, *unmarked]), naming, contents))
    found = list(_parted(found, [reading.content.span for reading in readings if reading.is_clause]))
    kept = dict.fromkeys(found)
    passing = set(_passing_on(found))
    direct = _Sweep((span, u) for u in found if u.kind is Kind.DIRECT for span in u.spans)
    indirect = _Sweep((u.spans[0], u) for u in found if u.kind is Kind.INDIRECT)
    for reading in readings:
        stretch = reading.content.span
        near = dict.fromkeys(direct.over(stretch))
        spoken = [u for u in near if _is_mostly_in(u.spans[0], stretch)]
        reported = indirect.over(stretch)
        replaced = [
            u for u in reported if _is_mostly_in(u.spans[0], stretch) and (reading.is_clause or u not in passing)
        ]
        for utterance in (*spoken, *replaced):
            kept.pop(utterance, None)
        kept |= dict.fromkeys(_read(text, reading, spoken, reported, [span for u in near for span in u.spans]))
    dashed = set(unmarked)
    said = [u for u in (*kept, *inner) if u.evidence or u in passing or not (_is_well_known(text, u) or _is_open(u))]
    weighed = [_judged(u, dashed) for u in said]
    ordered = sorted(weighed, key=lambda utterance: (utterance.spans[0].start, -utterance.spans[-1].end))
    return told(ordered, marks)


def told(found: Sequence[Utterance], marks: Sequence[Marked]) -> list[Utterance]:
    """The utterances, without those of which rules know no source, and without what is quoted in such words."""
    inner = _inner(found, marks)
    around = _Sweep((span, span) for u in found if u.kind is not Kind.INDIRECT and u not in inner for span in u.spans)
    untold = {u for u in found if u in inner and not around.over(u.spans[0])}
    return [utterance for utterance in found if not (utterance in untold or _is_open(utterance))]


def _passing_on(found: Sequence[Utterance]) -> Iterator[Utterance]:
    """`X said Y had promised him “…”`: clauses that name whose the words in them are, and without which nobody would
    know who tells of these."""
    named = _Sweep((u.source.span, u) for u in found if u.kind is Kind.DIRECT and u.source)
    for clause in sorted((u for u in found if u.kind is Kind.INDIRECT), key=lambda utterance: utterance.spans):
        if any(clause.spans[0].contains(u.spans[0]) for u in named.over(clause.spans[0])):
            yield clause


def _known_by_rules(utterance: Utterance) -> Iterator[Span]:
    """Where nothing begins that another says: in the name behind `said`; in all of `Bridges, said Ivo Tarn, will open`,
    a clause in two pieces."""
    source, cue = utterance.source, utterance.cue
    if source and cue and cue.end <= source.span.start:
        yield _extent(utterance) if _is_parted(utterance) else source.span


def _is_parted(utterance: Utterance) -> bool:
    return utterance.kind is Kind.INDIRECT and len(utterance.spans) > 1


def _is_open(utterance: Utterance) -> bool:
    """True where rules alone have found words whose source they do not know."""
    return utterance.kind is Kind.DIRECT and utterance.source is None and utterance.evidence is None


def _inner(found: Iterable[Utterance], marks: Iterable[Marked]) -> dict[Utterance, None]:
    """What is quoted in words that are quoted themselves, in order."""
    starts = {mark.span.start for mark in marks if mark.depth > 0}
    return dict.fromkeys(u for u in found if u.kind is Kind.DIRECT and u.spans[0].start in starts)


def _is_nothing_new(text: str, content: Span, heading: Span, marks: Iterable[Span]) -> bool:
    """What a heading repeats of the words in marks; and what somebody does by it: `Bakers refuse to count loaves`."""
    if not heading.contains(content):
        return False
    return bool(_TO_DO.match(text, *content)) or any(_is_mostly_in(content, mark) for mark in marks)


def _unmarked(found: Sequence[Utterance], marks: Iterable[Span]) -> Iterator[Span]:
    """Words that somebody says without marks, after a dash."""
    marked = _Sweep((mark, mark) for mark in marks)
    for span in sorted(span for utterance in found if utterance.kind is Kind.DIRECT for span in utterance.spans):
        if not marked.over(span):
            yield span


def _readings(
    text: str, marks: Iterable[Span], naming: Iterable[Span], contents: Iterable[Content]
) -> Iterator[_Reading]:
    """The contents with the marks in them. `naming` are the sources and cues that the rules have found for marks."""
    quoted = _Sweep((mark, mark) for mark in marks)
    named = _Sweep((span, span) for span in naming)
    for content in contents:
        around = quoted.over(content.span)
        if any(_is_part_of(content.span, mark) for mark in around):
            continue  # what somebody reports in words that are quoted themselves
        inside = [mark for mark in around if _is_mostly_in(mark, content.span)]
        whole = content._replace(
            span=Span(
                min([content.span.start, *(mark.start for mark in inside)]),
                max([content.span.end, *(mark.end for mark in inside)]),
            )
        )
        # Whom a clause names that its source leads to, he quotes: `X said that Y had shouted “Go”`.
        named_inside = [] if max(whole.source.end, whole.cue.end) <= whole.span.start else named.over(whole.span)
        evidence = [whole.source, whole.cue, *named_inside]
        yield _Reading(whole, inside, _own_words(text, whole.span, inside, evidence))


def _parted(found: Iterable[Utterance], clauses: Iterable[Span]) -> Iterator[Utterance]:
    """The utterances, each without its spans in a reported clause, which are utterances of their own:
    `“Go,” he said, calling it “too late”`."""
    ordered = sorted(clauses)
    for utterance in found:
        if utterance.kind is not Kind.DIRECT:
            yield utterance
            continue
        pieces: dict[Span | None, list[Span]] = {}
        for span in utterance.spans:
            at = bisect_right(ordered, (span.end, 0)) - 1
            clause = ordered[at] if at >= 0 and _is_mostly_in(span, ordered[at]) else None
            pieces.setdefault(clause, []).append(span)
        yield from (replace(utterance, spans=tuple(spans)) for spans in pieces.values())


def _is_part_of(content: Span, mark: Span) -> bool:
    return _is_mostly_in(content, mark) and 5 * (content.end - content.start) < 4 * (mark.end - mark.start)


def _is_mostly_in(mark: Span, content: Span) -> bool:
    shared = min(mark.end, content.end) - max(mark.start, content.start)
    return 2 * shared > mark.end - mark.start


def _read(
    text: str, reading: _Reading, spoken: list[Utterance], reported: list[Utterance], known: list[Span]
) -> Iterator[Utterance]:
    """One content as utterances: the words in its marks, and the clause, if it has words of its own.

    `known` are the words near it that the rules have found, those of a quotation over several paragraphs among them.
    """
    content = reading.content
    source = _source(text, reading, [*spoken, *reported])
    unsaid = _is_unsaid(text, content.cue)
    ours: list[Utterance] = []
    if not reading.is_clause and not unsaid:  # which marked words of a clause are whose, the rules decide
        new = (mark for mark in reading.marks if not any(mark.overlaps(span) for span in known))
        ours = [
            Utterance((without_edges(text, mark),), Kind.DIRECT, source, content.cue)
            for mark in new
            if _is_spoken(text, mark)
        ]
    spoken = [u if u.source else replace(u, source=source, cue=content.cue) for u in spoken]
    for utterance in _as_one(sorted([*spoken, *ours], key=lambda utterance: utterance.spans)):
        ruled = any(span in known for span in utterance.spans)
        yield _weighed(_by_syntax(text, utterance, reading, source), content, ruled=ruled)
    if reading.is_clause:
        clause = _clause(text, content)
        if _is_of_another_denial(text, clause, content.cue):
            return
        same = _same_clause(clause, reported)
        if same:
            yield _weighed(_by_syntax(text, same, reading, source), content, ruled=True)
        elif not unsaid and len(WORD.findall(text, *clause)) >= _FEWEST_WORDS:
            found = _weighed(Utterance((clause,), Kind.INDIRECT, source, content.cue), content, ruled=False)
            if confidence(text, found) >= LIKELY:
                yield found


def _by_syntax(text: str, utterance: Utterance, reading: _Reading, source: Mention | None) -> Utterance:
    """With the source that the tagger points to, where rules have taken another for it: `Tarsk, whose son sits on the
    board, said`. Not so where they see that somebody is quoted in the clause."""
    content, ruled = reading.content, utterance.source
    if not (reading.is_clause and source and ruled) or source.indefinite or content.source_confidence < _SURE:
        return utterance
    if ruled.span.overlaps(content.source) or content.span.contains(ruled.span) or _passes_on(text, content.source):
        return utterance
    if utterance.cue and text[utterance.cue.start : utterance.cue.end].startswith("quot"):
        return utterance  # `the agency quoted Elin Tarsk as saying`
    if _is_told_of(text, content.source, utterance):
        return utterance
    return replace(utterance, source=source, cue=content.cue)


def _is_told_of(text: str, teller: Span, utterance: Utterance) -> bool:
    """`Elin Tarsk said Oskar Venn told her`; not `Elin Tarsk told a man who said so`."""
    source, cue = utterance.source, utterance.cue
    if not source or not cue or not teller.end < source.span.end <= cue.start:
        return False
    is_relative = _RELATIVE.search(text, source.span.end, cue.start)
    return not is_relative and bool(cues(text, Span(teller.end, max(teller.end, source.span.start))))


def _passes_on(text: str, source: Span) -> bool:
    """`According to a spokesman, the president said …`: they are not the spokesman's words."""
    leads = LEADS_TO_SOURCE.finditer(text, max(0, source.start - _BEFORE_CUE), source.start)
    return any(not text[lead.end() : source.start].strip() for lead in leads)


def _weighed(utterance: Utterance, content: Content, *, ruled: bool) -> Utterance:
    agrees = ruled and utterance.source is not None and utterance.source.span.overlaps(content.source)
    direct = utterance.kind is Kind.DIRECT
    evidence = Evidence(
        _log_odds(content.confidence), _log_odds(content.source_confidence), False, ruled, agrees, direct
    )
    return replace(utterance, evidence=evidence)


def _is_well_known(text: str, utterance: Utterance) -> bool:
    """True for a clause of which the tagger would know, were it one: these cues stand everywhere in its training. Of a
    clause in two pieces it knows nothing."""
    cue = utterance.cue.of(text).lower() if utterance.cue else ""
    return utterance.kind is Kind.INDIRECT and not _is_parted(utterance) and cue in _WELL_KNOWN


def _judged(utterance: Utterance, dashed: Collection[Span]) -> Utterance:
    """With what speaks for it; of turns, and of words after a dash, the tagger has learned nothing."""
    if utterance.kind is Kind.TURN or utterance.spans[0] in dashed:
        return replace(utterance, evidence=None)
    if utterance.evidence:
        return utterance
    return replace(utterance, evidence=Evidence(missed=True, ruled=True, direct=utterance.kind is Kind.DIRECT))


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _SMALLEST), 1 - _SMALLEST)
    return math.log(bounded / (1 - bounded))


def _same_clause(clause: Span, reported: list[Utterance]) -> Utterance | None:
    """The same clause as the rules have found it, if they have: they are exact about its edges."""
    same = max(reported, key=lambda utterance: _likeness(_extent(utterance), clause), default=None)
    return same if same and _likeness(_extent(same), clause) >= _SAME_CLAUSE else None


def _extent(utterance: Utterance) -> Span:
    return Span(utterance.spans[0].start, utterance.spans[-1].end)


def _likeness(one: Span, other: Span) -> float:
    """Intersection over union."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def _is_unsaid(text: str, cue: Span) -> bool:
    """True for `denied that …`, `did not say …`, `would say …`, `said nobody`."""
    around = Span(max(text.rfind("\n", 0, cue.start) + 1, cue.start - _BEFORE_CUE), cue.end + _BEHIND_CUE)
    return any(phrase.overlaps(cue) for phrase in (*denials(text, around), *imaginings(text, around)))


def _is_of_another_denial(text: str, clause: Span, cue: Span) -> bool:
    """True for both parts of `Coyle did not say that it had lapsed, Bray said`: Bray says neither of them."""
    around = Span(max(text.rfind("\n", 0, clause.start) + 1, clause.start - _BEFORE_CUE), clause.end)
    phrases = [phrase for phrase in denials(text, around) if not phrase.overlaps(cue)]
    return any(
        _LEADS_TO_DENIED.fullmatch(text, phrase.end, clause.start)
        or (phrase.end == clause.end and _LEADS_TO_DENIED.match(text, clause.end))
        for phrase in phrases
    )


def _as_one(spoken: list[Utterance]) -> Iterator[Utterance]:
    """Neighbours in one content are one utterance where the later one has the same source, or a pronoun for it."""
    groups: list[list[Utterance]] = []
    for utterance in spoken:
        last = groups[-1][-1].source if groups else None
        if groups and (utterance.source == last or (utterance.source is not None and utterance.source.pronoun)):
            groups[-1].append(utterance)
        else:
            groups.append([utterance])
    for group in groups:
        yield replace(group[0], spans=tuple(sorted(span for utterance in group for span in utterance.spans)))


def _is_spoken(text: str, words: Span) -> bool:
    """Marked words that are all of a content are the source's own, if they are more than a term or a name."""
    return len(WORD.findall(text, *words)) >= _FEWEST_MARKED and not is_name(text, words)


def _own_words(text: str, content: Span, marks: list[Span], naming: list[Span]) -> int:
    """The words of a content outside its marks, but for those between two that name a source (`he said`)."""
    edges = [content.start, *(edge for mark in marks for edge in mark), content.end]
    between = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    return sum(
        len(WORD.findall(text, *stretch)) for stretch in between if not (marks and any(map(stretch.overlaps, naming)))
    )


def _clause(text: str, content: Content) -> Span:
    begins = _CONTENT_BEGINS.match(text, *content.span)
    start = begins.end() if begins else content.span.start
    return without_stray_marks(text, Span(start, content.span.end)).stripped(text, " \t\n,;:.–—-")


def _source(text: str, reading: _Reading, found: list[Utterance]) -> Mention | None:
    """The mention that the tagger points to: as the rules have read it, where they see the same words in it.

    None where it points to somebody in the quoted words themselves, or in what a later paragraph reports.
    """
    content = reading.content
    inside = any(mark.contains(content.source) for mark in reading.marks)
    if reading.is_clause and text.find("\n", content.source.end, content.span.start) >= 0:
        return None
    if inside or text.find("\n", content.span.end, content.source.start) >= 0:
        return None
    agent = _BY.match(text, content.cue.start)  # `Told by Oskar Venn that …, Elin Tarsk said`
    quoted_by = agent and "quoted" in agent.group()
    if agent and (quoted_by or not agent.end() <= content.source.end <= content.span.start):
        return None
    for utterance in found:
        if utterance.source and utterance.source.span.overlaps(content.source) and utterance.source.is_somebody:
            return utterance.source
    return source_alone(text, content.source)
