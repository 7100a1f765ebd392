"""E-mail: what its text says, and each e-mail that hangs on it; of files that hang on it, the names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime
from itertools import pairwise
from typing import IO

from qa.errors import SourceError
from qa.sources.decoding import as_stated, decoded
from qa.sources.documents import Document, Fault, Format, Look, content_of, joined
from qa.sources.markup import html_tree, words_of
from qa.sources.page_furniture import without_furniture
from qa.sources.quoted_mail import take_repeated_off, without_repeated
from qa.sources.web_page import page

# Of a mail and of no memo: `From:` and `Subject:` also stand above minutes.
_MARK = re.compile(
    rb"^(?:message-id|mime-version|received|return-path|delivered-to|content-transfer-encoding):",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST_LINE = re.compile(rb"^(?:From \S+ |[A-Za-z][A-Za-z0-9-]*:\s)")
_ANOTHER = re.compile(rb"\n\r?\nFrom \S+ [^\n]*\d:\d\d[^\n]*\n[A-Za-z][A-Za-z0-9-]*:\s")
_SIGNATURE = re.compile(r"^-- ?\n.*", re.DOTALL | re.MULTILINE)
# Lines that end in a space go on in the next (RFC 3676).
_SOFT_END = re.compile(r"(?<=\S) \n(?=[^\s>])")
_LONGEST_LINE = 80
_FEWEST_WRAPS, _MOST_WRAPS = 3, 0.9
_SENTENCE_END = re.compile(r"[.!?…:][\"”’»)]*$")
_OPENS = re.compile(r"[>*•–—-]|\d{1,2}[.)]\s|[^\W\d_a-z][^:.!?\n]{1,60}:\s")
_SAYS = re.compile(r"(?<!\S)(?:\S++\s++){4}\S*[.!?…][\"”’»)]*(?:\s|$)")  # a sentence
_STUB = 0.5  # of what the same mail says in HTML
_SAVED_PAGE = "snapshot-content-location"  # as browsers save a page, in a form of mail


def _read(file: IO[bytes]) -> Iterator[Document | Fault]:
    content = content_of(file)
    if content.startswith(b"From ") and _ANOTHER.search(content):
        raise SourceError("several e-mails in one file (mbox); save each as .eml")
    try:
        message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
        documents = list(_documents(message))
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise SourceError("damaged: this is no whole e-mail") from error
    if not documents:
        raise SourceError("empty: this e-mail has no text; add what is attached to it")
    yield from documents


def _documents(message: EmailMessage) -> Iterator[Document]:
    """Of the mail, and of those that hang on it."""
    if _SAVED_PAGE in message:
        html = message.get_body(("html",))
        content = html.get_payload(decode=True) if html else None
        if isinstance(content, bytes):
            yield page(content)
        return
    bodies = [body for kind in ("plain", "html") if (body := message.get_body((kind,)))]
    if bodies:
        yield Document(
            joined([_fuller(*map(_words, bodies)), *_attached(message)]),
            title=_header(message, "subject"),
            date=_day(_header(message, "date")),
            outlet=parseaddr(_header(message, "from"))[0],
        )
    for part in message.iter_attachments():
        if part.get_content_type() == "message/rfc822":
            yield from _documents(part.get_content())


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _fuller(first: str, *others: str) -> str:
    """The first, unless it only says where the words are: `View this e-mail in your browser`. What HTML has behind
    the same words is about the list."""
    return next((other for other in others if len(first) < _STUB * len(other) and not _has_all_of(other, first)), first)


def _has_all_of(other: str, words: str) -> bool:
    return bool(_SAYS.search(words)) and " ".join(words.split()) in " ".join(other.split())


def _words(body: MIMEPart) -> str:
    content = body.get_payload(decode=True)
    text = _text(content, body.get_content_charset("utf-8")) if isinstance(content, bytes) else ""
    if body.get_content_subtype() == "html":
        tree = html_tree(f"{text}<p></p>")
        take_repeated_off(tree)
        return words_of(without_furniture(tree), lambda element: element.tag == "head")
    text = without_repeated(_SIGNATURE.sub("", text.replace("\r\n", "\n")))
    return _SOFT_END.sub(" ", text) if body.get_param("format") == "flowed" else _unwrapped(text)


def _unwrapped(text: str) -> str:
    """Without the line ends that a program has put where the next word did not fit, in a text that has many of them."""
    lines = text.split("\n")
    longest = max(map(len, lines))
    wraps = [_is_wrap(above, below, longest) for above, below in pairwise(lines)]
    within = sum(bool(above.strip() and below.strip()) for above, below in pairwise(lines))
    if longest > _LONGEST_LINE or sum(wraps) < max(_FEWEST_WRAPS, _MOST_WRAPS * within):
        return text
    return lines[0] + "".join((" " if wrap else "\n") + line for wrap, line in zip(wraps, lines[1:], strict=True))


def _is_wrap(above: str, below: str, longest: int) -> bool:
    first = below.split(" ", 1)[0]
    is_next = _SENTENCE_END.search(above) and _OPENS.match(below)
    return bool(above.strip() and first and not is_next) and len(above) + 1 + len(first) > longest


def _text(content: bytes, charset: str) -> str:
    text = as_stated(content, charset)
    return decoded(content) if text is None else text


def _attached(message: EmailMessage) -> list[str]:
    names = [" ".join((part.get_filename() or "").split()) for part in message.iter_attachments()]
    return [f"[Attached: {', '.join(filter(None, names))}]"] if any(names) else []


def _day(printed: str) -> date | None:
    try:
        return parsedate_to_datetime(printed).date() if printed else None
    except ValueError:
        return None


def _marks(look: Look) -> bool:
    return bool(_FIRST_LINE.match(look.start) and _MARK.search(look.start.replace(b"\r\n", b"\n").split(b"\n\n")[0]))


FORMAT = Format("e-mail", (".eml", ".mht", ".mhtml"), _read, _marks)
