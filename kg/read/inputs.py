"""Files, folders, globs, stdin and addresses in; items out, one at a time.

Nothing is read whole but a document of at most `LARGEST_ITEM` bytes. What cannot be read comes out
as a `ReadError` in its place.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from kg.read import archives
from kg.read.errors import ReadError
from kg.read.files import files
from kg.read.formats import ARCHIVES, CONTAINERS, DOCUMENTS, container_reader
from kg.read.item import LARGEST_ITEM, Item, Options
from kg.read.recognise import HEAD, recognise, unknown
from kg.read.streams import head_of, seekable, size_of

_URL = re.compile(r"(https?):/{1,2}(?=[^/])", re.IGNORECASE)  # a Path has one slash only

_STDIN = "-"

log = logging.getLogger("kg")


@dataclass(slots=True)
class _Reader:
    """How an input is read: with which options, under which bounds, how deep in archives."""

    options: Options
    budget: archives.Budget | None = None
    depth: int = 0


def items(inputs: Sequence[str | Path], options: Options) -> Iterator[Item | ReadError]:
    """Everything that the inputs hold, in their order; the files of a folder come by name.

    A file that is named twice is read once.
    """
    if not inputs:
        yield ReadError("no input named; name a file or a folder")
    seen: set[bytes] | None = set() if len(inputs) > 1 else None
    crowds: dict[Path, frozenset[str]] = {}
    for given in map(str, inputs):
        if given == _STDIN:
            if _is_new(given, seen):
                yield from _of_stdin(options)
        elif _URL.match(given):
            address = _URL.sub(r"\1://", given)
            if _is_new(address, seen):
                yield from _of_address(address, options)
        else:
            for found in files(given, crowds):
                if isinstance(found, ReadError):
                    yield found
                elif _is_new(found[0], seen):
                    yield from _of_file(*found, _Reader(options))


def is_stream(given: str | Path) -> bool:
    """Whether an input is no file: stdin, or an address, which are not to be read twice."""
    return str(given) == _STDIN or _URL.match(str(given)) is not None


def _is_new(place: Path | str, seen: set[bytes] | None) -> bool:
    """Whether a place comes for the first time; it is remembered by a hash, for there are many."""
    if seen is None:
        return True
    name = str(place.resolve()) if isinstance(place, Path) else place
    key = blake2b(name.encode("utf-8", "surrogateescape"), digest_size=16).digest()
    new = key not in seen
    seen.add(key)
    return new


def _of_file(path: Path, item: Item, reader: _Reader) -> Iterator[Item | ReadError]:
    try:
        with path.open("rb") as file:
            yield from _guarded(file, item, reader)
    except OSError as error:
        yield ReadError(
            f"{item.where}: cannot be read ({error.strerror}); "
            "check that it is there and yours to read"
        )


def _of_stdin(options: Options) -> Iterator[Item | ReadError]:
    if sys.stdin is None or sys.stdin.isatty():
        yield ReadError("-: nothing comes on stdin; pipe a file into it, as in: kg read - < FILE")
        return
    yield from _guarded(sys.stdin.buffer, Item("stdin", "stdin", b""), _Reader(options))


def _of_address(url: str, options: Options) -> Iterator[Item | ReadError]:
    from kg.read.web import fetch

    try:
        with fetch(url) as (file, item):
            yield from _guarded(file, item, _Reader(options))
    except ReadError as error:
        yield ReadError(f"{url}: {error}")


def _guarded(file: BinaryIO, item: Item, reader: _Reader) -> Iterator[Item | ReadError]:
    """The items of an open file; whatever goes wrong costs this file alone."""
    empty = True
    try:
        for found in _of_stream(file, item, reader):
            empty = False
            yield found
        if empty:
            yield ReadError(f"{item.where}: no article in it; leave it out")
    except archives.TooMuchError as error:
        if reader.depth:
            raise  # the bound is for all archives of an input together
        yield ReadError(f"{item.where}: {error}")
    except ReadError as error:
        yield ReadError(f"{item.where}: {error}")
    except archives.BROKEN as error:
        yield ReadError(f"{item.where}: {archives.broken(error)}")
    except OSError as error:
        yield ReadError(
            f"{item.where}: cannot be read ({error.strerror or error}); "
            "check that it is there and yours to read"
        )
    except Exception as error:  # of a library, on input that nobody thought of
        log.debug("%s", item.where, exc_info=True)
        yield ReadError(f"{item.where}: {archives.broken(error)}")


def _of_stream(file: BinaryIO, item: Item, reader: _Reader) -> Iterator[Item | ReadError]:
    head, file = head_of(file, HEAD)
    kind = recognise(head, item.suffix)
    if kind is None:
        raise unknown(head, item.suffix)
    if kind in ARCHIVES:
        yield from _of_archive(kind, file, item, reader)
    elif kind in CONTAINERS:
        yield from container_reader(kind)(file, item, reader.options)
    else:
        yield _document(kind, file, item)


def _document(kind: str, file: BinaryIO, item: Item) -> Item:
    data = file.read(LARGEST_ITEM + 1)
    if len(data) > LARGEST_ITEM:
        raise ReadError(
            f"{DOCUMENTS[kind].name} of more than {LARGEST_ITEM:,} bytes; "
            "split it into its articles"
        )
    return replace(item, data=data, format=kind)


def _of_archive(
    kind: str, file: BinaryIO, item: Item, reader: _Reader
) -> Iterator[Item | ReadError]:
    if reader.depth >= archives.DEEPEST:
        raise ReadError(
            f"more than {archives.DEEPEST} archives within each other; unpack the outer ones"
        )
    with nullcontext(file) if reader.budget else seekable(file) as whole:
        budget = reader.budget or archives.Budget(size_of(whole))
        inner = _Reader(reader.options, budget, reader.depth + 1)
        for found in archives.members(kind, whole, item, budget):
            if isinstance(found, ReadError):
                yield found
            else:
                yield from _guarded(found[1], found[0], inner)
