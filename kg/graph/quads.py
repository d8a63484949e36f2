"""One annotation as quads: the article's graph, its text, and a graph for each statement."""

from __future__ import annotations

from pyoxigraph import Quad

from kg.graph.context import GraphError, QuadContext
from kg.graph.entities import article, entities, words
from kg.graph.facts import facts
from kg.model import Annotation
from kg.schema import DEFAULT_BASE


def to_quads(annotation: Annotation, base: str = DEFAULT_BASE) -> list[Quad]:
    """All quads of the named graphs of one article, sorted; the store fills the default graph.

    Raises `GraphError` for a record that is not as it should be.
    """
    where = f"record {annotation.article.id!r}: "
    try:
        page = QuadContext.of(annotation, base)
        quads = {*article(page), *words(page), *entities(page), *facts(page)}
    except GraphError as error:
        raise GraphError(where + str(error).removeprefix(where)) from error
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise GraphError(
            f"{where}not as the record format has it: {error!r}; annotate the article anew"
        ) from error
    return sorted(quads, key=str)
