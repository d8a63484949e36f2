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
_TURNS, _LEAST_TURNS = 500, 100  # of nodes and lines at each other, in a sketch
_MANY = 900  # nodes; more have the fewer turns
_GAP = 18.0  # between two parts of the graph that nothing joins
_REACH = 24.0  # how near two boxes must be to be watched for the next eight rounds
_BLOCK = 100_000  # pairs that are compared at once
_MAX_COMPARED = 600  # lines of which each is compared with each
_EASY = 150  # nodes; a bigger graph has fewer sketches and squeezes, and so takes about as long
_LINES_AS_A_NODE = 8  # that cost as much as one
_MIRRORED_FROM = 0.5  # effort
_LABELS_OF_A_NODE = 3  # up to which there is room for the labels of lines
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
    effort = min(1.0, _EASY / max(len(boxes), len(lines) / _LINES_AS_A_NODE))
    parts = _parts(boxes, lines)
    _arrange([part for part in parts if len(part.boxes) > 1], effort)
    places = np.zeros((len(boxes), 2))
    corners = _pack([part.extent for part in parts])
    for part, corner in zip(parts, corners, strict=True):
        places[part.members] = part.xy + (corner - part.corner)
    places -= (places.min(axis=0) + places.max(axis=0)) / 2
    return [(round(x), round(y)) for x, y in places.tolist()]


class _Part:
    """A connected part of the graph: its boxes, which have these numbers, and its lines.

    The ends of `lines` are places among `boxes`; `share` of the window is up to 1.
    """

    def __init__(
        self, members: list[int], boxes: Sequence[Box], lines: Sequence[Line], share: float
    ) -> None:
        self.members, self.boxes = members, boxes
        self.ends = [(line.source, line.target) for line in lines]
        labelled = [line for line in lines if line.width]
        # more labels than can be read get no room
        self.labelled = labelled if len(labelled) <= _LABELS_OF_A_NODE * len(boxes) else []
        self.window = (_WINDOW[0] * math.sqrt(share), _WINDOW[1] * math.sqrt(share))
        # where it lies: the places of its nodes, and the top left corner and the size of it all
        first = boxes[0]
        self.xy = np.zeros((len(boxes), 2))
        self.corner = np.array([-first.width / 2, first.drop - first.height / 2])
        self.extent = (first.width, first.height)

    def sketch(self, effort: float) -> Numbers:
        """Of several drawings by force the first with the fewest crossings.

        The smaller the graph, the more are tried.
        """
        graph = igraph.Graph(n=len(self.boxes), edges=self.ends)
        tries = max(1, round(_TRIES * effort))
        if tries == 1:
            return _drawn_by_force(graph, 0)
        pairs = _pairs_that_may_cross(np.array(self.ends, dtype=int).reshape(-1, 2))
        least, best = -1, self.xy
        for seed in range(tries):
            xy = _drawn_by_force(graph, seed)
            crossings = _crossings(xy, pairs)
            if least < 0 or crossings < least:
                least, best = crossings, xy
            if not least:
                break
        return best

    def stretched(self, xy: Numbers) -> Numbers:
        """A sketch in the window's shape, with room for the labels."""
        wide, high = np.maximum(np.ptp(xy, axis=0), 1e-6).tolist()
        rooms: list[Box | Line] = [*self.boxes, *self.labelled]
        need = sum(room.width * room.height for room in rooms) * _AIR
        is_flat, is_upright = high < wide / 20, wide < high / 20  # a line of nodes stays one
        across = 0.0 if is_upright else math.sqrt(need * _ASPECT) / wide
        down = 0.0 if is_flat else math.sqrt(need / _ASPECT) / high
        room: Numbers = xy * np.array([across, down])
        return room


def _parts(boxes: Sequence[Box], lines: Sequence[Line]) -> list[_Part]:
    graph = igraph.Graph(n=len(boxes), edges=[(line.source, line.target) for line in lines])
    components = graph.connected_components()
    component = components.membership  # a new list each time that it is asked for
    local = [0] * len(boxes)
    for members in components:
        for i, member in enumerate(members):
            local[member] = i
    lines_of: list[list[Line]] = [[] for _ in components]
    for line in lines:
        moved = Line(local[line.source], local[line.target], line.bend, line.width, line.height)
        lines_of[component[line.source]].append(moved)
    area = [box.width * box.height for box in boxes]
    whole = sum(area)
    return [
        _Part(members, [boxes[i] for i in members], own, sum(area[i] for i in members) / whole)
        for members, own in zip(components, lines_of, strict=True)
    ]


def _drawn_by_force(graph: igraph.Graph, seed: int) -> Numbers:
    """A drawing in which nodes repel and lines attract each other, the same for the seed."""
    is_big = graph.vcount() > 2 * _EASY
    turns = min(_TURNS, max(_LEAST_TURNS, _TURNS * _MANY // graph.vcount()))
    dice = random.Random(seed)  # noqa: S311 - a layout is no secret
    igraph.set_random_number_generator(dice)
    try:
        layout = graph.layout_fruchterman_reingold(grid=is_big, niter=turns)
    finally:
        igraph.set_random_number_generator(random)
    return np.array(layout.coords, dtype=np.float64)


def _pairs_that_may_cross(lines: Indices) -> Indices:
    """The four ends of each two lines without a shared end, in rows: of the one, of the other.

    There are none where the lines are too many to compare.
    """
    if len(lines) > _MAX_COMPARED:
        return np.zeros((4, 0), dtype=int)
    i, j = np.triu_indices(len(lines), 1)
    (a, b), (c, d) = lines[i].T, lines[j].T
    return np.array([a, b, c, d])[:, (a != c) & (a != d) & (b != c) & (b != d)]


def _crossings(xy: Numbers, pairs: Indices) -> int:
    """How many of these pairs of lines cross each other."""
    a, b, c, d = (xy.T.take(ends, axis=1) for ends in pairs)
    divides = _side(a, b, c) != _side(a, b, d)
    is_divided = _side(c, d, a) != _side(c, d, b)
    return int((divides & is_divided).sum())


def _arrange(parts: Sequence[_Part], effort: float) -> None:
    """Settle the sketch of each part, and where it is no great effort its mirror image too.

    The better of the two is kept.
    """
    if not parts:
        return
    starts = list(zip(parts, _sketches(parts, effort), strict=True))
    if effort >= _MIRRORED_FROM:
        starts += [(part, sketch[:, ::-1]) for part, sketch in starts]
    pieces = _Pieces([part for part, _ in starts])
    pieces.xy = np.vstack([part.stretched(sketch) for part, sketch in starts]).T.copy()
    pieces.settle(effort)
    costs = pieces.costs()
    corners, extents = pieces.extents(pieces.middles())
    ends = np.cumsum([len(part.boxes) for part, _ in starts])
    places = np.split(pieces.xy.T, ends[:-1])
    for i, part in enumerate(parts):
        best = min(range(i, len(starts), len(parts)), key=costs.__getitem__)
        part.xy, part.corner = places[best], corners[:, best]
        part.extent = (extents[0, best], extents[1, best])


def _sketches(parts: Sequence[_Part], effort: float) -> list[Numbers]:
    """The sketch of each part; parts whose lines join alike, as many small ones do, share one."""
    known: dict[tuple[tuple[int, int], ...], Numbers] = {}
    found = []
    for part in parts:
        ends = tuple(part.ends)
        if ends not in known:
            known[ends] = part.sketch(effort)
        found.append(known[ends])
    return found


class _Pieces:
    """Parts of the graph while they are being laid out, all at once, none in the way of another.

    A part may be among them twice. `xy` are the places of all nodes. All boxes are numbered: those
    of the nodes first, then the labels of the lines. Places and sizes are in two rows, one for x
    and one for y, which numpy goes through much faster than through two columns.
    """

    def __init__(self, parts: Sequence[_Part]) -> None:
        counts = [len(part.boxes) for part in parts]
        labels = [len(part.labelled) for part in parts]
        self.number, self.count = len(parts), sum(counts)
        numbers = np.arange(self.number)
        self.piece_of_node = np.repeat(numbers, counts)
        self.piece = np.concatenate([self.piece_of_node, np.repeat(numbers, labels)])
        self.window = np.array([part.window for part in parts]).T
        boxes = [box for part in parts for box in part.boxes]
        lines = [line for part in parts for line in part.labelled]
        rooms: list[Box | Line] = [*boxes, *lines]
        self.size = np.array(
            [[room.width for room in rooms], [room.height for room in rooms]], dtype=np.float64
        )
        self.drop = np.array([box.drop for box in boxes])
        # the nodes between which a box lies: a node's own between itself and itself
        nodes, before = np.arange(self.count), np.repeat(np.cumsum([0, *counts[:-1]]), labels)
        source = np.array([line.source for line in lines], dtype=int) + before
        target = np.array([line.target for line in lines], dtype=int) + before
        self.first, self.second = np.concatenate([nodes, source]), np.concatenate([nodes, target])
        self.ends = np.concatenate([self.first, self.second])
        self.across, self.along = _middle_of_curve(np.array([line.bend for line in lines]))
        self.order = np.argsort(self.piece, kind="stable")
        self.begin = np.searchsorted(self.piece[self.order], numbers)
        self.xy = np.zeros((2, self.count))

    def middles(self) -> Numbers:
        """The middles of all boxes, then of the lines' labels, as vis-network draws them."""
        middle = np.empty_like(self.size)
        middle[0, : self.count] = self.xy[0]
        middle[1, : self.count] = self.xy[1] + self.drop
        start = self.xy.take(self.first[self.count :], axis=1)
        line = self.xy.take(self.second[self.count :], axis=1) - start
        along = start + line * self.along
        middle[0, self.count :] = along[0] - line[1] * self.across
        middle[1, self.count :] = along[1] + line[0] * self.across
        return middle

    def settle(self, effort: float) -> None:
        """By turns squeeze out the air and push overlaps apart, until each fits its window."""
        rounds = round(_ROUNDS * max(0.2, min(1.0, 4 * effort)))
        going_on = np.ones(self.number, dtype=bool)
        self.push_apart(rounds, going_on)
        for _ in range(round(_SQUEEZES * effort)):
            _, extent = self.extents(self.middles())
            going_on &= (extent > self.window).any(axis=0)
            if not going_on.any():
                break
            is_wide = extent[0] > extent[1] * _ASPECT
            factor = np.where(is_wide, [[0.88], [0.97]], [[0.97], [0.88]])
            factor[:, ~going_on] = 1.0
            self.xy = self.xy * factor[:, self.piece_of_node]
            self.push_apart(rounds, going_on)
        self.push_apart(max(round(_LAST * effort), 2) * rounds, np.ones_like(going_on))

    def push_apart(self, rounds: int, pushed: NDArray[np.bool_]) -> None:
        """Push overlapping boxes of these pieces apart; a label pushes both ends of its line."""
        boxes = np.flatnonzero(pushed[self.piece])
        for turn in range(rounds):
            middle = self.middles()
            if turn % 8 == 0:
                a, b = self.neighbours(middle, boxes)
                reach, joined = self.reach(a, b), self.joins(a, b)
            apart = middle.take(b, axis=1) - middle.take(a, axis=1)
            overlap = reach - np.abs(apart)
            (hit,) = ((overlap[0] > 0.5) & (overlap[1] > 0.5)).nonzero()
            if not len(hit):
                return
            move = _moves(apart.take(hit, axis=1), overlap.take(hit, axis=1), joined[hit])
            self.push(a[hit], b[hit], move)

    def reach(self, a: Indices, b: Indices) -> Numbers:
        """How near the middles of boxes a and b must be to each other to overlap, in x and in y."""
        reach: Numbers = (self.size.take(a, axis=1) + self.size.take(b, axis=1)) / 2
        return reach

    def push(self, a: Indices, b: Indices, move: Numbers) -> None:
        """Move the nodes of boxes b, and those of boxes a in the opposite direction."""
        boxes, pushed = self.size.shape[1], np.concatenate([a, b])
        hits = np.bincount(pushed, minlength=boxes) / 2
        count = np.bincount(self.ends, np.concatenate([hits, hits]), self.count)
        pulls = [np.bincount(pushed, np.concatenate([-to, to]), boxes) / 2 for to in move]
        shift = [np.bincount(self.ends, np.concatenate([p, p]), self.count) for p in pulls]
        self.xy = self.xy + np.array(shift) / np.sqrt(np.maximum(count, 1))

    def neighbours(self, middle: Numbers, boxes: Indices) -> tuple[Indices, Indices]:
        """All pairs of these boxes that overlap or nearly do, each of one piece."""
        corner, extent = self.extents(middle)
        # next to each other, with room between, no two pieces are near each other
        right = np.cumsum(extent[0] + 2 * _REACH)
        shift = np.array([right - corner[0], -corner[1]])
        moved = middle[:, boxes] + shift[:, self.piece[boxes]]
        a, b = near_pairs(moved.T, (self.size[:, boxes] + _REACH).T)
        return boxes[a], boxes[b]

    def joins(self, a: Indices, b: Indices) -> NDArray[np.bool_]:
        """Whether one box is the label of a line to the other: the line must grow, not turn."""
        node, label = np.minimum(a, b), np.maximum(a, b)
        is_end = (self.first[label] == node) | (self.second[label] == node)
        joins: NDArray[np.bool_] = (label >= self.count) & is_end
        return joins

    def extents(self, middle: Numbers) -> tuple[Numbers, Numbers]:
        """The top left corner of each piece, and width and height of all its boxes together."""
        middle, half = middle[:, self.order], self.size[:, self.order] / 2
        corner: Numbers = np.minimum.reduceat(middle - half, self.begin, axis=1)
        end: Numbers = np.maximum.reduceat(middle + half, self.begin, axis=1)
        return corner, end - corner

    def costs(self) -> list[float]:
        """How far one must step back to see all of a piece, and how much in it still overlaps."""
        middle = self.middles()
        _, extent = self.extents(middle)
        a, b = self.neighbours(middle, np.arange(self.size.shape[1]))
        overlap = self.reach(a, b) - np.abs(middle[:, b] - middle[:, a])
        overlapping = self.piece[a[(overlap > 1).all(axis=0)]]
        overlaps = np.bincount(overlapping, minlength=self.number)
        distance = np.maximum((extent / self.window).max(axis=0), 0.8)
        costs: list[float] = (distance * (1 + 0.02 * overlaps)).tolist()
        return costs


def _moves(apart: Numbers, overlap: Numbers, joined: NDArray[np.bool_]) -> Numbers:
    """How far the second box of each pair must go from the first: where they overlap the less.

    That is in x or in y. Where one is the label of a line to the other, it goes along the line.
    """
    move = np.where(apart < 0, -1, 1) * overlap / 2
    is_down = overlap[1] * _ASPECT < overlap[0]
    move[0, is_down] = 0.0
    move[1, ~is_down] = 0.0
    (own,) = joined.nonzero()
    distance = np.hypot(apart[0, own], apart[1, own])
    own, distance = own[distance > 0], distance[distance > 0]
    move[:, own] = apart[:, own] / distance * overlap[:, own].min(axis=0)
    return move


def _middle_of_curve(bend: Numbers) -> tuple[Numbers, Numbers]:
    """Where the middle of a curved line lies: how far across the line, and how far along it.

    Both are shares of the line's length. Its control point is that of vis-network's curves.
    """
    reach, angle = (np.abs(bend) + 1) / 4, (bend + 1) / 2 * np.pi
    return reach * np.cos(angle), reach * np.sin(angle) + 1 / 4


def near_pairs(middle: Numbers, size: Numbers) -> tuple[Indices, Indices]:
    """All pairs of boxes that overlap, by the boxes' numbers, the left box of each pair first.

    The pairs are in the order of their left boxes from left to right, then of their right boxes.
    Memory grows with the boxes and the pairs found, not with all pairs that there could be.
    """
    from_left = np.argsort(middle[:, 0], kind="stable")
    (x, y), (width, height) = middle[from_left].T.copy(), size[from_left].T.copy()
    count = len(from_left)
    found = []
    for one, other in _candidates(x, y, width.max(), height.max()):
        is_near = np.abs(x[other] - x[one]) < (width[one] + width[other]) / 2
        a, b = one[is_near], other[is_near]
        near = np.flatnonzero(np.abs(y[b] - y[a]) < (height[a] + height[b]) / 2)
        a, b = a[near], b[near]
        found.append(np.minimum(a, b) * count + np.maximum(a, b))  # one number sorts faster
    left, right = np.divmod(np.sort(np.concatenate(found)), count)
    return from_left[left], from_left[right]


def _candidates(
    x: Numbers, y: Numbers, across: float, down: float
) -> Iterator[tuple[Indices, Indices]]:
    """All pairs of points nearer than `across` in x and `down` in y, and some others, in blocks.

    The plane is cut into rows as high as `down`, and the rows are put one behind the other in
    one sorted list. The points in reach of a point are then two stretches of this list: those
    that follow in its own row, and those around the same x in the next row.
    """
    width, height = float(across) + 1, float(down) + 1  # rounding must not lose a pair
    x, y = x - x.min(), y - y.min()
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
    left: NDArray[np.bool_] = line[0] * other[1] > line[1] * other[0]
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
