"""What is noted of addresses, and what of that is believed."""

from pathlib import Path

from qa.sources.visits import FILE, MOST_TRIES, Validators, Visits


def test_a_line_that_a_kill_has_torn_is_none(tmp_path: Path) -> None:
    Visits(tmp_path).note("https://calder.example/1")
    with (tmp_path / FILE).open("a") as file:
        file.write(f'{{"address": "https://calder.ex\n7\n[]\n{{}}\n{"[" * 100_000}\n{{"address": "https://cald')
    Visits(tmp_path).note("https://calder.example/2")  # nor does it cost the next one
    assert "https://calder.example/1" in Visits(tmp_path)
    assert "https://calder.example/2" in Visits(tmp_path)


def test_a_page_that_breaks_off_is_not_tried_for_ever(tmp_path: Path) -> None:
    address = "https://calder.example/1"
    tried = []
    while address not in Visits(tmp_path):
        Visits(tmp_path).note_failure(address)
        tried.append(address)
    assert len(tried) == MOST_TRIES


def test_what_no_server_could_have_said_is_not_said_to_it(tmp_path: Path) -> None:
    address = "https://calder.example/feed"
    for etag in ("\udffd", "7\r\nHost: gazette.example", "7" * 100_000):
        Visits(tmp_path).note(address, Validators(etag, "Tue"))
        assert Visits(tmp_path).validators(address) == Validators("", "Tue")
