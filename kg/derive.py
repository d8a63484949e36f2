"""Apply the rules of ontology/rules: shortcuts in the default graph, listed in kg:Derived."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.graph.rules import MOST_ROUNDS, DeriveError, never_ending, reload_rules, rules
from kg.schema import KG

__all__ = ["DeriveError", "derive"]

_DEFAULT = DefaultGraph()


def derive(store: Store) -> int:
    """Bring the derived triples of a whole store up to date with what the articles assert.

    `kg.graph` does so itself for each article that is added or removed; this is for stores that
    were filled by other means, or by other rules. Returns how many triples are derived; raises
    `DeriveError` for a rule that is wrong or never ends.
    """
    reload_rules()
    _remove_derived(store)
    for _ in range(MOST_ROUNDS):
        found = {triple for rule in rules() for triple in rule.apply(store)}
        new = {t for t in found if Quad(t.subject, t.predicate, t.object, _DEFAULT) not in store}
        if not new:
            return sum(1 for _ in store.quads_for_pattern(None, None, None, KG.Derived))
        store.extend(
            Quad(t.subject, t.predicate, t.object, g)
            for t in sorted(new, key=str)
            for g in (_DEFAULT, KG.Derived)
        )
    raise never_ending()


def _remove_derived(store: Store) -> None:
    """Remove what was derived before, except what an article asserts by now."""
    old = list(store.quads_for_pattern(None, None, None, KG.Derived))
    gone = [q for q in old if not _asserted(store, q)]
    if old:
        triples = "\n".join(
            f"{q.subject} {q.predicate} {q.object} ." for q in sorted(gone, key=str)
        )
        store.update(f"DELETE DATA {{ {triples} }} ; DROP SILENT GRAPH {KG.Derived}")


def _asserted(store: Store, quad: Quad) -> bool:
    graphs = (
        q.graph_name
        for q in store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    )
    return any(isinstance(g, NamedNode) and "#" not in g.value for g in graphs)
