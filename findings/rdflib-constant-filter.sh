#!/usr/bin/env bash
# rdflib lets everything through a FILTER that is a constant, and breaks on a VALUES block without
# rows: two queries that programs write which fill in a condition or a list.
#
# Guess: FILTER(false) removes every solution (SPARQL 1.1, section 17.2.2: the effective boolean
#   value decides); VALUES ?x {} is valid (rule 63: DataBlockValue*) and has no solutions.
# Seen (rdflib 7.6.0): FILTER(false), FILTER(0) and FILTER("") keep every solution, and
#   ASK { FILTER(false) } is true; FILTER(!true), FILTER(1 = 2), FILTER(false || false) and
#   FILTER(?z) with ?z bound to false remove them. A query that reaches VALUES ?x {} raises
#   AttributeError. pyoxigraph 0.5.13: as guessed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check \
    rdflib==7.6.0 pyparsing==3.3.3 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
from pyoxigraph import Store
from rdflib import Graph

KEPT = {  # condition: solutions that rdflib and pyoxigraph keep of one
    "false": (1, 0),
    "0": (1, 0),
    '""': (1, 0),
    "!true": (0, 0),
    "1 = 2": (0, 0),
    "false || false": (0, 0),
    "?z": (0, 0),
}
for condition, expected in KEPT.items():
    query = f"SELECT ?z {{ VALUES ?z {{ false }} FILTER({condition}) }}"
    kept = len(list(Graph().query(query))), len(list(Store().query(query)))
    print(f"FILTER({condition})".ljust(24), f"rdflib keeps {kept[0]}, pyoxigraph {kept[1]}")
    assert kept == expected, kept

asked = Graph().query("ASK { FILTER(false) }").askAnswer, bool(Store().query("ASK { FILTER(false) }"))
print(f"ASK {{ FILTER(false) }}    rdflib {asked[0]}, pyoxigraph {asked[1]}")
assert asked == (True, False)

for query in ("SELECT ?x { VALUES ?x {} }", "SELECT (COUNT(?x) AS ?n) { VALUES ?x {} }"):
    solutions = sum(row[0].value != "0" for row in Store().query(query))
    try:
        list(Graph().query(query))
        error = None
    except Exception as raised:
        error = type(raised).__name__
    print(f"{query:40} rdflib raises {error}, pyoxigraph finds {solutions}")
    assert (error, solutions) == ("AttributeError", 0)
print("as described")
PYTHON
