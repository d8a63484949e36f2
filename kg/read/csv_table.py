"""CSV: an article a row, with a heading that names the columns."""

from __future__ import annotations

import codecs
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from kg.read import json_record
from kg.read.errors import ReadError
from kg.read.fields import NAMES, article_of, folded_name, listed
from kg.read.item import Item, Options, Reading
from kg.read.streams import head_of
from kg.read.text import MAX_CHARACTERS, decode

_DELIMITERS = ",;\t|"
_CHUNK = 1 << 16
_LONGEST_LINE = 4 * MAX_CHARACTERS
_KNOWN = {name for names in NAMES.values() for name in names}


def items(file: BinaryIO, item: Item, options: Options) -> Iterator[Item | ReadError]:
    """Each row that holds something, under the name of the file and the number of the row.

    Rows are counted as a spreadsheet does: the heading is row 1.
    """
    csv.field_size_limit(_LONGEST_LINE)  # of the process; what comes out is checked by its reader
    lines = _lines(file)
    first = next((line for line in lines if line.strip()), None)
    if first is None:
        raise ReadError("empty; write a row with the names of the columns, then an article a row")
    rows = csv.reader(_with(first, lines), delimiter=_delimiter(first, options))
    heading = [_decoded(cell).strip() for cell in next(rows)]
    _check_heading(heading, options)
    yield from _rows(rows, heading, item)


def read(item: Item, options: Options) -> Iterator[Reading | ReadError]:
    """The article of a row, which comes as a JSON object of its cells."""
    try:
        cells, _ = json_record.loads(item.data)
        yield article_of(cells, item, options, "csv")
    except (ReadError, ValueError) as error:
        yield ReadError(f"{item.where}: {error}")


def _rows(
    rows: Iterator[list[str]], heading: Sequence[str], item: Item
) -> Iterator[Item | ReadError]:
    number = 1
    while True:
        number += 1
        where = f"{item.where}, row {number}"
        try:
            cells = next(rows)
            found = _record([_decoded(cell) for cell in cells], heading)
        except StopIteration:
            break
        except csv.Error as error:
            yield ReadError(f"{where}: {error}; look for a quotation mark that is not closed")
        except ReadError as error:
            yield ReadError(f"{where}: {error}")
        else:
            if found:
                name, data = f"{item.name}-{number}", json.dumps(found).encode()
                yield replace(item, where=where, name=name, data=data, format="csv")
    if number == 2:
        yield ReadError(f"{item.where}: no row under the heading; leave the file out")


def _record(cells: Sequence[str], heading: Sequence[str]) -> dict[str, str]:
    """The cells that hold something, by their columns; cells at the end may be left out."""
    if any(cell.strip() for cell in cells[len(heading) :]):
        raise ReadError(
            f"{len(cells)} cells under a heading of {len(heading)}; "
            "put quotation marks around a cell that holds the delimiter"
        )
    found: dict[str, str] = {}
    for name, cell in zip(heading, cells, strict=False):
        if name and cell.strip():
            found.setdefault(name, cell)
    return found


def _check_heading(heading: Sequence[str], options: Options) -> None:
    """Raise `ReadError` where no column is the text, or two columns are the same field."""
    wanted = options.fields.get("text")
    known = {folded_name(name) for name in heading}
    there = wanted in heading if wanted else bool(known & set(NAMES["text"]))
    if not there:
        raise ReadError(
            f"no column {wanted or 'text'!r}; say which one holds the text: --field text=NAME "
            f"(there are: {listed(heading)})"
        )
    counts = Counter(name for name in heading if name)
    twice = next((name for name, count in counts.items() if count > 1), None)
    if twice in options.fields.values() or folded_name(twice or "") in _KNOWN:
        raise ReadError(f"two columns are called {twice!r}; rename one of them")


def _delimiter(first: str, options: Options) -> str:
    """The delimiter that gives most columns of names we know, else most columns."""

    def columns(delimiter: str) -> tuple[int, int]:
        names = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
        wanted = options.fields.values()
        known = sum(name in wanted or folded_name(name) in _KNOWN for name in names)
        return known, len(names)

    return max(_DELIMITERS, key=columns)


def _lines(file: BinaryIO) -> Iterator[str]:
    """The lines, with bytes that are not UTF-8 kept until their cell is known."""
    mark, file = head_of(file, 3)
    if mark.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _lines_of_utf_16(file)
        return
    line = file.readline(_LONGEST_LINE).removeprefix(codecs.BOM_UTF8)
    while line:
        yield line.decode("utf-8", "surrogateescape")
        line = file.readline(_LONGEST_LINE)


def _lines_of_utf_16(file: BinaryIO) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    rest = ""
    while data := file.read(_CHUNK):
        *lines, rest = (rest + decoder.decode(data)).split("\n")
        yield from (f"{line}\n" for line in lines)
        if len(rest) > _LONGEST_LINE:
            yield rest
            rest = ""
    yield from filter(None, [rest + decoder.decode(b"", final=True)])


def _with(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _decoded(cell: str) -> str:
    """A cell, whose bytes are of an older encoding where they are not UTF-8."""
    if cell.isascii() or not any("\udc80" <= sign <= "\udcff" for sign in cell):
        return cell
    return decode(cell.encode("utf-8", "surrogateescape"))
