"""Numbers in figures and words."""

from __future__ import annotations

import re

from kg.language.expression_grammar import Grammar
from kg.patterns import words

_WORDS = words("amounts")
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+")
_TENS, _HUNDRED, _THOUSAND = 10, 100, 1000

AMOUNTS = Grammar("amounts-grammar", "amounts")
NUMBER = AMOUNTS.expanded("{number}")


def number_of(text: str) -> float | None:
    """The number that the words give: 4000000 for "4 million" and for "four million".

    None where they give none, or two: "between 2 and 3 million".
    """
    total: float | None = None  # what the scales before have closed: two million, three …
    current: float | None = None  # what no scale has closed yet
    for word in _TOKEN.findall(text.lower()):
        scale = _WORDS["scale"].get(word)
        number = _simple(word)
        if number is not None:
            if word[0].isdigit() and total is not None:
                return None
            if current is not None and not _continues(current, number):
                return None
            current = (current or 0.0) + number
        elif scale == _HUNDRED:
            current = (1.0 if current is None else current) * scale
        elif scale is not None:
            total, current = _scaled(total, current, scale), None
    return total if current is None else current + (total or 0.0)


def _scaled(total: float | None, current: float | None, scale: float) -> float:
    """The total after "thousand", "million" …; a scale behind a scale multiplies it."""
    if current is None:
        return (total or 1.0) * scale
    return (total or 0.0) + current * scale


def _simple(word: str) -> float | None:
    """The number of one word or figure; None for scales and for all other words."""
    if word[0].isdigit():
        return float(word.replace(",", ""))
    for table in ("number", "tens", "fractions"):
        if word in _WORDS[table]:
            return float(_WORDS[table][word])
    return None


def _continues(current: float, number: float) -> bool:
    """Whether the number goes on: "twenty-one", "one hundred and five", "three and a half"."""
    if number < 1 <= current:
        return True
    if number < _TENS <= current < _THOUSAND and current % _TENS == 0:
        return True
    return number < _HUNDRED <= current and current % _HUNDRED == 0
