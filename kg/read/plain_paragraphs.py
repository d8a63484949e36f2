"""The paragraphs of plain text, whether its lines were wrapped at a width or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_BLANK = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")
_SENTENCE_END = re.compile(r"[.!?…:][\"”'’)\]]*$")
_INDENTED = re.compile(r"(?: {2,}|\t)\S")
_NARROWEST = 40  # characters of a column that a program wraps at
_WIDEST = 100
_FULL = 0.7  # of the longest line: shorter ones end a paragraph, if they end a sentence
_ENDING_AS_SENTENCES = 0.8  # of the lines: then each is a paragraph


def plain_paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text: what blank lines, indents or short lines separate.

    Wrapped lines are joined; a hyphen at the end of one stays, for wrapping puts none there.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")
    is_wrapped = are_wrapped(lines)
    has_blank_lines = _BLANK.search(text.strip().replace("\r\n", "\n")) is not None
    by_indent = is_wrapped and _are_indented_paragraphs(lines)
    paragraphs: list[list[str]] = []
    before = ""
    for line in lines:
        if not line.strip():
            before = ""
            continue
        if not before or _begins(line, before, is_wrapped, by_indent, has_blank_lines):
            paragraphs.append([])
        paragraphs[-1].append(line)
        before = line
    return [joined(paragraph) for paragraph in paragraphs]


def joined(lines: Iterable[str]) -> str:
    """Wrapped lines as one, with single spaces; none behind a hyphen that a line ends with."""
    out = ""
    for line in lines:
        words = " ".join(line.split())
        is_compound = out.endswith("-") and out[-2:-1].isalnum() and words[:1].isalnum()
        out += words if is_compound or not out else f" {words}"
    return out


def are_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken at a width: none is long, and most do not end a sentence."""
    full = [line.rstrip() for line in lines if line.strip()]
    if len(full) < 2 or max(map(len, full)) > _WIDEST:
        return False
    ending = sum(_SENTENCE_END.search(line) is not None for line in full)
    return ending < _ENDING_AS_SENTENCES * len(full)


def _are_indented_paragraphs(lines: Sequence[str]) -> bool:
    """Whether some lines are indented and more are not: an indent opens a paragraph."""
    indented = sum(_INDENTED.match(line) is not None for line in lines)
    full = sum(bool(line.strip()) for line in lines)
    return 0 < indented <= 0.6 * full


def _begins(
    line: str, before: str, is_wrapped: bool, by_indent: bool, has_blank_lines: bool
) -> bool:
    """Whether a line that follows another without a gap opens a paragraph."""
    if not is_wrapped:
        return True
    if by_indent:
        return _INDENTED.match(line) is not None
    if has_blank_lines:
        return False
    return len(before) < _FULL * _NARROWEST * 2 and _SENTENCE_END.search(before) is not None
