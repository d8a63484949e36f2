"""What the model tears apart is one name: neighbours, a model and its number, long names of public bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from kg.language.lexicon import countries, kinds_of_nouns
from kg.language.parting import JOINTS, UNSEEN
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

MODEL = re.compile(
    r"[A-Za-z]{1,4}-?\d{2,4}[A-Za-z]{0,2}(?:-\d{2,4})?s?|[A-Za-z]{1,4}-?\ds?|\d{1,3}[A-Z]{1,2}s?|\d{3}-\d{2,3}|\d{3}s"
)  # A380, 747s, VC-10, 3GS, 737-800
_NUMBER = re.compile(r"\d{3}|\d{1,2}(?:\.\d)?")
_PERIOD = re.compile(r"[QHF][1-4Y]\d*")  # of a year: Q3, FY09
_PARTICLES = frozenset({"de", "du", "des", "del", "della", "di", "da", "von", "van"})


def joined(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Neighbours of which one modifies the other are one name: "Air" and "China", "U.S." and "Congress"."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if out and _belong_together(out[-1], span):
            before = out.pop()
            out.append(Span(doc, before.start, span.end, label=_joint_label(before.label_, span.label_)))
        else:
            out.append(span)
    return out


def _joint_label(left: str, right: str) -> str:
    """What the model would have called the two together."""
    known = {left, right} - {UNSEEN}
    if not known:
        return UNSEEN
    if known == {"FAC"} or known == {"LOC"}:
        return known.pop()
    return "ORG"


def _belong_together(left: Span, right: Span) -> bool:
    labels = {left.label_, right.label_}
    if right.start == left.end + 1 and left.doc[left.end].lower_ in _PARTICLES and UNSEEN in labels:
        return True  # "Tour de France"
    if left.end != right.start:
        return False
    if left.sent != right.sent or labels & {"PERSON", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT"} or left.root.dep_ not in {"compound", "amod", "nmod"}:
        return False
    if not right.start <= left.root.head.i < right.end:
        return False
    if len(left) == 1 and left[0].lower_ in kinds_of_nouns():
        return False  # "Automaker GM" at the start of a sentence
    if left.text in countries() or left.label_ == "NORP":
        public = word_set("names", "of_a_country")
        return right[0].lower_ in public or right.label_ == UNSEEN and right[-1].lower_ in public | word_set("names", "bodies") and len(right) > 1
    return UNSEEN in labels and right.label_ != "NORP"


def with_model_number(span: Span) -> Span:
    """ "Airbus A380", "Boeing 747", "iPhone 4", "FTSE 100": the name of a model goes on with its number."""
    doc, end = span.doc, span.end
    if span.label_ in {"GPE", "LOC", "FAC", "NORP", "LAW", "EVENT"} or end >= len(doc):
        return span
    token = doc[end]
    model = MODEL.fullmatch(token.text) is not None and not _PERIOD.fullmatch(token.text) and bool(doc[end - 1].whitespace_)
    if not model and not (_NUMBER.fullmatch(token.text) and _is_version(span, token)):
        return span
    end += 1
    if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].text.isdigit() and not doc[end].whitespace_:
        end += 2  # A330-200
    return Span(doc, span.start, end, label="PRODUCT")


def _is_version(span: Span, number: Token) -> bool:
    """A number that counts nothing: three digits behind any name, fewer behind the name of a product."""
    doc, after = span.doc, number.i + 1
    counts = after < len(doc) and (doc[after].text == "%" or doc[after].lower_ in {"percent", "per", "million", "billion"} or doc[after].tag_ in {"NNS", "CD"})
    brand = span.text in frozenset(words("kinds")["known"]["Work"]) or span.label_ == "PRODUCT" or re.fullmatch(r"i[A-Z]\w+", span[-1].text) is not None
    if counts and not (brand and number.head.i == after):
        return False
    return brand or len(number.text) == 3 and span.label_ == "ORG"


def official(doc: Doc) -> Iterator[Span]:
    """Long names of public bodies: "Department of Justice", "Office of the High Commissioner for Human Rights"."""
    heads = word_set("names", "bodies")
    for token in doc[:-2]:
        if token.lower_ not in heads or not token.text[0].isupper() or doc[token.i + 1].lower_ not in JOINTS:
            continue
        end = _end_of_official(doc, token.i + 1)
        if end is None:
            continue
        start = token.i
        while (
            start
            and doc[start - 1].tag_ in {"NNP", "JJ"}
            and doc[start - 1].text[0].isupper()
            and doc[start - 1].sent == token.sent
            and doc[start - 1].head.i >= start - 1
        ):
            if doc[start - 1].dep_ not in {"compound", "amod", "nmod"} or doc[start - 1].ent_type_ == "PERSON":
                break
            start -= 1
        if not doc[end - 1].is_upper:  # "Keele University of the UK" ends before
            yield Span(doc, start, end, label="ORG")


def _end_of_official(doc: Doc, at: int) -> int | None:
    """Where a run of capitals behind "of" or "for" ends; None where there is none."""
    end = None
    titles = word_set("titles", "heads")
    joints = JOINTS
    while at < len(doc) and doc[at].lower_ in joints:
        joints = frozenset({"for"})  # "of" once only
        k = at + 1
        if k < len(doc) and doc[k].lower_ == "the":
            k += 1
        first = k
        while k < len(doc) and doc[k].text[0].isupper() and doc[k].tag_ in {"NNP", "NNPS", "JJ", "NN", "NNS"} and doc[k].sent == doc[at].sent:
            following = doc[k + 1] if k + 1 < len(doc) else None
            if k > first and following is not None and _begins_person(doc, k, titles):
                break
            k += 1
        if k > first + 1 and doc[k - 1].is_upper and doc[k - 1].lower_ in titles:
            k -= 1  # the CEO
        if k == first:
            break
        end = at = k
    return end


def _begins_person(doc: Doc, at: int, titles: frozenset[str]) -> bool:
    """Here a title with a name behind it begins, or a name that the model sees: the official name has ended."""
    title = doc[at].lower_ in titles and doc[at + 1].text[0].isupper() and doc[at + 1].ent_type_ == "PERSON"
    return title or doc[at].ent_type_ == "PERSON" and doc[at].ent_iob_ == "B"
