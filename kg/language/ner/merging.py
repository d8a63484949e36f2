"""What the model tears apart is one name: neighbours, a model and its number, long names of public bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from kg import syntax
from kg.language.ner.lexicon import (
    countries,
    is_first_name,
    is_person_noun,
    is_title_word,
    kinds_of_nouns,
    places,
)
from kg.language.ner.splitting import JOINTS, UNSEEN
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

MODEL = re.compile(
    r"[A-Za-z]{1,4}-?\d{2,4}[A-Za-z]{0,3}(?:-\d{2,4})?s?|[A-Za-z]{1,4}-?\ds?|\d{1,3}[A-Z]{1,2}s?|\d{3}-[1-9]00|\d{3}s"
)  # A380, 747s, VC-10, 3GS, 737-800; 109-98 is a score
_NUMBER = re.compile(r"\d{3}|\d{1,2}(?:\.\d)?")
OPENING = frozenset({'"', "“", "‘", "'", "”"})
ARTICLES = frozenset({"the", "a", "an"})
_CLOSING = frozenset({'"', "”", "’", "'"})
_PERIOD = re.compile(r"[QHF][1-4Y]\d*")  # of a year: Q3, FY09
_FEWEST_DIGITS = 3  # of a number that any name may bear
_MIXED = frozenset({"PERSON", "UNSEEN"})


def joined(doc: Doc, spans: Sequence[Span]) -> list[Span]:
    """Neighbours of which one modifies the other are one name: "Air" and "China", "U.S." and "Congress"."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        whole = span
        while out and _belong_together(out[-1], whole):
            before = out.pop()
            whole = Span(doc, before.start, whole.end, label=_joint_label(before, whole))
        out.append(whole)
    return out


def _joint_label(left: Span, right: Span) -> str:
    """What the model would have called the two together."""
    known = {left.label_, right.label_} - {UNSEEN}
    if not known:
        return UNSEEN
    if "PERSON" in known:
        return "PERSON"
    if _is_car(left, right):
        return "PRODUCT"
    if known == {"FAC"} or known == {"LOC"}:
        return known.pop()
    return "ORG"


def _belong_together(left: Span, right: Span) -> bool:
    labels = {left.label_, right.label_}
    if left.end < right.start <= left.end + 2:
        return _is_joint(left, right, labels)
    if left.end != right.start:
        return False
    if (labels <= _MIXED and "PERSON" in labels and _is_full_name(left, right)) or _is_car(
        left, right
    ):
        return True
    if (
        left.sent != right.sent
        or labels & {"PERSON", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT"}
        or left.root.dep_
        not in {syntax.COMPOUND, syntax.ADJECTIVAL_MODIFIER, syntax.NOMINAL_MODIFIER}
    ):
        return False
    if not right.start <= left.root.head.i < right.end:
        return False
    if len(left) == 1 and left[0].lower_ in kinds_of_nouns():
        return False  # "Automaker GM" at the start of a sentence
    if left.text in countries() or left.label_ == "NORP":
        public = word_set("names", "of_a_country")
        return right[0].lower_ in public or (
            right.label_ == UNSEEN
            and right[-1].lower_ in public | word_set("names", "bodies")
            and len(right) > 1
        )
    return UNSEEN in labels and right.label_ != "NORP"


def _is_joint(left: Span, right: Span, labels: set[str]) -> bool:
    """ "Tour de France", "Vincent van der Berg", "Saint-Germain"."""
    between = left.doc[left.end : right.start]
    if all(t.lower_ in word_set("names", "particles") for t in between):
        return UNSEEN in labels or (
            left.label_ == "PERSON"
            and right.label_ in {"PERSON", "PRODUCT", "ORG"}
            and not left.doc[right.start].is_upper
        )
    return (
        labels == {UNSEEN}
        and between.text == "-"
        and not left.doc[left.end - 1].whitespace_
        and not between[0].whitespace_
    )


def _is_full_name(left: Span, right: Span) -> bool:
    """A person's first name and the last, which the model tears apart or of which it sees one only."""
    first, root = left[0], left.root
    if (
        len(left) > 1
        or len(right) > 2
        or root.dep_ != syntax.COMPOUND
        or not right.start <= root.head.i < right.end
        or right[0].is_upper
        or first.is_upper
    ):
        return False
    if is_first_name(first.text):
        return True
    common = (
        first.lower_ in kinds_of_nouns() or is_title_word(first.lower_) or first.text in places()
    )
    return left.label_ == UNSEEN and len(right) == 1 and not common and not first.is_sent_start


def _is_car(left: Span, right: Span) -> bool:
    """ "Ford Mustang": a maker and its model."""
    if (
        left.text not in word_set("names", "car_makers")
        or right.label_ not in {UNSEEN, "PRODUCT", "WORK_OF_ART"}
        or left.end != right.start
    ):
        return False
    last = right[-1]
    known = (
        last.lower_ in word_set("names", "organisation_suffixes")
        or last.lower_ in kinds_of_nouns()
        or is_title_word(right[0].lower_)
    )
    return len(right) < 3 and not known and not right[0].is_upper and right[0].text[0].isupper()


def with_nicknames(doc: Doc, quotes: Sequence[int]) -> Iterator[Span]:
    """ "John 'Jack' Smith": a nickname in quotation marks between the names is a part of the whole; `quotes` is where there are such marks."""
    for token in (doc[i] for i in quotes if 0 < i < len(doc) - 3):
        if not doc[token.i - 1].whitespace_ or not _is_of_name(doc[token.i - 1]):
            continue
        close = next(
            (
                i
                for i in range(token.i + 2, min(token.i + 6, len(doc) - 1))
                if doc[i].text in _CLOSING
            ),
            None,
        )
        if (
            close is None
            or not doc[close - 1].text[0].isalnum()
            or not all(t.text[0].isupper() or t.is_punct for t in doc[token.i + 1 : close])
        ):
            continue
        end = close + 1
        while end < len(doc) and doc[end].lower_ in word_set("names", "particles"):
            end += 1
        if not _is_of_name(doc[end]):
            continue
        start = token.i - 1
        while (
            start
            and _is_of_name(doc[start - 1])
            and not is_title_word(doc[start - 1].lower_)
            and not doc[start].is_sent_start
        ):
            start -= 1
        if is_first_name(doc[start].text) or doc[start].ent_type_ == "PERSON":
            yield _with_generation(Span(doc, start, end + 1, label="PERSON"))


def _is_of_name(token: Token) -> bool:
    return token.tag_ == "NNP" and token.text[0].isupper() and not token.is_upper


def _with_generation(person: Span) -> Span:
    """ "Jane Roe, Jr."."""
    doc, end = person.doc, person.end
    at = end + 1 if end + 1 < len(doc) and doc[end].text == "," else end
    follows = (
        at < len(doc) and doc[at].lower_ in word_set("names", "generations") and len(person) > 1
    )
    return Span(doc, person.start, at + 1, label="PERSON") if follows else person


def whole(span: Span) -> Span:
    """The name with what the model leaves off its end: the rest of a hyphened word, a generation, a number."""
    return (
        _with_generation(_with_hyphened(span))
        if span.label_ == "PERSON"
        else _with_weekday(with_model_number(span))
    )


def _with_weekday(span: Span) -> Span:
    """ "the Sunday Courier", of which the model takes the day for a date."""
    before = span.doc[span.start - 1] if span.start else None
    if (
        before is None
        or span.label_ != "ORG"
        or before.lower_ not in words("time")["weekdays"]
        or before.dep_ != syntax.COMPOUND
        or before.head.i >= span.end
    ):
        return span
    return Span(span.doc, span.start - 1, span.end, label="ORG") if before.tag_ == "NNP" else span


def _with_hyphened(person: Span) -> Span:
    """ "Wong Yeung" of "Wong Yeung-tat", but not "Helen Reed" of "the Helen Reed-led bank", "a Helen Reed-hater", "Helen Reed-aide"."""
    doc, start, end = person.doc, person.start, person.end
    if (
        len(person) < 2
        or end + 1 >= len(doc)
        or doc[end].text != "-"
        or doc[end - 1].whitespace_
        or doc[end].whitespace_
    ):
        return person
    rest = doc[end + 1]
    if (start and doc[start - 1].lower_ in ARTICLES) or is_person_noun(rest.lower_):
        return person
    follows = (
        rest.is_lower
        and rest.is_alpha
        and rest.pos_ in {"PROPN", "NOUN"}
        and rest.dep_ not in {syntax.COMPOUND, syntax.ADJECTIVAL_MODIFIER, syntax.NOMINAL_MODIFIER}
    )
    return Span(doc, start, end + 2, label="PERSON") if follows else person


def with_model_number(span: Span) -> Span:
    """ "Airbus A380", "Boeing 747", "iPhone 4", "FTSE 100": the name of a model goes on with its number."""
    doc, end = span.doc, span.end
    if end >= len(doc):
        return span
    token = doc[end]
    if span[-1].lower_ in word_set("names", "numbered") and token.text.isdigit() and len(span) > 1:
        return Span(
            doc, span.start, end + 1, label=span.label_
        )  # "Air France Flight 447", "Theft Act 1968"
    if span.label_ in {"GPE", "LOC", "FAC", "NORP", "LAW", "EVENT"}:
        return span
    if span.label_ == "PRODUCT" and span[-1].text[0].isdigit() and _is_edition(token):
        return Span(doc, span.start, end + 1, label="PRODUCT")  # 737 MAX
    model = (
        MODEL.fullmatch(token.text) is not None
        and not _PERIOD.fullmatch(token.text)
        and bool(doc[end - 1].whitespace_)
    )
    if not model and not (_NUMBER.fullmatch(token.text) and _is_version(span, token)):
        return span
    end += 1
    if (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and doc[end + 1].text.isdigit()
        and not doc[end].whitespace_
    ):
        end += 2  # A330-200
    if end < len(doc) and _is_edition(doc[end]):
        end += 1  # iPhone 15 Pro
    return Span(doc, span.start, end, label="PRODUCT")


def _is_edition(token: Token) -> bool:
    return token.text[0].isupper() and token.lower_ in word_set("names", "editions")


def _is_version(span: Span, number: Token) -> bool:
    """A number that counts nothing: three digits behind any name, fewer behind the name of a product."""
    doc, after = span.doc, number.i + 1
    counts = after < len(doc) and (
        doc[after].text == "%"
        or doc[after].lower_ in {"percent", "per", "million", "billion"}
        or doc[after].tag_ in {"NNS", "CD"}
    )
    brand = (
        span.text in word_set("kinds", "known", "Work")
        or span.label_ == "PRODUCT"
        or re.fullmatch(r"i[A-Z]\w+", span[-1].text) is not None
    )
    if counts and not (brand and number.head.i == after):
        return False
    told = (
        span.label_ in {UNSEEN, "PRODUCT", "WORK_OF_ART"}
        and span.start <= number.head.i < span.end
        and number.dep_ == syntax.NUMERAL
    )
    return brand or told or (len(number.text) == _FEWEST_DIGITS and span.label_ == "ORG")


def official(doc: Doc, texts: Sequence[str]) -> Iterator[Span]:
    """Long names of public bodies: "Department of Justice", "Office of the High Commissioner for Human Rights"."""
    heads = word_set("names", "bodies")
    for i, text in enumerate(texts[:-2]):
        if not text[0].isupper() or text.lower() not in heads or texts[i + 1].lower() not in JOINTS:
            continue
        token = doc[i]
        end = _end_of_official(doc, token.i)
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
            if (
                doc[start - 1].dep_
                not in {syntax.COMPOUND, syntax.ADJECTIVAL_MODIFIER, syntax.NOMINAL_MODIFIER}
                or doc[start - 1].ent_type_ == "PERSON"
            ):
                break
            start -= 1
        if not doc[end - 1].is_upper:  # "Keele University of the UK" ends before
            yield Span(doc, start, end, label="ORG")


def _end_of_official(doc: Doc, head: int) -> int | None:
    """Where a run of capitals behind "of" or "for" ends that belongs to the head; None where there is none."""
    end, at = None, head + 1
    titles = word_set("titles", "heads")
    joints = JOINTS
    while at < len(doc) and doc[at].lower_ in joints:
        joints = frozenset({"for"})  # "of" once only
        if doc[head].lower_ in word_set("names", "with_campus"):
            joints |= {"at"}  # "University of Texas at Austin"
        k = at + 1
        if k < len(doc) and doc[k].lower_ == "the":
            k += 1
        first = k
        while (
            k < len(doc)
            and doc[k].text[0].isupper()
            and doc[k].tag_ in {"NNP", "NNPS", "JJ", "NN", "NNS"}
            and doc[k].sent == doc[at].sent
        ):
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
    title = (
        doc[at].lower_ in titles
        and doc[at + 1].text[0].isupper()
        and doc[at + 1].ent_type_ == "PERSON"
    )
    return title or (doc[at].ent_type_ == "PERSON" and doc[at].ent_iob_ == "B")
