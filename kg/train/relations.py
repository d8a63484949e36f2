"""The scorer of ties, made from passages of KnowledgeNet and our judgements on news."""

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

_STRENGTH, _LEAST = 100.0, 0.3
_WEIGHT = {"KnowledgeNet": 1.0, "news": 3.0, "examples": 6.0}
# How sure a tie must be to be told of news. Positions are read by rules, which find most of them: what only the scorer sees must be surer still.
_NEWS_BAR, _NEWS_BAR_OF_POSTS = 0.6, 0.75


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
        return np.concatenate(([0], np.cumsum([len(t.candidates) for t in self.texts]))).astype(
            np.int64
        )


@dataclass(frozen=True)
class FirstLooks:
    """What models that did not see a text think of its candidates, and what a second look sees."""

    words: Floats
    sensed: Floats
    seen: RerankFeatures  # its `candidates` are numbers of rows of the examples


def train(rows: Sequence[Mapping[str, Any]], output: Path) -> str:
    """Write the weights; return the card."""
    examples = examples_of(judged(rows))
    first = first_looks(examples)
    chances = out_of_fold(examples, first)
    news = [_NEWS_BAR_OF_POSTS if label in {"leads", "memberOf"} else _NEWS_BAR for label in LABELS]
    bars = np.stack([bars_of(examples, chances), np.array(news)]).astype(np.float32)
    scorer = fitted(examples, first, bars, calibration_of(examples, chances))
    write(scorer, output)
    return _card(examples, chances, bars, scorer, output)


def examples_of(texts: Sequence[Judged]) -> Examples:
    """The candidates of these texts; raises `TrainingError` where nothing was judged."""
    if not any(t.known.any() for t in texts):
        raise TrainingError(
            "no text here holds passages of KnowledgeNet or is one that kg/train/judgements/news.jsonl judges; name files that do"
        )
    owner = np.repeat(np.arange(len(texts)), [len(t.candidates) for t in texts])
    return Examples(
        texts,
        [row(c, t.is_news) for t in texts for c in t.candidates],
        np.concatenate([t.truth for t in texts]),
        np.concatenate([t.known for t in texts]),
        owner,
        np.array([t.fold for t in texts])[owner],
        np.array([_WEIGHT[t.source] for t in texts])[owner],
    )


def first_looks(examples: Examples) -> FirstLooks:
    """Each text judged by models that never saw its fold."""
    words, sensed = (np.zeros(examples.truth.shape, dtype=np.float32) for _ in range(2))
    for k in (*range(FOLDS), HELD_OUT):
        seen, unseen = (
            np.flatnonzero((examples.fold != k) & (examples.fold != HELD_OUT)),
            np.flatnonzero(examples.fold == k),
        )
        if len(unseen):
            words[unseen] = _linear(examples, seen).probabilities(
                [examples.rows[i] for i in unseen]
            )
    dense, worth = _dense(examples, words)
    for k in (*range(FOLDS), HELD_OUT):
        seen, unseen = (
            np.flatnonzero((examples.fold[worth] != k) & (examples.fold[worth] != HELD_OUT)),
            np.flatnonzero(examples.fold[worth] == k),
        )
        if len(unseen):
            sensed[worth[unseen]] = _network(examples, dense[seen], worth[seen]).probabilities(
                dense[unseen]
            )
    return FirstLooks(words, sensed, _looks(examples, words, sensed))


def out_of_fold(examples: Examples, first: FirstLooks) -> Floats:
    """(rows, labels): the chances that the whole scorer gives to texts it never saw."""
    out = np.zeros(examples.truth.shape, dtype=np.float32)
    fold = examples.fold[first.seen.candidates]
    for k in (*range(FOLDS), HELD_OUT):
        unseen = np.flatnonzero(fold == k)
        if len(unseen):
            model = _forest(examples, first.seen, np.flatnonzero((fold != k) & (fold != HELD_OUT)))
            out[first.seen.candidates[unseen], first.seen.labels[unseen]] = model.probabilities(
                first.seen.values[unseen]
            )
    return out


def fitted(
    examples: Examples, first: FirstLooks, bars: Floats, calibration: Floats, fold: int = HELD_OUT
) -> RelationScorer:
    """The scorer of all texts but those of one fold and those held out."""
    seen = np.flatnonzero((examples.fold != HELD_OUT) & (examples.fold != fold))
    words = _linear(examples, seen)
    dense, worth = _dense(examples, first.words, seen)
    chosen = np.isin(first.seen.candidates, seen)
    return RelationScorer(
        words,
        _network(examples, dense, worth),
        _forest(examples, first.seen, np.flatnonzero(chosen)),
        bars,
        calibration,
    )


def _linear(examples: Examples, seen: NDArray[np.int64]) -> Linear:
    chosen = seen[examples.known[seen].any(axis=1)]
    return fit(
        [examples.rows[i] for i in chosen], examples.truth[chosen], LABELS,
        judged=examples.known[chosen], weight=examples.weight[chosen], strength=_STRENGTH, scaled=True, least=_LEAST,
    )  # fmt: skip


def _dense(
    examples: Examples, words: Floats, among: NDArray[np.int64] | None = None
) -> tuple[Floats, NDArray[np.int64]]:
    """The dense values of the rows that are worth a look, and which these are."""
    wanted = worth_reranking(words)
    if among is not None:
        wanted &= np.isin(np.arange(len(words)), among)
    values, starts = [], examples.starts
    for n, text in enumerate(examples.texts):
        chosen = np.flatnonzero(wanted[starts[n] : starts[n + 1]]).tolist()
        if chosen:
            values.append(
                embeddings(text.document.doc, [text.candidates[i] for i in chosen], text.is_news)
            )
    return np.concatenate(values), np.flatnonzero(wanted)


def _network(examples: Examples, dense: Floats, at: NDArray[np.int64]) -> MLP:
    chosen = np.flatnonzero(examples.known[at].any(axis=1))
    weight = (examples.known[at[chosen]] * examples.weight[at[chosen], None]).astype(np.float32)
    return mlp.fit(dense[chosen], examples.truth[at[chosen]], weight)


def _looks(examples: Examples, words: Floats, sensed: Floats) -> RerankFeatures:
    found: list[RerankFeatures] = []
    starts = examples.starts
    for n, text in enumerate(examples.texts):
        part = slice(starts[n], starts[n + 1])
        odds, parts = blended(words[part], sensed[part])
        seen = rerank_features(
            text.candidates, odds, parts, rule_flags(text.candidates, text.told), text.is_news
        )
        if len(seen.candidates):
            found.append(RerankFeatures(seen.candidates + starts[n], seen.labels, seen.values))
    return RerankFeatures(
        *(
            np.concatenate([getattr(f, part) for f in found])
            for part in ("candidates", "labels", "values")
        )
    )


def _forest(examples: Examples, seen: RerankFeatures, chosen: NDArray[np.int64]) -> BoostedTrees:
    judged_ = chosen[examples.known[seen.candidates[chosen], seen.labels[chosen]]]
    at = seen.candidates[judged_]
    return boosted_trees.fit(
        seen.values[judged_],
        examples.truth[at, seen.labels[judged_]],
        examples.weight[at].astype(np.float32),
    )


def bars_of(examples: Examples, chances: Floats) -> Floats:
    """For each label the probability from which on it is told, so that F1 over KnowledgeNet is highest."""
    theirs = np.array([t.source == "KnowledgeNet" for t in examples.texts])[examples.owner]
    out = np.full(len(LABELS), 0.5)
    for n in range(len(LABELS)):
        chosen = examples.known[:, n] & theirs
        true, chance = examples.truth[chosen, n], chances[chosen, n]
        if true.any():
            bars = np.arange(0.2, 0.8, 0.02)
            out[n] = bars[
                int(
                    np.argmax(
                        [
                            2 * (true & (chance >= b)).sum() / ((chance >= b).sum() + true.sum())
                            for b in bars
                        ]
                    )
                )
            ]
    return np.asarray(out, dtype=np.float32)


def calibration_of(examples: Examples, chances: Floats) -> Floats:
    """(2, 2): slope and offset of the log odds that fit our judgements on news best, of ties that no pattern tells and of those that one does."""
    from sklearn.linear_model import LogisticRegression

    news = np.array([t.source == "news" for t in examples.texts])[examples.owner] & (
        examples.fold != HELD_OUT
    )
    ruled = np.concatenate([rule_flags(t.candidates, t.told) for t in examples.texts])
    out = np.array([[1.0, 0.0], [1.0, 0.0]], dtype=np.float32)
    for k in (0, 1):
        chosen = examples.known & news[:, None] & (chances > 0) & (ruled == bool(k))
        true, odds = examples.truth[chosen], np.log(chances[chosen] / (1 - chances[chosen]))
        if len(np.unique(true)) == 2:
            model = LogisticRegression(C=1.0).fit(odds[:, None], true)
            out[k] = model.coef_[0, 0], model.intercept_[0]
    return out


# --- the card ------------------------------------------------------------------------------------------------------------------------


def _card(
    examples: Examples, chances: Floats, bars: Floats, scorer: RelationScorer, output: Path
) -> str:
    texts = Counter(t.source for t in examples.texts)
    lines = "".join(
        f"| {name} | {p:.3f} | {r:.3f} | {f:.3f} |\n"
        for name, (p, r, f) in _benchmark(examples, chances, bars[0]).items()
    )
    size, shape = output.stat().st_size / 1000, " × ".join(map(str, scorer.embeddings.hidden.shape))
    return f"""# relations

Which ties hold between two mentions of a sentence: a linear model over named features and a network over word vectors, weighed by boosted trees.

Data: KnowledgeNet (Mesquita et al. 2019, Diffbot), MIT licence, {texts["KnowledgeNet"]:,} texts; {texts["news"]} texts of MEANTIME (CC BY 4.0) and
GUM (CC BY and CC BY-SA, by text) with our own judgements, of which a third is held out; {texts["examples"]} examples of the pattern files.
Recipe of November 2026.
Size: {len(scorer.words.index):,} named weights, a network of {shape}, {len(scorer.reranker.roots)} trees; {size:,.0f} kB.

KnowledgeNet, cross-validated over documents ({FOLDS} folds), by the benchmark's rule (overlap of both mentions):

| | precision | recall | F1 |
|---|---|---|---|
{lines}
Judgements on news, by models that saw none of the article:

| probability at least | true / told, cross-validated | true / told, held out |
|---|---|---|
{"".join(_on_news(examples, chances))}"""


def _benchmark(
    examples: Examples, chances: Floats, bars: Floats
) -> Mapping[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each label and of all, found and false as KnowledgeNet counts them."""
    counts = np.zeros((len(LABELS), 3))  # found, false, gold
    starts = examples.starts
    for k, text in enumerate(examples.texts):
        if text.source != "KnowledgeNet":
            continue
        part = slice(starts[k], starts[k + 1])
        said = (chances[part] >= bars) & text.known
        for n, label in enumerate(LABELS):
            gold = [g for g in text.gold if g.label == label]
            told = [text.candidates[i] for i in np.flatnonzero(said[:, n])]
            counts[n] += (
                sum(any(overlaps(g, c) for c in told) for g in gold),
                sum(not any(overlaps(g, c) for g in gold) for c in told),
                len(gold),
            )
    rows = {label: counts[n] for n, label in enumerate(LABELS)} | {"all": counts.sum(axis=0)}
    return {name: _figures(*row_) for name, row_ in rows.items()}


def _figures(found: float, false: float, gold: float) -> tuple[float, float, float]:
    precision, recall = found / max(1, found + false), found / max(1, gold)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _on_news(examples: Examples, chances: Floats) -> Iterator[str]:
    ours = np.array([t.source == "news" for t in examples.texts])[examples.owner]
    for bar in (0.3, 0.5, 0.7, 0.8, 0.9):
        cells = []
        for held in (False, True):
            known = examples.known & (ours & ((examples.fold == HELD_OUT) == held))[:, None]
            said = known & (chances >= bar)
            cells.append(
                f"{(said & examples.truth).sum()} / {said.sum()} of {(known & examples.truth).sum()}"
            )
        yield f"| {bar} | {cells[0]} | {cells[1]} |\n"
