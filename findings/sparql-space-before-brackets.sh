#!/usr/bin/env bash
# Two SPARQL parsers disagree about white space and capitals that the grammar leaves free.
#
# Guess: tokens may be parted by white space anywhere, and keywords are case-insensitive (SPARQL
#   1.1, section 19.8, notes 1 and 3: keywords, but for "a", match regardless of case), so all of
#   these are accepted by both: CONCAT ("a", "b"), "a" @en, "1" ^^ xsd:integer, BOUND (?x).
# Seen: each parser refuses some of what the other takes.
#   pyoxigraph 0.5.13: CONCAT ("a", "b") with a space and FALSE in capitals are syntax errors,
#     BOUND (?x) and STRLEN ("a") with a space are not.
#   rdflib 7.6.0 (pyparsing 3.3.3): "a" @en and "1" ^^ <…> are syntax errors, the others are not.
# So a query that a formatter has laid out may run on one engine alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check \
    rdflib==7.6.0 pyparsing==3.3.3 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
from pyoxigraph import Store
from rdflib.plugins.sparql.parser import parseQuery

QUERIES = {
    'CONCAT ("a", "b")': 'SELECT (CONCAT ("a", "b") AS ?x) {}',
    'CONCAT("a", "b")': 'SELECT (CONCAT("a", "b") AS ?x) {}',
    "BOUND (?y)": "SELECT (BOUND (?y) AS ?x) {}",
    "BOUND(?y)": "SELECT (BOUND(?y) AS ?x) {}",
    "STRLEN (\"a\")": 'SELECT (STRLEN ("a") AS ?x) {}',
    '"a" @en': 'SELECT ("a" @en AS ?x) {}',
    '"a"@en': 'SELECT ("a"@en AS ?x) {}',
    '"1" ^^ <integer>': 'SELECT ("1" ^^ <http://www.w3.org/2001/XMLSchema#integer> AS ?x) {}',
    '"1"^^<integer>': 'SELECT ("1"^^<http://www.w3.org/2001/XMLSchema#integer> AS ?x) {}',
    "FALSE": "ASK { FILTER(FALSE) }",
    "false": "ASK { FILTER(false) }",
}


def accepts(parse, query):
    try:
        parse(query)
    except Exception:
        return False
    return True


seen = {
    name: (accepts(Store().query, query), accepts(parseQuery, query))
    for name, query in QUERIES.items()
}
print(f"{'':20} pyoxigraph rdflib")
for name, (oxigraph, rdflib) in seen.items():
    print(f"{name:20} {'yes' if oxigraph else 'NO':10} {'yes' if rdflib else 'NO'}")

refused_by_oxigraph = {name for name, (oxigraph, _) in seen.items() if not oxigraph}
refused_by_rdflib = {name for name, (_, rdflib) in seen.items() if not rdflib}
assert refused_by_oxigraph == {'CONCAT ("a", "b")', "FALSE"}, refused_by_oxigraph
assert refused_by_rdflib == {'"a" @en', '"1" ^^ <integer>'}, refused_by_rdflib
print("as described")
PYTHON
