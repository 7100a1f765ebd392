"""A recording that states no title is called after its file, and of the day that its name tells."""

from datetime import date
from io import BytesIO

import pytest

from qa.records import Article
from qa.sources.files import read_file

VTT = "WEBVTT{}\n\n00:01.000 --> 00:02.000\n<v Elin Tarsk>Good evening. The ferry is sold.\n"
SRT = "{}1\n00:00:01,000 --> 00:00:02,000\nTARSK: Good evening. The ferry is sold.\n"


@pytest.mark.parametrize(
    ("name", "content", "title", "day"),
    [
        ("harbour_board-2024-05-07.vtt", VTT.format(""), "harbour board-2024-05-07", date(2024, 5, 7)),
        ("GMT20240507-140000_Recording.vtt", VTT.format(""), "GMT20240507-140000 Recording", date(2024, 5, 7)),
        ("the board.srt", SRT.format(""), "the board", None),
        ("2024-13-40.srt", SRT.format(""), "2024-13-40", None),
        ("a.vtt", VTT.format(" - Harbour board\n\nNOTE date: 7 May 2024"), "Harbour board", date(2024, 5, 7)),
        ("a.vtt", VTT.format(" FILE"), "a", None),
        ("a.vtt", VTT.format(" Kind: captions; Language: en"), "a", None),
        ("a.vtt", VTT.format("\nTitle: The board\nDate: soon\nKind: captions"), "The board", None),
        ("2024-05-07.txt", "The ferry is sold.\n\nNobody bought it.", "The ferry is sold.", None),
    ],
)
def test_a_name_tells_what_the_file_does_not(name: str, content: str, title: str, day: date | None) -> None:
    (found,) = read_file(BytesIO(content.encode()), name)
    assert isinstance(found, Article)
    assert (found.title, found.date) == (title, day)
