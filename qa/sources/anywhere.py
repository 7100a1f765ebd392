"""What somebody names, a path or an address of the web → articles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path

from qa.errors import SourceError
from qa.records import Article
from qa.sources.documents import LARGEST_FILE
from qa.sources.files import check_exist, read_sources, sent

_SCHEMES = ("http://", "https://")
_MOST_PAGES = 16  # that are stored together
Articles = Iterator[Article | SourceError]
OnSource = Callable[[str], object]


def read_anywhere(sources: Sequence[str], hosts: Collection[str], on_source: OnSource) -> Iterator[Articles]:
    """The articles of each in order: of files that follow one another, or of pages, which have been fetched by then, so
    that whoever writes what is read holds nobody up while a server is waited for.

    `hosts` are those of `Web`, and `on_source` is told of each before it is read. Raises SourceError for a path that
    does not exist, before anything is read.
    """
    check_exist([Path(source) for source in sources if not _is_address(source)])
    return (
        articles
        for is_address, named in groupby(sources, _is_address)
        for articles in (_pages(named, hosts, on_source) if is_address else [_files(named, on_source)])
    )


def _files(paths: Iterable[str], on_source: OnSource) -> Articles:
    for path in paths:
        on_source(path)
        yield from read_sources([Path(path)])


def _pages(addresses: Iterable[str], hosts: Collection[str], on_source: OnSource) -> Iterator[Articles]:
    from qa.sources.fetched import articles_in  # late: most have files, and nothing is loaded for a network
    from qa.sources.web import Web

    web, size = Web(hosts), 0
    fetched: list[Iterable[Article | SourceError]] = []
    for address in addresses:
        on_source(address)
        try:
            page = web.page(address)
        except SourceError as error:
            fetched.append([error])
        else:
            fetched.append(sent(articles_in(page)))
            size += len(page.content)
        if len(fetched) == _MOST_PAGES or size > LARGEST_FILE:
            yield chain.from_iterable(fetched)
            fetched, size = [], 0
    yield chain.from_iterable(fetched)


def _is_address(source: str) -> bool:
    return source.lower().startswith(_SCHEMES)
