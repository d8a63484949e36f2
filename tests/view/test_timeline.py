"""What happened when: which facts a timeline has, in which order, and what its page shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.view import timeline
from kg.view.date_text import date_text
from tests.view.conftest import evidence, hostile_evidence
from tests.view.test_page import HOSTILE

Show = Callable[..., Any]


def _lines(network: Any, about: tuple[str, ...] = ()) -> list[str]:
    return [" ".join(line.split()) for line in str(timeline(network, "News", about)).splitlines()]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2022-11-04", "4 November 2022"),
        ("2022-11-04TMO", "4 November 2022, morning"),
        ("2009-06-01T16:00Z", "1 June 2009, 16:00 UTC"),
        ("2022-W44", "week of 31 October 2022"),
        ("2016-W35-WE", "weekend of 3 September 2016"),
        ("2022-11", "November 2022"),
        ("2022-Q3", "quarter 3 of 2022"),
        ("2022-H1", "half 1 of 2022"),
        ("2022-SU", "summer 2022"),
        ("2022", "2022"),
        ("199", "the 1990s"),
        ("19", "1900 to 1999"),
        ("PAST_REF", "PAST_REF"),
    ],
)
def test_date_text_has_words_for_every_precision(value: str, words: str) -> None:
    """Every precision of a TIMEX3 value has its words; what is no period stays."""
    assert date_text(value) == words


def test_timeline_is_in_the_order_of_dates(network: Any) -> None:
    """The earlier first; a month before its days."""
    network.nodes["acquisition"]["date"] = "2022-10-27"
    network.nodes["saying"]["date"] = "2022-11-04"
    network.nodes["track"]["date"] = "2022-10"
    assert _lines(network) == [
        "2022-10 Twitter ✕ not track (possible)",
        "2022-10-27 Elon Musk acquisition Twitter",
        "2022-11-04 Volker Türk says “Twitter loses money and more”",
    ]


def test_timeline_counts_facts_without_a_date(network: Any) -> None:
    """Not even at the day on which its article came out."""
    network.nodes["acquisition"]["date"] = "2022-10-27"
    found = timeline(network, "News")
    assert (len(found.entries), found.undated) == (1, 3)
    assert "3 others have none" in found.html()


def test_timeline_attributes_what_is_reported(network: Any) -> None:
    """Its line names the speaker, its card has the broken edge."""
    network.nodes["loss"]["date"] = "2022-10"
    assert _lines(network) == ["2022-10 lose Twitter (attributed to “Volker Türk”)"]
    assert (
        '<article class="card attributed" data-attribution="attributed">'
        in timeline(network, "News").html()
    )


def test_timeline_has_a_role_at_both_bounds(network: Any) -> None:
    """Each bound that is known is an entry."""
    network.join("Volker Türk", "Twitter", "role", "guest", date="2020 – 2021-03")
    assert _lines(network) == [
        "2020 from Volker Türk guest Twitter",
        "2021-03 until Volker Türk guest Twitter",
    ]


def test_timeline_merges_the_same_event_of_two_articles(network: Any) -> None:
    """It has both sources and both sentences; what two people say stays two."""
    dated = {"date": "2022-10-27", "evidence": evidence("Musk took Twitter over.", "Musk")}
    network.nodes["acquisition"]["date"] = "2022-10-27"
    network.fact("again", "event", "Acquisition", "take over", attributed_to="The Daily", **dated)
    network.join("again", "Elon Musk", "participant", "agent")
    network.join("again", "Twitter", "participant", "patient")
    for speaker in ("Ann", "Bob"):
        network.fact(
            f"said by {speaker}",
            "event",
            "Acquisition",
            "acquisition",
            attributed_to=speaker,
            reported=True,
            **dated,
        )
        network.join(
            f"said by {speaker}",
            "Twitter",
            "participant",
            "patient",
            attributed_to=speaker,
            reported=True,
        )
    entry, *reported = timeline(network, "News").entries
    assert entry.fact.sources == ("The Daily", "UN letter to Musk")
    assert len(entry.fact.evidence) == 2
    assert [entry.fact.sources for entry in reported] == [("Ann",), ("Bob",)]


def test_timeline_about_a_name_has_its_facts_alone(network: Any) -> None:
    """Those in which it takes part, speaks, or is spoken of."""
    for fact in ("acquisition", "saying", "track"):
        network.nodes[fact]["date"] = "2022-10"
    assert _lines(network, ("Volker Türk",)) == [
        "2022-10 Volker Türk says “Twitter loses money and more”"
    ]
    assert len(_lines(network, ("Twitter",))) == 3


@pytest.mark.parametrize(
    ("other", "unit"),
    [
        ("2022-10-29", "day"),
        ("2023-10-29", "month"),
        ("2051-02-03", "year"),
        ("2400-01-01", "decade"),
    ],
)
def test_bar_chart_is_as_fine_as_there_is_room_for(network: Any, other: str, unit: str) -> None:
    """Days, months, years or decades; all between the first and the last."""
    network.nodes["acquisition"]["date"] = "2022-10-27"
    network.nodes["track"]["date"] = "2022-10-27"
    network.nodes["saying"]["date"] = other
    assert f"Facts by {unit}:" in timeline(network, "News").html()


def test_bar_chart_is_left_out_where_dates_are_too_far_apart(network: Any) -> None:
    """From the year 1 to the year 9999 there is a list alone, and no endless count."""
    network.nodes["acquisition"]["date"], network.nodes["saying"]["date"] = (
        "0001-01-01",
        "9999-12-31",
    )
    page = timeline(network, "News").html()
    assert "Facts by" not in page
    assert "31 December 9999" in page


def test_timeline_without_dates_says_so(network: Any) -> None:
    """In the page and in plain text."""
    assert str(timeline(network, "News")) == "No fact here has a date."
    assert "No fact here has a date." in timeline(network, "News").html()


def test_timeline_ignores_the_order_of_nodes_and_edges(network: Any) -> None:
    """Nodes and edges put in backwards give the same page."""
    for fact in ("acquisition", "saying", "track"):
        network.nodes[fact]["date"] = "2022-10"
    turned = type(network)()
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    turned.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    assert timeline(turned, "News").html("g.html") == timeline(network, "News").html("g.html")


@pytest.mark.browser
def test_timeline_page_filters_by_words_and_attribution(network: Any, show: Show) -> None:
    """What does not match goes, with its day and year; Escape brings all back."""
    network.nodes["acquisition"]["date"], network.nodes["saying"]["date"] = (
        "2021-10-27",
        "2022-11-04",
    )
    page = show(timeline(network, "News").html("graph.html"))
    page.page.fill("#find", "ACQUISITION")
    assert page.page.locator(".card:visible").count() == 1
    assert page.page.locator("h2:visible").all_inner_texts() == ["2021"]
    assert page.text("#count") == "1 of 2"
    page.page.keyboard.press("Escape")
    assert page.page.locator(".card:visible").count() == 2
    page.page.uncheck("header [data-attribution=stated]")
    assert page.page.locator("h2:visible").all_inner_texts() == ["2022"]
    assert page.complaints == []
    assert [request.split("/")[0] for request in page.requests] == ["file:"]


@pytest.mark.browser
@pytest.mark.parametrize("words", HOSTILE)
def test_timeline_page_keeps_hostile_words_as_text(network: Any, show: Show, words: str) -> None:
    """Whatever field has markup in it, it is shown as it is written, and runs nothing."""
    found = hostile_evidence(words, "2022-11-06")
    network.entity(words, "Person")
    network.fact(
        "hostile event",
        "event",
        words,
        words,
        attributed_to=words,
        reported=True,
        evidence=found,
        date="2022-10",
    )
    network.fact(
        "hostile statement",
        "statement",
        "Statement",
        words,
        text=words,
        attributed_to=words,
        evidence=found,
        date="2022-10",
    )
    network.join(words, "hostile statement", "speaker", words)
    page = show(timeline(network, words).html("graph.html"))
    assert page.page.evaluate("window.pwned") is None
    active = "main img, main script, [onerror], a[href^=javascript]"
    assert page.page.locator(active).count() == 0
    assert words.replace("\x07", "") in page.page.inner_text("main").replace("\x07", "")
    assert page.complaints == []


def test_timeline_has_dated_attributes_and_things(network: Any) -> None:
    """In the words of the event."""
    network.fact("age", "attribute", "Attribute", "become", date="2009")
    network.join("age", "Elon Musk", "participant", "bearer")
    network.part("age", "value", "an investor")
    network.nodes["track"]["date"] = "2010"
    network.part("track", "patient", "the users")
    lines = str(timeline(network, "A title")).splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "2009 Elon Musk become an investor",
        "2010 Twitter ✕ not track the users (possible)",
    ]
