"""The `onrecord` command from its first moment: Ctrl+C is one line, too, while what it needs is still imported."""

from __future__ import annotations

import sys

_INTERRUPTED = 128 + 2  # as a shell counts SIGINT


def main() -> None:
    """Run the command; exit with 130 where it is stopped before it has begun."""
    try:
        from qa.cli import main as command
    except KeyboardInterrupt:
        sys.stderr.write("onrecord: stopped before anything was done\n")
        sys.exit(_INTERRUPTED)
    command()


if __name__ == "__main__":
    main()
