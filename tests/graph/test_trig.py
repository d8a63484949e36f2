"""TriG files: the same bytes from a store and from the parts of articles, however much there is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.graph import TrigFile, article_quads, load, open_store, replace_graph, trig, write_trig
from kg.graph.line_sorter import LineSorter
from kg.graph.trig import split_by_graph, trig_part
from kg.schema import KG
from tests.graph.conftest import seed
from tests.graph.test_article_quads import wedding

RECORDS = [article_quads(record) for record in (seed(), wedding("a"), wedding("a-1"))]


def stored(*articles: bytes) -> Store:
    store = open_store(None)
    load(store, articles)
    return store


@pytest.mark.parametrize("lines_at_once", [1, 7, 20_000])
def test_trig_of_parts_is_trig_of_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines_at_once: int
) -> None:
    """A build need not read the store again, and graphs may be written bit by bit."""
    write_trig(stored(*RECORDS), tmp_path / "store.trig")
    monkeypatch.setattr(trig, "_LINES_AT_ONCE", lines_at_once)
    with TrigFile(tmp_path) as parts:
        for quads in reversed(RECORDS):
            parts.add(trig_part(quads))
        parts.write(tmp_path / "parts.trig")
    write_trig(stored(*RECORDS), tmp_path / "again.trig")
    written = (tmp_path / "store.trig").read_bytes()
    assert (tmp_path / "parts.trig").read_bytes() == written
    assert (tmp_path / "again.trig").read_bytes() == written
    assert set(parse(written, format=RdfFormat.TRIG)) == set(stored(*RECORDS))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["again.trig", "parts.trig", "store.trig"]


def test_trig_is_sorted(tmp_path: Path) -> None:
    """The default graph first, then the named ones, and each by subject, property and object."""
    write_trig(stored(*RECORDS), tmp_path / "graph.trig")
    quads = list(parse(path=str(tmp_path / "graph.trig"), format=RdfFormat.TRIG))
    keys = [
        ("" if q.graph_name == DefaultGraph() else str(q.graph_name), str(q.triple)) for q in quads
    ]
    assert keys == sorted(keys)


def test_trig_of_an_empty_store_is_a_trig_file(tmp_path: Path) -> None:
    """Nothing but prefixes."""
    write_trig(Store(), tmp_path / "graph.trig")
    assert list(parse(path=str(tmp_path / "graph.trig"), format=RdfFormat.TRIG)) == []


@pytest.mark.parametrize(
    "object_",
    ['"a <x:g> ."', '"a <x:g>"', '"a <b"^^<x:type>', "<x:g>", '" "', '"\\""', '"x"@en'],
)
def test_split_by_graph_tells_graphs_from_objects(object_: str) -> None:
    """Whatever the object looks like, its line is in the right graph."""
    triple = f"<x:s> <x:p> {object_}"
    quads = f"{triple} .\n{triple} <x:g> .\n".encode()
    assert split_by_graph(quads) == {"": {triple}, "<x:g>": {triple}}


@settings(deadline=None)
@given(st.lists(st.binary(max_size=5).map(lambda b: b.replace(b"\n", b"") + b"\n"), max_size=300))
def test_lines_are_sorted_and_stand_once(lines: list[bytes]) -> None:
    """Whether they fit into memory or not."""
    with LineSorter(most_bytes=10) as small, LineSorter() as large:
        small.add(lines)
        large.add(lines)
        assert list(small.sorted_lines()) == list(large.sorted_lines()) == sorted(set(lines))


MEASURE = Quad(NamedNode("x:a"), KG.centrality, Literal("0.5"), KG.Analysis)


def test_replaced_graph_is_in_the_store_and_in_the_file(tmp_path: Path) -> None:
    """What the graph had before is gone from both."""
    store, path = stored(*RECORDS), tmp_path / "graph.trig"
    older = Quad(NamedNode("x:b"), KG.centrality, Literal("0.1"), KG.Analysis)
    replace_graph(store, KG.Analysis, [older], path)
    replace_graph(store, KG.Analysis, [MEASURE], path)
    assert set(store) == {*stored(*RECORDS), MEASURE}
    written = path.read_bytes()
    assert set(parse(written, format=RdfFormat.TRIG)) == set(store)
    write_trig(store, path)
    assert path.read_bytes() == written


@pytest.mark.parametrize("failing", ["file", "store"])
def test_graph_that_cannot_be_replaced_in_both_changes_in_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """The file cannot take its place, or the store refuses."""
    store, path = stored(*RECORDS), tmp_path / "graph.trig"
    older = Quad(NamedNode("x:b"), KG.centrality, Literal("0.1"), KG.Analysis)
    replace_graph(store, KG.Analysis, [older], path)
    before, written = set(store), path.read_bytes()
    if failing == "file":
        monkeypatch.setattr(Path, "replace", _refuse)
    else:
        monkeypatch.setattr("kg.graph.store._replacement", lambda *_: "no SPARQL")
    with pytest.raises((OSError, SyntaxError)):
        replace_graph(store, KG.Analysis, [MEASURE], path)
    assert set(store) == before
    assert path.read_bytes() == written
    assert [p.name for p in tmp_path.iterdir()] == ["graph.trig"]


def _refuse(*_: object) -> None:
    raise OSError("read-only file system")
