"""Motions, as houses print them; and what looks like one."""

from __future__ import annotations

import pytest

from qa.motions import motion_in
from tests.qa.minuted import line, told


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("Motion (Tarn/Okafor): that the ferry be kept.", [("mover", "Tarn"), ("seconder", "Okafor")]),
        ("MOTION (Adeyinka, seconded T. Pell): that it be free.", [("mover", "Adeyinka"), ("seconder", "T. Pell")]),
        ("MOTION by Duarte, SECOND by Finch, to adopt it.", [("mover", "Duarte"), ("seconder", "Finch")]),
        ("Moved by A. Bray, seconded by I. Castro, that it be so.", [("mover", "A. Bray"), ("seconder", "I. Castro")]),
        ("Moved: Lars Hede.", [("mover", "Lars Hede")]),
        ("Seconded: Tuva Rein.", [("seconder", "Tuva Rein")]),
        ("On motion of Supervisor Toller, seconded by Mr Castell, it was approved.",
         [("mover", "Supervisor Toller"), ("seconder", "Mr Castell")]),
        ("Mr Tozer proposed, and Mrs Fenn seconded, that the bell be rehung.",
         [("mover", "Mr Tozer"), ("seconder", "Mrs Fenn")]),
        ("Mr. Tozer (Minister of Bells) moved that the Bill be read a second time.", [("mover", "Mr. Tozer")]),
        ("Gwen proposed the new calendar, Jen seconded.", [("mover", "Gwen"), ("seconder", "Jen")]),
        ("Cllr Pell MOVED and Dr Oduya SECONDED that it be painted.",
         [("mover", "Cllr Pell"), ("seconder", "Dr Oduya")]),
        ("Cllr Baines MOVED and Cllr Tarn SECONDED a motion to object.",
         [("mover", "Cllr Baines"), ("seconder", "Cllr Tarn")]),
        ("Cllr Baines MOVED that the quarry be closed.", [("mover", "Cllr Baines")]),
        ("After a long talk Ewan moved that the fund be spread.", [("mover", "Ewan")]),
        ("Mr Tozer proposed that the bell be rehung and Mrs Fenn seconded this.",
         [("mover", "Mr Tozer"), ("seconder", "Mrs Fenn")]),
        ("A vote was taken on the proposal of Norvik.", None),
        ("Todd 2nd.", [("seconder", "Todd")]),
        ("Anya Fell seconded.", [("seconder", "Anya Fell")]),
        ("An amendment by Cllr Tull to paint it blue was lost.", [("mover", "Cllr Tull")]),
        ("Mr Hale moved to the window.", None),
        ("Ms Quist proposed a toast.", None),
        ("The pump was seconded to Calder.", None),
    ],
)  # fmt: skip
def test_a_motion_is_told_with_who_moves_and_who_seconds(words: str, people: list[tuple[str, str]] | None) -> None:
    assert told(motion_in(words, line(words)), words) == people
