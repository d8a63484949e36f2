"""Logistic regressions over named features.

They score a whole article at once, and their strongest features explain the score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import chain, repeat
from pathlib import Path
from typing import IO, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

from kg.model import KgError

Floats = NDArray[np.float32]
# Names of features that begin alike: the beginning, and each name without it.
NamesWithBeginning: TypeAlias = tuple[str, tuple[str, ...]]
_OPS = NumpyOps()


class WeightsError(KgError):
    """A file of weights that is missing, or is something else."""


@dataclass(frozen=True, eq=False)
class Linear:
    """For each label a logistic regression over features.

    Sparse ones, which have names, and dense ones, which have none.
    """

    labels: tuple[str, ...]
    index: Mapping[str, int]  # name of a sparse feature → its row in `weights`
    weights: Floats  # (features, labels)
    dense: Floats  # (dimensions, labels); no rows where the model takes no dense features
    bias: Floats  # (labels,)
    scaled: bool = False  # whether each of n names in a row counts 1/√n: a vector of length one

    def logits(self, rows: Sequence[Sequence[str]], dense: Floats | None = None) -> Floats:
        """(rows, labels): the log odds of each row of feature names with its row of dense values.

        A name that the model does not know counts for nothing.
        """
        sizes = [len(row) for row in rows]
        names = chain.from_iterable(rows)
        numbers = np.fromiter(map(self.index.get, names, repeat(-1)), dtype=np.int64)
        known = numbers >= 0
        row_of_name = np.repeat(np.arange(len(rows)), sizes)
        lengths = np.bincount(row_of_name[known], minlength=len(rows))
        out = self._logits(numbers[known], lengths, sizes)
        if dense is None or not len(self.dense):
            return out
        return out + product(dense, self.dense)

    def logits_of_groups(self, rows: Sequence[Sequence[NamesWithBeginning]]) -> Floats:
        """(rows, labels): the log odds of rows whose names come in groups.

        The same as those of the names in full; but a group that several rows share is looked up
        once.
        """
        found: dict[tuple[str, int], list[int]] = {}  # by beginning and identity of the names
        numbers: list[int] = []
        lengths, sizes = [], []
        for row in rows:
            before = len(numbers)
            for beginning, names in row:
                key = beginning, id(names)
                if key not in found:
                    found[key] = self._numbers(beginning, names)
                numbers += found[key]
            lengths.append(len(numbers) - before)
            sizes.append(sum(len(names) for _, names in row))
        return self._logits(np.array(numbers, dtype=np.int64), np.array(lengths), sizes)

    def _numbers(self, beginning: str, names: Sequence[str]) -> list[int]:
        """The rows in `weights` of those of the names that the model knows."""
        if beginning not in self._by_beginning:
            self._by_beginning[beginning] = {
                name.removeprefix(beginning): i
                for name, i in self.index.items()
                if name.startswith(beginning)
            }
        index = self._by_beginning[beginning]
        return [i for name in names if (i := index.get(name)) is not None]

    @cached_property
    def _by_beginning(self) -> dict[str, Mapping[str, int]]:
        """The index of the names with a beginning, without it."""
        return {"": self.index}

    def _logits(
        self, numbers: NDArray[np.int64], lengths: NDArray[np.int64], sizes: Sequence[int]
    ) -> Floats:
        """(rows, labels): the bias and the weights of each row's features.

        `numbers` are those of known features, row after row, `lengths` how many of them each row
        has, and `sizes` how many names it has with the unknown ones.
        """
        out = np.tile(self.bias, (len(sizes), 1))
        filled = np.flatnonzero(lengths)
        if len(filled):
            starts = np.concatenate(([0], np.cumsum(lengths[filled])[:-1]))
            sums = np.add.reduceat(self.weights[numbers], starts, axis=0)
            if self.scaled:
                own_sizes = np.array(sizes, dtype=np.int64)[filled, None]
                sums = sums / np.sqrt(own_sizes, dtype=np.float32)
            out[filled] += sums
        return out

    def probabilities(self, rows: Sequence[Sequence[str]], dense: Floats | None = None) -> Floats:
        """(rows, labels): the same as probabilities."""
        return sigmoid(self.logits(rows, dense))

    def strongest(self, row: Sequence[str], label: str, most: int = 3) -> tuple[str, ...]:
        """The features of a row with the highest weights for the label, the strongest first.

        None that speaks against it.
        """
        column, number = self._columns[label], self.index.get
        positive = {
            name: column[i] for name in row if (i := number(name)) is not None and column[i] > 0
        }
        return tuple(sorted(positive, key=lambda name: (-positive[name], name))[:most])

    def weight(self, name: str, label: str) -> float | None:
        """What a feature adds to the log odds of a label; None for one that the model lacks."""
        row = self.index.get(name)
        return None if row is None else self._columns[label][row]

    @cached_property
    def _columns(self) -> Mapping[str, list[float]]:
        """The weights of each label as plain numbers, which are much faster to get one by one."""
        return {label: self.weights[:, k].tolist() for k, label in enumerate(self.labels)}


def product(a: Floats, b: Floats) -> Floats:
    """(rows, columns): the matrix product, in one thread as spaCy computes it.

    numpy's keeps all cores waiting busily after each small product.
    """
    return np.asarray(_OPS.gemm(np.ascontiguousarray(a), np.ascontiguousarray(b)), dtype=np.float32)


def sigmoid(x: Floats) -> Floats:
    """1 / (1 + e^-x), without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)), dtype=np.float32)


@cache
def load(name: str) -> Linear:
    """The model of `weights/NAME.npz`; raises `WeightsError`."""
    try:
        with (resources.files("kg.scoring") / "weights" / f"{name}.npz").open("rb") as file:
            return read(file)
    except (OSError, KeyError, ValueError) as error:
        raise WeightsError(
            f"weights of {name}: {error}; make them with: "
            f"kg train {name} DATA… -o kg/scoring/weights/{name}.npz"
        ) from error


def read(file: IO[bytes]) -> Linear:
    """The model that `write` wrote; never unpickles."""
    return from_arrays(np.load(file, allow_pickle=False))


def write(model: Linear, path: Path) -> None:
    """Writes the model as plain arrays in half precision.

    The same model gives the same bytes.
    """
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **to_arrays(model))


def from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Linear:
    """The model that these arrays contain."""
    names = bytes(arrays["features"]).decode("utf-8").split("\n")
    weights = np.zeros((len(names), len(arrays["bias"])), dtype=np.float32)
    weights[arrays["rows"], arrays["columns"]] = arrays["weights"]
    return Linear(
        labels=tuple(bytes(arrays["labels"]).decode("utf-8").split("\n")),
        index={name: i for i, name in enumerate(names) if name},
        weights=weights,
        dense=arrays["dense"].astype(np.float32),
        bias=arrays["bias"].astype(np.float32),
        scaled=bool(arrays["scaled"]),
    )


def to_arrays(model: Linear) -> dict[str, NDArray[Any]]:
    """The model as arrays; of the weights those that are not zero.

    Raises `WeightsError` on a name with a line break, since names are stored a line each.
    """
    for name in (*model.index, *model.labels):
        if "\n" in name:
            raise WeightsError(
                f"the feature or label {name!r} has a line break in its name; leave it out"
            )
    rows, columns = np.nonzero(model.weights)
    return {
        "features": _lines(model.index),
        "labels": _lines(model.labels),
        "rows": rows.astype(np.uint32),
        "columns": columns.astype(np.uint8),
        "weights": model.weights[rows, columns].astype(np.float16),
        "dense": model.dense.astype(np.float16),
        "bias": model.bias.astype(np.float32),
        "scaled": np.array(model.scaled),
    }


def _lines(names: Sequence[str] | Mapping[str, int]) -> NDArray[np.uint8]:
    """The names, a line each, as bytes."""
    return np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)
