#!/usr/bin/env bash
# rdflib's JSON-LD leaves out blank nodes that only point to one another, and copies shared lists.
#
# Guess: JSON-LD holds every RDF graph, so what rdflib writes has all triples of the graph, as its
#   N-Triples do.
# Seen (rdflib 7.6.0): two people without IRIs, each the other's spouse, are written as [] with
#   nothing of them left; an island of such nodes goes missing from a larger graph too. One mention
#   from outside brings all of it back. A list that two articles share comes out as two lists.
#   pyoxigraph 0.5.13 keeps both.
# Why: at the top stand IRIs and blank nodes to which nothing points; all others are written where
#   they are met on the way from there, lists again each time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check rdflib==7.6.0 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import Graph

PREFIXES = """@prefix : <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
COUPLE = '_:a :name "Ann" ; :spouse _:b . _:b :name "Bob" ; :spouse _:a . '
SEEN = {  # graph: triples in it, and left after JSON-LD by rdflib and by pyoxigraph
    COUPLE: (4, 0, 4),
    COUPLE + ':article :place "Rome" . ': (5, 1, 5),
    COUPLE + ":article :about _:a . ": (5, 5, 5),
    '_:a :name "Ann" ; :spouse _:b . _:b :name "Bob" . ': (3, 3, 3),
    ":a :by _:l . :b :by _:l . _:l rdf:first 1 ; rdf:rest () . ": (4, 6, 4),
}
for turtle, expected in SEEN.items():
    graph = Graph().parse(data=PREFIXES + turtle, format="turtle")
    by_rdflib = graph.serialize(format="json-ld")
    quads = list(parse(PREFIXES + turtle, format=RdfFormat.TURTLE))
    by_oxigraph = serialize(quads, format=RdfFormat.JSON_LD)
    assert len(Graph().parse(data=graph.serialize(format="nt"), format="nt")) == len(graph)
    found = (
        len(graph),
        len(Graph().parse(data=by_rdflib, format="json-ld")),
        len(set(parse(by_oxigraph, format=RdfFormat.JSON_LD))),
    )
    print(found, turtle)
    assert found == expected, found
print("as described")
PYTHON
