"""Fit the weights of qa/confidence.py to annotated articles, and show how well they hold.

usage: python benchmarks/confidence.py GOLD.jsonl[.gz]          (the form is that of benchmarks/quotes.py)

An utterance is right where an annotated content with the same source shares half of its words, or holds it, if it
stands in marks. Prints the weights, the share of plain attributions that is right, and a reliability table in which
weights fitted to other articles judge each.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from quotes import Article, Found, is_attributed, print_reliability, read, share
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from qa import readings
from qa.confidence import is_plain
from qa.extraction import read_utterances
from qa.paragraphs import paragraphs
from qa.records import Kind
from qa.utterances import Utterance

_ALIKE = 0.5
_EDGE = 2  # characters: a mark, a full stop
_FOLDS = 5


def is_right(article: Article, utterance: Utterance) -> bool:
    if utterance.source is None:
        return False
    start, end = utterance.spans[0].start, utterance.spans[-1].end
    found = Found(start, end, tuple(utterance.source.span))
    return any(
        is_attributed(gold, found)
        and (
            share(article.text, gold, found) >= _ALIKE
            or (utterance.kind is Kind.DIRECT and gold.start - _EDGE <= start and end <= gold.end + _EDGE)
        )
        for gold in article.gold
    )


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    readings.LIKELY = 0.0  # what would be left out as unlikely is judged, too
    features, right, groups, plain = [], [], [], []
    for number, article in enumerate(read(Path(sys.argv[1]))):
        for utterance in read_utterances(article.text, paragraphs(article.text)):
            if utterance.evidence:
                features.append([float(value) for value in utterance.evidence])
                right.append(is_right(article, utterance))
                groups.append(number)
                plain += [right[-1]] * is_plain(article.text, utterance)
    model = LogisticRegression(max_iter=1000)
    held_out = cross_val_predict(
        model, np.array(features), right, groups=groups, cv=GroupKFold(_FOLDS), method="predict_proba"
    )
    model.fit(features, right)
    print("WEIGHTS =", tuple(round(float(weight), 2) for weight in (*model.intercept_, *model.coef_[0])))
    print(f"_PLAIN = {sum(plain) / len(plain):.2f}, of {len(plain)}")
    print_reliability(list(zip(held_out[:, 1], right, strict=True)))


if __name__ == "__main__":
    main()
