"""Reckoning in the calendar: a day and so many steps in; a value as wide as the unit out."""

from __future__ import annotations

import calendar
import datetime as dt

from kg.timex import period_of

_JUST_PAST = dt.timedelta(days=31)  # "is to run from 3 May to 9 June", written between the two
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def value_as(day: dt.date, unit: str) -> str:
    """The day, or the week, month, year … that it lies in."""
    if unit in {"week", "weekend"}:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    return {
        "day": day.isoformat(),
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04}",
        "decade": f"{day.year:04}"[:3],
        "century": f"{day.year:04}"[:2],
    }[unit]


def step(day: dt.date, unit: str, steps: int) -> str | None:
    """The value so many units away from the day; None before the first year and after the last that a date can have."""
    try:
        if unit in {"day", "week", "weekend"}:
            return value_as(day + dt.timedelta(days=steps * (1 if unit == "day" else 7)), unit)
        month = day.year * 12 + day.month - 1 + steps * _MONTHS[unit]
        return value_as(dt.date(month // 12, month % 12 + 1, 1), unit)
    except (OverflowError, ValueError):
        return None


def day_in(value: str | None, unit: str) -> dt.date | None:
    """A day of the value that stands for it in reckoning by this unit; None where the value is wider than the unit."""
    period = period_of(value)
    if period is None or value_as(period.first, unit) != value_as(period.last, unit):
        return None
    return period.first


def a_year_before(value: str) -> str | None:
    """The same day, month, quarter … of the year before."""
    year, rest = value[:4], value[4:]
    moved = f"{int(year) - 1:04}{rest}" if len(year) == 4 and year.isdigit() else ""
    return moved if period_of(moved) else None


def exists(year: int, month: int, day: int) -> bool:
    """Is there such a day?"""
    return (
        1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    )


def nearest_day(base: dt.date, month: int, day: int, tense: str) -> str | None:
    """The day in the year that brings it nearest to the article's date; beside a past the last, beside a future the next to come."""
    days = [
        dt.date(y, month, day)
        for y in (base.year - 1, base.year, base.year + 1)
        if exists(y, month, day)
    ]
    of_tense = [
        d
        for d in days
        if not (
            (tense == "past" and d > base + _JUST_PAST)
            or (tense == "future" and d < base - _JUST_PAST)
        )
    ]
    return min(of_tense, key=lambda d: (abs((d - base).days), d)).isoformat() if of_tense else None


def nearest_part(base: dt.date, number: int, months: int, tense: str) -> int:
    """The year of the month, quarter or half so numbered: behind a past the latest that has begun, beside a future the next, else the nearer."""
    now = base.year * 12 + base.month - 1
    first = [
        (year * 12 + (number - 1) * months, year)
        for year in (base.year - 1, base.year, base.year + 1)
    ]
    if tense == "past":
        return max(year for at, year in first if at <= now)
    if tense == "future":
        return min(year for at, year in first if at + months - 1 >= now)
    return min(first, key=lambda f: (max(0, 2 * (f[0] - now), now - f[0] - months + 1), -f[0]))[1]
