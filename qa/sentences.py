"""Paragraph → sentences, as spans. Rules decide where reports of speech leave no doubt; syntok decides the rest.

A sentence is what lies between two cuts, so no character can be lost or stand in two sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from syntok import segmenter
from syntok.tokenizer import Tokenizer

from qa.lexicon import MONTHS, WEEKDAYS
from qa.records import Span


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Before a name: never at the end of a sentence.
_TITLES = _words(
    """mr mrs ms mx dr prof messrs mme mlle st mt cllr cllrs hon rev fr sr sra sen sens gen gov rep reps pres lt col maj
    bro sis capt cmdr adm brig sgt cpl amb supt insp dept asst assoc vs
    dott sig ing mgr judr mudr ee ul
    ул просп пл им проф акад доц полк св ср с пос дер оз обл"""
)
# Before a number.
_NUMBERED = _words(
    "no nos nr art arts sec sect para paras vol vols p pp ch fig figs approx ca kl dn ст стр п пп гл рис табл д кв тел"
)
# At the end of a sentence unless a day, a month or a time zone goes on with it ("5 p.m. Monday").
_CLOSING = _words("a.m p.m etc al b.c a.d т.д т.п др пр т.б т.с.с")
_AFTER_TIME = _words(
    "mon tue wed thu fri sat sun eastern central pacific gmt utc bst cet cest est edt pst pdt et"
).union(WEEKDAYS, MONTHS)
# At the end of a sentence as often as inside one: a word that opens sentences decides.
_OPEN = _words(
    """u.s u.k u.n u.s.a e.u d.c jr inc ltd co corp plc bros mio mrd
    г гг в вв руб коп тыс млн млрд трлн чел км кг ж жж ғ ғғ тг теңге мың"""
)
_OPENERS = _words(
    """a after all also although an and another as asked at because before both but by despite during each earlier every
    following for from he her here his how however i if in instead it its last later many meanwhile moreover most my
    next nobody not now on once one only other our she since so some still such that the their then there these they
    this those though through today under until we what when where which while who why with yesterday yet you your
    а без более в вместе во все всё где для до если ещё за завтра затем здесь и из именно итак к как когда кроме мы на
    напомним например наш не нет но о об однако он она они оно от отдельно позже по под поэтому после при с сегодня
    ранее сейчас со так также там теперь то тогда только у уже что чтобы эта эти это этот я
    ал алайда бірақ бұл бүгін ертең ендеше енді кейін кеше қазір ол олар осы осыған соған содан сол сондай-ақ сонымен"""
)

# Possessive, and never started within a run of its own characters: linear on any input.
_CANDIDATE = re.compile(
    r"(?<![.!?…;。！？])(?P<mark>[.!?…;。！？]++)(?P<closing>(?:[\"'’”»“」』)\]}*_]|[ \u00a0\u202f]»)*+)(?P<space>\s*+)"
    r"(?=[\"'‘’“«„(\[¿¡*_–—-]*+\s?(?P<next>\w{0,20}))"
)
_LAST_WORD = re.compile(r"(?<!\w)(?:[^\W\d_]+\.)*[^\W\d_]+\Z")
_LAST_WORD_LIMIT = 12  # longer than any abbreviation above
# `am 3. März`, `der 2. Platz`: German counts with a full stop.
_COUNTS = re.compile(r"\b(?:am|vom|zum|der|den|dem|des|das|beim|ab) \d{1,2}\Z", re.IGNORECASE)
_INITIAL = re.compile(r"[^\W\d_]\.")
_ATTRIBUTION = re.compile(
    r"(?:[–—-]+\s?)?(?:[^\W\d_][\w.’'-]{0,30} ){1,4}"
    r"(?:said|says|asked|asks|added|adds|replied|answered|told|wrote|cried|shouted|joked|insisted|wondered)\b"
)
# `“We sail.” Ann Doe said.`: with more behind it, it might begin a sentence of its own.
_WHOLE_ATTRIBUTION = re.compile(rf"{_ATTRIBUTION.pattern}[.,;]")
_DAY = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{4}\Z")
_AMOUNT = re.compile(r"[£$€₽₸]\s?\d[\d.,]*\Z")  # `£3,417.22.`: no day, and no number of an item
_DASHES = ("-", "–", "—")
_BRACKETED = re.compile(r"\([^()]{1,200}\)|\[[^\[\]]{1,200}\]")


def sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of the paragraph in order, without white space at their edges.

    They are disjoint, lie inside the paragraph, and together hold every character of it that is not white space.
    Linear in the paragraph's length; any Unicode is accepted.
    """
    words = paragraph.of(text)
    cuts = [0, *_cuts(words), len(words)]
    parts = (Span(paragraph.start + start, paragraph.start + end).stripped(text) for start, end in pairwise(cuts))
    return [part for part in parts if part.start < part.end]


def _cuts(words: str) -> list[int]:
    verdicts = {candidate.end(): _verdict(words, candidate) for candidate in _CANDIDATE.finditer(words)}
    certain = [position for position, verdict in verdicts.items() if verdict]
    doubtful = [position for position, verdict in verdicts.items() if verdict is None]
    cuts = [*certain, *_syntok_cuts(words, certain, doubtful)]
    bracketed = [Span(*found.span()) for found in _BRACKETED.finditer(words)] if cuts else []
    return [cut for cut in sorted(cuts) if not _within(bracketed, cut)]


def _verdict(words: str, candidate: re.Match[str]) -> bool | None:
    """Whether a sentence ends here; None leaves it to syntok."""
    following = candidate["next"]
    if following[:1].islower():
        return False
    if candidate["mark"][-1] in "。！？":
        return True
    if not candidate["space"]:
        return None if following[:1].isupper() and words[candidate.start() - 1 : candidate.start()].islower() else False
    if candidate["mark"] == ".":
        return _verdict_on_full_stop(words, candidate)
    if _is_attributed(words, candidate):
        return False
    return True if following[:1].isupper() else None


def _is_attributed(words: str, candidate: re.Match[str]) -> bool:
    """`“Really?” Ann Doe asked.`, `- Really? - Ann Doe asked.`"""
    position = candidate.end()
    spoken = candidate["closing"] or words.startswith(_DASHES, position)
    return bool(spoken and candidate["next"].lower() not in _OPENERS and _ATTRIBUTION.match(words, position))


def _verdict_on_full_stop(words: str, candidate: re.Match[str]) -> bool | None:
    following = candidate["next"].lower()
    if candidate["closing"] and following not in _OPENERS and _WHOLE_ATTRIBUTION.match(words, candidate.end()):
        return False
    stop = candidate.start()
    found = _LAST_WORD.search(words, max(0, stop - _LAST_WORD_LIMIT), stop)
    last = found.group() if found else ""
    abbreviation = last.lower()
    if abbreviation in _TITLES and not candidate["closing"]:
        return False
    if abbreviation in _NUMBERED and following[:1].isdigit():
        return False
    if (len(last) == 1 or abbreviation in _CLOSING) and _INITIAL.match(words, candidate.end()):
        return False
    if abbreviation in _CLOSING:
        return candidate["next"][:1].isupper() and following not in _AFTER_TIME
    if abbreviation in _OPEN:
        return following in _OPENERS or following.endswith("ть") or bool(candidate["closing"])
    if candidate["next"][:1].isupper() and _DAY.search(words, max(0, stop - _LAST_WORD_LIMIT), stop):
        return True
    if _COUNTS.search(words, max(0, stop - _LAST_WORD_LIMIT), stop):
        return False
    if _AMOUNT.search(words, max(0, stop - _LAST_WORD_LIMIT), stop):
        return True if candidate["next"][:1].isupper() else None
    if len(last) == 1 or "." in last or words[stop - 1 : stop].isdigit():
        return None
    return True if candidate["next"][:1].isupper() else None


def _syntok_cuts(words: str, certain: list[int], doubtful: list[int]) -> Iterator[int]:
    """Those doubtful positions at which syntok begins a sentence, asked only about the stretches that have one."""
    for start, end in pairwise([0, *certain, len(words)]):
        asked = set(doubtful[bisect_right(doubtful, start) : bisect_left(doubtful, end)])
        if asked:
            tokens = Tokenizer(replace_not_contraction=False).tokenize(words[start:end])
            yield from asked.intersection(start + sentence[0].offset for sentence in segmenter.split(tokens))


def _within(spans: list[Span], position: int) -> bool:
    before = bisect_right(spans, Span(position, 0)) - 1
    return before >= 0 and position < spans[before].end
