"""What was found, in one plain line: how many people, at how many meetings. What it is about, the question says."""

from __future__ import annotations

from collections.abc import Sequence

from embeddings.lexical import terms
from qa.names import each_once
from qa.records import Citation, Kind, Query

_LONGEST_TOPIC = 60
_ABOUT = "about on of regarding concerning о об про насчет насчёт".split()


def overview(query: Query, citations: Sequence[Citation]) -> str:
    """`2 people spoke about tourism at 1 meeting`; empty where nothing was found. Others may have, in passages that are
    none of those that were asked for."""
    if not citations:
        return ""
    if not any(citation.passage.quotation for citation in citations):
        articles = {one.article.id for one in _with_others(citations)}
        return f"Reported in {_count(len(articles), 'article', 'articles')}, in words of its own"
    return f"{_heard(citations)}{_about(query, citations)}{_where(citations)}{_cut(query, citations)}"


def _cut(query: Query, citations: Sequence[Citation]) -> str:
    """Said where there may be more passages than as many as can be shown."""
    best = "the best passage has" if query.k == 1 else f"the {query.k} best passages have"
    return f", as {best} it" if len(citations) == query.k else ""


def _where(citations: Sequence[Citation]) -> str:
    """At how many meetings, where all of it belongs to one; otherwise in how many articles."""
    meetings = {one.passage.meeting_id for one in _with_others(citations)}
    if all(meetings):
        return f" at {_count(len(meetings), 'meeting', 'meetings')}"
    articles = {one.article.id for one in _with_others(citations)}
    return f", in {_count(len(articles), 'article', 'articles')}"


def _with_others(citations: Sequence[Citation]) -> list[Citation]:
    return [one for citation in citations for one in (citation, *citation.also)]


def _heard(citations: Sequence[Citation]) -> str:
    people = _people(citations)
    is_quoted = any(citation.kind != Kind.INDIRECT for citation in citations if citation.passage.quotation)
    if not people:
        return f"{_unnamed(citations)} {'spoke' if is_quoted else 'is reported to have spoken'}"
    if is_quoted:
        return f"{_count(len(people), 'person', 'people')} spoke"
    return f"{_count(len(people), 'person is', 'people are')} reported to have spoken"


def _unnamed(citations: Sequence[Citation]) -> str:
    """`The county auditor`, as the article has it, where it is one."""
    printed = {one.source.lower(): one.source for one in citations if one.source}
    who = next(iter(printed.values())) if len(printed) == 1 else "somebody who is not named"
    return f"{who[:1].upper()}{who[1:]}"


def _people(citations: Sequence[Citation]) -> list[str]:
    quotations = [citation.passage.quotation for citation in citations]
    return each_once(speaker.name for said in quotations if said and said.source for speaker in said.source.speakers)


def _about(query: Query, citations: Sequence[Citation]) -> str:
    """In the question's words, where it says `about` before them; and where all of them stand in what was found, since
    it may assume what is not so."""
    topic = set(terms(query.topic)) - set(terms(query.period_words))
    printed = {term for citation in citations for term in terms(citation.text)}
    is_found = topic and len(query.topic) <= _LONGEST_TOPIC and printed.issuperset(topic)
    is_said = any(f" {about} {query.topic.lower()}" in query.wording.lower() for about in _ABOUT)
    return f" about {query.topic}" if is_found and is_said else ""


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
