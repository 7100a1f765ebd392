"""Fit and check the weights by which `qa/answers.py` decides between an answer and silence.

usage: python benchmarks/silence.py QUESTIONS…

Each of QUESTIONS is a folder with `articles/` and `questions.jsonl` in the form of tests/fixtures/sample, or a file of
sections in the form that benchmarks/selection.py tells. For passages that the reranker has read, and for others: the
weights of a logistic regression over all questions; F1 of silence and the share of answerable questions refused, with
the weights of the product and, cross-validated, with those fitted; and the same for each of QUESTIONS with weights
that were fitted to the others.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from selection import hash_of, read, section
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

sys.path.insert(0, str(Path(__file__).parent.parent))

import qa
from qa.answers import ANSWERED_FROM, Evidence, answer, evidence
from qa.records import Filters

FOLDS = 10
REPEATS = 3
MOST_REFUSED = 0.08
# Set by hand in the product: no collection here has enough questions about the wrong one of two who talk.
BY_HAND = "said_by_another"

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Asked = tuple[Evidence, float, bool]


def asked_of(questions: Path, reranker: str) -> Iterator[Asked]:
    """Of each question the evidence, the confidence of the answer, and whether it has one."""
    with tempfile.TemporaryDirectory() as data, qa.open_corpus(data, reranker=reranker) as corpus:
        if questions.is_dir():
            corpus.add(questions / "articles")
            for line in (questions / "questions.jsonl").read_text("utf-8").splitlines():
                asked = json.loads(line)
                named = asked.get("filters") or {}
                speakers = (named["speaker"],) if named.get("speaker") else ()
                filters = Filters(article_id=named.get("doc_id"), speakers=speakers)
                yield judged(corpus, asked["question"], asked["history"], filters, asked["answerable"])
        else:
            lines = read(questions)
            corpus.add(*{article.id: article for article in map(section, lines)}.values())
            for line in lines:
                filters = Filters(article_id=f"section-{hash_of(' '.join(line['sentences']))}")
                yield judged(corpus, line["question"], (), filters, bool(line["answers"]))


def judged(corpus: qa.Corpus, question: str, history: list[str], filters: Filters, answerable: bool) -> Asked:
    query = corpus.understood(question, history, filters)
    candidates = corpus.candidates(query)
    confidence = answer(query, candidates, passages=corpus.searched(query)).confidence
    return evidence(query, candidates, corpus.searched(query)), confidence, answerable


def silence(probabilities: Floats, answerable: Flags, threshold: float) -> tuple[float, float]:
    """F1 of silence on the unanswerable, and the share of the answerable that is refused."""
    silent = probabilities < threshold
    right = int((silent & ~answerable).sum())
    return 2 * right / max(1, int(silent.sum()) + int((~answerable).sum())), float(silent[answerable].mean())


def best(probabilities: Floats, answerable: Flags) -> tuple[float, float, float]:
    """F1, share refused and threshold, where no more than MOST_REFUSED are."""
    found = ((*silence(probabilities, answerable, t), float(t)) for t in np.unique(probabilities))
    return max((one for one in found if one[1] <= MOST_REFUSED), default=(0.0, 0.0, 0.0))


def regression() -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=5000)


def fitted(rows: Floats, answerable: Flags, of: NDArray[np.int64], names: list[str]) -> None:
    columns = [name for name in Evidence._fields if name != BY_HAND]
    model = regression().fit(rows, answerable)
    for name, weight in zip(columns, model.coef_[0], strict=True):
        print(f"  {name:18s} {weight:6.2f}")
    print(f"  {'bias':18s} {model.intercept_[0]:6.2f}")
    folds = [StratifiedKFold(FOLDS, shuffle=True, random_state=seed) for seed in range(REPEATS)]
    predicted = np.mean(
        [cross_val_predict(regression(), rows, answerable, cv=one, method="predict_proba")[:, 1] for one in folds],
        axis=0,
    )
    shown("all, cross-validated", *best(predicted, answerable))
    for at, name in enumerate(names if len(names) > 1 else []):
        others = regression().fit(rows[of != at], answerable[of != at])
        shown(f"{name}, fitted to the others", *best(others.predict_proba(rows[of == at])[:, 1], answerable[of == at]))


def shown(name: str, f1: float, refused: float, threshold: float) -> None:
    print(f"  {name:42s} F1 {f1:.3f}  answerable refused {refused:.3f}  below {threshold:.3f}")


def main(questions: list[Path]) -> None:
    for reranker in ("bundled", "none"):
        print(f"reranker: {reranker}")
        asked = [list(asked_of(one, reranker)) for one in questions]
        of = np.repeat(np.arange(len(asked)), [len(one) for one in asked])
        every = [line for one in asked for line in one]
        answerable = np.array([flag for _, _, flag in every])
        confidences = np.array([confidence for _, confidence, _ in every])
        by_hand = Evidence._fields.index(BY_HAND)
        for at, one in enumerate(questions):
            own = of == at
            shown(one.name, *silence(confidences[own], answerable[own], ANSWERED_FROM), ANSWERED_FROM)
            shown("… with a threshold of its own", *best(confidences[own], answerable[own]))
        rows = np.delete(np.array([found for found, _, _ in every]), by_hand, axis=1)
        fitted(rows, answerable, of, [one.name for one in questions])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(one) for one in sys.argv[1:]])
