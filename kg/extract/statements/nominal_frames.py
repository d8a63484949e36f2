"""The frames of nouns, of adjectives and of sources.

"her claim that …", "is confident that …", "according to the ministry, …", "in the words of Roe, …".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.extract.spans import spans_of, trimmed_span
from kg.extract.statements.attribution import publisher_of
from kg.extract.statements.content_span import (
    infinitive_content,
    is_according_to,
    is_marker,
    is_source_of_sentence,
)
from kg.extract.statements.draft import StatementDraft
from kg.extract.statements.reporting_verbs import disputes, is_to_infinitive
from kg.patterns import word_set, words
from kg.syntax import Arcs, prepositional_objects, subject_arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

# how a clause hangs on a noun: "the claim that …"
_CLAUSES = frozenset({syntax.ADNOMINAL_CLAUSE, syntax.CLAUSAL_COMPLEMENT, syntax.RELATIVE_CLAUSE})
# how an infinitive does: "her promise to pay"
_INFINITIVES = frozenset({syntax.ADNOMINAL_CLAUSE, syntax.RELATIVE_CLAUSE})
# how the clause of "made it clear that" may hang on one of its words
_CLEAR_CLAUSES = frozenset(
    {syntax.ADVERBIAL_CLAUSE, syntax.CLAUSAL_COMPLEMENT, syntax.CLAUSAL_SUBJECT}
)
# "is confident", "was left worried"
_PREDICATES = frozenset(
    {
        syntax.ADJECTIVAL_COMPLEMENT,
        syntax.ATTRIBUTE,
        syntax.OBJECT_PREDICATE,
        syntax.OPEN_COMPLEMENT,
    }
)
_BEHIND_PREPOSITION = (syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT)
# how the parser may take the first word of "according to"
_SOURCE_LABELS = frozenset({syntax.PREPOSITION, syntax.MARKER, syntax.ADVERBIAL_MODIFIER})
# what may stand between the source of a sentence and the main clause
_SUBORDINATE = frozenset(
    {syntax.CLAUSAL_COMPLEMENT, syntax.RELATIVE_CLAUSE, syntax.ADVERBIAL_CLAUSE}
)
# what may stand between a source and the clause in which it is
_PHRASES = frozenset(
    {
        syntax.PREPOSITION,
        syntax.PREPOSITIONAL_OBJECT,
        syntax.ATTRIBUTE,
        syntax.OBJECT,
        syntax.SUBJECT,
    }
)


def by_noun(arcs: Arcs, noun: Token) -> Iterator[StatementDraft]:
    """The statements that a noun reports, said by its possessor or author.

    1. "her claim that …"; without an author the report itself says it, or the subject of its verb
    2. "her promise to pay", "calls for the bank to pay"
    3. "her call for a ban"; "allegations of fraud" are somebody's too, whoever that is
    4. "her argument is that …"
    """
    lemma = noun.lemma_.lower()
    table = words("reporting")["nouns"]
    with_clause, with_infinitive = lemma in table["clause"], lemma in table["infinitive"]
    prepositions = table["preposition"].get(lemma, ())
    if not with_clause and not with_infinitive and not prepositions:
        return
    author = _author(noun)
    for child in noun.children:
        if with_clause and _is_that_clause(child):
            yield _clause_statement(arcs, noun, child, author)
        elif with_infinitive and _is_wish_for_somebody(child):
            tokens = [t for t in child.subtree if t.dep_ != syntax.MARKER or t.head != child]
            yield StatementDraft(
                "nominal", (noun,), child, (trimmed_span(tokens),), author, verb=noun
            )
        elif author is None and not _is_somebodys(noun):
            continue
        elif author is not None and with_infinitive and _is_infinitive_of_noun(child):
            yield StatementDraft(
                "nominal", (noun,), child, infinitive_content(child), author, verb=noun
            )
        elif child.dep_ == syntax.PREPOSITION and child.lower_ in prepositions:
            yield from _preposition_statements(noun, child, author)
    clause = _predicated_clause(noun) if with_clause else None
    if clause is not None:
        yield replace(_clause_statement(arcs, noun, clause, author), speaker=author)


def _is_somebodys(noun: Token) -> bool:
    """Whether somebody says it even where nobody is named: "allegations of fraud"."""
    return noun.lemma_.lower() in word_set("reporting", "nouns", "without_author")


def _is_wish_for_somebody(child: Token) -> bool:
    """Whether it is what somebody is to do: "calls for the bank to pay"."""
    markers = syntax.children(child, syntax.MARKER)
    wishes = word_set("reporting", "nouns", "wishing")
    return any(m.lower_ in wishes for m in markers) and is_to_infinitive(child)


def _predicated_clause(noun: Token) -> Token | None:
    """The clause of "her argument is that prices fell"."""
    verb = noun.head
    if noun.dep_ != syntax.SUBJECT or verb.lemma_ not in word_set("attribution", "stating"):
        return None
    return next((c for c in verb.children if c.i > verb.i and _is_that_clause(c)), None)


def _author(noun: Token) -> Token | None:
    """Whose report it is: "Roe's report", "the report by Roe"."""
    possessor = syntax.child(noun, syntax.POSSESSOR)
    prepositions = word_set("attribution", "author_prepositions")
    return possessor or next(prepositional_objects(noun, prepositions), None)


def _is_that_clause(child: Token) -> bool:
    """Whether it is a clause with "that": "the claim that …"."""
    return child.dep_ in _CLAUSES and _opens_with_that(child)


def _is_infinitive_of_noun(child: Token) -> bool:
    return child.dep_ in _INFINITIVES and is_to_infinitive(child)


def _clause_statement(
    arcs: Arcs, noun: Token, clause: Token, author: Token | None
) -> StatementDraft:
    tokens = [token for token in clause.subtree if not is_marker(token, clause)]
    return StatementDraft(
        frame="noun",
        cue=(noun,),
        root=clause,
        content=(trimmed_span(tokens),),
        speaker=author or _speaker_without_author(arcs, noun),
        verb=noun,
    )


def _speaker_without_author(arcs: Arcs, noun: Token) -> Token | None:
    """The report itself, where nobody in particular makes such reports, else who expresses it."""
    if noun.lemma_.lower() in words("reporting")["nouns"]["anonymous"]:
        return noun
    return _subject_of_its_verb(arcs, noun)


def _subject_of_its_verb(arcs: Arcs, noun: Token) -> Token | None:
    """The subject of the verb whose object the noun is: "Roe expressed the hope that …".

    Or of the verb that leads to it: "came to the conclusion that …". Who "denied the suggestion" or
    "called the suggestion false" did not make it.
    """
    verb = _verb_leading_to(noun) or noun.head
    if verb == noun.head and (noun.dep_ != syntax.OBJECT or disputes(verb)):
        return None
    if verb.lemma_.lower() in word_set("reporting", "naming", "plain"):
        return None
    return next((arc.token for arc in subject_arcs(arcs, verb)), None)


def _verb_leading_to(noun: Token) -> Token | None:
    """The "came" of "came to the conclusion", the "was" of "was of the opinion"."""
    if noun.dep_ != syntax.PREPOSITIONAL_OBJECT:
        return None
    verb = noun.head.head
    leading = words("reporting")["nouns"]["behind"].get(verb.lemma_, ())
    return verb if noun.head.lower_ in leading else None


def _preposition_statements(
    noun: Token, preposition: Token, author: Token | None
) -> Iterator[StatementDraft]:
    """What stands behind the preposition as a statement: "a ban" of "her call for a ban"."""
    for inner in syntax.children(preposition, *_BEHIND_PREPOSITION):
        if inner != author:
            content = (trimmed_span(list(inner.subtree)),)
            yield StatementDraft("nominal", (noun, preposition), inner, content, author, verb=noun)


def by_adjective(arcs: Arcs, adjective: Token) -> Iterator[StatementDraft]:
    """What somebody is confident, afraid or glad of, or makes clear.

    "Roe is confident that …", "Roe made it clear that …"
    """
    table = words("reporting")["adjectives"]
    if adjective.lower_ in table["making"]:
        yield from _made_clear(arcs, adjective)
    knows = adjective.lower_ in table["knowing"]
    if not knows and adjective.lower_ not in table["believing"]:
        return
    copula = adjective.head if adjective.dep_ in _PREDICATES else adjective
    speaker = _subject_of(arcs, copula) or syntax.subject(adjective)
    if speaker is None or speaker.lower_ in word_set("attribution", "no_speakers"):
        return
    for clause in syntax.children(adjective, syntax.CLAUSAL_COMPLEMENT):
        if clause.i > adjective.i and syntax.has_subject(clause) and not is_to_infinitive(clause):
            frame = "knowing" if knows else "adjective"
            yield _adjective_statement(frame, (copula, adjective), clause, speaker)


def _made_clear(arcs: Arcs, adjective: Token) -> Iterator[StatementDraft]:
    """What somebody or something makes clear: "made it clear that", "made plain that"."""
    verb = adjective.head
    if verb.lemma_ not in word_set("reporting", "adjectives", "made"):
        return
    speaker = _subject_of(arcs, verb)
    for clause in (*adjective.children, *verb.children):
        is_behind = clause.dep_ in _CLEAR_CLAUSES and clause.i > adjective.i
        if speaker is not None and is_behind and _opens_with_that(clause):
            yield _adjective_statement("clause", (verb, adjective), clause, speaker)
            return


def _subject_of(arcs: Arcs, verb: Token) -> Token | None:
    """The subject of the verb, its own or understood: "was out of work and was worried"."""
    return next((arc.token for arc in subject_arcs(arcs, verb)), None)


def _opens_with_that(clause: Token) -> bool:
    return any(m.lower_ == "that" for m in syntax.children(clause, syntax.MARKER))


def _adjective_statement(
    frame: str, cue: tuple[Token, ...], clause: Token, speaker: Token
) -> StatementDraft:
    tokens = [token for token in clause.subtree if not is_marker(token, clause)]
    return StatementDraft(
        frame=frame,
        cue=tuple(dict.fromkeys(cue)),
        root=clause,
        content=(trimmed_span(tokens),),
        speaker=speaker,
        verb=cue[0],
    )


def by_source(token: Token) -> Iterator[StatementDraft]:
    """The rest of the clause as a statement of the source.

    "According to the ministry, …", "In the words of Roe, …", "In Roe's view, …".
    """
    source, cue = _source_at(token)
    if source is None or token.head == token:
        return
    clause = _clause_of_source(token)
    phrase = {t for word in (token, *cue) for t in word.subtree}
    tokens = [t for t in clause.subtree if t not in phrase and not _opens_clause(t, clause)]
    if tokens:
        yield StatementDraft(
            frame="according",
            cue=cue,
            root=clause,
            content=spans_of(tokens),
            speaker=publisher_of(source),
            verb=clause,
        )


def _source_at(token: Token) -> tuple[Token | None, tuple[Token, ...]]:
    """The source of which the phrase that begins here speaks, with the words of the phrase."""
    if token.dep_ in _SOURCE_LABELS and is_according_to(token):
        following = token.nbor()
        return _source_behind(token, following), (token, following)
    noun = syntax.child(token, syntax.PREPOSITIONAL_OBJECT)
    table = words("reporting")["according"]
    if noun is None or token.dep_ != syntax.PREPOSITION or not syntax.is_verb(token.head):
        return None, ()
    if token.lower_ not in table["before_words"] or noun.lemma_.lower() not in table["of_somebody"]:
        return None, ()
    of = next((c for c in syntax.children(noun, syntax.PREPOSITION) if c.lower_ == "of"), None)
    if of is not None:
        source = syntax.child(of, syntax.PREPOSITIONAL_OBJECT)
        return source, tuple(token.doc[token.i : of.i + 1])
    return syntax.child(noun, syntax.POSSESSOR), (noun,)


def _source_behind(according: Token, to: Token) -> Token | None:
    """The noun behind "according to", on whichever of the two words the parser hangs it."""
    for token in (to, according):
        source = syntax.child(token, syntax.PREPOSITIONAL_OBJECT)
        if source is not None:
            return source
    return None


def _clause_of_source(token: Token) -> Token:
    """The clause whose source is given: behind a comma the whole sentence."""
    clause = token.head
    if is_source_of_sentence(token):
        while clause.dep_ in _SUBORDINATE and clause.head.i < token.i:
            clause = clause.head
    while clause.dep_ in _PHRASES and clause.head != clause:
        clause = clause.head
    return clause


def _opens_clause(token: Token, clause: Token) -> bool:
    """Whether it is the first word of the clause, and a "that" or "because"."""
    return token == clause.left_edge and is_marker(token, clause)
