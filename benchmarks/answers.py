"""Answers and quotations on annotated articles, beside plain sentence retrieval with the same model.

usage: python benchmarks/answers.py [FOLDER]

FOLDER has the form of tests/fixtures/sample, which is used where none is named. `plain` is what most tutorials do:
each sentence encoded alone, the nearest ones by cosine, and a threshold for silence, which is chosen on these very
questions.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

import qa
from embeddings.encoder import Encoder
from qa.paragraphs import paragraphs
from qa.sentences import sentences
from tests.qa.scoring import Figures, answer_figures, quotation_figures

SAMPLE = Path(__file__).parent.parent / "tests" / "fixtures" / "sample"


class PlainRetrieval:
    """Dense retrieval over sentences, each encoded by itself."""

    def __init__(self, articles: Sequence[qa.Article]) -> None:
        self._encoder = Encoder()
        self._passages = [
            (article, qa.Passage(sentence, sentence))
            for article in articles
            for paragraph in paragraphs(article.text)
            for sentence in sentences(article.text, paragraph)
        ]
        texts = [passage.span.of(article.text) for article, passage in self._passages]
        self._vectors = np.concatenate(self._encoder.encode_documents([(text, [(0, len(text))]) for text in texts]))
        self.threshold = 0.0

    def ask(self, question: str, history: Sequence[str] = (), *, k: int = 10) -> qa.Answer:
        scores = self._vectors @ self._encoder.encode_question(question)
        best = np.argsort(-scores, kind="stable")[:k]
        found = tuple(
            qa.Citation(passage, article, float(scores[at])) for at in best for article, passage in [self._passages[at]]
        )
        query = qa.Query(question)
        return qa.Answer(query, found) if found[0].score >= self.threshold else qa.Answer(query, (), found)


def best_of_plain(plain: PlainRetrieval, folder: Path) -> Figures:
    tried: list[Figures] = []
    for threshold in np.arange(0.2, 0.7, 0.05):
        plain.threshold = float(threshold)
        tried.append(answer_figures(plain, folder))
    return max(tried, key=lambda figures: figures["abstention F1"])


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as data, qa.open_corpus(data) as corpus:
        corpus.add(folder / "articles")
        ours = answer_figures(corpus, folder)
        with qa.open_corpus(data, reranker="none") as unread:
            without = answer_figures(unread, folder)
        plain = best_of_plain(PlainRetrieval(corpus.articles()), folder)
        spoken = quotation_figures(corpus, folder)
    print(f"{'':18s} {'plain':>6s} {'no reranker':>12s} {'Onrecord':>9s}")
    for name, figure in ours.items():
        print(f"{name:18s} {plain[name]:6.2f} {without[name]:12.2f} {figure:9.2f}")
    for name, figure in spoken.items():
        print(f"{name:18s} {'–':>6s} {'–':>12s} {figure:9.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
