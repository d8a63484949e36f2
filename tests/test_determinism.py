"""The same articles give the same bytes, whatever the hash seed and the order in which they are
named.
"""

import os
import subprocess
import sys

import pytest

from tests.conftest import SEEDS

MORE = {
    "merger.txt": (
        "date 2021-03-04\n\nAcme Corp. bought Bolt Ltd. on Monday, its chief Ann Lee "
        "said. Bolt, founded by Carl Poe, employs 300 people.\n"
    ),
    "denial.txt": (
        "date 2021-03-05\n\n“We did not pay too much,” said Ann Lee of Acme Corp. "
        "According to Carl Poe, the deal will close in May.\n"
    ),
}


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """Three builds of the same articles: each with a hash seed of its own, one with the inputs
    turned round.
    """
    folder = tmp_path_factory.mktemp("determinism")
    inputs = [str(SEEDS)]
    for name, text in MORE.items():
        (folder / name).write_text(text, encoding="utf-8")
        inputs.append(str(folder / name))
    made = []
    for seed, paths in (("0", inputs), ("1", inputs[::-1]), ("4242", inputs)):
        made.append(folder / f"build-{seed}")
        command = [
            sys.executable,
            "-c",
            "from kg.cli import main; main()",
            "build",
            *paths,
            "-o",
            str(made[-1]),
            "--quiet",
        ]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
    return made


@pytest.mark.parametrize("name", ["annotations.jsonl", "graph.trig", "graph.html"])
def test_builds_are_the_same_to_the_byte(builds, name):
    """Records, TriG and picture do not depend on anything but the articles."""
    first, *others = ((build / name).read_bytes() for build in builds)
    assert len(first) > 1_000
    assert all(other == first for other in others)


def test_a_rebuild_into_the_same_folder_is_the_same_too(builds):
    """Building again from the records of a build gives that build again."""
    build = builds[0]
    before = {
        name: (build / name).read_bytes()
        for name in ("annotations.jsonl", "graph.trig", "graph.html")
    }
    subprocess.run(
        [
            sys.executable,
            "-c",
            "from kg.cli import main; main()",
            "build",
            str(build / "annotations.jsonl"),
            "-o",
            str(build),
            "-q",
        ],
        check=True,
    )
    assert {name: (build / name).read_bytes() for name in before} == before
