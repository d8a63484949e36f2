"""The drawing as a still picture in SVG: for pages and places that run no script."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import TypeAlias

from kg.view.drawing import box_of
from kg.view.page_data import Drawing, Edge, Node
from kg.view.pages import palette, text_of

Point: TypeAlias = tuple[float, float]

_MARGIN = 16
_FACTS = ("Event", "ReportedEvent", "Attribute", "Statement")
_DOTTED = ("about", "content")  # edges without an arrow
_STANDS_FOR_BOXES = ("event", "statements")
_CORNERS: Mapping[str, Sequence[Point]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangleDown": ((-1, -0.8), (1, -0.8), (0, 1)),
    "hexagon": ((-0.5, -0.87), (0.5, -0.87), (1, 0), (0.5, 0.87), (-0.5, 0.87), (-1, 0)),
    "star": tuple(
        (radius * math.sin(i * math.pi / 5), -radius * math.cos(i * math.pi / 5))
        for i, radius in enumerate([1.2, 0.5] * 5)
    ),
}


def svg(drawing: Drawing, title: str, *, alone: bool = True) -> str:
    """The picture that the page opens with.

    `alone` it brings its colours; else it takes those of the page around it.
    """
    nodes, edges = _at_first(drawing)
    at = {node.id: _place_of(node, drawing) for node in nodes}
    node_of = {node.id: node for node in nodes}
    left, top, right, bottom = _bounds(nodes, at)
    view_box = f"{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}"
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="still" viewBox="{view_box}" '
        f'role="img" aria-label="{escape(title)}">'
    )
    parts = [opening]
    if alone:  # the style is ours alone: nothing to escape
        parts += [
            f"<style>{palette()}{text_of('still.css')}</style>",
            f'<rect class="paper" x="{left:.0f}" y="{top:.0f}" width="100%" height="100%"/>',
        ]
    parts += [_edge(edge, at, node_of) for edge in edges]
    parts += [_node(node, at[node.id]) for node in nodes]
    return "".join([*parts, "</svg>"])


def shape(name: str, at: Point, size: float, css_class: str) -> str:
    """A node's shape as an SVG element: one that vis-network knows by this name, but no box."""
    x, y = at
    if name == "dot":
        return f'<circle class="{css_class}" cx="{x:.0f}" cy="{y:.0f}" r="{size}"/>'
    points = " ".join(f"{x + h * size:.1f},{y + v * size:.1f}" for h, v in _CORNERS[name])
    return f'<polygon class="{css_class}" points="{points}"/>'


def _place_of(node: Node, drawing: Drawing) -> Point:
    place = node.overview_place if drawing.hidden else node.place
    place = place or node.place
    return float(place.x), float(place.y)


def _at_first(drawing: Drawing) -> tuple[list[Node], list[Edge]]:
    """The nodes and edges that the page opens with."""
    if not drawing.hidden:
        edges = [edge for edge in drawing.edges if edge.kind not in _STANDS_FOR_BOXES]
        return list(drawing.nodes), edges
    nodes = [node for node in drawing.nodes if _is_shown_at_first(node, drawing)]
    here = {node.id for node in nodes}
    edges = [edge for edge in drawing.edges if edge.source in here and edge.target in here]
    joined = {end for edge in edges for end in (edge.source, edge.target)}
    return [node for node in nodes if node.id in joined or node.category in _FACTS], edges


def _is_shown_at_first(node: Node, drawing: Drawing) -> bool:
    if node.category in drawing.hidden or node.as_edge or node.overview_place is None:
        return False
    return drawing.overview is None or node.id in drawing.overview


def _bounds(nodes: Sequence[Node], at: Mapping[int, Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all nodes with their labels, and a margin."""
    if not nodes:
        return 0, 0, 2 * _MARGIN, 2 * _MARGIN
    sides = []
    for node in nodes:
        (x, y), box = at[node.id], box_of(node)
        across, up = box.width / 2, box.height / 2
        sides.append((x - across, y + box.drop - up, x + across, y + box.drop + up))
    lefts, tops, rights, bottoms = zip(*sides, strict=True)
    left, top = min(lefts) - _MARGIN, min(tops) - _MARGIN
    right, bottom = max(rights) + _MARGIN, max(bottoms) + _MARGIN
    return left, top, right, bottom


def _node(node: Node, at: Point) -> str:
    x, y = at
    if node.shape == "box":
        return _box(node, at)
    rows = node.label.count("\n") + 1
    below = y + node.size + 5 + rows * node.font * 0.6
    label = _text(node.label, (x, below), node.font)
    return shape(node.shape, at, node.size, node.category) + label


def _box(node: Node, at: Point) -> str:
    is_attributed = node.reported or node.category == "Statement"
    classes = f"box {node.category}{_marks(attributed=is_attributed, denied=node.denied)}"
    box = box_of(node)
    width, height = box.width - 8, box.height - 8
    left, top = at[0] - width / 2, at[1] - height / 2
    rectangle = (
        f'<rect class="{classes}" x="{left:.0f}" y="{top:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" rx="7"/>'
    )
    label = _text(node.label, at, node.font, "inside quiet" if is_attributed else "inside")
    return rectangle + label


def _edge(edge: Edge, at: Mapping[int, Point], node_of: Mapping[int, Node]) -> str:
    start, end = at[edge.source], at[edge.target]
    control = _control_point(start, end, edge.bend)
    tip, back = _tip(node_of[edge.target], end, control)
    classes = f"{edge.kind}{_marks(attributed=edge.reported, denied=edge.denied)}"
    curve = f"{control[0]:.0f} {control[1]:.0f} {tip[0]:.1f} {tip[1]:.1f}"
    path = f"M{start[0]:.0f} {start[1]:.0f}Q{curve}"
    parts = [f'<path class="line {classes}" d="{path}"/>']
    if edge.kind not in _DOTTED:
        parts.append(_arrow(tip, back, classes))
    if edge.label:
        middle = _middle(start, control, end)
        parts.append(_text(edge.label, middle, edge.font, _ink(edge)))
    return "".join(parts)


def _middle(start: Point, control: Point, end: Point) -> Point:
    """The middle of the curve."""
    x, y = (a / 4 + over / 2 + b / 4 for a, over, b in zip(start, control, end, strict=True))
    return x, y


def _ink(edge: Edge) -> str:
    """The class of an edge's label."""
    if edge.denied:
        return "denied"
    is_plain_fact = edge.kind in ("relation", "event") and not edge.reported
    return "" if is_plain_fact else "quiet"


def _control_point(start: Point, end: Point, bend: float) -> Point:
    """The same curve as vis-network's curvedCW and curvedCCW, which have one control point."""
    (ax, ay), (bx, by) = start, end
    if not bend:
        return (ax + bx) / 2, (ay + by) / 2
    angle = math.atan2(ay - by, bx - ax) + (bend + 1) / 2 * math.pi
    reach = (abs(bend) + 1) / 2 * (math.hypot(bx - ax, by - ay) or 1.0)
    return ax + reach * math.sin(angle), ay + reach * math.cos(angle)


def _tip(node: Node, at: Point, control: Point) -> tuple[Point, float]:
    """Where an edge that comes from the control point meets the node, and the direction back."""
    back = math.atan2(control[1] - at[1], control[0] - at[0])
    reach = node.size + 2.0
    if node.shape == "box":
        box = box_of(node)
        across, up = abs(math.cos(back)), abs(math.sin(back))
        to_side = (box.width / 2 - 3) / across if across else math.inf
        to_top = (box.height / 2 - 3) / up if up else math.inf
        reach = min(to_side, to_top)
    return (at[0] + reach * math.cos(back), at[1] + reach * math.sin(back)), back


def _arrow(tip: Point, back: float, classes: str) -> str:
    x, y = tip
    angles = (back + 0.4, back - 0.4)
    corners = [(x + 10 * math.cos(angle), y + 10 * math.sin(angle)) for angle in angles]
    wings = "".join(f"L{across:.1f} {down:.1f}" for across, down in corners)
    return f'<path class="tip {classes}" d="M{x:.1f} {y:.1f}{wings}Z"/>'


def _marks(*, attributed: bool, denied: bool) -> str:
    return f"{' attributed' if attributed else ''}{' denied' if denied else ''}"


def _text(label: str, middle: Point, font: float, css_class: str = "") -> str:
    x, y = middle
    rows = label.split("\n")
    top = y - (len(rows) - 1) * font * 0.6
    spans = "".join(
        f'<tspan x="{x:.0f}" y="{top + i * font * 1.2:.0f}">{escape(row)}</tspan>'
        for i, row in enumerate(rows)
    )
    classes = f' class="{css_class}"' if css_class else ""
    return f'<text font-size="{font}"{classes}>{spans}</text>'
