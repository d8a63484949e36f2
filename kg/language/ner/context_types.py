"""The type of a name, as the model and the words around it show: votes.

Those of the name's own words are in form_types.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from spacy.tokens import Span

from kg import syntax
from kg.language.ner.extending import MODEL
from kg.language.ner.lexicon import (
    countries,
    is_honorific,
    is_organisation_suffix,
    places,
    types_of_nouns,
)
from kg.language.ner.trimming import QUOTES
from kg.model import EntityType
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

Votes: TypeAlias = dict[EntityType, float]
Vote: TypeAlias = tuple[EntityType, float]

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
CERTAIN, VERY_STRONG, STRONG, FAIR, WEAK = 5.0, 3.5, 3.0, 2.0, 1.0
_BETWEEN_WEAK_AND_FAIR = 1.5
_VERY_WEAK = 0.5
# labels that the model often gives to names of people and firms
_DOUBTFUL = frozenset({"NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "UNSEEN"})
_NO_EMPLOYERS = frozenset({"PERSON", "PRODUCT", "WORK_OF_ART"})
_PLACES = frozenset({"GPE", "LOC"})
_SENTENCE_MARKS = frozenset({".", ":", "\n", "\n\n", "—", *QUOTES})
_YEAR = re.compile(r"(?:19|20)\d\d")
_SINGULAR_TAGS = frozenset({"NN", "NNP"})
_NOUNS_WITH_NUMERAL = frozenset({"NNS", "NNPS", "NNP"})
_RELATIVE_TAGS = frozenset({"WP", "WRB", "WDT", "WP$"})
_POSSESSED_BY = frozenset({syntax.COMPOUND, syntax.POSSESSOR, syntax.NOMINAL_MODIFIER})
_MODIFIES_NAME = frozenset({*syntax.PREMODIFIERS, syntax.APPOSITION})
_NAMES_NOUN = frozenset({syntax.APPOSITION, syntax.NOMINAL_MODIFIER, syntax.NOUN_PHRASE_ADVERBIAL})
_DETERMINERS = frozenset({syntax.DETERMINER, syntax.POSSESSOR, syntax.NUMERAL})
ORDER: tuple[EntityType, ...] = ("Person", "Organisation", "Place", "Work", "Group", "Other")


# --- votes --------------------------------------------------------------------------------------


def no_votes() -> Votes:
    """Votes for no type yet."""
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
    total = sum(votes.values())
    for kind in votes:
        votes[kind] *= LABEL / total
    return votes


def by_context(name: Span) -> Iterator[Vote]:
    """What stands around one mention; `STRONG` and more decides for this mention alone."""
    root = name.root
    yield from _by_words_before(name)
    yield from _by_possession(name, root)
    yield from _by_verb(name, root)
    if len(name) <= 2:
        yield from _by_determiner(name, root)
    yield from _by_words_behind(name, root)
    yield from _by_governing_noun(name, root)


@cache
def _table(name: str) -> Mapping[str, tuple[EntityType, ...]]:
    """The types of each word in a table of lists in words/name-types.toml."""
    out: dict[str, tuple[EntityType, ...]] = {}
    for kind in ORDER:
        for word in words("name-types")[name].get(kind, ()):
            out[word] = (*out.get(word, ()), kind)
    return out


def _type_by_noun(noun: Token) -> Iterator[Vote]:
    """The type of what the noun is said of."""
    kind = types_of_nouns().get(noun.lemma_.lower())
    if kind is not None:
        yield kind, VERY_STRONG


# --- words before the name ----------------------------------------------------------------------


def _by_words_before(name: Span) -> Iterator[Vote]:
    """An honorific, a common noun, marks and prepositions."""
    before = name.doc[name.start - 1] if name.start else None
    if before is None or before.is_space:
        return
    if is_honorific(before.lower_):
        yield "Person", CERTAIN
    elif syntax.is_noun(before) and _describes(before, name):
        yield from _by_noun_before(name, before)
    yield from _by_article_before(name, before)
    yield from _by_quotes(name, before)
    yield from _by_hyphen(name, before)
    yield from _by_preposition(name)


def _by_noun_before(name: Span, noun: Token) -> Iterator[Vote]:
    """ "airline Ryanair", "flight BA297"."""
    kind = types_of_nouns().get(noun.lemma_.lower()) or types_of_nouns().get(noun.lower_)
    if kind is None:
        return
    may_be_title = noun.tag_ in _SINGULAR_TAGS and not _ends_as_no_person(name)
    if kind == "Person" and not may_be_title:
        return
    is_number = kind == "Other" and MODEL.fullmatch(name.text)
    yield kind, 2 * CERTAIN if is_number else VERY_STRONG


def _describes(noun: Token, name: Span) -> bool:
    """Whether the noun right before the name is its title or says of which type it is."""
    root = name.root
    if noun.head.i < noun.i and root.head != noun:
        return False
    # 1. "the technology blog Gizmodo", which the parser often tears apart
    is_with_article = noun.tag_ == "NN" and noun.is_lower and syntax.has_determiner(noun)
    if is_with_article and root.head.dep_ != syntax.RELATIVE_CLAUSE:
        return True
    # 2. one hangs on the other
    if noun.head == root and noun.dep_ in _MODIFIES_NAME:
        return True
    if root.head == noun and root.dep_ in _NAMES_NOUN:
        return True
    # 3. both modify the same noun
    are_compounds = noun.dep_ == syntax.COMPOUND and root.dep_ == syntax.COMPOUND
    return are_compounds and noun.pos_ == "NOUN" and noun.head == root.head


def _ends_as_no_person(name: Span) -> bool:
    """Whether the last word is none of a person's name: the Forum of "CEO Forum"."""
    last = name[-1].lower_
    if is_organisation_suffix(last):
        return True
    return any(last in table for table in words("name-types")["last"].values())


def _by_article_before(name: Span, before: Token) -> Iterator[Vote]:
    """An article with a capital within a sentence: "Jane Roe's The Storm"."""
    if before.text != "The" or before.is_sent_start or before.i == 0:
        return
    if before.nbor(-1).text not in _SENTENCE_MARKS:
        is_person = name.root.ent_type_ == "PERSON"
        yield "Work", VERY_STRONG if is_person else _BETWEEN_WEAK_AND_FAIR


def _by_quotes(name: Span, before: Token) -> Iterator[Vote]:
    """Quotation marks around the name."""
    doc, end = name.doc, name.end
    is_quoted = before.text in QUOTES and end < len(doc) and doc[end].text in QUOTES
    if is_quoted and not name[-1].is_upper:
        yield "Work", FAIR


def _by_hyphen(name: Span, before: Token) -> Iterator[Vote]:
    """ "London-based Acme", "Leeds-born"."""
    doc, end = name.doc, name.end
    is_based = before.lower_ in word_set("ner", "based")
    if is_based and before.i > 0 and before.nbor(-1).text == "-":
        # no place is based in another
        yield "Organisation", VERY_STRONG if name.root.ent_type_ in _PLACES else FAIR
    has_hyphen_behind = end + 1 < len(doc) and doc[end].text == "-"
    if has_hyphen_behind and doc[end + 1].lower_ in word_set("ner", "place_suffixes"):
        yield "Place", STRONG


def _by_preposition(name: Span) -> Iterator[Vote]:
    """ "in X", "born in X", "at X, Ohio", "moved to X"."""
    preposition = _preposition_before(name)
    if preposition is None:
        return
    table = words("name-types")["places"]
    word, governor = preposition.lower_, preposition.head.lemma_.lower()
    is_seat = name.text in word_set("places", "seats")
    is_listed = is_seat or name.text in places()
    if word in table["where"]:
        yield from _by_preposition_of_place(name, governor, is_listed)
    elif is_listed and governor in table["goes"]:
        yield "Place", VERY_STRONG  # "moved to Marseille", which has a club of that name
    elif word in table["whence"] and _is_in_known_place(name):
        yield "Place", VERY_STRONG
    elif word in table["whence"] and is_listed:
        yield "Place", STRONG if is_seat else WEAK


def _preposition_before(name: Span) -> Token | None:
    """The preposition that stands before the name, or before its article, and governs it."""
    before = name.doc[name.start - 1]
    if before.lower_ == "the" and before.i > 0:
        before = before.nbor(-1)
    return before if before.pos_ == "ADP" and syntax.preposition_of(name.root) == before else None


def _by_preposition_of_place(name: Span, governor: str, is_listed: bool) -> Iterator[Vote]:
    """ "in X", by the word that the preposition belongs to."""
    table = words("name-types")["places"]
    if governor in table["lives"] or _is_in_known_place(name):
        yield "Place", VERY_STRONG
    elif governor in table["not_where"]:
        return
    elif is_listed:
        yield "Place", FAIR
    elif name.doc[name.start - 1].lower_ != "the":
        yield "Place", WEAK


def _is_in_known_place(name: Span) -> bool:
    """Whether a known place stands behind the name and a comma: "in Tarno, Ohio"."""
    doc, at = name.doc, name.end + 1
    if at >= len(doc) or doc[at - 1].text != ",":
        return False
    return doc[at].text in places() or doc[at : at + 2].text in places()


# --- what belongs to the name, or it to what ----------------------------------------------------


def _by_possession(name: Span, root: Token) -> Iterator[Vote]:
    """ "X's shares", "the X striker", "president of X"."""
    if root.dep_ in _POSSESSED_BY and root.head.i >= name.end:
        yield from _by_possessed_noun(name, root.head, root.dep_ == syntax.POSSESSOR)
        return
    preposition = syntax.preposition_of(root)
    if preposition is None:
        return
    word = preposition.lower_
    if word not in word_set("ner", "belonging_prepositions"):
        return
    if word == "of":
        yield from _by_noun_before_of(name, preposition.head)
    if word == "at" and root.ent_type_ in _NO_EMPLOYERS and _stands_behind_job(preposition):
        yield "Organisation", VERY_STRONG  # nobody is "a consultant at" a person or a work
    list_of_nouns = "shares_in" if word == "in" else "belongs_to_organisation"
    if preposition.head.lemma_.lower() in word_set("names", list_of_nouns):
        yield "Organisation", FAIR


def _by_possessed_noun(name: Span, noun: Token, is_possessive: bool) -> Iterator[Vote]:
    """What the name has, as a possessor or a modifier."""
    lemma = noun.lemma_.lower()
    if is_possessive and noun.ent_type_ == "PERSON" and noun.i > name.end + 1:
        yield "Organisation", WEAK  # "Acme's Jane Roe"
    of_organisations = word_set("names", "belongs_to_organisation")
    if lemma in words("name-types")["owns"]["Club"] and name.text not in countries():
        yield "Organisation", STRONG
    elif lemma in of_organisations or noun.lower_ in of_organisations:
        yield "Organisation", FAIR
    for kind in _table("owns").get(lemma, ()):
        if kind != "Person":
            yield kind, FAIR
        elif is_possessive:
            yield kind, VERY_STRONG


def _by_noun_before_of(name: Span, noun: Token) -> Iterator[Vote]:
    """ "Jane Roe of Acme", "president of X"."""
    may_employ = name.root.ent_type_ not in _PLACES and name.text not in places()
    if noun.ent_type_ == "PERSON" and may_employ:
        yield "Organisation", FAIR
    for kind in _table("owns_of").get(noun.lemma_.lower(), ()):
        yield kind, FAIR


def _stands_behind_job(preposition: Token) -> bool:
    """Whether a job stands before the preposition, whatever the parser hangs it on.

    "was chief product officer at Acme"
    """
    noun = preposition.doc[preposition.i - 1].lemma_.lower()
    return any(noun in word_set("titles", key) for key in ("occupations", "bound", "heads"))


# --- the verb and the determiner ----------------------------------------------------------------


def _by_verb(name: Span, root: Token) -> Iterator[Vote]:
    """The verb of which the name is the subject or object."""
    label, verb = root.dep_, root.head
    if label == syntax.SUBJECT and verb.pos_ == "VERB":
        for kind in _table("does").get(verb.lemma_.lower(), ()):
            yield kind, _BETWEEN_WEAK_AND_FAIR
    elif label == syntax.PASSIVE_SUBJECT:
        for kind in _table("suffers").get(verb.lemma_.lower(), ()):
            yield kind, _BETWEEN_WEAK_AND_FAIR
    if label in {syntax.OBJECT, syntax.PASSIVE_SUBJECT}:
        yield from _by_verb_of_object(name, verb, label == syntax.OBJECT)


def _by_verb_of_object(name: Span, verb: Token, is_active: bool) -> Iterator[Vote]:
    """The verb of which the name is the object, or the subject in the passive."""
    table, lemma = words("name-types")["gets"], verb.lemma_.lower()
    if lemma in table["Work"]:
        yield "Work", WEAK
    if lemma in table["besieged"] and name.text in places():
        yield "Place", VERY_STRONG
    if is_active and lemma in table["Place"] and name.text in places():
        yield "Place", WEAK
    if is_active and lemma in table["Organisation"]:
        yield "Organisation", WEAK


def _by_determiner(name: Span, root: Token) -> Iterator[Vote]:
    """ "an iPhone", "its A380s", "the Beatles"."""
    for determiner in root.lefts:
        if determiner.i >= name.start or determiner.dep_ not in _DETERMINERS:
            continue
        is_adjacent = determiner.i + 1 == name.start
        if _shows_one_of_many(determiner, name, root, is_adjacent):
            yield "Work", _BETWEEN_WEAK_AND_FAIR
        elif is_adjacent and determiner.lower_ == "the":
            yield from _by_definite_article(name, root)


def _shows_one_of_many(determiner: Token, name: Span, root: Token, is_adjacent: bool) -> bool:
    """Whether with this determiner there are several that have the name."""
    if determiner.tag_ == "PRP$":
        return True
    if is_adjacent and determiner.lower_ in word_set("ner", "one_of_many"):
        return True
    if determiner.dep_ == syntax.NUMERAL and root.tag_ in _NOUNS_WITH_NUMERAL:
        return True
    is_maker = determiner.dep_ == syntax.POSSESSOR and determiner.ent_type_ == "ORG"
    return is_maker and len(name) == 1


def _by_definite_article(name: Span, root: Token) -> Iterator[Vote]:
    """The Beatles, the Giants: no person has an article and a plural."""
    if root.tag_ == "NNPS":
        yield "Organisation", FAIR
    elif root.tag_ == "NNP" and len(name) == 1 and not root.text.isupper():
        yield "Work", WEAK if root.ent_type_ == "PERSON" else _VERY_WEAK


# --- words behind the name, and the noun above it -----------------------------------------------


def _by_words_behind(name: Span, root: Token) -> Iterator[Vote]:
    """ "X (1999)", "X and his brother", "X, a bank in …", "X, who …"."""
    if _has_year_in_brackets(name):
        yield "Work", VERY_STRONG if len(name) > 1 else WEAK
    if root.dep_ in syntax.SUBJECTS:
        yield from _by_coordinated_possessive(name)
    for child in root.rights:
        if child.dep_ == syntax.APPOSITION and child.pos_ == "NOUN" and child.i > name.end:
            yield from _type_by_noun(child)
        if child.dep_ == syntax.RELATIVE_CLAUSE:
            yield from _by_relative_pronoun(name)


def _has_year_in_brackets(name: Span) -> bool:
    """Whether a year in brackets stands behind the name."""
    doc, end = name.doc, name.end
    if end + 2 >= len(doc) or doc[end].text != "(" or doc[end + 2].text != ")":
        return False
    return _YEAR.fullmatch(doc[end + 1].text) is not None


def _by_coordinated_possessive(name: Span) -> Iterator[Vote]:
    """The "his" of "X and his brother"."""
    doc, end = name.doc, name.end
    if end + 1 < len(doc) and doc[end].pos_ == "CCONJ" and doc[end + 1].tag_ == "PRP$":
        for kind in _table("its").get(doc[end + 1].lower_, ()):
            yield kind, VERY_STRONG


def _by_relative_pronoun(name: Span) -> Iterator[Vote]:
    """ "X, who …", "X, where …"."""
    doc, end = name.doc, name.end
    if end + 1 >= len(doc):
        return
    pronouns = (token.lower_ for token in doc[end : end + 3] if token.tag_ in _RELATIVE_TAGS)
    pronoun = next(pronouns, "")
    if pronoun in word_set("ner", "relatives", "Person"):
        yield "Person", FAIR
    elif pronoun in word_set("ner", "relatives", "Place"):
        yield "Place", FAIR


def _by_governing_noun(name: Span, root: Token) -> Iterator[Vote]:
    """ "airlines such as X", "the maker of phones, X", "X is a bank", "the town of X"."""
    head = root.head
    if root.dep_ == syntax.PREPOSITIONAL_OBJECT:
        yield from _by_noun_before_preposition(name, head)
    if root.dep_ == syntax.APPOSITION and head.pos_ == "NOUN" and head.i < name.start - 1:
        yield from _type_by_noun(head)
    if root.dep_ == syntax.SUBJECT and head.lemma_ == "be":
        for noun in syntax.children(head, syntax.ATTRIBUTE):
            if noun.pos_ == "NOUN" and syntax.has_determiner(noun):
                yield from _type_by_noun(noun)


def _by_noun_before_preposition(name: Span, preposition: Token) -> Iterator[Vote]:
    """ "airlines such as X", "the town of X"."""
    noun = preposition.head
    if noun.tag_ == "NNS" and preposition.lower_ in word_set("name-types", "examples"):
        yield from _type_by_noun(noun)
    is_of_name = preposition.lower_ == "of" and preposition.i == name.start - 1
    if is_of_name and noun.lemma_.lower() in words("name-types")["places"]["called"]:
        yield "Place", STRONG
