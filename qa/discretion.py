"""What whoever asks from elsewhere is told of an error, by HTTP, MCP and the chat alike; the log has the rest.

No folder of this machine and no command, since they cannot give one; and of a mistake of ours only that there was one,
since what was asked, or words of an article, may stand in it. For the same reason the log is told where it was made,
and not with what.
"""

from __future__ import annotations

import logging

from qa.errors import (
    CorpusBusy,
    CorpusError,
    CorpusFull,
    CorpusReadOnly,
    DamagedArticle,
    DamagedConversation,
    ModelError,
    OnrecordError,
    Unknown,
    trail,
)

log = logging.getLogger("onrecord")

MISTAKE = "Onrecord made a mistake; the log of the server says where"
_BUSY = "articles are being added or removed; try again a little later"
_READ_ONLY = "this corpus can be read here, and not be changed"
_FULL = "the disk of the server is full: make room on it, then try again"
_BROKEN = "the corpus cannot be used; the log of the server says why"


def told(error: Exception) -> str:
    """One line."""
    match error:
        case CorpusBusy():
            return _BUSY
        case CorpusReadOnly():
            return _READ_ONLY
        case Unknown():
            return error.what
        case CorpusFull():
            log.error("%s", error)
            return _FULL
        case DamagedArticle() | DamagedConversation():
            log.error("%s", error)
            return str(error)
        case CorpusError() | ModelError():
            log.error("%s", error)
            return _BROKEN
        case OnrecordError():
            return str(error)
    log.error("%s", trail(error))
    return MISTAKE


def logged(record: logging.LogRecord) -> str:
    """What a record of the log says, in one line: of an exception where it was raised, whoever has logged it."""
    first, *rest = record.getMessage().splitlines() or [""]
    if record.exc_info and record.exc_info[1]:
        return f"{first}: {trail(record.exc_info[1])}"  # the rest of such a message repeats the exception
    return " ".join([first, *rest])
