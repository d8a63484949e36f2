"""The frame of a verb with a clause: "said that it closed", "Acme, Roe said, bought Bolt"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document, Quoted
from kg.extract.nearby import quotations_over
from kg.extract.spans import trimmed_span
from kg.extract.statements.attribution import (
    clause_without_that,
    documents_of,
    inverted_subject,
    is_complete,
    named_before,
    named_behind,
    sources_of,
    subject_behind,
)
from kg.extract.statements.content_span import (
    clause_content,
    has_semicolon_between,
    is_marker,
    joined_clauses,
    subject_taken_for_object,
    to_quotation_end,
)
from kg.extract.statements.draft import StatementDraft
from kg.extract.statements.reporting_verbs import Report, is_to_infinitive, with_particles
from kg.model import Span
from kg.patterns import word_set, words
from kg.syntax import is_passive, prepositional_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

# how a reported clause hangs on a noun: "said in a letter that …"
_CLAUSES_OF_NOUNS = frozenset(
    {syntax.RELATIVE_CLAUSE, syntax.ADNOMINAL_CLAUSE, syntax.CLAUSAL_COMPLEMENT}
)
# a verb with one of these does not stand in parentheses
_CLAUSAL_COMPLEMENTS = frozenset({syntax.CLAUSAL_COMPLEMENT, syntax.OPEN_COMPLEMENT})
_COMPLEMENTS = frozenset({syntax.OBJECT, *_CLAUSAL_COMPLEMENTS})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENERS = frozenset({"IN", "WRB", "WP", "WDT"})  # "that", "whether", "where", "what"
# what makes a clause of a verb
_CLAUSE_SUBJECTS = frozenset({*syntax.SUBJECTS, syntax.EXPLETIVE, syntax.CLAUSAL_SUBJECT})


def reported_clauses(verb: Token) -> list[Token]:
    """The clauses that the verb reports, by their verbs; the last is the one it governs.

    Those before it are cut off by semicolons: "Acme said it would close; staff would go".
    """
    complements = [child for child in verb.children if _is_clause_of(verb, child)]
    clause = _governed_clause(verb, complements)
    if clause is not None and any(is_misread_gerund(child) for child in clause.children):
        clause = None  # the gerund's own words, which its own frame reports
    if clause is None and _is_parenthetical(verb):
        clause = verb.head
    return [] if clause is None else [*_before_semicolons(complements, clause), clause]


def _is_clause_of(verb: Token, child: Token) -> bool:
    """Whether it is a clause, no infinitive, and no participle behind an inverted speaker."""
    if child.dep_ != syntax.CLAUSAL_COMPLEMENT or is_to_infinitive(child):
        return False
    return inverted_subject(verb, child) is None


def _governed_clause(verb: Token, complements: Sequence[Token]) -> Token | None:
    """The first clause where all stand before the verb, else the last behind it.

    Of those that are joined behind it the first: "said that she worked … and ended up ill". Without
    any it is one that the parser hangs on another word.
    """
    if not complements:
        return _misplaced_clause(verb) or clause_without_that(verb)
    last = complements[-1]
    if last.i < verb.i:
        return complements[0]
    joined = (c for c in complements if c.i > verb.i and last in joined_clauses(verb, c))
    return next(joined, last)


def _before_semicolons(complements: Sequence[Token], last: Token) -> list[Token]:
    """The clauses between the verb and the last one that a semicolon cuts off from the next."""
    behind_verb = [c for c in complements if c.head.i < c.i < last.i]
    return [
        clause
        for clause, following in pairwise([*behind_verb, last])
        if has_semicolon_between(clause, following)
    ]


def _misplaced_clause(verb: Token) -> Token | None:
    """The clause with "that" which the parser hangs on a noun of the frame, or loosely on the verb.

    "said in a letter to the bank that it had closed", "told through an aide that …"
    """
    for noun in _nouns_of_frame(verb):
        for clause in syntax.children(noun, *_CLAUSES_OF_NOUNS):
            if _is_content_clause(clause):
                return clause
    loose = (c for c in syntax.children(verb, syntax.ADVERBIAL_CLAUSE) if c.i > verb.i)
    return next((clause for clause in loose if _is_content_clause(clause)), None)


def _nouns_of_frame(verb: Token) -> Iterator[Token]:
    """The nouns on which a reported clause may hang.

    1. documents: "said in a letter that"
    2. those that documents and replies are for: "in a response to the report that"
    3. those that are spoken to: "said to the bank that"
    4. sources: "said through a lawyer that"
    5. "said without evidence that"
    """
    address = words("reporting")["address"]
    documents = list(documents_of(verb))
    yield from documents
    for noun in (*documents, *_replies(verb)):
        yield from prepositional_objects(noun, address["prepositions"])
    yield from prepositional_objects(verb, address["prepositions"])
    yield from sources_of(verb)
    yield from prepositional_objects(verb, address["without"])


def _replies(verb: Token) -> Iterator[Token]:
    """The replies by which something is said: "said in a response to"."""
    cues = words("reporting")
    nouns = prepositional_objects(verb, cues["media"]["prepositions"])
    return (noun for noun in nouns if noun.lemma_.lower() in cues["address"]["replies"])


def _is_content_clause(clause: Token) -> bool:
    """Whether the clause opens with a "that" which stands for nothing in it."""
    that = _opening_that(clause)
    return that is not None and _is_whole(clause, that)


def _opening_that(clause: Token) -> Token | None:
    """The "that" with which the clause opens, perhaps behind an adverb: "said only that …"."""
    first = clause.left_edge
    if first == clause:
        return None
    if first.lower_ == "that":
        return first
    second = first.nbor()
    is_second = first.dep_ == syntax.ADVERBIAL_MODIFIER and second.lower_ == "that"
    return second if is_second else None


def _is_whole(clause: Token, that: Token) -> bool:
    """Whether the clause lacks nothing that "that" would stand for.

    True for "that Roe sold the bank", not for "that Roe wrote".
    """
    if not any(c.dep_ in syntax.SUBJECTS and c != that for c in clause.children):
        return False
    return that.dep_ == syntax.MARKER or is_complete(clause)


def _is_parenthetical(verb: Token) -> bool:
    """Whether the verb stands next to its content instead of governing it.

    True for "Acme, Roe said, bought Bolt", "As Roe said, Acme bought Bolt" and "As Roe told The
    Times, Acme bought Bolt".
    """
    if not _interrupts_content(verb) and not _opens_with_as(verb):
        return False
    if not syntax.has_child(verb, syntax.SUBJECT):
        return False
    tells = verb.lemma_.lower() in word_set("reporting", "telling")
    return not syntax.has_child(verb, *(_CLAUSAL_COMPLEMENTS if tells else _COMPLEMENTS))


def _interrupts_content(verb: Token) -> bool:
    """Whether the verb is a clause of its own inside the content, and follows no colon.

    The parser may make it a complement of what it interrupts: "If it fails, Roe said, it goes".
    """
    first = verb.left_edge
    following = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    is_cut_off = following is not None and following.text == "," and verb.head.i > verb.i
    if verb.dep_ != syntax.PARATAXIS and not (
        verb.dep_ == syntax.CLAUSAL_COMPLEMENT and is_cut_off
    ):
        return False
    return first.is_sent_start or first.nbor(-1).text != ":"


def _opens_with_as(verb: Token) -> bool:
    """Whether the clause is "as Roe said", and not the end of "as many … as it answers"."""
    first = verb.left_edge
    if verb.dep_ != syntax.ADVERBIAL_CLAUSE or first.lower_ != "as" or first.head != verb:
        return False
    return first.is_sent_start or not first.nbor(-1).is_alpha


def is_clause_frame(report: Report, clause: Token) -> bool:
    """Whether the verb reports the clause.

    1. "declined to say how many": not said
    2. "pointed out that": some verbs need their particle
    3. the parser's mistakes: it hangs the clause or the particle on the wrong verb
    4. the clause has a subject, or stands before its verb, or its subject is a relative pronoun
    5. "found that it closed", but "found it closed": some verbs only where the clause is whole
    """
    verb = report.verb
    if _is_refused(verb):
        return False
    particles = words("reporting")["needing"].get(report.lemma)
    if particles is not None:
        return any(child.lower_ in particles for child in verb.children)
    if is_of_whole_clauses(report.lemma):
        return _reports_whole_clause(report, clause)
    if report.lemma not in word_set("reporting", "clause"):
        return False
    if report.speaker is None and _is_misread(report, clause):
        return False
    if clause == verb.head and any(_is_subject_before(c, verb) for c in verb.children):
        return True
    if _has_subject(clause) or _lacks_relative_subject(verb, clause):
        return True
    if subject_taken_for_object(verb, clause) is not None:
        return True
    return report.speaker is not None and clause.i < verb.i


def _lacks_relative_subject(verb: Token, clause: Token) -> bool:
    """Whether a finite verb right behind a verb with a subject opens the clause.

    "a camp which critics say is a prison", "a man who police said was armed".
    """
    first = clause.left_edge
    if first.i != verb.i + 1 or not syntax.has_subject(verb):
        return False
    return first.tag_ in _FINITE


def is_of_whole_clauses(lemma: str) -> bool:
    """Whether the verb reports nothing but whole clauses: to find, to know or to hear that …"""
    return any(lemma in word_set("reporting", kind) for kind in ("finding", "knowing", "hearing"))


def _reports_whole_clause(report: Report, clause: Token) -> bool:
    """Whether it is said who finds, knows or hears it, and the clause is whole."""
    if report.speaker is None and report.addressee is None:
        return False
    return _is_whole_finite(clause, report.verb)


def _is_whole_finite(clause: Token, verb: Token) -> bool:
    """Whether the clause opens with "that", "whether" or a question word, or has a finite verb.

    "found the man dead", "saw Roe leave" and "found the door locked" have none.
    """
    if not _has_subject(clause):
        return False
    own = [clause, *syntax.children(clause, *syntax.AUXILIARIES)]
    if any(token.tag_ in _FINITE for token in own) or _is_past_with_object(clause):
        return True
    return any(child.tag_ in _OPENERS and child.i > verb.i for child in clause.lefts)


def _is_refused(verb: Token) -> bool:
    """Whether somebody "declined to say" it."""
    refusing = word_set("reporting", "refusing")
    return verb.dep_ == syntax.OPEN_COMPLEMENT and verb.head.lemma_.lower() in refusing


def _is_misread(report: Report, clause: Token) -> bool:
    """Whether a verb without a speaker does not report the clause.

    1. "“Look,” said Roe, “I would have gone”": the parser hangs Roe on the second clause
    2. "must be well thought out"
    """
    speaker = named_behind(report.document, report.verb)
    if speaker is not None and _governs(clause, speaker):
        return True
    return is_passive(report.verb) and syntax.has_child(report.verb, syntax.PARTICLE)


def _governs(clause: Token, token: Token) -> bool:
    return clause == token.head or clause.is_ancestor(token)


def _has_subject(clause: Token) -> bool:
    """Whether the clause has a subject.

    In "they felt vindicated" the parser may hang "they" on the auxiliary "felt".
    """
    verbs = [clause, *syntax.children(clause, *syntax.AUXILIARIES)]
    return any(syntax.has_child(verb, *_CLAUSE_SUBJECTS) for verb in verbs)


def clause_statements(report: Report, clause: Token) -> Iterator[StatementDraft]:
    """The clause as a statement, and the reason that is given for it as a statement of its own.

    Where both are quoted together they are one statement.
    """
    verb = report.verb
    reason = _reason(report.document, clause)
    content = (
        *_subjects_before(verb, clause),
        *clause_content(report.document, report.arcs, verb, clause, reason),
    )
    if content:
        speaker = report.speaker or named_before(report.document, verb, content)
        yield _clause_statement(report, clause, content, speaker)
    if reason is not None:
        tokens = [token for token in reason.subtree if not is_marker(token, reason)]
        yield _clause_statement(report, reason, (trimmed_span(tokens),), report.speaker)


def _is_past_with_object(clause: Token) -> bool:
    """Whether a participle with an active subject and an object is a past tense misread.

    "found a quarter favoured the plan", not "found the door locked"
    """
    if clause.tag_ != "VBN" or not syntax.has_child(clause, syntax.SUBJECT):
        return False
    return syntax.has_child(clause, *_COMPLEMENTS)


def _clause_statement(
    report: Report, clause: Token, content: tuple[Span, ...], speaker: Token | None
) -> StatementDraft:
    return StatementDraft(
        frame="knowing" if report.lemma in word_set("reporting", "knowing") else "clause",
        cue=with_particles(report.verb),
        root=clause,
        content=content,
        speaker=speaker,
        addressee=report.addressee if _is_outside(report.addressee, content) else None,
        verb=report.verb,
    )


def _is_outside(addressee: Token | None, content: tuple[Span, ...]) -> bool:
    """Whether whoever is spoken to is not spoken of: in "believed the men had won" nobody is."""
    return addressee is not None and not any(s.start <= addressee.idx < s.end for s in content)


def _subjects_before(verb: Token, clause: Token) -> list[Span]:
    """What stands before the frame and is the subject of the clause around it."""
    if clause != verb.head:
        return []
    subjects = (child for child in verb.children if _is_subject_before(child, verb))
    return [trimmed_span(list(subject.subtree)) for subject in subjects]


def _is_subject_before(child: Token, verb: Token) -> bool:
    """Whether the parser hangs the subject of the content on the frame.

    "Selling the plant, he explained, would cost little"; "Bad plans, said Roe, are common"
    """
    if verb.dep_ != syntax.PARATAXIS or not child.left_edge.is_sent_start:
        return False
    return syntax.is_participial_clause(child) or (
        child.dep_ == syntax.SUBJECT and subject_behind(verb) not in {None, child}
    )


def _reason(document: Document, clause: Token) -> Token | None:
    """The verb of "because …" behind the clause, where the two are not quoted together."""
    reason = next((child for child in clause.children if _is_reason(child)), None)
    if reason is None:
        return None
    around = quotations_over(document, clause.idx)
    return None if any(_covers_both(q, reason, clause) for q in around) else reason


def _is_reason(child: Token) -> bool:
    """Whether it is a clause with "because"."""
    because = word_set("clauses", "because")
    markers = syntax.children(child, syntax.MARKER) if child.dep_ == syntax.ADVERBIAL_CLAUSE else []
    return any(marker.lower_ in because for marker in markers)


def _covers_both(quoted: Quoted, one: Token, other: Token) -> bool:
    """Whether both words stand in the quotation."""
    inner = quoted.inner
    return all(inner.start <= token.idx < inner.end for token in (one, other))


def is_misread_gerund(verb: Token) -> bool:
    """Whether the parser takes a gerund with "that" for the subject of the clause it reports.

    "Stressing that prices fell, she …"
    """
    if verb.dep_ != syntax.CLAUSAL_SUBJECT:
        return False
    if verb.lemma_.lower() not in word_set("reporting", "clause"):
        return False
    return verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "that"


def gerund_statement(report: Report) -> StatementDraft:
    """What follows the "that" of a misread gerund, said by the sentence's subject."""
    verb = report.verb
    clause = verb.head
    sentence = clause.head
    tokens = [token for token in clause.subtree if token.i > verb.i + 1]
    tokens = to_quotation_end(report.document, tokens)
    return StatementDraft(
        frame="gerund",
        cue=(verb,),
        root=clause,
        content=(trimmed_span(tokens),),
        speaker=syntax.child(sentence, syntax.SUBJECT) if sentence != clause else None,
        verb=verb,
    )
