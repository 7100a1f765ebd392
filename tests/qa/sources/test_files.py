import json
import os
import tracemalloc
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import Skipped, SourceError
from qa.records import Article
from qa.sources import article_from, check_exist, files, normalise, read_sources, sent
from qa.sources import articles as limits
from qa.sources.fields import day_of
from qa.sources.json_records import WHOLE

PAGE = "https://example.org/talks"
STORY = "Ferry sold\n\n7 May 2024\n\nThe ferry was sold on Tuesday. Nobody bought it."


def read(*paths: Path) -> list[Article | SourceError]:
    return list(read_sources(paths))


def articles(*paths: Path) -> list[Article]:
    found = read(*paths)
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def error(*paths: Path) -> str:
    (found,) = [one for one in read(*paths) if isinstance(one, SourceError)]
    assert "\n" not in str(found)
    assert str(found).startswith(found.path)
    return str(found)


def json_lines(path: Path, *records: object) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    return path


def test_a_text_file_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(STORY, "utf-8")
    (article,) = articles(path)
    assert (article.text, article.title, article.date, article.path) == (
        STORY,
        "Ferry sold",
        date(2024, 5, 7),
        str(path),
    )


PARTICIPANTS: dict[str, object] = {
    "a list": ["Elin Tarsk", "Oskar Venn, Mayor"],
    "records": [{"name": "Elin Tarsk"}, {"name": "Oskar Venn, Mayor"}, {"role": "Clerk"}],
    "a string": "Elin Tarsk; Oskar Venn, Mayor",
}


@pytest.mark.parametrize("stated", PARTICIPANTS.values(), ids=PARTICIPANTS)
def test_a_record_may_state_who_took_part_and_its_language(tmp_path: Path, stated: object) -> None:
    record = {"text": "Sold.", "attendees": stated, "inLanguage": "en-GB"}
    (article,) = articles(json_lines(tmp_path / "a.jsonl", record))
    assert (article.participants, article.language) == (("Elin Tarsk", "Oskar Venn, Mayor"), "en")


@pytest.mark.parametrize("stated", [12, True, None, {"count": 3}])
def test_what_names_nobody_costs_nothing(tmp_path: Path, stated: object) -> None:
    record = {"text": STORY, "participants": stated, "language": [stated]}
    (article,) = articles(json_lines(tmp_path / "a.jsonl", record))
    assert (article.participants, article.language) == ((), "en")


def test_a_folder_is_read_in_order_with_its_folders_and_without_hidden_files(tmp_path: Path) -> None:
    for name in ["b.md", "a.txt", ".hidden.txt", "picture.png", "sub/c.TXT", ".git/d.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}\n\n{STORY}", "utf-8")
    json_lines(tmp_path / "sub" / "a.jsonl", {"text": STORY})
    names = ["a.txt", "b.md", "picture.png", "a.jsonl", "c.TXT"]
    found = list(read_sources([tmp_path]))
    assert [Path(one.path).name for one in found] == names
    assert [isinstance(one, Skipped) for one in found] == [name == "picture.png" for name in names]
    assert [Path(one.path).name for one in sent(found)] == ["a.txt", "b.md", "a.jsonl", "c.TXT"]


def test_a_json_line_states_what_it_knows_and_the_text_the_rest(tmp_path: Path) -> None:
    known = {
        "doc_id": "n1",
        "title": "Sold",
        "date": "2024-05-09",
        "url": PAGE,
        "outlet": "o",
        "text": STORY,
        "more": 1,
    }
    path = json_lines(tmp_path / "a.jsonl", known, {"id": 2, "date": None, "text": STORY})
    first, second = articles(path)
    assert first == Article("n1", STORY, "Sold", date(2024, 5, 9), "o", PAGE, str(path), "en")
    assert second == Article("2", STORY, "Ferry sold", date(2024, 5, 7), path=str(path), language="en")


def test_a_date_with_an_hour_is_an_iso_date(tmp_path: Path) -> None:
    (article,) = articles(json_lines(tmp_path / "a.jsonl", {"text": STORY, "date": "2024-05-09T10:00:00Z"}))
    assert article.date == date(2024, 5, 9)


def test_the_id_is_a_hash_of_text_and_url() -> None:
    one = article_from(STORY, url=PAGE)
    assert one.id == article_from(STORY.replace("\n", "\r\n"), url=f" {PAGE} ", title="another").id
    assert len(one.id) == 16
    assert one.id != article_from(STORY, url=f"{PAGE}/2").id
    assert one.id != article_from(STORY + "!", url=PAGE).id


ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "\x01https://example.org/talks",
    "https://example.org/\x1b[2J",
    "https://example.org/a b",
    "https://[",
    "http://[1:2]/",
    "http://example.org:99999/",
    "http://example.org:-1",
    "http://.",
    "http://example..org",
    "https://%00",
    "https://somebody:password@example.org/",
    "https:///talks",
    "https://elsewhere.example\\@example.org/talks",
    "//example.org/talks",
    "example.org/talks",
    "file:///etc/hosts",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_of_the_web_costs_its_own_line_only(address: str, tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", {"text": STORY, "url": address}, {"text": STORY, "url": PAGE})
    refused, kept = read(path)
    assert isinstance(kept, Article)
    assert str(refused).startswith(f"{path}:1: not an address of the web, like https://example.org/talks: ")
    assert str(refused).isprintable()


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8000/",
        "https://example.org./?a=b@c#d",
        "HTTPS://192.0.2.1:443",
        "http://[2001:db8::1]:80/x",
        "https://пример.example/й",
        "https://हिन्दी.example",
    ],
)
def test_an_address_of_the_web_is_kept_as_it_is(address: str) -> None:
    assert article_from(STORY, url=address).url == normalise(address)


NORMALISED = {
    "Windows line ends": ("a\r\nb", "a\nb"),
    "old Macintosh line ends": ("a\rb", "a\nb"),
    "byte order mark": ("\ufeffa", "a"),
    "a name with a soft hyphen in it": ("Or\u00adlin", "Orlin"),
    "a zero-width space before a label": ("\u200bOrlin: Yes.", "Orlin: Yes."),
    "an override of direction": ("\u202eOrlin\u202c", "Orlin"),
    "a joiner, which changes the letters": ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
    "joiners that change none": ("\u200dOda Brek\u200ckestad\u200d, \u041e\u200c\u0434\u0430", "Oda Brekkestad, Ода"),
    "emoji": ("🏳️‍🌈 ☎️ 1️⃣ 👩🏽‍⚕️", "🏳️‍🌈 ☎️ 1️⃣ 👩🏽‍⚕️"),
    "what chooses a shape of nothing": ("1\ufe0f0 a\ufe0eb\ufe00\u180bc\U000e0100", "10 abc"),
    "what chooses a shape of an ideograph": ("\u845b\U000e0100", "\u845b\U000e0100"),
    "what chooses a shape of a letter of Mongolian": ("\u1820\u180b\u180b", "\u1820\u180b"),
    "words in tags": ("Sold" + "".join(chr(0xE0000 + ord(one)) for one in "never"), "Sold"),
    "fillers": ("Or\u3164\u115f\u1160\uffa0\u17b4\u17b5\U0001d173\U0001d17alin", "Orlin"),
    "a blank of Braille": ("Oda\u2800Orlin", "Oda Orlin"),
    "composed letters": ("e\u0301", "é"),
    "half of a surrogate pair": ("a\ud800b", "a\ufffdb"),
    "more marks than a letter has": ("e" + "\u0327\u0301" * 250_000, "ȩ" + "\u0327" * 14 + "\u0301" * 15),
    "marks that are two": ("\u0344" * 30 + "\u200d\u0344", ("\u0308\u0301" * 15)),
    "NUL": ("a\0b", "a\ufffdb"),
}


@pytest.mark.parametrize(("text", "expected"), NORMALISED.values(), ids=NORMALISED.keys())
def test_text_is_normalised_once(text: str, expected: str) -> None:
    assert normalise(text) == normalise(expected) == expected


@given(st.text(st.characters(exclude_categories=[])))
def test_what_is_normalised_can_be_stored_and_stays_as_it_is(text: str) -> None:
    normal = normalise(text)
    assert normalise(normal) == normal
    assert normal.encode().decode() == normal
    assert not set(normal) & {"\r", "\0"}


def zipped(name: str, content: str = "") -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr(name, content)
    return made.getvalue()


BAD_FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "empty: it has no text"),
    "white space": ("a.txt", b" \n\t\n", "empty: it has no text"),
    "furniture": ("a.md", b"Tell a friend\n\n* * *\n", "empty: it has no text"),
    "no lines": ("a.jsonl", b"\n\n", "empty: it has no text"),
    "binary": ("a.txt", b"MZ\0\0", "binary, not text"),
    "no text in it": ("a.pdf", b"Ferry", "damaged: it cannot be read as PDF (PdfminerException)"),
    "a spreadsheet": ("a.xlsx", zipped("xl/workbook.xml"), "not read: a spreadsheet; save it as CSV"),
    "an open one": (
        "a.ods",
        zipped("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        "not read: a spreadsheet; save it as CSV",
    ),
    "slides": ("a.pptx", zipped("ppt/presentation.xml"), "not read: slides; save them as PDF"),
    "open ones": (
        "a.odp",
        zipped("mimetype", "application/vnd.oasis.opendocument.presentation"),
        "not read: slides; save them as PDF",
    ),
    "of another kind": ("a.png", b"\x89PNG\0", "not a supported kind of file; these are: "),
}


@pytest.mark.parametrize(("name", "content", "message"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_bad_file_is_told_and_the_next_is_read(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    bad, good = tmp_path / name, tmp_path / "good.txt"
    bad.write_bytes(content)
    good.write_text(STORY, "utf-8")
    first, second = read(bad, good)
    assert str(first).startswith(f"{bad}: {message}")
    assert isinstance(first, SourceError)
    assert first.path == str(bad)
    assert isinstance(second, Article)


BAD_LINES: dict[str, tuple[bytes, str]] = {
    "cut off": (b'{"text": "Ferr', "not JSON from column 15 on"),
    "not JSON": (b"Ferry sold", "not JSON from column 1 on"),
    "nested beyond reason": (b"[" * 200_000, "not JSON that can be read: its brackets are nested too deep"),
    "number beyond reason": (
        b'{"text": ' + b"9" * 5_000 + b"}",
        "not JSON that can be read: a number in it has thousands of digits",
    ),
    "list": (b"[1]", "not a JSON object"),
    "no text": (b"{}", '"text" is missing or not a string'),
    "text that is a number": (b'{"text": 7}', '"text" is missing or not a string'),
    "empty text": (b'{"text": " "}', "empty: it has no text"),
    "title that is a list": (b'{"text": "Ferry.", "title": ["a"]}', '"title" is not a string'),
    "date that is none": (
        b'{"text": "Ferry.", "date": "2024-02-30"}',
        "\"date\" tells no day, month and year: '2024-02-30'",
    ),
    "number that is no date": (b'{"text": "Ferry.", "date": 99999999999999}', '"date" tells no day, month and year'),
    "not UTF-8": (b'{"text": "\xff"}', "not UTF-8 at byte 10"),
    "binary": (b'{"text": "\0"}', "binary, not text"),
    "an id that an address has no place for": (b'{"text": "Ferry.", "doc_id": ".."}', '"doc_id" must be at most 200'),
    "another such id": (b'{"text": "Ferry.", "id": "."}', '"doc_id" must be at most 200'),
}


@pytest.mark.parametrize(("line", "message"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_bad_line_is_told_with_its_number_and_the_others_are_read(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": STORY}).encode()
    path.write_bytes(b"\n".join([good, b"", line, good]))
    first, bad, last = read(path)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(bad, SourceError)
    assert str(bad).startswith(f"{path}:3: {message}")
    assert bad.path == str(path)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("20240507", date(2024, 5, 7)),
        ("202405071030", date(2024, 5, 7)),
        ("20240507103000", date(2024, 5, 7)),
        ("1715077800", date(2024, 5, 7)),
        ("1715077800000", date(2024, 5, 7)),
        ("2024", None),
        ("2024-05", None),
        ("05/2024", None),
        ("May 2024", None),
        ("май 2024 г.", None),
    ],
)
def test_figures_are_a_day_or_a_time_and_what_tells_no_day_costs_no_record(printed: str, day: date | None) -> None:
    assert day_of(printed) == day


def test_escapes_no_file_can_hold_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "A \\ud800 B \\u0000 C"}', "utf-8")
    assert articles(path)[0].text == "A \ufffd B \ufffd C"


def test_a_line_beyond_the_limit_is_skipped_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LONGEST_ARTICLE", 1_000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 20_000_000 + b'"}\n' + json.dumps({"text": STORY}).encode())
    article_from(STORY)  # tables are built once
    tracemalloc.start()
    try:
        bad, good = read(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(bad) == (
        f"{path}:1: too long: it has 20,000,013 bytes, an article at most 1,000 characters; add it in parts"
    )
    assert isinstance(good, Article)
    assert peak < 2_000_000


def test_what_is_too_long_is_refused_before_anything_is_done_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "normalise", None)
    with pytest.raises(SourceError, match="too long: it has 500,001 characters"):
        article_from("a" * 500_001)
    with pytest.raises(SourceError, match="its address is too long"):
        article_from(STORY, url=PAGE + "/" * 3_000)


def test_what_is_stated_of_an_article_has_an_end() -> None:
    many = [f"Elin Tarsk {number}" for number in range(3_000)]
    article = article_from(STORY, title="Sold " * 999, outlet="Gazette " * 999, participants=["a" * 999, *many])
    assert all(
        stated.startswith(start) and stated.endswith(end)
        for stated, start, end in [
            (article.title, "Sold Sold", "Sold…"),
            (article.outlet, "Gazette Gazette", "Gazette…"),
        ]
    )
    assert max(map(len, (article.title, article.outlet))) <= limits.LONGEST_LINE
    assert article.participants == tuple(many[:1_000])


@pytest.mark.parametrize("suffix", [".txt", ".jsonl"])
def test_the_limit_itself_is_allowed_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    text = "“The ferry is sold 🚢,” Oda Brekkestad said. 🚢🚢🚢"
    path.write_text(text if suffix == ".txt" else json.dumps({"text": text}))
    monkeypatch.setattr(limits, "LONGEST_ARTICLE", len(text))
    assert len(articles(path)) == 1
    monkeypatch.setattr(limits, "LONGEST_ARTICLE", len(text) - 1)
    limit = f"it has {len(text)} characters, an article at most {len(text) - 1} characters"
    assert limit in error(path)


def test_what_stands_beside_many_reports_is_not_kept_for_each() -> None:
    beside = {f"a{number}": number for number in range(500)} | {"outlet": "Gazette"}
    content = json.dumps(beside | {f"b{number}": {"text": "Sold."} for number in range(500)}).encode()
    tracemalloc.start()
    try:
        found = list(WHOLE.read(BytesIO(content)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [getattr(one, "outlet", "") for one in found] == ["Gazette"] * 500
    assert peak < 3_000_000


def test_articles_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = json_lines(tmp_path / "a.jsonl", {"text": STORY}, {"text": f"{STORY} Twice."})
    found = read_sources([path])
    assert isinstance(next(found), Article)
    path.unlink()
    assert isinstance(next(found), Article)  # from the file that is still open


def test_of_what_takes_minutes_to_read_the_rest_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LONGEST_READING", 0.0)
    first, refusal = sent([article_from(f"{STORY} {number}.") for number in range(3)])
    assert isinstance(first, Article)
    assert str(refusal) == "more than 0 minutes are taken to read them: the rest is not read; send it by itself"


def test_the_rest_of_an_archive_that_takes_for_ever_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LONGEST_ARCHIVE", 0.0)
    with ZipFile(tmp_path / "many.zip", "w") as archive:
        for number in range(4):
            archive.writestr(f"{number}.txt", f"{STORY} {number}.")
    *whole, refusal = read_sources([tmp_path / "many.zip"])
    assert all(isinstance(one, Article) for one in whole)
    assert len(whole) < 4
    assert "takes more than an hour to read, and the rest of it is not read; unpack it first" in str(refusal)


def test_missing_paths_are_found_before_anything_is_read(tmp_path: Path) -> None:
    check_exist([tmp_path])
    with pytest.raises(SourceError, match=r"missing\.txt: no such file or directory") as caught:
        check_exist([tmp_path, tmp_path / "missing.txt", tmp_path / "also-missing.txt"])
    assert caught.value.path == str(tmp_path / "missing.txt")


def test_a_file_that_has_gone_is_told(tmp_path: Path) -> None:
    assert error(tmp_path / "gone.txt") == f"{tmp_path / 'gone.txt'}: no such file or directory"


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    assert "symbolic links" in error(tmp_path / "a.txt")


def test_links_in_a_folder_are_skipped_and_one_that_is_named_is_followed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "folder", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "secret.txt").write_text(STORY, "utf-8")
    (folder / "a.txt").write_text(STORY, "utf-8")
    (folder / "b.txt").symlink_to(elsewhere / "secret.txt")
    (folder / "c").symlink_to(elsewhere)
    found = [(one.path, type(one)) for one in read(folder)]
    assert found == [
        (str(folder / "a.txt"), Article),
        (str(folder / "b.txt"), Skipped),
        (str(folder / "c"), Skipped),
    ]
    assert [one.text for one in articles(folder / "b.txt")] == [STORY]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert error(tmp_path).endswith("a.txt: not a regular file")


def test_a_name_that_is_no_unicode_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"a\xff\nb.txt")
    path.write_text(STORY, "utf-8")
    (article,) = articles(tmp_path)
    assert article.path == f"{tmp_path}/a\ufffd b.txt"
