"""What happened when: the dated facts of a network in their order, as a page and as plain text."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

import networkx as nx

from kg.timex import period_of
from kg.view.card_text import plain_text
from kg.view.date_text import date_text
from kg.view.facts import cards
from kg.view.pages import page

Json: TypeAlias = dict[str, Any]

_MOST_BARS = 90
_TICKS = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact at its date, or one end of a role's time."""

    date: str  # as TIMEX3 gives it
    first: dt.date
    last: dt.date
    bound: str  # "from" or "until" for the ends of a role's time
    card: Json


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries in their order, what the things in them are called, the articles that came out, and how many facts have no date."""

    title: str
    entries: tuple[Entry, ...]
    names: tuple[str, ...]
    articles: tuple[tuple[str, str], ...]  # date and title
    undated: int

    def __str__(self) -> str:
        rows = (
            f"{e.date:<12}{f'{e.bound} ' if e.bound else ''}{plain_text(e.card, self.names)}"
            for e in self.entries
        )
        return "\n".join(rows) or "No fact here has a date."

    def html(self, graph: str = "") -> str:
        """The page; `graph` is the address of the graph's page, to which names link where it is given."""
        days: dict[str, list[Entry]] = {
            date: list(group) for date, group in groupby(self.entries, key=lambda e: e.date)
        }
        out: dict[str, list[str]] = defaultdict(list)
        for date, title in self.articles:
            out[date].append(title)
            days.setdefault(date, [])
        order = sorted(days, key=_when)
        sections = [
            {
                "id": f"d-{date}",
                "date": date,
                "title": date_text(date),
                "year": _when(date)[0].year,
                "entries": days[date],
                "out": out[date],
            }
            for date in order
        ]
        return page(
            "timeline.html",
            title=self.title,
            years=[
                (year, list(group)) for year, group in groupby(sections, key=lambda s: s["year"])
            ],
            bars=_bars(self.entries, order),
            names=self.names,
            undated=self.undated,
            total=len(self.entries),
            said=any(e.card["said"] or e.card["kind"] == "statement" for e in self.entries),
            graph=graph,
        )


def timeline(network: nx.MultiDiGraph[str], title: str, about: Collection[str] = ()) -> Timeline:
    """The dated facts of the network, all or those that have one of the things `about` in them; the same deed in several articles is one entry.

    A fact stands at the date that an article gives it, never at the day on which the article came out.
    """
    number = {iri: i for i, iri in enumerate(sorted(network.nodes))}
    wanted = {number[iri] for iri in about}
    told = [
        card
        for card in cards(network, number)
        if not about or wanted & {*card["ends"], *(id_ for _, id_ in card["parts"])}
    ]
    dated = [entry for card in told for entry in _entries(card)]
    names = tuple(network.nodes[iri]["label"] for iri in number)
    articles = sorted(
        {
            (item["date"], item["article"])
            for card in told
            for item in card["evidence"]
            if period_of(item["date"])
        }
    )
    undated = sum(
        not any(True for _ in _entries(card))
        for card in told
        if card["kind"] in ("event", "statement")
    )
    return Timeline(
        title,
        tuple(
            sorted(
                _joined(dated), key=lambda e: (_when(e.date), plain_text(e.card, names), e.bound)
            )
        ),
        names,
        tuple(articles),
        undated,
    )


def _entries(card: Json) -> Iterator[Entry]:
    if card["kind"] in ("role", "relation"):
        begin, _, end = card["date"].partition("–")
        dates = [(begin.strip(), "from"), (end.strip(), "until")]
    else:
        dates = [(card["date"], "")]
    for date, bound in dates:
        if period := period_of(date):
            yield Entry(date, period.first, period.last, bound, card)


def _joined(entries: Sequence[Entry]) -> list[Entry]:
    """With those that tell the same of the same date put together, whichever article tells it."""
    same: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        card = entry.card
        what = card["type"] if card["type"] not in ("", "Event", "Statement") else card["head"]
        voices = card["vouchers"] if card["said"] else []
        same[
            str(
                (
                    entry.date,
                    entry.bound,
                    card["kind"],
                    what,
                    card["ends"],
                    card["parts"],
                    card["not"],
                    card["sure"],
                    voices,
                )
            )
        ].append(entry)
    joined = []
    for group in same.values():
        vouchers = sorted({voucher for entry in group for voucher in entry.card["vouchers"]})
        evidence = [item for entry in group for item in entry.card["evidence"]]
        first = group[0]
        joined.append(
            Entry(
                first.date,
                first.first,
                first.last,
                first.bound,
                first.card | {"vouchers": vouchers, "evidence": evidence},
            )
        )
    return joined


def _when(date: str) -> tuple[dt.date, dt.timedelta, str]:
    """The earlier first; of dates that begin on the same day the less exact one first, as a heading for the others."""
    period = period_of(date)
    assert period is not None, date
    return period.first, period.first - period.last, date


def _bars(entries: Sequence[Entry], order: Sequence[str]) -> Json:
    """How many entries each day, month, year or decade has: the finest that needs no more than `_MOST_BARS` bars. What is dated less exactly has no bar."""
    for unit, letters in (("day", 10), ("month", 7), ("year", 4), ("decade", 3)):
        exact = [
            e for e in entries if e.first.isoformat()[:letters] == e.last.isoformat()[:letters]
        ]
        keys = _all_between({e.first.isoformat()[:letters] for e in exact}, letters)
        if len(exact) * 2 > len(entries) and 0 < len(keys) <= _MOST_BARS:
            links = {_when(date)[0].isoformat()[:letters]: f"#d-{date}" for date in reversed(order)}
            return {
                "unit": unit,
                "most": max(_counted(exact, letters).values()),
                "columns": _columns(exact, keys, links, letters),
            }
    return {}


def _columns(
    entries: Sequence[Entry], keys: Sequence[str], links: Mapping[str, str], letters: int
) -> list[Json]:
    asserted, said = (
        _counted(
            [e for e in entries if (e.card["said"] or e.card["kind"] == "statement") == voice],
            letters,
        )
        for voice in (False, True)
    )
    every = -(-len(keys) // _TICKS)
    return [
        {
            "key": key if letters > 3 else f"{key}0s",
            "label": date_text(key),
            "tick": i % every == 0,
            "asserted": asserted[key],
            "said": said[key],
            "link": links.get(key, ""),
        }
        for i, key in enumerate(keys)
    ]


def _counted(entries: Sequence[Entry], letters: int) -> Counter[str]:
    return Counter(entry.first.isoformat()[:letters] for entry in entries)


def _all_between(keys: Collection[str], letters: int) -> list[str]:
    """These days, months, years or decades and all between them; more than can be drawn are not counted out."""
    if not keys:
        return []
    period, last = period_of(min(keys)), max(keys)
    found: list[str] = []
    while period is not None and len(found) <= _MOST_BARS:
        found.append(period.first.isoformat()[:letters])
        if found[-1] >= last or period.last >= dt.date.max - dt.timedelta(1):
            break
        period = period_of((period.last + dt.timedelta(1)).isoformat()[:letters])
    return found
