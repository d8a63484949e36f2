"""Which date belongs to what happened: an expression goes to the verb or the event that governs it, to few others, and to nothing by default."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.factuality import is_in_a_story
from kg.model import Mention, Time
from kg.patterns import word_set
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP = {
    syntax.PREPOSITION,
    syntax.PREPOSITIONAL_OBJECT,
    syntax.NOUN_PHRASE_ADVERBIAL,
    syntax.NOMINAL_MODIFIER,
    syntax.NUMERAL,
    syntax.COMPOUND,
    syntax.APPOSITION,
    syntax.ADVERBIAL_MODIFIER,
    syntax.UNCLASSIFIED,
    syntax.ADJECTIVAL_MODIFIER,
    "tmod",
    syntax.PREPOSITIONAL_COMPLEMENT,
    syntax.POSSESSOR,
}
_PRESENT = {"VBZ", "VBP"}


def times_of(document: Document, event_nouns: frozenset[int]) -> Mapping[int, Time]:
    """The time of each verb, and of each noun in `event_nouns`, by token index; the first expression that says when counts: how long or how often does not."""
    out: dict[int, Time] = {}
    opening: list[int] = []
    for mention in document.mentions:
        if mention.type == "Date" and mention.value is not None and period_of(mention.value):
            span = document.tokens_at(mention.span)
            block = document.block_of(mention.start)
            if span is None or (block is not None and block.kind in {"dateline", "signature"}):
                continue
            governor = _governor(span.root, event_nouns, mention)
            if governor is not None and governor.i not in out:
                out[governor.i] = Time(mention.value, mention.id)
                if any(
                    c.dep_ in syntax.SUBJECTS and mention.end <= c.left_edge.idx
                    for c in governor.children
                ):
                    opening.append(governor.i)
    for i in sorted(event_nouns & out.keys()):
        verb = _verb_during(document.doc[i])
        if verb is not None:
            out.setdefault(verb.i, out[i])
    for i in opening:
        for verb in _coordinated(document.doc[i]):
            out.setdefault(verb.i, out[i])
    return out


def time_of_noun(noun: Token, times: Mapping[int, Time]) -> Time | None:
    """When what a noun tells of happens: its own time, else that of the verb that brings it about, or whose subject or object it is.

    What is announced, expected or demanded on a day need not happen on it.
    """
    if noun.i in times:
        return times[noun.i]
    made = (
        c
        for c in noun.children
        if c.dep_ == syntax.ADNOMINAL_CLAUSE
        and c.lemma_.lower() in word_set("clauses", "brings_about")
    )
    if (time := next((times[c.i] for c in made if c.i in times), None)) is not None:
        return time
    verb = noun.head
    return (
        times.get(verb.i)
        if noun.dep_ in {*syntax.SUBJECTS, syntax.OBJECT}
        and verb.lemma_.lower() not in word_set("cues", "object")
        else None
    )


def present_of(document: Document) -> Mapping[int, Time]:
    """What the article tells in the present tense holds on the day that its date line names; without a date line nothing is known.

    Not between quotation marks, in headlines, which tell the past so, and in conditions. Past and perfect say that it was before, not when.
    """
    line = next((b.date for b in document.blocks if b.kind == "dateline" and b.date), None)
    day = next(
        (
            m
            for m in document.mentions
            if m.type == "Date" and m.value and line is not None and line.overlaps(m.span)
        ),
        None,
    )
    if day is None or day.value is None or period_of(day.value) is None:
        return {}
    time = Time(day.value, day.id)
    finite = (t for t in document.tokens if t.tag_ in _PRESENT)
    verbs = {v.i: v for v in (t.head if t.dep_ in syntax.AUXILIARIES else t for t in finite)}
    told = [
        verb
        for verb in verbs.values()
        if _is_present(verb) and _is_told(document, verb) and not is_in_a_story(verb)
    ]
    return {verb.i: time for first in told for verb in (first, *_sharing_its_auxiliary(first))}


def _is_present(verb: Token) -> bool:
    """Is the verb, or the auxiliary that carries its tense, in the present: "owns", "is flying", but neither "has left" nor "will leave"?"""
    auxiliaries = [c for c in verb.children if c.dep_ in syntax.AUXILIARIES]
    if verb.dep_ in syntax.AUXILIARIES or any(
        a.tag_ == "MD" or a.lemma_ == "have" for a in auxiliaries
    ):
        return False
    if (
        verb.dep_ == syntax.CLAUSAL_COMPLEMENT
        and not auxiliaries
        and verb.head.lemma_.lower() in word_set("cues", "force", "directive_clause")
    ):
        return False  # "demanded that he sell the club"
    if any(c.tag_ == "TO" for c in auxiliaries) or any(
        c.dep_ == syntax.OPEN_COMPLEMENT and verb.lemma_ == "be" for c in verb.children
    ):
        return False  # "is to leave"
    return (auxiliaries[0] if auxiliaries else verb).tag_ in _PRESENT


def is_past(verb: Token) -> bool:
    """Is the verb, or the auxiliary that carries its tense, in the past: "left", "was told", but neither "has left" nor "had left"?"""
    auxiliaries = [c for c in verb.children if c.dep_ in syntax.AUXILIARIES]
    return (auxiliaries[0] if auxiliaries else verb).tag_ == "VBD" and not any(
        a.lemma_ == "have" for a in auxiliaries
    )


def _sharing_its_auxiliary(verb: Token) -> Iterator[Token]:
    """ "Is chosen and paid": the participles that need no second "is"."""
    if verb.tag_ in {"VBN", "VBG"}:
        yield from (
            c
            for c in verb.children
            if c.dep_ == syntax.CONJUNCT
            and c.tag_ == verb.tag_
            and not any(a.dep_ in {*syntax.AUXILIARIES, *syntax.SUBJECTS} for a in c.children)
        )


def _is_told(document: Document, verb: Token) -> bool:
    """Does the article itself tell it, outside headlines and conditions?"""
    block = document.block_of(verb.idx)
    if (
        block is None
        or block.kind != "paragraph"
        or any(q.outer.start <= verb.idx < q.outer.end for q in document.quotations)
    ):
        return False
    conditions = word_set("clauses", "conditions") - word_set("clauses", "beside")
    return verb.dep_ != syntax.ADVERBIAL_CLAUSE or not any(
        c.dep_ in {syntax.MARKER, syntax.ADVERBIAL_MODIFIER} and c.lower_ in conditions
        for c in verb.children
    )


def _governor(token: Token, event_nouns: frozenset[int], mention: Mention) -> Token | None:
    start = token
    while token.head != token:
        if token.dep_ in syntax.SUBJECTS and _interrupts(token, start):
            return token.head
        if _is_behind_an_object(token, start, event_nouns):
            return token.head
        if token.dep_ not in _UP and not (
            token.dep_ in {syntax.SUBJECT, syntax.OBJECT}
            and token.idx >= mention.start
            and token.idx < mention.end
        ):
            return None
        below, token = token, token.head
        if token.i in event_nouns:
            return token
        if token.pos_ in {"VERB", "AUX"}:
            return (
                token
                if below.lower_ != "for"
                else next(
                    (
                        c
                        for c in token.children
                        if c.dep_ in {syntax.OBJECT, syntax.PASSIVE_SUBJECT} and c.i in event_nouns
                    ),
                    None,
                )
            )
    return None


def _interrupts(subject: Token, date: Token) -> bool:
    """ "The firm in February passed its rivals": between a subject and its verb a date tells of the verb."""
    return (
        date.dep_ == syntax.PREPOSITIONAL_OBJECT
        and date.head.head == subject
        and subject.i < date.head.i < date.i < subject.head.i
    )


def _is_behind_an_object(noun: Token, date: Token, event_nouns: frozenset[int]) -> bool:
    """ "Announced the deal on Monday": the parser hangs the day on a thing, which has none."""
    after = noun.dep_ == syntax.OBJECT and noun.i not in event_nouns and noun.head.pos_ == "VERB"
    return (
        after
        and date.dep_ == syntax.PREPOSITIONAL_OBJECT
        and date.head.head == noun
        and date.head.lower_ in word_set("clauses", "on_a_day")
    )


def _verb_during(noun: Token) -> Token | None:
    """The verb that tells what went on at an event: "said" for "In a speech on Monday she said"."""
    preposition = noun.head
    within = (
        noun.dep_ == syntax.PREPOSITIONAL_OBJECT
        and preposition.dep_ == syntax.PREPOSITION
        and preposition.lower_ in word_set("clauses", "within")
    )
    return preposition.head if within and preposition.head.pos_ in {"VERB", "AUX"} else None


def _coordinated(verb: Token) -> Iterator[Token]:
    """The verbs of the same tense beside this one: a date at the head of the sentence is said of them all."""
    for child in verb.children:
        if (
            child.dep_ == syntax.CONJUNCT
            and child.tag_ == verb.tag_
            and not any(c.tag_ == "MD" for c in child.children)
        ):
            yield child
            yield from _coordinated(child)
