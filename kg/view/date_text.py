"""TIMEX3 values as people read them."""

from __future__ import annotations

from kg.timex import Period, period_of
from kg.view.style import STYLE


def date_text(value: str) -> str:
    """`4 November 2022` for `2022-11-04`, `the 1990s` for `199`; what pins no period down is left as it is."""
    period = period_of(value)
    return value if period is None else _spoken(value, period)


def _spoken(value: str, period: Period) -> str:
    words = STYLE["dates"]
    first = period.first
    given = {
        "day": first.day,
        "month": words["months"][first.month - 1],
        "year": first.year,
        "last": period.last.year,
    }
    match period.precision:
        case "Day":
            return str(words["day"].format(**given))
        case "Minute":
            clock = (period.clock or "").replace("Z", " UTC")
            return f"{words['day'].format(**given)}, {clock}"
        case "PartOfDay":
            return f"{words['day'].format(**given)}, {words['parts_of_day'][value[-2:]]}"
        case "Season":
            return f"{words['seasons'][value[-2:]]} {first.year}"
        case "Quarter" | "HalfYear":
            return str(
                words["quarter" if period.precision == "Quarter" else "half"].format(
                    number=value[-1], **given
                )
            )
        case "Week" | "Weekend" | "Month" | "Decade" | "Century":
            return str(words[period.precision.lower()].format(**given))
        case _:
            return str(first.year)
