"""Check a graph against ontology/shapes.ttl and ontology/checks/.

The shapes apply to what the articles assert, and again to what is only reported; the checks see
both at once.
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
    """A node that does not conform: which shape, what is wrong, and what to do."""

    node: str
    shape: str
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Report:
    """The problems of a graph; without any it conforms."""

    problems: tuple[Problem, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no problem."""
        return not self.problems


def validate(store: Store) -> Report:
    """Check the graph, and return a `Report` of its problems, sorted.

    Raises `ValidateError` where pyshacl is not installed.
    """
    asserted, reported = _views(store)
    problems = {*_against_shapes(asserted), *_against_checks(store)}
    if reported:
        problems.update(_against_shapes(reported))
    return Report(tuple(sorted(problems)))


def _views(store: Store) -> tuple[list[Triple], list[Triple]]:
    """What the articles assert, and what is only reported, with the text and names they need."""
    contents = {q.subject for q in store.quads_for_pattern(None, RDF_.type, KG.Content, None)}
    facts = {q.subject for q in store.quads_for_pattern(None, KG.assertedIn, None, DefaultGraph())}
    content_graphs = contents | {
        q.graph_name for q in store.quads_for_pattern(None, KG.reportedIn, None, None)
    } - {DefaultGraph()}
    words = [
        q.triple
        for g in store.named_graphs()
        if isinstance(g, NamedNode) and g.value.endswith("#mentions")
        for q in _in(store, g)
    ]
    asserted = [q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())]
    reported = [q.triple for g in content_graphs for q in _in(store, g)]
    return asserted + words, [
        *reported,
        *words,
        *(t for t in asserted if t.subject not in facts),
    ] if reported else []


def _in(store: Store, graph: object) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, graph)  # type: ignore[arg-type] # a name


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
        if value is not None and value != report.value(result, _SH.focusNode):
            message = f"{message}, not {value}"
        yield Problem(
            str(report.value(result, _SH.focusNode)),
            _short(str(node_shape)),
            str(message),
            str(shapes.value(node_shape, _CURE) or ""),
        )


def _node_shape(shapes: Graph, shape: Node | None) -> Node | None:
    """The named shape that a property shape belongs to."""
    while shape is not None and not isinstance(shape, URIRef):
        shape = next(shapes.subjects(None, shape), None)
    return shape


def _against_checks(store: Store) -> Iterator[Problem]:
    """The nodes that each query of checks/ selects: its name says what is wrong.

    Its first comment says what to do.
    """
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
