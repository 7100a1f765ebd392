"""The `onrecord` command. Every command prints results on standard output and one line a problem on standard error.

Exit status: 0 done, and for `ask` also when the answer is silence; 1 some of it is not: an article failed, one that is
listed is damaged, another process is writing, or for `eval` a figure is below what was asked of it; 2 bad input; 130
stopped by Ctrl+C; 141 whoever read the output has gone.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import click

from qa import listing, wire
from qa.batch import answered_line, contents_json, read_questions, read_texts
from qa.console import DAY, Group, Problems, Telling, end_at_once_on_interrupt, print_line, print_words, problem
from qa.errors import DamagedArticle, QuestionError, Skipped, SourceError, Unknown
from qa.ownership import check_names
from qa.records import Answer, Article, Filters, Query, Quotation
from qa.settings import DATA_VARIABLE, MODEL_VARIABLE, RERANKER_VARIABLE, Settings, settings_from


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", metavar="FOLDER", help=f"The folder of the corpus (or {DATA_VARIABLE}).")
@click.option("--model", metavar="NAME", help=f"The encoder: a name or a folder (or {MODEL_VARIABLE}).")
@click.option("--reranker", metavar="NAME", help=f"A cross-encoder, or: none (or {RERANKER_VARIABLE}).")
@click.version_option(package_name="onrecord")
@click.pass_context
def main(context: click.Context, data: str | None, model: str | None, reranker: str | None) -> None:
    """Ask what was said at a meeting and get the words themselves, with who said them."""
    check_names()
    if isinstance(sys.stdout, TextIOWrapper):  # half a surrogate pair is printed as JSON's own escape for it
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    problems = logging.StreamHandler()
    problems.setFormatter(Problems())
    logging.basicConfig(handlers=[problems], level=logging.WARNING)
    context.obj = settings_from(os.environ, data, model, reranker)


def _corpus(settings: Settings) -> Any:
    # Imported late: `--help` and `extract` need neither an index nor a model.
    from qa.corpus import Corpus

    return Corpus(settings)


_dry_run = click.option("--dry-run", is_flag=True, help="Tell what would be added, and add nothing.")
_json_each = click.option(
    "--json", "as_json", is_flag=True, help="Print a JSON line for each article once it is stored."
)


@main.command()
@click.argument("sources", metavar="PATH_OR_ADDRESS...", nargs=-1, required=True)
@_dry_run
@_json_each
@click.pass_obj
def add(settings: Settings, sources: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Add articles: web pages, PDF, Word, subtitles, e-mail, text and more; and folders and archives of them.

    What is on the web is given by its address, https://… .
    """
    from qa.corpus import PATIENCE_ONCE_FETCHED
    from qa.outcomes import planned
    from qa.sources.anywhere import read_anywhere

    with _corpus(settings) as corpus, Telling("articles", as_json) as telling:
        read = read_anywhere(sources, settings.web_hosts, telling.doing)
        if dry_run:
            for outcome in planned(chain.from_iterable(read), corpus.article):
                telling.tell(outcome)
        else:
            corpus.add_articles(())  # who may not write asks no server
            for articles in read:
                corpus.add_articles(articles, telling.tell, PATIENCE_ONCE_FETCHED)
    telling.end()


@main.command()
@click.argument("address", metavar="FEED_OR_SITEMAP")
@_dry_run
@_json_each
@click.pass_obj
def follow(settings: Settings, address: str, dry_run: bool, as_json: bool) -> None:
    """Add what a feed (RSS, Atom) or a sitemap lists, and is not here yet.

    It waits between pages, does what robots.txt asks for, and may be stopped: the next time it goes on.
    """
    from qa.following import following

    with _corpus(settings) as corpus, Telling("addresses", as_json) as telling:
        reader = following(corpus, settings, telling)
        for outcome in reader.planned(address) if dry_run else reader.add(address):
            telling.tell(outcome)
    telling.end()


@main.command()
@click.argument("question", required=False)
@click.option("--jsonl", "batch", type=click.File("rb"), help="Answer the questions of a file, a JSON line each.")
@click.option("--after", "history", multiple=True, help="A question asked before, on which this one may hang.")
@click.option("-k", default=10, show_default=True, type=click.IntRange(1, 100), help="How many passages at most.")
@click.option("--speaker", multiple=True, help="Only what this person said.")
@click.option("--since", type=DAY, help="Only what was said on this day or later.")
@click.option("--until", type=DAY, help="Only what was said on this day or earlier.")
@click.option("--article", "article_id", help="Only this article.")
@click.option("--meeting", "meeting_id", metavar="ID", help="Only articles that report this meeting.")
@click.option("--outlet", "outlets", multiple=True, help="Only articles of this outlet.")
@click.option("--today", type=DAY, help="The day from which `last week` is reckoned.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@click.pass_obj
def ask(
    settings: Settings,
    question: str | None,
    batch: BinaryIO | None,
    history: tuple[str, ...],
    k: int,
    speaker: tuple[str, ...],
    since: date | None,
    until: date | None,
    article_id: str | None,
    meeting_id: str | None,
    outlets: tuple[str, ...],
    today: date | None,
    as_json: bool,
) -> None:
    """Ask a question; get the passages that answer it, or silence."""
    if (question is None) == (batch is None):
        raise click.UsageError("give either a question or --jsonl FILE")
    filters = Filters(speaker, since, until, article_id, meeting_id, outlets)
    if batch is not None and (history or any(filters)):
        raise click.UsageError('with --jsonl, filters and history stand in the file: {"filters": {"speaker": …}}')
    with _corpus(settings) as corpus:
        if batch is not None:
            for line in _answered(corpus, batch, k, today):
                print_line(line)
            return
        answer = corpus.ask(question, history, **filters._asdict(), today=today, k=k)
    if as_json:
        click.echo(wire.dumped(wire.answer_json(answer), indent=2))
    else:
        print_words(listing.answer_text(answer))


def _answered(corpus: Any, batch: BinaryIO, k: int, today: date | None) -> Iterator[str]:
    for asked in read_questions(batch, batch.name):
        began = time.perf_counter()
        try:
            answer = corpus.ask(asked.question, asked.history, **asked.filters._asdict(), today=today, k=k)
        except QuestionError as error:
            raise QuestionError(f"{batch.name}: qid {asked.qid!r}: {error}") from error
        except (Unknown, DamagedArticle) as error:  # the other questions have their answers
            click.echo(problem(f"{batch.name}: qid {asked.qid!r}: {error}"), err=True)
            answer = Answer(Query(asked.question, asked.filters), note=str(error))
        milliseconds = (time.perf_counter() - began) * 1000
        yield wire.dumped(answered_line(asked.qid, answer, milliseconds))


@main.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON line for each article.")
@click.pass_obj
def list_articles(settings: Settings, as_json: bool) -> None:
    """List the articles of the corpus."""
    damaged: list[DamagedArticle] = []
    with _corpus(settings) as corpus:
        for _, article in corpus.articles_after(0):
            if isinstance(article, DamagedArticle):
                damaged.append(article)
            elif as_json:
                click.echo(wire.dumped(wire.article_json(article)))
            else:
                print_words(f"{article.id}  {article.date or '          '}  {article.language:2}  {article.title}")
    for error in damaged:
        click.echo(problem(error), err=True)
    if damaged:
        sys.exit(1)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON line for each meeting.")
@click.pass_obj
def meetings(settings: Settings, as_json: bool) -> None:
    """List the meetings that the articles report."""
    with _corpus(settings) as corpus:
        for meeting in corpus.meetings():
            print_words(wire.dumped(wire.meeting_json(meeting)) if as_json else listing.meeting_lines(meeting))


@main.command()
@click.argument("article_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print the article with its quotations as JSON.")
@click.pass_obj
def show(settings: Settings, article_id: str, as_json: bool) -> None:
    """Show an article and what is said in it."""
    with _corpus(settings) as corpus:
        article, quotations = corpus.article(article_id), corpus.quotations(article_id)
    if as_json:
        click.echo(wire.dumped(wire.whole_article_json(article, quotations), indent=2))
        return
    print_words(article.text.rstrip() + "\n")
    for quotation in quotations:
        click.echo(listing.quote_line(article, quotation))


@main.command()
@click.argument("article_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print what was removed as JSON.")
@click.pass_obj
def remove(settings: Settings, article_id: str, as_json: bool) -> None:
    """Remove an article and all that belongs to it."""
    with _corpus(settings) as corpus:
        corpus.remove(article_id)
    if as_json:
        click.echo(wire.dumped({"doc_id": article_id, "status": "removed"}))
    else:
        print_words(f"removed {article_id}")


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--jsonl", "batch", type=click.File("rb"), help='Read {"id", "text"} lines; offsets refer to the text as given.'
)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON line for each article.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for spreadsheets, a row for each utterance.")
@click.option(
    "--html", "page", metavar="FILE", type=click.Path(path_type=Path), help="Write a page to read in a browser."
)
def extract(paths: tuple[Path, ...], batch: BinaryIO | None, as_json: bool, as_csv: bool, page: Path | None) -> None:
    """Show who says what in articles, without adding them.

    A terminal is shown the articles with everybody's words in their colour; a pipe gets a line for each utterance.
    """
    if bool(paths) == (batch is not None):
        raise click.UsageError("give either paths or --jsonl FILE")
    if as_json + as_csv + (page is not None) > 1:
        raise click.UsageError("give only one of --json, --csv and --html")
    if batch is not None and (as_csv or page):
        raise click.UsageError("--jsonl prints JSON; for --csv and --html, give the file without it")
    if page is not None and page.suffix.lower() not in (".html", ".htm"):  # `--html a.txt b.txt` must not cost a.txt
        raise click.UsageError(f"--html writes a page, and {page} does not end in .html")
    if batch is not None:
        _extract_batch(batch)
        return
    failures: list[SourceError] = []
    found = _extracted(paths, failures)
    if as_json:
        for article, quotations in found:
            print_line(listing.json_line(article, quotations))
    elif as_csv:
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(newline="")  # the ends of lines are the table's own
        listing.write_csv(found, sys.stdout)
    elif page is not None:
        from qa.page import write_page

        write_page(page, list(found))
    else:
        _print_articles(found)
    if failures:
        sys.exit(1)


def _extract_batch(batch: BinaryIO) -> None:
    from qa.extraction import quotations

    for line in read_texts(batch, batch.name):
        found = {"id": line.id, "quotes": contents_json(quotations(line.text))}
        print(wire.dumped(found))  # noqa: T201


def _extracted(paths: tuple[Path, ...], failures: list[SourceError]) -> Iterator[tuple[Article, list[Quotation]]]:
    """Article by article; those that cannot be read are told and kept in `failures`."""
    from qa.extraction import quotations
    from qa.known import KnownPeople
    from qa.sources import check_exist, read_sources

    check_exist(paths)
    known = KnownPeople()
    for article in read_sources(paths):
        if isinstance(article, Skipped):
            continue
        if isinstance(article, SourceError):
            click.echo(problem(article), err=True)
            failures.append(article)
        else:
            yield article, quotations(article.text, known, article.date)


def _print_articles(found: Iterator[tuple[Article, list[Quotation]]]) -> None:
    from qa import terminal

    for article, quotations in found:
        if terminal.is_terminal():
            click.echo(terminal.shown(article, quotations), color=True)
        else:
            print_words(article.title)
            for quotation in quotations:
                click.echo("  " + listing.quote_line(article, quotation))


@main.command("eval")
@click.argument("fixtures", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--corpus",
    "chosen",
    metavar="FOLDER",
    type=click.Path(exists=True, path_type=Path),
    help="A corpus, or articles; otherwise articles/ beside the fixtures, else the corpus of --data.",
)
@click.option("--report", metavar="FILE", type=click.Path(path_type=Path), help="Write a page to read in a browser.")
@click.option(
    "--fail-under",
    "least",
    metavar="FIGURE=NUMBER,…",
    multiple=True,
    help="Exit with 1 where a figure is lower: hit@5=0.8,speaker=0.95",
)
@click.option(
    "--compare",
    "baseline",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Tell what is better and worse than in an evaluation that --json printed.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the evaluation as JSON.")
@click.pass_obj
def evaluate_fixtures(
    settings: Settings,
    fixtures: tuple[Path, ...],
    chosen: Path | None,
    report: Path | None,
    least: tuple[str, ...],
    baseline: Path | None,
    as_json: bool,
) -> None:
    """Measure answers: ask questions of which it is known what answers them, YAML or JSON lines."""
    if report is not None and report.suffix.lower() not in (".html", ".htm"):
        raise click.UsageError(f"--report writes a page, and {report} does not end in .html")
    from tqdm import tqdm

    from qa.comparison import compare, read_baseline
    from qa.evaluation import corpus_for, evaluate, evaluation_json, names_beside
    from qa.figures import read_thresholds
    from qa.fixtures import read_fixtures
    from qa.summary import fallen_line, summary

    thresholds = read_thresholds(least)
    questions = read_fixtures(fixtures, on_open=lambda line: click.echo(problem(line), err=True))
    names = names_beside(fixtures)
    before = read_baseline(baseline) if baseline else None
    with (
        corpus_for(fixtures, chosen, settings) as (name, corpus),
        tqdm(total=len(questions), unit=" questions", leave=False, disable=not sys.stderr.isatty()) as progress,
    ):
        evaluation = evaluate(
            name,
            corpus,
            questions,
            names,
            on_answer=progress.update,
            on_doubt=lambda line: progress.write(problem(line), file=sys.stderr),
        )
    comparison = compare(before, evaluation.asked) if before is not None else None
    fallen = evaluation.fallen(thresholds)
    if as_json:
        click.echo(wire.dumped(evaluation_json(evaluation, comparison), indent=1))
    else:
        print_words(summary(evaluation, comparison))
    if report is not None:
        from qa.report import write_report

        write_report(report, evaluation, comparison, fallen)
    for one in fallen:
        click.echo(problem(fallen_line(one)), err=True)
    if fallen:
        sys.exit(1)


_port = click.option("--port", default=7860, show_default=True, type=click.IntRange(1, 65535), help="The port.")


@main.command()
@_port
@click.pass_obj
def chat(settings: Settings, port: int) -> None:
    """Serve the chat to a browser, on this machine only."""
    import app
    from qa.access import LOOPBACK, access_from

    app.serve(_corpus(settings), port=port, access=access_from(os.environ, LOOPBACK))


@main.command()
@click.pass_obj
def mcp(settings: Settings) -> None:
    """Serve tools to an assistant that starts this, by the Model Context Protocol on standard input and output.

    `onrecord serve` has the same tools at /mcp.
    """
    from qa.mcp_tools import build

    with _corpus(settings) as corpus:
        end_at_once_on_interrupt()
        build(corpus).run()


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@_port
@click.option("--log-json", is_flag=True, help="Write the line of each request, and problems, as JSON.")
@click.pass_obj
def serve(settings: Settings, host: str, port: int, log_json: bool) -> None:
    """Serve chat and API to programs, and to others.

    At an address that others can reach, everybody must show a token: that of ONRECORD_TOKEN, else one that is printed.
    """
    import app
    from qa import request_log
    from qa.access import TOKEN_VARIABLE, access_from

    access = access_from(os.environ, host)
    if access.token and not os.environ.get(TOKEN_VARIABLE):
        click.echo(f"The token, until it is stopped ({TOKEN_VARIABLE} sets another): {access.token}")
    request_log.show(log_json)
    app.serve(_corpus(settings), host, port, access)
