"""What `import kg` offers: annotate, build, open, and the Graph to ask, look at and save."""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg import pipeline
from kg.atomic_files import recover_folder
from kg.model import Annotation, Article
from kg.schema import DEFAULT_BASE

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    from pyoxigraph import Store

    from kg.analyse import Analysis
    from kg.explain import CorefLink
    from kg.notebook import EvidenceList
    from kg.validate import Report


def annotate(
    source: Article | str,
    *,
    date: str | None = None,
    title: str | None = None,
    gazetteer: Path | str | None = None,
) -> Annotation:
    """What one article says, with all its words; `date` (YYYY-MM-DD) is the day that "yesterday" is reckoned from; `gazetteer` a CSV file of names."""
    article = (
        source
        if isinstance(source, Article)
        else Article(id="article", text=source, title=title, date=date)
    )
    return next(pipeline.annotate([article], gazetteer))


def build(
    paths: Path | str | Sequence[Path | str],
    output: Path | str,
    base: str = DEFAULT_BASE,
    *,
    gazetteer: Path | str | None = None,
) -> Graph:
    """Read files, folders, JSON lines or annotation records into the folder `output`, and open the graph there; `gazetteer` is a CSV file of names.

    An article that cannot be read or added is left out; a `UserWarning` at the end names each such
    article with the reason. Raises `KgError` where an input is no article, or none is left.
    """
    inputs = pipeline.sources([paths] if isinstance(paths, (str, Path)) else paths)
    left_out: list[str] = []
    folder = pipeline.build(inputs, output, base, gazetteer=gazetteer, report=left_out.append)
    for message in left_out:
        warnings.warn(message, stacklevel=2)
    return Graph(folder)


def open(path: Path | str) -> Graph:  # noqa: A001 - kg.open, as gzip.open
    """The graph in a folder that `build` made."""
    return Graph(path)


_BOXES = 12  # nodes of a dossier's picture; of more, deeds are lines


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a notebook shows in a frame of its own, which may touch nothing else; elsewhere it is the text that it is told by."""

    html: str
    text: str
    picture: str | None = None  # SVG, for places that run no script

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        from kg import view

        return view.frame(self.html)

    def _repr_svg_(self) -> str | None:
        return self.picture


class Graph:
    """A built graph to read: tables, questions, evidence, networks and pictures."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        recover_folder(self.path, pipeline.BUILD_FILES)
        if not pipeline.is_build(self.path):
            raise pipeline.BuildError(
                f"{self.path}: no graph here; build one with: kg build INPUT -o {self.path}"
            )

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
        return (
            pd.DataFrame(answer.rows, columns=list(answer.columns))
            if isinstance(answer, Table)
            else answer
        )

    def counts(self) -> pd.DataFrame:
        """How many articles, entities and facts there are of each kind, asserted and only said."""
        from kg import dataframes

        return dataframes.counts(self.store)

    def entities(self) -> pd.DataFrame:
        """Everyone and everything named or described: name, type, aliases, how often in how many articles."""
        from kg import dataframes

        return dataframes.entities(self.store)

    def facts(self, said: bool = False) -> pd.DataFrame:
        """What the articles themselves vouch for; with `said`, what only those whom they quote do."""
        from kg import dataframes

        return dataframes.facts(self.store, said)

    def statements(self) -> pd.DataFrame:
        """Who said what to whom, how and when."""
        from kg import dataframes

        return dataframes.statements(self.store)

    def mentions(self) -> pd.DataFrame:
        """The words that stand for things, with their offsets and what they mean."""
        from kg import dataframes

        return dataframes.mentions(self.store)

    def explain(self, name: str) -> EvidenceList:
        """Every fact about a thing with the sentence that tells it, and who vouches; a notebook shows the sentences with their words marked."""
        from kg.explain import explain
        from kg.notebook import EvidenceList

        return EvidenceList(explain(self.store, name))

    def chain(self, name: str) -> list[CorefLink]:
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

    def show(
        self, focus: str | None = None, hops: int = 1, file: Path | str | None = None
    ) -> Page | Path:
        """The picture, which a notebook shows; with `file` it is written there, as a page or to .svg as a still picture, and the path comes back."""
        from kg import view

        network = self.network(focus, hops)
        title = focus or pipeline.title(self.store)
        text = f"{title}: {network.number_of_nodes():,} nodes, {network.number_of_edges():,} lines; see them in a notebook, or with file=… in a browser"
        html, picture = view.pictured(network, title)
        return self._shown(Page(html, text, picture), file)

    def timeline(self, name: str | None = None, file: Path | str | None = None) -> Page | Path:
        """The facts with a date in their order, all or those about a name; with `file` the page is written there, and the path comes back."""
        from kg import analyse, view

        network = self.network()
        things = analyse.named(network, name) if name else ()
        told = view.timeline(network, name or pipeline.title(self.store), things)
        return self._shown(Page(told.html(self._address(file)), str(told)), file)

    def dossier(self, name: str, file: Path | str | None = None) -> Page | Path:
        """All that is told of a thing on one page; with `file` it is written there, and the path comes back."""
        from kg import analyse, view

        network = self.network()
        things = analyse.named(network, name)
        mentions = self.mentions()
        words = mentions[
            mentions["entity"].isin(things) & ~mentions["form"].str.contains("pronoun")
        ]["text"]
        told = view.dossier(network, things, Counter(words).most_common())
        picture = view.still(analyse.focus(network, name), name, most=_BOXES, alone=False)
        return self._shown(Page(told.html(self._address(file), picture), str(told)), file)

    def _shown(self, page: Page, file: Path | str | None) -> Page | Path:
        from kg import view

        if file is None:
            return page
        view.write(
            page.picture if page.picture and Path(file).suffix == ".svg" else page.html, file
        )
        return Path(file)

    def _address(self, file: Path | str | None) -> str:
        """Of the graph's own page, as a page in this file links to it."""
        page = self.path / pipeline.PAGE
        return (
            quote(os.path.relpath(page, Path(file).parent))
            if file is not None and page.exists()
            else ""
        )

    def save(self, path: Path | str, format: str | None = None) -> Path:  # noqa: A002 - the word for it
        """Write the graph in the format that the suffix names: ttl, trig, nq, jsonld, graphml."""
        from kg.analyse import to_graphml
        from kg.export import export

        export(
            self.store,
            format or Path(path).suffix.removeprefix("."),
            path,
            lambda: to_graphml(self.network()),
        )
        return Path(path)

    def check(self) -> Report:
        """What is wrong with the graph by the shapes that it should have."""
        from kg.validate import validate

        return validate(self.store)
