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
        ("07.03.2025", "Friday", True),
        ("7 марта", "7 March", True),
        ("the next meeting", "the next meeting", True),
        ("10 January", "Saturday", True),  # of the next year
        ("10 January", "Friday", False),
        ("7 March", "8 March", False),
        ("7 March", "Thursday", False),
        ("3 May", "3 June", False),
        ("the next meeting", "Easter", False),
        ("3 May 2024", "3 May 2030", False),
        ("3 May", "3 May 2030", False),
        ("3 May", "3 May 2025", True),
        ("к пятнице", "Friday 7 March", True),
        ("до среды", "7 марта", False),
    ],
)
def test_days_are_compared_by_what_both_tell(printed: str, asked: str, same: bool) -> None:
    assert deadline_of(printed, ON).fits(deadline_of(asked, ON)) is same
