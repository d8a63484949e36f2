"""One JSON object: an article, or an annotation record as it is."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kg.model import Annotation, RecordError
from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.fields import article_of
from kg.read.item import Item, Options, Reading

_MANY_DIGITS = 4_000  # Python reads integers of up to 4,300
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


def kind(data: bytes, otherwise: str) -> str:
    """The format of a record: "ninjs" where its keys are those of ninjs."""
    if not _may_be_ninjs(data):
        return otherwise
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        return otherwise
    return "ninjs" if isinstance(record, dict) and is_ninjs(record) else otherwise


def is_ninjs(record: Mapping[str, Any]) -> bool:
    """Whether the keys of a record are those that ninjs alone has."""
    if record.keys() & {"representationtype", "representationType"}:
        return True
    versioned = record.keys() & {"versioncreated", "versionCreated"}
    bodies = record.keys() & {"body_html", "bodies", "body_text", "headline", "headlines"}
    return bool("uri" in record and versioned and bodies)


def _may_be_ninjs(data: bytes) -> bool:
    return b'"uri"' in data and any(
        key in data
        for key in (
            b'"representationtype"',
            b'"representationType"',
            b'"versioncreated"',
            b'"versionCreated"',
        )
    )


def read(item: Item, options: Options, format_: str, shape: str) -> Reading | ReadError:
    """The article or the annotation record of an item, or what is wrong with it.

    `shape` says what would be right.
    """
    try:
        record, twice = loads(item.data)
        if not isinstance(record, dict):
            raise ReadError(f"not a JSON object; {shape}")
        if "mentions" in record and "facts" in record:
            return Reading(_annotation(record, item.data), item.where, format_)
        reading = article_of(record, item, options, format_)
    except UnicodeEncodeError as error:
        half = repr(error.object[error.start])
        return ReadError(f"{item.where}: holds {half}, half a character; annotate the article anew")
    except UnicodeDecodeError as error:
        return ReadError(f"{item.where}: not UTF-8 (byte {error.start}); save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return ReadError(f"{item.where}: not JSON ({_what(error)}); {shape}")
    except (ReadError, RecordError) as error:
        return ReadError(f"{item.where}: {error}")
    return _with_warnings(reading, twice)


def loads(data: bytes) -> tuple[Any, list[str]]:
    """What UTF-8 JSON says, and the names that one object has twice.

    Raises `ValueError` or `RecursionError` where it is none.
    """
    text = data.decode("utf-8-sig")
    if '"mentions"' in text:  # an annotation record, long, and written by a program
        return json.loads(text), []
    twice: dict[str, None] = {}

    def made(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        record = dict(pairs)
        if len(record) < len(pairs):
            counts = Counter(name for name, _ in pairs)
            twice.update((name, None) for name, count in counts.items() if count > 1)
        return record

    return json.loads(text, object_pairs_hook=made, parse_int=_number), list(twice)


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) < _MANY_DIGITS else float(digits)


def _with_warnings(reading: Reading, twice: list[str]) -> Reading:
    if not twice:
        return reading
    found = (f"`{clean(name)}` is there twice; the last one counts" for name in twice)
    return replace(reading, warnings=(*reading.warnings, *found))


def _what(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return str(error)


def _annotation(record: Mapping[str, Any], data: bytes) -> Annotation:
    """A ready annotation, refused where its text holds characters that `clean` would replace."""
    if _HALF.search(data):  # only an escape can bring one in, for the bytes are UTF-8
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    text = record.get("text")
    if isinstance(text, str) and clean(text) != text:
        raise ReadError(
            f"record {record.get('id')!r}: `text` holds control characters; "
            "annotate the article anew"
        )
    try:
        return Annotation.from_record(record)
    except (AttributeError, TypeError, ValueError) as error:
        raise ReadError(
            f"record {record.get('id')!r}: {error}; annotate the article anew"
        ) from error
