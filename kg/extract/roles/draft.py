"""A role while its fact is put together: who holds it, and which words say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.roles.titles import Title
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class RoleDraft:
    """A role and its holder, the pattern of the sentence, and the verb or noun that says so."""

    holder: Mention
    pattern: str
    title: Title | None
    verb: Token | None = None
    organisations: tuple[Mention, ...] = ()
    begins: bool = False
    ends: bool = False
    trigger: Token | None = None  # where there is no title: the word that shows the employment
