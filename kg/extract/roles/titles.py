"""Title phrases: "the bank's former head of research", its own words and what it says of time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import is_person, kind_of
from kg.extract.roles.employers import POSSESSIVE, organisation_nouns
from kg.model import Mention, Status
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HYPHENS = frozenset({"-", "–"})
MAX_LEAD = 5  # tokens before a title that may belong to its phrase
_TITLE_POS = frozenset({"NOUN", "PROPN", "ADJ"})
_FINITE_TAGS = frozenset({"VB", "VBD", "VBP", "VBZ"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_COMMON_NOUN_TAGS = frozenset({"NN", "NNS"})
_CLAUSE_POS = frozenset({"VERB", "AUX", "ADP", "CCONJ"})
_CLAUSE_MARKS = frozenset({",", ";", ":"})
_NOUN_MODIFIERS = frozenset({syntax.COMPOUND, syntax.NOMINAL_MODIFIER})


@dataclass(frozen=True, slots=True)
class Title:
    """A title in its sentence.

    Tokens `first` to `last` are the title's own words. Tokens `begin` to `edge` are the whole
    phrase, with the article and the possessor before it and the employer behind it.
    """

    head: Token
    first: int
    last: int
    begin: int
    edge: int
    organisations: tuple[Mention, ...] = ()
    employer_before: bool = False  # whether the organisations stand before the title
    status: Status | None = None

    @property
    def doc(self) -> Doc:
        return self.head.doc

    @property
    def is_plural(self) -> bool:
        return self.head.tag_ in _PLURAL_TAGS

    @property
    def has_article(self) -> bool:
        return self.doc[self.begin].lower_ in word_set("roles", "articles")

    @property
    def has_words_behind(self) -> bool:
        """Whether the phrase goes on behind the title's own words: "director of the gallery"."""
        return self.edge > self.last

    @property
    def next_token(self) -> Token | None:
        """The token behind the phrase."""
        return token_at(self.doc, self.edge + 1)

    @property
    def is_possessor(self) -> bool:
        """Whether a possessive "'s" stands behind the phrase: "the mayor's office"."""
        token = self.next_token
        return token is not None and token.text in POSSESSIVE


def token_at(doc: Doc, index: int) -> Token | None:
    """The token with this index; None behind the end of the text."""
    return doc[index] if index < len(doc) else None


# --- kinds of titles ---------------------------------------------------------------------------


def is_relation_title(title: Title) -> bool:
    """Whether the title is a relation and no position: "owner", "author".

    It shares its organisation with the titles next to it all the same.
    """
    return lemma_of(title.head) in word_set("titles", "ties")


def needs_employer(title: Title) -> bool:
    """Whether the title is a position only where its employer is given: "member", "nurse"."""
    lemma = lemma_of(title.head)
    if lemma in word_set("titles", "always_bound"):
        return True
    # "director of the gallery", "head of research"
    is_specified = title.has_words_behind or title.last > title.head.i
    if is_specified or _has_rank(title):
        return False
    return lemma in word_set("titles", "bound") or is_occupation(title.head)


def _has_rank(title: Title) -> bool:
    """Whether a word of rank stands with the head: "chief engineer"."""
    own_words = title.doc[title.first : title.last + 1]
    ranks = word_set("titles", "ranks")
    return any(token.lower_ in ranks for token in own_words if token != title.head)


def is_occupation(head: Token) -> bool:
    """Whether the title is an occupation, listed or by its ending, rather than an office."""
    lemma = lemma_of(head)
    return lemma in word_set("titles", "occupations") or lemma not in _listed_heads()


def lemma_of(head: Token) -> str:
    """A title's head in the singular, as the word lists spell it."""
    word = head.lower_
    is_listed_plural = word in _listed_heads()
    if head.tag_ in _PLURAL_TAGS and word.endswith("s") and not is_listed_plural:
        return word[:-1]
    if head.tag_ == "NNS":
        return head.lemma_.lower()
    return word


# --- the head of a title -----------------------------------------------------------------------


def is_head(document: Document, token: Token) -> bool:
    """Whether the word may head a title: it is listed, or ends in -ist and the like.

    A word inside a name counts only where the name is a person's.
    """
    if not _may_be_head(token):
        return False
    lemma = lemma_of(token)
    if lemma not in _listed_heads():
        return _is_occupation_by_suffix(token, lemma)
    name = document.name_over(token)
    if name is None or kind_of(document, name) == "Person":
        return True
    return _is_made_of_title_words(name)


@cache
def _listed_heads() -> frozenset[str]:
    return (
        word_set("titles", "heads")
        | word_set("titles", "short")
        | word_set("titles", "occupations")
    )


def _may_be_head(token: Token) -> bool:
    """Whether the word is tagged as a noun or an adjective, or is taken for a title regardless."""
    if syntax.is_verb(token):
        return False
    return token.pos_ in _TITLE_POS or token.lower_ in word_set("roles", "heads_of_any_tag")


def _is_occupation_by_suffix(token: Token, lemma: str) -> bool:
    """Whether a word that is not listed is an occupation by its ending: "arborist"."""
    return (
        token.tag_ == "NN"
        and token.is_lower
        and lemma.endswith(_occupation_suffixes())
        and lemma not in _no_occupations()
    )


@cache
def _occupation_suffixes() -> tuple[str, ...]:
    return tuple(words("nominals")["Person"]["suffixes"])


@cache
def _no_occupations() -> frozenset[str]:
    """Words with the endings of occupations that are none."""
    return word_set("nominals", "Person", "not_by_suffix") | word_set("titles", "no_occupations")


def _is_made_of_title_words(name: Mention) -> bool:
    """Whether a name is only part of a title: the "Home" of a Home Secretary."""
    if name.text in word_set("names", "also_words"):
        return False
    return all(word.lower() in _office_words() for word in name.text.split())


@cache
def _office_words() -> frozenset[str]:
    return word_set("titles", "modifiers") | word_set("titles", "heads") | {"&"}


# --- the words of a title ----------------------------------------------------------------------


def title_at(document: Document, token: Token) -> Title | None:
    """The title whose last head is this token.

    None for a word inside a name, and for one that only modifies the word behind it: the "chief"
    of "chief executive", the "president" of "a president figure".
    """
    if not is_head(document, token) or _is_inside_name_of_person(document, token):
        return None
    last = _last_word(token)
    if last == token.i and _modifies_next_word(document, token):
        return None
    first = _first_word(document, token)
    status = _status(token, first, last)
    return Title(token, first, last, first, last, status=status)


def _is_inside_name_of_person(document: Document, token: Token) -> bool:
    """Whether the word is neither the first nor the last word of a person's name."""
    name = document.name_over(token)
    return (
        name is not None
        and name.start < token.idx
        and name.end != token.idx + len(token)
        and is_person(document, name)
    )


def _modifies_next_word(document: Document, token: Token) -> bool:
    """Whether the word behind makes another thing of the title."""
    following = token_at(token.doc, token.i + 1)
    if following is None or following.sent != token.sent:
        return False
    if _joins_words(following):
        return True
    if is_head(document, following) and document.name_over(following) is None:
        return True
    if following.lower_ in word_set("titles", "no_title_before"):
        return True
    return _is_compounded_with(token, following)


def _joins_words(token: Token) -> bool:
    """Whether the token is a hyphen inside a word."""
    is_hyphen = token.text in HYPHENS and not token.whitespace_
    return is_hyphen and token.i + 1 < len(token.doc)


def _is_compounded_with(token: Token, following: Token) -> bool:
    """Whether the title modifies a noun behind it, as in "a president figure"."""
    return (
        following.tag_ in _COMMON_NOUN_TAGS
        and following.is_lower
        and token.dep_ in _NOUN_MODIFIERS
        and token.head.i >= following.i
    )


def _last_word(head: Token) -> int:
    """The index of the last word: of "secretary general", "president-elect", "editor-in-chief"."""
    doc, after = head.doc, head.i + 1
    following = [token.lower_ for token in doc[after : after + 4]]
    for tail in (text.split() for text in words("roles")["tails"]):
        if following[: len(tail)] == tail:
            return head.i + len(tail)
    is_hyphenated = after + 1 < len(doc) and doc[after].text in HYPHENS
    word = token_at(doc, after + 1 if is_hyphenated else after)
    if word is None or word.lower_ not in word_set("titles", "behind"):
        return head.i
    return word.i if word.sent == head.sent else head.i


def _first_word(document: Document, head: Token) -> int:
    """The index of the first word: its modifiers, up to a name, an article or a word of time."""
    doc, first, sentence_start = document.doc, head.i, head.sent.start
    while first > sentence_start and _is_modifier(document, doc[first - 1], doc[first], head):
        first -= 1
    while first < head.i and _is_joint(doc[first]):
        first += 1
    if _stands_behind_title_of(doc, first):
        return head.i  # "chief of staff General Roe"
    return first


def _is_joint(token: Token) -> bool:
    """Whether the token only joins words of a title, and cannot begin one."""
    return token.text in HYPHENS or token.text in word_set("roles", "and")


def _stands_behind_title_of(doc: Doc, index: int) -> bool:
    """Whether the words before this index are a title and "of"."""
    return (
        index > 1
        and doc[index - 1].lower_ == "of"
        and doc[index - 2].lower_ in word_set("titles", "heads")
    )


@cache
def title_words() -> frozenset[str]:
    """Words that belong to a title before its head."""
    return word_set("titles", "modifiers") | word_set("titles", "areas")


@cache
def _title_words_and_heads() -> frozenset[str]:
    return title_words() | word_set("titles", "heads")


@cache
def _words_before_hyphen() -> frozenset[str]:
    return _title_words_and_heads() | word_set("titles", "prefixes")


def _is_modifier(document: Document, token: Token, following: Token, head: Token) -> bool:
    """Whether the word belongs to the title of which `following` is the first word so far."""
    if _is_outside_title(document, token):
        return False
    if token.text in HYPHENS:
        return _is_hyphen_of_title(token)
    if following.text in HYPHENS:
        return token.lower_ in _words_before_hyphen()
    if token.text == "," or token.text in word_set("roles", "and"):
        return _joins_title_words(token, following, head.sent.start)
    if token.lower_ in _title_words_and_heads():
        return token.tag_ != "NNS" or token.lower_ in title_words()
    return _is_plain_compound(token, following, head)


def _is_outside_title(document: Document, token: Token) -> bool:
    """Whether the word can be no part of a title: a word of time, a name or a finite verb."""
    if token.lower_ in status_words():
        return True
    name = document.name_over(token)
    if name is not None and not _is_made_of_title_words(name):
        return True
    # "will fire CEO Jane Roe", though there are fire chiefs
    return token.tag_ in _FINITE_TAGS and token.dep_ != syntax.COMPOUND


def _is_hyphen_of_title(hyphen: Token) -> bool:
    """Whether the hyphen stands behind a word of a title: "vice-president", not "ex-president"."""
    before = hyphen.doc[hyphen.i - 1].lower_ if hyphen.i else ""
    return before in _words_before_hyphen() and before not in status_words()


def _joins_title_words(joint: Token, following: Token, sentence_start: int) -> bool:
    """Whether a comma or an "and" stands between words of a title: "sales and marketing"."""
    before = joint.doc[joint.i - 1].lower_ if joint.i > sentence_start else ""
    return (
        before in title_words()
        and before not in word_set("titles", "heads")
        and following.lower_ in title_words()
    )


def _is_plain_compound(token: Token, following: Token, head: Token) -> bool:
    """Whether the word is a common noun compounded with the title, and is no employer."""
    return (
        token.pos_ == "NOUN"
        and token.is_lower
        and token.dep_ == syntax.COMPOUND
        and following.i <= token.head.i <= head.i
        and token.lower_ not in organisation_nouns()
    )


# --- what a title says of time -----------------------------------------------------------------


@cache
def status_words() -> Mapping[str, Status]:
    """Words before a title and the status that they mean."""
    return {w: status for status, listed in words("titles")["status"].items() for w in listed}


def _status(head: Token, first: int, last: int) -> Status | None:
    """The status by the words behind the title's head, else by those before the title."""
    to_come = word_set("titles", "to_come")
    if any(token.lower_ in to_come for token in head.doc[head.i + 1 : last + 1]):
        return "future"
    return _status_before(head, first) or _status_of_dependents(head, first)


def _status_before(head: Token, first: int) -> Status | None:
    """The status by the nearest such word before the title, up to a verb or a comma."""
    timed = status_words()
    lead = head.doc[max(head.sent.start, first - MAX_LEAD) : first]
    for token in reversed(list(lead)):
        if token.lower_ in timed and _is_no_action(token):
            return timed[token.lower_]
        if token.pos_ in _CLAUSE_POS or token.text in _CLAUSE_MARKS:
            return None
    return None


def _is_no_action(token: Token) -> bool:
    """Whether the word modifies the title: not the "ousted" of "Disney ousted CEO Jane Roe"."""
    return token.pos_ != "VERB" or token.dep_ == syntax.ADJECTIVAL_MODIFIER


def _status_of_dependents(head: Token, first: int) -> Status | None:
    """The status by a word before the title that the parser attaches to its head."""
    timed = status_words()
    for token in head.lefts:
        if token.lower_ in timed and token.i < first:
            return timed[token.lower_]
    return None
