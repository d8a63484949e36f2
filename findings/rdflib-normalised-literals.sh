#!/usr/bin/env bash
# rdflib writes other values than it read: dates lose their zone, infinity becomes invalid.
#
# Guess: rdflib "normalises" literals, which is to say it may write 01 as 1; the value stays, and
#   what it writes is valid for the datatype.
# Seen (rdflib 7.6.0): just reading and writing a file turns the date 2026-05-05+05:00 into
#   2026-05-05, which starts at another moment or at none that is known; a dateTime or time loses
#   what is finer than a microsecond; INF and NaN of xsd:double become inf and nan, which XML
#   Schema does not allow (1.1 part 2, section 3.3.5.2), so a strict reader takes them for text.
#   rdflib.NORMALIZE_LITERALS = False keeps them all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check rdflib==7.6.0
"$folder/venv/bin/python" - <<'PYTHON'
import rdflib

SEEN = [
    ("2026-05-05+05:00", "date", "2026-05-05"),
    ("2026-05-05Z", "date", "2026-05-05"),
    ("2026-05Z", "gYearMonth", "2026-05Z"),
    ("2026-05-05T10:00:00+05:00", "dateTime", "2026-05-05T10:00:00+05:00"),
    ("2026-05-05T10:00:00.1234567Z", "dateTime", "2026-05-05T10:00:00.123456+00:00"),
    ("10:00:00.1234567", "time", "10:00:00.123456"),
    ("INF", "double", "inf"),
    ("-INF", "double", "-inf"),
    ("NaN", "double", "nan"),
]

def written(value: str, datatype: str) -> str:
    triple = "<http://example.org/s> <http://example.org/p>"
    triple += f' "{value}"^^<http://www.w3.org/2001/XMLSchema#{datatype}> .'
    return rdflib.Graph().parse(data=triple, format="nt").serialize(format="nt").split('"')[1]

for value, datatype, expected in SEEN:
    rdflib.NORMALIZE_LITERALS = False
    plain = written(value, datatype)
    rdflib.NORMALIZE_LITERALS = True
    found = written(value, datatype)
    print(f"{value} {datatype}".ljust(40), found)
    assert plain == value, plain
    assert found == expected, found
print("as described")
PYTHON
