"""Which boxes are near each other, and what the layout of a big graph costs."""

from __future__ import annotations

import random
import tracemalloc

import numpy as np
import pytest

from kg.view import layout
from kg.view.layout import Box, Line, near_pairs, place


def _star_chain(count: int) -> tuple[list[Box], list[Line]]:
    """Stars of twelve boxes: six of ten stars hang in a chain, nothing joins the others."""
    dice = random.Random(count)
    boxes = [Box(dice.uniform(40, 200), dice.uniform(30, 90), 5.0) for _ in range(count)]
    joined = count * 6 // 10
    ends = [(i - i % 12, i) for i in range(count) if i % 12]
    ends += [(i - 12, i) for i in range(12, joined, 12)]
    return boxes, [Line(a, b, 0.18 * (b % 3 - 1), 60 * (b % 2), 18) for a, b in ends]


def _every_near_pair(middle: layout.Numbers, size: layout.Numbers) -> list[tuple[int, int]]:
    """The same as `near_pairs` by comparing each box with each."""
    from_left = sorted(range(len(middle)), key=lambda i: middle[i, 0])
    return [
        (a, b)
        for i, a in enumerate(from_left)
        for b in from_left[i + 1 :]
        if (np.abs(middle[b] - middle[a]) < (size[a] + size[b]) / 2).all()
    ]


@pytest.mark.parametrize("spread", [(0, 0), (0, 900), (900, 0), (60, 40), (2000, 900)])
@pytest.mark.parametrize("block", [1, 50, 100_000])
def test_near_pairs_are_those_of_comparing_all(
    monkeypatch: pytest.MonkeyPatch, spread: tuple[int, int], block: int
) -> None:
    """Boxes in a heap, a column, a row or over the plane: the same pairs in the same order."""
    monkeypatch.setattr(layout, "_BLOCK", block)
    dice = np.random.default_rng(7)
    middle = np.round(dice.uniform(-1, 1, (80, 2)) * spread)  # whole numbers: some are the same
    size = dice.uniform(5, 60, (80, 2))
    size[3] = (400, 200)
    expected = _every_near_pair(middle, size)
    assert expected
    assert list(zip(*(ids.tolist() for ids in near_pairs(middle, size)), strict=True)) == expected


def test_near_pairs_of_one_box_are_none() -> None:
    """A box alone is near nothing, not even itself."""
    a, b = near_pairs(np.zeros((1, 2)), np.ones((1, 2)))
    assert (len(a), len(b)) == (0, 0)


def _peak(count: int) -> int:
    boxes, lines = _star_chain(count)
    tracemalloc.start()
    try:
        place(boxes, lines)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_place_takes_memory_in_proportion_to_the_boxes() -> None:
    """Twice as many boxes take at most two and a half times the memory, and 4 kB for each."""
    small, big = _peak(2000), _peak(4000)
    assert big < 2.5 * small
    assert big < 4000 * 4096


def test_place_lays_out_ten_thousand_boxes() -> None:
    """Each has a place of its own, and fewer pairs overlap than there are boxes."""
    boxes, lines = _star_chain(10_000)
    places = place(boxes, lines)
    middle = np.array(places) + [(0, box.drop) for box in boxes]
    slack = 3  # places are whole numbers, and a hair's breadth is no overlap
    overlaps = near_pairs(middle, np.array([(box.width, box.height) for box in boxes]) - slack)
    assert len(set(places)) == len(boxes)
    assert len(overlaps[0]) < len(boxes)


def test_place_gives_no_room_to_more_labels_than_can_be_read() -> None:
    """Of forty boxes each joined to each the labels make the picture no bigger, nor slower."""
    boxes = [Box(60, 30)] * 40
    ends = [(i, j) for i in range(40) for j in range(i)]
    labelled = place(boxes, [Line(i, j, width=90, height=15) for i, j in ends])
    assert labelled == place(boxes, [Line(i, j) for i, j in ends])


def test_place_gives_the_same_places_for_the_same_graph() -> None:
    """Once more, from whatever seed igraph and Python stand at, each box lies where it lay."""
    boxes, lines = _star_chain(400)
    first = place(boxes, lines)
    random.seed(9)
    assert place(boxes, lines) == first
