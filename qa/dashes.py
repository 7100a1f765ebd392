"""Speech that dashes set off: `- words, - said X. - More words.`"""

from __future__ import annotations

from itertools import pairwise

import regex

from qa.attributions import Attribution, attributions, beside
from qa.names import is_russian
from qa.records import Kind, Span
from qa.utterances import Utterance, without_edges

_DASHES = "-–—−―"
_SPEECH_DASH = regex.compile(rf"[{_DASHES}]\s+(?=\S)")
# `…, - said X.`; a dash after a bare word is only a dash.
_DASH_AFTER_SPEECH = regex.compile(rf"(?<=[,.!?…»”\"])\s*[{_DASHES}]\s+(?=\S)")
_ENDS_SPEECH = regex.compile(rf"[,!?]\s*[{_DASHES}]\s*$")
_LONGEST_ATTRIBUTION = 160
_FEW = 40
_MARKED = "“¤,” "


def dash_speech(text: str, paragraph: Span) -> list[Utterance]:
    """`- words, - said X. - More words.` is one utterance; without an attribution it is a list item, and nobody's."""
    opening = _SPEECH_DASH.match(text, paragraph.start, paragraph.end)
    found = interrupted(text, Span(opening.end(), paragraph.end)) if opening else None
    if found is None:
        return []
    spans, by = found
    return [Utterance(spans, Kind.DIRECT, by.source, by.cue.span)]


def interrupted(text: str, words: Span) -> tuple[tuple[Span, ...], Attribution] | None:
    """The pieces of speech in which dashes set off who says it, and who; None where nobody is named."""
    dashes = [Span(*m.span()) for m in _DASH_AFTER_SPEECH.finditer(text, *words)]
    edges = [Span(words.start, words.start), *dashes, Span(words.end, words.end)]
    first, *pieces = [Span(left.end, right.start) for left, right in pairwise(edges)]
    spoken = [first]
    attribution: Attribution | None = None
    for piece in pieces:
        found = _attribution_of_dash(text, piece)
        if found and not (
            attribution and found.source.pronoun and not found.source.gender
        ):  # `– сказал он. – Я обещал …`
            attribution = attribution or found
        elif text[spoken[-1].end : piece.start].strip(f"{_DASHES} \t\n\u00a0") == "":
            spoken[-1] = Span(spoken[-1].start, piece.end)
        else:
            spoken.append(piece)
    if attribution is None:
        return None
    return tuple(without_edges(text, span) for span in spoken), attribution


def _attribution_of_dash(text: str, piece: Span) -> Attribution | None:
    head = Span(piece.start, min(piece.end, piece.start + _LONGEST_ATTRIBUTION))
    found = attributions(text, head)
    if found and found[0].span.start - piece.start <= _FEW:
        return found[0]
    # The dash does what marks do elsewhere: it sets off whoever is only `the champion`, and any verb.
    framed = f"{_MARKED}{head.of(text)}"
    whole = Span(len(_MARKED), len(framed))
    if text[piece.start].islower():
        found = [one for one in attributions(framed, Span(0, len(framed))) if one.span.start == whole.start]
    if found:
        return found[0].shifted(head.start - whole.start)
    if not _ENDS_SPEECH.search(text, max(0, piece.start - _FEW), piece.start):
        return None
    by = beside(framed, Span(_MARKED.index("”"), len(framed)))
    named = by and (
        by.source.office or " " in by.source.name or (by.source.pronoun and is_russian(by.cue.span.of(framed)))
    )
    return by.shifted(head.start - whole.start) if by and named else None
