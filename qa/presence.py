"""Who was there and who was not: `Present: A, B`, names under `In attendance`, `A sent apologies`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from qa.entries import Detail, Entry, Minuted, Part
from qa.minute_lines import Item, bullet_end
from qa.minute_names import NAME, OFFICE, PEOPLE
from qa.records import Span

_HEAD = 6_000  # characters, in which minutes list those present
_FEWEST_IN_COLUMN = 2
_LONGEST_JOINT = 20  # characters, with the room behind it
_LONGEST_NAME_LINE = 16  # words
_MARKS = r"[ \t*_#>|•–—-]*(?:\d{1,3}(?:[./]\d{1,3})*[.)]?[ \t]+)?[*_]*"
_PRESENT = (
    r"present|in attendance|attendance|attendees|attending|attended|participants|participating|on the call|guests"
    r"|visitors|observers|here|присутств\p{L}+|участвовал\p{L}*|участники|приглаш[её]нн\p{L}+"
)
_ABSENT = (
    r"(?<!\p{L} )out|absent|absence|absentees|apologies|regrets|excused|away|not present|unable to attend"
    r"|отсутств\p{L}+|не присутств\p{L}+"
)
_AFTER = (
    r"(?:at|for|in|of|on|by|via|with|the|this|and|were|was|meeting|call|absence|apologies|absent|invitation|members"
    r"|directors|councillors|officers|staff|guests|others|people|person|zoom|remotely|online|на|заседании)"
)
_LABEL = regex.compile(
    rf"^{_MARKS}(?P<label>(?:[\p{{L}}’'-]+ ){{0,3}}?(?:(?P<absent>{_ABSENT})|(?P<present>{_PRESENT}))"
    rf"(?:[ ,&]+{_AFTER})*(?:[ \t]*\([^()\n]{{1,40}}\))?)[*_]*"
    r"(?P<sign>[ \t]*[:–—-]+[*_]*|[ \t]*\||[ \t]{2,}|\t)?[ \t]*(?P<names>[^\n]*)$",
    regex.IGNORECASE | regex.MULTILINE,
)
_ROW = regex.compile(
    rf"^\|?[ \t]*(?P<who>{NAME})[ \t]*\|(?:[^\n|]*\|)*?[ \t]*"
    r"(?:(?P<absent>(?i:absent|apologies|excused|отсутствовал[аи]?))"
    r"|(?i:present|in attendance|attended|присутствовал[аи]?))[ \t]*\|?[ \t]*$",
    regex.MULTILINE,
)
_GOES_ON = regex.compile(r"(?:[,;&]|\b(?:and|и))\s*$")
_BELOW = regex.compile(r"\s*\n[ \t]*(?P<line>\S[^\n]*)")
_LINE = regex.compile(r"[ \t]*\n[ \t]*(?P<line>\S[^\n]*)")
_NOBODY = regex.compile(r"\W*(?:none|nil|nobody|no one|нет)\b", regex.IGNORECASE)
_BETWEEN = regex.compile(r"\([^()\n]{1,60}\)|[,;|\t/\n•&]|\s\s+|\s(?:and|и)\s")
_ROLE = (
    r"(?!(?i:venue|place|date|time|location|where|next|minutes|место|дата|время|повестка)\b)"
    rf"(?:\p{{L}}+(?: \p{{Ll}}+){{1,4}}|[Чч]лены|{OFFICE})\s*[:–—]\s*"
)
_WHO = regex.compile(rf"[\s*_–—-]*(?:{_ROLE})?(?P<who>{NAME})")
# A line of them: `Ms Imani Gethin, in the chair`, `Jo Lund – treasurer`.
_NAMED = regex.compile(rf"(?:{_ROLE})?(?P<who>{NAME})(?=\s*(?:[,;(|–—/.-]|\s\s|and\b|и\b|$))")
_VERB = regex.compile(r"\b(?:was|were|is|are|has|have|had|will|to|said|that|the (?:minutes|meeting))\b")
_SENTENCES = [
    (part, regex.compile(form))
    for part, form in (
        (
            Part.ABSENT,
            rf"\b[Aa]pologies(?: for absence)?(?:,? (?:were|was|had been|have been|having been)(?: \p{{L}}+)?"
            rf"(?: and \p{{L}}+)?)? (?:from|by|for|on behalf of):? (?P<who>{PEOPLE})",
        ),
        (
            Part.ABSENT,
            rf"^\W*(?P<who>{PEOPLE}) (?:(?:had|have|has|also) )?(?:(?:sent|gave|given|tendered|offered|submitted)"
            r" (?:his |her |their )?(?:apologies|regrets)|(?:was|were) (?:absent|excused|not present|unable to attend)"
            r"|(?:could|did) not (?:attend|come|be there)|(?:sent|left|given) word that (?:he|she|they) could not)\b",
        ),
        (
            Part.PRESENT,
            rf"^\W*(?P<who>{PEOPLE}) (?:(?:was|were) (?:also )?(?:present|in attendance)"
            r"|(?:also )?attended(?: the meeting)?(?=\W*$))",
        ),
        (
            Part.PRESENT,
            rf"\b(?:[Tt]hose|[Mm]embers) (?:present|attending) (?:were|included):? (?P<who>{PEOPLE})"
            rf"|\battended by:? (?P<who>{PEOPLE})",
        ),
    )
]


def attendance(text: str, found: Sequence[Item]) -> list[Entry]:
    """Each list and each sentence that tells of it, in the order of the text."""
    lists = [*listed(text), *_rows(text)]
    told = (entry for item in found for entry in _told(text, item))
    return lists + [entry for entry in told if not any(entry.span.overlaps(other.span) for other in lists)]


def listed(text: str) -> Iterator[Entry]:
    """`Present: A, B` and `Apologies` in the head of a text, with those whom they name."""
    end = 0
    for label in _LABEL.finditer(text, 0, _HEAD):
        if label.start() < end:
            continue
        names = Span(*label.span("names"))
        if names.of(text).strip(" *_") and not label["sign"]:
            continue
        part = Part.ABSENT if label["absent"] else Part.PRESENT
        column = _column_below(text, label) if "|" in (label["sign"] or "") else []
        whole = Span(names.start, column[-1].end if column else _end_of_list(text, names))
        details = tuple(Detail(part, who) for who in column) or tuple(_details(text, whole, part))
        if details:
            end = text.find("\n", whole.end) if column else whole.end
            end = end if end >= 0 else len(text)
            span = Span(label.start(), end).stripped(text)
            yield Entry(Minuted.ATTENDANCE, span, span, None, details)


def _column_below(text: str, head: regex.Match[str]) -> list[Span]:
    """`Present | Capacity`, with a name and more in each row below; none where the names stand beside the label."""
    found: list[Span] = []
    row = _LINE.match(text, head.end())
    while row and "|" in row["line"] and not _LABEL.match(row["line"]):
        who = _NAMED.match(text, row.start("line"), row.end("line"))
        if who and " " in who["who"]:
            found.append(Span(*who.span("who")))
        row = _LINE.match(text, row.end())
    return found if len(found) >= _FEWEST_IN_COLUMN else []


def _rows(text: str) -> Iterator[Entry]:
    """`| Ann Pell | Chair | Present |`"""
    for row in _ROW.finditer(text, 0, _HEAD):
        span = Span(*row.span()).stripped(text)
        part = Part.ABSENT if row["absent"] else Part.PRESENT
        yield Entry(Minuted.ATTENDANCE, span, span, None, (Detail(part, Span(*row.span("who"))),))


def _end_of_list(text: str, first: Span) -> int:
    """Of names in the line of the label, and where a line goes on; or of names in the lines below it."""
    if first.of(text).strip(" *_"):
        end = first.end
        while _GOES_ON.search(text, max(first.start, end - _LONGEST_JOINT), end) and (
            following := _LINE.match(text, end)
        ):
            end = following.end()
        return end
    end = first.end
    below = _BELOW.match(text, end)
    while below and _names_somebody(text, Span(*below.span("line"))):
        end = below.end()
        below = _LINE.match(text, end)
    return end


def _names_somebody(text: str, line: Span) -> bool:
    words = line.of(text)
    if _LABEL.match(words) or words.endswith(":") or len(words.split()) > _LONGEST_NAME_LINE or _VERB.search(words):
        return False
    named = _NAMED.match(text, bullet_end(text, line), line.end)
    return named is not None and len(named["who"].split()) > 1 and not words.isupper()


def _details(text: str, names: Span, part: Part) -> Iterator[Detail]:
    nobody = _NOBODY.match(text, *names)
    if nobody:
        yield Detail(part, Span(*nobody.span()).stripped(text))
        return
    at = names.start
    for cut in (*_BETWEEN.finditer(text, *names), None):
        who = _WHO.match(text, at, cut.start() if cut else names.end)
        at = cut.end() if cut else names.end
        if who:
            yield Detail(part, Span(*who.span("who")))


def _told(text: str, item: Item) -> Iterator[Entry]:
    for line in item.lines:
        for part, form in _SENTENCES:
            told = form.search(line.span.of(text)) if line.own else None
            if told:
                details = tuple(_details(text, Span(*told.span("who")).shifted(line.span.start), part))
                yield Entry(Minuted.ATTENDANCE, line.span, line.span, item.heading, details)
                break
