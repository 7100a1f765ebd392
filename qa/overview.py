"""What was found, in one plain line: how many people, in how many articles. What it is about, the question says."""

from __future__ import annotations

from collections.abc import Sequence

from embeddings.lexical import terms
from qa.records import Citation, Kind, Query

_LONGEST_TOPIC = 60
_ABOUT = "about on of regarding concerning о об про насчет насчёт".split()


def overview(query: Query, citations: Sequence[Citation]) -> str:
    """`2 people are quoted on tourism, in 1 article`; empty where nothing was found."""
    if not citations:
        return ""
    articles = {one.article.id for citation in citations for one in (citation, *citation.also)}
    where = f"in {_count(len(articles), 'article', 'articles')}"
    if not any(citation.passage.quotation for citation in citations):
        return f"Reported {where}, in words of its own"
    return f"{_heard(citations)}{_on_topic(query, citations)}, {where}"


def _heard(citations: Sequence[Citation]) -> str:
    people = _people(citations)
    quoted = _people([citation for citation in citations if citation.kind != Kind.INDIRECT])
    if quoted:
        return f"{_count(len(people), 'person is', 'people are')} quoted" + (" or reported" if people - quoted else "")
    if people:
        return f"The words of {_count(len(people), 'person', 'people')} are reported"
    return "Somebody who is not named is quoted"


def _people(citations: Sequence[Citation]) -> set[str]:
    quotations = [citation.passage.quotation for citation in citations]
    return {speaker.name for said in quotations if said and said.source for speaker in said.source.speakers}


def _on_topic(query: Query, citations: Sequence[Citation]) -> str:
    """In the question's words, where it says `about` before them; and where all of them stand in what was found, since
    it may assume what is not so."""
    topic = terms(query.topic)
    printed = {term for citation in citations for term in terms(citation.text)}
    is_found = topic and len(query.topic) <= _LONGEST_TOPIC and printed.issuperset(topic)
    is_said = any(f" {about} {query.topic.lower()}" in query.wording.lower() for about in _ABOUT)
    return f" on {query.topic}" if is_found and is_said else ""


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
