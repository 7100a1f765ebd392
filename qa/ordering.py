"""The order of what is found, by the kind of question: several voices before much of one, both sides in turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

import regex

from qa.circumstances import tells_number, tells_when, tells_where
from qa.kinds import QuestionKind, kind_of
from qa.records import Query
from qa.retriever import Candidate, in_order

# All by hand. 0.1 more or less of any is worth one question of the sample at most (benchmarks/answers.py).

# A passage with less of the score of the best one is related, but no answer.
WORTH_SHOWING = 0.8
# Of two sides that are compared, one may say less to the point.
_WORTH_COMPARING = 0.7
# What it is worth that a passage tells the time, place, number or speaker that is asked for, and all of the topic.
_TELLS_BONUS = 0.2
# A heading names what its items are where hardly any passage has more of the question's topic.
_NAMES_THE_LIST = 0.9
_LEAST_NAMED = 0.3

Side = Callable[[Candidate], Hashable]

_EACH_ONE = regex.compile(r"\b(?:each|both|sides|parties|delegations|they|кажд\p{L}+|обе|стороны)\b", regex.IGNORECASE)
_BULLET = regex.compile(r"[ \t]*(?:[-–—•·▪◦*]|\d{1,2}[.)]|\(?\p{L}\))[ \t]+")


def ordered(query: Query, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Best first, as the kind of question has it."""
    kind = kind_of(query.wording)
    if kind is QuestionKind.COMPARE:
        return _in_turn(candidates, side_of(query), _WORTH_COMPARING)
    if kind is QuestionKind.LIST:
        return _in_turn(_items_first(candidates), _point_of(query), WORTH_SHOWING)
    told = _TELLS.get(kind)
    return _telling_first(candidates, told) if told else list(candidates)


def worth_citing(query: Query, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those by the right person and of the right time that are nearly as good as the best; of each side its own."""
    fitting = [candidate for candidate in candidates if candidate.eligible]
    if kind_of(query.wording) is not QuestionKind.COMPARE:
        return _near_the_best(fitting)
    sides = _grouped(fitting, side_of(query))
    best = max((c.score for c in fitting), default=0.0)
    heard = [side for name, side in sides.items() if name and side[0].score >= _WORTH_COMPARING * best]
    return [c for side in heard for c in _near_the_best(side)] or _near_the_best(fitting)


def side_of(query: Query) -> Side:
    """What a comparison compares: the people whom it names, one of them at several meetings, or whoever speaks.

    A passage of no side has none of these.
    """
    if len(query.asked) > 1:
        return lambda candidate: tuple(sorted(_names(candidate) & set(query.asked)))
    if query.asked:
        return lambda candidate: candidate.by_asked and candidate.article.id
    if _EACH_ONE.search(query.wording):
        return lambda candidate: tuple(sorted(_names(candidate)))
    return lambda candidate: None


def _point_of(query: Query) -> Side:
    """What a list has once: a speaker; of one who is asked for, an utterance; a sentence that nobody says."""

    def point(candidate: Candidate) -> Hashable:
        quotation = candidate.passage.quotation
        if quotation and len(query.asked) == 1:
            return candidate.article.id, quotation.extent
        return tuple(sorted(_names(candidate))) or candidate.passage.id or candidate.passage.span

    return point


def _in_turn(candidates: Sequence[Candidate], side: Side, worth: float) -> list[Candidate]:
    """The best of each side, the second of each, and so on; after them what is of no side, or little to the point."""
    best = max((c.score for c in candidates), default=0.0)
    sides = {
        name: found for name, found in _grouped(candidates, side).items() if name and found[0].score >= worth * best
    }
    turns = [(turn, -c.score, c) for found in sides.values() for turn, c in enumerate(_near_the_best(found))]
    first = [c for _, _, c in sorted(turns, key=lambda at: at[:2])]
    shown = {id(c) for c in first}
    return [*first, *(c for c in candidates if id(c) not in shown)]


def _near_the_best(found: Sequence[Candidate]) -> list[Candidate]:
    best = max((c.score for c in found), default=0.0)
    return [candidate for candidate in found if candidate.score >= WORTH_SHOWING * best]


def _grouped(candidates: Sequence[Candidate], side: Side) -> dict[Hashable, list[Candidate]]:
    groups: defaultdict[Hashable, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        groups[side(candidate)].append(candidate)
    return groups


def _telling_first(candidates: Sequence[Candidate], tells: Callable[[Candidate], bool]) -> list[Candidate]:
    """Those that tell what is asked for step forward, the further the more of the topic they have."""
    most = _most_covered(candidates) or 1.0
    bonuses = [_TELLS_BONUS * candidate.coverage / most * tells(candidate) for candidate in candidates]
    return in_order([replace(c, score=c.score + bonus) for c, bonus in zip(candidates, bonuses, strict=True)])


def _items_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The items of a list before all else, where its heading (`4. Action items`) is what the question asks for."""
    by_id = {c.passage.id: c for c in candidates if c.passage.id}
    least = max(_LEAST_NAMED, _NAMES_THE_LIST * _most_covered(candidates))
    items: dict[int, Candidate] = {}
    for heading in candidates:
        if heading.coverage < least or heading.passage.quotation or _is_sentence(heading):
            continue
        at = heading.passage.id + 1
        while at in by_id and by_id[at].article.id == heading.article.id and _is_item(by_id[at]):
            items[at] = replace(by_id[at], score=max(c.score for c in candidates))
            at += 1
    return [*items.values(), *(c for c in candidates if c.passage.id not in items)]


def _most_covered(candidates: Sequence[Candidate]) -> float:
    return max((candidate.coverage for candidate in candidates), default=0.0)


def _is_sentence(candidate: Candidate) -> bool:
    return candidate.passage.span.of(candidate.article.text)[-1:] in (".", "!", "?", "…")


def _is_item(candidate: Candidate) -> bool:
    text, start = candidate.article.text, candidate.passage.span.start
    return bool(_BULLET.match(text, text.rfind("\n", 0, start) + 1))


def _names(candidate: Candidate) -> set[str]:
    quotation = candidate.passage.quotation
    return {speaker.name for speaker in quotation.source.speakers} if quotation and quotation.source else set()


_TELLS: dict[QuestionKind, Callable[[Candidate], bool]] = {
    QuestionKind.WHEN: lambda candidate: tells_when(candidate.words),
    QuestionKind.WHERE: lambda candidate: tells_where(candidate.words),
    QuestionKind.HOW_MANY: lambda candidate: tells_number(candidate.words),
    QuestionKind.WHO_SAID: lambda candidate: bool(_names(candidate)),
}
