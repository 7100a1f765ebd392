"""What an article says somebody is, elsewhere than beside the name. Everybody is invented."""

import pytest

from qa.extraction import quotations_by_rules


def speakers_in(text: str) -> list[str | None]:
    return [q.speaker.name if q.speaker else None for q in quotations_by_rules(text)]


LED = "Jory Pell came. Elin Tarsk, who {}, came too.\n\n"
LEAD = "Jeers for the port\n\n{}\n\nOskar Venn, who lives there, told the crowd: “It leaks.”\n\n"
HECKLED = LEAD.format("Workers heckled the transport minister on Thursday.")

TOLD: dict[str, tuple[str, str | None]] = {
    "who chaired the meeting": (LED.format("chaired the meeting") + "“No,” the chairwoman said.", "Elin Tarsk"),
    "who heads an association": (
        LED.format("heads the guild") + "“No,” the head of the guild said.",
        "Elin Tarsk",
    ),
    "who heads another": (LED.format("heads the guild") + "“No,” the head of the council said.", None),
    "first the office, then who holds it": (HECKLED + "“It is old,” the minister said.", "Oskar Venn"),
    "the very words of the lead": (
        LEAD.format("The transport minister said that the ferry was old.").partition("Oskar")[0]
        + "“It leaks,” said Oskar Venn.",
        "Oskar Venn",
    ),
    "an office before a name in a list": (
        "Chair: Ms. Elin Tarsk (Lurenia)\n\nThe meeting was called to order.\n\nThe Chair said that the ferry was old.",
        "Elin Tarsk",
    ),
    "who is in the chair": (
        "Committee on Ports\n\n[Dame Elin Tarsk in the Chair]\n\nOskar Venn: Good morning.\n\nThe Chair: Order.",
        "Elin Tarsk",
    ),
    "an office on the line below": (
        "ELIN TARSK\nDEPUTY SPOKESPERSON\n\nIt rained.\n\nAsked about it, the Deputy Spokesperson said: “It leaks.”",
        "Elin Tarsk",
    ),
    "a heading, and a sentence on the line below": (
        "Secretary-General Elin Tarsk came.\n\nPORTS\nThe Secretary-General left.\n\n“No,” the Secretary-General said.",
        "Elin Tarsk",
    ),
    "a lead that names two": (
        LEAD.format("The mayor welcomed the transport minister.") + "“It is old,” the minister said.",
        None,
    ),
    "a lead that names somebody": (
        LEAD.format("Jory Pell heckled the transport minister.") + "“It is old,” the minister said.",
        None,
    ),
    "who has another office": (
        LEAD.format("Workers heckled the transport minister.").replace("Oskar", "Mayor Oskar")
        + "“It is old,” the minister said.",
        None,
    ),
    "who is named much later": (
        HECKLED.replace("Oskar", "It rained.\n\nIt snowed.\n\nOskar") + "“It is old,” the minister said.",
        None,
    ),
}


@pytest.mark.parametrize(("text", "name"), TOLD.values(), ids=TOLD)
def test_who_is_meant(text: str, name: str | None) -> None:
    assert speakers_in(text)[-1] == name


def test_whoever_the_lead_names_by_office_says_what_it_reports() -> None:
    text = LEAD.format("A retired engineer wept. He said that the dam was wet.")
    assert speakers_in(text) == ["Oskar Venn", "Oskar Venn"]
