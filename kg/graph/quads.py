"""One annotation as N-Quads: the article's graph, its text, a graph for each statement, and what
follows from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from pyoxigraph import Quad, RdfFormat, parse

from kg.graph.context import GraphError, QuadContext
from kg.graph.entities import article, entities, words
from kg.graph.facts import facts
from kg.graph.rules import derived_triples
from kg.graph.terms import KG, Term
from kg.model import Annotation
from kg.schema import DEFAULT_BASE


def article_quads(annotation: Annotation, base: str = DEFAULT_BASE) -> bytes:
    """All that one article brings to the store, as N-Quads, each line once.

    These are its named graphs, what its own graph asserts once more in the default graph, and what
    the rules derive from that, in the default graph and in kg:Derived. The lines are sorted graph
    by graph, the default graph first. Raises `GraphError` for a record that is not as it should be.
    """
    page, graphs = _graphs(annotation, base)
    asserted = graphs.get(page.article, set())
    derived = derived_triples(asserted)
    named = {**graphs, KG.Derived: derived} if derived else graphs
    default = [f"{triple} .\n" for triple in sorted(asserted | derived)]
    return "".join(default + _lines(named)).encode("utf-8")


def to_quads(annotation: Annotation, base: str = DEFAULT_BASE) -> list[Quad]:
    """All quads of the named graphs of one article, sorted; the store fills the default graph.

    Raises `GraphError` for a record that is not as it should be.
    """
    _, graphs = _graphs(annotation, base)
    lines = "".join(sorted(_lines(graphs)))
    return list(parse(lines.encode("utf-8"), format=RdfFormat.N_QUADS))


def _graphs(annotation: Annotation, base: str) -> tuple[QuadContext, Mapping[Term, set[str]]]:
    """The triples of each named graph of the article, as N-Triples writes them."""
    where = f"record {annotation.article.id!r}: "
    graphs: dict[Term, set[str]] = defaultdict(set)
    try:
        page = QuadContext.of(annotation, base)
        for writer in (article, words, entities, facts):
            for subject, predicate, object_, graph in writer(page):
                graphs[graph].add(f"{subject} {predicate} {object_}")
    except GraphError as error:
        raise GraphError(where + str(error).removeprefix(where)) from error
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise GraphError(
            f"{where}not as the record format has it: {error!r}; annotate the article anew"
        ) from error
    return page, graphs


def _lines(graphs: Mapping[Term, set[str]]) -> list[str]:
    lines: list[str] = []
    for graph in sorted(graphs):
        lines += [f"{triple} {graph} .\n" for triple in sorted(graphs[graph])]
    return lines
