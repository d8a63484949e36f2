"""What one article brings to the store: its own graphs, their default copies, what follows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.derive import derive
from kg.graph import add, article_quads, load, open_store, to_quads
from kg.graph.terms import XSD, literal, stored_literal
from kg.model import Annotation, Event, Order, Relation
from kg.schema import KG
from tests.graph.conftest import Writer, seed


def wedding(id_: str) -> Annotation:
    w = Writer("Ann married Bob. Then Bob left. Then Ann won.", id=id_)
    ann = w.say("Ann", "Person", w.entity("e1", "Person", "Ann"))
    bob = w.say("Bob", "Person", w.entity("e2", "Person", "Bob"))
    w.fact(Relation, "married", type="spouse", args={"subject": ann, "object": bob})
    left = w.fact(Event, "left", type="Resignation", label="leave", args={"agent": bob})
    after = (Order("after", left),)
    w.fact(Event, "won", type="Election", label="win", args={"agent": ann}, order=after)
    return w.annotation()


def parsed(quads: bytes) -> set[Quad]:
    return set(parse(quads, format=RdfFormat.N_QUADS))


@pytest.mark.parametrize("record", [seed(), wedding("one")], ids=["seed", "wedding"])
def test_article_quads_are_all_that_the_article_brings(record: Annotation) -> None:
    """The same quads as those of a store that has this article alone, rules and all."""
    store = open_store(None)
    store.extend(to_quads(record))
    own = NamedNode("https://w3id.org/news-kg/id/article/" + record.article.id)
    for quad in list(store.quads_for_pattern(None, None, None, own)):
        store.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
    derive(store)
    assert parsed(article_quads(record)) == set(store)
    assert any(quad.graph_name == KG.Derived for quad in store)


def test_article_quads_are_sorted_and_stand_once() -> None:
    """The default graph first, then the others by name; no line twice."""
    lines = article_quads(seed()).splitlines()
    assert len(set(lines)) == len(lines)
    graphs = [str(quad.graph_name) for line in lines for quad in parsed(line)]
    default = graphs.count(str(DefaultGraph()))
    assert set(graphs[:default]) == {str(DefaultGraph())}
    assert graphs[default:] == sorted(graphs[default:])


def test_rules_see_one_article_at_a_time_and_lose_nothing() -> None:
    """Deriving over the whole store adds nothing to what each article brought."""
    store = open_store(None)
    load(store, [article_quads(record) for record in (seed(), wedding("one"), wedding("two"))])
    before = set(store)
    derive(store)
    assert set(store) == before


def test_articles_that_are_loaded_are_as_if_added() -> None:
    """Both ways into the store lead to the same."""
    loaded, added = open_store(None), open_store(None)
    load(loaded, iter([article_quads(seed()), article_quads(wedding("one"))]))
    for record in (wedding("one"), seed()):
        add(added, record)
    assert set(loaded) == set(added)


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_literal_means_the_same_characters(words: str) -> None:
    """No text breaks out of its literal; and it is spelled as the store spells it."""
    line = f"<x:x> <x:x> {literal(words)} .".encode()
    found = next(iter(parse(line, format=RdfFormat.N_TRIPLES))).object
    assert found == Literal(words)
    assert str(found) == literal(words)


@pytest.mark.parametrize(
    ("given_", "type_", "kept"),
    [
        ("2024-05-01T10:00:00+00:00", XSD.dateTime, "2024-05-01T10:00:00Z"),
        ("PT24H", XSD.duration, "P1D"),
        ("1.50", XSD.decimal, "1.5"),
        ("2024", XSD.gYear, "2024"),
    ],
)
def test_numbers_and_times_are_written_as_the_store_keeps_them(
    given_: str, type_: str, kept: str
) -> None:
    """Otherwise an article would differ from itself once it is stored."""
    assert stored_literal(given_, type_) == f'"{kept}"^^{type_}'


def test_words_are_not_described_twice() -> None:
    """Article, class and sentence of words follow from where they stand, and are not repeated."""
    store = Store()
    store.extend(to_quads(seed()))
    text = NamedNode("https://w3id.org/news-kg/id/article/seed-1#mentions")
    query = """SELECT ?words WHERE { GRAPH ?text {
        ?words nif:anchorOf ?quote
        FILTER NOT EXISTS { ?words a nif:Sentence }
        FILTER(EXISTS { ?words nif:referenceContext ?c } || EXISTS { ?words a ?class }) } }"""
    prefix = "PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>"
    assert not list(store.query(f"{prefix} {query}"))
    path = (
        "SELECT ?article WHERE { GRAPH ?text { ?words nif:anchorOf ?q . ?article a nif:Context } }"
    )
    found = {row["article"].value for row in store.query(f"{prefix} {path}")}  # type: ignore[union-attr]
    assert found == {text.value.removesuffix("#mentions")}
