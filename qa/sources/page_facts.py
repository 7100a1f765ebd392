"""What a page states of its report: title, day, outlet and address, as publishers mark them for machines, else as they
print them for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from lxml import etree

from qa.errors import SourceError
from qa.headings import find_date
from qa.paragraphs import DATE
from qa.sources.articles import is_of_web
from qa.sources.fields import day_of
from qa.sources.markup import line_of, words_of

_ARTICLE = re.compile(r"(?:Article|Posting|PressRelease|Report)$")
_PAGE = re.compile(r"^WebPage$")
_DEEPEST = 5  # of what is stated within what is stated
_TITLES = ("og:title", "dcterms.title", "dc.title", "twitter:title")
_DAYS = (
    "article:published_time og:published_time article.published datepublished date pubdate publishdate publish-date"
    " publish_date publication_date dc.date dc.date.issued dcterms.date dcterms.issued dcterms.created"
    " parsely-pub-date sailthru.date citation_publication_date"
).split()
_DAYS_OF_RDFA = ("dc:date", "schema:datePublished")
_OUTLETS = ("og:site_name", "dcterms.publisher", "dc.publisher", "application-name")
# Between the title and whose page it is, in what a browser shows above the page.
_PART = re.compile(r"\s+(?:[|–—•·»:-]|::)\s+|:\s+|\s*\|\s*")
_FEWEST_SPACES = 2
_UPDATED = re.compile(r"updat|modif|chang", re.IGNORECASE)
_LINES_BELOW_TITLE = 8


@dataclass(frozen=True, slots=True)
class Facts:
    """Empty and None where nothing states it."""

    title: str
    date: date | None
    outlet: str
    url: str


def facts(tree: etree._Element) -> Facts:
    """Of a page as it came."""
    meta, things = _meta(tree), list(_things(tree))
    article = next((one for kind in (_ARTICLE, _PAGE) for one in things if _is_of(kind, one)), {})
    outlets = (*map(meta.get, _OUTLETS), _name(article.get("publisher")), _property(tree, "publisher"))
    stated = _first((_name(article.get("headline")), *map(meta.get, _TITLES), _property(tree, "headline")))
    shown = _first(element.text for element in tree.iter("title"))
    title = _headline(stated, tree, stated) if stated else _headline(shown, tree, _only_heading(tree) or shown)
    return Facts(
        title,
        _day(article, meta, tree) or _day_printed(title, tree),
        _first(outlets) or _rest(shown, title),
        _address(article, meta, tree),
    )


# -- for machines


def _meta(tree: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        found.setdefault(name.strip().lower(), (element.get("content") or "").strip())
    return found


def _things(tree: etree._Element) -> Iterator[Mapping[str, object]]:
    """What is described in JSON, in the words of schema.org."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            with suppress(ValueError, RecursionError):
                yield from _things_in(json.loads(script.text or "", strict=False), _DEEPEST)


def _things_in(described: object, deepest: int) -> Iterator[Mapping[str, object]]:
    if isinstance(described, list) and deepest:
        for one in described:
            yield from _things_in(one, deepest - 1)
    elif isinstance(described, Mapping) and deepest:
        yield described
        for name in ("@graph", "mainEntity"):
            yield from _things_in(described.get(name), deepest - 1)


def _is_of(kind: re.Pattern[str], thing: Mapping[str, object]) -> bool:
    kinds = thing.get("@type")
    return any(kind.search(str(one)) for one in (kinds if isinstance(kinds, list) else [kinds]))


def _name(stated: object) -> str:
    if isinstance(stated, list):
        stated = stated[0] if stated else ""
    if isinstance(stated, Mapping):
        stated = stated.get("name") or stated.get("@id") or ""
    return stated if isinstance(stated, str) else ""


def _property(tree: etree._Element, name: str) -> str:
    """Of microdata."""
    for element in tree.iter("*"):
        if element.get("itemprop") == name:
            named = (one for one in element.iterdescendants("*") if one.get("itemprop") == "name")
            return _stated_by(next(named, element))
    return ""


def _stated_by(element: etree._Element) -> str:
    return element.get("content") or element.get("datetime") or line_of(element)


def _day(article: Mapping[str, object], meta: Mapping[str, str], tree: etree._Element) -> date | None:
    times = [time for time in tree.iter("time") if not _UPDATED.search(f"{time.get('class')} {time.get('itemprop')}")]
    printed = [
        _name(article.get("datePublished")),
        *(meta.get(name) for name in _DAYS),
        _property(tree, "datePublished"),
        *(element.get("content") for element in tree.iter("span", "div") if element.get("property") in _DAYS_OF_RDFA),
        *(time.get("datetime") for time in sorted(times, key=_is_around)),
    ]
    for one in filter(None, printed):
        with suppress(SourceError):
            if day := day_of(one):
                return day
    return None


def _is_around(time: etree._Element) -> bool:
    """Not within the report, but beside it."""
    return not any(parent.tag in ("article", "main") for parent in time.iterancestors())


def _address(article: Mapping[str, object], meta: Mapping[str, str], tree: etree._Element) -> str:
    links = [(f"{link.get('rel')} {link.get('itemprop')}".split(), link.get("href")) for link in tree.iter("link")]
    stated = [
        *(address for means, address in links if "canonical" in means),
        meta.get("og:url"),
        *(_name(article.get(name)) for name in ("mainEntityOfPage", "url")),
        *(address for means, address in links if "mainEntityOfPage" in means),
    ]
    found = _first(stated)
    return found if is_of_web(found) else ""


# -- for people


def _headline(stated: str, tree: etree._Element, otherwise: str) -> str:
    """Of what a page is called, the longest part at its beginning or end that stands on the page by itself: the rest is
    whose page it is, or of which day. A word alone is a part of a site, unless it is a heading."""
    stated = " ".join(stated.split())
    parts = [found.span() for found in _PART.finditer(stated)]
    candidates = {stated, *(stated[:start] for start, _ in parts), *(stated[end:] for _, end in parts)}
    candidates = {one for one in candidates if not DATE.fullmatch(one)}
    printed = {line_of(element) for element in tree.iter("h1", "h2", "h3", "b", "strong")}
    lines = (" ".join((element.text or "").split()) for element in tree.iter("div", "td", "p", "span"))
    printed.update(line for line in lines if " " in line)
    return max(candidates & printed, key=len, default=otherwise)


def _only_heading(tree: etree._Element) -> str:
    """Empty where there are several, or it is too short to tell what a report is of."""
    match [line_of(element) for element in tree.iter("h1")]:
        case [heading] if heading.count(" ") >= _FEWEST_SPACES:
            return heading
    return ""


def _rest(shown: str, title: str) -> str:
    """Whose page it is, where the title of the report stands before or behind."""
    shown = " ".join(shown.split())
    if not title or title == shown:
        return ""
    for rest in (shown.removeprefix(title), shown.removesuffix(title)):
        stripped = _PART.sub("\n", f" {rest} ").strip()
        if rest != shown and stripped and "\n" not in stripped:
            return stripped
    return ""


def _day_printed(title: str, tree: etree._Element) -> date | None:
    """In the lines from the title on."""
    lines = [line for line in words_of(tree).split("\n") if line.strip()]
    places = [number for number, line in enumerate(lines) if " ".join(line.split()) == title]
    days = (find_date("\n".join(lines[at : at + _LINES_BELOW_TITLE])) for at in places or [0])
    return next(filter(None, days), None)


def _first(found: Iterable[object]) -> str:
    return next((one.strip() for one in found if isinstance(one, str) and one.strip()), "")
