"""What somebody names, a path or an address of the web → articles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from qa.errors import SourceError
from qa.records import Article
from qa.sources.files import check_exist, read_sources

_SCHEMES = ("http://", "https://")
OnSource = Callable[[str], object]


def read_anywhere(
    sources: Sequence[str], hosts: Collection[str], on_source: OnSource
) -> Iterator[Article | SourceError]:
    """The articles of each, in order; `hosts` are those of `Web`, and `on_source` is told of each before it is read.
    Raises SourceError for a path that does not exist, before anything is read."""
    check_exist([Path(source) for source in sources if not _is_address(source)])
    return (article for source in sources for article in _read(source, hosts, on_source))


def _read(source: str, hosts: Collection[str], on_source: OnSource) -> Iterator[Article | SourceError]:
    on_source(source)
    if not _is_address(source):
        return read_sources([Path(source)])
    from qa.sources.web import Web  # late: most have files, and nothing is loaded for a network

    return Web(hosts).read(source)


def _is_address(source: str) -> bool:
    return source.lower().startswith(_SCHEMES)
