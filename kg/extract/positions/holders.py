"""Who holds a title: the shapes of sentence that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from kg.document import Document
from kg.extract.arcs import Arcs, coordinates, is_passive, subjects
from kg.extract.positions.bodies import has_name, home, is_named_organisation, is_person, kind_of
from kg.extract.positions.titles import Title, is_nothing_alone, lemma_of, status_words
from kg.model import Mention
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASIDE = 10  # tokens between a name and its title
Chain: TypeAlias = tuple[Title, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A position and who holds it, by which shape of sentence, and the verb or noun that tells it."""

    holder: Mention
    shape: str
    title: Title | None
    verb: Token | None = None
    organisations: tuple[Mention, ...] = ()
    begins: bool = False
    ends: bool = False
    employed: Token | None = None  # where no title is told: the words that tell the employment


def holders(document: Document, arcs: Arcs, chain: Chain) -> Iterator[Held]:
    """Who holds the titles of a chain, by the first shape that fits."""
    for shape in (_given_to, _before_name, _in_sentence, _beside_name):
        found = [replace(h, holder=_by_name(document, h)) for h in shape(document, arcs, chain)]
        if found:
            every = [_for_title(held, title) for title in chain for held in found]
            every += [replaced for held in every for replaced in _replaced(document, held)]
            yield from (h for h in every if h.organisations or h.title is None or not is_nothing_alone(h.title))
            return
    for title in chain:
        own = document.mention_of(title.head)
        if own is not None and _is_told_apart(document, arcs, own, title.head):
            continue
        if own is not None and (own := _named_near(document, own, title.head)).form != "pronoun" and not title.is_plural and title.organisations and has_name(document, own):
            yield Held(own, "described", title, organisations=title.organisations)


def _replaced(document: Document, held: Held) -> Iterator[Held]:
    """ "was named chairman, replacing John Doe": he was it before."""
    table = words("titles")["holding"]["successions"]
    verb = held.verb if held.begins and held.shape != "succession" else None
    for clause in verb.children if verb is not None else ():
        if clause.dep_ == "advcl" and clause.tag_ == "VBG" and clause.lemma_.lower() in table:
            for token in (c for c in clause.children if c.dep_ == "dobj"):
                mention = document.mention_at(token)
                if mention is not None and is_person(document, mention):
                    yield replace(held, holder=mention, shape="succession", begins=False, ends=True)


def _is_told_apart(document: Document, arcs: Arcs, own: Mention, head: Token) -> bool:
    """In "Reed sang for the chairman" the subject is not the chairman, or it would say "herself"."""
    verb = _verb_over(head)
    return head.dep_ not in {"nsubj", "nsubjpass", "attr", "appos"} and any(
        m.entity == own.entity for a in subjects(arcs, verb) if head.i not in {t.i for t in a.token.subtree} and (m := document.mention_at(a.token)) is not None
    )


def _by_name(document: Document, held: Held) -> Mention:
    token = held.title.head if held.title is not None else held.employed
    return _named_near(document, held.holder, token) if token is not None else held.holder


def _named_near(document: Document, mention: Mention, token: Token) -> Mention:
    """For a description the name that the sentence has for the same person: "Roe is an engineer who runs …"."""
    if mention.form != "nominal":
        return mention
    sent = token.sent
    names = [m for m in document.mentions if m.entity == mention.entity and m.form == "name" and sent.start_char <= m.start < sent.end_char]
    return min(names, key=lambda m: (abs(m.start - mention.start), m.start), default=mention)


def _for_title(held: Held, title: Title) -> Held:
    return Held(held.holder, held.shape, title, held.verb, title.organisations or held.organisations, held.begins, held.ends)


# --- beside a name -------------------------------------------------------------------------------------------------------------------


def _given_to(document: Document, _: Arcs, chain: Chain) -> Iterator[Held]:
    """ "named Jane Roe chief executive", whatever the parser makes of it."""
    first, holding = chain[0], words("titles")["holding"]
    name = document.name_over(first.doc[first.begin - 1]) if first.begin > first.head.sent.start else None
    span = document.doc.char_span(name.start, name.end, alignment_mode="expand") if name is not None and is_person(document, name) else None
    verb = first.doc[span.start - 1] if span is not None and span.start else None
    if name is None or verb is None or span.end != first.begin or verb.pos_ not in {"VERB", "NOUN"}:
        return
    lemma = verb.lemma_.lower()
    if lemma in holding["given"] and not is_passive(verb):
        begins, ends = lemma in holding["begins"], lemma in holding["ends"]
        yield Held(name, "named-title", first, verb, _employer(document, _, verb, False, True), begins, ends)


def _before_name(document: Document, _: Arcs, chain: Chain) -> Iterator[Held]:
    """ "Twitter CEO Elon Musk", "co-founders Jane Roe and John Doe"."""
    last = chain[-1]
    name = _name_from(document, last.edge + 1)
    if name is None or last.doc[last.edge + 1].sent != last.head.sent or _is_told_to(document, last, name) or _is_name_of_body(last):
        return
    if not last.is_plural:
        yield Held(name, "before-name", last, organisations=_behind_name(document, last, name))
    elif lemma_of(last.head) in word_set("titles", "shared") or len(last.organisations) == 1 and not _is_of_several(last):
        yield from (Held(m, "before-name", last) for m in _listed(document, name))


def _is_told_to(document: Document, title: Title, name: Mention) -> bool:
    """ "told the chairman Jane Roe was ill", "said the head of Acme Jane": the name is the subject of a clause of its own."""
    token = _root_of(document, name)
    return token is not None and token.dep_ in {"nsubj", "nsubjpass"} and title.head.dep_ in {"dobj", "pobj", "dative"} and token.head != title.head.head


def _is_of_several(title: Title) -> bool:
    """ "the British and French ministers A and B": each of one."""
    before = title.doc[title.begin - 1] if title.begin else None
    return before is not None and before.lower_ in {"and", ",", "&"}


def _behind_name(document: Document, title: Title, name: Mention) -> tuple[Mention, ...]:
    """The body behind a titled name: "Inspector John Doe of Kent Police", "Sen. Jane Roe of Ohio", "(D-Ohio)"."""
    span = document.doc.char_span(name.start, name.end, alignment_mode="expand")
    if span is None:
        return ()
    body = home(document, span[-1])
    if body is not None:
        return (body,)
    doc, i = title.doc, span.end
    i += i < len(doc) and doc[i].text in {",", "("}
    party = i + 2 < len(doc) and doc[i].text in word_set("titles", "party_letters") and doc[i + 1].text == "-"
    of = i == span.end and i + 1 < len(doc) and doc[i].lower_ == "of"
    place = document.name_over(doc[i + 2]) if party else document.name_over(doc[i + 1]) if of else None
    offices = lemma_of(title.head) in word_set("titles", "of_places")
    return (place,) if place is not None and offices and kind_of(document, place) == "Place" else ()


def _is_name_of_body(title: Title) -> bool:
    """ "a partner at the law firm Baker McKenzie": the name right behind a body that has none is the body's."""
    return title.edge > title.last and not title.before and bool(title.organisations) and title.organisations[-1].form == "nominal"


def _root_of(document: Document, mention: Mention) -> Token | None:
    span = document.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.root if span is not None else None


def _name_from(document: Document, i: int) -> Mention | None:
    """The person's name that begins with this token; "Dr" and "Sir" may stand before it."""
    doc = document.doc
    while i < len(doc) and (doc[i].lower_ in word_set("names", "honorifics") or doc[i].lower_ in {"dr", "mr"}) and document.name_over(doc[i]) is None:
        i += 1
    mention = document.name_over(doc[i]) if i < len(doc) else None
    return mention if mention is not None and mention.start == doc[i].idx and is_person(document, mention) else None


def _listed(document: Document, name: Mention) -> list[Mention]:
    """The names of a list that begins with this one: "Jane Roe, John Doe and Ann Lee"; none of a single one."""
    doc, out = document.doc, [name]
    joined = False
    while True:
        span = doc.char_span(out[-1].start, out[-1].end, alignment_mode="expand")
        i = span.end if span is not None else len(doc)
        joints = 0
        while i < len(doc) and joints < 2 and doc[i].lower_ in {",", "and", "&"}:
            joined, joints, i = joined or doc[i].lower_ != ",", joints + 1, i + 1
        following = _name_from(document, i) if joints else None
        if following is None:
            return out if joined and len(out) > 1 else []
        out.append(following)


def _beside_name(document: Document, arcs: Arcs, chain: Chain) -> Iterator[Held]:
    """ "Musk, chief executive of Tesla" and "the bank's head, Jane Roe"."""
    first, last = chain[0], chain[-1]
    left, right = _name_on_left(document, first), _name_on_right(document, last)
    if right is not None and (left is None or _is_apposed(document, last, right) or _follows_directly(document, last, right)):
        if not last.is_plural:
            yield Held(right, "apposition", last)
            return
        if len(last.organisations) == 1 or lemma_of(last.head) in word_set("titles", "shared"):
            yield from (Held(m, "apposition", last) for m in _listed(document, right))
            return
    if left is not None and _closes(document, last, left):
        yield from (Held(m, "apposition", first, organisations=_behind_comma(document, last)) for m in _holders_on_left(document, first, left))
        return
    yield from _by_parse(document, first)


def _behind_comma(document: Document, title: Title) -> tuple[Mention, ...]:
    """ "Jane Roe, chief financial officer, Acme": the body in an aside of its own."""
    doc, i = title.doc, title.edge + 1
    body = document.name_over(doc[i + 1]) if i + 1 < len(doc) and doc[i].text == "," and not title.has_article else None
    if body is None or body.start != doc[i + 1].idx or not is_named_organisation(document, body):
        return ()
    span = doc.char_span(body.start, body.end, alignment_mode="expand")
    after = doc[span.end] if span is not None and span.end < len(doc) else None
    return (body,) if after is None or after.is_space or after.text in {",", ".", ";", ")", ":"} else ()


def _by_parse(document: Document, title: Title) -> Iterator[Held]:
    """What the parser takes for an apposition, where the words between are no plain aside."""
    head = title.head
    anchor = head.head if head.dep_ == "appos" else head.head.head if head.dep_ == "conj" and head.head.dep_ == "appos" else None
    mention = document.mention_at(anchor) if anchor is not None else None
    if mention is None or mention.form == "pronoun" or title.is_plural or not is_person(document, mention) or mention.end > title.doc[title.begin].idx:
        return
    if len(document.article.text[mention.end : title.doc[title.begin].idx].split()) <= _ASIDE and _closes(document, title, mention):
        yield Held(mention, "apposition", title)


def _holders_on_left(document: Document, title: Title, name: Mention) -> list[Mention]:
    if not title.is_plural:
        return [name]
    root = _root_of(document, name)
    while root is not None and root.dep_ == "conj":
        root = root.head
    people = [m for t in coordinates(root) if (m := document.mention_at(t)) is not None and m.end <= title.doc[title.begin].idx] if root is not None else []
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
        if name is None and document.mention_of(token) is not None and is_person(document, document.mention_of(token)) and commas:
            return document.mention_of(token)
        if token.text in {",", "(", ")", "–", "—", "-"}:
            commas = True
        elif not (token.like_num or token.pos_ in {"DET", "ADJ", "ADV", "NUM"} or token.lower_ in word_set("titles", "aside") or token.lower_ in status_words()):
            return None
        i -= 1
    return None


def _closes(document: Document, title: Title, name: Mention) -> bool:
    """Does the aside end behind the title, so that it is the name's: with a comma, the sentence, or what belongs to the title?"""
    doc, i = title.doc, title.edge + 1
    after = doc[i] if i < len(doc) else None
    if after is None or after.sent != title.head.sent or after.is_space:
        return True
    if _name_from(document, i) is not None:
        return False
    if after.pos_ in {"VERB", "AUX"} and after.tag_ not in {"VBG", "VBN"}:
        root = _root_of(document, name)
        return root is not None and (root.dep_ in {"nsubj", "nsubjpass"} and root.head == after or title.head.dep_ == "appos" and root.dep_ != "pobj")
    if after.text == "," and title.has_article and _name_from(document, i + 1) is not None:
        root = _root_of(document, name)
        return title.head.dep_ == "appos" and root is not None and title.head.head == root
    return True


def _name_on_right(document: Document, title: Title) -> Mention | None:
    """The person named behind the title and a comma: "the head of Acme, Jane Roe, …"."""
    doc, i = title.doc, title.edge + 1
    if i < len(doc) and doc[i].text == "(":  # "the head of the Central Bank (CB), Jane Roe"
        close = next((t.i for t in doc[i : i + _ASIDE] if t.text == ")"), None)
        i = close + 1 if close is not None else i
    if i + 1 >= len(doc) or doc[i].text not in {",", "–", "—", ":"} or doc[i].sent != title.head.sent:
        return None
    name = _name_from(document, i + 1)
    if name is None:
        return None
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    after = doc[span.end] if span is not None and span.end < len(doc) else None
    closed = after is None or after.is_punct or after.pos_ in {"VERB", "AUX", "ADP", "CCONJ"} or after.is_space or after.lower_ in {"who", "has", "had"}
    return name if closed and (title.begin < title.first or title.before or title.head.dep_ != "appos") else None


def _is_apposed(document: Document, title: Title, name: Mention) -> bool:
    root = _root_of(document, name)
    return root is not None and root.dep_ == "appos" and (title.head == root.head or title.head.is_ancestor(root))


def _follows_directly(document: Document, title: Title, name: Mention) -> bool:
    """Is the name on the right the subject, and so what the title was put before: "In a letter to Roe, the mayor, John Doe, said"?"""
    root = _root_of(document, name)
    return root is not None and root.dep_ in {"nsubj", "nsubjpass"} and title.has_article and title.head.dep_ != "appos"


# --- by a verb or noun ---------------------------------------------------------------------------------------------------------------


def _in_sentence(document: Document, arcs: Arcs, chain: Chain) -> Iterator[Held]:
    """Told by a verb or a noun: "is the head", "serves as mayor", "was named director", "her time as chairman"."""
    for title in chain:
        for shape in (_predicate, _as_title, _to_title, _by_verb, _fronted):
            found = list(shape(document, arcs, title))
            if found:
                yield from found
                return


def _heading(title: Title) -> Token:
    """The word of the title that the sentence hangs it on, be it coordinated."""
    head = title.head
    while head.dep_ == "conj" or head.dep_ in {"compound", "nmod"} and title.first <= head.head.i <= title.edge:
        head = head.head
    return head


def _people(document: Document, title: Title, token: Token) -> list[Mention]:
    found = [m for t in coordinates(token) if (m := document.mention_at(t)) is not None]
    return found if title.is_plural and len(found) > 1 else found[:1] if not title.is_plural and len(found) == 1 else []


def _predicate(document: Document, arcs: Arcs, title: Title) -> Iterator[Held]:
    """ "Roe is head of research at Acme", "Roe, who was the mayor of Leeds"."""
    head = _heading(title)
    if head.dep_ == "attr" and head.head.lemma_ in {"be", "become", "remain"}:
        verb = head.head
        for arc in subjects(arcs, verb):
            if arc.token.i not in range(title.begin, title.edge + 1):
                yield from (Held(m, "predicate", title, verb, begins=verb.lemma_ == "become") for m in _people(document, title, arc.token))


def _as_title(document: Document, arcs: Arcs, title: Title) -> Iterator[Held]:
    """ "serves as mayor", "assumed his position as rights chief", "resigned as head", "her appointment as editor"."""
    head = _heading(title)
    if head.dep_ != "pobj" or head.head.lower_ != "as":
        return
    verb, table = head.head.head, words("titles")["holding"]
    if verb.dep_ == "prt":
        verb = verb.head
    if verb.pos_ == "NOUN":
        noun, verb = verb, _verb_over(verb)
        if noun.lemma_.lower() not in table["posts"] or verb.lemma_.lower() not in {*table["begins"], *table["ends"], *table["holds"]}:
            yield from _at_noun(document, title, noun)
            return
    elif verb.pos_ == "PROPN" and verb.head.pos_ == "VERB":
        verb = verb.head  # "named John Doe as head", hung on the name
    yield from _at_verb(document, arcs, title, verb, "as-title")


def _verb_over(token: Token) -> Token:
    while token.pos_ not in {"VERB", "AUX"} and token.head != token:
        token = token.head
    return token


def _at_noun(document: Document, title: Title, noun: Token) -> Iterator[Held]:
    """ "the appointment of Jane Roe as editor", "her resignation as mayor", "his time as coach"."""
    table, lemma = words("titles")["holding"], noun.lemma_.lower()
    if lemma not in {*table["posts"], *table["begin_nouns"], *table["end_nouns"]}:
        return
    tells = None if lemma in table["posts"] else noun
    owners = [c for c in noun.children if c.dep_ == "poss"] + [o for c in noun.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    for owner in owners[:1]:
        mention = document.mention_at(owner)
        if mention is not None:
            yield Held(mention, "noun-as", title, tells, begins=lemma in table["begin_nouns"], ends=lemma in table["end_nouns"])


def _to_title(document: Document, arcs: Arcs, title: Title) -> Iterator[Held]:
    """ "promoted to finance director", "appointed to the position of chairman"."""
    prep = _heading(title).head
    if prep.lower_ == "of" and prep.head.lemma_.lower() in words("titles")["holding"]["posts"] and prep.head.dep_ == "pobj":
        prep = prep.head.head
    if prep.lower_ == "to" and prep.dep_ == "prep" and prep.head.lemma_.lower() in words("titles")["holding"]["to"]:
        yield from _at_verb(document, arcs, title, prep.head, "named-title")


def _by_verb(document: Document, arcs: Arcs, title: Title) -> Iterator[Held]:
    """ "was named chief executive", "elected her president", "became mayor"."""
    head = _heading(title)
    verb = head.head
    if head.dep_ not in {"oprd", "attr", "dobj", "xcomp", "acomp", "ccomp"} or verb.pos_ != "VERB" or verb.lemma_ not in words("titles")["holding"]["begins"]:
        return
    if head.dep_ != "dobj" or is_passive(verb) or any(c.dep_ in {"dobj", "dative"} and c != head for c in verb.children):
        yield from _at_verb(document, arcs, title, verb, "named-title")


def _fronted(document: Document, arcs: Arcs, title: Title) -> Iterator[Held]:
    """ "As mayor of Leeds, Roe …": whoever is the subject."""
    head = _heading(title)
    prep = head.head
    if head.dep_ == "pobj" and prep.lower_ == "as" and prep.i == prep.sent.start and title.doc[min(title.edge + 1, len(title.doc) - 1)].text == ",":
        for arc in subjects(arcs, prep.head)[:1]:
            yield from (Held(m, "fronted", title) for m in _people(document, title, arc.token))


def _at_verb(document: Document, arcs: Arcs, title: Title, verb: Token, shape: str) -> Iterator[Held]:
    """The object of "appoint", the subject of "serve", of "was appointed" and of "resign"."""
    holding = words("titles")["holding"]
    lemma = verb.lemma_.lower()
    begins, ends = lemma in holding["begins"], lemma in holding["ends"]
    if lemma in holding["successions"]:
        yield from _succession(document, arcs, title, verb)
        return
    if not (begins or ends or lemma in holding["holds"]):
        return
    passive = is_passive(verb)
    given = lemma in holding["given"]
    labels = {"nsubj", "nsubjpass"} if passive or not given else {"dobj"}
    body = title.organisations or _employer(document, arcs, verb, passive, given)
    for arc in arcs[verb.i]:
        if arc.label in labels and arc.token.i not in range(title.begin, title.edge + 1):
            yield from (Held(m, shape, title, verb, body, begins, ends) for m in _people(document, title, arc.token) if is_person(document, m))
    if given and not passive and title.begin > verb.i:
        name = _name_from(document, verb.i + 1)  # "elected Jane Roe chairman", read as one name
        if name is not None and not any(a.label == "dobj" and document.mention_at(a.token) == name for a in arcs[verb.i]):
            yield Held(name, shape, title, verb, body, begins, ends)


def _employer(document: Document, arcs: Arcs, verb: Token, passive: bool, given: bool) -> tuple[Mention, ...]:
    """Where the title tells no body: the company that appoints, that is joined or left."""
    wanted = {"agent"} if passive else {"nsubj"} if given else {"dobj"}
    for arc in arcs[verb.i]:
        token = next((c for c in arc.token.children if c.dep_ == "pobj"), arc.token) if arc.label == "agent" else arc.token
        mention = document.mention_at(token) if arc.label in wanted else None
        if mention is not None and is_named_organisation(document, mention) and token.lemma_.lower() not in word_set("titles", "boards"):
            return (mention,)
    return ()


def _succession(document: Document, arcs: Arcs, title: Title, verb: Token) -> Iterator[Held]:
    """ "succeeds X as": the subject begins, the object ends; the other way round in the passive."""
    passive = is_passive(verb)
    old, new = (("nsubjpass", "nsubj"), ("agent",)) if passive else (("dobj",), ("nsubj",))
    for labels, begins in ((new, True), (old, False)):
        for arc in arcs[verb.i]:
            token = next((c for c in arc.token.children if c.dep_ == "pobj"), arc.token) if arc.label == "agent" else arc.token
            if arc.label in labels:
                yield from (
                    Held(m, "succession", title, verb, title.organisations, begins, not begins)
                    for m in _people(document, title, token)
                    if is_person(document, m)
                )
    # "takes over from X as chairman"; "by X", hung on the title
    for word, begins in (("from", False), *((("by", True),) if passive else ())):
        for token in (c for p in verb.subtree if p.lower_ == word and p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"):
            people = [m for m in _people(document, title, token) if is_person(document, m)]
            yield from (Held(m, "succession", title, verb, title.organisations, begins, not begins) for m in people)
