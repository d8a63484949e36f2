"""TIMEX3 values as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.timex import Period, period_of
from kg.view.style import STYLE

_WORDS: Mapping[str, Any] = STYLE["dates"]


def date_text(value: str) -> str:
    """`4 November 2022` for `2022-11-04`, `the 1990s` for `199`.

    A value that is no period is returned as it is.
    """
    period = period_of(value)
    return value if period is None else _in_words(value, period)


def _in_words(value: str, period: Period) -> str:
    day = _filled("day", period)
    match period.precision:
        case "Day":
            return day
        case "Minute":
            clock = (period.clock or "").replace("Z", " UTC")
            return f"{day}, {clock}"
        case "PartOfDay":
            return f"{day}, {_WORDS['parts_of_day'][value[-2:]]}"
        case "Season":
            return f"{_WORDS['seasons'][value[-2:]]} {period.first.year}"
        case "Quarter":
            return _filled("quarter", period, number=value[-1])
        case "HalfYear":
            return _filled("half", period, number=value[-1])
        case "Week" | "Weekend" | "Month" | "Decade" | "Century":
            return _filled(period.precision.lower(), period)
        case _:
            return str(period.first.year)


def _filled(template: str, period: Period, **more: str) -> str:
    """The words for a period of this kind, filled in."""
    first = period.first
    return str(_WORDS[template]).format(
        day=first.day,
        month=_WORDS["months"][first.month - 1],
        year=first.year,
        last=period.last.year,
        **more,
    )
