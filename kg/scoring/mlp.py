"""A neural network with one hidden layer: dense values in, a probability for each label out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.scoring.linear import Floats, product, sigmoid


@dataclass(frozen=True, eq=False)
class MLP:
    """Weights and biases of the hidden layer (rectified) and of the output layer (logistic)."""

    hidden: Floats  # (dimensions, units)
    hidden_bias: Floats  # (units,)
    out: Floats  # (units, labels)
    out_bias: Floats  # (labels,)

    def probabilities(self, dense: Floats) -> Floats:
        """(rows, labels): the probabilities of each row of `dense`, (rows, dimensions)."""
        units = np.maximum(product(dense, self.hidden) + self.hidden_bias, 0)
        return sigmoid(np.asarray(product(units, self.out) + self.out_bias, dtype=np.float32))


_PARTS = ("hidden", "hidden_bias", "out", "out_bias")


def to_arrays(network: MLP) -> dict[str, NDArray[Any]]:
    """The network as arrays in half precision."""
    return {part: getattr(network, part).astype(np.float16) for part in _PARTS}


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> MLP:
    """The network that these arrays contain."""
    return MLP(*(arrays[part].astype(np.float32) for part in _PARTS))
