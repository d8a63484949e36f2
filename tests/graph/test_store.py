"""The store: articles go in and out whole, whatever else is in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse

from kg.derive import derive
from kg.graph import (
    GraphError,
    add,
    article_quads,
    articles,
    load,
    open_store,
    remove,
    write_trig,
)
from kg.model import Annotation, Event, Order, Relation
from kg.schema import DEFAULT_BASE, KG
from tests.graph.conftest import Writer, seed


def small(
    id_: str, text: str = "Ann owns Acme. Bob left.", certainty: str = "certain"
) -> Annotation:
    w = Writer(text, id=id_, date="2024-05-01")
    ann, acme = w.entity("e1", "Person", "Ann"), w.entity("e2", "Organisation", "Acme")
    w.fact(
        Relation,
        "owns",
        type="ownerOf",
        args={
            "subject": w.say("Ann", "Person", ann),
            "object": w.say("Acme", "Organisation", acme),
        },
        certainty=certainty,
    )
    bob = w.say("Bob", "Person", w.entity("e3", "Person", "Bob"))
    w.fact(Event, "left", type="Resignation", label="leave", args={"agent": bob})
    return w.annotation()


def holding(*records: Annotation) -> Store:
    store = open_store(None)
    for record in records:
        add(store, record)
    derive(store)
    return store


def test_same_article_twice_adds_nothing() -> None:
    """Adding again says 'unchanged' and leaves the store as it is."""
    store = holding(seed())
    before = set(store)
    assert add(store, seed()) == "unchanged"
    derive(store)
    assert set(store) == before


def test_changed_article_replaces_its_older_self() -> None:
    """After a replacement the store is as if only the new text had ever been added."""
    store = holding(small("one"), small("two"))
    assert add(store, small("one", "Ann owns Acme. Then Bob left.", "possible")) == "replaced"
    derive(store)
    assert set(store) == set(
        holding(small("two"), small("one", "Ann owns Acme. Then Bob left.", "possible"))
    )


def test_removing_takes_away_exactly_the_article() -> None:
    """What another article asserts too stays; then the rest goes, to the last triple and graph."""
    store = holding(small("one"), small("two"), seed())
    remove(store, "one")
    derive(store)
    assert set(store) == set(holding(seed(), small("two")))
    assert KG.ownerOf in {
        q.predicate for q in store.quads_for_pattern(None, None, None, DefaultGraph())
    }
    for id_ in ("two", "seed-1"):
        remove(store, id_)
    derive(store)
    assert not list(store)
    assert not list(store.named_graphs())


def test_removing_what_is_not_there_says_so() -> None:
    """An unknown id is an error with the cure."""
    with pytest.raises(GraphError, match="not in the graph"):
        remove(holding(small("one")), "three")


def test_order_of_articles_does_not_change_the_bytes(tmp_path: Path) -> None:
    """Three articles in any order give the same TriG."""
    records = [small("one"), small("two", certainty="probable"), seed()]
    written = set()
    for order in permutations(records):
        write_trig(holding(*order), tmp_path / "graph.trig")
        written.add((tmp_path / "graph.trig").read_bytes())
    assert len(written) == 1
    assert set(parse(written.pop(), format=RdfFormat.TRIG)) == set(holding(*records))


def test_store_in_a_folder_is_found_again(tmp_path: Path) -> None:
    """What was written is there when the folder is opened, and its articles are listed with their
    hashes.
    """
    store = open_store(tmp_path)
    add(store, small("one"))
    store.flush()
    quads = set(store)
    del store
    again = open_store(tmp_path, read_only=True)
    assert set(again) == quads
    assert articles(again) == {"one": small("one").article.sha256}


def test_folder_without_a_store_is_refused(tmp_path: Path) -> None:
    """Reading where nothing was built says how to build."""
    with pytest.raises(GraphError, match="kg build"):
        open_store(tmp_path, read_only=True)
    assert not list(tmp_path.iterdir())


def test_second_writer_is_refused(tmp_path: Path) -> None:
    """Two writers on one folder: the second gets an error, not a broken store."""
    first = open_store(tmp_path)
    with pytest.raises(GraphError, match="cannot be opened"):
        open_store(tmp_path)
    assert not list(first)


def test_poisonous_record_leaves_the_store_as_it_was() -> None:
    """A record that cannot be made into a graph changes nothing."""
    store = holding(small("one"))
    before = set(store)
    bad = small("one", "Ann owns Acme. Now Bob left.")
    bad = dataclasses.replace(
        bad, facts=(*bad.facts[:1], dataclasses.replace(bad.facts[1], type="Nonsense"))
    )  # type: ignore[arg-type]
    with pytest.raises(GraphError, match="Nonsense"):
        add(store, bad)
    assert set(store) == before


def marriage(id_: str, variant: int) -> Annotation:
    """An article of a few facts that others share, assert or entail otherwise."""
    w = Writer("Ann married Bob. Ann hired Bob. Bob left Acme. Ann won.", id=id_)
    ann = w.say("Ann", "Person", w.entity("e1", "Person", "Ann"))
    bob = w.say("Bob", "Person", w.entity("e2", "Person", "Bob"))
    one, other = (ann, bob) if variant % 2 else (bob, ann)
    if variant in (0, 1, 4):
        w.fact(Relation, "married", type="spouse", args={"subject": one, "object": other})
    if variant in (1, 2, 3):
        args = {"agent": one, "patient": other}
        w.fact(Event, "hired", type="Appointment", label="hire", args=args)
    if variant in (2, 4):
        acme = w.say("Acme", "Organisation", w.entity("e3", "Organisation", "Acme"))
        left = w.fact(Event, "left", type="Event", label="leave", args={"agent": bob})
        w.fact(Relation, "left", type="ownerOf", args={"subject": bob, "object": acme})
        order = (Order("after", left),)
        w.fact(Event, "won", type="Event", label="win", args={"agent": ann}, order=order)
    return w.annotation()


STEPS = st.lists(
    st.tuples(st.sampled_from(["a", "b", "c"]), st.none() | st.integers(0, 4)), max_size=8
)


@settings(deadline=None, max_examples=60)
@given(STEPS)
def test_store_is_as_if_built_anew_after_any_changes(
    steps: list[tuple[str, int | None]],
) -> None:
    """Whatever is added, replaced or removed, in whatever order, to the last derived triple."""
    store, there = open_store(None), dict[str, Annotation]()
    for id_, variant in steps:
        if variant is not None:
            there[id_] = marriage(id_, variant)
            add(store, there[id_])
        elif there.pop(id_, None) is not None:
            remove(store, id_)
    fresh = open_store(None)
    load(fresh, [article_quads(record) for record in there.values()])
    assert set(store) == set(fresh)
    assert set(store.named_graphs()) == set(fresh.named_graphs())
    derive(fresh)
    assert set(store) == set(fresh)


def test_derived_triple_stays_while_another_article_supports_it() -> None:
    """It goes with the last article that it follows from."""
    store = holding(marriage("a", 1), marriage("b", 0))
    wed = Quad(
        NamedNode(DEFAULT_BASE + "person/Ann"),
        KG.spouse,
        NamedNode(DEFAULT_BASE + "person/Bob"),
        KG.Derived,
    )
    remove(store, "a")
    assert wed in store
    remove(store, "b")
    assert wed not in store
    assert not list(store)


def test_many_loads_are_one_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles go in some at a time, as many as fit."""
    articles_ = [article_quads(record) for record in (small("one"), small("two"), seed())]
    at_once, bit_by_bit = open_store(None), open_store(None)
    load(at_once, articles_)
    monkeypatch.setattr("kg.graph.store._BYTES_AT_ONCE", 1)
    load(bit_by_bit, articles_)
    assert set(at_once) == set(bit_by_bit)


def test_load_takes_all_or_nothing_of_a_part() -> None:
    """What stood in the store stays, and nothing half is added, where the chunks raise."""

    def broken() -> Iterator[bytes]:
        yield article_quads(small("two"))
        raise OSError("gone")

    store = open_store(None)
    load(store, [article_quads(small("one"))])
    with pytest.raises(OSError, match="gone"):
        load(store, broken())
    assert set(store) == set(holding(small("one")))


def test_load_merges_the_files_of_a_large_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each part of the load leaves files of its own; in the end there is one for each table."""
    articles_ = [article_quads(small("one")), article_quads(small("two"))]
    monkeypatch.setattr("kg.graph.store._BYTES_AT_ONCE", 1)
    for name in ("small", "large"):
        (tmp_path / name).mkdir()
    load(open_store(tmp_path / "small"), articles_)
    monkeypatch.setattr("kg.graph.store._MERGED_ABOVE", 1)
    load(open_store(tmp_path / "large"), articles_)
    files = {name: len(list((tmp_path / name).rglob("*.sst"))) for name in ("small", "large")}
    assert files["large"] < files["small"]


def test_copy_of_a_store_can_change_alone(tmp_path: Path) -> None:
    """A backup shares files with the store, and yet is a store of its own."""
    store = open_store(tmp_path)
    load(store, [article_quads(small("one"))])
    before = set(store)
    store.backup(str(tmp_path / "copy"))
    copy = Store(str(tmp_path / "copy"))
    remove(copy, "one")
    load(copy, [article_quads(small("two"))])
    copy.flush()
    assert set(store) == before
    assert set(copy) == set(holding(small("two")))


def test_default_graph_never_holds_the_text() -> None:
    """The words of an article stay in ARTICLE#mentions."""
    store = holding(seed())
    text = NamedNode("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString")
    assert [str(q.graph_name) for q in store.quads_for_pattern(None, text, None, None)] == [
        "<https://w3id.org/news-kg/id/article/seed-1#mentions>"
    ]
