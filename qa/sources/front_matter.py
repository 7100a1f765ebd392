"""What stands above a text in Markdown between `---` (YAML) or `+++` (TOML): fields, and no words of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from itertools import islice

import yaml

_LONGEST = 20_000
_FENCED = re.compile(r"(?P<fence>---|\+\+\+)[ \t]*\n(?P<head>.*?)\n(?P=fence)[ \t]*(?:\n|$)", re.DOTALL)
# Aliases let a page of YAML stand for gigabytes, and nesting takes a parser's stack.
_MOST_TOKENS = 1_500
_MOST_BRACKETS = 100
_OF_NO_FIELDS = (yaml.AliasToken, yaml.TagToken)


def split(text: str) -> tuple[Mapping[str, object], str]:
    """The fields, and the text below them. Without fields, all of it is the text: a line may also part paragraphs."""
    found = _FENCED.match(text, 0, _LONGEST)
    if not found:
        return {}, text
    read = tomllib.loads if found["fence"] == "+++" else _yaml
    try:
        fields = read(found["head"])
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError):
        return {}, text
    return (fields, text[found.end() :]) if isinstance(fields, dict) else ({}, text)


def _yaml(head: str) -> object:
    if sum(map(head.count, "[{")) > _MOST_BRACKETS:
        raise yaml.YAMLError
    tokens = list(islice(yaml.scan(head), _MOST_TOKENS + 1))
    if len(tokens) > _MOST_TOKENS or any(isinstance(token, _OF_NO_FIELDS) for token in tokens):
        raise yaml.YAMLError
    return yaml.safe_load(head)
