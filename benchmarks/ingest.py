"""How fast articles are added, and what each part of the way takes.

usage: python benchmarks/ingest.py [ARTICLES]

Adds that many generated articles (2,000 unless told otherwise; 20 sentences of about 20 words each, half of them
quoted) to an empty corpus, and prints sentences a second for the whole pipeline and for each of its parts alone, and
the resident memory half-way and at the end.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import qa
from embeddings.encoder import Encoder
from qa.extraction import quotations
from qa.passages import passage_terms, passages
from qa.sources import article_from

SENTENCES = 20
_NAMES = ("Ilva Tarn", "Osric Bellweather", "Mira Quillon", "Dagny Holt", "Pavo Reistad", "Selma Okuda")
_SUBJECTS = (
    "the harbour board",
    "the night train",
    "the northern grid",
    "the school kitchen",
    "the old quarry",
    "the toll road",
)
_VERBS = ("needs", "delays", "replaces", "finances", "inspects", "reopens")
_OBJECTS = (
    "a second crane",
    "the signal house",
    "eleven transformers",
    "its winter timetable",
    "the loading ramp",
    "a new licence",
)
_TAILS = (
    "before the thaw, although nobody has counted what it costs",
    "as agreed in spring by three engineers and one ferryman",
    "unless the ministry finds eight million crowns in a drawer",
)


def article(number: int) -> qa.Article:
    rng = random.Random(number)
    lines = [f"{rng.choice(_NAMES)} met the press on item {number}", ""]
    for _ in range(SENTENCES // 2):
        said = f"{rng.choice(_SUBJECTS).capitalize()} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)} {rng.choice(_TAILS)}"
        told = f"{rng.choice(_SUBJECTS).capitalize()} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)} {rng.choice(_TAILS)}."
        lines += [f"“{said},” {rng.choice(_NAMES)} said on day {rng.randrange(365)}. {told}", ""]
    return article_from("\n".join(lines))


def rate(sentences: int, work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return sentences / (time.perf_counter() - began)


def parts(articles: list[qa.Article]) -> Iterator[tuple[str, float]]:
    found = [(a, passages(a, quotations(a.text))) for a in articles]
    sentences = sum(len(p) for _, p in found)
    encoder = Encoder()
    documents = [(a.text, [p.span for p in ps]) for a, ps in found]
    encoder.encode_documents(documents[:2])  # the model is loaded before the clock runs
    yield "quotations and speakers", rate(sentences, lambda: [quotations(a.text) for a in articles])
    yield "terms", rate(sentences, lambda: [passage_terms(a, ps) for a, ps in found])
    yield "encoder", rate(sentences, lambda: encoder.encode_documents(documents))


def main(count: int) -> None:
    for name, speed in parts([article(-n) for n in range(1, 201)]):
        print(f"{name:28s} {speed:8.0f} sentences/s")
    memory: list[int] = []
    stored = sum(len(passages(a, quotations(a.text))) for a in map(article, range(count)))
    with tempfile.TemporaryDirectory() as folder, qa.open_corpus(Path(folder)) as corpus:
        corpus.add(article(-1))  # the model is loaded before the clock runs
        began = time.perf_counter()

        def note(_: qa.Outcome) -> None:
            memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)

        corpus.add(*(article(n) for n in range(count)), on_outcome=note)
        seconds = time.perf_counter() - began
    print(f"{'whole pipeline':28s} {stored / seconds:8.0f} sentences/s  ({count} articles, {stored} sentences)")
    print(f"{'resident memory':28s} {memory[len(memory) // 2]:8d} MiB half-way, {memory[-1]} MiB at the end")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
