"""One HTML file that shows the graph: opens offline, asks nothing of the network, and lets each fact show its sentence and its voucher."""

from __future__ import annotations

import base64
import hashlib
import html
import os
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx
import pyvis
from pyvis.network import Network

from kg.files import whole_file
from kg.view.drawing import STYLE, draw

__all__ = ["frame", "render", "write"]

_HERE = Path(str(files("kg.view")))
_VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"


def render(network: nx.MultiDiGraph[str], title: str = "What the article says") -> str:
    """The page as text: the same bytes for the same network."""
    drawing = draw(network)
    net = Network(directed=True, heading=title, cdn_resources="in_line")
    net.set_template_dir(str(_HERE), "graph.html")
    net.templateEnv.autoescape = True  # pyvis leaves it off; article text is hostile
    for node in drawing.nodes:
        net.add_node(node.pop("id"), group=node["thing"], **node)
    for line in drawing.lines:
        net.add_edge(line.pop("from"), line.pop("to"), **line)
    vis = _VIS.read_text(encoding="utf-8").rsplit("\n//# sourceMappingURL", 1)[0]
    css = _palette() + (_HERE / "graph.css").read_text(encoding="utf-8")
    script = (_HERE / "graph.js").read_text(encoding="utf-8")
    net.templateEnv.globals.update(
        vis=vis,
        css=css,
        script=script,
        policy=f"default-src 'none'; script-src {_hash(vis)} {_hash(script)}; style-src {_hash(css)}; img-src data:; base-uri 'none'; form-action 'none'",
        style=STYLE,
        cards=drawing.cards,
        hidden=drawing.hidden,
        gist=drawing.gist,
        counts=Counter(node["thing"] for node in drawing.nodes),
        said=any(part["said"] or part.get("thing") == "Statement" for part in (*drawing.nodes, *drawing.lines)),
        negated=any(part["not"] for part in (*drawing.nodes, *drawing.lines)),
        types=sorted(Counter(n["type"] for n in drawing.nodes if n["thing"] in ("Event", "Claim")).items(), key=lambda kind: (-kind[1], kind[0])),
        deeds=any(node["deed"] for node in drawing.nodes),
        unsure=any(card["sure"] != "certain" for card in drawing.cards),
    )
    return str(net.generate_html())


def write(page: str, path: str | os.PathLike[str]) -> None:
    """Put the page into a file in UTF-8, wholly or not at all."""
    with whole_file(Path(path)) as file:
        file.write(page.encode("utf-8"))


def frame(page: str, height: int = 640) -> str:
    """The page inside a notebook: a frame that may run its own script and touch nothing else."""
    return f'<iframe sandbox="allow-scripts" srcdoc="{html.escape(page)}" title="graph" width="100%" height="{height}" style="border:0"></iframe>'


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}'"


def _palette() -> str:
    """The colours of style.toml as CSS variables, for light and dark."""

    def variables(theme: str) -> str:
        colours: dict[str, Any] = STYLE[theme] | {name: thing[theme] for name, thing in STYLE["things"].items()}
        return ":root{color-scheme:" + theme + ";" + "".join(f"--{name}:{colour};" for name, colour in colours.items()) + "}"

    return f"{variables('light')}\n@media (prefers-color-scheme:dark){{{variables('dark')}}}\n"
