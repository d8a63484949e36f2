"""The frames of a verb with an object, a gerund or a preposition: "emphasised the need to pay"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.spans import trimmed_span
from kg.extract.statements.attribution import RELATIVE_PRONOUNS, is_date
from kg.extract.statements.content_span import (
    is_negated,
    own_words,
    without_other_statement,
    without_place_and_time,
)
from kg.extract.statements.draft import StatementDraft
from kg.extract.statements.reporting_verbs import Report, disputes, is_judging
from kg.patterns import word_set, words
from kg.syntax import is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

# what a noun of content has behind it: "the need to pay", "the claim that …"
_NOUN_COMPLEMENTS = frozenset({syntax.ADNOMINAL_CLAUSE, syntax.RELATIVE_CLAUSE, syntax.PREPOSITION})


def object_statements(report: Report) -> Iterator[StatementDraft]:
    """What a verb reports by a noun or a gerund.

    1. "cautioned against haste", "accused Roe of lying"
    2. "proposed selling the plant"
    3. "emphasised the need to pay", where there is no preposition
    """
    if is_negated(report.verb):
        return  # "did not respond to a request": nothing is said
    objects = _objects(report.verb)
    prepositions = _reporting_prepositions(report, objects)
    topic = objects[0] if objects else None
    for preposition in prepositions:
        yield from _preposition_statement(report, preposition, topic)
    yield from _gerund_statements(report)
    if not prepositions:
        yield from _noun_statements(report, objects)


def _objects(verb: Token) -> list[Token]:
    """The verb's objects, in the passive its subjects; no relative pronouns."""
    label = syntax.PASSIVE_SUBJECT if is_passive(verb) else syntax.OBJECT
    return [child for child in syntax.children(verb, label) if child.tag_ not in RELATIVE_PRONOUNS]


def _reporting_prepositions(report: Report, objects: Sequence[Token]) -> list[Token]:
    """The prepositions behind the verb whose objects it reports.

    Those of a verb of praise or blame may hang on its object: "accused the bank of lying".
    """
    verb = report.verb
    reporting = words("reporting")["preposition"].get(report.lemma, ())
    governors = (verb, *objects) if is_judging(report.lemma) else (verb,)
    return [
        preposition
        for governor in governors
        for preposition in syntax.children(governor, syntax.PREPOSITION)
        if preposition.i > verb.i and preposition.lower_ in reporting
    ]


def _preposition_statement(
    report: Report, preposition: Token, topic: Token | None
) -> Iterator[StatementDraft]:
    """What stands behind the preposition as a statement; who is praised or blamed is not told."""
    inner = _reported_object(report.document, preposition)
    if inner is None:
        return
    tokens = own_words(report.document, report.arcs, inner)
    yield StatementDraft(
        frame="preposition",
        cue=(report.verb, preposition),
        root=inner,
        content=(trimmed_span(without_place_and_time(report.document, tokens)),),
        speaker=report.speaker,
        addressee=None if is_judging(report.lemma) else report.addressee,
        verb=report.verb,
        topic=topic,
    )


def _reported_object(document: Document, preposition: Token) -> Token | None:
    """The first noun or gerund behind the preposition that is neither a date nor a platform."""
    labels = (syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT)
    for inner in syntax.children(preposition, *labels):
        if not is_date(document, inner) and not _is_platform(inner):
            return inner
    return None


def _is_platform(noun: Token) -> bool:
    """Whether it is where something is said, not for what: "congratulated her on social media"."""
    platforms = word_set("reporting", "media", "platforms")
    if noun.lower_ in platforms:
        return True
    modifiers = syntax.children(noun, syntax.ADJECTIVAL_MODIFIER, syntax.COMPOUND)
    return any(modifier.lower_ in platforms for modifier in modifiers)


def _gerund_statements(report: Report) -> Iterator[StatementDraft]:
    """What is proposed, denied or admitted by a gerund: "proposed selling the plant"."""
    if report.lemma not in word_set("reporting", "gerund"):
        return
    for gerund in syntax.children(report.verb, syntax.OPEN_COMPLEMENT):
        if gerund.tag_ == "VBG" and gerund.i > report.verb.i:
            yield _object_statement(report, gerund)


def _noun_statements(report: Report, objects: Sequence[Token]) -> Iterator[StatementDraft]:
    """What is said by a noun: "emphasised the need to pay", "denied the accusation"."""
    if report.lemma not in word_set("reporting", "object") or _is_act_of_firm(report):
        return
    for noun in objects:
        if _is_reported_noun(report, noun):
            yield _object_statement(report, noun)


def _is_act_of_firm(report: Report) -> bool:
    """Whether the verb reports something only of people: a firm that recalls cars says nothing."""
    if report.speaker is None or report.lemma not in word_set("reporting", "of_people"):
        return False
    mention = report.document.mention_at(report.speaker)
    return mention is not None and mention.type == "Organisation"


def _is_reported_noun(report: Report, noun: Token) -> bool:
    """Whether the object is something said: people are praised and blamed, but not announced."""
    if noun.pos_ == "NOUN" and disputes(report.verb):
        return True
    if not _is_content_noun(noun):
        return False
    return is_judging(report.lemma) or not _is_people(report.document, noun)


def _object_statement(report: Report, root: Token) -> StatementDraft:
    tokens = own_words(report.document, report.arcs, root)
    return StatementDraft(
        frame="object",
        cue=(report.verb,),
        root=root,
        content=(trimmed_span(without_other_statement(tokens)),),
        speaker=report.speaker,
        addressee=report.addressee,
        verb=report.verb,
    )


def _is_content_noun(noun: Token) -> bool:
    """Whether the noun names something said, or tells with a clause or preposition what it is."""
    if noun.lemma_.lower() in word_set("reporting", "object_heads"):
        return True
    return syntax.has_child(noun, *_NOUN_COMPLEMENTS)


def _is_people(document: Document, token: Token) -> bool:
    """Whether it is a mention of a person or a group."""
    mention = document.mention_at(token)
    return mention is not None and mention.type in {"Person", "Group"}
