"""An article as a terminal shows it."""

import re
import time

import pytest

from qa import terminal
from qa.records import Article, Kind, Quotation, Source, Span, Speaker

TEXT = "“The ferry is sold,” the mayor said. Luis Reyes regretted that nobody was asked."
ARTICLE = Article("a", TEXT, "Ferry sold", path="a.txt")
_STYLE = re.compile("\x1b\\[([0-9;]*)m")


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


MAYOR = Source(span("the mayor"), span("said"), (Speaker("Oda Brekkestad"),))
LUIS = Source(span("Luis Reyes"), span("regretted"), (Speaker("Luis Reyes"),))
SAID = Quotation((span("The ferry is sold"),), Kind.DIRECT, MAYOR, confidence=0.98)
REPORTED = Quotation((span("nobody was asked"),), Kind.INDIRECT, LUIS, confidence=0.98)


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.delenv("NO_COLOR", raising=False)


def styles(shown: str) -> dict[str, set[str]]:
    """What stands between two changes of style, with the codes in force."""
    found: dict[str, set[str]] = {}
    codes: set[str] = set()
    for place, part in enumerate(_STYLE.split(shown)):
        if place % 2:
            codes = set() if part in ("", "0") else set(part.replace("38;5;", "colour ").split(";"))
        else:
            found[part.strip()] = codes
    return found


def without_styles(shown: str) -> str:
    return _STYLE.sub("", shown)


def test_speakers_are_in_the_margin_beside_their_words() -> None:
    lines = without_styles(terminal.shown(ARTICLE, [SAID, REPORTED])).splitlines()
    assert lines[0] == "Ferry sold"
    assert lines[3].startswith("            Oda Brekkestad │ “The ferry is sold,” the mayor said.")
    assert lines[4].startswith("     said · almost certain │ ")
    assert [line.split(" │ ")[0].strip() for line in lines[5:7]] == ["Luis Reyes", "reported · almost certain"]


def test_own_words_are_bold_and_reported_ones_in_italics() -> None:
    found = styles(terminal.shown(ARTICLE, [SAID, REPORTED]))
    assert found["The ferry is sold"] == {"1", f"colour {terminal.COLOURS[0]}"}
    assert found["nobody was asked"] == {"3", f"colour {terminal.COLOURS[1]}"}
    assert found["the mayor"] == found["regretted"] == {"4"}


def test_without_colours_the_two_still_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    found = styles(terminal.shown(ARTICLE, [SAID, REPORTED]))
    assert (found["The ferry is sold"], found["nobody was asked"]) == ({"1"}, {"3"})


def test_whom_the_article_leaves_open_has_no_colour() -> None:
    found = styles(terminal.shown(ARTICLE, [Quotation(SAID.spans, Kind.DIRECT, Source(span("the mayor")))]))
    assert found["The ferry is sold"] == {"1"}


@pytest.mark.parametrize("width", [20, 59, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = without_styles(terminal.shown(Article("a", TEXT, "Ferry"), [SAID, REPORTED]))
    assert max(map(len, shown.splitlines())) <= width
    words = [line.rsplit("│", 1)[-1] for line in shown.splitlines()]
    assert "regretted that nobody was" in " ".join(" ".join(words).split())


def test_a_word_wider_than_the_terminal_is_cut_and_wide_characters_are_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    words = "会" * 25
    lines = terminal.shown(Article("a", f"{words} end"), []).split()
    assert "".join(lines) == f"{words}end"
    assert max(map(len, lines)) == 10


def test_time_to_wrap_a_word_is_linear_in_its_length() -> None:
    def seconds(characters: int) -> float:
        began = time.process_time()
        terminal.shown(Article("a", "会" * characters + " end"), [])
        return time.process_time() - began

    seconds(1_000)
    assert seconds(40_000) < 8 * seconds(10_000)


def test_an_article_cannot_command_the_terminal() -> None:
    text = "It \x1b]0;sank\x07 \x9b2J sank [red]here[/red] :smile:"
    spoken = Quotation((Span(0, len(text)),), Kind.TURN, Source(Span(0, 12), None, (Speaker("A\x1b[2JB"),)))
    shown = terminal.shown(Article("a", text, "The \x1b[2J\u202eferry", path="\x1b]8;;"), [spoken])
    assert not set("\x07\x9b\u202e") & set(shown)
    assert "\x1b" not in without_styles(shown)
    assert "[red]here[/red] :smile:" in without_styles(shown)


def contrast(colour: int, other: float) -> float:
    levels = (0, 95, 135, 175, 215, 255)
    place = colour - 16
    parts = [levels[place // 36] / 255, levels[place // 6 % 6] / 255, levels[place % 6] / 255]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    lighter, darker = sorted((0.2126 * red + 0.7152 * green + 0.0722 * blue, other), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_colour_can_be_read_on_black_and_on_white() -> None:
    assert len(set(terminal.COLOURS)) >= 8
    assert all(contrast(colour, ground) >= 4 for colour in terminal.COLOURS for ground in (0.0, 1.0))
