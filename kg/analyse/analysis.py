"""All that can be asked of a graph as a network, in one place: `graph.analysis.centrality()`, and the same for the command line by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx
import pandas as pd
from pyoxigraph import Store

from kg.analyse import cooccurrence, measures, paths, periods, projections, ranking
from kg.analyse.selection import AnalyseError
from kg.analyse.speech import who_speaks


@dataclass(frozen=True, slots=True)
class Analysis:
    """The measures of one graph as tables. By default what articles assert counts; with `said=True` what is only said does too."""

    store: Store
    network: nx.MultiDiGraph[str]

    def centrality(self, said: bool = False, backend: str | None = None) -> pd.DataFrame:
        """Everyone, the most central first; see `kg.analyse.centrality`."""
        return measures.centrality(self.network, said, backend)

    def brokers(self, said: bool = False) -> pd.DataFrame:
        """Those without whom parts of the network would come loose; see `kg.analyse.brokers`."""
        return measures.brokers(self.network, said)

    def bridges(self, said: bool = False) -> pd.DataFrame:
        """Ties without which parts of the network would come loose; see `kg.analyse.bridges`."""
        return measures.bridges(self.network, said)

    def communities(self, said: bool = False) -> pd.DataFrame:
        """Who belongs together, a row for each group; `kg.analyse.communities` has a row for each member."""
        return measures.groups(self.network, said)

    def voices(self, said: bool = False) -> pd.DataFrame:
        """Who speaks about whom and to whom; see `kg.analyse.who_speaks`."""
        return who_speaks(self.network, said)

    def organisations(self, said: bool = False) -> pd.DataFrame:
        """The org chart; see `kg.analyse.organisations`."""
        return projections.organisations(self.network, said)

    def roles(self, said: bool = False) -> pd.DataFrame:
        """Who held which post when; see `kg.analyse.roles`."""
        return periods.roles(self.network, said)

    def key_facts(self, said: bool = False) -> pd.DataFrame:
        """What the corpus turns on; see `kg.analyse.key_facts`."""
        return ranking.key_facts(self.network, said)

    def together(self) -> pd.DataFrame:
        """Who is named together, held against what joins them; see `kg.analyse.named_together`."""
        return cooccurrence.cooccurrences(self.store, self.network)

    def around(self, name: str, said: bool = False) -> pd.DataFrame:
        """Who and what is joined to this name; see `kg.analyse.around`."""
        return paths.around(self.network, name, said)

    def path(self, start: str, end: str, said: bool = False) -> pd.DataFrame:
        """The way from one name to another, each step with its sentence; see `kg.analyse.path`."""
        return paths.path(self.network, start, end, said)

    def changes(self, earlier: str, later: str, said: bool = False) -> pd.DataFrame:
        """What is new or gone between two periods; see `kg.analyse.changes`."""
        return periods.changes(self.network, earlier, later, said)


Ask: TypeAlias = Callable[[Analysis, Sequence[str], bool, str | None], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Measure:
    """A table that the command line offers: what it tells, the names of what it wants to know, and the table of an analysis."""

    tells: str
    wants: tuple[str, ...]
    table: Ask


def overview(analysis: Analysis, said: bool = False, backend: str | None = None) -> pd.DataFrame:
    """Everyone with centrality, community, and the parts that he or she holds together."""
    found = analysis.centrality(said, backend)
    merged = found.join(measures.communities(analysis.network, said)[["community"]]).join(
        analysis.brokers(said)[["parts"]]
    )
    merged.attrs = found.attrs
    return merged


MEASURES: Mapping[str, Measure] = {
    "people": Measure(
        "who is central, who holds it together, and who belongs to which community",
        (),
        lambda a, _, said, backend: overview(a, said, backend),
    ),
    "brokers": Measure(
        "without whom parts of the network would come loose",
        (),
        lambda a, _, said, __: a.brokers(said),
    ),
    "bridges": Measure(
        "without which ties parts of the network would come loose",
        (),
        lambda a, _, said, __: a.bridges(said),
    ),
    "communities": Measure("who belongs together", (), lambda a, _, said, __: a.communities(said)),
    "voices": Measure(
        "who speaks about whom and to whom, in how many statements",
        (),
        lambda a, _, said, __: a.voices(said),
    ),
    "organisations": Measure(
        "what belongs to what, and who holds which post there",
        (),
        lambda a, _, said, __: a.organisations(said),
    ),
    "roles": Measure("who held which post when", (), lambda a, _, said, __: a.roles(said)),
    "key-facts": Measure(
        "what it turns on: told by many, sure, about those who are central",
        (),
        lambda a, _, said, __: a.key_facts(said),
    ),
    "together": Measure(
        "who is named together, and how many facts join them",
        (),
        lambda a, _, __, ___: a.together(),
    ),
    "around": Measure(
        "who and what is joined to a name",
        ("NAME",),
        lambda a, names, said, _: a.around(names[0], said),
    ),
    "path": Measure(
        "the way from one name to another, each step with its sentence",
        ("NAME", "NAME"),
        lambda a, names, said, _: a.path(names[0], names[1], said),
    ),
    "changes": Measure(
        "who is newly or no longer joined",
        ("PERIOD", "PERIOD"),
        lambda a, names, said, _: a.changes(names[0], names[1], said),
    ),
}


def measure(
    analysis: Analysis,
    what: str,
    names: Sequence[str] = (),
    said: bool = False,
    backend: str | None = None,
) -> pd.DataFrame:
    """The table of this name; raises `AnalyseError` for an unknown one, and for more or fewer names than it wants."""
    if what not in MEASURES:
        raise AnalyseError(f"{what!r}: no such analysis; there are {', '.join(MEASURES)}")
    wanted = MEASURES[what].wants
    if len(names) != len(wanted):
        raise AnalyseError(
            f"{what}: wants {' '.join(wanted) or 'no names'}, not {' '.join(map(repr, names)) or 'nothing'}; it tells {MEASURES[what].tells}"
        )
    return MEASURES[what].table(analysis, names, said, backend)
