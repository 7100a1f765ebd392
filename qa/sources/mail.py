"""E-mail: what its text says; of files that hang on it, the names."""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from qa.errors import SourceError
from qa.sources.decoding import decoded
from qa.sources.documents import Document, Format, Look, joined, whole

# Of a mail and of no memo: `From:` and `Subject:` also stand above minutes.
_MARK = re.compile(rb"^(?:message-id|mime-version|received|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE)
_FIRST_LINE = re.compile(rb"^(?:From \S+ |[A-Za-z][A-Za-z0-9-]*:\s)")


def _read(content: bytes) -> Document:
    try:
        message = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
        body = message.get_body(("plain", "html"))
        subject, sender, sent = (_header(message, name) for name in ("subject", "from", "date"))
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError) as error:
        raise SourceError("damaged: this is no whole e-mail") from error
    if body is None:
        raise SourceError("empty: this e-mail has no text; add what is attached to it")
    return Document(
        joined([_words(body), *_attached(message)]),
        title=subject,
        date=_day(sent),
        outlet=parseaddr(sender)[0],
    )


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _words(body: MIMEPart) -> str:
    content = body.get_payload(decode=True)
    text = _text(content, body.get_content_charset("utf-8")) if isinstance(content, bytes) else ""
    if body.get_content_subtype() != "html":
        return text
    from qa.sources.markup import html_tree, words_of

    return words_of(html_tree(text))


def _text(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError):  # another encoding than it says
        return decoded(content)


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


FORMAT = Format("e-mail", (".eml",), whole(_read), _marks)
