"""Follow-ups completed by Onrecord, beside people's own rewrites of them and plain baselines.

usage: python benchmarks/followups.py TURNS SENTENCES…

TURNS has a JSON line a turn, `{"qid", "history": [{"role", "text"}], "question", "rewrite", "source"}`; SENTENCES are
what is searched, JSON lines with a `text`, a `sentence` or `sentences`, on whatever subjects. Files may be gzipped.

No passage is judged: what the person's rewrite finds is taken for right. Each row shows, of all turns, how often the
first passage of the rewrite is among the first ten and the first four; the share of its ten that are among the ten; and
how many of the rewrite's words are in the question that was searched. The histories are questions only: what answers
would tell about people and articles is not measured here, but by the questions of kind `follow-up` in `onrecord eval`.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.encoder import Encoder
from embeddings.index import FaissIndex
from embeddings.lexical import terms
from qa.dialogue import LONGEST_QUESTION, understand
from qa.followups import Turn
from qa.passages import passage_terms, passages
from qa.records import Article, Query
from qa.retriever import retrieve
from qa.store import Store

MOST_SENTENCES = 15_000
SENTENCES_OF_ARTICLE = 20
TOP = 10


def rows(path: Path) -> Iterator[dict[str, Any]]:
    opening = gzip.open if path.suffix == ".gz" else open
    with opening(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def sentences(files: Sequence[Path]) -> list[str]:
    found = dict.fromkeys(
        sentence
        for file in files
        for row in rows(file)
        for sentence in (row.get("sentences") or [row.get("sentence") or row.get("text")])
    )
    step = max(1, len(found) // MOST_SENTENCES)
    return list(found)[::step][:MOST_SENTENCES]


def filled(folder: Path, found: Sequence[str], encoder: Encoder) -> tuple[Store, FaissIndex]:
    """The sentences as articles, without looking for quotations."""
    store, index = Store(folder), FaissIndex(encoder.dimension)
    with store.writing():
        for number, some in enumerate(batches(found, SENTENCES_OF_ARTICLE)):
            article = Article(str(number), "\n\n".join(" ".join(sentence.split()) for sentence in some))
            cut = passages(article, [])
            [vectors] = encoder.encode_documents([(article.text, [passage.span for passage in cut])])
            store.add(article, [], cut, passage_terms(article, cut), vectors, encoder.fingerprint)
    index.add(*store.vectors(encoder.fingerprint, store.passage_ids()))
    return store, index


def batches(found: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for first in range(0, len(found), size):
        yield found[first : first + size]


def earlier(turn: dict[str, Any]) -> list[str]:
    return [said["text"] for said in turn["history"] if said["role"] == "user" and said["text"].strip()]


def completed(question: str, asked: Sequence[str]) -> Query:
    *earlier, before = asked or [""]
    turn = (lambda: Turn(completed(before[:LONGEST_QUESTION], earlier))) if before else None
    return understand(question, (), before=turn)


SYSTEMS: dict[str, Callable[[dict[str, Any]], Query]] = {
    "the turn as it is": lambda turn: Query(turn["question"]),
    "all turns joined": lambda turn: Query(" ".join([*earlier(turn), turn["question"]])[-LONGEST_QUESTION:]),
    "the last two joined": lambda turn: Query(" ".join([*earlier(turn)[-1:], turn["question"]])[-LONGEST_QUESTION:]),
    "Onrecord": lambda turn: completed(turn["question"], earlier(turn)),
}


def figures(found: list[int], wanted: list[int], query: Query, rewrite: str) -> tuple[float, ...]:
    words = set(terms(rewrite))
    return (
        float(wanted[0] in found),
        float(wanted[0] in found[:4]),
        len(set(found) & set(wanted)) / len(wanted),
        len(words.intersection(terms(query.completed))) / max(1, len(words)),
    )


def main(turns_file: Path, sentence_files: Sequence[Path]) -> None:
    turns = list(rows(turns_file))
    encoder = Encoder()
    with tempfile.TemporaryDirectory() as folder:
        store, index = filled(Path(folder), sentences(sentence_files), encoder)

        def top(query: Query) -> list[int]:
            return [one.passage.id for one in retrieve(store, index, query, encoder.encode_question)[:TOP]]

        wanted = [top(Query(turn["rewrite"][:LONGEST_QUESTION])) for turn in turns]
        print(f"{len(turns)} turns            first in 10   in 4   same ten   words")
        for name, understood in SYSTEMS.items():
            queries = [understood(turn) for turn in turns]
            found = [
                figures(top(query), want, query, turn["rewrite"])
                for query, want, turn in zip(queries, wanted, turns, strict=True)
            ]
            print(f"{name:22s} {'   '.join(f'{value:8.3f}' for value in np.mean(found, axis=0))}")
        store.close()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
