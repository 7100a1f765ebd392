"""Everything Onrecord raises on purpose.

OnrecordError            one line: what happened, and what to do
├── SourceError          a file or a line of it is no article
│   ├── Skipped          and it need not be one
│   ├── Unfinished       as far as can be told this time
│   └── WebError         a server has no page to give
├── CorpusError          the data folder cannot be used as asked
│   ├── CorpusBusy       somebody else is writing to it
│   ├── CorpusReadOnly   nobody may write to it
│   ├── CorpusFull       there is no room for more of it
│   ├── DamagedArticle   what is stored of an article is not what was added
│   ├── DamagedConversation  what is kept of a conversation is not what was answered
│   └── Unknown          what the corpus does not have
│       ├── UnknownArticle   no article has this id
│       └── UnknownMeeting   no article reports a meeting of this id
├── QuestionError        a question that cannot be asked
├── FeedbackError        what is said of an answer cannot be noted
├── FixtureError         an evaluation that cannot be made
├── ModelError           an encoder that cannot be loaded
└── ServeError           an address or a token with which nothing can be served
"""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, Self

_LAST_CALLS = 8


class OnrecordError(Exception):
    """Base of all; its text is one line for people."""


class SourceError(OnrecordError):
    """A file, or a line of it, that cannot be read as an article. `path` is the file's, empty for pasted text."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


class Skipped(SourceError):  # noqa: N818 - nothing is wrong with it
    """What is not to be an article, since it is here already or of no use. The text is the reason alone."""


class Unfinished(SourceError):  # noqa: N818
    """What could not be read to its end, for a reason that need not be in it: another time it may be an article."""


class WebError(SourceError):
    """What a server answers in place of a page: a number for that, `status`; how many seconds it wants to be left alone
    for, 0 where it does not say so. `address` is the one that was asked in the end."""

    def __init__(self, message: str, path: str, status: int, wait: float, address: str) -> None:
        super().__init__(message, path)
        self.status = status
        self.wait = wait
        self.address = address

    def of(self, path: str) -> Self:
        """The same, told of the address that was named in the beginning."""
        return type(self)(f"{path}: {self}", path, self.status, self.wait, self.address)


class CorpusError(OnrecordError):
    """A data folder that is unreadable, unwritable, damaged or from a newer version."""


class CorpusBusy(CorpusError):  # noqa: N818 - a state, as in BlockingIOError's family
    """Another process, or another thread for long, holds the right to write."""


class CorpusReadOnly(CorpusError):  # noqa: N818
    """The folder can be read, and not be written."""


class CorpusFull(CorpusError):  # noqa: N818
    """The disk, or what one may have of it, is full; what was acknowledged before is safe."""


class DamagedArticle(CorpusError):  # noqa: N818
    """An article of which a bit is not as it was written: nothing of it is shown."""

    def __init__(self, article_id: str) -> None:
        self.article_id = article_id
        super().__init__(f"article {article_id!r} is damaged and is not shown; remove it, then add it again")


class DamagedConversation(CorpusError):  # noqa: N818
    """A conversation of which a bit is not as it was written: nothing of it is shown."""

    def __init__(self) -> None:
        super().__init__("this conversation is damaged and is not shown; delete it")


OnDamage = Callable[[DamagedArticle], object]


def raised(damage: DamagedArticle) -> NoReturn:
    """What is done about damage where nothing else is."""
    raise damage


class Unknown(CorpusError):  # noqa: N818
    """Something that the corpus does not have: `what` says so without the command that shows what there is."""

    def __init__(self, what: str, command: str) -> None:
        super().__init__(f"{what}; `{command}` shows those there are")
        self.what = what


class UnknownArticle(Unknown):
    """An article id that the corpus does not have."""

    def __init__(self, article_id: str) -> None:
        super().__init__(f"there is no article {article_id!r}", "onrecord list")


class UnknownMeeting(Unknown):
    """A meeting id that the corpus does not have."""

    def __init__(self, meeting_id: str) -> None:
        super().__init__(f"there is no meeting {meeting_id!r}", "onrecord meetings")


class QuestionError(OnrecordError):
    """An empty or overlong question, or a malformed one in a batch."""


class FeedbackError(OnrecordError):
    """A verdict that there is not, or more words than anybody reads."""


class FixtureError(OnrecordError):
    """A question of an evaluation with what is expected, or figures to compare with, that cannot be used."""


class ModelError(OnrecordError):
    """A model that is not installed, not found, or not the one it claims to be."""


class ServeError(OnrecordError):
    """A port that is taken, a token that is easily guessed, an address that is none."""


def trail(error: BaseException) -> str:
    """Where an error was made, in one line, the last place first; not its message, which may hold anybody's words."""
    calls = traceback.extract_tb(error.__traceback__)[: -_LAST_CALLS - 1 : -1]
    places = ", ".join(f"{Path(call.filename).name}:{call.lineno} {call.name}" for call in calls)
    return f"{type(error).__name__} in {places or 'no place that is known'}"
