"""What is made to break a reader costs one line, soon, and nothing that is read after it."""

import gzip
import json
import stat
import struct
import sys
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from qa.errors import Skipped, SourceError
from qa.records import Article
from qa.sources import files, read_file, zips

sys.path.append(str(Path(__file__).parents[2] / "fixtures" / "sources"))

from flat import rtf
from packed import docx, odt, zipped

STORY = "The ferry was sold on Tuesday. “Nobody bought it,” said Oda Brekkestad."
ENTITIES = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY c SYSTEM "file:///etc/hostname">]>'
TTML = '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s">&c;</p></div></body></tt>'
UNFORESEEN = "it cannot be read ("
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(content: bytes, name: str) -> list[Article | SourceError]:
    return list(read_file(BytesIO(content), name))


def refused(content: bytes, name: str) -> str:
    (error,) = read(content, name)
    assert isinstance(error, SourceError), error
    assert str(error).startswith(f"{name}: ")
    assert str(error).isprintable()
    return str(error).removeprefix(f"{name}: ")


def article(content: bytes, name: str) -> Article:
    (found,) = read(content, name)
    assert isinstance(found, Article), found
    return found


def with_document(xml: str) -> bytes:
    """A DOCX of which the main part is this."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(docx([]))) as whole, zipfile.ZipFile(made, "w") as other:
        for name in whole.namelist():
            other.writestr(name, xml if name == "word/document.xml" else whole.read(name))
    return made.getvalue()


def bomb() -> bytes:
    """Hundreds of times as large when it is unpacked."""
    return zipped({"mimetype": "", "a.txt": b" " * 2_000_000})


def looping_pdf() -> bytes:
    """Its tree of pages contains itself."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1/Parent 2 0 R>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )


def locked_pdf() -> bytes:
    made = BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption("password"))
    canvas.drawString(100, 100, STORY)
    canvas.save()
    return made.getvalue()


@pytest.fixture(autouse=True)
def _little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "LARGEST_UNPACKED", 1_000_000)
    monkeypatch.setattr(files, "LARGEST_UNPACKED", 1_000_000)


REFUSED: dict[str, tuple[str, bytes, str]] = {
    "entities in TTML": ("a.ttml", (ENTITIES + TTML).encode(), "not read: its XML defines entities"),
    "a file of the machine in TTML": ("a.ttml", (OUTSIDE + TTML).encode(), "not read: its XML defines entities"),
    "entities in ODT": (
        "a.odt",
        zipped({"mimetype": "x", "content.xml": f"{ENTITIES}<a>&c;</a>"}),
        "not read: its XML",
    ),
    "entities in DOCX": (
        "a.docx",
        with_document(
            f'{ENTITIES}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>'
        ),
        "not read: its XML defines entities",
    ),
    "entities in EPUB": (
        "a.epub",
        zipped({"mimetype": "x", "META-INF/container.xml": f"{ENTITIES}<container>&c;</container>"}),
        "not read: its XML defines entities",
    ),
    "a file of the machine in what a DOCX says of itself": (
        "a.docx",
        zipped({"word/document.xml": "<a/>", "docProps/core.xml": f"{OUTSIDE}<a>&c;</a>"}),
        "not read: its XML defines entities",
    ),
    "tags within tags in JSON": ("a.json", json.dumps({"text": "<div>" * 1_000_000}).encode(), "empty: it has no text"),
    "an encrypted DOCX": ("a.docx", OLD_OFFICE, "not read: encrypted, or of the old Office"),
    "an encrypted ODT": (
        "a.odt",
        zipped({"mimetype": "x", "META-INF/manifest.xml": "<encryption-data/>", "content.xml": "\x01"}),
        "encrypted: take the password off",
    ),
    "an encrypted PDF": ("a.pdf", locked_pdf(), "encrypted: take the password off"),
    "a bomb": ("a.zip", bomb(), "too large: it unpacks to 2,000,000 bytes"),
    "a bomb as DOCX": ("a.docx", bomb(), "too large: it unpacks to 2,000,000 bytes"),
    "archives in archives in archives": (
        "a.zip",
        zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": STORY})})}),
        "",
    ),
    "half an archive": ("a.zip", zipped({"a.txt": STORY})[:-30], "damaged: not a whole ZIP archive"),
    "an archive of nothing": ("a.zip", zipped({}), "empty: nothing in this archive is of a supported kind"),
    "a list of a million files": (
        "a.zip",
        b"PK\x03\x04" + b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, 9, 9, 50_000_000, 0, 0),
        "too large: this archive has too many files",
    ),
    "pages that contain themselves": ("a.pdf", looping_pdf(), ""),
    "half a PDF": ("a.pdf", b"%PDF-1.7\n1 0 obj<</Type", "damaged: it cannot be read as PDF"),
    "half a DOCX": ("a.docx", docx([])[:300], "damaged: not a whole ZIP archive"),
    "an ODT without a text": ("a.odt", zipped({"mimetype": "x"}), "damaged: content.xml is missing in it"),
    "an EPUB without a book": ("a.epub", zipped({"mimetype": "x"}), "damaged: META-INF/container.xml is missing in it"),
    "a page without words": ("a.html", b"<html><body></body></html>", "empty: "),
    "tags within tags within tags": ("a.html", b"<html><body>" + b"<div>" * 1_000_000, "empty: "),
    "groups within groups": ("a.rtf", b"{\\rtf1" + b"{" * 1_000_000, "empty: it has no text"),
    "an e-mail without words": ("a.eml", b"Message-ID: <1@a>\nContent-Type: image/png\n\nabc", "empty: "),
    "compressed otherwise": ("a.txt", gzip.compress(STORY.encode()), "not read: packed with gzip; unpack it first"),
    "an old Word file": (
        "a.doc",
        OLD_OFFICE,
        "not read: encrypted, or of the old Office",
    ),
    "subtitles that are none": ("a.vtt", b"Ferry", "damaged: no subtitles are found in it"),
}


@pytest.mark.parametrize(("name", "content", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_a_hostile_file_is_told_in_a_line_and_the_next_is_read(name: str, content: bytes, message: str) -> None:
    if message:
        assert refused(content, name).startswith(message)
    else:
        assert all(isinstance(one, SourceError) for one in read(content, name))
    assert STORY in article(f"<html><body><p>{STORY}</p></body></html>".encode(), "next.html").text


SAID = '[{"text": "We sell the ferry.", "speaker": "Oda", "start": %s}, {"text": "Why?", "speaker": "Ana", "start": 3}]'
NUMBERS = ["1e999", "-1e999", "NaN", "-1", "9" * 500, f'"{"9" * 5_000}:00:00"', f'"{"9" * 5_000}"']
NUMBERED = {
    **{f"a time of {number[:9]}": ("a.json", SAID % number) for number in NUMBERS},
    **{f"a title of {number[:9]}": ("a.jsonl", f'{{"text": "{STORY}", "title": {number}}}') for number in NUMBERS},
    **{f"a day of {number[:9]}": ("a.jsonl", f'{{"text": "{STORY}", "date": {number}}}') for number in NUMBERS},
    "a number in hex as a title": ("a.md", f"---\ntitle: 0x{'f' * 15_000}\n---\n{STORY}"),
    "a number in hex as a title, in TOML": ("a.md", f"+++\ntitle = 0x{'f' * 15_000}\n+++\n{STORY}"),
    "a number to the base of 60 as a title": ("a.md", f"---\ntitle: 1{':59' * 5_000}\n---\n{STORY}"),
    "a fraction to the base of 60 as a title": ("a.md", f"---\ntitle: 1{':59' * 5_000}.0\n---\n{STORY}"),
    "a time before all years": ("a.md", f"---\ndate: 0001-01-01 00:00:00 +23:00\n---\n{STORY}"),
    "a zone beyond all": ("a.jsonl", f'{{"text": "{STORY}", "date": "Tue, 07 May 2024 10:00 +{"9" * 30}"}}'),
}


@pytest.mark.parametrize(("name", "content"), NUMBERED.values(), ids=NUMBERED.keys())
def test_a_number_beyond_reason_breaks_no_reader(name: str, content: str) -> None:
    for one in read(content.encode(), name):
        assert UNFORESEEN not in str(one)


def test_what_no_reader_has_thought_of_costs_its_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("qa.sources.json_records.document_of", breaks)
    bad, good = read(zipped({"a.json": json.dumps({"text": STORY}), "b.txt": STORY}), "a.zip")
    assert str(bad) == "a.zip/a.json: damaged: it cannot be read (ZeroDivisionError)"
    assert isinstance(good, Article)


@pytest.mark.parametrize("name", ["../up.txt", "/root.txt", "a/../../up.txt", "C:\\up.txt", "a\\up.txt"])
def test_a_name_that_leads_out_of_an_archive_costs_its_own_file_only(name: str) -> None:
    found = read(zipped({"first.txt": STORY, name: "Another."}), "a.zip")
    refusal, kept = sorted(found, key=lambda one: isinstance(one, Article))
    assert isinstance(kept, Article)
    assert kept.path == "a.zip/first.txt"
    assert str(refusal) == f"a.zip/{name}: its name leads out of the archive"


def test_a_thousand_archives_in_one_make_no_more_than_one_would() -> None:
    inner = zipped({"first": "", "a.txt": STORY + " " * 300_000})
    found = read(zipped({f"{number}.zip": inner for number in range(9)}), "a.zip")
    assert len(found) == 9
    assert all("too large: it unpacks to 300," in str(one) for one in found)


def test_a_file_in_an_archive_is_unpacked_no_further_than_it_claims() -> None:
    packed = zipped({"first": "", "a.txt": b" " * 50_000_000})
    claimed, lie = struct.pack("<L", 50_000_000), struct.pack("<L", 100)
    assert claimed in packed
    tracemalloc.start()
    read(packed.replace(claimed, lie), "a.zip")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


def test_a_link_in_an_archive_is_skipped() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("key.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("story.txt", STORY)
    skipped, kept = read(made.getvalue(), "a.zip")
    assert isinstance(skipped, Skipped)
    assert skipped.path == "a.zip/key.txt"
    assert isinstance(kept, Article)


def test_a_bad_file_in_an_archive_costs_itself_only() -> None:
    bad, good = read(zipped({"a.pdf": b"%PDF-", "b.txt": STORY}), "a.zip")
    assert str(bad).startswith("a.zip/a.pdf: damaged: ")
    assert isinstance(good, Article)


def test_empty_files_in_an_archive_are_told_as_such() -> None:
    (error,) = read(zipped({"a.txt": ""}), "a.zip")
    assert str(error) == "a.zip/a.txt: empty: it has no text"


def test_pictures_of_pages_are_told_as_such() -> None:
    made = BytesIO()
    canvas = Canvas(made)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.showPage()
    canvas.save()
    assert refused(made.getvalue(), "a.pdf").startswith("scanned: its pages are pictures, without a text")


def test_what_a_docx_asks_for_elsewhere_is_not_fetched() -> None:
    outside = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="r9" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></w:drawing></w:r></w:p>'
    )
    words = f"<w:p><w:r><w:t>{STORY}</w:t></w:r></w:p>"
    assert article(docx([outside, words]), "a.docx").text == STORY


def test_entities_of_a_page_stand_for_nothing() -> None:
    for entities in (ENTITIES, OUTSIDE):
        text = article(
            f'<?xml version="1.0"?>{entities}<html><body><p>{STORY} &c;</p></body></html>'.encode(), "a.xhtml"
        ).text
        assert text.replace("&c;", "").strip() == STORY


QUOTES = "'\\" * 200_000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "<!---->" * 500 + STORY),
        ("a.txt", "<?xml" + " " * 4_000 + STORY),
        ("a.vtt", f"WEBVTT\n\n00:01.000 --> 00:02.000\n{STORY} <v{' ' * 1_000_000}\n"),
        ("a.html", f"<html><style>{QUOTES}</style><body><p>{STORY}</p></body></html>"),
        ("a.html", "<html " * 200_000 + f"><body><p>{STORY}</p></body></html>"),
    ],
)
def test_what_a_pattern_might_be_tried_at_in_millions_of_ways_is_read_as_any_other(name: str, content: str) -> None:
    assert STORY in article(content.encode(), name).text


def test_a_name_that_turns_words_around_is_shown_in_order() -> None:
    assert article(STORY.encode(), "a\u202etxt.exe\u202c.txt").path == "a\ufffdtxt.exe\ufffd.txt"


def test_nothing_that_cannot_be_stored_comes_out_of_any_format() -> None:
    for content, name in [
        (rtf(["The ferry was sold. \\u-10240? \\u0?\\par"]), "a.rtf"),
        (f"<html><body><p>{STORY} &#xD800; &#0; \u202e</p></body></html>".encode(), "a.html"),
        (odt([f"<text:p>{STORY}\ufeff</text:p>"]), "a.odt"),
    ]:
        text = article(content, name).text
        assert text.encode().decode() == text
        assert not {"\0", "\u202e", "\ufeff"} & set(text)


def test_what_is_packed_in_ways_that_may_take_gigabytes_is_not_unpacked() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", STORY)
    (error,) = read(made.getvalue(), "a.zip")
    assert str(error) == "a.zip/a.txt: packed in a way that is not read; pack it again as usual"
