"""How a command speaks: results for people and for programs, a problem in one line, an exit status."""

from __future__ import annotations

import logging
import os
import signal
import sys
from typing import Any, Self

import click

from qa import wire
from qa.controls import printable
from qa.discretion import logged
from qa.errors import CorpusBusy, OnrecordError
from qa.outcomes import Tally
from qa.records import Outcome, Status

_SO_MANY = "{n_fmt} {unit} [{elapsed}{postfix}]"
_OF_SO_MANY = "{n_fmt} of {total_fmt} {unit} [{elapsed}{postfix}]"
_READER_HAS_GONE = 128 + 13  # as a shell counts SIGPIPE: not 0, since `add` has stopped too
_INTERRUPTED = 128 + 2


class _Day(click.DateTime):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(value, param, ctx).date()


DAY = _Day(["%Y-%m-%d"])


class Group(click.Group):
    """Commands whose errors become one line and an exit status."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except CorpusBusy as error:
            _fail(str(error), 1)
        except OnrecordError as error:
            _fail(str(error), 2)
        except click.ClickException as error:
            _fail(error.format_message(), error.exit_code)
        except MemoryError:
            _fail("there is not enough memory; close other programs, or add fewer articles at once", 2)
        except KeyboardInterrupt:
            _tell_stopped()
            sys.exit(_INTERRUPTED)
        except BrokenPipeError:  # `onrecord list | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(_READER_HAS_GONE)


def print_words(text: str) -> None:
    """Print words of articles for a terminal, which must not take anything in them for a command to itself."""
    click.echo(printable(text))


def print_line(line: str) -> None:
    """Print a line for programs, at once and whole: a kill must not part it from its end."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def problem(message: object) -> str:
    """A problem in one line: names of files and words of articles may stand in it."""
    return printable(f"onrecord: {' '.join(str(message).splitlines())}")


class Telling:
    """Tells what becomes of articles while it happens, a line each where they fail, and in the end the sum of it.

    In a terminal there is a last line that says how far it is. Nothing is kept of what was told.
    """

    def __init__(self, unit: str, as_json: bool) -> None:
        from tqdm import tqdm

        is_seen = sys.stderr.isatty()
        self._bar = tqdm(unit=unit, bar_format=_SO_MANY, leave=False, dynamic_ncols=True, disable=not is_seen)
        self._as_json = as_json
        self._tally = Tally()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def doing(self, what: str) -> None:
        """What it does now, or reads: it may be long until there is something to tell of it."""
        self._bar.set_postfix_str(printable(what))

    def expect(self, more: int) -> None:
        """There are so many more to come."""
        self._bar.total = (self._bar.total or 0) + more
        self._bar.bar_format = _OF_SO_MANY

    def tell(self, outcome: Outcome) -> None:
        self._tally.add(outcome)
        self._bar.update()
        if outcome.status is Status.FAILED:
            with self._bar.external_write_mode(file=sys.stderr):
                click.echo(problem(outcome.error), err=True)
        if self._as_json:
            with self._bar.external_write_mode(file=sys.stdout):
                print_line(wire.dumped(wire.outcome_json(outcome)))
        elif outcome.status is Status.NEW:
            with self._bar.external_write_mode(file=sys.stdout):
                print_words("  ".join(filter(None, (outcome.path, outcome.title))))

    def end(self) -> None:
        """Exits with 1 where some failed."""
        if not self._as_json:
            click.echo(str(self._tally))
        if self._tally.has_failures:
            sys.exit(1)


def end_at_once_on_interrupt() -> None:
    """For a command that only reads, and waits for its input in a thread that Ctrl+C does not wake."""

    def end(*_: object) -> None:
        _tell_stopped()
        os._exit(_INTERRUPTED)

    signal.signal(signal.SIGINT, end)


class Problems(logging.Formatter):
    """What is logged, as a problem of a command."""

    def format(self, record: logging.LogRecord) -> str:
        return problem(logged(record))


def _tell_stopped() -> None:
    if sys.stderr.isatty():
        click.echo(err=True)  # the line has begun with `^C`
    click.echo(problem("stopped; what was done is kept, and the same command does the rest"), err=True)


def _fail(message: str, status: int) -> None:
    click.echo(problem(message), err=True)
    sys.exit(status)
