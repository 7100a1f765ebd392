"""Whom a pronoun means. Everybody is invented."""

import pytest

from qa.extraction import quotations_by_rules


def last_source(text: str) -> str | None:
    last = quotations_by_rules(text)[-1]
    return last.source.shown(text) if last.source else None


# Nobody can tell from these names whether a man or a woman bears them.
TWO = "Minister Zarin Pell resigned after Mayor Movel Venn announced that the mill was sold."

EXCHANGE = (
    "Mayor Elin Tarsk spoke first. “The books are closed,” Tarsk told the hall.\n\n"
    "Oskar Venn, who leads the union, stood up. “In May she said, ‘Nobody leaves Mill Hollow,’” he said.\n\n"
    "“It was agreed,” she replied."
)

MEANT: dict[str, tuple[str, str]] = {
    "the woman of two, though the man spoke last": (
        "Finance minister Margaret Pell resigned after Prime Minister Oskar Venn announced that the mill was sold.\n\n"
        "“I cannot sign,” she told reporters.",
        "Margaret Pell",
    ),
    "one of two in a sentence": (f"{TWO}\n\n“I cannot sign,” she told reporters.", "she"),
    "the last of two in two sentences": ("Zarin Pell spoke. Movel Venn left. “It is late,” he said.", "Movel Venn"),
    "a subject without a title": (
        "Margaret Pell resigned after Mayor Oskar Venn announced that the mill was sold.\n\n“I cannot sign,” she said.",
        "Margaret Pell",
    ),
    "the title before the given name": (
        "Mr Margaret Pell came. “It is late,” he said.",
        "Margaret Pell",
    ),
    "the object, where no subject can be meant": (
        "Minister Anna Pell praised Councillor Oskar Venn. He said the ferry was late.",
        "Oskar Venn",
    ),
    "two objects": (
        "Minister Anna Pell praised Councillor Oskar Venn and Councillor Jory Orlin. He said the ferry was late.",
        "He",
    ),
    "whoever spoke before a quotation of several paragraphs": (
        "Margaret Pell told the crowd that it was late.\n\n“I swim.\n\n“I dive.\n\n“Go now,” she said.",
        "Margaret Pell",
    ),
    "an owner": (
        "Movel Venn spoke first.\n\nMayor Margaret Pell’s portrait hung there. “It is old,” she said.",
        "Margaret Pell",
    ),
    "somebody without a name": (
        "A spokesman for the harbour authority said the ferry was late. “It will sail,” he added.",
        "A spokesman for the harbour authority",
    ),
    "an office in fewer words": (
        "The county auditor came. The town auditor left. “It is dear,” the county auditor said.\n\n"
        "Elin Tarsk shook her head. The harbour master said no. “Not in May,” the master added.",
        "The harbour master",
    ),
    "one of two whom these fewer words fit": (
        "The county auditor came. The town auditor left. “It is dear,” the auditor said.",
        "the auditor",
    ),
    "somebody else's": ("The defence lawyer rose. Elin Tarsk did, too. “No,” her lawyer said.", "her lawyer"),
    "one of two without a name": (
        "A resident of Mill Lane came, and so did a resident of Ash Row. “It leaks,” the resident said.",
        "the resident",
    ),
    "somebody without a name, by an office in fewer words": (
        "“It will sail,” said a spokeswoman for the harbour authority. The spokeswoman spoke. “Soon,” she added.",
        "a spokeswoman for the harbour authority",
    ),
    "the last one of those present, whose name is not said": (
        "Present: Elin Tarsk (Chair), Oskar Venn, the Deputy Headteacher\n\n"
        "The Deputy Headteacher said that the roof leaked. “It leaks twice,” she added.",
        "The Deputy Headteacher",
    ),
    "a woman after a spokesman": ("A spokesman came. “It will sail,” she added.", "she"),
    "the only woman, to whom a man replies, when she replies": (EXCHANGE, "Elin Tarsk"),
    "nobody who is only spoken about": (
        "Mayor Oskar Venn stood.\n\nHe sat down. “Elin Tarsk knew it,” he said.\n\n“It is late,” she said.",
        "she",
    ),
    "nobody further up, where a woman without a name has come": (
        "“Go,” Mayor Elin Tarsk said.\n\nOskar Venn met the chairwoman. “Go,” he said.\n\n“It is late,” she said.",
        "she",
    ),
    "nobody with a name while somebody without one is meant": (
        "Ms Elin Tarsk came. A resident disagreed. “It leaks,” she added.",
        "A resident",
    ),
}


@pytest.mark.parametrize(("text", "shown"), MEANT.values(), ids=MEANT)
def test_who_is_meant(text: str, shown: str) -> None:
    assert last_source(text) == shown


def test_titles_are_kept_apart_after_a_pronoun() -> None:
    text = (
        "Finance minister Ilse Orlin resigned after her cousin, Prime Minister Tomas Orlin, announced the sale.\n\n"
        "“I cannot sign,” she told reporters.\n\nMr Orlin said that she was right. Ms Orlin said that he was wrong."
    )
    assert [q.speaker and q.speaker.name for q in quotations_by_rules(text)][-3:] == [
        "Ilse Orlin",
        "Tomas Orlin",
        "Ilse Orlin",
    ]
