"""All about one thing on one page, and the still picture of what is around it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest

from kg.view import dossier, still
from tests.view.conftest import evidence
from tests.view.test_page import HOSTILE

Show = Callable[..., Any]


def _sections(network: Any, name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in str(dossier(network, {name})).split("\n\n")[1:]:
        title, *lines = part.splitlines()
        found[title] = [line.strip() for line in lines]
    return found


def test_facts_stand_under_what_they_are(network: Any) -> None:
    """Ties, deeds, and what is only said of it, each once."""
    assert _sections(network, "Twitter") == {
        "Roles and relations": ["Elon Musk CEO Twitter", "Elon Musk owner of Twitter"],
        "What happened": ["Elon Musk acquisition Twitter", "Twitter ✕ not track (possible)"],
        "Only said about Twitter": [
            "Volker Türk says “Twitter loses money and more”",
            "lose Twitter (only said, by “Volker Türk”)",
        ],
    }


def test_what_somebody_says_is_his(network: Any) -> None:
    """And not told as said about him."""
    assert _sections(network, "Volker Türk") == {
        "Roles and relations": ["Volker Türk High Commissioner for Human Rights United Nations"],
        "Said by Volker Türk": ["Volker Türk says “Twitter loses money and more”"],
    }


def test_dated_facts_come_first_in_their_order(network: Any) -> None:
    """Whatever their words."""
    network.nodes["track"]["date"] = "2021"
    assert _sections(network, "Twitter")["What happened"] == [
        "2021  Twitter ✕ not track (possible)",
        "Elon Musk acquisition Twitter",
    ]


def test_it_tells_with_whom_it_is_joined(network: Any) -> None:
    """By the number of facts that they share."""
    assert dossier(network, {"Twitter"}).joined == (
        ("Elon Musk", "Person", 3),
        ("Volker Türk", "Person", 1),
    )


def test_two_things_of_one_name_are_told_of_together(network: Any) -> None:
    """The page says that they are two."""
    network.add_node("other", **{**network.nodes["Twitter"], "aliases": ["the bird"]})
    network.join("other", "United Nations", "relation", "part of")
    page = dossier(network, {"Twitter", "other"}).html()
    assert "2 things in the graph are called so" in page
    assert "the bird" in page


def test_a_denial_in_its_own_words_is_not_denied_again(network: Any) -> None:
    """“I have no choice” is what he says; only where the words do not tell it the reader is told."""
    for key, text in (("own", "I have no choice"), ("cue", "losing money")):
        network.fact(key, "statement", "Statement", text, text=text, polarity="negative")
        network.join("Elon Musk", key, "speaker", "denied" if key == "cue" else "said")
    assert _sections(network, "Elon Musk")["Said by Elon Musk"] == [
        "Elon Musk said “I have no choice”",
        "Elon Musk denied “losing money” ✕ denied",
    ]


def test_without_a_graph_page_nothing_is_linked(network: Any) -> None:
    """Where the page stands in a notebook."""
    assert "<a " not in dossier(network, {"Twitter"}).html()
    assert '<a class="name" href="graph.html#at=Elon%20Musk">Elon Musk</a>' in dossier(
        network, {"Twitter"}
    ).html("graph.html")


def test_the_still_picture_has_every_name_and_says_what_is_said(network: Any) -> None:
    """It is well-formed, brings its own colours for light and dark, and has no script."""
    picture = still(network, "News", most=50)
    words = " ".join(
        element.text or ""
        for element in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}tspan")
    )
    assert all(
        name in words
        for name in (
            "Elon Musk",
            "Volker Türk",
            "Twitter",
            "United Nations",
            "Volker Türk says:",
            "✕ not: track (?)",
        )
    )
    assert "prefers-color-scheme:dark" in picture
    assert "<script" not in picture


def test_the_still_picture_of_a_crowd_draws_deeds_as_lines(network: Any) -> None:
    """As the page does that it is taken from."""
    boxes = re.findall(r'class="box', still(network, "News", most=50))
    assert len(re.findall(r'class="box', still(network, "News", most=3))) < len(boxes)
    assert 'class="line deed"' in still(network, "News", most=3)
    assert 'class="line voices said"' in still(network, "News", most=3)


def test_a_picture_of_nothing_is_empty() -> None:
    """And still a picture."""
    import networkx as nx

    assert ET.fromstring(still(nx.MultiDiGraph(), "Nothing", most=50)).tag.endswith("svg")


@pytest.mark.browser
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(network: Any, show: Show, words: str) -> None:
    """In names, aliases, facts, wordings, and in the picture."""
    sentence = f"It was {words} who said so."
    told = [
        {
            "sentence": sentence,
            "marks": [[7, 7 + len(words)]],
            "article": words,
            "date": words,
            "pattern": words,
            "confidence": 0.5,
        }
    ]
    network.thing(words, words, "alias " + words)
    network.fact(
        "hostile event", "event", words, words, voucher=words, said=True, evidence=told, date=words
    )
    network.fact(
        "hostile statement",
        "statement",
        "Statement",
        words,
        text=words,
        voucher=words,
        evidence=told,
    )
    network.join(words, "hostile statement", "speaker", words)
    network.join("hostile event", words, "participant", "agent", voucher=words, said=True)
    network.join(words, "Twitter", "relation", words, evidence=told)
    page = show(
        dossier(network, {words}, [(words, 2)]).html(
            "graph.html", still(network, words, most=50, alone=False)
        )
    )
    assert page.page.evaluate("window.pwned") is None
    assert (
        page.page.evaluate(
            "document.querySelectorAll('main img, main script, [onerror], a[href^=javascript]').length"
        )
        == 0
    )
    assert page.complaints == []
    assert page.page.locator("figure svg").is_visible()


@pytest.mark.browser
def test_a_name_leads_into_the_graph(network: Any, show: Show) -> None:
    """Its link opens the graph's page at that name."""
    page = show(dossier(network, {"Twitter"}, [("Twitter", 1)]).html("graph.html"))
    assert (
        page.page.locator("a.name", has_text="Elon Musk").first.get_attribute("href")
        == "graph.html#at=Elon%20Musk"
    )
    assert evidence()[0]["sentence"] in page.page.inner_text("main")
