"""Transcripts: `NAME: words`, `NAME (00:01:02): words`, a name on a line of its own; and the paragraphs that go on."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import regex

from qa.label_words import Labels
from qa.mentions import Mention, mentions
from qa.name_lines import (
    SECTION,
    SENTENCE_END,
    VOICES_WITHOUT_NAME,
    NameLine,
    name_lines,
    named_on,
    office_and_name,
    parse_label,
    without_numbers,
)
from qa.quoted_turns import quoted_turns
from qa.records import Span
from qa.time_marks import is_beside_time

__all__ = [
    "VOICES_WITHOUT_NAME",
    "Turn",
    "continued",
    "ends_turn",
    "is_decision",
    "is_stage_direction",
    "speaker_of",
    "turns",
]

_TIME = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:[ \t]?[ap]\.?m\.?)?[\])]?"
_LABEL = regex.compile(
    rf"(?:>>+[ \t]*)?(?:{_TIME}[ \t]+(?:[-–—|][ \t]+)?)?(?:Q\d{{1,4}}\.?[ \t]+(?=\p{{Lu}}))?"
    rf"(?:[QT]?\d{{1,3}}\.[ \t]+(?=\p{{Lu}}[^:\n]{{1,80}}(?:\):|[ \t]to[ \t]the[ \t]\p{{Lu}})))?[*_]{{0,3}}"
    rf"(?P<label>\p{{Lu}}[^:\n*]{{0,100}}?)(?:[ \t]to[ \t]the[ \t]\p{{Lu}}[^:\n*]{{2,80}})?[*_]{{0,3}}"
    rf"(?:\s*(?=[\[(]){_TIME}|,?\s+(?:[-–—]\s+)?{_TIME})?[*_]{{0,3}}:[*_]{{0,3}}(?:[ \t]+(?=\S)|$)",
)
# Beside a time, in a line that recorders of calls put above the words: `Elin Tarsk  0:04`, `[Elin Tarsk] 00:00:04`.
_NAME_BESIDE_TIME = regex.compile(
    r"(?P<open>\[)?(?P<label>\p{Lu}[\p{L}\p{M}.’'\-]*(?:[ \t]\p{Lu}[\p{L}\p{M}.’'\-]*){0,3}(?:[ \t]\d{1,2})?"
    r"(?:[ \t]*\([^()\n\d]{1,60}\))?)(?(open)\])"
)
_WORD = r"\p{Lu}[\p{L}\p{M}’'\-]*"
_PARTICLE = r"(?i:d[aeiu]|van|von|der|den|la|le|bin|al|el)"
# Hearings: `Mr. Tarsk. The ferry is old.`
_HONORIFIC = regex.compile(
    r"(?P<label>(?:(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Capt|Adm|Sen|Rep|Hon|Rev|Amb)\.|Miss|(?:Vice )?Chair(?:man|woman|person)?"
    r"|Senator|Representative|Congress(?:man|woman)|Delegate|Commissioner|Secretary|Governor|Mayor|General|Admiral|Colonel"
    rf"|Ambassador|Director|Inspector General|Sheriff|Judge|Justice)(?:[ \t](?:{_PARTICLE}[ \t]){{0,2}}{_WORD}){{1,3}}"
    rf"(?:[ \t]of(?:[ \t]{_WORD}){{1,2}})?"
    r"|The[ \t](?i:(?:vice[ \t]|acting[ \t])?(?:chair(?:man|woman|person)?|clerk|president|speaker|reporter|witness))"
    r"|Voices?|(?:A|Several)[ \t](?i:voices?|members?))\.[ \t\n]+(?=[\p{Lu}\p{N}\[“\"`‘'(])"
)
_CAPITALS = r"\p{Lu}[\p{Lu}\p{M}’'\-]+"
# A bank's, a council's record: `ELIN TARSK. The ferry is old.`, `CHAIR TARSK. …`
_IN_CAPITALS = regex.compile(
    rf"(?P<label>(?:(?:MR|MRS|MS|DR|PROF|SEN|REP|GEN|REV)\.|{_CAPITALS})"
    rf"(?:[ \t](?:{_CAPITALS}|\p{{Lu}}\.|{_PARTICLE})){{0,3}}[ \t]{_CAPITALS})"
    r"\.[ \t\n]+(?=[\p{Lu}\p{N}\[“\"`‘'(])"
)
# Labels that are none unless several people have them by turns.
_BY_TURNS = (
    # `ELIN TARSK — We begin.`
    regex.compile(rf"(?P<label>{_WORD}(?:[ \t]{_WORD}){{1,3}})[ \t]+(?:--|[–—])[ \t]+(?=\S)"),
    # `[Elin Tarsk]: We begin.`, `<A - Elin Tarsk - Norvik>: We begin.`
    regex.compile(r"[\[<](?:[QA][ \t]+[-–—][ \t]+)?(?P<label>\p{Lu}[^\[\]<>:\n]{1,80})[\]>]:[ \t]+(?=\S)"),
)
_FEWEST_BY_TURNS = 3
# In hearings, and only where questions are answered: `A. Smith` is a name.
_QUESTION_OR_ANSWER = regex.compile(r"(?P<label>[QA])(?:\.[ \t]*|[^\S\n]{2,}|\t)(?=\S)")
# WebVTT: `<v Elin Tarsk>words</v>`, with classes or without.
_VOICE = regex.compile(r"<v(?:\.[\w.-]+)?[ \t]+(?P<label>[^<>\n]{1,100})>")
_VOICE_ENDS = regex.compile(r"\s*</v>\s*$")
# Between the cues of subtitles: identifiers, times with their settings, comments and styles.
_BETWEEN_CUES = regex.compile(
    r"^(?:(?:WEBVTT|NOTE|STYLE|REGION)\b[^\n]*(?:\n[^\n]+)*"
    r"|(?:[^\n]+\n)?(?:\d{2,}:)?\d{2}:\d{2}[.,]\d{3}[ \t]+-->[^\n]*)$",
    regex.MULTILINE,
)
_CUE_TIMES = regex.compile(r"^(?:\d{2,}:)?\d{2}:\d{2}[.,]\d{3}[ \t]+-->", regex.MULTILINE)
_STAGE_DIRECTION = regex.compile(r"[\[(<][^\n]*[\])>][.]?")
# `Witness: Elin Tarsk, keeper of the ferry.`, `II: Oskar Venn.`: who is to be heard.
_NAMES = r"\p{Lu}[\p{L}.’'-]*(?:[ \t]\p{Lu}[\p{L}.’'-]*){1,4}"
_WITH_INITIALS = r"(?:\p{Lu}[\p{L}’'-]+[ \t](?:\p{Lu}\.[ \t]?){2,3}|(?:\p{Lu}\.[ \t]?){2,3}\p{Lu}[\p{L}’'-]+)"
_LISTED = regex.compile(
    rf"(?:(?i:witness(?:es)?)|[IVX]{{1,4}}): {_NAMES}(?:(?:[,;]|[ \t]and\b)[^.?!\n]*)?\.?"
    rf"|(?i:host|guest|presenter|interviewe[er]|moderator|(?:vice[- ])?(?:chair(?:man|woman|person)?|president)"
    rf"|treasurer|(?:hon(?:orary)?\.? )?secretary|clerk|auditor|председател\p{{L}}+|секретарь): {_NAMES}"
    rf"(?:[,;][^.?!\n]*|[ \t]\([^()\n]*\))?(?<!\.)"
    rf"|\p{{Lu}}[^:.?!\n]{{1,60}}: {_WITH_INITIALS}(?:[,;] ?{_WITH_INITIALS})*[.;]?"
)
_RULE = regex.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", regex.MULTILINE)
# A heading, a numbered item, a resolution, the end of the meeting: nobody's words. Captions mark somebody else by `>>`.
_DECISION = regex.compile(r"(?:RESOLVED|RESOLUTION|PROPOSED|PROPOSAL|MOTION|VOTE|ACTIONS?|DECISION|AGREED)\b")
_ENDS_TURN = regex.compile(
    r">>|#{1,6}\s|<[\w.|-]{1,30}>[ \t]+\S|\d+(?:[./]\d+)*[.)]?\s+\p{Lu}[^.?!\n]{0,80}$"
    # with letters, too: `C. NEW BUSINESS`, `C.1 Four-day week`
    r"|(?:\p{Lu}|[IVX]{1,5})[.)]\s+[\p{Lu}\P{L}]{3,80}$|\p{Lu}(?:\.\d{1,2}){1,2}[.)]?\s+\p{Lu}"
    r"|(?:The )?[Mm]eeting (?:closed|ended|adjourned|rose|was (?:closed|adjourned))\b|Adjourned\b"
    # at the foot of a page
    r"|(?:Topics?|Persons?|People|Geography|Regions?|Categories|Keywords|Tags|Publication status|Темы|Лица|Персоны"
    r"|География|Теги|Рубрики|Статус материала)[ \t]*:?$"
    r"|(?:Direct link|Text version|Publication date|Published in sections?"
    r"|Ссылка на материал|Текстовая версия|Дата публикации|Опубликован[оа]? в разделах?):"
    # in a hearing's record: what is handed in
    r"|(?i:(?:(?:additional|closing|joint|opening|prepared|written)\s+)*(?:statements?|testimony)\s+of\s)\p{Lu}"
    r"[^?!]{1,300}(?<![.?!])$"
    r"|\[[^\[\]]*\bfollows?[:.]*\]"
    # in a parliament's report
    r"|[^?!\n]{1,60}\brose ?[-–—]{1,2}$"
    r"|Question (?:again )?(?:put|proposed|agreed)\b[^?!\n]{0,80}$"
    r"|(?:Bill|Motion|Amendment|Clause)(?: \d+)?(?:,? (?:accordingly|by leave|not)\b,?){0,2} "
    r"(?:read|agreed|negatived|withdrawn|ordered|put)\b[^?!\n]{0,80}$"
    r"|(?:The )?Sitting (?:suspended|adjourned|resumed)\b|On resuming\b"
    r"|The (?:House|Assembly|Committee|Senate|Council) (?:divided|adjourned|rose)\b"
    r"|(?:This|The) (?:\p{L}+ )?(?:interview|conversation|transcript|discussion|call) (?:has been|was|is) (?:\p{Ll}+ )?"
    r"(?:edited|condensed|shortened|abridged|translated|conducted|recorded)\b"
    r"|>>+\s"
    # in a court's record
    r"|(?:\p{Lu}[\p{Lu} \t-]{0,40}EXAMINATION[ \t]+)?BY \p{Lu}[^:\n]{1,40}:$"
    r"|(?:\p{Lu}[\p{L}.’'-]*[ \t]+){0,4}\p{Lu}[\p{L}.’'-]*,[^.?!\n]{0,200}\b(?i:sworn|affirmed)\b[^?!\n]{0,60}$"
    r"|\W{0,5}(?:END|ENDS|End of (?:the )?(?:transcript|interview|recording))\W{0,5}$"
)
# What is spoken of next.
_TITLE = regex.compile(r"\p{Lu}[\p{L}’'-]{2,}(?:,?[ \t]+(?:\p{Lu}[\p{L}’'-]*|\p{Ll}{1,3}|&|\([^()]{1,30}\))){1,8}")
_IN_BOLD = regex.compile(r"(?P<form>\*{2,3}|__)(?P<words>[^\s*_][^*_]*)(?P=form)")
_CAPITAL_LINE = regex.compile(r"(?:[\p{Lu}\p{N}][\p{Lu}\p{N}’'&,()/-]*[ \t]+){0,10}\p{Lu}[\p{Lu}’'-]{3,}:?")
_HOUR = regex.compile(
    rf"\W?(?:{_TIME}|\d{{1,2}}\.\d{{2}}[ \t]?[ap]\.?m\.?)(?:[ \t]*\([^()\n]{{1,30}}\)|[ \t]+\p{{Lu}}{{2,5}})?\W?",
    regex.IGNORECASE,
)
# `Members present: …`: a line of the head of a record.
_ENTRY = regex.compile(r"\p{Lu}[\p{L} ]{1,40}:\s")
_UNIDENTIFIED = regex.compile(
    r"\W*(?:(?:unidentified|unknown|unnamed)\b"
    r"|(?:an? |several |some )?(?:hon(?:ou?rable|\.)? )?(?:members?|senators?)\W*$)",
    regex.IGNORECASE,
)
_LONGEST_TAG = 12
# A lone `Note: …` is no transcript.
_FEWEST_LABELS = 2
_LONGEST_HEAD = 5  # paragraphs
# A transcript may have a line or two of introduction; a report has more.
_FEWEST_PROSE = 3
_SHORTEST_PROSE = 60
_ONE_IN = 5
_QUOTES = regex.compile(
    r"[,!?][”\"»’]\s+(?:[\p{L}][\w.’'-]*\s+){0,4}(?:said|says|told|added|adds|asked|wrote|replied)\b"
    r"|\b(?:said|says|added|told \p{L}+)\s*[,:]\s*[“\"«]"
)


class Turn(NamedTuple):
    """What one speaker says between two labels: in pieces where a stage direction cuts it."""

    label: Span
    pieces: tuple[Span, ...]
    above: NameLine | None = None  # where the label is a line of its own


def turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """The turns of a transcript in order; none where the text is no transcript."""
    if _CUE_TIMES.search(text):
        framed = [Span(*found.span()) for found in _BETWEEN_CUES.finditer(text)]
        return _joined(text, _turns(text, _outside(paragraphs, framed)))
    return _turns(text, paragraphs)


def speaker_of(text: str, turn: Turn) -> Mention:
    """The label as a mention; `Unidentified Analyst` is none of those who are named."""
    if _UNIDENTIFIED.match(turn.label.of(text)):
        return Mention(turn.label, indefinite=True)
    named = turn.above or office_and_name(text, turn.label)
    if named:
        return named_on(text, named)
    return parse_label(text, turn.label) or Mention(turn.label)


def is_stage_direction(text: str, paragraph: Span) -> bool:
    return _STAGE_DIRECTION.fullmatch(text, *paragraph) is not None


def is_decision(text: str, paragraph: Span) -> bool:
    """What a meeting resolves is nobody's words: `RESOLVED: That the ferry be sold.`"""
    return _DECISION.match(text, *paragraph) is not None


def _turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    known = Labels(text)
    labels = _labels(text, paragraphs, known)
    narrated = _is_narrated(text, paragraphs, labels)
    if narrated:
        labels = _plain_voices(text, labels)
    if _count(labels) < _FEWEST_LABELS:
        return []
    labels = _with_set_apart(text, paragraphs, labels)
    quoted = quoted_turns(text, paragraphs, [label and label.words for label in labels])
    found: list[Turn] = []
    goes_on = False
    closed_in: int | None = None  # where the words stand in marks: the paragraph in which these close
    spoken_through = not narrated and not _is_mixed(text, paragraphs, labels)
    before = 0
    for at, (paragraph, label, following) in enumerate(zip(paragraphs, labels, [*labels[1:], None], strict=True)):
        if at in quoted.told:
            goes_on = False
        elif label is not None:
            words = Span(label.words, max(label.words, _without_end(text, paragraph).end))
            words = without_numbers(text, words)
            found.append(Turn(label.name, (words,) if words.start < words.end else (), label.above))
            goes_on = True
            closed_in = quoted.last.get(at)
        elif _RULE.search(text, before, paragraph.start) or ends_turn(text, paragraph) or known.ends_turn(paragraph):
            goes_on = False
        elif goes_on and (
            (following and _is_title(text, paragraph, found[-1])) or _is_heading(text, paragraph, found[-1])
        ):
            goes_on = False  # until somebody speaks of it
        elif (
            goes_on
            and _is_spoken(text, paragraph, found[-1])
            and (spoken_through or closed_in is not None or not found[-1].pieces)
        ):
            found[-1] = _continued(text, found[-1], _without_end(text, paragraph))
        goes_on = goes_on and at != closed_in
        before = paragraph.end
    return [turn for turn in found if turn.pieces]


def _outside(paragraphs: Sequence[Span], framed: Sequence[Span]) -> list[Span]:
    """The paragraphs that are not within what stands between cues."""
    starts = [span.start for span in framed]
    return [p for p in paragraphs if (at := bisect_right(starts, p.start)) == 0 or framed[at - 1].end <= p.start]


def _joined(text: str, found: Sequence[Turn]) -> list[Turn]:
    """Cues of one voice in a row are one turn."""
    joined: list[Turn] = []
    for _, run in groupby(found, key=lambda turn: turn.label.of(text)):
        first, *others = run
        joined.append(Turn(first.label, (*first.pieces, *(piece for turn in others for piece in turn.pieces))))
    return joined


def ends_turn(text: str, paragraph: Span) -> bool:
    """A heading, a note of the editors, an hour on a line of its own: nobody says them."""
    return (
        is_decision(text, paragraph)
        or _ENDS_TURN.match(text, *paragraph) is not None
        or any(line.fullmatch(text, *paragraph) for line in (SECTION, _LISTED, _HOUR))
    )


def _is_title(text: str, paragraph: Span, turn: Turn) -> bool:
    """`Bridges and Roads`, between two who speak in full sentences."""
    ended = bool(turn.pieces) and SENTENCE_END.search(text, max(0, turn.pieces[-1].end - 2), turn.pieces[-1].end)
    return bool(ended) and _TITLE.fullmatch(text, *paragraph) is not None


def _is_heading(text: str, paragraph: Span, turn: Turn) -> bool:
    """`DIRECT EXAMINATION`, in words that are not in capitals otherwise, as those of captions are."""
    opening = text[turn.pieces[0].start : turn.pieces[0].end][:_SHORTEST_PROSE] if turn.pieces else ""
    return any(map(str.islower, opening)) and _CAPITAL_LINE.fullmatch(text, *paragraph) is not None


def _with_set_apart(text: str, paragraphs: Sequence[Span], labels: Sequence[_Label | None]) -> list[_Label | None]:
    """Where whoever asks is set in bold, name and words, the paragraphs without a name are told apart by that."""
    complete: list[_Label | None] = []
    last: dict[bool, _Label] = {}
    asking = False
    for paragraph, label in zip(paragraphs, labels, strict=True):
        bold = _IN_BOLD.fullmatch(text, *paragraph)
        words = Span(*bold.span("words")) if bold else paragraph
        if label:
            asking = bold is not None
            last[asking] = label
        elif len(last) > 1 and (bold is not None) != asking and SENTENCE_END.search(words.of(text)):
            asking = bold is not None
            label = _Label(last[asking].name, words.start)
        complete.append(label)
    return complete


def _without_end(text: str, paragraph: Span) -> Span:
    """Without the marks that close it: of a voice in subtitles, of words in bold."""
    bold = _IN_BOLD.fullmatch(text, *paragraph)
    if bold:
        return Span(*bold.span("words"))
    tag = _VOICE_ENDS.search(text, max(paragraph.start, paragraph.end - _LONGEST_TAG), paragraph.end)
    return Span(paragraph.start, tag.start()) if tag else paragraph


def _is_spoken(text: str, paragraph: Span, turn: Turn) -> bool:
    """Neither a part of the label (an office on a line of its own) nor a stage direction."""
    return paragraph.start >= turn.label.end and not is_stage_direction(text, paragraph)


def _is_mixed(text: str, paragraphs: Sequence[Span], labels: Sequence[_Label | None]) -> bool:
    """A report with some `NAME: words` in it: its paragraphs without a label are the reporter's."""
    first = next(number for number, label in enumerate(labels) if label is not None)
    prose = [
        p
        for p in paragraphs[:first]
        if p.end - p.start > _SHORTEST_PROSE and SENTENCE_END.search(p.of(text)) and not _ENTRY.match(text, *p)
    ]
    return len(prose) >= _FEWEST_PROSE


def _is_narrated(text: str, paragraphs: Sequence[Span], labels: Sequence[_Label | None]) -> bool:
    """A report, whatever looks like labels in it: its paragraphs quote, and say whom."""
    unlabelled = [p for p, label in zip(paragraphs, labels, strict=True) if label is None]
    quoting = sum(_QUOTES.search(text, *paragraph) is not None for paragraph in unlabelled)
    return quoting >= _FEWEST_PROSE and quoting * _ONE_IN >= len(unlabelled)


def _plain_voices(text: str, labels: Sequence[_Label | None]) -> list[_Label | None]:
    """In a report, `Insiders: …` is a headline; a name in full, in capitals or repeated is a voice."""
    names = Counter(label.name.of(text) for label in labels if label)

    def is_plain(label: _Label) -> bool:
        name = label.name.of(text)
        return label.words > label.name.end and (" " in name or name.isupper() or names[name] > 1)

    return [label if label and is_plain(label) else None for label in labels]


class _Label(NamedTuple):
    name: Span
    words: int
    above: NameLine | None = None


def _continued(text: str, turn: Turn, paragraph: Span) -> Turn:
    """The turn with one more paragraph."""
    return turn._replace(pieces=continued(text, turn.pieces, without_numbers(text, paragraph)))


def continued(text: str, pieces: tuple[Span, ...], paragraph: Span) -> tuple[Span, ...]:
    """With one more paragraph: within the last piece unless something else stands between the two."""
    if not pieces or text[pieces[-1].end : paragraph.start].strip():
        return (*pieces, paragraph)
    return (*pieces[:-1], Span(pieces[-1].start, paragraph.end))


def _labels(text: str, paragraphs: Sequence[Span], known: Labels) -> list[_Label | None]:
    tasks = known.tasks(paragraphs)
    labels = [None if p in tasks else _label_before_words(text, p, known) for p in paragraphs]
    first = next((at for at, label in enumerate(labels[:_LONGEST_HEAD]) if label), None)
    if first is not None and _is_headline(text, paragraphs, labels, first):
        labels[first] = None
    above = [line and _Label(line.whole, line.whole.end, line) for line in name_lines(text, paragraphs)]
    systems = [_by_turns(text, paragraphs, known, label, len(paragraphs) / 2) for label in _BY_TURNS]
    systems += [_by_turns(text, paragraphs, known, label, 0) for label in (_HONORIFIC, _IN_CAPITALS)]
    labels = max(labels, above, *systems, key=_count)
    asked = [_question_or_answer(text, paragraph) for paragraph in paragraphs]
    letters = Counter(label.name.of(text) for label in asked if label)
    answered = len(letters) > 1 or (letters["Q"] > 1 and _count(labels) > 1)  # by those whose names are labels
    return [label or answer for label, answer in zip(labels, asked, strict=True)] if answered else labels


def _by_turns(
    text: str, paragraphs: Sequence[Span], known: Labels, form: regex.Pattern[str], fewest: float
) -> list[_Label | None]:
    """The labels of one form, where they open enough of the paragraphs and somebody comes again after another."""
    found = [form.match(text, *paragraph) for paragraph in paragraphs]
    labels = [_Label(Span(*match.span("label")), match.end()) if match else None for match in found]
    names = Counter(label.name.of(text) for label in labels if label)
    plain = len(names) > 1 and len(names) < names.total() >= max(_FEWEST_BY_TURNS, fewest)
    voices = plain and all(_names_a_voice(text, label.name, known) for label in labels if label)
    return labels if voices else [None] * len(labels)


def _count(labels: Sequence[_Label | None]) -> int:
    return sum(label is not None for label in labels)


def _is_headline(text: str, paragraphs: Sequence[Span], labels: Sequence[_Label | None], at: int) -> bool:
    """`Ferries: the long wait`, with no words before it that anybody says, by nobody who speaks again."""
    label = labels[at]
    if label is None or SENTENCE_END.search(without_numbers(text, paragraphs[at]).of(text)):
        return False
    if any(SENTENCE_END.search(paragraph.of(text)) for paragraph in paragraphs[:at]):  # which introduces
        return False
    name = label.name.of(text)
    return label.words < paragraphs[at].end and all(name != other.name.of(text) for other in labels[at + 1 :] if other)


def _question_or_answer(text: str, paragraph: Span) -> _Label | None:
    match = _QUESTION_OR_ANSWER.match(text, *paragraph)
    return _Label(Span(*match.span("label")), match.end()) if match else None


def _label_before_words(text: str, paragraph: Span, known: Labels) -> _Label | None:
    if SECTION.fullmatch(text, *paragraph) or _LISTED.fullmatch(text, *paragraph):
        return None
    voice = _VOICE.match(text, *paragraph)
    if voice:
        return _Label(Span(*voice.span("label")).stripped(text), voice.end())
    match = _LABEL.match(text, *paragraph) or _name_beside_time(text, paragraph)
    if match is None or not _names_a_voice(text, Span(*match.span("label")), known):
        return None
    return _Label(Span(*match.span("label")), match.end())


def _name_beside_time(text: str, paragraph: Span) -> regex.Match[str] | None:
    name = _NAME_BESIDE_TIME.fullmatch(text, *paragraph)
    return name if name and is_beside_time(text, *paragraph) else None


def _names_a_voice(text: str, label: Span, known: Labels) -> bool:
    words = label.of(text)
    if VOICES_WITHOUT_NAME.fullmatch(words):
        return True
    if words.startswith("BY "):
        return False  # whose questions follow
    if words.count("(") > words.count(")"):
        return False  # `CARRIED 3–1 (AYES: …)`
    bare = regex.sub(r"\([^)]*\)", "", words).strip()
    if not known.may_be_voice(bare) or len(bare.split()) > 10:
        return False
    if bare.isupper() and len(bare) <= 4:  # `DM:`, the initials of a name
        return True
    named = [m for m in mentions(text, label) if (m.name or m.office or m.span == label) and not m.unvoiced]
    return bool(named) and all(word[0].isupper() or not word[0].isalpha() or len(word) <= 3 for word in bare.split())
