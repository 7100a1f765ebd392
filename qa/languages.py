"""The language of a text, as the primary tag of BCP 47 (`en`, `ru`, `kk`)."""

from __future__ import annotations

import re

import pycld2

_WORD = re.compile(r"[^\W\d_]+")
# In characters: what follows hardly changes it; of less, Russian and Bulgarian are mistaken for each other.
_MOST_READ = 20_000
_FEWEST_LETTERS = 40
_TAG = re.compile(r"\s*([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE | re.DOTALL)
# By its own names: scripts of which it cannot tell the language, and tags that were replaced since.
_SCRIPT_ALONE = "xx"
_UNKNOWN = "un"
_REPLACED = {"iw": "he", "jw": "jv", _UNKNOWN: "", _SCRIPT_ALONE: ""}
_LEAST_SHARE = 50  # percent


def language_of(text: str) -> str:
    """What most of the words are in; empty where there are too few to tell."""
    words = _WORD.findall(text[:_MOST_READ])
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return ""
    # It is given words alone: over control characters and noncharacters it gives up.
    is_reliable, _, [(_, code, share, _), (_, second, *_), _] = pycld2.detect(" ".join(words))
    is_the_only_one = share >= _LEAST_SHARE and second == _UNKNOWN  # beside names, which are in none
    tag = primary_tag(code)
    return _REPLACED.get(tag, tag) if is_reliable or is_the_only_one else ""


def primary_tag(stated: str) -> str:
    """`en` of `en-GB`; empty for whatever is no tag."""
    found = _TAG.fullmatch(stated)
    return found[1].lower() if found else ""
