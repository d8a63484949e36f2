"""Grammars over running text: pattern files and word lists as one regular expression.

A grammar is slow, so `Scan` tries it only before words that show that an expression is near.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.patterns import words

_SPACE = r"(?:[ \xa0]|\r?\n)"  # one white space: a blank line ends a sentence
_PLACEHOLDER = re.compile(r"\{([=^]?)([a-z_.]+)\}")
_GROUP = re.compile(r"\(\?P[<=]\w+[>)]")
_LETTERS = re.compile(r"[^\W\d_]+")
# from the first word of an expression to its cue
_MOST_CHARACTERS = 60
_MOST_WORDS = 16


@dataclass
class Grammar:
    """The rules of a grammar file, with all placeholders filled.

    `openers` are all words that may begin an expression, and some that may not.
    """

    file: str
    lists: str
    rules: Mapping[str, str] = field(init=False)
    openers: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self._openers: set[str] = set()
        patterns = words(self.file)["rules"]
        self.rules = {name: self.expanded(pattern) for name, pattern in patterns.items()}
        self.openers = frozenset(self._openers)

    def expanded(self, pattern: str | Sequence[str]) -> str:
        """The pattern with fragments and lists in their places, and white space for its spaces.

        A long pattern is a list of pieces, which are put together as they are.
        """
        pattern = "".join(pattern)
        plain = _GROUP.sub(" ", pattern).lower()
        self._openers.update(_LETTERS.findall(plain))
        return _PLACEHOLDER.sub(self._filled, pattern.replace(" ", _SPACE))

    def _filled(self, placeholder: re.Match[str]) -> str:
        """The fragment or the list that a placeholder stands for."""
        kind, name = placeholder.groups()
        if not kind:
            return self.expanded(words(self.file)["fragments"][name])
        table: Any = words(self.lists)
        for key in name.split("."):
            table = table[key]
        for phrase in table:
            if first := _LETTERS.search(phrase):
                self._openers.add(first.group().lower())
        return one_of(table, proper=kind == "^")


def one_of(choices: Iterable[str], proper: bool = False) -> str:
    """A regular expression for any of these phrases, the longest first.

    A `proper` name begins with a capital or is all in capitals.
    """
    if not proper:
        return f"(?:{_alternatives(choices)})"
    forms = {form for phrase in choices for form in (_capitalised(phrase), phrase.upper())}
    return f"(?-i:{_alternatives(forms)})"


def any_phrase(phrases: Iterable[str]) -> str:
    """A piece of a regular expression for any of these phrases, the longest first.

    Unlike in `one_of`, words may stand apart by any white space, and the piece has no brackets.
    """
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(_spaced(phrase) for phrase in longest_first)


def _spaced(phrase: str) -> str:
    """The phrase with any white space between its words."""
    return r"\s+".join(re.escape(word) for word in phrase.split(" "))


def _capitalised(phrase: str) -> str:
    """The phrase with a capital at the head of each word, the rest as it is."""
    return " ".join(word[:1].upper() + word[1:] for word in phrase.split(" "))


def _alternatives(phrases: Iterable[str]) -> str:
    """The phrases, the longest first, with white space for their spaces."""
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", _SPACE) for phrase in longest_first)


@dataclass(frozen=True, slots=True)
class Scan:
    """A grammar and the words that show where to try it.

    A cue, such as a unit or a month, must follow soon on a word that may open an expression.
    """

    grammar: re.Pattern[str]
    word: re.Pattern[str]
    may_open: Callable[[str], bool]
    is_cue: Callable[[re.Match[str]], bool]

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """What the grammar finds, from left to right, none within another."""
        end = 0
        for start in self._starts(text):
            if start >= end and (found := self.grammar.match(text, start)):
                end = found.end()
                yield found

    def _starts(self, text: str) -> Iterator[int]:
        """Where an expression may begin: at the openers before each cue."""
        recent: deque[re.Match[str]] = deque(maxlen=_MOST_WORDS)
        for word in self.word.finditer(text):
            recent.append(word)
            if self.is_cue(word):
                yield from self._openings(recent, word.end())
                recent.clear()

    def _openings(self, recent: Iterable[re.Match[str]], cue_end: int) -> Iterator[int]:
        """Where the words begin that may open an expression with this cue."""
        for word in recent:
            is_near = cue_end - word.start() < _MOST_CHARACTERS
            if is_near and self.may_open(word.group()):
                yield word.start()
