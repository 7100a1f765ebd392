"""Russian, read word by word in English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.glosses import gloss, in_english, in_latin_letters
from embeddings.lexical import terms


@pytest.mark.parametrize("form", ["мост", "моста", "мосту", "мостом", "мосте", "Мосты", "МОСТОВ"])
def test_a_word_is_known_in_any_of_its_forms(form: str) -> None:
    assert gloss(form) == "bridge"


def test_a_word_that_is_not_in_the_list_is_written_in_latin_letters() -> None:
    assert gloss("Дуйсенбек") is None
    assert in_latin_letters("Дуйсенбек") == "duysenbek"


def test_a_text_is_read_word_by_word_and_places_move_with_it() -> None:
    text = "Мэр сказал: «Паром продан», и вышел."
    read, [quoted, whole] = in_english(text, [(13, 25), (0, len(text))])
    assert read[slice(*quoted)] == "ferry sold"
    assert whole == (0, len(read))


def test_english_stays_as_it_is() -> None:
    assert in_english("The ferry was sold.", [(4, 9)]) == ("The ferry was sold.", [(4, 9)])


def test_a_question_in_one_language_shares_its_terms_with_a_text_in_the_other() -> None:
    assert terms("Когда отремонтируют мост?") == terms("When will they repair the bridge?") == ["repair", "bridg"]


WORDS = st.lists(st.sampled_from(["мост", "Паром", "ferry", "Дуйсенбек", "2024", "ь", "ёлка", "«нет»"]), min_size=1)


@given(WORDS, st.data())
def test_what_lies_between_two_places_is_what_the_words_between_them_become(
    found: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, len(found) - 1))
    starts = [sum(len(word) + 1 for word in found[:at]) for at in range(len(found))]
    read, [place] = in_english(" ".join(found), [(starts[first], starts[last] + len(found[last]))])
    assert read[slice(*place)] == in_english(" ".join(found[first : last + 1]))[0]
