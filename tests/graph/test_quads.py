"""What one annotation becomes: who vouches for which triple, in which graph."""

from __future__ import annotations

import dataclasses
import os
import random
import subprocess
import sys

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kg.graph import GraphError, add, entities, open_store, to_quads
from kg.graph.context import QuadContext
from kg.model import Annotation, Argument, Event, Order, Relation, Role, Span, Statement
from kg.schema import DEFAULT_BASE, KG, NIF, ORG, RDF, RDFS, SCHEMA, SEM, SKOS, TIME, XSD
from tests.graph.conftest import Writer

ARTICLE = DEFAULT_BASE + "article/seed-1"
MUSK, TWITTER = (
    NamedNode(DEFAULT_BASE + "person/Elon_Musk"),
    NamedNode(DEFAULT_BASE + "organisation/Twitter"),
)
DEFAULT = DefaultGraph()


def node(fragment: str) -> NamedNode:
    return NamedNode(f"{ARTICLE}#{fragment}")


def objects(
    store: Store,
    subject: NamedNode,
    property_: NamedNode,
    graph: NamedNode | DefaultGraph = DEFAULT,
) -> set[str]:
    return {
        getattr(q.object, "value", "")
        for q in store.quads_for_pattern(subject, property_, None, graph)
    }


def test_default_graph_is_what_articles_assert_and_rules_derive(store: Store) -> None:
    """Every triple of the default graph stands in an article's own graph or in kg:Derived, and the
    other way round.
    """
    default = {q.triple for q in store.quads_for_pattern(None, None, None, DEFAULT)}
    vouched = {
        q.triple
        for g in (NamedNode(ARTICLE), KG.Derived)
        for q in store.quads_for_pattern(None, None, None, g)
    }
    assert default == vouched


def test_reported_content_stays_in_the_graph_of_its_statement(store: Store) -> None:
    """No fact that only a speaker claims is in the default graph, and its graph is reached by
    kg:content.
    """
    assert not list(store.quads_for_pattern(None, KG.reportedIn, None, DEFAULT))
    contents = {q.object for q in store.quads_for_pattern(None, KG.content, None, None)}
    said = list(store.quads_for_pattern(None, KG.reportedIn, None, None))
    assert said
    assert all(q.graph_name == q.object and q.object in contents for q in said)
    resist = node("event=2754,2760")
    assert resist in {q.subject for q in said}
    assert not list(store.quads_for_pattern(resist, None, None, DEFAULT))


def test_nested_statement_lives_in_the_outer_content(store: Store) -> None:
    """Reports of firings come through a press release: their statement is itself reported."""
    outer, inner = node("said-586,726"), node("said-623,726")
    assert {q.object for q in store.quads_for_pattern(inner, KG.nestedIn, None, None)} == {outer}
    assert [q.graph_name for q in store.quads_for_pattern(None, KG.content, inner, None)] == [outer]


def test_three_mentions_of_one_event_are_one_node(store: Store) -> None:
    """The acquisition has one node, three denoting phrases, and the best confidence of its
    tellings.
    """
    acquisitions = [
        q.subject for q in store.quads_for_pattern(None, RDF.type, KG.Acquisition, DEFAULT)
    ]
    assert acquisitions == [node("event=76,87")]
    assert len(list(store.quads_for_pattern(None, KG.tells, acquisitions[0], None))) == 3
    assert objects(store, node("event=76,87"), KG.confidence) == {"0.97"}


def test_dates_are_as_exact_as_the_text(store: Store) -> None:
    """'Last month' gives a month, never a day."""
    begins = [q.object for q in store.quads_for_pattern(None, TIME.hasBeginning, None, DEFAULT)]
    assert begins == [node("role=307,361;begin")]
    assert objects(store, node("role=307,361;begin"), TIME.inXSDgYearMonth) == {"2022-10"}
    assert objects(store, node("role=307,361;begin"), KG.precision) == {KG.Month.value}


def test_order_is_between_times(store: Store) -> None:
    """The layoffs' time is after the acquisition's, and nothing says because."""
    assert node("event=76,87;time").value in objects(store, node("event=35,42;time"), TIME.after)
    assert not list(store.quads_for_pattern(None, KG.causedBy, None, None))


def test_groups_keep_their_numbers_apart(store: Store) -> None:
    """Half of 7,500 workers is a size and a fraction: nobody multiplies."""
    workers = next(q.subject for q in store.quads_for_pattern(None, KG.size, None, DEFAULT))
    assert isinstance(workers, NamedNode)
    assert (
        objects(store, workers, KG.size),
        objects(store, workers, KG.fraction),
        objects(store, workers, KG.approximate),
    ) == ({"7500"}, {"0.5"}, {"true"})
    assert objects(store, workers, KG.subgroupOf) == {TWITTER.value}


def test_group_described_by_a_speaker_only_is_described_there_only(store: Store) -> None:
    """That the human rights team belongs to Twitter is the reports' word, not the article's."""
    assert {
        q.graph_name
        for q in store.quads_for_pattern(node("entity=623,657"), KG.subgroupOf, None, None)
    } == {node("said-623,726")}


def test_title_account_and_type_are_known_by_their_words(store: Store) -> None:
    """Words that also stand for a person still name the title, the account or the type."""
    assert objects(store, NamedNode(DEFAULT_BASE + "account/%40volker%5Fturk"), KG.accountOf) == {
        DEFAULT_BASE + "person/Volker_T%C3%BCrk"
    }
    assert objects(store, TWITTER, KG.typeOf) == {DEFAULT_BASE + "type/social_media_platform"}
    assert DEFAULT_BASE + "role/CEO" in {
        getattr(q.object, "value", "")
        for q in store.quads_for_pattern(None, ORG.role, None, DEFAULT)
    }


def test_account_is_found_on_either_side(record: Annotation) -> None:
    """accountOf(person, account) and accountOf(account, person) say the same."""
    turned = [
        dataclasses.replace(
            f,
            arguments=tuple(
                Argument({"subject": "object", "object": "subject"}[a.role], a.mention)
                for a in f.arguments
            ),
        )
        if isinstance(f, Relation) and f.type == "accountOf"
        else f
        for f in record.facts
    ]
    assert to_quads(dataclasses.replace(record, facts=tuple(turned))) == to_quads(record)


def test_denied_relation_gives_no_plain_triple() -> None:
    """'Ann does not own Acme' is a node with kg:Negative and nothing more."""
    w = Writer("Ann does not own Acme. Bob may own Acme.", id="denied")
    ann, bob, acme = (
        w.entity("e1", "Person", "Ann"),
        w.entity("e2", "Person", "Bob"),
        w.entity("e3", "Organisation", "Acme"),
    )
    a, b, c = (
        w.say("Ann", "Person", ann),
        w.say("Bob", "Person", bob),
        w.say("Acme", "Organisation", acme),
    )
    w.fact(Relation, "own", type="ownerOf", args={"subject": a, "object": c}, polarity="negative")
    w.fact(
        Relation,
        "own",
        after="may",
        type="ownerOf",
        args={"subject": b, "object": c},
        certainty="possible",
    )
    from kg.derive import derive

    store = open_store(None)
    add(store, w.annotation())
    derive(store)
    assert len(list(store.quads_for_pattern(None, RDF.predicate, KG.ownerOf, DEFAULT))) == 2
    assert not list(store.quads_for_pattern(None, KG.ownerOf, None, None))


def test_denial_is_not_joined_to_what_it_denies() -> None:
    """A later telling with the other polarity stays a node of its own."""
    w = Writer("Ann bought Acme. Ann did not buy Acme.", id="both")
    ann, acme = w.entity("e1", "Person", "Ann"), w.entity("e2", "Organisation", "Acme")
    args = {"agent": w.say("Ann", "Person", ann), "patient": w.say("Acme", "Organisation", acme)}
    first = w.fact(Event, "bought", type="Acquisition", label="buy", args=args)
    w.fact(
        Event, "buy", type="Acquisition", label="buy", args=args, sameAs=first, polarity="negative"
    )
    assert (
        len(
            {
                q.subject
                for q in to_quads(w.annotation())
                if q.predicate == KG.polarity and "#telling-" not in q.subject.value
            }
        )
        == 2
    )  # type: ignore[union-attr]


def test_offsets_slice_the_article_to_its_words(store: Store) -> None:
    """Every phrase's and sentence's characters are what it quotes."""
    text = next(q.object.value for q in store.quads_for_pattern(None, NIF.isString, None, None))  # type: ignore[union-attr]
    phrases = list(store.quads_for_pattern(None, NIF.anchorOf, None, node("mentions")))
    assert len(phrases) > 50
    for quad in phrases:
        begin, end = (
            int(q.object.value)
            for p in (NIF.beginIndex, NIF.endIndex)
            for q in store.quads_for_pattern(quad.subject, p, None, None)
        )  # type: ignore[union-attr]
        assert isinstance(quad.object, Literal)
        assert text[begin:end] == quad.object.value


def test_no_blank_nodes(record: Annotation) -> None:
    """Everything has an IRI made from its content."""
    assert not any(
        isinstance(term, BlankNode)
        for q in to_quads(record)
        for term in (q.subject, q.object, q.graph_name)
    )


def test_ids_and_order_of_the_record_do_not_matter(record: Annotation) -> None:
    """Other ids and another order of mentions, entities and facts give the same quads."""

    def renamed(value: object) -> object:
        if isinstance(value, str) and value[:1] in "mef" and value[1:].isdigit():
            return f"{value[0]}{9000 - int(value[1:])}"
        if isinstance(value, tuple):
            return tuple(renamed(v) for v in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return dataclasses.replace(
                value,
                **{f.name: renamed(getattr(value, f.name)) for f in dataclasses.fields(value)},
            )
        return value

    shuffled = {}
    for part in ("mentions", "entities", "facts"):
        items = [renamed(item) for item in getattr(record, part)]
        random.Random(7).shuffle(items)
        shuffled[part] = tuple(items)
    other = dataclasses.replace(record, **shuffled)  # type: ignore[arg-type]
    assert {f.id for f in other.facts}.isdisjoint(f.id for f in record.facts)
    assert to_quads(other) == to_quads(record)


def test_same_bytes_whatever_the_hash_seed(record: Annotation, tmp_path: object) -> None:
    """The TriG of one record is the same in processes with other hash seeds."""
    program = (
        "import sys; from kg.derive import derive; from kg.graph import *; "
        "from kg.model import Annotation; from pyoxigraph import RdfFormat; "
        "store = open_store(None); add(store, Annotation.from_json(sys.stdin.read())); "
        "derive(store); write_trig(store, sys.argv[1]); print(open(sys.argv[1]).read())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, f"{tmp_path}/{seed}.trig"],
            input=record.to_json().encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 50_000


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"arguments": (Argument("direction", "m1"),)}, "direction"),
        ({"type": "Invasion"}, "Invasion"),
        ({"type": "x> <y"}, "x> <y"),
        ({"certainty": "perhaps"}, "perhaps"),
        ({"confidence": float("nan")}, "nan"),
    ],
)
def test_unknown_types_and_roles_are_refused(
    record: Annotation, change: dict[str, object], word: str
) -> None:
    """An unknown role, type, certainty or number is an error that names it."""
    facts = tuple(
        dataclasses.replace(f, **change) if isinstance(f, Event) and f.label == "write" else f
        for f in record.facts
    )  # type: ignore[arg-type]
    with pytest.raises(GraphError, match=word.replace("?", ".")):
        to_quads(dataclasses.replace(record, facts=facts))


def test_control_characters_and_surrogates_break_nothing() -> None:
    """What XML or UTF-8 cannot hold becomes U+FFFD, one for one, so that offsets stay true."""
    w = Writer("A\x00nn\ud800 said\x0b \ufffehi\x1f to Bob.", id="odd\x01\ud800id", title="T\x07")
    ann, bob = w.entity("e1", "Person", "A\x00nn\ud800"), w.entity("e2", "Person", "Bob")
    speaker, hearer = w.say("A\x00nn\ud800", "Person", ann), w.say("Bob", "Person", bob)
    w.fact(
        Statement, "\ufffehi\x1f", cue="said\x0b", args={"speaker": speaker, "addressee": hearer}
    )
    store = open_store(None)
    assert (add(store, w.annotation()), add(store, w.annotation())) == ("added", "unchanged")
    text = next(q.object.value for q in store.quads_for_pattern(None, NIF.isString, None, None))  # type: ignore[union-attr]
    assert len(text) == len(w.text)
    assert text == "A\ufffdnn\ufffd said\ufffd \ufffdhi\ufffd to Bob."


def test_amount_of_a_claim_stays_with_the_claim(store: Store) -> None:
    """Four million a day is what Musk says: number, currency, bound and per."""
    amount = next(q for q in store.quads_for_pattern(None, SCHEMA.value, None, None))
    assert isinstance(amount.subject, NamedNode)
    assert isinstance(amount.graph_name, NamedNode)
    assert amount.graph_name.value.startswith(ARTICLE + "#said-")
    values = [
        objects(store, amount.subject, p, amount.graph_name)
        for p in (SCHEMA.value, SCHEMA.currency, KG.bound, KG.per)
    ]
    assert values == [{"4000000"}, {"USD"}, {"more than"}, {"day"}]


def test_role_without_title_and_relation_with_a_date() -> None:
    """Membership needs no title and is then called so; a date as object is a literal as exact as
    the text.
    """
    w = Writer("Ann of Acme was born in May 1970.", id="born")
    ann, acme = w.entity("e1", "Person", "Ann"), w.entity("e2", "Organisation", "Acme")
    a, c = w.say("Ann", "Person", ann), w.say("Acme", "Organisation", acme)
    when = w.say("May 1970", "Date", value="1970-05")
    w.fact(Role, args={"person": a, "organisation": c}, status="former")
    w.fact(Relation, "born", type="bornOn", args={"subject": a, "object": when})
    quads = to_quads(w.annotation())
    month = Literal("1970-05", datatype=XSD.gYearMonth)
    article = NamedNode(DEFAULT_BASE + "article/born")
    relation = NamedNode(DEFAULT_BASE + "article/born#relation=16,20")
    assert Quad(relation, RDF.object, month, article) in quads
    (role,) = (q.subject for q in quads if q.predicate == KG.status and q.object == KG.Former)
    assert {q.object.value for q in quads if q.subject == role and q.predicate == RDFS.label} == {
        "member"
    }


def test_entities_have_class_and_names(store: Store) -> None:
    """A person is a foaf:Person with one preferred label and the other names that the text uses."""
    assert objects(store, MUSK, SKOS.prefLabel) == {"Elon Musk"}
    assert objects(store, MUSK, SKOS.altLabel) == {"Musk", "@ElonMusk"}
    assert SEM.Event.value not in objects(store, MUSK, RDF.type)


@pytest.mark.parametrize(
    ("text", "content", "whole", "verbatim"),
    [
        ('He said "no way".', "no way", True, ["no way"]),
        ('He said "no way."', "no way", True, ["no way."]),
        ('He said "no way”.', '"no way”', True, ["no way"]),
        ("He said “no” and «yes».", "“no” and «yes»", False, ["no", "yes"]),
        ('He said he was "tired', 'he was "tired', False, ["tired"]),
        ("He said he was tired.", "he was tired", False, []),
        ("We are tired — Ann", "We are tired", True, ["We are tired"]),
        ('He said so "and more" too', "so ", True, ["so "]),
        ('""', '""', False, []),
    ],
)
def test_verbatim_words_are_those_within_marks(
    text: str, content: str, whole: bool, verbatim: list[str]
) -> None:
    """Marks of any kind, unpaired, just outside the content, or none at all."""
    page = QuadContext.of(Writer(text).annotation(), DEFAULT_BASE)
    start = text.index(content)
    assert [
        text[s.start : s.end]
        for s in entities.verbatim(page, [Span(start, start + len(content))], whole)
    ] == verbatim


def test_event_that_joins_nobody_is_no_node(record: Annotation) -> None:
    """ "The crisis", with nobody in it, and "Roe is": the record keeps it, a graph has nothing to
    show; in an order it counts.
    """
    given = {
        "arguments": (),
        "sentence": Span(0, 10),
        "pattern": "event:scored-noun",
        "confidence": 0.9,
        "type": "Event",
    }
    name = record.facts[0].arguments[0].mention
    empty = Event(
        id="x4",
        trigger=Span(10, 12),
        label="be",
        **{**given, "arguments": (Argument("agent", name),)},
    )
    full = Event(
        id="x5",
        trigger=Span(13, 15),
        label="paint",
        **{**given, "arguments": (Argument("agent", name),)},
    )
    crisis, strike = (
        Event(id="x1", trigger=Span(0, 3), label="crisis", **given),
        Event(id="x2", trigger=Span(4, 6), label="strike", **given),
    )
    leave = Event(
        id="x3", trigger=Span(7, 9), label="leave", order=(Order("after", "x2"),), **given
    )
    quads = list(
        to_quads(
            dataclasses.replace(record, facts=(*record.facts, crisis, strike, leave, empty, full)),
            DEFAULT_BASE,
        )
    )
    labels = {
        q.object.value
        for q in quads
        if q.predicate.value.endswith("#label") and isinstance(q.object, Literal)
    }
    assert not labels & {"crisis", "be"}
    assert labels >= {"strike", "paint"}


@pytest.mark.parametrize(
    ("first", "second", "is_told"), [(0.59, 0.59, False), (0.6, 0.1, True), (0.1, 0.6, True)]
)
def test_roles_of_low_confidence_stay_in_the_record(
    first: float, second: float, is_told: bool
) -> None:
    """A relation comes into the graph if one of its tellings is likely enough."""
    writer = Writer("Reed lives in Leeds. Reed has a house in Leeds.")
    reed, leeds = writer.entity("e1", "Person", "Reed"), writer.entity("e2", "Place", "Leeds")
    pairs = [
        (writer.say("Reed", "Person", reed, after=a), writer.say("Leeds", "Place", leeds, after=a))
        for a in ("Reed lives", "Reed has")
    ]
    told = writer.fact(
        Relation,
        "lives",
        args={"subject": pairs[0][0], "object": pairs[0][1]},
        type="residesIn",
        confidence=first,
    )
    writer.fact(
        Relation,
        "has",
        args={"subject": pairs[1][0], "object": pairs[1][1]},
        type="residesIn",
        confidence=second,
        sameAs=told,
    )
    assert any(q.predicate == KG.tells for q in to_quads(writer.annotation())) == is_told


@pytest.mark.parametrize(
    ("asserted", "said", "vouching"),
    [(0.59, 0.9, {"said"}), (0.9, 0.59, {"article"}), (0.6, 0.6, {"article", "said"})],
)
def test_confident_claim_does_not_make_the_article_assert_it(
    asserted: float, said: float, vouching: set[str]
) -> None:
    """Each graph has to hold a telling of its own that is likely enough."""
    writer = Writer("Reed has a house in Leeds. Hughes says Reed lives in Leeds.")
    reed, leeds, hughes = (
        writer.entity("e1", "Person", "Reed"),
        writer.entity("e2", "Place", "Leeds"),
        writer.entity("e3", "Person", "Hughes"),
    )
    pairs = [
        (writer.say("Reed", "Person", reed, after=a), writer.say("Leeds", "Place", leeds, after=a))
        for a in ("Reed has", "Reed lives")
    ]
    told = writer.fact(
        Relation,
        "has",
        args={"subject": pairs[0][0], "object": pairs[0][1]},
        type="residesIn",
        confidence=asserted,
    )
    says = writer.fact(
        Statement,
        "Reed lives in Leeds",
        cue="says",
        args={"speaker": writer.say("Hughes", "Person", hughes)},
    )
    args = {"subject": pairs[1][0], "object": pairs[1][1]}
    writer.fact(
        Relation, "lives", args=args, type="residesIn", confidence=said, sameAs=told, statement=says
    )
    tied = {
        q.graph_name
        for q in to_quads(writer.annotation())
        if q.object == KG.Relation and q.graph_name != DEFAULT
    }
    assert {"article" if g == NamedNode(ARTICLE) else "said" for g in tied} == vouching
