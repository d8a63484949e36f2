"""The Oxigraph store: articles are added and removed whole.

The default graph stays the union of what the articles assert. A named graph without # in its name
is an article's own; all others belong to an article or to the rules.
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
    """Open the store in `folder`/store; for None, a new one in memory.

    Raises `GraphError` where there is none to read, or where another program writes to it.
    """
    if folder is None:
        return Store()
    path = Path(folder) / "store"
    if read_only and not path.is_dir():
        raise GraphError(f"{path}: no graph here; build one with: kg build INPUT -o {folder}")
    try:
        return Store.read_only(str(path)) if read_only else Store(str(path))
    except OSError as error:
        raise GraphError(
            f"{path}: cannot be opened: {error}; close the other program that uses it, "
            "or build anew into another folder"
        ) from error


def add(store: Store, annotation: Annotation, base: str = DEFAULT_BASE) -> Change:
    """Add an article in one transaction; an older version is replaced.

    Returns whether it was added, replaced, or unchanged.
    """
    article = NamedNode(article_iri(annotation.article.id, base))
    new, old = set(to_quads(annotation, base)), set(_quads_of(store, article))
    _apply(store, article, old - new, new - old)
    return "added" if not old else "unchanged" if old == new else "replaced"


def remove(store: Store, article_id: str) -> None:
    """Remove an article in one transaction, with everything that only it asserts.

    Raises `GraphError` where there is no such article.
    """
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
    """Id → SHA-256 of the text of every article in the store."""
    of: dict[NamedNode, dict[NamedNode, str]] = {}
    for property_ in (SCHEMA.identifier, KG.sha256):
        for quad in store.quads_for_pattern(None, property_, None, _DEFAULT):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                of.setdefault(quad.subject, {})[property_] = quad.object.value
    return dict(sorted((a[SCHEMA.identifier], a[KG.sha256]) for a in of.values() if len(a) == 2))


def titles(store: Store) -> list[str]:
    """The title of each article, or its id made readable, ordered by id."""
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
    """Write all graphs as TriG, sorted: the same graph gives the same bytes.

    An older file stays until the new one is complete.
    """
    with whole_file(Path(path)) as file:
        serialize(sorted_quads(store), file, RdfFormat.TRIG, prefixes=PREFIXES)


def sorted_quads(store: Store) -> Iterator[Quad]:
    """Every quad, the default graph first, then the others by name.

    One graph in memory at a time.
    """
    names = sorted((g for g in store.named_graphs()), key=str)
    for graph in chain([_DEFAULT], names):
        yield from sorted(store.quads_for_pattern(None, None, None, graph), key=str)


def _quads_of(store: Store, article: NamedNode) -> Iterator[Quad]:
    """The quads of the article's named graphs: its own, its text, and its statements' contents."""
    text = NamedNode(article.value + "#mentions")
    contents = {
        q.subject
        for q in store.quads_for_pattern(None, RDF.type, KG.Content, text)
        if isinstance(q.subject, NamedNode)
    }
    for graph in (article, text, *sorted(contents, key=str)):
        yield from store.quads_for_pattern(None, None, None, graph)


def _apply(store: Store, article: NamedNode, gone: set[Quad], come: set[Quad]) -> None:
    """Remove and add these quads, and bring the default graph up to date, all or nothing."""
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
    """Whether another article asserts the same, or the rules added it."""
    graphs = (
        q.graph_name
        for q in store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    )
    others = [g for g in graphs if isinstance(g, NamedNode) and g != article]
    return any("#" not in graph.value or graph == KG.Derived for graph in others)


def _data(quads: Iterable[Quad]) -> str:
    def line(q: Quad) -> str:
        triple = f"{q.subject} {q.predicate} {q.object} ."
        return triple if q.graph_name == _DEFAULT else f"GRAPH {q.graph_name} {{ {triple} }}"

    return "\n".join(line(q) for q in sorted(quads, key=str))
