"""Whether a source is whoever a question asks for by an office, or by a name, that nobody known has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import regex

from embeddings.lexical import terms
from qa.lexicon import OFFICES
from qa.names import name_key
from qa.records import Article, Source

# `Mr`, `Dr.`, `the`, an initial: words before a name or an office that may be left out.
_LONGEST_TITLE = 3
# `the union man`: whoever is of the union.
_ANYBODY = frozenset(OFFICES["person"].split())


def is_any_of(names: Sequence[str], source: Source | None, article: Article) -> bool:
    """The article prints one of these names or offices as the source, or says so of whoever the source is."""
    if source is None or not names:
        return False
    spans = [span for span in (source.mention, source.antecedent) if span]
    printed = set(name_key(" ".join(span.of(article.text) for span in spans)).split())
    return any(printed.issuperset(_needed_of(name)) or _is_said_to_be(name, source, article) for name in names)


def may_be_any_of(names: Sequence[str], source: Source | None, article: Article) -> bool:
    """The article speaks of one of these offices, and does not say which one the source has."""
    if source is None or not source.speakers or any(speaker.role for speaker in source.speakers):
        return False
    printed = name_key(article.text).split()
    return any(_is_office(name) and _needed_of(name)[-1] in printed for name in names)


def _is_said_to_be(name: str, source: Source, article: Article) -> bool:
    """`Mira Solane, who heads the harbour authority`: for the head of the harbour authority."""
    needed = set(terms(" ".join(_needed_of(name)))) if _is_office(name) else set[str]()
    said = [terms(words) for speaker in source.speakers for words in _said_of(speaker.name, article.text)]
    return bool(needed) and any(needed.issubset(words) for words in said)


@lru_cache(maxsize=1_000)
def _said_of(name: str, text: str) -> tuple[str, ...]:
    """The clauses that begin right after somebody's name."""
    found = regex.finditer(rf"{regex.escape(name)}(?:,| [–—(])\s?(?P<words>[^,.;:()–—\n]{{2,200}})", text)
    return tuple(match["words"] for match in found)


def _needed_of(name: str) -> list[str]:
    """Of a name or office (`Ms Pia Lund`, `the harbour master`) the words that must stand where it is meant."""
    *before, last = name.split()
    needed = [word for word in before if (_is_office(name) or word.istitle()) and len(word) > _LONGEST_TITLE]
    words = name_key(" ".join([*needed, last])).split()
    return [word for word in words if not (_is_office(name) and word in _ANYBODY)] or words


def _is_office(name: str) -> bool:
    return name[:1].islower()
