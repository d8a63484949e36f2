"""Sums of money and quantities: amount, unit, bound and rate.

A number that the words do not give is never made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.language.expression_grammar import Scan
from kg.language.quantities.numbers import AMOUNTS, number_of
from kg.model import EntityType
from kg.model import Span as Characters
from kg.patterns import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORDS = words("amounts")
_BEGIN = r"(?<![\w.,$€£])(?:"
_WORD = re.compile(r"[^\W\d_]+|\d[\d,]*|%|°[CF]|[$€£¥₹₩₽₺₪]")
_LAST_WORD = re.compile(r"([^\W\d_]+)[^a-z]*$", re.IGNORECASE)
_SYMBOL = re.compile(AMOUNTS.expanded("{=symbols}"), re.IGNORECASE)
_CODE = re.compile(AMOUNTS.expanded("{code}(?!\\w)"))
_RATE = re.compile(AMOUNTS.rules["per"], re.IGNORECASE)
_MINUS = frozenset("-−")
_CENT = 0.01
_CURRENCIES = sorted(_WORDS["currency"], key=lambda name: (-len(name), name))  # longest first


def _last_words(phrases: Iterable[str]) -> frozenset[str]:
    """The last words of units and currencies, one or several of them: the cues of amounts."""
    ends = [found for phrase in phrases if (found := _LAST_WORD.search(phrase))]
    singular = {found[1].lower() for found in ends}
    return frozenset(singular | {f"{word}s" for word in singular})


_MONEY_CUES = _last_words(
    [*_WORDS["currency"], *_WORDS["small"], *_WORDS["codes"]["words"]]
) | frozenset(_WORDS["signs"])
_UNIT_CUES = _last_words([*_WORDS["units"], *_WORDS["abbreviations"]]) | frozenset(
    abbreviation.lower() for abbreviation in _WORDS["abbreviations"]
)


def _may_open(word: str) -> bool:
    """Whether an amount may begin with the word: a figure, a sign, "about"."""
    return not word[0].isalpha() or word.lower() in AMOUNTS.openers


_MONEY = Scan(
    re.compile(f"{_BEGIN}{AMOUNTS.rules['money']})", re.IGNORECASE),
    _WORD,
    _may_open,
    lambda word: word.group().lower() in _MONEY_CUES,
)
_QUANTITY = Scan(
    re.compile(f"{_BEGIN}{AMOUNTS.rules['quantity']})", re.IGNORECASE),
    _WORD,
    _may_open,
    lambda word: word.group().lower() in _UNIT_CUES,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """Tokens `start` to `end` that give a date, a sum of money or a quantity.

    `characters` may be only a part of them ("3–5").
    """

    start: int
    end: int
    type: EntityType
    characters: Characters
    value: str | None = None
    amount: float | None = None
    unit: str | None = None
    bound: str | None = None
    per: str | None = None


def amounts_of(doc: Doc, text: str) -> Iterator[Measure]:
    """Sums of money, then quantities; a range has its words, but no single amount."""
    for found in _MONEY.found(text):
        unit, factor = _currency(found.group())
        number = number_of(_SYMBOL.sub(" ", found["sum"] or ""))
        amount = None if number is None else number * factor
        yield _measure(doc, found, "Money", amount, unit)
    for found in _QUANTITY.found(text):
        amount = number_of(found["sum"] or "")
        yield _measure(doc, found, "Quantity", amount, _unit(found["unit"]))


def _measure(
    doc: Doc, found: re.Match[str], kind: EntityType, amount: float | None, unit: str | None
) -> Measure:
    """The amount with its bound, its rate and its sign."""
    text, (start, end) = found.string, found.span()
    if amount is not None and _has_minus_before(text, start):
        start, amount = start - 1, -amount
    tokens = doc.char_span(start, end, alignment_mode="expand")
    assert tokens is not None  # every expression has characters in some token
    bound, rate = found["bound"], _RATE.match(text, end)
    return Measure(
        tokens.start,
        tokens.end,
        kind,
        Characters(start, end),
        amount=amount,
        unit=unit,
        bound=_WORDS["bound"][_normal(bound)] if bound else None,
        per=_normal(rate["per"]) if rate else None,
    )


def _has_minus_before(text: str, start: int) -> bool:
    """Whether a minus stands there that joins no words: "-2.64%", "(-2.64%"."""
    if text[start - 1 : start] not in _MINUS:
        return False
    return not text[max(0, start - 2) : start - 1].strip(" (")


def _normal(phrase: str) -> str:
    """The phrase in lower case with single spaces."""
    return " ".join(phrase.lower().split())


def _currency(words_of_sum: str) -> tuple[str | None, float]:
    """The code, and what to multiply the number with.

    No code for a word that several countries use.
    """
    if code := _CODE.search(words_of_sum):
        return _WORDS["codes"].get(code.group(), code.group()), 1.0
    if symbol := _SYMBOL.search(words_of_sum):
        return _WORDS["symbols"][" ".join(symbol.group().upper().split())], 1.0
    name = _normal(words_of_sum).replace("-", " ")
    for currency in _CURRENCIES:
        if name.endswith((f" {currency}", f" {currency}s")):
            return _WORDS["currency"][currency] or None, 1.0
    return _small_currency(name)


def _small_currency(name: str) -> tuple[str, float]:
    """Pence as hundredths of a pound; cents and pennies, which are several, by themselves."""
    coins = (coin for coin in _WORDS["small"] if name.endswith((coin, f"{coin}s")))
    coin = next(coins, "penny")  # "pennies"
    currency = _WORDS["small"][coin]
    return (currency, _CENT) if currency else (coin, 1.0)


def _unit(name: str) -> str:
    """The unit's name: "kilometre" for "km" and for "kilometres"."""
    if name in _WORDS["abbreviations"]:
        return str(_WORDS["abbreviations"][name])
    name = _normal(name)
    return str(_WORDS["units"].get(name) or _WORDS["units"][name.removesuffix("s")])
