"""The vocabulary in code: where ontology/ lies, the namespaces, and the kg: terms that it defines."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

_IN_WHEEL = Path(__file__).parent / "_ontology"
ONTOLOGY: Path = _IN_WHEEL if _IN_WHEEL.is_dir() else Path(__file__).parent.parent / "ontology"
DEFAULT_BASE = "https://w3id.org/news-kg/id/"

PREFIXES: dict[str, str] = {
    "kg": "https://w3id.org/news-kg/ontology#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gaf": "http://groundedannotationframework.org/gaf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class Namespace:
    """An IRI stem whose attributes are its terms: `KG.agent`, `KG["agent"]`."""

    def __init__(self, stem: str) -> None:
        self.stem = stem

    def __getitem__(self, name: str) -> NamedNode:
        return NamedNode(self.stem + name)

    def __getattr__(self, name: str) -> NamedNode:
        if name.startswith("__"):
            raise AttributeError(name)
        term = self[name]
        setattr(self, name, term)
        return term


KG = Namespace(PREFIXES["kg"])
DCTERMS = Namespace(PREFIXES["dcterms"])
FOAF = Namespace(PREFIXES["foaf"])
GAF = Namespace(PREFIXES["gaf"])
NIF = Namespace(PREFIXES["nif"])
ORG = Namespace(PREFIXES["org"])
PROV = Namespace(PREFIXES["prov"])
RDF = Namespace(PREFIXES["rdf"])
RDFS = Namespace(PREFIXES["rdfs"])
SCHEMA = Namespace(PREFIXES["schema"])
SEM = Namespace(PREFIXES["sem"])
SKOS = Namespace(PREFIXES["skos"])
TIME = Namespace(PREFIXES["time"])
XSD = Namespace(PREFIXES["xsd"])


@cache
def terms() -> dict[str, frozenset[str]]:
    """Local names of the kg: terms under each of their classes: `terms()["RelationType"]`, and all of them under ""."""
    stem, found = PREFIXES["kg"], {"": set[str]()}
    for quad in parse(path=str(ONTOLOGY / "kg.ttl"), format=RdfFormat.TURTLE):
        subject, predicate, cls = quad.subject, quad.predicate, quad.object
        if not (
            isinstance(subject, NamedNode)
            and isinstance(cls, NamedNode)
            and subject.value.startswith(stem)
        ):
            continue
        if predicate in (RDF.type, RDFS.subClassOf, RDFS.subPropertyOf):
            found[""].add(subject.value[len(stem) :])
            found.setdefault(cls.value.removeprefix(stem), set()).add(subject.value[len(stem) :])
    return {cls: frozenset(names) for cls, names in found.items()}


def event_types() -> frozenset[str]:
    """Names of the typed events, such as `Acquisition`; a plain `Event` is none of them."""
    return terms()[PREFIXES["sem"] + "Event"] - {"Statement"}


def relation_types() -> frozenset[str]:
    """Names of the relations, such as `foundedBy`."""
    return terms()["RelationType"]
