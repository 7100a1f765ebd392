"""Decisions, as houses print them; and what looks like one."""

from __future__ import annotations

import pytest

from qa.decisions import Decided, decision_in
from tests.qa.minuted import line

SAYS, OUTCOME, LIST = Decided.SAYS, Decided.OUTCOME, Decided.LIST_FOLLOWS


@pytest.mark.parametrize(
    ("words", "decided"),
    [
        ("RESOLVED: that the Clerk write to the company.", SAYS),
        ("IT WAS AGREED that the gate be locked.", SAYS),
        ("After discussion it was agreed to defer the matter.", SAYS),
        ("Resolution 14/2024: The chair is authorised to sign.", SAYS),
        ("**Decision:** Release 4.2 goes out on Monday.", SAYS),
        ("AGREED unanimously that the proceeds be given away.", SAYS),
        ("It was proposed by Cllr Osei and RESOLVED (3 for, 1 against) that the rent be raised.", SAYS),
        ("The Board approved the purchase of a crane.", SAYS),
        ("The Executive Committee adopts the budget.", SAYS),
        ("Draft resolution SA/112/L.4 was adopted by 9 votes to 2.", SAYS),
        ("The trip was not approved.", SAYS),
        ("Решили: купить насос.", SAYS),
        ("> Decision: go with option B.", SAYS),
        ("- Hiring: decided not to hire this year.", SAYS),
        ("Xmas raffle: we agreed on 12 December.", SAYS),
        ("Marsh: Decision: we keep the barn.", SAYS),
        ("Raj: we agreed with the landlord.", None),
        ("- We agreed to move all of it.", SAYS),
        ("Special Order 5B, Raise the budget, was approved by a vote of 3.", SAYS),
        ("NOW, THEREFORE, BE IT RESOLVED, that the Board is thanked.", SAYS),
        ("Question resolved in the affirmative.", OUTCOME),
        ("IT WAS FURTHER RESOLVED THAT two directors sign.", SAYS),
        ("Bros. Farr and Tarn elected.", SAYS),
        ("It was so decided.", OUTCOME),
        ("Carried (7–2).", OUTCOME),
        ("The motion was put to the vote and carried.", OUTCOME),
        ("The motion died for lack of a second.", OUTCOME),
        ("The motion was put to the\n   vote and was **lost**, three voting for.", OUTCOME),
        ("Tabled to October 15.", OUTCOME),
        ("Motion 2 failed.", OUTCOME),
        ("On being put to the vote, the motion was LOST (1–3).", OUTCOME),
        ("It was NOT agreed to buy a piano.", SAYS),
        ("The Bill was accordingly read a second time.", OUTCOME),
        ("IT WAS RESOLVED THAT:", LIST),
        ("The union agreed with him.", None),
        ("The council approved of the colour.", None),
        ("Mr Marzan agreed with Mr Feld.", None),
        ("If the motion is carried, the pool will close.", None),
        ("In 2011 the Council had decided otherwise.", None),
        ("No decision was taken.", None),
        ("Decision: should we close the pier?", None),
        ("Decision: none today.", None),
        ("Parliament must decide by Friday.", None),
        ("He recalled that it was agreed to wait.", None),
    ],
)
def test_a_decision_is_told_from_what_is_only_said_of_one(words: str, decided: Decided | None) -> None:
    assert decision_in(words, line(words)) is decided
