"""How big a graph's page is, how soon it can be used, and how smoothly it moves, in Chromium.

`make bench` prints the figures.
"""

import random
import time

import pytest

from kg.view import render
from tests.view.conftest import Sketch, chromium  # noqa: F401 - the fixture

MOVES = 40


def _graph(count):
    """Half of the nodes are people and organisations, half their events; a few have very many."""
    dice, graph = random.Random(1), Sketch()
    names = [f"Name Number {i}" for i in range(count // 2)]
    for name in names:
        graph.entity(name, dice.choice(["Person", "Organisation"]))
    for i in range(count // 2):
        graph.fact(f"e{i}", "event", "Event", "do")
        for part in ("agent", "patient"):
            graph.join(f"e{i}", names[int(len(names) * dice.random() ** 2)], "participant", part)
    return graph


@pytest.mark.parametrize(("count", "megabytes", "seconds"), [(500, 1.2, 0.7), (5000, 6.0, 2.0)])
def test_page(chromium, tmp_path, count, megabytes, seconds):  # noqa: F811 - the fixture
    """Small enough to send, ready before one waits, and 20 pictures a second while it is moved."""
    began = time.perf_counter()
    html = render(_graph(count), "benchmark")
    drawn = time.perf_counter() - began
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto("about:blank")  # the browser's own start is not the page's
    began = time.perf_counter()
    page.goto(file.as_uri())
    page.wait_for_function("window.kg && kg.counts().nodes")
    ready = time.perf_counter() - began
    spent = page.evaluate(
        """async moves => {
            const began = performance.now();
            for (let i = 0; i < moves; i++) {
                kg.network.moveTo({ offset: { x: i % 2 ? 4 : -4, y: 2 }, animation: false });
                await new Promise(requestAnimationFrame);
            }
            return (performance.now() - began) / 1000;
        }""",
        MOVES,
    )
    page.close()
    size = len(html.encode("utf-8")) / 1e6
    print(
        f"\n{count} nodes: {size:.2f} MB, drawn in {drawn:.1f} s, "
        f"ready in {ready:.2f} s, {MOVES / spent:.0f} frames a second"
    )
    assert size <= megabytes
    assert ready <= seconds
    assert MOVES / spent >= 20
