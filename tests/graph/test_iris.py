"""IRIs: from content alone, injective, and safe whatever the names are."""

from __future__ import annotations

import dataclasses
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse, serialize

from kg.graph import add, articles, open_store, remove
from kg.iris import (
    LinkError,
    article_iri,
    clean,
    identified,
    identifier,
    link,
    slug,
    tidy,
)
from kg.model import Annotation, Argument, Article, Entity, Event, Mention, Span, Statement
from kg.schema import DEFAULT_BASE
from tests.graph.conftest import Writer

HOSTILE = [
    'say "hi"',
    "a b",
    "<script>",
    "x> <http://evil/> <y",
    "new\nline",
    "👇🏽",
    "علي بن",
    "a" * 9000,
    "é" * 400,
    "..",
    "#f",
    "?q",
    "%2F",
    "a_b",
    "\ud800",
    "\x00",
    "",
]


@settings(deadline=None)
@given(st.text(max_size=60) | st.sampled_from(HOSTILE))
@example("%41")
def test_slug_is_one_safe_segment(name: str) -> None:
    """No name breaks out of its segment, and every slug is an IRI that any parser takes."""
    segment = slug(name)
    assert re.fullmatch(r"[A-Za-z0-9._~%-]{1,200}", segment)
    NamedNode(DEFAULT_BASE + "person/" + segment)


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
@example("a b", "a_b")
@example("é", "%C3%A9")
@example("x" * 170 + "1", "x" * 170 + "2")
def test_slug_differs_for_different_names(one: str, other: str) -> None:
    """Slugs agree exactly where the tidied names do."""
    assert (slug(one) == slug(other)) == (tidy(one) == tidy(other)) or {tidy(one), tidy(other)} == {
        "",
        "_",
    }


IDS = st.text(max_size=30) | st.sampled_from(
    [*HOSTILE, " ", "a  b", "a b ", "e\u0301", "é", "\x01"]
)


@settings(deadline=None)
@given(IDS, IDS)
@example("a b", "a  b")
@example("é", "e\u0301")
@example("", " ")
@example("_", "")
@example("\x01", "\x02")
@example("\x01", "\ufffd")
@example("\x01", "\ufffd0001")
@example("\ud800", "\ud801")
@example("x" * 170 + "1", "x" * 170 + "2")
def test_articles_are_told_apart_as_their_ids_are_given(one: str, other: str) -> None:
    """White space, composed letters and control characters count, in the IRI and in the graph."""
    for kept in (lambda id_: article_iri(id_, DEFAULT_BASE), identifier):
        assert (kept(one) == kept(other)) == (one == other)
    assert identified(identifier(one)) == one
    NamedNode(article_iri(one, DEFAULT_BASE))
    assert clean(identifier(one)) == identifier(one)


@pytest.mark.parametrize(
    ("id_", "segment"),
    [("a-b.txt", "a-b.txt"), ("a b", "a_b"), ("a_b", "a%5Fb"), ("é", "%C3%A9"), ("", "_")],
)
def test_ids_keep_their_iri(id_: str, segment: str) -> None:
    """What an id of plain characters has always been called."""
    assert article_iri(id_, DEFAULT_BASE) == f"{DEFAULT_BASE}article/{segment}"


def test_articles_are_found_by_their_ids_as_given() -> None:
    """Ids that differ in nothing that is seen are two articles; each is removed by its own."""
    ids = ["a b", "a  b", "a\x01b", "a\x02b", "é", "e\u0301"]
    store = open_store(None)
    for id_ in ids:
        add(store, Writer("Nothing.", id=id_).annotation())
    assert set(articles(store)) == set(ids)
    for id_ in ids[::2]:
        remove(store, id_)
    assert set(articles(store)) == set(ids[1::2])


@settings(max_examples=40, deadline=None)
@given(
    st.text(min_size=1, max_size=30) | st.sampled_from(HOSTILE[:-1]),
    st.text(min_size=1, max_size=30) | st.sampled_from(HOSTILE[:-1]),
)
def test_slug_of_hostile_names_survives_the_store(name: str, id_: str) -> None:
    """A record with such a name and id is stored, found unchanged, survives N-Quads, is replaced,
    and goes without a trace.
    """
    text = f"{name} left."
    mention = Mention("m1", 0, len(name), name, "name", "Person", "e1")
    event = Event(
        id="f1",
        type="Resignation",
        label=name,
        arguments=(Argument("agent", "m1"),),
        sentence=Span(0, len(text)),
        pattern=name,
        confidence=0.5,
        trigger=Span(len(name) + 1, len(text) - 1),
    )
    record = Annotation(
        Article(id_, text, title=name, url=name),
        "en",
        "0",
        "m",
        (mention,),
        (Entity("e1", "Person", name, (name + "x",)),),
        (event,),
    )
    store = open_store(None)
    assert add(store, record) == "added"
    assert add(store, record) == "unchanged"
    assert set(
        parse(serialize(list(store), format=RdfFormat.N_QUADS) or b"", format=RdfFormat.N_QUADS)
    ) == set(store)
    assert (
        add(
            store, dataclasses.replace(record, facts=(dataclasses.replace(event, pattern="other"),))
        )
        == "replaced"
    )
    remove(store, id_)
    assert not list(store)


def test_link_gives_same_name_and_type_one_iri() -> None:
    """Ann the person is one node in two articles; Ann the organisation is another."""
    iris = []
    for id_, type_ in (("one", "Person"), ("two", "Person"), ("three", "Organisation")):
        w = Writer("Ann left.", id=id_)
        w.say("Ann", type_, w.entity("e7", type_, "Ann"))
        iris.append(link(w.annotation(), DEFAULT_BASE).entities["e7"])
    assert iris[0] == iris[1] == DEFAULT_BASE + "person/Ann"
    assert iris[2] == DEFAULT_BASE + "organisation/Ann"


def test_link_keeps_unnamed_entities_in_their_article() -> None:
    """'The board' of one article is not the board of another."""
    w = Writer("The board left.", id="one")
    w.say("The board", "Group", w.entity("e1", "Group", "The board"), form="nominal")
    assert (
        link(w.annotation(), DEFAULT_BASE).entities["e1"] == DEFAULT_BASE + "article/one#entity=0,9"
    )


def test_link_tells_facts_with_one_trigger_apart(record: Annotation) -> None:
    """Three groups sacked in one word are three events, and every fact has its own name."""
    links = link(record, DEFAULT_BASE)
    sacked = {iri for iri in links.facts.values() if "Dismissal" in iri and "3035,3041" in iri}
    assert len(sacked) == 3
    assert len(set(links.tellings.values())) == len(record.facts)


@pytest.mark.parametrize(
    "base",
    [
        "",
        "http",
        "https://x.org/#",
        "https://x.org/id",
        "https://x.org/a b/",
        'https://x.org/"/',
        "https://x.org/?q=/",
        "/id/",
    ],
)
def test_link_refuses_a_bad_base(base: str) -> None:
    """A base that is no absolute IRI ending in / is an error with the cure."""
    with pytest.raises(LinkError, match="--base"):
        article_iri("one", base)


def test_link_refuses_dangling_pointers(record: Annotation) -> None:
    """What points at nothing is an error, as is a statement under itself."""
    fact = next(f for f in record.facts if isinstance(f, Statement))
    for change in ({"statement": "f999"}, {"sameAs": "f999"}, {"statement": fact.id}):
        broken = dataclasses.replace(
            record,
            facts=tuple(
                dataclasses.replace(f, **change) if f.id == fact.id else f for f in record.facts
            ),
        )  # type: ignore[arg-type]
        with pytest.raises(LinkError, match=fact.id):
            link(broken, DEFAULT_BASE)
