"""What becomes of each article that is to be added, or would become of it, and the sum of that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from qa.digests import digest
from qa.errors import DamagedArticle, Skipped, SourceError, UnknownArticle
from qa.records import Article, Outcome, Status

ById = Callable[[str], Article]


def unread(error: SourceError) -> Outcome:
    """Of what is no article."""
    return Outcome(Status.SKIPPED if isinstance(error, Skipped) else Status.FAILED, error.path, error=str(error))


def again(article: Article, stored: ById) -> Outcome:
    """Of an article with the id of one that is there. Raises what `stored` raises, but for a damaged one."""
    try:
        return _beside(article, is_same=stored(article.id).text == article.text)
    except DamagedArticle as damage:
        return kept_out(article, str(damage))


def planned(articles: Iterable[Article | SourceError], stored: ById) -> Iterator[Outcome]:
    """What would become of them. `stored` raises UnknownArticle for an id that is not there."""
    digests: dict[str, bytes] = {}
    for article in articles:
        if isinstance(article, SourceError):
            yield unread(article)
            continue
        try:
            yield again(article, stored)
        except UnknownArticle:
            same = digest(article.text)
            if article.id in digests:
                yield _beside(article, is_same=digests[article.id] == same)
            else:
                digests[article.id] = same
                yield Outcome(Status.NEW, article.path, article.id, article.title)


class Tally:
    """How many there are of each, and why some were skipped."""

    def __init__(self) -> None:
        self._counts: Counter[Status] = Counter()
        self._reasons: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        self._counts[outcome.status] += 1
        if outcome.status is Status.SKIPPED:
            self._reasons[outcome.error] += 1

    @property
    def has_failures(self) -> bool:
        return self._counts[Status.FAILED] > 0

    def __str__(self) -> str:
        """`3 added, 40 skipped (38 read before, 2 forbidden by robots.txt), 1 failed`."""
        why = ", ".join(f"{count:,} {reason}" for reason, count in self._reasons.items())
        told = {Status.SKIPPED: f" ({why})"}
        shown = [f"{self._counts[one]:,} {one}{told.get(one, '')}" for one in Status if self._counts[one]]
        return ", ".join(shown) or "nothing to add"


def _beside(article: Article, *, is_same: bool) -> Outcome:
    """Of an article, where one with its id is there before it."""
    if is_same:
        return Outcome(Status.UNCHANGED, article.path, article.id, article.title)
    return kept_out(article, f"another article has the id {article.id!r}; to replace it, remove it first")


def kept_out(article: Article, error: str) -> Outcome:
    """Of an article that could be read."""
    place = article.path or article.id
    return Outcome(Status.FAILED, article.path, article.id, article.title, f"{place}: {error}")
