"""The conversations that are kept, as the chat lists them."""

from dataclasses import replace
from datetime import UTC, datetime

from qa.conversation_list import conversation_list
from qa.conversations import MOST_LISTED, Conversation

FERRY = Conversation("a" * 16, "Who sold <b>the ferry</b>?", 1, datetime(2024, 5, 7, 12, tzinfo=UTC))
CRANE = replace(FERRY, id="b" * 16, name="And\nthe crane? " * 20, questions=2)


def test_without_any_there_is_only_the_way_to_a_new_one() -> None:
    shown = conversation_list([], "")
    assert '<a class="new" href="?">New conversation</a></nav>' in shown
    assert 'data-current=""' in shown


def test_each_is_a_link_named_by_its_first_question_with_a_way_to_delete_it() -> None:
    shown = conversation_list([FERRY, CRANE], FERRY.id)
    assert f'<a href="?conversation={FERRY.id}" aria-current=page dir="auto">Who sold &lt;b&gt;the ferry' in shown
    assert f'data-deletes="{FERRY.id}" aria-label="Delete “Who sold &lt;b&gt;the ferry&lt;/b&gt;?”"' in shown
    assert "1 question · " in shown
    assert "2 questions · " in shown
    assert "And the crane? And the crane?" in shown
    assert "…</a>" in shown


def test_the_current_one_can_be_taken_out_once_it_is_kept() -> None:
    assert "Download this conversation" in conversation_list([FERRY], FERRY.id)
    assert "Download this conversation" not in conversation_list([FERRY], "")
    assert 'data-current=""' in conversation_list([FERRY], '"><script>')


def test_where_there_may_be_more_the_list_says_that_it_ends() -> None:
    assert f"These are the last {MOST_LISTED}." in conversation_list([FERRY] * MOST_LISTED, "")


def test_a_damaged_one_has_no_name_and_can_be_deleted() -> None:
    shown = conversation_list([FERRY, Conversation("d" * 16, "", 2, None)], "")
    assert "<li>a damaged conversation <span>2 questions</span> <button" in shown
    assert f'data-deletes="{"d" * 16}" aria-label="Delete a damaged conversation"' in shown
