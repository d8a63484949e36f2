"""Sums of money and quantities: amount, unit, bound and rate; a number that the words do not give is never made up."""

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

_W = words("amounts")
_BEGIN = r"(?<![\w.,$€£])(?:"
_WORD = re.compile(r"[^\W\d_]+|\d[\d,]*|%|°[CF]|[$€£¥₹₩₽₺₪]")
_LAST_WORD = re.compile(r"([^\W\d_]+)[^a-z]*$", re.IGNORECASE)
_SYMBOL = AMOUNTS.expanded("{=symbols}")
_CODE = re.compile(AMOUNTS.expanded("{code}(?!\\w)"))
_PER = re.compile(AMOUNTS.rules["per"], re.IGNORECASE)


def _last_words(phrases: Iterable[str]) -> frozenset[str]:
    """What shows that an amount is near: the last words of units and currencies, one or several of them."""
    last = {found[1].lower() for phrase in phrases if (found := _LAST_WORD.search(phrase))}
    return frozenset(last | {f"{w}s" for w in last})


_MONEY_TELLS = _last_words([*_W["currency"], *_W["small"], *_W["codes"]["words"]]) | frozenset(
    _W["signs"]
)
_UNIT_TELLS = _last_words([*_W["units"], *_W["abbreviations"]]) | frozenset(
    k.lower() for k in _W["abbreviations"]
)


def _opens(word: str) -> bool:
    return not word[0].isalpha() or word.lower() in AMOUNTS.openers


_MONEY = Scan(
    re.compile(f"{_BEGIN}{AMOUNTS.rules['money']})", re.IGNORECASE),
    _WORD,
    _opens,
    lambda w: w.group().lower() in _MONEY_TELLS,
)
_QUANTITY = Scan(
    re.compile(f"{_BEGIN}{AMOUNTS.rules['quantity']})", re.IGNORECASE),
    _WORD,
    _opens,
    lambda w: w.group().lower() in _UNIT_TELLS,
)


_LONGEST_FIRST = sorted(_W["currency"], key=lambda n: (-len(n), n))


@dataclass(frozen=True, slots=True)
class Measure:
    """Tokens `start` to `end` that give a date, a sum of money or a quantity; `characters` may be only a part of them ("3–5")."""

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
        unit, times = _currency(found.group())
        number = number_of(re.sub(_SYMBOL, " ", found["sum"])) if found["sum"] else None
        yield _measure(doc, found, "Money", number * times if number is not None else None, unit)
    for found in _QUANTITY.found(text):
        yield _measure(
            doc,
            found,
            "Quantity",
            number_of(found["sum"]) if found["sum"] else None,
            _unit(found["unit"]),
        )


def _measure(
    doc: Doc, found: re.Match[str], kind: EntityType, amount: float | None, unit: str | None
) -> Measure:
    text, (start, end) = found.string, found.span()
    if (
        text[start - 1 : start] in {"-", "−"}
        and not text[max(0, start - 2) : start - 1].strip(" (")
        and found["sum"]
        and amount is not None
    ):
        start, amount = start - 1, -amount  # "-2.64%"
    tokens = doc.char_span(start, end, alignment_mode="expand")
    assert tokens is not None  # every expression has characters in some token
    bound, per = found["bound"], _PER.match(text, end)
    return Measure(
        tokens.start, tokens.end, kind, Characters(start, end),
        amount=amount,
        unit=unit,
        bound=_W["bound"][_spaced(bound)] if bound else None,
        per=_spaced(per["per"]) if per else None,
    )  # fmt: skip


def _spaced(said: str) -> str:
    return " ".join(said.lower().split())


def _currency(said: str) -> tuple[str | None, float]:
    """The code, and what to multiply the number with; no code for a word that several countries use."""
    if code := _CODE.search(said):
        return _W["codes"].get(code.group(), code.group()), 1.0
    if symbol := re.search(_SYMBOL, said, re.IGNORECASE):
        return _W["symbols"][" ".join(symbol.group().upper().split())], 1.0
    name = _spaced(said).replace("-", " ")
    if known := next((n for n in _LONGEST_FIRST if name.endswith((f" {n}", f" {n}s"))), None):
        return _W["currency"][known] or None, 1.0
    small = next((n for n in _W["small"] if name.endswith((n, f"{n}s"))), "penny")
    return (_W["small"][small], 0.01) if _W["small"][small] else (small, 1.0)


def _unit(said: str) -> str:
    if said in _W["abbreviations"]:
        return str(_W["abbreviations"][said])
    name = _spaced(said)
    return str(_W["units"].get(name) or _W["units"][name.removesuffix("s")])
