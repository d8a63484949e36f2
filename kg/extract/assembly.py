"""All facts of a document put together.

Each stands under the statement that claims it, and all are numbered in order of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from importlib import metadata

from kg.document import SPOKEN, Document
from kg.extract.attributes import extractor as attributes
from kg.extract.confidence import on_news
from kg.extract.events import extractor as events
from kg.extract.extraction import Extractor
from kg.extract.light_doc import with_light_doc
from kg.extract.nearby import SpanIndex
from kg.extract.relations import extractor as relations
from kg.extract.relations.country_names import with_countries
from kg.extract.relations.pattern_relations import DESCRIBED
from kg.extract.relations.scored import is_scored
from kg.extract.repeated_facts import without_repetitions
from kg.extract.roles import extractor as roles
from kg.extract.statements import extractor as statements
from kg.garbage import collected_later
from kg.model import (
    TIMED,
    Annotation,
    Argument,
    Attribute,
    Entity,
    Event,
    Fact,
    Mention,
    Order,
    Relation,
    Role,
    Span,
    Statement,
)
from kg.patterns import word_set
from kg.raw_text import in_raw_text

_DAY = re.compile(r"\d{4}(-\d{2}){0,2}(?=$|/|T)")
# patterns of statements that take their content for granted: "knew that it had closed"
_OF_WHAT_IS_SO = frozenset({"statement:knowing"})


@cache
def _version() -> str:
    return metadata.version("news-kg")


EXTRACTORS: Mapping[str, Extractor] = {
    "roles": roles.extract,
    "relations": relations.extract,
    "events": events.extract,
    "statements": statements.extract,
    "attributes": attributes.extract,
}


@collected_later()
def extract(document: Document) -> Annotation:
    """The annotation of a parsed document; its offsets are those of the text as it came in."""
    document = with_light_doc(document)
    found = [extractor(document) for extractor in EXTRACTORS.values()]
    brought = [m for e in found for m in e.mentions]
    facts = [_on_news(f) if document.is_news else f for e in found for f in e.facts]
    facts = [_to_come(f, document.article.date) for f in facts]
    mentions = {m.id: m for m in (*document.mentions, *brought)}
    facts = without_repetitions(document, facts, mentions)
    spans = {i: m.span for i, m in mentions.items()}
    claims = [f for f in facts if isinstance(f, Statement)]
    claimed = under_statements(facts, claims, _words_of_others(document), spans)
    new_entities = [entity for e in found for entity in e.entities]
    kept, entities = _kept(document, brought, claimed, new_entities)
    ordered, numbered = _numbered(claimed, kept)
    annotation = Annotation(
        article=document.article,
        language="en",
        kg=_version(),
        model=document.model,
        mentions=numbered,
        entities=entities,
        facts=ordered,
        warnings=document.warnings,
    )
    return annotation if document.raw is None else in_raw_text(annotation, document.raw)


def _on_news(fact: Fact) -> Fact:
    """The fact with the confidence of roles and relations in news, which was measured apart."""
    if not isinstance(fact, (Role, Relation)):
        return fact
    confidence = on_news(fact.kind, fact.pattern, fact.confidence)
    return replace(fact, confidence=confidence) if confidence != fact.confidence else fact


def _to_come(fact: Fact, date: str | None) -> Fact:
    """The fact, and no more than probable where it is an event of a day after the article's.

    "The hearing opens on Monday": planned, whatever the tense.
    """
    if not isinstance(fact, Event) or fact.certainty != "certain" or fact.time is None:
        return fact
    day = _DAY.match(fact.time.value)
    if not date or day is None:
        return fact
    known = min(len(day[0]), len(date))  # of "2025" and "2025-03-01" neither is after the other
    return replace(fact, certainty="probable") if day[0][:known] > date[:known] else fact


def _place(fact: Fact) -> Span:
    """The words that stand for the fact."""
    if isinstance(fact, Statement):
        return fact.cue[0] if fact.cue else fact.content[0]
    return fact.trigger or fact.sentence


def _words_of_others(document: Document) -> list[Span]:
    """What stands between quotation marks, in posts and in the turns of an interview."""
    return [
        *(q.inner for q in document.quotations),
        *(b.span for b in document.blocks if b.kind in SPOKEN or b.kind == "post"),
    ]


def under_statements(
    facts: Sequence[Fact],
    statements: Sequence[Statement],
    others: Sequence[Span],
    spans: Mapping[str, Span],
) -> list[Fact]:
    """Each fact with the narrowest statement in whose content its words stand.

    None for what the article itself says, which it does of what somebody knows. The statements form
    a forest: see `outer_statements`.
    """
    claims = [(n, s) for n, s in enumerate(statements) if s.pattern not in _OF_WHAT_IS_SO]
    contents = SpanIndex((span, n) for n, s in claims for span in s.content)
    of_others = SpanIndex((other, other) for other in others)
    holders = [_holders(f, statements, contents, of_others, spans) for f in facts]
    held = list(zip(facts, holders, strict=True))
    outer = outer_statements(
        {f.id: ids for f, ids in held if isinstance(f, Statement)},
        {s.id: _content_length(s) for s in statements},
    )
    claimed = []
    for fact, ids in held:
        claim = outer[fact.id] if isinstance(fact, Statement) else next(iter(ids), None)
        claimed.append(fact if claim is None else replace(fact, statement=claim))
    return claimed


def _holders(
    fact: Fact,
    statements: Sequence[Statement],
    contents: SpanIndex[int],
    others: SpanIndex[Span],
    spans: Mapping[str, Span],
) -> list[str]:
    """The ids of the statements in whose content the words of a fact stand, narrowest first.

    `contents` has the numbers of the statements by their contents.
    """
    if isinstance(fact, Statement) and not fact.cue:
        return []
    place = _place(fact)
    if _is_description(fact) and not any(o.contains(place) for o in others.near(place)):
        return []  # what the writer calls an entity, in words of their own
    places = [place]
    if is_scored(fact.pattern):
        # "Roe claims that she lived in Leeds": about Roe, but reported
        places += [spans[m] for m in fact.fillers("object")]
    near = {n for place in places for n in contents.near(place)}
    around = [s for n in near if (s := statements[n]).id != fact.id and _holds(s, places)]
    return [s.id for s in sorted(around, key=lambda s: (_content_length(s), s.id))]


# "Roe, the chairman,", "the chairman Jane Roe"; "the plant in Leeds", "Leeds, England"
_TITLES_BESIDE_NAMES = frozenset({"role:apposition", "role:before-name"})
_BESIDE_NOUNS = (":noun", ":preposition", ":place-name")


def _is_description(fact: Fact) -> bool:
    """Whether the fact says what an entity is: "the social media platform", "Roe, 54,"."""
    if isinstance(fact, Attribute):
        return fact.pattern in attributes.ADNOMINAL
    if isinstance(fact, Role):
        return fact.pattern in _TITLES_BESIDE_NAMES
    if not isinstance(fact, Relation):
        return False
    return fact.pattern in DESCRIBED or fact.pattern.endswith(_BESIDE_NOUNS)


def _holds(statement: Statement, places: Sequence[Span]) -> bool:
    """Whether one of these places lies in the content of the statement."""
    return any(span.contains(place) for span in statement.content for place in places)


def _content_length(statement: Statement) -> int:
    return sum(map(len, statement.content))


def outer_statements(
    holders: Mapping[str, Sequence[str]],
    lengths: Mapping[str, int],
) -> dict[str, str | None]:
    """For each statement the one that it stands under, or None; no chain of them is a cycle.

    `holders` has for each statement those that hold its cue, narrowest first, and `lengths` the
    lengths of their contents. A statement goes under its first holder. Two can hold each other's
    cues: "Roe told us that “he fled, according to Lee.”" On such a cycle the longest is the outer
    one: it goes under its first holder that does not stand under it, or under none.
    """
    outer = {statement: next(iter(of), None) for statement, of in holders.items()}
    # the chains of these come to an end, so that no other has to follow them up to it
    ended: set[str] = set()
    for statement in holders:
        while cycle := _cycle_above(statement, outer, ended):
            longest = min(cycle, key=lambda s: (-lengths[s], s))
            outer[longest] = None
            free = (h for h in holders[longest] if longest not in _chain(h, outer)[0])
            outer[longest] = next(free, None)
        ended.update(_chain(statement, outer, ended)[0])
    return outer


def _cycle_above(
    statement: str, outer: Mapping[str, str | None], ended: AbstractSet[str]
) -> list[str]:
    """The cycle that the chain of a statement ends in; empty where it comes to an end."""
    chain, again = _chain(statement, outer, ended)
    return list(chain)[list(chain).index(again) :] if again is not None else []


def _chain(
    statement: str, outer: Mapping[str, str | None], ended: AbstractSet[str] = frozenset()
) -> tuple[Mapping[str, None], str | None]:
    """A statement and those above it, and the one of them that is met again, if any is.

    Without those from one in `ended` on.
    """
    chain: dict[str, None] = {}
    above: str | None = statement
    while above is not None and above not in chain and above not in ended:
        chain[above] = None
        above = outer[above]
    return chain, above if above in chain else None


def _numbered(
    facts: Sequence[Fact], mentions: Sequence[Mention]
) -> tuple[tuple[Fact, ...], tuple[Mention, ...]]:
    """Facts and mentions in order of the text with ids f1, f2 … and m1, m2 …

    What points at one of them follows.
    """
    ordered = sorted(
        facts,
        key=lambda f: (
            _place(f),
            f.kind,
            f.content[0] if isinstance(f, Statement) else _place(f),
            f.id,
        ),
    )
    fact_ids: dict[str, str] = {}
    for fact in ordered:
        fact_ids.setdefault(fact.id, f"f{len(fact_ids) + 1}")
    for fact in ordered:
        if not isinstance(fact, (Role, Relation)):
            fact_ids.setdefault(f"at-{_place(fact).start}", fact_ids[fact.id])
    mention_ids = {m.id: f"m{n}" for n, m in enumerate(mentions, 1)}
    renamed = tuple(
        replace(m, id=mention_ids[m.id], antecedent=mention_ids.get(m.antecedent or ""))
        for m in mentions
    )
    return tuple(_renamed(f, fact_ids, mention_ids) for f in ordered), renamed


def _renamed(fact: Fact, fact_ids: Mapping[str, str], mention_ids: Mapping[str, str]) -> Fact:
    """The fact with the new ids.

    Copies cost: it is copied once, and again only for a time, an order or a medium.
    """
    new = replace(
        fact,
        id=fact_ids[fact.id],
        statement=fact_ids.get(fact.statement or ""),
        sameAs=fact_ids.get(fact.sameAs or ""),
        arguments=tuple(_renamed_arguments(fact, fact_ids, mention_ids)),
    )
    if isinstance(new, TIMED) and new.time is not None:
        new = replace(new, time=replace(new.time, mention=mention_ids.get(new.time.mention or "")))
    if isinstance(new, Event) and new.order:
        new = replace(
            new,
            order=tuple(
                Order(o.relation, fact_ids[o.fact]) for o in new.order if o.fact in fact_ids
            ),
        )
    if isinstance(new, Statement) and (new.medium or new.via):
        medium = fact_ids.get(new.medium or "", new.medium)  # else the words that name it
        new = replace(new, medium=medium, via=mention_ids.get(new.via or ""))
    return new


def _renamed_arguments(
    fact: Fact, fact_ids: Mapping[str, str], mention_ids: Mapping[str, str]
) -> Iterator[Argument]:
    """The arguments with the new ids, without those that point to no fact of the record."""
    for argument in fact.arguments:
        if argument.mention is not None:
            yield replace(argument, mention=mention_ids[argument.mention])
        elif argument.fact is not None and argument.fact in fact_ids:
            yield replace(argument, fact=fact_ids[argument.fact])


def _kept(
    document: Document, extra: Sequence[Mention], facts: Sequence[Fact], new: Sequence[Entity]
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Mentions and entities without the descriptions that no fact and no other mention needs.

    `new` are entities that are new or better known.
    """
    known = {**document.entity, **{e.id: e for e in new}}
    mentions = {m.id: m for m in (*document.mentions, *extra)}
    wanted = _wanted_entities(document, mentions.values(), facts, known)
    kept = [m for m in mentions.values() if m.entity is None or m.entity in wanted]
    kept.sort(key=lambda m: (m.start, -m.end, m.type))
    entities = with_countries(document, (e for e in known.values() if e.id in wanted))
    things = _things(document, kept, entities)
    return (
        tuple(replace(m, type="Thing") if m.entity in things else m for m in kept),
        tuple(things.get(e.id, e) for e in entities),
    )


def _things(
    document: Document, mentions: Iterable[Mention], entities: Iterable[Entity]
) -> Mapping[str, Entity]:
    """The entities that no mention names, as things: "the ban", "its shares"."""
    named = {m.entity for m in mentions if m.form == "name"}
    things = {e.id: e for e in entities if e.type == "Other" and e.id not in named}
    described: dict[str, list[Mention]] = {e: [] for e in things}
    for mention in mentions:
        if mention.entity in things and mention.form == "nominal":
            described[mention.entity].append(mention)
    return {e: _thing(document, things[e], described[e]) for e in things}


def _thing(document: Document, thing: Entity, described: Sequence[Mention]) -> Entity:
    """The thing by its fullest description; one of the title only where there is no other."""
    if not described:
        return replace(thing, type="Thing")
    label = _without_article(max(described, key=lambda m: _fullness(document, m)).text)
    names = dict.fromkeys((thing.label, *thing.aliases))
    others = tuple(name for name in names if name != label)
    return replace(thing, type="Thing", label=label, aliases=others)


def _fullness(document: Document, mention: Mention) -> tuple[bool, int, int]:
    """What the fullest description has most of: words, and of several it is the first."""
    block = document.block_of(mention.start)
    in_title = block is not None and block.kind == "title"
    return not in_title, len(mention.text.split()), -mention.start


def _without_article(text: str) -> str:
    """The words on one line, without an article before them."""
    first, *rest = text.split()
    is_article = rest and first.lower() in word_set("ner", "articles")
    return " ".join(rest if is_article else [first, *rest])


def _wanted_entities(
    document: Document,
    mentions: Iterable[Mention],
    facts: Sequence[Fact],
    known: Mapping[str, Entity],
) -> set[str]:
    """Ids of the entities that have a name, take part in a fact, or are mentioned twice.

    And of the wholes that groups among them are parts of.
    """
    used = {mention for f in facts for _, mention in f.filled}
    used |= {f.via for f in facts if isinstance(f, Statement) and f.via is not None}
    times = Counter(m.entity for m in document.mentions)
    wanted = set()
    for mention in mentions:
        if mention.entity is None:
            continue
        is_repeated = times[mention.entity] > 1 and known[mention.entity].type != "Other"
        if mention.id in used or mention.form == "name" or is_repeated:
            wanted.add(mention.entity)
    while new := _wholes(known, wanted) - wanted:
        wanted |= new
    return wanted


def _wholes(known: Mapping[str, Entity], entities: AbstractSet[str]) -> set[str]:
    """What these entities are parts of."""
    return {whole for e in entities if (whole := known[e].partOf) is not None}
