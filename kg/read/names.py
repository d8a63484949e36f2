"""What the name of a file says: its suffix, and the id of the article in it."""

from __future__ import annotations

import re
import unicodedata

from kg.read.clean import clean

_SUFFIX = re.compile(r"\.(?=[^.]*[a-z])[a-z0-9]{1,10}", re.IGNORECASE)
_PACKED = (".gz", ".tgz")
_LEFTOVERS = {"thumbs.db", "desktop.ini", "__macosx"}  # of file managers, next to dot files


def split(name: str) -> tuple[str, str]:
    """A file's name without its suffix, and the suffix in small letters.

    "Mr. Smith goes" has none, nor has "report.2020".
    """
    stem, dot, suffix = name.rpartition(".")
    if stem and not stem.endswith("/") and _SUFFIX.fullmatch(dot + suffix):
        return stem, (dot + suffix).lower()
    return name, ""


def stem_of(name: str) -> str:
    """A file's name without its suffix, or without the two of "news.html.gz"."""
    stem, suffix = split(name)
    return split(stem)[0] if suffix in _PACKED else stem


def id_from(stem: str) -> str:
    """The article id that a path gives, with / between folders."""
    return unicodedata.normalize("NFC", clean(stem))


def one_line(name: object) -> str:
    """A name for messages: in one line, without signs that do something to a terminal."""
    return " ".join(clean(str(name)).splitlines())


def is_hidden(relative: str) -> bool:
    """Whether a file is hidden, in a hidden folder, or left by a file manager."""
    parts = relative.strip("/").split("/")
    return any(
        (part.startswith(".") and part not in (".", "..")) or part.lower() in _LEFTOVERS
        for part in parts
    )
