"""A page is read block by block, however little it is."""

from io import BytesIO

import pytest

from qa.records import Article
from qa.sources.files import read_file

BLOCKS = {
    "paragraphs": ("<p>Motion carried.</p><p>Elin Tarsk: Why?</p>", ["Motion carried.", "Elin Tarsk: Why?"]),
    "a list": ("<ul><li>Motion carried.</li><li>Ferry sold.</li></ul>", ["Motion carried.", "Ferry sold."]),
    "divisions": ("<div>Motion carried.</div><div>Ferry sold.</div>", ["Motion carried.", "Ferry sold."]),
    "a table": (
        "<table><tr><td>Farrant</td><td>Against</td></tr><tr><td>Quill</td><td>For</td></tr></table>",
        ["Farrant | Against\nQuill | For"],
    ),
    "a transcript in a table, with an hour that recurs": (
        "<table><tr><th>Time</th><th>Speaker</th><th>Words</th></tr>"
        "<tr><td>10:03</td><td>Elin Tarsk</td><td>Why?</td></tr>"
        "<tr><td>10:03</td><td>Ivo Marsh</td><td>Who asks?</td></tr></table>",
        ["[10:03] Elin Tarsk: Why?", "[10:03] Ivo Marsh: Who asks?"],
    ),
}


@pytest.mark.parametrize(("body", "blocks"), BLOCKS.values(), ids=BLOCKS)
def test_of_little_no_line_is_made(body: str, blocks: list[str]) -> None:
    content = f"<!doctype html><html><head><title>Call</title></head><body><h1>Call</h1><p>7 May 2024</p>{body}"
    (found,) = read_file(BytesIO(content.encode()), "a.html")
    assert isinstance(found, Article)
    assert found.text.split("\n\n")[-len(blocks) :] == blocks
