#!/usr/bin/env bash
# An Oxigraph store opened for reading has only some of its data files open.
#
# Guess: a Store that could be opened holds all its files, as SQLite does, so whatever becomes of
#   the folder's name afterwards (a new version moved into its place) the old one can be read on.
# Seen (pyoxigraph 0.5.13): right after Store.read_only a small store has all its .sst files open,
#   one with more than 16 has 16 of them. The others are opened by name when a query first needs
#   them, in a folder that may be another one by then. Three calls of bulk_load with named graphs
#   are enough to get there; a store for trying things out shows nothing of it.
# So close a store before its folder is replaced, and open the new one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pyoxigraph==0.5.13
"$folder/venv/bin/python" - <<'PYTHON'
import os
import pathlib
import tempfile
from pyoxigraph import RdfFormat, Store

def quads(part: int) -> bytes:
    rows = (
        f"<http://example.org/article/{n}> <http://purl.org/dc/terms/title> \"Article {n}\""
        f" <http://example.org/issue/{part}> .\n"
        for n in range(100 * part, 100 * part + 100)
    )
    return "".join(rows).encode()

def open_files(folder: str) -> int:
    """Data files of this process in the folder (Linux)."""
    links = [f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd")]
    targets = [os.readlink(link) for link in links if os.path.lexists(link)]
    return sum(name.startswith(folder) and name.endswith(".sst") for name in targets)

for parts in (1, 3):
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        folder = os.path.realpath(folder)
        store = Store(folder)
        for part in range(parts):
            store.bulk_load(quads(part), format=RdfFormat.N_QUADS)
        del store
        store = Store.read_only(folder)
        files = len(list(pathlib.Path(folder).glob("*.sst")))
        found = open_files(folder)
        print(f"loaded in {parts}:", f"{found} of {files} files are open")
        assert files < 16 if parts == 1 else files > 16, files
        assert found == min(files, 16), found
        del store
print("as described")
PYTHON
