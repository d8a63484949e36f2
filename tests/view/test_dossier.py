"""All about one entity on one page, and the still picture of its neighbourhood."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest

from kg.view import dossier, still
from kg.view.dossier import Connected
from tests.view.conftest import evidence, hostile_evidence
from tests.view.test_page import HOSTILE

Show = Callable[..., Any]


def _sections(network: Any, name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in str(dossier(network, {name})).split("\n\n")[1:]:
        title, *lines = part.splitlines()
        found[title] = [line.strip() for line in lines]
    return found


def test_dossier_sorts_facts_under_headings(network: Any) -> None:
    """Relations, events, and what is claimed about it, each once."""
    assert _sections(network, "Twitter") == {
        "Roles and relations": ["Elon Musk CEO Twitter", "Elon Musk owner of Twitter"],
        "Events": ["Elon Musk acquisition Twitter", "Twitter ✕ not track (possible)"],
        "Claims about Twitter": [
            "Volker Türk says “Twitter loses money and more”",
            "lose Twitter (attributed to “Volker Türk”)",
        ],
    }


def test_dossier_has_own_statements_apart_from_claims(network: Any) -> None:
    """A statement of a speaker is no claim about them."""
    assert _sections(network, "Volker Türk") == {
        "Roles and relations": ["Volker Türk High Commissioner for Human Rights United Nations"],
        "Statements by Volker Türk": ["Volker Türk says “Twitter loses money and more”"],
    }


def test_dossier_begins_with_dated_facts(network: Any) -> None:
    """A dated event stands before one without a date, whatever their words."""
    network.nodes["track"]["date"] = "2021"
    assert _sections(network, "Twitter")["Events"] == [
        "2021  Twitter ✕ not track (possible)",
        "Elon Musk acquisition Twitter",
    ]


def test_dossier_counts_facts_shared_with_others(network: Any) -> None:
    """Others stand in the order of the number of facts that they share."""
    assert dossier(network, {"Twitter"}).connected == (
        Connected("Elon Musk", "Person", 3),
        Connected("Volker Türk", "Person", 1),
    )


def test_dossier_joins_entities_of_one_name(network: Any) -> None:
    """The page says that they are two."""
    network.add_node("other", **{**network.nodes["Twitter"], "aliases": ["the bird"]})
    network.join("other", "United Nations", "relation", "part of")
    page = dossier(network, {"Twitter", "other"}).html()
    assert "2 entities in the graph have this name" in page
    assert "the bird" in page


def test_dossier_marks_denial_only_where_the_words_lack_it(network: Any) -> None:
    """“I have no choice” reads as negative; “losing money” needs the mark."""
    for key, text in (("own", "I have no choice"), ("cue", "losing money")):
        network.fact(key, "statement", "Statement", text, text=text, content_polarity="negative")
        network.join("Elon Musk", key, "speaker", "denied" if key == "cue" else "said")
    assert _sections(network, "Elon Musk")["Statements by Elon Musk"] == [
        "Elon Musk said “I have no choice”",
        "Elon Musk denied “losing money” ✕ denied",
    ]


def test_dossier_tells_what_was_not_said(network: Any) -> None:
    """The mark stands before the verb, and not behind the words."""
    text = "we lose money"
    network.fact("own", "statement", "Statement", text, text=text, polarity="negative")
    network.join("Elon Musk", "own", "speaker", "said", polarity="negative")
    assert _sections(network, "Elon Musk")["Statements by Elon Musk"] == [
        "Elon Musk ✕ not said “we lose money”"
    ]


def test_dossier_has_attributes_under_a_heading_of_their_own(network: Any) -> None:
    """After what happened; a dated one stands first."""
    for key, label, value, date in (
        ("a", "be", "rich", ""),
        ("b", "become", "an investor", "2009"),
    ):
        network.fact(key, "attribute", "Attribute", label, date=date)
        network.join(key, "Elon Musk", "participant", "bearer")
        network.part(key, "value", value)
    sections = _sections(network, "Elon Musk")
    assert sections["Attributes"] == ["2009  Elon Musk become an investor", "Elon Musk be rich"]
    assert list(sections) == ["Roles and relations", "Events", "Attributes"]


def test_dossier_links_names_only_to_a_given_graph_page(network: Any) -> None:
    """In a notebook there is none."""
    assert "<a " not in dossier(network, {"Twitter"}).html()
    assert '<a class="name" href="graph.html#at=Elon%20Musk">Elon Musk</a>' in dossier(
        network, {"Twitter"}
    ).html("graph.html")


def test_still_has_every_name_and_says_what_is_reported(network: Any) -> None:
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


def test_still_draws_events_as_lines_where_there_are_many(network: Any) -> None:
    """As the page does that it is taken from, and statements too."""
    boxes = re.findall(r'class="box', still(network, "News", most=50))
    assert len(re.findall(r'class="box', still(network, "News", most=3))) < len(boxes)
    assert 'class="line event"' in still(network, "News", most=3)
    assert 'class="line statements attributed"' in still(network, "News", most=3)


def test_still_of_no_nodes_is_a_picture() -> None:
    """It is empty, and well-formed."""
    import networkx as nx

    assert ET.fromstring(still(nx.MultiDiGraph(), "Nothing", most=50)).tag.endswith("svg")


@pytest.mark.browser
@pytest.mark.parametrize("words", HOSTILE)
def test_dossier_page_keeps_hostile_words_as_text(network: Any, show: Show, words: str) -> None:
    """In names, aliases, facts, wordings, and in the picture."""
    found = hostile_evidence(words)
    network.entity(words, words, "alias " + words)
    network.fact(
        "hostile event",
        "event",
        words,
        words,
        attributed_to=words,
        reported=True,
        evidence=found,
        date=words,
    )
    network.fact(
        "hostile statement",
        "statement",
        "Statement",
        words,
        text=words,
        attributed_to=words,
        evidence=found,
    )
    network.join(words, "hostile statement", "speaker", words)
    network.join("hostile event", words, "participant", "agent", attributed_to=words, reported=True)
    network.join(words, "Twitter", "relation", words, evidence=found)
    page = show(
        dossier(network, {words}, [(words, 2)]).html(
            "graph.html", still(network, words, most=50, alone=False)
        )
    )
    assert page.page.evaluate("window.pwned") is None
    active = "main img, main script, [onerror], a[href^=javascript]"
    assert page.page.locator(active).count() == 0
    assert page.complaints == []
    assert page.page.locator("figure svg").is_visible()


@pytest.mark.browser
def test_dossier_page_links_a_name_to_the_graph(network: Any, show: Show) -> None:
    """Its link opens the graph's page at that name."""
    page = show(dossier(network, {"Twitter"}, [("Twitter", 1)]).html("graph.html"))
    assert (
        page.page.locator("a.name", has_text="Elon Musk").first.get_attribute("href")
        == "graph.html#at=Elon%20Musk"
    )
    assert evidence()[0]["sentence"] in page.page.inner_text("main")
