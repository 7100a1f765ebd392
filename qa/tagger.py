"""The learned reader: what English prose reports as said, and which words name the source and report it.

A small transformer tags the tokens of a window of text (B, I, O for content, source and cue: the three parts of an
attribution as PolNeAR annotates them, Newell et al. 2018) and points from each content to its source and its cue
(a dot product of token projections, as in pointer networks, Vinyals et al. 2015). Its files are in `weights/`, with a
model card; `benchmarks/train_tagger.py` makes them.
"""

from __future__ import annotations

import logging
import os
import re
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from embeddings.model_files import bundled_folder
from embeddings.trained import TOKENIZER, TrainedFilesError, open_session
from qa.records import Span

WEIGHTS = Path(__file__).parent / "weights"
MODEL = "tagger.onnx"
WINDOW_TOKENS = 160
HEADS = ("content", "source", "cue")
OUTSIDE, BEGIN, INSIDE = range(3)
POINTER_WIDTH = 64
# Characters that are tokenised together, and of a longer paragraph at once: tokens take far more memory than text.
_TOGETHER = 20_000
# Windows that are read or wait to be read, for each processor.
_IN_FLIGHT = 4
_LAST_GAP = re.compile(r"\s(?=\S*\Z)")
# Half of a surrogate pair: no character, so that the tokenizer takes no text that has one.
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_NO_TOKEN = -1
_NEAR = 3  # tokens
_LONGEST_WORD = 100  # characters
# A paragraph longer than a window is cut after one of these, where there is one.
_PART_ENDS = (".", "?", "!", "”", '"', ";")
_IMPOSSIBLE = -1e9

Floats = NDArray[np.float32]


class Content(NamedTuple):
    """What somebody is reported to have said, in one stretch of a window, with the words that say so.

    `confidence` is the mean probability of its tokens; `source_confidence` the share of the pointer near its aim.
    """

    span: Span
    source: Span
    cue: Span
    confidence: float
    source_confidence: float


@dataclass(slots=True)
class Window:
    """Tokens of consecutive paragraphs. `starts` and `ends` are places in the text; −1 for [CLS] and [SEP]."""

    ids: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, ids: Sequence[int], starts: Sequence[int], ends: Sequence[int]) -> None:
        self.ids += ids
        self.starts += starts
        self.ends += ends

    def add_special(self, token: int) -> None:
        self.add([token], [_NO_TOKEN], [_NO_TOKEN])

    def span(self, first: int, last: int) -> Span:
        return Span(self.starts[first], self.ends[last - 1])


def open_tokenizer() -> Any:
    """The tokenizer of all-MiniLM-L6-v2, from which the tagger was trained on."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(bundled_folder() / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def windows(tokenizer: Any, text: str, paragraphs: Sequence[Span], first: int = WINDOW_TOKENS) -> Iterator[Window]:
    """A text's paragraphs in windows of at most WINDOW_TOKENS tokens, the first of at most `first`.

    A paragraph is cut only where it is longer than a window.
    """
    start, end = (tokenizer.token_to_id(token) for token in ("[CLS]", "[SEP]"))
    part_ends = frozenset(tokenizer.token_to_id(mark) for mark in _PART_ENDS)
    window, limit = Window(), first
    window.add_special(start)
    for group in _groups(text, paragraphs):
        encoded = tokenizer.encode_batch([span.of(text) for span in group], add_special_tokens=False)
        for span, tokens in zip(group, encoded, strict=True):
            ids, offsets = tokens.ids, tokens.offsets
            for left, right in _parts(ids, part_ends):
                if len(window.ids) + right - left >= limit and len(window.ids) > 1:
                    yield window
                    window, limit = Window(), WINDOW_TOKENS
                    window.add_special(start)
                window.add(
                    ids[left:right],
                    [span.start + offset[0] for offset in offsets[left:right]],
                    [span.start + offset[1] for offset in offsets[left:right]],
                )
                window.add_special(end)
    if len(window.ids) > 1:
        yield window


def _groups(text: str, paragraphs: Sequence[Span]) -> Iterator[list[Span]]:
    """What is tokenised together, so that no text takes more memory than a short one."""
    group, characters = list[Span](), 0
    for paragraph in paragraphs:
        for stretch in _stretches(text, paragraph):
            if group and characters + stretch.end - stretch.start > _TOGETHER:
                yield group
                group, characters = [], 0
            group.append(stretch)
            characters += stretch.end - stretch.start
    if group:
        yield group


def _stretches(text: str, paragraph: Span) -> Iterator[Span]:
    """The paragraph; a very long one in stretches, cut at white space where there is any."""
    start, end = paragraph
    while end - start > _TOGETHER:
        gap = _LAST_GAP.search(text, start, start + _TOGETHER)
        cut = gap.end() if gap else start + _TOGETHER
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def _parts(ids: Sequence[int], part_ends: frozenset[int]) -> Iterator[tuple[int, int]]:
    """A paragraph's tokens in parts that fit into a window with its two special tokens."""
    longest, left = WINDOW_TOKENS - 2, 0
    while len(ids) - left > longest:
        right = left + longest
        places = (at + 1 for at in range(right - 1, left + longest // 3, -1) if ids[at] in part_ends)
        right = next(places, right)
        yield left, right
        left = right
    if left < len(ids):
        yield left, len(ids)


class Tagger:
    """The model, in memory. Calls from several threads are safe."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """Raises TrainedFilesError where the files are not the ones that were trained, or cannot be used."""
        # A window's matrices are too small for two processors: each takes windows of its own.
        self._session = open_session(folder, MODEL, processors=1)
        self._tokenizer = open_tokenizer()

    def contents(self, text: str, paragraphs: Sequence[Span]) -> list[Content]:
        """The contents in these paragraphs, in order. Linear in their length."""
        text = _HALF_CHARACTER.sub("\ufffd", text)
        return [content for contents in self._read(text, paragraphs) for content in contents]

    def _read(self, text: str, paragraphs: Sequence[Span]) -> Iterator[list[Content]]:
        """The contents of each window; few windows are in memory at a time."""
        processors = os.cpu_count() or 1
        reading = deque[Future[list[Content]]]()
        # Of this call alone: threads do not live on in a process that is forked.
        with ThreadPoolExecutor(processors) as workers:
            for window in windows(self._tokenizer, text, paragraphs):
                reading.append(workers.submit(self._contents_of, text, window))
                if len(reading) > _IN_FLIGHT * processors:
                    yield reading.popleft().result()
            while reading:
                yield reading.popleft().result()

    def _contents_of(self, text: str, window: Window) -> list[Content]:
        [[outputs]] = self._session.run(None, {"ids": np.array([window.ids], dtype=np.int64)})
        tags, queries = read_outputs(outputs)
        special = np.array(window.starts) == _NO_TOKEN
        found: list[Content] = []
        for first, last in decode(tags[:, 0], special):
            own = first + np.flatnonzero(~special[first:last])
            inside = 1 - np.exp(tags[own, 0, OUTSIDE])
            source, source_confidence = _pointed(queries[0], own, special)
            cue, _ = _pointed(queries[1], own, special)
            found.append(
                Content(
                    span=_whole_words(text, window.span(first, last)),
                    source=_whole_words(text, window.span(*_run_around(tags[:, 1], source, special))),
                    cue=_whole_words(text, window.span(*_run_around(tags[:, 2], cue, special))),
                    confidence=float(inside.mean()),
                    source_confidence=source_confidence,
                )
            )
        return found


def _whole_words(text: str, span: Span) -> Span:
    """The span with the words whole of which only some tokens were tagged."""
    start, end = span
    first, last = max(0, start - _LONGEST_WORD), min(len(text), end + _LONGEST_WORD)
    while start > first and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < last and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def read_outputs(outputs: Floats) -> tuple[Floats, tuple[tuple[Floats, Floats], tuple[Floats, Floats]]]:
    """The model's (n, 9 + 4 × 64) as log-probabilities (n, head, tag) and (query, key) for source and cue."""
    scores = outputs[:, :9].reshape(-1, 3, 3)
    top = scores.max(axis=-1, keepdims=True)
    tags = scores - top - np.log(np.exp(scores - top).sum(axis=-1, keepdims=True))
    pointers = outputs[:, 9:].reshape(-1, 4, POINTER_WIDTH)
    return tags, ((pointers[:, 0], pointers[:, 1]), (pointers[:, 2], pointers[:, 3]))


def decode(tags: Floats, special: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The most probable contents: Viterbi's path through B, I, O in which I follows only B or I.

    `tags` are log-probabilities (n, 3). A special token, such as the one between two paragraphs, belongs to what is
    around it.
    """
    scores = [0.0, _IMPOSSIBLE, _IMPOSSIBLE]
    back: list[tuple[int, int]] = []
    for (outside, begin, inside), is_special in zip(tags.tolist(), special.tolist(), strict=True):
        if is_special:
            outside, begin, inside = 0.0, _IMPOSSIBLE, 0.0
        best = max(range(3), key=scores.__getitem__)
        within = BEGIN if scores[BEGIN] >= scores[INSIDE] else INSIDE
        back.append((best, within))
        scores = [scores[best] + outside, scores[best] + begin, scores[within] + inside]
    path = [max(range(3), key=scores.__getitem__)]
    for best, within in reversed(back[1:]):
        path.append(within if path[-1] == INSIDE else best)
    path.reverse()
    found: list[list[int]] = []
    for at, tag in enumerate(path):
        if tag == BEGIN:
            found.append([at, at + 1])
        elif tag == INSIDE and not special[at]:
            found[-1][1] = at + 1
    return [(first, last) for first, last in found]


def _pointed(
    pointer: tuple[Floats, Floats], content: NDArray[np.intp], special: NDArray[np.bool_]
) -> tuple[int, float]:
    """The token that the tokens of a content point to, and the share of all that it and its neighbours have."""
    queries, keys = pointer
    scores = keys @ queries[content].mean(axis=0) / np.sqrt(POINTER_WIDTH)
    scores[special] = _IMPOSSIBLE
    shares = np.exp(scores - scores.max())
    at = int(shares.argmax())
    return at, float(shares[max(0, at - _NEAR) : at + _NEAR + 1].sum() / shares.sum())


def _run_around(tags: Floats, at: int, special: NDArray[np.bool_]) -> tuple[int, int]:
    """The tokens of one tagged stretch around a token, itself in any case."""
    first, last = at, at + 1
    tagged = (tags[:, OUTSIDE] < np.log(0.5)) & ~special
    while first > 0 and tagged[first - 1] and tags[first, BEGIN] < np.log(0.5):
        first -= 1
    while last < len(tags) and tagged[last] and tags[last, BEGIN] < np.log(0.5):
        last += 1
    return first, last


_loading = threading.Lock()
# A process that is forked while a thread loads would wait for that thread, which it does not have.
os.register_at_fork(before=_loading.acquire, after_in_parent=_loading.release, after_in_child=_loading.release)


def tagger() -> Tagger | None:
    """The tagger that the package carries, loaded once; None, and one warning, where it cannot be loaded."""
    with _loading:
        return _loaded(WEIGHTS)


@cache
def _loaded(folder: Path) -> Tagger | None:
    try:
        return Tagger(folder)
    except TrainedFilesError as error:
        logging.getLogger(__name__).warning("%s; reported speech is found by rules alone", error)
        return None
