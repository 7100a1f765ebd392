"""Evidence for questions over news and conversations, and silence where there is none, beside plain retrieval.

usage: python benchmarks/evidence.py CORPUS QUESTIONS [--data FOLDER] [--rows RESULTS]

Both files are JSON lines, gzip'd or not. CORPUS: {"doc_id", "title", "date", "source", "text"} a line. QUESTIONS:
{"qid", "question", "evidence": [{"doc_id", "text"}, …], "type", "answerable"} a line; one with a "scope" is asked of
the articles whose id begins with it and a hyphen. MultiHop-RAG (Tang and Yang 2024), RealTime QA (Kasai et al. 2023)
and LoCoMo (Maharana et al. 2024) have this form once they are converted. The corpora are kept in FOLDER, where one is
named, for the next run; RESULTS gets {"qid", "passages", "answered", "confidence"} a line.

A passage is evidence where one of the two texts has the other, or half of the shorter one's trigrams of words are in
the other; so few words as four are neither. `Hits@4` and `MRR` (of ten) are over the answerable questions. Of silence:
`F1` as the product decides, with the share of the answerable that is `kept`; `F1@.90` with the threshold that keeps
nine in ten; `AUROC` of the confidence. `plain` adds up cosine and BM25 of single sentences; its confidence is the best.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from meetings import Plain, rows_of
from numpy.typing import NDArray
from selection import silence
from sklearn.metrics import roc_auc_score
from tqdm import tqdm

import qa
from embeddings.lexical import words
from qa.sources import article_from

SHOWN = 10
EARLY = 4
FEWEST_WORDS = 5
KEPT = 0.9
_DATES = ("%Y-%m-%d", "%I:%M %p on %d %B, %Y")
_HEAD = f"{'':30s}     n Hits@{EARLY}   MRR |    F1  kept F1@.90 AUROC"

Row = Mapping[str, Any]


class Found(NamedTuple):
    """What a system gives for a question: document and text of passages, best first; whether that is an answer."""

    passages: Sequence[tuple[str, str]]
    answered: bool
    confidence: float


def article_of(row: Row) -> qa.Article:
    title, outlet, day = (row.get(name) or "" for name in ("title", "source", "date"))
    return article_from(row["text"], doc_id=row["doc_id"], title=title, date=_day(day), outlet=outlet)


def _day(printed: str) -> date | None:
    for form in _DATES:
        with suppress(ValueError):
            return datetime.strptime(printed, form).date()  # a day has no time zone
    return None


def scopes_of(articles: Sequence[Row], questions: Sequence[Row]) -> Iterator[tuple[str, list[Row], list[Row]]]:
    """Each scope with its articles and its questions."""
    asked: defaultdict[str, list[Row]] = defaultdict(list)
    for question in questions:
        asked[question.get("scope", "")].append(question)
    for scope, own in asked.items():
        yield scope, [row for row in articles if not scope or row["doc_id"].startswith(f"{scope}-")], own


def of_onrecord(corpus: qa.Corpus, question: str) -> Found:
    answer = corpus.ask(question, k=SHOWN)
    shown = [*answer.citations, *answer.near_misses][:SHOWN]
    return Found([(one.article.id, one.text) for one in shown], answer.answered, answer.confidence)


def of_plain(plain: Plain, texts: Mapping[str, str], question: str) -> Found:
    scores = plain.dense(question) + plain.bm25(question)
    best = np.argsort(-scores, kind="stable")[:SHOWN]
    places = [plain.places[at] for at in best]
    return Found([(article, span.of(texts[article])) for article, span in places], True, float(scores[best[0]]))


# -- what is right


class Words:
    """A text as words, and as what it shares with others."""

    def __init__(self, text: str) -> None:
        self.words = words(text)
        self.joined = f" {' '.join(self.words)} "
        self.trigrams = set(zip(self.words, self.words[1:], self.words[2:], strict=False))

    def is_evidence(self, passage: Words) -> bool:
        if self.joined in passage.joined:
            return True
        shorter, longer = sorted((self, passage), key=lambda one: len(one.words))
        if len(shorter.words) < FEWEST_WORDS:
            return False
        return shorter.joined in longer.joined or len(shorter.trigrams & longer.trigrams) >= len(shorter.trigrams) / 2


def rank_of(question: Row, found: Found) -> int | None:
    """The rank of the first passage that is evidence, from 1."""
    gold = [(one["doc_id"], Words(one["text"])) for one in question["evidence"]]
    for rank, (document, text) in enumerate(found.passages, 1):
        passage = Words(text)
        if any(document == own and evidence.is_evidence(passage) for own, evidence in gold):
            return rank
    return None


# -- the table


def shown(name: str, questions: Sequence[Row], found: Sequence[Found]) -> None:
    answerable = np.array([bool(question["answerable"]) for question in questions])
    ranks = [rank_of(q, one) for q, one in zip(questions, found, strict=True) if q["answerable"]]
    if ranks:
        hits = np.mean([rank is not None and rank <= EARLY for rank in ranks])
        ranked = f"{hits:6.3f}{np.mean([1 / rank if rank else 0.0 for rank in ranks]):6.3f}"
    else:
        ranked = " " * 12
    print(f"{name:30s}{len(questions):6d} {ranked} |{_of_silence(answerable, found)}", flush=True)


def _of_silence(answerable: NDArray[np.bool_], found: Sequence[Found]) -> str:
    answered = np.array([one.answered for one in found])
    if answerable.all() or not answerable.any():
        return f"{'':6s}{answered.mean():6.3f}"
    confidences = np.array([one.confidence for one in found])
    f1 = 2 * int((~answered & ~answerable).sum()) / (int((~answered).sum()) + int((~answerable).sum()))
    figures = (
        f1,
        answered[answerable].mean(),
        silence(confidences, answerable, KEPT),
        roc_auc_score(answerable, confidences),
    )
    return "".join(f"{figure:6.3f}" for figure in figures)


def by_type(name: str, questions: Sequence[Row], found: Sequence[Found]) -> None:
    shown(name, questions, found)
    for kind in sorted({question["type"] for question in questions}):
        own = [at for at, question in enumerate(questions) if question["type"] == kind]
        shown(f"  {kind}", [questions[at] for at in own], [found[at] for at in own])


def main(corpus_file: Path, questions_file: Path, data: Path, results: Path | None) -> None:
    asked, ours, plainly = list[Row](), list[Found](), list[Found]()
    for scope, articles, questions in scopes_of(rows_of(corpus_file), rows_of(questions_file)):
        with qa.open_corpus(data / (scope or "all")) as corpus:
            corpus.add(*map(article_of, articles))
            plain, texts = Plain(corpus), {article.id: article.text for article in corpus.articles()}
            for question in tqdm(questions, desc=scope, leave=False, disable=None):
                asked.append(question)
                ours.append(of_onrecord(corpus, question["question"]))
                plainly.append(of_plain(plain, texts, question["question"]))
    print(_HEAD)
    by_type("plain", asked, plainly)
    by_type("Onrecord", asked, ours)
    if results:
        results.write_text("".join(f"{json.dumps(_row(*one))}\n" for one in zip(asked, ours, strict=True)), "utf-8")


def _row(question: Row, found: Found) -> dict[str, Any]:
    passages = [{"doc_id": document, "text": text} for document, text in found.passages]
    return {"qid": question["qid"], "passages": passages, "answered": found.answered, "confidence": found.confidence}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--rows", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        main(options.corpus, options.questions, options.data or Path(folder), options.rows)
