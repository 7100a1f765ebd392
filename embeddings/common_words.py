"""Which words anybody may write: those that a language model's vocabulary has whole, since they are frequent."""

from __future__ import annotations

from functools import cache

from embeddings.model_files import bundled_folder


def is_common(word: str) -> bool:
    """True for a lower-case English word among the some 24,000 that BERT's vocabulary does not cut into pieces.

    Much used names (`john`, `paris`) are among them. Raises ModelFilesError where the model is not installed.
    """
    return word in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    lines = (bundled_folder() / "vocab.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line.isalpha())
