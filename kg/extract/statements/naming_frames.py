"""The frame of a verb of naming: "called the plan a disaster", "likened it to a joke"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from kg import syntax
from kg.document import Document, Quoted
from kg.extract.nearby import quotations_near, quotations_over, start_of_text_from
from kg.extract.spans import trimmed_span
from kg.extract.statements.attribution import RELATIVE_PRONOUNS
from kg.extract.statements.content_span import (
    opens_quotation,
    to_quotation_end,
    within_first_quotation,
)
from kg.extract.statements.draft import StatementDraft
from kg.extract.statements.reporting_verbs import Report
from kg.model import Span
from kg.patterns import word_set, words
from kg.syntax import prepositional_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

# what is called something, and what it is called
Naming: TypeAlias = "tuple[Token, Token]"

# how what is called something hangs on the verb; in the passive it is the subject
_TARGETS = frozenset({syntax.OBJECT, syntax.PASSIVE_SUBJECT, syntax.INDIRECT_OBJECT})
# "called the plan a disaster", "called the plan wrong"
_PREDICATES = frozenset({syntax.OBJECT_PREDICATE, syntax.ADJECTIVAL_COMPLEMENT})
# "called the plan “dangerous”": the parser may hang the quotation on the plan
_QUOTED_NAMES = frozenset({syntax.APPOSITION, syntax.ADJECTIVAL_MODIFIER})


def naming_of(report: Report) -> Naming | None:
    """What is called something and what it is called; none where it is only given a name.

    1. "likened the plan to a joke": verbs with a preposition of their own
    2. "called the plan laughable": the parser may make a clause of the two
    3. "called the plan a disaster", "dismissed the plan as a joke"
    4. "called the plan “the best …”": the parser may hang the quotation elsewhere
    """
    plain = _names_plainly(report.lemma)
    target = syntax.child(report.verb, *_TARGETS)
    if not plain and not _names_by_as(report.lemma):
        return _linked(report, target) if target is not None else None
    naming = _small_clause(report.verb) if plain else None
    if naming is None and target is not None:
        naming = _described(report, target)
    if naming is None and plain:
        naming = _named_by_quotation(report.document, report.verb)
    return naming


def _names_plainly(lemma: str) -> bool:
    """Whether what something is called may follow it: "called the plan a disaster"."""
    return lemma in word_set("reporting", "naming", "plain")


def _names_by_as(lemma: str) -> bool:
    """Whether what something is called may follow an "as": "dismissed the plan as a joke"."""
    return lemma in word_set("reporting", "naming", "as")


def _linked(report: Report, target: Token) -> Naming | None:
    """The target and what it is compared with or put down to: "blamed the delay on the weather"."""
    prepositions = words("reporting")["naming"]["linking"].get(report.lemma, ())
    for token in (report.verb, target):
        for other in prepositional_objects(token, prepositions):
            if other.i > target.i:
                return target, other
    return None


def _small_clause(verb: Token) -> Naming | None:
    """Subject and predicate of a clause without a verb: "called his remarks “laughable”"."""
    for name in syntax.children(verb, *_PREDICATES, syntax.CLAUSAL_COMPLEMENT):
        if name.pos_ not in {"ADJ", "NOUN"}:
            continue
        subjects = syntax.children(name, syntax.SUBJECT)
        target = next((s for s in subjects if verb.i < s.i < name.i), None)
        if target is not None:
            return target, name
    return None


def _described(report: Report, target: Token) -> Naming | None:
    """The target and the first word behind it that says what it is called."""
    for name in _possible_names(report, target):
        if name.i > target.i and _is_description(report.document, name):
            return target, name
    return None


def _possible_names(report: Report, target: Token) -> Iterator[Token]:
    """What the target may be called, as the verb demands."""
    if _names_plainly(report.lemma):
        yield from _plain_names(report.document, report.verb, target)
    if _names_by_as(report.lemma):
        yield from _names_behind_as(report.verb, target)


def _plain_names(document: Document, verb: Token, target: Token) -> Iterator[Token]:
    """What the target may be called without an "as"."""
    for child in verb.children:
        second_object = child.dep_ == syntax.OBJECT and child != target
        if second_object or child.dep_ in _PREDICATES:
            yield child
    for child in target.children:
        if child.dep_ not in _QUOTED_NAMES or child.i < target.i:
            continue
        if opens_quotation(document, child.left_edge):
            yield child


def _names_behind_as(verb: Token, target: Token) -> Iterator[Token]:
    """What stands behind an "as" that follows the target: "dismissed the idea as a joke"."""
    for token in (verb, target):
        for child in token.children:
            if child.lower_ == "as" and child.i > target.i:
                yield from (c for c in child.children if c.dep_ != syntax.PUNCTUATION)


def _is_description(document: Document, name: Token) -> bool:
    """Whether it says what somebody thinks of the target: a proper noun only where it is quoted."""
    return name.pos_ != "PROPN" or opens_quotation(document, name.left_edge)


def _named_by_quotation(document: Document, verb: Token) -> Naming | None:
    """The target and the head of the quotation that follows it."""
    for target in syntax.children(verb, syntax.OBJECT_PREDICATE, syntax.OBJECT):
        if target.i < verb.i:
            continue
        for quoted in _quotations_behind(document, target, verb):
            inner = quoted.inner
            span = document.doc.char_span(inner.start, inner.end, alignment_mode="contract")
            if span is not None:
                return target, span.root
    return None


def _quotations_behind(document: Document, target: Token, verb: Token) -> Iterator[Quoted]:
    """The quotations right behind the target, or behind a word of it up to the sentence's end."""
    starts = [_next_start(document, token) for token in target.subtree if token.i >= target.i]
    near, last = quotations_near(document, Span(min(starts), max(starts))), verb.sent[-1]
    for quoted in near:
        start = quoted.outer.start
        ends_sentence = start in starts and quoted.outer.end >= last.idx
        if ends_sentence or start == starts[-1]:
            yield quoted


def _next_start(document: Document, token: Token) -> int:
    """Where the next word or mark begins."""
    return start_of_text_from(document.article.text, token.idx + len(token))


def naming_statement(report: Report, naming: Naming) -> StatementDraft:
    """What somebody calls something, as a statement.

    Whoever is called something is not taken for the addressee: "likened her to a fox".
    """
    target, name = naming
    verb = report.verb
    return StatementDraft(
        frame="naming",
        cue=(verb,),
        root=name,
        content=tuple(trimmed_span(tokens) for tokens in _content(report, target, name)),
        speaker=report.speaker,
        addressee=report.addressee if report.addressee not in naming else None,
        force="evaluation",
        verb=verb,
        topic=target,
    )


def _content(report: Report, target: Token, name: Token) -> Iterator[list[Token]]:
    """The words of the target before the verb, and those behind it up to the end of the name.

    The target of a relative clause is left out: "a tactic that Roe called a nonstarter".
    """
    verb = report.verb
    if target.i < verb.i and target.tag_ not in RELATIVE_PRONOUNS:
        yield list(target.subtree)
    first = target.left_edge if target.i > verb.i else name.left_edge
    last = _last_of_name(report.document, target, name)
    yield [token for token in verb.doc[first.i : last.i + 1] if token != verb]


def _last_of_name(document: Document, target: Token, name: Token) -> Token:
    """The last word of the name, with all of a quotation that opens between target and name."""
    tokens = within_first_quotation(document, list(name.subtree))
    over_name = quotations_over(document, name.idx)
    if any(_opens_between(quoted, target, name) for quoted in over_name):
        tokens = to_quotation_end(document, tokens)
    return tokens[-1]


def _opens_between(quoted: Quoted, target: Token, name: Token) -> bool:
    """Whether the quotation opens behind the target, and the name stands in it."""
    return target.idx < quoted.outer.start <= name.idx < quoted.outer.end
