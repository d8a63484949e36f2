"""Where everything lies: a picture computed before it is opened, with room for every label.

The same graph has the same places.
"""

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

# The picture is made to fill this at its natural size, and grows only where its labels need it.
_WINDOW = (1020.0, 660.0)
_ASPECT = _WINDOW[0] / _WINDOW[1]
_AIR = 3.5  # area of the picture for each area of label in it, before labels are pushed apart
_TRIES = 24  # sketches, of which the one with the fewest crossings is taken
_GAP = 18.0  # between two parts of the graph that nothing joins
_REACH = 24.0  # how near two boxes must be to be watched for the next eight rounds
_BLOCK = 100_000  # pairs that are compared at once
_MAX_COMPARED = 600  # lines of which each is compared with each
_EASY = 150  # nodes; a bigger graph has fewer sketches and squeezes, and so takes about as long
_SQUEEZES = 30
_LENGTHS = (0.85, 1.0, 1.15, 1.3, 1.5, 2.0)  # of rows of parts, each tried
_ROUNDS = 40  # of pushing after each squeeze
_LAST = 6  # times as many at the end; the last overlaps of a crowded graph are left where they are


@dataclass(frozen=True, slots=True)
class Box:
    """The room of a node and its label; its middle lies `drop` below the node's own middle."""

    width: float
    height: float
    drop: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """An edge between two boxes, by their numbers, and the room of its label.

    Its bend is vis-network's roundness, negative to the other side.
    """

    source: int
    target: int
    bend: float = 0.0
    width: float = 0.0
    height: float = 0.0


def place(boxes: Sequence[Box], lines: Sequence[Line]) -> list[tuple[int, int]]:
    """A place for each box's node; nodes and labels overlap as little as can be had."""
    if not boxes:
        return []
    graph = igraph.Graph(n=len(boxes), edges=[(line.source, line.target) for line in lines])
    parts: list[tuple[list[int], _Part]] = []
    effort = min(1.0, _EASY / len(boxes))
    whole = sum(box.width * box.height for box in boxes)
    components = graph.connected_components()
    component = components.membership  # a new list each time that it is asked for
    lines_of: list[list[Line]] = [[] for _ in components]
    for line in lines:
        lines_of[component[line.source]].append(line)
    for members, own in zip(components, lines_of, strict=True):
        local = {member: i for i, member in enumerate(members)}
        share = sum(boxes[i].width * boxes[i].height for i in members) / whole
        part = _Part([boxes[i] for i in members], own, local, effort, share)
        part.arrange()
        parts.append((members, part))
    places = np.zeros((len(boxes), 2))
    corners = _pack([part.extent() for _, part in parts])
    for (members, part), corner in zip(parts, corners, strict=True):
        places[members] = part.xy - part.corner() + corner
    places -= (places.min(axis=0) + places.max(axis=0)) / 2
    return [(round(x), round(y)) for x, y in places.tolist()]


class _Part:
    """A connected part of the graph while it is being laid out; `xy` are its nodes' places.

    `effort` and its `share` of the window are up to 1.
    """

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
        ends = [(local[line.source], local[line.target]) for line in lines]
        self.graph = igraph.Graph(n=self.count, edges=ends)
        labelled = [line for line in lines if line.width]
        rooms: list[Box | Line] = [*boxes, *labelled]
        sizes = [(room.width, room.height) for room in rooms]
        self.size = np.array(sizes, dtype=np.float64)
        self.drop = np.array([(0.0, box.drop) for box in boxes])
        # the nodes between which a box lies: a node's own between itself and itself
        self.first = np.array([*range(self.count), *(local[line.source] for line in labelled)])
        self.second = np.array([*range(self.count), *(local[line.target] for line in labelled)])
        self.bend = np.array([line.bend for line in labelled])
        self.xy = np.zeros((self.count, 2))

    def arrange(self) -> None:
        """Settle the sketch with the fewest crossings, and its mirror image; keep the better."""
        if self.count == 1:
            return
        sketch = self.sketch()
        starts = [sketch] if self.effort < 0.5 else [sketch, sketch[:, ::-1]]
        found = []
        for start in starts:
            self.xy = start * self.stretch(start)
            self.settle()
            found.append((self.cost(), self.xy))
        self.xy = min(found, key=lambda each: each[0])[1]

    def sketch(self) -> Numbers:
        """Of several drawings by force the first with the fewest crossings.

        The smaller the graph, the more are tried.
        """
        least, best = -1, self.xy
        for seed in range(max(1, round(_TRIES * self.effort))):
            xy = self.drawn_by_force(seed)
            crossings = self.crossings(xy)
            if least < 0 or crossings < least:
                least, best = crossings, xy
            if not least:
                break
        return best

    def drawn_by_force(self, seed: int) -> Numbers:
        """A drawing in which nodes repel and lines attract each other, the same for the seed."""
        dice = random.Random(seed)  # noqa: S311 - a layout is no secret
        igraph.set_random_number_generator(dice)
        try:
            is_big = self.count > 2 * _EASY
            layout = self.graph.layout_fruchterman_reingold(grid=is_big, niter=500)
        finally:
            igraph.set_random_number_generator(random)
        return np.array(layout.coords, dtype=np.float64)

    def crossings(self, xy: Numbers) -> int:
        """How many pairs of lines cross each other; 0 where there are too many to compare."""
        lines = np.array(self.graph.get_edgelist(), dtype=int).reshape(-1, 2)
        if len(lines) > _MAX_COMPARED:
            return 0
        i, j = np.triu_indices(len(lines), 1)
        no_shared_end = (lines[i][:, :, None] != lines[j][:, None, :]).all(axis=(1, 2))
        a, b = xy[lines[i[no_shared_end]]].transpose(1, 0, 2)
        c, d = xy[lines[j[no_shared_end]]].transpose(1, 0, 2)
        divides = _side(a, b, c) != _side(a, b, d)
        is_divided = _side(c, d, a) != _side(c, d, b)
        return int((divides & is_divided).sum())

    def stretch(self, xy: Numbers) -> Numbers:
        """Factors that give a sketch the window's shape, and room for its labels."""
        wide, high = np.maximum(np.ptp(xy, axis=0), 1e-6).tolist()
        need = float(self.size.prod(axis=1).sum()) * _AIR
        is_flat, is_upright = high < wide / 20, wide < high / 20  # a line of nodes stays one
        across = 0.0 if is_upright else np.sqrt(need * _ASPECT) / wide
        down = 0.0 if is_flat else np.sqrt(need / _ASPECT) / high
        return np.array([across, down])

    def cost(self) -> float:
        """How far one must step back to see all of it, and how much still overlaps."""
        wide, high = self.extent()
        a, b = self.neighbours()
        middle = self.middles()
        overlap = (self.size[a] + self.size[b]) / 2 - np.abs(middle[b] - middle[a])
        overlaps = float((overlap > 1).all(axis=1).sum())
        distance = max(wide / self.window[0], high / self.window[1], 0.8)
        return distance * (1 + 0.02 * overlaps)

    def middles(self) -> Numbers:
        """The middles of all boxes, then of the lines' labels, as vis-network draws them."""
        start, end = self.xy[self.first[self.count :]], self.xy[self.second[self.count :]]
        line = end - start
        reach = (np.abs(self.bend) + 1) / 2 * np.hypot(line[:, 0], line[:, 1])
        angle = np.arctan2(-line[:, 1], line[:, 0]) + (self.bend + 1) / 2 * np.pi
        control = start + reach[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
        return np.vstack([self.xy + self.drop, start / 4 + control / 2 + end / 4])

    def settle(self) -> None:
        """By turns squeeze out the air and push overlaps apart, until it fits into the window."""
        rounds = round(_ROUNDS * max(0.3, min(1.0, 4 * self.effort)))
        self.push_apart(rounds)
        for _ in range(round(_SQUEEZES * self.effort)):
            wide, high = self.extent()
            if wide <= self.window[0] and high <= self.window[1]:
                break
            is_wide = wide > high * _ASPECT
            self.xy = self.xy * np.array([0.88, 0.97] if is_wide else [0.97, 0.88])
            self.push_apart(rounds)
        self.push_apart(max(round(_LAST * self.effort), 2) * rounds)

    def push_apart(self, rounds: int) -> None:
        """Push overlapping boxes apart; a line's label pushes both ends of its line."""
        for turn in range(rounds):
            if turn % 8 == 0:
                near = self.neighbours()
            middle = self.middles()
            a, b = near
            apart = middle[b] - middle[a]
            overlap = (self.size[a] + self.size[b]) / 2 - np.abs(apart)
            hit = (overlap > 0.5).all(axis=1)
            a, b = a[hit], b[hit]
            if not len(a):
                return
            self.push(a, b, self.moves(a, b, apart[hit], overlap[hit]))

    def moves(self, a: Indices, b: Indices, apart: Numbers, overlap: Numbers) -> Numbers:
        """How far each box b must go: along the axis on which it overlaps box a the less."""
        rows, axis = np.arange(len(a)), (overlap[:, 1] * _ASPECT < overlap[:, 0]).astype(int)
        move = np.zeros_like(apart)
        move[rows, axis] = np.where(apart[rows, axis] < 0, -1, 1) * overlap[rows, axis] / 2
        own = self.joins(a, b) & (np.abs(apart).sum(axis=1) > 0)
        direction = apart[own] / np.hypot(apart[own, 0], apart[own, 1])[:, None]
        move[own] = direction * overlap[own].min(axis=1)[:, None]
        return move

    def push(self, a: Indices, b: Indices, move: Numbers) -> None:
        """Move the nodes of boxes b, and those of boxes a in the opposite direction."""
        boxes = len(self.size)
        push, hits = np.zeros((boxes, 2)), np.zeros(boxes)
        for pushed, moved in ((a, -move), (b, move)):
            np.add.at(push, pushed, moved)
            np.add.at(hits, pushed, 1)
        shift, count = np.zeros_like(self.xy), np.zeros(self.count)
        for ends in (self.first, self.second):
            np.add.at(shift, ends, push / 2)
            np.add.at(count, ends, hits / 2)
        self.xy = self.xy + shift / np.sqrt(np.maximum(count, 1))[:, None]

    def neighbours(self) -> tuple[Indices, Indices]:
        """All pairs of boxes that overlap or nearly do."""
        return near_pairs(self.middles(), self.size + _REACH)

    def joins(self, a: Indices, b: Indices) -> NDArray[np.bool_]:
        """Whether one box is the label of a line to the other: the line must grow, not turn."""
        node, label = np.minimum(a, b), np.maximum(a, b)
        is_end = (self.first[label] == node) | (self.second[label] == node)
        joins: NDArray[np.bool_] = (label >= self.count) & is_end
        return joins

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
    """Whether c lies to the left of the line from a to b."""
    line, other = b - a, c - a
    left: NDArray[np.bool_] = line[:, 0] * other[:, 1] > line[:, 1] * other[:, 0]
    return left


def _pack(extents: Sequence[tuple[float, float]]) -> Numbers:
    """A top left corner for each part, in rows or columns: those seen from the nearest."""
    area = sum((wide + _GAP) * (high + _GAP) for wide, high in extents)
    row, column = float(np.sqrt(area * _ASPECT)), float(np.sqrt(area * (1 / _ASPECT)))
    least, best = np.inf, np.zeros((len(extents), 2))
    for turned in (False, True):
        sizes = np.array(extents)[:, ::-1] if turned else np.array(extents)
        for factor in _LENGTHS:
            corners = _rows(sizes.tolist(), (column if turned else row) * factor)
            reach = (corners + sizes).max(axis=0)
            wide, high = reach[::-1] if turned else reach
            distance = max(wide / _WINDOW[0], high / _WINDOW[1])
            if distance < least:
                least, best = distance, corners[:, ::-1] if turned else corners
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
