"""A conversation in the form in which the chat is sent it."""

from qa.conversations import Exchange
from qa.messages import messages, question_message
from qa.records import Answer, Query

ONE, TWO = (Exchange(question, Answer(Query(question), note="Nobody is quoted.")) for question in ("One?", "<b>Two?"))


def test_each_question_is_followed_by_its_answer() -> None:
    shown = messages([ONE, TWO])
    assert [message["role"] for message in shown] == ["user", "assistant"] * 2
    assert [message["content"]["component"] for message in shown] == ["html"] * 4
    assert "Nobody is quoted." in shown[1]["content"]["value"]


def test_a_question_is_shown_as_it_was_typed() -> None:
    assert "&lt;b&gt;Two?" in question_message("<b>Two?")["content"]["value"]


def test_an_answer_that_was_shown_is_not_written_again_for_the_next() -> None:
    earlier = messages([ONE])
    assert all(again is before for again, before in zip(messages([ONE, TWO]), earlier, strict=False))
