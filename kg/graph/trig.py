"""TriG files: the default graph first, then the named graphs by name, every graph sorted.

The same graph gives the same bytes, whether it is read from a store or put together from what each
article brings. Only one graph of an article is in memory at a time, and a part of what all share.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import SpooledTemporaryFile, TemporaryFile
from types import TracebackType
from typing import BinaryIO, Self

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize

from kg.atomic_files import whole_file
from kg.graph.line_sorter import MOST_BYTES, LineSorter
from kg.graph.terms import KG, Term
from kg.schema import PREFIXES

_LINES_AT_ONCE = 20_000
_SPACES_IN_TRIPLE = 3  # of a line whose terms have none
_END_OF_LINE = b" .\n"
_END_OF_GRAPH = b"}\n"
_EXAMPLE = NamedNode("x:x")
_EXAMPLE_LINE = b"<x:x> <x:x> <x:x> .\n"


@dataclass(frozen=True, slots=True)
class TrigPart:
    """What one article brings to a TriG file, ready to be put between others.

    `shared` has the sorted lines of graphs that all articles write to, by the name of the graph
    ("" for the default graph); `graphs` the finished text of the article's own.
    """

    shared: dict[Term, list[bytes]] = field(default_factory=dict)
    graphs: dict[Term, bytes] = field(default_factory=dict)


def trig_part(quads: bytes) -> TrigPart:
    """What an article, given as `kg.graph.article_quads` writes it, brings to a TriG file."""
    part = TrigPart()
    for graph, lines in _by_graph(quads):
        if graph in ("", KG.Derived):
            part.shared[graph] = [_triple(line, graph) for line in lines]
        else:
            part.graphs[graph] = b"".join(_text(lines))
    return part


class TrigFile:
    """Collects the parts of articles in a file, and writes them out as one TriG file in the end.

    It is a context manager; its temporary files, in `folder`, go at the end.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._places: dict[Term, tuple[int, int]] = {}  # of graphs, in the spool
        self._sorters: dict[Term, LineSorter] = {}
        self._stack = ExitStack()
        spool = TemporaryFile(dir=folder, prefix=".kg-trig-")  # noqa: SIM115  # closed on exit
        self._spool: BinaryIO = self._stack.enter_context(spool)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(self, part: TrigPart) -> None:
        """Take the part of one more article, in any order."""
        for graph, text in part.graphs.items():
            self._places[graph] = self._spool.seek(0, os.SEEK_END), len(text)
            self._spool.write(text)
        for graph, lines in part.shared.items():
            if graph not in self._sorters:
                sorter = LineSorter(self._folder)
                self._sorters[graph] = self._stack.enter_context(sorter)
            self._sorters[graph].add(lines)

    def write(self, path: Path | str) -> None:
        """Write all parts as TriG; an older file stays until the new one is complete."""
        with whole_file(Path(path)) as file:
            file.write(_header())
            for graph in sorted({*self._places, *self._sorters}):
                file.writelines(self._graph(graph))

    def _graph(self, graph: Term) -> Iterator[bytes]:
        if graph in self._sorters:
            yield from _text(_quads(self._sorters[graph].sorted_lines(), graph))
        else:
            start, length = self._places[graph]
            self._spool.seek(start)
            yield self._spool.read(length)


def write_trig(store: Store, path: Path | str) -> None:
    """Write all graphs as TriG, sorted: the same graph gives the same bytes.

    An older file stays until the new one is complete.
    """
    with whole_file(Path(path)) as file:
        write_graphs(store, file)


def write_graphs(
    store: Store, file: BinaryIO, instead: Mapping[Term, Iterable[bytes]] | None = None
) -> None:
    """Write all graphs into an open file as TriG.

    The sorted lines in `instead` stand there for what the store has in the graphs of these names.
    """
    given = instead or {}
    file.write(_header())
    for graph in graph_names(store, given):
        lines = given[graph] if graph in given else triples_of(store, graph)
        file.writelines(_text(_quads(lines, graph)))


def write_default_graph(store: Store, file: BinaryIO) -> None:
    """Write the default graph into an open file: TriG of it alone is Turtle."""
    file.write(_header())
    file.writelines(_text(triples_of(store, "")))


def graph_names(store: Store, further: Iterable[Term] = ()) -> Iterator[Term]:
    """The graphs of the store and further ones in order, the default graph first as ""."""
    yield ""
    with LineSorter() as names:
        names.add(f"{graph}\n".encode() for graph in (*further, *store.named_graphs()))
        for line in names.sorted_lines():
            yield line.decode("utf-8").rstrip("\n")


def triples_of(store: Store, graph: Term) -> Iterator[bytes]:
    """The lines of a graph as N-Triples, sorted; "" is the default graph."""
    with SpooledTemporaryFile(max_size=MOST_BYTES) as dump, LineSorter() as lines:
        store.dump(dump, format=RdfFormat.N_TRIPLES, from_graph=_node(graph))
        dump.seek(0)
        lines.add(dump)
        yield from lines.sorted_lines()


def quad_batches(store: Store) -> Iterator[list[bytes]]:
    """All of the store as lines of N-Quads, sorted graph by graph, the default graph first.

    Each batch is of one graph, and has all that it says of a subject.
    """
    for graph in graph_names(store):
        yield from _by_subject(_quads(triples_of(store, graph), graph))


def split_by_graph(quads: bytes) -> dict[Term, set[str]]:
    """The triples of each graph in lines of N-Quads, as N-Triples writes them.

    The lines are as `kg.graph.article_quads` writes them.
    """
    graphs: dict[Term, set[str]] = {}
    for graph, lines in _by_graph(quads):
        triples = (_triple(line, graph)[: -len(_END_OF_LINE)] for line in lines)
        graphs.setdefault(graph, set()).update(triple.decode("utf-8") for triple in triples)
    return graphs


def _node(graph: Term) -> NamedNode | BlankNode | DefaultGraph:
    if not graph:
        return DefaultGraph()
    return NamedNode(graph[1:-1]) if graph.startswith("<") else BlankNode(graph[2:])


# ── lines ────────────────────────────────────────────────────────────────────────────────────────


def _by_graph(quads: bytes) -> Iterator[tuple[Term, list[bytes]]]:
    """The lines of N-Quads graph by graph, where those of the default graph stand before others.

    After them all lines have a graph, so that the end of a line is enough to know it again.
    """
    graph, end = "", b""
    own: list[bytes] = []
    for line in quads.splitlines(keepends=True):
        if not end or not line.endswith(end):
            found = _graph_of(line)
            if found != graph:
                if own:
                    yield graph, own
                graph, end, own = found, f" {found} .\n".encode(), []
        own.append(line)
    if own:
        yield graph, own


def _graph_of(quad: bytes) -> Term:
    """The name of the graph in a line of N-Quads; "" for the default graph.

    An IRI at the end is a graph where there are three terms before it, and a datatype where a
    quotation mark stands before it.
    """
    last = quad[:-3].rpartition(b" ")[2]
    is_graph = last[:1] == b"<" and b'"' not in last and quad.count(b" ") > _SPACES_IN_TRIPLE
    return last.decode("utf-8") if is_graph else ""


def _triple(quad: bytes, graph: Term) -> bytes:
    """A line of N-Triples of a line of N-Quads."""
    return quad if not graph else quad[: -len(graph.encode("utf-8")) - 4] + _END_OF_LINE


def _quads(triples: Iterable[bytes], graph: Term) -> Iterable[bytes]:
    """Lines of N-Quads of lines of N-Triples."""
    if not graph:
        return triples
    end = f" {graph} .\n".encode()
    return (line[: -len(_END_OF_LINE)] + end for line in triples)


# ── text ─────────────────────────────────────────────────────────────────────────────────────────


@cache
def _header() -> bytes:
    """The prefixes, as the first lines of a file."""
    return _serialized([Quad(_EXAMPLE, _EXAMPLE, _EXAMPLE)]).removesuffix(_EXAMPLE_LINE)


def _serialized(quads: Iterable[Quad]) -> bytes:
    return serialize(quads, format=RdfFormat.TRIG, prefixes=PREFIXES) or b""


def _text(quads: Iterable[bytes]) -> Iterator[bytes]:
    """The TriG of one graph, some lines of N-Quads at a time."""
    open_graph = b""
    for lines in _by_subject(quads):
        found = parse(b"".join(lines), format=RdfFormat.N_QUADS, lenient=True)
        text = _serialized(found)[len(_header()) :]
        if text.endswith(_END_OF_GRAPH) and text[:1]:
            start, _, text = text.partition(b"\n")
            text = text.removesuffix(_END_OF_GRAPH)
            if not open_graph:
                open_graph = start
                yield start + b"\n"
        yield text
    if open_graph:
        yield _END_OF_GRAPH


def _by_subject(quads: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The lines, some thousands at a time, with all of a subject together."""
    lines: list[bytes] = []
    for line in quads:
        if len(lines) >= _LINES_AT_ONCE and _subject(line) != _subject(lines[-1]):
            yield lines
            lines = []
        lines.append(line)
    if lines:
        yield lines


def _subject(line: bytes) -> bytes:
    return line.partition(b" ")[0]
