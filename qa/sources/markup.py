"""A tree of HTML or of something like it → its words, block by block."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from qa.errors import SourceError
from qa.sources.documents import joined
from qa.sources.rows import edges_in_rows, local_name

_BLOCKS = frozenset(
    "html body p div h h1 h2 h3 h4 h5 h6 head title li item list ul ol dl dt dd blockquote quote"
    " table tr td th row cell section article main aside header footer nav figure figcaption pre hr address".split()
)
_BREAKS = frozenset(("br", "lb", "line-break"))
_UNSEEN = frozenset(("script", "style", "template", "noscript", "del", "graphic"))
_SPACE = re.compile(r"\s+")


def words_of(tree: etree._Element, is_left_out: Callable[[etree._Element], bool] = lambda element: False) -> str:
    """The text in blocks, a blank line between them, white space as a browser shows it; a row of a
    table of data is a line.

    No recursion: how deep it is nested is up to whoever made it.
    """
    pieces: list[str] = []
    unseen = 0
    in_rows = edges_in_rows(tree)
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            pieces.append(_tail(element) if not unseen else "")
            continue
        name = local_name(element)
        before, after = in_rows.get(element) or (_edge(name), _edge(name) * (name in _BLOCKS))
        is_hidden = name in _UNSEEN or is_left_out(element)
        if event == "start":
            unseen += is_hidden
            pieces.append("" if unseen else before + _SPACE.sub(" ", element.text or ""))
        else:
            pieces.append("" if unseen else after)
            unseen -= is_hidden
            pieces.append("" if unseen or element is tree else _tail(element))
    return joined("\n".join(map(_one_space, block.split("\n"))) for block in "".join(pieces).split("\0"))


def _edge(name: str) -> str:
    return "\0" if name in _BLOCKS else "\n" if name in _BREAKS else ""


def _tail(element: etree._Element) -> str:
    return _SPACE.sub(" ", element.tail or "")


def _one_space(line: str) -> str:
    return re.sub(" +", " ", line).strip()


def line_of(element: etree._Element) -> str:
    """All its words, in a line."""
    return " ".join("".join(map(str, element.itertext())).split())


def html_tree(content: str | bytes) -> etree._Element:
    """Raises SourceError where nothing is in it."""
    from lxml import html

    if isinstance(content, str):
        content, parser = content.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8")
    else:
        parser = html.HTMLParser()  # the page says
    try:
        tree: etree._Element = html.document_fromstring(content, parser=parser)
    except (etree.ParserError, ValueError) as error:
        raise SourceError("empty: it has no text") from error
    return tree
