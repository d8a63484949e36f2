"""One type for each name over the whole document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Span

from kg import syntax
from kg.language.ner.context_types import (
    FAIR,
    LABEL,
    Votes,
    best,
    by_context,
    by_label,
    no_votes,
)
from kg.language.ner.form_types import by_form
from kg.language.ner.lexicon import countries, folded, is_first_name
from kg.language.ner.splitting import UNSEEN
from kg.model import EntityType
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST_OF_CONTEXT = 6.0  # what all mentions' surroundings together weigh at most for a type


def types_of_names(candidates: Sequence[Span], mentions: Sequence[Span]) -> dict[str, EntityType]:
    """The type of each name's text: by the model's labels, its form and context, and other names.

    `candidates` are the spans that the model or a rule found, `mentions` those that are left and
    every other place where one of the names stands.
    """
    votes = _votes_by_label(candidates, mentions)
    for text, vote in votes.items():
        for kind, weight in by_form(text, dict(vote)):
            vote[kind] += weight
    _add_votes_of_context(mentions, votes)
    _add_votes_of_longer_names(votes)
    _add_votes_of_conjuncts(mentions, votes)
    types = {text: best(vote) for text, vote in votes.items()}
    return types | _types_of_acronyms(mentions, types)


def _votes_by_label(candidates: Sequence[Span], mentions: Sequence[Span]) -> dict[str, Votes]:
    """What the model says of each name: by all candidates, else by its mentions."""
    labels: dict[str, list[str]] = defaultdict(list)
    for span in candidates:
        labels[span.text].append(span.label_ or UNSEEN)
    for span in mentions:
        if span.text not in labels:
            labels[span.text].append(span.label_ or UNSEEN)
    return {text: by_label(given) for text, given in labels.items()}


def _add_votes_of_context(mentions: Sequence[Span], votes: dict[str, Votes]) -> None:
    """Add what stands around all mentions of each name, up to a limit for each type."""
    around: dict[str, Votes] = defaultdict(no_votes)
    for span in mentions:
        for kind, weight in by_context(span):
            around[span.text][kind] += weight
    for text, vote in around.items():
        for kind, weight in vote.items():
            votes[text][kind] += min(weight, _MOST_OF_CONTEXT)


# --- other names --------------------------------------------------------------------------------


def _add_votes_of_longer_names(votes: dict[str, Votes]) -> None:
    """Add to "Roe" where there is "Jane Roe", to "Acme" where there is "Acme Holdings"."""
    full = {text: best(vote) for text, vote in votes.items() if " " in text}
    of_people = surnames_in(full) | first_names_in(full)
    of_organisations = first_words_of_organisations(full)
    for text, vote in votes.items():
        if text in of_people and text not in countries():
            vote["Person"] += LABEL + 1
        if text in of_organisations:
            vote["Organisation"] += FAIR
        plural = votes.get(text + "s")
        if plural is not None and best(plural) == "Work":
            vote["Work"] += FAIR  # a Polaroid, where there are Polaroids


def surnames_in(types: Mapping[str, EntityType]) -> frozenset[str]:
    """The last names of the people named in full."""
    generations = word_set("names", "generations")
    names = (
        [part for part in text.split() if part.lower() not in generations]
        for text in _of_several_words(types, "Person")
    )
    return frozenset(_surname(parts) for parts in names if len(parts) > 1)


def _surname(parts: Sequence[str]) -> str:
    """The last name, or the first one where it is a family's that stands first: "Deng Rui"."""
    family_first = len(parts) == 2 and parts[0].lower() in word_set("names", "family_first")
    return parts[0] if family_first else parts[-1].rstrip(",")


def first_names_in(types: Mapping[str, EntityType]) -> frozenset[str]:
    """The first names of the people named in full."""
    first = (text.split()[0] for text in _of_several_words(types, "Person"))
    return frozenset(name for name in first if is_first_name(name))


def first_words_of_organisations(types: Mapping[str, EntityType]) -> frozenset[str]:
    """The first words of the organisations' names of several words."""
    first = (text.split()[0] for text in _of_several_words(types, "Organisation"))
    return frozenset(word for word in first if word != "The")


def _of_several_words(types: Mapping[str, EntityType], kind: EntityType) -> list[str]:
    """The names of several words that are of this type."""
    return [text for text, own in types.items() if own == kind and " " in text]


# --- neighbouring names -------------------------------------------------------------------------


def _add_votes_of_conjuncts(mentions: Sequence[Span], votes: dict[str, Votes]) -> None:
    """Add to a name that the rest leaves open the types of those with which it is coordinated."""
    decided = {text: best(vote) for text, vote in votes.items() if _margin(vote) >= LABEL}
    text_at = {span.root.i: span.text for span in mentions}
    for span in mentions:
        if span.text in decided:
            continue
        for other in _coordinated_with(span.root):
            kind = decided.get(text_at.get(other.i, ""))
            if kind is not None and kind != "Other":
                votes[span.text][kind] += 1.0


def _coordinated_with(token: Token) -> list[Token]:
    """The conjuncts right before and behind the token."""
    before = [token.head] if token.dep_ == syntax.CONJUNCT else []
    return [*before, *syntax.children(token, syntax.CONJUNCT)]


def _margin(votes: Votes) -> float:
    """By how much the first type is before the second."""
    ranked = [*sorted(votes.values(), reverse=True), 0.0, 0.0]
    return ranked[0] - ranked[1]


def _types_of_acronyms(
    mentions: Sequence[Span], types: Mapping[str, EntityType]
) -> dict[str, EntityType]:
    """The type of the long name for the acronym in "European Central Bank (ECB)"."""
    out = {}
    for long, short in pairwise(mentions):
        if _stands_in_brackets_behind(short, long) and _is_acronym_of(short.text, long.text):
            out[short.text] = types.get(long.text, "Organisation")
    return out


def _stands_in_brackets_behind(name: Span, before: Span) -> bool:
    """Whether only a bracket stands between the two."""
    return name.start == before.end + 1 and before.doc[before.end].text == "("


def _is_acronym_of(text: str, name: str) -> bool:
    """Whether the text is in capitals that are all in the long name."""
    letters = text.replace(".", "")
    if len(letters) < 2 or not letters.isupper() or " " not in name:
        return False
    return _abbreviates(letters, name)


def _abbreviates(letters: str, name: str) -> bool:
    """Whether all the letters of an acronym are in the name, in order, the first at a word."""
    if not any(word.startswith(letters[0]) for word in name.split()):
        return False
    rest = iter(folded(name))
    return all(letter in rest for letter in folded(letters))
