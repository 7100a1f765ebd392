"""A cross-encoder: it reads a question and a passage together, and says how probably the one answers the other.

It sees what an encoder cannot: which word of the question meets which word of the passage, and what comes before and
after (Nogueira and Cho 2019, arXiv:1901.04085). Its files are in `weights/`, with a model card;
`benchmarks/train_reranker.py` makes them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.glosses import in_english
from embeddings.model_files import bundled_folder, find_model
from embeddings.trained import TOKENIZER, WEIGHTS, TrainedFilesError, open_session

MODEL = "reranker.onnx"
BUNDLED, NONE = "bundled", "none"
# Word pieces that are read of a question, of a passage, and of its neighbours before and after.
QUESTION_TOKENS, PASSAGE_TOKENS, AROUND_TOKENS = 40, 56, 16
# The network computes nothing for padding where texts of like length go together. Each such group has one processor:
# who asks alone waits no longer than if every group had all of them, and with many at once less time goes into handing
# over.
_TOGETHER = 4
PROCESSORS = 2

Floats = NDArray[np.float32]
Tokens = NDArray[np.int64]


class Text(NamedTuple):
    """What is judged: a passage, who says it where that is known, and the text around it."""

    passage: str
    speaker: str = ""
    before: str = ""
    after: str = ""


class Pair(NamedTuple):
    """A question and a text as word pieces (n,), and which of the two each belongs to (0 or 1)."""

    ids: list[int]
    types: list[int]


class PairTokenizer:
    """[CLS] question [SEP] speaker: passage [SEP] before [SEP] after [SEP]"""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        [self._begin, self._end] = self._tokenizer.encode("").ids  # [CLS] [SEP]

    def pairs(self, question: str, texts: Sequence[Text]) -> list[Pair]:
        asked = [self._begin, *self._ids(question)[:QUESTION_TOKENS], self._end]
        return [self._pair(asked, text) for text in texts]

    def _pair(self, asked: list[int], text: Text) -> Pair:
        said = self._ids(f"{text.speaker}: {text.passage}" if text.speaker else text.passage)[:PASSAGE_TOKENS]
        before, after = self._ids(text.before)[-AROUND_TOKENS:], self._ids(text.after)[:AROUND_TOKENS]
        rest = [*said, self._end, *before, self._end, *after, self._end]
        return Pair(asked + rest, [0] * len(asked) + [1] * len(rest))

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(in_english(text)[0], add_special_tokens=False).ids
        return ids


def padded(pairs: Sequence[Pair]) -> tuple[Tokens, Tokens, Tokens]:
    """Word pieces, mask and types, each (n, width)."""
    width = max(len(pair.ids) for pair in pairs)
    ids, mask, types = (np.zeros((len(pairs), width), dtype=np.int64) for _ in range(3))
    for row, pair in enumerate(pairs):
        size = len(pair.ids)
        ids[row, :size], mask[row, :size], types[row, :size] = pair.ids, 1, pair.types
    return ids, mask, types


class Reranker(Protocol):
    def probabilities(self, question: str, texts: Sequence[Text]) -> Floats:
        """How probably each text answers the question: (n,), 0 … 1."""


class BundledReranker:
    """The cross-encoder that the package carries. Calls from several threads are safe."""

    def __init__(self, folder: Path | None = None) -> None:
        """Raises TrainedFilesError where the files are not the ones that were trained, or cannot be used."""
        self._session = open_session(folder or WEIGHTS, MODEL, 1)
        self._processors = ThreadPoolExecutor(PROCESSORS, "reranker")
        self._tokenizer = PairTokenizer(bundled_folder())

    def probabilities(self, question: str, texts: Sequence[Text]) -> Floats:
        pairs = self._tokenizer.pairs(question, texts)
        by_length = sorted(range(len(pairs)), key=lambda at: len(pairs[at].ids))
        groups = [by_length[at : at + _TOGETHER] for at in range(0, len(pairs), _TOGETHER)]
        logits = np.zeros(len(pairs), dtype=np.float32)
        read = self._processors.map(self._logits, [[pairs[at] for at in group] for group in groups])
        for group, found in zip(groups, read, strict=True):
            logits[group] = found
        return (1 / (1 + np.exp(-logits))).astype(np.float32)

    def _logits(self, pairs: Sequence[Pair]) -> Floats:
        ids, mask, types = padded(pairs)
        [logits] = self._session.run(None, {"ids": ids, "mask": mask, "types": types})
        return np.asarray(logits, np.float32)


class HubReranker:
    """A cross-encoder of sentence-transformers, from a folder or the Hugging Face hub.

    It is given the passage with its speaker and not what stands before and after: it was trained for two texts.
    """

    def __init__(self, name: str) -> None:
        """Raises ModelFilesError. Only a name that is no folder may use the network: the user named a hub model."""
        from sentence_transformers import CrossEncoder

        self._model = CrossEncoder(str(find_model(name).folder), device="cpu", local_files_only=True)
        self._lock = threading.Lock()

    def probabilities(self, question: str, texts: Sequence[Text]) -> Floats:
        from torch.nn import Sigmoid

        pairs = [(question, f"{text.speaker}: {text.passage}" if text.speaker else text.passage) for text in texts]
        with self._lock:  # tokenizers raise `Already borrowed` under two calls
            return np.asarray(self._model.predict(pairs, activation_fn=Sigmoid(), show_progress_bar=False), np.float32)


def open_reranker(name: str) -> Reranker | None:
    """BUNDLED, NONE, a folder, or the name of a model on the hub. Raises ModelFilesError for one of the latter two.

    Without the bundled one search goes on, and says so.
    """
    if name == NONE:
        return None
    if name != BUNDLED:
        return HubReranker(name)
    try:
        return BundledReranker()
    except TrainedFilesError as error:
        logging.getLogger(__name__).warning("%s; passages are ranked without it", error)
        return None
