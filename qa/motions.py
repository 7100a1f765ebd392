"""Motions: who moves and who seconds them, by label (`Motion (Tarn/Okafor): that …`), formula and sentence."""

from __future__ import annotations

from collections.abc import Iterator

from qa.entries import Detail, Part
from qa.minute_lines import Line
from qa.minute_names import SOMEBODY, compiled, people_in
from qa.records import Span

_SEP = r"\s*(?:[:–—-]|\bby\b:?)?\s*"
_MOVER = rf"(?P<mover>{SOMEBODY})"
_SECONDER = rf"(?P<seconder>{SOMEBODY})"
_SECONDED = rf"(?i:second(?:ed|er|ing)?\b)(?i:\s*(?:the motion|it)?{_SEP})"
_FORMS = [
    compiled(form)
    for form in (
        # `Motion (Tarn/Okafor): …`, `MOTION (Adeyinka, seconded T. Achterby): …`
        rf"^\W*(?i:motion|amendment|resolution)(?: \w{{1,6}})?\s*\(\s*(?i:moved by |moved |mover:? )?{_MOVER}"
        rf"(?:\s*[/,;&–—-]+\s*(?:(?i:second(?:ed|er)?(?: by)?:?)\s*)?{_SECONDER})?\s*\)",
        # `Moved by A, seconded by B, that …`; `Proposed A, seconded B`; `It was moved by A and seconded by B`
        rf"(?:^|[.(;,]\s*|\b(?i:was|and|motion|on motion|amendment)\s+(?:then\s+)?)(?i:moved|proposed"
        rf"|motion(?: made)?|mover|proposer|tabled)"
        rf"(?i:\s*(?:by\b|:|–|—)\s*:?\s*|\s+(?=\p{{Lu}}))[*_]*\s*{_MOVER}"
        rf"(?:\s*[,;./]?\s*(?i:and\s+|duly\s+)*{_SECONDED}[*_]*\s*{_SECONDER})?",
        # `Motion to approve (A/B)`
        rf"\b(?i:motion)\b[^.()]{{0,120}}\(\s*{_MOVER}\s*[/,;]\s*(?i:second(?:ed)?(?: by)? )?{_SECONDER}\s*\)",
        # `Motion to adjourn by A, second by B`
        rf"^\W*(?i:motion) (?:to|that) [^.]{{3,120}}? (?i:made by|moved by"
        rf"|by) {_MOVER}(?:\s*[,;]?\s*(?i:and\s+)?{_SECONDED}{_SECONDER})?",
        # `An amendment by A to paint it blue was lost`
        rf"^\W*(?i:an?|the)(?: \p{{Ll}}+)? (?i:motion|amendment|proposal|resolution) (?:by|from) {_MOVER}",
        # `On the motion of A, seconded by B`
        rf"(?i:on (?:the |a )?motion (?:of|by|from)|^\W*on (?:the |a )?(?:proposal|proposition) (?:of|by|from))"
        rf"\s+{_MOVER}(?:\s*,?\s*(?i:and\s+)?{_SECONDED}{_SECONDER})?",
        # `Seconded: B.`, `A seconded (the motion)`
        rf"(?:^|[.;,(]\s*)(?i:seconded|seconder|second)(?i:\s*(?:by\b|:|–|—)\s*:?\s*"
        rf"|\s+(?=\p{{Lu}}))[*_]*\s*{_SECONDER}",
        rf"(?:^|\band |[.;]\s*){_SECONDER}\s+(?i:seconded|2nd(?:ed)?|seconds)\b(?!\s+to\b)",
        # `A proposed, and B seconded, that …`; `A made a motion to …`
        rf"^(?:\W*){_MOVER}\s*,?\s+(?i:moved|proposed)(?:,|\b[^.;]{{0,160}}?,)?\s+(?i:and\s+)?{_SECONDER}"
        r"\s+(?i:seconded)\b",
        rf"^(?:\W*){_MOVER}\s+(?i:made|put forward|submitted|introduced|tabled|offered)\s+(?:a|an"
        rf"|the)\s+(?:\p{{L}}+\s+)?"
        r"(?:motion|amendment|resolution)\b",
        # `A moved an amendment, seconded by B, …`, `A proposed that …`
        rf"^(?:\W*(?:After|Following|On|At|In|Then|Next)\b[^.;:]{{2,60}}?)?\W*(?:{_MOVER})(?:\s*\([^().]{{3,60}}\))?"
        r"(?:\s*,\s*[^,.]{3,60},)?\s+(?i:then\s+|therefore\s+|also\s+|formally\s+)?"
        r"(?i:moved\b(?!\s+(?:to the|into|from|house|away|on to)\b)"
        r"|proposed (?:that|an?\s+(?:amendment|motion|resolution|vote)|the (?:motion|amendment|resolution)|as (?:a"
        r"|an)\b|and\b|\p{Ll}+ing\b))"
        rf"(?:[^.]{{0,80}}?,?\s*(?i:and\s+)?{_SECONDED}{_SECONDER})?",
    )
]
_IN_OWN_WORDS = compiled(
    r"\W*I (?:beg to |hereby |would like to |wish to |therefore |now |so )*(?:move|propose a motion"
    r"|propose an amendment)\b"
)
_SECONDS = compiled(r"\W*I(?: am happy to| am pleased to| hereby|['’]ll| will)? second\b(?!ly)")
# `A proposed that it be so and B seconded this`: no part of what A says.
_SECONDED_TOO = compiled(rf"\band {_SECONDER} seconded (?:this|it|the \p{{Ll}}+)\b")
_TELLS_WHO = compiled(r"\W*(?i:moved|proposed|proposer|mover|seconded)\b")
_TELLS_WHAT = compiled(r"\b(?:that|to|for)\b")
_NAMELESS = compiled(
    r"^\W*(?:MOTION|Motion|AMENDMENT|Amendment)(?: \w{1,6})?\s*:\s*\S|^\W*(?:A|The) (?:motion|proposal"
    r"|amendment) (?:was (?:made|put forward|moved)|to)\b"
    r"|^\W*(?:THAT|That) \p{Ll}[^.]{8,}|^\W*Question\s*[—–-]\s*That\b|^\W*(?:The )?[Qq]uestion put,? [Tt]hat\b"
    r"|\bmotion died for (?:lack|want) of a second"
)


def tells_only_who(words: str) -> bool:
    """`Proposed by A, seconded by B`: of what stands before it."""
    return _TELLS_WHO.match(words) is not None and _TELLS_WHAT.search(words) is None


def motion_in(text: str, line: Line) -> list[Detail] | None:
    """Who moves and who seconds, as far as a line tells; None where it records no motion."""
    if not line.own:
        return _of_speaker(text, line)
    found = list(dict.fromkeys(_named(text, line)))
    return found if found or _NAMELESS.search(line.span.of(text)) else None


def _named(text: str, line: Line) -> Iterator[Detail]:
    words = line.span.of(text)
    for form in _FORMS:
        for told in form.finditer(words):
            place = line.span.start + told.start()
            is_told = any(said.start <= place < said.end for said in line.said)
            if is_told and not _SECONDED_TOO.match(words, told.start()):
                continue
            for part in (Part.MOVER, Part.SECONDER):
                if part in told.re.groupindex and told[part]:
                    who = Span(*told.span(part)).shifted(line.span.start)
                    yield from (Detail(part, one) for one in people_in(text, who))


def _of_speaker(text: str, line: Line) -> list[Detail] | None:
    """`I move that …`, in a transcript: whoever speaks."""
    mention = line.by.mention if line.by else None
    if mention is None or line.by is None:
        return None
    name = line.by.speaker.name if line.by.speaker else ""
    words = text[max(line.span.start, line.by.spans[0].start) : line.span.end]
    if _IN_OWN_WORDS.match(words):
        return [Detail(Part.MOVER, mention, name)]
    return [Detail(Part.SECONDER, mention, name)] if _SECONDS.match(words) else None
