"""What one annotation becomes: who vouches for which triple, in which graph."""

from __future__ import annotations

import dataclasses
import os
import random
import subprocess
import sys

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kg.derive import derive
from kg.graph import GraphError, add, entities, open_store, to_quads
from kg.graph.context import QuadContext
from kg.model import (
    Annotation,
    Argument,
    Attribute,
    Event,
    Order,
    Relation,
    Role,
    Span,
    Statement,
    Time,
)
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


def labels(annotation: Annotation) -> set[str]:
    """The labels of the facts that the graph has."""
    store = open_store(None)
    add(store, annotation)
    facts = {q.object for q in store.quads_for_pattern(None, KG.tells, None, None)}
    return {
        q.object.value
        for q in store.quads_for_pattern(None, RDFS.label, None, None)
        if q.subject in facts and isinstance(q.object, Literal)
    }


def short_sentences() -> Writer:
    """A text of short sentences for events written by hand."""
    text = (
        "The crisis ended. The ban fell. Roe paints. Roe is. Roe agreed to talks. "
        "It was on Monday. An attack followed a strike. Layoffs came after the strike."
    )
    return Writer(text)


def event(writer: Writer, words: str, facts: dict[str, str] | None = None, **more: object) -> str:
    """A plain event of these words, with arguments that are mentions (`args`) or facts."""
    id_ = writer.fact(
        Event, words, **{"sentence": writer.text, "type": "Event", "label": words, **more}
    )
    added = tuple(Argument(role, fact=other) for role, other in (facts or {}).items())
    last = writer.facts[-1]
    writer.facts[-1] = dataclasses.replace(last, arguments=(*last.arguments, *added))
    return id_


def test_event_with_nobody_and_nothing_in_it_is_no_node() -> None:
    """ "The crisis", "an attack", of a type or not, "it was on Monday": the record keeps them, a
    graph has nothing to show. Somebody or something is enough.
    """
    writer = short_sentences()
    roe, ban = writer.entity("e1", "Person", "Roe"), writer.entity("e2", "Thing", "the ban")
    event(writer, "crisis")
    event(writer, "attack", type="Attack")
    it = writer.say("It", "Thing", form="pronoun")
    event(writer, "was", label="wax", args={"agent": it, "theme": writer.say("Monday", "Date")})
    event(writer, "paints", args={"agent": writer.say("Roe", "Person", roe)})
    event(writer, "fell", args={"agent": writer.say("The ban", "Thing", ban, form="nominal")})
    assert labels(writer.annotation()) == {"paints", "fell"}


def test_event_without_participants_is_told_where_it_takes_part_in_another() -> None:
    """In either direction, however far; a circle of facts that say nothing stays out."""
    writer = short_sentences()
    roe = writer.say("Roe", "Person", writer.entity("e1", "Person", "Roe"))
    strike = event(writer, "strike")
    talks = event(writer, "talks", {"cause": strike})
    event(writer, "agreed", {"theme": talks}, args={"agent": roe})
    event(writer, "followed", {"agent": talks})
    attack = event(writer, "attack", {"cause": f"f{len(writer.facts) + 2}"})
    event(writer, "crisis", {"cause": attack})
    assert labels(writer.annotation()) == {"strike", "talks", "agreed", "followed"}


def test_event_without_participants_is_told_where_it_has_its_place_in_an_order() -> None:
    """Layoffs after a takeover of Acme are told; layoffs after a crisis tell of neither."""
    writer = short_sentences()
    roe = writer.say("Roe", "Person", writer.entity("e1", "Person", "Roe"))
    paints, crisis = event(writer, "paints", args={"agent": roe}), event(writer, "crisis")
    event(writer, "Layoffs", order=(Order("after", paints),))
    event(writer, "strike", order=(Order("after", crisis),))
    assert labels(writer.annotation()) == {"paints", "Layoffs"}


def test_words_for_any_event_need_two_parts() -> None:
    """ "Roe is" and "had" are no facts even as a part of others; "Roe has a ban" is one."""
    writer = short_sentences()
    roe = writer.say("Roe", "Person", writer.entity("e1", "Person", "Roe"))
    ban = writer.entity("e2", "Thing", "the ban")
    thing = writer.say("The ban", "Thing", ban, form="nominal")
    it = writer.say("It", "Thing", form="pronoun")
    is_ = event(writer, "is", label="be", args={"agent": roe})
    event(writer, "was", label="do", args={"agent": roe, "theme": it})
    event(writer, "agreed", {"theme": is_}, args={"agent": roe})
    event(writer, "ended", label="have", args={"agent": roe, "theme": thing})
    assert labels(writer.annotation()) == {"agreed", "have"}


def test_what_is_said_of_a_happening_is_told() -> None:
    """ "The strike followed talks" tells of both, even if nobody is in it; "Layoffs were" does not,
    nor does a circle of two.
    """
    writer = short_sentences()
    strike, talks = event(writer, "strike"), event(writer, "talks")
    event(writer, "followed", {"agent": strike, "patient": talks})
    event(writer, "was", {"theme": event(writer, "Layoffs")}, label="be")
    attack = event(writer, "attack", {"theme": f"f{len(writer.facts) + 2}"})
    event(writer, "crisis", {"theme": attack})
    assert labels(writer.annotation()) == {"strike", "talks", "followed"}


def test_plain_event_of_the_word_of_an_attribute_is_no_node() -> None:
    """ "Roe became director": the attribute tells it; without one the event does."""
    writer = Writer("Roe became director. Roe became ill.", id="one")
    roe = writer.say("Roe", "Person", writer.entity("e1", "Person", "Roe"))
    value = writer.say("director", "Thing", writer.entity("e2", "Thing", "director"))
    args = {"subject": roe, "value": value}
    writer.fact(Attribute, "became", label="become", args=args)
    writer.fact(Event, "became", type="Event", label="become", args={"agent": roe})
    store = open_store(None)
    add(store, writer.annotation())
    assert not list(store.quads_for_pattern(None, KG.agent, None, None))
    writer = Writer("Roe became ill.", id="two")
    roe = writer.say("Roe", "Person", writer.entity("e1", "Person", "Roe"))
    writer.fact(Event, "became", type="Event", label="become", args={"agent": roe})
    add(store, writer.annotation())
    assert list(store.quads_for_pattern(None, KG.agent, None, None))


def test_event_that_carries_a_statement_is_told() -> None:
    """What a statement names as its medium is a node of the graph, not one that leads nowhere."""
    writer = Writer("In a letter Ann said it rained.", id="one")
    ann = writer.say("Ann", "Person", writer.entity("e1", "Person", "Ann"))
    letter = event(writer, "letter")
    args = {"speaker": ann}
    writer.fact(Statement, "it rained", cue="said", args=args, medium=letter)
    assert labels(writer.annotation()) == {"letter", "it rained"}


def test_thing_that_only_pronouns_stand_for_is_no_node() -> None:
    """Nobody can tell what "it" is; what it alone does is not told either."""
    writer = Writer("It fell. Ann said it hurt.", id="one")
    it = writer.entity("e1", "Thing", "it")
    ann = writer.say("Ann", "Person", writer.entity("e2", "Person", "Ann"))
    fell = writer.say("It", "Thing", it, form="pronoun")
    hurt = writer.say("it", "Thing", it, form="pronoun", after="said")
    event(writer, "fell", args={"agent": fell})
    writer.fact(Statement, "it hurt", cue="said", args={"speaker": ann, "topic": hurt})
    store = open_store(None)
    add(store, writer.annotation())
    assert labels(writer.annotation()) == {"it hurt"}
    node = NamedNode(f"{DEFAULT_BASE}article/one#thing=0,2")
    assert not list(store.quads_for_pattern(node, None, None, None))
    assert not list(store.quads_for_pattern(None, None, node, None))


def test_things_are_nodes_of_their_article() -> None:
    """One for each chain, with its fullest description; a pronoun for nothing known is none."""
    stores = []
    for id_ in ("one", "two"):
        writer = Writer("The ban fell. It hurt. It rained.", id=id_)
        ban = writer.entity("e1", "Thing", "the controversial ban", aliases=("the ban",))
        words = writer.say("The ban", "Thing", ban, form="nominal")
        it = writer.say("It", "Thing", ban, form="pronoun", after="It hurt")
        nothing = writer.say("It", "Thing", form="pronoun", after="It rained")
        event(writer, "fell", args={"agent": words})
        event(writer, "hurt", args={"agent": it, "patient": nothing})
        store = open_store(None)
        add(store, writer.annotation())
        stores.append(store)
    names = []
    for store, id_ in zip(stores, ("one", "two"), strict=True):
        (thing,) = {q.subject for q in store.quads_for_pattern(None, RDF.type, KG.Thing, DEFAULT)}
        assert isinstance(thing, NamedNode)
        assert objects(store, thing, SKOS.prefLabel) == {"the controversial ban"}
        assert objects(store, thing, SKOS.altLabel) == {"the ban"}
        assert objects(store, thing, RDF.type) == {KG.Thing.value, KG.Entity.value}
        assert len(list(store.quads_for_pattern(None, KG.agent, thing, DEFAULT))) == 2
        assert not list(store.quads_for_pattern(None, KG.patient, None, None))
        names.append(thing.value)
        assert thing.value == f"{DEFAULT_BASE}article/{id_}#thing=0,7"
    assert len(set(names)) == 2


def accusation(*, is_inner_said: bool) -> tuple[Store, NamedNode, NamedNode, NamedNode]:
    """Roe is accused of hiding a loss: a store, both events, and the graph of the statement.

    Either the hiding or the accusation stands under Ann's statement.
    """
    writer = Writer("Roe was accused of hiding a loss, Ann said.", id="one")
    roe = writer.say("Roe", "Person", writer.entity("e1", "Person", "Roe"))
    loss = writer.say("a loss", "Thing", writer.entity("e2", "Thing", "a loss"), form="nominal")
    ann = writer.say("Ann", "Person", writer.entity("e3", "Person", "Ann"))
    says = writer.fact(Statement, "hiding a loss", cue="said", args={"speaker": ann})
    said, asserted = (None, says) if not is_inner_said else (says, None)
    hide = event(writer, "hiding", statement=said, args={"agent": roe, "patient": loss})
    event(writer, "accused", {"topic": hide}, statement=asserted, args={"patient": roe})
    store = open_store(None)
    add(store, writer.annotation())
    derive(store)
    base = f"{DEFAULT_BASE}article/one"
    names = (f"{base}#event=8,15", f"{base}#event=19,25", f"{base}#said-19,32")
    accuse, hiding, content = map(NamedNode, names)
    return store, accuse, hiding, content


def test_what_is_only_said_is_no_fact_where_an_asserted_one_names_it() -> None:
    """The accusation leads to the hiding, of which nothing else is in the default graph."""
    store, accuse, hiding, content = accusation(is_inner_said=True)
    assert objects(store, accuse, KG.topic) == {hiding.value}
    assert not list(store.quads_for_pattern(hiding, None, None, DEFAULT))
    assert objects(store, hiding, KG.agent, content)
    assert not list(store.quads_for_pattern(None, KG.actedOn, None, None))


def test_what_an_article_asserts_stays_so_where_somebody_names_it() -> None:
    """The link stands with who says it; what it leads to is the article's own."""
    store, accuse, hiding, content = accusation(is_inner_said=False)
    assert not list(store.quads_for_pattern(accuse, None, None, DEFAULT))
    assert objects(store, accuse, KG.topic, content) == {hiding.value}
    assert not list(store.quads_for_pattern(hiding, None, None, content))
    assert len(list(store.quads_for_pattern(None, KG.actedOn, None, DEFAULT))) == 1


def test_attributes_have_a_bearer_and_a_value() -> None:
    """A quality is words in the graph of its fact; an amount, a thing, somebody are their nodes."""
    text = "The plant is unprofitable. It cost $4 million. Ann said Roe became a threat."
    writer = Writer(text, id="one")
    plant, roe = writer.entity("e1", "Thing", "the plant"), writer.entity("e2", "Person", "Roe")
    ann, threat = writer.entity("e3", "Person", "Ann"), writer.entity("e4", "Thing", "a threat")
    args = {
        "subject": writer.say("The plant", "Thing", plant, form="nominal"),
        "value": writer.say("unprofitable", "Quality", form="nominal"),
    }
    writer.fact(Attribute, "is", args=args, label="be", sentence=text)
    args = {
        "subject": writer.say("It", "Thing", plant, form="pronoun"),
        "value": writer.say("$4 million", "Money", form="nominal", amount=4000000.0, unit="USD"),
    }
    writer.fact(Attribute, "cost", args=args, label="cost", sentence=text, polarity="negative")
    speaker = {"speaker": writer.say("Ann", "Person", ann)}
    says = writer.fact(Statement, "Roe became a threat", cue="said", after="Ann", args=speaker)
    args = {
        "subject": writer.say("Roe", "Person", roe),
        "value": writer.say("a threat", "Thing", threat, form="nominal"),
    }
    writer.fact(
        Attribute,
        "became",
        args=args,
        label="become",
        sentence=text,
        statement=says,
        time=Time("2024-05"),
    )
    store = open_store(None)
    add(store, writer.annotation())
    base = f"{DEFAULT_BASE}article/one"
    is_, costs = NamedNode(f"{base}#attribute=10,12"), NamedNode(f"{base}#attribute=30,34")
    became, content = NamedNode(f"{base}#attribute=60,66"), NamedNode(f"{base}#said-56,75")
    assert objects(store, is_, KG.bearer) == {f"{base}#thing=0,9"}
    (quality,) = objects(store, is_, KG.value)
    assert objects(store, NamedNode(quality), RDFS.label) == {"unprofitable"}
    assert objects(store, NamedNode(quality), RDF.type) == {KG.Quality.value}
    assert objects(store, costs, KG.value) == {f"{base}#amount=35,45"}
    assert objects(store, costs, KG.polarity) == {KG.Negative.value}
    assert not list(store.quads_for_pattern(became, None, None, DEFAULT))
    assert objects(store, became, KG.bearer, content) == {DEFAULT_BASE + "person/Roe"}
    assert objects(store, became, RDFS.label, content) == {"become"}
    assert objects(store, became, SEM.hasTime, content) == {f"{became.value};time"}


def test_attribute_without_a_bearer_or_a_value_is_no_node() -> None:
    """Neither "was unprofitable" nor "the plant was" says anything."""
    writer = Writer("The plant was unprofitable.")
    plant = writer.entity("e1", "Thing", "the plant")
    bearer = writer.say("The plant", "Thing", plant, form="nominal")
    value = writer.say("unprofitable", "Quality", form="nominal")
    for args in ({"subject": bearer}, {"value": value}, {"subject": value, "value": value}):
        writer.fact(Attribute, "was", args=args, label="be")
    assert labels(writer.annotation()) == set()


@pytest.mark.parametrize("polarity", ["positive", "negative"])
@pytest.mark.parametrize("content", ["positive", "negative"])
def test_saying_and_what_is_said_are_denied_apart(polarity: str, content: str) -> None:
    """ "Did not say that", and "said that it was not so"."""
    writer = Writer("Ann said it rained.", id="one")
    ann = writer.say("Ann", "Person", writer.entity("e1", "Person", "Ann"))
    writer.fact(
        Statement,
        "it rained",
        cue="said",
        args={"speaker": ann},
        sayingPolarity=polarity,
        contentPolarity=content,
    )
    store = open_store(None)
    add(store, writer.annotation())
    says = NamedNode(f"{DEFAULT_BASE}article/one#statement=9,18")
    assert objects(store, says, KG.polarity) == {KG[polarity.capitalize()].value}
    assert objects(store, says, KG.contentPolarity) == {KG[content.capitalize()].value}


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


def test_nobody_acts_on_an_amount_or_on_an_event() -> None:
    """Acted on are people, organisations, places and things."""
    writer = Writer("Roe lost $4 million, hid the loss and ended the ban.", id="one")
    roe = writer.say("Roe", "Person", writer.entity("e1", "Person", "Roe"))
    ban = writer.say("the ban", "Thing", writer.entity("e2", "Thing", "the ban"), form="nominal")
    money = writer.say("$4 million", "Money", form="nominal", amount=4000000.0, unit="USD")
    lost = event(writer, "lost", args={"agent": roe, "patient": money})
    event(writer, "hid", {"patient": lost}, args={"agent": roe})
    event(writer, "ended", args={"agent": roe, "patient": ban})
    store = open_store(None)
    add(store, writer.annotation())
    derive(store)
    acted = {q.object for q in store.quads_for_pattern(None, KG.actedOn, None, DEFAULT)}
    assert acted == {NamedNode(f"{DEFAULT_BASE}article/one#thing=44,51")}
