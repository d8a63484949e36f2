"""Roles, relations, events, attributes and statements as quads, each a node in its source's graph.

All mentions of one fact in one graph become one node. Each mention keeps its own words, pattern and
confidence, as a kg:Telling in ARTICLE#mentions.

A fact that takes part in another is linked to it in the other's graph, and described in its own:
what is only said stays said where an article names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TypeAlias

from kg.graph.context import (
    GraphError,
    QuadContext,
    date,
    instant,
    name,
    number,
    text,
    timed,
    value,
)
from kg.graph.entities import meaning, named, phrase, verbatim
from kg.graph.terms import (
    AMOUNT_CLASSES,
    FOAF,
    GAF,
    KG,
    ORG,
    RDF,
    RDFS,
    SCHEMA,
    SEM,
    SKOS,
    TIME,
    Term,
    TermQuad,
    argument_properties,
    iri,
    part,
)
from kg.iris import hull
from kg.model import Argument, Attribute, Event, Fact, Mention, Relation, Role, Span, Statement
from kg.patterns import word_set
from kg.schema import event_types, relation_types
from kg.timex import period_of

_NO_PART = frozenset({"Title", "Quality", "Date", *AMOUNT_CLASSES})
_CORE = ("agent", "patient", "theme", "recipient", "topic")
_SUREST_FIRST = ("certain", "probable", "possible")
_OPPOSITE = {"subject": "object", "object": "subject"}
_LABEL_LENGTH = 80
# Roles and relations whose surest mention in a graph is below this are wrong nearly as often as
# right, and stay in the record.
_LEAST = 0.6
Key: TypeAlias = tuple[Term, Term]  # the node of a fact, and the graph that it stands in

_MEMBER = "member"  # employment and membership without a title: "works for Acme"


def facts(page: QuadContext) -> Iterable[TermQuad]:
    """The quads of every fact that the article asserts or reports, with its evidence."""
    by_node = shown(page)
    for (node, graph), mentions in by_node.items():
        for fact in mentions:
            yield from _fact_mention(page, fact)
        mentions.sort(key=lambda fact: (hull(fact, page.mentions), page.links.tellings[fact.id]))
        yield from _source(page, node, mentions, graph)
        for fact in mentions:
            yield from _arguments(page, fact, by_node, node, graph)
        yield from _role(page, node, [f for f in mentions if isinstance(f, Role)], graph)
        yield from _relation(page, node, [f for f in mentions if isinstance(f, Relation)], graph)
        yield from _event(page, node, [f for f in mentions if isinstance(f, Event)], by_node, graph)
        yield from _attribute(node, [f for f in mentions if isinstance(f, Attribute)], graph)
        yield from _statement(page, node, [f for f in mentions if isinstance(f, Statement)], graph)


# ── which facts ──────────────────────────────────────────────────────────────────────────────────


def shown(page: QuadContext) -> dict[Key, list[Fact]]:
    """The facts that become nodes: those that say something, and are likelier right than wrong.

    An event with nobody and nothing in it says something where it takes part in a fact that does,
    or such a fact in it, or carries a statement: "agreed to talks", "the vote was postponed", "said
    in a letter". A plain event of the word that carries an attribute says nothing beside it:
    "became director".
    """
    by_node: dict[Key, list[Fact]] = defaultdict(list)
    of_attributes = {
        fact.trigger
        for fact in page.annotation.facts
        if isinstance(fact, Attribute) and fact.trigger and _stands_alone(page, [fact])
    }
    for fact in page.annotation.facts:
        is_plain = isinstance(fact, Event) and fact.type == "Event"
        if not (is_plain and fact.trigger in of_attributes):
            by_node[_key(page, fact)].append(fact)
    near = _joined(page)
    found = {key for key, mentions in by_node.items() if _stands_alone(page, mentions)}
    to_do = list(found)
    while to_do:
        for key in near[to_do.pop()] - found:
            if any(_may_be_joined(page, fact) for fact in by_node.get(key, ())):
                found.add(key)
                to_do.append(key)
    return {key: mentions for key, mentions in by_node.items() if key in found}


def _key(page: QuadContext, fact: Fact) -> Key:
    """The node of a fact, and the graph that it stands in."""
    return iri(page.links.facts[fact.id]), page.graph(fact)


def _joined(page: QuadContext) -> dict[Key, set[Key]]:
    """The nodes that are arguments of each other, that are ordered, or that carry a statement."""
    near: dict[Key, set[Key]] = defaultdict(set)
    for fact in page.annotation.facts:
        others = [a.fact for a in fact.arguments if a.fact is not None]
        others += [order.fact for order in fact.order] if isinstance(fact, Event) else []
        if isinstance(fact, Statement) and fact.medium in page.facts:
            others.append(fact.medium)
        for other in others:
            one, two = _key(page, fact), _key(page, page.facts[other])
            near[one].add(two)
            near[two].add(one)
    return near


def _stands_alone(page: QuadContext, mentions: Sequence[Fact]) -> bool:
    """Whether the mentions of one node say something without other facts, surely enough."""
    first = mentions[0]
    if isinstance(first, (Role, Relation)):
        return max(fact.confidence for fact in mentions) >= _LEAST
    if isinstance(first, Statement):
        return True
    return any(
        (_has_core(page, fact) or _has_event(page, fact)) and not _is_empty(page, fact)
        for fact in mentions
    )


def _has_event(page: QuadContext, fact: Fact) -> bool:
    """Whether something is said of a happening, even of one without parts: "called off the vote".

    Not in a circle of two, in which each says no more than the other.
    """
    others = [page.facts[a.fact] for a in fact.arguments if a.fact is not None and a.role in _CORE]
    return isinstance(fact, Event) and any(
        _may_be_joined(page, other)
        and other.sameAs != fact.id
        and fact.id not in {a.fact for a in other.arguments}
        for other in others
    )


def _has_core(page: QuadContext, fact: Fact) -> bool:
    """Whether somebody, a place or a thing takes part; in an attribute: whether it is theirs."""
    roles = ["subject"] if isinstance(fact, Attribute) else [a.role for a in fact.arguments]
    return any(
        page.mentions[m].type not in _NO_PART and _means_something(page, page.mentions[m])
        for m in fact.fillers(*roles)
    )


def _may_be_joined(page: QuadContext, fact: Fact) -> bool:
    return isinstance(fact, (Event, Attribute)) and not _is_empty(page, fact)


def _is_empty(page: QuadContext, fact: Fact) -> bool:
    """Whether it is an attribute without a value, or "Acme is": one part, and no word for more."""
    if isinstance(fact, Attribute):
        return not any(a.role == "value" and _is_meant(page, a) for a in fact.arguments)
    if not isinstance(fact, Event) or fact.type != "Event":
        return False
    if fact.label not in word_set("generic-events", "empty"):
        return False
    meant = [a for a in fact.arguments if _is_meant(page, a)]
    return len(meant) < 2 or not _has_core(page, fact)


def _is_meant(page: QuadContext, argument: Argument) -> bool:
    """Whether there will be a node for what fills an argument, if its fact has one."""
    if argument.mention is not None:
        return _means_something(page, page.mentions[argument.mention])
    other = page.facts[argument.fact or ""]
    if isinstance(other, (Role, Relation)):
        return other.confidence >= _LEAST
    return not isinstance(other, Event) or other.label not in word_set("generic-events", "empty")


def _means_something(page: QuadContext, mention: Mention) -> bool:
    """Whether there is a node for it; a pronoun that stands for nothing known has none."""
    if mention.entity is None:
        return mention.form != "pronoun"
    return mention.entity not in page.nameless


# ── what all facts have ──────────────────────────────────────────────────────────────────────────


def _source(
    page: QuadContext, node: Term, mentions: Sequence[Fact], graph: Term
) -> Iterable[TermQuad]:
    """Where the fact comes from, how sure it is, and what found it; the surest mention counts."""
    first = mentions[0]
    certainty = min((fact.certainty for fact in mentions), key=_SUREST_FIRST.index)
    yield (node, KG.assertedIn if graph == page.article else KG.reportedIn, graph, graph)
    polarity = first.sayingPolarity if isinstance(first, Statement) else first.polarity
    yield (node, KG.polarity, value("Polarity", polarity), graph)
    yield (node, KG.certainty, value("Certainty", certainty), graph)
    yield (node, KG.confidence, number(max(fact.confidence for fact in mentions)), graph)
    for fact in mentions:
        yield (node, KG.pattern, text(fact.pattern), graph)
        for span in _denoting(page, fact):
            yield (node, GAF.denotedBy, page.phrase(span), graph)


def _denoting(page: QuadContext, fact: Fact) -> list[Span]:
    """The words that denote the fact: of a statement its content, of others their trigger."""
    if isinstance(fact, Statement) and fact.content:
        return list(fact.content)
    return [hull(fact, page.mentions)]


def _fact_mention(page: QuadContext, fact: Fact) -> Iterable[TermQuad]:
    """One place that mentions the fact: words, passage, sentence, pattern, confidence, reasons."""
    node, graph = iri(page.links.tellings[fact.id]), page.text_graph
    triggers, content = _triggers(fact), fact.content if isinstance(fact, Statement) else ()
    marks = [page.mentions[m].span for _, m in fact.filled]
    yield (node, RDF.type, KG.Telling, graph)
    yield (node, KG.tells, iri(page.links.facts[fact.id]), graph)
    yield (node, KG.toldIn, page.graph(fact), graph)
    yield (node, KG.sentence, page.phrase(fact.sentence), graph)
    for property_, spans in (
        (KG.trigger, triggers),
        (KG.mark, marks),
        (KG.passage, [_passage(fact, [*triggers, *marks, *content])]),
    ):
        for span in spans:
            yield (node, property_, page.phrase(span), graph)
            if property_ != KG.mark:  # the words of mentions are written with them
                yield from phrase(page, span)
    for span in _denoting(page, fact):
        yield from phrase(page, span)
    yield (node, KG.pattern, text(fact.pattern), graph)
    yield (node, KG.confidence, number(fact.confidence), graph)
    yield (node, KG.certainty, value("Certainty", fact.certainty), graph)
    for reason in fact.reasons:
        yield (node, KG.reason, text(reason), graph)


def _triggers(fact: Fact) -> list[Span]:
    if isinstance(fact, Statement):
        return list(fact.cue)
    return [fact.trigger] if fact.trigger else []


def _passage(fact: Fact, spans: Sequence[Span]) -> Span:
    """From the first to the last of these words in the sentence; without any, the sentence."""
    near = [span for span in spans if fact.sentence.contains(span)] or [fact.sentence]
    return Span(min(span.start for span in near), max(span.end for span in near))


# ── arguments ────────────────────────────────────────────────────────────────────────────────────


def _arguments(
    page: QuadContext, fact: Fact, by_node: Collection[Key], node: Term, graph: Term
) -> Iterable[TermQuad]:
    """Who and what takes part; raises `GraphError` for a role that kg.ttl does not define."""
    properties = argument_properties(fact.kind)
    reversed_ = isinstance(fact, Relation) and _is_reversed_account(page, fact)
    for argument in fact.arguments:
        role = _OPPOSITE[argument.role] if reversed_ else argument.role
        if role not in properties:
            raise GraphError(
                f"{page.where(fact)} has a {role!r}, known are {', '.join(properties)}; "
                "see ontology/kg.ttl"
            )
        if argument.fact is not None:
            other = _key(page, page.facts[argument.fact])
            if other in by_node and other[0] != node:
                yield (node, properties[role], other[0], graph)
        elif argument.mention is not None:
            mention = page.mentions[argument.mention]
            if _means_something(page, mention):
                yield from _filler(page, fact, mention, role, node, graph)


def _filler(
    page: QuadContext,
    fact: Fact,
    mention: Mention,
    role: str,
    node: Term,
    graph: Term,
) -> Iterable[TermQuad]:
    """One argument that is words, and what they mean."""
    property_ = argument_properties(fact.kind)[role]
    concept = _concept(page, fact, role, mention)
    may_be_date = isinstance(fact, Relation) and role == "object" and mention.value
    dated = date(mention.value) if may_be_date and mention.value else None
    if concept is not None:
        yield (node, property_, concept[0][0], graph)
        yield from concept
    elif dated is not None:
        yield (node, property_, dated[1], graph)
    else:
        yield (node, property_, iri(page.links.meanings[mention.id]), graph)
        yield from meaning(page, mention, graph)


def _is_reversed_account(page: QuadContext, fact: Relation) -> bool:
    """Whether the account of `accountOf`, which begins with @, is given as the object."""
    if fact.type != "accountOf":
        return False
    accounts = {
        role: any(page.mentions[m].shown.startswith("@") for m in fact.fillers(role))
        for role in ("subject", "object")
    }
    return accounts["object"] and not accounts["subject"]


def _concept(page: QuadContext, fact: Fact, role: str, mention: Mention) -> list[TermQuad] | None:
    """A title, a type or an account: identified by its words, even if they also name an entity."""
    if isinstance(fact, Role) and role == "title":
        return _title(page, mention)
    if isinstance(fact, Relation) and (fact.type, role) == ("typeOf", "object"):
        return _type(page, mention)
    if isinstance(fact, Relation) and (fact.type, role) == ("accountOf", "subject"):
        return _account(page, mention)
    return None


def _title(page: QuadContext, mention: Mention) -> list[TermQuad]:
    entity = page.entities.get(mention.entity or "")
    words = entity.label if entity is not None and entity.type == "Title" else mention.shown
    node = iri(page.links.concept("role", words))
    return list(named(node, "Title", words, page.article))


def _type(page: QuadContext, mention: Mention) -> list[TermQuad]:
    node = iri(page.links.concept("type", mention.shown))
    return [
        (node, RDF.type, KG.Type, page.article),
        (node, SKOS.prefLabel, name(mention.shown), page.article),
    ]


def _account(page: QuadContext, mention: Mention) -> list[TermQuad]:
    node = iri(page.links.concept("account", mention.shown))
    return [
        (node, RDF.type, FOAF.OnlineAccount, page.article),
        (node, SKOS.prefLabel, name(mention.shown), page.article),
        (node, FOAF.accountName, name(mention.shown.lstrip("@")), page.article),
    ]


# ── what each kind has ───────────────────────────────────────────────────────────────────────────


def _role(
    page: QuadContext, node: Term, mentions: Sequence[Role], graph: Term
) -> Iterable[TermQuad]:
    if not mentions:
        return
    titles = [page.mentions[m].shown for fact in mentions for m in fact.fillers("title")]
    yield (node, RDF.type, ORG.Membership, graph)
    yield (node, RDF.type, KG.Role, graph)
    yield (node, KG.status, value("Status", mentions[0].status), graph)
    yield from _label(node, titles or [_MEMBER], graph)
    begin, end = _finest([f.start for f in mentions]), _finest([f.end for f in mentions])
    if begin or end:
        during = part(node, "during")
        yield (node, ORG.memberDuring, during, graph)
        yield (during, RDF.type, TIME.Interval, graph)
        bounds = ((TIME.hasBeginning, "begin", begin), (TIME.hasEnd, "end", end))
        for property_, which, bound in bounds:
            if bound:
                yield (during, property_, part(node, which), graph)
                yield from instant(part(node, which), bound, graph)


def _relation(
    page: QuadContext, node: Term, mentions: Sequence[Relation], graph: Term
) -> Iterable[TermQuad]:
    for fact in mentions:
        _require_type(page, fact, relation_types())
        yield (node, RDF.type, RDF.Statement, graph)
        yield (node, RDF.type, KG.Relation, graph)
        yield (node, RDF.predicate, KG[fact.type], graph)
    yield from _label(node, [fact.type for fact in mentions], graph)


def _event(
    page: QuadContext,
    node: Term,
    mentions: Sequence[Event],
    by_node: Collection[Key],
    graph: Term,
) -> Iterable[TermQuad]:
    for fact in mentions:
        _require_type(page, fact, event_types() | {"Event"})
        yield (node, RDF.type, SEM.Event, graph)
        if fact.type != "Event":
            yield (node, RDF.type, KG[fact.type], graph)
        yield from _order(page, fact, by_node, node)
    yield from _label(node, [fact.label for fact in mentions], graph)
    yield from _time(node, mentions, graph)


def _attribute(node: Term, mentions: Sequence[Attribute], graph: Term) -> Iterable[TermQuad]:
    for _ in mentions:
        yield (node, RDF.type, KG.Attribute, graph)
    yield from _label(node, [fact.label for fact in mentions], graph)
    yield from _time(node, mentions, graph)


def _time(
    node: Term, mentions: Sequence[Event | Attribute | Statement], graph: Term
) -> Iterable[TermQuad]:
    when = _finest([fact.time.value for fact in mentions if fact.time])
    if when:
        yield from timed(node, when, graph)


def _order(
    page: QuadContext, fact: Event, by_node: Collection[Key], node: Term
) -> Iterable[TermQuad]:
    """Before and after between the events' times; an order to a reported event is reported too."""
    for order in fact.order:
        key = other, _ = _key(page, page.facts[order.fact])
        if key not in by_node:
            continue
        graph = page.graph(page.facts[order.fact] if fact.statement is None else fact)
        if order.relation == "partOf":
            yield (node, SEM.subEventOf, other, graph)
        elif order.relation == "causedBy":
            yield (node, KG.causedBy, other, graph)
        else:
            yield from timed(node, None, graph)
            yield from timed(other, None, graph)
            relation = TIME.after if order.relation == "after" else TIME.before
            yield (part(node, "time"), relation, part(other, "time"), graph)


def _statement(
    page: QuadContext, node: Term, mentions: Sequence[Statement], graph: Term
) -> Iterable[TermQuad]:
    for fact in mentions:
        content = iri(page.links.said[fact.id])
        yield (node, RDF.type, KG.Statement, graph)
        yield (node, KG.content, content, graph)
        yield (node, SCHEMA.text, name(_content(page, fact)), graph)
        yield (node, KG.force, value("Force", fact.force), graph)
        yield (node, KG.quotation, value("Quotation", fact.quotation), graph)
        yield (node, KG.contentPolarity, value("Polarity", fact.contentPolarity), graph)
        for cue in fact.cue:
            yield (node, KG.cue, name(page.words(cue)), graph)
        yield from _about(page, fact, node, graph)
        yield from _medium(page, fact, node, graph)
        yield from _via(page, fact, node, graph)
        yield from _verbatim(page, fact, node, graph)
        yield (content, RDF.type, KG.Content, page.text_graph)
        yield (content, KG.contentOf, node, page.text_graph)
        yield (content, KG.nestedIn, graph, page.text_graph)
    yield from _label(node, [_shorten(_content(page, fact)) for fact in mentions], graph)
    yield from _time(node, mentions, graph)


def _content(page: QuadContext, fact: Statement) -> str:
    return " ".join(page.words(span) for span in fact.content)


def _about(page: QuadContext, fact: Statement, node: Term, graph: Term) -> Iterable[TermQuad]:
    """The entities that the content names, and those given as its topic."""
    named = [m for span in fact.content for m in page.mentions_within(span)]
    topics = [page.mentions[m] for m in fact.fillers("topic")]
    topics = [m for m in topics if m.entity is not None and m.entity not in page.nameless]
    for mention in (*named, *topics):
        yield (node, KG.about, iri(page.links.meanings[mention.id]), graph)


def _medium(page: QuadContext, fact: Statement, node: Term, graph: Term) -> Iterable[TermQuad]:
    """The letter or post that carried it, or the words for it."""
    carrier = page.facts.get(fact.medium or "")
    if isinstance(carrier, Event):
        themes = [page.mentions[m].shown for m in carrier.fillers("theme")]
        yield (node, KG.medium, iri(page.links.facts[carrier.id]), graph)
        for words in themes or [carrier.label]:
            yield (node, KG.mediumLabel, name(words), graph)
    elif fact.medium:
        yield (node, KG.mediumLabel, name(fact.medium), graph)


def _via(page: QuadContext, fact: Statement, node: Term, graph: Term) -> Iterable[TermQuad]:
    """The source that it came through: an entity, or the words for one."""
    source = page.mentions.get(fact.via or "")
    if source is not None:
        yield (node, KG.via, iri(page.links.meanings[source.id]), graph)
        yield from meaning(page, source, graph)
    elif fact.via:
        yield (node, KG.via, part(node, "via"), graph)
        yield from named(part(node, "via"), "Other", fact.via, page.article)


def _verbatim(page: QuadContext, fact: Statement, node: Term, graph: Term) -> Iterable[TermQuad]:
    """The words that are the speaker's own."""
    if fact.quotation == "indirect":
        return
    for span in verbatim(page, fact.content, whole=fact.quotation == "direct"):
        yield (node, KG.verbatim, page.phrase(span), graph)
        yield from phrase(page, span)


def _require_type(page: QuadContext, fact: Relation | Event, types: frozenset[str]) -> None:
    """Raise `GraphError` for a type that kg.ttl does not define."""
    if fact.type not in types:
        raise GraphError(
            f"{page.where(fact)} is a {fact.type!r}, which ontology/kg.ttl does not define; "
            "add it there"
        )


def _finest(values: Sequence[str | None]) -> str | None:
    """The most exact of several dates; of equally exact ones the earliest."""
    given = [(p.last - p.first, -len(v), v) for v in values if v and (p := period_of(v))]
    return min(given)[2] if given else None


def _label(node: Term, labels: Sequence[str], graph: Term) -> Iterable[TermQuad]:
    """The label of the first mention: a node has one."""
    for label in labels[:1]:
        yield (node, RDFS.label, name(label), graph)


def _shorten(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LABEL_LENGTH else words[: _LABEL_LENGTH - 1].rstrip() + "…"
