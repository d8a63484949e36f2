"""What a notebook shows of a graph and of its evidence: HTML that needs nothing from outside, in which the words of articles are always text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import SupportsIndex, overload

import pandas as pd

from kg.explain import Evidence
from kg.view import frame

_CARD = "border-left:4px {line} #48556e;padding:2px 12px;margin:10px 0;max-width:52em"
_SMALL = "font-size:85%;opacity:.75"
_MARK = "background:#ffe89a;color:#1b2130;border-radius:2px"


class EvidenceList(list[Evidence]):
    """A list of evidence that a notebook shows as sentences with their words marked; a part of it is one too."""

    @overload
    def __getitem__(self, key: SupportsIndex) -> Evidence: ...
    @overload
    def __getitem__(self, key: slice) -> EvidenceList: ...
    def __getitem__(self, key: SupportsIndex | slice) -> Evidence | EvidenceList:
        return EvidenceList(super().__getitem__(key)) if isinstance(key, slice) else super().__getitem__(key)

    def __repr__(self) -> str:
        return "\n".join(f"{item.label} · {_voice(item)}\n  {item.sentence}" for item in self)

    def _repr_html_(self) -> str:
        return "".join(map(_card, self)) or "<p>Nothing is told of it.</p>"


def graph_html(counts: pd.DataFrame, page: str) -> str:
    """How much there is of what, and the picture in its frame."""
    told = zip(counts["kind"], counts["asserted"], counts["said"], strict=True)
    rows = "; ".join(f"{asserted:,} × {escape(kind)}{f' and {said:,} only said' if said else ''}" for kind, asserted, said in told)
    return f"<p>{rows}</p>{frame(page)}"


def _card(item: Evidence) -> str:
    doubts = [word for word in (item.polarity, item.certainty) if word not in ("positive", "certain")]
    source = " · ".join([item.article, *filter(None, [item.date]), item.pattern, f"confidence {item.confidence:.2f}", *item.reasons])
    return (
        f'<div style="{_CARD.format(line="dashed" if item.said else "solid")}"><b>{escape(" · ".join([item.label, *doubts]))}</b><br>'
        f'<span style="{_SMALL}">{escape(_voice(item))}</span><br>{_marked(item.sentence, item.marks)}<br><span style="{_SMALL}">{escape(source)}</span></div>'
    )


def _voice(item: Evidence) -> str:
    return f"only said by {item.voucher}; no article vouches for it" if item.said else f"vouched for by {item.voucher}"


def _marked(sentence: str, marks: Iterable[tuple[int, int]]) -> str:
    """The sentence, escaped, with its words marked; of marks that overlap the first counts."""
    html, end = "", 0
    for start, stop in sorted(marks):
        if start >= end:
            html += f'{escape(sentence[end:start])}<mark style="{_MARK}">{escape(sentence[start:stop])}</mark>'
            end = stop
    return html + escape(sentence[end:])
