"""Words that stand on a page more than once are read as often: who speaks again, and what was carried again."""

from io import BytesIO

import pytest
from lxml import html

from qa.records import Article
from qa.sources.files import read_file
from qa.sources.repeats import number_repeats, without_numbers

CALL = (
    "Operator",
    "Good morning and welcome to the call of the Tepidus ferry company. All lines are muted until the questions.",
    "Sigrid Halloran",
    "Thank you. The ferry is sold, and the town of Calder has kept the bell.",
    "The motion was carried.",
    "Operator",
    "The next question comes from Piers Lathbury of Candlewick Securities.",
    "Sigrid Halloran",
    "Nobody will lose a job over it, and nobody will row.",
    "The motion was carried.",
)


@pytest.mark.parametrize(
    "layout",
    ["{}", "<div>{}</div>", "<article>{}</article>", "<main><div>{}</div></main>"],
    ids=["body", "div", "article", "main"],
)
@pytest.mark.parametrize("block", ["<p>{}</p>", "<div>{}</div>", "<p><b>{}</b></p>", "<h3>{}</h3>"])
def test_what_stands_there_twice_is_read_twice(layout: str, block: str) -> None:
    words = layout.format("".join(block.format(one) for one in CALL))
    content = f"<!doctype html><html><head><title>Call</title></head><body><h1>Call</h1>{words}</body></html>"
    (found,) = read_file(BytesIO(content.encode()), "call.html")
    assert isinstance(found, Article)
    assert found.title == "Call"
    assert [line for line in found.text.splitlines() if line and line != "Call"] == list(CALL)


def test_numbers_stand_behind_words_and_leave_them_as_they_were() -> None:
    tree = html.document_fromstring("<p>Tarsk \n</p><p> Tarsk</p>So <i>Tarsk</i>: so<br>So")
    printed = "".join(map(str, tree.itertext()))
    number_repeats(tree)
    numbered = [str(one) for one in tree.itertext()]
    assert len({one.strip() for one in numbered}) == len(numbered)
    assert without_numbers("".join(numbered)) == printed
