"""Words before a colon that are nobody who speaks: the entries of minutes, the fields of a page."""

from __future__ import annotations

import regex

from qa.given_names import gender_of_name
from qa.mentions import mentions
from qa.records import Span

_NOT_A_VOICE = frozenset(
    """
    present attending absent apologies attendance in-attendance motion ayes nays for against abstentions resolved from
    to cc re date subject note notes photo image source image-source staff action actions action-items decision
    decisions published updated next-meeting read-more tel phone email venue place time agenda item resolution
    appearances episode season chapter volume subscribe subscribe-now
    carried members also-present attendees participants chair-of-meeting minutes location topic summary
    background contact keywords tags author editor reporting writing by url link see also warning update
    correction ps nb moved seconded vote votes result interview photographs photography photographer words text pictures
    illustration illustrations hosts guests presenters producer producers cast direct-link text-version publication-date
    transcript public members-of-the-public public-present
    присутствовали слушали выступили постановили решили повестка-дня голосовали
    қатысқандар қатысушылар тыңдалды қаралды шешілді шешім қаулы күн-тәртібі сөз-сөйлегендер дауыс-берілді
    published-in-sections ссылка-на-материал текстовая-версия дата-публикации интервью текст фотографии ведущие гости
    abstained agreed approved ayes-and-noes comments conclusion conclusions conflict-of-interest cost deadline decided
    discussion due findings information issue issues key-points next-steps noes noted observers ordered outcome
    outcomes owner pairs points-raised priority proposal proposals purpose questions quorum rationale recommendation
    recommendations recommended regrets report rejected responsible risk risks status target tellers timescale who
    when votes-for votes-against welcome
    отсутствовали приглашённые приглашенные ответственный ответственная ответственные исполнитель исполнители
    обсуждение обсудили решение решения поручение поручения поручили срок сроки за против воздержались
    воздержался повестка доклад предложение предложения предложили итог итоги место тема отметили заслушали результат
    результаты кворум примечание утвердили принято отклонено присутствует отсутствует
    """.split()
)
_INITIALS = regex.compile(r"\p{Lu}{2,4}")
_HEAD = 600  # characters, in which a record says what it is
# `60 Minutes`, `Five Minutes With a Keeper`: a time.
_SO_MANY = (
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety"
    r"|hundred|few|several|many|more|first|last|final|extra|added))[\s-]"
)
_MINUTES = regex.compile(
    rf"(?<!{_SO_MANY})\b(?-i:M(?:inutes|INUTES))\b(?! (?:with|to|from|in|into|after|before|later|ago|left|read)\b)"
    r"|^\W*протокол\b"
    r"|^\W*(?:(?:members|also|councillors) )?(?:present|in attendance|attendees|apologies|присутствовали)\b"
    r"[^\n:]{0,40}:",
    regex.IGNORECASE | regex.MULTILINE,
)


def may_be_voice(text: str, label: str) -> bool:
    """Whether somebody may be meant; in minutes, a word alone is somebody only where the article shows it."""
    if label.lower().strip(" 0123456789.,").replace(" ", "-") in _NOT_A_VOICE:
        return False
    plain = " " in label or _INITIALS.fullmatch(label) is not None
    return plain or not _MINUTES.search(text, 0, _HEAD) or _is_somebody(text, label)


def _is_somebody(text: str, word: str) -> bool:
    """By office, by a given name, or named within a line: `Present: Elin Tarsk`."""
    if gender_of_name(f"{word} {word}") or any(one.office for one in mentions(word, Span(0, len(word)))):
        return True
    name = rf"(?:{regex.escape(word)}|{regex.escape(word.title())})\b"
    within_line = rf"(?<=(?:[\p{{L}},;:(]|\p{{Lu}}\.)[ \t]){name}(?!:)|(?<!\w){name}[ \t]\p{{Lu}}"
    return regex.search(within_line, text) is not None
