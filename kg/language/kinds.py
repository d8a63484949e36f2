"""What a name names: the opinions of its own words and of the words around it, as votes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from spacy.tokens import Span

from kg.language.joining import MODEL
from kg.language.lexicon import countries, is_common_first_name, is_first_name, is_surname, kinds_of_nouns, peoples, places
from kg.language.spans import HANDLE
from kg.model import EntityType
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

Votes: TypeAlias = dict[EntityType, float]

LABELS: Mapping[str, EntityType] = {
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
    "UNSEEN": "Other",
}
LABEL = 3.0  # what the model's labels weigh in all
SURE, BESIDE, STRONG, FAIR, WEAK = 5.0, 3.5, 3.0, 2.0, 1.0
_DOUBTFUL = {"NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "UNSEEN"}  # labels that the model often gives to names of people and firms
_LONGEST_ACRONYM = 6
_LONGEST_CODE = 3
_BRAND = re.compile(r"i[A-Z]\w+")
_QUOTES = frozenset({'"', "“", "”"})
_SIGNS = frozenset({".", ":", "\n", "\n\n", "—", *_QUOTES})
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDER: tuple[EntityType, ...] = ("Person", "Organisation", "Place", "Work", "Group", "Other")


def no_votes() -> Votes:
    """Votes of nobody yet."""
    return defaultdict(float)


def best(votes: Votes) -> EntityType:
    """The type with the most votes; of equals the first of a fixed order."""
    return max(_ORDER, key=lambda kind: (votes.get(kind, 0.0), -_ORDER.index(kind)))


def by_label(labels: list[str]) -> Votes:
    """The model's opinion: a label given a hundred times is one opinion, not a hundred."""
    if set(labels) == {"UNSEEN"}:
        return defaultdict(float, {"Other": WEAK})
    votes = no_votes()
    for label in labels:
        votes[LABELS[label]] += 0.5 if label in _DOUBTFUL else 1.0
    whole = sum(votes.values())
    for kind in votes:
        votes[kind] *= LABEL / whole
    return votes


def by_form(text: str, label: Votes) -> Iterator[tuple[EntityType, float]]:
    """What a name looks like."""
    parts, lower = text.split(), text.lower().split()
    if HANDLE.fullmatch(text):
        yield "Other", SURE
        return
    if kind := _known().get(text):
        yield kind, SURE
    product = text not in _known() and any(MODEL.fullmatch(p) or _BRAND.fullmatch(p) for p in parts) or _is_known_work(parts)
    if product:
        yield "Work", SURE + 1
    if text.isupper() and len(text) > _LONGEST_CODE and text.title() in places():
        yield "Place", SURE  # a dateline
    if text in countries():
        yield "Place", BESIDE
    elif text in places() and (label.get("Place") or label.get("Other")):
        yield "Place", SURE if label.get("Other") == LABEL else FAIR  # the Beijing of "anti-Beijing" is no nationality
    if text in word_set("places", "adjectives"):
        yield "Other", SURE
    elif text in peoples():
        yield "Group", SURE
    if len(parts) > 1:
        told = list(_by_end([w for w in lower if not w.isdigit()]))
        first = len(parts) < 4 and is_first_name(parts[0])
        person = first and label.get("Person", 0.0) > 0
        yield from (vote for vote in told if not person or vote[0] != "Place")  # Marc Lamont Hill
        if person and not told:
            yield "Person", WEAK
        elif first and not told and text not in _known() and _is_called_like_people(parts) and all(p.isalpha() and p.istitle() for p in parts):
            yield "Person", BESIDE  # the model takes many for firms; firms that are called like people have a board, shares, a chief
        if not told and parts[0] in word_set("names", "car_makers") and _is_of_car(parts):
            yield "Work", BESIDE
        elif not told and text not in _known() and parts[-1].endswith("s") and " ".join(parts[:-1]) in places():
            yield "Organisation", FAIR  # the Boston Celtics
    elif not product and text.isupper() and 2 <= len(text) <= _LONGEST_ACRONYM and not label.get("Place"):
        yield "Organisation", FAIR
    elif not product and any(c.isupper() for c in text[1:]) and "-" not in text and not text.isupper() and not label.get("Person"):
        yield "Organisation", WEAK


def _is_called_like_people(parts: list[str]) -> bool:
    """A first name that many bear, or a rare one with a surname that is known."""
    return is_common_first_name(parts[0]) or parts[0] not in places() and is_surname(parts[-1])


def _is_of_car(parts: list[str]) -> bool:
    """Are the words behind a maker's name those of its model, not of a part or partner of the firm?"""
    last = parts[-1]
    firm = last in word_set("names", "car_makers") or last in places() or last.lower() in kinds_of_nouns() or last.lower() in word_set("names", "bodies")
    return len(parts) < 4 and not firm and not last.isupper()


def _is_known_work(parts: list[str]) -> bool:
    """Is a product that everybody knows in the name: "Mac OS X Lion", "Macs"?"""
    known = _known()
    heads = (" ".join(parts[:size]) for size in (2, 3))
    return any(known.get(p) == "Work" for p in (*parts, *heads, *(p.removesuffix("s") for p in parts)))


def _by_end(lower: list[str]) -> Iterator[tuple[EntityType, float]]:
    """A name of several words is what its last word says, but for what its first words say."""
    if not lower:
        return
    tail, head = {lower[-1], " ".join(lower[-2:]), " ".join(lower[-3:])}, {lower[0], " ".join(lower[:2])}
    suffixes = word_set("names", "organisation_suffixes")
    for kind, table in words("kinds")["first"].items():
        if not head.isdisjoint(table) and (kind != "Place" or tail.isdisjoint(suffixes)):  # City of York Police
            yield kind, SURE
            return
    if tail.isdisjoint(words("kinds")["last"]["Other"]) and not tail.isdisjoint(suffixes):
        yield "Organisation", STRONG
        return
    for kind, table in words("kinds")["last"].items():
        if not tail.isdisjoint(table):
            yield kind, SURE
            return


@cache
def _known() -> Mapping[str, EntityType]:
    table = words("kinds")["known"]
    return {name: kind for kind in _ORDER for name in table.get(kind, ())} | dict.fromkeys(table["with_s"], "Organisation")


@cache
def known_names() -> tuple[str, ...]:
    """Names of several words, and odd ones, that are found even where the model sees none."""
    odd = [n for n in _known() if " " in n or any(c.isupper() for c in n[1:])]
    with_s = [n for n in words("kinds")["known"]["with_s"] if not is_first_name(n[:-2])]
    return tuple(sorted({*odd, *with_s, *(n for n in countries() if " and " in n)}))


@cache
def _table(name: str) -> Mapping[str, tuple[EntityType, ...]]:
    """Word → types, out of a table of lists of words/kinds.toml."""
    out: dict[str, tuple[EntityType, ...]] = {}
    for kind in _ORDER:
        for word in words("kinds")[name].get(kind, ()):
            out[word] = (*out.get(word, ()), kind)
    return out


def by_context(span: Span) -> Iterator[tuple[EntityType, float]]:
    """What stands around one mention; `STRONG` and more decides for this mention alone."""
    root = span.root
    yield from _by_words_before(span)
    yield from _by_what_it_owns(span, root)
    yield from _by_grammar(span, root)
    yield from _by_aside(span, root)


def _by_words_before(span: Span) -> Iterator[tuple[EntityType, float]]:
    doc, start = span.doc, span.start
    before = doc[start - 1] if start else None
    if before is None or before.is_space:
        return
    word = before.lower_
    if word in word_set("names", "honorifics"):
        yield "Person", SURE
    elif before.pos_ in {"NOUN", "PROPN"} and before.head.i >= before.i and _is_beside(before, span):
        kind = kinds_of_nouns().get(before.lemma_.lower()) or kinds_of_nouns().get(word)
        if kind is not None and (kind != "Person" or before.tag_ in {"NN", "NNP"} and not _ends_as_thing(span)):
            yield kind, 2 * SURE if kind == "Other" and MODEL.fullmatch(span.text) else BESIDE  # flight BA297
    if word == "the" and before.text == "The" and not before.is_sent_start and start > 1 and doc[start - 2].text not in _SIGNS:
        yield "Work", BESIDE if span.root.ent_type_ == "PERSON" else 1.5  # Jane Roe's The Storm
    if word in _QUOTES and not span[-1].is_upper and span.end < len(doc) and doc[span.end].text in _QUOTES:
        yield "Work", FAIR
    if word in {"based", "headquartered"} and start > 1 and doc[start - 2].text == "-":
        yield "Organisation", FAIR
    if span.end + 1 < len(doc) and doc[span.end].text == "-" and doc[span.end + 1].lower_ in {"based", "born", "bound"}:
        yield "Place", STRONG
    places_ = words("kinds")["places"]
    if word == "the" and start > 1:
        before, word = doc[start - 2], doc[start - 2].lower_
    if before.pos_ == "ADP" and before.dep_ == "prep" and span.root.dep_ == "pobj" and span.root.head == before:
        listed = span.text in places() or span.text in word_set("places", "seats")
        if word in places_["where"]:
            if before.head.lemma_.lower() in places_["lives"] or _is_in_known_place(span):
                yield "Place", BESIDE
            elif before.head.lemma_.lower() not in places_["not_where"]:
                yield "Place", FAIR if listed else 0.0 if doc[start - 1].lower_ == "the" else WEAK
        elif word in places_["whence"] and _is_in_known_place(span):
            yield "Place", BESIDE
        elif word in places_["whence"] and listed:
            yield "Place", STRONG if span.text in word_set("places", "seats") else WEAK


def _is_in_known_place(span: Span) -> bool:
    """ "in Tarno, Ohio"."""
    doc, at = span.doc, span.end + 1
    if at >= len(doc) or doc[at - 1].text != ",":
        return False
    return doc[at].text in places() or doc[at : at + 2].text in places()


def _ends_as_thing(span: Span) -> bool:
    """The Forum of a "CEO Forum" is no person's name."""
    last = span[-1].lower_
    return last in word_set("names", "organisation_suffixes") or any(last in table for table in words("kinds")["last"].values())


def _is_beside(noun: Token, span: Span) -> bool:
    """Is the noun before the name its title or its kind: "airline Ryanair", "the town of Bray" apart?"""
    root = span.root
    if noun.tag_ == "NN" and noun.is_lower and any(c.dep_ == "det" for c in noun.children) and root.head.dep_ != "relcl":
        return True  # "the technology blog Gizmodo", which the parser often tears apart
    return noun.head == root and noun.dep_ in {"compound", "amod", "nmod", "appos"} or root.head == noun and root.dep_ in {"appos", "nmod", "npadvmod"} or (
        noun.head == root.head and noun.dep_ == "compound" and noun.pos_ == "NOUN" and root.dep_ == "compound"
    )  # fmt: skip


def _by_what_it_owns(span: Span, root: Token) -> Iterator[tuple[EntityType, float]]:
    """ "X's shares", "the X striker", "president of X"."""
    if root.dep_ in {"compound", "poss", "nmod"} and root.head.i >= span.end:
        yield from _owner_of(root.head, "owns", span, possessive=root.dep_ == "poss")
    elif root.dep_ == "pobj" and root.head.lower_ in {"of", "for", "at", "in"} and root.head.dep_ == "prep":
        owned = root.head.head
        if owned.ent_type_ == "PERSON" and root.head.lower_ == "of" and span.text not in places() and root.ent_type_ not in {"GPE", "LOC"}:
            yield "Organisation", FAIR  # "Jane Roe of Acme"
        if root.head.lower_ == "of":
            for kind in _table("owns_of").get(owned.lemma_.lower(), ()):
                yield kind, FAIR
        bonds = word_set("names", "shares_in") if root.head.lower_ == "in" else word_set("names", "belongs_to_organisation")
        if owned.lemma_.lower() in bonds:
            yield "Organisation", FAIR


def _owner_of(owned: Token, table: str, span: Span, possessive: bool) -> Iterator[tuple[EntityType, float]]:
    lemma = owned.lemma_.lower()
    if possessive and owned.ent_type_ == "PERSON" and owned.i > span.end + 1:
        yield "Organisation", WEAK  # "Acme's Jane Roe"
    if lemma in words("kinds")["owns"]["Club"] and span.text not in countries():
        yield "Organisation", STRONG
    elif lemma in word_set("names", "belongs_to_organisation") or owned.lower_ in word_set("names", "belongs_to_organisation"):
        yield "Organisation", FAIR
    for kind in _table(table).get(lemma, ()):
        if kind != "Person" or possessive:
            yield kind, BESIDE if kind == "Person" else FAIR


def _by_grammar(span: Span, root: Token) -> Iterator[tuple[EntityType, float]]:
    """Its verb, and what stands before it as its article, number or owner."""
    verb = root.head
    if root.dep_ == "nsubj" and verb.pos_ == "VERB":
        for kind in _table("does").get(verb.lemma_.lower(), ()):
            yield kind, 1.5
    elif root.dep_ == "nsubjpass":
        for kind in _table("suffers").get(verb.lemma_.lower(), ()):
            yield kind, 1.5
    if (root.dep_ == "dobj" or root.dep_ == "nsubjpass") and verb.lemma_.lower() in words("kinds")["gets"]["Work"]:
        yield "Work", WEAK
    if root.dep_ == "dobj" and verb.lemma_.lower() in words("kinds")["gets"]["Place"] and span.text in places():
        yield "Place", WEAK
    if root.dep_ == "dobj" and verb.lemma_.lower() in words("kinds")["gets"]["Organisation"]:
        yield "Organisation", WEAK
    if len(span) <= 2:
        yield from _by_determiner(span, root)


def _by_determiner(span: Span, root: Token) -> Iterator[tuple[EntityType, float]]:
    """ "an iPhone", "its A380s", "the Beatles"."""
    for child in root.lefts:
        if child.i >= span.start or child.dep_ not in {"det", "poss", "nummod"}:
            continue
        alone = child.i + 1 == span.start
        one_of_many = child.lower_ in {"a", "an"} and alone or child.tag_ == "PRP$" or child.dep_ == "nummod" and root.tag_ in {"NNS", "NNPS", "NNP"}
        if one_of_many or child.dep_ == "poss" and child.ent_type_ == "ORG" and len(span) == 1:
            yield "Work", 1.5
        elif child.lower_ == "the" and alone and root.tag_ == "NNPS":
            yield "Organisation", FAIR  # the Beatles, the Giants: no person has an article and a plural
        elif child.lower_ == "the" and alone and len(span) == 1 and not root.text.isupper() and root.tag_ == "NNP":
            yield "Work", WEAK if root.ent_type_ == "PERSON" else 0.5


def _by_aside(span: Span, root: Token) -> Iterator[tuple[EntityType, float]]:
    """ "X, a bank in …", "the maker of phones, X", "X, who …", "X is a bank", "the town of X", "X (1999)"."""
    doc = span.doc
    if span.end + 2 < len(doc) and doc[span.end].text == "(" and doc[span.end + 2].text == ")" and _YEAR.fullmatch(doc[span.end + 1].text):
        yield "Work", BESIDE if len(span) > 1 else WEAK
    if span.end + 1 < len(doc) and doc[span.end].pos_ == "CCONJ" and doc[span.end + 1].tag_ == "PRP$":
        for kind in _table("its").get(doc[span.end + 1].lower_, ()):
            yield kind, BESIDE  # "X and his brother"
    for child in root.rights:
        if child.dep_ == "appos" and child.pos_ == "NOUN" and child.i > span.end:
            yield from _kind_of(child)
        if child.dep_ == "relcl" and span.end + 1 < len(doc):
            pronoun = next((t.lower_ for t in doc[span.end : span.end + 3] if t.tag_ in {"WP", "WRB", "WDT", "WP$"}), "")
            if pronoun == "who":
                yield "Person", FAIR
            elif pronoun == "where":
                yield "Place", FAIR
    head = root.head
    if root.dep_ == "pobj" and head.lower_ in word_set("kinds", "examples") and head.head.tag_ == "NNS":
        yield from _kind_of(head.head)
    if root.dep_ == "appos" and head.pos_ == "NOUN" and head.i < span.start - 1:
        yield from _kind_of(head)
    if root.dep_ == "nsubj" and head.lemma_ == "be":
        for child in head.children:
            if child.dep_ == "attr" and child.pos_ == "NOUN" and any(c.dep_ == "det" for c in child.children):
                yield from _kind_of(child)
    of_a_place = root.dep_ == "pobj" and head.lower_ == "of" and head.i == span.start - 1
    if of_a_place and head.head.lemma_.lower() in words("kinds")["places"]["called"]:
        yield "Place", STRONG


def _kind_of(noun: Token) -> Iterator[tuple[EntityType, float]]:
    lemma = noun.lemma_.lower()
    kind = kinds_of_nouns().get(lemma)
    if kind is not None:
        yield kind, BESIDE
