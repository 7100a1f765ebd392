"""Minutes → what they record: agenda items, motions, votes, decisions and action items, each where it stands.

Who was there; then line by line, in this order: what has to be done, who moved, who voted how, what was decided. What
stands in somebody's mouth is none of it but what they promise to do; an article that is no record has nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from qa.actions import Columns, action_in, action_in_list, action_in_row, columns_of, due_alone, only_names
from qa.agenda import agenda_items
from qa.decisions import Decided, decision_in
from qa.entries import Detail, Entry, Minuted, Part
from qa.known import KnownPeople
from qa.minute_lines import Item, Line, is_item, is_record, is_row, items, without_number
from qa.minute_names import is_office, people_in, without_style
from qa.motions import motion_in, tells_only_who
from qa.names import name_key
from qa.paragraphs import paragraphs
from qa.presence import attendance
from qa.promises import promise_in, promises
from qa.records import Article, Kind, Passage, Quotation, Span
from qa.roster import Roster
from qa.sentences import sentences
from qa.votes import answers_only, side_of, vote_in, vote_in_row
from qa.votes import columns_of as sides_of

# In characters; a longer line is no sentence, and a motion that stands further from its outcome is not shown with it.
_LONGEST_LINE = 1_000
_LONGEST_MATTER = 900
_LONGEST_TASK = 400
_LABEL = regex.compile(r"\b(?:DECISION|Decision|ACTION|Action)(?: item)?[ \t]*:")
_HEAD = 3_000  # characters, in which those present are listed
_IS_SO = regex.compile(r"\bso (?:decided|agreed|resolved|ordered)\b", regex.IGNORECASE)
_POLL = regex.compile(r"\b(?:vot(?:e[sd]?|ing)|roll[- ]call|division|ballot|голосован\p{L}+)\b", regex.IGNORECASE)
# `Mel Farrow (MF)`, among those present.
_INITIALLED = regex.compile(r"(?P<name>\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'.-]+){1,3}) \((?P<initials>\p{Lu}{2,4})\b")


def entries(article: Article, said: Sequence[Quotation]) -> list[Entry]:
    """What an article records, in the order of its text; of what is no record of a meeting, what those who speak
    promise by a day, or call a decision or an action."""
    text = article.text
    if not is_record(text):
        spoken = [*promises(text, said), *_labelled(text, said)]
        return sorted(_named(text, spoken), key=lambda entry: (entry.span, entry.kind))
    found = items(text, said)
    recorded = [entry for item in found for entry in _Recorder(text, item).entries()]
    agenda = agenda_items(text, found) if recorded else []
    named = _named(text, [*attendance(text, found), *agenda, *recorded])
    return sorted(named, key=lambda entry: (entry.span, entry.kind))


def _labelled(text: str, said: Sequence[Quotation]) -> Iterator[Entry]:
    """`Decision: …` and `Action: …` in turns of a transcript, after what was said since the last one."""
    since = 0
    for turn in (quotation for quotation in said if quotation.kind is Kind.TURN):
        for paragraph in (span for span in turn.spans if _LABEL.search(text, *span)):
            for sentence in sentences(text, paragraph):
                if not _LABEL.match(text, *sentence):
                    continue
                line = Line(sentence, paragraph, own=False, by=turn)
                acts = _labelled_action(text, line) if sentence.start == turn.spans[0].start else []
                matter = Span(max(since, sentence.start - _LONGEST_MATTER), sentence.end)
                if acts:
                    yield Entry(Minuted.ACTION_ITEM, sentence, matter, None, tuple(acts))
                elif decision_in(text, line) is Decided.SAYS:
                    yield Entry(Minuted.DECISION, sentence, matter)
                    since = sentence.end


def _labelled_action(text: str, line: Line) -> list[Detail]:
    """In somebody's turn, for somebody who is named."""
    acts = action_in(text, replace(line, span=_spoken(line))) or []
    return acts if any(detail.part is Part.OWNER for detail in acts) else []


def with_entries(found: Sequence[Passage], recorded: Sequence[Entry]) -> list[Passage]:
    """The passages, each with the entries that end in it."""
    starts = [passage.span.start for passage in found]
    ending: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in recorded:
        at = bisect_right(starts, entry.span.end - 1) - 1
        if at >= 0 and found[at].span.overlaps(entry.span):
            ending[at].append(entry)
    return [
        replace(passage, entries=tuple(ending[at])) if at in ending else passage for at, passage in enumerate(found)
    ]


@dataclass(slots=True)
class _Recorder:
    """Reads the lines of one item."""

    text: str
    item: Item
    found: list[Entry] = field(default_factory=list)
    before: Line | None = None
    since: int = 0  # where the matter begins that is being dealt with
    is_closed: bool = False  # it has been decided
    table: Span | None = None  # its first row
    columns: Columns | None = None
    sides: Mapping[int, Part] = field(default_factory=dict)
    owners: list[Detail] = field(default_factory=list)  # of the last row of a table
    moved: list[Span] = field(default_factory=list)  # what may be decided next
    in_decisions: bool = False  # in a list of them
    side: Part | None = None  # how those voted who are named line by line

    def entries(self) -> list[Entry]:
        lines = [line for line in self.item.lines if line.span.end - line.span.start <= _LONGEST_LINE]
        self.since = lines[0].span.start if lines else 0
        for line in lines:
            self._read(line)
            self.before = line
        return self.found

    def _read(self, line: Line) -> None:
        if self._continues_list(line):
            return
        bare = without_number(self.text, line)
        acts, moves, votes = self._action(line), motion_in(self.text, bare), self._vote(bare)
        decided = decision_in(self.text, bare)
        self.in_decisions = decided is Decided.LIST_FOLLOWS
        moves_anew = moves is not None and not tells_only_who(bare.span.of(self.text))
        goes_on = any(one is not None for one in (acts, moves, votes)) or decided is Decided.OUTCOME
        opens_matter = moves_anew or not goes_on
        if self.is_closed and (opens_matter or decided is Decided.SAYS):
            self.since, self.is_closed = line.span.start, False
        if acts is not None:
            self._add(Minuted.ACTION_ITEM, _spoken(line) if line.by else self._with_task(line), acts)
        if line.by:  # what is decided after a speech is not shown with what was moved before it
            self.moved.clear()
        if moves is not None:
            self._add(Minuted.MOTION, _spoken(line), moves)
            self.moved += [] if line.by else [line.span]
        if votes is not None:
            self._add(Minuted.VOTE, line.span, votes)
        is_repeated = decided is Decided.OUTCOME and self.is_closed and not self.moved
        if decided in (Decided.SAYS, Decided.OUTCOME) and not is_repeated:
            self._add(Minuted.DECISION, self._with_motion(line, decided), ())
            self.is_closed = True

    def _continues_list(self, line: Line) -> bool:
        """True for a name under `NOES, 5`, a row under the head of a table, an item under `RESOLVED THAT:`."""
        side = side_of(self.text, line)
        if side:
            self.side = side
            self._add(Minuted.VOTE, line.span, ())
            return True
        if self.side:
            named = people_in(self.text, line.span) if decision_in(self.text, line) is None else []
            if len(named) == 1 and len(line.span.of(self.text).split()) <= 4:
                self._lengthen([Detail(self.side, named[0])], line.span)
                return True
            self.side = None
        told = self._told_of_last(line)
        if told:
            self._lengthen(told, line.span)
            return True
        if self._is_head_of_table(line):
            return True
        is_headed = self.item.is_decisions and not is_row(line.span.of(self.text))
        if line.opens and (is_headed or (self.in_decisions and is_item(self.text, line.span))):
            self._add(Minuted.DECISION, line.paragraph if is_headed else line.span, ())
            acts = self._action(line)
            if acts:
                self._add(Minuted.ACTION_ITEM, line.span, acts)
            return True
        return self.in_decisions and not line.opens

    def _is_head_of_table(self, line: Line) -> bool:
        if not is_row(line.span.of(self.text)):
            self.table, self.columns, self.sides = None, None, {}
            return False
        self.table = self.table or line.span
        tasks, sides = columns_of(self.text, line), sides_of(self.text, line)
        self.columns, self.sides = tasks or self.columns, sides or self.sides
        return tasks is not None or bool(sides)

    def _vote(self, line: Line) -> list[Detail] | None:
        """In a table, by its columns; `Okafor | No` where something is voted on."""
        if self.sides:
            return vote_in_row(self.text, line, self.sides)
        places = (self.table, self.item.title)
        is_poll = bool(self.moved) or any(place and _POLL.search(self.text, *place) for place in places)
        return vote_in(self.text, line) if is_poll or not answers_only(self.text, line) else None

    def _told_of_last(self, line: Line) -> list[Detail]:
        """By when, or by whom, what has to be done that stands before: `Owner: Venn.`"""
        last = self.found[-1] if self.found else None
        if last is None or last.kind is not Minuted.ACTION_ITEM:
            return []
        due = due_alone(self.text, line)
        if due and not last.of(Part.DUE):
            return [due]
        is_next = self.before is not None and last.span == self.before.span
        has_owner = not is_next or last.of(Part.OWNER)
        return [] if has_owner or not only_names(self.text, line) else action_in(self.text, line) or []

    def _action(self, line: Line) -> list[Detail] | None:
        if line.by:
            return _labelled_action(self.text, line) or promise_in(self.text, line)
        if self.columns:
            return self._with_owner(action_in_row(self.text, line, self.columns), self.columns)
        if self.item.is_to_do:
            return action_in_list(self.text, line)
        return action_in(self.text, without_number(self.text, line))

    def _with_owner(self, row: list[Detail] | None, columns: Columns) -> list[Detail] | None:
        """Of a first cell that spans several rows, and is empty in all but one, the owner of all of them."""
        if row and columns.owner == 0 and not any(detail.part is Part.OWNER for detail in row):
            row = [*self.owners, *row]
        self.owners = [detail for detail in row or () if detail.part is Part.OWNER]
        return row

    def _add(self, kind: Minuted, span: Span, details: Sequence[Detail]) -> None:
        span = Span(span.start, max(span.end, *(detail.span.end for detail in details))) if details else span
        matter = Span(min(self.since, span.start), span.end)
        self.found.append(Entry(kind, span, matter, self.item.heading, tuple(details)))

    def _lengthen(self, details: Sequence[Detail], span: Span) -> None:
        last = self.found[-1]
        whole = Span(last.span.start, span.end)
        matter = Span(last.matter.start, span.end)
        self.found[-1] = replace(last, span=whole, matter=matter, details=(*last.details, *details))

    def _with_task(self, line: Line) -> Span:
        """`ACTION: CT`, with what has to be done, where that is the sentence before."""
        if self.before is None or not only_names(self.text, line):
            return line.span
        task = self.before.span
        return Span(task.start, line.span.end) if line.span.end - task.start <= _LONGEST_TASK else line.span

    def _suggested(self, line: Line) -> Span:
        """`It was so decided.`: with the sentence before."""
        is_so = self.before is not None and _IS_SO.search(line.span.of(self.text)) is not None
        return self.before.span if self.before and is_so else self._headed(line)

    def _headed(self, line: Line) -> Span:
        """`Allotments / Deferred.`: with the heading, where nothing else stands below it."""
        first = next(iter(self.item.lines), line)
        return self.item.heading if self.item.heading and first is line else line.span

    def _with_motion(self, line: Line, decided: Decided) -> Span:
        """Of what only tells that something was carried, with the motion, where that is near: once."""
        is_amended = _is_amendment(line.span.of(self.text))
        if decided is Decided.SAYS:
            self.moved = [span for span in self.moved if is_amended and not _is_amendment(span.of(self.text))]
            return line.span
        like = [span for span in self.moved if _is_amendment(span.of(self.text)) is is_amended] or self.moved
        motion = (like[-1] if is_amended else like[0]) if like else self._suggested(line)
        self.moved = [span for span in self.moved if is_amended and span != motion]
        return Span(motion.start, line.span.end) if line.span.end - motion.start <= _LONGEST_MATTER else line.span


def _spoken(line: Line) -> Span:
    """Without the label of whoever speaks."""
    return Span(max(line.span.start, line.by.spans[0].start), line.span.end) if line.by else line.span


def _is_amendment(words: str) -> bool:
    return "amendment" in words.lower()


def _named(text: str, recorded: Sequence[Entry]) -> Iterator[Entry]:
    """With the full names of those who are named in part, by office or by initials, where the article tells."""
    people = Roster(text, paragraphs(text), (), KnownPeople(), None)
    initials = {told["initials"]: told["name"] for told in _INITIALLED.finditer(text, 0, _HEAD)}
    for entry in recorded:
        details = tuple(
            d if d.part is Part.DUE else d._replace(name=d.name or _full_name(text, people, initials, d.span))
            for d in entry.details
        )
        yield replace(entry, details=details)


def _full_name(text: str, people: Roster, initials: Mapping[str, str], who: Span) -> str:
    """Empty where it is nobody, or may be several."""
    printed = who.of(text).strip().removeprefix("@")
    if is_office(printed):
        return _holder(people, printed)
    if initialled := initials.get(printed):
        return initialled
    inside = [m for m in people.between(who.start, who.end) if m.name]
    meant = people.with_initials(printed) if printed.isupper() else []
    meant = meant or people.bearers(_untitled(inside[0].name if inside else printed))
    names = {_untitled(person.name) for person in meant}
    return names.pop() if len(names) == 1 else ""


def _untitled(name: str) -> str:
    return name[name.index(without_style(name)) :]


def _holder(people: Roster, office: str) -> str:
    words = set(name_key(office).split()) - {"the"}
    names = {p.name for p in people.people if any(words <= set(name_key(held.words).split()) for held in p.offices)}
    return names.pop() if len(names) == 1 and words else ""
