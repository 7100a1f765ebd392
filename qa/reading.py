"""An article is read: what is said in it, which meeting it reports, what it records, and what of it is searched."""

from __future__ import annotations

import logging
from typing import NamedTuple

from qa.errors import OnrecordError, SourceError, trail
from qa.extraction import quotations
from qa.known import KnownPeople
from qa.meetings import dated, reported_meeting
from qa.passages import passages
from qa.records import Article, Meeting, Passage, Quotation

log = logging.getLogger("onrecord")


class Read(NamedTuple):
    """An article with all that was found in it."""

    article: Article
    quotations: list[Quotation]
    passages: list[Passage]
    meeting: Meeting | None


def read(article: Article, known: KnownPeople) -> Read | SourceError:
    """`known` are the people of other articles; it meets those of this one. An article over which we make a mistake is
    told of as one that cannot be read, and the log has where: there may be thousands after it."""
    try:
        return _read(article, known)
    except OnrecordError:  # nothing of the article
        raise
    except Exception as error:  # noqa: BLE001 - it is told, and those after it are read
        log.error("an article was not read: %s", trail(error))
        return SourceError("not added: Onrecord made a mistake in reading it; the log says where")


def _read(article: Article, known: KnownPeople) -> Read:
    from qa.minutes import entries, with_entries  # late: half a second, and no question needs it

    said = quotations(article.text, known, article.date)
    meeting = reported_meeting(article, said)
    found = dated(article, passages(article, said), said, meeting)
    return Read(article, said, with_entries(found, entries(article, said)), meeting)
