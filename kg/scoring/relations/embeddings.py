"""Dense values of a candidate: word vectors of its mentions and of the gap, and parser vectors."""

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
_NO_TYPE = len(_TYPES)  # the place of pronouns and all other types
_TYPE_PLACES = _NO_TYPE + 1
_LONG_GAP = 16  # tokens: of a longer gap only the ends count
_PARSER_SCALE = 0.3  # brings the parser's own vectors to the size of the others
_FARTHEST, _DISTANCE_UNIT = 30, 15  # tokens


def embeddings(doc: Doc, candidates: Sequence[Candidate], is_news: bool) -> Floats:
    """(candidates, dimensions): a row of dense values for each candidate.

    Subject, object, gap where the subject comes first, gap where it comes last, types, order,
    distance, and whether the text is news.
    """
    vectors, is_content = _vectors(doc)
    sides: dict[str, Floats] = {}
    for candidate in candidates:
        for side in (candidate.subject, candidate.object):
            if side.mention.id not in sides:
                sides[side.mention.id] = _side(doc, side, vectors)
    rows = []
    for candidate in candidates:
        subject = sides[candidate.subject.mention.id]
        other = sides[candidate.object.mention.id]
        gaps, shape = _gaps(candidate, vectors, is_content), _shape(candidate, is_news)
        rows.append(np.concatenate([subject, other, *gaps, shape]))
    return np.array(rows, dtype=np.float32) if rows else np.zeros((0, 0), dtype=np.float32)


def _vectors(doc: Doc) -> tuple[Floats, NDArray[np.bool_]]:
    """(tokens, dimensions): the words' vectors, zeros where there is none.

    And (tokens,): which words have one and are no stop words.
    """
    words, stops = doc.to_array(["ORTH", "IS_STOP"]).T
    rows = np.array(doc.vocab.vectors.find(keys=words.tolist()), dtype=np.int64)
    known = rows >= 0
    out = np.zeros((len(doc), doc.vocab.vectors_length), dtype=np.float32)
    out[known] = doc.vocab.vectors.data[rows[known]]
    return out, known & (stops == 0)


def _side(doc: Doc, side: Side, vectors: Floats) -> Floats:
    """The mention's words, the parser's vectors of its head and the governor, and that word."""
    head = side.head
    parsed = [doc.tensor[i] * _PARSER_SCALE for i in (head.i, head.head.i)]
    own = _mean(vectors[side.first : side.end])
    return np.concatenate([own, *parsed, _unit(vectors[head.head.i])]).astype(np.float32)


def _gap_between(candidate: Candidate) -> range:
    """The tokens between the two mentions."""
    subject, other = candidate.subject, candidate.object
    if subject.first <= other.first:
        return range(subject.end, other.first)
    return range(other.end, subject.first)


def _gaps(
    candidate: Candidate, vectors: Floats, is_content: NDArray[np.bool_]
) -> tuple[Floats, Floats]:
    """The mean of the content words between the two, and zeros; swapped for object first."""
    between = _gap_between(candidate)
    near = list(between)
    if len(between) > _LONG_GAP:
        near = [*between[: _LONG_GAP // 2], *between[-_LONG_GAP // 2 :]]
    gap = _mean(vectors[[i for i in near if is_content[i]]])
    zeros = np.zeros_like(gap)
    return (gap, zeros) if _subject_is_first(candidate) else (zeros, gap)


def _subject_is_first(candidate: Candidate) -> bool:
    return candidate.subject.first <= candidate.object.first


def _shape(candidate: Candidate, is_news: bool) -> Floats:
    """Types of both (one of each is 1), order, distance, and whether the text is news."""
    out = np.zeros(2 * _TYPE_PLACES + 3, dtype=np.float32)
    out[_type_place(candidate.subject)] = 1
    out[_TYPE_PLACES + _type_place(candidate.object)] = 1
    distance = min(len(_gap_between(candidate)), _FARTHEST) / _DISTANCE_UNIT
    out[2 * _TYPE_PLACES :] = _subject_is_first(candidate), distance, is_news
    return out


def _type_place(side: Side) -> int:
    """The number of the mention's type."""
    has_type = side.mention.form != "pronoun" and side.mention.type in _TYPES
    return _TYPES.index(side.mention.type) if has_type else _NO_TYPE


def _mean(vectors: Floats) -> Floats:
    """The mean of some vectors, scaled to length one; zeros where there are none."""
    if not len(vectors):
        return np.zeros(vectors.shape[1], dtype=np.float32)
    return _unit(np.asarray(vectors.mean(axis=0), dtype=np.float32))


def _unit(vector: Floats) -> Floats:
    """The vector scaled to length one; zeros stay zeros."""
    return np.asarray(vector / (float(np.sqrt(vector @ vector)) or 1.0), dtype=np.float32)
