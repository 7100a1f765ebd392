"""Scores a corpus against the annotation of the sample: quotations, who says them, answers, silence.

Texts are compared as words in lower case, so that white space, marks and dashes do not count. A quotation is found
where it shares four in five of its words with an annotated one; a reported one also where it holds the annotated one
whole and is at most three times as long. A passage is right where it holds a piece of evidence, or lies within one and
has five words; near misses count as passages, since silence is measured by itself. An annotated quotation or a
question that gets nothing counts as wrong.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import qa

ALIKE = 0.8
LONGEST_AROUND = 3
SHORTEST_WITHIN = 5

Figures = dict[str, float]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", html.unescape(text).casefold())


def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


class Names:
    """The spellings of each person; nobody is the same as nobody only."""

    def __init__(self, folder: Path) -> None:
        self._name_of = {
            " ".join(words(spelling)): person["name"]
            for person in rows(folder / "people.jsonl")
            for spelling in (person["name"], *person["aliases"])
        }

    def same(self, one: str | None, other: str | None) -> bool:
        return self._person(one) == self._person(other)

    def _person(self, name: str | None) -> str | None:
        return None if name is None else self._name_of.get(" ".join(words(name)), name)


def quotation_figures(corpus: qa.Corpus, folder: Path) -> Figures:
    names, count = Names(folder), Counter[str]()
    articles = {Path(article.path).name: article for article in corpus.articles()}
    for gold in rows(folder / "gold.jsonl"):
        article = articles[gold["file"]]
        found: dict[str, list[tuple[list[str], str | None]]] = {"spoken": [], "indirect": []}
        for quotation in corpus.quotations(article.id):
            name = quotation.speaker.name if quotation.speaker else None
            found[_way(quotation.kind)] += [(words(span.of(article.text)), name) for span in quotation.spans]
        count["spoken found"] += len(found["spoken"])
        used: set[tuple[str, int]] = set()
        for annotated in gold["quotes"]:
            way = _way(annotated["kind"])
            free = [(at, said) for at, (said, _) in enumerate(found[way]) if (way, at) not in used]
            at = _match(words(annotated["text"]), free, may_be_longer=way == "indirect")
            count[way] += 1
            if at is not None:
                used.add((way, at))
                count[f"{way} right"] += 1
                count[f"{way} by the right person"] += names.same(found[way][at][1], annotated["speaker"])
        genuine = [words(annotated["text"]) for annotated in gold["quotes"]]
        credited = [said for said, name in found["spoken"] if name]
        for trap in (words(trap["text"]) for trap in gold["not_quotes"]):
            if any(_alike(trap, said) >= ALIKE for said in genuine):
                continue  # a headline that repeats what somebody does say
            count["traps"] += 1
            count["traps fallen into"] += any(_alike(trap, said) >= ALIKE for said in credited)
    return {
        "spoken recall": count["spoken right"] / count["spoken"],
        "spoken precision": count["spoken right"] / count["spoken found"],
        "spoken speaker": count["spoken by the right person"] / count["spoken right"],
        "indirect recall": count["indirect right"] / count["indirect"],
        "indirect speaker": count["indirect by the right person"] / count["indirect right"],
        "traps avoided": 1 - count["traps fallen into"] / count["traps"],
    }


def _way(kind: str) -> str:
    return "indirect" if kind == qa.Kind.INDIRECT else "spoken"


def _match(wanted: list[str], free: list[tuple[int, list[str]]], *, may_be_longer: bool) -> int | None:
    best, alike = max(((at, _alike(wanted, said)) for at, said in free), key=lambda pair: pair[1], default=(None, 0.0))
    if alike >= ALIKE:
        return best
    around = (at for at, said in free if _holds(said, wanted) and len(said) <= LONGEST_AROUND * len(wanted))
    return next(around, None) if may_be_longer else None


def _alike(one: Iterable[str], other: Iterable[str]) -> float:
    left, right = Counter(one), Counter(other)
    return (left & right).total() / max(1, (left | right).total())


def _holds(outer: list[str], inner: list[str]) -> bool:
    return bool(inner) and f" {' '.join(inner)} " in f" {' '.join(outer)} "


def answer_figures(corpus: qa.Corpus, folder: Path) -> Figures:
    names, count = Names(folder), Counter[str]()
    for question in rows(folder / "questions.jsonl"):
        answer = corpus.ask(question["question"], question["history"], k=5)
        if not question["answerable"]:
            count["unanswerable"] += 1
            count["rightly silent"] += not answer.answered
            continue
        count["answerable"] += 1
        count["wrongly silent"] += not answer.answered
        evidence = [words(piece) for piece in question["evidence"]]
        shown = (*answer.citations, *answer.near_misses)
        right = [citation for citation in shown if _answers(words(citation.text), evidence)]
        count["first is right"] += right[:1] == [*shown[:1]] != []
        count["one of five is right"] += bool(right)
        if right and question["speaker"]:
            count["somebody's words"] += 1
            said_by = right[0].speaker.name if right[0].speaker else None
            count["the right person's"] += names.same(said_by, question["speaker"])
    silent = count["rightly silent"] + count["wrongly silent"]
    return {
        "hit@1": count["first is right"] / count["answerable"],
        "hit@5": count["one of five is right"] / count["answerable"],
        "speaker": count["the right person's"] / count["somebody's words"],
        "abstention F1": 2 * count["rightly silent"] / (silent + count["unanswerable"]),
        "answered": 1 - count["wrongly silent"] / count["answerable"],
    }


def _answers(passage: list[str], evidence: list[list[str]]) -> bool:
    return any(
        _holds(passage, piece) or (len(passage) >= SHORTEST_WITHIN and _holds(piece, passage)) for piece in evidence
    )
