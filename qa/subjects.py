"""Where a mention stands in its sentence: as the subject of it, or as somebody who is addressed."""

from __future__ import annotations

import regex

from qa.lexicon import VERBS_BETWEEN
from qa.mentions import Mention

# What begins a sentence whose subject comes after a comma: `When the light fades, Ann Pell climbs …`.
_LEADS_IN = frozenset(
    "after although as asked at before briefing commenting during following if in on recalling responding since "
    "speaking though turning when while with".split()
)
_BEFORE_OBJECT = VERBS_BETWEEN.union(
    "about after against as at became becomes been be by for from in is are like near of on through to under was were "
    "with".split()
)
_LONGEST_LEAD_IN = 240
_SUBJECT_BEFORE = regex.compile(r", (?:the )?(?:\p{Lu}[\p{L}.’'-]* ){1,4}+\p{Ll}")
_VERB_FOLLOWS = regex.compile(r"(?:, \d{1,3},)? (?!(?:and|or|of|who|whose|in|at|on|for|to|from|with|by|as)\b)\p{Ll}")
# `a constituent of mine, Mrs Ann Pell, is 88`
_IS_DESCRIBED = regex.compile(r", (?:is|was|has|had|who|said|says|told|asked|the|an?)\b")
# Words before a subject in its sentence: `In turn, the President …`.
_BEFORE_SUBJECT = 3


def is_addressed(text: str, mention: Mention) -> bool:
    """`Thank you, Mr Orlin.`: set off by marks on both sides."""
    if _IS_DESCRIBED.match(text, mention.span.end):
        return False
    before = text[max(0, mention.span.start - 2) : mention.span.start].strip()[-1:]
    after = text[mention.span.end : mention.span.end + 1]
    return (before in ("", ",") or before in ".!?:“") and after in (",", ".", "!", "?")


def is_subject(text: str, mention: Mention) -> bool:
    """A mention near the start of its sentence, or after what leads it in, before the verb."""
    before = text[max(0, mention.span.start - _LONGEST_LEAD_IN) : mention.span.start].rsplit("\n", 1)[-1]
    for mark in (". ", "! ", "? ", "” ", "» ", '" ', "… "):
        before = before.rsplit(mark, 1)[-1]
    words = before.split()
    if len(words) > _BEFORE_SUBJECT:
        leads_in = words[0].lower() in _LEADS_IN and words[-1].endswith(",") and not _SUBJECT_BEFORE.search(before)
        return leads_in and _VERB_FOLLOWS.match(text, mention.span.end) is not None
    return not (words and (words[-1].lower() in _BEFORE_OBJECT or words[-1].endswith("ed")))
