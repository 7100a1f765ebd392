"""How a day is printed, wherever people read it: `12 May 2026`."""

from __future__ import annotations

from datetime import date


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def as_html(day: date) -> str:
    """The same for a page, with the day as programs read it."""
    return f'<time datetime="{day}">{in_words(day)}</time>'
