"""Files that are changed at random: each gives articles or a line for each fault, and no reader breaks."""

import os
import random
import re
import sys
from contextlib import suppress
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path, PurePath

from qa.errors import SourceError
from qa.sources import read_file
from qa.sources.robots import robots
from tests.qa.sources.test_feeds import BASE, WRITTEN, listing, written

sys.path.append(str(Path(__file__).parents[2] / "fixtures" / "sources"))

from make import Case, cases

MUTATIONS = int(os.environ.get("ONRECORD_TEST_MUTATIONS", "1500"))
SEED = int(os.environ.get("ONRECORD_TEST_SEED", "7"))
PIECES = [b"\0", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"<![CDATA[", b"\r", b"&#0;", b'"', b"{" * 50, b"\\'", b"../"]
# In place of those in a file.
NUMBERS = [b"1e999", b"-1", b"NaN", b"Infinity", b"9" * 500, b"9" * 5_000, b"0x" + b"f" * 5_000, b"1" + b":59" * 4_000]
VALUES = ["1e999", "-1", "NaN", "9" * 500, *(f'"{"9" * 5_000}{end}"' for end in ("", ":00:00"))]
NUMBER = re.compile(rb"\d+(?:\.\d+)?")
# What no reader has thought of: it costs a line, and is a mistake in the program.
UNFORESEEN = "it cannot be read ("


def mutated(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice([1, 3, 10, 40])):
        at = chance.randrange(len(made) or 1)
        match chance.randrange(5):
            case 0:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[at : at + chance.randrange(1, 50)]
            case 2:
                made[at:at] = made[at : at + chance.randrange(1, 200)]
            case 3:
                made[at:at] = chance.choice(PIECES)
            case 4:
                number = NUMBER.search(made, at) or NUMBER.search(made)
                if number:
                    made[slice(*number.span())] = chance.choice(NUMBERS)
    return bytes(made)


def by_reader() -> list[list[Case]]:
    """The files of one suffix after those of another, so that every reader gets as many."""
    files: dict[str, list[Case]] = {}
    for case in cases():
        files.setdefault(PurePath(case.name).suffix, []).append(case)
    return list(files.values())


def test_a_file_that_is_changed_at_random_is_read_or_told_in_a_line() -> None:
    chance = random.Random(SEED)
    for files in islice(cycle(by_reader()), MUTATIONS):
        case = chance.choice(files)
        content = mutated(case.content, chance)
        for one in read_file(BytesIO(content), case.name):
            if isinstance(one, SourceError):
                assert str(one).isprintable(), (SEED, case.name, one)
                assert UNFORESEEN not in str(one), (SEED, case.name, one)
            else:
                assert one.text.encode().decode() == one.text, (SEED, case.name)


def test_a_record_with_anything_in_its_fields_is_read_or_told_in_a_line() -> None:
    chance = random.Random(SEED)
    fields = "text speaker start end time title date url doc_id language participants source".split()
    values = ['"We sell the ferry."', '"Oda"', "7", '"0:07"', "null", "true", "[]", '{"name": 7}', *VALUES]
    for _ in range(MUTATIONS):
        records = [
            "{" + ", ".join(f'"{name}": {chance.choice(values)}' for name in chance.sample(fields, 5)) + "}"
            for _ in range(2)
        ]
        for name, content in [("a.jsonl", "\n".join(records)), ("a.json", f"[{', '.join(records)}]")]:
            for one in read_file(BytesIO(content.encode()), name):
                assert UNFORESEEN not in str(one), (SEED, records, one)


def test_a_feed_that_is_changed_at_random_lists_addresses_or_is_none() -> None:
    chance = random.Random(SEED)
    feeds = [written(form) for form in WRITTEN.values()]
    for _ in range(MUTATIONS):
        with suppress(SourceError):
            assert all(listing(mutated(chance.choice(feeds), chance), BASE).pages)


def test_robots_txt_that_is_changed_at_random_allows_something_or_does_not() -> None:
    chance = random.Random(SEED)
    content = b"User-agent: *\nDisallow: /*.pdf$\nAllow: /a\nCrawl-delay: 7\nUser-agent: onrecord\nDisallow: /b?x=*\n"
    for _ in range(MUTATIONS):
        assert robots(mutated(content, chance), "Onrecord").allows(BASE) in (True, False)
