"""Minutes as they are laid out: the items of the agenda, and under each its lines, which are sentences or rows.

A line is `own` where the words are the minutes', and nobody's speech.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

import regex

from qa.minute_names import NAME
from qa.overlaps import overlapping
from qa.paragraphs import paragraphs
from qa.records import Kind, Quotation, Span
from qa.sentences import sentences

_HEAD = 600  # characters, in which a record says what it is
# Of which nothing is a transcript's.
_MINUTES = regex.compile(r"\bminutes\b(?! of evidence)|\bsummary record\b|\bпротокол\b", regex.IGNORECASE)
_CALLED_MINUTES = regex.compile(
    r"\b(?:minutes (?:of|for|[–—-])|(?:board|council|committee|meeting|assembly|draft|approved) minutes)\b"
    r"|^\W*(?:minutes|протокол|постановление собрания)\b|\bminutes\W*$",
    regex.IGNORECASE | regex.MULTILINE,
)
_CALLED_NOTES = regex.compile(
    r"\b(?:votes and proceedings|summary record|record of (?:decisions|proceedings)|action (?:notes|points|log)"
    r"|meeting (?:notes|summary|record)|notes (?:taken )?by"
    r"|notes (?:from|of) (?:the )?[^\n]{0,40}(?:call|meeting|stand-?up|session)"
    r"|decisions (?:taken|made|and actions|& actions|of the|and action points))\b"
    r"|^\W*(?:notes|summary) of (?:the |a )?[^\n.]{0,40}meeting\b",
    regex.IGNORECASE | regex.MULTILINE,
)
# Those present, or how many they are: `Present: Elin Tarsk (Chair), Oskar Venn`; not `Here is what we know:`.
_ATTENDANCE = regex.compile(
    r"^[*_#\s-]*(?i:(?:members|directors|governors|councillors|trustees|others|also|officers|supervisors) )?"
    r"(?i:present|attendees|participants|in attendance|attending|attended|here|away|on the call|in the chair"
    r"|apologies(?: for absence)?|regrets|участвовали|участники|присутствовал[аои]|присутствуют)\b"
    r"(?i: were| was| by \p{L}+)?(?:\s*\([^()\n]{1,40}\))?[*_]*:[*_]*\s*[-–—•*\d.)\s]*"
    r"(?:[\d@]|(?i:none|nil|нет)\b|(?i:the |mr |mrs |ms |dr |cllrs? |councillors? )?\p{Lu})",
    regex.MULTILINE,
)
# Words that nobody uses but whoever writes minutes; a transcript has them between two turns.
FORMULA = regex.compile(
    r"[*_(\[>\s•–—-]*(?:TO ?DO\b|(?:Vote|VOTE)\s*:|"
    r"(?:(?:Agreed|Decided) (?:to|that)|RESOLVED|Resolved|AGREED|DECIDED|APPROVED|ORDERED|Ordered|CARRIED"
    r"|DEFEATED)\b|IT (?:WAS|IS) (?:[A-Z]+ )?[A-Z]+ED\b"
    r"|(?:NOW,? THEREFORE,? )?BE IT (?:FURTHER )?RESOLVED|(?:Agreed|Decided|Decisions?|DECISIONS?|Outcome|OUTCOME"
    r"|Conclusion|Resolution|RESOLUTION)(?: \d+)?[*_]*(?::|\.(?:$| ))"
    r"|(?:Carried|Lost|Passed|Defeated|Withdrawn|Deferred|Tabled|Approved|Rejected)\b[^.\n]{0,30}[.)]|(?:MOTION"
    r"|Motion|MOVED|Moved|PROPOSED|Proposed|Proposer|Mover|SECONDED|Seconded|Seconder)\b(?: \d+)?[*_]*(?::| by\b"
    r"| \(| (?:agreed|carried|negatived"
    r"|defeated|lost|passed|withdrawn))|(?:On (?:the |a )?motion|ON MOTION)\b"
    r"|(?:Question|The question)\b[^.]{0,120}\b(?:put|agreed to|negatived)|(?:Amendment|Estimate|Clause|Bill"
    r"|Vote)s? (?:\p{L}+ )?"
    r"(?:agreed to|negatived|read a|passed|carried|withdrawn)"
    r"|(?:AYES?|Ayes?|YEAS?|Yeas?|NOES?|Noes?|NAYS?|Nays?|ABSTAIN\p{L}*|Abstain\p{L}*|Abstention\p{L}*)\b[\s:,–—-]"
    r"|(?:FOR|AGAINST|IN FAVOU?R|For|Against|In favou?r|Opposed|OPPOSED|Voting (?:for|against))[*_]*\s*[:–—]"
    r"|(?:The )?(?:House|Committee|Council|Assembly|Senate) divided\b|(?:ACTION|Action)(?: (?:item"
    r"|point))?(?:(?: ?\d+)?[*_]*\s*[:–—-]| \d+(?:\.\d+)?[*_]* \p{Lu})"
    r"|(?i:реш(?:или|ено|ение)|постанов(?:или|лено)|слушали|голосовали|выступили|поручить|ответственн\p{L}+)\b\s*[:–—]?"
    r")"
)
# In the midst of what somebody says it decides nothing: `I never liked that. Decision: a word for lawyers.`
_DECISION = regex.compile(r"Decision[ \t]*:")
# Wherever they stand in a line.
_WITHIN_LINES = regex.compile(
    r"\bcalled (?:the|this) [^.\n]{0,40}\bto order\b|\bwas called to order\b"
    r"|(?<=[.;:]\s)(?:Motion|Moved|Seconded|Second) by \p{Lu}"
    r"|(?i:\broll[- ]call vote\b)\s*:|(?<=[.;:]\s)Motion (?:passe[sd]|fail(?:s|ed)|carrie[sd])\b"
)
_FEWEST_FORMULAS = 2
_NUMBER = (
    r"(?:[A-Z]{1,4}/\d{1,4}/\d{1,4}|(?:decision|resolution)[ \t]+\d{1,4}(?:/\d{1,4})?)[ \t]*[–—:-]"
    r"|(?:(?:agenda[ \t]+)?item|motion|resolution|пункт|вопрос)[ \t]+№?[ \t]*\d{1,3}(?:\.\d{1,2})?[.):]?[ \t]*[–—-]?"
    r"|\d{1,4}/\d{1,4}(?:/\d+)?[.:]?|\d{1,3}(?:\.\d{1,2}){0,3}[.):]?|[A-Z](?:\.\d{1,2}){1,2}[.):]?|[A-Z][.)]|[IVX]{1,5}[.):]"
)
_NUMBERED = regex.compile(rf"[*_#\s]*(?P<number>(?i:{_NUMBER}))[*_]*[ \t]+[–—-]?[ \t]*(?P<title>\S.*)", regex.DOTALL)
_TITLED_MOTION = regex.compile(
    r"(?:MOTION|Motion|Resolution|RESOLUTION|Decision|DECISION) \d+(?:/\d+)?\s*[.:–—-] \p{Lu}[^.;:?!]*"
)
_MARKED = regex.compile(
    r"#{2,6}[ \t]+(?P<title>\S.*)|[*•]?[ \t]*(?:[Ss]ub)?[Tt]opic[ \t]*:[ \t]*(?P<title>\S[^\n]*)"
    r"|\*\*(?P<title>[^*\n]{2,60})\*\*:?"
)
_ROMAN = ("", *"I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split())
_BARE_NUMBER = regex.compile(r"\d+")
_LONGEST_TITLE = 14  # words
_LONGEST_PLAIN = 5
_ENDS = tuple(".;:?!,")
TO_DO = regex.compile(
    r"[\s#*_]*(?:(?:summary|review|list) (?:of )?|(?:outstanding|open|new|previous|agreed|current) |(?:last"
    r"|this) \p{L}+(?:['’]s)? )*(?:actions?|action (?:items?|points?|list|log|summary)|to[- ]?dos?|tasks|next steps"
    r"|follow[- ]?ups?"
    r"|поручения|задачи)(?: (?:agreed|arising|from|for|to)\b[^:\n]{0,40})?[\s*_:]*",
    regex.IGNORECASE,
)
DECISIONS = regex.compile(
    r"[\s#*_]*(?:key |main |summary of )?(?:decisions?|resolutions?)(?: (?:made|taken|agreed|reached))?[\s*_:]*"
    r"|[\s#*_]*(?:решения|принятые решения)[\s*_:]*",
    regex.IGNORECASE,
)
# A heading, but nothing that is dealt with.
_NO_MATTER = regex.compile(
    r"(?:members |also |in )?(?:present|attendance|attendees|signed\b.*|signatures?|distribution|staff|members"
    r"|roll call"
    r"|participants|meeting details|minutes of .*\bmeeting of.*|присутствовали|протокол\b.*)[\s:*_.]*",
    regex.IGNORECASE,
)
# With a number, it is dealt with.
_MAY_BE_MATTER = regex.compile(r"(?:staff|members|distribution)[\s:*_.]*", regex.IGNORECASE)
_NEXT_SECTION = regex.compile(r"\n\s*(?:#{1,6} |[IVX]{1,5}\. |\p{Lu}{3}[^\p{Ll}\n]*\n)")
_LONGEST_SECTION = 2_000
_VOTED_ON = regex.compile(
    r"\b(?:[Mm]oved|[Ss]econded)\b(?: by|:| the)|\b(?:Ayes|Nays|Noes)\b|\bMotion (?:carried|passed|failed|by|to)"
)
_BY_NUMBER = regex.compile(r"По\s+(?P<number>\p{L}+|\d+)(?:-\p{Ll}+)?\s+(?:вопросу|пункту)\b")
_ORDINALS = "перв втор трет четв пят шест седьм восьм девят десят".split()
# `Decision. To buy the boat.`
_RUN_IN = regex.compile(
    r"[\s*_]*(?:decisions?|resolutions?|outcome|actions?|решение|поручение)[*_]*\.[*_]*", regex.IGNORECASE
)
_AGENDA = regex.compile(
    r"[\s#*_]*(?:(?:the )?agenda|agenda items|contents|order of business|повестка(?: дня)?)[\s*_:]*", regex.IGNORECASE
)
_ITEM = regex.compile(r"[\s*_]*(?:\d{1,2}[.)]|\(?[a-zа-я\d]{1,3}\)|[-–—•*·▪](?:[ \t]*\[[ xX]?\])?)[ \t]*(?=\S)")
_PARAGRAPH_NUMBER = regex.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){1,3}[.):]?|\d{1,3}[.):]|\(?(?:[a-zа-я]|[ivx]{1,5}|\d{1,3})\))[ \t]+(?=\S)",
    regex.IGNORECASE,
)
# `NOES, 2`, with their names below it.
_SO_MANY_VOTED = regex.compile(
    r"[\s*_–—-]*(?:ayes?|yeas?|noes|nays?|for|against|in favou?r|abstain\p{L}*|abstentions?)[\s,:–—-]*"
    r"\(?(?P<count>\d{1,3})\)?[\s*_:.–—-]*",
    regex.IGNORECASE,
)
_NAME_ALONE = regex.compile(rf"{NAME}(?: \([^()\n]{{1,40}}\))?[,;.]?")
_FIRST_WORD = regex.compile(r"\w")  # behind the mark that opens a quotation
_VERB = regex.compile(
    r"\b(?:was|were|is|are|has|have|had|will|to|said|that|\p{Cyrillic}+(?:ть|ться|ти|чь))\b", regex.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a row of a table, with its paragraph; `own` where it is nobody's speech. `said` are the spans of
    what is reported in it, `by` is whose turn it is part of."""

    span: Span
    paragraph: Span
    own: bool = True
    said: tuple[Span, ...] = ()
    by: Quotation | None = None

    @property
    def opens(self) -> bool:
        """The first of its paragraph."""
        return self.span.start == self.paragraph.start


@dataclass(slots=True)
class Item:
    """What stands under one heading. `title` are its words without its number; before the first there is none."""

    heading: Span | None = None
    title: Span | None = None
    number: str = ""
    is_agenda: bool = False  # the list of what will be dealt with
    is_to_do: bool = False
    is_decisions: bool = False
    lines: list[Line] = field(default_factory=list)


class _Heading(NamedTuple):
    """The item that a paragraph opens, and what of the paragraph stands under it already."""

    item: Item
    rest: Span


def is_record(text: str) -> bool:
    """True for minutes, notes of a meeting, a journal of votes, and a transcript in which votes are recorded."""
    if _CALLED_MINUTES.search(text, 0, _HEAD) or are_notes(text):
        return True
    lines = (line for line in text.splitlines() if FORMULA.match(line) or _is_list_title(line))
    formulas = chain(lines, _WITHIN_LINES.finditer(text))
    return sum(1 for _ in zip(range(_FEWEST_FORMULAS), formulas, strict=False)) == _FEWEST_FORMULAS


def are_notes(text: str) -> bool:
    """By their title, or by those whom they list as present."""
    return bool(_CALLED_NOTES.search(text, 0, _HEAD) or _ATTENDANCE.search(text, 0, 5 * _HEAD))


def _is_list_title(line: str) -> bool:
    """Also one with a number: `D. ACTION ITEMS`."""
    numbered = _NUMBERED.fullmatch(line)
    title = numbered["title"] if numbered else line
    return any(kind.fullmatch(title) for kind in (TO_DO, DECISIONS, _AGENDA))


def items(text: str, said: Sequence[Quotation]) -> list[Item]:
    """The items in the order of the text; whatever stands before the first heading is one without a title."""
    found = [Item()]
    every = paragraphs(text)
    names = 0  # that are still to come
    for at, paragraph in enumerate(every):
        listed = next((item for item in found if item.is_agenda), None)
        label = _SO_MANY_VOTED.fullmatch(text, *paragraph)
        is_listed = names > 0 and _NAME_ALONE.fullmatch(text, *paragraph) is not None
        names = int(label["count"]) if label else (names - 1) * is_listed
        heading = None if is_listed else _referred(text, paragraph, listed) or _heading(text, every, at, found[-1])
        rest = paragraph
        if heading:
            found.append(heading.item)
            rest = heading.rest
        elif found[-1].is_agenda and found[-1].lines and not is_item(text, paragraph):
            found.append(Item())  # the list is over
        found[-1].lines += _cut(text, rest, paragraph)
    _mark_speech(text, found, said)
    return found


def _cut(text: str, stretch: Span, paragraph: Span) -> list[Line]:
    """The sentences; a row of a table is one line."""
    if stretch.start == stretch.end:
        return []
    if is_row(stretch.of(text)):
        return [Line(stretch, paragraph)]
    found: list[Span] = []
    for sentence in sentences(text, stretch):
        if found and _RUN_IN.fullmatch(found[-1].of(text)):
            sentence = Span(found.pop().start, sentence.end)
        found.append(sentence)
    return [Line(sentence, paragraph) for sentence in found]


def is_row(words: str) -> bool:
    return words.count("|") > 1 or "\t" in words or (" | " in words)


def cells(text: str, row: Span) -> list[Span]:
    """The cells of a row, by bars or tabs, empty ones included."""
    words = row.of(text)
    start = row.start + (1 if words.startswith("|") else 0)
    end = row.end - (1 if words.endswith("|") and len(words) > 1 else 0)
    cuts = [match.start() for match in regex.finditer(r"\t|\|", text, pos=start, endpos=end)]
    edges = zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True)
    return [Span(a, b).stripped(text) for a, b in edges]


def bullet_end(text: str, span: Span) -> int:
    """Where the words of a list item begin; the start of what is none."""
    bullet = _ITEM.match(text, *span)
    return bullet.end() if bullet else span.start


def without_number(text: str, line: Line) -> Line:
    """`It was resolved …` of `2.3 It was resolved …`."""
    number = _PARAGRAPH_NUMBER.match(text, *line.span) if line.opens else None
    return replace(line, span=Span(number.end(), line.span.end)) if number else line


def is_item(text: str, span: Span) -> bool:
    return _ITEM.match(text, *span) is not None


def _heading(text: str, every: Sequence[Span], at: int, before: Item) -> _Heading | None:
    paragraph = every[at]
    words = paragraph.of(text)
    if is_row(words) or (FORMULA.match(words) and not _TITLED_MOTION.fullmatch(words)):
        return None
    marked = _MARKED.fullmatch(words)
    if marked:
        title = Span(*marked.span("title")).shifted(paragraph.start)
        inner = _NUMBERED.fullmatch(text, *title)
        return (
            _opened(text, paragraph.start, Span(*inner.span("title")), inner["number"])
            if inner
            else _opened(text, paragraph.start, title, "")
        )
    numbered = _NUMBERED.fullmatch(text, *paragraph)
    if numbered is None:
        return _opened(text, paragraph.start, paragraph, "") if _is_plain_heading(text, every, at) else None
    if before.is_agenda and not _listed_before(text, before, numbered["title"]):
        return None
    in_list = before.is_to_do or before.is_decisions
    if in_list and not (numbered["title"].isupper() or _counts_on(text, before, numbered["number"])):
        return None
    return _of_number(text, numbered, before)


def _listed_before(text: str, agenda: Item, title: str) -> bool:
    """The agenda is over where its first title comes again."""
    return any(title.casefold().strip(" .") in line.span.of(text).casefold() for line in agenda.lines)


def _of_number(text: str, numbered: regex.Match[str], before: Item) -> _Heading | None:
    title, words, number = Span(*numbered.span("title")), numbered["title"], numbered["number"]
    if _BARE_NUMBER.fullmatch(number) and not (words.isupper() or _is_next(number, before)):
        return None
    if not (words[0].isupper() or words[0].isdigit()):
        return None
    if not words.rstrip("*_").endswith(_ENDS) and len(words.split()) <= _LONGEST_TITLE and "\n" not in words:
        return _opened(text, numbered.start(), title.stripped(text, "*_ "), number)
    first = next(iter(sentences(text, title)))
    run_in = first.of(text).rstrip(".")
    goes_on = first.end < title.end and len(run_in.split()) <= _LONGEST_PLAIN
    if goes_on and (run_in.isupper() or not _VERB.search(run_in)):
        opened = _opened(text, numbered.start(), Span(first.start, first.start + len(run_in)), number)
        return opened._replace(rest=Span(first.end, title.end).stripped(text))
    return None


def _is_next(number: str, before: Item) -> bool:
    """`2` after an item `1`: without a full stop it may be anything."""
    counted = _BARE_NUMBER.fullmatch(before.number)
    return number == "1" or (counted is not None and number == str(int(before.number) + 1))


def _counts_on(text: str, before: Item, number: str) -> bool:
    """`VII.` behind `VI. Actions`, under which nothing else is counted."""
    numbered = (_NUMBERED.match(line.span.of(text)) for line in before.lines if line.opens)
    if any(_value(item["number"]) is not None for item in numbered if item):
        return False
    last, this = _value(before.number), _value(number)
    return last is not None and this == last + 1


def _value(number: str) -> int | None:
    digits = number.strip(".): ")
    if digits.isdecimal():
        return int(digits)
    return _ROMAN.index(digits) if digits in _ROMAN[1:] else None


def _is_plain_heading(text: str, every: Sequence[Span], at: int) -> bool:
    """`SWIMMING POOL`, `Subscriptions`: a short line with something below it."""
    words = every[at].of(text)
    if at == 0 or at + 1 == len(every) or len(words.split()) > _LONGEST_TITLE:
        return False
    if _is_list_title(words):
        return True
    if (
        not regex.search(r"\p{L}{3}", words)
        or words.rstrip().endswith(_ENDS)
        or ":" in words
        or is_item(text, every[at])
    ):
        return False
    if words.isupper():
        return True
    is_apart = "\n\n" in text[every[at - 1].end : every[at].start]
    return is_apart and words[0].isupper() and len(words.split()) <= _LONGEST_PLAIN and not _VERB.search(words)


def _opened(text: str, start: int, title: Span, number: str) -> _Heading:
    words = title.of(text)
    is_agenda, is_to_do, is_decisions = (bool(kind.fullmatch(words)) for kind in (_AGENDA, TO_DO, DECISIONS))
    is_to_do = is_to_do and not _is_voted_on(text, title.end)
    item = Item(Span(start, title.end), title, number.strip(), is_agenda, is_to_do, is_decisions)
    return _Heading(item, Span(title.end, title.end))


def _is_voted_on(text: str, start: int) -> bool:
    """Of `ACTION ITEMS`, where those are what a board acts upon."""
    ends = _NEXT_SECTION.search(text, start, start + _LONGEST_SECTION)
    return _VOTED_ON.search(text, start, ends.start() if ends else start + _LONGEST_SECTION) is not None


def _referred(text: str, paragraph: Span, agenda: Item | None) -> _Heading | None:
    """`По второму вопросу …`, with the item of the agenda for a heading."""
    told = _BY_NUMBER.match(text, *paragraph)
    if told is None or agenda is None:
        return None
    stem = told["number"].lower()
    at = next((at for at, one in enumerate(_ORDINALS, 1) if stem.startswith(one)), 0) or int("0" + _digits(stem))
    lines = [line for line in agenda.lines if line.opens]
    if not 0 < at <= len(lines):
        return None
    title = lines[at - 1].paragraph
    return _Heading(Item(title, title, str(at)), paragraph)


def _digits(words: str) -> str:
    return "".join(filter(str.isdecimal, words))


def is_matter(text: str, item: Item) -> bool:
    """Something that a meeting deals with, unlike the list of those present."""
    title = item.title.of(text) if item.title else ""
    if not title or TO_DO.fullmatch(title) or item.is_agenda or item.is_decisions or _ATTENDANCE.match(title):
        return False
    return _NO_MATTER.fullmatch(title) is None or (bool(item.number) and _MAY_BE_MATTER.fullmatch(title) is not None)


def _mark_speech(text: str, found: Sequence[Item], said: Sequence[Quotation]) -> None:
    if _MINUTES.search(text, 0, _HEAD):  # in which `Mill Field: 60 dwellings` is nobody's turn
        said = [quotation for quotation in said if quotation.kind is not Kind.TURN]
    spoken = [(span, quotation) for quotation in said for span in quotation.spans]
    near = overlapping((line.span for item in found for line in item.lines), spoken)
    for item in found:  # in the order of the text, as what is near each line comes
        item.lines[:] = [_with_speech(text, line, next(near)[1]) for line in item.lines]


def _with_speech(text: str, line: Line, near: Sequence[tuple[Span, Quotation]]) -> Line:
    if FORMULA.match(text, *line.paragraph):
        return line
    begins = _FIRST_WORD.search(text, *line.span)
    is_quoted = begins is not None and any(
        quotation.kind is Kind.DIRECT and span.start <= begins.start() < span.end for span, quotation in near
    )
    turn = next((quotation for _, quotation in near if quotation.kind is Kind.TURN), None)
    is_told = turn is not None and not line.opens and _DECISION.match(text, *line.span)
    if FORMULA.match(text, *line.span) and not is_quoted and not is_told:
        return line
    others = tuple(span for span, quotation in near if quotation.kind is not Kind.TURN)
    return replace(line, own=turn is None and not is_quoted, said=others, by=turn)
