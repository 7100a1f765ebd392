"""RTF."""

from __future__ import annotations

import re

from qa.sources.documents import Document, Format, whole

# `\*` has the rest of a group skipped: so are deletions, and what is hidden. striprtf shows both.
_NOT_SHOWN = re.compile(r"\\(?:deleted|v)(?![a-z0-9])")
# striprtf writes the address behind the words.
_ADDRESS = re.compile(r'HYPERLINK\s+"[^"]*"')


def _read(content: bytes) -> Document:
    from striprtf.striprtf import rtf_to_text

    source = _ADDRESS.sub("", _NOT_SHOWN.sub(r"\\*", content.decode("latin-1")))
    text: str = rtf_to_text(source, errors="replace")
    # RTF writes a character beyond U+FFFF in two halves.
    return Document(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


FORMAT = Format("RTF", (".rtf",), whole(_read), lambda look: look.start.startswith(b"{\\rtf"))
