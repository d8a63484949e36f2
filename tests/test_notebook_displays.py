"""What a notebook shows of a graph and its evidence, in HTML and in plain text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.api import Graph, Page
from kg.explain import Evidence
from kg.model import Argument, Attribute
from kg.notebook import EvidenceList
from tests.conftest import TEXT, small_annotation

WORDS = "<img src=x onerror=alert(1)>"
ITEM = Evidence(
    fact="f",
    kind="event",
    label="Lawsuit(agent=Acme)",
    reported=False,
    attributed_to="The Daily",
    sentence="On Monday Acme sued Bolt.",
    marks=((10, 14), (12, 19)),
    start=0,
    article="The Daily",
    date="2024-05-06",
    pattern="sue-verb",
    confidence=0.9,
    polarity="positive",
    certainty="certain",
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """One sentence with a fact and a saying."""
    folder: Path = tmp_path_factory.mktemp("graph")
    (folder / "a.txt").write_text("Acme sued Bolt. Ann Lee said Bolt was broke.", encoding="utf-8")
    return kg.build(folder / "a.txt", folder / "build")


def test_evidence_html_shows_marked_words_source_and_pattern() -> None:
    """The first of two marks that overlap is drawn; every letter of the sentence is there once."""
    html = EvidenceList([ITEM])._repr_html_()
    assert ">Acme</mark> sued Bolt." in html
    assert "asserted by The Daily" in html
    assert "The Daily · 2024-05-06 · sue-verb · confidence 0.90" in html


def test_evidence_html_of_reported_fact_names_its_source() -> None:
    """A broken edge, and words that say that no article asserts it."""
    html = EvidenceList(
        [replace(ITEM, reported=True, attributed_to="Bob", polarity="negative")]
    )._repr_html_()
    assert "dashed" in html
    assert "attributed to Bob; no article asserts it" in html
    assert "Lawsuit(agent=Acme) · negative" in html


def test_evidence_html_escapes_markup() -> None:
    """Whatever field has markup in it, none of it becomes an element."""
    hostile = replace(
        ITEM,
        label=WORDS,
        attributed_to=WORDS,
        sentence=f"It was {WORDS}.",
        marks=((7, 7 + len(WORDS)),),
        article=WORDS,
        date=WORDS,
        pattern=WORDS,
    )
    assert "<img" not in EvidenceList([hostile])._repr_html_()


def test_evidence_list_keeps_its_display_when_sliced() -> None:
    """Slices keep the display; in plain text a line tells the fact and one the sentence."""
    items = EvidenceList([ITEM, ITEM])
    assert isinstance(items[:1], EvidenceList)
    assert items[0] is ITEM
    assert (
        repr(items[:1])
        == "Lawsuit(agent=Acme) · asserted by The Daily\n  On Monday Acme sued Bolt."
    )


def test_evidence_accepts_old_attributes_with_a_warning() -> None:
    """`said` and `voucher` are read as `reported` and `attributed_to`."""
    with pytest.warns(DeprecationWarning, match="Evidence.said is now Evidence.reported"):
        assert ITEM.said is ITEM.reported
    with pytest.warns(DeprecationWarning, match="attributed_to"):
        assert ITEM.voucher == ITEM.attributed_to


def test_graph_html_shows_counts_and_picture(graph: Graph) -> None:
    """In a frame that may run its own script alone; without HTML it is a line of code that opens
    it.
    """
    html = graph._repr_html_()
    assert "1 × event and 1 only reported" in html or "× statement" in html
    assert '<iframe sandbox="allow-scripts" srcdoc="' in html
    assert repr(graph).startswith("kg.open(")


def test_explain_returns_an_evidence_list(graph: Graph) -> None:
    """What `explain` gives is a list with that display."""
    assert ">Acme</mark>" in graph.explain("Acme")._repr_html_()


def test_evidence_html_of_one_fact_is_its_card(graph: Graph) -> None:
    """A fact or a statement out of the list has the same card; in plain text a line tells it and
    one its sentence.
    """
    fact = graph.explain("Acme")[0]
    assert fact._repr_html_() in graph.explain("Acme")._repr_html_()
    assert str(ITEM) == "Lawsuit(agent=Acme) · asserted by The Daily\n  On Monday Acme sued Bolt."


def test_annotation_html_shows_mentions_and_facts() -> None:
    """Each mention with what it means; what is only said has a broken edge; markup in the text is
    text.
    """
    html = small_annotation()._repr_html_()
    assert ">Acme <small" in html
    assert "Acme · Organisation</small></mark> bought " in html
    assert "Acquisition(agent=Acme, patient=Bolt" in html
    assert "only reported · " in html
    assert "dashed" in html
    assert (
        "<img"
        not in replace(
            small_annotation(), article=replace(small_annotation().article, text=WORDS + TEXT)
        )._repr_html_()
    )


def test_annotation_repr_is_one_line() -> None:
    """It says of which article it is and how much was found."""
    assert repr(small_annotation()).startswith("<Annotation of 'deal': ")


@pytest.mark.parametrize("name", [None, "Acme"])
def test_pages_have_frames_and_text(graph: Graph, name: str | None) -> None:
    """A timeline and a dossier run in a sandbox, and have lines of text where no HTML is shown."""
    page = graph.dossier(name) if name else graph.timeline()
    assert isinstance(page, Page)
    assert '<iframe sandbox="allow-scripts" srcdoc="' in page._repr_html_()
    assert repr(page) == (
        "Acme · Organisation\n\nEvents\n  Acme sue Bolt" if name else "No fact here has a date."
    )


def test_annotation_html_names_a_fact_that_takes_part() -> None:
    """By its type, or its lemma; what is said and denied has a note."""
    annotation = small_annotation()
    buys, says, sues = annotation.facts
    sues = replace(sues, arguments=(Argument("cause", fact="f1"), Argument("topic", fact="f4")))
    span = buys.sentence
    named = Attribute(
        id="f4",
        label="cost",
        arguments=(Argument("subject", "m1"),),
        sentence=span,
        pattern="by-hand",
        confidence=0.9,
    )
    says = replace(says, contentPolarity="negative")
    html = replace(annotation, facts=(buys, says, sues, named))._repr_html_()
    assert "Lawsuit(cause=Acquisition, topic=cost)" in html
    assert "cost(subject=Acme)" in html
    assert "content negative" in html
