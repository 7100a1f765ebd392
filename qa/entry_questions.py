"""Which questions ask for what minutes record, told by their form: `What was decided about the ferry?`, `How did Tarn
vote?`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import regex

from qa.circumstances import DATE, DEADLINE, SOON
from qa.entries import Minuted, Part, Wanted
from qa.minute_names import BODY

_DUE = regex.compile(
    rf" ?\b(?:(?:by|before|until|no later than|in time for|до|к) (?P<due>{DEADLINE})(?: года| г\.)?"
    rf"|(?P<due>ASAP|{SOON}))(?!\p{{L}})",
    regex.IGNORECASE,
)
_ON = regex.compile(
    rf" ?\b(?:on|of|in|from|held on|в|от) (?:the )?(?P<on>{DATE})(?= ?(?:$|[?.,]| meeting))", regex.IGNORECASE
)
_COLLECTIVE = rf"(?:{BODY}|совет\p{{L}}*|комитет\p{{L}}*|собрани\p{{L}}+|правлени\p{{L}}+|комисси\p{{L}}+|дума)"
_OF_BODY = regex.compile(rf"\b{_COLLECTIVE}$", regex.IGNORECASE)
_SETTING = regex.compile(
    r" ?,? ?\b(?:at|in|during|from|of|for|на) (?:(?:the|its|their|this|that|our) )?"
    r"(?P<last>(?:very )?(?:last|latest|most recent|последн\p{L}+) )?(?P<body>(?:[\p{L}\d’'&-]+ ){0,6}?)"
    r"(?:meeting|session|sitting|agm|egm|stand-?up|call|telecon(?:ference)?|minutes|заседани[еия]|собрани[еия]"
    r"|встреч[еа])\b"
    r"(?: of (?:the )?(?P<of>[^?,]+?)(?=$|[?.,]| (?:about|on|regarding)\b))?",
    regex.IGNORECASE,
)
_LEAD = regex.compile(
    r"^\W*(?:(?:and|but|so|also|ok|then|please|tell me|do you know|can you tell me|а|и|но)\b[ ,]*)*", regex.IGNORECASE
)
_SHORT = regex.compile(r"(?<=^(?:what|who|when))['’]?s\b", regex.IGNORECASE)  # `What’s`, `whats`
# What may stand in the forms below.
_ABOUT = (
    r"(?:about|on|regarding|concerning|with regard to|with respect to|as to|for|over|in relation to|in respect of"
    r"|об?|по|насч[её]т|про|относительно)"
)
_BODY = (
    rf"(?P<body>they|we|(?:(?:the|our|their) )?(?:[\p{{L}}\d’'&-]+ ){{0,5}}?{_COLLECTIVE}"
    r"(?: of (?:the )?[\p{L}’' -]+?)?)"
)
_THING = (
    r"(?:(?:the|this|that|an?) )?(?:[\p{L}\d’'-]+ ){0,3}?"
    r"(?:motion|amendment|resolution|proposal|question|bill|ordinance|vote|recommendation|by-?law|request|application|petition)\b"
)
# `… and by what majorities`, `(the dividend) to pay`: what else is asked of it, and what is done with it.
_NO_TOPIC = regex.compile(
    r"(?:^|,? )and (?:(?:by|with|for|on|to) )?(?:what|which|how|who|when|why|where)\b.*$"
    r"|(?<=\w) to (?:pay|take|make|do|give)$"
)
_TOPIC = r"(?: (?P<topic>.+))?"
_ON_TOPIC = rf"(?: {_ABOUT} (?P<topic>.+))?"
_OF_TOPIC = rf"(?: (?:{_ABOUT}|of) (?P<topic>.+))?"
_WHO_ALL = r"(?:who|whose|which (?:of the )?[\p{L} ]{3,40}?)(?: all| else)?"
_ANYBODY = r"(?P<who>[^,]+?)"
_DECIDED = r"(?:decided|agreed|resolved|approved|adopted|concluded|settled|determined|passed|rejected|ruled|voted)"
_CHOSEN = rf"(?:{_DECIDED}|accepted|chosen|selected|awarded|granted|authori[sz]ed|ordered|appointed)"
_CHOICE = (
    r"(?P<topic>(?!(?:is|are|was|were|did|does|do|has|have|else|year)\b)[\p{L}\d’'-]+"
    r"(?: (?!(?:that|who|which|by)\b)[\p{L}\d’'-]+){0,6}?)"
)
_DECIDE = r"(?:decide|agree|resolve|approve|adopt|conclude|reject|determine|settle|pass|vote)"
_CARRIED = (
    r"(?:(?:been )?(?:carried|passed|lost|defeated|rejected|adopted|approved|agreed(?: to)?|accepted|withdrawn|tabled"
    r"|negatived|deferred|successful)|pass|fail|succeed|carry)(?: unanimously)?"
)
_ACTIONS = r"(?:action items?|action points?|actions?|tasks|to-?dos|next steps|follow-?ups)"
_OBLIGED = r"(?:have|has|got|need|needs|supposed|expected|asked|instructed|required|going|told|due|still|yet) "
_MADE = r"(?: (?:made|taken|passed|reached|adopted|moved|proposed|tabled|put|there))*"
_AT = (
    r"(?:(?: (?:in|to|at))?(?: (?:the|this|that|their|its))? (?P<body>(?:[\p{L}\d’'&-]+ ){0,6}?)"
    r"(?:meeting|session|sitting|call|telecon))?"
)
_VOTES = (Part.FOR, Part.AGAINST, Part.ABSTAINED)


class _Form(NamedTuple):
    """What questions of this form ask for. Where minutes have nothing of it, an open one may be answered by others."""

    kind: Minuted
    parts: tuple[Part, ...]
    patterns: tuple[str, ...]
    is_open: bool = False
    is_of_outcome: bool = False
    is_of_done: bool = False


# The first that fits.
_FORMS = (
    _Form(
        Minuted.VOTE,
        (Part.AGAINST,),
        (
            rf"{_WHO_ALL} (?:have |has |had |did )?(?:voted?|votes|was|were) (?:against|no(?= |$))(?: it)?{_TOPIC}",
            rf"кто (?:(?:про)?голосовал\p{{L}}*|был|были)? ?против{_TOPIC}",
        ),
    ),
    _Form(
        Minuted.VOTE,
        (Part.FOR,),
        (
            rf"{_WHO_ALL} (?:have |has |had |did )?(?:voted?|votes) (?:in favou?r(?: of)?|for|yes)(?: it)?{_TOPIC}",
            rf"{_WHO_ALL} (?:was|were) in favou?r of (?P<topic>{_THING}.*)",
            rf"кто (?:про)?голосовал\p{{L}}* за{_TOPIC}",
        ),
    ),
    _Form(
        Minuted.VOTE,
        (Part.ABSTAINED,),
        (
            rf"{_WHO_ALL} (?:abstained|abstains|did not vote)(?: (?:from|on|in|over) (?P<topic>.+))?",
            r"кто воздержал\p{L}*(?: (?:при|по|от) (?P<topic>.+))?",
        ),
    ),
    _Form(
        Minuted.VOTE,
        (Part.AGAINST,),
        (
            rf"{_WHO_ALL} dissented(?: (?:from|on|over) (?P<topic>.+))?",
            rf"{_WHO_ALL} (?:opposed|rejected) (?P<topic>{_THING}.*)",
        ),
        is_open=True,
    ),
    _Form(Minuted.VOTE, (Part.FOR,), (rf"{_WHO_ALL} (?:supported|backed) (?P<topic>{_THING}.*)",), is_open=True),
    _Form(
        Minuted.VOTE,
        _VOTES,
        (
            rf"(?:how|which way) did {_ANYBODY} vote(?: (?:on|for|about|over|in|regarding) (?P<topic>.+))?",
            rf"did {_ANYBODY} (?:vote (?:for|against|in favou?r of|on)|abstain (?:on|from)|abstain){_TOPIC}",
            r"как (?:про)?голосовал\p{L}* (?P<who>\p{L}[\p{L}. -]*?)(?: (?:по|за|об?) (?P<topic>.+))?",
        ),
    ),
    _Form(
        Minuted.VOTE,
        (),
        (
            r"(?:by )?(?:what|which) (?:vote|margin|majority)(?: (?:was|were|did|is|has)\b(?P<topic>.+))?",
            rf"how many (?:[\p{{L}}]+ ){{0,3}}?(?:voted|abstained|votes)(?: (?:were|cast|for|against"
            rf"|in favou?r(?: of)?))*"
            rf"{_TOPIC}",
            rf"сколько (?:человек |депутатов )?(?:про)?голосовал\p{{L}}* (?:против|за){_TOPIC}",
            r"what (?:was|were) the (?:votes?|tally|vote count|voting)"
            rf"(?: (?:{_ABOUT}|to|against|in favou?r of) (?P<topic>.+))?",
        ),
    ),
    _Form(Minuted.VOTE, (), (r"was (?P<topic>.*?) ?\bunanimous(?:ly)?\b.*",), is_open=True),
    _Form(
        Minuted.MOTION,
        (Part.MOVER,),
        (
            r"who (?:moved|tabled|introduced|made)(?: that)? (?P<topic>.+)",
            r"who (?:was|is) the (?:mover|proposer)(?: of (?P<topic>.+))?",
            r"(?:by whom was|who was) (?P<topic>.+?) moved(?: by)?",
        ),
    ),
    _Form(
        Minuted.MOTION,
        (Part.MOVER,),
        (r"who (?:proposed|put forward)(?: that)? (?P<topic>.+)", r"кто (?:внёс|внес|предложил)\p{L}* (?P<topic>.+)"),
        is_open=True,
    ),
    _Form(
        Minuted.MOTION,
        (Part.SECONDER,),
        (
            rf"who seconded(?: that)?{_TOPIC}",
            r"who (?:was|is) the seconder(?: of (?P<topic>.+))?",
            r"(?:by whom was|who was) (?P<topic>.+?) seconded(?: by)?",
        ),
    ),
    _Form(
        Minuted.MOTION,
        (Part.MOVER, Part.SECONDER),
        (
            rf"what did {_ANYBODY} (?:move|second)",
            rf"(?:what|which) (?:motions?|amendments?) did {_ANYBODY} (?:move|make|propose|second)",
        ),
    ),
    _Form(
        Minuted.MOTION,
        (),
        (
            rf"(?:what|which) (?:motions?|amendments?) (?:was|were){_MADE}",
            rf"(?:list|show|what (?:was|were)) (?:all )?(?:the )?motions?{_MADE}{_ON_TOPIC}",
        ),
    ),
    _Form(
        Minuted.ACTION_ITEM,
        (),
        (
            rf"(?:what|which|list|show) (?:are |were )?(?:the |all )*{_ACTIONS} (?:of|for|from) {_BODY}",
            r"(?:what|which|list|show) (?:are |were )?(?:the |all )*(?:action (?:items|points)|to-?dos|tasks)"
            r" (?:from|in) (?:the )?(?P<body>[^,]+)",
        ),
    ),
    _Form(
        Minuted.ACTION_ITEM,
        (Part.OWNER,),
        (
            rf"what (?:must|should|shall|has|have|is|are|was|were|does"
            rf"|do) {_ANYBODY} (?:{_OBLIGED})*(?:to )?do{_ON_TOPIC}",
            rf"what (?:is|are|was|were) {_ANYBODY} (?:responsible for|tasked with|to deliver)",
            rf"what (?:is|are|were|was) {_ANYBODY}['’]s? {_ACTIONS}",
            rf"(?:what|which|list|show) (?:are |were )?(?:the |all )*{_ACTIONS} (?:of|for|does|is on|are on"
            rf"|were given to"
            rf"|are assigned to|were assigned to) {_ANYBODY}(?: have)?",
            r"что (?:долж\p{L}+|поручено|поручили|надо|нужно|обязан\p{L}*)(?: сделать| выполнить)? "
            r"(?P<who>\p{Lu}[\p{L}. -]*?)(?: сделать| выполнить)?",
        ),
    ),
    _Form(
        Minuted.ACTION_ITEM,
        (),
        (
            rf"(?:what|which|list|show|name|give me)(?: (?:are|were|is|all|the|of|open|outstanding|me|any))* {_ACTIONS}"
            rf"(?: (?:was|were|are|has|have|that|did|does|{_BODY}|been|record|recorded|agree|agreed|set|take|taken|note"
            r"|noted|assigned|given|there|made|decided|outstanding|open))*",
            r"(?:the )?(?:action items?|action points?|to-?dos|next steps)",
            r"what (?:is|was|are|must be|has to be|needs to be) (?:due|to be done|done)",
            r"какие (?:были )?(?:поручения|задачи)(?: .*)?",
        ),
    ),
    _Form(
        Minuted.ACTION_ITEM,
        (Part.OWNER,),
        (
            r"who (?:has|have|had|needs?|is|are|was|were) (?:(?:got|asked|going|supposed|tasked|required|expected"
            r"|instructed|the one|due) )*to (?P<topic>.+)",
            r"who (?:must|should|shall|will) (?P<topic>.+)",
            r"who (?:is|are|was|were) responsible for (?P<topic>.+)",
            rf"(?:by )?when (?:must|should) {_ANYBODY} (?P<topic>\p{{L}}+ .+)",
        ),
        is_open=True,
    ),
    _Form(
        Minuted.ACTION_ITEM,
        (Part.OWNER,),
        (
            rf"what (?:did|has|have) {_ANYBODY} (?:undert[ao]k\p{{L}}+|agreed?|promised?|offer(?:ed)?|volunteer(?:ed)?)"
            rf" to do{_ON_TOPIC}",
        ),
        is_open=True,
    ),
    _Form(
        Minuted.ACTION_ITEM,
        (Part.DUE,),
        (
            r"(?:what|when) (?:is|was|are|were) (?:the )?(?:deadlines?|due dates?|time limit)"
            r" (?:for|of|to|on) (?P<topic>.+)",
            r"(?:by )?when (?:is|are|was|were) (?P<topic>.+) due",
            r"(?:by )?when (?:must|should|does|do|has|have) (?P<topic>.+) (?:to )?be \p{L}+",
            r"каков?й (?:был )?(?:срок|крайний срок)(?: (?:для|у))? (?P<topic>.+)|к какому сроку (?P<topic>.+)",
        ),
        is_open=True,
    ),
    _Form(
        Minuted.ATTENDANCE,
        (Part.PRESENT,),
        (
            rf"{_WHO_ALL} (?:was|were|is)(?: (?:all|there|present|in attendance|in the room|on the call))*",
            rf"{_WHO_ALL} (?:attended|took part|participated|came|turned up){_AT}",
            r"(?:who|what|list|show|name)(?: (?:was|were|are|is|all|me|the))* (?:attendees|participants|attendance"
            r"|those present)",
            r"кто (?:был\p{L}* )?(?:присутствовал\p{L}*|участвовал\p{L}*|присутствует)|кто был",
        ),
        is_open=True,
    ),
    _Form(
        Minuted.ATTENDANCE,
        (Part.ABSENT,),
        (
            rf"{_WHO_ALL} (?:was|were|is)(?: (?:absent|missing|away|out|excused|not (?:there|present|in attendance)))+",
            rf"{_WHO_ALL} (?:did not|didn['’]t|could not|couldn['’]t|was unable to)"
            rf" (?:attend|come|be there|make it){_AT}",
            rf"{_WHO_ALL} (?:sent|gave|tendered|offered|made|submitted)(?: (?:his|her|their|in))*"
            r" (?:apolog(?:y|ies)|regrets?)(?: for absence)?",
            r"(?:from )?(?:whom|whose|what|which|were there any|list the|who were the)(?: (?:were|was))? (?:the )?"
            r"(?:apologies|regrets|absentees)(?: (?:for absence|received|given|sent|from|accepted|there))*",
            r"кто (?:был\p{L}* )?отсутств\p{L}+|кто не (?:присутствовал\p{L}*|пришёл|пришел|был)",
        ),
        is_open=True,
    ),
    _Form(
        Minuted.ATTENDANCE,
        (Part.PRESENT, Part.ABSENT),
        (
            rf"(?:was|were|is) {_ANYBODY} (?:there|present|absent|in attendance|excused|on the call)",
            rf"did {_ANYBODY} (?:attend|come|take part|participate){_AT}",
        ),
        is_open=True,
    ),
    _Form(
        Minuted.AGENDA_ITEM,
        (),
        (
            r"what (?:was|is|were|stood|are|else was)(?: there)? on (?:the|its|their) (?:\p{L}+ ){0,2}agenda",
            r"(?:what|which) (?:(?:was|were|are|is) )?(?:the )?(?:agenda )?(?:items|topics|points|matters|subjects)"
            r"(?: (?:was|were|are|stood))? on the agenda",
            r"(?:what|which) (?:was|were|are|is) the (?:agenda(?: items| points)?|items of business)",
            r"(?:list|show me|give me|show) the agenda(?: items)?",
            r"what did the agenda (?:include|contain|have|list)",
            r"(?:was|were) (?P<topic>.+?) on the agenda",
            r"что было (?:в|на) повестке(?: дня)?|какая была повестка(?: дня)?",
            r"какие вопросы (?:были |стояли )?(?:в|на) повестке(?: дня)?",
        ),
    ),
    _Form(
        Minuted.DECISION,
        (),
        (
            rf"what (?:was|is|were|has been|have been|had been|got|else was) (?:it )?{_DECIDED}(?: upon)?{_ON_TOPIC}",
            rf"what (?:did|has|have|does) {_BODY} {_DECIDE}d?(?: to do| upon)?{_ON_TOPIC}",
            rf"(?:what|which)(?: (?:was|were|is|are))?(?: (?:the|all))* (?:decisions?|resolutions?|outcomes?"
            rf"|conclusions?)"
            rf"(?: (?:was|were|has been|have been))?{_MADE}{_OF_TOPIC}",
            rf"(?:what|which) (?:decisions?|resolutions?) did {_BODY} (?:make|take|reach|pass|adopt){_ON_TOPIC}",
            rf"(?:list|show|give me|name) (?:all )?(?:the )?(?:decisions|resolutions){_MADE}{_ON_TOPIC}",
            rf"что (?:было )?(?:реши\p{{L}}+|постанови\p{{L}}+|решено|постановлено){_ON_TOPIC}",
            rf"каки?е (?:было |были )?(?:решени[ея]|постановлени[ея])(?: (?:\p{{L}}+ )?прин\p{{L}}+)?{_ON_TOPIC}",
        ),
    ),
    _Form(
        Minuted.DECISION,
        (),
        (
            rf"(?:what|which) {_CHOICE} (?:was|were|has been|have been) {_CHOSEN}(?: (?P<more>(?:{_ABOUT}|as|in) .+))?",
            rf"(?:what|which) {_CHOICE} did {_BODY} {_DECIDE}(?: (?P<more>.+))?",
        ),
        is_of_done=True,
    ),
    _Form(
        Minuted.DECISION,
        (),
        (
            rf"(?:was|were|is|has|did|have) (?P<topic>{_THING}(?: .+?)?) {_CARRIED}",
            rf"(?:was|were|is|has|did|have) {_THING} {_CARRIED} {_ABOUT} (?P<topic>.+)",
            rf"what (?:happened to|became of|was the (?:outcome|result|fate) of) (?P<topic>{_THING}.*)",
            rf"how did (?P<topic>{_THING}.*?) (?:go|end)",
            rf"(?:was|did) (?P<topic>it) {_CARRIED}",
        ),
        is_of_outcome=True,
    ),
    _Form(
        Minuted.DECISION,
        (),
        (
            r"who was (?P<topic>(?:re-?)?(?:elected|appointed|co-?opted|chosen|nominated)\b.*)",
            rf"(?:did|has|have) {_BODY} (?P<topic>(?:{_DECIDE}|accept|authori[sz]e)d?\b.+)",
            r"(?:was|were) (?P<topic>(?:the|an?) .+?) "
            r"(?:approved|adopted|rejected|agreed|accepted|passed|deferred|authori[sz]ed)",
        ),
        is_open=True,
    ),
)
_READ = [(form, regex.compile("|".join(form.patterns), regex.IGNORECASE)) for form in _FORMS]
# What is no name of anybody who could vote or act.
_NO_ONE = regex.compile(
    r"^(?:(?:be|been|you|i|we|it|there|he|she|they|this|that|what|people|one)\b|the (?:action|agenda)\b)"
    r"|\b(?:tell|told|say|said|ask|want|think|plan|hope|promise|decide|according)\b",
    regex.IGNORECASE,
)
_PRONOUN = regex.compile(
    r"^(?:it|this|that|them|these|those|the (?:motion|proposal|resolution|vote|measure|item|idea))$", regex.IGNORECASE
)


def wanted_in(question: str) -> Wanted | None:
    """None for a question that asks for something else."""
    asked = " ".join(_SHORT.sub(" is", _LEAD.sub("", question)).strip(" ?!.…").split())
    due, bare = _cut(asked, _DUE)
    on, bare = _cut(bare, _ON)
    setting, bare = _cut(bare, _SETTING)
    for form, pattern in _READ:
        found = pattern.fullmatch(bare.strip(" ,"))
        if found and not _NO_ONE.search(_group(found, "who")):
            wanted = _wanted(form, found, setting)
            return wanted._replace(due=due["due"] if due else "", on=on["on"] if on else "")
    return None


def _cut(asked: str, pattern: regex.Pattern[str]) -> tuple[regex.Match[str] | None, str]:
    found = pattern.search(asked)
    return found, f"{asked[: found.start()]}{asked[found.end() :]}" if found else asked


def _wanted(form: _Form, found: regex.Match[str], setting: regex.Match[str] | None) -> Wanted:
    topic, who, body = (_group(found, name) for name in ("topic", "who", "body"))
    topic = _NO_TOPIC.sub("", _joined([topic, _group(found, "more")])).strip(" ,")
    held_by = [setting["body"], setting["of"]] if setting else []
    of_all = form.kind is Minuted.VOTE and bool(_OF_BODY.search(who))  # `How did the House vote?`
    return Wanted(
        kind=form.kind,
        parts=() if of_all else form.parts,
        who="" if of_all else who,
        topic="" if _PRONOUN.match(topic) else topic,
        body=_joined([body, who if of_all else "", *held_by]),
        of_last=bool(setting and setting["last"]),
        outcome=form.is_of_outcome,
        is_done=form.is_of_done,
        is_open=form.is_open,
    )


def _joined(words: Iterable[str | None]) -> str:
    return " ".join(word.strip() for word in words if word)


def _group(found: regex.Match[str], name: str) -> str:
    return (found[name] or "").strip() if name in found.re.groupindex else ""
