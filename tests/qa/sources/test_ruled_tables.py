"""A real PDF, with a table drawn in it that a page ends."""

from io import BytesIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from qa.records import Article
from qa.sources import read_file

TASKS = [
    ["Ref", "Action", "Owner", "Due"],
    ["7/1", "Circulate the draft agreement about the sale of the ferry", "Elin Tarsk", "25 September 2031"],
    ["7/2", "Write to the Norvik Company, thanking them for the bell", "Ivo Tarn of the harbour board", ""],
]
TALK = [
    ["Item", "Discussion"],
    ["1. Ferry", "The ferry is old, and nobody knew whether the bell of it would be sold. " * 4],
    ["2. Bell", "Oskar Venn moved that it be kept."],
]


def printed(*parts: str | list[list[str]]) -> bytes:
    made = BytesIO()
    style = ParagraphStyle("text", fontSize=11, leading=14, spaceAfter=8)
    story: list[Flowable] = []
    for part in parts:
        if isinstance(part, str):
            story.append(Paragraph(part, style))
        else:
            cells = [[Paragraph(cell, style) for cell in row] for row in part]
            story.append(Table(cells, colWidths=440 / len(part[0]), style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
    SimpleDocTemplate(made, pagesize=(600, 300), leftMargin=60).build(story)
    return made.getvalue()


def test_a_row_is_a_line_where_its_cells_are_short_and_its_cells_are_paragraphs_where_one_is_long() -> None:
    before, behind = "The board met in the old custom house of Calder.", "The next meeting is on 8 April 2031."
    (read,) = read_file(BytesIO(printed(before, TASKS, behind, TALK)), "minutes.pdf")
    assert isinstance(read, Article)
    assert read.text.split("\n\n") == [
        before,
        *(" | ".join(row).strip() for row in TASKS),
        behind,
        " | ".join(TALK[0]),
        *(cell.strip() for cell in TALK[1]),
        " | ".join(TALK[2]),
    ]
