"""What a program keeps in a file beside its text."""

from __future__ import annotations

import re
from itertools import islice

from qa.headings import has_title

_FIRST_LINES = 6
# Names of files and of nothing, which programs put there by themselves.
_OF_NOBODY = re.compile(
    r"^(?:Microsoft \w+ - .*|(?:document|untitled|title|без имени|документ)[\s_-]*\d*"
    r"|.*\.(?:docx?|odt|rtf|pdf|html?|indd|tex))$",
    re.IGNORECASE,
)


def title_beside(text: str, kept: str) -> str:
    """The title that a file keeps, where the text begins with it, or prints none: what is printed is newer than what is
    kept. Empty where the text tells its title alone."""
    kept = " ".join(kept.split())
    first = islice((" ".join(line.split()) for line in text.split("\n") if line.strip()), _FIRST_LINES)
    if kept in first:
        return kept
    return "" if _OF_NOBODY.match(kept) or has_title(text) else kept
