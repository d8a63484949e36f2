#!/usr/bin/env bash
# One page that is wrongly labelled as gzip ends FastWARC's reading of the whole file.
#
# Guess: with auto_decode="content" or "all" a record that cannot be decoded raises where it is
#   read; who catches the error gets the records after it, for each says how long it is.
# Seen (FastWARC 2.0.1): reading the record raises OSError, and so does each step of the iterator
#   from then on: the records after it are out of reach, though the archive has no fault. In
#   archives that pack each record for itself it is the same.
#   With auto_decode="none" all records come, and the caller decodes each of them.
# Where it matters: crawlers that store a page unpacked but keep its "Content-Encoding: gzip".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check fastwarc==2.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import gzip
import io
from fastwarc.warc import ArchiveIterator

def record(number: int, header: str = "") -> bytes:
    page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{header}\r\n<p>page {number}</p>"
    return (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-05-05T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000000{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(page)}\r\n\r\n{page}\r\n\r\n"
    ).encode()

def read(archive: bytes, decode: str) -> list[str]:
    records, seen = ArchiveIterator(io.BytesIO(archive), auto_decode=decode), []
    while len(seen) < 5:  # else the same error comes for ever
        try:
            seen.append(next(records).reader.read().decode())
        except OSError:
            seen.append("OSError")
        except StopIteration:
            break
    return seen

parts = [record(1), record(2, "Content-Encoding: gzip\r\n"), record(3)]
for archive in (b"".join(parts), b"".join(map(gzip.compress, parts))):
    for decode in ("none", "content", "all"):
        found = read(archive, decode)
        print(decode.ljust(8), found)
        pages = [f"<p>page {number}</p>" for number in (1, 2, 3)]
        assert found == (pages if decode == "none" else pages[:1] + ["OSError"] * 4), found
print("as described")
PYTHON
