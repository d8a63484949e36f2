"""Who is named together, held against what facts join: a thick tie of words without a fact is what extraction or the press leaves open."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import networkx as nx
import pandas as pd
from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.analyse.projections import ACTORS, people_and_organisations
from kg.schema import GAF, KG


def cooccurrences(store: Store, network: nx.MultiDiGraph[str]) -> pd.DataFrame:
    """In how many sentences two people, organisations or groups are named or meant together, and how many facts join them, asserted and with what is said.

    Those most often together come first, and of them those whom least joins.
    """
    sentence_of: dict[object, object] = {
        quad.subject: quad.object
        for quad in store.quads_for_pattern(None, KG.sentence, None, None)
        if quad.graph_name != DefaultGraph()
    }
    inside: dict[NamedNode, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, GAF.denotedBy, None, None):
        thing, sentence = quad.subject, sentence_of.get(quad.object)
        if (
            isinstance(thing, NamedNode)
            and isinstance(sentence, NamedNode)
            and network.nodes.get(thing.value, {}).get("type") in ACTORS
        ):
            inside[sentence].add(thing.value)
    together = Counter(
        pair for members in inside.values() for pair in combinations(sorted(members), 2)
    )
    asserted, all_ = (people_and_organisations(network, said) for said in (False, True))
    rows = [
        (
            network.nodes[a]["label"],
            network.nodes[b]["label"],
            sentences,
            *(g.get_edge_data(a, b, {"facts": 0})["facts"] for g in (asserted, all_)),
        )
        for (a, b), sentences in together.items()
    ]
    table = pd.DataFrame(rows, columns=["one", "other", "sentences", "facts", "facts and claims"])
    return table.sort_values(
        ["sentences", "facts and claims", "one", "other"],
        ascending=[False, True, True, True],
        ignore_index=True,
    )
