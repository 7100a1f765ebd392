"""A conversation as the messages of the chat: HTML, in the form in which gradio sends a message that is a component.

Given as a component itself, each message would be built anew, and sent twice over, with every answer to come.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from qa.after_answer import after_answer
from qa.controls import encoded
from qa.conversations import Exchange
from qa.reply import reply_html

Message = dict[str, Any]

# Each answer shows those before it once more: so many, of all who ask, are not written again.
EXCHANGES_KEPT = 300


def messages(exchanges: Sequence[Exchange]) -> list[Message]:
    """Each question with its answer, in their order."""
    return [message for number, one in enumerate(exchanges) for message in _of(one, number)]


def question_message(question: str) -> Message:
    return _html("user", f'<p class="asked" dir="auto">{encoded(question)}</p>')


@lru_cache(EXCHANGES_KEPT)
def _of(exchange: Exchange, number: int) -> tuple[Message, Message]:
    answer = reply_html(exchange.answer, number) + after_answer(number)
    return question_message(exchange.question), _html("assistant", answer)


def _html(role: str, html: str) -> Message:
    content = {"type": "component", "component": "html", "value": html, "constructor_args": {}, "props": {}}
    return {"role": role, "content": content}
