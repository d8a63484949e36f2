"""The order of the stages: read → annotate → link, graph → derive → the files of a build folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.atomic_files import whole_folder
from kg.model import Annotation, Article, KgError
from kg.ontology import DEFAULT_BASE
from kg.read import ReadError, Source, read

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store

STORE, ANNOTATIONS, TRIG, PAGE = "store", "annotations.jsonl", "graph.trig", "graph.html"
BUILD_FILES = (STORE, ANNOTATIONS, TRIG, PAGE)
Watch = Callable[[Annotation], None]


class BuildError(KgError):
    """Inputs or an output folder that no graph can be built from or into; the message has a line for each."""


def sources(paths: Sequence[Path | str]) -> list[Source]:
    """All that the paths hold, in their order; raises `BuildError` with every input that cannot be read."""
    found: list[Source] = []
    bad: list[ReadError] = []
    for source in read(paths):
        if isinstance(source, ReadError):
            bad.append(source)
        else:
            found.append(source)
    if bad:
        raise BuildError("\n".join(map(str, bad)))
    return found


def annotate(inputs: Sequence[Source], gazetteer: Path | str | None = None) -> Iterator[Annotation]:
    """The annotation of each input in order; those that come annotated stay as they are. `gazetteer` is a CSV file of names."""
    read_anew = _read_anew([source for source in inputs if isinstance(source, Article)], gazetteer)
    for source in inputs:
        yield source if isinstance(source, Annotation) else next(read_anew)


def _read_anew(articles: Sequence[Article], gazetteer: Path | str | None) -> Iterator[Annotation]:
    if not articles:
        return  # spaCy takes a second to load: not for annotation records alone
    from kg.extract import extract
    from kg.language import LanguageError, parse, read_gazetteer

    known = read_gazetteer(gazetteer) if gazetteer is not None else None
    try:
        yield from (extract(document) for document in parse(articles, known))
    except LanguageError as error:
        raise BuildError("\n".join(_refused(articles)) or str(error)) from error


def _refused(articles: Iterable[Article]) -> Iterator[str]:
    """What is wrong with the language of each article, where something is: one run tells all."""
    from kg.language.language_id import LanguageError, require_english

    for article in articles:
        try:
            require_english(article)
        except LanguageError as error:
            yield str(error)


def build(inputs: Iterable[Source], output: Path | str, base: str = DEFAULT_BASE, watch: Watch = lambda _: None, gazetteer: Path | str | None = None) -> Path:
    """The build folder made from the inputs, in place of the one that stood there; `watch` is called after each article."""
    from kg.analyse import network
    from kg.derive import derive
    from kg.graph import add, open_store, write_trig
    from kg.view import render, write

    folder = Path(output)
    check_output(folder)
    with whole_folder(folder, BUILD_FILES) as new:
        store = open_store(new)
        with (new / ANNOTATIONS).open("w", encoding="utf-8", newline="\n") as lines:
            for annotation in annotate(sorted(inputs, key=_id), gazetteer):
                lines.write(annotation.to_json() + "\n")
                add(store, annotation, base)
                watch(annotation)
        derive(store)
        write_trig(store, new / TRIG)
        write(render(network(store), title(store)), new / PAGE)
        store.optimize()  # else each opening replays the log, 2 s for 30 articles
        del store  # its lock goes with it
    return folder


def write_analysis(folder: Path, network: nx.MultiDiGraph[str], said: bool = False) -> None:
    """Put the measures of the network into the store of the folder, and into its TriG file."""
    from kg.analyse import write_measures
    from kg.graph import open_store, write_trig

    store = open_store(folder)
    write_measures(store, network, said)
    write_trig(store, folder / TRIG)


def title(store: Store) -> str:
    """What the picture of the whole graph is called: as its one article, or by their number."""
    from kg.graph import titles

    found = titles(store)
    return found[0] if len(found) == 1 else f"{len(found):,} articles"


def check_output(folder: Path) -> None:
    """Raise `BuildError` where the folder holds something, but no build that may be replaced."""
    if folder.exists() and not folder.is_dir():
        raise BuildError(f"{folder}: is a file; name a folder with -o")
    if folder.is_dir() and any(folder.iterdir()) and not is_build(folder):
        raise BuildError(f"{folder}: holds other files than a build of kg; name another folder with -o")


def is_build(folder: Path) -> bool:
    """Did `build` make this folder?"""
    return (folder / STORE).is_dir() and (folder / ANNOTATIONS).is_file()


def _id(source: Source) -> str:
    return source.id if isinstance(source, Article) else source.article.id
