"""The article behind a passage: the passage highlighted, what else is said underlined, and whose words they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from typing import NamedTuple

from qa.after_answer import numbered
from qa.controls import encoded
from qa.conversations import Exchange
from qa.corpus import Corpus
from qa.discretion import told
from qa.errors import DamagedArticle, UnknownArticle
from qa.exports import quotation_text
from qa.pieces import Piece, cut
from qa.records import Article, Citation, Meeting, Passage, Quotation, Source, Span
from qa.reply import credit, heading, held, leads_to, manner, published, told_time
from qa.voices import credit as whose
from qa.walks import Place, Walk, through_answer, through_article

# What a link says: a place in an article, which is in the address, too; and the number of the answer that it is in.
LINK = ("article", "start", "end", "answer")
_OFFSET = re.compile(r"[0-9]{1,9}")
_GONE = "This article is not in the corpus, or not any more."
_NOT_HERE = "The link names no passage of this article, which is shown from its beginning."
_SEVERAL = "Words of more than one source: who says which is told where they are underlined."
_EMPTY_LINES = re.compile(r"\n\s*\n")
_CLOSE = '<button type="button" class="close" data-closes>Close</button>'
_COPY_LINK = '<button type="button" data-copies-link>Copy link</button>'
_LEGEND = (
    '<footer><p class="legend"><span class="passage">the passage</span> <span class="mention">who says it</span> '
    '<span class="cue">that it is said</span> <span class="said">what else is said</span></p></footer>'
)


class Stretch(NamedTuple):
    """A place that goes over more than one passage or part of an utterance, all of it highlighted; `utterance` is the
    one that it is, None where it has words of several."""

    span: Span
    utterance: Citation | None


def opened(corpus: Corpus, link: Mapping[str, str], exchanges: Sequence[Exchange] = ()) -> str:
    """The panel with the article, and what stands in it, that a link names in the words of `LINK`; empty where it names
    none. One in an answer of the conversation leads on to the other passages of that answer."""
    article_id = link["article"]
    if not article_id:
        return ""
    here = Place(article_id, _span(link))
    walk = _through_answer(exchanges, link["answer"], here)
    try:
        article, said, passages = corpus.article(article_id), corpus.quotations(article_id), corpus.passages(article_id)
    except UnknownArticle:
        return line_html(_GONE, walk)
    except DamagedArticle as error:
        return line_html(told(error), walk)
    meeting = next((one for one in corpus.meetings() if article.id in one.article_ids), None)
    cited = cited_at(here.span, article, passages, said, meeting)
    return source_html(article, said, cited, walk or through_article(said, here))


def gone(corpus: Corpus, article_id: str) -> str:
    """The panel that says that an article is not there; empty where it is, or where none is named."""
    try:
        with suppress(DamagedArticle):  # it is there, and who opens it is told
            corpus.article(article_id)
    except UnknownArticle:
        return line_html(_GONE, None) if article_id else ""
    return ""


def _through_answer(exchanges: Sequence[Exchange], number: str, here: Place) -> Walk | None:
    answers = [one.answer for one in numbered(exchanges, number)[-1:]]
    return through_answer(answers[0], number, here) if answers else None


def _span(place: Mapping[str, str]) -> Span:
    """No place at all for whatever is no offset."""
    offsets = place["start"], place["end"]
    return Span(*map(int, offsets)) if all(_OFFSET.fullmatch(at) for at in offsets) else Span(0, 0)


def cited_at(
    place: Span, article: Article, passages: Sequence[Passage], quotations: Sequence[Quotation], meeting: Meeting | None
) -> Citation | Stretch | None:
    """What stands at a place: the passage or the utterance that is exactly there, else the passage that it is a part
    of; the whole place where it goes over several, or on; None where there is nothing."""

    def cited(passage: Passage) -> Citation:
        return Citation(passage, article, 0.0, meeting=meeting)

    near = [passage for passage in passages if passage.span.overlaps(place)]
    exact = (passage for passage in passages if passage.span == place)
    uttered = (Passage(place, place, quotation) for quotation in quotations if place in quotation.spans)
    around = (passage for passage in near if passage.span.contains(place))
    if passage := next((found for found in (*exact, *uttered, *around)), None):
        return cited(passage)
    whole_one: list[Quotation | None] = [one for one in quotations if one.extent == place]
    spoken = whole_one[:1] or list({passage.quotation for passage in near})
    if not spoken:
        return None
    whole = Span(place.start, min(place.end, len(article.text)))
    return Stretch(whole, cited(Passage(whole, whole, spoken[0])) if len(spoken) == 1 else None)


def source_html(article: Article, quotations: Sequence[Quotation], shown: Citation | Stretch | None, walk: Walk) -> str:
    """The whole article, escaped, with what is shown of it highlighted; with a line that says so where nothing is."""
    cited = shown.utterance if isinstance(shown, Stretch) else shown
    span = shown.span if isinstance(shown, Stretch) else shown.passage.span if shown else None
    meeting = cited.meeting if cited else None
    origin = " · ".join([heading(article), *published(article), *told_time(cited), *held(meeting)])
    # Not of a stretch: the article's words in it would be copied as somebody's.
    copying = _copy(shown) if isinstance(shown, Citation) else ""
    return _panel(
        f"{_steps(walk)}{copying}{_COPY_LINK}",
        f'{_words(walk)}<h2 class="origin">{origin}</h2>{_whose_it_is(shown, cited)}',
        f'<div class="article" role="article" aria-label="{encoded(article.title)}" tabindex="0" dir="auto">'
        f"{_text(article, quotations, span, cited)}</div>{_voices(article, quotations)}{_LEGEND if shown else ''}",
    )


def _whose_it_is(shown: Citation | Stretch | None, cited: Citation | None) -> str:
    if cited:
        return credit(cited)
    return f'<p class="how">{_SEVERAL}</p>' if shown else f'<p role="status">{_NOT_HERE}</p>'


def _copy(shown: Citation) -> str:
    words = encoded(quotation_text(shown))
    return f'<button type="button" data-copies="{words}" aria-label="Copy quotation">Copy</button>'


def line_html(line: str, walk: Walk | None) -> str:
    """For a link to an article of which nothing can be shown; an answer that it is in may have other passages."""
    steps, words = (_steps(walk), _words(walk)) if walk else ("", "")
    return _panel(steps, f'{words}<p role="status">{encoded(line)}</p>', "")


def _panel(buttons: str, head: str, body: str) -> str:
    return (
        '<section role="region" aria-label="Source">'
        f'<header><div class="buttons">{buttons}{_CLOSE}</div>{head}</header>{body}</section>'
    )


# -- what is before and after


def _words(walk: Walk) -> str:
    return f'<p class="walk" id="walk">{walk.words}</p>'


def _steps(walk: Walk) -> str:
    before = _step("Previous", "ArrowLeft", walk.before, walk.answer)
    return before + _step("Next", "ArrowRight", walk.after, walk.answer)


def _step(called: str, key: str, place: Place | None, answer: str) -> str:
    way = f'class="step {called.lower()}" aria-describedby="walk"'
    if place is None:
        # Whoever has come here by it stays there, where the keys lead back; nobody is led there.
        return f'<a {way} role="link" aria-disabled="true" tabindex="-1">{called}</a>'
    return f'<a {way} aria-keyshortcuts="{key}" data-answer="{encoded(answer)}" {leads_to(*place)}>{called}</a>'


# -- the text


def _text(article: Article, quotations: Sequence[Quotation], place: Span | None, cited: Citation | None) -> str:
    """Within words of several, as around them, each utterance is told whose it is."""
    end = len(article.text)
    if place is None:
        return "".join(_around(article, cut([Span(0, end)], quotations)[0], quotations, ()))
    evidence = _evidence(cited.passage.quotation if cited else None)
    before, inside, after = cut([Span(0, place.start), place, Span(place.end, end)], quotations)
    passage = [_printed(article.text, inside, evidence)] if cited else _around(article, inside, quotations, evidence)
    return (
        "".join(_around(article, before, quotations, evidence))
        + f'<mark tabindex="-1">{"".join(passage)}</mark>'
        + "".join(_around(article, after, quotations, evidence))
    )


_Evidence = Sequence[tuple[str, Span]]


def _evidence(quotation: Quotation | None) -> _Evidence:
    """The words that name who says it or passes it on, and those that tell that it is said."""
    sources = [one for one in (quotation.source, quotation.via) if one] if quotation else []
    return [pair for source in sources for pair in _told_by(source)]


def _told_by(source: Source) -> Iterator[tuple[str, Span]]:
    yield from (("mention", span) for span in (source.mention, source.antecedent) if span)
    yield from (("cue", span) for span in (source.cue,) if span)


def _around(
    article: Article, pieces: Sequence[Piece], quotations: Sequence[Quotation], evidence: _Evidence
) -> Iterator[str]:
    """What surrounds the passage: each utterance leads to itself as the passage, and is told whose it is."""
    for place, together in groupby(pieces, lambda piece: piece.said[-1] if piece.said else None):
        stretch = list(together)
        words = _printed(article.text, stretch, evidence)
        if place is None:
            yield words
            continue
        quotation = quotations[place]
        span = next(span for span in quotation.spans if span.contains(stretch[0].span))
        link = leads_to(article.id, span)
        voice = encoded(_voice(article, quotation))
        yield f'<a class="said" {link} data-voice="{voice}" aria-describedby="voice-{place}">{words}</a>'


def _printed(text: str, pieces: Sequence[Piece], evidence: _Evidence) -> str:
    """The words with their line ends; several empty lines take the room of one, and stay as they are."""
    return "".join(_marked(piece.span.of(text), piece.span, evidence) for piece in pieces)


def _marked(words: str, span: Span, evidence: _Evidence) -> str:
    html = _EMPTY_LINES.sub(lambda gap: f'<span class="gap">{gap.group()}</span>', encoded(words))
    told = next((name for name, whole in evidence if whole.contains(span) and words), "")
    return f'<span class="{told}">{html}</span>' if told else html


# -- whose words they are


def _voices(article: Article, quotations: Sequence[Quotation]) -> str:
    """Hidden: what describes the utterances to those who do not see."""
    lines = (
        f'<span id="voice-{place}">{encoded(_voice(article, quotation))}</span>'
        for place, quotation in enumerate(quotations)
    )
    return f"<div hidden>{''.join(lines)}</div>"


def _voice(article: Article, quotation: Quotation) -> str:
    return f"{whose(article.text, quotation)} — {manner(article, quotation)}"
