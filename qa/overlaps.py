"""Which of many spans lie in each of many stretches of a text: one sweep over both, however long the text is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import TypeVar

from qa.records import Span

Item = TypeVar("Item")


def overlapping(
    stretches: Iterable[Span], items: Iterable[tuple[Span, Item]]
) -> Iterator[tuple[Span, list[tuple[Span, Item]]]]:
    """Each stretch with the items of which something stands in it, by their place; stretches come in order, disjoint.

    Takes time for what it gives, and no more: text may be made up so that all of it is one paragraph, with thousands
    of quotations.
    """
    waiting = deque(sorted(items, key=itemgetter(0)))
    near: list[tuple[Span, Item]] = []
    for stretch in stretches:
        while waiting and waiting[0][0].start < stretch.end:
            near.append(waiting.popleft())
        near = [one for one in near if one[0].end > stretch.start]
        yield stretch, near
