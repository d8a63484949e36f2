"""What a build folder holds, and the reading of a few articles in this process.

Builds of many articles are in kg/corpus.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Annotation, Article, KgError
from kg.read import Options, ReadError, Source, read

if TYPE_CHECKING:
    from pyoxigraph import Store

STORE, ANNOTATIONS, TRIG, PAGE = "store", "annotations.jsonl", "graph.trig", "graph.html"


class BuildError(KgError):
    """Inputs or an output folder that no graph can be built from or into.

    The message has a line for each.
    """


def sources(paths: Sequence[Path | str], options: Options | None = None) -> list[Source]:
    """All that the paths hold, in their order.

    Raises `BuildError`, which names every input that cannot be read.
    """
    found: list[Source] = []
    bad: list[ReadError] = []
    for source in read(paths, options or Options()):
        if isinstance(source, ReadError):
            bad.append(source)
        else:
            found.append(source)
    if bad:
        raise BuildError("\n".join(map(str, bad)))
    return found


def annotate(inputs: Sequence[Source], gazetteer: Path | str | None = None) -> Iterator[Annotation]:
    """The annotation of each input in order; those that are annotated stay as they are.

    `gazetteer` is a CSV file of names. Raises `BuildError` for texts that are not English.
    """
    articles = [source for source in inputs if isinstance(source, Article)]
    read_anew = _read_anew(articles, gazetteer)
    for source in inputs:
        yield source if isinstance(source, Annotation) else next(read_anew)


def _read_anew(articles: Sequence[Article], gazetteer: Path | str | None) -> Iterator[Annotation]:
    if not articles:
        return  # spaCy takes a second to load: not for annotation records alone
    from kg.extract import extract
    from kg.language import LanguageError, parse, read_gazetteer

    names = None if gazetteer is None else read_gazetteer(gazetteer)
    try:
        yield from (extract(document) for document in parse(articles, names))
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
        raise BuildError(
            f"{folder}: holds other files than a build of kg; name another folder with -o"
        )


def is_build(folder: Path) -> bool:
    """Did `kg build` make this folder?"""
    return (folder / STORE).is_dir() and (folder / ANNOTATIONS).is_file()
