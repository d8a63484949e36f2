"""A network with one of everything that is drawn differently, and a Chromium that opens pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from kg.graph.stored import Attribution, Report, SourceArticle

SENTENCE = "👇 Musk acquired Twitter, which Türk says loses money."
LETTER = "UN letter to Musk"


def evidence(sentence: str = SENTENCE, *words: str) -> list[dict[str, Any]]:
    """One sentence, with these words marked."""
    marks = [[sentence.index(w), sentence.index(w) + len(w)] for w in words]
    return [
        {
            "sentence": sentence,
            "marks": marks,
            "article": LETTER,
            "date": "2022-11-06",
            "pattern": "acquire-verb",
            "confidence": 0.91,
        }
    ]


def attribution(name: str, reported: bool) -> Attribution:
    """To the article of this title, or where it is reported, to this speaker in the letter."""
    if not reported:
        return Attribution(SourceArticle(name, name, name, ""))
    return Attribution(SourceArticle(LETTER, LETTER, LETTER, ""), (Report("statement", (name,)),))


def hostile_evidence(words: str, date: str = "") -> list[dict[str, Any]]:
    """One sentence in which these words are marked, and which has them in every other field."""
    sentence = f"It was {words} who said so."
    found = evidence(sentence, words)
    return [item | {"article": words, "date": date or words, "pattern": words} for item in found]


class Sketch(nx.MultiDiGraph):  # type: ignore[type-arg] # cannot be subscripted when run
    """A network drawn by hand: names are keys."""

    def entity(self, name: str, type_: str, *aliases: str) -> None:
        """A person, an organisation or anything else that has a name."""
        self.add_node(
            name,
            label=name,
            kind="entity",
            type=type_,
            aliases=list(aliases),
            date="",
            evidence=[],
            attributed_to=(attribution(LETTER, reported=False),),
        )

    def fact(
        self,
        key: str,
        kind: str,
        type_: str,
        label: str,
        attributed_to: str = LETTER,
        reported: bool = False,
        **more: Any,
    ) -> None:
        """An event or a statement."""
        common = {
            "aliases": [],
            "date": "",
            "evidence": evidence(SENTENCE, "Musk", "acquired"),
            "reported": reported,
            "polarity": "positive",
            "certainty": "certain",
        }
        self.add_node(
            key,
            **{
                **common,
                "label": label,
                "kind": kind,
                "type": type_,
                "attributed_to": (attribution(attributed_to, reported),),
                **more,
            },
        )

    def part(self, key: str, role: str, words: str, event: str = "") -> None:
        """A thing in an event; with an `event` that, and the line to it."""
        self.nodes[key].setdefault("parts", []).append({"role": role, "words": words, "iri": event})
        if event:
            self.join(key, event, "argument", role)

    def join(
        self,
        source: str,
        target: str,
        kind: str,
        label: str,
        attributed_to: str = LETTER,
        reported: bool = False,
        **more: Any,
    ) -> None:
        """A line between two."""
        common = {
            "reported": reported,
            "polarity": "positive",
            "certainty": "certain",
            "confidence": 0.9,
            "attributed_to": attribution(attributed_to, reported),
            "evidence": evidence(SENTENCE, "Twitter"),
        }
        self.add_edge(
            source,
            target,
            key=f"{source} {kind} {label} {target}",
            **{**common, "kind": kind, "label": label, **more},
        )


@pytest.fixture
def network() -> Sketch:
    """Who acquired, leads and writes; what is reported, denied and uncertain."""
    g = Sketch()
    g.entity("Elon Musk", "Person", "Musk", "@ElonMusk")
    g.entity("Volker Türk", "Person", "Türk")
    g.entity("Twitter", "Organisation")
    g.entity("United Nations", "Organisation", "UN")
    g.join("Elon Musk", "Twitter", "role", "CEO")
    g.join("Elon Musk", "Twitter", "relation", "owner of")
    g.join("Volker Türk", "United Nations", "role", "High Commissioner for Human Rights")
    g.fact("acquisition", "event", "Acquisition", "acquisition")
    g.join("acquisition", "Elon Musk", "participant", "agent")
    g.join("acquisition", "Twitter", "participant", "patient")
    g.fact("loss", "event", "Loss", "lose", attributed_to="Volker Türk", reported=True)
    g.join("loss", "Twitter", "participant", "patient", attributed_to="Volker Türk", reported=True)
    g.fact("track", "event", "Event", "track", polarity="negative", certainty="possible")
    g.join("track", "Twitter", "participant", "agent", polarity="negative")
    g.fact(
        "saying",
        "statement",
        "Statement",
        "Twitter loses money",
        text="Twitter loses money and more",
    )
    g.join("Volker Türk", "saying", "speaker", "says")
    g.join("saying", "Twitter", "about", "about")
    g.join("saying", "loss", "content", "that", attributed_to="Volker Türk", reported=True)
    return g


@dataclass
class Opened:
    """A page in Chromium, with its requests and the errors that it reported."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        """What a reader sees of a part of the page."""
        return self.page.locator(selector).inner_text()

    def number(self, name: str) -> int:
        """The number that the page knows a node by."""
        return next(int(node["id"]) for node in self.data()["nodes"] if node["name"] == name)

    def data(self) -> dict[str, Any]:
        """The data that the page was made with, as its script reads it."""
        return dict(self.page.evaluate("kg.data"))

    def click(self, name: str) -> None:
        """Click on a node where it is drawn."""
        at = self.page.evaluate(
            "id => kg.network.canvasToDOM(kg.network.getPosition(id))", self.number(name)
        )
        self.page.locator("#graph canvas").click(position=at)

    def choose(self, name: str) -> None:
        """Open a node's panel without the mouse."""
        self.page.evaluate("id => kg.choose(id)", self.number(name))

    def shown(self) -> dict[str, int]:
        """How many nodes and edges are to be seen."""
        return dict(self.page.evaluate("kg.counts()"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    path = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium found: apt-get install chromium")
        pytest.skip("no Chromium found: the HTML graph is NOT TESTED; apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def show(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens HTML as a file, and lets nothing else through."""
    contexts = []

    def opened(html: str, **settings: Any) -> Opened:
        file = tmp_path / "graph.html"
        file.write_bytes(html.encode("utf-8"))
        context = chromium.new_context(viewport={"width": 1280, "height": 800}, **settings)
        contexts.append(context)
        result = Opened(context.new_page())
        result.page.on("request", lambda request: result.requests.append(request.url))
        result.page.on("console", lambda message: result.complaints.append(message.text))
        result.page.on("pageerror", lambda error: result.complaints.append(str(error)))
        context.route(
            "**/*",
            lambda route: (
                route.continue_() if route.request.url == file.as_uri() else route.abort()
            ),
        )
        result.page.goto(file.as_uri())
        return result

    yield opened
    for context in contexts:
        context.close()
