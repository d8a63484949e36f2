"""What is drawn, with which words, and where."""

from __future__ import annotations

import random
from typing import Any

import igraph
import pytest

from kg.view.drawing import Drawing, draw, wrap
from kg.view.layout import Box, Line, place

INSTEAD = ("voices", "deed")  # lines in the place of boxes


def _line(drawing: Drawing, source: str, target: str) -> dict[str, Any]:
    name = {node["id"]: node["name"] for node in drawing.nodes}
    (line,) = [
        line
        for line in drawing.lines
        if (name[line["from"]], name[line["to"]]) == (source, target)
        and line["kind"] not in INSTEAD
    ]
    return line


def _node(drawing: Drawing, name: str) -> dict[str, Any]:
    return next(node for node in drawing.nodes if node["name"] == name)


def test_what_is_said_carries_its_speaker_in_the_label(network: Any) -> None:
    """An event that only a speaker vouches for begins with "… says:"."""
    assert _node(draw(network), "lose")["label"] == "Volker Türk says:\nlose"


def test_a_said_relation_carries_its_speaker_in_the_label(network: Any) -> None:
    """So does a line."""
    network.join(
        "Twitter", "United Nations", "relation", "part of", voucher="Volker Türk", said=True
    )
    assert (
        _line(draw(network), "Twitter", "United Nations")["label"] == "Volker Türk says: part\nof"
    )


def test_denied_and_unsure_are_marked_in_the_label(network: Any) -> None:
    """What is denied begins with "✕ not", what is not certain ends in "(?)"."""
    assert _node(draw(network), "track")["label"] == "✕ not: track (?)"


def test_ties_of_the_same_two_share_a_line(network: Any) -> None:
    """Roles and relations of one voice between two things are one line with all their names and cards."""
    drawing = draw(network)
    line = _line(drawing, "Elon Musk", "Twitter")
    assert line["label"] == "CEO · owner of"
    assert [drawing.cards[card]["head"] for card in line["cards"]] == ["CEO", "owner of"]


def test_said_and_asserted_ties_never_share_a_line(network: Any) -> None:
    """What somebody says of the same two is a line of its own, bent away from the other."""
    network.join("Elon Musk", "Twitter", "role", "saviour", voucher="Volker Türk", said=True)
    drawing = draw(network)
    name = {node["id"]: node["name"] for node in drawing.nodes}
    lines = [
        line
        for line in drawing.lines
        if (name[line["from"]], name[line["to"]], line["kind"]) == ("Elon Musk", "Twitter", "tie")
    ]
    assert sorted((line["said"], line["label"]) for line in lines) == [
        (False, "CEO · owner of"),
        (True, "Volker Türk says:\nsaviour"),
    ]
    assert len({line["bend"] for line in lines}) == 2


def test_marks_count_characters_not_code_units(network: Any) -> None:
    """An emoji before the words shifts nothing: every second piece of the sentence is marked."""
    card = next(card for card in draw(network).cards if card["head"] == "acquisition")
    assert card["evidence"][0]["pieces"] == [
        "👇 ",
        "Musk",
        " ",
        "acquired",
        " Twitter, which Türk says loses money.",
    ]


def test_overlapping_and_wild_marks_lose_no_letter(network: Any) -> None:
    """Whatever the marks, the pieces together are the sentence."""
    network.nodes["acquisition"]["evidence"][0]["marks"] = [
        [2, 9],
        [4, 6],
        [7, 15],
        [50, 999],
        [3, 3],
    ]
    (piece,) = [
        card["evidence"][0]["pieces"]
        for card in draw(network).cards
        if card["head"] == "acquisition"
    ]
    assert "".join(piece) == network.nodes["acquisition"]["evidence"][0]["sentence"]
    assert piece[1::2] == ["Musk ac", "quired", "ey."]


def test_same_telling_is_shown_once(network: Any) -> None:
    """Evidence that comes twice is listed once."""
    network.nodes["acquisition"]["evidence"] *= 2
    assert (
        len(next(card for card in draw(network).cards if card["head"] == "acquisition")["evidence"])
        == 1
    )


def test_wrap_turns_and_breaks_nothing() -> None:
    """Bidirectional overrides and control characters do not reach the canvas, and long text is cut off."""
    assert wrap("a\u202eb\x07c\nd", 20, 2) == "ab c d"
    assert wrap("one two three four five six", 9, 2) == "one two\nthree …"


def test_draw_tells_topics_from_participants(network: Any) -> None:
    """Other things are topics if only statements name them, not if they take part in an event."""
    network.thing("free speech", "Right")
    network.thing("the letter", "Right")
    network.join("saying", "free speech", "about", "about")
    network.join("saying", "the letter", "about", "about")
    network.join("acquisition", "the letter", "participant", "topic")
    things = {node["name"]: node["thing"] for node in draw(network).nodes}
    assert (things["free speech"], things["the letter"]) == ("Topic", "Other")


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
def test_labels_do_not_cover_each_other(count: int) -> None:
    """A hub with leaves and a ring, with wide labels at nodes and lines: no two nodes' rooms overlap."""
    boxes = [Box(60 + 37 * (i % 5), 30 + 20 * (i % 3), drop=5.0 * (i % 2)) for i in range(count)]
    lines = [Line(0, i, width=40, height=15) for i in range(1, count)] + [
        Line(i, i % (count - 1) + 1) for i in range(1, count - 1)
    ]
    assert _overlaps(boxes, lines) == []


def test_a_long_label_makes_a_long_line() -> None:
    """Two nodes are drawn so far apart that the name of their tie fits between."""
    (ax, ay), (bx, by) = place([Box(40, 40), Box(40, 40)], [Line(0, 1, width=180, height=15)])
    assert abs(ax - bx) >= 180 + 40 - 4 or abs(ay - by) >= 15 + 40 - 4


def test_parts_that_nothing_joins_lie_apart() -> None:
    """Eight pairs, none over another."""
    boxes = [Box(80, 40)] * 16
    assert _overlaps(boxes, [Line(i, i + 1) for i in range(0, 16, 2)]) == []


def test_layout_leaves_the_dice_alone() -> None:
    """Random graphs that igraph makes with the program's own seed are the same after a drawing as before."""

    def throw() -> list[tuple[int, int]]:
        random.seed(5)
        return list(igraph.Graph.Erdos_Renyi(n=12, p=0.5).get_edgelist())

    igraph.set_random_number_generator(random)
    before = throw()
    place([Box(10, 10)] * 5, [Line(0, i) for i in range(1, 5)])
    assert throw() == before


def test_more_words_than_room_are_cut(network: Any) -> None:
    """A statement of a thousand words is drawn in two lines."""
    network.nodes["saying"]["label"] = "word " * 1000
    assert (
        next(node for node in draw(network).nodes if node["thing"] == "Statement")["label"].count(
            "\n"
        )
        == 1
    )
