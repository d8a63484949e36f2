"""Who belongs to which party: "Republican Jane Roe", "the Labour MP", "Jane Roe (D-Ohio)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import coordinated_people, is_person, person_at, tokens_of
from kg.extract.relations.builder import build_relation
from kg.extract.roles.employers import POSSESSIVE
from kg.extract.spans import sentence_of, span_of
from kg.model import Entity, Mention, Relation
from kg.patterns import word_set, words
from kg.syntax import Arcs, subject_arcs

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_TITLE_TAGS = frozenset({"NOUN", "PROPN", "ADJ"})  # what may stand between a party and a name
_PLURALS = frozenset({"NNS", "NNPS"})
_MOST_TITLE_WORDS = 5  # "Democratic presidential front-runner Jane Roe"
_MODIFIERS = frozenset({syntax.ADJECTIVAL_MODIFIER, syntax.COMPOUND, syntax.NOMINAL_MODIFIER})
_OPENERS, _CLOSERS = frozenset({"(", ","}), frozenset({")", ",", ";"})
_DASHES = frozenset({"-", "–"})


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """The relations of people to their parties.

    With the mentions that only they need, and the parties, which may be new entities.
    """

    relations: tuple[Relation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class _Affiliation:
    """A person, the words for a party next to the name, and the verb that predicates them."""

    person: Mention
    words: TokenSpan
    party: str
    shape: str
    verb: Token | None = None


def party_affiliations(document: Document, arcs: Arcs) -> PartyFacts:
    """Who belongs to which party, once a sentence."""
    parties = _Parties(document)
    relations: dict[tuple[object, ...], Relation] = {}
    for found in _affiliations(document, arcs):
        key = found.person.entity, found.party, found.words.sent.start
        name = document.name_over(found.words.root)
        if key not in relations and _may_be_party(name, found):
            relations[key] = build_relation(
                "politicalAffiliation",
                found.shape,
                found.person,
                parties.mention_of(found, name),
                sentence_of(found.words.root),
                span_of(found.words),
                found.verb,
            )
    return PartyFacts(
        tuple(relations.values()),
        tuple(parties.mentions.values()),
        tuple(parties.entities.values()),
    )


def _may_be_party(name: Mention | None, found: _Affiliation) -> bool:
    """Whether the words are in no name but the party's: not "Republican National Committee"."""
    if name is None:
        return True
    return name.span == span_of(found.words) or name.text == found.party


class _Parties:
    """The parties found so far, and the mentions that the document does not have."""

    def __init__(self, document: Document) -> None:
        self.mentions: dict[str, Mention] = {}
        self.entities: dict[str, Entity] = {}
        self._document = document
        self._known = _known_parties(document)
        self._ids = (i for n in count() if (i := f"e{n}") not in document.entity)

    def mention_of(self, found: _Affiliation, name: Mention | None) -> Mention:
        """The mention of the party in these words: the name that is there, else a new one."""
        if name is None or name.entity is None:
            party = self._party(found.party)
            name = _new_mention(found.words, party)
            self.mentions[name.id] = name
        else:
            party = self._document.entity[name.entity]
        is_letters = found.shape == "party-letters" and party.label in _table("letters")
        if is_letters or party.label in _table("members"):  # "Democratic", "(Lab)"
            party = replace(
                party,
                type="Organisation",
                label=found.party,
                aliases=tuple(dict.fromkeys((party.label, *party.aliases))),
            )
        self.entities[party.id] = party
        return name

    def _party(self, name: str) -> Entity:
        """The party of this name, a new entity where the article names none."""
        if name not in self._known:
            self._known[name] = Entity(next(self._ids), "Organisation", name)
        return self._known[name]


def _new_mention(words_: TokenSpan, party: Entity) -> Mention:
    span = span_of(words_)
    return Mention(
        id=f"party-{span.start}",
        start=span.start,
        end=span.end,
        text=words_.text,
        form="name",
        type="Organisation",
        entity=party.id,
    )


def _table(name: str) -> Mapping[str, str]:
    table: Mapping[str, str] = words("parties")[name]
    return table


def _known_parties(document: Document) -> dict[str, Entity]:
    """The parties that the article names, by their names in the table."""
    names = {**_table("members"), **{p: p for p in _table("members").values()}}
    out: dict[str, Entity] = {}
    for entity in document.entities:
        if entity.type in {"Organisation", "Other"}:
            for label in (entity.label, *entity.aliases):
                if label in names:
                    out.setdefault(names[label], entity)
    return out


def _affiliations(document: Document, arcs: Arcs) -> Iterator[_Affiliation]:
    """All ways in which the document says who belongs to which party."""
    for span, party in _party_words(document):
        yield from _before_name(document, span, party)
        yield from _as_noun(document, arcs, span, party)
    for mention in document.mentions:
        if mention.form == "name" and is_person(document, mention):
            yield from _behind_name(document, mention)


def _party_words(document: Document) -> Iterator[tuple[TokenSpan, str]]:
    """The words for parties in the text, each with the party's name."""
    for match in _last_words().finditer(document.article.text):
        span = document.doc.char_span(*match.span())
        found = _party_at(span.root) if span is not None else None
        if found is not None:
            yield found


@cache
def _last_words() -> re.Pattern[str]:
    """The last word of all words for parties."""
    last = {re.escape(m.split()[-1]) for m in _table("members")}
    return re.compile(rf"\b(?:{'|'.join(sorted(last))})\b")


def _party_at(token: Token) -> tuple[TokenSpan, str] | None:
    """The longest words for a party that end with this token, and the party's name."""
    doc, parties = token.doc, _table("members")
    for first in (token.i - 1, token.i):
        text = doc[first : token.i + 1].text if first >= 0 else ""
        if text in parties:
            return doc[first : token.i + 1], parties[text]
    return None


def _before_name(document: Document, span: TokenSpan, party: str) -> Iterator[_Affiliation]:
    """The affiliations of the people whose name follows.

    1. "Labour's Jane Roe".
    2. "Labour leader Jane Roe", "Democratic Senators Jane Roe and Ann Lee".
    3. "Republican Jane Roe".
    """
    doc = span.doc
    is_possessive = span.end < len(doc) and doc[span.end].text in POSSESSIVE
    start = span.end + is_possessive
    i = _end_of_titles(document, span, start)
    name = person_at(document, doc[i]) if i < len(doc) else None
    if name is None or doc[i].sent != span.sent:
        return
    titles = doc[start:i]
    if is_possessive:
        if len(titles) == 0 and _is_organisation(document, span.root):
            yield _Affiliation(name, span, party, "party-owner")
        return
    belongs = _are_titles(document, span, titles) if len(titles) else _is_member(span)
    if belongs:
        is_plural = any(t.tag_ in _PLURALS for t in titles)
        for person in coordinated_people(document, name) if is_plural else [name]:
            yield _Affiliation(person, span, party, "party-before-name")


def _end_of_titles(document: Document, span: TokenSpan, start: int) -> int:
    """The index of the first token from `start` on that is no part of a title."""
    doc, i = span.doc, start
    end = min(len(doc), span.end + _MOST_TITLE_WORDS)
    while i < end and _may_be_in_title(doc[i]) and person_at(document, doc[i]) is None:
        i += 1
    return i


def _may_be_in_title(token: Token) -> bool:
    return token.pos_ in _TITLE_TAGS or token.text == "-"


def _is_organisation(document: Document, token: Token) -> bool:
    """Whether the token is in the name of an organisation."""
    name = document.name_over(token)
    return name is not None and name.type == "Organisation"


def _are_titles(document: Document, span: TokenSpan, titles: TokenSpan) -> bool:
    """Whether these are titles of a politician of the party.

    No "Conservative leader" at the start of a sentence, where the capital says nothing.
    """
    politicians = [t for t in titles if _is_politician(t)]
    if not politicians:
        return False
    is_unambiguous = _is_organisation(document, span.root) or not _is_common(span)
    return is_unambiguous or any(t.text[0].isupper() for t in politicians)


def _is_politician(token: Token) -> bool:
    """Whether the token is a word for a politician, in the singular or plural."""
    politicians = word_set("parties", "words", "politicians")
    return token.lower_ in politicians or token.lower_.removesuffix("s") in politicians


def _is_common(span: TokenSpan) -> bool:
    """Whether the words may be no party, with only the capital of the sentence's start."""
    return bool(span[0].is_sent_start) and span.text in word_set("parties", "words", "common")


def _is_member(span: TokenSpan) -> bool:
    """Whether the words are a noun for a member of the party, and not for a former one."""
    return span.text in word_set("parties", "words", "nouns") and not _is_over(span)


def _is_over(span: TokenSpan) -> bool:
    """Whether the word before says that somebody was a member once, or is none: "ex-"."""
    if span.start == 0:
        return False
    before = span.doc[span.start - 1]
    return before.text == "-" or before.lower_ in word_set("parties", "words", "no_longer")


def _as_noun(document: Document, arcs: Arcs, span: TokenSpan, party: str) -> Iterator[_Affiliation]:
    """ "a Republican from Ohio", "the Labour candidate": apposed, predicated, after "ran as"."""
    noun = _noun_of(span)
    if noun is None or noun.tag_ in _PLURALS or any(c.lower_ == "no" for c in noun.children):
        return
    described, verb = _described_by(arcs, noun)
    shape = "party-predicate" if verb is not None else "party-apposition"
    for token in described:
        person = document.mention_at(token)
        if person is None or not is_person(document, person):
            continue
        if person.entity in document.named:
            yield _Affiliation(person, span, party, shape, verb)


def _noun_of(span: TokenSpan) -> Token | None:
    """The noun by which the words describe a politician; None where they do not.

    1. "the Labour candidate": "candidate".
    2. "a Republican": the word itself.
    """
    word, head = span.root, span.root.head
    modifies_next = word.dep_ in _MODIFIERS and head.i > word.i
    if modifies_next and _is_politician(head) and not _is_common(span):
        return head
    return word if _is_member(span) else None


def _described_by(arcs: Arcs, noun: Token) -> tuple[list[Token], Token | None]:
    """The tokens that the noun describes, and the verb by which it does.

    1. "the Labour MP for Leeds East, Jane Roe": the name in apposition.
    2. "Jane Roe, the Labour MP": what it is in apposition to.
    3. "Jane Roe is a Democrat", "ran as a Democrat": the verb's subjects.
    """
    name = _apposed_name(noun)
    if name is not None:
        return [name], None
    if noun.dep_ == syntax.APPOSITION:
        return [noun.head], None
    verb = _predicating_verb(noun)
    if verb is None:
        return [], None
    return [arc.token for arc in subject_arcs(arcs, verb)], verb


def _apposed_name(noun: Token) -> Token | None:
    """The name in apposition behind the noun."""
    for child in syntax.children(noun, syntax.APPOSITION):
        if child.pos_ == "PROPN" and child.i > noun.i:
            return child
    return None


def _predicating_verb(noun: Token) -> Token | None:
    """The verb that says of its subject that it is the noun: "is a Democrat", "ran as one"."""
    head = noun.head
    if noun.dep_ == syntax.ATTRIBUTE:
        return head if head.lemma_ == "be" else None
    if noun.dep_ != syntax.PREPOSITIONAL_OBJECT or head.lower_ != "as":
        return None
    is_candidacy = head.head.lemma_.lower() in word_set("parties", "words", "as_one")
    return head.head if is_candidacy else None


def _behind_name(document: Document, name: Mention) -> Iterator[_Affiliation]:
    """ "Jane Roe (D-Ohio)", "Jane Roe, R-Texas", "Jane Roe (Labour)"."""
    span, doc = tokens_of(document, name), document.doc
    if span is None or span.end + 2 >= len(doc) or doc[span.end].text not in _OPENERS:
        return
    first = doc[span.end + 1]
    in_brackets = doc[span.end].text == "("
    letters = first.text.split("-")[0].rstrip(".")
    if letters in _table("letters") and _are_party_letters(first, in_brackets):
        party = _table("letters")[letters]
        yield _Affiliation(name, doc[first.i : first.i + 1], party, "party-letters")
    elif in_brackets:
        found = _party_in_brackets(first)
        if found is not None:
            yield _Affiliation(name, *found, "party-letters")


def _are_party_letters(first: Token, in_brackets: bool) -> bool:
    """Whether a state follows the letters, or the bracket closes: "D-Ohio", "(D)"."""
    behind = first.nbor().text
    if "-" in first.text or behind in _DASHES:
        return True
    return in_brackets and behind in _CLOSERS


def _party_in_brackets(first: Token) -> tuple[TokenSpan, str] | None:
    """The party that one or two words from the first in the bracket name."""
    for last in (first.nbor(), first):
        found = _party_at(last)
        if found is not None and found[0].start == first.i and _comes_before_closer(last):
            return found
    return None


def _comes_before_closer(token: Token) -> bool:
    """Whether the bracket closes behind the token, or goes on behind a comma or semicolon.

    The text may end without a closing bracket.
    """
    return token.i + 1 < len(token.doc) and token.nbor().text in _CLOSERS
