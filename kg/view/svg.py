"""The drawing as a still picture in SVG: for pages and places that run no script."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, TypeAlias

from kg.view.drawing import Drawing, box_of
from kg.view.pages import HERE, palette

Json: TypeAlias = dict[str, Any]
Point: TypeAlias = tuple[float, float]

_MARGIN = 16
_FACTS = ("Event", "Claim", "Statement")
_CORNERS: Mapping[str, Sequence[Point]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangleDown": ((-1, -0.8), (1, -0.8), (0, 1)),
    "hexagon": ((-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0)),
    "star": tuple(
        (
            math.sin(i * math.pi / 5) * (0.5 if i % 2 else 1.2),
            -math.cos(i * math.pi / 5) * (0.5 if i % 2 else 1.2),
        )
        for i in range(10)
    ),
}


def svg(drawing: Drawing, title: str, *, alone: bool = True) -> str:
    """The picture that the page opens with; `alone` it brings its colours, else those of the page around it hold."""
    nodes, lines, key = _at_first(drawing)
    at = {node["id"]: (float(node[f"{key}x"]), float(node[f"{key}y"])) for node in nodes}
    node_of = {node["id"]: node for node in nodes}
    parts = [
        *(_line(line, at, node_of) for line in lines),
        *(_node(node, at[node["id"]]) for node in nodes),
    ]
    left, top, right, bottom = _bounds(nodes, at)
    colours = (
        f"<style>{palette()}{(HERE / 'still.css').read_text(encoding='utf-8')}</style>"
        if alone
        else ""
    )  # ours alone: nothing to escape
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="still" viewBox="{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}" role="img" '
        f'aria-label="{escape(title)}">{colours}'
        + (
            f'<rect x="{left:.0f}" y="{top:.0f}" width="100%" height="100%" fill="var(--paper)"/>'
            if alone
            else ""
        )
        + "".join(parts)
        + "</svg>"
    )


def _at_first(drawing: Drawing) -> tuple[list[Json], list[Json], str]:
    """The nodes and lines that the page opens with, and which of their places counts."""
    if not drawing.hidden:
        nodes, boxes = list(drawing.nodes), True
    else:
        few = None if drawing.gist is None else set(drawing.gist)
        nodes = [
            n
            for n in drawing.nodes
            if n["thing"] not in drawing.hidden
            and not n["deed"]
            and (few is None or n["id"] in few)
            and "core_x" in n
        ]
        boxes = False
    here = {node["id"] for node in nodes}
    lines = [
        line
        for line in drawing.lines
        if {line["from"], line["to"]} <= here and not (boxes and line["kind"] in ("deed", "voices"))
    ]
    joined = {end for line in lines for end in (line["from"], line["to"])}
    return (
        [node for node in nodes if boxes or node["id"] in joined or node["thing"] in _FACTS],
        lines,
        "" if boxes else "core_",
    )


def _bounds(nodes: Sequence[Json], at: Mapping[int, Point]) -> tuple[float, float, float, float]:
    sides = []
    for node in nodes:
        (x, y), box = at[node["id"]], box_of(node)
        sides.append(
            (
                x - box.width / 2,
                y + box.drop - box.height / 2,
                x + box.width / 2,
                y + box.drop + box.height / 2,
            )
        )
    if not sides:
        return 0, 0, 2 * _MARGIN, 2 * _MARGIN
    lefts, tops, rights, bottoms = zip(*sides, strict=True)
    return min(lefts) - _MARGIN, min(tops) - _MARGIN, max(rights) + _MARGIN, max(bottoms) + _MARGIN


def _node(node: Json, at: Point) -> str:
    x, y = at
    quiet = node["said"] or node["thing"] == "Statement"
    marks = f"{node['thing']}{' said' if quiet else ''}{' not' if node['not'] else ''}"
    if node["shape"] == "box":
        box = box_of(node)
        wide, high = box.width - 8, box.height - 8
        rect = f'<rect class="box {marks}" x="{x - wide / 2:.0f}" y="{y - high / 2:.0f}" width="{wide:.0f}" height="{high:.0f}" rx="7"/>'
        return rect + _text(node["label"], x, y, node["font"], f"in{' quiet' if quiet else ''}")
    size, colour = node["size"], f'fill="var(--{node["thing"]})"'
    if node["shape"] == "dot":
        shape = f'<circle {colour} cx="{x:.0f}" cy="{y:.0f}" r="{size}"/>'
    else:
        points = " ".join(
            f"{x + h * size:.1f},{y + v * size:.1f}" for h, v in _CORNERS[node["shape"]]
        )
        shape = f'<polygon {colour} points="{points}"/>'
    rows = node["label"].count("\n") + 1
    return shape + _text(
        node["label"], x, y + size + 5 + rows * node["font"] * 0.6, node["font"], ""
    )


def _line(line: Json, at: Mapping[int, Point], node_of: Mapping[int, Json]) -> str:
    (ax, ay), (bx, by), bend = at[line["from"]], at[line["to"]], line["bend"]
    long = math.hypot(bx - ax, by - ay) or 1.0
    # the same curve as vis-network's curvedCW and curvedCCW, whose one control point lies beside the middle
    angle, reach = (
        math.atan2(ay - by, bx - ax) + (bend + 1) / 2 * math.pi,
        (abs(bend) + 1) / 2 * long,
    )
    over = (
        (ax + reach * math.sin(angle), ay + reach * math.cos(angle))
        if bend
        else ((ax + bx) / 2, (ay + by) / 2)
    )
    tip, back = _edge_of(node_of[line["to"]], (bx, by), over)
    marks = f"{line['kind']}{' said' if line['said'] else ''}{' not' if line['not'] else ''}"
    path = f'<path class="line {marks}" d="M{ax:.0f} {ay:.0f}Q{over[0]:.0f} {over[1]:.0f} {tip[0]:.1f} {tip[1]:.1f}"/>'
    if line["kind"] not in ("about", "content"):
        wings = "".join(
            f"L{tip[0] + 10 * math.cos(back + turn):.1f} {tip[1] + 10 * math.sin(back + turn):.1f}"
            for turn in (0.4, -0.4)
        )
        path += f'<path class="tip {marks}" d="M{tip[0]:.1f} {tip[1]:.1f}{wings}Z"/>'
    ink = (
        "denied"
        if line["not"]
        else ""
        if line["kind"] in ("tie", "deed") and not line["said"]
        else "quiet"
    )
    return path + (
        _text(
            line["label"],
            ax / 4 + over[0] / 2 + bx / 4,
            ay / 4 + over[1] / 2 + by / 4,
            line["font"],
            ink,
        )
        if line["label"]
        else ""
    )


def _edge_of(node: Json, at: Point, over: Point) -> tuple[Point, float]:
    """Where a line that comes from `over` meets the node, and the direction back along it."""
    back = math.atan2(over[1] - at[1], over[0] - at[0])
    room = node["size"] + 2.0
    if node["shape"] == "box":
        box = box_of(node)
        across, up = abs(math.cos(back)), abs(math.sin(back))
        room = min(
            (box.width / 2 - 3) / across if across else math.inf,
            (box.height / 2 - 3) / up if up else math.inf,
        )
    return (at[0] + room * math.cos(back), at[1] + room * math.sin(back)), back


def _text(label: str, x: float, y: float, font: float, marks: str) -> str:
    rows = label.split("\n")
    top = y - (len(rows) - 1) * font * 0.6
    spans = "".join(
        f'<tspan x="{x:.0f}" y="{top + i * font * 1.2:.0f}">{escape(row)}</tspan>'
        for i, row in enumerate(rows)
    )
    return f'<text font-size="{font}"{f" class={marks!r}" if marks else ""}>{spans}</text>'
