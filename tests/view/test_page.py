"""The HTML graph in a real browser."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.view import frame, render
from kg.view.style import STYLE
from tests.view.conftest import hostile_evidence

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


def test_page_requests_nothing_but_itself(network: Any, show: Show) -> None:
    """The file itself is the only thing that is ever requested."""
    page = show(render(network))
    page.choose("Elon Musk")
    page.page.wait_for_timeout(300)
    assert [request.split("/")[0] for request in page.requests] == ["file:"]


def test_page_breaks_no_policy(network: Any, show: Show) -> None:
    """Neither the script nor vis-network does what the Content-Security-Policy forbids."""
    page = show(render(network))
    page.click("Elon Musk")
    page.page.wait_for_timeout(300)
    assert page.complaints == []


def test_policy_stops_a_foreign_script(network: Any, show: Show) -> None:
    """A script that is not one of ours by its hash does not run."""
    page = show(render(network))
    page.page.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.pwned = 1';
            document.body.append(script);
        }"""
    )
    assert page.page.evaluate("window.pwned") is None
    assert any("Content Security Policy" in complaint for complaint in page.complaints)


@pytest.mark.parametrize("words", HOSTILE)
def test_page_keeps_hostile_words_as_text(network: Any, show: Show, words: str) -> None:
    """Whatever field has markup in it, it is shown as it is written, and runs nothing."""
    found = hostile_evidence(words)
    network.entity(words, "Person", "alias " + words)
    network.fact(
        "hostile event", "event", words, words, attributed_to=words, reported=True, evidence=found
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
    network.join("hostile event", words, "participant", words, reported=True, attributed_to=words)
    network.join(words, "Twitter", "role", words, evidence=found, attributed_to=words)
    page = show(render(network, words))
    before = page.page.evaluate("document.querySelectorAll('img, script, a, iframe').length")
    page.page.evaluate("kg.data.nodes.forEach(node => kg.choose(node.id))")
    page.page.evaluate("kg.data.edges.forEach((_, edge) => kg.chooseEdge(edge))")
    page.page.fill("#search", words[:4])
    page.choose(words)
    page.page.wait_for_timeout(200)
    assert page.page.evaluate("window.pwned") is None
    assert (
        page.page.evaluate("document.querySelectorAll('img, script, a, iframe').length") == before
    )
    assert page.page.locator("#panel mark").first.evaluate("m => m.textContent") == words
    assert page.page.locator("h1").evaluate("h => h.textContent") == words


def test_panel_of_a_name_has_aliases_words_and_source(network: Any, show: Show) -> None:
    """It has aliases, and for each fact the source, the marked sentence and where it is from."""
    page = show(render(network))
    page.click("Elon Musk")
    panel = page.text("#panel")
    assert "also: @ElonMusk, Musk" in panel
    assert "Elon Musk acquisition Twitter" in panel
    assert "Source: “UN letter to Musk”." in panel
    assert "UN letter to Musk · 2022-11-06 · acquire-verb · confidence 0.91" in panel
    assert page.page.locator("#panel .card", has_text="acquisition").locator(
        "mark"
    ).all_inner_texts() == ["Musk", "acquired"]


def test_panel_of_an_edge_has_its_facts(network: Any, show: Show) -> None:
    """Roles and relations of the same two share an edge; its panel has them all."""
    page = show(render(network))
    at = page.page.evaluate(
        """ids => {
            const [p, q] = ids.map(id => kg.network.getPosition(id));
            const on = (a, b) => a + (b - a) * 0.35;
            return kg.network.canvasToDOM({ x: on(p.x, q.x), y: on(p.y, q.y) });
        }""",
        [page.number("Volker Türk"), page.number("United Nations")],
    )
    page.page.locator("#graph canvas").click(position=at)
    assert "Volker Türk — High Commissioner for Human Rights → United Nations" in page.text(
        "#panel h2"
    )
    assert page.page.locator("#panel mark").all_inner_texts() == ["Twitter"]


def test_panel_attributes_what_is_reported(network: Any, show: Show) -> None:
    """A reported fact has its speaker, and that no article states it."""
    page = show(render(network))
    page.choose("lose")
    assert "Attributed to “Volker Türk”. No article states it as a fact." in page.text("#panel")
    assert page.page.locator("#panel .card.attributed").count() == 1
    assert page.page.locator("#panel p").first.inner_text() == "Loss"


def test_panel_names_categories_and_dates_in_words(network: Any, show: Show) -> None:
    """An event without a type of its own is called one, and its date is written out."""
    network.nodes["track"]["date"] = "2022-10"
    page = show(render(network))
    page.choose("track")
    assert page.page.locator("#panel p").first.inner_text() == "Event · October 2022"
    page.choose("Twitter loses money")
    assert page.page.locator("#panel p").first.inner_text() == "Statement"


def test_panel_of_a_statement_tells_source_from_speaker(network: Any, show: Show) -> None:
    """The article is the source of the statement; what it claims is attributed to the speaker."""
    page = show(render(network))
    page.choose("Twitter loses money")
    panel = page.text("#panel")
    assert "Volker Türk says “Twitter loses money and more”" in panel
    assert "Source: “UN letter to Musk”." in panel
    assert "What the statement claims is attributed to Volker Türk." in panel


def test_panel_marks_denied_and_uncertain(network: Any, show: Show) -> None:
    """The card of a denied and uncertain event has both marks."""
    page = show(render(network))
    page.choose("track")
    assert page.text("#panel .fact") == "Twitter ✕ not track (possible)"


def test_panel_names_lead_on(network: Any, show: Show) -> None:
    """A click on a participant's name opens that one."""
    page = show(render(network))
    page.choose("acquisition")
    page.page.locator("#panel .fact button", has_text="Twitter").click()
    assert page.text("#panel h2") == "Twitter"


def test_panel_is_closed_by_escape(network: Any, show: Show) -> None:
    """What was opened can be closed by keyboard."""
    page = show(render(network))
    page.choose("Twitter")
    page.page.keyboard.press("Escape")
    assert page.page.locator("#panel").is_hidden()


def test_search_finds_an_alias(network: Any, show: Show) -> None:
    """Typing a part of another name and Enter opens the entity."""
    page = show(render(network))
    page.page.fill("#search", "@elon")
    page.page.keyboard.press("Enter")
    assert page.text("#panel h2") == "Elon Musk"


def test_legend_hides_a_category(network: Any, show: Show) -> None:
    """Without its tick a kind of node and all its lines are gone, and come back with it."""
    page = show(render(network))
    everything = page.shown()
    page.page.uncheck("[data-category=Event]")
    assert page.shown()["nodes"] == everything["nodes"] - 2
    page.page.check("[data-category=Event]")
    assert page.shown() == everything


@pytest.fixture
def crowd(network: Any) -> Any:
    """The same network with so many more people that it opens without what is claimed."""
    network.entity("hate speech", "Other")
    network.join("saying", "hate speech", "about", "about")
    for i in range(60):
        network.entity(f"Worker {i}", "Person")
        network.join(f"Worker {i}", "Twitter", "role", "worker")
    return network


def test_crowd_opens_without_what_is_reported(crowd: Any, show: Show) -> None:
    """Statements, reported events, what is only mentioned and events drawn as edges wait."""
    page = show(render(crowd))
    assert page.shown()["nodes"] == len(crowd) - 4
    for name in ("category=ReportedEvent", "category=Topic", "category=Statement", "form=boxes"):
        page.page.check(f"[data-{name}]")
    assert page.shown()["nodes"] == len(crowd)


def test_crowd_has_edges_for_statements_and_events_until_they_are_boxes(
    crowd: Any, show: Show
) -> None:
    """With boxes the edges would say it twice, and go."""
    page = show(render(crowd))

    def drawn() -> set[str]:
        edges = page.data()["edges"]
        return {edges[id_]["kind"] for id_ in page.page.evaluate("kg.shownEdges()")}

    assert {"statements", "event"} <= drawn()
    page.page.check("[data-category=Statement]")
    page.page.check("[data-form=boxes]")
    assert not {"statements", "event"} & drawn()


def test_panel_of_a_statement_edge_has_every_statement(crowd: Any, show: Show) -> None:
    """The line from a speaker to somebody opens the cards of what is said, each with its words."""
    page = show(render(crowd))
    kinds = [edge["kind"] for edge in page.data()["edges"]]
    page.page.evaluate("id => kg.chooseEdge(id)", kinds.index("statements"))
    assert "Volker Türk says “Twitter loses money and more”" in page.text("#panel")


def test_legend_hides_an_entity_with_its_last_edge(crowd: Any, show: Show) -> None:
    """What hangs on a statement alone is not left over when statements are hidden."""
    page = show(render(crowd))
    page.page.check("[data-category=Statement]")
    page.page.check("[data-category=Topic]")
    with_statement = page.shown()["nodes"]
    page.page.uncheck("[data-category=Statement]")
    assert page.shown()["nodes"] == with_statement - 2


def test_search_opens_a_hidden_fact(crowd: Any, show: Show) -> None:
    """The panel shows a reported event that is not drawn, by search too, without an error."""
    page = show(render(crowd))
    page.page.fill("#search", "lose")
    page.page.keyboard.press("Enter")
    assert page.text("#panel h2") == "lose"
    assert page.complaints == []


@pytest.fixture
def throng(network: Any) -> Any:
    """The same network with four hundred people more, each alone with an event, one in Rome."""
    for i in range(400):
        network.entity(f"Worker {i}", "Person")
        network.fact(f"walk {i}", "event", "Event", "walk")
        network.join(f"walk {i}", f"Worker {i}", "participant", "agent")
    network.entity("Rome", "Place")
    network.join("walk 7", "Rome", "participant", "place")
    return network


def test_throng_opens_with_the_most_important(throng: Any, show: Show) -> None:
    """The note counts the rest, and a click shows everything and another goes back."""
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


def test_page_of_the_best_connected_says_what_it_leaves_out(throng: Any, show: Show) -> None:
    """It counts what it has and what there is, and names the command that draws the rest."""
    page = show(render(throng, most=500))
    nodes = len(page.data()["nodes"])
    assert 400 < nodes <= 500
    note = page.text("#part")
    assert f"The page holds the {nodes} best connected of {len(throng)} nodes" in note
    assert "kg show DIR --focus NAME" in note
    page.page.click("#part button")
    assert "All of this page." in page.text("#part")
    assert page.complaints == []


def test_page_that_leaves_nothing_out_says_so(throng: Any, show: Show) -> None:
    """With room for all there is no word of a best connected part."""
    page = show(render(throng))
    assert "best connected of" not in page.text("#part")
    page.page.click("#part button")
    assert "The whole graph." in page.text("#part")


def test_search_reaches_what_a_throng_hides(throng: Any, show: Show) -> None:
    """Somebody hidden is shown with their neighbours, next to the panel, whose names lead on."""
    page = show(render(throng))
    page.page.fill("#search", "Worker 7")
    page.page.keyboard.press("Enter")
    assert page.text("#panel h2") == "Worker 7"
    assert "Around Worker 7;" in page.text("#part")
    assert page.shown()["nodes"] == 3
    wide = page.page.evaluate("graph.clientWidth - panel.offsetWidth")
    places = page.page.evaluate(
        """Object.values(kg.network.getPositions(kg.shownNodes()))
            .map(at => kg.network.canvasToDOM(at))"""
    )
    assert all(at["x"] < wide for at in places)
    page.page.locator("#panel .fact button", has_text="walk").click()
    assert page.text("#panel h2") == "walk"
    assert page.complaints == []


def test_path_has_the_facts_between_two(network: Any, show: Show) -> None:
    """Step by step, and nothing else is drawn; stated facts go before attributed ones."""
    page = show(render(network))
    page.choose("United Nations")
    page.page.locator("#panel button", has_text="Find a path to").click()
    assert page.page.evaluate("document.activeElement.id") == "search"
    page.page.keyboard.type("twitter")
    page.page.keyboard.press("Enter")
    assert page.text("#panel h2") == "United Nations → Twitter"
    assert page.page.locator("#panel .fact").count() == 2
    assert page.shown()["nodes"] == 4
    page.page.keyboard.press("Escape")
    assert page.shown()["nodes"] == len(network)
    assert page.complaints == []


def test_path_that_does_not_exist_is_said_in_words(network: Any, show: Show) -> None:
    """Somebody whom nothing connects to the other gets a sentence, not an empty panel."""
    network.entity("Hermit", "Person")
    page = show(render(network))
    page.choose("Hermit")
    page.page.locator("#panel button", has_text="Find a path to").click()
    page.choose("Twitter")
    assert "No facts and no statements connect the two." in page.text("#panel")


def test_double_click_shows_the_neighbourhood(network: Any, show: Show) -> None:
    """Only the one and its neighbours; a note says so, and leads back to everything."""
    page = show(render(network))
    at = page.page.evaluate(
        "id => kg.network.canvasToDOM(kg.network.getPosition(id))", page.number("United Nations")
    )
    page.page.locator("#graph canvas").dblclick(position=at)
    assert "Around United Nations;" in page.text("#part")
    assert page.shown()["nodes"] == 2
    page.page.locator("#part button", has_text="Show everything").click()
    assert page.shown()["nodes"] == len(network)


def test_address_brings_back_what_was_shown(network: Any, show: Show) -> None:
    """It holds who is chosen and what is hidden, by name; opened anew it shows the same."""
    page = show(render(network))
    page.page.uncheck("[data-category=Event]")
    page.choose("Elon Musk")
    seen, address = page.shown(), page.page.url
    assert "Elon+Musk" in address
    page.page.goto("about:blank")
    page.page.goto(address)
    assert page.shown() == seen
    assert page.text("#panel h2") == "Elon Musk"
    assert not page.page.is_checked("[data-category=Event]")


def test_address_brings_back_a_path(network: Any, show: Show) -> None:
    """The path between two has an address too."""
    page = show(render(network))
    page.choose("United Nations")
    page.page.locator("#panel button", has_text="Find a path to").click()
    page.choose("Twitter")
    address = page.page.url
    page.page.goto("about:blank")
    page.page.goto(address)
    assert page.text("#panel h2") == "United Nations → Twitter"


@pytest.mark.parametrize(
    "hash_",
    [
        "#at=Nobody",
        "#without=category.Nothing&until=never",
        "#at=%3Cimg%20src%3Dx%20onerror%3Dwindow.pwned%3D1%3E",
        "#%FF%00=&around=__proto__",
    ],
)
def test_address_of_what_is_not_there_does_no_harm(network: Any, show: Show, hash_: str) -> None:
    """A link to what is not there shows the page as it is, and complains of nothing."""
    page = show(render(network))
    address = page.page.url.split("#")[0]
    page.page.goto("about:blank")
    page.page.goto(address + hash_)
    assert page.shown()["nodes"] == len(network)
    assert page.page.evaluate("window.pwned") is None
    assert page.complaints == []


def test_legend_hides_what_is_denied_or_uncertain(network: Any, show: Show) -> None:
    """Each has its tick."""
    page = show(render(network))
    for tick in ("denied", "uncertain"):
        page.page.uncheck(f"[data-certainty={tick}]")
        assert page.number("track") not in page.page.evaluate("kg.shownNodes()")
        page.page.check(f"[data-certainty={tick}]")
        assert page.number("track") in page.page.evaluate("kg.shownNodes()")


def test_legend_hides_a_type_of_event(network: Any, show: Show) -> None:
    """Among the kinds of events each has its tick, with how many there are."""
    page = show(render(network))
    page.page.locator("#legend summary").first.click()
    page.page.uncheck("[data-type=Acquisition]")
    assert page.number("acquisition") not in page.page.evaluate("kg.shownNodes()")
    assert page.number("track") in page.page.evaluate("kg.shownNodes()")


def test_slider_hides_what_came_later(network: Any, show: Show) -> None:
    """Events after its date go, those without a date stay; with one date there is no slider."""
    page = show(render(network))
    assert page.page.locator("#until").is_hidden()
    network.nodes["acquisition"]["date"] = "2022-10-27"
    network.fact("suing", "event", "Lawsuit", "sue", date="2023")
    network.join("suing", "Twitter", "participant", "patient")
    page = show(render(network))
    page.page.locator("#until").fill("0")
    assert page.text("#until + output") == "until 2022-10-27"
    seen = page.page.evaluate("kg.shownNodes()")
    assert (
        page.number("sue") in seen,
        page.number("acquisition") in seen,
        page.number("track") in seen,
    ) == (False, True, True)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_picture_can_be_saved(network: Any, show: Show, kind: str) -> None:
    """As pixels and as lines: the file is named as the page, and holds the names as text."""
    network.entity("<script>alert(1)</script>", "Person")
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
        paths = [path.attrib for path in root.iter("{http://www.w3.org/2000/svg}path")]
        assert all(path["d"].startswith("M") for path in paths)
        fills = Counter(path["fill"] for path in paths)
        for category, count in (("Person", 3), ("Organisation", 2)):
            assert fills[STYLE["categories"][category]["light"]] == count
    assert page.complaints == []


def test_search_results_are_walked_by_arrow_keys(network: Any, show: Show) -> None:
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


def test_legend_hides_what_is_attributed(network: Any, show: Show) -> None:
    """Without the tick statements and reported facts are gone; entities stay."""
    page = show(render(network))
    page.page.uncheck("[data-attribution=attributed]")
    assert page.shown()["nodes"] == 4 + 2


def test_reported_edges_are_dashed_and_stated_ones_are_not(network: Any, show: Show) -> None:
    """On the canvas a reported fact has broken lines."""
    page = show(render(network))
    edges = page.data()["edges"]
    dashes = page.page.evaluate(
        "n => [...Array(n).keys()].map(id => kg.network.body.edges[id]?.options.dashes)",
        len(edges),
    )
    drawn = [
        (edge["reported"], edge["kind"], bool(dashed))
        for edge, dashed in zip(edges, dashes, strict=True)
        if dashed is not None
    ]
    assert {dashed for reported, _, dashed in drawn if reported} == {True}
    stated = [dashed for reported, kind, dashed in drawn if not reported and kind != "about"]
    assert set(stated) == {False}


def test_page_follows_the_dark(network: Any, show: Show) -> None:
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


def test_page_of_an_empty_graph_is_friendly(network: Any, show: Show) -> None:
    """Nothing to draw is said in words, without an error."""
    network.clear()
    page = show(render(network))
    assert "nothing to draw yet" in page.text("#empty")
    assert page.complaints == []


def test_page_draws_in_a_sandboxed_frame(network: Any, show: Show) -> None:
    """In a notebook's frame the page draws, and reaches nothing of the notebook."""
    page = show(f"<!doctype html><title>notebook</title>{frame(render(network))}")
    inside = page.page.frames[1]
    inside.wait_for_selector("#graph canvas")
    assert inside.evaluate("kg.counts().nodes") == len(network)
    assert (
        inside.evaluate("() => { try { return parent.document.title } catch { return 'barred' } }")
        == "barred"
    )


def test_page_on_a_phone_shows_the_best_connected_legibly(crowd: Any, show: Show) -> None:
    """Where all of it would be too small to read, its middle is shown at a legible size."""
    page = show(render(crowd))
    page.page.set_viewport_size({"width": 390, "height": 800})
    page.page.wait_for_timeout(400)
    assert page.page.evaluate("kg.network.getScale()") >= 0.6
    at = page.page.evaluate(
        "id => kg.network.canvasToDOM(kg.network.getPosition(id))", page.number("Twitter")
    )
    assert 0 < at["x"] < 390
    assert 0 < at["y"] < 800


def test_page_stays_in_view_when_the_window_changes(network: Any, show: Show) -> None:
    """Until somebody moves it all of it is seen, also in a frame that gets its size late."""
    page = show(render(network))
    for width, height in ((420, 300), (1280, 800), (800, 1100)):
        page.page.set_viewport_size({"width": width, "height": height})
        page.page.wait_for_timeout(400)
        wide, high = page.page.evaluate("[graph.clientWidth, graph.clientHeight]")
        places = page.page.evaluate(
            "Object.values(kg.network.getPositions()).map(at => kg.network.canvasToDOM(at))"
        )
        assert all(0 < at["x"] < wide and 0 < at["y"] < high for at in places), (width, height)


def test_list_has_what_is_shown(network: Any, show: Show) -> None:
    """The best connected first, each opens its panel; what is hidden leaves the list."""
    page = show(render(network))
    page.page.click("#list summary")
    assert page.page.locator("#list li").all_inner_texts() == [
        "Twitter Organisation",
        "Elon Musk Person",
        "Volker Türk Person",
        "United Nations Organisation",
    ]
    page.page.uncheck("[data-category=Person]")
    page.page.locator("#list li").nth(1).wait_for(state="detached")
    page.page.locator("#list button").first.focus()
    page.page.keyboard.press("Enter")
    assert page.text("#panel h2") == "Twitter"


def test_page_is_printed_in_light_colours(network: Any, show: Show) -> None:
    """A reader whose system is dark does not want dark paper."""
    page = show(render(network), color_scheme="dark")
    ink = "getComputedStyle(document.body).color"
    assert page.page.evaluate(ink) == "rgb(238, 241, 246)"
    page.page.emulate_media(media="print")
    assert page.page.evaluate(ink) == "rgb(27, 33, 48)"


def test_saved_svg_has_what_is_outside_the_window(crowd: Any, show: Show) -> None:
    """All names that are shown are in it, however small or far away they are on the screen."""
    page = show(render(crowd), accept_downloads=True)
    page.page.evaluate("kg.network.moveTo({ scale: 0.05, position: { x: 9000, y: 9000 } })")
    with page.page.expect_download() as download:
        page.page.click("#svg")
    root = ET.fromstring(Path(download.value.path()).read_bytes())
    texts = {"".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {f"Worker {i}" for i in range(60)} <= texts
    assert page.page.evaluate("kg.network.getScale()") == pytest.approx(0.05)
