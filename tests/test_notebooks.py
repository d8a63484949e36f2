"""The notebooks run from top to bottom, show what their prose promises, and are kept with their
outputs.

The outputs come from `make notebooks`. A test tells where a cell has none, or another kind than it
gives; it does not compare tables word for
word, for each release of pandas draws them a little otherwise.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest

from notebooks.execute import executed

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
FIRST = NOTEBOOKS / "01-from-an-article-to-a-graph.ipynb"
ALL = sorted(NOTEBOOKS.glob("*.ipynb"))


@cache
def _run(file: Path) -> dict[str, list[Any]]:
    """What each cell of a notebook puts out, by its id; a cell that fails fails the tests."""
    return {
        cell["id"]: cell["outputs"] for cell in executed(file).cells if cell.cell_type == "code"
    }


def _kept(file: Path) -> dict[str, list[Any]]:
    notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    return {cell["id"]: cell["outputs"] for cell in notebook.cells if cell.cell_type == "code"}


@pytest.fixture(scope="module")
def outputs() -> dict[str, list[Any]]:
    """What each cell of the first notebook puts out."""
    return _run(FIRST)


@pytest.mark.parametrize("file", ALL, ids=lambda file: str(file.stem))
def test_is_kept_with_outputs_that_can_be_looked_at(file: Path) -> None:
    """Each code cell shows something.

    No frame that needs a script, and no path of the machine that ran it.
    """
    kept = _kept(file)
    assert [id_ for id_, outputs in kept.items() if not outputs] == []
    assert not any(
        trace in json.dumps(kept) for trace in ("<iframe", str(Path.home()), "/tmp/", " at 0x")
    )


@pytest.mark.slow
@pytest.mark.parametrize("file", ALL, ids=lambda file: str(file.stem))
def test_kept_outputs_are_of_the_kinds_that_a_run_gives(file: Path) -> None:
    """A cell that was changed has to be run again: make notebooks."""
    run = {id_: [_kinds(output) for output in outputs] for id_, outputs in _run(file).items()}
    assert {
        id_: [_kinds(output) for output in outputs] for id_, outputs in _kept(file).items()
    } == run


def _kinds(output: Any) -> tuple[str, ...]:
    kinds = set(output.get("data", {}))
    return (
        output["output_type"],
        *sorted(
            kinds - {"text/html"}
            if "image/svg+xml" in kinds or "<iframe" in _text([output], "text/html")
            else kinds
        ),
    )


def _text(outputs: list[Any], kind: str = "text/plain") -> str:
    return "\n".join(
        output["text"] if output["output_type"] == "stream" else output["data"].get(kind, "")
        for output in outputs
    )


@pytest.mark.slow
def test_runs_without_a_complaint(outputs: dict[str, list[Any]]) -> None:
    """No cell ends in an error, and none writes a warning."""
    assert [
        (id_, output)
        for id_, all_ in outputs.items()
        for output in all_
        if output["output_type"] == "error" or output.get("name") == "stderr"
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "cell",
    [
        "build",
        "who",
        "asserted",
        "said",
        "statements",
        "questions",
        "letter",
        "sparql",
        "central",
        "voices",
        "speaking",
        "communities",
    ],
)
def test_tables_have_rows(outputs: dict[str, list[Any]], cell: str) -> None:
    """Every table that the prose speaks of has something in it."""
    assert "Empty DataFrame" not in _text(outputs[cell])
    assert "<table" in _text(outputs[cell], "text/html")


@pytest.mark.slow
def test_nobody_is_made_up(outputs: dict[str, list[Any]]) -> None:
    """Who did the sacking is not told, and not answered."""
    assert "Empty DataFrame" in _text(outputs["nobody"])


@pytest.mark.slow
def test_what_is_said_is_not_asserted(outputs: dict[str, list[Any]]) -> None:
    """That Twitter resists is asked of it, not told of it."""
    answers = [
        line.split(":")[1].strip()
        for line in _text(outputs["ask-resist"]).splitlines()
        if ":" in line
    ]
    assert answers == ["False", "True"]


@pytest.mark.slow
@pytest.mark.parametrize("cell", ["draw", "focus"])
def test_pictures_are_sandboxed(outputs: dict[str, list[Any]], cell: str) -> None:
    """A picture is a frame that may run its own script alone."""
    assert '<iframe sandbox="allow-scripts" srcdoc="' in _text(outputs[cell], "text/html")


@pytest.mark.slow
def test_explains_with_marked_words(outputs: dict[str, list[Any]]) -> None:
    """A fact about Twitter comes with its sentence, its words and its source."""
    page = _text(outputs["explain"], "text/html")
    assert ">Twitter</mark>" in page
    assert "asserted by" in page


@pytest.mark.slow
def test_draws_how_well_confidence_holds(outputs: dict[str, list[Any]]) -> None:
    """One dot for every tenth of confidence in which kept-out judgements have a fact."""
    tenths = (
        (FIRST.parents[1] / "kg" / "train" / "judgements" / "reliability.csv")
        .read_text(encoding="utf-8")
        .splitlines()[1:]
    )
    assert _text(outputs["reliability"], "image/svg+xml").count("<circle") == len(tenths) > 0


@pytest.mark.slow
@pytest.mark.parametrize(
    "file", [file for file in ALL if file != FIRST], ids=lambda file: str(file.stem)
)
def test_every_further_notebook_runs_and_has_answers(file: Path) -> None:
    """No cell of it ends in an error or a warning, and no table that it shows is empty."""
    cells = _run(file)
    assert [
        (id_, output)
        for id_, all_ in cells.items()
        for output in all_
        if output["output_type"] == "error" or output.get("name") == "stderr"
    ] == []
    assert [
        id_ for id_, outputs in cells.items() if not outputs or "Empty DataFrame" in _text(outputs)
    ] == []
