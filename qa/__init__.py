"""Ask what was said at a meeting and get the words themselves, with who said them.

>>> import qa
>>> corpus = qa.open_corpus("meetings")
>>> corpus.add("read-outs/")
>>> for citation in corpus.ask("What did the mayor say about the bridge?").citations:
...     print(citation.source, citation.text)
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import OnrecordError
from qa.records import (
    Answer,
    Appearance,
    Article,
    Citation,
    Filters,
    Kind,
    Meeting,
    Outcome,
    Passage,
    Query,
    Quotation,
    Source,
    Span,
    Speaker,
    Status,
)

if TYPE_CHECKING:
    from qa.corpus import Corpus
else:

    def __getattr__(name: str) -> object:
        # Imported when it is asked for: the command answers Ctrl+C from its first moment, and `--help` at once.
        if name == "Corpus":
            from qa.corpus import Corpus

            return Corpus
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "Answer",
    "Appearance",
    "Article",
    "Citation",
    "Corpus",
    "Filters",
    "Kind",
    "Meeting",
    "OnrecordError",
    "Outcome",
    "Passage",
    "Query",
    "Quotation",
    "Source",
    "Span",
    "Speaker",
    "Status",
    "open_corpus",
]


def open_corpus(data: str | Path | None = None, *, model: str | None = None, reranker: str | None = None) -> Corpus:
    """The corpus in a data folder, made where there is none.

    Without arguments the environment decides (`ONRECORD_DATA`, `ONRECORD_MODEL`, `ONRECORD_RERANKER`), else the user's
    data folder and the bundled models. Raises OnrecordError.
    """
    from qa.corpus import Corpus
    from qa.settings import settings_from

    return Corpus(settings_from(os.environ, str(data) if data else None, model, reranker))
