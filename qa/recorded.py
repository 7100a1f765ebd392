"""What minutes record → an Answer: the entries that a question asks for, of its people, day and topic, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import regex

from embeddings.lexical import terms
from qa.deadlines import deadline_of
from qa.entries import Detail, Entry, Minuted, Part, Wanted
from qa.errors import OnDamage
from qa.minute_names import without_style
from qa.names import name_key, same_name, shortens
from qa.records import Answer, Article, Citation, Kind, Passage, Query
from qa.retriever import Candidate
from qa.spans import Span
from qa.store import Store

# The share of the words of a topic that has to stand in an entry, under its heading, or in what was discussed before
# it, and what a share in each of these is worth. By trial, on invented minutes.
_COVERED = 0.6
_IN_HEADING, _IN_TITLE, _IN_MATTER = 0.95, 0.88, 0.85
_OF_NUMBER = 0.4
# So much less than the best, and it is of another matter.
_BEHIND = 0.1
# The share of passages that were right, in minutes that were kept apart.
CONFIDENCE = 0.93
# So much is looked at for one answer: the newest, and of many what shares a word of the topic.
_MOST = 500
_HEAD = 400  # characters, in which minutes say whose they are
# Words for any matter, and those that many a body uses of itself, so that they tell of none which it is.
_ANY_MATTER = frozenset(
    terms(
        "motion motions proposal proposals resolution resolutions vote votes voting decision item question matter issue"
        " meeting meetings approval approve approved approving adoption adopt"
        " council board committee assembly members put made plan idea topic subject"
        " recommendation thing"
    )
)
_WITHIN_BODY = frozenset(terms("shareholders directors members owners trustees governors"))
_ANY_OUTCOME = frozenset(
    terms(
        "happened happen became become fate outcome result go went get got tell know carried carry passed pass lost"
        " lose defeated failed fail adopted approved agreed accepted rejected negatived withdrawn tabled deferred"
    )
)
_ANY_BODY = frozenset(
    terms(
        "council board committee meeting minutes assembly house parliament members they we commission trustees"
        " directors"
        " governors team group panel session sitting last latest recent совет правление комитет собрание"
    )
)
# What a report has to say to tell as much.
_TELLS = {
    kind: regex.compile(rf"\b(?:{words})", regex.IGNORECASE)
    for kind, words in (
        (Minuted.AGENDA_ITEM, "agenda|повестк"),
        (Minuted.MOTION, "mov(?:ed|es)|motion|propos|second|tabled|внес|внёс|предлож"),
        (Minuted.VOTE, "vot(?:e|es|ed|ing)\\b|abst|dissent|unanim|against|in favou?r|голос|воздерж"),
        (
            Minuted.DECISION,
            "decided|agreed(?! with)|resolved|approved(?! of)|adopted|signed|voted|elected|appointed"
            "|решил|договорил|принял|утвердил|подписал|постанов",
        ),
        (Minuted.ACTION_ITEM, "must|shall|should|will|has to|have to|is to|are to|to \\p{Ll}|долж|поруч|обязан"),
    )
}
# `The motion was carried`: it is a motion that is decided upon.
_VOTE_ON = regex.compile(
    r"\b(?:motion|amendment|resolution|proposal|question|recommendation|bill|ordinance|estimate|vote)\b",
    regex.IGNORECASE,
)
_CARRIED = regex.compile(r"\b(?:carried|passed|lost|defeated|rejected|negatived|withdrawn|failed)\b", regex.IGNORECASE)
_OF_MOTION = regex.compile(
    r"\W*(?:the |this )?(?:motion|amendment|resolution|proposal|question|vote) "
    r"(?:was|is|has|fail|pass|carrie|lost|fell|died)",
    regex.IGNORECASE,
)
_PUT_OFF = regex.compile(
    r"\b(?:deferred|postponed|tabled|adjourned|held over|withdrawn|left until|to defer|no decision"
    r"|перен[её]с\p{L}+|отлож\p{L}+)\b",
    regex.IGNORECASE,
)
# Where the head of minutes ends: at a heading, or a line with a label.
_HEAD_ENDS = regex.compile(r"\n\s*(?:#{2,6}\s|\d{1,3}[.)]\s|[*_]*\p{L}[\p{L} ]{2,30}[*_]*:)")
_AMENDMENT = "amend"
_KINDS = {
    Minuted.AGENDA_ITEM: ("agenda item", "agenda items"),
    Minuted.MOTION: ("motion", "motions"),
    Minuted.VOTE: ("vote", "votes"),
    Minuted.DECISION: ("decision", "decisions"),
    Minuted.ACTION_ITEM: ("action item", "action items"),
    Minuted.ATTENDANCE: ("attendance list", "attendance lists"),
}


class _Recorded(NamedTuple):
    """An entry, where it stands, and how well it fits what is asked."""

    entry: Entry
    passage: Passage
    article: Article
    fit: float = 1.0

    @property
    def day(self) -> date:
        day = self.passage.said.since if self.passage.said else self.article.date
        return day or date.min

    @property
    def words(self) -> str:
        return self.entry.span.of(self.article.text)


def recorded(store: Store, query: Query, on_damage: OnDamage) -> Answer | None:
    """The entries that the question asks for, the best first; None where there is none, or it asks for something else.
    `on_damage` is told of damaged articles, of which nothing is among them."""
    wanted = query.wanted
    if wanted is None:
        return None
    filters = query.filters._replace(speakers=())  # who moves or votes need not say anything
    ids = store.entries.recording(wanted.kind, filters, (), _MOST + 1)
    if len(ids) > _MOST:
        ids = store.entries.recording(wanted.kind, filters, sorted(set(terms(wanted.topic))), _MOST)
    found = list(store.passages(ids, on_damage))
    answered = _answer(query, wanted, found)
    if answered or not (wanted.on and wanted.topic):
        return answered
    # `the launch on 13 May`: the day may be one of the topic
    return _answer(query, wanted._replace(on="", topic=f"{wanted.topic} {wanted.on}"), found)


def _answer(query: Query, wanted: Wanted, found: Iterable[tuple[Passage, Article]]) -> Answer | None:
    """The same among passages that record something of the kind that is asked for."""
    there = [
        _Recorded(entry, passage, article)
        for passage, article in found
        if _is_of_setting(query, wanted, passage, article)
        for entry in passage.entries
        if entry.kind is wanted.kind
    ]
    there = _of_body(wanted, there)
    if query.focus and not (wanted.topic or wanted.who or wanted.body):
        there = _beside(query, there)
    there = [one for one in there if _has_parts(wanted, one) and _is_of_people(query.filters.speakers, one)]
    there = _on_topic(query, wanted, there)
    if wanted.of_last and there:
        there = [one for one in there if one.day == max(other.day for other in there)]
    cited = _each_once(
        sorted(
            there,
            key=lambda one: (-one.fit, -one.day.toordinal(), one.article.id, one.entry.span.start, -one.entry.span.end),
        )
    )
    if not cited:
        return None
    citations = tuple(_citation(one) for one in cited[: query.k])
    return Answer(query, citations, confidence=CONFIDENCE, summary=_summary(wanted, citations, query))


def others(query: Query, candidates: Sequence[Candidate], records: Set[str]) -> list[Candidate]:
    """What else may answer where minutes do not: nothing of the articles that record such things, and nothing at all
    where only minutes could tell it: `Who voted against?`; what was decided, in the words of a report."""
    wanted = query.wanted
    if wanted is None or wanted.is_open:
        return list(candidates)
    return [
        one
        if one.article.id not in records and (wanted.is_done or _may_tell(wanted, one))
        else replace(one, eligible=False)
        for one in candidates
    ]


def without_other_outcomes(query: Query, candidates: Sequence[Candidate]) -> list[Candidate]:
    """`The motion was carried.` is shown for its own matter alone: below another it would tell the opposite."""
    asked = set(terms(query.wording)) - _ANY_MATTER - _ANY_OUTCOME
    shares = [_share_of_matter(asked, one) for one in candidates]
    least = max(_COVERED, max(shares, default=0.0) - _BEHIND)
    return [one for one, share in zip(candidates, shares, strict=True) if share >= least or not _tells_outcome(one)]


def _tells_outcome(one: Candidate) -> bool:
    """What was decided stands before it."""
    return any(
        entry.kind is Minuted.DECISION
        and (entry.span.start < one.passage.span.start or _OF_MOTION.match(one.words) is not None)
        for entry in one.passage.entries
    )


def _share_of_matter(asked: Set[str], one: Candidate) -> float:
    """How much of what is asked for stands in what was being dealt with, apart from the words of the passage."""
    text, topic = one.article.text, asked - _terms(one.words)
    places = [place for entry in one.passage.entries for place in (entry.heading, entry.matter) if place]
    there = frozenset[str]().union(*(_terms(place.of(text)) for place in places))
    return _share(topic, there) if topic else 1.0


def _may_tell(wanted: Wanted, one: Candidate) -> bool:
    """`I voted against it` is nobody's vote that is recorded."""
    said = one.passage.quotation
    if said is not None and said.kind is not Kind.INDIRECT:
        return False
    if wanted.who and not set(name_key(one.words).split()).issuperset(name_key(without_style(wanted.who)).split()[-1:]):
        return False  # of somebody else
    topic = set(terms(wanted.topic)) - _ANY_MATTER
    around = _terms(f"{one.article.title} {one.passage.context.of(one.article.text)}")
    if topic and _share(topic, around) < _COVERED:
        return False
    is_narrow = bool(wanted.topic or (wanted.who and not wanted.due)) or wanted.kind is Minuted.DECISION
    return is_narrow and bool(_TELLS[wanted.kind].search(one.words))


def _is_of_setting(query: Query, wanted: Wanted, passage: Passage, article: Article) -> bool:
    """Of the time and the meeting that the question names. Nothing that is undated is of a day."""
    if query.meetings and passage.meeting_id not in query.meetings:
        return False
    day = passage.said.since if passage.said else article.date
    if query.period is None and wanted.on:  # of a year that is not told
        return day is not None and deadline_of(wanted.on, day).fits(deadline_of(day.isoformat(), day))
    return query.period is None or (day is not None and query.period.contains(day))


def _of_body(wanted: Wanted, there: Sequence[_Recorded]) -> list[_Recorded]:
    """Of the minutes that say in their head that they are of this body; of all, where it is any."""
    named = set(terms(wanted.body)) - _WITHIN_BODY
    own = [one for one in there if _head(one.article) >= named]
    return own if own or named - _ANY_BODY else list(there)


def _beside(query: Query, there: Sequence[_Recorded]) -> list[_Recorded]:
    """Of a follow-up: what is recorded of the matter that was answered, else in the same minutes."""
    same = [one for one in there if one.article.id == query.focus]
    near = [one for one in same if _is_of_matter(one.entry, query.focus_span)]
    return near or same


def _is_of_matter(entry: Entry, place: Span | None) -> bool:
    return place is not None and (entry.matter.overlaps(place) or bool(entry.heading and entry.heading.overlaps(place)))


def _has_parts(wanted: Wanted, one: _Recorded) -> bool:
    """With somebody in one of the parts; the one who is asked for, if anybody is; by the day that is asked for."""
    if wanted.outcome and not _is_of_motion(wanted, one):
        return False
    if wanted.is_done and _PUT_OFF.search(one.words):
        return False
    parts = wanted.parts or ((Part.OWNER,) if wanted.who else ())
    somebody = one.entry.of(*parts)
    if parts and not somebody:
        return False
    if wanted.who and not any(_names(wanted.who, detail, one.article) for detail in somebody):
        return False
    return not wanted.due or any(_is_due(wanted.due, detail, one) for detail in one.entry.of(Part.DUE))


def _is_of_motion(wanted: Wanted, one: _Recorded) -> bool:
    """What became of one; where a matter is named, also what was decided after it was discussed."""
    is_told = _VOTE_ON.search(one.words) or _CARRIED.search(one.words)
    has_topic = not _ANY_MATTER.issuperset(terms(wanted.topic))
    return bool(is_told) or (has_topic and one.entry.span != one.entry.matter)


def _is_of_people(names: Sequence[str], one: _Recorded) -> bool:
    return not names or any(_names(name, detail, one.article) for name in names for detail in _people(one.entry))


def _people(entry: Entry) -> list[Detail]:
    return [detail for detail in entry.details if detail.part is not Part.DUE]


def _is_due(asked: str, detail: Detail, one: _Recorded) -> bool:
    on = one.day if one.day > date.min else None
    return deadline_of(detail.span.of(one.article.text), on).fits(deadline_of(asked, on))


def _names(who: str, detail: Detail, article: Article) -> bool:
    """`Erik Tarn` is `Cllr Tarn`, and not `M. Tarn`; `the clerk` is `Town Clerk`."""
    asked = without_style(who)
    printed = [without_style(name) for name in (detail.span.of(article.text), detail.name) if name]
    if detail.name and " " in asked:
        printed = printed[-1:]  # the full name tells more
    return any(_is_same(asked, name) for name in printed)


def _is_same(asked: str, printed: str) -> bool:
    if shortens(asked, printed) or shortens(printed, asked) or same_name(asked, printed):
        return True
    mine, theirs = set(name_key(asked).split()), set(name_key(printed).split())
    return bool(mine) and (mine <= theirs or (theirs <= mine and bool(theirs)))


def _on_topic(query: Query, wanted: Wanted, there: Sequence[_Recorded]) -> list[_Recorded]:
    asked = set(terms(wanted.topic)) - set(terms(wanted.body)) - set(terms(query.period_words))
    topic = asked - _ANY_MATTER
    if not topic:
        return list(there)
    # By when something is due is told of what the words name, not of what was discussed before them.
    fits = _fit_of_words if Part.DUE in wanted.parts else _fit
    fitting = [one._replace(fit=fit) for one in there if (fit := fits(one, topic))]
    if _AMENDMENT not in topic:  # the motion itself, where both are there
        fitting = [one for one in fitting if not _amends(one)] or fitting
    best = max((one.fit for one in fitting), default=0.0)
    return [one for one in fitting if one.fit >= best - _BEHIND]


def _amends(one: _Recorded) -> bool:
    return one.entry.kind is Minuted.MOTION and _AMENDMENT in _terms(one.words)


def _fit(one: _Recorded, topic: Set[str]) -> float:
    """How well an entry fits a topic; 0 where too little of it stands there."""
    text, entry = one.article.text, one.entry
    own = _terms(entry.span.of(text)).union(*(_terms(detail.name) for detail in entry.details))
    heading = own | (_terms(entry.heading.of(text)) if entry.heading else frozenset())
    matter = heading | _terms(entry.matter.of(text))
    if not topic & matter or _share(topic, matter | _head(one.article)) < _COVERED:
        return 0.0
    beside = _share(topic, _head(one.article) - matter)
    weighed = [
        _share(topic, own),
        _IN_HEADING * _share(topic, heading),
        _IN_TITLE * _share(topic, _terms(one.article.title)),
        _IN_MATTER * _share(topic, matter),
    ]
    return min(1.0, max(weighed) + beside)


def _fit_of_words(one: _Recorded, topic: Set[str]) -> float:
    share = _share(topic, _terms(one.words))
    return share if share >= _COVERED else 0.0


def _share(topic: Set[str], there: Set[str]) -> float:
    """The share of a topic that stands there: a number alone may be anything's."""
    return sum(map(_weight, topic & there)) / sum(map(_weight, topic))


def _weight(term: str) -> float:
    return _OF_NUMBER if term.isdigit() else 1.0


@lru_cache(maxsize=20_000)
def _terms(words: str) -> frozenset[str]:
    return frozenset(terms(words))


def _head(article: Article) -> frozenset[str]:
    ends = _HEAD_ENDS.search(article.text, 0, _HEAD)
    head = article.text[: ends.start() if ends else _HEAD]
    return _terms(f"{article.title} {article.outlet} {head}")


def _each_once(ranked: Sequence[_Recorded]) -> list[_Recorded]:
    """Without those whose words are shown already."""
    found: list[_Recorded] = []
    for one in ranked:
        if not any(o.article.id == one.article.id and o.entry.span.contains(one.entry.span) for o in found):
            found.append(one)
    return found


def _citation(one: _Recorded) -> Citation:
    span, context = one.entry.span, one.passage.context
    around = Span(min(span.start, context.start), max(span.end, context.end))
    quotation = one.passage.quotation if one.passage.span.contains(span) else None
    quotation = quotation if quotation and quotation.source else None  # minutes decide without a speaker
    shown = replace(one.passage, span=span, context=around, quotation=quotation, entries=(one.entry,))
    return Citation(shown, one.article, one.fit)


def _summary(wanted: Wanted, cited: Sequence[Citation], query: Query) -> str:
    """`2 decisions recorded at 1 meeting`; there may be more where as many are shown as can be."""
    meetings = {one.passage.meeting_id for one in cited}
    articles = {one.article.id for one in cited}
    found = _count(len(cited), *_KINDS[wanted.kind])
    at = f"at {_count(len(meetings), 'meeting', 'meetings')}" if all(meetings) else ""
    where = at or f"in {_count(len(articles), 'article', 'articles')}"
    return f"{'At least ' if len(cited) == query.k else ''}{found} recorded {where}"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"
