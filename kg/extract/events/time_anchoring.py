"""When an event happens: which date belongs to which verb or noun.

A date goes to the verb or the event noun that governs it, to few others, and to nothing by default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document, once_per_document
from kg.extract.factuality import is_in_a_story
from kg.extract.nearby import block_at, quotations_over
from kg.model import Mention, Time
from kg.patterns import word_set
from kg.timex import period_of

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_UP = frozenset(  # from a date up to what it dates
    {
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
        syntax.PREPOSITIONAL_COMPLEMENT,
        syntax.POSSESSOR,
    }
)
_PRESENT = frozenset({"VBZ", "VBP"})
_PARTICIPLES = frozenset({"VBN", "VBG"})
_SUBJECTS_AND_OBJECT = syntax.SUBJECTS | {syntax.OBJECT}
_OBJECTS = frozenset({syntax.OBJECT, syntax.PASSIVE_SUBJECT})
_PARTICLES = frozenset({syntax.PARTICLE, syntax.ADVERBIAL_MODIFIER})
_OF_A_NOUN = frozenset(
    {syntax.POSSESSOR, syntax.COMPOUND, syntax.NOMINAL_MODIFIER, syntax.ADJECTIVAL_MODIFIER}
)
_WITHIN_THE_DATE = frozenset({syntax.SUBJECT, syntax.OBJECT})
_CONJUNCTIONS = frozenset({syntax.MARKER, syntax.ADVERBIAL_MODIFIER})


def times_of(document: Document, event_nouns: frozenset[int]) -> Mapping[int, Time]:
    """The time of each verb, and of each noun in `event_nouns`, by token index.

    The first expression that says when counts; how long or how often does not.
    """
    out: dict[int, Time] = {}
    opening: list[int] = []
    for before, mention in pairwise((None, *document.mentions)):
        assert mention is not None
        governor = _governor_of_date(document, mention, event_nouns)
        if governor is None or governor.i in out or mention.value is None:
            continue
        if before is not None and _is_end_of(document, before, mention):
            continue
        out[governor.i] = Time(mention.value, mention.id)
        if _opens_clause(mention, governor):
            opening.append(governor.i)
    for i in sorted(event_nouns & out.keys()):
        verb = _verb_during(document.doc[i])
        if verb is not None:
            out.setdefault(verb.i, out[i])
    for i in opening:
        for verb in _conjuncts_of_same_tense(document.doc[i]):
            out.setdefault(verb.i, out[i])
    return out


def _governor_of_date(
    document: Document, mention: Mention, event_nouns: frozenset[int]
) -> Token | None:
    """What happens on the date; None for what is no date, or stands in a dateline."""
    if mention.type != "Date" or mention.value is None or not period_of(mention.value):
        return None
    span, block = document.tokens_at(mention.span), block_at(document, mention.start)
    if span is None or (block is not None and block.kind in {"dateline", "signature"}):
        return None
    governor = _governor(span.root, event_nouns, mention)
    return None if _is_bound(span, governor) else governor


def _is_bound(date: Span, governor: Token | None) -> bool:
    """Whether something lasts from or to the date, or is put off to it: it is then on no such day.

    "Lasted until April 2009", "has led it since Monday", "was adjourned to 3 June"; but "since
    Monday's vote" dates the vote.
    """
    if governor is None:
        return False
    above = takewhile(lambda token: token != governor, date.root.ancestors)
    words_before = {token.lower_ for token in above if token.i < date.start}
    if date.start > date.sent.start and date.root.dep_ not in _OF_A_NOUN:
        words_before.add(date.doc[date.start - 1].lower_)
    if words_before & word_set("time", "lasting"):
        return True
    other_days = word_set("time", "targets") | word_set("time", "old_dates")
    return bool(words_before & other_days) and _is_put_off(governor)


def _is_end_of(document: Document, length: Mention, date: Mention) -> bool:
    """Whether the date is the last of a length of time before it: "the week to May 3"."""
    between = document.article.text[length.end : date.start].lower().split()
    is_length = length.type == "Date" and (length.value or "").startswith("P")
    return is_length and " ".join(between) in word_set("time", "up_to")


def _is_put_off(verb: Token) -> bool:
    """Whether the verb gives something another day: "postpone", "put off"."""
    particles = {f"{verb.lemma_.lower()} {p.lower_}" for p in syntax.children(verb, *_PARTICLES)}
    return not word_set("time", "putting_off").isdisjoint({verb.lemma_.lower(), *particles})


def _opens_clause(date: Mention, verb: Token) -> bool:
    """Whether the date stands before a subject of the verb: "On Monday Roe left"."""
    return any(date.end <= s.left_edge.idx for s in syntax.subjects(verb))


def time_of_noun(noun: Token, times: Mapping[int, Time]) -> Time | None:
    """When the event of a noun happens, by its own date or by its verb's.

    That is a verb that brings it about, or one whose subject or object it is. What is announced,
    expected or demanded on a day need not happen on it.
    """
    if noun.i in times:
        return times[noun.i]
    for clause in syntax.children(noun, syntax.ADNOMINAL_CLAUSE):
        is_making = clause.lemma_.lower() in word_set("clauses", "brings_about")
        if is_making and clause.i in times:
            return times[clause.i]
    verb = noun.head
    is_argument = noun.dep_ in _SUBJECTS_AND_OBJECT
    if is_argument and verb.lemma_.lower() not in word_set("reporting", "object"):
        return times.get(verb.i)
    return None


@once_per_document
def present_of(document: Document) -> Mapping[int, Time]:
    """The day of the date line, for each verb by which the article reports in the present tense.

    By token index; without a date line nothing is known. Not between quotation marks, in
    headlines, which report the past so, and in conditions. Past and perfect say that it was before,
    not when.
    """
    day = _day_of_dateline(document)
    if day is None or day.value is None or period_of(day.value) is None:
        return {}
    time = Time(day.value, day.id)
    finite = (t for t in document.tokens if t.tag_ in _PRESENT)
    verbs = {v.i: v for v in (t.head if t.dep_ in syntax.AUXILIARIES else t for t in finite)}
    reported = [v for v in verbs.values() if _is_reported_as_present(document, v)]
    return {verb.i: time for first in reported for verb in (first, *_sharing_auxiliary(first))}


def _day_of_dateline(document: Document) -> Mention | None:
    """The first date with a value in the first date line that has a date."""
    line = next((b.date for b in document.blocks if b.kind == "dateline" and b.date), None)
    if line is None:
        return None
    dates = (m for m in document.mentions if m.type == "Date" and m.value)
    return next((m for m in dates if line.overlaps(m.span)), None)


def _is_reported_as_present(document: Document, verb: Token) -> bool:
    """Whether the article itself says that it is so on its day."""
    return _is_present(verb) and _is_asserted(document, verb) and not is_in_a_story(verb)


def _is_present(verb: Token) -> bool:
    """Whether the verb, or the auxiliary that carries its tense, is in the present.

    "owns", "is flying"; neither "has left", "will leave" nor "is to leave".
    """
    auxiliaries = syntax.children(verb, *syntax.AUXILIARIES)
    if verb.dep_ in syntax.AUXILIARIES:
        return False
    if any(a.tag_ in {"MD", "TO"} or a.lemma_ == "have" for a in auxiliaries):
        return False
    if not auxiliaries and _is_demanded(verb):
        return False
    if verb.lemma_ == "be" and syntax.has_child(verb, syntax.OPEN_COMPLEMENT):
        return False
    return (auxiliaries[0] if auxiliaries else verb).tag_ in _PRESENT


def _is_demanded(verb: Token) -> bool:
    """Whether the verb says what somebody wants: "demanded that he sell the club"."""
    is_complement = verb.dep_ == syntax.CLAUSAL_COMPLEMENT
    lemma = verb.head.lemma_.lower()
    return is_complement and lemma in word_set("reporting", "force", "directive_clause")


def is_past(verb: Token) -> bool:
    """Whether the verb, or the auxiliary that carries its tense, is in the past.

    "left", "was told"; neither "has left" nor "had left".
    """
    auxiliaries = syntax.children(verb, *syntax.AUXILIARIES)
    if any(a.lemma_ == "have" for a in auxiliaries):
        return False
    return (auxiliaries[0] if auxiliaries else verb).tag_ == "VBD"


def _sharing_auxiliary(verb: Token) -> Iterator[Token]:
    """The participles that need no second "is": "is chosen and paid"."""
    if verb.tag_ not in _PARTICIPLES:
        return
    for conjunct in syntax.children(verb, syntax.CONJUNCT):
        is_alike = conjunct.tag_ == verb.tag_
        if is_alike and not syntax.has_child(conjunct, *syntax.AUXILIARIES, *syntax.SUBJECTS):
            yield conjunct


def _is_asserted(document: Document, verb: Token) -> bool:
    """Whether the article itself says it, outside headlines, quotation marks and conditions."""
    block = block_at(document, verb.idx)
    if block is None or block.kind != "paragraph":
        return False
    if quotations_over(document, verb.idx):
        return False
    return verb.dep_ != syntax.ADVERBIAL_CLAUSE or not _is_condition(verb)


def _is_condition(clause: Token) -> bool:
    """Whether the clause opens with a word like "if"."""
    conditions = word_set("clauses", "conditions") - word_set("clauses", "beside")
    return any(c.lower_ in conditions for c in syntax.children(clause, *_CONJUNCTIONS))


def _governor(date: Token, event_nouns: frozenset[int], mention: Mention) -> Token | None:
    """The verb or the event noun above the date; None where something else is between."""
    token = date
    while token.head != token:
        if token.dep_ in syntax.SUBJECTS and _interrupts(token, date):
            return token.head
        if _is_behind_object(token, date, event_nouns):
            return token.head
        if token.dep_ not in _UP and not _is_inside(token, mention):
            return None
        below, token = token, token.head
        if token.i in event_nouns:
            return token
        if syntax.is_verb(token):
            is_duration = below.lower_ == "for"
            return _event_object(token, event_nouns) if is_duration else token
    return None


def _is_inside(token: Token, mention: Mention) -> bool:
    """Whether the token is a part of the date which the parser takes for a subject or object."""
    return token.dep_ in _WITHIN_THE_DATE and mention.start <= token.idx < mention.end


def _event_object(verb: Token, event_nouns: frozenset[int]) -> Token | None:
    """What is planned for a day: "set the vote for Monday"."""
    objects = syntax.children(verb, *_OBJECTS)
    return next((o for o in objects if o.i in event_nouns), None)


def _interrupts(subject: Token, date: Token) -> bool:
    """Whether the date stands between subject and verb: "The firm in February passed it"."""
    if date.dep_ != syntax.PREPOSITIONAL_OBJECT or date.head.head != subject:
        return False
    return subject.i < date.head.i < date.i < subject.head.i


def _is_behind_object(noun: Token, date: Token, event_nouns: frozenset[int]) -> bool:
    """Whether the parser hangs the day on the object: "announced the deal on Monday"."""
    if noun.dep_ != syntax.OBJECT or noun.i in event_nouns or noun.head.pos_ != "VERB":
        return False
    if date.dep_ != syntax.PREPOSITIONAL_OBJECT or date.head.head != noun:
        return False
    return date.head.lower_ in word_set("clauses", "on_a_day")


def _verb_during(noun: Token) -> Token | None:
    """The verb that says what went on at an event: "said" in "In a speech on Monday she said"."""
    preposition = noun.head
    if noun.dep_ != syntax.PREPOSITIONAL_OBJECT or preposition.dep_ != syntax.PREPOSITION:
        return None
    if preposition.lower_ not in word_set("clauses", "within"):
        return None
    return preposition.head if syntax.is_verb(preposition.head) else None


def _conjuncts_of_same_tense(verb: Token) -> Iterator[Token]:
    """The coordinated verbs of the same tense: an opening date goes with them all."""
    for conjunct in syntax.children(verb, syntax.CONJUNCT):
        has_modal = any(c.tag_ == "MD" for c in conjunct.children)
        if conjunct.tag_ == verb.tag_ and not has_modal:
            yield conjunct
            yield from _conjuncts_of_same_tense(conjunct)
