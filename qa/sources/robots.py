"""robots.txt → what it forbids (RFC 9309): of the rules for a robot, else for all, that with the longest path counts.

It may be hostile like any file: paths are compared from left to right and never back, and there is a limit to them.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from qa.errors import SourceError

_LARGEST = 512 * 1024  # as RFC 9309 has it; what comes after is not read
_MOST_RULES = 5_000
_EVERYBODY = "*"


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
    groups: dict[str, tuple[list[_Rule], list[float]]] = {}
    named: set[str] = set()
    is_begun = False  # whether the group that is read has more than names
    for line in content[:_LARGEST].decode("utf-8-sig", "replace").splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            if is_begun:
                named, is_begun = set(), False
            name = value.partition("/")[0].strip().lower()
            if name in (agent.lower(), _EVERYBODY):
                named.add(name)
                groups.setdefault(name, ([], []))
        elif key in ("allow", "disallow", "crawl-delay"):
            is_begun = True
            for rules, delays in (groups[name] for name in named):
                if key == "crawl-delay":
                    delays.append(_seconds(value))
                elif value:
                    rules.append(_rule(value, key == "allow"))
                if len(rules) > _MOST_RULES:
                    raise SourceError(f"more than {_MOST_RULES:,} rules, which are not read")
    rules, delays = groups.get(agent.lower()) or groups.get(_EVERYBODY) or ([], [])
    return Robots(tuple(sorted(rules, key=lambda rule: (-rule.length, not rule.is_allowed))), max(delays, default=0.0))


def _rule(path: str, is_allowed: bool) -> _Rule:
    parts = path.removesuffix("$").split("*")
    return _Rule(len(path), is_allowed, tuple(map(unquote, parts)), path.endswith("$"))


def _seconds(stated: str) -> float:
    whole, _, fraction = stated.partition(".")
    return float(stated) if stated.isascii() and whole.isdigit() and (fraction or "0").isdigit() else 0.0
