"""Action items, as houses print them; and what looks like one."""

from __future__ import annotations

import pytest

from qa.actions import action_in, action_in_list
from tests.qa.minuted import line, told


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("ACTION: Okafor to circulate the plan by Friday 7 March", [("owner", "Okafor"), ("due", "Friday 7 March")]),
        ("Action – J. Okafor", [("owner", "J. Okafor")]),
        ("AP1 Nadia Perrin to write to Teal (31 January)", [("owner", "Nadia Perrin"), ("due", "31 January")]),
        ("AP2 Ravi Menon and Sam Lund to measure it", [("owner", "Ravi Menon"), ("owner", "Sam Lund")]),
        ("Okafor will report back by 3 May.", [("owner", "Okafor"), ("due", "3 May")]),
        ("Mr Garside to check the fire doors.", [("owner", "Mr Garside")]),
        ("The Clerk was asked to write to the County.", [("owner", "The Clerk")]),
        ("The Council requested the secretariat to report by 1 September 2024.",
         [("owner", "the secretariat"), ("due", "1 September 2024")]),
        ("Поручить Крутову С. И. получить предложения до 20 апреля.",
         [("owner", "Крутову С. И."), ("due", "20 апреля")]),
        ("Keys: Tim Oates to get three more cut.", [("owner", "Tim Oates")]),
        ("Ms. Tarn will have\n  Public Works mend it by March 21.", [("owner", "Ms. Tarn"), ("due", "March 21")]),
        ("In the meantime Cllr Tarn to close the gate.", [("owner", "Cllr Tarn")]),
        ("If the patch does not hold, Jim is to find out the price.", [("owner", "Jim")]),
        ("The secretariat was asked to prepare a draft.", [("owner", "The secretariat")]),
        ("@tarn: draft the report", [("owner", "@tarn")]),
        ("**Action 2.1** Ms Tarn to publish it by 3 May.", [("owner", "Ms Tarn"), ("due", "3 May")]),
        ("The keys are to be cut by Tarn.", [("owner", "Tarn")]),
        ("IT WAS AGREED that it be circulated by Mr Tarn before 3 May.", [("owner", "Mr Tarn"), ("due", "3 May")]),
        ("Ms Quill requested that the Clerk provide a report.", [("owner", "the Clerk")]),
        ("Delegates to conference.", None),
        ("The keys are to be cut by Friday.", None),
        ("It was left to Tarn to book the hall.", [("owner", "Tarn")]),
        ("AI(Tarn): book the hall", [("owner", "Tarn")]),
        ("Action on Tarn: book the hall by noon on 3 May", [("owner", "Tarn"), ("due", "noon on 3 May")]),
        ("- [ ] @tarn-b book the hall this week", [("owner", "@tarn-b"), ("due", "this week")]),
        ("- [x] @tarn-b book the hall", None),
        (">> Pam + Sunita: posters up by the end of May",
         [("owner", "Pam"), ("owner", "Sunita"), ("due", "the end of May")]),
        (">> We close early today.", None),
        ("M/S Tarn/Lund to approve the agenda.", None),
        ("Sorry to miss it: Tarn", None),
        ("EF: Action: CD to tell the tenants by Monday.", [("owner", "CD"), ("due", "Monday")]),
        ("Owner: Bo Larch wants the lease back.", None),
        ("Resolved, That the Harbour Dues Order 2024 be approved.", None),
        ("The works will cost three million.", None),
        ("Welcome to all members.", None),
        ("Parliament must decide by Friday.", None),
        ("Who will report back?", None),
    ],
)  # fmt: skip
def test_what_has_to_be_done_is_told_with_its_owner_and_its_day(
    words: str, parts: list[tuple[str, str]] | None
) -> None:
    assert told(action_in(words, line(words)), words) == parts


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("* @DA: draft the rota (due 1 Dec)", [("owner", "@DA"), ("due", "1 Dec")]),
        ("* IR → talk to legal by EOD Friday", [("owner", "IR"), ("due", "Friday")]),
        ("- [ ] Lund: three quotes (by 17 May)", [("owner", "Lund"), ("due", "17 May")]),
        ("- Town Clerk: letter to the company, by 28th June", [("owner", "Town Clerk"), ("due", "28th June")]),
        ("a) Breck — State application, by October 25", [("owner", "Breck"), ("due", "October 25")]),
        ("1. Order netting (Birk)", [("owner", "Birk")]),
        ("There being no further business the meeting closed.", None),
        ("Ida Tarn, Board Secretary", None),
    ],
)
def test_an_item_in_a_list_of_actions_names_its_owner_before_or_behind_it(
    words: str, parts: list[tuple[str, str]] | None
) -> None:
    assert told(action_in_list(words, line(words)), words) == parts
