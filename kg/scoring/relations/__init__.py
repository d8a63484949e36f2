"""Ties of two mentions of a sentence: all that could be, and how likely each is.

Two looks: first each pair by itself (a linear model over named features and a small network over word vectors, in `candidates` and `meanings`), then each
beside the other pairs of its sentence (boosted trees, in `context`). `scorer` puts them together.
"""

from kg.scoring.relations.candidates import LABELS, SIDES, Candidate, Side, candidates
from kg.scoring.relations.reranker import RuleLabels
from kg.scoring.relations.scorer import Prediction, RelationScorer, load, predict

__all__ = [
    "LABELS",
    "SIDES",
    "Candidate",
    "Prediction",
    "RelationScorer",
    "RuleLabels",
    "Side",
    "candidates",
    "load",
    "predict",
]
