"""The commands: what each writes, where, and with which exit code."""

import csv
import io
import json
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

import kg
from kg import corpus
from kg.model import Annotation, Article, Entity, Mention
from tests.conftest import TEXT, small_annotation

ROE = "Jane Roe left Acme.\nShe sold her shares.\nJane Roe is rich."
COMMANDS = (
    "read",
    "annotate",
    "build",
    "query",
    "show",
    "explain",
    "check",
    "export",
    "analyse",
    "timeline",
    "dossier",
)


@pytest.fixture(scope="module")
def tied(tmp_path_factory):
    """A build folder in which somebody is named, spoken of by two pronouns, and named again."""
    told = [
        ("Jane Roe", 0, "name", None, None),
        ("She", 20, "pronoun", "m1", "pronoun-she"),
        ("her", 29, "pronoun", "m2", "pronoun-she"),
    ]
    told.append(("Jane Roe", 41, "name", "m1", "exact"))
    mentions = [
        Mention(
            f"m{n}",
            start,
            start + len(text),
            text,
            form,
            "Person",
            "e1",
            sieve=sieve,
            antecedent=antecedent,
        )
        for n, (text, start, form, antecedent, sieve) in enumerate(told, 1)
    ]
    annotation = Annotation(
        Article("roe", ROE),
        "en",
        "0.1.0",
        "by hand",
        tuple(mentions),
        (Entity("e1", "Person", "Jane Roe"),),
    )
    folder = tmp_path_factory.mktemp("tied") / "build"
    corpus.build([annotation], folder, corpus.Plan(workers=0))
    return folder


def test_help_loads_no_heavy_library():
    """`kg --help` loads neither spaCy nor pandas nor the graph; how long it takes is measured by
    the benchmarks.
    """
    heavy = ("spacy", "pandas", "networkx", "rdflib", "pyoxigraph")
    code = (
        "import sys; from kg.cli import run; run(['--help']); "
        f"print([m for m in {heavy} if m in sys.modules])"
    )
    assert subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.endswith("[]\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_an_example(kg_command, command):
    """The help of a command holds a line that can be typed."""
    outcome = kg_command(command, "--help")
    assert outcome.code == 0
    assert f"kg {command} " in outcome.out.partition("Example")[2]


def test_version_is_that_of_the_package(kg_command):
    """`kg --version` says which kg this is."""
    assert kg_command("--version").out == f"kg {kg.__version__}\n"


def test_annotate_writes_a_line_for_each_article_in_input_order(
    kg_command, tmp_path, quick_reading
):
    """Files, folders and JSON lines become records, in the order they are named."""
    (tmp_path / "z.txt").write_text("Zed.")
    (tmp_path / "more").mkdir()
    (tmp_path / "more/b.txt").write_text("Bee.")
    (tmp_path / "more/a.jsonl").write_text('{"id": "7", "text": "Seven."}\n')
    outcome = kg_command(
        "annotate", tmp_path / "z.txt", tmp_path / "more", "-o", tmp_path / "out.jsonl"
    )
    assert outcome.code == 0
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert [Annotation.from_json(line).article.id for line in lines] == ["z", "7", "b"]


def test_annotate_writes_to_stdout(kg_command, tmp_path, quick_reading):
    """`-` is stdout, and what is said beside it goes to stderr."""
    (tmp_path / "a.txt").write_text("Ay.")
    outcome = kg_command("annotate", tmp_path / "a.txt", "-o", "-")
    assert outcome.json()["text"] == "Ay."
    assert "warning: a: no date" in outcome.err


def test_annotate_that_fails_leaves_the_old_file(kg_command, tmp_path, quick_reading):
    """Output is written beside the old file and takes its place at the end; an unexpected error is
    one line.
    """
    (tmp_path / "a.txt").write_text("BOOM!")
    (tmp_path / "out.jsonl").write_text("old")
    outcome = kg_command("annotate", tmp_path / "a.txt", "-o", tmp_path / "out.jsonl")
    assert (outcome.code, len(outcome.err.splitlines())) == (2, 1)
    assert "ZeroDivisionError" in outcome.err
    assert "report" in outcome.err
    assert (tmp_path / "out.jsonl").read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "out.jsonl"]


def test_verbose_shows_the_traceback_of_an_unexpected_error(kg_command, tmp_path, quick_reading):
    """What a report needs is there on demand."""
    (tmp_path / "a.txt").write_text("BOOM!")
    assert "Traceback" in kg_command("annotate", tmp_path / "a.txt", "--verbose").err


def test_build_prints_counts_and_files(kg_command, records, tmp_path):
    """The end of `kg build` counts by kind, asserted and said apart, and names the picture and the
    store.
    """
    outcome = kg_command("build", records, "-o", tmp_path / "build")
    assert outcome.code == 0
    counts = {
        line.split()[0]: line.split()[1:] for line in outcome.out.splitlines() if line.strip()
    }
    assert counts["event"] == ["1", "1"]
    assert counts["statement"] == ["1", "0"]
    assert counts["organisation"] == ["2", "0"]
    assert counts["picture"] == [str(tmp_path / "build/graph.html")]
    assert counts["store"] == [str(tmp_path / "build/store")]
    assert sorted(p.name for p in (tmp_path / "build").iterdir()) == [
        "annotations.jsonl",
        "graph.html",
        "graph.trig",
        "ledger.sqlite",
        "report.html",
        "report.json",
        "store",
    ]


def test_quiet_prints_nothing(kg_command, tmp_path, quick_reading):
    """Neither counts nor warnings, before or after the command."""
    (tmp_path / "a.txt").write_text("Ay.")
    for arguments in (
        ("--quiet", "build", tmp_path / "a.txt"),
        ("build", tmp_path / "a.txt", "-q"),
    ):
        outcome = kg_command(*arguments, "-o", tmp_path / "build")
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_build_warns_of_a_text_without_a_date(kg_command, tmp_path, quick_reading):
    """What the language half warns of comes out on stderr."""
    (tmp_path / "a.txt").write_text("Yesterday.")
    outcome = kg_command("build", tmp_path / "a.txt", "-o", tmp_path / "build")
    assert outcome.code == 0
    assert outcome.err == "kg: warning: a: no date\n"


def test_build_prints_three_warnings_of_a_kind_and_counts_the_rest(
    kg_command, tmp_path, quick_reading
):
    """Five articles without a date take four lines; --verbose takes one for each."""
    (tmp_path / "in.jsonl").write_text(
        "".join(f'{{"id": "a{n}", "text": "Ay."}}\n' for n in range(5))
    )
    shown = kg_command("build", tmp_path / "in.jsonl", "-o", tmp_path / "build")
    assert shown.err.splitlines() == [
        *(f"kg: warning: a{n}: no date" for n in range(3)),
        "kg: warning: … and 2 more articles: no date (--verbose shows all)",
    ]
    all_of_them = kg_command("build", tmp_path / "in.jsonl", "-o", tmp_path / "other", "--verbose")
    assert all_of_them.err.count("no date") == 5


def test_build_base_begins_every_iri(kg_command, records, tmp_path):
    """`--base` reaches every IRI; one that is none is refused."""
    assert (
        kg_command("build", records, "-o", tmp_path / "build", "--base", "https://e.org/").code == 0
    )
    assert set(kg.open(tmp_path / "build").entities()["entity"].str[:14]) == {"https://e.org/"}
    assert kg_command("build", records, "-o", tmp_path / "other", "--base", "nonsense").code == 2


def test_query_lists_its_questions(kg_command, built):
    """`kg query DIR` names what can be asked."""
    assert {"name": "positions"}.items() <= next(
        q for q in kg_command("query", built, "-f", "json").json() if q["name"] == "positions"
    ).items()


def test_query_answers_in_three_formats(kg_command, built):
    """The same rows as aligned text, CSV and JSON."""
    sparql = "SELECT ?name ?n { ?s a foaf:Person ; skos:prefLabel ?name . BIND(1 + 1 AS ?n) }"
    assert kg_command("query", built, sparql, "-f", "json").json() == [{"name": "Ann Lee", "n": 2}]
    assert kg_command("query", built, sparql, "-f", "csv").out == "name,n\nAnn Lee,2\n"
    assert [
        line.split()
        for line in kg_command("query", built, sparql).out.splitlines()
        if "Ann" in line
    ] == [["Ann", "Lee", "2"]]


def test_query_reads_a_file_and_answers_yes_or_no(kg_command, built, tmp_path):
    """What is only said is no fact: that Bolt sued is false, that Acme bought is true."""
    for name, verb, answer in (("said", "Lawsuit", "false\n"), ("told", "Acquisition", "true\n")):
        (tmp_path / f"{name}.rq").write_text(f"ASK {{ ?e a kg:{verb} }}")
        assert kg_command("query", built, tmp_path / f"{name}.rq").out == answer


def test_query_gives_a_graph_as_turtle(kg_command, built):
    """CONSTRUCT answers with triples, as Turtle or as rows."""
    sparql = (
        "CONSTRUCT { ?s skos:prefLabel ?name } WHERE { ?s a foaf:Person ; skos:prefLabel ?name }"
    )
    assert '"Ann Lee"' in kg_command("query", built, sparql).out
    assert kg_command("query", built, sparql, "-f", "json").json()[0]["object"] == "Ann Lee"


def test_query_csv_has_no_formulas(kg_command, built):
    """A cell that a spreadsheet would run is led by an apostrophe; numbers stay numbers."""
    sparql = 'SELECT * { VALUES (?a ?b ?c ?d ?e) { ("=cmd()" "+1" "-1" "@x" -1) } }'
    rows = list(csv.reader(io.StringIO(kg_command("query", built, sparql, "-f", "csv").out)))
    assert rows[1] == ["'=cmd()", "'+1", "'-1", "'@x", "-1"]


def test_query_prints_markup_as_it_is(kg_command, built):
    """Article text can neither colour the table nor break it."""
    assert (
        "[red]x[/red]"
        in kg_command("query", built, 'SELECT ?a { VALUES ?a { "[red]x[/red]" } }').out
    )


@pytest.mark.parametrize(
    ("command", "names", "file"),
    [("timeline", (), "timeline.html"), ("dossier", ("Acme",), "dossier.html")],
)
def test_timeline_and_dossier_write_into_the_build_or_elsewhere(
    kg_command, built, tmp_path, command, names, file
):
    """Each command says where its page is; the page links to the graph's from where it lies."""
    here = kg_command(command, built, *names)
    assert here.out == f"{built / file}\n"
    (tmp_path / "a b").mkdir()
    elsewhere = tmp_path / "a b" / "page.html"
    assert kg_command(command, built, *names, "-o", elsewhere).out == f"{elsewhere}\n"
    if command == "dossier":
        assert 'href="graph.html#at=Acme"' in (built / file).read_text(encoding="utf-8")
        assert f'{built.name}/graph.html#at=Acme"' in elsewhere.read_text(encoding="utf-8")


def test_dossier_of_unknown_name_offers_the_nearest(kg_command, built):
    """Exit code 2, and a cure."""
    outcome = kg_command("dossier", built, "Acmee")
    assert outcome.code == 2
    assert "did you mean Acme?" in outcome.err


def test_show_draws_the_whole_or_a_part(kg_command, built, tmp_path):
    """Without a name the page is there already; one about a name holds its facts; an unknown name
    is an error with the nearest.
    """
    assert kg_command("show", built).out == f"{built / 'graph.html'}\n"
    outcome = kg_command(
        "show", built, "--focus", "Acme", "--hops", "1", "-o", tmp_path / "acme.html"
    )
    assert outcome.out == f"{tmp_path / 'acme.html'}\n"
    assert "Acme" in (tmp_path / "acme.html").read_text(encoding="utf-8")
    assert kg_command("show", built, "-o", tmp_path / "acme.svg").code == 0
    assert (tmp_path / "acme.svg").read_text(encoding="utf-8").startswith("<svg ")
    missing = kg_command("show", built, "--focus", "Acne", "-o", tmp_path / "no.html")
    assert missing.code == 2
    assert "Acme" in missing.err
    assert not (tmp_path / "no.html").exists()


def test_explain_prints_sentences_and_sources(kg_command, built):
    """A fact comes with its sentence, the words marked; what is only said names its speaker."""
    chain, told, statement, said = kg_command("explain", built, "acme").out.strip().split("\n\n")
    assert chain == "2 mentions in A deal, 2024-05-03: Acme"
    assert "[Acme] [bought] [Bolt]." in told
    assert "asserted by A deal" in told
    assert "[Ann Lee] [said] Bolt" in statement
    assert "attributed to Ann Lee; no article asserts it" in said
    assert "[Bolt] [sued] [Acme]." in said


def test_explain_prints_mentions_with_antecedents(kg_command, tied):
    """A line for each wording, or each mention in its sentence, or none; the rule's reason is told
    once.
    """
    short = kg_command("explain", tied, "Jane Roe", "--no-facts").out.splitlines()
    assert short[0] == "4 mentions in roe"
    assert [" ".join(line.split()) for line in short[1:-1]] == [
        "Jane Roe ×2 its first words",
        "She ← Jane Roe pronoun-she: Of all who were spoken of shortly before, she fits best.",
        "her ← She pronoun-she",
    ]
    whole = kg_command("explain", tied, "Jane Roe", "--mentions", "--no-facts").out.splitlines()
    assert [" ".join(line.split()) for line in whole[1:]][1:4] == [
        "20 [She] sold her shares. ← Jane Roe [0] pronoun-she",
        "29 She sold [her] shares. ← She [20] pronoun-she",
        "41 [Jane Roe] is rich. ← Jane Roe [0] exact",
    ]
    assert sum("Of all who were spoken of" in line for line in whole) == 1
    assert kg_command("explain", tied, "Jane Roe", "--no-mentions").out.strip() == ""


def test_explain_json_has_everything(kg_command, built, tied):
    """Mentions with their reasons, and facts with their sentences."""
    told = json.loads(kg_command("explain", tied, "Jane Roe", "--format", "json").out)
    assert [
        (m["text"], m["antecedent"], m["antecedent_start"], m["sieve"]) for m in told["mentions"]
    ][1] == ("She", "Jane Roe", 0, "pronoun-she")
    assert told["mentions"][1]["reason"].startswith("Of all who")
    facts = json.loads(
        kg_command("explain", built, "acme", "--format", "json", "--no-mentions").out
    )["facts"]
    assert {fact["attributed_to"] for fact in facts} == {"A deal", "Ann Lee"}


def test_check_conforms(kg_command, built):
    """A graph that kg built is as the shapes want it."""
    outcome = kg_command("check", built)
    assert (outcome.code, outcome.out) == (0, f"{built}: conforms\n")


def test_check_of_a_broken_graph_prints_its_problems(kg_command, records, tmp_path):
    """Exit code 1, and each problem names its node, its shape and its cure."""
    from pyoxigraph import Literal, NamedNode, Quad, Store

    from kg.schema import KG

    build = tmp_path / "build"
    kg_command("build", records, "-o", build)
    store = Store(str(build / "store"))
    fact = next(q.subject for q in store.quads_for_pattern(None, KG.assertedIn, None))
    store.remove(next(store.quads_for_pattern(fact, KG.confidence, None)))
    store.add(Quad(fact, KG.confidence, Literal("very")))
    store.add(Quad(NamedNode("https://e.org/x"), KG.polarity, Literal("maybe")))
    del store
    outcome = kg_command("check", build)
    assert outcome.code == 1
    assert fact.value in outcome.out
    assert "kg:" in outcome.out


@pytest.mark.parametrize("format_", ["ttl", "trig", "nq", "jsonld", "graphml"])
def test_export_goes_by_the_suffix(kg_command, built, tmp_path, format_):
    """Each format is written whole and names what it holds."""
    target = tmp_path / f"out.{format_}"
    assert kg_command("export", built, "-o", target).out == f"{target}\n"
    assert "Ann Lee" in target.read_text(encoding="utf-8")


def test_export_refuses_an_unknown_format(kg_command, built, tmp_path):
    """The error lists the formats there are."""
    outcome = kg_command("export", built, "-o", tmp_path / "out.docx")
    assert outcome.code == 2
    assert "trig" in outcome.err


def test_analyse_prints_a_measure_by_name(kg_command, built):
    """A measure with the names it wants; an unknown name is an error with its cure, and a table is
    cut where `--top` says so.
    """
    assert {
        row["name"]
        for row in kg_command("analyse", built, "around", "Acme", "--reported", "-f", "json").json()
    } >= {"Ann Lee"}
    wrong = kg_command("analyse", built, "path", "Acme")
    assert (wrong.code, "path: needs NAME NAME" in wrong.err) == (2, True)
    assert "more rows: --top" in kg_command("analyse", built, "--top", "1").out


def test_analyse_writes_where_sparql_reads(kg_command, built, tmp_path):
    """With --write the measures are in the graph kg:Analysis, in the store and in the TriG file."""
    folder = tmp_path / "copy"
    shutil.copytree(built, folder)
    assert kg_command("analyse", folder, "--write").code == 0
    question = (
        "SELECT ?name ?centrality { GRAPH kg:Analysis { ?who kg:centrality "
        "?centrality } ?who skos:prefLabel ?name }"
    )
    assert {row["name"] for row in kg_command("query", folder, question, "-f", "json").json()} >= {
        "Acme"
    }
    assert "kg:Analysis" in (folder / "graph.trig").read_text(encoding="utf-8")


def test_analyse_ranks_people_and_organisations(kg_command, built):
    """Acme and Bolt are joined by a fact, Ann Lee only by what she says."""
    rows = {row["name"]: row for row in kg_command("analyse", built, "-f", "json").json()}
    assert rows["Acme"]["degree"] == 1
    assert rows["Ann Lee"]["degree"] == 0
    assert {
        row["name"]: row["degree"]
        for row in kg_command("analyse", built, "--reported", "-f", "json").json()
    }["Ann Lee"] > 0


def test_analyse_accepts_old_spellings_with_a_line_on_stderr(kg_command, built):
    """`--said`, `voices` and `together` do what their new names do; help shows only these."""
    for old, new in (
        (("people", "--said"), ("people", "--reported")),
        (("voices",), ("speech",)),
        (("together",), ("cooccurrence",)),
    ):
        before, after = (kg_command("analyse", built, *words, "-f", "csv") for words in (old, new))
        assert (before.code, before.out, after.err) == (0, after.out, "")
        assert before.err == f"kg: warning: {old[-1]} is now {new[-1]}, and is gone in kg 0.2\n"
    shown = kg_command("analyse", "--help").out
    assert "--reported" in shown
    assert not {"--said", "voices", "together"} & set(shown.replace(",", " ").split())


def test_module_runs_as_a_program():
    """`python -m kg` is the command."""
    command = [sys.executable, "-m", "kg", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"kg {kg.__version__}\n"


def test_facts_accept_said_for_reported_with_a_warning(built):
    """The old keyword of `Graph.facts` means the new one."""
    graph = kg.open(built)
    with pytest.warns(DeprecationWarning, match=r"facts\(said=…\) is now reported=…"):
        assert graph.facts(said=True).equals(graph.facts(reported=True))


def test_network_is_a_copy(built):
    """What is done to it does not come back in the next."""
    graph = kg.open(built)
    graph.network().clear()
    assert len(graph.network()) > 0


def test_python_api_does_what_the_commands_do(records, tmp_path):
    """Build, open, tables, questions, evidence, network, picture, saving, checking."""
    graph = kg.build(records, tmp_path / "build")
    assert repr(graph) == repr(kg.open(tmp_path / "build"))
    assert list(graph.entities()["name"]) == ["Acme", "Bolt", "Ann Lee"]
    assert list(graph.facts()["kind"]) == ["event", "statement"]
    assert graph.facts()["participants"][0] == "agent: Acme; patient: Bolt"
    assert list(
        graph.facts(reported=True)[["type", "attributed_to"]].itertuples(index=False, name=None)
    ) == [("Lawsuit", "Ann Lee")]
    assert list(graph.statements()["speaker"]) == ["Ann Lee"]
    assert [TEXT[row.start : row.end] for row in graph.mentions().itertuples()] == list(
        graph.mentions()["text"]
    )
    assert graph.query("ASK { ?e a kg:Acquisition }") is True
    assert list(graph.query("articles").iloc[:, 0]) != []
    assert {item.reported for item in graph.explain("Bolt")} == {True, False}
    assert len(graph.network("Ann Lee")) <= len(graph.network())
    assert "<iframe" in graph.show()._repr_html_()
    assert repr(graph.show()).startswith("A deal: ")
    assert "<h1>A deal</h1>" in graph.show().html
    assert "<h1>Ann Lee</h1>" in graph.show("Ann Lee").html
    assert graph.show(file=tmp_path / "p.html").exists()
    assert "Ann Lee" in repr(graph.dossier("Ann Lee"))
    assert graph.timeline("Ann Lee", tmp_path / "t.html") == tmp_path / "t.html"
    assert graph.save(tmp_path / "g.ttl").exists()
    assert graph.check().conforms


def test_picture_title_is_the_article_or_how_many(tmp_path):
    """Built or shown, it has the same title; an untitled article goes by its id, which the graph
    does not take for a headline.
    """
    untitled = replace(
        small_annotation("un-letter"),
        article=replace(small_annotation("un-letter").article, title=None),
    )
    for records, title in (
        ([untitled], "un letter"),
        ([untitled, small_annotation()], "2 articles"),
    ):
        corpus.build(records, tmp_path / "build", corpus.Plan(workers=0))
        graph = kg.Graph(tmp_path / "build")
        assert f"<h1>{title}</h1>" in (tmp_path / "build/graph.html").read_text(encoding="utf-8")
        assert f"<h1>{title}</h1>" in graph.show().html
    assert graph.query("articles")["title"].dropna().tolist() == ["A deal"]
    assert {item.attributed_to for item in graph.explain("Bolt") if not item.reported} == {
        "un letter",
        "A deal",
    }


def test_tables_use_the_words_of_the_record(built):
    """The tables spell polarity, certainty, quotation and form as the annotation record does."""
    graph, record = kg.open(built), json.loads(small_annotation().to_json())
    assert set(graph.facts()["polarity"]) <= {fact["polarity"] for fact in record["facts"]}
    assert set(graph.statements()["quotation"]) == {"indirect"}
    assert set(graph.mentions()["form"]) == {mention["form"] for mention in record["mentions"]}
