"""The scorer of relations: both passes together, with a threshold for each label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from kg.scoring import boosted_trees, linear, mlp
from kg.scoring.boosted_trees import BoostedTrees
from kg.scoring.linear import Floats, Linear, NamesWithBeginning, WeightsError, sigmoid
from kg.scoring.mlp import MLP
from kg.scoring.relations.candidates import LABELS, Candidate
from kg.scoring.relations.embeddings import embeddings
from kg.scoring.relations.reranker import Flags, RuleLabels, rerank_features, rule_flags

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Where the linear model gives no label more than this, the neural network is not asked.
_FLOOR, _FLOOR_IN_NEWS = 0.01, 0.03
_LIKELY = 0.5  # the probability below which nothing counts in news
_EVEN_ODDS = 0.0
_CLIP = 1e-4  # probabilities stay that far from 0 and 1, so that their log odds are finite
_MOST_REASONS = 6
_NEWS = ("genre news",)


@dataclass(frozen=True, eq=False)
class RelationScorer:
    """The three models, and what a probability must reach."""

    words: Linear
    embeddings: MLP
    reranker: BoostedTrees
    thresholds: Floats  # (2, labels): in other texts, in news
    # (2, 2): in news, of relations that no rule finds and of those that one does: slope and offset
    # of the log odds (Platt 1999)
    calibration: Floats


@dataclass(frozen=True, slots=True)
class Prediction:
    """A label that is likely enough for a candidate."""

    candidate: Candidate
    label: str
    confidence: float
    reasons: tuple[str, ...]  # the features of the linear model with the highest weights


def predict(
    scorer: RelationScorer,
    doc: Doc,
    candidates: Sequence[Candidate],
    rule_labels: RuleLabels,
    is_news: bool,
) -> list[Prediction]:
    """All labels of all candidates that reach their threshold, in order of the candidates.

    In news only where the words of the pair by themselves make it likely.
    """
    if not candidates:
        return []
    words, dense = pair_scores(scorer, doc, candidates, is_news)
    rules = rule_flags(candidates, rule_labels)
    scores = reranked_scores(scorer.reranker, candidates, words, dense, rules, is_news)
    if is_news:
        calibrated_scores = calibrated(scorer.calibration, scores, rules)
        scores = np.where(scores >= _LIKELY, calibrated_scores, np.float32(0))
    found: list[list[int]] = np.argwhere(scores >= scorer.thresholds[int(is_news)]).tolist()
    return [_prediction(scorer, candidates[i], n, scores[i, n], is_news) for i, n in found]


def _prediction(
    scorer: RelationScorer, candidate: Candidate, n: int, score: np.float32, is_news: bool
) -> Prediction:
    """The prediction of label number `n`, with its reasons."""
    label = LABELS[n]
    reasons = scorer.words.strongest(row(candidate, is_news), label, _MOST_REASONS)
    return Prediction(candidate, label, round(float(score), 2), reasons)


# --- each pair by itself -----------------------------------------------------------------------


def pair_scores(
    scorer: RelationScorer, doc: Doc, candidates: Sequence[Candidate], is_news: bool
) -> tuple[Floats, Floats]:
    """(candidates, labels), twice: the probabilities of the linear model and of the network."""
    words = sigmoid(scorer.words.logits_of_groups([_groups(c, is_news) for c in candidates]))
    dense = np.full_like(words, _CLIP)
    floor = _FLOOR_IN_NEWS if is_news else _FLOOR
    worth = np.flatnonzero(worth_reranking(words, floor))
    if len(worth):
        chosen = [candidates[i] for i in worth.tolist()]
        dense[worth] = scorer.embeddings.probabilities(embeddings(doc, chosen, is_news))
    return words, dense


def worth_reranking(words: Floats, least: float = _FLOOR) -> Flags:
    """(candidates,): whether the linear model gives any label more than `least`."""
    return np.asarray(words.max(axis=1) > least)


def row(candidate: Candidate, is_news: bool) -> tuple[str, ...]:
    """The features of a candidate for the linear model.

    One says that the text is news, which has fewer relations than profiles do.
    """
    return (*candidate.features, *_NEWS) if is_news else candidate.features


def _groups(candidate: Candidate, is_news: bool) -> tuple[NamesWithBeginning, ...]:
    """What `row` gives, in groups."""
    return (*candidate.groups, ("", _NEWS)) if is_news else candidate.groups


# --- both together, next to the other pairs of the sentence ------------------------------------


def reranked_scores(
    reranker: BoostedTrees,
    candidates: Sequence[Candidate],
    words: Floats,
    dense: Floats,
    rules: Flags,
    is_news: bool,
) -> Floats:
    """(candidates, labels): the probabilities that the second pass gives, 0 where it is not asked.

    In news it is only asked about what is likely already, for nothing else counts there.
    """
    first, parts = blended(words, dense)
    least = _EVEN_ODDS if is_news else None
    features = rerank_features(candidates, first, parts, rules, is_news, least=least)
    out = np.zeros_like(words)
    if len(features.candidates):
        scores = reranker.probabilities(features.values)
        out[features.candidates, features.labels] = scores
    return out


def blended(words: Floats, dense: Floats) -> tuple[Floats, tuple[Floats, Floats]]:
    """The mean of the log odds of both models, and the log odds of each."""
    parts = (_log_odds(words), _log_odds(dense))
    return np.asarray((parts[0] + parts[1]) / 2, dtype=np.float32), parts


def calibrated(calibration: Floats, scores: Floats, rules: Flags) -> Floats:
    """How often relations of such a probability were right when people judged them on news.

    0 stays 0. `rules` is what `rule_flags` gives.
    """
    slope, offset = calibration[rules.astype(np.int64)].transpose(2, 0, 1)
    odds = np.asarray(_log_odds(scores) * slope + offset, dtype=np.float32)
    return np.asarray(np.where(scores > 0, sigmoid(odds), 0), dtype=np.float32)


def _log_odds(probabilities: Floats) -> Floats:
    clipped = np.clip(probabilities, _CLIP, 1 - _CLIP)
    return np.asarray(np.log(clipped / (1 - clipped)), dtype=np.float32)


# --- the file of weights -----------------------------------------------------------------------


@cache
def load() -> RelationScorer:
    """The scorer of `weights/relations.npz`; raises `WeightsError`."""
    try:
        with (resources.files("kg.scoring") / "weights" / "relations.npz").open("rb") as file:
            return read(file)
    except (OSError, KeyError, ValueError) as error:
        raise WeightsError(
            f"weights of relations: {error}; make them with: "
            "kg train relations DATA… -o kg/scoring/weights/relations.npz"
        ) from error


def read(file: IO[bytes]) -> RelationScorer:
    """The scorer that `write` wrote; never unpickles."""
    with np.load(file, allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    return RelationScorer(
        linear.from_arrays(_part(arrays, "words")),
        mlp.from_arrays(_part(arrays, "meanings")),
        boosted_trees.from_arrays(_part(arrays, "context")),
        arrays["bars"].astype(np.float32),
        arrays["calibration"].astype(np.float32),
    )


def _part(arrays: Mapping[str, NDArray[Any]], name: str) -> Mapping[str, NDArray[Any]]:
    """The arrays of one of the models."""
    prefix = f"{name}."
    return {key.removeprefix(prefix): a for key, a in arrays.items() if key.startswith(prefix)}


def write(scorer: RelationScorer, path: Path) -> None:
    """Writes the scorer as plain arrays; the same scorer gives the same bytes."""
    arrays: dict[str, NDArray[Any]] = {
        "bars": scorer.thresholds,
        "calibration": scorer.calibration,
    }
    for name, model in (
        ("words", linear.to_arrays(scorer.words)),
        ("meanings", mlp.to_arrays(scorer.embeddings)),
        ("context", boosted_trees.to_arrays(scorer.reranker)),
    ):
        arrays.update({f"{name}.{key}": value for key, value in model.items()})
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
