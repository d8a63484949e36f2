"""What the parser is known to misread in any text, put right: nations, titles that are given, days of what was said, clauses before a semicolon."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from spacy.tokens import Span as TokenSpan

from kg import syntax
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({syntax.SUBJECT, syntax.PASSIVE_SUBJECT, syntax.EXPLETIVE})


def mended(doc: Doc) -> Doc:
    """The doc with all of it put right."""
    _nations(doc)
    _titles_given(doc)
    _named_as(doc)
    _days_of_sayings(doc)
    _clauses_apart(doc)
    _asides(doc)
    _scales(doc)
    return doc


def _nations(doc: Doc) -> None:
    """An "English chemist" is of a nation, as a Dutch one is, and not of a language."""
    names = [(e, e.label_ == "LANGUAGE" and e.root.tag_ == "JJ") for e in doc.ents]
    if any(mistaken for _, mistaken in names):
        doc.ents = tuple(
            TokenSpan(doc, e.start, e.end, label="NORP") if mistaken else e for e, mistaken in names
        )


def _titles_given(doc: Doc) -> None:
    """Who is "appointed Jane Roe CFO" is Jane Roe, and CFO what she becomes: the parser makes one thing of both."""
    heads, given = word_set("titles", "heads"), word_set("titles", "holding", "given")
    for title in _tokens_with(doc, "DEP", syntax.OBJECT, syntax.OBJECT_PREDICATE):
        if title.lower_ not in heads or title.head.lemma_ not in given:
            continue
        name = list(
            takewhile(
                lambda t: t.ent_type_ == "PERSON" and t.lower_ not in heads,
                doc[title.left_edge.i : title.i],
            )
        )
        if len(name) > 1 and all(t.head in (title, *name) for t in name):
            for token in name[:-1]:
                token.head, token.dep_ = name[-1], syntax.COMPOUND
            name[-1].head, name[-1].dep_, title.dep_ = (
                title.head,
                syntax.OBJECT,
                syntax.OBJECT_PREDICATE,
            )


def _named_as(doc: Doc) -> None:
    """Who is "named Jane Roe as its head" is the object of a verb in the past, not what somebody becomes."""
    for name in _tokens_with(doc, "DEP", syntax.OBJECT_PREDICATE):
        verb, noun = name.head, name.head.head
        if name.ent_type_ != "PERSON" or verb.lemma_ not in word_set("titles", "holding", "given"):
            continue
        if any(
            c.dep_ in {syntax.OBJECT, syntax.PASSIVE_AUXILIARY} for c in verb.children
        ) or not any(c.dep_ == syntax.PREPOSITION and c.lower_ == "as" for c in verb.children):
            continue
        if (
            verb.dep_ == syntax.ADNOMINAL_CLAUSE
            and noun.dep_ == syntax.ROOT
            and noun.pos_ == "PROPN"
            and noun.i == verb.i - 1
        ):
            verb.head, verb.dep_ = verb, syntax.ROOT
            noun.head, noun.dep_ = verb, syntax.SUBJECT
        if verb.dep_ != syntax.ADNOMINAL_CLAUSE:
            name.dep_, verb.tag_ = syntax.OBJECT, "VBD"


def _days_of_sayings(doc: Doc) -> None:
    """ "Acme said on Monday it would close": Monday is the day of saying so, right behind whose verb it stands, before all of the clause."""
    for entity in doc.ents:
        if entity.label_ == "DATE":
            phrase = entity.root
            while (
                phrase.dep_
                in {
                    syntax.PREPOSITIONAL_OBJECT,
                    syntax.NUMERAL,
                    syntax.COMPOUND,
                    syntax.NOMINAL_MODIFIER,
                }
                and phrase.head.dep_ != syntax.ROOT
                and phrase.head != phrase
            ):
                phrase = phrase.head
            verb, teller = phrase.head, phrase.head.head
            if (
                phrase.dep_ in {syntax.PREPOSITION, syntax.NOUN_PHRASE_ADVERBIAL}
                and verb.dep_ == syntax.CLAUSAL_COMPLEMENT
                and teller.pos_ == "VERB"
                and phrase.left_edge.i == teller.i + 1
            ):
                subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
                if subject is not None and subject.left_edge.i > phrase.right_edge.i:
                    phrase.head = teller


def _clauses_apart(doc: Doc) -> None:
    """ "They won; Roe denied it": a semicolon before who says it parts the clause from what is said."""
    for mark in _tokens_with(doc, "ORTH", ";"):
        verb = mark.head
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and c.i > mark.i), None)
        for clause in (
            [
                c
                for c in verb.children
                if c.dep_ == syntax.CLAUSAL_COMPLEMENT and c.i < mark.i < verb.i
            ]
            if subject is not None
            else ()
        ):
            clause.dep_ = syntax.UNCLASSIFIED


def _asides(doc: Doc) -> None:
    """ "Roe, ousted in 2018, fled": what stands between a subject, a comma and its verb is an aside in the passive, though its verb looks like a past tense."""
    for subject in _tokens_with(doc, "DEP", syntax.SUBJECT):
        if (
            subject.head.i == subject.i + 2
            and subject.head.tag_ == "VBD"
            and subject.nbor().text == ","
        ):
            _make_aside(subject, subject.head)


def _make_aside(subject: Token, verb: Token) -> None:
    """Hang the subject on the verb behind the aside, where there is one that has none of its own."""
    if any(
        c.dep_
        in {
            syntax.AUXILIARY,
            syntax.PASSIVE_AUXILIARY,
            syntax.OBJECT,
            syntax.ATTRIBUTE,
            syntax.ADJECTIVAL_COMPLEMENT,
            syntax.CLAUSAL_COMPLEMENT,
        }
        for c in verb.children
    ):
        return
    others = (
        [verb.head]
        if verb.dep_ == syntax.CLAUSAL_COMPLEMENT and verb.head.i > verb.i
        else [c for c in verb.rights if c.dep_ in {syntax.UNCLASSIFIED, syntax.CONJUNCT}]
    )
    for other in others:
        apart = any(t.text == "," for t in verb.doc[verb.i + 1 : other.i])
        if apart and other.tag_ == "VBD" and not any(c.dep_ in _SUBJECTS for c in other.children):
            if other != verb.head:
                other.head, other.dep_ = (
                    (other, syntax.ROOT) if verb.head == verb else (verb.head, verb.dep_)
                )
            subject.head, verb.head = other, subject
            verb.dep_, verb.tag_ = syntax.ADNOMINAL_CLAUSE, "VBN"
            return


def _scales(doc: Doc) -> None:
    """The "m" of "£3.3m" is a number, whatever the tagger makes of it."""
    for token in _tokens_with(doc, "LOWER", *words("amounts")["scale"]):
        if token.i and doc[token.i - 1].like_num and not doc[token.i - 1].whitespace_:
            token.tag_, token.pos_ = "CD", "NUM"


def _tokens_with(doc: Doc, attribute: str, *values: str) -> Iterator[Token]:
    """The tokens whose attribute is one of these, as it was when the search began; found at once, for to ask token by token is what costs."""
    wanted = {doc.vocab.strings[v] for v in values}
    return (doc[i] for i, value in enumerate(doc.to_array(attribute).tolist()) if value in wanted)
