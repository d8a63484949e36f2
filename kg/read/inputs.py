"""Files, folders, globs and addresses in; items out, one at a time.

Nothing is read whole but a document of at most `LARGEST_ITEM` bytes. What cannot be read comes out
as a `ReadError` in its place.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.formats import CONTAINERS, DOCUMENTS, container_reader
from kg.read.item import LARGEST_ITEM, Item, Options
from kg.read.recognise import HEAD, recognise

_SUFFIX = re.compile(r"\.(?=[^.]*[a-z])[a-z0-9]{1,10}", re.IGNORECASE)
_URL = re.compile(r"https?:/{1,2}(?=[^/])", re.IGNORECASE)  # a Path has one slash only
_LEFTOVERS = {"thumbs.db", "desktop.ini", "__macosx"}  # of file managers, next to dot files

log = logging.getLogger("kg")


def items(inputs: Sequence[str | Path], options: Options) -> Iterator[Item | ReadError]:
    """Everything that the inputs hold, in their order; the files of a folder come by name.

    A file that is named twice is read once.
    """
    if not inputs:
        yield ReadError("no input named; name a file or a folder")
    seen: set[Path] = set()
    for given in inputs:
        for found in _files(str(given)):
            if isinstance(found, ReadError):
                yield found
            elif (place := found[0].resolve()) not in seen:
                seen.add(place)
                yield from _of_file(*found, options)


def _files(given: str) -> Iterator[tuple[Path, Item] | ReadError]:
    """Each file that an input stands for, with what its name says."""
    path = Path(given)
    try:
        if path.is_dir():
            yield from _of_folder(path)
        elif path.exists():
            yield path, _named(path, path.name)
        else:
            yield ReadError(f"{given}: no such file or folder; check the spelling")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        yield ReadError(f"{given}: cannot be looked at ({error}); check its name and rights")


def _of_folder(folder: Path) -> Iterator[tuple[Path, Item] | ReadError]:
    found = sorted(p for p in folder.rglob("*") if p.is_file() and not _is_hidden(p, folder))
    if not found:
        yield ReadError(f"{folder}: no file in this folder; name a folder with articles")
    for path in found:
        yield path, _named(path, path.relative_to(folder).as_posix())


def _is_hidden(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return any(part.startswith(".") or part.lower() in _LEFTOVERS for part in parts)


def _named(path: Path, relative: str) -> Item:
    stem, suffix = split(relative)
    return Item(str(path), unicodedata.normalize("NFC", clean(stem)), b"", suffix)


def split(name: str) -> tuple[str, str]:
    """A file's name without its suffix, and the suffix in small letters."""
    stem, dot, suffix = name.rpartition(".")
    if stem and not stem.endswith("/") and _SUFFIX.fullmatch(dot + suffix):
        return stem, (dot + suffix).lower()
    return name, ""


def _of_file(path: Path, item: Item, options: Options) -> Iterator[Item | ReadError]:
    try:
        with path.open("rb") as file:
            yield from _of_stream(file, item, options)
    except OSError as error:
        yield ReadError(
            f"{path}: cannot be read ({error.strerror}); check that it is there and yours to read"
        )
    except ReadError as error:
        yield ReadError(f"{path}: {error}")


def _of_stream(file: BinaryIO, item: Item, options: Options) -> Iterator[Item | ReadError]:
    head = file.read(HEAD)
    file.seek(0)
    kind = recognise(head, item.suffix)
    if kind in CONTAINERS:
        yield from container_reader(kind)(file, item, options)
    elif kind in DOCUMENTS:
        data = file.read(LARGEST_ITEM + 1)
        if len(data) > LARGEST_ITEM:
            raise ReadError(f"larger than {LARGEST_ITEM:,} bytes; split it into its articles")
        yield replace(item, data=data, format=kind)
    else:
        raise ReadError("of a kind that is not known")
