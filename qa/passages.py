"""An article and its quotations → passages: the sentences that are searched and shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from embeddings.lexical import terms
from qa.full_text import PassageTerms
from qa.marks import marked
from qa.overlaps import overlapping
from qa.paragraphs import paragraphs
from qa.records import Article, Kind, Passage, Quotation, Source, Span
from qa.sentences import sentences
from qa.utterances import WORD, without_stray_marks

_LETTER = regex.compile(r"\p{L}")
_ANOTHER_CLAUSE = regex.compile(r"[,;:—–-]?\s*(?:and|but|then|while|before|after|when|as)\b", regex.IGNORECASE)
_WHO = regex.compile(r",\s+who\b[^,]*")
_MARKS = " \t\n“”„«»\"‘’'"
_OPENS = regex.compile(r"(?P<mark>[“„«\"‘])\s*")
_CLOSES = regex.compile(r"\s*(?P<mark>[”“»\"])[.,;:!?…)]*$")
# Around a quotation: more words than these, beside mention and cue, and the sentence is worth showing whole.
_FEW_WORDS = 4
# Of a sentence, in characters.
_LEAST_REPORTED = 0.25


class _Said(NamedTuple):
    """A quotation, with those of its spans of which something stands in one sentence."""

    quotation: Quotation
    spans: list[Span]
    pieces: list[Span]  # what of them stands there

    @property
    def size(self) -> int:
        return sum(piece.end - piece.start for piece in self.pieces)


def passages(article: Article, quotations: Sequence[Quotation]) -> list[Passage]:
    """The passages of an article in the order of its text, page furniture left out.

    They are disjoint, but for what somebody quotes in a sentence of his own, which is a passage of its own as well.
    """
    found: list[tuple[Span, Quotation | None]] = []
    for sentence, said in _spoken(article.text, quotations):
        parts = _parts(article.text, sentence, said)
        found += ((_trimmed(article.text, span), quotation) for span, quotation in parts)
    found = [(span, quotation) for span, quotation in found if WORD.search(article.text, *span)]
    contexts = _contexts([span for span, _ in found])
    return [Passage(span, context, quotation) for (span, quotation), context in zip(found, contexts, strict=True)]


def _spoken(text: str, quotations: Sequence[Quotation]) -> Iterator[tuple[Span, list[_Said]]]:
    """Each sentence, with what is said in it."""
    ordered = sorted(quotations, key=lambda q: q.extent)
    spans = ((span, at) for at, quotation in enumerate(ordered) for span in quotation.spans)
    every = (sentence for paragraph in _without_labels(text, quotations) for sentence in sentences(text, paragraph))
    for sentence, near in overlapping(every, spans):
        of_each: defaultdict[int, list[Span]] = defaultdict(list)
        for span, at in near:
            of_each[at].append(span)
        said = sorted(of_each.items())
        yield sentence, [_Said(ordered[at], here, [_clipped(span, sentence) for span in here]) for at, here in said]


def _without_labels(text: str, quotations: Sequence[Quotation]) -> Iterator[Span]:
    """The paragraphs, but for those that only say who speaks next: `Elin Tarsk (00:12:31):`."""
    labels = ((q.mention, q) for q in quotations if q.kind is Kind.TURN and q.mention)
    for paragraph, near in overlapping(paragraphs(text), labels):
        if not any(_is_all(text, paragraph, label) for label, _ in near):
            yield paragraph


def _is_all(text: str, paragraph: Span, label: Span) -> bool:
    beside = text[paragraph.start : max(paragraph.start, label.start)] + text[label.end : paragraph.end]
    return not _LETTER.search(beside)


def _trimmed(text: str, span: Span) -> Span:
    """Without marks at the edges that belong to the words beside it, or of which only one stands in it."""
    return without_stray_marks(text, _without_half_pairs(text, without_stray_marks(text, span)))


def _without_half_pairs(text: str, span: Span) -> Span:
    """`“The weir stays.`, `I built it.”`: the other mark stands in another sentence."""
    words = span.of(text)
    [pairs] = marked(words, [Span(0, len(words))])
    first, last = _OPENS.match(words), _CLOSES.search(words)
    opens = first is not None and all(first.end("mark") != pair.span.start for pair in pairs)
    closes = last is not None and all(last.start("mark") != pair.span.end for pair in pairs)
    start = first.end() if first and opens else 0
    end = last.start() if last and closes else len(words)
    return Span(span.start + start, span.start + max(start, end))


def _contexts(spans: Sequence[Span]) -> list[Span]:
    """From the sentence before to the one after; of what is quoted in a sentence, those around that sentence."""
    whole: list[Span] = []
    places: list[int] = []
    for span in spans:
        if not whole or not whole[-1].contains(span):
            whole.append(span)
        places.append(len(whole) - 1)
    return [Span(whole[max(0, at - 1)].start, whole[min(len(whole) - 1, at + 1)].end) for at in places]


def _parts(text: str, sentence: Span, said: Sequence[_Said]) -> Iterator[tuple[Span, Quotation | None]]:
    """A sentence as it is; or where it is somebody's words and hardly anything else, those words alone."""
    inner = [one for one in said if _is_passed_on(one.quotation, said)]
    if inner:
        yield from _nested(text, sentence, said, inner)
        return
    most = max(_in_main_clauses(text, said), key=lambda one: one.size, default=None)
    if most is None or _is_aside(text, sentence, most):
        yield sentence, None
        return
    quotation = most.quotation
    pieces = [piece for piece in most.pieces if WORD.search(text, *piece)]
    is_whole = (
        quotation.kind is Kind.DIRECT
        and _words_around(text, sentence, pieces, quotation) > _FEW_WORDS
        and all(sentence.contains(span) for span in most.spans)  # with both marks
    )
    if quotation.kind is Kind.INDIRECT or not pieces or is_whole:
        yield sentence, quotation
        return
    for piece in pieces:
        yield piece, quotation


def _in_main_clauses(text: str, said: Sequence[_Said]) -> Sequence[_Said]:
    """Of `A porter, who asked not to be named, said that …`, what she said: the sentence is there for it."""
    main = [one for one in said if not _is_in_relative_clause(text, one.quotation)]
    sources = {one.quotation.mention for one in main}
    return [one for one in said if one in main or one.quotation.mention not in sources]


def _is_in_relative_clause(text: str, quotation: Quotation) -> bool:
    mention, cue = quotation.mention, quotation.cue
    return bool(mention and cue and _WHO.fullmatch(text, mention.end, max(mention.end, cue.start)))


def _is_aside(text: str, sentence: Span, said: _Said) -> bool:
    """True where a few words of the sentence are reported, and the sentence is the article's."""
    return (
        said.quotation.kind is Kind.INDIRECT
        and said.size < _LEAST_REPORTED * (sentence.end - sentence.start)
        and not _opens(text, sentence, said.quotation)
    )


def _opens(text: str, sentence: Span, quotation: Quotation) -> bool:
    """`The mayor said the ferry was sold, later than she had hoped`: what follows belongs to what is reported."""
    mention, cue = quotation.mention, quotation.cue
    if mention is None or cue is None or not mention.start < cue.start < quotation.extent.start:
        return False
    before, after = Span(sentence.start, mention.start).of(text), Span(quotation.extent.end, sentence.end).of(text)
    return before.strip(_MARKS).lower() in ("", "the", "a", "an") and not _ANOTHER_CLAUSE.match(after)


def _nested(
    text: str, sentence: Span, said: Sequence[_Said], inner: Sequence[_Said]
) -> list[tuple[Span, Quotation | None]]:
    """`She told us, “Go now.” What do you say?`, in somebody's speech: all of it is the speaker's, her words are hers,
    too. Where they go on in another sentence, of which the marks would not show here, they are hers alone."""
    outer = max((one for one in said if one not in inner), key=lambda one: one.size)
    parts: list[tuple[Span, Quotation | None]] = [(piece, one.quotation) for one in inner for piece in one.pieces]
    quoted = [(span, one.quotation) for one in inner for span in one.spans]
    for stretch, near in overlapping(outer.spans, quoted):
        own = _clipped(stretch, sentence)
        within = [span for span, _ in near if stretch.contains(span)]
        for piece in within:
            if piece.start < sentence.start:
                own = Span(max(own.start, piece.end), own.end)
            elif piece.end > sentence.end:
                own = Span(own.start, min(own.end, piece.start))
        if _words_outside(text, own, within):
            parts.append((own, outer.quotation))
    return sorted(parts, key=lambda part: (part[0].start, -part[0].end))


def _clipped(span: Span, within: Span) -> Span:
    return Span(max(span.start, within.start), min(span.end, within.end))


def _is_passed_on(quotation: Quotation, said: Sequence[_Said]) -> bool:
    """True of words in marks that somebody repeats within his own."""
    return quotation.kind is Kind.DIRECT and quotation.via is not None and _is_within(quotation, said)


def _is_within(inner: Quotation, said: Sequence[_Said]) -> bool:
    others = (one.quotation for one in said if one.quotation is not inner)
    return any(q.kind is not Kind.INDIRECT and q.extent.contains(inner.extent) for q in others)


def _words_around(text: str, sentence: Span, pieces: Sequence[Span], quotation: Quotation) -> int:
    return _words_outside(text, sentence, [*pieces, *quotation.evidence])


def _words_outside(text: str, within: Span, spans: Sequence[Span]) -> int:
    """How many words begin in none of the spans."""
    places = (Span(word.start(), word.start() + 1) for word in WORD.finditer(text, *within))
    return sum(not near for _, near in overlapping(places, ((span, None) for span in spans)))


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
