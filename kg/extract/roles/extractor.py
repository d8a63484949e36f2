"""Roles as facts: each holder, title and employer once, with status, bounds and certainty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document, once_per_document
from kg.extract.confidence import confidence_of
from kg.extract.events.time_anchoring import times_of
from kg.extract.extraction import Extraction
from kg.extract.factuality import certainty_of, polarity_of
from kg.extract.mentions import entity_key, has_name, is_person
from kg.extract.roles.coordinated_titles import title_groups
from kg.extract.roles.draft import RoleDraft
from kg.extract.roles.employment import drafts_of_employment
from kg.extract.roles.holders import drafts_of_titles
from kg.extract.roles.tenure import Bounds, Dates, bounds_at, bounds_behind, dates_of
from kg.extract.roles.titles import Title, lemma_of
from kg.extract.spans import sentence_of, span_of
from kg.model import Argument, Certainty, Mention, Polarity, Role, Span, Status, Time
from kg.patterns import word_set
from kg.syntax import document_arcs
from kg.timex import agree, period_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENDED_BY_ANOTHER = frozenset({"joined-from", "replaced"})  # patterns that date another beginning
_INFINITIVES = frozenset({syntax.OPEN_COMPLEMENT, syntax.ADVERBIAL_CLAUSE})


@dataclass(frozen=True, slots=True)
class _Factuality:
    """Whether a role is held, and from when to when."""

    status: Status
    polarity: Polarity
    certainty: Certainty
    bounds: Bounds


@once_per_document
def extract(document: Document) -> Extraction:
    """The roles, in order of their words, with the mentions that only they bring in.

    Those are titles, and the "company" of "company CEO". A role that is the same as an earlier
    one points to it.
    """
    times, dates = times_of(document, _event_nouns(document)), dates_of(document)
    roles: dict[str, Role] = {}
    mentions: dict[str, Mention] = {}
    for draft in _drafts(document):
        title = _title_mention(document, draft.title) if draft.title is not None else None
        factuality = _factuality(document, draft, times, dates)
        for employer in draft.organisations or (None,):
            role = _role(draft, title, employer, factuality)
            if role.id not in roles:
                roles[role.id] = role
                mentions.update({m.id: m for m in (title, employer) if m is not None})
    known = {m.id for m in document.mentions}
    new_mentions = {i: m for i, m in mentions.items() if i not in known}
    identified = _with_identity(document, tuple(roles.values()), new_mentions)
    return Extraction(identified, tuple(new_mentions.values()))


def _drafts(document: Document) -> Iterator[RoleDraft]:
    """The drafts that are roles of persons: those with a title, then employments."""
    arcs = document_arcs(document)
    titled = [
        draft
        for titles in title_groups(document)
        for draft in drafts_of_titles(document, arcs, titles)
    ]
    for draft in (*titled, *drafts_of_employment(document, arcs, titled)):
        if _is_of_another_body(draft, titled):
            continue
        if is_person(document, draft.holder) and not _is_of_nobody_named(document, draft):
            yield draft


def _is_of_another_body(draft: RoleDraft, titled: Sequence[RoleDraft]) -> bool:
    """Whether a description is of somebody else than the one whom it was taken for.

    After "Acme's head, Roe" the "head of Bolt" is not Roe, who would be told to be both.
    """
    if draft.pattern != "described" or draft.title is None:
        return False
    own = {entity_key(o) for o in draft.organisations}
    lemma = lemma_of(draft.title.head)
    return any(
        other.pattern != "described"
        and other.title is not None
        and other.title.head.i < draft.title.head.i
        and lemma_of(other.title.head) == lemma
        and entity_key(other.holder) == entity_key(draft.holder)
        and other.organisations
        and own.isdisjoint({entity_key(o) for o in other.organisations})
        for other in titled
    )


def _is_of_nobody_named(document: Document, draft: RoleDraft) -> bool:
    """Whether the holder is a description of somebody whom the article does not name.

    Such a person holds only what a verb says: "a personal assistant, a manager" is no role.
    """
    if draft.holder.form != "nominal" or has_name(document, draft.holder):
        return False
    return draft.verb is None or not draft.organisations


def _event_nouns(document: Document) -> frozenset[int]:
    """The indices of nouns such as "appointment" and "resignation", which have a time."""
    begin = word_set("titles", "holding", "begin_nouns")
    end = word_set("titles", "holding", "end_nouns")
    nouns = (token for token in document.tokens if token.pos_ == "NOUN")
    return frozenset(t.i for t in nouns if (lemma := t.lemma_.lower()) in begin or lemma in end)


def _title_mention(document: Document, title: Title) -> Mention:
    """A mention for a title's own words."""
    span = span_of(title.doc[title.first : title.last + 1])
    return Mention(
        id=f"title-{span.start}-{span.end}",
        start=span.start,
        end=span.end,
        text=document.article.text[span.start : span.end],
        form="nominal",
        type="Title",
    )


# --- whether it is held, and from when to when -------------------------------------------------


def _factuality(
    document: Document, draft: RoleDraft, times: Mapping[int, Time], dates: Dates
) -> _Factuality:
    """Status, polarity, certainty and bounds of a role.

    0. from a day after the article's on: future
    1. without a verb: the title's status, or "former" where it has ended
    2. "no longer": former
    3. "allegedly", "accused of being": alleged
    4. a verb that ends it: former where it happened, else current
    5. a verb that begins it: future where it has not happened yet
    6. other verbs: former in the past, future behind "will"
    """
    bounds = _bounds(draft, times, dates)
    status = _status_of_title(draft)
    if status == "current" and _is_to_begin(document, bounds):
        status = "future"
    verb = draft.verb
    if verb is None:
        has_ended = draft.ends or _is_over(document, bounds)
        if status == "current" and has_ended:
            status = "former"
        return _Factuality(status, "positive", "certain", bounds)
    polarity, certainty = polarity_of(verb), _certainty(verb)
    if _is_no_longer(verb):
        return _Factuality("former", "positive", certainty, bounds)
    if _is_alleged(verb):
        return _Factuality("alleged", polarity, certainty, bounds)
    if draft.ends:
        return _factuality_of_end(bounds, polarity, certainty)
    if draft.begins:
        return _factuality_of_beginning(verb, status, bounds, polarity, certainty)
    status = _status_at_verb(document, verb, status, certainty, bounds)
    return _Factuality(status, polarity, certainty, bounds)


def _status_of_title(draft: RoleDraft) -> Status:
    """What the title's words say of time, else "current"."""
    status = draft.title.status if draft.title is not None else None
    return status or "current"


def _factuality_of_end(bounds: Bounds, polarity: Polarity, certainty: Certainty) -> _Factuality:
    """Of "resigned": who is to resign, or did not, still holds the role."""
    if polarity == "positive" and certainty == "certain":
        return _Factuality("former", "positive", "certain", bounds)
    is_to_come = polarity == "positive" and certainty == "probable"
    return _Factuality("current", "positive", "certain", bounds if is_to_come else Bounds())


def _factuality_of_beginning(
    verb: Token, status: Status, bounds: Bounds, polarity: Polarity, certainty: Certainty
) -> _Factuality:
    """Of "was appointed": what has not happened is of the future, and so is a nomination."""
    is_nomination = verb.lemma_.lower() in word_set("titles", "holding", "proposed")
    if is_nomination and certainty == "certain":
        certainty = "probable"
    if status == "current" and certainty != "certain":
        status = "future"
    return _Factuality(status, polarity, certainty, bounds)


def _status_at_verb(
    document: Document, verb: Token, status: Status, certainty: Certainty, bounds: Bounds
) -> Status:
    """The status of what a verb such as "be" or "serve" says."""
    if status != "current":
        return status
    if _is_past(verb) or _is_over(document, bounds):
        return "former"
    if certainty == "probable" and _is_future(verb):
        return "future"
    return status


def _certainty(verb: Token) -> Certainty:
    """The verb's certainty; of "left to become", "went on to lead" that of the verb before."""
    governor = verb.head
    if verb.dep_ not in _INFINITIVES or verb.tag_ != "VB":
        return certainty_of(verb)
    is_done = governor.lemma_ in word_set("titles", "holding", "went_on")
    return certainty_of(governor if is_done else verb)


def _bounds(draft: RoleDraft, times: Mapping[int, Time], dates: Dates) -> Bounds:
    """From when to when, by the words behind the title, at the verb and by the verb's own time."""
    behind = _bounds_behind(draft, dates)
    if draft.verb is None:
        return behind
    at_verb = bounds_at(dates, draft.verb)
    start, end = behind.start or at_verb.start, behind.end or at_verb.end
    time = times.get(draft.verb.i)
    value = time.value if time is not None else None
    if draft.begins and start is None and value != end:
        start = value
    if not draft.ends:
        return Bounds(start, end)
    if draft.pattern in _ENDED_BY_ANOTHER:
        return Bounds()  # it is when one begins, not when the other ended
    return Bounds(None, end or value or start)


def _bounds_behind(draft: RoleDraft, dates: Dates) -> Bounds:
    """The bounds behind the title's phrase, else behind the word that shows the employment."""
    if draft.title is not None:
        return bounds_behind(dates, draft.title.doc[draft.title.edge])
    if draft.trigger is None or len(draft.organisations) > 1:
        return Bounds()  # "at Acme (1960-1963), Bolt (1964) and …": each has its own
    return bounds_behind(dates, draft.trigger)


def _is_over(document: Document, bounds: Bounds) -> bool:
    """Whether the end lies before the article's date; without such a date, whether there is one."""
    end = period_of(bounds.end) if bounds.end else None
    if end is None:
        return False
    today = document.article.date
    return today is None or end.last.isoformat() <= today


def _is_to_begin(document: Document, bounds: Bounds) -> bool:
    """Whether the start lies behind the article's date: "takes over on June 1"."""
    start = period_of(bounds.start) if bounds.start else None
    today = document.article.date
    return start is not None and today is not None and start.first.isoformat() > today


def _is_no_longer(verb: Token) -> bool:
    """Whether "no longer" stands with the verb."""
    return any(
        child.lower_ == "longer" and child.i and child.nbor(-1).lower_ == "no"
        for child in verb.children
    )


def _is_past(verb: Token) -> bool:
    """Whether the verb is past: "was", "served", "had led"; not "has led", which may go on."""
    if verb.tag_ == "VBD":
        return True
    auxiliaries = syntax.children(verb, syntax.AUXILIARY)
    return verb.tag_ == "VBN" and any(child.lower_ == "had" for child in auxiliaries)


def _is_future(verb: Token) -> bool:
    """Whether the verb stands behind "will", or behind the "to" of an infinitive."""
    future = word_set("roles", "of_future")
    return any(child.lower_ in future for child in syntax.children(verb, syntax.AUXILIARY))


def _is_alleged(verb: Token) -> bool:
    """Whether others only allege it.

    "allegedly heads", "is accused of leading", "believed to be the leader".
    """
    adverbs = word_set("titles", "alleged", "adverbs")
    for child in syntax.children(verb, syntax.ADVERBIAL_MODIFIER):
        if child.lower_ in adverbs:
            return True
    governor = verb.head
    if verb.dep_ == syntax.PREPOSITIONAL_COMPLEMENT and governor.lower_ == "of":
        return governor.head.lemma_.lower() in word_set("titles", "alleged", "of")
    if verb.dep_ != syntax.OPEN_COMPLEMENT or governor.tag_ not in {"VBN", "VBD"}:
        return False
    return governor.lemma_.lower() in word_set("titles", "alleged", "to")


# --- the fact ----------------------------------------------------------------------------------


def _role(
    draft: RoleDraft, title: Mention | None, employer: Mention | None, factuality: _Factuality
) -> Role:
    """The fact of a draft, with one of its employers."""
    token = draft.title.head if draft.title is not None else draft.trigger
    assert token is not None  # a draft has a title, or a word that shows the employment
    trigger = title.span if title is not None else span_of([token])
    at_employer = employer.start if employer is not None else ""
    arguments = (("person", draft.holder), ("title", title), ("organisation", employer))
    pattern = f"role:{draft.pattern}"
    return Role(
        id=f"role-{trigger.start}-{trigger.end}-{draft.holder.start}-{at_employer}",
        arguments=tuple(Argument(role, m.id) for role, m in arguments if m is not None),
        sentence=sentence_of(token),
        trigger=Span(trigger.start, trigger.end),
        status=factuality.status,
        start=factuality.bounds.start,
        end=factuality.bounds.end,
        polarity=factuality.polarity,
        certainty=factuality.certainty,
        pattern=pattern,
        confidence=confidence_of("role", draft.pattern, pattern),
    )


# --- roles that are the same -------------------------------------------------------------------


def _with_identity(
    document: Document, roles: tuple[Role, ...], new_mentions: Mapping[str, Mention]
) -> tuple[Role, ...]:
    """The roles in text order, each that is the same as an earlier one pointing to the first.

    "the UN rights chief" is its "High Commissioner for Human Rights".
    """
    entities = {m.id: m.entity for m in (*document.mentions, *new_mentions.values())}
    # roles of other people or organisations are never the same, and a long text has thousands
    firsts: dict[tuple[frozenset[str | None], ...], list[Role]] = {}
    identified: list[Role] = []
    for role in sorted(roles, key=lambda r: (r.trigger or r.sentence, r.id)):
        alike = firsts.setdefault(_participants(role, entities), [])
        first = next((r for r in alike if _is_same(r, role, new_mentions)), None)
        if first is None:
            alike.append(role)
            identified.append(role)
        else:
            identified.append(replace(role, sameAs=first.id))
    return tuple(identified)


def _participants(
    role: Role, entities: Mapping[str, str | None]
) -> tuple[frozenset[str | None], ...]:
    """Who holds the role, and where."""
    parts = ("person", "organisation")
    return tuple(frozenset(entities[m] for m in role.fillers(part)) for part in parts)


def _is_same(a: Role, b: Role, mentions: Mapping[str, Mention]) -> bool:
    """Whether two roles of one person in one organisation are one, with one factuality.

    Their bounds must agree where both have them, and one title must say no more than the other.
    """
    if (a.status, a.polarity, a.certainty) != (b.status, b.polarity, b.certainty):
        return False
    if not a.fillers("organisation"):
        return False
    if not _may_agree(a.start, b.start) or not _may_agree(a.end, b.end):
        return False
    generic = word_set("titles", "generic")
    left, right = _words_of_title(a, mentions), _words_of_title(b, mentions)
    return left - generic <= right or right - generic <= left


def _may_agree(a: str | None, b: str | None) -> bool:
    """Whether two bounds are compatible, or one of them is not given."""
    return not a or not b or agree(a, b)


def _words_of_title(role: Role, mentions: Mapping[str, Mention]) -> frozenset[str]:
    titles = (mentions[mention].text for mention in role.fillers("title"))
    return frozenset(word for title in titles for word in title.lower().split())
