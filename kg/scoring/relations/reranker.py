"""Each candidate next to the others of its sentence, as values for the boosted trees.

Rivals for its subject and object, the same entities in other words, the members of a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.scoring.linear import Floats
from kg.scoring.relations.candidates import KINDS, LABELS, Candidate, Side, first_of_list

Flags: TypeAlias = NDArray[np.bool_]
#: Two entities (mentions where they have none) → the labels that rules find between them.
RuleLabels: TypeAlias = Mapping[tuple[str, str], frozenset[str]]
# Log odds of the first pass below which no label is scored again.
_FLOOR = float(np.log(0.02 / 0.98))
_NOTHING = np.full(len(LABELS), -9.0, dtype=np.float32)
_TYPES = ("Person", "Organisation", "Place", "Date", "Group", "Work", "Other")


@dataclass(frozen=True, eq=False)
class RerankFeatures:
    """A row of values for each label of each candidate that is worth scoring again."""

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
    """A row for each candidate and label that is worth scoring again.

    Worth it are log odds that reach the floor, and what rules find; with `least`, only log odds
    that reach that. `first` are the log odds of the first pass, (candidates, labels), and `others`
    those that they are the mean of; `rules` is what `rule_flags` gives.
    """
    worth = (first > _FLOOR) | rules if least is None else first >= least
    where: list[tuple[int, int]] = []
    rows: list[Floats] = []
    for members in _by_sentence(candidates):
        wanted = worth[members]
        if wanted.any():
            sentence = _Sentence([candidates[i] for i in members], first[members], rules[members])
            for k in np.flatnonzero(wanted.any(axis=1)):
                i, labels = members[k], np.flatnonzero(wanted[k])
                parts = [odds[i] for odds in others]
                rows.append(_values(sentence, int(k), labels, parts, is_news))
                where.extend((i, int(n)) for n in labels)
    at = np.array(where, dtype=np.int64).reshape(-1, 2)
    values = np.concatenate(rows).astype(np.float32) if rows else np.zeros((0, 0), dtype=np.float32)
    return RerankFeatures(at[:, 0], at[:, 1], values)


def rule_flags(candidates: Sequence[Candidate], labels: RuleLabels) -> Flags:
    """(candidates, labels): whether rules find the label between the same two entities.

    In this sentence or in any other.
    """
    out = np.zeros((len(candidates), len(LABELS)), dtype=np.bool_)
    for i, candidate in enumerate(candidates):
        for label in labels.get((entity_of(candidate.subject), entity_of(candidate.object)), ()):
            out[i, LABELS.index(label)] = True
    return out


def entity_of(side: Side) -> str:
    """The entity that the mention stands for, else the mention itself."""
    return side.entity or side.mention.id


def _by_sentence(candidates: Sequence[Candidate]) -> Iterable[list[int]]:
    """The numbers of the candidates of each sentence."""
    # The start of each head's sentence, for spaCy searches for it each time it is asked.
    starts: dict[int, int] = {}
    out: dict[int, list[int]] = {}
    for i, candidate in enumerate(candidates):
        head = candidate.subject.head
        if head.i not in starts:
            starts[head.i] = head.sent.start
        out.setdefault(starts[head.i], []).append(i)
    return out.values()


class _Sentence:
    """The candidates of one sentence, with what is asked of each more than once."""

    def __init__(self, candidates: Sequence[Candidate], odds: Floats, rules: Flags) -> None:
        self.candidates, self.odds, self.rules = candidates, odds, rules
        self.subjects = np.array([c.subject.mention.id for c in candidates])
        self.objects = np.array([c.object.mention.id for c in candidates])
        self.subject_entities = np.array([entity_of(c.subject) for c in candidates])
        self.object_entities = np.array([entity_of(c.object) for c in candidates])
        self.subject_lists = np.array([first_of_list(c.subject.head).i for c in candidates])
        self.object_lists = np.array([first_of_list(c.object.head).i for c in candidates])
        self.sides = {s.mention.id: s for c in candidates for s in (c.subject, c.object)}
        self.best = odds.max(axis=0)


@dataclass(frozen=True, eq=False)
class _Others:
    """Which of the sentence's candidates have something in common with one of them."""

    same_subject: Flags
    same_object: Flags
    same_entities: Flags
    rival_objects: Flags  # the same subject with another object
    rival_subjects: Flags
    in_list: Flags  # one end is the same, the others are coordinated
    reverse: NDArray[np.int64]  # the numbers of those with subject and object swapped


def _others(sentence: _Sentence, k: int) -> _Others:
    """How the candidates of the sentence relate to candidate `k`."""
    others = np.arange(len(sentence.candidates)) != k
    has_subject = sentence.subject_entities == sentence.subject_entities[k]
    has_object = sentence.object_entities == sentence.object_entities[k]
    same_subject = others & (sentence.subjects == sentence.subjects[k])
    same_object = others & (sentence.objects == sentence.objects[k])
    objects_listed = sentence.object_lists == sentence.object_lists[k]
    subjects_listed = sentence.subject_lists == sentence.subject_lists[k]
    from_object = sentence.subjects == sentence.objects[k]
    to_subject = sentence.objects == sentence.subjects[k]
    return _Others(
        same_subject=same_subject,
        same_object=same_object,
        same_entities=others & has_subject & has_object,
        rival_objects=has_subject & ~has_object,
        rival_subjects=has_object & ~has_subject,
        in_list=(same_subject & objects_listed) | (same_object & subjects_listed),
        reverse=np.flatnonzero(from_object & to_subject),
    )


def _values(
    sentence: _Sentence,
    k: int,
    labels: NDArray[np.int64],
    parts: Sequence[Floats],
    is_news: bool,
) -> Floats:
    """(labels, values): a row for each of these labels of candidate `k` of the sentence."""
    own, others = sentence.odds[k], _others(sentence, k)
    by_label = _values_by_label(sentence, k, others, parts)
    columns = np.array([values[labels] for values in by_label], dtype=np.float32).T
    next_best = np.array([np.delete(own, n).max() for n in labels])
    shared = [
        *_shape(sentence, k),
        len(np.flatnonzero(others.same_entities)),
        float(is_news),
        float(sentence.rules[k].any()),
        *own,
    ]
    one_hot = np.eye(len(LABELS), dtype=np.float32)[labels]
    repeated = np.tile(shared, (len(labels), 1))
    return np.hstack([one_hot, columns, next_best[:, None], repeated]).astype(np.float32)


def _values_by_label(
    sentence: _Sentence, k: int, others: _Others, parts: Sequence[Floats]
) -> list[NDArray[Any]]:
    """For each value that depends on the label an array, (all labels,)."""
    own, odds = sentence.odds[k], sentence.odds
    same_end = others.same_subject | others.same_object
    return [
        own,
        *parts,
        _best(odds, others.same_subject),
        _best(odds, others.same_object),
        _best(odds, others.same_entities),
        _mean(odds, others.same_entities),
        _best(odds, others.rival_objects),
        _best(odds, others.rival_subjects),
        _best(odds, others.in_list),
        _mean(odds, others.in_list),
        odds[others.reverse[0]] if len(others.reverse) else _NOTHING,
        sentence.best,
        (odds[others.same_subject] > own).sum(axis=0),
        (odds[others.same_object] > own).sum(axis=0),
        sentence.rules[k],
        sentence.rules[same_end].any(axis=0),
    ]


def _shape(sentence: _Sentence, k: int) -> list[float]:
    """Types, lengths and order of the two mentions, and how much is between and around them."""
    subject, other = sentence.candidates[k].subject, sentence.candidates[k].object
    first, last = sorted((subject, other), key=lambda s: s.first)
    mentions_between = sum(
        first.end <= s.first and s.end <= last.first for s in sentence.sides.values()
    )
    out: list[float] = [
        last.first - first.end,
        mentions_between,
        float(first is subject),
        len(sentence.candidates),
    ]
    for side in (subject, other):
        out += [
            _type_number(side),
            side.end - side.first,
            KINDS.find(side.kinds[:1]),
            float(side.mention.sieve == "relative"),
        ]
    return out


def _type_number(side: Side) -> int:
    """The number of the mention's type; pronouns and all other types share one."""
    has_type = side.mention.form != "pronoun" and side.mention.type in _TYPES
    return _TYPES.index(side.mention.type) if has_type else len(_TYPES)


def _best(odds: Floats, chosen: Flags) -> Floats:
    """(labels,): the highest log odds among the chosen candidates."""
    return np.asarray(odds[chosen].max(axis=0) if chosen.any() else _NOTHING, dtype=np.float32)


def _mean(odds: Floats, chosen: Flags) -> Floats:
    """(labels,): the mean log odds of the chosen candidates."""
    return np.asarray(odds[chosen].mean(axis=0) if chosen.any() else _NOTHING, dtype=np.float32)
