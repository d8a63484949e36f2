"""What an article is called where people read it: its title, or its id made readable.

The graph itself has no title that nobody gave.
"""

from __future__ import annotations

import re

_JOINTS = re.compile(r"(?<!\d)[-_]+|[-_]+(?!\d)")  # between digits they may stand for a date
_WORD = re.compile(r"[^\W\d_]{3}")


def title_of(id: str, title: str | None) -> str:
    """The title, or the id made readable: `un letter to musk`, and `article 7` for `7`."""
    if title:
        return title
    words = " ".join(_JOINTS.sub(" ", id).split())
    return words if _WORD.search(words) else f"article {id}"
