"""From a network to what is drawn: nodes and lines with short labels, and a card for each fact that tells who vouches for it."""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx

from kg.view.card_text import denied
from kg.view.facts import Edge, edge_card, grouped_edges, node_card
from kg.view.layout import Box, Line, place
from kg.view.overview import overview
from kg.view.shortcut_edges import event_edges, statement_edges
from kg.view.style import STYLE

Json: TypeAlias = dict[str, Any]

_QUOTES = "\"'“”‘’„«» "
_LINE_HEIGHT = 1.25
_LINE_FONT = {"tie": 13, "order": 11, "participant": 11, "speaker": 11, "addressee": 11}
_HIDDEN_CONTROLS = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F], None
)  # a name must not turn its surroundings round


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the page needs, as plain JSON: nodes and lines for vis-network, cards for the panel, and which things it opens without."""

    nodes: list[Json]
    lines: list[Json]
    cards: list[Json]
    hidden: tuple[str, ...] = ()
    gist: list[int] | None = (
        None  # ids of the nodes that a big graph opens with; they have places of their own
    )


def draw(network: nx.MultiDiGraph[str], most: int = STYLE["first_sight"]["most"]) -> Drawing:
    """Nodes with places, lines, and cards, in an order that depends on the network's content alone; with more nodes than `most` some are hidden at first."""
    number = {iri: i for i, iri in enumerate(sorted(network.nodes))}
    told_of = grouped_edges(network)
    cards: list[Json] = []
    card_of: dict[str, int] = {}
    for iri in number:
        if network.nodes[iri]["kind"] != "entity":
            card_of[iri] = len(cards)
            cards.append(node_card(network, iri, number))
    nodes = [_node(network, iri, i, card_of.get(iri)) for iri, i in number.items()]
    lines = []
    for tie, edges in sorted(told_of.items(), key=lambda item: str(item[0])):
        told: dict[str, list[Json]] = {}
        for edge in edges:
            told.setdefault(edge["label"], []).append(edge)
        fact = next(
            (
                card_of[end]
                for end in (tie.source, tie.target)
                if end in card_of and tie.kind != "order"
            ),
            None,
        )
        if fact is None:
            lines.append(
                _line(tie, list(told), number, list(range(len(cards), len(cards) + len(told))))
            )
            cards += [edge_card(tie, label, same, number) for label, same in told.items()]
        else:
            lines.append(_line(tie, list(told), number, [fact]))
    telling = [line for line in lines if not line["said"] and line["kind"] != "about"]
    taking_part = {end for line in telling for end in (line["from"], line["to"])}
    for node in nodes:
        if node["thing"] == "Other" and node["id"] not in taking_part:
            node["thing"] = "Topic"
    first = STYLE["first_sight"]
    single, crowded = len(lines), len(nodes) > most
    lines += [
        *statement_edges(nodes, lines, first["leads"]),
        *event_edges(nodes, cards, *_doing(), first["leads"]),
    ]
    replaced = {card for line in lines[single:] if line["kind"] == "deed" for card in line["cards"]}
    at_first = {
        node["id"]
        for node in nodes
        if node["thing"] not in first["without"] and node["card"] not in replaced
    }
    joined = {
        end
        for line in lines
        if {line["from"], line["to"]} <= at_first
        for end in (line["from"], line["to"])
    }
    for node in nodes:
        node["deed"] = node["card"] in replaced or (
            node["thing"] == "Event" and node["id"] not in joined
        )
    for line in lines[single:]:
        line["label"] = wrap(line["label"], 24, 2)
    _bend(lines)
    _lay_out(nodes, lines[:single], "x", "y")
    hidden = tuple(first["without"]) if crowded else ()
    waiting = (
        {node["id"] for node in nodes if node["thing"] in hidden or node["deed"]}
        if hidden
        else set()
    )
    few = (
        overview(nodes, lines, first["leads"], waiting, first["room"])
        if len(nodes) > first["big"]
        else None
    )
    if hidden:
        left_out = waiting if few is None else {node["id"] for node in nodes} - set(few)
        core = [line for line in lines if not left_out & {line["from"], line["to"]}]
        joined = {end for line in core for end in (line["from"], line["to"])} | set(few or ())
        _lay_out([node for node in nodes if node["id"] in joined], core, "core_x", "core_y")
    return Drawing(nodes, lines, cards, hidden, few)


def _doing() -> tuple[str, dict[str, str]]:
    """The word for who does something and, the likelier first, the words for whom it is done to with what a line says for them."""
    words = STYLE["participants"]
    return words["agent"], {
        words["patient"]: "",
        **{words[part]: words[part] for part in ("recipient", "beneficiary", "topic")},
    }


def _lay_out(nodes: Sequence[Json], lines: Sequence[Json], x: str, y: str) -> None:
    """Give each node its place, under these keys."""
    index = {node["id"]: i for i, node in enumerate(nodes)}
    places = place([box_of(node) for node in nodes], [_room(line, index) for line in lines])
    for node, at in zip(nodes, places, strict=True):
        node[x], node[y] = at


# ── nodes ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _node(network: nx.MultiDiGraph[str], iri: str, i: int, card: int | None) -> Json:
    node = network.nodes[iri]
    entity = node["kind"] == "entity"
    said = bool(node.get("said"))
    kind = "Claim" if said and node["kind"] == "event" else node["kind"].title()
    thing = kind if not entity else node["type"] if node["type"] in STYLE["things"] else "Other"
    degree = len(set(network.predecessors(iri)) | set(network.successors(iri)))
    text = _qualified(node["label"], node)
    if node["kind"] == "statement":
        label, font = (
            wrap(f"{'✕ ' if denied(node) else ''}“{node['label'].strip(_QUOTES)}”", 24, 2),
            13,
        )
    elif entity:
        label, font = wrap(text, 22, 3), min(15 + round(1.6 * math.sqrt(degree)), 24)
    else:
        label, font = wrap(f"{_short(node['vouchers'])} says: {text}" if said else text, 20, 3), 14
    return {
        "id": i,
        "label": label,
        "shape": STYLE["things"][thing]["shape"],
        "size": min(8 + round(3 * math.sqrt(degree)), 24),
        "thing": thing,
        "font": font,
        "name": node["label"],
        "type": node["type"],
        "aliases": sorted(set(node["aliases"]) - {node["label"]}),
        "date": node["date"],
        "said": said,
        "not": denied(node),
        "maybe": node.get("certainty", "certain") != "certain",
        "card": card,
    }


def box_of(node: Json) -> Box:
    """The room that a node takes with its label, in the drawing's units: inside a box, or below a shape."""
    wide, high = _measure(node["label"], node["font"])
    if node["shape"] == "box":
        return Box(wide + 26, high + 20)
    return Box(max(wide, 2 * node["size"]) + 12, high + 2 * node["size"] + 14, drop=high / 2 + 5)


# ── lines ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _line(
    tie: Edge, labels: Sequence[str], number: Mapping[str, int], cards: Sequence[int]
) -> Json:
    words = " · ".join(
        STYLE["participants"].get(label, label) if tie.kind == "participant" else label
        for label in labels
    )
    if tie.kind in ("tie", "order"):
        words = _qualified(words, {"polarity": tie.polarity, "certainty": tie.certainty})
        words = f"{_short([tie.voucher])} says: {words}" if tie.said else words
    return {
        "from": number[tie.source],
        "to": number[tie.target],
        "label": wrap(words, 22, 3) if tie.kind in _LINE_FONT else "",
        "font": _LINE_FONT.get(tie.kind, 11),
        "kind": tie.kind,
        "said": tie.said,
        "not": tie.polarity == "negative",
        "cards": cards,
        "bend": 0.0,
    }


def _bend(lines: Sequence[Json]) -> None:
    """Fan out the lines that join the same two nodes, so that each can be seen and clicked."""
    between: dict[tuple[int, int], list[Json]] = {}
    for line in lines:
        between.setdefault(
            (min(line["from"], line["to"]), max(line["from"], line["to"])), []
        ).append(line)
    for (low, _), group in between.items():
        for place_, line in enumerate(group):
            bend = 0.36 * (place_ - (len(group) - 1) / 2)
            line["bend"] = round(bend if line["from"] == low else -bend, 2)


def _room(line: Json, index: Mapping[int, int]) -> Line:
    """The line between the nodes of these numbers, with the room that its label takes."""
    wide, high = _measure(line["label"], line["font"]) if line["label"] else (0.0, 0.0)
    return Line(
        index[line["from"]], index[line["to"]], line["bend"], wide + 8 if wide else 0.0, high + 4
    )


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _qualified(label: str, fact: Mapping[str, Any]) -> str:
    label = f"✕ not: {label}" if fact.get("polarity") == "negative" else label
    return label if fact.get("certainty", "certain") == "certain" else f"{label} (?)"


def _short(vouchers: Sequence[str]) -> str:
    """The first voucher without those through whom the words came."""
    return (
        textwrap.shorten("".join(vouchers[:1]).split(", according to ")[0], 24, placeholder="…")
        or "someone"
    )


def wrap(text: str, width: int, lines: int) -> str:
    """The text in at most so many lines of about so many letters, the rest cut off, and nothing in it that turns or breaks lines."""
    plain = " ".join(
        "".join(
            " " if unicodedata.category(c) == "Cc" else c for c in text.translate(_HIDDEN_CONTROLS)
        ).split()
    )
    return "\n".join(textwrap.wrap(plain, width, max_lines=lines, placeholder=" …"))


def _measure(label: str, font: float) -> tuple[float, float]:
    """Width and height of the label in a common sans serif, on the safe side."""
    rows = label.split("\n")
    return max(sum(_letter(c) for c in row) for row in rows) * font, len(rows) * font * _LINE_HEIGHT


def _letter(c: str) -> float:
    if unicodedata.east_asian_width(c) in "WF":
        return 1.0
    return 0.68 if c.isupper() or c in "mw—…" else 0.53
