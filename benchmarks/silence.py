"""Fit and check the weights by which `qa/answers.py` decides between an answer and silence.

usage: python benchmarks/silence.py QUESTIONS…

Each of QUESTIONS is one of three: a folder of reports, with `articles/` and `questions.jsonl` in the form of
tests/fixtures/sample, whose questions are asked again of the one article that answers each; a folder of news, with
`corpus.jsonl.gz` and `questions.jsonl.gz` in the form that benchmarks/evidence.py tells; a file of sections, in the
form that benchmarks/selection.py tells. A question counts by the kind of its collection (WEIGHTS): people ask of
reports. For passages that the reranker has read, and for others: F1 of silence and the share of answerable questions
refused, with the weights of the product; the weights of a logistic regression over all questions, cross-validated;
and each of QUESTIONS with weights that were fitted to the others.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from evidence import article_of
from numpy.typing import NDArray
from selection import Line, hash_of, read, section
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

sys.path.insert(0, str(Path(__file__).parent.parent))

import qa
from qa.answers import ANSWERED_FROM, Evidence, answer, evidence
from qa.records import Filters

FOLDS = 10
REPEATS = 3
MOST_REFUSED = 0.08
# By hand in the product: no collection here has enough questions about the wrong one of two who talk. Three more, which
# are fitted here, are changed there: qa/answers.py says which.
_BY_HAND_AT = Evidence._fields.index("said_by_another")

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
# What a question counts, by hand: few ask of a heap of news, or of one section, and theirs are most of the questions.
WEIGHTS = {"reports": 8.0, "their article": 4.0, "sections": 3.0, "news": 1.0}


class Asked(NamedTuple):
    """A question, the evidence for its answer, the confidence in that, and whether it has one."""

    question: str
    evidence: Evidence
    confidence: float
    is_answerable: bool


class Questions(NamedTuple):
    """A collection, each question asked, and what each counts."""

    name: str
    weight: float
    asked: list[Asked]


def collections(questions: Path, reranker: str) -> Iterator[Questions]:
    """What QUESTIONS names: of reports two, by whether the article is given."""
    with tempfile.TemporaryDirectory() as data, qa.open_corpus(data, reranker=reranker) as corpus:
        if not questions.is_dir():
            yield Questions(questions.name, WEIGHTS["sections"], list(of_sections(corpus, read(questions))))
        elif (questions / "articles").is_dir():
            corpus.add(questions / "articles")
            lines = [json.loads(line) for line in (questions / "questions.jsonl").read_text("utf-8").splitlines()]
            yield Questions(questions.name, WEIGHTS["reports"], [of_reports(corpus, line) for line in lines])
            within = list(within_article(corpus, lines))
            yield Questions(f"{questions.name}, article given", WEIGHTS["their article"], within)
        else:
            corpus.add(*map(article_of, read(questions / "corpus.jsonl.gz")))
            lines = read(questions / "questions.jsonl.gz")
            asked = [judged(corpus, line["question"], (), Filters(), line["answerable"]) for line in lines]
            yield Questions(questions.name, WEIGHTS["news"], asked)


def of_sections(corpus: qa.Corpus, lines: Sequence[Line]) -> Iterator[Asked]:
    corpus.add(*{article.id: article for article in map(section, lines)}.values())
    for line in lines:
        filters = Filters(article_id=f"section-{hash_of(' '.join(line['sentences']))}")
        yield judged(corpus, line["question"], (), filters, bool(line["answers"]))


def of_reports(corpus: qa.Corpus, line: Line) -> Asked:
    return judged(corpus, line["question"], line["history"], filters_of(line), line["answerable"])


def filters_of(line: Line) -> Filters:
    named = line.get("filters") or {}
    return Filters(article_id=named.get("doc_id"), speakers=(named["speaker"],) if named.get("speaker") else ())


def within_article(corpus: qa.Corpus, lines: Sequence[Line]) -> Iterator[Asked]:
    """The questions that hang on none, of one article each: where none answers, of that of the first passage found."""
    ids = {Path(article.path).name: article.id for article in corpus.articles()}
    for line in lines:
        files = line.get("files") or []
        found = corpus.candidates(corpus.understood(line["question"], (), filters_of(line)))
        article = ids.get(files[0]) if line["answerable"] and len(files) == 1 else None
        if not line["answerable"] and found:
            article = found[0].article.id
        if article and not line["history"]:
            filters = filters_of(line)._replace(article_id=article)
            yield judged(corpus, line["question"], (), filters, line["answerable"])


def judged(corpus: qa.Corpus, question: str, history: Sequence[str], filters: Filters, answerable: bool) -> Asked:
    query = corpus.understood(question, history, filters)
    candidates = corpus.candidates(query)
    confidence = answer(query, candidates, passages=corpus.searched(query)).confidence
    return Asked(question, evidence(query, candidates, corpus.searched(query)), confidence, answerable)


def silence(probabilities: Floats, answerable: Flags, threshold: float) -> tuple[float, float]:
    """F1 of silence on the unanswerable, and the share of the answerable that is refused."""
    silent = probabilities < threshold
    right = int((silent & ~answerable).sum())
    return 2 * right / max(1, int(silent.sum()) + int((~answerable).sum())), float(silent[answerable].mean())


def best(probabilities: Floats, answerable: Flags) -> tuple[float, float, float]:
    """F1, share refused and threshold, where no more than MOST_REFUSED are."""
    found = ((*silence(probabilities, answerable, t), float(t)) for t in np.unique(probabilities))
    return max((one for one in found if one[1] <= MOST_REFUSED), default=(0.0, 0.0, 0.0))


def fitted(rows: Floats, answerable: Flags, counts: Floats) -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=5000).fit(rows, answerable, sample_weight=counts)


def probabilities(model: LogisticRegression, rows: Floats) -> Floats:
    found: Floats = model.predict_proba(rows)[:, 1]
    return found


def cross_validated(rows: Floats, answerable: Flags, counts: Floats, questions: Sequence[str]) -> Floats:
    """For each question the mean of REPEATS regressions, each fitted without the tenth that it is in, wherever it is
    asked."""
    predicted = np.zeros(len(rows))
    for seed in range(REPEATS):
        folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
        for train, held in folds.split(rows, answerable, questions):
            model = fitted(rows[train], answerable[train], counts[train])
            predicted[held] += probabilities(model, rows[held]) / REPEATS
    return predicted


def shown(name: str, f1: float, refused: float, threshold: float) -> None:
    print(f"  {name:42s} F1 {f1:.3f}  answerable refused {refused:.3f}  below {threshold:.3f}")


def main(questions: list[Path]) -> None:
    for reranker in ("bundled", "none"):
        print(f"reranker: {reranker}")
        found = [one for each in questions for one in collections(each, reranker)]
        for one in found:
            confidences = np.array([asked.confidence for asked in one.asked])
            answerable = np.array([asked.is_answerable for asked in one.asked])
            shown(one.name, *silence(confidences, answerable, ANSWERED_FROM), ANSWERED_FROM)
            shown("… with a threshold of its own", *best(confidences, answerable))
        fit(found)


def fit(found: Sequence[Questions]) -> None:
    rows = np.array([np.delete(asked.evidence, _BY_HAND_AT) for one in found for asked in one.asked])
    answerable = np.array([asked.is_answerable for one in found for asked in one.asked])
    counts = np.repeat([one.weight for one in found], [len(one.asked) for one in found])
    of = np.repeat(np.arange(len(found)), [len(one.asked) for one in found])
    model = fitted(rows, answerable, counts)
    for name, weight in zip(np.delete(Evidence._fields, _BY_HAND_AT), model.coef_[0], strict=True):
        print(f"  {name:18s} {weight:6.2f}")
    print(f"  {'bias':18s} {model.intercept_[0]:6.2f}")
    predicted = cross_validated(rows, answerable, counts, [asked.question for one in found for asked in one.asked])
    for at, one in enumerate(found):
        own = of == at
        cross = silence(predicted[own], answerable[own], ANSWERED_FROM)
        shown(f"{one.name}, cross-validated", *cross, ANSWERED_FROM)
        if len(found) > 1:
            others = fitted(rows[~own], answerable[~own], counts[~own])
            shown("… fitted to the others", *best(probabilities(others, rows[own]), answerable[own]))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main([Path(one) for one in sys.argv[1:]])
