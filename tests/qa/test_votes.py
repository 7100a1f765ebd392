"""Votes, as houses print them; and what looks like one."""

from __future__ import annotations

import pytest

from qa.minute_lines import Line
from qa.records import Span
from qa.votes import vote_in
from tests.qa.minuted import line, told


@pytest.mark.parametrize(
    ("words", "votes"),
    [
        ("Noes: Sedge, Umber.", [("against", "Sedge"), ("against", "Umber")]),
        ("AYES: Ann Pell; Bo Larch NAYS: Finch", [("for", "Ann Pell"), ("for", "Bo Larch"), ("against", "Finch")]),
        ("Ayes – 1 (Duarte). Noes – 1 (Kowalczyk).", [("for", "Duarte"), ("against", "Kowalczyk")]),
        ("For: 7, Against: 2 (Councillors X and Y), Abstentions: 1", [("against", "Councillors X"), ("against", "Y")]),
        ("Vote: 3 yes, 1 no (Lou), 1 abstention (Jin)", [("against", "Lou"), ("abstained", "Jin")]),
        ("Ms Sandhu dissented.", [("against", "Ms Sandhu")]),
        ("The motion was carried, with Mr Feld abstaining.", [("abstained", "Mr Feld")]),
        ("Norman Tice asked for his vote against to be recorded.", [("against", "Norman Tice")]),
        ("«за» – 2, «против» – 1 (Петров К. К.).", [("against", "Петров К. К.")]),
        (
            "Roll call: Pell yes; Larch no; Quince abstain.",
            [("for", "Pell"), ("against", "Larch"), ("abstained", "Quince")],
        ),
        (
            "It was lost, with two in favour (Mr Pell and Ms Larch) and two against (Dr Roe and Mr Quince).",
            [("for", "Mr Pell"), ("for", "Ms Larch"), ("against", "Dr Roe"), ("against", "Mr Quince")],
        ),
        ("Len Tuck wished it noted that he voted against.", [("against", "Len Tuck")]),
        ("| Cllr Quince | Against |", [("against", "Cllr Quince")]),
        ("Quince | For", [("for", "Quince")]),
        ("Councillor | Vote", None),
        ("Quince no;", [("against", "Quince")]),
        ("Vote was 4–1, @tarn against.", [("against", "@tarn")]),
        ("👍 x3, 👎 x2 (@tarn, @quill).", [("against", "@tarn"), ("against", "@quill")]),
        ("We put the rent up, Beryl and Pete voting against it.", [("against", "Beryl"), ("against", "Pete")]),
        ("The motion was\n  put and **lost**, Mr Feld\n  dissenting.", [("against", "Mr Feld")]),
        ("Cllr Marsh voting against.", [("against", "Cllr Marsh")]),
        (
            "The motion failed, Holt and Tull voting for and Brook against.",
            [("for", "Holt"), ("for", "Tull"), ("against", "Brook")],
        ),
        ("<ana> -1 (not blocking)", [("against", "ana")]),
        ("<ana> +1 to Bo", None),
        ("Voting aye: Voss, Pell. Voting nay: Hask.", [("for", "Voss"), ("for", "Pell"), ("against", "Hask")]),
        ("One governor abstained (Ms Pell).", [("abstained", "Ms Pell")]),
        (
            "After a vote (Greta and Mei for; Una against; Aziz abstaining) it was decided to go.",
            [("for", "Greta"), ("for", "Mei"), ("against", "Una"), ("abstained", "Aziz")],
        ),
        ("Carried unanimously.", []),
        ("The draft was adopted by 9 votes to 2.", []),
        ("She voted against the bill in 2019.", None),
        ("He had voted against the bypass.", None),
        ("The Board approved the crane for 11 million crowns.", None),
        ("No: it is too dear.", None),
        ("No: Oskar Venn has stopped it.", None),
    ],
)
def test_a_vote_is_told_with_those_who_cast_it(words: str, votes: list[tuple[str, str]] | None) -> None:
    assert told(vote_in(words, line(words)), words) == votes


def test_a_vote_that_somebody_tells_of_is_none() -> None:
    words = "“Cllr Tarn voted against,” said Cllr Quince."
    spoken = Line(Span(0, len(words)), Span(0, len(words)), said=(Span(1, words.index("”")),))
    assert told(vote_in(words, line(words)), words) == [("against", "Cllr Tarn")]
    assert vote_in(words, spoken) is None
