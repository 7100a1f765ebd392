"""robots.txt → what it forbids (RFC 9309): of the rules for a robot, else for all, that with the longest path counts.

It may be hostile like any file: paths are compared from left to right and never back, and there is a limit to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from qa.errors import SourceError

_LARGEST = 512 * 1024  # as RFC 9309 has it; what comes after is not read
_MOST_RULES = 5_000
_EVERYBODY = "*"
_NAME, _ALLOW, _DISALLOW, _DELAY = "user-agent", "allow", "disallow", "crawl-delay"


class _Group(NamedTuple):
    """Robots, and the records for them."""

    names: set[str]
    records: list[tuple[str, str]]


class _Rule(NamedTuple):
    """`parts` are those between the stars of its path."""

    length: int
    is_allowed: bool
    parts: tuple[str, ...]
    is_to_the_end: bool

    def fits(self, path: str) -> bool:
        start, *others = self.parts
        if not path.startswith(start):
            return False
        at = before = len(start)
        for part in others:
            found = path.find(part, at)
            if found < 0:
                return False
            before, at = at, found + len(part)
        if not self.is_to_the_end:
            return True
        last = self.parts[-1]
        return path.endswith(last) and len(path) - len(last) >= before if others else path == start


class Robots(NamedTuple):
    """What one robot is asked; `delay` is how many seconds should be between two requests."""

    rules: tuple[_Rule, ...] = ()
    delay: float = 0.0

    def allows(self, address: str) -> bool:
        parts = urlsplit(address)
        path = unquote(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")
        return next((rule.is_allowed for rule in self.rules if rule.fits(path)), True)


NOTHING_FORBIDDEN = Robots()
ALL_FORBIDDEN = Robots((_Rule(1, False, ("/",), False),))


def robots(content: bytes, agent: str) -> Robots:
    """What is asked of a robot of that name. Raises SourceError where there are more rules than anybody needs."""
    groups = list(_groups(content))
    its_own = [group for group in groups if agent.lower() in group.names]
    of_all = [group for group in groups if _EVERYBODY in group.names]
    asked = [record for group in its_own or of_all for record in group.records]
    if len(asked) > _MOST_RULES:
        raise SourceError(f"more than {_MOST_RULES:,} rules, which are not read")
    rules = [_rule(value, key == _ALLOW) for key, value in asked if key != _DELAY and value]
    delays = [_seconds(value) for key, value in asked if key == _DELAY]
    return Robots(tuple(sorted(rules, key=lambda rule: (-rule.length, not rule.is_allowed))), max(delays, default=0.0))


def _groups(content: bytes) -> Iterator[_Group]:
    group = _Group(set(), [])
    for line in content[:_LARGEST].decode("utf-8-sig", "replace").splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == _NAME and group.records:
            yield group
            group = _Group(set(), [])
        if key == _NAME:
            group.names.add(value.partition("/")[0].strip().lower())
        elif key in (_ALLOW, _DISALLOW, _DELAY):
            group.records.append((key, value))
    yield group


def _rule(path: str, is_allowed: bool) -> _Rule:
    parts = path.removesuffix("$").split("*")
    return _Rule(len(path), is_allowed, tuple(map(unquote, parts)), path.endswith("$"))


def _seconds(stated: str) -> float:
    whole, _, fraction = stated.partition(".")
    return float(stated) if stated.isascii() and whole.isdigit() and (fraction or "0").isdigit() else 0.0
