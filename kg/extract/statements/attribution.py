"""Who speaks, to whom, through whom and where: the participants that stand around a cue verb."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import kind_of
from kg.extract.nearby import end_of_text_before, quotations_near, quotations_over
from kg.extract.spans import span_of
from kg.model import Span
from kg.patterns import word_set, words
from kg.syntax import Arcs, is_passive, prepositional_objects, subject_arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

_FARTHEST_NAME = 14  # words between a name and its verb
RELATIVE_PRONOUNS = frozenset({"WDT", "WP"})  # tags
_PRESENT = frozenset({"VBZ", "VBP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PAST_OR_PARTICIPLE = frozenset({"VBN", "VBD"})
_BARE_PARTICIPLES = frozenset({"VBG", "VBN"})
_NOMINALS = frozenset({"PROPN", "PRON", "NOUN"})
_WITHOUT_NOUN = frozenset({"NUM", "PRON", "DET", "PROPN"})  # "one of the people"
_END_OF_NAME = frozenset({"VERB", "AUX", "ADP", "SCONJ"})
_INSIDE_NAME = frozenset({".", "-"})
_SPEAKERS = ("Person", "Organisation", "Group")  # the likeliest first
_SOMEBODY = frozenset({*_SPEAKERS, "Place"})
_SPEAKING_IT = frozenset({"Organisation", "Group", "Work"})
_OBJECTS = frozenset({syntax.OBJECT, syntax.INDIRECT_OBJECT})
_OBJECTS_OR_TO = frozenset({syntax.PREPOSITION, syntax.INDIRECT_OBJECT})
_INSIDE_PHRASE = frozenset({syntax.POSSESSOR, syntax.COMPOUND})
_MODIFIERS = frozenset(
    {
        syntax.DETERMINER,
        syntax.POSSESSOR,
        syntax.ADJECTIVAL_MODIFIER,
        syntax.COMPOUND,
        syntax.NUMERAL,
    }
)
_SUBORDINATE = frozenset(
    {
        syntax.CLAUSAL_COMPLEMENT,
        syntax.ADNOMINAL_CLAUSE,
        syntax.RELATIVE_CLAUSE,
        syntax.ADVERBIAL_CLAUSE,
    }
)
_COMPLETING = frozenset(
    {
        syntax.OBJECT,
        syntax.ATTRIBUTE,
        syntax.ADJECTIVAL_COMPLEMENT,
        syntax.PASSIVE_SUBJECT,
        syntax.CLAUSAL_COMPLEMENT,
        syntax.OPEN_COMPLEMENT,
    }
)


# Who speaks


def speaker_in(document: Document, arcs: Arcs, verb: Token) -> Token | None:
    """The speaker of a cue; of a cue that goes on from an outer one, the outer one's speaker.

    "Roe said the claims were false and promised to sue": Roe promises, not the claims.
    """
    outer = outer_cue(document, arcs, verb)
    if outer is not None:
        return speaker_in(document, arcs, outer)
    return (
        own_speaker(arcs, verb)
        or _speaking_it(document, arcs, verb)
        or _object_right_behind(document, verb)
        or _inverted_subject_of_child(verb)
    )


def own_speaker(arcs: Arcs, verb: Token) -> Token | None:
    """The verb's subject, in the passive its agent; None for an "it" or a "there"."""
    if is_passive(verb):
        return _agent(arcs, verb)
    subject = active_subject(arcs, verb)
    if subject is None or subject.lower_ in word_set("attribution", "no_speakers"):
        return None
    return subject


def _agent(arcs: Arcs, verb: Token) -> Token | None:
    """What stands behind the "by" of a passive."""
    prepositions = (arc.token for arc in arcs[verb.i] if arc.label == syntax.AGENT)
    return next((inner for by in prepositions for inner in _objects_in(arcs, by)), None)


def active_subject(arcs: Arcs, verb: Token) -> Token | None:
    """The verb's first active subject, its own or understood; of an aside the one behind it."""
    if verb.dep_ == syntax.PARATAXIS and (behind := subject_behind(verb)) is not None:
        return behind
    return next((arc.token for arc in arcs[verb.i] if arc.label == syntax.SUBJECT), None)


def subject_behind(verb: Token) -> Token | None:
    """The subject right behind the verb: "Bad plans, said Roe, are common"."""
    subjects = syntax.children(verb, syntax.SUBJECT)
    return next((s for s in subjects if s.left_edge.i == verb.i + 1), None)


def _objects_in(arcs: Arcs, preposition: Token) -> Iterator[Token]:
    """What stands behind a preposition, with what is understood."""
    inner = arcs[preposition.i]
    return (arc.token for arc in inner if arc.label == syntax.PREPOSITIONAL_OBJECT)


def _speaking_it(document: Document, arcs: Arcs, verb: Token) -> Token | None:
    """The "it" of "It said …" where that is an organisation or a document.

    The "it" of "it is said" is nobody.
    """
    if is_passive(verb):
        return None
    subject = active_subject(arcs, verb)
    mention = document.mention_at(subject) if subject is not None else None
    if mention is None or mention.entity is None or mention.form != "pronoun":
        return None
    return subject if document.entity[mention.entity].type in _SPEAKING_IT else None


def _object_right_behind(document: Document, verb: Token) -> Token | None:
    """The speaker in "“…,” said Roe" where the parser makes the name the verb's object."""
    if syntax.has_subject(verb) or not _has_content_before(verb) or is_passive(verb):
        return None
    for child in syntax.children(
        verb,
        syntax.OBJECT,
        syntax.INDIRECT_OBJECT,
        syntax.NOUN_PHRASE_ADVERBIAL,
        syntax.ATTRIBUTE,
    ):
        is_mentioned = document.mention_at(child) is not None
        if child.left_edge.i == verb.i + 1 and is_mentioned and is_somebody(document, child):
            return child
    return None


def _inverted_subject_of_child(verb: Token) -> Token | None:
    """The first inverted subject among the verb's clauses; see `inverted_subject`."""
    for child in verb.children:
        subject = inverted_subject(verb, child)
        if subject is not None:
            return subject
    return None


def inverted_subject(verb: Token, clause: Token) -> Token | None:
    """The speaker where the parser makes them the subject of the participle behind them.

    "“…,” said Roe commenting on the vote".
    """
    subject = syntax.child(clause, syntax.SUBJECT)
    if subject is None or clause.i < verb.i or subject.left_edge.i != verb.i + 1:
        return None
    is_participle = clause.tag_ in _BARE_PARTICIPLES and not syntax.has_auxiliary(clause)
    return subject if is_participle and _has_content_before(verb) else None


def _has_content_before(verb: Token) -> bool:
    """Whether a clause that the verb governs stands before it: "Acme fell, said Roe"."""
    return any(clause.i < verb.i for clause in syntax.children(verb, syntax.CLAUSAL_COMPLEMENT))


def named_behind(document: Document, verb: Token) -> Token | None:
    """Who is named right behind a verb that follows a quotation and has no subject.

    "“…,” said Sen. Roe".
    """
    if verb.is_title or syntax.has_subject(verb) or not _follows_quotation(document, verb):
        return None
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        mention = document.mention_at(token)
        if mention is not None and mention.type in _SPEAKERS:
            return token
        if _ends_name(token):
            return None
    return None


def _follows_quotation(document: Document, verb: Token) -> bool:
    """Whether a quotation ends right before the verb."""
    end = end_of_text_before(document.article.text, verb.idx)
    near = quotations_near(document, Span(end, end))
    return any(quoted.outer.end == end for quoted in near)


def _ends_name(token: Token) -> bool:
    """Whether no name goes on over this word; "Sen." and "Ann-Marie" go on over their marks."""
    if token.is_punct and token.text not in _INSIDE_NAME:
        return True
    return token.pos_ in _END_OF_NAME


def named_before(document: Document, verb: Token, content: tuple[Span, ...]) -> Token | None:
    """Who is named in the frame before a verb for which the parser found no subject.

    "…," Roe, the owner, said; "in a speech in Leeds, Roe, the owner, said …".
    A person comes before an organisation, an organisation before a group.
    """
    if _has_subject_or_expletive(verb) or verb.tag_ not in _FINITE or is_passive(verb):
        return None
    start = content[-1].end if content[-1].end <= verb.idx else verb.sent.start_char
    frame = _behind_last_finite_verb([t for t in verb.sent if start <= t.idx < verb.idx])
    near = [t for t in frame if verb.i - t.i <= _FARTHEST_NAME]
    named = list(_with_types(document, near))
    for wanted in _SPEAKERS:
        for token, type_ in named:
            if type_ == wanted:
                return token
    return None


def _has_subject_or_expletive(verb: Token) -> bool:
    """Whether the verb has a subject, or the "there" of "there is"."""
    return syntax.has_child(verb, *syntax.SUBJECTS, syntax.EXPLETIVE)


def _behind_last_finite_verb(tokens: list[Token]) -> list[Token]:
    """The tokens behind the last finite verb that opens no relative clause."""
    verbs = [
        token.i
        for token in tokens
        if token.tag_ in _FINITE and token.dep_ != syntax.RELATIVE_CLAUSE
    ]
    last = max(verbs, default=-1)
    return [token for token in tokens if token.i > last]


def _with_types(document: Document, tokens: Iterable[Token]) -> Iterator[tuple[Token, str]]:
    """The tokens at names and pronouns, each with the type of its mention."""
    for token in tokens:
        if token.dep_ in _INSIDE_PHRASE:
            continue
        mention = document.mention_at(token)
        if mention is not None and mention.form != "nominal":
            yield token, mention.type


# Cues that go on from an outer cue


def outer_cue(document: Document, arcs: Arcs, verb: Token) -> Token | None:
    """The cue verb outside its clause that this cue goes with, so that both have one speaker.

    1. "said the claims were false and promised to sue": claims cannot promise.
    2. "said that it had closed, adding that …", ", rejecting claims that …": always.
    3. "responded that she has had years and blasted her": by tense.
    4. "said that “the House will act” and noted that …": the quotation ends between them.
    5. "said that the court left it open and said she believed …": about the outer speaker.
    """
    if not _may_go_on(verb):
        return None
    clause = _first_conjunct(verb.head)
    goes_on = _goes_on_from_outer(document, verb, clause)
    if not goes_on and not _has_subject_that_cannot_speak(document, arcs, verb):
        return None
    if _goes_on_behind_quotation(document, verb):
        clause = _outermost_complement(clause)
    if clause.dep_ in _SUBORDINATE:
        return next((t for t in clause.ancestors if _is_clause_cue(t) and t.pos_ == "VERB"), None)
    return _cue_between(clause, verb)


def _may_go_on(verb: Token) -> bool:
    """Whether the verb is a coordinated or participial cue with no subject or modal of its own.

    In "argued that the bill amounts to amnesty and would encourage crossings" the modal keeps the
    verb inside what is argued.
    """
    if verb.dep_ != syntax.CONJUNCT and not syntax.is_participial_clause(verb):
        return False
    lemma = verb.lemma_.lower()
    speaks = lemma in word_set("reporting", "speech") or lemma in word_set("reporting", "finding")
    is_cue = speaks or _judges_from_outside(verb)
    return is_cue and not syntax.has_subject(verb) and not _has_modal(verb)


def _goes_on_from_outer(document: Document, verb: Token, clause: Token) -> bool:
    """Whether the outer speaker says this too, whatever the subject of the clause between is."""
    return (
        _judges_from_outside(verb)
        or _adds(verb)
        or _is_past_after_present(verb, clause)
        or _goes_on_behind_quotation(document, verb)
        or _is_about_outer_speaker(document, verb, clause)
    )


def _has_subject_that_cannot_speak(document: Document, arcs: Arcs, verb: Token) -> bool:
    """Whether the subject that the parser gives to the verb cannot speak: "the claims"."""
    own = own_speaker(arcs, verb)
    return own is not None and not is_somebody(document, own, {"Work"})


def _has_modal(verb: Token) -> bool:
    """Whether the verb stands behind a "would" or "can"."""
    return any(child.tag_ == "MD" for child in verb.children)


def _adds(verb: Token) -> bool:
    """Whether the verb is the "adding" of "…, adding that"."""
    is_listed = verb.lemma_.lower() in word_set("reporting", "going_on")
    return is_listed and syntax.is_participial_clause(verb)


def _judges_from_outside(verb: Token) -> bool:
    """Whether the speaker outside judges: "said that it had acted, rejecting claims that …".

    Not where the clause between reports somebody else's words.
    """
    if not syntax.is_participial_clause(verb):
        return False
    if verb.lemma_.lower() not in word_set("reporting", "judging"):
        return False
    return _follows_comma(verb) and not _is_reporting_lemma(verb.head.lemma_.lower())


def _follows_comma(verb: Token) -> bool:
    """Whether the verb's clause opens behind a comma."""
    first = verb.left_edge
    return first.i > 0 and first.nbor(-1).text == ","


def _is_reporting_lemma(lemma: str) -> bool:
    """Whether a verb with this lemma reports words, with a clause, an object or a preposition."""
    return (
        lemma in word_set("reporting", "speech")
        or lemma in word_set("reporting", "object")
        or lemma in words("reporting")["preposition"]
    )


def _is_past_after_present(verb: Token, clause: Token) -> bool:
    """Whether the cue goes by its past tense with the outer cue, not with the clause between.

    "responded that she has had years and blasted her". "were watching" goes with "said" no more
    than "are watching" does.
    """
    is_reported = clause.dep_ == syntax.CLAUSAL_COMPLEMENT and clause.head.tag_ == "VBD"
    if verb.tag_ != "VBD" or not is_reported:
        return False
    return _is_present(clause) or _is_progressive(clause)


def _is_present(clause: Token) -> bool:
    """Whether the verb, or the auxiliary of its participle, is in the present tense."""
    if clause.tag_ in _PRESENT:
        return True
    if clause.tag_ not in _PAST_OR_PARTICIPLE:
        return False
    return any(child.tag_ in _PRESENT for child in syntax.children(clause, syntax.AUXILIARY))


def _is_progressive(clause: Token) -> bool:
    """Whether the verb is the "watching" of "were watching"."""
    return clause.tag_ == "VBG" and syntax.has_child(clause, syntax.AUXILIARY)


def _goes_on_behind_quotation(document: Document, verb: Token) -> bool:
    """Whether the clause before is a quotation that ends before this cue.

    "said that “it is clear that the House will act” and noted that …".
    """
    if verb.dep_ != syntax.CONJUNCT or verb.tag_ != "VBD":
        return False
    subject = syntax.subject(_outermost_complement(verb.head))
    if subject is None:
        return False
    start, end = subject.left_edge.idx, verb.head.idx
    over_end = quotations_over(document, end)
    ended = (quoted.inner for quoted in over_end if quoted.outer.end <= verb.idx)
    return any(inner.start <= start < end < inner.end for inner in ended)


def _is_about_outer_speaker(document: Document, verb: Token, clause: Token) -> bool:
    """Whether the content of a coordinated cue has the outer speaker for its subject.

    "Roe said that the court left it open and said she believed …".
    """
    if verb.dep_ != syntax.CONJUNCT or clause.dep_ != syntax.CLAUSAL_COMPLEMENT:
        return False
    contents = syntax.children(verb, syntax.CLAUSAL_COMPLEMENT)
    subjects = [s for content in contents for s in syntax.children(content, syntax.SUBJECT)]
    pronouns = [subject for subject in subjects if subject.tag_ == "PRP"]
    speakers = syntax.children(clause.head, syntax.SUBJECT)
    return bool(_entities_at(document, pronouns) & _entities_at(document, speakers))


def _entities_at(document: Document, tokens: Iterable[Token]) -> set[str]:
    """The entities that these tokens refer to."""
    mentions = (document.mention_at(token) for token in tokens)
    return {m.entity for m in mentions if m is not None and m.entity is not None}


def _first_conjunct(verb: Token) -> Token:
    """The verb with which a coordination begins."""
    while verb.dep_ == syntax.CONJUNCT:
        verb = verb.head
    return verb


def _outermost_complement(clause: Token) -> Token:
    """The outermost of several clauses inside each other: "is clear" of "is clear that it acts"."""
    while (
        clause.dep_ == syntax.CLAUSAL_COMPLEMENT and clause.head.dep_ == syntax.CLAUSAL_COMPLEMENT
    ):
        clause = clause.head
    return clause


def _is_clause_cue(token: Token) -> bool:
    """Whether the word reports with a clause: "said that"."""
    lemma = token.lemma_.lower()
    return lemma in word_set("reporting", "clause") or lemma in word_set("reporting", "finding")


def _cue_between(clause: Token, verb: Token) -> Token | None:
    """The last cue between two coordinated verbs: "fell after Roe warned … and said that …"."""
    for token in reversed(verb.doc[clause.i : verb.i]):
        is_like_verb = token.dep_ == syntax.ADVERBIAL_CLAUSE and token.tag_ == verb.tag_
        if is_like_verb and _is_clause_cue(token):
            return token
    return None


# To whom it is said


def addressee_of(arcs: Arcs, verb: Token) -> Token | None:
    """To whom it is said: "told reporters that", "said to Roe", "wrote him that", "a letter to".

    In the passive the subject: "Roe was told that …".
    """
    if _is_addressed_in_passive(verb):
        return next((arc.token for arc in subject_arcs(arcs, verb)), None)
    direct = _nominal_object_behind(arcs, verb)
    if direct is not None and (_has_clause(verb) or _tells_in_passing(verb)):
        return direct
    return next(chain(_objects_of_to(arcs, verb), _recipients_of_documents(verb)), None)


def _is_addressed_in_passive(verb: Token) -> bool:
    """Whether the verb's subject is who is spoken to: "was told"."""
    lemmas = word_set("attribution", "addressee_in_passive")
    return verb.lemma_.lower() in lemmas and is_passive(verb)


def _nominal_object_behind(arcs: Arcs, verb: Token) -> Token | None:
    """The first object behind the verb that is a noun, a name or a pronoun."""
    objects = (arc.token for arc in arcs[verb.i] if arc.label in _OBJECTS)
    return next((t for t in objects if t.i > verb.i and t.pos_ in _NOMINALS), None)


def _has_clause(verb: Token) -> bool:
    """Whether the verb says its content in a clause, so that its object is the addressee."""
    return (
        syntax.has_child(verb, syntax.CLAUSAL_COMPLEMENT) or clause_without_that(verb) is not None
    )


def _tells_in_passing(verb: Token) -> bool:
    """Whether the verb is the "told" of "As Roe told the court, …"."""
    is_aside = verb.dep_ == syntax.ADVERBIAL_CLAUSE and verb.left_edge.lower_ == "as"
    return is_aside and verb.lemma_.lower() in word_set("reporting", "telling")


def _objects_of_to(arcs: Arcs, verb: Token) -> Iterator[Token]:
    """The nouns, names and pronouns behind the verb's "to"."""
    to = word_set("reporting", "address", "prepositions")
    for arc in arcs[verb.i]:
        if arc.label in _OBJECTS_OR_TO and arc.token.lower_ in to:
            yield from (t for t in _objects_in(arcs, arc.token) if t.pos_ in _NOMINALS)


def _recipients_of_documents(verb: Token) -> Iterator[Token]:
    """To whom the document is that the verb names: "wrote in a letter to the bank"."""
    prepositions = words("reporting")["address"]["prepositions"]
    for noun in documents_of(verb):
        yield from prepositional_objects(noun, prepositions)


def requested_actor(verb: Token, infinitive: Token) -> Token | None:
    """Who is to do what the infinitive says: "urged Roe to go", "called on Roe to go".

    The parser often makes them the subject of the infinitive.
    """
    return (
        _object_before(verb, infinitive)
        or syntax.subject(infinitive)
        or _prepositional_object_before(verb, infinitive)
        or syntax.child(verb, syntax.PASSIVE_SUBJECT)
    )


def _object_before(verb: Token, infinitive: Token) -> Token | None:
    """The verb's first object before the infinitive."""
    if verb.lemma_.lower() in word_set("attribution", "object_does_not_act"):
        return None
    objects = syntax.children(verb, *_OBJECTS)
    return next((token for token in objects if token.i < infinitive.i), None)


def _prepositional_object_before(verb: Token, infinitive: Token) -> Token | None:
    """What stands behind the "on" of "called on Roe to go"."""
    by_verb = words("clauses")["object_by_preposition"].get(verb.lemma_.lower(), ())
    wanted = {*word_set("attribution", "before_requested"), *by_verb}
    for preposition in syntax.children(verb, syntax.PREPOSITION):
        if preposition.lower_ in wanted and preposition.i < infinitive.i:
            inner = syntax.child(preposition, syntax.PREPOSITIONAL_OBJECT)
            if inner is not None:
                return inner
    return None


def clause_without_that(verb: Token) -> Token | None:
    """The content of "told an inquest she had warned them".

    The parser makes it a relative clause of the inquest.
    """
    if verb.lemma_.lower() not in word_set("reporting", "telling"):
        return None
    addressee = syntax.child(verb, *_OBJECTS)
    if addressee is None:
        return None
    for clause in syntax.children(addressee, syntax.RELATIVE_CLAUSE):
        if clause.i > verb.i and not _has_relative_word(clause) and _is_full_clause(clause):
            return clause
    return None


def _has_relative_word(clause: Token) -> bool:
    """Whether the clause has a "who", "which" or "where" of its own."""
    return any(c.tag_ in RELATIVE_PRONOUNS or c.tag_ == "WRB" for c in clause.children)


def _is_full_clause(clause: Token) -> bool:
    """Whether the clause lacks neither subject nor object or predicate."""
    return syntax.has_subject(clause) and is_complete(clause)


def is_complete(clause: Token) -> bool:
    """Whether the clause has an object or a predicate of its own, which is no relative pronoun."""
    return any(
        c.tag_ not in RELATIVE_PRONOUNS and c.lower_ != "that"
        for c in syntax.children(clause, *_COMPLETING)
    )


# Through whom, where, and in which document


def documents_of(verb: Token) -> Iterator[Token]:
    """The letters, reports and speeches in or by which something is said: "said in a letter"."""
    nouns = prepositional_objects(verb, words("reporting")["media"]["prepositions"])
    return (noun for noun in nouns if is_document(noun))


def is_document(noun: Token) -> bool:
    """Whether the noun denotes a work: a letter, a report, a statement."""
    return noun.lemma_.lower() in word_set("nominals", "Work", "nouns")


def occasion_of(verb: Token) -> Span | None:
    """The words for where something is said that is no document.

    "during a news conference", "on Facebook".
    """
    for noun in prepositional_objects(verb, words("reporting")["media"]["prepositions"]):
        if _is_occasion(noun):
            return span_of([*_modifiers_before(noun), noun])
    return None


def _is_occasion(noun: Token) -> bool:
    """Whether the noun denotes an event at which one speaks, or names a social medium."""
    if noun.lemma_.lower() in word_set("reporting", "media", "occasions"):
        return True
    return noun.pos_ == "PROPN" and noun.lower_ in word_set("reporting", "media", "platforms")


def _modifiers_before(noun: Token) -> list[Token]:
    """The determiner, the possessor and the modifiers before a noun."""
    return [token for token in noun.lefts if token.dep_ in _MODIFIERS]


def relay_of(verb: Token) -> Token | None:
    """Through whom a statement comes.

    "said through a lawyer"; "reported, citing an aide"; "The Times quoted him as saying".
    """
    source = next(sources_of(verb), None)
    if source is not None:
        return source
    quoting = _quoting_verb(verb)
    if quoting is None:
        return None
    prepositions = syntax.children(quoting, syntax.AGENT)
    agents = (syntax.child(by, syntax.PREPOSITIONAL_OBJECT) for by in prepositions)
    agent = next((token for token in agents if token is not None), None)
    return agent or syntax.child(quoting, syntax.SUBJECT)


def _quoting_verb(verb: Token) -> Token | None:
    """The "quoted" of "quoted him as saying", asked of "saying"."""
    if verb.dep_ not in {syntax.PREPOSITIONAL_COMPLEMENT, syntax.PREPOSITIONAL_OBJECT}:
        return None
    above = verb.head.head
    is_quoting = above.lemma_.lower() in word_set("reporting", "relays", "quoting")
    return above if is_quoting and above != verb else None


def sources_of(verb: Token) -> Iterator[Token]:
    """Through or from whom somebody says it: "through a lawyer", "citing two officials"."""
    yield from prepositional_objects(verb, words("reporting")["relays"]["prepositions"])
    citing = word_set("reporting", "relays", "citing")
    for child in verb.children:
        if syntax.is_participial_clause(child) and child.lemma_.lower() in citing:
            yield from syntax.objects(child)


def publisher_of(source: Token) -> Token:
    """Who speaks in a document, else the document: "a press release from the ministry"."""
    if not is_document(source):
        return source
    before_publisher = word_set("attribution", "before_publisher")
    publisher = next(prepositional_objects(source, before_publisher), None)
    return publisher or syntax.child(source, syntax.POSSESSOR) or source


# What a token refers to


def is_somebody(document: Document, token: Token, also: Collection[str] = ()) -> bool:
    """Whether the token refers to a person, an organisation, a group or a place.

    An entity of one of the types in `also` counts too, and "her campaign" by its possessor.
    """
    mention = document.mention_at(token)
    if mention is None:
        return token.pos_ in _WITHOUT_NOUN
    if mention.form != "nominal":
        return True
    kind = kind_of(document, mention)
    if kind in _SOMEBODY or kind in also:
        return True
    return kind == "Other" and _belongs_to_person(document, token)


def _belongs_to_person(document: Document, token: Token) -> bool:
    """Whether a possessor of the token is a person."""
    possessors = syntax.children(token, syntax.POSSESSOR)
    mentions = (document.mention_at(possessor) for possessor in possessors)
    return any(m is not None and m.type == "Person" for m in mentions)


def is_date(document: Document, token: Token) -> bool:
    """Whether the token stands for a date: "called on Friday" tells when, not for what."""
    mention = document.mention_at(token)
    return mention is not None and mention.type == "Date"
