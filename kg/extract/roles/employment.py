"""Employment and membership told without a title: "works for Acme", "joined Acme from Bolt", "Jane Roe of Acme", "has led the agency"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import is_person, root_of, tokens_of
from kg.extract.roles.draft import RoleDraft
from kg.extract.roles.employers import (
    POSSESSIVE,
    home,
    is_named_organisation,
    named_beside,
    named_part,
)
from kg.extract.roles.titles import status_words
from kg.model import Mention
from kg.patterns import word_set, words
from kg.syntax import Arcs, is_passive, subject_arcs, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token


def employments(document: Document, arcs: Arcs, titled: Sequence[RoleDraft]) -> Iterator[RoleDraft]:
    """Who belongs to what, where no title of the same verb tells more."""
    told = {h.verb.i for h in titled if h.verb is not None and h.organisations}
    for token in document.tokens:
        if token.pos_ in {"VERB", "AUX"} and token.i not in told:
            yield from _by_verb(document, arcs, token)
        elif token.pos_ == "NOUN":
            yield from _by_noun(document, arcs, token)
    yield from _by_name(document, titled)


def _by_verb(document: Document, arcs: Arcs, verb: Token) -> Iterator[RoleDraft]:
    table, lemma = words("titles")["employment"], verb.lemma_.lower()
    for key, way in _WAYS:
        if lemma in table[key]:
            yield from way(document, arcs, verb)
    for key, shape, begins, ends in _BY_PREPOSITION:
        for preposition in table[key].get(lemma, ()):
            yield from _told_of(document, arcs, verb, preposition, shape, begins, ends)


def _by_noun(document: Document, arcs: Arcs, noun: Token) -> Iterator[RoleDraft]:
    """ "Her colleagues at Acme"; "his time at Acme", "after ten years at Acme, he", where Acme is no school, at which one may learn."""
    table, lemma = words("titles")["employment"], noun.lemma_.lower()
    past = lemma in table["times"]
    body = (
        next((b for p in table["times_at"] if (b := _behind(noun, p)) is not None), None)
        if past or lemma in table["fellows"]
        else None
    )
    bodies = _organisations(document, body) if body is not None else ()
    if not bodies or (
        past
        and any(w.lower() in word_set("names", "schools") for b in bodies for w in b.text.split())
    ):
        return
    owners = [c for c in noun.children if c.dep_ == syntax.POSSESSOR]
    if (
        not owners
        and past
        and noun.dep_ == syntax.PREPOSITIONAL_OBJECT
        and noun.head.lower_ in table["spent_before"]
        and noun.head.head.pos_ == "VERB"
    ):
        owners = [a.token for a in subject_arcs(arcs, noun.head.head) if a.label == syntax.SUBJECT]
    shape = "time-at" if past else "fellow-at"
    yield from (
        RoleDraft(m, shape, None, None, bodies, ends=past, employed=noun)
        for m in _persons(document, owners)
    )


def _where(document: Document, arcs: Arcs, verb: Token) -> Iterator[RoleDraft]:
    """ "Keele University, where she teaches"."""
    where = next((c for c in verb.children if c.tag_ == "WRB" and c.i == verb.left_edge.i), None)
    if verb.dep_ == syntax.RELATIVE_CLAUSE and where is not None:
        yield from _held(
            _people(document, arcs, verb), verb, _organisations(document, verb.head), "works-for"
        )


def _on_board(document: Document, arcs: Arcs, verb: Token) -> Iterator[RoleDraft]:
    """ "is on the board of Acme"; not "is on CNN"."""
    board = _behind(verb, "on")
    if board is not None and board.lemma_.lower() in word_set("titles", "boards"):
        yield from _held(
            _people(document, arcs, verb), verb, _organisations(document, board), "works-for"
        )


def _organisations(document: Document, token: Token) -> tuple[Mention, ...]:
    """The organisations that a noun and its coordinates name; none where the noun itself names none."""
    first = document.mention_at(token)
    if (
        token.lemma_.lower() in word_set("titles", "parts")
        and (whole := named_part(document, token)) is not None
    ):
        root = root_of(document, whole)
        wholes = (
            [m for t in with_conjuncts(root) if (m := document.mention_at(t)) is not None]
            if root is not None
            else [whole]
        )
        return tuple(m for m in wholes if is_named_organisation(document, m))
    beside = named_beside(document, token, first) if first is not None else None
    if beside is not None:
        return (beside,)
    if first is None or not is_named_organisation(document, first):
        return ()
    return tuple(
        m
        for t in with_conjuncts(token)
        if (m := document.mention_at(t)) is not None and is_named_organisation(document, m)
    )


def _people(document: Document, arcs: Arcs, verb: Token) -> list[Mention]:
    return _persons(document, [a.token for a in subject_arcs(arcs, verb)])


def _persons(document: Document, tokens: Iterable[Token]) -> list[Mention]:
    """Who stands at these tokens and beside them; nobody where one is no person."""
    found = [
        m
        for token in tokens
        for t in with_conjuncts(token)
        if (m := document.mention_at(t)) is not None
    ]
    return found if all(is_person(document, m) for m in found) else []


def _object(arcs: Arcs, verb: Token) -> Token | None:
    return next((a.token for a in arcs[verb.i] if a.label == syntax.OBJECT), None)


def _behind(verb: Token, preposition: str) -> Token | None:
    return next(
        (
            o
            for c in verb.children
            if c.lower_ == preposition and c.dep_ in {syntax.PREPOSITION, syntax.AGENT}
            for o in c.children
            if o.dep_ == syntax.PREPOSITIONAL_OBJECT
        ),
        None,
    )


def _last(document: Document, body: Mention, token: Token) -> Token:
    span = tokens_of(document, body)
    return span[-1] if span is not None else token


def _held(
    people: Sequence[Mention],
    verb: Token,
    bodies: tuple[Mention, ...],
    shape: str,
    begins: bool = False,
    ends: bool = False,
) -> Iterator[RoleDraft]:
    yield from (
        RoleDraft(m, shape, None, verb, bodies, begins, ends, employed=verb)
        for m in people
        if bodies
    )


def _led(document: Document, arcs: Arcs, verb: Token) -> Iterator[RoleDraft]:
    """ "leads Oxfam", "has run the bank since 2019", "Acme, led by Jane Roe"; not "leads Acme by three points"."""
    if is_passive(verb):
        leader, target = (
            _behind(verb, "by"),
            next((a.token for a in subject_arcs(arcs, verb)), None),
        )
        if leader is not None and target is not None:
            yield from _held(
                _persons(document, [leader]), verb, _organisations(document, target), "leads"
            )
        return
    target = _object(arcs, verb)
    if target is None or any(
        c.lower_ in {"by", "into", "in", "to", "on"} and _behind_is_no_date(document, c)
        for c in verb.rights
    ):
        return
    bodies = _organisations(document, target)
    if not bodies and target.lemma_.lower() in word_set(
        "titles", "parts"
    ):  # "heads the Asia programme at Acme"
        behind = _behind(verb, "at") or _behind(target, "at")
        bodies = _organisations(document, behind) if behind is not None else ()
    yield from _held(_people(document, arcs, verb), verb, bodies, "leads")


def _in_charge(document: Document, arcs: Arcs, verb: Token) -> Iterator[RoleDraft]:
    """ "is in charge of Acme", "took the helm of Acme", "took over Acme"."""
    table, begins = (
        words("titles")["employment"],
        verb.lemma_.lower() in words("titles")["employment"]["takes"],
    )
    target = _object(arcs, verb)
    charge = (
        next((t for p in table["charged_by"] if (t := _behind(verb, p)) is not None), None)
        if not begins
        else target
    )
    if (
        begins
        and target is not None
        and any(c.dep_ == syntax.PARTICLE and c.lower_ == "over" for c in verb.children)
    ):
        yield from _held(
            _people(document, arcs, verb),
            verb,
            _organisations(document, target),
            "leads",
            begins=True,
        )
    elif (
        charge is not None
        and charge.lemma_.lower() in table["charges"]
        and (body := _behind(charge, "of")) is not None
    ):
        yield from _held(
            _people(document, arcs, verb),
            verb,
            _organisations(document, body),
            "leads",
            begins=begins,
        )


def _held_post(document: Document, arcs: Arcs, verb: Token) -> Iterator[RoleDraft]:
    """ "has held senior roles at Acme and Bolt", "quit her job at Acme"."""
    table, post = words("titles")["employment"], _object(arcs, verb)
    ends = verb.lemma_.lower() in table["gives_up"]
    if post is None or post.lemma_.lower() not in table["held"]:
        return
    for preposition in table["held_at"]:
        target = _behind(post, preposition) or _behind(verb, preposition)
        if target is not None and (bodies := _organisations(document, target)):
            yield from _held(_people(document, arcs, verb), verb, bodies, "held-post", ends=ends)
            return


def _behind_is_no_date(document: Document, prep: Token) -> bool:
    """Does something else than a day or a place stand behind the preposition?"""
    target = next(
        (
            c
            for c in prep.children
            if c.dep_ in {syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT}
        ),
        None,
    )
    mention = document.mention_at(target) if target is not None else None
    return target is not None and (mention is None or mention.type not in {"Date", "Place"})


def _joined(document: Document, arcs: Arcs, verb: Token) -> Iterator[RoleDraft]:
    """ "joined Acme from Bolt": two memberships; not "joined Acme in calling for …"."""
    target, people = _object(arcs, verb), _people(document, arcs, verb)
    if any(c.lower_ == "in" and _behind_is_no_date(document, c) for c in verb.rights) or is_passive(
        verb
    ):
        return
    if target is not None:
        yield from _held(people, verb, _organisations(document, target), "joined", begins=True)
    source = _behind(verb, "from") or (_behind(target, "from") if target is not None else None)
    if source is not None:
        yield from _held(people, verb, _organisations(document, source), "joined-from", ends=True)


def _left(document: Document, arcs: Arcs, verb: Token) -> Iterator[RoleDraft]:
    """ "left Acme for Bolt", "left Acme in 2015"; who leaves a school or a court may be anybody."""
    target, people = _object(arcs, verb), _people(document, arcs, verb)
    bodies = _organisations(document, target) if target is not None else ()
    public = any(
        w.lower() in word_set("names", "public_words") for m in bodies for w in m.text.split()
    )
    if public or is_passive(verb) or not bodies:
        return
    goal = _behind(verb, "for")
    to_join = any(
        c.dep_ in {syntax.OPEN_COMPLEMENT, syntax.ADVERBIAL_CLAUSE}
        and c.lemma_ in words("titles")["employment"]["join"]
        for c in verb.children
    )
    dates = {
        t.i
        for t in document.tokens
        if (m := document.name_over(t)) is not None and m.type == "Date"
    }
    to_join |= any(
        c.dep_ in {syntax.OPEN_COMPLEMENT, syntax.ADVERBIAL_CLAUSE}
        and c.lemma_ == "become"
        and c.tag_ == "VB"
        for c in verb.children
    )
    dated = any(
        t.i in dates
        for c in verb.children
        if c.dep_ in {syntax.PREPOSITION, syntax.NOUN_PHRASE_ADVERBIAL, syntax.ADVERBIAL_MODIFIER}
        for t in c.subtree
    )
    if goal is not None and (new := _organisations(document, goal)):
        yield from _held(people, verb, bodies, "left", ends=True)
        yield from _held(people, verb, new, "joined", begins=True)
    elif dated or to_join or verb.lemma_.lower() in words("titles")["employment"]["quit_for_good"]:
        yield from _held(people, verb, bodies, "left", ends=True)


def _told_of(
    document: Document,
    arcs: Arcs,
    verb: Token,
    preposition: str,
    shape: str,
    begins: bool = False,
    ends: bool = False,
) -> Iterator[RoleDraft]:
    """ "works for Acme", "resigned from Acme", "moved to Acme"."""
    target = _behind(verb, preposition)
    named = document.mention_at(target) if target is not None else None
    inside = (
        begins
        and (named is None or named.form != "name")
        and verb.lemma_ in words("titles")["employment"]["within"]
    )  # "moved to its finance group"
    if target is not None and not inside:
        yield from _held(
            _people(document, arcs, verb),
            verb,
            _organisations(document, target),
            shape,
            begins,
            ends,
        )


def _hired(document: Document, arcs: Arcs, verb: Token) -> Iterator[RoleDraft]:
    """ "Acme hired Jane Roe", "was hired by Acme", "was sacked by Acme"."""
    begins = verb.lemma_.lower() in words("titles")["employment"]["hire"]
    passive = is_passive(verb)
    target = (
        _behind(verb, "by") if passive else next((a.token for a in subject_arcs(arcs, verb)), None)
    )
    patients = [
        a.token
        for a in arcs[verb.i]
        if a.label in (syntax.SUBJECTS if passive else {syntax.OBJECT})
    ]
    people = _persons(document, patients)
    if target is not None:
        yield from _held(
            people,
            verb,
            _organisations(document, target),
            "hired" if begins else "dismissed",
            begins,
            not begins,
        )
    source = _behind(verb, "from") if begins else None
    if source is not None:
        yield from _held(people, verb, _organisations(document, source), "joined-from", ends=True)


#: Lists of verbs, and how each is read.
_WAYS: tuple[tuple[str, Callable[[Document, Arcs, Token], Iterator[RoleDraft]]], ...] = (
    ("lead", _led),
    ("hold", _held_post),
    ("gives_up", _held_post),
    ("belongs", _in_charge),
    ("takes", _in_charge),
    ("join", _joined),
    ("leave", _left),
    ("where", _where),
    ("belongs", _on_board),
    ("hire", _hired),
    ("dismiss", _hired),
)
#: Tables of verbs with prepositions, the shape that they tell, and whether it begins or ends.
_BY_PREPOSITION = (
    ("work", "works-for", False, False),
    ("quit", "left", False, True),
    ("start", "joined", True, False),
)


def _by_name(document: Document, titled: Sequence[RoleDraft]) -> Iterator[RoleDraft]:
    """ "Acme's Jane Roe", "Jane Roe of Acme", "Jane Roe, from Acme,"."""
    known = {(h.holder.id, b.entity) for h in titled for b in h.organisations}
    for mention in document.mentions:
        if mention.form != "name" or not is_person(document, mention):
            continue
        span = tokens_of(document, mention)
        body = (
            _owner(document, span[0]) or home(document, span[-1]) or _in_aside(document, span[-1])
            if span is not None
            else None
        )
        if span is not None and body is not None and (mention.id, body.entity) not in known:
            told = _last(document, body, span[-1]) if body.start > mention.start else span[-1]
            over = any(
                status_words().get(t.lower_) == "former" for t in document.doc[span.end : told.i]
            )  # "Jane Roe, formerly of Acme"
            yield RoleDraft(mention, "of-name", None, None, (body,), ends=over, employed=told)


def _in_aside(document: Document, last: Token) -> Mention | None:
    """ "Jane Roe (Keele University)", "Jane Roe, Keele University, said"."""
    doc, i = last.doc, last.i + 2
    if i >= len(doc) or doc[i - 1].text not in {"(", ","}:
        return None
    body = document.name_over(doc[i])
    if doc[i - 1].text == "(" and document.name_over(
        last.nbor(-1) if last.i else last
    ) != document.name_over(last):
        return None  # a name of one word may be half of what the bracket shortens
    if (
        body is None
        or body.start != doc[i].idx
        or body.type != "Organisation"
        or not is_named_organisation(document, body)
    ):
        return None
    end = i + len(tokens_of(document, body) or ())
    closes = end + 1 < len(doc) and (
        doc[end].text == ")"
        if doc[i - 1].text == "("
        else doc[end].text == "," and doc[end + 1].pos_ in {"VERB", "AUX"}
    )
    return body if closes else None


def _owner(document: Document, first: Token) -> Mention | None:
    """ "Acme's" right before the name."""
    if first.i < 2 or first.nbor(-1).text not in POSSESSIVE or first.is_sent_start:
        return None
    body = document.name_over(first.nbor(-2))
    return (
        body
        if body is not None and body.form == "name" and is_named_organisation(document, body)
        else None
    )
