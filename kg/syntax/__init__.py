"""Grammar, asked and not spelled: dependency labels by name, the parse tree, enhanced dependencies.

Use it as `from kg import syntax`: `syntax.has_subject(verb)`, `token.dep_ == syntax.APPOSITION`.
"""

from kg.syntax.enhanced import (
    Arc,
    Arcs,
    dependency_arcs,
    document_arcs,
    last_of_list,
    partner_of,
    person_over,
    prepositional_objects,
    subject_arcs,
    with_conjuncts,
)
from kg.syntax.labels import *  # noqa: F403 - all labels, and nothing else, are constants there
from kg.syntax.tree import (
    NOUNS,
    VERBS,
    child,
    children,
    has_auxiliary,
    has_child,
    has_determiner,
    has_object,
    has_subject,
    is_noun,
    is_participial_clause,
    is_verb,
    last_child,
    objects,
    preposition_of,
    subject,
    subjects,
    tokens_with,
)
from kg.syntax.voice import is_elliptical_passive, is_passive, is_reduced_passive

__all__ = [
    "NOUNS",
    "VERBS",
    "Arc",
    "Arcs",
    "child",
    "children",
    "dependency_arcs",
    "document_arcs",
    "has_auxiliary",
    "has_child",
    "has_determiner",
    "has_object",
    "has_subject",
    "is_elliptical_passive",
    "is_noun",
    "is_participial_clause",
    "is_passive",
    "is_reduced_passive",
    "is_verb",
    "last_child",
    "last_of_list",
    "objects",
    "partner_of",
    "person_over",
    "preposition_of",
    "prepositional_objects",
    "subject",
    "subject_arcs",
    "subjects",
    "tokens_with",
    "with_conjuncts",
]
