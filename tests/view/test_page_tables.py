"""The drawing as columns: each text once, and nothing lost."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kg.view import render
from kg.view.drawing import draw
from kg.view.page_data import Card, Drawing, Quotation
from kg.view.page_tables import tables

WORDS = st.text(max_size=6)


def _card(*quotations: Quotation) -> Card:
    return Card((), "", quotations, "", (), "", "", "", attributed=False, uncertain=False)


def _cut(sentence: str, cuts: list[int]) -> tuple[str, ...]:
    """The pieces, cut as a browser does, which counts in UTF-16."""
    units = sentence.encode("utf-16-le", "surrogatepass")
    ends = [2 * cut for cut in cuts]
    bounds = zip([0, *ends], [*ends, len(units)], strict=True)
    return tuple(units[a:b].decode("utf-16-le", "surrogatepass") for a, b in bounds)


@given(st.lists(WORDS, min_size=1).map(tuple), st.lists(WORDS).map(tuple))
def test_tables_keep_each_quotation(pieces: tuple[str, ...], origin: tuple[str, ...]) -> None:
    """Pieces and origin come back as they were, whatever letters they are made of."""
    card = _card(Quotation(pieces, origin))
    found = tables(Drawing(nodes=(), edges=(), cards=(card,)))
    texts = found["texts"]
    kind, ((sentence, cuts, parts),) = found["cards"]["quotations"]
    assert kind == "quotations"
    assert _cut(texts[sentence], cuts) == pieces
    assert tuple(texts[part] for part in parts) == origin


def test_tables_have_each_text_once(network: Any) -> None:
    """No text is there twice, and every number is that of a text."""
    found = tables(draw(network))
    texts = found["texts"]
    assert len(set(texts)) == len(texts)
    kind, names = found["nodes"]["name"]
    assert kind == "text"
    assert [texts[name] for name in names] == [node.name for node in draw(network).nodes]


def test_page_has_a_long_title_few_times_however_many_facts_it_has(network: Any) -> None:
    """A hundred facts more from one article repeat its title in no place of their own."""
    title = "A headline that goes on for rather longer than a headline should"
    for i in range(100):
        network.fact(f"walk {i}", "event", "Event", f"walk {i}", attributed_to=title)
        network.join(f"walk {i}", "Elon Musk", "participant", "agent", attributed_to=title)
    page = render(network)
    assert page.count(title) == 1
    assert json.dumps(f"Source: “{title}”.")[1:-1] in page
