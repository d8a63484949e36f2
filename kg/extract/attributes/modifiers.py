"""What words beside a noun say of it: "the youngest of three, won", "a state-owned company"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.attributes.draft import AttributeDraft, subject_at
from kg.extract.attributes.phrases import phrase_of, quality
from kg.extract.attributes.predicates import is_asked, is_ranked
from kg.extract.mentions import is_person
from kg.model import Mention
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_AMOUNTS = frozenset({"Money", "Quantity"})
_BE = "be"


def modifier_drafts(document: Document) -> Iterator[AttributeDraft]:
    """The attributes that appositions and adjectives tell, in order of the text."""
    for token in document.tokens:
        if token.dep_ == syntax.APPOSITION:
            draft = _apposed(document, token)
        elif token.dep_ in {syntax.ADJECTIVAL_MODIFIER, syntax.ADNOMINAL_CLAUSE}:
            draft = _set_off(document, token) or _compounded(document, token)
        else:
            continue
        if draft is not None and not is_asked(token):
            yield draft


def _apposed(document: Document, noun: Token) -> AttributeDraft | None:
    """ "Roe, the youngest of three", "Roe, a teacher from Leeds"."""
    subject = subject_at(document, noun.head)
    if subject is None or subject.form == "pronoun" or not _is_between_commas(noun):
        return None
    if noun.pos_ == "PROPN" or document.name_over(noun) is not None:
        return None
    ranked = is_ranked(noun)
    articles = word_set("clauses", "one_of_many")
    is_indefinite = any(c.lower_ in articles for c in noun.lefts) and noun.pos_ == "NOUN"
    describes = is_indefinite and subject.form == "name" and is_person(document, subject)
    if not ranked and not describes:
        return None
    value = quality(document, phrase_of(noun))
    shape = "apposed-rank" if ranked else "apposition"
    return AttributeDraft(subject, value, (noun,), _BE, shape)


def _set_off(document: Document, adjective: Token) -> AttributeDraft | None:
    """ "The firm, now bankrupt, closed", "a house worth $3 million"."""
    noun = adjective.head
    if adjective.pos_ != "ADJ" or adjective.i < noun.i:
        return None
    subject = subject_at(document, noun)
    amount = _amount_of(document, adjective)
    if subject is None or (amount is None and not _is_between_commas(adjective)):
        return None
    if amount is not None:
        label = f"{_BE} {adjective.lower_}"
        return AttributeDraft(subject, amount, (adjective,), label, "measure")
    if subject.form == "pronoun" or adjective.lower_ in word_set("attributes", "ages", "aged"):
        return None
    value = quality(document, phrase_of(adjective))
    return AttributeDraft(subject, value, (adjective,), _BE, "set-off")


def _amount_of(document: Document, adjective: Token) -> Mention | None:
    """The amount beside an adjective of measure: "worth $5 million", "9 mm thick"."""
    if adjective.lower_ not in word_set("attributes", "measures", "adjectives"):
        return None
    for child in syntax.children(adjective, syntax.NOUN_PHRASE_ADVERBIAL, syntax.OBJECT):
        mention = document.mention_at(child)
        if mention is not None and mention.type in _AMOUNTS:
            return mention
    return None


def _is_between_commas(word: Token) -> bool:
    """Whether a comma stands before the phrase, and a comma or the end of the sentence behind."""
    phrase = phrase_of(word)
    first, last = phrase[0], word.right_edge
    if first.i == 0 or not _is_comma_before(first):
        return False
    return last.i + 1 >= len(last.doc) or last.nbor().is_punct


def _is_comma_before(word: Token) -> bool:
    """Whether a comma stands before the word, perhaps with an adverb such as "now" between."""
    before = word.nbor(-1)
    if before.dep_ == syntax.ADVERBIAL_MODIFIER and before.i > 0:
        before = before.nbor(-1)
    return bool(before.text == ",")


def _compounded(document: Document, participle: Token) -> AttributeDraft | None:
    """ "A state-owned company"."""
    if participle.lower_ not in word_set("attributes", "compounded"):
        return None
    if participle.i > participle.head.i or not any(t.tag_ == "HYPH" for t in participle.lefts):
        return None
    subject = subject_at(document, participle.head)
    if subject is None:
        return None
    phrase = [*participle.lefts, participle]
    value = quality(document, participle.doc[phrase[0].left_edge.i : participle.i + 1])
    return AttributeDraft(subject, value, tuple(phrase), _BE, "compound")
