"""Names: what is one, where it stands, and one type for each, decided over the whole document but for what stands right beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg import syntax
from kg.language.ner.candidates import candidates, is_hashtag
from kg.language.ner.context_types import (
    FAIR,
    LABEL,
    STRONG,
    Votes,
    best,
    by_context,
    by_label,
    no_votes,
)
from kg.language.ner.form_types import by_form, known_names
from kg.language.ner.gazetteer import Gazetteer, Record, exactly
from kg.language.ner.headline_case import headlines, shouted_names, without_headline_words
from kg.language.ner.lexicon import countries, folded, is_first_name, places
from kg.language.ner.merging import with_model_number
from kg.language.ner.splitting import UNSEEN
from kg.model import EntityType
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCORE = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b")
_LONGEST_CODE = 5  # in capitals; what is longer is a word that shouts
_ACTS = frozenset(
    {syntax.SUBJECT, syntax.PASSIVE_SUBJECT, syntax.OBJECT, syntax.POSSESSOR, syntax.CONJUNCT}
)
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "X"})
_MOST_OF_CONTEXT = 6.0  # what all mentions' surroundings together weigh at most for a type


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` (exclusive) of the Doc that name a thing of this type; `record` where the user's gazetteer has it."""

    start: int
    end: int
    type: EntityType
    text: str
    record: Record | None = None


def names_of(doc: Doc, gazetteer: Gazetteer | None = None) -> tuple[Name, ...]:
    """All names of the document in order, none within another."""
    given = gazetteer.found_in(doc) if gazetteer else {}
    taken = {i for start, end in given for i in range(start, end)}
    lines = headlines(doc)
    spans = [
        s
        for s in without_headline_words(doc, [*candidates(doc), *_known(doc)], lines)
        if taken.isdisjoint(range(s.start, s.end))
    ]
    found = [
        s
        for s in filter_spans([*spans, *_spread(doc, spans), *shouted_names(doc, spans, lines)])
        if taken.isdisjoint(range(s.start, s.end))
    ]
    types = _types(spans, found)
    known = {doc[start:end].text: record.type for (start, end), record in given.items()}
    names = [Name(s.start, s.end, kind, s.text) for s, kind in _here(doc, found, types, known)]
    names += [
        Name(start, end, record.type, doc[start:end].text, record)
        for (start, end), record in given.items()
    ]
    return tuple(sorted(names, key=lambda n: n.start))


def is_plural(token: Token) -> bool:
    """Is the noun's form a plural?"""
    return token.tag_ in {"NNS", "NNPS"}


def _known(doc: Doc) -> list[Span]:
    """Names that everybody knows, also where the model sees none."""
    return [Span(doc, a, b, label=UNSEEN) for _, a, b in _matcher_of_known()(doc)]


@cache
def _matcher_of_known() -> PhraseMatcher:
    return exactly(known_names())


def _spread(doc: Doc, spans: Iterable[Span]) -> list[Span]:
    """Every place where one of these names stands, with a capital or a sign that makes it one."""
    tokens = {span.text: [t.text for t in span] for span in spans}
    matcher = PhraseMatcher(doc.vocab, attr="ORTH")
    matcher.add("name", [Doc(doc.vocab, words=tokens[text]) for text in sorted(tokens)])
    return [
        with_model_number(s)
        for s in (doc[a:b] for _, a, b in matcher(doc))
        if not _is_common_word(s) and _is_no_month(s.root) and not is_hashtag(doc, s.start)
    ]


def _is_common_word(span: Span) -> bool:
    """A known name that here is an everyday word: lower case, or a verb."""
    first = span[0]
    if len(span) > 1 or first.ent_type_:
        return False
    return (first.is_lower and not first.text.startswith("@")) or first.pos_ in {
        "VERB",
        "AUX",
        "PRON",
        "ADP",
        "SCONJ",
        "CCONJ",
        "DET",
    }


def _types(spans: Sequence[Span], found: Sequence[Span]) -> dict[str, EntityType]:
    """One type for each name's text, from the model's labels, its form, all its surroundings, and the other names."""
    labels: dict[str, list[str]] = defaultdict(list)
    for span in spans:
        labels[span.text].append(span.label_ or UNSEEN)
    for span in found:
        if span.text not in labels:
            labels[span.text].append(span.label_ or UNSEEN)
    votes = {text: by_label(given) for text, given in labels.items()}
    for text, vote in votes.items():
        for kind, weight in by_form(text, dict(vote)):
            vote[kind] += weight
    around: dict[str, Votes] = defaultdict(no_votes)
    for span in found:
        for kind, weight in by_context(span):
            around[span.text][kind] += weight
    for text, vote in around.items():
        for kind, weight in vote.items():
            if text in votes:
                votes[text][kind] += min(weight, _MOST_OF_CONTEXT)
    _by_other_names(votes)
    _by_company(found, votes)
    types = {text: best(vote) for text, vote in votes.items()}
    return types | _acronyms(found, types)


def _by_other_names(votes: dict[str, Votes]) -> None:
    """ "Roe" where there is "Jane Roe", "Acme" where there is "Acme Holdings"."""
    full = {text: best(vote) for text, vote in votes.items() if " " in text}
    last, firms = _surnames_in(full), _first_words_of_firms(full)
    first = _first_names_in(full)
    for text, vote in votes.items():
        if text in last | first and text not in countries():
            vote["Person"] += LABEL + 1
        if text in firms:
            vote["Organisation"] += FAIR
        if (
            text + "s" in votes and best(votes[text + "s"]) == "Work"
        ):  # a Polaroid, where there are Polaroids
            vote["Work"] += FAIR


def _surnames_in(types: Mapping[str, EntityType]) -> frozenset[str]:
    """The last names of the people named in full."""
    generations = word_set("names", "generations")
    full = [
        [p for p in t.split() if p.lower() not in generations]
        for t, kind in types.items()
        if kind == "Person" and " " in t
    ]
    family_first = word_set("names", "family_first")
    return frozenset(
        parts[0] if len(parts) == 2 and parts[0].lower() in family_first else parts[-1].rstrip(",")
        for parts in full
        if len(parts) > 1
    )


def _first_names_in(types: Mapping[str, EntityType]) -> frozenset[str]:
    """The first names of the people named in full."""
    return frozenset(
        t.split()[0]
        for t, kind in types.items()
        if kind == "Person" and " " in t and is_first_name(t.split()[0])
    )


def _first_words_of_firms(types: Mapping[str, EntityType]) -> frozenset[str]:
    return frozenset(
        t.split()[0] for t, kind in types.items() if kind == "Organisation" and " " in t
    ) - {"The"}


def _by_company(found: Sequence[Span], votes: dict[str, Votes]) -> None:
    """A name that the rest leaves open is what those are with which it is coordinated."""
    decided = {text: best(vote) for text, vote in votes.items() if _margin(vote) >= LABEL}
    at = {s.root.i: s.text for s in found}
    for span in found:
        if span.text in decided or span.text not in votes:
            continue
        root = span.root
        others = [root.head] if root.dep_ == syntax.CONJUNCT else []
        for other in [*others, *(c for c in root.children if c.dep_ == syntax.CONJUNCT)]:
            kind = decided.get(at.get(other.i, ""))
            if kind is not None and kind != "Other":
                votes[span.text][kind] += 1.0


def _margin(vote: Votes) -> float:
    """By how much the first type is before the second."""
    ranked = sorted(vote.values(), reverse=True)
    return ranked[0] - (ranked[1] if len(ranked) > 1 else 0.0) if ranked else 0.0


def _acronyms(found: Sequence[Span], types: Mapping[str, EntityType]) -> dict[str, EntityType]:
    """ "European Central Bank (ECB)": what stands in brackets behind a long name is of its type."""
    out = {}
    for long, short in pairwise(found):
        if short.start != long.end + 1 or long.doc[long.end].text != "(":
            continue
        letters = short.text.replace(".", "")
        if (
            len(letters) > 1
            and letters.isupper()
            and " " in long.text
            and _abbreviates(letters, long.text)
        ):
            out[short.text] = types.get(long.text, "Organisation")
    return out


def _abbreviates(letters: str, name: str) -> bool:
    """Are all the letters of an acronym in the name, in order, the first one first?"""
    rest = iter(folded(name))
    return any(w.startswith(letters[0]) for w in name.split()) and all(
        c in rest for c in folded(letters)
    )


def _here(
    doc: Doc,
    found: Sequence[Span],
    types: Mapping[str, EntityType],
    given: Mapping[str, EntityType],
) -> list[tuple[Span, EntityType]]:
    """Each mention's type: the document's for its name, but where the name is that of two things and the words beside it tell which."""
    all_types = {**types, **given}
    last, firms = _surnames_in(all_types), _first_words_of_firms(all_types)
    parts_of_people = last | _first_names_in(all_types)
    covered = {i for s in found for i in range(s.start, s.end)}
    alone = [
        doc[t.i : t.i + 1]
        for t in doc
        if t.text in last
        and t.i not in covered
        and t.text not in types
        and (t.pos_ in _NOMINAL or t.dep_ == syntax.SUBJECT)
        and _is_no_month(t)
        and not is_hashtag(doc, t.i)
    ]
    by_capitals = {text.upper(): kind for text, kind in types.items() if not text.isupper()}
    clubs = {
        s.text
        for s in found
        if types.get(s.text) == "Place"
        and s.text in places()
        and s.text not in countries()
        and _plays(s)
    }
    lately: dict[str, EntityType] = {}
    out = []
    for span in sorted([*found, *alone], key=lambda s: s.start):
        text = span.text
        kind = (
            (by_capitals.get(text) if len(text) > _LONGEST_CODE else None)
            or types.get(text)
            or by_capitals.get(text)
            or "Person"
        )
        if text in parts_of_people or text in places() or text in word_set("places", "seats"):
            kind = _type_of_ambiguous(
                span, kind, text in parts_of_people, text in firms, text in clubs, lately
            )
        elif text in word_set("places", "adjectives"):
            kind = "Group" if _is_people(span) else "Other"
        parts = text.split()
        if len(parts) > 1 and kind in {"Person", "Organisation"}:
            lately.update(
                dict.fromkeys((parts[0], parts[-1]) if kind == "Person" else (parts[0],), kind)
            )
        out.append((span, kind))
    return out


def _is_no_month(token: Token) -> bool:
    """Where a woman is called May: is she meant, who acts, and not the month?"""
    return token.lower_ not in word_set("time", "months") or token.dep_ not in {
        syntax.PREPOSITIONAL_OBJECT,
        syntax.NOUN_PHRASE_ADVERBIAL,
        syntax.NOMINAL_MODIFIER,
    }


def _type_of_ambiguous(
    span: Span,
    kind: EntityType,
    surname: bool,
    firm: bool,
    club: bool,
    lately: dict[str, EntityType],
) -> EntityType:
    """Jordan the man or the country, Ford the man or the firm, Chelsea the district or the club: what stands beside it, else what was meant last."""
    text = span.text
    votes = no_votes()
    for tells, weight in by_context(span):
        votes[tells] += weight
    if surname:
        for tells, pronouns in words("kinds")["its"].items():
            if any(c.lower_ in pronouns for c in _owners_in_object(span)):
                votes[tells] += FAIR
        fits: list[EntityType] = ["Person"]
        fits += ["Place"] if text in places() else []
        fits += ["Organisation"] if firm or text in words("kinds")["known"]["Organisation"] else []
        if len(fits) == 1:
            return kind
        told = max(fits, key=lambda k: (votes[k], -fits.index(k)))
        if votes[told] >= 1.0:
            lately[text] = told
        return lately.get(text, kind)
    if text in word_set("places", "seats"):
        return "Place" if votes["Place"] >= FAIR else "Organisation"
    if kind != "Place" or text in countries():
        return kind
    return (
        "Organisation"
        if votes["Organisation"] >= STRONG
        or (club and not votes["Place"] and span.root.dep_ in _ACTS)
        or _plays(span)
        else kind
    )


def _owners_in_object(span: Span) -> Iterator[Token]:
    """The "its" of "Acme sold its plant"."""
    if span.root.dep_ == syntax.SUBJECT:
        yield from (
            c
            for o in span.root.head.rights
            if o.dep_ in {syntax.OBJECT, syntax.PREPOSITION}
            for c in o.subtree
            if c.tag_ == "PRP$" and c.i < o.i + 4
        )


def _plays(span: Span) -> bool:
    """Does a city win or lose a match here?"""
    root, sport = span.root, words("kinds")["sport"]
    if root.dep_ not in {
        syntax.SUBJECT,
        syntax.OBJECT,
        syntax.PASSIVE_SUBJECT,
        syntax.PREPOSITIONAL_OBJECT,
    }:
        return False
    verb = root.head.head if root.dep_ == syntax.PREPOSITIONAL_OBJECT else root.head
    verb = next(
        (c for c in root.rights if c.dep_ == syntax.RELATIVE_CLAUSE), verb
    )  # "Leeds, who beat Hull"
    score = _SCORE.search(span.sent.text) is not None
    if score and verb.lemma_.lower() in sport["with_score"]:
        return True
    return verb.lemma_.lower() in sport["verbs"] and (
        score or any(t.lower_ in sport["words"] for t in span.sent)
    )


def _is_people(span: Span) -> bool:
    """ "the French": a people, not what is theirs."""
    doc = span.doc
    behind = doc[span.end] if span.end < len(doc) else None
    noun = behind is not None and (
        behind.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"} or behind.text == "-"
    )
    return (
        span.text in word_set("places", "peoples_with_the")
        and span.start > 0
        and doc[span.start - 1].lower_ == "the"
        and not noun
    )
