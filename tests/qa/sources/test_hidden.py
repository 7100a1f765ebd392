"""Words that nobody sees who opens the file are not read; those around them are."""

import sys
from io import BytesIO
from pathlib import Path

import pytest

from qa.records import Article
from qa.sources import read_file

sys.path.append(str(Path(__file__).parents[2] / "fixtures" / "sources"))

from flat import rtf

SEEN = "The ferry was sold on Tuesday. “Nobody bought it,” said Oda Brekkestad."
NEVER = "“I will resign,” said Oda Brekkestad."
END = "And that was all."


def text_of(content: bytes, name: str) -> str:
    (found,) = read_file(BytesIO(content), name)
    assert isinstance(found, Article), found
    return found.text


RICH_TEXT = {
    "a group of hidden words": r"{\v Never.}",
    "with a number": r"{\v1 Never.}",
    "a deletion with a number": r"{\deleted1 Never.}",
    "hidden until it is taken back": r"\v Never.\par\v0 ",
    "until all is taken back": r"\v Never.\plain ",
    "a group within": r"{\v Never {\b nev\'65r \u8220?never} {\v0}never.}",
}


@pytest.mark.parametrize("hidden", RICH_TEXT.values(), ids=RICH_TEXT)
def test_hidden_words_of_rtf_are_not_read_and_those_behind_are(hidden: str) -> None:
    text = text_of(rtf([rf"Sold.{hidden}{{\v0 Nobody}} bought it.\par {END}\par"]), "a.rtf")
    assert text.strip().split("\n") == ["Sold.Nobody bought it.", END]
