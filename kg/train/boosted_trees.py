"""Fitting boosted trees with LightGBM (Ke et al. 2017), written as plain arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.scoring.boosted_trees import BoostedTrees
from kg.scoring.linear import Floats

_ROUNDS, _SEEDS = 250, 3
_SETTINGS = {
    "objective": "binary",
    "num_leaves": 15,
    "learning_rate": 0.04,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "boost_from_average": False,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}


def fit(rows: Floats, truth: NDArray[np.bool_], weight: Floats) -> BoostedTrees:
    """Trees for these rows, (rows, values): the mean of several with other random seeds.

    `truth` and `weight` are (rows,).
    """
    import lightgbm

    nodes: list[tuple[int, float, int, int]] = []
    roots = []
    for seed in range(_SEEDS):
        model = lightgbm.train(
            {**_SETTINGS, "seed": seed},
            lightgbm.Dataset(rows, truth.astype(np.float32), weight=weight),
            _ROUNDS,
        )
        roots += [_add(tree["tree_structure"], nodes) for tree in model.dump_model()["tree_info"]]
    feature, threshold, left, right = zip(*nodes, strict=True)
    return BoostedTrees(
        roots=_integers(roots),
        feature=_integers(feature),
        threshold=np.array(threshold, dtype=np.float32),
        left=_integers(left),
        right=_integers(right),
    )


def _integers(numbers: Sequence[int]) -> NDArray[np.int32]:
    return np.array(numbers, dtype=np.int32)


def _add(node: Mapping[str, Any], nodes: list[tuple[int, float, int, int]]) -> int:
    """Appends a node and all below it; returns its index."""
    at = len(nodes)
    if "leaf_value" in node:
        nodes.append((-1, float(node["leaf_value"]) / _SEEDS, at, at))
        return at
    nodes.append((-1, 0.0, at, at))  # filled in when its children are there
    left, right = _add(node["left_child"], nodes), _add(node["right_child"], nodes)
    nodes[at] = (int(node["split_feature"]), float(node["threshold"]), left, right)
    return at
