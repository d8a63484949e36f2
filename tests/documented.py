"""The examples in README.md and docs/: `python -m tests.documented` keeps what they print today.

Three kinds of fenced blocks are examples; all others are left alone.

- ```console: lines that begin with `$ kg ` are run; what they print stands below them, or with
  `| head -N` its first lines.
- ```python: with `>>>` a session, whose outputs stand below; without, code that must run.
- any block with title="NAME": a file of that name, written for the examples that follow.

They run in reading order in one folder, which holds `seeds/` and a `build/` made from it.
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from kg import cli

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="([^"/]+)"')
_HEAD = re.compile(r" \| head -(\d+)$")
_MAKES = "kg build "


class Examples:
    """A folder in which examples run; the same `kg build` runs once, however many pages show it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._built: dict[str, str] = {}
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        self._run(f"{_MAKES}seeds -o build")

    def rewritten(self, page: str) -> str:
        """The page with every output as it is today; raises what a Python example raises."""
        names: dict[str, Any] = {}
        with contextlib.chdir(self.folder):
            return _FENCE.sub(lambda fence: self._block(fence, names), page)

    def _block(self, fence: re.Match[str], names: dict[str, Any]) -> str:
        language, more, body = fence.groups()
        if title := _TITLE.search(more):
            Path(title[1]).write_text(body, encoding="utf-8")
        elif language == "console":
            body = "".join(self._console(body))
        elif language == "python" and ">>> " in body:
            body = "".join(_session(body, names))
        elif language == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(body, "example", "exec"), names)
        return f"```{language}{more}\n{body}```"

    def _console(self, body: str) -> Iterator[str]:
        """The commands of a block with what they print; those of other programs stay."""
        ours = False
        for line in body.splitlines():
            if line.startswith("$ "):
                ours = line.startswith("$ kg ")
                yield line + "\n"
                if ours:
                    yield from self._printed(line.removeprefix("$ "))
            elif not ours:
                yield line + "\n"

    def _printed(self, command: str) -> Iterator[str]:
        head = _HEAD.search(command)
        lines = self._run(_HEAD.sub("", command)).rstrip().splitlines()
        while lines and not lines[0].strip():
            lines = lines[1:]
        for line in lines[: int(head[1]) if head else None]:
            yield line.rstrip() + "\n"

    def _run(self, command: str) -> str:
        """What a command prints, its errors among it as on a terminal."""
        if command in self._built:
            return self._built[command]
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        streams = contextlib.redirect_stdout(out), contextlib.redirect_stderr(out)
        with contextlib.chdir(self.folder), streams[0], streams[1]:
            cli.run(shlex.split(command)[1:])
        out.seek(0)
        printed = out.read()
        if command.startswith(_MAKES):
            self._built[command] = printed
        return printed


def _session(body: str, names: dict[str, Any]) -> Iterator[str]:
    """The lines of an interactive session with what Python prints for each."""
    for part in doctest.DocTestParser().parse(body):
        if isinstance(part, str):
            yield part
            continue
        first, *others = part.source.splitlines()
        yield f">>> {first}\n" + "".join(f"... {line}\n" for line in others)
        out = io.StringIO()
        with contextlib.redirect_stdout(out), mock.patch.object(sys, "displayhook", _display):
            exec(compile(ast.Interactive(ast.parse(part.source).body), "example", "single"), names)
        yield "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _display(value: object) -> None:
    if value is not None:
        print(repr(value))


def main() -> None:
    """Rewrite the pages whose examples print something else today, and name them."""
    with tempfile.TemporaryDirectory() as folder:
        examples = Examples(Path(folder))
        for path in PAGES:
            page = path.read_text(encoding="utf-8")
            if (today := examples.rewritten(page)) != page:
                path.write_text(today, encoding="utf-8")
                print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
