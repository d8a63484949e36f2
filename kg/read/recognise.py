"""What kind of file bytes are: by their first bytes, else by the suffix.

Nothing is parsed and no entity expanded; a head of a few kilobytes is looked at.
"""

from __future__ import annotations

import re
import zlib
from importlib import import_module

from kg.read.errors import ReadError
from kg.read.formats import BY_SUFFIX, DOCUMENTS

HEAD = 65_536  # bytes that are looked at

_ROOTS = {
    "html": "html",
    "rss": "feed",
    "feed": "feed",
    "RDF": "feed",
    "newsItem": "newsml",
    "newsMessage": "newsml",
    "packageItem": "newsml",
    "nitf": "nitf",
}
_OF_PAGES = ("html", "head", "body")  # in capitals too
_BINARIES = {  # first bytes -> what they are, and what to do
    b"\x89PNG": ("a PNG image", "leave it out"),
    b"\xff\xd8\xff": ("a JPEG image", "leave it out"),
    b"GIF8": ("a GIF image", "leave it out"),
    b"II*\0": ("a TIFF image", "leave it out"),
    b"MM\0*": ("a TIFF image", "leave it out"),
    b"ID3": ("an MP3 recording", "leave it out"),
    b"OggS": ("an Ogg recording", "leave it out"),
    b"RIFF": ("a picture or recording", "leave it out"),
    b"{\\rtf": ("an RTF document", "save it as .docx or as plain text"),
    b"\xd0\xcf\x11\xe0": ("an old Office document", "save it as .docx, .csv or plain text"),
    b"SQLite format 3": ("an SQLite database", "write its articles as JSON lines or CSV"),
    b"PAR1": ("a Parquet table", "write its articles as JSON lines or CSV"),
    b"7z\xbc\xaf": ("a 7z archive", "unpack it"),
    b"Rar!": ("a RAR archive", "unpack it"),
    b"\xfd7zXZ": ("an xz archive", "unpack it"),
    b"BZh": ("a bzip2 archive", "unpack it"),
    b"\x28\xb5\x2f\xfd": ("a zstd archive", "unpack it"),
    b"\x7fELF": ("a program", "leave it out"),
}
_OFFICE = {  # a folder in the zip file -> what it is, and what to do
    b"xl/": ("an Excel workbook", "save its sheet as CSV"),
    b"ppt/": ("a PowerPoint document", "save it as plain text"),
}
_MIMETYPES = {
    b"application/vnd.oasis.opendocument": ("an OpenDocument file", "save it as .docx or text"),
    b"application/epub": ("an e-book", "save it as HTML or plain text"),
}
_PROLOGUE = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_HTML = re.compile(r"<!doctype\s+html\b", re.IGNORECASE)
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*"')
_ARRAY = re.compile(r"\s*(?:\[\s*(?:\{|$)|\{\s*$)", re.MULTILINE)  # or an object in many lines
_MAY_BEGIN_AS_JSON = ("json", "jsonl", "ninjs", "csv")
_SUFFIX_OF_TEXT = ("", ".txt", ".text")
_KNOWN_BY_FIRST_BYTES = ("pdf", "docx", "warc", "zip", "gzip", "tar")
_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def recognise(head: bytes, suffix: str) -> str | None:
    """A key of `DOCUMENTS`, `CONTAINERS` or `ARCHIVES`; None where the file is of no such kind."""
    by_bytes = _by_first_bytes(head)
    if by_bytes:
        return by_bytes
    if binary(head):
        return None
    text = characters(head)
    root = root_element(text)
    if root in _ROOTS:
        return _ROOTS[root]
    by_suffix = BY_SUFFIX.get(suffix)
    if by_suffix == "jsonl" and _ARRAY.match(text):
        return "json"
    if by_suffix not in _MAY_BEGIN_AS_JSON and _JSON.match(text):
        return "json"
    if suffix in _SUFFIX_OF_TEXT or (by_suffix in _KNOWN_BY_FIRST_BYTES and b"\0" not in head):
        return "press_export" if _is_export(text) else "text"
    return by_suffix


def _is_export(text: str) -> bool:
    """Whether text is an export of a press archive, as only the reader of these can say."""
    press_export = import_module(DOCUMENTS["press_export"].module)
    return bool(press_export.is_press_export(text))


def binary(head: bytes) -> tuple[str, str] | None:
    """What a file is that holds no text, and the cure; None where it may hold some."""
    found = next((what for magic, what in _BINARIES.items() if head.startswith(magic)), None)
    if found or not head.startswith(b"PK\x03\x04"):
        return found
    names = _MIMETYPES if head[30:38] == b"mimetype" else _OFFICE
    return next((what for mark, what in names.items() if mark in head), None)


def root_element(text: str) -> str:
    """The name of the first element, without its prefix; empty where there is none."""
    prologue = _PROLOGUE.match(text)
    assert prologue is not None
    if _HTML.search(prologue[0]):
        return "html"
    found = _ROOT.match(text, prologue.end())
    name = found[1] if found else ""
    return "html" if name.lower() in _OF_PAGES else name


def characters(head: bytes) -> str:
    """The first bytes as text, roughly: enough to look for marks."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace")
    return head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _by_first_bytes(head: bytes) -> str | None:
    if head.startswith(b"\x1f\x8b"):
        return "warc" if _unzipped(head).startswith(b"WARC/") else "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(head)
    if head.startswith(b"%PDF") or b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"WARC/"):
        return "warc"
    return "tar" if head[257:262] == b"ustar" else None


def _kind_of_zip(head: bytes) -> str | None:
    if binary(head):
        return None
    length = int.from_bytes(head[26:28], "little")
    first = head[30 : 30 + length]
    office = first.startswith((b"[Content_Types].xml", b"_rels/", b"word/", b"docProps/"))
    return "docx" if office else "zip"


def _unzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


def unknown(head: bytes, suffix: str) -> ReadError:
    """What a file is that is of no kind which can be read, and the cure."""
    what = binary(head)
    if what:
        return ReadError(f"binary data ({what[0]}), not text; {what[1]}")
    if not head.strip():
        return ReadError("empty; put an article there, or leave it out")
    if b"\0" in head and not head.startswith(_MARKS_OF_UTF_16):
        return ReadError("binary data of a kind that is not known; save the article as plain text")
    root = root_element(characters(head))
    kind = f"XML with the root <{root}>" if root else f"a {suffix} file"
    return ReadError(
        f"{kind}, a kind that is not known; save the article as text, HTML or JSON, or leave it out"
    )
