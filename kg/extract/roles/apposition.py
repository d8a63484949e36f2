"""Titles beside the name of who holds them: "Twitter CEO Elon Musk", "Musk, chief executive of Tesla"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import syntax
from kg.document import Document
from kg.extract.mentions import is_person, kind_of, person_at, root_of, tokens_of
from kg.extract.roles.coordination import Chain
from kg.extract.roles.draft import RoleDraft
from kg.extract.roles.employers import POSSESSIVE, home, is_named_organisation
from kg.extract.roles.predication import employer
from kg.extract.roles.titles import Title, is_head, lemma_of, status_words
from kg.model import Mention
from kg.patterns import word_set, words
from kg.syntax import Arcs, is_passive, with_conjuncts

_ASIDE = 10  # tokens between a name and its title


def before_name(document: Document, arcs: Arcs, chain: Chain) -> Iterator[RoleDraft]:
    """ "Twitter CEO Elon Musk", "co-founders Jane Roe and John Doe"."""
    last = chain[-1]
    name = name_from(document, last.edge + 1)
    if (
        name is None
        or last.doc[last.edge + 1].sent != last.head.sent
        or _is_told_to(document, last, name)
        or _is_name_of_body(last)
        or _is_anothers(document, last)
    ):
        return
    if not last.is_plural:
        held = RoleDraft(
            name, "before-name", last, organisations=_behind_name(document, last, name)
        )
        yield (
            held
            if held.organisations or last.organisations
            else _by_its_verb(document, arcs, held, last)
        )
    elif lemma_of(last.head) in word_set("titles", "shared") or (
        len(last.organisations) == 1 and not _is_of_several(last)
    ):
        yield from (RoleDraft(m, "before-name", last) for m in _listed(document, name))


def _by_its_verb(document: Document, arcs: Arcs, held: RoleDraft, title: Title) -> RoleDraft:
    """ "Disney ousted CEO Jane Roe", "Toyota named new finance chief Tom Hughes": a post with whoever takes it away or gives it."""
    root, holding = root_of(document, held.holder), words("titles")["holding"]
    verb = (
        root.head
        if root is not None and root.dep_ in {syntax.OBJECT, syntax.PASSIVE_SUBJECT}
        else None
    )
    lemma = verb.lemma_.lower() if verb is not None else ""
    begins = lemma in holding["given"] and any(
        t.lower_ in holding["newly"] for t in title.doc[title.begin : title.first]
    )
    ends = lemma in holding["taken"] and title.status is None
    if verb is None or not (begins or ends):
        return held
    of_state = lemma_of(title.head) in holding["of_state"]
    bodies = () if of_state else employer(document, arcs, verb, is_passive(verb), True)
    return (
        replace(held, verb=verb, organisations=bodies, begins=begins, ends=ends)
        if bodies or ends
        else held
    )


def _is_anothers(document: Document, title: Title) -> bool:
    """ "an editor for the director Jane Roe": she directs."""
    return (
        title.edge > title.last + 1
        and is_head(document, title.doc[title.edge])
        and document.name_over(title.doc[title.edge]) is None
    )


def _is_name_of_body(title: Title) -> bool:
    """ "a partner at the law firm Baker McKenzie": the name right behind a body that has none is the body's."""
    return (
        title.edge > title.last
        and not title.before
        and bool(title.organisations)
        and title.organisations[-1].form == "nominal"
    )


def _is_of_several(title: Title) -> bool:
    """ "the British and French ministers A and B": each of one."""
    before = title.doc[title.begin - 1] if title.begin else None
    return before is not None and before.lower_ in word_set("titles", "listing")


def _behind_name(document: Document, title: Title, name: Mention) -> tuple[Mention, ...]:
    """The body behind a titled name: "Inspector John Doe of Kent Police", "Sen. Jane Roe of Ohio", "(D-Ohio)"."""
    span = tokens_of(document, name)
    if span is None:
        return ()
    body = home(document, span[-1], titled=True)
    if body is not None:
        return (body,)
    doc, i = title.doc, span.end
    i += i < len(doc) and doc[i].text in {",", "("}
    party = (
        i + 2 < len(doc)
        and doc[i].text in word_set("titles", "party_letters")
        and doc[i + 1].text == "-"
    )
    of = i == span.end and i + 1 < len(doc) and doc[i].lower_ == "of"
    place = (
        document.name_over(doc[i + 2]) if party else document.name_over(doc[i + 1]) if of else None
    )
    offices = lemma_of(title.head) in word_set("titles", "of_places")
    return (place,) if place is not None and offices and kind_of(document, place) == "Place" else ()


def _is_told_to(document: Document, title: Title, name: Mention) -> bool:
    """ "told the chairman Jane Roe was ill", "said the head of Acme Jane": the name is the subject of a clause of its own."""
    token = root_of(document, name)
    return (
        token is not None
        and token.dep_ in syntax.SUBJECTS
        and title.head.dep_ in {syntax.OBJECT, syntax.PREPOSITIONAL_OBJECT, syntax.INDIRECT_OBJECT}
        and token.head != title.head.head
    )


def name_from(document: Document, i: int) -> Mention | None:
    """The person's name that begins with this token; "Dr" and "Sir" may stand before it."""
    doc = document.doc
    while (
        i < len(doc)
        and doc[i].lower_ in word_set("names", "honorifics")
        and document.name_over(doc[i]) is None
    ):
        i += 1
    return person_at(document, doc[i]) if i < len(doc) else None


def _listed(document: Document, name: Mention) -> list[Mention]:
    """The names of a list that begins with this one: "Jane Roe, John Doe and Ann Lee"; none of a single one."""
    doc, out = document.doc, [name]
    joined = False
    while True:
        span = tokens_of(document, out[-1])
        i = span.end if span is not None else len(doc)
        joints = 0
        while i < len(doc) and joints < 2 and doc[i].lower_ in word_set("titles", "listing"):
            joined, joints, i = joined or doc[i].lower_ != ",", joints + 1, i + 1
        following = name_from(document, i) if joints else None
        if following is None:
            return out if joined and len(out) > 1 else []
        out.append(following)


def beside_name(document: Document, _: Arcs, chain: Chain) -> Iterator[RoleDraft]:
    """ "Musk, chief executive of Tesla" and "the bank's head, Jane Roe"."""
    first, last = chain[0], chain[-1]
    left, right = _name_on_left(document, first), _name_on_right(document, last)
    if right is not None and (
        left is None
        or _is_apposed(document, last, right)
        or _follows_directly(document, last, right)
    ):
        if not last.is_plural:
            yield RoleDraft(right, "apposition", last)
            return
        if len(last.organisations) == 1 or lemma_of(last.head) in word_set("titles", "shared"):
            yield from (RoleDraft(m, "apposition", last) for m in _listed(document, right))
            return
    if (
        left is not None
        and last.edge + 1 < len(last.doc)
        and last.doc[last.edge + 1].text in POSSESSIVE
    ):
        return  # "Jane Roe, the attorney general's office said"
    if left is not None and _closes(document, last, left):
        yield from (
            RoleDraft(m, "apposition", first, organisations=_behind_comma(document, last))
            for m in _holders_on_left(document, first, left)
        )
        return
    yield from _by_parse(document, first)


def _behind_comma(document: Document, title: Title) -> tuple[Mention, ...]:
    """ "Jane Roe, chief financial officer, Acme": the body in an aside of its own."""
    doc, i = title.doc, title.edge + 1
    body = (
        document.name_over(doc[i + 1])
        if i + 1 < len(doc) and doc[i].text == "," and not title.has_article
        else None
    )
    if body is None or body.start != doc[i + 1].idx or not is_named_organisation(document, body):
        return ()
    span = tokens_of(document, body)
    after = doc[span.end] if span is not None and span.end < len(doc) else None
    return (
        (body,)
        if after is None or after.is_space or after.text in {",", ".", ";", ")", ":"}
        else ()
    )


def _by_parse(document: Document, title: Title) -> Iterator[RoleDraft]:
    """What the parser takes for an apposition, where the words between are no plain aside."""
    head = title.head
    anchor = (
        head.head
        if head.dep_ == syntax.APPOSITION
        else head.head.head
        if head.dep_ == syntax.CONJUNCT and head.head.dep_ == syntax.APPOSITION
        else None
    )
    mention = document.mention_at(anchor) if anchor is not None else None
    if (
        mention is None
        or mention.form == "pronoun"
        or title.is_plural
        or not is_person(document, mention)
        or mention.end > title.doc[title.begin].idx
    ):
        return
    if len(
        document.article.text[mention.end : title.doc[title.begin].idx].split()
    ) <= _ASIDE and _closes(document, title, mention):
        yield RoleDraft(mention, "apposition", title)


def _holders_on_left(document: Document, title: Title, name: Mention) -> list[Mention]:
    if not title.is_plural:
        return [name]
    root = root_of(document, name)
    while root is not None and root.dep_ == syntax.CONJUNCT:
        root = root.head
    people = (
        [
            m
            for t in with_conjuncts(root)
            if (m := document.mention_at(t)) is not None and m.end <= title.doc[title.begin].idx
        ]
        if root is not None
        else []
    )
    return people if len(people) > 1 and all(is_person(document, m) for m in people) else []


def _name_on_left(document: Document, title: Title) -> Mention | None:
    """The person named before the title, with nothing but an aside between: "Jane Roe, 54, formerly the"."""
    doc, i = title.doc, title.begin - 1
    commas = False
    while i > title.head.sent.start - 1 and title.begin - i <= _ASIDE:
        token = doc[i]
        name = document.name_over(token)
        if name is not None and is_person(document, name):
            return name if commas and name.end == token.idx + len(token) else None
        if (
            name is None
            and document.mention_of(token) is not None
            and is_person(document, document.mention_of(token))
            and commas
        ):
            return document.mention_of(token)
        if token.text in {",", "(", ")", "–", "—", "-"}:
            commas = True
        elif not (
            token.like_num
            or token.pos_ in {"DET", "ADJ", "ADV", "NUM"}
            or token.lower_ in word_set("titles", "aside")
            or token.lower_ in status_words()
        ):
            return None
        i -= 1
    return None


def _closes(document: Document, title: Title, name: Mention) -> bool:
    """Does the aside end behind the title, so that it is the name's: with a comma, the sentence, or what belongs to the title?"""
    doc, i = title.doc, title.edge + 1
    after = doc[i] if i < len(doc) else None
    if after is None or after.sent != title.head.sent or after.is_space:
        return True
    if name_from(document, i) is not None:
        return False
    if after.pos_ in {"VERB", "AUX"} and after.tag_ not in {"VBG", "VBN"}:
        root = root_of(document, name)
        return root is not None and (
            (root.dep_ in syntax.SUBJECTS and root.head == after)
            or (title.head.dep_ == syntax.APPOSITION and root.dep_ != syntax.PREPOSITIONAL_OBJECT)
        )
    if after.text == "," and title.has_article and name_from(document, i + 1) is not None:
        root = root_of(document, name)
        return title.head.dep_ == syntax.APPOSITION and root is not None and title.head.head == root
    return True


def _name_on_right(document: Document, title: Title) -> Mention | None:
    """The person named behind the title and a comma: "the head of Acme, Jane Roe, …"."""
    doc, i = title.doc, title.edge + 1
    if i < len(doc) and doc[i].text == "(":  # "the head of the Central Bank (CB), Jane Roe"
        close = next((t.i for t in doc[i : i + _ASIDE] if t.text == ")"), None)
        i = close + 1 if close is not None else i
    if (
        i + 1 >= len(doc)
        or doc[i].text not in {",", "–", "—", ":"}
        or doc[i].sent != title.head.sent
        or doc[max(title.begin - 1, 0)].lower_ == "as"
    ):
        return None
    name = name_from(document, i + 1)
    if name is None:
        return None
    span = tokens_of(document, name)
    after = doc[span.end] if span is not None and span.end < len(doc) else None
    closed = (
        after is None
        or after.is_punct
        or after.pos_ in {"VERB", "AUX", "ADP", "CCONJ"}
        or after.is_space
        or after.lower_ in word_set("titles", "going_on")
    )
    return (
        name
        if closed
        and (title.begin < title.first or title.before or title.head.dep_ != syntax.APPOSITION)
        else None
    )


def _is_apposed(document: Document, title: Title, name: Mention) -> bool:
    root = root_of(document, name)
    return (
        root is not None
        and root.dep_ == syntax.APPOSITION
        and (title.head == root.head or title.head.is_ancestor(root))
    )


def _follows_directly(document: Document, title: Title, name: Mention) -> bool:
    """Is the name on the right the subject, and so what the title was put before: "In a letter to Roe, the mayor, John Doe, said"?"""
    root = root_of(document, name)
    return (
        root is not None
        and root.dep_ in syntax.SUBJECTS
        and title.has_article
        and title.head.dep_ != syntax.APPOSITION
    )
