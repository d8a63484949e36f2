"""Title phrases: "the bank's former head of research" with its own words and what it says of the time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import is_person, kind_of
from kg.extract.roles.employers import nouns_of_bodies
from kg.model import Mention, Status
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"VB", "VBD", "VBP", "VBZ"})
HYPHENS = {"-", "–"}
LEAD = 5  # tokens before a title that may belong to its phrase


@dataclass(frozen=True, slots=True)
class Title:
    """Tokens `first` to `last` are the title's own words; `begin` to `edge` the phrase with article, owner and the body behind."""

    head: Token
    first: int
    last: int
    begin: int
    edge: int
    organisations: tuple[Mention, ...] = ()
    before: bool = False  # does the body stand before the title?
    status: Status | None = None

    @property
    def doc(self) -> Doc:
        return self.head.doc

    @property
    def is_plural(self) -> bool:
        return self.head.tag_ in {"NNS", "NNPS"}

    @property
    def has_article(self) -> bool:
        return self.doc[self.begin].lower_ in {"a", "an", "the"}


def is_tie(title: Title) -> bool:
    """Owners and authors hold no position, but share the body with the titles beside them."""
    return lemma_of(title.head) in word_set("titles", "ties")


def is_nothing_alone(title: Title) -> bool:
    """Is the title none without a body: "member", "nurse"?"""
    lemma = lemma_of(title.head)
    if lemma in word_set("titles", "always_bound"):
        return True
    if title.edge > title.last or title.last > title.head.i:
        return False  # "director of the gallery", "head of research"
    ranked = any(
        t.lower_ in word_set("titles", "ranks")
        for t in title.doc[title.first : title.last + 1]
        if t != title.head
    )
    return not ranked and (lemma in word_set("titles", "bound") or is_occupation(title.head))


def lemma_of(head: Token) -> str:
    """A title's head in the singular, as the word lists spell it."""
    word = head.lower_
    return (
        word[:-1]
        if head.tag_ in {"NNS", "NNPS"} and word.endswith("s") and not _is_listed(word)
        else head.lemma_.lower()
        if head.tag_ == "NNS"
        else word
    )


@cache
def _heads() -> frozenset[str]:
    return (
        word_set("titles", "heads")
        | word_set("titles", "short")
        | word_set("titles", "occupations")
    )


def _is_listed(word: str) -> bool:
    return word in _heads()


def is_occupation(head: Token) -> bool:
    """What somebody does for a living, listed or by its ending, rather than an office."""
    lemma = lemma_of(head)
    return lemma in word_set("titles", "occupations") or lemma not in _heads()


def is_head(document: Document, token: Token) -> bool:
    """May the word be the head of a title: listed, or a word in -ist and the like; no word inside a name but a person's?"""
    if (
        token.pos_ not in {"NOUN", "PROPN", "ADJ"}
        and token.lower_ not in {"ceo", "cfo", "head", "chair", "chief"}
    ) or token.pos_ in {"VERB", "AUX"}:
        return False
    lemma = lemma_of(token)
    if not _is_listed(lemma):
        suffixes = tuple(words("nominals")["Person"]["suffixes"])
        other = word_set("nominals", "Person", "not_by_suffix") | word_set(
            "titles", "no_occupations"
        )
        return (
            token.tag_ == "NN"
            and token.is_lower
            and lemma.endswith(suffixes)
            and lemma not in other
        )
    name = document.name_over(token)
    return name is None or kind_of(document, name) == "Person" or _is_of_titles(name)


def _is_of_titles(name: Mention) -> bool:
    """The "Home" of a Home Secretary, taken for a name."""
    office = word_set("titles", "modifiers") | word_set("titles", "heads") | {"&"}
    return name.text not in word_set("names", "also_words") and all(
        w.lower() in office for w in name.text.split()
    )


def title_at(document: Document, token: Token) -> Title | None:
    """The title whose last head this is; None for words inside names, and for ties that are no positions."""
    if not is_head(document, token):
        return None
    name = document.name_over(token)
    if (
        name is not None
        and name.start < token.idx
        and is_person(document, name)
        and name.end != token.idx + len(token)
    ):
        return None
    doc = token.doc
    behind = doc[token.i + 1] if token.i + 1 < len(doc) else None
    last = _last_word(token)
    if behind is not None and behind.sent == token.sent and last == token.i:
        joined = behind.text in HYPHENS and not behind.whitespace_ and behind.i + 1 < len(doc)
        following = doc[behind.i + 1] if joined else behind
        if (
            (is_head(document, following) and document.name_over(following) is None)
            or following.lower_ in word_set("titles", "no_title_before")
            or joined
        ):
            return None  # "chief executive": the last word heads the title
        if (
            following.tag_ in {"NN", "NNS"}
            and following.is_lower
            and token.dep_ in {syntax.COMPOUND, syntax.NOMINAL_MODIFIER}
            and token.head.i >= following.i
        ):
            return None  # "a president figure"
    first = _first_word(document, token)
    status = _status(doc, first, token, last)
    return Title(token, first, last, first, last, status=status)


def _last_word(head: Token) -> int:
    """ "secretary general", "president-elect", "editor-in-chief"."""
    doc, i = head.doc, head.i + 1
    rest = [t.lower_ for t in doc[i : i + 4]]
    for tail in (["-", "in", "-", "chief"], ["-", "in", "-", "residence"], ["in", "chief"]):
        if rest[: len(tail)] == tail:
            return head.i + len(tail)
    joined = i + 1 < len(doc) and doc[i].text in HYPHENS
    word = doc[i + joined] if i + joined < len(doc) else None
    return (
        word.i
        if word is not None
        and word.lower_ in word_set("titles", "behind")
        and word.sent == head.sent
        else head.i
    )


def _first_word(document: Document, head: Token) -> int:
    """The index of the title's first word: its modifiers, up to a name, an article or a word of time."""
    first = head.i
    while first > head.sent.start and _is_modifier(
        document, document.doc[first - 1], document.doc[first], head
    ):
        first -= 1
    while first < head.i and document.doc[first].text in {*HYPHENS, "and", "&"}:
        first += 1
    if (
        first > 1
        and document.doc[first - 1].lower_ == "of"
        and document.doc[first - 2].lower_ in word_set("titles", "heads")
    ):
        return head.i  # "chief of staff General Roe"
    return first


@cache
def title_words() -> frozenset[str]:
    """Words that belong to a title before its head."""
    return word_set("titles", "modifiers") | word_set("titles", "areas")


def _is_modifier(document: Document, token: Token, following: Token, head: Token) -> bool:
    """Does the word belong to the title, standing before what has been found of it?"""
    name = document.name_over(token)
    if (
        token.lower_ in status_words()
        or (name is not None and not _is_of_titles(name))
        or (token.tag_ in _FINITE and token.dep_ != syntax.COMPOUND)
    ):
        return False  # "will fire CEO Jane Roe", though there are fire chiefs
    allowed = title_words() | word_set("titles", "heads")
    prefixes = allowed | word_set("titles", "prefixes")
    if token.text in HYPHENS:
        before = document.doc[token.i - 1].lower_ if token.i else ""
        return before in prefixes and before not in status_words()
    if following.text in HYPHENS:
        return token.lower_ in prefixes
    if token.text in {"and", "&", ","}:
        before = document.doc[token.i - 1].lower_ if token.i > head.sent.start else ""
        return (
            before in title_words()
            and before not in word_set("titles", "heads")
            and following.lower_ in title_words()
        )
    if token.lower_ in allowed:
        return token.tag_ != "NNS" or token.lower_ in title_words()
    plain = (
        token.pos_ == "NOUN"
        and token.is_lower
        and token.dep_ == syntax.COMPOUND
        and token.head.i in range(following.i, head.i + 1)
    )
    return plain and token.lower_ not in nouns_of_bodies()


@cache
def status_words() -> Mapping[str, Status]:
    """Words before a title and the status that they tell."""
    return {w: status for status, listed in words("titles")["status"].items() for w in listed}


def _status(doc: Doc, first: int, head: Token, last: int) -> Status | None:
    if any(t.lower_ in word_set("titles", "to_come") for t in doc[head.i + 1 : last + 1]):
        return "future"
    timed = status_words()
    for token in reversed(list(doc[max(head.sent.start, first - LEAD) : first])):
        if token.lower_ in timed and (
            token.pos_ != "VERB" or token.dep_ == syntax.ADJECTIVAL_MODIFIER
        ):  # not "Disney ousted CEO Jane Roe"
            return timed[token.lower_]
        if token.pos_ in {"VERB", "AUX", "ADP", "CCONJ"} or token.text in {",", ";", ":"}:
            break
    return next((timed[t.lower_] for t in head.lefts if t.lower_ in timed and t.i < first), None)
