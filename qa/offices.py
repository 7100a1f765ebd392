"""Whether somebody's offices are those that a mention speaks of: `the Albanian leader`, `the transport minister`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.mentions import NATIONAL, Mention, mentions
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
    "company firm country nation state republic government bank group organisation organization "
    "current incumbent компании страны республики".split()
)
_ABBREVIATED = {
    "ceo": "chief executive officer", "cfo": "chief financial officer", "pm": "prime minister",
}  # fmt: skip
# Of what somebody is a director who is not at the head.
_FIELDS = frozenset(
    "finance financial sales marketing technical medical sports sporting artistic creative research operations "
    "commercial legal communications regional news music programme planning executive non-executive "
    "independent".split()
)
_SHORTEST_STEM = 4
# How well an office fits that agrees in nothing but the kind, and one whose noun agrees, too.
CLASS_AGREES, NOUN_AGREES = 2, 4


def offices_in(role: str) -> list[Mention]:
    """The offices that a role in words names."""
    named = f"the {role}"  # so that `transport minister` is read as a whole
    return [mention for mention in mentions(named, Span(0, len(named))) if mention.office]


def office_fits(asked: Mention, offices: Sequence[Mention]) -> int:
    """How well somebody's offices fit a mention.

    0: another office. Up to NOUN_AGREES: the same one, and nothing contradicts. More: what it is an office of
    agrees, too.
    """
    qualifiers = _qualifiers(offices)
    wanted = of_what(asked)
    agreeing = sum(_is_among(qualifier, qualifiers) for qualifier in wanted)
    if agreeing < len(wanted):
        return 0
    return max((1 + 4 * agreeing + _closeness(asked, o) for o in offices if _same_class(asked, o)), default=0)


def _closeness(asked: Mention, office: Mention) -> int:
    """How alike two offices are of which one may stand for the other: by the noun, else by the class."""
    return 2 * _same_noun(asked, office) + (asked.office == office.office)


def of_what(office: Mention) -> frozenset[str]:
    """What it is an office of, where that says more than that there is such a thing."""
    return office.qualifiers - _GENERIC


def same_class(asked: Mention, offices: Iterable[Mention]) -> bool:
    """True where one of the offices is of the kind that is asked for, whatever it is an office of."""
    return any(_same_class(asked, office) for office in offices)


def classes_for(asked: Mention) -> frozenset[str]:
    """The classes of office of which one is spoken of."""
    return _ALSO.get(asked.office, frozenset({asked.office}))


def _same_class(asked: Mention, office: Mention) -> bool:
    if asked.office == NATIONAL:
        return True
    if office.office not in classes_for(asked):
        return False
    if asked.office == "chief" and office.office == "director" and not _leads(office):
        return False
    return asked.office not in _JOBS or _same_noun(asked, office)


def _leads(director: Mention) -> bool:
    """The finance director is not the head of the company."""
    return _FIELDS.isdisjoint(director.words.lower().partition("director")[0].split())


def _same_noun(one: Mention, other: Mention) -> bool:
    left, right = (_ABBREVIATED.get(o.words.lower(), o.words.lower()).split() for o in (one, other))
    return left[:1] == right[:1] or _head(left) == _head(right)


def _head(words: list[str]) -> str:
    """`clerk`, of `council clerk` and of `Clerk of the Council`."""
    return words[words.index("of") - 1] if "of" in words[1:] else "".join(words[-1:])


def _qualifiers(offices: Sequence[Mention]) -> set[str]:
    words = {word for office in offices for word in office.words.lower().split()}
    return words.union(*(office.qualifiers for office in offices))


def _is_among(qualifier: str, others: set[str]) -> bool:
    wanted = _SAME_PLACE.get(qualifier, qualifier)
    return any(_akin(wanted, _SAME_PLACE.get(other, other)) for other in others)


def _akin(one: str, other: str) -> bool:
    """`albania`, `albanian`: a common beginning as long as most of the shorter."""
    return one == other or common_beginning(one, other) >= max(_SHORTEST_STEM, min(len(one), len(other)) - 2)
