"""An answer held against what is expected: which passages are right, whose they are, whether they are verbatim."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from qa.batch import read_records
from qa.errors import FixtureError
from qa.fixtures import Evidence, Fixture, opened
from qa.records import Answer, Article, Citation
from qa.wire import passage_json

# A passage of more words is a page, not a citation, and never right; one of fewer may lie in any evidence by chance.
LONGEST_RIGHT = 120
SHORTEST_WITHIN = 5
SHOWN = 10


class Fault(StrEnum):
    """What is wrong with an answer, the worst first."""

    INVENTED = "words that the article does not have"
    WRONG_SPEAKER = "a right passage, by the wrong speaker"
    MISSED = "no passage of the first ten is right"
    NOT_SILENT = "an answer where the articles have none"
    SILENT = "silence where there is an answer"
    LATE = "a right passage, but not first"


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage of an answer. `gives` are the pieces of evidence that it gives; `names_right` is None where it names
    nobody, or nobody is expected."""

    citation: Citation
    gives: tuple[int, ...]
    names_right: bool | None
    is_verbatim: bool

    @property
    def is_right(self) -> bool:
        return bool(self.gives)


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, its answer, and the passages shown (near misses after citations), best first."""

    fixture: Fixture
    answer: Answer
    shown: tuple[Shown, ...]
    milliseconds: float

    @property
    def is_answered_rightly(self) -> bool:
        """A right passage is among the first five."""
        return any(passage.is_right for passage in self.shown[:5])

    @property
    def fault(self) -> Fault | None:
        right = [passage for passage in self.shown if passage.is_right]
        if not all(passage.is_verbatim for passage in self.shown):
            return Fault.INVENTED
        if not self.fixture.answerable:
            return Fault.NOT_SILENT if self.answer.answered else None
        if not right:
            return Fault.MISSED
        if any(passage.names_right is False for passage in right):
            return Fault.WRONG_SPEAKER
        if not self.answer.answered:
            return Fault.SILENT
        return None if self.shown[0].is_right else Fault.LATE


class Names:
    """The spellings of people, where a `people.jsonl` beside the fixtures has them: {"name", "aliases"}."""

    def __init__(self, files: Iterable[Path] = ()) -> None:
        """Raises FixtureError."""
        self._name_of: dict[str, str] = {}
        for file in files:
            with opened(file) as lines:
                for number, person in read_records(lines, str(file), FixtureError):
                    name, aliases = person.get("name"), person.get("aliases", [])
                    if not isinstance(name, str) or not isinstance(aliases, list):
                        raise FixtureError(f'{file}:{number}: no person; write {{"name": "…", "aliases": ["…"]}}')
                    self._name_of |= {_key(spelling): _key(name) for spelling in (name, *map(str, aliases))}

    def person(self, name: str) -> str:
        """The same for every spelling of a name."""
        return self._name_of.get(_key(name), _key(name))


class Judge:
    """Knows the articles. Raises FixtureError, with the place, for a fixture that points to none of them."""

    def __init__(self, articles: Sequence[Article], names: Names) -> None:
        self._articles = {article.id: article for article in articles}
        self._named: dict[str, list[str]] = {}
        for article in articles:
            self._named.setdefault(Path(article.path).name, []).append(article.id)
        self._names = names
        self._words: dict[str, str] = {}

    def article_id(self, reference: str, fixture: Fixture) -> str:
        """The id of the article that has this id, or comes from the file of this name."""
        if reference in self._articles:
            return reference
        ids = self._named.get(reference, [])
        if len(ids) > 1:
            raise FixtureError(f"{fixture.place}: several articles come from {reference!r}; name one by its doc_id")
        if not ids:
            cure = "onrecord list shows the ids, and --corpus names another corpus"
            raise FixtureError(f"{fixture.place}: no article has the id or the file name {reference!r}; {cure}")
        return ids[0]

    def check(self, fixture: Fixture) -> None:
        """Raises FixtureError where the evidence, or the filter, is of no article here."""
        if fixture.asked.filters.article_id:
            self.article_id(fixture.asked.filters.article_id, fixture)
        for piece in fixture.evidence:
            if not piece.article:
                continue
            article = self._articles[self.article_id(piece.article, fixture)]
            if piece.span and piece.span.end > len(article.text):
                told = (
                    f"the evidence ends at {piece.span.end}, and {piece.article!r} has {len(article.text)} characters"
                )
                raise FixtureError(f"{fixture.place}: {told}; count in the text that onrecord show --json prints")

    def missing(self, fixture: Fixture) -> list[Evidence]:
        """Evidence whose words stand in no article, so that no passage can be right for it."""
        texts = [self._words_of(article) for article in self._articles.values()]
        return [
            piece
            for piece in fixture.evidence
            if not piece.span and not any(_joined(words(piece.text)) in text for text in texts)
        ]

    def expected(self, piece: Evidence, fixture: Fixture) -> str:
        """The words of a piece of evidence."""
        return piece.span.of(self._articles[self.article_id(piece.article, fixture)].text) if piece.span else piece.text

    def judged(self, fixture: Fixture, answer: Answer, milliseconds: float) -> Judged:
        shown = (*answer.citations, *answer.near_misses)[:SHOWN]
        return Judged(fixture, answer, tuple(self._shown(citation, fixture) for citation in shown), milliseconds)

    def _shown(self, citation: Citation, fixture: Fixture) -> Shown:
        gives = tuple(number for number, piece in enumerate(fixture.evidence) if self._gives(citation, piece, fixture))
        return Shown(citation, gives, self._names_right(citation, fixture), self._is_verbatim(citation))

    def _gives(self, citation: Citation, piece: Evidence, fixture: Fixture) -> bool:
        if piece.article and citation.article.id != self.article_id(piece.article, fixture):
            return False
        if piece.span:
            return citation.passage.span.overlaps(piece.span)
        passage, wanted = words(citation.text), words(piece.text)
        if len(passage) > LONGEST_RIGHT:
            return False
        return _holds(passage, wanted) or (len(passage) >= SHORTEST_WITHIN and _holds(wanted, passage))

    def _names_right(self, citation: Citation, fixture: Fixture) -> bool | None:
        """Everyone who is named must be expected; one of several whom the article leaves open is not named."""
        quotation = citation.passage.quotation
        named = quotation.source.speakers if quotation and quotation.source else ()
        if not named or not fixture.speakers:
            return None
        expected = {self._names.person(name) for name in fixture.speakers}
        return all(self._names.person(speaker.name) in expected for speaker in named)

    def _is_verbatim(self, citation: Citation) -> bool:
        """What leaves Onrecord is the stretch of the stored article, and whole words of it."""
        printed = passage_json(citation)
        article = self._articles.get(citation.article.id)
        if article is None or not printed["text"].strip():
            return False
        is_cut = printed["text"] == article.text[printed["start"] : printed["end"]]
        return is_cut and _joined(words(printed["text"])) in self._words_of(article)

    def _words_of(self, article: Article) -> str:
        if article.id not in self._words:
            self._words[article.id] = _joined(words(article.text))
        return self._words[article.id]


def words(text: str) -> list[str]:
    """What is compared: white space, marks, dashes and case do not count."""
    return re.findall(r"\w+", html.unescape(text).casefold())


def _key(name: str) -> str:
    return " ".join(words(name))


def _joined(found: Sequence[str]) -> str:
    return f" {' '.join(found)} "


def _holds(outer: Sequence[str], inner: Sequence[str]) -> bool:
    return bool(inner) and _joined(inner) in _joined(outer)
