"""Annotation → quads, the store that keeps them, and the reader that gets them back.

What an article asserts is in one named graph, what each of its statements claims in another. A
build makes `article_quads` of each record, `load`s them, and puts their `trig_part`s into a
`TrigFile`; `add` and `remove` change a store that is there.
"""

from kg.graph.context import GraphError
from kg.graph.quads import article_quads, to_quads
from kg.graph.store import (
    Change,
    add,
    articles,
    load,
    open_store,
    remove,
    replace_graph,
    titles,
)
from kg.graph.trig import TrigFile, TrigPart, trig_part, write_trig

__all__ = [
    "Change",
    "GraphError",
    "TrigFile",
    "TrigPart",
    "add",
    "article_quads",
    "articles",
    "load",
    "open_store",
    "remove",
    "replace_graph",
    "titles",
    "to_quads",
    "trig_part",
    "write_trig",
]
