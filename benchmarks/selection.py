"""The sentence of an article section that answers, and silence where none does, beside word overlap.

usage: python benchmarks/selection.py GOLD.jsonl.gz [RESULTS.jsonl]

A line of GOLD: {"qid", "question", "sentences": […], "answers": [places], "type"} (SelQA, Jurczyk et al. 2016). Each
section is an article, and each question asks of its own. `first`: of the questions with an answer, the share whose
first passage has it. `kept`: the share that is answered; F1 is that of silence, for word overlap with the threshold
that keeps as many. RESULTS, where named, gets a line a question: {"qid", "ranking", "answered", "confidence"}.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).parent.parent))

import qa
from embeddings.lexical import terms

Line = dict[str, Any]
Floats = NDArray[np.float64]


def read(path: Path) -> list[Line]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def overlap(line: Line) -> list[float]:
    """The share of the question's terms that stand in each sentence."""
    asked = set(terms(line["question"]))
    return [len(asked.intersection(terms(sentence))) / max(1, len(asked)) for sentence in line["sentences"]]


def ours(corpus: qa.Corpus, line: Line) -> tuple[list[int], bool, float]:
    """The places of the sentences found, best first; whether that is an answer, and how sure that is."""
    article = section(line)
    answer = corpus.ask(line["question"], article_id=article.id)
    starts = [0, *accumulate(len(sentence) + 1 for sentence in line["sentences"])]
    found = [
        int(np.searchsorted(starts, citation.passage.span.start, side="right")) - 1
        for citation in (*answer.citations, *answer.near_misses)
    ]
    return list(dict.fromkeys(found)), answer.answered, answer.confidence


def section(line: Line) -> qa.Article:
    text = " ".join(line["sentences"])
    return qa.Article(f"section-{hash_of(text)}", text)


def hash_of(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()[:16]


def silence(scores: Floats, answerable: NDArray[np.bool_], kept: float) -> float:
    """F1 of silence below the threshold that keeps this share of the answerable."""
    silent = scores < np.quantile(scores[answerable], 1 - kept)
    right = int((silent & ~answerable).sum())
    return 2 * right / max(1, int(silent.sum()) + int((~answerable).sum()))


def main(gold: Path, results: Path | None) -> None:
    lines = read(gold)
    with tempfile.TemporaryDirectory() as data, qa.open_corpus(data) as corpus:
        corpus.add(*{article.id: article for article in map(section, lines)}.values())
        found = [ours(corpus, line) for line in tqdm(lines, disable=None)]
    if results:
        rows = (
            {"qid": line["qid"], "ranking": ranking, "answered": answered, "confidence": confidence}
            for line, (ranking, answered, confidence) in zip(lines, found, strict=True)
        )
        results.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    answerable = np.array([bool(line["answers"]) for line in lines])
    answered = np.array([answered for _, answered, _ in found])
    kept = float(answered[answerable].mean())
    overlaps = [overlap(line) for line in lines]
    shown("", "first", "F1", "kept")
    words = np.array([max(scores) for scores in overlaps])
    best = [int(np.argmax(scores)) for scores in overlaps]
    shown("word overlap", first(lines, [[at] for at in best]), silence(words, answerable, kept), kept)
    right = int((~answered & ~answerable).sum())
    f1 = 2 * right / max(1, int((~answered).sum()) + int((~answerable).sum()))
    shown("Onrecord", first(lines, [ranking for ranking, _, _ in found]), f1, kept)
    confidences = np.array([confidence for _, _, confidence in found])
    for share in (0.90, 0.92, 0.95):
        shown(f"… keeping {share}", "", silence(confidences, answerable, share), share)


def first(lines: Sequence[Line], rankings: Sequence[Sequence[int]]) -> float:
    asked = [(line, ranking) for line, ranking in zip(lines, rankings, strict=True) if line["answers"]]
    return sum(bool(ranking) and ranking[0] in line["answers"] for line, ranking in asked) / len(asked)


def shown(name: str, *figures: str | float) -> None:
    print(f"{name:16s}", *(f"{one:>6s}" if isinstance(one, str) else f"{one:6.3f}" for one in figures))


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else None)
