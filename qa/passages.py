"""An article and its quotations → passages: the sentences that are searched and shown."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

import regex

from embeddings.lexical import terms
from qa.full_text import PassageTerms
from qa.paragraphs import paragraphs
from qa.records import Article, Kind, Passage, Quotation, Source, Span
from qa.sentences import sentences
from qa.utterances import WORD, without_stray_marks

_ANOTHER_CLAUSE = regex.compile(r"[,;:—–-]?\s*(?:and|but|then|while|before|after|when|as)\b", regex.IGNORECASE)
_MARKS = " \t\n“”„«»\"‘’'"
# Around a quotation: more words than these, beside mention and cue, and the sentence is worth showing whole.
_FEW_WORDS = 4
# Of a sentence, in characters.
_LEAST_REPORTED = 0.25


def passages(article: Article, quotations: Sequence[Quotation]) -> list[Passage]:
    """The passages of an article in the order of its text, page furniture left out.

    They are disjoint, but for what somebody quotes in a sentence of his own, which is a passage of its own as well.
    """
    found: list[tuple[Span, Quotation | None]] = []
    waiting = deque(sorted(quotations, key=lambda q: q.extent))
    near: list[Quotation] = []
    for paragraph in paragraphs(article.text):
        while waiting and waiting[0].extent.start < paragraph.end:
            near.append(waiting.popleft())
        near = [q for q in near if q.extent.end > paragraph.start]
        for sentence in sentences(article.text, paragraph):
            parts = _parts(article.text, sentence, [q for q in near if q.overlaps(sentence)])
            found += ((without_stray_marks(article.text, span), quotation) for span, quotation in parts)
    found = [(span, quotation) for span, quotation in found if WORD.search(article.text, *span)]
    contexts = _contexts([span for span, _ in found])
    return [Passage(span, context, quotation) for (span, quotation), context in zip(found, contexts, strict=True)]


def _contexts(spans: Sequence[Span]) -> list[Span]:
    """From the sentence before to the one after; of what is quoted in a sentence, those around that sentence."""
    whole: list[Span] = []
    places: list[int] = []
    for span in spans:
        if not whole or not whole[-1].contains(span):
            whole.append(span)
        places.append(len(whole) - 1)
    return [Span(whole[max(0, at - 1)].start, whole[min(len(whole) - 1, at + 1)].end) for at in places]


def _parts(text: str, sentence: Span, said: Sequence[Quotation]) -> Iterator[tuple[Span, Quotation | None]]:
    """A sentence as it is; or where it is somebody's words and hardly anything else, those words alone."""
    inner = [q for q in said if q.kind is Kind.DIRECT and q.via and _is_within(q, said)]
    if inner:
        yield from _nested(text, sentence, said, inner)
        return
    quotation = max(said, key=lambda q: _shared(q, sentence), default=None)
    if (
        quotation
        and quotation.kind is Kind.INDIRECT
        and _shared(quotation, sentence) < _LEAST_REPORTED * (sentence.end - sentence.start)
        and not _opens(text, sentence, quotation)
    ):
        quotation = None  # a few words of it are reported, and the sentence is the article's
    if quotation is None or quotation.kind is Kind.INDIRECT:
        yield sentence, quotation
        return
    pieces = [_clipped(span, sentence) for span in quotation.spans if span.overlaps(sentence)]
    pieces = [piece for piece in pieces if WORD.search(text, *piece)]
    if not pieces or (quotation.kind is Kind.DIRECT and _words_around(text, sentence, pieces, quotation) > _FEW_WORDS):
        yield sentence, quotation
        return
    for piece in pieces:
        yield piece, quotation


def _opens(text: str, sentence: Span, quotation: Quotation) -> bool:
    """`The mayor said the ferry was sold, later than she had hoped`: what follows belongs to what is reported."""
    mention, cue = quotation.mention, quotation.cue
    if mention is None or cue is None or not mention.start < cue.start < quotation.extent.start:
        return False
    before, after = Span(sentence.start, mention.start).of(text), Span(quotation.extent.end, sentence.end).of(text)
    return before.strip(_MARKS).lower() in ("", "the", "a", "an") and not _ANOTHER_CLAUSE.match(after)


def _nested(
    text: str, sentence: Span, said: Sequence[Quotation], inner: Sequence[Quotation]
) -> list[tuple[Span, Quotation | None]]:
    """`She told us, “Go now.” What do you say?`, in somebody's speech: all of it is the speaker's, her words are hers,
    too. Where they go on in another sentence, of which the marks would not show here, they are hers alone."""
    outer = max((q for q in said if q not in inner), key=lambda q: _shared(q, sentence))
    quoted = [(piece, q) for q in inner for piece in q.spans if piece.overlaps(sentence)]
    parts: list[tuple[Span, Quotation | None]] = [(_clipped(piece, sentence), q) for piece, q in quoted]
    for stretch in outer.spans:
        own = _clipped(stretch, sentence)
        within = [piece for piece, _ in quoted if stretch.contains(piece)]
        for piece in within:
            if piece.start < sentence.start:
                own = Span(max(own.start, piece.end), own.end)
            elif piece.end > sentence.end:
                own = Span(own.start, min(own.end, piece.start))
        if _says_more(text, own, within):
            parts.append((own, outer))
    return sorted(parts, key=lambda part: (part[0].start, -part[0].end))


def _clipped(span: Span, within: Span) -> Span:
    return Span(max(span.start, within.start), min(span.end, within.end))


def _says_more(text: str, own: Span, quoted: Sequence[Span]) -> bool:
    """True where there are words that are not among the quoted ones."""
    return any(not any(q.start <= word.start() < q.end for q in quoted) for word in WORD.finditer(text, *own))


def _is_within(inner: Quotation, said: Sequence[Quotation]) -> bool:
    return any(q is not inner and q.kind is not Kind.INDIRECT and q.extent.contains(inner.extent) for q in said)


def _shared(quotation: Quotation, sentence: Span) -> int:
    return sum(max(0, min(s.end, sentence.end) - max(s.start, sentence.start)) for s in quotation.spans)


def _words_around(text: str, sentence: Span, pieces: Sequence[Span], quotation: Quotation) -> int:
    return sum(
        not any(span.start <= word.start() < span.end for span in (*pieces, *quotation.evidence))
        for word in WORD.finditer(text, *sentence)
    )


def passage_terms(article: Article, found: Sequence[Passage]) -> list[PassageTerms]:
    """For each passage the terms by which it is found: its own, its neighbours', and those of what it belongs to."""
    own = [terms(passage.span.of(article.text)) for passage in found]
    about = terms(f"{article.title} {article.outlet} {article.date.strftime('%d %B %Y') if article.date else ''}")
    result: list[PassageTerms] = []
    for at, passage in enumerate(found):
        around = (own[at - 1] if at else []) + (own[at + 1] if at + 1 < len(own) else [])
        source = passage.quotation.source if passage.quotation else None
        named = terms(_named(article, source)) if source else []
        result.append(PassageTerms(" ".join(own[at]), " ".join(around), " ".join(named + about)))
    return result


def _named(article: Article, source: Source) -> str:
    """Whoever says it, as far as the article tells: by name and role, or as it is printed."""
    people = source.speakers or source.choices
    if people:
        return " ".join(f"{one.name} {one.role}" for one in people)
    return (source.antecedent or source.mention).of(article.text)
