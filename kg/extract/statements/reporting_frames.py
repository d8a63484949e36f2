"""The frames of reporting verbs: by which construction a verb reports what somebody says.

Clauses, naming and objects have modules of their own; infinitives are handled here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.spans import trimmed_span
from kg.extract.statements.attribution import is_date, requested_actor
from kg.extract.statements.clause_frames import (
    clause_statements,
    gerund_statement,
    is_clause_frame,
    is_misread_gerund,
    reported_clauses,
)
from kg.extract.statements.content_span import infinitive_content, own_words
from kg.extract.statements.draft import StatementDraft
from kg.extract.statements.naming_frames import naming_of, naming_statement
from kg.extract.statements.object_frames import object_statements
from kg.extract.statements.reporting_verbs import (
    Report,
    is_judging,
    is_reporting_verb,
    is_to_infinitive,
    report_of,
    with_particles,
)
from kg.model import Span
from kg.patterns import word_set, words
from kg.syntax import Arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

# how a reported infinitive hangs on its verb
_INFINITIVES = frozenset(
    {syntax.OPEN_COMPLEMENT, syntax.CLAUSAL_COMPLEMENT, syntax.ADVERBIAL_CLAUSE}
)
_QUESTION_TAGS = frozenset({"WRB", "WP"})


def by_verb(document: Document, arcs: Arcs, verb: Token) -> Iterable[StatementDraft]:
    """The statements that a verb reports, by the first of its frames that fits.

    1. clause: "said that it closed"
    2. gerund: "stressing that prices fell, she …", where the parser misreads it
    3. infinitive: "urged the bank to pay"
    4. commitment: "promised to pay"
    5. naming: "called the plan a disaster"
    6. preposition, object: "warned of losses", "denied the accusation"
    """
    if not is_reporting_verb(verb):
        return ()
    report = report_of(document, arcs, verb)
    clauses = reported_clauses(verb)
    if clauses and is_clause_frame(report, clauses[-1]):
        return (draft for clause in clauses for draft in clause_statements(report, clause))
    if is_misread_gerund(verb):
        return (gerund_statement(report),)
    if (by_infinitive := _infinitive_frame(report)) is not None:
        return (by_infinitive,)
    if report.speaker is None and not _is_said_by_nobody_named(report):
        return ()
    if (naming := naming_of(report)) is not None:
        return (naming_statement(report, naming),)
    return object_statements(report)


def _is_said_by_nobody_named(report: Report) -> bool:
    """Whether a passive tells what somebody is called or accused of, and not by whom.

    "has been described as a fraud", "was accused of lying"
    """
    if not syntax.has_child(report.verb, syntax.PASSIVE_AUXILIARY):
        return False
    return is_judging(report.lemma) or report.lemma in word_set("reporting", "naming", "passive")


def _infinitive_frame(report: Report) -> StatementDraft | None:
    """What an infinitive says that somebody is to do, or that the speaker will do."""
    infinitive = _reported_infinitive(report.verb)
    if infinitive is None:
        return None
    if report.lemma in word_set("reporting", "infinitive"):
        agent = requested_actor(report.verb, infinitive)
        if agent is not None:
            return _directive(report, infinitive, agent)
    if (
        report.lemma in word_set("reporting", "commitment_infinitive")
        and report.speaker is not None
    ):
        return _commitment(report, infinitive) if _is_promised(report, infinitive) else None
    return None


def _reported_infinitive(verb: Token) -> Token | None:
    """The first infinitive behind the verb, but for questions: "told them where to go"."""
    for child in syntax.children(verb, *_INFINITIVES):
        if child.i > verb.i and is_to_infinitive(child) and not _is_question(child):
            return child
    return None


def _is_question(infinitive: Token) -> bool:
    return any(child.tag_ in _QUESTION_TAGS for child in infinitive.children)


def _directive(report: Report, infinitive: Token, agent: Token) -> StatementDraft:
    """What the agent is told to do: "urged the bank to pay", "called on the bank to pay".

    In "called for Roe to resign" Roe is spoken of, not to: he is a part of the content.
    """
    own = own_words(report.document, report.arcs, infinitive)
    preposition = _marker_of_wish(report, infinitive)
    if preposition is not None:
        wish = trimmed_span([*agent.subtree, *own[1:]])
        return _directive_draft(report, infinitive, (wish,), (preposition,), addressee=None)
    content = infinitive_content(infinitive, own)
    prepositions = _preposition_of(report.verb, agent)
    return _directive_draft(report, infinitive, content, prepositions, addressee=agent)


def _directive_draft(
    report: Report,
    infinitive: Token,
    content: tuple[Span, ...],
    prepositions: tuple[Token, ...],
    addressee: Token | None,
) -> StatementDraft:
    return StatementDraft(
        frame="infinitive",
        cue=(*with_particles(report.verb), *prepositions),
        root=infinitive,
        content=content,
        speaker=report.speaker,
        addressee=addressee,
        force="directive",
        verb=report.verb,
    )


def _marker_of_wish(report: Report, infinitive: Token) -> Token | None:
    """The "for" of "called for Roe to resign"."""
    prepositions = words("reporting")["preposition"].get(report.lemma, ())
    markers = syntax.children(infinitive, syntax.MARKER)
    return next((marker for marker in markers if marker.lower_ in prepositions), None)


def _preposition_of(verb: Token, agent: Token) -> tuple[Token, ...]:
    """The preposition between the verb and who is told: the "on" of "called on the bank to pay"."""
    preposition = agent.head
    behind_it = agent.dep_ == syntax.PREPOSITIONAL_OBJECT and preposition.head == verb
    return (preposition,) if behind_it else ()


def _commitment(report: Report, infinitive: Token) -> StatementDraft:
    """What the speaker binds themself to: "promised to pay"."""
    own = own_words(report.document, report.arcs, infinitive)
    return StatementDraft(
        frame="commitment",
        cue=with_particles(report.verb),
        root=infinitive,
        content=infinitive_content(infinitive, own),
        speaker=report.speaker,
        verb=report.verb,
    )


def _is_promised(report: Report, infinitive: Token) -> bool:
    """Whether the infinitive is what is promised, and not what for.

    Behind a day the parser cannot tell the two apart: "promised on Sunday to pay".
    """
    if syntax.has_child(report.verb, syntax.PARTICLE):
        return False  # "sworn in to replace him"
    if infinitive.dep_ == syntax.OPEN_COMPLEMENT:
        return True
    day = _day_behind(report.document, report.verb)
    return day is not None and infinitive.left_edge.i == day.right_edge.i + 1


def _day_behind(document: Document, verb: Token) -> Token | None:
    """The date right behind the verb, or the preposition before it."""
    for child in verb.rights:
        if child.i == verb.i + 1:
            dated = any(is_date(document, token) for token in (child, *child.children))
            return child if dated else None
    return None
