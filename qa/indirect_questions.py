"""Questions that are not put as such: `Tell me what Tarsk said about the ferry`, `Any quotes by Tarsk on the ferry?`"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from qa.asked import asked_of, question_form, strangers_in, unquoted_in
from qa.records import Speaker

_LIKE_ASK = "answer ask mention explain report warn suggest add claim announce comment".split()
_SAYS = {
    "said": "say",
    "says": "say",
    "told": "tell",
    "tells": "tell",
    "thinks": "think",
    "thought": "think",
    "replied": "reply",
    **{f"{verb}ed": verb for verb in _LIKE_ASK},
    **{f"{verb}d": verb for verb in ("promise", "propose", "state")},
}
_SAYING = {f"{verb.removesuffix('e')}ing": verb for verb in _SAYS.values()}
_PLEASE = r"(?:please\s+)?(?:(?:can|could|will|would)\s+you\s+(?:please\s+)?)?"
_TELL = rf"{_PLEASE}(?:tell|show|give|remind|find)\s+(?:(?:me|us)\s+)?(?:please\s+)?"
_KNOW = (
    r"(?:i(?:\s+would|\s*[’']?d)?\s+(?:like|want|need|wish)\s+to\s+(?:know|hear|see|read|find\s+out)"
    r"|i\s+wonder|do\s+you\s+know)\s+"
)
# Nobody's name, and no office, begins so.
_WHO = (
    r"(?!(?:what|who|whose|when|where|why|how|which|did|do|does|is|are|was|were|has|have|had|will|would|said|quote)\b)"
    r"(?P<who>[\p{L}\p{M}’'.-]+(?:\s+[\p{L}\p{M}’'.-]+){0,5}?)"
)
_ON = r"(?P<rest>\s+(?:about|on|regarding|concerning)\s+.+)?"
_QUOTES = r"(?:direct\s+)?(?:quotes?|quotations?)"

_COURTESY = question_form(rf"^(?:{_TELL}|{_KNOW})(?=(?:what|who|whose|when|where|why|how|which)\b)")
_SAID = question_form(rf"^what\s+{_WHO}\s+(?:has\s+|had\s+)?(?P<verb>{'|'.join(_SAYS)})\b(?P<rest>.*)$")
_IS_SAYING = question_form(
    rf"^what(?:[’']?s|\s+(?:is|are|was|were))\s+{_WHO}\s+(?P<verb>{'|'.join(_SAYING)})\b(?P<rest>.*)$"
)
_SAYS_ANYTHING = question_form(
    rf"^(?:did|does|has)\s+(?!(?:any|some|every|no)(?:body|one)\b){_WHO}\s+(?:say|said)\s+(?:anything|something)(?P<rest>)"
    r"(?:\s+at\s+all)?$"
)
_QUOTES_OF = [
    question_form(
        rf"^(?:{_TELL}|{_KNOW}|(?:are|is)\s+there\s+|do\s+you\s+have\s+)?(?:(?:any|an?|some|all|the)\s+)?{form}{_ON}$"
    )
    for form in (rf"{_QUOTES}\s+(?:from|by|of)\s+{_WHO}", rf"{_WHO}(?:[’']s?)?\s+{_QUOTES}", rf"quote\s+{_WHO}")
]


def put_directly(question: str, people: Sequence[Speaker]) -> str:
    """The question within, as `What did Tarsk say about the ferry?`; as it stands where it is one."""
    bare = question.strip(" ?!.…")
    within = _COURTESY.sub("", bare, count=1)
    said = _SAID.match(within) if within != bare else None
    saying = said or _IS_SAYING.match(within) or _SAYS_ANYTHING.match(within)
    if saying:
        return _what_is_said(saying)
    of_quotes = (form.match(bare) for form in _QUOTES_OF)
    direct = (_what_is_said(match) for match in of_quotes if match)
    asks_of_somebody = next((one for one in direct if _is_of_somebody(one, people)), "")
    if asks_of_somebody:
        return asks_of_somebody
    return f"{within[:1].upper()}{within[1:]}?" if within != bare else question


def _what_is_said(match: regex.Match[str]) -> str:
    parts = match.groupdict()
    verb = (parts.get("verb") or "say").lower()
    base = _SAYS.get(verb) or _SAYING.get(verb, verb)
    return f"What did {parts['who']} {base}{parts['rest'] or ''}?"


def _is_of_somebody(question: str, people: Sequence[Speaker]) -> bool:
    """Not so of `quotes from the meeting`."""
    return bool(asked_of(question, people) or unquoted_in(question) or strangers_in(question, people))
