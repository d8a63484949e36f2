"""What pages share: colours, a policy that lets only our own style and script in, templates.

In the templates article text is text.
"""

from __future__ import annotations

import base64
import hashlib
import html
import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from kg.atomic_files import whole_file
from kg.view.style import STYLE

FOLDER = Path(str(files("kg.view")))


def page(template: str, **values: Any) -> str:
    """A page from a template of this folder; each value is escaped where it is put in."""
    css = palette() + text_of("page.css") + text_of("still.css")
    script = text_of("page.js")
    policy = page_policy([script], css)
    return (
        _templates()
        .get_template(template)
        .render(css=css, script=script, policy=policy, style=STYLE, **values)
    )


def page_without_picture(reason: str) -> str:
    """A page that says why there is no picture of the whole graph, and how to draw a part."""
    css = palette() + text_of("page.css")
    template = _templates().get_template("no_picture.html")
    return template.render(css=css, policy=page_policy([], css), reason=reason)


def text_of(name: str) -> str:
    """The text of a file in this folder."""
    return (FOLDER / name).read_text(encoding="utf-8")


def page_policy(scripts: list[str], css: str) -> str:
    """The Content-Security-Policy that allows these scripts and this style, and nothing else."""
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(css)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def palette() -> str:
    """Colours and fonts of style.toml as CSS variables, and the colours of the nodes' shapes.

    They are dark where the reader's system is, but never in print.
    """
    fonts = _root(STYLE["fonts"])
    dark = f"@media screen and (prefers-color-scheme:dark){{{_colours('dark')}}}"
    shapes = "".join(
        f"circle.{name},polygon.{name}{{fill:var(--{name})}}" for name in STYLE["categories"]
    )
    return "\n".join([fonts, _colours("light"), dark, shapes, ""])


def _colours(theme: str) -> str:
    categories = {name: category[theme] for name, category in STYLE["categories"].items()}
    return f":root{{color-scheme:{theme}}}{_root({**STYLE[theme], **categories})}"


def _root(variables: Mapping[str, str]) -> str:
    """Variables for every element of the page."""
    rules = "".join(f"--{name}:{value};" for name, value in variables.items())
    return f":root{{{rules}}}"


def write(page: str, path: str | os.PathLike[str]) -> None:
    """Put the page into a file in UTF-8, wholly or not at all."""
    with whole_file(Path(path)) as file:
        file.write(page.encode("utf-8"))


def frame(page: str, height: int = 640, title: str = "graph") -> str:
    """The page inside a notebook: a frame that may run its own script and touch nothing else."""
    return (
        f'<iframe sandbox="allow-scripts" srcdoc="{html.escape(page)}" title="{title}" '
        f'width="100%" height="{height}" style="border:0"></iframe>'
    )


def whole_template(name: str) -> Template:
    """A template of this folder that is a page by itself; it escapes each value."""
    return _templates().get_template(name)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("kg", "view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
