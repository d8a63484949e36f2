"""Whether a verb is in the passive, also where its auxiliary is left out or the tagger errs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.patterns import word_set
from kg.syntax import labels, tree

if TYPE_CHECKING:
    from spacy.tokens import Token

PAST_TAGS = frozenset({"VBD", "VBN"})  # a past tense and a participle look alike
_PARTICIPIAL_CLAUSES = frozenset(
    {labels.ADNOMINAL_CLAUSE, labels.RELATIVE_CLAUSE, labels.ADVERBIAL_CLAUSE}
)
_OF_A_FINITE_VERB = frozenset(  # none of these hangs on "Roe, asked whether she would go, …"
    {labels.AUXILIARY, labels.COORDINATOR, labels.OBJECT, labels.INDIRECT_OBJECT}
)


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, with its auxiliary or as a bare participle."""
    # 1. the parser says so
    if tree.has_child(verb, labels.PASSIVE_AUXILIARY, labels.PASSIVE_SUBJECT):
        return True
    if verb.tag_ in PAST_TAGS and tree.has_child(verb, labels.AGENT):
        return True
    # 2. the tagger takes the participle for a past tense
    if is_reduced_passive(verb) or is_elliptical_passive(verb):
        return True
    # 3. what the tagger takes for a participle is none, or is one of the perfect
    if verb.tag_ != "VBN" or _has_infinitive_marker(verb) or _is_perfect(verb):
        return False
    # 4. a bare participle
    if verb.dep_ in _PARTICIPIAL_CLAUSES:
        return True
    if verb.dep_ == labels.CONJUNCT and not tree.has_child(verb, labels.SUBJECT, labels.AUXILIARY):
        return is_passive(verb.head)
    return verb.dep_ == labels.OPEN_COMPLEMENT and not tree.has_object(verb)


def _has_infinitive_marker(verb: Token) -> bool:
    """Whether a "to" belongs to the verb: "went on to found it" has no participle."""
    return any(child.tag_ == "TO" for child in verb.children)


def _is_perfect(verb: Token) -> bool:
    """Whether "have" is an auxiliary of the verb."""
    return any(auxiliary.lemma_ == "have" for auxiliary in tree.children(verb, labels.AUXILIARY))


def is_reduced_passive(verb: Token) -> bool:
    """Whether a participle that the tagger takes for a past tense makes a clause without subject.

    True for "left when asked whether …" and "Roe, asked whether …, said".
    """
    return verb_behind_participle(verb) is not None or _is_reduced_adverbial_clause(verb)


def _is_reduced_adverbial_clause(verb: Token) -> bool:
    """Whether a conjunction stands right before the verb, which has no subject or object."""
    if verb.dep_ != labels.ADVERBIAL_CLAUSE or verb.tag_ != "VBD" or verb.i == 0:
        return False
    if verb.nbor(-1).lower_ not in word_set("clauses", "conditions"):
        return False
    return not tree.has_child(verb, labels.AUXILIARY, labels.OBJECT, *labels.SUBJECTS)


def is_elliptical_passive(verb: Token) -> bool:
    """Whether a passive has lost its auxiliary, as headlines have it: "Minister arrested"."""
    if verb.tag_ not in PAST_TAGS or verb.lemma_ not in word_set("clauses", "only_done_to"):
        return False
    if not tree.has_child(verb, labels.SUBJECT) or _shares_object(verb):
        return False
    return not tree.has_child(
        verb,
        *labels.AUXILIARIES,
        labels.OBJECT,
        labels.INDIRECT_OBJECT,
        labels.CLAUSAL_COMPLEMENT,
        labels.OPEN_COMPLEMENT,
    )


def _shares_object(verb: Token) -> bool:
    """Whether the next verb has an object for both: "Police arrested and questioned him"."""
    return any(
        c.tag_ == verb.tag_ and tree.has_object(c) and not tree.has_subject(c)
        for c in tree.children(verb, labels.CONJUNCT)
    )


def verb_behind_participle(participle: Token) -> Token | None:
    """The verb that owns the subject before a participle set between commas.

    In "Roe, asked whether she would go, said no" it is "said". None where it is Roe who asked.
    """
    if participle.tag_ not in PAST_TAGS:
        return None
    if participle.lemma_ not in word_set("clauses", "in_passing"):
        return None
    if not _follows_subject_and_comma(participle):
        return None
    if tree.has_child(participle, *_OF_A_FINITE_VERB):
        return None
    if participle.dep_ == labels.CLAUSAL_COMPLEMENT and participle.head.i > participle.i:
        following = [participle.head]
    else:
        following = tree.children(participle, labels.CONJUNCT)
    return next((v for v in following if v.tag_ == "VBD" and not tree.has_subject(v)), None)


def _follows_subject_and_comma(verb: Token) -> bool:
    """Whether nothing but a comma stands between the verb and its subject before it."""
    subject = next((s for s in tree.children(verb, labels.SUBJECT) if s.i < verb.i), None)
    if subject is None or verb.nbor(-1).text != ",":
        return False
    return subject.right_edge.i >= verb.i - 2
