"""Dirt in the characters of a text: what is read instead of it.

Characters that were decoded wrongly, character references of HTML, characters that nobody sees,
words divided at line ends, and the marks of Markdown. Line ends within sentences are found with the
layout (kg/language/layout/wraps.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from html import unescape
from html.entities import name2codepoint

from kg.model import Span
from kg.patterns import word_set
from kg.raw_text import Edit, Edited, edited

# --- characters of UTF-8 that were read as Windows-1252: "â€™" ------------------------------------

_UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})  # in Windows-1252: control characters then
_BYTE_OF: Mapping[str, int] = {
    chr(byte) if byte in _UNDEFINED else bytes([byte]).decode("cp1252"): byte
    for byte in range(0x80, 0x100)
} | {chr(byte): byte for byte in range(0x80, 0xA0)}
_FURTHER = "".join(character for character, byte in _BYTE_OF.items() if byte < 0xC0)
# the first bytes of letters with accents, of signs before them, of typographic marks, of pictures;
# behind a capital a closing mark is rather itself, unless a letter follows: "CAFÃ”", "cÃ”te"
_MOJIBAKE = re.compile(
    rf"Â[\xa0-\xbf]|[ÃÄÅ](?![‘’“”–—…])[{_FURTHER}]|[ÃÄÅ][‘’“”–—…](?=[a-zà-ÿ])"
    rf"|â[€‚„ˆ‰†\x82\x84\x88][{_FURTHER}]|ðŸ[{_FURTHER}]{{2}}"
    r"|â€(?P<closing>\x9d| (?= ))?"  # the last byte of a closing mark is often lost
)


def _decoded(found: re.Match[str]) -> str | None:
    """The character that was meant; None where the words are themselves."""
    words = found.group()
    if words == "â€" or found["closing"] is not None:
        return "”"
    try:
        return bytes(_BYTE_OF[character] for character in words).decode("utf-8")
    except UnicodeDecodeError:
        return None


# --- character references: "&amp;", "&#8217;", "&amp;quot;" ---------------------------------------

_NAMES = "|".join(sorted([*name2codepoint, "apos"]))
_REFERENCE = re.compile(rf"&(?:amp;)*(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|{_NAMES});")


def _unescaped(found: re.Match[str]) -> str:
    """The character that is meant, also by a reference to a reference."""
    words, character = found.group(), unescape(found.group())
    while character != words and len(character) > 1:
        words, character = character, unescape(character)
    return " " if character.isspace() else character


# --- what nobody sees: soft hyphens, spaces without width, marks of direction ---------------------

_UNSEEN = re.compile("[\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
# within pictures of several characters they have a meaning
_JOINERS = re.compile(r"(?<=\w)[\u200c\u200d]+(?=\w)")

# --- words divided at the end of a line: "agree-\nment" ------------------------------------------

_DIVIDED = re.compile(
    r"(?P<hyphen>[-‐])(?P<end>[ \t\xa0]*(?:\r\n|\r|\n)[ \t\xa0]*)(?=(?P<second>\w+))"
)
_BEFORE = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*\Z")
_WORD = re.compile(r"[^\W_]+(?:[-‐][^\W_]+)*")
_LONGEST_PART = 40  # characters of a word before its hyphen


def _divided_words(text: str) -> Iterator[Edit]:
    """Edits that join divided words, with a hyphen where that is the word's own."""
    found = list(_DIVIDED.finditer(text))
    known = frozenset(_WORD.findall(text.casefold())) if found else frozenset()
    for end in found:
        at, second = end.start(), end["second"]
        first = _BEFORE.search(text[max(0, at - _LONGEST_PART) : at])
        if first is None or second in word_set("layout", "wrap", "hanging"):
            continue  # no word stands there, or the next does not continue it: "short- and …"
        is_compound = _is_compound(first.group(), second, known)
        yield Edit(Span(*end.span()), end["hyphen"] if is_compound else "")


def _is_compound(first: str, second: str, known: AbstractSet[str]) -> bool:
    """Whether the hyphen is the word's own; `known` are the words of the text.

    So before a capital and at numbers, where the text writes the word so elsewhere, and between
    words that often stand at a hyphen.
    """
    if not (second.isalpha() and second.islower()):
        return True
    one = first.casefold()
    if one + second in known or f"{one}-{second}" in known:
        return one + second not in known
    last = one.rpartition("-")[2]
    is_first = last in word_set("press", "compounds", "first")
    return is_first and second in word_set("press", "compounds", "second")


# --- Markdown: "[Acme](https://…)", "**Acme**" ----------------------------------------------------

_TARGET = r"(?:https?://|mailto:|www\.|/|#|\.{1,2}/)[^\s()]*(?:\([^\s()]*\)[^\s()]*)?"
_HOVERED = r"(?:\s\"[^\"\n]{0,200}\")?"
_LINK = re.compile(rf"(?<!!)\[(?P<words>[^\[\]]{{1,300}})\]\(<?{_TARGET}>?{_HOVERED}\)")
_PICTURE = re.compile(rf"!\[[^\[\]]{{0,300}}\]\(<?{_TARGET}>?{_HOVERED}\)")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_NO_GAP = r"\n(?![ \t]*\n)"  # emphasis ends with its paragraph
_STRONG = re.compile(
    rf"(?<![\w*/])\*\*(?=[^\s*])(?P<words>(?:[^*\n]|(?<!\*)\*(?!\*)|{_NO_GAP})+)(?<=\S)"
    r"\*\*(?![\w*])"
    rf"|(?<![\w/@.:])__(?=[^\s_])(?P<low>(?:[^_\n]|{_NO_GAP})+)(?<=\S)__(?![\w/])"
)
_STRESSED = re.compile(
    rf"(?<![\w*/])\*(?=[^\s*])(?P<words>(?:[^*\n]|{_NO_GAP})+)(?<=\S)\*(?![\w*])"
    rf"|(?<![\w/@.:])_(?=[^\s_])(?P<low>(?:[^_\n]|{_NO_GAP})+)(?<=\S)_(?![\w/])"
)


def _around_words(pattern: re.Pattern[str], text: str) -> Iterator[Edit]:
    """Edits that take out what stands around the words of each link or emphasis."""
    for found in pattern.finditer(text):
        start, end = found.span(found.lastgroup or 0)
        yield Edit(Span(found.start(), start))
        yield Edit(Span(end, found.end()))


# --- all together --------------------------------------------------------------------------------


def _replaced(
    pattern: re.Pattern[str], text: str, words: Callable[[re.Match[str]], str | None]
) -> Iterator[Edit]:
    """Edits that put these words in the place of what is found."""
    for found in pattern.finditer(text):
        new = words(found)
        if new is not None and new != found.group():
            yield Edit(Span(*found.span()), new)


def _taken_out(pattern: re.Pattern[str], text: str) -> Iterator[Edit]:
    """Edits that take out all that is found."""
    return (Edit(Span(*found.span())) for found in pattern.finditer(text))


_STEPS: Sequence[tuple[str, Callable[[str], Iterable[Edit]]]] = (
    ("wrongly decoded characters", lambda text: _replaced(_MOJIBAKE, text, _decoded)),
    ("character references", lambda text: _replaced(_REFERENCE, text, _unescaped)),
    ("unseen characters", lambda text: _taken_out(_UNSEEN, text)),
    ("unseen characters", lambda text: _taken_out(_JOINERS, text)),
    ("divided words", _divided_words),
    ("marks of Markdown", lambda text: _taken_out(_PICTURE, text)),
    ("marks of Markdown", lambda text: _around_words(_LINK, text)),
    ("marks of Markdown", lambda text: _taken_out(_HEADING, text)),
    ("marks of Markdown", lambda text: _around_words(_STRONG, text)),
    ("marks of Markdown", lambda text: _around_words(_STRESSED, text)),
)


def cleaned(text: str) -> tuple[Mapping[str, int], tuple[Edited, ...]]:
    """How many places of each kind were cleaned, and by which steps; no step if all is clean.

    The text to read is that of the last step.
    """
    counts = Counter[str]()
    steps: list[Edited] = []
    for kind, find in _STEPS:
        if edits := list(find(text)):
            steps.append(edited(text, edits))
            text = steps[-1].text
            counts[kind] += len(edits)
    return counts, tuple(steps)


def cleaned_words(words: str) -> str:
    """The words without dirt, where nobody asks for their offsets."""
    _, steps = cleaned(words)
    return steps[-1].text if steps else words
