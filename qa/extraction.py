"""Text to quotations: the way from sentences to speakers in one call."""

from __future__ import annotations

from qa.paragraphs import paragraphs
from qa.quotations import utterances
from qa.records import Quotation
from qa.speakers import attribute


def quotations(text: str) -> list[Quotation]:
    """Everything that somebody says in a text, with who says it, in the order of the text.

    The text is taken as it is: spans point into it. Time is linear in its length.
    """
    body = paragraphs(text)
    return attribute(text, body, utterances(text, body))
