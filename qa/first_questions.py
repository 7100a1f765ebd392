"""Questions that can be asked of a corpus, for somebody who sees it for the first time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice

from qa.controls import encoded
from qa.corpus import Corpus
from qa.errors import DamagedArticle, UnknownArticle
from qa.records import Article, Quotation
from qa.voices import in_marks

EXAMPLES = 3
# Enough of the newest articles to find people worth asking about, however many there are.
EXAMPLES_FROM = 20
WELCOME = "Ask what was said. The answer is the words themselves, with who said them and where they stand."
EMPTY = (
    "There are no articles yet. Add some under “Add articles”, or drop files on this page, "
    "or use the command “onrecord add FOLDER”. Then ask what was said in them."
)


def first_questions(corpus: Corpus) -> list[str]:
    """Questions about those who are quoted most in the newest articles, and about the last; none without articles."""
    newest = list(_newest(corpus))
    quoted: Counter[tuple[str, str]] = Counter()
    for article, said in newest:
        speakers = [quotation.speaker for quotation in said if quotation.speaker]
        quoted.update((speaker.name, article.title) for speaker in speakers if speaker.role)
    places: dict[str, str] = {}
    for (name, title), _ in quoted.most_common():
        places.setdefault(name, title)
    asking = [f"What did {name} say in {in_marks(title)}?" for name, title in islice(places.items(), EXAMPLES)]
    return asking + [f"What was said in {in_marks(article.title)}?" for article, _ in newest[-1:]]


def _newest(corpus: Corpus) -> Iterator[tuple[Article, list[Quotation]]]:
    """With what is said in them; those that can be asked about: whoever asks for a damaged one will be told."""
    for article_id in corpus.newest(EXAMPLES_FROM):
        with suppress(DamagedArticle, UnknownArticle):
            yield corpus.article(article_id), corpus.quotations(article_id)


def questions_html(questions: Sequence[str]) -> str:
    """Each as a button, for the page."""
    return "".join(f'<button type="button">{encoded(question)}</button>' for question in questions)
