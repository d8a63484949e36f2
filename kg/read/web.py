"""Pages and files of the web, one address at a time, as their robots.txt allows.

Nothing that a page links to is followed. Size, time and redirects are bounded, and no redirect
leads from the open web into the local network.
"""

from __future__ import annotations

import codecs
import ipaddress
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import urljoin, urlsplit

from kg.read.errors import ReadError
from kg.read.formats import missing_extra
from kg.read.item import LARGEST_ITEM, Item
from kg.read.names import split

if TYPE_CHECKING:
    import httpx

AGENT = "news-kg"
LARGEST_DOWNLOAD = 1_000_000_000  # bytes
LONGEST_DOWNLOAD = 300  # seconds
MOST_REDIRECTS = 5
_LONGEST_WAIT = 20  # seconds for one answer
_LARGEST_ROBOTS = 500_000  # bytes, as search engines read
_IN_MEMORY = 16_000_000
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_SUFFIXES = {  # media type -> suffix, where the address has none that is known
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/pdf": ".pdf",
}
_GONE = (404, 410)


@contextmanager
def fetch(url: str) -> Iterator[tuple[BinaryIO, Item]]:
    """What an address gives, as an open file, and what is known of it.

    Raises `ReadError`, without the address, where it cannot or may not be fetched.
    """
    try:
        import httpx
        import protego  # noqa: F401 - asked for before anything is fetched
    except ImportError as error:
        raise missing_extra("the web", error) from error
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        opened = cast("BinaryIO", file)
        try:
            headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip"}
            with httpx.Client(headers=headers, timeout=_LONGEST_WAIT) as client:
                item = _fetched(client, url, opened)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
            what = " ".join(str(error).split()) or type(error).__name__
            raise ReadError(f"cannot be fetched ({what}); check the address") from error
        opened.seek(0)
        yield opened, item


def _fetched(client: httpx.Client, url: str, file: BinaryIO) -> Item:
    """Write what the address gives into the file, across its redirects."""
    end = time.monotonic() + LONGEST_DOWNLOAD
    here, allowed = url, _Robots(client, end)
    for _ in range(MOST_REDIRECTS + 1):
        allowed.check(here)
        with client.stream("GET", here) as response:
            if not response.has_redirect_location:
                _check(response)
                _copy(response, file, LARGEST_DOWNLOAD, end)
                return _item(url, response, file)
            following = urljoin(here, response.headers["location"])
        _check_redirect(here, following)
        here = following
    raise ReadError(f"more than {MOST_REDIRECTS} redirects; name the address that they lead to")


def _check(response: httpx.Response) -> None:
    if not response.is_success:
        raise ReadError(
            f"the server says {response.status_code} {response.reason_phrase}; "
            "open it in a browser and save the page"
        )


def _copy(response: httpx.Response, file: BinaryIO, largest: int, end: float) -> None:
    size = 0
    for piece in response.iter_bytes(1 << 16):
        size += len(piece)
        if size > largest:
            raise ReadError(f"more than {largest:,} bytes; fetch it yourself and name the file")
        if time.monotonic() > end:
            raise ReadError(f"takes more than {LONGEST_DOWNLOAD} s; fetch it yourself")
        file.write(piece)


def _item(url: str, response: httpx.Response, file: BinaryIO) -> Item:
    kind = response.headers.get("content-type", "")
    media_type = kind.partition(";")[0].strip().lower()
    suffix = _SUFFIXES.get(media_type) or split(urlsplit(str(response.url)).path)[1]
    if suffix in (".html", ".txt", ".csv"):
        _write_as_utf_8(file, kind)
    fetched = datetime.now(UTC).isoformat(timespec="seconds")
    return Item(url, url, b"", suffix, url=str(response.url), fetched=fetched)


def _write_as_utf_8(file: BinaryIO, content_type: str) -> None:
    """Decode text as the server says, whose word counts more than the document's own."""
    found = _CHARSET.search(content_type)
    file.seek(0)
    data = file.read(LARGEST_ITEM)
    if (
        found is None
        or len(data) == LARGEST_ITEM
        or data.startswith((codecs.BOM_UTF8, b"\xff\xfe"))
    ):
        return
    try:
        text = data.decode(found[1])
    except (LookupError, UnicodeError):
        return  # the server is wrong; the document may say it rightly
    file.seek(0)
    file.truncate()
    file.write(codecs.BOM_UTF8 + text.encode("utf-8", "replace"))


class _Robots:
    """What the robots.txt of each site on the path allows."""

    def __init__(self, client: httpx.Client, end: float) -> None:
        self._client = client
        self._end = end
        self._rules: dict[str, str] = {}

    def check(self, url: str) -> None:
        """Raise `ReadError` where the site does not want the address to be fetched."""
        from protego import Protego

        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ReadError(f"{url} is no address of the web; name one with http or https")
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._read(f"{site}/robots.txt")
        if not Protego.parse(self._rules[site]).can_fetch(url, AGENT):
            raise ReadError(
                "its robots.txt asks programs not to fetch it; "
                "open it in a browser and save the page"
            )

    def _read(self, url: str) -> str:
        """The rules; none where there is no such file, all forbidden where the server fails."""
        here = url
        for _ in range(MOST_REDIRECTS + 1):
            with self._client.stream("GET", here) as response:
                if response.has_redirect_location:
                    following = urljoin(here, response.headers["location"])
                elif response.is_success:
                    return self._body(response)
                else:
                    return "User-agent: *\nDisallow: /" if response.is_server_error else ""
            _check_redirect(here, following)
            here = following
        return ""

    def _body(self, response: httpx.Response) -> str:
        data = b""
        for piece in response.iter_bytes(1 << 16):
            data += piece
            if len(data) > _LARGEST_ROBOTS or time.monotonic() > self._end:
                break
        return data[:_LARGEST_ROBOTS].decode("utf-8", "replace")


def _check_redirect(here: str, following: str) -> None:
    """Raise `ReadError` for a redirect out of the web, or into the local network."""
    there = urlsplit(following)
    if there.scheme not in ("http", "https") or not there.hostname:
        raise ReadError(f"redirects to {following!r}, which is no address of the web")
    if _is_local(there.hostname) and not _is_local(urlsplit(here).hostname or ""):
        raise ReadError(f"redirects into the local network ({there.hostname}); name that address")


def _is_local(host: str) -> bool:
    """Whether a name leads to an address that the open web does not reach."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError:
        return False  # it cannot be fetched either, or a proxy knows it
    return any(not ipaddress.ip_address(a.partition("%")[0]).is_global for a in found)
