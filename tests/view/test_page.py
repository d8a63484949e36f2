"""The HTML graph in a real browser."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.view import frame, render

pytestmark = pytest.mark.browser
Show = Callable[..., Any]

HOSTILE = [
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    '<a href="javascript:window.pwned=1">href</a>',
    "{{ 7 * 7 }}{% raw %}",
    "\u202emoc.live\u202c",
    "\"'-->\x07",
]


def test_asks_nothing_of_the_network(network: Any, show: Show) -> None:
    """The file itself is the only thing that is ever requested."""
    page = show(render(network))
    page.choose("Elon Musk")
    page.page.wait_for_timeout(300)
    assert [request.split("/")[0] for request in page.requests] == ["file:"]


def test_breaks_no_policy(network: Any, show: Show) -> None:
    """Neither the script nor vis-network does what the Content-Security-Policy forbids."""
    page = show(render(network))
    page.click("Elon Musk")
    page.page.wait_for_timeout(300)
    assert page.complaints == []


def test_policy_stops_a_foreign_script(network: Any, show: Show) -> None:
    """A script that is not one of ours by its hash does not run."""
    page = show(render(network))
    page.page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; document.body.append(s); }"
    )
    assert page.page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in complaint for complaint in page.complaints)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(network: Any, show: Show, words: str) -> None:
    """A name, alias, label, sentence or title with markup in it is shown as it is written, and runs nothing."""
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
    network.thing(words, "Person", "alias " + words)
    network.fact("hostile event", "event", words, words, voucher=words, said=True, evidence=told)
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
    network.join("hostile event", words, "participant", words, said=True, voucher=words)
    network.join(words, "Twitter", "role", words, evidence=told, voucher=words)
    page = show(render(network, words))
    before = page.page.evaluate("document.querySelectorAll('img, script, a, iframe').length")
    data = "JSON.parse(document.getElementById('data').textContent)"
    page.page.evaluate(f"{data}.nodes.forEach(node => kg.choose(node.id))")
    page.page.evaluate(f"{data}.edges.forEach((_, edge) => kg.chooseEdge(edge))")
    page.page.fill("#search", words[:4])
    page.choose(words)
    page.page.wait_for_timeout(200)
    assert page.page.evaluate("window.pwned") is None
    assert (
        page.page.evaluate("document.querySelectorAll('img, script, a, iframe').length") == before
    )
    assert page.page.locator("#panel mark").first.evaluate("m => m.textContent") == words
    assert page.page.locator("h1").evaluate("h => h.textContent") == words


def test_click_on_a_name_tells_names_words_and_voucher(network: Any, show: Show) -> None:
    """The panel of a thing has its aliases, and for its facts the marked sentence, article, pattern, confidence and voucher."""
    page = show(render(network))
    page.click("Elon Musk")
    panel = page.text("#panel")
    assert "also: @ElonMusk, Musk" in panel
    assert "acquisition by Elon Musk of Twitter" in panel
    assert "Vouched for by “UN letter to Musk”." in panel
    assert "UN letter to Musk · 2022-11-06 · acquire-verb · confidence 0.91" in panel
    assert page.page.locator("#panel .card", has_text="acquisition").locator(
        "mark"
    ).all_inner_texts() == ["Musk", "acquired"]


def test_click_on_a_line_tells_its_facts(network: Any, show: Show) -> None:
    """Roles and relations of the same two share a line; its panel has them all."""
    page = show(render(network))
    at = page.page.evaluate(
        """([a, b]) => { const p = kg.network.getPosition(a), q = kg.network.getPosition(b);
        return kg.network.canvasToDOM({ x: p.x + (q.x - p.x) * 0.35, y: p.y + (q.y - p.y) * 0.35 }); }""",
        [page.number("Volker Türk"), page.number("United Nations")],
    )
    page.page.locator("#graph canvas").click(position=at)
    assert "Volker Türk — High Commissioner for Human Rights → United Nations" in page.text(
        "#panel h2"
    )
    assert page.page.locator("#panel mark").all_inner_texts() == ["Twitter"]


def test_what_is_only_said_says_so(network: Any, show: Show) -> None:
    """A fact of a speaker names the speaker, and that no article vouches."""
    page = show(render(network))
    page.choose("lose")
    assert "Only said, by “Volker Türk”. No article vouches for it." in page.text("#panel")
    assert page.page.locator("#panel .card.said").count() == 1


def test_a_statement_tells_who_vouches_for_what(network: Any, show: Show) -> None:
    """For a statement the article vouches that it was said, the speaker for what is said; all its words are there."""
    page = show(render(network))
    page.choose("Twitter loses money")
    panel = page.text("#panel")
    assert "Volker Türk says: “Twitter loses money and more”" in panel
    assert (
        "“UN letter to Musk” vouches that this was said. For what is said only Volker Türk vouches."
        in panel
    )


def test_denied_and_unsure_are_marked_in_the_panel(network: Any, show: Show) -> None:
    """The card of a denied and uncertain event has both marks."""
    page = show(render(network))
    page.choose("track")
    assert re.search(r"✕ not track by Twitter \(possible\)", page.text("#panel .fact"))


def test_names_in_the_panel_lead_on(network: Any, show: Show) -> None:
    """A click on a participant's name opens that one."""
    page = show(render(network))
    page.choose("acquisition")
    page.page.locator("#panel .fact button", has_text="Twitter").click()
    assert page.text("#panel h2") == "Twitter"


def test_escape_closes_the_panel(network: Any, show: Show) -> None:
    """What was opened can be closed by keyboard."""
    page = show(render(network))
    page.choose("Twitter")
    page.page.keyboard.press("Escape")
    assert page.page.locator("#panel").is_hidden()


def test_search_finds_an_alias(network: Any, show: Show) -> None:
    """Typing a part of another name and Enter opens the thing."""
    page = show(render(network))
    page.page.fill("#search", "@elon")
    page.page.keyboard.press("Enter")
    assert page.text("#panel h2") == "Elon Musk"


def test_legend_hides_a_kind(network: Any, show: Show) -> None:
    """Without its tick a kind of node and all its lines are gone, and come back with it."""
    page = show(render(network))
    everything = page.shown()
    page.page.uncheck("[data-thing=Event]")
    assert page.shown()["nodes"] == everything["nodes"] - 2
    page.page.check("[data-thing=Event]")
    assert page.shown() == everything


@pytest.fixture
def crowd(network: Any) -> Any:
    """The same network with so many more people that it opens without what is claimed."""
    network.thing("hate speech", "Other")
    network.join("saying", "hate speech", "about", "about")
    for i in range(60):
        network.thing(f"Worker {i}", "Person")
        network.join(f"Worker {i}", "Twitter", "role", "worker")
    return network


def test_a_crowd_opens_without_what_is_claimed(crowd: Any, show: Show) -> None:
    """Statements, claimed events and what is only spoken of wait for their ticks, and events that are drawn as lines for theirs."""
    page = show(render(crowd))
    assert page.shown()["nodes"] == len(crowd) - 4
    for name in ("thing=Claim", "thing=Topic", "thing=Statement", "form=boxes"):
        page.page.check(f"[data-{name}]")
    assert page.shown()["nodes"] == len(crowd)


def test_statements_and_deeds_are_lines_until_they_are_boxes(crowd: Any, show: Show) -> None:
    """In a crowd one line says of whom somebody speaks and one what somebody did; with boxes they would say it twice, and go."""
    page = show(render(crowd))

    def drawn() -> set[str]:
        kinds = "() => JSON.parse(document.getElementById('data').textContent).edges.filter((e, i) => kg.drawn().includes(i)).map(e => e.kind)"
        return set(page.page.evaluate(kinds))

    assert {"voices", "deed"} <= drawn()
    page.page.check("[data-thing=Statement]")
    page.page.check("[data-form=boxes]")
    assert not {"voices", "deed"} & drawn()


def test_click_on_a_bundle_tells_every_statement(crowd: Any, show: Show) -> None:
    """The line from a speaker to somebody opens the cards of what is said, each with its words."""
    page = show(render(crowd))
    page.page.evaluate(
        "() => kg.chooseEdge(JSON.parse(document.getElementById('data').textContent).edges.findIndex(e => e.kind === 'voices'))"
    )
    assert "Volker Türk says: “Twitter loses money and more”" in page.text("#panel")


def test_a_thing_goes_with_its_last_line(crowd: Any, show: Show) -> None:
    """What hangs on a statement alone is not left over when statements are hidden."""
    page = show(render(crowd))
    page.page.check("[data-thing=Statement]")
    page.page.check("[data-thing=Topic]")
    with_statement = page.shown()["nodes"]
    page.page.uncheck("[data-thing=Statement]")
    assert page.shown()["nodes"] == with_statement - 2


def test_a_hidden_fact_can_be_read(crowd: Any, show: Show) -> None:
    """The panel tells of a claimed event that is not drawn, by search too, without an error."""
    page = show(render(crowd))
    page.page.fill("#search", "lose")
    page.page.keyboard.press("Enter")
    assert page.text("#panel h2") == "lose"
    assert page.complaints == []


@pytest.fixture
def throng(network: Any) -> Any:
    """The same network with four hundred people more, each alone with an event, and one of them met by another."""
    for i in range(400):
        network.thing(f"Worker {i}", "Person")
        network.fact(f"walk {i}", "event", "Event", "walk")
        network.join(f"walk {i}", f"Worker {i}", "participant", "agent")
    network.thing("Rome", "Place")
    network.join("walk 7", "Rome", "participant", "place")
    return network


def test_a_throng_opens_with_the_most_important(throng: Any, show: Show) -> None:
    """Those whom facts join are there, the note counts the rest, and a click shows everything and goes back."""
    page = show(render(throng))
    first = page.shown()["nodes"]
    assert 4 <= first <= 70
    note = page.text("#part")
    assert f"{len(throng) - first} other nodes are hidden" in note
    page.page.click("#part button")
    assert page.shown()["nodes"] > 800
    page.page.click("#part button")
    assert page.shown()["nodes"] == first
    assert page.complaints == []


def test_search_reaches_what_a_throng_hides(throng: Any, show: Show) -> None:
    """Somebody hidden is shown with all that is around, beside the panel; a hidden name in the panel leads on."""
    page = show(render(throng))
    page.page.fill("#search", "Worker 7")
    page.page.keyboard.press("Enter")
    assert page.text("#panel h2") == "Worker 7"
    assert "Around Worker 7;" in page.text("#part")
    assert page.shown()["nodes"] == 3
    wide = page.page.evaluate("graph.clientWidth - panel.offsetWidth")
    assert all(
        at["x"] < wide
        for at in page.page.evaluate(
            "Object.values(kg.network.getPositions(kg.seen())).map(at => kg.network.canvasToDOM(at))"
        )
    )
    page.page.locator("#panel .fact button", has_text="walk").click()
    assert page.text("#panel h2") == "walk"
    assert page.complaints == []


def test_the_way_between_two(network: Any, show: Show) -> None:
    """From a name's panel to another: the facts on the way, step by step, and nothing else in the picture; asserted facts go before what is said."""
    page = show(render(network))
    page.choose("United Nations")
    page.page.locator("#panel button", has_text="Find the way to").click()
    assert page.page.evaluate("document.activeElement.id") == "search"
    page.page.keyboard.type("twitter")
    page.page.keyboard.press("Enter")
    assert page.text("#panel h2") == "United Nations → Twitter"
    assert page.page.locator("#panel .fact").count() == 2
    assert page.shown()["nodes"] == 4
    page.page.keyboard.press("Escape")
    assert page.shown()["nodes"] == len(network)
    assert page.complaints == []


def test_no_way_is_said_in_words(network: Any, show: Show) -> None:
    """Somebody whom nothing joins to the other gets a sentence, not an empty panel."""
    network.thing("Hermit", "Person")
    page = show(render(network))
    page.choose("Hermit")
    page.page.locator("#panel button", has_text="Find the way to").click()
    page.choose("Twitter")
    assert "No fact leads from the one to the other" in page.text("#panel")


def test_double_click_shows_what_is_around(network: Any, show: Show) -> None:
    """Only the one and those beside; a note says so, and leads back to everything."""
    page = show(render(network))
    at = page.page.evaluate(
        "id => kg.network.canvasToDOM(kg.network.getPosition(id))", page.number("United Nations")
    )
    page.page.locator("#graph canvas").dblclick(position=at)
    assert "Around United Nations;" in page.text("#part")
    assert page.shown()["nodes"] == 2
    page.page.locator("#part button", has_text="Show everything").click()
    assert page.shown()["nodes"] == len(network)


def test_a_link_brings_back_what_was_seen(network: Any, show: Show) -> None:
    """The address holds who is chosen and what is switched off, by name; opened anew it shows the same."""
    page = show(render(network))
    page.page.uncheck("[data-thing=Event]")
    page.choose("Elon Musk")
    seen, address = page.shown(), page.page.url
    assert "Elon+Musk" in address
    page.page.goto("about:blank")
    page.page.goto(address)
    assert page.shown() == seen
    assert page.text("#panel h2") == "Elon Musk"
    assert not page.page.is_checked("[data-thing=Event]")


def test_a_link_to_a_way_brings_it_back(network: Any, show: Show) -> None:
    """The way between two has an address too."""
    page = show(render(network))
    page.choose("United Nations")
    page.page.locator("#panel button", has_text="Find the way to").click()
    page.choose("Twitter")
    address = page.page.url
    page.page.goto("about:blank")
    page.page.goto(address)
    assert page.text("#panel h2") == "United Nations → Twitter"


@pytest.mark.parametrize(
    "hash_",
    [
        "#at=Nobody",
        "#without=thing.Nothing&until=never",
        "#at=%3Cimg%20src%3Dx%20onerror%3Dwindow.pwned%3D1%3E",
        "#%FF%00=&around=__proto__",
    ],
)
def test_a_wild_link_does_no_harm(network: Any, show: Show, hash_: str) -> None:
    """A link to what is not there shows the page as it is, and complains of nothing."""
    page = show(render(network))
    address = page.page.url.split("#")[0]
    page.page.goto("about:blank")
    page.page.goto(address + hash_)
    assert page.shown()["nodes"] == len(network)
    assert page.page.evaluate("window.pwned") is None
    assert page.complaints == []


def test_what_is_denied_or_unsure_can_be_hidden(network: Any, show: Show) -> None:
    """Each has its tick."""
    page = show(render(network))
    for tick in ("denied", "unsure"):
        page.page.uncheck(f"[data-sure={tick}]")
        assert page.number("track") not in page.page.evaluate("kg.seen()")
        page.page.check(f"[data-sure={tick}]")
        assert page.number("track") in page.page.evaluate("kg.seen()")


def test_a_kind_of_event_can_be_hidden(network: Any, show: Show) -> None:
    """Among the kinds of events each has its tick, with how many there are."""
    page = show(render(network))
    page.page.locator("#legend summary").first.click()
    page.page.uncheck("[data-type=Acquisition]")
    assert page.number("acquisition") not in page.page.evaluate("kg.seen()")
    assert page.number("track") in page.page.evaluate("kg.seen()")


def test_the_slider_hides_what_came_later(network: Any, show: Show) -> None:
    """Events after its date are gone, those without a date stay; with one date there is no slider."""
    page = show(render(network))
    assert page.page.locator("#until").is_hidden()
    network.nodes["acquisition"]["date"] = "2022-10-27"
    network.fact("suing", "event", "Lawsuit", "sue", date="2023")
    network.join("suing", "Twitter", "participant", "patient")
    page = show(render(network))
    page.page.locator("#until").fill("0")
    assert page.text("#until + output") == "until 2022-10-27"
    seen = page.page.evaluate("kg.seen()")
    assert (
        page.number("sue") in seen,
        page.number("acquisition") in seen,
        page.number("track") in seen,
    ) == (False, True, True)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_picture_can_be_saved(network: Any, show: Show, kind: str) -> None:
    """As pixels and as lines: a file named as the page, which breaks no policy and holds the names as text."""
    network.thing("<script>alert(1)</script>", "Person")
    page = show(render(network, "Musk & <b>Twitter</b>"), accept_downloads=True)
    with page.page.expect_download() as download:
        page.page.click(f"#{kind}")
    assert download.value.suggested_filename == f"Musk bTwitterb.{kind}"
    content = Path(download.value.path()).read_bytes()
    if kind == "png":
        assert content.startswith(b"\x89PNG")
    else:
        root = ET.fromstring(content)
        texts = {"".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")}
        assert {"Elon Musk", "Twitter", "acquisition"} <= texts
        assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    assert page.complaints == []


def test_hits_are_walked_by_arrow_keys(network: Any, show: Show) -> None:
    """Down into the list, up out of it again."""
    page = show(render(network))
    page.page.fill("#search", "t")
    page.page.locator("#search").press("ArrowDown")
    page.page.keyboard.press("ArrowDown")
    assert (
        page.page.evaluate(
            "[...document.querySelectorAll('#found button')].indexOf(document.activeElement)"
        )
        == 1
    )
    page.page.keyboard.press("ArrowUp")
    page.page.keyboard.press("ArrowUp")
    assert page.page.evaluate("document.activeElement.id") == "search"


def test_legend_hides_what_is_only_said(network: Any, show: Show) -> None:
    """Without the tick at "only said" statements and said facts are gone; things stay."""
    page = show(render(network))
    page.page.uncheck("[data-voice=said]")
    assert page.shown()["nodes"] == 4 + 2


def test_said_lines_are_dashed_and_asserted_ones_are_not(network: Any, show: Show) -> None:
    """On the canvas a speaker's fact has broken lines."""
    page = show(render(network))
    dashes = page.page.evaluate(
        "() => JSON.parse(document.getElementById('data').textContent).edges.map((e, i) => [e.said, kg.network.body.edges[i]?.options.dashes, e.kind])"
    )
    there = [(said, bool(dashed), kind) for said, dashed, kind in dashes if dashed is not None]
    assert {dashed for said, dashed, _ in there if said} == {True}
    assert {dashed for said, dashed, kind in there if not said and kind != "about"} == {False}


def test_follows_the_dark(network: Any, show: Show) -> None:
    """In a dark system the paper is dark, and so are the boxes on the canvas."""
    dark, light = (show(render(network), color_scheme=scheme) for scheme in ("dark", "light"))
    papers = [
        p.page.evaluate("getComputedStyle(document.body).backgroundColor") for p in (dark, light)
    ]
    boxes = [
        p.page.evaluate(
            "id => kg.network.body.nodes[id].options.color.background", p.number("acquisition")
        )
        for p in (dark, light)
    ]
    assert papers[0] != papers[1]
    assert boxes[0] != boxes[1]


def test_empty_graph_is_friendly(network: Any, show: Show) -> None:
    """Nothing to draw is said in words, without an error."""
    network.clear()
    page = show(render(network))
    assert "nothing to draw yet" in page.text("#empty")
    assert page.complaints == []


def test_draws_in_a_sandboxed_frame(network: Any, show: Show) -> None:
    """In a notebook's frame the page draws, and reaches nothing of the notebook."""
    page = show(f"<!doctype html><title>notebook</title>{frame(render(network))}")
    inside = page.page.frames[1]
    inside.wait_for_selector("#graph canvas")
    assert inside.evaluate("kg.shown().nodes") == len(network)
    assert (
        inside.evaluate("() => { try { return parent.document.title } catch { return 'barred' } }")
        == "barred"
    )


def test_a_phone_shows_the_best_joined_legibly(crowd: Any, show: Show) -> None:
    """Where all of it would be too small to read, the middle of it is shown at a size that can be read."""
    page = show(render(crowd))
    page.page.set_viewport_size({"width": 390, "height": 800})
    page.page.wait_for_timeout(400)
    assert page.page.evaluate("kg.network.getScale()") >= 0.6
    at = page.page.evaluate(
        "id => kg.network.canvasToDOM(kg.network.getPosition(id))", page.number("Twitter")
    )
    assert 0 < at["x"] < 390
    assert 0 < at["y"] < 800


def test_stays_in_view_when_the_window_changes(network: Any, show: Show) -> None:
    """Until somebody moves the picture, all of it is seen, also in a frame that gets its size late."""
    page = show(render(network))
    for width, height in ((420, 300), (1280, 800), (800, 1100)):
        page.page.set_viewport_size({"width": width, "height": height})
        page.page.wait_for_timeout(400)
        wide, high = page.page.evaluate("[graph.clientWidth, graph.clientHeight]")
        places = page.page.evaluate(
            "Object.values(kg.network.getPositions()).map(at => kg.network.canvasToDOM(at))"
        )
        assert all(0 < at["x"] < wide and 0 < at["y"] < high for at in places), (width, height)


def test_what_is_shown_can_be_read_as_a_list(network: Any, show: Show) -> None:
    """The best joined first, each a button that opens its panel; what is switched off leaves the list."""
    page = show(render(network))
    page.page.click("#list summary")
    assert page.page.locator("#list li").all_inner_texts() == [
        "Twitter Organisation",
        "Elon Musk Person",
        "Volker Türk Person",
        "United Nations Organisation",
    ]
    page.page.uncheck("[data-thing=Person]")
    page.page.locator("#list li").nth(1).wait_for(state="detached")
    page.page.locator("#list button").first.focus()
    page.page.keyboard.press("Enter")
    assert page.text("#panel h2") == "Twitter"


def test_is_printed_in_light_colours(network: Any, show: Show) -> None:
    """A reader whose system is dark does not want dark paper."""
    page = show(render(network), color_scheme="dark")
    ink = "getComputedStyle(document.body).color"
    assert page.page.evaluate(ink) == "rgb(238, 241, 246)"
    page.page.emulate_media(media="print")
    assert page.page.evaluate(ink) == "rgb(27, 33, 48)"
