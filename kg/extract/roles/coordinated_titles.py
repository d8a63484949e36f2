"""Titles of one holder that stand together: "founder, chairman and chief executive of Acme"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from kg.document import Document
from kg.extract.roles.title_scope import with_employer
from kg.extract.roles.titles import Title, needs_employer, title_at
from kg.patterns import word_set

TitleGroup: TypeAlias = tuple[Title, ...]
_MAX_JOINTS = 3  # tokens between two titles of one holder: "mayor as well as chairman"


def title_groups(document: Document) -> list[TitleGroup]:
    """All titles in text order, grouped where one holder has them, with the employers they share.

    "chairman and chief executive of Acme" is a group of two.
    """
    groups: list[list[Title]] = []
    for title in _titles(document):
        if groups and _continues(groups[-1][-1], title):
            groups[-1].append(title)
        else:
            groups.append([title])
    return [tuple(_with_shared_employers(group)) for group in groups]


def _titles(document: Document) -> Iterator[Title]:
    """The longest titles.

    Neither the "chief" of a chief financial officer is one, nor the "director" of a head of
    director training.
    """
    found = [
        with_employer(document, title)
        for token in document.tokens
        if (title := title_at(document, token)) is not None
    ]
    after = 0
    for number, title in enumerate(found):
        next_two = found[number + 1 : number + 3]
        is_inside_later = any(later.first <= title.head.i for later in next_two)
        if title.head.i >= after and not is_inside_later:
            yield title
            after = title.last + 1


def _continues(first: Title, second: Title) -> bool:
    """Whether the second title is of the same holder: both plural or neither, and joined."""
    if first.is_plural != second.is_plural:
        return False
    between = [token.lower_ for token in first.doc[first.edge + 1 : second.begin]]
    if between == [","]:
        return _is_listed_with(first, second)
    if between == ["as"]:
        return False  # "named a banker as chairman"
    is_joined = word_set("titles", "joints").issuperset(between)
    return is_joined and 0 < len(between) <= _MAX_JOINTS


def _is_listed_with(first: Title, second: Title) -> bool:
    """Whether a comma between two titles lists them: "founder, chairman and president of Acme"."""
    is_bare = second.begin == second.first
    return is_bare and not first.organisations and not needs_employer(first)


def _with_shared_employers(group: list[Title]) -> list[Title]:
    """The titles, with those without an employer given one of the group, and its first status.

    1. the employer before the first title: "Acme's chairman and president"
    2. else the one behind a later title: "chairman and president of Acme"
    A title with an article of its own takes neither the first nor a status.
    """
    shared = [_with_shared_employer(group, number) for number in range(len(group))]
    lead = group[0].status
    return [replace(t, status=t.status or (None if t.has_article else lead)) for t in shared]


def _with_shared_employer(group: list[Title], number: int) -> Title:
    """The title of this number with an employer of its own or of the group."""
    first, title = group[0], group[number]
    if title.organisations:
        return title
    if number and first.employer_before and not title.has_article:
        return replace(
            title,
            organisations=first.organisations,
            employer_before=True,
            status=title.status or first.status,
        )
    later = next((t for t in group[number + 1 :] if t.organisations), None)
    if later is None or later.employer_before or later.has_article:
        return title
    return replace(title, organisations=later.organisations)
