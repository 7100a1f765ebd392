"""The command: what it prints, how it exits, and one line for whatever is wrong."""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import qa
from qa.database import DATABASE_FILE

Run = Callable[..., "subprocess.CompletedProcess[str]"]

SAMPLE = Path(__file__).parent.parent / "fixtures" / "sample" / "articles"
FERRY = "Ferry sold\n\n7 May 2024\n\n“The ferry is sold,” said Mayor Oda Brekkestad. The council rose at noon."
QUESTION = "What is the limit of noise for a heat pump in a garden?"


def is_told(done: "subprocess.CompletedProcess[str]", message: str, status: int = 2) -> None:
    assert done.returncode == status, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("onrecord: ")
    assert message in line


def rows(done: "subprocess.CompletedProcess[str]") -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def contents(data: Path) -> list[str]:
    """Every article with all that belongs to it, as SQL."""
    ours = tuple(
        f'INSERT INTO "{table}"' for table in ("articles", "passages", "quotations", "quoted", "people", "vectors")
    )
    with contextlib.closing(sqlite3.connect(data / DATABASE_FILE)) as connection:
        return [line for line in connection.iterdump() if line.startswith(ours)]


# -- what goes in wrong


@pytest.fixture
def inputs(filled: Path, tmp_path: Path) -> Path:
    """A folder with files of every bad kind, beside a corpus."""
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\0\0\1")
    (tmp_path / "binary.txt").write_bytes(b"MZ\0\0")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "broken.jsonl").write_text('\n{"text": \n', "utf-8")
    (tmp_path / "not-objects.jsonl").write_text("[1]\n", "utf-8")
    (tmp_path / "nested.jsonl").write_text("[" * 100_000 + "\n", "utf-8")
    (tmp_path / "number.jsonl").write_text('{"qid": 1, "id": 1, "question": 5, "text": 5}\n', "utf-8")
    (tmp_path / "filters.jsonl").write_text('{"qid": 1, "question": "a?", "filters": ["speaker"]}\n', "utf-8")
    (tmp_path / "history.jsonl").write_text('{"qid": 1, "question": "a?", "history": "b?"}\n', "utf-8")
    (tmp_path / "day.jsonl").write_text('{"qid": 1, "question": "a?", "filters": {"since": "May"}}\n', "utf-8")
    (tmp_path / "blank.jsonl").write_text('{"qid": "q7", "question": " "}\n', "utf-8")
    (tmp_path / "no-model").mkdir()
    return tmp_path


UNREADABLE: dict[str, tuple[list[str], str]] = {
    "add an empty file": (["add", "empty.txt"], "empty.txt: empty: it has no text"),
    "add a binary file": (["add", "binary.txt"], "binary.txt: binary, not text"),
    "add what is no text": (["add", "binary.txt"], "binary.txt: binary, not text"),
    "add another kind of file": (["add", "picture.png"], "picture.png: not a supported kind of file"),
    "add a malformed line": (["add", "broken.jsonl"], "broken.jsonl:2: not JSON"),
    "add a line that is no object": (["add", "not-objects.jsonl"], "not-objects.jsonl:1: not a JSON object"),
    "add a line nested beyond reason": (["add", "nested.jsonl"], "nested.jsonl:1: not JSON"),
    "add a text that is a number": (["add", "number.jsonl"], 'number.jsonl:1: "text" is missing or not a string'),
    "extract an empty file": (["extract", "empty.txt"], "empty.txt: empty: it has no text"),
}
BAD_INPUTS: dict[str, tuple[list[str], str]] = {
    "add nothing": (["add"], "Missing argument 'PATH_OR_ADDRESS...'"),
    "add a missing file": (["add", "missing.txt"], "missing.txt: no such file or directory"),
    "ask nothing": (["ask"], "give either a question or --jsonl FILE"),
    "ask an empty question": (["ask", "  "], "the question is empty"),
    "ask 100,000 characters": (["ask", "x" * 100_000], "the question has 100,000 characters"),
    "ask for no passage": (["ask", "-k", "0", "a?"], "0 is not in the range"),
    "ask since a month": (["ask", "--since", "2024-05", "a?"], "'2024-05' does not match the format"),
    "ask an unknown article": (["ask", "--article", "nobody", "a?"], "there is no article 'nobody'; `onrecord list`"),
    "ask an unknown meeting": (["ask", "--meeting", "none", "a?"], "there is no meeting 'none'; `onrecord meetings`"),
    "ask a missing batch": (["ask", "--jsonl", "missing.jsonl"], "'missing.jsonl': No such file or directory"),
    "ask a malformed line": (["ask", "--jsonl", "broken.jsonl"], "broken.jsonl:2: not JSON"),
    "ask a line that is no object": (["ask", "--jsonl", "not-objects.jsonl"], "not-objects.jsonl:1: not a JSON obj"),
    "ask a line nested beyond reason": (["ask", "--jsonl", "nested.jsonl"], "nested.jsonl:1: not JSON"),
    "ask a number": (["ask", "--jsonl", "number.jsonl"], "number.jsonl:1: 'question' is missing or no string"),
    "ask with a list of filters": (["ask", "--jsonl", "filters.jsonl"], "filters.jsonl:1: filters must be an object"),
    "ask with a history of text": (["ask", "--jsonl", "history.jsonl"], "history.jsonl:1: history must be a list"),
    "ask since May": (["ask", "--jsonl", "day.jsonl"], "day.jsonl:1: 'since' is no date like"),
    "ask an empty question in a batch": (["ask", "--jsonl", "blank.jsonl"], "blank.jsonl: qid 'q7': the question is"),
    "show an unknown id": (["show", "nobody"], "there is no article 'nobody'"),
    "show bytes that are no text": (["show", os.fsdecode(b"\xff")], "there is no article"),
    "remove an unknown id": (["remove", "nobody"], "there is no article 'nobody'"),
    "extract nothing": (["extract"], "give either paths or --jsonl FILE"),
    "extract a missing file": (["extract", "missing.txt"], "missing.txt: no such file or directory"),
    "extract in two forms": (["extract", "--json", "--csv", "binary.txt"], "give only one of --json, --csv and --html"),
    "extract a page and lines": (["extract", "--html", "a.html", "--json", "binary.txt"], "give only one of --json"),
    "extract a table of lines": (["extract", "--csv", "--jsonl", "number.jsonl"], "--jsonl prints JSON"),
    "extract a page over an article": (["extract", "--html", "binary.txt", "empty.txt"], "does not end in .html"),
    "extract a malformed line": (["extract", "--jsonl", "broken.jsonl"], "broken.jsonl:2: not JSON"),
    "extract a number": (["extract", "--jsonl", "number.jsonl"], "number.jsonl:1: 'text' is missing or no string"),
    "a model that nobody has": (["--model", "nobody/nothing", "list"], "there is no model 'nobody/nothing'"),
    "a model without weights": (["--model", "no-model", "list"], "no-model holds no model"),
    "data in a file": (["--data", "binary.txt", "list"], "cannot use the data folder binary.txt: File exists"),
    "no such command": (["sing"], "No such command 'sing'"),
}


@pytest.mark.parametrize(
    ("arguments", "message", "status"),
    [(*case, 1) for case in UNREADABLE.values()] + [(*case, 2) for case in BAD_INPUTS.values()],
    ids=[*UNREADABLE, *BAD_INPUTS],
)
def test_bad_input_is_told_in_one_line_and_changes_nothing(
    arguments: list[str], message: str, status: int, inputs: Path, filled: Path, onrecord: Run
) -> None:
    before = contents(filled)
    is_told(onrecord(*arguments), message, status)
    assert contents(filled) == before


def test_an_unknown_article_in_a_batch_is_told_and_the_others_are_answered(
    filled: Path, onrecord: Run, tmp_path: Path
) -> None:
    (tmp_path / "batch.jsonl").write_text(
        '{"qid": 1, "question": "Who spoke?", "filters": {"doc_id": "nobody"}}\n{"qid": 2, "question": "Who spoke?"}\n'
    )
    found = onrecord("ask", "--jsonl", "batch.jsonl")
    assert [(line["qid"], bool(line["passages"])) for line in rows(found)] == [("1", False), ("2", True)]
    assert "batch.jsonl: qid '1': there is no article 'nobody'" in found.stderr
    assert ["there is no article 'nobody'" in line["note"] for line in rows(found)] == [True, False]


def test_one_bad_article_does_not_block_the_others(inputs: Path, onrecord: Run) -> None:
    (inputs / "ferry.txt").write_text(FERRY, "utf-8")
    done = onrecord("add", "--json", "empty.txt", "ferry.txt", "binary.txt")
    assert done.returncode == 1
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["failed", "added", "failed"]
    assert len(done.stderr.splitlines()) == 2


def test_a_missing_path_stops_before_anything_is_added(inputs: Path, filled: Path, onrecord: Run) -> None:
    (inputs / "ferry.txt").write_text(FERRY, "utf-8")
    before = contents(filled)
    is_told(onrecord("add", "ferry.txt", "missing.txt"), "missing.txt: no such file or directory")
    assert contents(filled) == before


MEMORY = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(status)
"""


LONGEST = {
    "add": "an article at most 500,000 characters",
    "ask --jsonl": "10,000,000 bytes",
    "extract --jsonl": "10,000,000 bytes",
}


@pytest.mark.parametrize(("arguments", "longest"), LONGEST.items(), ids=LONGEST)
def test_a_line_of_200_megabytes_is_refused_without_being_held(
    arguments: str, longest: str, filled: Path, tmp_path: Path, onrecord: Run
) -> None:
    with (tmp_path / "long.jsonl").open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(200):
            file.write(b"a" * 1_000_000)
    done = onrecord(*arguments.split(), "long.jsonl", under=(sys.executable, "-c", MEMORY))
    assert done.returncode == (1 if arguments == "add" else 2)
    assert "long.jsonl:1: " in done.stderr
    assert longest in done.stderr
    kilobytes = int(done.stdout.splitlines()[-1])
    assert kilobytes < 200_000


# -- a data folder that cannot be used


DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "is no database": lambda _: b"Ferry sold on Tuesday\n" * 100,
    "was cut short": lambda content: content[:5000],
    "was overwritten from its third page on": lambda content: content[:8192] + b"\x55" * (len(content) - 8192),
}


@pytest.mark.parametrize("arguments", [["list"], ["ask", QUESTION], ["add", "ferry.txt"]], ids=lambda a: a[0])
@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_database_that_is_no_more_what_it_was_is_told_in_one_line(
    damage: Callable[[bytes], bytes], arguments: list[str], filled: Path, tmp_path: Path, onrecord: Run
) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, "utf-8")
    file = filled / DATABASE_FILE
    file.write_bytes(damage(file.read_bytes()))
    is_told(onrecord(*arguments), "corpus.sqlite failed")


def test_a_corpus_of_a_newer_version_is_left_alone(filled: Path, onrecord: Run) -> None:
    with contextlib.closing(sqlite3.connect(filled / DATABASE_FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    is_told(onrecord("list"), "newer version of Onrecord; run: pip install --upgrade onrecord")


@pytest.fixture
def read_only(filled: Path) -> Iterator[Path]:
    for path in (*filled.iterdir(), filled):
        path.chmod(0o500 if path.is_dir() else 0o400)
    yield filled
    filled.chmod(0o700)


def test_a_folder_that_may_only_be_read_is_read_and_whoever_writes_is_told(
    read_only: Path, unprivileged: tuple[str, ...], tmp_path: Path, onrecord: Run
) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, "utf-8")
    kept = {path: path.read_bytes() for path in read_only.iterdir()}
    listed = onrecord("list", under=unprivileged)
    assert (listed.returncode, listed.stderr, len(listed.stdout.splitlines())) == (0, "", 4)
    article_id = listed.stdout.split()[0]
    for arguments in (["ask", QUESTION], ["show", article_id], ["meetings"]):
        done = onrecord(*arguments, under=unprivileged)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout
    for arguments in (["add", "ferry.txt"], ["remove", article_id]):
        is_told(onrecord(*arguments, under=unprivileged), "onrecord cannot be written: use a copy, or ask whoever may")
    assert {path: path.read_bytes() for path in read_only.iterdir()} == kept


def test_what_may_not_be_read_is_told_and_the_rest_is_read(
    unprivileged: tuple[str, ...], tmp_path: Path, onrecord: Run
) -> None:
    for name in ("closed.txt", "open.txt"):
        (tmp_path / name).write_text(FERRY, "utf-8")
    (tmp_path / "closed.txt").chmod(0)
    (tmp_path / "closed").mkdir(mode=0)
    done = onrecord("extract", ".", under=unprivileged)
    (tmp_path / "closed").chmod(0o700)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "onrecord: closed.txt: permission denied",
        "onrecord: ./closed: permission denied",
    ]
    assert "The ferry is sold" in done.stdout


def test_a_folder_that_cannot_be_made(unprivileged: tuple[str, ...], tmp_path: Path, onrecord: Run) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    is_told(onrecord("--data", "closed/data", "list", under=unprivileged), "closed/data: Permission denied")


def test_a_full_disk_costs_only_what_was_not_acknowledged(filled: Path, tmp_path: Path, onrecord: Run) -> None:
    """As full as `ulimit` can make it: no file may grow beyond what the first of two articles needs."""
    (tmp_path / "ferry.txt").write_text(FERRY, "utf-8")
    before = contents(filled)
    limited = ("bash", "-c", 'ulimit -f 160; exec "$@"', "bash")
    done = onrecord("add", "--json", "ferry.txt", SAMPLE / "11-thornhythe-council-minutes.txt", under=limited)
    is_told(done, "see that its folder can be read and written, and that the disk is not full")
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["Ferry sold"]
    assert set(before) < set(contents(filled))
    with qa.open_corpus(filled) as corpus:
        again = corpus.add(tmp_path / "ferry.txt", SAMPLE / "11-thornhythe-council-minutes.txt")
    assert [outcome.status for outcome in again] == ["unchanged", "added"]


# -- what comes out


def test_add_prints_a_line_for_each_article_once_it_is_stored(filled: Path, tmp_path: Path, onrecord: Run) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, "utf-8")
    known = SAMPLE / "10-heating-grant-hearing.txt"
    added, unchanged = rows(onrecord("add", "--json", "ferry.txt", known))
    assert added.keys() == {"doc_id", "path", "title", "status", "error"}
    assert (added["path"], added["title"]) == ("ferry.txt", "Ferry sold")
    assert (added["status"], added["error"]) == ("added", None)
    assert (unchanged["path"], unchanged["status"]) == (str(known), "unchanged")
    assert onrecord("add", "ferry.txt", known).stdout == "2 unchanged\n"


PASSAGE_KEYS = {"doc_id", "path", "title", "start", "end", "text", "speaker", "kind", "score"}


def test_ask_answers_a_batch_in_its_order_with_ten_passages(filled: Path, tmp_path: Path, onrecord: Run) -> None:
    questions = [{"qid": f"q{number}", "question": QUESTION} for number in (3, 1, 2)]
    questions[1]["history"] = ["What did Conrad Voss say about the grant?"]
    questions[2]["filters"] = {"speaker": "Conrad Voss", "since": "2024-01-01", "until": "2024-12-31"}
    (tmp_path / "q.jsonl").write_text("\n".join(json.dumps(question) for question in questions), "utf-8")
    answers = rows(onrecord("ask", "--jsonl", "q.jsonl"))
    assert [answer["qid"] for answer in answers] == ["q3", "q1", "q2"]
    texts = {article.id: article.text for article in qa.open_corpus(filled).articles()}
    for answer in answers:
        assert answer.keys() == {"qid", "answered", "confidence", "note", "ms", "passages"}
        assert len(answer["passages"]) <= 10
        for passage in answer["passages"]:
            assert passage.keys() >= PASSAGE_KEYS
            assert passage["text"] == texts[passage["doc_id"]][passage["start"] : passage["end"]]
    assert len(answers[0]["passages"]) == 10
    assert {passage["speaker"] for passage in answers[2]["passages"]} == {"Conrad Voss"}


def test_k_is_how_many_passages_there_are_at_most(filled: Path, onrecord: Run) -> None:
    answer = json.loads(onrecord("ask", "--json", "-k", "3", QUESTION).stdout)
    assert answer["answered"] is True
    assert len(answer["passages"] + answer["near_misses"]) == 3
    assert answer["passages"][0]["text"] == "Forty-two decibels at the neighbour's window."


def test_half_a_surrogate_pair_in_a_question_costs_only_itself(filled: Path, tmp_path: Path, onrecord: Run) -> None:
    (tmp_path / "q.jsonl").write_text(json.dumps({"qid": "\ud800", "question": f"\ud800 {QUESTION}"}), "utf-8")
    (answer,) = rows(onrecord("ask", "--jsonl", "q.jsonl"))
    assert answer["qid"] == "\ud800"
    assert "Forty-two decibels" in answer["passages"][0]["text"]


def test_a_terminal_is_shown_who_said_it_and_where(filled: Path, onrecord: Run) -> None:
    shown = onrecord("ask", "-k", "1", QUESTION).stdout
    assert shown.startswith(
        "1 person spoke at 1 meeting, as the best passage has it:\n\n"
        "Conrad Voss, Minister for Home Heating (said)\n  Forty-two decibels"
    )


def test_a_terminal_is_shown_what_the_article_leaves_open_and_who_passes_words_on(
    tmp_path: Path, onrecord: Run
) -> None:
    (tmp_path / "reyes.txt").write_text(
        "Talks on the harbour\n\nAna Reyes and Luis Reyes came.\n\n“The harbour crane is far too loud,” Reyes said.\n\n"
        "According to a spokesman, Mayor Mira Solane said that the lighthouse would be painted red.\n\n"
        "The harbour master, Bram Okonjo, denied that the crews had refused to work on the night of the storm."
    )
    onrecord("add", "reyes.txt")
    crane = onrecord("ask", "-k", "1", "Is the harbour crane loud?").stdout
    assert crane.split("\n\n")[1].startswith("one of two: Ana Reyes or Luis Reyes (said)\n  The harbour crane")
    lighthouse = onrecord("ask", "-k", "1", "What colour will the lighthouse be painted?").stdout
    assert lighthouse.split("\n\n")[1].startswith(
        "Mira Solane, Mayor, as told by a spokesman (said, as reported by the article)\n"
    )
    crews = onrecord("ask", "-k", "1", "Did the crews refuse to work in the storm?").stdout
    assert crews.split("\n\n")[1].startswith("Bram Okonjo, harbour master (denied, as reported by the article)\n")


def test_what_two_outlets_print_is_shown_once_with_both(tmp_path: Path, onrecord: Run) -> None:
    for outlet in ("post", "wire"):
        (tmp_path / f"{outlet}.txt").write_text(
            f"The {outlet} on the harbour\n\n“The new ferry will sail in June,” Mayor Mira Solane said.\n\n"
            f"The band of the fire brigade played for the {outlet}."
        )
    onrecord("add", "post.txt", "wire.txt")
    question = "What did Mira Solane say about the new ferry?"
    shown = onrecord("ask", question).stdout
    assert shown.startswith("1 person spoke about the new ferry, in 2 articles:\n\nMira Solane, Mayor (said)\n")
    assert shown.count("The new ferry will sail in June") == 1
    assert "  [also: The " in shown
    answer = json.loads(onrecord("ask", "--json", question).stdout)
    [also] = answer["passages"][0]["also"]
    assert answer["summary"] == "1 person spoke about the new ferry, in 2 articles"
    assert also["text"] == "The new ferry will sail in June"
    assert {also["title"], answer["passages"][0]["title"]} == {"The post on the harbour", "The wire on the harbour"}


def test_a_follow_up_is_shown_as_it_was_understood(filled: Path, onrecord: Run) -> None:
    shown = onrecord("ask", "-k", "1", "and for a factory?", "--after", "What noise limit did Voss give for a pump?")
    assert shown.stdout.startswith("Understood as: What noise limit did Voss give for a factory?\n\n1 person spoke")


def test_silence_is_no_failure(filled: Path, onrecord: Run) -> None:
    done = onrecord("ask", "Who won the chess championship of Zanzibar in 1931?")
    assert done.returncode == 0
    assert done.stdout
    assert "said)" not in done.stdout.split("Related, but not an answer:")[0]


def test_offsets_of_a_batch_refer_to_the_text_as_given(tmp_path: Path, onrecord: Run) -> None:
    decomposed = FERRY.replace("\n", "\r\n").replace("Oda", "O\u0301da")
    texts = {"b": decomposed, "a": f"\ufeff{FERRY}", "c": "Nobody spoke."}
    lines = [json.dumps({"id": name, "text": text}) for name, text in texts.items()]
    (tmp_path / "t.jsonl").write_text("\n".join(lines), "utf-8")
    found = rows(onrecord("extract", "--jsonl", "t.jsonl"))
    assert [row["id"] for row in found] == ["b", "a", "c"]
    assert found[2]["quotes"] == []
    for row in found[:2]:
        (quote,) = row["quotes"]
        text = texts[row["id"]]
        assert quote.keys() >= {"start", "end", "kind", "speaker", "mention", "cue"}
        assert text[quote["start"] : quote["end"]] == "The ferry is sold"
        assert text[slice(*quote["mention"])].endswith("Brekkestad")
        assert text[slice(*quote["cue"])] == "said"


def test_extract_gives_the_words_of_files(tmp_path: Path, onrecord: Run) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, "utf-8")
    (row,) = rows(onrecord("extract", "--json", "ferry.txt"))
    assert row.keys() == {"id", "path", "title", "date", "quotes"}
    (quote,) = row["quotes"]
    assert (row["path"], quote["text"], quote["speaker"]) == ("ferry.txt", "The ferry is sold", "Oda Brekkestad")
    assert "direct    Oda Brekkestad: The ferry is sold" in onrecord("extract", "ferry.txt").stdout


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"], ["--html", "p.html"]], ids=lambda form: " ".join(form))
def test_extract_shows_the_good_articles_and_tells_the_bad_one(form: list[str], inputs: Path, onrecord: Run) -> None:
    for name in ("a.txt", "b.txt"):
        (inputs / name).write_text(f"{FERRY} {name}", "utf-8")
    done = onrecord("extract", "a.txt", "binary.txt", "b.txt", *form)
    is_told(done, "binary.txt: binary, not text", status=1)
    shown = (inputs / "p.html").read_text("utf-8") if "--html" in form else done.stdout
    assert shown.count("The ferry is sold") == 2


def test_extract_prints_no_colours_into_a_pipe_and_those_of_a_terminal_when_asked(
    tmp_path: Path, onrecord: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, "utf-8")
    assert "\x1b" not in onrecord("extract", "ferry.txt").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "Oda Brekkestad\x1b[0m" in onrecord("extract", "ferry.txt").stdout


def test_a_table_is_printed_byte_for_byte(tmp_path: Path, command: Path) -> None:
    (tmp_path / "ferry.txt").write_text(FERRY, "utf-8")
    printed = subprocess.run([command, "extract", "--csv", "ferry.txt"], cwd=tmp_path, capture_output=True).stdout
    assert printed.startswith(b"\xef\xbb\xbfarticle,path,")
    assert printed.count(b"\r\n") == printed.count(b"\n") == 2


def test_an_article_cannot_command_the_terminal(tmp_path: Path, onrecord: Run) -> None:
    article = {"doc_id": "a", "title": "The \x1b[2Jferry", "text": "“It \x1b]0;sank\x07 sank,” Elin Tarsk said."}
    (tmp_path / "a.jsonl").write_text(json.dumps(article))
    assert onrecord("add", "a.jsonl").returncode == 0
    for command in (("list",), ("show", "a"), ("ask", "What did Tarsk say?"), ("extract", "a.jsonl")):
        printed = onrecord(*command).stdout
        assert "ferry" in printed or "sank" in printed
        assert not {"\x1b", "\x07"} & set(printed)


HOSTILE = "r\x1b]0;s\x9bt\u202eu"


@pytest.mark.parametrize(
    "arguments",
    [
        ["add", f"{HOSTILE}.txt"],
        ["add", f"{HOSTILE}.doc"],
        ["add", f"{HOSTILE}.jsonl"],
        ["add", f"no{HOSTILE}.txt"],
        ["extract", f"{HOSTILE}.txt"],
        ["extract", "--jsonl", f"{HOSTILE}.jsonl"],
        ["extract", "--jsonl", f"no{HOSTILE}.jsonl"],
        ["show", HOSTILE],
        ["ask", "Who?", "--since", HOSTILE],
        ["--data", f"{HOSTILE}.txt", "list"],
        ["--model", HOSTILE, "add", "a.txt"],
        [HOSTILE],
    ],
    ids=" ".join,
)
def test_names_cannot_command_the_terminal(arguments: list[str], tmp_path: Path, onrecord: Run) -> None:
    for ending in ("txt", "doc", "jsonl"):
        (tmp_path / f"{HOSTILE}.{ending}").write_text(" ")
    (tmp_path / f"{HOSTILE}.jsonl").write_text(f'{{"id": "{HOSTILE}')
    (tmp_path / "a.txt").write_text(FERRY)
    failed = onrecord(*arguments)
    assert failed.returncode in (1, 2)
    assert failed.stderr.count("\n") == 1
    assert not {"\x1b", "\x9b", "\u202e"} & set(failed.stderr)


WARNS = """
import logging, sys
from qa.cli import main
main(["list"], standalone_mode=False)
logging.getLogger("onrecord").warning("%s is odd", sys.argv[1])
"""


def test_warnings_cannot_command_the_terminal() -> None:
    warned = subprocess.run([sys.executable, "-c", WARNS, HOSTILE], capture_output=True, encoding="utf-8").stderr
    assert warned == "onrecord: r\ufffd]0;s\ufffdt\ufffdu is odd\n"


def test_json_cannot_command_the_terminal_and_means_the_same(tmp_path: Path, onrecord: Run) -> None:
    title = "The \x9b\x90ferry"
    (tmp_path / "a.jsonl").write_text(json.dumps({"doc_id": "a", "title": title, "text": FERRY}))
    assert onrecord("add", "a.jsonl").returncode == 0
    for command in (("list", "--json"), ("show", "a", "--json"), ("extract", "--json", "a.jsonl")):
        printed = onrecord(*command).stdout
        assert json.loads(printed)["title"] == title
        assert not {"\x9b", "\x90"} & set(printed)


@pytest.mark.parametrize("identifier", ["a\nb", "-rf", "x" * 201], ids=["two lines", "an option", "too long"])
def test_an_id_can_be_typed(tmp_path: Path, onrecord: Run, identifier: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"doc_id": identifier, "text": "The ferry sank."}))
    failed = onrecord("add", "a.jsonl")
    assert failed.returncode == 1
    assert failed.stderr.startswith("onrecord: a.jsonl:1: ")


def test_list_show_and_remove_go_by_the_same_id(filled: Path, onrecord: Run) -> None:
    listed = rows(onrecord("list", "--json"))
    assert listed[1].keys() == {"doc_id", "title", "date", "outlet", "url", "path", "language"}
    identifier = listed[1]["doc_id"]
    assert identifier in onrecord("list").stdout
    shown = json.loads(onrecord("show", "--json", identifier).stdout)
    assert all(0 <= quote["start"] < quote["end"] <= len(shown["text"]) for quote in shown["quotes"])
    assert shown["text"].strip() in onrecord("show", identifier).stdout
    assert onrecord("remove", identifier).stdout == f"removed {identifier}\n"
    assert [row["doc_id"] for row in rows(onrecord("list", "--json"))] == [
        row["doc_id"] for row in listed if row["doc_id"] != identifier
    ]
    assert "Forty-two decibels" not in onrecord("ask", QUESTION).stdout


def test_a_reader_that_has_seen_enough_ends_the_command_without_a_word(filled: Path, onrecord: Run) -> None:
    done = onrecord("list", under=("bash", "-c", 'set -o pipefail; "$@" | true', "bash"))
    assert (done.returncode, done.stderr) == (141, "")


def test_meetings_are_listed_and_asked_by_the_same_id(filled: Path, onrecord: Run) -> None:
    first, *_ = rows(onrecord("meetings", "--json"))
    assert first.keys() == {"meeting", "title", "date", "place", "participants", "articles"}
    assert first["date"] == "2023-03-14"
    assert first["participants"] == ["Arslan Toremurat", "Ilaria Montesca"]
    assert "Arslan Toremurat, Ilaria Montesca" in onrecord("meetings").stdout
    asked = ["ask", "What did Montesca say about walnuts?", "--meeting", first["meeting"]]
    assert "meeting of 2023-03-14" in onrecord(*asked).stdout
    answer = json.loads(onrecord(*asked, "--json").stdout)
    assert {passage["meeting"]["meeting"] for passage in answer["passages"]} == {first["meeting"]}


def test_last_month_is_reckoned_from_the_day_given(filled: Path, onrecord: Run) -> None:
    asked = ["ask", "What did Montesca say about walnuts last month?"]
    assert "our bakers" in onrecord(*asked, "--today", "2023-04-02").stdout
    assert onrecord(*asked, "--today", "2023-06-02").stdout.startswith(
        "Ilaria Montesca is quoted, but nothing from last month was found."
    )


def test_of_a_damaged_article_the_list_tells_a_line_after_all_the_others(filled: Path, onrecord: Run) -> None:
    before = onrecord("list").stdout.splitlines()
    damaged, *others = [line.split()[0] for line in before]
    with contextlib.closing(sqlite3.connect(filled / DATABASE_FILE)) as connection, connection:
        connection.execute("UPDATE articles SET text = text || ' x' WHERE id = ?", (damaged,))
    listed = onrecord("list")
    assert listed.stdout.splitlines() == before[1:]
    is_told(listed, f"article {damaged!r} is damaged and is not shown; remove it, then add it again", status=1)
    listed = onrecord("list", "--json")
    assert [json.loads(line)["doc_id"] for line in listed.stdout.splitlines()] == others
    is_told(listed, f"article {damaged!r} is damaged", status=1)
