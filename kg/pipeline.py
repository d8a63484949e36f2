"""The order of the stages: read → annotate → link, graph → derive → files of a build folder."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.atomic_files import whole_folder
from kg.iris import check_base
from kg.model import Annotation, Article, KgError
from kg.read import Options, ReadError, Source, read
from kg.schema import DEFAULT_BASE

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Store

    from kg.language.ner.gazetteer import Gazetteer

STORE, ANNOTATIONS, TRIG, PAGE = "store", "annotations.jsonl", "graph.trig", "graph.html"
BUILD_FILES = (STORE, ANNOTATIONS, TRIG, PAGE)
Watch = Callable[[Annotation], None]
Report = Callable[[str], None]

_CHUNK = 16  # articles read at once: as many as the model parses together

log = logging.getLogger("kg")


class BuildError(KgError):
    """Inputs or an output folder that no graph can be built from or into.

    The message has a line for each.
    """


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that is not in the graph, and the error that kept it out."""

    article: str
    error: Exception

    def __str__(self) -> str:
        if isinstance(self.error, KgError):
            return str(self.error)  # names the article
        what = " ".join(f"{type(self.error).__name__}: {self.error}".split())
        return f"{self.article}: unexpected {what}; please report it with what --verbose shows"


def sources(paths: Sequence[Path | str], options: Options | None = None) -> list[Source]:
    """All that the inputs hold, in their order.

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

    `gazetteer` is a CSV file of names.
    """
    articles = [source for source in inputs if isinstance(source, Article)]
    read_anew = _read_anew(articles, _names(articles, gazetteer))
    for source in inputs:
        yield source if isinstance(source, Annotation) else next(read_anew)


def _names(articles: Sequence[Article], gazetteer: Path | str | None) -> Gazetteer | None:
    """The names in the file; None without one, or where there is nothing to read."""
    if gazetteer is None or not articles:
        return None
    from kg.language import read_gazetteer

    return read_gazetteer(gazetteer)


def _read_anew(articles: Sequence[Article], names: Gazetteer | None) -> Iterator[Annotation]:
    if not articles:
        return  # spaCy takes a second to load: not for annotation records alone
    from kg.extract import extract
    from kg.language import LanguageError, parse

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


def _read_each(
    articles: Sequence[Article],
    names: Gazetteer | None,
) -> Iterator[Annotation | LeftOut]:
    """The annotation of each article in order, or why there is none."""
    for start in range(0, len(articles), _CHUNK):
        chunk = articles[start : start + _CHUNK]
        done = 0
        try:
            for annotation in _read_anew(chunk, names):
                yield annotation
                done += 1
        except OSError:
            raise
        except Exception:  # of which article is not known: they are parsed together
            log.debug("reading one by one", exc_info=True)
            yield from (_read_alone(article, names) for article in chunk[done:])


def _read_alone(article: Article, names: Gazetteer | None) -> Annotation | LeftOut:
    try:
        return next(_read_anew([article], names))
    except OSError:
        raise  # of the machine, not of the article
    except Exception as error:
        log.debug("%s", article.id, exc_info=True)
        return LeftOut(article.id, error)


def build(
    inputs: Iterable[Source],
    output: Path | str,
    base: str = DEFAULT_BASE,
    watch: Watch = lambda _: None,
    gazetteer: Path | str | None = None,
    report: Report = warnings.warn,
) -> Path:
    """The build folder made from the inputs, in place of the one that stood there.

    `watch` is called after each article. An article that cannot be read or added is left out, and
    `report` is called at the end with the reasons, a line for each. So it is where the picture
    cannot be drawn; a page that says why then stands in its place. Raises `BuildError`, or the
    first unexpected error, where no article is left.
    """
    from kg.derive import derive
    from kg.graph import open_store, write_trig

    folder = Path(output)
    check_output(folder)
    check_base(base)
    sources = sorted(inputs, key=_id)
    with whole_folder(folder, BUILD_FILES) as new:
        store = open_store(new)
        left_out = _fill(store, new / ANNOTATIONS, sources, base, watch, gazetteer)
        if left_out and len(left_out) == len(sources):
            raise _error_of_all(left_out)
        derive(store)
        write_trig(store, new / TRIG)
        no_picture = _draw(store, new / PAGE)
        store.optimize()  # else each opening replays the log, 2 s for 30 articles
        del store  # its lock goes with it
    if left_out:
        report(_message_about(left_out, len(sources)))
    if no_picture:
        cure = f"the rest is complete; draw a part with: kg show {folder} --focus NAME"
        report(f"{folder / PAGE}: no picture of the whole graph: {no_picture}; {cure}")
    return folder


def _draw(store: Store, page: Path) -> str:
    """Write the picture; returns why there is none, which the page then says, else nothing."""
    from kg.analyse import network
    from kg.view import page_without_picture, render, write

    try:
        write(render(network(store), title(store)), page)
    except Exception as error:  # whatever it is, the graph is complete without the picture
        log.debug("no picture", exc_info=True)
        what = error.strerror if isinstance(error, OSError) else error  # not its file's name
        reason = " ".join(f"{type(error).__name__}: {what}".split())
    else:
        return ""
    with suppress(OSError):  # a full disk
        page.write_text(page_without_picture(reason), encoding="utf-8")
    return reason


def _fill(
    store: Store,
    records: Path,
    sources: Sequence[Source],
    base: str,
    watch: Watch,
    gazetteer: Path | str | None,
) -> list[LeftOut]:
    """Put each source into the store and into the file of records; returns those in neither."""
    articles = [source for source in sources if isinstance(source, Article)]
    read_anew = _read_each(articles, _names(articles, gazetteer))
    left_out = []
    with records.open("wb") as lines:
        for source in sources:
            found = source if isinstance(source, Annotation) else next(read_anew)
            if isinstance(found, Annotation):
                found = _put(store, lines, found, base)
            if isinstance(found, LeftOut):
                left_out.append(found)
            else:
                watch(found)
    return left_out


def _put(
    store: Store,
    lines: BinaryIO,
    annotation: Annotation,
    base: str,
) -> Annotation | LeftOut:
    """The annotation, now in the store and among the lines, or why it is in neither."""
    from kg.graph import add

    try:
        record = annotation.to_json().encode()
        add(store, annotation, base)
    except OSError:
        raise  # of the machine, not of the article
    except Exception as error:
        log.debug("%s", annotation.article.id, exc_info=True)
        return LeftOut(annotation.article.id, error)
    lines.write(record + b"\n")
    return annotation


def _message_about(left_out: Sequence[LeftOut], articles: int) -> str:
    """How many are left out and why: in one line for one, else with a line for each."""
    heading = f"{len(left_out):,} of {articles:,} articles left out:"
    return (" " if len(left_out) == 1 else "\n").join([heading, *map(str, left_out)])


def _error_of_all(left_out: Sequence[LeftOut]) -> Exception:
    """The error to raise where no article is left: the first unexpected one, else all in one."""
    unexpected = (lo.error for lo in left_out if not isinstance(lo.error, KgError))
    return next(unexpected, BuildError("\n".join(map(str, left_out))))


def write_analysis(folder: Path, network: nx.MultiDiGraph[str], reported: bool = False) -> None:
    """Put the measures of the network into the store of the folder, and into its TriG file."""
    from kg.analyse import write_measures
    from kg.graph import open_store, write_trig

    store = open_store(folder)
    write_measures(store, network, reported)
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
        raise BuildError(
            f"{folder}: holds other files than a build of kg; name another folder with -o"
        )


def is_build(folder: Path) -> bool:
    """Did `build` make this folder?"""
    return (folder / STORE).is_dir() and (folder / ANNOTATIONS).is_file()


def _id(source: Source) -> str:
    return source.id if isinstance(source, Article) else source.article.id
