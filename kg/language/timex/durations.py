"""How long and how often: durations as P3Y, P18M, PT3H, sets as P1Y, and words like "recently" as PAST_REF (TimeML)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.language.quantities.numbers import number_of
from kg.language.timex.calendar_dates import Parts, Reader
from kg.language.timex.expressions import Words
from kg.language.timex.reference_time import Part, Setting, whole
from kg.patterns import word_set, words

_SMALLER = {"Y": ("", 12, "M"), "H": ("T", 60, "M"), "D": ("T", 24, "H")}
_VAGUE = {"decade": "DE", "century": "CE"}


def unit_of(said: str) -> str:
    """The unit's singular."""
    return words("time")["plurals"].get(said) or (
        said if said in words("time")["units"] else said.removesuffix("s")
    )


def length(count: float | None, unit: str) -> str | None:
    """So many units as a duration, with X for a number that is not told; None for what has no length of its own."""
    prefix, times, letter = words("time")["units"][unit]
    if not times:
        return None
    if count is None:
        return f"P{prefix}X{_VAGUE.get(unit, letter)}"
    number = count * times
    if number % 1 == 0.5 and letter in _SMALLER and (letter != "D" or number < 1):
        prefix, parts, letter = _SMALLER[letter]
        number *= parts
    return f"P{prefix}{number:g}{letter}" if number < 1e6 else None


def _each(w: Words, _: Setting) -> Parts:
    """ "Every two years", "each week"; "every other week" is every second one."""
    unit = unit_of(w["u"])
    if unit in {"second", "minute"} and not w["n"]:
        return ()
    return whole(
        w,
        length(
            None if w["vague"] else 2 if w["other"] else number_of(w["n"]) if w["n"] else 1, unit
        ),
    )


def _rate(w: Words, _: Setting) -> Parts:
    """ "15 a year", "twice a week"; but 2009 is no number of times."""
    return () if is_year(w["lead"]) else whole(w, length(1, unit_of(w["u"])))


def _range(w: Words, _: Setting) -> Parts:
    """ "Between 60 and 90 days": two lengths of one unit."""
    unit, first, last = unit_of(w["u"]), number_of(w["n"]), number_of(w["n2"])
    if first is None or last is None or last <= first or unit in {"quarter", "weekend"}:
        return ()
    return (Part(*w.spans["n"], length(first, unit)), Part(*w.spans["x2"], length(last, unit)))


def _length(w: Words, at: Setting) -> Parts:
    """ "The past nine days", "fifty-year", "several weeks"; ages are none, nor are names ("60 Minutes") and shares ("three quarters of them")."""
    unit = unit_of(w["u"])
    if w["age"] or w["aged"] or _is_named(w, at) or (unit == "quarter" and _is_share(w)):
        return ()
    count = None if w["vague"] else number_of(w["n"])
    if not w["vague"] and (
        count is None
        or is_year(w["n"])
        or (count == 1 and unit == "day" and at.before not in word_set("time", "prepositions"))
    ):
        return ()
    if unit == "second" and w["u"] == unit and w["join"] != "-" and count != 1:
        return ()  # "the two second places"
    value = length(count + 0.5 if count and (w["more"] or w["plus"]) else count, unit)
    return whole(w, value) if value else ()


def is_year(figures: str) -> bool:
    """Does the number look like a year?"""
    return re.fullmatch(r"(?:1[5-9]|20)\d\d", figures) is not None


def _is_share(w: Words) -> bool:
    """ "Three quarters of them", "a three quarter majority"."""
    return not (w["span"] or w["how"]) and (bool(w["of"]) or w["u"] == "quarter")


def _is_named(w: Words, at: Setting) -> bool:
    """Is the unit written as in a name, though no headline is?"""
    said = at.text[slice(*w.spans["u"])]
    return said[0].isupper() and not at.headline and not at.text[at.start : at.end].isupper()


def _span(w: Words, _: Setting) -> Parts:
    """ "The past decade"; but "the last day of the trial" is a day."""
    unit = unit_of(w["u"])
    return (
        ()
        if w["of"] or (unit == "day" and not w["past"]) or unit in {"second", "minute"}
        else whole(w, length(1, unit))
    )


def _one(w: Words, _: Setting) -> Parts:
    """ "For a year", "within half an hour", "a year and a half"."""
    unit = unit_of(w["u"] or w["u2"])
    if unit in {"second", "quarter", "weekend"}:
        return ()
    return whole(w, length(0.5 if w["half"] else 1.5 if w["u2"] else 1, unit))


def _long(w: Words, _: Setting) -> Parts:
    return whole(w, length(None if w["many"] else 1, unit_of(w["u"])))


def _vague(w: Words, _: Setting) -> Parts:
    """ "For years", "decades in the making"."""
    return whole(w, length(None, unit_of(w["u"] or w["u2"])))


def _set(w: Words, at: Setting) -> Parts:
    """ "Annual", "weekly": in lower case, and no newspaper."""
    if (
        (not at.text[at.start].islower() and not at.opens)
        or at.first.pos_ in {"NOUN", "PROPN"}
        or (at.after.lstrip()[:1].isupper() and at.first.pos_ != "ADV")
    ):
        return ()
    return whole(w, words("time")["sets"][w["set"]])


def _reference(w: Words, at: Setting) -> Parts:
    """ "Recent" and "soon": before or after the telling, no one says when."""
    guards = words("time")["reference_guards"]
    word = w["ref"]
    if (
        (
            word in guards["not_before"]
            and at.after.lstrip().startswith(f"{guards['not_before'][word]} ")
        )
        or at.before in guards["not_after"].get(word, ())
        or (word in guards["only_after"] and at.before not in guards["only_after"][word])
    ):
        return ()
    if (not at.text[at.start].islower() and not at.opens and not at.headline) or at.first.tag_ in {
        "NNP",
        "VB",
        "VBP",
        "IN",
    }:
        return ()
    return whole(w, words("time")["references"][word])


def _reference_behind(w: Words, _: Setting) -> Parts:
    return whole(w, "PAST_REF" if w["past"] else "FUTURE_REF")


LENGTHS: Mapping[str, Reader] = {
    "each_number": _each, "rate": _rate, "range_length": _range, "length": _length, "span": _span, "one_unit": _one, "full_unit": _long, "half_unit": _one,
    "long": _long, "vague_length": _vague, "set": _set, "reference_word": _reference, "reference_behind": _reference_behind,
}  # fmt: skip
