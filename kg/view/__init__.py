"""Pages that open offline and ask nothing of the network: the graph, a timeline, a dossier; each fact shows its sentence and its voucher."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import networkx as nx
import pyvis
from pyvis.network import Network

from kg.view.dossier import Dossier, dossier
from kg.view.drawing import Drawing, draw
from kg.view.pages import HERE, frame, page_without_picture, palette, policy, write
from kg.view.style import STYLE
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

_VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"


def render(network: nx.MultiDiGraph[str], title: str = "What the article says") -> str:
    """The page as text: the same bytes for the same network."""
    return _page(draw(network), title)


def pictured(network: nx.MultiDiGraph[str], title: str) -> tuple[str, str]:
    """The page, and the still picture in SVG of what it opens with."""
    drawing = draw(network)
    return _page(drawing, title), svg(drawing, title)


def still(network: nx.MultiDiGraph[str], title: str, most: int, *, alone: bool = True) -> str:
    """A picture in SVG; up to `most` nodes every fact is a box, `alone` says whether it brings its own colours."""
    return svg(draw(network, most), title, alone=alone)


def _page(drawing: Drawing, title: str) -> str:
    net = Network(directed=True, heading=title, cdn_resources="in_line")
    net.set_template_dir(str(HERE / "graph"), "graph.html")
    net.templateEnv.autoescape = True  # pyvis leaves it off; article text is hostile
    # add_node and add_edge would search a list of all nodes each time
    net.nodes = [{**node, "group": node["thing"]} for node in drawing.nodes]
    net.edges = [{**line, "arrows": "to"} for line in drawing.lines]
    vis = _VIS.read_text(encoding="utf-8").rsplit("\n//# sourceMappingURL", 1)[0]
    css = palette() + (HERE / "graph" / "graph.css").read_text(encoding="utf-8")
    script = (HERE / "graph" / "graph.js").read_text(encoding="utf-8")
    net.templateEnv.globals.update(
        vis=vis,
        css=css,
        script=script,
        policy=policy([vis, script], css),
        style=STYLE,
        cards=drawing.cards,
        hidden=drawing.hidden,
        gist=drawing.gist,
        counts=Counter(node["thing"] for node in drawing.nodes),
        said=any(
            part["said"] or part.get("thing") == "Statement"
            for part in (*drawing.nodes, *drawing.lines)
        ),
        negated=any(part["not"] for part in (*drawing.nodes, *drawing.lines)),
        types=sorted(
            Counter(n["type"] for n in drawing.nodes if n["thing"] in ("Event", "Claim")).items(),
            key=lambda kind: (-kind[1], kind[0]),
        ),
        deeds=any(node["deed"] for node in drawing.nodes),
        unsure=any(card["sure"] != "certain" for card in drawing.cards),
    )
    return str(net.generate_html())
