"""Words that stand on a page more than once, numbered while what takes them for copies looks for the report."""

from __future__ import annotations

import re
from collections import Counter

from lxml import etree

# Tallies around counting rods: visible, since what is not is taken out, and on no page of this order.
_AROUND = "\U0001d377"
_RODS = str.maketrans(
    "0123456789", "\U0001d360\U0001d361\U0001d362\U0001d363\U0001d364\U0001d365\U0001d366\U0001d367\U0001d368\U0001d369"
)
_NUMBER = re.compile(f"{_AROUND}[\U0001d360-\U0001d369]+{_AROUND}")


def number_repeats(tree: etree._Element) -> None:
    """Trafilatura leaves out what has the words of something before it, where it has to guess what the report is: who
    speaks again in a transcript, and that another motion was carried."""
    times = Counter[str]()
    for element in tree.iter(etree.Element):
        if element.tag != "title":
            element.text = _numbered(element.text, times)
        element.tail = _numbered(element.tail, times)


def take_numbers_off(tree: etree._Element) -> None:
    """Of what was found of the page."""
    for element in tree.iter(etree.Element):
        element.text, element.tail = without_numbers(element.text or ""), without_numbers(element.tail or "")


def without_numbers(text: str) -> str:
    """As it was before."""
    return _NUMBER.sub("", text)


def _numbered(text: str | None, times: Counter[str]) -> str | None:
    words = " ".join((text or "").split())
    if not text or not words:
        return text
    times[words] += 1
    if times[words] == 1:
        return text
    end = len(text.rstrip())
    return f"{text[:end]}{_AROUND}{str(times[words]).translate(_RODS)}{_AROUND}{text[end:]}"
