"""Fitting a network of one hidden layer: Adam (Kingma and Ba 2015) with dropout (Srivastava et al. 2014), the same numbers every time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.scoring.linear import Floats
from kg.scoring.mlp import MLP

_UNITS, _EPOCHS, _BATCH, _SEEDS = 128, 10, 256, 2
_RATE, _DROPOUT, _DECAY = 1e-3, 0.3, 1e-5
_SCALE = 4.0  # of the loss, against the decay


def fit(rows: Floats, truth: NDArray[np.bool_], weight: Floats) -> MLP:
    """A network for these rows (rows, dimensions): several side by side, whose log odds are averaged.

    `truth` and `weight` are (rows, labels), the weight zero where nobody knows.
    """
    parts = [_fit(rows, truth, weight, seed) for seed in range(_SEEDS)]
    return MLP(
        np.concatenate([p.hidden for p in parts], axis=1),
        np.concatenate([p.hidden_bias for p in parts]),
        np.asarray(np.concatenate([p.out for p in parts]) / _SEEDS, dtype=np.float32),
        np.asarray(np.mean([p.out_bias for p in parts], axis=0), dtype=np.float32),
    )


def _fit(rows: Floats, truth: NDArray[np.bool_], weight: Floats, seed: int) -> MLP:
    random = np.random.default_rng(seed)
    true = truth.astype(np.float32)
    parts = [
        (random.standard_normal((rows.shape[1], _UNITS)) * np.sqrt(2 / rows.shape[1])).astype(
            np.float32
        ),
        np.zeros(_UNITS, dtype=np.float32),
        (random.standard_normal((_UNITS, true.shape[1])) * np.sqrt(1 / _UNITS)).astype(np.float32),
        np.full(true.shape[1], -3, dtype=np.float32),
    ]
    means, squares, step = [np.zeros_like(p) for p in parts], [np.zeros_like(p) for p in parts], 0
    for epoch in range(_EPOCHS):
        order, rate = random.permutation(len(rows)), _RATE * (1 - 0.9 * epoch / _EPOCHS)
        for begin in range(0, len(rows), _BATCH):
            chosen, step = order[begin : begin + _BATCH], step + 1
            kept = (random.random((len(chosen), _UNITS), dtype=np.float32) > _DROPOUT).astype(
                np.float32
            ) / np.float32(1 - _DROPOUT)
            slopes = _slopes(parts, rows[chosen], true[chosen], weight[chosen], kept)
            for k, slope in enumerate(slopes):
                means[k] = 0.9 * means[k] + 0.1 * slope
                squares[k] = 0.999 * squares[k] + 0.001 * slope * slope
                parts[k] -= np.asarray(
                    rate
                    * (means[k] / (1 - 0.9**step))
                    / (np.sqrt(squares[k] / (1 - 0.999**step)) + 1e-8),
                    dtype=np.float32,
                )
    return MLP(*parts)


def _slopes(
    parts: list[Floats], rows: Floats, true: Floats, weight: Floats, kept: Floats
) -> list[Floats]:
    """How the weighted log loss of a batch changes with each part."""
    hidden, hidden_bias, out, out_bias = parts
    before = rows @ hidden + hidden_bias
    mask = (before > 0) * kept
    units = before * mask
    chances = 0.5 * (1 + np.tanh(0.5 * (units @ out + out_bias)))
    error = np.asarray((chances - true) * weight * (_SCALE / len(rows)), dtype=np.float32)
    back = (error @ out.T) * mask
    return [
        rows.T @ back + _DECAY * hidden,
        back.sum(axis=0),
        units.T @ error + _DECAY * out,
        error.sum(axis=0),
    ]
