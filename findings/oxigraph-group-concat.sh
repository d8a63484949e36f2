#!/usr/bin/env bash
# pyoxigraph's GROUP_CONCAT is unbound as soon as one value is no string.
#
# Guess: GROUP_CONCAT(?z) joins the values as text, as rdflib and most engines do, or raises.
# Seen (pyoxigraph 0.5.13): over numbers, dates or IRIs the variable is unbound, without an error,
#   so a table shows nothing; one number among strings is enough. GROUP_CONCAT(STR(?z)) joins them.
#   rdflib 7.6.0 joins them either way.
# The specification (SPARQL 1.1, section 18.5.1.7) takes strings and leaves the rest open.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check \
    rdflib==7.6.0 pyparsing==3.3.3 pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
from pyoxigraph import Store
from rdflib import Graph

SEEN = {  # expression over these values: rdflib, pyoxigraph
    ("?z", '"a" "b"'): ("a b", "a b"),
    ("?z", "1 2"): ("1 2", None),
    ("?z", '"a" 2'): ("a 2", None),
    ("?z", "<http://example.org/a>"): ("http://example.org/a", None),
    ("STR(?z)", "1 2"): ("1 2", "1 2"),
    ("STR(?z)", "<http://example.org/a>"): ("http://example.org/a", "http://example.org/a"),
}
for (expression, values), expected in SEEN.items():
    query = f"SELECT (GROUP_CONCAT({expression}) AS ?x) {{ VALUES ?z {{ {values} }} }}"
    term = next(iter(Store().query(query)))[0]
    found = str(next(iter(Graph().query(query)))[0]), None if term is None else term.value
    print(f"GROUP_CONCAT({expression}) of {values}".ljust(50), found)
    assert found == expected, found
print("as described")
PYTHON
