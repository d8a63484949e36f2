"""What happened when: the dated facts of a network in their order, as a page and as plain text."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import networkx as nx

from kg.timex import period_of
from kg.view.bar_chart import bar_chart
from kg.view.card_text import card, plain_text
from kg.view.date_text import date_text
from kg.view.facts import all_facts, name_of, numbered
from kg.view.page_data import Day, Evidence, Fact, TimelineEntry
from kg.view.pages import page

_GENERAL_TYPES = ("", "Event", "Statement")  # which say no more than a fact's kind


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries in their order, the nodes' names, and the articles of the same time."""

    title: str
    entries: tuple[TimelineEntry, ...]
    names: tuple[str, ...]
    articles: tuple[tuple[str, str], ...]  # date and title
    undated: int  # events and statements without a date

    def __str__(self) -> str:
        rows = (
            f"{entry.date:<12}{f'{entry.bound} ' if entry.bound else ''}"
            f"{plain_text(entry.fact, self.names)}"
            for entry in self.entries
        )
        return "\n".join(rows) or "No fact here has a date."

    def html(self, graph: str = "") -> str:
        """The page; names link to the graph's page where its address is given."""
        days = self._days()
        years = [(year, list(same)) for year, same in groupby(days, key=lambda day: day.year)]
        return page(
            "timeline.html",
            title=self.title,
            years=years,
            chart=bar_chart(self.entries, [day.date for day in days]),
            undated=self.undated,
            total=len(self.entries),
            has_attributed=any(entry.fact.attributed for entry in self.entries),
            graph=graph,
        )

    def _days(self) -> list[Day]:
        entries: dict[str, list[TimelineEntry]] = defaultdict(list)
        for entry in self.entries:
            entries[entry.date].append(entry)
        published: dict[str, list[str]] = defaultdict(list)
        for date, title in self.articles:
            published[date].append(title)
        return [
            Day(
                date=date,
                title=date_text(date),
                year=_when(date)[0].year,
                entries=tuple(
                    (entry.bound, card(entry.fact, self.names)) for entry in entries[date]
                ),
                published=tuple(published[date]),
            )
            for date in sorted({*entries, *published}, key=_when)
        ]


def timeline(network: nx.MultiDiGraph[str], title: str, about: Collection[str] = ()) -> Timeline:
    """The dated facts of the network, all or those in which one of the entities `about` is.

    The same event in several articles is one entry. A fact stands at the date that an article
    gives it, never at the day on which the article was published.
    """
    number = numbered(network)
    wanted = {number[iri] for iri in about}
    facts = [fact for fact in all_facts(network, number) if not about or wanted & fact.nodes]
    entries = [list(_entries(fact)) for fact in facts]
    merged = _merged([entry for found in entries for entry in found])
    undated = [fact for fact, found in zip(facts, entries, strict=True) if not found]
    names = tuple(name_of(network.nodes[iri]) for iri in number)
    evidence = [item for fact in facts for item in fact.evidence]
    articles = {(item.date, item.article) for item in evidence if period_of(item.date)}
    return Timeline(
        title=title,
        entries=tuple(sorted(merged, key=lambda entry: _position(entry, names))),
        names=names,
        articles=tuple(sorted(articles)),
        undated=sum(fact.kind in ("event", "statement") for fact in undated),
    )


def _entries(fact: Fact) -> Iterator[TimelineEntry]:
    """The fact at its date; a role where it begins and where it ends."""
    dates = [(fact.date, "")]
    if fact.kind in ("role", "relation"):
        begin, _, end = fact.date.partition("–")
        dates = [(begin.strip(), "from"), (end.strip(), "until")]
    for date, bound in dates:
        if period := period_of(date):
            yield TimelineEntry(date, period.first, period.last, bound, fact)


def _merged(entries: Sequence[TimelineEntry]) -> list[TimelineEntry]:
    """The entries, those put together that have the same fact at the same date."""
    groups: dict[tuple[object, ...], list[TimelineEntry]] = defaultdict(list)
    for entry in entries:
        groups[_content(entry)].append(entry)
    merged = []
    for group in groups.values():
        sources = {source for entry in group for source in entry.fact.sources}
        evidence: list[Evidence] = [item for entry in group for item in entry.fact.evidence]
        fact = replace(group[0].fact, sources=tuple(sorted(sources)), evidence=tuple(evidence))
        merged.append(replace(group[0], fact=fact))
    return merged


def _content(entry: TimelineEntry) -> tuple[object, ...]:
    """What entries have in common that say the same, whichever article says it in which words."""
    fact = entry.fact
    return (
        entry.date,
        entry.bound,
        fact.kind,
        fact.text if fact.type in _GENERAL_TYPES else fact.type,
        fact.ends,
        fact.participants,
        fact.denied,
        fact.certainty,
        fact.sources if fact.reported else (),
    )


def _position(
    entry: TimelineEntry, names: Sequence[str]
) -> tuple[dt.date, dt.timedelta, str, str, str]:
    return (*_when(entry.date), plain_text(entry.fact, names), entry.bound)


def _when(date: str) -> tuple[dt.date, dt.timedelta, str]:
    """The earlier first; of dates that begin on the same day the less exact first, as a heading."""
    period = period_of(date)
    assert period is not None, date
    return period.first, period.first - period.last, date
