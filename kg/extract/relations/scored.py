"""Ties that the trained scorer holds likely, as facts: roles without or with a title, and relations, beside those that patterns find."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from kg import syntax
from kg.document import Document
from kg.extract.factuality import certainty_of, polarity_of
from kg.extract.relations.rule_based import is_leading, rule_labels
from kg.extract.relative_pronouns import relative_pronouns
from kg.extract.roles.titles import status_words, title_at
from kg.extract.spans import sentence_of, span_of
from kg.model import Argument, Certainty, Mention, Polarity, Relation, Role, Span, Status
from kg.patterns import word_set, words
from kg.scoring.relations import Candidate, Prediction, candidates, load, predict
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSTS = frozenset({"leads", "memberOf"})
_VERBS, _PREDICATES = (
    frozenset({"VERB", "AUX"}),
    frozenset({syntax.ATTRIBUTE, syntax.OBJECT_PREDICATE, syntax.ADJECTIVAL_COMPLEMENT}),
)
_Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ScoredRelations:
    """The facts, and the mentions that only they bring in."""

    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]


def scored_relations(
    document: Document,
    roles: Sequence[Role],
    relations: Sequence[Relation],
    brought: Sequence[Mention],
) -> ScoredRelations:
    """What the scorer adds to these roles and relations; a tie told before points to its first telling.

    In news a post is not told again: with the first telling known, sentences that only name both would pass for tellings.
    """
    is_news = document.is_news
    mentions = {m.id: m for m in (*document.mentions, *brought)}
    relatives = relative_pronouns(document)
    found = predict(
        load(),
        document.doc,
        candidates(document, relatives),
        rule_labels(roles, relations, mentions),
        is_news,
    )
    mentions |= {m.id: m for m in relatives}
    by_pair: dict[_Pair, list[Prediction]] = {}
    for tie in found:
        by_pair.setdefault(
            (tie.candidate.subject.mention.id, tie.candidate.object.mention.id), []
        ).append(tie)
    posts, others, titles = list(roles), list(relations), dict[str, Mention]()
    for pair, of_pair in by_pair.items():
        held = [t for t in of_pair if t.label in _POSTS]
        if held and not any(_mentions(r, "person", "organisation") == pair for r in roles):
            leading = _leading_titles(document, held)
            titles.update({m.id: m for m in leading})
            found_here = [_role(held, title, posts, mentions) for title in leading or (None,)]
            posts += [r for r in found_here if not (is_news and r.sameAs is not None)]
        told = {r.type for r in relations if _mentions(r, "subject", "object") == pair} | _POSTS
        others += [
            _relation(t, others, mentions)
            for t in of_pair
            if t.label not in told and not _is_over(t) and _names_a_day(t)
        ]
    new_roles, new_relations = tuple(posts[len(roles) :]), tuple(others[len(relations) :])
    used = {a.mention for f in (*new_roles, *new_relations) for a in f.arguments}
    return ScoredRelations(
        new_roles, new_relations, tuple(m for m in (*relatives, *titles.values()) if m.id in used)
    )


def is_scored(pattern: str) -> bool:
    """Is what found a tie the scorer, and no pattern?"""
    return pattern.endswith(":scored")


def _mentions(fact: Role | Relation, first: str, second: str) -> _Pair | None:
    """The mentions that fill the two parts, where both are filled."""
    left, right = fact.fillers(first), fact.fillers(second)
    return (left[0], right[0]) if left and right else None


def _names_a_day(tie: Prediction) -> bool:
    value = tie.candidate.object.mention.value
    return tie.candidate.object.mention.type != "Date" or (
        value is not None and period_of(value) is not None
    )


def _role(
    held: Sequence[Prediction],
    title: Mention | None,
    known: Iterable[Role],
    mentions: Mapping[str, Mention],
) -> Role:
    best = max(held, key=lambda t: (t.confidence, t.label))
    person, body = best.candidate.subject.mention, best.candidate.object.mention
    trigger = _trigger(best.candidate)
    polarity, certainty = _reality(trigger, best.candidate)
    parts = (("person", person), ("title", title), ("organisation", body))
    role = Role(
        id=f"role-scored-{person.start}-{body.start}-{title.start if title is not None else ''}",
        arguments=tuple(Argument(part, m.id) for part, m in parts if m is not None),
        sentence=sentence_of(trigger),
        trigger=span_of([trigger]),
        status=_status(best.candidate, trigger),
        polarity=polarity,
        certainty=certainty,
        pattern="role:scored",
        confidence=round(best.confidence, 2),
        reasons=_in_words(best.reasons),
    )
    first = next(
        (
            r
            for r in known
            if r.sameAs is None and _is_same(r, role, ("person", "organisation"), mentions)
        ),
        None,
    )
    if first is None:
        return role
    return replace(
        role,
        sameAs=first.id,
        status=first.status,
        polarity=first.polarity,
        certainty=first.certainty,
    )  # what holds of it the first telling knows


def _relation(
    tie: Prediction, known: Iterable[Relation], mentions: Mapping[str, Mention]
) -> Relation:
    subject, other, trigger = (
        tie.candidate.subject.mention,
        tie.candidate.object.mention,
        _trigger(tie.candidate),
    )
    polarity, certainty = _reality(trigger, tie.candidate)
    relation = Relation(
        id=f"relation-scored-{tie.label}-{subject.start}-{other.start}",
        type=tie.label,
        arguments=(Argument("subject", subject.id), Argument("object", other.id)),
        sentence=sentence_of(trigger),
        trigger=span_of([trigger]),
        polarity=polarity,
        certainty=certainty,
        pattern=f"{tie.label}:scored",
        confidence=tie.confidence,
        reasons=_in_words(tie.reasons),
    )
    first = next(
        (
            r
            for r in known
            if r.sameAs is None
            and r.type == relation.type
            and _is_same(r, relation, ("subject", "object"), mentions)
        ),
        None,
    )
    return (
        replace(relation, sameAs=first.id, polarity=first.polarity, certainty=first.certainty)
        if first is not None
        else relation
    )


def _is_same(
    a: Role | Relation, b: Role | Relation, parts: _Pair, mentions: Mapping[str, Mention]
) -> bool:
    """Do the two tell of the same things?"""
    left, right = ([[mentions[m].entity or m for m in f.fillers(p)] for p in parts] for f in (a, b))
    return left == right


def _trigger(candidate: Candidate) -> Token:
    """The word that ties the two: where their ways up the parse meet, else what governs the lower one, else the object itself."""
    subject, other = candidate.subject, candidate.object
    inside = {*range(subject.first, subject.end), *range(other.first, other.end)}
    above = {t.i: t for t in (other.head, *other.head.ancestors)}
    meeting = next((t for t in (subject.head, *subject.head.ancestors) if t.i in above), other.head)
    if meeting.i not in inside:
        return meeting
    lower = other if other.head.i != meeting.i else subject
    between = [t for t in lower.head.ancestors if t.i not in inside and meeting.is_ancestor(t)]
    return between[-1] if between else other.head


def _reality(trigger: Token, candidate: Candidate) -> tuple[Polarity, Certainty]:
    """What the word says of whether the tie holds: nothing but where it predicates between the two, for "will go to the museum in Leeds" plans no museum."""
    first, last = sorted((candidate.subject, candidate.object), key=lambda s: s.first)
    if first.end <= trigger.i < last.first and (
        trigger.pos_ in _VERBS or trigger.dep_ in _PREDICATES
    ):
        return polarity_of(trigger), certainty_of(trigger)
    return "positive", "certain"


def _is_over(tie: Prediction) -> bool:
    """ "left the Labour Party": what the verb ends holds no more."""
    return _trigger(tie.candidate).lemma_.lower() in words("titles")["holding"]["ends"]


def _status(candidate: Candidate, trigger: Token) -> Status:
    """What a word beside the two says of the time: "former"; else a past tense of being."""
    table = status_words()
    first, last = sorted((candidate.subject, candidate.object), key=lambda s: s.first)
    near = trigger.doc[max(trigger.sent.start, first.first - 2) : last.end]
    said = next((table[t.lower_] for t in near if t.lower_ in table), None)
    over = trigger.lemma_.lower() in words("titles")["holding"]["ends"] or (
        trigger.tag_ == "VBD" and trigger.lemma_ in words("relations")["over"]
    )
    return said or ("former" if over else "current")


def _leading_titles(document: Document, held: Sequence[Prediction]) -> tuple[Mention, ...]:
    """The nearest title of one at the head, where the scorer holds that he leads, and those that are one chain with it: "chairman and CEO"."""
    if not any(t.label == "leads" for t in held):
        return ()
    person, text = held[0].candidate.subject.head, document.article.text
    titles = [
        t.doc[t.first : t.last + 1]
        for word in person.sent
        if (t := title_at(document, word)) is not None
    ]
    found = {span_of(t) for t in titles if is_leading(t.text)}
    start = person.sent.start_char
    bare = (
        Span(start + m.start(), start + m.end()) for m in _bare_titles().finditer(person.sent.text)
    )
    found |= {b for b in bare if not any(f.overlaps(b) for f in found)}
    if not found:
        return ()
    chain = {min(found, key=lambda s: (abs(s.start - person.idx), s))}
    while joined := {
        f for f in found - chain if any(_is_joined(text, *sorted((f, c))) for c in chain)
    }:
        chain |= joined
    return tuple(
        Mention(
            f"title-{s.start}-{s.end}", s.start, s.end, text[s.start : s.end], "nominal", "Title"
        )
        for s in sorted(chain)
    )


def _is_joined(text: str, left: Span, right: Span) -> bool:
    """Do the two titles stand beside each other in a list?"""
    return text[left.end : right.start].strip().lower() in word_set("relations", "joins")


@cache
def _bare_titles() -> re.Pattern[str]:
    """The titles of those at the head as bare words, where the parse shows none."""
    return re.compile(
        rf"\b(?:{'|'.join(map(re.escape, sorted(word_set('relations', 'leading'), key=lambda w: (-len(w), w))))})\b",
        re.IGNORECASE,
    )


def _in_words(features: Sequence[str], most: int = 2) -> tuple[str, ...]:
    """The strongest features that can be told, as a reader would say them."""
    phrases, out = words("reasons")["relations"], []
    for feature in features:
        for beginning, phrase in phrases.items():
            if feature.startswith(f"{beginning} "):
                rest = feature.removeprefix(f"{beginning} ").strip("[] ")
                if rest and "<" not in rest and "|" not in rest:
                    out.append(phrase.format(rest))
                break
    return tuple(dict.fromkeys(out))[:most]
