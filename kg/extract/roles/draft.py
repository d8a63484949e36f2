"""A position while its fact is put together: who holds it, and by which words that is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.roles.titles import Title
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """A position and who holds it, by which shape of sentence, and the verb or noun that tells it."""

    holder: Mention
    shape: str
    title: Title | None
    verb: Token | None = None
    organisations: tuple[Mention, ...] = ()
    begins: bool = False
    ends: bool = False
    employed: Token | None = None  # where no title is told: the words that tell the employment
