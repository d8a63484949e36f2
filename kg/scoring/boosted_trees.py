"""Boosted regression trees (Friedman 2001): the leaves that a row reaches add up to log odds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
        at = np.tile(self.roots, (len(rows), 1))
        while True:
            feature = self.feature[at]
            inner = feature >= 0
            if not inner.any():
                return sigmoid(np.asarray(self.threshold[at].sum(axis=1), dtype=np.float32))
            value = np.take_along_axis(rows, np.maximum(feature, 0), axis=1)
            below = np.where(value <= self.threshold[at], self.left[at], self.right[at])
            at = np.where(inner, below, at)


_PARTS = ("roots", "feature", "threshold", "left", "right")


def to_arrays(trees: BoostedTrees) -> dict[str, NDArray[Any]]:
    """The trees as arrays."""
    return {part: getattr(trees, part) for part in _PARTS}


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> BoostedTrees:
    """The trees that these arrays contain."""
    return BoostedTrees(*(arrays[part] for part in _PARTS))
