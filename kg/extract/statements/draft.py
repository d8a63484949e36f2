"""A statement while it is put together, and the spans of what is said."""

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
    topic: Token | None = (
        None  # of whom it is said, where the content does not name him: the accused
    )

    @property
    def at(self) -> Token:
        return self.cue[0] if self.cue else self.root


def contains(said: StatementDraft, token: Token) -> bool:
    """Does the word stand in what is said?"""
    return any(s.start <= token.idx < s.end for s in said.content)


def is_inside(said: StatementDraft, quoted: Quoted) -> bool:
    """Does the cue itself stand in the quotation, so that somebody quoted tells what another said?"""
    return bool(said.cue) and quoted.outer.start <= said.at.idx < quoted.outer.end
