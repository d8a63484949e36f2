"""Annotation → quads, and the store that keeps them: one graph for what an article asserts, one for what each speaker claims."""

from kg.graph.context import GraphError
from kg.graph.quads import to_quads
from kg.graph.store import Change, add, articles, open_store, remove, titles, write_trig

__all__ = [
    "Change",
    "GraphError",
    "add",
    "articles",
    "open_store",
    "remove",
    "titles",
    "to_quads",
    "write_trig",
]
