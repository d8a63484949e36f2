"""The measures in the graph itself, where SPARQL reaches them: in the named graph kg:Analysis, which holds nothing else and is made anew each time."""

from __future__ import annotations

import networkx as nx
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.analyse.measures import centrality, communities
from kg.schema import KG, XSD

_COLUMNS = {"pagerank": KG.centrality, "betweenness": KG.betweenness, "community": KG.community}


def write_measures(store: Store, network: nx.MultiDiGraph[str], said: bool = False) -> int:
    """Put centrality, betweenness and community of everyone into kg:Analysis, in place of what stood there; how many triples these are."""
    table = centrality(network, said).join(communities(network, said)[["community"]])
    quads = [
        Quad(NamedNode(str(iri)), property_, _literal(column, row[column]), KG.Analysis)
        for iri, row in table.to_dict("index").items()
        for column, property_ in _COLUMNS.items()
        if row[column] == row[column]  # nobody is nobody's community
    ]
    triples = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in sorted(quads, key=str))
    store.update(
        f"DROP SILENT GRAPH {KG.Analysis} ; INSERT DATA {{ GRAPH {KG.Analysis} {{ {triples} }} }}"
    )
    return len(quads)


def _literal(column: str, value: float) -> Literal:
    return (
        Literal(str(int(value)), datatype=XSD.integer)
        if column == "community"
        else Literal(f"{value:.4f}", datatype=XSD.decimal)
    )
