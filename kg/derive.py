"""Apply the rules of ontology/rules: shortcuts in the default graph, listed in kg:Derived."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.model import KgError
from kg.schema import KG, ONTOLOGY

_DEFAULT = DefaultGraph()
_MOST_ROUNDS = 10


class DeriveError(KgError):
    """Rules that cannot be applied."""


def derive(store: Store) -> int:
    """Bring the derived triples up to date with what the articles assert.

    Run it after every change of the store. Returns how many triples are derived; raises
    `DeriveError` for a rule that is wrong or never ends.
    """
    rules = [
        (path.name, path.read_text(encoding="utf-8"))
        for path in sorted((ONTOLOGY / "rules").glob("*.rq"))
    ]
    _remove_derived(store)
    for _ in range(_MOST_ROUNDS):
        found = {triple for name, rule in rules for triple in _construct(store, name, rule)}
        new = {t for t in found if Quad(t.subject, t.predicate, t.object, _DEFAULT) not in store}
        if not new:
            return sum(1 for _ in store.quads_for_pattern(None, None, None, KG.Derived))
        store.extend(
            Quad(t.subject, t.predicate, t.object, g)
            for t in sorted(new, key=str)
            for g in (_DEFAULT, KG.Derived)
        )
    raise DeriveError(
        f"{ONTOLOGY / 'rules'}: new triples after {_MOST_ROUNDS} rounds; "
        "a rule must not feed itself without end"
    )


def _construct(store: Store, name: str, rule: str) -> set[Triple]:
    try:
        return set(store.query(rule))  # type: ignore[arg-type]  # a CONSTRUCT yields triples
    except SyntaxError as error:
        raise DeriveError(f"rule {name}: {error}; mend it in {ONTOLOGY / 'rules'}") from error


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
