"""The network as GraphML, which Gephi, Cytoscape and yEd read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import networkx as nx

_ILLEGAL = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)  # what XML 1.0 cannot hold


def to_graphml(network: nx.MultiDiGraph[str]) -> str:
    """The network as GraphML text.

    Lists are joined by ` | `; of the evidence there are the sentences, of the parts role and words;
    None is left out.
    """
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    number = {iri: f"n{i}" for i, iri in enumerate(network)}  # an IRI is no legal id there
    for iri, node in network.nodes(data=True):
        plain.add_node(number[iri], **_flat({**node, "iri": iri}))
    for i, (source, target, key, edge) in enumerate(network.edges(keys=True, data=True)):
        plain.add_edge(number[source], number[target], key=f"e{i}", **_flat({**edge, "fact": key}))
    return "\n".join(nx.generate_graphml(plain, named_key_ids=True)) + "\n"


def _flat(attributes: Mapping[str, Any]) -> dict[str, str | float | bool]:
    out: dict[str, str | float | bool] = {}
    for name, value in sorted(attributes.items()):
        if name == "evidence":
            out["sentences"] = " | ".join(dict.fromkeys(_legal(item["sentence"]) for item in value))
        elif name == "parts":
            parts = (f"{part['role']}: {part['words']}" for part in value)
            out[name] = " | ".join(map(_legal, parts))
        elif isinstance(value, (bool, float)):
            out[name] = value
        elif isinstance(value, (list, tuple, set)):
            out[name] = " | ".join(_legal(str(item)) for item in value)
        elif value is not None:
            out[name] = _legal(str(value))
    return out


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
