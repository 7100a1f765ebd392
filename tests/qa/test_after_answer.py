"""What is offered below an answer, and what comes of it, whatever the page sends."""

import base64
import re

import pytest

from qa.after_answer import after_answer, download_link, noted, numbered
from qa.conversations import Exchange
from qa.exports import FORMS
from qa.records import Answer, Query

ONE, TWO = (Exchange(question, Answer(Query(question), note="Nobody is quoted.")) for question in ("One?", "<b>Two?"))
NO_NUMBERS = ["", "2", "-1", "x", "١", "²", "9" * 5_000, "0.0"]


def test_below_an_answer_are_its_forms_and_what_can_be_said_of_it() -> None:
    shown = after_answer(3)
    assert [f'data-exports="{form}" data-answer="3"' in shown for form in FORMS] == [True, True, True]
    assert 'data-feedback="3"' in shown
    assert re.findall(r'value="([\w ]+)"', shown) == ["right", "wrong words", "wrong speaker", "missed it"]


def test_a_file_is_a_link_that_holds_all_of_it() -> None:
    link = download_link([ONE, TWO], "1", "md")
    found = re.search(r'download="([^"]+)" href="data:([^;]+);charset=utf-8;base64,([^"]+)"', link)
    assert found
    assert (found[1], found[2]) == ("onrecord-answer-2.md", "text/markdown")
    assert base64.b64decode(found[3]).decode() == FORMS["md"]([TWO])
    assert 'download="onrecord-conversation.json"' in download_link([ONE, TWO], "", "json")


def test_what_is_asked_for_again_is_another_download() -> None:
    assert download_link([ONE], "", "csv") != download_link([ONE], "", "csv")
    assert noted("0") != noted("0")


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_whatever_is_no_number_of_an_answer_is_none(number: str) -> None:
    assert numbered([ONE, TWO], number) == []
    assert number == "" or download_link([ONE, TWO], number, "md") == ""


def test_an_answer_comes_with_those_before_it() -> None:
    assert numbered([ONE, TWO], "0") == [ONE]
    assert numbered([ONE, TWO], "1") == [ONE, TWO]


@pytest.mark.parametrize("form", ["", "exe", "MD", "../md"])
def test_there_are_no_other_forms(form: str) -> None:
    assert download_link([ONE], "", form) == ""
