#!/usr/bin/env bash
# Oxigraph's optimize() makes a freshly loaded store larger, and so does loading it in four parts.
#
# Guess: optimize() after bulk_load, which its documentation advises after a batch upload, leaves
#   the store smaller or as it is; and the same data take the same space in one part or in four.
# Seen (pyoxigraph 0.5.13): one or two parts give a store of equal size. optimize() after two parts
#   makes it more than half as large again; four parts or more do it by themselves, as they set
#   off a merge of the files. After a single part optimize() changes nothing.
# Why: bulk_load writes compressed files, a merge writes uncompressed ones where a table has less
#   than half a GB (the OPTIONS file of a store: no compression for the first two levels, and with
#   dynamic level sizes a small table's only level counts as the second). So what is loaded once and
#   then only read is best loaded in one call, without optimize(). Of a store of 20 million quads
#   optimize() made 4.0 GB of 5.9 (not run here: it takes minutes).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
import pathlib
import tempfile
from pyoxigraph import RdfFormat, Store

ARTICLES = 8_000

def triples(start: int, stop: int) -> bytes:
    rows = (
        f"<http://example.org/article/{n}> <http://purl.org/dc/terms/title> \"Article {n}\" .\n"
        f"<http://example.org/article/{n}> <http://purl.org/dc/terms/isPartOf>"
        f" <http://example.org/issue/{n // 50}> .\n"
        for n in range(start, stop)
    )
    return "".join(rows).encode()

def size(parts: int, optimize: bool) -> int:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        for part in range(parts):
            start, stop = ARTICLES * part // parts, ARTICLES * (part + 1) // parts
            store.bulk_load(triples(start, stop), format=RdfFormat.N_TRIPLES)
        if optimize:
            store.optimize()
        assert len(store) == 2 * ARTICLES
        del store
        return sum(file.stat().st_size for file in pathlib.Path(folder).glob("*.sst"))

one = size(1, optimize=False)
for parts, optimize, low, high in [
    (1, True, 0.95, 1.05),
    (2, False, 0.95, 1.05),
    (2, True, 1.4, 2.2),
    (4, False, 1.3, 2.2),
]:
    ratio = size(parts, optimize) / one
    print(f"parts: {parts}, optimize: {optimize}".ljust(28), f"{ratio:.2f} times one part")
    assert low < ratio < high, ratio
print("as described")
PYTHON
