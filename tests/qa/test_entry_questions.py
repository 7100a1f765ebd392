"""What is asked of minutes is told by the form of the question; whatever asks for something else is none of it."""

from __future__ import annotations

import pytest

from qa.entries import Minuted, Part
from qa.entry_questions import wanted_in

VOTES = (Part.FOR, Part.AGAINST, Part.ABSTAINED)


@pytest.mark.parametrize(
    ("question", "kind", "topic"),
    [
        ("What was decided?", Minuted.DECISION, ""),
        ("and what was decided about the school?", Minuted.DECISION, "the school"),
        ("What did the Northgate board decide on fog signals?", Minuted.DECISION, "fog signals"),
        ("Which decisions were taken on the budget?", Minuted.DECISION, "the budget"),
        ("Was the motion carried?", Minuted.DECISION, ""),
        ("Was the motion on glitter carried?", Minuted.DECISION, "the motion on glitter"),
        ("was the motion carried on glitter", Minuted.DECISION, "glitter"),
        ("Что решили о крыше?", Minuted.DECISION, "крыше"),
        ("Who voted against the budget?", Minuted.VOTE, "the budget"),
        ("How did the House vote on the Eggs Bill?", Minuted.VOTE, "the Eggs Bill"),
        ("How many voted against the toll?", Minuted.VOTE, "the toll"),
        ("Кто голосовал против ремонта?", Minuted.VOTE, "ремонта"),
        ("Who seconded it?", Minuted.MOTION, ""),
        ("Who moved that the hut be sold?", Minuted.MOTION, "the hut be sold"),
        ("What are the action items?", Minuted.ACTION_ITEM, ""),
        ("Who has to report back on the bridge?", Minuted.ACTION_ITEM, "report back on the bridge"),
        ("What was on the agenda?", Minuted.AGENDA_ITEM, ""),
        ("Which quotation for the roof did the council approve?", Minuted.DECISION, "quotation for the roof"),
        ("What depth was adopted for the pool?", Minuted.DECISION, "depth for the pool"),
        ("By what vote did the council approve the lease?", Minuted.VOTE, "the council approve the lease"),
        ("What is the deadline for the accounts?", Minuted.ACTION_ITEM, "the accounts"),
        ("What are the action items from Brackwater?", Minuted.ACTION_ITEM, ""),
        ("Was the bridge on the agenda?", Minuted.AGENDA_ITEM, "the bridge"),
        ("Who was present at the council meeting?", Minuted.ATTENDANCE, ""),
        ("Who attended the meeting?", Minuted.ATTENDANCE, ""),
        ("Who sent apologies?", Minuted.ATTENDANCE, ""),
        ("Кто присутствовал на заседании?", Minuted.ATTENDANCE, ""),
    ],
)
def test_a_question_after_minutes_says_what_it_is_about(question: str, kind: Minuted, topic: str) -> None:
    wanted = wanted_in(question)
    assert wanted is not None
    assert (wanted.kind, wanted.topic) == (kind, topic)


def test_who_was_there_and_who_was_not_are_asked_for_apart() -> None:
    for question, who, parts in (
        ("Who was at the last meeting?", "", (Part.PRESENT,)),
        ("Who could not come to the spring meeting?", "", (Part.ABSENT,)),
        ("Was Okafor there?", "Okafor", (Part.PRESENT, Part.ABSENT)),
        ("Did J. Okafor attend the board meeting?", "J. Okafor", (Part.PRESENT, Part.ABSENT)),
    ):
        wanted = wanted_in(question)
        assert wanted is not None
        assert (wanted.who, wanted.parts) == (who, parts)


def test_whose_vote_or_work_is_asked_for_is_told_with_the_day() -> None:
    vote, work = wanted_in("How did Tarn vote on the ferry?"), wanted_in("What must J. Okafor do by Friday 7 March?")
    assert vote is not None
    assert (vote.who, vote.parts) == ("Tarn", VOTES)
    assert work is not None
    assert (work.who, work.due, work.parts) == ("J. Okafor", "Friday 7 March", (Part.OWNER,))


@pytest.mark.parametrize(
    "due",
    [
        "by tomorrow",
        "by summer",
        "ASAP",
        "by the start of June",
        "before the end of next month",
        "within a week",
        "before the October meeting",
        "by noon on 3 May",
    ],
)
def test_a_question_may_name_whatever_day_an_action_has(due: str) -> None:
    wanted = wanted_in(f"What must Okafor do {due}?")
    assert wanted is not None
    assert (wanted.who, wanted.due) == ("Okafor", due.removeprefix("by ").removeprefix("before "))


def test_the_meeting_is_no_part_of_the_topic() -> None:
    wanted = wanted_in("What was decided about the weir at the last meeting of the harbour board on 3 May?")
    assert wanted is not None
    assert (wanted.topic, wanted.body, wanted.on, wanted.of_last) == ("the weir", "harbour board", "3 May", True)


@pytest.mark.parametrize(
    "question",
    [
        "What did the mayor say about the vote?",
        "What is the name of the kitten that was adopted by James?",
        "What year did congress pass the act?",
        "Which town was settled by weavers?",
        "Who attended the opening of the pier?",
        "Was Okafor right about the pier?",
        "Is Parliament?",
        "What did he tell Lesnova to do about the hay?",
        "How many people were in the shelters?",
        "When is the new ferry to be delivered?",
        "Who said that the action was late?",
    ],
)
def test_other_questions_ask_for_none_of_it(question: str) -> None:
    assert wanted_in(question) is None
