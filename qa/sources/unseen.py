"""What nobody sees of a page in HTML (of the web, in an e-mail, a chapter of a book): taken off before it is read."""

from __future__ import annotations

from lxml import etree

from qa.sources.style_sheets import Shown, hiding, shown_by

# Nobody sees what is in them; or it is struck out, and no longer said.
_UNSEEN = frozenset("script style template noscript canvas object iframe audio video del s strike".split())
# Some pages show themselves when they have been loaded.
_WHOLE = frozenset("html head body main article".split())
_OFF = "taken-off"
_DEFAULT = Shown(there=True, sized=True, visible=True)


def without_unseen(tree: etree._Element) -> etree._Element:
    """The page itself, changed. Of words that are white on white, or hidden by a sheet or a program from elsewhere,
    nothing tells that they are."""
    sheets = hiding(tree)
    gone: list[etree._Element] = []
    around = [_DEFAULT]
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event == "start":
            says = _says(element, sheets)
            around.append(_within(around[-1], element, says))
            if says.there is False:
                gone.append(element)
            if not _is_read(around[-1]):
                element.text = None
            continue
        if event == "end":
            around.pop()
        if not _is_read(around[-1]):
            element.tail = None
    # All at once: one after the other, thousands in a row would take minutes.
    for element in gone:
        element.tag = _OFF
    etree.strip_elements(tree, _OFF, etree.Comment, with_tail=False)
    return tree


def _says(element: etree._Element, sheets: dict[str, Shown]) -> Shown:
    """An attribute counts more than a sheet."""
    if element.tag in _WHOLE:
        return Shown()
    if (
        element.tag in _UNSEEN
        or "hidden" in element.attrib
        or (element.tag == "dialog" and "open" not in element.attrib)
    ):
        return Shown(there=False)
    said = [shown_by(style)] if (style := element.get("style")) else []
    names = [f".{name}" for name in element.get("class", "").split()] + [f"#{element.get('id')}"]
    said += [sheets[key] for name in names for key in (name, f"{element.tag}{name}") if key in sheets]
    return Shown(*(next((one[way] for one in said if one[way] is not None), None) for way in range(3)))


def _within(outer: Shown, element: etree._Element, says: Shown) -> Shown:
    """A class of a sheet from elsewhere may give letters their size again."""
    sized = outer.sized or (bool(element.get("class")) or element.tag == "font") if says.sized is None else says.sized
    return Shown(True, sized, outer.visible if says.visible is None else says.visible)


def _is_read(shown: Shown) -> bool:
    return bool(shown.sized and shown.visible)
