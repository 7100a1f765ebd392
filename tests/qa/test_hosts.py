"""Who is meant by `the Head of State`, `the Prime Minister` in a press service's own article. Everybody is invented."""

import pytest

from qa.extraction import quotations_by_rules

TALKS = "Zarin Orlin held talks with President of Tolvia Elin Tarsk.\n\n“It is late,” Zarin Orlin said.\n\n"
THIRD = "“It is old,” Jory Pell said.\n\n"
CABINET = (
    "Press service of the Government of Lurenia\n\nZarin Orlin visited the mill.\n\n“It is late,” Zarin Orlin said.\n\n"
)

HOSTS: dict[str, tuple[str, str | None]] = {
    "the host, not the guest": (f"{TALKS}The Head of State said that the ferry was old.", "Zarin Orlin"),
    "the host, though somebody else has no title": (
        f"{TALKS}{THIRD}The Head of State said that the ferry was old.",
        "Zarin Orlin",
    ),
    "the host, by a country that is not the guest's": (
        f"{TALKS}{THIRD}“It leaks,” said the President of Lurenia.",
        "Zarin Orlin",
    ),
    "the first of two who are both named with their countries": (
        "President of the Republic of Lurenia Zarin Orlin held talks with President of Tolvia Elin Tarsk\n\n"
        "The Head of State said that the ferry was old.",
        "Zarin Orlin",
    ),
    "a headline's verb is nobody": (
        "President Met with the Prime Minister of Tolvia\n\nPresident of Lurenia Zarin Orlin met Prime Minister of "
        "Tolvia Elin Tarsk.\n\nThe President said that the ferry was old.",
        "Zarin Orlin",
    ),
    "the prime minister at home, of two": (
        "The Prime Minister, Oskar Venn, spoke to the Prime Minister of Tolvia, Ines Carvo.\n\nPrime Minister "
        "Carvo left.\n\nThe Prime Minister said that the ferry was old.",
        "Oskar Venn",
    ),
    "the host whom the headline names by country": (
        "The President of Lurenia held talks with Prime Minister of Tolvia Elin Tarsk\n\n“It is late,” Zarin "
        "Orlin said.\n\nThe Head of State said that the ferry was old.",
        "Zarin Orlin",
    ),
    "her counterpart, of another country": (
        "Foreign Minister Elin Tarsk met President Oskar Venn.\n\nTarsk said that it was late. Her Tolvian counterpart "
        "said that it was early.",
        None,
    ),
    "the guest, by country": (f"{TALKS}{THIRD}“It leaks,” said the President of Tolvia.", "Elin Tarsk"),
    "the head of a government that publishes": (f"{CABINET}The Prime Minister said that it was old.", "Zarin Orlin"),
    "the head of a government that does not": (
        CABINET.partition("\n\n")[2] + "The Prime Minister said that it was old.",
        None,
    ),
    "her counterpart": (
        "Foreign Minister Elin Tarsk met Foreign Minister Oskar Venn of Tolvia.\n\nTarsk said that it was late. "
        "Her counterpart said that it was early.",
        "Oskar Venn",
    ),
    "somebody of a country": (
        "Foreign Minister Elin Tarsk met the Tolvian minister, Oskar Venn.\n\nThe Tolvian said that it was early.",
        "Oskar Venn",
    ),
    "somebody of no country here": (
        "Foreign Minister Elin Tarsk met the Tolvian minister, Oskar Venn.\n\nThe Lurenian said that it was early.",
        None,
    ),
}


@pytest.mark.parametrize(("text", "name"), HOSTS.values(), ids=HOSTS)
def test_who_is_meant(text: str, name: str | None) -> None:
    speaker = quotations_by_rules(text)[-1].speaker
    assert (speaker.name if speaker else None) == name
