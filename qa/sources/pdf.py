"""PDF: words with their places, put together by layout."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from qa.errors import SourceError
from qa.sources.documents import Document, Format, joined, whole
from qa.sources.layout import headline, paragraphs_of
from qa.sources.printed_lines import Word
from qa.sources.properties import title_beside

_MOST_PAGES = 1_000
_SLOPE = 0.01
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
            pages, kept = [], str(pdf.metadata.get("Title", ""))
            for page in pdf.pages:
                upright = page.filter(_is_upright)
                found = upright.extract_words(extra_attrs=["size"], x_tolerance_ratio=0.15, y_tolerance=2)
                pages.append([_word(word) for word in found])
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
    text = joined(paragraphs_of(pages))
    return Document(text, title=headline(pages) or title_beside(text, kept))


def _is_upright(thing: dict[str, Any]) -> bool:
    """Not what is printed across a page, from below or aslant."""
    _, slope, *_ = thing.get("matrix") or (1, 0)
    return bool(thing.get("upright", True)) and abs(slope) < _SLOPE


def _word(found: dict[str, float | str]) -> Word:
    places = (float(found[name]) for name in ("x0", "x1", "top", "bottom", "size"))
    return Word(str(found["text"]), *places)


FORMAT = Format("PDF", (".pdf",), whole(_read), lambda look: look.start.lstrip().startswith(b"%PDF-"))
