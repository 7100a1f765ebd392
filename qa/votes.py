"""Votes: who voted for, against or not at all, in lists (`Noes: Tarn, Quince`) and in sentences; and how many did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import regex

from qa.entries import Detail, Part
from qa.minute_lines import Line, cells, is_row
from qa.minute_names import PEOPLE, compiled, people_in
from qa.records import Span

_SIDES = (
    (Part.FOR, r"👍|(?:voting )?(?:ayes?|yeas?|yes)|(?:votes? |voted |voting )?(?:for|in favou?r)|affirmative|«?за»?"),
    (
        Part.AGAINST,
        r"👎|noes|(?:voting )?(?:nays?|no)|(?:votes? |voted |voting )?against|opposed|dissent(?:ing|ed)?|negative"
        r"|«?против»?",
    ),
    (Part.ABSTAINED, r"abstain(?:ed|ing|s|ers)?|abstentions?|not voting|«?воздержал(?:ись|ся|ась|ось)»?"),
)
_ELSE = r"absent|excused|recused|present|paired|did not vote|отсутствовал\p{L}*|не голосовал\p{L}*"
_SIDE = "|".join(f"(?P<{part}>{words})" for part, words in _SIDES)
_PEOPLE = rf"(?P<who>{PEOPLE})"
# `Noes – 1 (Kowalczyk)`, `AGAINST: M. Achterby`, `in favour 3`, `abstained 1 (Mr Garside)`.
_LABEL = compiled(
    rf"(?<![\p{{L}}'’])(?:{_SIDE}|(?P<other>{_ELSE}))(?![\p{{L}}'’])[*_]*"
    r"(?:\s*\((?P<count>\d{1,4})\)|\s*x\s?(?P<count>\d{1,4}))?\s*(?:[:–—-]+"
    r"|(?<!for\s*)(?=\d{1,3}\b(?![.,]?\d| \p{L}))|,\s*(?=\d)"
    r"|(?=\())[*_]*\s*(?:(?P<count>\d{1,3}|none|nil|nobody|нет)\b)?",
    regex.IGNORECASE,
)
_BEFORE_NAMES = compiled(r"[\s(:,–—-]*")
_GOES_ON = compiled(r" (?!and\b|with\b)\p{Ll}")  # `No: Oskar Venn has stopped it`
_BEGINS = compiled(r"[.;:(–—][\s*_]*$")
# `3 yes, 1 no (Lou)`, `two in favour (Ann Pell and Bo Larch)`
_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_COUNTED = compiled(
    rf"\b{_COUNT} (?:\p{{Ll}}+ )?(?:{_SIDE})(?![\p{{L}}'’])(?=\s*(?:[,;.()]|$|and\b))(?:\s*\((?P<names>[^()]*)\))?",
    regex.IGNORECASE,
)
# `Ms. Whitlow – aye; Mr. Reyes – nay`, `Roll call: Pell yes, Larch no`, `| Cllr Pell | Against |`
_CALLED = compiled(
    rf"(?:\G\W*|[,;.:(]\s*){_PEOPLE}(?:\s*(?P<sign>[:–—|\t-]+)\s*|\s+)(?i:(?P<for>ayes?|yea|yes|for)"
    r"|(?P<against>nay|no|against)|(?P<abstained>abstain(?:ed|s|ing)?))(?=\s*(?:[,;.|)]|$))"
)
# `<ana> +1`, of a proposal that stands before it
_TYPED = compiled(
    r"^<(?P<who>[\w.|-]{1,30})>\s+(?:(?P<for>\+1)|(?P<against>-1)|(?P<abstained>[+±-]?0))(?:\s*\([^()]*\))?[\s.]*$"
)
# `Pell yes;`, a piece of a list of them, and not the end of a sentence.
_PIECE = compiled(rf"\W*(?i:(?:roll call|vote):)?\s*{_PEOPLE}\s+\p{{Ll}}+[;,.]?\s*")
# `7 for`, `11 against`, `9 votes to 2`, `7–2`: how many, and nobody's names.
_TALLY = compiled(
    r"\b\d{1,4} (?:votes? )?(?:(?:in favou?r|for)\b(?=[,;]? (?:and )?\d{1,4} (?:votes? )?against)|against\b"
    r"|abstentions?\b)"
    r"|\b(?:by|with)? ?(?:a (?:vote|margin) of )?\d{1,4} (?:votes? )?(?:to|[–—-]) ?\d{1,4}\b(?: votes?| with|,|\."
    r"| in favou?r|\))"
    r"|\b(?:carried|passed|adopted|approved|lost|defeated|rejected|failed)\b[^.\d]{0,20}\(?\d{1,4} ?(?:to"
    r"|[–—-]) ?\d{1,4}"
    r"|\b(?:nem\.? ?con|unopposed)\b|\bunanimous(?:ly)?\b|\b\d{1,3}(?:[.,]\d+)? ?(?:%|per cent"
    r"|percent) (?:in favou?r|for|against)\b"
    r"|\bvoted by \p{L}+ to \p{L}+\b|\bединогласно\b|\b(?:House|Committee|Council|Assembly|Senate) divided\b",
    regex.IGNORECASE,
)
_VERBS = (
    (
        Part.AGAINST,
        r"(?:voted|votes) (?:against|no)|dissented|opposed (?:the|this|it)(?: \p{L}+)?(?: motion| resolution"
        r"| amendment| proposal)",
    ),
    (Part.FOR, r"(?:voted|votes) (?:for|in favou?r|yes)"),
    (Part.ABSTAINED, r"abstained"),
)
_VOTED = [
    (
        part,
        compiled(
            rf"(?:^\W*|[,;:.(]\s*(?:and |but |while |with )?|\b(?:and|but|while|with) )"
            rf"{_PEOPLE}\s+(?:(?:both|each|all|also)\s+)?(?:{verb})\b"
        ),
    )
    for part, verb in _VERBS
]
_VOTING = [
    (
        part,
        compiled(
            r"(?:\bwith |[,;(–—] ?|\b(?:for|favou?r|against|abstaining),? (?:and|but|while) "
            rf"|^\W*(?=[^.]* (?:voting|abstaining|dissenting)\b)){_PEOPLE}\s+(?:{verb})(?: (?:it|this|that"
            rf"|the \p{{Ll}}+))?(?=\s*(?:[,;.)]|$|and\b))"
        ),
    )
    for part, verb in (
        (Part.AGAINST, r"voting (?:against|no)|(?:voted )?against|dissenting|opposed|opposing"),
        (Part.FOR, "voting (?:for|in favou?r|yes)|in favou?r"),
        (Part.ABSTAINED, "abstaining|abstained"),
    )
]
_RECORDED = (
    (
        Part.AGAINST,
        compiled(
            rf"^{_PEOPLE} (?:asked|requested|wished|wanted)[^.]{{0,40}}\b(?:vote\s+against|dissent"
            rf"|opposition)[^.]{{0,40}}\brecorded"
        ),
    ),
    (
        Part.ABSTAINED,
        compiled(rf"^{_PEOPLE} (?:asked|requested|wished|wanted)[^.]{{0,40}}\babstention[^.]{{0,40}}\brecorded"),
    ),
    (
        Part.AGAINST,
        compiled(
            rf"^{_PEOPLE} (?:asked|requested|wished)[^.]{{0,30}}\b(?:recorded|noted"
            r"|minuted) that (?:he|she|they) voted against\b"
        ),
    ),
    (Part.AGAINST, compiled(rf"^{_PEOPLE} recorded (?:his|her|their) (?:dissent|opposition|vote against)")),
)
_COLUMNS = [(part, regex.compile(words, regex.IGNORECASE)) for part, words in _SIDES]
_MARK = regex.compile(r"[xх✓✔•1+]|yes|да", regex.IGNORECASE)
_ANSWER = regex.compile(r"[|\t:–—-][\s*_]*(?:yes|no|да|нет)[\s*_|.!]*$", regex.IGNORECASE)
_SIDE_TAKEN = compiled(r"\b(?:vot|abst|dissent|oppos|against|favou?r|record)", regex.IGNORECASE)
# Of another vote than the one that is recorded.
_ELSEWHEN = compiled(
    r"\b(?:in (?:19|20)\d\d|last (?:year|month|time|week)|ago|previously|at the time|had|would|if)\b", regex.IGNORECASE
)


def vote_in(text: str, line: Line) -> list[Detail] | None:
    """Who voted how, as far as a line tells; None where it records no vote."""
    if not line.own:
        return None
    found = [*_listed(text, line.span), *_counted(text, line.span)] or list(_called(text, line.span))
    if not found and not _ELSEWHEN.search(text, *line.span):
        found = list(_told(text, line))
    return found if found or _is_tally(text, line) else None


def _is_tally(text: str, line: Line) -> bool:
    if _ELSEWHEN.search(text, *line.span):
        return False
    tally = _TALLY.search(text, *line.span)
    counted = _COUNTED.search(text, *line.span) is not None or any(
        label["count"] and label["other"] is None for label in _labels(text, line.span)
    )
    return counted or (tally is not None and not any(s.start <= tally.start() < s.end for s in line.said))


def _labels(text: str, span: Span) -> Sequence[regex.Match[str]]:
    """The labels of a line; `no:`, `for –` within a sentence that begins with none are words of it."""
    found = list(_LABEL.finditer(text, *span))
    opens = bool(found) and not regex.search(r"\p{L}{3}", text, pos=span.start, endpos=found[0].start())
    return found if opens else [one for one in found if one["count"] or _BEGINS.search(text, span.start, one.start())]


def _listed(text: str, span: Span) -> Iterator[Detail]:
    labels = _labels(text, span)
    ends = [*(after.start() for after in labels[1:]), span.end] if labels else []
    for label, end in zip(labels, ends, strict=True):
        part = next((part for part, _ in _SIDES if label[part]), None)
        if part is None:
            continue
        start = _BEFORE_NAMES.match(text, label.end(), end).end()
        named = people_in(text, Span(start, end))
        if named and not _GOES_ON.match(text, named[-1].end, end):
            yield from (Detail(part, who) for who in named)


def _counted(text: str, span: Span) -> Iterator[Detail]:
    for counted in _COUNTED.finditer(text, *span):
        part = next(part for part, _ in _SIDES if counted[part])
        for who in people_in(text, Span(*counted.span("names"))) if counted["names"] else ():
            yield Detail(part, who)


def _called(text: str, span: Span) -> Iterator[Detail]:
    typed = _TYPED.match(span.of(text))
    if typed:
        part = next(part for part, _ in _SIDES if typed[part])
        yield Detail(part, Span(*typed.span("who")).shifted(span.start))
        return
    calls = list(_CALLED.finditer(text, *span))
    is_list = len(calls) > 1 or _PIECE.fullmatch(text, *span) is not None
    for called in calls if is_list else [one for one in calls if one["sign"]]:
        part = next(part for part, _ in _SIDES if called[part])
        for who in people_in(text, Span(*called.span("who"))):
            yield Detail(part, who)


def _told(text: str, line: Line) -> Iterator[Detail]:
    words = line.span.of(text)
    if not _SIDE_TAKEN.search(words):
        return
    for part, form in (*_VOTED, *_VOTING, *_RECORDED):
        for told in form.finditer(words):
            who = Span(*told.span("who")).shifted(line.span.start)
            if any(said.start <= who.start < said.end for said in line.said):
                continue
            for one in people_in(text, who):
                yield Detail(part, one)


def columns_of(text: str, line: Line) -> dict[int, Part]:
    """Those of a table of votes, from 0, by its head: `Name | For | Against`; none of any other line."""
    heads = [cell.of(text).strip("*_ ") for cell in cells(text, line.span)] if is_row(line.span.of(text)) else []
    found = {at: part for at, head in enumerate(heads) for part, side in _COLUMNS if at and side.fullmatch(head)}
    return found if len(found) > 1 else {}


def vote_in_row(text: str, line: Line, columns: Mapping[int, Part]) -> list[Detail] | None:
    """By the mark in one of the columns."""
    who, *others = cells(text, line.span)
    marked = [columns[at] for at, cell in enumerate(others, 1) if at in columns and _MARK.fullmatch(cell.of(text))]
    named = people_in(text, who)
    return [Detail(marked[0], one) for one in named] if len(marked) == 1 and named else None


def answers_only(text: str, line: Line) -> bool:
    """`Okafor | No`, `CD: Yes.`: to what, it does not say."""
    return _ANSWER.search(text, *line.span) is not None and len(_CALLED.findall(text, *line.span)) == 1


def side_of(text: str, line: Line) -> Part | None:
    """`NOES, 5`: whose names follow, a line each."""
    label = regex.fullmatch(
        rf"[\s*_–—-]*(?:{_SIDE})\s*[,:–—-]?\s*\(?\d{{0,4}}\)?[\s*_:.–—-]*", line.span.of(text), regex.IGNORECASE
    )
    return next((part for part, _ in _SIDES if label and label[part]), None)
