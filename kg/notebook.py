"""What a notebook shows of a graph and of its evidence, as HTML that needs nothing from outside.

Whatever the words of an article are, they stay text.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, SupportsIndex, overload

from kg.explain import Evidence

if TYPE_CHECKING:
    import pandas as pd


class EvidenceList(list[Evidence]):
    """A list of evidence, which a notebook shows as cards; a slice of it is one too."""

    @overload
    def __getitem__(self, key: SupportsIndex) -> Evidence: ...
    @overload
    def __getitem__(self, key: slice) -> EvidenceList: ...
    def __getitem__(self, key: SupportsIndex | slice) -> Evidence | EvidenceList:
        return (
            EvidenceList(super().__getitem__(key))
            if isinstance(key, slice)
            else super().__getitem__(key)
        )

    def __repr__(self) -> str:
        return "\n".join(map(str, self))

    def _repr_html_(self) -> str:
        return "".join(item._repr_html_() for item in self) or "<p>No facts.</p>"


def graph_html(counts: pd.DataFrame, page: str) -> str:
    """How many entities and facts there are of each kind, and the picture in its frame."""
    from kg.view import frame  # which loads networkx: not for evidence alone

    numbers = zip(counts["kind"], counts["asserted"], counts["reported"], strict=True)
    rows = "; ".join(
        f"{asserted:,} × {escape(kind)}{f' and {reported:,} only reported' if reported else ''}"
        for kind, asserted, reported in numbers
    )
    return f"<p>{rows}</p>{frame(page)}"
