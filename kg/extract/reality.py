"""Did it happen? Polarity and certainty of what a word tells, from the words that govern it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Certainty, Polarity
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOVERNED = {"xcomp", "ccomp", "dobj", "pobj", "pcomp", "acl", "prep", "acomp", "oprd"}


def polarity_of(token: Token) -> Polarity:
    """Negative where the word, its auxiliary, its determiner or the verb that governs it says no."""
    negative = word_set("reality", "negative_words")
    if any(c.dep_ == "neg" or c.lower_ in negative and c.dep_ in {"det", "advmod", "preconj", "neg"} for c in token.children):
        return "negative"
    if any(_is_none(c, negative) for c in token.children if c.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} or c.dep_ == "agent"):
        return "negative"
    if token.dep_ in {"pcomp", "pobj"} and token.head.lower_ == "without":
        return "negative"
    if token.dep_ == "conj" and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children) and token.pos_ in {"VERB", "AUX"}:
        contrasted = any(c.dep_ == "cc" and c.lower_ in word_set("reality", "contrasts") for c in token.head.children)
        return polarity_of(token.head) if token.head.pos_ in {"VERB", "AUX"} and not contrasted else "positive"
    governor = _governor(token)
    if governor is not None and _prevents(governor):
        return "positive" if polarity_of(governor) == "negative" else "negative"  # "did not rule out" leaves it open
    if governor is not None and token.dep_ in {"xcomp", "pcomp", "dobj", "acl"}:
        return polarity_of(governor) if _is_implied(governor) else "positive"
    return "positive"


def _prevents(governor: Token) -> bool:
    """Does what this verb governs not come about: "failed to", "ruled out"?"""
    out = any(c.dep_ == "prt" and c.lower_ == "out" for c in governor.children)
    return governor.lemma_.lower() in word_set("reality", "negative_verbs") or governor.lemma_ == "rule" and out


def _is_none(token: Token, negative: frozenset[str]) -> bool:
    return token.lower_ in negative or any(c.dep_ in {"det", "preconj"} and c.lower_ in {"no", "neither"} for c in token.children)


def _is_implied(governor: Token) -> bool:
    """What is not begun, not announced or not wanted is not done either."""
    return governor.pos_ in {"VERB", "AUX"}


def certainty_of(token: Token) -> Certainty:
    """Certain where the words tell it as done; probable for what is planned or expected; possible for what may, should be wished or is only a condition."""
    own = _own(token)
    if own != "certain":
        return own
    if token.dep_ == "conj" and token.head.pos_ == token.pos_ and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children):
        return certainty_of(token.head)
    if token.dep_ == "acl" and token.tag_ == "VB":
        return "possible"
    if token.dep_ == "advcl" and token.tag_ == "VB":
        return "possible"
    governor = _governor(token)
    if governor is None:
        return "certain"
    lemma = governor.lemma_.lower()
    if _prevents(governor):
        return "possible" if polarity_of(governor) == "negative" else certainty_of(governor)
    if lemma == "be" and token.dep_ == "xcomp":
        return "probable"  # "is to close", "was to be closed"
    if lemma in word_set("reality", "possible_verbs"):
        return "possible"
    if lemma in word_set("reality", "probable_verbs"):
        return "probable"
    if token.dep_ in {"xcomp", "dobj", "pcomp", "pobj", "prep"}:
        return certainty_of(governor)
    return "certain"


def _own(token: Token) -> Certainty:
    if _is_asked(token):
        return "possible"
    children = [c for c in token.children if c.dep_ in {"aux", "advmod", "mark", "acomp", "amod"}]
    tables = words("reality")
    for level in ("possible", "probable"):
        table = tables[level]
        for child in children:
            text, lemma = child.lower_, child.lemma_.lower()
            if (
                child.dep_ == "aux"
                and text in table["modals"]
                or child.dep_ in {"advmod", "amod"}
                and text in table["adverbs"]
                or child.dep_ == "mark"
                and lemma in table.get("marks", ())
            ):
                return "possible" if level == "possible" else "probable"
    return "certain"


def _is_asked(token: Token) -> bool:
    """Is it asked whether it is so: "Did Roe leave?" Who asks why or when takes it for granted."""
    auxiliary = next((c for c in token.children if c.dep_ in {"aux", "auxpass"}), None)
    subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    inverted = auxiliary is not None and subject is not None and auxiliary.i < subject.i and auxiliary.i == token.left_edge.i
    return inverted and any(c.text == "?" for c in token.children)


def _governor(token: Token) -> Token | None:
    """The verb, noun or adjective that this word depends on as its complement."""
    if token.dep_ == "nsubjpass" and token.pos_ == "NOUN":
        return token.head  # "a strike was planned"
    if token.dep_ not in _GOVERNED:
        return None
    head = token.head
    while head.dep_ in {"prep", "pcomp"} and head.head != head or head.pos_ == "ADP" and head.head != head:
        head = head.head
    if head.pos_ == "ADP" or head.lower_ == "due" and head.pos_ != "ADJ":
        return None  # "due to the contract"
    return head if head != token else None
