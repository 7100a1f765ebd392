"""Words that nobody sees who opens the file are not read; those around them are."""

import json
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from qa.records import Article
from qa.sources import read_file

sys.path.append(str(Path(__file__).parents[2] / "fixtures" / "sources"))

from flat import rtf
from packed import docx, odt, zipped

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


def changed(archive: bytes, parts: dict[str, str | bytes]) -> bytes:
    """With other parts."""
    with zipfile.ZipFile(BytesIO(archive)) as whole:
        return zipped({name: whole.read(name) for name in whole.namelist()} | parts)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def paragraph(words: str, properties: str = "", style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{run(words, properties)}</w:p>"


VANISH, SHOWN = "<w:vanish/>", '<w:vanish w:val="0"/>'
WHITE = '<w:color w:val="FFFFFF"/>'
WHITES = (WHITE, '<w:color w:val="ffffff"/>', '<w:color w:val="FFFFFF" w:themeColor="background1"/>')
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Based"><w:basedOn w:val="Secret"/></w:style>
<w:style w:type="paragraph" w:styleId="Back"><w:basedOn w:val="Secret"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:default="1" w:styleId="Usual"/>
<w:style w:type="paragraph" w:styleId="Pale"><w:rPr>{WHITE}</w:rPr></w:style>
<w:style w:type="character" w:styleId="Black"><w:rPr><w:color w:val="000000"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style></w:styles>"""
WORD = docx(
    [
        paragraph(NEVER, VANISH),
        paragraph(NEVER, style="Secret"),
        paragraph(NEVER, '<w:rStyle w:val="Based"/>'),
        *(paragraph(NEVER, white) for white in WHITES),
        paragraph(NEVER, style="Pale"),
        paragraph(SEEN, '<w:rStyle w:val="Loop"/>', style="Back"),
        paragraph(END, SHOWN, style="Secret"),
    ],
    {"styles.xml": STYLES},
)
BLACK = docx(
    [paragraph(SEEN, '<w:rStyle w:val="Black"/>', style="Pale"), paragraph(NEVER, style="Pale"), paragraph(END)],
    {"styles.xml": STYLES},
)
UNUSUAL = docx(
    [paragraph(NEVER), paragraph(SEEN, SHOWN), paragraph(END, style="Loop")],
    {"styles.xml": STYLES.replace('w:styleId="Usual"/>', f'w:styleId="Usual"><w:rPr>{VANISH}</w:rPr></w:style>')},
)
WITH_COMMENT = docx(
    [f"<w:p>{run(SEEN)}<w:r><w:commentReference w:id='1'/></w:r></w:p>", paragraph(END)],
    {"comments.xml": f'<w:comments {W}><w:comment w:id="1" w:author="A">{paragraph(NEVER)}</w:comment></w:comments>'},
)
MAIN = f"<w:document {W}><w:body>{paragraph(SEEN)}{paragraph(NEVER, VANISH)}{paragraph(END)}</w:body></w:document>"
ELSEWHERE = changed(
    docx([paragraph(NEVER)]),
    {
        "word/document2.xml": MAIN,
        "_rels/.rels": zipfile.ZipFile(BytesIO(WORD)).read("_rels/.rels").replace(b"document.xml", b"document2.xml"),
    },
)
SVG = 'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
# A style of words is not the one of paragraphs that is called the same.
NAMED_STYLES = """<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:automatic-styles><style:style style:name="P1"><style:text-properties text:display="none"/></style:style>
</office:automatic-styles><office:styles>
<style:style style:name="P1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Secret"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Based" style:parent-style-name="Secret"/></office:styles></office:document-styles>"""
WRITER = changed(
    odt(
        [
            f'<text:section text:display="none"><text:p>{NEVER}</text:p></text:section>',
            f'<text:section text:display="condition" text:is-hidden="true"><text:p>{NEVER}</text:p></text:section>',
            f'<text:section text:display="condition"><text:p text:style-name="P1">{SEEN}</text:p></text:section>',
            f"<text:p><draw:frame><svg:title {SVG}>A</svg:title><svg:desc {SVG}>{NEVER}</svg:desc></draw:frame>"
            "</text:p>",
            f"<text:variable-decls><text:variable-decl>{NEVER}</text:variable-decl></text:variable-decls>",
            f'<text:p text:style-name="Based">{NEVER}</text:p><text:p>{END}</text:p>',
        ]
    ),
    {"styles.xml": NAMED_STYLES},
)
TIMED = f"""<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"><head>
<styling><style xml:id="secret" tts:visibility="hidden"/><style xml:id="based" style="secret"/></styling>
<layout><region xml:id="nowhere"><style tts:display="none"/></region></layout></head><body><div>
<p begin="1s" tts:display="none">{NEVER}</p><p begin="2s" style="based">{NEVER}</p>
<p begin="3s" region="nowhere">{NEVER}</p><p begin="4s">{SEEN}<span tts:visibility="hidden">{NEVER}</span></p>
<p begin="5s" tts:visibility="hidden"><set begin="1s" tts:visibility="visible"/>{END}</p>
</div></body></tt>"""


def pdf() -> bytes:
    """Of words outside of the page, too small, and white; where they stand on something, they are seen."""
    made = BytesIO()
    canvas = Canvas(made, cropBox=(0, 0, 590, 780))
    canvas.drawString(60, 700, "Sold on Tuesday.")
    canvas.drawString(60, -300, NEVER)
    canvas.drawString(60, 800, NEVER)
    canvas.setFont("Helvetica", 0.5)
    canvas.drawString(60, 600, NEVER)
    canvas.setFont("Helvetica", 12)
    canvas.setFillColorRGB(0, 0, 0.5)
    canvas.rect(50, 670, 400, 25, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 680, "Nobody bought it.")
    canvas.drawString(60, 500, NEVER)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(50, 390, 400, 25, fill=1, stroke=0)
    canvas.drawString(60, 400, NEVER)
    canvas.setFillGray(0.99)
    canvas.drawString(60, 300, NEVER)
    canvas.saveState()
    canvas.beginForm("stamp")
    canvas.endForm()
    canvas.restoreState()
    canvas.save()
    return made.getvalue()


CELL = f"<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='000000'/></w:tcPr>{paragraph(SEEN, WHITE)}</w:tc></w:tr></w:tbl>"
GROUND = paragraph(END, f'{WHITE}<w:highlight w:val="darkBlue"/>')
FILES = {
    "white words in a table": ("a.docx", docx([CELL, paragraph(NEVER, WHITE), paragraph(END)])),
    "white words on a colour": ("a.docx", docx([paragraph(SEEN, WHITE), GROUND])),
    "hidden by a word, by a style, by what it is based on": ("a.docx", WORD),
    "black on a style of white": ("a.docx", BLACK),
    "hidden by the usual style": ("a.docx", UNUSUAL),
    "a comment that the file's own style map shows": (
        "a.docx",
        changed(WITH_COMMENT, {"mammoth/style-map": "comment-reference => sup"}),
    ),
    "a main part of another name": ("a.docx", ELSEWHERE),
    "a main part in another encoding": (
        "a.docx",
        changed(WORD, {"word/document.xml": f'<?xml version="1.0" encoding="UTF-16"?>{MAIN}'.encode("utf-16")}),
    ),
    "hidden sections, styles and variables, and what pictures are called": ("a.odt", WRITER),
}


@pytest.mark.parametrize(("name", "content"), FILES.values(), ids=FILES)
def test_what_is_hidden_in_a_file_is_not_read(name: str, content: bytes) -> None:
    assert text_of(content, name).split("\n\n") == [SEEN, END]


def test_words_of_a_pdf_that_nobody_can_see_are_not_read() -> None:
    assert text_of(pdf(), "a.pdf").split() == ["Sold", "on", "Tuesday.", "Nobody", "bought", "it."]


SHEET = """@import "a.css"; /* .shown{display:none} */ <!-- .by-class, #by-id {d\\69splay:/**/none!important} -->
p.of-a-kind { visibility: hidden } .faded{opacity:0} .faded-in{opacity:0;transition:opacity 1s}
@media print { .on-paper { display: none } } .tab{display:none} .tab.open{display:block} .small{font-size:0}"""
UNSEEN = [
    'hidden=""', 'style="display : none"', 'style="display:/**/none"', 'style="d\\69splay:none"',
    'style="visibility:hidden"', 'style="opacity:0.0;text-transform:none"', 'style="position:absolute;left:-9999px"',
    'style="max-height:0px;overflow:hidden"', 'style="font-size:0"', 'class="a by-class"', 'id="by-id"',
    'class="of-a-kind"', 'class="faded"', 'class="small"',
]  # fmt: skip
VISIBLE = [
    "class=shown", "class=faded-in", "class=on-paper", "class=tab", 'style="display:block"',
    'style="opacity:0;-webkit-transition:all 1s"', 'style="max-height:0"', 'class="small" style="font-size:9px"',
]  # fmt: skip
PAGE = (
    f"<html><head><style>{SHEET}</style><noscript><style>p{{}} .seen{{display:none}}</style></noscript></head><body>"
    + "".join(f"<p {how}>{NEVER}<!-- -->{NEVER}</p>" for how in UNSEEN)
    + f"<p class=seen>{SEEN}<s>{NEVER}</s></p><dialog><p>{NEVER}</p></dialog>"
    + f'<div style="font-size:0">Never<p style="font-size:12px">Line {len(VISIBLE)}</p>never</div>'
    + f'<div style="visibility:hidden">Never<p style="visibility:visible">{END}</p>never</div>'
    + "".join(f"<p {how}>Line {number}</p>" for number, how in enumerate(VISIBLE))
    + "</body></html>"
)
LINES = [SEEN, f"Line {len(VISIBLE)}", END, *(f"Line {number}" for number in range(len(VISIBLE)))]
CONTAINER = '<c xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfile full-path="a.opf"/></c>'
BOOK = """<package xmlns="http://www.idpf.org/2007/opf"><item id="a" href="a.xhtml"/><itemref idref="a"/></package>"""
PAGES = {
    "a.html": PAGE,
    "a.eml": f"Message-ID: <1@a>\nContent-Type: text/html; charset=utf-8\n\n{PAGE}",
    "a.epub": zipped(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "a.opf": BOOK, "a.xhtml": PAGE}
    ),
    "a.json": json.dumps({"text": PAGE}),
}


@pytest.mark.parametrize(("name", "page"), PAGES.items(), ids=PAGES)
def test_what_nobody_sees_of_a_page_is_not_read_and_what_may_be_shown_is(name: str, page: str | bytes) -> None:
    text = text_of(page.encode() if isinstance(page, str) else page, name)
    assert [line for line in text.split("\n") if line] == LINES


def test_captions_that_nobody_sees_are_not_read() -> None:
    lines = [line for line in text_of(TIMED.encode(), "a.ttml").split("\n") if line]
    assert lines == ["[00:00:04]", f"{SEEN} {END}"]
