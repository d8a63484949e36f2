"""Each candidate beside the others of its sentence: rivals for its subject and object, the same two by other words, the members of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.scoring.linear import Floats
from kg.scoring.relations.candidates import KINDS, LABELS, Candidate, Side, first_of_list

Flags: TypeAlias = NDArray[np.bool_]
RuleLabels: TypeAlias = Mapping[
    tuple[str, str], frozenset[str]
]  # two things (entities, else mentions) → what the pattern files find told of them
_FLOOR = float(
    np.log(0.02 / 0.98)
)  # log odds at first sight, below which nothing is looked at again
_NOTHING = np.full(len(LABELS), -9.0, dtype=np.float32)
_TYPES = ("Person", "Organisation", "Place", "Date", "Group", "Work", "Other")


@dataclass(frozen=True, eq=False)
class RerankFeatures:
    """What a second look at one label of one candidate sees: a row of values for each."""

    candidates: NDArray[np.int64]  # (rows,)
    labels: NDArray[np.int64]  # (rows,)
    values: Floats  # (rows, values)


def rerank_features(
    candidates: Sequence[Candidate],
    first: Floats,
    others: Sequence[Floats],
    rules: Flags,
    is_news: bool,
    least: float | None = None,
) -> RerankFeatures:
    """A row for each candidate and label whose log odds at first sight reach the floor, or which the patterns tell; with `least` only for what reaches that.

    `first` are the log odds (candidates, labels) that count, `others` those that they are the mean of; `rules` is what `told_by_patterns` gives.
    """
    worth = (first > _FLOOR) | rules if least is None else first >= least
    where: list[tuple[int, int]] = []
    rows: list[Floats] = []
    for members in _by_sentence(candidates):
        wanted = worth[members]
        if wanted.any():
            view = _Sentence([candidates[i] for i in members], first[members], rules[members])
            for k in np.flatnonzero(wanted.any(axis=1)):
                i, labels = members[k], np.flatnonzero(wanted[k])
                rows.append(_values(view, int(k), labels, [o[i] for o in others], is_news))
                where.extend((i, int(n)) for n in labels)
    at = np.array(where, dtype=np.int64).reshape(-1, 2)
    return RerankFeatures(
        at[:, 0],
        at[:, 1],
        np.concatenate(rows).astype(np.float32) if rows else np.zeros((0, 0), dtype=np.float32),
    )


def rule_flags(candidates: Sequence[Candidate], told: RuleLabels) -> Flags:
    """(candidates, labels): do the patterns tell this tie of the two things, here or by other words?"""
    out = np.zeros((len(candidates), len(LABELS)), dtype=np.bool_)
    for i, candidate in enumerate(candidates):
        for label in told.get((thing(candidate.subject), thing(candidate.object)), ()):
            out[i, LABELS.index(label)] = True
    return out


def _by_sentence(candidates: Sequence[Candidate]) -> Iterable[list[int]]:
    """The numbers of the candidates of each sentence."""
    begins: dict[
        int, int
    ] = {}  # of the sentence of a token: spaCy looks for it each time it is asked
    out: dict[int, list[int]] = {}
    for i, candidate in enumerate(candidates):
        head = candidate.subject.head
        if head.i not in begins:
            begins[head.i] = head.sent.start
        out.setdefault(begins[head.i], []).append(i)
    return out.values()


def thing(side: Side) -> str:
    """What a mention stands for, else the mention."""
    return side.entity or side.mention.id


class _Sentence:
    """The candidates of one sentence, with what is asked of each more than once."""

    def __init__(self, candidates: Sequence[Candidate], odds: Floats, rules: Flags) -> None:
        self.candidates, self.odds, self.rules = candidates, odds, rules
        self.subjects = np.array([c.subject.mention.id for c in candidates])
        self.objects = np.array([c.object.mention.id for c in candidates])
        self.who = np.array([thing(c.subject) for c in candidates])
        self.whom = np.array([thing(c.object) for c in candidates])
        self.subject_lists = np.array([first_of_list(c.subject.head).i for c in candidates])
        self.object_lists = np.array([first_of_list(c.object.head).i for c in candidates])
        self.sides = {s.mention.id: s for c in candidates for s in (c.subject, c.object)}
        self.best = odds.max(axis=0)


def _values(
    view: _Sentence, k: int, labels: NDArray[np.int64], parts: Sequence[Floats], is_news: bool
) -> Floats:
    """(labels, values): a row for each of these labels of candidate `k` of the sentence."""
    own, odds = view.odds[k], view.odds
    others = np.arange(len(view.candidates)) != k
    same_subject = others & (view.subjects == view.subjects[k])
    same_object = others & (view.objects == view.objects[k])
    same_pair = others & (view.who == view.who[k]) & (view.whom == view.whom[k])
    rival_objects = (view.who == view.who[k]) & (view.whom != view.whom[k])
    rival_subjects = (view.whom == view.whom[k]) & (view.who != view.who[k])
    listed = same_subject & (view.object_lists == view.object_lists[k]) | same_object & (
        view.subject_lists == view.subject_lists[k]
    )
    reverse = np.flatnonzero(
        (view.subjects == view.objects[k]) & (view.objects == view.subjects[k])
    )
    by_label = [
        own,
        *parts,
        _best(odds, same_subject),
        _best(odds, same_object),
        _best(odds, same_pair),
        _mean(odds, same_pair),
        _best(odds, rival_objects),
        _best(odds, rival_subjects),
        _best(odds, listed),
        _mean(odds, listed),
        odds[reverse[0]] if len(reverse) else _NOTHING,
        view.best,
        (odds[same_subject] > own).sum(axis=0),
        (odds[same_object] > own).sum(axis=0),
        view.rules[k],
        view.rules[same_subject | same_object].any(axis=0),
    ]
    second = [np.delete(own, n).max() for n in labels]
    shared = [
        *_shape(view, k),
        len(np.flatnonzero(same_pair)),
        float(is_news),
        float(view.rules[k].any()),
        *own,
    ]
    columns = np.array([v[labels] for v in by_label], dtype=np.float32).T
    return np.hstack(
        [
            np.eye(len(LABELS), dtype=np.float32)[labels],
            columns,
            np.array(second)[:, None],
            np.tile(shared, (len(labels), 1)),
        ]
    ).astype(np.float32)


def _shape(view: _Sentence, k: int) -> list[float]:
    """Types and lengths of the two mentions, how far apart they are, and how much stands between and around them."""
    subject, other = view.candidates[k].subject, view.candidates[k].object
    first, last = sorted((subject, other), key=lambda s: s.first)
    between = sum(first.end <= s.first and s.end <= last.first for s in view.sides.values())
    out: list[float] = [
        last.first - first.end,
        between,
        float(first is subject),
        len(view.candidates),
    ]
    for side in (subject, other):
        kind = (
            _TYPES.index(side.mention.type)
            if side.mention.form != "pronoun" and side.mention.type in _TYPES
            else len(_TYPES)
        )
        out += [
            kind,
            side.end - side.first,
            KINDS.find(side.kinds[:1]),
            float(side.mention.sieve == "relative"),
        ]
    return out


def _best(odds: Floats, chosen: Flags) -> Floats:
    return np.asarray(odds[chosen].max(axis=0) if chosen.any() else _NOTHING, dtype=np.float32)


def _mean(odds: Floats, chosen: Flags) -> Floats:
    return np.asarray(odds[chosen].mean(axis=0) if chosen.any() else _NOTHING, dtype=np.float32)
