"""Given names, and whether `he` or `she` is meant by them; the lists are made by benchmarks/given_names.py."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from qa.names import name_key

_GENDERS = {"f": "female", "m": "male"}


def gender_of_name(name: str) -> str:
    """`female`, `male`, or empty: for a surname alone, initials, and a name that both bear."""
    first, *others = name_key(name).split() or [""]
    return _table().get(first, "") if others else ""


def is_given_name(word: str) -> bool:
    """Of women, of men or of both."""
    name = name_key(word)
    return name in _table() or name in _others()


@cache
def _others() -> frozenset[str]:
    return frozenset(files("qa").joinpath("other_given_names.txt").read_text(encoding="utf-8").split())


@cache
def _table() -> dict[str, str]:
    lines = files("qa").joinpath("given_names.txt").read_text(encoding="utf-8").splitlines()
    return {name: _GENDERS[sex] for name, sex in (line.split() for line in lines)}
