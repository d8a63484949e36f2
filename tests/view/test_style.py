"""Colours come from style.toml alone, and the page's files are whole and short-lined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.view.graph_page import SCRIPTS
from kg.view.pages import FOLDER
from kg.view.style import STYLE

KG = Path(kg.__file__).parent
NAMES = "white|black|red|green|blue|yellow|orange|purple|pink|brown|gr[ae]y|silver|navy|teal|gold"
LITERAL = re.compile(
    rf"#[0-9a-f]{{3,4}}\b(?!-)|#[0-9a-f]{{6}}\b|#[0-9a-f]{{8}}\b"
    rf"|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\((?!\$)"
    rf"|[:=\"'] *(?:{NAMES})\b",
    re.IGNORECASE,
)


def _drawing_files() -> Iterator[Path]:
    yield KG / "highlight_html.py"
    for suffix in ("py", "js", "css", "html"):
        yield from FOLDER.rglob(f"*.{suffix}")


@pytest.mark.parametrize("file", sorted(_drawing_files()), ids=lambda file: str(file.name))
def test_style_has_every_colour(file: Path) -> None:
    """No other file of the pages has a colour literal."""
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if LITERAL.search(line)] == []


@pytest.mark.parametrize(
    "line",
    [
        "color: #fff;",
        "background:#ffe89a",
        "fill: rgb(0 0 0 / .18)",
        'fill="white"',
        "color: red;",
        'color: faded ? "rgba(0,0,0,0)" : ink',
    ],
)
def test_colour_literal_is_found(line: str) -> None:
    """The pattern of the test above finds a colour in each way of writing one."""
    assert LITERAL.search(line)


@pytest.mark.parametrize("line", ["#find {", "#part button", "color: var(--ink);", '"color": ink'])
def test_colour_literal_is_no_selector_or_variable(line: str) -> None:
    """An id, a variable and a property are no colours."""
    assert not LITERAL.search(line)


def test_style_has_both_themes_alike() -> None:
    """A colour that one theme has the other has too."""
    assert STYLE["light"].keys() == STYLE["dark"].keys()


def test_graph_page_has_every_script() -> None:
    """Each file of the graph's script is put into the page, once."""
    files = sorted(file.name for file in (FOLDER / "graph").glob("*.js"))
    assert sorted(SCRIPTS) == files


@pytest.mark.parametrize(
    "file",
    sorted(file for suffix in ("js", "css", "html") for file in FOLDER.rglob(f"*.{suffix}")),
    ids=lambda file: str(file.name),
)
def test_page_files_have_short_lines(file: Path) -> None:
    """No line of scripts, styles and templates is longer than 100 characters."""
    assert [line for line in file.read_text(encoding="utf-8").splitlines() if len(line) > 100] == []
