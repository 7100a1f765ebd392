"""Action items: who has to do something, and by when; by label, in sentences, lists and tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from embeddings.common_words import is_common
from qa.circumstances import DEADLINE, SOON
from qa.entries import Detail, Part
from qa.minute_lines import Line, bullet_end, cells, is_row
from qa.minute_names import PEOPLE, SOMEBODY, compiled, is_nobody, is_office, people_in
from qa.records import Span

_SEARCHED = 50_000  # characters of a text, for a word within its lines
_DUE = compiled(
    rf"(?:\b(?:by|before|until|no later than|not later than|due(?: date)?(?: by| on)?|deadline|до|к"
    rf"|срок)\b[\s:–—-]*(?:до\s+|EOD\s+)?|[(\[,–—]\s*(?:due\s+)?)(?P<due>{DEADLINE})(?!\p{{L}})"
    rf"|\b(?P<due>{SOON})(?!\p{{L}})",
    regex.IGNORECASE,
)
_LABEL = compiled(
    r"[\s*_\[(#•·▪–—-]*(?:\d{1,2}[.)]\s*)?(?:\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*){0,2}: )?(?:ACTIONS?"
    r"|Actions?|AP|A\.?P\.?|AI|TO ?DO|To ?[Dd]o|TASK|Task|Next step"
    r"|Follow[- ]up|Поручение|ПОРУЧЕНИЕ)(?:\s+(?:item|point|no\.?|ITEM"
    r"|POINT))?\s*(?:\d{1,3}(?:[./]\d{1,3})*)?[\s*_\])]*(?:[:.–—-]+|(?<=\d[*_]*)\s|(?<=TO ?DO|AP"
    r"|ACTION) (?=\p{Lu}))[\s*_]*(?=\S)"
)
_TO = r"\s+(?:to|will|shall|is to|are to|must|should|needs? to)\s+"
_BY_LABEL = compiled(rf"(?P<who>{PEOPLE})(?:{_TO}|\s*[:–—→-]\s*|\s*$|\s*[,.;(]\s*|(?<=@\S+)\s+)")
_TASK_THEN_OWNER = compiled(
    r"(?:[(\[]|[–—:]\s|\s-\s|\|\s*|\b(?:Owner|Lead):?\s)\s*(?P<who>[^()\[\]|–—:]{2,60}?)[)\]]?[\s.,;]*"
    rf"(?:(?:by|due|[,(–—-])\s*{DEADLINE}\)?)?[\s.]*$"
)
_VERBS = (
    r"(?:report|circulate|write|send|draft|prepare|contact|ask|check|arrange|book|invite|obtain|get|follow|review"
    r"|speak|meet|look|organi[sz]e|update|submit|provide|share|investigate"
    r"|confirm|find|order|produce|liaise|chase|raise|publish|bring|come|present|call|email|e-mail|phone|discuss"
    r"|consult|seek|set|draw|make|take|put|pay|buy|install|repair|talk|inform|notify"
    r"|remind|explore|research|collect|compile|complete|finali[sz]e|return|revise|sign|post|distribute|add|remove"
    r"|ensure|request|approach|attend|represent|act|negotiate|advise|forward|measure"
    r"|inspect|replace|test|fix|try|give|tell|let|visit|examine|assess|monitor|analy[sz]e|develop|create|propose"
    r"|consider|undertake|collate|clarify|advertise|recruit|apply|keep|hold|file|schedule|ring|sort|handle|host|clean"
    r"|mend|paint|design|plan|print|deliver|upload|link|train|lay|oversee|manage|cover|chair|log|track|demo|scope)"
)
_TASKED = (
    rf"(?:(?:kindly|also|then|duly|reluctantly|again) )?(?:(?:will|would|must|shall)(?: (?:also|now|then))? (?:{_VERBS}"
    rf"\b|have (?=\p{{Lu}}))|(?:is|are) to (?:be )?\p{{Ll}}+"
    rf"|(?:undertook|offered|volunteered|promised|agreed|committed|(?:was|were|is|are) (?:asked|instructed"
    rf"|requested|directed|tasked|authori[sz]ed|required|mandated|delegated)(?: by [^,.]{{2,40}}?)?) to \p{{Ll}}+)"
)
# `Keys: Tarn to get three more`, `In the meantime Tarn to get three more`, `If it leaks, Tarn is to call the plumber`
_BEFORE = (
    r"(?:\p{Lu}[^:.\n]{1,40}:\s+|(?:In the meantime|Meanwhile|(?:After|Before|Following|Once|If|When|In|At|On|Until)\b"
    r"[^,.;:]{2,80},)\s+)?"
)
_SENTENCE = compiled(rf"^\W*(?:\d[\d.]*\)? )?{_BEFORE}(?P<who>{PEOPLE})\s+{_TASKED}")
_FRAGMENT = compiled(
    rf"^\W*(?:\d{{1,2}}[.)] )?{_BEFORE}(?P<who>{PEOPLE})\s+to\s+(?:\p{{Ll}}+ly\s+)?(?!(?:the|a|an|be|his|her|their"
    rf"|our|my|it|this|that)\b)(?:{_VERBS}\b|\p{{Ll}}{{2,}}(?=\s+\S))(?![^.]*\b(?:was|were|said|has|had|is)\b)"
)
_ORDERED = compiled(
    rf"\b(?:requested|instructed|directed|asked|tasked|charged|authori[sz]ed|mandated"
    rf"|invited)\s+(?P<who>{PEOPLE})\s+to\s+\p{{Ll}}+"
)
_SUBJUNCTIVE = compiled(
    rf"\b(?i:resolved|agreed|decided|ordered|requested|asked|instructed"
    rf"|directed)\b[^.]{{0,60}}?\b(?i:that)\s+(?P<who>{SOMEBODY})\s+(?:be\s+(?:asked|instructed|requested|directed"
    rf"|authori[sz]ed|tasked"
    rf"|delegated)\s+to\s+\p{{Ll}}+|(?:{_VERBS}|{_VERBS.upper()})\b(?!\s+(?:was|is)))"
)
# `It was left to Tarn to book the hall`
_LEFT_TO = compiled(
    rf"\b(?:left|delegated|assigned|entrusted|handed|falls|fell)(?: over)? to (?P<who>{PEOPLE}) to \p{{Ll}}+"
)
# `The keys are to be cut by Tarn`
_PASSIVE = compiled(
    rf"\b(?:to|must|will|should|that\b[^.;]{{2,80}}) be (?:\p{{Ll}}+ly )?\p{{Ll}}{{2,}}(?:ed|en|t|de|ne)\b"
    rf"[^.;]{{0,60}}? by (?!{DEADLINE})(?P<who>{PEOPLE})(?=\s*(?:[.,;(]|$|\b(?:by|before|on|in|and)\b))"
)
# `AI(Tarn): …`, `ACTION [Tarn/Lund] – …`, `Action on Tarn: …`
_LABEL_OF = compiled(
    r"[\s*_\[(#•·▪–—-]*(?:ACTIONS?|Actions?|AP|AI|TO ?DO|To ?[Dd]o|TASK|Task)(?: (?:item|point|ITEM|POINT))?[*_]*"
    rf"(?:\s*[(\[]\s*|\s+(?:on|for|by)\s+)(?P<who>{PEOPLE})\s*[)\]]?[*_]*\s*[:–—-]+[*_]*\s*(?=\S)"
)
# `- [ ] cut the keys`; what is ticked off is done.
_OPEN_BOX = compiled(r"[ \t]*(?:[-*•][ \t]*)?\[ ?\][ \t]*(?=\S)")
# `@tarn: cut the keys`
_HANDED = compiled(rf"\W*(?P<who>@[\w.-]*\w)\s*[:–—-]?\s+(?i:{_VERBS})\b")
# `>> Tarn + Lund: cut the keys`
_POINTED_AT = compiled(rf"[ \t]*>>+[ \t]*(?P<who>{PEOPLE}):\s+\S")
_TICKED_BOX = compiled(r"[ \t]*(?:[-*•][ \t]*)?\[[xXхХ✓✔]\]")
_SEMICOLON = compiled(rf";\s*(?P<who>{PEOPLE})\s+(?:is|are|will|to)\s+(?:to\s+)?\p{{Ll}}+")
_TRAILING = compiled(
    rf"\b(?:ACTION|Action)\s*[:–—-]\s*(?P<who>{PEOPLE}|\p{{Lu}}{{2,4}}(?:\s*[/,&]\s*\p{{Lu}}{{2,4}})*)[\s.\])]*$"
)
_NAMES = compiled(rf"(?:{PEOPLE}|\p{{Lu}}{{2,4}}(?:\s*[/,&]\s*\p{{Lu}}{{2,4}})*)[\s.\])*_]*")
_INITIALS = r"\s+\p{Lu}\.\s?(?:\p{Lu}\.)?"
# `Поручить Петровой …`, `Петровой Е. А. подготовить …`, `Петрова должна …`
_RUSSIAN = compiled(
    r"^\W*(?:\d[.)\d]*\s+)?(?:(?:РЕШИЛИ|Решили|ПОСТАНОВИЛИ|Постановили)\s*:\s*)?(?:(?:Поручить|поручить|Поручено|Обязать|Рекомендовать"
    rf"|Просить)\s+(?P<who>\p{{Lu}}[\p{{L}}-]+(?:{_INITIALS})?|[\p{{Ll}}]+(?:у|ю|ам|ям|ии|ей)\b)"
    rf"|(?P<who>(?:\p{{Lu}}\.\s?){{1,2}}\p{{Lu}}\p{{Ll}}+(?:у|ю|ой|ей)"
    rf"|\p{{Lu}}\p{{Ll}}+(?:у|ю|ой|ей)(?:{_INITIALS}|\s+\p{{Lu}}\p{{Ll}}+(?:у|ю|ой|ей|е)))"
    r"\s+(?:\p{Ll}+\s+)?\p{Ll}+(?:ть|ться|ти|чь)\b"
    rf"|(?P<who>\p{{Lu}}\p{{Ll}}+(?:{_INITIALS})?)\s+(?:должен|должна|должны|обязан\p{{Ll}}*|обязуется|поручен[оа]"
    r"|взял[аи]? на себя)\b)"
)
_RESPONSIBLE = compiled(
    r"\b(?:[Оо]тветственн\p{L}+|ОТВЕТСТВЕНН\p{L}+|[Ии]сполнител[ьи]|[Оо]тв\.|Responsible|Owner|Lead"
    r"|Action owner)\s*(?:[:–—-]\s*|(?<=тв\.\s*))(?P<who>\p{Lu}[\p{L}’'.-]*+(?:\s+\p{Lu}[\p{L}.’'-]*+){0,2}+)"
    r"(?! \p{Ll}+(?<!\b(?:by|to|and|with|will|before|until|due|at|on|is|are|и|до|к|с))\b)"
)
# A line of its own, below a task.
_DEADLINE = compiled(r"[\s•*–-]*(?:сроки?|deadline|due)\b[^.\n]*[.]?", regex.IGNORECASE)
_HEADER_TASK = compiled(
    r"(?:(?:agreed |outstanding )?actions?|tasks?|what|items?|description|details?|to do|step|deliverable"
    r"|задач[аи]|поручени[ея]|мероприяти[ея]|что|действи[ея]|содержание|decision)\b.*",
    regex.IGNORECASE,
)
_HEADER_OWNER = compiled(
    r"(?:(?:action |task |risk )?owners?(?:\(s\))?|who|(?:person )?responsible\b.*|lead\b.*|assigned(?: to)?"
    r"|(?:by )?whom|person|assignees?|action(?:ed)? by|accountable|name|initials|кто|ответственны[йе]\b.*"
    r"|исполнител[ьи])",
    regex.IGNORECASE,
)
_HEADER_DUE = compiled(
    r"(?:due\b.*|deadlines?|when|by when|(?:completion |target |review )?date\b.*|target|timescale|by"
    r"|срок\b.*|когда|до)",
    regex.IGNORECASE,
)
# In a list of tasks, without anybody who has one.
_NO_TASK = compiled(
    r"\W*(?:(?:(?:date|time|place|venue)(?: (?:and|&) (?:date|time|place|venue))* of )?(?:the )?(?:next|following)"
    r" (?:\p{L}+ )?(?:meeting|session|call)\b|(?:the )?meeting (?:closed|ended|adjourned|rose|finished)\b"
    r"|(?:items? )?(?:to vote on|for (?:discussion|decision|information))\b|(?:any other business|AOB|none|nil)\b"
    r"|(?:no|there was no) (?:other|further)\b)",
    regex.IGNORECASE,
)
_NOTHING_YET = compiled(
    r"\b(?:in (?:19|20)\d\d|last year|ago|had|used to)\b|would (?:be|have|like|prefer|rather|not)\b|\?\s*$",
    regex.IGNORECASE,
)


class Columns(NamedTuple):
    """The columns of a table of actions, from 0."""

    task: int
    owner: int
    due: int | None


def columns_of(text: str, line: Line) -> Columns | None:
    """Those that the head of such a table names; None of any other line."""
    if not is_row(line.span.of(text)):
        return None
    heads = [cell.of(text).strip("*_ ") for cell in cells(text, line.span)]
    owner = next((at for at, head in enumerate(heads) if _HEADER_OWNER.fullmatch(head)), None)
    task = next((at for at, head in enumerate(heads) if at != owner and _HEADER_TASK.fullmatch(head)), None)
    due = next((at for at, head in enumerate(heads) if at not in (owner, task) and _HEADER_DUE.fullmatch(head)), None)
    return Columns(task, owner, due) if owner is not None and task is not None else None


def action_in_row(text: str, line: Line, columns: Columns) -> list[Detail] | None:
    """None where a row has no task."""
    found = cells(text, line.span)
    if len(found) <= max(columns.task, columns.owner) or not regex.search(r"\p{L}", found[columns.task].of(text)):
        return None
    owners = [Detail(Part.OWNER, who) for who in _owners(text, found[columns.owner])]
    due = [found[columns.due]] if columns.due is not None and columns.due < len(found) else []
    return [*owners, *(Detail(Part.DUE, one) for one in due if one.end > one.start)]


def due_alone(text: str, line: Line) -> Detail | None:
    """`Срок: 25 марта.`: of what stands before it."""
    if _DEADLINE.fullmatch(text, *line.span) is None:
        return None
    return next(iter(_due(text, line.span)), None)


def only_names(text: str, line: Line) -> bool:
    """`ACTION: CT`: what has to be done stands before it."""
    label = _LABEL.match(text, *line.span)
    if _RESPONSIBLE.match(text, *line.span):
        return True
    return label is not None and _NAMES.fullmatch(text, label.end(), line.span.end) is not None


def action_in(text: str, line: Line) -> list[Detail] | None:
    """Who has to do it, and by when, as far as a line tells; None where it records no action."""
    if _TICKED_BOX.match(text, *line.span):
        return None
    handed = (_POINTED_AT.match(text, *line.span) or _HANDED.match(text, *line.span)) if line.own else None
    of = _LABEL_OF.match(text, *line.span) or handed
    if of and (owners := people_in(text, Span(*of.span("who")))):
        return [*(Detail(Part.OWNER, one) for one in owners), *_due(text, line.span)]
    label = _LABEL.match(text, *line.span) or _OPEN_BOX.match(text, *line.span)
    if label:
        return [*_labelled(text, Span(label.end(), line.span.end)), *_due(text, line.span)]
    responsible = _RESPONSIBLE.search(text, *line.span)
    if responsible:
        return [Detail(Part.OWNER, Span(*responsible.span("who"))), *_due(text, line.span)]
    if not line.own or _NOTHING_YET.search(text, *line.span):
        return None
    words = line.span.of(text)
    for form in (_TRAILING, _RUSSIAN, _SENTENCE, _FRAGMENT, _SEMICOLON, _ORDERED, _LEFT_TO, _PASSIVE, _SUBJUNCTIVE):
        told = form.search(words)
        who = Span(*told.span("who")).shifted(line.span.start) if told else None
        if told is None or who is None:
            continue
        place = line.span.start + told.start()
        if form is not _SUBJUNCTIVE and any(said.start <= place < said.end for said in line.said):
            continue
        owners = [who] if form in (_RUSSIAN, _TRAILING) else people_in(text, who)
        if owners and not _is_only_word(text, who):
            return [*(Detail(Part.OWNER, one) for one in owners), *_due(text, line.span)]
    return None


def _is_only_word(text: str, who: Span) -> bool:
    """`Sorry to miss it`: a word that begins lines, and is never somebody within one; `M/S Tarn/Lund`."""
    word = who.of(text)
    if word.startswith("M/S "):  # moved, seconded
        return True
    if not (word.istitle() and word.isalpha() and is_common(word.lower())) or is_office(word):
        return False
    within_line = rf"(?<=[\p{{L}}.,;:(/&][ \t]){word}\b|\({word}\b|\b{word}[ \t]\p{{Lu}}"
    return regex.search(within_line, text, pos=0, endpos=_SEARCHED) is None


def action_in_list(text: str, line: Line) -> list[Detail] | None:
    """An item under `Actions`: `Town Clerk: letter …, by 28th June`, `Order netting (Birk)`."""
    if line.by or _TICKED_BOX.match(text, *line.span):
        return None
    if not line.opens or not regex.search(r"\p{L}{3}", text, pos=line.span.start, endpos=line.span.end):
        return None
    start = bullet_end(text, line.span)
    if _NAMES.fullmatch(text, start, line.span.end):  # who signs, and has nothing to do
        return None
    owners = _labelled(text, Span(start, line.span.end))
    is_task = owners or (start > line.span.start and _NO_TASK.match(text, start, line.span.end) is None)
    return [*owners, *_due(text, line.span)] if is_task else None


def _labelled(text: str, task: Span) -> list[Detail]:
    """The owners, before the task or after it."""
    responsible = _RESPONSIBLE.search(text, *task)
    if responsible:
        return [Detail(Part.OWNER, Span(*responsible.span("who")))]
    before = _BY_LABEL.match(text, *task)
    if before and (owners := people_in(text, Span(*before.span("who")))):
        return [Detail(Part.OWNER, who) for who in owners]
    after = _TASK_THEN_OWNER.search(text, *task)
    return [Detail(Part.OWNER, who) for who in people_in(text, Span(*after.span("who")))] if after else []


def _owners(text: str, cell: Span) -> Sequence[Span]:
    named = people_in(text, cell)
    words = cell.of(text)
    return named or ([cell] if 0 < len(words) <= 40 and not is_nobody(words) and regex.search(r"\p{L}", words) else [])


def _due(text: str, span: Span) -> list[Detail]:
    found = _DUE.search(text, *span)
    return [Detail(Part.DUE, Span(*found.span("due")))] if found else []
