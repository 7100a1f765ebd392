"""What the page looks like, and does by itself in a browser: the files of `static/`."""

from __future__ import annotations

from pathlib import Path

_STATIC = Path(__file__).parent / "static"


def script(name: str) -> str:
    """What a part of the page does by itself."""
    return (_STATIC / f"{name}.js").read_text(encoding="utf-8")


def styles() -> str:
    """Every style sheet there is: each part of the page has its own, and needs no more than to be there.

    Not as `css`, which gradio rewrites: it parts selectors at the commas within `:is()`, and drops what it does not
    know. Within three roots, so that what stands in them weighs more than gradio's own.
    """
    sheets = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sorted(_STATIC.glob("*.css")))
    return f"<style>:root:root:root {{\n{sheets}\n}}</style>"
