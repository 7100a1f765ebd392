"""Text to quotations: the way from sentences to speakers in one call."""

from __future__ import annotations

from qa.paragraphs import paragraphs
from qa.quotations import utterances
from qa.records import Quotation
from qa.roster import KnownPeople
from qa.speakers import attribute


def quotations(text: str, known: KnownPeople | None = None) -> list[Quotation]:
    """Everything that somebody says in a text, with who says it, in the order of the text.

    The text is taken as it is: spans point into it. Time is linear in its length. `known` are the people of earlier
    articles; it meets those of this one.
    """
    body = paragraphs(text)
    known = KnownPeople() if known is None else known
    found = attribute(text, body, utterances(text, body), known)
    for quotation in found:
        if quotation.speaker:
            known.meet(quotation.speaker)
    return found
