"""Evidence for what the graph says, and the formats that it leaves in."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, Store, parse
from rdflib.compare import isomorphic

from kg.explain import ExplainError, chain, explain
from kg.export import ExportError, export
from kg.graph import add
from kg.iris import LinkError
from kg.schema import DEFAULT_BASE, KG
from kg.validate import validate
from tests.graph.conftest import Writer


def test_explain_gives_sentence_marks_pattern_and_source(store: Store) -> None:
    """Each mention of a fact is evidence with its sentence and the words in it."""
    found = explain(store, "Twitter")
    bought = [e for e in found if e.label == "Acquisition(agent=Elon Musk, patient=Twitter)"]
    assert len(bought) == 3
    assert [bought[1].sentence[a:b] for a, b in bought[1].marks] == [
        "Elon Musk",
        "acquired",
        "Twitter",
    ]
    assert {(e.reported, e.attributed_to, e.pattern, e.date) for e in bought} == {
        (False, "seed 1", "by-hand", "2022-11-06")
    }
    assert all(0 <= a < b <= len(e.sentence) for e in found for a, b in e.marks)


def test_explain_attributes_reported_facts_to_their_sources(store: Store) -> None:
    """A reported fact has its speaker, and whoever reports the speaker."""
    reported = [e for e in explain(store, "Twitter") if e.reported]
    assert {e.attributed_to for e in reported} == {"Volker Türk", "Elon Musk"}
    team = [
        e
        for e in explain(store, "Twitter's entire human rights team")
        if e.reported and e.kind == "event"
    ]
    assert [e.attributed_to for e in team] == [
        "reports, according to Office of the High Commissioner for Human Rights"
    ]


def test_explain_finds_names_in_any_case(store: Store) -> None:
    """Any name will do, in any case."""
    assert explain(store, "musk") == explain(store, "ELON  MUSK")


def test_chain_gives_antecedents_and_reasons(store: Store) -> None:
    """In text order, in their sentence, each with the words it was tied to and the rule's reason;
    the first words have none.
    """
    told = chain(store, "Volker Türk")
    assert [t.start for t in told] == sorted(t.start for t in told)
    assert all(t.sentence[slice(*t.mark)] == t.text for t in told)
    assert {(t.article, t.date) for t in told} == {("seed 1", "2022-11-06")}
    his = next(t for t in told if t.text == "his")
    assert (his.antecedent, his.antecedent_start, his.sieve, his.form) == (
        "Volker Türk",
        told[0].start,
        "pronoun-he",
        "pronoun",
    )
    assert his.reason.startswith("Of all who were spoken of")
    assert (told[0].antecedent, told[0].antecedent_start, told[0].sieve, told[0].reason) == (
        "",
        None,
        "",
        "",
    )


def test_chain_shows_the_line_of_words_outside_every_fact() -> None:
    """Only facts have sentences; other words are shown with their line of the article."""
    w = Writer("Acme grew.\nIt was a good year for Acme.\nBolt shrank.", id="year")
    acme = w.entity("e1", "Organisation", "Acme")
    first = w.say("Acme", "Organisation", acme)
    w.say("Acme", "Organisation", acme, after="for", sieve="exact", antecedent=first)
    store = Store()
    add(store, w.annotation(), DEFAULT_BASE)
    assert [(t.sentence, t.mark) for t in chain(store, "acme")] == [
        ("Acme grew.", (0, 4)),
        ("It was a good year for Acme.", (23, 27)),
    ]


def test_add_refuses_an_unknown_antecedent() -> None:
    """A record made by others may point at nothing."""
    w = Writer("Acme grew.", id="year")
    w.say(
        "Acme",
        "Organisation",
        w.entity("e1", "Organisation", "Acme"),
        sieve="exact",
        antecedent="m9",
    )
    with pytest.raises(LinkError, match="m1 points at mention 'm9'"):
        add(Store(), w.annotation(), DEFAULT_BASE)


def test_check_wants_a_rule_for_each_antecedent(store: Store) -> None:
    """Words that are tied to others without a reason are a fault of the graph."""
    assert validate(store).conforms
    for quad in list(store.quads_for_pattern(None, KG.sieve, None, None)):
        store.remove(quad)
    assert {p.message for p in validate(store).problems} == {"a tie has one rule"}


def test_explain_of_unknown_name_offers_the_nearest(store: Store) -> None:
    """A slip of the pen is answered with what was meant."""
    with pytest.raises(ExplainError, match="nearest: Elon Musk"):
        explain(store, "Elon Muks")
    with pytest.raises(ExplainError, match="kg query DIR names"):
        explain(store, "zzzzzzzzzzzzzzzzzzzz")


def _rdflib(path: Path, format_: str) -> set[tuple[object, ...]]:
    data = rdflib.Dataset()
    data.parse(data=path.read_text(encoding="utf-8"), format=format_)
    return {
        (s, p, o, None if g == rdflib.graph.DATASET_DEFAULT_GRAPH_ID else g)
        for s, p, o, g in data.quads()
    }


@pytest.mark.filterwarnings(
    "ignore:(ConjunctiveGraph|Dataset.default_context) is deprecated:DeprecationWarning"
)  # within rdflib's own parsers
def test_export_formats_are_isomorphic(store: Store, tmp_path: Path) -> None:
    """TriG, N-Quads and JSON-LD hold the same quads, read by either library; Turtle what is
    asserted or derived.
    """
    for name in ("trig", "nq", "jsonld", "ttl"):
        export(store, name, tmp_path / f"graph.{name}")
    formats = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}
    for name, format_ in formats.items():
        assert set(parse(path=str(tmp_path / f"graph.{name}"), format=format_)) == set(store), name
    assert (
        _rdflib(tmp_path / "graph.trig", "trig")
        == _rdflib(tmp_path / "graph.nq", "nquads")
        == _rdflib(tmp_path / "graph.jsonld", "json-ld")
    )
    turtle = rdflib.Graph().parse(
        data=(tmp_path / "graph.ttl").read_text(encoding="utf-8"), format="turtle"
    )
    default = rdflib.Graph()
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        default.parse(data=f"{quad.triple} .", format="nt")
    assert isomorphic(turtle, default)


def test_export_graphml_writes_the_given_text(store: Store, tmp_path: Path) -> None:
    """The network is another stage's affair: its text goes into the file as UTF-8, and without one
    there is no file.
    """
    export(store, "graphml", tmp_path / "graph.graphml", graphml=lambda: "<graphml>Türk</graphml>")
    assert (tmp_path / "graph.graphml").read_text(encoding="utf-8") == "<graphml>Türk</graphml>"
    with pytest.raises(ExportError, match="kg export"):
        export(store, "graphml", tmp_path / "other.graphml")
    assert not (tmp_path / "other.graphml").exists()


def test_export_that_fails_leaves_the_old_file(store: Store, tmp_path: Path) -> None:
    """An unknown format, a missing folder, a failing network: an error, and the file as it was."""
    old = tmp_path / "graph.graphml"
    old.write_text("old", encoding="utf-8")

    def broken() -> str:
        raise OSError("disk full")

    with pytest.raises(ExportError, match="rdfxml"):
        export(store, "rdfxml", old)
    with pytest.raises(ExportError, match="not there"):
        export(store, "nq", tmp_path / "no" / "graph.nq")
    with pytest.raises(ExportError, match="cannot be written"):
        export(store, "graphml", old, graphml=broken)
    assert old.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["graph.graphml"]
