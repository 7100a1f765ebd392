"""Zip archives that may be hostile: how much is in them is known before anything is unpacked."""

from __future__ import annotations

import gzip
import stat
import struct
import zlib
from io import BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from qa.errors import SourceError

MARK = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x07"
_LONGEST_END = 22 + 65_535
# Of the list of what is in it: some 20,000 files.
_LARGEST_LIST = 2 * 1024 * 1024
LARGEST_UNPACKED = 256 * 1024 * 1024


def opened(file: IO[bytes], most: int | None = None) -> ZipFile:
    """`most` bytes may be in it, or LARGEST_UNPACKED. Raises SourceError for a damaged archive, and one with too many
    files or too much in them."""
    _check_list(file)
    try:
        archive = ZipFile(file)
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError("damaged: not a whole ZIP archive") from error
    size, most = unpacked(archive), LARGEST_UNPACKED if most is None else most
    if size > most:
        raise SourceError(f"too large: it unpacks to {size:,} bytes, and at most {most:,} are read; add it in parts")
    return archive


def unpacked(archive: ZipFile) -> int:
    """How many bytes are in it."""
    return sum(entry.file_size for entry in archive.infolist())


def is_link(archive: ZipFile, name: str) -> bool:
    """Whether what is in it is no file, but where on a machine one might be."""
    return stat.S_ISLNK(archive.getinfo(name).external_attr >> 16)


def entry(archive: ZipFile, name: str) -> bytes:
    """A file of it, no larger than the archive says. Raises SourceError where it is not there or damaged."""
    try:
        info = archive.getinfo(name)
    except KeyError as error:
        raise SourceError(f"damaged: {name} is missing in it") from error
    if info.flag_bits & 1:
        raise SourceError("encrypted: take the password off")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the others may take gigabytes of memory
        raise SourceError("packed in a way that is not read; pack it again as usual")
    try:
        with archive.open(info) as file:
            return file.read(info.file_size)  # as much as is claimed is unpacked, and not what it is cut from
    except (BadZipFile, EOFError, OSError, ValueError, zlib.error) as error:
        raise SourceError("damaged: not a whole ZIP archive") from error


def _check_list(file: IO[bytes]) -> None:
    """zipfile reads all of the list at once."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _LONGEST_END))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise SourceError("damaged: not a whole ZIP archive")
    (length,) = struct.unpack("<L", tail[at + 12 : at + 16])
    if length > _LARGEST_LIST or tail[max(0, at - 20) : at].startswith(_END_64):
        raise SourceError("too large: this archive has too many files; add them in parts")


def gunzipped(content: bytes, most: int) -> bytes:
    """What was packed by gzip. Raises SourceError where it is damaged, or more than so many bytes."""
    try:
        found = gzip.GzipFile(fileobj=BytesIO(content)).read(most + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError("damaged: it cannot be unpacked") from error
    if len(found) > most:
        raise SourceError(f"too large: unpacked it has more than {most:,} bytes")
    return found
