"""WARC archives: each page that a server sent becomes an item, one record in memory at a time."""

from __future__ import annotations

import codecs
import io
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from kg.read.clean import clean
from kg.read.errors import ReadError
from kg.read.html_decoding import declared_encoding, decode_page
from kg.read.item import LARGEST_ITEM, Item, Options

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_LARGEST_PAGE = 16_000_000  # bytes of a record, and of a page that it holds packed
_CHUNK = 1 << 16
_OK = 200
_HTML = ("text/html", "application/xhtml+xml")
_PAGES = frozenset({"response", "resource"})
_DAMAGED = "{what}; the rest of the archive cannot be read: fetch it again"


def items(
    stream: BinaryIO,
    item: Item,
    options: Options,  # noqa: ARG001
) -> Iterator[Item | ReadError]:
    """The HTML pages of an archive in its order, each with its address and when it was fetched.

    Other records are passed over. A page that is cut off or too large is an error in its place.
    """
    from fastwarc.warc import ArchiveIterator

    source = _Source(stream)
    number = 0
    try:
        # pages are unpacked here, for one that is not packed as it says would end the archive
        for record in ArchiveIterator(source, parse_http=False, quirks_mode=True):
            number += 1
            found = _item(record, item, number)
            if found is not None:
                yield found
    except (OSError, ValueError) as error:
        what = " ".join(str(error).split()).rstrip(".")
        yield ReadError(f"{item.where}, after record {number}: {_DAMAGED.format(what=what)}")
        return
    if source.error is not None:
        yield ReadError(
            f"{item.where}, after record {number}: {_DAMAGED.format(what=source.error)}"
        )
    elif not number:
        yield ReadError(f"{item.where}: no record of an archive in it; name a WARC file")


class _Source:
    """A stream that can be read and nothing else, with what reading it complained of.

    FastWARC asks every stream for its place, and breaks off the process where that, or reading,
    raises an error.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0
        self.error: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        """At most so many bytes; none after an error."""
        if self.error is not None:
            return b""
        try:
            data = self._stream.read(size)
        except Exception as error:  # noqa: BLE001 - of any reader that a container may be read by
            self.error = error
            return b""
        self._position += len(data)
        return data

    def tell(self) -> int:
        """How much has been read."""
        return self._position

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002 - as streams have it
        """Where the stream stands; it is not moved."""
        return self._position

    def close(self) -> None:
        """Nothing: whoever opened the stream closes it."""


def _item(record: WarcRecord, item: Item, number: int) -> Item | ReadError | None:
    """The page of a record; None where it holds none."""
    kind = (record.headers.get("WARC-Type") or "").lower()
    if kind not in _PAGES:
        return None
    url = clean(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    where = f"{item.where}, record {number}" + (f" ({url})" if url else "")
    if record.content_length > LARGEST_ITEM:
        return None if kind == "resource" else ReadError(_too_large(where))
    try:
        content_type, packing, charset = _head(record, kind)
    except (OSError, ValueError) as error:
        return ReadError(f"{where}: no HTTP answer ({error}); leave the record out")
    if content_type is None:
        return None
    if record.content_length > _LARGEST_PAGE:
        return ReadError(_too_large(where))
    data = _all(record, record.content_length)
    if len(data) < record.content_length:
        return ReadError(
            f"{where}: cut off after {len(data):,} of {record.content_length:,} bytes; "
            "fetch the archive again"
        )
    unpacked = _unpacked(data, packing)
    if unpacked is None:
        return ReadError(_too_large(where))
    if not content_type and unpacked.lstrip()[:1] != b"<":
        return None
    return Item(
        where=where,
        name=f"{item.name}/{number}",
        data=_in_utf8(unpacked, charset),
        suffix=".html",
        format="html",
        url=url or None,
        fetched=record.headers.get("WARC-Date"),
    )


def _too_large(where: str) -> str:
    return f"{where}: more than {_LARGEST_PAGE:,} bytes; leave the record out"


def _head(record: WarcRecord, kind: str) -> tuple[str | None, list[str], str | None]:
    """The type of a page, how it is packed, and its declared encoding; no type where it is none."""
    if kind == "resource":
        declared = record.headers.get("Content-Type") or ""
        return _page_type(declared), [], _charset(declared)
    record.parse_http(quirks_mode=True)
    headers = record.http_headers
    if headers is None or headers.status_code not in {_OK, None}:
        return None, [], None
    declared = headers.get("Content-Type") or ""
    packing = [
        word.strip()
        for name in ("Transfer-Encoding", "Content-Encoding")
        for word in reversed((headers.get(name) or "").lower().split(","))
    ]
    return _page_type(declared), [word for word in packing if word], _charset(declared)


def _page_type(declared: str) -> str | None:
    """The type of a page; empty where none is declared, None for what is no page."""
    kind = declared.split(";", maxsplit=1)[0].strip().lower()
    return kind if not kind or kind in _HTML else None


def _charset(declared: str) -> str | None:
    for part in declared.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _all(record: WarcRecord, most: int) -> bytes:
    """The bytes of the record, which are there only until the next one is asked for."""
    data = bytearray()
    while len(data) < most and (chunk := record.reader.read(min(_CHUNK, most - len(data)))):
        data += chunk
    return bytes(data)


def _unpacked(data: bytes, packing: list[str]) -> bytes | None:
    """The page itself, or the bytes as they are where they are not packed as the head says.

    None where it is larger than a page may be.
    """
    for name in packing:
        try:
            unpacked = _UNPACK[name](data) if name in _UNPACK else data
        except (OSError, ValueError, zlib.error):
            continue  # crawlers keep the head of what they have unpacked
        if len(unpacked) > _LARGEST_PAGE:
            return None
        data = unpacked
    return data


def _inflated(data: bytes) -> bytes:
    """Unpacked gzip or zlib, and one byte more than a page may have at most."""
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(bits).decompress(data, _LARGEST_PAGE + 1)
        except zlib.error:
            continue
    raise ValueError("neither gzip nor zlib")


def _from_stream(name: str, data: bytes) -> bytes:
    """What one of FastWARC's readers makes of the bytes, and no more than a page may have."""
    from fastwarc import stream_io

    reader = getattr(stream_io, name)(io.BytesIO(data))
    out = bytearray()
    while len(out) <= _LARGEST_PAGE and (chunk := reader.read(_CHUNK)):
        out += chunk
    return bytes(out)


_UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _inflated,
    "x-gzip": _inflated,
    "deflate": _inflated,
    "br": lambda data: _from_stream("BrotliReader", data),
    "zstd": lambda data: _from_stream("ZstdReader", data),
    "chunked": lambda data: _from_stream("ChunkedReader", data),
}


def _in_utf8(data: bytes, charset: str | None) -> bytes:
    """The page, in UTF-8 with a mark where only its server knew the encoding."""
    known = declared_encoding(b"", charset)
    if known in {None, "utf-8"} or declared_encoding(data) is not None:
        return data
    text, _ = decode_page(data, charset)
    return codecs.BOM_UTF8 + text.encode("utf-8", "replace")
