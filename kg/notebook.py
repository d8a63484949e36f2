"""What a notebook shows of a graph and of its evidence: HTML that needs nothing from outside, in which the words of articles are always text."""

from __future__ import annotations

from html import escape
from typing import SupportsIndex, overload

import pandas as pd

from kg.explain import Evidence
from kg.view import frame


class EvidenceList(list[Evidence]):
    """A list of evidence that a notebook shows as sentences with their words marked; a part of it is one too."""

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
        return "".join(item._repr_html_() for item in self) or "<p>Nothing is told of it.</p>"


def graph_html(counts: pd.DataFrame, page: str) -> str:
    """How much there is of what, and the picture in its frame."""
    told = zip(counts["kind"], counts["asserted"], counts["said"], strict=True)
    rows = "; ".join(
        f"{asserted:,} × {escape(kind)}{f' and {said:,} only said' if said else ''}"
        for kind, asserted, said in told
    )
    return f"<p>{rows}</p>{frame(page)}"
