"""The notebooks run from top to bottom, and show what their prose promises.

They are committed without outputs: the pictures in them are half a megabyte of HTML each, which would change with every pattern that is
added, and drown the changes that matter. What they show is tested here instead, and `make notebooks` fills them in.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
FIRST = NOTEBOOKS / "01-from-an-article-to-a-graph.ipynb"


@pytest.mark.parametrize("file", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda file: str(file.stem))
def test_is_committed_without_outputs(file: Path) -> None:
    """A notebook in the repository has prose and code, and nothing that a run put there."""
    code = [cell for cell in json.loads(file.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"]] == []


@pytest.fixture(scope="module")
def outputs() -> dict[str, list[Any]]:
    """What each cell of the first notebook puts out, by its id; a cell that fails fails the tests."""
    notebook = nbformat.read(FIRST, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    return {cell["id"]: cell["outputs"] for cell in notebook.cells if cell.cell_type == "code"}


def _text(outputs: list[Any], kind: str = "text/plain") -> str:
    return "\n".join(output["text"] if output["output_type"] == "stream" else output["data"].get(kind, "") for output in outputs)


@pytest.mark.slow
def test_runs_without_a_complaint(outputs: dict[str, list[Any]]) -> None:
    """No cell ends in an error, and none writes a warning."""
    assert [(id_, output) for id_, all_ in outputs.items() for output in all_ if output["output_type"] == "error" or output.get("name") == "stderr"] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "cell", ["build", "who", "asserted", "said", "statements", "questions", "letter", "sparql", "central", "voices", "speaking", "communities"]
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
    answers = [line.split(":")[1].strip() for line in _text(outputs["ask-resist"]).splitlines() if ":" in line]
    assert answers == ["False", "True"]


@pytest.mark.slow
@pytest.mark.parametrize("cell", ["draw", "focus"])
def test_pictures_are_sandboxed(outputs: dict[str, list[Any]], cell: str) -> None:
    """A picture is a frame that may run its own script alone."""
    assert '<iframe sandbox="allow-scripts" srcdoc="' in _text(outputs[cell], "text/html")


@pytest.mark.slow
def test_explains_with_marked_words(outputs: dict[str, list[Any]]) -> None:
    """A fact about Twitter comes with its sentence, its words and its voucher."""
    page = _text(outputs["explain"], "text/html")
    assert ">Twitter</mark>" in page
    assert "vouched for by" in page


@pytest.mark.slow
def test_draws_how_well_confidence_holds(outputs: dict[str, list[Any]]) -> None:
    """One dot for every tenth of confidence in which kept-out judgements have a fact."""
    tenths = (FIRST.parents[1] / "kg" / "train" / "judgements" / "reliability.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert _text(outputs["reliability"], "image/svg+xml").count("<circle") == len(tenths) > 0


@pytest.mark.slow
@pytest.mark.parametrize("file", sorted(set(NOTEBOOKS.glob("*.ipynb")) - {FIRST}), ids=lambda file: str(file.stem))
def test_every_further_notebook_runs_and_has_answers(file: Path) -> None:
    """No cell of it ends in an error or a warning, and no table that it shows is empty."""
    notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOKS)}}).execute()
    cells = [(cell["id"], cell["outputs"]) for cell in notebook.cells if cell.cell_type == "code"]
    assert [(id_, output) for id_, all_ in cells for output in all_ if output["output_type"] == "error" or output.get("name") == "stderr"] == []
    assert [id_ for id_, outputs in cells if not outputs or "Empty DataFrame" in _text(outputs)] == []
