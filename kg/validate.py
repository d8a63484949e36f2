"""Is the graph as ontology/shapes.ttl and ontology/checks/ want it?

The shapes are held against what the articles assert, and again against what is only said; the checks see both at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    serialize,
)
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.model import KgError
from kg.schema import KG, ONTOLOGY, PREFIXES
from kg.schema import RDF as RDF_

_SH = Namespace("http://www.w3.org/ns/shacl#")
_CURE = URIRef(KG.cure.value)


class ValidateError(KgError):
    """A graph that cannot be checked."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A node that is not as it should be: the shape that it breaks, what is wrong, and what mends it."""

    node: str
    shape: str
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong with a graph; it conforms where there is nothing."""

    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        """Is there no problem?"""
        return not self.problems


def validate(store: Store) -> Report:
    """All problems of the graph, sorted; raises `ValidateError` where pyshacl is not installed."""
    asserted, said = _views(store)
    problems = {*_against_shapes(asserted), *_against_checks(store)}
    if said:
        problems.update(_against_shapes(said))
    return Report(tuple(sorted(problems)))


def _views(store: Store) -> tuple[list[Triple], list[Triple]]:
    """What the articles assert, and what is only said, each with the words and names that it leans on."""
    contents = {q.subject for q in store.quads_for_pattern(None, RDF_.type, KG.Content, None)}
    facts = {q.subject for q in store.quads_for_pattern(None, KG.assertedIn, None, DefaultGraph())}
    said_graphs = contents | {
        q.graph_name for q in store.quads_for_pattern(None, KG.reportedIn, None, None)
    } - {DefaultGraph()}
    words = [
        q.triple
        for g in store.named_graphs()
        if isinstance(g, NamedNode) and g.value.endswith("#mentions")
        for q in _in(store, g)
    ]
    asserted = [q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())]
    said = [q.triple for g in said_graphs for q in _in(store, g)]
    return asserted + words, [
        *said,
        *words,
        *(t for t in asserted if t.subject not in facts),
    ] if said else []


def _in(store: Store, graph: object) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, graph)  # type: ignore[arg-type]  # a graph's name, which is a term


def _against_shapes(triples: Iterable[Triple]) -> Iterator[Problem]:
    try:
        from pyshacl import validate as shacl  # a heavy optional part: the [validate] extra
    except ImportError as error:
        raise ValidateError(
            "checking needs pyshacl; install it with: pip install 'news-kg[validate]'"
        ) from error
    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl", format="turtle")
    _, report, _ = shacl(
        data, shacl_graph=shapes, inference="none", advanced=False, do_owl_imports=False
    )
    for result in report.subjects(RDF.type, _SH.ValidationResult):
        node_shape = _node_shape(shapes, report.value(result, _SH.sourceShape))
        message = report.value(result, _SH.resultMessage) or ""
        value = report.value(result, _SH.value)
        told = (
            f"{message}, not {value}"
            if value is not None and value != report.value(result, _SH.focusNode)
            else str(message)
        )
        yield Problem(
            str(report.value(result, _SH.focusNode)),
            _short(str(node_shape)),
            told,
            str(shapes.value(node_shape, _CURE) or ""),
        )


def _node_shape(shapes: Graph, shape: Node | None) -> Node | None:
    """The named shape that a property shape belongs to."""
    while shape is not None and not isinstance(shape, URIRef):
        shape = next(shapes.subjects(None, shape), None)
    return shape


def _against_checks(store: Store) -> Iterator[Problem]:
    """Each file of checks/ selects the nodes that are wrong; its name says how, its first comment what mends them."""
    for path in sorted((ONTOLOGY / "checks").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        found = store.query(text)
        if isinstance(found, QuerySolutions):
            for row in found:
                node = row["node"]
                name = node.value if isinstance(node, NamedNode) else str(node)
                yield Problem(
                    name,
                    path.stem,
                    path.stem.replace("-", " "),
                    text.partition("\n")[0].lstrip("# "),
                )


def _short(iri: str) -> str:
    return "kg:" + iri.removeprefix(PREFIXES["kg"]) if iri.startswith(PREFIXES["kg"]) else iri
