"""Candidates → citations: neighbours in one, and what several outlets print once, with all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import regex
from rapidfuzz import fuzz

from embeddings.lexical import words
from qa.records import Article, Citation, Kind, Meeting, Passage, Span
from qa.retriever import Candidate

# All by hand. On the sample (benchmarks/answers.py) five of 141 questions lose their first passage if _WORTH_JOINING is
# 0.9, one if _LONGEST_CITATION is 40; of what says the same, and of what is curt, its figures tell nothing.

# Sentences that say the same but for a word or a comma.
_NEAR_DUPLICATE = 93
# So few words may stand in a longer passage by chance.
_FEWEST_WITHIN = 5
# A longer quotation is a page, not a citation.
_LONGEST_CITATION = 90
# A neighbour with less of the score of the sentence it would join has little to do with the question.
_WORTH_JOINING = 0.6
# Words of an answer that says hardly anything alone.
_CURT = 3
_CLOSING = regex.compile(r"[.,!?…]?(?P<mark>[”»\"])")
_OPENING = {"”": "“", "»": "«", '"': '"'}
# One word more or less of these, and the sentence says something else.
_TURNS_IT_AROUND = frozenset(
    "not no never nor none without t cannot не нет ни без нельзя one two three four five six seven eight nine ten"
    " eleven twelve hundred thousand million billion half twice".split()
)
# Of a name, an office or a month, not of a sentence's beginning.
_CAPITAL = regex.compile(r"(?<=[\p{L}\p{N},;:–—-]\s+)\p{Lu}[\p{L}\p{M}’'-]*")


def citations(candidates: Sequence[Candidate]) -> list[Citation]:
    """In the order of the candidates; each statement once, the other articles that print it in `also`."""
    found: list[Citation] = []
    for new in _joined_neighbours(candidates):
        at = next((at for at, shown in enumerate(found) if _says_the_same(shown, new)), None)
        if at is None:
            found.append(new)
        else:
            found[at] = _together(found[at], new)
    return found


def _joined_neighbours(candidates: Sequence[Candidate]) -> list[Citation]:
    found: list[Citation] = []
    for candidate in candidates:
        new = Citation(candidate.passage, candidate.article, candidate.score)
        if any(_repeats(shown, new) for shown in found):
            continue
        place = len(found)
        for at in reversed(range(len(found))):  # it may close the gap between two
            joined = _joined(found[at], new)
            if joined:
                new, place = joined, at
                del found[at]
        found.insert(place, new)
    return found


def _repeats(shown: Citation, new: Citation) -> bool:
    """An article that has it twice: in a passage by the same source that is shown already, or in a headline."""
    if shown.article.id != new.article.id or shown.source != new.source:
        return False
    return shown.passage.span.contains(new.passage.span) or _says_the_same(shown, new)


def _joined(better: Citation, new: Citation) -> Citation | None:
    """One citation of two that are neighbours in one quotation, both to do with the question."""
    quotation = better.passage.quotation
    if better.article.id != new.article.id or quotation is None or quotation != new.passage.quotation:
        return None
    first, second = sorted([better.passage, new.passage], key=lambda passage: passage.span)
    if not _are_neighbours(better.article, first, second):
        return None
    if new.score < _WORTH_JOINING * better.score and not _is_curt(better):
        return None
    span = _closed(better.article.text, Span(first.span.start, second.span.end))
    if len(span.of(better.article.text).split()) > _LONGEST_CITATION:
        return None
    context = Span(min(first.context.start, second.context.start), max(first.context.end, second.context.end))
    return replace(better, passage=replace(better.passage, span=span, context=context))


def _closed(text: str, span: Span) -> Span:
    """With the mark right behind it that closes what is opened in it: `“It leaks,” he said. “It sinks` and `.”`; where
    a paragraph in it is opened again, with the mark that opens the first."""
    if any(f"\n{mark}" in span.of(text) and text[: span.start].endswith(mark) for mark in _OPENING.values()):
        span = Span(span.start - 1, span.end)
    behind = _CLOSING.match(text, span.end)
    if not behind:
        return span
    closing = behind["mark"]
    opened, closed = span.of(text).count(_OPENING[closing]), span.of(text).count(closing)
    is_open = opened > closed if closing != '"' else opened % 2 == 1 or '\n"' in span.of(text)
    return Span(span.start, behind.end()) if is_open else span


def _is_curt(citation: Citation) -> bool:
    """`No.`, `In principle yes.`: the sentence beside it says to what."""
    return len(_words(citation.text)) <= _CURT


def _are_neighbours(article: Article, first: Passage, second: Passage) -> bool:
    return not regex.search(r"\w", article.text[first.span.end : second.span.start])


def _says_the_same(shown: Citation, new: Citation) -> bool:
    """The same words of the same source, but for a word that changes nothing; one may say more before or after them."""
    if shown.source != new.source or _are_of_two_meetings(shown, new):
        return False
    said = [_told(one) for one in (shown, new)]
    shorter, longer = sorted(said, key=lambda text: len(_words(text)))
    few, many = _words(shorter), _words(longer)
    if len(few) < _FEWEST_WITHIN:
        return few == many
    same = fuzz.partial_ratio_alignment(few, many, score_cutoff=_NEAR_DUPLICATE)
    if same is None:
        return False
    here, there = Counter(few[same.src_start : same.src_end]), Counter(many[same.dest_start : same.dest_end])
    different = set(here - there) | set(there - here) | set(few[: same.src_start] + few[same.src_end :])
    return different.isdisjoint(_telling(shorter) | _telling(longer))


def _are_of_two_meetings(shown: Citation, new: Citation) -> bool:
    """Minutes are written in formulas: `The motion was carried.` of another meeting is another motion."""
    meetings = {one.passage.meeting_id for one in (shown, new)}
    return not shown.source and len(meetings) > 1 and any(one.passage.entries for one in (shown, new))


def _told(citation: Citation) -> str:
    """Of a sentence that is shown with the words around a quotation, the quotation, unless it is a few words."""
    quotation, span = citation.passage.quotation, citation.passage.span
    if quotation is None or quotation.kind is not Kind.DIRECT:
        return citation.text
    here = [part for part in quotation.spans if part.overlaps(span)]
    said = " ".join(
        Span(max(part.start, span.start), min(part.end, span.end)).of(citation.article.text) for part in here
    )
    return said if len(_words(said)) >= _FEWEST_WITHIN else citation.text


@lru_cache(maxsize=10_000)
def _words(text: str) -> tuple[str, ...]:
    """Each text is compared with many."""
    return tuple(words(text))


@lru_cache(maxsize=10_000)
def _telling(text: str) -> frozenset[str]:
    """Words that may not differ: names, numbers, and those that turn a sentence around."""
    capitals = frozenset(word for name in _CAPITAL.findall(text) for word in _words(name))
    return capitals | {word for word in _words(text) if word in _TURNS_IT_AROUND or any(c.isdigit() for c in word)}


def _together(shown: Citation, new: Citation) -> Citation:
    """The one that says more, in the place of the better; the other beside it, where that is another article."""
    fuller, other = (new, shown) if len(_words(new.text)) > len(_words(shown.text)) + 1 else (shown, new)
    also = {one.article.id: one for one in (*shown.also, replace(other, also=())) if one.article.id}
    also.pop(fuller.article.id, None)
    return replace(fuller, score=shown.score, also=tuple(also.values()))


def with_meetings(found: Sequence[Citation], meetings: Iterable[Meeting]) -> tuple[Citation, ...]:
    """The citations, each with the meeting that its article reports."""
    by_id = {meeting.id: meeting for meeting in meetings}

    def told(some: Sequence[Citation]) -> tuple[Citation, ...]:
        return tuple(replace(one, meeting=by_id.get(one.passage.meeting_id), also=told(one.also)) for one in some)

    return told(found)
