"""What is installed from a wheel is whole."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names of the files in a wheel built from this tree, without asking the network."""
    folder = tmp_path_factory.mktemp("wheel")
    code = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    out = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    with zipfile.ZipFile(folder / out.splitlines()[-1]) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize(
    ("folder", "inside"),
    [("ontology", "kg/_ontology"), ("kg/patterns", "kg/patterns"), ("kg/view", "kg/view")],
)
def test_the_wheel_holds_what_is_no_python(wheel, folder, inside):
    """Ontology, rules, questions, pattern files and page templates are found where kg looks for them."""
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
