"""How long and how often, and vague times.

Durations are P3Y, P18M, PT3H; sets are P1Y; words like "recently" are PAST_REF (TimeML).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg import syntax
from kg.language.quantities.numbers import number_of
from kg.language.timex.calendar_dates import Reader, Timexes
from kg.language.timex.expressions import Expression
from kg.language.timex.reference_time import Context, Timex, whole
from kg.patterns import words

_SMALLER = {"Y": ("", 12, "M"), "H": ("T", 60, "M"), "D": ("T", 24, "H")}
_VAGUE = {"decade": "DE", "century": "CE"}
_LONGEST = 1e6  # units that a duration can have
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_OTHER_WORDS = frozenset({"second", "minute"})  # units that are adjectives too
_NO_RANGE = frozenset({"quarter", "weekend"})
_NO_SINGLE_LENGTH = frozenset({"second", "quarter", "weekend"})
_NO_ADVERB_TAGS = frozenset({"NNP", "VB", "VBP", "IN"})


def unit_of(name: str) -> str:
    """The unit's singular."""
    plurals, units = words("time")["plurals"], words("time")["units"]
    if name in plurals:
        return str(plurals[name])
    return name if name in units else name.removesuffix("s")


def length(count: float | None, unit: str) -> str | None:
    """So many units as a duration, with X for a number that is not given.

    None for what has no length of its own.
    """
    prefix, factor, letter = words("time")["units"][unit]
    if not factor:
        return None
    if count is None:
        return f"P{prefix}X{_VAGUE.get(unit, letter)}"
    number = count * factor
    if _needs_smaller_units(number, letter):
        prefix, parts, letter = _SMALLER[letter]
        number *= parts
    return f"P{prefix}{number:g}{letter}" if number < _LONGEST else None


def _needs_smaller_units(number: float, letter: str) -> bool:
    """Whether a half makes months of years, minutes of hours, hours of half a day."""
    if number % 1 != 0.5 or letter not in _SMALLER:
        return False
    return letter != "D" or number < 1


def _each(found: Expression, _: Context) -> Timexes:
    """ "Every two years", "each week"; "every other week" is every second one."""
    unit = unit_of(found["u"])
    if unit in _OTHER_WORDS and not found["n"]:
        return ()
    return whole(found, length(_interval(found), unit))


def _interval(found: Expression) -> float | None:
    """How many units lie between one time and the next."""
    if found["vague"]:
        return None
    if found["other"]:
        return 2
    return number_of(found["n"]) if found["n"] else 1


def _rate(found: Expression, _: Context) -> Timexes:
    """ "15 a year", "twice a week"; but 2009 is no number of times."""
    return () if _is_year(found["lead"]) else whole(found, length(1, unit_of(found["u"])))


def _range(found: Expression, _: Context) -> Timexes:
    """ "Between 60 and 90 days": two lengths of one unit."""
    unit, first, last = unit_of(found["u"]), number_of(found["n"]), number_of(found["n2"])
    if first is None or last is None or last <= first:
        return ()
    if unit in _NO_RANGE:
        return ()
    return (
        Timex(*found.spans["n"], length(first, unit)),
        Timex(*found.spans["x2"], length(last, unit)),
    )


def _length(found: Expression, context: Context) -> Timexes:
    """ "The past nine days", "fifty-year", "several weeks".

    Ages are none, nor are names ("60 Minutes") and shares ("three quarters of them").
    """
    unit = unit_of(found["u"])
    if found["age"] or found["aged"] or _is_named(found, context) or _is_share(found, unit):
        return ()
    count = None if found["vague"] else number_of(found["n"])
    if not found["vague"] and _counts_nothing(count, found, unit, context):
        return ()
    if count != 1 and _is_ordinal(found):
        return ()
    has_half = found["more"] or found["plus"]
    value = length(count + 0.5 if count and has_half else count, unit)
    return whole(found, value) if value else ()


def _counts_nothing(count: float | None, found: Expression, unit: str, context: Context) -> bool:
    """Whether the number gives no length: "one day he may", "the 2009 year"."""
    if count is None or _is_year(found["n"]):
        return True
    return count == 1 and unit == "day" and not context.follows("prepositions")


def _is_ordinal(found: Expression) -> bool:
    """Whether "second" is no unit: "the two second places"."""
    return found["u"] == "second" and found["join"] != "-"


def _is_year(figures: str) -> bool:
    """Whether the number looks like a year."""
    return _YEAR.fullmatch(figures) is not None


def _is_share(found: Expression, unit: str) -> bool:
    """Whether quarters are fourths: "three quarters of them", "a three quarter majority"."""
    if unit != "quarter" or found["span"] or found["how"]:
        return False
    return bool(found["of"]) or found["u"] == unit


def _is_named(found: Expression, context: Context) -> bool:
    """Whether the unit has a capital as in a name, and not as in a headline."""
    has_capital = context.text[found.spans["u"][0]].isupper()
    is_headline = context.headline or context.text[context.start : context.end].isupper()
    return has_capital and not is_headline


def _span(found: Expression, _: Context) -> Timexes:
    """ "The past decade"; but "the last day of the trial" is a day."""
    unit = unit_of(found["u"])
    is_day = unit == "day" and not found["past"]
    if found["of"] or is_day or unit in _OTHER_WORDS:
        return ()
    return whole(found, length(1, unit))


def _one(found: Expression, _: Context) -> Timexes:
    """ "For a year", "within half an hour", "a year and a half"."""
    unit = unit_of(found["u"] or found["u2"])
    if unit in _NO_SINGLE_LENGTH:
        return ()
    if found["half"]:
        return whole(found, length(0.5, unit))
    return whole(found, length(1.5 if found["u2"] else 1, unit))


def _long(found: Expression, _: Context) -> Timexes:
    """ "Year-long", "years-long"."""
    return whole(found, length(None if found["many"] else 1, unit_of(found["u"])))


def _vague(found: Expression, _: Context) -> Timexes:
    """ "For years", "decades in the making"."""
    return whole(found, length(None, unit_of(found["u"] or found["u2"])))


def _set(found: Expression, context: Context) -> Timexes:
    """ "Annual", "weekly": in lower case, and no newspaper."""
    if not (context.is_lower or context.opens_sentence):
        return ()
    kind = context.first.pos_
    before_capital = context.after.lstrip()[:1].isupper() and kind != "ADV"
    if kind in syntax.NOUNS or before_capital:
        return ()
    return whole(found, words("time")["sets"][found["set"]])


def _reference(found: Expression, context: Context) -> Timexes:
    """ "Recent" and "soon": before or after the article, no one says when."""
    word = found["ref"]
    if _is_guarded(word, context):
        return ()
    has_fitting_case = context.is_lower or context.opens_sentence or context.headline
    if not has_fitting_case or context.first.tag_ in _NO_ADVERB_TAGS:
        return ()
    return whole(found, words("time")["references"][word])


def _is_guarded(word: str, context: Context) -> bool:
    """Whether the adjacent words show that the word is no time of its own: "as soon as"."""
    guards = words("time")["reference_guards"]
    following = guards["not_before"].get(word)
    if following and context.after.lstrip().startswith(f"{following} "):
        return True
    if context.before in guards["not_after"].get(word, ()):
        return True
    return word in guards["only_after"] and context.before not in guards["only_after"][word]


def _reference_behind(found: Expression, _: Context) -> Timexes:
    """ "In the past", "in the future"."""
    return whole(found, "PAST_REF" if found["past"] else "FUTURE_REF")


LENGTHS: Mapping[str, Reader] = {
    "each_number": _each,
    "rate": _rate,
    "range_length": _range,
    "length": _length,
    "span": _span,
    "one_unit": _one,
    "full_unit": _long,
    "half_unit": _one,
    "long": _long,
    "vague_length": _vague,
    "set": _set,
    "reference_word": _reference,
    "reference_behind": _reference_behind,
}
