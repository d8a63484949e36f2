# ruff: noqa: INP001 - a program beside what it draws
"""Draws data-model.svg, the classes and properties that a query needs.

Run: python docs/pictures/data_model.py. tests/test_docs.py holds its terms against kg.ttl.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

WIDTH, HEIGHT, LINE, PAD = 1180, 1010, 18, 10
STYLE = """
text { font: 12px system-ui, "Segoe UI", Roboto, Arial, sans-serif; fill: #1b2130 }
text { paint-order: stroke; stroke: #fffc; stroke-width: 3px }
.title { font-weight: 700; font-size: 14px } .note { fill: #4d5669; font-style: italic }
.region { fill: #f4f6fb; stroke: #b3bfd3 } .words { fill: #fbf8ef; stroke: #d3c79b }
.box { fill: #fff; stroke: #33415c; stroke-width: 1.5 } .dashed { stroke-dasharray: 6 4 }
.arrow { stroke: #33415c; stroke-width: 1.5; fill: none; marker-end: url(#head) }
"""

HEAD = (
    '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8"'
    ' orient="auto-start-reverse">'
    '<path d="M0 0 10 5 0 10z" fill="#33415c"/></marker></defs>'
)


@dataclass(frozen=True)
class Box:
    """A class with the properties whose values are literals or words of the vocabulary."""

    x: int
    y: int
    width: int
    title: str
    lines: tuple[str, ...]
    dashed: bool = False

    @property
    def height(self) -> int:
        return LINE * (len(self.lines) + 1) + 2 * PAD


@dataclass(frozen=True)
class Arrow:
    """A line through these points, with the properties that lead along it written at a place."""

    points: tuple[tuple[int, int], ...]
    label: tuple[int, int]
    properties: tuple[str, ...]
    dashed: bool = False
    anchor: str = "middle"


BOXES = [
    Box(
        40,
        190,
        290,
        "kg:Entity",
        (
            "and one of foaf:Person, org:Organization,",
            "foaf:Group, schema:Place,",
            "schema:CreativeWork",
            "skos:prefLabel · skos:altLabel",
            "skos:exactMatch  (from a gazetteer)",
            "groups: kg:size · kg:fraction · kg:quantifier",
        ),
    ),
    Box(500, 50, 270, "kg:Role", ("rdfs:label · kg:status",)),
    Box(500, 165, 270, "kg:Relation", ("rdfs:label", "rdf:predicate  (kg:foundedBy, …)")),
    Box(
        500,
        290,
        270,
        "sem:Event",
        ("and its class: kg:Acquisition, …", "rdfs:label  (the verb or noun)"),
    ),
    Box(
        500,
        440,
        270,
        "kg:Statement",
        ("schema:text · kg:cue · kg:mediumLabel", "kg:force · kg:quotation"),
    ),
    Box(500, 610, 270, "every fact", ("kg:polarity · kg:certainty", "kg:confidence · kg:pattern")),
    Box(910, 50, 250, "org:Role", ("skos:prefLabel  (the title)",)),
    Box(910, 150, 250, "time:TemporalEntity", ("rdfs:label · kg:precision", "time:inXSDDate · …")),
    Box(910, 290, 250, "kg:Amount", ("rdfs:label · schema:value", "schema:currency · kg:bound")),
    Box(
        910,
        440,
        250,
        "kg:Content",
        (
            "a named graph, ARTICLE#said-N:",
            "what the speaker claims, as facts",
            "of the same four kinds",
        ),
        dashed=True,
    ),
    Box(
        40,
        600,
        290,
        "schema:NewsArticle",
        (
            "also the name of the graph of what it asserts",
            "schema:identifier · schema:headline",
            "schema:datePublished · schema:publisher",
        ),
    ),
    Box(
        500,
        830,
        270,
        "kg:Telling",
        (
            "one place that reports the fact",
            "kg:pattern · kg:confidence · kg:reason",
            "kg:certainty",
        ),
    ),
    Box(
        910,
        830,
        250,
        "nif:Phrase, nif:Sentence",
        (
            "nif:anchorOf  (the words)",
            "nif:beginIndex · nif:endIndex",
            "kg:form · kg:sieve · kg:antecedent",
        ),
    ),
]

ARROWS = [
    Arrow(((500, 80), (415, 80), (270, 185)), (335, 78), ("org:member", "org:organization")),
    Arrow(((500, 200), (335, 220)), (415, 188), ("rdf:subject", "rdf:object")),
    Arrow(
        ((500, 322), (335, 290)),
        (415, 246),
        ("kg:agent · kg:patient", "kg:theme · kg:recipient", "kg:place · kg:topic · …"),
    ),
    Arrow(
        ((500, 478), (410, 478), (310, 345)),
        (345, 437),
        ("kg:speaker", "kg:addressee", "kg:about · kg:via"),
    ),
    Arrow(((770, 75), (905, 75)), (838, 69), ("org:role",)),
    Arrow(((770, 95), (830, 95), (905, 165)), (834, 122), ("org:memberDuring",)),
    Arrow(((770, 305), (830, 305), (905, 210)), (825, 262), ("sem:hasTime",)),
    Arrow(((770, 335), (905, 335)), (838, 329), ("kg:amount",)),
    Arrow(((770, 480), (905, 480)), (838, 474), ("kg:content",)),
    Arrow(((710, 440), (710, 369)), (718, 408), ("kg:medium",), anchor="start"),
    Arrow(
        ((520, 369), (520, 392), (555, 392), (555, 369)),
        (562, 388),
        ("kg:causedBy", "sem:subEventOf"),
        anchor="start",
    ),
    Arrow(((500, 645), (335, 645)), (415, 639), ("kg:assertedIn",)),
    Arrow(((770, 640), (1035, 640), (1035, 537)), (838, 634), ("kg:reportedIn",)),
    Arrow(((635, 830), (635, 689)), (643, 806), ("kg:tells",), anchor="start"),
    Arrow(((770, 665), (890, 665), (960, 825)), (915, 708), ("gaf:denotedBy",)),
    Arrow(
        ((770, 878), (905, 878)), (838, 836), ("kg:trigger · kg:mark", "kg:passage", "kg:sentence")
    ),
    Arrow(
        ((60, 337), (60, 398), (150, 398), (150, 342)),
        (160, 370),
        ("derived:", "kg:actedOn", "kg:acquired"),
        dashed=True,
        anchor="start",
    ),
    Arrow(
        ((40, 290), (25, 290), (25, 975), (1035, 975), (1035, 927)),
        (60, 969),
        ("gaf:denotedBy: each mention of the thing",),
        anchor="start",
    ),
    Arrow(
        ((40, 215), (22, 215), (22, 172), (90, 172), (90, 185)),
        (30, 164),
        ("kg:subgroupOf",),
        anchor="start",
    ),
]
NOTES = [
    (30, 36, "title", "Default graph and ARTICLE: what the articles assert"),
    (30, 788, "title", "ARTICLE#mentions: the words"),
    (500, 590, "note", "each of the four kinds above also has:"),
]  # fmt: skip


def svg() -> str:
    """The picture as text."""
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        '<title>Classes and properties of the graph</title>',
        f"<style>{STYLE}</style>",
        HEAD,
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        '<rect class="region" x="8" y="8" width="1164" height="740" rx="10"/>',
        '<rect class="words" x="8" y="764" width="1164" height="236" rx="10"/>',
        *(line for arrow in ARROWS for line in _arrow(arrow)),
        *(line for box in BOXES for line in _box(box)),
        *(_text(x, y, words, kind) for x, y, kind, words in NOTES),
        "</svg>\n",
    ])  # fmt: skip


def _box(box: Box) -> Iterator[str]:
    kind = "box dashed" if box.dashed else "box"
    place = f'x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}"'
    yield f'<rect class="{kind}" {place} rx="6"/>'
    yield _text(box.x + PAD, box.y + PAD + 13, box.title, "title")
    for number, line in enumerate(box.lines, 1):
        yield _text(box.x + PAD, box.y + PAD + 13 + number * LINE, line)


def _arrow(arrow: Arrow) -> Iterator[str]:
    kind = "arrow dashed" if arrow.dashed else "arrow"
    path = "M" + " L".join(f"{x} {y}" for x, y in arrow.points)
    yield f'<path class="{kind}" d="{path}"/>'
    x, y = arrow.label
    for number, property_ in enumerate(arrow.properties):
        yield _text(x, y + number * LINE, property_, anchor=arrow.anchor)


def _text(x: int, y: int, words: str, kind: str = "", anchor: str = "start") -> str:
    place = f'x="{x}" y="{y}" text-anchor="{anchor}"'
    return f'<text class="{kind}" {place}>{escape(words)}</text>'


if __name__ == "__main__":
    Path(__file__).with_name("data-model.svg").write_text(svg(), encoding="utf-8")
