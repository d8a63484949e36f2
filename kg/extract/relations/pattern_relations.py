"""Relations by pattern files, kinds of organisations, and the accounts that sign posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.confidence import confidence_of
from kg.extract.factuality import certainty_of, polarity_of
from kg.extract.nearby import mentions_near
from kg.extract.pattern_matcher import Filler, Match, matches
from kg.extract.relations.life_dates import life_dates
from kg.extract.spans import sentence_of, span_of
from kg.model import Argument, Mention, Relation, Span
from kg.patterns import word_set
from kg.syntax import Arcs, subject_arcs, with_conjuncts
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# How coreference must have resolved a description whose noun says what kind of entity it is.
_DESCRIBING_SIEVES = frozenset({"apposition", "copula", "salient-organisation", "same-head"})
_DESCRIBED_TYPES = frozenset({"Organisation", "Place", "Work"})
_PREDICATED_TYPES = frozenset({"Organisation", "Work"})
# What holds of a town holds of the land around it.
_LOCATIONS = frozenset({"bornIn", "residesIn", "headquarteredIn"})
_PREDICATES = frozenset(
    {syntax.ATTRIBUTE, syntax.OBJECT_PREDICATE, syntax.ADJECTIVAL_COMPLEMENT, syntax.ROOT}
)
#: Patterns of a description of an entity that is named elsewhere: "the chip maker" for Acme.
DESCRIBED = frozenset({"typeOf:type-salient-organisation", "typeOf:type-same-head"})


@dataclass(frozen=True, slots=True)
class _Typed:
    """A named entity and the noun that says what kind of entity it is."""

    subject: Mention
    noun: Token
    shape: str
    verb: Token | None = None


def pattern_relations(
    document: Document, arcs: Arcs
) -> tuple[tuple[Relation, ...], tuple[Mention, ...]]:
    """The relations, and the mentions of the kinds that they name."""
    out: list[Relation] = []
    for match in matches(document, arcs, "relation"):
        if not _pairs_by_order(match):
            out.extend(_relations(document, match))
    kinds: list[Mention] = []
    for typed in _typed(document, arcs):
        relation, kind = _type_relation(document, typed)
        out.append(relation)
        kinds.append(kind)
    out.extend(_accounts(document))
    out.extend(life_dates(document))
    return distinct(document.mentions, out), tuple(kinds)


def _pairs_by_order(match: Match) -> bool:
    """Whether only the order says who belongs to whom: "A and B of respectively X and Y"."""
    if not any(_is_listed(f.token) for f in match.fillers):
        return False
    each_to_each = word_set("relations", "each_to_each")
    return any(t.lower_ in each_to_each for t in match.trigger.sent)


def _is_listed(token: Token) -> bool:
    """Whether the token is coordinated with others."""
    return token.dep_ == syntax.CONJUNCT or len(with_conjuncts(token)) > 1


def _relations(document: Document, match: Match) -> Iterator[Relation]:
    """One relation for each pair of a subject and an object."""
    objects = [f for f in match.fillers if f.role == "object"]
    if match.pattern.type in _LOCATIONS:
        around = [_place_around(document, f) for f in objects]
        objects += [f for f in around if f is not None]
    is_predicated = _is_predicated(match)
    for subject in match.fillers:
        if subject.role == "subject":
            for other in objects:
                if _may_relate(subject.mention, other.mention):
                    yield _relation(match, subject.mention, other.mention, is_predicated)


def _may_relate(subject: Mention, other: Mention) -> bool:
    """Whether the two are different entities, and a date is a day: not "born recently"."""
    if subject.entity is not None and subject.entity == other.entity:
        return False
    is_dated = other.type == "Date" and other.value is not None
    return not is_dated or period_of(other.value) is not None


def _relation(match: Match, subject: Mention, other: Mention, is_predicated: bool) -> Relation:
    label, trigger = match.pattern.type, match.trigger
    pattern = f"{match.pattern.name}:{match.shape}"
    return Relation(
        id=f"relation-{label}-{trigger.idx}-{subject.id}-{other.id}",
        type=label,
        arguments=(Argument("subject", subject.id), Argument("object", other.id)),
        sentence=sentence_of(trigger),
        trigger=span_of([trigger]),
        polarity=polarity_of(trigger) if is_predicated else "positive",
        certainty=certainty_of(trigger) if is_predicated else "certain",
        pattern=pattern,
        confidence=confidence_of("relation", match.shape, pattern),
    )


def _is_predicated(match: Match) -> bool:
    """Whether denial and doubt of the verb concern the relation.

    1. True of a verb pattern, and of a noun that is predicated: "is not the wife of".
    2. True of a noun that the pattern relates by its verb: "received no degree from".
    3. True of a noun with "no".
    4. False of others: "could not reach her husband, Tom", who is her husband all the same.
    """
    noun = match.trigger
    if match.shape != "noun":
        return match.shape == "verb"
    while noun.dep_ == syntax.CONJUNCT:
        noun = noun.head
    if noun.dep_ in _PREDICATES or any(_is_related_by_verb(noun, f) for f in match.fillers):
        return True
    return any(c.lower_ == "no" for c in noun.children)


def _is_related_by_verb(noun: Token, filler: Filler) -> bool:
    """Whether the filler is the noun's head, or depends on the same verb."""
    if filler.token.i == noun.head.i:
        return True
    return filler.token.head.i == noun.head.i and syntax.is_verb(noun.head)


def _place_around(document: Document, place: Filler) -> Filler | None:
    """The land or state that a place lies in: "Texas" of "Irving, Texas"."""
    if place.mention.type != "Place":
        return None
    for child in place.token.children:
        if _follows_comma(place.token, child):
            mention = document.mention_at(child)
            if mention is not None and mention.type == "Place" and mention.form == "name":
                return replace(place, mention=mention, token=child)
    return None


def _follows_comma(place: Token, child: Token) -> bool:
    """Whether the child is what stands behind the place and a comma."""
    if child.dep_ not in {syntax.APPOSITION, syntax.NOUN_PHRASE_ADVERBIAL}:
        return False
    first = child.left_edge
    return first.i == place.i + 2 and first.nbor(-1).text == ","


def _typed(document: Document, arcs: Arcs) -> Iterator[_Typed]:
    """All entities with a noun that says of what kind they are."""
    yield from _typed_by_description(document)
    yield from _typed_by_predicate(document, arcs)


def _typed_by_description(document: Document) -> Iterator[_Typed]:
    """ "Acme, a chip maker", and "the chip maker" where it stands for Acme."""
    first_names = _first_names(document)
    for mention in document.mentions:
        if mention.form != "nominal" or mention.sieve not in _DESCRIBING_SIEVES:
            continue
        if mention.entity is None:
            continue
        entity = document.entity[mention.entity]
        if entity.type not in _DESCRIBED_TYPES:
            continue
        name = first_names.get(entity.id)
        span = document.tokens_at(mention.span)
        if name is not None and span is not None and _is_specific(span.root):
            yield _Typed(name, span.root, f"type-{mention.sieve}")


def _first_names(document: Document) -> Mapping[str | None, Mention]:
    """The first mention that names an entity, by the entity."""
    names = (mention for mention in reversed(document.mentions) if mention.form == "name")
    return {name.entity: name for name in names}


def _is_specific(noun: Token) -> bool:
    """Whether the noun has a compound, and no possessor: "chip maker", not "her chip maker"."""
    is_compounded = syntax.has_child(noun, syntax.COMPOUND)
    return is_compounded and not syntax.has_child(noun, syntax.POSSESSOR)


def _typed_by_predicate(document: Document, arcs: Arcs) -> Iterator[_Typed]:
    """ "Acme is a chip maker"."""
    for token in document.tokens:
        if _is_kind_predicate(token):
            for arc in subject_arcs(arcs, token.head):
                subject = document.mention_of(arc.token)
                noun = document.mention_of(token)
                if subject is not None and noun is not None and _may_be_typed(subject, noun):
                    yield _Typed(subject, token, "type-predicate", token.head)


def _is_kind_predicate(token: Token) -> bool:
    """Whether the token says what kind its subject is: "is a chip maker"."""
    if token.dep_ != syntax.ATTRIBUTE or token.head.lemma_ != "be":
        return False
    articles = word_set("clauses", "one_of_many")
    return any(c.lower_ in articles for c in token.children)


def _may_be_typed(subject: Mention, noun: Mention) -> bool:
    """Whether the subject names an organisation, and the noun stands for one or for a work."""
    names_organisation = subject.form == "name" and subject.type == "Organisation"
    return names_organisation and noun.type in _PREDICATED_TYPES


def _type_relation(document: Document, typed: _Typed) -> tuple[Relation, Mention]:
    """The relation to the kind, and the kind: the noun with its compounds, and no more.

    Article, adjectives and names are no part of it.
    """
    span = _kind_span(document, typed.noun)
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


def _kind_span(document: Document, noun: Token) -> Span:
    """The noun with the nouns that it is compounded with."""
    first = noun.i
    for left in noun.lefts:
        if left.dep_ == syntax.COMPOUND and document.name_over(left) is None:
            first = min(first, left.left_edge.i)
    return span_of(document.doc[first : noun.i + 1])


def _accounts(document: Document) -> Iterator[Relation]:
    """Whose account a post was signed with: "— Jane Roe (@janeroe) May 5, 2020"."""
    for block in document.blocks:
        if block.kind != "signature" or not block.author or not block.handle:
            continue
        author = _name_in(document, block.author)
        handle = _name_in(document, block.handle)
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


def _name_in(document: Document, span: Span) -> Mention | None:
    """The first name that overlaps the span."""
    for mention in mentions_near(document, span):
        if mention.form == "name" and span.overlaps(mention.span):
            return mention
    return None


def distinct(mentions: Iterable[Mention], relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """The relations without repetitions: of the same entities in one sentence the first counts."""
    names = {m.id: m.entity or m.text for m in mentions}
    seen: dict[tuple[object, ...], Relation] = {}
    for relation in relations:
        entities = (names.get(m, m) for _, m in relation.filled)
        seen.setdefault((relation.type, relation.sentence, *entities), relation)
    return tuple(seen.values())
