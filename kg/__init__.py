"""Build a knowledge graph from news articles, query it, and check each fact against the text.

>>> graph = kg.build(["seeds"], "build")  # or kg.open("build")
>>> graph.facts(), graph.query("positions"), graph.explain("Elon Musk"), graph.show()
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Graph as Graph
    from kg.api import annotate as annotate
    from kg.api import build as build
    from kg.api import open as open

__version__ = "0.1.0"
__all__ = ["Graph", "annotate", "build", "open"]


def __getattr__(name: str) -> Any:
    """The public names, imported on first use: `import kg` alone loads nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from kg import api

    return getattr(api, name)
