"""What the items of a list of notes say that somebody said."""

import pytest

from qa.marks import marked
from qa.notes import Notes
from qa.paragraphs import paragraphs
from qa.quotations import utterances
from qa.records import Kind

Said = list[tuple[str, str]]

HEAD = "Attending: Elin Tarsk (keeper), Oskar Venn, Jory\n\n"
OTHER_ITEMS = "\n- The pump was mended in May\n- Agreed: lights off at nine"


def noted(text: str) -> Said:
    """Who says what in the notes, in other words than his own."""
    body = paragraphs(text)
    notes = Notes(text, body)
    found = [u for p, marks in zip(body, marked(text, body), strict=True) for u in notes.reported(p, marks)]
    return [(u.source.span.of(text), u.spans[0].of(text)) for u in found if u.source]


ITEMS: dict[str, tuple[str, Said]] = {
    "name and colon": ("- Elin: two complaints about the noise", [("Elin", "two complaints about the noise")]),
    "surname and colon": ("- Venn: two complaints about the noise", [("Venn", "two complaints about the noise")]),
    "full name and colon": ("- Elin Tarsk: two complaints", [("Elin Tarsk", "two complaints")]),
    "somebody who is only listed": ("- Jory: two complaints", [("Jory", "two complaints")]),
    "other bullets": ("• Elin: two complaints", [("Elin", "two complaints")]),
    "numbers": ("1. Elin: two complaints", [("Elin", "two complaints")]),
    "after another sentence": (
        "- Elin asked if it can be moved. Oskar: yes, but only to May",
        [("Oskar", "yes, but only to May")],
    ),
    "a wish": ("- Elin wants the papers by Friday.", [("Elin", "the papers by Friday")]),
    "a preference": ("- Elin would prefer the old ferry", [("Elin", "the old ferry")]),
    "the subject of the sentence before": (
        "- Oskar thinks the fault is in the pump. Offered to have it tested",
        [("Oskar", "to have it tested")],
    ),
    "the subject of a label before": (
        "- Oskar: the pump is old. Suggested that it be sold",
        [("Oskar", "the pump is old"), ("Oskar", "that it be sold")],
    ),
    "a task for initials": ("- ET: test the pump", []),
    "a decision": ("- Decided: test the pump", []),
    "somebody whom the notes do not name in full": ("- Calder: the lights are off", []),
    "no item": ("Elin: two complaints about the noise", []),
    "words in marks": ("- Elin: “It leaks.”", []),
}


@pytest.mark.parametrize(("item", "said"), ITEMS.values(), ids=ITEMS)
def test_what_an_item_reports(item: str, said: Said) -> None:
    assert noted(HEAD + item + OTHER_ITEMS) == said


def test_what_somebody_is_to_do_is_nothing_said() -> None:
    assert noted(f"{HEAD}**Actions**\n- Elin: letter to the mayor{OTHER_ITEMS}") == []
    numbered = f"7. Action items\n- Elin: letter to the mayor\n8. Pump\n- Oskar: it leaks{OTHER_ITEMS}"
    assert noted(HEAD + numbered) == [("Oskar", "it leaks")]
    assert noted(f"{HEAD}Pump\n- Elin: it leaks{OTHER_ITEMS}\n\nNext steps:\n- Oskar: letter to the mayor") == [
        ("Elin", "it leaks")
    ]


def test_a_dash_or_two_make_no_notes() -> None:
    assert noted(f"{HEAD}- Elin: two complaints\n- Oskar wants the papers") == []


def test_notes_are_read_beside_what_other_verbs_report() -> None:
    text = f"{HEAD}- Elin warned that the ferry is old{OTHER_ITEMS}\n- Oskar: it leaks in winter"
    body = paragraphs(text)
    found = utterances(text, body, marked(text, body))
    assert [(u.kind, u.spans[0].of(text)) for u in found] == [
        (Kind.INDIRECT, "the ferry is old"),
        (Kind.INDIRECT, "it leaks in winter"),
    ]
