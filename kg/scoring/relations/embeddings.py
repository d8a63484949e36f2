"""Dense values of a candidate: the word vectors of its two mentions and of what stands between them, and how the parser sees their heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kg.scoring.linear import Floats
from kg.scoring.relations.candidates import Candidate, Side

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TYPES = ("Person", "Organisation", "Place", "Date", "Group", "Work", "Other")
_LONG = 16  # of longer gaps only the ends are looked at
_PARSER_SCALE = 0.3  # brings the parser's own vectors to the size of the others


def embeddings(doc: Doc, candidates: Sequence[Candidate], is_news: bool) -> Floats:
    """(candidates, dimensions): subject, object, gap where the subject comes first, gap where it comes last, types and distance."""
    vectors, telling = _vectors(doc)
    sides: dict[str, Floats] = {}
    for candidate in candidates:
        for side in (candidate.subject, candidate.object):
            if side.mention.id not in sides:
                sides[side.mention.id] = _side(doc, side, vectors)
    rows = [
        _row(c, sides[c.subject.mention.id], sides[c.object.mention.id], vectors, telling, is_news)
        for c in candidates
    ]
    return np.array(rows, dtype=np.float32) if rows else np.zeros((0, 0), dtype=np.float32)


def _vectors(doc: Doc) -> tuple[Floats, NDArray[np.bool_]]:
    """(tokens, dimensions): the vectors of all words, zeros where there is none; and which words mean something by themselves."""
    words, stops = doc.to_array(["ORTH", "IS_STOP"]).T
    rows = np.array(doc.vocab.vectors.find(keys=words.tolist()), dtype=np.int64)
    known = rows >= 0
    out = np.zeros((len(doc), doc.vocab.vectors_length), dtype=np.float32)
    out[known] = doc.vocab.vectors.data[rows[known]]
    return out, known & (stops == 0)


def _row(
    candidate: Candidate,
    subject: Floats,
    other: Floats,
    vectors: Floats,
    telling: NDArray[np.bool_],
    is_news: bool,
) -> Floats:
    first, last = sorted((candidate.subject, candidate.object), key=lambda s: s.first)
    between = range(first.end, last.first)
    near = (
        [*between[: _LONG // 2], *between[-_LONG // 2 :]] if len(between) > _LONG else list(between)
    )
    gap = _mean(
        vectors[[i for i in near if telling[i]]]
    )  # only words that mean something by themselves
    none = np.zeros_like(gap)
    ordered = first is candidate.subject
    shape = np.zeros(19, dtype=np.float32)
    for offset, side in ((0, candidate.subject), (8, candidate.object)):
        shape[
            offset
            + (
                _TYPES.index(side.mention.type)
                if side.mention.form != "pronoun" and side.mention.type in _TYPES
                else 7
            )
        ] = 1
    shape[16:] = ordered, min(len(between), 30) / 15, is_news
    return np.concatenate([subject, other, *((gap, none) if ordered else (none, gap)), shape])


def _side(doc: Doc, side: Side, vectors: Floats) -> Floats:
    head = side.head
    seen = [doc.tensor[i] * _PARSER_SCALE for i in (head.i, head.head.i)]
    return np.concatenate(
        [_mean(vectors[side.first : side.end]), *seen, _unit(vectors[head.head.i])]
    ).astype(np.float32)


def _mean(vectors: Floats) -> Floats:
    """The mean of some vectors, of length one; zeros where there are none."""
    return (
        _unit(np.asarray(vectors.mean(axis=0), dtype=np.float32))
        if len(vectors)
        else np.zeros(vectors.shape[1], dtype=np.float32)
    )


def _unit(vector: Floats) -> Floats:
    """The vector with length one; none of no length."""
    return np.asarray(vector / (float(np.sqrt(vector @ vector)) or 1.0), dtype=np.float32)
