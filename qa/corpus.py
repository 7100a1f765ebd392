"""The two flows: articles in, a question answered. Each reads like the diagram of the design."""

from __future__ import annotations

import logging
import re
import shlex
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from embeddings.encoder import Encoder
from embeddings.index import FaissIndex, IndexFileError
from embeddings.model_files import ModelFilesError
from embeddings.reranker import Reranker, open_reranker
from qa.answers import answer
from qa.calendars import Calendar
from qa.dialogue import LONGEST_QUESTION, check_question, turn_of, understand
from qa.errors import ModelError, QuestionError, SourceError, UnknownMeeting
from qa.extraction import quotations
from qa.followups import Turn, follows, may_follow
from qa.known import KnownPeople
from qa.meetings import dated, joined_to, merged, reported_meeting
from qa.passages import passage_terms, passages
from qa.people import People
from qa.records import (
    NO_FILTERS,
    Answer,
    Article,
    Citation,
    Filters,
    Meeting,
    Outcome,
    Passage,
    Query,
    Quotation,
    Speaker,
    Status,
)
from qa.reranking import reranked
from qa.retriever import Candidate, retrieve, spread
from qa.settings import Settings
from qa.sources import check_exist, normalise, read_sources
from qa.store import Store

log = logging.getLogger("onrecord")

# Articles that are encoded together: enough to fill the encoder's batches, few enough to be acknowledged soon.
BATCH_ARTICLES = 16
_IN_ARTICLE = re.compile(r"\s+(?:in|of|according to|в)\s+[“«](?P<title>.{1,500})[”»](?=\s*\W*$)")
# A follow-up is understood from as many questions before it as this, if each hangs on the one before.
MOST_TURNS = 8
# Of some conversations at a time, the questions that the next one may hang on.
QUESTIONS_KEPT = 64

Source = str | Path | Article
OnOutcome = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What nobody changes any more, and the generation of the database that it shows."""

    index: FaissIndex
    calendar: Calendar
    people: People
    generation: int


class _Read(NamedTuple):
    """An article with all that was found in it."""

    article: Article
    quotations: list[Quotation]
    passages: list[Passage]
    meeting: Meeting | None


class Corpus:
    """Articles on disk that can be asked. Any number of threads may ask while one process adds."""

    def __init__(self, settings: Settings) -> None:
        """Raises CorpusError for a data folder that cannot be used, ModelError for a model that cannot."""
        try:
            self._encoder = Encoder(settings.model)
        except ModelFilesError as error:
            raise ModelError(str(error)) from error
        self._reranker_name = settings.reranker
        self._store = Store(settings.data)
        self._snapshot: _Snapshot | None = None
        # A follow-up hangs on the answers before it; what was found for them is kept until somebody commits.
        self._candidates_at = lru_cache(QUESTIONS_KEPT)(self._find_at)
        self._refreshing = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._store.close()

    @property
    def folder(self) -> Path:
        """Where all of it lies."""
        return self._store.folder

    # -- articles in

    def add(self, *sources: Source, on_outcome: OnOutcome | None = None) -> list[Outcome]:
        """Add files, folders and articles. `on_outcome` is called for each article when it is safely stored, or is not.

        Adding an article again changes nothing. One that cannot be read fails by itself. Raises SourceError before
        anything is added where a path does not exist, CorpusBusy where another process is writing.
        """
        check_exist([Path(source) for source in sources if not isinstance(source, Article)])
        outcomes: list[Outcome] = []
        with self._store.writing():
            self._refreshed()  # from here on, the index in memory is the one that grows
            known, reports = KnownPeople(self._store.roles()), self._store.reports()
            for batch in _batches(_read(sources)):
                for outcome in self._add_batch(batch, known, reports):
                    outcomes.append(outcome)
                    if on_outcome:
                        on_outcome(outcome)
            if any(outcome.status is Status.ADDED for outcome in outcomes):
                self._save(self._refreshed().index)
        return outcomes

    def _add_batch(
        self, batch: Sequence[Article | SourceError], known: KnownPeople, reports: list[Meeting]
    ) -> Iterator[Outcome]:
        """Read, split, attribute and encode a batch; then store each article in a transaction of its own.

        Its meeting joins those of `reports` and is added to them.
        """
        new: dict[str, _Read] = {}
        for article in batch:
            if isinstance(article, Article) and article.id not in new and not self._store.has_article(article.id):
                said = quotations(article.text, known, article.date)
                meeting = reported_meeting(article, said)
                found = dated(article, passages(article, said), said, meeting)
                new[article.id] = _Read(article, said, found, meeting)
        vectors = self._encoder.encode_documents(
            [(read.article.text, [passage.span for passage in read.passages]) for read in new.values()]
        )
        vectors_of = dict(zip(new, vectors, strict=True))
        for article in batch:
            if isinstance(article, SourceError):
                yield Outcome(Status.FAILED, path=article.path, error=str(article))
            elif article.id in vectors_of:
                yield self._stored(new[article.id], vectors_of.pop(article.id), reports)
            else:
                yield self._again(article)

    def _stored(self, read: _Read, vectors: NDArray[np.float32], reports: list[Meeting]) -> Outcome:
        article = read.article
        terms = passage_terms(article, read.passages)
        meeting = _joined(read.meeting, reports)
        self._store.add(article, read.quotations, read.passages, terms, vectors, self._encoder.fingerprint, meeting)
        return Outcome(Status.ADDED, article.path, article.id, article.title)

    def _again(self, article: Article) -> Outcome:
        if self._store.article(article.id).text == article.text:
            return Outcome(Status.UNCHANGED, article.path, article.id, article.title)
        cure = f"to replace it, first run: onrecord remove {shlex.quote(article.id)}"
        error = f"another article has the id {article.id!r}; {cure}"
        return Outcome(Status.FAILED, article.path, article.id, article.title, f"{article.path or article.id}: {error}")

    def remove(self, article_id: str) -> None:
        """Remove an article with all that belongs to it. Raises UnknownArticle."""
        with self._store.writing():
            self._store.remove(normalise(article_id))
            self._save(self._refreshed().index)

    # -- questions

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        speakers: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
        article_id: str | None = None,
        meeting_id: str | None = None,
        today: date | None = None,
        k: int = 10,
    ) -> Answer:
        """The passages that answer, or silence with the nearest ones.

        `history` holds the earlier questions, oldest first. `speakers`, `since`, `until` (days on which it was said,
        inclusive), `article_id` and `meeting_id` leave only the passages that they fit. `last week` is reckoned from
        `today`. Raises QuestionError for an empty or overlong question, UnknownArticle or UnknownMeeting for an id that
        there is not.
        """
        if k < 1:
            raise QuestionError(f"at least one passage must be asked for, not {k}")
        filters = Filters(
            speakers=tuple(normalise(speaker) for speaker in speakers),
            since=since,
            until=until,
            article_id=normalise(article_id) if article_id else None,
            meeting_id=normalise(meeting_id) if meeting_id else None,
        )
        self._check_known(filters)
        earlier = [_in_one_line(one) for one in history]
        query = self.understood(_in_one_line(question), earlier, filters, today or date.today())
        return _with_meetings(self._answered(replace(query, k=k)), self._refreshed().calendar)

    def _check_known(self, filters: Filters) -> None:
        if filters.article_id:
            self._store.article(filters.article_id)
        if filters.meeting_id and filters.meeting_id not in {meeting.id for meeting in self.meetings()}:
            raise UnknownMeeting(
                f"there is no meeting {filters.meeting_id!r}; `onrecord meetings` shows those there are"
            )

    def understood(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = NO_FILTERS,
        today: date | None = None,
    ) -> Query:
        """What a question asks for. A follow-up hangs on the question before, with that one's own history, and on its
        answer. Raises QuestionError."""
        check_question(question)
        question, filters = self._of_article_named(question, filters)
        shown = self._refreshed()
        people, calendar = shown.people, shown.calendar._replace(today=today)
        *earlier, before = history[-MOST_TURNS:] or [""]
        if not before.strip() or not (follows(question, people) or may_follow(question, people)):
            return understand(question, people, filters, calendar=calendar)
        turn = self._turn(self.understood(before[:LONGEST_QUESTION], earlier, filters, today))
        return understand(question, people, filters, turn, calendar)

    def _of_article_named(self, question: str, filters: Filters) -> tuple[str, Filters]:
        """`What was said in “Talks in Calder”?`: a title keeps to its article, and nobody in it is asked for."""
        named = _IN_ARTICLE.search(question)
        found = self._store.article_titled(named["title"]) if named else None
        if named is None or found is None:
            return question, filters
        whole = question[: named.start()] + question[named.end() :]
        return whole, filters if filters.article_id else filters._replace(article_id=found)

    def _turn(self, query: Query) -> Turn:
        answered = self._answered(query)
        shown = (*answered.citations, *answered.near_misses)
        return turn_of(answered, self._store.passages_of(shown[0].article.id) if shown else [])

    def _answered(self, query: Query) -> Answer:
        # The same is found however many are to be shown.
        found = self._candidates_at(replace(query, k=1), self._store.generation())
        return answer(query, found, self._refreshed().people, self.searched(query))

    def _find_at(self, query: Query, _generation: int) -> list[Candidate]:
        return self.candidates(query)

    def searched(self, query: Query) -> int:
        """How many passages are searched for an answer."""
        return len(self._store.matching(query.filters)) if query.is_filtered else len(self._refreshed().index)

    def candidates(self, query: Query) -> list[Candidate]:
        """What an answer is made of: passages with what speaks for each, best first."""
        found = retrieve(self._store, self._refreshed().index, query, self._encoder.encode_question)
        return spread(reranked(query, found, self._reranker) if self._reranker else found)

    @cached_property
    def _reranker(self) -> Reranker | None:
        try:
            return open_reranker(self._reranker_name)
        except ModelFilesError as error:
            raise ModelError(str(error)) from error

    # -- what there is

    def articles(self) -> list[Article]:
        """All articles, in the order in which they were added."""
        return self._store.articles()

    def article(self, article_id: str) -> Article:
        """Raises UnknownArticle."""
        return self._store.article(normalise(article_id))

    def quotations(self, article_id: str) -> list[Quotation]:
        """What is said in an article, in the order of its text. Raises UnknownArticle."""
        return self._store.quotations_of(normalise(article_id))

    def meetings(self) -> list[Meeting]:
        """The meetings that the articles report, by date."""
        return list(self._refreshed().calendar.meetings)

    def people(self) -> list[Speaker]:
        """Everyone who is quoted, by name."""
        return self._store.people()

    # -- the index, which follows the database

    def _refreshed(self) -> _Snapshot:
        """A snapshot that shows the database as it is now, with nothing in it left unread."""
        if self._snapshot is None or self._snapshot.generation != self._store.generation():
            self._read_missing()  # before the lock: whoever adds has the right to write, and waits for this lock
        with self._refreshing:
            generation = self._store.generation()
            if self._snapshot is None or self._snapshot.generation != generation:
                index, people = self._follow(self._base()), People(self._store.people())
                self._snapshot = _Snapshot(index, self._calendar(), people, generation)
            return self._snapshot

    def _calendar(self) -> Calendar:
        return Calendar(merged(self._store.reports()), self._store.days(), self._store.outlets())

    def _base(self) -> FaissIndex:
        """The index to start from: the one in memory, the one on disk, or one made anew from the database."""
        if self._snapshot is not None:
            return self._snapshot.index
        try:
            return FaissIndex.load(self._store.folder, self._encoder.fingerprint)
        except IndexFileError as error:
            return self._rebuilt(str(error))

    def _rebuilt(self, why: str) -> FaissIndex:
        ids, vectors = self._store.vectors(self._encoder.fingerprint, self._store.passage_ids())
        index = FaissIndex(self._encoder.dimension)
        if len(ids):
            index.add(ids, vectors)
            log.warning("the search index was %s; it was rebuilt from the database (%s passages)", why, len(ids))
            # Without the right to write: two that save at once at worst leave a pair that does not match.
            self._save(index)
        return index

    def _save(self, index: FaissIndex) -> None:
        try:
            index.save(self._store.folder, self._encoder.fingerprint)
        except OSError as error:  # every article is safe; the next command makes the index again
            log.warning("the search index could not be saved: %s", error.strerror or error)

    def _follow(self, base: FaissIndex) -> FaissIndex:
        """The index with what was added since, and without what was removed. The base itself is not touched."""
        ids = self._store.passage_ids()
        removed = np.setdiff1d(base.ids, ids)
        added, vectors = self._store.vectors(self._encoder.fingerprint, np.setdiff1d(ids, base.ids))
        if not len(removed) and not len(added):
            return base
        index = base.copy()
        index.remove(removed)
        if len(added):
            index.add(added, vectors)
        return index

    def _read_missing(self) -> None:
        if self._store.articles_without_vectors(self._encoder.fingerprint) or self._store.articles_without_report():
            with self._store.writing():
                self._encode_missing()
                self._read_missing_reports()

    def _encode_missing(self) -> None:
        """After a change of model, or of how it is given the text: encode what is stored, article by article;
        interrupted, go on where it stopped."""
        missing = self._store.articles_without_vectors(self._encoder.fingerprint)
        if not missing:
            return
        log.warning(
            "the corpus was encoded by another model; encoding %s articles by %s", len(missing), self._encoder.name
        )
        for article_id in tqdm(missing, unit="article", leave=False, disable=None):
            article = self._store.article(article_id)
            found = self._store.passages_of(article_id)
            [vectors] = self._encoder.encode_documents([(article.text, [passage.span for passage in found])])
            ids = np.array([passage.id for passage in found], dtype=np.int64)
            terms = passage_terms(article, found)
            self._store.encode_again(ids, terms, vectors, self._encoder.fingerprint)

    def _read_missing_reports(self) -> None:
        """After an update: the meetings that articles report which an earlier version added."""
        missing = self._store.articles_without_report()
        reports = self._store.reports() if missing else []
        for article_id in missing:
            article, said = self._store.article(article_id), self._store.quotations_of(article_id)
            meeting = _joined(reported_meeting(article, said), reports)
            found = dated(article, self._store.passages_of(article_id), said, meeting)
            self._store.add_report(article_id, meeting, found)


def _joined(report: Meeting | None, reports: list[Meeting]) -> Meeting | None:
    """A report with the id of the meeting that it is of; it is added to those that there are."""
    if report is None:
        return None
    joined = joined_to(report, reports)
    reports.append(joined)
    return joined


def _in_one_line(question: str) -> str:
    return " ".join(normalise(question).split())


def _with_meetings(found: Answer, calendar: Calendar) -> Answer:
    """The answer, each citation with the meeting that it is from."""
    meetings = {meeting.id: meeting for meeting in calendar.meetings}

    def told(citations: Sequence[Citation]) -> tuple[Citation, ...]:
        return tuple(
            replace(one, meeting=meetings.get(one.passage.meeting_id), also=told(one.also)) for one in citations
        )

    return replace(found, citations=told(found.citations), near_misses=told(found.near_misses))


def _read(sources: Iterable[Source]) -> Iterator[Article | SourceError]:
    for source in sources:
        if isinstance(source, Article):
            yield source
        else:
            yield from read_sources([Path(source)])


def _batches(articles: Iterator[Article | SourceError]) -> Iterator[list[Article | SourceError]]:
    while batch := list(islice(articles, BATCH_ARTICLES)):
        yield batch
