"""Which formats there are: a module each, in explicit tables.

A **document** reader takes an `Item` that is in memory and yields its articles. A **container**
reader takes an open file of any size and yields the `Item`s in it, one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeAlias

from kg.read.errors import ReadError
from kg.read.item import Item, Options, Reading

DocumentReader: TypeAlias = Callable[[Item, Options], Iterator[Reading | ReadError]]
ContainerReader: TypeAlias = Callable[[BinaryIO, Item, Options], Iterator[Item | ReadError]]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how its files are named, what their first bytes look like, and who reads them.

    `module` is imported when a file of this format comes. It has a function `read` of the type
    `DocumentReader`, or `items` of the type `ContainerReader`.
    """

    module: str
    suffixes: tuple[str, ...]
    costly: bool = False  # parsed in a worker, under its deadline and memory cap
