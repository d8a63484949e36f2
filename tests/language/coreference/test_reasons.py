"""Coreference chains: each mention but the first has an antecedent and a rule with a reason."""

from __future__ import annotations

import ast
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.language
from kg.language.coreference.clusters import Clusters
from kg.patterns import words
from tests.annotating import annotated, read

REASONS = words("sieves")["reasons"]
PRONOUNS = [group for group, table in words("pronouns").items() if "gender" in table]
SEED = (Path(__file__).parents[3] / "seeds" / "un-letter-to-musk.txt").read_text(encoding="utf-8")


SOURCES = [
    ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(Path(kg.language.__file__).parent.rglob("*.py"))
]


def emitted() -> set[str]:
    """The names of the rules that the sources pass to `Clusters.join`, directly or on the way."""
    return _handed("join", 2, 3)


def _handed(function: str, position: int, arguments: int) -> set[str]:
    """What calls of this function give in this place."""
    found: set[str] = set()
    for source in SOURCES:
        for scope in [node for node in ast.walk(source) if isinstance(node, ast.FunctionDef)]:
            for call in [
                node
                for node in ast.walk(scope)
                if isinstance(node, ast.Call) and len(node.args) == arguments
            ]:
                if getattr(call.func, "attr", getattr(call.func, "id", "")) == function:
                    found |= _names(call.args[position], scope)
    return found


def _names(name: ast.expr, scope: ast.FunctionDef) -> set[str]:
    """The names that an expression may be: a name made of a pronoun counts for each of them."""
    match name:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.JoinedStr(values=[ast.Constant(value=str(stem)), _]):
            return {stem + group for group in PRONOUNS}
        case ast.IfExp(body=one, orelse=other):
            return _names(one, scope) | _names(other, scope)
        case ast.Name(id=parameter) if parameter in (given := [a.arg for a in scope.args.args]):
            return _handed(scope.name, given.index(parameter), len(given))
        case _:
            raise AssertionError(
                f"{scope.name}, line {name.lineno}: write the rule's name out, "
                "so that its reason can be looked for"
            )


def test_rules_have_a_reason():
    """Each rule has one sentence that explains it to the reader."""
    assert emitted() >= {"exact", "pronoun-he", "salient-organisation"}
    assert sorted(emitted() - set(REASONS)) == [], "add a sentence to kg/patterns/words/sieves.toml"
    assert all(reason[0].isupper() and reason.endswith(".") for reason in REASONS.values())


JOINS = [(1, 0), (3, 2), (3, 1), (5, 4), (5, 0), (4, 2)]


@pytest.mark.parametrize("order", list(permutations(JOINS, 3)), ids=str)
def test_join_keeps_the_rule_of_each_link(order):
    """In any order of joins a cluster is a tree, and each of its links is one of the joins."""
    clusters = Clusters(6)
    for i, j in order:
        clusters.join(i, j, f"{i}-{j}")
    for k in range(6):
        assert (k in clusters.antecedent) == (k in clusters.sieve) == (clusters.root(k) != k)
    for k, to in clusters.antecedent.items():
        assert clusters.sieve[k] == f"{max(k, to)}-{min(k, to)}"
        assert clusters.root(k) == clusters.root(to)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_antecedents_lead_to_the_first_mention(joins):
    """From each mention its antecedents lead to the first of the cluster, which has none."""
    clusters = Clusters(10)
    for i, j in joins:
        clusters.join(max(i, j), min(i, j), "rule")
    for k in range(10):
        end, steps = k, 0
        while end in clusters.antecedent and steps < 10:
            end, steps = clusters.antecedent[end], steps + 1
        assert end == clusters.root(k)


def test_join_of_two_pairs_keeps_both_rules():
    """A link between two pairs of mentions joins the two mentions that its rule linked."""
    clusters = Clusters(4)
    clusters.join(3, 2, "same-head")
    clusters.join(1, 0, "exact")
    clusters.join(3, 1, "title-holder")
    assert clusters.antecedent == {1: 0, 3: 1, 2: 3}
    assert clusters.sieve == {1: "exact", 3: "title-holder", 2: "same-head"}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Helen Reed left Unilever. She is tired.", {"She": ("Helen Reed", "pronoun-she")}),
        ("Helen Reed left. Reed is tired.", {"Reed": ("Helen Reed", "name-part")}),
        (
            "Helen Reed, the head of Unilever, left.",
            {"the head of Unilever": ("Helen Reed", "apposition")},
        ),
        ("Unilever sued Toyota.", {}),
    ],
)
def test_mention_has_antecedent_and_rule(text, links):
    """A mention names its antecedent and the rule that linked them."""
    mentions = read(text).mentions
    known = {m.id: m.text for m in mentions}
    assert {m.text: (known[m.antecedent], m.sieve) for m in mentions if m.antecedent} == links


def test_record_keeps_the_chains():
    """In the record of the seed each entity has one mention without an antecedent, its first."""
    annotation = annotated(SEED)
    mentions = {m.id: m for m in annotation.mentions}
    for entity in annotation.entities:
        own = [m for m in annotation.mentions if m.entity == entity.id]
        assert [m.id for m in own if m.antecedent is None] == [own[0].id]
        assert all(
            mentions[m.antecedent].entity == entity.id and m.sieve in REASONS
            for m in own
            if m.antecedent
        )
    assert '"antecedent"' in annotation.to_json()
    assert all(
        "antecedent" not in line
        for line in annotation.to_json().split("}")
        if '"form"' in line and '"sieve"' not in line
    )
