"""The conversations that are kept, as the chat lists them: HTML that escapes whatever it is given."""

from __future__ import annotations

from collections.abc import Sequence

from qa.after_answer import downloads
from qa.controls import encoded
from qa.conversations import MOST_LISTED, Conversation, Conversations
from qa.days import in_words
from qa.discretion import told
from qa.errors import OnrecordError
from qa.reply import problem_html

DELETED = '<p role="status">The conversation is deleted.</p>'
_LONGEST_NAME = 120  # characters
_DAMAGED = "a damaged conversation"


def newest_html(conversations: Conversations, current: str) -> str:
    """Those that were spoken in last, as `conversation_list` shows them; or why they cannot be shown."""
    try:
        return conversation_list(conversations.newest(), current)
    except OnrecordError as error:
        return problem_html(told(error))


def conversation_list(kept: Sequence[Conversation], current: str) -> str:
    """The way to a new one, and to each that there is; the current one is marked, and can be taken out."""
    is_kept = any(one.id == current for one in kept)
    return (
        f'<nav aria-label="Conversations" data-current="{current if is_kept else ""}">'
        f'<a class="new" href="?">New conversation</a>{_all(kept, current, is_kept) if kept else ""}</nav>'
    )


def _all(kept: Sequence[Conversation], current: str, is_kept: bool) -> str:
    items = "".join(_item(one, one.id == current) for one in kept)
    more = f"<p>These are the last {MOST_LISTED}.</p>" if len(kept) == MOST_LISTED else ""
    taken_out = f"<p>Download this conversation: {downloads('')}</p>" if is_kept else ""
    return f"<details><summary>Conversations ({len(kept)})</summary>{taken_out}<ul>{items}</ul>{more}</details>"


def _item(conversation: Conversation, is_current: bool) -> str:
    if conversation.last is None:
        return f"<li>{_DAMAGED} <span>{_count(conversation)}</span> {_delete(conversation, _DAMAGED)}</li>"
    name, day = _short(conversation.name), conversation.last.astimezone()
    return (
        f'<li><a href="?conversation={conversation.id}"{" aria-current=page" if is_current else ""} dir="auto">'
        f"{encoded(name)}</a> <span>{_count(conversation)} · "
        f'<time datetime="{day.isoformat()}">{in_words(day)}, {day:%H:%M}</time></span> '
        f"{_delete(conversation, f'“{name}”')}</li>"
    )


def _count(conversation: Conversation) -> str:
    return f"{conversation.questions} question{'' if conversation.questions == 1 else 's'}"


def _delete(conversation: Conversation, called: str) -> str:
    label = encoded(f"Delete {called}")
    return f'<button type="button" data-deletes="{conversation.id}" aria-label="{label}">Delete</button>'


def _short(name: str) -> str:
    one_line = " ".join(name.split())
    return one_line if len(one_line) <= _LONGEST_NAME else f"{one_line[:_LONGEST_NAME].rstrip()}…"
