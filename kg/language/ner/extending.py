"""What the model leaves off a name: generations, hyphened parts, model numbers, nicknames."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from kg import syntax
from kg.language.ner.lexicon import ARTICLES, is_first_name, is_person_noun, is_title_word
from kg.language.ner.splitting import UNSEEN
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

MODEL = re.compile(
    r"[A-Za-z]{1,4}-?\d{2,4}[A-Za-z]{0,3}(?:-\d{2,4})?s?"  # A380, VC-10
    r"|[A-Za-z]{1,4}-?\ds?"  # S4
    r"|\d{1,3}[A-Z]{1,2}s?"  # 3GS
    r"|\d{3}-[1-9]00"  # 737-800; 109-98 is a score
    r"|\d{3}s"  # 747s
)
BRAND = re.compile(r"i[A-Z]\w+")  # iPhone
_NUMBER = re.compile(r"\d{3}|\d{1,2}(?:\.\d)?")
_PERIOD = re.compile(r"[QHF][1-4Y]\d*")  # of a year: Q3, FY09
_FEWEST_DIGITS = 3  # of a number that any name may bear
_CLOSING_QUOTES = frozenset({'"', "”", "’", "'"})
_LONGEST_NICKNAME = 4  # tokens
_WITHOUT_MODEL_NUMBER = frozenset({"GPE", "LOC", "FAC", "NORP", "LAW", "EVENT"})
_MAY_BE_PRODUCT = frozenset({UNSEEN, "PRODUCT", "WORK_OF_ART"})


def extended(name: Span) -> Span:
    """The name with what the model leaves off: a hyphened part, a generation, a number, a day."""
    if name.label_ == "PERSON":
        return _with_generation(_with_hyphened_part(name))
    return _with_weekday(with_model_number(name))


# --- people -------------------------------------------------------------------------------------


def _with_generation(person: Span) -> Span:
    """The person's name with "Jr." or the like behind it."""
    doc, end = person.doc, person.end
    has_comma = end + 1 < len(doc) and doc[end].text == ","
    at = end + 1 if has_comma else end
    if len(person) < 2 or at >= len(doc):
        return person
    is_generation = doc[at].lower_ in word_set("names", "generations")
    return Span(doc, person.start, at + 1, label="PERSON") if is_generation else person


def _with_hyphened_part(person: Span) -> Span:
    """The person's name with the rest of its hyphened word: "Wong Yeung-tat".

    Not with that of "the Helen Reed-led bank", "a Helen Reed-hater", "Helen Reed-aide".
    """
    doc, end = person.doc, person.end
    if len(person) < 2 or not _has_hyphen_behind(person):
        return person
    rest = doc[end + 1]
    has_article = person.start > 0 and doc[person.start - 1].lower_ in ARTICLES
    if has_article or is_person_noun(rest.lower_) or not _may_end_given_name(rest):
        return person
    return Span(doc, person.start, end + 2, label="PERSON")


def _has_hyphen_behind(name: Span) -> bool:
    """Whether a hyphen joins another word to the name."""
    doc, end = name.doc, name.end
    if end + 1 >= len(doc) or doc[end].text != "-":
        return False
    return not doc[end - 1].whitespace_ and not doc[end].whitespace_


def _may_end_given_name(token: Token) -> bool:
    """Whether a word behind a hyphen is a noun in lower case that modifies nothing."""
    if not token.is_lower or not token.is_alpha:
        return False
    return syntax.is_noun(token) and token.dep_ not in syntax.PREMODIFIERS


def with_nicknames(doc: Doc, quotes: Sequence[int]) -> Iterator[Span]:
    """People's names with a nickname within: "John 'Jack' Smith".

    `quotes` are the indices of quotation marks.
    """
    for opening in quotes:
        if not 0 < opening < len(doc) - 3 or not _stands_behind_given_name(doc[opening]):
            continue
        closing = _end_of_nickname(doc, opening)
        if closing is None:
            continue
        last = _end_of_particles(doc, closing + 1)
        if last >= len(doc) or not _is_name_word(doc[last]):
            continue
        start = _start_of_given_names(doc, opening - 1)
        if is_first_name(doc[start].text) or doc[start].ent_type_ == "PERSON":
            yield _with_generation(Span(doc, start, last + 1, label="PERSON"))


def _stands_behind_given_name(mark: Token) -> bool:
    """Whether a word of a name and a space stand before the mark."""
    before = mark.nbor(-1)
    return bool(before.whitespace_) and _is_name_word(before)


def _end_of_nickname(doc: Doc, opening: int) -> int | None:
    """The mark that closes a nickname; None where none does, or the words are no name."""
    last = min(opening + _LONGEST_NICKNAME + 2, len(doc) - 1)
    marks = (i for i in range(opening + 2, last) if doc[i].text in _CLOSING_QUOTES)
    closing = next(marks, None)
    if closing is None or not doc[closing - 1].text[0].isalnum():
        return None
    inside = doc[opening + 1 : closing]
    is_name = all(token.text[0].isupper() or token.is_punct for token in inside)
    return closing if is_name else None


def _end_of_particles(doc: Doc, start: int) -> int:
    """The first token from `start` that is no particle."""
    end = start
    while end < len(doc) and doc[end].lower_ in word_set("names", "particles"):
        end += 1
    return end


def _start_of_given_names(doc: Doc, last: int) -> int:
    """Where the given names begin that end with this token."""
    start = last
    while start > 0 and not doc[start].is_sent_start and _is_given_name(doc[start - 1]):
        start -= 1
    return start


def _is_given_name(token: Token) -> bool:
    """Whether the token may be one of several given names, and is no title."""
    return _is_name_word(token) and not is_title_word(token.lower_)


def _is_name_word(token: Token) -> bool:
    """Whether the token is a proper noun with one capital or a few, not all."""
    return token.tag_ == "NNP" and token.text[0].isupper() and not token.is_upper


# --- organisations and products -----------------------------------------------------------------


def _with_weekday(name: Span) -> Span:
    """The name with the day before it that the model takes for a date: "the Sunday Courier"."""
    if name.label_ != "ORG" or name.start == 0:
        return name
    before = name.doc[name.start - 1]
    if before.lower_ not in words("time")["weekdays"] or before.tag_ != "NNP":
        return name
    if before.dep_ != syntax.COMPOUND or before.head.i >= name.end:
        return name
    return Span(name.doc, before.i, name.end, label="ORG")


def with_model_number(name: Span) -> Span:
    """The name with its number: "Airbus A380", "iPhone 4", "FTSE 100", "Flight 447"."""
    doc, end = name.doc, name.end
    if end >= len(doc):
        return name
    behind = doc[end]
    if _is_numbered(name) and behind.text.isdigit():
        return Span(doc, name.start, end + 1, label=name.label_)
    if name.label_ in _WITHOUT_MODEL_NUMBER:
        return name
    if _ends_with_number(name) and _is_edition(behind):
        return Span(doc, name.start, end + 1, label="PRODUCT")  # 737 MAX
    if _is_model(behind) or _is_version(name, behind):
        return Span(doc, name.start, _end_of_model(doc, end + 1), label="PRODUCT")
    return name


def _is_numbered(name: Span) -> bool:
    """Whether a number belongs to such a name: "Air France Flight 447", "Theft Act 1968"."""
    return len(name) > 1 and name[-1].lower_ in word_set("names", "numbered")


def _ends_with_number(name: Span) -> bool:
    """Whether the name is a product's with a number at its end."""
    return name.label_ == "PRODUCT" and name[-1].text[0].isdigit()


def _is_edition(token: Token) -> bool:
    """Whether the token tells one edition of a product from others: "Pro"."""
    return token.text[0].isupper() and token.lower_ in word_set("names", "editions")


def _is_model(token: Token) -> bool:
    """Whether the token is a model's number behind a space, and no part of a year."""
    if not MODEL.fullmatch(token.text) or _PERIOD.fullmatch(token.text):
        return False
    return bool(token.nbor(-1).whitespace_)


def _is_version(name: Span, number: Token) -> bool:
    """Whether the token is a number that counts nothing.

    It has three digits behind any name, fewer behind the name of a product.
    """
    if not _NUMBER.fullmatch(number.text):
        return False
    is_brand = _is_brand(name)
    modifies_next = number.head.i == number.i + 1
    if _counts(number) and not (is_brand and modifies_next):
        return False
    if is_brand or _is_number_of_product(name, number):
        return True
    return len(number.text) == _FEWEST_DIGITS and name.label_ == "ORG"


def _is_brand(name: Span) -> bool:
    """Whether the name is that of a product."""
    if name.label_ == "PRODUCT" or name.text in word_set("name-types", "known", "Work"):
        return True
    return BRAND.fullmatch(name[-1].text) is not None


def _counts(number: Token) -> bool:
    """Whether what the number counts stands behind it."""
    if number.i + 1 >= len(number.doc):
        return False
    following = number.nbor()
    return following.lower_ in word_set("ner", "counting") or following.tag_ in {"NNS", "CD"}


def _is_number_of_product(name: Span, number: Token) -> bool:
    """Whether the parser hangs the number on a name that may be a product's."""
    if name.label_ not in _MAY_BE_PRODUCT or number.dep_ != syntax.NUMERAL:
        return False
    return name.start <= number.head.i < name.end


def _end_of_model(doc: Doc, end: int) -> int:
    """Where the name ends behind its number: the -200 of A330-200, the Pro of iPhone 15 Pro."""
    if end + 1 < len(doc) and _is_hyphen(doc[end]) and doc[end + 1].text.isdigit():
        end += 2
    if end < len(doc) and _is_edition(doc[end]):
        end += 1
    return end


def _is_hyphen(token: Token) -> bool:
    """Whether the token is a hyphen without a space behind it."""
    return token.text == "-" and not token.whitespace_
