"""Which words stand between which marks: the table says what a reader sees at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.marks import Marked, marked
from qa.records import Span


def paragraphs_of(text: str) -> list[Span]:
    found, start = [], 0
    for part in text.split("\n\n"):
        found.append(Span(start, start + len(part)))
        start += len(part) + 2
    return [paragraph for paragraph in found if paragraph.start < paragraph.end]


def found_in(text: str) -> list[list[tuple[int, str]]]:
    """For each paragraph the depth and the words of every marked stretch."""
    return [[(m.depth, m.span.of(text).strip()) for m in part] for part in marked(text, paragraphs_of(text))]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param('She said "go now" twice.', [(0, "go now")], id="straight"),
        pytest.param("She said “go now” twice.", [(0, "go now")], id="curly"),
        pytest.param("She said ``go now'' twice.", [(0, "go now")], id="typed"),
        pytest.param(
            "She said ``I heard `go now' twice.''",
            [(0, "I heard `go now' twice."), (1, "go now")],
            id="typed within typed",
        ),
        pytest.param("He is 5'11'' tall, a ferry 8'' wide.", [], id="inches"),
        pytest.param("She said ‘go now’ twice.", [(0, "go now")], id="single"),
        pytest.param("Sie sagte: „Geh jetzt“, zweimal.", [(0, "Geh jetzt")], id="German"),
        pytest.param("She said: „Go now”, twice.", [(0, "Go now")], id="German below, English above"),
        pytest.param("Elle a dit «pars».", [(0, "pars")], id="French"),
        pytest.param("Elle a dit «\u00a0pars maintenant\u00a0».", [(0, "pars maintenant")], id="French, spaced"),
        pytest.param("Она сказала: «Идите», – и ушла.", [(0, "Идите")], id="Russian"),
        pytest.param('"Go," she said. "Now."', [(0, "Go,"), (0, "Now.")], id="two stretches of one paragraph"),
        pytest.param('**"Go now,"** she said.', [(0, "Go now,")], id="inside Markdown"),
        pytest.param("She said 'go now' twice.", [(0, "go now")], id="straight single"),
        pytest.param("Sie sagte: »Geh jetzt«, zweimal.", [(0, "Geh jetzt")], id="German, turned"),
        pytest.param("Sie sagte: ‚Geh jetzt‘, zweimal.", [(0, "Geh jetzt")], id="German, single"),
        pytest.param("Sie sagte: ›Geh jetzt‹, zweimal.", [(0, "Geh jetzt")], id="German, single and turned"),
        pytest.param("Elle a dit ‹pars maintenant›.", [(0, "pars maintenant")], id="French, single"),
        pytest.param("Hon sade: ”Gå nu”, två gånger.", [(0, "Gå nu")], id="Swedish"),
        pytest.param("'Go,' she said. 'Now.'", [(0, "Go,"), (0, "Now.")], id="two stretches in straight single marks"),
        pytest.param("Nobody said a word.", [], id="no marks"),
    ],
)
def test_each_style_of_marks(paragraph: str, expected: list[tuple[int, str]]) -> None:
    assert found_in(paragraph) == [expected]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param(
            "“He told me ‘go now’ and left.”",
            [(0, "He told me ‘go now’ and left."), (1, "go now")],
            id="single in double",
        ),
        pytest.param("«Он сказал „иди“ и ушёл»", [(0, "Он сказал „иди“ и ушёл"), (1, "иди")], id="German in French"),
        pytest.param(
            '“He told me "go now" twice.”', [(0, 'He told me "go now" twice.'), (1, "go now")], id="straight in curly"
        ),
        pytest.param(
            "\"He told me 'go now' and left.\"",
            [(0, "He told me 'go now' and left."), (1, "go now")],
            id="both straight",
        ),
        pytest.param(
            "'He told me \"go now\" and left.'",
            [(0, 'He told me "go now" and left.'), (1, "go now")],
            id="double in single",
        ),
        pytest.param("„Er sagte ‚geh‘ und ging“", [(0, "Er sagte ‚geh‘ und ging"), (1, "geh")], id="German in German"),
        pytest.param("“I said ‘go now’”", [(0, "I said ‘go now’"), (1, "go now")], id="both end together"),
        pytest.param(
            "«I said «go now» twice»", [(0, "I said «go now» twice"), (1, "go now")], id="the same marks twice"
        ),
        pytest.param("“A ‘b “c d” e’ f”", [(0, "A ‘b “c d” e’ f"), (1, "b “c d” e"), (2, "c d")], id="three deep"),
    ],
)
def test_marks_inside_marks_are_deeper(paragraph: str, expected: list[tuple[int, str]]) -> None:
    assert found_in(paragraph) == [expected]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param("It’s the town’s bridge.", [], id="no marks at all"),
        pytest.param("“It’s the town’s bridge,” she said.", [(0, "It’s the town’s bridge,")], id="inside a quotation"),
        pytest.param("‘It’s the town’s bridge,’ she said.", [(0, "It’s the town’s bridge,")], id="inside single marks"),
        pytest.param("“The workers’ ferry sank,” she said.", [(0, "The workers’ ferry sank,")], id="plural possessive"),
        pytest.param("“The class of ’68 won,” she said.", [(0, "The class of ’68 won,")], id="before a year"),
        pytest.param('"It\'s ours," she said. "It\'s old."', [(0, "It's ours,"), (0, "It's old.")], id="straight"),
        pytest.param("It's the town's bridge.", [], id="straight, no marks at all"),
        pytest.param("The workers' ferry and the keepers' house were sold.", [], id="straight plural possessives"),
        pytest.param("The class of '68 and the '90s bands met.", [], id="straight, before a year"),
        pytest.param("The rock 'n' roll of Calder.", [], id="clipped words"),
        pytest.param(
            "'It's the town's bridge,' she said.", [(0, "It's the town's bridge,")], id="inside straight single"
        ),
        pytest.param(
            "‘The workers’ ferry sank,’ she said.", [(0, "The workers’ ferry sank,")], id="possessive in single"
        ),
        pytest.param(
            "'The workers' ferry sank,' she said.", [(0, "The workers' ferry sank,")], id="the same, straight"
        ),
        pytest.param("The ‘ferry of the workers’ was sold.", [(0, "ferry of the workers")], id="an s before the mark"),
        pytest.param('A 6" pipe and "a tap" were sold.', [(0, "a tap")], id="inches are no marks"),
    ],
)
def test_apostrophes_open_and_close_nothing(paragraph: str, expected: list[tuple[int, str]]) -> None:
    assert found_in(paragraph) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“One.\n\n“Two.\n\n“Three,” she said.", [["One."], ["Two."], ["Three,"]], id="curly"),
        pytest.param('"One.\n\n"Two," she said.', [["One."], ["Two,"]], id="straight"),
        pytest.param("«Один.\n\n«Два», – сказала она.", [["Один."], ["Два"]], id="French"),
        pytest.param(
            "She said: “One ‘and’ a half.\n\n“Two.”", [["One ‘and’ a half.", "and"], ["Two."]], id="with inner marks"
        ),
        pytest.param(
            "“One,” she said. “Two.\n\n“Three.”", [["One,", "Two."], ["Three."]], id="a second quotation goes on"
        ),
    ],
)
def test_a_quotation_is_opened_again_in_each_paragraph(text: str, expected: list[list[str]]) -> None:
    assert [[words for _, words in part] for part in found_in(text)] == expected


def test_what_is_opened_again_continues() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” she said."
    assert [[mark.continues for mark in part] for part in marked(text, paragraphs_of(text))] == [
        [True],
        [True],
        [False],
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param('“Go now" and left.', id="curly, then straight"),
        pytest.param('"Go now” and left.', id="straight, then curly"),
        pytest.param("“Go now“ and left.", id="two opening marks"),
        pytest.param('„Go now" and left.', id="German, then straight"),
        pytest.param("‘Go now' and left.", id="single"),
    ],
)
def test_marks_that_were_mixed_up_still_pair(paragraph: str) -> None:
    assert found_in(paragraph) == [[(0, "Go now")]]


def test_a_quotation_is_opened_again_behind_markdown() -> None:
    assert found_in("> “One.\n\n> “Two,” she said.") == [[(0, "One.")], [(0, "Two,")]]


STRAY = {
    "an opening mark": "She said “go and left.",
    "a closing mark": "Go, she said” and left.",
    "a straight mark": 'She said "go and left.',
    "an opening guillemet": "She said «go and left.",
    "two closing marks": "Go”, she said”, and left.",
    "marks of two styles": "She said “go» and left.",
}


@pytest.mark.parametrize("stray", STRAY.values(), ids=STRAY)
@pytest.mark.parametrize(
    "then", ["He said “come back” twice.", 'He said "come back" twice.', "He said «come back» twice."]
)
def test_a_stray_mark_costs_its_own_paragraph_at_most(stray: str, then: str) -> None:
    assert found_in(f"{then}\n\n{stray}\n\n{then}")[::2] == [[(0, "come back")]] * 2


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("“He left. “Go now,” she said.", id="opening mark before"),
        pytest.param("He left.” “Go now,” she said.", id="closing mark before"),
        pytest.param("“Go now,” she said.” He left.", id="closing mark after"),
        pytest.param("“Go now,” she said. “He left.", id="opening mark after"),
    ],
)
def test_a_pair_survives_a_stray_mark_beside_it(paragraph: str) -> None:
    assert found_in(paragraph) == [[(0, "Go now,")]]


texts = st.text(st.sampled_from("\"“”„«»‹›‘’‚' ab.,-\n"), max_size=80)


@given(texts)
def test_stretches_lie_in_their_paragraph_and_nest(text: str) -> None:
    paragraphs = paragraphs_of(text)
    found = marked(text, paragraphs)
    assert len(found) == len(paragraphs)
    for paragraph, marks in zip(paragraphs, found, strict=True):
        assert marks == sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))
        for mark in marks:
            assert paragraph.contains(mark.span)
            assert text[mark.span.start - 1] in "\"'“”„«»‹›‘‚"
            assert mark.continues or text[mark.span.end] in "\"'”“»«‹›’‘"
            around = [other for other in marks if other is not mark and other.span.overlaps(mark.span)]
            assert all(other.span.contains(mark.span) or mark.span.contains(other.span) for other in around)
            assert mark.depth == sum(_encloses(other, mark) for other in marks)


def _encloses(outer: Marked, inner: Marked) -> bool:
    return outer != inner and outer.span.start < inner.span.start and outer.span.end >= inner.span.end


@given(texts.map(lambda text: text.replace("\n\n", " ")))
def test_nothing_in_one_paragraph_reaches_the_next(before: str) -> None:
    assert found_in(f"{before}x\n\nHe said “come back” twice.")[-1] == [(0, "come back")]
