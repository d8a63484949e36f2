"""Which mentions refer to the same entity so far, and what is known of each such cluster."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Generic, TypeVar

_Known = TypeVar("_Known")


class Clusters:
    """Which mentions refer to the same entity so far.

    Every mention but the first of its cluster has an antecedent, and `sieve` has the name of the
    rule that linked the two: a cluster is a tree with a reason for every link.
    """

    def __init__(self, size: int) -> None:
        self.antecedent: dict[int, int] = {}
        self.sieve: dict[int, str] = {}
        self.unnamed_people: list[int] = []  # pronouns for people whom no single mention names
        self.cut: set[int] = set()  # mentions before which not all candidates were looked at
        self.group_speaker: dict[int, int] = {}  # for each "we" its speaker, where that is known
        # The cluster of each mention; of each cluster its first mention and all of them. Of two
        # that are joined the larger keeps its number: no mention changes its own often.
        self._number = list(range(size))
        self._first = list(range(size))
        self._inside = [[i] for i in range(size)]
        self._gathered: list[Callable[[int, int], None]] = []

    def root(self, i: int) -> int:
        """The first mention of the cluster of mention `i`."""
        return self._first[self._number[i]]

    def size(self, i: int) -> int:
        """How many mentions the cluster of mention `i` has."""
        return len(self._inside[self._number[i]])

    def join(self, i: int, j: int, sieve: str) -> None:
        """Link the later mention `i` to the earlier mention `j`."""
        a, b = self._number[i], self._number[j]
        if a == b:
            return
        if self._first[a] > self._first[b]:
            self._attach(i, j, sieve)
        else:
            self._attach(j, i, sieve)
        kept, gone = (a, b) if len(self._inside[a]) >= len(self._inside[b]) else (b, a)
        for k in self._inside[gone]:
            self._number[k] = kept
        self._inside[kept] += self._inside[gone]
        self._inside[gone] = []
        self._first[kept] = min(self._first[kept], self._first[gone])
        for merge in self._gathered:
            merge(kept, gone)

    def _attach(self, i: int, j: int, sieve: str) -> None:
        """Make `j` the antecedent of `i`, and turn the links from `i` to its cluster's first round.

        What `i` was attached to is attached to `i` from now on, by the same rule, and so on.
        """
        path = [i]
        while path[-1] in self.antecedent:
            path.append(self.antecedent[path[-1]])
        rules = [sieve, *(self.sieve[k] for k in path[:-1])]
        for mention, antecedent, rule in zip(path, [j, *path], rules, strict=False):
            self.antecedent[mention] = antecedent
            self.sieve[mention] = rule

    def gather(
        self, known: Callable[[int], _Known], merge: Callable[[_Known, _Known], _Known]
    ) -> Gathered[_Known]:
        """What is `known` of all mentions of a cluster, merged, from now on and as clusters grow.

        To look at all mentions of a cluster each time would cost the square of their number.
        """
        values = {
            number: reduce(merge, map(known, inside))
            for number, inside in enumerate(self._inside)
            if inside
        }

        def merge_values(kept: int, gone: int) -> None:
            values[kept] = merge(values[kept], values.pop(gone))

        self._gathered.append(merge_values)
        return Gathered(self._number, values)


class Gathered(Generic[_Known]):
    """What is known of the cluster of each mention."""

    def __init__(self, number: Sequence[int], values: Mapping[int, _Known]) -> None:
        self._number, self._values = number, values

    def __getitem__(self, i: int) -> _Known:
        return self._values[self._number[i]]


def larger_first(a: set[str], b: set[str]) -> set[str]:
    """Both sets as one, made of the larger."""
    large, small = (a, b) if len(a) >= len(b) else (b, a)
    large |= small
    return large
