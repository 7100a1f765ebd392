"""How long an answer takes over 100,000 passages, with the reranker and without, and where the time goes.

usage: python benchmarks/speed.py [PASSAGES]

The articles are made of invented words, of which some are common and most are rare, said by some thousand people; their
vectors are random, since reading them all would take minutes and what is nearest costs no less. Every question is
another one. Prints the median and the 95th percentile of the time that a question takes, and the share of each step.
Vectors and words are looked for at the same time, which counts twice: what is left to `weigh` is more than it says.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

import qa.corpus
from embeddings.encoder import Encoder
from embeddings.index import FaissIndex
from embeddings.model_files import DEFAULT_MODEL
from embeddings.reranker import BUNDLED, NONE
from qa.full_text import FullText
from qa.passages import passage_terms
from qa.records import Article, Kind, Passage, Quotation, Source, Span, Speaker
from qa.shared_words import QuestionWords
from qa.store import Store

PASSAGES, QUESTIONS = 100_000, 100
SENTENCES = 100  # of an article
PEOPLE, WORDS = 2_000, 20_000
SYLLABLES = "ba da fe gi ho ja ki lu me no pa qui ro sa te vu wo xi ye zu".split()


class Invented:
    """Words, people and sentences; the same in every run."""

    def __init__(self) -> None:
        self._draw = random.Random(1)
        self._words = list(dict.fromkeys(self._word() for _ in range(WORDS)))
        self._shares = list(accumulate(1 / (rank + 10) for rank in range(len(self._words))))  # Zipf's law
        names = dict.fromkeys(f"{self._word().title()} {self._word().title()}" for _ in range(PEOPLE))
        self.people = [Speaker(name, f"Minister of {self._word().title()}") for name in names]

    def _word(self) -> str:
        return "".join(self._draw.choices(SYLLABLES, k=self._draw.randint(2, 4)))

    def words(self, least: int, most: int) -> str:
        count = self._draw.randint(least, most)
        return " ".join(self._draw.choices(self._words, cum_weights=self._shares, k=count))

    def question(self) -> str:
        person = self._draw.choice(self.people).name
        return self._draw.choice(
            (f"What did {person} say about {self.words(2, 3)}?", f"Who spoke of {self.words(2, 4)}?")
        )

    def article(self, number: int) -> tuple[Article, list[Quotation], list[Passage]]:
        """Every sentence but the first is said by one of five people, in marks."""
        here = self._draw.sample(self.people, 5)
        text, spans, said = f"{self.words(8, 12).capitalize()}.", [], []
        spans.append(Span(0, len(text)))
        for _ in range(SENTENCES - 1):
            speaker, words = self._draw.choice(here), self.words(10, 25).capitalize()
            start = len(text) + 1
            text += f" “{words},” said {speaker.name}."
            cue, end = start + len(words) + 4, len(text)
            source = Source(Span(cue + 5, end - 1), Span(cue, cue + 4), (speaker,))
            said.append(Quotation((Span(start + 1, start + 1 + len(words)),), Kind.DIRECT, source))
            spans.append(Span(start, end))
        passages = [
            Passage(span, Span(spans[max(0, at - 1)].start, spans[min(at + 1, SENTENCES - 1)].end), quotation)
            for at, (span, quotation) in enumerate(zip(spans, [None, *said], strict=True))
        ]
        return Article(f"a{number}", text, self.words(3, 6).capitalize()), said, passages


def fill(folder: Path, passages: int, invented: Invented) -> None:
    store, encoder, draw = Store(folder), Encoder(DEFAULT_MODEL), np.random.default_rng(1)
    with store.writing():
        for number in range(passages // SENTENCES):
            article, said, found = invented.article(number)
            vectors = draw.standard_normal((len(found), encoder.dimension), dtype=np.float32)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            store.add(article, said, found, passage_terms(article, found), vectors, encoder.fingerprint)
    store.close()


class Steps:
    """The time of each step, in seconds, added up."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._measure("understand", qa.corpus.Corpus, "understood")
        self._measure("encode", Encoder, "encode_question")
        self._measure("search", FaissIndex, "search")
        self._measure("search", FullText, "postings")
        self._measure("search", QuestionWords, "candidates")
        self._measure("read", FullText, "terms_of")
        self._measure("read", Store, "passages")
        self._measure("rerank", qa.corpus, "reranked")
        self._measure("cite", qa.corpus, "answer")

    def _measure(self, step: str, owner: Any, name: str) -> None:
        function: Callable[..., Any] = getattr(owner, name)

        def measured(*arguments: Any, **options: Any) -> Any:
            began = time.perf_counter()
            try:
                return function(*arguments, **options)
            finally:
                self.spent[step] += time.perf_counter() - began

        setattr(owner, name, measured)


def ask(folder: Path, reranker: str, questions: list[str], steps: Steps) -> None:
    with qa.open_corpus(folder, reranker=reranker) as corpus:
        corpus.ask(questions[0])
        steps.spent.clear()
        times: list[float] = []
        for question in questions[1:]:
            began = time.perf_counter()
            corpus.ask(question)
            times.append(time.perf_counter() - began)
    median, late = np.percentile(times, [50, 95]) * 1000
    rest = sum(times) - steps.spent.total()
    shares = ", ".join(f"{step} {spent / sum(times):.0%}" for step, spent in [*steps.spent.items(), ("weigh", rest)])
    print(f"reranker {reranker:8s} p50 {median:6.1f} ms   p95 {late:6.1f} ms   {shares}", flush=True)


def main(passages: int) -> None:
    invented, steps = Invented(), Steps()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        fill(Path(folder), passages, invented)
        print(f"{passages:,} passages, made in {time.perf_counter() - began:.0f} s", flush=True)
        questions = [invented.question() for _ in range(QUESTIONS + 1)]
        for reranker in (NONE, BUNDLED):
            ask(Path(folder), reranker, questions, steps)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PASSAGES)
