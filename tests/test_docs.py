"""What the documents show is what happens: every block of code in them is run.

The blocks of a document are run in their order, in one folder that begins as a clone of the repository with some
articles beside it, on a corpus that holds the sample and those in `read-outs/`. Commands must succeed; where a
`console` block shows what they print, they must print it (`…` stands for anything). JSON and YAML must parse.

A comment before a block, which no reader sees, says what else is to be known: `<!-- file: NAME -->` that the block is
what stands in a file; `<!-- not run: WHY -->`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from markdown_it import MarkdownIt

import qa

ROOT = Path(__file__).parent.parent
BESIDE = ROOT / "tests" / "fixtures" / "documents"
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SERVES = re.compile(r"(?:\w+=\S+ )*onrecord (?:serve|chat)\b[^\n]*\n")
NOT_RUN = re.compile(r"<!-- not run: (?P<why>.+) -->\n")
IN_FILE = re.compile(r"<!-- file: (?P<name>\S+) -->\n")
COMMAND = re.compile(r"^\$ (?P<line>.*)\n(?P<printed>(?:(?!\$ ).*\n)*)", re.MULTILINE)
OWN_PORT = "7860"  # the documents' own; here there may be a server on it


class Block(NamedTuple):
    language: str
    code: str
    line: int
    comment: str


def blocks(document: Path) -> Iterator[Block]:
    comment = ""
    for token in MarkdownIt().parse(document.read_text()):
        if token.type == "fence" and token.map:
            yield Block(token.info, token.content, token.map[0] + 1, comment)
        comment = token.content if token.type == "html_block" else ""


class Reader:
    """Somebody who does what a document says."""

    def __init__(self, folder: Path, port: str) -> None:
        self._folder = folder
        self._port = port
        self._servers: list[subprocess.Popen[str]] = []
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        self._environment = os.environ | {"PATH": path, "HOME": str(folder), "ONRECORD_DATA": str(folder / "data")}

    def follow(self, block: Block) -> None:
        match block.language:
            case "sh" if SERVES.fullmatch(block.code):
                self._serve(block.code.strip())
            case "sh":
                self._run(block.code)
            case "console":
                for command in COMMAND.finditer(block.code):
                    assert self._run(command["line"]) == shown(command["printed"])
            case "python":
                exec(compile(self._on_own_port(block.code), f"line {block.line}", "exec"), {})
            case "json":
                assert all(json.loads(record) is not None for record in records(block.code))
            case "yaml":
                assert yaml.safe_load(block.code)
            case "":
                pass  # a drawing
            case language:
                pytest.fail(f"line {block.line}: nobody knows how to run {language}")

    def stop(self) -> None:
        for server in self._servers:
            with server:
                server.terminate()

    def _on_own_port(self, code: str) -> str:
        return code.replace(OWN_PORT, self._port)

    def _run(self, code: str) -> str:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self._on_own_port(code)],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == 0, f"{code}\n{done.stdout}"
        return done.stdout.replace(self._port, OWN_PORT)

    def _serve(self, command: str) -> None:
        server = subprocess.Popen(
            ["bash", "-c", f"exec env {command} --port {self._port}"],
            cwd=self._folder,
            env=self._environment | {"PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        self._servers.append(server)
        assert server.stdout
        assert any("Onrecord listens" in line for line in server.stdout), f"{command} ended"


class Shown(str):
    """Output as a document shows it: `…` stands for anything."""

    def __eq__(self, other: object) -> bool:
        parts = map(re.escape, self.split("…"))
        return isinstance(other, str) and re.fullmatch(".*".join(parts), other, re.DOTALL) is not None

    __hash__ = str.__hash__


def shown(printed: str) -> Shown:
    return Shown(printed)


def records(code: str) -> list[str]:
    """One record, or one a line."""
    try:
        json.loads(code)
    except ValueError:
        return code.splitlines()
    return [code]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> Path:
    """A corpus that holds the sample and the articles of the fixtures that the documents show."""
    copied = shutil.copytree(sample_folder, tmp_path_factory.mktemp("documents") / "data")
    with qa.open_corpus(copied) as corpus:
        corpus.add(BESIDE / "read-outs")
    return copied


@pytest.fixture
def folder(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """As after a clone, with articles and questions of the reader's own beside it."""
    clone = tmp_path / "clone"
    shutil.copytree(BESIDE, clone)
    for name in ("tests", "benchmarks", "pyproject.toml"):
        (clone / name).symlink_to(ROOT / name)
    shutil.copytree(data, clone / "data")
    monkeypatch.chdir(clone)
    monkeypatch.setenv("ONRECORD_DATA", str(clone / "data"))
    return clone


@pytest.fixture
def reader(folder: Path) -> Iterator[Reader]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    follows = Reader(folder, port)
    yield follows
    follows.stop()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.stem)
def test_every_block_of_a_document_does_what_the_document_says(document: Path, reader: Reader, folder: Path) -> None:
    written = list(blocks(document))
    if shutil.which("curl") is None and any("curl " in block.code for block in written):
        pytest.skip("what is asked over HTTP is asked with curl, which is missing")
    for block in written:
        if named := IN_FILE.fullmatch(block.comment):
            (folder / named["name"]).write_text(block.code)
    for block in written:
        if not NOT_RUN.fullmatch(block.comment):
            try:
                reader.follow(block)
            except Exception as error:
                error.add_note(f"in {document.name}, line {block.line}")
                raise


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.stem)
def test_what_a_document_links_to_is_there(document: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", document.read_text()):
        assert (document.parent / link).exists(), link


def test_the_design_says_of_every_file_what_it_is() -> None:
    cells = re.findall(r"^\| (`.*?) \|", (ROOT / "docs" / "design.md").read_text(), re.MULTILINE)
    told: list[Path] = []
    for cell in cells:
        for name in re.findall(r"`([^`]+)`", cell):  # after the first of a row, a name without a folder is beside it
            told.append(Path(name) if name.startswith(("qa/", "embeddings/")) else told[-1].parent / name)
    files = [file for folder in ("qa", "qa/sources", "embeddings") for file in (ROOT / folder).iterdir()]
    untold = ("__init__.py", "__pycache__", "py.typed", "sources")  # of the last, each file is told
    there = [file.relative_to(ROOT) for file in files if file.name not in untold and not file.name.startswith(".")]
    assert sorted(told) == sorted(there)
