"""A file is the old one or the new one, whole."""

import subprocess
import sys
from pathlib import Path

from embeddings.durable import write_whole

# In a process of its own: the limit holds for every file, and so for the log of the tests.
ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from embeddings.durable import write_whole

resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_whole(Path(sys.argv[1]), b"new" * 100_000)
except OSError as error:
    sys.exit(error.strerror)
"""


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    for content in (b"old", b"", b"new" * 100_000):
        write_whole(tmp_path / "file", content)
        assert (tmp_path / "file").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    (tmp_path / "another").touch()
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "another").stat().st_mode


def test_what_could_not_be_written_leaves_the_old_content_and_nothing_else(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", b"old")
    written = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISK, tmp_path / "file"], capture_output=True, encoding="utf-8"
    )
    assert written.stderr.strip() == "File too large"
    assert (tmp_path / "file").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
