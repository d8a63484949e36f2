"""Who takes part in what, and how? Pairs of a trigger and a mention in its sentence, and their features."""

from __future__ import annotations

from collections import defaultdict
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

_Found: TypeAlias = "tuple[Token, Mention, list[tuple[int, str]]]"  # a filler, what it stands for, and its way up the parse
LABELS = ("participant", "agent", "patient", "place", "other")
_MEASURES = frozenset({"Date", "Money", "Quantity", "Title"})
_LONGEST = 4  # arcs between trigger and participant
_LEXICAL = frozenset({syntax.PREPOSITION, syntax.AGENT, syntax.INDIRECT_OBJECT})


class Arc(Protocol):
    """An arc of the sentence, the parser's or one left to be understood."""

    @property
    def label(self) -> str: ...
    @property
    def token(self) -> Token: ...
    @property
    def inherited(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Pair:
    """A trigger and somebody who may take part; `path` leads from one to the other, `<` upwards and `>` downwards."""

    trigger: Token
    filler: Token
    mention: Mention
    path: tuple[str, ...]
    understood: str = ""  # the label by which the sentence leaves it to be understood
    passive: bool = False
    frame: str = ""  # which of subject and object the trigger has of its own

    @property
    def way(self) -> tuple[str, ...]:
        """The path, the same for all that is coordinated; but what is coordinated with the trigger is another happening."""
        return (self.path[0], *(step for step in self.path[1:] if step != ">conj"))


def pairs_of(
    document: Document, triggers: Sequence[Token], arcs: Mapping[int, Sequence[Arc]]
) -> list[Pair]:
    """Every trigger with every mention of its sentence that a short path leads to, but no times, amounts and titles."""
    fillers: dict[int, list[_Found]] = {}
    out: list[Pair] = []
    for trigger in triggers:
        sentence = trigger.sent
        if sentence.start not in fillers:
            fillers[sentence.start] = _fillers(document, sentence)
        up = _ancestors(trigger)
        understood = {a.token.i: a.label for a in arcs[trigger.i] if a.inherited}
        own = {a.label for a in arcs[trigger.i] if not a.inherited}
        passive = bool(own & {syntax.PASSIVE_AUXILIARY, syntax.PASSIVE_SUBJECT}) or (
            trigger.tag_ == "VBN"
            and any(a.inherited and a.label == syntax.PASSIVE_SUBJECT for a in arcs[trigger.i])
        )
        frame = " ".join(
            label
            for label in (
                syntax.SUBJECT,
                syntax.PASSIVE_SUBJECT,
                syntax.OBJECT,
                syntax.ATTRIBUTE,
                syntax.CLAUSAL_COMPLEMENT,
                syntax.OPEN_COMPLEMENT,
            )
            if label in own
        )
        for filler, mention, down in fillers[sentence.start]:
            if filler != trigger:
                path = _path(down, up)
                if path is not None:
                    out.append(
                        Pair(
                            trigger,
                            filler,
                            mention,
                            path,
                            understood.get(filler.i, ""),
                            passive,
                            frame,
                        )
                    )
    return out


def _fillers(document: Document, sentence: Iterable[Token]) -> list[_Found]:
    found = ((t, document.mention_of(t)) for t in sentence)
    return [(t, m, _steps(t)) for t, m in found if m is not None and m.type not in _MEASURES]


def _steps(token: Token) -> list[tuple[int, str]]:
    """The token and what is above it, as far as a path may lead, each with the label that leads down to the one before."""
    out: list[tuple[int, str]] = [(token.i, "")]
    while token.head != token and len(out) <= _LONGEST:
        label = (
            f">{token.dep_}:{token.lower_}"
            if token.dep_ in _LEXICAL and token.pos_ == "ADP"
            else f">{token.dep_}"
        )
        token = token.head
        out.append((token.i, label))
    return out


def _ancestors(token: Token) -> dict[int, tuple[str, ...]]:
    """The token and what is above it, each with the labels on the way up."""
    out: dict[int, tuple[str, ...]] = {token.i: ()}
    labels: tuple[str, ...] = ()
    while token.head != token and len(labels) < _LONGEST:
        labels = (*labels, f"<{token.dep_}")
        token = token.head
        out[token.i] = labels
    return out


def _path(
    steps: Sequence[tuple[int, str]], up: Mapping[int, tuple[str, ...]]
) -> tuple[str, ...] | None:
    down: list[str] = []
    for i, label in steps:
        if label:
            down.append(label)
        if i in up:
            path = (*up[i], *reversed(down))
            return path if 0 < len(path) <= _LONGEST else None
    return None


def features(
    pairs: Sequence[Pair], document: Document, eventive: Mapping[int, float]
) -> list[list[str]]:
    """What speaks for and against each pair, as names of features; `eventive` tells how surely a noun is itself a happening."""
    rivals: dict[tuple[int, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        rivals[pair.trigger.i, _first(pair)].append(pair)
    return [
        [
            *_of_path(p),
            *_of_filler(p, document, eventive),
            *_of_trigger(p, eventive),
            *_of_rivals(p, rivals[p.trigger.i, _first(p)]),
        ]
        for p in pairs
    ]


def _first(pair: Pair) -> str:
    return pair.path[0]


def _of_path(pair: Pair) -> Iterator[str]:
    """How the two hang together."""
    trigger = pair.trigger
    shape = shape_of(trigger) or "other"
    lemma = trigger.lemma_.lower()
    path = " ".join(pair.path)
    plain = " ".join(pair.way)
    voice = f"{shape} passive" if pair.passive else shape
    yield f"frame={pair.frame} path={plain}"
    yield f"frame={pair.frame} begins={pair.path[0]}"
    yield f"ending={lemma[-3:]} begins={pair.path[0]}"
    yield f"path={plain}"
    yield f"{voice} path={plain}"
    yield f"{lemma} path={plain}"
    yield f"begins={' '.join(pair.path[:2])}"
    yield f"{shape} begins={pair.path[0]}"
    yield f"ends={' '.join(pair.path[-2:])}"
    yield f"ends={pair.path[-1]}"
    yield f"steps={len(pair.path)} up={sum(p[0] == '<' for p in pair.path)}"
    if plain != path:
        yield "coordinated"
        yield f"coordinated path={path}"
    if pair.understood:
        yield f"understood={pair.understood}"
        yield f"understood={pair.understood} path={plain}"
    between = abs(trigger.i - pair.filler.i)
    yield f"distance={'near' if between < 3 else 'middle' if between < 8 else 'far'} {'before' if pair.filler.i < trigger.i else 'behind'}"
    yield f"trigger={lemma}"
    yield f"trigger={shape} {trigger.dep_}"


def _of_filler(pair: Pair, document: Document, eventive: Mapping[int, float]) -> Iterator[str]:
    """What kind of thing the mention stands for."""
    mention, filler = pair.mention, pair.filler
    kind = document.entity[mention.entity].type if mention.entity is not None else mention.type
    plain = " ".join(pair.way)
    head = filler.lemma_.lower() if mention.form != "name" else f"*{kind}*"
    yield f"type={kind}"
    yield f"form={mention.form}"
    yield f"kind={kind} {mention.form}"
    yield f"kind={kind} {mention.form} path={plain}"
    yield f"type={kind} {pair.trigger.lemma_.lower()}"
    yield f"type={kind} ends={pair.path[-1]}"
    yield f"head={head}"
    if mention.form == "nominal":
        yield f"nominal tag={filler.tag_}"
        yield f"nominal ending={head[-3:]}"
        det = next(
            (c for c in filler.children if c.dep_ in {syntax.DETERMINER, syntax.POSSESSOR}), None
        )
        yield f"nominal det={'none' if det is None else 'whose' if det.dep_ == syntax.POSSESSOR else det.lower_}"
        chance = eventive.get(filler.i, 0.0)
        yield f"happens={'no' if chance < 0.1 else 'hardly' if chance < 0.3 else 'perhaps' if chance < 0.7 else 'yes'}"


def _of_trigger(pair: Pair, eventive: Mapping[int, float]) -> Iterator[str]:
    """How surely does anything happen?"""
    chance = eventive.get(pair.trigger.i, 1.0)
    shape = shape_of(pair.trigger) or "other"
    level = "hardly" if chance < 0.5 else "perhaps" if chance < 0.8 else "yes"
    yield f"{shape} told={level}"
    yield f"{shape} told={level} begins={pair.path[0]}"


def _of_rivals(pair: Pair, rivals: Sequence[Pair]) -> Iterator[str]:
    """Does a shorter way lead to another?"""
    shorter = sum(len(r.path) < len(pair.path) for r in rivals)
    if shorter:
        yield f"rivals={min(shorter, 2)}"
        yield f"rivals begins={pair.path[0]}"


def vectors(pairs: Sequence[Pair]) -> Floats:
    """The directions of both words' vectors side by side, a row a pair; a name's words say nothing of what it names."""
    table, triggers, fillers = _directions(pairs)
    return np.hstack([table[triggers], table[fillers]])


def by_meaning(pairs: Sequence[Pair], weights: Floats) -> Floats:
    """(pairs, labels): what `weights`, (2 * DIMENSIONS, labels), make of the vectors, each word multiplied once for all its pairs."""
    table, triggers, fillers = _directions(pairs)
    return np.asarray(
        product(table, weights[:DIMENSIONS])[triggers]
        + product(table, weights[DIMENSIONS:])[fillers],
        dtype=np.float32,
    )


def _directions(pairs: Sequence[Pair]) -> tuple[Floats, list[int], list[int]]:
    """A table of the words' directions, zeros first, and the rows in it of each pair's trigger and filler."""
    row: dict[int, int] = {}
    known: list[Floats] = [np.zeros(DIMENSIONS, dtype=np.float32)]
    for token in (t for p in pairs for t in (p.trigger, p.filler)):
        if token.i not in row:
            row[token.i] = len(known)
            known.append(direction(token))
    return (
        np.stack(known),
        [row[p.trigger.i] for p in pairs],
        [row[p.filler.i] if p.mention.form == "nominal" else 0 for p in pairs],
    )
