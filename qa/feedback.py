"""What readers say of an answer, as questions with what is expected: `onrecord eval` runs the file.

It tells no more than they did. Who finds an answer right vouches for its passages and their speakers; who finds a
speaker wrong, for the passages alone; of wrong words nothing is known but the words that should have been found, where
the reader gives them.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from qa.conversations import Exchange
from qa.database import PATIENCE
from qa.errors import CorpusBusy, CorpusError, CorpusFull, CorpusReadOnly, FeedbackError
from qa.records import Filters
from qa.sources import normalise
from qa.wire import Json, dumped

FILE = "feedback.jsonl"
LOCK_FILE = "feedback.lock"
LONGEST_WORDS = 2_000


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG_WORDS = "wrong words"
    WRONG_SPEAKER = "wrong speaker"
    MISSED = "missed it"


def feedback(exchanges: Sequence[Exchange], verdict: str, comment: str = "", words: str = "") -> Json:
    """The last question of a conversation with what is expected. `words` are those that would have answered it.

    Raises FeedbackError where there is no such verdict, or the comment or the words are too long.
    """
    if verdict not in list(Verdict):
        raise FeedbackError(f"say of the answer: {', '.join(Verdict)}")
    for written in (comment, words):
        if len(written) > LONGEST_WORDS:
            raise FeedbackError(f"{len(written):,} characters are too many; write at most {LONGEST_WORDS:,}")
    *earlier, exchange = exchanges
    return {
        "qid": f"feedback-{secrets.token_hex(6)}",
        "question": normalise(exchange.question),
        "history": [normalise(one.question) for one in earlier],
        "filters": _filters(exchange.answer.query.filters),
        **_expected(exchange, Verdict(verdict), normalise(words).strip()),
        "type": "feedback",
        "verdict": verdict,
        "comment": normalise(comment).strip(),
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def _filters(filters: Filters) -> Json:
    given = {
        "speaker": list(filters.speakers),
        "since": filters.since.isoformat() if filters.since else None,
        "until": filters.until.isoformat() if filters.until else None,
        "doc_id": filters.article_id,
        "meeting": filters.meeting_id,
        "outlet": list(filters.outlets),
    }
    return {name: value for name, value in given.items() if value}


def _expected(exchange: Exchange, verdict: Verdict, words: str) -> Json:
    """Nothing where nothing is known: `onrecord eval` leaves the question out until somebody adds the evidence."""
    answer = exchange.answer
    if any(character.isalnum() for character in words):
        return {"evidence": [words]}
    if verdict is Verdict.RIGHT and not answer.answered:
        return {"answerable": False}
    shown = [citation for citation in answer.citations if not citation.is_gone]
    if not shown or verdict in (Verdict.WRONG_WORDS, Verdict.MISSED):
        return {}
    places = [(one.article.id, one.passage.span) for one in shown]
    evidence = [{"doc_id": article_id, "start": span.start, "end": span.end} for article_id, span in places]
    sources = [one.passage.quotation.source for one in shown if one.passage.quotation]
    named = dict.fromkeys(speaker.name for source in sources if source for speaker in source.speakers)
    return {"evidence": evidence} | ({"speaker": list(named)} if verdict is Verdict.RIGHT and named else {})


_KINDS = {errno.EACCES: CorpusReadOnly, errno.EROFS: CorpusReadOnly, errno.ENOSPC: CorpusFull}


def note(folder: Path, record: Json) -> Path:
    """Add a line to the corpus's file of feedback, whole and on disk; the file.

    Raises CorpusBusy where another process does not let go of it, CorpusReadOnly and CorpusError where it cannot be
    written.
    """
    file = folder / FILE
    try:
        with FileLock(folder / LOCK_FILE, timeout=PATIENCE), file.open("ab+") as lines:
            # What an interrupted write has left must not swallow this line.
            start = "\n" if _is_cut_off(file) else ""
            lines.write(f"{start}{dumped(record)}\n".encode())
            lines.flush()
            os.fsync(lines.fileno())
    except Timeout as error:
        raise CorpusBusy(f"another process is writing to {file}; try again when it has finished") from error
    except OSError as error:
        kind = _KINDS.get(error.errno or 0, CorpusError)
        raise kind(f"cannot write {file}: {error.strerror or error}") from error
    return file


def _is_cut_off(file: Path) -> bool:
    with file.open("rb") as content:
        content.seek(0, os.SEEK_END)
        if not content.tell():
            return False
        content.seek(-1, os.SEEK_END)
        return content.read(1) != b"\n"
