"""What cannot be done says where, what and the cure, in one line, with exit code 2, and leaves what was built before untouched."""

import json
import os
import random
from typing import Any

import pytest

from kg import pipeline
from kg.graph import to_quads
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
    """Every file below a folder with its bytes, but for the store's lock and logs, which opening it touches."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and "store" not in p.parts}


BAD = {
    "empty.txt": (b"", "empty"),
    "photo.txt": (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
    "latin.txt": ("Señor Zuñiga".encode("cp1252"), "not UTF-8"),
    "page.pdf": (b"%PDF-1.7", "not a .txt or .jsonl file"),
    "lines.jsonl": (b'{"id": "a"}\n', "line 1"),
    "white.txt": (b" \n\t\n", "empty"),
    "noise.txt": (random.Random(1).randbytes(5_000), "binary"),
    "long.txt": (b"Acme bought Bolt. " * 120_000, "split it"),  # 2 MB
    "half.jsonl": (b'{"id": "a", "text": "Good."}\n{"id": "b", "text": \n', "line 2: not JSON (Expecting value at character 22)"),
    "record.jsonl": (b'{"id": "a", "text": "Hi", "mentions": 5, "facts": []}\n', "record a"),
    "surrogate.jsonl": (small_annotation().to_json().replace("A deal", "A \\ud800 deal").encode(), "half a character"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_refused_by_name(kg_command, build, tmp_path, quick_reading, name):
    """The good article beside it does not get in either, and the old build stays."""
    (tmp_path / name).write_bytes(BAD[name][0])
    (tmp_path / "good.txt").write_text("Good.")
    before = contents(build)
    outcome = kg_command("build", tmp_path / "good.txt", tmp_path / name, "-o", build)
    assert (outcome.code, outcome.out, len(outcome.err.splitlines())) == (2, "", 1)
    assert outcome.err.startswith(f"kg: {tmp_path / name}")
    assert BAD[name][1] in outcome.err
    assert contents(build) == before


def test_a_folder_without_articles_is_refused_by_name(kg_command, build, tmp_path):
    """The line names the folder and what would be an article there."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/readme.md").write_text("no article")
    before = contents(build)
    outcome = kg_command("build", tmp_path / "notes", "-o", build)
    assert (outcome.code, outcome.err) == (2, f"kg: {tmp_path / 'notes'}: no .txt or .jsonl file in this folder; name a folder with articles\n")
    assert contents(build) == before


@pytest.mark.parametrize("bytes_", ["The café’s owner said so.".encode("cp1252"), b'{"id": "a", "text": "Half a character: \\ud83d."}'])
def test_what_can_be_read_beyond_doubt_is_built(kg_command, tmp_path, quick_reading, bytes_):
    """An old encoding that leaves one reading is taken; half a character in an article becomes one replacement character."""
    file = tmp_path / ("in.jsonl" if bytes_.startswith(b"{") else "in.txt")
    file.write_bytes(bytes_)
    assert kg_command("build", file, "-o", tmp_path / "build").code == 0
    text = json.loads((tmp_path / "build/annotations.jsonl").read_text(encoding="utf-8"))["text"]
    assert text in ("The café’s owner said so.", "Half a character: \ufffd.")


def _places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where something stands in a record, of lists the first item only."""
    inner = value.items() if isinstance(value, dict) else list(enumerate(value))[:1] if isinstance(value, list) else ()
    return [path, *(place for key, item in inner for place in _places(item, (*path, key)))]


WRONG = (None, 5, -1, 2.5, 1e999, True, "x", "", [], {}, [1], {"a": 1}, 10**30, "\ud800")


@pytest.mark.parametrize("place", _places(json.loads(small_annotation().to_json()))[1:], ids=lambda place: ".".join(map(str, place)))
def test_a_broken_record_is_an_error_with_its_cure(tmp_path, place):
    """Whatever stands wrongly in a record, it is either no matter or a KgError that names the record or its line: never another exception."""
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
    assert [line.partition(".txt: ")[2] for line in outcome.err.splitlines()] == ["no such file or folder; check the spelling"] * 2
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
def test_a_command_that_cannot_be_done_says_so_in_a_line(kg_command, built, tmp_path, monkeypatch, quick_reading, arguments):
    """Wrong arguments, no graph, unknown names, foreign SPARQL: exit code 2, a line or two on stderr, no traceback."""
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
    """An error in the middle of reading leaves no trace."""
    before, beside = contents(build), sorted(tmp_path.iterdir())
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "Good."}\n{"id": "b", "text": "BOOM!"}\n')
    assert kg_command("build", tmp_path / "in.jsonl", "-o", build).code == 2
    (tmp_path / "in.jsonl").unlink()
    assert contents(build) == before
    assert sorted(tmp_path.iterdir()) == beside


def test_a_rebuild_keeps_what_the_user_put_there(kg_command, build, records):
    """Files that kg did not write move over to the new build."""
    assert kg_command("build", records, "-o", build).code == 0
    assert (build / "notes.md").read_text() == "mine"


@pytest.mark.parametrize("step", ["rename of the old", "rename of the new"])
def test_a_build_killed_while_folders_change_places_is_whole_afterwards(kg_command, build, step):
    """Between the two renames there is no folder; whoever opens it next brings back what is there."""
    before = contents(build)
    aside = build.with_name(".build.replaced-by-kg")
    build.rename(aside)
    if step == "rename of the new":
        pipeline.build([small_annotation("other")], build.with_name("new"))
        build.with_name("new").rename(build)
        assert kg_command("query", build, "articles").code == 0
        assert (build / "notes.md").read_text() == "mine"
    else:
        assert kg_command("query", build, "articles").code == 0
        assert contents(build) == before
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
    command = f"{sys.executable} -c 'from kg.cli import main; main()' query {built} '{sparql}' -f csv | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""


GERMAN = (
    "Der Vorstand des Unternehmens hat am Montag beschlossen, dass die neue Fabrik nicht gebaut wird, weil die Kosten zu hoch sind und die Nachfrage fehlt."
)


def test_every_text_that_is_not_english_is_refused_by_name(kg_command, build, tmp_path):
    """Two German articles among English ones: a line for each, with the language, and the old build stays."""
    (tmp_path / "in").mkdir()
    for name, text in {"a": GERMAN, "b": "The board decided on Monday that the new plant will not be built, for it costs too much.", "c": GERMAN}.items():
        (tmp_path / f"in/{name}.txt").write_text(text, encoding="utf-8")
    before = contents(build)
    outcome = kg_command("build", tmp_path / "in", "-o", build)
    assert outcome.code == 2
    assert [line.split(";")[0] for line in outcome.err.splitlines()] == ["kg: a: the text is German", "kg: c: the text is German"]
    assert contents(build) == before
