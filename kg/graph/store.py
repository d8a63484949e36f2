"""The Oxigraph store: articles are added and removed whole.

The default graph stays the union of what the articles assert. A named graph without # in its name
is an article's own; all others belong to an article or to the rules.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TypeAlias, cast
from typing import Literal as Choice

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from kg.article_label import title_of
from kg.atomic_files import whole_file
from kg.graph.context import GraphError
from kg.graph.quads import article_quads
from kg.graph.rules import derived_triples
from kg.graph.terms import KG as TERMS
from kg.graph.terms import Term
from kg.graph.trig import split_by_graph, triples_of, write_graphs
from kg.iris import article_iri, identified, identifier
from kg.model import Annotation
from kg.schema import DEFAULT_BASE, KG, RDF, SCHEMA

Change: TypeAlias = Choice["added", "replaced", "unchanged"]
_Node: TypeAlias = NamedNode | BlankNode | Literal | Triple
_DEFAULT = DefaultGraph()
# About 250,000 quads, which take 0.3 GB to load. Fewer at a time cost less, but files of the store
# that are written here are compressed, and those that Oxigraph merges from them are not.
_BYTES_AT_ONCE = 64 * 1024 * 1024
# Some 20 million quads. From half a GB on a table of the store is compressed where Oxigraph merges
# its files; smaller ones it writes uncompressed, so that merging makes them larger.
_MERGED_ABOVE = 3_300_000_000


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


def load(store: Store, chunks: Iterable[bytes]) -> None:
    """Fill the store with articles that it does not have, each as `article_quads` writes it.

    This is the fast way: files of the store are written at once, without a log, and need no
    `flush`. Some hundred articles at a time are in the store whole or, where the process is killed
    or `chunks` raises, not at all.
    """
    queue = iter(chunks)
    size = 0
    while (first := next(queue, None)) is not None:
        part = _Part(first, queue)
        # IRIs were checked when they were made
        store.bulk_load(cast("IO[bytes]", part), format=RdfFormat.N_QUADS, lenient=True)
        size += part.size
    if size > _MERGED_ABOVE:
        store.optimize()


class _Part:
    """Chunks, up to a size, to be read as a file; nothing more than a chunk is held."""

    def __init__(self, first: bytes, queue: Iterator[bytes]) -> None:
        self._chunk, self._at, self._queue = first, 0, queue
        self.size = len(first)

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        while self._at == len(self._chunk) and self.size < _BYTES_AT_ONCE:
            self._chunk, self._at = next(self._queue, b""), 0
            self.size += len(self._chunk)
            if not self._chunk:
                break
        block = self._chunk[self._at : self._at + size]
        self._at += len(block)
        return block


def add(store: Store, annotation: Annotation, base: str = DEFAULT_BASE) -> Change:
    """Add an article and what follows from it in one transaction; an older version is replaced.

    Returns whether it was added, replaced, or unchanged.
    """
    article = NamedNode(article_iri(annotation.article.id, base))
    new = _Brought.of(article, split_by_graph(article_quads(annotation, base)))
    old = _Brought.read(store, article)
    _exchange(store, article, old, new)
    return "added" if not old.graphs else "unchanged" if old == new else "replaced"


def remove(store: Store, article_id: str) -> None:
    """Remove an article in one transaction, with everything that only it asserts or entails.

    Raises `GraphError` where there is no such article.
    """
    id_ = Literal(identifier(article_id))
    quads = store.quads_for_pattern(None, SCHEMA.identifier, id_, _DEFAULT)
    found = [q.subject for q in quads if isinstance(q.subject, NamedNode)]
    if not found:
        raise GraphError(
            f"article {article_id!r}: not in the graph; kg query DIR articles lists those that are"
        )
    for article in found:
        _exchange(store, article, _Brought.read(store, article), _Brought())


def articles(store: Store) -> dict[str, str]:
    """Id → SHA-256 of the text of every article in the store."""
    of: dict[NamedNode, dict[NamedNode, str]] = {}
    for property_ in (SCHEMA.identifier, KG.sha256):
        for quad in store.quads_for_pattern(None, property_, None, _DEFAULT):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                of.setdefault(quad.subject, {})[property_] = quad.object.value
    return dict(
        sorted((identified(a[SCHEMA.identifier]), a[KG.sha256]) for a in of.values() if len(a) == 2)
    )


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


def replace_graph(store: Store, graph: NamedNode, quads: Iterable[Quad], trig: Path | str) -> None:
    """Let a graph that is no article's hold these triples alone, in the store and in a TriG file.

    Both change or neither: the file is complete on the disk before the store changes, and the
    store goes back where the file cannot take its place.
    """
    name = str(graph)
    new = {f"{q.subject} {q.predicate} {q.object}" for q in quads}
    old = {_text(line) for line in triples_of(store, name)}
    changed = False
    try:
        with whole_file(Path(trig)) as file:
            write_graphs(store, file, {name: [f"{t} .\n".encode() for t in sorted(new)]})
            file.flush()
            os.fsync(file.fileno())
            store.update(_replacement(name, new))
            changed = True
    except BaseException:
        if changed:
            store.update(_replacement(name, old))
        raise


def _replacement(graph: Term, triples: set[str]) -> str:
    return f"DROP SILENT GRAPH {graph} ; INSERT DATA {{ {_data({graph: triples})} }}"


# ── what one article brings ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Brought:
    """The triples of an article's own graphs by their names, and what it adds to shared ones."""

    graphs: dict[Term, set[str]] = field(default_factory=dict)
    asserted: set[str] = field(default_factory=set)
    derived: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, article: NamedNode, graphs: dict[Term, set[str]]) -> _Brought:
        """What the lines of an article bring."""
        own = {name: triples for name, triples in graphs.items() if name not in _SHARED}
        return cls(own, own[str(article)], graphs.get(TERMS.Derived, set()))

    @classmethod
    def read(cls, store: Store, article: NamedNode) -> _Brought:
        """What an article in the store brought; nothing for one that is not there."""
        graphs = {
            name: triples
            for name in map(str, _graphs_of(store, article))
            if (triples := {_text(line) for line in triples_of(store, name)})
        }
        asserted = graphs.get(str(article), set())
        return cls(graphs, asserted, derived_triples(asserted))

    @property
    def default(self) -> set[str]:
        """The triples in the default graph."""
        return self.asserted | self.derived


_SHARED = ("", TERMS.Derived)


def _text(line: bytes) -> str:
    return line.decode("utf-8").removesuffix(" .\n")


def _graphs_of(store: Store, article: NamedNode) -> list[NamedNode]:
    """The article's named graphs: its own, its text, and its statements' contents."""
    text = NamedNode(article.value + "#mentions")
    contents = store.quads_for_pattern(None, RDF.type, KG.Content, text)
    return [article, text, *(q.subject for q in contents if isinstance(q.subject, NamedNode))]


def _exchange(store: Store, article: NamedNode, old: _Brought, new: _Brought) -> None:
    """Put what is new in the place of what is old, all or nothing.

    What another article asserts or entails too stays.
    """
    others = _Others(store, article)
    derived = {t for t in old.derived - new.derived if not others.also_entail(t)}
    left = {t for t in old.default - new.default if not others.also_assert(t)}
    default = {t for t in left if t in derived or not _holds(store, KG.Derived, t)}
    dropped = old.graphs.keys() - new.graphs.keys()
    if derived and not new.derived and _is_all(store, KG.Derived, derived):
        dropped = {*dropped, TERMS.Derived}
    delete = {
        "": default,
        TERMS.Derived: derived,
        **{g: old.graphs[g] - new.graphs[g] for g in old.graphs.keys() & new.graphs.keys()},
    }
    insert = {
        "": new.default - old.default,
        TERMS.Derived: new.derived - old.derived,
        **{g: triples - old.graphs.get(g, set()) for g, triples in new.graphs.items()},
    }
    _update(store, sorted(dropped), delete, insert)


def _holds(store: Store, graph: NamedNode, triple: str) -> bool:
    return Quad(*_terms(triple), graph) in store


def _is_all(store: Store, graph: NamedNode, triples: set[str]) -> bool:
    """Whether the graph holds none but these triples."""
    quads = store.quads_for_pattern(None, None, None, graph)
    return all(str(quad.triple) in triples for quad in quads)


def _terms(triple: str) -> tuple[NamedNode | BlankNode, NamedNode, _Node]:
    line = f"{triple} .".encode()
    found = next(iter(parse(line, format=RdfFormat.N_TRIPLES, lenient=True)))
    return found.subject, found.predicate, found.object


def _update(
    store: Store,
    dropped: Iterable[Term],
    delete: dict[Term, set[str]],
    insert: dict[Term, set[str]],
) -> None:
    steps = [f"DROP SILENT GRAPH {graph}" for graph in dropped]
    steps += [f"DELETE DATA {{ {data} }}" for data in [_data(delete)] if data]
    steps += [f"INSERT DATA {{ {data} }}" for data in [_data(insert)] if data]
    if steps:
        store.update(" ;\n".join(steps))


def _data(graphs: dict[Term, set[str]]) -> str:
    """Triples by their graph, as SPARQL writes data; "" is the default graph."""
    parts = []
    for graph, triples in sorted(graphs.items()):
        lines = "".join(f"{triple} .\n" for triple in sorted(triples))
        if lines:
            parts.append(f"GRAPH {graph} {{\n{lines}}}\n" if graph else lines)
    return "".join(parts)


class _Others:
    """What the other articles of a store bring, looked up as far as it is asked for."""

    def __init__(self, store: Store, article: NamedNode) -> None:
        self._store, self._article = store, article
        self._derived: dict[NamedNode, set[str]] = {}

    def also_assert(self, triple: str) -> bool:
        """Whether another article asserts the same."""
        subject, property_, value = _terms(triple)
        if self._is_own(subject):
            return False
        quads = self._store.quads_for_pattern(subject, property_, value, None)
        return any(self._is_other(quad.graph_name) for quad in quads)

    def also_entail(self, triple: str) -> bool:
        """Whether the same follows from another article: one that has both ends of it."""
        subject, _, value = _terms(triple)
        if self._is_own(subject) or self._is_own(value):
            return False
        return any(triple in self._derived_from(g) for g in self._with_both(subject, value))

    def _derived_from(self, article: NamedNode) -> set[str]:
        if article not in self._derived:
            asserted = {_text(line) for line in triples_of(self._store, str(article))}
            self._derived[article] = derived_triples(asserted)
        return self._derived[article]

    def _with_both(self, one: _Node, other: _Node) -> Iterator[NamedNode]:
        """The other articles in whose graph both stand, found by the rarer one."""
        seen: set[NamedNode] = set()
        for pair in zip(self._articles_with(one), self._articles_with(other), strict=False):
            for article in pair:
                if article not in seen:
                    seen.add(article)
                    if self._holds(article, one) and self._holds(article, other):
                        yield article

    def _articles_with(self, node: _Node) -> Iterator[NamedNode]:
        for quad in self._quads_with(node, None):
            if self._is_other(quad.graph_name):
                yield quad.graph_name  # type: ignore[misc]  # a name, as was asked

    def _holds(self, article: NamedNode, node: _Node) -> bool:
        return next(self._quads_with(node, article), None) is not None

    def _quads_with(self, node: _Node, graph: NamedNode | None) -> Iterator[Quad]:
        yield from self._store.quads_for_pattern(None, None, node, graph)
        if not isinstance(node, Literal):
            yield from self._store.quads_for_pattern(node, None, None, graph)

    def _is_own(self, node: _Node) -> bool:
        """Whether it is a node of this article alone."""
        return isinstance(node, NamedNode) and node.value.startswith(f"{self._article.value}#")

    def _is_other(self, graph: object) -> bool:
        return isinstance(graph, NamedNode) and "#" not in graph.value and graph != self._article
