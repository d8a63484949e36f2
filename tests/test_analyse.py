"""From RDF to a network, and what networkx and igraph tell of it."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from pyoxigraph import Store

from kg.analyse import (
    MEASURES,
    AnalyseError,
    Analysis,
    affiliations,
    around,
    bridges,
    brokers,
    centrality,
    changes,
    communities,
    cooccurrences,
    focus,
    groups,
    key_facts,
    measure,
    measures,
    network,
    organisations,
    path,
    people_and_organisations,
    roles,
    speech_network,
    to_graphml,
    who_speaks,
    write_measures,
)
from kg.graph import add, open_store
from kg.model import (
    Annotation,
    Argument,
    Article,
    Attribute,
    Entity,
    Event,
    Mention,
    Order,
    Relation,
    Role,
    Span,
    Statement,
    Time,
)
from kg.schema import KG
from tests.annotating import annotated
from tests.graph.conftest import Writer

TEXT = (
    "👇 Ann Lee, CEO of Acme, bought Bolt on 3 May 2024. Then Acme sued Bolt. Bob Ray "
    "said Ann Lee may not pay Carl Poe. Acme owns Dune, a unit of Acme."
)


def _span(words: str, after: str = "") -> Span:
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


def _annotation(name: str = "a1", title: str | None = "Ann buys Bolt") -> Annotation:
    names = [
        ("Ann Lee", "Person"),
        ("Acme", "Organisation"),
        ("Bolt", "Organisation"),
        ("Bob Ray", "Person"),
        ("Carl Poe", "Person"),
        ("Dune", "Organisation"),
    ]
    entities = [Entity(f"e{i}", type_, label) for i, (label, type_) in enumerate(names)]  # type: ignore[arg-type]
    entities[0] = Entity("e0", "Person", "Ann Lee", aliases=("Lee",))
    mentions: list[Mention] = []

    def say(words: str, after: str = "", type_: Any = "Person", **more: Any) -> str:
        span = _span(words, after)
        found = next((e.id for e in entities if e.label == words), None)
        mentions.append(
            Mention(
                f"m{len(mentions)}",
                span.start,
                span.end,
                words,
                "name" if found else "nominal",
                type_,
                found,
                **more,
            )
        )
        return mentions[-1].id

    def arguments(**fillers: str) -> tuple[Argument, ...]:
        return tuple(Argument(role, mention) for role, mention in fillers.items())

    def common(sentence: str, **more: Any) -> dict[str, Any]:
        return {"sentence": _span(sentence), "pattern": "by-hand", "confidence": 0.9, **more}

    first, second, third, last = TEXT[2:].replace(". ", ".|").split("|")
    facts = (
        Role(
            id="f1",
            arguments=arguments(
                person=say("Ann Lee"), title=say("CEO", type_="Title"), organisation=say("Acme")
            ),
            **common(first),
        ),
        Event(
            id="f2",
            type="Acquisition",
            label="buy",
            arguments=arguments(agent="m0", patient=say("Bolt")),
            time=Time("2024-05-03"),
            **common(first, trigger=_span("bought")),
        ),
        Event(
            id="f3",
            type="Lawsuit",
            label="sue",
            arguments=arguments(agent=say("Acme", "Then"), patient=say("Bolt", "Then")),
            order=(Order("after", "f2"),),
            **common(second, trigger=_span("sued")),
        ),
        Statement(
            id="f4",
            arguments=arguments(speaker=say("Bob Ray")),
            cue=(_span("said"),),
            content=(_span("Ann Lee may not pay Carl Poe"),),
            quotation="indirect",
            **common(third),
        ),
        Event(
            id="f5",
            type="Event",
            label="pay",
            statement="f4",
            arguments=arguments(agent=say("Ann Lee", "said"), recipient=say("Carl Poe")),
            **common(third, trigger=_span("pay"), polarity="negative", certainty="possible"),
        ),
        Relation(
            id="f6",
            type="ownerOf",
            arguments=arguments(subject=say("Acme", "Poe. "), object=say("Dune")),
            **common(last),
        ),
    )
    return Annotation(
        Article(name, TEXT, title=title, date="2024-05-06"),
        "en",
        "0",
        "hand",
        tuple(mentions),
        tuple(entities),
        facts,
    )


@pytest.fixture
def ann() -> nx.MultiDiGraph[str]:
    """The network of one small article."""
    store = open_store(None)
    add(store, _annotation())
    return network(store)


def _labels(graph: nx.Graph[str]) -> dict[str, str]:
    return {iri: node["label"] for iri, node in graph.nodes(data=True)}


def _edges(graph: nx.MultiDiGraph[str], **wanted: Any) -> list[tuple[str, str, str]]:
    """Label of the source, of the edge, of the target, of all edges with these attributes."""
    name = _labels(graph)
    return [
        (name[s], e["label"], name[t])
        for s, t, e in graph.edges(data=True)
        if all(e[key] == value for key, value in wanted.items())
    ]


def _node(graph: nx.MultiDiGraph[str], label: str) -> dict[str, Any]:
    return next(node for _, node in graph.nodes(data=True) if node["label"] == label)


def _sources(node: dict[str, Any]) -> list[str]:
    """Whom a node is attributed to, in words."""
    return [str(attribution) for attribution in node["attributed_to"]]


def test_network_entities_have_type_aliases_and_articles(ann: nx.MultiDiGraph[str]) -> None:
    """A person is a node with type, aliases, and the article that names her."""
    node = _node(ann, "Ann Lee")
    assert (node["kind"], node["type"], node["aliases"], _sources(node)) == (
        "entity",
        "Person",
        ["Lee"],
        ["Ann buys Bolt"],
    )


def test_network_has_roles_and_relations_as_edges(ann: nx.MultiDiGraph[str]) -> None:
    """Person to organisation under the title.

    Subject to object under the relation's name in words.
    """
    assert _edges(ann, kind="role") == [("Ann Lee", "CEO", "Acme")]
    assert _edges(ann, kind="relation") == [("Acme", "owner of", "Dune")]


def test_network_has_events_as_nodes_with_participants(ann: nx.MultiDiGraph[str]) -> None:
    """What happened is a node of its type; who took part hangs on it."""
    node = _node(ann, "buy")
    assert (node["kind"], node["type"], node["date"], node["reported"]) == (
        "event",
        "Acquisition",
        "2024-05-03",
        False,
    )
    parts = [
        ("buy", "agent", "Ann Lee"),
        ("buy", "patient", "Bolt"),
        ("sue", "agent", "Acme"),
        ("sue", "patient", "Bolt"),
    ]
    assert sorted(_edges(ann, kind="participant", reported=False)) == parts


@pytest.fixture
def bill() -> nx.MultiDiGraph[str]:
    """Things, an event in an event, an attribute; one event is only said, one saying not made."""
    w = Writer(
        "The minister withdrew the fishing bill. Acme agreed to sell its shares. "
        "Acme is profitable. Ann Lee said Acme hid losses. "
        "Bob Ray did not say Acme bribed Carl Poe.",
        id="bill",
    )

    def name(words: str, type_: Any, after: str = "", form: Any = "name") -> str:
        known = {entity.label for entity in w.entities}
        entity = words if words in known else w.entity(words, type_, words)
        return w.say(words, type_, entity, form=form, after=after)

    def thing(words: str) -> str:
        return name(words, "Thing", form="nominal")

    plain = {"type": "Event"}
    minister, acme = name("The minister", "Person", form="nominal"), name("Acme", "Organisation")
    args = {"agent": minister, "patient": thing("the fishing bill")}
    w.fact(Event, "withdrew", label="withdraw", args=args, **plain)
    args = {"agent": acme, "patient": thing("its shares")}
    sell = w.fact(Event, "sell", label="sell", args=args, **plain)
    w.fact(Event, "agreed", label="agree", args={"agent": acme}, **plain)
    agreed = w.facts[-1]
    w.facts[-1] = replace(agreed, arguments=(*agreed.arguments, Argument("theme", fact=sell)))
    quality = w.say("profitable", "Quality", form="nominal")
    is_ = name("Acme", "Organisation", after="Acme is")
    w.fact(Attribute, "is", after="Acme is", label="be", args={"subject": is_, "value": quality})
    speaker = {"speaker": name("Ann Lee", "Person")}
    says = w.fact(Statement, "Acme hid losses", cue="said", args=speaker)
    args = {"agent": name("Acme", "Organisation", after="Acme hid"), "patient": thing("losses")}
    w.fact(Event, "hid", label="hide", args=args, statement=says, **plain)
    speaker = {"speaker": name("Bob Ray", "Person")}
    unsaid = w.fact(
        Statement, "Acme bribed Carl Poe", cue="say", after="not say", args=speaker,
        sayingPolarity="negative",
    )  # fmt: skip
    args = {
        "agent": name("Acme", "Organisation", after="Acme bribed"),
        "patient": name("Carl Poe", "Person"),
    }
    w.fact(Event, "bribed", label="bribe", args=args, statement=unsaid, **plain)
    store = open_store(None)
    add(store, w.annotation())
    return network(store)


def test_network_has_things_as_parts_of_what_was_done(bill: nx.MultiDiGraph[str]) -> None:
    """They are no nodes, and nobody is joined by them."""
    types = {node["type"] for _, node in bill.nodes(data=True) if node["kind"] == "entity"}
    assert types == {"Person", "Organisation"}
    parts = [{"role": "patient", "words": "the fishing bill", "iri": ""}]
    assert _node(bill, "withdraw")["parts"] == parts
    assert ("withdraw", "agent", "The minister") in _edges(bill, kind="participant")


def test_network_joins_an_event_to_what_it_takes_part_in(bill: nx.MultiDiGraph[str]) -> None:
    """With the things that it was done to among its words."""
    assert _edges(bill, kind="argument") == [("agree", "theme", "sell")]
    (part,) = _node(bill, "agree")["parts"]
    assert (part["role"], part["words"]) == ("theme", "sell its shares")
    assert bill.nodes[part["iri"]]["label"] == "sell"
    assert "sell" in _labels(focus(bill, "Acme")).values()


def test_network_has_attributes_as_nodes(bill: nx.MultiDiGraph[str]) -> None:
    """Joined to whom they are of; the value is words."""
    node = _node(bill, "be")
    assert (node["kind"], node["type"]) == ("attribute", "Attribute")
    assert node["parts"] == [{"role": "value", "words": "profitable", "iri": ""}]
    assert ("be", "bearer", "Acme") in _edges(bill, kind="participant")
    assert "value: profitable" in to_graphml(bill)


def test_network_leaves_out_what_was_not_said(bill: nx.MultiDiGraph[str]) -> None:
    """The denied saying is there, and nothing that it would claim; it joins nobody."""
    assert "bribe" not in _labels(bill).values()
    assert _node(bill, "Acme bribed Carl Poe")["polarity"] == "negative"
    joined = people_and_organisations(bill, reported=True)
    assert {frozenset(_labels(joined)[end] for end in edge) for edge in joined.edges} == {
        frozenset({"Ann Lee", "Acme"})
    }


def test_key_facts_name_the_things(bill: nx.MultiDiGraph[str]) -> None:
    """Where two are joined by what was done to a thing, it is a part of the fact."""
    joined = bill.copy()
    withdraw = next(iri for iri, node in bill.nodes(data=True) if node["label"] == "withdraw")
    acme = next(iri for iri, node in bill.nodes(data=True) if node["label"] == "Acme")
    edge = next(e for *_, e in bill.edges(data=True) if e["kind"] == "participant")
    joined.add_edge(withdraw, acme, key="x", **{**edge, "label": "topic"})
    (fact,) = key_facts(joined)["fact"]
    assert fact == "withdraw the fishing bill (agent: The minister, topic: Acme)"


def test_network_joins_events_by_their_order(ann: nx.MultiDiGraph[str]) -> None:
    """What came after what is an edge between the two."""
    assert _edges(ann, kind="order") == [("sue", "after", "buy")]


def test_network_joins_statements_to_speaker_content_and_those_named(
    ann: nx.MultiDiGraph[str],
) -> None:
    """From the speaker by the cue to what was said, and on to all that it names and claims."""
    words = "Ann Lee may not pay Carl Poe"
    assert _edges(ann, kind="speaker") == [("Bob Ray", "said", words)]
    assert sorted(_edges(ann, kind="about")) == [
        (words, "about", "Ann Lee"),
        (words, "about", "Carl Poe"),
    ]
    assert _edges(ann, kind="content") == [(words, "that", "pay")]


def test_network_attributes_reported_facts_to_the_speaker(ann: nx.MultiDiGraph[str]) -> None:
    """The event inside the statement is said, by Bob, denied and possible; the saying itself is the
    article's.
    """
    node = _node(ann, "pay")
    assert (node["reported"], _sources(node), node["polarity"], node["certainty"]) == (
        True,
        ["Bob Ray"],
        "negative",
        "possible",
    )
    assert {str(e["attributed_to"]) for _, _, e in ann.edges(data=True) if e["reported"]} == {
        "Bob Ray"
    }
    assert _sources(_node(ann, "Ann Lee may not pay Carl Poe")) == ["Ann buys Bolt"]


def test_network_evidence_marks_trigger_and_participants(ann: nx.MultiDiGraph[str]) -> None:
    """The marks are characters of the sentence, whatever stands before it in the text."""
    (told,) = _node(ann, "sue")["evidence"]
    assert [told["sentence"][a:b] for a, b in told["marks"]] == ["Acme", "sued", "Bolt"]
    assert (told["article"], told["date"], told["pattern"], told["confidence"]) == (
        "Ann buys Bolt",
        "2024-05-06",
        "by-hand",
        0.9,
    )


def test_network_of_two_articles_shares_entities_but_not_facts() -> None:
    """The same article under another id brings other events of the same people."""
    store = open_store(None)
    add(store, _annotation())
    one = network(store)
    add(store, _annotation("a2", title=None))
    both = network(store)
    count = {
        kind: [
            sum(node["kind"] == kind for _, node in graph.nodes(data=True)) for graph in (one, both)
        ]
        for kind in ("entity", "event")
    }
    assert count == {"entity": [6, 6], "event": [3, 6]}
    assert _sources(_node(both, "Ann Lee")) == ["Ann buys Bolt", "article a2"]


def _big_store() -> Store:
    """Ten articles that tell the same."""
    store = open_store(None)
    for i in range(10):
        add(store, _annotation(f"a{i}", f"Ann buys Bolt {i}"))
    return store


def test_network_with_room_for_all_is_the_whole_network() -> None:
    """It says of nothing that it was left out."""
    store = _big_store()
    whole, same = network(store), network(store, most=10_000)
    assert list(same.nodes(data=True)) == list(whole.nodes(data=True))
    assert list(same.edges(keys=True, data=True)) == list(whole.edges(keys=True, data=True))
    assert "things" not in same.graph


@pytest.mark.parametrize("most", [0, 3, 10, 30])
def test_network_has_no_more_nodes_than_asked_for(most: int) -> None:
    """What it has is as in the whole network, and it says how many nodes that has, nearly."""
    store = _big_store()
    whole, part = network(store), network(store, most=most)
    assert len(part) <= most
    assert len(whole) * 0.8 <= part.graph["things"] <= len(whole) * 1.2
    assert set(part.edges(keys=True)) <= set(whole.edges(keys=True))
    assert all(node == whole.nodes[iri] for iri, node in part.nodes(data=True))


def test_network_of_the_best_connected_ignores_the_order_of_articles() -> None:
    """Articles added backwards give the same part."""
    turned = open_store(None)
    for i in reversed(range(10)):
        add(turned, _annotation(f"a{i}", f"Ann buys Bolt {i}"))
    one, other = (network(store, most=12) for store in (_big_store(), turned))
    assert len(one) > 3
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_focus_on_a_part_says_nothing_of_what_it_left_out() -> None:
    """How many nodes there would be is said of the best connected part alone."""
    part = network(_big_store(), most=12)
    assert "things" not in focus(part, "Ann Lee").graph
    assert "things" in part.graph


def test_network_of_empty_store_is_empty() -> None:
    """Nothing comes of nothing, without an error."""
    graph = network(open_store(None))
    assert len(graph) == 0
    assert [len(table) for table in (centrality(graph), brokers(graph), communities(graph))] == [
        0,
        0,
        0,
    ]


def test_focus_shows_whole_facts(ann: nx.MultiDiGraph[str]) -> None:
    """One hop from Bolt leads through both events to those who take part, and no further."""
    labels = {node["label"] for _, node in focus(ann, "Bolt").nodes(data=True)}
    assert labels == {"Bolt", "buy", "sue", "Ann Lee", "Acme"}


def test_focus_with_two_hops_goes_on(ann: nx.MultiDiGraph[str]) -> None:
    """The second hop leads from Acme to Dune and from Ann to what is said of her."""
    labels = {node["label"] for _, node in focus(ann, "Bolt", hops=2).nodes(data=True)}
    assert {"Dune", "Carl Poe", "pay"} <= labels


def test_focus_on_a_speaker_shows_what_is_claimed(ann: nx.MultiDiGraph[str]) -> None:
    """With a statement comes the event that it claims."""
    labels = {node["label"] for _, node in focus(ann, "Bob Ray").nodes(data=True)}
    assert labels == {"Bob Ray", "Ann Lee may not pay Carl Poe", "pay", "Ann Lee", "Carl Poe"}


def test_focus_keeps_the_order(ann: nx.MultiDiGraph[str]) -> None:
    """A part has its nodes in the order of the whole, whatever the hash seed."""
    part = focus(ann, "Bolt", hops=3)
    assert list(part) == [node for node in ann if node in part]


def test_focus_knows_aliases_in_any_case(ann: nx.MultiDiGraph[str]) -> None:
    """A surname in small letters is enough."""
    assert any(node["label"] == "Ann Lee" for _, node in focus(ann, "lee", hops=0).nodes(data=True))


def test_focus_on_an_unknown_name_offers_near_ones(ann: nx.MultiDiGraph[str]) -> None:
    """The error names what was asked and what there is."""
    with pytest.raises(AnalyseError, match=r"'Anne Lee'.*did you mean Ann Lee"):
        focus(ann, "Anne Lee")


def test_focus_refuses_negative_hops(ann: nx.MultiDiGraph[str]) -> None:
    """Less than none is an error, not an empty picture."""
    with pytest.raises(AnalyseError, match="hops -1"):
        focus(ann, "Bolt", hops=-1)


def _pairs(graph: nx.Graph[str]) -> dict[tuple[str, ...], int]:
    return {
        tuple(sorted((graph.nodes[a]["label"], graph.nodes[b]["label"]))): edge["facts"]
        for a, b, edge in graph.edges(data=True)
    }


def test_projection_joins_by_asserted_facts_alone(ann: nx.MultiDiGraph[str]) -> None:
    """What only Bob says, and what is denied, joins nobody."""
    assert _pairs(people_and_organisations(ann)) == {
        ("Acme", "Ann Lee"): 1,
        ("Ann Lee", "Bolt"): 1,
        ("Acme", "Bolt"): 1,
        ("Acme", "Dune"): 1,
    }


def test_projection_with_reported_facts_joins_speakers(ann: nx.MultiDiGraph[str]) -> None:
    """Asked for, a speaker is joined with those of whom he speaks; a denied event still joins
    nobody.
    """
    pairs = _pairs(people_and_organisations(ann, reported=True))
    assert (
        pairs["Ann Lee", "Bob Ray"]
        == pairs["Bob Ray", "Carl Poe"]
        == pairs["Ann Lee", "Carl Poe"]
        == 1
    )


def test_speech_network_joins_speakers_to_those_they_name_or_address() -> None:
    """One edge for both, counted apart; who is only spoken of speaks to nobody, and what Ann is
    said to have told counts with what is said.
    """
    text = (
        "Bob Ray told Carl Poe that Ann Lee had met Carl Poe. Bob Ray said Ann Lee "
        "told Carl Poe that she was ill."
    )
    store = open_store(None)
    add(store, annotated(text, "2024-05-15"))
    told = network(store)
    graph = speech_network(told)
    edges = {
        (graph.nodes[a]["label"], graph.nodes[b]["label"]): (
            edge["weight"],
            edge["about"],
            edge["to"],
        )
        for a, b, edge in graph.edges(data=True)
    }
    assert edges == {("Bob Ray", "Ann Lee"): (2, 2, 0), ("Bob Ray", "Carl Poe"): (2, 1, 1)}
    assert {node["label"]: node["statements"] for _, node in graph.nodes(data=True)} == {
        "Ann Lee": 0,
        "Bob Ray": 2,
        "Carl Poe": 0,
    }
    assert who_speaks(told)["speaker"].unique().tolist() == ["Bob Ray"]
    assert ["Ann Lee", "Carl Poe", 1, 0, 1] in who_speaks(told, reported=True).to_numpy().tolist()


def test_centrality_ranks_the_best_joined_first(ann: nx.MultiDiGraph[str]) -> None:
    """Acme has three neighbours, and lies on the only way to Dune."""
    table = centrality(ann)
    first = {
        "name": "Acme",
        "type": "Organisation",
        "degree": 3,
        "strength": 2.7,
        "betweenness": 0.2,
        "pagerank": 0,
        "core": 2,
    }
    assert table.iloc[0].to_dict() | {"pagerank": 0} == first
    assert table["pagerank"].sum() == pytest.approx(1, abs=0.001)


def test_brokers_are_those_who_hold_parts_together(ann: nx.MultiDiGraph[str]) -> None:
    """Without Acme, Dune comes loose."""
    assert brokers(ann)[["name", "parts"]].to_numpy().tolist() == [["Acme", 2]]


def test_communities_find_two_cliques() -> None:
    """Two groups of four, joined by one fact, are two communities, whatever the seed."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in "abcdwxyz":
        graph.add_node(name, label=name.upper(), type="Person", kind="entity")
    ties = [(a, b) for group in ("abcd", "wxyz") for a in group for b in group if a < b] + [
        ("d", "w")
    ]
    for a, b in ties:
        graph.add_edge(a, b, kind="relation", polarity="positive", reported=False)
    tables = []
    for seed in (1, 2, 3):
        random.seed(seed)
        tables.append(communities(graph))
    assert tables[0]["name"].groupby(tables[0]["community"]).agg("".join).tolist() == [
        "ABCD",
        "WXYZ",
    ]
    assert all(table.equals(tables[0]) for table in tables)


def test_projection_weight_is_what_is_expected_to_be_true(ann: nx.MultiDiGraph[str]) -> None:
    """A fact found by a pattern that is right nine times of ten weighs 0.9; told twice it weighs
    more, and never more than one.
    """
    ties = people_and_organisations(ann)
    assert {round(edge["weight"], 4) for _, _, edge in ties.edges(data=True)} == {0.9}
    _node(ann, "sue")["evidence"] *= 2
    weights = {
        round(edge["weight"], 4) for _, _, edge in people_and_organisations(ann).edges(data=True)
    }
    assert weights == {0.9, 0.99}


def test_projection_by_events_alone(ann: nx.MultiDiGraph[str]) -> None:
    """Asked for shared events, posts and relations join nobody."""
    assert _pairs(people_and_organisations(ann, by=("event",))) == {
        ("Ann Lee", "Bolt"): 1,
        ("Acme", "Bolt"): 1,
    }


def test_affiliations_join_people_to_where_they_hold_positions(ann: nx.MultiDiGraph[str]) -> None:
    """A bipartite graph with the titles on its edges."""
    graph = affiliations(ann)
    assert [
        (graph.nodes[a]["label"], edge["roles"], graph.nodes[b]["label"])
        for a, b, edge in graph.edges(data=True)
    ] == [("Ann Lee", ("CEO",), "Acme")]


def test_organisations_have_what_they_belong_to_and_who_works_there(
    ann: nx.MultiDiGraph[str],
) -> None:
    """An owned firm stands under its owner."""
    rows = organisations(ann)[["organisation", "belongs to", "positions"]].to_numpy().tolist()
    assert rows == [["Acme", "", "Ann Lee (CEO)"], ["Dune", "Acme", ""]]


def test_bridges_count_how_many_are_behind(ann: nx.MultiDiGraph[str]) -> None:
    """Only the tie to Dune is one without which the network falls apart, with one behind it."""
    assert bridges(ann).to_numpy().tolist() == [["Acme", "Dune", 1, 1]]


def test_bridges_in_the_middle_count_the_smaller_side() -> None:
    """A chain of five has four bridges, and the inner ones part two from three."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in "abcde":
        graph.add_node(name, label=name, type="Person", kind="entity")
    for a, b in ("ab", "bc", "cd", "de"):
        graph.add_edge(a, b, kind="relation", polarity="positive", reported=False)
    assert bridges(graph)[["one", "other", "behind"]].to_numpy().tolist() == [
        ["b", "c", 2],
        ["c", "d", 2],
        ["a", "b", 1],
        ["d", "e", 1],
    ]


def test_centrality_of_a_big_network_is_estimated_with_a_note(
    ann: nx.MultiDiGraph[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the exact figure would take minutes, the table's note tells of how many starts it is an
    estimate; a sample of all gives the exact one.
    """
    exact = centrality(ann)
    assert exact.attrs["note"] == ""
    monkeypatch.setattr(measures, "_EXACT", 0)
    monkeypatch.setattr(measures, "_SAMPLE", 5)
    sampled = centrality(ann)
    assert "estimated from the paths that start at 5 of 6 nodes" in sampled.attrs["note"]
    assert sampled.equals(centrality(ann))
    monkeypatch.setattr(measures, "_SAMPLE", 6)
    assert centrality(ann).equals(exact)


def test_centrality_by_networkx_is_the_same(ann: nx.MultiDiGraph[str]) -> None:
    """Betweenness by networkx itself is igraph's."""
    assert centrality(ann, backend="networkx").equals(centrality(ann))


def test_centrality_refuses_an_unknown_backend(ann: nx.MultiDiGraph[str]) -> None:
    """With its name and what to install."""
    with pytest.raises(AnalyseError, match=r"'warp'.*install"):
        centrality(ann, backend="warp")


def test_communities_are_called_by_their_best_joined() -> None:
    """The label has the members who hold a community together, and `groups` has a row for each."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name in "abcdwxyz":
        graph.add_node(name, label=name.upper(), type="Person", kind="entity")
    for a, b in ("ab", "ac", "ad", "bc", "wz", "xz", "yz", "wx", "az"):
        graph.add_edge(a, b, kind="relation", polarity="positive", reported=False)
    assert groups(graph).to_numpy().tolist() == [
        [1, "A, B, C", 4, "A, B, C, D"],
        [2, "Z, W, X", 4, "W, X, Y, Z"],
    ]


def test_path_has_facts_with_their_sentences(ann: nx.MultiDiGraph[str]) -> None:
    """From Ann over Acme to Dune: her post, then what Acme owns, each with its sentence and
    source.
    """
    way = path(ann, "Lee", "dune")
    assert way[["from", "fact", "to", "attributed_to"]].to_numpy().tolist() == [
        ["Ann Lee", "CEO →", "Acme", "Ann buys Bolt"],
        ["Acme", "owner of →", "Dune", "Ann buys Bolt"],
    ]
    assert way["sentence"].str.contains("Acme").all()


def test_path_through_an_event_names_the_participants(ann: nx.MultiDiGraph[str]) -> None:
    """Who did it and to whom it was done, by the event between them."""
    assert path(ann, "Ann Lee", "Bolt")["fact"].tolist() == ["agent · buy · patient"]


def test_path_avoids_reported_facts_unless_asked(ann: nx.MultiDiGraph[str]) -> None:
    """Bob is joined to Ann by his words alone; the error says how to count them."""
    with pytest.raises(AnalyseError, match=r"no fact leads from 'Bob Ray' to 'Dune'.*--reported"):
        path(ann, "Bob Ray", "Dune")
    assert path(ann, "Bob Ray", "Dune", reported=True)["to"].tolist()[-1] == "Dune"


def test_path_avoids_denied_facts(ann: nx.MultiDiGraph[str]) -> None:
    """That Ann may not pay Carl joins them not even among what is said; that Bob speaks of both
    does.
    """
    assert path(ann, "Ann Lee", "Carl Poe", reported=True)["fact"].tolist() == [
        "about · Ann Lee may not pay Carl Poe · about"
    ]


def test_around_has_who_is_joined_and_how(ann: nx.MultiDiGraph[str]) -> None:
    """The ego network as a table, the best joined first."""
    assert around(ann, "Acme")[["name", "facts", "how"]].to_numpy().tolist() == [
        ["Ann Lee", 1, "CEO"],
        ["Bolt", 1, "sue"],
        ["Dune", 1, "owner of"],
    ]


def test_roles_have_their_dates(ann: nx.MultiDiGraph[str]) -> None:
    """Who held which post, and in articles of which days it is told."""
    columns = ["organisation", "position", "person", "first_reported", "last_reported", "articles"]
    assert roles(ann)[columns].to_numpy().tolist() == [
        ["Acme", "CEO", "Ann Lee", "2024-05-06", "2024-05-06", 1]
    ]


def test_changes_has_what_is_new_or_gone(ann: nx.MultiDiGraph[str]) -> None:
    """A dated deed belongs to its day, the others to the article's.

    What is as before is left out.
    """
    rows = [
        [*sorted(row[:2]), *row[2:]]
        for row in changes(ann, "2024-05-03", "2024-05-04..2024-06").to_numpy().tolist()
    ]
    assert sorted(rows) == [
        ["Acme", "Ann Lee", 0, 1, "new"],
        ["Acme", "Bolt", 0, 1, "new"],
        ["Acme", "Dune", 0, 1, "new"],
        ["Ann Lee", "Bolt", 1, 0, "gone"],
    ]
    assert len(changes(ann, "2024", "2024-05")) == 0


@pytest.mark.parametrize(
    "period", ["yesterday", "2024-5", "2024..", "2025..2024", "2024-05..2024-04"]
)
def test_changes_refuses_a_wrong_period(ann: nx.MultiDiGraph[str], period: str) -> None:
    """With what was given and how it must look."""
    with pytest.raises(AnalyseError, match="period"):
        changes(ann, period, "2024")


def test_key_facts_rank_by_articles_and_centrality() -> None:
    """The same deed in two articles is one fact with both, and goes before what one tells; what is
    denied or only said is none.
    """
    store = open_store(None)
    add(store, _annotation())
    add(store, annotated("Ann Lee, CEO of Acme, spoke in Rome.", "2024-05-15"))
    table = key_facts(network(store))
    assert table.iloc[0]["fact"].startswith("CEO (who: Ann Lee, of: Acme)")
    assert table.iloc[0]["articles"] == 2
    assert "pay" not in " ".join(table["fact"])
    assert table["score"].is_monotonic_decreasing


def test_cooccurrences_count_sentences_and_facts() -> None:
    """Ann and Bolt share a sentence and a fact; Bob and Carl share a sentence and only words."""
    store = open_store(None)
    add(
        store,
        annotated("Ann Lee sued Bob Ray on Monday. Carl Poe said Bob Ray was ill.", "2024-05-15"),
    )
    rows = cooccurrences(store, network(store))
    assert sorted(rows.to_numpy().tolist()) == [
        ["Ann Lee", "Bob Ray", 1, 1, 1],
        ["Bob Ray", "Carl Poe", 1, 0, 1],
    ]


def test_write_measures_fills_a_graph_of_its_own() -> None:
    """kg:Analysis has centrality, betweenness and community of everyone; nothing else changes, and
    twice is the same as once.
    """
    store = open_store(None)
    add(store, _annotation())
    before = set(store)
    told = network(store)
    for _ in range(2):
        write_measures(store, told)
        added = set(store) - before
        assert {q.graph_name for q in added} == {KG.Analysis}
        assert {q.predicate for q in added} == {KG.centrality, KG.betweenness, KG.community}
    assert len([q for q in added if q.predicate == KG.centrality]) == 6
    assert network(store).nodes == told.nodes


@pytest.mark.parametrize("what", MEASURES)
def test_measure_gives_a_table(ann: nx.MultiDiGraph[str], what: str) -> None:
    """By name, with the names that it wants, on a graph with facts and on an empty one without an
    error that is not ours.
    """
    names = {
        ("NAME",): ["Acme"],
        ("NAME", "NAME"): ["Ann Lee", "Dune"],
        ("PERIOD", "PERIOD"): ["2023", "2024"],
    }.get(MEASURES[what].needs, [])
    store = open_store(None)
    add(store, _annotation())
    assert len(measure(Analysis(store, ann), what, names, reported=True)) > 0
    empty = Analysis(open_store(None), network(open_store(None)))
    if not MEASURES[what].needs:
        assert len(measure(empty, what)) == 0


@pytest.mark.parametrize(("old", "new"), [("voices", "speech"), ("together", "cooccurrence")])
def test_measure_accepts_old_names_with_a_warning(
    ann: nx.MultiDiGraph[str], old: str, new: str
) -> None:
    """By name and as a method, the table is that of the new name."""
    store = open_store(None)
    add(store, _annotation())
    analysis = Analysis(store, ann)
    expected = measure(analysis, new)
    with pytest.warns(DeprecationWarning, match=f"{old} is now {new}"):
        assert measure(analysis, old).equals(expected)
    with pytest.warns(DeprecationWarning, match=f"Analysis.{old} is now Analysis.{new}"):
        assert getattr(analysis, old)().equals(expected)


def test_measures_accept_said_for_reported_with_a_warning(ann: nx.MultiDiGraph[str]) -> None:
    """The old keyword means the new one, in functions and in methods."""
    expected = centrality(ann, reported=True)
    with pytest.warns(DeprecationWarning, match="is now reported=…"):
        assert centrality(ann, said=True).equals(expected)
    with pytest.warns(DeprecationWarning, match="reported"):
        assert Analysis(open_store(None), ann).centrality(said=True).equals(expected)


def test_measure_refuses_wrong_names(ann: nx.MultiDiGraph[str]) -> None:
    """An unknown measure lists those that there are; one without its names says which it needs."""
    analysis = Analysis(open_store(None), ann)
    with pytest.raises(AnalyseError, match=r"'fame': no such analysis; there are people, brokers"):
        measure(analysis, "fame")
    with pytest.raises(AnalyseError, match="path: needs NAME NAME, not 'Acme'"):
        measure(analysis, "path", ["Acme"])
    with pytest.raises(AnalyseError, match="brokers: needs no names, not 'Acme'"):
        measure(analysis, "brokers", ["Acme"])


def test_graphml_comes_back_the_same(ann: nx.MultiDiGraph[str]) -> None:
    """Read by networkx, it has as many nodes and edges as were written, with their labels."""
    back = nx.parse_graphml(to_graphml(ann), force_multigraph=True)
    assert (len(back), back.number_of_edges()) == (len(ann), ann.number_of_edges())
    assert {node["iri"]: node["label"] for _, node in back.nodes(data=True)} == _labels(ann)


def test_graphml_has_attributions_in_words(ann: nx.MultiDiGraph[str]) -> None:
    """Of each node and edge it writes whether it is reported, and the phrase for its source."""
    back = nx.parse_graphml(to_graphml(ann), force_multigraph=True)
    edges = [edge for *_, edge in back.edges(data=True)]
    for parts in ([node for _, node in back.nodes(data=True)], edges):
        reported = [part for part in parts if part.get("reported")]
        asserted = [part for part in parts if not part.get("reported")]
        assert {part["attributed_to"] for part in reported} == {"Bob Ray"}
        assert {part["attributed_to"] for part in asserted} <= {"Ann buys Bolt", ""}


def test_graphml_ids_are_legal_and_unique(ann: nx.MultiDiGraph[str]) -> None:
    """Every id is an XML name token, also where an event has two patients."""
    root = ET.fromstring(to_graphml(ann))
    ids = [
        element.get("id", "")
        for kind in ("node", "edge")
        for element in root.iter(f"{{http://graphml.graphdrawing.org/xmlns}}{kind}")
    ]
    assert len(set(ids)) == len(ids) == len(ann) + ann.number_of_edges()
    assert all(re.fullmatch(r"[\w.:-]+", id_) for id_ in ids)


def test_graphml_survives_what_xml_cannot_hold(ann: nx.MultiDiGraph[str]) -> None:
    """Control characters, lone surrogates, markup, None and lists become legal XML."""
    key = next(iter(ann))
    ann.add_node(key, label="a\x00b\x1f</node>&\ud800", aliases=["x\x08", "y"], date=None)
    root = ET.fromstring(to_graphml(ann).encode("utf-8"))
    texts = [data.text for data in root.iter("{http://graphml.graphdrawing.org/xmlns}data")]
    assert "a\ufffdb\ufffd</node>&\ufffd" in texts
    assert "x\ufffd | y" in texts
