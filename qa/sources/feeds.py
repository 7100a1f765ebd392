"""RSS, Atom, sitemaps and indexes of them → the addresses that they list.

What is wanted of them is addresses: title, date and words come from the pages. So this reads a stream of tags and keeps
nothing else, of 100,000 entries either. What is no XML is not mended: of an address half might be left.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from qa.errors import SourceError
from qa.sources.documents import LARGEST_FILE, Listing
from qa.sources.zips import gunzipped

_GZIP = b"\x1f\x8b"
_ROOTS = frozenset(("rss", "RDF", "feed", "urlset", "sitemapindex"))
_ENTRIES = frozenset(("item", "entry", "url"))
_SITEMAP = "sitemap"
# As sitemaps.org has it. Reading so many takes seconds, asking for them half a day.
MOST_LISTED = 50_000
_START = 10_000
_ADDRESSES = frozenset((("item", "link"), ("item", "guid"), ("url", "loc"), (_SITEMAP, "loc")))


def listing(content: bytes) -> Listing:
    """Raises SourceError for what is neither a feed nor a sitemap."""
    if content.startswith(_GZIP):  # as sitemaps may be stored
        content = gunzipped(content, LARGEST_FILE)
    found = _Addresses()
    try:
        for event, element in _events(content):
            found.start(element) if event == "start" else found.end(element)
            if len(found.pages) + len(found.sitemaps) > MOST_LISTED:
                raise SourceError(f"too long: it lists more than {MOST_LISTED:,} pages")
    except etree.XMLSyntaxError as error:
        what = "damaged: the XML in it cannot be read" if found.root in _ROOTS else "neither a feed nor a sitemap"
        raise SourceError(what) from error
    if found.root not in _ROOTS:
        raise SourceError("neither a feed nor a sitemap")
    return Listing(found.pages, found.sitemaps)


def is_listing(content: bytes) -> bool:
    """Whether it begins like a feed or a sitemap."""
    root = _Addresses()
    try:
        for event, element in _events(_beginning(content)):
            if event == "start":
                root.start(element)
                break
    except etree.XMLSyntaxError:  # neither is it XML
        return False
    return root.root in _ROOTS


def _beginning(content: bytes) -> bytes:
    if not content.startswith(_GZIP):
        return content[:_START]
    try:
        return zlib.decompressobj(wbits=31).decompress(content, _START)
    except zlib.error:  # it is something else, or damaged
        return b""


def _events(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    """Tags as they begin and end; behind each end, what stands before it is forgotten. Entities stand for nothing."""
    tags = etree.iterparse(
        BytesIO(content),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    for event, element in tags:
        yield event, element
        parent = element.getparent()
        if event == "end" and parent is not None:
            del parent[: parent.index(element)]
            element.clear(keep_tail=True)


class _Addresses:
    """Is told of tags one after the other."""

    def __init__(self) -> None:
        self.root = ""
        self.pages: list[str] = []
        self.sitemaps: list[str] = []
        self._within: list[str] = []
        self._entry: dict[str, str] = {}  # by the name of the tag that states it

    def start(self, element: etree._Element) -> None:
        name = element.tag.rpartition("}")[2]
        self.root = self.root or name
        self._within.append(name)

    def end(self, element: etree._Element) -> None:
        name = self._within.pop()
        parent = self._within[-1] if self._within else ""
        if (parent, name) in _ADDRESSES and element.get("isPermaLink", "").lower() != "false":
            self._entry.setdefault(name, (element.text or "").strip())
        elif (parent, name) == ("entry", "link") and element.get("rel", "alternate") == "alternate":
            self._entry.setdefault(name, element.get("href", "").strip())
        elif name in _ENTRIES or name == _SITEMAP:
            stated = self._entry.get("link") or self._entry.get("loc") or self._entry.get("guid")
            if stated:
                (self.sitemaps if name == _SITEMAP else self.pages).append(stated)
            self._entry = {}
