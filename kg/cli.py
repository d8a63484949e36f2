"""The `kg` command: a function for each subcommand.

Results go to stdout, all else to stderr. Nothing heavy is imported before it is used.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import kg
from kg.model import KgError

if TYPE_CHECKING:
    from kg import corpus

log = logging.getLogger("kg")

_ROWS = 25  # of an analysis, on a terminal


class Form(StrEnum):
    """How a table is written."""

    table = "table"
    csv = "csv"
    json = "json"


class Evidence(StrEnum):
    """How evidence is written."""

    text = "text"
    json = "json"


class Format(StrEnum):
    """What a graph can be exported to."""

    ttl = "ttl"
    trig = "trig"
    nq = "nq"
    jsonld = "jsonld"
    graphml = "graphml"


class Scorer(StrEnum):
    """What can be trained."""

    relations = "relations"
    triggers = "triggers"
    participants = "participants"


app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

Inputs = Annotated[
    list[str],  # an address is no path
    typer.Argument(
        metavar="INPUT...",
        help="Files, folders, globs, archives, addresses of the web; - for stdin.",
        show_default=False,
    ),
]
Fields = Annotated[
    list[str] | None,
    typer.Option(
        "--field",
        metavar="FIELD=NAME",
        help="What the input calls a field of JSON, CSV or front matter: text=story.",
        show_default=False,
    ),
]
Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="A folder that kg build made.", show_default=False)
]
Names = Annotated[
    Path | None,
    typer.Option(
        "--gazetteer",
        metavar="FILE.csv",
        help="Names that you know: columns label, aliases (separated by |), type, iri.",
        show_default=False,
    ),
]
BuildFolder = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        help="Folder to build; an older build there is replaced.",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=0, help="Processes that read; 0: none but this one.", show_default="one for each core"
    ),
]
Deadline = Annotated[
    float,
    typer.Option(min=0.1, help="Seconds for an article; more for one over 20,000 characters."),
]
Memory = Annotated[int, typer.Option(min=700, help="Megabytes for a process that reads.")]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="tcp://HOST:PORT",
        help="Have the workers of this Dask cluster read, in place of processes of this machine.",
        show_default=False,
    ),
]
LocalCluster = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Start a Dask cluster of so many workers here, to try one out.",
        show_default=False,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit code 2 where anything is left out.")]
Base = Annotated[
    str | None,
    typer.Option(
        help="IRI that entities and articles begin with.",
        show_default="https://w3id.org/news-kg/id/",
    ),
]
What = Annotated[
    str, typer.Argument(help="The measure; without it, who is central and who belongs together.")
]
MeasureNames = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME|PERIOD]...", help="The names or periods it needs, if any."),
]
Top = Annotated[
    int | None,
    typer.Option(min=1, help="How many rows to print.", show_default="25 in a table, else all"),
]
Backend = Annotated[
    str | None, typer.Option(help="A networkx backend for betweenness, such as parallel.")
]
Write = Annotated[
    bool,
    typer.Option("--write", help="Write centrality and community into the graph as kg:Analysis."),
]
Table = Annotated[Form, typer.Option("--format", "-f", help="Format of the table.")]


@app.callback(invoke_without_command=True)
def top(
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Print errors only. Before or after the command."),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            "-v",
            help="Print more, and tracebacks. Before or after the command.",
        ),
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Build a knowledge graph from news articles, query it, and check each fact against the text.

    [dim]kg build seeds -o build          read the articles of a folder[/dim]
    [dim]kg query build positions         ask a ready-made question[/dim]
    [dim]kg explain build "Elon Musk"     see the sentences behind each fact[/dim]
    """
    log.setLevel(logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO)
    if version:
        print(f"kg {kg.__version__}")
        raise typer.Exit


@app.command()
def read(
    inputs: Inputs,
    fields: Fields = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit code 2 where anything cannot be read.")
    ] = False,
) -> None:
    """Show what is understood of inputs: a JSON line for each article, errors on stderr.

    Nothing is built. Formats: text, Markdown, HTML, JSON, JSON lines, CSV, RSS, Atom, WARC,
    NewsML-G2, ninjs, NITF, PDF, docx, exports of LexisNexis and Factiva; zip, gzip, tar of these.

    Examples:
    kg read news.zip pages/ 'https://example.org/story.html'
    kg read table.csv --field text=story --field title=caption

    """
    from kg import terminal
    from kg.language.language_id import language_of
    from kg.read import ReadError, parse_fields, readings

    shown = wrong = 0
    for found in readings(inputs, parse_fields(fields or ())):
        if isinstance(found, ReadError):
            wrong += 1
            _complain(str(found))
        else:
            shown += 1
            terminal.print_reading(found, language_of(found.article.text)[0])
    if not shown or (strict and wrong):
        raise typer.Exit(2)


@app.command()
def annotate(
    inputs: Inputs,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="File to write, - for stdout.")
    ] = Path("-"),
    gazetteer: Names = None,
    fields: Fields = None,
    workers: Workers = None,
    deadline: Deadline = 60,
    memory: Memory = 2000,
    scheduler: Scheduler = None,
    local_cluster: LocalCluster = None,
    strict: Strict = False,
) -> None:
    """Read articles into annotation records: one JSON line for each article, in input order.

    An article that cannot be read is left out; the end says which and why.
    Stopped with -o FILE, the same command goes on where it was.

    Examples:
    kg annotate seeds more.jsonl -o records.jsonl
    kg annotate seeds --gazetteer people.csv

    """
    from kg import corpus, terminal
    from kg.read import parse_fields

    plan = corpus.Plan(
        gazetteer=gazetteer,
        options=parse_fields(fields or ()),
        workers=workers,
        limits=corpus.Limits(deadline, memory * 1_000_000),
        scheduler=scheduler,
        local_cluster=local_cluster,
        counts=terminal.shows_progress(),
    )
    with terminal.progress() as watch, _stoppable():
        if str(output) == "-":
            report = corpus.print_annotations(inputs, sys.stdout.buffer, plan, watch)
        else:
            report = corpus.annotate(inputs, output, plan, watch)
    _end(report, strict)


@app.command()
def build(
    inputs: Inputs,
    output: BuildFolder,
    base: Base = None,
    gazetteer: Names = None,
    fields: Fields = None,
    workers: Workers = None,
    deadline: Deadline = 60,
    memory: Memory = 2000,
    scheduler: Scheduler = None,
    local_cluster: LocalCluster = None,
    trig: Annotated[
        bool | None,
        typer.Option("--trig/--no-trig", help="graph.trig.", show_default="up to 1,000 articles"),
    ] = None,
    picture: Annotated[
        bool | None,
        typer.Option(
            "--picture/--no-picture", help="graph.html.", show_default="up to 1,000 articles"
        ),
    ] = None,
    strict: Strict = False,
) -> None:
    """Build a graph from articles or annotation records: store, TriG, records and picture.

    An article that cannot be read or added is left out;
    the end of the output and report.html say which and why.
    Stopped, the same command goes on where it was.
    Into an older build, only what has changed is read.

    Examples:
    kg build seeds -o build
    kg build seeds -o build --gazetteer people.csv

    """
    from kg import corpus, terminal
    from kg.read import parse_fields
    from kg.schema import DEFAULT_BASE

    plan = corpus.Plan(
        base=base or DEFAULT_BASE,
        gazetteer=gazetteer,
        options=parse_fields(fields or ()),
        workers=workers,
        limits=corpus.Limits(deadline, memory * 1_000_000),
        trig=trig,
        picture=picture,
        scheduler=scheduler,
        local_cluster=local_cluster,
        counts=terminal.shows_progress(),
    )
    with terminal.progress() as watch, _stoppable():
        report = corpus.build(inputs, output, plan, watch)
    if log.isEnabledFor(logging.INFO):
        terminal.print_frame(kg.open(output).counts())
        for what, name in corpus.RESULTS.items():
            if report.steps.get(name, "done") == "done":
                print(f" {what:<10}{output / name}")
    _end(report, strict)


class _StoppedError(Exception):
    """A signal; not KeyboardInterrupt, of which typer makes an empty line."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


@contextmanager
def _stoppable() -> Iterator[None]:
    """Work that a signal ends with one line, which says what is kept, and the signal's code."""
    from kg import corpus

    try:
        yield
    except corpus.Stopped as stop:
        raise _StoppedError(128 + stop.signal, str(stop)) from stop


def _end(report: corpus.Report, strict: bool) -> None:
    """Say what is not there; with `strict`, that is an error."""
    for message in report.lines():
        _complain(message)
    if strict and report.lines():
        raise typer.Exit(2)


@app.command()
def query(
    folder: Folder,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE.rq|SPARQL]",
            help="The question; without it, the ready-made ones are listed.",
        ),
    ] = None,
    form: Table = Form.table,
) -> None:
    """Ask a ready-made question by name, or any question in SPARQL.

    Plain patterns match what the articles assert. What is only reported
    is in graphs of its own, reached through GRAPH and kg:content.

    Examples:
    kg query build
    kg query build positions --format csv
    kg query build 'SELECT ?name { ?s skos:prefLabel ?name }'

    """
    from kg import terminal
    from kg.query import questions, run

    graph = kg.open(folder)
    if question is None:
        rows = [(q.name, q.answers) for q in questions()]
        terminal.print_table(("name", "answers"), rows, form.value)
    else:
        terminal.print_answer(run(graph.store, question, graph.held), form.value)


@app.command()
def show(
    folder: Folder,
    focus: Annotated[str | None, typer.Option(help="Draw only what is around this name.")] = None,
    hops: Annotated[int, typer.Option(min=0, help="How many facts away from it.")] = 1,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="File to write.",
            show_default="DIR/graph.html, with --focus DIR/focus.html",
        ),
    ] = None,
) -> None:
    """Draw the graph, or the part around a name, as HTML that opens offline or as a still SVG.

    The file's name is printed.

    Example: kg show build --focus "Elon Musk" --hops 2 -o musk.html
    """
    graph = kg.open(folder)
    if focus is None and output is None:
        print(folder / "graph.html")  # by kg build
    else:
        print(graph.show(focus, hops, output or folder / "focus.html"))


@app.command()
def timeline(
    folder: Folder,
    focus: Annotated[str | None, typer.Option(help="Only facts about this name.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write.", show_default="DIR/timeline.html"),
    ] = None,
) -> None:
    """Write the dated facts in their order, with their sentences, as HTML that opens offline.

    The file's name is printed. As a table: kg query DIR timeline.

    Example: kg timeline build --focus Twitter
    """
    print(kg.open(folder).timeline(focus, output or folder / "timeline.html"))


@app.command()
def dossier(
    folder: Folder,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="Whom or what the page is about.", show_default=False),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write.", show_default="DIR/dossier.html"),
    ] = None,
) -> None:
    """Write a page about one person or organisation: names, roles, events, statements.

    Each fact has its sentences. The file's name is printed. As text: kg explain.

    Example: kg dossier build "Volker Türk"
    """
    print(kg.open(folder).dossier(name, output or folder / "dossier.html"))


@app.command()
def explain(
    folder: Folder,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Whom or what to explain.", show_default=False)
    ],
    mentions: Annotated[
        bool | None,
        typer.Option(
            "--mentions/--no-mentions",
            help="Every mention in its sentence, or none.",
            show_default="a line for each wording",
        ),
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts/--no-facts", help="The facts too, or the mentions alone.")
    ] = True,
    form: Annotated[
        Evidence, typer.Option("--format", "-f", help="Format; json has everything.")
    ] = Evidence.text,
) -> None:
    """Print the mentions of a name with the reasons, then every fact with its sentence and source.

    Examples:
    kg explain build "Volker Türk"
    kg explain build "Volker Türk" --mentions --no-facts

    """
    from kg import terminal

    graph = kg.open(folder)
    if form is Evidence.json:
        terminal.print_records(mentions=graph.chain(name), facts=graph.explain(name))
        return
    if mentions is not False:
        terminal.print_mentions(graph.chain(name), whole=mentions is True)
    if facts:
        terminal.print_evidence(graph.explain(name))


@app.command()
def check(folder: Folder) -> None:
    """Check the graph against the shapes in ontology/shapes.ttl.

    Exit code 1 if it does not conform.

    Example: kg check build
    """
    report = kg.open(folder).check()
    for problem in report.problems:
        print(f"{problem.node}: {problem.message} ({problem.shape}); {problem.cure}")
    if not report.conforms:
        raise typer.Exit(1)
    if log.isEnabledFor(logging.INFO):
        print(f"{folder}: conforms")


@app.command()
def export(
    folder: Folder,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="File to write.", show_default=False)
    ],
    format_: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Format.", show_default="by the file's suffix"),
    ] = None,
) -> None:
    """Write the graph for other programs.

    Turtle (ttl) has what the articles assert. TriG, N-Quads and JSON-LD have
    everything, with reported facts in graphs of their own. GraphML has the network.

    Example: kg export build -o build.graphml
    """
    print(kg.open(folder).save(output, format_.value if format_ else None))


@app.command()
def analyse(
    folder: Folder,
    what: What = "people",
    names: MeasureNames = None,
    reported: Annotated[bool, typer.Option("--reported", help="Count reported facts too.")] = False,
    said: Annotated[bool, typer.Option("--said/--no-said", hidden=True)] = False,
    top: Top = None,
    backend: Backend = None,
    write: Write = False,
    form: Table = Form.table,
) -> None:
    """Analyse the graph as a network: who is central, who bridges, who belongs together.

    WHAT is people, brokers, bridges, communities, speech, organisations,
    roles, key-facts, cooccurrence, around NAME, path NAME NAME,
    or changes PERIOD PERIOD.

    Examples:
    kg analyse build --reported
    kg analyse build path "Elon Musk" Twitter
    kg analyse build changes 2008 2009..2010-06

    """
    from kg import corpus, terminal
    from kg.analyse import OLD_MEASURES, measure

    if said:
        _warn_renamed("--said", "--reported")
    if what in OLD_MEASURES:
        _warn_renamed(what, OLD_MEASURES[what])
    graph = kg.open(folder)
    measured = OLD_MEASURES.get(what, what)
    table = measure(graph.analysis, measured, names or [], reported or said, backend)
    terminal.print_frame(table, form.value, top if top or form is not Form.table else _ROWS)
    if write:
        corpus.write_analysis(folder, graph.analysis.network, reported or said)


@app.command()
def train(
    scorer: Annotated[Scorer, typer.Argument(help="Which scorer to train.", show_default=False)],
    data: Annotated[
        list[Path],
        typer.Argument(
            metavar="DATA...",
            help="JSON lines of texts with gold facts; texts with judged facts.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.npz",
            help="File for the weights; their card is written next to it.",
        ),
    ],
) -> None:
    r"""Train a scorer from texts with gold facts, and write its weights and a card.

    Needs: pip install 'news-kg\[train]'

    [dim]kg train triggers events.jsonl -o kg/scoring/weights/triggers.npz[/dim]
    """
    from kg.train import train as make

    print(make(scorer.value, data, output))


def main() -> None:
    """Run the command; an error is a line on stderr with its cure, and exit code 2."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run `kg` with these arguments, and return the exit code.

    0: done; 1: the check found problems; 2: it cannot be done; 130: stopped by Ctrl-C.
    """
    logging.basicConfig(format="kg: %(levelname)s: %(message)s", level=logging.WARNING, force=True)
    logging.addLevelName(logging.WARNING, "warning")
    try:
        code = app(_loudness_first(arguments), prog_name="kg", standalone_mode=False)
    except KgError as error:
        return _fail(str(error))
    except BrokenPipeError:  # the reader, such as head, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = error.filename or "file"
        cure = "check the name, your rights and the space on the disk"
        return _fail(f"{where}: {error.strerror}; {cure}")
    except _StoppedError as stop:
        _complain(str(stop))
        return stop.code
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:  # users see no traceback unless they ask for it
        if hasattr(error, "format_message"):  # of wrong arguments, whichever click typer stands on
            return _fail_usage(error.format_message())
        log.debug("", exc_info=True)
        what = f"unexpected {type(error).__name__}: {error}"
        return _fail(f"{what}; please report it with what --verbose shows")
    return code if isinstance(code, int) else 0


def _fail_usage(message: str) -> int:
    """Say what is wrong with the arguments; of no arguments at all, the help was printed."""
    return _fail(f"{message.removesuffix('.')}; see kg --help") if message else 2


def _loudness_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with --quiet and --verbose before the command, where typer looks for them."""
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    loudness = [a for a in arguments[:end] if a in ("-q", "--quiet", "-v", "--verbose")]
    return [*loudness, *(a for a in arguments[:end] if a not in loudness), *arguments[end:]]


def _warn_renamed(old: str, new: str) -> None:
    from kg.deprecation import REMOVED_IN

    log.warning("%s is now %s, and is gone in kg %s", old, new, REMOVED_IN)


def _fail(message: str) -> int:
    _complain(message)
    return 2


def _complain(message: str) -> None:
    for line in message.splitlines():
        print(f"kg: {line}", file=sys.stderr)
