"""Arithmetic in the calendar: a day and so many steps in; a value as wide as the unit out."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable

from kg.timex import period_of

_JUST_PAST = dt.timedelta(days=31)  # "is to run from 3 May to 9 June", written between the two
_DAYS = {"day": 1, "week": 7, "weekend": 7}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def value_as(day: dt.date, unit: str) -> str:
    """The day, or the week, month, year … that it lies in, as a TIMEX3 value."""
    year = f"{day.year:04}"
    if unit in {"week", "weekend"}:
        iso_year, week, _ = day.isocalendar()
        ending = "-WE" if unit == "weekend" else ""
        return f"{iso_year:04}-W{week:02}{ending}"
    return {
        "day": day.isoformat(),
        "month": f"{day:%Y-%m}",
        "quarter": f"{year}-Q{(day.month + 2) // 3}",
        "half": f"{year}-H{(day.month + 5) // 6}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }[unit]


def shifted(day: dt.date, unit: str, steps: int) -> str | None:
    """The value so many units away from the day.

    None before the first year and after the last that a date can have.
    """
    try:
        if unit in _DAYS:
            return value_as(day + dt.timedelta(days=steps * _DAYS[unit]), unit)
        month = day.year * 12 + day.month - 1 + steps * _MONTHS[unit]
        return value_as(dt.date(month // 12, month % 12 + 1, 1), unit)
    except (OverflowError, ValueError):
        return None


def day_in(value: str | None, unit: str) -> dt.date | None:
    """The value's first day, to count from by this unit; None where it is wider than the unit."""
    period = period_of(value)
    if period is None:
        return None
    is_wider = value_as(period.first, unit) != value_as(period.last, unit)
    return None if is_wider else period.first


def a_year_before(value: str) -> str | None:
    """The same day, month, quarter … of the year before."""
    year, rest = value[:4], value[4:]
    if len(year) < 4 or not year.isdigit():
        return None
    moved = f"{int(year) - 1:04}{rest}"
    return moved if period_of(moved) else None


def exists(year: int, month: int, day: int) -> bool:
    """Whether there is such a day."""
    has_month = 1 <= year <= dt.MAXYEAR and 1 <= month <= 12
    return has_month and 1 <= day <= calendar.monthrange(year, month)[1]


def nth_weekday(first: dt.date, last: dt.date, weekday: int, nth: int) -> dt.date | None:
    """The nth such weekday of the days from `first` to `last`, or the nth last below 0.

    Monday is number 0. None where there are fewer.
    """
    if nth > 0:
        day = first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    else:
        day = last - dt.timedelta(days=(last.weekday() - weekday) % 7 - 7 * (nth + 1))
    return day if first <= day <= last else None


def weekday_beyond(day: dt.date, weekday: int, steps: int) -> dt.date:
    """The weekday so many steps after the day, or before it below 0; never the day itself."""
    direction = 1 if steps > 0 else -1
    nearest = (weekday - day.weekday()) * direction % 7 or 7
    return day + dt.timedelta(days=(nearest + 7 * (abs(steps) - 1)) * direction)


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches, by the computus of the Gregorian calendar.

    It is the Sunday after the full moon, by the cycle of 19 years, on or after 21 March.
    """
    century, golden = year // 100, year % 19
    solar, lunar = century - century // 4, (8 * century + 13) // 25
    age = (solar - lunar + 19 * golden + 15) % 30
    age -= age // 28 * (1 - age // 28 * (29 // (age + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + age + 2 - solar) % 7
    return dt.date(year, 3, 28) + dt.timedelta(days=age - weekday)


def covered(first: dt.date, last: dt.date) -> str | None:
    """The month, quarter, half or year that has just these days; None where none has."""
    for unit in ("month", "quarter", "half", "year"):
        value = value_as(first, unit)
        period = period_of(value)
        if period is not None and (period.first, period.last) == (first, last):
            return value
    return None


def months_before(day: dt.date, months: int) -> dt.date:
    """The day after which so many months end on this day, a month's last day on another's."""
    after = day + dt.timedelta(days=1)
    month = after.year * 12 + after.month - 1 - months
    year, number = month // 12, month % 12 + 1
    return dt.date(year, number, min(after.day, calendar.monthrange(year, number)[1]))


def nearest_day(base: dt.date, month: int, day: int, tense: str) -> str | None:
    """The day in the year that brings it nearest to the base, the article's date.

    With a past tense the last such day, with a future the next.
    """
    years = (base.year - 1, base.year, base.year + 1)
    days = [dt.date(year, month, day) for year in years if exists(year, month, day)]
    near = nearest_of(days, base, tense)
    return near.isoformat() if near else None


def nearest_of(days: Iterable[dt.date], base: dt.date, tense: str) -> dt.date | None:
    """The one of the days that is nearest to the base and fits the tense."""
    fitting = [d for d in days if _fits_tense(d, base, tense)]
    return min(fitting, key=lambda d: (abs((d - base).days), d), default=None)


def _fits_tense(day: dt.date, base: dt.date, tense: str) -> bool:
    """Whether the tense allows the day; a month on the wrong side of the base is forgiven."""
    if tense == "past":
        return day <= base + _JUST_PAST
    if tense == "future":
        return day >= base - _JUST_PAST
    return True


def nearest_part(base: dt.date, number: int, months: int, tense: str) -> int:
    """The year of the month, quarter or half so numbered, each of so many months.

    With a past tense the latest that has begun, with a future the next, else the nearer.
    """
    now = base.year * 12 + base.month - 1
    years = (base.year - 1, base.year, base.year + 1)
    begins = {year: year * 12 + (number - 1) * months for year in years}
    if tense == "past":
        return max(year for year in years if begins[year] <= now)
    if tense == "future":
        return min(year for year in years if begins[year] + months - 1 >= now)

    def distance(year: int) -> tuple[int, int]:
        ahead, ago = begins[year] - now, now - begins[year] - months + 1
        return max(0, 2 * ahead, ago), -begins[year]

    return min(years, key=distance)
