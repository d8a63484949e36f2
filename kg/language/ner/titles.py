"""Titles, honorifics and offices around a name, and what the model takes for names in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.language.ner.lexicon import (
    ARTICLES,
    JOINTS,
    is_first_name,
    is_honorific,
    is_organisation_suffix,
    is_title_noun,
    types_of_nouns,
)
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LONGEST_HONOURED = 2  # names behind an honorific
_SHORTEST_WITH_OFFICE = 3  # tokens: "State Helen Reed"
_LABELS = frozenset({"PERSON", "ORG"})  # what the model gives to a title with a person's name


def opens_with_title(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether a title, an honorific or the office of a minister stands first, before a name."""
    if label not in _LABELS or start >= end - 1:
        return False
    word = doc[start].lower_
    if word in word_set("names", "before_honorifics") and is_honorific(doc[start + 1].lower_):
        return True
    is_title = is_title_noun(word) or is_honorific(word)
    if label == "PERSON" and is_title:
        return True
    if label == "ORG" and is_honoured_person(doc, start, end):
        return True
    return end - start >= _SHORTEST_WITH_OFFICE and is_office_of_minister(doc, start)


def is_honoured_person(doc: Doc, start: int, end: int) -> bool:
    """Whether the tokens are an honorific and a person's name: "Crown Princess Helen"."""
    if not is_honorific(doc[start].lower_):
        return False
    names = [token for token in doc[start + 1 : end] if not is_honorific(token.lower_)]
    if not 0 < len(names) <= _LONGEST_HONOURED or not is_first_name(names[0].text):
        return False
    last = doc[end - 1].lower_
    return last not in types_of_nouns() and not is_organisation_suffix(last)


def follows_title_and_of(doc: Doc, at: int) -> bool:
    """Whether a title and "of" or "for" stand before the token: "Minister of", "Archbishop of"."""
    return at > 1 and doc[at - 1].lower_ in JOINTS and is_title_noun(doc[at - 2].lower_)


def is_office_of_minister(doc: Doc, at: int) -> bool:
    """Whether the token is "State" in "Secretary of State Helen Reed"."""
    is_office = follows_title_and_of(doc, at) and _is_portfolio(doc[at])
    return is_office and is_first_name(doc[at + 1].text)


def _is_portfolio(token: Token) -> bool:
    """Whether one can be minister of this."""
    return token.lower_ in word_set("names", "portfolios")


def is_part_of_title(name: Span) -> bool:
    """Whether the words are no name, but a title or a part of one."""
    if len(name) == 1 and _is_word_of_title(name[0]):
        return True
    return _begins_title(name)


def _is_word_of_title(token: Token) -> bool:
    """Whether the one word is a title, or what a title with "of" ends with."""
    return _is_title_with_article(token) or _ends_title(token)


def _is_title_with_article(token: Token) -> bool:
    """Whether the token is "Fellow" in "a Fellow of the Royal Society"."""
    if token.i == 0 or token.nbor(-1).lower_ not in ARTICLES:
        return False
    word = token.lower_
    return is_title_noun(word) or word in word_set("titles", "occupations")


def _ends_title(token: Token) -> bool:
    """Whether the token is "Education" in "Minister of Education"."""
    return follows_title_and_of(token.doc, token.i) and _is_portfolio(token)


def _begins_title(name: Span) -> bool:
    """Whether the words are "Shadow Home" in "Shadow Home Secretary"."""
    doc, end = name.doc, name.end
    if end >= len(doc) or not is_title_noun(doc[end].lower_):
        return False
    if not doc[end].text[0].isupper() and not name[0].is_sent_start:
        return False
    is_department = doc[end].lower_ in word_set("names", "of_departments")
    if name.text in word_set("names", "also_words") and not is_department:
        return False  # "Labour leader"
    modifiers = word_set("titles", "modifiers")
    return all(token.lower_ in modifiers for token in name)


def is_list_of_titles(name: Span) -> bool:
    """Whether the words are titles and "&" only: "Founder & CEO"."""
    if len(name) < 3:
        return False
    return all(token.text == "&" or is_title_noun(token.lower_) for token in name)


def is_called_like_title(token: Token) -> bool:
    """Whether the word of a title names an organisation here: "Labour".

    At the start of a sentence, where all words have a capital, it does so only before a title.
    """
    if token.text not in word_set("names", "also_words"):
        return False
    return not token.is_sent_start or _stands_before_title(token)


def _stands_before_title(token: Token) -> bool:
    """Whether a title follows that is no department's: "Labour leader", not "Labour Secretary"."""
    if token.i + 1 >= len(token.doc):
        return False
    following = token.nbor().lower_
    return is_title_noun(following) and following not in word_set("names", "of_departments")


def is_postnominal(token: Token) -> bool:
    """Whether the token is the letters behind a person's name: "Jane Roe MP"."""
    if token.text not in word_set("names", "postnominals"):
        return False
    return token.i > 0 and token.nbor(-1).ent_type_ == "PERSON"
