"""How many of the quotations of plain text are found in the same articles as pages, PDF, documents, mail and records.

    python benchmarks/formats.py [ARTICLES]

ARTICLES is a folder of .txt and .md files, the sample by default. For each format: the share of the quotations of the
plain text that are found in it, word by word; of titles; of dates; and in how many something was that is of no report.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests" / "fixtures" / "sources"))

from flat import MAILS
from make import NEVER, TEXT_ALONE, WHOLE, Render
from report import Report

from qa.extraction import quotations
from qa.records import Article
from qa.sources import article_from, read_file, read_sources

SAMPLE = Path(__file__).parents[1] / "tests" / "fixtures" / "sample" / "articles"


@cache
def said(text: str) -> Counter[str]:
    spans = [span for one in quotations(text) for span in one.spans]
    return Counter(" ".join(span.of(text).split()) for span in spans)


def reports(folder: Path) -> Iterator[Report]:
    for article in read_sources([folder]):
        if isinstance(article, Article) and article.date:
            lines = [line.strip() for line in article.text.split("\n") if line.strip() not in ("", article.title)]
            yield Report(article.title, str(article.date), "The Gazette", "https://gazette.example/1", tuple(lines))


def line(name: str, render: Render, made: list[Report]) -> str:
    found = Counter[str]()
    for report in made:
        try:
            content = render(report)
        except UnicodeEncodeError:  # letters that the encoding, or the font, has not
            continue
        plain = article_from("\n\n".join(report.lines if name in TEXT_ALONE else report.paragraphs))
        articles = (one for one in read_file(BytesIO(content), name) if isinstance(one, Article))
        read = next(articles, replace(plain, text="", title="", date=None))
        found["files"] += 1
        found["all"] += said(plain.text).total()
        found["said"] += (said(read.text) & said(plain.text)).total()
        found["titles"] += read.title == report.title
        found["dates"] += read.date == report.date
        found["strange"] += NEVER in read.text
    shares = [found["said"] / found["all"], found["titles"] / found["files"], found["dates"] / found["files"]]
    return f"{name:24} {found['files']:5} {shares[0]:10.3f} {shares[1]:7.2f} {shares[2]:7.2f} {found['strange']:7}"


def main(folder: Path) -> None:
    made = list(reports(folder))
    print(f"{'format':24} {'files':>5} {'quotations':>10} {'titles':>7} {'dates':>7} {'strange':>7}")
    for name, render in {**WHOLE, **TEXT_ALONE, **MAILS}.items():
        print(line(name, render, made), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLE)
