"""What every department of extract gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from kg.document import Document
from kg.model import Entity, Fact, Mention


@dataclass(frozen=True, slots=True)
class Extraction:
    """Facts, the mentions that only they bring in, and entities that are new or better known."""

    facts: tuple[Fact, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()


Extractor: TypeAlias = Callable[[Document], Extraction]
