"""How many, or which share: what the words before a noun, or before "of", say of a group's size."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from kg import syntax
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_LONGEST_BOUND = 3
Numbers: TypeAlias = Sequence[tuple[int, int, float]]  # begin, end, value


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of a group is meant: its own size, or its share of the whole, as far as the words tell; never one worked out from the other."""

    size: int | None = None
    fraction: float | None = None
    quantifier: str | None = (
        None  # "half", "most", "all but two"; before a size "more than", "at least", "at most", "less than"
    )
    approximate: bool | None = None


def counted_noun(token: Token) -> Token | None:
    """What a word of quantity counts: "workers" in "half of its workers", "nurses" in "two of the three nurses"."""
    word = token.lower_
    if not (word in _heads() or token.like_num):
        return None
    for prep in token.children:
        if prep.dep_ == syntax.PREPOSITION and prep.lower_ == "of":
            noun = next((c for c in prep.children if c.dep_ == syntax.PREPOSITIONAL_OBJECT), None)
            if noun is None or (
                word in word_set("groups", "quantifiers", "indefinite")
                and [c.lower_ for c in token.lefts] == ["the"]
            ):
                return None
            plain = noun.pos_ in {"NOUN", "PROPN"} or noun.lower_ in {"them", "us", "whom"}
            return noun if plain or not token.like_num else None
    return None


def stands_for_people(token: Token) -> bool:
    """ "Thousands marched", "three were killed": a number alone as the subject of what only people do, or is done to people."""
    if token.dep_ not in syntax.SUBJECTS or not (
        token.lower_ in word_set("groups", "quantifiers", "alone")
        or (token.like_num and token.pos_ == "NUM")
    ):
        return False
    verb, table = token.head, words("groups")["people"]
    if verb.lemma_.lower() in table["passive"]:
        return token.dep_ == syntax.PASSIVE_SUBJECT or verb.tag_ == "VBN"
    lemma = verb.lemma_.lower()
    return token.dep_ == syntax.SUBJECT and (
        lemma in table["active"]
        or lemma in word_set("cues", "speech")
        or lemma in word_set("cues", "force", "belief")
    )


def quantity_of(before: Sequence[str], last: bool) -> Quantity:
    """What these words (lower case) say; `last`: the last of them is the word of quantity itself, as in "half of …"."""
    given, table = [w for w in before if w not in {",", "-"}], words("groups")
    numbers = _numbers(given)
    if (ratio := _ratio_of(given, numbers)) is not None:
        return ratio
    for i, word in enumerate(given):
        if last and i == len(given) - 1 and word in table["part"]:
            return _share_of(given, i, numbers)
        if word in table["share"] and not any(a <= i < b for a, b, _ in numbers):
            return _all_or_half(given, i, numbers)
        if (
            word in word_set("groups", "quantifiers", "none")
            and _bound_before(given, i + 3) is None
        ):
            return Quantity(size=0, quantifier=word)
        if word in word_set("groups", "quantifiers", "vague") and not any(
            _bound_before(given, a) and i < a <= i + 2 for a, _, _ in numbers
        ):
            return _vague(given, i, numbers)
    return _counted(given, numbers)


def _vague(given: Sequence[str], i: int, numbers: Numbers) -> Quantity:
    """ "most", "several hundred", "tens of thousands"; "the remaining 40"."""
    scale, vague = words("groups")["scale"], word_set("groups", "quantifiers", "vague")
    if given[i] in word_set("groups", "quantifiers", "others"):
        return replace(_counted(given, numbers), quantifier=given[i])
    end = i + 1
    while end < len(given) and (
        given[end] in scale
        or given[end] in vague
        or (given[end] == "of" and given[end + 1 : end + 2] and given[end + 1] in vague)
    ):
        end += 1
    return Quantity(
        quantifier=" ".join(given[i:end]), approximate=True if _bound_before(given, i) else None
    )


def _ratio_of(given: Sequence[str], numbers: Numbers) -> Quantity | None:
    """ "one in ten", "nine out of every ten"."""
    if len(numbers) == 2:
        (start, middle, value), (again, end, whole) = numbers
        between = given[middle:again]
        if (
            between
            and between[0] in {"in", "out"}
            and set(between) <= word_set("groups", "quantifiers", "ratio")
            and 0 < value <= whole
        ):
            bound = _bound_before(given, start)
            return Quantity(
                None,
                round(value / whole, 4),
                " ".join([*_kept(bound), *given[start:end]]),
                True if bound else None,
            )
    return None


def _counted(given: Sequence[str], numbers: Numbers) -> Quantity:
    if len(numbers) == 1:
        start, end, value = numbers[0]
        bound = _bound_before(given, start)
        if value == int(value):
            return Quantity(
                int(value), None, bound if bound != "about" else None, True if bound else None
            )
    if len(numbers) == 2:
        (start, middle, _), (again, end, _) = numbers
        between = given[middle:again]
        if (
            len(between) == 1
            and between[0] in word_set("groups", "quantifiers", "range")
            and (between[0] != "and" or (start and given[start - 1] == "between"))
        ):
            return Quantity(None, None, " ".join(given[start - (between[0] == "and") : end]), True)
    return Quantity()


def _share_of(given: Sequence[str], i: int, numbers: Numbers) -> Quantity:
    """ "a third", "two thirds", "10 percent"."""
    share = words("groups")["part"][given[i]]
    if len(numbers) == 2 and numbers[1][1] == i and _counted(given[:i], numbers).quantifier:
        return Quantity(None, None, f"{_counted(given[:i], numbers).quantifier} {given[i]}", True)
    start, value = next(
        ((a, v) for a, b, v in numbers if b == i),
        (i - 1 if i and given[i - 1] in {"a", "an"} else i, 1.0),
    )
    bound = _bound_before(given, start)
    kept = _kept(bound)
    said = (
        given[start : i + 1] if kept else [w for w in given[start : i + 1] if w not in {"a", "an"}]
    )
    fraction = round(value * share, 4)
    return Quantity(
        None,
        fraction if fraction <= 1 else None,
        " ".join([*kept, *said]).replace(" %", "%"),
        True if bound else None,
    )


def _all_or_half(given: Sequence[str], i: int, numbers: Numbers) -> Quantity:
    """ "half", "all 12", "all but two", "not all"."""
    word, bound = given[i], _bound_before(given, i)
    if any(w in word_set("groups", "quantifiers", "except") for w in given[i:]):
        return Quantity(quantifier=" ".join(given[i : max([i + 1, *(b for _, b, _ in numbers)])]))
    if i and given[i - 1] == "not":
        return Quantity(quantifier=f"not {word}")
    size = (
        numbers[0][2]
        if len(numbers) == 1 and numbers[0][0] > i
        else 2.0
        if word == "both"
        else None
    )
    whole = int(size) if size is not None and size == int(size) else None
    return Quantity(
        whole,
        words("groups")["share"][word],
        " ".join([*_kept(bound), word]),
        True if bound else None,
    )


def _kept(bound: str | None) -> list[str]:
    return [bound] if bound is not None and bound != "about" else []


def _bound_before(given: Sequence[str], i: int) -> str | None:
    """ "more than", "at least", "about": what stands right before place `i`."""
    if i and i <= len(given) and given[i - 1] in {"a", "an", "the"}:
        i -= 1
    table: dict[str, str] = words("groups")["bound"]
    found = (table.get(" ".join(given[max(i - n, 0) : i])) for n in range(_LONGEST_BOUND, 0, -1))
    return next((b for b in found if b), None) if i <= len(given) else None


def _numbers(given: Sequence[str]) -> list[tuple[int, int, float]]:
    """The numbers with the places where they begin and end, in order."""
    out, i = [], 0
    while i < len(given):
        end, value = _number_at(given, i)
        if value is not None:
            out.append((i, end, value))
        i = max(end, i + 1)
    return out


@cache
def number_words() -> Mapping[str, float]:
    """The words for numbers, without those that multiply: "two dozen"."""
    amounts, scale = words("amounts"), words("groups")["scale"]
    return {
        word: value
        for word, value in {**amounts["number"], **amounts["tens"]}.items()
        if word not in scale
    }


def _number_at(given: Sequence[str], i: int) -> tuple[int, float | None]:
    """ "twenty five", "two hundred and fifty", "1.2 million", "a dozen", "half a million"; the place behind it."""
    numbers, scale = number_words(), words("groups")["scale"]
    total, current, start = 0.0, None, i
    if given[i : i + 2] == ["half", "a"] and i + 2 < len(given) and given[i + 2] in scale:
        return i + 3, 0.5 * scale[given[i + 2]]
    while i < len(given):
        word = given[i]
        following = given[i + 1] if i + 1 < len(given) else ""
        if _DIGITS.fullmatch(word) and current is None and not total:
            current = float(word.replace(",", ""))
        elif word in numbers and (current is None or (current % 10 == 0 and numbers[word] < 100)):
            current = (current or 0.0) + numbers[word]
        elif word in scale and (current is not None or (start == i and _may_open(given, i))):
            current = (1.0 if current is None else current) * scale[word]
            if scale[word] >= 1_000:
                total, current = total + current, None
        elif not (
            (word == "a" and i == start and following in scale)
            or (
                word == "and"
                and i > start
                and following in numbers
                and (total or current or 0) >= 100
            )
        ):
            break
        i += 1
    found = total + (current or 0.0)
    return i, found if i > start and (found or current is not None) else None


def _may_open(given: Sequence[str], i: int) -> bool:
    """ "several hundred", "a few dozen" give no number."""
    return i == 0 or given[i - 1] not in word_set("groups", "quantifiers", "vague")


@cache
def _heads() -> frozenset[str]:
    """The words that head a phrase before "of"."""
    table = words("groups")
    heads = frozenset([*table["share"], *table["part"], *table["scale"]]) | word_set(
        "groups", "quantifiers", "vague"
    )
    return (heads | word_set("groups", "quantifiers", "none")) - word_set(
        "groups", "quantifiers", "never_before_of"
    )
