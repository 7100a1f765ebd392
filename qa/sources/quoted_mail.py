"""What an e-mail repeats of the one that it answers: somebody else's words, taken off before it is read."""

from __future__ import annotations

import re

from lxml import etree

# Lines behind `>`; and all below `-----Original Message-----` and the `From:` of it, as Outlook writes them.
_REPEATED = re.compile(
    r"^(?:[ \t]*>.*(?:\n|\Z))+"
    r"|^[ \t]*-{3,}[ ]?(?:Original Message|Ursprüngliche Nachricht|Message d['’]origine|Mensaje original"
    r"|Mensagem original|Messaggio originale|Oorspronkelijk bericht|Исходное сообщение)[ ]?-{3,}[ \t]*\n\s*"
    r"[^\W\d]{2,10}\s?:[\s\S]*",
    re.MULTILINE | re.IGNORECASE,
)
# Above them, and maybe wrapped: `On 23 May, Hugo <hugo@theatre.example> wrote:`.
_WHOSE = re.compile(
    r"(?:^|\n)(?:(?:On|Le|Am|El|Il|Op|В|\d)\b[^\n]{0,200}\n)?(?:[^\n]{0,200}[\d@<][^\n]{0,80}|(?:\S+[ \t]+){0,3})"
    r"\b(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|пишет|писала?"
    r"|написала?|жазды)\b[^\n]{0,100}:\s*\Z"
)
_OFF = "taken-off"
_LEAST_OWN = 0.15  # of its words: what has fewer passes something on


def without_repeated(text: str) -> str:
    """What an answer repeats is another's, unless there is hardly anything else."""
    *above, rest = _REPEATED.split(text)
    own = "".join(f"{_WHOSE.sub('', part)}\n" for part in above) + rest
    return own if _words(own) >= _LEAST_OWN * _words(text) else text


def take_repeated_off(tree: etree._Element) -> None:
    """The same of HTML, as programs for mail mark it."""
    every = _words("".join(map(str, tree.itertext())))
    for element in list(tree.iter("blockquote", "div")):
        is_repeated = element.get("type") == "cite" or "gmail_quote" in element.get("class", "").split()
        repeated = _words("".join(map(str, element.itertext()))) if is_repeated else 0
        if repeated and every - repeated >= _LEAST_OWN * every:
            element.tag = _OFF
    etree.strip_elements(tree, _OFF, with_tail=False)


def _words(text: str) -> int:
    return len(text.split())
