"""Texts to unit vectors, with sentence-transformers.

A question is encoded by itself. Sentences are encoded in their context: a window of the document is read at once, and
each sentence's vector is the mean of its own tokens, which have seen the others ("late chunking", Günther et al. 2024,
arXiv:2409.04701). `He also invited him to Tirana` then lies near the people and the subject of the sentences around it,
at the cost of reading each word once.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import threading
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from embeddings.glosses import in_english
from embeddings.model_files import DEFAULT_MODEL, DEFAULT_WEIGHTS_SHA256, ModelFiles, find_model
from embeddings.question_encoder import QuestionEncoder
from embeddings.trained import TrainedFilesError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Matrix = NDArray[np.float32]
Document = tuple[str, Sequence[tuple[int, int]]]

WINDOW_TOKENS = 200  # on QMSum's dev meetings 128 to 200 are best; longer ones blur, shorter ones cost more
BATCH_WINDOWS = 16
SCHEME = f"glossed late-chunking-{WINDOW_TOKENS}"


class _Window(NamedTuple):
    """Tokens first … last-1 of one document, read at once; and the tokens of each span in it, by row of the result."""

    ids: list[int]
    spans: list[tuple[int, int, int]]  # row, first token, last token (exclusive), counted within `ids`


class Encoder:
    """The model is loaded when it is first needed: the small one for a question, the whole one for documents."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        """Raises ModelFilesError where the model's files are missing or not genuine."""
        self._files: ModelFiles = find_model(model)
        # Tokenizers raise "Already borrowed" under two threads. Each model has its own lock: a question does not wait
        # until documents are encoded, nor until the model for them is loaded.
        self._questions, self._documents = threading.Lock(), threading.Lock()

    @property
    def name(self) -> str:
        return self._files.name

    @cached_property
    def fingerprint(self) -> str:
        """Equal for encoders whose vectors may be compared."""
        return hashlib.sha256(f"{self._files.weights_sha256} {SCHEME}".encode()).hexdigest()[:16]

    @property
    def dimension(self) -> int:
        return int(self._files.read_json("config.json")["hidden_size"])

    def load(self) -> None:
        """Load the model for documents, which takes some seconds; once it is there, nobody waits for who uses it."""
        if "_model" not in self.__dict__:
            with self._documents:
                self._model  # noqa: B018 - it is kept

    def encode_question(self, text: str) -> Matrix:
        """One text → float32 unit vector (dim,)."""
        [(text, _)] = self._readable([(text, ())])
        with self._questions:
            if self._of_questions is not None:
                return self._of_questions.encode(text)
        with self._documents:
            vector: Matrix = self._model.encode(text, normalize_embeddings=True, show_progress_bar=False)
            return vector

    def encode_documents(self, documents: Sequence[Document]) -> list[Matrix]:
        """Documents, each with the spans of its sentences in order → for each float32 unit vectors (spans, dim)."""
        if not documents:  # what adds nothing new need not wait for the model
            return []
        documents = self._readable(documents)
        rows = np.cumsum([0, *(len(spans) for _, spans in documents)])
        with self._documents:
            vectors = self._in_context(documents) if self._pools_by_mean else self._each_alone(documents)
        return [vectors[start:end] for start, end in pairwise(rows)]

    def _readable(self, documents: Sequence[Document]) -> Sequence[Document]:
        """The model that the package brings knows English only; others may know more."""
        if self._files.name != DEFAULT_MODEL:
            return documents
        return [in_english(text, spans) for text, spans in documents]

    @cached_property
    def _of_questions(self) -> QuestionEncoder | None:
        """Of the default model; without its files, or for another model, questions are encoded as documents are."""
        if self._files.weights_sha256 != DEFAULT_WEIGHTS_SHA256:
            return None
        try:
            return QuestionEncoder()
        except TrainedFilesError as error:
            logging.getLogger(__name__).warning("%s; questions are encoded without it, more slowly", error)
            return None

    @cached_property
    def _model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()
        return SentenceTransformer(str(self._files.folder), device="cpu", local_files_only=True)

    @cached_property
    def _pools_by_mean(self) -> bool:
        """Late chunking is the mean over tokens; a model that pools otherwise reads each sentence alone."""
        pooling = getattr(self._model[1], "pooling_mode", None) if len(self._model) > 1 else None
        return pooling == "mean" and self._model.tokenizer.cls_token_id is not None

    def _each_alone(self, documents: Sequence[Document]) -> Matrix:
        texts = [text[start:end] for text, spans in documents for start, end in spans]
        with _fast_arithmetic():
            vectors = self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), -1)

    def _in_context(self, documents: Sequence[Document]) -> Matrix:
        windows: list[_Window] = []
        row = 0
        for text, spans in documents:
            windows += self._windows(text, spans, row)
            row += len(spans)
        vectors = np.zeros((row, self.dimension), dtype=np.float32)
        windows.sort(key=lambda window: len(window.ids))  # little padding
        for first in range(0, len(windows), BATCH_WINDOWS):
            batch = windows[first : first + BATCH_WINDOWS]
            for window, states in zip(batch, self._token_states([w.ids for w in batch]), strict=True):
                for row_of_span, start, end in window.spans:
                    vectors[row_of_span] = states[start:end].mean(axis=0)
        lengths: Matrix = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / lengths

    def _windows(self, text: str, spans: Sequence[tuple[int, int]], first_row: int) -> list[_Window]:
        """As many whole sentences as fit, with whatever the document has between them (labels, attributions)."""
        tokenizer = self._model.tokenizer
        tokens = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False)
        ids: list[int] = tokens["input_ids"]
        offsets = np.array(tokens["offset_mapping"], dtype=np.int64).reshape(-1, 2)
        longest = min(WINDOW_TOKENS, (self._model.max_seq_length or WINDOW_TOKENS) - 2)
        windows: list[_Window] = []
        origin = -longest
        for row, (start, end) in enumerate(spans, first_row):
            first = int(np.searchsorted(offsets[:, 1], start, side="right"))
            last = max(first + 1, int(np.searchsorted(offsets[:, 0], end, side="left")))
            if last - origin > longest:
                origin = first
                windows.append(_Window([tokenizer.cls_token_id], []))
            last = min(last, origin + longest)
            window = windows[-1]
            window.ids.extend(ids[origin + len(window.ids) - 1 : last])
            window.spans.append((row, first - origin + 1, last - origin + 1))
        for window in windows:
            window.ids.append(tokenizer.sep_token_id)
        return windows

    def _token_states(self, ids: list[list[int]]) -> NDArray[np.float32]:
        import torch

        inputs: Any = self._model.tokenizer.pad({"input_ids": ids}, return_tensors="pt")
        with torch.inference_mode(), _fast_arithmetic():
            states = self._model[0](dict(inputs))["token_embeddings"]
        return np.asarray(states.float().numpy(), dtype=np.float32)


def _fast_arithmetic() -> contextlib.AbstractContextManager[object]:
    """bfloat16 where the processor multiplies it in hardware: twice as many sentences a second."""
    import torch

    if torch.cpu.get_capabilities().get("avx512_bf16"):
        return torch.autocast("cpu", dtype=torch.bfloat16)
    return contextlib.nullcontext()
