"""Fitting of a neural network with one hidden layer; the same rows give the same numbers.

Adam (Kingma and Ba 2015) with dropout (Srivastava et al. 2014).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.scoring.linear import Floats
from kg.scoring.mlp import MLP

_UNITS, _EPOCHS, _BATCH, _SEEDS = 128, 10, 256, 2
_RATE, _DROPOUT, _DECAY = 1e-3, 0.3, 1e-5
_SCALE = 4.0  # of the loss, against the decay


def fit(rows: Floats, truth: NDArray[np.bool_], weight: Floats) -> MLP:
    """A network for these rows, (rows, dimensions): several in one, whose log odds are averaged.

    `truth` and `weight` are (rows, labels), with a weight of zero where nobody judged the row.
    """
    parts = [_fit(rows, truth, weight, seed) for seed in range(_SEEDS)]
    return MLP(
        np.concatenate([p.hidden for p in parts], axis=1),
        np.concatenate([p.hidden_bias for p in parts]),
        np.asarray(np.concatenate([p.out for p in parts]) / _SEEDS, dtype=np.float32),
        np.asarray(np.mean([p.out_bias for p in parts], axis=0), dtype=np.float32),
    )


def _fit(rows: Floats, truth: NDArray[np.bool_], weight: Floats, seed: int) -> MLP:
    """One network, from random weights of this seed."""
    random = np.random.default_rng(seed)
    true = truth.astype(np.float32)
    parts = _random_parts(random, rows.shape[1], true.shape[1])
    optimizer = _Adam(parts)
    for epoch in range(_EPOCHS):
        order, rate = random.permutation(len(rows)), _RATE * (1 - 0.9 * epoch / _EPOCHS)
        for begin in range(0, len(rows), _BATCH):
            chosen = order[begin : begin + _BATCH]
            kept = _dropout(random, len(chosen))
            gradients = _gradients(parts, rows[chosen], true[chosen], weight[chosen], kept)
            optimizer.step(gradients, rate)
    return MLP(*parts)


def _random_parts(random: np.random.Generator, dimensions: int, labels: int) -> list[Floats]:
    """Weights and biases to begin with: hidden layer, its bias, output layer, its bias."""
    hidden = random.standard_normal((dimensions, _UNITS)) * np.sqrt(2 / dimensions)
    out = random.standard_normal((_UNITS, labels)) * np.sqrt(1 / _UNITS)
    return [
        hidden.astype(np.float32),
        np.zeros(_UNITS, dtype=np.float32),
        out.astype(np.float32),
        np.full(labels, -3, dtype=np.float32),
    ]


def _dropout(random: np.random.Generator, rows: int) -> Floats:
    """(rows, units): 0 for a unit that is left out of a row, and a little over 1 for the rest."""
    kept = random.random((rows, _UNITS), dtype=np.float32) > _DROPOUT
    return kept.astype(np.float32) / np.float32(1 - _DROPOUT)


class _Adam:
    """Adam's running means of the gradients and of their squares."""

    def __init__(self, parts: list[Floats]) -> None:
        self._parts = parts
        self._means = [np.zeros_like(p) for p in parts]
        self._squares = [np.zeros_like(p) for p in parts]
        self._steps = 0

    def step(self, gradients: list[Floats], rate: float) -> None:
        """Changes the parts in place."""
        self._steps += 1
        for k, gradient in enumerate(gradients):
            self._means[k] = 0.9 * self._means[k] + 0.1 * gradient
            self._squares[k] = 0.999 * self._squares[k] + 0.001 * gradient * gradient
            mean = self._means[k] / (1 - 0.9**self._steps)
            deviation = np.sqrt(self._squares[k] / (1 - 0.999**self._steps)) + 1e-8
            self._parts[k] -= np.asarray(rate * mean / deviation, dtype=np.float32)


def _gradients(
    parts: list[Floats], rows: Floats, true: Floats, weight: Floats, kept: Floats
) -> list[Floats]:
    """How the weighted log loss of a batch changes with each part."""
    hidden, hidden_bias, out, out_bias = parts
    before = rows @ hidden + hidden_bias
    mask = (before > 0) * kept
    units = before * mask
    probabilities = 0.5 * (1 + np.tanh(0.5 * (units @ out + out_bias)))
    error = np.asarray((probabilities - true) * weight * (_SCALE / len(rows)), dtype=np.float32)
    back = (error @ out.T) * mask
    return [
        rows.T @ back + _DECAY * hidden,
        back.sum(axis=0),
        units.T @ error + _DECAY * out,
        error.sum(axis=0),
    ]
