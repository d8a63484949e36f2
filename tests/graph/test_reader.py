"""The graph read back as data: facts, mentions, attributions, entities."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
from pyoxigraph import NamedNode, Store

from kg import dataframes
from kg.analyse import network
from kg.explain import explain
from kg.graph import add, open_store
from kg.graph.reader import GraphReader
from kg.graph.stored import Attribution, Fact, Report, SourceArticle
from kg.model import Argument, Attribute, Event, Role, Statement, Time
from tests.graph.conftest import Writer

ARTICLE = SourceArticle("https://e.org/a", "a", "A deal", "2024-05-03")


def only(store: Store, kind: str, reported: bool) -> Fact:
    """The one fact of this kind that is asserted, or reported."""
    (fact,) = (f for f in GraphReader(store).facts(reported=reported) if f.kind == kind)
    return fact


def nested() -> Store:
    """Ann Lee says through a lawyer that Bob Ray said that Acme sold Bolt."""
    w = Writer("Ann Lee said through a lawyer that Bob Ray said that Acme sold Bolt.", id="nested")
    acme, bolt = (
        w.say(name, "Organisation", w.entity(name, "Organisation", name))
        for name in ("Acme", "Bolt")
    )
    ann, bob = (
        w.say(name, "Person", w.entity(name, "Person", name)) for name in ("Ann Lee", "Bob Ray")
    )
    lawyer = w.say("a lawyer", "Person", w.entity("lawyer", "Person", "a lawyer"), form="nominal")
    outer = w.fact(
        Statement, "Bob Ray said that Acme sold Bolt", cue="said", args={"speaker": ann}, via=lawyer
    )
    inner = w.fact(
        Statement,
        "Acme sold Bolt",
        after="Bob Ray",
        cue="said",
        args={"speaker": bob},
        statement=outer,
    )
    parts = {"agent": acme, "patient": bolt}
    w.fact(Event, "sold", type="Sale", label="sell", args=parts, statement=inner)
    store = open_store(None)
    add(store, w.annotation())
    return store


def test_attribution_of_asserted_fact_is_its_article() -> None:
    """It has no reports, and its phrase is the article's title."""
    attribution = Attribution(ARTICLE)
    assert (attribution.is_reported, attribution.source) == (False, "A deal")
    assert str(attribution) == "A deal"


def test_attribution_phrase_names_speakers_and_those_who_report_them() -> None:
    """From the one who says so outwards, with those through whom it came in brackets."""
    inner = Report("s2", ("Bob Ray", "Carl Poe", "Dan Fox"))
    outer = Report("s1", ("Ann Lee",), via=("a lawyer", "two officials"))
    attribution = Attribution(ARTICLE, (inner, outer))
    assert attribution.source == "Bob Ray, Carl Poe and Dan Fox"
    assert str(attribution) == (
        "Bob Ray, Carl Poe and Dan Fox, according to Ann Lee (via a lawyer and two officials)"
    )
    assert str(Attribution(ARTICLE, (Report("s", ()),))) == "an unnamed source"


def test_attribution_is_the_same_in_all_views() -> None:
    """Evidence, table and network say whom a fact is attributed to in the same words."""
    store = nested()
    phrase = "Bob Ray, according to Ann Lee (via a lawyer)"
    evidence = [e.attributed_to for e in explain(store, "Bolt") if e.kind == "event"]
    table = dataframes.facts(store, reported=True).set_index("kind")
    graph: nx.MultiDiGraph[str] = network(store)
    nodes = [node for _, node in graph.nodes(data=True) if node["kind"] == "event"]
    assert evidence == [phrase]
    assert table.loc["event", "attributed_to"] == phrase
    assert [str(a) for node in nodes for a in node["attributed_to"]] == [phrase]


def test_facts_have_arguments_values_and_mentions() -> None:
    """An event with its type, participants, time, certainty, pattern, and where it is told."""
    w = Writer("Acme may sell Bolt on Monday.", id="sale")
    acme, bolt = (
        w.say(name, "Organisation", w.entity(name, "Organisation", name))
        for name in ("Acme", "Bolt")
    )
    w.fact(
        Event,
        "sell",
        type="Sale",
        label="sell",
        args={"agent": acme, "patient": bolt},
        certainty="possible",
        confidence=0.8,
        time=Time("2022-11-07"),
        reasons=("because",),
    )
    store = open_store(None)
    add(store, w.annotation())
    fact = only(store, "event", reported=False)
    assert (fact.types, fact.label, fact.time) == (("Sale",), "sell", "2022-11-07")
    assert [(a.role, a.name) for a in fact.arguments] == [("agent", "Acme"), ("patient", "Bolt")]
    assert (fact.polarity, fact.certainty, fact.confidence) == ("positive", "possible", 0.8)
    assert fact.patterns == ("by-hand",)
    (mention,) = fact.mentions
    assert [w.text[a:b] for a, b in mention.words] == ["Acme", "sell", "Bolt"]
    assert [mention.sentence.text[a:b] for a, b in mention.marks] == ["Acme", "sell", "Bolt"]
    assert (mention.article.id, mention.reasons) == ("sale", ("because",))


def test_facts_of_roles_have_status_and_period() -> None:
    """A role has its person, title and organisation, and when it began and ended."""
    w = Writer("Ann Lee was chief of Acme from 2008 to 2010.", id="chief")
    args = {
        "person": w.say("Ann Lee", "Person", w.entity("a", "Person", "Ann Lee")),
        "title": w.say("chief", "Title"),
        "organisation": w.say("Acme", "Organisation", w.entity("b", "Organisation", "Acme")),
    }
    w.fact(Role, args=args, status="former", start="2008", end="2010")
    store = open_store(None)
    add(store, w.annotation())
    fact = only(store, "role", reported=False)
    assert (fact.status, fact.start, fact.end) == ("former", "2008", "2010")
    assert [a.role for a in fact.arguments] == ["person", "title", "organisation"]


def test_facts_about_an_entity_are_those_it_takes_part_in(store: Store) -> None:
    """They are the same facts, in the same order, as among all."""
    reader = GraphReader(store)
    tesla = reader.names()["Tesla"]
    found = list(reader.facts(about=tesla))
    everything = list(GraphReader(store).facts())
    assert found == [f for f in everything if tesla[0].value in {a.iri for a in f.arguments}]
    assert len(found) > 0


def test_facts_are_asserted_or_reported(store: Store) -> None:
    """The two parts make up the whole; each fact is read once from each graph."""
    facts = list(GraphReader(store).facts())
    parts = [list(GraphReader(store).facts(reported=which)) for which in (False, True)]
    assert len(facts) == len(parts[0]) + len(parts[1])
    assert len({(fact.iri, fact.graph) for fact in facts}) == len(facts)


def test_statements_are_the_facts_of_that_kind(store: Store) -> None:
    """They come with speakers, cues and words."""
    everything = [f for f in GraphReader(store).facts() if f.kind == "statement"]
    assert list(GraphReader(store).statements()) == everything


def test_entity_mentions_of_one_are_among_all(store: Store) -> None:
    """The mentions of an entity are those of all that stand for it."""
    reader = GraphReader(store)
    turk = NamedNode(reader.names()["Volker Türk"][0].value)
    every = list(GraphReader(store).entity_mentions())
    assert list(reader.entity_mentions([turk])) == [m for m in every if turk.value in m.entities]


def test_articles_have_titles_and_dates(store: Store) -> None:
    """An article without a headline goes by its id made readable."""
    assert [(a.id, a.title, a.date) for a in GraphReader(store).articles()] == [
        ("seed-1", "seed 1", "2022-11-06")
    ]


def test_attribution_tells_that_something_was_not_said() -> None:
    """What the speaker did not say is there to be read, and nobody's claim."""
    report = Report("s", ("Ann Lee",), via=("a lawyer",), denied=True)
    attribution = Attribution(ARTICLE, (report, Report("t", ("Bob Ray",))))
    assert attribution.is_denied
    assert str(attribution) == "Ann Lee (via a lawyer, who did not say so), according to Bob Ray"
    assert not Attribution(ARTICLE, (Report("t", ("Bob Ray",)),)).is_denied


def parts() -> Store:
    """The vote on a bill was postponed, says the article; Ann Lee denies that Acme is broke."""
    w = Writer("The vote was postponed. Ann Lee denied that Acme is broke.", id="parts")
    bill = w.say("The vote", "Thing", w.entity("e1", "Thing", "the vote"), form="nominal")
    vote = w.fact(Event, "vote", type="Vote", label="vote", args={"topic": bill})
    w.fact(Event, "postponed", type="Delay", label="postpone", sentence=w.text)
    w.facts[-1] = replace(w.facts[-1], arguments=(Argument("patient", fact=vote),))
    ann = w.say("Ann Lee", "Person", w.entity("e2", "Person", "Ann Lee"))
    says = w.fact(
        Statement,
        "Acme is broke",
        cue="denied",
        args={"speaker": ann},
        contentPolarity="negative",
    )
    acme = w.say("Acme", "Organisation", w.entity("e3", "Organisation", "Acme"))
    args = {"subject": acme, "value": w.say("broke", "Quality", form="nominal")}
    w.fact(Attribute, "is", label="be", args=args, statement=says, polarity="negative")
    store = open_store(None)
    add(store, w.annotation())
    return store


def test_facts_have_facts_and_qualities_as_arguments() -> None:
    """By their labels, in tables and explanations too; a statement has two polarities."""
    store = parts()
    tables = dataframes.facts(store), dataframes.facts(store, reported=True)
    assert "patient: vote" in set(tables[0]["participants"])
    assert list(tables[1][["kind", "label", "participants"]].iloc[0]) == [
        "attribute",
        "be",
        "subject: Acme; value: broke",
    ]
    (statement,) = GraphReader(store).statements()
    assert (statement.polarity, statement.content_polarity) == ("positive", "negative")
    assert list(dataframes.statements(store)["content_polarity"]) == ["negative"]
    labels = {item.label: item.doubts for item in explain(store, "Acme")}
    assert labels["be(subject=Acme, value=broke)"] == ("negative",)
    doubts = {item.kind: item.doubts for item in explain(store, "Ann Lee")}
    assert doubts["statement"] == ("content negative",)
    counted = dict(dataframes.counts(store)[["kind", "asserted"]].itertuples(index=False))
    assert (counted["thing"], counted["attribute"]) == (1, 0)
