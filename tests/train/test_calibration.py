"""How sure is sure: counting judged facts, and whether confidence keeps its promise."""

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


def test_right_and_judged_facts_are_counted_by_pattern():
    """Ties of the scorer bring their own measure and are not counted."""
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


def test_the_counts_make_a_word_file():
    """A table a kind, a line a pattern, and by how much all are surer in news."""
    text = measured({("relation", "born:verb"): (1, 2), ("role", "role:apposition"): (1, 1)}, 0.5)
    assert text.splitlines()[3:] == [
        "[news]",
        "offset = 0.5",
        "",
        "[relation]",
        '"born:verb" = [1, 2]',
        "",
        "[role]",
        '"role:apposition" = [1, 1]',
    ]


def test_facts_of_about_the_same_confidence_are_one_bin():
    """With their mean confidence and the share of right ones; bins without facts are left out."""
    assert [
        (b.low, b.facts, b.confidence, b.right)
        for b in bins_of(verdicts((0.72, True), (0.78, False), (1.0, True)))
    ] == [
        (0.7, 2, 0.75, 0.5),
        (0.9, 1, 1.0, 1.0),
    ]


def test_a_bin_begins_at_its_lower_end():
    """0.7 is one of the seventies, whatever binary fractions make of it."""
    assert [b.low for b in bins_of(verdicts((0.7, True)))] == [0.7]


def test_the_error_weighs_bins_by_their_facts():
    """Five facts .4 too sure, and two exactly right."""
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


def test_nothing_judged_nothing_wrong():
    """No bins, no error, and a table with its head alone."""
    assert calibration_error([]) == 0
    assert table([]) == "low,high,facts,confidence,right\n"


def test_data_without_judged_texts_are_refused(tmp_path, monkeypatch):
    """The message says where, what, and what to do; neither table is touched."""
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


def test_the_command_says_how_it_is_used(capsys):
    """Without a folder it does nothing."""
    assert calibration.main([]) == 2
    assert "usage" in capsys.readouterr().err
