"""Titles that a verb or a noun predicates of their holder.

"is the head", "serves as mayor", "was named director", "succeeds X as", "her time as chairman".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import is_person
from kg.extract.roles.coordinated_titles import TitleGroup
from kg.extract.roles.draft import RoleDraft
from kg.extract.roles.employers import is_named_organisation, mentions_at, named_whole
from kg.extract.roles.titles import Title
from kg.model import Mention
from kg.patterns import word_set, words
from kg.syntax import Arc, Arcs, is_passive, subject_arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIERS_OF_TITLE = frozenset(
    {syntax.COMPOUND, syntax.NOMINAL_MODIFIER, syntax.ADJECTIVAL_MODIFIER}
)
_PREDICATES = frozenset(
    {
        syntax.OBJECT_PREDICATE,
        syntax.ATTRIBUTE,
        syntax.OBJECT,
        syntax.OPEN_COMPLEMENT,
        syntax.ADJECTIVAL_COMPLEMENT,
        syntax.CLAUSAL_COMPLEMENT,
    }
)
_OBJECTS = frozenset({syntax.OBJECT})
_AGENTS = frozenset({syntax.AGENT})
_ACTIVE_SUBJECTS = frozenset({syntax.SUBJECT})


def drafts_by_predication(
    document: Document, arcs: Arcs, titles: TitleGroup
) -> Iterator[RoleDraft]:
    """Who holds one of the titles because a verb or a noun says so.

    The first title for which one of the rules finds somebody, by the first such rule.
    """
    for title in titles:
        for rule in _RULES:
            found = list(rule(document, arcs, title))
            if found:
                yield from found
                return


# --- rules -------------------------------------------------------------------------------------


def _by_copula(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """The subject of "be" or "become" before the title.

    "Roe is head of research at Acme", "Roe, who was the mayor of Leeds".
    """
    word = _attached_word(title)
    verb = word.head
    if word.dep_ != syntax.ATTRIBUTE or verb.lemma_ not in word_set("titles", "holding", "is"):
        return
    begins = verb.lemma_ in word_set("titles", "holding", "begins")
    for arc in subject_arcs(arcs, verb):
        if not _is_inside(title, arc.token):
            for holder in _holders_at(document, title, arc.token):
                yield RoleDraft(holder, "predicate", title, verb, begins=begins)


def _by_inverse_copula(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """The name that the title is said to be of: "The chief executive of Acme is Jane Roe"."""
    word = _attached_word(title)
    verb = word.head
    is_linked = verb.lemma_ in word_set("titles", "holding", "is")
    if not is_linked or not any(arc.token == word for arc in subject_arcs(arcs, verb)):
        return
    begins = verb.lemma_ in word_set("titles", "holding", "begins")
    for token in syntax.children(verb, syntax.ATTRIBUTE):
        if not _is_inside(title, token):
            for holder in _people_at(document, title, token):
                if holder.form == "name":
                    yield RoleDraft(holder, "predicate", title, verb, begins=begins)


def _by_having(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """The name that is apposed to what a body has: "Acme has a new chairman, Jane Roe"."""
    word = _attached_word(title)
    verb = word.head
    if word.dep_ != syntax.OBJECT or verb.lemma_ != "have":
        return
    found = (_employer_at(document, arc.token) for arc in subject_arcs(arcs, verb))
    employers = tuple(e for e in found if e is not None and is_named_organisation(document, e))
    for token in syntax.children(word, syntax.APPOSITION):
        for holder in _people_at(document, title, token):
            if holder.form == "name":
                employer = title.organisations or employers
                yield RoleDraft(holder, "apposition", title, None, employer)


def _as_title(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """The holder of a title behind "as", or behind "of" and a noun such as "post".

    "serves as mayor", "assumed his position as rights chief", "her appointment as editor".
    """
    word = _attached_word(title)
    if word.dep_ != syntax.PREPOSITIONAL_OBJECT or not _introduces_title(word.head):
        return
    governor = word.head.head
    if governor.dep_ == syntax.PARTICLE:
        governor = governor.head
    if governor.pos_ == "NOUN":
        verb = governing_verb(governor)
        if _is_job(governor) and _is_verb_of_holding(verb):
            yield from _at_verb(document, arcs, title, verb, "as-title")
        else:
            yield from _at_noun(document, title, governor)
    else:
        if governor.pos_ == "PROPN" and governor.head.pos_ == "VERB":
            governor = governor.head  # "named John Doe as head", hung on the name
        yield from _at_verb(document, arcs, title, governor, "as-title")


def _introduces_title(preposition: Token) -> bool:
    """Whether it is "as", or the "of" in "post of chairman"."""
    if preposition.lower_ == "as":
        return True
    return preposition.lower_ == "of" and _is_job(preposition.head)


def _is_job(noun: Token) -> bool:
    """Whether the noun means a position or the time in it: "post", "tenure"."""
    return noun.lemma_.lower() in word_set("titles", "holding", "posts")


def _is_verb_of_holding(verb: Token) -> bool:
    """Whether the verb says that somebody begins, holds or ends a position."""
    lemma = verb.lemma_.lower()
    holding = words("titles")["holding"]
    return any(lemma in holding[key] for key in ("begins", "ends", "holds"))


def _at_noun(document: Document, title: Title, noun: Token) -> Iterator[RoleDraft]:
    """The possessor of a noun such as "appointment", "resignation" or "time".

    "the appointment of Jane Roe as editor", "her resignation as mayor", "his time as coach".
    """
    lemma = noun.lemma_.lower()
    begins = lemma in word_set("titles", "holding", "begin_nouns")
    ends = lemma in word_set("titles", "holding", "end_nouns")
    is_job = _is_job(noun)
    if not (is_job or begins or ends):
        return
    holder = _possessor(document, title, noun)
    if holder is not None:
        verb = None if is_job else noun
        yield RoleDraft(holder, "noun-as", title, verb, begins=begins, ends=ends)


def _possessor(document: Document, title: Title, noun: Token) -> Mention | None:
    """What stands before the noun as its possessor, else behind an "of"; not in the title."""
    possessors = syntax.children(noun, syntax.POSSESSOR)
    for child in noun.children:
        if child.lower_ == "of":
            possessors += syntax.children(child, syntax.PREPOSITIONAL_OBJECT)
    for token in possessors:
        if not _is_inside(title, token):
            return document.mention_at(token)
    return None


def _to_title(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """The holder of a title behind "to".

    "promoted to finance director", "appointed to the position of chairman".
    """
    preposition = _attached_word(title).head
    job = preposition.head
    if preposition.lower_ == "of" and _is_job(job) and job.dep_ == syntax.PREPOSITIONAL_OBJECT:
        preposition = job.head
    verb = preposition.head
    if preposition.lower_ != "to" or preposition.dep_ != syntax.PREPOSITION:
        return
    if verb.lemma_.lower() in word_set("titles", "holding", "to"):
        yield from _at_verb(document, arcs, title, verb, "named-title")


def _named_title(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """The holder of a title that is the complement of a verb.

    "was named chief executive", "elected her president", "became mayor".
    """
    word = _attached_word(title)
    verb = word.head
    if word.dep_ not in _PREDICATES or verb.pos_ != "VERB":
        return
    if verb.lemma_ not in word_set("titles", "holding", "begins"):
        return
    # the object is the title only where something else is the person
    if word.dep_ != syntax.OBJECT or is_passive(verb) or _has_other_object(verb, word):
        yield from _at_verb(document, arcs, title, verb, "named-title")


def _has_other_object(verb: Token, word: Token) -> bool:
    """Whether the verb has another object than this word, direct or indirect."""
    objects = syntax.children(verb, syntax.OBJECT, syntax.INDIRECT_OBJECT)
    return any(child != word for child in objects)


def _fronted(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """The subject behind a title that opens the sentence: "As mayor of Leeds, Roe …"."""
    word = _attached_word(title)
    preposition = word.head
    if word.dep_ != syntax.PREPOSITIONAL_OBJECT or preposition.lower_ != "as":
        return
    if preposition.i != preposition.sent.start or not _is_before_comma(title):
        return
    for arc in subject_arcs(arcs, preposition.head)[:1]:
        for holder in _holders_at(document, title, arc.token):
            yield RoleDraft(holder, "fronted", title)


def _is_before_comma(title: Title) -> bool:
    """Whether a comma stands behind the phrase; at the end of the text, whether it is one."""
    token = title.next_token
    return (title.doc[-1] if token is None else token).text == ","


_RULES = (_by_copula, _by_inverse_copula, _by_having, _as_title, _to_title, _named_title, _fronted)


# --- at a verb ---------------------------------------------------------------------------------


def _at_verb(
    document: Document, arcs: Arcs, title: Title, verb: Token, pattern: str
) -> Iterator[RoleDraft]:
    """Whoever is the object of "appoint", or the subject of "serve", "was appointed", "resign"."""
    holding, lemma = words("titles")["holding"], verb.lemma_.lower()
    if lemma in holding["successions"]:
        yield from _succession(document, arcs, title, verb)
        return
    begins, ends = lemma in holding["begins"], lemma in holding["ends"]
    if not (begins or ends or lemma in holding["holds"]):
        return
    passive, given = is_passive(verb), lemma in holding["given"]
    labels = _OBJECTS if given and not passive else syntax.SUBJECTS
    employers = title.organisations or employer_of_verb(document, arcs, verb, passive, given)
    for arc in arcs[verb.i]:
        if arc.label not in labels or _is_inside(title, arc.token):
            continue
        for holder in _people_at(document, title, arc.token):
            yield RoleDraft(holder, pattern, title, verb, employers, begins, ends)


def employer_of_verb(
    document: Document, arcs: Arcs, verb: Token, passive: bool, given: bool
) -> tuple[Mention, ...]:
    """The organisation that appoints or dismisses, or that is joined or left.

    It is the agent of a passive, the subject of a verb by which a position is `given` to its
    object, and the object of others. None where the verb's subject is no employer: the Senate
    confirms whom others appoint.
    """
    if verb.lemma_.lower() in word_set("titles", "holding", "by_others"):
        return ()
    labels = _labels_of_employer(passive, given)
    for arc in arcs[verb.i]:
        if arc.label not in labels:
            continue
        employer = _employer_at(document, _participant(arc))
        if employer is not None and is_named_organisation(document, employer):
            return (employer,)
    return ()


def _labels_of_employer(passive: bool, given: bool) -> frozenset[str]:
    if passive:
        return _AGENTS
    return _ACTIVE_SUBJECTS if given else _OBJECTS


def _employer_at(document: Document, token: Token) -> Mention | None:
    """What a token mentions; for a board, the organisation that it is the board of."""
    mention = document.mention_at(token)
    if mention is not None and token.lemma_.lower() in word_set("titles", "boards"):
        return named_whole(document, token)
    return mention


def _participant(arc: Arc) -> Token:
    """The token of an arc; for an agent, the object of its "by"."""
    if arc.label != syntax.AGENT:
        return arc.token
    noun = syntax.child(arc.token, syntax.PREPOSITIONAL_OBJECT)
    return arc.token if noun is None else noun


# --- successions -------------------------------------------------------------------------------


def _succession(document: Document, arcs: Arcs, title: Title, verb: Token) -> Iterator[RoleDraft]:
    """Who begins and who ends with "Roe succeeds Doe as chairman", the successor first."""
    for token, begins in _participants_of_succession(arcs, verb):
        for person in _people_at(document, title, token):
            yield RoleDraft(
                person,
                "succession",
                title,
                verb,
                title.organisations,
                begins=begins,
                ends=not begins,
            )


def _participants_of_succession(arcs: Arcs, verb: Token) -> Iterator[tuple[Token, bool]]:
    """The participants, and whether each is a successor.

    1. the subject is a successor and the object a predecessor; in the passive the agent is a
       successor and the subject a predecessor
    2. "takes over from Doe as chairman": a predecessor
    3. "by Roe", attached to the title, in the passive: a successor
    """
    passive = is_passive(verb)
    successors = _AGENTS if passive else _ACTIVE_SUBJECTS
    predecessors = syntax.SUBJECTS if passive else _OBJECTS
    for labels, begins in ((successors, True), (predecessors, False)):
        for arc in arcs[verb.i]:
            if arc.label in labels:
                yield _participant(arc), begins
    for token in _objects_below(verb, "from"):
        yield token, False
    if passive:
        for token in _objects_below(verb, "by"):
            yield token, True


def _objects_below(verb: Token, preposition: str) -> Iterator[Token]:
    """The objects of the preposition wherever it stands below the verb."""
    for token in verb.subtree:
        if token.lower_ == preposition and token.dep_ == syntax.PREPOSITION:
            yield from syntax.children(token, syntax.PREPOSITIONAL_OBJECT)


# --- titles and people in the parse ------------------------------------------------------------


def _attached_word(title: Title) -> Token:
    """The word by which the title is attached to the sentence, also where it is coordinated."""
    word = title.head
    while word.dep_ == syntax.CONJUNCT or _modifies_own_title(title, word):
        word = word.head
    return word


def _modifies_own_title(title: Title, word: Token) -> bool:
    """Whether the parser takes the word for a modifier of another word of the same title."""
    return word.dep_ in _MODIFIERS_OF_TITLE and title.first <= word.head.i <= title.edge


def _is_inside(title: Title, token: Token) -> bool:
    """Whether the token stands in the title's phrase."""
    return title.begin <= token.i <= title.edge


def _people_at(document: Document, title: Title, token: Token) -> list[Mention]:
    """Those of the title's possible holders at a token who are persons."""
    return [m for m in _holders_at(document, title, token) if is_person(document, m)]


def _holders_at(document: Document, title: Title, token: Token) -> list[Mention]:
    """The mentions at a token: several for a title in the plural, exactly one for another."""
    found = mentions_at(document, token)
    if title.is_plural:
        return found if len(found) > 1 else []
    return found if len(found) == 1 else []


def governing_verb(token: Token) -> Token:
    """The verb that governs a word, at whatever depth; the sentence's root where none does."""
    while not syntax.is_verb(token) and token.head != token:
        token = token.head
    return token
