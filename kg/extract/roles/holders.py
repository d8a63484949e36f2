"""Who holds a title, by the first shape of sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import has_name, is_person, root_of
from kg.extract.roles.apposition import before_name, beside_name
from kg.extract.roles.coordination import Chain
from kg.extract.roles.draft import RoleDraft
from kg.extract.roles.employers import POSSESSIVE
from kg.extract.roles.predication import in_sentence, verb_over
from kg.extract.roles.titles import Title, is_nothing_alone, is_occupation, is_tie
from kg.model import Mention
from kg.patterns import words
from kg.syntax import Arcs, subject_arcs

if TYPE_CHECKING:
    from spacy.tokens import Token


def holders(document: Document, arcs: Arcs, chain: Chain) -> Iterator[RoleDraft]:
    """Who holds the titles of a chain, by the first shape that fits."""
    for shape in (before_name, in_sentence, beside_name):
        found = [replace(h, holder=_by_name(document, h)) for h in shape(document, arcs, chain)]
        if found:
            every = [_for_title(held, title) for title in chain for held in found]
            every += [replaced for held in every for replaced in _replaced(document, held)]
            yield from (
                h
                for h in every
                if h.title is None
                or (not is_tie(h.title) and (h.organisations or _is_something(h, h.title)))
            )
            return
    for title in chain:
        own = document.mention_of(title.head)
        if (
            own is None
            or is_tie(title)
            or title.is_plural
            or not title.organisations
            or _is_told_apart(document, arcs, own, title.head)
        ):
            continue
        behind = title.doc[title.edge + 1] if title.edge + 1 < len(title.doc) else None
        if has_name(document, own) and (
            behind is None or behind.text not in POSSESSIVE
        ):  # "the mayor's office"
            yield RoleDraft(own, "described", title, organisations=title.organisations)


def _is_something(held: RoleDraft, title: Title) -> bool:
    """Is the title a position without a body: by itself, or because somebody takes it up or gives it up, as in "became chair"?"""
    return not is_nothing_alone(title) or (
        (held.begins or held.ends) and not title.has_article and not is_occupation(title.head)
    )


def _replaced(document: Document, held: RoleDraft) -> Iterator[RoleDraft]:
    """ "was named chairman, replacing John Doe": he was it before."""
    table = words("titles")["holding"]["successions"]
    verb = held.verb if held.begins and held.shape != "succession" else None
    for clause in verb.subtree if verb is not None else ():
        own = clause.dep_ in {syntax.ADVERBIAL_CLAUSE, syntax.ADNOMINAL_CLAUSE} and not any(
            c.dep_ in syntax.SUBJECTS for c in clause.children
        )
        if (
            own
            and clause.tag_ == "VBG"
            and clause.lemma_.lower() in table
            and clause.lemma_ != "take"
        ):
            for token in (c for c in clause.children if c.dep_ == syntax.OBJECT):
                mention = document.mention_at(token)
                if mention is not None and is_person(document, mention):
                    yield replace(held, holder=mention, shape="replaced", begins=False, ends=True)


def _is_told_apart(document: Document, arcs: Arcs, own: Mention, head: Token) -> bool:
    """In "Reed sang for the chairman" the subject is not the chairman, or it would say "herself"."""
    verb = verb_over(head)
    return head.dep_ not in {
        syntax.SUBJECT,
        syntax.PASSIVE_SUBJECT,
        syntax.ATTRIBUTE,
        syntax.APPOSITION,
    } and any(
        m.entity == own.entity
        for a in subject_arcs(arcs, verb)
        if head.i not in {t.i for t in a.token.subtree}
        and (m := document.mention_at(a.token)) is not None
    )


def _by_name(document: Document, held: RoleDraft) -> Mention:
    token = held.title.head if held.title is not None else held.employed
    return _named_near(document, held.holder, token) if token is not None else held.holder


def _named_near(document: Document, mention: Mention, token: Token) -> Mention:
    """For a description the name that the sentence has for the same person: "Roe is an engineer who runs …"."""
    if mention.form != "nominal":
        return mention
    sent = token.sent
    names = [
        m
        for m in document.mentions
        if m.entity == mention.entity
        and m.form == "name"
        and sent.start_char <= m.start < sent.end_char
    ]
    return (
        min(names, key=lambda m: (abs(m.start - mention.start), m.start), default=None)
        or _predicated(document, mention)
        or mention
    )


def _predicated(document: Document, mention: Mention) -> Mention | None:
    """Who is said to be what the description says: "Roe is a businessman, chairman of Acme"."""
    root = root_of(document, mention)
    if root is None or root.dep_ != syntax.ATTRIBUTE or root.head.lemma_ != "be":
        return None
    subject = next((c for c in root.head.children if c.dep_ == syntax.SUBJECT), None)
    found = document.mention_at(subject) if subject is not None else None
    return found if is_person(document, found) else None


def _for_title(held: RoleDraft, title: Title) -> RoleDraft:
    return RoleDraft(
        held.holder,
        held.shape,
        title,
        held.verb,
        title.organisations or held.organisations,
        held.begins,
        held.ends,
    )
