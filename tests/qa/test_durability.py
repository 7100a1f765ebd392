"""What was acknowledged is there, whatever happens to the process, to the index or to the model."""

import fcntl
import json
import mmap
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

import qa
from embeddings.encoder import Encoder
from embeddings.index import INDEX_FILE, MANIFEST_FILE
from embeddings.model_files import DEFAULT_MODEL, find_model
from qa.database import DATABASE_FILE
from qa.store import Store
from tests.processes import Process

Run = Callable[..., "subprocess.CompletedProcess[str]"]

KILLS = int(os.environ.get("ONRECORD_TEST_KILLS", "6"))
ARTICLES = 40 * KILLS  # more than the kills let through, on a fast machine too
# Kills must fall into the middle of the work to tell anything; how many do depends on the machine.
FEWEST_UNFINISHED = 2
QUESTION = "What is the limit of noise for a heat pump in a garden?"


def boat(number: int) -> str:
    """A name of its own for each number, spelt in syllables: Babaka, Bababa, …"""
    return "".join(("ba", "ke", "lo", "mi", "nu", "ra", "se", "to", "vi", "zu")[int(digit)] for digit in f"{number:04}")


def write_reports(path: Path, count: int) -> Path:
    """As many articles, each with one sentence that no other has."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            name = boat(number).capitalize()
            text = (
                "The harbour council met on Tuesday.\n\n"
                f"“The boat {name} leaks and will be mended,” said Captain Oda Brekkestad. The harbour was quiet.\n"
            )
            known = {"id": boat(number), "title": f"Harbour council, meeting {number}", "date": "2024-05-07"}
            print(json.dumps(known | {"text": text}), file=file)
    return path


def answers(corpus: qa.Corpus, identifier: str) -> bool:
    """True where the article answers the question that only it can answer."""
    found = corpus.ask(f"What did Captain Brekkestad say about the boat {identifier.capitalize()}?", k=3)
    return identifier in [citation.article.id for citation in found.citations]


# -- killed


def acknowledged_until_killed(reports: Path, folder: Path, after: int, delay: float) -> Iterator[str]:
    """The ids that one run adds and acknowledges until it is killed, so many seconds `after` so many of them."""
    with Process(["onrecord", "add", "--json", reports], folder) as adding:
        added = (one["doc_id"] for one in map(json.loads, adding.stdout) if one["status"] == "added")
        yield from islice(added, after)
        time.sleep(delay)
        adding.kill()
        yield from added


def test_killed_at_any_moment_it_loses_nothing_that_it_acknowledged(tmp_path: Path, onrecord: Run) -> None:
    reports = write_reports(tmp_path / "reports.jsonl", ARTICLES)
    chance = random.Random(20241124)
    acknowledged: set[str] = set()
    left_unfinished = 0
    for number in range(KILLS):
        after = chance.randrange(1, 16) if number % 5 else 0  # every fifth before anything is acknowledged
        delay = chance.uniform(0, 0.03 if after else 1.5)
        acknowledged |= set(acknowledged_until_killed(reports, tmp_path, after, delay))
        with qa.open_corpus() as corpus:
            stored = {article.id for article in corpus.articles()}
            assert acknowledged <= stored
            left_unfinished += 0 < len(stored) < ARTICLES
            some = chance.sample(sorted(stored), min(3, len(stored)))
            assert [identifier for identifier in some if not answers(corpus, identifier)] == []
        with closing(sqlite3.connect(tmp_path / "onrecord" / DATABASE_FILE)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert left_unfinished >= FEWEST_UNFINISHED
    assert 0 < len(acknowledged) < ARTICLES  # the second add has something to complete
    assert onrecord("add", "reports.jsonl").returncode == 0
    assert onrecord("add", "reports.jsonl").stdout == f"{ARTICLES} unchanged\n"
    with qa.open_corpus() as corpus:
        everything = sorted(boat(number) for number in range(ARTICLES))
        assert sorted(article.id for article in corpus.articles()) == everything
        assert {len(corpus.quotations(identifier)) for identifier in everything} == {1}
        assert [identifier for identifier in everything if not answers(corpus, identifier)] == []


# -- one writer, many readers


def adds(reports: Path) -> Process:
    """A writer that tells more than its pipe holds: it goes on only as far as it is listened to."""
    writer = Process(["onrecord", "add", "--json", reports], reports.parent)
    fcntl.fcntl(writer.stdout, fcntl.F_SETPIPE_SZ, mmap.PAGESIZE)
    return writer


def test_of_two_writers_the_second_is_told_who_writes(tmp_path: Path, onrecord: Run) -> None:
    reports = write_reports(tmp_path / "reports.jsonl", 100)
    with adds(reports) as first:
        first.stdout.readline()
        second = onrecord("add", reports)
        removal = onrecord("remove", boat(0))
        assert first.poll() is None
        first.stdout.read()
    for refused in (second, removal):
        assert refused.returncode == 1
        (line,) = refused.stderr.splitlines()
        assert line.startswith(f"onrecord: another process ({first.pid}) is writing to {tmp_path / 'onrecord'}; try ")
    assert first.poll() == 0
    assert onrecord("add", reports).stdout == "100 unchanged\n"


def test_ctrl_c_in_the_midst_of_adding_ends_it_in_a_line_and_loses_nothing(command: Path, tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports.jsonl", 2_000)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen([command, "add", "--json", reports], **pipes) as adding:
        first = adding.stdout.readline()
        adding.send_signal(signal.SIGINT)
        rest, problems = adding.communicate(timeout=60)
    told = "onrecord: stopped; what was done is kept, and the same command does the rest"
    assert (adding.returncode, problems.splitlines()) == (130, [told])
    acknowledged = {json.loads(line)["doc_id"] for line in [first, *rest.splitlines()]}
    with qa.open_corpus() as corpus:
        stored = {article.id for article in corpus.articles()}
    assert acknowledged <= stored
    assert 0 < len(acknowledged) < 2_000


def test_ctrl_c_ends_the_tools_of_an_assistant_that_says_nothing(command: Path) -> None:
    with subprocess.Popen(
        [command, "mcp"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    ) as mcp:
        hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a", "version": "1"}}
        mcp.stdin.write(
            json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}).encode() + b"\n"
        )
        mcp.stdin.flush()
        assert mcp.stdout.readline()
        mcp.send_signal(signal.SIGINT)
        assert mcp.wait(timeout=60) == 130
        assert mcp.stderr.read().startswith(b"onrecord: stopped;")


def test_a_reader_finds_each_article_as_soon_as_it_is_acknowledged(tmp_path: Path) -> None:
    reports = write_reports(tmp_path / "reports.jsonl", 48)
    with adds(reports) as writer:
        first = json.loads(writer.stdout.readline())["doc_id"]
        with qa.open_corpus() as reader:
            acknowledged = [first, *(json.loads(line)["doc_id"] for line in writer.stdout if answers(reader, first))]
            missed = [identifier for identifier in acknowledged if not answers(reader, identifier)]
    assert writer.poll() == 0
    assert len(acknowledged) == 48
    assert missed == []


# -- a damaged index


def asked(onrecord: Run, *options: str) -> tuple[object, list[str]]:
    """The answer as it is printed, and what is said on standard error."""
    done = onrecord(*options, "ask", "--json", QUESTION)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr.splitlines()


def flip(file: Path, share: float) -> None:
    """One bit of a file, so far into it."""
    content = bytearray(file.read_bytes())
    content[int(share * (len(content) - 1))] ^= 1
    file.write_bytes(content)


def manifest(**changes: object) -> Callable[[Path], None]:
    def change(data: Path) -> None:
        file = data / MANIFEST_FILE
        file.write_text(json.dumps(json.loads(file.read_bytes()) | changes), "utf-8")

    return change


DAMAGES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "deleted": ("missing", lambda data: (data / INDEX_FILE).unlink()),
    "emptied": ("damaged", lambda data: (data / INDEX_FILE).write_bytes(b"")),
    "truncated": ("damaged", lambda data: os.truncate(data / INDEX_FILE, 50_000)),
    "lengthened": ("damaged", lambda data: os.truncate(data / INDEX_FILE, 5_000_000)),
    "a bit of its head": ("damaged", lambda data: flip(data / INDEX_FILE, 0.0)),
    "a bit of its size": ("damaged", lambda data: flip(data / INDEX_FILE, 0.0001)),
    "a bit of a vector": ("damaged", lambda data: flip(data / INDEX_FILE, 0.5)),
    "a bit of its last id": ("damaged", lambda data: flip(data / INDEX_FILE, 1.0)),
    "without a manifest": ("missing", lambda data: (data / MANIFEST_FILE).unlink()),
    "manifest emptied": ("unreadable", lambda data: (data / MANIFEST_FILE).write_bytes(b"")),
    "manifest no JSON": ("unreadable", lambda data: (data / MANIFEST_FILE).write_bytes(b'{"format": 1')),
    "manifest no text": ("unreadable", lambda data: (data / MANIFEST_FILE).write_bytes(b"\xff\xfe\0")),
    "manifest an array": ("of another version", lambda data: (data / MANIFEST_FILE).write_bytes(b"[1, 2]")),
    "manifest nested": ("unreadable", lambda data: (data / MANIFEST_FILE).write_bytes(b"[" * 9_000)),
    "manifest huge": ("unreadable", lambda data: (data / MANIFEST_FILE).write_bytes(b" " * 50_000_000)),
    "manifest of another version": ("of another version", manifest(format=99)),
    "manifest of wrong types": ("damaged", manifest(sha256=["a"])),
    "manifest of another encoder": ("of another model", manifest(encoder="0" * 16)),
}


@pytest.mark.parametrize(("why", "damage"), DAMAGES.values(), ids=DAMAGES.keys())
def test_an_index_that_is_damaged_is_rebuilt_and_answers_the_same(
    why: str, damage: Callable[[Path], object], filled: Path, onrecord: Run, caplog: pytest.LogCaptureFixture
) -> None:
    with qa.open_corpus(filled) as corpus:
        before = corpus.ask(QUESTION)
    assert caplog.messages == []
    damage(filled)
    with qa.open_corpus(filled) as corpus:
        assert corpus.ask(QUESTION) == before
    (line,) = caplog.messages
    assert line.startswith(f"the search index was {why}; it was rebuilt from the database (")
    caplog.clear()
    with qa.open_corpus(filled) as corpus:
        assert corpus.ask(QUESTION) == before
    assert caplog.messages == []


def test_the_command_says_in_one_line_what_it_rebuilt(filled: Path, onrecord: Run) -> None:
    before, said = asked(onrecord)
    assert said == []
    flip(filled / INDEX_FILE, 0.5)
    after, said = asked(onrecord)
    assert after == before
    assert len(said) == 1
    assert said[0].startswith("onrecord: the search index was damaged; it was rebuilt from the database (")


def test_an_index_that_cannot_be_saved_is_told_and_made_in_memory(filled: Path, onrecord: Run) -> None:
    before, _ = asked(onrecord)
    (filled / INDEX_FILE).unlink()
    (filled / INDEX_FILE).mkdir()
    after, said = asked(onrecord)
    assert after == before
    assert len(said) == 2
    assert said[1].startswith("onrecord: the search index could not be saved: ")


# -- another model


@pytest.fixture(scope="module")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default model with the weights of its last layer turned down a little."""
    folder = tmp_path_factory.mktemp("models") / "other"
    shutil.copytree(find_model(DEFAULT_MODEL).folder, folder)
    weights = load_file(folder / "model.safetensors")
    (name,) = [name for name in weights if name.endswith("encoder.layer.5.output.dense.weight")]
    weights[name] = weights[name] * np.float32(0.8)
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    return folder


def vectors(data: Path, model: str) -> np.ndarray:
    """All vectors of the corpus, which must all be this model's."""
    encoder = Encoder(model).fingerprint
    with closing(sqlite3.connect(data / DATABASE_FILE)) as connection:
        assert connection.execute("SELECT DISTINCT encoder FROM vectors").fetchall() == [(encoder,)]
    store = Store(data)
    ids, found = store.vectors(encoder, store.passage_ids())
    assert len(ids) == len(store.passage_ids())
    store.close()
    return found


def test_after_a_change_of_model_everything_is_encoded_again_and_nothing_mixed(
    filled: Path, other_model: Path, onrecord: Run, tmp_path: Path
) -> None:
    old = vectors(filled, DEFAULT_MODEL)
    _, said = asked(onrecord, "--model", str(other_model))
    assert any("the corpus was encoded by another model; encoding 4 articles by" in line for line in said)
    new = vectors(filled, str(other_model))
    assert np.abs(new - old).max() > 0.01
    with qa.open_corpus(tmp_path / "fresh", model=str(other_model)) as fresh, qa.open_corpus(filled) as moved:
        fresh.add(*moved.articles())
    np.testing.assert_allclose(new, vectors(tmp_path / "fresh", str(other_model)), atol=5e-3)
    assert asked(onrecord, "--model", str(other_model))[1] == []


def test_whoever_asks_for_the_meetings_first_finds_by_another_model_all_the_same(
    filled: Path, other_model: Path
) -> None:
    with qa.open_corpus(filled, model=str(other_model)) as corpus:
        corpus.meetings()
        assert corpus.ask(QUESTION).answered
    vectors(filled, str(other_model))


def test_encoding_again_goes_on_where_it_was_interrupted(other_model: Path, tmp_path: Path, onrecord: Run) -> None:
    data = tmp_path / "onrecord"
    with qa.open_corpus(data) as corpus:
        corpus.add(write_reports(tmp_path / "reports.jsonl", 60))
    encoded = "SELECT count(*) FROM vectors WHERE encoder = ?"
    other = Encoder(str(other_model)).fingerprint
    with (
        Process(["onrecord", "--model", other_model, "ask", QUESTION], tmp_path) as process,
        closing(sqlite3.connect(data / DATABASE_FILE)) as connection,
    ):
        while connection.execute(encoded, [other]).fetchone() < (30,):
            assert process.poll() is None
            time.sleep(0.005)
        process.kill()
    _, said = asked(onrecord, "--model", str(other_model))
    (line,) = [line for line in said if "encoded by another model" in line]
    assert 0 < int(line.split("encoding ")[1].split()[0]) < 60
    vectors(data, str(other_model))
