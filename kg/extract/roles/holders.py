"""Who holds a title, by the first kind of sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import has_name, is_person, root_of
from kg.extract.nearby import mentions_near
from kg.extract.roles.apposition import drafts_before_name, drafts_by_apposition
from kg.extract.roles.coordinated_titles import TitleGroup
from kg.extract.roles.draft import RoleDraft
from kg.extract.roles.predication import drafts_by_predication, governing_verb
from kg.extract.roles.titles import (
    Title,
    is_occupation,
    is_relation_title,
    lemma_of,
    needs_employer,
)
from kg.model import Mention, Span
from kg.patterns import word_set
from kg.syntax import Arcs, subject_arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS_OF_SENTENCE = (drafts_before_name, drafts_by_predication, drafts_by_apposition)
_OF_SUBJECT = frozenset({*syntax.SUBJECTS, syntax.ATTRIBUTE, syntax.APPOSITION})
_CLAUSES = frozenset({syntax.ADVERBIAL_CLAUSE, syntax.ADNOMINAL_CLAUSE})


def drafts_of_titles(document: Document, arcs: Arcs, titles: TitleGroup) -> Iterator[RoleDraft]:
    """The roles of a group of titles, by the first kind of sentence that says who holds one.

    Where none does, the titles that describe somebody who is named elsewhere.
    """
    for drafts_of in _KINDS_OF_SENTENCE:
        found = [
            replace(draft, holder=_named_holder(document, draft))
            for draft in drafts_of(document, arcs, titles)
        ]
        if found:
            yield from filter(_is_role, _for_each_title(document, titles, found))
            return
    for title in titles:
        yield from _described(document, arcs, title)


def _for_each_title(
    document: Document, titles: TitleGroup, drafts: list[RoleDraft]
) -> Iterator[RoleDraft]:
    """Each title with each holder of the group, then those whom they replace."""
    every = [_with_title(draft, title) for title in titles for draft in drafts]
    yield from every
    for draft in every:
        yield from _replaced(document, draft)


def _with_title(draft: RoleDraft, title: Title) -> RoleDraft:
    """The draft with another title of its group, and that title's employer before its own."""
    employers = title.organisations or draft.organisations
    return replace(draft, title=title, organisations=employers, trigger=None)


def _is_role(draft: RoleDraft) -> bool:
    """Whether the title is a position, by itself or with the employer that is given."""
    title = draft.title
    if title is None:
        return True
    if is_relation_title(title):
        return False
    return bool(draft.organisations) or _is_position_alone(draft, title)


def _is_position_alone(draft: RoleDraft, title: Title) -> bool:
    """Whether the title is a position without an employer.

    By itself, or with a word of time, "the current director", or because somebody takes it up or
    gives it up, as in "became chair".
    """
    if not needs_employer(title) or _is_of_time(title):
        return True
    changes_hands = draft.begins or draft.ends
    return changes_hands and not title.has_article and not is_occupation(title.head)


def _is_of_time(title: Title) -> bool:
    """Whether a word says that it is held now or will be, as only a position is."""
    if is_occupation(title.head) or lemma_of(title.head) in word_set("titles", "always_bound"):
        return False
    return title.status in {"current", "acting", "future"}


def _replaced(document: Document, draft: RoleDraft) -> Iterator[RoleDraft]:
    """Whoever held the role before: "was named chairman, replacing John Doe"."""
    if draft.verb is None or not draft.begins or draft.pattern == "succession":
        return
    for clause in draft.verb.subtree:
        if not _is_succession_clause(clause):
            continue
        for token in syntax.objects(clause):
            mention = document.mention_at(token)
            if mention is not None and is_person(document, mention):
                yield replace(draft, holder=mention, pattern="replaced", begins=False, ends=True)


def _is_succession_clause(verb: Token) -> bool:
    """Whether the verb is "replacing" or "succeeding" in a clause without a subject."""
    if verb.dep_ not in _CLAUSES or verb.tag_ != "VBG" or verb.lemma_ == "take":
        return False
    successions = word_set("titles", "holding", "successions")
    return verb.lemma_.lower() in successions and not syntax.has_subject(verb)


# --- titles that describe somebody -------------------------------------------------------------


def _described(document: Document, arcs: Arcs, title: Title) -> Iterator[RoleDraft]:
    """The role of a person whom the title itself refers to and the article names elsewhere."""
    own = document.mention_of(title.head)
    if own is None or title.is_plural or not title.organisations or is_relation_title(title):
        return
    if not has_name(document, own) or title.is_possessor:
        return
    if not _is_other_than_subject(document, arcs, own, title.head):
        yield RoleDraft(own, "described", title, organisations=title.organisations)


def _is_other_than_subject(document: Document, arcs: Arcs, own: Mention, head: Token) -> bool:
    """Whether the title cannot refer to the subject to which coreference has linked it.

    In "Reed sang for the chairman" Reed is not the chairman, or it would say "herself".
    """
    if head.dep_ in _OF_SUBJECT:
        return False
    for arc in subject_arcs(arcs, governing_verb(head)):
        mention = document.mention_at(arc.token)
        if mention is None or mention.entity != own.entity:
            continue
        if not _is_below(head, arc.token):
            return True
    return False


def _is_below(token: Token, ancestor: Token) -> bool:
    """Whether the token is in the subtree of the other."""
    return token == ancestor or ancestor.is_ancestor(token)


# --- the holder's name -------------------------------------------------------------------------


def _named_holder(document: Document, draft: RoleDraft) -> Mention:
    """The draft's holder; for a description, a name that the sentence has for the same person.

    "Roe is an engineer who runs …".
    """
    holder = draft.holder
    token = draft.title.head if draft.title is not None else draft.trigger
    if token is None or holder.form != "nominal":
        return holder
    nearest = _nearest(_names_in_sentence(document, holder, token), holder)
    return nearest or _subject_of_description(document, holder) or holder


def _names_in_sentence(document: Document, mention: Mention, token: Token) -> Iterator[Mention]:
    """The names of the mention's entity in the token's sentence."""
    sentence = token.sent
    start, end = sentence.start_char, sentence.end_char
    for name in mentions_near(document, Span(start, end)):
        if name.form == "name" and name.entity == mention.entity and start <= name.start < end:
            yield name


def _nearest(names: Iterable[Mention], mention: Mention) -> Mention | None:
    """The name that begins nearest to the mention; of two the first."""
    return min(names, key=lambda n: (abs(n.start - mention.start), n.start), default=None)


def _subject_of_description(document: Document, mention: Mention) -> Mention | None:
    """Who is what the description says: "Roe is a businessman, chairman of Acme"."""
    root = root_of(document, mention)
    if root is None or root.dep_ != syntax.ATTRIBUTE or root.head.lemma_ != "be":
        return None
    subject = syntax.child(root.head, syntax.SUBJECT)
    person = document.mention_at(subject) if subject is not None else None
    return person if is_person(document, person) else None
