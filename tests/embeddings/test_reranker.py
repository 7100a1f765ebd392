"""The cross-encoder: what it reads of a question and a passage, and that it tells answers apart."""

import logging
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from embeddings import reranker as module
from embeddings.model_files import ModelFilesError, bundled_folder
from embeddings.reranker import (
    AROUND_TOKENS,
    BUNDLED,
    MODEL,
    NONE,
    PASSAGE_TOKENS,
    QUESTION_TOKENS,
    WEIGHTS,
    BundledReranker,
    Pair,
    PairTokenizer,
    Text,
    open_reranker,
    padded,
)
from embeddings.trained import TOKENIZER

QUESTION = "Who repaired the harbour crane?"
ANSWER = Text("The harbour crane was repaired by a welder from Osk.")
BESIDE = [
    Text("The harbour is deep enough for ships of every size."),
    Text("Tickets for the concert cost nine crowns."),
    Text("Is the harbour crane red?"),
]


@pytest.fixture(scope="module")
def reranker() -> BundledReranker:
    return BundledReranker()


@pytest.fixture(scope="module")
def tokenizer() -> PairTokenizer:
    return PairTokenizer(bundled_folder())


def read(pair: Pair) -> str:
    tokenizer = Tokenizer.from_file(str(bundled_folder() / TOKENIZER))
    return str(tokenizer.decode(pair.ids, skip_special_tokens=False))


def test_a_passage_is_read_with_its_speaker_and_what_is_around_it(tokenizer: PairTokenizer) -> None:
    [pair] = tokenizer.pairs("who?", [Text("yes", speaker="ana", before="no", after="so")])
    assert read(pair) == "[CLS] who? [SEP] ana : yes [SEP] no [SEP] so [SEP]"
    assert pair.types == [0] * 4 + [1] * (len(pair.ids) - 4)


def test_of_what_stands_before_the_end_is_read_and_of_what_stands_after_the_beginning(tokenizer: PairTokenizer) -> None:
    [pair] = tokenizer.pairs("who?", [Text("yes", before="no " * 90 + "late", after="early" + " no" * 90)])
    assert "late [SEP] early" in read(pair)


@given(question=st.text(max_size=600), passage=st.text(max_size=900), around=st.text(max_size=600))
def test_no_text_is_too_long(tokenizer: PairTokenizer, question: str, passage: str, around: str) -> None:
    [pair] = tokenizer.pairs(question, [Text(passage, speaker="A", before=around, after=around)])
    assert len(pair.ids) == len(pair.types) <= QUESTION_TOKENS + PASSAGE_TOKENS + 2 * AROUND_TOKENS + 5


def test_padding_is_masked(tokenizer: PairTokenizer) -> None:
    ids, mask, types = padded(tokenizer.pairs("who?", [Text("yes"), Text("yes, it was her")]))
    assert ids.shape == mask.shape == types.shape
    assert mask.sum(axis=1).tolist() == [8, 12]
    assert not ids[mask == 0].any()


def test_what_answers_is_more_probable_than_what_only_shares_words(reranker: BundledReranker) -> None:
    probabilities = reranker.probabilities(QUESTION, [*BESIDE, ANSWER])
    assert probabilities.shape == (4,)
    assert int(probabilities.argmax()) == 3


def test_a_text_has_the_same_probability_in_any_company(reranker: BundledReranker) -> None:
    together = reranker.probabilities(QUESTION, [ANSWER, *BESIDE * 6])
    [alone] = reranker.probabilities(QUESTION, [ANSWER])
    assert together[0] == pytest.approx(alone, abs=0.1)  # numbers of eight bits are scaled to the batch


def test_nothing_to_judge_is_no_error(reranker: BundledReranker) -> None:
    assert reranker.probabilities(QUESTION, []).shape == (0,)


def test_the_model_is_small() -> None:
    assert (WEIGHTS / MODEL).stat().st_size < 30_000_000


def test_it_can_be_left_out() -> None:
    assert open_reranker(NONE) is None
    assert isinstance(open_reranker(BUNDLED), BundledReranker)


def test_a_folder_without_a_model_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelFilesError, match="holds no model"):
        open_reranker(str(tmp_path))


def test_without_files_that_can_be_used_search_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(WEIGHTS, tmp_path, dirs_exist_ok=True)
    (tmp_path / MODEL).write_bytes(b"no model")
    monkeypatch.setattr(module, "WEIGHTS", tmp_path)
    with caplog.at_level(logging.WARNING):
        assert open_reranker(BUNDLED) is None
    [warning] = caplog.messages
    assert warning.endswith("passages are ranked without it")
    assert "\n" not in warning


def test_another_model_takes_its_place(tmp_path: Path) -> None:
    """A cross-encoder in the form of sentence-transformers, made of the encoder's layers with an untrained head."""
    from transformers import AutoConfig, BertForSequenceClassification

    config = AutoConfig.from_pretrained(bundled_folder(), num_labels=1, num_hidden_layers=1)
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
        if (bundled_folder() / name).is_file():
            shutil.copy(bundled_folder() / name, tmp_path)
    other = open_reranker(str(tmp_path))
    assert other is not None
    probabilities = other.probabilities(QUESTION, [ANSWER, *BESIDE])
    assert probabilities.shape == (4,)
    assert np.all((probabilities > 0) & (probabilities < 1))


def test_russian_is_read_in_english() -> None:
    pieces = PairTokenizer(bundled_folder())
    [russian] = pieces.pairs("Когда мост?", [Text("Паром продан.", "мэр", "Мост.", "Порт.")])
    [english] = pieces.pairs("when bridge?", [Text("ferry sold.", "mayor", "bridge.", "port.")])
    assert russian == english
