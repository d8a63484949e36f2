"""Open files that can be looked into, counted, and read again."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

_IN_MEMORY = 16_000_000  # bytes; a larger copy goes to the disk
_BUFFER = 1 << 17


class _Replayed(io.RawIOBase):
    """Bytes that were read already, then the rest of their file."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


class _Counted(io.RawIOBase):
    """A file whose bytes are counted as they are read."""

    def __init__(self, file: BinaryIO, spend: Callable[[int], None]) -> None:
        self._file = file
        self._spend = spend

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        self._spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def head_of(file: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """The first bytes of a file, and the file from its start on."""
    head = b""
    while len(head) < size and (more := file.read(size - len(head))):
        head += more
    if file.seekable():
        file.seek(0)
        return head, file
    return head, buffered(_Replayed(head, file))


def counted(file: BinaryIO, spend: Callable[[int], None]) -> BinaryIO:
    """The file, with `spend` called for the number of bytes of each piece that is read."""
    return buffered(_Counted(file, spend))


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """A file with lines, from one without."""
    return cast("BinaryIO", io.BufferedReader(raw, _BUFFER))


@contextmanager
def seekable(file: BinaryIO) -> Iterator[BinaryIO]:
    """The file, or a copy of it, in which one can go back and forth."""
    if file.seekable():
        yield file
        return
    with SpooledTemporaryFile(_IN_MEMORY) as copy:
        shutil.copyfileobj(file, copy, _BUFFER)
        copy.seek(0)
        yield cast("BinaryIO", copy)


def size_of(file: BinaryIO) -> int:
    """How many bytes a file has in which one can go back and forth."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    return size
