"""Which country is meant: the US by whatever name, and what an adjective like "French" points to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg import syntax
from kg.document import Document
from kg.extract.mentions import root_of
from kg.model import Entity, Mention
from kg.patterns import words

_BESIDE_A_NOUN = {
    syntax.ADJECTIVAL_MODIFIER,
    syntax.ADJECTIVAL_COMPLEMENT,
    syntax.COMPOUND,
    syntax.NOMINAL_MODIFIER,
    syntax.NOUN_PHRASE_ADVERBIAL,
}


def with_countries(document: Document, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Countries under one name each, so that all articles speak of the same; the name used here stays as an alias."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in document.mentions:
        if mention.entity is not None:
            mentions[mention.entity].append(mention)
    return tuple(_as_country(document, e, mentions[e.id]) for e in entities)


def _as_country(document: Document, entity: Entity, mentions: Sequence[Mention]) -> Entity:
    country = None
    if entity.iri is not None:
        return entity  # the user's own gazetteer has named it
    if entity.type == "Place":
        country = _table("countries").get(entity.label)
    elif entity.type == "Other" and 2 * sum(_is_adjective(document, m) for m in mentions) > len(
        mentions
    ):
        country = _table("adjectives").get(entity.label.lower())
    if not country:
        return entity
    aliases = tuple(a for a in dict.fromkeys((entity.label, *entity.aliases)) if a != country)
    return replace(entity, type="Place", label=country, aliases=aliases)


def _table(name: str) -> Mapping[str, str]:
    table: Mapping[str, str] = words("nationalities")[name]
    return table


def _is_adjective(document: Document, mention: Mention) -> bool:
    """ "French films", and neither "she speaks French" nor "the French"."""
    root = root_of(document, mention)
    return root is not None and root.dep_ in _BESIDE_A_NOUN
