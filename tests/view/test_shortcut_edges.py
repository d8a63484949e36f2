"""What is drawn as an edge in the place of boxes: many statements as one, and events."""

from __future__ import annotations

from typing import Any

import pytest

from kg.view.drawing import draw


def _edges(network: Any, kind: str) -> list[tuple[str, str, str]]:
    drawing = draw(network)
    name = {node.id: node.name for node in drawing.nodes}
    return [
        (name[edge.source], edge.label.replace("\n", " "), name[edge.target])
        for edge in drawing.edges
        if edge.kind == kind
    ]


def test_statement_edges_quote_a_single_statement(network: Any) -> None:
    """The edge leads from the speaker to the organisation that the statement names."""
    assert _edges(network, "statements") == [("Volker Türk", "“Twitter loses money”", "Twitter")]


def test_statement_edges_count_several_statements(network: Any) -> None:
    """Two statements about one are one edge with both cards."""
    network.fact("again", "statement", "Statement", "Twitter fails")
    network.join("Volker Türk", "again", "speaker", "says")
    network.join("again", "Twitter", "about", "about")
    assert _edges(network, "statements") == [("Volker Türk", "says 2 things", "Twitter")]
    (edge,) = [edge for edge in draw(network).edges if edge.kind == "statements"]
    assert len(edge.cards) == 2


def test_statement_edges_lead_to_addressees_too(network: Any) -> None:
    """An addressee gets an edge, as those who are named do."""
    network.join("saying", "Elon Musk", "addressee", "to")
    assert ("Volker Türk", "“Twitter loses money”", "Elon Musk") in _edges(network, "statements")


def test_statement_edges_leave_reported_statements_out(network: Any) -> None:
    """That somebody spoke is drawn only where an article states it."""
    network.fact(
        "hearsay",
        "statement",
        "Statement",
        "Twitter wins",
        attributed_to="Volker Türk",
        reported=True,
    )
    network.join(
        "Elon Musk", "hearsay", "speaker", "says", attributed_to="Volker Türk", reported=True
    )
    network.join(
        "hearsay", "United Nations", "about", "about", attributed_to="Volker Türk", reported=True
    )
    assert {end for _, _, end in _edges(network, "statements")} == {"Twitter"}


def test_statement_edges_are_reported(network: Any) -> None:
    """The edge of what somebody says never looks like a fact."""
    edges = [edge for edge in draw(network).edges if edge.kind == "statements"]
    assert edges
    assert all(edge.reported for edge in edges)


def test_event_edges_lead_from_the_agent(network: Any) -> None:
    """“Musk acquired Twitter” is one edge; the box of the event may wait."""
    assert _edges(network, "event") == [("Elon Musk", "acquisition", "Twitter")]
    assert [node.name for node in draw(network).nodes if node.as_edge] == ["acquisition"]


def test_event_edges_lead_to_people_rather_than_objects(network: Any) -> None:
    """“Türk wrote a letter to Musk” goes to Musk, and says so."""
    network.entity("letter", "Work")
    network.fact("writing", "event", "Communication", "write")
    for end, part in (("Volker Türk", "agent"), ("letter", "patient"), ("Elon Musk", "recipient")):
        network.join("writing", end, "participant", part)
    assert ("Volker Türk", "write to", "Elon Musk") in _edges(network, "event")


def test_event_edges_need_an_agent(network: Any) -> None:
    """“Workers were sacked” keeps its box: nobody is made up who did it."""
    network.fact("sacking", "event", "Dismissal", "sack")
    network.join("sacking", "Elon Musk", "participant", "patient")
    assert "sack" not in {label for _, label, _ in _edges(network, "event")}


def test_event_edges_leave_reported_events_out(network: Any) -> None:
    """What no article states is not drawn as an event that happened."""
    network.join(
        "loss", "Elon Musk", "participant", "agent", attributed_to="Volker Türk", reported=True
    )
    assert {label for _, label, _ in _edges(network, "event")} == {"acquisition"}


@pytest.mark.parametrize(
    ("more", "label"),
    [({"polarity": "negative"}, "✕ not: sue"), ({"certainty": "possible"}, "sue (?)")],
)
def test_event_edges_keep_denied_and_uncertain_apart(
    network: Any, more: dict[str, str], label: str
) -> None:
    """A denied or uncertain event of the same two has an edge of its own that says so."""
    network.fact("suing", "event", "Lawsuit", "sue", **more)
    network.join("suing", "Elon Musk", "participant", "agent")
    network.join("suing", "Twitter", "participant", "patient")
    assert sorted(_edges(network, "event")) == sorted(
        [("Elon Musk", "acquisition", "Twitter"), ("Elon Musk", label, "Twitter")]
    )
