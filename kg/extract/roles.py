"""Positions held: who, as what, of which organisation, from when to when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.arcs import Arcs, coordinates, is_passive, subjects
from kg.extract.confidence import confidence_of
from kg.extract.events import sentence_of, span_of
from kg.extract.reality import certainty_of, polarity_of
from kg.extract.times import times_of
from kg.model import Argument, Mention, Role, Span, Status, Time
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Title:
    """A title phrase: its head, its own words, the organisation it names, what it says of the time."""

    head: Token
    words: tuple[Token, ...]
    organisation: Mention | None
    status: Status


@dataclass(frozen=True, slots=True)
class _Held:
    """A title and who holds it, by which shape of sentence, and the verb that tells it."""

    title: Title
    holder: Mention
    shape: str
    verb: Token | None = None
    begins: bool = False
    ends: bool = False


def roles_of(document: Document, arcs: Arcs) -> tuple[tuple[Role, ...], tuple[Mention, ...]]:
    """Roles in order of their titles, and the mentions of the titles."""
    times = times_of(document, frozenset())
    roles: dict[tuple[str, str, str], Role] = {}
    titles: dict[str, Mention] = {}
    for token in document.doc:
        title = _title_at(document, token)
        if title is None:
            continue
        mention = _title_mention(document, title)
        for held in _holders(document, arcs, title):
            role = _role(held, mention, times)
            key = (held.holder.id, mention.id, held.shape)
            if _is_person(document, held.holder) and key not in roles and not any(k[:2] == key[:2] for k in roles):
                roles[key] = role
                titles[mention.id] = mention
    return _with_identity(document, tuple(roles.values()), titles), tuple(titles.values())


def _with_identity(document: Document, roles: tuple[Role, ...], titles: Mapping[str, Mention]) -> tuple[Role, ...]:
    """A later telling of the same position points to the first: "the UN rights chief" is its "High Commissioner for Human Rights"."""
    entity = {m.id: m.entity for m in document.mentions}
    out: list[Role] = []
    for role in sorted(roles, key=lambda r: r.trigger or r.sentence):
        first = next((r for r in out if r.sameAs is None and _is_same(r, role, entity, titles)), None)
        out.append(replace(role, sameAs=first.id) if first else role)
    return tuple(out)


def _is_same(a: Role, b: Role, entity: Mapping[str, str | None], titles: Mapping[str, Mention]) -> bool:
    """One person, one organisation, one status, and titles of which one says no more than the other."""
    if (a.status, a.polarity, a.certainty) != (b.status, b.polarity, b.certainty):
        return False
    if any({entity[m] for m in a.fillers(role)} != {entity[m] for m in b.fillers(role)} for role in ("person", "organisation")) or not a.fillers(
        "organisation"
    ):
        return False
    generic = word_set("titles", "generic")
    left, right = (frozenset(titles[r.fillers("title")[0]].text.lower().split()) for r in (a, b))
    return left - generic <= right or right - generic <= left


# --- the title -----------------------------------------------------------------------------------------------------------------------


def _title_at(document: Document, head: Token) -> Title | None:
    """The title that this noun heads; None for plurals, for words inside names, and for ties that are no positions."""
    heads = word_set("titles", "heads")
    if head.pos_ not in {"NOUN", "PROPN"} or head.lower_ not in heads or head.tag_ in {"NNS", "NNPS"} or head.lower_ in word_set("titles", "ties"):
        return None
    if document.name_over(head) is not None and _is_person(document, document.name_over(head)) is False:
        return None
    following = head.nbor() if head.i + 1 < len(head.doc) else None
    if following is not None and following.lower_ in heads and head.dep_ == "compound" and following == head.head and document.name_over(following) is None:
        return None  # "chief executive": the last word heads the title
    first = _first_word(document, head)
    rest, organisation = _complement(document, head)
    organisation = organisation or _organisation_before(document, head, first)
    if organisation is None and head.dep_ == "conj":
        shared = _complement(document, head.head)[1]  # "chairman and chief executive of Acme", where the parser hangs "of" on the first
        organisation = shared if shared is not None and shared.start > head.idx else None
    if organisation is None and head.lower_ in word_set("titles", "bound"):
        return None
    return Title(head, tuple(head.doc[first : rest + 1]), organisation, _status(head, first))


def _first_word(document: Document, head: Token) -> int:
    """The index of the title's first word: its modifiers, up to a name, an article or a word of time."""
    allowed = word_set("titles", "modifiers") | word_set("titles", "heads")
    timed = _status_words()
    first = head.i
    while first > head.sent.start and _is_modifier(document, document.doc[first - 1], allowed, timed):
        first -= 1
    return first


def _is_modifier(document: Document, token: Token, allowed: frozenset[str], timed: Mapping[str, Status]) -> bool:
    name = document.name_over(token)
    if token.lower_ in timed or name is not None and not all(w.lower() in allowed for w in name.text.split()):
        return False  # a name, but not the "Home" of a Home Secretary
    before = document.doc[token.i - 1].lower_
    return token.lower_ in allowed or token.text in {"-", "and", "&"} and before in allowed and before not in word_set("titles", "heads")


def _status_words() -> Mapping[str, Status]:
    return {w: status for status, listed in words("titles")["status"].items() for w in listed}


def _status(head: Token, first: int) -> Status:
    timed = _status_words()
    for token in [*head.doc[max(0, first - 2) : head.i], *head.lefts]:
        if token.lower_ in timed and (token.head == head or token.i >= first - 1 or token.head.head == head):
            return timed[token.lower_]
    return "current"


def _complement(document: Document, head: Token) -> tuple[int, Mention | None]:
    """The last word of the title, and the organisation behind it: "head of research at Acme", "Commissioner for Human Rights"."""
    last, organisation = head.i, None
    if head.i + 1 < len(document.doc) and head.nbor().lower_ in word_set("titles", "behind"):
        last += 1
    for prep in head.rights:
        if prep.dep_ != "prep" or prep.lower_ not in {"of", "for", "at", "in", "to", "with"}:
            continue
        target = next((c for c in prep.children if c.dep_ == "pobj"), None)
        if target is None:
            continue
        mention = document.mention_at(target)
        if mention is not None and _is_body(document, mention):
            organisation = organisation or mention
            break
        plain = target.pos_ in {"NOUN", "PROPN"} and not any(t.dep_ in {"det", "poss"} or t.is_quote for t in document.doc[prep.i : target.i])
        if prep.i == last + 1 and prep.lower_ in {"of", "for"} and plain:
            last = max(last, target.i)
            inner = _complement(document, target)[1]
            organisation = organisation or inner
    return last, organisation


def _organisation_before(document: Document, head: Token, first: int) -> Mention | None:
    """ "Twitter CEO", "the bank's head", "its chairman"; of "EADS's North America chief" EADS."""
    place: Mention | None = None
    for token in reversed(list(head.doc[max(head.sent.start, first - 4) : first])):
        if token.lower_ in _status_words() or token.tag_ == "POS" or token.text in {"'s", "’s"} or token.pos_ == "ADJ" and document.name_over(token) is None:
            continue
        mention = document.name_over(token) or document.mention_of(token)
        if mention is None or not _is_body(document, mention) or not (head.is_ancestor(token) or token.head == head.head):
            return place
        if mention.type != "Place":
            return mention
        place = mention
    return place


def _is_body(document: Document, mention: Mention) -> bool:
    """An organisation, or a place or group that has offices."""
    kind = document.entity[mention.entity].type if mention.entity else mention.type
    if all(w.lower() in word_set("titles", "modifiers") for w in mention.text.split()):
        return False  # "Secretary of Defense"
    if kind == "Place":
        return mention.form == "name"
    return kind == "Organisation" or kind == "Group" and mention.form != "pronoun"


def _is_person(document: Document, mention: Mention | None) -> bool:
    return mention is not None and mention.entity is not None and document.entity[mention.entity].type == "Person"


def _title_mention(document: Document, title: Title) -> Mention:
    span = span_of(title.words)
    return Mention(
        id=f"title-{span.start}-{span.end}", start=span.start, end=span.end, text=document.article.text[span.start : span.end], form="nominal", type="Title"
    )


# --- the holder ----------------------------------------------------------------------------------------------------------------------


def _holders(document: Document, arcs: Arcs, title: Title) -> Iterator[_Held]:
    """Who holds the title, by the first shape that fits."""
    for shape in (_before_name, _beside_name, _predicate, _as_title, _by_verb):
        found = list(shape(document, arcs, title))
        if found:
            yield from found
            return
    own = document.mention_of(title.head)
    if own is not None and own.form == "nominal" and title.organisation is not None and _has_name(document, own):
        yield _Held(title, own, "described")


def _has_name(document: Document, mention: Mention) -> bool:
    return any(m.entity == mention.entity and m.form == "name" for m in document.mentions)


def _before_name(document: Document, _: Arcs, title: Title) -> Iterator[_Held]:
    """ "Twitter CEO Elon Musk"."""
    after = title.words[-1].i + 1
    if after < len(document.doc):
        token = document.doc[after]
        mention = document.name_over(token)
        if (
            mention is not None
            and mention.start == token.idx
            and title.head.dep_ in {"compound", "nmod", "amod", "appos", "nsubj", "pobj", "dobj", "ROOT"}
            and _is_person(document, mention)
        ):
            yield _Held(title, mention, "before-name")


def _beside_name(document: Document, _: Arcs, title: Title) -> Iterator[_Held]:
    """ "Musk, chief executive of Tesla" and "the bank's head, Jane Roe"."""
    head = title.head
    if head.dep_ == "appos" or head.dep_ == "conj" and head.head.dep_ == "appos":
        anchor = head.head if head.dep_ == "appos" else head.head.head
        mention = document.mention_at(anchor)
        if mention is not None and mention.form != "pronoun" and _close(document, mention, title):
            yield _Held(title, mention, "apposition")
            return
    objects = [o for prep in head.rights if prep.dep_ == "prep" for o in prep.children]
    for child in [*head.rights, *(c for o in objects for c in o.rights)]:  # "the head of Acme, Jane Roe": often taken for Acme's apposition
        if child.dep_ == "appos":
            mention = document.name_over(child) or document.mention_of(child)
            if mention is not None and mention.form == "name":
                yield _Held(title, mention, "apposition")
                return


def _close(document: Document, mention: Mention, title: Title) -> bool:
    """Nothing but an aside ("54,") stands between the name and its title."""
    between = document.article.text[mention.end : title.words[0].idx] if mention.end <= title.words[0].idx else ""
    behind = title.head.right_edge.i + 1
    after = document.doc[behind] if behind < len(document.doc) else None
    goes_on = after is not None and after.pos_ in {"VERB", "AUX"} and not mention.text[:1].islower() and document.doc[title.head.head.i].dep_ == "pobj"
    return len(between.split()) <= 8 and not goes_on


def _predicate(document: Document, arcs: Arcs, title: Title) -> Iterator[_Held]:
    """ "Roe is head of research at Acme", "Roe, who was the mayor of Leeds"."""
    head = title.head if title.head.dep_ != "conj" else title.head.head
    if head.dep_ == "attr" and head.head.lemma_ in {"be", "become", "remain"}:
        for arc in subjects(arcs, head.head):
            mention = document.mention_at(arc.token)
            if mention is not None:
                yield _Held(title, mention, "predicate", head.head, begins=head.head.lemma_ == "become")


def _as_title(document: Document, arcs: Arcs, title: Title) -> Iterator[_Held]:
    """ "serves as mayor", "assumed his position as rights chief", "was hired as editor", "resigned as head"."""
    head = title.head if title.head.dep_ != "conj" else title.head.head
    if head.dep_ != "pobj" or head.head.lower_ != "as":
        return
    verb = head.head.head
    if verb.pos_ == "NOUN" and verb.lemma_.lower() in words("titles")["holding"]["posts"]:
        verb = verb.head
    yield from _at_verb(document, arcs, title, verb, "as-title")


def _by_verb(document: Document, arcs: Arcs, title: Title) -> Iterator[_Held]:
    """ "was named chief executive", "elected her president", "became mayor"."""
    if title.head.dep_ in {"oprd", "attr", "dobj", "xcomp", "acomp"} and title.head.head.pos_ == "VERB":
        verb = title.head.head
        if verb.lemma_ in words("titles")["holding"]["begins"] and (
            title.head.dep_ != "dobj" or is_passive(verb) or any(c.dep_ == "dobj" and c != title.head for c in verb.children)
        ):
            yield from _at_verb(document, arcs, title, verb, "named-title")


def _at_verb(document: Document, arcs: Arcs, title: Title, verb: Token, shape: str) -> Iterator[_Held]:
    """The object of "appoint", the subject of "serve", of "was appointed" and of "resign"."""
    holding = words("titles")["holding"]
    lemma = verb.lemma_.lower()
    begins, ends = lemma in holding["begins"], lemma in holding["ends"]
    if not (begins or ends or lemma in holding["holds"]):
        return
    appointing = begins and lemma not in {"become", "assume", "take", "join"}
    labels = {"dobj"} if appointing and not is_passive(verb) else {"nsubj", "nsubjpass"}
    for arc in arcs[verb.i]:
        if arc.label in labels and arc.token != title.head:
            for token in coordinates(arc.token):
                mention = document.mention_at(token)
                if mention is not None:
                    yield _Held(title, mention, shape, verb, begins, ends)


# --- the fact ------------------------------------------------------------------------------------------------------------------------


def _role(held: _Held, title: Mention, times: Mapping[int, Time]) -> Role:
    arguments = [Argument("person", held.holder.id), Argument("title", title.id)]
    if held.title.organisation is not None:
        arguments.append(Argument("organisation", held.title.organisation.id))
    time = times.get(held.verb.i) if held.verb is not None else None
    past = held.verb is not None and held.verb.lemma_ in {"be", "serve", "work"} and held.verb.tag_ == "VBD"
    status: Status = "former" if held.ends or past and held.title.status == "current" else held.title.status
    certainty = certainty_of(held.verb) if held.verb is not None else "certain"
    if held.begins and certainty != "certain" and status == "current":
        status = "future"
    return Role(
        id=f"role-{title.start}-{title.end}-{held.holder.start}",
        arguments=tuple(arguments),
        sentence=sentence_of(held.title.head),
        trigger=Span(title.start, title.end),
        status=status,
        start=time.value if time and held.begins else None,
        end=time.value if time and held.ends else None,
        polarity=polarity_of(held.verb) if held.verb is not None else "positive",
        certainty=certainty,
        pattern=f"role:{held.shape}",
        confidence=confidence_of("role", held.shape),
    )
