"""Who takes over an office, and who leaves it. Everybody is invented."""

import pytest

from qa.handovers import incoming, outgoing, successions
from qa.mentions import mentions
from qa.records import Span


def all_in(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Those who take over, with the class of the office, and those who leave."""
    named = mentions(text, Span(0, len(text)))
    return [(one.mention.name, one.office) for one in incoming(text, named)], [m.name for m in outgoing(text, named)]


TAKES_OVER = {
    "took over": ("Elin Tarsk took over in May.", [("Elin Tarsk", "")]),
    "who took over": ("Elin Tarsk, who took over in May, smiled.", [("Elin Tarsk", "")]),
    "took over as": ("Elin Tarsk has taken over as director.", [("Elin Tarsk", "director")]),
    "became": ("Elin Tarsk became mayor in May.", [("Elin Tarsk", "mayor")]),
    "replaced somebody": ("Elin Tarsk replaced Oskar Venn.", [("Elin Tarsk", "")]),
    "successor": ("Her successor, Oskar Venn, smiled.", [("Oskar Venn", "")]),
    "became something else": ("Elin Tarsk became angry.", []),
    "replaced something": ("Elin Tarsk replaced the pump.", []),
    "nobody": ("It took over in May.", []),
}


@pytest.mark.parametrize(("text", "expected"), TAKES_OVER.values(), ids=TAKES_OVER)
def test_who_takes_over(text: str, expected: list[tuple[str, str]]) -> None:
    assert all_in(text)[0] == expected


LEAVES = {
    "resigned": ("Oskar Venn resigned in April.", ["Oskar Venn"]),
    "was dismissed": ("Oskar Venn, who was dismissed in April, smiled.", ["Oskar Venn"]),
    "stayed": ("Oskar Venn stayed. She said that he had resigned.", []),
}


@pytest.mark.parametrize(("text", "expected"), LEAVES.values(), ids=LEAVES)
def test_who_leaves(text: str, expected: list[str]) -> None:
    assert all_in(text)[1] == expected


def test_who_follows_whom() -> None:
    text = "Elin Tarsk, who defeated Oskar Venn in May, met Jory Pell. Ann Moss saw Jack Moss."
    [found] = successions(text, mentions(text, Span(0, len(text))))
    assert (found.new.name, found.old.name) == ("Elin Tarsk", "Oskar Venn")
