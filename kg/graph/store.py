"""The Oxigraph store: articles go in and out whole, and the default graph stays the union of what they assert.

Graph names tell the graphs apart: one without # is an article's own, all others belong to an article or to the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Literal as Choice
from typing import TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, serialize

from kg.article_label import title_of
from kg.atomic_files import whole_file
from kg.graph.context import GraphError
from kg.graph.quads import to_quads
from kg.iris import article_iri, clean
from kg.model import Annotation
from kg.schema import DEFAULT_BASE, KG, PREFIXES, RDF, SCHEMA

Change: TypeAlias = Choice["added", "replaced", "unchanged"]
_DEFAULT = DefaultGraph()


def open_store(folder: Path | str | None, read_only: bool = False) -> Store:
    """The store in `folder`/store, or one in memory for None; raises `GraphError` where there is none to read or another writes."""
    if folder is None:
        return Store()
    path = Path(folder) / "store"
    if read_only and not path.is_dir():
        raise GraphError(f"{path}: no graph here; build one with: kg build INPUT -o {folder}")
    try:
        return Store.read_only(str(path)) if read_only else Store(str(path))
    except OSError as error:
        raise GraphError(
            f"{path}: cannot be opened: {error}; close the other program that uses it, or build anew into another folder"
        ) from error


def add(store: Store, annotation: Annotation, base: str = DEFAULT_BASE) -> Change:
    """Put an article in, in one transaction; its older self goes out, and the same again changes nothing."""
    article = NamedNode(article_iri(annotation.article.id, base))
    new, old = set(to_quads(annotation, base)), set(_quads_of(store, article))
    _apply(store, article, old - new, new - old)
    return "added" if not old else "unchanged" if old == new else "replaced"


def remove(store: Store, article_id: str) -> None:
    """Take an article out, in one transaction, with all that only it asserts; raises `GraphError` where there is no such article."""
    found = [
        q.subject
        for q in store.quads_for_pattern(
            None, SCHEMA.identifier, Literal(clean(article_id)), _DEFAULT
        )
        if isinstance(q.subject, NamedNode)
    ]
    if not found:
        raise GraphError(
            f"article {article_id!r}: not in the graph; kg query DIR articles lists those that are"
        )
    for article in found:
        _apply(store, article, set(_quads_of(store, article)), set())


def articles(store: Store) -> dict[str, str]:
    """Id → SHA-256 of the text, of every article in the store: what a build need not read again."""
    of: dict[NamedNode, dict[NamedNode, str]] = {}
    for property_ in (SCHEMA.identifier, KG.sha256):
        for quad in store.quads_for_pattern(None, property_, None, _DEFAULT):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                of.setdefault(quad.subject, {})[property_] = quad.object.value
    return dict(sorted((a[SCHEMA.identifier], a[KG.sha256]) for a in of.values() if len(a) == 2))


def titles(store: Store) -> list[str]:
    """What each article is called where people read it, in the order of their ids."""
    found = []
    for quad in store.quads_for_pattern(None, SCHEMA.identifier, None, _DEFAULT):
        if isinstance(quad.object, Literal):
            headlines = (
                q.object.value
                for q in store.quads_for_pattern(quad.subject, SCHEMA.headline, None, _DEFAULT)
                if isinstance(q.object, Literal)
            )
            found.append(
                (quad.object.value, title_of(quad.object.value, min(headlines, default=None)))
            )
    return [title for _, title in sorted(found)]


def write_trig(store: Store, path: Path | str) -> None:
    """All graphs as TriG, sorted, so that the same graph gives the same bytes; the old file stays until the new one is whole."""
    with whole_file(Path(path)) as file:
        serialize(sorted_quads(store), file, RdfFormat.TRIG, prefixes=PREFIXES)


def sorted_quads(store: Store) -> Iterator[Quad]:
    """Every quad, the default graph first, then the named ones by name, one graph in memory at a time."""
    names = sorted((g for g in store.named_graphs()), key=str)
    for graph in chain([_DEFAULT], names):
        yield from sorted(store.quads_for_pattern(None, None, None, graph), key=str)


def _quads_of(store: Store, article: NamedNode) -> Iterator[Quad]:
    """The article's named graphs, found from its statements: its own, its text, and what is said in it."""
    text = NamedNode(article.value + "#mentions")
    said = {
        q.subject
        for q in store.quads_for_pattern(None, RDF.type, KG.Content, text)
        if isinstance(q.subject, NamedNode)
    }
    for graph in (article, text, *sorted(said, key=str)):
        yield from store.quads_for_pattern(None, None, None, graph)


def _apply(store: Store, article: NamedNode, gone: set[Quad], come: set[Quad]) -> None:
    """Out with these quads and in with those, and the default graph after them, all or nothing."""
    gone_here = {
        _plain(q)
        for q in gone
        if q.graph_name == article and not _asserted_elsewhere(store, q, article)
    }
    come_here = {_plain(q) for q in come if q.graph_name == article}
    delete, insert = gone | (gone_here - come_here), come | come_here
    if delete:
        store.update(f"DELETE DATA {{ {_data(delete)} }} ; INSERT DATA {{ {_data(insert)} }}")
        for graph in {q.graph_name for q in gone} - {q.graph_name for q in come}:
            if next(iter(store.quads_for_pattern(None, None, None, graph)), None) is None:
                store.remove_graph(graph)
    elif insert:
        store.extend(insert)


def _plain(quad: Quad) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, _DEFAULT)


def _asserted_elsewhere(store: Store, quad: Quad, article: NamedNode) -> bool:
    """Does another article assert the same, or did the rules add it?"""
    graphs = (
        q.graph_name
        for q in store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    )
    return any(
        isinstance(g, NamedNode) and g != article and ("#" not in g.value or g == KG.Derived)
        for g in graphs
    )


def _data(quads: Iterable[Quad]) -> str:
    def line(q: Quad) -> str:
        triple = f"{q.subject} {q.predicate} {q.object} ."
        return triple if q.graph_name == _DEFAULT else f"GRAPH {q.graph_name} {{ {triple} }}"

    return "\n".join(line(q) for q in sorted(quads, key=str))
