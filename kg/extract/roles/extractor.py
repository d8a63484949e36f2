"""Roles as facts: each holder, title and body once, with status, bounds and how certain; later tellings point to the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document, once_per_document
from kg.extract.confidence import confidence_of
from kg.extract.events.time_anchoring import times_of
from kg.extract.extraction import Extraction
from kg.extract.factuality import certainty_of, polarity_of
from kg.extract.mentions import has_name, is_person
from kg.extract.roles.coordination import chains_of
from kg.extract.roles.draft import RoleDraft
from kg.extract.roles.employment import employments
from kg.extract.roles.holders import holders
from kg.extract.roles.tenure import Bounds, Dates, bounds_at, bounds_behind, dates_of
from kg.extract.roles.titles import Title
from kg.extract.spans import sentence_of, span_of
from kg.model import Argument, Certainty, Mention, Polarity, Role, Span, Status, Time
from kg.patterns import word_set, words
from kg.syntax import Arcs, document_arcs
from kg.timex import agree, period_of

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class _Told:
    """How a position is told to be: whether it holds, from when to when."""

    status: Status
    polarity: Polarity
    certainty: Certainty
    bounds: Bounds


@once_per_document
def extract(document: Document) -> Extraction:
    """Roles in order of their words; they bring in titles, and the "company" of "company CEO"."""
    arcs = document_arcs(document)
    times, dates = times_of(document, _nouns(document)), dates_of(document)
    roles: dict[str, Role] = {}
    brought: dict[str, Mention] = {}
    for held in _all(document, arcs):
        if not is_person(document, held.holder) or _is_nobody_named(document, held):
            continue
        title = _title_mention(document, held.title) if held.title is not None else None
        told = _told(document, held, times, dates)
        for body in held.organisations or (None,):
            role = _role(held, title, body, told)
            if role.id not in roles:
                roles[role.id] = role
                brought.update({m.id: m for m in (title, body) if m is not None})
    known = {m.id for m in document.mentions}
    mentions = {i: m for i, m in brought.items() if i not in known}
    identified = _with_identity(document, tuple(roles.values()), mentions)
    return Extraction(identified, tuple(mentions.values()))


def _is_nobody_named(document: Document, held: RoleDraft) -> bool:
    """A description of somebody whom the article does not name holds only what a verb tells: "a personal assistant, a manager"."""
    return (
        held.holder.form == "nominal"
        and not has_name(document, held.holder)
        and (held.verb is None or not held.organisations)
    )


def _all(document: Document, arcs: Arcs) -> Iterator[RoleDraft]:
    titled = [held for chain in chains_of(document) for held in holders(document, arcs, chain)]
    yield from titled
    yield from employments(document, arcs, titled)


def _nouns(document: Document) -> frozenset[int]:
    table = words("titles")["holding"]
    return frozenset(
        t.i
        for t in document.tokens
        if t.pos_ == "NOUN" and t.lemma_.lower() in {*table["begin_nouns"], *table["end_nouns"]}
    )


def _title_mention(document: Document, title: Title) -> Mention:
    span = span_of(title.doc[title.first : title.last + 1])
    return Mention(
        id=f"title-{span.start}-{span.end}",
        start=span.start,
        end=span.end,
        text=document.article.text[span.start : span.end],
        form="nominal",
        type="Title",
    )


# --- whether it holds, and from when to when -----------------------------------------------------------------------------------------


def _told(document: Document, held: RoleDraft, times: Mapping[int, Time], dates: Dates) -> _Told:
    verb = held.verb
    bounds = _bounds(held, times, dates)
    status: Status = (
        held.title.status if held.title is not None and held.title.status else "current"
    )
    if verb is None:
        over = held.ends or _is_over(document, bounds)
        return _Told(
            "former" if status == "current" and over else status, "positive", "certain", bounds
        )
    polarity, certainty = polarity_of(verb), _certainty(verb)
    if any(c.lower_ == "longer" and c.i and c.nbor(-1).lower_ == "no" for c in verb.children):
        return _Told("former", "positive", certainty, bounds)
    if _is_alleged(verb):
        return _Told(
            "alleged", polarity, "certain" if certainty == "certain" else certainty, bounds
        )
    if held.ends:
        return _ended(bounds, polarity, certainty)
    if held.begins:
        nominated = verb.lemma_.lower() in words("titles")["holding"]["proposed"]
        ahead = certainty != "certain" or nominated
        certainty = "probable" if nominated and certainty == "certain" else certainty
        return _Told(
            "future" if ahead and status == "current" else status, polarity, certainty, bounds
        )
    if status == "current" and (_is_past(verb) or _is_over(document, bounds)):
        status = "former"
    if status == "current" and certainty == "probable" and _is_future(verb):
        status = "future"
    return _Told(status, polarity, certainty, bounds)


def _certainty(verb: Token) -> Certainty:
    """ "left to become", "went on to lead": done, where the verb that governs the infinitive is."""
    if (
        verb.dep_ in {syntax.OPEN_COMPLEMENT, syntax.ADVERBIAL_CLAUSE}
        and verb.tag_ == "VB"
        and verb.head.lemma_ in words("titles")["holding"]["went_on"]
    ):
        return certainty_of(verb.head)
    return certainty_of(verb)


def _ended(bounds: Bounds, polarity: Polarity, certainty: Certainty) -> _Told:
    """Who is to resign, or did not, still holds the post."""
    if polarity == "positive" and certainty == "certain":
        return _Told("former", "positive", "certain", bounds)
    return _Told(
        "current",
        "positive",
        "certain",
        bounds if polarity == "positive" and certainty == "probable" else Bounds(),
    )


def _bounds(held: RoleDraft, times: Mapping[int, Time], dates: Dates) -> Bounds:
    edge = held.title.doc[held.title.edge] if held.title is not None else held.employed
    of_each = (
        len(held.organisations) > 1 and held.title is None
    )  # "at Acme (1960-1963), Bolt (1964) and …"
    behind = bounds_behind(dates, edge) if edge is not None and not of_each else Bounds()
    if held.verb is None:
        return behind
    at = bounds_at(dates, held.verb)
    start, end = behind.start or at.start, behind.end or at.end
    time = times.get(held.verb.i)
    if time is not None and held.begins and start is None and time.value != end:
        start = time.value
    if held.ends:
        if held.shape in {"joined-from", "replaced"}:
            return Bounds()  # when one begins, not when the other ended
        return Bounds(None, end or (time.value if time is not None else None) or start)
    return Bounds(start, end)


def _is_over(document: Document, bounds: Bounds) -> bool:
    end = period_of(bounds.end) if bounds.end else None
    today = document.article.date
    return end is not None and (today is None or end.last.isoformat() <= today)


def _is_past(verb: Token) -> bool:
    """ "was", "served", "had led"; not "has led", and not what the past began."""
    if verb.tag_ == "VBD":
        return True
    return verb.tag_ == "VBN" and any(
        c.dep_ == syntax.AUXILIARY and c.lower_ == "had" for c in verb.children
    )


def _is_future(verb: Token) -> bool:
    return any(
        c.dep_ == syntax.AUXILIARY and c.lower_ in {"will", "'ll", "’ll", "shall", "to"}
        for c in verb.children
    )


def _is_alleged(verb: Token) -> bool:
    """ "allegedly heads", "is accused of leading", "believed to be the leader"."""
    table = words("titles")["alleged"]
    if any(
        c.lower_ in table["adverbs"] for c in verb.children if c.dep_ == syntax.ADVERBIAL_MODIFIER
    ):
        return True
    head = verb.head
    if (
        verb.dep_ == syntax.PREPOSITIONAL_COMPLEMENT
        and head.lower_ == "of"
        and head.head.lemma_.lower() in table["of"]
    ):
        return True
    return (
        verb.dep_ == syntax.OPEN_COMPLEMENT
        and head.lemma_.lower() in table["to"]
        and head.tag_ in {"VBN", "VBD"}
    )


# --- the fact ------------------------------------------------------------------------------------------------------------------------


def _role(held: RoleDraft, title: Mention | None, body: Mention | None, told: _Told) -> Role:
    token = held.title.head if held.title is not None else held.employed
    assert token is not None  # what is held has a title or words that tell the employment
    trigger = title.span if title is not None else span_of([token])
    parts = (("person", held.holder), ("title", title), ("organisation", body))
    return Role(
        id=f"role-{trigger.start}-{trigger.end}-{held.holder.start}-{body.start if body is not None else ''}",
        arguments=tuple(Argument(role, m.id) for role, m in parts if m is not None),
        sentence=sentence_of(token),
        trigger=Span(trigger.start, trigger.end),
        status=told.status,
        start=told.bounds.start,
        end=told.bounds.end,
        polarity=told.polarity,
        certainty=told.certainty,
        pattern=f"role:{held.shape}",
        confidence=confidence_of("role", held.shape, f"role:{held.shape}"),
    )


def _with_identity(
    document: Document, roles: tuple[Role, ...], titles: Mapping[str, Mention]
) -> tuple[Role, ...]:
    """A later telling of the same position points to the first: "the UN rights chief" is its "High Commissioner for Human Rights"."""
    entity = {m.id: m.entity for m in (*document.mentions, *titles.values())}
    out: list[Role] = []
    for role in sorted(roles, key=lambda r: (r.trigger or r.sentence, r.id)):
        first = next(
            (r for r in out if r.sameAs is None and _is_same(r, role, entity, titles)), None
        )
        out.append(replace(role, sameAs=first.id) if first else role)
    return tuple(out)


def _is_same(
    a: Role, b: Role, entity: Mapping[str, str | None], titles: Mapping[str, Mention]
) -> bool:
    """One person, one organisation, one status, no other bounds, and titles of which one says no more than the other."""
    if (a.status, a.polarity, a.certainty) != (b.status, b.polarity, b.certainty) or not a.fillers(
        "organisation"
    ):
        return False
    if any(
        {entity[m] for m in a.fillers(role)} != {entity[m] for m in b.fillers(role)}
        for role in ("person", "organisation")
    ):
        return False
    if any(x and y and not agree(x, y) for x, y in ((a.start, b.start), (a.end, b.end))):
        return False
    generic = word_set("titles", "generic")
    left, right = (
        frozenset(w for m in r.fillers("title") for w in titles[m].text.lower().split())
        for r in (a, b)
    )
    return left - generic <= right or right - generic <= left
