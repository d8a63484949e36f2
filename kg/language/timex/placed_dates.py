"""Dates that are placed by a date right behind them, whatever day the article is of.

"The first Monday of March 2023", "the Friday before Christmas", "two days after 3 May", "the three
months to the end of March". The words up to that date are one expression, the date is the next; a
reader here makes one of both, or leaves the date on its own. Where no date follows, there is none:
"the Monday after the blast".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeAlias

from kg.language.quantities.numbers import number_of
from kg.language.timex.calendar_dates import Timexes, ordinal
from kg.language.timex.date_arithmetic import (
    covered,
    months_before,
    nth_weekday,
    shifted,
    value_as,
    weekday_beyond,
)
from kg.language.timex.durations import length, unit_of
from kg.language.timex.expressions import Expression
from kg.language.timex.reference_time import Context, Timex, whole
from kg.patterns import word_set, words
from kg.timex import Period, period_of

PlacedReader: TypeAlias = Callable[[Expression, Context, Timex], Timexes]
_HOLDS_WEEKDAYS = frozenset({"Week", "Month", "Quarter", "HalfYear", "Year"})
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def unplaced(found: Expression) -> Timexes:
    """What the words say where no date follows: how long at most, and no day."""
    if found.rule not in _LENGTHS:
        return whole(found, None)
    return whole(found, _length(found))


def _placed_weekday(found: Expression, context: Context, anchor: Timex) -> Timexes:
    """ "The last Friday of April", "one Friday in March", "the Tuesday after Easter"."""
    number = words("time")["weekdays"].index(found["w"])
    period = _days_of(anchor)
    part = f"T{words('time')['parts'][found['part']]}" if found["part"] else ""
    if period is None:
        return _together(found, anchor, None)
    if found["in"]:
        if found["some"]:
            return _together(found, anchor, anchor.value)
        day = _weekday_within(number, found, context, anchor, period)
    elif found["some"]:
        day = None
    else:
        steps = ordinal(found["nth"]) if found["nth"] else 1
        is_back = _direction(found) < 0
        start = period.first if is_back else period.last
        day = weekday_beyond(start, number, -steps if is_back else steps)
    return _together(found, anchor, f"{day.isoformat()}{part}" if day else None)


def _weekday_within(
    number: int, found: Expression, context: Context, anchor: Timex, period: Period
) -> dt.date | None:
    """The nth or last such weekday of a month or the like; the only one of a week."""
    if period.precision not in _HOLDS_WEEKDAYS:
        return None
    if not (found["nth"] or found["last"]):
        is_week = period.precision == "Week"
        return nth_weekday(period.first, period.last, number, 1) if is_week else None
    nth = ordinal(found["nth"]) if found["nth"] else -1
    day = nth_weekday(period.first, period.last, number, nth)
    years = _years_off(day, context, anchor)
    if day is None or not years:
        return day
    moved = period_of(f"{period.first.year + years:04}-{period.first.month:02}")
    return nth_weekday(moved.first, moved.last, number, nth) if moved else None


def _years_off(day: dt.date | None, context: Context, anchor: Timex) -> int:
    """How many years the month without a year has to move for the day to fit the tense.

    The month's own year is the nearest, and the article's month may be on either side of its day.
    """
    today = context.article_date
    name = context.text[anchor.start : anchor.end].lower()
    if day is None or today is None or name not in word_set("time", "months"):
        return 0
    if context.tense == "past":
        return -1 if day > today else 0
    return 1 if context.tense == "future" and day < today else 0


def _placed_week(found: Expression, _: Context, anchor: Timex) -> Timexes:
    """ "The week of May 6", "the weekend after Easter"."""
    period = _days_of(anchor)
    if period is None or (found["in"] and period.first != period.last):
        return (*unplaced(found), anchor)
    steps = 0 if found["in"] else _direction(found)
    start = period.first if steps < 0 else period.last
    return _together(found, anchor, shifted(_week_day(start, found["u"], steps), found["u"], steps))


def _week_day(day: dt.date, unit: str, steps: int) -> dt.date:
    """The day to count weekends from: the one before a weekday is of the week before."""
    is_within_week = unit == "weekend" and steps > 0 and day.weekday() < 5
    return day - dt.timedelta(days=7) if is_within_week else day


def _placed_edge(found: Expression, _: Context, anchor: Timex) -> Timexes:
    """ "The first day of March", "the last day of 2023"."""
    period = _days_of(anchor)
    if period is None or period.first == period.last:
        return (anchor,)
    day = period.first if found["first"] else period.last
    return _together(found, anchor, day.isoformat())


def _placed_eve(found: Expression, _: Context, anchor: Timex) -> Timexes:
    """ "The eve of Christmas": the day before it begins."""
    period = _days_of(anchor)
    if period is None:
        return (*unplaced(found), anchor)
    return _together(found, anchor, shifted(period.first, "day", -1))


def _placed_distance(found: Expression, _: Context, anchor: Timex) -> Timexes:
    """ "Two days before Christmas", "a month after 3 May", "the night before Easter".

    A wide date has no day to count from, nor has a length that is no whole number.
    """
    unit = "day" if found["night"] else unit_of(found["u"])
    count, period = _count(found), _days_of(anchor)
    if period is None or count is None or count % 1:
        return (*unplaced(found), anchor)
    is_exact = value_as(period.first, unit) == value_as(period.last, unit)
    if not is_exact:
        return (*unplaced(found), anchor)
    value = shifted(period.first, unit, int(count) * _direction(found))
    return _together(found, anchor, f"{value}TNI" if value and found["night"] else value)


def _placed_period(found: Expression, _: Context, anchor: Timex) -> Timexes:
    """ "The three months to the end of March", "the year to 31 March".

    Where a quarter or the like has just these days, it is meant; else the length and its last day
    stay two.
    """
    period, unit, count = _days_of(anchor), unit_of(found["u"] or found["half"]), _count(found)
    is_told = period is not None and period.precision in {"Day", "Month"}
    if not is_told or count is None or count % 1 or unit not in _MONTHS:
        return (*unplaced(found), anchor)
    assert period is not None
    value = covered(months_before(period.last, _MONTHS[unit] * int(count)), period.last)
    return _together(found, anchor, value) if value else (*unplaced(found), anchor)


def _direction(found: Expression) -> int:
    """1 where the words lead to a later day than the one behind them, -1 to an earlier one."""
    return int(words("time")["links"][found["link"]])


def _count(found: Expression) -> float | None:
    """How many units; one where no number is said."""
    return number_of(found["n"]) if found["n"] else 1


def _length(found: Expression) -> str | None:
    """How long the words say that it is."""
    if found["half"]:
        return length(0.5, "year")
    if found["night"]:
        return None
    return length(_count(found), unit_of(found["u"]))


def _days_of(anchor: Timex) -> Period | None:
    """The days of a date; of a feast that lasts some days, its own day."""
    if anchor.day is not None:
        return Period(anchor.day, anchor.day, "Day")
    return period_of(anchor.value)


def _together(found: Expression, anchor: Timex, value: str | None) -> Timexes:
    """The words and the date that they lead to, as one."""
    return (Timex(found.spans["x"][0], anchor.end, value),)


_LENGTHS = frozenset({"placed_distance", "placed_period"})
PLACED: Mapping[str, PlacedReader] = {
    "placed_weekday": _placed_weekday,
    "placed_week": _placed_week,
    "placed_edge": _placed_edge,
    "placed_eve": _placed_eve,
    "placed_distance": _placed_distance,
    "placed_period": _placed_period,
}
