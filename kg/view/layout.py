"""Where everything lies: a picture computed before it is opened, the same for the same graph, with room for every label."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import igraph
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Indices = NDArray[np.int_]

_WINDOW = (
    1020.0,
    660.0,
)  # the picture is made to fill this at its natural size, and grows beyond only where its labels need it
_ASPECT = _WINDOW[0] / _WINDOW[1]
_AIR = 3.5  # area of the picture for each area of label in it, before labels are pushed apart
_TRIES = 24  # sketches, of which the one with the fewest crossings is taken
_GAP = 18.0  # between two parts of the graph that nothing joins
_REACH = 24.0  # how near two boxes must be to be watched for the next eight rounds
_BLOCK = 100_000  # pairs that are compared at once
_EASY = (
    150  # nodes; a bigger graph is given fewer sketches and squeezes, and so takes about as long
)
_SQUEEZES = 30
_LENGTHS = (0.85, 1.0, 1.15, 1.3, 1.5, 2.0)  # of rows of parts, each tried
_ROUNDS = 40  # of pushing after each squeeze
_LAST = 6  # times as many at the end; the last overlaps of a crowded graph are left where they are


@dataclass(frozen=True, slots=True)
class Box:
    """The room of a node and its label; the middle of the room lies `drop` below the node's own middle."""

    width: float
    height: float
    drop: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """An edge between two boxes, by their numbers, with its bend as vis-network's signed roundness, and the room of its label."""

    source: int
    target: int
    bend: float = 0.0
    width: float = 0.0
    height: float = 0.0


def place(boxes: Sequence[Box], lines: Sequence[Line]) -> list[tuple[int, int]]:
    """A place for each box's node, such that neither nodes nor labels overlap as far as that can be had."""
    if not boxes:
        return []
    graph = igraph.Graph(n=len(boxes), edges=[(line.source, line.target) for line in lines])
    parts: list[tuple[list[int], _Part]] = []
    whole = sum(box.width * box.height for box in boxes)
    components = graph.connected_components()
    component = components.membership  # a new list each time that it is asked for
    lines_of: list[list[Line]] = [[] for _ in components]
    for line in lines:
        lines_of[component[line.source]].append(line)
    for members, own in zip(components, lines_of, strict=True):
        local = {member: i for i, member in enumerate(members)}
        share = sum(boxes[i].width * boxes[i].height for i in members) / whole
        part = _Part([boxes[i] for i in members], own, local, min(1.0, _EASY / len(boxes)), share)
        part.arrange()
        parts.append((members, part))
    places = np.zeros((len(boxes), 2))
    corners = _pack([part.extent() for _, part in parts])
    for (members, part), corner in zip(parts, corners, strict=True):
        places[members] = part.xy - part.corner() + corner
    places -= (places.min(axis=0) + places.max(axis=0)) / 2
    return [(round(x), round(y)) for x, y in places.tolist()]


class _Part:
    """A connected part of the graph while it is being laid out; `xy` are the places of its nodes, `effort` and its `share` of the window are up to 1."""

    def __init__(
        self,
        boxes: Sequence[Box],
        lines: Sequence[Line],
        local: dict[int, int],
        effort: float,
        share: float,
    ) -> None:
        self.count, self.effort = len(boxes), effort
        self.window = (_WINDOW[0] * math.sqrt(share), _WINDOW[1] * math.sqrt(share))
        self.graph = igraph.Graph(
            n=self.count, edges=[(local[line.source], local[line.target]) for line in lines]
        )
        tags = [line for line in lines if line.width]
        self.size = np.array(
            [(b.width, b.height) for b in boxes] + [(t.width, t.height) for t in tags],
            dtype=np.float64,
        )
        self.drop = np.array([(0.0, b.drop) for b in boxes])
        self.first = np.array([*range(self.count), *(local[line.source] for line in tags)])
        self.second = np.array([*range(self.count), *(local[line.target] for line in tags)])
        self.bend = np.array([line.bend for line in tags])
        self.xy = np.zeros((self.count, 2))

    def arrange(self) -> None:
        """Settle the sketch with the fewest crossings, and the same turned by a quarter; keep what comes out the better."""
        if self.count == 1:
            return
        sketch = self.sketch()
        found = []
        for start in (sketch, sketch[:, ::-1])[: 1 if self.effort < 0.5 else 2]:
            self.xy = start * self.stretch(start)
            self.settle()
            found.append((self.cost(), self.xy))
        self.xy = min(found, key=lambda each: each[0])[1]

    def sketch(self) -> Numbers:
        """Of several drawings by force, each with a fixed seed, the first with the fewest crossings; the more tries, the smaller the graph."""
        least, best = -1, self.xy
        for seed in range(max(1, round(_TRIES * self.effort))):
            igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - a layout is no secret
            try:
                layout = self.graph.layout_fruchterman_reingold(
                    grid=self.count > 2 * _EASY, niter=500
                )
            finally:
                igraph.set_random_number_generator(random)
            xy = np.array(layout.coords, dtype=np.float64)
            crossings = self.crossings(xy)
            if least < 0 or crossings < least:
                least, best = crossings, xy
            if not least:
                break
        return best

    def crossings(self, xy: Numbers) -> int:
        """How many pairs of lines cross each other."""
        lines = np.array(self.graph.get_edgelist(), dtype=int).reshape(-1, 2)
        i, j = (
            np.triu_indices(len(lines), 1) if len(lines) <= 600 else (lines[:0, 0], lines[:0, 1])
        )  # too many to compare
        apart = (lines[i][:, :, None] != lines[j][:, None, :]).all(axis=(1, 2))
        (a, b), (c, d) = (
            xy[lines[i[apart]]].transpose(1, 0, 2),
            xy[lines[j[apart]]].transpose(1, 0, 2),
        )
        return int(((_side(a, b, c) != _side(a, b, d)) & (_side(c, d, a) != _side(c, d, b))).sum())

    def stretch(self, xy: Numbers) -> Numbers:
        """Factors that give a sketch the window's shape, and room for its labels."""
        wide, high = np.maximum(np.ptp(xy, axis=0), 1e-6).tolist()
        need = float(self.size.prod(axis=1).sum()) * _AIR
        flat, upright = high < wide / 20, wide < high / 20  # a line of nodes stays one
        return np.array(
            [
                0.0 if upright else np.sqrt(need * _ASPECT) / wide,
                0.0 if flat else np.sqrt(need / _ASPECT) / high,
            ]
        )

    def cost(self) -> float:
        """How far one must step back to see all of it, and how much still overlaps."""
        wide, high = self.extent()
        a, b = self.neighbours()
        middle = self.middles()
        overlaps = (
            (((self.size[a] + self.size[b]) / 2 - np.abs(middle[b] - middle[a])) > 1)
            .all(axis=1)
            .sum()
        )
        return max(wide / self.window[0], high / self.window[1], 0.8) * (1 + 0.02 * float(overlaps))

    def middles(self) -> Numbers:
        """The middles of all boxes, then of all labels at the lines' middles, as vis-network draws them."""
        start, end = self.xy[self.first[self.count :]], self.xy[self.second[self.count :]]
        way = end - start
        reach = (np.abs(self.bend) + 1) / 2 * np.hypot(way[:, 0], way[:, 1])
        angle = np.arctan2(-way[:, 1], way[:, 0]) + (self.bend + 1) / 2 * np.pi
        over = start + reach[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
        return np.vstack([self.xy + self.drop, start / 4 + over / 2 + end / 4])

    def settle(self) -> None:
        """Push overlaps apart, and squeeze out the air between, by turns: a dense picture in the window's shape."""
        rounds = round(_ROUNDS * max(0.3, min(1.0, 4 * self.effort)))
        self.push_apart(rounds)
        for _ in range(round(_SQUEEZES * self.effort)):
            wide, high = self.extent()
            if wide <= self.window[0] and high <= self.window[1]:
                break
            self.xy = self.xy * (
                np.array([0.88, 0.97]) if wide > high * _ASPECT else np.array([0.97, 0.88])
            )
            self.push_apart(rounds)
        self.push_apart(max(round(_LAST * self.effort), 2) * rounds)

    def push_apart(self, rounds: int) -> None:
        """Push overlapping boxes apart along the shorter way; a line's label pushes both ends of its line."""
        for turn in range(rounds):
            if turn % 8 == 0:
                near = self.neighbours()
            middle = self.middles()
            a, b = near
            apart = middle[b] - middle[a]
            over = (self.size[a] + self.size[b]) / 2 - np.abs(apart)
            hit = (over > 0.5).all(axis=1)
            a, b, over, apart = a[hit], b[hit], over[hit], apart[hit]
            if not len(a):
                return
            rows, axis = np.arange(len(a)), (over[:, 1] * _ASPECT < over[:, 0]).astype(int)
            move = np.zeros_like(apart)
            move[rows, axis] = np.where(apart[rows, axis] < 0, -1, 1) * over[rows, axis] / 2
            own = self.joins(a, b) & (np.abs(apart).sum(axis=1) > 0)
            move[own] = (
                apart[own]
                / np.hypot(apart[own, 0], apart[own, 1])[:, None]
                * over[own].min(axis=1)[:, None]
            )
            push, hits = np.zeros_like(middle), np.zeros(len(middle))
            for boxes, way in ((a, -move), (b, move)):
                np.add.at(push, boxes, way)
                np.add.at(hits, boxes, 1)
            shift, count = np.zeros_like(self.xy), np.zeros(self.count)
            for ends in (self.first, self.second):
                np.add.at(shift, ends, push / 2)
                np.add.at(count, ends, hits / 2)
            self.xy = self.xy + shift / np.sqrt(np.maximum(count, 1))[:, None]

    def neighbours(self) -> tuple[Indices, Indices]:
        """All pairs of boxes that overlap or nearly do."""
        return near_pairs(self.middles(), self.size + _REACH)

    def joins(self, a: Indices, b: Indices) -> NDArray[np.bool_]:
        """Is the one box the label of a line that ends at the other? Then the line must grow, not turn."""
        node, label = np.minimum(a, b), np.maximum(a, b)
        ends: NDArray[np.bool_] = (label >= self.count) & (
            (self.first[label] == node) | (self.second[label] == node)
        )
        return ends

    def corner(self) -> Numbers:
        """The top left corner of all boxes together."""
        least: Numbers = (self.middles() - self.size / 2).min(axis=0)
        return least

    def extent(self) -> tuple[float, float]:
        """Width and height of all boxes together."""
        wide, high = ((self.middles() + self.size / 2).max(axis=0) - self.corner()).tolist()
        return wide, high


def near_pairs(middle: Numbers, size: Numbers) -> tuple[Indices, Indices]:
    """All pairs of boxes that overlap, by the boxes' numbers, the left box of each pair first.

    The pairs are in the order of their left boxes from left to right, then of their right boxes.
    Memory grows with the boxes and the pairs found, not with all pairs that there could be.
    """
    from_left = np.argsort(middle[:, 0], kind="stable")
    middle, size = middle[from_left], size[from_left]
    found = []
    for a, b in _candidates(middle, size.max(axis=0)):
        near = (np.abs(middle[b] - middle[a]) < (size[a] + size[b]) / 2).all(axis=1)
        found.append(np.sort([a[near], b[near]], axis=0))
    left, right = np.concatenate(found, axis=1)
    order = np.lexsort((right, left))
    return from_left[left[order]], from_left[right[order]]


def _candidates(middle: Numbers, reach: Numbers) -> Iterator[tuple[Indices, Indices]]:
    """All pairs of points nearer than `reach` in x and in y, and some farther apart, in blocks.

    The plane is cut into rows as high as the reach, and the rows are put one behind the other in
    one sorted list. The points in reach of a point are then two stretches of this list: those
    that follow in its own row, and those around the same x in the next row.
    """
    width, height = (reach + 1).tolist()  # rounding must not lose a pair
    x, y = (middle - middle.min(axis=0)).T
    length = x.max() + 2 * width
    position = np.floor(y / height) * length + x
    order = np.argsort(position, kind="stable")
    position = position[order]
    count = len(position)
    follow = np.arange(1, count + 1)
    first = np.concatenate([follow, np.searchsorted(position, position + length - width)])
    end = np.searchsorted(position, np.concatenate([position + width, position + length + width]))
    for stretch, place in _blocks(first, end):
        yield order[stretch % count], order[place]


def _blocks(first: Indices, end: Indices) -> Iterator[tuple[Indices, Indices]]:
    """Each number of a stretch with each place from its `first` up to its `end`.

    A block has about `_BLOCK` pairs, or those of one stretch where they are more.
    """
    counts = end - first
    total = np.cumsum(counts)
    before = total - counts
    start = 0
    while start < len(counts):
        stop = int(np.searchsorted(total, total[start] + _BLOCK))
        stretch = np.repeat(np.arange(start, stop), counts[start:stop])
        pair = np.arange(before[start], before[start] + len(stretch))
        yield stretch, first[stretch] + pair - before[stretch]
        start = stop


def _side(a: Numbers, b: Numbers, c: Numbers) -> NDArray[np.bool_]:
    """Does c lie to the left of the way from a to b?"""
    left: NDArray[np.bool_] = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) > (b[:, 1] - a[:, 1]) * (
        c[:, 0] - a[:, 0]
    )
    return left


def _pack(extents: Sequence[tuple[float, float]]) -> Numbers:
    """A top left corner for each part: in rows or columns, of the length with which all of it is seen from the nearest."""
    area = sum((wide + _GAP) * (high + _GAP) for wide, high in extents)
    least, best = np.inf, np.zeros((len(extents), 2))
    for turn in (False, True):
        sizes = np.array(extents)[:, ::-1] if turn else np.array(extents)
        for more in _LENGTHS:
            corners = _rows(
                sizes.tolist(), float(np.sqrt(area * (1 / _ASPECT if turn else _ASPECT))) * more
            )
            wide, high = (corners + sizes).max(axis=0)[:: -1 if turn else 1]
            if max(wide / _WINDOW[0], high / _WINDOW[1]) < least:
                least, best = (
                    max(wide / _WINDOW[0], high / _WINDOW[1]),
                    corners[:, ::-1] if turn else corners,
                )
    return best


def _rows(sizes: Sequence[Sequence[float]], limit: float) -> Numbers:
    """The corners in rows that end before the limit where they can, the highest part first."""
    corners = np.zeros((len(sizes), 2))
    x = y = row = 0.0
    for i in sorted(range(len(sizes)), key=lambda i: (-sizes[i][1], -sizes[i][0], i)):
        wide, high = sizes[i]
        if x > 0 and x + wide > limit:
            x, y, row = 0.0, y + row + _GAP, 0.0
        corners[i] = (x, y)
        x, row = x + wide + _GAP, max(row, high)
    return corners
