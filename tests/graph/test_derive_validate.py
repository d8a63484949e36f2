"""Rules and shapes: what follows, and what a correct graph looks like."""

from __future__ import annotations

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kg.derive import derive
from kg.graph import add, open_store
from kg.model import Relation
from kg.schema import DEFAULT_BASE, FOAF, GAF, KG, ORG, RDF, SKOS, TIME, XSD
from kg.validate import validate
from tests.graph.conftest import Writer

ARTICLE = DEFAULT_BASE + "article/seed-1"
MUSK, TURK = (
    NamedNode(DEFAULT_BASE + "person/Elon_Musk"),
    NamedNode(DEFAULT_BASE + "person/Volker_T%C3%BCrk"),
)
TWITTER, UN = (
    NamedNode(DEFAULT_BASE + "organisation/Twitter"),
    NamedNode(DEFAULT_BASE + "organisation/United_Nations"),
)


def triples(store: Store) -> set[tuple[str, str, str]]:
    return {
        (q.subject.value, q.predicate.value, q.object.value)
        for q in store.quads_for_pattern(None, None, None, KG.Derived)
    }  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("subject", "predicate", "object_"),
    [
        (MUSK, KG.acquired, TWITTER),
        (MUSK, KG.ownerOf, TWITTER),
        (TURK, ORG.memberOf, UN),
        (TURK, KG.communicatedWith, MUSK),
        (MUSK, KG.spokeAbout, TWITTER),
    ],
    ids=lambda t: t.value.rpartition("/")[2],
)
def test_derive_adds_shortcuts(
    store: Store, subject: NamedNode, predicate: NamedNode, object_: NamedNode
) -> None:
    """Shortcuts stand in the default graph, and in kg:Derived as what they are."""
    assert (subject.value, predicate.value, object_.value) in triples(store)
    assert Quad(subject, predicate, object_, DefaultGraph()) in store


def test_derive_adds_accounts_in_foaf(store: Store) -> None:
    """Whose account it is, as FOAF says it."""
    assert (
        Quad(
            TURK, FOAF.account, NamedNode(DEFAULT_BASE + "account/%40volker%5Fturk"), DefaultGraph()
        )
        in store
    )


def test_derive_ignores_reported_facts(store: Store) -> None:
    """Twitter's losses and resistance are claims: no derived triple comes from them."""
    assert not any("loss" in o or "3324" in s + o or "2754" in s + o for s, _, o in triples(store))


def test_derive_closes_the_order_of_events(store: Store) -> None:
    """What comes after is also before, seen from the other."""
    before = (f"{ARTICLE}#event=76,87;time", TIME.before.value, f"{ARTICLE}#event=35,42;time")
    assert before in triples(store)


def test_derive_makes_kinship_hold_both_ways() -> None:
    """Spouses are each other's."""
    w = Writer("Ann married Bob.", id="wed")
    ann, bob = (
        w.say("Ann", "Person", w.entity("e1", "Person", "Ann")),
        w.say("Bob", "Person", w.entity("e2", "Person", "Bob")),
    )
    w.fact(Relation, "married", type="spouse", args={"subject": ann, "object": bob})
    store = open_store(None)
    add(store, w.annotation())
    derive(store)
    assert len(list(store.quads_for_pattern(None, KG.spouse, None, DefaultGraph()))) == 2


def test_derive_twice_changes_nothing(store: Store) -> None:
    """The rules come to rest."""
    before = set(store)
    derive(store)
    assert set(store) == before


def test_validate_seed_conforms(store: Store) -> None:
    """The hand-made graph has no problem."""
    assert validate(store).problems == ()


LETTER, SAID = NamedNode(ARTICLE + "#event=363,368"), NamedNode(ARTICLE + "#said-3312,3361")


@pytest.mark.parametrize(
    ("wrong", "shape"),
    [
        (
            Quad(LETTER, KG.confidence, Literal("7", datatype=XSD.decimal), DefaultGraph()),
            "kg:FactShape",
        ),
        (Quad(LETTER, KG.agent, Literal("Türk"), DefaultGraph()), "kg:EventShape"),
        (
            Quad(NamedNode(ARTICLE + "#role=118,131"), KG.status, Literal("now"), DefaultGraph()),
            "kg:RoleShape",
        ),
        (
            Quad(NamedNode(ARTICLE + "#event=1,2"), KG.reportedIn, SAID, DefaultGraph()),
            "said-leaks",
        ),
        (
            Quad(
                NamedNode(ARTICLE + "#event=1,2"),
                KG.reportedIn,
                NamedNode(ARTICLE + "#said-1,2"),
                NamedNode(ARTICLE + "#said-1,2"),
            ),
            "lost-content",
        ),
        (
            Quad(
                NamedNode(ARTICLE + "#event=1,2"), KG.assertedIn, NamedNode(ARTICLE), DefaultGraph()
            ),
            "not-told",
        ),
        (
            Quad(NamedNode(DEFAULT_BASE + "person/X"), RDF.type, KG.Entity, DefaultGraph()),
            "kg:EntityShape",
        ),
        (Quad(BlankNode("b"), SKOS.prefLabel, Literal("x"), DefaultGraph()), "blank-node"),
        (
            Quad(NamedNode(ARTICLE + "#event=3324,3330"), KG.polarity, KG.Negative, SAID),
            "kg:FactShape",
        ),
    ],
    ids=lambda v: str(v) if isinstance(v, str) else "",
)
def test_validate_names_node_shape_and_cure(store: Store, wrong: Quad, shape: str) -> None:
    """One wrong triple: the report names the node, the shape that it breaks, and what mends it."""
    store.extend([wrong])
    report = validate(store)
    assert not report.conforms
    problem = next(p for p in report.problems if p.shape == shape)
    assert problem.node in str(wrong)
    assert problem.message
    assert problem.cure.endswith(".")


def test_validate_finds_missing_words(store: Store) -> None:
    """A fact that points at no words breaks its shape."""
    for quad in list(store.quads_for_pattern(LETTER, GAF.denotedBy, None, DefaultGraph())):
        store.remove(quad)
    assert [(p.node, p.shape) for p in validate(store).problems] == [(LETTER.value, "kg:FactShape")]
