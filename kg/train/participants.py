"""Training of the scorer of participants on MEANTIME.

Every mention near an event that annotators marked, and whether and how it takes part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg import syntax
from kg.model import Span
from kg.scoring.linear import Floats, Linear, write
from kg.scoring.participants import LABELS, Pair, features, pairs_of, vectors
from kg.scoring.triggers import THRESHOLD, shape_of
from kg.syntax import dependency_arcs
from kg.train import triggers
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

_STRENGTH = 0.1
_ROLES = {"Arg0": "agent", "Arg1": "patient", "Argm-LOC": "place"}


@dataclass(frozen=True)
class Judged:
    """All pairs: their features, what is true, and what was judged: roles of participants only."""

    rows: list[list[str]]
    dense: Floats
    truth: Flags
    judged: Flags
    owners: list[int]
    missing: int  # participants that no pair offers


def train(rows: Rows, output: Path) -> str:
    """Writes the weights; returns the card."""
    articles = annotated(rows)
    judged = judged_in(articles, _eventive(articles))
    model = fitted(judged)
    write(model, output)
    return _card(articles, judged, model, output)


def _eventive(articles: Sequence[Annotated]) -> list[dict[int, float]]:
    """For each article the probability of its triggers, by token, by models that did not see it."""
    judged = triggers.judged_in(articles)
    out: list[dict[int, float]] = [{} for _ in articles]
    probabilities = triggers.unseen_probabilities(judged)
    for owner, token, p in zip(judged.owners, judged.tokens, probabilities, strict=True):
        out[owner][token] = float(p)
    return out


def judged_in(articles: Sequence[Annotated], eventive: Sequence[Mapping[int, float]]) -> Judged:
    """The pairs of all events that annotators marked."""
    rows: list[list[str]] = []
    dense: list[Floats] = []
    truth: list[list[bool]] = []
    judged: list[list[bool]] = []
    owners: list[int] = []
    missing = 0
    for number, article in enumerate(articles):
        pairs = _pairs(article, eventive[number])
        verdicts, lost = _verdicts(article, pairs)
        missing += lost
        chosen = [k for k, v in enumerate(verdicts) if v is not None]
        found = features(pairs, article.document, eventive[number])
        rows += [found[k] for k in chosen]
        dense.append(vectors([pairs[k] for k in chosen]))
        for k in chosen:
            roles = verdicts[k] or frozenset()
            truth.append([bool(roles), *(label in roles for label in LABELS[1:])])
            judged.append([True, *([bool(roles)] * (len(LABELS) - 1))])
        owners += [number] * len(chosen)
    return Judged(rows, np.concatenate(dense), np.array(truth), np.array(judged), owners, missing)


def _pairs(article: Annotated, eventive: Mapping[int, float]) -> list[Pair]:
    """The pairs of all triggers that were marked, or that the scorer of triggers finds."""
    doc = article.document.doc
    likely = {i for i, p in eventive.items() if p >= THRESHOLD[shape_of(doc[i]) or "noun"]}
    triggers_ = [doc[i] for i in sorted(likely | article.triggers.keys())]
    return pairs_of(article.document, triggers_, dependency_arcs(doc))


def _verdicts(article: Annotated, pairs: Sequence[Pair]) -> tuple[list[frozenset[str] | None], int]:
    """For each pair the roles that are true of it; and how many participants no pair offers.

    None for a pair where another mention near the event stands for the same entity.
    """
    out: list[frozenset[str] | None] = [frozenset()] * len(pairs)
    by_trigger: dict[str, list[int]] = {}
    for k, pair in enumerate(pairs):
        if pair.trigger.i in article.triggers:
            by_trigger.setdefault(article.triggers[pair.trigger.i], []).append(k)
    missing = 0
    for event, participants in article.participants.items():
        near = by_trigger.get(event, [])
        for participant in participants:
            inside = [k for k in near if pairs[k].mention.span.overlaps(participant.marked)]
            mentions = article.mentions_of[participant.entity]
            same = [k for k in near if _overlaps_any(pairs[k], mentions)]
            best = _best(pairs, inside, same, participant.marked)
            missing += not best
            for k in best:
                out[k] = (out[k] or frozenset()) | {_ROLES.get(participant.role, "other")}
            for k in same:
                if k not in best and k not in inside and not out[k]:
                    out[k] = None
    return out, missing


def _best(
    pairs: Sequence[Pair], inside: Sequence[int], same: Sequence[int], marked: Span
) -> Sequence[int]:
    """The pairs whose mention is the marked one.

    1. Those of the mentions in it that head it, else all of them.
    2. Else the one of the same entity with the shortest path.
    """
    if inside:
        return [k for k in inside if _heads(pairs[k], marked)] or inside
    return sorted(same, key=lambda k: len(pairs[k].path))[:1]


def _overlaps_any(pair: Pair, mentions: Sequence[Span]) -> bool:
    """Whether the pair's mention overlaps one of these."""
    return any(pair.mention.span.overlaps(m) for m in mentions)


def _heads(pair: Pair, marked: Span) -> bool:
    """Whether the mention is the head of the marked words, or coordinated with it.

    Not "Acme" of "the Acme chairman".
    """
    token = pair.filler
    while token.dep_ == syntax.CONJUNCT and marked.start <= token.head.idx < marked.end:
        token = token.head
    return not marked.start <= token.head.idx < marked.end or token.head == token


def fitted(judged: Judged, seen: NDArray[np.int64] | None = None) -> Linear:
    """The model of these pairs, or of those with the numbers in `seen`."""
    chosen = np.arange(len(judged.rows)) if seen is None else seen
    return fit(
        [judged.rows[i] for i in chosen],
        judged.truth[chosen],
        LABELS,
        judged=judged.judged[chosen],
        dense=judged.dense[chosen],
        strength=_STRENGTH,
    )


def unseen_probabilities(judged: Judged) -> NDArray[np.float32]:
    """(pairs, labels): the probabilities by models that never saw the pair's article."""

    def predict(seen: NDArray[np.int64], unseen: NDArray[np.int64]) -> NDArray[np.float32]:
        return fitted(judged, seen).probabilities(
            [judged.rows[i] for i in unseen], judged.dense[unseen]
        )

    return out_of_fold(judged.owners, predict, len(LABELS))


def _card(articles: Sequence[Annotated], judged: Judged, model: Linear, output: Path) -> str:
    probabilities = unseen_probabilities(judged)
    predicted, true = probabilities[:, 0] >= 0.5, judged.truth[:, 0]
    best = probabilities[:, 1:].argmax(axis=1) + 1
    lines = {"participants": figures(predicted, true, judged.missing)}
    for k, label in enumerate(LABELS[1:], 1):
        lines[f"{label} (who takes part being known)"] = figures(
            true & (best == k), true & judged.truth[:, k]
        )
    size = output.stat().st_size / 1000
    return (
        "# Participants of events\n\n"
        "Logistic regressions over pairs of a trigger and a mention of its sentence: "
        "does it take part, and as what?\n"
        "Features: `kg/scoring/participants.py` (the path between them, kinds of words and "
        "things, rivals, both lemmas' word vectors).\n\n"
        f"Data: {CORPUS}; {len(articles)} articles, {len(judged.rows):,} pairs, "
        f"{int(true.sum()):,} of them participants. Recipe of November 2026.\n"
        f"Size: {len(model.index):,} named weights and {len(model.dense)} dimensions a label, "
        f"{size:.0f} kB.\n\n"
        f"Cross-validated over articles ({FOLDS} folds), "
        "pairs of events that were marked or found:\n\n" + table(lines)
    )
