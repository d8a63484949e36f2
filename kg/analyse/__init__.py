"""What the graph tells as a network: RDF → networkx, a part of it around somebody, and who is central, who bridges, who belongs together.

The network is a `networkx.MultiDiGraph`: nodes are things, events and statements; edges are roles, relations, and who takes part in what. Whatever
is only said carries `said=True` and its speaker as `voucher`; nothing said is ever mixed into the measures unless asked for.
"""

from kg.analyse.analysis import MEASURES, Analysis, measure
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
