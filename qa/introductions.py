"""What an article says somebody is elsewhere than beside the name: in a clause after it, or in the lead before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from qa.mentions import Mention
from qa.records import Span
from qa.subjects import is_subject

# Bounded: a run of white space must not be tried from each of its places.
_CLAUSE = regex.compile(
    r",?\s{1,3}(?:who\s{1,3})?(?:has |had )?(?:(?P<chair>chairs|chaired|chairing|presided over)"
    r"|(?P<chief>leads|led|heads|headed|runs|ran))\s{1,3}(?:the|its|their)\s{1,3}(?P<of>(?:\p{L}[\p{L}’'-]*\s){0,2}\p{L}+)"
)
# As reports of parliaments print it: `[Dame Elin Tarsk in the Chair]`.
_IN_THE_CHAIR = regex.compile(r",?\s{1,3}(?:was\s|is\s)?in the [Cc]hair\b")
_BYLINE = regex.compile(r"\s*(?:by\s)?\s*", regex.IGNORECASE)
_ASKS = regex.compile(
    r"\b(?:(?:spoke|speaks|speaking|talked|talks|talking) (?:to|with)|received|interview(?:ed)?:? by|interview(?:er)?:"
    r"|questions (?:by|from)|by)\s(?:our (?:\p{Ll}+\s){1,3})?\Z",
    regex.IGNORECASE,
)
_LONGEST_ASKS = 80  # characters
_PROSE_END = tuple('.!?…"”’»')
# Paragraphs after the one that says what somebody is, within which the name follows.
_NAMED_WITHIN = 2
# Classes that say how somebody stands to another, not what he is; and words that only end like a trade.
_NO_OFFICES = frozenset({"kin", "guest", "trade"})
_POSSESSIVE = ("its ", "his ", "her ", "their ")


def offices_in_clauses(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """`Elin Tarsk, who chaired the meeting`: a name, and the office that the clause tells."""
    for mention in mentions:
        clause = _CLAUSE.match(text, mention.span.end) if mention.name else None
        if clause:
            office = "chair" if clause["chair"] else "chief"
            yield mention, Mention(Span(*clause.span("of")), office=office, qualifiers=frozenset(_words(clause["of"])))
        seat = _IN_THE_CHAIR.match(text, mention.span.end) if mention.name else None
        if seat:
            yield mention, Mention(Span(*seat.span()), office="chair")


def offices_below(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """In the head of a page, a name on a line of its own, and an office on the next."""
    for above, below in pairwise(mentions):
        alone = above.name and not above.office and below.office and not below.name
        between = text[above.span.end : below.span.start] if alone else ""
        line = text[text.rfind("\n", 0, above.span.start) + 1 : above.span.start]
        ends = text[below.span.end : below.span.end + 1] in ("", "\n")
        if between.strip(" ,") == "\n" and ends and _BYLINE.fullmatch(line):
            yield above, below


def offices_in_list(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Lines such as `Chair: Ms. Elin Tarsk (Lurenia)`."""
    return ((name, office) for office, name in pairwise(mentions) if _is_list_entry(text, office, name))


def _is_list_entry(text: str, office: Mention, name: Mention) -> bool:
    plain = bool(office.office) and not office.name and bool(name.name)
    if not plain or text[office.span.end : name.span.start].strip() != ":":
        return False
    starts = text[max(0, office.span.start - 1) : office.span.start] in ("", "\n")
    return starts and text[name.span.end : name.span.end + 2].lstrip(" ,")[:1] in ("", "\n", "(")


def opens_interview(text: str, mention: Mention) -> bool:
    """Somebody whom the lines before an interview introduce: as a subject, or as whoever asks the questions."""
    return is_subject(text, mention) or asks_questions(text, mention.span.start)


def asks_questions(text: str, place: int) -> bool:
    """True where whoever is named at a place asks: `She received …`, `Interview by …`."""
    return _ASKS.search(text, max(0, place - _LONGEST_ASKS), place) is not None


def in_lead(text: str, paragraphs: Sequence[Span], mentions: Sequence[Mention]) -> list[Mention]:
    """Whom the first paragraph of prose names by office only: `The transport minister was heckled on Thursday`.

    Nobody where it names more than one so: who is named later could be either.
    """
    lead = next((paragraph for paragraph in paragraphs if paragraph.of(text).endswith(_PROSE_END)), None)
    inside = [mention for mention in mentions if lead and lead.contains(mention.span)]
    found = [mention for mention in inside if _is_office_alone(mention)]
    if not _are_one(found):  # `A retired engineer wept in the witness box`
        found = [mention for mention in found if is_subject(text, mention)]
    if not _are_one(found):
        return []
    others = any(" " in mention.name for mention in inside)
    return [] if others and not _is_of_another(text, found[0]) else found


def follows(paragraphs: Sequence[Span], lead: Mention, place: int) -> bool:
    """True where a place is in one of the paragraphs right after the lead."""
    starts = [paragraph.start for paragraph in paragraphs]
    distance = bisect_right(starts, place) - bisect_right(starts, lead.span.start)
    return 1 <= distance <= _NAMED_WITHIN


def _is_of_another(text: str, mention: Mention) -> bool:
    """`its chief executive`: not whoever has just been named."""
    return mention.span.of(text).lower().startswith(_POSSESSIVE)


def _are_one(found: Sequence[Mention]) -> bool:
    return len({mention.office for mention in found}) == 1


def _is_office_alone(mention: Mention) -> bool:
    plain = bool(mention.office) and not (mention.name or mention.collective or mention.pronoun)
    return plain and mention.office not in _NO_OFFICES


def _words(printed: str) -> list[str]:
    return [word.removesuffix("'s").removesuffix("’s").strip("’'") for word in printed.lower().split()]
