"""How pages look, and the words on them: `style.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

STYLE: Mapping[str, Any] = tomllib.loads(
    (files("kg.view") / "style.toml").read_text(encoding="utf-8")
)
