"""Plain text: one article a file; the language half finds title and date in the text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from kg.model import Article
from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading

MAX_CHARACTERS = 1_000_000
_MAX_BYTES = 4 * MAX_CHARACTERS  # no encoding of Unicode needs more
_TOO_LONG = f"more than {MAX_CHARACTERS:,} characters; split it into its articles"
_BINARY = "binary data, not text; save the article as plain text"
_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
}
_BYTE_ORDER_MARKS |= {
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}  # after UTF-32, whose mark begins alike

# Encodings that English newsrooms wrote before UTF-8, and what English read rightly in them may
# hold beyond ASCII: signs of the typesetter, small accented letters next to a letter, capital ones
# at the head of a word.
_OLD_ENCODINGS = ("cp1252", "cp1250", "mac-roman")
_TYPESET = "[‘’“”–—…•£€°©®™\xa0]"
_SMALL = "[àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšžßąćęłńśźżčďěňřťůăşţőű]"
_CAPITAL = "[ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÒÓÔÖØÚÜŒŠŽŁŚŻČŘŞŐŰ]"
_LIKELY = re.compile(
    rf"(?:[\x00-\x7f]|{_TYPESET}|(?<=[A-Za-zÀ-ž]){_SMALL}|{_SMALL}(?=[a-z])"
    rf"|(?<![A-Za-zÀ-ž]){_CAPITAL}(?=[a-zà-ž]))*"
)


def read(item: Item, _: Options) -> Iterator[Reading | ReadError]:
    """The one article of a text file, under the id that its place gives."""
    try:
        article = Article(id=item.name, text=check_text(decode(item.data)), url=item.url)
    except ReadError as error:
        yield ReadError(f"{item.where}: {error}")
    else:
        yield Reading(article, item.where, "text")


def check_text(text: str) -> str:
    """The text of an article, cleaned.

    Raises `ReadError` where it is empty, too long, or no text at all.
    """
    if len(text) > MAX_CHARACTERS:
        raise ReadError(_TOO_LONG)
    cleaned = clean(text)
    if (
        sum(before != after for before, after in zip(text, cleaned, strict=True))
        > 8 + len(text) / 50
    ):
        raise ReadError(_BINARY)
    if not cleaned.strip():
        raise ReadError("empty; put the article's text there, or leave it out")
    return cleaned


def decode(data: bytes) -> str:
    """The characters that bytes stand for.

    UTF-8, UTF-16 or UTF-32 with a mark, or an older encoding that leaves no doubt.
    """
    if len(data) > _MAX_BYTES:
        raise ReadError(_TOO_LONG)
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    if b"\0" in data:
        raise ReadError(_BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        readings = _old_readings(data)
        if len(readings) == 1:
            return readings.pop()
        where = f"byte 0x{data[error.start]:02x} at {error.start:,}"
        raise ReadError(
            f"not UTF-8 ({where}) and not certainly anything else; "
            "save it as UTF-8, for instance with: iconv -f WINDOWS-1252 -t UTF-8"
        ) from error


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"begins as {encoding} but breaks at byte {error.start:,}; save it as UTF-8"
        ) from error


def _old_readings(data: bytes) -> set[str]:
    """Every likely reading of bytes that are not UTF-8; several that differ mean doubt."""
    if not data.decode("utf-8", "ignore").isascii():
        return (
            set()
        )  # UTF-8 with a broken spot, whose other characters an old encoding would garble
    readings = set()
    for encoding in _OLD_ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _LIKELY.fullmatch(text):
            readings.add(text)
    return readings
