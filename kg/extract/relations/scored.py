"""Roles and relations that only the trained scorer finds, with or without a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from kg import syntax
from kg.document import Document
from kg.extract.factuality import certainty_of, polarity_of
from kg.extract.mentions import entity_key
from kg.extract.relations.rule_based import is_leading, rule_labels
from kg.extract.relative_pronouns import relative_pronouns
from kg.extract.roles.titles import status_words, title_at
from kg.extract.spans import sentence_of, span_of
from kg.model import Argument, Certainty, Mention, Polarity, Relation, Role, Span, Status
from kg.patterns import word_set, words
from kg.scoring.relations import Candidate, Prediction, Side, candidates, load, predict
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ROLE_LABELS = frozenset({"leads", "memberOf"})  # they become roles, all others relations
_PREDICATES = frozenset({syntax.ATTRIBUTE, syntax.OBJECT_PREDICATE, syntax.ADJECTIVAL_COMPLEMENT})
_MOST_REASONS = 2
_STATUS_REACH = 2  # tokens before the first mention where a word may still speak of the time
_Pair: TypeAlias = tuple[str, str]  # the ids of two mentions
_Fact = TypeVar("_Fact", Role, Relation)


@dataclass(frozen=True, slots=True)
class ScoredRelations:
    """Roles and relations that the scorer adds, and the mentions that only they need."""

    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]


def scored_relations(
    document: Document,
    roles: Sequence[Role],
    relations: Sequence[Relation],
    rule_mentions: Sequence[Mention],
) -> ScoredRelations:
    """What the scorer adds to the roles and relations that rules found.

    `rule_mentions` are the mentions that only the rules' facts need. What repeats a fact points
    to the first one. In news a role is not repeated: once it is known, the scorer would find it in
    every sentence that names both.
    """
    mentions = {m.id: m for m in (*document.mentions, *rule_mentions)}
    relatives = relative_pronouns(document)
    predictions = predict(
        load(),
        document.doc,
        candidates(document, relatives),
        rule_labels(roles, relations, mentions),
        document.is_news,
    )
    mentions |= {m.id: m for m in relatives}
    by_pair: dict[_Pair, list[Prediction]] = {}
    for prediction in predictions:
        by_pair.setdefault(_pair_of(prediction.candidate), []).append(prediction)
    new_roles, titles = _new_roles(document, by_pair, roles, mentions)
    new_relations = _new_relations(by_pair, relations, mentions)
    used = {a.mention for f in (*new_roles, *new_relations) for a in f.arguments}
    new_mentions = tuple(m for m in (*relatives, *titles) if m.id in used)
    return ScoredRelations(new_roles, new_relations, new_mentions)


def is_scored(pattern: str) -> bool:
    """Whether a fact with this pattern comes from the scorer."""
    return pattern.endswith(":scored")


def _pair_of(candidate: Candidate) -> _Pair:
    return candidate.subject.mention.id, candidate.object.mention.id


def _filled_pair(fact: Role | Relation, first: str, second: str) -> _Pair | None:
    """The mentions that fill the two parts; None where one is empty."""
    left, right = fact.fillers(first), fact.fillers(second)
    return (left[0], right[0]) if left and right else None


# --- roles -------------------------------------------------------------------------------------


def _new_roles(
    document: Document,
    by_pair: Mapping[_Pair, Sequence[Prediction]],
    known: Sequence[Role],
    mentions: Mapping[str, Mention],
) -> tuple[tuple[Role, ...], list[Mention]]:
    """The roles of the pairs that no rule gave one, and their titles."""
    known_pairs = {_filled_pair(r, "person", "organisation") for r in known}
    firsts = _First(mentions, ("person", "organisation"), known)
    roles: list[Role] = []
    titles: dict[str, Mention] = {}
    for pair, of_pair in by_pair.items():
        predictions = [p for p in of_pair if p.label in _ROLE_LABELS]
        if not predictions or pair in known_pairs:
            continue
        leading = _leading_titles(document, predictions)
        titles.update({m.id: m for m in leading})
        # the titles of a pair do not repeat each other, only what other words say
        found = [_role(predictions, title, firsts) for title in leading or (None,)]
        if document.is_news:
            found = [r for r in found if r.sameAs is None]
        roles += found
        firsts.add(found)
    return tuple(roles), list(titles.values())


class _First(Generic[_Fact]):
    """The first facts of which others may be repetitions, by type and by who fills two parts."""

    def __init__(
        self, mentions: Mapping[str, Mention], parts: _Pair, known: Iterable[_Fact]
    ) -> None:
        self._mentions, self._parts = mentions, parts
        self._first: dict[tuple[object, ...], _Fact] = {}
        self.add(known)

    def add(self, facts: Iterable[_Fact]) -> None:
        """Let later facts repeat these, where no earlier one is repeated by both."""
        for fact in facts:
            if fact.sameAs is None:
                self._first.setdefault(self._key(fact), fact)

    def repeated_by(self, fact: _Fact) -> _Fact | None:
        """The first fact with the same entities in both parts."""
        return self._first.get(self._key(fact))

    def _key(self, fact: _Fact) -> tuple[object, ...]:
        type_ = fact.type if isinstance(fact, Relation) else fact.kind
        return type_, *(self._entities(fact, part) for part in self._parts)

    def _entities(self, fact: _Fact, part: str) -> tuple[str, ...]:
        """The entities that fill the part; a mention without one stands for itself."""
        return tuple(entity_key(self._mentions[m]) for m in fact.fillers(part))


def _role(predictions: Sequence[Prediction], title: Mention | None, firsts: _First[Role]) -> Role:
    """The role of the most confident prediction, with the title."""
    best = max(predictions, key=lambda p: (p.confidence, p.label))
    person, organisation = best.candidate.subject.mention, best.candidate.object.mention
    title_start = title.start if title is not None else ""
    trigger = _trigger(best.candidate)
    polarity, certainty = _factuality(trigger, best.candidate)
    parts = (("person", person), ("title", title), ("organisation", organisation))
    role = Role(
        id=f"role-scored-{person.start}-{organisation.start}-{title_start}",
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
    return _linked_role(role, firsts.repeated_by(role))


def _linked_role(role: Role, first: Role | None) -> Role:
    """The role, as a repetition of the first one with the same person and organisation.

    What holds of it is what the first one says.
    """
    if first is None:
        return role
    return replace(
        role,
        sameAs=first.id,
        status=first.status,
        polarity=first.polarity,
        certainty=first.certainty,
    )


def _status(candidate: Candidate, trigger: Token) -> Status:
    """What a word near the two says of the time: "former"; else a past tense, or "left"."""
    table = status_words()
    first, last = _in_text_order(candidate)
    start = max(trigger.sent.start, first.first - _STATUS_REACH)
    for token in trigger.doc[start : last.end]:
        if token.lower_ in table:
            return table[token.lower_]
    return "former" if _ends_role(trigger) or _is_past_being(trigger) else "current"


def _ends_role(verb: Token) -> bool:
    """Whether the verb says that something ends: "left the Labour Party"."""
    return verb.lemma_.lower() in words("titles")["holding"]["ends"]


def _is_past_being(verb: Token) -> bool:
    """Whether the verb says what somebody was: "was", "served", "worked"."""
    return verb.tag_ == "VBD" and verb.lemma_ in words("relations")["over"]


# --- relations ---------------------------------------------------------------------------------


def _new_relations(
    by_pair: Mapping[_Pair, Sequence[Prediction]],
    known: Sequence[Relation],
    mentions: Mapping[str, Mention],
) -> tuple[Relation, ...]:
    """The relations of each pair that no rule found between these two mentions."""
    known_labels = {(_filled_pair(r, "subject", "object"), r.type) for r in known}
    firsts = _First(mentions, ("subject", "object"), known)
    relations: list[Relation] = []
    for pair, of_pair in by_pair.items():
        found = [
            _relation(p, firsts)
            for p in of_pair
            if (pair, p.label) not in known_labels and _is_relation(p)
        ]
        relations += found
        firsts.add(found)
    return tuple(relations)


def _is_relation(prediction: Prediction) -> bool:
    """Whether the prediction is no role, has not ended, and names a day where it needs one."""
    if prediction.label in _ROLE_LABELS or _ends_role(_trigger(prediction.candidate)):
        return False
    other = prediction.candidate.object.mention
    return other.type != "Date" or _is_dated(other)


def _is_dated(mention: Mention) -> bool:
    """Whether the date is a period of the calendar."""
    return mention.value is not None and period_of(mention.value) is not None


def _relation(prediction: Prediction, firsts: _First[Relation]) -> Relation:
    label, candidate = prediction.label, prediction.candidate
    subject, other = candidate.subject.mention, candidate.object.mention
    trigger = _trigger(candidate)
    polarity, certainty = _factuality(trigger, candidate)
    relation = Relation(
        id=f"relation-scored-{label}-{subject.start}-{other.start}",
        type=label,
        arguments=(Argument("subject", subject.id), Argument("object", other.id)),
        sentence=sentence_of(trigger),
        trigger=span_of([trigger]),
        polarity=polarity,
        certainty=certainty,
        pattern=f"{label}:scored",
        confidence=prediction.confidence,
        reasons=_in_words(prediction.reasons),
    )
    first = firsts.repeated_by(relation)
    if first is None:
        return relation
    return replace(relation, sameAs=first.id, polarity=first.polarity, certainty=first.certainty)


# --- triggers ----------------------------------------------------------------------------------


def _trigger(candidate: Candidate) -> Token:
    """The word that relates the two mentions.

    1. The lowest token of the parse that is above both, or one of both.
    2. Where that is in one of the mentions: what is right below it on the path to the other.
    3. Else the head of the object.
    """
    subject, other = candidate.subject, candidate.object
    inside = {*range(subject.first, subject.end), *range(other.first, other.end)}
    above = {other.head.i, *(t.i for t in other.head.ancestors)}
    path = (subject.head, *subject.head.ancestors)
    meeting = next((t for t in path if t.i in above), other.head)
    if meeting.i not in inside:
        return meeting
    lower = other if other.head.i != meeting.i else subject
    between = [t for t in lower.head.ancestors if t.i not in inside and meeting.is_ancestor(t)]
    return between[-1] if between else other.head


def _in_text_order(candidate: Candidate) -> tuple[Side, Side]:
    """The two sides, the first in the text first."""
    if candidate.object.first < candidate.subject.first:
        return candidate.object, candidate.subject
    return candidate.subject, candidate.object


def _factuality(trigger: Token, candidate: Candidate) -> tuple[Polarity, Certainty]:
    """What the trigger says of whether the relation holds.

    Nothing but where it predicates between the two: "will go to the museum in Leeds" does not
    make the museum's place uncertain.
    """
    first, last = _in_text_order(candidate)
    is_between = first.end <= trigger.i < last.first
    if is_between and _predicates(trigger):
        return polarity_of(trigger), certainty_of(trigger)
    return "positive", "certain"


def _predicates(token: Token) -> bool:
    """Whether the token is a verb, or what a verb says of its subject."""
    return syntax.is_verb(token) or token.dep_ in _PREDICATES


# --- titles ------------------------------------------------------------------------------------


def _leading_titles(document: Document, predictions: Sequence[Prediction]) -> tuple[Mention, ...]:
    """The title of somebody who leads, the nearest, and those joined to it: "chairman and CEO".

    None where the scorer does not find that they lead.
    """
    if not any(p.label == "leads" for p in predictions):
        return ()
    person, text = predictions[0].candidate.subject.head, document.article.text
    found = _leading_spans(document, person)
    if not found:
        return ()
    joined = {min(found, key=lambda s: (abs(s.start - person.idx), s))}
    while more := {s for s in found - joined if any(_are_joined(text, s, t) for t in joined)}:
        joined |= more
    return tuple(_title_mention(text, s) for s in sorted(joined))


def _leading_spans(document: Document, person: Token) -> set[Span]:
    """The titles in the sentence of those at the head: as the parse shows them, else bare words."""
    sentence = person.sent
    found: set[Span] = set()
    for word in sentence:
        title = title_at(document, word)
        if title is not None:
            own_words = title.doc[title.first : title.last + 1]
            if is_leading(own_words.text):
                found.add(span_of(own_words))
    start = sentence.start_char
    matches = _bare_titles().finditer(sentence.text)
    bare = [Span(start + m.start(), start + m.end()) for m in matches]
    return found | {b for b in bare if not any(f.overlaps(b) for f in found)}


def _title_mention(text: str, span: Span) -> Mention:
    return Mention(
        id=f"title-{span.start}-{span.end}",
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        form="nominal",
        type="Title",
    )


def _are_joined(text: str, a: Span, b: Span) -> bool:
    """Whether the two titles are next to each other in a list."""
    left, right = sorted((a, b))
    return text[left.end : right.start].strip().lower() in word_set("relations", "joins")


@cache
def _bare_titles() -> re.Pattern[str]:
    """The titles of those at the head as bare words, where the parse shows none."""
    titles = sorted(word_set("relations", "leading"), key=lambda title: (-len(title), title))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, titles))})\b", re.IGNORECASE)


# --- reasons -----------------------------------------------------------------------------------


def _in_words(features: Sequence[str]) -> tuple[str, ...]:
    """The strongest features that can be put in words, in words."""
    phrases = (phrase for f in features if (phrase := _phrase(f)) is not None)
    return tuple(dict.fromkeys(phrases))[:_MOST_REASONS]


def _phrase(feature: str) -> str | None:
    """The feature in words; None for one that only the scorer understands."""
    for beginning, phrase in words("reasons")["relations"].items():
        if feature.startswith(f"{beginning} "):
            rest = feature.removeprefix(f"{beginning} ").strip("[] ")
            is_readable = rest and "<" not in rest and "|" not in rest
            return str(phrase.format(rest)) if is_readable else None
    return None
