"""How long each default measure takes on a network of 100,000 edges: `make bench` prints the
figures; each must stay under half a minute.
"""

import random
import time

import networkx as nx
import pytest

from kg.analyse import MEASURES, Analysis, measure
from kg.graph import open_store

THINGS, EVENTS, EDGES = 15_000, 25_000, 100_000
LIMIT = 30.0  # seconds


@pytest.fixture(scope="module")
def analysis():
    """People and organisations with a few that everybody is joined to, as in the news.

    A third of all facts is only said.
    """
    dice = random.Random(1)
    graph = nx.MultiDiGraph()
    told = [
        {
            "sentence": "s",
            "marks": [],
            "article": "a",
            "date": "2024-01-01",
            "pattern": "p",
            "confidence": 0.8,
        }
    ]
    common = {"polarity": "positive", "certainty": "certain", "evidence": told, "date": ""}
    for i in range(THINGS):
        graph.add_node(
            f"t{i}",
            label=f"thing {i}",
            kind="entity",
            type=dice.choice(["Person", "Organisation"]),
            aliases=[],
            attributed_to=("a",),
            **common,
        )

    def anyone() -> str:
        return f"t{int(THINGS * dice.random() ** 3)}"

    for i in range(EVENTS):
        reported = dice.random() < 0.33
        kind = dice.choice(["event", "event", "statement"])
        graph.add_node(
            f"e{i}",
            label="do",
            text="",
            kind=kind,
            type="Event",
            reported=reported,
            attributed_to=("a",),
            aliases=[],
            **common,
        )
        for part in dice.sample(["agent", "patient", "recipient", "theme"], 3):
            edge = {
                "label": part,
                "kind": "participant" if kind == "event" else "about",
                "reported": reported,
                "attributed_to": "a",
                "confidence": 0.8,
                **common,
            }
            graph.add_edge(f"e{i}", anyone(), key=f"e{i} {part}", **edge)
    for _ in range(EDGES - 3 * EVENTS):
        kind = dice.choice(["role", "relation"])
        graph.add_edge(
            anyone(),
            anyone(),
            label=kind,
            kind=kind,
            reported=dice.random() < 0.33,
            attributed_to="a",
            confidence=0.8,
            **common,
        )
    return Analysis(open_store(None), graph)


@pytest.mark.parametrize("what", MEASURES)
def test_measure(analysis, what):
    """One measure on all facts, asserted and reported."""
    names = {
        ("NAME",): ["thing 0"],
        ("NAME", "NAME"): ["thing 0", "thing 14999"],
        ("PERIOD", "PERIOD"): ["2023", "2024"],
    }.get(MEASURES[what].needs, [])
    began = time.perf_counter()
    table = measure(analysis, what, names, reported=True)
    spent = time.perf_counter() - began
    print(f"\n{spent:8.2f} s  {what}, {len(table):,} rows {table.attrs.get('note', '')}")
    assert spent < LIMIT
