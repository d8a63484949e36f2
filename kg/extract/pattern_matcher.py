"""The generic matcher: triggers of a pattern file → who fills which role, by paths through the arcs.

A path is written as in "agent > pobj": arcs by label from the trigger on; `prep[of|in]` only through these words, `<appos` upwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from kg import syntax
from kg.document import Document
from kg.model import Mention
from kg.patterns import PatternError, pattern_files, word_set, words
from kg.syntax import Arcs, prepositional_objects, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_MISTAKABLE = {
    "Person",
    "Organisation",
    "Place",
    "Group",
    "Other",
}  # types of names that are mistaken for each other
_SHAPES = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADP": "preposition"}
_KEYS = [
    "name",
    "triggers",
    "roles",
    "types",
    "needs",
    "without",
    "with",
    "not_under",
    "every",
    "single",
    "named",
    "anchor",
    "behind",
    "unless",
    "example",
]
_STEP = re.compile(r"(?P<up><)?(?P<label>[a-z]+)(?:\[(?P<words>[^\]]+)\])?")


@dataclass(frozen=True, slots=True)
class Step:
    """One arc of a path."""

    label: str
    words: frozenset[str]
    up: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A role: the paths to its fillers, the first that finds any or every one, and the types that may fill it (empty: any)."""

    role: str
    paths: tuple[tuple[Step, ...], ...]
    types: frozenset[str]
    every: bool
    single: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One `[[pattern]]` table, compiled."""

    name: str
    kind: str  # "event" or "relation"
    type: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    slots: tuple[Slot, ...]
    needs: tuple[frozenset[str], ...]
    without: frozenset[str]
    beside: frozenset[str]
    not_under: frozenset[str]
    anchor: frozenset[str]
    prepositions: frozenset[str]
    behind: frozenset[str]
    unless: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention in a role; `inherited` where the sentence leaves it to be understood."""

    role: str
    mention: Mention
    token: Token
    inherited: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern seen at a trigger."""

    pattern: Pattern
    trigger: Token
    words: tuple[Token, ...]  # the trigger with its particle: "step", "down"
    shape: str  # "verb", "noun" or "preposition"
    fillers: tuple[Filler, ...]


@cache
def patterns(kind: str) -> tuple[Pattern, ...]:
    """All patterns of a kind by their names; `PatternError` where a file says something that no pattern can."""
    out = [
        _compiled(file, number, table)
        for file, tables in pattern_files().items()
        for number, table in enumerate(tables, 1)
        if kind in table
    ]
    return tuple(sorted(out, key=lambda p: p.name))


def _compiled(file: str, number: int, table: Mapping[str, Any]) -> Pattern:
    kind = "event" if "event" in table else "relation"
    known = {kind, *_KEYS}
    if unknown := set(table) - known:
        raise PatternError(
            f"{file}.toml, pattern {number}: unknown key {min(unknown)!r}; known are {', '.join(sorted(known))}"
        )
    triggers = table.get("triggers", {})
    return Pattern(
        name=table.get("name", file if number == 1 else f"{file}-{number}"),
        kind=kind,
        type=table[kind],
        verbs=frozenset(triggers.get("verb", ())),
        nouns=frozenset(triggers.get("noun", ())),
        slots=tuple(
            Slot(
                role,
                tuple(_path(file, p) for p in paths),
                frozenset(table.get("types", {}).get(role, ())),
                **{key: role in table.get(key, ()) for key in ("every", "single", "named")},
            )
            for role, paths in table.get("roles", {}).items()
        ),
        needs=tuple(frozenset(n.split("|")) for n in table.get("needs", ())),
        without=frozenset(table.get("without", ())),
        beside=frozenset(table.get("with", ())),
        not_under=frozenset(table.get("not_under", ())),
        anchor=frozenset(table.get("anchor", ())),
        prepositions=frozenset(triggers.get("preposition", ())),
        behind=frozenset(table.get("behind", ())),
        unless=tuple(_path(file, p) for p in table.get("unless", ())),
    )


def _path(file: str, text: str) -> tuple[Step, ...]:
    steps = []
    for part in text.split(">"):
        step = _STEP.fullmatch(part.strip())
        if step is None:
            raise PatternError(
                f"{file}.toml: cannot read the path {text!r}; write arcs like 'prep[of] > pobj' or '<appos'"
            )
        steps.append(
            Step(
                step["label"], frozenset((step["words"] or "").split("|")) - {""}, bool(step["up"])
            )
        )
    return tuple(steps)


def matches(document: Document, arcs: Arcs, kind: str) -> Iterator[Match]:
    """Every pattern of the kind at every token that triggers it, in order of the text; for events the first that fits."""
    index = _by_trigger(kind)
    for token in document.tokens:
        shape = _SHAPES.get(token.pos_)
        if shape is None:
            continue
        for pattern, rest in index.get((shape, token.lemma_.lower()), ()):
            match = match_at(document, arcs, pattern, token, shape, rest)
            if match is not None:
                yield match
                if kind == "event":
                    break


@cache
def _by_trigger(kind: str) -> Mapping[tuple[str, str], tuple[tuple[Pattern, tuple[str, ...]], ...]]:
    """Patterns by the lemma of their trigger, those with a particle first; the particle comes along."""
    index: dict[tuple[str, str], list[tuple[Pattern, tuple[str, ...]]]] = {}
    for pattern in patterns(kind):
        for shape, triggers in (
            ("verb", pattern.verbs),
            ("noun", pattern.nouns),
            ("preposition", pattern.prepositions),
        ):
            for trigger in sorted(triggers):
                first, *rest = (
                    trigger.split()
                    if shape == "verb"
                    else (trigger.split()[-1], *trigger.split()[:-1])
                )
                index.setdefault((shape, first), []).append((pattern, tuple(rest)))
    return {key: tuple(sorted(found, key=lambda f: -len(f[1]))) for key, found in index.items()}


def match_at(
    document: Document,
    arcs: Arcs,
    pattern: Pattern,
    token: Token,
    shape: str,
    rest: Sequence[str] = (),
) -> Match | None:
    """The pattern at this trigger; None where a role it needs stays empty or a word that excludes it is there."""
    around = list(token.children)
    beside = [
        next((c for c in around if c.lemma_.lower() == w or c.lower_ == w), None) for w in rest
    ]
    if (
        any(w is None for w in beside)
        or any(c.lemma_.lower() in pattern.without for c in around)
        or _is_under(token, pattern.not_under)
    ):
        return None
    if pattern.behind and (token.i == 0 or token.nbor(-1).lower_ not in pattern.behind):
        return None
    if any(next(follow(arcs, token, path), None) is not None for path in pattern.unless):
        return None
    if pattern.beside and not any(c.lemma_.lower() in pattern.beside for c in (token, *around)):
        return None
    fillers: list[Filler] = []
    taken: set[int] = set()
    for slot in pattern.slots:
        for filler in _fill(document, arcs, slot, token):
            if filler.token.i not in taken and filler.mention.id not in {
                f.mention.id for f in fillers
            }:
                taken.add(filler.token.i)
                fillers.append(filler)
    filled = {f.role for f in fillers}
    if pattern.anchor and not any(fits(document, f.mention, pattern.anchor) for f in fillers):
        return None
    if any(not (need & filled) for need in pattern.needs):
        return None
    present = tuple(sorted([token, *(w for w in beside if w is not None)], key=lambda t: t.i))
    return Match(pattern, token, present, shape, tuple(fillers))


def _is_under(token: Token, lemmas: frozenset[str]) -> bool:
    """Is it the object of one of these words, also behind a preposition: "lifted the sanctions", "the lifting of the sanctions"?"""
    head = token.head.head if token.dep_ == syntax.PREPOSITIONAL_OBJECT else token.head
    return (
        bool(lemmas)
        and token.dep_ in {syntax.OBJECT, syntax.PASSIVE_SUBJECT, syntax.PREPOSITIONAL_OBJECT}
        and head.lemma_.lower() in lemmas
    )


def _fill(document: Document, arcs: Arcs, slot: Slot, trigger: Token) -> Iterator[Filler]:
    """Fillers by the first path that finds any, or by every path, with all that is coordinated with them.

    What stands above the trigger, or is the trigger itself, is alone: in "Roe of the Labour Party and Doe" nothing is said of Doe.
    """
    for path in slot.paths:
        found = False
        for token, inherited in follow(arcs, trigger, path):
            alone = slot.single or path[-1].up or path[-1].label == "self"
            members = [
                t for t in with_conjuncts(token) if (t.i < trigger.i) == (token.i < trigger.i)
            ]  # of "Roe, who founded Acme, and Doe" one founded it
            for member in [token] if alone else members:
                mention = _mention(document, member, slot)
                if (
                    mention is not None
                    and fits(document, mention, slot.types)
                    and not _within(member, trigger, path)
                ):
                    found = True
                    yield Filler(slot.role, mention, member, inherited)
        if found and not slot.every:
            return


def _mention(document: Document, token: Token, slot: Slot) -> Mention | None:
    """The mention at the token; where only names may stand, the name of what is described, as in "the novelist Jane Roe" and "the town of Leeds"."""
    mention = document.mention_at(token)
    if mention is None or not slot.named or mention.form == "name":
        return mention
    called = (
        prepositional_objects(token, word_set("clauses", "called"))
        if mention.type == "Place"
        else ()
    )
    beside = (
        document.mention_at(t)
        for t in chain((c for c in token.children if c.dep_ == syntax.APPOSITION), called)
    )
    name = next(
        (m for m in beside if m is not None and m.form == "name" and fits(document, m, slot.types)),
        None,
    )
    return name or (
        mention if mention.form == "pronoun" or mention.entity in document.named else None
    )


def _within(member: Token, trigger: Token, path: tuple[Step, ...]) -> bool:
    return member.i == trigger.i and path[0].label != "self"


def fits(document: Document, mention: Mention, types: frozenset[str]) -> bool:
    """May this mention stand where these types are asked for?"""
    if not types:
        return mention.type != "Date"
    if "Party" in types:
        return mention.type == "Organisation" and (
            mention.text.split()[-1].lower() in words("names")["parties"]
            or mention.text in words("parties")["members"]
        )
    if (
        "Nationality" in types
        and mention.form == "name"
        and mention.text.lower() in word_set("nationalities", "adjectives")
    ):
        return True
    if (
        "Town" in types
        and mention.type == "Place"
        and mention.form == "name"
        and mention.text not in lands()
    ):
        return True
    if "Land" in types:
        return mention.type == "Place" and mention.text in lands()
    if "FullName" in types:
        return mention.type == "Person" and mention.form == "name" and len(mention.text.split()) > 1
    kinds = {
        mention.type,
        "Name" if mention.form == "name" and mention.type in _MISTAKABLE else mention.type,
    }
    if mention.entity is not None:
        kinds.add(document.entity[mention.entity].type)
    if mention.form == "name" and mention.type == "Work":
        kinds.add("Product")
    return bool(kinds & types)


@cache
def lands() -> frozenset[str]:
    """Countries, by all the names that the word lists know."""
    table = words("nationalities")
    return frozenset(
        {
            *filter(None, table["adjectives"].values()),
            *table["countries"],
            *table["countries"].values(),
        }
    )


def follow(
    arcs: Arcs, token: Token, path: Sequence[Step], inherited: bool = False
) -> Iterator[tuple[Token, bool]]:
    """The tokens at the end of a path from this token."""
    if not path:
        yield token, inherited
        return
    step, rest = path[0], path[1:]
    if step.label == "self":
        yield token, inherited
        return
    if step.up:
        while (
            token.dep_ == syntax.CONJUNCT
            and step.label != syntax.CONJUNCT
            and token.head.pos_ == token.pos_
            and token.pos_ == "NOUN"
        ):
            token = token.head  # "a nurse and a graduate of": as the first of them
        if token.dep_ == step.label and (not step.words or token.head.lemma_.lower() in step.words):
            yield from follow(arcs, token.head, rest, inherited)
        return
    for arc in arcs[token.i]:
        if arc.label == step.label and (
            not step.words
            or arc.token.lower_ in step.words
            or arc.token.lemma_.lower() in step.words
        ):
            yield from follow(arcs, arc.token, rest, inherited or arc.inherited)
