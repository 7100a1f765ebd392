"""The default model for one question at a time, in eight bits: no import of torch, and a quarter of the time.

A person who asks one question in a terminal should not wait for torch and transformers to be imported (five seconds
of processor time, measured in `benchmarks/start.py`). Documents go through sentence-transformers, which has the
throughput; `tests/embeddings/test_question_encoder.py` holds the two to the same vectors. Its file is in `weights/`;
`benchmarks/export_encoder.py` makes it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from embeddings.model_files import bundled_folder
from embeddings.trained import TOKENIZER, WEIGHTS, open_session

MODEL = "encoder.onnx"
LONGEST = 256  # word pieces that the model reads, as its own settings have it
# A question is short: a second thread is waited for longer than it works, most of all on a busy machine.
PROCESSORS = 1


class QuestionEncoder:
    """`encode(text)` → float32 unit vector (dim,). One call at a time: two at once make tokenizers raise."""

    def __init__(self, folder: Path | None = None) -> None:
        """Raises TrainedFilesError where the files are not the ones that were exported, or cannot be used."""
        self._session = open_session(folder or WEIGHTS, MODEL, PROCESSORS)
        self._tokenizer = Tokenizer.from_file(str(bundled_folder() / TOKENIZER))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)

    def encode(self, text: str) -> NDArray[np.float32]:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        vector: NDArray[np.float32]
        [vector] = self._session.run(None, {"ids": ids})
        return vector
