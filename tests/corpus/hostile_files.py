"""Files that nobody should have to read: broken, mislabelled, oversized, in every format.

None of them harms a program that reads it without our guards; each stands for a kind that would.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable, Iterator

from tests.corpus.corpora import article

SUFFIXES = (
    ".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".xml", ".rss", ".atom", ".nitf", ".warc",
    ".warc.gz", ".pdf", ".docx", ".zip", ".tar", ".tar.gz", ".gz", ".bin", ".unknown",
)  # fmt: skip
TEXT = article(7)
PAGE = f"<html><head><title>Story</title></head><body><p>{TEXT}</p></body></html>"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>Story'
    f"</title><description>{TEXT}</description></item></channel></rss>"
)
NITF = (
    "<nitf><head><title>Story</title></head><body><body.content><block>"
    f"<p>{TEXT}</p></block></body.content></body></nitf>"
)
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/a\r\n"
    "WARC-Date: 2020-05-05T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
    "Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n{body}"
    "\r\n\r\n"
)


def _zip(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _tar(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def _warc() -> bytes:
    body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
    return WARC.format(length=len(body.encode()), body=body).encode()


SOUND: dict[str, bytes] = {
    ".txt": TEXT.encode(),
    ".md": f"# Story\n\n{TEXT}".encode(),
    ".html": PAGE.encode(),
    ".json": json.dumps([{"id": "x", "text": TEXT}]).encode(),
    ".jsonl": json.dumps({"id": "x", "text": TEXT}).encode(),
    ".csv": f'id,text\nx,"{TEXT}"\n'.encode(),
    ".rss": FEED.encode(),
    ".nitf": NITF.encode(),
    ".warc": _warc(),
    ".warc.gz": gzip.compress(_warc(), mtime=0),
    ".zip": _zip({"a.txt": TEXT.encode()}),
    ".tar": _tar({"a.txt": TEXT.encode()}),
    ".gz": gzip.compress(TEXT.encode(), mtime=0),
}


def _noise(chance: random.Random, suffix: str) -> bytes:
    return chance.randbytes(chance.randrange(1, 4000))


def _cut(chance: random.Random, suffix: str) -> bytes:
    sound = SOUND.get(suffix, TEXT.encode())
    return sound[: chance.randrange(len(sound))]


def _flipped(chance: random.Random, suffix: str) -> bytes:
    data = bytearray(SOUND.get(suffix, TEXT.encode()))
    for _ in range(chance.randrange(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _mislabelled(chance: random.Random, suffix: str) -> bytes:
    return chance.choice(sorted(SOUND.values()))


def _empty(chance: random.Random, suffix: str) -> bytes:
    return chance.choice((b"", b" \n", b"\0" * 50, b"\xef\xbb\xbf", b"\xff\xfe"))


def _encoded(chance: random.Random, suffix: str) -> bytes:
    encoding = chance.choice(("utf-16-le", "utf-16", "utf-32", "cp1252", "cp037", "shift-jis"))
    return ("Señor Zuñiga left. " + TEXT).encode(encoding, "replace")


def _marked(chance: random.Random, suffix: str) -> bytes:
    """Turned round, with overriding marks, accents upon accents."""
    words = "\u202e" + TEXT + "\u05d0\u05d1 e" + "\u0301" * 300
    return SOUND.get(suffix, b"").replace(TEXT.encode(), words.encode()) or words.encode()


KINDS: tuple[Callable[[random.Random, str], bytes], ...] = (
    _noise, _cut, _flipped, _mislabelled, _empty, _encoded, _marked,
)  # fmt: skip


def _single() -> dict[str, bytes]:
    """Kinds of which one is enough."""
    deep = "[" * 100_000 + "]" * 100_000
    nested = _zip({"inner.zip": _zip({"inner.zip": _zip({"inner.zip": _zip({"a.txt": b"x"})})})})
    nodes = "<div>" * 20_000 + TEXT + "</div>" * 20_000
    entity = '<!DOCTYPE nitf [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + NITF.replace(
        "left", "&b;"
    )
    return {
        "long.txt": TEXT.encode() * 30_000,  # 10 MB
        "line.txt": TEXT.replace("\n", " ").encode() * 2_500,
        "brackets.txt": b"Acme left. " + b"(" * 20_000,
        "word.txt": b"a" * 100_000,
        "deep.json": deep.encode(),
        "deep.jsonl": b'{"id": "deep", "text": "Acme left.", "x": ' + deep.encode() + b"}",
        "surrogate.jsonl": b'{"id": "half", "text": "Half a character \\ud800 here."}',
        "nul.json": b'{"id": "nul\\u0000", "text": "Acme left.\\u0000"}',
        "number.json": b'{"id": 1' + b"0" * 5_000 + b', "text": "Acme left."}',
        "deep.html": f"<html><body>{nodes}</body></html>".encode(),
        "entity.nitf": entity.encode(),
        "swollen.zip": _zip({"a.txt": b" " * 80_000_000}),
        "swollen.txt.gz": gzip.compress(b" " * 80_000_000, mtime=0),
        "nested.zip": nested,
        "outside.zip": _zip({"../../outside.txt": TEXT.encode(), "/etc/x.txt": TEXT.encode()}),
        "many.zip": _zip({f"{n}.bin": b"\0" for n in range(3_000)}),
    }


def hostile_files(number: int) -> Iterator[tuple[str, bytes]]:
    """So many files with their names, the same each time."""
    single = _single()
    yield from single.items()
    for at in range(number - len(single)):
        chance = random.Random(at)
        suffix = SUFFIXES[at % len(SUFFIXES)]
        kind = KINDS[at // len(SUFFIXES) % len(KINDS)]
        yield f"bad{at:03}{suffix}", kind(chance, suffix)
