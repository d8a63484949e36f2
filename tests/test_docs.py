"""Documentation: examples are true, links lead somewhere, nothing is left out."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args
from urllib.parse import unquote

import pytest
import typer

from kg import api, cli, model
from kg.analyse import MEASURES, OLD_MEASURES, Analysis
from kg.schema import terms
from tests.documented import PAGES, ROOT, Examples

DOCS = ROOT / "docs"
FOR_CONTRIBUTORS = ["CONTRIBUTING.md", "CHANGELOG.md", "tests/README.md", "kg/patterns/README.md"]
LINKED = [*PAGES, *(ROOT / name for name in FOR_CONTRIBUTORS)]
RECORD = [
    model.Article,
    model.Annotation,
    model.Mention,
    model.Entity,
    model.Span,
    model.Time,
    model.Order,
    model.Argument,
]
PROSE = [path for path in LINKED if path.name != "CHANGELOG.md"]  # which tells of the past too
RECIPES = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_STEP = re.compile(r"^\d\. `([^`]+)`: (.+?)(?=^\d\. |\n\n)", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"(?<![\w/.#-])(?:kg|ontology|tests|seeds|notebooks)/[\w./*-]+")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Examples:
    """One folder and one build for the examples of all pages."""
    return Examples(tmp_path_factory.mktemp("examples"))


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_examples_print_what_the_page_shows(path: Path, examples: Examples) -> None:
    """Examples on a page print what stands below them; `make examples` brings it up to date."""
    page = path.read_text(encoding="utf-8")
    assert examples.rewritten(page) == page


def test_readme_shows_the_commands_that_matter() -> None:
    """The README has examples of building, asking and explaining."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\$ kg (\w+)", page, re.MULTILINE)) >= {"build", "query", "explain"}


def test_readme_is_short() -> None:
    """What does not fit in 120 lines belongs in docs/."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("path", LINKED, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    """Each relative link names a file that exists, and a heading in it where it names one."""
    for link in _LINK.findall(_CODE.sub("", path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = unquote(link).partition("#")
        target = path.parent / file if file else path
        assert target.exists(), f"{name_of(path)}: {link}"
        if anchor:
            assert anchor in _anchors(target), f"{name_of(path)}: {link}"


@pytest.mark.parametrize("path", [p for p in PAGES if DOCS in p.parents], ids=name_of)
def test_pages_of_the_site_link_within_it(path: Path) -> None:
    """A page in docs/ links to no file outside it, which the site would not have."""
    for link in _LINK.findall(_CODE.sub("", path.read_text(encoding="utf-8"))):
        if not re.match(r"[a-z]+:", link) and not link.startswith("#"):
            assert DOCS in (path.parent / link.partition("#")[0]).resolve().parents, link


@pytest.mark.parametrize("path", [p for p in PAGES if DOCS in p.parents], ids=name_of)
def test_pages_are_in_the_navigation(path: Path) -> None:
    """Every page in docs/ is in mkdocs.yml, or is a decision that the index lists."""
    index = text_of("decisions/index.md") if path.parent.name == "decisions" else ""
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert path.relative_to(DOCS).as_posix() in navigation or f"({path.name})" in index


def _anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(
        r"^#+ (.+)$",
        re.sub(
            r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
        ),
        re.MULTILINE,
    )
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings
    }


def _options() -> Iterator[tuple[str, str]]:
    """Every command of `kg` with each of its options."""
    top = typer.main.get_command(cli.app)
    for name, command in {"kg": top, **top.commands}.items():  # type: ignore[attr-defined]
        for parameter in command.params:
            for option in (*parameter.opts, *parameter.secondary_opts):
                if option.startswith("-") and not getattr(parameter, "hidden", False):
                    yield name, option


@pytest.mark.parametrize(("command", "option"), sorted(set(_options())))
def test_every_option_is_explained(command: str, option: str) -> None:
    """docs/commands.md names every option under its command's heading."""
    assert f"`{option}" in _section(command) or f", {option}" in _section(command)


@pytest.mark.parametrize("command", sorted({command for command, _ in _options()}))
def test_no_option_is_made_up(command: str) -> None:
    """docs/commands.md explains no option that the command does not have."""
    known = {option for name, option in _options() if name == command} | {"--help"}
    explained = re.findall(r"^\| `(-[^`]*)`", _section(command), re.MULTILINE)
    named = {
        option for cell in explained for option in re.findall(r"(?<!\S)-{1,2}[a-z][a-z-]*", cell)
    }
    assert named <= known


def _section(command: str) -> str:
    heading = "## Options of every command" if command == "kg" else f"## kg {command}"
    return text_of("commands.md").partition(heading + "\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    "kind", [*RECORD, *model.FACT_KINDS.values()], ids=lambda kind: kind.__name__
)
def test_every_field_of_the_record_is_explained(kind: type) -> None:
    """docs/record-format.md names every field that a record may have."""
    page = text_of("record-format.md")
    for field in fields(kind):  # type: ignore[arg-type]
        assert f"`{field.name}`" in page, f"{kind.__name__}.{field.name}"


@pytest.mark.parametrize(
    "words",
    [
        "EntityType",
        "Form",
        "Polarity",
        "Certainty",
        "Status",
        "Quotation",
        "Force",
        "OrderRelation",
    ],
)
def test_every_value_of_the_record_is_explained(words: str) -> None:
    """docs/record-format.md names every word that a field may hold."""
    page = text_of("record-format.md")
    assert [word for word in get_args(getattr(model, words)) if f"`{word}`" not in page] == []


def _public(kind: type) -> list[str]:
    return sorted(
        name
        for name, value in vars(kind).items()
        if not name.startswith("_") and (callable(value) or hasattr(value, "func"))
    )


@pytest.mark.parametrize("name", _public(api.Graph))
def test_every_method_of_a_graph_is_explained(name: str) -> None:
    """docs/python-api.md names every public method and property of Graph."""
    assert re.search(rf"`(graph\.)?{name}\b", text_of("python-api.md"))


@pytest.mark.parametrize("name", sorted({*MEASURES, *_public(Analysis)} - set(OLD_MEASURES)))
def test_every_measure_is_explained(name: str) -> None:
    """docs/analysis.md names every measure as the command and as Python call it."""
    assert re.search(rf"`(kg analyse build |graph\.analysis\.)?{name}\b", text_of("analysis.md"))


def test_terms_in_the_diagram_and_the_docs_are_defined() -> None:
    """A kg: term that a page or the diagram shows is in ontology/kg.ttl."""
    for path in [*PAGES, DOCS / "pictures" / "data-model.svg"]:
        used = set(re.findall(r"(?<![\w/])kg:([A-Za-z]\w*)", path.read_text(encoding="utf-8")))
        assert used <= terms()[""], f"{name_of(path)}: {used - terms()['']}"


@pytest.mark.parametrize("path", PROSE, ids=name_of)
def test_paths_that_a_page_names_exist(path: Path) -> None:
    """A file or folder of the source that a page names is there; NAME and * stand for any name."""
    for named in _PATH.findall(path.read_text(encoding="utf-8")):
        pattern = named.rstrip("./").replace("NAME", "*")
        assert list(ROOT.glob(pattern)), f"{name_of(path)}: {named}"


@pytest.mark.parametrize("step", _STEP.findall(RECIPES), ids=lambda step: step[0])
def test_recipes_name_what_is_in_the_file(step: tuple[str, str]) -> None:
    """A step in CONTRIBUTING.md that says where in a file to write names something of that file."""
    file, does = step
    if (ROOT / file).is_file():
        source = (ROOT / file).read_text(encoding="utf-8")
        for name in re.findall(r"`(\w*[A-Z_]\w*)`", does):
            assert re.search(rf"\b{name}\b", source), f"{file}: {name}"


def test_diagram_is_what_its_program_draws() -> None:
    """docs/pictures/data-model.svg is made by the program beside it."""
    drawn = runpy.run_path(str(DOCS / "pictures" / "data_model.py"))["svg"]()
    assert drawn == (DOCS / "pictures" / "data-model.svg").read_text(encoding="utf-8")


def test_error_messages_point_to_pages_that_exist() -> None:
    """A page in docs/ that the code names is there."""
    for path in (ROOT / "kg").rglob("*.py"):
        for name in re.findall(r"docs/([\w/-]+\.md)", path.read_text(encoding="utf-8")):
            assert (DOCS / name).exists(), f"{name_of(path)}: docs/{name}"
