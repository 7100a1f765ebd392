import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.paragraphs import is_furniture, paragraphs

FURNITURE = {
    "share by letter": "Tell a friend",
    "share button": "Share on Chirper   Share by e-mail   Copy link",
    "share button in a list": " * Share by e-mail",
    "gallery and its owner": "Images | Calder House",
    "photo credit": "Photo: Calder House / Anna Brandt",
    "photo credit with terms": "Photo: Calder House. When using materials, a hyperlink is required.",
    "photographer": "Photo by Anna Brandt",
    "print and letter size": "Print version   A+ A-   Tell a friend",
    "report of a parliament": "Hansard -  -",
    "column of a report": "8 May 2025 : Column 512WH",
    "subscription": "Subscribe to our newsletter",
    "cookies": "This website uses cookies to improve your experience. [Accept] [Reject all]",
    "copyright": "© Harrow Telegraph 2024. All rights reserved.",
    "copyright in letters": "(c) 2024 Harrow Telegraph",
    "bread crumbs": "Home > News and communications",
    "bar of links": "Politics | Business | Weather and tides",
    "bar of spaces": "Harrow News   World   Business   Sign in",
    "bar of slashes": "Events  /  Transcripts",
    "asterisks": "* * *",
    "dashes": "---",
    "omission": "<…>",
    "time of day in a record": "(1140)",
    "further reading": "Read more: The bridge that would not close",
    "further reading in Markdown": "> Read more: [The bridge](https://harrow.example/bridge)",
    "advertisement": "ADVERTISEMENT",
    "reading time": "Reading time: 2 min",
    "picture in Markdown": "![The Mayor on the bank](img/mayor.jpg)",
    "address": "https://harrow.example/news/1",
    "date": "14 March 2023",
    "date and hour": "11.09.2024 17:45",
    "date, hour and place": "Porto Calder, Wednesday 22 May 2024 – 16:40",
    "paper and date in italics": "*Harrow Courier, Saturday 14 December 2024*",
    "date in Russian": "5 декабря 2024 года",
    "publication": "Published 2 May 2024",
    "sender": "From: Prime Minister's Office",
    "byline": "By Anna Brandt",
    "byline of the house": "**By our own correspondent** · Updated Tuesday, 4:12 pm · 3 min read",
    "facts about the page": "2025-03-12  |  Politics  |  Reading time: 2 min",
    "question about the page": "Is this page useful?   Yes   No   Report a problem with this page",
    "share in Russian": "Рассказать другу",
    "gallery in Russian": "Фото | Дворец Кальдер",
    "print in Russian": "Версия для печати",
    "further reading in Russian": "Читайте также: Мост открыт",
    "copyright in Russian": "Все права защищены",
    "subscription in Russian": "Подписаться на рассылку",
    "kind of publication": "Press release",
}

TEXT = {
    "cookies as a subject": "We use cookies at every meeting, and the chair brings the tea.",
    "newsletter as a subject": "We asked residents to subscribe to our newsletter.",
    "link as a subject": "“Using materials from the archive without a link is theft,” said Anna Brandt.",
    "share as a verb": "Share this burden with us.",
    "copyright as a subject": "Copyright reform was put off until June.",
    "photo as a subject": "Photo evidence was shown to the committee.",
    "said in one word": "Yes",
    "said after a dash": "- No",
    "number that is said": "- 45!",
    "answer in a transcript": "Anna Brandt: Yes",
    "date in a sentence": "The ferry was sold on 14 March 2023.",
    "date in a heading": "PM call with the Chancellor: 3 October 2024",
    "occasion and date": "Budget Hearing, 3 June 2024",
    "list with a letter": "(c) the third clause is struck out",
    "published as an adjective": "Published accounts show a loss",
    "updated as an adjective": "Updated figures show growth",
    "by as a preposition": "By ferry and by plane to the islands",
    "place of a speaker": "Anna Brandt | Chief Executive",
    "slash between numbers": "Votes / 12 / 9",
    "motion": "From: here we go again, said the clerk.",
    "note in brackets": "[Laughter in the hall.]",
    "item of an agenda": "24/51  MINUTES",
    "said in Russian": "При использовании материалов завода мост простоит век.",
    "share as a verb in Russian": "Поделиться нам нечем.",
}


@pytest.mark.parametrize("line", FURNITURE.values(), ids=FURNITURE.keys())
def test_what_belongs_to_the_page_is_left_out(line: str) -> None:
    assert is_furniture(line)
    assert paragraphs(f"{line}\n\nThe ferry sails at nine.\n\n{line}") == paragraphs(
        f"{' ' * len(line)}\n\nThe ferry sails at nine."
    )


@pytest.mark.parametrize("line", TEXT.values(), ids=TEXT.keys())
def test_what_somebody_may_have_said_is_kept(line: str) -> None:
    assert not is_furniture(line)
    assert [span.of(line) for span in paragraphs(line)] == [line]


WRAPPED_AT_A_COLUMN = """\
The bridge was opened on Monday by the Mayor of Harrow.
Nobody from the railway had been told. The band played
twice, and then the ferry took everybody home."""

SHORT_LINES = """\
Present: Anna Brandt (chair)
Absent: Tom Reyes
Staff: Dev Okafor"""

SPEECHES = """\
Anna Brandt: We have waited for the bridge for eleven years, and it is here
Tom Reyes: We have waited for the ferry for twelve and it is not"""


PARAGRAPHS: dict[str, tuple[str, list[str]]] = {
    "a line is a paragraph": ("One.\nTwo.", ["One.", "Two."]),
    "empty lines and indentation are not text": ("\n\n  One.  \n\t\n Two.\n", ["One.", "Two."]),
    "lines wrapped at a column are one": (WRAPPED_AT_A_COLUMN, [WRAPPED_AT_A_COLUMN]),
    "a sentence goes on in lower case": (
        "The Mayor told the council that the ferry was late and\nthat it would be late again.",
        ["The Mayor told the council that the ferry was late and\nthat it would be late again."],
    ),
    "in print, an indented line begins a paragraph": (
        "    The Mayor told the council that the ferry was late.\nIt was.\n    She left.",
        ["The Mayor told the council that the ferry was late.\nIt was.", "She left."],
    ),
    "an indented line that goes on with an entry of a list is no beginning": (
        "Elin Tarsk, Keeper of the Ferry, Calder Town\n  Council\nOskar Venn, Clerk",
        ["Elin Tarsk, Keeper of the Ferry, Calder Town", "Council", "Oskar Venn, Clerk"],
    ),
    "short lines below an indented one are a list": ("  One.\nTwo.\n  Three.", ["One.", "Two.", "Three."]),
    "an empty line ends a paragraph": (
        "The Mayor told the council that the ferry was late and\n\nthat it would be late again.",
        ["The Mayor told the council that the ferry was late and", "that it would be late again."],
    ),
    "short lines are a list": (SHORT_LINES, SHORT_LINES.split("\n")),
    "each speech is its own": (SPEECHES, SPEECHES.split("\n")),
    "a heading in capitals ends with its line": (
        "MINUTES OF THE TWENTY-SECOND GENERAL MEETING OF HARROW\nheld at the Corn Exchange",
        ["MINUTES OF THE TWENTY-SECOND GENERAL MEETING OF HARROW", "held at the Corn Exchange"],
    ),
    "furniture is never joined to text": (
        "The council votes on the long-awaited sale of the ferry\nshare on Chirper",
        ["The council votes on the long-awaited sale of the ferry"],
    ),
    "the head of every page": (
        "4 March 2031     Governor Tarsk's Conference     FINAL\nWe begin.\nPage 2 of 3\n"
        "4 March 2031     Governor Tarsk's Conference     FINAL\nWe end.",
        ["We begin.", "We end."],
    ),
    "what two say in the same words": (
        "ET:   We sold 2 ferries to the coast\nOV:   Twice?\nET:   We sold 2 ferries to the coast",
        ["ET:   We sold 2 ferries to the coast", "OV:   Twice?", "ET:   We sold 2 ferries to the coast"],
    ),
    "those present, in columns": (
        "PRESENT:       Elin Tarsk (Chair)       ET\n               Oskar Venn         OV\n\nHome     News     Venn",
        ["PRESENT:       Elin Tarsk (Chair)       ET", "Oskar Venn         OV"],
    ),
    "nothing in nothing": ("", []),
    "nothing in furniture": ("Tell a friend\n\n* * *\n", []),
}


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_paragraphs_are_what_an_article_says_and_no_page_furniture(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in paragraphs(text)] == expected


@given(st.text() | st.lists(st.sampled_from([*FURNITURE.values(), *TEXT.values(), "", " ", "a"])).map("\n".join))
def test_paragraphs_are_ordered_disjoint_stripped_and_never_furniture(text: str) -> None:
    end = 0
    for span in paragraphs(text):
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert not is_furniture(span.of(text))
        end = span.end


@pytest.mark.parametrize("unit", ["-", "|", "“", " ", "a", "(", "[", "![", "](", ".", "5 May ", "a | ", "a\n", "by A "])
def test_time_is_linear_whatever_the_line_is_made_of(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.process_time()
    paragraphs(text)
    is_furniture(text)
    assert time.process_time() - start < 20  # a quadratic pattern takes minutes


def test_an_item_with_a_letter_goes_on_nothing() -> None:
    lines = ["a) Tarn to ask the council about a second tap - end of Feb", "b) Lund: a new noticeboard"]
    text = "\n".join(lines)
    assert [span.of(text) for span in paragraphs(text)] == lines


def test_rows_of_who_voted_how_are_no_links() -> None:
    rows = [
        "Ana Okafor | Chair | Present",
        "Bo Larch | Clerk | Apologies",
        "Name | For | Against",
        "Ana Okafor | | X",
        "Bo Larch | X |",
        "Ana Okafor | No",
        "Bo Larch | Yes",
    ]
    text = "\n".join(rows)
    assert [span.of(text) for span in paragraphs(text)] == rows
    assert paragraphs("News | Search | No\n\nShare | Print") == []
    assert len(paragraphs("| Member | Vote |\n|---|---|\n| Okafor | No |\n| Larch | Yes |")) == 3
