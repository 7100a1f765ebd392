"""Pages read as their hosts ask robots to: what robots.txt forbids not at all, the others with a pause in between."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from qa.errors import SourceError, WebError
from qa.sources.visits import Validators
from qa.sources.web import AGENT, Fetched, Web

# In seconds, between two requests to one host.
SHORTEST_PAUSE = 1.0
LONGEST_DELAY = 60.0
_LARGEST = 512 * 1024
_FORBIDDEN = (401, 403)


class Polite:
    """Reads many pages, one after the other."""

    def __init__(
        self, web: Web, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._web = web
        self._clock = clock
        self._sleep = sleep
        self._rules: dict[str, RobotFileParser | SourceError] = {}
        self._asked_at: dict[str, float] = {}

    def allows(self, address: str) -> bool:
        """Whether robots.txt does. Raises SourceError where that cannot be told."""
        return self._rules_for(address).can_fetch(AGENT, address)

    def fetch(self, address: str) -> Fetched:
        """Raises SourceError for what cannot be fetched, or may not."""
        self._wait_for(address)
        return self._web.fetch(address, self._check)

    def fetch_changed(self, address: str, validators: Validators) -> Fetched | None:
        """None where it is still what it was. Raises SourceError as `fetch` does."""
        self._wait_for(address)
        return self._web.fetch_changed(address, *validators, check=self._check)

    def _check(self, address: str) -> None:
        """Also of where it is redirected to."""
        if not self.allows(address):
            raise SourceError("robots.txt forbids it")

    def _wait_for(self, address: str) -> None:
        pause = self._rules_for(address).crawl_delay(AGENT)
        self._wait(address, max(SHORTEST_PAUSE, float(pause or 0)))

    def _wait(self, address: str, pause: float) -> None:
        host = urlsplit(address).netloc
        if host in self._asked_at and (left := self._asked_at[host] + pause - self._clock()) > 0:
            self._sleep(left)
        self._asked_at[host] = self._clock()

    def _rules_for(self, address: str) -> RobotFileParser:
        place = urljoin(address, "/robots.txt")
        if place not in self._rules:
            self._rules[place] = self._read(place)
        rules = self._rules[place]
        if isinstance(rules, SourceError):
            raise rules
        return rules

    def _read(self, place: str) -> RobotFileParser | SourceError:
        rules = RobotFileParser(place)
        self._wait(place, SHORTEST_PAUSE)
        try:
            content = self._web.fetch(place).content
        except WebError as error:
            if not 400 <= error.status < 500:  # whoever cannot say what is forbidden is not asked for anything
                return error
            content = b"User-agent: *\nDisallow: /" if error.status in _FORBIDDEN else b""
        except SourceError as error:
            return error
        rules.parse(content[:_LARGEST].decode("utf-8", "replace").splitlines())
        pause = float(rules.crawl_delay(AGENT) or 0)
        if pause > LONGEST_DELAY:
            return SourceError(f"{place}: asks for {pause:.0f} seconds between pages; {LONGEST_DELAY:.0f} are waited")
        return rules
