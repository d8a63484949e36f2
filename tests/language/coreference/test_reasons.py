"""The chain of mentions: every mention but the first of its thing has an antecedent and a rule, and each rule can be explained."""

from __future__ import annotations

import ast
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.language
from kg.language.coreference.state import Clusters
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
    """The names of rules that the sources hand to `Clusters.join`, also through a function that passes its parameter on."""
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
                f"{scope.name}, line {name.lineno}: write the rule's name out, so that its reason can be looked for"
            )


def test_every_rule_has_its_reason():
    """In one sentence, as a reader is told it."""
    assert emitted() >= {"exact", "pronoun-he", "salient-organisation"}
    assert sorted(emitted() - set(REASONS)) == [], "add a sentence to kg/patterns/words/sieves.toml"
    assert all(reason[0].isupper() and reason.endswith(".") for reason in REASONS.values())


JOINS = [(1, 0), (3, 2), (3, 1), (5, 4), (5, 0), (4, 2)]


@pytest.mark.parametrize("order", list(permutations(JOINS, 3)), ids=str)
def test_a_join_is_never_without_its_reason(order):
    """Whatever joins whatever first: a cluster is a tree, each of whose ties is one of the joins that were made."""
    clusters = Clusters(6)
    for i, j in order:
        clusters.join(i, j, f"{i}-{j}")
    for k in range(6):
        assert (k in clusters.antecedent) == (k in clusters.sieve) == (clusters.root(k) != k)
    for k, to in clusters.antecedent.items():
        assert clusters.sieve[k] == f"{max(k, to)}-{min(k, to)}"
        assert clusters.root(k) == clusters.root(to)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20))
def test_chains_of_any_joins_end_at_the_first(joins):
    """From each member one comes to the cluster's first, which alone has no antecedent."""
    clusters = Clusters(10)
    for i, j in joins:
        clusters.join(max(i, j), min(i, j), "rule")
    for k in range(10):
        end, steps = k, 0
        while end in clusters.antecedent and steps < 10:
            end, steps = clusters.antecedent[end], steps + 1
        assert end == clusters.root(k)


def test_two_pairs_made_one_keep_both_reasons():
    """Jane Roe … the minister … she … the minister: what ties the pairs hangs on the first of the two phrases that it ties."""
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
def test_a_mention_names_what_it_is_tied_to(text, links):
    """And the rule."""
    mentions = read(text).mentions
    known = {m.id: m.text for m in mentions}
    assert {m.text: (known[m.antecedent], m.sieve) for m in mentions if m.antecedent} == links


def test_the_record_keeps_the_chains():
    """In the seed's record, too, every mention of a thing but one has an antecedent among the others, and a rule that can be explained."""
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
