"""Files within zip, gzip and tar, with bounds on what an archive may do.

Members are read as a stream and never written under their names. An archive may be small and still
unpack to more than any disk holds, so that what comes out of it is counted, in all nested archives
together.
"""

from __future__ import annotations

import gzip
import io
import lzma
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, TypeAlias, cast

from kg.read.clean import folded
from kg.read.errors import ReadError
from kg.read.item import LARGEST_ITEM, Item
from kg.read.names import id_from, is_hidden, one_line, split, stem_of
from kg.read.streams import counted, seekable, size_of

Member: TypeAlias = tuple[Item, BinaryIO]

LARGEST_EXPANDED = 200_000_000_000  # bytes that come out of one input
HIGHEST_RATIO = 200  # of what comes out to what is there; text is packed to a tenth or so
FREE_OF_RATIO = 50_000_000  # bytes below which no ratio does harm
MOST_MEMBERS = 500_000
DEEPEST = 4  # archives within each other; news.tar.gz is two
_TOO_MANY = f"holds more than {MOST_MEMBERS:,} files; unpack it and read the folder"
_LARGEST_DIRECTORY = 64_000_000  # bytes of a zip file's list of members

BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    gzip.BadGzipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    struct.error,
    OverflowError,
)


class TooMuchError(ReadError):
    """An archive that goes over a bound, so that nothing more is read of it."""


@dataclass(slots=True)
class Budget:
    """What has come out of one input so far, in all its archives."""

    packed: int  # bytes of the outermost archive
    largest: int = LARGEST_EXPANDED
    members: int = 0
    expanded: int = 0
    names: set[str] = field(default_factory=set)  # of members, whole and as ids

    def spend(self, size: int) -> None:
        """Count bytes that came out; raises `TooMuchError`."""
        self.expanded += size
        if self.expanded > self.largest:
            raise TooMuchError(f"unpacks to more than {self.largest:,} bytes; split it")
        most = max(FREE_OF_RATIO, HIGHEST_RATIO * self.packed)
        if self.expanded > most:
            raise TooMuchError(
                f"unpacks to more than {HIGHEST_RATIO} times its size, which text never does; "
                "unpack it yourself if you trust it"
            )

    def count(self) -> None:
        """Count a member; raises `TooMuchError`."""
        self.members += 1
        if self.members > MOST_MEMBERS:
            raise TooMuchError(
                f"holds more than {MOST_MEMBERS:,} files; unpack it and read the folder"
            )


def members(kind: str, file: BinaryIO, item: Item, budget: Budget) -> Iterator[Member | ReadError]:
    """Each file in an archive, to be read before the next one is asked for.

    Raises `TooMuchError`, or one of `BROKEN`.
    """
    yield from _READERS[kind](file, item, budget)


def _of_gzip(file: BinaryIO, item: Item, budget: Budget) -> Iterator[Member | ReadError]:
    budget.count()
    inner = ".tar" if item.suffix == ".tgz" else split(split(item.where)[0])[1]
    with gzip.GzipFile(fileobj=file) as unzipped:
        yield replace(item, suffix=inner), counted(cast("BinaryIO", unzipped), budget.spend)


def _of_zip(file: BinaryIO, item: Item, budget: Budget) -> Iterator[Member | ReadError]:
    with seekable(file) as whole:
        _check_directory(whole)
        yield from _of_zip_file(whole, item, budget)


def _of_zip_file(file: BinaryIO, item: Item, budget: Budget) -> Iterator[Member | ReadError]:
    with zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            budget.count()
            if info.is_dir() or is_hidden(info.filename):
                continue
            where = f"{item.where}, {one_line(info.filename)}"
            if info.flag_bits & 1:
                yield ReadError(f"{where}: locked with a password; unpack it first")
                continue
            try:
                with archive.open(info) as member:
                    stream = counted(cast("BinaryIO", member), budget.spend)
                    yield _named(item, info.filename, budget), stream
            except BROKEN as error:
                yield ReadError(f"{where}: {broken(error)}")


def _of_tar(file: BinaryIO, item: Item, budget: Budget) -> Iterator[Member | ReadError]:
    stream = _Forward(file)
    with tarfile.open(fileobj=stream, mode="r:") as archive:
        while (info := archive.next()) is not None:
            archive.members.clear()  # type: ignore[attr-defined] # else all that went by stay
            budget.count()
            if info.isdir() or is_hidden(info.name):
                continue
            where = f"{item.where}, {one_line(info.name)}"
            if not info.isreg():
                yield ReadError(f"{where}: a link or a device, which is not followed; unpack it")
                continue
            if info.issparse():
                yield ReadError(f"{where}: a file with holes; unpack it first")
                continue
            member = archive.extractfile(info)
            assert member is not None
            # where one could go back, one would: the archive itself only goes forward
            yield _named(item, info.name, budget), counted(cast("BinaryIO", member), _free)
    _check_end(stream)


def _check_end(stream: _Forward) -> None:
    """Raise an error where tarfile stopped at something else than the mark of the end.

    What follows is read too, so that a packed archive is checked to its last byte.
    """
    at_mark = stream.last and not stream.last.strip(b"\0")
    while at_mark and (rest := stream.read(1 << 20)):
        at_mark = not rest.strip(b"\0")
    if not at_mark:
        raise tarfile.ReadError("it ends in the middle, or something follows it")


def _free(_: int) -> None:
    """A tar archive is as large as what it holds."""


_READERS: dict[str, Callable[[BinaryIO, Item, Budget], Iterator[Member | ReadError]]] = {
    "zip": _of_zip,
    "gzip": _of_gzip,
    "tar": _of_tar,
}


def _named(archive: Item, name: str, budget: Budget) -> Item:
    """What is known of a member; a second one of the same stem keeps its suffix in its id."""
    where = unique = f"{archive.where}, {one_line(name)}"
    copy = 1
    while unique in budget.names:  # an archive may hold two files of one name
        copy += 1
        unique = f"{where} ({copy})"
    stem, suffix = stem_of(name), split(name)[1]
    key = folded(f"{archive.name}/{stem}")
    name_of_id = name if key in budget.names else stem
    budget.names |= {unique, key}
    return replace(
        archive, where=unique, name=f"{archive.name}/{id_from(name_of_id)}", suffix=suffix
    )


def broken(error: Exception) -> str:
    """What to say of an archive, or a member, that cannot be unpacked."""
    what = " ".join(str(error).split()) or type(error).__name__
    return f"cannot be unpacked ({what}); check that it is whole, or unpack it yourself"


def _check_directory(file: BinaryIO) -> None:
    """Raise `TooMuchError` for a list of members that would not fit in memory."""
    size = size_of(file)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    file.seek(0)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22:
        return  # zipfile says what is wrong
    listed = int.from_bytes(tail[end + 12 : end + 16], "little")
    large = tail.rfind(b"PK\x06\x06")
    if large >= 0:
        listed = max(listed % 0xFFFFFFFF, int.from_bytes(tail[large + 40 : large + 48], "little"))
    if listed > _LARGEST_DIRECTORY:
        raise TooMuchError(_TOO_MANY)


class _Forward(io.RawIOBase):
    """A stream that tarfile takes for a file: it only ever goes forward.

    A piece is not much longer than the longest document: a header may claim any length.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._at = 0
        self.last = b""  # what was read last: of a whole archive a block of zeros

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence != os.SEEK_SET or offset < self._at:
            raise tarfile.ReadError("its parts do not follow each other")
        while self._at < offset and self.read(min(offset - self._at, 1 << 20)):
            pass
        return self._at

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= 2 * LARGEST_ITEM:
            raise TooMuchError(
                f"has a header of more than {LARGEST_ITEM:,} bytes; unpack it yourself"
            )
        data = self._file.read(size)
        self._at += len(data)
        self.last = data
        return data
