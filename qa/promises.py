"""What those who speak say that they will do, or ask of others: `I'll fix it by Friday`, `Ravi, please send it`."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from qa.circumstances import DEADLINE, SOON
from qa.entries import Detail, Entry, Minuted, Part
from qa.minute_lines import Line
from qa.minute_names import NAME, compiled, people_in
from qa.records import Kind, Quotation, Span
from qa.sentences import sentences

# What is done after a meeting, and not in it (`I will say`, `I'll turn it over`, `tell us, please`).
_DO = (
    r"(?:arrange|book|check|chase|circulate|clean|collate|confirm|contact|copy|draft|e-?mail|file"
    r"|fi(?:x|nish)|finali[sz]e|follow up|forward|investigate|mend|notify|open an? (?:ticket|issue)|order"
    r"|organi[sz]e|post|prepare|produce|publish|reply|repair|report back|research|review|revise|schedule|send|set up"
    r"|share|sort(?: out)?|submit|test|update|upload|write(?: up)?)"
)
_NOTHING_DONE = (
    r"(?:not|never|be|have|need|like|want|say|see|come|go|leave|stay|miss|wait|vote|abstain|support|oppose)\b"
)
_OWN = compiled(
    rf"(?:^|[.,;:—–-]|\b(?:and|so|then|but|yes|ok(?:ay)?|sure|right))\W{{0,8}}+"
    r"(?i:so |then |and |well,? |yes,? |ok(?:ay)?,? )?"
    rf"I(?: will|['’]ll| shall|(?: am|['’]m) going to)(?: also| then| try to)?"
    rf" (?:(?P<doing>{_DO})\b|(?!{_NOTHING_DONE})\p{{Ll}}+)"
)
# Quickly told of most of what is said.
_MAY_PROMISE = regex.compile(r"\bI(?:['’](?:ll|m)| will| shall| am)\b|\bplease\b|\b(?:can|could|will|would) you\b")
_OF_ANOTHER = compiled(
    rf"(?:^|[.,;:—–-]|\b(?:and|so|then))\W{{0,8}}+(?P<who>{NAME}),? (?:please|(?:can|could|will|would) you)"
    rf"(?: please)?,? {_DO}\b"
)
_DUE = regex.compile(
    rf"\b(?:by|before|on|until)\s+(?P<due>{DEADLINE}|{SOON})(?!\p{{L}})"
    r"|\b(?P<due>today|tonight|tomorrow|(?:this|next) (?:week|month|morning|afternoon|evening))\b",
    regex.IGNORECASE,
)


def promise_in(text: str, line: Line) -> list[Detail] | None:
    """Who has to do it, and by when, as far as a sentence of a turn tells; None where it promises nothing."""
    return _promise(text, line.span, line.by) if line.by else None


def promises(text: str, said: Sequence[Quotation]) -> list[Entry]:
    """Those with a day, in a transcript that is no record: others are mostly talk."""
    found = []
    for turn in (quotation for quotation in said if quotation.kind is Kind.TURN):
        may = (span for span in turn.spans if _MAY_PROMISE.search(text, *span))
        for sentence in (one for span in may for one in sentences(text, span)):
            details = _promise(text, sentence, turn) or ()
            if any(detail.part is Part.DUE for detail in details):
                found.append(Entry(Minuted.ACTION_ITEM, sentence, sentence, None, tuple(details)))
    return found


def _promise(text: str, sentence: Span, turn: Quotation) -> list[Detail] | None:
    words = sentence.of(text)
    of_another, own = _OF_ANOTHER.search(words), _OWN.search(words)
    cue = of_another or own
    due = _DUE.search(words, cue.end()) if cue else None
    days = [Detail(Part.DUE, Span(*due.span("due")).shifted(sentence.start))] if due else []
    if of_another:
        who = people_in(text, Span(*of_another.span("who")).shifted(sentence.start))
        return [*(Detail(Part.OWNER, one) for one in who), *days] if who else None
    if own is None or turn.mention is None or not (own["doing"] or days) or words.rstrip().endswith("?"):
        return None
    return [Detail(Part.OWNER, turn.mention, turn.speaker.name if turn.speaker else ""), *days]
