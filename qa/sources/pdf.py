"""PDF: words with their places, put together by layout.

What is printed invisibly (render mode 3) is read: so is the text of a scanned page, under its picture.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from qa.errors import SourceError
from qa.sources.documents import Document, Format, joined, whole
from qa.sources.layout import headline, paragraphs_of
from qa.sources.printed_lines import Word
from qa.sources.properties import title_beside
from qa.sources.ruled_tables import grids, with_rows

_MOST_PAGES = 1_000
_SLOPE = 0.01
# Of the height of a page, for letters.
_SMALLEST = 0.001
# In parts of white, or of ink.
_WHITEST, _LEAST_INK = 0.985, 0.015
_NO_LIGHT = ("Separation", "DeviceN", "Indexed", "Lab")  # spaces in which 1 is an ink, a number, or grey
_UNKNOWN_LETTER = "(cid:"
_SCANNED = "scanned: its pages are pictures, without a text; have the text recognised (OCR), and add what comes of it"


def _read(content: bytes) -> Document:
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(BytesIO(content)) as pdf:
            if len(pdf.pages) > _MOST_PAGES:
                raise SourceError(f"too long: it has {len(pdf.pages):,} pages, and at most {_MOST_PAGES:,} are read")
            pages, drawn, kept = [], [], str(pdf.metadata.get("Title", ""))
            for page in pdf.pages:
                seen = page.filter(_is_upright).filter(_is_seen_on(page))
                found = seen.extract_words(extra_attrs=["size"], x_tolerance_ratio=0.15, y_tolerance=2)
                pages.append([_word(word) for word in found])
                drawn.append(grids(page))
                page.close()
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise SourceError("encrypted: take the password off") from error
        raise
    words = [word for page in pages for word in page]
    if not words:
        raise SourceError(_SCANNED)
    if sum(_UNKNOWN_LETTER in word.text for word in words) * 10 > len(words):
        raise SourceError("its fonts do not tell which letters they show; have the text recognised (OCR)")
    pages = with_rows(pages, drawn)
    text = joined(paragraphs_of(pages))
    return Document(text, title=headline(pages) or title_beside(text, kept))


def _is_upright(thing: dict[str, Any]) -> bool:
    """Not what is printed across a page, from below or aslant."""
    _, slope, *_ = thing.get("matrix") or (1, 0)
    return bool(thing.get("upright", True)) and abs(slope) < _SLOPE


def _is_seen_on(page: Any) -> Callable[[dict[str, Any]], bool]:
    """Not what is outside of the page, too small to be seen, or white where nothing is drawn that it could stand on."""
    left, top, right, bottom = page.cropbox
    has_shades = bool(page.page_obj.resources.get("Shading"))  # which are not told of one by one
    filled = [one for one in (*page.rects, *page.curves) if one.get("fill") and not _is_white(one)]
    drawn = [*filled, *page.images]

    def is_seen(thing: dict[str, Any]) -> bool:
        if thing["object_type"] != "char":
            return True
        return (
            _overlap(thing, {"x0": left, "x1": right, "top": top, "bottom": bottom})
            and thing["size"] >= _SMALLEST * page.height
            and (not _is_white(thing) or has_shades or any(_overlap(thing, one) for one in drawn))
        )

    return is_seen


def _is_white(thing: dict[str, Any]) -> bool:
    """Whatever space its colour is of: of four parts, these are inks."""
    colour = thing["non_stroking_color"] or ()
    if not all(isinstance(part, (int, float)) for part in colour):
        return False
    match len(colour):
        case 1 | 3:
            return thing.get("ncs") not in _NO_LIGHT and bool(min(colour) >= _WHITEST)
        case 4:
            return bool(max(colour) <= _LEAST_INK)
    return False


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(
        one["x0"] <= other["x1"]
        and other["x0"] <= one["x1"]
        and one["top"] <= other["bottom"]
        and other["top"] <= one["bottom"]
    )


def _word(found: dict[str, float | str]) -> Word:
    left, right, top, bottom, size = (float(found[name]) for name in ("x0", "x1", "top", "bottom", "size"))
    return Word(str(found["text"]), left, right, top, bottom, size)


FORMAT = Format("PDF", (".pdf",), whole(_read), lambda look: look.start.lstrip().startswith(b"%PDF-"))
