"""What stands on a page around its report, and among its words: taken off before the report is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from qa.sources.markup import line_of
from qa.sources.unseen import without_unseen

# Parts that hold no words of a report.
_TAGS = frozenset(
    "nav aside footer form button select textarea dialog menu svg amp-ad amp-sidebar amp-consent amp-list"
    " amp-analytics".split()
)
_ROLES = frozenset(
    "navigation banner contentinfo search dialog alertdialog complementary menu menubar toolbar doc-noteref".split()
)
# By a part of their class or id: `cookie-banner`, `sidebar`, `jp-relatedposts`.
_CALLED = frozenset(
    "ad ads advert adverts advertisement adslot sponsor sponsored promo promoted outbrain taboola cookie cookies"
    " consent gdpr newsletter newsletters signup subscribe subscription paywall related relatedposts recirc recommended"
    " recommendations readmore share sharing sharedaddy sharethis social addtoany comments commentlist disqus respond"
    " responses breadcrumb breadcrumbs pagination navigation nav navbar menu sidebar footer colophon masthead"
    " topbar toolbar bio tags tagcloud copyright copyrights trending popular mostread feedback login modal popup"
    " noprint noteref footnoteref".split()
)
_NAMED = frozenset(("widget", "widget-area"))  # as a whole: some builders of pages call every part of it a widget
_PARTS = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_REPORTS = frozenset(("html", "body", "main", "article"))
# In parts of all the words on a page: what holds more is the report, whatever it is called.
_MOST = 0.4
_BLOCKS = frozenset("td th div ul ol section center table tr p h2 h3 h4".split())
_MOST_LINKED = 0.8
_LONGEST_NOTICE = 200
_NOTICE = re.compile(
    r"^(?:©|\(c\)\s|copyright\b)|\ball rights reserved\b|^advertisement$|^unsubscribe\b"
    r"|^\d+ (?:comments|responses|replies|thoughts)\b"
    r"|^(?:read (?:also|more|next)|see also|related|more on this|читайте (?:также|ещ[её])|смотрите также|по теме)\b.*:",
    re.IGNORECASE,
)
_LONGEST_NOTE = 8
_NOTE = re.compile(r"\s*\[?\(?(?:\d{1,3}|[*†‡])\)?\]?\s*")
_QUOTES = {"ru": ("«", "»"), "kk": ("«", "»"), "fr": ("«", "»")}


class _Size(NamedTuple):
    """How many characters are in an element, and how many of them lead elsewhere."""

    all: int
    linked: int


def without_furniture(tree: etree._Element) -> etree._Element:
    """The page itself, changed."""
    sizes = _sizes(without_unseen(tree))
    most = _MOST * sizes[tree].all
    for element in (one for one, size in sizes.items() if _is_furniture(one, size, most)):
        _take_off(element)
    for quotation in list(tree.iter("q")):
        _show_marks(quotation, tree.get("lang") or "")
    for terms in list(tree.iter("dl")):
        _as_paragraphs(terms)
    return tree


def _sizes(tree: etree._Element) -> dict[etree._Element, _Size]:
    sizes: dict[etree._Element, _Size] = {}
    for _, element in etree.iterwalk(tree, events=("end",)):
        if isinstance(element.tag, str):
            parts = [sizes[part] for part in element if part in sizes]
            own = len((element.text or "").strip()) + sum(len((part.tail or "").strip()) for part in element)
            every = own + sum(part.all for part in parts)
            leads_elsewhere = element.tag == "a" and not element.get("href", "").startswith("#")
            sizes[element] = _Size(every, every if leads_elsewhere else sum(part.linked for part in parts))
    return sizes


def _is_furniture(element: etree._Element, size: _Size, most: float) -> bool:
    if element.tag in _REPORTS or element.tag == "head":
        return False
    if element.tag == "sup":
        return size.all <= _LONGEST_NOTE and _is_reference(element)
    return size.all <= most and (
        element.tag in _TAGS
        or element.get("role") in _ROLES
        or not _CALLED.isdisjoint(_called(element))
        or _is_head(element)
        or (element.tag in _BLOCKS and (size.linked > _MOST_LINKED * size.all or _is_notice(element, size)))
    )


def _is_head(element: etree._Element) -> bool:
    """Of the site, and not of the report: the title of that stands in its own."""
    return (element.tag == "header" or "header" in _called(element)) and element.find(".//h1") is None


def _is_notice(element: etree._Element, size: _Size) -> bool:
    return size.all <= _LONGEST_NOTICE and bool(_NOTICE.search(line_of(element)))


def _is_reference(element: etree._Element) -> bool:
    """The number of a note."""
    return bool(_NOTE.fullmatch(line_of(element))) and element.find(".//a") is not None


def _called(element: etree._Element) -> Iterator[str]:
    for name in f"{element.get('class', '')} {element.get('id', '')}".split():
        if name in _NAMED:
            yield "sidebar"
        yield from (part.lower() for part in _PARTS.findall(_CAMEL.sub("-", name)))


def _take_off(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def _show_marks(quotation: etree._Element, language: str) -> None:
    """As a browser does."""
    opening, closing = _QUOTES.get(language[:2].lower(), ("“", "”"))
    quotation.text = opening + (quotation.text or "")
    if len(quotation):
        quotation[-1].tail = (quotation[-1].tail or "") + closing
    else:
        quotation.text += closing
    quotation.tag = "span"


def _as_paragraphs(terms: etree._Element) -> None:
    """`<dt>Tarsk:</dt><dd>We begin.</dd>` is a label before words."""
    terms.tag = "div"
    for term in list(terms.iter("dt", "dd")):
        after = term.getnext()
        if term.tag == "dt" and after is not None and after.tag == "dd" and line_of(term).endswith(":"):
            after.text = f"{line_of(term)} {after.text or ''}"
            _take_off(term)
        else:
            term.tag = "p"
