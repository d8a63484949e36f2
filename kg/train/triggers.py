"""Training of the scorer of event triggers on MEANTIME.

Every verb and noun in the annotated text, and whether annotators marked it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.scoring.linear import Floats, Linear, write
from kg.scoring.triggers import LABELS, are_triggers, candidates, features, shape_of, vectors
from kg.train.logistic_regression import fit
from kg.train.meantime_corpus import (
    CORPUS,
    FOLDS,
    Annotated,
    Flags,
    Rows,
    annotated,
    figures,
    out_of_fold,
    table,
)

_STRENGTH = 0.3


@dataclass(frozen=True)
class Judged:
    """All candidates: their features, which label is theirs, and whether it is true of them."""

    rows: list[list[str]]
    dense: Floats
    shapes: Flags  # (candidates, labels): whether the label is for words of this shape
    truth: Flags
    owners: list[int]  # number of the article
    tokens: list[int]  # index of the token in it


def train(rows: Rows, output: Path) -> str:
    """Writes the weights; returns the card."""
    articles = annotated(rows)
    judged = judged_in(articles)
    model = fitted(judged)
    write(model, output)
    return _card(articles, judged, model, output)


def judged_in(articles: Sequence[Annotated]) -> Judged:
    """The candidates of the annotated parts."""
    found = [
        (n, token)
        for n, article in enumerate(articles)
        for token in candidates(article.document.doc)
        if token.idx < article.end
    ]
    shapes = np.array([[shape_of(t) == label for label in LABELS] for _, t in found])
    marked = np.array([t.i in articles[n].triggers for n, t in found])
    tokens = [t for _, t in found]
    return Judged(
        rows=[features(t) for t in tokens],
        dense=vectors(tokens),
        shapes=shapes,
        truth=shapes & marked[:, None],
        owners=[n for n, _ in found],
        tokens=[t.i for t in tokens],
    )


def fitted(judged: Judged, seen: NDArray[np.int64] | None = None) -> Linear:
    """The model of these candidates, or of those with the numbers in `seen`."""
    chosen = np.arange(len(judged.rows)) if seen is None else seen
    return fit(
        [judged.rows[i] for i in chosen],
        judged.truth[chosen],
        LABELS,
        judged=judged.shapes[chosen],
        dense=judged.dense[chosen],
        strength=_STRENGTH,
    )


def unseen_probabilities(judged: Judged) -> NDArray[np.float32]:
    """(candidates,): the probabilities by models that never saw the candidate's article."""

    def predict(seen: NDArray[np.int64], unseen: NDArray[np.int64]) -> NDArray[np.float32]:
        return fitted(judged, seen).probabilities(
            [judged.rows[i] for i in unseen], judged.dense[unseen]
        )

    found = out_of_fold(judged.owners, predict, len(LABELS))
    return np.asarray(np.where(judged.shapes[:, 0], found[:, 0], found[:, 1]), dtype=np.float32)


def _card(articles: Sequence[Annotated], judged: Judged, model: Linear, output: Path) -> str:
    predicted = are_triggers(unseen_probabilities(judged), judged.shapes[:, 0])
    true: Flags = np.asarray(judged.truth.any(axis=1))
    missing = sum(len(a.triggers) for a in articles) - int(true.sum())
    lines = {
        name: figures(predicted & judged.shapes[:, k], true & judged.shapes[:, k])
        for k, name in enumerate(("verbs", "nouns"))
    }
    lines["all that annotators marked"] = figures(predicted, true, missing)
    size = output.stat().st_size / 1000
    return (
        "# Triggers of events\n\n"
        "Logistic regressions, one for verbs and one for nouns, that tell whether a word "
        "tells of something that happens.\n"
        "Features: `kg/scoring/triggers.py` (lemma, ending, place in the sentence, "
        "what stands around it, the lemma's word vector).\n\n"
        f"Data: {CORPUS}; {len(articles)} articles, {len(judged.rows):,} candidates, "
        f"{int(true.sum()):,} of them events. Recipe of November 2026.\n"
        f"Size: {len(model.index):,} named weights and {len(model.dense)} dimensions a label, "
        f"{size:.0f} kB.\n\n"
        f"Cross-validated over articles ({FOLDS} folds):\n\n" + table(lines)
    )
