"""The store: articles go in and out whole, whatever else is in it."""

from __future__ import annotations

import dataclasses
from itertools import permutations
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, parse

from kg.derive import derive
from kg.graph import GraphError, add, articles, open_store, remove, write_trig
from kg.model import Annotation, Event, Relation
from kg.schema import KG
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


def test_default_graph_never_holds_the_text() -> None:
    """The words of an article stay in ARTICLE#mentions."""
    store = holding(seed())
    text = NamedNode("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#isString")
    assert [str(q.graph_name) for q in store.quads_for_pattern(None, text, None, None)] == [
        "<https://w3id.org/news-kg/id/article/seed-1#mentions>"
    ]
