"""How many facts a timeline has in each day, month, year or decade."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.timex import period_of
from kg.view.date_text import date_text
from kg.view.page_data import Bar, BarChart, TimelineEntry

_MAX_BARS = 90
_TICKS = 8
# How many characters of an ISO date name the unit: the finest first.
_UNITS = {"day": 10, "month": 7, "year": 4, "decade": 3}


def bar_chart(entries: Sequence[TimelineEntry], dates: Sequence[str]) -> BarChart | None:
    """The chart in the finest unit with which half of the entries fit into few enough bars.

    An entry that is dated less exactly has no bar. A bar links to the first of the `dates` in it,
    which are in order. There is no chart where no unit fits.
    """
    for unit, length in _UNITS.items():
        exact = [entry for entry in entries if _is_exact(entry, length)]
        keys = _all_between({_key(entry, length) for entry in exact}, length)
        if len(exact) * 2 > len(entries) and 0 < len(keys) <= _MAX_BARS:
            links = {_key_of(date, length): f"#d-{date}" for date in reversed(dates)}
            bars = _columns_of(exact, keys, links, length)
            return BarChart(unit, max(bar.total for bar in bars), bars)
    return None


def _is_exact(entry: TimelineEntry, length: int) -> bool:
    """Whether the entry's time lies within one unit."""
    return entry.first.isoformat()[:length] == entry.last.isoformat()[:length]


def _columns_of(
    entries: Sequence[TimelineEntry], keys: Sequence[str], links: Mapping[str, str], length: int
) -> tuple[Bar, ...]:
    stated = _counted((entry for entry in entries if not entry.fact.attributed), length)
    attributed = _counted((entry for entry in entries if entry.fact.attributed), length)
    step = -(-len(keys) // _TICKS)
    return tuple(
        Bar(
            key=f"{key}0s" if length == _UNITS["decade"] else key,
            title=date_text(key),
            ticked=position % step == 0,
            stated=stated[key],
            attributed=attributed[key],
            link=links.get(key, ""),
        )
        for position, key in enumerate(keys)
    )


def _counted(entries: Iterable[TimelineEntry], length: int) -> Counter[str]:
    return Counter(_key(entry, length) for entry in entries)


def _key(entry: TimelineEntry, length: int) -> str:
    return entry.first.isoformat()[:length]


def _key_of(date: str, length: int) -> str:
    period = period_of(date)
    return period.first.isoformat()[:length] if period else ""


def _all_between(keys: Collection[str], length: int) -> list[str]:
    """These units and all between them; more than can be drawn are not counted out."""
    if not keys:
        return []
    period, last = period_of(min(keys)), max(keys)
    found: list[str] = []
    while period is not None and len(found) <= _MAX_BARS:
        found.append(period.first.isoformat()[:length])
        is_at_end = period.last >= dt.date.max - dt.timedelta(1)
        if found[-1] >= last or is_at_end:
            break
        period = period_of((period.last + dt.timedelta(1)).isoformat()[:length])
    return found
