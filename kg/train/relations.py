"""Training of the relation scorer on passages of KnowledgeNet and our judgements on news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.scoring.boosted_trees import BoostedTrees
from kg.scoring.linear import Floats, Linear
from kg.scoring.mlp import MLP
from kg.scoring.relations import LABELS, RelationScorer
from kg.scoring.relations.embeddings import embeddings
from kg.scoring.relations.reranker import RerankFeatures, rerank_features, rule_flags
from kg.scoring.relations.scorer import blended, row, worth_reranking, write
from kg.train import boosted_trees, mlp
from kg.train.errors import TrainingError
from kg.train.logistic_regression import fit
from kg.train.relation_data import FOLDS, HELD_OUT, Flags, Judged, judged, overlaps

_STRENGTH, _LEAST_WEIGHT = 100.0, 0.3
_WEIGHT = {"KnowledgeNet": 1.0, "news": 3.0, "examples": 6.0}
# The probability that a relation needs in news. Rules find most roles: what only the scorer finds
# must be likelier still.
_NEWS_THRESHOLD, _NEWS_THRESHOLD_OF_ROLES = 0.6, 0.75
_ROLE_LABELS = frozenset({"leads", "memberOf"})
_ALL_FOLDS = (*range(FOLDS), HELD_OUT)


@dataclass(frozen=True)
class Examples:
    """All candidates of all texts, one after the other."""

    texts: Sequence[Judged]
    rows: list[tuple[str, ...]]
    truth: Flags  # (rows, labels)
    known: Flags
    owner: NDArray[np.int64]  # (rows,): number of the text
    fold: NDArray[np.int64]
    weight: NDArray[np.float64]

    @property
    def starts(self) -> NDArray[np.int64]:
        """Where the candidates of each text begin, and where the last ends."""
        sizes = [len(t.candidates) for t in self.texts]
        return np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)

    def of_source(self, source: str) -> Flags:
        """(rows,): whether the row is of a text from this source."""
        flags: Flags = np.array([t.source == source for t in self.texts])[self.owner]
        return flags


@dataclass(frozen=True)
class FirstPass:
    """What models that did not see a text predict for its candidates, as input of the reranker."""

    words: Floats
    dense: Floats
    features: RerankFeatures  # its `candidates` are numbers of rows of the examples


def train(rows: Sequence[Mapping[str, Any]], output: Path) -> str:
    """Writes the weights; returns the card."""
    examples = examples_of(judged(rows))
    first = first_pass(examples)
    scores = out_of_fold(examples, first)
    thresholds = np.stack([thresholds_of(examples, scores), _news_thresholds()])
    calibration = calibration_of(examples, scores)
    scorer = fitted(examples, first, thresholds.astype(np.float32), calibration)
    write(scorer, output)
    return _card(examples, scores, scorer, output)


def _news_thresholds() -> NDArray[np.float64]:
    of_roles, of_others = _NEWS_THRESHOLD_OF_ROLES, _NEWS_THRESHOLD
    return np.array([of_roles if label in _ROLE_LABELS else of_others for label in LABELS])


def examples_of(texts: Sequence[Judged]) -> Examples:
    """The candidates of these texts; raises `TrainingError` where nothing was judged."""
    if not any(t.known.any() for t in texts):
        raise TrainingError(
            "no text here holds passages of KnowledgeNet or is one that "
            "kg/train/judgements/news.jsonl judges; name files that do"
        )
    owner = np.repeat(np.arange(len(texts)), [len(t.candidates) for t in texts])
    return Examples(
        texts=texts,
        rows=[row(c, t.is_news) for t in texts for c in t.candidates],
        truth=np.concatenate([t.truth for t in texts]),
        known=np.concatenate([t.known for t in texts]),
        owner=owner,
        fold=np.array([t.fold for t in texts])[owner],
        weight=np.array([_WEIGHT[t.source] for t in texts])[owner],
    )


# --- models that never saw a text --------------------------------------------------------------


def first_pass(examples: Examples) -> FirstPass:
    """The predictions of the first pass, each text by models that never saw its fold."""
    words, dense = (np.zeros(examples.truth.shape, dtype=np.float32) for _ in range(2))
    for seen, unseen in _splits(examples.fold):
        model = _linear(examples, seen)
        words[unseen] = model.probabilities([examples.rows[i] for i in unseen])
    vectors, worth = _dense(examples, words)
    for seen, unseen in _splits(examples.fold[worth]):
        network = _network(examples, vectors[seen], worth[seen])
        dense[worth[unseen]] = network.probabilities(vectors[unseen])
    return FirstPass(words, dense, _rerank_features(examples, words, dense))


def _splits(fold: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """For each fold that has rows: the rows to train on, and the rows of the fold."""
    for k in _ALL_FOLDS:
        unseen = np.flatnonzero(fold == k)
        if len(unseen):
            yield np.flatnonzero((fold != k) & (fold != HELD_OUT)), unseen


def out_of_fold(examples: Examples, first: FirstPass) -> Floats:
    """(rows, labels): the probabilities that the whole scorer gives to texts it never saw."""
    out = np.zeros(examples.truth.shape, dtype=np.float32)
    features = first.features
    for seen, unseen in _splits(examples.fold[features.candidates]):
        trees = _trees(examples, features, seen)
        at = features.candidates[unseen], features.labels[unseen]
        out[at] = trees.probabilities(features.values[unseen])
    return out


# --- the models --------------------------------------------------------------------------------


def fitted(
    examples: Examples,
    first: FirstPass,
    thresholds: Floats,
    calibration: Floats,
    fold: int = HELD_OUT,
) -> RelationScorer:
    """The scorer of all texts but those of one fold and those held out."""
    seen = np.flatnonzero((examples.fold != HELD_OUT) & (examples.fold != fold))
    words = _linear(examples, seen)
    vectors, worth = _dense(examples, first.words, seen)
    chosen = np.isin(first.features.candidates, seen)
    return RelationScorer(
        words,
        _network(examples, vectors, worth),
        _trees(examples, first.features, np.flatnonzero(chosen)),
        thresholds,
        calibration,
    )


def _linear(examples: Examples, seen: NDArray[np.int64]) -> Linear:
    """The linear model of those of the rows that somebody judged."""
    chosen = seen[examples.known[seen].any(axis=1)]
    return fit(
        [examples.rows[i] for i in chosen],
        examples.truth[chosen],
        LABELS,
        judged=examples.known[chosen],
        weight=examples.weight[chosen],
        strength=_STRENGTH,
        scaled=True,
        least=_LEAST_WEIGHT,
    )


def _dense(
    examples: Examples, words: Floats, among: NDArray[np.int64] | None = None
) -> tuple[Floats, NDArray[np.int64]]:
    """The dense values of the rows that are worth reranking, and the numbers of these rows."""
    wanted = worth_reranking(words)
    if among is not None:
        wanted &= np.isin(np.arange(len(words)), among)
    values, starts = [], examples.starts
    for n, text in enumerate(examples.texts):
        chosen = np.flatnonzero(wanted[starts[n] : starts[n + 1]]).tolist()
        if chosen:
            found = [text.candidates[i] for i in chosen]
            values.append(embeddings(text.document.doc, found, text.is_news))
    return np.concatenate(values), np.flatnonzero(wanted)


def _network(examples: Examples, dense: Floats, at: NDArray[np.int64]) -> MLP:
    """The neural network of those of the rows that somebody judged."""
    chosen = np.flatnonzero(examples.known[at].any(axis=1))
    rows = at[chosen]
    weight = (examples.known[rows] * examples.weight[rows, None]).astype(np.float32)
    return mlp.fit(dense[chosen], examples.truth[rows], weight)


def _rerank_features(examples: Examples, words: Floats, dense: Floats) -> RerankFeatures:
    """The values of all texts for the trees."""
    found: list[RerankFeatures] = []
    starts = examples.starts
    for n, text in enumerate(examples.texts):
        part = slice(starts[n], starts[n + 1])
        odds, parts = blended(words[part], dense[part])
        rules = rule_flags(text.candidates, text.rule_labels)
        features = rerank_features(text.candidates, odds, parts, rules, text.is_news)
        if len(features.candidates):
            at = features.candidates + starts[n]
            found.append(RerankFeatures(at, features.labels, features.values))
    return RerankFeatures(
        np.concatenate([f.candidates for f in found]),
        np.concatenate([f.labels for f in found]),
        np.concatenate([f.values for f in found]),
    )


def _trees(examples: Examples, features: RerankFeatures, chosen: NDArray[np.int64]) -> BoostedTrees:
    """The boosted trees of those of the chosen rows that somebody judged."""
    is_judged = examples.known[features.candidates[chosen], features.labels[chosen]]
    rows = chosen[is_judged]
    at = features.candidates[rows]
    truth = examples.truth[at, features.labels[rows]]
    return boosted_trees.fit(features.values[rows], truth, examples.weight[at].astype(np.float32))


# --- thresholds and calibration ----------------------------------------------------------------


def thresholds_of(examples: Examples, scores: Floats) -> Floats:
    """For each label the threshold with the highest F1 over KnowledgeNet."""
    theirs = examples.of_source("KnowledgeNet")
    out = np.full(len(LABELS), 0.5)
    for n in range(len(LABELS)):
        chosen = examples.known[:, n] & theirs
        true, score = examples.truth[chosen, n], scores[chosen, n]
        if true.any():
            thresholds = np.arange(0.2, 0.8, 0.02)
            f1 = [_f1(true, score >= threshold) for threshold in thresholds]
            out[n] = thresholds[int(np.argmax(f1))]
    return np.asarray(out, dtype=np.float32)


def _f1(true: Flags, predicted: Flags) -> float:
    return float(2 * (true & predicted).sum() / (predicted.sum() + true.sum()))


def calibration_of(examples: Examples, scores: Floats) -> Floats:
    """(2, 2): slope and offset of the log odds that fit our judgements on news best.

    Of relations that no rule finds, and of those that one does.
    """
    from sklearn.linear_model import LogisticRegression

    news = examples.of_source("news") & (examples.fold != HELD_OUT)
    rules = np.concatenate([rule_flags(t.candidates, t.rule_labels) for t in examples.texts])
    out = np.array([[1.0, 0.0], [1.0, 0.0]], dtype=np.float32)
    for k in (0, 1):
        chosen = examples.known & news[:, None] & (scores > 0) & (rules == bool(k))
        true, odds = examples.truth[chosen], np.log(scores[chosen] / (1 - scores[chosen]))
        if len(np.unique(true)) == 2:
            model = LogisticRegression(C=1.0).fit(odds[:, None], true)
            out[k] = model.coef_[0, 0], model.intercept_[0]
    return out


# --- the card ----------------------------------------------------------------------------------


def _card(examples: Examples, scores: Floats, scorer: RelationScorer, output: Path) -> str:
    texts = Counter(t.source for t in examples.texts)
    lines = "".join(
        f"| {name} | {p:.3f} | {r:.3f} | {f:.3f} |\n"
        for name, (p, r, f) in _benchmark(examples, scores, scorer.thresholds[0]).items()
    )
    size = output.stat().st_size / 1000
    shape = " × ".join(map(str, scorer.embeddings.hidden.shape))
    return f"""# relations

Which ties hold between two mentions of a sentence: a linear model over named features and \
a network over word vectors, weighed by boosted trees.

Data: KnowledgeNet (Mesquita et al. 2019, Diffbot), MIT licence, {texts["KnowledgeNet"]:,} texts; \
{texts["news"]} texts of MEANTIME (CC BY 4.0) and
GUM (CC BY and CC BY-SA, by text) with our own judgements, of which a third is held out; \
{texts["examples"]} examples of the pattern files.
Recipe of November 2026.
Size: {len(scorer.words.index):,} named weights, a network of {shape}, \
{len(scorer.reranker.roots)} trees; {size:,.0f} kB.

KnowledgeNet, cross-validated over documents ({FOLDS} folds), by the benchmark's rule \
(overlap of both mentions):

| | precision | recall | F1 |
|---|---|---|---|
{lines}
Judgements on news, by models that saw none of the article:

| probability at least | true / told, cross-validated | true / told, held out |
|---|---|---|
{"".join(_on_news(examples, scores))}"""


def _benchmark(
    examples: Examples, scores: Floats, thresholds: Floats
) -> Mapping[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each label and of all, as KnowledgeNet counts."""
    counts = np.zeros((len(LABELS), 3))  # found, false, gold
    starts = examples.starts
    for k, text in enumerate(examples.texts):
        if text.source != "KnowledgeNet":
            continue
        part = slice(starts[k], starts[k + 1])
        predicted = (scores[part] >= thresholds) & text.known
        for n, label in enumerate(LABELS):
            gold = [g for g in text.gold if g.label == label]
            found = [text.candidates[i] for i in np.flatnonzero(predicted[:, n])]
            counts[n] += (
                sum(any(overlaps(g, c) for c in found) for g in gold),
                sum(not any(overlaps(g, c) for g in gold) for c in found),
                len(gold),
            )
    rows = {label: counts[n] for n, label in enumerate(LABELS)} | {"all": counts.sum(axis=0)}
    return {name: _figures(*row_) for name, row_ in rows.items()}


def _figures(found: float, false: float, gold: float) -> tuple[float, float, float]:
    precision, recall = found / max(1, found + false), found / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _on_news(examples: Examples, scores: Floats) -> Iterator[str]:
    """The lines of the table of our judgements on news."""
    ours = examples.of_source("news")
    for threshold in (0.3, 0.5, 0.7, 0.8, 0.9):
        cells = []
        for held in (False, True):
            known = examples.known & (ours & ((examples.fold == HELD_OUT) == held))[:, None]
            predicted = known & (scores >= threshold)
            hits, true = (predicted & examples.truth).sum(), (known & examples.truth).sum()
            cells.append(f"{hits} / {predicted.sum()} of {true}")
        yield f"| {threshold} | {cells[0]} | {cells[1]} |\n"
