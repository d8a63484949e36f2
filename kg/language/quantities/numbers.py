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
    """The number that the words give: "4 million" and "four million" → 4000000; None where they give none, or two."""
    total: float | None = None
    current: float | None = None
    for word in _TOKEN.findall(text.lower()):
        scale = _WORDS["scale"].get(word)
        if (number := _simple(word)) is not None:
            if (word[0].isdigit() and total is not None) or (
                current is not None and not _joins(current, number)
            ):
                return None  # "between 2 and 3 million"
            current = (current or 0.0) + number
        elif scale == _HUNDRED:
            current = (1.0 if current is None else current) * scale
        elif scale is not None:
            total, current = (
                (total or 0.0) + current * scale if current is not None else (total or 1.0) * scale,
                None,
            )
    return total if current is None else current + (total or 0.0)


def _simple(word: str) -> float | None:
    if word[0].isdigit():
        return float(word.replace(",", ""))
    value = _WORDS["number"].get(word, _WORDS["tens"].get(word, _WORDS["fractions"].get(word)))
    return None if value is None else float(value)


def _joins(current: float, number: float) -> bool:
    """Does the number go on: "twenty-one", "one hundred and five", "three and a half"?"""
    return (
        number < 1 <= current
        or (number < _TENS <= current < _THOUSAND and current % _TENS == 0)
        or (number < _HUNDRED <= current and current % _HUNDRED == 0)
    )
