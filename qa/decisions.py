"""Decisions: formulas (`RESOLVED that …`), what a body decides (`The Board approved …`), what became of a motion."""

from __future__ import annotations

from enum import Enum, auto

import regex

from qa.minute_lines import Line
from qa.minute_names import BODY, compiled
from qa.records import Quotation

# Of other bodies a report tells as much.
_DECIDING = (
    rf"(?:{BODY}|conference|presidium|bureau|membership|branch|chapter|forum|delegates|jury|vestry|faculty|court|caucus"
    r"|company|plenary|AGM|all (?:members )?present)"
)
_BODY = (
    rf"(?:[Ii]t is|(?:[Tt]he )?(?:\p{{Lu}}[\p{{L}}’'&-]+ ){{0,4}}(?i:{_DECIDING})\b|[Tt]he [A-Z]{{2,6}}"
    r"|[Tt]he \p{Lu}\p{L}+(?:s|men)|We|we|(?:Members|Councillors|Trustees|Directors|Governors|Shareholders"
    r"|Those present"
    r"|Everyone))"
)
_ADVERB = (
    r"(?:(?:unanimously|then|therefore|also|duly|further|subsequently|formally|accordingly|hereby|thus|finally"
    r"|narrowly|by (?:a )?majority(?: vote)?|by consensus|in principle|nem\.? ?con\.?),? )*"
)
_DECIDES = (
    r"(?:agreed(?: in principle| by (?:a )?majority| unanimously)?(?: \([^()]{1,40}\))? (?:to\b|that\b|on\b|the\b"
    r"|an?\b|upon\b|not\b|and\b)|(?:resolved|decided|determined"
    r"|elected|chose|opted)(?:,? [^,]{3,30},)? (?:unanimously )?(?:to|that|by|on|in favou?r of|against|not)\b"
    r"|voted (?:unanimously "
    r"|by [^.]{1,25} |\d[^.]{0,20} )?(?:to|that|in favou?r of|against|not to)\b"
    r"|(?:approved(?! of)|adopted|rejected|ratified|endorsed|authori[sz]ed|accepted|declined|refused|elected"
    r"|re-?elected|appointed|co-?opted|deferred"
    r"|postponed|granted|awarded|confirmed|passed|dismissed|referred|instructed|directed|mandated"
    r"|requested(?= (?:the|that|\p{Lu}))|tasked|delegated|nominated"
    r"|allocated|ordered|overturned|upheld|vetoed|repealed|amended|established|took note of)\b"
    r"|did not (?:agree to|approve|adopt|accept|support)\b|(?:has|have) (?:agreed|resolved|decided|approved|adopted"
    r"|rejected|appointed)\b)"
)
# In the minutes of some houses all is present.
_DECIDES_NOW = (
    r"(?:adopts|approves|appoints|postpones|agrees to|decides (?:to|that)|resolves (?:to|that)|rejects|elects|requests"
    r"|instructs|endorses|authori[sz]es|defers|ratifies|confirms|establishes|refers)\b"
)
_DONE = (
    r"(?:(?:re-?)?elected|appointed|approved|adopted|agreed(?! (?:with|between))|accepted|ratified|endorsed|carried"
    r"|passed|rejected|lost|defeated"
    r"|negatived|withdrawn|tabled|deferred|postponed|adjourned until|referred (?:back )?to|granted|refused"
    r"|authori[sz]ed|dismissed|upheld|confirmed"
    r"|declared (?:carried|lost|elected)|resolved|decided|voted down|dropped|struck (?:out|down))"
)
_FORMULA = compiled(
    r"^[\s*_>\p{P}]*(?:"
    r"(?:(?:AND|And|It was) )?(?:FURTHER |Further )?(?:RESOLVED|Resolved|AGREED|DECIDED|APPROVED|ORDERED"
    r"|Ordered)\b(?! by\b)(?=[\s:,—–*_-]*(?:\S+ly\b|that|THAT|to|TO|by|nem|\(|\p{L}|:|—|–|-))"
    r"|(?:Decisions?|DECISIONS?|Resolution|Outcome|Решение)[*_]*\.[*_]*\s+\S|(?:Decisions?|DECISIONS?|Agreed"
    r"|Decided|Outcome|OUTCOME|Conclusion|Resolution|RESOLUTION|Ruling"
    r"|ВЫВОД)(?: (?:No\.? ?|№ ?)?[\d./-]{1,10})?(?: \([^()\n]{1,80}\))?[*_]*\s*[:—–-][*_]*\s*\S"
    r"|(?:IT (?:WAS|IS)|It (?:was|is|is hereby)) (?:(?i:not) )?"
    + rf"(?i:{_ADVERB})"
    + r"(?i:resolved|agreed|decided|ordered|approved|determined)\b(?! with\b| by most)"
    r"|(?:Agreed|Decided) (?:unanimously )?(?:to|that|not to)\b|(?:NOW,? THEREFORE,? )?BE IT (?:FURTHER )?RESOLVED\b"
    r"|Recommended(?: to [^:\n]{2,40})?\s*[:,]? that\b"
    r"|(?!(?:(?:The|This|An?) )?(?:\p{Ll}+ )?(?i:motion|amendment|resolution|proposal|question|vote)\b)"
    r"\p{Lu}[\p{L}’'.-]*(?: [\p{L}\d’'-]+){0,6} (?:approved|adopted|carried|deferred|elected|ratified)"
    r"(?: unanimously| as (?:read|amended|presented)| nem\.? con)?[.!]?$"
    r"|(?i:реш(?:или|ено|ение)|постанов(?:или|лено|ление)|принят[оаы]? (?:решение|постановление)"
    r"|(?:единогласно )?утвердил[аи]?|утвердить|утвержден[аоы]?)\b[^:\n]{0,60}[:–—]?\s*\S"
    r"|(?:Правление|Совет|Комитет|Собрание|Комиссия|Дума) (?:единогласно )?(?:решил|постановил|утвердил|одобрил"
    r"|отклонил)[оаи]?\b"
    r")"
)
_LATER = compiled(
    r"(?:^(?:After|Following|Having|On|In|At|Upon|Once|Given)\b[^.]{3,160}?,? |[,;:.(] ?(?:and |but |so |therefore "
    r"|it was |whereupon )*|\band )"
    r"(?:(?:it (?:was|is) (?:(?:unanimously|therefore|then|further|also|eventually|finally|accordingly) )*(?:agreed"
    r"|resolved|decided|ordered|approved|determined|RESOLVED|AGREED)\b(?! with)"
    r"|RESOLVED\b|AGREED\b(?! with)|DECIDED\b)(?: \([^()]{1,40}\))?(?=:| (?:unanimously |by |in |nem|on |that|to"
    r"|THAT|TO|not))"
    r"|Resolved,? that\b)"
    # `- Hiring: we agreed to wait`, `Marsh: Decision: we wait`
    r"|^[\s•*–-]*\p{Lu}[^:.\n]{1,60}: (?:we (?:have )?(?:agreed|decided|voted)\b(?! with)|decided (?:not )?to\b"
    r"|agreed not to\b|(?i:decision): (?=\S))"
)
_OF_BODY = compiled(
    rf"^(?:[\d.]+\)? |[\s•*–-]+)?(?:(?:After|Following|Having|On|In|At|Upon|Accordingly|Therefore"
    rf"|As a result)\b[^.]{{0,240}}?,? )?(?:{_BODY})(?: of (?:the )?\p{{Lu}}[\p{{L}}’' -]{{1,40}}?)?"
    rf",? {_ADVERB}(?P<verb>{_DECIDES}|{_DECIDES_NOW})"
)
_PASSIVE = compiled(
    rf"^(?:[\d.]+\)? |[\s•*–-]+)?(?!Apologies|That\b|He\b|She\b|They\b|I\b|Who|Which|When|If)(?:(?:The|A|An|This|These"
    rf"|All|Both|That|No|Draft|Option|Ordinance|Resolution|Proposal|Bill|Item|Mr|Mrs|Ms|Miss|Dr|Cllr|Minutes|Accounts"
    rf"|Consent)\b(?:[^.;]|\.(?=\S)){{0,160}}?|"
    rf"(?:\p{{Lu}}[\p{{L}}’'.-]* ){{1,5}}?(?:[^.;,]{{0,60}}(?:,[^.;,]{{1,60}},)? )?)"
    rf"(?:(?:was|were|is|are|be and (?:is|are) hereby) (?:not )?{_ADVERB}(?P<verb>{_DONE}))\b(?! in (?:19|20)\d\d"
    rf"| last (?:year|month))"
)
_AND_SO = compiled(
    rf"\b(?:and|And so it|and so it)(?: was| were)? {_ADVERB}(?:carried|lost|negatived|defeated|rejected|adopted"
    rf"|passed|approved|agreed to|put and passed)\b|\b[Qq]uestion (?:was )?resolved in the (?:affirmative|negative)\b"
    r"|\bput and (?:passed|negatived|agreed to|carried)\b"
    r"|\b(?:the )?(?:motion|amendment|resolution|proposal|question|vote) (?:was |is |were )?(?:not )?(?:therefore "
    r"|thus "
    r"|duly |then |declared )*(?:carried|lost|passed|defeated|failed|negatived|agreed to|rejected|adopted|approved"
    r"|withdrawn|tabled)\b"
    r"|\b(?:motion|amendment|resolution|proposal|vote|bill) (?:\d{1,3}[a-z]? )?(?:failed|fails|carries|died|fell"
    r"|lapsed)\b"
    r"|\b(?:Motion|Amendment|Question|Estimate|Clause|Bill) (?:agreed to|negatived|carried|lost|passed|withdrawn)\b"
    r"|\b(?:this|that|which|it) was (?:then |duly |therefore |not |unanimously )*(?:carried|lost|agreed(?! (?:to"
    r"|that|with))"
    r"|approved|defeated|rejected|adopted)\b|\bdeclared (?:the )?(?:motion|resolution|amendment|proposal"
    r"|vote)? ?(?:to be )?(?:carried|lost|passed"
    r"|defeated|rejected)\b|\bvoted by \S+ (?:votes )?to \S+ to\b"
)
# All of a sentence: what becomes of what stands before it.
_OUTCOME = compiled(
    r"[\s*_([]*(?:It was (?=so ))?(?:(?:Решение |Предложение |The |This |MOTION|Motion|Amendment|Estimate|Question"
    r"|Resolution|Vote|Item|Clause|Bill|Proposal"
    r"|Recommendation)?s?\s*(?i:motion|amendment|resolution|proposal|question|vote|recommendation|item|bill|clause)?"
    r"(?: (?:No\.? ?)?\d{1,3}[a-z]?)?\s*(?:as amended )?(?:was |were |is |has been |accordingly |therefore |then "
    r"|put and |to be |not )*)?"
    r"(?i:unanimously )?(?i:carrie[ds]|passe[ds]|agreed(?: to(?! \p{Ll}))?|adopted|approved|lost|defeated|rejected"
    r"|negatived|so (?:decided|agreed|resolved|ordered)|fail(?:ed|s)|referred (?:back )?to|held over|continued to"
    r"|withdrawn|tabled|deferred|dropped|postponed|accepted|read a \p{L}+ time"
    r"|принято|отклонено|утверждено)\b(?! (?:by|that|with) \p{Lu}| (?:\p{L}+ly )?(?:that"
    r"|with)\b)[^.;]{0,70}[.)\]]*[*_]*"
)
_OF_MOTION = compiled(r"\W*(?:[Tt]he |[Tt]his )?(?:motion|amendment|proposal|resolution|question) (?:was|is)\b")
# `the motion was LOST`, within a sentence.
_LOUD = compiled(
    r"(?<=\p{Ll} )(?:NOT|LOST|CARRIED|PASSED|DEFEATED|REJECTED|WITHDRAWN|APPROVED|ADOPTED|DEFERRED|FAILED|NEGATIVED)\b"
)
_ON_A_MOTION = compiled(r"\W*(?:The|A|An|This) (?:\p{L}+ )?(?:motion|amendment|proposal|resolution)\b")
# Words that take back what is before or after them.
_NO_DECISION = compiled(
    r"\b(?:if|unless|whether|would|could|might|may wish|should the|had (?:been|decided|agreed|voted|approved"
    r"|resolved)|no decision|not yet|to be (?:agreed|decided|approved|discussed)|recalled|reminded"
    r"|proposed that|suggested that|hoped|wondered|asked (?:why|whether|if|how|when)|previously|last (?:year"
    r"|meeting|month)|earlier (?:agreed|decided)|agreed with)\b|\?\s*$|\bв прошлом\b",
    regex.IGNORECASE,
)
# `Decision: none today`, `Decision: should we close the pier?`
_UNDECIDED = compiled(
    r":[\s*_]*(?:none\b(?! of)|(?:no decision|not yet|pending|tb[acd]|to be (?:agreed|decided|made|confirmed))\b)"
    r"|\?[\s*_]*$",
    regex.IGNORECASE,
)
_LIST_FOLLOWS = compiled(r":[\s*_–—-]*$")
_FEW_WORDS = 2
# In somebody's turn, too.
_LABELLED = compiled(r"(?:Decision|DECISION)[ \t]*:[ \t]*\S")
_LISTS = compiled(
    r"^[\s#*_]*(?:decisions?|resolutions?|agreed|decided|it was (?:further )?(?:resolved|agreed|decided)"
    r"|(?:be it )?resolved|the \p{L}+ (?:resolved|agreed|decided)"
    r"|решили|постановили|решение|решения|key decisions|decisions (?:made|taken))(?: (?:that|to|as follows"
    r"|unanimously|taken|made|on \p{L}+))*[\s:*_–—-]*$",
    regex.IGNORECASE,
)


class Decided(Enum):
    """How a line records what is decided: itself, by what became of what stands before, or in the list below it."""

    SAYS = auto()
    OUTCOME = auto()
    LIST_FOLLOWS = auto()


def decision_in(text: str, line: Line) -> Decided | None:
    """None where a line records no decision."""
    words = _LOUD.sub(lambda loud: loud[0].lower(), line.span.of(text))
    if _LISTS.match(words):
        return Decided.LIST_FOLLOWS
    if _UNDECIDED.search(words):
        return None
    if (
        line.by
        and _opens_turn(text, line, line.by)
        and _LABELLED.match(text, max(line.span.start, line.by.spans[0].start), line.span.end)
    ):
        return None if _NO_DECISION.search(words) else Decided.SAYS
    if not line.own and not _is_set_apart(words):
        return None
    if _OUTCOME.fullmatch(words):
        return None if _NO_DECISION.search(words) else Decided.OUTCOME
    formula = _FORMULA.match(words)
    if formula:
        return Decided.LIST_FOLLOWS if _LIST_FOLLOWS.search(words) else Decided.SAYS
    for form in (_LATER, _OF_BODY, _PASSIVE, _AND_SO):
        found = form.search(words)
        if found and not _is_taken_back(line, words, found):
            if form is _OF_BODY and _LIST_FOLLOWS.search(words):
                return Decided.LIST_FOLLOWS
            return Decided.OUTCOME if form is _AND_SO or _OF_MOTION.match(words) else Decided.SAYS
    return None


def _opens_turn(text: str, line: Line, turn: Quotation) -> bool:
    """`Good. Decision: …`, too."""
    return line.opens or len(text[turn.spans[0].start : line.span.start].split()) <= _FEW_WORDS


def _is_taken_back(line: Line, words: str, found: regex.Match[str]) -> bool:
    place = found.start("verb") if "verb" in found.re.groupindex else found.start()
    verb = line.span.start + place
    told = not _ON_A_MOTION.match(words) and any(said.start <= verb < said.end for said in line.said)
    return told or bool(_NO_DECISION.search(words, 0, found.end() + 1)) or words.rstrip().endswith("?")


def _is_set_apart(words: str) -> bool:
    """`(Motion negatived.)`, between two turns."""
    return words.startswith(("(", "[")) or bool(regex.match(r"(?:Question|Motion|Amendment|Bill|Estimate)\b", words))
