"""Annotation → IRIs: of its article, mentions, entities and facts.

An IRI is made from content alone (a name and its type, or an article and its offsets), never from
the ids of the record: the same text gets the same IRIs whoever annotates it, in whatever order.
What goes into an IRI is percent-encoded.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import asdict, dataclass
from urllib.parse import quote

from kg.model import Annotation, Event, Fact, KgError, Mention, Relation, Span, Statement
from kg.schema import AMOUNT_CLASSES, ENTITY_CLASSES

_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_UNSAFE_IN_ID = re.compile(f"{_ILLEGAL.pattern}|\ufffd")
_ESCAPED_IN_ID = re.compile("\ufffd([0-9A-F]{4})")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`#?\x00-\x20]*/")
_LONGEST_SLUG = 160
_SHORTEST_IDS = {"": "_", " ": "%20"}  # a space is _, and so is no character at all
_FOLDERS = {"Title": "role", "Other": "thing"} | {type_: type_.lower() for type_ in ENTITY_CLASSES}
_VALUE_KINDS = {"Date": "time", "Quality": "quality"} | dict.fromkeys(AMOUNT_CLASSES, "amount")
# A value is a node of the article it stands in, even where two articles give the same one. So is a
# thing: "the ban" of one article is not that of another.
_OWN_KINDS = _VALUE_KINDS | {"Thing": "thing"}


class LinkError(KgError):
    """A record or a base from which no IRIs can be made."""


@dataclass(frozen=True, slots=True)
class Links:
    """The IRIs of one annotation, by the ids of its record."""

    base: str
    article: str
    mentions: dict[str, str]  # the words themselves
    meanings: dict[str, str]  # mention id → the thing that the words mean
    entities: dict[str, str]
    facts: dict[str, str]  # later tellings of one fact share the first one's IRI
    tellings: dict[str, str]  # fact id → this one telling of it
    said: dict[str, str]  # statement id → the graph of its content

    @property
    def text(self) -> str:
        """The graph of the article's text, sentences and mentions."""
        return self.article + "#mentions"

    def concept(self, folder: str, name: str) -> str:
        """The IRI of a title, a type or an account, the same in all articles."""
        return f"{self.base}{folder}/{slug(name)}"

    def graph(self, fact: Fact) -> str:
        """The graph of a fact: the article's, or that of the statement which claims it."""
        return self.article if fact.statement is None else self.said[fact.statement]


def clean(text: str) -> str:
    """The text with U+FFFD for each character that XML or UTF-8 cannot hold.

    It is as long as before, so that offsets stay true.
    """
    return _ILLEGAL.sub("\ufffd", text)


def tidy(name: str) -> str:
    """A name as it is compared and shown: NFC, runs of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", clean(name)).split())


def slug(name: str) -> str:
    """A name as one segment of an IRI path, different for different names.

    An over-long one ends in a hash.
    """
    return _segment(tidy(name)) or "_"


def _segment(name: str) -> str:
    """The characters as they are, those that an IRI cannot hold percent-encoded."""
    encoded = quote(name, safe="", errors="surrogatepass").replace("_", "%5F").replace("%20", "_")
    if len(encoded) <= _LONGEST_SLUG:
        return encoded
    cut = re.sub(r"%[0-9A-F]?$", "", encoded[:_LONGEST_SLUG])
    return f"{cut}~{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def identifier(article_id: str) -> str:
    """An article's id in characters that every format can hold, different for different ids.

    What cannot be held is U+FFFD with four hex digits.
    """
    return _UNSAFE_IN_ID.sub(lambda found: f"\ufffd{ord(found[0]):04X}", article_id)


def identified(identifier: str) -> str:
    """The article's id that an identifier was made of."""
    return _ESCAPED_IN_ID.sub(lambda found: chr(int(found[1], 16)), identifier)


def at(article: str, kind: str, span: Span) -> str:
    """IRI of these characters of the article: RFC 5147 for `char`, alike for other kinds."""
    return f"{article}#{kind}={span.start},{span.end}"


def check_base(base: str) -> None:
    """Raise `LinkError` where no IRIs can begin with `base`."""
    if not _BASE.fullmatch(base):
        raise LinkError(
            f"base {base!r}: must be an absolute IRI ending in /, such as https://example.org/id/; "
            "give one with --base"
        )


def article_iri(article_id: str, base: str) -> str:
    """IRI of an article, which is also the name of the graph of what it asserts.

    Ids are told apart as they are given: by white space and by how a letter is composed, too.
    """
    check_base(base)
    return f"{base}article/{_SHORTEST_IDS.get(article_id) or _segment(article_id)}"


def link(annotation: Annotation, base: str) -> Links:
    """IRIs for everything in the record.

    Raises `LinkError` where the record points at something that is not in it.
    """
    article = article_iri(annotation.article.id, base)
    _check(annotation)
    mentions = {m.id: m for m in annotation.mentions}
    entities = _entities(annotation, article, base)
    meanings = {
        m.id: entities[m.entity] if m.entity is not None else at(article, _own_kind(m.type), m.span)
        for m in annotation.mentions
    }
    facts = _facts(annotation, article, mentions)
    said = {
        f.id: facts[f.id].replace("#statement=", "#said-", 1)
        for f in annotation.facts
        if isinstance(f, Statement)
    }
    return Links(
        base=base,
        article=article,
        mentions={m.id: at(article, "char", m.span) for m in annotation.mentions},
        meanings=meanings,
        entities=entities,
        facts=_joined(annotation, facts),
        tellings={key: iri.replace("#", "#telling-", 1) for key, iri in facts.items()},
        said=said,
    )


def hull(fact: Fact, mentions: dict[str, Mention]) -> Span:
    """The characters that identify a fact: its trigger or content.

    Without these, from the first to the last word of its participants.
    """
    if isinstance(fact, Statement):
        spans = list(fact.content or fact.cue)
    elif fact.trigger is not None:
        spans = [fact.trigger]
    else:
        spans = [mentions[m].span for _, m in fact.filled]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else fact.sentence


def _own_kind(type_: str) -> str:
    return _OWN_KINDS.get(type_, "entity")


def _entities(annotation: Annotation, article: str, base: str) -> dict[str, str]:
    """A named entity is the same in all articles; one without a name belongs to its article."""
    spans: dict[str, list[Span]] = defaultdict(list)
    named: set[str] = set()
    for m in annotation.mentions:
        if m.entity is not None:
            spans[m.entity].append(m.span)
            if m.form == "name":
                named.add(m.entity)
    out = {}
    for e in annotation.entities:
        if e.type in _OWN_KINDS or (e.id not in named and spans[e.id]):
            first = min(spans[e.id], default=Span(0, 0))
            out[e.id] = at(article, _own_kind(e.type), first)
        else:
            out[e.id] = f"{base}{_FOLDERS[e.type]}/{slug(e.label)}"
    return out


def _facts(annotation: Annotation, article: str, mentions: dict[str, Mention]) -> dict[str, str]:
    """By kind and offsets; where these are shared, by type and participants too, then by a hash."""
    facts: dict[str, Fact] = {f.id: f for f in annotation.facts}
    names = {f.id: at(article, f.kind, hull(f, mentions)) for f in annotation.facts}
    for finer in (_type_and_participants, _fingerprint):
        for clash in _groups(facts, names.__getitem__):
            for key in clash:
                names[key] += ";" + finer(facts[key], mentions, facts)
    return names


def _groups(keys: Iterable[str], name: Callable[[str], str]) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        groups[name(key)].append(key)
    return [group for group in groups.values() if len(group) > 1]


def _type_and_participants(fact: Fact, mentions: dict[str, Mention], facts: dict[str, Fact]) -> str:
    type_ = slug(fact.type) + ";" if isinstance(fact, (Relation, Event)) else ""
    words = [(role, mentions[m].span) for role, m in fact.filled]
    events = [(a.role, hull(facts[a.fact], mentions)) for a in fact.arguments if a.fact]
    places = sorted([*words, *events])
    return type_ + ";".join(f"{slug(role)}={span.start},{span.end}" for role, span in places)


def _fingerprint(fact: Fact, mentions: dict[str, Mention], facts: dict[str, Fact]) -> str:
    """Eight hex digits of all a fact says, without the record's ids; facts that agree are one."""
    content = asdict(fact)
    for pointer in ("id", "arguments", "statement", "sameAs", "order", "medium", "via"):
        content.pop(pointer, None)
    above = facts.get(fact.statement or "")
    content["under"] = None if above is None else hull(above, mentions)
    if content.get("time"):
        content["time"]["mention"] = None
    return hashlib.sha256(
        json.dumps(content, sort_keys=True, default=str).encode("utf-8", "replace")
    ).hexdigest()[:8]


def _joined(annotation: Annotation, own: dict[str, str]) -> dict[str, str]:
    """Each fact's IRI, that of its first mention; a denial is never joined to what it denies."""
    facts: dict[str, Fact] = {f.id: f for f in annotation.facts}
    out = {}
    for fact in annotation.facts:
        seen, root = {fact.id}, fact
        while (
            root.sameAs is not None and root.sameAs not in seen and not isinstance(fact, Statement)
        ):
            following = facts[root.sameAs]
            if following.kind != fact.kind or following.polarity != fact.polarity:
                break
            root = following
            seen.add(root.id)
        out[fact.id] = min(own[key] for key in seen) if root.sameAs in seen else own[root.id]
    return out


def _check(annotation: Annotation) -> None:
    """Raise `LinkError` for ids that are not unique, pointers to nothing, and cycles."""
    where = f"record {annotation.article.id!r}"
    for kind in ("facts", "mentions", "entities"):
        ids = [item.id for item in getattr(annotation, kind)]
        if len(set(ids)) != len(ids):
            raise LinkError(f"{where}: two {kind} with one id; annotate the article anew")
    for source, kind, target, known in _pointers(annotation):
        if target is not None and target not in known:
            raise LinkError(
                f"{where}: {source} points at {kind} {target!r}, which the record does not hold; "
                "annotate the article anew"
            )
    _check_nesting(annotation, where)


def _pointers(annotation: Annotation) -> Iterator[tuple[str, str, str | None, Container[str]]]:
    """The id of what points, the kind and id of what it points at, and the ids of that kind."""
    facts = {fact.id for fact in annotation.facts}
    statements = {fact.id for fact in annotation.facts if isinstance(fact, Statement)}
    mentions = {mention.id for mention in annotation.mentions}
    entities = {entity.id for entity in annotation.entities}
    for fact in annotation.facts:
        for argument in fact.arguments:
            yield fact.id, "mention", argument.mention, mentions
            yield fact.id, "fact", argument.fact, facts
        yield fact.id, "statement", fact.statement, statements
        yield fact.id, "fact", fact.sameAs, facts
        for order in fact.order if isinstance(fact, Event) else ():
            yield fact.id, "event", order.fact, facts
    for mention in annotation.mentions:
        yield mention.id, "entity", mention.entity, entities
        yield mention.id, "mention", mention.antecedent, mentions
    for entity in annotation.entities:
        yield entity.id, "entity", entity.partOf, entities


def _check_nesting(annotation: Annotation, where: str) -> None:
    """Raise `LinkError` for a statement that is within itself."""
    claimed_by = {fact.id: fact.statement for fact in annotation.facts}
    for fact in annotation.facts:
        seen = {fact.id}
        outer = fact.statement
        while outer is not None:
            if outer in seen:
                raise LinkError(
                    f"{where}: statement {outer!r} is within itself; annotate the article anew"
                )
            seen.add(outer)
            outer = claimed_by[outer]
