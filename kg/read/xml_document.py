"""XML from strangers: decoded strictly, without entities, DTDs, the network or deep nesting."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.read.clean import clean
from kg.read.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
}
_MARKS |= {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_UNMARKED = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>")
_ENCODING = re.compile(rb"""<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.-]{1,40})["']""")
# Others, such as UTF-7, hide markup from those who look for it before it is decoded.
_ENCODINGS = re.compile(
    r"utf-?8|us-ascii|ascii|iso-8859-\d{1,2}|latin-?1|windows-125\d|cp125\d|macintosh",
    re.IGNORECASE,
)
# As browsers read them: what says Latin-1 means Windows, whose quotation marks Latin-1 lacks.
_AS_WINDOWS = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
# What may stand before the root: white space, comments and instructions.
_DOCTYPE = re.compile(r"(?>\s+|<\?(?s:.*?)\?>|<!--(?s:.*?)-->)*+<!DOCTYPE\b[^\[>]*+(?P<subset>\[?)")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_NUMBERED = re.compile(r"&#(?:x([0-9A-Fa-f]{1,8})|(\d{1,8}));")
_ENTITIES = "defines entities of its own; save it without a DOCTYPE"
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})


def parse(data: bytes) -> _Element:
    """The root of an XML document.

    Named entities of HTML are read without a DTD, control characters are spaces. Raises
    `ReadError` where it is no XML, nests deeper than 256 elements, or defines entities.
    """
    from lxml import etree

    text = clean(_decoded(data)).strip()
    if declaration := _DECLARATION.match(text):
        text = text[declaration.end() :]
    doctype = _DOCTYPE.match(text)
    if doctype and doctype["subset"] and "<!ENTITY" in text:
        raise ReadError(_ENTITIES)
    text = _NAMED.sub(_character, text)
    text = _NUMBERED.sub(_allowed, text)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        what = clean(error.msg or "cut off").partition("\n")[0]  # more lines quote the document
        line, column = error.position
        what = what.removesuffix(f", line {line}, column {column}")
        raise ReadError(f"not XML ({what}, line {line}, column {column}); save it anew") from error
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise ReadError(_ENTITIES)
    return root


def parse_html(text: str) -> _Element | None:
    """The root of a piece of HTML, repaired; nothing where it holds no element and no text.

    Raises `ReadError` where it nests deeper than 256 elements: lxml drops the rest in silence.
    """
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root: _Element | None = etree.fromstring(clean(text).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise ReadError("holds HTML that nests too deep or is too long; save it anew as text")
    return root


def local_name(element: _Element) -> str:
    """The name of an element without its namespace; empty for a comment or an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: _Element, *names: str) -> Iterator[_Element]:
    """The children that bear one of the names, in any namespace."""
    return (child for child in element if local_name(child) in names)


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of that name, if there is one; of nothing, nothing."""
    return next(children(element, name), None) if element is not None else None


def descendants(element: _Element, *names: str) -> Iterator[_Element]:
    """The elements of one of the names inside, in any namespace, in their order."""
    return (found for found in element.iter() if local_name(found) in names)


def words(element: _Element | None) -> str | None:
    """All text inside with single spaces; nothing where there is none."""
    if element is None:
        return None
    return " ".join("".join(map(str, element.itertext())).split()) or None


def _decoded(data: bytes) -> str:
    encoding = "utf-8"
    for mark, marked in _MARKS.items():
        if data.startswith(mark):
            data, encoding = data[len(mark) :], marked
            break
    else:
        encoding = _UNMARKED.get(data[:2]) or _declared(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            f"not {encoding.upper()}, as it is marked (byte 0x{data[error.start]:02x} "
            f"at {error.start:,}); save it as UTF-8"
        ) from error


def _declared(data: bytes) -> str:
    """The encoding that the declaration names.

    UTF-16 cannot be true here: such files were written anew as UTF-8, with the old declaration.
    """
    found = _ENCODING.search(data[:300])
    name = found[1].decode("ascii").lower() if found else "utf-8"
    if name.startswith(("utf-16", "ucs-2", "unicode")):
        return "utf-8"
    if name in _AS_WINDOWS:
        return "cp1252"
    if not _ENCODINGS.fullmatch(name):
        raise ReadError(f"in the encoding {name!r}, which is not read; save it as UTF-8")
    return name


def _character(named: re.Match[str]) -> str:
    """The character that a name of HTML stands for; a name of nothing is read as it is written."""
    if named[1] in _XML_NAMES:
        return named[0]
    return html.escape(html.unescape(named[0]))


def _allowed(numbered: re.Match[str]) -> str:
    """The character of a number, as HTML reads it, or a space where XML does not allow it."""
    return html.escape(clean(html.unescape(numbered[0]))) or " "
