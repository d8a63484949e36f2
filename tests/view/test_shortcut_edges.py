"""What is drawn as a line in the place of boxes: many statements as one, and a deed from who does it to whom it is done to."""

from __future__ import annotations

from typing import Any

import pytest

from kg.view.drawing import draw


def _lines(network: Any, kind: str) -> list[tuple[str, str, str]]:
    drawing = draw(network)
    name = {node["id"]: node["name"] for node in drawing.nodes}
    return [
        (name[line["from"]], line["label"].replace("\n", " "), name[line["to"]])
        for line in drawing.lines
        if line["kind"] == kind
    ]


def test_one_statement_is_a_line_with_its_words(network: Any) -> None:
    """From who says it to the organisation that it names."""
    assert _lines(network, "voices") == [("Volker Türk", "“Twitter loses money”", "Twitter")]


def test_several_statements_are_counted(network: Any) -> None:
    """Two statements about one are one line with both cards."""
    network.fact("again", "statement", "Statement", "Twitter fails")
    network.join("Volker Türk", "again", "speaker", "says")
    network.join("again", "Twitter", "about", "about")
    assert _lines(network, "voices") == [("Volker Türk", "says 2 things", "Twitter")]
    (line,) = [line for line in draw(network).lines if line["kind"] == "voices"]
    assert len(line["cards"]) == 2


def test_whom_it_is_told_counts_too(network: Any) -> None:
    """An addressee gets a line, as those who are named do."""
    network.join("saying", "Elon Musk", "addressee", "to")
    assert ("Volker Türk", "“Twitter loses money”", "Elon Musk") in _lines(network, "voices")


def test_hearsay_is_no_line(network: Any) -> None:
    """That somebody spoke is drawn only where an article vouches for it."""
    network.fact(
        "hearsay", "statement", "Statement", "Twitter wins", voucher="Volker Türk", said=True
    )
    network.join("Elon Musk", "hearsay", "speaker", "says", voucher="Volker Türk", said=True)
    network.join("hearsay", "United Nations", "about", "about", voucher="Volker Türk", said=True)
    assert {end for _, _, end in _lines(network, "voices")} == {"Twitter"}


def test_a_voice_is_always_dashed_as_said(network: Any) -> None:
    """The line of what somebody says never looks like a fact."""
    assert all(line["said"] for line in draw(network).lines if line["kind"] == "voices")


def test_a_deed_is_a_line_from_the_agent(network: Any) -> None:
    """“Musk acquired Twitter” is one line; the box of the event may wait."""
    assert _lines(network, "deed") == [("Elon Musk", "acquisition", "Twitter")]
    assert [node["name"] for node in draw(network).nodes if node["deed"]] == ["acquisition"]


def test_deeds_go_to_somebody_rather_than_something(network: Any) -> None:
    """“Türk wrote a letter to Musk” goes to Musk, and says so."""
    network.thing("letter", "Work")
    network.fact("writing", "event", "Communication", "write")
    for end, part in (("Volker Türk", "agent"), ("letter", "patient"), ("Elon Musk", "recipient")):
        network.join("writing", end, "participant", part)
    assert ("Volker Türk", "write to", "Elon Musk") in _lines(network, "deed")


def test_no_agent_no_deed(network: Any) -> None:
    """“Workers were sacked” keeps its box: nobody is made up who did it."""
    network.fact("sacking", "event", "Dismissal", "sack")
    network.join("sacking", "Elon Musk", "participant", "patient")
    assert "sack" not in {label for _, label, _ in _lines(network, "deed")}


def test_a_claimed_deed_is_no_line_of_fact(network: Any) -> None:
    """What only a speaker vouches for is not drawn as a deed."""
    network.join("loss", "Elon Musk", "participant", "agent", voucher="Volker Türk", said=True)
    assert {label for _, label, _ in _lines(network, "deed")} == {"acquisition"}


@pytest.mark.parametrize(
    ("more", "label"),
    [({"polarity": "negative"}, "✕ not: sue"), ({"certainty": "possible"}, "sue (?)")],
)
def test_denied_and_unsure_deeds_are_marked_and_apart(
    network: Any, more: dict[str, str], label: str
) -> None:
    """A denied or unsure deed of the same two has a line of its own that says so."""
    network.fact("suing", "event", "Lawsuit", "sue", **more)
    network.join("suing", "Elon Musk", "participant", "agent")
    network.join("suing", "Twitter", "participant", "patient")
    assert sorted(_lines(network, "deed")) == sorted(
        [("Elon Musk", "acquisition", "Twitter"), ("Elon Musk", label, "Twitter")]
    )
