"""Terms as N-Quads writes them, as plain strings: an article has thousands, and objects cost more.

They are spelled as Oxigraph spells them, so that lines can be compared and sorted as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TypeAlias

from pyoxigraph import NamedNode, RdfFormat, Store

from kg import schema

Term: TypeAlias = str
TermQuad: TypeAlias = tuple[Term, Term, Term, Term]  # subject, predicate, object, graph

_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f]')
_ESCAPES = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    **str.maketrans(
        {
            "\t": r"\t",
            "\b": r"\b",
            "\n": r"\n",
            "\r": r"\r",
            "\f": r"\f",
            '"': r"\"",
            "\\": r"\\",
        }
    ),
}


def iri(value: str) -> Term:
    """The term of an IRI that was made here, and so needs no check."""
    return f"<{value}>"


def checked_iri(value: str) -> Term:
    """The term of an IRI that was given; raises `ValueError` where it is none."""
    return str(NamedNode(value))


def literal(value: str, datatype: Term | None = None) -> Term:
    """The term of a literal: a plain string, or of a datatype."""
    if _TO_ESCAPE.search(value):
        value = value.translate(_ESCAPES)
    return f'"{value}"' if datatype is None else f'"{value}"^^{datatype}'


@lru_cache(maxsize=4096)
def stored_literal(value: str, datatype: Term) -> Term:
    """The term of a number or time in the one form in which the store gives it back."""
    store, line = Store(), f"<x:x> <x:x> {literal(value, datatype)} ."
    store.load(line.encode("utf-8"), format=RdfFormat.N_TRIPLES)
    return str(next(iter(store)).object)


def part(whole: Term, name: str) -> Term:
    """A node that belongs to another alone, such as an event's time."""
    return f"{whole[:-1]};{name}>"


class Vocabulary:
    """The terms of a namespace: `KG.agent`, `KG["agent"]`."""

    def __init__(self, namespace: schema.Namespace) -> None:
        self._stem = namespace.stem

    def __getitem__(self, name: str) -> Term:
        return f"<{self._stem}{name}>"

    def __getattr__(self, name: str) -> Term:
        if name.startswith("__"):
            raise AttributeError(name)
        term = self[name]
        setattr(self, name, term)
        return term


FOAF = Vocabulary(schema.FOAF)
GAF = Vocabulary(schema.GAF)
KG = Vocabulary(schema.KG)
NIF = Vocabulary(schema.NIF)
ORG = Vocabulary(schema.ORG)
RDF = Vocabulary(schema.RDF)
RDFS = Vocabulary(schema.RDFS)
SCHEMA = Vocabulary(schema.SCHEMA)
SEM = Vocabulary(schema.SEM)
SKOS = Vocabulary(schema.SKOS)
TIME = Vocabulary(schema.TIME)
XSD = Vocabulary(schema.XSD)

ENTITY_CLASSES: Mapping[str, Term] = {t: str(c) for t, c in schema.ENTITY_CLASSES.items()}
AMOUNT_CLASSES: Mapping[str, Term] = {t: str(c) for t, c in schema.AMOUNT_CLASSES.items()}


@cache
def argument_properties(kind: str) -> Mapping[str, Term]:
    """The property of each argument that a fact of this kind may have, by the record's word."""
    return {role: str(property_) for role, property_ in schema.argument_properties(kind).items()}
