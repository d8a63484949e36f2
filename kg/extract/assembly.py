"""All facts of a document put together: each under the statement that claims it, numbered in order of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from importlib import metadata

from kg.document import SPOKEN, Document
from kg.extract.confidence import on_news
from kg.extract.events.extractor import extract_events
from kg.extract.relations.country_names import with_countries
from kg.extract.relations.pattern_relations import DESCRIBED
from kg.extract.relations.rule_based import rule_based_facts
from kg.extract.relations.scored import is_scored, scored_relations
from kg.extract.statements.extractor import cue_verbs, extract_statements, statement_drafts
from kg.model import Annotation, Argument, Entity, Event, Fact, Mention, Order, Relation, Role, Span, Statement
from kg.syntax import dependency_arcs


@cache
def _version() -> str:
    return metadata.version("news-kg")


def extract(document: Document) -> Annotation:
    """The annotation of a parsed document."""
    arcs = dependency_arcs(document.doc)
    said = statement_drafts(document, arcs)
    events = extract_events(document, arcs, cue_verbs(said))
    statements = extract_statements(document, arcs, said, events)
    rules = rule_based_facts(document, arcs)
    tied = scored_relations(document, rules.roles, rules.relations, rules.mentions)
    ties: list[Role | Relation] = [*rules.roles, *tied.roles, *rules.relations, *tied.relations]
    if document.is_news:
        sure = (on_news(t.kind, t.pattern, t.confidence) for t in ties)
        ties = [replace(t, confidence=c) if c != t.confidence else t for t, c in zip(ties, sure, strict=True)]
    told: list[Fact] = [*ties, *events, *statements]
    spans = {m.id: m.span for m in (*document.mentions, *rules.mentions, *tied.mentions)}
    claimed = _under_statements(told, statements, _words_of_others(document), spans)
    mentions, entities = _kept(document, (*rules.mentions, *tied.mentions), claimed, rules.entities)
    facts, mentions = _numbered(claimed, mentions)
    return Annotation(
        article=document.article,
        language="en",
        kg=_version(),
        model=document.model,
        mentions=mentions,
        entities=entities,
        facts=facts,
        warnings=document.warnings,
    )


def _place(fact: Fact) -> Span:
    """The words by which a fact is told."""
    if isinstance(fact, Statement):
        return fact.cue[0] if fact.cue else fact.content[0]
    return fact.trigger or fact.sentence


def _words_of_others(document: Document) -> list[Span]:
    """What stands between quotation marks, in posts and in the turns of an interview."""
    return [*(q.inner for q in document.quotations), *(b.span for b in document.blocks if b.kind in SPOKEN or b.kind == "post")]


def _under_statements(facts: Sequence[Fact], statements: Sequence[Statement], others: Sequence[Span], spans: Mapping[str, Span]) -> list[Fact]:
    """Each fact with the narrowest statement in whose content its words stand; none for what the article itself says."""
    claims = ((f, _claimed_by(f, statements, others, spans)) for f in facts)
    return [replace(f, statement=claim) if claim is not None else f for f, claim in claims]


def _claimed_by(fact: Fact, statements: Sequence[Statement], others: Sequence[Span], spans: Mapping[str, Span]) -> str | None:
    place = _place(fact)
    if isinstance(fact, Relation) and fact.pattern in DESCRIBED and not any(o.contains(place) for o in others):
        return None  # what the writer calls a thing, in words of his own
    places = [place, *(spans[m] for m in fact.fillers("object") if is_scored(fact.pattern))]  # "Roe claims that she lived in Leeds": of Roe, but said
    around = [s for s in statements if s.id != fact.id and any(c.contains(p) for c in s.content for p in places)]
    if isinstance(fact, Statement) and not fact.cue:
        return None
    return min(around, key=lambda s: (sum(map(len, s.content)), s.id)).id if around else None


def _numbered(facts: Sequence[Fact], mentions: Sequence[Mention]) -> tuple[tuple[Fact, ...], tuple[Mention, ...]]:
    """Facts and mentions in order of the text with ids f1, f2 … and m1, m2 …; what points at one follows."""
    ordered = sorted(facts, key=lambda f: (_place(f), f.kind, f.content[0] if isinstance(f, Statement) else _place(f), f.id))
    fact_ids: dict[str, str] = {}
    for fact in ordered:
        fact_ids.setdefault(fact.id, f"f{len(fact_ids) + 1}")
    mention_ids = {m.id: f"m{n}" for n, m in enumerate(mentions, 1)}
    renamed = tuple(replace(m, id=mention_ids[m.id], antecedent=mention_ids.get(m.antecedent or "")) for m in mentions)
    return tuple(_renamed(f, fact_ids, mention_ids) for f in ordered), renamed


def _renamed(fact: Fact, fact_ids: Mapping[str, str], mention_ids: Mapping[str, str]) -> Fact:
    """The fact with the new ids; copied once, and again only where it has a time, an order or a medium: copies cost."""
    new = replace(
        fact,
        id=fact_ids[fact.id],
        statement=fact_ids.get(fact.statement or ""),
        sameAs=fact_ids.get(fact.sameAs or ""),
        arguments=tuple(Argument(a.role, mention_ids[a.mention]) for a in fact.arguments),
    )
    if isinstance(new, (Event, Statement)) and new.time is not None:
        new = replace(new, time=replace(new.time, mention=mention_ids.get(new.time.mention or "")))
    if isinstance(new, Event) and new.order:
        new = replace(new, order=tuple(Order(o.relation, fact_ids[o.fact]) for o in new.order if o.fact in fact_ids))
    if isinstance(new, Statement) and (new.medium or new.via):
        medium = fact_ids.get(new.medium or "", new.medium)  # else the words that name it
        new = replace(new, medium=medium, via=mention_ids.get(new.via or ""))
    return new


def _kept(document: Document, extra: Sequence[Mention], facts: Sequence[Fact], parties: Sequence[Entity]) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Mentions and entities without the descriptions that no fact and no other mention needs; `parties` are entities that are new or known better."""
    known = {**document.entity, **{e.id: e for e in parties}}
    used = {a.mention for f in facts for a in f.arguments} | {f.via for f in facts if isinstance(f, Statement)}
    times = Counter(m.entity for m in document.mentions)
    wanted = {
        m.entity
        for m in (*document.mentions, *extra)
        if m.entity is not None and (m.id in used or m.form == "name" or times[m.entity] > 1 and known[m.entity].type != "Other")
    }
    parts = _parts(known, wanted)
    while parts - wanted:  # a group needs the whole that it is a part of
        wanted |= parts
        parts = _parts(known, wanted)
    mentions = {m.id: m for m in (*document.mentions, *extra) if m.entity is None or m.entity in wanted}
    kept = with_countries(document, (e for e in known.values() if e.id in wanted))
    return tuple(sorted(mentions.values(), key=lambda m: (m.start, -m.end, m.type))), kept


def _parts(known: Mapping[str, Entity], entities: AbstractSet[str]) -> set[str]:
    return {part for e in entities if (part := known[e].partOf) is not None}
