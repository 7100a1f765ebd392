"""Finding in long transcripts what was said on a subject, beside plain baselines and without parts of Onrecord.

usage: python benchmarks/meetings.py MEETINGS QUESTIONS [DATA]

Both files are JSON lines, gzip'd or not. MEETINGS: {"doc_id", "title", "text"} a line, `text` with a `Speaker: words`
line a turn. QUESTIONS: {"question", "doc_id", "evidence": [[start, end], …]} a line, with offsets into the text, end
exclusive. A passage is right where it overlaps a piece of evidence. QMSum (Zhong et al. 2021, MIT) has this form once
its turns are written as lines. The corpus is kept in the folder DATA, where one is named, for the next run.

`sentences` are encoded each by itself, `BM25` is over the same sentences; `both, with neighbours` adds up the two
scores of a sentence and those of the five around it. Each is asked within the question's meeting, and over all of them.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

import qa
from embeddings.encoder import Encoder
from embeddings.lexical import BM25, Collection, terms
from qa import retriever
from qa.passages import passages

SHOWN = 10
NEIGHBOURS = 2
WITHOUT: dict[str, dict[str, float]] = {
    "Onrecord": {"SAME_PLACE_PENALTY": retriever.SAME_PLACE_PENALTY},
    "… without surroundings": {"SURROUNDINGS_NEAR": 0.0, "SURROUNDINGS_COVER": 0.0},
    "… without spreading": {"SAME_PLACE_PENALTY": 0.0},
    "… without words": {"LEXICAL_WEIGHT": 0.0, "SURROUNDINGS_COVER": 0.0},
    "… without the speaker": {"SPEAKER_BONUS": 0.0},
}

Row = Mapping[str, Any]
Scores = NDArray[np.float64]
Found = Sequence[tuple[str, qa.Span]]  # article and place, best first


class Plain:
    """The corpus's own passages, each encoded by itself, and the words of each."""

    def __init__(self, corpus: qa.Corpus) -> None:
        self._encoder = Encoder()
        found = [(a, one.span) for a in corpus.articles() for one in passages(a, corpus.quotations(a.id))]
        texts = [span.of(article.text) for article, span in found]
        self.places = [(article.id, span) for article, span in found]
        self.articles = np.array([article for article, _ in self.places])
        self._vectors = np.concatenate(self._encoder.encode_documents([(t, [(0, len(t))]) for t in texts]))
        self._around = _summed(self._vectors, self.articles)
        self._around /= np.linalg.norm(self._around, axis=1, keepdims=True)
        self._terms = [terms(text) for text in texts]
        self._places_of: dict[str, list[int]] = {}
        for at, own in enumerate(self._terms):
            for term in set(own):
                self._places_of.setdefault(term, []).append(at)
        average = float(np.mean([len(own) for own in self._terms]))
        self._collection = Collection(len(texts), average, {t: len(at) for t, at in self._places_of.items()})

    def dense(self, question: str) -> Scores:
        return np.asarray(self._vectors @ self._encoder.encode_question(question), dtype=np.float64)

    def bm25(self, question: str) -> Scores:
        bm25, query = BM25(), dict.fromkeys(terms(question), 1.0)
        scores = np.zeros(len(self.places))
        for at in {place for term in query for place in self._places_of.get(term, ())}:
            scores[at] = bm25.score(query, [(1.0, self._terms[at])], self._collection)
        return scores / max(bm25.most(query, self._collection), 1e-9)

    def both(self, question: str) -> Scores:
        around = np.asarray(self._around @ self._encoder.encode_question(question), dtype=np.float64)
        words = self.bm25(question)
        return self.dense(question) + around + words + _summed(words[:, None], self.articles)[:, 0]


def _summed(values: NDArray[Any], articles: NDArray[np.str_]) -> NDArray[Any]:
    """The sum over each row and its neighbours in the same article."""
    total = values.copy()
    for by in range(1, NEIGHBOURS + 1):
        same = (articles[by:] == articles[:-by])[:, None]
        total[by:] += np.where(same, values[:-by], 0)
        total[:-by] += np.where(same, values[by:], 0)
    return total


def of_plain(plain: Plain, scores: Callable[[str], Scores], within: bool, question: Row) -> Found:
    found = scores(question["question"])
    if within:
        found = np.where(plain.articles == question["doc_id"], found, -np.inf)
    return [plain.places[at] for at in np.argsort(-found, kind="stable")[:SHOWN]]


def of_onrecord(corpus: qa.Corpus, within: bool, question: Row) -> Found:
    answer = corpus.ask(question["question"], article_id=question["doc_id"] if within else None, k=SHOWN)
    return [(c.article.id, c.passage.span) for c in (*answer.citations, *answer.near_misses)][:SHOWN]


def figures(questions: Sequence[Row], find: Callable[[Row], Found]) -> list[float]:
    """hit@1, hit@5, P@5, MRR@10 and the 95th percentile of milliseconds."""
    rows, times = [], []
    for question in questions:
        start = time.perf_counter()
        found = find(question)
        times.append((time.perf_counter() - start) * 1000)
        right = [_is_right(question, *place) for place in found] + [False] * SHOWN
        first = right.index(True) if True in right else SHOWN
        rows.append((first < 1, first < 5, sum(right[:5]) / 5, 1 / (first + 1) if first < SHOWN else 0.0))
    return [*np.mean(np.array(rows, dtype=float), axis=0), float(np.percentile(times, 95))]


def _is_right(question: Row, article: str, span: qa.Span) -> bool:
    return article == question["doc_id"] and any(span.overlaps(qa.Span(*piece)) for piece in question["evidence"])


def rows_of(path: Path) -> list[Row]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def compare(corpus: qa.Corpus, plain: Plain, questions: Sequence[Row], within: bool) -> None:
    print(f"{'within the meeting' if within else 'over all meetings':24s} hit@1 hit@5   P@5   MRR  p95 ms")
    for name, scores in {"sentences": plain.dense, "BM25": plain.bm25, "both, with neighbours": plain.both}.items():
        _print(name, figures(questions, partial(of_plain, plain, scores, within)))
    for name, constants in WITHOUT.items():
        with patch.multiple(retriever, **constants):
            _print(name, figures(questions, partial(of_onrecord, corpus, within)))


def _print(name: str, row: Sequence[float]) -> None:
    print(f"{name:24s}" + "".join(f"{figure:6.3f}" for figure in row[:4]) + f"{row[4]:8.1f}", flush=True)


def main(meetings: Path, questions: Path, data: Path) -> None:
    with qa.open_corpus(data) as corpus:
        corpus.add(*(qa.Article(row["doc_id"], row["text"], row["title"]) for row in rows_of(meetings)))
        answered = [row for row in rows_of(questions) if row["evidence"]]
        plain = Plain(corpus)
        compare(corpus, plain, answered, within=True)
        compare(corpus, plain, answered, within=False)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3] if len(sys.argv) == 4 else folder))
