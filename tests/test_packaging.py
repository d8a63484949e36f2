"""What is installed from a wheel is whole, and so is what is built from an sdist."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def archive_of(kind, folder):
    """The path of a wheel or sdist built from this tree, without asking the network."""
    code = f"from hatchling.build import build_{kind}; print(build_{kind}({str(folder)!r}))"
    command = [sys.executable, "-c", code]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return folder / out.splitlines()[-1]


@pytest.fixture(scope="module")
def wheel_file(tmp_path_factory):
    """A wheel."""
    return archive_of("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def wheel(wheel_file):
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel_file) as archive:
        return set(archive.namelist())


@pytest.fixture
def metadata(wheel_file):
    """The metadata of the wheel, line by line."""
    with zipfile.ZipFile(wheel_file) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/METADATA"))
        return archive.read(name).decode().splitlines()


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """The names of the files in an sdist, without its folder."""
    with tarfile.open(archive_of("sdist", tmp_path_factory.mktemp("sdist"))) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


@pytest.mark.parametrize(
    ("folder", "inside"),
    [("ontology", "kg/_ontology"), ("kg/patterns", "kg/patterns"), ("kg/view", "kg/view")],
)
def test_the_wheel_holds_what_is_no_python(wheel, folder, inside):
    """Ontology, pattern files and page templates are found where kg looks for them."""
    here = {
        p.relative_to(ROOT / folder).as_posix()
        for p in (ROOT / folder).rglob("*")
        if p.is_file() and p.suffix not in (".py", ".pyc")
    }
    assert here
    assert {f"{inside}/{name}" for name in here} <= wheel


def test_the_wheel_is_typed_and_holds_no_tests(wheel):
    """`py.typed` is there; tests, notebooks and caches are not."""
    assert "kg/py.typed" in wheel
    assert {name.split("/")[0].split("-")[0] for name in wheel} == {"kg", "news_kg"}
    assert not any("__pycache__" in name for name in wheel)


def test_the_ontology_is_found_in_a_wheel_and_in_the_tree(wheel):
    """A folder kg/_ontology beside the code goes first; this tree has none."""
    from kg.schema import ONTOLOGY

    assert ROOT / "ontology" == ONTOLOGY
    assert "kg/_ontology/kg.ttl" in wheel


def test_the_licence_is_in_the_wheel(wheel, metadata):
    """The wheel holds the licence's text, and its metadata names the licence."""
    assert any(name.endswith("/licenses/LICENSE") for name in wheel)
    assert "License-Expression: Apache-2.0" in metadata


def test_the_sdist_is_a_whole_source_tree(sdist):
    """What make, the tests and a reader need is in the sdist."""
    files = {
        "LICENSE",
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "Makefile",
        "mkdocs.yml",
        "pyproject.toml",
    }
    folders = {"docs", "kg", "notebooks", "ontology", "seeds", "tests"}
    assert files <= sdist
    assert folders <= {name.partition("/")[0] for name in sdist if "/" in name}
    assert "docs/pictures/data-model.svg" in sdist


def test_user_install_has_no_tools_for_development(metadata):
    """Linters, test tools and training stay in extras."""
    needed = [
        line for line in metadata if line.startswith("Requires-Dist:") and "extra ==" not in line
    ]
    assert needed
    assert not any(
        tool in line
        for line in needed
        for tool in ("pytest", "mypy", "lightgbm", "playwright", "ruff")
    )
