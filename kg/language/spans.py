"""Where a name begins and ends: what the model marks, trimmed, parted and joined, and what it overlooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from kg.language.lexicon import countries, is_first_name, places
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})  # the model's labels of names
UNSEEN = "UNSEEN"  # of what the model gives no label
HANDLE = re.compile(r"@\w{2,50}")
MODEL = re.compile(
    r"[A-Za-z]{1,4}-?\d{2,4}[A-Za-z]{0,2}(?:-\d{2,4})?s?|[A-Za-z]{1,4}-?\ds?|\d{1,3}[A-Z]{1,2}s?|\d{3}-\d{2,3}|\d{3}s"
)  # A380, 747s, VC-10, 3GS, 737-800
_NUMBER = re.compile(r"\d{3}|\d{1,2}(?:\.\d)?")
_PERIOD = re.compile(r"[QHF][1-4Y]\d*")  # of a year: Q3, FY09
_NO_END = frozenset({"'", "’", "'s", "’s", ",", ";", ":", '"', "”", "“", "(", "-", "–", "—"})
_NEVER_LAST = frozenset({"ADP", "CCONJ", "DET", "PART", "SCONJ", "NOUN"})
_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_PREFIXES = frozenset({"pro", "anti", "ex", "non"})
_PARTICLES = frozenset({"de", "du", "des", "del", "della", "di", "da", "von", "van"})
_JOINTS = frozenset({"of", "for"})


def candidates(doc: Doc) -> list[Span]:
    """Spans that may be names, each with the model's label or `UNSEEN`; they may overlap."""
    given = {e.text for e in doc.ents if e.label_ in NAMES}
    marked = [t for e in doc.ents if e.label_ in NAMES for part in _parts(e, given) if (t := trimmed(part)) is not None]
    found = _joined(doc, [*marked, *_unseen(doc)])
    return [*(with_model_number(s) for s in found), *_handles(doc), *_official(doc)]


def trimmed(span: Span) -> Span | None:
    """The name without articles, honorifics, titles, possessive marks and stray punctuation; None where nothing is left of it."""
    doc, start, end = span.doc, span.start, span.end
    label = span.label_
    while start < end and (doc[start].lower_ in _ARTICLES or doc[start].is_punct or doc[start].is_space or _is_title(doc, start, end, label)):
        start += 1
    if end - start > 2 and doc[start].lower_ in _PREFIXES and doc[start + 1].text == "-":
        start += min(3, end - start - 1)  # the DAB of "Pro-Beijing DAB"
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_space or doc[end - 1].text in _NO_END) and not _ends_with_own_s(doc, start, end):
        end -= 1
    while start < end and label != "WORK_OF_ART" and doc[start].is_lower and doc[start].text.isalpha():
        start += 1
    for token in doc[start:end]:
        if "\n" in token.text:
            end = token.i
            break
    while end - 1 > start and label != "WORK_OF_ART" and doc[end - 1].is_lower and doc[end - 1].pos_ in _NEVER_LAST:
        end -= 1
    while end > start and doc[end - 1].is_punct and doc[end - 1].text not in {".", ")"} and not _ends_with_own_s(doc, start, end):
        end -= 1
    if end - start > 1 and _is_caption(doc[end - 1]):
        end -= 1
    if start >= end or is_hashtag(doc, start) or not is_possible(doc[start:end].text) or _is_part_of_title(doc, start, end):
        return None
    return Span(doc, start, end, label="PERSON" if label == "ORG" and _is_behind_office(doc, start, span.start) else label)


def is_possible(text: str) -> bool:
    """May this be a name at all: something large or a number in it, and no word that never is one?"""
    return (
        len(text) > 1
        and any(c.isupper() or c.isdigit() for c in text)
        and text.lower() not in word_set("names", "never")
        and not text.startswith(("#", "http", "-"))
    )


def is_hashtag(doc: Doc, start: int) -> bool:
    """Does a # stand right before?"""
    return start > 0 and doc[start - 1].text == "#" and not doc[start - 1].whitespace_


def _is_title(doc: Doc, at: int, end: int, label: str) -> bool:
    """A title or honorific with a person's name behind it, or the office of which that person is minister."""
    if at >= end - 1:
        return False
    titles = word_set("titles", "heads") | word_set("names", "honorifics")
    return label == "PERSON" and doc[at].lower_ in titles or label in {"PERSON", "ORG"} and end - at >= 3 and _is_office(doc, at)


def _is_office(doc: Doc, at: int) -> bool:
    """ "State" in "Secretary of State Helen Reed"."""
    of = at > 1 and doc[at - 1].lower_ in _JOINTS and doc[at - 2].lower_ in word_set("titles", "heads")
    return of and doc[at].lower_ in word_set("names", "portfolios") and is_first_name(doc[at + 1].text)


def _is_behind_office(doc: Doc, start: int, first: int) -> bool:
    return start > first and any(_is_office(doc, i) for i in range(max(first, 2), start))


def _is_part_of_title(doc: Doc, start: int, end: int) -> bool:
    """ "Shadow Home" before "Secretary", "Education" behind "Minister of"."""
    heads = word_set("titles", "heads")
    before_head = end < len(doc) and doc[end].lower_ in heads and doc[end].text[0].isupper()
    if before_head and all(t.lower_ in word_set("titles", "modifiers") for t in doc[start:end]):
        return True
    behind_head = start > 1 and doc[start - 1].lower_ in _JOINTS and doc[start - 2].lower_ in heads
    return behind_head and end - start == 1 and doc[start].lower_ in word_set("names", "portfolios")


def _ends_with_own_s(doc: Doc, start: int, end: int) -> bool:
    """McDonald's, Moody's: the mark belongs to the name."""
    return doc[end - 1].text in _POSSESSIVES and doc[start:end].text.replace("’", "'") in frozenset(words("kinds")["known"]["with_s"])


def _parts(span: Span, given: set[str]) -> Iterator[Span]:
    """An entity of the model's cut where it holds two names: at a title, a comma, "and", "of", a preposition, an owner's mark."""
    cut = _cut(span, given)
    if cut is None:
        yield span
        return
    at, skip, left, right = cut
    if at > span.start and left:
        yield from _parts(Span(span.doc, span.start, at, label=left), given)
    if at + skip < span.end:
        yield from _parts(Span(span.doc, at + skip, span.end, label=right), given)


def _cut(span: Span, given: set[str]) -> tuple[int, int, str, str] | None:
    """Where a second name begins: its index, how many tokens belong to neither, and both labels."""
    label = span.label_
    if label == "WORK_OF_ART" or span.text in countries():
        return None
    for k in range(span.start + 1, span.end - 1):
        token, left, right = span.doc[k], span.doc[span.start : k], span.doc[k + 1 : span.end]
        word = token.lower_
        if _is_parting_title(span, k):
            return k, 1, "GPE" if left.text in places() else "ORG", "PERSON"
        if word in word_set("names", "parting") and token.is_lower and label != "LAW":
            return k, 1, label, UNSEEN
        if token.is_lower and token.pos_ == "NOUN" and label in {"ORG", "PERSON", "GPE"} and token.text.isalpha():
            return k, 1, label if any(t.pos_ == "PROPN" for t in left) else "", label
        if word == "of" and label == "PERSON" and len(left) > 1:
            return k, 1, label, UNSEEN
        listed = word in {"and", ",", "/"} and label in {"PERSON", "GPE", "LOC", "NORP"} and right[0].lower_ not in word_set("names", "generations")
        if listed and left.text.lower() not in word_set("names", "compass"):  # not "North and South Korea"
            return k, 1, label, label
        if word in {"and", "the"} and token.is_lower and label == "ORG" and (left.text in given or right.text in given):
            return k, 1, label, label
        if word in _POSSESSIVES and left.text in given and left.text + token.text not in words("kinds")["known"]["with_s"]:
            return k, 1, label, label
        if word in {"-", "–", "—"} and label in {"GPE", "PERSON"} and token.whitespace_ and span.doc[k - 1].whitespace_:
            return k, 1, label, label
    return None


def _is_parting_title(span: Span, k: int) -> bool:
    """ "Chairman" in "Ford Motor Co. Chairman Bill Ford": a title with a firm before and a person behind."""
    doc, token = span.doc, span.doc[k]
    title = token.text[0].isupper() and token.lower_ in word_set("titles", "heads") - word_set("names", "not_parting")
    behind = doc[k + 1 : span.end]
    return (
        title
        and doc[k + 1].text[0].isupper()
        and behind[-1].lower_ not in word_set("names", "organisation_suffixes")
        and not is_first_name(doc[span.start].text)
        and len(behind) > 1
    )


def _handles(doc: Doc) -> list[Span]:
    return [Span(doc, t.i, t.i + 1, label=UNSEEN) for t in doc if HANDLE.fullmatch(t.text)]


def _unseen(doc: Doc) -> list[Span]:
    """Runs of proper nouns in capitals that the model gave no label: "GitHub was bought"."""
    out: list[Span] = []
    not_names = word_set("titles", "heads") | word_set("titles", "modifiers") | word_set("titles", "behind") | word_set("names", "honorifics")
    lower = {t.text for t in doc if t.is_lower}
    start: int | None = None
    for i in range(len(doc) + 1):
        token = doc[i] if i < len(doc) else None
        if (
            token is not None
            and token.tag_ in {"NNP", "NNPS"}
            and any(c.isupper() for c in token.text[:2])  # iPhone, eBay
            and (not token.ent_type_ or is_false_date(token))
            and token.lower_ not in not_names
            and not _is_caption(token)
            and token.lower_ not in word_set("time", "months") | word_set("time", "weekdays")
        ):
            glued = i > 0 and doc[i - 1].like_num and not doc[i - 1].whitespace_  # the G of 3G
            start = start if start is not None or glued else i
        elif start is not None:
            if (
                is_possible(doc[start:i].text)
                and not is_hashtag(doc, start)
                and not _is_topic(doc, start, i)
                and not _is_part_of_title(doc, start, i)
                and not _is_common(doc, start, i, lower)
            ):
                out.append(Span(doc, start, i, label=UNSEEN))
            start = None
    return out


def _is_caption(token: Token) -> bool:
    """ "Image:" before who made it."""
    return token.lower_ in word_set("names", "captions") and token.i + 1 < len(token.doc) and token.nbor().text == ":"


def _is_topic(doc: Doc, start: int, end: int) -> bool:
    """The AI of an AI team."""
    first = doc[start]
    return end - start == 1 and first.is_upper and first.dep_ == "compound" and first.head.tag_ in {"NN", "NNS"}


def _is_common(doc: Doc, start: int, end: int, lower: set[str]) -> bool:
    """A word at the start of a sentence that the text also has in lower case."""
    return end - start == 1 and doc[start].is_sent_start is True and doc[start].lower_ in lower


def _joined(doc: Doc, spans: Sequence[Span]) -> list[Span]:
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


def _official(doc: Doc) -> Iterator[Span]:
    """Long names of public bodies: "Department of Justice", "Office of the High Commissioner for Human Rights"."""
    heads = word_set("names", "bodies")
    for token in doc[:-2]:
        if token.lower_ not in heads or not token.text[0].isupper() or doc[token.i + 1].lower_ not in _JOINTS:
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
    joints = _JOINTS
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


def is_false_date(token: Token) -> bool:
    """Does the model call a name a date: a single capitalised word that is no month, day or feast?"""
    known = word_set("time", "weekdays") | word_set("time", "months") | word_set("time", "feasts") | frozenset(words("time")["months_short"])
    alone = token.ent_iob_ == "B" and (token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I")
    return token.ent_type_ == "DATE" and alone and token.tag_ == "NNP" and token.is_alpha and token.lower_ not in known
