"""What `import kg` offers: annotate, build, open, and the Graph to query, draw and save."""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg import corpus, pipeline
from kg.deprecation import renamed_argument
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
    """Read one article and return its `Annotation`: mentions, entities and facts, with offsets.

    Parameters: `source`, an `Article` or its text; `date`, YYYY-MM-DD, the day that "yesterday"
    is relative to; `title`; `gazetteer`, a CSV file of names that you know. `date` and `title` are
    for a text: an `Article` has its own.

    Raises `KgError` where the text is not English or the gazetteer cannot be read.

    >>> kg.annotate("Acme bought Bolt on Monday.", date="2024-05-15").facts
    """
    if not isinstance(source, Article):
        source = Article(id="article", text=source, title=title, date=date)
    return next(pipeline.annotate([source], gazetteer))


def build(
    paths: Path | str | Sequence[Path | str],
    output: Path | str,
    base: str = DEFAULT_BASE,
    *,
    gazetteer: Path | str | None = None,
    workers: int | None = None,
) -> Graph:
    """Build a graph in the folder `output` and return it as a `Graph`; an older build is replaced.

    Parameters: `paths`, one or several files, folders, addresses or annotation records; `base`,
    the IRI that entities and articles begin with; `gazetteer`, a CSV file of names that you know;
    `workers`, how many processes read, without it one for each core.

    An article that cannot be read or added is left out, and a `UserWarning` at the end says which
    and why; another one says why there is no picture, where it fails. Raises `KgError` where no
    article is left.

    >>> graph = kg.build(["seeds", "more.jsonl"], "build")
    """
    inputs = [paths] if isinstance(paths, (str, Path)) else paths
    plan = corpus.Plan(base=base, gazetteer=gazetteer, workers=workers)
    report = corpus.build(inputs, output, plan)
    for message in report.lines():
        warnings.warn(message, stacklevel=2)
    return Graph(output)


def open(path: Path | str) -> Graph:  # noqa: A001 - kg.open, as gzip.open
    """Open the graph in a folder that `build` made, and return it as a `Graph`.

    Raises `KgError` where there is none.

    >>> graph = kg.open("build")
    """
    return Graph(path)


_BOXES = 12  # nodes in the picture of a dossier; of more, events are drawn as lines


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a notebook shows in a frame of its own; elsewhere it is its text.

    `html` is the page, `text` the same in plain text, `picture` an SVG for places without scripts.
    """

    html: str
    text: str
    picture: str | None = None

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        from kg import view

        return view.frame(self.html)

    def _repr_svg_(self) -> str | None:
        return self.picture


class Graph:
    """A graph in a build folder, to query, tabulate, explain, analyse and draw.

    Facts that the articles themselves assert and facts that somebody is quoted with ("reported")
    are kept apart everywhere.

    >>> graph = kg.open("build")
    >>> graph.facts(), graph.query("positions"), graph.explain("Elon Musk"), graph.show()
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._hold = corpus.hold(self.path)
        if not pipeline.is_build(self.held):
            raise pipeline.BuildError(
                f"{self.path}: no graph here; build one with: kg build INPUT -o {self.path}"
            )

    @property
    def held(self) -> Path:
        """Where the files of the build are that was opened, if another has taken its place too."""
        return self._hold.path

    def __repr__(self) -> str:
        return f"kg.open({str(self.path)!r})"

    def _repr_html_(self) -> str:
        from kg import view
        from kg.notebook import graph_html

        return graph_html(self.counts(), view.render(self._network, pipeline.title(self.store)))

    @cached_property
    def store(self) -> Store:
        """The pyoxigraph store, opened read-only, for what this class does not offer.

        It stays as it was opened, even if a build puts another in its place.
        """
        from kg.graph import open_store

        return open_store(self.held, read_only=True)

    def query(self, question: str | Path) -> pd.DataFrame | bool | Any:
        """Answer a question: a DataFrame for SELECT, a bool for ASK, an rdflib graph for CONSTRUCT.

        `question` is the name of a ready-made question, a file of SPARQL, or SPARQL itself, with
        the usual prefixes known. Raises `KgError` for one that is unknown, wrong or takes too long.

        >>> graph.query("positions")
        >>> graph.query("SELECT ?name { ?s a foaf:Person ; skos:prefLabel ?name }")
        """
        import pandas as pd

        from kg.query import Table, run

        answer = run(self.store, question, self.held)
        if isinstance(answer, Table):
            return pd.DataFrame(answer.rows, columns=list(answer.columns))
        return answer

    def counts(self) -> pd.DataFrame:
        """How many articles, entities and facts there are: `kind`, `asserted`, `reported`."""
        from kg import dataframes

        return dataframes.counts(self.store)

    def entities(self) -> pd.DataFrame:
        """A row for everyone and everything that articles name or describe, by mentions.

        Columns: `name`, `type`, `aliases`, `mentions`, `articles`, `entity` (its IRI).
        """
        from kg import dataframes

        return dataframes.entities(self.store)

    @renamed_argument("said", "reported")
    def facts(self, reported: bool = False) -> pd.DataFrame:
        """A row for each fact that an article asserts; with `reported`, that somebody claims.

        Among the columns: `kind`, `type`, `participants`, `attributed_to` (the article's title, or
        who says so), `polarity`, `certainty`, `confidence`, `sentence`, `fact` (its IRI).

        >>> graph.facts(reported=True)[["label", "participants", "attributed_to"]]
        """
        from kg import dataframes

        return dataframes.facts(self.store, reported)

    def statements(self) -> pd.DataFrame:
        """A row for each statement: `speaker`, `addressee`, `text`, `cue`, `force`, `date`, …"""
        from kg import dataframes

        return dataframes.statements(self.store)

    def mentions(self) -> pd.DataFrame:
        """A row for each mention: `article`, `start`, `end`, `text`, `form`, `name`, `entity`."""
        from kg import dataframes

        return dataframes.mentions(self.store)

    def explain(self, name: str) -> EvidenceList:
        """The evidence for every fact about a name: a list of `Evidence`, in text order.

        Each has the fact, the sentence with its words marked, and whom it is attributed to; a
        notebook shows them as cards. Raises `KgError` with the nearest names for an unknown one.

        >>> graph.explain("Elon Musk")[:3]
        """
        from kg.explain import explain
        from kg.notebook import EvidenceList

        return EvidenceList(explain(self.store, name))

    def chain(self, name: str) -> list[CorefLink]:
        """Every mention of a name, in text order, each with its antecedent and the rule for it.

        Raises `KgError` with the nearest names for an unknown one.
        """
        from kg.explain import chain

        return chain(self.store, name)

    def network(self, focus: str | None = None, hops: int = 1) -> nx.MultiDiGraph[str]:
        """The graph as a `networkx.MultiDiGraph`: a copy, which you may change.

        Nodes are entities, events and statements. With `focus` it is the part within so many
        `hops` of that name. Raises `KgError` for an unknown name.

        >>> graph.network("Twitter", hops=2)
        """
        from kg import analyse

        if focus is None:
            return self._network.copy()
        return analyse.focus(self._network, focus, hops)

    @cached_property
    def _network(self) -> nx.MultiDiGraph[str]:
        """The network, read once: the store is read-only."""
        from kg import analyse

        return analyse.network(self.store)

    @cached_property
    def analysis(self) -> Analysis:
        """The measures of network science as tables: `graph.analysis.centrality()` and others."""
        from kg.analyse import Analysis

        return Analysis(self.store, self._network)

    def show(
        self, focus: str | None = None, hops: int = 1, file: Path | str | None = None
    ) -> Page | Path:
        """Draw the graph, or the part within `hops` of `focus`; a notebook shows the picture.

        Returns a `Page`; with `file` the picture is written there, as a still picture where it ends
        in .svg, and the path is returned. Raises `KgError` for an unknown name.

        >>> graph.show("Twitter")
        >>> graph.show(file="graph.html")
        """
        from kg import analyse, view

        network = self._network if focus is None else analyse.focus(self._network, focus, hops)
        title = focus or pipeline.title(self.store)
        nodes, edges = network.number_of_nodes(), network.number_of_edges()
        text = (
            f"{title}: {nodes:,} nodes, {edges:,} lines; "
            "see them in a notebook, or with file=… in a browser"
        )
        html, picture = view.pictured(network, title)
        return self._shown(Page(html, text, picture), file)

    def timeline(self, name: str | None = None, file: Path | str | None = None) -> Page | Path:
        """The facts that have a date, in their order: all, or those about `name`.

        Returns a `Page`; with `file` it is written there, and the path is returned. Raises
        `KgError` for an unknown name.
        """
        from kg import analyse, view

        entities = analyse.named(self._network, name) if name else ()
        timeline = view.timeline(self._network, name or pipeline.title(self.store), entities)
        return self._shown(Page(timeline.html(self._address(file)), str(timeline)), file)

    def dossier(self, name: str, file: Path | str | None = None) -> Page | Path:
        """A page about one person, organisation or other entity: names, roles, events, statements.

        Returns a `Page`; with `file` it is written there, and the path is returned. Raises
        `KgError` for an unknown name.
        """
        from kg import analyse, view

        entities = analyse.named(self._network, name)
        dossier = view.dossier(self._network, entities, self._wordings(entities))
        part = analyse.focus(self._network, name)
        picture = view.still(part, name, most=_BOXES, alone=False)
        return self._shown(Page(dossier.html(self._address(file), picture), str(dossier)), file)

    def _wordings(self, entities: Iterable[str]) -> list[tuple[str, int]]:
        """The names and descriptions that articles use for these entities, and how often."""
        from pyoxigraph import NamedNode

        from kg.graph.reader import GraphReader

        mentions = GraphReader(self.store).entity_mentions([NamedNode(e) for e in entities])
        words = [m for m in mentions if "pronoun" not in m.forms]
        words.sort(key=lambda m: (m.article.id, m.start, m.end))
        return Counter(m.text for m in words).most_common()

    def _shown(self, page: Page, file: Path | str | None) -> Page | Path:
        """The page, or the path where it was written."""
        from kg import view

        if file is None:
            return page
        picture = page.picture if Path(file).suffix == ".svg" else None
        view.write(picture or page.html, file)
        return Path(file)

    def _address(self, file: Path | str | None) -> str:
        """The address of the graph's own page for links from a page in this file; "" for none."""
        page = self.path / pipeline.PAGE
        if file is None or not page.exists():
            return ""
        return quote(os.path.relpath(page, Path(file).parent))

    def save(self, path: Path | str, format: str | None = None) -> Path:  # noqa: A002
        """Write the graph to a file, and return its path.

        `format` is ttl, trig, nq, jsonld or graphml; without it the file's suffix decides. Raises
        `KgError` for another format, or where the file cannot be written.

        >>> graph.save("graph.ttl")
        """
        from kg.analyse import to_graphml
        from kg.export import export

        format_ = format or Path(path).suffix.removeprefix(".")
        export(self.store, format_, path, lambda: to_graphml(self._network))
        return Path(path)

    def check(self) -> Report:
        """Check the graph against the shapes in ontology/shapes.ttl, and return a `Report`.

        `report.conforms` says whether all is well, `report.problems` what is not. Raises `KgError`
        where pyshacl is not installed.
        """
        from kg.validate import validate

        return validate(self.store)
