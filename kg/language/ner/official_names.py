"""Long names of public organisations: "Office of the High Commissioner for Human Rights"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from kg import syntax
from kg.language.ner.lexicon import JOINTS, is_title_noun
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIER_TAGS = frozenset({"NNP", "JJ"})
_NAME_TAGS = frozenset({"NNP", "NNPS", "JJ", "NN", "NNS"})


def official_names(doc: Doc, texts: Sequence[str]) -> Iterator[Span]:
    """The names of organisations that go on behind "of" or "for": "Department of Justice"."""
    heads = word_set("names", "bodies")
    for head, text in enumerate(texts[:-2]):
        if not text[0].isupper() or text.lower() not in heads:
            continue
        end = _end_of_organisation(doc, head)
        # "Keele University of the UK" ends before
        if end is not None and not doc[end - 1].is_upper:
            yield Span(doc, _start_of_organisation(doc, head), end, label="ORG")


def _start_of_organisation(doc: Doc, head: int) -> int:
    """Where the name begins that has its head there: the "U.S." of "U.S. Department of Justice"."""
    start, first = head, doc[head].sent.start
    while start > first and _is_modifier_of_organisation(doc[start - 1]):
        start -= 1
    return start


def _is_modifier_of_organisation(token: Token) -> bool:
    """Whether the token may be a part of the name before its head."""
    if token.tag_ not in _MODIFIER_TAGS or not token.text[0].isupper():
        return False
    if token.dep_ not in syntax.PREMODIFIERS or token.ent_type_ == "PERSON":
        return False
    return token.head.i >= token.i


def _end_of_organisation(doc: Doc, head: int) -> int | None:
    """Where the words with capitals behind "of" or "for" end; None where there are none."""
    end = None
    at, joints = head + 1, JOINTS
    while at < len(doc) and doc[at].lower_ in joints:
        end_of_part = _end_of_capitals(doc, at)
        if end_of_part is None:
            break
        end = at = end_of_part
        joints = _further_joints(doc[head].lower_)
    return end


def _further_joints(head: str) -> frozenset[str]:
    """What joins a second part to the name: "University of Texas at Austin"."""
    joints = word_set("ner", "joints_again")
    if head in word_set("names", "with_campus"):
        return joints | word_set("ner", "campus_joints")
    return joints


def _end_of_capitals(doc: Doc, joint: int) -> int | None:
    """Where the words with capitals behind the joint end; None where there are none."""
    first = joint + 1
    if first < len(doc) and doc[first].lower_ == "the":
        first += 1
    end, end_of_sentence = first, doc[joint].sent.end
    while end < end_of_sentence and _is_capital_of_name(doc[end]):
        if first < end < len(doc) - 1 and _begins_person(doc, end):
            break
        end += 1
    if end > first + 1 and doc[end - 1].is_upper and is_title_noun(doc[end - 1].lower_):
        end -= 1  # the CEO
    return end if end > first else None


def _is_capital_of_name(token: Token) -> bool:
    """Whether the token is a word with a capital that names have in them."""
    return token.text[0].isupper() and token.tag_ in _NAME_TAGS


def _begins_person(doc: Doc, at: int) -> bool:
    """Whether a person's name begins here, or a title before it, so that the name has ended."""
    token, following = doc[at], doc[at + 1]
    if token.ent_type_ == "PERSON" and token.ent_iob_ == "B":
        return True
    is_name_behind = following.text[0].isupper() and following.ent_type_ == "PERSON"
    return is_name_behind and is_title_noun(token.lower_)
