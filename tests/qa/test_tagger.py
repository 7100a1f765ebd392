"""The learned reader: windows lose nothing, decoding keeps to B, I, O, and what it reads it can point to."""

import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.trained import MANIFEST, TrainedFilesError
from qa import tagger as module
from qa.paragraphs import paragraphs
from qa.records import Span
from qa.tagger import (
    MODEL,
    WEIGHTS,
    WINDOW_TOKENS,
    Content,
    Tagger,
    Window,
    decode,
    open_tokenizer,
    windows,
)

TOKENS = open_tokenizer()
REPORT = (
    "Mayor Oda Brekkestad said on Monday that the ferry would be sold before the winter. The harbour board met in "
    "private.\n\nAccording to the engineer, the hull has four cracks."
)


@pytest.fixture(scope="module")
def reader() -> Tagger:
    return Tagger()


TEXTS = st.text(st.sampled_from("abc é“”.,\n—😀 the said") | st.characters(exclude_categories=["Cs"]), max_size=1200)


@given(TEXTS)
def test_windows_hold_every_token_of_the_paragraphs_once_and_in_order(text: str) -> None:
    stretches = [Span(*pair) for pair in zip(*_line_edges(text), strict=True)]
    found = list(windows(TOKENS, text, stretches))
    spans = [
        (start, end) for window in found for start, end in zip(window.starts, window.ends, strict=True) if start >= 0
    ]
    whole = [
        (stretch.start + start, stretch.start + end)
        for stretch in stretches
        for start, end in TOKENS.encode(stretch.of(text), add_special_tokens=False).offsets
    ]
    assert spans == whole
    assert all(len(window.ids) <= WINDOW_TOKENS for window in found)


def _line_edges(text: str) -> tuple[list[int], list[int]]:
    starts = [at for at, character in enumerate(text) if character != "\n" and (at == 0 or text[at - 1] == "\n")]
    ends = [at + 1 for at, c in enumerate(text) if c != "\n" and (at + 1 == len(text) or text[at + 1] == "\n")]
    return starts, ends


def test_a_paragraph_longer_than_a_window_is_cut_at_the_end_of_a_sentence() -> None:
    text = "The ferry is old and everybody knows it. " * 40
    first, *_ = windows(TOKENS, text, [Span(0, len(text))])
    last = max(end for end in first.ends)
    assert text[last - 1] == "."


def test_short_paragraphs_share_a_window() -> None:
    assert len(list(windows(TOKENS, REPORT, paragraphs(REPORT)))) == 1


def tags(path: str) -> np.ndarray:
    """Log-probabilities in which each token most probably has the given tag."""
    return np.log(np.array([[0.9 if tag == wanted else 0.05 for tag in "OBI"] for wanted in path], dtype=np.float32))


PATHS = {
    "nothing": ("OOO", []),
    "one": ("OBIIO", [(1, 4)]),
    "to the end": ("OBI", [(1, 3)]),
    "two that touch": ("BIBI", [(0, 2), (2, 4)]),
    "of one token": ("OBO", [(1, 2)]),
}


@pytest.mark.parametrize(("path", "contents"), PATHS.values(), ids=PATHS.keys())
def test_contents_are_decoded(path: str, contents: list[tuple[int, int]]) -> None:
    assert decode(tags(path), np.zeros(len(path), dtype=bool)) == contents


def test_a_content_goes_on_over_the_end_of_a_paragraph_and_does_not_end_with_it() -> None:
    special = np.array([False, False, True, False, True])
    assert decode(tags("BIOIO"), special) == [(0, 4)]
    assert decode(tags("BIOOO"), special) == [(0, 2)]


@given(st.lists(st.lists(st.floats(-20, 0), min_size=3, max_size=3), min_size=1, max_size=40))
def test_decoded_contents_are_disjoint_and_in_order(scores: list[list[float]]) -> None:
    found = decode(np.array(scores, dtype=np.float32), np.zeros(len(scores), dtype=bool))
    edges = [edge for content in found for edge in content]
    assert edges == sorted(edges)
    assert all(first < last <= len(scores) for first, last in found)


def test_reported_speech_is_read_with_its_source_and_its_cue(reader: Tagger) -> None:
    first, second = reader.contents(REPORT, paragraphs(REPORT))
    assert "the ferry would be sold before the winter" in first.span.of(REPORT)
    assert "Oda Brekkestad" in first.source.of(REPORT)
    assert first.cue.of(REPORT) == "said"
    assert "the hull has four cracks" in second.span.of(REPORT)
    assert "the engineer" in second.source.of(REPORT)
    assert all(0.5 < content.confidence <= 1 for content in (first, second))


def test_only_the_given_paragraphs_are_read(reader: Tagger) -> None:
    assert [content.source.of(REPORT) for content in reader.contents(REPORT, paragraphs(REPORT)[1:])] == [
        "the engineer"
    ]


def test_reading_twice_gives_the_same(reader: Tagger) -> None:
    assert reader.contents(REPORT, paragraphs(REPORT)) == reader.contents(REPORT, paragraphs(REPORT))


def test_a_report_without_speech_has_no_contents(reader: Tagger) -> None:
    text = "The bridge is forty metres long. It was built of granite and opened in the spring."
    assert reader.contents(text, paragraphs(text)) == []


def test_damaged_and_missing_files_are_told_in_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    Tagger(folder)
    with (folder / MODEL).open("r+b") as file:
        file.seek(1000)
        file.write(b"\0\1\2\3")
    with pytest.raises(TrainedFilesError, match="is damaged: its SHA-256 is not the one"):
        Tagger(folder)
    (folder / MODEL).unlink()
    with pytest.raises(TrainedFilesError, match="cannot be read"):
        Tagger(folder)


def is_a_pipe(manifest: Path) -> None:
    os.mkfifo(manifest)


def is_nested_too_deeply(manifest: Path) -> None:
    manifest.write_text("[" * 100_000)


def is_missing(manifest: Path) -> None:
    assert not manifest.exists()


def tells_of_a_model_that_is_none(manifest: Path) -> None:
    content = b"no\nmodel"
    manifest.with_name(MODEL).write_bytes(content)
    hashes = json.loads((WEIGHTS / manifest.name).read_text())["sha256"]
    manifest.write_text(json.dumps({"sha256": hashes | {MODEL: hashlib.sha256(content).hexdigest()}}))


USELESS = [Path.mkdir, is_a_pipe, is_nested_too_deeply, is_missing, tells_of_a_model_that_is_none]


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own for the files."""
    monkeypatch.setattr(module, "WEIGHTS", tmp_path)
    return tmp_path


@pytest.mark.parametrize("make", USELESS, ids=lambda make: make.__name__)
def test_without_files_that_can_be_used_rules_go_on_alone(
    make: Callable[[Path], None], weights: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make(weights / MANIFEST)
    with caplog.at_level(logging.WARNING):
        assert module.tagger() is None
        assert module.tagger() is None
    [warning] = caplog.messages
    assert warning.endswith("reported speech is found by rules alone")
    assert "\n" not in warning


def test_without_memory_for_the_model_rules_go_on_alone(
    weights: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(WEIGHTS, weights, dirs_exist_ok=True)

    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(onnxruntime, "InferenceSession", fail)
    assert module.tagger() is None
    assert len(caplog.messages) == 1


def test_threads_that_ask_at_once_get_one_model(monkeypatch: pytest.MonkeyPatch, weights: Path) -> None:
    shutil.copytree(WEIGHTS, weights, dirs_exist_ok=True)
    loaded = []

    def load_slowly(folder: Path) -> Tagger:
        loaded.append(folder)
        time.sleep(0.2)
        return Tagger(folder)

    monkeypatch.setattr(module, "Tagger", load_slowly)
    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(lambda _: module.tagger(), range(4)))) == 1
    assert loaded == [weights]


FORKS = """
import os, signal, sys
from qa.extraction import quotations
quotations(sys.argv[1])
child = os.fork()
if not child:
    signal.alarm(20)
    os._exit(0 if quotations(sys.argv[1]) else 1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_forked_process_can_read_on() -> None:
    assert subprocess.run([sys.executable, "-c", FORKS, REPORT * 4], check=False).returncode == 0


def test_half_a_character_is_read_past(reader: Tagger) -> None:
    broken = REPORT.replace("harbour", "h\ud800rbour")
    [*contents] = reader.contents(broken, paragraphs(broken))
    assert [content.cue.of(broken) for content in contents] == ["said", "According to"]


def test_few_windows_of_a_long_text_are_in_memory_at_a_time(reader: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    cut, read, ahead = 0, 0, 0

    def counted(*arguments: Any) -> Iterator[Window]:
        nonlocal cut, ahead
        for window in windows(*arguments):
            cut += 1
            ahead = max(ahead, cut - read)
            yield window

    def read_one(*_: object) -> list[Content]:
        nonlocal read
        time.sleep(0.001)
        read += 1
        return []

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(module, "windows", counted)
    monkeypatch.setattr(Tagger, "_contents_of", read_one)
    text = "!" * 160 * 200
    reader.contents(text, [Span(0, len(text))])
    assert cut > 200
    assert ahead < 20


def test_a_very_long_paragraph_is_tokenised_in_stretches_that_end_at_white_space() -> None:
    text, lengths = "lighthouse " * 10_000, list[int]()

    class Watching:
        token_to_id = TOKENS.token_to_id

        def encode_batch(self, texts: list[str], **options: bool) -> Any:
            lengths.append(sum(map(len, texts)))
            return TOKENS.encode_batch(texts, **options)

    found = list(windows(Watching(), text, [Span(0, len(text))]))
    assert max(lengths) <= 20_000
    words = {text[a:b] for window in found for a, b in zip(window.starts, window.ends, strict=True) if a >= 0}
    assert words == {"lighthouse"}
