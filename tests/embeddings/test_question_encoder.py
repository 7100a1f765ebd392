"""The default model in eight bits and sentence-transformers give the same vectors."""

import json
import logging
import shutil
from pathlib import Path

import numpy as np
import pytest

from embeddings import question_encoder as module
from embeddings.encoder import Encoder
from embeddings.model_files import DEFAULT_MODEL, find_model
from embeddings.question_encoder import LONGEST, MODEL, QuestionEncoder
from embeddings.trained import WEIGHTS, check_files, write_manifest

TEXTS = (
    "",
    " ",
    ".",
    "?!",
    "a",
    "Ferry",
    "the the the the",
    "What did the mayor say about the bridge?",
    "“The ferry is sold,” said Mayor Oda Brekkestad.",
    "HEATING GRANT ENDS IN MARCH",
    "heating grant ends in march",
    "The average payment is 4,200 crowns; 61,000 households have had one.",
    "7 May 2024, 10:15",
    "https://example.org/meetings?id=7",
    "Мэр сказала, что паром продан.",
    "Министр пообещал отремонтировать мост до зимы.",
    "Ο δήμαρχος πούλησε το πλοίο.",
    "市长说渡轮已经卖掉了。",
    "رئيسة البلدية باعت العبارة",
    "Zażółć gęślą jaźń",
    "Straße, naïve, façade, İstanbul",
    "cafe\u0301",
    "\U0001f600 \U0001f6a2",
    "tab\tand\nnew line\r\nand\u00a0space",
    "\u200b\ufeff",
    "[CLS] [SEP] [MASK] [PAD] [UNK]",
    "antidisestablishmentarianism pneumonoultramicroscopicsilicovolcanoconiosis",
    "x" * 300,
    "The council met on Tuesday and spoke of its boats. " * 10,
    "The council met on Tuesday and spoke of its boats. " * 200,
    "Совет собрался во вторник и говорил о лодках. " * 100,
)


@pytest.fixture(scope="module")
def small() -> QuestionEncoder:
    return QuestionEncoder()


@pytest.fixture(scope="module")
def expected() -> dict[str, np.ndarray]:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(find_model(DEFAULT_MODEL).folder), device="cpu", local_files_only=True)
    return dict(zip(TEXTS, model.encode(list(TEXTS), batch_size=1, normalize_embeddings=True), strict=True))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:30]))
def test_it_agrees_with_sentence_transformers(
    text: str, small: QuestionEncoder, expected: dict[str, np.ndarray]
) -> None:
    vector = small.encode(text)
    assert (vector.dtype, vector.shape) == (np.float32, (384,))
    assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-5)
    assert float(vector @ expected[text]) > 0.99


def test_it_reads_as_far_as_the_model_does() -> None:
    settings = json.loads((find_model(DEFAULT_MODEL).folder / "sentence_bert_config.json").read_text("utf-8"))
    assert settings["max_seq_length"] == LONGEST


def test_the_model_is_small() -> None:
    assert (WEIGHTS / MODEL).stat().st_size < 25_000_000


def test_without_files_that_can_be_used_questions_are_encoded_as_documents_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    exact = Encoder().encode_question(TEXTS[7])
    shutil.copytree(WEIGHTS, tmp_path, dirs_exist_ok=True)
    (tmp_path / MODEL).write_bytes(b"no model")
    monkeypatch.setattr(module, "WEIGHTS", tmp_path)
    with caplog.at_level(logging.WARNING):
        assert float(Encoder().encode_question(TEXTS[7]) @ exact) > 0.995
    [warning] = [message for message in caplog.messages if "encoder.onnx" in message]
    assert warning.endswith("questions are encoded without it, more slowly")
    assert "\n" not in warning


def test_models_of_one_folder_are_in_one_manifest(tmp_path: Path) -> None:
    for name in ("first.onnx", "second.onnx"):
        (tmp_path / name).write_bytes(name.encode())
        write_manifest(tmp_path, name)
    for name in ("first.onnx", "second.onnx"):
        check_files(tmp_path, name)
