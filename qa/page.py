"""Articles as one page for a browser: nothing is loaded, nothing runs, and all that stands in an article is text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined

from embeddings.durable import write_whole
from qa.controls import printable
from qa.days import in_words
from qa.errors import SourceError
from qa.languages import language_of
from qa.margin import Note, margin
from qa.pieces import Piece, rows
from qa.records import Article, Kind, Quotation
from qa.voices import Voice, voices


class Colour(NamedTuple):
    """`ink` for names, on the page; `tint` behind words. Each has its pair for the dark."""

    ink: str
    tint: str
    dark_ink: str
    dark_tint: str


PAPER, TEXT, FAINT = "#fffefb", "#1c1b19", "#65615a"
DARK_PAPER, DARK_TEXT, DARK_FAINT = "#161513", "#e9e6df", "#a8a298"
# The first is for those whom the article leaves open, the others for its people in turn.
COLOURS = (
    Colour("#57534c", "#eceae4", "#b9b3a8", "#35322d"),
    Colour("#1c4fc4", "#dde8ff", "#9abcff", "#1f3560"),
    Colour("#9a4600", "#ffe7cc", "#ffb973", "#50300d"),
    Colour("#146a30", "#d8f3dd", "#88da9c", "#17421f"),
    Colour("#b3261e", "#ffe2de", "#ffa097", "#55211c"),
    Colour("#0a6570", "#d3f2f4", "#78d5de", "#0e434a"),
    Colour("#7527b0", "#f0e1fc", "#d5a9f8", "#43215c"),
    Colour("#5c6000", "#f1f2c6", "#d1d66c", "#3c3f0e"),
    Colour("#a81a6e", "#ffe0f0", "#ff9bd1", "#551b3d"),
    Colour("#75472a", "#f2e4d8", "#dbb495", "#46301f"),
)


class Part(NamedTuple):
    """A piece as it is printed; `spoken` and `reported` are colours. `is_own`: they are somebody's own words."""

    words: str
    anchors: tuple[str, ...]
    number: str
    spoken: int | None
    reported: int | None
    is_own: bool
    is_evidence: bool


class Line(NamedTuple):
    parts: list[Part]
    notes: list[Note]
    is_furniture: bool


class Heard(NamedTuple):
    """Somebody in the list of those who are heard: where, and how often in their own words and in reported ones."""

    voice: Voice
    places: list[int]
    own: int
    reported: int


class Sheet(NamedTuple):
    """An article, ready to be printed. `anchor` begins the ids of its utterances, which count from 1."""

    anchor: str
    title: str
    article: Article
    language: str
    heard: list[Heard]
    lines: list[Line]


def write_page(file: Path, articles: Sequence[tuple[Article, Sequence[Quotation]]]) -> None:
    if not articles:
        raise SourceError(f"there is no article to show, and {file} was not written")
    write_readable(file, page(articles))


def write_readable(file: Path, content: str) -> None:
    """Whole or not at all. Raises SourceError."""
    try:
        write_whole(file.resolve(), content.encode())
    except OSError as error:
        raise SourceError(f"cannot write {file}: {(error.strerror or str(error)).lower()}") from error


def page(articles: Sequence[tuple[Article, Sequence[Quotation]]]) -> str:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["printable"] = printable
    environment.filters["in_words"] = in_words
    environment.filters["colour"] = colour_of
    template = environment.from_string(Path(__file__).with_name("page.html").read_text("utf-8"))
    return template.render(
        sheets=[_sheet(f"a{number}", *found) for number, found in enumerate(articles, 1)],
        colours=COLOURS,
        light=(PAPER, TEXT, FAINT),
        dark=(DARK_PAPER, DARK_TEXT, DARK_FAINT),
    )


def colour_of(voice: Voice) -> int:
    return (voice.rank - 1) % (len(COLOURS) - 1) + 1 if voice.rank else 0


def _sheet(anchor: str, article: Article, quotations: Sequence[Quotation]) -> Sheet:
    speaking, cut = voices(article.text, quotations), rows(article, quotations)
    begun: set[int] = set()
    printed = [[_part(anchor, article, piece, quotations, speaking, begun) for piece in row.pieces] for row in cut]
    notes = margin(cut, quotations, speaking)
    lines = [Line(parts, beside, row.is_furniture) for parts, beside, row in zip(printed, notes, cut, strict=True)]
    return Sheet(
        anchor,
        article.title or article.path or "Without a title",
        article,
        _language(article.text),
        _heard(quotations, speaking),
        lines,
    )


def _part(
    anchor: str,
    article: Article,
    piece: Piece,
    quotations: Sequence[Quotation],
    speaking: Sequence[Voice],
    begun: set[int],
) -> Part:
    """`begun` are the quotations that have their anchor: an id stands once in a page."""
    anchors = tuple(f"{anchor}-{place + 1}" for place in piece.begins if place not in begun)
    begun.update(piece.begins)
    spoken = piece.innermost(quotations, Kind.DIRECT, Kind.TURN)
    reported = piece.innermost(quotations, Kind.INDIRECT)
    return Part(
        printable(piece.span.of(article.text)),
        anchors,
        " ".join(str(place + 1) for place in piece.begins),
        None if spoken is None else colour_of(speaking[spoken]),
        None if reported is None else colour_of(speaking[reported]),
        spoken is not None and spoken == piece.said[-1],
        piece.is_evidence,
    )


def _heard(quotations: Sequence[Quotation], speaking: Sequence[Voice]) -> list[Heard]:
    """People in the order of their first words; then those whom the article leaves open."""
    places: dict[str, list[int]] = {}
    for place, voice in enumerate(speaking):
        places.setdefault(voice.name, []).append(place)
    found = []
    for theirs in places.values():
        reported = sum(quotations[place].kind is Kind.INDIRECT for place in theirs)
        found.append(Heard(speaking[theirs[0]], theirs, len(theirs) - reported, reported))
    return sorted(found, key=lambda heard: (heard.voice.rank == 0, heard.voice.rank))


def _language(text: str) -> str:
    """For hyphens, voices and fonts; of few words, the script tells Russian and English apart."""
    cyrillic = sum("\u0400" <= character <= "\u04ff" for character in text)
    return language_of(text) or ("ru" if 2 * cyrillic > sum(character.isalpha() for character in text) else "en")
