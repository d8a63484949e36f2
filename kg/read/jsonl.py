"""JSON lines: an article a line with `id` and `text`, or an annotation record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from kg.model import Annotation, Article, RecordError
from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.text import MAX_CHARACTERS, check_text

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_MAX_BYTES = 64 * MAX_CHARACTERS  # an annotation record is about 20 times its text


def read(
    path: Path,
    name: str,  # noqa: ARG001 - ids stand in the lines
) -> Iterator[tuple[str, Article | Annotation | ReadError]]:
    """The articles and annotations of a file in its order, each with the place it came from."""
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(_MAX_BYTES + 1):
                number += 1
                where = f"{path}, line {number}"
                if len(line) > _MAX_BYTES:
                    yield (
                        where,
                        ReadError(
                            f"{where}: longer than {_MAX_BYTES:,} bytes; split it into its articles"
                        ),
                    )
                    return
                if line.strip():
                    yield where, _read_line(line, where)
    except OSError as error:
        yield (
            str(path),
            ReadError(
                f"{path}: cannot be read ({error.strerror}); "
                "check that it is there and yours to read"
            ),
        )
        return
    if not number:
        yield (
            str(path),
            ReadError(f"{path}: empty; write one article a line, or leave the file out"),
        )


def _read_line(line: bytes, where: str) -> Article | Annotation | ReadError:
    try:
        record = json.loads(line.decode("utf-8-sig"))
        if not isinstance(record, dict):
            raise ReadError('not a JSON object; write {"id": "…", "text": "…"}')
        if "mentions" not in record or "facts" not in record:
            return _article(record)
        if _HALF.search(line):  # only an escape can bring one in, for the line is UTF-8
            json.dumps(record, ensure_ascii=False).encode("utf-8")
        return _annotation(record)
    except UnicodeEncodeError as error:
        return ReadError(
            f"{where}: holds {error.object[error.start]!r}, half a character; "
            "annotate the article anew"
        )
    except UnicodeDecodeError as error:
        return ReadError(f"{where}: not UTF-8 (byte {error.start}); save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        what = (
            f"{error.msg} at character {error.pos + 1}"
            if isinstance(error, json.JSONDecodeError)
            else error
        )
        return ReadError(
            f'{where}: not JSON ({what}); write one object a line: {{"id": "…", "text": "…"}}'
        )
    except (ReadError, RecordError) as error:
        return ReadError(f"{where}: {error}")


def _article(record: Mapping[str, Any]) -> Article:
    key = record.get("id")
    if isinstance(key, int) and not isinstance(key, bool):
        key = str(key)
    if not isinstance(key, str) or not key.strip():
        raise ReadError(f"`id` is {key!r}; give each article an id, a string of its own")
    if not isinstance(record.get("text"), str):
        raise ReadError(
            f"article {key!r}: `text` is {type(record.get('text')).__name__}; "
            "put the article's text there as a string"
        )
    title, url, source, author = (
        _optional(record, field, key) for field in ("title", "url", "source", "author")
    )
    try:
        text = check_text(record["text"])
    except ReadError as error:
        raise ReadError(f"article {key!r}: `text` is {error}") from error
    return Article(
        id=clean(key),
        text=text,
        title=title,
        date=_date(record, key),
        url=url,
        source=source,
        author=author,
    )


def _optional(record: Mapping[str, Any], field: str, key: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise ReadError(
            f"article {key!r}: `{field}` is {value!r}; make it a string, or leave it out"
        )
    return clean(value).strip() or None if value else None


def _date(record: Mapping[str, Any], key: str) -> str | None:
    """The day of an ISO 8601 date or time; other words for a day as they are.

    The language half reads those, and warns where it cannot.
    """
    value = _optional(record, "date", key)
    try:
        return value and datetime.fromisoformat(value).date().isoformat()
    except ValueError:
        return value


def _annotation(record: Mapping[str, Any]) -> Annotation:
    """A ready annotation, refused where its text holds characters that `clean` would replace."""
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
