"""What feeds and sitemaps list, however they are written."""

import gzip

import pytest

from qa.errors import SourceError
from qa.sources import feeds
from qa.sources.documents import Listing

BASE = "https://calder.example/news/feed.xml"
A, B = "https://calder.example/a", "https://calder.example/b?x=1&y=2"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{base}"/><link href="https://calder.example/"/>
<entry><link rel="edit" href="/edit"/><link href="{a}"/><source><link href="/elsewhere"/></source></entry>
<entry><link rel="alternate" type="text/html" href="../b?x=1&amp;y=2"/><link href="/b.json"/></entry></feed>"""
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>/</link>
<atom:link rel="self" href="{base}"/><image><link>/logo</link></image>
<item><title>A</title><link> {a}
</link><guid isPermaLink="false">7</guid></item>
<item><link><![CDATA[https://calder.example/b?x=1&y=2]]></link></item></channel></rss>"""
OF_GUIDS = """<rss><channel><item><guid>{a}</guid></item><item><guid isPermaLink="true">/b?x=1&#38;y=2</guid></item>
<item><guid isPermaLink="false">8</guid></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><link>/</link></channel><item><link>{a}</link></item><item><link>/b?x=1&amp;y=2</link></item></rdf:RDF>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="urn:image">
<url><loc>{a}</loc><lastmod>2024-05-07</lastmod><image:image><image:loc>/ferry.png</image:loc></image:image></url>
<url><loc>/b?x=1&amp;y=2</loc></url><url><loc>{a}</loc></url></urlset>"""
WRITTEN = {
    "Atom": ATOM,
    "RSS": RSS,
    "RSS of names": OF_GUIDS,
    "RSS 1.0": RDF,
    "sitemap": SITEMAP,
    "with a mark": "\ufeff" + SITEMAP,
}


def listing(content: bytes, address: str) -> Listing:
    return feeds.listing(content).at(address)


def written(form: str) -> bytes:
    return form.format(a=A, base=BASE).encode()


@pytest.mark.parametrize("form", WRITTEN.values(), ids=WRITTEN.keys())
def test_pages_are_listed_once_in_their_order(form: str) -> None:
    assert listing(written(form), BASE) == Listing([A, B], [], BASE)


def test_a_packed_sitemap_is_unpacked() -> None:
    assert listing(gzip.compress(written(SITEMAP)), BASE).pages == [A, B]


def test_an_index_lists_sitemaps() -> None:
    index = f"<sitemapindex><sitemap><loc>{A}</loc></sitemap><sitemap><loc>/s2.xml.gz</loc></sitemap></sitemapindex>"
    assert listing(index.encode(), BASE) == Listing([], [A, "https://calder.example/s2.xml.gz"], BASE)


def test_addresses_of_no_web_are_listed_as_they_are() -> None:
    links = ["file:///etc/hostname", "javascript:alert(1)", "http://[::1/"]
    feed = "".join(f"<item><link>{link}</link></item>" for link in links)
    assert listing(f"<rss><channel>{feed}</channel></rss>".encode(), BASE).pages == links


def of_many(entries: int) -> bytes:
    feed = "".join(f"<item><link>/{number}</link><title>{number}</title></item>" for number in range(entries))
    return f"<rss><channel>{feed}</channel></rss>".encode()


def test_a_feed_of_many_entries_is_read() -> None:
    found = listing(of_many(2_000), BASE).pages
    assert len(found) == 2_000
    assert found[-1] == "https://calder.example/1999"


def test_one_without_an_end_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_LISTED", 1_000)
    with pytest.raises(SourceError, match="too long: it lists more than 1,000 pages"):
        listing(of_many(1_001), BASE)


NONE = {
    "nothing": b"",
    "text": b"Ferry sold",
    "a page": b"<!doctype html><html><body><a href='/'>Home</a></body></html>",
    "other XML": b"<menu><item><link>/a</link></item></menu>",
    "bytes": bytes(range(256)),
}


@pytest.mark.parametrize("content", NONE.values(), ids=NONE.keys())
def test_what_is_neither_is_told(content: bytes) -> None:
    with pytest.raises(SourceError, match="neither a feed nor a sitemap"):
        listing(content, BASE)


BROKEN = {
    "a mark that is not escaped": "<item><link>/b?x=1&y=2</link></item>",
    "an entity that nobody defines": "<item><title>Ferry&nbsp;sold</title><link>/a</link></item>",
    "a tag that is not closed": "<item><p><link>/a</link></item>",
    "an end that is missing": "<item><link>/a</link></item><item>",
}


@pytest.mark.parametrize("items", BROKEN.values(), ids=BROKEN.keys())
def test_of_a_broken_feed_nothing_is_guessed(items: str) -> None:
    with pytest.raises(SourceError, match="damaged: the XML in it cannot be read"):
        listing(f"<rss><channel>{items}</channel>".encode(), BASE)


def test_a_sitemap_that_unpacks_to_gigabytes_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "LARGEST_FILE", 1_000_000)
    with pytest.raises(SourceError, match="too large"):
        listing(gzip.compress(b" " * 20_000_000), BASE)


def test_entities_stand_for_nothing() -> None:
    """Nor for a file of this machine."""
    entities = '<!DOCTYPE rss [<!ENTITY own "b"><!ENTITY file SYSTEM "file:///etc/hostname">]>'
    items = "<item><link>/a&own;&file;</link></item>"
    assert listing(f"{entities}<rss><channel>{items}</channel></rss>".encode(), BASE).pages == [A]


def test_nobody_laughs_a_billion_times() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    feed = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><channel><item><link>/&l9;</link></item></channel></rss>'
    with pytest.raises(SourceError, match="damaged"):
        listing(feed.encode(), BASE)


def test_tags_within_tags_have_an_end() -> None:
    with pytest.raises(SourceError, match="damaged"):
        listing(b"<rss>" + b"<item>" * 1_000_000, BASE)
