"""The two flows: articles in, a question answered. Each reads like the diagram of the design."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import Self

import numpy as np
from numpy.typing import NDArray

from embeddings.encoder import Encoder
from embeddings.lexical import terms
from embeddings.model_files import ModelFilesError
from embeddings.reranker import Reranker, open_reranker
from qa.answers import answer
from qa.asked import is_courtesy, people_meant
from qa.by_office import appearances_by_office, office_in
from qa.citations import with_meetings
from qa.damage import Damage, logged
from qa.dialogue import LONGEST_QUESTION, check_question, title_in, turn_of, understand
from qa.errors import DamagedArticle, ModelError, OnDamage, QuestionError, SourceError, UnknownMeeting, raised
from qa.followups import Turn, follows
from qa.known import KnownPeople
from qa.meetings import joined
from qa.outcomes import again, kept_out, unread
from qa.passages import passage_terms
from qa.reading import Read, read
from qa.recorded import others, recorded, without_other_outcomes
from qa.records import (
    NO_FILTERS,
    Answer,
    Appearance,
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
from qa.retriever import Candidate, Found, retrieve, spread
from qa.settings import Settings
from qa.snapshots import Snapshots
from qa.sources import Source, articles_of, check_exist, normalise
from qa.store import Store
from qa.two_questions import questions_in, together

# Articles that are encoded together: enough to fill the encoder's batches, few enough to be acknowledged soon.
BATCH_ARTICLES = 16
# In seconds, for whoever else writes: what was fetched is not to be asked for again.
PATIENCE_ONCE_FETCHED = 60.0
# A follow-up is understood from as many questions before it as this, if each hangs on the one before.
MOST_TURNS = 8
# Questions that are answered, or searched for, at the same time: more would only take turns, each with memory of its
# own, and leave no time to whoever passes questions in and answers out.
AT_ONCE = 4
# The questions that the next one of a conversation may hang on, of thirty at a time. Each takes 80 KB.
QUESTIONS_KEPT = 30 * MOST_TURNS

OnOutcome = Callable[[Outcome], None]


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
        self._snapshots = Snapshots(self._store, self._encoder)
        # A follow-up hangs on the answers before it; what was found for them is kept until somebody commits.
        self._found_at = lru_cache(QUESTIONS_KEPT)(self._find_at)
        self._answering = BoundedSemaphore(AT_ONCE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
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
        anything is added where a path does not exist, CorpusBusy where another process is writing, CorpusReadOnly
        where nobody may.
        """
        check_exist([Path(source) for source in sources if not isinstance(source, Article)])
        return self.add_articles(articles_of(sources), on_outcome)

    def prepare_adding(self) -> None:
        """Load what the first article would wait for, and all others with it. Raises CorpusReadOnly."""
        self._store.check_writable()
        self._encoder.load()

    def add_articles(
        self, articles: Iterable[Article | SourceError], on_outcome: OnOutcome | None = None, patience: float = 0
    ) -> list[Outcome]:
        """Add what is read elsewhere, one by one; what could not be read has failed. Whoever else writes is waited for
        for `patience` seconds. Raises as `add` does."""
        outcomes: list[Outcome] = []
        with self._store.writing(patience):
            self._snapshots.current()  # from here on, the index in memory is the one that grows
            known, reports = KnownPeople(self._store.persons.roles()), self._store.reports()
            for batch in _batches(iter(articles)):
                for outcome in self._add_batch(batch, known, reports):
                    outcomes.append(outcome)
                    if on_outcome:
                        on_outcome(outcome)
            if any(outcome.status is Status.ADDED for outcome in outcomes):
                self._snapshots.save()
        return outcomes

    def _add_batch(
        self, batch: Sequence[Article | SourceError], known: KnownPeople, reports: list[Meeting]
    ) -> Iterator[Outcome]:
        """Read, split, attribute and encode a batch; then store each article in a transaction of its own.

        Its meeting joins those of `reports` and is added to them.
        """
        found: dict[str, Read | SourceError] = {}
        for article in batch:
            if isinstance(article, Article) and article.id not in found and not self._store.has_article(article.id):
                found[article.id] = read(article, known)
        new = {article_id: one for article_id, one in found.items() if isinstance(one, Read)}
        vectors = self._encoder.encode_documents(
            [(one.article.text, [passage.span for passage in one.passages]) for one in new.values()]
        )
        vectors_of = dict(zip(new, vectors, strict=True))
        for article in batch:
            if isinstance(article, SourceError):
                yield unread(article)
            elif isinstance(mistake := found.get(article.id), SourceError):
                yield kept_out(article, str(mistake))
            elif article.id in vectors_of:
                yield self._stored(new[article.id], vectors_of.pop(article.id), reports)
            else:
                yield again(article, self._store.article)

    def _stored(self, one: Read, vectors: NDArray[np.float32], reports: list[Meeting]) -> Outcome:
        article = one.article
        terms = passage_terms(article, one.passages)
        meeting = joined(one.meeting, reports)
        self._store.add(article, one.quotations, one.passages, terms, vectors, self._encoder.fingerprint, meeting)
        return Outcome(Status.ADDED, article.path, article.id, article.title)

    def remove(self, article_id: str) -> None:
        """Remove an article with all that belongs to it. Raises UnknownArticle, CorpusBusy, CorpusReadOnly."""
        with self._store.writing():
            self._store.remove(normalise(article_id))
            self._snapshots.save()

    def discard(self, article_ids: Iterable[str]) -> None:
        """Remove these articles, all or none, as far as they are there. Raises CorpusBusy, CorpusReadOnly."""
        with self._store.writing():
            there = [article_id for article_id in dict.fromkeys(article_ids) if self._store.has_article(article_id)]
            self._store.remove(*there)
            self._snapshots.save()

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
        outlets: Sequence[str] = (),
        today: date | None = None,
        k: int = 10,
    ) -> Answer:
        """The passages that answer, or silence with the nearest ones.

        `history` holds the earlier questions, oldest first. `speakers`, `since`, `until` (days on which it was said,
        inclusive), `article_id`, `meeting_id` and `outlets` leave only the passages that they fit. `last week` is
        reckoned from `today`. The note names the damaged articles that might have answered, too. Raises QuestionError
        for an empty or overlong question, and where not even one passage is asked for, UnknownArticle or UnknownMeeting
        for an id that there is not, DamagedArticle for that of a damaged one, ModelError.
        """
        _check_count(k)
        filters = self._checked(Filters(tuple(speakers), since, until, article_id, meeting_id, tuple(outlets)))
        earlier = [asked for one in history for asked in questions_in(_in_one_line(one)) if not is_courtesy(asked)]
        check_question(question)
        answers: list[Answer] = []
        damage = Damage()
        with self._answering:
            for asked in questions_in(_in_one_line(question)):
                query = self.understood(asked, earlier, filters, today or date.today(), damage)
                answers.append(self._answered(replace(query, k=k), damage))
                earlier.append(asked)
        found = together(question, answers)
        cited, near = (with_meetings(some, self.meetings()) for some in (found.citations, found.near_misses))
        return replace(found, citations=cited, near_misses=near, note=f"{found.note} {damage.note}".strip())

    def search(
        self,
        question: str,
        filters: Filters = NO_FILTERS,
        *,
        today: date | None = None,
        k: int = 10,
        on_damage: OnDamage = logged,
    ) -> list[Citation]:
        """The passages nearest to a question, best first, whether they answer it or not; `on_damage` is told of damaged
        articles, of which nothing is among them. Raises as `ask` does."""
        _check_count(k)
        filters = self._checked(filters)
        with self._answering:
            query = self.understood(_in_one_line(question), (), filters, today or date.today())
            found = self._found(query, on_damage)[:k]
        return list(with_meetings([Citation(one.passage, one.article, one.score) for one in found], self.meetings()))

    def prepare(self) -> None:
        """Load what the first question would wait for: the index and the models. Raises CorpusError, ModelError."""
        self.ask("And what was said last week?", ["Who was there?"])

    def _checked(self, filters: Filters) -> Filters:
        """The filters as what they are compared with is stored. Raises UnknownArticle, UnknownMeeting."""
        filters = filters._replace(
            speakers=tuple(map(normalise, filters.speakers)),
            article_id=normalise(filters.article_id) if filters.article_id else None,
            meeting_id=normalise(filters.meeting_id) if filters.meeting_id else None,
            outlets=tuple(map(normalise, filters.outlets)),
        )
        if filters.article_id:
            self._store.article(filters.article_id)
        if filters.meeting_id and filters.meeting_id not in {meeting.id for meeting in self.meetings()}:
            raise UnknownMeeting(filters.meeting_id)
        return filters

    def understood(
        self,
        question: str,
        history: Sequence[str] = (),
        filters: Filters = NO_FILTERS,
        today: date | None = None,
        on_damage: OnDamage = logged,
    ) -> Query:
        """What a question asks for. A follow-up hangs on the question before, with that one's own history, and on its
        answer. Raises QuestionError, ModelError."""
        check_question(question)
        whole, title, filters = self._of_article_named(question, filters)
        shown = self._snapshots.current()
        people, calendar = shown.people, shown.calendar._replace(today=today)
        *earlier, before = history[-MOST_TURNS:] or [""]

        def turn() -> Turn:
            asked = self.understood(before[:LONGEST_QUESTION], earlier, filters, today, on_damage)
            return self._turn(asked, on_damage)

        hangs = before.strip() and (not title or follows(question, people))
        return replace(understand(whole, people, filters, turn if hangs else None, calendar), title=title)

    def _of_article_named(self, question: str, filters: Filters) -> tuple[str, str, Filters]:
        """`What was said in “Talks in Calder”?`: a title keeps to its article, and nobody in it is asked for."""
        title, whole = title_in(question)
        found = self._store.article_titled(title) if title else None
        if found is None:
            return question, "", filters
        return (whole, "", filters) if filters.article_id else (whole, title, filters._replace(article_id=found))

    def _turn(self, query: Query, on_damage: OnDamage) -> Turn:
        answered = self._answered(query, on_damage)
        shown = (*answered.citations, *answered.near_misses)
        try:
            return turn_of(answered, self._store.passages_of(shown[0].article.id) if shown else [])
        except DamagedArticle as damage:  # in another passage than those that were found
            on_damage(damage)
            return Turn(query)

    def _answered(self, query: Query, on_damage: OnDamage) -> Answer:
        of_minutes = recorded(self._store, query, on_damage)
        if of_minutes:
            return of_minutes
        # The same is found however many are to be shown.
        found = without_other_outcomes(query, self._found(replace(query, k=1), on_damage))
        if query.wanted:
            found = others(query, found, self._store.entries.records([one.article.id for one in found]))
        return answer(query, found, self._snapshots.current().people, self.searched(query))

    def _found(self, query: Query, on_damage: OnDamage) -> list[Candidate]:
        found = self._found_at(query, self._store.generation())
        for article_id in found.damaged:
            on_damage(DamagedArticle(article_id))
        return found.candidates

    def _find_at(self, query: Query, _generation: int) -> Found:
        damaged: dict[str, None] = {}
        found = self.candidates(query, lambda damage: damaged.setdefault(damage.article_id))
        # Of a damaged article nothing is shown, what is whole in it included.
        return Found([one for one in found if one.article.id not in damaged], tuple(damaged))

    def searched(self, query: Query) -> int:
        """How many passages are searched for an answer."""
        return len(self._store.matching(query.filters)) if query.is_filtered else len(self._snapshots.current().index)

    def candidates(self, query: Query, on_damage: OnDamage = raised) -> list[Candidate]:
        """What an answer is made of: passages with what speaks for each, best first."""
        index = self._snapshots.current().index
        found = retrieve(self._store, index, query, self._encoder.encode_question, on_damage)
        return spread(reranked(query, found, self._reranker) if self._reranker else found)

    @cached_property
    def _reranker(self) -> Reranker | None:
        try:
            return open_reranker(self._reranker_name)
        except ModelFilesError as error:
            raise ModelError(str(error)) from error

    # -- what there is

    def articles(self) -> list[Article]:
        """All articles, in the order in which they were added. Raises DamagedArticle."""
        return self._store.articles()

    def articles_after(self, row: int, limit: int = -1) -> list[tuple[int, Article | DamagedArticle]]:
        """The first articles after a row, or all, with their own rows, from 1; a damaged one is its error."""
        return self._store.articles_after(row, limit)

    def newest(self, limit: int) -> list[str]:
        """The ids of the articles that were added last, in the order in which they were added."""
        return self._store.newest(limit)

    def article(self, article_id: str) -> Article:
        """Raises UnknownArticle, DamagedArticle."""
        return self._store.article(normalise(article_id))

    def quotations(self, article_id: str) -> list[Quotation]:
        """What is said in an article, in the order of its text. Raises UnknownArticle, DamagedArticle."""
        return self._store.quotations_of(normalise(article_id))

    def passages(self, article_id: str) -> list[Passage]:
        """What of an article is searched, in the order of its text. Raises UnknownArticle, DamagedArticle."""
        return self._store.passages_of(normalise(article_id))

    def meetings(self) -> list[Meeting]:
        """The meetings that the articles report, by date."""
        return list(self._snapshots.current().calendar.meetings)

    def outlets(self) -> list[str]:
        """Where the articles were published, by name."""
        return sorted(self._snapshots.current().calendar.outlets)

    def people(self) -> list[Speaker]:
        """Everyone who is quoted, by name."""
        return self._store.persons.all()

    def appearances(self, on_damage: OnDamage = logged) -> list[Appearance]:
        """Everyone who is quoted, by name: how often, when last, at which meetings; of damaged articles as `search`."""
        order = {meeting.id: at for at, meeting in enumerate(self.meetings())}
        return [
            replace(one, meeting_ids=tuple(sorted(one.meeting_ids, key=lambda identifier: order.get(identifier, 0))))
            for one in self._store.persons.appearances(on_damage)
        ]

    def offices(self, on_damage: OnDamage = logged) -> list[Appearance]:
        """Who is quoted by an office alone, as printed (`the county auditor`); of damaged articles as `search`."""
        return appearances_by_office(self._store.unnamed(on_damage))

    def said_by_office(
        self, office: str, filters: Filters = NO_FILTERS, *, on_damage: OnDamage = logged
    ) -> list[Citation]:
        """What is said by whoever one of `offices()` stands for, and passes the filters. Raises as `statements`."""
        among = {int(passage) for passage in self._store.matching(self._checked(filters))}
        said = [one.passage for one in self._store.unnamed(on_damage) if office_in(one.printed) == office]
        return self._cited([passage for passage in said if passage in among], on_damage)

    def statements(
        self,
        filters: Filters = NO_FILTERS,
        words: str = "",
        *,
        after: int = 0,
        limit: int = 1_000,
        on_damage: OnDamage = logged,
    ) -> list[Citation]:
        """What people say, passage by passage, in the order of the articles and of their texts; of damaged articles as
        `search`.

        Only what passes the filters and has all the words, in any form of theirs. To read on, `after` is the id of the
        last passage that was read. Raises UnknownArticle or UnknownMeeting for an id that there is not, DamagedArticle
        for that of a damaged one.
        """
        filters = self._checked(filters)
        filters = filters._replace(speakers=people_meant(filters.speakers, self._snapshots.current().people))
        found: list[Citation] = []
        while spoken := self._store.spoken(filters, terms(words), after, limit - len(found)):
            found += self._cited(spoken, on_damage)
            after = spoken[-1]
        return found

    def _cited(self, passages: Sequence[int], on_damage: OnDamage) -> list[Citation]:
        read = self._store.passages(passages, on_damage)
        return list(with_meetings([Citation(passage, article, 0.0) for passage, article in read], self.meetings()))


def _check_count(k: int) -> None:
    if k < 1:
        raise QuestionError(f"at least one passage must be asked for, not {k}")


def _in_one_line(question: str) -> str:
    return " ".join(normalise(question).split())


def _batches(articles: Iterator[Article | SourceError]) -> Iterator[list[Article | SourceError]]:
    """What cannot be read ends one, and is told at once: reading it may have taken a minute."""
    batch: list[Article | SourceError] = []
    for article in articles:
        batch.append(article)
        if len(batch) == BATCH_ARTICLES or isinstance(article, SourceError):
            yield batch
            batch = []
    if batch:
        yield batch
