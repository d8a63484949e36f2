"""The scorer of ties: both looks put together, with the bar for each label."""

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
from kg.scoring.linear import Floats, Linear, WeightsError, sigmoid
from kg.scoring.mlp import MLP
from kg.scoring.relations.candidates import LABELS, Candidate
from kg.scoring.relations.embeddings import embeddings
from kg.scoring.relations.reranker import Flags, RuleLabels, rerank_features, rule_flags

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORTH_A_LOOK, _WORTH_IN_NEWS = (
    0.01,
    0.03,
)  # where the linear model sees no label above this, the network is not asked
_LIKELY, _EVEN = 0.5, 0.0  # a chance; log odds
_LEAST = 1e-4


@dataclass(frozen=True, eq=False)
class RelationScorer:
    """The three models; how sure a probability is on news; for each label how sure it must be to be told, in other texts and in news."""

    words: Linear
    meanings: MLP
    context: BoostedTrees
    bars: Floats  # (2, labels): other texts, news
    calibration: Floats  # (2, 2): in news, of ties that no pattern tells and of those that one does: slope and offset of the log odds (Platt 1999)


@dataclass(frozen=True, slots=True)
class Prediction:
    """A label that is likely enough of a candidate."""

    candidate: Candidate
    label: str
    confidence: float
    reasons: tuple[str, ...]  # the features of the linear model that speak most for it


def predict(
    scorer: RelationScorer,
    doc: Doc,
    candidates: Sequence[Candidate],
    told: RuleLabels,
    is_news: bool,
) -> list[Prediction]:
    """All labels of all candidates that reach their bar, in order of the candidates; in news only where the words by themselves make it likely."""
    if not candidates:
        return []
    words, sensed = pair_scores(scorer, doc, candidates, is_news)
    rules = rule_flags(candidates, told)
    chances = reranked_scores(scorer.context, candidates, words, sensed, rules, is_news)
    if is_news:
        chances = np.where(
            chances >= _LIKELY, calibrated(scorer.calibration, chances, rules), np.float32(0)
        )
    found: list[list[int]] = np.argwhere(chances >= scorer.bars[int(is_news)]).tolist()
    return [
        Prediction(
            candidates[i],
            LABELS[n],
            round(float(chances[i, n]), 2),
            scorer.words.strongest(row(candidates[i], is_news), LABELS[n], 6),
        )
        for i, n in found
    ]


def pair_scores(
    scorer: RelationScorer, doc: Doc, candidates: Sequence[Candidate], is_news: bool
) -> tuple[Floats, Floats]:
    """(candidates, labels): what the linear model and what the network think of each by itself."""
    words = scorer.words.probabilities([row(c, is_news) for c in candidates])
    sensed = np.full_like(words, _LEAST)
    worth = np.flatnonzero(worth_reranking(words, _WORTH_IN_NEWS if is_news else _WORTH_A_LOOK))
    if len(worth):
        sensed[worth] = scorer.meanings.probabilities(
            embeddings(doc, [candidates[i] for i in worth.tolist()], is_news)
        )
    return words, sensed


def calibrated(calibration: Floats, chances: Floats, ruled: Flags) -> Floats:
    """How often ties of such probability were right when people judged them on news; never more than chances below the floor promise."""
    slope, offset = calibration[ruled.astype(np.int64)].transpose(2, 0, 1)
    return np.asarray(
        np.where(
            chances > 0, sigmoid(np.asarray(_odds(chances) * slope + offset, dtype=np.float32)), 0
        ),
        dtype=np.float32,
    )


def reranked_scores(
    context: BoostedTrees,
    candidates: Sequence[Candidate],
    words: Floats,
    sensed: Floats,
    rules: Flags,
    is_news: bool,
) -> Floats:
    """What the candidates are thought likely after a look at each other; of news only those likely at first sight are asked, for no others are told."""
    first, parts = blended(words, sensed)
    seen = rerank_features(
        candidates, first, parts, rules, is_news, least=_EVEN if is_news else None
    )
    out = np.zeros_like(words)
    if len(seen.candidates):
        out[seen.candidates, seen.labels] = context.probabilities(seen.values)
    return out


def blended(words: Floats, sensed: Floats) -> tuple[Floats, tuple[Floats, Floats]]:
    """The mean of the log odds of both models, and the two."""
    parts = (_odds(words), _odds(sensed))
    return np.asarray((parts[0] + parts[1]) / 2, dtype=np.float32), parts


def worth_reranking(words: Floats, least: float = _WORTH_A_LOOK) -> Flags:
    """(candidates,): does the linear model see any label at all?"""
    return np.asarray(words.max(axis=1) > least)


def row(candidate: Candidate, is_news: bool) -> tuple[str, ...]:
    """The features of a candidate; news tells of fewer ties than profiles do."""
    return (*candidate.features, "genre news") if is_news else candidate.features


def _odds(chances: Floats) -> Floats:
    clipped = np.clip(chances, _LEAST, 1 - _LEAST)
    return np.asarray(np.log(clipped / (1 - clipped)), dtype=np.float32)


@cache
def load() -> RelationScorer:
    """The scorer of `weights/relations.npz`; raises `WeightsError`."""
    try:
        with (resources.files("kg.scoring") / "weights" / "relations.npz").open("rb") as file:
            return read(file)
    except (OSError, KeyError, ValueError) as error:
        raise WeightsError(
            f"weights of relations: {error}; make them with: kg train relations DATA… -o kg/scoring/weights/relations.npz"
        ) from error


def read(file: IO[bytes]) -> RelationScorer:
    """The scorer that `write` wrote; never unpickles."""
    arrays = np.load(file, allow_pickle=False)

    def part(name: str) -> Mapping[str, NDArray[Any]]:
        return {
            key.removeprefix(f"{name}."): arrays[key]
            for key in arrays.files
            if key.startswith(f"{name}.")
        }

    return RelationScorer(
        linear.from_arrays(part("words")),
        mlp.from_arrays(part("meanings")),
        boosted_trees.from_arrays(part("context")),
        arrays["bars"].astype(np.float32),
        arrays["calibration"].astype(np.float32),
    )


def write(scorer: RelationScorer, path: Path) -> None:
    """The scorer as plain arrays; the same scorer gives the same bytes."""
    arrays: dict[str, NDArray[Any]] = {"bars": scorer.bars, "calibration": scorer.calibration}
    for name, found in (
        ("words", linear.to_arrays(scorer.words)),
        ("meanings", mlp.to_arrays(scorer.meanings)),
        ("context", boosted_trees.to_arrays(scorer.context)),
    ):
        arrays.update({f"{name}.{key}": value for key, value in found.items()})
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)
