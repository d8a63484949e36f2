"""The measures in the graph itself, where SPARQL reaches them: the named graph kg:Analysis."""

from __future__ import annotations

import networkx as nx
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.analyse.measures import centrality, communities
from kg.deprecation import renamed_argument
from kg.schema import KG, XSD

_COLUMNS = {"pagerank": KG.centrality, "betweenness": KG.betweenness, "community": KG.community}


@renamed_argument("said", "reported")
def write_measures(store: Store, network: nx.MultiDiGraph[str], reported: bool = False) -> int:
    """Write centrality, betweenness and community of everyone into the graph kg:Analysis.

    What that graph held before is removed. Returns how many triples were written.
    """
    table = centrality(network, reported).join(communities(network, reported)[["community"]])
    quads = [
        Quad(NamedNode(str(iri)), property_, _literal(column, row[column]), KG.Analysis)
        for iri, row in table.to_dict("index").items()
        for column, property_ in _COLUMNS.items()
        if row[column] == row[column]  # not NaN: some belong to no community
    ]
    triples = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in sorted(quads, key=str))
    store.update(
        f"DROP SILENT GRAPH {KG.Analysis} ; INSERT DATA {{ GRAPH {KG.Analysis} {{ {triples} }} }}"
    )
    return len(quads)


def _literal(column: str, value: float) -> Literal:
    if column == "community":
        return Literal(str(int(value)), datatype=XSD.integer)
    return Literal(f"{value:.4f}", datatype=XSD.decimal)
