"""The vocabulary in code: namespaces, classes, participants and labels, read from ontology/kg.ttl.

What kg.ttl defines is read from it, so that a new event, relation or participant needs no change
here. The tables hold what it cannot define: which terms of other vocabularies the words of the
annotation record ("Person", "organisation", "subject") stand for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.model import FACT_KINDS

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


# Entity types of the record as classes; those that are missing here have no class of their own.
ENTITY_CLASSES: Mapping[str, NamedNode] = {
    "Person": FOAF.Person,
    "Organisation": ORG.Organization,
    "Group": FOAF.Group,
    "Place": SCHEMA.Place,
    "Work": SCHEMA.CreativeWork,
    "Thing": KG.Thing,
}
AMOUNT_CLASSES: Mapping[str, NamedNode] = {
    "Money": SCHEMA.MonetaryAmount,
    "Quantity": SCHEMA.QuantitativeValue,
}
ACTOR_TYPES = frozenset({"Person", "Organisation", "Group"})

_BORROWED_ARGUMENTS: Mapping[str, Mapping[str, NamedNode]] = {
    "role": {"person": ORG.member, "title": ORG.role, "organisation": ORG.organization},
    "relation": {"subject": RDF.subject, "object": RDF.object},
    "attribute": {"subject": KG.bearer, "value": KG.value},
}
_SHARED_ARGUMENTS: Mapping[str, tuple[str, ...]] = {"statement": ("topic",)}
_ARGUMENT_PARENTS = frozenset({SEM.hasActor, SEM.hasPlace, SEM.eventProperty})


@dataclass(frozen=True, slots=True)
class _Term:
    """What kg.ttl says of one term."""

    types: set[NamedNode] = field(default_factory=set)
    parents: set[NamedNode] = field(default_factory=set)
    domains: set[NamedNode] = field(default_factory=set)
    labels: list[str] = field(default_factory=list)


@cache
def _vocabulary() -> Mapping[str, _Term]:
    """The kg: terms by their local names, in the order of kg.ttl."""
    found: dict[str, _Term] = {}
    for quad in parse(path=str(ONTOLOGY / "kg.ttl"), format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not subject.value.startswith(KG.stem):
            continue
        term = found.setdefault(subject.value.removeprefix(KG.stem), _Term())
        if quad.predicate == RDFS.label and isinstance(value, Literal):
            term.labels.append(value.value)
        elif isinstance(value, NamedNode):
            if quad.predicate == RDF.type:
                term.types.add(value)
            elif quad.predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
                term.parents.add(value)
            elif quad.predicate == RDFS.domain:
                term.domains.add(value)
    return found


@cache
def terms() -> dict[str, frozenset[str]]:
    """Local names of the kg: terms under each class: `terms()["RelationType"]`; all under ""."""
    found: dict[str, set[str]] = {"": set()}
    for name, term in _vocabulary().items():
        for cls in term.types | term.parents:
            found[""].add(name)
            found.setdefault(cls.value.removeprefix(KG.stem), set()).add(name)
    return {cls: frozenset(names) for cls, names in found.items()}


def event_types() -> frozenset[str]:
    """Names of the typed events, such as `Acquisition`; a plain `Event` is none of them."""
    return terms()[SEM.Event.value] - {"Statement"}


def relation_types() -> frozenset[str]:
    """Names of the relations, such as `foundedBy`."""
    return terms()["RelationType"]


@cache
def label(name: str) -> str:
    """The label of a kg: term: "owner of" for `ownerOf`; the name itself where it has none."""
    term = _vocabulary().get(name)
    return term.labels[0] if term is not None and term.labels else name


@cache
def fact_classes() -> Mapping[str, NamedNode]:
    """The class of each kind of fact: `fact_classes()["role"]` is kg:Role."""
    own = terms()["Fact"]
    names = {kind: kind.capitalize() for kind in FACT_KINDS}
    return {kind: KG[name] if name in own else SEM[name] for kind, name in names.items()}


@cache
def argument_properties(kind: str) -> Mapping[str, NamedNode]:
    """The property of each argument that a fact of this kind may have, by the record's word.

    Events have all properties of kg.ttl under sem:hasActor, sem:hasPlace and sem:eventProperty
    that have no other domain; other kinds those whose domain they are.
    """
    if kind in _BORROWED_ARGUMENTS:
        return _BORROWED_ARGUMENTS[kind]
    domain = set() if kind == "event" else {fact_classes()[kind]}
    own = [
        name
        for name, term in _vocabulary().items()
        if term.parents & _ARGUMENT_PARENTS and term.domains == domain
    ]
    return {name: KG[name] for name in (*own, *_SHARED_ARGUMENTS.get(kind, ()))}


def participants() -> tuple[str, ...]:
    """What the participants of an event are called, from `agent` to `topic`."""
    return tuple(argument_properties("event"))
