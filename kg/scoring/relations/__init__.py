"""Relations between two mentions of a sentence: which could hold, and how likely each one is.

In two passes. First each pair by itself: a linear model over named features (`candidates`) and a
small neural network over word vectors (`embeddings`). Then each pair next to the others of its
sentence: boosted trees (`reranker`). `scorer` puts them together.
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
