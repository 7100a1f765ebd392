"""What may be sent to the HTTP API and to the tools alike: every field with its limits, and none that is not known."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from qa.dialogue import LONGEST_QUESTION
from qa.records import Filters
from qa.sources import LONGEST_ARTICLE, LONGEST_ID

MOST_PASSAGES = 100
MOST_ON_PAGE = 200
_LONGEST_NAME = 200
_LONGEST_ADDRESS = 2_000
_LONGEST_TITLE = 1_000
_LONGEST_CURSOR = 1_000
_MOST_NAMES = 20
_MOST_HISTORY = 100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _written_as_day(given: Any) -> date | None:
    """Only `2024-05-31`: pydantic would take numbers for seconds, too."""
    if given is None:
        return None
    if not isinstance(given, str) or not _DAY.fullmatch(given):
        raise ValueError("a date is written like 2024-05-31")
    return date.fromisoformat(given)


def _whole(given: Any) -> Any:
    """In JSON `3.0` is a whole number, too."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


Day = Annotated[date | None, BeforeValidator(_written_as_day)]
Name = Annotated[str, Field(min_length=1, max_length=_LONGEST_NAME)]
Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
Question = Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
History = Annotated[list[Annotated[str, Field(max_length=LONGEST_QUESTION)]], Field(max_length=_MOST_HISTORY)]
Count = Annotated[int, Field(ge=1, le=MOST_PASSAGES), BeforeValidator(_whole)]
Limit = Annotated[int, Field(ge=1, le=MOST_ON_PAGE), BeforeValidator(_whole)]
Place = Annotated[int, Field(ge=0, description="A place in the text, in characters"), BeforeValidator(_whole)]
Cursor = Annotated[str, Field(max_length=_LONGEST_CURSOR, description="`next` of the page before")]
NamePart = Annotated[str, Field(max_length=_LONGEST_NAME)]


def misfit(error: ValidationError) -> str:
    """What does not fit, field by field, in one line and without a word of it."""
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())


class _Form(BaseModel):
    """The fields of a JSON object."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class FiltersForm(_Form):
    """Nothing but this will do. The days, inclusive, are those on which something was said."""

    speakers: list[Name] = Field(default=[], max_length=_MOST_NAMES)
    since: Day = None
    until: Day = None
    doc_id: Id | None = None
    meeting: Id | None = None
    outlets: list[Name] = Field(default=[], max_length=_MOST_NAMES)

    def filters(self) -> Filters:
        return Filters(tuple(self.speakers), self.since, self.until, self.doc_id, self.meeting, tuple(self.outlets))


class AskForm(_Form):
    """A question. `history` are the questions before it, oldest first; `k` is how many passages there can be."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "What did Toremurat say about the certificates?"},
                {
                    "question": "And on the contract?",
                    "history": ["What did Toremurat say about the certificates?"],
                    "filters": {"since": "2024-05-01"},
                    "k": 3,
                },
            ]
        }
    )

    question: Question
    history: History = []
    filters: FiltersForm = FiltersForm()
    k: Count = 10


class ArticleForm(_Form):
    """An article. Title and date are read from the text where they are not given."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "Mayor Oda Brekkestad opened the session.\n\n“The ferry is sold,” Brekkestad said.",
                    "title": "Council sells the ferry",
                    "date": "2024-05-07",
                    "url": "https://example.org/ferry",
                    "outlet": "Gazette",
                }
            ]
        }
    )

    text: str = Field(min_length=1, description=f"At most {LONGEST_ARTICLE:,} characters")
    title: str = Field(default="", max_length=_LONGEST_TITLE)
    date: Day = None
    url: str = Field(default="", max_length=_LONGEST_ADDRESS)
    outlet: str = Field(default="", max_length=_LONGEST_NAME)


class _Parameters(BaseModel):
    """The parameters of an address: all are text there."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PageParameters(_Parameters):
    cursor: Cursor = ""
    limit: int = Field(default=50, ge=1, le=MOST_ON_PAGE)


class _FilterParameters(_Parameters):
    speaker: list[Name] = Field(default=[], max_length=_MOST_NAMES, description="Only what one of these says")
    since: Day = Field(default=None, description="Only what was said on this day or later")
    until: Day = Field(default=None, description="Only what was said on this day or earlier")
    doc_id: Id | None = Field(default=None, description="Only this article")
    meeting: Id | None = Field(default=None, description="Only articles that report this meeting")
    outlet: list[Name] = Field(default=[], max_length=_MOST_NAMES, description="Only articles of one of these")

    def filters(self) -> Filters:
        return Filters(tuple(self.speaker), self.since, self.until, self.doc_id, self.meeting, tuple(self.outlet))


class SearchParameters(_FilterParameters):
    q: Question = Field(examples=["certificates in the lorry"])
    k: int = Field(default=10, ge=1, le=MOST_PASSAGES)


class QuotationParameters(_FilterParameters, PageParameters):
    q: str = Field(default="", max_length=LONGEST_QUESTION, description="Only passages with all of these words")
