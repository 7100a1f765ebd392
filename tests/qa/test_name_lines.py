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


PARLIAMENT = """\
Ferries

{elin}

1. What steps she is taking to repair the ferries. (903871)

{oskar}

We are repairing two.

Elin Tarsk

One has sunk.

Mr Speaker

Order. I call Mr Roth.

{tom}

Will the Minister resign?

Oskar Venn

No.

Several hon. Members rose—

Bridges and Roads

{ida}

Order.
"""
MEMBERS = {
    "on one line": (
        "Elin Tarsk (St Cleder) (Ind)",
        "The Parliamentary Under-Secretary of State for Ferries (Oskar Venn)",
        "Tom Roth (Sula) (Lab)",
        "Madam Deputy Speaker (Ida Moe)",
    ),
    "on two lines": (
        "Elin Tarsk\n(St Cleder) (Ind)",
        "The Minister for Ferries\n(Oskar Venn)",
        "Tom Roth\n\n(Sula) (Lab)",
        "Madam Deputy Speaker\n(Ida Moe)",
    ),
    "between buttons": (
        "Elin Tarsk\n(St Cleder) (Ind)\n\nHansard -  -",
        "The Minister for Ferries\n(Oskar Venn)\n\nHansard -  -\nColumn 512",
        "Tom Roth\n(Sula) (Lab/Co-op)\n\nShare this contribution",
        "Madam Deputy Speaker (Ida Moe)",
    ),
}


@pytest.mark.parametrize(("elin", "oskar", "tom", "ida"), MEMBERS.values(), ids=MEMBERS)
def test_members_of_a_parliament(elin: str, oskar: str, tom: str, ida: str) -> None:
    text = PARLIAMENT.format(elin=elin, oskar=oskar, tom=tom, ida=ida)
    assert [(name, words) for name, _, words in said(text)] == [
        ("Elin Tarsk", "What steps she is taking to repair the ferries."),
        ("Oskar Venn", "We are repairing two."),
        ("Elin Tarsk", "One has sunk."),
        ("Mr Speaker", "Order. I call Mr Roth."),
        ("Tom Roth", "Will the Minister resign?"),
        ("Oskar Venn", "No."),
        ("Ida Moe", "Order."),
    ]


def test_members_of_a_parliament_before_colons() -> None:
    text = (
        "1. Elin Tarsk (St Cleder) (Ind): What steps she is taking. [903871]\n\n"
        "The Minister for Ferries (Oskar Venn): We are repairing two.\n\nElin Tarsk: One has sunk."
    )
    assert [(name, words) for name, _, words in said(text)] == [
        ("Elin Tarsk", "What steps she is taking."),
        ("Oskar Venn", "We are repairing two."),
        ("Elin Tarsk", "One has sunk."),
    ]
