"""Fields above a text."""

import pytest

from qa.sources.front_matter import split
from tests.qa.test_extraction import calls_of

TEXT = "The ferry was sold."


def test_fields_are_read_and_are_no_words() -> None:
    assert split(f"---\ntitle: Sold\ntags: [ferry]\n---\n{TEXT}") == ({"title": "Sold", "tags": ["ferry"]}, TEXT)
    assert split(f'+++\ntitle = "Sold"\n+++\n{TEXT}') == ({"title": "Sold"}, TEXT)


NO_FIELDS = {
    "a line between paragraphs": f"---\n{TEXT}\n---\nNobody bought it.",
    "no end": f"---\ntitle: Sold\n{TEXT}",
    "no YAML": f"---\ntitle: [Sold\n---\n{TEXT}",
    "YAML of itself": f"---\ntitle: &a [*a, *a]\n---\n{TEXT}",
    "an object of Python": f"---\ntitle: !!python/object/apply:os.getcwd []\n---\n{TEXT}",
    "nested beyond reason": f"---\ntitle: {'[' * 9_000}\n---\n{TEXT}",
}


@pytest.mark.parametrize("text", NO_FIELDS.values(), ids=NO_FIELDS.keys())
def test_what_has_no_fields_is_all_text(text: str) -> None:
    assert split(text) == ({}, text)


def test_brackets_beyond_reason_are_no_work() -> None:
    nested = f"---\ntitle: {'{' * 9_000}\n---\n{TEXT}"
    split(nested)
    assert calls_of(split, nested) < 100
