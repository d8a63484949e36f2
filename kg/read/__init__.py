"""Inputs in, articles out: files, folders, archives and addresses, one module a format.

Reading has two stages. `items` opens inputs of any size and cuts them into documents; `parse`
understands one of these, in whatever process. What cannot be read comes out as a `ReadError` in
the place of its article, so that one look names everything that is wrong.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from kg.model import Annotation, Article
from kg.read import inputs
from kg.read.clean import clean, folded
from kg.read.errors import ReadError
from kg.read.fields import parse_fields
from kg.read.formats import DOCUMENTS, DocumentReader, document_reader
from kg.read.inputs import is_stream
from kg.read.item import Item, Options, Reading
from kg.read.recognise import HEAD, recognise, unknown

__all__ = [
    "Item",
    "Options",
    "ReadError",
    "Reading",
    "Source",
    "clean",
    "folded",
    "is_costly",
    "is_stream",
    "items",
    "parse",
    "parse_fields",
    "read",
    "readings",
]

Source: TypeAlias = Article | Annotation

_NO_OPTIONS = Options()

log = logging.getLogger("kg")


def items(
    paths: Sequence[str | Path], options: Options = _NO_OPTIONS
) -> Iterator[Item | ReadError]:
    """The documents that the inputs hold, not yet understood, in the order given.

    Inputs are files, folders, globs, archives, addresses, and `-` for stdin. Any size is read in
    bounded memory.
    """
    yield from inputs.items(paths, options)


def parse(item: Item, options: Options = _NO_OPTIONS) -> Iterator[Reading | ReadError]:
    """The articles of a document, most often one. Nothing is raised for bad input."""
    empty = True
    try:
        for found in _reader(item)(item, options):
            empty = False
            yield found
        if empty:
            yield ReadError(f"{item.where}: no article in it; leave it out")
    except ReadError as error:
        yield ReadError(f"{item.where}: {error}")
    except Exception as error:  # of a library, on input that nobody thought of
        log.debug("%s", item.where, exc_info=True)
        what = " ".join(f"{type(error).__name__}: {error}".split())
        yield ReadError(f"{item.where}: cannot be read ({what}); save it as plain text")


def _reader(item: Item) -> DocumentReader:
    key = _format(item)
    if key is None:
        raise unknown(item.data[:HEAD], item.suffix)
    return document_reader(key)


def is_costly(item: Item) -> bool:
    """Whether to parse the document in a worker, under its deadline and memory cap."""
    key = _format(item)
    return key is None or DOCUMENTS[key].costly


def _format(item: Item) -> str | None:
    key = item.format or recognise(item.data[:HEAD], item.suffix)
    return key if key in DOCUMENTS else None


def readings(
    paths: Sequence[str | Path], options: Options = _NO_OPTIONS
) -> Iterator[Reading | ReadError]:
    """The articles that the inputs hold, in their order, with how they were understood.

    Of two whose ids are one in the graph, the second is refused by name.
    """
    taken: dict[str, tuple[str, str]] = {}  # folded id -> the id and the place of the first
    for item in items(paths, options):
        for found in [item] if isinstance(item, ReadError) else parse(item, options):
            if isinstance(found, ReadError):
                yield found
                continue
            place = found.id, found.where
            first = taken.setdefault(folded(found.id), place)
            yield found if first is place else _refused(found, *first)


def read(
    paths: Sequence[str | Path], options: Options = _NO_OPTIONS
) -> Iterator[Source | ReadError]:
    """The articles that the inputs hold, in their order, and annotation records as they are.

    Of two whose ids are one in the graph, the second is refused by name.
    """
    for found in readings(paths, options):
        yield found if isinstance(found, ReadError) else found.source


def _refused(second: Reading, first: str, where: str) -> ReadError:
    same = "is taken by" if second.id == first else f"is one in the graph with {first!r} of"
    cure = _CURES.get(second.format, "rename one of the files, or name the folder that holds both")
    return ReadError(f"{second.where}: the article id {second.id!r} {same} {where}; {cure}")


_CURES = dict.fromkeys(("jsonl", "json", "csv"), "give each article an id of its own")
