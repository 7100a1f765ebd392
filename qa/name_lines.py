"""Records of calls: a speaker's name on a line of its own above the words, and the list of those who take part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import NamedTuple

import regex

from qa.mentions import Mention, mentions
from qa.records import Span

VOICES_WITHOUT_NAME = regex.compile(
    r"(?:Q|A|Question|Answer|Questioner|Moderator|Operator|Host|Interviewer|Interviewee|Reporter|Journalist|Clerk"
    r"|The (?:Chair|Clerk|Court|Speaker|President|Moderator|Operator|Witness|Vice-Chair)|Speaker \d+|Participant \d+"
    r"|(?:Mr|Mrs|Ms|Madam) (?:(?:Deputy|Acting|Temporary) )?(?:Speaker|Chair(?:man|woman)?|President)"
    r"|(?:Conference |Call )(?:Operator|Moderator)|(?:Unidentified|Unknown|Unnamed)(?: \p{L}+){1,3}"
    r"|Вопрос|Ответ|Ведущий|Ведущая|Модератор|Журналист|Председательствующ(?:ий|ая))(?:\s*\([^)]*\))?",
    regex.IGNORECASE,
)
SENTENCE_END = regex.compile(r"[.?!:…”\"»][)\]]?$")
# The parts of a record, and who takes part in it; not somebody's words.
SECTION = regex.compile(
    r"(?:Prepared Remarks|(?:Opening|Closing) Remarks|Presentation|Questions?(?: and | ?& ?|-and-)Answers?(?: Session)?"
    r"|Q ?& ?A(?: Session)?|Contents|Duration|(?:(?:Conference|Company|Corporate|Call|Other|Key) ){0,2}Participants"
    r"|(?:Company |Corporate )?(?:Executives|Analysts|Representatives|Presenters|Panel(?:l)?ists))"
    r"[ \t]*:?(?:[ \t]+\d[^.?!\n]{0,30})?",
    regex.IGNORECASE,
)
_QUESTION = regex.compile(r"Q\d{1,4}\.?\s+")  # `Q14 Chair`
_LONGEST_LINE = 200
_NAME_WORD = r"\p{Lu}[\p{L}\p{M}.’'\-]*"
_PARTICLE = r"(?:d[aeiu]|van|von|der|bin|al|el|l[ae])"
# A full stop in it belongs to an abbreviation.
_OFFICE = r"(?:[^.?!:\n]|\.(?!\s+\p{Lu}|$)|(?<=\b(?:Inc|Ltd|Co|Corp|Bros|Jr|S\.A|N\.V))\.){2,150}?"
_NAME_LINE = regex.compile(
    rf"[*_#]{{0,3}}[ \t]*(?:[QA][ \t]+[-–—][ \t]+)?"
    rf"(?P<name>{_NAME_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}{_NAME_WORD}){{0,3}})[*_]{{0,3}}"
    rf"(?:(?:,|[ \t]+(?:--|[-–—|]))[ \t]+(?P<office>{_OFFICE})|(?:[ \t]+\([^()\n]{{1,60}}\)){{1,2}})?"
    r"[*_]{0,3}(?:[ \t]*\[\d+\])?"
)
# In a parliament: `The Minister for Ferries (Elin Tarsk)`, in one line or two; `(Calder) (Lab)` below a name.
_OFFICE_AND_NAME = regex.compile(
    r"(?P<office>The[ \t]\p{Lu}[^()\n:.?!]{2,150}?|(?:Mr|Ms|Madam)[ \t](?:Deputy[ \t])?(?:Speaker|Chair(?:man)?))\s*"
    rf"\((?P<name>{_NAME_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}{_NAME_WORD}){{1,4}})\)"
    r"(?:[ \t]*\([^()\n]{1,20}\))?:?"
)
_QUESTION_NUMBER = regex.compile(r"\s[(\[]\d{4,7}[)\]]$")
_LONGEST_NUMBER = 12
_NUMBER = regex.compile(r"[QT]?\d{1,3}\.[ \t]+(?=\p{Lu})")
_BETWEEN_FIELDS = regex.compile(r"\s+(?:--|[-–—|])\s+")
# Said without a full stop.
_FEW_WORDS = regex.compile(
    r"(?:Great|Thanks|Thank you|Yes|No|Sure|Okay|OK|Right|All right|Perfect|Absolutely|Correct|Hello|Hi|Got it"
    r"|Of course|Fair enough|Go ahead|Please go ahead"
    r"|Good (?:morning|afternoon|evening)|That[’']s (?:right|it|helpful))"
    r"(?:,? (?:\p{Lu}\p{Ll}+|very much|so much|all|everyone|you|for that))?"
)
_CUT_SHORT = regex.compile(r"(?:[-–—,]|\])$")
_FEWEST_NAMES = 2


class NameLine(NamedTuple):
    """A name, and what stands beside it: on its line, on the next one, or in the list of those who take part."""

    whole: Span
    name: Span
    office: Span | None = None


def name_lines(text: str, paragraphs: Sequence[Span]) -> list[NameLine | None]:
    """For each paragraph, whether it is the name of the one who says the next; none where nobody speaks twice."""
    plain = [_name_line(text, paragraph) for paragraph in paragraphs]
    lines = _with_offices_above(text, paragraphs, _without_houses(text, paragraphs, plain))
    heading = [_heading(text, paragraphs, lines, at) for at in range(len(lines))]
    listed = _listed(text, lines, heading)
    count = Counter(_voice(text, line) for line in heading if line)
    known = {voice for voice in count if count[voice] > 1 or voice in listed}
    if not known or len(count) < _FEWEST_NAMES:
        return [None] * len(lines)  # the credit of a picture, a heading that comes again
    return [
        line._replace(office=line.office or listed.get(_voice(text, line)))
        if line and (_voice(text, line) in known or _is_plain(text, line, bool(listed)))
        else None
        for line in heading
    ]


def named_on(text: str, line: NameLine) -> Mention:
    """Who that is, with the office that is stated on this line, on the next, or in the list."""
    mention = parse_label(text, line.name) or Mention(line.name)
    offices = [held for field in _fields(text, line.office) for held in mentions(text, field) if held.office]
    if not offices:
        return replace(mention, span=line.whole)
    held = offices[-1]
    return replace(mention, span=line.whole, office=held.office, words=held.words, qualifiers=held.qualifiers)


def _fields(text: str, office: Span | None) -> list[Span]:
    """`Norvik plc – Chief Executive`: the house, and what somebody is there."""
    if office is None:
        return []
    edges = [office.start, *(edge for match in _BETWEEN_FIELDS.finditer(text, *office) for edge in match.span())]
    return [Span(start, end) for start, end in zip(edges[::2], [*edges[1::2], office.end], strict=True)]


def _name_line(text: str, paragraph: Span) -> NameLine | None:
    if paragraph.end - paragraph.start > _LONGEST_LINE or SECTION.fullmatch(text, *paragraph):
        return None
    found = _OFFICE_AND_NAME.fullmatch(text, *paragraph) or _NAME_LINE.fullmatch(text, *paragraph)
    if not found or _FEW_WORDS.fullmatch(text, *paragraph):
        return None
    line = _named_by(found)
    if VOICES_WITHOUT_NAME.fullmatch(line.name.of(text)):
        return line
    return None if _is_office(text, line.name) or line.name.of(text).endswith(".") else line


def _with_offices_above(
    text: str, paragraphs: Sequence[Span], lines: Sequence[NameLine | None]
) -> list[NameLine | None]:
    """`The Minister for Ferries` and, on the next line, `(Elin Tarsk)`."""
    found = list(lines)
    for at, (above, below) in enumerate(pairwise(paragraphs)):
        if text[below.start] == "(" and below.end - above.start <= _LONGEST_LINE:
            match = _OFFICE_AND_NAME.fullmatch(text, above.start, below.end)
            found[at] = _named_by(match) if match else lines[at]
    return found


def office_and_name(text: str, label: Span) -> NameLine | None:
    """`The Minister for Ferries (Elin Tarsk)`"""
    match = _OFFICE_AND_NAME.fullmatch(text, *label)
    return _named_by(match) if match else None


def without_numbers(text: str, words: Span) -> Span:
    """A question to a minister without its numbers: `3. What steps she is taking. (903871)`."""
    behind = _QUESTION_NUMBER.search(text, max(words.start, words.end - _LONGEST_NUMBER), words.end)
    if not behind:
        return words
    before = _NUMBER.match(text, *words)
    return Span(before.end() if before else words.start, behind.start())


def _named_by(match: regex.Match[str]) -> NameLine:
    office = Span(*match.span("office")) if match["office"] else None
    return NameLine(Span(*match.span()), Span(*match.span("name")), office)


def _is_office(text: str, words: Span) -> bool:
    """`Chief Executive Officer`, on the line below the name."""
    return any(mention.office and not mention.name for mention in mentions(text, words))


def _without_houses(text: str, paragraphs: Sequence[Span], lines: Sequence[NameLine | None]) -> list[NameLine | None]:
    """`Lyle Securities, Analyst` between a name and the words is no name."""
    kept = list(lines[:1])
    for at, (above, line) in enumerate(pairwise(lines), start=1):
        speech_follows = at + 1 < len(lines) and not lines[at + 1] and _is_speech(text, paragraphs[at + 1])
        is_house = above and line and speech_follows and _is_house_of(text, above, line)
        kept.append(None if is_house else line)
    return kept


def _is_house_of(text: str, above: NameLine, line: NameLine) -> bool:
    plain = not (above.office or VOICES_WITHOUT_NAME.fullmatch(above.name.of(text)))
    return plain and line.office is not None and text.count("\n", above.whole.end, line.whole.start) == 1


def _heading(text: str, paragraphs: Sequence[Span], lines: Sequence[NameLine | None], at: int) -> NameLine | None:
    """The name line, where somebody's words follow: at once, or below an office."""
    line = lines[at]
    if line is None or at + 1 == len(lines) or lines[at + 1] or SECTION.fullmatch(text, *paragraphs[at + 1]):
        return None
    if line.whole.end > paragraphs[at].end:
        return line if at + 2 < len(lines) and _is_speech(text, paragraphs[at + 2]) else None
    if _is_speech(text, paragraphs[at + 1]):
        return line
    below = at + 2 < len(lines) and lines[at + 2] is None and _is_speech(text, paragraphs[at + 2])
    if line.office or not below:
        return None  # one of those who take part
    office = paragraphs[at + 1]
    return NameLine(Span(line.whole.start, office.end), line.name, office)


def _is_speech(text: str, paragraph: Span) -> bool:
    words = _QUESTION_NUMBER.sub("", paragraph.of(text))
    ends = SENTENCE_END.search(words) or _CUT_SHORT.search(words) or _FEW_WORDS.fullmatch(words)
    return bool(ends) and not SECTION.fullmatch(words)


def _listed(text: str, lines: Sequence[NameLine | None], heading: Sequence[NameLine | None]) -> dict[str, Span]:
    """Those who take part, with what they are: in lines of which none has words below it."""
    listed: dict[str, Span] = {}
    for is_entry, run in groupby(
        zip(lines, heading, strict=True), key=lambda both: bool(both[0] and both[0].office and not both[1])
    ):
        if is_entry:
            listed |= {_voice(text, line): line.office for line, _ in run if line and line.office}
    return listed


def _is_plain(text: str, line: NameLine, is_listed: bool) -> bool:
    """Somebody who speaks once: by a full name, with an office where all the others are listed with theirs."""
    if VOICES_WITHOUT_NAME.fullmatch(line.name.of(text)):
        return True
    return " " in line.name.of(text) and (bool(line.office) or not is_listed)


def _voice(text: str, line: NameLine) -> str:
    return " ".join(line.name.of(text).split()).casefold()


def parse_label(text: str, span: Span) -> Mention | None:
    """A transcript's label (`President of Vastovia Pavel Verigin`) as one mention, or None where it is no name."""
    numbered = _QUESTION.match(text, *span)
    found = mentions(text, Span(numbered.end(), span.end) if numbered else span)
    first_line = text.find("\n", *span) if "\n" in span.of(text) else span.end
    named = [m for m in found if m.name and m.span.start < first_line]
    bracket = text.find("(", *span)  # `Elin Tarsk (in Tolvian, through an interpreter)`
    named = [m for m in named if m.span.start < bracket] or named
    titled = [m for m in named if m.office or m.gender] or named
    offices = [m for m in found if m.office and (m.span.start <= bracket + 1 or bracket < 0)]
    if not titled and not offices:
        return None
    if not offices and span.of(text).startswith("The "):  # `The Lantern`: a newspaper asks
        return None
    mention, office = (titled or offices)[0], (offices or titled)[0]
    return replace(mention, span=span, office=office.office, words=office.words, qualifiers=office.qualifiers)
