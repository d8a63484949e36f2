"""The graph as pandas tables: entities, facts, statements, mentions, one row each; several values in a cell are joined by "; "."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.schema import PREFIXES

_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())

_KINDS = (
    "article",
    "person",
    "organisation",
    "group",
    "place",
    "work",
    "role",
    "relation",
    "event",
    "statement",
)

_CLASSES = """VALUES (?class ?kind) {
  (schema:NewsArticle "article") (foaf:Person "person") (org:Organization "organisation") (foaf:Group "group") (schema:Place "place")
  (schema:CreativeWork "work") (kg:Role "role") (kg:Relation "relation") (sem:Event "event") (kg:Statement "statement") }"""

_COUNTS = f"""
SELECT ?kind ?asserted ?said WHERE {{
  {{ SELECT ?kind (COUNT(DISTINCT ?thing) AS ?asserted) WHERE {{ ?thing a ?class {_CLASSES} }} GROUP BY ?kind }}
  UNION {{ SELECT ?kind (COUNT(DISTINCT ?thing) AS ?said) WHERE {{ GRAPH ?content {{ ?thing kg:reportedIn ?content ; a ?class }} {_CLASSES} }} GROUP BY ?kind }}
}}"""

_ENTITIES = """
SELECT ?entity ?name ?type ?alias ?mention WHERE {
  ?entity a kg:Entity
  { ?entity skos:prefLabel ?name }
  UNION { ?entity skos:altLabel ?alias }
  UNION { GRAPH ?text { ?entity gaf:denotedBy ?mention } }
  UNION {
    ?entity a ?class
    VALUES (?class ?type) { (foaf:Person "Person") (org:Organization "Organisation") (foaf:Group "Group") (schema:Place "Place") (schema:CreativeWork "Work") }
  }
}"""

_FACTS = """
SELECT ?fact ?where ?kind ?type ?label ?participant ?date ?start ?end ?polarity ?certainty ?confidence ?pattern ?sentence ?voucher WHERE {
  VALUES ?vouched { %s }
  GRAPH ?where { ?fact ?vouched ?where ; rdfs:label ?label }
  { GRAPH ?where { ?fact a ?class } VALUES (?class ?kind) { (kg:Role "role") (kg:Relation "relation") (sem:Event "event") (kg:Statement "statement") } }
  UNION { GRAPH ?where { ?fact a ?type } FILTER(STRSTARTS(STR(?type), STR(kg:)) && ?type NOT IN (kg:Role, kg:Relation, kg:Statement)) }
  UNION { GRAPH ?where { ?fact rdf:predicate ?type } }
  UNION {
    VALUES (?property ?role) {
      (org:member "person") (org:role "title") (org:organization "organisation") (rdf:subject "subject") (rdf:object "object")
      (kg:agent "agent") (kg:patient "patient") (kg:theme "theme") (kg:recipient "recipient") (kg:beneficiary "beneficiary") (kg:place "place")
      (kg:amount "amount") (kg:cause "cause") (kg:instrument "instrument") (kg:topic "topic") (kg:speaker "speaker") (kg:addressee "addressee")
    }
    GRAPH ?where { ?fact ?property ?filler }
    OPTIONAL { ?filler skos:prefLabel ?name }
    OPTIONAL { GRAPH ?where { ?filler rdfs:label ?value } }
    BIND(CONCAT(?role, ": ", COALESCE(?name, ?value, STR(?filler))) AS ?participant)
  }
  UNION { GRAPH ?where { ?fact sem:hasTime/rdfs:label ?date } }
  UNION { GRAPH ?where { ?fact org:memberDuring/time:hasBeginning/rdfs:label ?start } }
  UNION { GRAPH ?where { ?fact org:memberDuring/time:hasEnd/rdfs:label ?end } }
  UNION { GRAPH ?where { ?fact kg:polarity ?polarity ; kg:certainty ?certainty ; kg:confidence ?confidence } }
  UNION { GRAPH ?where { ?fact kg:pattern ?pattern } }
  UNION { GRAPH ?text { ?telling kg:tells ?fact ; kg:toldIn ?where ; kg:sentence/nif:anchorOf ?sentence } }
  UNION { ?where schema:identifier ?voucher }
  UNION { GRAPH ?text { ?where kg:contentOf ?statement } GRAPH ?outer { ?statement kg:speaker ?teller } ?teller skos:prefLabel ?voucher }
}"""

_STATEMENTS = """
SELECT ?statement ?where ?speaker ?addressee ?text ?cue ?quotation ?force ?medium ?via ?date ?polarity ?certainty ?confidence ?nested WHERE {
  GRAPH ?where { ?statement a kg:Statement }
  { GRAPH ?where { ?statement schema:text ?text ; kg:quotation ?quotation ; kg:force ?force } }
  UNION { GRAPH ?where { ?statement kg:polarity ?polarity ; kg:certainty ?certainty ; kg:confidence ?confidence } }
  UNION { GRAPH ?where { ?statement kg:speaker ?s } ?s skos:prefLabel ?speaker }
  UNION { GRAPH ?where { ?statement kg:addressee ?a } ?a skos:prefLabel ?addressee }
  UNION { GRAPH ?where { ?statement kg:via ?v } ?v skos:prefLabel ?via }
  UNION { GRAPH ?where { ?statement kg:cue ?cue } }
  UNION { GRAPH ?where { ?statement kg:mediumLabel ?medium } }
  UNION { GRAPH ?where { ?statement sem:hasTime/rdfs:label ?date } }
  UNION { GRAPH ?text_graph { ?where kg:contentOf ?outer } GRAPH ?around { ?outer kg:speaker ?o } ?o skos:prefLabel ?nested }
}"""

_MENTIONS = """
SELECT ?mention ?article ?text ?form ?start ?end ?entity ?name WHERE {
  GRAPH ?words {
    ?mention kg:form ?form ; nif:anchorOf ?text ; nif:beginIndex ?start ; nif:endIndex ?end
  }
  OPTIONAL {  # the label inside: outside, a mention without an entity would match every label
    GRAPH ?words { ?entity gaf:denotedBy ?mention }
    OPTIONAL { ?entity skos:prefLabel ?name }
  }
  BIND(IRI(STRBEFORE(STR(?mention), "#")) AS ?page) ?page schema:identifier ?article
}"""


def counts(store: Store) -> pd.DataFrame:
    """How many there are of each kind of thing and fact: vouched for by the articles, and only said by those whom they quote."""
    rows = _gathered(store, _COUNTS, 1)
    counted = [
        {
            "kind": kind,
            **{column: int(_join(rows[kind,][column]) or 0) for column in ("asserted", "said")},
        }
        for kind in _KINDS
        if (kind,) in rows
    ]
    return _table(counted, ("kind", "asserted", "said"))


def entities(store: Store) -> pd.DataFrame:
    """Everyone and everything the articles name or describe: name, type, aliases, and how often in how many articles."""
    rows = [
        {
            "name": _join(row["name"]),
            "type": _join(row["type"]) or "Other",
            "aliases": _join(row["alias"]),
            "mentions": len(row["mention"]),
            "articles": len({mention.partition("#")[0] for mention in row["mention"]}),
            "entity": entity,
        }
        for (entity,), row in _gathered(store, _ENTITIES, 1).items()
    ]
    return _table(rows, ("name", "type", "aliases", "mentions", "articles", "entity")).sort_values(
        ["mentions", "name", "entity"], ascending=[False, True, True], ignore_index=True
    )


def facts(store: Store, said: bool = False) -> pd.DataFrame:
    """Roles, relations, events and statements that the articles vouch for; with `said`, those instead that only a speaker does."""
    columns = (
        "kind",
        "type",
        "label",
        "participant",
        "date",
        "start",
        "end",
        "voucher",
        "polarity",
        "certainty",
        "confidence",
        "pattern",
        "sentence",
        "fact",
    )
    rows = [
        {
            **{column: _join(row[column]) for column in columns[:-1] if column != "confidence"},
            "confidence": max(map(float, row["confidence"]), default=None),
            "fact": fact,
        }
        for (fact, _), row in _gathered(
            store, _FACTS % ("kg:reportedIn" if said else "kg:assertedIn"), 2
        ).items()
    ]
    return _lower(_table(rows, columns), "polarity", "certainty").rename(
        columns={"participant": "participants"}
    )


def statements(store: Store) -> pd.DataFrame:
    """Who said what to whom, how, and when; `nested` names the speaker who says that it was said, where the article does not."""
    columns = (
        "speaker",
        "addressee",
        "text",
        "cue",
        "quotation",
        "force",
        "medium",
        "via",
        "date",
        "polarity",
        "certainty",
        "confidence",
        "nested",
    )
    rows = [
        {
            **{column: _join(row[column]) for column in columns},
            "confidence": max(map(float, row["confidence"]), default=None),
            "statement": statement,
        }
        for (statement, _), row in _gathered(store, _STATEMENTS, 2).items()
    ]
    return _lower(
        _table(rows, (*columns, "statement")), "quotation", "force", "polarity", "certainty"
    )


def mentions(store: Store) -> pd.DataFrame:
    """The words that stand for things, in text order: article, offsets, form, and the thing they mean."""
    rows = [
        {
            "article": _join(row["article"]),
            "start": int(_join(row["start"])),
            "end": int(_join(row["end"])),
            **{column: _join(row[column]) for column in ("text", "form", "name", "entity")},
        }
        for row in _gathered(store, _MENTIONS, 1).values()
    ]
    table = _table(rows, ("article", "start", "end", "text", "form", "name", "entity"))
    return _lower(table, "form").sort_values(["article", "start", "end"], ignore_index=True)


def _gathered(
    store: Store, query: str, keys: int
) -> Mapping[tuple[str, ...], Mapping[str, Sequence[str]]]:
    """Solutions put together by their first `keys` variables, each other variable with its different values in order; sorted by key."""
    solutions = store.query(_PREFIXES + query)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    found: dict[tuple[str, ...], dict[str, set[str]]] = {}
    for solution in solutions:
        values = [_plain(solution[name]) for name in names]
        row = found.setdefault(
            tuple(value or "" for value in values[:keys]), {name: set() for name in names}
        )
        for name, value in zip(names, values, strict=True):
            if value is not None:
                row[name].add(value)
    return {
        key: {name: sorted(values) for name, values in found[key].items()} for key in sorted(found)
    }


def _plain(term: object) -> str | None:
    """A term as a reader wants it: what our own vocabulary names by its word."""
    if isinstance(term, NamedNode):
        return term.value.removeprefix(PREFIXES["kg"])
    return term.value if isinstance(term, Literal) else None


def _join(values: Sequence[str]) -> str:
    return "; ".join(values)


def _table(rows: list[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(columns))


def _lower(table: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """With the values of these columns as the annotation record writes them: kg:Negative is `negative`."""
    return table.assign(**{column: table[column].str.lower() for column in columns})
