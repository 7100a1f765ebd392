"""A sentence is encoded in its context, a question by itself, and both lie in one space."""

import threading

import numpy as np
import pytest

from embeddings.encoder import WINDOW_TOKENS, Document, Encoder

SENTENCES = (
    "Mayor Oda Brekkestad received the head of the ferry line, Jens Quill, on Tuesday.",
    "She also asked him to the opening of the bridge.",
    "The price of herring did not come up.",
)


def document(*sentences: str) -> Document:
    text, spans = "", []
    for sentence in sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    return text, spans


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def is_unit(vectors: np.ndarray) -> None:
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_each_document_has_a_unit_vector_for_each_of_its_sentences(encoder: Encoder) -> None:
    found = encoder.encode_documents([document(*SENTENCES), ("", []), document(SENTENCES[0])])
    assert [vectors.shape for vectors in found] == [(3, 384), (0, 384), (1, 384)]
    for vectors in found:
        is_unit(vectors)
    assert encoder.encode_documents([]) == []


def test_a_sentence_that_follows_on_lies_nearer_to_the_question_in_its_context(encoder: Encoder) -> None:
    question = encoder.encode_question("Did Mayor Brekkestad invite Jens Quill to the bridge?")
    (together,) = encoder.encode_documents([document(*SENTENCES)])
    (alone,) = encoder.encode_documents([document(SENTENCES[1])])
    assert together[1] @ question > alone[0] @ question + 0.1


def test_a_sentence_alone_is_encoded_as_a_question_is(encoder: Encoder) -> None:
    ((vector,),) = encoder.encode_documents([document(SENTENCES[0])])
    assert vector @ encoder.encode_question(SENTENCES[0]) > 0.95


def test_long_documents_and_long_sentences_are_read_to_their_end(encoder: Encoder) -> None:
    endless = "herring and " * (2 * WINDOW_TOKENS)
    (vectors,) = encoder.encode_documents([document(*SENTENCES * 20, endless, SENTENCES[0])])
    assert vectors.shape == (62, 384)
    is_unit(vectors)
    assert vectors[-1] @ encoder.encode_question(SENTENCES[0]) > 0.5


@pytest.mark.parametrize("text", ["\u200b", ".", "\ufeff\u0301", "\U0001f600", "\x01\x02"], ids=ascii)
def test_a_sentence_without_a_word_has_a_vector_too(text: str, encoder: Encoder) -> None:
    (vectors,) = encoder.encode_documents([document(text, SENTENCES[0], text)])
    is_unit(vectors)


def test_what_is_encoded_beside_it_changes_nothing(encoder: Encoder) -> None:
    (alone,) = encoder.encode_documents([document(*SENTENCES)])
    among = encoder.encode_documents([document(*SENTENCES), document("Herring."), document(*SENTENCES * 15)])
    assert np.min(np.sum(alone * among[0], axis=1)) > 0.999


def test_threads_may_share_it(encoder: Encoder) -> None:
    """Tokenizers raise `Already borrowed` where nobody sees to that."""
    expected = [encoder.encode_question(sentence) for sentence in SENTENCES]
    wrong: list[int] = []

    def work() -> None:
        for _ in range(5):
            encoder.encode_documents([document(*SENTENCES)])
            for at, sentence in enumerate(SENTENCES):
                if not np.array_equal(encoder.encode_question(sentence), expected[at]):
                    wrong.append(at)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_fingerprint_is_the_models(encoder: Encoder) -> None:
    assert encoder.fingerprint == Encoder().fingerprint
    assert len(encoder.fingerprint) == 16
    assert (encoder.name, encoder.dimension) == ("all-MiniLM-L6-v2", 384)
