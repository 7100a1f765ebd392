"""Long lists page by page: a cursor, which means nothing to a client, says where to go on."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64encode
from collections.abc import Sequence
from operator import itemgetter
from typing import Generic, TypeVar

from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

Item = TypeVar("Item")

_LONGEST_ROW = 18  # digits that SQLite holds


class Page(BaseModel, Generic[Item]):
    """Some of a list. `next` is the cursor with which it goes on, null at its end; `note` names damaged articles, of
    which nothing is in it."""

    items: list[Item]
    next: str | None = Field(examples=["MzA"])
    note: str = ""


def page(found: Sequence[tuple[str, Item]], limit: int, note: str = "") -> Page[Item]:
    """Items with what each is found by; one more than the limit where the list goes on."""
    goes_on = len(found) > limit
    next_one = _cursor(found[limit - 1][0]) if goes_on else None
    return Page(items=[item for _, item in found[:limit]], next=next_one, note=note)


def page_after(found: Sequence[tuple[str, Item]], cursor: str, limit: int, note: str = "") -> Page[Item]:
    """Of a whole list, sorted by what each item is found by, those after the cursor."""
    last = key_of(cursor)
    later = sorted((one for one in found if one[0] > last), key=itemgetter(0))
    return page(later[: limit + 1], limit, note)


def row_of(cursor: str) -> int:
    """The row after which a list goes on. Raises HTTPException."""
    key = key_of(cursor) or "0"
    if not (key.isascii() and key.isdecimal() and len(key) <= _LONGEST_ROW):
        raise _none_of_ours()
    return int(key)


def key_of(cursor: str) -> str:
    """What a cursor stands for; nothing for none. Raises HTTPException."""
    try:
        return b64decode(cursor + "=" * (-len(cursor) % 4), "-_", validate=True).decode()
    except ValueError as error:
        raise _none_of_ours() from error


def _none_of_ours() -> HTTPException:
    return HTTPException(400, "this cursor is none of ours; leave it out to begin, then give the `next` of each page")


def _cursor(key: str) -> str:
    return urlsafe_b64encode(key.encode()).decode().rstrip("=")
