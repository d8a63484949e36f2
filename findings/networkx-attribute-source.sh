#!/usr/bin/env bash
# networkx loses an edge's attribute "source" in JSON and GML, and keeps it in GraphML.
#
# Guess: an attribute whose name a format needs for itself is renamed, or refused as by
#   to_pandas_edgelist ("Source name 'source' is an edge attr name").
# Seen (networkx 3.6.1): an edge with source="Reuters", which is where a fact was read, comes back
#   from node_link_data without it, as the name of its first node was written over it; a node's "id"
#   goes the same way. GML loses both, and a node's "label". cytoscape_data brings back the node's
#   name as source. No error or warning. GraphML keeps all of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check networkx==3.6.1
"$folder/venv/bin/python" - <<'PYTHON'
import networkx as nx

graph = nx.DiGraph()
graph.add_node("Ann", id="Q1", label="Ann of Rome", name="Ann A.", value="v")
graph.add_node("Acme")
graph.add_edge("Ann", "Acme", source="Reuters", target="business", type="works for")

def by_graphml(graph: nx.DiGraph) -> nx.DiGraph:
    return nx.parse_graphml("\n".join(nx.generate_graphml(graph)))

def by_gml(graph: nx.DiGraph) -> nx.DiGraph:
    return nx.parse_gml("\n".join(nx.generate_gml(graph)))

def by_node_link(graph: nx.DiGraph) -> nx.DiGraph:
    return nx.node_link_graph(nx.node_link_data(graph))

def by_cytoscape(graph: nx.DiGraph) -> nx.DiGraph:
    return nx.cytoscape_graph(nx.cytoscape_data(graph))

EDGE = {"source": "Reuters", "target": "business", "type": "works for"}
NODE = {"id": "Q1", "label": "Ann of Rome", "name": "Ann A.", "value": "v"}
for way, node, edge in [
    (by_graphml, NODE, EDGE),
    (by_gml, {"name": "Ann A.", "value": "v"}, {"type": "works for"}),
    (by_node_link, NODE | {"id": None}, {"type": "works for"}),
    (by_cytoscape, NODE | {"value": "Ann"}, EDGE | {"source": "Ann", "target": "Acme"}),
]:
    again = way(graph)
    found = again.nodes["Ann"], again.edges["Ann", "Acme"]
    print(way.__name__.ljust(14), *found)
    assert found == ({k: v for k, v in node.items() if v is not None}, edge), found
print("as described")
PYTHON
