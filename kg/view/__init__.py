"""Pages that open offline and ask nothing of the network: the graph, a timeline, a dossier.

Each fact on them shows its sentence and its source.
"""

from __future__ import annotations

import networkx as nx

from kg.garbage import collected_later
from kg.view.best_connected import best_connected
from kg.view.dossier import Dossier, dossier
from kg.view.drawing import draw
from kg.view.graph_page import graph_page
from kg.view.pages import frame, page_without_picture, write
from kg.view.style import STYLE
from kg.view.svg import svg
from kg.view.timeline import Timeline, timeline

__all__ = [
    "MOST",
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


MOST: int = STYLE["first_sight"]["most"]  # nodes that a page holds


def render(
    network: nx.MultiDiGraph[str], title: str = "What the article says", most: int = MOST
) -> str:
    """The graph's page: the same bytes for the same network.

    Of a network of more nodes than `most` it holds the best connected part, and says so.
    """
    with collected_later():
        return graph_page(draw(best_connected(network, most)), title)


def pictured(network: nx.MultiDiGraph[str], title: str, most: int = MOST) -> tuple[str, str]:
    """The graph's page, as `render` makes it, and a still picture in SVG of what it opens with."""
    with collected_later():
        drawing = draw(best_connected(network, most))
        return graph_page(drawing, title), svg(drawing, title)


def still(network: nx.MultiDiGraph[str], title: str, most: int, *, alone: bool = True) -> str:
    """A picture in SVG; up to `most` nodes every fact is a box.

    `alone` it brings its own colours; else it takes those of the page around it.
    """
    return svg(draw(best_connected(network, MOST), most), title, alone=alone)
