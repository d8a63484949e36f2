"""Which date belongs to what happened: an expression goes to the verb or the event that governs it, to nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.document import Document
from kg.model import Mention, Time
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP = {"prep", "pobj", "npadvmod", "nmod", "nummod", "compound", "appos", "advmod", "dep", "amod", "tmod", "pcomp", "poss"}


def times_of(document: Document, event_nouns: frozenset[int]) -> Mapping[int, Time]:
    """The time of each verb, and of each noun in `event_nouns`, by token index; the first expression that says when counts: how long or how often does not."""
    out: dict[int, Time] = {}
    for mention in document.mentions:
        if mention.type == "Date" and mention.value is not None and period_of(mention.value):
            span = document.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            block = document.block_of(mention.start)
            if span is None or block is not None and block.kind in {"dateline", "signature"}:
                continue
            governor = _governor(span.root, event_nouns, mention)
            if governor is not None:
                out.setdefault(governor.i, Time(mention.value, mention.id))
    return out


def _governor(token: Token, event_nouns: frozenset[int], mention: Mention) -> Token | None:
    while token.head != token:
        if token.dep_ not in _UP and not (token.dep_ in {"nsubj", "dobj"} and token.idx >= mention.start and token.idx < mention.end):
            return None
        token = token.head
        if token.pos_ in {"VERB", "AUX"} or token.i in event_nouns:
            return token
    return None
