"""The conversations that are kept, as the chat lists them: HTML that escapes whatever it is given."""

from __future__ import annotations

from collections.abc import Sequence

from qa.after_answer import downloads
from qa.controls import encoded
from qa.conversations import MOST_LISTED, Conversation
from qa.days import in_words

_LONGEST_NAME = 120  # characters


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
    name = _short(conversation.name)
    count = f"{conversation.questions} question{'' if conversation.questions == 1 else 's'}"
    day = conversation.last.astimezone()
    return (
        f'<li><a href="?conversation={conversation.id}"{" aria-current=page" if is_current else ""} dir="auto">'
        f"{encoded(name)}</a> <span>{count} · "
        f'<time datetime="{day.isoformat()}">{in_words(day)}, {day:%H:%M}</time></span> '
        f'<button type="button" data-deletes="{conversation.id}" aria-label="Delete “{encoded(name)}”">Delete</button>'
        "</li>"
    )


def _short(name: str) -> str:
    one_line = " ".join(name.split())
    return one_line if len(one_line) <= _LONGEST_NAME else f"{one_line[:_LONGEST_NAME].rstrip()}…"
