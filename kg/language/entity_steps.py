"""The model's entity recognizer, which decides for all tokens of a batch at once.

spaCy takes one step a token, four texts at a time, and each step costs more in calls than in
numbers. But a step only depends on the token and on where the entity that is open began: all
tokens outside of entities, and the first ones within, can be scored together. The scores are the
model's own, so that the entities are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.batches import batches

if TYPE_CHECKING:
    import numpy.typing as npt
    from spacy.pipeline import EntityRecognizer

    _Numbers = npt.NDArray[Any]

_MOST_TOKENS = 8_000  # scored together: more take memory and are no faster
_AHEAD = 3  # tokens of an entity behind its first one that are scored with all others
_BEGIN, _IN, _LAST, _UNIT = "B-", "I-", "L-", "U-"
_OUTSIDE = "O"


@Language.factory("kg_entities")
def _entities(nlp: Language, name: str) -> EntitySteps:  # noqa: ARG001 - spaCy gives it
    recognizer: Any = nlp.get_pipe("ner")
    return EntitySteps(recognizer)


class EntitySteps:
    """The recognizer with its steps taken together."""

    def __init__(self, recognizer: EntityRecognizer) -> None:
        self._model, moves = recognizer.model, recognizer.moves
        self._moves: Sequence[str] = [moves.get_class_name(n) for n in range(moves.n_moves)]
        at = {move: n for n, move in enumerate(self._moves)}
        # which steps may be taken where no entity is open; "U-" blocks one, which is never asked
        usual = [move for move in self._moves if move != _UNIT]
        self._closed = np.isin(self._moves, [m for m in usual if m[:2] not in {_IN, _LAST}])
        self._unit = np.isin(self._moves, [m for m in usual if m[:2] in {_UNIT, _OUTSIDE}])
        self._is_begin = np.array([move.startswith(_BEGIN) for move in self._moves])
        self._outside = at[_OUTSIDE]
        labels = [move[2:] for move in self._moves]
        # the steps within an entity that a beginning opens: on, and to its end
        self._on = np.array([at.get(_IN + label, 0) for label in labels])
        self._end = np.array([at.get(_LAST + label, 0) for label in labels])

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its entities."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:
        """The docs with their entities."""
        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            for together in batches(batch, _MOST_TOKENS):
                self._set_entities(together)
                yield from together

    def _set_entities(self, docs: Sequence[Doc]) -> None:
        starts = np.cumsum([0, *map(len, docs)]).tolist()
        if not starts[-1]:
            return
        steps = self._steps(docs)
        for doc, (start, end) in zip(docs, pairwise(starts), strict=True):
            entities = [
                Span(doc, a - start, b - start, label=label)
                for a, b, label in self._found(steps, start, end)
            ]
            doc.set_ents(entities)

    def _steps(self, docs: Sequence[Doc]) -> _Steps:
        """The best first step of each token, and what beginnings lead to."""
        scorer = self._model.predict(docs)
        is_space, opens = (
            np.concatenate([doc.to_array(name) for doc in docs])
            for name in ("IS_SPACE", "SENT_START")
        )
        behind = np.append(opens[1:], 1) == 1  # a sentence or text begins behind the token
        last = np.cumsum([len(doc) for doc in docs]) - 1
        behind[last[last >= 0]] = True
        none = np.full(len(behind), -1)
        scores = _scores(scorer, np.arange(len(behind)), none)
        unit, closed = (
            np.where(allowed, scores, -np.inf).argmax(axis=1)
            for allowed in (self._unit, self._closed)
        )
        first = np.where(behind, unit, closed)
        first[is_space != 0] = self._outside
        steps = _Steps(scorer, first, behind, {})
        self._look_ahead(steps)
        return steps

    def _look_ahead(self, steps: _Steps) -> None:
        """Note of each beginning whether the entity ends at the first tokens behind it."""
        starts = np.flatnonzero(self._is_begin[steps.first])
        tokens = starts
        for _ in range(_AHEAD):
            tokens = tokens + 1
            if not len(starts):
                return
            ends = self._ends(steps, tokens, starts)
            keys = zip(starts.tolist(), tokens.tolist(), strict=True)
            steps.ends.update(zip(keys, ends.tolist(), strict=True))
            starts, tokens = starts[~ends], tokens[~ends]

    def _ends(self, steps: _Steps, tokens: _Numbers, starts: _Numbers) -> _Numbers:
        """Whether the entities that begin at `starts` end with the tokens."""
        scores = _scores(steps.scorer, tokens, starts)
        rows, begun = np.arange(len(tokens)), steps.first[starts]
        on, end = self._on[begun], self._end[begun]
        of_on, of_end = scores[rows, on], scores[rows, end]
        is_better = np.where(end < on, of_end >= of_on, of_end > of_on)
        ends: _Numbers = steps.behind[tokens] | is_better
        return ends

    def _found(self, steps: _Steps, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Start, end and label of each entity in a text of the batch."""
        at = start
        for begin in (start + np.flatnonzero(steps.first[start:end] != self._outside)).tolist():
            if begin < at:
                continue
            move = self._moves[steps.first[begin]]
            at = begin + 1
            if move.startswith(_BEGIN):
                while not self._ends_at(steps, begin, at):
                    at += 1
                at += 1
            yield begin, at, move[2:]

    def _ends_at(self, steps: _Steps, start: int, token: int) -> bool:
        """Whether the entity ends with the token."""
        if (start, token) in steps.ends:
            return steps.ends[start, token]
        return bool(self._ends(steps, np.array([token]), np.array([start]))[0])


@dataclass(frozen=True)
class _Steps:
    """The scorer of a batch, the best step of each token where no entity is open, where one has to
    end, and whether those that begin end with the next tokens.
    """

    scorer: Any
    first: _Numbers
    behind: _Numbers
    ends: dict[tuple[int, int], bool]


def _scores(scorer: Any, tokens: _Numbers, starts: _Numbers) -> _Numbers:
    """The scores of all steps at the tokens, within the entities that begin at `starts`.

    A start of -1 is that of no entity.
    """
    before = np.where(starts < 0, -1, tokens - 1)
    features = np.stack([tokens, starts, before], axis=1).astype("int32")
    scores: _Numbers = scorer.vec2scores.predict(scorer.state2vec.predict(features))
    return scores
