"""Everyone who is quoted, found by a word of their name."""

import pytest

from qa.people import People, name_parts
from qa.records import Speaker

ODA, JENS, JORY = Speaker("Oda Brekkestad", "Mayor"), Speaker("Jens Quill"), Speaker("Jory Quill", "Mayor")
PEOPLE = People((ODA, JENS, JORY, Speaker("???")))

NAMED = {
    "by any part of the name": (["quill"], [JENS, JORY]),
    "by all of it, once": (["oda", "brekkestad"], [ODA]),
    "in the order of the people": (["jory", "oda"], [ODA, JORY]),
    "with a typing error": (["brekkestat"], [ODA]),
    "with two letters exchanged": (["qiull"], [JENS, JORY]),
    "not with another first letter": (["drekkestad"], []),
    "short names only as they are": (["odo"], []),
    "nobody": ([], []),
}


@pytest.mark.parametrize(("printed", "found"), NAMED.values(), ids=NAMED)
def test_who_may_be_named(printed: list[str], found: list[Speaker]) -> None:
    assert PEOPLE.who_may_be_named(printed) == found


def test_each_office_is_known_once() -> None:
    assert PEOPLE.roles == {"Mayor"}


def test_people_who_have_been_read_already_are_not_read_again() -> None:
    assert People.of(PEOPLE) is PEOPLE
    assert People.of([ODA, JENS]) == (ODA, JENS)


def test_short_words_of_a_name_stand_for_it_only_where_there_are_no_others() -> None:
    assert name_parts("Li Wu") == ["li", "wu"]
    assert name_parts("Jean de Lune") == ["jean", "lune"]
