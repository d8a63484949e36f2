"""The words of a PDF page with their places, as they are seen on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from pypdf import PageObject

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MARGIN = 2.0  # points that words may begin outside the page
# Before these the words so far are handed over, so that each piece has its own place: else pypdf
# joins what follows on the line, a raised number or the next column, and keeps one place for all.
_MOVES = frozenset({b"Tm", b"Td", b"TD", b"T*", b"'", b'"', b"Ts", b"BDC", b"BMC", b"EMC"})
_DOUBLED = 0.15  # of the size: words drawn again so near are bold and not said twice
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
_CHARACTERS = str.maketrans(_LIGATURES | {"\ufb05": "st", "\ufb06": "st", "\xa0": " "})


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words at a place; x grows to the right and y upwards as one reads them."""

    text: str
    x: float
    y: float
    size: float
    is_bold: bool = False
    rise: float = 0.0


def fragments(page: PageObject) -> list[Fragment]:
    """The words of a page in the order in which they were drawn.

    Left out: what stands outside the page, runs across the reading direction, is marked as no part
    of the text, or was drawn twice to look bold.
    """
    _separate(page)
    seen = _Seen(_forms(page))
    page.extract_text(
        visitor_operand_before=seen.before,
        visitor_operand_after=seen.after,
        visitor_text=seen.text,
    )
    box = page.cropbox
    left, bottom, right, top = (float(x) for x in (box.left, box.bottom, box.right, box.top))
    on_page = [
        placed
        for placed in seen.found
        if left - _MARGIN <= placed.matrix[4] <= right + _MARGIN
        and bottom - _MARGIN <= placed.matrix[5] <= top + _MARGIN
    ]
    return list(_without_doubles(_upright(on_page)))


@dataclass(frozen=True, slots=True)
class _Placed:
    text: str
    matrix: Matrix
    size: float
    is_bold: bool
    rise: float

    @property
    def quarter(self) -> int:
        """The direction in which it is read, in quarter turns."""
        return round(math.atan2(self.matrix[1], self.matrix[0]) / (math.pi / 2)) % 4


@dataclass(slots=True)
class _Seen:
    """What pypdf reports while it goes through a page."""

    forms: Mapping[str, Matrix]
    found: list[_Placed] = field(default_factory=list)
    _within: list[Matrix] = field(default_factory=lambda: [_UNIT])
    _marked: list[bool] = field(default_factory=list)
    _rise: float = 0.0

    def before(self, operator: bytes, operands: Any, cm: Any, _tm: Any) -> None:
        """Where a form is drawn, which pypdf leaves out of the places inside it; what is marked."""
        if operator == b"Do":
            name = str(operands[0]) if operands else ""
            own = self.forms.get(name, _UNIT)
            self._within.append(_product(_product(own, _matrix(cm)), self._within[-1]))
        elif operator in {b"BDC", b"BMC"}:
            self._marked.append(bool(operands) and operands[0] == "/Artifact")
        elif operator == b"EMC" and self._marked:
            self._marked.pop()
        elif operator == b"Ts":
            self._rise = _number(operands)

    def after(self, operator: bytes, *_state: Any) -> None:
        """Leaves the form that was drawn."""
        if operator == b"Do" and len(self._within) > 1:
            self._within.pop()

    def text(self, text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        """Keeps words with their place on the page."""
        if not text.strip() or any(self._marked):
            return
        matrix = _product(_product(_matrix(tm), _matrix(cm)), self._within[-1])
        scale = math.hypot(matrix[2], matrix[3])
        name = str(font.get("/BaseFont", "")) if font else ""
        words = text.translate(_CHARACTERS)
        self.found.append(_Placed(words, matrix, abs(size) * scale, "Bold" in name, self._rise))


def _forms(page: PageObject) -> dict[str, Matrix]:
    """The matrices of the forms that a page draws, by name."""
    resources = _dictionary(page.get("/Resources"))
    forms = _dictionary(resources.get("/XObject"))
    out = {}
    for name in forms:
        matrix = _dictionary(forms.get(name)).get("/Matrix")
        if matrix is not None and len(matrix) == len(_UNIT):
            out[str(name)] = _matrix(matrix)
    return out


def _dictionary(value: Any) -> Any:
    value = value.get_object() if value is not None else {}
    return value if hasattr(value, "get") else {}


def _separate(page: PageObject) -> None:
    """Chooses the font again before each move, which makes pypdf hand over what it holds."""
    from pypdf.generic import ContentStream, NameObject

    drawn = page.get("/Contents")
    if drawn is None or page.pdf is None:
        return
    # not get_contents, which takes strings for words of the file's own, in another encoding
    contents = ContentStream(drawn.get_object(), page.pdf, "bytes")
    separated: list[tuple[Any, bytes]] = []
    font: Any = None
    saved: list[Any] = []
    for operands, operator in contents.operations:
        if operator == b"Tf":
            font = operands
        elif operator == b"q":
            saved.append(font)
        elif operator == b"Q" and saved:
            font = saved.pop()
        elif operator in _MOVES and font is not None:
            separated.append((font, b"Tf"))
        separated.append((operands, operator))
    contents.operations = separated
    page[NameObject("/Contents")] = contents


def _matrix(values: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)
    return a, b, c, d, e, f


def _number(operands: Any) -> float:
    is_number = bool(operands) and isinstance(operands[0], int | float)
    return float(operands[0]) if is_number else 0.0


def _product(one: Matrix, other: Matrix) -> Matrix:
    """The matrix that does the one and then the other."""
    a, b, c, d, e, f = one
    k, l, m, n, o, p = other  # noqa: E741 - as matrices are written
    return (
        a * k + b * m,
        a * l + b * n,
        c * k + d * m,
        c * l + d * n,
        e * k + f * m + o,
        e * l + f * n + p,
    )


def _upright(found: Sequence[_Placed]) -> Iterator[Fragment]:
    """The words in the direction of most, turned so that they run to the right."""
    letters = [0, 0, 0, 0]
    for placed in found:
        letters[placed.quarter] += len(placed.text)
    quarter = letters.index(max(letters))
    for placed in found:
        if placed.quarter != quarter:
            continue
        x, y = placed.matrix[4:]
        turned = ((x, y), (y, -x), (-x, -y), (-y, x))[quarter]
        yield Fragment(placed.text, *turned, placed.size, placed.is_bold, placed.rise)


def _without_doubles(found: Iterator[Fragment]) -> Iterator[Fragment]:
    last: Fragment | None = None
    for fragment in found:
        if last is None or not _is_double(fragment, last):
            yield fragment
        last = fragment


def _is_double(one: Fragment, other: Fragment) -> bool:
    if one.text.strip() != other.text.strip():
        return False
    near = _DOUBLED * one.size
    return abs(one.x - other.x) < near and abs(one.y - other.y) < near
