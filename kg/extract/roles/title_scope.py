"""Which bodies a title is of: "head of research at Acme", "the bank's head", "Acme chief"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import is_person, kind_of, tokens_of
from kg.extract.roles.employers import (
    POSSESSIVE,
    bodies_at,
    is_body,
    is_named_organisation,
    named_part,
    nouns_of_bodies,
    salient_company,
)
from kg.extract.roles.titles import (
    HYPHENS,
    LEAD,
    Title,
    is_head,
    is_occupation,
    lemma_of,
    status_words,
    title_words,
)
from kg.model import Mention
from kg.patterns import word_set
from kg.syntax import with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token


def with_body_behind(document: Document, title: Title) -> Title:
    """ "head of research at Acme", "Commissioner for Human Rights", "curator of the exhibition at the museum"."""
    title = _with_area_behind_comma(document, title)
    doc, grows = title.doc, True
    abroad = lemma_of(title.head) in word_set("titles", "abroad")
    while (
        title.edge + 1 < len(doc)
        and (prep := doc[title.edge + 1]).lower_ in word_set("titles", "of")
        and prep.sent == title.head.sent
    ):
        target = _object_of(prep)
        if target is None:
            break
        is_field = prep.lower_ in {"of", "in"} and lemma_of(title.head) in word_set(
            "titles", "of_fields"
        )
        bodies = (
            []
            if is_field
            else [m for m in bodies_at(document, target) if _may_be_of(document, title, m, prep)]
        )
        if (
            bodies
            and abroad
            and (
                prep.lower_ == "to"
                or (prep.lower_ == "for" and _is_a_field(document, title, bodies[0]))
            )
        ):
            # an ambassador to France is not one of France
            return replace(
                title, last=_end_of(document, bodies[-1]), edge=_end_of(document, bodies[-1])
            )
        if (
            bodies
            and bodies[0].form == "nominal"
            and bodies[0].end - bodies[0].start == len(target)
        ):
            bodies = []  # "chief of staff"
        bare = not any(
            t.dep_ in {syntax.DETERMINER, syntax.POSSESSOR} or t.is_quote
            for t in doc[prep.i : target.i]
        )
        if bodies:
            more = (
                o
                for c in prep.children
                if c.dep_ == syntax.CONJUNCT
                and c.lower_ == prep.lower_
                and (o := _object_of(c)) is not None
            )
            bodies += [m for o in more for m in bodies_at(document, o)]  # "of Acme and of Bolt"
            return _of_bodies(document, title, target, bodies, grows)
        if (
            grows
            and bare
            and prep.lower_ in {"of", "for", "in"}
            and target.pos_ in {"NOUN", "PROPN"}
            and (is_field or _is_plain(document, target))
        ):
            end = max(t.i for t in _coordinated_plain(document, target))
            title = replace(title, last=end, edge=end)
            continue
        if _is_part(target) and (inner := named_part(document, target)):
            return replace(
                title, organisations=(inner,), edge=max(target.i, _end_of(document, inner))
            )
        if document.name_over(target) is not None or prep.lower_ not in {"of", "for"}:
            break
        grows = False
        title = replace(title, edge=target.i)
    return title


def _is_a_field(document: Document, title: Title, body: Mention) -> bool:
    """Is what an envoy is "for" where he works, and not for whom: a land, or whatever is named behind the body that sends him?"""
    return kind_of(document, body) == "Place" or bool(
        with_body_before(document, title).organisations
    )


def _is_part(noun: Token) -> bool:
    """A division, a region, a body: what somebody may head, and in whose name its owner stands."""
    lemma = noun.lemma_.lower()
    return (
        lemma
        in word_set("titles", "parts")
        | word_set("nominals", "Place", "nouns")
        | word_set("nominals", "Group", "nouns")
        | nouns_of_bodies()
    )


def _with_area_behind_comma(document: Document, title: Title) -> Title:
    """ "Vice President, Global Marketing at Acme": with capitals, and up to where the body is told."""
    doc, i = title.doc, title.edge + 2
    if i >= len(doc) or doc[i - 1].text != "," or not title.head.text[0].isupper():
        return title
    while (
        i < len(doc)
        and doc[i].sent == title.head.sent
        and (
            (doc[i].text[0].isupper() and document.name_over(doc[i]) is None)
            or doc[i].text in {"and", "&"}
        )
    ):
        i += 1
    told = (
        i < len(doc)
        and i > title.edge + 2
        and doc[i].lower_ in {"at", "of", "for"}
        and not any(is_head(document, t) for t in doc[title.edge + 2 : i])
    )
    return replace(title, last=i - 1, edge=i - 1) if told else title


def _of_bodies(
    document: Document, title: Title, target: Token, bodies: list[Mention], grows: bool
) -> Title:
    """The title of these bodies; "member of the board" is a title of its own."""
    edge = max(target.i, *(_end_of(document, m) for m in bodies))
    inside = (
        target.lemma_.lower() in word_set("titles", "boards")
        and not bodies[0].start <= target.idx < bodies[0].end
    )
    last = (
        target.i
        if inside and grows and target.i < edge and bodies[0].start > target.idx
        else title.last
    )
    return replace(title, organisations=tuple(bodies), edge=edge, last=last)


def _object_of(prep: Token) -> Token | None:
    return next(
        (
            c
            for c in prep.children
            if c.dep_ in {syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT}
            and c.i > prep.i
        ),
        None,
    )


def _end_of(document: Document, mention: Mention) -> int:
    span = tokens_of(document, mention)
    return span.end - 1 if span is not None else 0


def _is_plain(document: Document, target: Token) -> bool:
    mention = document.mention_at(target)
    if target.pos_ == "PROPN" and target.i + 1 < len(target.doc) and target.nbor().like_num:
        return False  # "chair of Local 12"
    if mention is not None and mention.type == "Date":
        return False  # "named chief executive in May"
    return mention is None or (
        not is_person(document, mention)
        and not (mention.form == "name" and is_named_organisation(document, mention))
    )


def _coordinated_plain(document: Document, target: Token) -> list[Token]:
    """ "sales and marketing", as long as the words stand together."""
    out = [target]
    for token in with_conjuncts(target)[1:]:
        near = all(
            t.text in {",", "and", "&"} or t.dep_ in {syntax.COMPOUND, syntax.ADJECTIVAL_MODIFIER}
            for t in target.doc[out[-1].i + 1 : token.i]
        )
        if (
            near
            and token.i > out[-1].i
            and not is_head(document, token)
            and document.name_over(token) is None
        ):
            out.append(token)
        else:
            break
    return out


def _may_be_of(document: Document, title: Title, mention: Mention, prep: Token) -> bool:
    """A place has mayors and ministers; who works in or for it is not of it."""
    if kind_of(document, mention) != "Place":
        return prep.lower_ not in {"in", "on"} or kind_of(document, mention) == "Organisation"
    offices = lemma_of(title.head) in word_set("titles", "of_places")
    return (
        (prep.lower_ == "of" and not is_occupation(title.head))
        or (offices and prep.lower_ in {"for", "to"})
        or (prep.lower_ == "of" and offices)
    )


def with_body_before(document: Document, title: Title) -> Title:
    """ "Twitter CEO", "the bank's head", "its chairman"; of "EADS's North America chief" EADS, of "company CEO" the one spoken of."""
    found = _with_nearest_before(document, title)
    before = (
        found.doc[found.begin - 1] if found.before and found.begin > title.head.sent.start else None
    )
    owner = (
        document.mention_of(before)
        if before is not None and before.tag_ == "PRP$" and before.head == title.head
        else None
    )
    if owner is None or not is_body(document, owner):
        return found
    return replace(
        found, organisations=(owner,), begin=found.begin - 1
    )  # "its Western Pacific director"


def _with_nearest_before(document: Document, title: Title) -> Title:
    place: Mention | None = None
    place_at = title.first
    for token in reversed(
        list(title.doc[max(title.head.sent.start, title.first - LEAD) : title.first])
    ):
        mention = document.name_over(token) or document.mention_of(token)
        if (
            mention is None
            and token.lower_ in nouns_of_bodies()
            and token.i == title.first - 1
            and not token.is_title
        ):
            mention = _bare_company(document, token)
        if mention is None or token.lower_ in status_words():
            if _may_stand_between(token):
                continue
            break
        begin = _start_of(document, mention)
        if (
            begin > 1
            and title.doc[begin - 1].text in HYPHENS
            and title.doc[begin - 2].lower_ not in status_words()
        ):
            break  # "pro-Beijing"
        if not _owns(document, title, token, mention):
            if kind_of(document, mention) == "Place" and mention.form == "name":
                continue  # "EADS's North America chief"
            break
        if kind_of(document, mention) not in {"Place", "Other"}:
            return replace(
                title,
                organisations=_with_partner(document, mention, begin),
                before=True,
                begin=min(begin, title.begin),
            )
        if place is None:
            place, place_at = mention, begin
        if place_at < token.i:
            continue
    if place is not None:
        return replace(
            title,
            organisations=_with_partner(document, place, place_at),
            before=True,
            begin=min(place_at, title.begin),
        )
    return title


def _may_stand_between(token: Token) -> bool:
    return (
        token.lower_ in status_words()
        or token.tag_ == "POS"
        or token.text in {*POSSESSIVE, *HYPHENS}
        or token.pos_ in {"ADJ", "ADV"}
        or token.lower_ in title_words()
    )


def _start_of(document: Document, mention: Mention) -> int:
    span = tokens_of(document, mention)
    return span.start if span is not None else 0


def _owns(document: Document, title: Title, token: Token, mention: Mention) -> bool:
    """Is the body before a title the one it is of: right before it, or its owner?"""
    lemma, kind = lemma_of(title.head), kind_of(document, mention)
    head = title.head
    linked = (
        head.is_ancestor(token)
        or token.head == head.head
        or token.head.i in range(title.first, title.edge + 1)
    )
    if kind == "Other":
        return (
            mention.text in word_set("places", "adjectives") - word_set("titles", "no_states")
            and lemma in word_set("titles", "of_states")
            and linked
        )
    if not is_body(document, mention, owns=title.doc[token.i + 1].text in POSSESSIVE):
        return False
    if kind == "Place":
        return lemma in word_set("titles", "of_places") and linked
    adjacent = token.i == title.first - 1 or (
        token.i == title.first - 2 and title.doc[title.first - 1].text in POSSESSIVE
    )
    return linked or (adjacent and mention.form == "name")


def _with_partner(document: Document, mention: Mention, begin: int) -> tuple[Mention, ...]:
    """ "Tesla and SpaceX CEO": also the one before, where nothing else can have named it."""
    doc = document.doc
    if begin < 2 or doc[begin - 1].lower_ not in {"and", "&"} or mention.form != "name":
        return (mention,)
    other = document.name_over(doc[begin - 2])
    if other is None or not is_named_organisation(document, other):
        return (mention,)
    start = _start_of(document, other)
    lead = doc[start - 1] if start > doc[begin].sent.start else None
    free = lead is None or lead.lower_ in status_words() or lead.text == "," or lead.lower_ == "the"
    return (other, mention) if free else (mention,)


def _bare_company(document: Document, token: Token) -> Mention | None:
    """The company of "company CEO Jane Roe"; not that of "a company CEO"."""
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    if (
        before is not None
        and (
            before.dep_
            in {
                syntax.DETERMINER,
                syntax.POSSESSOR,
                syntax.ADJECTIVAL_MODIFIER,
                syntax.COMPOUND,
                syntax.NOMINAL_MODIFIER,
            }
            or before.pos_ in {"ADJ", "PROPN", "NOUN", "DET"}
        )
        and before.head
        in {
            token,
            token.head,
        }
    ):
        return None
    return (
        salient_company(document, token)
        if token.lower_ in word_set("nominals", "Organisation", "business")
        else None
    )


def with_beginning(title: Title) -> Title:
    """Where the phrase begins: with the article, the owner and the words of time before it."""
    doc, begin = title.doc, title.begin
    while begin > title.head.sent.start:
        before = doc[begin - 1]
        if (
            (before.pos_ in {"DET", "ADJ", "NUM"} and before.tag_ != "WDT")
            or before.lower_ in status_words()
            or before.tag_ in {"PRP$", "POS"}
            or before.text in HYPHENS
        ):
            begin -= 1
        else:
            break
    return replace(title, begin=begin)
