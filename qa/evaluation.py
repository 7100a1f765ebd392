"""Fixtures → answers → figures, in one pass over a corpus."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from qa.comparison import Asked, Comparison
from qa.corpus import Corpus
from qa.damage import Damage
from qa.database import DATABASE_FILE
from qa.errors import DamagedArticle, FixtureError, QuestionError, SourceError
from qa.figures import (
    Bin,
    Counts,
    Fallen,
    Figures,
    calibration_error,
    counted,
    fallen,
    figures,
    percentiles,
    reliability,
    worst,
)
from qa.fixtures import Fixture
from qa.judging import Judge, Judged, Names, Shown
from qa.records import Answer, Article, Status
from qa.settings import Settings
from qa.wire import Json, passage_json

ARTICLES = "articles"
PEOPLE = "people.jsonl"
_ALWAYS = {"verbatim": 1.0}

Ask = Callable[[Fixture], Answer]


@dataclass(frozen=True)
class Evaluation:
    """What was asked, and what came of it; `expected` are the words of the evidence, for each question."""

    name: str
    articles: int
    judged: Sequence[Judged]
    expected: Mapping[str, tuple[str, ...]]
    counts: Sequence[Counts]
    when: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    @property
    def figures(self) -> Figures:
        return figures(self.counts)

    @property
    def kinds(self) -> dict[str, tuple[int, Figures]]:
        """The number of questions and the figures of each kind, by name."""
        counts: dict[str, list[Counts]] = {}
        for judged, added in zip(self.judged, self.counts, strict=True):
            counts.setdefault(judged.fixture.kind, []).append(added)
        return {kind: (len(counts[kind]), figures(counts[kind])) for kind in sorted(counts)}

    @property
    def reliability(self) -> list[Bin]:
        return reliability(self.judged)

    @property
    def calibration_error(self) -> float | None:
        return calibration_error(self.reliability)

    @property
    def milliseconds(self) -> list[float]:
        return [judged.milliseconds for judged in self.judged]

    @property
    def latency(self) -> dict[int, float]:
        return percentiles(self.milliseconds)

    @property
    def worst(self) -> list[Judged]:
        return worst(self.judged)

    @property
    def asked(self) -> dict[str, Asked]:
        pairs = zip(self.judged, self.counts, strict=True)
        return {one.fixture.asked.qid: Asked(one.fixture.asked.question, counts) for one, counts in pairs}

    def fallen(self, thresholds: Mapping[str, float]) -> list[Fallen]:
        """Figures below what was asked of them; every passage must be verbatim, asked or not."""
        always = {name: least for name, least in _ALWAYS.items() if self.figures[name] is not None}
        return fallen(self.figures, {**thresholds, **always})


# -- the articles that are asked


@contextmanager
def corpus_for(fixtures: Sequence[Path], chosen: Path | None, settings: Settings) -> Iterator[tuple[str, Corpus]]:
    """The corpus with a name for people: the chosen one; one made for the time of the evaluation, of the articles
    that are chosen or lie beside the fixtures; else the user's own."""
    articles = [chosen] if chosen else _beside(fixtures)
    if not articles or (chosen and (chosen / DATABASE_FILE).exists()):
        data = chosen or settings.data
        if not (data / DATABASE_FILE).exists():
            cure = "name a corpus or articles with --corpus, or put a folder articles/ beside the fixtures"
            raise FixtureError(f"{data}: there is no corpus; {cure}")
        with Corpus(replace(settings, data=data)) as corpus:
            yield str(data), corpus
        return
    with (
        tempfile.TemporaryDirectory(prefix="onrecord-eval-") as folder,
        Corpus(replace(settings, data=Path(folder))) as corpus,
    ):
        for outcome in corpus.add(*articles):
            if outcome.status is Status.FAILED:
                raise SourceError(outcome.error, outcome.path)
        yield ", ".join(map(str, articles)), corpus


def _beside(fixtures: Sequence[Path]) -> list[Path]:
    folders = {file: file.parent / ARTICLES for file in fixtures}
    without = [file for file, folder in folders.items() if not folder.is_dir()]
    if without and len(without) < len(folders):
        told = "there is no folder articles/ beside it, as there is beside the others"
        raise FixtureError(f"{without[0]}: {told}; name one corpus for all with --corpus")
    return [] if without else list(dict.fromkeys(folders.values()))


def names_beside(fixtures: Sequence[Path]) -> Names:
    files = dict.fromkeys(file.parent / PEOPLE for file in fixtures)
    return Names(file for file in files if file.is_file())


# -- questions and answers


def evaluate(
    name: str,
    corpus: Corpus,
    fixtures: Sequence[Fixture],
    names: Names,
    *,
    on_answer: Callable[[], object] = lambda: None,
    on_doubt: Callable[[str], object] = lambda line: None,
) -> Evaluation:
    """Ask every question. `on_doubt` is told of evidence that stands in no article, of damaged articles, and of what is
    left out: what readers said of an article that is not there any more, and what asks for one that may be damaged.
    Raises FixtureError."""
    articles, damage = _whole(corpus)
    if damage.note:
        on_doubt(damage.note)
    if not articles:
        raise FixtureError(f"{name}: the corpus has no articles; add some, or name others with --corpus")
    judge = Judge(articles, names)
    may_miss = bool(damage.note)
    fixtures = [one for one in fixtures if _can_be_judged(one, judge, one.is_feedback or may_miss, on_doubt)]
    if not fixtures:
        raise FixtureError(f"{name}: it has the articles of none of the questions; name another corpus with --corpus")
    for fixture in fixtures:
        for piece in judge.missing(fixture):
            on_doubt(f"{fixture.place}: the evidence stands in no article: {' '.join(piece.text.split())}")
    _ask(corpus, judge, fixtures[0])  # what is loaded at the first question is not the time of an answer
    judged = []
    for fixture in fixtures:
        began = time.perf_counter()
        answer = _ask(corpus, judge, fixture)
        judged.append(judge.judged(fixture, answer, (time.perf_counter() - began) * 1000))
        on_answer()
    expected = {one.asked.qid: tuple(judge.expected(piece, one) for piece in one.evidence) for one in fixtures}
    return Evaluation(name, len(articles), judged, expected, counted(judged))


def _whole(corpus: Corpus) -> tuple[list[Article], Damage]:
    articles, damage = list[Article](), Damage()
    for _, article in corpus.articles_after(0):
        if isinstance(article, DamagedArticle):
            damage(article)
        else:
            articles.append(article)
    return articles, damage


def _can_be_judged(fixture: Fixture, judge: Judge, may_miss: bool, on_doubt: Callable[[str], object]) -> bool:
    """False where an article is meant that there is not, and may be so. Raises FixtureError where it may not."""
    try:
        judge.check(fixture)
    except FixtureError as error:
        if not may_miss:
            raise
        on_doubt(f"{error}; left out")
        return False
    return True


def _ask(corpus: Corpus, judge: Judge, fixture: Fixture) -> Answer:
    asked, filters = fixture.asked, fixture.asked.filters
    if filters.article_id:
        filters = filters._replace(article_id=judge.article_id(filters.article_id, fixture))
    try:
        return corpus.ask(asked.question, asked.history, **filters._asdict())
    except QuestionError as error:
        raise FixtureError(f"{fixture.place}: {error}") from error


# -- for machines


def evaluation_json(evaluation: Evaluation, comparison: Comparison | None) -> Json:
    return {
        "onrecord": version("onrecord"),
        "when": evaluation.when.isoformat(),
        "corpus": {"name": evaluation.name, "articles": evaluation.articles},
        "figures": evaluation.figures,
        "kinds": {kind: {"questions": count, **found} for kind, (count, found) in evaluation.kinds.items()},
        "calibration_error": evaluation.calibration_error,
        "reliability": [one._asdict() for one in evaluation.reliability],
        "latency_ms": {f"p{of}": round(value, 2) for of, value in evaluation.latency.items()},
        "worst": [judged.fixture.asked.qid for judged in evaluation.worst],
        "questions": [
            _question_json(judged, counts, evaluation.expected[judged.fixture.asked.qid])
            for judged, counts in zip(evaluation.judged, evaluation.counts, strict=True)
        ],
        **({"comparison": _comparison_json(comparison)} if comparison else {}),
    }


def _question_json(judged: Judged, counts: Counts, expected: Sequence[str]) -> Json:
    fixture, answer = judged.fixture, judged.answer
    asked, filters = fixture.asked, fixture.asked.filters
    return {
        "qid": asked.qid,
        "place": fixture.place,
        "question": asked.question,
        "history": list(asked.history),
        "filters": {
            "doc_id": filters.article_id,
            "speaker": next(iter(filters.speakers), None),
            "since": filters.since.isoformat() if filters.since else None,
            "until": filters.until.isoformat() if filters.until else None,
        },
        "type": fixture.kind,
        "answerable": fixture.answerable,
        "evidence": list(expected),
        "speaker": list(fixture.speakers),
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "ms": round(judged.milliseconds, 2),
        "fault": judged.fault.value if judged.fault else None,
        "counts": {name: list(share) for name, share in counts.items()},
        "passages": [_shown_json(shown) for shown in judged.shown],
    }


def _shown_json(shown: Shown) -> Json:
    judgement = {"right": shown.is_right, "names_right": shown.names_right, "verbatim": shown.is_verbatim}
    return passage_json(shown.citation) | judgement


def _comparison_json(comparison: Comparison) -> Json:
    return {
        "paired": comparison.paired,
        "left_out": comparison.left_out,
        "figures": {
            one.name: {
                "before": one.before,
                "now": one.now,
                "difference": one.by,
                "interval": list(one.interval) if one.interval else None,
                "verdict": one.verdict or None,
            }
            for one in comparison.differences
        },
        **{
            way: [
                {
                    "qid": change.qid,
                    "question": change.question,
                    "figures": {name: [before, now] for name, before, now in change.figures},
                }
                for change in changes
            ]
            for way, changes in (("better", comparison.better), ("worse", comparison.worse))
        },
    }
