"""The draft of a statement, by tokens rather than mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.document import Quoted
from kg.model import Force, Span

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True)
class StatementDraft:
    """A statement while it is put together: tokens rather than mentions."""

    frame: str
    cue: tuple[Token, ...]
    root: Token
    content: tuple[Span, ...]
    speaker: Token | None
    addressee: Token | None = None
    force: Force | None = None
    verb: Token | None = None  # what carries time and medium
    topic: Token | None = None  # of whom or what it is said: the accused, what is called a joke

    @property
    def at(self) -> Token:
        """The first word of the cue, else the root of the content."""
        return self.cue[0] if self.cue else self.root


def contains(draft: StatementDraft, token: Token) -> bool:
    """Whether the token stands in the content."""
    return any(span.start <= token.idx < span.end for span in draft.content)


def has_cue_inside(draft: StatementDraft, quoted: Quoted) -> bool:
    """Whether the cue itself stands in the quotation: somebody quoted reports another's words."""
    return bool(draft.cue) and quoted.outer.start <= draft.at.idx < quoted.outer.end
