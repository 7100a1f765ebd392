"""What a given name tells of whether `he` or `she` is meant."""

import pytest

from qa.given_names import gender_of_name


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Margaret Orlin", "female"),
        ("Oskar Venn", "male"),
        ("Étienne Orlin", "male"),
        ("Лариса Ветрова", "female"),
        ("Пётр Ветров", "male"),
        ("Aigerim Orlin", "female"),
        ("Даулет Орлин", "male"),
        ("Andrea Orlin", ""),  # a woman's in most countries, a man's in some
        ("Kim Orlin", ""),
        ("Александра Ветрова", ""),  # `встретил Александра Ветрова`: a man, in another case
        ("Margaret", ""),  # may be a surname
        ("M. Orlin", ""),
        ("", ""),
    ],
)
def test_only_what_hardly_anybody_else_bears_tells(name: str, gender: str) -> None:
    assert gender_of_name(name) == gender
