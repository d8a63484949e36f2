"""Boosted regression trees (Friedman 2001): each row goes down every tree, the leaves' values add up to log odds."""

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
    feature: NDArray[np.int32]  # (nodes,): the value that the node looks at; -1 in a leaf
    threshold: Floats  # (nodes,): to the left where the value is at most this; in a leaf what it adds to the log odds
    left: NDArray[np.int32]
    right: NDArray[np.int32]

    def probabilities(self, rows: Floats) -> Floats:
        """(rows,) for (rows, values)."""
        at = np.tile(self.roots, (len(rows), 1))
        while True:
            feature = self.feature[at]
            inner = feature >= 0
            if not inner.any():
                return sigmoid(np.asarray(self.threshold[at].sum(axis=1), dtype=np.float32))
            value = np.take_along_axis(rows, np.maximum(feature, 0), axis=1)
            at = np.where(
                inner, np.where(value <= self.threshold[at], self.left[at], self.right[at]), at
            )


_PARTS = ("roots", "feature", "threshold", "left", "right")


def to_arrays(forest: BoostedTrees) -> dict[str, NDArray[Any]]:
    """The forest as arrays."""
    return {part: getattr(forest, part) for part in _PARTS}


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> BoostedTrees:
    """The forest that these arrays hold."""
    return BoostedTrees(*(arrays[part] for part in _PARTS))
