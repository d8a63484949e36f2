"""The `kg` command: one small function a subcommand. Results go to stdout, all else to stderr; nothing heavy is imported before it is used."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.model import Article, KgError

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
    list[Path],
    typer.Argument(
        metavar="INPUT...", help="Text files, folders of them, or JSON lines.", show_default=False
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
        help="Names that you know: columns label, aliases (parted by |), type, iri.",
        show_default=False,
    ),
]
Table = Annotated[Form, typer.Option("--format", "-f", help="How to write the table.")]


@app.callback(invoke_without_command=True)
def top(
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet", "-q", help="Say nothing but errors. Stands before or after the command."
        ),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            "-v",
            help="Say more, and show tracebacks. Stands before or after the command.",
        ),
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    """News articles in, a knowledge graph out that can be questioned, looked at and checked against the text.

    [dim]kg build seeds -o build          read the articles of a folder[/dim]
    [dim]kg query build positions         ask a ready-made question[/dim]
    [dim]kg explain build "Elon Musk"     see which words say so[/dim]
    """
    log.setLevel(logging.ERROR if quiet else logging.DEBUG if verbose else logging.INFO)
    if version:
        print(f"kg {kg.__version__}")
        raise typer.Exit


@app.command()
def annotate(
    inputs: Inputs,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="File to write, - for stdout.")
    ] = Path("-"),
    gazetteer: Names = None,
) -> None:
    """Read articles into annotation records, one JSON line each, in input order.

    Examples: kg annotate seeds more.jsonl -o records.jsonl   ·   kg annotate seeds --gazetteer people.csv
    """
    from kg import pipeline, terminal
    from kg.atomic_files import whole_file

    articles = [s if isinstance(s, Article) else s.article for s in pipeline.sources(inputs)]
    with (
        terminal.progress(len(articles)) as watch,
        nullcontext(sys.stdout.buffer) if str(output) == "-" else whole_file(output) as out,
    ):
        for annotation in pipeline.annotate(articles, gazetteer):
            out.write(annotation.to_json().encode() + b"\n")
            watch(annotation)


@app.command()
def build(
    inputs: Inputs,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="Folder to build; an older build there is replaced.",
            show_default=False,
        ),
    ],
    base: Annotated[
        str | None,
        typer.Option(
            help="IRI that the names of things begin with.",
            show_default="https://w3id.org/news-kg/id/",
        ),
    ] = None,
    gazetteer: Names = None,
) -> None:
    """Read articles, or annotation records, into a graph: store, TriG, annotations and picture in one folder.

    An article that cannot be read or added is left out, and named with the reason at the end.

    Examples: kg build seeds -o build   ·   kg build seeds -o build --gazetteer people.csv
    """
    from kg import pipeline, terminal
    from kg.schema import DEFAULT_BASE

    sources = pipeline.sources(inputs)
    left_out: list[str] = []
    with terminal.progress(len(sources)) as watch:
        pipeline.build(sources, output, base or DEFAULT_BASE, watch, gazetteer, left_out.append)
    if log.isEnabledFor(logging.INFO):
        terminal.print_frame(kg.open(output).counts())
        for what, name in (
            ("picture", pipeline.PAGE),
            ("store", pipeline.STORE),
            ("graph", pipeline.TRIG),
            ("records", pipeline.ANNOTATIONS),
        ):
            print(f" {what:<10}{output / name}")
    for message in left_out:
        _complain(message)


@app.command()
def query(
    folder: Folder,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE.rq|SPARQL]",
            help="What to ask; without it, the ready-made questions are listed.",
        ),
    ] = None,
    form: Table = Form.table,
) -> None:
    """Ask a ready-made question by name, or anything in SPARQL.

    Plain patterns see what the articles assert; what is only said stands in graphs of its own, reached through GRAPH and kg:content.

    Examples: kg query build   ·   kg query build positions --format csv   ·   kg query build 'SELECT ?name { ?s skos:prefLabel ?name }'
    """
    from kg import terminal
    from kg.query import questions, run

    graph = kg.open(folder)
    if question is None:
        terminal.print_table(
            ("name", "answers"), [(q.name, q.answers) for q in questions()], form.value
        )
    else:
        terminal.print_answer(run(graph.store, question, folder), form.value)


@app.command()
def show(
    folder: Folder,
    focus: Annotated[str | None, typer.Option(help="Show only what is around this name.")] = None,
    hops: Annotated[int, typer.Option(min=0, help="How far around it.")] = 1,
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
    """Draw the graph, or the part around a name, as one HTML file that opens offline, and say where it is; to a file.svg as a still picture.

    Example: kg show build --focus "Elon Musk" --hops 2 -o musk.html
    """
    graph = kg.open(folder)
    drawn = folder / "graph.html"  # by kg build
    print(
        drawn
        if focus is None and output is None
        else graph.show(focus, hops, output or folder / "focus.html")
    )


@app.command()
def timeline(
    folder: Folder,
    focus: Annotated[str | None, typer.Option(help="Tell only of this name.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write.", show_default="DIR/timeline.html"),
    ] = None,
) -> None:
    """Put the facts that have a date in their order, with their sentences, as one HTML file that opens offline, and say where it is.

    As a table: kg query DIR timeline. Example: kg timeline build --focus Twitter
    """
    print(kg.open(folder).timeline(focus, output or folder / "timeline.html"))


@app.command()
def dossier(
    folder: Folder,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Whom or what to tell of.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write.", show_default="DIR/dossier.html"),
    ] = None,
) -> None:
    """Tell all that is known of somebody on one page: names, roles, deeds, what he says and what is said of him, each with its sentences.

    As text: kg explain. Example: kg dossier build "Volker Türk"
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
        bool, typer.Option("--facts/--no-facts", help="The facts about it, or the mentions alone.")
    ] = True,
    form: Annotated[
        Evidence, typer.Option("--format", "-f", help="How to write it; json holds all.")
    ] = Evidence.text,
) -> None:
    """Tell by which words an article speaks of somebody and why they mean him, then every fact with the sentence that says so and who vouches.

    Examples: kg explain build "Volker Türk"   ·   kg explain build "Volker Türk" --mentions --no-facts
    """
    from kg import terminal

    graph = kg.open(folder)
    if form is Evidence.json:
        terminal.print_records(mentions=graph.chain(name), facts=graph.explain(name))
        return
    if mentions is not False:
        terminal.print_chain(graph.chain(name), whole=mentions is True)
    if facts:
        terminal.print_evidence(graph.explain(name))


@app.command()
def check(folder: Folder) -> None:
    """Hold the graph against the shapes of a correct one; exit code 1 where it does not conform.

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
        typer.Option("--format", "-f", help="What to write.", show_default="by the file's suffix"),
    ] = None,
) -> None:
    """Write the graph for other programs.

    Turtle (ttl), JSON-LD and GraphML hold what the articles assert; TriG and N-Quads also what is only said, each in its graph.

    Example: kg export build -o build.graphml
    """
    print(kg.open(folder).save(output, format_.value if format_ else None))


@app.command()
def analyse(
    folder: Folder,
    what: Annotated[
        str,
        typer.Argument(help="What to tell; without it, who is central and who belongs together."),
    ] = "people",
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME|PERIOD]...", help="Whom or when it is about, where it is about somebody."
        ),
    ] = None,
    said: Annotated[bool, typer.Option(help="Count also what is only said.")] = False,
    top: Annotated[
        int | None,
        typer.Option(min=1, help="How many rows to print.", show_default="25 in a table, else all"),
    ] = None,
    backend: Annotated[
        str | None, typer.Option(help="A networkx backend for betweenness, such as parallel.")
    ] = None,
    write: Annotated[
        bool,
        typer.Option(
            "--write", help="Put centrality and community into the graph too, as kg:Analysis."
        ),
    ] = False,
    form: Table = Form.table,
) -> None:
    """Tell what network science makes of the graph, of who is central to the way from one to another.

    WHAT is one of people, brokers, bridges, communities, voices, organisations, roles, key-facts, together; around NAME; path NAME NAME; changes PERIOD PERIOD.

    Examples: kg analyse build --said   ·   kg analyse build path "Elon Musk" Twitter   ·   kg analyse build changes 2008 2009..2010-06
    """
    from kg import pipeline, terminal
    from kg.analyse import measure

    graph = kg.open(folder)
    table = measure(graph.analysis, what, names or [], said, backend)
    terminal.print_frame(table, form.value, top if top or form is not Form.table else _ROWS)
    if write:
        pipeline.write_analysis(folder, graph.analysis.network, said)


@app.command()
def train(
    scorer: Annotated[Scorer, typer.Argument(help="Which scorer to train.", show_default=False)],
    data: Annotated[
        list[Path],
        typer.Argument(
            metavar="DATA...",
            help="JSON lines with what is true of texts; texts that we judged.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE.npz",
            help="Where the weights go; their card goes beside them.",
        ),
    ],
) -> None:
    """Make the weights of a scorer from texts with gold, with a card that says how good they are. Needs: pip install 'news-kg[train]'.

    [dim]kg train triggers events.jsonl -o kg/scoring/weights/triggers.npz[/dim]
    """
    from kg.train import train as make

    print(make(scorer.value, data, output))


def main() -> None:
    """Run the command; an error is a line on stderr with its cure, and exit code 2."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit code for these arguments: 0 well, 1 found wanting, 2 cannot be done, 130 stopped by Ctrl-C."""
    logging.basicConfig(format="kg: %(levelname)s: %(message)s", level=logging.WARNING, force=True)
    logging.addLevelName(logging.WARNING, "warning")
    try:
        code = app(_loudness_first(arguments), prog_name="kg", standalone_mode=False)
    except KgError as error:
        return _fail(str(error))
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(
            f"{error.filename or 'file'}: {error.strerror}; check the name, your rights and the space on the disk"
        )
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:  # no traceback ever reaches a user who has not asked for it
        if hasattr(
            error, "format_message"
        ):  # how typer tells of wrong arguments, whichever click it stands on
            message = error.format_message().removesuffix(".")
            return (
                _fail(f"{message}; see kg --help") if message else 2
            )  # without one: no arguments, help is out
        log.debug("", exc_info=True)
        return _fail(
            f"unexpected {type(error).__name__}: {error}; please report it with what --verbose shows"
        )
    return code if isinstance(code, int) else 0


def _loudness_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with --quiet and --verbose before the command, where typer looks for them."""
    end = list(arguments).index("--") if "--" in arguments else len(arguments)
    loudness = [a for a in arguments[:end] if a in ("-q", "--quiet", "-v", "--verbose")]
    return [*loudness, *(a for a in arguments[:end] if a not in loudness), *arguments[end:]]


def _fail(message: str) -> int:
    _complain(message)
    return 2


def _complain(message: str) -> None:
    for line in message.splitlines():
        print(f"kg: {line}", file=sys.stderr)
