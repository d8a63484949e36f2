"""What the graph tells as a network: RDF → networkx, a part of it around somebody, and who is central, who bridges, who belongs together.

The network is a `networkx.MultiDiGraph`: nodes are things, events and statements; edges are roles, relations, and who takes part in what. Whatever
is only said carries `said=True` and its speaker as `voucher`; nothing said is ever mixed into the measures unless asked for.
"""

from kg.analyse.graphml import to_graphml
from kg.analyse.measures import brokers, centrality, communities, people_and_organisations
from kg.analyse.reading import network
from kg.analyse.selection import AnalyseError, focus
from kg.analyse.voices import voices, who_speaks

__all__ = ["AnalyseError", "brokers", "centrality", "communities", "focus", "network", "people_and_organisations", "to_graphml", "voices", "who_speaks"]
