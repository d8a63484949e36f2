"""The graph as a page: vis-network draws it, our script filters, searches and explains it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pyvis

from kg.view.page_data import Drawing, Edge, Node
from kg.view.page_tables import tables
from kg.view.pages import page_policy, palette, text_of, whole_template
from kg.view.style import STYLE
from kg.view.svg import shape

_VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
_EVENTS = ("Event", "ReportedEvent")
# The script's files in the order in which they run: each uses only what stands before it, but in
# functions that are called later.
SCRIPTS = (
    "data.js",
    "filters.js",
    "appearance.js",
    "network.js",
    "elements.js",
    "panel.js",
    "list.js",
    "overview.js",
    "paths.js",
    "choices.js",
    "legend.js",
    "search.js",
    "address.js",
    "export.js",
)


def graph_page(drawing: Drawing, title: str) -> str:
    """The page as text; everything that comes from an article is JSON in it."""
    vis = _VIS.read_text(encoding="utf-8").rsplit("\n//# sourceMappingURL", 1)[0]
    script = "\n".join(text_of(f"graph/{name}") for name in SCRIPTS)
    css = palette() + text_of("graph/graph.css")
    return whole_template("graph/graph.html").render(
        heading=title,
        vis=vis,
        css=css,
        script=script,
        policy=page_policy([vis, script], css),
        style=STYLE,
        shape=shape,
        tables=tables(drawing),
        nodes=len(drawing.nodes),
        edges=len(drawing.edges),
        hidden=drawing.hidden,
        overview=drawing.overview,
        things=drawing.things,
        **_legend(drawing),
    )


def _legend(drawing: Drawing) -> dict[str, Any]:
    """What the legend offers to hide: only what is there."""
    drawn: tuple[Node | Edge, ...] = (*drawing.nodes, *drawing.edges)
    types = Counter(node.type for node in drawing.nodes if node.category in _EVENTS)
    counts = Counter(node.category for node in drawing.nodes)
    return {
        "counts": counts,
        "types": sorted(types.items(), key=lambda item: (-item[1], item[0])),
        "has_attributed": counts["Statement"] > 0 or any(part.reported for part in drawn),
        "has_denied": any(part.denied for part in drawn),
        "has_uncertain": any(card.uncertain for card in drawing.cards),
        "has_event_edges": any(node.as_edge for node in drawing.nodes),
    }
