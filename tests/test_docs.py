"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import cli

ROOT = Path(__file__).parents[1]
# an indented command with the indented lines that follow it, to the next command or unindented line
_COMMAND = re.compile(r"^    \$ (kg [^\n]+)\n((?:(?!    \$ )(?:    [^\n]*)?\n)*)", re.MULTILINE)


def shown() -> list[tuple[str, str]]:
    """The commands of the README and what it says they print."""
    return [(command, _plain(output)) for command, output in _COMMAND.findall((ROOT / "README.md").read_text(encoding="utf-8"))]


def _plain(text: str) -> str:
    """Lines without margins, blank lines and rules."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip("─ "))


def test_the_tour_shows_commands() -> None:
    """There is something to compare: building, asking, explaining."""
    assert {command.split()[1] for command, _ in shown()} >= {"build", "query", "explain"}


def test_the_tour_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of the five-minute tour prints what the README says, in order."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "140")
    for command, output in shown():
        result = CliRunner().invoke(cli.app, shlex.split(command)[1:])
        assert result.exit_code == 0, result.output
        assert _plain(result.stdout) == output, command
