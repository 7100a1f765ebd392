"""What a question and passages share in words: of a passage itself, of what it belongs to, of what surrounds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from embeddings.common_words import is_common
from embeddings.glosses import in_english
from embeddings.lexical import BM25, Collection, terms, words
from qa.full_text import FullText, Ids, PassageTerms, Postings
from qa.names import is_spelled
from qa.records import Query

# By hand. On the sample (benchmarks/answers.py) F1 of silence loses 0.05 with AROUND_COVERS at 0.3, and 0.03 at 0.9;
# without AROUND, or without ABOUT, two of 141 questions lose what was among five, and twice as much is worth one.

# A term in the passage itself counts once; in a neighbour, or in title, speaker and date, for less.
OWN, AROUND, ABOUT = 1.0, 0.3, 0.5
# Of a follow-up, what was asked before counts for less than what is asked now.
BACKGROUND = 0.5
# A word of the topic that stands only in a neighbour or the title.
AROUND_COVERS = 0.6
# One letter in five may be wrong.
SAME_WORD = 78
SHORTEST_CORRECTED = 4

_BM25 = BM25()
# How something is asked for, never what.
_ASKING = frozenset(
    terms(
        "summarize summarise summary discuss discussion describe description explain opinion view think thought comment"
        " remark asked told statement conclusion please talk mention according many much"
    )
)
_NO_TOPIC = _ASKING | frozenset(
    terms(
        "president minister leader mayor chief executive head state government prime foreign secretary chair chairman"
        " spokesman spokeswoman director meeting talks article each both side party delegation"
    )
)
# `at the annual hearing`: where it was said, and not what was.
_AT_MEETING = regex.compile(
    r"\b(?:at|during)\s+(?:the|this|that|their)\s+(?:[\p{L}’'-]+\s+){0,2}?"
    r"(?P<held>AGM|briefing|call|conference|hearing|inquiry|session|stand-?up|summit)\b",
    regex.IGNORECASE,
)


class Shared(NamedTuple):
    """BM25 as a share of the most that there could be, and the share of the topic that a passage covers."""

    lexical: float
    coverage: float


@dataclass(frozen=True)
class QuestionWords:
    """The terms of a question with their weights, those of them that are its topic, and where each stands."""

    weights: Mapping[str, float]
    topic: Sequence[str]
    postings: Mapping[str, Postings]
    collection: Collection
    # What covers the topic of a question that has none: whatever the person asked for says,
    # or anybody at the time, the meeting or in the article asked for; else nothing.
    without_topic: float

    def candidates(self, limit: int, among: Ids | None) -> Ids:
        """The passages with most of the words, ascending, each word counted once and for more where it is their own."""
        scores = np.zeros(1 + max((int(p.any[-1]) for p in self.postings.values() if len(p.any)), default=0))
        for term, weight in self.weights.items():
            worth = weight * self.collection.idf(term)
            scores[self.postings[term].own] += (OWN - ABOUT) * worth
            scores[self.postings[term].any] += ABOUT * worth
        if among is not None:
            others = np.ones(len(scores), dtype=bool)
            others[among[among < len(scores)]] = False
            scores[others] = 0
        found = np.flatnonzero(scores > 0)
        if len(found) > limit:  # of those that are as good as the last, the first by their ids
            score_of = scores[found]
            last = np.partition(score_of, -limit)[-limit]
            better, as_good = found[score_of > last], found[score_of == last]
            found = np.union1d(better, as_good[: limit - len(better)])
        return found.astype(np.int64)

    def shared(self, found: PassageTerms) -> Shared:
        own, around, about = found.own.split(), found.around.split(), found.about.split()
        fields = (OWN, own), (AROUND, around), (ABOUT, about)
        lexical = _BM25.score(self.weights, fields, self.collection) / max(self._most_lexical, 1e-9)
        if not self.topic:
            return Shared(lexical, self.without_topic)
        covered = 0.0
        for term, worth in self._topic_worth.items():
            if term in own:
                covered += worth
            elif term in around or term in about:
                covered += AROUND_COVERS * worth
        return Shared(lexical, covered / self._whole_topic)

    def within(self, first: Ids, last: Ids) -> NDArray[np.float64]:
        """For stretches of passages, the share of the topic that stands in them."""
        covered = np.zeros(len(first))
        for term, worth in self._topic_worth.items():
            places = self.postings[term].own
            stands = np.searchsorted(places, last, "right") > np.searchsorted(places, first)
            covered += worth * stands
        return covered / max(self._whole_topic, 1e-9)

    @cached_property
    def _most_lexical(self) -> float:
        return _BM25.most(self.weights, self.collection)

    @cached_property
    def _topic_worth(self) -> dict[str, float]:
        return {term: self.collection.idf(term) for term in self.topic}

    @cached_property
    def _whole_topic(self) -> float:
        return sum(self._topic_worth.values())


def question_words(full_text: FullText, query: Query) -> QuestionWords:
    now, before = terms(query.wording), terms(query.background)
    meant = [t for t in (*before, *now) if t not in _ASKING] or [*before, *now]
    common = {
        term
        for word in words(in_english(f"{query.background} {query.wording}")[0])
        if is_common(word)
        for term in terms(word)
    }
    spelled = {term: _spelled(full_text, term, common) for term in meant}
    postings = dict(spelled.values())
    weights = {spelled[t][0]: BACKGROUND for t in before if t in spelled} | {
        spelled[t][0]: 1.0 for t in now if t in spelled
    }
    passages, average = full_text.size()
    return QuestionWords(
        weights=weights,
        topic=_topic(query, now, spelled) or _topic(query, (*before, *now), spelled),
        postings=postings,
        collection=Collection(passages, average, {term: len(places.any) for term, places in postings.items()}),
        without_topic=float(bool(query.asked or query.unquoted or query.period or query.meetings or query.is_filtered)),
    )


def _spelled(full_text: FullText, term: str, common: set[str]) -> tuple[str, Postings]:
    """A term as the corpus has it: one that looks like a typing error, and is no common word, is corrected."""
    places = full_text.postings(term)
    if len(places.any) or len(term) < SHORTEST_CORRECTED or term.isdigit() or term in common:
        return term, places
    nearest = process.extractOne(term, full_text.vocabulary(term[0]), scorer=fuzz.ratio, score_cutoff=SAME_WORD)
    return (nearest[0], full_text.postings(nearest[0])) if nearest else (term, places)


def _topic(query: Query, asked: Iterable[str], spelled: Mapping[str, tuple[str, Postings]]) -> list[str]:
    """The terms that say what the question is about, as the corpus has them: not who speaks, not when, not how it is
    asked for. A name in another script is none, though the corpus has a word like it."""
    held = [match["held"] for match in _AT_MEETING.finditer(query.wording)]
    nobody = query.unquoted if query.is_of_nobody_quoted else ()  # a passage has the office of whoever is quoted
    others = (*query.asked, *nobody, query.period_words, query.meeting_words, *query.outlets, *held)
    beside = set(terms(" ".join((*others, *_spelled_names(query))))) | _NO_TOPIC
    found = (spelled[term][0] for term in asked if term in spelled and term not in beside)
    return list(dict.fromkeys(term for term in found if term not in beside))


def _spelled_names(query: Query) -> list[str]:
    """The words of a question that name in another script whoever is asked for."""
    parts = [part for name in query.asked for part in words(name)]
    return [word for word in words(query.wording) if any(is_spelled(part, word) for part in parts)]
