"""Who the names of an article are, in languages without rules of their own: by the names alone."""

from __future__ import annotations

from collections.abc import Sequence

from qa.confidence import confidence
from qa.records import Kind, Quotation, Source, Speaker
from qa.tongue_names import Names
from qa.utterances import Utterance

_NAMED = 0.95


def attribute(text: str, found: Sequence[Utterance], names: Names) -> list[Quotation]:
    """The utterances with those who say them: a short name is the one full name of the article that it is a part of."""
    for one in found:
        if one.source and one.source.name:
            names.learn(one.source.name)
    return [
        Quotation(one.spans, one.kind, _source(text, one, names), None, confidence(text, one) * _NAMED) for one in found
    ]


def _source(text: str, one: Utterance, names: Names) -> Source | None:
    if one.source is None:
        return None
    name = one.source.name
    fuller = names.in_full(name) if name else []
    if len(fuller) > 1:
        return Source(one.source.span, one.cue, (), tuple(Speaker(full) for full in fuller))
    if one.kind is Kind.TURN and not name:
        return Source(one.source.span, None, (Speaker(one.source.span.of(text).strip(), is_label=True),))
    speakers = (Speaker(fuller[0] if fuller else name),) if name and names.is_nominative(name) else ()
    return Source(one.source.span, one.cue, speakers)
