"""The vocabulary: every term that is used is defined, labelled and explained."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery

from kg import model
from kg.patterns import pattern_files
from kg.schema import (
    AMOUNT_CLASSES,
    ENTITY_CLASSES,
    ONTOLOGY,
    PREFIXES,
    argument_properties,
    event_types,
    fact_classes,
    label,
    participants,
    relation_types,
    terms,
)

KG = PREFIXES["kg"]
FILES = sorted(
    [
        *ONTOLOGY.glob("*/*.rq"),
        ONTOLOGY / "shapes.ttl",
        ONTOLOGY / "kg.ttl",
        ONTOLOGY / "context.jsonld",
    ]
)
CODE = sorted(
    p
    for p in Path(__file__).parents[2].glob("kg/**/*.py")
    if "kg:" in p.read_text(encoding="utf-8") or "KG." in p.read_text(encoding="utf-8")
)
EVENTS = {
    "Acquisition", "Merger", "Investment", "Contract", "Dismissal", "Layoff", "Resignation",
    "Appointment", "Election", "Founding", "Launch", "Closure", "Bankruptcy", "Loss", "Profit",
    "PriceChange", "Lawsuit", "Investigation", "Arrest", "Charge", "Trial", "Sentence", "Fine",
    "Ban", "Communication", "Meeting", "Visit", "Agreement", "Protest", "Attack", "Death",
    "Injury", "Award", "Publication", "Travel",
}  # fmt: skip
RELATIONS = {
    "foundedBy", "foundedOn", "subsidiaryOf", "ownerOf", "headquarteredIn", "bornIn", "bornOn",
    "diedOn", "residesIn", "nationality", "educatedAt", "spouse", "childOf", "relativeOf",
    "politicalAffiliation", "accountOf", "typeOf",
}  # fmt: skip


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY / "kg.ttl", format="turtle")


def test_terms_have_label_and_comment(ontology: Graph) -> None:
    """One label and one comment each, the comment a sentence."""
    for name in terms()[""]:
        term = URIRef(KG + name)
        assert len(set(ontology.objects(term, RDFS.label))) == 1, name
        assert len(set(ontology.objects(term, RDFS.comment))) == 1, name
        assert str(ontology.value(term, RDFS.comment)).endswith("."), name


def test_terms_are_aligned_with_other_vocabularies(ontology: Graph) -> None:
    """Classes, relations and participants are aligned with the vocabularies that others use."""
    links = {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, SKOS.relatedMatch, OWL.inverseOf}
    for name in (
        event_types()
        | relation_types()
        | {
            "agent",
            "patient",
            "speaker",
            "Role",
            "Relation",
            "Statement",
            "Content",
            "Telling",
            "assertedIn",
            "via",
        }
    ):
        assert any(set(ontology.objects(URIRef(KG + name), p)) for p in links), name


def test_terms_have_all_types_and_values_of_the_record() -> None:
    """All event types, relations and values of the record's format are terms."""
    assert event_types() >= EVENTS
    assert relation_types() >= RELATIONS
    for cls, kind in (
        ("Force", model.Force),
        ("Quotation", model.Quotation),
        ("Status", model.Status),
        ("Polarity", model.Polarity),
        ("Certainty", model.Certainty),
        ("Form", model.Form),
    ):
        assert {word.capitalize() for word in get_args(kind)} == terms()[cls]


def test_entity_types_of_the_record_are_those_of_the_schema() -> None:
    """Those that are no entities of a class: titles, which are positions, dates, qualities, and
    whatever else there is.
    """
    classless = {"Title", "Date", "Quality", "Other"}
    types = set(ENTITY_CLASSES) | set(AMOUNT_CLASSES) | classless
    assert set(get_args(model.EntityType)) == types


def test_fact_kinds_of_the_record_have_classes() -> None:
    """Each is a class of kg.ttl under kg:Fact, but for events, which are those of SEM."""
    classes = dict(fact_classes())
    assert set(classes) == set(model.FACT_KINDS)
    assert classes.pop("event").value == f"{PREFIXES['sem']}Event"
    assert {class_.value.removeprefix(KG) for class_ in classes.values()} == terms()["Fact"]


def test_participants_are_read_from_the_vocabulary() -> None:
    """Events have at least ten; a statement has its own, and a topic."""
    ten = (
        *("agent", "patient", "theme", "recipient", "beneficiary"),
        *("place", "amount", "cause", "instrument", "topic"),
    )
    assert [role for role in participants() if role in ten] == list(ten)
    assert list(argument_properties("statement")) == ["speaker", "addressee", "topic"]
    assert list(argument_properties("attribute")) == ["subject", "value"]
    assert list(argument_properties("role")) == ["person", "title", "organisation"]


def test_labels_are_read_from_the_vocabulary() -> None:
    """A term without one goes by its name."""
    assert (label("ownerOf"), label("nothing")) == ("owner of", "nothing")


def test_patterns_use_known_types_and_roles() -> None:
    """What a pattern file may find, the graph can hold."""
    for name, tables in pattern_files().items():
        for table in tables:
            kind = next(k for k in ("event", "relation") if k in table)
            known = event_types() | {"Event"} if kind == "event" else relation_types()
            assert table[kind] in known, name
            if kind == "event":  # relations also have roles that lead on to their arguments
                assert set(table.get("roles", ())) <= set(participants()), name


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_ontology_files_use_defined_terms(path: Path) -> None:
    """Rules, shapes, questions, checks and context use no term that kg.ttl does not define."""
    text = re.sub(
        r'"[^"\n]*"@en|sh:message "[^"]*"|kg:cure "[^"]*"|^#.*$',
        "",
        path.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    shapes = set(re.findall(r"kg:(\w+Shape)\b", text)) if path.name == "shapes.ttl" else set()
    assert set(re.findall(r"(?<![\w/])kg:([A-Za-z]\w*)", text)) - terms()[""] - shapes == set()


@pytest.mark.parametrize("path", CODE, ids=lambda p: p.name)
def test_code_uses_defined_terms(path: Path) -> None:
    """A term is spelled in ontology/kg.ttl first."""
    text = path.read_text(encoding="utf-8")
    used = set(re.findall(r"\bKG\.(\w+)", text)) - {"stem"} | set(
        re.findall(r'KG\["(\w+)"\]', text)
    )
    assert used <= terms()[""], used - terms()[""]


def test_quads_use_terms_of_known_vocabularies(store: Store) -> None:
    """Predicates and classes are kg: terms that are defined, or of the vocabularies that are named
    as prefixes.
    """
    for quad in store:
        used = [quad.predicate, *([quad.object] if quad.predicate.value == str(RDF.type) else [])]
        for term in used:
            assert isinstance(term, NamedNode)
            assert any(term.value.startswith(stem) for stem in PREFIXES.values()), term
        for term in (quad.predicate, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(KG):
                assert term.value.removeprefix(KG) in terms()[""], term


@pytest.mark.parametrize("path", sorted(ONTOLOGY.glob("*/*.rq")), ids=lambda p: p.stem)
def test_queries_have_a_comment_and_parse_everywhere(path: Path) -> None:
    """A first comment, the prefixes written out, and SPARQL that rdflib and Oxigraph take."""
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    prepareQuery(text)
    list(Store().query(text))  # type: ignore[arg-type]


def test_context_expands_terms() -> None:
    """The context reads, and its terms expand."""
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))
    document = json.dumps(
        {**context, "id": "http://x/e", "type": "kg:Acquisition", "agent": "http://x/a"}
    )
    triples = {str(q.triple) for q in parse(document, format=RdfFormat.JSON_LD)}
    assert f"<http://x/e> <{KG}agent> <http://x/a>" in triples
