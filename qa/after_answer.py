"""What can be done with an answer: take it out, and say whether it is right. HTML for the chat.

Answers are called by their numbers in the conversation, from 0. What the page sends may be anything.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from qa.conversations import Exchange
from qa.discretion import told
from qa.errors import OnrecordError
from qa.exports import FORMS, MEDIA_TYPES
from qa.feedback import FILE, LONGEST_WORDS, Verdict, feedback, note
from qa.reply import problem_html

JUDGEMENT = ("answer", "verdict", "comment", "words")
_DIGITS = 9
_CALLED = {"md": "Markdown", "csv": "CSV", "json": "JSON"}


def after_answer(number: int) -> str:
    return f'<div class="after"><div>Download: {downloads(str(number))}</div>{_feedback(number)}</div>'


def numbered(exchanges: Sequence[Exchange], number: str) -> Sequence[Exchange]:
    """The exchange of a number and those before it; none for whatever is no number of one."""
    at = int(number) + 1 if number.isascii() and number.isdecimal() and len(number) < _DIGITS else 0
    return exchanges[:at] if at <= len(exchanges) else []


def downloads(number: str) -> str:
    """A button a form, for the answer of this number; of none, for the whole conversation."""
    what = "this answer" if number else "this conversation"
    return " ".join(
        f'<button type="button" data-exports="{form}" data-answer="{number}"'
        f' aria-label="Download {what} as {_CALLED[form]}">{_CALLED[form]}</button>'
        for form in FORMS
    )


def _feedback(number: int) -> str:
    verdicts = "".join(
        f'<label><input type="radio" name="verdict" value="{one}" required> {one}</label>' for one in Verdict
    )
    return (
        "<details><summary>Is it right?</summary>"
        f'<form data-feedback="{number}"><fieldset><legend>Verdict</legend>{verdicts}</fieldset>'
        f"{_field('words', 'The words that answer, as an article prints them (if you know them)')}"
        f"{_field('comment', 'Comment')}"
        f"<p>Written to {FILE} in the corpus, for “onrecord eval”; sent nowhere.</p>"
        '<button type="submit">Send feedback</button></form></details>'
    )


def _field(name: str, label: str) -> str:
    return (
        f'<label class="{name}">{label}<textarea name="{name}" rows="2" maxlength="{LONGEST_WORDS}"></textarea></label>'
    )


def download_link(exchanges: Sequence[Exchange], number: str, form: str) -> str:
    """A link that holds a file, for the page's script to follow: an answer, or without a number the conversation.

    Nothing where there is no such answer or form.
    """
    chosen = numbered(exchanges, number)[-1:] if number else exchanges
    if form not in FORMS or not chosen:
        return ""
    name = f"onrecord-answer-{int(number) + 1}" if number else "onrecord-conversation"
    content = base64.b64encode(FORMS[form](chosen).encode()).decode()
    address = f"data:{MEDIA_TYPES[form]};charset=utf-8;base64,{content}"
    return f'<a hidden {_serial()} download="{name}.{form}" href="{address}">{name}</a>'


def judged(folder: Path, exchanges: Sequence[Exchange], sent: Mapping[str, str]) -> str:
    """What a reader says of an answer, by the names of `JUDGEMENT`, is written down in a corpus: the line that says so,
    or why it is not; nothing where there is no such answer."""
    chosen = numbered(exchanges, sent["answer"])
    if not chosen:
        return ""
    try:
        note(folder, feedback(chosen, sent["verdict"], sent["comment"], sent["words"]))
    except OnrecordError as error:
        return problem_html(told(error))
    return noted(sent["answer"])


def noted(number: str) -> str:
    """That feedback was written down, for whoever sent it and for the page's script, which puts the form away."""
    return f'<p role="status" {_serial()} data-noted="{number}">Noted in {FILE}. Thank you.</p>'


def _serial() -> str:
    """Tells one from the next, which may be the same otherwise: the page acts on what changes only."""
    return f'data-serial="{secrets.token_hex(4)}"'
