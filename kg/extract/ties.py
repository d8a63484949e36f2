"""Ties that the trained scorer holds likely, as facts: roles without or with a title, and relations, beside those that patterns find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from kg.document import Document
from kg.extract.events import sentence_of, span_of
from kg.extract.positions.titles import Title, status_words, title_at
from kg.extract.reality import certainty_of, polarity_of
from kg.extract.relatives import relatives_of
from kg.extract.told import is_leading, told_of
from kg.model import Argument, Mention, Relation, Role, Status
from kg.patterns import words
from kg.scoring.relations import Candidate, Tie, candidates, load, ties
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSTS = frozenset({"leads", "memberOf"})
_Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ties:
    """The facts, and the mentions that only they bring in."""

    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]


def ties_of(document: Document, roles: Sequence[Role], relations: Sequence[Relation], brought: Sequence[Mention]) -> Ties:
    """What the scorer adds to these roles and relations; a tie told before points to its first telling."""
    mentions = {m.id: m for m in (*document.mentions, *brought)}
    relatives = relatives_of(document)
    found = ties(load(), document.doc, candidates(document, relatives), told_of(roles, relations, mentions), document.article.date is not None)
    mentions |= {m.id: m for m in relatives}
    by_pair: dict[_Pair, list[Tie]] = {}
    for tie in found:
        by_pair.setdefault((tie.candidate.subject.mention.id, tie.candidate.object.mention.id), []).append(tie)
    posts, others, titles = list(roles), list(relations), dict[str, Mention]()
    for pair, of_pair in by_pair.items():
        held = [t for t in of_pair if t.label in _POSTS]
        if held and not any(_mentions(r, "person", "organisation") == pair for r in roles):
            title = _leading_title(document, held)
            titles.update({m.id: m for m in (title,) if m is not None})
            posts.append(_role(held, title, posts, mentions))
        told = {r.type for r in relations if _mentions(r, "subject", "object") == pair} | _POSTS
        others += [_relation(t, others, mentions) for t in of_pair if t.label not in told and not _is_over(t) and _names_a_day(t)]
    new_roles, new_relations = tuple(posts[len(roles) :]), tuple(others[len(relations) :])
    used = {a.mention for f in (*new_roles, *new_relations) for a in f.arguments}
    return Ties(new_roles, new_relations, tuple(m for m in (*relatives, *titles.values()) if m.id in used))


def _mentions(fact: Role | Relation, first: str, second: str) -> _Pair | None:
    """The mentions that fill the two parts, where both are filled."""
    left, right = fact.fillers(first), fact.fillers(second)
    return (left[0], right[0]) if left and right else None


def _names_a_day(tie: Tie) -> bool:
    value = tie.candidate.object.mention.value
    return tie.candidate.object.mention.type != "Date" or value is not None and period_of(value) is not None


def _role(held: Sequence[Tie], title: Mention | None, known: Iterable[Role], mentions: Mapping[str, Mention]) -> Role:
    best = max(held, key=lambda t: (t.confidence, t.label))
    person, body = best.candidate.subject.mention, best.candidate.object.mention
    trigger = _trigger(best.candidate)
    parts = (("person", person), ("title", title), ("organisation", body))
    role = Role(
        id=f"role-scored-{person.start}-{body.start}",
        arguments=tuple(Argument(part, m.id) for part, m in parts if m is not None),
        sentence=sentence_of(trigger),
        trigger=span_of([trigger]),
        status=_status(best.candidate, trigger),
        polarity=polarity_of(trigger) if _is_between(trigger, best.candidate) else "positive",
        certainty=certainty_of(trigger) if _is_between(trigger, best.candidate) else "certain",
        pattern="role:scored",
        confidence=round(best.confidence, 2),
        reasons=_in_words(best.reasons),
    )
    first = next((r for r in known if r.sameAs is None and _is_same(r, role, ("person", "organisation"), mentions)), None)
    if first is None:
        return role
    return replace(role, sameAs=first.id, status=first.status, polarity=first.polarity, certainty=first.certainty)  # what holds of it the first telling knows


def _relation(tie: Tie, known: Iterable[Relation], mentions: Mapping[str, Mention]) -> Relation:
    subject, other, trigger = tie.candidate.subject.mention, tie.candidate.object.mention, _trigger(tie.candidate)
    relation = Relation(
        id=f"relation-scored-{tie.label}-{subject.start}-{other.start}",
        type=tie.label,
        arguments=(Argument("subject", subject.id), Argument("object", other.id)),
        sentence=sentence_of(trigger),
        trigger=span_of([trigger]),
        polarity=polarity_of(trigger) if _is_between(trigger, tie.candidate) else "positive",
        certainty=certainty_of(trigger) if _is_between(trigger, tie.candidate) else "certain",
        pattern=f"{tie.label}:scored",
        confidence=tie.confidence,
        reasons=_in_words(tie.reasons),
    )
    first = next((r for r in known if r.sameAs is None and r.type == relation.type and _is_same(r, relation, ("subject", "object"), mentions)), None)
    return replace(relation, sameAs=first.id, polarity=first.polarity, certainty=first.certainty) if first is not None else relation


def _is_same(a: Role | Relation, b: Role | Relation, parts: _Pair, mentions: Mapping[str, Mention]) -> bool:
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


def _is_between(trigger: Token, candidate: Candidate) -> bool:
    """Does the word stand between the two: else it tells of something else that one of them does."""
    first, last = sorted((candidate.subject, candidate.object), key=lambda s: s.first)
    return first.end <= trigger.i < last.first


def _is_over(tie: Tie) -> bool:
    """ "left the Labour Party": what the verb ends holds no more."""
    return _trigger(tie.candidate).lemma_.lower() in words("titles")["holding"]["ends"]


def _status(candidate: Candidate, trigger: Token) -> Status:
    """What a word beside the two says of the time: "former"; else a past tense of being."""
    table = status_words()
    first, last = sorted((candidate.subject, candidate.object), key=lambda s: s.first)
    near = trigger.doc[max(trigger.sent.start, first.first - 2) : last.end]
    said = next((table[t.lower_] for t in near if t.lower_ in table), None)
    over = trigger.lemma_.lower() in words("titles")["holding"]["ends"] or trigger.tag_ == "VBD" and trigger.lemma_ in words("relations")["over"]
    return said or ("former" if over else "current")


def _leading_title(document: Document, held: Sequence[Tie]) -> Mention | None:
    """The nearest title of one at the head, where the scorer holds that he leads."""
    if not any(t.label == "leads" for t in held):
        return None
    person = held[0].candidate.subject
    found = [t for t in _titles(document, person.head) if is_leading(t.doc[t.first : t.last + 1].text)]
    if not found:
        return None
    nearest = min(found, key=lambda t: (abs(t.head.i - person.head.i), t.head.i))
    span = span_of(nearest.doc[nearest.first : nearest.last + 1])
    return Mention(f"title-{span.start}-{span.end}", span.start, span.end, document.article.text[span.start : span.end], "nominal", "Title")


def _titles(document: Document, token: Token) -> Iterator[Title]:
    for word in token.sent:
        title = title_at(document, word)
        if title is not None:
            yield title


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
