"""Text that is made up to slow extraction down: seconds for it, and for twice as much of it.

usage: python benchmarks/hostile.py [NAME...]

A factor near 2 is linear. Without names all texts of the tests are timed.
"""

from __future__ import annotations

import sys
import time

from qa.extraction import quotations
from tests.qa.test_extraction import HOSTILE


def seconds(text: str) -> float:
    began = time.process_time()
    quotations(text)
    return time.process_time() - began


def main(names: list[str]) -> None:
    for name in names or HOSTILE:
        unit, times = HOSTILE[name]
        once, twice = (min(seconds(unit * (times * factor)) for _ in range(2)) for factor in (1, 2))
        print(f"{name:36s} {once:7.2f} s {twice:7.2f} s  factor {twice / max(once, 1e-9):.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
