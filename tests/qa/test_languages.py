"""The language of an article: told by its words, else by what its file states."""

import pytest

from qa.languages import language_of, primary_tag
from qa.sources import article_from

TEXTS = {
    "en": "The council of Calder sold the old ferry to the county on Tuesday.",
    "ru": "Совет города продал старый паром области во вторник.",
    "kk": "Қала кеңесі ескі паромды сейсенбі күні облысқа сатты.",
    "uk": "Міська рада продала старий пором області у вівторок.",
    "ky": "Шаардык кеңеш эски паромду шейшемби күнү облуска сатты.",
    "uz": "Shahar kengashi eski paromni seshanba kuni viloyatga sotdi.",
    "de": "Der Rat von Calder hat die alte Fähre am Dienstag an den Kreis verkauft.",
    "tr": "Calder meclisi eski feribotu salı günü ile sattı, karar oybirliğiyle alındı.",
    "he": "מועצת העיר מכרה ביום שלישי את המעבורת הישנה למחוז, כך נמסר מהעירייה",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=TEXTS)
def test_a_sentence_is_enough(language: str, text: str) -> None:
    assert article_from(text, language="fr").language == language  # whatever its template says


@pytest.mark.parametrize("text", ["", "No.", "Паром продан.", "\x00\ufffe\u202e" * 50])
def test_of_too_few_words_it_is_told_only_where_it_is_stated(text: str) -> None:
    assert language_of(text) == ""
    assert article_from(f"{text} Да.", language="ru-RU").language == "ru"


def test_a_few_words_beside_names_are_told_unless_the_names_are_taken_for_words() -> None:
    assert language_of("Дала кеңесі бұл туралы айтты: Oda Brekkestad, Zzyx Qorvath.") == "kk"
    assert language_of("Паром продан области. Oda Brekkestad, Elin Tarsk, Oskar Venn.") == ""


STATED = {"en": "en", "EN_gb": "en", "kaz": "kaz", "Russian": "", "": "", "e": "", '"><b>': ""}


@pytest.mark.parametrize(("stated", "tag"), STATED.items())
def test_what_is_no_tag_states_nothing(stated: str, tag: str) -> None:
    assert primary_tag(stated) == tag
