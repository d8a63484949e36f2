"""Fitting of linear models by logistic regression; the same rows give the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.scoring.linear import Linear


def fit(
    rows: Sequence[Sequence[str]],
    truth: NDArray[np.bool_],
    labels: Sequence[str],
    *,
    judged: NDArray[np.bool_] | None = None,
    weight: NDArray[np.float64] | None = None,
    dense: NDArray[np.float32] | None = None,
    rarest: int = 2,
    strength: float = 1.0,
    scaled: bool = False,
    least: float = 0.03,
) -> Linear:
    """A logistic regression for each label (liblinear, L2 with C = `strength`).

    Over the features that are in at least `rarest` rows. `truth` and `judged` are (rows, labels):
    whether the label is true of the row, and whether anybody judged that; `weight` is (rows,),
    `dense` (rows, dimensions). `scaled` makes each row a vector of length one. Weights below
    `least` are dropped.
    """
    index = _feature_index(rows, rarest)
    matrix = _matrix(rows, index, dense, scaled)
    weights = np.zeros((matrix.shape[1], len(labels)), dtype=np.float32)
    bias = np.full(len(labels), -10.0, dtype=np.float32)
    for k in range(len(labels)):
        chosen = np.flatnonzero(judged[:, k]) if judged is not None else np.arange(len(rows))
        true = truth[chosen, k]
        if len(np.unique(true)) == 2:  # else nothing is true, or all: nothing to learn
            sample_weight = weight[chosen] if weight is not None else None
            weights[:, k], bias[k] = _fit(matrix[chosen], true, sample_weight, strength)
    named, unnamed = weights[: len(index)], weights[len(index) :]
    return _pruned(Linear(tuple(labels), index, named, unnamed, bias, scaled), least)


def _feature_index(rows: Sequence[Sequence[str]], rarest: int) -> dict[str, int]:
    """The features that are in enough rows, numbered in alphabetical order."""
    counts = Counter(name for row in rows for name in set(row))
    frequent = [name for name, count in counts.items() if count >= rarest and "\n" not in name]
    return {name: i for i, name in enumerate(sorted(frequent))}


def _matrix(
    rows: Sequence[Sequence[str]],
    index: dict[str, int],
    dense: NDArray[np.float32] | None,
    scaled: bool,
) -> Any:
    """The rows as a sparse matrix, (rows, features + dimensions)."""
    from scipy import sparse

    cells = [(i, index[name]) for i, row in enumerate(rows) for name in set(row) if name in index]
    cells.sort()
    values = [1 / np.sqrt(len(set(rows[i]))) for i, _ in cells] if scaled else np.ones(len(cells))
    places = ([i for i, _ in cells], [k for _, k in cells])
    matrix = sparse.csr_matrix((values, places), shape=(len(rows), len(index)))
    if dense is None:
        return matrix
    dense_part = sparse.csr_matrix(dense.astype(np.float64))
    return sparse.csr_matrix(sparse.hstack([matrix, dense_part]))


def _fit(
    matrix: Any,
    true: NDArray[np.bool_],
    weight: NDArray[np.float64] | None,
    strength: float,
) -> tuple[NDArray[np.float64], float]:
    """The weights and the bias for one label."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, solver="liblinear", random_state=0, max_iter=400)
    model.fit(matrix, true, sample_weight=weight)
    return model.coef_[0], model.intercept_[0]


def _pruned(model: Linear, least: float) -> Linear:
    """The model without the features whose weights are small for all labels."""
    weights = np.where(np.abs(model.weights) < least, np.float32(0), model.weights)
    kept = [name for name, i in model.index.items() if weights[i].any()]
    return Linear(
        model.labels,
        {name: i for i, name in enumerate(kept)},
        weights[[model.index[name] for name in kept]],
        model.dense,
        model.bias,
        model.scaled,
    )
