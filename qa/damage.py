"""Damaged articles that are met while others are read: what is whole is given, and beside it each is named once."""

from __future__ import annotations

import logging

from qa.errors import DamagedArticle
from qa.records import listed

log = logging.getLogger("onrecord")

_MOST_NAMED = 5


def logged(damage: DamagedArticle) -> None:
    """What is done about damage where there is no line to tell it in."""
    log.error("%s", damage)


class Damage:
    """Is called with what is met, as an `OnDamage`."""

    def __init__(self) -> None:
        self._met: dict[str, None] = {}

    def __call__(self, damage: DamagedArticle) -> None:
        self._met[damage.article_id] = None

    @property
    def note(self) -> str:
        """Which articles are missing, and the cure; empty where none is. What was not found may stand in them."""
        named = [repr(article_id) for article_id in list(self._met)[:_MOST_NAMED]]
        if len(self._met) > len(named):
            named.append(f"{len(self._met) - len(named):,} more")
        match named:
            case []:
                return ""
            case [one]:
                return f"Article {one} is damaged, and what it says is missing here; remove it, then add it again."
        told = f"Articles {listed(named)} are damaged, and what they say is missing here"
        return f"{told}; remove them, then add them again."
