"""Fixtures: the forms that are read, and for every slip the file, the line and what to do."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.errors import FixtureError
from qa.fixtures import Evidence, Fixture, read_fixtures
from qa.records import Span

SAMPLE = Path(__file__).parents[1] / "fixtures" / "sample" / "questions.jsonl"

YAML = """\
# The harbour
- question: When will the new ferry sail?
  evidence: sail in June
  speaker: [Mira Solane, Mayor Solane]
  filters:
    since: 2024-05-01
- question: And how many passengers will it carry?
  qid: 7
  history:
    - When will the new ferry sail?
  evidence:
    - {file: ferry.txt, start: 10, end: 20}
  type: follow-up
- question: What did Solane say about trams?
  answerable: no
"""
LINES = "\n".join(
    [
        '{"question": "When will the new ferry sail?", "evidence": "sail in June", '
        '"speaker": ["Mira Solane", "Mayor Solane"], "filters": {"since": "2024-05-01"}}',
        "",
        '{"question": "And how many passengers will it carry?", "qid": 7, '
        '"history": ["When will the new ferry sail?"], "type": "follow-up", '
        '"evidence": [[10, 20]], "doc_id": "ferry.txt"}',
        '{"question": "What did Solane say about trams?", "evidence": []}',
    ]
)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def asked(fixture: Fixture) -> tuple[object, ...]:
    return fixture.asked, fixture.evidence, fixture.speakers, fixture.kind, fixture.answerable


def test_yaml_and_json_lines_say_the_same(tmp_path: Path) -> None:
    in_yaml = read_fixtures([written(tmp_path, "a.yaml", YAML)])
    in_lines = read_fixtures([written(tmp_path, "a.jsonl", LINES)])
    assert [asked(one) for one in in_yaml] == [asked(one) for one in in_lines]
    first, second, third = in_yaml
    assert (first.asked.qid, first.kind) == ("When will the new ferry sail?", "other")
    assert str(first.asked.filters.since) == "2024-05-01"
    assert first.speakers == ("Mira Solane", "Mayor Solane")
    assert second.evidence == (Evidence(article="ferry.txt", span=Span(10, 20)),)
    assert (second.asked.qid, second.asked.history) == ("7", ("When will the new ferry sail?",))
    assert not third.answerable


def test_every_question_knows_its_line(tmp_path: Path) -> None:
    files = [written(tmp_path, "a.yml", YAML), SAMPLE]
    places = [fixture.place for fixture in read_fixtures(files)]
    assert places[:4] == [f"{files[0]}:2", f"{files[0]}:7", f"{files[0]}:14", f"{SAMPLE}:1"]


def test_the_form_of_the_sample_is_taken_as_it_is() -> None:
    fixtures = {fixture.asked.qid: fixture for fixture in read_fixtures([SAMPLE])}
    for line in SAMPLE.read_text("utf-8").splitlines():
        given = json.loads(line)
        fixture = fixtures[given["qid"]]
        assert fixture.answerable == given["answerable"]
        assert [piece.text for piece in fixture.evidence] == given["evidence"]
        assert list(fixture.speakers) == ([given["speaker"]] if given["speaker"] else [])
        assert fixture.kind == given["type"]


def test_a_stretch_belongs_to_the_only_file_that_is_named(tmp_path: Path) -> None:
    file = written(tmp_path, "a.jsonl", '{"question": "a?", "files": ["f.txt"], "evidence": [[0, 4]]}')
    assert read_fixtures([file])[0].evidence == (Evidence(article="f.txt", span=Span(0, 4)),)


def test_words_are_normalised_as_articles_are(tmp_path: Path) -> None:
    file = written(tmp_path, "a.jsonl", json.dumps({"question": "cafe\u0301?", "evidence": "the ca\u00adfe\u0301"}))
    (fixture,) = read_fixtures([file])
    assert (fixture.asked.question, fixture.evidence[0].text) == ("caf\u00e9?", "the caf\u00e9")


WRONG_YAML: dict[str, tuple[str, int, str]] = {
    "no list": ("question: a?", 1, "begin each with a dash"),
    "no fields": ("- question: a?\n  evidence: b\n- c", 3, "write - question: …"),
    "no question": ("- evidence: b", 1, "the question is missing"),
    "an empty question": ("- evidence: b\n  question: ' '", 2, "the question is ' '"),
    "a number for a question": ("- evidence: b\n  question: 5", 2, "the question is a int"),
    "no evidence": ("- question: a?\n  speaker: B", 1, "give the words that answer, or answerable: false"),
    "answerable, but how": ("- question: a?\n  answerable: true", 2, "no evidence is given"),
    "evidence for nothing": ("- question: a?\n  answerable: false\n  evidence: b", 3, "leave one of them out"),
    "perhaps answerable": ("- question: a?\n  evidence: b\n  answerable: perhaps", 3, "neither true nor false"),
    "evidence without words": ("- question: a?\n  evidence: ['…']", 2, "has no words"),
    "evidence that is a number": ("- question: a?\n  evidence: [1, 2]", 2, "a piece of evidence is a int"),
    "a stretch that ends first": ("- question: a?\n  doc_id: d\n  evidence: [[5, 2]]", 3, "start before end"),
    "a stretch of no article": ("- question: a?\n  evidence: [[2, 5]]", 2, "give its doc_id"),
    "a speaker by number": ("- question: a?\n  evidence: b\n  speaker: 5", 3, "a int is no name"),
    "history that is no list": ("- question: a?\n  evidence: b\n  history: c?", 3, "history must be a list"),
    "filters that are none": ("- question: a?\n  evidence: b\n  filters: [c]", 3, "filters must be an object"),
    "a day that is none": ("- question: a?\n  evidence: b\n  filters:\n    since: May", 4, "no date like"),
    "a slip in a field": ("- question: a?\n  evidense: b", 2, "did you mean 'evidence'?"),
    "a slip in a filter": ("- question: a?\n  evidence: b\n  filters:\n    sinse: 2024-05-01", 4, "mean 'since'?"),
    "a field that is no word": ("- question: a?\n  evidence: b\n  7: c", 1, "put it in quotation marks"),
    "no YAML": ("- question: a?\n  evidence: 'b", 2, "not YAML"),
    "a tag that runs something": ("- question: a?\n  evidence: !!python/name:os.system ''", 2, "not YAML"),
    "a control character": ("- question: a?\n  evidence: \x07", 2, "remove the character"),
    "a number without end": ("- question: a?\n  evidence: " + "9" * 5000, 1, "not YAML that can be read"),
    "brackets without end": ("[" * 20_000, 1, "not YAML that can be read"),
    "a list that holds itself": ("- question: a?\n  evidence: &e [*e]", 2, "a list in it is no stretch"),
    "nothing": ("# later\n", 1, "there is no question in it"),
    "a question twice": ("- question: a?\n  evidence: b\n- question: a?\n  evidence: c", 3, "a qid of its own"),
}


@pytest.mark.parametrize(("content", "line", "cure"), WRONG_YAML.values(), ids=WRONG_YAML)
def test_a_slip_in_yaml_is_told_with_its_line(tmp_path: Path, content: str, line: int, cure: str) -> None:
    file = written(tmp_path, "a.yaml", content)
    with pytest.raises(FixtureError) as told:
        read_fixtures([file])
    (message,) = str(told.value).splitlines()
    assert message.startswith(f"{file}:{line}: ")
    assert cure in message


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'{"question": "a?", "evidence": "b"}\n\n{"question"', 3),
        (b'\n["a?"]', 2),
        (b'{"question": "a?", "evidence": "b"}\n{"question": "c?"}', 2),
        (b'{"question": "\xff"}', 1),
        (b"\n", 1),
    ],
    ids=["cut off", "no object", "no evidence", "no UTF-8", "nothing"],
)
def test_a_slip_in_json_lines_is_told_with_its_line(tmp_path: Path, content: bytes, line: int) -> None:
    file = written(tmp_path, "a.jsonl", content)
    with pytest.raises(FixtureError, match=rf"a\.jsonl:{line}: "):
        read_fixtures([file])


def test_yaml_of_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(FixtureError, match=r"a\.yaml:2: not UTF-8; save the file as UTF-8"):
        read_fixtures([written(tmp_path, "a.yaml", "- question: a?\n  evidence: Fähre".encode("latin-1"))])


def test_a_qid_belongs_to_one_question_of_all_files(tmp_path: Path) -> None:
    one = written(tmp_path, "one.jsonl", '{"qid": 1, "question": "a?", "evidence": "b"}')
    other = written(tmp_path, "other.yaml", "\n- {qid: '1', question: 'c?', evidence: d}")
    with pytest.raises(FixtureError, match=r"other\.yaml:2: .*one\.jsonl:1 has the qid '1', too"):
        read_fixtures([one, other])


@pytest.mark.parametrize("name", ["missing.jsonl", "missing.yaml", "folder.jsonl", "folder", "a.csv"])
def test_what_is_no_file_of_fixtures_is_told(tmp_path: Path, name: str) -> None:
    if name.startswith("folder"):
        (tmp_path / name).mkdir()
    with pytest.raises(FixtureError, match=rf"{name}: .*; name "):
        read_fixtures([tmp_path / name])


fields = st.sampled_from(
    ["qid", "question", "history", "filters", "evidence", "speaker", "answerable", "type", "doc_id"]
)
plain = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
values = plain | st.lists(plain | st.lists(plain, max_size=2), max_size=2) | st.dictionaries(st.text(), plain)


@settings(deadline=None)  # it writes files
@given(st.dictionaries(fields | st.text(max_size=12), values))
def test_whatever_a_line_holds_it_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, record: dict[str, object]
) -> None:
    line = json.dumps({"question": "a?", "evidence": "b"} | record)
    file = written(tmp_path_factory.getbasetemp(), "any.jsonl", line)
    try:
        read_fixtures([file])
    except FixtureError as error:
        assert str(error).startswith(f"{file}:1: ")  # noqa: PT017 - it need not be raised


def test_the_two_examples_of_the_manual_say_the_same(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text("utf-8")
    shown = {language: manual.split(f"```{language}\n")[1].split("```")[0] for language in ("yaml", "json")}
    in_yaml = read_fixtures([written(tmp_path, "a.yaml", shown["yaml"])])
    in_lines = read_fixtures([written(tmp_path, "a.jsonl", shown["json"])])
    assert [asked(one) for one in in_yaml] == [asked(one) for one in in_lines]
