"""Whether a sentence tells when, where, how much or why: what `When …?`, `How many …?` and `Why …?` are answered by."""

from __future__ import annotations

import regex

from qa.lexicon import MONTHS, WEEKDAYS

MONTH = (
    rf"(?:{'|'.join(map(str.capitalize, MONTHS))}"
    r"|январ\p{L}+|феврал\p{L}+|марта|марте?|апрел\p{L}+|ма[йяе]|июн\p{L}+|июл\p{L}+|август\p{L}*|сентябр\p{L}+"
    r"|октябр\p{L}+|ноябр\p{L}+|декабр\p{L}+)"
)
DAY = (
    rf"(?:{'|'.join(map(str.capitalize, WEEKDAYS))}"
    r"|понедельник\p{L}*|вторник\p{L}*|сред[уые]|четверг\p{L}*|пятниц\p{L}+|суббот\p{L}+|воскресень\p{L}+)"
)
# As notes print them, too: `29 Nov`.
ANY_MONTH = rf"(?:{MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
ANY_DAY = rf"(?:{DAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri)\b\.?)"
# `Friday 7 March`, `2025-03-07`, `March`.
DATE = (
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?"
    rf"|(?:{ANY_DAY},?\s+)?(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{ANY_MONTH}(?:,?\s+\d{{4}})?"
    rf"|{ANY_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    rf"|{ANY_DAY}(?:,?\s+\d{{1,2}}(?:st|nd|rd|th)?\s+{ANY_MONTH}(?:\s+\d{{4}})?)?|{ANY_MONTH}(?:\s+\d{{4}})?)"
)
# By when something is due, also without a date.
DEADLINE = (
    rf"(?:(?:the\s+)?(?:end|beginning|middle|start) of (?:(?:the|this|next) )?\p{{L}}+"
    r"|(?:(?:the|our)\s+)?(?:next|following|spring|summer|autumn|winter|annual|(?-i:\p{Lu})\p{L}+)"
    r" (?:meeting|session|board|call)|(?:the\s+)?(?:next|this|following) (?:week|month|session|board)|half[- ]term"
    rf"|Christmas|Easter|(?:the )?(?:spring|summer|autumn|winter)|{ANY_DAY} week"
    r"|the \d{1,2}(?:st|nd|rd|th)|tomorrow|ASAP|immediately|ongoing"
    rf"|(?:noon|midday|midnight|close of business|\d{{1,2}}(?:[:.]\d\d)? ?[ap]\.?m\.?) (?:on )?{DATE}|{DATE})"
)
# The same in words of its own.
SOON = r"(?:this (?:week|month|year)|within (?:an?|one|two|three|four|\d+) (?:days?|weeks?|months?))"
_WHEN = regex.compile(
    rf"\b(?:19|20)\d\d\b|\b{DAY}s?\b|\b{MONTH}\b"
    r"|\b(?i:tomorrow|yesterday|today|tonight|завтра|вчера|сегодня)\b"
    r"|\b(?i:(?:this|next|last|every|the end of the)\s+(?:week|month|year|spring|summer|autumn|winter|decade))\b"
    r"|\b(?i:in|by|before|after|until|since|from)\s+(?i:the\s+)?(?i:spring|summer|autumn|fall|winter)\b"
    r"|\b(?i:(?:in|within|after)\s+(?:\p{L}+|\d+)\s+(?:hours?|days?|weeks?|months?|years?))\b"
    r"|\b(?i:on|by|from|before|until)\s+the\s+(?:\d{1,2}(?:st|nd|rd|th)|\p{L}+(?:-\p{L}+)?(?:first|second|third|fourth|th))\b"
    r"|\b\d{1,2}(?::|\.)\d\d\b|\b\d{1,2}\s?(?:a\.?m|p\.?m)\b|\b(?i:midnight|noon)\b"
)
_WHERE = regex.compile(
    rf"\b(?i:in|at|near|to|from|outside|inside|across|off)\s+(?:the\s+)?(?!{MONTH}\b|{DAY})\p{{Lu}}\p{{L}}+"
    r"|\b(?i:at|in|into|on|under|behind|beside)\s+(?:the|a|an|our|their|his|her)\s+(?:\p{L}+\s+){0,3}?"
    r"(?:lorry|site|plant|factory|harbour|port|station|hall|square|building|room|office|house|street|road|valley"
    r"|village|town|city|region|district|school|hospital|hotel|palace|museum|library|warehouse|file|drawer|camp|field|row|front|back)\b"
    rf"|\b(?:в|на|из|близ|под)\s+(?!{MONTH}\b)\p{{Lu}}\p{{L}}+"
)
_NUMBER = regex.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|half|quarter|third|dozens?|twice|double"
    r"|од(?:ин|н\p{L}+)|дв(?:а|е|ух|ум\p{L}*)|тр(?:и|[её]х)|четыр\p{L}+|пят(?:ь|и|ью)|шест(?:ь|и|ью)|сем(?:ь|и|ью)|восем\p{L}+|восьми"
    r"|девят(?:ь|и|ью)|десят(?:ь|и|ью)|\p{L}+надцат(?:ь|и|ью)|\p{L}+дцат(?:ь|и|ью)|сорок\p{L}?|\p{L}+десят|ст[оа]|двести|триста|четыреста|(?:пять|шесть|семь|восемь|девять)сот"
    r"|тысяч\p{L}*|миллион\p{L}*|миллиард\p{L}*|половин\p{L}+|четверт(?:ь|и|ью)|вдвое|втрое|десятк\p{L}+)\b",
    regex.IGNORECASE,
)
_WHY = regex.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result of|that(?: i|['’])s why|the reasons?"
    r"|потому|поскольку|из-за|так как|ввиду|вследствие|благодаря)\b",
    regex.IGNORECASE,
)
# `PORTO SELLA, May 2 — `, `in Calder`: where people met; neither whence nor whither.
_WHERE_MET = regex.compile(r"\p{Lu}{4}.*?[—–-]|\b(?:[Ii]n|[Aa]t)\s+(?:the\s+)?\p{Lu}|\b[Вв]о?\s+\p{Lu}")


def tells_when(sentence: str) -> bool:
    """`on Monday`, `by December 2025`, `in two weeks`, `at 7.00 p.m.`"""
    return bool(_WHEN.search(sentence))


def tells_where(sentence: str) -> bool:
    """`in Porto Sella`, `at the Corn Exchange`, `in the second lorry`."""
    return bool(_WHERE.search(sentence))


def tells_number(sentence: str) -> bool:
    """`4.25 percent`, `seventeen cars`, `вдвое`."""
    return bool(_NUMBER.search(sentence))


def tells_why(sentence: str) -> bool:
    """`because their contracts ended`, `owing to the storm`."""
    return bool(_WHY.search(sentence))


def tells_where_met(sentence: str) -> bool:
    """`PORTO SELLA, May 2 — …`, `… received her in Porto Sella`: what stands at the beginning of a report."""
    return bool(_WHERE_MET.search(sentence))
