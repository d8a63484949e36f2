"""Noun phrases and pronouns that may stand for a person, an organisation, a group, a place, a work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from kg import syntax
from kg.language.coreference.quantifiers import counted_noun, stands_for_people
from kg.language.ner.gazetteer import Record
from kg.language.ner.lexicon import gender_of
from kg.language.ner.recognizer import Name, is_plural
from kg.model import EntityType, Form
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Number: TypeAlias = Literal["singular", "plural", "any"]
_LEFT = {
    syntax.DETERMINER,
    syntax.ADJECTIVAL_MODIFIER,
    syntax.COMPOUND,
    syntax.POSSESSOR,
    syntax.NUMERAL,
    syntax.NOMINAL_MODIFIER,
    syntax.PREDETERMINER,
    syntax.QUANTIFIER_MODIFIER,
    syntax.ADVERBIAL_MODIFIER,
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens `start` to `end` with their head: a name, a description or a pronoun, and what grammar tells of its referent."""

    start: int
    end: int
    head: int
    form: Form
    type: EntityType
    text: str
    number: Number = "singular"
    gender: str | None = None
    lemma: str = ""
    definite: bool = False
    record: Record | None = None  # what the user's gazetteer says of the name


def phrases_of(doc: Doc, names: Sequence[Name], measured: frozenset[int]) -> tuple[Phrase, ...]:
    """Names, nominal phrases and pronouns in order; tokens in `measured` (dates, sums) head none."""
    inside = {i: n for n in names for i in range(n.start, n.end)}
    out = [_of_name(doc, n) for n in names]
    for token in doc:
        if token.i in inside or token.i in measured or token.is_space:
            continue
        if pronoun := _of_pronoun(token):
            out.append(pronoun)
        elif (
            token.pos_ in {"NOUN", "PROPN"}
            or counted_noun(token) is not None
            or stands_for_people(token)
        ):
            phrase = _of_noun(token)
            if phrase:
                out.append(phrase)
    return tuple(sorted(out, key=lambda p: (p.start, -p.end)))


def _of_name(doc: Doc, name: Name) -> Phrase:
    span = doc[name.start : name.end]
    before = [doc[name.start - 1].text] if name.start else []
    gender = (gender_of(before) if name.type == "Person" else None) or (
        gender_of(name.text.split()) if name.type == "Person" else "neuter"
    )
    several = name.type == "Group"
    number: Number = "plural" if several else "singular"
    return Phrase(
        name.start,
        name.end,
        span.root.i,
        "name",
        name.type,
        name.text,
        number,
        None if several else gender,
        name.text.lower(),
        True,
        name.record,
    )


def _of_pronoun(token: Token) -> Phrase | None:
    if token.tag_ not in {"PRP", "PRP$"}:
        return None
    for group, table in words("pronouns").items():
        if "number" in table and token.lower_ in table["words"]:
            # who "I" and "you" are only the quotation tells; "they" and "it" may be anything
            return Phrase(
                token.i,
                token.i + 1,
                token.i,
                "pronoun",
                table.get("type", "Other"),
                token.text,
                table["number"],
                table.get("gender"),
                group,
                True,
            )
    return None


def _of_noun(token: Token) -> Phrase | None:
    """The phrase a noun heads; None where the noun is only part of another phrase."""
    if (
        token.dep_
        in {
            syntax.COMPOUND,
            syntax.NOMINAL_MODIFIER,
            syntax.ADJECTIVAL_MODIFIER,
            syntax.NOUN_PHRASE_ADVERBIAL,
        }
        and token.head.i > token.i
    ):
        return None
    start = _left_edge(token)
    end = _right_edge(token)
    doc = token.doc
    kind = type_of_noun(token)
    first = doc[start]
    definite = (
        first.lower_ in {"the", "this", "that", "these", "those"}
        or first.tag_ == "PRP$"
        or any(c.dep_ == syntax.POSSESSOR for c in token.children)
    )
    gender = None
    lemma = token.lemma_.lower()
    if kind == "Person":
        gender = (
            "male"
            if lemma in words("nominals")["Person"]["male"]
            else "female"
            if lemma in words("nominals")["Person"]["female"]
            else None
        )
    elif kind != "Group":
        gender = "neuter"
    text = doc[start:end].text
    number: Number = "plural" if is_plural(token) or kind == "Group" else "singular"
    if kind == "Person" and number == "plural":
        kind = "Group"
    return Phrase(start, end, token.i, "nominal", kind, text, number, gender, lemma, definite)


def genders_differ(p: Phrase, q: Phrase) -> bool:
    """Ms Dunne is not Roger Dunne."""
    return {p.gender, q.gender} == {"male", "female"}


def type_of_noun(token: Token) -> EntityType:
    """What kind of thing a common noun names, by its lemma and number; Other where the lists do not tell."""
    quantified = counted_noun(token)
    noun = quantified or token
    lemma, plural = _without_prefix(noun.lemma_.lower()), is_plural(noun)
    tables = _noun_types()
    if not plural and token.i and f"{token.nbor(-1).lower_} {lemma}" in tables["bodies"]:
        return "Organisation"
    if (quantified is not None and lemma in tables["members"]) or stands_for_people(token):
        return "Person" if token.lower_ in word_set("groups", "quantifiers", "single") else "Group"
    if plural and (
        lemma in tables["members"] or lemma in tables["Person"] or lemma in tables["title"]
    ):
        return "Group"
    kinds: tuple[EntityType, ...] = ("Group", "Organisation", "Person", "Place", "Work")
    for kind in kinds:
        if lemma in tables[kind]:
            return kind
    if lemma in tables["title"] or noun.lower_ in tables["title"] or _is_of_people(noun, lemma):
        return "Group" if plural else "Person"
    return "Other"


def _without_prefix(lemma: str) -> str:
    """ "minister" for "ex-minister", which is as much a person."""
    prefix, _, rest = lemma.partition("-")
    return rest if rest and prefix in word_set("nominals", "prefixes") else lemma


def _is_of_people(noun: Token, lemma: str) -> bool:
    """Does its ending, or a "who" behind it, show that a noun names people?"""
    table = words("nominals")["Person"]
    if lemma.endswith(tuple(table["suffixes"])) and lemma not in table["not_by_suffix"]:
        return True
    clauses = (c for c in noun.children if c.dep_ == syntax.RELATIVE_CLAUSE)
    return any(
        c.lower_ in {"who", "whom"}
        and c.dep_ in {syntax.SUBJECT, syntax.PASSIVE_SUBJECT, syntax.OBJECT}
        for clause in clauses
        for c in clause.children
    )


@cache
def _noun_types() -> dict[str, frozenset[str]]:
    nouns = words("nominals")
    return {
        "Person": frozenset(nouns["Person"]["nouns"]),
        "Organisation": frozenset(
            [*nouns["Organisation"]["business"], *nouns["Organisation"]["public"]]
        ),
        "bodies": frozenset(nouns["Organisation"]["bodies"]),
        "Group": frozenset(nouns["Group"]["nouns"]),
        "Place": frozenset(nouns["Place"]["nouns"]),
        "Work": frozenset(nouns["Work"]["nouns"]),
        "members": frozenset(nouns["members"]["nouns"]),
        "title": word_set("titles", "heads"),
    }


def _left_edge(token: Token) -> int:
    """Where the phrase begins: its determiners and modifiers, not a coordination that stands before it."""
    start = token.i
    for child in token.lefts:
        if child.dep_ in _LEFT:
            start = min(start, child.left_edge.i)
    while start < token.i and (token.doc[start].is_punct or token.doc[start].is_space):
        start += 1
    return min(start, token.i)


def _right_edge(token: Token) -> int:
    """Where it ends: with an "of" phrase, for titles also "for …"; without relative clauses and appositions."""
    end = token.i + 1
    if token.dep_ == syntax.OBJECT and token.head.lemma_.lower() in word_set("clauses", "of_whom"):
        return end  # "accused both armies of crimes"
    open_to = {"of", "for"} if token.lemma_.lower() in word_set("titles", "heads") else {"of"}
    for child in token.rights:
        if child.dep_ == syntax.PREPOSITION and child.lower_ in open_to and child.i == end:
            objects = [c for c in child.children if c.dep_ == syntax.PREPOSITIONAL_OBJECT]
            if objects:
                end = max(_right_edge(objects[0]), end)
        elif child.dep_ == syntax.PARTICLE and child.i == end:
            end = child.i + 1
    return end
