"""JSON: an array of articles, one article, an object that holds a list of them, or lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO

from kg.read import json_record, jsonl
from kg.read.errors import ReadError
from kg.read.fields import holds_text
from kg.read.item import LARGEST_ITEM, Item, Options, Reading
from kg.read.json_array import CutShort, elements

_SHAPE = 'write an article as {"id": "…", "text": "…"}, several in […] or one a line'
_CHUNK = 1 << 20


def items(file: BinaryIO, item: Item, options: Options) -> Iterator[Item | ReadError]:
    """Each article of a JSON file, under the name of the file and its number there."""
    number, first = 1, file.readline(LARGEST_ITEM + 1)
    while first and not first.removeprefix(b"\xef\xbb\xbf").strip():
        number, first = number + 1, file.readline(LARGEST_ITEM + 1)
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        yield from _array(chain([start], iter(lambda: file.read(_CHUNK), b"")), item)
        return
    following = b""
    if start.startswith(b"{") and start.rstrip().endswith(b"}"):
        following = _next_line(file)
        if following.lstrip().startswith(b"{"):
            yield from jsonl.lines(chain([first, following], _lines(file)), item, number)
            return
    data = first + following + file.read(max(0, LARGEST_ITEM + 1 - len(first) - len(following)))
    yield from _object(data, item, options)


def read(item: Item, options: Options) -> Iterator[Reading | ReadError]:
    """The article of one object; of an array that came as one document, each."""
    if not item.data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
        yield json_record.read(item, options, "json", _SHAPE)
        return
    for element in _array([item.data.removeprefix(b"\xef\xbb\xbf").lstrip()], item):
        if isinstance(element, ReadError):
            yield element
        else:
            yield json_record.read(element, options, "json", _SHAPE)


def _array(chunks: Iterable[bytes], item: Item) -> Iterator[Item | ReadError]:
    number = 0
    try:
        for data in elements(chunks):
            number += 1
            where = f"{item.where}, item {number}"
            if data is None:
                yield ReadError(f"{where}: longer than {LARGEST_ITEM:,} bytes; split it")
            else:
                yield _part(item, where, number, data)
    except CutShort as error:
        yield ReadError(
            f"{item.where}: {error}, after {number:,} items; check that the file is whole"
        )
        return
    if not number:
        yield ReadError(f"{item.where}: an empty array; write an article there, or leave it out")


def _part(item: Item, where: str, number: int, data: bytes) -> Item:
    name = f"{item.name}-{number}"
    return replace(item, where=where, name=name, data=data, format=json_record.kind(data, "json"))


def _object(data: bytes, item: Item, options: Options) -> Iterator[Item | ReadError]:
    """The article that one object is, or each in the list that it holds."""
    if len(data) > LARGEST_ITEM:
        yield ReadError(
            f"{item.where}: one object of more than {LARGEST_ITEM:,} bytes; "
            "write its articles one a line"
        )
        return
    if not data.strip():
        yield ReadError(f"{item.where}: empty; {_SHAPE}, or leave it out")
        return
    records = _list_in(data, options)
    for number, record in enumerate(records, 1):
        where = f"{item.where}, item {number}"
        yield _part(item, where, number, json.dumps(record).encode())
    if not records:
        yield replace(item, data=data, format=json_record.kind(data, "json"))


def _next_line(file: BinaryIO) -> bytes:
    """The next line that holds something."""
    return next((line for line in _lines(file) if line.strip()), b"")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.readline(LARGEST_ITEM + 1), b"")


def _list_in(data: bytes, options: Options) -> list[Mapping[str, Any]]:
    """The articles in an object such as {"articles": […]} or {"response": {"results": […]}}.

    Empty for any other object. Of a schema.org graph only what has a text is an article.
    """
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        return []
    if not isinstance(record, dict) or "mentions" in record or holds_text(record, options):
        return []
    outer = [record, *(value for value in record.values() if isinstance(value, dict))]
    for values in outer:
        for name, found in values.items():
            if isinstance(found, list) and any(_is_article(part, options) for part in found):
                wanted = name == "@graph"
                return [p for p in found if not wanted or _is_article(p, options)]
    return []


def _is_article(value: Any, options: Options) -> bool:
    return isinstance(value, dict) and holds_text(value, options)
