"""What minutes record is recognised where it stands; what stands in somebody's mouth, or in no minutes, is not."""

from __future__ import annotations

import pytest

from qa.entries import Entry, Minuted, Part
from qa.extraction import quotations_by_rules
from qa.minutes import entries, with_entries
from qa.passages import passages
from qa.records import Article

COUNCIL = """BRAMLEY TOWN COUNCIL

MINUTES of the Full Council meeting held on 10 September 2024 in the Guildhall

Present: Councillors E. Tarn (Mayor), J. Okafor, P. Sedge, R. Umber, L. Quince
Officers: M. Dole (Town Clerk)

1. Ferry timetable
Cllr Okafor explained that the operator wanted fewer sailings in winter.
Motion (Tarn/Okafor): that the winter timetable be accepted.
Ayes: Tarn, Okafor, Umber. Noes: Sedge. Abstain: Quince.
Carried (3–1).

2. Budget
Moved by Cllr Umber, seconded by Cllr Quince, that the budget for 2025 be adopted.
Cllr Tarn moved an amendment, seconded by Cllr Sedge, to delete the fireworks. The amendment was lost.
The motion was put to the vote and carried. Voting against: Cllr Tarn.

3. School crossing
RESOLVED: that the Clerk write to the County about the school crossing.
ACTION: J. Okafor to circulate the plan by Friday 20 September.
Cllr Sedge recalled that the council had voted against the bypass in 2019.
"We decided to wait," said Cllr Quince.
"""
ARTICLE = Article("a", COUNCIL, "Minutes")


def recorded(text: str) -> list[Entry]:
    return entries(Article("a", text), quotations_by_rules(text))


def words(found: list[Entry], kind: Minuted, text: str = COUNCIL) -> list[str]:
    return [entry.span.of(text) for entry in found if entry.kind is kind]


def named(found: list[Entry], part: Part, text: str = COUNCIL) -> list[str]:
    return [detail.name or detail.span.of(text) for entry in found for detail in entry.of(part)]


FOUND = recorded(COUNCIL)


def test_headings_with_a_number_are_the_agenda() -> None:
    assert words(FOUND, Minuted.AGENDA_ITEM) == ["1. Ferry timetable", "2. Budget", "3. School crossing"]


def test_an_agenda_that_is_listed_is_taken_from_the_list() -> None:
    text = "Minutes of the board\n\nAgenda\n1. Roof\n2. Cats\n\n1. Roof\nIt was agreed to wait.\n\n2. Cats\nNoted.\n"
    assert words(recorded(text), Minuted.AGENDA_ITEM, text) == ["1. Roof", "2. Cats"]


def test_who_moves_and_who_seconds_is_named_in_full_where_the_minutes_do_so() -> None:
    assert named(FOUND, Part.MOVER) == ["E. Tarn", "R. Umber", "E. Tarn"]
    assert named(FOUND, Part.SECONDER) == ["J. Okafor", "L. Quince", "P. Sedge"]


def test_votes_are_told_with_those_who_cast_them_and_of_other_years_not_at_all() -> None:
    assert named(FOUND, Part.FOR) == ["E. Tarn", "J. Okafor", "R. Umber"]
    assert named(FOUND, Part.AGAINST) == ["P. Sedge", "E. Tarn"]
    assert named(FOUND, Part.ABSTAINED) == ["L. Quince"]


def test_what_became_of_a_motion_is_shown_with_it_and_nothing_that_somebody_says_is_decided() -> None:
    ferry, budget, amendment, crossing = words(FOUND, Minuted.DECISION)
    assert [ferry[:21], ferry[-14:]] == ["Motion (Tarn/Okafor):", "Carried (3–1)."]
    assert [budget[:19], budget[-12:]] == ["Moved by Cllr Umber", "and carried."]
    assert [amendment[:15], amendment[-9:]] == ["Cllr Tarn moved", "was lost."]
    assert crossing == "RESOLVED: that the Clerk write to the County about the school crossing."


def test_what_has_to_be_done_has_an_owner_and_a_day() -> None:
    assert named(FOUND, Part.OWNER) == ["M. Dole", "J. Okafor"]
    assert named(FOUND, Part.DUE) == ["Friday 20 September"]


def test_whoever_is_named_by_initials_alone_has_to_do_what_stands_before_them() -> None:
    text = "Board minutes\n\nPresent: Mel Farrow (LF), Ib Stellan (IS)\n\n1. Roof\nThe roof leaks again.\nACTION: LF\n"
    assert words(recorded(text), Minuted.ACTION_ITEM, text) == ["The roof leaks again.\nACTION: LF"]
    assert named(recorded(text), Part.OWNER, text) == ["Mel Farrow"]


def test_a_table_of_actions_is_read_by_its_columns() -> None:
    text = "Board minutes\n\nAction | Owner | Due\nSell the crane | Ib Stellan | 3 May\nOil the gate | Petra Holm |\n"
    assert words(recorded(text), Minuted.ACTION_ITEM, text) == [
        "Sell the crane | Ib Stellan | 3 May",
        "Oil the gate | Petra Holm |",
    ]
    assert named(recorded(text), Part.OWNER, text) == ["Ib Stellan", "Petra Holm"]


def test_an_owner_whose_cell_spans_several_rows_has_all_of_them() -> None:
    text = "Board minutes\n\nOwner | Action | Due\nIb Stellan | Sell the crane | 3 May\n| | Oil the gate | 4 May\n"
    assert named(recorded(text), Part.OWNER, text) == ["Ib Stellan", "Ib Stellan"]


def test_those_who_vote_are_named_line_by_line_in_a_journal() -> None:
    text = "Votes and Proceedings\n\nThe House divided.\nAYES, 1\nMr Rook\nNOES, 2\nMr Penn\nDr Osei\nNegatived.\n"
    against = [detail.span.of(text) for entry in recorded(text) for detail in entry.of(Part.AGAINST)]
    assert against == ["Mr Penn", "Dr Osei"]


def test_names_of_those_who_voted_are_no_headings_as_many_as_are_told() -> None:
    votes = "AYES, 1\n\nBo Larch\n\nNOES, 1\n\nAna Okafor"
    text = f"Minutes of the Board\n\n1. Boat\n\n{votes}\n\nTown Hall\n\nIt was agreed to wait.\n"
    found = recorded(text)
    assert named(found, Part.FOR, text) + named(found, Part.AGAINST, text) == ["Bo Larch", "Ana Okafor"]
    [decision] = [entry for entry in found if entry.kind is Minuted.DECISION]
    assert decision.heading
    assert decision.heading.of(text) == "Town Hall"


@pytest.mark.parametrize(
    ("table", "votes"),
    [
        ("Moved by Larch, that it be sold.\n\nOkafor | No\nLarch | Yes\n", [("against", "Okafor"), ("for", "Larch")]),
        ("Member | Vote\nOkafor | No\nLarch | Yes\n", [("against", "Okafor"), ("for", "Larch")]),
        (
            "Name | For | Against | Abstain\nOkafor | | X |\nLarch | X | |\nTarn | | | X\n",
            [("against", "Okafor"), ("for", "Larch"), ("abstained", "Tarn")],
        ),
        ("Name | Attended\nOkafor | No\nLarch | Yes\n", []),
        ("Shall we start?\n\nCD: Yes.\n", []),
    ],
)
def test_a_table_of_votes_is_read_by_its_columns(table: str, votes: list[tuple[str, str]]) -> None:
    text = f"Minutes of the Board\n\n1. Boat\n\n{table}\nNoted.\n"
    cast = [one for entry in recorded(text) if entry.kind is Minuted.VOTE for one in entry.details]
    assert [(one.part.value, one.span.of(text)) for one in cast] == votes


def test_notes_that_do_not_say_so_are_known_by_the_titles_of_their_lists() -> None:
    text = "# Weekly sync\n\n## Agenda\n1. Ferry\n\n## Action items\n- [ ] Lund: three quotes (by 17 May)\n"
    assert [entry.span.of(text) for entry in recorded(text)][-1] == "- [ ] Lund: three quotes (by 17 May)"


@pytest.mark.parametrize(
    "line",
    ["Here is what we know:", "Attending the opening, the mayor said:", "A summary of Tuesday’s council meeting"],
)
def test_a_line_of_news_makes_no_record_of_a_report(line: str) -> None:
    assert recorded(f"The pier\n\n{line}\n\nThe company agreed to sell the ferry.\n") == []


SESSION = """HARROW SCHOOL DISTRICT
REGULAR SESSION, October 14, 2025

Members: Dr. Ivo Tarn, Ms. Nora Quist, Mr. Oskar Venn

President Tarn called the meeting to order at 6:30 PM.

B. REPORTS
Ms. Quist: the boiler passed inspection.

C. NEW BUSINESS
C.1 Artificial turf. Quist moved to solicit bids for artificial turf. Second: Venn.
Roll call vote: Tarn no, Quist yes, Venn no. Motion fails 1-2.

D. ACTION ITEMS
* Venn - call the county assessor by October 24
"""


def test_a_session_that_is_called_to_order_is_a_record_and_letters_are_numbers_of_its_matters() -> None:
    found = recorded(SESSION)
    assert words(found, Minuted.AGENDA_ITEM, SESSION) == ["B. REPORTS", "C. NEW BUSINESS", "C.1 Artificial turf"]
    assert named(found, Part.MOVER, SESSION) == ["Nora Quist"]
    assert named(found, Part.AGAINST, SESSION) == ["Ivo Tarn", "Oskar Venn"]
    assert named(found, Part.OWNER, SESSION) == ["Oskar Venn"]


def test_a_title_is_no_part_of_a_full_name() -> None:
    text = (
        "Minutes of the Board\n\nPresent: Trustee Eugene Pell, Trustee Gwen Tarn, Trustee Jen Farr\n\n1. Roof\n"
        "Moved by Trustee Tarn, seconded by Trustee Farr, that the roof be mended.\nNoes: Pell\n"
    )
    assert named(recorded(text), Part.AGAINST, text) == ["Eugene Pell"]


def test_a_transcript_records_what_those_who_speak_call_a_decision_or_an_action() -> None:
    text = (
        "Okafor: We are late with the launch.\n\nVenn: Good. Decision: it moves to Thursday.\n\n"
        "Okafor: Action: Venn to tell the printers by Tuesday.\n\nVenn: Okafor takes no decision: she waits."
        " I never liked that word. Action: Okafor to me is a word for lawyers.\n"
    )
    [decision, action] = recorded(text)
    assert decision.span.of(text) == "Decision: it moves to Thursday."
    assert "launch" in decision.matter.of(text)
    assert action.span.of(text) == "Action: Venn to tell the printers by Tuesday."
    assert [one.span.of(text) for one in action.details] == ["Venn", "Tuesday"]


def test_of_two_people_to_whom_a_name_fits_neither_is_named_in_full() -> None:
    text = "Minutes of the Board\n\nPresent: Ann Pell, Ann Mary Pell\n\n1. Lamps\nMrs Pell voted against.\n"
    assert named(recorded(text), Part.AGAINST, text) == ["Mrs Pell"]


def test_a_turn_that_is_labelled_a_decision_is_one() -> None:
    text = (
        "Notes of the launch call\n\nOkafor: We are late.\nVenn: Decision: launch moves to Thursday.\nOkafor: Agreed.\n"
        "Venn: Decision: if it rains we wait. \nOkafor: Decision: do we?\n"
        "Venn: I never liked that. Decision: a word I cannot stand.\n"
    )
    [decision] = words(recorded(text), Minuted.DECISION, text)
    assert decision.endswith("Decision: launch moves to Thursday.")


def test_an_amendment_that_is_lost_leaves_the_motion_to_be_decided() -> None:
    text = (
        "Minutes of the Board\n\n1. Bridge\nCllr Holt proposed that it be green. An amendment by Cllr Tull to paint it"
        " blue was lost 1–2.\nThe substantive motion was put and CARRIED.\n"
    )
    motion, amendment = words(recorded(text), Minuted.DECISION, text)
    assert amendment.startswith("An amendment by")
    assert motion.startswith("Cllr Holt proposed")


def test_what_is_resolved_below_a_heading_as_long_as_a_line_is_no_part_of_it() -> None:
    text = (
        "MINUTES of the Board of Nether Willow\n\n1. To approve the minutes of the last meeting held in June\n"
        "RESOLVED: to approve the minutes of 6 May 2024.\n\n2. Lamps\nNoted.\n"
    )
    assert words(recorded(text), Minuted.DECISION, text) == ["RESOLVED: to approve the minutes of 6 May 2024."]


def test_words_in_quotation_marks_decide_nothing() -> None:
    text = (
        "Minutes of the Board\n\n1. Pier\n“Agreed to close the pier,” said Bo Larch.\n\n“Resolved that it be sold.”\n\n"
        "“We waited. Agreed to sell it,” said Bo Larch.\n\nRESOLVED: “That the pier be mended.”\n"
    )
    assert words(recorded(text), Minuted.DECISION, text) == ["RESOLVED: “That the pier be mended.”"]


def test_items_to_vote_on_are_nothing_that_somebody_has_to_do() -> None:
    text = (
        "Minutes of the Board\n\nACTION ITEMS\n\n1. Approval of the roof\nMoved by Ms Tarn, seconded by Mr Farr.\n"
        "Ayes: Tarn, Farr\nNoes: Pell\n\nTo do\n\n- Milo – buy paint by 20 June\nNext meeting: Monday 15th July 2024.\n"
    )
    found = recorded(text)
    assert words(found, Minuted.ACTION_ITEM, text) == ["- Milo – buy paint by 20 June"]
    assert words(found, Minuted.VOTE, text) == ["Ayes: Tarn, Farr", "Noes: Pell"]


def test_a_list_of_tasks_ends_with_what_nobody_has_to_do() -> None:
    text = (
        "Minutes of the Board\n\nDecisions\n1. The gate is kept.\n2. Tarn will mend it by 20 January.\n\nActions\n"
        "- Buy paint. Owner: Venn\n- Order a rope\n- Items to vote on: the fence\n- Next meeting: 1 July\n"
        "- Date of next meeting: 1 July\n- Meeting closed at 9.30 pm\n"
    )
    found = recorded(text)
    tasks = ["2. Tarn will mend it by 20 January.", "- Buy paint. Owner: Venn", "- Order a rope"]
    assert words(found, Minuted.ACTION_ITEM, text) == tasks
    assert named(found, Part.OWNER, text) == ["Tarn", "Venn"]


def test_a_decision_in_a_list_that_gives_somebody_work_is_an_action_item_too() -> None:
    text = (
        "ПРОТОКОЛ № 9\n\nРЕШИЛИ:\n2.1. Утвердить проект.\n2.3. Поручить Лапшину К. О. составить график до 26 февраля.\n"
    )
    text += "2.4. Подготовить смету.\nОтветственный: Ярцев. Срок: 1 марта.\n"
    text += "2.5. Гаврилову И. С. нанять бригаду.\nСрок: 25 марта.\n"
    given, prepared, hired = words(recorded(text), Minuted.ACTION_ITEM, text)
    assert given.startswith("2.3. Поручить Лапшину")
    assert prepared == "2.4. Подготовить смету.\nОтветственный: Ярцев. Срок: 1 марта."
    assert hired == "2.5. Гаврилову И. С. нанять бригаду.\nСрок: 25 марта."
    assert named(recorded(text), Part.OWNER, text)[-1] == "Гаврилову И. С."


def test_a_matter_may_be_named_by_its_number_on_the_agenda() -> None:
    text = (
        "ПРОТОКОЛ № 9\n\nПовестка дня:\n1. О крыше.\n2. О вырубке тополей.\n\n"
        "По второму вопросу слушали Ярцева.\nПостановили: ждать.\n"
    )
    [decision] = [entry for entry in recorded(text) if entry.kind is Minuted.DECISION]
    assert decision.heading is not None
    assert decision.heading.of(text) == "2. О вырубке тополей."


def test_what_is_so_decided_is_shown_with_what_was_suggested() -> None:
    text = "Minutes of the Board\n\n1. Roof\nThe Chair suggested that the item be postponed.\nIt was so decided.\n"
    assert words(recorded(text), Minuted.DECISION, text) == [
        "The Chair suggested that the item be postponed.\nIt was so decided."
    ]


def test_the_number_of_a_paragraph_hides_nothing_that_it_records() -> None:
    numbered = [
        "2.3 IT WAS RESOLVED THAT the swings be mended.",
        "1.2 Mr. Ashby to order the chains by 1 June.",
        "a) It was resolved that two benches be bought.",
        "(i) Mr. Farr to order the benches by 3 June.",
        "1.3 Moved by Ms. Tunstall, seconded by Mr. Farr, that the slide be painted.",
    ]
    text = "\n\n".join(["Minutes of the Parks Board", "1. Swings", *numbered])
    found = recorded(text)
    assert words(found, Minuted.DECISION, text) == [numbered[0], numbered[2]]
    assert named(found, Part.OWNER, text) == ["Ashby", "Farr"]
    assert named(found, Part.MOVER, text) == ["Tunstall"]


def test_who_proposes_what_is_resolved_is_named_after_it_too() -> None:
    text = (
        "Minutes of the Board\n\n1. Swings\nThe chains are worn. RESOLVED: that new ones be ordered."
        " Proposed by Mr Farr and seconded by Ms Tarn; carried.\n"
    )
    [motion] = [entry for entry in recorded(text) if entry.kind is Minuted.MOTION]
    assert motion.matter.of(text).startswith("The chains are worn.")


def test_a_list_of_what_is_to_be_done_ends_at_the_next_number_of_its_heading() -> None:
    text = "Minutes of the Board\n\nVI. Action Items\nTarn: sell the ferry\nVII. Closing\nMoe, Secretary\n"
    assert named(recorded(text), Part.OWNER, text) == ["Tarn"]
    assert "VII. Closing" in words(recorded(text), Minuted.AGENDA_ITEM, text)
    listed = "Minutes of the Board\n\n1. Actions\n1. Tarn to sell the ferry\n2. Lund to buy a boat\n"
    assert named(recorded(listed), Part.OWNER, listed) == ["Tarn", "Lund"]


def test_a_label_may_run_into_its_sentence_and_a_topic_is_a_heading() -> None:
    text = "Minutes of the WG\n\nTopic: Ferry\nDecision. To buy the boat.\n\nTopic: Cats\nRESOLUTION: Feed them\n"
    decided = [entry for entry in recorded(text) if entry.kind is Minuted.DECISION]
    assert [entry.span.of(text) for entry in decided] == ["Decision. To buy the boat.", "RESOLUTION: Feed them"]
    assert [entry.heading.of(text) for entry in decided if entry.heading] == ["Topic: Ferry", "Topic: Cats"]


def test_a_report_that_is_no_record_has_none_of_it() -> None:
    text = (
        "The bill\n\nShe voted against the bill in 2019. The union agreed with him. Parliament must decide by Friday.\n"
    )
    assert recorded(text) == []


def test_a_passage_carries_the_entries_that_end_in_it() -> None:
    said = quotations_by_rules(COUNCIL)
    found = with_entries(passages(ARTICLE, said), FOUND)
    carried = [passage for passage in found if passage.span.of(COUNCIL) == "Carried (3–1)."]
    assert [entry.kind for entry in carried[0].entries] == [Minuted.DECISION, Minuted.VOTE]
    assert sum(len(passage.entries) for passage in found) == len(FOUND)


def test_minutes_made_to_be_slow_are_read_in_the_time_of_any_others() -> None:
    hostile = [
        "Aa, " * 240,
        "Ann Pell and " * 70,
        "The " * 240 + "was",
        "Aa (" * 240,
        "x to " * 190,
        f"Ann Pell{' ' * 900}Chair",
    ]
    text = "Minutes of the board\n\n1. Cats\n" + "\n".join(hostile * 4) + "\nIt was agreed to wait.\n"
    assert words(recorded(text), Minuted.DECISION, text) == ["It was agreed to wait."]
