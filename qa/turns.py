"""Transcripts: `NAME: words`, `NAME (00:01:02): words`, a name on a line of its own; and the paragraphs that go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import regex

from qa.mentions import mentions
from qa.records import Span

_LABEL = regex.compile(
    r"[*_]{0,3}(?P<label>\p{Lu}[^:\n*]{0,100}?)[*_]{0,3}"
    r"(?:\s*[\[(](?P<time>\d{1,2}:\d{2}(?::\d{2})?)[\])])?[*_]{0,3}:[*_]{0,3}(?:[ \t]+(?=\S)|$)"
)
_STAGE_DIRECTION = regex.compile(r"[\[(<][^\n]*[\])>][.]?")
_NAME_LINE = regex.compile(r"\p{Lu}[\p{L}\p{M}.’'\-]*(?:[ \t]+\p{Lu}[\p{L}\p{M}.’'\-]*){0,3}")
_RULE = regex.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", regex.MULTILINE)
# A heading, a numbered item, a resolution, the end of the meeting: nobody's words.
_ENDS_TURN = regex.compile(
    r"#{1,6}\s|\d+(?:[./]\d+)*[.)]?\s+\p{Lu}[^.?!\n]{0,80}$|(?:RESOLVED|MOTION|VOTE|ACTIONS?|DECISION|AGREED)\b"
    r"|(?:The )?[Mm]eeting (?:closed|ended|adjourned|rose|was (?:closed|adjourned))\b|Adjourned\b"
)
_SENTENCE_END = regex.compile(r"[.?!:…”\"»][)\]]?$")
_NOT_A_VOICE = frozenset(
    """
    present absent apologies attendance in-attendance motion ayes nays for against abstentions resolved from to
    cc re date subject note notes photo image source image-source staff action actions action-items decision
    decisions published updated next-meeting read-more tel phone email venue place time agenda item resolution
    carried members also-present attendees participants chair-of-meeting minutes location topic summary
    background contact keywords tags author editor reporting writing by url link see also warning update
    correction ps nb moved seconded vote votes result
    """.split()
)
_VOICES_WITHOUT_NAME = regex.compile(
    r"(?:Q|A|Question|Answer|Questioner|Moderator|Operator|Host|Interviewer|Interviewee|Reporter|Journalist|Clerk"
    r"|The (?:Chair|Clerk|Speaker|President|Moderator|Operator|Witness|Vice-Chair)|Speaker \d+|Participant \d+"
    r"|Вопрос|Ответ|Ведущий|Ведущая|Модератор|Журналист)(?:\s*\([^)]*\))?",
    regex.IGNORECASE,
)
# A lone `Note: …` is no transcript.
_FEWEST_LABELS = 2
# A transcript may have a line or two of introduction; a report has more.
_FEWEST_PROSE = 3
_SHORTEST_PROSE = 60


class Turn(NamedTuple):
    """What one speaker says between two labels: in pieces where a stage direction cuts it."""

    label: Span
    pieces: tuple[Span, ...]


def turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """The turns of a transcript in order; none where the text is no transcript."""
    labels = _labels(text, paragraphs)
    if sum(label is not None for label in labels) < _FEWEST_LABELS:
        return []
    found: list[Turn] = []
    goes_on = False
    spoken_through = not _is_mixed(text, paragraphs, labels)
    before = 0
    for paragraph, label in zip(paragraphs, labels, strict=True):
        if label is not None:
            found.append(Turn(label.name, (Span(label.words, paragraph.end),) if label.words < paragraph.end else ()))
            goes_on = True
        elif _ENDS_TURN.match(text, paragraph.start, paragraph.end) or _RULE.search(text, before, paragraph.start):
            goes_on = False
        elif goes_on and _is_spoken(text, paragraph, found[-1]) and (spoken_through or not found[-1].pieces):
            found[-1] = _continued(text, found[-1], paragraph)
        before = paragraph.end
    return [turn for turn in found if turn.pieces]


def _is_spoken(text: str, paragraph: Span, turn: Turn) -> bool:
    """Neither a part of the label (an office on a line of its own) nor a stage direction."""
    return paragraph.start >= turn.label.end and not _STAGE_DIRECTION.fullmatch(paragraph.of(text))


def _is_mixed(text: str, paragraphs: Sequence[Span], labels: Sequence[_Label | None]) -> bool:
    """A report with some `NAME: words` in it: its paragraphs without a label are the reporter's."""
    first = next(number for number, label in enumerate(labels) if label is not None)
    prose = [p for p in paragraphs[:first] if _SENTENCE_END.search(p.of(text)) and len(p.of(text)) > _SHORTEST_PROSE]
    return len(prose) >= _FEWEST_PROSE


class _Label(NamedTuple):
    name: Span
    words: int


def _continued(text: str, turn: Turn, paragraph: Span) -> Turn:
    """The turn with one more paragraph: within the last piece unless something else stands between the two."""
    if not turn.pieces:
        return turn._replace(pieces=(paragraph,))
    last = turn.pieces[-1]
    if text[last.end : paragraph.start].strip():
        return turn._replace(pieces=(*turn.pieces, paragraph))
    return turn._replace(pieces=(*turn.pieces[:-1], Span(last.start, paragraph.end)))


def _labels(text: str, paragraphs: Sequence[Span]) -> list[_Label | None]:
    labels = [_label_before_words(text, paragraph) for paragraph in paragraphs]
    return labels if any(labels) else _labels_on_own_lines(text, paragraphs)


def _label_before_words(text: str, paragraph: Span) -> _Label | None:
    match = _LABEL.match(text, paragraph.start, paragraph.end)
    if match is None or not _names_a_voice(text, Span(*match.span("label"))):
        return None
    return _Label(Span(*match.span("label")), match.end())


def _names_a_voice(text: str, label: Span) -> bool:
    words = label.of(text)
    if _VOICES_WITHOUT_NAME.fullmatch(words):
        return True
    bare = regex.sub(r"\([^)]*\)", "", words).strip()
    if bare.lower().strip(" 0123456789.").replace(" ", "-") in _NOT_A_VOICE or len(bare.split()) > 10:
        return False
    if bare.isupper() and len(bare) <= 4:  # `DM:`, the initials of a name
        return True
    named = [m for m in mentions(text, label) if m.name or m.office]
    return bool(named) and all(word[0].isupper() or not word[0].isalpha() or len(word) <= 3 for word in bare.split())


def _labels_on_own_lines(text: str, paragraphs: Sequence[Span]) -> list[_Label | None]:
    """Earnings calls: a name on a line, an office on the next or not, then the words."""
    lines = [paragraph.of(text) for paragraph in paragraphs]
    repeated = {line for line, count in Counter(lines).items() if count > 1 and _NAME_LINE.fullmatch(line)}
    labels: list[_Label | None] = [None] * len(lines)
    at = 0
    while repeated and at < len(lines) - 1:
        office_follows = not _SENTENCE_END.search(lines[at + 1])
        if _NAME_LINE.fullmatch(lines[at]) and (lines[at] in repeated or " " in lines[at]):
            last = paragraphs[at + 1] if office_follows else paragraphs[at]
            labels[at] = _Label(Span(paragraphs[at].start, last.end), last.end)
            at += office_follows
        at += 1
    return labels
