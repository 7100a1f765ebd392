"""Pages read as their hosts ask robots to: what robots.txt forbids not at all, the others with a pause in between."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from qa.errors import SourceError, WebError
from qa.sources.fetched import Fetched
from qa.sources.robots import ALL_FORBIDDEN, NOTHING_FORBIDDEN, Robots, robots
from qa.sources.visits import Validators
from qa.sources.web import AGENT, Web

# In seconds, between two requests to one host; and how long is waited where a host wants more.
SHORTEST_PAUSE = 1.0
LONGEST_DELAY = 60.0
_UNSTATED_DELAY = 30.0
_TOO_MANY, _UNAVAILABLE = 429, 503
_FORBIDDEN = (401, 403)
# Whose rules are remembered: a name may have any number of others before it, each with rules of its own.
_HOSTS_KEPT = 100

_T = TypeVar("_T")


class Polite:
    """Reads many pages, one after the other."""

    def __init__(
        self, web: Web, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._web = web
        self._clock = clock
        self._sleep = sleep
        self._read_once = lru_cache(_HOSTS_KEPT)(self._read)
        self._not_before: dict[str, float] = {}  # by host
        self._asked_last: tuple[str, float] | None = None  # and the pause that it wants

    def allows(self, address: str, by: str) -> bool:
        """Whether robots.txt does. Raises SourceError where that cannot be told, and where `by` may not lead there."""
        self._web.check_lead(by, address)
        return self._robots_for(address).allows(address)

    def fetch(self, address: str) -> Fetched:
        """Raises SourceError for what cannot be fetched, or may not."""
        return self._patiently(lambda: self._web.fetch(address, self._check))

    def fetch_changed(self, address: str, validators: Validators, by: str) -> Fetched | None:
        """None where it is still what it was. Raises SourceError as `fetch` does, and where `by` may not lead there."""
        self._web.check_lead(by, address)
        return self._patiently(lambda: self._web.fetch_changed(address, *validators, check=self._check))

    def _patiently(self, ask: Callable[[], _T], more: int = 1) -> _T:
        """A host that has too much to do is asked once more, when it wants to be."""
        try:
            return ask()
        except WebError as error:
            delay = _delay_wanted(error)
            self._leave_alone(error.address, delay)
            if not more or not 0 < delay <= LONGEST_DELAY:
                raise
        return self._patiently(ask, more - 1)

    def _check(self, address: str) -> None:
        """Also of where it is redirected to."""
        rules = self._robots_for(address)
        if not rules.allows(address):
            raise SourceError("robots.txt forbids it")
        self._wait_to_ask(address, max(SHORTEST_PAUSE, rules.delay))

    def _check_robots(self, address: str) -> None:
        self._wait_to_ask(address, SHORTEST_PAUSE)

    def _wait_to_ask(self, address: str, pause: float) -> None:
        """The pause begins when an answer has come: a host that takes long for one has much to do."""
        if self._asked_last:
            self._leave_alone(*self._asked_last)
        self._wait(address)
        self._asked_last = address, pause

    def _wait(self, address: str) -> None:
        left = self._not_before.get(_host(address), 0.0) - self._clock()
        if left > LONGEST_DELAY:
            raise SourceError(f"not asked, since its host wants to be left alone for {left:,.0f} seconds")
        if left > 0:
            self._sleep(left)

    def _leave_alone(self, address: str, seconds: float) -> None:
        until = self._clock() + seconds
        self._not_before[_host(address)] = max(until, self._not_before.get(_host(address), 0.0))

    def _robots_for(self, address: str) -> Robots:
        rules = self._read_once(urljoin(address, "/robots.txt"))
        if isinstance(rules, SourceError):
            raise rules
        return rules

    def _read(self, place: str) -> Robots | SourceError:
        """A host that cannot say what it forbids is not asked for anything."""
        try:
            content = self._patiently(lambda: self._web.fetch(place, self._check_robots)).content
        except WebError as error:
            if error.status in _FORBIDDEN:
                return ALL_FORBIDDEN
            return NOTHING_FORBIDDEN if 400 <= error.status < 500 and error.status != _TOO_MANY else error
        except SourceError as error:
            return error
        try:
            found = robots(content, AGENT)
        except SourceError as error:
            return SourceError(f"{place}: {error}")
        if found.delay > LONGEST_DELAY:
            return SourceError(
                f"{place}: asks for {found.delay:.0f} seconds between pages; {LONGEST_DELAY:.0f} are waited"
            )
        return found


def _delay_wanted(error: WebError) -> float:
    if error.status == _TOO_MANY:
        return error.wait or _UNSTATED_DELAY
    return error.wait if error.status == _UNAVAILABLE else 0.0


def _host(address: str) -> str:
    return urlsplit(address).netloc
