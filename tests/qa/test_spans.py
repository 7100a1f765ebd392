"""Whatever the text: every span lies in it, in order, and what is shown is cut from it."""

from collections.abc import Iterable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.errors import SourceError
from qa.extraction import quotations
from qa.paragraphs import paragraphs
from qa.passages import passage_terms, passages
from qa.records import Citation, Quotation, Span
from qa.sentences import sentences
from qa.sources import article_from
from qa.wire import passage_json

PIECES = (
    *(
        "“",
        "”",
        '"',
        "'",
        "«",
        "»",
        "„",
        "‘",
        "’",
        "(",
        ")",
        "[",
        "]",
        "—",
        "– ",
        "-",
        "...",
        "…",
        ".",
        ",",
        ":",
        "?",
        "!",
    ),
    *("\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", "\ufeff", "\u200b", "\u0301", "İ", "ß", "\U0001f600", "0", "1."),
    *(
        "Q. ",
        "A: ",
        "PRESIDENT TADIVAR: ",
        "Ms. Oda Brekkestad ",
        "Toremurat",
        "мэр Ясна Дорн",
        "the mayor",
        "He",
        "she",
    ),
    *(
        " said ",
        " told ",
        "asked",
        " сказал ",
        " according to ",
        " that ",
        " and ",
        " we will mend it",
        " by winter",
        "the",
    ),
    *("7 May 2024", "# ", "> ", "* ", "***", "| ", "http://a.b", "(Applause.)", "[10:15]", "THE CHAIR\n"),
)
NAMES = (
    "Oda Brekkestad",
    "Mayor Oda Brekkestad",
    "Brekkestad",
    "the mayor",
    "she",
    "Jens Quill, a ferryman,",
    "Ясна Дорн",
)
SENTENCES = (
    "“We will mend the bridge,” said {}. ",
    '"We will mend the bridge by winter," {} said on Tuesday, "and then the ferry goes." ',
    "{} said: “The ferry is ‘a ruin’. We sell it. ",
    "“Nobody wants it.” ",
    "{} told {} that the bridge would be mended. ",
    "According to {}, the ferry is sold. ",
    "The mayor called it “a ruin”. ",
    "– Мы починим мост, – сказал {}. – И продадим паром. ",
    "«Мы починим мост», — сообщил {}. ",
    "{}: We will mend the bridge. ",
    "Q: Will you? A: “I will.” ",
    "The council met on Tuesday. ",
)
SAID = st.builds(str.format, st.sampled_from(SENTENCES), st.sampled_from(NAMES), st.sampled_from(NAMES))
TEXTS = st.one_of(
    st.lists(st.one_of(SAID, SAID, st.just("\n\n"), st.sampled_from(PIECES)), max_size=20).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=60).map("".join),
    st.text(max_size=200),
)
some = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def are_in_order(spans: Iterable[Span], within: Span) -> None:
    """Disjoint, not empty, one after the other."""
    at = within.start
    for span in spans:
        assert at <= span.start < span.end <= within.end
        at = span.end


def is_sound(quotation: Quotation, whole: Span) -> None:
    assert quotation.spans
    are_in_order(quotation.spans, whole)
    for evidence in (quotation.mention, quotation.cue):
        if evidence is not None:
            are_in_order([evidence], whole)


@some
@given(TEXTS)
def test_paragraphs_and_their_sentences(text: str) -> None:
    found = paragraphs(text)
    are_in_order(found, Span(0, len(text)))
    for paragraph in found:
        inside = sentences(text, paragraph)
        are_in_order(inside, paragraph)
        covered = "".join(sentence.of(text) for sentence in inside)
        assert "".join(covered.split()) == "".join(paragraph.of(text).split())


@some
@given(TEXTS)
def test_quotations_with_their_evidence(text: str) -> None:
    for quotation in quotations(text):
        is_sound(quotation, Span(0, len(text)))
        assert quotation.speaker is None or quotation.speaker.name.strip()


@some
@given(TEXTS)
def test_passages_and_what_is_shown_of_them(text: str) -> None:
    try:
        article = article_from(text)
    except SourceError:
        return
    whole = Span(0, len(article.text))
    found = passages(article, quotations(article.text))
    are_in_order([passage.span for passage in found], whole)
    assert len(passage_terms(article, found)) == len(found)
    for passage in found:
        assert passage.context.contains(passage.span)
        assert whole.contains(passage.context)
        if passage.quotation:
            is_sound(passage.quotation, whole)
        shown = passage_json(Citation(passage, article, 1.0))
        assert shown["text"] == article.text[shown["start"] : shown["end"]]
        assert shown["before"] + shown["text"] + shown["after"] == passage.context.of(article.text)
        for evidence in filter(None, (shown["mention"], shown["cue"])):
            assert evidence["text"] == article.text[evidence["start"] : evidence["end"]]
