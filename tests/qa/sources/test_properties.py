"""A title that a file keeps beside its text."""

import sys
from io import BytesIO
from pathlib import Path

import pytest

from qa.records import Article
from qa.sources import read_file
from qa.sources.properties import title_beside

sys.path.append(str(Path(__file__).parents[2] / "fixtures" / "sources"))

from packed import zipped

PROSE = "The ferry was sold on Tuesday. Nobody bought it."
TITLES = {
    "the text prints none": (PROSE, "Ferry sold", "Ferry sold"),
    "the text begins with it": (f"Harbour Board\n\nFerry sold\n\n{PROSE}", "Ferry sold", "Ferry sold"),
    "the text prints another": (f"Ferry sold\n\n{PROSE}", "Press release", ""),
    "the name of a file": (PROSE, "Microsoft Word - ferry2.doc", ""),
    "no title": (PROSE, "Untitled", ""),
}


@pytest.mark.parametrize(("text", "kept", "title"), TITLES.values(), ids=TITLES.keys())
def test_a_title_that_is_kept_counts_where_the_text_has_none_or_the_same(text: str, kept: str, title: str) -> None:
    assert title_beside(text, kept) == title


def test_documents_keep_one() -> None:
    spaces = (f'xmlns:{name[0]}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text"))
    stated = '<a xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Ferry sold</dc:title></a>'
    body = f"<o:d {' '.join(spaces)}><o:body><o:text><t:p>{PROSE}</t:p></o:text></o:body></o:d>"
    kind = "application/vnd.oasis.opendocument.text"
    for name, content in [
        ("a.odt", zipped({"mimetype": kind, "content.xml": body, "meta.xml": stated})),
        ("a.rtf", f"{{\\rtf1{{\\info{{\\title Ferry sold}}}}\\pard {PROSE}\\par}}".encode()),
    ]:
        (article,) = read_file(BytesIO(content), name)
        assert isinstance(article, Article)
        assert article.title == "Ferry sold"
