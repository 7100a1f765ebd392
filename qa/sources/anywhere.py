"""What somebody names, a path or an address of the web → articles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from qa.errors import SourceError
from qa.records import Article
from qa.sources.files import check_exist, read_sources

_SCHEMES = ("http://", "https://")
Articles = Iterator[Article | SourceError]
OnSource = Callable[[str], object]


def read_anywhere(sources: Sequence[str], hosts: Collection[str], on_source: OnSource) -> Iterator[Articles]:
    """The articles of each in order, together where files follow one another, and by itself where a page does, which
    has been fetched by then: whoever writes what is read holds nobody up while a server is waited for.

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
    from qa.sources.web import Web  # late: most have files, and nothing is loaded for a network

    for address in addresses:
        on_source(address)
        yield Web(hosts).read(address)


def _is_address(source: str) -> bool:
    return source.lower().startswith(_SCHEMES)
