"""A file is the old one or the new one, whole."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from embeddings.durable import write_whole


@pytest.fixture
def full_disk() -> Iterator[None]:
    """No file may grow beyond 4,096 bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    for content in (b"old", b"", b"new" * 100_000):
        write_whole(tmp_path / "file", content)
        assert (tmp_path / "file").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_could_not_be_written_leaves_the_old_content_and_nothing_else(tmp_path: Path, full_disk: None) -> None:
    write_whole(tmp_path / "file", b"old")
    with pytest.raises(OSError, match="too large"):
        write_whole(tmp_path / "file", b"new" * 100_000)
    assert (tmp_path / "file").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
