"""Lasting ties: by the pattern files, by what a description calls a thing, by the handle under a post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.confidence import confidence_of
from kg.extract.factuality import certainty_of, polarity_of
from kg.extract.pattern_matcher import Filler, Match, matches
from kg.extract.relations.life_dates import life_dates
from kg.extract.spans import sentence_of, span_of
from kg.model import Argument, Mention, Relation, Span
from kg.patterns import word_set
from kg.syntax import Arcs, subject_arcs, with_conjuncts
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_TIED = {"apposition", "copula", "salient-organisation", "same-head"}
_WHEREABOUTS = frozenset(
    {"bornIn", "residesIn", "headquarteredIn"}
)  # what is so of a town is so of its land
_PREDICATES = {syntax.ATTRIBUTE, syntax.OBJECT_PREDICATE, syntax.ADJECTIVAL_COMPLEMENT, syntax.ROOT}
#: Patterns of a description that the writer uses for a thing named elsewhere: "the chip maker" for Acme.
DESCRIBED = frozenset({"typeOf:type-salient-organisation", "typeOf:type-same-head"})


@dataclass(frozen=True, slots=True)
class _Typed:
    """A named thing and the noun that says what kind of thing it is."""

    subject: Mention
    noun: Token
    shape: str
    verb: Token | None = None


def pattern_relations(
    document: Document, arcs: Arcs
) -> tuple[tuple[Relation, ...], tuple[Mention, ...]]:
    """Relations, and the mentions of the kinds and accounts that they name."""
    out = [
        r
        for m in matches(document, arcs, "relation")
        if not _is_each_to_each(m)
        for r in _relations(document, m)
    ]
    extra: list[Mention] = []
    for typed in _types(document, arcs):
        relation, mention = _type_relation(document, typed)
        out.append(relation)
        extra.append(mention)
    out.extend(_accounts(document))
    out.extend(life_dates(document))
    return distinct(document.mentions, out), tuple(extra)


def _is_each_to_each(match: Match) -> bool:
    """ "A and B of respectively X and Y": of whom what holds is told by the order alone."""
    listed = any(
        f.token.dep_ == syntax.CONJUNCT or len(with_conjuncts(f.token)) > 1 for f in match.fillers
    )
    return listed and any(
        t.lower_ in word_set("relations", "each_to_each") for t in match.trigger.sent
    )


def _relations(document: Document, match: Match) -> Iterator[Relation]:
    """One relation for each pair of a subject and an object."""
    objects = [f for f in match.fillers if f.role == "object"]
    predicated = _is_predicated(match)
    for subject in (f for f in match.fillers if f.role == "subject"):
        for other in [
            *objects,
            *(
                wider
                for f in objects
                if match.pattern.type in _WHEREABOUTS
                and (wider := _around(document, f)) is not None
            ),
        ]:
            if (
                subject.mention.entity is not None
                and subject.mention.entity == other.mention.entity
            ):
                continue
            if (
                other.mention.type == "Date"
                and other.mention.value is not None
                and period_of(other.mention.value) is None
            ):
                continue  # "born recently" names no day
            yield Relation(
                id=f"relation-{match.pattern.type}-{match.trigger.idx}-{subject.mention.id}-{other.mention.id}",
                type=match.pattern.type,
                arguments=(
                    Argument("subject", subject.mention.id),
                    Argument("object", other.mention.id),
                ),
                sentence=sentence_of(match.trigger),
                trigger=span_of([match.trigger]),
                polarity=polarity_of(match.trigger) if predicated else "positive",
                certainty=certainty_of(match.trigger) if predicated else "certain",
                pattern=f"{match.pattern.name}:{match.shape}",
                confidence=confidence_of(
                    "relation", match.shape, f"{match.pattern.name}:{match.shape}"
                ),
            )


def _is_predicated(match: Match) -> bool:
    """Do denial and doubt of the verb reach the tie: "is not the wife of", "could not reach her husband, Tom", who is that all the same?

    A noun with "no" denies it by itself; one that a pattern ties by its verb ("received no degree from") is as its verb is.
    """
    noun = match.trigger
    if match.shape != "noun":
        return match.shape == "verb"
    while noun.dep_ == syntax.CONJUNCT:
        noun = noun.head
    by_verb = any(
        f.token.i == noun.head.i
        or (f.token.head.i == noun.head.i and noun.head.pos_ in {"VERB", "AUX"})
        for f in match.fillers
    )
    return noun.dep_ in _PREDICATES or by_verb or any(c.lower_ == "no" for c in noun.children)


def _around(document: Document, place: Filler) -> Filler | None:
    """The land or state that a place lies in: who lives in "Irving, Texas" lives in Texas."""
    if place.mention.type != "Place":
        return None
    beside = (
        c
        for c in place.token.children
        if c.dep_ in {syntax.APPOSITION, syntax.NOUN_PHRASE_ADVERBIAL}
        and c.left_edge.i == place.token.i + 2
        and c.left_edge.nbor(-1).text == ","
    )
    around = ((c, document.mention_at(c)) for c in beside)
    return next(
        (
            replace(place, mention=m, token=c)
            for c, m in around
            if m is not None and m.type == "Place" and m.form == "name"
        ),
        None,
    )


def _types(document: Document, arcs: Arcs) -> Iterator[_Typed]:
    """ "Acme, a chip maker", "Acme is a chip maker", and "the chip maker" where it stands for Acme."""
    for mention in document.mentions:
        if mention.form != "nominal" or mention.entity is None or mention.sieve not in _TIED:
            continue
        name = next(
            (m for m in document.mentions if m.entity == mention.entity and m.form == "name"), None
        )
        span = document.tokens_at(mention.span)
        if (
            name is None
            or span is None
            or document.entity[mention.entity].type not in {"Organisation", "Place", "Work"}
        ):
            continue
        if any(c.dep_ == syntax.COMPOUND for c in span.root.children) and not any(
            c.dep_ == syntax.POSSESSOR for c in span.root.children
        ):
            yield _Typed(name, span.root, f"type-{mention.sieve}")
    for token in document.tokens:
        if (
            token.dep_ == syntax.ATTRIBUTE
            and token.head.lemma_ == "be"
            and any(c.lower_ in {"a", "an"} for c in token.children)
        ):
            for arc in subject_arcs(arcs, token.head):
                subject = document.mention_of(arc.token)
                noun = document.mention_of(token)
                if (
                    subject is not None
                    and noun is not None
                    and subject.form == "name"
                    and subject.type == "Organisation"
                    and noun.type in {"Organisation", "Work"}
                ):
                    yield _Typed(subject, token, "type-predicate", token.head)


def _type_relation(document: Document, typed: _Typed) -> tuple[Relation, Mention]:
    """The kind is the noun with the nouns that it is compounded with, without article and adjectives."""
    compounds = [
        c for c in typed.noun.lefts if c.dep_ == syntax.COMPOUND and document.name_over(c) is None
    ]
    first = min([typed.noun.i, *(c.left_edge.i for c in compounds)])
    span = span_of(document.doc[first : typed.noun.i + 1])
    kind = Mention(
        id=f"type-{span.start}-{span.end}",
        start=span.start,
        end=span.end,
        text=document.article.text[span.start : span.end],
        form="nominal",
        type="Other",
    )
    relation = Relation(
        id=f"relation-typeOf-{span.start}-{typed.subject.id}",
        type="typeOf",
        arguments=(Argument("subject", typed.subject.id), Argument("object", kind.id)),
        sentence=sentence_of(typed.noun),
        trigger=span,
        polarity=polarity_of(typed.verb) if typed.verb is not None else "positive",
        pattern=f"typeOf:{typed.shape}",
        confidence=confidence_of("relation", typed.shape),
    )
    return relation, kind


def _accounts(document: Document) -> Iterator[Relation]:
    """ "— Jane Roe (@janeroe) May 5, 2020" under a post."""
    for block in document.blocks:
        if block.kind == "signature" and block.author and block.handle:
            author = next(
                (
                    m
                    for m in document.mentions
                    if m.form == "name" and block.author.overlaps(m.span)
                ),
                None,
            )
            handle = next(
                (
                    m
                    for m in document.mentions
                    if m.form == "name" and block.handle.overlaps(m.span)
                ),
                None,
            )
            if author is not None and handle is not None:
                yield Relation(
                    id=f"relation-accountOf-{handle.start}",
                    type="accountOf",
                    arguments=(Argument("subject", handle.id), Argument("object", author.id)),
                    sentence=block.span,
                    trigger=Span(handle.start, handle.end),
                    pattern="accountOf:signature",
                    confidence=confidence_of("relation", "signature"),
                )


def distinct(mentions: Iterable[Mention], relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Each telling once: the same tie of the same things in one sentence is one fact."""
    names = {m.id: m.entity or m.text for m in mentions}
    seen: dict[tuple[object, ...], Relation] = {}
    for r in relations:
        seen.setdefault(
            (r.type, r.sentence, *(names.get(a.mention, a.mention) for a in r.arguments)), r
        )
    return tuple(seen.values())
