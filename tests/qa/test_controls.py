"""No character of an article or a file name commands whatever shows it."""

import json

import pytest

from qa.controls import encoded, escaped, printable

CONTROLS = {
    "escape": "\x1b",
    "one-character escape": "\x9b",
    "line end in C1": "\x85",
    "override": "\u202e",
    "isolate": "\u2066",
    "right-to-left mark": "\u200f",
    "left-to-right mark": "\u200e",
    "Arabic letter mark": "\u061c",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
}


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS.keys())
def test_what_is_printable_has_none_and_is_as_long_as_it_was(control: str) -> None:
    assert printable(f"a{control}[2J\n\tb") == "a\ufffd[2J\n\tb"


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS.keys())
def test_json_that_is_escaped_means_the_same(control: str) -> None:
    value = {f"a{control}": ["é", f"\n{control}b"]}
    shown = escaped(json.dumps(value, ensure_ascii=False, indent=2))
    assert json.loads(shown) == value
    assert control not in shown
    assert "é" in shown


def test_as_html_nothing_is_markup_or_commands() -> None:
    assert "\x1b" not in encoded("\x1b[2J<b>")
    assert encoded("<b>") == "&lt;b&gt;"
