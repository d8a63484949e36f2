"""Pages that open offline and ask nothing of the network: the graph, a timeline, a dossier.

Each fact on them shows its sentence and its source.
"""

from __future__ import annotations

import networkx as nx

from kg.view.dossier import Dossier, dossier
from kg.view.drawing import draw
from kg.view.graph_page import graph_page
from kg.view.pages import frame, page_without_picture, write
from kg.view.svg import svg
from kg.view.timeline import Timeline, timeline

__all__ = [
    "Dossier",
    "Timeline",
    "dossier",
    "frame",
    "page_without_picture",
    "pictured",
    "render",
    "still",
    "timeline",
    "write",
]


def render(network: nx.MultiDiGraph[str], title: str = "What the article says") -> str:
    """The graph's page: the same bytes for the same network."""
    return graph_page(draw(network), title)


def pictured(network: nx.MultiDiGraph[str], title: str) -> tuple[str, str]:
    """The graph's page, and a still picture in SVG of what it opens with."""
    drawing = draw(network)
    return graph_page(drawing, title), svg(drawing, title)


def still(network: nx.MultiDiGraph[str], title: str, most: int, *, alone: bool = True) -> str:
    """A picture in SVG; up to `most` nodes every fact is a box.

    `alone` it brings its own colours; else it takes those of the page around it.
    """
    return svg(draw(network, most), title, alone=alone)
