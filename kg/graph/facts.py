"""Roles, relations, events and statements as quads: each a node in the graph of the one who vouches for it.

All tellings of one fact in one graph become one node; each telling keeps its own words, pattern and confidence in ARTICLE#mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from kg.graph.context import (
    GraphError,
    QuadContext,
    date,
    instant,
    name,
    number,
    part,
    text,
    timed,
    value,
)
from kg.graph.entities import meaning, named, phrase, verbatim
from kg.iris import hull
from kg.model import Event, Fact, Mention, Relation, Role, Span, Statement
from kg.patterns import word_set
from kg.schema import (
    ACTOR_TYPES,
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
    argument_properties,
    event_types,
    relation_types,
)
from kg.timex import period_of

_SUREST = ("certain", "probable", "possible")
_LABEL_LENGTH = 80
_SOMEBODY = ACTOR_TYPES | {"Place"}
_LEAST = 0.6  # roles and relations whose surest telling in a graph is below it are wrong nearly as often as right, and stay in the record
_MEMBER = "member"  # employment and membership told without a title: "works for Acme"


def facts(page: QuadContext) -> Iterable[Quad]:
    """Every fact of the article and of those whom it quotes, with its evidence."""
    together: dict[tuple[NamedNode, NamedNode], list[Fact]] = defaultdict(list)
    ordered = {
        order.fact
        for fact in page.annotation.facts
        if isinstance(fact, Event)
        for order in fact.order
    }
    best = _best(page)
    for fact in page.annotation.facts:
        if isinstance(fact, Event) and fact.id not in ordered and _shows_nothing(page, fact):
            continue
        if (
            isinstance(fact, (Role, Relation))
            and best[page.graph(fact), fact.sameAs or fact.id] < _LEAST
        ):
            continue
        together[NamedNode(page.links.facts[fact.id]), page.graph(fact)].append(fact)
        yield from _telling(page, fact)
    for (node, graph), tellings in together.items():
        tellings.sort(key=lambda f: (hull(f, page.mentions), page.links.tellings[f.id]))
        yield from _voucher(page, node, tellings, graph)
        for fact in tellings:
            yield from _arguments(page, fact, node, graph)
        yield from _role(page, node, [f for f in tellings if isinstance(f, Role)], graph)
        yield from _relation(page, node, [f for f in tellings if isinstance(f, Relation)], graph)
        yield from _event(page, node, [f for f in tellings if isinstance(f, Event)], graph)
        yield from _statement(page, node, [f for f in tellings if isinstance(f, Statement)], graph)


def _best(page: QuadContext) -> Mapping[tuple[NamedNode, str], float]:
    """The confidence of the surest telling of each fact in each graph, by the id of the first: what somebody says surely makes no one assert it."""
    best: dict[tuple[NamedNode, str], float] = {}
    for fact in page.annotation.facts:
        key = page.graph(fact), fact.sameAs or fact.id
        best[key] = max(best.get(key, 0), fact.confidence)
    return best


def _shows_nothing(page: QuadContext, event: Event) -> bool:
    """A happening of no type that ties nobody to anything: "the crisis", "content results", "Acme is" and no more."""
    if event.type != "Event":
        return False
    if event.label in word_set("happenings", "empty") and len(event.arguments) < 2:
        return True
    return (
        not event.order
        and not any(_is_somebody(page, page.mentions[a.mention]) for a in event.arguments)
        and not (event.arguments and event.time)
    )


def _is_somebody(page: QuadContext, mention: Mention) -> bool:
    """A person, an organisation, a group or a place, or a thing with a name."""
    entity = page.entities.get(mention.entity or "")
    return mention.form == "name" or (entity is not None and entity.type in _SOMEBODY)


def _voucher(
    page: QuadContext, node: NamedNode, tellings: list[Fact], graph: NamedNode
) -> Iterable[Quad]:
    """Who says so, how sure, found how: the surest of several tellings counts."""
    first = tellings[0]
    yield Quad(node, KG.assertedIn if graph == page.article else KG.reportedIn, graph, graph)
    yield Quad(node, KG.polarity, value("Polarity", first.polarity), graph)
    yield Quad(
        node,
        KG.certainty,
        value("Certainty", min((f.certainty for f in tellings), key=_SUREST.index)),
        graph,
    )
    yield Quad(node, KG.confidence, number(max(f.confidence for f in tellings)), graph)
    for fact in tellings:
        yield Quad(node, KG.pattern, text(fact.pattern), graph)
        for span in _words(page, fact):
            yield Quad(node, GAF.denotedBy, page.phrase(span), graph)


def _words(page: QuadContext, fact: Fact) -> list[Span]:
    """What denotes the fact: the words of a statement, the trigger of anything else."""
    if isinstance(fact, Statement) and fact.content:
        return list(fact.content)
    return [hull(fact, page.mentions)]


def _telling(page: QuadContext, fact: Fact) -> Iterable[Quad]:
    """One place that tells the fact: trigger, participants' words, passage, sentence, pattern, confidence, reasons."""
    node, graph = NamedNode(page.links.tellings[fact.id]), page.text_graph
    triggers = (
        list(fact.cue) if isinstance(fact, Statement) else [fact.trigger] if fact.trigger else []
    )
    marks = [page.mentions[a.mention].span for a in fact.arguments]
    near = [
        s
        for s in (*triggers, *marks, *(fact.content if isinstance(fact, Statement) else ()))
        if fact.sentence.contains(s)
    ] or [fact.sentence]
    passage = Span(min(s.start for s in near), max(s.end for s in near))
    yield Quad(node, RDF.type, KG.Telling, graph)
    yield Quad(node, KG.tells, NamedNode(page.links.facts[fact.id]), graph)
    yield Quad(node, KG.toldIn, page.graph(fact), graph)
    yield Quad(node, KG.sentence, page.phrase(fact.sentence), graph)
    for property_, spans in (
        (KG.trigger, triggers),
        (KG.mark, marks),
        (KG.passage, [passage]),
        (GAF.denotedBy, _words(page, fact)),
    ):
        for span in spans:
            yield from phrase(page, span)
            if property_ != GAF.denotedBy:  # that one is said of the fact itself
                yield Quad(node, property_, page.phrase(span), graph)
    yield Quad(node, KG.pattern, text(fact.pattern), graph)
    yield Quad(node, KG.confidence, number(fact.confidence), graph)
    yield Quad(node, KG.certainty, value("Certainty", fact.certainty), graph)
    yield Quad(node, KG.polarity, value("Polarity", fact.polarity), graph)
    for reason in fact.reasons:
        yield Quad(node, KG.reason, text(reason), graph)


def _arguments(page: QuadContext, fact: Fact, node: NamedNode, graph: NamedNode) -> Iterable[Quad]:
    """Who and what takes part; raises `GraphError` on a part that the vocabulary does not know."""
    properties = argument_properties(fact.kind)
    turned = isinstance(fact, Relation) and fact.type == "accountOf" and _turned(page, fact)
    for argument in fact.arguments:
        role = (
            {"subject": "object", "object": "subject"}[argument.role] if turned else argument.role
        )
        property_ = properties.get(role)
        if property_ is None:
            raise GraphError(
                f"{page.where(fact)} has a {role!r}, known are {', '.join(properties)}; see ontology/kg.ttl"
            )
        mention = page.mentions[argument.mention]
        concept = _concept(page, fact, role, mention)
        if concept is not None:
            yield Quad(node, property_, concept[0].subject, graph)
            yield from concept
        elif (
            isinstance(fact, Relation)
            and role == "object"
            and mention.value
            and (dated := date(mention.value))
        ):
            yield Quad(node, property_, dated[1], graph)
        else:
            yield Quad(node, property_, NamedNode(page.links.meanings[mention.id]), graph)
            yield from meaning(page, mention, graph)


def _turned(page: QuadContext, fact: Fact) -> bool:
    """Is the account, which begins with @, given as the object?"""
    return any(page.mentions[m].text.startswith("@") for m in fact.fillers("object")) and not any(
        page.mentions[m].text.startswith("@") for m in fact.fillers("subject")
    )


def _concept(page: QuadContext, fact: Fact, role: str, mention: Mention) -> list[Quad] | None:
    """A title, a type or an account: known by its words, even where these words also stand for somebody."""
    entity = page.entities.get(mention.entity or "")
    words, graph = mention.text, page.article
    if isinstance(fact, Role) and role == "title":
        words = entity.label if entity is not None and entity.type == "Title" else words
        node = NamedNode(page.links.concept("role", words))
        return list(named(node, "Title", words, graph))
    if isinstance(fact, Relation) and fact.type == "typeOf" and role == "object":
        node = NamedNode(page.links.concept("type", words))
        return [
            Quad(node, RDF.type, KG.Type, graph),
            Quad(node, SKOS.prefLabel, name(words), graph),
        ]
    if isinstance(fact, Relation) and fact.type == "accountOf" and role == "subject":
        node = NamedNode(page.links.concept("account", words))
        named_so = Quad(node, SKOS.prefLabel, name(words), graph)
        return [
            named_so,
            Quad(node, RDF.type, FOAF.OnlineAccount, graph),
            Quad(node, FOAF.accountName, name(words.lstrip("@")), graph),
        ]
    return None


def _role(
    page: QuadContext, node: NamedNode, tellings: list[Role], graph: NamedNode
) -> Iterable[Quad]:
    for fact in tellings[:1]:
        yield Quad(node, RDF.type, ORG.Membership, graph)
        yield Quad(node, RDF.type, KG.Role, graph)
        yield Quad(node, KG.status, value("Status", fact.status), graph)
        titles = [page.mentions[m].text for f in tellings for m in f.fillers("title")]
        yield from _label(node, titles or [_MEMBER], graph)
    start, end = _finest([f.start for f in tellings]), _finest([f.end for f in tellings])
    if start or end:
        during = part(node, "during")
        yield Quad(node, ORG.memberDuring, during, graph)
        yield Quad(during, RDF.type, TIME.Interval, graph)
        for property_, which, bound in (
            (TIME.hasBeginning, "begin", start),
            (TIME.hasEnd, "end", end),
        ):
            if bound:
                yield Quad(during, property_, part(node, which), graph)
                yield from instant(part(node, which), bound, graph)


def _relation(
    page: QuadContext, node: NamedNode, tellings: list[Relation], graph: NamedNode
) -> Iterable[Quad]:
    for fact in tellings:
        _known(page, fact, relation_types())
        yield Quad(node, RDF.type, RDF.Statement, graph)
        yield Quad(node, RDF.type, KG.Relation, graph)
        yield Quad(node, RDF.predicate, KG[fact.type], graph)
    yield from _label(node, [f.type for f in tellings], graph)


def _event(
    page: QuadContext, node: NamedNode, tellings: list[Event], graph: NamedNode
) -> Iterable[Quad]:
    for fact in tellings:
        _known(page, fact, event_types() | {"Event"})
        yield Quad(node, RDF.type, SEM.Event, graph)
        if fact.type != "Event":
            yield Quad(node, RDF.type, KG[fact.type], graph)
        yield from _order(page, fact, node)
    yield from _label(node, [f.label for f in tellings], graph)
    when = _finest([f.time.value for f in tellings if f.time])
    if when:
        yield from timed(node, when, graph)


def _order(page: QuadContext, fact: Event, node: NamedNode) -> Iterable[Quad]:
    """Before and after between the events' times; an order to something merely said is itself merely said."""
    for order in fact.order:
        other = NamedNode(page.links.facts[order.fact])
        graph = page.graph(page.facts[order.fact] if fact.statement is None else fact)
        if order.relation == "partOf":
            yield Quad(node, SEM.subEventOf, other, graph)
        elif order.relation == "causedBy":
            yield Quad(node, KG.causedBy, other, graph)
        else:
            yield from timed(node, None, graph)
            yield from timed(other, None, graph)
            yield Quad(
                part(node, "time"),
                TIME.after if order.relation == "after" else TIME.before,
                part(other, "time"),
                graph,
            )


def _statement(
    page: QuadContext, node: NamedNode, tellings: list[Statement], graph: NamedNode
) -> Iterable[Quad]:
    for fact in tellings:
        content, words = (
            NamedNode(page.links.said[fact.id]),
            " ".join(page.words(s) for s in fact.content),
        )
        yield Quad(node, RDF.type, KG.Statement, graph)
        yield Quad(node, KG.content, content, graph)
        yield Quad(node, SCHEMA.text, name(words), graph)
        yield Quad(node, KG.force, value("Force", fact.force), graph)
        yield Quad(node, KG.quotation, value("Quotation", fact.quotation), graph)
        for cue in fact.cue:
            yield Quad(node, KG.cue, name(page.words(cue)), graph)
        for m in page.annotation.mentions:
            if m.entity is not None and (
                m.id in fact.fillers("topic") or any(c.contains(m.span) for c in fact.content)
            ):
                yield Quad(node, KG.about, NamedNode(page.links.meanings[m.id]), graph)
        yield from _medium(page, fact, node, graph)
        if fact.quotation != "indirect":
            for span in verbatim(page, fact.content, whole=fact.quotation == "direct"):
                yield Quad(node, KG.verbatim, page.phrase(span), graph)
                yield from phrase(page, span)
        yield Quad(content, RDF.type, KG.Content, page.text_graph)
        yield Quad(content, KG.contentOf, node, page.text_graph)
        yield Quad(content, KG.nestedIn, graph, page.text_graph)
    yield from _label(
        node, [_short(" ".join(page.words(s) for s in f.content)) for f in tellings], graph
    )
    when = _finest([f.time.value for f in tellings if f.time])
    if when:
        yield from timed(node, when, graph)


def _medium(
    page: QuadContext, fact: Statement, node: NamedNode, graph: NamedNode
) -> Iterable[Quad]:
    """The letter or post that carried it, and the source that it came through."""
    carrier = page.facts.get(fact.medium or "")
    if isinstance(carrier, Event):
        yield Quad(node, KG.medium, NamedNode(page.links.facts[carrier.id]), graph)
        for m in carrier.fillers("theme"):
            yield Quad(node, KG.mediumLabel, name(page.mentions[m].text), graph)
        if not carrier.fillers("theme"):
            yield Quad(node, KG.mediumLabel, name(carrier.label), graph)
    elif fact.medium:
        yield Quad(node, KG.mediumLabel, name(fact.medium), graph)
    source = page.mentions.get(fact.via or "")
    if source is not None:
        yield Quad(node, KG.via, NamedNode(page.links.meanings[source.id]), graph)
        yield from meaning(page, source, graph)
    elif fact.via:
        yield Quad(node, KG.via, part(node, "via"), graph)
        yield from named(part(node, "via"), "Other", fact.via, page.article)


def _known(page: QuadContext, fact: Relation | Event, types: frozenset[str]) -> None:
    if fact.type not in types:
        raise GraphError(
            f"{page.where(fact)} is a {fact.type!r}, which ontology/kg.ttl does not define; add it there"
        )


def _finest(values: list[str | None]) -> str | None:
    """The most exact of several dates; of equally exact ones the earliest."""
    given = [(p.last - p.first, -len(v), v) for v in values if v and (p := period_of(v))]
    return min(given)[2] if given else None


def _label(node: NamedNode, labels: list[str], graph: NamedNode) -> Iterable[Quad]:
    """The first telling's label: one a node."""
    for label in labels[:1]:
        yield Quad(node, RDFS.label, name(label), graph)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LABEL_LENGTH else words[: _LABEL_LENGTH - 1].rstrip() + "…"
