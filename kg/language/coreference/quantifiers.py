"""How many, or which share: what the words before a noun, or before "of", say of a group's size."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg import syntax
from kg.language.coreference.speech_verbs import is_speech_or_belief_verb
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_LONGEST_BOUND = 3  # words
_VAGUE_GAP = 2  # words from "several" to a number that it may belong to
_FRACTION_DIGITS = 4  # decimals that are kept of a share


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much of a group is meant: its own size, or its share of the whole.

    Each is only what the words say, never worked out from the other. The quantifier is "half",
    "most" or "all but two", and before a size a bound such as "more than" or "at least".
    """

    size: int | None = None
    fraction: float | None = None
    quantifier: str | None = None
    approximate: bool | None = None


class NumberSpan(NamedTuple):
    """A number in a list of words: the places where it begins and ends, and its value."""

    start: int
    end: int
    value: float


def counted_noun(token: Token) -> Token | None:
    """What a word of quantity counts: "workers" in "half of its workers"."""
    if not (token.lower_ in _quantity_heads() or token.like_num):
        return None
    of = next((c for c in token.children if _is_of(c)), None)
    noun = syntax.child(of, syntax.PREPOSITIONAL_OBJECT) if of is not None else None
    if noun is None or _is_definite_quantity(token):
        return None
    is_counted_pronoun = noun.lower_ in word_set("coreference", "pronouns", "counted")
    is_countable = syntax.is_noun(noun) or is_counted_pronoun
    return noun if is_countable or not token.like_num else None


def _is_of(token: Token) -> bool:
    return token.dep_ == syntax.PREPOSITION and token.lower_ == "of"


def _is_definite_quantity(token: Token) -> bool:
    """Whether it is "the number of …", which counts nothing as "a number of …" does."""
    if token.lower_ not in word_set("groups", "quantifiers", "indefinite"):
        return False
    return [left.lower_ for left in token.lefts] == ["the"]


def stands_for_people(token: Token) -> bool:
    """Whether it is a number that alone means people: "Thousands marched", "three were killed".

    It is the subject of what only people do, or of what is done to people only.
    """
    if token.dep_ not in syntax.SUBJECTS or not _is_number_alone(token):
        return False
    verb = token.head
    if verb.lemma_.lower() in word_set("groups", "people", "passive"):
        return token.dep_ == syntax.PASSIVE_SUBJECT or verb.tag_ == "VBN"
    if token.dep_ != syntax.SUBJECT:
        return False
    is_human_action = verb.lemma_.lower() in word_set("groups", "people", "active")
    return is_human_action or is_speech_or_belief_verb(verb)


def _is_number_alone(token: Token) -> bool:
    if token.lower_ in word_set("groups", "quantifiers", "alone"):
        return True
    return token.like_num and token.pos_ == "NUM"


def quantity_of(before: Sequence[str], last: bool) -> Quantity:
    """What these words (lower case) say of a quantity, by the first of them that says something.

    With `last` the last of them is the word of quantity itself, as in "half of …".
    """
    given = [word for word in before if word not in {",", "-"}]
    numbers = _numbers(given)
    ratio = _ratio_of(given, numbers)
    if ratio is not None:
        return ratio
    table = words("groups")
    for i, word in enumerate(given):
        if last and i == len(given) - 1 and word in table["part"]:
            return _share_of(given, i, numbers)
        if word in table["share"] and not _is_in_number(i, numbers):
            return _all_or_half(given, i, numbers)
        if _means_none(given, i):
            return Quantity(size=0, quantifier=word)
        if _is_vague(word) and not _leads_to_bound(given, i, numbers):
            return _vague(given, i, numbers)
    return _counted(given, numbers)


def _is_vague(word: str) -> bool:
    """Whether no number can be told from the word: "most", "several"."""
    return word in word_set("groups", "quantifiers", "vague")


def _is_in_number(i: int, numbers: Sequence[NumberSpan]) -> bool:
    return any(number.start <= i < number.end for number in numbers)


def _means_none(given: Sequence[str], i: int) -> bool:
    """Whether the word says that there are none, and does not open a bound: "no fewer than"."""
    is_none = given[i] in word_set("groups", "quantifiers", "none")
    return is_none and _bound_before(given, i + 3) is None


def _leads_to_bound(given: Sequence[str], i: int, numbers: Sequence[NumberSpan]) -> bool:
    """Whether a vague word belongs to the bound of a number right behind: "some 300"."""
    return any(
        i < number.start <= i + _VAGUE_GAP and _bound_before(given, number.start)
        for number in numbers
    )


def _vague(given: Sequence[str], i: int, numbers: Sequence[NumberSpan]) -> Quantity:
    """The quantity of "most", "several hundred", "tens of thousands", "the remaining 40"."""
    if given[i] in word_set("groups", "quantifiers", "others"):
        return replace(_counted(given, numbers), quantifier=given[i])
    end = i + 1
    while end < len(given) and _continues_vague(given, end):
        end += 1
    quantifier = " ".join(given[i:end])
    return Quantity(quantifier=quantifier, approximate=_approximate(_bound_before(given, i)))


def _continues_vague(given: Sequence[str], i: int) -> bool:
    """Whether the word goes on with a vague quantity: "several hundred", "tens of thousands"."""
    if given[i] == "of":
        return _is_vague(_word_at(given, i + 1))
    return given[i] in words("groups")["scale"] or _is_vague(given[i])


def _word_at(given: Sequence[str], i: int) -> str:
    return given[i] if i < len(given) else ""


def _ratio_of(given: Sequence[str], numbers: Sequence[NumberSpan]) -> Quantity | None:
    """The quantity of "one in ten", "nine out of every ten"."""
    if len(numbers) != 2:
        return None
    part, whole = numbers
    if not _joins_ratio(given[part.end : whole.start]) or not 0 < part.value <= whole.value:
        return None
    bound = _bound_before(given, part.start)
    return Quantity(
        fraction=round(part.value / whole.value, _FRACTION_DIGITS),
        quantifier=" ".join([*_kept(bound), *given[part.start : whole.end]]),
        approximate=_approximate(bound),
    )


def _joins_ratio(between: Sequence[str]) -> bool:
    """Whether the words between two numbers make a ratio of them: "in", "out of every"."""
    if not between or between[0] not in word_set("coreference", "quantities", "ratio_opening"):
        return False
    return word_set("groups", "quantifiers", "ratio").issuperset(between)


def _counted(given: Sequence[str], numbers: Sequence[NumberSpan]) -> Quantity:
    """The quantity of one number, or of a range between two."""
    if len(numbers) == 1:
        return _number_with_bound(given, numbers[0])
    if len(numbers) == 2:
        return _range_of(given, numbers[0], numbers[1])
    return Quantity()


def _number_with_bound(given: Sequence[str], number: NumberSpan) -> Quantity:
    """The quantity of "12", "more than 12", "about 12"; nothing of a number that is not whole."""
    if number.value != int(number.value):
        return Quantity()
    bound = _bound_before(given, number.start)
    return Quantity(
        size=int(number.value),
        quantifier=bound if bound != "about" else None,
        approximate=_approximate(bound),
    )


def _range_of(given: Sequence[str], low: NumberSpan, high: NumberSpan) -> Quantity:
    """The quantity of "20 to 30", "between 20 and 30"."""
    between = given[low.end : high.start]
    if len(between) != 1 or between[0] not in word_set("groups", "quantifiers", "range"):
        return Quantity()
    start = low.start
    if between[0] == "and":
        if start == 0 or given[start - 1] != "between":
            return Quantity()
        start -= 1
    return Quantity(quantifier=" ".join(given[start : high.end]), approximate=True)


def _share_of(given: Sequence[str], i: int, numbers: Sequence[NumberSpan]) -> Quantity:
    """The quantity of "a third", "two thirds", "10 percent", "20 to 25 percent"."""
    if len(numbers) == 2 and numbers[1].end == i:
        span = _counted(given[:i], numbers).quantifier
        if span:
            return Quantity(quantifier=f"{span} {given[i]}", approximate=True)
    start, multiplier = _multiplier_before(given, i, numbers)
    bound = _bound_before(given, start)
    kept, share_words = _kept(bound), given[start : i + 1]
    if not kept:
        share_words = [word for word in share_words if not _is_indefinite_article(word)]
    fraction = round(multiplier * words("groups")["part"][given[i]], _FRACTION_DIGITS)
    return Quantity(
        fraction=fraction if fraction <= 1 else None,
        quantifier=" ".join([*kept, *share_words]).replace(" %", "%"),
        approximate=_approximate(bound),
    )


def _multiplier_before(
    given: Sequence[str], i: int, numbers: Sequence[NumberSpan]
) -> tuple[int, float]:
    """Where "two thirds" or "a third" begins, and how many of the parts they are."""
    for number in numbers:
        if number.end == i:
            return number.start, number.value
    if i and _is_indefinite_article(given[i - 1]):
        return i - 1, 1.0
    return i, 1.0


def _is_indefinite_article(word: str) -> bool:
    return word in word_set("coreference", "articles", "indefinite")


def _all_or_half(given: Sequence[str], i: int, numbers: Sequence[NumberSpan]) -> Quantity:
    """The quantity of "half", "all 12", "all but two", "not all"."""
    word, bound = given[i], _bound_before(given, i)
    exceptions = word_set("groups", "quantifiers", "except")
    if not exceptions.isdisjoint(given[i:]):
        end = max([i + 1, *(number.end for number in numbers)])
        return Quantity(quantifier=" ".join(given[i:end]))
    if i and given[i - 1] == "not":
        return Quantity(quantifier=f"not {word}")
    return Quantity(
        size=_size_behind(word, i, numbers),
        fraction=words("groups")["share"][word],
        quantifier=" ".join([*_kept(bound), word]),
        approximate=_approximate(bound),
    )


def _size_behind(word: str, i: int, numbers: Sequence[NumberSpan]) -> int | None:
    """The whole number behind a share ("all 12"); "both" are two."""
    if len(numbers) == 1 and numbers[0].start > i:
        value = numbers[0].value
        return int(value) if value == int(value) else None
    return 2 if word == "both" else None


def _kept(bound: str | None) -> list[str]:
    """The bound as part of a quantifier: "about" is left out, the quantity is approximate."""
    return [bound] if bound is not None and bound != "about" else []


def _approximate(bound: str | None) -> bool | None:
    """True with any bound; None without one, as nothing is said then."""
    return True if bound else None


def _bound_before(given: Sequence[str], i: int) -> str | None:
    """The bound right before place `i`, or before an article there: "more than", "about"."""
    if i > len(given):
        return None
    if i and given[i - 1] in word_set("coreference", "articles", "all"):
        i -= 1
    bounds: Mapping[str, str] = words("groups")["bound"]
    for length in range(_LONGEST_BOUND, 0, -1):
        bound = bounds.get(" ".join(given[max(i - length, 0) : i]))
        if bound:
            return bound
    return None


def _numbers(given: Sequence[str]) -> list[NumberSpan]:
    """The numbers among the words, in order."""
    numbers, i = [], 0
    while i < len(given):
        end, value = _number_at(given, i)
        if value is not None:
            numbers.append(NumberSpan(i, end, value))
        i = max(end, i + 1)
    return numbers


@cache
def number_words() -> Mapping[str, float]:
    """The words for numbers, without those that multiply: "two dozen"."""
    amounts, scale = words("amounts"), words("groups")["scale"]
    values = {**amounts["number"], **amounts["tens"]}
    return {word: value for word, value in values.items() if word not in scale}


def _number_at(given: Sequence[str], start: int) -> tuple[int, float | None]:
    """The place behind the number that begins here, and its value; None where none begins.

    "twenty five", "two hundred and fifty", "1.2 million", "a dozen", "half a million".
    """
    if _is_half_of_scale(given, start):
        return start + 3, 0.5 * words("groups")["scale"][given[start + 2]]
    number = _NumberReader()
    i = start
    while i < len(given):
        may_multiply = i == start and _may_open(given, i)
        if not number.reads(given[i], may_multiply) and not number.skips(given, i, start):
            break
        i += 1
    return i, number.value


def _is_half_of_scale(given: Sequence[str], i: int) -> bool:
    """Whether it is "half a million"."""
    is_half = list(given[i : i + 2]) == ["half", "a"]
    return is_half and _word_at(given, i + 2) in words("groups")["scale"]


def _may_open(given: Sequence[str], i: int) -> bool:
    """Whether a number may begin here: "several hundred" and "a few dozen" give none."""
    return i == 0 or not _is_vague(given[i - 1])


@dataclass
class _NumberReader:
    """A number, read word by word: thousands and more go to `total`, what is below to `current`."""

    total: float = 0.0
    current: float | None = None

    @property
    def value(self) -> float | None:
        """The number; None where no word was one."""
        if self.current is None:
            return self.total or None
        return self.total + self.current

    def reads(self, word: str, may_multiply: bool) -> bool:
        """Whether the word goes on with the number, which then has it in."""
        if self._takes_digits(word):
            self.current = float(word.replace(",", ""))
        elif self._takes_number_word(word):
            self.current = (self.current or 0.0) + number_words()[word]
        elif self._takes_scale(word, may_multiply):
            self._multiply(words("groups")["scale"][word])
        else:
            return False
        return True

    def _takes_digits(self, word: str) -> bool:
        is_empty = self.current is None and not self.total
        return is_empty and _DIGITS.fullmatch(word) is not None

    def _takes_number_word(self, word: str) -> bool:
        """Whether it is a word for a number that may stand here: "five" behind "twenty"."""
        if word not in number_words():
            return False
        if self.current is None:
            return True
        return self.current % 10 == 0 and number_words()[word] < 100

    def _takes_scale(self, word: str, may_multiply: bool) -> bool:
        """Whether it is "hundred" or "million" behind a number, or where it may open one."""
        if word not in words("groups")["scale"]:
            return False
        return self.current is not None or may_multiply

    def _multiply(self, scale: float) -> None:
        self.current = (1.0 if self.current is None else self.current) * scale
        if scale >= 1_000:
            self.total += self.current
            self.current = None

    def skips(self, given: Sequence[str], i: int, start: int) -> bool:
        """Whether the word only joins what is read: "a dozen", "two hundred and fifty"."""
        following = _word_at(given, i + 1)
        if i == start:
            return given[i] == "a" and following in words("groups")["scale"]
        if given[i] != "and" or following not in number_words():
            return False
        return (self.total or self.current or 0) >= 100


@cache
def _quantity_heads() -> frozenset[str]:
    """The words of quantity that head a phrase before "of"."""
    table = words("groups")
    quantifiers = table["quantifiers"]
    heads = {*table["share"], *table["part"], *table["scale"]}
    heads |= {*quantifiers["vague"], *quantifiers["none"]}
    return frozenset(heads) - word_set("groups", "quantifiers", "never_before_of")


@cache
def counting_words() -> frozenset[str]:
    """The words that may head a phrase though they are no nouns: "half", "both", "many"."""
    return _quantity_heads() | word_set("groups", "quantifiers", "alone")
