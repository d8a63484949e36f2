"""Annotation → quads, the store that keeps them, and the reader that gets them back.

What an article asserts is in one named graph, what each of its statements claims in another.
"""

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
