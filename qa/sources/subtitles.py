"""WebVTT and SRT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from html import unescape
from io import StringIO
from typing import TYPE_CHECKING

from qa.errors import SourceError
from qa.sources.decoding import decoded
from qa.sources.documents import Document, Format, Look, whole
from qa.sources.fields import day_of
from qa.sources.transcripts import Cue, transcript

if TYPE_CHECKING:
    from webvtt import Caption

_VOICE = re.compile(r"<v(?:\.[^\s<>]*+)?+\s++([^<>]++)>")
# `WEBVTT FILE` and `WEBVTT Kind: captions; Language: en` tell what it is for players.
_TITLE = re.compile(r"WEBVTT[ \t]+(?:[-–—][ \t]*)?(?!FILE[ \t]*\n|Kind:|Language:|X-TIMESTAMP)(\S[^\n]*)")
# In its head, or a note above the first words.
_STATED = re.compile(r"^(?:NOTE[ \t]+)?(title|date|language)[ \t]*:[ \t]*(\S[^\n]*)", re.IGNORECASE | re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")  # `{\an8}` places a line
_SRT = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:\d+\s*\r?\n)?\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->")
_UNNUMBERED = re.compile(r"\n[ \t]*\n(?=\d{1,2}:\d\d:\d\d[,.]\d{1,3}\s*-->)")


def _read(kind: str, content: bytes) -> Document:
    import webvtt

    text = "\n\n" + decoded(content).lstrip("\ufeff").replace("\r\n", "\n")
    if kind == "srt":
        text = _UNNUMBERED.sub(r"\n\n0\n", text)
    try:
        captions = webvtt.from_buffer(StringIO(text.lstrip()), format=kind)
    except webvtt.errors.MalformedFileError as error:
        raise SourceError("damaged: no subtitles are found in it") from error
    cues = [cue for caption in captions.captions for cue in _cues(caption)]
    head = text.lstrip().partition("-->")[0]
    stated = {name.lower(): value for name, value in _STATED.findall(head)}
    title = _TITLE.match(head)
    return Document(
        transcript(cues),
        title=title[1] if title else stated.get("title", ""),
        date=_day(stated.get("date", "")),
        language=stated.get("language", ""),
    )


def _day(printed: str) -> date | None:
    """None of what tells none: it is only a note."""
    with suppress(SourceError):
        return day_of(printed)
    return None


def _cues(caption: Caption) -> Iterator[Cue]:
    """Of a caption in which several people may be heard."""
    start, end = (time.in_milliseconds() / 1000 for time in (caption.start_time, caption.end_time))
    unnamed, *voices = _VOICE.split(caption.raw_text)
    for speaker, words in [("", unnamed), *zip(voices[::2], voices[1::2], strict=True)]:
        plain = unescape(_TAG.sub("", words)).strip()
        if plain:
            yield Cue(start, end, plain, " ".join(unescape(speaker).split()))


def _is_vtt(look: Look) -> bool:
    return look.start.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")


VTT = Format("WebVTT", (".vtt",), whole(lambda content: _read("vtt", content)), _is_vtt, is_titled=False)
SRT = Format(
    "SRT",
    (".srt",),
    whole(lambda content: _read("srt", content)),
    lambda look: bool(_SRT.match(look.start)),
    is_titled=False,
)
