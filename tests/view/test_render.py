"""The HTML graph as text: stable, guarded, written whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.view import page_without_picture, render, write
from kg.view.best_connected import best_connected
from kg.view.style import STYLE

_RENDER = """
import hashlib, networkx as nx
from kg.graph.stored import Attribution, SourceArticle
from kg.view import render
x, y = (Attribution(SourceArticle(name, name, name, "")) for name in "xy")
g = nx.MultiDiGraph()
for n in {"Ann", "Bob", "Acme", "Bolt", "Carl"}:
    g.add_node(
        n, label=n, kind="entity", type="Person", aliases=list({n + "1", n + "2"}), date="",
        evidence=[], attributed_to=tuple({x, y}),
    )
for a, b in {("Ann", "Bob"), ("Bob", "Acme"), ("Acme", "Bolt"), ("Ann", "Carl")}:
    g.add_edge(
        a, b, key=a + b, label="knows", kind="relation", reported=False, attributed_to=x,
        polarity="positive", certainty="certain", confidence=0.5, evidence=[],
    )
print(hashlib.sha256(render(g).encode()).hexdigest())
"""


def test_render_ignores_the_hash_seed() -> None:
    """Sets come in other orders in another process; the page does not."""
    pages = {
        subprocess.run(
            [sys.executable, "-c", _RENDER],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(pages) == 1


def test_render_ignores_the_order_of_nodes_and_edges(network: Any) -> None:
    """Nodes and edges put in backwards give the same page."""
    turned = type(network)()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    assert render(turned) == render(network)


def test_render_leaves_the_network_as_it_was(network: Any) -> None:
    """Drawing reads and does not write."""
    before = (dict(network.nodes(data=True)), list(network.edges(keys=True, data=True)))
    copy = (repr(before[0]), repr(before[1]))
    render(network)
    assert (
        repr(dict(network.nodes(data=True))),
        repr(list(network.edges(keys=True, data=True))),
    ) == copy


def test_render_has_a_policy_of_hashes_alone(network: Any) -> None:
    """The Content-Security-Policy has a hash for each script and the style, and nothing unsafe."""
    page = render(network)
    policy = (
        page.split('http-equiv="Content-Security-Policy" content="')[1]
        .split('"')[0]
        .replace("&#39;", "'")
    )
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert policy.count("'sha256-") == 3
    assert "unsafe" not in policy


def test_render_takes_the_same_part_whatever_the_order(network: Any) -> None:
    """The best connected part of a network does not depend on how it was put together."""
    turned = type(network)()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    assert render(turned, most=5) == render(network, most=5)
    assert render(network, most=5) != render(network)


def test_best_connected_leaves_a_small_network_as_it_is(network: Any) -> None:
    """It is the same network, and says nothing of a whole."""
    assert best_connected(network, len(network)) is network
    part = best_connected(network, 4)
    assert 0 < len(part) <= 4
    assert part.graph["things"] == len(network)


def test_best_connected_without_facts_has_the_first_by_name(network: Any) -> None:
    """People whom nothing connects are not nothing."""
    crowd = type(network)()
    for name in "edcba":
        crowd.entity(name, "Person")
    assert sorted(best_connected(crowd, 3)) == ["a", "b", "c"]


def test_write_keeps_the_old_file_when_it_fails(tmp_path: Path) -> None:
    """A page that cannot be encoded leaves what was there, and no rubbish beside it."""
    file = tmp_path / "graph.html"
    write("old", file)
    with pytest.raises(UnicodeEncodeError):
        write("new \ud800", file)
    assert [(f.name, f.read_text()) for f in tmp_path.iterdir()] == [("graph.html", "old")]


def test_page_without_picture_says_why_and_runs_nothing() -> None:
    """The reason is text, whatever stands in it, and the policy lets no script in."""
    page = page_without_picture("ValueError: <script>alert(1)</script>")
    assert "ValueError: &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page
    assert "script-src 'none'; style-src 'sha256-" in page.replace("&#39;", "'")
    assert "kg show DIR --focus NAME" in page


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "raised", "quote"])
def test_style_text_can_be_read(theme: str, paper: str) -> None:
    """Ink, faint ink and warnings reach WCAG's 4.5 on every background that carries text."""
    colours = STYLE[theme]
    assert min(_contrast(colours[ink], colours[paper]) for ink in ("ink", "faint", "warn")) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_style_shapes_can_be_seen(theme: str) -> None:
    """Every colour of the legend reaches WCAG's 3 for graphics on the paper."""
    paper = STYLE[theme]["paper"]
    categories = STYLE["categories"].values()
    assert min(_contrast(category[theme], paper) for category in categories) >= 3


def test_style_marked_words_can_be_read() -> None:
    """Ink on the marker's colour reaches 4.5."""
    assert all(
        _contrast(STYLE[theme]["ink"], STYLE[theme]["mark"]) >= 4.5 for theme in ("light", "dark")
    )
