"""Who examines whom in a court's record: `BY MS. ROTH:` above questions, the witness who is sworn, the judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from qa.mentions import Mention
from qa.name_lines import parse_label
from qa.records import Span
from qa.turns import Turn, speaker_of

_WORD = r"(?:\p{Lu}\.|(?i:mr|mrs|ms|dr|prof|sgt|det|lt|capt|col|hon)\.|\p{Lu}[\p{L}\p{M}’'\-]*)"
_NAME = rf"(?P<name>{_WORD}(?:[ \t]+{_WORD}){{0,5}})"
# `BY MS. ROTH:`, `CROSS-EXAMINATION BY MS. ROTH:`
_EXAMINER = regex.compile(
    rf"(?:\p{{Lu}}[\p{{Lu}} \t-]{{0,40}}EXAMINATION[ \t]+)?BY[ \t]+{_NAME}[ \t]*(?:\([^()\n]{{1,30}}\)[ \t]*)?:?"
)
# `JORY PELL, called as a witness, having been duly sworn, …`, `JORY PELL, DEFENDANT'S WITNESS, SWORN`
_SWORN = regex.compile(rf"(?i:the[ \t]+witness,[ \t]+)?{_NAME},[^.?!]{{0,200}}\b(?i:sworn|affirmed|witness)\b")
# `The State calls Jory Pell.`
_CALLED = regex.compile(
    r"\b(?:plaintiffs?|defendants?|defen[cs]e|state|people|government|crown|prosecution|commonwealth|claimant|petitioner"
    r"|respondent|we|I|(?:we|I)[’'](?:d|ll)|now|next|to)(?:[ \t]+(?:will|would|now|like[ \t]+to)){0,3}"
    r"[ \t]+calls?[ \t]+"
    r"(?:to[ \t]+the[ \t]+(?:witness[ \t]+)?stand[ \t]+|(?:our|its|as)[ \t][^.?!,]{1,30},[ \t]+)?"
    rf"(?-i:{_NAME})(?=[.,;]|[ \t]+(?:to|as)\b|$)",
    regex.IGNORECASE,
)
_EXCUSED = regex.compile(r"\bwitness (?:is |was )?(?:excused|steps down|stepped down|stands down|withdrew)\b", regex.I)
# In the head of the record: `BEFORE THE HONORABLE ELIN ROTH`, `Presiding: Mrs Justice Roth`
_JUDGE = regex.compile(
    rf"\b(?i:hon(?:ou?rable|\.)?),?[ \t]+(?:(?i:judge|justice)[ \t]+)?{_NAME}"
    rf"|\b(?i:before|presiding):?[ \t]+(?:(?i:mr|mrs|ms|lord|lady)\.?[ \t]+)?(?i:judge|justice)[ \t]+{_NAME}"
)
_HEAD = 4_000  # characters
_THE_COURT = regex.compile(r"(?:THE )?COURT", regex.IGNORECASE)
_THE_WITNESS = regex.compile(r"(?:THE )?WITNESS|A\.?|Answer", regex.IGNORECASE)
_A_QUESTION = regex.compile(r"Q\.?|Question", regex.IGNORECASE)


def heard(text: str, paragraphs: Sequence[Span], spoken: Sequence[Turn]) -> list[Mention]:
    """For each turn, whose it is: in a court's record, `Q` is whoever examines, `A` the witness."""
    above = [Span(0, 0), *(turn.pieces[-1] for turn in spoken)]
    examined = any(_EXAMINER.fullmatch(text, *paragraph) for paragraph in paragraphs)
    if not (examined and spoken):
        return [speaker_of(text, turn) for turn in spoken]
    record = _Record(text, spoken[0].label.start)
    found: list[Mention] = []
    between = _between(paragraphs, [turn.label.start for turn in spoken], [span.end for span in above])
    for turn, lines in zip(spoken, between, strict=True):
        for line in lines:
            record.read(line)
        found.append(record.speaker_of(turn))
        record.listen(turn)
    return found


class _Record:
    """Who examines and who is examined, as far as the record has been read."""

    def __init__(self, text: str, first_turn: int) -> None:
        self._text = text
        judges = {m["name"].casefold(): Span(*m.span("name")) for m in _JUDGE.finditer(text, 0, min(_HEAD, first_turn))}
        self._judge = self._named(next(iter(judges.values()))) if len(judges) == 1 else None
        self._examiner: Mention | None = None
        self._witness: Mention | None = None

    def read(self, line: Span) -> None:
        """What stands between two turns."""
        examiner, sworn = _EXAMINER.fullmatch(self._text, *line), _SWORN.match(self._text, *line)
        if examiner:
            name = Span(*examiner.span("name"))
            self._examiner = self._judge if _THE_COURT.fullmatch(self._text, *name) else self._named(name)
        elif sworn:
            self._witness = self._named(Span(*sworn.span("name")))
        elif _EXCUSED.search(self._text, *line):
            self._witness = self._examiner = None

    def listen(self, turn: Turn) -> None:
        """To a party who calls a witness."""
        for piece in turn.pieces:
            for called in _CALLED.finditer(self._text, *piece):
                self._witness, self._examiner = self._named(Span(*called.span("name"))), None

    def speaker_of(self, turn: Turn) -> Mention:
        known = (
            (_THE_COURT, self._judge),
            (_THE_WITNESS, self._witness),
            (_A_QUESTION, self._examiner),
        )
        by_role = (who for label, who in known if who and label.fullmatch(self._text, *turn.label))
        return next(by_role, None) or speaker_of(self._text, turn)

    def _named(self, name: Span) -> Mention | None:
        mention = parse_label(self._text, name)
        return mention if mention and mention.name else None


def _between(paragraphs: Sequence[Span], starts: Sequence[int], ends: Sequence[int]) -> Iterator[list[Span]]:
    """For each turn, the paragraphs above it that are no part of the one before."""
    at = 0
    for start, end in zip(starts, ends, strict=False):
        lines: list[Span] = []
        while at < len(paragraphs) and paragraphs[at].start < start:
            if paragraphs[at].start >= end:
                lines.append(paragraphs[at])
            at += 1
        yield lines
