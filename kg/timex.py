"""TIMEX3 values: the days that one covers, or how long something lasts.

The standard is TimeML 1.2.1, on ISO 8601.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

Precision: TypeAlias = Literal[
    "Minute",
    "PartOfDay",
    "Day",
    "Weekend",
    "Week",
    "Month",
    "Season",
    "Quarter",
    "HalfYear",
    "Year",
    "Decade",
    "Century",
]

_DAY = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:T(?:(MO|MI|AF|EV|NI|DT)|(\d\d:\d\d)(Z|[+-]\d\d:\d\d)?))?"
)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART_OF_YEAR = re.compile(r"(\d{4})-(?:(\d\d)|Q([1-4])|H([12])|(SP|SU|FA|WI))")
_YEARS = re.compile(r"\d{2,4}")
_LENGTH = re.compile(r"P(?:(\d+(?:\.\d+)?)([YMWDQ])|T(\d+(?:\.\d+)?)([HMS]))")
_XSD = {"W": (7, "D"), "Q": (3, "M")}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both inclusive, and how precisely they were given.

    `clock` is "16:00Z" or the like.
    """

    first: dt.date
    last: dt.date
    precision: Precision
    clock: str | None = None

    def within(self, other: Period) -> bool:
        """Does this period lie wholly in the other?"""
        return other.first <= self.first and self.last <= other.last


def period_of(value: str | None) -> Period | None:
    """The period that a value pins down.

    None for durations, sets, references such as PAST_REF, and for what is no value.
    """
    if value is None:
        return None
    try:
        return _day(value) or _week(value) or _part_of_year(value) or _years(value)
    except ValueError:  # the thirtieth of February
        return None


def is_day(value: str | None) -> bool:
    """Does the value pin down one day, or an hour or a part of it?"""
    period = period_of(value)
    return period is not None and period.first == period.last


def agree(a: str, b: str) -> bool:
    """Can both be said of one happening: does one of the two periods hold the other?"""
    left, right = period_of(a), period_of(b)
    return a == b if left is None or right is None else left.within(right) or right.within(left)


def xsd_duration(value: str | None) -> str | None:
    """A length of time as xsd:duration; None for anything else.

    xsd:duration knows no weeks and quarters, and only whole numbers.
    """
    length = _LENGTH.fullmatch(value or "")
    if length is None:
        return None
    number, unit = length[1] or length[3], length[2] or length[4]
    if "." in number:
        return None
    times, unit = _XSD.get(unit, (1, unit))
    return f"P{'T' if length[4] else ''}{int(number) * times}{unit}"


def _day(value: str) -> Period | None:
    if (found := _DAY.fullmatch(value)) is None:
        return None
    day = dt.date(int(found[1]), int(found[2]), int(found[3]))
    if found[5]:
        dt.time.fromisoformat(found[5])
        return Period(day, day, "Minute", found[5] + (found[6] or ""))
    return Period(day, day, "PartOfDay" if found[4] else "Day")


def _week(value: str) -> Period | None:
    if (found := _WEEK.fullmatch(value)) is None:
        return None
    year, week = int(found[1]), int(found[2])
    first, last = (
        dt.date.fromisocalendar(year, week, 6 if found[3] else 1),
        dt.date.fromisocalendar(year, week, 7),
    )
    return Period(first, last, "Weekend" if found[3] else "Week")


def _part_of_year(value: str) -> Period | None:
    if (found := _PART_OF_YEAR.fullmatch(value)) is None:
        return None
    year = int(found[1])
    if found[2]:
        return _months(year, int(found[2]), int(found[2]), "Month")
    if found[3]:
        return _months(year, 3 * int(found[3]) - 2, 3 * int(found[3]), "Quarter")
    if found[4]:
        return _months(year, 6 * int(found[4]) - 5, 6 * int(found[4]), "HalfYear")
    return _months(year, 1, 12, "Season")  # when it begins differs from land to land


def _years(value: str) -> Period | None:
    if _YEARS.fullmatch(value) is None:
        return None
    precision: Precision = "Year" if len(value) == 4 else "Decade" if len(value) == 3 else "Century"
    return Period(
        dt.date(int(value.ljust(4, "0")), 1, 1),
        dt.date(int(value.ljust(4, "9")), 12, 31),
        precision,
    )


def _months(year: int, first: int, last: int, precision: Precision) -> Period:
    return Period(
        dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), precision
    )
