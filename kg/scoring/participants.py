"""Participants of events: pairs of a trigger and a mention in its sentence, with features."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

import numpy as np

from kg import syntax
from kg.document import Document
from kg.model import Mention
from kg.scoring.linear import Floats, product
from kg.scoring.triggers import DIMENSIONS, direction, shape_of

if TYPE_CHECKING:
    from spacy.tokens import Token

LABELS = ("participant", "agent", "patient", "place", "other")
_NO_PARTICIPANTS = frozenset({"Date", "Money", "Quantity", "Title"})
_LONGEST = 4  # arcs between trigger and participant
FARTHEST = 500  # tokens between them: only lists are longer, where all pairs would be too many
_LEXICAL = frozenset({syntax.PREPOSITION, syntax.AGENT, syntax.INDIRECT_OBJECT})
_PASSIVE = frozenset({syntax.PASSIVE_AUXILIARY, syntax.PASSIVE_SUBJECT})
_FRAME = (
    syntax.SUBJECT,
    syntax.PASSIVE_SUBJECT,
    syntax.OBJECT,
    syntax.ATTRIBUTE,
    syntax.CLAUSAL_COMPLEMENT,
    syntax.OPEN_COMPLEMENT,
)
_DETERMINERS = (syntax.DETERMINER, syntax.POSSESSOR)
# The upper bounds of a value, exclusive, and the name of each range; the last one is above them.
_DISTANCES = ((3, "near"), (8, "middle"), (None, "far"))
_NOUN_LEVELS = ((0.1, "no"), (0.3, "hardly"), (0.7, "perhaps"), (None, "yes"))
_TRIGGER_LEVELS = ((0.5, "hardly"), (0.8, "perhaps"), (None, "yes"))
_Step: TypeAlias = tuple[int, str]  # a token's index, and the label that leads down from it
# A token, the mention that it stands for, and its path up the parse.
_Filler: TypeAlias = "tuple[Token, Mention, list[_Step]]"


class Arc(Protocol):
    """An arc of the sentence: the parser's, or one that the sentence leaves to be understood."""

    @property
    def label(self) -> str: ...
    @property
    def token(self) -> Token: ...
    @property
    def inherited(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Pair:
    """A trigger and somebody who may take part.

    `path` leads from one to the other, with `<` upwards and `>` downwards.
    """

    trigger: Token
    filler: Token
    mention: Mention
    path: tuple[str, ...]
    understood: str = ""  # the label of the arc between them that is left to be understood
    passive: bool = False
    frame: str = ""  # which of subject, object and complements the trigger has of its own

    @property
    def collapsed_path(self) -> tuple[str, ...]:
        """The path without coordination, so that all conjuncts have the same.

        Its first step stays: what is coordinated with the trigger is another event.
        """
        return (self.path[0], *(step for step in self.path[1:] if step != ">conj"))


def pairs_of(
    document: Document, triggers: Sequence[Token], arcs: Mapping[int, Sequence[Arc]]
) -> list[Pair]:
    """Every trigger with every mention of its sentence that a short path leads to.

    But no times, amounts and titles.
    """
    fillers: dict[int, _Fillers] = {}
    out: list[Pair] = []
    for trigger in triggers:
        sentence = trigger.sent
        if sentence.start not in fillers:
            fillers[sentence.start] = _fillers(document, sentence)
        out.extend(_pairs_of_trigger(trigger, fillers[sentence.start], arcs[trigger.i]))
    return out


@dataclass(frozen=True, slots=True)
class _Fillers:
    """The tokens of a sentence that stand for somebody who may take part."""

    found: list[_Filler]
    below: Mapping[int, list[int]]  # by token index: the numbers of those that it is a step up from

    def under(self, tokens: Iterable[int], near: int) -> list[_Filler]:
        """Those near a token that these tokens are steps up from, in order of the text."""
        numbers: set[int] = set()
        for i in tokens:
            below = self.below.get(i, [])
            first = bisect_left(below, near - FARTHEST, key=self._place)
            numbers.update(below[first : bisect_right(below, near + FARTHEST, key=self._place)])
        return [self.found[n] for n in sorted(numbers)]

    def _place(self, number: int) -> int:
        return self.found[number][0].i


def _fillers(document: Document, sentence: Iterable[Token]) -> _Fillers:
    """The fillers of a sentence by what is above them.

    A long sentence has thousands, few of them near one trigger.
    """
    mentions = ((t, document.mention_of(t)) for t in sentence)
    found = [
        (t, m, _steps_up(t))
        for t, m in mentions
        if m is not None and m.type not in _NO_PARTICIPANTS
    ]
    below: dict[int, list[int]] = {}
    for n, (_, _, steps) in enumerate(found):
        for i, _ in steps:
            below.setdefault(i, []).append(n)
    return _Fillers(found, below)


def _pairs_of_trigger(trigger: Token, fillers: _Fillers, arcs: Sequence[Arc]) -> Iterator[Pair]:
    """The trigger with each of the fillers that a short path leads to."""
    up = _paths_up(trigger)
    understood = {a.token.i: a.label for a in arcs if a.inherited}
    own = {a.label for a in arcs if not a.inherited}
    passive = _is_passive(trigger, own, arcs)
    frame = " ".join(label for label in _FRAME if label in own)
    for filler, mention, steps in fillers.under(up, trigger.i):
        path = _path(steps, up) if filler != trigger else None
        if path is not None:
            inherited = understood.get(filler.i, "")
            yield Pair(trigger, filler, mention, path, inherited, passive, frame)


def _is_passive(trigger: Token, own: set[str], arcs: Sequence[Arc]) -> bool:
    """Whether the trigger is passive, by its own arcs or by a subject that is understood."""
    if own & _PASSIVE:
        return True
    return trigger.tag_ == "VBN" and any(
        a.inherited and a.label == syntax.PASSIVE_SUBJECT for a in arcs
    )


def _steps_up(token: Token) -> list[_Step]:
    """The token and what is above it, each with the label that leads down to the one before.

    As far as a path may lead. The label of a preposition has its word: ">prep:in".
    """
    out: list[_Step] = [(token.i, "")]
    while token.head != token and len(out) <= _LONGEST:
        label = f">{token.dep_}"
        if token.dep_ in _LEXICAL and token.pos_ == "ADP":
            label = f"{label}:{token.lower_}"
        token = token.head
        out.append((token.i, label))
    return out


def _paths_up(token: Token) -> dict[int, tuple[str, ...]]:
    """The token and what is above it, each with the labels on the way up."""
    out: dict[int, tuple[str, ...]] = {token.i: ()}
    labels: tuple[str, ...] = ()
    while token.head != token and len(labels) < _LONGEST:
        labels = (*labels, f"<{token.dep_}")
        token = token.head
        out[token.i] = labels
    return out


def _path(steps: Sequence[_Step], up: Mapping[int, tuple[str, ...]]) -> tuple[str, ...] | None:
    """The path from a trigger to a filler, by the paths of both upwards; None if it is too long."""
    down: list[str] = []
    for i, label in steps:
        if label:
            down.append(label)
        if i in up:
            path = (*up[i], *reversed(down))
            return path if 0 < len(path) <= _LONGEST else None
    return None


# --- features ----------------------------------------------------------------------------------


def features(
    pairs: Sequence[Pair], document: Document, eventive: Mapping[int, float]
) -> list[list[str]]:
    """What speaks for and against each pair, as names of features.

    `eventive` has for tokens the probability that they are triggers themselves.
    """
    lengths: dict[tuple[int, str], Counter[int]] = defaultdict(Counter)
    for pair in pairs:
        lengths[pair.trigger.i, pair.path[0]][len(pair.path)] += 1
    rows: list[list[str]] = []
    for pair in pairs:
        shape = shape_of(pair.trigger) or "other"
        collapsed = " ".join(pair.collapsed_path)
        rows.append(
            [
                *_path_features(pair, shape, collapsed),
                *_filler_features(pair, document, eventive, collapsed),
                *_trigger_features(pair, shape, eventive),
                *_rival_features(pair, lengths[pair.trigger.i, pair.path[0]]),
            ]
        )
    return rows


def _path_features(pair: Pair, shape: str, collapsed: str) -> list[str]:
    """How trigger and filler are connected."""
    trigger, first, last = pair.trigger, pair.path[0], pair.path[-1]
    lemma, path = trigger.lemma_.lower(), " ".join(pair.path)
    voice = f"{shape} passive" if pair.passive else shape
    out = [
        f"frame={pair.frame} path={collapsed}",
        f"frame={pair.frame} begins={first}",
        f"ending={lemma[-3:]} begins={first}",
        f"path={collapsed}",
        f"{voice} path={collapsed}",
        f"{lemma} path={collapsed}",
        f"begins={' '.join(pair.path[:2])}",
        f"{shape} begins={first}",
        f"ends={' '.join(pair.path[-2:])}",
        f"ends={last}",
        f"steps={len(pair.path)} up={sum(p[0] == '<' for p in pair.path)}",
    ]
    if collapsed != path:
        out += ["coordinated", f"coordinated path={path}"]
    if pair.understood:
        out += [
            f"understood={pair.understood}",
            f"understood={pair.understood} path={collapsed}",
        ]
    distance = _range_of(abs(trigger.i - pair.filler.i), _DISTANCES)
    side = "before" if pair.filler.i < trigger.i else "behind"
    out += [f"distance={distance} {side}", f"trigger={lemma}", f"trigger={shape} {trigger.dep_}"]
    return out


def _range_of(value: float, ranges: Sequence[tuple[float | None, str]]) -> str:
    """The name of the range that the value is in."""
    return next(name for bound, name in ranges if bound is None or value < bound)


def _filler_features(
    pair: Pair, document: Document, eventive: Mapping[int, float], collapsed: str
) -> list[str]:
    """What kind of entity the mention stands for, and its words."""
    mention, filler = pair.mention, pair.filler
    kind = document.entity[mention.entity].type if mention.entity is not None else mention.type
    head = filler.lemma_.lower() if mention.form != "name" else f"*{kind}*"
    out = [
        f"type={kind}",
        f"form={mention.form}",
        f"kind={kind} {mention.form}",
        f"kind={kind} {mention.form} path={collapsed}",
        f"type={kind} {pair.trigger.lemma_.lower()}",
        f"type={kind} ends={pair.path[-1]}",
        f"head={head}",
    ]
    if mention.form == "nominal":
        out += [
            f"nominal tag={filler.tag_}",
            f"nominal ending={head[-3:]}",
            f"nominal det={_determiner(filler)}",
            f"happens={_range_of(eventive.get(filler.i, 0.0), _NOUN_LEVELS)}",
        ]
    return out


def _determiner(noun: Token) -> str:
    """The noun's determiner, "whose" for a possessor, "none" without either."""
    determiner = syntax.child(noun, *_DETERMINERS)
    if determiner is None:
        return "none"
    return "whose" if determiner.dep_ == syntax.POSSESSOR else determiner.lower_


def _trigger_features(pair: Pair, shape: str, eventive: Mapping[int, float]) -> list[str]:
    """How likely the trigger is an event at all."""
    level = _range_of(eventive.get(pair.trigger.i, 1.0), _TRIGGER_LEVELS)
    return [f"{shape} told={level}", f"{shape} told={level} begins={pair.path[0]}"]


def _rival_features(pair: Pair, lengths: Mapping[int, int]) -> list[str]:
    """Whether shorter paths that begin alike lead to others; `lengths` tells how many have which.

    They are counted, for at a list a trigger has hundreds of pairs.
    """
    shorter = sum(count for length, count in lengths.items() if length < len(pair.path))
    if not shorter:
        return []
    return [f"rivals={min(shorter, 2)}", f"rivals begins={pair.path[0]}"]


# --- word vectors ------------------------------------------------------------------------------


def vectors(pairs: Sequence[Pair]) -> Floats:
    """(pairs, 2 * DIMENSIONS): the directions of both words' vectors next to each other.

    Zeros for names, whose words say nothing of what they name.
    """
    table, triggers, fillers = _directions(pairs)
    return np.hstack([table[triggers], table[fillers]])


def by_meaning(pairs: Sequence[Pair], weights: Floats) -> Floats:
    """(pairs, labels): the vectors of the pairs times `weights`, (2 * DIMENSIONS, labels).

    Each word is multiplied once for all its pairs.
    """
    table, triggers, fillers = _directions(pairs)
    of_triggers = product(table, weights[:DIMENSIONS])[triggers]
    of_fillers = product(table, weights[DIMENSIONS:])[fillers]
    return np.asarray(of_triggers + of_fillers, dtype=np.float32)


def _directions(pairs: Sequence[Pair]) -> tuple[Floats, list[int], list[int]]:
    """A table of the words' directions, zeros first.

    And for each pair the rows in it of the trigger and of the filler.
    """
    rows: dict[int, int] = {}
    known: list[Floats] = [np.zeros(DIMENSIONS, dtype=np.float32)]
    for token in (t for p in pairs for t in (p.trigger, p.filler)):
        if token.i not in rows:
            rows[token.i] = len(known)
            known.append(direction(token))
    triggers = [rows[p.trigger.i] for p in pairs]
    fillers = [rows[p.filler.i] if p.mention.form == "nominal" else 0 for p in pairs]
    return np.stack(known), triggers, fillers
