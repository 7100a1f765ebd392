"""What a program keeps in a file beside its text."""

from __future__ import annotations

import re

from qa.headings import has_title

# Names of files and of nothing, which programs put there by themselves.
_OF_NOBODY = re.compile(
    r"^(?:Microsoft \w+ - .*|(?:document|untitled|title|без имени|документ)[\s_-]*\d*"
    r"|.*\.(?:docx?|odt|rtf|pdf|html?|indd|tex))$",
    re.IGNORECASE,
)


def title_beside(text: str, kept: str) -> str:
    """The title that a file keeps, for a text that prints none: what is printed is newer than what is kept."""
    kept = " ".join(kept.split())
    return "" if _OF_NOBODY.match(kept) or has_title(text) else kept
