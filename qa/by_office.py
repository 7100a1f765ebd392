"""Who is quoted by an office alone (`the county auditor`): without a name; in each article perhaps another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from qa.mentions import mentions
from qa.person_rows import Unnamed
from qa.records import Appearance, Span, Speaker

# Words for people, and no office.
_ANYBODY = frozenset({"person", "kin", "guest"})


def appearances_by_office(unnamed: Iterable[Unnamed]) -> list[Appearance]:
    """In the order of their first words."""
    said: defaultdict[str, list[Unnamed]] = defaultdict(list)
    for one in unnamed:
        if office := office_in(one.printed):
            said[office].append(one)
    return [_appearance(office, those) for office, those in said.items()]


def _appearance(office: str, said: list[Unnamed]) -> Appearance:
    return Appearance(
        Speaker(office, is_label=True),
        len(said),
        max((one.last for one in said if one.last), default=None),
        tuple(dict.fromkeys(one.meeting_id for one in said if one.meeting_id)),
    )


@lru_cache(maxsize=10_000)
def office_in(printed: str) -> str:
    """`The county auditor` as within a sentence; empty for what is no office of one person: `he`, `both sides`."""
    words = " ".join(printed.split())
    whole = Span(0, len(words))
    named = next((mention for mention in mentions(words, whole) if mention.span == whole), None)
    if not named or named.name or named.collective or not named.office or named.office in _ANYBODY:
        return ""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
