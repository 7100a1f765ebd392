"""Uploaded files are on the disk while they are of use, and no longer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qa.copies import HOUR, copies, remove_old

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
