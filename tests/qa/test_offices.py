"""Is this the office that is meant? 0 is no; the larger, the more speaks for it."""

import pytest

from qa.mentions import Mention, mentions
from qa.offices import office_fits, offices_in, same_class
from qa.records import Span


def mention(words: str) -> Mention:
    [found] = mentions(words, Span(0, len(words)))
    return found


FITS = {
    "the office itself": ("the transport minister", "Transport Minister"),
    "in other words": ("the transport minister", "Minister of Transport"),
    "without its field": ("the minister", "Minister of Transport"),
    "country by its adjective": ("the Lurenian President", "President of Lurenia"),
    "country by its name": ("the President of Lurenia", "Lurenian President"),
    "country unlike its adjective": ("the Dutch prime minister", "Prime Minister of the Netherlands"),
    "leader for president": ("the Lurenian leader", "President of Lurenia"),
    "leader for prime minister": ("the leader of Lurenia", "Prime Minister of Lurenia"),
    "leader for chancellor": ("the Lurenian leader", "Chancellor of Lurenia"),
    "head of the company": ("the head of the company", "Chief Executive of Norvik plc"),
    "head of the company, a director": ("the head of the company", "Director of Norvik"),
    "counterpart": ("his Lurenian counterpart", "President of Lurenia"),
    "premier": ("the premier", "Prime Minister of Lurenia"),
    "the same trade": ("the farmer", "farmer"),
    "Russian, in another case": ("министра транспорта", "министр транспорта"),
}
DOES_NOT_FIT = {
    "another field": ("the energy minister", "Minister of Transport"),
    "another country": ("the Tolvian President", "President of Lurenia"),
    "another office": ("the mayor", "President of Lurenia"),
    "president for leader of a party": ("the president", "leader"),
    "another trade": ("the farmer", "teacher"),
    "minister is no prime minister": ("the transport minister", "Prime Minister of Lurenia"),
    "mayor of another town": ("the mayor of Harrow", "Mayor of Calder"),
}


@pytest.mark.parametrize(("asked", "role"), FITS.values(), ids=FITS)
def test_the_office_that_is_meant(asked: str, role: str) -> None:
    assert office_fits(mention(asked), offices_in(role)) > 0


@pytest.mark.parametrize(("asked", "role"), DOES_NOT_FIT.values(), ids=DOES_NOT_FIT)
def test_another_office_does_not_fit(asked: str, role: str) -> None:
    assert office_fits(mention(asked), offices_in(role)) == 0


def test_a_field_in_lower_case_is_kept() -> None:
    assert office_fits(mention("the transport minister"), offices_in("transport minister")) > 0


def test_a_trade_in_other_words() -> None:
    assert office_fits(mention("the council clerk"), offices_in("Clerk of the Council")) > 0


def test_the_mayor_is_not_the_deputy() -> None:
    assert office_fits(mention("the mayor"), offices_in("deputy mayor of Calder")) == 0


def test_the_very_noun_fits_better() -> None:
    asked = mention("the leader")
    assert office_fits(asked, offices_in("Opposition leader")) > office_fits(asked, offices_in("President")) > 0


def test_more_agreement_is_more() -> None:
    role = offices_in("President of Lurenia")
    assert office_fits(mention("the Lurenian President"), role) > office_fits(mention("the President"), role) > 0


def test_a_role_names_several_offices() -> None:
    found = offices_in("Mayor of Calder, Minister of Transport")
    assert [(office.office, {*office.qualifiers}) for office in found] == [
        ("mayor", {"calder"}),
        ("minister", {"transport"}),
    ]
    assert offices_in("of the north") == []


def test_same_class_does_not_ask_of_what() -> None:
    assert same_class(mention("the Tolvian President"), offices_in("President of Lurenia"))
    assert not same_class(mention("the Tolvian President"), offices_in("Mayor of Calder"))
