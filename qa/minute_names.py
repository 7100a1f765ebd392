"""Whom minutes name, in their own short ways: `Cllrs Bole and Crane`, `J. Okafor`, `CT`, `the Town Clerk`."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from qa.records import Span

_STYLE = (
    r"(?:(?:rt|right|honourable|cllrs?|councill?ors?|council ?(?:members?|wom[ae]n|m[ae]n)"
    r"|members?|messrs|mrs?|ms|miss|mx"
    r"|dr|prof(?:essors?)?|bros?|sis|comrade|rev(?:d|erend)?|sir|dame|mayor|deputy mayor"
    r"|vice[- ]?(?:mayor|chair(?:man)?|president)"
    r"|chair(?:man|woman|person)?"
    r"|president|senators?|reps?|alder(?:man|men|woman)|trustees?|directors?|commissioners?|judge|lord|lady"
    r"|baroness|minister|chief"
    r"|captain|governors?|supervisors?|hon|the|г-н|г-жа|тов|депутаты?)\.?\s+){0,4}"
)
# `Cllr Pell MOVED`
_LOUD = (
    r"(?-i:MOVED|MOVING|SECONDED|SECONDING|PROPOSED|SUPPORTED|OPPOSED|VOTED|VOTING|ABSTAINED|ABSTAINING|AGREED|RESOLVED"
    r"|CARRIED|LOST|NOTED|ASKED|REPORTED|SAID|AGAINST|FOR|AND|TO|WILL)\b"
)
_WORD = rf"(?:\p{{Lu}}\.|(?!{_LOUD})\p{{Lu}}[\p{{L}}\p{{M}}’'-]*)"
_JOINT = r"(?:(?:de|van|von|der|den|la|le|al|bin|da|di|du|of)\s+)?"
_HANDLE = r"@[\p{L}\d](?:[\w.-]*\w)?"
NAME = rf"(?:{_HANDLE}|(?!The\s+\p{{Ll}})(?i:{_STYLE})(?:{_WORD})(?:[ \t\n]+{_JOINT}{_WORD}|(?<=\.){_WORD}){{0,3}})"
_OFFICE_WORD = (
    r"(?:clerk|chair(?:man|woman|person)?|vice[- ]?chair\p{L}*|secretary|treasurer|head(?:teacher)?|mayor|director"
    r"|manager|secretariat|officers?|governors?"
    r"|ceo|cfo|coo|chief executive|administrator|president|principal|warden|steward|solicitor|surveyor|engineer"
    r"|architect|bursar"
    r"|committee|sub-?committee|working group|task group|working party|management|board|executive|team|staff"
    r"|members|trustees|directors"
    r"|all|everyone|both|auditors?|registrar|convenor|captain|editor|accountant|attorney|planner|ranger|council"
    r"|minister|ministry"
    r"|председател\p{L}+|секретар\p{L}+|казначе\p{L}+|директор\p{L}*|правлени\p{L}+|бухгалтер\p{L}*)"
)
OFFICE = (
    rf"(?:(?i:the\s+)?(?:(?!(?:To|The|And|It"
    rf"|That)\b)[\p{{L}}’'-]+\s+){{0,2}}?(?i:{_OFFICE_WORD})\b(?:\s+of\s+(?:the\s+)?\p{{Lu}}[\p{{L}}’'-]*)?)"
)
# Those that meet, and decide.
BODY = (
    r"(?:board|council|committee|sub-?committee|commission|assembly|house|senate|parliament|cabinet|trustees|directors"
    r"|governors|governing body|members|shareholders|meeting|panel|(?:working |steering )?group|partnership|executive"
    r"|society|club|councillors|team|union|association|congress|synod|authority)"
)
SOMEBODY = rf"(?:{NAME}|{OFFICE})"
AND = r"(?:\s*[,;/&+]\s*(?:and\s+|и\s+)?|\s+and\s+|\s+и\s+)"
PEOPLE = rf"{SOMEBODY}(?:\s*\([^()\n]{{1,40}}\))?(?:{AND}{SOMEBODY}(?:\s*\([^()\n]{{1,40}}\))?){{0,15}}"
_STARTS = regex.compile(rf"\s*(?P<who>{SOMEBODY})(?:\s*\([^()\n]{{1,40}}\))?")
_AND = regex.compile(AND)
_OFFICE = regex.compile(OFFICE)
_LEADING_STYLE = regex.compile(rf"^(?:{_STYLE})(?=\S)", regex.IGNORECASE)
# A space of a form outside brackets that stand for one character.
_SPACE = regex.compile(r"(?P<kept>\\.|\[(?:\\.|[^\]\\])*\])| (?P<optional>\?)?(?![*+{])")
_GAP = r"[\s*_]++"
# Capitals that are nobody's name.
_NOBODY = frozenset(
    "none nil nobody carries fails passes carried motion passed resolved agreed action actions item items the that this"
    " unanimous unanimously all responsible"
    " abstain abstentions against for ayes noes nays aye no yes in it he she they we you i to on at by of n/a tbc"
    " нет thanks welcome due according prior subject owing next regards apologies report reports question questions"
    " minutes date time present absent agreed noted"
    " and but so or then also if when while ok okay well"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)


def compiled(form: str, flags: int = 0) -> regex.Pattern[str]:
    """A form for words that are wrapped or marked, too: its spaces are any white space, and the marks of Markdown."""
    spaced = _SPACE.sub(lambda found: found["kept"] or (_GAP if found["optional"] is None else f"(?:{_GAP})?"), form)
    return regex.compile(spaced, flags)


def people_in(text: str, within: Span) -> list[Span]:
    """Those named one after the other from the beginning of a stretch, each with title; none where it names nobody."""
    return list(_people(text, within))


def _people(text: str, within: Span) -> Iterator[Span]:
    at = within.start
    while found := _STARTS.match(text, at, within.end):
        who = Span(*found.span("who"))
        if is_nobody(who.of(text)):
            return
        yield who
        joint = _AND.match(text, found.end(), within.end)
        if joint is None:
            return
        at = joint.end()


def is_office(words: str) -> bool:
    """`the Town Clerk`, `Staff`, without a name."""
    return _OFFICE.fullmatch(words.strip()) is not None


def without_style(words: str) -> str:
    """`Tarn` of `Cllr Tarn`; of an office alone, all of it."""
    return _LEADING_STYLE.sub("", words, count=1).strip(" .,*_") or words.strip()


def is_nobody(words: str) -> bool:
    first = words.split()[0].lower().strip(",:") if words.split() else ""
    return words.lower().strip(".,: ") in _NOBODY or (first in _NOBODY and first not in ("the", "all", "no"))
