"""The type of each mention: its name's, or by context where two entities have the name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from kg import syntax
from kg.language.ner.context_types import FAIR, STRONG, Votes, by_context, no_votes
from kg.language.ner.lexicon import countries, places
from kg.language.ner.name_types import (
    first_names_in,
    first_words_of_organisations,
    surnames_in,
)
from kg.language.ner.trimming import is_hashtag
from kg.model import EntityType
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCORE = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b")
_LONGEST_CODE = 5  # in capitals; what is longer is a word that a headline has in capitals
_MAY_PLAY = frozenset(
    {syntax.SUBJECT, syntax.OBJECT, syntax.PASSIVE_SUBJECT, syntax.PREPOSITIONAL_OBJECT}
)
_MAY_ACT = frozenset({*syntax.SUBJECTS, syntax.OBJECT, syntax.POSSESSOR, syntax.CONJUNCT})
_MAY_TELL_TIME = frozenset(
    {syntax.PREPOSITIONAL_OBJECT, syntax.NOUN_PHRASE_ADVERBIAL, syntax.NOMINAL_MODIFIER}
)
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_IN_NOUN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_NEAR = 4  # tokens from an object's first word to its possessive


@dataclass(frozen=True, slots=True)
class _NamesOfText:
    """What the names of a document say of a mention that is a part of one."""

    types: Mapping[str, EntityType]
    by_capitals: Mapping[str, EntityType]  # the types of "Acme" by "ACME"
    surnames: frozenset[str]
    parts_of_people: frozenset[str]  # first and last names
    first_words_of_organisations: frozenset[str]
    clubs: frozenset[str]  # cities that win or lose a match
    latest: dict[str, EntityType] = field(default_factory=dict)  # by a name that two have


def types_of_mentions(
    doc: Doc,
    mentions: Sequence[Span],
    types: Mapping[str, EntityType],
    given: Mapping[str, EntityType],
) -> list[tuple[Span, EntityType]]:
    """Each mention with its type, and each surname that stands alone with that of its person.

    `types` are those of the names' texts, `given` those of the user's gazetteer.
    """
    names = _names_of_text(mentions, types, given)
    out = []
    for span in sorted([*mentions, *_bare_surnames(doc, mentions, names)], key=lambda s: s.start):
        kind = _type_in_context(span, names)
        _remember(span.text, kind, names.latest)
        out.append((span, kind))
    return out


def _names_of_text(
    mentions: Sequence[Span],
    types: Mapping[str, EntityType],
    given: Mapping[str, EntityType],
) -> _NamesOfText:
    """What the types of all names say of those that are parts of others."""
    all_types = {**types, **given}
    surnames = surnames_in(all_types)
    return _NamesOfText(
        types=types,
        by_capitals={text.upper(): kind for text, kind in types.items() if not text.isupper()},
        surnames=surnames,
        parts_of_people=surnames | first_names_in(all_types),
        first_words_of_organisations=first_words_of_organisations(all_types),
        clubs=frozenset(span.text for span in mentions if _is_club(span, types)),
    )


def _bare_surnames(doc: Doc, mentions: Sequence[Span], names: _NamesOfText) -> list[Span]:
    """Where a surname stands alone that is in no mention: "Roe" where there is "Jane Roe"."""
    covered = {i for span in mentions for i in range(span.start, span.end)}
    wanted = names.surnames - names.types.keys()
    spans = (
        doc[token.i : token.i + 1]
        for token in syntax.tokens_with(doc, "ORTH", *wanted)
        if token.i not in covered and _may_be_surname(token)
    )
    return [span for span in spans if not is_hashtag(span)]


def _may_be_surname(token: Token) -> bool:
    """Whether the token is a noun or a subject, and no month."""
    is_nominal = token.pos_ in _NOMINAL or token.dep_ == syntax.SUBJECT
    return is_nominal and not may_be_month(token)


def may_be_month(token: Token) -> bool:
    """Whether the month is meant and not a woman who is called May: it does not act here."""
    return token.lower_ in word_set("time", "months") and token.dep_ in _MAY_TELL_TIME


def _remember(text: str, kind: EntityType, latest: dict[str, EntityType]) -> None:
    """Note that the parts of a full name stand for it from here on."""
    parts = text.split()
    if len(parts) < 2:
        return
    if kind in {"Person", "Organisation"}:
        latest[parts[0]] = kind
    if kind == "Person":
        latest[parts[-1]] = kind


def _type_in_context(span: Span, names: _NamesOfText) -> EntityType:
    """The type of a mention."""
    text = span.text
    kind = _type_by_name(text, names)
    # 1. Jordan the man or the country, Ford the man or the firm
    if text in names.parts_of_people:
        return _type_of_part_of_person(span, kind, names)
    # 2. "the White House" is a place or who works there
    if text in word_set("places", "seats"):
        votes = _votes_of_context(span)
        return "Place" if votes["Place"] >= FAIR else "Organisation"
    # 3. Chelsea the district or the club
    if text in places():
        return _type_of_place(span, kind, text in names.clubs)
    # 4. the French, a French bank
    if text in word_set("places", "adjectives"):
        return "Group" if _is_people(span) else "Other"
    return kind


def _type_by_name(text: str, names: _NamesOfText) -> EntityType:
    """The type that the document has for the name; a person for a part of no known name."""
    in_capitals = names.by_capitals.get(text)
    if in_capitals is not None and len(text) > _LONGEST_CODE:
        return in_capitals
    return names.types.get(text) or in_capitals or "Person"


def _votes_of_context(span: Span) -> Votes:
    """What stands around a mention as votes for types."""
    votes = no_votes()
    for kind, weight in by_context(span):
        votes[kind] += weight
    return votes


# --- names of people, organisations and places at once ------------------------------------------


def _type_of_part_of_person(span: Span, kind: EntityType, names: _NamesOfText) -> EntityType:
    """The type of a first or last name that others may have: by context, else the latest one."""
    text = span.text
    is_organisation = text in names.first_words_of_organisations
    fits = _types_with_name(text, is_organisation)
    if fits == ["Person"]:
        return kind
    votes = _votes_of_context(span)
    _add_votes_of_possessives(span, votes)
    first = max(fits, key=lambda fit: (votes[fit], -fits.index(fit)))
    if votes[first] >= 1.0:
        names.latest[text] = first
    return names.latest.get(text, kind)


def _types_with_name(text: str, is_organisation: bool) -> list[EntityType]:
    """The types of all that may have the name of a person."""
    fits: list[EntityType] = ["Person"]
    if text in places():
        fits.append("Place")
    if is_organisation or text in words("name-types")["known"]["Organisation"]:
        fits.append("Organisation")
    return fits


def _add_votes_of_possessives(span: Span, votes: Votes) -> None:
    """Add what a possessive in the object says of the subject: "Acme sold its plant"."""
    possessives = {token.lower_ for token in _possessives_in_object(span.root)}
    for kind, pronouns in words("name-types")["its"].items():
        if not possessives.isdisjoint(pronouns):
            votes[kind] += FAIR


def _possessives_in_object(root: Token) -> list[Token]:
    """The possessive pronouns at the beginning of objects behind the verb of the subject."""
    if root.dep_ != syntax.SUBJECT:
        return []
    objects = (t for t in root.head.rights if t.dep_ in {syntax.OBJECT, syntax.PREPOSITION})
    return [
        token
        for phrase in objects
        for token in phrase.subtree
        if token.tag_ == "PRP$" and token.i < phrase.i + _NEAR
    ]


def _type_of_place(span: Span, kind: EntityType, is_club: bool) -> EntityType:
    """The type of a place's name, which may be a club's too."""
    if kind != "Place" or span.text in countries():
        return kind
    votes = _votes_of_context(span)
    if votes["Organisation"] >= STRONG or _plays(span):
        return "Organisation"
    acts_as_club = is_club and span.root.dep_ in _MAY_ACT
    return "Organisation" if acts_as_club and not votes["Place"] else kind


def _is_club(span: Span, types: Mapping[str, EntityType]) -> bool:
    """Whether the mention is a city's that wins or loses a match here."""
    if types.get(span.text) != "Place" or span.text in countries():
        return False
    return span.text in places() and _plays(span)


def _plays(span: Span) -> bool:
    """Whether a city wins or loses a match here."""
    root, sport = span.root, words("name-types")["sport"]
    if root.dep_ not in _MAY_PLAY:
        return False
    verb = _verb_of(root).lemma_.lower()
    plays_with_score, plays = verb in sport["with_score"], verb in sport["verbs"]
    if not plays_with_score and not plays:
        return False
    if _SCORE.search(span.sent.text) is not None:
        return True
    return plays and any(token.lower_ in sport["words"] for token in span.sent)


def _verb_of(root: Token) -> Token:
    """The verb of a name, first that of its relative clause: "Leeds, who beat Hull"."""
    relative = next((c for c in root.rights if c.dep_ == syntax.RELATIVE_CLAUSE), None)
    if relative is not None:
        return relative
    return root.head.head if root.dep_ == syntax.PREPOSITIONAL_OBJECT else root.head


def _is_people(span: Span) -> bool:
    """Whether "the French" are a people, and no noun follows."""
    doc, start = span.doc, span.start
    if span.text not in word_set("places", "peoples_with_the") or start == 0:
        return False
    return doc[start - 1].lower_ == "the" and not _has_noun_behind(span)


def _has_noun_behind(span: Span) -> bool:
    """Whether a noun phrase or a hyphened word goes on behind the words."""
    doc, end = span.doc, span.end
    if end >= len(doc):
        return False
    return doc[end].pos_ in _IN_NOUN_PHRASE or doc[end].text == "-"
