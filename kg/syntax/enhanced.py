"""Enhanced dependencies: the parser's arcs, and those that a sentence leaves to be understood.

Shared subjects of coordinated verbs, what relative pronouns stand for, the subjects of infinitives,
gerunds and participles, and coordinated items: the "enhanced" dependencies of Schuster and Manning
(2016), on spaCy's labels. Inherited arcs are marked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from kg.document import Document, once_per_document
from kg.patterns import word_set, words
from kg.syntax import labels, tree
from kg.syntax.voice import (
    PAST_TAGS,
    is_elliptical_passive,
    is_passive,
    is_reduced_passive,
    verb_behind_participle,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset({"VBD", "VBZ"})
_MAY_HOLD_RELATIVE = frozenset(
    {labels.PREPOSITION, labels.OPEN_COMPLEMENT, labels.CLAUSAL_COMPLEMENT, *labels.SUBJECTS}
)  # "to whom", "whom she said she knew", "whose mother"
_ENTITIES_NOT_PEOPLE = frozenset({"ORG", "GPE", "LOC", "FAC"})
_FILLS_SUBJECT = frozenset({*labels.SUBJECTS, labels.CLAUSAL_SUBJECT, labels.EXPLETIVE})
_EMBEDDED_CLAUSES = frozenset(
    {
        labels.CLAUSAL_COMPLEMENT,
        labels.OPEN_COMPLEMENT,
        labels.PREPOSITIONAL_COMPLEMENT,
        labels.ADVERBIAL_CLAUSE,
        labels.ADNOMINAL_CLAUSE,
        labels.CONJUNCT,
    }
)
_COMPLEMENTS = frozenset(
    {
        labels.OBJECT,
        labels.ATTRIBUTE,
        labels.ADJECTIVAL_COMPLEMENT,
        labels.CLAUSAL_COMPLEMENT,
        labels.OPEN_COMPLEMENT,
        labels.PARTICLE,
        labels.PREPOSITION,
    }
)  # with one of these a verb lacks no object
_QUESTION_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
_NEXT_CONJUNCT = 3  # tokens up to the verb that is coordinated: "and", perhaps an adverb
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADV", "DET"})


@dataclass(frozen=True, slots=True)
class Arc:
    """From a token down to `token` by `label`; `inherited` where the sentence leaves it out."""

    label: str
    token: Token
    inherited: bool = False


Arcs = Mapping[int, tuple[Arc, ...]]
_Unfinished: TypeAlias = dict[int, list[Arc]]


@once_per_document
def document_arcs(document: Document) -> Arcs:
    """All arcs of a document, found once; see `dependency_arcs`."""
    return dependency_arcs(document.doc)


def dependency_arcs(doc: Doc) -> Arcs:
    """All arcs by the index of the token they go out from."""
    tokens = list(doc)
    verbs = [token for token in tokens if tree.is_verb(token)]
    arcs = {token.i: _own_arcs(token) for token in tokens}
    for token in tokens:
        if tree.is_verb(token):
            _add_name_of_subject(token, arcs)
        if token.tag_ in PAST_TAGS:
            _correct_elliptical_passive(token, arcs)
            _correct_interposed_participle(token, arcs)
            _correct_verb_under_name(token, arcs)
    for token in tokens:
        _resolve_relative_pronoun(token, arcs)
    for token in tokens:
        _add_subject_of_participle(token, arcs)
    for verb in verbs:
        _add_object_without_pronoun(verb, arcs)
        _add_shared_object(verb, arcs)
    # two rounds: a coordinated verb may share a subject that its partner only inherits
    for verb in (*verbs, *verbs):
        _add_understood_subject(verb, arcs)
    return {i: tuple(found) for i, found in arcs.items()}


def subject_arcs(arcs: Mapping[int, Sequence[Arc]], verb: Token) -> list[Arc]:
    """The arcs to the verb's subjects, its own or understood."""
    return [arc for arc in arcs[verb.i] if arc.label in labels.SUBJECTS]


# --- the parser's arcs, corrected ---------------------------------------------------------------


def _own_arcs(token: Token) -> list[Arc]:
    """The parser's arcs, with the nearest only of several subjects before a verb.

    In "…, Jane Roe, …, three people told Reuters" Roe is none.
    """
    arcs = [Arc(child.dep_, child) for child in token.children if _is_participant(child)]
    before = [a for a in arcs if a.label in labels.SUBJECTS and a.token.i < token.i]
    if len(before) < 2:
        return arcs
    return [arc for arc in arcs if arc not in before[:-1]]


def _is_participant(token: Token) -> bool:
    """Whether the token is no punctuation mark and has a label, or is a noun without one."""
    if token.dep_ == labels.UNCLASSIFIED:
        return token.pos_ == "NOUN"
    return token.dep_ != labels.PUNCTUATION


def _add_name_of_subject(verb: Token, arcs: _Unfinished) -> None:
    """Make a name right behind another subject the apposition of that subject.

    "The car maker General Motors said": the name only says which maker.
    """
    before = [subject for subject in tree.subjects(verb) if subject.i < verb.i]
    for noun, name in pairwise(before):
        is_noun_and_name = noun.pos_ == "NOUN" and name.pos_ == "PROPN"
        if is_noun_and_name and name.left_edge.i == noun.i + 1:
            arcs[noun.i].append(Arc(labels.APPOSITION, name))


def _correct_elliptical_passive(verb: Token, arcs: _Unfinished) -> None:
    """Make the subject passive in "Ex-president arrested at airport"."""
    if is_elliptical_passive(verb):
        arcs[verb.i] = [
            Arc(labels.PASSIVE_SUBJECT, arc.token) if arc.label == labels.SUBJECT else arc
            for arc in arcs[verb.i]
        ]


def _correct_interposed_participle(verb: Token, arcs: _Unfinished) -> None:
    """Give the subject of "Roe, asked about it, said no" to "said", and to "asked" as passive."""
    main_verb = verb_behind_participle(verb)
    if main_verb is None:
        return
    subject = next(arc for arc in arcs[verb.i] if arc.label == labels.SUBJECT)
    arcs[verb.i] = [
        Arc(labels.PASSIVE_SUBJECT, arc.token) if arc == subject else arc for arc in arcs[verb.i]
    ]
    arcs[main_verb.i].append(Arc(labels.SUBJECT, subject.token))


def _correct_verb_under_name(verb: Token, arcs: _Unfinished) -> None:
    """Give a past tense that the parser hangs on a name this name as its subject.

    "Jane Roe, now a senator, called it a farce": the parser takes the name for the whole sentence.
    """
    if verb.tag_ != "VBD" or verb.dep_ != labels.ADNOMINAL_CLAUSE or subject_arcs(arcs, verb):
        return
    noun = verb.head
    while noun.dep_ in {labels.APPOSITION, labels.CONJUNCT}:
        noun = noun.head
    if noun.dep_ == labels.ROOT and noun.pos_ == "PROPN":
        arcs[verb.i].append(Arc(labels.SUBJECT, noun))


# --- relative clauses and participles behind a noun ---------------------------------------------


def _resolve_relative_pronoun(verb: Token, arcs: _Unfinished) -> None:
    """Put the noun that a relative clause modifies in the place of its pronoun."""
    if verb.dep_ != labels.RELATIVE_CLAUSE:
        return
    noun = _antecedent(verb)
    relatives = word_set("clauses", "relatives")
    for token in [verb, *tree.children(verb, *_MAY_HOLD_RELATIVE)]:
        arcs[token.i] = [
            Arc(arc.label, noun, True) if arc.token.lower_ in relatives else arc
            for arc in arcs[token.i]
        ]


def _antecedent(verb: Token) -> Token:
    """The noun that the relative clause of the verb is about."""
    noun = last_of_list(verb)
    preposition = tree.preposition_of(noun)
    above = None if preposition is None else preposition.head
    # 1. "his purchase of Acme, which was followed by …": the act, where the verb says so
    about_events = verb.lemma_ in word_set("clauses", "about_events")
    if about_events and above is not None and above.pos_ == "NOUN":
        return above
    # 2. the parser hangs "who" on no person, or "which" on a person
    better = person_over(noun, verb) or _entity_before_which(noun, verb)
    if better is not None:
        return better
    # 3. "Jane Roe, a professor at Harvard, who predicted …"
    if above is not None and noun.ent_type_ in _ENTITIES_NOT_PEOPLE and _has_subject_who(verb):
        if above.dep_ == labels.APPOSITION:
            return above.head
        if above.lemma_.lower() in word_set("nominals", "Person", "nouns"):
            return above
    return _subject_of_predicate(noun)


def _add_object_without_pronoun(verb: Token, arcs: _Unfinished) -> None:
    """Give a relative clause without pronoun its noun as object: "the clock he had made"."""
    if verb.dep_ != labels.RELATIVE_CLAUSE or any(a.inherited for a in arcs[verb.i]):
        return
    own = {arc.label for arc in arcs[verb.i]}
    if labels.SUBJECT not in own or own & _COMPLEMENTS or is_passive(verb):
        return
    if verb.lemma_ in word_set("clauses", "without_object") or _has_pronoun_or_gap(verb, arcs):
        return
    arcs[verb.i].append(Arc(labels.OBJECT, verb.head, True))


def _has_pronoun_or_gap(verb: Token, arcs: _Unfinished) -> bool:
    """Whether a word opens the clause ("when", "whom"), or a preposition has lost its object."""
    if any(t.tag_ in _QUESTION_TAGS for t in verb.subtree):
        return True
    prepositions = tree.children(verb, labels.PREPOSITION)
    return any(not arcs[p.i] for p in prepositions) or verb.head.lemma_ in word_set(
        "clauses", "when_or_where"
    )


def _add_shared_object(verb: Token, arcs: _Unfinished) -> None:
    """Give a verb the object of the next one: "arrested and questioned the student"."""
    conjuncts = [c for c in tree.children(verb, labels.CONJUNCT) if tree.is_verb(c)]
    if not conjuncts or conjuncts[0].i > verb.i + _NEXT_CONJUNCT:
        return
    partner = conjuncts[0]
    between = verb.doc[verb.i + 1 : partner.i]
    if any(t.dep_ not in {labels.COORDINATOR, labels.ADVERBIAL_MODIFIER} for t in between):
        return
    if {arc.label for arc in arcs[verb.i]} & _COMPLEMENTS or tree.has_subject(partner):
        return
    if is_passive(verb) or is_passive(partner) or verb.tag_ != partner.tag_:
        return
    arcs[verb.i].extend(
        Arc(labels.OBJECT, a.token, True) for a in arcs[partner.i] if a.label == labels.OBJECT
    )


def _has_subject_who(verb: Token) -> bool:
    """Whether the verb's subject is a pronoun of people."""
    return any(subject.tag_ == "WP" for subject in tree.children(verb, labels.SUBJECT))


def person_over(noun: Token, verb: Token) -> Token | None:
    """The people that a clause with "who" is about, where the parser hangs it on no person.

    In "Two people familiar with the matter, who asked …" it is "people", for no matter asks.
    """
    if noun.pos_ != "NOUN" or noun.dep_ != labels.PREPOSITIONAL_OBJECT or _is_people(noun):
        return None
    if not any(subject.lower_ == "who" for subject in tree.subjects(verb)):
        return None
    for above in noun.ancestors:
        if above.pos_ == "NOUN" and _is_people(above):
            return above
        if above.pos_ == "PROPN" or tree.is_verb(above):
            return None
    return None


def _entity_before_which(noun: Token, verb: Token) -> Token | None:
    """What "which" stands for, where the parser hangs its clause on a person.

    In "Jane Roe of the Movement for Democracy, which he founded" it is what is named last.
    """
    if noun.ent_type_ != "PERSON":
        return None
    first = verb.left_edge.i
    which = next((c for c in verb.children if c.lower_ == "which" and c.i == first), None)
    if which is None or which.i < 2:
        return None
    last = which.nbor(-2) if which.nbor(-1).text == "," else which.nbor(-1)
    path = [last, *last.ancestors]
    below = path[: path.index(noun)] if noun in path else []
    for token in reversed(below):
        if tree.is_noun(token) and token.dep_ == labels.PREPOSITIONAL_OBJECT:
            return token
    return None


def _is_people(noun: Token) -> bool:
    """Whether the noun is one of people: "analyst", "family"."""
    table = words("nominals")
    lemma = noun.lemma_.lower()
    if lemma in table["Person"]["nouns"] or lemma in table["members"]["nouns"]:
        return True
    return lemma.endswith(tuple(table["Person"]["suffixes"]))


def last_of_list(verb: Token) -> Token:
    """The noun that a relative clause is about: in the singular, the last one of a list.

    In "Ann and her brother Luis, who owns it" that is Luis; else what the parser hangs it on.
    """
    noun = verb.head
    carrier = tree.child(verb, *labels.AUXILIARIES) or verb
    if carrier.tag_ != "VBZ" and carrier.lower_ != "was":
        return noun
    pronoun = next((s for s in tree.subjects(verb) if s.tag_ in {"WP", "WDT"}), None)
    if pronoun is None:
        return noun
    listed = [c for c in noun.conjuncts if c.i > noun.i and tree.is_noun(c)]
    if not listed:
        return noun
    last = listed[-1]
    is_right_before = last.i < pronoun.i and last.right_edge.i >= pronoun.i - 2
    return last if is_right_before else noun


def _subject_of_predicate(noun: Token) -> Token:
    """The name that the noun is said to be: "Acme is a brewer based in Leeds"; else the noun."""
    predicate = noun
    while predicate.dep_ == labels.CONJUNCT:
        predicate = predicate.head
    verb = predicate.head
    if predicate.dep_ != labels.ATTRIBUTE or verb.lemma_ != "be":
        return noun
    if tree.has_child(verb, labels.NEGATION) or not _is_indefinite(predicate):
        return noun
    subjects = tree.children(verb, labels.SUBJECT)
    return next((subject for subject in subjects if subject.pos_ == "PROPN"), noun)


def _is_indefinite(noun: Token) -> bool:
    """Whether the noun has the article "a"."""
    articles = word_set("clauses", "one_of_many")
    return any(d.lower_ in articles for d in tree.children(noun, labels.DETERMINER))


def _add_subject_of_participle(verb: Token, arcs: _Unfinished) -> None:
    """Give a participle its noun as subject: "the company founded by Roe", "the man leading it"."""
    if verb.dep_ != labels.ADNOMINAL_CLAUSE or verb.tag_ not in {"VBN", "VBG"}:
        return
    if not subject_arcs(arcs, verb):
        label = labels.PASSIVE_SUBJECT if verb.tag_ == "VBN" else labels.SUBJECT
        arcs[verb.i].append(Arc(label, _subject_of_predicate(verb.head), True))


# --- understood subjects ------------------------------------------------------------------------


def _add_understood_subject(verb: Token, arcs: _Unfinished) -> None:
    """Give a verb without subject the one that it shares with its governor."""
    if any(arc.label in _FILLS_SUBJECT for arc in arcs[verb.i]):
        return
    shared = _understood_subjects(verb, arcs)
    if shared:
        label = labels.PASSIVE_SUBJECT if is_passive(verb) else labels.SUBJECT
        arcs[verb.i].extend(Arc(label, arc.token, True) for arc in shared)


def _understood_subjects(verb: Token, arcs: _Unfinished) -> list[Arc]:
    """The arcs that say who a verb without subject is about, by the kind of its clause."""
    governor, label = verb.head, verb.dep_
    # 1. "came and sang"
    if label == labels.CONJUNCT and tree.is_verb(governor):
        return subject_arcs(arcs, partner_of(verb))
    # 2. "agreed to sell", "is able to buy"
    if label == labels.OPEN_COMPLEMENT and tree.is_verb(governor):
        return _controllers(governor, arcs)
    if label == labels.OPEN_COMPLEMENT and governor.pos_ == "ADJ":
        return _controllers(governor.head, arcs)
    # 3. "left, saying nothing"
    if label == labels.ADVERBIAL_CLAUSE and tree.is_verb(governor):
        return subject_arcs(arcs, _nearest_clause(verb)) if _lacks_subject(verb) else []
    # 4. "left after singing"
    if _is_behind_preposition(verb) and tree.is_verb(governor.head):
        return _subjects_behind_preposition(governor, arcs)
    return []


def _is_behind_preposition(verb: Token) -> bool:
    """Whether the verb is what a preposition governs."""
    if verb.dep_ == labels.PREPOSITIONAL_OBJECT:
        return verb.tag_ == "VBG"
    return verb.dep_ == labels.PREPOSITIONAL_COMPLEMENT


def _subjects_behind_preposition(preposition: Token, arcs: _Unfinished) -> list[Arc]:
    """Who does what the gerund behind the preposition says.

    The object in "quoted Roe as saying", "accused Roe of lying"; the subject in "fell after
    losing"; nobody in "warned against cutting rates", which leaves open who might cut them.
    """
    verb, word = preposition.head, preposition.lower_
    decides_for_itself = verb.lemma_.lower() in word_set("clauses", "decides_against")
    if word in word_set("clauses", "against") and not decides_for_itself:
        return []
    if word in word_set("clauses", "object_prepositions"):
        objects = [arc for arc in arcs[verb.i] if arc.label == labels.OBJECT]
        return objects or subject_arcs(arcs, verb)
    return subject_arcs(arcs, verb)


def _nearest_clause(gerund: Token) -> Token:
    """The verb that a gerund goes with, the last of coordinated ones with a subject.

    In "he asked her to stay, but she left, saying …" that is "left", not "asked".
    """
    governor = gerund.head
    if gerund.tag_ != "VBG":
        return governor
    between = [verb for verb in governor.conjuncts if governor.i < verb.i < gerund.i]
    clauses = [verb for verb in between if tree.is_verb(verb) and tree.has_subject(verb)]
    return clauses[-1] if clauses else governor


def partner_of(verb: Token) -> Token:
    """The verb that a coordinated one goes with: one of its own form.

    In "said it would close and blamed the union" that is "said", not "close".
    """
    if verb.dep_ != labels.CONJUNCT or verb.tag_ not in _FINITE:
        return verb.head
    partner = verb.head
    while _is_nonfinite(partner) and _is_embedded(partner):
        partner = _verb_above(partner)
    return partner if partner.tag_ in _FINITE and partner.i < verb.i else verb.head


def _is_embedded(verb: Token) -> bool:
    """Whether the verb's clause is a part of another."""
    return verb.dep_ in _EMBEDDED_CLAUSES and verb.head != verb


def _verb_above(token: Token) -> Token:
    """The nearest verb that governs the token, or the root of the sentence."""
    governor = token.head
    while not tree.is_verb(governor) and governor.head != governor:
        governor = governor.head
    return governor


def _is_nonfinite(verb: Token) -> bool:
    """Whether the verb is an infinitive, stands behind a modal, or is a gerund."""
    auxiliaries = tree.children(verb, *labels.AUXILIARIES)
    if verb.tag_ == "VBN":
        return any(auxiliary.tag_ == "TO" for auxiliary in auxiliaries)  # "to be replaced"
    if verb.tag_ == "VBG":
        return not auxiliaries
    return verb.tag_ == "VB" and bool(auxiliaries)


def _lacks_subject(verb: Token) -> bool:
    """Whether the verb is a participle or infinitive, whose clause has to borrow its subject."""
    if verb.tag_ in {"VBG", "VBN"} or is_reduced_passive(verb):
        return True
    return verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children)


def _controllers(governor: Token, arcs: _Unfinished) -> list[Arc]:
    """Who is to do what the infinitive says: the object of "urge", the subject of "agree"."""
    objects = [
        arc for arc in arcs[governor.i] if arc.label in {labels.OBJECT, labels.INDIRECT_OBJECT}
    ]
    is_of_subject = governor.lemma_ in words("clauses")["subject_control"]
    if not is_of_subject and any(not _is_for_purpose(governor, arc.token) for arc in objects):
        return objects
    return _prepositional_controllers(governor, arcs) or subject_arcs(arcs, governor)


def _is_for_purpose(verb: Token, thing: Token) -> bool:
    """Whether a thing is only used for it: "began a process to consider it"."""
    if thing.pos_ != "NOUN" or _is_people(thing):
        return False
    lemma = verb.lemma_.lower()
    return lemma not in word_set("clauses", "acts_on_subject") and lemma not in word_set(
        "clauses", "object_and_infinitive"
    )


def _prepositional_controllers(governor: Token, arcs: _Unfinished) -> list[Arc]:
    """The council in "called on the council to act"."""
    prepositions = words("clauses")["object_by_preposition"].get(governor.lemma_.lower(), ())
    return [
        inner
        for arc in arcs[governor.i]
        if arc.label == labels.PREPOSITION and arc.token.lower_ in prepositions
        for inner in arcs[arc.token.i]
        if inner.label == labels.PREPOSITIONAL_OBJECT
    ]


# --- plain questions to the parse ---------------------------------------------------------------


def prepositional_objects(token: Token, prepositions: Collection[str]) -> Iterator[Token]:
    """What stands behind one of these prepositions of the token: "bank" for "head of the bank"."""
    for preposition in tree.children(token, labels.PREPOSITION):
        if preposition.lower_ in prepositions:
            yield from tree.children(preposition, labels.PREPOSITIONAL_OBJECT)


def with_conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it: "A, B and C".

    A list item that the parser takes for an apposition counts.
    """
    out: list[Token] = []
    waiting = [token]  # no recursion: each item of a list of thousands hangs on the one before
    while waiting:
        item = waiting.pop()
        if out:
            out.extend(_misread_items(item.head, item))
        out.append(item)
        conjuncts = tree.children(item, labels.CONJUNCT)
        waiting.extend(c for c in reversed(conjuncts) if _are_alike(item, c))
    return out


def _are_alike(token: Token, conjunct: Token) -> bool:
    """Whether both are of one word class, or both nouns or what stands for nouns."""
    if token.pos_ == conjunct.pos_:
        return True
    return token.pos_ in _NOMINAL and conjunct.pos_ in _NOMINAL


def _misread_items(first: Token, last: Token) -> Iterator[Token]:
    """Appositions between two conjuncts that are items of the list.

    Each stands behind a comma and before one, or before the coordinator: "the heads of the firm,
    the board, as well as …".
    """
    for token in first.doc[first.i : last.i]:
        is_apposed_noun = token.dep_ == labels.APPOSITION and tree.is_noun(token)
        if is_apposed_noun and first.is_ancestor(token) and _is_set_off_as_item(token):
            yield token


def _is_set_off_as_item(token: Token) -> bool:
    """Whether a comma stands before the phrase, and a comma or coordinator behind it."""
    first = token.left_edge
    if first.i == 0 or first.nbor(-1).text != ",":
        return False
    following = token.right_edge.nbor()
    return following.text == "," or following.dep_ == labels.COORDINATOR
