"""What the parser is known to misread in any text, put right in the parse."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from spacy.tokens import Span as TokenSpan

from kg import syntax
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({*syntax.SUBJECTS, syntax.EXPLETIVE})
_WITHIN_DATE = frozenset(
    {syntax.PREPOSITIONAL_OBJECT, syntax.NUMERAL, syntax.COMPOUND, syntax.NOMINAL_MODIFIER}
)
_TEMPORAL_PHRASES = frozenset({syntax.PREPOSITION, syntax.NOUN_PHRASE_ADVERBIAL})
_NOT_IN_PARTICIPIAL_CLAUSE = (
    *syntax.AUXILIARIES,
    syntax.OBJECT,
    syntax.ATTRIBUTE,
    syntax.ADJECTIVAL_COMPLEMENT,
    syntax.CLAUSAL_COMPLEMENT,
)


def with_parse_fixes(doc: Doc) -> Doc:
    """The doc with all of it put right."""
    _fix_nationalities(doc)
    _fix_titles_behind_names(doc)
    _fix_objects_before_as(doc)
    _fix_days_of_reports(doc)
    _fix_clauses_before_semicolon(doc)
    _fix_participles_between_commas(doc)
    _fix_refused_things(doc)
    _fix_scales(doc)
    return doc


def _fix_nationalities(doc: Doc) -> None:
    """Make "English" in "English chemist" a nationality, as "Dutch" is, not a language."""
    names = [(e, e.label_ == "LANGUAGE" and e.root.tag_ == "JJ") for e in doc.ents]
    if any(is_adjective for _, is_adjective in names):
        doc.ents = tuple(
            TokenSpan(doc, e.start, e.end, label="NORP") if is_adjective else e
            for e, is_adjective in names
        )


# --- titles -------------------------------------------------------------------------------------


def _fix_titles_behind_names(doc: Doc) -> None:
    """Part name and title in "appointed Jane Roe CFO", which the parser takes for one phrase."""
    heads, verbs = word_set("titles", "heads"), word_set("titles", "holding", "given")
    for title in syntax.tokens_with(doc, "DEP", syntax.OBJECT, syntax.OBJECT_PREDICATE):
        if title.lower_ not in heads or title.head.lemma_ not in verbs:
            continue
        name = _person_at_start(title)
        if len(name) > 1 and all(token.head in (title, *name) for token in name):
            _part_name_and_title(name, title)


def _person_at_start(title: Token) -> list[Token]:
    """The words of a person's name with which the phrase of the title begins."""
    heads = word_set("titles", "heads")
    phrase = title.doc[title.left_edge.i : title.i]
    return list(takewhile(lambda t: t.ent_type_ == "PERSON" and t.lower_ not in heads, phrase))


def _part_name_and_title(name: list[Token], title: Token) -> None:
    """Make the name the object of the title's verb, and the title what that becomes."""
    *first, last = name
    for token in first:
        token.head, token.dep_ = last, syntax.COMPOUND
    last.head, last.dep_ = title.head, syntax.OBJECT
    title.dep_ = syntax.OBJECT_PREDICATE


def _fix_objects_before_as(doc: Doc) -> None:
    """Make Roe in "named Jane Roe as its head" the object of a past tense, not a predicate."""
    for name in syntax.tokens_with(doc, "DEP", syntax.OBJECT_PREDICATE):
        verb = name.head
        if name.ent_type_ != "PERSON" or not _gives_title_with_as(verb):
            continue
        if _modifies_name_before(verb):
            noun = verb.head
            verb.head, verb.dep_ = verb, syntax.ROOT
            noun.head, noun.dep_ = verb, syntax.SUBJECT
        if verb.dep_ != syntax.ADNOMINAL_CLAUSE:
            name.dep_, verb.tag_ = syntax.OBJECT, "VBD"


def _gives_title_with_as(verb: Token) -> bool:
    """Whether this is a verb like "name" with "as", and neither passive nor with an object."""
    if verb.lemma_ not in word_set("titles", "holding", "given"):
        return False
    if syntax.has_child(verb, syntax.OBJECT, syntax.PASSIVE_AUXILIARY):
        return False
    return any(p.lower_ == "as" for p in syntax.children(verb, syntax.PREPOSITION))


def _modifies_name_before(verb: Token) -> bool:
    """Whether the parser makes the verb a clause of the name before it, and that the root."""
    noun = verb.head
    if verb.dep_ != syntax.ADNOMINAL_CLAUSE or noun.dep_ != syntax.ROOT:
        return False
    return noun.pos_ == "PROPN" and noun.i == verb.i - 1


# --- days and clauses ---------------------------------------------------------------------------


def _fix_days_of_reports(doc: Doc) -> None:
    """Hang the day in "Acme said on Monday it would close" on the reporting verb.

    It stands right behind that verb and before the subject of the clause.
    """
    for entity in doc.ents:
        if entity.label_ != "DATE":
            continue
        phrase = _phrase_of_date(entity.root)
        if _is_between_report_and_clause(phrase):
            phrase.head = phrase.head.head


def _phrase_of_date(date: Token) -> Token:
    """The head of the phrase that a date is in: "on" for "on Monday"."""
    phrase = date
    while _is_within_phrase(phrase):
        phrase = phrase.head
    return phrase


def _is_within_phrase(token: Token) -> bool:
    """Whether the token is a part of a date's phrase and not its head."""
    if token.head == token or token.head.dep_ == syntax.ROOT:
        return False
    return token.dep_ in _WITHIN_DATE


def _is_between_report_and_clause(phrase: Token) -> bool:
    """Whether a phrase stands right behind a reporting verb and before all of its content."""
    verb, reporting_verb = phrase.head, phrase.head.head
    if phrase.dep_ not in _TEMPORAL_PHRASES or verb.dep_ != syntax.CLAUSAL_COMPLEMENT:
        return False
    if reporting_verb.pos_ != "VERB" or phrase.left_edge.i != reporting_verb.i + 1:
        return False
    subject = syntax.child(verb, *_SUBJECTS)
    return subject is not None and subject.left_edge.i > phrase.right_edge.i


def _fix_clauses_before_semicolon(doc: Doc) -> None:
    """Part the clauses of "They won; Roe denied it": the first is not what Roe denied."""
    for mark in syntax.tokens_with(doc, "ORTH", ";"):
        verb = mark.head
        if not any(subject.i > mark.i for subject in syntax.children(verb, *_SUBJECTS)):
            continue
        for clause in syntax.children(verb, syntax.CLAUSAL_COMPLEMENT):
            if clause.i < mark.i < verb.i:
                clause.dep_ = syntax.UNCLASSIFIED


# --- participles between commas -----------------------------------------------------------------


def _fix_participles_between_commas(doc: Doc) -> None:
    """Make "ousted" in "Roe, ousted in 2018, fled" a participle: the verb of Roe is "fled".

    A comma never stands alone between a subject and its verb.
    """
    for subject in syntax.tokens_with(doc, "DEP", syntax.SUBJECT):
        verb = subject.head
        if verb.i == subject.i + 2 and verb.tag_ == "VBD" and subject.nbor().text == ",":
            _make_participle(subject, verb)


def _make_participle(subject: Token, verb: Token) -> None:
    """Hang the subject on the main verb behind, and the verb on the subject, if there is one."""
    if syntax.has_child(verb, *_NOT_IN_PARTICIPIAL_CLAUSE):
        return
    main_verb = next((v for v in _verbs_behind(verb) if _may_take_subject(v, verb)), None)
    if main_verb is None:
        return
    if main_verb != verb.head:
        _put_in_place_of(main_verb, verb)
    subject.head, verb.head = main_verb, subject
    verb.dep_, verb.tag_ = syntax.ADNOMINAL_CLAUSE, "VBN"


def _verbs_behind(verb: Token) -> list[Token]:
    """The verbs behind that may be the main one."""
    if verb.dep_ == syntax.CLAUSAL_COMPLEMENT and verb.head.i > verb.i:
        return [verb.head]
    return [c for c in verb.rights if c.dep_ in {syntax.UNCLASSIFIED, syntax.CONJUNCT}]


def _may_take_subject(verb: Token, participle: Token) -> bool:
    """Whether this is a past tense behind a comma that has no subject of its own."""
    if verb.tag_ != "VBD" or syntax.has_child(verb, *_SUBJECTS):
        return False
    return any(token.text == "," for token in verb.doc[participle.i + 1 : verb.i])


def _put_in_place_of(verb: Token, other: Token) -> None:
    """Hang the verb where the other one hangs."""
    if other.head == other:
        verb.head, verb.dep_ = verb, syntax.ROOT
    else:
        verb.head, verb.dep_ = other.head, other.dep_


# --- passives with an object ----------------------------------------------------------------------


def _fix_refused_things(doc: Doc) -> None:
    """Make "refused" in "was twice refused permits" the verb, not an adjective of the permits."""
    for verb in syntax.tokens_with(doc, "DEP", syntax.ADJECTIVAL_MODIFIER):
        if verb.tag_ == "VBN" and verb.lemma_ in word_set("clauses", "of_two_objects"):
            _make_verb_of_thing(verb)


def _make_verb_of_thing(verb: Token) -> None:
    """Hang the thing on its participle, and all that hung on the "was" before it."""
    thing = verb.head
    if thing.i < verb.i or syntax.has_determiner(thing):
        return
    copula = thing.head if thing.dep_ == syntax.ATTRIBUTE else None
    if copula is not None and copula.lemma_ == "be" and _is_right_before(copula, verb):
        _put_in_place_of(verb, copula)
        for child in list(copula.children):
            if child not in (thing, verb):
                child.head = verb
        copula.head, copula.dep_ = verb, syntax.PASSIVE_AUXILIARY
    elif syntax.has_child(verb, syntax.PASSIVE_AUXILIARY):
        _put_in_place_of(verb, thing)
        for child in list(thing.children):
            if child.dep_ == syntax.PUNCTUATION:
                child.head = verb
    else:
        return
    for subject in syntax.children(verb, syntax.SUBJECT):
        subject.dep_ = syntax.PASSIVE_SUBJECT
    thing.head, thing.dep_ = verb, syntax.OBJECT


def _is_right_before(copula: Token, verb: Token) -> bool:
    """Whether nothing but adverbs stands between the two."""
    return all(t.pos_ == "ADV" for t in verb.doc[copula.i + 1 : verb.i])


# --- numbers ------------------------------------------------------------------------------------


def _fix_scales(doc: Doc) -> None:
    """Make the "m" of "£3.3m" a number, whatever the tagger makes of it."""
    for token in syntax.tokens_with(doc, "LOWER", *words("amounts")["scale"]):
        if token.i and doc[token.i - 1].like_num and not doc[token.i - 1].whitespace_:
            token.tag_, token.pos_ = "CD", "NUM"
