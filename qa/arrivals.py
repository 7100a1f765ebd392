"""Files and texts on their way into the corpus: what became of each so far, and how to take it out again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from qa.controls import encoded
from qa.corpus import Corpus
from qa.discretion import told
from qa.errors import SourceError
from qa.records import Article, Outcome, Status
from qa.sources import read_upload

PASTED = "Pasted text"
# Of a file with thousands of articles, those that are listed one by one, and the failures that are told.
MOST_LISTED = 100
MOST_FAILURES = 20


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file or a pasted text: what became of its articles so far, and which of them were removed again. It waits for
    others, or for the model that the first of all needs."""

    name: str
    outcomes: tuple[Outcome, ...] = ()
    error: str = ""
    is_complete: bool = False
    is_waiting: bool = False
    is_loading: bool = False
    removed: frozenset[str] = frozenset()

    @property
    def is_here(self) -> bool:
        """True once all of it is in the corpus."""
        return self.is_complete and not self.error and all(one.status is not Status.FAILED for one in self.outcomes)


# -- in and out


def bring_in(corpus: Corpus, sources: Sequence[Path | Article]) -> Iterator[list[Arrival]]:
    """Add files and texts one after the other; all of them after each step, those that wait included.

    What has begun goes on when nobody asks for the next step any more.
    """
    arrivals = [Arrival(_called(source)) for source in sources]
    yield arrivals
    for at, source in enumerate(sources):
        for step in _steps(corpus, source, arrivals[at]):
            arrivals = [*arrivals[:at], step, *arrivals[at + 1 :]]
            yield arrivals


def undone(corpus: Corpus, arrivals: Sequence[Arrival], place: str) -> list[Arrival]:
    """All of them after what stands at a place (`2`: an arrival; `2.0`: one outcome of it) was removed again, as far as
    it was added and is still there. Another place than those in `arrivals_html` changes nothing. Raises CorpusBusy,
    CorpusReadOnly.
    """
    chosen = {
        article_id
        for number, arrival in enumerate(arrivals)
        for at, article_id in _to_undo(number, arrival)
        if place in (f"{number}", at)
    }
    if chosen:
        corpus.discard(chosen)
    return [_without(arrival, chosen) for arrival in arrivals]


def _to_undo(number: int, arrival: Arrival) -> list[tuple[str, str]]:
    """The places and the ids of its articles that can be removed again."""
    return [
        (f"{number}.{at}", outcome.article_id)
        for at, outcome in enumerate(arrival.outcomes)
        if outcome.status is Status.ADDED and outcome.article_id not in arrival.removed
    ]


def _without(arrival: Arrival, article_ids: Set[str]) -> Arrival:
    added = {article_id for _, article_id in _to_undo(0, arrival)}
    return replace(arrival, removed=arrival.removed | (added & article_ids))


def _called(source: Path | Article) -> str:
    return source.name if isinstance(source, Path) else PASTED


def _steps(corpus: Corpus, source: Path | Article, arrival: Arrival) -> Iterator[Arrival]:
    """Each as soon as it is known, from a thread that adds. A server that ends does not wait for it: what is stored by
    then is safe."""
    steps: SimpleQueue[Arrival] = SimpleQueue()
    Thread(target=_add, args=(corpus, source, arrival, steps.put), name="adding", daemon=True).start()
    while not arrival.is_complete:
        arrival = steps.get()
        yield arrival


def _add(corpus: Corpus, source: Path | Article, arrival: Arrival, tell: Callable[[Arrival], None]) -> None:
    def report(outcome: Outcome) -> None:
        nonlocal arrival
        arrival = replace(arrival, outcomes=(*arrival.outcomes, outcome))
        tell(arrival)

    try:
        tell(replace(arrival, is_loading=True))
        corpus.prepare_adding()
        tell(arrival)
        corpus.add_articles(_articles(source), report)
    except Exception as error:  # noqa: BLE001 - a mistake of ours is told here, too
        arrival = replace(arrival, error=f"{arrival.name}: {told(error)}")
    tell(replace(arrival, is_complete=True))


def _articles(source: Path | Article) -> Iterable[Article | SourceError]:
    return [source] if isinstance(source, Article) else read_upload(source)


# -- as the page shows them


def arrivals_html(arrivals: Sequence[Arrival]) -> str:
    """One list, the newest first. Buttons that undo carry `data-undo`: the number of the arrival, or that and the
    number of an outcome of it."""
    items = "".join(_item(number, arrival) for number, arrival in reversed(list(enumerate(arrivals))))
    return f'<ul class="arrivals" aria-label="Articles brought in">{items}</ul>' if items else ""


def waiting_html(arrivals: Sequence[Arrival], names: Iterable[str] = (PASTED,)) -> str:
    """The list with files, or a text, whose turn has not come, since others are being added."""
    return arrivals_html([*arrivals, *(Arrival(name, is_waiting=True) for name in names)])


def _item(number: int, arrival: Arrival) -> str:
    if not arrival.is_complete:
        return f"<li>{_underway(arrival)}</li>"
    return "".join(f"<li>{line}</li>" for line in _lines(number, arrival))


def _underway(arrival: Arrival) -> str:
    if arrival.is_waiting:
        return f"{encoded(arrival.name)}: waits its turn, others are being added …"
    if arrival.is_loading:
        return f"{encoded(arrival.name)}: loading the model, which the first article waits for …"
    done = f"{len(arrival.outcomes):,} read so far" if arrival.outcomes else "on its way"
    return f"{encoded(arrival.name)}: {done} …"


def _lines(number: int, arrival: Arrival) -> Iterator[str]:
    if arrival.error:
        yield _failed(arrival.error)
    added = [(at, outcome) for at, outcome in enumerate(arrival.outcomes) if outcome.status is Status.ADDED]
    if len(added) == 1:
        yield _of_one(number, added[0][0], arrival)
    elif added:
        yield _of_several(number, [at for at, _ in added], arrival)
    here = [outcome.title for outcome in arrival.outcomes if outcome.status is Status.UNCHANGED]
    if here:
        yield f"<b>was here already</b>: {encoded(f'{arrival.name} ({_titles(here)})')}"
    yield from _failures(arrival)


def _of_one(number: int, at: int, arrival: Arrival) -> str:
    title = arrival.outcomes[at].title
    return f"{_fate(arrival, at)}: {encoded(f'{arrival.name} ({title})')}{_undo_one(number, at, arrival)}"


def _of_several(number: int, places: Sequence[int], arrival: Arrival) -> str:
    titles = [arrival.outcomes[at].title for at in places]
    left = len(_to_undo(number, arrival))
    undo = _undo(f"{number}", f"Remove {left:,} articles of {arrival.name} again", "Undo all") if left else ""
    listed = "".join(
        f"<li>{_fate(arrival, at)}: {encoded(arrival.outcomes[at].title)}{_undo_one(number, at, arrival)}</li>"
        for at in places[:MOST_LISTED]
    )
    rest = len(places) - MOST_LISTED
    more = f"<li>and {rest:,} more</li>" if rest > 0 else ""
    fate = "added" if left else "removed again"
    return (
        f"<b>{fate}</b>: {encoded(f'{arrival.name} ({_titles(titles)})')}{undo}"
        f"<details><summary>One by one</summary><ul>{listed}{more}</ul></details>"
    )


def _fate(arrival: Arrival, at: int) -> str:
    is_removed = arrival.outcomes[at].article_id in arrival.removed
    return "<b>removed again</b>" if is_removed else "<b>added</b>"


def _undo_one(number: int, at: int, arrival: Arrival) -> str:
    outcome = arrival.outcomes[at]
    if outcome.article_id in arrival.removed:
        return ""
    return _undo(f"{number}.{at}", f"Undo: remove {outcome.title or arrival.name} again", "Undo")


def _undo(place: str, label: str, shown: str) -> str:
    return f' <button type="button" data-undo="{place}" aria-label="{encoded(label)}">{shown}</button>'


def _titles(titles: Sequence[str]) -> str:
    return titles[0] if len(titles) == 1 else f"{len(titles):,} articles"


def _failures(arrival: Arrival) -> Iterator[str]:
    failures = [outcome for outcome in arrival.outcomes if outcome.status is Status.FAILED]
    for outcome in failures[:MOST_FAILURES]:
        yield _failed(outcome.error)
    if len(failures) > MOST_FAILURES:
        yield _failed(f"{len(failures) - MOST_FAILURES:,} more, the last of them: {failures[-1].error}")


def _failed(what: str) -> str:
    return f'<b class="problem">failed</b>: {encoded(what)}'
