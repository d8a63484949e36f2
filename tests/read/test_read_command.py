"""`kg read`: what is understood of inputs, as JSON lines, and what is not, on stderr."""

import json

import pytest


@pytest.fixture
def folder(tmp_path):
    """A folder with an article and a picture."""
    (tmp_path / "a.jsonl").write_text(
        '{"id": "deal", "story": "The board said on Monday that it had bought Bolt, which is a '
        'company in the town of Leeds, for more than it had offered at first.", '
        '"day": "2024-05-03"}\n'
    )
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_each_article_is_a_line(kg_command, folder):
    """With its date, where that came from and how sure it is, and its language."""
    outcome = kg_command("read", folder, "--field", "text=story", "--field", "date=day")
    assert outcome.code == 0
    (line,) = map(json.loads, outcome.out.splitlines())
    assert line["text"].startswith("The board")
    wanted = {"id": "deal", "date": "2024-05-03", "dateSource": "day", "dateCertainty": "certain"}
    wanted |= {"language": "en", "format": "jsonl", "where": f"{folder}/a.jsonl, line 1"}
    assert {name: line[name] for name in wanted} == wanted
    assert outcome.err == (
        f"kg: {folder}/b.png: binary data (a PNG image), not text; leave it out\n"
    )


def test_strict_fails_where_anything_is_left_out(kg_command, folder):
    """The lines are printed all the same."""
    outcome = kg_command("read", folder, "--field", "text=story", "--strict")
    assert (outcome.code, len(outcome.out.splitlines())) == (2, 1)


def test_nothing_read_is_a_failure(kg_command, folder):
    """Each reason is a line."""
    outcome = kg_command("read", folder, folder / "nowhere.txt")
    assert (outcome.code, outcome.out) == (2, "")
    assert [line.partition(": ")[0] for line in outcome.err.splitlines()] == ["kg"] * 3


def test_a_wrong_field_is_an_error(kg_command, folder):
    """Before anything is read."""
    outcome = kg_command("read", folder, "--field", "colour=red")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--field colour=red: write FIELD=NAME" in outcome.err


def test_annotate_takes_the_same_inputs_and_fields(kg_command, folder, quick_reading):
    """Here a file in an archive."""
    import zipfile

    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.write(folder / "a.jsonl", "a.jsonl")
    outcome = kg_command("annotate", folder / "a.zip", "--field", "text=story")
    assert outcome.code == 0
    assert json.loads(outcome.out)["id"] == "deal"
