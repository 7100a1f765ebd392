"""What the questions are answered from, kept in memory: an index and the people that follow the database."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from tqdm import tqdm

from embeddings.encoder import Encoder
from embeddings.index import FaissIndex, IndexFileError
from qa.calendars import Calendar
from qa.damage import logged
from qa.errors import DamagedArticle
from qa.meetings import dated, joined, merged, reported_meeting
from qa.passages import passage_terms
from qa.people import People
from qa.records import Meeting
from qa.store import Store

log = logging.getLogger("onrecord")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What nobody changes any more, and the generation of the database that it shows."""

    index: FaissIndex
    calendar: Calendar
    people: People
    generation: int


class Snapshots:
    """The newest snapshot of a corpus. Any number of threads may ask for it."""

    def __init__(self, store: Store, encoder: Encoder) -> None:
        self._store = store
        self._encoder = encoder
        self._snapshot: Snapshot | None = None
        self._refreshing = threading.Lock()

    def current(self) -> Snapshot:
        """A snapshot that shows the database as it is now, with nothing in it left unread. Raises CorpusError; where
        there is something unread CorpusBusy, too, and CorpusReadOnly."""
        if self._snapshot is None or self._snapshot.generation != self._store.generation():
            self._read_missing()  # before the lock: whoever adds has the right to write, and waits for this lock
        with self._refreshing:
            generation = self._store.generation()
            if self._snapshot is None or self._snapshot.generation != generation:
                index, people = self._follow(self._base()), People(self._store.persons.all())
                self._snapshot = Snapshot(index, self._calendar(), people, generation)
            return self._snapshot

    def save(self) -> None:
        """Keep the index on the disk, for whoever opens the corpus next."""
        self._save(self.current().index)

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
        unread = self._store.articles_without_vectors(self._encoder.fingerprint), self._store.articles_without_report()
        if any(unread) or self._store.entries.unread():
            with self._store.writing():
                self._encode_missing()
                self._read_missing_reports()
                self._read_missing_entries()

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
            with _damage_logged():
                self._encode(article_id)

    def _encode(self, article_id: str) -> None:
        article, found = self._store.article(article_id), self._store.passages_of(article_id)
        [vectors] = self._encoder.encode_documents([(article.text, [passage.span for passage in found])])
        ids = np.array([passage.id for passage in found], dtype=np.int64)
        self._store.encode_again(ids, passage_terms(article, found), vectors, self._encoder.fingerprint)

    def _read_missing_reports(self) -> None:
        """After an update: the meetings that articles report which an earlier version added."""
        missing = self._store.articles_without_report()
        reports = self._store.reports() if missing else []
        for article_id in missing:
            with _damage_logged():
                self._read_report(article_id, reports)

    def _read_missing_entries(self) -> None:
        """After an update: what minutes record that an earlier version added."""
        from qa.minutes import entries, with_entries  # late, as in reading.py

        for article_id in self._store.entries.unread():
            with _damage_logged():
                article, said = self._store.article(article_id), self._store.quotations_of(article_id)
                found = with_entries(self._store.passages_of(article_id), entries(article, said))
                self._store.add_entries(article_id, found)

    def _read_report(self, article_id: str, reports: list[Meeting]) -> None:
        article, said = self._store.article(article_id), self._store.quotations_of(article_id)
        meeting = joined(reported_meeting(article, said), reports)
        found = dated(article, self._store.passages_of(article_id), said, meeting)
        self._store.add_report(article_id, meeting, found)


@contextmanager
def _damage_logged() -> Iterator[None]:
    """A damaged article is not read anew, and hinders no other."""
    try:
        yield
    except DamagedArticle as damage:
        logged(damage)
