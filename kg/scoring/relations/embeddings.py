"""Dense values of a candidate: word vectors of its mentions and of the gap, and parser vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
    if not candidates:
        return np.zeros((0, 0), dtype=np.float32)
    vectors, is_content = _word_vectors(doc)
    rows: dict[str, int] = {}  # by mention, which most have in common with others
    distinct: list[Side] = []
    for side in (side for c in candidates for side in (c.subject, c.object)):
        if side.mention.id not in rows:
            rows[side.mention.id] = len(distinct)
            distinct.append(side)
    sides = _sides(doc, distinct, vectors)
    gap = _means(vectors, [_content_between(c, is_content) for c in candidates])
    is_first = np.array([[_subject_is_first(c)] for c in candidates])
    parts = [
        sides[[rows[c.subject.mention.id] for c in candidates]],
        sides[[rows[c.object.mention.id] for c in candidates]],
        np.where(is_first, gap, np.float32(0)),
        np.where(is_first, np.float32(0), gap),
        np.stack([_shape(c, is_news) for c in candidates]),
    ]
    return np.hstack(parts)


@dataclass(frozen=True, slots=True)
class _WordVectors:
    """The vectors of a text's words, in the table that all words of the language have."""

    table: Floats
    rows: NDArray[np.int64]  # by token: the row of its word, -1 where it has no vector

    def of(self, tokens: Sequence[int]) -> Floats:
        """(tokens, dimensions): their vectors, zeros where there is none."""
        rows = self.rows[np.array(tokens, dtype=np.int64)]
        known = rows >= 0
        out = np.zeros((len(tokens), self.table.shape[1]), dtype=np.float32)
        out[known] = self.table[rows[known]]
        return out


def _word_vectors(doc: Doc) -> tuple[_WordVectors, list[bool]]:
    """The vectors, and which words have one and are no stop words."""
    words, stops = doc.to_array(["ORTH", "IS_STOP"]).T
    vectors = doc.vocab.vectors
    rows = np.array(vectors.find(keys=words.tolist()), dtype=np.int64)
    return _WordVectors(vectors.data, rows), ((rows >= 0) & (stops == 0)).tolist()


def _sides(doc: Doc, sides: Sequence[Side], vectors: _WordVectors) -> Floats:
    """(sides, values): what `embeddings` has of each mention.

    Its words, the parser's vectors of its head and of the governor, and that word.
    """
    heads = [side.head.i for side in sides]
    governors = [side.head.head.i for side in sides]
    own = _means(vectors, [range(side.first, side.end) for side in sides])
    of_heads, of_governors = (
        np.asarray(doc.tensor[tokens] * _PARSER_SCALE, dtype=np.float32)
        for tokens in (heads, governors)
    )
    return np.hstack([own, of_heads, of_governors, _units(vectors.of(governors))])


def _gap_between(candidate: Candidate) -> range:
    """The tokens between the two mentions."""
    subject, other = candidate.subject, candidate.object
    if subject.first <= other.first:
        return range(subject.end, other.first)
    return range(other.end, subject.first)


def _content_between(candidate: Candidate, is_content: Sequence[bool]) -> list[int]:
    """The content words between the two mentions."""
    between = _gap_between(candidate)
    near: Sequence[int] = between
    if len(between) > _LONG_GAP:
        near = [*between[: _LONG_GAP // 2], *between[-_LONG_GAP // 2 :]]
    return [i for i in near if is_content[i]]


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


def _means(vectors: _WordVectors, groups: Sequence[Sequence[int]]) -> Floats:
    """(groups, dimensions): the mean vector of the tokens of each group, scaled to length one.

    Zeros where a group is empty. Word after word is added to all groups that have it, which is the
    order in which the words of one group are added.
    """
    sums = np.zeros((len(groups), vectors.table.shape[1]), dtype=np.float32)
    for n in range(max(map(len, groups))):
        longer = [k for k, tokens in enumerate(groups) if len(tokens) > n]
        sums[longer] += vectors.of([groups[k][n] for k in longer])
    sizes = np.array([[max(len(tokens), 1)] for tokens in groups])
    return _units((sums / sizes).astype(np.float32))


def _units(vectors: Floats) -> Floats:
    """The vectors scaled to length one; zeros stay zeros."""
    lengths = np.sqrt(np.array([[vector @ vector] for vector in vectors], dtype=np.float32))
    return np.asarray(vectors / np.where(lengths > 0, lengths, np.float32(1)), dtype=np.float32)
