from io import BytesIO

import pytest

from qa.sources import rich_text
from qa.sources.documents import Document
from qa.sources.markup import html_tree, words_of

VOTES = (
    "<tr><th>Councillor</th><th>Vote</th></tr><tr><td><p>Ib Stellan</p></td><td><p>For</p><p>(by letter)</p></td></tr>"
)
ACTIONS = (
    "<tr><th>Action</th><th>Owner</th><th>Due</th></tr><tr><td>Oil<br>the gate</td><td>Petra Holm</td><td></td></tr>"
)
CASES = {
    "votes": (VOTES, "Councillor | Vote\nIb Stellan | For (by letter)"),
    "a cell that is empty": (ACTIONS, "Action | Owner | Due\nOil the gate | Petra Holm |"),
    "the first cell is empty": (
        f"{VOTES}<tr><td></td><td>1</td></tr>",
        "Councillor | Vote\nIb Stellan | For (by letter)\n| | 1",
    ),
    "a row that is a heading": (
        f"<tr><td colspan=2>Item 4</td></tr>{VOTES}",
        "Item 4\nCouncillor | Vote\nIb Stellan | For (by letter)",
    ),
    "a page in two columns": (
        f"<tr><td>Home</td><td>{'Ferries go. ' * 30}</td></tr><tr><td>a</td><td>b</td></tr>",
        None,
    ),
    "a table in a table": (
        "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td><table><tr><td>d</td></tr></table></td></tr>",
        "a\n\nb\n\nc\n\nd",
    ),
    "a cell beside several rows": (
        "<tr><td rowspan=2>a</td><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr>",
        "a\n\nb\n\nc\n\nd\n\ne",
    ),
    "what people say, under a head": (
        "<tr><th>Speaker</th><th>Text</th></tr>"
        "<tr><td>Elin Tarsk</td><td>Sold.</td></tr><tr><td>O. Venn</td><td>Why?</td></tr>",
        "Speaker | Text\n\nElin Tarsk: Sold.\n\nO. Venn: Why?",
    ),
    "with times before the names": (
        "<tr><td>00:01</td><td>Elin Tarsk</td><td>The ferry is sold.</td></tr>"
        "<tr><td>00:02</td><td>Oskar Venn</td><td>Why is it sold?</td></tr>",
        "[00:01] Elin Tarsk: The ferry is sold.\n\n[00:02] Oskar Venn: Why is it sold?",
    ),
    "with times behind them": (
        "<tr><td>Elin Tarsk</td><td>00:01</td><td>The ferry is sold.</td></tr>"
        "<tr><td>Oskar Venn</td><td>00:02</td><td>Why is it sold?</td></tr>",
        "Elin Tarsk (00:01): The ferry is sold.\n\nOskar Venn (00:02): Why is it sold?",
    ),
    "with colons": (
        "<tr><td>Elin Tarsk:</td><td>The ferry is sold.</td></tr><tr><td>Oskar Venn:</td><td>Why is it sold?</td></tr>",
        "Elin Tarsk: The ferry is sold.\n\nOskar Venn: Why is it sold?",
    ),
    "tasks, and whose they are": (
        "<tr><td>Elin Tarsk</td><td>Sell the ferry.</td></tr><tr><td>Oskar Venn</td><td>Buy the old bell.</td></tr>",
        "Elin Tarsk | Sell the ferry.\nOskar Venn | Buy the old bell.",
    ),
    "lines that are counted": (
        "<tr><td>1</td><td>Elin Tarsk: The ferry is sold.</td></tr><tr><td>2</td><td>Oskar Venn: Why?</td></tr>",
        "1\n\nElin Tarsk: The ferry is sold.\n\n2\n\nOskar Venn: Why?",
    ),
    "a single row": ("<tr><td>a</td><td>b</td></tr>", "a\n\nb"),
}


@pytest.mark.parametrize(("rows", "text"), CASES.values(), ids=CASES)
def test_a_row_of_data_is_a_line_and_what_lays_out_a_page_is_none(rows: str, text: str | None) -> None:
    read = words_of(html_tree(f"<p>Before</p><table>{rows}</table><p>Behind</p>"))

    if text is None:
        assert "|" not in read
    else:
        assert read == f"Before\n\n{text}\n\nBehind"


def test_a_sentence_of_rtf_that_is_numbered_in_a_table_is_a_paragraph() -> None:
    rows = r"\trowd\intbl 1\cell Tarsk: The ferry is sold.\cell\row \trowd\intbl 2\cell Venn: Who bought it?\cell\row"
    (read,) = rich_text.FORMAT.read(BytesIO(rf"{{\rtf1\ansi {rows} \pard Closed.\par}}".encode()))

    assert isinstance(read, Document)
    assert read.text.split()[:3] == ["1", "Tarsk:", "The"]
    assert "|" not in read.text


def test_a_row_of_rtf_is_a_line_of_its_cells() -> None:
    rows = r"\trowd\intbl Action\cell Owner\cell\row \trowd\intbl Oil the gate\cell Petra Holm\cell\row"
    (read,) = rich_text.FORMAT.read(BytesIO(rf"{{\rtf1\ansi Minutes\par {rows} \pard Closed.\par}}".encode()))

    assert isinstance(read, Document)
    assert read.text.split("\n")[:3] == ["Minutes", "Action | Owner", "Oil the gate | Petra Holm"]
