"""Titles next to the name of their holder.

"Twitter CEO Elon Musk", "Musk, chief executive of Tesla", "the bank's head, Jane Roe".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import is_person, person_at, root_of
from kg.extract.roles.coordinated_titles import TitleGroup
from kg.extract.roles.draft import RoleDraft
from kg.extract.roles.employers import mentions_at
from kg.extract.roles.name_employers import (
    employer_behind_title_aside,
    employer_behind_titled_name,
    token_behind,
)
from kg.extract.roles.predication import employer_of_verb
from kg.extract.roles.titles import Title, is_head, lemma_of, status_words, token_at
from kg.model import Mention
from kg.patterns import word_set
from kg.syntax import Arcs, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

_MAX_ASIDE = 10  # tokens between a name and its title
_OBJECTS = frozenset({syntax.OBJECT, syntax.PASSIVE_SUBJECT})
_ALL_OBJECTS = frozenset({syntax.OBJECT, syntax.PREPOSITIONAL_OBJECT, syntax.INDIRECT_OBJECT})
_ASIDE_MARKS = frozenset({",", "(", ")", "–", "—", "-"})
_ASIDE_POS = frozenset({"DET", "ADJ", "ADV", "NUM"})
_MARKS_BEFORE_NAME = frozenset({",", "–", "—", ":"})
_POS_BEHIND_NAME = frozenset({"VERB", "AUX", "ADP", "CCONJ"})
_PARTICIPLES = frozenset({"VBG", "VBN"})


# --- right before a name -----------------------------------------------------------------------


def drafts_before_name(document: Document, arcs: Arcs, titles: TitleGroup) -> Iterator[RoleDraft]:
    """Who holds titles that stand right before their names.

    "Twitter CEO Elon Musk", "co-founders Jane Roe and John Doe".
    """
    last = titles[-1]
    name = _name_right_behind(document, last)
    if name is None or _is_subject_of_other_clause(document, last, name):
        return
    if _is_before_name_of_employer(last) or _ends_with_other_title(document, last):
        return
    if last.is_plural:
        if _may_be_shared(last) and not _has_employer_each(last):
            for holder in _listed_names(document, name):
                yield RoleDraft(holder, "before-name", last)
        return
    employers = employer_behind_titled_name(document, last, name)
    draft = RoleDraft(name, "before-name", last, organisations=employers)
    if not employers and not last.organisations:
        draft = _with_verb_of_name(document, arcs, draft, last)
    yield draft


def _name_right_behind(document: Document, title: Title) -> Mention | None:
    """The person's name that begins right behind the title, in its sentence."""
    name = name_from(document, title.edge + 1)
    if name is None or title.doc[title.edge + 1].sent != title.head.sent:
        return None
    return name


def _with_verb_of_name(document: Document, arcs: Arcs, draft: RoleDraft, title: Title) -> RoleDraft:
    """The draft with the verb that gives or takes the position, and the employer that does so.

    "Disney ousted CEO Jane Roe", "Toyota named new finance chief Tom Hughes".
    """
    verb = _verb_with_object(document, draft.holder)
    if verb is None:
        return draft
    begins, ends = _gives_new(verb, title), _takes(verb, title)
    if not begins and not ends:
        return draft
    employers: tuple[Mention, ...] = ()
    if not _is_office_of_state(title):
        employers = employer_of_verb(document, arcs, verb, is_passive(verb), given=True)
    if not employers and not ends:
        return draft
    return replace(draft, verb=verb, organisations=employers, begins=begins, ends=ends)


def _verb_with_object(document: Document, name: Mention) -> Token | None:
    """The verb that has the name as its object, or as its subject in the passive."""
    root = root_of(document, name)
    return root.head if root is not None and root.dep_ in _OBJECTS else None


def _gives_new(verb: Token, title: Title) -> bool:
    """Whether the verb gives a position that is called "new" or the like."""
    if verb.lemma_.lower() not in word_set("titles", "holding", "given"):
        return False
    newly = word_set("titles", "holding", "newly")
    return any(token.lower_ in newly for token in title.doc[title.begin : title.first])


def _takes(verb: Token, title: Title) -> bool:
    """Whether the verb takes the position away, and no word says when it is held."""
    return title.status is None and verb.lemma_.lower() in word_set("titles", "holding", "taken")


def _is_office_of_state(title: Title) -> bool:
    """Whether whoever ousts the holder is not the employer: "Congress ousted President Roe"."""
    return lemma_of(title.head) in word_set("titles", "holding", "of_state")


def _ends_with_other_title(document: Document, title: Title) -> bool:
    """Whether the name behind has a title of its own: "an editor for the director Jane Roe"."""
    word = title.doc[title.edge]
    if title.edge <= title.last + 1 or not is_head(document, word):
        return False
    return document.name_over(word) is None


def _is_before_name_of_employer(title: Title) -> bool:
    """Whether the name behind is the employer's: "a partner at the law firm Baker McKenzie"."""
    if not title.has_words_behind or title.employer_before:
        return False
    return bool(title.organisations) and title.organisations[-1].form == "nominal"


def _is_subject_of_other_clause(document: Document, title: Title, name: Mention) -> bool:
    """Whether the name is not the title's but the subject of a clause behind it.

    "told the chairman Jane Roe was ill", "said the head of Acme Jane".
    """
    root = root_of(document, name)
    return (
        root is not None
        and root.dep_ in syntax.SUBJECTS
        and title.head.dep_ in _ALL_OBJECTS
        and root.head != title.head.head
    )


# --- titles of several holders -----------------------------------------------------------------


def _may_be_shared(title: Title) -> bool:
    """Whether each of several people may hold the title in the plural."""
    return len(title.organisations) == 1 or _is_held_by_several(title)


def _is_held_by_several(title: Title) -> bool:
    """Whether the title is one that several people hold at once: "co-founders"."""
    return lemma_of(title.head) in word_set("titles", "shared")


def _has_employer_each(title: Title) -> bool:
    """Whether each holder has an employer: "the British and French ministers A and B"."""
    if _is_held_by_several(title) or not title.begin:
        return False
    return title.doc[title.begin - 1].lower_ in word_set("titles", "listing")


def _listed_names(document: Document, name: Mention) -> list[Mention]:
    """The names of a list that begins with this one: "Jane Roe, John Doe and Ann Lee".

    None for a single name, or for names between which only commas stand.
    """
    names = [name]
    has_and = False
    while True:
        joints, following = _joints_behind(document, names[-1])
        has_and = has_and or any(joint.lower_ != "," for joint in joints)
        if following is None:
            return names if has_and and len(names) > 1 else []
        names.append(following)


def _joints_behind(document: Document, name: Mention) -> tuple[list[Token], Mention | None]:
    """The comma and the "and" behind a name, two at most, and the person's name behind them."""
    joints: list[Token] = []
    token = token_behind(document, name)
    while token is not None and len(joints) < 2 and _is_joint(token):
        joints.append(token)
        token = token_at(token.doc, token.i + 1)
    if token is None or not joints:
        return joints, None
    return joints, name_from(document, token.i)


def _is_joint(token: Token) -> bool:
    """Whether the token may stand between the names of a list."""
    return token.lower_ in word_set("titles", "listing")


def name_from(document: Document, index: int) -> Mention | None:
    """The person's name that begins with this token; "Dr" and "Sir" may stand before it."""
    doc = document.doc
    while index < len(doc) and _is_honorific(document, doc[index]):
        index += 1
    return person_at(document, doc[index]) if index < len(doc) else None


def _is_honorific(document: Document, token: Token) -> bool:
    return token.lower_ in word_set("names", "honorifics") and document.name_over(token) is None


# --- apposed to a name -------------------------------------------------------------------------


def drafts_by_apposition(document: Document, _: Arcs, titles: TitleGroup) -> Iterator[RoleDraft]:
    """Who holds titles that a comma separates from the name.

    1. the name behind: "the bank's head, Jane Roe"
    2. the name before: "Musk, chief executive of Tesla"
    3. what the parser takes the title for an apposition of
    """
    first, last = titles[0], titles[-1]
    left, right = _name_on_left(document, first), _name_on_right(document, last)
    if right is not None and _belongs_to_right(document, last, left, right):
        if not last.is_plural:
            yield RoleDraft(right, "apposition", last)
            return
        if _may_be_shared(last):
            for holder in _listed_names(document, right):
                yield RoleDraft(holder, "apposition", last)
            return
    if left is not None and last.is_possessor:
        return  # "Jane Roe, the attorney general's office said"
    if left is not None and _ends_aside(document, last, left):
        employers = employer_behind_title_aside(document, last)
        for holder in _holders_on_left(document, first, left):
            yield RoleDraft(holder, "apposition", first, organisations=employers)
        return
    yield from _by_parse(document, first)


def _belongs_to_right(
    document: Document, title: Title, left: Mention | None, right: Mention
) -> bool:
    """Whether the title goes with the name behind it, even where another one stands before it."""
    if left is None:
        return True
    root = root_of(document, right)
    if root is None:
        return False
    return _is_apposed_to(root, title) or _is_subject_behind(root, title)


def _is_apposed_to(root: Token, title: Title) -> bool:
    """Whether the parser takes the name for an apposition of the title."""
    if root.dep_ != syntax.APPOSITION:
        return False
    return title.head == root.head or title.head.is_ancestor(root)


def _is_subject_behind(root: Token, title: Title) -> bool:
    """Whether the name is a subject with its title before it.

    "In a letter to Roe, the mayor, John Doe, said …".
    """
    return (
        root.dep_ in syntax.SUBJECTS and title.has_article and title.head.dep_ != syntax.APPOSITION
    )


def _by_parse(document: Document, title: Title) -> Iterator[RoleDraft]:
    """What the parser takes for an apposition, where the words between are no plain aside."""
    anchor = _apposition_head(title.head)
    mention = document.mention_at(anchor) if anchor is not None else None
    if mention is None or mention.form == "pronoun" or title.is_plural:
        return
    phrase_start = title.doc[title.begin].idx
    if not is_person(document, mention) or mention.end > phrase_start:
        return
    between = document.article.text[mention.end : phrase_start].split()
    if len(between) <= _MAX_ASIDE and _ends_aside(document, title, mention):
        yield RoleDraft(mention, "apposition", title)


def _apposition_head(head: Token) -> Token | None:
    """What the title, or the one that it is coordinated with, is an apposition of."""
    if head.dep_ == syntax.APPOSITION:
        return head.head
    if head.dep_ == syntax.CONJUNCT and head.head.dep_ == syntax.APPOSITION:
        return head.head.head
    return None


# --- the name before ---------------------------------------------------------------------------


def _name_on_left(document: Document, title: Title) -> Mention | None:
    """The person before the title, with nothing but an aside between: "Jane Roe, 54, formerly the".

    A comma, a dash or a bracket has to stand between.
    """
    is_separated = False
    start = max(title.head.sent.start, title.begin - _MAX_ASIDE)
    for token in reversed(list(title.doc[start : title.begin])):
        person = _person_over(document, token)
        if person is not None and person.form == "name":
            is_whole = person.end == token.idx + len(token)
            return person if is_separated and is_whole else None
        if person is not None and is_separated:
            return person
        if token.text in _ASIDE_MARKS:
            is_separated = True
        elif not _may_be_in_aside(token):
            return None
    return None


def _person_over(document: Document, token: Token) -> Mention | None:
    """The person whose name the token is a part of; where it is of no name, the one it heads."""
    mention = document.name_over(token) or document.mention_of(token)
    return mention if is_person(document, mention) else None


def _may_be_in_aside(token: Token) -> bool:
    """Whether the word may stand between a name and its title."""
    return (
        token.like_num
        or token.pos_ in _ASIDE_POS
        or token.lower_ in word_set("titles", "aside")
        or token.lower_ in status_words()
    )


def _holders_on_left(document: Document, title: Title, name: Mention) -> list[Mention]:
    """Who holds a title behind this name; for a plural all that are coordinated with the name."""
    if not title.is_plural:
        return [name]
    root = root_of(document, name)
    if root is None:
        return []
    while root.dep_ == syntax.CONJUNCT:
        root = root.head
    phrase_start = title.doc[title.begin].idx
    holders = [m for m in mentions_at(document, root) if m.end <= phrase_start]
    are_people = all(is_person(document, m) for m in holders)
    return holders if are_people and len(holders) > 1 else []


def _ends_aside(document: Document, title: Title, name: Mention) -> bool:
    """Whether the aside ends behind the title, so that the title is the name's.

    With a comma or the sentence, or before the verb of which the name is the subject.
    """
    after = title.next_token
    if after is None or after.sent != title.head.sent or after.is_space:
        return True
    if name_from(document, after.i) is not None:
        return False
    root = root_of(document, name)
    if syntax.is_verb(after) and after.tag_ not in _PARTICIPLES:
        return root is not None and _may_precede_verb(root, title, after)
    has_name_behind = after.text == "," and name_from(document, after.i + 1) is not None
    if title.has_article and has_name_behind:
        is_apposition = title.head.dep_ == syntax.APPOSITION
        return is_apposition and root is not None and title.head.head == root
    return True


def _may_precede_verb(root: Token, title: Title, verb: Token) -> bool:
    """Whether a name and its title may stand before this verb."""
    if root.dep_ in syntax.SUBJECTS and root.head == verb:
        return True
    return title.head.dep_ == syntax.APPOSITION and root.dep_ != syntax.PREPOSITIONAL_OBJECT


# --- the name behind ---------------------------------------------------------------------------


def _name_on_right(document: Document, title: Title) -> Mention | None:
    """The person named behind the title and a comma: "the head of Acme, Jane Roe, …"."""
    mark = _mark_behind(title)
    if mark is None or mark.sent != title.head.sent or _is_behind_as(title):
        return None
    name = name_from(document, mark.i + 1)
    if name is None or not _ends_name(token_behind(document, name)):
        return None
    is_modified = title.begin < title.first or title.employer_before
    return name if is_modified or title.head.dep_ != syntax.APPOSITION else None


def _mark_behind(title: Title) -> Token | None:
    """The comma, dash or colon behind the title and a bracket: "the Central Bank (CB), Jane Roe".

    None where it ends the text.
    """
    doc, at = title.doc, title.edge + 1
    if at < len(doc) and doc[at].text == "(":
        within = doc[at : at + _MAX_ASIDE]
        close = next((token.i for token in within if token.text == ")"), None)
        at = close + 1 if close is not None else at
    if at + 1 >= len(doc):
        return None
    return doc[at] if doc[at].text in _MARKS_BEFORE_NAME else None


def _is_behind_as(title: Title) -> bool:
    """Whether "as" stands before the phrase; for the first phrase of a text, in it."""
    return title.doc[max(title.begin - 1, 0)].lower_ == "as"


def _ends_name(after: Token | None) -> bool:
    """Whether what stands behind a name leaves it apposed to the title before it."""
    if after is None or after.is_punct or after.is_space:
        return True
    return after.pos_ in _POS_BEHIND_NAME or after.lower_ in word_set("titles", "going_on")
