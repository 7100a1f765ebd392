"""Two days are the same where nothing that both tell differs."""

from __future__ import annotations

from datetime import date

import pytest

from qa.deadlines import deadline_of

ON = date(2025, 2, 20)


@pytest.mark.parametrize(
    ("printed", "asked", "same"),
    [
        ("7 March", "Friday 7 March", True),
        ("2025-03-07", "7 March", True),
        ("21.02.2025", "Friday", True),
        ("07.03.2025", "Friday", False),  # of another week
        ("Friday 7 March", "Friday", True),  # the one that is printed
        ("7 марта", "7 March", True),
        ("the next meeting", "the next meeting", True),
        ("10 January", "Saturday 10 January", True),  # of the next year
        ("10 January", "Friday 10 January", False),
        ("7 March", "8 March", False),
        ("7 March", "Thursday", False),
        ("3 May", "3 June", False),
        ("the next meeting", "Easter", False),
        ("3 May 2024", "3 May 2030", False),
        ("3 May", "3 May 2030", False),
        ("3 May", "3 May 2025", True),
        ("к пятнице", "Friday 21 February", True),
        ("Friday", "7 March", False),
        ("by Wednesday", "15 January 2026", False),
        ("by Thursday", "27 February", True),
        ("by Friday", "Friday", True),
        ("до среды", "7 марта", False),
    ],
)
def test_days_are_compared_by_what_both_tell(printed: str, asked: str, same: bool) -> None:
    assert deadline_of(printed, ON).fits(deadline_of(asked, ON)) is same
