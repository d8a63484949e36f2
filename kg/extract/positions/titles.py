"""Title phrases: "the bank's former head of research" with its own words, the body it is of, and what it says of the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.arcs import coordinates
from kg.extract.positions.bodies import POSSESSIVE, bodies_at, is_body, is_named_organisation, is_person, kind_of, named_part, salient_company
from kg.model import Mention, Status
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HYPHENS = {"-", "–"}
_JOINTS = {",", "and", "&", "/", "as", "well", "also"}
_LEAD = 5  # tokens before a title that may belong to its phrase


@dataclass(frozen=True, slots=True)
class Title:
    """Tokens `first` to `last` are the title's own words; `begin` to `edge` the phrase with article, owner and the body behind."""

    head: Token
    first: int
    last: int
    begin: int
    edge: int
    organisations: tuple[Mention, ...] = ()
    before: bool = False  # does the body stand before the title?
    status: Status | None = None

    @property
    def doc(self) -> Doc:
        return self.head.doc

    @property
    def is_plural(self) -> bool:
        return self.head.tag_ in {"NNS", "NNPS"}

    @property
    def has_article(self) -> bool:
        return self.doc[self.begin].lower_ in {"a", "an", "the"}


def chains_of(document: Document) -> list[tuple[Title, ...]]:
    """The titles in order, those that are told of one holder together: "chairman and chief executive of Acme"."""
    chains: list[list[Title]] = []
    for title in _titles(document):
        if chains and _goes_on(chains[-1][-1], title):
            chains[-1].append(title)
        else:
            chains.append([title])
    return [tuple(_shared(chain)) for chain in chains]


def _titles(document: Document) -> Iterator[Title]:
    """The longest titles: neither the "chief" of a chief financial officer nor the "director" of a head of director training."""
    found = [t for token in document.doc if (t := _title_at(document, token)) is not None]
    after = 0
    for n, title in enumerate(found):
        if title.head.i >= after and not any(later.first <= title.head.i for later in found[n + 1 : n + 3]):
            yield title
            after = title.last + 1


def _goes_on(first: Title, second: Title) -> bool:
    between = [t.lower_ for t in first.doc[first.edge + 1 : second.begin]]
    return 0 < len(between) <= 3 and set(between) <= _JOINTS and between != [","] and first.is_plural == second.is_plural


def _shared(chain: list[Title]) -> list[Title]:
    """Bare titles take the body behind a later one, or that before the first: "Acme's chairman and president"."""
    out: list[Title] = []
    for n, title in enumerate(chain):
        later = next((t for t in chain[n + 1 :] if t.organisations), None)
        if title.organisations:
            out.append(title)
        elif n and chain[0].before and not title.has_article:
            out.append(replace(title, organisations=chain[0].organisations, before=True, status=title.status or chain[0].status))
        elif later is not None and not later.before and not later.has_article:
            out.append(replace(title, organisations=later.organisations))
        else:
            out.append(title)
    lead = chain[0].status
    return [replace(t, status=t.status or (lead if not t.has_article else None)) for t in out]


def is_nothing_alone(title: Title) -> bool:
    """Is the title none without a body: "member", "nurse"?"""
    lemma = lemma_of(title.head)
    bare = title.first == title.last and lemma in word_set("titles", "bound")
    return bare or _is_occupation(title.head)


# --- the title's own words -----------------------------------------------------------------------------------------------------------


def lemma_of(head: Token) -> str:
    """A title's head in the singular, as the word lists spell it."""
    word = head.lower_
    return word[:-1] if head.tag_ in {"NNS", "NNPS"} and word.endswith("s") and not _is_listed(word) else head.lemma_.lower() if head.tag_ == "NNS" else word


@cache
def _heads() -> frozenset[str]:
    return word_set("titles", "heads") | word_set("titles", "short") | word_set("titles", "occupations")


def _is_listed(word: str) -> bool:
    return word in _heads()


def _is_occupation(head: Token) -> bool:
    lemma = lemma_of(head)
    return lemma in word_set("titles", "occupations") or lemma not in _heads()


def _is_head(document: Document, token: Token) -> bool:
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"} and token.lower_ not in {"ceo", "cfo", "head", "chair", "chief"} or token.pos_ in {"VERB", "AUX"}:
        return False
    lemma = lemma_of(token)
    if lemma in word_set("titles", "ties"):
        return False
    if not _is_listed(lemma):
        suffixes = tuple(words("nominals")["Person"]["suffixes"])
        other = word_set("nominals", "Person", "not_by_suffix") | word_set("titles", "no_occupations")
        return token.tag_ == "NN" and token.is_lower and lemma.endswith(suffixes) and lemma not in other
    name = document.name_over(token)
    return name is None or kind_of(document, name) == "Person" or _is_of_titles(name)


def _is_of_titles(name: Mention) -> bool:
    """The "Home" of a Home Secretary, taken for a name."""
    office = word_set("titles", "modifiers") | word_set("titles", "heads")
    return name.text not in word_set("names", "also_words") and all(w.lower() in office for w in name.text.split())


def _title_at(document: Document, token: Token) -> Title | None:
    """The title whose last head this is; None for words inside names, and for ties that are no positions."""
    if not _is_head(document, token):
        return None
    name = document.name_over(token)
    if name is not None and name.start < token.idx and is_person(document, name) and not name.end == token.idx + len(token):
        return None
    doc = token.doc
    behind = doc[token.i + 1] if token.i + 1 < len(doc) else None
    last = _last_word(token)
    if behind is not None and behind.sent == token.sent and last == token.i:
        joined = behind.text in _HYPHENS and not behind.whitespace_ and behind.i + 1 < len(doc)
        following = doc[behind.i + 1] if joined else behind
        if _is_head(document, following) and document.name_over(following) is None or following.lower_ in word_set("titles", "no_title_before") or joined:
            return None  # "chief executive": the last word heads the title
        elif following.tag_ in {"NN", "NNS"} and following.is_lower and token.dep_ in {"compound", "nmod"} and token.head.i >= following.i:
            return None  # "a president figure"
    first = _first_word(document, token)
    status = _status(doc, first, token, last)
    title = Title(token, first, last, first, last, status=status)
    title = _with_body_behind(document, title)
    return _with_beginning(document, title if title.organisations else _with_body_before(document, title))


def _last_word(head: Token) -> int:
    """ "secretary general", "president-elect", "editor-in-chief"."""
    doc, i = head.doc, head.i + 1
    rest = [t.lower_ for t in doc[i : i + 4]]
    for tail in (["-", "in", "-", "chief"], ["-", "in", "-", "residence"], ["in", "chief"]):
        if rest[: len(tail)] == tail:
            return head.i + len(tail)
    joined = i + 1 < len(doc) and doc[i].text in _HYPHENS
    word = doc[i + joined] if i + joined < len(doc) else None
    return word.i if word is not None and word.lower_ in word_set("titles", "behind") and word.sent == head.sent else head.i


def _first_word(document: Document, head: Token) -> int:
    """The index of the title's first word: its modifiers, up to a name, an article or a word of time."""
    first = head.i
    while first > head.sent.start and _is_modifier(document, document.doc[first - 1], document.doc[first], head):
        first -= 1
    while first < head.i and document.doc[first].text in {*_HYPHENS, "and", "&"}:
        first += 1
    if first > 1 and document.doc[first - 1].lower_ == "of" and document.doc[first - 2].lower_ in word_set("titles", "heads"):
        return head.i  # "chief of staff General Roe"
    return first


@cache
def _modifiers() -> frozenset[str]:
    return word_set("titles", "modifiers") | word_set("titles", "areas")


def _is_modifier(document: Document, token: Token, following: Token, head: Token) -> bool:
    """Does the word belong to the title, standing before what has been found of it?"""
    name = document.name_over(token)
    if token.lower_ in status_words() or name is not None and not _is_of_titles(name):
        return False
    allowed = _modifiers() | word_set("titles", "heads") | word_set("titles", "prefixes")
    if token.text in _HYPHENS:
        before = document.doc[token.i - 1].lower_ if token.i else ""
        return before in allowed and before not in status_words()
    if token.text in {"and", "&", ","}:
        before = document.doc[token.i - 1].lower_ if token.i > head.sent.start else ""
        return before in _modifiers() and before not in word_set("titles", "heads") and following.lower_ in _modifiers()
    if token.lower_ in allowed:
        return token.tag_ not in {"NNS"} or token.lower_ in _modifiers()
    plain = token.pos_ == "NOUN" and token.is_lower and token.dep_ == "compound" and token.head.i in range(following.i, head.i + 1)
    return plain and token.lower_ not in _bodies()


@cache
def _bodies() -> frozenset[str]:
    return word_set("nominals", "Organisation", "business") | word_set("nominals", "Organisation", "public")


# --- what it says of the time --------------------------------------------------------------------------------------------------------


@cache
def status_words() -> Mapping[str, Status]:
    """Words before a title and the status that they tell."""
    return {w: status for status, listed in words("titles")["status"].items() for w in listed}


def _status(doc: Doc, first: int, head: Token, last: int) -> Status | None:
    if any(t.lower_ in word_set("titles", "to_come") for t in doc[head.i + 1 : last + 1]):
        return "future"
    timed = status_words()
    for token in reversed(list(doc[max(head.sent.start, first - _LEAD) : first])):
        if token.lower_ in timed:
            return timed[token.lower_]
        if token.pos_ in {"VERB", "AUX", "ADP", "CCONJ"} or token.text in {",", ";", ":"}:
            break
    return next((timed[t.lower_] for t in head.lefts if t.lower_ in timed and t.i < first), None)


# --- the body it is of ---------------------------------------------------------------------------------------------------------------


def _with_body_behind(document: Document, title: Title) -> Title:
    """ "head of research at Acme", "Commissioner for Human Rights", "curator of the exhibition at the museum"."""
    title = _with_area_behind_comma(document, title)
    doc, grows = title.doc, True
    abroad = lemma_of(title.head) in word_set("titles", "abroad")
    while title.edge + 1 < len(doc) and (prep := doc[title.edge + 1]).lower_ in word_set("titles", "of") and prep.sent == title.head.sent:
        target = _object_of(prep)
        if target is None:
            break
        is_field = prep.lower_ in {"of", "in"} and lemma_of(title.head) in word_set("titles", "of_fields")
        bodies = [] if is_field else [m for m in bodies_at(document, target) if _may_be_of(document, title, m, prep)]
        if bodies and abroad and prep.lower_ == "to":  # an ambassador to France is not one of France
            return replace(title, last=_end_of(document, bodies[-1]), edge=_end_of(document, bodies[-1]))
        bare = not any(t.dep_ in {"det", "poss"} or t.is_quote for t in doc[prep.i : target.i])
        if bodies:
            more = (o for c in prep.children if c.dep_ == "conj" and c.lower_ == prep.lower_ and (o := _object_of(c)) is not None)
            bodies += [m for o in more for m in bodies_at(document, o)]  # "of Acme and of Bolt"
            return _of_bodies(document, title, target, bodies, grows)
        if grows and bare and prep.lower_ in {"of", "for", "in"} and target.pos_ in {"NOUN", "PROPN"} and (is_field or _is_plain(document, target)):
            end = max(t.i for t in _coordinated_plain(document, target))
            title = replace(title, last=end, edge=end)
            continue
        if inner := named_part(document, target):
            return replace(title, organisations=(inner,), edge=max(target.i, _end_of(document, inner)))
        if document.name_over(target) is not None or prep.lower_ not in {"of", "for"}:
            break
        grows = False
        title = replace(title, edge=target.i)
    return title


def _with_area_behind_comma(document: Document, title: Title) -> Title:
    """ "Vice President, Global Marketing at Acme": with capitals, and up to where the body is told."""
    doc, i = title.doc, title.edge + 2
    if i >= len(doc) or doc[i - 1].text != "," or not title.head.text[0].isupper():
        return title
    while i < len(doc) and doc[i].sent == title.head.sent and (doc[i].text[0].isupper() and document.name_over(doc[i]) is None or doc[i].text in {"and", "&"}):
        i += 1
    told = i < len(doc) and i > title.edge + 2 and doc[i].lower_ in {"at", "of", "for"} and not any(_is_head(document, t) for t in doc[title.edge + 2 : i])
    return replace(title, last=i - 1, edge=i - 1) if told else title


def _of_bodies(document: Document, title: Title, target: Token, bodies: list[Mention], grows: bool) -> Title:
    """The title of these bodies; "member of the board" is a title of its own."""
    edge = max(target.i, *(_end_of(document, m) for m in bodies))
    inside = target.lemma_.lower() in word_set("titles", "boards") and not bodies[0].start <= target.idx < bodies[0].end
    last = target.i if inside and grows and target.i < edge and bodies[0].start > target.idx else title.last
    return replace(title, organisations=tuple(bodies), edge=edge, last=last)


def _object_of(prep: Token) -> Token | None:
    return next((c for c in prep.children if c.dep_ in {"pobj", "pcomp"} and c.i > prep.i), None)


def _end_of(document: Document, mention: Mention) -> int:
    span = document.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.end - 1 if span is not None else 0


def _is_plain(document: Document, target: Token) -> bool:
    mention = document.mention_at(target)
    if target.pos_ == "PROPN" and target.i + 1 < len(target.doc) and target.nbor().like_num:
        return False  # "chair of Local 12"
    return mention is None or not is_person(document, mention) and not (mention.form == "name" and is_named_organisation(document, mention))


def _coordinated_plain(document: Document, target: Token) -> list[Token]:
    """ "sales and marketing", as long as the words stand together."""
    out = [target]
    for token in coordinates(target)[1:]:
        near = all(t.text in {",", "and", "&"} or t.dep_ in {"compound", "amod"} for t in target.doc[out[-1].i + 1 : token.i])
        if near and token.i > out[-1].i and not _is_head(document, token) and document.name_over(token) is None:
            out.append(token)
        else:
            break
    return out


def _may_be_of(document: Document, title: Title, mention: Mention, prep: Token) -> bool:
    """A place has mayors and ministers; who works in or for it is not of it."""
    if kind_of(document, mention) != "Place":
        return prep.lower_ not in {"in", "on"} or kind_of(document, mention) == "Organisation"
    offices = lemma_of(title.head) in word_set("titles", "of_places")
    return prep.lower_ == "of" and not _is_occupation(title.head) or offices and prep.lower_ in {"for", "to"} or prep.lower_ == "of" and offices


def _with_body_before(document: Document, title: Title) -> Title:
    """ "Twitter CEO", "the bank's head", "its chairman"; of "EADS's North America chief" EADS, of "company CEO" the one spoken of."""
    place: Mention | None = None
    place_at = title.first
    for token in reversed(list(title.doc[max(title.head.sent.start, title.first - _LEAD) : title.first])):
        mention = document.name_over(token) or document.mention_of(token)
        if mention is None and token.lower_ in _bodies() and token.i == title.first - 1 and not token.is_title:
            mention = _bare_company(document, token)
        if mention is None or token.lower_ in status_words():
            if _may_stand_between(token):
                continue
            break
        begin = _start_of(document, mention)
        if begin > 1 and title.doc[begin - 1].text in _HYPHENS and title.doc[begin - 2].lower_ not in status_words():
            break  # "pro-Beijing"
        if not _owns(document, title, token, mention):
            if kind_of(document, mention) == "Place" and mention.form == "name":
                continue  # "EADS's North America chief"
            break
        if kind_of(document, mention) not in {"Place", "Other"}:
            return replace(title, organisations=_with_partner(document, mention, begin), before=True, begin=min(begin, title.begin))
        if place is None:
            place, place_at = mention, begin
        if place_at < token.i:
            continue
    if place is not None:
        return replace(title, organisations=(place,), before=True, begin=min(place_at, title.begin))
    return title


def _may_stand_between(token: Token) -> bool:
    return (
        token.lower_ in status_words()
        or token.tag_ == "POS"
        or token.text in {*POSSESSIVE, *_HYPHENS}
        or token.pos_ in {"ADJ", "ADV"}
        or token.lower_ in _modifiers()
    )


def _start_of(document: Document, mention: Mention) -> int:
    span = document.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.start if span is not None else 0


def _owns(document: Document, title: Title, token: Token, mention: Mention) -> bool:
    """Is the body before a title the one it is of: right before it, or its owner?"""
    lemma, kind = lemma_of(title.head), kind_of(document, mention)
    head = title.head
    linked = head.is_ancestor(token) or token.head == head.head or token.head in {head, *head.children}
    if kind == "Other":
        return mention.text in word_set("places", "adjectives") - word_set("titles", "no_states") and lemma in word_set("titles", "of_states") and linked
    if not is_body(document, mention):
        return False
    if kind == "Place":
        return lemma in word_set("titles", "of_places") and linked
    adjacent = token.i == title.first - 1 or token.i == title.first - 2 and title.doc[title.first - 1].text in POSSESSIVE
    return linked or adjacent and mention.form == "name"


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
    if before is not None and (before.dep_ in {"det", "poss", "amod", "compound", "nmod"} or before.pos_ in {"ADJ", "PROPN", "NOUN", "DET"}) and before.head in {
        token,
        token.head,
    }:
        return None
    return salient_company(document, token) if token.lower_ in word_set("nominals", "Organisation", "business") else None


def _with_beginning(document: Document, title: Title) -> Title:
    """Where the phrase begins: with the article, the owner and the words of time before it."""
    doc, begin = title.doc, title.begin
    while begin > title.head.sent.start:
        before = doc[begin - 1]
        if before.pos_ in {"DET", "ADJ", "NUM"} and before.tag_ != "WDT" or before.lower_ in status_words() or before.tag_ in {"PRP$", "POS"} or before.text in _HYPHENS:
            begin -= 1
        else:
            break
    return replace(title, begin=begin)
