#!/usr/bin/env bash
# rdflib's pretty-xml turns every literal of a list into an IRI.
#
# Guess: "xml" and "pretty-xml" write the same triples in two layouts; RDF/XML's short form of a
#   list (parseType="Collection") takes resources only, so a list with a literal is written in full.
# Seen (rdflib 7.6.0): ("Ann" "Bob") is a collection of rdf:about="Ann" and rdf:about="Bob", which a
#   reader makes IRIs next to the file's own: the names of an article's authors become addresses. No
#   error, and the warning is the same for each list that is written well. With "xml" the list comes
#   back whole. A list whose first node is an IRI gets a blank node instead.
# Why: each member is written as a subject of its own, whatever kind of term it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
from rdflib import Graph, URIRef
from rdflib.collection import Collection

PREFIXES = """@prefix : <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
ARTICLE = URIRef("http://example.org/article")
AUTHORS = URIRef("http://example.org/authors")
BASE = "http://example.com/export"

def again(turtle: str, layout: str) -> Graph:
    graph = Graph().parse(data=PREFIXES + turtle, format="turtle")
    return Graph().parse(data=graph.serialize(format=layout), format="xml", publicID=BASE)

for layout, expected in [
    ("xml", ['"Ann"', '"Bob"', "<http://example.org/cy>"]),
    (
        "pretty-xml",
        ["<http://example.com/Ann>", "<http://example.com/Bob>", "<http://example.org/cy>"],
    ),
]:
    graph = again(':article :authors ("Ann" "Bob" :cy) .', layout)
    head = graph.value(ARTICLE, AUTHORS)
    members = [term.n3() for term in Collection(graph, head)]
    print(layout.ljust(12), *members)
    assert members == expected, members

NAMED = ":article :authors :list . :list rdf:first :ann ; rdf:rest () ."
for layout, expected in [("xml", True), ("pretty-xml", False)]:
    kept = bool(again(NAMED, layout).query("ASK { <http://example.org/list> ?p ?o }"))
    print(layout.ljust(12), "a list's own IRI is kept:", kept)
    assert kept == expected, kept
print("as described")
PYTHON
