"""Boosted regression trees (Friedman 2001): the leaves that a row reaches add up to log odds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.scoring.linear import Floats, sigmoid


@dataclass(frozen=True, eq=False)
class BoostedTrees:
    """All nodes of all trees, one after the other; a node without children is a leaf."""

    roots: NDArray[np.int32]  # (trees,): where each tree begins
    feature: NDArray[np.int32]  # (nodes,): the value that the node compares; -1 in a leaf
    # (nodes,): to the left where the value is at most this; in a leaf what it adds to the log odds
    threshold: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]

    def probabilities(self, rows: Floats) -> Floats:
        """(rows,): the probability of each row of `rows`, (rows, values)."""
        values = rows.ravel()
        first_of_row = np.arange(len(rows))[:, None] * rows.shape[1]
        at = np.tile(self.roots, (len(rows), 1))
        # all rows go down all trees together, as many levels as the deepest tree has
        for _ in range(self._depth):
            is_left = values[first_of_row + self._asked[at]] <= self.threshold[at]
            at = self._children[2 * at + is_left]
        return sigmoid(np.asarray(self.threshold[at].sum(axis=1), dtype=np.float32))

    @cached_property
    def _asked(self) -> NDArray[np.int32]:
        """(nodes,): the value that the node compares; the first in a leaf, which compares none."""
        return np.maximum(self.feature, 0)

    @cached_property
    def _children(self) -> NDArray[np.int32]:
        """(2 * nodes,): of each node the right child and the left one; a leaf is its own child."""
        own = np.arange(len(self.feature), dtype=np.int32)
        is_leaf = self.feature < 0
        right, left = (np.where(is_leaf, own, child) for child in (self.right, self.left))
        return np.stack([right, left], axis=1).ravel()

    @cached_property
    def _depth(self) -> int:
        """The number of comparisons on the longest way from a root to a leaf."""
        depth, level = 0, self.roots
        while (self.feature[level] >= 0).any():
            inner = level[self.feature[level] >= 0]
            level = np.concatenate([self.left[inner], self.right[inner]])
            depth += 1
        return depth


_PARTS = ("roots", "feature", "threshold", "left", "right")


def to_arrays(trees: BoostedTrees) -> dict[str, NDArray[Any]]:
    """The trees as arrays."""
    return {part: getattr(trees, part) for part in _PARTS}


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> BoostedTrees:
    """The trees that these arrays contain."""
    return BoostedTrees(*(arrays[part] for part in _PARTS))
