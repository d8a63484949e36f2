"""What a name names: the opinions of the model and of the words around it, as votes; those of its own words are in forms.py."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from spacy.tokens import Span

from kg import syntax
from kg.language.ner.lexicon import countries, kinds_of_nouns, places
from kg.language.ner.merging import MODEL
from kg.model import EntityType
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

Votes: TypeAlias = dict[EntityType, float]

LABELS: Mapping[str, EntityType] = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "Other",
    "PRODUCT": "Work",
    "WORK_OF_ART": "Work",
    "EVENT": "Other",
    "LAW": "Work",
    "UNSEEN": "Other",
}
LABEL = 3.0  # what the model's labels weigh in all
SURE, BESIDE, STRONG, FAIR, WEAK = 5.0, 3.5, 3.0, 2.0, 1.0
_DOUBTFUL = {
    "NORP",
    "PRODUCT",
    "WORK_OF_ART",
    "EVENT",
    "UNSEEN",
}  # labels that the model often gives to names of people and firms
_NO_EMPLOYERS = {"PERSON", "PRODUCT", "WORK_OF_ART"}
_QUOTES = frozenset({'"', "“", "”"})
_SIGNS = frozenset({".", ":", "\n", "\n\n", "—", *_QUOTES})
_YEAR = re.compile(r"(?:19|20)\d\d")
ORDER: tuple[EntityType, ...] = ("Person", "Organisation", "Place", "Work", "Group", "Other")


def no_votes() -> Votes:
    """Votes of nobody yet."""
    return defaultdict(float)


def best(votes: Votes) -> EntityType:
    """The type with the most votes; of equals the first of a fixed order."""
    return max(ORDER, key=lambda kind: (votes.get(kind, 0.0), -ORDER.index(kind)))


def by_label(labels: list[str]) -> Votes:
    """The model's opinion: a label given a hundred times is one opinion, not a hundred."""
    if set(labels) == {"UNSEEN"}:
        return defaultdict(float, {"Other": WEAK})
    votes = no_votes()
    for label in labels:
        votes[LABELS[label]] += 0.5 if label in _DOUBTFUL else 1.0
    whole = sum(votes.values())
    for kind in votes:
        votes[kind] *= LABEL / whole
    return votes


@cache
def _table(name: str) -> Mapping[str, tuple[EntityType, ...]]:
    """Word → types, out of a table of lists of words/kinds.toml."""
    out: dict[str, tuple[EntityType, ...]] = {}
    for kind in ORDER:
        for word in words("kinds")[name].get(kind, ()):
            out[word] = (*out.get(word, ()), kind)
    return out


def by_context(span: Span) -> Iterator[tuple[EntityType, float]]:
    """What stands around one mention; `STRONG` and more decides for this mention alone."""
    root = span.root
    yield from _by_words_before(span)
    yield from _by_what_it_owns(span, root)
    yield from _by_grammar(span, root)
    yield from _by_aside(span, root)


def _by_words_before(span: Span) -> Iterator[tuple[EntityType, float]]:
    doc, start = span.doc, span.start
    before = doc[start - 1] if start else None
    if before is None or before.is_space:
        return
    word = before.lower_
    if word in word_set("names", "honorifics"):
        yield "Person", SURE
    elif (
        before.pos_ in {"NOUN", "PROPN"}
        and (before.head.i >= before.i or span.root.head == before)
        and _is_beside(before, span)
    ):
        kind = kinds_of_nouns().get(before.lemma_.lower()) or kinds_of_nouns().get(word)
        if kind is not None and (
            kind != "Person" or (before.tag_ in {"NN", "NNP"} and not _ends_as_thing(span))
        ):
            yield (
                kind,
                2 * SURE if kind == "Other" and MODEL.fullmatch(span.text) else BESIDE,
            )  # flight BA297
    yield from _by_marks(span, before)
    yield from _by_place(span, before)


def _by_marks(span: Span, before: Token) -> Iterator[tuple[EntityType, float]]:
    """Quotation marks, an article with a capital, hyphens: "London-based Acme"."""
    doc, start, word = span.doc, span.start, before.lower_
    if (
        before.text == "The"
        and not before.is_sent_start
        and start > 1
        and doc[start - 2].text not in _SIGNS
    ):
        yield "Work", BESIDE if span.root.ent_type_ == "PERSON" else 1.5  # Jane Roe's The Storm
    if (
        word in _QUOTES
        and not span[-1].is_upper
        and span.end < len(doc)
        and doc[span.end].text in _QUOTES
    ):
        yield "Work", FAIR
    if word in {"based", "headquartered"} and start > 1 and doc[start - 2].text == "-":
        yield (
            "Organisation",
            BESIDE if span.root.ent_type_ in {"GPE", "LOC"} else FAIR,
        )  # no place is based in another
    if (
        span.end + 1 < len(doc)
        and doc[span.end].text == "-"
        and doc[span.end + 1].lower_ in {"based", "born", "bound"}
    ):
        yield "Place", STRONG


def _by_place(span: Span, before: Token) -> Iterator[tuple[EntityType, float]]:
    """ "in X", "born in X", "at X, Ohio"."""
    doc, start, places_ = span.doc, span.start, words("kinds")["places"]
    if before.lower_ == "the" and start > 1:
        before = doc[start - 2]
    word = before.lower_
    if (
        before.pos_ == "ADP"
        and before.dep_ == syntax.PREPOSITION
        and span.root.dep_ == syntax.PREPOSITIONAL_OBJECT
        and span.root.head == before
    ):
        listed = span.text in places() or span.text in word_set("places", "seats")
        if word in places_["where"]:
            if before.head.lemma_.lower() in places_["lives"] or _is_in_known_place(span):
                yield "Place", BESIDE
            elif before.head.lemma_.lower() not in places_["not_where"]:
                yield "Place", FAIR if listed else 0.0 if doc[start - 1].lower_ == "the" else WEAK
        elif listed and before.head.lemma_.lower() in places_["goes"]:
            yield "Place", BESIDE  # "moved to Marseille", which has a club of that name
        elif word in places_["whence"] and _is_in_known_place(span):
            yield "Place", BESIDE
        elif word in places_["whence"] and listed:
            yield "Place", STRONG if span.text in word_set("places", "seats") else WEAK


def _is_in_known_place(span: Span) -> bool:
    """ "in Tarno, Ohio"."""
    doc, at = span.doc, span.end + 1
    if at >= len(doc) or doc[at - 1].text != ",":
        return False
    return doc[at].text in places() or doc[at : at + 2].text in places()


def _ends_as_thing(span: Span) -> bool:
    """The Forum of a "CEO Forum" is no person's name."""
    last = span[-1].lower_
    return last in word_set("names", "organisation_suffixes") or any(
        last in table for table in words("kinds")["last"].values()
    )


def _is_beside(noun: Token, span: Span) -> bool:
    """Is the noun before the name its title or its kind: "airline Ryanair", "the town of Bray" apart?"""
    root = span.root
    if (
        noun.tag_ == "NN"
        and noun.is_lower
        and any(c.dep_ == syntax.DETERMINER for c in noun.children)
        and root.head.dep_ != syntax.RELATIVE_CLAUSE
    ):
        return True  # "the technology blog Gizmodo", which the parser often tears apart
    return (noun.head == root and noun.dep_ in {syntax.COMPOUND, syntax.ADJECTIVAL_MODIFIER, syntax.NOMINAL_MODIFIER, syntax.APPOSITION}) or (root.head == noun and root.dep_ in {syntax.APPOSITION, syntax.NOMINAL_MODIFIER, syntax.NOUN_PHRASE_ADVERBIAL}) or (
        noun.head == root.head and noun.dep_ == syntax.COMPOUND and noun.pos_ == "NOUN" and root.dep_ == syntax.COMPOUND
    )  # fmt: skip


def _by_what_it_owns(span: Span, root: Token) -> Iterator[tuple[EntityType, float]]:
    """ "X's shares", "the X striker", "president of X"."""
    if (
        root.dep_ in {syntax.COMPOUND, syntax.POSSESSOR, syntax.NOMINAL_MODIFIER}
        and root.head.i >= span.end
    ):
        yield from _owner_of(root.head, "owns", span, possessive=root.dep_ == syntax.POSSESSOR)
    elif (
        root.dep_ == syntax.PREPOSITIONAL_OBJECT
        and root.head.lower_ in {"of", "for", "at", "in"}
        and root.head.dep_ == syntax.PREPOSITION
    ):
        owned = root.head.head
        if (
            owned.ent_type_ == "PERSON"
            and root.head.lower_ == "of"
            and span.text not in places()
            and root.ent_type_ not in {"GPE", "LOC"}
        ):
            yield "Organisation", FAIR  # "Jane Roe of Acme"
        if root.head.lower_ == "of":
            for kind in _table("owns_of").get(owned.lemma_.lower(), ()):
                yield kind, FAIR
        if (
            root.head.lower_ == "at"
            and root.ent_type_ in _NO_EMPLOYERS
            and _is_post(root.doc[root.head.i - 1])
        ):
            yield "Organisation", BESIDE  # nobody is "a consultant at" a person or a work
        bonds = (
            word_set("names", "shares_in")
            if root.head.lower_ == "in"
            else word_set("names", "belongs_to_organisation")
        )
        if owned.lemma_.lower() in bonds:
            yield "Organisation", FAIR


def _is_post(token: Token) -> bool:
    """Does somebody work as this, whatever the parser makes of what he does: "was chief product officer at Acme"?"""
    return any(
        token.lemma_.lower() in word_set("titles", listed)
        for listed in ("occupations", "bound", "heads")
    )


def _owner_of(
    owned: Token, table: str, span: Span, possessive: bool
) -> Iterator[tuple[EntityType, float]]:
    lemma = owned.lemma_.lower()
    if possessive and owned.ent_type_ == "PERSON" and owned.i > span.end + 1:
        yield "Organisation", WEAK  # "Acme's Jane Roe"
    if lemma in words("kinds")["owns"]["Club"] and span.text not in countries():
        yield "Organisation", STRONG
    elif lemma in word_set("names", "belongs_to_organisation") or owned.lower_ in word_set(
        "names", "belongs_to_organisation"
    ):
        yield "Organisation", FAIR
    for kind in _table(table).get(lemma, ()):
        if kind != "Person" or possessive:
            yield kind, BESIDE if kind == "Person" else FAIR


def _by_grammar(span: Span, root: Token) -> Iterator[tuple[EntityType, float]]:
    """Its verb, and what stands before it as its article, number or owner."""
    verb = root.head
    if root.dep_ == syntax.SUBJECT and verb.pos_ == "VERB":
        for kind in _table("does").get(verb.lemma_.lower(), ()):
            yield kind, 1.5
    elif root.dep_ == syntax.PASSIVE_SUBJECT:
        for kind in _table("suffers").get(verb.lemma_.lower(), ()):
            yield kind, 1.5
    if (
        root.dep_ == syntax.OBJECT or root.dep_ == syntax.PASSIVE_SUBJECT
    ) and verb.lemma_.lower() in words("kinds")["gets"]["Work"]:
        yield "Work", WEAK
    if (
        root.dep_ == syntax.OBJECT
        and verb.lemma_.lower() in words("kinds")["gets"]["Place"]
        and span.text in places()
    ):
        yield "Place", WEAK
    if root.dep_ == syntax.OBJECT and verb.lemma_.lower() in words("kinds")["gets"]["Organisation"]:
        yield "Organisation", WEAK
    if len(span) <= 2:
        yield from _by_determiner(span, root)


def _by_determiner(span: Span, root: Token) -> Iterator[tuple[EntityType, float]]:
    """ "an iPhone", "its A380s", "the Beatles"."""
    for child in root.lefts:
        if child.i >= span.start or child.dep_ not in {
            syntax.DETERMINER,
            syntax.POSSESSOR,
            syntax.NUMERAL,
        }:
            continue
        alone = child.i + 1 == span.start
        one_of_many = (
            (child.lower_ in {"a", "an"} and alone)
            or child.tag_ == "PRP$"
            or (child.dep_ == syntax.NUMERAL and root.tag_ in {"NNS", "NNPS", "NNP"})
        )
        if one_of_many or (
            child.dep_ == syntax.POSSESSOR and child.ent_type_ == "ORG" and len(span) == 1
        ):
            yield "Work", 1.5
        elif child.lower_ == "the" and alone and root.tag_ == "NNPS":
            yield (
                "Organisation",
                FAIR,
            )  # the Beatles, the Giants: no person has an article and a plural
        elif (
            child.lower_ == "the"
            and alone
            and len(span) == 1
            and not root.text.isupper()
            and root.tag_ == "NNP"
        ):
            yield "Work", WEAK if root.ent_type_ == "PERSON" else 0.5


def _by_aside(span: Span, root: Token) -> Iterator[tuple[EntityType, float]]:
    """ "X, a bank in …", "the maker of phones, X", "X, who …", "X is a bank", "the town of X", "X (1999)"."""
    doc = span.doc
    if (
        span.end + 2 < len(doc)
        and doc[span.end].text == "("
        and doc[span.end + 2].text == ")"
        and _YEAR.fullmatch(doc[span.end + 1].text)
    ):
        yield "Work", BESIDE if len(span) > 1 else WEAK
    if (
        root.dep_ in syntax.SUBJECTS
        and span.end + 1 < len(doc)
        and doc[span.end].pos_ == "CCONJ"
        and doc[span.end + 1].tag_ == "PRP$"
    ):
        for kind in _table("its").get(doc[span.end + 1].lower_, ()):
            yield kind, BESIDE  # "X and his brother"
    for child in root.rights:
        if child.dep_ == syntax.APPOSITION and child.pos_ == "NOUN" and child.i > span.end:
            yield from _kind_of(child)
        if child.dep_ == syntax.RELATIVE_CLAUSE and span.end + 1 < len(doc):
            pronoun = next(
                (
                    t.lower_
                    for t in doc[span.end : span.end + 3]
                    if t.tag_ in {"WP", "WRB", "WDT", "WP$"}
                ),
                "",
            )
            if pronoun == "who":
                yield "Person", FAIR
            elif pronoun == "where":
                yield "Place", FAIR
    yield from _by_head(span, root)


def _by_head(span: Span, root: Token) -> Iterator[tuple[EntityType, float]]:
    """The noun that the name stands beside, or is one of: "airlines such as X", "X is a bank"."""
    head = root.head
    if (
        root.dep_ == syntax.PREPOSITIONAL_OBJECT
        and head.lower_ in word_set("kinds", "examples")
        and head.head.tag_ == "NNS"
    ):
        yield from _kind_of(head.head)
    if root.dep_ == syntax.APPOSITION and head.pos_ == "NOUN" and head.i < span.start - 1:
        yield from _kind_of(head)
    if root.dep_ == syntax.SUBJECT and head.lemma_ == "be":
        for child in head.children:
            if (
                child.dep_ == syntax.ATTRIBUTE
                and child.pos_ == "NOUN"
                and any(c.dep_ == syntax.DETERMINER for c in child.children)
            ):
                yield from _kind_of(child)
    of_a_place = (
        root.dep_ == syntax.PREPOSITIONAL_OBJECT
        and head.lower_ == "of"
        and head.i == span.start - 1
    )
    if of_a_place and head.head.lemma_.lower() in words("kinds")["places"]["called"]:
        yield "Place", STRONG


def _kind_of(noun: Token) -> Iterator[tuple[EntityType, float]]:
    lemma = noun.lemma_.lower()
    kind = kinds_of_nouns().get(lemma)
    if kind is not None:
        yield kind, BESIDE
