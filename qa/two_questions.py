"""Two questions in one message (`What did Begaj say on tourism and who objected?`): what each asks, and one answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest

import regex

from qa.kinds import QuestionKind, kind_of
from qa.overview import overview
from qa.records import Answer, Citation, Query, listed

_AUXILIARY = r"(?:did|does|do|is|are|was|were|will|would|has|have|had|can|could|should|must|may|might)"
# With a verb of its own: `who objected`, `how many tickets were sold`; not the `why` of `who left and why`.
_WHOLE = (
    rf"(?:who\s+\p{{L}}{{3,}}|(?:what|how)\s+about\s+\p{{L}}+|(?:what|when|where|why|how|which)\b(?:\s+[\p{{L}}’'-]+){{0,3}}?\s+{_AUXILIARY}\s+\p{{L}}+"
    rf"|{_AUXILIARY}\s+(?:the|an?|his|her|its|their|he|she|it|they|anybody|anyone|(?-i:\p{{Lu}})\p{{L}}*)\s+\p{{L}}+)"
)
_BETWEEN = regex.compile(rf"(?:\?\s+(?:and\s+)?|,?\s+and\s+)(?={_WHOLE}\b)", regex.IGNORECASE)
_ASKS = regex.compile(_WHOLE, regex.IGNORECASE)


def questions_in(message: str) -> list[str]:
    """Both, where each is a whole question; otherwise, and where the two are compared, the message as it is."""
    first, *second = _BETWEEN.split(message.strip(), maxsplit=1)
    if not second or not _ASKS.match(first) or kind_of(message) is QuestionKind.COMPARE:
        return [message]
    return [_as_question(first), _as_question(second[0])]


def together(message: str, answers: Sequence[Answer]) -> Answer:
    """One answer of several: their passages in turn, each once; for each question what was found, or why nothing."""
    if len(answers) == 1:
        return answers[0]
    query = _both(message, tuple(answer.query for answer in answers))
    cited = _in_turn([answer.citations for answer in answers])[: query.k]
    near = _in_turn([cited, *(answer.near_misses for answer in answers)])
    related = [one for one in near if one not in cited][: query.k - len(cited)]
    return Answer(
        query=query,
        citations=tuple(cited),
        near_misses=tuple(related),
        confidence=max(answer.confidence for answer in answers),
        note=" ".join(f"{one.query.wording} {one.note}" for one in answers if not one.answered),
        summary=" ".join(f"{one.query.wording} {_found(one, cited)}" for one in answers if one.answered),
    )


def _both(message: str, parts: tuple[Query, ...]) -> Query:
    """What any of them names; a time and an article only where they are those of all."""
    first = parts[0]
    return Query(
        message,
        first.filters if _are_alike(one.filters for one in parts) else first.filters._replace(article_id=None),
        first.k,
        rephrased=" ".join(one.completed for one in parts),
        topic=listed(_once(one.topic for one in parts if one.topic) or ("",)),
        asked=_once(name for one in parts for name in one.asked),
        unquoted=_once(name for one in parts for name in one.unquoted),
        period=first.period if _are_alike(one.period for one in parts) else None,
        meetings=_once(meeting for one in parts for meeting in one.meetings),
        outlets=_once(outlet for one in parts for outlet in one.outlets),
        parts=parts,
    )


def _are_alike(values: Iterable[object]) -> bool:
    return len(set(values)) == 1


def _found(answer: Answer, cited: Sequence[Citation]) -> str:
    """In those of its passages for which there is room."""
    shown = [one for one in answer.citations if any(one.overlaps(other) for other in cited)]
    if not shown:
        return "There is no room left for what answers this."
    query = replace(answer.query, k=len(shown)) if len(shown) < len(answer.citations) else answer.query
    return f"{overview(query, shown)}."


def _in_turn(found: Sequence[Sequence[Citation]]) -> list[Citation]:
    """The first of each, the second of each, and so on; no passage twice."""
    in_turn: list[Citation] = []
    for one in chain.from_iterable(zip_longest(*found)):
        if one and not any(one.overlaps(other) for other in in_turn):
            in_turn.append(one)
    return in_turn


def _once(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _as_question(words: str) -> str:
    words = words.strip(" ?.!")
    return f"{words[:1].upper()}{words[1:]}?"
