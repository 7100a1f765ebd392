"""Text in whatever encoding."""

import pytest

from qa.errors import SourceError
from qa.sources.decoding import as_stated, decoded

TEXTS = [
    ("El señor Ibáñez dijo: «El puente está cerrado mañana».", "cp1252"),
    ("Ordføreren sa: «Ferja er solgt på fredag»", "cp1252"),
    ("Fähre", "latin-1"),
    ("The council of Bräck sold the ferry. Nobody had asked Bräck for it.", "latin-1"),
    ("Мэр сказала, что мост закрыт до пятницы и что никто его не откроет", "iso8859_5"),
    ("The ferry – “sold”", "mac_roman"),
    ("Žluťoučký kůň řekl: „Most je zavřený“", "cp1250"),
    ("Мэр сказала: Мост закрыт до пятницы", "koi8_r"),
    ("Мэр сказала: Мост закрыт до пятницы, и добавила", "cp866"),
    ("Мэр сказала: «Мост закрыт до пятницы», — и добавила", "cp1251"),
    ("Мэр сказала: «Мост закрыт до пятницы»", "utf-16-le"),
    ("Мост", "utf-32"),
]


@pytest.mark.parametrize(("text", "encoding"), TEXTS, ids=[f"{encoding} {text[:5]}" for text, encoding in TEXTS])
def test_text_is_read_in_its_encoding(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("content", [b"MZ\0\0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", b"\xff\xfea"])
def test_what_is_no_text_is_told(content: bytes) -> None:
    with pytest.raises(SourceError, match=r"^(binary, not text|not UTF-16 at byte 2)$"):
        decoded(content)


@pytest.mark.parametrize("encoding", ["", "ascii", "hex", "idna", "no-such", "undefined", "zlib", "\x00", "\xff"])
def test_an_encoding_that_is_wrong_or_none_is_not_used(encoding: str) -> None:
    assert as_stated(b"F\xe4hre", encoding) is None
