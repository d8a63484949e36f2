"""What is drawn, with which words, and where."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import igraph
import pytest

from kg.graph.stored import Report
from kg.view.drawing import draw
from kg.view.labels import wrap
from kg.view.layout import Box, Line, place
from kg.view.page_data import Card, Drawing, Edge, Node

STAND_INS = ("statements", "event")  # edges in the place of boxes


def _edges(drawing: Drawing, source: str, target: str) -> list[Edge]:
    name = {node.id: node.name for node in drawing.nodes}
    return [
        edge
        for edge in drawing.edges
        if (name[edge.source], name[edge.target]) == (source, target) and edge.kind not in STAND_INS
    ]


def _edge(drawing: Drawing, source: str, target: str) -> Edge:
    (edge,) = _edges(drawing, source, target)
    return edge


def _node(drawing: Drawing, name: str) -> Node:
    return next(node for node in drawing.nodes if node.name == name)


def _predicate(card: Card) -> str:
    (text,) = [piece.text for piece in card.pieces if piece.kind == "predicate"]
    return text


def _acquisition(drawing: Drawing) -> Card:
    index = _node(drawing, "acquisition").card
    assert index is not None
    return drawing.cards[index]


def test_draw_puts_the_speaker_before_a_reported_event(network: Any) -> None:
    """The label of an event that no article states begins with "… says:"."""
    assert _node(draw(network), "lose").label == "Volker Türk says:\nlose"


def test_draw_puts_the_speaker_before_a_reported_relation(network: Any) -> None:
    """So does the label of an edge."""
    network.join(
        "Twitter",
        "United Nations",
        "relation",
        "part of",
        attributed_to="Volker Türk",
        reported=True,
    )
    edge = _edge(draw(network), "Twitter", "United Nations")
    assert edge.label == "Volker Türk says: part\nof"


def test_draw_leaves_those_who_report_the_speaker_out_of_labels(network: Any) -> None:
    """Only the speaker stands there; the card has also who reported it and through whom it came."""
    speaker = Report("s2", ("Türk, according to UN",), via=("a lawyer",))
    source = network.nodes["loss"]["attributed_to"][0]
    source = replace(source, reports=(speaker, Report("s1", ("Ann",))))
    network.nodes["loss"]["attributed_to"] = (source,)
    network.join("Twitter", "United Nations", "relation", "ally of", reported=True)
    for *_, edge in network.edges("Twitter", data=True):
        edge["attributed_to"] = source
    drawing = draw(network)
    edge = _edge(drawing, "Twitter", "United Nations")
    says = "Türk, according to UN says: "
    assert _node(drawing, "lose").label.replace("\n", " ") == f"{says}lose"
    assert edge.label.replace("\n", " ") == f"{says}ally of"
    (card,) = (drawing.cards[card] for card in edge.cards)
    assert "“Türk, according to UN (via a lawyer), according to Ann”" in card.attribution


def test_draw_marks_denied_and_uncertain_in_the_label(network: Any) -> None:
    """What is denied begins with "✕ not", what is not certain ends in "(?)"."""
    assert _node(draw(network), "track").label == "✕ not: track (?)"


def test_draw_joins_roles_and_relations_of_the_same_two(network: Any) -> None:
    """Stated roles and relations between two nodes are one edge with all their names and cards."""
    drawing = draw(network)
    edge = _edge(drawing, "Elon Musk", "Twitter")
    assert edge.label == "CEO · owner of"
    assert [_predicate(drawing.cards[card]) for card in edge.cards] == ["CEO", "owner of"]


def test_draw_keeps_reported_and_stated_relations_apart(network: Any) -> None:
    """What is reported of the same two is an edge of its own, bent away from the other."""
    network.join(
        "Elon Musk", "Twitter", "role", "saviour", attributed_to="Volker Türk", reported=True
    )
    edges = _edges(draw(network), "Elon Musk", "Twitter")
    assert {edge.kind for edge in edges} == {"relation"}
    assert sorted((edge.reported, edge.label) for edge in edges) == [
        (False, "CEO · owner of"),
        (True, "Volker Türk says:\nsaviour"),
    ]
    assert len({edge.bend for edge in edges}) == 2


def test_draw_counts_marks_in_characters(network: Any) -> None:
    """An emoji before the words shifts nothing: every second piece of the sentence is marked."""
    assert _acquisition(draw(network)).quotations[0].pieces == (
        "👇 ",
        "Musk",
        " ",
        "acquired",
        " Twitter, which Türk says loses money.",
    )


def test_draw_loses_no_letter_to_overlapping_marks(network: Any) -> None:
    """Whatever the marks, the pieces together are the sentence."""
    network.nodes["acquisition"]["evidence"][0]["marks"] = [
        [2, 9],
        [4, 6],
        [7, 15],
        [50, 999],
        [3, 3],
    ]
    (quotation,) = _acquisition(draw(network)).quotations
    assert "".join(quotation.pieces) == network.nodes["acquisition"]["evidence"][0]["sentence"]
    assert quotation.pieces[1::2] == ("Musk ac", "quired", "ey.")


def test_draw_shows_the_same_evidence_once(network: Any) -> None:
    """Evidence that comes twice is listed once."""
    network.nodes["acquisition"]["evidence"] *= 2
    assert len(_acquisition(draw(network)).quotations) == 1


def test_wrap_removes_controls_and_cuts_off() -> None:
    """No bidirectional override or control character reaches the canvas; long text is cut."""
    assert wrap("a\u202eb\x07c\nd", 20, 2) == "ab c d"
    assert wrap("one two three four five six", 9, 2) == "one two\nthree …"


def test_draw_tells_topics_from_participants(network: Any) -> None:
    """Other things are topics if only statements name them, not if they take part in an event."""
    network.entity("free speech", "Right")
    network.entity("the letter", "Right")
    network.join("saying", "free speech", "about", "about")
    network.join("saying", "the letter", "about", "about")
    network.join("acquisition", "the letter", "participant", "topic")
    drawing = draw(network)
    assert _node(drawing, "free speech").category == "Topic"
    assert _node(drawing, "the letter").category == "Other"


def _overlaps(boxes: list[Box], lines: list[Line]) -> list[tuple[int, int]]:
    centres = [(x, y + box.drop) for (x, y), box in zip(place(boxes, lines), boxes, strict=True)]
    slack = 3  # places are whole numbers, and a hair's breadth is no overlap
    return [
        (i, j)
        for i, (a, at) in enumerate(zip(boxes, centres, strict=True))
        for j, (b, to) in enumerate(zip(boxes, centres, strict=True))
        if i < j
        and abs(at[0] - to[0]) < (a.width + b.width) / 2 - slack
        and abs(at[1] - to[1]) < (a.height + b.height) / 2 - slack
    ]


@pytest.mark.parametrize("count", [2, 12, 60])
def test_place_keeps_labels_apart(count: int) -> None:
    """A hub with leaves and a ring, wide labels at nodes and edges: no two boxes overlap."""
    boxes = [Box(60 + 37 * (i % 5), 30 + 20 * (i % 3), drop=5.0 * (i % 2)) for i in range(count)]
    lines = [Line(0, i, width=40, height=15) for i in range(1, count)] + [
        Line(i, i % (count - 1) + 1) for i in range(1, count - 1)
    ]
    assert _overlaps(boxes, lines) == []


def test_place_makes_room_for_a_long_label() -> None:
    """Two nodes are drawn so far apart that the label of their edge fits between."""
    (ax, ay), (bx, by) = place([Box(40, 40), Box(40, 40)], [Line(0, 1, width=180, height=15)])
    assert abs(ax - bx) >= 180 + 40 - 4 or abs(ay - by) >= 15 + 40 - 4


def test_place_keeps_unconnected_parts_apart() -> None:
    """Eight pairs, none over another."""
    boxes = [Box(80, 40)] * 16
    assert _overlaps(boxes, [Line(i, i + 1) for i in range(0, 16, 2)]) == []


def test_place_leaves_the_random_state_alone() -> None:
    """A random graph that igraph makes from a seed is the same after a drawing as before."""

    def throw() -> list[tuple[int, int]]:
        random.seed(5)
        return list(igraph.Graph.Erdos_Renyi(n=12, p=0.5).get_edgelist())

    igraph.set_random_number_generator(random)
    before = throw()
    place([Box(10, 10)] * 5, [Line(0, i) for i in range(1, 5)])
    assert throw() == before


def test_draw_cuts_a_long_statement(network: Any) -> None:
    """A statement of a thousand words is drawn in two lines."""
    network.nodes["saying"]["label"] = "word " * 1000
    (label,) = [node.label for node in draw(network).nodes if node.category == "Statement"]
    assert label.count("\n") == 1


@pytest.fixture
def bill(network: Any) -> Any:
    """Musk withdraws a bill, with a speech, because of a ban; he agrees to sell Tesla's shares."""
    network.entity("Tesla", "Organisation")
    network.fact("withdrawal", "event", "Withdrawal", "withdraw")
    network.join("withdrawal", "Elon Musk", "participant", "agent")
    for role, words in (
        ("patient", "the fishing bill"),
        ("instrument", "a speech"),
        ("cause", "the ban"),
    ):
        network.part("withdrawal", role, words)
    network.fact("selling", "event", "Event", "sell")
    network.part("selling", "patient", "its shares")
    network.fact("agreeing", "event", "Event", "agree")
    network.join("agreeing", "Tesla", "participant", "agent")
    network.part("agreeing", "theme", "sell its shares", "selling")
    network.fact("profit", "attribute", "Attribute", "be")
    network.join("profit", "Tesla", "participant", "bearer")
    network.part("profit", "value", "profitable")
    return network


def test_draw_tells_an_event_with_its_things(bill: Any) -> None:
    """Whom or what it was done to follows the verb, others their word; a thing that acts leads."""
    bill.fact("harm", "event", "Event", "harm", polarity="negative")
    bill.part("harm", "agent", "the storm")
    bill.part("harm", "patient", "the crops")
    names = {node.name for node in draw(bill).nodes}
    assert "withdraw the fishing bill with a speech because of the ban" in names
    assert _node(draw(bill), "the storm harm the crops").label.replace("\n", " ") == (
        "✕ not: the storm harm the crops"
    )
    assert names.isdisjoint({"the fishing bill", "a speech", "the storm"})


def test_draw_cuts_long_words_for_a_thing(bill: Any) -> None:
    """A description of three lines would hide the event."""
    bill.part("selling", "theme", "the plant " * 20)
    (name,) = [node.name for node in draw(bill).nodes if node.name.startswith("sell its shares, ")]
    assert name.endswith(" …")
    assert len(name) < 80


def test_draw_tells_an_event_with_what_happens_in_it(bill: Any) -> None:
    """Its card leads on to the other's, whose words it does not repeat."""
    drawing = draw(bill)
    agreeing = _node(drawing, "agree sell its shares")
    assert agreeing.card is not None
    assert [(piece.kind, piece.text) for piece in drawing.cards[agreeing.card].pieces] == [
        ("entity", "Tesla"),
        ("predicate", "agree"),
        ("entity", "sell its shares"),
    ]
    (edge,) = _edges(drawing, "agree sell its shares", "sell its shares")
    assert (edge.kind, edge.label) == ("argument", "of")


def test_draw_needs_no_box_for_what_another_event_has(bill: Any) -> None:
    """Unless somebody else is in it."""
    bill.join("selling", "Tesla", "participant", "agent")
    assert _node(draw(bill), "sell its shares").as_edge
    assert not _node(draw(bill), "agree sell its shares").as_edge
    bill.join("selling", "Twitter", "participant", "cause")
    assert not _node(draw(bill), "sell its shares").as_edge


def test_draw_draws_no_event_as_the_end_of_an_edge(bill: Any) -> None:
    """That Musk justifies the acquisition is a box, and no line to another box."""
    bill.fact("justifying", "event", "Event", "justify")
    bill.join("justifying", "Elon Musk", "participant", "agent")
    bill.part("justifying", "patient", "acquisition", "acquisition")
    drawing = draw(bill)
    assert not _node(drawing, "justify acquisition").as_edge
    ends = {edge.target for edge in drawing.edges if edge.kind == "event"}
    assert _node(drawing, "acquisition").id not in ends


def test_draw_tells_who_has_an_attribute_first(bill: Any) -> None:
    """ "Tesla be profitable": the words of the attribute follow, as those of an event do."""
    drawing = draw(bill)
    node = _node(drawing, "be profitable")
    assert (node.category, node.shape) == ("Attribute", "box")
    assert node.card is not None
    card = drawing.cards[node.card]
    assert [piece.text for piece in card.pieces] == ["Tesla", "be profitable"]
    assert card.section == "attributes"


def test_draw_opens_a_big_graph_without_attributes(bill: Any) -> None:
    """They are in the panel of whom they are about."""
    assert "Attribute" in draw(bill, most=3).hidden
    assert not draw(bill).hidden
