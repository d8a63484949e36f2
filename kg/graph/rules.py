"""The rules of ontology/rules, applied to what one article asserts.

A rule sees one article at a time: facts, times and statements are nodes of their article, so what
follows from them does too. What holds over several articles is a matter for a question.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from pyoxigraph import RdfFormat, Store, Triple

from kg.model import KgError
from kg.schema import ONTOLOGY, RDF

MOST_ROUNDS = 10

_PREFIX = re.compile(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_WHERE = re.compile(r"\bWHERE\b", re.IGNORECASE)
_NAME = re.compile(r"<([^<>\s]+)>|([\w-]*):([\w%.-]*)")
_NEEDS = re.compile(r"^#\s*needs:(.*)$", re.MULTILINE)
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_STRING = r"""\"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
_PART = re.compile(rf"<[^<>\s]*>|{_STRING}|[?$]\w+|[\w-]*:[\w.-]*|\w+|\S")
_TERM = re.compile(r"a|true|false|\d.*|[<\"'?$].+|.*:.*", re.DOTALL)


class DeriveError(KgError):
    """Rules that cannot be applied."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A CONSTRUCT query; `needs` are terms without which it finds nothing, as its file says.

    `reads` are the terms in its pattern, or None where it may match any triple.
    """

    name: str
    query: str
    needs: frozenset[str]
    reads: frozenset[str] | None

    @classmethod
    def of(cls, name: str, text: str) -> Rule:
        """The rule that a file holds."""
        prefixes = dict(_PREFIX.findall(text))
        query = _COMMENT.sub("", text)
        pattern = _WHERE.split(query, maxsplit=1)[-1]
        reads = {str(RDF.type), *_terms(pattern, prefixes)}
        return cls(
            name,
            query,
            needs=frozenset(_terms(" ".join(_NEEDS.findall(text)), prefixes)),
            reads=None if _reads_anything(pattern) else frozenset(reads),
        )

    def may_read(self, properties: AbstractSet[str]) -> bool:
        """Whether a triple with one of these properties may match the pattern."""
        return self.reads is None or not self.reads.isdisjoint(properties)

    def apply(self, store: Store) -> set[Triple]:
        """What the rule constructs; raises `DeriveError` where it is no query."""
        try:
            return set(store.query(self.query))  # type: ignore[arg-type]  # of a CONSTRUCT
        except SyntaxError as error:
            raise DeriveError(
                f"rule {self.name}: {error}; mend it in {ONTOLOGY / 'rules'}"
            ) from error


def _terms(text: str, prefixes: dict[str, str]) -> Iterator[str]:
    for full, prefix, name in _NAME.findall(text):
        if full:
            yield f"<{full}>"
        elif prefix in prefixes:
            yield f"<{prefixes[prefix]}{name.rstrip('.')}>"


def _reads_anything(pattern: str) -> bool:
    """Whether the pattern may match triples of any property: by a variable or an open path."""
    parts = _PART.findall(pattern)
    around = zip(["", *parts], parts, [*parts[1:], ""], strict=False)
    return any(_is_open(*three) for three in around)


def _is_open(before: str, part: str, after: str) -> bool:
    if part in {"*", "?"} or (part == "!" and after != "="):
        return True
    follows = before in {";", "["} or _is_term(before)
    return part[0] in "?$" and follows and (after in {"[", "("} or _is_term(after))


def _is_term(part: str) -> bool:
    return _TERM.fullmatch(part) is not None


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in the order of their files, read once."""
    paths = sorted((ONTOLOGY / "rules").glob("*.rq"))
    return tuple(Rule.of(path.name, path.read_text(encoding="utf-8")) for path in paths)


def reload_rules() -> None:
    """Read the rules anew when they are next asked for."""
    rules.cache_clear()
    _read_by_rules.cache_clear()


@cache
def _read_by_rules() -> frozenset[str] | None:
    """The terms that some rule reads; None where one may match any triple."""
    found: set[str] = set()
    for rule in rules():
        if rule.reads is None:
            return None
        found |= rule.reads
    return frozenset(found)


def derived_triples(asserted: Collection[str]) -> set[str]:
    """What follows from the triples that one article asserts, without these.

    Triples are as N-Triples writes them, without the full stop. Raises `DeriveError` for a rule
    that is wrong or never ends.
    """
    store, known, fresh = Store(), set(asserted), set(asserted)
    present: set[str] = set()
    for _ in range(MOST_ROUNDS):
        properties = _load(store, fresh, present)
        due = [r for r in rules() if r.needs <= present and r.may_read(properties)]
        found = {str(triple) for rule in due for triple in rule.apply(store)}
        fresh = found - known
        if not fresh:
            return known.difference(asserted)
        known |= fresh
    raise never_ending()


def never_ending() -> DeriveError:
    """The error for rules that find something new in each round."""
    return DeriveError(
        f"{ONTOLOGY / 'rules'}: new triples after {MOST_ROUNDS} rounds; "
        "a rule must not feed itself without end"
    )


def _load(store: Store, triples: Iterable[str], present: set[str]) -> set[str]:
    """Put the triples that a rule may match into the store; returns their properties.

    What they have as property or object is added to `present`.
    """
    lines, properties, read = [], set(), _read_by_rules()
    for triple in triples:
        _, property_, value = triple.split(" ", 2)
        if read is None or property_ in read:
            lines.append(triple)
            properties.add(property_)
            present.add(value)
    present |= properties
    if lines:
        nt = " .\n".join([*lines, ""]).encode("utf-8")
        store.load(nt, format=RdfFormat.N_TRIPLES, lenient=True)
    return properties
