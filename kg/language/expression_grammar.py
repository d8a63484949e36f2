"""Grammars over running text: put together from pattern files and word lists, and tried only where it is worth its while."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.patterns import words

_SPACE = r"(?:[ \xa0]|\r?\n)"  # one white space: a blank line ends a sentence
_PLACE = re.compile(r"\{([=^]?)([a-z_.]+)\}")
_GROUP = re.compile(r"\(\?P[<=]\w+[>)]")
_LONGEST, _MOST_WORDS = (
    60,
    16,
)  # characters and words from the first word of an expression to the one that makes it one


@dataclass
class Grammar:
    """The rules of a grammar file, with all places filled; `openers` are all words that may begin an expression, and some that may not."""

    file: str
    lists: str
    rules: Mapping[str, str] = field(init=False)
    openers: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._openers: set[str] = set()
        self.rules = {
            name: self.expanded(pattern) for name, pattern in words(self.file)["rules"].items()
        }
        self.openers = frozenset(self._openers)

    def expanded(self, pattern: str | Sequence[str]) -> str:
        """The pattern with fragments and lists in their places, and white space for its spaces.

        A long pattern is a list of pieces, which are put together as they are.
        """
        pattern = "".join(pattern)
        self._openers.update(re.findall(r"[^\W\d_]+", _GROUP.sub(" ", pattern).lower()))
        return _PLACE.sub(self._filled, pattern.replace(" ", _SPACE))

    def _filled(self, place: re.Match[str]) -> str:
        kind, name = place.groups()
        if not kind:
            return self.expanded(words(self.file)["fragments"][name])
        table: Any = words(self.lists)
        for key in name.split("."):
            table = table[key]
        self._openers.update(
            w.lower() for phrase in table for w in re.findall(r"[^\W\d_]+", phrase)[:1]
        )
        return one_of(table, proper=kind == "^")


def one_of(choices: Iterable[str], proper: bool = False) -> str:
    """An expression for any of these words, the longest first; as names they begin with a capital or are all in capitals."""
    forms = {
        f
        for w in choices
        for f in (
            (" ".join(p[:1].upper() + p[1:] for p in w.split(" ")), w.upper()) if proper else (w,)
        )
    }
    inner = "|".join(
        re.escape(w).replace(r"\ ", _SPACE) for w in sorted(forms, key=lambda w: (-len(w), w))
    )
    return f"(?-i:{inner})" if proper else f"(?:{inner})"


@dataclass(frozen=True, slots=True)
class Scan:
    """A grammar and the words that show where to try it: one that tells must follow soon on one that opens."""

    grammar: re.Pattern[str]
    word: re.Pattern[str]
    opens: Callable[[str], bool]
    tells: Callable[[re.Match[str]], bool]

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """What the grammar finds, from left to right, none within another."""
        end = 0
        for start in self._starts(text):
            if start >= end and (found := self.grammar.match(text, start)):
                end = found.end()
                yield found

    def _starts(self, text: str) -> Iterator[int]:
        waiting: deque[re.Match[str]] = deque(maxlen=_MOST_WORDS)
        for word in self.word.finditer(text):
            waiting.append(word)
            if self.tells(word):
                yield from (
                    w.start()
                    for w in waiting
                    if word.end() - w.start() < _LONGEST and self.opens(w.group())
                )
                waiting.clear()
