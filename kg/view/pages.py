"""What pages share: colours for light and dark, a policy that lets only our own style and script in, and templates in which article text is text."""

from __future__ import annotations

import base64
import hashlib
import html
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.atomic_files import whole_file
from kg.view.card_text import attribution, pieces, quoted
from kg.view.style import STYLE

HERE = Path(str(files("kg.view")))


def page(template: str, **values: Any) -> str:
    """A page from a template of this folder, in the style that all but the graph share; each value is escaped where it is put in."""
    css = palette() + "".join(
        (HERE / name).read_text(encoding="utf-8") for name in ("page.css", "still.css")
    )
    script = (HERE / "page.js").read_text(encoding="utf-8")
    return (
        _templates()
        .get_template(template)
        .render(css=css, script=script, policy=policy([script], css), style=STYLE, **values)
    )


def page_without_picture(reason: str) -> str:
    """A page that says why there is no picture of the whole graph, and how to draw a part."""
    css = palette() + (HERE / "page.css").read_text(encoding="utf-8")
    template = _templates().get_template("no_picture.html")
    return template.render(css=css, policy=policy([], css), reason=reason)


def policy(scripts: list[str], css: str) -> str:
    """The Content-Security-Policy under which these scripts and this style run, and nothing else does."""
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(css)}; img-src data:; base-uri 'none'; form-action 'none'"


def palette() -> str:
    """The colours of style.toml as CSS variables: dark where the reader's system is, but never on paper."""

    def variables(theme: str) -> str:
        colours: dict[str, Any] = STYLE[theme] | {
            name: thing[theme] for name, thing in STYLE["things"].items()
        }
        return (
            ":root{color-scheme:"
            + theme
            + ";"
            + "".join(f"--{name}:{colour};" for name, colour in colours.items())
            + "}"
        )

    return f"{variables('light')}\n@media screen and (prefers-color-scheme:dark){{{variables('dark')}}}\n"


def write(page: str, path: str | os.PathLike[str]) -> None:
    """Put the page into a file in UTF-8, wholly or not at all."""
    with whole_file(Path(path)) as file:
        file.write(page.encode("utf-8"))


def frame(page: str, height: int = 640, title: str = "graph") -> str:
    """The page inside a notebook: a frame that may run its own script and touch nothing else."""
    return f'<iframe sandbox="allow-scripts" srcdoc="{html.escape(page)}" title="{title}" width="100%" height="{height}" style="border:0"></iframe>'


def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("kg", "view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"pieces": pieces, "quoted": quoted, "vouching": attribution}
    return templates


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}'"
