"""Questions with what is expected of their answers: YAML and JSON lines. Every error names file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, BinaryIO

from qa.batch import AskedLine, FieldError, asked_line, read_records
from qa.errors import FixtureError
from qa.records import Span
from qa.sources import normalise
from qa.wire import Json

OTHER = "other"
_YAML = (".yaml", ".yml")
_LINES = (".jsonl", ".ndjson")
_LARGEST = 20_000_000
# Those that decide; others are the author's own. A slip of the pen in one of them must not pass for silence.
_DECIDING = ("qid", "question", "history", "filters", "evidence", "speaker", "answerable", "type", "doc_id", "files")
_FILTERS = ("doc_id", "speaker", "since", "until", "meeting", "outlet")
_LONGEST_SHOWN = 60
_WRITE = "give one a line, or a list of them in YAML"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that answer, or a stretch of an article that does. `article` is its id or the name of its file."""

    text: str = ""
    article: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Fixture:
    """A question and what is expected: one of the pieces of evidence, said by one of the speakers; or silence.

    `is_feedback` where a reader said it of an answer (`verdict`): the article may have been removed since.
    """

    asked: AskedLine
    evidence: tuple[Evidence, ...] = ()
    speakers: tuple[str, ...] = ()
    kind: str = OTHER
    place: str = ""
    is_feedback: bool = False

    @property
    def answerable(self) -> bool:
        return bool(self.evidence)


@dataclass(frozen=True, slots=True)
class _Located:
    """A record, and where it stands: `lines` are those of its fields, where they have lines of their own."""

    record: Json
    file: Path
    line: int
    lines: dict[str, int] = field(default_factory=dict)

    def place(self, name: str = "") -> str:
        return f"{self.file}:{self.lines.get(name, self.line)}"


def read_fixtures(files: Sequence[Path], on_open: Callable[[str], object] = lambda line: None) -> list[Fixture]:
    """Raises FixtureError at the first that is malformed or has the qid of another.

    What a reader has said of an answer (`verdict`) without saying what would have been right cannot be judged:
    `on_open` is told that it is left out.
    """
    fixtures: dict[str, Fixture] = {}
    for file in files:
        before = len(fixtures)
        for located in _located(file):
            if _is_open(located.record):
                on_open(f"{located.place()}: left out, since it is not known what answers it; add the evidence")
                continue
            fixture = _fixture(located)
            qid = fixture.asked.qid
            if qid in fixtures:
                cure = "give each question a qid of its own"
                raise FixtureError(f"{fixture.place}: {fixtures[qid].place} has the qid {_short(qid)}, too; {cure}")
            fixtures[qid] = fixture
        if len(fixtures) == before:
            raise FixtureError(f"{file}:1: there is no question in it that can be judged; {_WRITE}")
    return list(fixtures.values())


def _is_open(record: Json) -> bool:
    return "verdict" in record and record.get("evidence") is None and "answerable" not in record


def _located(file: Path) -> Iterator[_Located]:
    if file.suffix.lower() not in (*_YAML, *_LINES):
        raise FixtureError(f"{file}: fixtures are .jsonl, .yaml or .yml files; name one of these")
    if file.suffix.lower() in _YAML:
        yield from _yaml(file)
        return
    with opened(file) as lines:
        for number, record in read_records(lines, str(file), FixtureError):
            yield _Located(record, file, number)


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """A file for reading. Raises FixtureError where it cannot be read."""
    try:
        with file.open("rb") as content:
            yield content
    except OSError as error:
        raise FixtureError(f"{file}: {(error.strerror or str(error)).lower()}; name a file that can be read") from error


def _yaml(file: Path) -> Iterator[_Located]:
    import yaml

    text = _decoded(file)
    try:
        loader = yaml.SafeLoader(text)
        # Days stay as they are written, as in JSON.
        loader.yaml_implicit_resolvers = {
            first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
            for first, resolvers in loader.yaml_implicit_resolvers.items()
        }
        root = loader.get_single_node()
        if root is None:
            return
        if not isinstance(root, yaml.SequenceNode):
            raise FixtureError(f"{file}:{_line_of(root)}: not a list of questions; begin each with a dash")
        for node in root.value:
            record = loader.construct_document(node)
            if not isinstance(record, dict):
                raise FixtureError(f"{file}:{_line_of(node)}: not a question with fields; write - question: …")
            yield _Located(record, file, _line_of(node), _lines_of(node))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise FixtureError(f"{file}:{line}: not YAML: {error.reason}; remove the character") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FixtureError(f"{file}:{line}: not YAML: {error.problem or error.context}; mend the line") from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of nested brackets
        raise FixtureError(f"{file}:1: not YAML that can be read: {error}; write it more plainly") from error


def _decoded(file: Path) -> str:
    with opened(file) as binary:
        content = binary.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise FixtureError(f"{file}: more than {_LARGEST:,} bytes; write so many questions as JSON lines")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FixtureError(f"{file}:{line}: not UTF-8; save the file as UTF-8") from error


def _line_of(node: Any) -> int:
    return int(node.start_mark.line) + 1


def _lines_of(node: Any) -> dict[str, int]:
    """The lines of the fields, and of the filters in them."""
    lines: dict[str, int] = {}
    for key, value in node.value:
        if key.value == "filters" and isinstance(value.value, list):
            lines |= {str(inner[0].value): _line_of(inner[0]) for inner in value.value if isinstance(inner, tuple)}
    return lines | {str(key.value): _line_of(key) for key, _ in node.value}


# -- one question


def _fixture(located: _Located) -> Fixture:
    try:
        return _read(located)
    except FieldError as error:
        raise FixtureError(f"{located.place(error.field)}: {error}") from error


def _read(located: _Located) -> Fixture:
    record = located.record
    _check_names(record, _DECIDING)
    if isinstance(record.get("filters"), dict):
        _check_names(record["filters"], _FILTERS)
    question = record.get("question")
    if not isinstance(question, str) or not question.strip():
        raise FieldError("question", f"the question is {_short(question)}; write it as text")
    asked = asked_line({"qid": question} | record)
    evidence = _evidence(record)
    answerable = record.get("answerable", bool(evidence) or "evidence" not in record)
    if not isinstance(answerable, bool):
        raise FieldError("answerable", "'answerable' is neither true nor false; write one of these")
    if answerable and not evidence:
        raise FieldError("answerable", "no evidence is given; give the words that answer, or answerable: false")
    if evidence and not answerable:
        raise FieldError("evidence", "there is evidence, and the question is not answerable; leave one of them out")
    return Fixture(
        replace(
            asked,
            qid=normalise(asked.qid),
            question=normalise(asked.question),
            history=tuple(normalise(earlier) for earlier in asked.history),
            filters=asked.filters._replace(speakers=tuple(normalise(name) for name in asked.filters.speakers)),
        ),
        evidence,
        tuple(_speakers(record)),
        _text(record, "type") or OTHER,
        located.place(),
        "verdict" in record,
    )


def _check_names(record: Json, known: Sequence[str]) -> None:
    for name in record:
        if not isinstance(name, str):
            raise FieldError("", f"a field is called {_short(name)}, which is no word; put it in quotation marks")
        meant = [] if name in known else get_close_matches(name, [one for one in known if one not in record], 1, 0.8)
        if meant:
            raise FieldError(name, f"unknown field {_short(name)}; did you mean {meant[0]!r}?")


def _evidence(record: Json) -> tuple[Evidence, ...]:
    given = record.get("evidence")
    if given is None:
        return ()
    pieces = given if isinstance(given, list) else [given]
    return tuple(_piece(piece, record) for piece in pieces)


def _piece(piece: object, record: Json) -> Evidence:
    if isinstance(piece, str):
        return _words(piece, "")
    if isinstance(piece, list):
        return _stretch(piece, _text(record, "doc_id") or _only_file(record))
    if isinstance(piece, dict):
        article = _text(piece, "doc_id", "evidence") or _text(piece, "file", "evidence")
        if "text" in piece:
            return _words(piece["text"], article)
        return _stretch([piece.get("start"), piece.get("end")], article)
    cure = 'write its words, [start, end] with doc_id, or {"file": …, "start": …, "end": …}'
    raise FieldError("evidence", f"a piece of evidence is {_short(piece)}; {cure}")


def _words(text: object, article: str) -> Evidence:
    if not isinstance(text, str) or not any(character.isalnum() for character in text):
        raise FieldError("evidence", f"a piece of evidence has no words: {_short(text)}; write those that answer")
    return Evidence(normalise(text), article)


def _stretch(ends: list[Any], article: str) -> Evidence:
    if len(ends) != 2 or not all(type(end) is int for end in ends) or not 0 <= ends[0] < ends[1]:
        raise FieldError("evidence", "a list in it is no stretch; write [start, end], whole numbers, start before end")
    if not article:
        raise FieldError("evidence", "a stretch belongs to an article; give its doc_id, or the name of its file")
    return Evidence("", article, Span(*ends))


def _only_file(record: Json) -> str:
    files = record.get("files")
    return files[0] if isinstance(files, list) and len(files) == 1 and isinstance(files[0], str) else ""


def _speakers(record: Json) -> Iterator[str]:
    given = record.get("speaker")
    for name in given if isinstance(given, list) else [given]:
        if name is None:
            continue
        if not isinstance(name, str) or not name.strip():
            raise FieldError("speaker", f"{_short(name)} is no name; write it out, a list of names, or null")
        yield normalise(name)


def _text(record: Json, name: str, blamed: str = "") -> str:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return normalise(value or "")
    if type(value) is int:
        return str(value)
    raise FieldError(blamed or name, f"{name!r} is {_short(value)}; write it as text")


def _short(value: object) -> str:
    """For one line of an error. Only words are shown: a list in YAML that refers to itself is endless."""
    if value is None:
        return "missing"
    if not isinstance(value, str):
        return f"a {type(value).__name__}"
    shown = repr(value)
    return shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1] + "…"
