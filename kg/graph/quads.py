"""One annotation as quads: the article's own graph, its text, and a graph for the content of each statement."""

from __future__ import annotations

from pyoxigraph import Quad

from kg.graph.facts import facts
from kg.graph.page import GraphError, Page
from kg.graph.things import article, entities, words
from kg.model import Annotation
from kg.ontology import DEFAULT_BASE


def to_quads(annotation: Annotation, base: str = DEFAULT_BASE) -> list[Quad]:
    """All quads of the named graphs of one article, sorted, each once; the default graph is the store's affair."""
    page = Page.of(annotation, base)
    try:
        quads = {*article(page), *words(page), *entities(page), *facts(page)}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GraphError(f"record {annotation.article.id!r}: not as the README's Design describes it: {error!r}; annotate the article anew") from error
    return sorted(quads, key=str)
