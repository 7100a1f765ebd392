"""Whether somebody's offices are those that a mention speaks of: `the Albanian leader`, `the transport minister`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.mentions import Mention, mentions
from qa.names import common_beginning
from qa.records import Span

# An office that stands for another: `the leader` of a country is its president or its prime minister.
_ALSO = {
    "leader": frozenset({"leader", "state", "government", "chancellor"}),
    "chief": frozenset({"chief", "director", "founder"}),
}
# Classes of many trades, in which only the same noun names the same person.
_JOBS = frozenset({"trade", "member", "person", "kin", "guest", "officer", "lawyer", "clerk"})
# Countries whose adjective shares too little with their name for a common beginning to tell.
_SAME_PLACE = {
    "french": "france", "dutch": "netherlands", "greek": "greece", "spanish": "spain", "british": "kingdom",
    "swiss": "switzerland", "danish": "denmark", "turkish": "turkey", "polish": "poland", "welsh": "wales",
    "american": "states", "irish": "ireland", "german": "germany", "norwegian": "norway", "swedish": "sweden",
}  # fmt: skip
# `the head of the company`: words that say no more than that there is one.
_GENERIC = frozenset(
    "company firm country nation state government bank group organisation organization компании страны".split()
)
_SHORTEST_STEM = 4


def offices_in(role: str) -> list[Mention]:
    """The offices that a role in words names."""
    named = f"the {role}"  # so that `transport minister` is read as a whole
    return [mention for mention in mentions(named, Span(0, len(named))) if mention.office]


def office_fits(asked: Mention, offices: Sequence[Mention]) -> int:
    """How well somebody's offices fit a mention.

    0: another office. 1: the same one, and nothing contradicts. More: what it is an office of agrees, too.
    """
    qualifiers = _qualifiers(offices)
    wanted = asked.qualifiers - _GENERIC
    agreeing = sum(_is_among(qualifier, qualifiers) for qualifier in wanted)
    if agreeing < len(wanted):
        return 0
    return max((1 + 2 * agreeing + _same_noun(asked, o) for o in offices if _same_class(asked, o)), default=0)


def same_class(asked: Mention, offices: Iterable[Mention]) -> bool:
    """True where one of the offices is of the kind that is asked for, whatever it is an office of."""
    return any(_same_class(asked, office) for office in offices)


def _same_class(asked: Mention, office: Mention) -> bool:
    if office.office not in _ALSO.get(asked.office, (asked.office,)):
        return False
    return asked.office not in _JOBS or _same_noun(asked, office)


def _same_noun(one: Mention, other: Mention) -> bool:
    left, right = one.words.lower().split(), other.words.lower().split()
    return left[:1] == right[:1] or left[-1:] == right[-1:]


def _qualifiers(offices: Sequence[Mention]) -> set[str]:
    words = {word for office in offices for word in office.words.lower().split()}
    return words.union(*(office.qualifiers for office in offices))


def _is_among(qualifier: str, others: set[str]) -> bool:
    wanted = _SAME_PLACE.get(qualifier, qualifier)
    return any(_akin(wanted, _SAME_PLACE.get(other, other)) for other in others)


def _akin(one: str, other: str) -> bool:
    """`albania`, `albanian`: a common beginning as long as most of the shorter."""
    return one == other or common_beginning(one, other) >= max(_SHORTEST_STEM, min(len(one), len(other)) - 2)
