"""The graph as a network: RDF → networkx, a part of it around a name, and measures as tables.

The network is a `networkx.MultiDiGraph`. Nodes are entities, events and statements; edges are
roles, relations, and who takes part in what. What no article asserts has `reported=True`, and
everything has `attributed_to`. Reported facts never count in a measure unless asked for.
"""

from kg.analyse.analysis import MEASURES, OLD_MEASURES, Analysis, measure
from kg.analyse.cooccurrence import cooccurrences
from kg.analyse.graphml import to_graphml
from kg.analyse.measures import bridges, brokers, centrality, communities, groups
from kg.analyse.network_builder import network
from kg.analyse.paths import around, path
from kg.analyse.periods import changes, roles
from kg.analyse.projections import affiliations, organisations, people_and_organisations
from kg.analyse.ranking import key_facts
from kg.analyse.selection import AnalyseError, focus, named
from kg.analyse.speech import speech_network, who_speaks
from kg.analyse.store_measures import write_measures

__all__ = [
    "MEASURES",
    "OLD_MEASURES",
    "AnalyseError",
    "Analysis",
    "affiliations",
    "around",
    "bridges",
    "brokers",
    "centrality",
    "changes",
    "communities",
    "cooccurrences",
    "focus",
    "groups",
    "key_facts",
    "measure",
    "named",
    "network",
    "organisations",
    "path",
    "people_and_organisations",
    "roles",
    "speech_network",
    "to_graphml",
    "who_speaks",
    "write_measures",
]
