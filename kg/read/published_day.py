"""The day on which something was published, as its publisher wrote it.

A time is not moved to another zone: what Sydney dates 6 May was published on 6 May.
"""

from __future__ import annotations

import datetime as dt
import re

from kg.patterns import words

_FIRST_YEAR = 1600  # the first newspapers came in 1605
_LAST_YEAR = 2199
_TIME = words("time")
_MONTHS = {month: number for number, month in enumerate(_TIME["months"], 1)}
_MONTHS |= _TIME["months_short"]
_ENDINGS = "|".join(words("layout")["day_endings"])
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=$|\D|\d{4,6}$)")
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:{_ENDINGS})?[ -](?:of )?({_MONTH})\.?,?[ -](\d{{4}})\b", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\.? (\d{{1,2}})(?:{_ENDINGS})?,? (\d{{4}})\b", re.IGNORECASE
)
_SHORT_YEAR = re.compile(rf"\b(\d{{1,2}})[ -]({_MONTH})[ -](\d\d)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/.])(\d{1,2})\2(\d{4})\b")
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")  # since 1970, from 2001 to 2033
_LONGEST = 120  # characters of a field that holds a date
_CENTURY_TURNS = 69  # 69 is 1969, 68 is 2068, as RFC 822 is read


def published_day(written: str) -> str | None:
    """The day that a field's words give, as YYYY-MM-DD.

    None where they give none, or several that differ, as 5/6/2020 does.
    """
    text = " ".join(written[:_LONGEST].split())
    if _SECONDS.fullmatch(text):
        return _of_seconds(text)
    if iso := _ISO.match(text) or _COMPACT.match(text):
        return _iso_day(iso)
    return day_in_words(text) or _of_numbers(text)


def day_in_words(text: str) -> str | None:
    """The first day in the text that is written with its month's name and a year."""
    found = _first(_DAY_FIRST.search(text), _MONTH_FIRST.search(text))
    if found is None:
        short = _SHORT_YEAR.search(text)
        return _named(short[3], short[2], short[1]) if short else None
    if found.re is _DAY_FIRST:
        return _named(found[3], found[2], found[1])
    return _named(found[3], found[1], found[2])


def _iso_day(found: re.Match[str]) -> str | None:
    numbers = [int(group) for group in found.groups() if group.isdecimal()]
    return _day(*numbers)


def _first(a: re.Match[str] | None, b: re.Match[str] | None) -> re.Match[str] | None:
    """The match that stands first."""
    found = [match for match in (a, b) if match]
    return min(found, key=lambda match: match.start()) if found else None


def _named(year: str, month: str, day: str) -> str | None:
    number = int(year)
    if len(year) == 2:  # "05 May 20"
        number += 1900 if number >= _CENTURY_TURNS else 2000
    return _day(number, _MONTHS[month.lower()], int(day))


def _of_numbers(text: str) -> str | None:
    """The day of 25/12/2020 or 12/25/2020, of which only one reading is a day."""
    found = _NUMBERS.search(text)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    readings = {_day(year, first, second), _day(year, second, first)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _of_seconds(text: str) -> str:
    """The day of a number of seconds or milliseconds since 1970, in UTC."""
    seconds = int(text[:-3] if len(text) > 10 else text)  # milliseconds
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()


def _day(year: int, month: int, day: int) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
