"""A feed or a sitemap → the articles that it lists, and that are not here yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from qa.corpus import BATCH_ARTICLES, Corpus
from qa.errors import SourceError
from qa.records import Article, Status
from qa.settings import Settings
from qa.sources.feeds import listing
from qa.sources.robots import Polite
from qa.sources.visits import Validators, Visits
from qa.sources.web import Web, articles_in, parsed

NEW = "new"
SKIPPED = "skipped"
READ_BEFORE = "read before"
NOT_CHANGED = "not changed since it was read"
FORBIDDEN = "forbidden by robots.txt"
OF_NO_WEB = "not an address of the web"
_ORDER = (NEW, Status.ADDED, Status.UNCHANGED, SKIPPED, Status.FAILED)
_PAGE = 100


class Step(NamedTuple):
    """What became of an address: a Status, SKIPPED, or NEW where nothing was to be done with it. `error` says why."""

    path: str
    status: str
    error: str = ""
    doc_id: str = ""
    title: str = ""

    def json_dict(self) -> dict[str, Any]:
        """As that of an outcome."""
        return {name: value or None for name, value in self._asdict().items()}


class Following:
    """Reads what is new of a feed, once."""

    def __init__(self, corpus: Corpus, polite: Polite, visits: Visits) -> None:
        self._corpus = corpus
        self._polite = polite
        self._visits = visits
        self._listings: dict[str, Validators] = {}

    def planned(self, address: str) -> Iterator[Step]:
        """What `add` would do. Nothing but the listings, and robots.txt, is fetched."""
        for page in self._pages(address):
            yield Step(page, NEW) if isinstance(page, str) else page

    def add(self, address: str) -> Iterator[Step]:
        """Add the pages that are new, a batch at a time: while pages are waited for, others may write.

        What was read is not read again. What could not be fetched is tried again the next time, and so that it is seen
        then, the listing is asked for as if it were new.
        """
        is_whole = True
        fetched: dict[str, list[Article | SourceError]] = {}
        for page in self._pages(address):
            step = self._fetch(page, fetched) if isinstance(page, str) else page
            if step is not None:
                is_whole &= step.status != Status.FAILED
                yield step
            if len(fetched) == BATCH_ARTICLES:
                yield from self._stored(fetched)
        yield from self._stored(fetched)
        if is_whole:
            for place, validators in self._listings.items():
                self._visits.note(place, validators)

    def _pages(self, address: str) -> Iterator[str | Step]:
        """The addresses of new pages, in the order in which they are listed; and what is none, or cannot be read."""
        here = set(_addresses(self._corpus))
        for listed in self._listed(address):
            if isinstance(listed, Step):
                yield listed
                continue
            try:
                page = str(parsed(listed))
            except SourceError:
                yield Step(listed, SKIPPED, OF_NO_WEB)
                continue
            if page in here or page in self._visits:
                yield Step(page, SKIPPED, READ_BEFORE)
            else:
                here.add(page)
                yield self._allowed(page)

    def _listed(self, address: str, deepest: int = 1) -> Iterator[str | Step]:
        """`deepest` is 1 where there may be listings in it: an index of indexes might have no end."""
        try:
            address = str(parsed(address))
            fetched = self._polite.fetch_changed(address, self._visits.validators(address))
            found = listing(fetched.content, fetched.address) if fetched else None
        except SourceError as error:
            yield _failed(address, error)
            return
        if fetched is None or found is None:
            yield Step(address, SKIPPED, NOT_CHANGED)
            return
        self._listings[address] = Validators(fetched.etag, fetched.modified)
        yield from found.pages
        for place in found.sitemaps:
            if deepest:
                yield from self._listed(place, deepest - 1)
            else:
                yield _failed(place, SourceError("not read: an index of sitemaps stands in another one"))

    def _allowed(self, page: str) -> str | Step:
        try:
            return page if self._polite.allows(page) else Step(page, SKIPPED, FORBIDDEN)
        except SourceError as error:
            return _failed(page, error)

    def _fetch(self, page: str, fetched: dict[str, list[Article | SourceError]]) -> Step | None:
        try:
            fetched[page] = list(articles_in(self._polite.fetch(page)))
        except SourceError as error:
            return _failed(page, error)
        return None

    def _stored(self, fetched: dict[str, list[Article | SourceError]]) -> Iterator[Step]:
        """Store what was fetched, and forget it."""
        if fetched:
            articles = [article for found in fetched.values() for article in found]
            for outcome in self._corpus.add_articles(articles):
                yield Step(outcome.path, outcome.status, outcome.error, outcome.article_id, outcome.title)
            for page in fetched:
                self._visits.note(page)
            fetched.clear()


def following(corpus: Corpus, settings: Settings) -> Following:
    """What reads for a corpus, and keeps what it has read in its folder."""
    return Following(corpus, Polite(Web(settings.web_hosts)), Visits(corpus.folder))


def summary(steps: Iterable[Step]) -> str:
    """`3 added, 40 skipped (38 read before, 2 forbidden by robots.txt), 1 failed`."""
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for step in steps:
        counts[step.status] += 1
        reasons[step.error] += step.status == SKIPPED
    why = ", ".join(f"{count} {reason}" for reason, count in reasons.items() if count)
    told = {SKIPPED: f" ({why})"}
    shown = [f"{counts[status]} {status}{told.get(status, '')}" for status in _ORDER if counts[status]]
    return ", ".join(shown) or "nothing is listed"


def _failed(address: str, error: SourceError) -> Step:
    """The error begins with the address, unless it is about another one on the way there."""
    told = str(error) if str(error).startswith(f"{address}: ") else f"{address}: {error}"
    return Step(address, Status.FAILED, told)


def _addresses(corpus: Corpus) -> Iterator[str]:
    """Of the articles that are here."""
    row = 0
    while page := corpus.articles_after(row, _PAGE):
        yield from (article.url for _, article in page if isinstance(article, Article) and article.url)
        row, _ = page[-1]
