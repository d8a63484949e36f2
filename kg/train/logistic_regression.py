"""Fitting: rows of features and what is true of them → a linear model; the same rows give the same bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
    """A logistic regression a label (liblinear, L2 with C = `strength`), over the features that stand in at least `rarest` rows.

    `truth` and `judged` are (rows, labels): is the label true of the row, and does anybody know; `weight` is (rows,); `dense` (rows, dimensions).
    `scaled` makes each row a vector of length one. Weights below `least` are dropped.
    """
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    counts = Counter(name for row in rows for name in set(row))
    index = {
        name: i
        for i, name in enumerate(
            sorted(n for n, c in counts.items() if c >= rarest and "\n" not in n)
        )
    }
    cells = [(i, index[name]) for i, row in enumerate(rows) for name in set(row) if name in index]
    cells.sort()
    values = [1 / np.sqrt(len(set(rows[i]))) for i, _ in cells] if scaled else np.ones(len(cells))
    matrix = sparse.csr_matrix(
        (values, ([i for i, _ in cells], [k for _, k in cells])), shape=(len(rows), len(index))
    )
    if dense is not None:
        matrix = sparse.csr_matrix(
            sparse.hstack([matrix, sparse.csr_matrix(dense.astype(np.float64))])
        )
    weights = np.zeros((matrix.shape[1], len(labels)), dtype=np.float32)
    bias = np.full(len(labels), -10.0, dtype=np.float32)
    for k in range(len(labels)):
        chosen = np.flatnonzero(judged[:, k]) if judged is not None else np.arange(len(rows))
        if len(np.unique(truth[chosen, k])) < 2:
            continue  # nothing true, or all: nothing to learn
        model = LogisticRegression(C=strength, solver="liblinear", random_state=0, max_iter=400)
        model.fit(
            matrix[chosen],
            truth[chosen, k],
            sample_weight=weight[chosen] if weight is not None else None,
        )
        weights[:, k], bias[k] = model.coef_[0], model.intercept_[0]
    return _pruned(
        Linear(tuple(labels), index, weights[: len(index)], weights[len(index) :], bias, scaled),
        least,
    )


def _pruned(model: Linear, least: float) -> Linear:
    """The model without the features that no label makes anything of."""
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
