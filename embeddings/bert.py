"""BERT's forward pass in numpy, for one short text at a time.

A person who asks one question in a terminal should not wait for torch and transformers to be imported (five seconds
of processor time, measured in `benchmarks/start.py`) for five milliseconds of work. Everything that needs throughput
goes through sentence-transformers; `tests/embeddings/test_bert.py` holds the two to the same vectors.

Architecture: Devlin et al. 2019, arXiv:1810.04805; mean pooling: Reimers and Gurevych 2019, arXiv:1908.10084.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from threadpoolctl import ThreadpoolController
from tokenizers import Tokenizer

from embeddings.model_files import ModelFiles

Matrix = NDArray[np.float32]

_POOLING = "1_Pooling/config.json"


def can_run(files: ModelFiles) -> bool:
    """True for a mean-pooled BERT in one safetensors file: what `BertEncoder` is."""
    needed = ("config.json", "model.safetensors", "tokenizer.json", "sentence_bert_config.json", _POOLING)
    if not all((files.folder / name).is_file() for name in needed):
        return False
    config, pooling = files.read_json("config.json"), files.read_json(_POOLING)
    return (
        config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and bool(pooling.get("pooling_mode_mean_tokens", pooling.get("pooling_mode") == "mean"))
        and not pooling.get("pooling_mode_cls_token")
        and not pooling.get("pooling_mode_max_tokens")
    )


class BertEncoder:
    """`encode(text)` → float32 unit vector (dim,). Immutable once built: any number of threads may share one."""

    def __init__(self, files: ModelFiles) -> None:
        config = files.read_json("config.json")
        self._layers: int = config["num_hidden_layers"]
        self._heads: int = config["num_attention_heads"]
        self._epsilon: float = config["layer_norm_eps"]
        weights = load_file(files.folder / "model.safetensors")
        self._weights: dict[str, Matrix] = {
            name.removeprefix("bert."): np.asarray(value, dtype=np.float32)
            for name, value in weights.items()
            if np.issubdtype(value.dtype, np.floating)
        }
        self._threads = ThreadpoolController().select(user_api="blas")
        self._tokenizer = Tokenizer.from_file(str(files.folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(files.read_json("sentence_bert_config.json")["max_seq_length"])

    def encode(self, text: str) -> Matrix:
        # The matrices are small: a second thread is waited for longer than it works, most of all on a busy machine.
        with self._threads.limit(limits=1):
            states = self._embed(self._tokenizer.encode(text).ids)
            for layer in range(self._layers):
                states = self._transform(states, f"encoder.layer.{layer}.")
        pooled: Matrix = states.mean(axis=0)
        return pooled / np.linalg.norm(pooled)

    def _embed(self, ids: list[int]) -> Matrix:
        words = self._weights["embeddings.word_embeddings.weight"][ids]
        positions = self._weights["embeddings.position_embeddings.weight"][: len(ids)]
        segment = self._weights["embeddings.token_type_embeddings.weight"][0]
        return self._normalised(words + positions + segment, "embeddings.LayerNorm")

    def _transform(self, states: Matrix, layer: str) -> Matrix:
        attended = self._attend(states, layer + "attention.")
        hidden = _gelu(self._dense(attended, layer + "intermediate.dense"))
        return self._normalised(attended + self._dense(hidden, layer + "output.dense"), layer + "output.LayerNorm")

    def _attend(self, states: Matrix, attention: str) -> Matrix:
        query, key, value = (
            self._dense(states, f"{attention}self.{part}").reshape(len(states), self._heads, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[-1]))
        weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed = (weights @ value).transpose(1, 0, 2).reshape(states.shape)
        return self._normalised(states + self._dense(mixed, attention + "output.dense"), attention + "output.LayerNorm")

    def _dense(self, states: Matrix, name: str) -> Matrix:
        product: Matrix = states @ self._weights[name + ".weight"].T
        return product + self._weights[name + ".bias"]

    def _normalised(self, states: Matrix, name: str) -> Matrix:
        centred = states - states.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(self._epsilon))
        scaled: Matrix = centred / spread * self._weights[name + ".weight"]
        return scaled + self._weights[name + ".bias"]


def _gelu(values: Matrix) -> Matrix:
    """x·Φ(x), with Φ by Abramowitz and Stegun 7.1.26 (absolute error below 1.5e-7): numpy has no erf."""
    scaled = np.abs(values) * np.float32(np.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * scaled)
    polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(values) * (1 - polynomial * np.exp(-scaled * scaled))
    product: Matrix = (values * (1 + erf) / 2).astype(np.float32)
    return product
