"""The generic matcher of pattern files: triggers, and who fills which role by which path.

A path is written as in "agent > pobj": arcs by label from the trigger on; `prep[of|in]` only
through these words, `<appos` upwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from kg import syntax
from kg.document import Document
from kg.model import Mention
from kg.patterns import PatternError, pattern_files, word_set, words
from kg.syntax import Arcs, prepositional_objects, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

# the types of names that are mistaken for each other
_MISTAKABLE = frozenset({"Person", "Organisation", "Place", "Group", "Other"})
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
_SELF = "self"
_STEP = re.compile(r"(?P<up><)?(?P<label>[a-z]+)(?:\[(?P<words>[^\]]+)\])?")
_OBJECTS = frozenset({syntax.OBJECT, syntax.PASSIVE_SUBJECT, syntax.PREPOSITIONAL_OBJECT})


@dataclass(frozen=True, slots=True)
class Step:
    """One arc of a path."""

    label: str
    words: frozenset[str]
    up: bool

    def allows(self, token: Token) -> bool:
        """Whether the step may end at the token, by its word or lemma."""
        words = self.words
        return not words or token.lower_ in words or token.lemma_.lower() in words


Path: TypeAlias = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A role: the paths to its fillers and the types that may fill it (empty: any).

    The first path that finds somebody counts, or with `every` all of them.
    """

    role: str
    paths: tuple[Path, ...]
    types: frozenset[str]
    every: bool
    single: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One `[[pattern]]` table, compiled; kg/patterns/README.md says what each key means."""

    name: str
    kind: str  # "event" or "relation"
    type: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    prepositions: frozenset[str]
    slots: tuple[Slot, ...]
    needs: tuple[frozenset[str], ...]
    without: frozenset[str]
    with_any: frozenset[str]
    not_under: frozenset[str]
    anchor: frozenset[str]
    behind: frozenset[str]
    unless: tuple[Path, ...]


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
    """All patterns of a kind by their names.

    Raises `PatternError` where a file says something that no pattern can.
    """
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
            f"{file}.toml, pattern {number}: unknown key {min(unknown)!r}; "
            f"known are {', '.join(sorted(known))}"
        )

    def listed(key: str) -> frozenset[str]:
        return frozenset(table.get(key, ()))

    triggers = table.get("triggers", {})
    return Pattern(
        name=table.get("name", file if number == 1 else f"{file}-{number}"),
        kind=kind,
        type=table[kind],
        verbs=frozenset(triggers.get("verb", ())),
        nouns=frozenset(triggers.get("noun", ())),
        prepositions=frozenset(triggers.get("preposition", ())),
        slots=tuple(_slot(file, table, role) for role in table.get("roles", {})),
        needs=tuple(frozenset(n.split("|")) for n in table.get("needs", ())),
        without=listed("without"),
        with_any=listed("with"),
        not_under=listed("not_under"),
        anchor=listed("anchor"),
        behind=listed("behind"),
        unless=tuple(_path(file, p) for p in table.get("unless", ())),
    )


def _slot(file: str, table: Mapping[str, Any], role: str) -> Slot:
    return Slot(
        role,
        paths=tuple(_path(file, p) for p in table["roles"][role]),
        types=frozenset(table.get("types", {}).get(role, ())),
        every=role in table.get("every", ()),
        single=role in table.get("single", ()),
        named=role in table.get("named", ()),
    )


def _path(file: str, text: str) -> Path:
    return tuple(_step(file, text, part.strip()) for part in text.split(">"))


def _step(file: str, path: str, text: str) -> Step:
    step = _STEP.fullmatch(text)
    if step is None:
        raise PatternError(
            f"{file}.toml: cannot read the path {path!r}; "
            "write arcs like 'prep[of] > pobj' or '<appos'"
        )
    words = frozenset((step["words"] or "").split("|")) - {""}
    return Step(step["label"], words, bool(step["up"]))


def matches(document: Document, arcs: Arcs, kind: str) -> Iterator[Match]:
    """Every pattern of the kind at every token that triggers it, in order of the text.

    For events the first that fits.
    """
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
    """Patterns by the shape and lemma of their trigger, with its other words, most words first."""
    index: dict[tuple[str, str], list[tuple[Pattern, tuple[str, ...]]]] = {}
    for pattern in patterns(kind):
        for shape, trigger in _triggers(pattern):
            lemma, rest = _head_of_trigger(shape, trigger)
            index.setdefault((shape, lemma), []).append((pattern, rest))
    return {key: tuple(sorted(found, key=lambda f: -len(f[1]))) for key, found in index.items()}


def _triggers(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """The triggers of a pattern with their shape."""
    yield from (("verb", trigger) for trigger in sorted(pattern.verbs))
    yield from (("noun", trigger) for trigger in sorted(pattern.nouns))
    yield from (("preposition", trigger) for trigger in sorted(pattern.prepositions))


def _head_of_trigger(shape: str, trigger: str) -> tuple[str, tuple[str, ...]]:
    """The lemma of a trigger, the first of a verb, else the last, and its other words."""
    words = trigger.split()
    if shape == "verb":
        return words[0], tuple(words[1:])
    return words[-1], tuple(words[:-1])


def match_at(
    document: Document,
    arcs: Arcs,
    pattern: Pattern,
    token: Token,
    shape: str,
    rest: Sequence[str] = (),
) -> Match | None:
    """The pattern at this trigger, whose other words are `rest`.

    None where a role that it needs stays empty or a word that excludes it is there.
    """
    around = list(token.children)
    others = [next((c for c in around if _is_word(c, w)), None) for w in rest]
    if any(w is None for w in others) or _is_excluded(arcs, pattern, token, around):
        return None
    fillers = _fillers(document, arcs, pattern, token)
    if not _is_filled(document, pattern, fillers):
        return None
    present = sorted([token, *(w for w in others if w is not None)], key=lambda t: t.i)
    return Match(pattern, token, tuple(present), shape, tuple(fillers))


def _is_word(token: Token, word: str) -> bool:
    return token.lemma_.lower() == word or token.lower_ == word


def _is_excluded(arcs: Arcs, pattern: Pattern, token: Token, around: Sequence[Token]) -> bool:
    """Whether a word at, before or above the trigger excludes the pattern."""
    if any(c.lemma_.lower() in pattern.without for c in around):
        return True
    if _is_under(token, pattern.not_under):
        return True
    if pattern.behind and (token.i == 0 or token.nbor(-1).lower_ not in pattern.behind):
        return True
    if any(next(follow(arcs, token, path), None) is not None for path in pattern.unless):
        return True
    lemmas = (c.lemma_.lower() for c in (token, *around))
    return bool(pattern.with_any) and not any(lemma in pattern.with_any for lemma in lemmas)


def _fillers(document: Document, arcs: Arcs, pattern: Pattern, trigger: Token) -> list[Filler]:
    """Who fills the roles, in the order of the pattern; nobody fills two."""
    fillers: list[Filler] = []
    tokens: set[int] = set()
    mentions: set[str] = set()
    for slot in pattern.slots:
        for filler in _fill(document, arcs, slot, trigger):
            if filler.token.i not in tokens and filler.mention.id not in mentions:
                tokens.add(filler.token.i)
                mentions.add(filler.mention.id)
                fillers.append(filler)
    return fillers


def _is_filled(document: Document, pattern: Pattern, fillers: Sequence[Filler]) -> bool:
    """Whether one filler is of an anchor's type, and no role that the pattern needs is empty."""
    if pattern.anchor and not any(fits(document, f.mention, pattern.anchor) for f in fillers):
        return False
    filled = {f.role for f in fillers}
    return all(need & filled for need in pattern.needs)


def _is_under(token: Token, lemmas: frozenset[str]) -> bool:
    """Whether the token is the object of one of these words, also behind a preposition.

    "lifted the sanctions", "the lifting of the sanctions".
    """
    if not lemmas or token.dep_ not in _OBJECTS:
        return False
    is_behind = token.dep_ == syntax.PREPOSITIONAL_OBJECT
    head = token.head.head if is_behind else token.head
    return head.lemma_.lower() in lemmas


def _fill(document: Document, arcs: Arcs, slot: Slot, trigger: Token) -> Iterator[Filler]:
    """Fillers by the first path that finds any, or by every path, with their conjuncts."""
    for path in slot.paths:
        found = False
        for token, inherited in follow(arcs, trigger, path):
            for member in _members(slot, path, token, trigger):
                mention = _mention(document, member, slot)
                if mention is None or not fits(document, mention, slot.types):
                    continue
                if not _is_trigger_itself(member, trigger, path):
                    found = True
                    yield Filler(slot.role, mention, member, inherited)
        if found and not slot.every:
            return


def _members(slot: Slot, path: Path, token: Token, trigger: Token) -> list[Token]:
    """The token, and what is coordinated with it on the same side of the trigger.

    Of "Roe, who founded Acme, and Doe" one founded it. What stands above the trigger, or is the
    trigger itself, is alone: in "Roe of the Labour Party and Doe" nothing is said of Doe.
    """
    if slot.single or path[-1].up or path[-1].label == _SELF:
        return [token]
    is_before = token.i < trigger.i
    return [t for t in with_conjuncts(token) if (t.i < trigger.i) == is_before]


def _mention(document: Document, token: Token, slot: Slot) -> Mention | None:
    """The mention at the token.

    Where only names may stand, the name of what is described, as in "the novelist Jane Roe" and
    "the town of Leeds".
    """
    mention = document.mention_at(token)
    if mention is None or not slot.named or mention.form == "name":
        return mention
    named: Iterator[Token] = iter(())
    if mention.type == "Place":
        named = prepositional_objects(token, word_set("clauses", "called"))
    adjacent = chain(syntax.children(token, syntax.APPOSITION), named)
    for candidate in (document.mention_at(t) for t in adjacent):
        is_name = candidate is not None and candidate.form == "name"
        if candidate is not None and is_name and fits(document, candidate, slot.types):
            return candidate
    stands_for_name = mention.form == "pronoun" or mention.entity in document.named
    return mention if stands_for_name else None


def _is_trigger_itself(member: Token, trigger: Token, path: Path) -> bool:
    """Whether a path that leads elsewhere has come back to the trigger."""
    return member.i == trigger.i and path[0].label != _SELF


def fits(document: Document, mention: Mention, types: frozenset[str]) -> bool:
    """Whether the mention may stand where these types are asked for.

    Besides the types of mentions there are special ones: see kg/patterns/README.md.
    """
    if not types:
        return mention.type != "Date"
    if any(name in types and accepts(mention) for name, accepts in _ALSO.items()):
        return True
    for name, accepts in _ONLY.items():
        if name in types:
            return accepts(mention)
    return bool(_types(document, mention) & types)


def _types(document: Document, mention: Mention) -> set[str]:
    """The types of the mention, of its entity, and those that its name may have."""
    found: set[str] = {mention.type}
    if mention.entity is not None:
        found.add(document.entity[mention.entity].type)
    if mention.form == "name":
        if mention.type in _MISTAKABLE:
            found.add("Name")
        if mention.type == "Work":
            found.add("Product")
    return found


def _is_party(mention: Mention) -> bool:
    if mention.type != "Organisation":
        return False
    last_word = mention.text.split()[-1].lower()
    return last_word in words("names")["parties"] or mention.text in words("parties")["members"]


def _is_nationality(mention: Mention) -> bool:
    is_name = mention.form == "name"
    return is_name and mention.text.lower() in word_set("nationalities", "adjectives")


def _is_town(mention: Mention) -> bool:
    is_named_place = mention.type == "Place" and mention.form == "name"
    return is_named_place and mention.text not in lands()


def _is_land(mention: Mention) -> bool:
    return mention.type == "Place" and mention.text in lands()


def _is_full_name(mention: Mention) -> bool:
    is_name = mention.type == "Person" and mention.form == "name"
    return is_name and len(mention.text.split()) > 1


_Check: TypeAlias = Callable[[Mention], bool]
# special types that may fill a role besides the others, and those besides which nothing may
_ALSO: Mapping[str, _Check] = {"Nationality": _is_nationality, "Town": _is_town}
_ONLY: Mapping[str, _Check] = {
    "Party": _is_party,
    "Land": _is_land,
    "FullName": _is_full_name,
}


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
    """The tokens at the end of a path from this token, and whether an arc was understood."""
    if not path:
        yield token, inherited
        return
    step, rest = path[0], path[1:]
    if step.label == _SELF:
        yield token, inherited
    elif step.up:
        token = _first_conjunct(token) if step.label != syntax.CONJUNCT else token
        is_listed = not step.words or token.head.lemma_.lower() in step.words
        if token.dep_ == step.label and is_listed:
            yield from follow(arcs, token.head, rest, inherited)
    else:
        for arc in arcs[token.i]:
            if arc.label == step.label and step.allows(arc.token):
                yield from follow(arcs, arc.token, rest, inherited or arc.inherited)


def _first_conjunct(noun: Token) -> Token:
    """The first of coordinated nouns: in "a nurse and a graduate of" the nurse."""
    while noun.dep_ == syntax.CONJUNCT and noun.pos_ == "NOUN" and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun
