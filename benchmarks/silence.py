"""Fit and check the weights by which `qa/answers.py` decides between an answer and silence.

usage: python benchmarks/silence.py FOLDER [FOLDER …]

Each folder holds `articles/` and `questions.jsonl` in the form of tests/fixtures/sample. Prints the weights of a
logistic regression over all questions; and F1 of silence and the share of answerable questions refused, both
cross-validated, beside those of the best cosine alone.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

import qa
from qa.answers import Evidence, evidence

FOLDS = 10
REPEATS = 5


def evidence_of(folder: Path) -> tuple[list[Evidence], list[bool]]:
    with tempfile.TemporaryDirectory() as data, qa.open_corpus(data) as corpus:
        corpus.add(folder / "articles")
        found, answerable = [], []
        for line in (folder / "questions.jsonl").read_text("utf-8").splitlines():
            question = json.loads(line)
            query = corpus.understood(question["question"], question["history"])
            found.append(evidence(query, corpus.candidates(query)))
            answerable.append(question["answerable"])
    return found, answerable


def silence(probabilities: NDArray[np.float64], answerable: NDArray[np.bool_], threshold: float) -> tuple[float, float]:
    """F1 of silence on the unanswerable, and the share of the answerable that is refused."""
    silent = probabilities < threshold
    right = int((silent & ~answerable).sum())
    return 2 * right / max(1, int(silent.sum()) + int((~answerable).sum())), float(silent[answerable].mean())


def best(probabilities: NDArray[np.float64], answerable: NDArray[np.bool_]) -> tuple[float, float, float]:
    return max((*silence(probabilities, answerable, t), float(t)) for t in np.unique(probabilities))


def main(folders: list[Path]) -> None:
    rows: list[Evidence] = []
    flags: list[bool] = []
    for folder in folders:
        found, answerable = evidence_of(folder)
        rows += found
        flags += answerable
    features, answerable_flags = np.array(rows), np.array(flags)
    model = LogisticRegression(C=10.0, max_iter=1000).fit(features, answerable_flags)
    for name, weight in zip(Evidence._fields, model.coef_[0], strict=True):
        print(f"{name:18s} {weight:6.2f}")
    print(f"{'bias':18s} {model.intercept_[0]:6.2f}")
    predicted = np.mean(
        [
            cross_val_predict(
                LogisticRegression(C=10.0, max_iter=1000),
                features,
                answerable_flags,
                cv=StratifiedKFold(FOLDS, shuffle=True, random_state=seed),
                method="predict_proba",
            )[:, 1]
            for seed in range(REPEATS)
        ],
        axis=0,
    )
    for name, scores in (
        ("cosine alone", features[:, Evidence._fields.index("cosine")]),
        ("all, cross-validated", predicted),
    ):
        f1, refused, threshold = best(scores, answerable_flags)
        print(f"{name:22s} F1 {f1:.3f}  answerable refused {refused:.3f}  at {threshold:.3f}")
    for threshold in (0.4, 0.5, 0.6, 0.7):
        f1, refused = silence(predicted, answerable_flags, threshold)
        print(f"{'at ' + str(threshold):22s} F1 {f1:.3f}  answerable refused {refused:.3f}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(folder) for folder in sys.argv[1:]])
