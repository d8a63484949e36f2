"""Places within places by how they are named: "Clearwater, Florida", "Livorno, Tuscany"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.document import Document
from kg.extract.mentions import kind_of, root_of
from kg.extract.relations.builder import build_relation
from kg.extract.spans import sentence_of
from kg.model import Mention, Relation
from kg.patterns import word_set, words


def places_within(document: Document) -> Iterator[Relation]:
    """The town before the comma lies in the state, region or country behind it."""
    names = [m for m in document.mentions if m.form == "name" and m.type not in {"Date", "Money"}]
    for town, region in pairwise(names):
        if document.article.text[town.end : region.start] != ", " or not _is_wide(region):
            continue
        if kind_of(document, town) != "Place" or _is_wide(town):
            continue
        root = root_of(document, region)
        if kind_of(document, region) == "Place" and root is not None:
            yield build_relation(
                "locatedIn", "place-name", town, region, sentence_of(root), region.span
            )


def _is_wide(place: Mention) -> bool:
    """Whether the name is that of a country, or of a region that is listed."""
    if place.text in words("nationalities")["countries"]:
        return True
    return any(
        place.text in word_set("places", kind) for kind in ("countries", "regions", "states")
    )
