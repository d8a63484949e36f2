"""What cannot be done says where, what and the cure, in one line, with exit code 2, and leaves what
was built before untouched.

An article that can be read from its file but not built is left out of the build, and named.
"""

import dataclasses
import html
import json
import os
import random
from typing import Any

import pytest

import kg
from kg import corpus
from kg.corpus import tasks
from kg.graph import articles, open_store, to_quads
from kg.model import Annotation, KgError
from kg.read import ReadError, read
from tests.conftest import small_annotation


@pytest.fixture
def build(records, tmp_path, kg_command):
    """A build folder with a file of the user's own beside what kg wrote."""
    kg_command("build", records, "-o", tmp_path / "build", "-q")
    (tmp_path / "build/notes.md").write_text("mine")
    return tmp_path / "build"


def contents(folder):
    """Every file below a folder with its bytes, but for the store's lock and logs, which opening it
    touches.
    """
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and "store" not in p.parts
    }


BAD = {
    "empty.txt": (b"", "empty"),
    "photo.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
    "latin.txt": ("Señor Zuñiga".encode("cp1252"), "not UTF-8"),
    "page.bin": (b"\x00\x01\x02", "kind"),
    "lines.jsonl": (b'{"id": "a"}\n', "line 1"),
    "white.txt": (b" \n\t\n", "empty"),
    "noise.txt": (random.Random(1).randbytes(5_000), "binary"),
    "long.txt": (b"Acme bought Bolt. " * 120_000, "split it"),  # 2 MB
    "half.jsonl": (
        b'{"id": "a", "text": "Good."}\n{"id": "b", "text": \n',
        "line 2: not JSON (Expecting value at character 22)",
    ),
    "record.jsonl": (b'{"id": "a", "text": "Hi", "mentions": 5, "facts": []}\n', "record a"),
    "surrogate.jsonl": (
        small_annotation().to_json().replace("A deal", "A \\ud800 deal").encode(),
        "half a character",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_costs_itself_alone(kg_command, tmp_path, quick_reading, name):
    """The good article next to it is built; a line names the bad one, what is wrong, and the cure.

    With --strict that is an error.
    """
    (tmp_path / name).write_bytes(BAD[name][0])
    (tmp_path / "good.txt").write_text("Good.")
    command = ("build", tmp_path / "good.txt", tmp_path / name, "-o", tmp_path / "build", "-q")
    outcome = kg_command(*command)
    assert (outcome.code, outcome.out, len(outcome.err.splitlines())) == (0, "", 1)
    assert f"left out: {tmp_path / name}" in outcome.err
    assert BAD[name][1] in outcome.err
    assert "good" in built_articles(tmp_path / "build")[0]
    assert kg_command(*command, "--strict").code == 2


def test_a_build_of_bad_inputs_alone_leaves_the_old_one(kg_command, build, tmp_path, quick_reading):
    """There is nothing to build: exit code 2, a line for each, and the old build stays."""
    before = contents(build)
    for name in ("white.txt", "noise.txt"):
        (tmp_path / name).write_bytes(BAD[name][0])
    outcome = kg_command("build", tmp_path / "white.txt", tmp_path / "noise.txt", "-o", build)
    assert (outcome.code, outcome.out, len(outcome.err.splitlines())) == (2, "", 2)
    assert contents(build) == before


def test_a_folder_without_articles_is_refused_by_name(kg_command, build, tmp_path):
    """The line names the folder and the cure."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/.readme.md").write_text("hidden")
    before = contents(build)
    outcome = kg_command("build", tmp_path / "notes", "-o", build)
    assert (outcome.code, outcome.err) == (
        2,
        (f"kg: {tmp_path / 'notes'}: no file in this folder; name a folder with articles\n"),
    )
    assert contents(build) == before


@pytest.mark.parametrize(
    "bytes_",
    [
        "The café’s owner said so.".encode("cp1252"),
        b'{"id": "a", "text": "Half a character: \\ud83d."}',
    ],
)
def test_what_can_be_read_beyond_doubt_is_built(kg_command, tmp_path, quick_reading, bytes_):
    """An old encoding that leaves one reading is taken; half a character in an article becomes one
    replacement character.
    """
    file = tmp_path / ("in.jsonl" if bytes_.startswith(b"{") else "in.txt")
    file.write_bytes(bytes_)
    assert kg_command("build", file, "-o", tmp_path / "build").code == 0
    text = json.loads((tmp_path / "build/annotations.jsonl").read_text(encoding="utf-8"))["text"]
    assert text in ("The café’s owner said so.", "Half a character: \ufffd.")


def _places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where something stands in a record, of lists the first item only."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else list(enumerate(value))[:1]
        if isinstance(value, list)
        else ()
    )
    return [path, *(place for key, item in inner for place in _places(item, (*path, key)))]


WRONG = (None, 5, -1, 2.5, 1e999, True, "x", "", [], {}, [1], {"a": 1}, 10**30, "\ud800")


@pytest.mark.parametrize(
    "place",
    _places(json.loads(small_annotation().to_json()))[1:],
    ids=lambda place: ".".join(map(str, place)),
)
def test_a_broken_record_is_an_error_with_its_cure(tmp_path, place):
    """Whatever stands wrongly in a record, it is either no matter or a KgError that names the
    record or its line: never another exception.
    """
    for wrong in WRONG:
        record = json.loads(small_annotation().to_json())
        *way, last = place
        holder = record
        for key in way:
            holder = holder[key]
        holder[last] = wrong
        (tmp_path / "in.jsonl").write_text(json.dumps(record) + "\n")
        try:
            (found,) = read([tmp_path / "in.jsonl"])
            if isinstance(found, Annotation):
                to_quads(found)
                assert found.to_json().encode()
        except KgError as error:
            found = error
        if isinstance(found, KgError):
            assert "; " in str(found), "an error has its cure"
            assert ("line 1" if isinstance(found, ReadError) else "record") in str(found)


def test_every_bad_input_gets_a_line(kg_command, tmp_path):
    """One run tells all that is wrong."""
    outcome = kg_command("build", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "build")
    assert [line.partition(".txt: ")[2] for line in outcome.err.splitlines()] == [
        "no such file or folder; check the spelling"
    ] * 2
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("build",),
        ("bild",),
        ("build", "x.txt"),
        ("build", "missing.txt", "-o", "x"),
        ("build", "BUILD/graph.trig", "-o", "x"),
        ("query",),
        ("query", "nowhere"),
        ("query", "nowhere", "positions"),
        ("show", "nowhere"),
        ("explain", "nowhere", "Acme"),
        ("check", "nowhere"),
        ("export", "nowhere", "-o", "x.ttl"),
        ("analyse", "nowhere"),
        ("query", "BUILD", "no-such-question"),
        ("query", "BUILD", "missing.rq"),
        ("query", "BUILD", "SELECT nonsense {"),
        ("query", "BUILD", "SELECT * { SERVICE <http://e.org/> { ?s ?p ?o } }"),
        ("query", "BUILD", "positions", "--format", "xml"),
        ("explain", "BUILD", "Nobody"),
        ("show", "BUILD", "--hops", "-1"),
        ("export", "BUILD", "-o", "no/such/folder/x.ttl"),
        ("show", "BUILD", "-o", "no/such/folder/x.html"),
        ("annotate", "BUILD/annotations.jsonl", "-o", "no/such/folder/x.jsonl"),
    ],
)
def test_a_command_that_cannot_be_done_says_so_in_a_line(
    kg_command, built, tmp_path, monkeypatch, quick_reading, arguments
):
    """Wrong arguments, no graph, unknown names, foreign SPARQL: exit code 2, a line or two on
    stderr, no traceback.
    """
    monkeypatch.chdir(tmp_path)
    outcome = kg_command(*(a.replace("BUILD", str(built)) for a in arguments))
    assert outcome.code == 2
    assert "Traceback" not in outcome.err
    assert "unexpected" not in outcome.err
    if arguments:
        assert outcome.out == ""
        assert len(outcome.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_kg_did_not_build_is_not_overwritten(kg_command, records, tmp_path):
    """Somebody's own files are safe from `-o`; so is a file of that name."""
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter1.txt").write_text("mine")
    for target in (tmp_path / "thesis", tmp_path / "thesis/chapter1.txt"):
        outcome = kg_command("build", records, "-o", target)
        assert outcome.code == 2
        assert "-o" in outcome.err
    assert (tmp_path / "thesis/chapter1.txt").read_text() == "mine"


def test_a_build_that_breaks_leaves_the_old_one(kg_command, build, tmp_path, quick_reading):
    """Where no article can be read, nothing changes, and each gets a line."""
    before, beside = contents(build), sorted(tmp_path.iterdir())
    (tmp_path / "in.jsonl").write_text(lines_of("BOOM!", "BOOM! BOOM!"))
    outcome = kg_command("build", tmp_path / "in.jsonl", "-o", build)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [f"kg: a{n:02}: {BOOM}" for n in range(2)]
    (tmp_path / "in.jsonl").unlink()
    assert contents(build) == before
    assert sorted(tmp_path.iterdir()) == beside


def lines_of(*texts):
    """Articles as JSON lines, with the ids a00, a01 …"""
    return "".join(
        json.dumps({"id": f"a{n:02}", "text": text, "date": "2024-05-03"}) + "\n"
        for n, text in enumerate(texts)
    )


def under_itself(id):
    """A record with a statement that is within itself."""
    good = small_annotation(id)
    facts = tuple(dataclasses.replace(f, statement="f2") if f.id == "f2" else f for f in good.facts)
    return dataclasses.replace(good, facts=facts)


def built_articles(folder):
    """The ids in the store, and those in the file of records."""
    records = (folder / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    return list(articles(open_store(folder, read_only=True))), [
        json.loads(r)["id"] for r in records
    ]


UNDER_ITSELF = "record 'bad': statement 'f2' is within itself; annotate the article anew"
BOOM = "unexpected ZeroDivisionError: boom; please report it with what --verbose shows"


def test_build_leaves_out_a_bad_record(kg_command, tmp_path):
    """The others are built, and one line on stderr, said even to --quiet, names the record, what is
    wrong, and the cure.
    """
    given = [small_annotation("ace"), under_itself("bad"), small_annotation("deal")]
    (tmp_path / "in.jsonl").write_text("".join(r.to_json() + "\n" for r in given))
    outcome = kg_command("build", tmp_path / "in.jsonl", "-o", tmp_path / "build", "-q")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"kg: 1 of 3 articles left out: {UNDER_ITSELF}\n"
    assert built_articles(tmp_path / "build") == (["ace", "deal"], ["ace", "deal"])


def test_build_without_the_bad_record_gives_the_same_bytes(tmp_path):
    """Nothing of an article that is left out gets into any file."""
    good = [small_annotation("ace"), small_annotation("deal")]
    corpus.build(good, tmp_path / "clean")
    corpus.build([*good, under_itself("bad")], tmp_path / "mended")
    clean, mended = contents(tmp_path / "clean"), contents(tmp_path / "mended")
    for name in ("annotations.jsonl", "graph.trig", "graph.html"):
        assert clean[name] == mended[name]


def test_build_leaves_out_articles_that_break_the_reading(kg_command, tmp_path, quick_reading):
    """Articles are read many at a time; each that breaks is found, wherever it stands, and gets a
    line.
    """
    bad = {0, 5, 6, 15, 16, 33, 39}
    texts = ["BOOM!" if n in bad else "Good." for n in range(40)]
    (tmp_path / "in.jsonl").write_text(lines_of(*texts) + under_itself("bad").to_json() + "\n")
    outcome = kg_command("build", tmp_path / "in.jsonl", "-o", tmp_path / "build")
    reasons = [f"kg: a{n:02}: {BOOM}" for n in sorted(bad)]
    assert outcome.code == 0
    assert outcome.err.splitlines() == [
        f"kg: 8 of 41 articles left out; see {tmp_path / 'build/report.html'}:",
        *reasons,
        f"kg: {UNDER_ITSELF}",
    ]
    good = [f"a{n:02}" for n in range(40) if n not in bad]
    assert built_articles(tmp_path / "build") == (good, good)


def test_build_in_python_warns_of_what_is_left_out(tmp_path, quick_reading):
    """The graph is there, and a warning that points at the caller's line says what is not in it."""
    (tmp_path / "in.jsonl").write_text(lines_of("Good.", "BOOM!"))
    with pytest.warns(UserWarning, match="left out") as caught:
        graph = kg.build(tmp_path / "in.jsonl", tmp_path / "build")
    assert [str(w.message) for w in caught] == [f"1 of 2 articles left out: a01: {BOOM}"]
    assert caught[0].filename == __file__
    assert built_articles(graph.path) == (["a00"], ["a00"])


def test_build_of_bad_records_only_names_each(kg_command, build, tmp_path):
    """There is nothing to build: exit code 2, a line for each, and the old build stays."""
    before = contents(build)
    (tmp_path / "in.jsonl").write_text(
        "".join(under_itself(n).to_json() + "\n" for n in ("a", "bad"))
    )
    outcome = kg_command("build", tmp_path / "in.jsonl", "-o", build)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines() == [
        f"kg: {UNDER_ITSELF.replace('bad', n)}" for n in ("a", "bad")
    ]
    assert contents(build) == before


@pytest.mark.parametrize("step", ["read_articles", "load"])
def test_a_machine_that_fails_is_no_fault_of_an_article(
    kg_command, build, tmp_path, monkeypatch, quick_reading, step
):
    """A full disk or a missing model ends the build, and the old one stays."""
    before = contents(build)
    (tmp_path / "in.jsonl").write_text(lines_of("Good.", "Good."))

    def full(*_):
        raise OSError(28, "No space left on device", "store")

    monkeypatch.setattr(tasks if step == "read_articles" else kg.graph, step, full)
    outcome = kg_command("build", tmp_path / "in.jsonl", "-o", build)
    assert outcome.code == 2
    assert outcome.err.startswith("kg: store: No space left on device")
    assert contents(build) == before


def test_a_bad_gazetteer_ends_a_build(kg_command, records, tmp_path, quick_reading):
    """It is no fault of the articles, so none of them is left out."""
    (tmp_path / "a.txt").write_text("Good.")
    (tmp_path / "names.csv").write_text("nonsense\n")
    outcome = kg_command(
        "build",
        records,
        tmp_path / "a.txt",
        "--gazetteer",
        tmp_path / "names.csv",
        "-o",
        tmp_path / "build",
    )
    assert outcome.code == 2
    assert "names.csv" in outcome.err
    assert not (tmp_path / "build").exists()


def test_a_rebuild_keeps_what_the_user_put_there(kg_command, build, records):
    """Files that kg did not write move over to the new build."""
    assert kg_command("build", records, "-o", build).code == 0
    assert (build / "notes.md").read_text() == "mine"


@pytest.mark.parametrize("step", ["rename of the old", "rename of the new"])
def test_a_build_killed_while_folders_change_places_is_whole_afterwards(
    kg_command, build, records, step
):
    """Between the two renames there is no folder: readers find the old one, and move nothing.

    The next build puts all in its place.
    """
    aside = build.with_name(".build.replaced-by-kg")
    build.rename(aside)
    if step == "rename of the new":
        corpus.build([small_annotation("other")], build.with_name("new"))
        build.with_name("new").rename(build)
    assert kg_command("query", build, "articles").code == 0
    assert aside.exists()
    assert kg_command("build", records, "-o", build, "-q").code == 0
    assert (build / "notes.md").read_text() == "mine"
    assert built_articles(build) == (["deal"], ["deal"])
    assert not aside.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_that_may_not_be_written_is_an_error(kg_command, records, tmp_path):
    """No right to write is told like any other error."""
    tmp_path.chmod(0o500)
    assert kg_command("build", records, "-o", tmp_path / "build").code == 2


def test_a_reader_that_stops_early_is_no_error(built):
    """`kg query … | head -1` ends without a word on stderr."""
    import subprocess
    import sys

    sparql = "SELECT * { GRAPH ?g { ?s ?p ?o } ?a ?b ?c }"
    main = f"{sys.executable} -c 'from kg.cli import main; main()'"
    command = f"{main} query {built} '{sparql}' -f csv | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""


GERMAN = (
    "Der Vorstand des Unternehmens hat am Montag beschlossen, dass die neue Fabrik "
    "nicht gebaut wird, weil die Kosten zu hoch sind und die Nachfrage fehlt."
)


def test_build_leaves_out_every_text_that_is_not_english(kg_command, tmp_path):
    """Two German articles and an English one: a line for each of the two, with the language."""
    (tmp_path / "in").mkdir()
    for name, text in {
        "a": GERMAN,
        "b": (
            "The board decided on Monday that the new plant will not be built, for "
            "it costs too much."
        ),
        "c": GERMAN,
    }.items():
        (tmp_path / f"in/{name}.txt").write_text(text, encoding="utf-8")
    german = ["kg: a: the text is German", "kg: c: the text is German"]
    outcome = kg_command("build", tmp_path / "in", "-o", tmp_path / "build", "-q")
    assert outcome.code == 0
    assert [line.split(";")[0] for line in outcome.err.splitlines()] == [
        "kg: 2 of 3 articles left out",
        *german,
    ]
    assert built_articles(tmp_path / "build") == (["b"], ["b"])

    written = kg_command("annotate", tmp_path / "in", "-o", tmp_path / "out.jsonl")
    assert written.code == 0
    assert [line.split(";")[0] for line in written.err.splitlines()][-2:] == german
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 1


PICTURE_ERRORS = [
    ("kg.analyse.network", ValueError("<b>"), "ValueError: <b>"),
    ("kg.view.render", MemoryError("Unable\nto allocate"), "MemoryError: Unable to allocate"),
    ("kg.view.write", OSError(28, "No space left", "/new/graph.html"), "OSError: No space left"),
]


@pytest.mark.parametrize(("step", "error", "reason"), PICTURE_ERRORS)
def test_a_picture_that_fails_costs_itself_alone(
    kg_command, records, build, tmp_path, monkeypatch, step, error, reason
):
    """Records, TriG and store are those of a build with a picture; a line and the page say why.

    The next build draws it.
    """
    before = contents(build)

    def fails(*_, **__):
        raise error

    new = tmp_path / "new"
    with monkeypatch.context() as patch:
        patch.setattr(step, fails)
        outcome = kg_command("build", records, "-o", new, "-q")
    cure = f"the rest is complete; draw a part with: kg show {new} --focus NAME"
    assert (outcome.code, outcome.out) == (0, "")
    page = new / "graph.html"
    assert outcome.err == f"kg: {page}: no picture of the whole graph: {reason}; {cure}\n"
    after = contents(new)
    assert html.escape(reason) in after["graph.html"].decode()
    for name in ("annotations.jsonl", "graph.trig"):
        assert after[name] == before[name]
    assert built_articles(new) == (["deal"], ["deal"])
    assert kg_command("build", records, "-o", new, "-q").code == 0
    assert contents(new)["graph.html"] == before["graph.html"]


def test_a_picture_that_fails_on_a_full_disk_leaves_no_page(
    kg_command, records, tmp_path, monkeypatch
):
    """Where not even the page that says why can be written, the rest is there all the same."""

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.view.write", full)
    monkeypatch.setattr("kg.view.page_without_picture", full)
    outcome = kg_command("build", records, "-o", tmp_path / "build", "-q")
    assert outcome.code == 0
    assert "no picture of the whole graph: OSError: No space left on device" in outcome.err
    assert "graph.html" not in contents(tmp_path / "build")
    assert built_articles(tmp_path / "build") == (["deal"], ["deal"])


def test_build_in_python_warns_of_a_picture_that_fails(records, tmp_path, monkeypatch):
    """The graph is there, and a warning says why its picture is not."""

    def fails(*_, **__):
        raise MemoryError("Unable to allocate 42.0 GiB")

    monkeypatch.setattr("kg.view.render", fails)
    with pytest.warns(UserWarning, match="no picture of the whole graph: MemoryError"):
        graph = kg.build(records, tmp_path / "build")
    assert built_articles(graph.path) == (["deal"], ["deal"])
