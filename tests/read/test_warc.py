"""WARC archives: the pages in them, one at a time."""

from __future__ import annotations

import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read import html, warc
from kg.read.errors import ReadError
from kg.read.item import Item, Options

PAGE = b"<html><p>One.</p></html>"
URL = "https://x.example/a"


def record(page: bytes = PAGE, head: str = "Content-Type: text/html", **fields: str) -> bytes:
    """A response record; `status` and fields of WARC may be given."""
    block = f"HTTP/1.1 {fields.pop('status', '200 OK')}\r\n{head}\r\n\r\n".encode() + page
    named = {
        "WARC-Type": "response",
        "WARC-Target-URI": URL,
        "WARC-Date": "2020-05-06T01:02:03Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def items(data: bytes) -> list[Item | ReadError]:
    """What an archive gives."""
    return list(warc.items(io.BytesIO(data), Item("old.warc", "old", b""), Options()))


def pages(data: bytes) -> list[bytes]:
    """The pages of an archive that gives nothing else."""
    found = items(data)
    assert all(isinstance(item, Item) for item in found), found
    return [item.data for item in found]


OTHER = record(b"<p>Two.</p>")


@pytest.mark.parametrize(
    "data",
    [
        record() + OTHER,
        gzip.compress(record()) + gzip.compress(OTHER, mtime=0),
        gzip.compress(record() + OTHER),
    ],
    ids=["plain", "a member each", "one member"],
)
def test_records_become_items(data):
    """Each with its address, when it was fetched, and a name of its own."""
    first, second = items(data)
    assert first == Item(
        where=f"old.warc, record 1 ({URL})",
        name="old/1",
        data=PAGE,
        suffix=".html",
        format="html",
        url=URL,
        fetched="2020-05-06T01:02:03Z",
    )
    assert (second.name, second.data) == ("old/2", b"<p>Two.</p>")


@pytest.mark.parametrize(
    "other",
    [
        record(WARC_Type="request"),
        record(WARC_Type="metadata"),
        record(WARC_Type="revisit"),
        record(status="404 Not Found"),
        record(status="301 Moved"),
        record(b"%PDF-1.4", "Content-Type: application/pdf"),
        record(b"{}", "Content-Type: application/json"),
        record(b"body{}", "Server: x"),
    ],
)
def test_other_records_are_passed_over(other):
    """Requests, redirects, errors, pictures, data."""
    assert pages(other + OTHER) == [b"<p>Two.</p>"]


def test_page_without_a_declared_type_is_known_by_its_first_sign():
    """Old servers declare none."""
    assert pages(record(PAGE, "Server: x")) == [PAGE]


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        (gzip.compress(PAGE, mtime=0), "gzip"),
        (zlib.compress(PAGE), "deflate"),
        (zlib.compress(PAGE)[2:-4], "deflate"),
        (PAGE, "gzip"),
        (PAGE, "br"),
        (PAGE, "nothing-known"),
    ],
)
def test_packed_pages_are_unpacked(packed, name):
    """One that is not packed as its head says is taken as it is, and ends nothing."""
    head = f"Content-Type: text/html\r\nContent-Encoding: {name}"
    assert pages(record(packed, head) + OTHER) == [PAGE, b"<p>Two.</p>"]


@pytest.mark.parametrize("body", [b"5\r\n<p>On\r\n7\r\ne.</p>\n\r\n0\r\n\r\n", b"<p>One.</p>\n"])
def test_chunks_are_joined(body):
    """Or the head was kept when they were joined."""
    head = "Content-Type: text/html\r\nTransfer-Encoding: chunked"
    assert pages(record(body, head)) == [b"<p>One.</p>\n"]


def test_encoding_that_only_the_server_declares_is_kept():
    """The page comes in UTF-8, with a mark."""
    page = "<p>Zoë – “Zo”</p>".encode("cp1252")
    (data,) = pages(record(page, "Content-Type: text/html; charset=iso-8859-1"))
    assert data.decode("utf-8-sig") == "<p>Zoë – “Zo”</p>"
    said_in_page = b"<meta charset='cp1252'>" + page
    head = "Content-Type: text/html; charset='windows-1252'"
    assert pages(record(said_in_page, head)) == [said_in_page]


@pytest.mark.parametrize("bomb", [gzip.compress, zlib.compress])
def test_page_that_unpacks_to_too_much_is_refused_by_name(bomb):
    """The next one is read."""
    head = "Content-Type: text/html\r\nContent-Encoding: gzip"
    error, good = items(record(bomb(bytes(17_000_000)), head) + OTHER)
    assert isinstance(error, ReadError)
    assert str(error).startswith(f"old.warc, record 1 ({URL}): more than 16,000,000 bytes")
    assert isinstance(good, Item)


def test_record_that_is_too_large_is_refused_by_name():
    """It is passed over without being held in memory."""
    error, good = items(gzip.compress(record(bytes(17_000_000))) + gzip.compress(OTHER, mtime=0))
    assert "more than 16,000,000 bytes" in str(error)
    assert isinstance(good, Item)


def test_archive_that_is_cut_off_says_so():
    """FastWARC gives less of the last record, and no error."""
    data = gzip.compress(record()) + gzip.compress(record(PAGE * 100))
    good, error = items(data[:-20])
    assert isinstance(good, Item)
    assert "record 2" in str(error)
    assert "cut off after" in str(error)


def test_damaged_member_ends_the_archive_with_an_error():
    """What came before is read."""
    broken = bytearray(gzip.compress(record(bytes(range(256)) * 9)))
    broken[60:70] = bytes(10)
    good, error = items(gzip.compress(record()) + bytes(broken))
    assert isinstance(good, Item)
    assert str(error).startswith("old.warc, after record 1: ")


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"\0" * 100])
def test_what_is_no_archive_is_refused_by_name(data):
    """In one line."""
    (error,) = items(data)
    assert str(error).startswith("old.warc: no record of an archive in it")


class Pipe(io.RawIOBase):
    """A stream that cannot say where it stands."""

    def __init__(self, data: bytes, error: Exception | None = None) -> None:
        self._inner, self._error = io.BytesIO(data), error

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if self._error:
            raise self._error
        return self._inner.read(size)


def test_stream_without_a_place_is_read():
    """FastWARC breaks off the process on one."""
    (item,) = warc.items(Pipe(gzip.compress(record())), Item("-", "in", b""), Options())
    assert item.data == PAGE


def test_error_of_the_stream_is_an_error_of_the_archive():
    """Such as that of a damaged archive around this one."""
    stream = Pipe(b"", zlib.error("bad block"))
    (error,) = warc.items(stream, Item("-", "in", b""), Options())
    assert "bad block" in str(error)


def test_one_record_is_held_at_a_time():
    """The first page comes before the rest of the archive is read."""
    stream = io.BytesIO(b"".join(record(bytes(1_000_000)) for _ in range(20)))
    first = next(warc.items(stream, Item("-", "in", b""), Options()))
    assert isinstance(first, Item)
    assert stream.tell() < 2_000_000


def test_record_goes_through_the_reader_of_pages():
    """The day of fetching limits that of publication; the address dates the page."""
    page = b"<h1>Bridge</h1><p>The council approved the bridge on Monday after a long debate.</p>"
    data = record(page, WARC_Target_URI="https://x.example/2020/05/04/bridge")
    (item,) = items(data)
    (reading,) = html.read(item, Options())
    assert (reading.source.date, reading.date_source) == ("2020-05-04", "URL")
    assert reading.id == "old/1"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(junk):
    """Nothing raises, wherever they stand."""
    for data in (junk, record() + junk, b"WARC/1.0\r\n" + junk, gzip.compress(record()) + junk):
        assert all(isinstance(item, Item | ReadError) for item in items(data))
