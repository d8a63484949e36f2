"""Lines of a page that are no part of its article: links elsewhere, notices, calls to subscribe."""

from __future__ import annotations

import re

from kg.patterns import word_set, words

_WORDS = words("page-furniture")
_AROUND = " \t\xa0[](){}<>|»›→▶▸•*_.!:…-–—+×✕"
_SIGNS = "👉👈📧📩✉️🔔➡️⬇️▼"  # before and behind calls to the reader
_LONGEST_OPENING: int = _WORDS["longest_opening"]
_LONGEST_NOTICE: int = _WORDS["longest_notice"]


def _any(phrases: list[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


_OPENING = re.compile(_any(_WORDS["openings"]))
_ASKS = re.compile(rf"(?:{_any(_WORDS['notice']['asks'])})\b")
_THINGS = re.compile(rf"\b(?:{_any(_WORDS['notice']['things'])})\b")
_ANYWHERE = re.compile(_any([p for phrases in _WORDS["anywhere"].values() for p in phrases]))
_CLOSED = re.compile(_any(_WORDS["closed"]["to_readers"]))


def is_page_furniture(line: str) -> bool:
    """Whether a line of a page is a link elsewhere, a notice, or a call to subscribe."""
    said = " ".join(line.replace("’", "'").casefold().split())
    if said.strip(_AROUND) in word_set("page-furniture", "lines"):
        return True
    length = len(said.split())
    if length <= _LONGEST_OPENING and _OPENING.match(said):
        return True
    if length > _LONGEST_NOTICE:
        return False
    if _ANYWHERE.search(said) or closes_page(said):
        return True
    begun = said.lstrip(_AROUND + _SIGNS)
    return _ASKS.match(begun) is not None and _THINGS.search(begun) is not None


def closes_page(line: str) -> bool:
    """Whether a line says that only those who pay or are known may read on."""
    said = " ".join(line.replace("’", "'").casefold().split())
    return len(said.split()) <= _LONGEST_NOTICE and _CLOSED.search(said) is not None
