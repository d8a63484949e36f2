"""What a verb such as "be", "become" or "have" says that its subject is or has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.attributes.draft import AttributeDraft, subject_at, value_at
from kg.extract.attributes.phrases import measure, phrase_of, quality
from kg.extract.factuality import polarity_of
from kg.extract.mentions import entity_key, kind_of
from kg.model import Mention, Polarity
from kg.patterns import word_set
from kg.syntax import Arcs, subject_arcs, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREDICATES = frozenset({syntax.ADJECTIVAL_COMPLEMENT, syntax.ATTRIBUTE, syntax.OBJECT_PREDICATE})
_CLAUSES = frozenset({syntax.CLAUSAL_COMPLEMENT, syntax.OPEN_COMPLEMENT})
_AMOUNTS = frozenset({"Money", "Quantity"})
_ACTORS = frozenset({"Person", "Organisation", "Group", "Place"})
_COMPARED = frozenset({"JJS", "RBS"})
_POINTING = frozenset({"PRP", "PRP$", "WP", "WDT", "WRB", "WP$", "EX"})


def predicate_drafts(document: Document, arcs: Arcs) -> Iterator[AttributeDraft]:
    """The attributes that verbs predicate, in order of the verbs."""
    for verb in document.tokens:
        if not syntax.is_verb(verb) or verb.dep_ in syntax.AUXILIARIES or is_asked(verb):
            continue
        lemma = verb.lemma_.lower()
        if lemma in word_set("attributes", "linking"):
            yield from _linked(document, arcs, verb)
        elif verb.lower_ in word_set("attributes", "participles"):
            yield from _by_participle(document, arcs, verb)
        elif lemma == "have":
            yield from _had(document, arcs, verb)


def is_asked(verb: Token) -> bool:
    """Whether the sentence asks, so that nothing in it is told."""
    last = verb.sent[-1]
    while last.i > verb.sent.start and (last.is_space or last.is_quote):
        last = last.nbor(-1)
    return bool(last.text == "?")


def subjects_of(document: Document, arcs: Arcs, verb: Token) -> list[Mention | Token]:
    """What the verb is about: mentions, or the verb of a clause; each item of a list by itself."""
    found: list[Mention | Token] = []
    for arc in subject_arcs(arcs, verb):
        if arc.token.dep_ == syntax.EXPLETIVE:
            continue
        for token in with_conjuncts(arc.token):
            mention = subject_at(document, token)
            if mention is not None and mention not in found:
                found.append(mention)
    if found:
        return found
    clauses = [c for c in syntax.children(verb, syntax.CLAUSAL_SUBJECT) if _is_plain_clause(c)]
    return [subject for c in clauses for subject in _subject_in_clause(document, c)]


def _subject_in_clause(document: Document, clause: Token) -> Iterator[Mention | Token]:
    """The clause; its object, where "that" stands between: "Saying that free speech was vital"."""
    if clause.i + 1 >= len(clause.doc) or clause.nbor().lower_ != "that":
        yield clause
        return
    mentions = (subject_at(document, t) for t in syntax.objects(clause))
    yield from (m for m in mentions if m is not None)


def _is_plain_clause(clause: Token) -> bool:
    """Whether it is an infinitive or gerund: "selling it", not "what we sell"."""
    return clause.tag_ in {"VBG", "VB"} and not any(
        t.tag_ in _POINTING and t.tag_.startswith("W") for t in clause.lefts
    )


def polarity_of_predicate(verb: Token, predicate: Token, first: Token) -> Polarity:
    """Whether the verb's predicate holds; a coordinated one behind "but" has its own "not"."""
    own = _has_not(predicate)
    if predicate.i == first.i:
        return "negative" if own or polarity_of(verb) == "negative" else "positive"
    if own:
        return "negative"
    contrasted = any(
        t.lower_ in word_set("factuality", "contrasts") for t in verb.doc[first.i + 1 : predicate.i]
    )
    return "positive" if contrasted else polarity_of_predicate(verb, first, first)


def _has_not(predicate: Token) -> bool:
    """Whether "not" or "no" stands with the predicate itself: "no surprise"."""
    denying = word_set("factuality", "negative_words") | word_set("factuality", "none")
    only = word_set("factuality", "only")
    return any(
        (c.dep_ in {syntax.NEGATION, syntax.DETERMINER} or c.i == predicate.i - 1)
        and (c.dep_ == syntax.NEGATION or c.lower_ in denying)
        and not (c.i + 1 < len(c.doc) and c.nbor().lower_ in only)
        for c in predicate.lefts
    )


# --- be, become, remain ------------------------------------------------------------------------


def _linked(document: Document, arcs: Arcs, verb: Token) -> Iterator[AttributeDraft]:
    """What a linking verb says of its subjects."""
    predicate = syntax.child(verb, *_PREDICATES)
    if predicate is None:
        if verb.lemma_.lower() not in word_set("attributes", "only_with_adjective"):
            yield from _by_other_words(document, arcs, verb)
        return
    if syntax.has_child(verb, syntax.EXPLETIVE):
        return  # "there are shops"
    subjects = _subjects_or_clause(document, arcs, verb, predicate)
    for subject in subjects:
        for item in with_conjuncts(predicate):
            draft = _predicated(document, verb, predicate, item, subject)
            if draft is not None:
                yield draft


def _subjects_or_clause(
    document: Document, arcs: Arcs, verb: Token, predicate: Token
) -> list[Mention | Token]:
    """The subjects; where "it" only points forward, the infinitive: "it is vital to leave"."""
    if not any(arc.token.lower_ == "it" for arc in subject_arcs(arcs, verb)):
        return subjects_of(document, arcs, verb)
    if predicate.dep_ == syntax.ATTRIBUTE and _is_cleft(predicate):
        return []
    clauses = [c for t in (verb, predicate) for c in syntax.children(t, *_CLAUSES)]
    if not clauses:
        return subjects_of(document, arcs, verb)
    is_open = all(c.dep_ == syntax.OPEN_COMPLEMENT for c in clauses)
    says_little = predicate.lemma_.lower() in word_set("attributes", "of_clauses")
    return [] if says_little or not is_open else [clauses[0]]


def _is_cleft(noun: Token) -> bool:
    """Whether "it was" only stresses the noun: "it was Roe who left"."""
    return syntax.has_child(noun, syntax.RELATIVE_CLAUSE) and not is_ranked(noun)


def is_ranked(noun: Token) -> bool:
    """Whether the noun's words tell it from all others: "the first woman", "the biggest plan"."""
    ordinals = word_set("attributes", "ranks", "ordinals")
    return any(
        t.tag_ in _COMPARED or (t.lower_ in ordinals and t.dep_ == syntax.ADJECTIVAL_MODIFIER)
        for t in (noun, *noun.lefts, *(c for left in noun.lefts for c in left.lefts))
    )


def _predicated(
    document: Document, verb: Token, first: Token, item: Token, subject: Mention | Token
) -> AttributeDraft | None:
    """The attribute of one predicate of the verb; None for what tells nothing of the subject."""
    mention = subject if isinstance(subject, Mention) else None
    lemma = verb.lemma_.lower()
    polarity = polarity_of_predicate(verb, item, first)
    replaced = _verbs_around(verb)
    if _is_adjective(item):
        if _is_modal(item) or item.lemma_.lower() in word_set("attributes", "empty"):
            return None
        return _of_adjective(document, verb, item, subject, polarity, replaced)
    if item.lemma_ == "one" and not any(item.lefts) and not any(_of(item)):
        return None  # "was one that failed"
    if not _is_nominal(item) or item.lemma_.lower() in word_set("attributes", "empty"):
        return None
    if item.pos_ == "NUM" and mention is not None and kind_of(document, mention) == "Person":
        return _age(document, verb, item, mention, polarity, replaced)
    named = document.name_over(item)
    other = document.mention_at(item)
    if other is not None and other.type == "Date":
        return None
    if mention is not None and named is not None and _is_same_name(mention, named):
        # "the winner was Jane Roe": Roe is the winner
        head = _head_of_subject(document, verb, mention)
        if head is None:
            return None
        value = quality(document, phrase_of(head))
        return AttributeDraft(named, value, (head,), lemma, "noun", verb, polarity, replaced)
    value = value_at(document, item, mention)
    if value.type == "Quality" and item.pos_ == "NUM" and not list(item.children):
        value = measure(document, [item], None)
    shape = "rank" if is_ranked(item) else "noun"
    trigger = (item,) if lemma == "be" else (verb,)
    return AttributeDraft(subject, value, trigger, lemma, shape, verb, polarity, replaced)


def _of(noun: Token) -> Iterator[Token]:
    return (c for c in syntax.children(noun, syntax.PREPOSITION) if c.lower_ == "of")


def _is_same_name(subject: Mention, named: Mention) -> bool:
    """Whether a description is said to be a name that stands for the same."""
    return subject.form == "nominal" and entity_key(subject) == entity_key(named)


def _head_of_subject(document: Document, verb: Token, mention: Mention) -> Token | None:
    span = document.tokens_at(mention.span)
    return None if span is None or span.sent != verb.sent else span.root


def _is_adjective(item: Token) -> bool:
    """Whether the predicate is an adjective; a participle is told as a happening."""
    if item.pos_ == "ADJ" or item.lower_ in word_set("attributes", "participles"):
        return True
    if item.dep_ not in {syntax.ADJECTIVAL_COMPLEMENT, syntax.CONJUNCT, syntax.OBJECT_PREDICATE}:
        return False
    return item.tag_ in {"JJ", "JJR", "JJS"} or (
        item.tag_ == "VBG" and not syntax.has_object(item) and not syntax.has_auxiliary(item)
    )


def _is_nominal(item: Token) -> bool:
    return item.pos_ in {"NOUN", "PROPN", "NUM"} or (
        item.pos_ in {"PRON", "DET"} and item.tag_ not in _POINTING and item.tag_ != "DT"
    )


def _is_modal(adjective: Token) -> bool:
    """Whether the adjective only says how its infinitive holds: "likely to win"."""
    if adjective.lemma_.lower() not in word_set("attributes", "modal"):
        return False
    return any(syntax.has_child(t, *_CLAUSES) for t in (adjective, adjective.head))


def _verbs_around(verb: Token) -> tuple[Token, ...]:
    """The copula, also the "seems" in "seems to be"; a verb such as "become" tells a happening."""
    raising = word_set("attributes", "raising")
    own = (verb,) if verb.lemma_ == "be" or verb.lemma_.lower() in raising else ()
    is_raised = verb.dep_ == syntax.OPEN_COMPLEMENT and verb.head.lemma_.lower() in raising
    return (*own, verb.head) if is_raised else own


def _of_adjective(
    document: Document,
    verb: Token,
    adjective: Token,
    subject: Mention | Token,
    polarity: Polarity,
    replaced: tuple[Token, ...],
) -> AttributeDraft:
    """What an adjective says: the amount before it, else its own words."""
    lemma, word = verb.lemma_.lower(), adjective.lemma_.lower()
    trigger = (adjective,) if lemma == "be" else (verb,)
    if adjective.lower_ in word_set("attributes", "measures", "adjectives"):
        for child in syntax.children(adjective, syntax.NOUN_PHRASE_ADVERBIAL, syntax.OBJECT):
            value = document.mention_at(child)
            if value is not None and value.type in _AMOUNTS:
                label = f"{lemma} {adjective.lower_}"
                return AttributeDraft(
                    subject, value, (adjective,), label, "measure", verb, polarity, replaced
                )
            if child.lemma_.lower() in word_set("attributes", "ages", "years") and word == "old":
                years = measure(document, phrase_of(child), "year")
                return AttributeDraft(
                    subject, years, (adjective,), "age", "age", verb, polarity, replaced
                )
    value = quality(document, phrase_of(adjective))
    return AttributeDraft(subject, value, trigger, lemma, "adjective", verb, polarity, replaced)


def _age(
    document: Document,
    verb: Token,
    number: Token,
    person: Mention,
    polarity: Polarity,
    replaced: tuple[Token, ...],
) -> AttributeDraft | None:
    """ "She was six"; None for "she was one of them"."""
    if list(number.children) or number.lower_ == "one":
        return None
    value = measure(document, [number], "year")
    return AttributeDraft(person, value, (verb,), "age", "age", verb, polarity, replaced)


def _by_other_words(document: Document, arcs: Arcs, verb: Token) -> Iterator[AttributeDraft]:
    """What a preposition, an adverb or a clause behind "be" or "remain" says.

    1. "the plan is under review"
    2. "the crisis is over"
    3. "the aim is to sell", "the problem is that nobody buys"
    """
    if syntax.has_child(verb, syntax.EXPLETIVE) or is_asked(verb):
        return
    lemma = verb.lemma_.lower()
    polarity, replaced = polarity_of(verb), _verbs_around(verb)
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == syntax.PREPOSITION:
            yield from _by_preposition(document, arcs, verb, child)
            return
        is_adverb = child.dep_ in {syntax.ADVERBIAL_MODIFIER, syntax.PARTICLE}
        if is_adverb and child.lower_ in word_set("attributes", "adverbs"):
            for subject in subjects_of(document, arcs, verb):
                value = quality(document, [child])
                yield AttributeDraft(
                    subject, value, (child,), lemma, "adjective", verb, polarity, replaced
                )
            return
        if child.dep_ in _CLAUSES and lemma == "be":
            for subject in subjects_of(document, arcs, verb):
                if isinstance(subject, Mention) and _is_content(document, subject, child):
                    yield AttributeDraft(
                        subject, child, (verb,), lemma, "clause", verb, polarity, replaced
                    )
            return


def _is_content(document: Document, subject: Mention, clause: Token) -> bool:
    """Whether the clause says what the subject is: of an infinitive, nobody who is to act."""
    if subject.form == "pronoun" or kind_of(document, subject) in _ACTORS:
        return False
    if clause.dep_ == syntax.CLAUSAL_COMPLEMENT:
        return syntax.has_child(clause, syntax.MARKER)
    span = document.tokens_at(subject.span)
    head = span.root.lemma_.lower() if span is not None else ""
    return head in word_set("attributes", "plans")


def _by_preposition(
    document: Document, arcs: Arcs, verb: Token, preposition: Token
) -> Iterator[AttributeDraft]:
    """ "The plan is under review", "the price is at $5"."""
    noun = syntax.child(preposition, syntax.PREPOSITIONAL_OBJECT)
    is_known = preposition.lower_ in word_set("attributes", "states")
    if noun is None or not is_known or preposition.i > verb.i + 2:
        return
    if preposition.lower_ in word_set("attributes", "states_without_article") and (
        noun.pos_ != "NOUN" or syntax.has_child(noun, syntax.DETERMINER, syntax.POSSESSOR)
    ):
        return
    mention = document.mention_at(noun)
    if mention is None or mention.type == "Date" or mention.form == "pronoun":
        return
    label = f"{verb.lemma_.lower()} {preposition.lower_}"
    trigger = (verb, preposition) if preposition.i == verb.i + 1 else (preposition,)
    for subject in subjects_of(document, arcs, verb):
        own = subject if isinstance(subject, Mention) else None
        value = value_at(document, noun, own)
        yield AttributeDraft(
            subject,
            value,
            trigger,
            label,
            "preposition",
            verb,
            polarity_of(verb),
            _verbs_around(verb),
        )


def _by_participle(document: Document, arcs: Arcs, participle: Token) -> Iterator[AttributeDraft]:
    """What a participle says that is an adjective by its meaning: "is entitled to a refund"."""
    carrier = syntax.child(participle, syntax.PASSIVE_AUXILIARY)
    if carrier is None or carrier.lemma_ != "be" or syntax.has_child(participle, syntax.AGENT):
        return
    value = quality(document, phrase_of(participle))
    polarity = polarity_of(participle)
    # the parser sometimes hangs the subject on the auxiliary
    subjects = subjects_of(document, arcs, participle) or subjects_of(document, arcs, carrier)
    words = (participle, carrier)
    for subject in subjects:
        yield AttributeDraft(
            subject, value, (participle,), "be", "adjective", participle, polarity, words
        )


# --- have --------------------------------------------------------------------------------------


def _had(document: Document, arcs: Arcs, verb: Token) -> Iterator[AttributeDraft]:
    """What somebody or something has: "the app has 225,000 users"."""
    if syntax.has_child(verb, *_CLAUSES, *_PREDICATES - {syntax.ATTRIBUTE}, syntax.PARTICLE):
        return
    noun = syntax.child(verb, syntax.OBJECT)
    if noun is None or not _is_had(noun):
        return
    for subject in subjects_of(document, arcs, verb):
        own = subject if isinstance(subject, Mention) else None
        for item in with_conjuncts(noun):
            if not _is_had(item):
                continue
            value = value_at(document, item, own)
            polarity = polarity_of_predicate(verb, item, noun)
            yield AttributeDraft(subject, value, (verb,), "have", "have", verb, polarity)


def is_measured(noun: Token) -> bool:
    """Whether an amount behind "of" says how much the noun measures: "a value of $200"."""
    if noun.lemma_.lower() not in word_set("attributes", "measures", "nouns"):
        return False
    behind = (
        number
        for preposition in syntax.children(noun, syntax.PREPOSITION)
        if preposition.lower_ == "of"
        for number in syntax.children(preposition, syntax.PREPOSITIONAL_OBJECT)
    )
    return any(n.pos_ in {"NUM", "SYM"} or syntax.has_child(n, syntax.NUMERAL) for n in behind)


def _is_had(noun: Token) -> bool:
    """Whether the noun is something that one has, and not what happens: "had a fight"."""
    if noun.tag_ in _POINTING or noun.pos_ not in {"NOUN", "PROPN", "NUM"}:
        return False
    lemma = noun.lemma_.lower()
    happens = lemma in word_set("generic-events", "nouns") or is_measured(noun)
    return not happens and lemma not in word_set("attributes", "had", "no_values")
