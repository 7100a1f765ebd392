"""Records of calls, in which the name of whoever speaks is a line of its own."""

import pytest

from qa.extraction import quotations_by_rules
from qa.paragraphs import paragraphs
from qa.turns import turns


def said(text: str) -> list[tuple[str, str, str]]:
    """Who speaks, as what, in which words."""
    return [
        (speaker.name, speaker.role, quotation.spans[0].of(text))
        for quotation in quotations_by_rules(text)
        for speaker in (quotation.source.speakers if quotation.source else ())
    ]


HEAD = """\
Norvik Ferries plc
Half-Year Results Call
"""
BODY = """
Operator
Welcome to the call. Today we hear Elin Tarsk.

{elin}
We carried more passengers.

The ferry is old.

{oskar}
How many?

{elin}
Nine hundred.

Operator
That was the last question.
"""
LISTS = {
    "dash": "Corporate Participants:\nElin Tarsk – Chief Executive Officer\n\n"
    "Conference Call Participants:\nOskar Venn – Lyle & Partners – Analyst\n",
    "hyphen": "Company Participants\n\nElin Tarsk - Chief Executive Officer\n\n"
    "Conference Call Participants\n\nOskar Venn - Lyle & Partners - Analyst\n",
    "two hyphens": "Call participants:\nElin Tarsk -- Chief Executive Officer\n"
    "Oskar Venn -- Lyle & Partners -- Analyst\n",
    "comma": "Executives\nElin Tarsk, Chief Executive Officer\n\nAnalysts\nOskar Venn, Lyle & Partners, Analyst\n",
}
FORMS = {
    "name": ("Elin Tarsk", "Oskar Venn"),
    "name and office": ("Elin Tarsk – CEO", "Oskar Venn – Analyst"),
    "name, house and office": ("Elin Tarsk – Norvik Ferries plc – CEO", "Oskar Venn – Lyle & Partners – Analyst"),
    "hyphens": ("Elin Tarsk - Norvik Ferries plc - CEO", "Oskar Venn - Lyle & Partners - Analyst"),
    "two hyphens": ("Elin Tarsk -- Chief Executive Officer", "Oskar Venn -- Lyle & Partners -- Analyst"),
    "commas": ("Elin Tarsk, Norvik Ferries Inc., CEO", "Oskar Venn, Lyle & Partners, Analyst"),
    "house and office below": ("Elin Tarsk\nNorvik Ferries plc, CEO", "Oskar Venn\nLyle Securities, Analyst"),
    "question and answer": ("A - Elin Tarsk", "Q - Oskar Venn"),
    "in bold": ("**Elin Tarsk** – CEO", "**Oskar Venn** – Analyst"),
    "with a number": ("Elin Tarsk, Norvik Ferries plc - CEO [2]", "Oskar Venn, Lyle & Partners - Analyst [3]"),
}


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize(("elin", "oskar"), FORMS.values(), ids=FORMS)
def test_every_form_of_name_line_below_every_form_of_list(listed: str, elin: str, oskar: str) -> None:
    text = f"{HEAD}\n{listed}{BODY.format(elin=elin, oskar=oskar)}"
    assert [(name, words) for name, _, words in said(text)] == [
        ("Operator", "Welcome to the call. Today we hear Elin Tarsk."),
        ("Elin Tarsk", "We carried more passengers.\n\nThe ferry is old."),
        ("Oskar Venn", "How many?"),
        ("Elin Tarsk", "Nine hundred."),
        ("Operator", "That was the last question."),
    ]
    assert {role for name, role, _ in said(text) if name == "Elin Tarsk"} <= {"Chief Executive Officer", "CEO"}
    assert {role for name, role, _ in said(text) if name == "Oskar Venn"} == {"Analyst"}


def test_a_record_without_a_list() -> None:
    text = f"{HEAD}{BODY.format(elin='Elin Tarsk – CEO', oskar='Oskar Venn – Lyle & Partners')}"
    assert [name for name, _, _ in said(text)] == ["Operator", "Elin Tarsk", "Oskar Venn", "Elin Tarsk", "Operator"]


def test_a_few_words_without_a_full_stop() -> None:
    text = f"{HEAD}{BODY.format(elin='Elin van der Tarsk', oskar='Oskar Venn')}\n"
    text = text.replace("How many?", "Great").replace("Nine hundred.", "Thank you")
    assert [(name, words) for name, _, words in said(text)][1:4] == [
        ("Elin van der Tarsk", "We carried more passengers.\n\nThe ferry is old."),
        ("Oskar Venn", "Great"),
        ("Elin van der Tarsk", "Thank you"),
    ]


def test_those_who_are_not_identified_are_none_of_the_others() -> None:
    text = f"{HEAD}\n{LISTS['dash']}{BODY.format(elin='Elin Tarsk', oskar='Unidentified Analyst')}"
    assert ("Unidentified Analyst", "", "How many?") in said(text)


NO_CALLS = {
    "headings that come again": "They met.\n\nCalder House\n\nThe ferry is old.\n\nCalder House\n\nThe bridge is new.",
    "captions": "Elin Tarsk, Mayor\n\nThe ferry is old.\n\nOskar Venn, Clerk\n\nThe bridge is new.",
    "a list alone": "Participants:\nElin Tarsk – Mayor\nOskar Venn – Clerk\n\nThey met on Monday.",
}


@pytest.mark.parametrize("text", NO_CALLS.values(), ids=NO_CALLS)
def test_what_is_no_call_has_no_turns(text: str) -> None:
    assert turns(text, paragraphs(text)) == []
