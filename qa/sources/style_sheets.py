"""What the styles of a page hide, of its own sheets those of one class or id; whatever else may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
# One that is not closed ends with its line, or with the sheet: otherwise every mark in it would be tried as a start.
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*+"?' + r"|'(?:[^'\\\n]|\\.)*+'?", re.DOTALL)
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.DOTALL)
_EDGE = re.compile(r"([{};])")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)")
_NAME = re.compile(r"[.#][\w-]+")
_LARGEST_CODE = 0x10FFFF
_MEDIA = ("", "all", "screen")

_ZERO = re.compile(r"0*\.?0+(?:[a-z]+|%)?")
_FAR_AWAY = re.compile(r"-\d{4,}(?:\.\d*)?[a-z]+")
_PLACES = ("left", "right", "top", "bottom", "text-indent", "margin-left", "margin-top")
# What moves is hidden at first only.
_MOVES = re.compile(r"(?:-\w+-)?(?:transition|animation|transform)\b")


class Shown(NamedTuple):
    """What an element says of itself, None where it does not: whether it is there, in letters of a size, visible."""

    there: bool | None = None
    sized: bool | None = None
    visible: bool | None = None


def shown_by(style: str) -> Shown:
    """By declarations, as they stand in an attribute or a rule."""
    stated = dict(_declarations(_unescaped(_without_comments(style)).lower()))
    display, opacity, size, visibility = map(stated.get, ("display", "opacity", "font-size", "visibility"))
    is_gone = display == "none" or _is_out_of_sight(stated)
    return Shown(
        False if is_gone else True if display or opacity else None,
        not _is_zero(size) if size else None,
        visibility not in ("hidden", "collapse") if visibility else None,
    )


def _is_out_of_sight(stated: dict[str, str]) -> bool:
    if any(map(_MOVES.match, stated)):
        return False
    is_cut_off = _is_zero(stated.get("max-height", "")) and stated.get("overflow") == "hidden"
    is_away = any(_FAR_AWAY.fullmatch(stated.get(place, "")) for place in _PLACES)
    return is_cut_off or is_away or _is_zero(stated.get("opacity", ""))


def _is_zero(value: str) -> bool:
    return bool(_ZERO.fullmatch(value))


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        yield name.strip(), value.replace("!important", "").strip()


def hiding(tree: etree._Element) -> dict[str, Shown]:
    """What the page's own sheets hide by `.class`, `#id` or `p.class`, and show nowhere."""
    hidden: set[tuple[int, str]] = set()
    shown: set[tuple[int, str]] = set()
    for selectors, style, is_for_all in _rules(tree):
        for way, says in enumerate(shown_by(style)):
            for selector in map(str.strip, selectors.split(",")):
                if says:
                    shown.update((way, name) for name in _NAME.findall(selector))
                elif says is False and is_for_all and _SIMPLE.fullmatch(selector):
                    hidden.add((way, selector))
    certain = {(way, one) for way, one in hidden if (way, _NAME.findall(one)[0]) not in shown}
    return {one: Shown(*(False if (way, one) in certain else None for way in range(3))) for _, one in certain}


def _rules(tree: etree._Element) -> Iterator[tuple[str, str, bool]]:
    """Selectors and declarations, and whether they hold whatever the window is like."""
    for sheet in tree.iter("style"):
        if any(parent.tag in ("noscript", "template") for parent in sheet.iterancestors()):
            continue
        holds = (sheet.get("media") or "").strip().lower() in _MEDIA
        opened: list[str] = []
        words = ""
        for piece in _EDGE.split(_STRING.sub("''", _without_comments(sheet.text or ""))):
            if piece == "{":
                opened.append(words.strip())
                words = ""
            elif piece == "}":
                if opened:
                    yield _unescaped(opened.pop()), words, holds and not opened
                words = ""
            elif piece == ";" and not opened:
                words = ""
            else:
                words += piece


def _without_comments(style: str) -> str:
    return _COMMENT.sub("", style)


def _unescaped(style: str) -> str:
    return _ESCAPE.sub(_character, style)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else ord(escape[2])
    return chr(code) if 0 < code <= _LARGEST_CODE else "\ufffd"
