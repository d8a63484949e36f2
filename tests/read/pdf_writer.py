"""A small writer of PDF files: words at places, in the manners of several programs."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# Widths of Helvetica in thousandths of the size, from the space on.
_WIDTHS = [
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278),
    *(556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556),
    *(1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778),
    *(667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556),
    *(333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556),
    *(556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
]


@dataclass(frozen=True)
class Run:
    """Words at a place, in points from the lower left corner."""

    x: float
    y: float
    size: float
    text: str


Page = Sequence[Run]
Manner = Callable[[Page], str]


def width(text: str, size: float) -> float:
    """How wide words are."""
    return sum(_of(c) for c in text) * size / 1000


def _of(character: str) -> int:
    at = ord(character) - 32
    return _WIDTHS[at] if 0 <= at < len(_WIDTHS) else 556


def _string(text: str) -> str:
    """A PDF string; characters beyond ASCII as octal numbers of WinAnsi."""
    out = ""
    for byte in text.encode("cp1252", "replace"):
        c = chr(byte)
        out += f"\\{c}" if c in "()\\" else c if 32 <= byte < 127 else f"\\{byte:03o}"
    return f"({out})"


def line_by_line(page: Page) -> str:
    """Each line is a text object of its own, as many typesetters write."""
    return "\n".join(
        f"BT /F1 {r.size} Tf {r.x:.2f} {r.y:.2f} Td {_string(r.text)} Tj ET" for r in page
    )


def by_matrix(page: Page) -> str:
    """One text object a page; each line is placed by a matrix that also holds the size."""
    placed = (
        f"/F1 1 Tf {r.size} 0 0 {r.size} {r.x:.2f} {r.y:.2f} Tm {_string(r.text)} Tj" for r in page
    )
    return "BT " + "\n".join(placed) + " ET"


def kerned(page: Page) -> str:
    """Words are numbers apart, without a space among the characters."""
    return "\n".join(
        f"BT /F1 {r.size} Tf 1 0 0 1 {r.x:.2f} {r.y:.2f} Tm ["
        + " -278 ".join(_string(word) for word in r.text.split(" "))
        + "] TJ ET"
        for r in page
    )


def word_by_word(page: Page) -> str:
    """Each word is placed by itself, on a page that is turned upside down, as browsers print."""
    out = ["q 1 0 0 -1 0 842 cm BT"]
    for r in page:
        x = r.x
        out.append(f"/F1 {r.size} Tf")
        for word in r.text.split(" "):
            out.append(f"1 0 0 -1 {x:.2f} {842 - r.y:.2f} Tm {_string(word)} Tj")
            x += width(f"{word} ", r.size)
    return "\n".join([*out, "ET Q"])


def with_leading(page: Page) -> str:
    """Lines follow each other by their leading, as long as they stand under each other."""
    out, last = ["BT"], None
    for r in page:
        if last is None or r.x != last.x or r.size != last.size:
            out.append(f"/F1 {r.size} Tf 1 0 0 1 {r.x:.2f} {r.y:.2f} Tm {_string(r.text)} Tj")
        else:
            out.append(f"{last.y - r.y:.2f} TL T* {_string(r.text)} Tj")
        last = r
    return "\n".join([*out, "ET"])


MANNERS: tuple[Manner, ...] = (line_by_line, by_matrix, kerned, word_by_word, with_leading)


def pdf(
    pages: Sequence[Page],
    info: Mapping[str, str] | None = None,
    manner: Manner = line_by_line,
    *,
    is_compressed: bool = True,
    crop: Sequence[float] | None = None,
    more: str = "",
) -> bytes:
    """A PDF file of these pages; `more` stands in the trailer."""
    contents = [manner(page).encode("ascii") for page in pages]
    return assembled(list(_objects(contents, info or {}, is_compressed, crop)), more)


def _objects(
    contents: Sequence[bytes],
    info: Mapping[str, str],
    is_compressed: bool,
    crop: Sequence[float] | None,
) -> Iterator[bytes]:
    """Catalog, pages, font, information; then each page and its content."""
    first = 5
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(contents)))
    yield b"<< /Type /Catalog /Pages 2 0 R >>"
    yield f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode()
    widths = " ".join(map(str, _WIDTHS))
    yield (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding "
        f"/FirstChar 32 /LastChar 126 /Widths [{widths}] >>"
    ).encode()
    fields = " ".join(f"/{key} {_information(value)}" for key, value in info.items())
    yield f"<< {fields} >>".encode("latin-1")
    box = f"/CropBox [{' '.join(map(str, crop))}]" if crop else ""
    for number, content in enumerate(contents):
        yield (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {box} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {first + 2 * number + 1} 0 R >>"
        ).encode()
        yield stream(content, is_compressed=is_compressed)


def _information(value: str) -> str:
    return "<" + (b"\xfe\xff" + value.encode("utf-16-be")).hex() + ">"


def stream(data: bytes, *, is_compressed: bool = True, more: str = "") -> bytes:
    """A stream object of these bytes."""
    if is_compressed:
        data, more = zlib.compress(data), f"/Filter /FlateDecode {more}"
    return f"<< /Length {len(data)} {more} >>\nstream\n".encode() + data + b"\nendstream"


def assembled(objects: Sequence[bytes], more: str = "") -> bytes:
    """The file of these objects, numbered from 1: the catalog first, the information fourth."""
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    at = len(out)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    information = "/Info 4 0 R" if len(objects) >= 4 else ""
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {information} {more} >>\n"
    return out + f"{head}{trailer}startxref\n{at}\n%%EOF\n".encode()
