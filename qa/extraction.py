"""Text to quotations: the way from paragraphs to speakers in one call."""

from __future__ import annotations

from datetime import date
from itertools import chain

from qa import tongue_speakers, tongues
from qa.known import KnownPeople
from qa.marks import marked
from qa.paragraphs import paragraphs
from qa.quotations import headline, utterances
from qa.readings import is_english, joined, prose, told
from qa.records import Quotation, Span
from qa.speakers import attribute
from qa.subheads import without_subheads
from qa.tagger import tagger
from qa.tongue_names import Names
from qa.tongue_words import Tongue, tongue_of
from qa.turns import turns
from qa.utterances import Utterance

# A report may have a few lines of a dialogue; a transcript has hardly anything else.
_MOST_BESIDE_TURNS = 2


def quotations(text: str, known: KnownPeople | None = None, on: date | None = None) -> list[Quotation]:
    """Everything that somebody says in a text, with who says it, in the order of the text.

    The text is taken as it is: spans point into it. Time is linear in its length. `known` are the people of other
    articles; it meets those of this one. `on` is the article's date, on which an office may be somebody else's.
    """
    known = KnownPeople() if known is None else known
    body = paragraphs(text)
    tongue = None if is_english(text) else tongue_of(text)
    said = _by_form(text, body, tongue) if tongue else attribute(text, body, read_utterances(text, body), known, on)
    for quotation in said:
        for speaker in quotation.source.speakers if quotation.source else ():
            known.meet(speaker, on)
    return said


def quotations_by_rules(text: str) -> list[Quotation]:
    """The same without the learned tagger, as for a language that it does not know."""
    body = paragraphs(text)
    said_in = without_subheads(text, body)
    marks = marked(text, said_in)
    found = told(utterances(text, said_in, marks), list(chain(*marks)))
    return attribute(text, body, found, KnownPeople(), None)


def read_utterances(text: str, body: list[Span]) -> list[Utterance]:
    """What is said in the paragraphs, by rules and, in English, by the tagger."""
    body = without_subheads(text, body)
    marks = marked(text, body)
    found = utterances(text, body, marks)
    reader = tagger() if is_english(text) else None
    every = list(chain(*marks))
    if reader is None:
        return told(found, every)
    contents = reader.contents(text, prose(body, found))
    return joined(text, headline(text, body), every, found, contents)


def _by_form(text: str, body: list[Span], tongue: Tongue) -> list[Quotation]:
    """By marks, names and a few words that report speech."""
    heading = headline(text, body)
    body = [paragraph for paragraph in body if not (heading and heading.contains(paragraph))]
    names = Names(text, tongue, body)
    spoken = turns(text, body)
    labels = {turn.label.of(text) for turn in spoken}
    is_transcript = len(spoken) * _MOST_BESIDE_TURNS > len(body) and len(labels) < len(spoken)
    if is_transcript:
        found = tongues.in_turns(spoken, names)
    else:
        found = tongues.utterances(text, body, marked(text, body), tongue, names)
    return tongue_speakers.attribute(text, found, names)
