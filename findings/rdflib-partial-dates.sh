#!/usr/bin/env bash
# rdflib compares a year with a day by the names of their datatypes, in FILTER, ORDER BY and MAX.
#
# Guess: a year (xsd:gYear) and a day (xsd:date) cannot be compared, so FILTER(?d > "…"^^xsd:date)
#   leaves years out (SPARQL 1.1, section 17.3: a type error); ORDER BY and MAX may do as they like,
#   most likely in order of time.
# Seen (rdflib 7.6.0): after 1 January 2025 (an xsd:date) come "2024-05"^^xsd:gYearMonth, a dateTime
#   of 2023 and "2001"^^xsd:gYear; before the string "1900" come all dates. ORDER BY puts every date
#   before every gYear, and these before every gYearMonth; MAX is the month of 2024 where there is a
#   day of 2025. pyoxigraph 0.5.13: FILTER as guessed, order of time. pyshacl 0.40.1 compares as
#   rdflib does, so sh:lessThan accepts an end in 2001 for a start in 2025.
# News has dates known to the year, the month or the day in one column.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check \
    rdflib==7.6.0 pyparsing==3.3.3 pyoxigraph==0.5.13 pyshacl==0.40.1
"$folder/venv/bin/python" - <<'PYTHON'
from pyoxigraph import Store
from pyshacl import validate
from rdflib import Graph

PREFIX = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
DATES = """VALUES ?d { "2001"^^xsd:gYear "2024-05"^^xsd:gYearMonth "2025-03-01"^^xsd:date
    "2023-01-01T10:00:00"^^xsd:dateTime }"""
YEAR, MONTH, DAY, MOMENT = "2001", "2024-05", "2025-03-01", "2023-01-01T10:00:00"
SEEN = {  # end of a query for ?d: what rdflib and pyoxigraph give
    'FILTER(?d > "2025-01-01"^^xsd:date) }': ([YEAR, MONTH, DAY, MOMENT], [DAY]),
    'FILTER(?d < "2025-01-01"^^xsd:date) }': ([], []),
    'FILTER(?d < "1900") }': ([YEAR, MONTH, DAY, MOMENT], []),
    "} ORDER BY ?d": ([DAY, MOMENT, YEAR, MONTH], [YEAR, MOMENT, MONTH, DAY]),
    "} ORDER BY DESC(?d) LIMIT 1": ([MONTH], [DAY]),
}
for end, expected in SEEN.items():
    query = f"{PREFIX}SELECT ?d {{ {DATES} {end}"
    rdflib = [str(row[0]) for row in Graph().query(query)]
    oxigraph = [row[0].value for row in Store().query(query)]
    print(end.ljust(40), rdflib, oxigraph)
    assert (rdflib, oxigraph) == expected, (rdflib, oxigraph)

query = f"{PREFIX}SELECT (MAX(?d) AS ?last) {{ {DATES} }}"
last = str(next(iter(Graph().query(query)))[0]), next(iter(Store().query(query)))[0].value
print("MAX(?d)".ljust(40), *last)
assert last == (MONTH, DAY), last

SHAPE = """@prefix : <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
:shape a sh:NodeShape ; sh:targetNode :term ;
    sh:property [ sh:path :start ; sh:lessThan :end ] ."""
for end, expected in [('"2001"^^xsd:gYear', True), ('"2001-01-01"^^xsd:date', False)]:
    data = f':term :start "2025-03-01"^^xsd:date ; :end {end} .'
    data = f"{PREFIX}PREFIX : <http://example.org/> {data}"
    graph = Graph().parse(data=data, format="turtle")
    conforms = validate(graph, shacl_graph=SHAPE, shacl_graph_format="turtle")[0]
    print(f"start 2025-03-01, end {end}".ljust(48), "conforms" if conforms else "does not conform")
    assert conforms == expected, conforms
print("as described")
PYTHON
