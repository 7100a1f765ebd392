"""Conversations, kept in the corpus: each question with the answer that was given, in offsets and without words.

What is shown of them is cut from the articles as they are now; of one that was removed, or replaced by another under
its id, nothing is.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from qa.conversation_rows import ConversationRow, ConversationRows, TurnRow
from qa.corpus import Corpus
from qa.errors import DamagedArticle, DamagedConversation, UnknownArticle
from qa.records import Answer, Article, Citation, Meeting, Passage, Query
from qa.sources import normalise

MOST_LISTED = 50
# As `keep` makes them; whatever else an address asks for is no conversation.
_ID = re.compile(r"[A-Za-z0-9_-]{16}")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of a conversation, with its answer."""

    question: str
    answer: Answer


class Thread(NamedTuple):
    """A conversation as somebody has it open: how many of its exchanges are kept, under which id; none as yet."""

    id: str = ""
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Conversation:
    """One that is kept, called by its first question; `last` is None where it is damaged, and has no name."""

    id: str
    name: str
    questions: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class _KeptCitation:
    article_id: str
    digest: str
    passage: Passage
    score: float
    also: tuple[_KeptCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class _KeptAnswer:
    query: Query
    citations: tuple[_KeptCitation, ...]
    near_misses: tuple[_KeptCitation, ...]
    confidence: float
    note: str
    summary: str


_FORM = TypeAdapter(_KeptAnswer)


class Conversations:
    """Those of a corpus. Any number of threads may read and write, while articles are added, too."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._rows = ConversationRows(corpus.folder)

    @property
    def folder(self) -> Path:
        return self._corpus.folder

    def keep(self, thread: Thread, exchanges: Sequence[Exchange]) -> Thread:
        """Keep what is not kept yet of a conversation, under an id that nobody else has.

        Raises CorpusError where it could not be written: the next time, it is tried again.
        """
        rest = exchanges[thread.kept :]
        if not rest:
            return thread
        conversation = thread.id or secrets.token_urlsafe(12)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._rows.add(
            conversation,
            [TurnRow(now, normalise(one.question), _FORM.dump_json(_kept(one.answer)).decode()) for one in rest],
        )
        return Thread(conversation, thread.kept + len(rest))

    def read(self, conversation: str) -> list[Exchange]:
        """What was asked and answered, in that order; nothing of a conversation that there is not (any more).

        A citation whose article has gone, or is damaged, has no words, which `Citation.is_gone` and `is_damaged` tell.
        Raises DamagedConversation where a turn of it is not as it was kept.
        """
        turns = self._rows.turns(conversation) if _ID.fullmatch(conversation) else []
        if not turns:
            return []
        meetings = {meeting.id: meeting for meeting in self._corpus.meetings()}
        return [Exchange(turn.question, self._shown(turn.answer, meetings)) for turn in turns]

    def opened(self, conversation: str, shown: Sequence[Exchange]) -> Sequence[Exchange]:
        """What a page has open that shows this conversation: all of it as it is kept, where the server has forgotten
        what is shown. Raises DamagedConversation."""
        return shown or self.read(conversation)

    def thread(self, conversation: str, known: Thread) -> Thread:
        """The same for how much of it is kept; a new one where there is none. Raises DamagedConversation."""
        kept = 0 if known.id else len(self.read(conversation))
        return Thread(conversation, kept) if kept else known

    def newest(self) -> list[Conversation]:
        """The last of them, last first."""
        return [_listed(row) for row in self._rows.newest(MOST_LISTED) if _ID.fullmatch(row.id)]

    def remove(self, conversation: str) -> bool:
        """False where there is none."""
        return self._rows.remove(conversation)

    def close(self) -> None:
        self._rows.close()

    def _shown(self, printed: str, meetings: Mapping[str, Meeting]) -> Answer:
        try:
            kept = _FORM.validate_json(printed)
        except ValidationError as error:
            raise DamagedConversation from error
        citations, near_misses = (
            tuple(self._cited(one, meetings) for one in cited) for cited in (kept.citations, kept.near_misses)
        )
        return Answer(kept.query, citations, near_misses, kept.confidence, kept.note, kept.summary)

    def _cited(self, kept: _KeptCitation, meetings: Mapping[str, Meeting]) -> Citation:
        also = tuple(self._cited(one, meetings) for one in kept.also)
        meeting = meetings.get(kept.passage.meeting_id)
        article, is_damaged = Article(kept.article_id, ""), False  # without words, where it has gone or is damaged
        try:
            found = self._corpus.article(kept.article_id)
            article = found if _digest(found.text) == kept.digest else article
        except UnknownArticle:
            pass
        except DamagedArticle:
            is_damaged = True
        return Citation(kept.passage, article, kept.score, also, meeting, is_damaged)


def _listed(row: ConversationRow) -> Conversation:
    if row.first is None or row.last is None:
        return Conversation(row.id, "", row.turns, None)
    return Conversation(row.id, row.first.question, row.turns, datetime.fromisoformat(row.last.asked_at))


def _kept(answer: Answer) -> _KeptAnswer:
    return _KeptAnswer(
        answer.query,
        _kept_citations(answer.citations),
        _kept_citations(answer.near_misses),
        answer.confidence,
        answer.note,
        answer.summary,
    )


def _kept_citations(citations: Sequence[Citation]) -> tuple[_KeptCitation, ...]:
    return tuple(
        _KeptCitation(one.article.id, _digest(one.article.text), one.passage, one.score, _kept_citations(one.also))
        for one in citations
    )


@lru_cache(maxsize=100)
def _digest(text: str) -> str:
    """By which another text under the same id is told apart: its offsets would be those of other words."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
