#!/usr/bin/env bash
# pyshacl's sh:datatype takes dates that are none, and refuses some that are.
#
# Guess: sh:datatype xsd:date accepts what XML Schema calls a date and reports the rest as ill-typed
#   (SHACL, section 4.1.2), so data that conform can go into any other store.
# Seen (pyshacl 0.40.1 with rdflib 7.6.0, Python 3.11): accepted are 2026-W19-2 as xsd:date; a day
#   alone, 10:00 without seconds, and a space for the T as xsd:dateTime; 2026-13 as xsd:gYearMonth,
#   26 as xsd:gYear, P1W as xsd:duration. Refused are the ides of March of 44 BC (-0044-03-15) and
#   24:00:00. pyoxigraph 0.5.13, which can compare with itself what is a value, judges as guessed.
# Why: rdflib reads dates with Python's fromisoformat, which takes other forms of ISO 8601 and has
#   the years 1 to 9999, and does not look at months and years at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check \
    rdflib==7.6.0 pyparsing==3.3.3 pyoxigraph==0.5.13 pyshacl==0.40.1
"$folder/venv/bin/python" - <<'PYTHON'
import logging

from pyoxigraph import Store
from pyshacl import validate
from rdflib import Graph

XSD = "http://www.w3.org/2001/XMLSchema#"
SEEN = {  # value, datatype: accepted by pyshacl, by pyoxigraph
    ("2026-05-05", "date"): (True, True),
    ("2026-02-30", "date"): (False, False),
    ("2026-W19-2", "date"): (True, False),
    ("2026-05-05", "dateTime"): (True, False),
    ("2026-05-05T10:00", "dateTime"): (True, False),
    ("2026-05-05 10:00:00", "dateTime"): (True, False),
    ("2026-13", "gYearMonth"): (True, False),
    ("26", "gYear"): (True, False),
    ("P1W", "duration"): (True, False),
    ("-0044-03-15", "date"): (False, True),
    ("24:00:00", "time"): (False, True),
}
logging.disable(logging.CRITICAL)  # rdflib's traceback of each value it cannot read
for (value, name), expected in SEEN.items():
    literal = f'"{value}"^^<{XSD}{name}>'
    data = Graph().parse(data=f"<urn:s> <urn:p> {literal} .", format="turtle")
    shape = f"""PREFIX sh: <http://www.w3.org/ns/shacl#> <urn:shape> a sh:NodeShape ;
        sh:targetNode <urn:s> ; sh:property [ sh:path <urn:p> ; sh:datatype <{XSD}{name}> ] ."""
    conforms = validate(data, shacl_graph=shape, shacl_graph_format="turtle")[0]
    is_value = bool(Store().query(f"ASK {{ FILTER(<{XSD}{name}>({literal}) = {literal}) }}"))
    print(f"{value} as xsd:{name}".ljust(40), conforms, is_value)
    assert (conforms, is_value) == expected, (conforms, is_value)
print("as described")
PYTHON
