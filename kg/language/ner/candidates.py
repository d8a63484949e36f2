"""Where a name begins and ends: what the model marks, trimmed, and what it overlooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from kg import syntax
from kg.language.ner.lexicon import is_first_name, is_person_noun, is_title_word, kinds_of_nouns
from kg.language.ner.merging import ARTICLES, OPENING, joined, official, whole, with_nicknames
from kg.language.ner.splitting import JOINTS, POSSESSIVES, UNSEEN, parts
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

NAMES = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"}
)  # the model's labels of names
HANDLE = re.compile(r"@\w{2,50}")
_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z].*")  # D-N.Y.
_SCORE = re.compile(r"\d{1,3}(?:[-–]\d{1,3})?|[-–]")
_OWNED = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_LONGEST_TITLE = 8  # tokens
_SMALL = frozenset({"ADP", "CCONJ", "DET", "PART", "SCONJ"})
_QUOTES = frozenset({'"', "“", "”"})
_NO_END = frozenset({"'", "’", "'s", "’s", ",", ";", ":", '"', "”", "“", "(", "-", "–", "—"})
_OPENING = {"(": ")", "[": "]"}
_NEVER_LAST = frozenset({"ADP", "CCONJ", "DET", "PART", "SCONJ", "NOUN"})
_PREFIXES = frozenset({"pro", "anti", "ex", "non"})


def candidates(doc: Doc) -> list[Span]:
    """Spans that may be names, each with the model's label or `UNSEEN`; they may overlap."""
    given = {e.text: e.label_ for e in doc.ents if e.label_ in NAMES}
    texts = [t.text for t in doc]  # once: to ask spaCy for a token is what costs
    marked = [
        t
        for e in doc.ents
        if e.label_ in NAMES
        for part in parts(e, given)
        if (t := trimmed(part)) is not None
    ]
    found = joined(doc, [*marked, *_unseen(doc, texts)])
    quotes = [i for i, text in enumerate(texts) if text in OPENING]
    return [
        *(whole(s) for s in found),
        *_handles(doc, texts),
        *official(doc, texts),
        *with_nicknames(doc, quotes),
        *_quoted_titles(doc, quotes),
    ]


def trimmed(span: Span) -> Span | None:
    """The name without articles, honorifics, titles, possessive marks and stray punctuation; None where nothing is left of it."""
    doc, label = span.doc, span.label_
    start = _begin(doc, span.start, span.end, label)
    end = _end(
        doc,
        start,
        next((i for i in range(start + 1, span.end) if doc[i].is_currency), span.end),
        label,
    )  # "fined Thames Water £3m"
    while (
        start < end and label != "WORK_OF_ART" and doc[start].is_lower and doc[start].text.isalpha()
    ):
        start += 1
    start = max(
        [
            start,
            *(
                i + 1
                for i in range(start + 1, end - 1)
                if doc[i].text in _QUOTES and label != "LAW"
            ),
        ]
    )
    letters = (
        start + 1 == end
        and doc[start].text in word_set("names", "postnominals")
        and _is_behind_person(doc, start)
    )
    if (
        start >= end
        or letters
        or is_hashtag(doc, start)
        or not is_possible(doc[start:end].text, label)
        or _is_part_of_title(doc, start, end)
    ):
        return None
    if (
        all(t.text == "&" or t.lower_ in word_set("titles", "heads") for t in doc[start:end])
        and end - start > 2
    ):
        return None  # "Founder & CEO"
    if label == "ORG" and (
        _is_behind_office(doc, start, span.start)
        or (start > span.start and _is_honoured(doc, start - 1, end))
    ):
        label = "PERSON"
    if start > span.start and doc[start - 1].text == "-" and _PARTY_AND_STATE.fullmatch(span.text):
        label = "GPE"  # the Texas of R-Texas
    return Span(doc, start, end, label=label)


def _begin(doc: Doc, start: int, end: int, label: str) -> int:
    while start < end and (
        doc[start].lower_ in ARTICLES
        or doc[start].is_punct
        or doc[start].is_space
        or _is_title(doc, start, end, label)
    ):
        start += 1
    if (
        label == "PERSON"
        and end - start > 2
        and doc[start].is_sent_start
        and is_person_noun(doc[start].lower_)
        and is_first_name(doc[start + 1].text)
    ):
        start += 1  # "Witness Priya Nair"
    if end - start > 1 and start and doc[start - 1].like_num and not doc[start - 1].whitespace_:
        start += 1  # the G of 3G
    if (
        end - start > 2
        and doc[start + 1].text == "-"
        and _PARTY_AND_STATE.fullmatch(doc[start:end].text)
    ):
        start += 2
    if end - start > 2 and doc[start].lower_ in _PREFIXES and doc[start + 1].text == "-":
        start += min(3, end - start - 1)  # the DAB of "Pro-Beijing DAB"
    return start


def _end(doc: Doc, start: int, end: int, label: str) -> int:
    end = next(
        (
            t.i
            for t in doc[start:end]
            if "\n" in t.text
            or (t.i > start and t.text in _OPENING and not _is_closed(doc, t.i, end))
        ),
        end,
    )
    while end - 1 > start and label in {"ORG", "PERSON", "GPE"} and _is_score(doc, end):
        end -= 1
    if (
        end - 1 > start
        and label in {"ORG", "PERSON", "GPE"}
        and doc[end - 1].dep_ == syntax.NUMERAL
        and doc[end - 1].head.i >= end
    ):
        end -= 1  # "gives Halden 340 stores"
    while (
        end > start and _is_stray(doc, start, end, label) and not _ends_with_own_s(doc, start, end)
    ):
        end -= 1
    if (
        label == "ORG"
        and end + 1 < len(doc)
        and doc[end].tag_ == "POS"
        and doc[end + 1].pos_ not in _OWNED
        and _ends_with_own_s(doc, start, end + 1)
    ):
        return end + 1  # Wendy's
    if (
        label == "PERSON"
        and end - start > 2
        and doc[end - 1].is_upper
        and doc[end - 1].lower_ in word_set("titles", "heads")
    ):
        end -= 1  # "appointed Jane Roe CFO"
    if end - start > 1 and (
        _is_caption(doc[end - 1])
        or (label == "PERSON" and doc[end - 1].text in word_set("names", "postnominals"))
    ):
        end -= 1
    return end


def _is_closed(doc: Doc, opening: int, end: int) -> bool:
    return any(t.text == _OPENING[doc[opening].text] for t in doc[opening:end])


def _is_stray(doc: Doc, start: int, end: int, label: str) -> bool:
    """Is the last token a mark, or a small word that ends no name?"""
    last = doc[end - 1]
    if (
        last.tag_ == "POS"
        or last.is_space
        or last.text in _NO_END
        or (last.is_punct and last.text not in {".", ")"})
    ):
        return True
    if end - 1 == start or label == "WORK_OF_ART" or not last.is_lower:
        return False
    return last.pos_ in _NEVER_LAST or (
        last.text in word_set("names", "particles") and bool(doc[end - 2].whitespace_)
    )


def is_possible(text: str, label: str = "") -> bool:
    """May this be a name at all: something large or a number in it, and no word that never is one? An English chemist's "English" is one, the language not."""
    return (
        len(text) > 1
        and any(c.isupper() or c.isdigit() for c in text)
        and (
            text.lower() not in word_set("names", "never")
            or (label == "NORP" and text.lower() in word_set("nationalities", "adjectives"))
        )
        and text not in word_set("names", "degrees")
        and not text.startswith(("#", "http", "-"))
        and not _PARTY_AND_STATE.fullmatch(text)
    )


def is_hashtag(doc: Doc, start: int) -> bool:
    """Does a # stand right before?"""
    return start > 0 and doc[start - 1].text == "#" and not doc[start - 1].whitespace_


def _is_title(doc: Doc, at: int, end: int, label: str) -> bool:
    """A title or honorific with a person's name behind it, or the office of which that person is minister."""
    if at >= end - 1:
        return False
    titles = word_set("titles", "heads") | word_set("names", "honorifics")
    if (
        doc[at].lower_ in word_set("names", "before_honorifics")
        and doc[at + 1].lower_ in word_set("names", "honorifics")
        and label in {"PERSON", "ORG"}
    ):
        return True
    if (label == "PERSON" and doc[at].lower_ in titles) or (
        label == "ORG" and _is_honoured(doc, at, end)
    ):
        return True
    return label in {"PERSON", "ORG"} and end - at >= 3 and _is_office(doc, at)


def _is_honoured(doc: Doc, at: int, end: int) -> bool:
    """ "Princess Helen", "Crown Princess Helen", which the model takes for an organisation."""
    names = [t for t in doc[at + 1 : end] if t.lower_ not in word_set("names", "honorifics")]
    last = doc[end - 1].lower_
    return doc[at].lower_ in word_set("names", "honorifics") and 0 < len(names) < 3 and is_first_name(names[0].text) and last not in kinds_of_nouns() and (
        last not in word_set("names", "organisation_suffixes")
    )  # fmt: skip


def _is_score(doc: Doc, end: int) -> bool:
    """The 3-2 behind the name of a club."""
    return _SCORE.fullmatch(doc[end - 1].text) is not None and any(
        c in doc[end - 2 : end + 1].text for c in "-–"
    )


def _is_behind_person(doc: Doc, at: int) -> bool:
    return at > 0 and doc[at - 1].ent_type_ == "PERSON"


def _is_office(doc: Doc, at: int) -> bool:
    """ "State" in "Secretary of State Helen Reed"."""
    of = (
        at > 1
        and doc[at - 1].lower_ in JOINTS
        and doc[at - 2].lower_ in word_set("titles", "heads")
    )
    return (
        of and doc[at].lower_ in word_set("names", "portfolios") and is_first_name(doc[at + 1].text)
    )


def _is_behind_office(doc: Doc, start: int, first: int) -> bool:
    return start > first and any(_is_office(doc, i) for i in range(max(first, 2), start))


def _is_part_of_title(doc: Doc, start: int, end: int) -> bool:
    """ "Shadow Home" before "Secretary", "Education" behind "Minister of", the "Fellow" of "a Fellow of the Royal Society"."""
    heads = word_set("titles", "heads")
    if (
        end - start == 1
        and start
        and doc[start - 1].lower_ in ARTICLES
        and doc[start].lower_ in heads | word_set("titles", "occupations")
    ):
        return True
    before_head = (
        end < len(doc)
        and doc[end].lower_ in heads
        and (doc[end].text[0].isupper() or bool(doc[start].is_sent_start))
    )
    party = (
        doc[start:end].text in word_set("names", "also_words")
        and doc[end].lower_ not in word_set("names", "of_departments")
        if before_head
        else False
    )
    if (
        before_head
        and not party
        and all(t.lower_ in word_set("titles", "modifiers") for t in doc[start:end])
    ):
        return True
    behind_head = start > 1 and doc[start - 1].lower_ in JOINTS and doc[start - 2].lower_ in heads
    return behind_head and end - start == 1 and doc[start].lower_ in word_set("names", "portfolios")


def _ends_with_own_s(doc: Doc, start: int, end: int) -> bool:
    """McDonald's, Moody's: the mark belongs to the name."""
    return doc[end - 1].text in POSSESSIVES and doc[start:end].text.replace("’", "'") in word_set(
        "kinds", "known", "with_s"
    )


def _handles(doc: Doc, texts: Sequence[str]) -> list[Span]:
    return [
        Span(doc, i, i + 1, label=UNSEEN) for i, text in enumerate(texts) if HANDLE.fullmatch(text)
    ]


def _quoted_titles(doc: Doc, quotes: Sequence[int]) -> Iterator[Span]:
    """ "Now and Then": in quotation marks, with a capital to each word but the small ones."""
    double = [i for i in quotes if doc[i].text in _QUOTES]
    for opened, closed in pairwise(double):
        if not 2 < closed - opened - 1 <= _LONGEST_TITLE:
            continue
        inside = doc[opened + 1 : closed]
        large = [t for t in inside if t.text[0].isupper()]
        small = [t for t in inside if t.is_lower and (t.pos_ in _SMALL or t.tag_ == "POS")]
        if (
            small
            and len(small) + len(large) == len(inside)
            and inside[0] in large
            and inside[-1] in large
        ):
            start = inside.start + (inside[0].lower_ in ARTICLES)
            if start + 1 < inside.end and not is_title_word(doc[start].lower_):
                yield Span(doc, start, inside.end, label="WORK_OF_ART")


def _unseen(doc: Doc, texts: Sequence[str]) -> list[Span]:
    """Runs of proper nouns in capitals that the model gave no label: "GitHub was bought"."""
    out: list[Span] = []
    lower = {text for text in texts if text.islower()}
    start: int | None = None
    for i, text in enumerate([*texts, ""]):
        if any(c.isupper() for c in text[:2]) and _may_be_unseen(doc[i]):  # iPhone, eBay
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
                out.append(
                    Span(
                        doc,
                        start,
                        i,
                        label="PERSON" if _is_surname_of_month(doc[i - 1]) else UNSEEN,
                    )
                )
            start = None
    return out


def _may_be_unseen(token: Token) -> bool:
    """A proper noun in no entity of the model's that is no title, no caption and no date."""
    word = token.lower_
    if word in word_set("time", "months") or word in word_set("time", "weekdays"):
        return _is_surname_of_month(token)
    if token.tag_ not in {"NNP", "NNPS"} or (token.ent_type_ and not is_false_date(token)):
        return False
    before_head = token.i + 1 < len(token.doc) and token.nbor().lower_ in word_set(
        "titles", "heads"
    ) - word_set("names", "of_departments")
    if is_title_word(word) and (
        token.text not in word_set("names", "also_words")
        or (bool(token.is_sent_start) and not before_head)
    ):
        return False
    return not _is_caption(token) and not (
        token.text in word_set("names", "postnominals") and _is_behind_person(token.doc, token.i)
    )


def _is_caption(token: Token) -> bool:
    """ "Image:" before who made it."""
    return (
        token.lower_ in word_set("names", "captions")
        and token.i + 1 < len(token.doc)
        and token.nbor().text == ":"
    )


def _is_topic(doc: Doc, start: int, end: int) -> bool:
    """The AI of an AI team."""
    first = doc[start]
    return (
        end - start == 1
        and first.is_upper
        and first.dep_ == syntax.COMPOUND
        and first.head.tag_ in {"NN", "NNS"}
    )


def _is_common(doc: Doc, start: int, end: int, lower: set[str]) -> bool:
    """A word at the start of a sentence that the text also has in lower case, or what somebody is: "Defender Jane Roe", "a British Geologist"."""
    token = doc[start]
    if end - start > 1:
        return False
    if token.is_sent_start is True and token.lower_ in lower:
        return True
    described = (end < len(doc) and doc[end].ent_type_ == "PERSON") or (
        start > 0 and doc[start - 1].pos_ == "ADJ"
    )
    return described and is_person_noun(token.lower_)


def _is_surname_of_month(token: Token) -> bool:
    """The May of "Theresa May"."""
    first = token.nbor(-1) if token.i else None
    return (
        first is not None
        and token.lower_ in word_set("time", "months")
        and token.text.istitle()
        and first.text.istitle()
        and first.tag_ == "NNP"
        and is_first_name(first.text)
        and first.lower_ not in word_set("time", "months")
        and first.ent_type_ in {"", "PERSON"}
    )


def is_false_date(token: Token) -> bool:
    """Does the model call a name a date: a single capitalised word that is no month, day or feast?"""
    known = (
        word_set("time", "weekdays")
        | word_set("time", "months")
        | word_set("time", "feasts")
        | frozenset(words("time")["months_short"])
    )
    alone = token.ent_iob_ == "B" and (
        token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I"
    )
    return (
        token.ent_type_ == "DATE"
        and alone
        and token.tag_ == "NNP"
        and token.is_alpha
        and token.lower_ not in known
    )
