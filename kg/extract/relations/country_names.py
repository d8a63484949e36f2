"""One name for each country: "the US" by all its names, and the country of "French"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg import syntax
from kg.document import Document
from kg.extract.mentions import root_of
from kg.model import Entity, Mention
from kg.patterns import words

# The labels of a nationality that is used as an adjective, also where the parser takes it for a
# noun.
_ADJECTIVAL = frozenset(
    {
        syntax.ADJECTIVAL_MODIFIER,
        syntax.ADJECTIVAL_COMPLEMENT,
        syntax.COMPOUND,
        syntax.NOMINAL_MODIFIER,
        syntax.NOUN_PHRASE_ADVERBIAL,
    }
)


def with_countries(document: Document, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The entities, with every country under one name that all articles share.

    The name that this article uses stays as an alias.
    """
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in document.mentions:
        if mention.entity is not None:
            mentions[mention.entity].append(mention)
    return tuple(_as_country(document, e, mentions[e.id]) for e in entities)


def _as_country(document: Document, entity: Entity, mentions: Sequence[Mention]) -> Entity:
    """The entity as the country that its name stands for; unchanged where that is none."""
    country = _country_of(document, entity, mentions)
    if not country:
        return entity
    names = dict.fromkeys((entity.label, *entity.aliases))
    aliases = tuple(name for name in names if name != country)
    return replace(entity, type="Place", label=country, aliases=aliases)


def _country_of(document: Document, entity: Entity, mentions: Sequence[Mention]) -> str | None:
    """The name of the country that an entity stands for."""
    if entity.iri is not None:
        return None  # the user's own gazetteer has named it
    if entity.type == "Place":
        return _table("countries").get(entity.label.replace("’", "'"))
    if entity.type == "Other" and _is_mostly_adjective(document, mentions):
        return _table("adjectives").get(entity.label.lower())
    return None


def _table(name: str) -> Mapping[str, str]:
    table: Mapping[str, str] = words("nationalities")[name]
    return table


def _is_mostly_adjective(document: Document, mentions: Sequence[Mention]) -> bool:
    """Whether more than half of the mentions are adjectives."""
    return 2 * sum(_is_adjective(document, m) for m in mentions) > len(mentions)


def _is_adjective(document: Document, mention: Mention) -> bool:
    """Whether the mention is an adjective: "French films", not "speaks French", "the French"."""
    root = root_of(document, mention)
    return root is not None and root.dep_ in _ADJECTIVAL
