"""All measures of a graph: `graph.analysis.centrality()`, and by name for `kg analyse`."""

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
from kg.deprecation import renamed_argument, warn_renamed


@dataclass(frozen=True, slots=True)
class Analysis:
    """The measures of one graph; each method returns a `pandas.DataFrame`.

    By default asserted facts count; with `reported=True` reported ones do too.

    >>> graph.analysis.path("Elon Musk", "Twitter")
    """

    store: Store
    network: nx.MultiDiGraph[str]

    @renamed_argument("said", "reported")
    def centrality(self, reported: bool = False, backend: str | None = None) -> pd.DataFrame:
        """Everyone, the most central first; see `kg.analyse.centrality`."""
        return measures.centrality(self.network, reported, backend)

    @renamed_argument("said", "reported")
    def brokers(self, reported: bool = False) -> pd.DataFrame:
        """Those without whom parts of the network would come loose; see `kg.analyse.brokers`."""
        return measures.brokers(self.network, reported)

    @renamed_argument("said", "reported")
    def bridges(self, reported: bool = False) -> pd.DataFrame:
        """Connections without which parts would come loose; see `kg.analyse.bridges`."""
        return measures.bridges(self.network, reported)

    @renamed_argument("said", "reported")
    def communities(self, reported: bool = False) -> pd.DataFrame:
        """A row for each community; `kg.analyse.communities` has one for each member."""
        return measures.groups(self.network, reported)

    @renamed_argument("said", "reported")
    def speech(self, reported: bool = False) -> pd.DataFrame:
        """Who speaks about whom and to whom; see `kg.analyse.who_speaks`."""
        return who_speaks(self.network, reported)

    @renamed_argument("said", "reported")
    def organisations(self, reported: bool = False) -> pd.DataFrame:
        """The organisation chart; see `kg.analyse.organisations`."""
        return projections.organisations(self.network, reported)

    @renamed_argument("said", "reported")
    def roles(self, reported: bool = False) -> pd.DataFrame:
        """Who held which position when; see `kg.analyse.roles`."""
        return periods.roles(self.network, reported)

    @renamed_argument("said", "reported")
    def key_facts(self, reported: bool = False) -> pd.DataFrame:
        """The most important facts; see `kg.analyse.key_facts`."""
        return ranking.key_facts(self.network, reported)

    def cooccurrence(self) -> pd.DataFrame:
        """Who is mentioned together, and how many facts join them; see `cooccurrences`."""
        return cooccurrence.cooccurrences(self.store, self.network)

    @renamed_argument("said", "reported")
    def around(self, name: str, reported: bool = False) -> pd.DataFrame:
        """Who and what is joined to this name; see `kg.analyse.around`."""
        return paths.around(self.network, name, reported)

    @renamed_argument("said", "reported")
    def path(self, start: str, end: str, reported: bool = False) -> pd.DataFrame:
        """The path from one name to another, fact by fact; see `kg.analyse.path`."""
        return paths.path(self.network, start, end, reported)

    @renamed_argument("said", "reported")
    def changes(self, earlier: str, later: str, reported: bool = False) -> pd.DataFrame:
        """What is new or gone between two periods; see `kg.analyse.changes`."""
        return periods.changes(self.network, earlier, later, reported)

    @renamed_argument("said", "reported")
    def voices(self, reported: bool = False) -> pd.DataFrame:
        """The old name of `speech`."""
        warn_renamed("Analysis.voices", "Analysis.speech", stacklevel=4)
        return self.speech(reported)

    def together(self) -> pd.DataFrame:
        """The old name of `cooccurrence`."""
        warn_renamed("Analysis.together", "Analysis.cooccurrence")
        return self.cooccurrence()


@renamed_argument("said", "reported")
def overview(
    analysis: Analysis, reported: bool = False, backend: str | None = None
) -> pd.DataFrame:
    """Everyone with centrality, community, and the parts that they hold together."""
    found = analysis.centrality(reported, backend)
    community = measures.communities(analysis.network, reported)[["community"]]
    merged = found.join(community).join(analysis.brokers(reported)[["parts"]])
    merged.attrs = found.attrs
    return merged


Ask: TypeAlias = Callable[[Analysis, Sequence[str], bool, str | None], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Measure:
    """A table of `kg analyse`: what it shows, which names it needs, and how it is made."""

    shows: str
    needs: tuple[str, ...]
    table: Ask


def _plain(method: Callable[[Analysis, bool], pd.DataFrame]) -> Ask:
    """A method of `Analysis` that needs no names."""
    return lambda analysis, _, reported, __: method(analysis, reported)


MEASURES: Mapping[str, Measure] = {
    "people": Measure(
        "who is central, who holds the network together, and who belongs to which community",
        (),
        lambda a, _, reported, backend: overview(a, reported, backend),
    ),
    "brokers": Measure(
        "without whom parts of the network would come loose",
        (),
        _plain(Analysis.brokers),
    ),
    "bridges": Measure(
        "without which connections parts of the network would come loose",
        (),
        _plain(Analysis.bridges),
    ),
    "communities": Measure("who belongs together", (), _plain(Analysis.communities)),
    "speech": Measure(
        "who speaks about whom and to whom, in how many statements",
        (),
        _plain(Analysis.speech),
    ),
    "organisations": Measure(
        "what belongs to what, and who holds which position there",
        (),
        _plain(Analysis.organisations),
    ),
    "roles": Measure("who held which position when", (), _plain(Analysis.roles)),
    "key-facts": Measure(
        "the most important facts: in many articles, sure, about those who are central",
        (),
        _plain(Analysis.key_facts),
    ),
    "cooccurrence": Measure(
        "who is mentioned together, and how many facts join them",
        (),
        lambda a, _, __, ___: a.cooccurrence(),
    ),
    "around": Measure(
        "who and what is joined to a name",
        ("NAME",),
        lambda a, names, reported, _: a.around(names[0], reported),
    ),
    "path": Measure(
        "the path from one name to another, each step with its sentence",
        ("NAME", "NAME"),
        lambda a, names, reported, _: a.path(names[0], names[1], reported),
    ),
    "changes": Measure(
        "who is newly or no longer joined",
        ("PERIOD", "PERIOD"),
        lambda a, names, reported, _: a.changes(names[0], names[1], reported),
    ),
}
OLD_MEASURES = {"voices": "speech", "together": "cooccurrence"}


@renamed_argument("said", "reported")
def measure(
    analysis: Analysis,
    what: str,
    names: Sequence[str] = (),
    reported: bool = False,
    backend: str | None = None,
) -> pd.DataFrame:
    """The table of `MEASURES` with this name, as a `pandas.DataFrame`.

    Raises `AnalyseError` for an unknown one, and for more or fewer names than it needs.

    >>> measure(graph.analysis, "path", ["Elon Musk", "Twitter"])
    """
    if what in OLD_MEASURES:
        warn_renamed(what, OLD_MEASURES[what], stacklevel=4)
        what = OLD_MEASURES[what]
    if what not in MEASURES:
        raise AnalyseError(f"{what!r}: no such analysis; there are {', '.join(MEASURES)}")
    needed = MEASURES[what].needs
    if len(names) != len(needed):
        given = " ".join(map(repr, names)) or "nothing"
        raise AnalyseError(
            f"{what}: needs {' '.join(needed) or 'no names'}, not {given}; "
            f"it shows {MEASURES[what].shows}"
        )
    return MEASURES[what].table(analysis, names, reported, backend)
