"""Items handed on together: as many as do not exceed a size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

_Item = TypeVar("_Item", bound=Sized)


def batches(items: Iterable[_Item], most: int) -> Iterator[list[_Item]]:
    """The items in order, in lists of at most this length in all; a longer item comes alone."""
    batch: list[_Item] = []
    size = 0
    for item in items:
        if batch and size + len(item) > most:
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += len(item)
    if batch:
        yield batch
