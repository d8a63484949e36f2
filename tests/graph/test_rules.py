"""Rules on one article: which of them are due, and what they may read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.graph import rules
from kg.graph.rules import DeriveError, Rule, derived_triples

PREFIX = "PREFIX ex: <https://example.org/>\n"
OWNS = "<https://example.org/ann> <https://example.org/owns> <https://example.org/acme>"


Give = Callable[..., None]


@pytest.fixture(autouse=True)
def _own_rules_are_forgotten() -> Iterator[None]:
    yield
    rules.reload_rules()


@pytest.fixture
def give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Give:
    """Lets these be the rules, and no others."""
    monkeypatch.setattr(rules, "ONTOLOGY", tmp_path)
    (tmp_path / "rules").mkdir()

    def write(*texts: str) -> None:
        for number, text in enumerate(texts):
            (tmp_path / "rules" / f"{number}.rq").write_text(PREFIX + text, encoding="utf-8")
        rules.reload_rules()

    return write


@pytest.mark.parametrize(
    "pattern",
    [
        "?a ?p ?b",
        "?a ex:owns ?b ; ?p ?c",
        "?a ex:owns [ ?p ?c ]",
        "ex:ann ?p 'Acme'",
        "?a ?p 5",
        "?a ?p true",
        "?a !ex:owns ?b",
        "?a ex:owns* ?b",
        "?a (ex:owns|!(ex:has)) ?b",
    ],
)
def test_rule_with_an_open_property_reads_everything(pattern: str) -> None:
    """It may match any triple, so none can be kept from it."""
    assert Rule.of("r", f"{PREFIX}CONSTRUCT {{ ?a ex:x ?b }} WHERE {{ {pattern} }}").reads is None


@pytest.mark.parametrize(
    "pattern",
    [
        "?a ex:owns ?b FILTER(?a != ?b)",
        "?a ex:owns ?b . ?b ex:has ?c",
        "?a (ex:owns|^ex:has)+ ?b FILTER(?a != ?b)",
        "{ ?a ex:owns ?b } UNION { ?b ex:has ?a }",
        "?a ex:owns ?b ; ex:has ?c, ?d FILTER(?c IN (ex:x, ex:y))",
    ],
)
def test_rule_reads_what_its_pattern_names(pattern: str) -> None:
    """Its properties, and whatever else it names."""
    reads = Rule.of("r", f"{PREFIX}CONSTRUCT {{ ?a ex:z ?b }} WHERE {{ {pattern} }}").reads
    assert reads is not None
    assert "<https://example.org/owns>" in reads
    assert "<https://example.org/z>" not in reads


def test_rule_that_feeds_another_is_followed(give: Give) -> None:
    """What one rule derives, the next round reads."""
    give(
        "CONSTRUCT { ?a ex:has ?b } WHERE { ?a ex:owns ?b }",
        "CONSTRUCT { ?b ex:of ?a } WHERE { ?a ex:has ?b }",
    )
    assert {t.split()[1] for t in derived_triples({OWNS})} == {
        "<https://example.org/has>",
        "<https://example.org/of>",
    }


def test_what_is_asserted_is_not_derived(give: Give) -> None:
    """A rule that finds what the article says itself finds nothing."""
    give("CONSTRUCT { ?a ex:owns ?b } WHERE { ?a ex:owns ?b }")
    assert derived_triples({OWNS}) == set()


def test_rule_is_skipped_where_what_it_needs_is_missing(give: Give) -> None:
    """The comment says what an article must have."""
    construct = "CONSTRUCT { ?a ex:has ?b } WHERE { ?a ex:owns ?b }"
    give(f"# needs: ex:owns\n{construct}")
    assert len(derived_triples({OWNS})) == 1
    give(f"# needs: ex:owns ex:leads\n{construct}")
    assert derived_triples({OWNS}) == set()


def test_rules_of_the_ontology_read_named_properties() -> None:
    """So that the labels, words and confidences of an article need not be looked at."""
    assert {rule.name for rule in rules.rules() if rule.reads is None} == set()


def test_rule_without_end_is_refused(give: Give) -> None:
    """A rule that makes something new in each round is an error that names the folder."""
    longer = "BIND(IRI(CONCAT(STR(?b), 'x')) AS ?c)"
    give(f"CONSTRUCT {{ ?a ex:owns ?c }} WHERE {{ ?a ex:owns ?b {longer} }}")
    with pytest.raises(DeriveError, match="must not feed itself"):
        derived_triples({OWNS})


def test_rule_that_is_no_query_is_refused(give: Give) -> None:
    """The error names the rule."""
    give("CONSTRUCT { ?a ex:has ?b } WHERE { ?a ex:owns }")
    with pytest.raises(DeriveError, match=r"rule 0\.rq"):
        derived_triples({OWNS})
