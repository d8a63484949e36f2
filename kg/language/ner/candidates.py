"""Spans that may be names: what the model marks, and what it overlooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from kg import syntax
from kg.language.ner.case_names import case_names
from kg.language.ner.extending import extended, with_nicknames
from kg.language.ner.lexicon import ARTICLES, is_first_name, is_person_noun, is_title_word
from kg.language.ner.merging import merged
from kg.language.ner.official_names import official_names
from kg.language.ner.splitting import UNSEEN, parts_of, split
from kg.language.ner.titles import is_called_like_title, is_part_of_title, is_postnominal
from kg.language.ner.trimming import (
    QUOTES,
    is_caption_label,
    is_glued_to_number,
    is_hashtag,
    is_possible,
    trimmed,
)
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

NAME_LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"}
)  # the model's labels of names
HANDLE = re.compile(r"@\w{2,50}")
_PROPER_NOUNS = frozenset({"NNP", "NNPS"})
_COMMON_NOUNS = frozenset({"NN", "NNS"})
_SMALL_CLASSES = frozenset({"ADP", "CCONJ", "DET", "PART", "SCONJ"})  # lower case in titles
_NICKNAME_QUOTES = frozenset({*QUOTES, "‘", "'"})
_SHORTEST_TITLE, _LONGEST_TITLE = 3, 8  # tokens of a work's title


def candidates(doc: Doc) -> list[Span]:
    """Spans that may be names, each with the model's label or `UNSEEN`; they may overlap."""
    texts = [token.text for token in doc]  # once: to ask spaCy for a token is what costs
    quotes = [i for i, text in enumerate(texts) if text in _NICKNAME_QUOTES]
    found = merged(doc, [*_marked_by_model(doc), *_unseen(doc, texts)])
    return [
        *(extended(name) for name in found),
        *_handles(doc, texts),
        *official_names(doc, texts),
        *case_names(doc, texts),
        *with_nicknames(doc, quotes),
        *_quoted_titles(doc, quotes),
    ]


def _marked_by_model(doc: Doc) -> Iterator[Span]:
    """The names that the model marks, split and trimmed."""
    entities = [entity for entity in doc.ents if entity.label_ in NAME_LABELS]
    labels = {entity.text: entity.label_ for entity in entities}
    spans = (
        Span(doc, start, end, label=entity.label_)
        for entity in entities
        for start, end in parts_of(entity.start, entity.end)
    )
    for span in spans:
        for part in split(span, labels):
            name = trimmed(part)
            if name is not None:
                yield name


def _handles(doc: Doc, texts: Sequence[str]) -> list[Span]:
    """Names of accounts: "@acme"."""
    found = [i for i, text in enumerate(texts) if HANDLE.fullmatch(text)]
    return [Span(doc, i, i + 1, label=UNSEEN) for i in found]


# --- titles in quotation marks ------------------------------------------------------------------


def _quoted_titles(doc: Doc, quotes: Sequence[int]) -> Iterator[Span]:
    """Titles of works in quotation marks: "Now and Then"."""
    double = [i for i in quotes if doc[i].text in QUOTES]
    for opening, closing in pairwise(double):
        inside = doc[opening + 1 : closing]
        if not _SHORTEST_TITLE <= len(inside) <= _LONGEST_TITLE or not _has_title_case(inside):
            continue
        start = inside.start + (inside[0].lower_ in ARTICLES)
        if start + 1 < inside.end and not is_title_word(doc[start].lower_):
            yield Span(doc, start, inside.end, label="WORK_OF_ART")


def _has_title_case(words: Span) -> bool:
    """Whether all words have a capital but some small ones between the first and last."""
    if not _has_capital(words[0]) or not _has_capital(words[-1]):
        return False
    others = [token for token in words if not _has_capital(token)]
    return bool(others) and all(_is_small_word(token) for token in others)


def _has_capital(token: Token) -> bool:
    """Whether the token begins with a capital."""
    return token.text[0].isupper()


def _is_small_word(token: Token) -> bool:
    """Whether titles have the word in lower case."""
    if not token.is_lower:
        return False
    return token.pos_ in _SMALL_CLASSES or token.tag_ == "POS"


# --- what the model overlooks -------------------------------------------------------------------


def _unseen(doc: Doc, texts: Sequence[str]) -> Iterator[Span]:
    """Runs of proper nouns in capitals that the model gave no label: "GitHub was bought"."""
    lower = {text for text in texts if text.islower()}
    for start, end in _runs_of_proper_nouns(doc, texts):
        name = doc[start:end]
        if is_possible(name.text) and not _is_no_name(name, lower):
            label = "PERSON" if _is_surname_like_month(name[-1]) else UNSEEN
            yield Span(doc, start, end, label=label)


def _is_no_name(name: Span, lower: set[str]) -> bool:
    """Whether the words are a hashtag, a part of a title, or a word that is none of a name."""
    if is_hashtag(name) or is_part_of_title(name):
        return True
    return len(name) == 1 and _is_word(name[0], lower)


def _is_word(token: Token, lower: set[str]) -> bool:
    """Whether the token is a topic, a role or another common word."""
    return _is_topic(token) or _is_common_word(token, lower)


def _runs_of_proper_nouns(doc: Doc, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words with a capital begin and end that may be a name."""
    start: int | None = None
    for i, text in enumerate([*texts, ""]):
        has_capital = any(c.isupper() for c in text[:2])  # iPhone, eBay
        if has_capital and _may_be_unseen(doc[i]):
            if start is None and not is_glued_to_number(doc, i):  # the G of 3G
                start = i
        elif start is not None:
            yield from parts_of(start, i)
            start = None


def _may_be_unseen(token: Token) -> bool:
    """Whether this is a proper noun in no entity of the model, and no title, caption or date."""
    word = token.lower_
    if word in word_set("time", "months") or word in word_set("time", "weekdays"):
        return _is_surname_like_month(token)
    if token.tag_ not in _PROPER_NOUNS:
        return False
    if token.ent_type_ and not _is_false_date(token):
        return False
    if is_title_word(word) and not is_called_like_title(token):
        return False
    return not is_caption_label(token) and not is_postnominal(token)


def _is_topic(token: Token) -> bool:
    """Whether the token is the AI of an AI team."""
    is_modifier = token.is_upper and token.dep_ == syntax.COMPOUND
    return is_modifier and token.head.tag_ in _COMMON_NOUNS


def _is_common_word(token: Token, lower: set[str]) -> bool:
    """Whether the word is none of a name: the text has it in lower case, or it is a role.

    A role is the first word in "Defender Jane Roe", the last in "a British Geologist".
    """
    if token.is_sent_start is True and token.lower_ in lower:
        return True
    return _may_be_role(token) and is_person_noun(token.lower_)


def _may_be_role(token: Token) -> bool:
    """Whether the token stands before a person's name or behind an adjective."""
    doc, i = token.doc, token.i
    if i + 1 < len(doc) and doc[i + 1].ent_type_ == "PERSON":
        return True
    return i > 0 and doc[i - 1].pos_ == "ADJ"


def _is_surname_like_month(token: Token) -> bool:
    """Whether the token is the May of "Theresa May"."""
    if token.i == 0 or token.lower_ not in word_set("time", "months"):
        return False
    first = token.nbor(-1)
    if first.tag_ != "NNP" or first.ent_type_ not in {"", "PERSON"}:
        return False
    if not token.text.istitle() or not first.text.istitle():
        return False
    return is_first_name(first.text) and first.lower_ not in word_set("time", "months")


def _is_false_date(token: Token) -> bool:
    """Whether the model calls a name a date: one word that is no month, day or feast."""
    if token.ent_type_ != "DATE" or token.tag_ != "NNP" or not token.is_alpha:
        return False
    is_last = token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I"
    return token.ent_iob_ == "B" and is_last and not _is_date_word(token.lower_)


def _is_date_word(word: str) -> bool:
    """Whether the word, in lower case, is a month, a day of the week or a feast."""
    if word in words("time")["months_short"]:
        return True
    return any(word in word_set("time", key) for key in ("weekdays", "months", "feasts"))
