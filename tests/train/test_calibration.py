"""Calibration: counting judged facts, and comparing confidence with judgements."""

import pytest

from kg.train import calibration
from kg.train.calibration import (
    Verdict,
    bins_of,
    calibrate,
    calibration_error,
    counts_of,
    measured,
    table,
)
from kg.train.errors import TrainingError


def verdicts(*given):
    """A verdict for each (confidence, right)."""
    return [Verdict("relation", "born:verb", confidence, right) for confidence, right in given]


def test_counts_of_counts_right_and_judged_facts_by_pattern():
    """Relations of the scorer have a probability of their own and are not counted."""
    given = [
        Verdict("relation", "born:verb", 0.9, True),
        Verdict("relation", "born:verb", 0.9, False),
        Verdict("role", "role:apposition", 0.9, True),
        Verdict("relation", "bornIn:scored", 0.9, True),
    ]
    assert counts_of(given) == {
        ("relation", "born:verb"): (1, 2),
        ("role", "role:apposition"): (1, 1),
    }


def test_measured_writes_counts_as_word_file():
    """Each kind has a table and each pattern a line, after the offset of news."""
    text = measured({("relation", "born:verb"): (1, 2), ("role", "role:apposition"): (1, 1)}, 0.5)
    assert [line for line in text.splitlines()[1:] if not line.startswith("#")][1:] == [
        "[news]",
        "offset = 0.5",
        "",
        "[relation]",
        '"born:verb" = [1, 2]',
        "",
        "[role]",
        '"role:apposition" = [1, 1]',
    ]


def test_bins_of_groups_facts_by_confidence():
    """A bin has the mean confidence and the share of right facts; empty bins are left out."""
    assert [
        (b.low, b.facts, b.confidence, b.right)
        for b in bins_of(verdicts((0.72, True), (0.78, False), (1.0, True)))
    ] == [
        (0.7, 2, 0.75, 0.5),
        (0.9, 1, 1.0, 1.0),
    ]


def test_bins_of_includes_lower_bound():
    """0.7 is in the bin from 0.7, though it is a little less in binary."""
    assert [b.low for b in bins_of(verdicts((0.7, True)))] == [0.7]


def test_calibration_error_weighs_bins_by_facts():
    """Five facts are 0.4 too confident, and two are exactly right."""
    bins = bins_of(
        verdicts(
            (0.8, True),
            (0.8, True),
            (0.8, False),
            (0.8, False),
            (0.8, False),
            (1.0, True),
            (1.0, True),
        )
    )
    assert calibration_error(bins) == pytest.approx(5 / 7 * 0.4)


def test_calibration_without_verdicts_is_empty():
    """Without bins the error is 0, and the table has only its head."""
    assert calibration_error([]) == 0
    assert table([]) == "low,high,facts,confidence,right\n"


def test_calibrate_refuses_data_without_judged_texts(tmp_path, monkeypatch):
    """The message names the folder and the cure, and neither table is written."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("Helen Reed was born in Oslo.", encoding="utf-8")
    written = []
    monkeypatch.setattr(calibration, "FILES", ("articles",))
    monkeypatch.setattr(calibration, "_write", lambda *arguments: written.append(arguments))
    with pytest.raises(
        TrainingError, match=r"no texts here that .*news\.jsonl judges; name a folder"
    ):
        calibrate(tmp_path)
    assert written == []


def test_main_without_folder_prints_usage(capsys):
    """The command without a folder writes its usage and fails."""
    assert calibration.main([]) == 2
    assert "usage" in capsys.readouterr().err
