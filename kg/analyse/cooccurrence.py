"""Who is named together, and how many facts join them.

Two who are often named together without a fact between them are what extraction, or the press,
leaves open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import networkx as nx
import pandas as pd
from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.analyse.projections import people_and_organisations
from kg.schema import ACTOR_TYPES, GAF, KG

_COLUMNS = ["one", "other", "sentences", "facts", "facts and claims"]


def cooccurrences(store: Store, network: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """In how many sentences two people, organisations or groups are mentioned together.

    Columns: `one`, `other`, `sentences`; `facts`, how many asserted facts join the two; `facts and
    claims`, the same with reported ones. Those most often together come first, and of them those
    whom fewest facts join.
    """
    pairs = Counter(
        pair
        for members in _actors_by_sentence(store, network).values()
        for pair in combinations(sorted(members), 2)
    )
    asserted, all_ = (people_and_organisations(network, reported) for reported in (False, True))
    rows = [
        (
            network.nodes[a]["label"],
            network.nodes[b]["label"],
            sentences,
            *(g.get_edge_data(a, b, {"facts": 0})["facts"] for g in (asserted, all_)),
        )
        for (a, b), sentences in pairs.items()
    ]
    return pd.DataFrame(rows, columns=_COLUMNS).sort_values(
        ["sentences", "facts and claims", "one", "other"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )


def _actors_by_sentence(store: Store, network: nx.MultiDiGraph[str]) -> dict[object, set[str]]:
    """The people, organisations and groups that each sentence mentions."""
    sentence_of: dict[object, object] = {
        quad.subject: quad.object
        for quad in store.quads_for_pattern(None, KG.sentence, None, None)
        if quad.graph_name != DefaultGraph()
    }
    found: dict[object, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, GAF.denotedBy, None, None):
        entity, sentence = quad.subject, sentence_of.get(quad.object)
        if isinstance(entity, NamedNode) and sentence is not None:
            node = network.nodes.get(entity.value, {})
            if node.get("type") in ACTOR_TYPES:
                found[sentence].add(entity.value)
    return found
