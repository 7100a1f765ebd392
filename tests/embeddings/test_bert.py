"""The small forward pass and sentence-transformers give the same vectors."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from embeddings.bert import BertEncoder, can_run
from embeddings.model_files import DEFAULT_MODEL, find_model

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
def small() -> BertEncoder:
    return BertEncoder(find_model(DEFAULT_MODEL))


@pytest.fixture(scope="module")
def expected() -> dict[str, np.ndarray]:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(find_model(DEFAULT_MODEL).folder), device="cpu", local_files_only=True)
    return dict(zip(TEXTS, model.encode(list(TEXTS), batch_size=1, normalize_embeddings=True), strict=True))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:30]))
def test_it_agrees_with_sentence_transformers(text: str, small: BertEncoder, expected: dict[str, np.ndarray]) -> None:
    vector = small.encode(text)
    assert vector.dtype == np.float32
    assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-5)
    assert float(vector @ expected[text]) > 0.9999


OTHER_MODELS: dict[str, tuple[str, dict[str, object]]] = {
    "another architecture": ("config.json", {"model_type": "xlm-roberta"}),
    "another activation": ("config.json", {"hidden_act": "relu"}),
    "relative positions": ("config.json", {"position_embedding_type": "relative_key"}),
    "another pooling": ("1_Pooling/config.json", {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}),
}


@pytest.mark.parametrize(("file", "changes"), OTHER_MODELS.values(), ids=OTHER_MODELS.keys())
def test_it_leaves_other_models_to_sentence_transformers(file: str, changes: dict[str, object], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(find_model(DEFAULT_MODEL).folder, tmp_path / "model"))
    assert can_run(find_model(str(folder)))
    config = json.loads((folder / file).read_text("utf-8")) | changes
    (folder / file).write_text(json.dumps(config), "utf-8")
    assert not can_run(find_model(str(folder)))
