"""The user's own names: found wherever they stand, whatever the model says."""

import csv

import pytest

import kg
from kg.cli import run
from kg.language.ner.gazetteer import GazetteerError, read_gazetteer
from kg.language.ner.recognizer import names_of
from kg.model import Annotation, RecordError
from tests.annotating import read

IRI = "http://www.wikidata.org/entity/Q42"


def table(path, *rows):
    """A CSV file with these rows under the four columns."""
    file = path / "names.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("label", "aliases", "type", "iri"), *rows])
    return file


def typed(text, file):
    """The names of the text with their types."""
    return [(n.text, n.type) for n in names_of(read(text).doc, read_gazetteer(file))]


@pytest.mark.parametrize(
    ("text", "row", "names"),
    [
        (
            "The wolf pack met.",
            ("wolf pack", "", "Organisation", ""),
            [("wolf pack", "Organisation")],
        ),
        ("Brazil sang.", ("Brazil", "", "Work", ""), [("Brazil", "Work")]),
        ("The Old Mill Lane Trust met.", ("Old Mill", "", "Place", ""), [("Old Mill", "Place")]),
        (
            "Helvar met.",
            ("Helvar Holdings", "Helvar|HH", "Organisation", ""),
            [("Helvar", "Organisation")],
        ),
        ("helvar met.", ("Helvar", "", "Organisation", ""), []),
    ],
)
def test_gazetteer_finds_names_as_spelled(tmp_path, text, row, names):
    """Names are found also where the model sees none or another, but not in other letters."""
    assert typed(text, table(tmp_path, row))[: len(names) or None] == names


def test_gazetteer_longest_of_overlapping_names_counts(tmp_path):
    """Old Mill Lane is not Old Mill."""
    file = table(tmp_path, ("Old Mill", "", "Place", ""), ("Old Mill Lane", "", "Work", ""))
    assert typed("She sang Old Mill Lane.", file) == [("Old Mill Lane", "Work")]


def test_gazetteer_names_of_a_record_are_one_entity(tmp_path):
    """All names of a record are one entity with its label and IRI."""
    file = table(tmp_path, ("Helvar Holdings", "the wolf pack|HVR", "Organisation", IRI))
    record = kg.annotate(
        "The board of HVR met. Nobody but the wolf pack knew.", date="2020-01-01", gazetteer=file
    )
    ours = [e for e in record.entities if e.iri == IRI]
    assert [(e.label, e.type, e.aliases) for e in ours] == [
        ("Helvar Holdings", "Organisation", ("wolf pack", "HVR"))
    ]
    assert [m.text for m in record.mentions if m.entity == ours[0].id] == ["HVR", "the wolf pack"]


def test_gazetteer_iri_is_exact_match_in_graph(tmp_path):
    """Two articles that call it by different names have the same skos:exactMatch."""
    (tmp_path / "a.txt").write_text("date 2020-01-01\n\nHVR met in Leeds.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "date 2020-01-02\n\nHelvar Holdings met in Leeds.\n", encoding="utf-8"
    )
    file = table(tmp_path, ("Helvar Holdings", "HVR", "Organisation", IRI))
    graph = kg.build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "build", gazetteer=file)
    found = graph.query(f"SELECT ?name {{ ?thing skos:exactMatch <{IRI}> ; skos:prefLabel ?name }}")
    assert found["name"].tolist() == ["Helvar Holdings"]


def test_annotate_without_gazetteer_gives_no_iri():
    """No IRI is invented."""
    assert "iri" not in kg.annotate("Unilever met.", date="2020-01-01").to_json()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            b"label,typ\nA,Person\n",
            "line 1: no column 'type', but label, typ; name the columns label, aliases, type, iri",
        ),
        (b"", "line 1: no column 'label', but nothing; name the columns label, aliases, type, iri"),
        (b"label,type\n,Person\n", "line 2: no label; say what the thing is called"),
        (
            b"label,type\nA,Persn\n",
            (
                "line 2: type 'Persn' of 'A' is not known; write one of Person, Organisation, "
                "Group, Place, Work, Other"
            ),
        ),
        (
            b"label,type\nA,Date\n",
            (
                "line 2: type 'Date' of 'A' is not known; write one of Person, Organisation, "
                "Group, Place, Work, Other"
            ),
        ),
        (
            b"label,type,iri\nA,Person,Q42\n",
            (
                "line 2: 'Q42' is no IRI; write one such as http://www.wikidata.org/entity/Q42, "
                "or leave the field empty"
            ),
        ),
        (
            b"label,type,iri\nA,Person,http://a b\n",
            (
                "line 2: 'http://a b' is no IRI; write one such as "
                "http://www.wikidata.org/entity/Q42, or leave the field empty"
            ),
        ),
        (
            b"label,type\nRoe, Jane,Person\n",
            (
                "line 2: more fields than columns, the first is 'Person'; put fields with a comma "
                "between quotation marks"
            ),
        ),
        (
            b'label,type\n"A,Person\n',
            "line 1: unexpected end of data; quote fields that hold a comma or a quotation mark",
        ),
        (
            b"label,type\nA,Person\nB\xff,Person\n",
            "line 3: byte 0xff is no UTF-8; save the file as UTF-8",
        ),
        (
            b"label,aliases,type\nA,B,Person\nC,B,Place\n",
            "line 3: 'B' is also a name of 'A' (line 2); leave it with one of them",
        ),
    ],
)
def test_read_gazetteer_refuses_bad_table_with_cure(tmp_path, content, message):
    """The error says where, what and what to do."""
    file = tmp_path / "names.csv"
    file.write_bytes(content)
    with pytest.raises(GazetteerError) as error:
        read_gazetteer(file)
    assert str(error.value) == f"{file}, {message}"


def test_read_gazetteer_names_all_bad_rows_at_once(tmp_path):
    """One look is enough to put a table right: each bad row is a line with its own cure."""
    file = tmp_path / "names.csv"
    file.write_text(
        "label,aliases,type,iri\nA,X,Person,Q42\nB,,Place,http://example.org/b\nC,B,Place,\n"
        "D,,Persn,\nE,,Person,http://e x\n",
        encoding="utf-8",
    )
    with pytest.raises(GazetteerError) as error:
        read_gazetteer(file)
    cure = (
        "is no IRI; write one such as http://www.wikidata.org/entity/Q42, or leave the field empty"
    )
    assert str(error.value).split("\n") == [
        f"{file}, line 2: 'Q42' {cure}",
        f"{file}, line 4: 'B' is also a name of 'B' (line 3); leave it with one of them",
        (
            f"{file}, line 5: type 'Persn' of 'D' is not known; write one of Person, Organisation, "
            "Group, Place, Work, Other"
        ),
        f"{file}, line 6: 'http://e x' {cure}",
    ]


def test_read_gazetteer_refuses_missing_table(tmp_path):
    """The error names the file."""
    with pytest.raises(GazetteerError, match=r"nowhere\.csv: No such file"):
        read_gazetteer(tmp_path / "nowhere.csv")


def test_read_gazetteer_reads_table_of_spreadsheet(tmp_path):
    """A byte order mark, CRLF and empty fields do no harm."""
    file = tmp_path / "names.csv"
    file.write_bytes("\ufefflabel,aliases,type,iri\r\nHélvar,,Organisation,\r\n".encode())
    assert [(r.label, r.aliases, r.type, r.iri) for r in read_gazetteer(file).names.values()] == [
        ("Hélvar", (), "Organisation", None)
    ]


def test_commands_take_gazetteer(tmp_path, capsysbinary):
    """Annotating and building take a table; what is wrong with it is a line on stderr."""
    (tmp_path / "a.txt").write_text("date 2020-01-01\n\nHVR met in Leeds.\n", encoding="utf-8")
    file = table(tmp_path, ("Helvar Holdings", "HVR", "Organisation", IRI))
    assert run(["annotate", str(tmp_path / "a.txt"), "--gazetteer", str(file)]) == 0
    assert f'"iri": "{IRI}"'.encode() in capsysbinary.readouterr().out
    assert (
        run(
            [
                "build",
                str(tmp_path / "a.txt"),
                "-o",
                str(tmp_path / "build"),
                "--gazetteer",
                str(tmp_path / "none.csv"),
            ]
        )
        == 2
    )
    assert b"none.csv: No such file" in capsysbinary.readouterr().err
    assert not (tmp_path / "build").exists()


def test_annotation_refuses_entity_with_bad_iri(tmp_path):
    """Records come from anywhere, so that what goes into the graph is checked."""
    line = (
        kg.annotate("Unilever met.", date="2020-01-01")
        .to_json()
        .replace('"label": "Unilever"', '"label": "Unilever", "iri": "not an IRI"')
    )
    with pytest.raises(RecordError, match="has 'not an IRI', which is no IRI"):
        Annotation.from_json(line)
