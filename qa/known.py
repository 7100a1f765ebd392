"""The people of the articles read before: who held which office when, and what that may lend to the next article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from heapq import nsmallest

from qa.names import name_key
from qa.records import Period, Speaker

# Somebody who held an office in one article need not hold it in another, further from it than this.
_LONGEST_TERM = 4 * 366  # days
# What an article without a date says comes after everything that is dated.
_UNDATED = _LONGEST_TERM
# Nobody has so many namesakes; whoever makes them up must not make us slow.
_MOST_ALIKE = 50


class KnownPeople:
    """They lend their offices and full names to those of the next article, as far as its date allows."""

    def __init__(self, roles: Iterable[tuple[Speaker, Period | None]] = ()) -> None:
        self._by_surname: defaultdict[str, dict[str, dict[str, list[Period | None]]]] = defaultdict(dict)
        self._holders: defaultdict[str, dict[str, list[Period | None]]] = defaultdict(dict)
        self._nearest: dict[tuple[str, date | None], list[tuple[int, str]]] = {}
        for speaker, period in roles:
            self._enter(speaker, period)

    def meet(self, speaker: Speaker, on: date | None = None) -> None:
        """Somebody who speaks in an article of this date. A label is nobody who could be met again."""
        if not speaker.is_label:
            self._enter(speaker, Period(on, on) if on else None)

    def _enter(self, speaker: Speaker, period: Period | None) -> None:
        roles = self._by_surname[name_key(speaker.name).split(" ")[-1]].setdefault(speaker.name, {})
        held = roles.setdefault(speaker.role, [])
        if period not in held:
            held.append(period)
        if speaker.role:
            self._holders[speaker.role.casefold()][speaker.name] = held
            self._nearest.clear()

    def bearing(self, name: str, on: date | None) -> list[Speaker]:
        """Those of the same surname, each in the role that is known to be theirs at a date, or in none."""
        bearers = self._by_surname.get(name_key(name).split(" ")[-1], {})
        if len(bearers) > _MOST_ALIKE:
            bearers = {name: bearers[name]} if name in bearers else {}
        return [Speaker(bearer, self._role(bearer, roles, on)) for bearer, roles in bearers.items()]

    def _role(self, name: str, roles: dict[str, list[Period | None]], on: date | None) -> str:
        """The role nearest in time, as fully as any article of that time gives it."""
        held = [(_distance(periods, on), -len(role), role) for role, periods in roles.items() if role]
        near = sorted(one for one in held if one[0] <= _LONGEST_TERM)
        certain = [role for distance, _, role in near if not self._is_contested(name, role, distance, on)]
        return max((role for role in certain if f"{role} of ".startswith(f"{certain[0]} of ")), key=len, default="")

    def _is_contested(self, name: str, role: str, distance: int, on: date | None) -> bool:
        """True where the office has changed hands, and somebody else is as near to having it then."""
        return any(other != name and near <= distance for near, other in self._nearest_two(role.casefold(), on))

    def _nearest_two(self, role: str, on: date | None) -> list[tuple[int, str]]:
        if (role, on) not in self._nearest:
            near = ((_distance(held, on), name) for name, held in self._holders[role].items())
            self._nearest[role, on] = nsmallest(2, near)
        return self._nearest[role, on]


def _distance(periods: Iterable[Period | None], on: date | None) -> int:
    """Days between an article and those that give a role; none where the article itself has no date."""
    if on is None:
        return 0
    return min(_UNDATED if p is None else max(0, (p.since - on).days, (on - p.until).days) for p in periods)
