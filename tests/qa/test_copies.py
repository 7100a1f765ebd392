"""Uploaded files are on the disk while they are of use, and no longer."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse

from qa.copies import HOUR, LimitedCopies, copies, make_room, remove_old

HELD = """
from qa.copies import copies
with copies() as uploads:
    (uploads / "a.txt").write_text("Ferry sold.")
    print(uploads, flush=True)
    input()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return tmp_path


def aged(folder: Path) -> Path:
    """As if it had been made an hour ago."""
    os.utime(folder, (time.time() - HOUR,) * 2)
    return folder


def test_the_folder_is_this_users_alone_and_is_gone_at_the_end(temporary: Path) -> None:
    with copies() as uploads:
        assert uploads.parent.stat().st_mode & 0o077 == 0
        (uploads / "a.txt").write_text("Ferry sold.")
    assert list(temporary.iterdir()) == []


def test_what_a_killed_process_left_is_removed_and_what_a_living_one_has_is_not() -> None:
    command = [sys.executable, "-c", HELD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        file = Path(process.stdout.readline().strip()) / "a.txt"
        aged(file.parent.parent)
        with copies():
            assert file.exists()
        process.send_signal(signal.SIGKILL)
        process.wait()
        with copies():
            assert not file.parent.parent.exists()


def test_a_folder_of_that_name_that_is_not_ours_is_left(temporary: Path) -> None:
    corpus = temporary / "onrecord-uploads-of-may"
    corpus.mkdir()
    (corpus / "corpus.sqlite").touch()
    linked = temporary / "onrecord-uploads-linked"
    linked.symlink_to(corpus)
    aged(corpus)
    with copies():
        pass
    assert (corpus / "corpus.sqlite").exists()
    assert linked.is_symlink()


def test_files_that_nobody_added_are_removed_when_they_are_old(tmp_path: Path) -> None:
    whole, broken_off = tmp_path / "digest" / "a.txt", tmp_path / "upload"
    whole.parent.mkdir()
    for file in (whole, broken_off):
        file.write_text("Ferry sold.")
    remove_old(tmp_path, time.time() - HOUR)
    assert whole.exists()
    assert broken_off.exists()
    remove_old(tmp_path, time.time() + HOUR)
    remove_old(tmp_path, time.time() + HOUR)
    assert list(tmp_path.iterdir()) == []


def of_sizes(folder: Path, **sizes: int) -> list[Path]:
    files = [folder / name for name in sizes]
    for file, size in zip(files, sizes.values(), strict=True):
        file.write_bytes(b"x" * size)
    return files


def test_where_there_is_no_room_the_oldest_go_and_those_that_somebody_may_wait_for_stay(tmp_path: Path) -> None:
    oldest, older, newest = of_sizes(tmp_path, c=400, b=300, a=200)
    assert make_room(tmp_path, 900, time.time() + 1)
    assert oldest.exists()
    assert make_room(tmp_path, 500, time.time() + 1)
    assert [file.exists() for file in (oldest, older, newest)] == [False, True, True]
    assert not make_room(tmp_path, 100, before=0)
    assert [file.exists() for file in (older, newest)] == [True, True]


@pytest.mark.parametrize(
    ("size", "path", "status"), [(90, "upload", 200), (110, "upload", 503), (110, "queue/join", 200)]
)
def test_what_is_too_much_is_refused_in_a_line(size: int, path: str, status: int, tmp_path: Path) -> None:
    of_sizes(tmp_path, a=900)
    site = LimitedCopies(PlainTextResponse("here"), tmp_path, most=1000)

    async def upload() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url="http://127.0.0.1") as client:
            return await client.post(f"/gradio_api/{path}", content=b"x" * size)

    told = asyncio.run(upload())
    assert told.status_code == status
    if status == 503:
        assert told.headers["Retry-After"] == "600"
        assert told.text == "too many files are being uploaded; try again in some minutes"
