"""Roles, relations, events and statements as quads, each a node in the graph of its source.

All mentions of one fact in one graph become one node. Each mention keeps its own words, pattern and
confidence, as a kg:Telling in ARTICLE#mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

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
from kg.model import Argument, Event, Fact, Mention, Relation, Role, Span, Statement
from kg.patterns import word_set
from kg.schema import ACTOR_TYPES, event_types, relation_types
from kg.timex import period_of

_SOMEBODY = ACTOR_TYPES | {"Place"}
_SUREST_FIRST = ("certain", "probable", "possible")
_OPPOSITE = {"subject": "object", "object": "subject"}
_LABEL_LENGTH = 80
# Roles and relations whose surest mention in a graph is below this are wrong nearly as often as
# right, and stay in the record.
_LEAST = 0.6
_MEMBER = "member"  # employment and membership without a title: "works for Acme"


def facts(page: QuadContext) -> Iterable[TermQuad]:
    """The quads of every fact that the article asserts or reports, with its evidence."""
    by_node: dict[tuple[Term, Term], list[Fact]] = defaultdict(list)
    for fact in _kept(page):
        by_node[iri(page.links.facts[fact.id]), page.graph(fact)].append(fact)
        yield from _fact_mention(page, fact)
    for (node, graph), mentions in by_node.items():
        mentions.sort(key=lambda fact: (hull(fact, page.mentions), page.links.tellings[fact.id]))
        yield from _source(page, node, mentions, graph)
        for fact in mentions:
            yield from _arguments(page, fact, node, graph)
        yield from _role(page, node, [f for f in mentions if isinstance(f, Role)], graph)
        yield from _relation(page, node, [f for f in mentions if isinstance(f, Relation)], graph)
        yield from _event(page, node, [f for f in mentions if isinstance(f, Event)], graph)
        yield from _statement(page, node, [f for f in mentions if isinstance(f, Statement)], graph)


# ── which facts ──────────────────────────────────────────────────────────────────────────────────


def _kept(page: QuadContext) -> Iterable[Fact]:
    """The facts that become nodes: those that say something, and are likelier right than wrong."""
    events = [fact for fact in page.annotation.facts if isinstance(fact, Event)]
    ordered = {order.fact for event in events for order in event.order}
    best = _best_confidence(page)
    for fact in page.annotation.facts:
        if isinstance(fact, Event):
            keep = fact.id in ordered or not _says_nothing(page, fact)
        elif isinstance(fact, (Role, Relation)):
            keep = best[_first_in_graph(page, fact)] >= _LEAST
        else:
            keep = True
        if keep:
            yield fact


def _best_confidence(page: QuadContext) -> Mapping[tuple[Term, str], float]:
    """The confidence of the surest mention of each fact, in each graph by itself."""
    best: dict[tuple[Term, str], float] = {}
    for fact in page.annotation.facts:
        key = _first_in_graph(page, fact)
        best[key] = max(best.get(key, 0), fact.confidence)
    return best


def _first_in_graph(page: QuadContext, fact: Fact) -> tuple[Term, str]:
    """What mentions of one fact share: their graph, and the id of the first."""
    return page.graph(fact), fact.sameAs or fact.id


def _says_nothing(page: QuadContext, event: Event) -> bool:
    """Whether an event has no type and joins nobody to anything: "the crisis", "Acme is"."""
    if event.type != "Event":
        return False
    if event.label in word_set("generic-events", "empty") and len(event.arguments) < 2:
        return True
    somebody = any(_is_somebody(page, page.mentions[a.mention]) for a in event.arguments)
    dated = bool(event.arguments and event.time)
    return not event.order and not somebody and not dated


def _is_somebody(page: QuadContext, mention: Mention) -> bool:
    """Whether it is a person, an organisation, a group or a place, or anything with a name."""
    entity = page.entities.get(mention.entity or "")
    return mention.form == "name" or (entity is not None and entity.type in _SOMEBODY)


# ── what all facts have ──────────────────────────────────────────────────────────────────────────


def _source(
    page: QuadContext, node: Term, mentions: Sequence[Fact], graph: Term
) -> Iterable[TermQuad]:
    """Where the fact comes from, how sure it is, and what found it; the surest mention counts."""
    first = mentions[0]
    certainty = min((fact.certainty for fact in mentions), key=_SUREST_FIRST.index)
    yield (node, KG.assertedIn if graph == page.article else KG.reportedIn, graph, graph)
    yield (node, KG.polarity, value("Polarity", first.polarity), graph)
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
    marks = [page.mentions[a.mention].span for a in fact.arguments]
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


def _arguments(page: QuadContext, fact: Fact, node: Term, graph: Term) -> Iterable[TermQuad]:
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
        yield from _filler(page, fact, argument, role, node, graph)


def _filler(
    page: QuadContext,
    fact: Fact,
    argument: Argument,
    role: str,
    node: Term,
    graph: Term,
) -> Iterable[TermQuad]:
    """One argument, and what its words mean."""
    property_ = argument_properties(fact.kind)[role]
    mention = page.mentions[argument.mention]
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
    page: QuadContext, node: Term, mentions: Sequence[Event], graph: Term
) -> Iterable[TermQuad]:
    for fact in mentions:
        _require_type(page, fact, event_types() | {"Event"})
        yield (node, RDF.type, SEM.Event, graph)
        if fact.type != "Event":
            yield (node, RDF.type, KG[fact.type], graph)
        yield from _order(page, fact, node)
    yield from _label(node, [fact.label for fact in mentions], graph)
    yield from _time(node, mentions, graph)


def _time(node: Term, mentions: Sequence[Event | Statement], graph: Term) -> Iterable[TermQuad]:
    when = _finest([fact.time.value for fact in mentions if fact.time])
    if when:
        yield from timed(node, when, graph)


def _order(page: QuadContext, fact: Event, node: Term) -> Iterable[TermQuad]:
    """Before and after between the events' times; an order to a reported event is reported too."""
    for order in fact.order:
        other = iri(page.links.facts[order.fact])
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
    for mention in (*named, *(m for m in topics if m.entity is not None)):
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
