"""JSON lines: an article a line, or an annotation record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from kg.read import json_record
from kg.read.errors import ReadError
from kg.read.item import LARGEST_ITEM, Item, Options, Reading

_SHAPE = 'write one object a line: {"id": "…", "text": "…"}'


def items(file: BinaryIO, item: Item, _: Options) -> Iterator[Item | ReadError]:
    """Each line that holds something, under the name of the file and the number of the line."""
    found = lines(iter(lambda: file.readline(LARGEST_ITEM + 1), b""), item, 1)
    first = next(found, None)
    if first is None:
        yield ReadError(f"{item.where}: empty; write one article a line, or leave the file out")
        return
    yield first
    yield from found


def lines(file: Iterable[bytes], item: Item, number: int) -> Iterator[Item | ReadError]:
    """The items of lines that come in pieces of at most `LARGEST_ITEM`; `number` is the first's."""
    whole, begins = True, True
    for piece in file:
        where = f"{item.where}, line {number}"
        whole = len(piece) <= LARGEST_ITEM
        if begins and not whole:
            yield ReadError(
                f"{where}: longer than {LARGEST_ITEM:,} bytes; split it into its articles"
            )
        elif begins and piece.strip():
            yield replace(
                item,
                where=where,
                name=f"{item.name}-{number}",
                data=piece,
                format=json_record.kind(piece, "jsonl"),
            )
        begins = piece.endswith(b"\n") or whole
        number += begins


def read(item: Item, options: Options) -> Iterator[Reading | ReadError]:
    """The article or the annotation record of a line."""
    yield json_record.read(item, options, "jsonl", _SHAPE)
