#!/usr/bin/env bash
# rdflib's SPARQL parser changes a string literal that holds a tab character.
#
# Guess: a tab between quotation marks is an ordinary character of STRING_LITERAL2 (SPARQL 1.1,
#   grammar rule 157 excludes only the quotation mark, the backslash, line feed and carriage
#   return), so a query compares and returns it as it is.
# Seen (rdflib 7.6.0 with pyparsing 3.3.3, Python 3.11): the tab becomes as many spaces as reach the
#   next multiple of eight columns of the query's line, so the literal that comes out depends on
#   where it stands in the line, and a FILTER for data with a tab finds nothing. Written as the
#   escape \t it stays a tab. pyoxigraph 0.5.13 keeps both.
# Why: pyparsing expands tabs before it parses unless parse_with_tabs() is called.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check \
    rdflib==7.6.0 pyparsing==3.3.3 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
from pyoxigraph import Store
from rdflib import Graph, Literal, URIRef

TAB = "\t"
raw = f'SELECT ("a{TAB}b" AS ?x) {{}}'
escaped = r'SELECT ("a\tb" AS ?x) {}'
moved = f'SELECT    ("a{TAB}b" AS ?x) {{}}'


def by_rdflib(query):
    return str(next(iter(Graph().query(query)))[0])


def by_oxigraph(query):
    return next(iter(Store().query(query)))[0].value


found = {
    "rdflib, raw tab": by_rdflib(raw),
    "rdflib, raw tab three columns further": by_rdflib(moved),
    "rdflib, escape": by_rdflib(escaped),
    "oxigraph, raw tab": by_oxigraph(raw),
    "oxigraph, escape": by_oxigraph(escaped),
}
for what, value in found.items():
    print(f"{what:40} {value!r}")

graph = Graph()
graph.add((URIRef("http://example.org/s"), URIRef("http://example.org/p"), Literal(f"a{TAB}b")))
matched = len(list(graph.query(f'SELECT ?s {{ ?s ?p "a{TAB}b" }}')))
print(f"{'rdflib, matches of the same literal':40} {matched}")

assert set(found["rdflib, raw tab"]) == {"a", " ", "b"}
assert found["rdflib, raw tab"] != found["rdflib, raw tab three columns further"]
assert found["rdflib, escape"] == found["oxigraph, raw tab"] == found["oxigraph, escape"] == "a\tb"
assert matched == 0
print("as described")
PYTHON
