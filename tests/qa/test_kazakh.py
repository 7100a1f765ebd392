"""Kazakh, where the verb stands last: what is said, and by whom. All people and places are invented."""

import pytest

from qa.extraction import quotations_by_rules
from qa.mentions import mentions
from qa.records import Kind, Span
from qa.sentences import sentences

# Who is who in the articles below.
OPENING = """Қорлан Президенті Арман Сейтқалиев Монтесканың елшісі Илария Ровереді қабылдады.

Жиынға төтенше жағдайлар министрі Қанат Жарқынов қатысты.

"""
PRESIDENT, MINISTER, AMBASSADOR = "Арман Сейтқалиев", "Қанат Жарқынов", "Илария Ровере"
SAID: dict[str, tuple[str, str, str]] = {
    "marks, a verb, a name": ("«Келісім күшіне енеді», – деді Арман Сейтқалиев.", "Келісім күшіне енеді", PRESIDENT),
    "a verb of two words": ("«Бөгет салынды», – деп атап өтті Жарқынов.", "Бөгет салынды", MINISTER),
    "low marks": ("„Бөгет салынды“, – деп мәлімдеді Қанат Жарқынов.", "Бөгет салынды", MINISTER),
    "marks within marks": ("«Оны «Е-бөгет» дейміз», – деді Жарқынов.", "Оны «Е-бөгет» дейміз", MINISTER),
    "an initial": ("«Бөгет салынды», – деп хабарлады Қ. Жарқынов.", "Бөгет салынды", MINISTER),
    "by the office": ("«Келісім күшіне енеді», – деп тапсырды Мемлекет басшысы.", "Келісім күшіне енеді", PRESIDENT),
    "dashes": ("– Бөгет салынды. Бұл – үлкен іс, – деді Жарқынов.", "Бөгет салынды. Бұл – үлкен іс", MINISTER),
    "the verb behind": ("Кездесу соңында елші «Біз дайынбыз», – деді.", "Біз дайынбыз", AMBASSADOR),
    "a colon and a verb": ("Сондай-ақ Президент: «Біз дайынбыз», – деп жауап берді.", "Біз дайынбыз", PRESIDENT),
    "a clause": (
        "Жарқынов жиында су деңгейінің төмендегенін атап өтті.",
        "жиында су деңгейінің төмендегенін",
        MINISTER,
    ),
    "a clause behind an office": ("Мемлекет басшысы көпір ашылатынын айтты.", "көпір ашылатынын", PRESIDENT),
    "what is asked for": ("Қанат Жарқынов әкімдерге есеп беруді тапсырды.", "әкімдерге есеп беруді", MINISTER),
    "by his account": ("Қанат Жарқыновтың айтуынша, бөгет салынды.", "бөгет салынды", MINISTER),
    "by that of an office": ("Мемлекет басшысының айтуынша, көпір ашылады.", "көпір ашылады", PRESIDENT),
    "by somebody new": ("Сарапшы Олжас Темірханның пікірінше, жоба ақталады.", "жоба ақталады", "Олжас Темірхан"),
    "a trade": ("Құрылысшы Марат Есенов «бетон берік» деді.", "бетон берік", "Марат Есенов"),
    "behind a town": ("«Хат жаздық», – дейді Өзенді ауылының тұрғыны Роза Мұқанова.", "Хат жаздық", "Роза Мұқанова"),
    "a surname without its endings": ("«Жоба ақталады», – деді Темірхан.", "Жоба ақталады", "Темірхан"),
    "a title in it": ("Жарқынов «Қыран» паромының сатылғанын растады.", "«Қыран» паромының сатылғанын", MINISTER),
    "a title before somebody": (
        "«Таң» қорының басшысы Рүстем Асанов жоба біткенін айтты.",
        "жоба біткенін",
        "Рүстем Асанов",
    ),
    "in turn": ("«Достықты бағалаймыз», – деді өз кезегінде Илария Ровере.", "Достықты бағалаймыз", AMBASSADOR),
    "a pronoun, as printed": ("Оның сөзінше, баға өспейді.", "баға өспейді", "Оның"),
}


@pytest.mark.parametrize(("sentence", "words", "speaker"), SAID.values(), ids=SAID)
def test_what_is_said_and_by_whom(sentence: str, words: str, speaker: str) -> None:
    text = f"{OPENING}{sentence}\n"
    [found] = quotations_by_rules(text)
    assert found.source is not None
    assert (" … ".join(span.of(text) for span in found.spans), found.source.shown(text)) == (words, speaker)


@pytest.mark.parametrize("pronoun", ["Оның", "Олардың"])
def test_a_pronoun_is_shown_as_printed_and_is_no_person(pronoun: str) -> None:
    text = f"{OPENING}{pronoun} айтуынша, баға өспейді.\n"
    [found] = quotations_by_rules(text)
    assert found.source is not None
    assert (found.source.shown(text), found.source.speakers) == (pronoun, ())


NOBODY_SAYS = {
    "a title": "Кеште «Жібек жолы» фильмі көрсетілді.",
    "a badge": "Министр Қанат Жарқынов жеңімпаздарға «Үздік шебер» төсбелгісін табыстады.",
    "who is told": "Илария Ровере Арман Сейтқалиевке алғыс айтты.",
    "whom somebody names": "Қанат Жарқынов жеңімпаздарды атап өтті.",
    "no answer": "Министр бұл сұраққа жауап беруден бас тартты.",
    "a day, and no subject": "Кеше көпірдің ашылатынын хабарлады.",
}


@pytest.mark.parametrize("sentence", NOBODY_SAYS.values(), ids=NOBODY_SAYS)
def test_what_nobody_says(sentence: str) -> None:
    assert quotations_by_rules(f"{OPENING}{sentence}\n") == []


def test_in_a_transcript_a_name_with_letters_of_its_own_is_a_label() -> None:
    text = "Әсел Нұрланова: Кім сатты?\n\nҚанат Жарқынов: Облыс сатты.\n\nӘсел Нұрланова: Рахмет."
    found = quotations_by_rules(text)
    assert [(one.kind, one.speaker and one.speaker.name) for one in found] == [
        (Kind.TURN, name) for name in ("Әсел Нұрланова", "Қанат Жарқынов", "Әсел Нұрланова")
    ]


def test_headings_of_minutes_are_no_voices() -> None:
    text = "Қатысқандар: Бекзат Оразов, Гүлнар Сәрсенова.\n\nТыңдалды: паром.\n\nБ. Оразов паромның ескіргенін айтты."
    [found] = quotations_by_rules(text)
    assert (found.kind, found.speaker and found.speaker.name) == (Kind.INDIRECT, "Бекзат Оразов")


NAMES = {
    "Премьер-Министр Ерлан Тоқтаров Үкімет отырысын өткізді.": "Ерлан Тоқтаров",
    "Премьер-Министр Ерлан Тоқтаровқа құжат тапсырылды.": "Ерлан Тоқтаров",
    "Қорлан басшысы Әлихан Серікұлы Бөкеев келді.": "Әлихан Серікұлы Бөкеев",
    "Тұзбел қаласының әкімі Гүлнар Сәрсенованың кабинеті жабық.": "Гүлнар Сәрсенова",
    "Мемлекет басшысы Үкімет отырысына қатысты.": "",
    "Туристер Әлия Мұхтарова мен оның досын күтті.": "Әлия Мұхтарова",
}


@pytest.mark.parametrize(("text", "name"), NAMES.items(), ids=NAMES.values())
def test_a_name_ends_where_another_word_begins_and_is_told_in_the_nominative(text: str, name: str) -> None:
    assert mentions(text, Span(0, len(text)))[0].name == name


SENTENCES = {
    "Көпірге 3 млн. теңге бөлінді. Оның 2 млн. теңгесі жұмсалды.": 2,
    "Жиынға Қ. Жарқынов, Ә. Нұрланова т.б. қатысты. Отырыс екі сағатқа созылды.": 2,
    "Ол 1975 ж. туған. Қазір Тұзбел қ. тұрады.": 2,
    "Көпір 1975 ж. салынды, паром 2024 ж. мамырда сатылды.": 1,
    "«Біз дайынбыз!» – деді министр. Сосын ол кетті.": 2,
    "Сауда көлемі 1,2 млрд. долл. болды, яғни екі есе өсті.": 1,
}


@pytest.mark.parametrize(("text", "count"), SENTENCES.items(), ids=SENTENCES)
def test_an_abbreviation_ends_no_sentence(text: str, count: int) -> None:
    assert len(sentences(text, Span(0, len(text)))) == count
