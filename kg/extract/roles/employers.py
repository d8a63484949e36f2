"""What may be an employer, and the employers that a noun names.

An employer is an organisation, or a place or a group that has offices. See `kg.extract.roles` for
the order in which the employer of a role is looked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document, once_per_document
from kg.extract.mentions import has_name, kind_of, root_of, tokens_of
from kg.extract.nearby import mentions_near
from kg.model import Mention, Span
from kg.patterns import word_set
from kg.syntax import with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_NEAR = 2  # sentences back in which "company" finds the one that is meant
_NAMED_KINDS = frozenset({"Organisation", "Group", "Other"})
_NOUN_MODIFIERS = frozenset({syntax.POSSESSOR, syntax.COMPOUND, syntax.NOMINAL_MODIFIER})


# --- what may be an employer -------------------------------------------------------------------


@cache
def organisation_nouns() -> frozenset[str]:
    """Common nouns of companies and public bodies."""
    business = word_set("nominals", "Organisation", "business")
    return business | word_set("nominals", "Organisation", "public")


def is_named_organisation(document: Document, mention: Mention | None) -> bool:
    """Whether the mention is an organisation's name, or words for one that is named elsewhere."""
    return (
        mention is not None
        and mention.entity is not None
        and mention.type in _NAMED_KINDS
        and kind_of(document, mention) == "Organisation"
        and has_name(document, mention)
    )


def is_employer(document: Document, mention: Mention, is_possessor: bool = False) -> bool:
    """Whether the mention is an organisation, or a place or group that has offices.

    A pronoun counts only where it stands for a named organisation. A name that is made of
    modifiers of titles counts only as a possessor: "Secretary of Defense".
    """
    if not is_possessor and _is_made_of_modifiers(mention):
        return False
    kind = kind_of(document, mention)
    if mention.form == "pronoun":
        return kind == "Organisation" and has_name(document, mention)
    if kind == "Place":
        return mention.form == "name"
    return kind in {"Organisation", "Group"} and not _is_plural_of_people(document, mention)


def _is_made_of_modifiers(mention: Mention) -> bool:
    """Whether the mention is only words that stand before the head of a title."""
    if mention.text in word_set("names", "also_words"):
        return False
    modifiers = word_set("titles", "modifiers")
    return all(word.lower() in modifiers for word in mention.text.split())


def _is_plural_of_people(document: Document, mention: Mention) -> bool:
    """Whether the mention is people, but no group that has offices: "the workers", "both men"."""
    if mention.form != "nominal" or kind_of(document, mention) != "Group":
        return False
    span = tokens_of(document, mention)
    return span is not None and span.root.tag_ == "NNS"


def is_part_of_organisation(noun: Token) -> bool:
    """Whether the noun names a part of an organisation: "division", "board"."""
    return noun.lemma_.lower() in word_set("titles", "parts")


# --- the employers that a noun names -----------------------------------------------------------


def employers_at(document: Document, noun: Token) -> list[Mention]:
    """The employers that a noun and what is coordinated with it name: "of Acme and Bolt".

    None where the noun itself names none. A name behind a description, and the organisation that a
    description is a part of, count instead of the description.
    """
    first = document.mention_at(noun)
    if first is None or not is_employer(document, first):
        return []
    name = name_behind_description(document, noun, first)
    if name is not None:
        return [name]
    if first.form == "nominal" and is_part_of_organisation(noun):
        whole = named_whole(document, noun)
        if whole is not None and kind_of(document, whole) == "Organisation":
            return [whole]
    return [m for m in mentions_at(document, noun) if is_employer(document, m)]


def organisations_at(document: Document, noun: Token) -> tuple[Mention, ...]:
    """The named organisations that a noun and what is coordinated with it name.

    None where the noun itself names none. The organisations that the noun is a part of, and a name
    behind a description, count instead of the noun.
    """
    if is_part_of_organisation(noun):
        whole = named_whole(document, noun)
        if whole is not None:
            return _named_with_conjuncts(document, whole)
    first = document.mention_at(noun)
    if first is None:
        return ()
    name = name_behind_description(document, noun, first)
    if name is not None:
        return (name,)
    if not is_named_organisation(document, first):
        return ()
    return _named_organisations(document, mentions_at(document, noun))


def mentions_at(document: Document, token: Token) -> list[Mention]:
    """The mentions at a token and at what is coordinated with it."""
    found = (document.mention_at(t) for t in with_conjuncts(token))
    return [mention for mention in found if mention is not None]


def _named_with_conjuncts(document: Document, mention: Mention) -> tuple[Mention, ...]:
    """The named organisations among the mention and what is coordinated with it."""
    root = root_of(document, mention)
    found = mentions_at(document, root) if root is not None else [mention]
    return _named_organisations(document, found)


def _named_organisations(document: Document, mentions: list[Mention]) -> tuple[Mention, ...]:
    return tuple(m for m in mentions if is_named_organisation(document, m))


def name_behind_description(document: Document, noun: Token, mention: Mention) -> Mention | None:
    """The organisation's name right behind a description, or apposed to it.

    "the charity Shelter", "the Ukrainian parliament, the Verkhovna Rada".
    """
    if mention.form != "nominal":
        return None
    apposed = (child for child in noun.rights if child.dep_ == syntax.APPOSITION)
    for token in (*noun.doc[noun.i + 1 : noun.i + 2], *apposed):
        name = document.name_over(token)
        if name is None or name.start < noun.idx:
            continue
        if kind_of(document, name) == "Organisation":
            return name
    return None


def named_whole(document: Document, noun: Token) -> Mention | None:
    """The employer that the noun is a part of; an organisation before a place.

    "Google's cloud division", "the Lombardy region", "the board of Acme".
    """
    found = list(_named_wholes(document, noun))
    for mention in found:
        if kind_of(document, mention) == "Organisation":
            return mention
    return found[0] if found else None


def _named_wholes(document: Document, noun: Token) -> Iterator[Mention]:
    for child in noun.children:
        is_possessor = child.dep_ == syntax.POSSESSOR
        for token in _modifiers_at(child):
            mention = document.mention_at(token)
            if mention is None or not is_employer(document, mention):
                continue
            if is_possessor or mention.form == "name":
                yield mention


def _modifiers_at(child: Token) -> list[Token]:
    """A noun's child where it modifies the noun, or the objects of an "of"."""
    if child.dep_ in _NOUN_MODIFIERS:
        return [child]
    if child.lower_ in word_set("roles", "part_of"):
        return syntax.children(child, syntax.PREPOSITIONAL_OBJECT)
    return []


# --- the company that is spoken of -------------------------------------------------------------


def salient_company(document: Document, noun: Token) -> Mention | None:
    """A mention for the "company" of "company CEO Jane Roe".

    It stands for the named organisation that the article has most mentions of, among those of this
    sentence and the two before. None where there are several, each mentioned once.
    """
    mentioned = _times_mentioned(document)
    near = _organisations_before(document, noun)
    best = max(near, key=lambda m: (mentioned[m.entity], m.start), default=None)
    if best is None:
        return None
    is_only_one = len({m.entity for m in near}) == 1
    if not is_only_one and mentioned[best.entity] == 1:
        return None
    return Mention(
        id=f"body-{noun.idx}",
        start=noun.idx,
        end=noun.idx + len(noun),
        text=noun.text,
        form="nominal",
        type="Organisation",
        entity=best.entity,
        sieve="salient-organisation",
        antecedent=best.id,
    )


@once_per_document
def _times_mentioned(document: Document) -> Counter[str | None]:
    """How often each entity is mentioned."""
    return Counter(m.entity for m in document.mentions)


def _organisations_before(document: Document, noun: Token) -> list[Mention]:
    """The named organisations before the noun, in its sentence and the two before."""
    first = noun.sent
    for _ in range(_NEAR):
        if first.start > 0:
            first = document.doc[first.start - 1].sent
    begin = first.start_char
    return [
        mention
        for mention in mentions_near(document, Span(begin, noun.idx))
        if begin <= mention.start < noun.idx and is_named_organisation(document, mention)
    ]
