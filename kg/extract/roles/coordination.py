"""Titles that are told of one holder together: "founder, chairman and chief executive of Acme"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from kg.document import Document
from kg.extract.roles.title_scope import with_beginning, with_body_before, with_body_behind
from kg.extract.roles.titles import Title, is_nothing_alone, title_at
from kg.patterns import word_set

Chain: TypeAlias = tuple[Title, ...]


def chains_of(document: Document) -> list[Chain]:
    """The titles in order, those that are told of one holder together: "chairman and chief executive of Acme"."""
    chains: list[list[Title]] = []
    for title in _titles(document):
        if chains and _goes_on(chains[-1][-1], title):
            chains[-1].append(title)
        else:
            chains.append([title])
    return [tuple(_shared(chain)) for chain in chains]


def _titles(document: Document) -> Iterator[Title]:
    """The longest titles: neither the "chief" of a chief financial officer nor the "director" of a head of director training."""
    found = [
        _owned(document, t)
        for token in document.tokens
        if (t := title_at(document, token)) is not None
    ]
    after = 0
    for n, title in enumerate(found):
        if title.head.i >= after and not any(
            later.first <= title.head.i for later in found[n + 1 : n + 3]
        ):
            yield title
            after = title.last + 1


def _goes_on(first: Title, second: Title) -> bool:
    between = [t.lower_ for t in first.doc[first.edge + 1 : second.begin]]
    listed = (
        between == [","]
        and not first.organisations
        and second.begin == second.first
        and not is_nothing_alone(first)
    )  # "founder, chairman and chief executive of Acme"
    joined = (
        0 < len(between) <= 3
        and word_set("titles", "joints").issuperset(between)
        and between not in ([","], ["as"])
    )  # "named a banker as chairman"
    return (joined or listed) and first.is_plural == second.is_plural


def _shared(chain: list[Title]) -> list[Title]:
    """Bare titles take the body behind a later one, or that before the first: "Acme's chairman and president"."""
    out: list[Title] = []
    for n, title in enumerate(chain):
        later = next((t for t in chain[n + 1 :] if t.organisations), None)
        if title.organisations:
            out.append(title)
        elif n and chain[0].before and not title.has_article:
            out.append(
                replace(
                    title,
                    organisations=chain[0].organisations,
                    before=True,
                    status=title.status or chain[0].status,
                )
            )
        elif later is not None and not later.before and not later.has_article:
            out.append(replace(title, organisations=later.organisations))
        else:
            out.append(title)
    lead = chain[0].status
    return [replace(t, status=t.status or (lead if not t.has_article else None)) for t in out]


def _owned(document: Document, title: Title) -> Title:
    title = with_body_behind(document, title)
    return with_beginning(title if title.organisations else with_body_before(document, title))
