"""Who is named, and what the words say of them. Lurenia, Tolvia and everybody in them are invented."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.mentions import Mention, mentions
from qa.name_lines import parse_label
from qa.records import Span


def wrong(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def all_in(text: str) -> list[Mention]:
    return mentions(text, Span(0, len(text)))


def first_in(text: str) -> Mention:
    return all_in(text)[0]


NAMES = {
    "plain": ("Elin Tarsk left.", "Elin Tarsk"),
    "after a title": ("Dr Elin Tarsk left.", "Elin Tarsk"),
    "after two titles": ("The Rt Hon Elin Tarsk left.", "Elin Tarsk"),
    "after a councillor's title": ("Cllr J. Pell left.", "J. Pell"),
    "initials": ("J. R. Pell left.", "J. R. Pell"),
    "hyphen": ("Mary-Ann Pell left.", "Mary-Ann Pell"),
    "apostrophe": ("Sean O’Darrow left.", "Sean O’Darrow"),
    "particle": ("Jan van Dorn left.", "Jan van Dorn"),
    "patronymic": ("Елена Ивановна Тарская ушла.", "Елена Ивановна Тарская"),
    "a trade before a patronymic": ("Пенсионерка Елена Ивановна Тарская ушла.", "Елена Ивановна Тарская"),
    "after a word that opens the sentence": ("Meanwhile Elin Tarsk left.", "Elin Tarsk"),
    "after a greeting": ("Hey Elin! Good to see you.", "Elin"),
    "after a pronoun in Russian": ("Ей Тарский пообещал мост.", "Тарский"),
    "after a greeting in Russian": ("Привет Олег! Рад видеть.", "Олег"),
    "after a day": ("On Monday Elin Tarsk left.", "Elin Tarsk"),
    "after an office": ("President Elin Tarsk left.", "Elin Tarsk"),
    "after an office of a country": ("President of Lurenia Elin Tarsk left.", "Elin Tarsk"),
    "after an office of two places": ("Minister of Health of Lurenia Oskar Venn left.", "Oskar Venn"),
    "after an office with `and`": ("Minister of Trade and Industry Oskar Venn left.", "Oskar Venn"),
    "after an office of a company": ("Chief Executive of Norvik plc Sigrid Moen left.", "Sigrid Moen"),
    "before the country": ("President Tarsk of Lurenia left.", "Tarsk"),
    "after a nationality": ("Lurenian President Elin Tarsk left.", "Elin Tarsk"),
    "with letters after it": ("Ann Pell KC left.", "Ann Pell"),
    "with a seat after it": ("Ann Pell MP left.", "Ann Pell"),
    "after an office and a title": ("The ecologist Dr Ann Pell left.", "Ann Pell"),
    "after a word that has no place in it": ("I’m Elin Tarsk.", "Elin Tarsk"),
    "after a party": ("the Conservative Oskar Venn left.", "Oskar Venn"),
    "after a chief of some field": ("Jory Pell, the state’s chief dam engineer, left.", "Jory Pell"),
    "of nobody in a lake": ("Lake Orrin froze.", ""),
    "after a style": ("Her Excellency Ann Pell left.", "Ann Pell"),
    "after a style and a title": ("His Highness Sheikh Rashid bin Pell left.", "Rashid bin Pell"),
    "after an office that is two words": ("General Secretary Ann Pell left.", "Ann Pell"),
    "initials behind it, before another sentence": ("Тарская О. И. Срок прошёл.", "Тарская О. И."),
    "initials behind it, after an office": ("Председатель Тарская О. И. ушла.", "Тарская О. И."),
    "initials, after an office in Russian": ("Председательствующая О. И. Тарская ушла.", "О. И. Тарская"),
    "of nobody in a building": ("the Corn Hall burnt.", ""),
    "of nobody in a newspaper": ("The Calder Gazette left.", ""),
    "of nobody in a meeting": ("Annual General Meeting", ""),
    "of nobody in a heading": ("CHIEF EXECUTIVE’S REPORT", ""),
    "of nobody in a plural": ("Headteachers left.", ""),
    "after an epithet": ("Old Anselm Pell left.", "Anselm Pell"),
    "after a dateline": ("CALDER, Jan. 17 (NPA) — Elin Tarsk left.", "Elin Tarsk"),
    "before a day": ("President Elin Tarsk Friday left.", "Elin Tarsk"),
    "of nobody in a headline": ("Minister Backs New Plan For The Ferry", ""),
    "of nobody in a body": ("The Eastern Ferry Command left.", ""),
    "of nobody in a body for something": ("Calder Institute for Ferry Reform left.", ""),
    "of nobody in a family": ("Dad left.", ""),
    "of nobody in a place": ("A woman in Tel Dorra left.", ""),
    "after a head of some trade": ("Head Gardener Elin Tarsk left.", "Elin Tarsk"),
    "after a chief of some trade": ("Chief Porter Elin Tarsk left.", "Elin Tarsk"),
    "after a chief of whom only the surname is said": ("Chief Porter left.", "Porter"),
    "after a deputy with a given name that ends like a trade": ("Deputy Peter Venn left.", "Peter Venn"),
    "of nobody in the head of some trade": ("The Head Gardener left.", ""),
    "of nobody in a chief": ("the Chief Whip left.", ""),
    "of nobody in a deputy": ("the Deputy Keeper left.", ""),
    "of nobody in a constable": ("the Deputy Chief Constable left.", ""),
    "of nobody in whom students elect": ("the Student President left.", ""),
    "after a trade": ("Bus driver Jory Pell left.", "Jory Pell"),
    "after an office in Russian": ("Министр транспорта Олег Ветров ушёл.", "Олег Ветров"),
    "after a town in Russian": ("Из г. Тузбела Олег Ветров ушёл.", "Олег Ветров"),
    "after a year in Russian": ("В 2024 г. Олег Ветров ушёл.", "Олег Ветров"),
}


@pytest.mark.parametrize(("text", "name"), NAMES.values(), ids=NAMES)
def test_the_name_without_what_stands_around_it(text: str, name: str) -> None:
    assert first_in(text).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Ana de la Vega left.", "Ana de la Vega", id="two particles"),
        pytest.param(
            "Deputy Mayor Jory Pell left.",
            "Jory Pell",
            id="after a deputy's office",
        ),
        pytest.param(
            "Vice-President Jory Pell left.",
            "Jory Pell",
            id="after a vice-president's office",
        ),
        pytest.param(
            "Президент Лурении Элин Тарск отметила.",
            "Элин Тарск",
            id="after a country in Russian",
        ),
        pytest.param(
            "Президента Лурении поздравили.",
            "",
            id="a country in Russian is no name",
        ),
        pytest.param(
            "Madam President left.",
            "",
            id="an office is no name",
        ),
    ],
)
def test_the_name_where_it_is_harder(text: str, name: str) -> None:
    assert first_in(text).name == name


OFFICES: dict[str, tuple[str, dict[str, Any]]] = {
    "country after the office": (
        "President of Lurenia Elin Tarsk left.",
        {"office": "state", "words": "President of Lurenia", "qualifiers": {"lurenia"}},
    ),
    "country after the name": ("President Tarsk of Lurenia left.", {"office": "state", "qualifiers": {"lurenia"}}),
    "nationality": ("The Lurenian President left.", {"office": "state", "qualifiers": {"lurenian"}}),
    "republic": (
        "The President of the Republic of Lurenia left.",
        {"office": "state", "qualifiers": {"republic", "lurenia"}},
    ),
    "head of state": ("The Head of State left.", {"office": "state", "words": "Head of State", "qualifiers": set()}),
    "field before the office": ("the transport minister left.", {"office": "minister", "qualifiers": {"transport"}}),
    "field after the office": ("the minister for housing left.", {"office": "minister", "qualifiers": {"housing"}}),
    "the last of two offices counts": ("the company spokesman left.", {"office": "spokesperson"}),
    "somebody's spokesman is not that somebody": ("Tarsk’s spokesman left.", {"office": "spokesperson", "name": ""}),
    "apposition after the name": (
        "Oskar Venn, the transport minister, left.",
        {"name": "Oskar Venn", "office": "minister", "qualifiers": {"transport"}},
    ),
    "apposition before the name": (
        "the transport minister, Oskar Venn, left.",
        {"name": "Oskar Venn", "office": "minister", "qualifiers": {"transport"}},
    ),
    "office in brackets": ("Judith Pell (Town Clerk) left.", {"name": "Judith Pell", "office": "clerk"}),
    "head of some trade": (
        "The Head Gardener left.",
        {"office": "trade", "words": "Head Gardener", "qualifiers": {"head"}},
    ),
    "head of some trade who is asked about": (
        "What did the head gardener warn about?",
        {"office": "trade", "words": "head gardener", "qualifiers": {"head"}},
    ),
    "student president": (
        "The Student President left.",
        {"office": "state", "words": "Student President", "qualifiers": {"student"}},
    ),
    "Russian nominative": ("Министр транспорта ушёл.", {"office": "minister", "qualifiers": {"транспорта"}}),
    "Russian genitive": ("министра транспорта поблагодарили.", {"office": "minister"}),
    "Russian dative": ("Главе государства доложили.", {"office": "state"}),
    "Russian instrumental": ("Президентом избран Олег Ветров.", {"office": "state"}),
}


@pytest.mark.parametrize(("text", "said"), OFFICES.values(), ids=OFFICES)
def test_the_office_and_what_it_is_an_office_of(text: str, said: dict[str, Any]) -> None:
    found = first_in(text)
    assert {name: getattr(found, name) for name in said} == said


def test_an_apposition_needs_no_article() -> None:
    [found] = all_in("Oskar Venn, transport minister, left.")
    assert (found.name, found.office, found.qualifiers) == ("Oskar Venn", "minister", frozenset({"transport"}))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Elin Tarsk met Oskar Venn.", ["Elin Tarsk", "Oskar Venn"], id="two names"),
        pytest.param("Jory Pell, 54, met Mr Venn.", ["Jory Pell", "Venn"], id="an age between"),
        pytest.param(
            "Elin Tarsk received President of Tolvia Oskar Venn.",
            ["Elin Tarsk", "Oskar Venn"],
            id="the second with an office",
        ),
    ],
)
def test_a_verb_stands_between_two_people(text: str, names: list[str]) -> None:
    assert [mention.name for mention in all_in(text)] == names


def test_a_list_of_names_is_no_apposition() -> None:
    found = all_in("Elin Tarsk, Oskar Venn, the farmer, and Mira Solane left.")
    assert [(m.name, m.office) for m in found] == [("Elin Tarsk", ""), ("Oskar Venn", "member"), ("Mira Solane", "")]


@pytest.mark.parametrize(
    "present",
    [
        "Elin Tarsk (Chair), Oskar Venn (Clerk), the Head Gardener",
        "Elin Tarsk (Chair), Oskar Venn, the Secretary",
        "Elin Tarsk (Chair), Mira Solane, Oskar Venn, the Secretary",
        "Oskar Venn (Clerk), the Secretary, the Mayor",
    ],
    ids=["each in brackets", "one without an office", "two without an office", "two offices without a name"],
)
def test_an_office_in_a_list_with_brackets_is_another_person(present: str) -> None:
    [*_, named, office] = [m for m in all_in(f"Present: {present}") if m.words != "Mayor"]
    assert (named.name, office.name) == ("Oskar Venn", "")
    assert office.words in ("Secretary", "Head Gardener")


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mr Tarsk left.", "male"),
        ("Mr. Tarsk left.", "male"),
        ("Ms Tarsk left.", "female"),
        ("Mrs Elin Tarsk left.", "female"),
        ("Sir Oskar Venn left.", "male"),
        ("Dame Elin Tarsk left.", "female"),
        ("Signora Solane left.", "female"),
        ("the spokeswoman left.", "female"),
        ("the chairman left.", ""),
        ("Dr Tarsk left.", ""),
        ("the spokesperson left.", ""),
        ("Elin Tarsk left.", ""),
        pytest.param(
            "MR. TARSK left.",
            "male",
            id="MR. TARSK, as transcripts print it",
        ),
    ],
)
def test_titles_and_offices_tell_the_gender(text: str, gender: str) -> None:
    assert first_in(text).gender == gender


@pytest.mark.parametrize(
    ("text", "gender"),
    [("she left.", "female"), ("He left.", "male"), ("They left.", ""), ("Она ушла.", "female"), ("он ушёл.", "male")],
)
def test_a_pronoun_tells_a_gender_and_no_name(text: str, gender: str) -> None:
    found = first_in(text)
    assert (found.pronoun, found.gender, found.name) == (True, gender, "")


@pytest.mark.parametrize("text", ["A farmer left.", "One resident left.", "an official left.", "Another witness left."])
def test_somebody_without_a_name_is_indefinite(text: str) -> None:
    assert first_in(text).indefinite


@pytest.mark.parametrize(
    "text",
    [
        "The farmer left.",
        "Jory Pell, a farmer, left.",
        pytest.param("A farmer, Jory Pell, left."),
    ],
)
def test_somebody_who_is_known_is_not(text: str) -> None:
    assert not first_in(text).indefinite


@pytest.mark.parametrize(
    "text",
    [
        "The ministers left.",
        "Both sides left.",
        "The Presidents left.",
        "Both presidents left.",
        "The two leaders left.",
        "Стороны ушли.",
        "Оба президента ушли.",
    ],
)
def test_several_people_are_collective(text: str) -> None:
    assert first_in(text).collective


@pytest.mark.parametrize("text", ["the minister left.", "the chief left.", "the Head of State left."])
def test_one_person_is_not(text: str) -> None:
    assert not first_in(text).collective


@pytest.mark.parametrize(
    "text",
    ["the press service reports it", "The statement was short", "according to the study", "the newspaper came out"],
)
def test_what_is_written_has_no_voice(text: str) -> None:
    assert all(mention.unvoiced for mention in all_in(text))


@pytest.mark.parametrize(
    "text", ["Northgate Group left.", "Pell Brothers Ltd left.", "Tarsk’s house burnt.", "and so on."]
)
def test_nobody_is_named(text: str) -> None:
    assert not [mention for mention in all_in(text) if mention.name]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("the Tolvian left.", "national"),
        ("the head of the Tolvian government left.", "government"),
        ("the shadow transport minister left.", "shadow minister"),
        ("Председатель Правительства ушёл.", "government"),
        ("Глава региона ушёл.", "governor"),
        ("the Hon. Treasurer left.", "clerk"),
        ("Councilmember Ann Pell left.", "lawmaker"),
    ],
)
def test_offices_that_take_several_words(text: str, office: str) -> None:
    assert first_in(text).office == office


def test_a_style_alone_is_a_pronoun() -> None:
    found = first_in("Her Excellency left.")
    assert (found.pronoun, found.gender) == (True, "female")


def test_a_body_is_said_in_full() -> None:
    text = "A spokesman for the harbour authority left."
    assert first_in(text).span.of(text) == "A spokesman for the harbour authority"


LABELS = {
    "name in capitals": ("ELIN TARSK", "ELIN TARSK", ""),
    "office and name in capitals": ("PRESIDENT OF LURENIA ELIN TARSK", "ELIN TARSK", "state"),
    "office first": ("Minister of Energy Jory Pell", "Jory Pell", "minister"),
    "office after a comma": ("Elin Tarsk, Norvik - Chief Executive", "Elin Tarsk", "chief"),
    "office on the next line": ("Elin Tarsk\nChief Executive Officer", "Elin Tarsk", "chief"),
    "office only": ("The Chair", "", "chair"),
    "affiliation in brackets": ("Elin Tarsk (Norvik)", "Elin Tarsk", ""),
}


@pytest.mark.parametrize(("label", "name", "office"), LABELS.values(), ids=LABELS)
def test_a_label_is_one_mention(label: str, name: str, office: str) -> None:
    found = parse_label(label, Span(0, len(label)))
    assert found is not None
    assert (found.name, found.office, found.span) == (name, office, Span(0, len(label)))


def test_a_label_that_names_nobody() -> None:
    assert parse_label("12:30", Span(0, 5)) is None


words = st.sampled_from(
    [
        *"the The a President of Lurenia Elin Tarsk Mr , . ( ) and she minister Олег Ветров 's ’s «said» 7 -".split(),
        "\n",
    ]
)


@given(st.lists(words, max_size=20).map(" ".join))
def test_mentions_are_in_order_disjoint_and_inside(text: str) -> None:
    within = Span(min(2, len(text)), len(text))
    found = [mention.span for mention in mentions(text, within)]
    assert found == sorted(found)
    assert all(within.contains(span) and span.start < span.end for span in found)
    assert not any(left.overlaps(right) for left, right in pairwise(found))
