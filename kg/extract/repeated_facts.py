"""Facts of two departments about the same words: of each two the one that says more is kept.

A position, a relation or an event with a type says more than an attribute; an attribute more than
the event of its copula, "is", or of the verb of a name, "called". Other verbs, "becomes", "costs",
tell of something that happens as well.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from kg.document import Document
from kg.extract.attributes.extractor import replaced_by
from kg.extract.bare_trigger import bare_trigger
from kg.extract.mentions import entity_key
from kg.model import Attribute, Event, Fact, Mention, Relation, Role, Span, Statement

# Confidence below which a relation is not shown, and stands for nothing.
_LEAST = 0.6
# These say more than that somebody holds a post, or of what kind something is.
_RANKED = frozenset({"attribute:rank", "attribute:apposed-rank"})
_NOUNS = frozenset({"attribute:noun", "attribute:apposition"})
_ADJECTIVE = "attribute:adjective"
_OF_VERB = "event:scored-verb"
_PLAIN = "Event"


def without_repetitions(
    document: Document, facts: Sequence[Fact], mentions: Mapping[str, Mention]
) -> list[Fact]:
    """The facts without attributes that only repeat others, in the same order.

    An event that only repeats an attribute is left as a bare trigger. Arguments that point to its
    word point to the attribute.
    """
    verbs = replaced_by(document)
    surer: dict[Span, list[Fact]] = {}
    for fact in facts:
        if isinstance(fact, (Role, Relation, Event)):
            surer.setdefault(fact.sentence, []).append(fact)
    repeated = {
        f.id
        for f in facts
        if isinstance(f, Attribute)
        and any(_repeats(o, f, mentions, verbs) for o in surer.get(f.sentence, ()))
    }
    told = {f.trigger for f in facts if isinstance(f, Attribute) and f.id not in repeated}
    starts = {span.start for span in told if span is not None}
    moved = {word: place for word, place in verbs.items() if place in starts}
    asked = {a.fact for f in facts for a in f.arguments if a.fact is not None}
    silent = {word for word in verbs if word not in moved and f"at-{word}" not in asked}
    empty = moved.keys() | silent
    places = {f"at-{word}": f"at-{place}" for word, place in moved.items()}
    kept = [
        bare_trigger(f)
        if isinstance(f, Event) and _is_empty(f, told, empty)
        else _pointing(f, places)
        for f in facts
        if f.id not in repeated
    ]
    return _without_dangling(kept)


def _repeats(
    fact: Fact, attribute: Attribute, mentions: Mapping[str, Mention], verbs: Mapping[int, int]
) -> bool:
    """Whether another fact says what the attribute would say.

    1. An event with a type is told by the same word.
    2. A post or a relation of the subject is told by the word of the attribute, or the other end
       is what the attribute names.
    3. The attribute names the title of a post.
    4. A relation is told by the verb of an adjective that has its other end: "is married to Roe".
    """
    place = attribute.trigger
    if place is None:
        return False
    if isinstance(fact, Event):
        is_typed = fact.type != _PLAIN and fact.trigger is not None
        return is_typed and fact.trigger is not None and fact.trigger.overlaps(place)
    if attribute.pattern in _RANKED or fact.confidence < _LEAST:
        return False
    fillers = [mentions[m] for _, m in fact.filled if m in mentions]
    values = [mentions[m] for m in attribute.fillers("value") if m in mentions]
    if isinstance(fact, Role) and _names_holder(fact, attribute, mentions):
        return True
    subjects = {entity_key(mentions[m]) for m in attribute.fillers("subject") if m in mentions}
    others = [m.span for m in fillers if entity_key(m) not in subjects]
    if len(others) == len(fillers):
        return False
    told = [*others, *([fact.trigger] if fact.trigger is not None else [])]
    heads = [place, *(v.span for v in values if v.form == "name")]
    if any(t.overlaps(h) for t in told for h in heads):
        return True
    of_same_verb = fact.trigger is not None and verbs.get(fact.trigger.start) == place.start
    is_post = isinstance(fact, Role) and attribute.pattern in _NOUNS
    if is_post or (of_same_verb and attribute.pattern == _ADJECTIVE):
        return any(t.overlaps(v.span) for t in told for v in values)
    return False


def _names_holder(role: Role, attribute: Attribute, mentions: Mapping[str, Mention]) -> bool:
    """Whether the attribute says whose name a title is: "the head of Acme is Roe"."""
    holders = {entity_key(mentions[m]) for m in role.fillers("person") if m in mentions}
    values = {entity_key(mentions[m]) for m in attribute.fillers("value") if m in mentions}
    subjects = [mentions[m].span for m in attribute.fillers("subject") if m in mentions]
    title = role.trigger
    return (
        title is not None
        and not holders.isdisjoint(values)
        and any(subject.overlaps(title) for subject in subjects)
    )


def _is_empty(fact: Fact, told: Container[Span | None], words: Container[int]) -> bool:
    """Whether it is an event without a type that only repeats an attribute."""
    if not isinstance(fact, Event) or fact.type != _PLAIN or fact.trigger is None:
        return False
    if fact.trigger.start in words:
        return True
    is_bare = fact.pattern == _OF_VERB and not fact.arguments
    return is_bare and fact.trigger in told


def _pointing(fact: Fact, places: Mapping[str, str]) -> Fact:
    """The fact, with arguments that point to the attribute and not to its copula."""
    if not any(a.fact in places for a in fact.arguments):
        return fact
    arguments = (replace(a, fact=places.get(a.fact or "", a.fact)) for a in fact.arguments)
    return replace(fact, arguments=tuple(arguments))


def _without_dangling(facts: Sequence[Fact]) -> list[Fact]:
    """The facts without attributes whose subject or value would be a fact that nobody tells."""
    places = {f"at-{_start(f)}" for f in facts if not isinstance(f, (Role, Relation))}
    return [
        f
        for f in facts
        if not isinstance(f, Attribute)
        or all(a.fact is None or a.fact in places for a in f.arguments)
    ]


def _start(fact: Fact) -> int:
    if isinstance(fact, Statement):
        return (fact.cue[0] if fact.cue else fact.content[0]).start
    return (fact.trigger or fact.sentence).start
