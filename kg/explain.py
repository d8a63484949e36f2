"""Why the graph says so: every fact about a thing with its voucher, its sentence and the words in it; every mention with what ties it to the thing."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.article_label import title_of
from kg.highlight_html import CARD, SMALL, marked
from kg.model import KgError
from kg.patterns import words
from kg.schema import GAF, KG, NIF, ORG, PREFIXES, RDF, RDFS, SCHEMA, SEM, SKOS

_PARTICIPANTS = (
    "agent",
    "patient",
    "theme",
    "recipient",
    "beneficiary",
    "place",
    "amount",
    "cause",
    "instrument",
    "topic",
    "speaker",
    "addressee",
    "via",
)
_ROLES = {KG[role]: role for role in _PARTICIPANTS} | {
    ORG.member: "person",
    ORG.role: "title",
    ORG.organization: "organisation",
    RDF.subject: "subject",
    RDF.object: "object",
    KG.about: "about",
}
_KINDS = {KG.Role: "role", KG.Relation: "relation", KG.Statement: "statement", SEM.Event: "event"}


class ExplainError(KgError):
    """A name that the graph does not know."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One telling of one fact: who vouches for it, and which words of which sentence say so."""

    fact: str
    kind: str
    label: str  # Acquisition(agent=…, patient=…)
    said: bool  # only somebody whom the article quotes says so
    voucher: str  # the article, or the speaker and those through whom it came
    sentence: str
    marks: tuple[tuple[int, int], ...]  # offsets into the sentence
    start: int  # of the sentence in the article's text
    article: str  # its title, or its id made readable
    date: str
    pattern: str
    confidence: float
    polarity: str
    certainty: str
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.label} · {self._voice()}\n  {self.sentence}"

    def _repr_html_(self) -> str:
        """What a notebook shows: the fact, who vouches, and the sentence with its words marked; a broken edge where it is only said."""
        doubts = [
            word for word in (self.polarity, self.certainty) if word not in ("positive", "certain")
        ]
        source = " · ".join(
            [
                self.article,
                *filter(None, [self.date]),
                self.pattern,
                f"confidence {self.confidence:.2f}",
                *self.reasons,
            ]
        )
        sentence = marked(self.sentence, self.marks)
        return (
            f'<div style="{CARD.format(line="dashed" if self.said else "solid")}"><b>{escape(" · ".join([self.label, *doubts]))}</b><br>'
            f'<span style="{SMALL}">{escape(self._voice())}</span><br>{sentence}<br><span style="{SMALL}">{escape(source)}</span></div>'
        )

    def _voice(self) -> str:
        return (
            f"only said by {self.voucher}; no article vouches for it"
            if self.said
            else f"vouched for by {self.voucher}"
        )


@dataclass(frozen=True, slots=True)
class CorefLink:
    """Words that stand for a thing, and why: the other words that they were tied to by a rule, or none for its first words in an article."""

    article: str  # its title, or its id made readable
    date: str
    text: str
    start: int  # in the article's text, as `end`
    end: int
    form: str
    sentence: str
    mark: tuple[int, int]  # offsets into the sentence
    antecedent: str = ""
    antecedent_start: int | None = None
    sieve: str = ""  # the rule's name
    reason: str = ""  # what it says, in a sentence


def explain(store: Store, name: str) -> list[Evidence]:
    """Everything that is asserted or said about the things of this name, in text order; raises `ExplainError` with the nearest names."""
    facts = {
        (quad.subject, quad.graph_name)
        for thing in _called(store, name)
        for quad in store.quads_for_pattern(None, None, thing, None)
        if quad.predicate in _ROLES
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.graph_name, NamedNode)
        and quad.graph_name != KG.Derived
    }
    found = [evidence for fact, graph in facts for evidence in _evidence(store, fact, graph)]
    return sorted(found, key=lambda e: (e.article, e.start, e.marks, e.said, e.kind, e.fact))


def chain(store: Store, name: str) -> list[CorefLink]:
    """All words that stand for the things of this name, in text order, each with its reason; raises `ExplainError` with the nearest names."""
    phrases = {
        (quad.object, quad.graph_name)
        for thing in _called(store, name)
        for quad in store.quads_for_pattern(thing, GAF.denotedBy, None, None)
        if isinstance(quad.object, NamedNode)
        and isinstance(quad.graph_name, NamedNode)
        and quad.graph_name.value.endswith("#mentions")
    }
    return sorted(
        (_tie(store, phrase, graph) for phrase, graph in phrases),
        key=lambda t: (t.article, t.start, t.end, t.date),
    )


def _tie(store: Store, phrase: NamedNode, graph: NamedNode) -> CorefLink:
    article = NamedNode(graph.value.removesuffix("#mentions"))
    start, end = (
        int(_text(store, phrase, index, graph)) for index in (NIF.beginIndex, NIF.endIndex)
    )
    sentence, offset = _sentence(store, phrase, article, graph, start)
    antecedent = next(iter(_objects(store, phrase, KG.antecedent, graph)), None)
    sieve = _text(store, phrase, KG.sieve, graph)
    return CorefLink(
        article=title_of(
            _text(store, article, SCHEMA.identifier, article),
            _text(store, article, SCHEMA.headline, article),
        ),
        date=_text(store, article, SCHEMA.datePublished, article),
        text=_text(store, phrase, NIF.anchorOf, graph),
        start=start,
        end=end,
        form=_word(_objects(store, phrase, KG.form, graph)),
        sentence=sentence,
        mark=(start - offset, end - offset),
        antecedent="" if antecedent is None else _text(store, antecedent, NIF.anchorOf, graph),
        antecedent_start=None
        if antecedent is None
        else int(_text(store, antecedent, NIF.beginIndex, graph)),
        sieve=sieve,
        reason=words("sieves")["reasons"].get(sieve, ""),
    )


def _sentence(
    store: Store, phrase: NamedNode, article: NamedNode, graph: NamedNode, start: int
) -> tuple[str, int]:
    """The sentence of some words with its place; for words outside every fact's sentence their line of the article."""
    for sentence in _objects(store, phrase, KG.sentence, graph):
        return _text(store, sentence, NIF.anchorOf, graph), int(
            _text(store, sentence, NIF.beginIndex, graph)
        )
    text = _text(store, article, NIF.isString, graph)
    begin, end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    return text[begin : end if end >= 0 else len(text)], begin


def _called(store: Store, name: str) -> list[NamedNode]:
    """The things whose label this is; where there are none, those with such an alias."""
    wanted = " ".join(name.split()).casefold()
    names: set[str] = set()
    for property_ in (SKOS.prefLabel, SKOS.altLabel):
        by_name: dict[str, list[NamedNode]] = defaultdict(list)
        for quad in store.quads_for_pattern(None, property_, None, DefaultGraph()):
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
                by_name[quad.object.value.casefold()].append(quad.subject)
                names.add(quad.object.value)
        if wanted in by_name:
            return by_name[wanted]
    folded = {n.casefold(): n for n in sorted(names)}
    near = [folded[n] for n in difflib.get_close_matches(wanted, list(folded), n=5, cutoff=0.5)]
    cure = f"nearest: {', '.join(near)}" if near else "kg query DIR names lists all"
    raise ExplainError(f"{name!r}: nothing in the graph is called so; {cure}")


def _evidence(store: Store, fact: NamedNode, graph: NamedNode) -> Iterator[Evidence]:
    """One `Evidence` for each telling of the fact that speaks for this graph."""
    article = NamedNode(graph.value.partition("#")[0])
    kind = next(
        (k for cls, k in _KINDS.items() if cls in _objects(store, fact, RDF.type, graph)), "fact"
    )
    title = title_of(
        _text(store, article, SCHEMA.identifier, article),
        _text(store, article, SCHEMA.headline, article),
    )
    label = _label(store, fact, kind, graph)
    voucher = title if graph == article else " via ".join(_chain(store, graph))
    for telling in sorted(_subjects(store, KG.tells, fact), key=str):
        if graph not in _objects(store, telling, KG.toldIn):
            continue
        sentence = next(iter(_objects(store, telling, KG.sentence)))
        start = int(_text(store, sentence, NIF.beginIndex))
        words = [*_objects(store, telling, KG.trigger), *_objects(store, telling, KG.mark)]
        spans = {
            (
                int(_text(store, w, NIF.beginIndex)) - start,
                int(_text(store, w, NIF.endIndex)) - start,
            )
            for w in words
        }
        text = _text(store, sentence, NIF.anchorOf)
        yield Evidence(
            fact=fact.value,
            kind=kind,
            label=label,
            said=graph != article,
            voucher=voucher,
            sentence=text,
            marks=tuple(sorted(s for s in spans if s[0] >= 0 and s[1] <= len(text))),
            start=start,
            article=title,
            date=_text(store, article, SCHEMA.datePublished, article),
            pattern=_text(store, telling, KG.pattern),
            confidence=float(_text(store, telling, KG.confidence)),
            polarity=_word(_objects(store, telling, KG.polarity)),
            certainty=_word(_objects(store, telling, KG.certainty)),
            reasons=tuple(sorted(t.value for t in _literals(store, telling, KG.reason))),
        )


def _label(store: Store, fact: NamedNode, kind: str, graph: NamedNode) -> str:
    """The fact on one line: Acquisition(agent=Elon Musk, patient=Twitter)."""
    if kind == "relation":
        head = _word(_objects(store, fact, RDF.predicate, graph), lower=False)
    elif kind == "event":
        types = [t for t in _objects(store, fact, RDF.type, graph) if t != SEM.Event]
        head = _word(types, lower=False) or _text(store, fact, RDFS.label, graph)
    else:
        head = kind
    parts = [
        f"{role}={_name(store, quad.object, graph)}"
        for property_, role in _ROLES.items()
        if role != "about"
        for quad in sorted(store.quads_for_pattern(fact, property_, None, graph), key=str)
    ]
    text = _text(store, fact, SCHEMA.text, graph)
    return f"{head}({', '.join(parts + ([repr(text)] if text else []))})"


def _chain(store: Store, content: NamedNode) -> Iterator[str]:
    """Who says so, then through whom it came, out to the article."""
    while "#said-" in content.value:
        statement = next(iter(_objects(store, content, KG.contentOf)), None)
        outer = next(iter(_objects(store, content, KG.nestedIn)), None)
        if statement is None or outer is None:
            return
        speakers = sorted(
            _name(store, s, outer) for s in _objects(store, statement, KG.speaker, outer)
        )
        yield ", ".join(speakers) or "somebody"
        content = outer


def _name(store: Store, term: object, graph: NamedNode) -> str:
    if not isinstance(term, NamedNode):
        return term.value if isinstance(term, Literal) else str(term)
    return _text(store, term, SKOS.prefLabel) or _text(store, term, RDFS.label, graph) or term.value


def _objects(
    store: Store, subject: NamedNode, property_: NamedNode, graph: NamedNode | None = None
) -> list[NamedNode]:
    found = {
        q.object
        for q in store.quads_for_pattern(subject, property_, None, graph)
        if isinstance(q.object, NamedNode)
    }
    return sorted(found, key=str)


def _subjects(store: Store, property_: NamedNode, value: NamedNode) -> Iterable[NamedNode]:
    return {
        q.subject
        for q in store.quads_for_pattern(None, property_, value, None)
        if isinstance(q.subject, NamedNode)
    }


def _literals(
    store: Store, subject: NamedNode, property_: NamedNode, graph: NamedNode | None = None
) -> set[Literal]:
    return {
        q.object
        for q in store.quads_for_pattern(subject, property_, None, graph)
        if isinstance(q.object, Literal)
    }


def _text(
    store: Store, subject: NamedNode, property_: NamedNode, graph: NamedNode | None = None
) -> str:
    return min((t.value for t in _literals(store, subject, property_, graph)), default="")


def _word(individuals: Iterable[NamedNode], lower: bool = True) -> str:
    word = next((i.value.removeprefix(PREFIXES["kg"]) for i in individuals), "")
    return word.lower() if lower else word
