"""What `import kg` offers: annotate, build, open, and the Graph to ask, look at and save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import pipeline
from kg.files import recover_folder
from kg.model import Annotation, Article
from kg.ontology import DEFAULT_BASE

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from pyoxigraph import Store

    from kg.analyse import Analysis
    from kg.explain import Tie
    from kg.notebook import EvidenceList
    from kg.validate import Report


def annotate(source: Article | str, *, date: str | None = None, title: str | None = None, gazetteer: Path | str | None = None) -> Annotation:
    """What one article says, with all its words; `date` (YYYY-MM-DD) is the day that "yesterday" is reckoned from; `gazetteer` a CSV file of names."""
    article = source if isinstance(source, Article) else Article(id="article", text=source, title=title, date=date)
    return next(pipeline.annotate([article], gazetteer))


def build(paths: Path | str | Sequence[Path | str], output: Path | str, base: str = DEFAULT_BASE, *, gazetteer: Path | str | None = None) -> Graph:
    """Read files, folders, JSON lines or annotation records into the folder `output`, and open the graph there; `gazetteer` is a CSV file of names."""
    inputs = pipeline.sources([paths] if isinstance(paths, (str, Path)) else paths)
    return Graph(pipeline.build(inputs, output, base, gazetteer=gazetteer))


def open(path: Path | str) -> Graph:  # noqa: A001 - kg.open, as gzip.open
    """The graph in a folder that `build` made."""
    return Graph(path)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page that a notebook shows in a frame of its own, which may touch nothing else."""

    page: str = field(repr=False)

    def _repr_html_(self) -> str:
        from kg import view

        return view.frame(self.page)


class Graph:
    """A built graph to read: tables, questions, evidence, networks and pictures."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        recover_folder(self.path, pipeline.BUILD_FILES)
        if not pipeline.is_build(self.path):
            raise pipeline.BuildError(f"{self.path}: no graph here; build one with: kg build INPUT -o {self.path}")

    def __repr__(self) -> str:
        return f"kg.open({str(self.path)!r})"

    def _repr_html_(self) -> str:
        from kg import view
        from kg.notebook import graph_html

        return graph_html(self.counts(), view.render(self.network(), pipeline.title(self.store)))

    @cached_property
    def store(self) -> Store:
        """The Oxigraph store, for what is not offered here."""
        from kg.graph import open_store

        return open_store(self.path, read_only=True)

    def query(self, question: str | Path) -> pd.DataFrame | bool | Any:
        """The answer to a ready-made question by name, to a file of SPARQL, or to SPARQL: a table, a bool for ASK, an rdflib graph for CONSTRUCT."""
        import pandas as pd

        from kg.query import Table, run

        answer = run(self.store, question, self.path)
        return pd.DataFrame(answer.rows, columns=list(answer.columns)) if isinstance(answer, Table) else answer

    def counts(self) -> pd.DataFrame:
        """How many articles, entities and facts there are of each kind, asserted and only said."""
        from kg import tables

        return tables.counts(self.store)

    def entities(self) -> pd.DataFrame:
        """Everyone and everything named or described: name, type, aliases, how often in how many articles."""
        from kg import tables

        return tables.entities(self.store)

    def facts(self, said: bool = False) -> pd.DataFrame:
        """What the articles themselves vouch for; with `said`, what only those whom they quote do."""
        from kg import tables

        return tables.facts(self.store, said)

    def statements(self) -> pd.DataFrame:
        """Who said what to whom, how and when."""
        from kg import tables

        return tables.statements(self.store)

    def mentions(self) -> pd.DataFrame:
        """The words that stand for things, with their offsets and what they mean."""
        from kg import tables

        return tables.mentions(self.store)

    def explain(self, name: str) -> EvidenceList:
        """Every fact about a thing with the sentence that tells it, and who vouches; a notebook shows the sentences with their words marked."""
        from kg.explain import explain
        from kg.notebook import EvidenceList

        return EvidenceList(explain(self.store, name))

    def chain(self, name: str) -> list[Tie]:
        """All words that stand for a thing, in text order, each with the words and the rule that tie it to the thing."""
        from kg.explain import chain

        return chain(self.store, name)

    def network(self, focus: str | None = None, hops: int = 1) -> nx.MultiDiGraph[str]:
        """The graph for networkx: things, events and statements as nodes; whole, or what is around `focus`."""
        from kg import analyse

        network = analyse.network(self.store)
        return network if focus is None else analyse.focus(network, focus, hops)

    @cached_property
    def analysis(self) -> Analysis:
        """What network science tells, as tables: who is central, who bridges, who belongs together, which way leads from one to another, …"""
        from kg.analyse import Analysis

        return Analysis(self.store, self.network())

    def show(self, focus: str | None = None, hops: int = 1, file: Path | str | None = None) -> Picture | Path:
        """The picture, which a notebook shows; with `file` it is written there, and the path comes back."""
        from kg import view

        page = view.render(self.network(focus, hops), focus or pipeline.title(self.store))
        if file is not None:
            view.write(page, file)
            return Path(file)
        return Picture(page)

    def save(self, path: Path | str, format: str | None = None) -> Path:  # noqa: A002 - the word for it
        """Write the graph in the format that the suffix names: ttl, trig, nq, jsonld, graphml."""
        from kg.analyse import to_graphml
        from kg.export import export

        export(self.store, format or Path(path).suffix.removeprefix("."), path, lambda: to_graphml(self.network()))
        return Path(path)

    def check(self) -> Report:
        """What is wrong with the graph by the shapes that it should have."""
        from kg.validate import validate

        return validate(self.store)
