"""The characters of a page's bytes: what its bytes, its server and its head say of the encoding."""

from __future__ import annotations

import codecs
import re

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|"""
    rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_HEAD = 8192  # bytes in which an encoding is declared
# Python knows others too, such as "hex" and "punycode", which are slow or no text.
_OF_PAGES = re.compile(
    r"(?:iso8859|cp\d|utf-(?:8|16|32)|mac|koi8|gb|big5|shift_jis|euc_|ascii|tis)", re.IGNORECASE
)
# Browsers read these names as the encoding that holds theirs.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "latin-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# UTF-8 read as Windows-1252: "Ã©", "â€™"
_MOJIBAKE = re.compile("[ÃÂ][\x80-\xbf]|â€[\x80-\xbf˜™œ\x9d“”¦]|Ã[€-™¡-¿]")
_SURE_MOJIBAKE = 2
_FEWEST_WHOLE = 4  # characters of several bytes for a broken one
_MOST_SAMPLED = 50_000


def decode_page(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The characters, and a warning where what is declared is not what the bytes are.

    `declared` is the encoding that a server or a record gave. Broken characters become U+FFFD.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ()
    named = declared_encoding(data, declared)
    if named in {None, "utf-8"}:
        return _utf8_or_guess(data, named is not None)
    assert named is not None
    try:
        text = data.decode(named)
    except UnicodeDecodeError:
        text = data.decode(named, "replace")
    if named.startswith(("utf-16", "utf-32")):
        return _utf8_or_guess(data, said=True)  # no browser believes a meta element that says so
    if not data.isascii() and len(_MOJIBAKE.findall(text[:2_000_000])) >= _SURE_MOJIBAKE:
        try:
            return data.decode("utf-8"), (f"declared as {named}, but UTF-8; read as UTF-8",)
        except UnicodeDecodeError:
            pass
    return text, ()


def declared_encoding(data: bytes, declared: str | None = None) -> str | None:
    """The name of the encoding that the server, or else the page, declares, as Python calls it."""
    found = _DECLARED.search(data[:_HEAD])
    in_page = (found[1] or found[2]).decode("ascii") if found else None
    for name in (declared, in_page):
        if not name:
            continue
        try:
            known = codecs.lookup(name.strip().strip("\"'")).name
        except (LookupError, ValueError):
            continue
        if _OF_PAGES.match(known):
            return _WIDER.get(known, known)
    return None


def _utf8_or_guess(data: bytes, said: bool) -> tuple[str, tuple[str, ...]]:
    """UTF-8, or what charset-normalizer takes the bytes for."""
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        mended = data.decode("utf-8", "replace")
        broken = mended.count("\ufffd")
        if sum(character > "\x7f" for character in mended) > _FEWEST_WHOLE * broken:
            return mended, (f"{broken} broken characters in what is UTF-8 otherwise",)
    encoding = _guessed(data)
    text = data.decode(encoding, "replace")
    said_so = "declared as UTF-8" if said else "no encoding declared"
    return text, (f"{said_so}; read as {encoding}",)


def _guessed(data: bytes) -> str:
    """Windows-1252 where it may be, for that is what English pages were; else a guess."""
    from charset_normalizer import from_bytes

    try:
        data.decode("cp1252")
    except UnicodeDecodeError:
        best = from_bytes(data[:_MOST_SAMPLED]).best()
        return best.encoding if best else "cp1252"
    return "cp1252"
