"""A feed or a sitemap → the articles that it lists, and that are not here yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from time import monotonic
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from qa.corpus import BATCH_ARTICLES, PATIENCE_ONCE_FETCHED, Corpus
from qa.errors import Skipped, SourceError, Unfinished
from qa.records import Article, Outcome, Status
from qa.settings import Settings
from qa.sources import sent
from qa.sources.apart import READER
from qa.sources.articles import LONGEST_ADDRESS, is_of_web
from qa.sources.documents import LARGEST_FILE, Listing
from qa.sources.fetched import Fetched, articles_in
from qa.sources.polite import Polite
from qa.sources.visits import Validators, Visits, validators
from qa.sources.web import Web, parsed

READ_BEFORE = "read before"
SAME_TEXT = "with a text that its host has at another address"
NOT_CHANGED = "not changed since it was read"
FORBIDDEN = "forbidden by robots.txt"
OF_NO_WEB = "not an address of the web"
TOO_LONG = "with an address that is too long"
# Of one run, in which half a day is waited between so many pages, and a quarter of an hour between so many sitemaps.
MOST_NEW = 50_000
MOST_SITEMAPS = 1_000
LONGEST_LISTINGS = 3600.0  # in seconds, in which they are read: whoever makes them knows what takes longest
_PAGE = 100


class Progress(Protocol):
    """Is told what is done, of each page before it is asked for, and how many more are listed."""

    def doing(self, what: str) -> None: ...

    def expect(self, more: int) -> None: ...


class _Link(NamedTuple):
    """An address as it is stated, and the one where that is."""

    address: str
    by: str


class Following:
    """Reads what is new of a feed, once."""

    def __init__(self, corpus: Corpus, polite: Polite, visits: Visits, progress: Progress) -> None:
        self._corpus = corpus
        self._polite = polite
        self._visits = visits
        self._progress = progress
        self._listings: dict[str, Validators] = {}
        self._seconds_of_listings = 0.0
        self._is_whole = True

    def planned(self, address: str) -> Iterator[Outcome]:
        """What `add` would do. Nothing but the listings, and robots.txt, is fetched."""
        for page in self._pages(address, _Here(self._corpus)):
            yield Outcome(Status.NEW, page) if isinstance(page, str) else page

    def add(self, address: str) -> Iterator[Outcome]:
        """Add the pages that are new, a batch at a time: while pages are waited for, others may write.

        What was read is not read again. What could not be fetched is tried again the next time, and so that it is seen
        then, the listing is asked for as if it were new. Raises CorpusReadOnly, and CorpusBusy where somebody else
        writes or follows, before anything is asked for.
        """
        self._corpus.add_articles(())
        with self._visits.alone():
            yield from self._add(address)

    def _add(self, address: str) -> Iterator[Outcome]:
        here = _Here(self._corpus)
        batch: dict[str, Fetched] = {}
        for page in self._pages(address, here):
            outcome = self._fetch(page, batch) if isinstance(page, str) else page
            if outcome is not None:
                self._is_whole &= outcome.status is not Status.FAILED
                yield outcome
            if len(batch) == BATCH_ARTICLES or sum(len(found.content) for found in batch.values()) > LARGEST_FILE:
                yield from self._stored(batch, here)
        yield from self._stored(batch, here)
        if self._is_whole:
            for place, validators in self._listings.items():
                self._visits.note(place, validators)

    def _pages(self, address: str, here: _Here) -> Iterator[str | Outcome]:
        """The addresses of new pages, in the order in which they are listed; and what is none, or cannot be read."""
        listed: set[str] = set()
        for found in self._listed(_Link(address, address)):
            if isinstance(found, Outcome):
                yield found
                continue
            try:
                page = str(parsed(found.address))
            except SourceError:
                yield _skipped(found.address, OF_NO_WEB)
                continue
            if len(page) > LONGEST_ADDRESS:
                yield _skipped(found.address, TOO_LONG)
            elif page in listed or page in here.addresses or page in self._visits:
                yield _skipped(page, READ_BEFORE)
            elif len(listed) == MOST_NEW:
                yield _failed(address, SourceError(f"more than {MOST_NEW:,} pages are new; the same again reads on"))
                return
            else:
                listed.add(page)
                yield self._allowed(page, found.by)

    def _listed(self, link: _Link, deepest: int = 1) -> Iterator[_Link | Outcome]:
        """`deepest` is 1 where there may be listings in it: an index of indexes might have no end."""
        address, by = link
        self._progress.doing(address)
        try:
            found = self._listing(str(parsed(address)), by)
        except SourceError as error:
            yield _failed(address, error)
            return
        if found is None:
            yield _skipped(address, NOT_CHANGED)
            return
        self._progress.expect(len(found.pages))
        yield from (_Link(page, found.address) for page in found.pages)
        for number, place in enumerate(found.sitemaps):
            if number == MOST_SITEMAPS:
                yield _failed(address, SourceError(f"lists more than {number:,} sitemaps; follow the rest one by one"))
                return
            if self._seconds_of_listings > LONGEST_LISTINGS:
                yield _failed(
                    address, SourceError("its sitemaps take more than an hour to read; follow them one by one")
                )
                return
            if deepest:
                yield from self._listed(_Link(place, found.address), deepest - 1)
            else:
                yield _failed(place, SourceError("not read: an index of sitemaps stands in another one"))

    def _listing(self, address: str, by: str) -> Listing | None:
        """None where it has not changed. Raises SourceError."""
        fetched = self._polite.fetch_changed(address, self._visits.validators(address), by)
        if fetched is None:
            return None
        began = monotonic()
        try:
            found = READER.listing(fetched.content).at(fetched.address)
        finally:
            self._seconds_of_listings += monotonic() - began
        self._listings[address] = validators(fetched.etag, fetched.modified)
        return found

    def _allowed(self, page: str, by: str) -> str | Outcome:
        try:
            return page if self._polite.allows(page, by) else _skipped(page, FORBIDDEN)
        except SourceError as error:
            return _failed(page, error)

    def _fetch(self, page: str, batch: dict[str, Fetched]) -> Outcome | None:
        self._progress.doing(page)
        try:
            batch[page] = self._polite.fetch(page)
        except SourceError as error:
            return _failed(page, error)
        return None

    def _stored(self, batch: dict[str, Fetched], here: _Here) -> Iterator[Outcome]:
        """Store what was fetched, and forget it. What was refused for what it is will not be another time, but what
        could not be read to its end, or was read and not added, may be."""
        if not batch:
            return
        self._progress.doing("adding what was read")
        unfinished: set[str] = set()
        outcomes = self._corpus.add_articles(_read(batch, here, unfinished), patience=PATIENCE_ONCE_FETCHED)
        yield from outcomes
        kept_out = [one.path for one in outcomes if one.status is Status.FAILED and one.article_id]
        for page, found in batch.items():
            if page in unfinished or any(_is_of(path, found.address) for path in kept_out):
                self._visits.note_failure(page)
                self._is_whole &= page in self._visits
            else:
                self._visits.note(page)
        batch.clear()


class _Here:
    """What the corpus has from the web: the addresses from which articles came, and what each host has printed. What
    an article, or whoever sends it, states of where it is keeps nothing else out."""

    def __init__(self, corpus: Corpus) -> None:
        self.addresses: set[str] = set()
        self._texts: set[bytes] = set()
        row = 0
        while page := corpus.articles_after(row, _PAGE):
            self._keep([article for _, article in page if isinstance(article, Article)])
            row, _ = page[-1]

    def new(self, page: Fetched) -> Iterator[Article | SourceError]:
        """What a page has that is not here: it may be one that was read, with something behind `?`."""
        kept: list[Article] = []
        for article in sent(articles_in(page)):
            if isinstance(article, SourceError):
                yield article if article.path else SourceError(f"{page.address}: {article}", page.address)
            elif article.url in self.addresses:
                yield Skipped(READ_BEFORE, article.path)
            elif _printed(article) in self._texts:
                yield Skipped(SAME_TEXT, article.path)
            else:
                kept.append(article)
                yield article
        self._keep(kept)

    def _keep(self, articles: Iterable[Article]) -> None:
        for article in articles:
            if is_of_web(article.path):
                self.addresses.add(article.path)
                self._texts.add(_printed(article))


def following(corpus: Corpus, settings: Settings, progress: Progress) -> Following:
    """What reads for a corpus, and keeps what it has read in its folder."""
    return Following(corpus, Polite(Web(settings.web_hosts)), Visits(corpus.folder), progress)


def _read(batch: Mapping[str, Fetched], here: _Here, unfinished: set[str]) -> Iterator[Article | SourceError]:
    """What is new in a batch; pages of which something could not be read to its end are added to `unfinished`."""
    for page, found in batch.items():
        for one in here.new(found):
            if isinstance(one, Unfinished):
                unfinished.add(page)
            yield one


def _is_of(path: str, address: str) -> bool:
    """The page itself, or what is in an archive."""
    return path == address or path.startswith(f"{address}/")


def _printed(article: Article) -> bytes:
    """The text, and whose it is."""
    host = (urlsplit(article.path).hostname or "").removeprefix("www.")
    return hashlib.sha256(f"{host}\0{article.text}".encode()).digest()


def _skipped(address: str, why: str) -> Outcome:
    return Outcome(Status.SKIPPED, address, error=why)


def _failed(address: str, error: SourceError) -> Outcome:
    """The error begins with the address, unless it is about another one on the way there."""
    told = str(error) if str(error).startswith(f"{address}: ") else f"{address}: {error}"
    return Outcome(Status.FAILED, address, error=told)
