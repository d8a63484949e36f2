"""Runs notebooks and keeps their outputs, without what cannot be kept: `python notebooks/execute.py
notebooks/*.ipynb`, or `make notebooks`.

A picture that runs a script is half a megabyte, and where notebooks are merely looked at it is not
shown: the still picture or the text is kept for it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

_FRAME = re.compile(r"<iframe .*?</iframe>", re.DOTALL)


def executed(file: Path) -> Any:
    """The notebook as it is after all its cells have run."""
    notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(
        notebook,
        timeout=180,
        kernel_name="python3",
        resources={"metadata": {"path": str(file.parent)}},
    ).execute()
    return notebook


def save(file: Path) -> None:
    """Run the notebook, and write its outputs into it: the same bytes for the same outputs."""
    notebook = executed(file)
    notebook.metadata = {
        key: notebook.metadata[key] for key in ("kernelspec",) if key in notebook.metadata
    }
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", ()):
            if html := output.get("data", {}).get("text/html"):
                kept = "" if "image/svg+xml" in output["data"] else _FRAME.sub("", html)
                output["data"].update({"text/html": kept} if kept else {})
                if not kept:
                    del output["data"]["text/html"]
    nbformat.write(notebook, file)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        save(Path(name))
