"""Article text → paragraphs, as spans; what belongs to the page and not to the report is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from qa.records import Span
from qa.time_marks import without_times
from qa.wrapped import unwrapped

MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?|янв(?:ар[ья])?|фев(?:р(?:ал[ья])?)?|мар(?:та?)?|апр(?:ел[ья])?|ма[йя]|июн[ья]"
    "|июл[ья]|авг(?:уста?)?|сент?(?:ябр[ья])?|окт(?:ябр[ья])?|нояб?(?:р[ья])?|дек(?:абр[ья])?"
    "|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)"
)
# A date with its year, as articles print it.
DATE = re.compile(
    r"(?<![\w.,/-])(?:"
    r"\d{4}([-/.])\d{1,2}\1\d{1,2}(?![\d/-])"
    r"|\d{1,2}([./-])\d{1,2}\2\d{4}(?![\w/-])"
    rf"|[«“\"]?\d{{1,2}}(?:st|nd|rd|th)?[»”\"]?\s{{1,3}}(?:day\s)?(?:of\s)?{MONTH}\b\.?,?\s{{1,3}}\d{{4}}\b"
    rf"|{MONTH}\b\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?(?:,\s{{0,3}}|\s{{1,3}})\d{{4}}\b"
    rf"|\d{{4}}\s(?:жыл(?:ғы|дың)|ж\.)\s\d{{1,2}}\s{MONTH}\b"
    r")",
    re.IGNORECASE,
)
# What stands beside a date in a line that only dates the article.
_BESIDE_DATE = re.compile(
    r"\b(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    r"|\b(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|года|г\.)(?!\w)"
    r"|\bt\d{2}:\d{2}\S{0,15}|\b\d{1,2}[:.]\d{2}(?::\d{2})?(?!\d)|\b(?:\d{1,2}\s?)?[ap]\.?m\b\.?|\b(?:gmt|utc|bst"
    r"|cet|et|est|edt)\b"
    r"|\b(?:(?:first |last )?(?:published|posted|updated|modified|reviewed)|release date|date)\b(?: on\b)?:?"
    r"|\b(?:опубликовано|обновлено|дата(?: публикации)?)\b:?",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:meeting|minutes|hearing|talks|call|transcript|conference|statement|session|summit|forum|interview|committee"
    r"|board|council|speech|remarks|report|debate|next|встреча|заседание|совещание|протокол|стенограмма|интервью"
    r"|речь)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL_WORDS = ("at", "by", "in", "of", "on", "the", "г", "с", "қ")
_MOST_NAMES_BESIDE_DATE = 3  # a place, or a paper: `Porto Sella, 22 May 2024`


def _any_of(*phrases: str) -> re.Pattern[str]:
    return re.compile("|".join(phrases), re.IGNORECASE)


# What may follow the first word of a button. A sentence ends otherwise.
_REST = r"[^.!?]{0,60}"
_TOPIC = r"(?:\s?[:›»].{0,200})?"

# A line of its own, or a part of a bar of them.
_ITEM = _any_of(
    r"(?:tell|send to|e-?mail (?:to )?)\s?a friend|copy link|bookmark|a[+-]|my account|skip to (?:main )?content",
    rf"(?:click to )?share(?: (?:this|on|by|via|with|article)\b{_REST})?|save (?:this )?(?:article|page|story)",
    r"print(?:er)?(?:[ -](?:version|friendly(?: version)?|(?:this )?page))?|sign (?:in|up|out)|log ?(?:in|out)",
    rf"download(?: (?:as )?pdf)?|subscribe(?: (?:now|today|to|for|here)\b{_REST})?|newsletters?",
    r"advertisement|sponsored(?: content)?|paid content|promoted|you may also like|recommended for you|trending",
    r"(?:leave|post|add) a comment|(?:\d+ )?comments?(?: ?\(\d+\))?|(?:views?|likes?):? ?\d+",
    rf"(?:read (?:more|next|also)|see also|most (?:read|popular|viewed)|tags?){_TOPIC}",
    rf"related(?: (?:articles?|stories|news|topics|content|links))?{_TOPIC}",
    r"(?:other|latest|top|more|breaking) (?:news|stories|headlines)|load more|show more|view all",
    rf"back to (?:the )?(?:top|list|news)|follow us(?: on\b{_REST})?|contact us|about us|write to (?:us|the editors?)",
    r"report a problem(?: with this page)?|(?:is|was) this (?:page|article) (?:useful|helpful)\??|sitemap",
    r"terms (?:and conditions|of (?:use|service))|privacy (?:policy|notice)|cookie (?:policy|settings|preferences)",
    r"accept(?: all)?(?: cookies)?|reject all|manage (?:cookies|preferences|options)|listen to this article",
    rf"(?:estimated )?reading time{_TOPIC}|\d+[ -]?min(?:ute)?s? read",
    rf"(?:last )?updated:?\s(?:\w+day|today|yesterday|\d){_REST}",
    r"hansard|(?:\d{1,2} \w+ \d{4}\s?:\s?)?column \d+\w{0,2}",  # in a parliament's report
    r"(?:press|news) release|for immediate release|more languages|page \d+(?: (?:of|/) \d+)?",
    rf"рассказать другу|отправить другу|поделиться(?: (?:в|с|с друзьями|ссылкой|новостью)\b{_REST})?|наверх",
    rf"печать|распечатать|версия для печати|скопировать ссылку|скачать(?: pdf)?|подписаться(?: на\b{_REST})?",
    r"реклама|на правах рекламы|комментари(?:и|ев|й)(?: ?\(\d+\))?|оставить комментарий|просмотр(?:ов|ы):? ?\d+",
    rf"(?:чита(?:йте|ть) (?:также|далее|ещ[её])|смотрите также|по теме|теги|время чтения){_TOPIC}|пресс-релиз",
    r"(?:другие|последние|главные) новости|самое читаемое|назад к списку|вернуться к списку",
    r"мы в (?:соцсетях|социальных сетях)|\d+ мин(?:\.|ут[аы]?)? чтения|пользовательское соглашение",
    r"политика конфиденциальности",
)
# Too short to mean a page by themselves: somebody may have said them, or they name a speaker or a section.
_BAR_ITEM = _any_of(
    r"yes|no|home|news|search|menu|close|next|previous|register|cookies|accept \w+|[a-z]{2}|x|facebook|twitter",
    r"telegram|whatsapp|instagram|youtube|linkedin|images|photos|video|events|transcripts|documents|speeches",
    r"да|нет|главная|новости|поиск|меню|закрыть|войти|вход|регистрация|события|стенограммы|документы|фото|видео",
)
_LABELLED = _any_of(
    r"(?:photos?|images?|pictures?|video|illustration|фото(?:графи[яи])?|иллюстрация|видео|снимок)"
    r"(?: (?:source|credits?|courtesy))?\s*[:©|/]",
    r"(?:photo|image|picture)s?(?: courtesy)? (?:by|of) (?-i:[A-Z])[^.!?]{0,80}$",
    r"©|(?:copyright|\(?c\)) (?:©|\(c\)|\d{4})",
    r"(?:(?:first |last )?(?:published|posted|updated|modified|reviewed)|опубликовано|обновлено)\b"
    r"(?=.{0,60}\d)[^!?]{0,80}$",
    r"(?:from|date|delivered on|source|author|дата|источник|автор) ?:[^.!?]{0,160}$",
    r"\(?(?:additional )?(?:reporting|writing|editing) by\b[^.!?]{0,160}\.?\)?$",
    r"(?:by|автор:?) (?:our|(?-i:[A-ZА-ЯЁ])[\w’'.-]{1,30} (?-i:[A-ZА-ЯЁ]))[^.!?:,;]{0,60}$",
    r"(?:https?://|www\.)\S+$",
)
_BOILERPLATE = _any_of(
    r"^(?:we|(?:this|our) (?:web)?site) uses? cookies\b.{0,200}\b(?:accept|agree|consent|experience|preferences)",
    r"\ball rights reserved\b|\bвсе права защищены\b|\bsee our (?:full )?(?:terms|privacy)\b",
    r"\b(?:reproduction|republication|redistribution)\b.{0,60}\b(?:reserved|prohibited|permission|permitted)\b",
    r"\b(?:using|use of|reprinting|quoting) (?:the )?materials?\b.{0,80}\b(?:hyper)?link\b",
    r"\bпри (?:использовании|перепечатке|цитировании) материал.{0,80}\bссылка\b|\bссылка на .{1,60}\bобязательна\b",
    r"^(?:auto-?generated|machine-?generated|unofficial|uncorrected|rough) (?:transcript|translation)(?=[.,;:(]|$)",
    r"^(?:please )?(?:sign up|subscribe)\b.{0,60}\bnewsletter\b|^(?:follow|join) us on\b|^подписывайтесь на\b",
)
_SPOKEN = re.compile(r"[“”«»\"]|^[–—-]\s|\b(?:said|says|told|сказала?|заявила?)\b")
_LONGEST_FURNITURE = 300  # what is longer is prose, whatever words are in it

_DECORATION = " \t\u00a0*_#>•·|[](){}<>=~—–-‹›«»…"
_IMAGE = re.compile(r"!\[[^\[\]]{0,200}\]\([^()]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]]{0,200})\]\([^()]{0,500}\)")
_BAR = re.compile(r"\s*[|›•·\t]\s*|\s+[>/»]\s+|\s{2,}|\]\s*\[")
_BETWEEN_LINKS = re.compile(r"\||\s[>›]\s")
_NO_LINK = re.compile(r"[\d.!?…:;,]")
_LETTER = re.compile(r"[^\W\d_]")

_PRESENT = re.compile(
    r"\W{0,4}(?:(?:also |members )?(?:present|attending|in attendance)|attendees|attendance|participants|apologies)\b"
    r".{0,20}:",
    re.IGNORECASE,
)
_TABLE_HEAD = re.compile(
    r"(?=[^|\t]*[|\t])(?=.*\b(?:actions?|tasks?|what|to do|поручени[ея]|задач[аи])\b)"
    r"(?=.*\b(?:owner|who|responsible|lead|assigned|assignee|by whom|ответственный|исполнитель)\b).{1,120}$",
    re.IGNORECASE,
)
# `Okafor | No`, `Larch | X | |`: how somebody voted; `Ann Pell | Chair | Present`.
_VOTED = re.compile(
    r"(?=.{1,200}$)[| *_]*+(?:[^\W\d_][\w.’'-]*+[ ]){0,4}[^\W\d_][\w.’'-]*+[ *_]*+"
    r"(?:[|\t][ ]*+(?:yes|no|да|нет|ayes?|yea|nay|for|against|abstain(?:ed)?)[\s|]*+"
    r"|(?:[|\t][^|\t]{1,40}+){0,2}[|\t][ ]*+(?:present|absent|apologies|in attendance)[\s|]*+"
    r"|(?=.*[xх✓✔✗1][\s|]*+$)(?:[|\t][ ]*+[xх✓✔✗1]?[ ]*+){2,6})$",
    re.IGNORECASE,
)
_LISTED_NAME = re.compile(r"(?:[^\W\d_][\w.’'-]*[ ]){1,4}[^\W\d_][\w.’'-]*(?:\s{2,}|\t|,|\s\()")
_IN_COLUMNS = re.compile(r"(?=.{30,200}$)(?=.*\d)(?!.*(?:[.!?…]$|\w:\s)).*\S(?:\t| {3,})\S")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of the article in order, without white space at their edges and without page furniture.

    A line is a paragraph; lines that were wrapped at a column are one paragraph together. The times of a transcript
    belong to none.
    """
    found = [part for span in unwrapped(text, is_furniture) for part in _untimed(text, span)]
    running = _running_heads(span.of(text) for span in found)
    listed = _listed(text, found) | _tabled(text, found)
    return [span for span in found if span in listed or not (is_furniture(words := span.of(text)) or words in running)]


def _untimed(text: str, paragraph: Span) -> Iterator[Span]:
    for start, end in without_times(text, *paragraph):
        part = Span(start, end).stripped(text)
        if part.start < part.end:
            yield part


def _listed(text: str, lines: list[Span]) -> set[Span]:
    """`Ann Pell     (Chair)     AP`: those present at a meeting, on the lines below the first of them."""
    listed: set[Span] = set()
    goes_on = False
    for above, line in pairwise(lines):
        goes_on = text.count("\n", above.end, line.start) == 1 and (goes_on or bool(_PRESENT.match(text, *above)))
        if goes_on and _LISTED_NAME.match(text, *line):
            listed.add(line)
    return listed


def _tabled(text: str, lines: list[Span]) -> set[Span]:
    """Rows of tables of what has to be done, of who was there and who voted how: no links, though as short."""
    rows: set[Span] = set()
    goes_on = False
    for line in lines:
        words = line.of(text)
        goes_on = bool(_TABLE_HEAD.match(words)) or (goes_on and any(bar in words for bar in "|\t"))
        if goes_on and _LETTER.search(words):
            rows.add(line)
    lettered = [line for line in lines if _LETTER.search(line.of(text))]  # and not `|---|---|`
    for above, line in pairwise(lettered):
        if _VOTED.match(line.of(text)) and all(line.of(text).count(c) == above.of(text).count(c) for c in "|\t"):
            rows |= {above, line}
    return rows


def _running_heads(lines: Iterable[str]) -> set[str]:
    """What stands at the head of every page of a printed record, in columns."""
    return {line for line, count in Counter(filter(_IN_COLUMNS.match, lines)).items() if count > 1}


def is_furniture(line: str) -> bool:
    """Whether the line belongs to the page: a button, a link bar, a credit, a date line, a separator.

    A line that somebody may have said is not furniture.
    """
    if len(line) > _LONGEST_FURNITURE:
        return not _LETTER.search(line)
    words = line.strip()
    if not _LETTER.search(words):
        return not (words.endswith((".", "!", "?")) and any(c.isdigit() for c in words))
    plain = _undecorated(words)
    if not plain or _ITEM.fullmatch(plain) or _LABELLED.match(plain) or is_dateline(plain):
        return True
    return _is_bar(plain) or (not _SPOKEN.search(words) and bool(_BOILERPLATE.search(plain)))


def is_dateline(line: str) -> bool:
    """Whether the line only dates the article, with an hour or a place at most: `Porto Sella, 22 May 2024 – 16:40`."""
    if len(line) > 100 or not DATE.search(line):
        return False
    rest = _BESIDE_DATE.sub(" ", DATE.sub(" ", line))
    names = [word for word in _NAME.findall(rest) if word not in _SMALL_WORDS]
    return (
        len(names) <= _MOST_NAMES_BESIDE_DATE
        and all(name[0].isupper() for name in names)
        and not any(c in ":!?" for c in rest)
        and not _OCCASION.search(rest)
    )


def bar_items(line: str) -> list[str]:
    """The parts of a line of links or facts side by side: `2025-03-12 | Politics`; of any other line, the line."""
    return [item for part in _BAR.split(_undecorated(line)) if (item := part.strip(_DECORATION))]


def _undecorated(line: str) -> str:
    return _LINK.sub(r"\1", _IMAGE.sub("", line)).strip(_DECORATION)


def _is_bar(plain: str) -> bool:
    """`Home > News`, `A | B | C`, `Business   Weather   Sign in`: buttons, and short names beside them."""
    items = bar_items(plain)
    names = [item for item in items if not (_ITEM.fullmatch(item) or is_dateline(item) or _LABELLED.match(item))]
    unknown = [name for name in names if not _BAR_ITEM.fullmatch(name)]
    if len(items) < 2 or any(_NO_LINK.search(name) for name in unknown):
        return False
    longest = max((len(name.split()) for name in unknown), default=0)
    recognised = len(unknown) < len(items)
    if _BETWEEN_LINKS.search(plain):
        return longest <= 5 and (recognised or len(items) >= 3)
    return longest <= 3 and recognised
