"""Groups: how many they are or which share of what, and whose part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg import syntax
from kg.language.coreference.mention_detection import Phrase
from kg.language.coreference.quantifiers import (
    Quantity,
    counted_noun,
    number_words,
    quantity_of,
    stands_for_people,
)
from kg.model import Entity
from kg.patterns import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HYPHENED = re.compile(r"[\w,.]+(?: ?[-–] ?[\w,.]+)+")
_PARTS = re.compile(r" ?[-–] ?")
_NUMBER = re.compile(r"\d[\d,.]*")
_LONGEST_LEAD = 4  # tokens before a phrase that may belong to its number


def with_groups(
    doc: Doc, phrases: Sequence[Phrase], roots: Sequence[int], entities: Mapping[str, Entity]
) -> dict[str, Entity]:
    """The entities, with size, share and whole of those that are groups and are only described."""
    nominals: dict[int, list[int]] = defaultdict(list)
    named = {roots[i] for i, p in enumerate(phrases) if p.form == "name"}
    for i, p in enumerate(phrases):
        if p.form == "nominal" and roots[i] not in named:
            nominals[roots[i]].append(i)
    owners = _Owners(doc, phrases, roots, dict(entities))
    for root, inside in nominals.items():
        _describe(owners, f"e{root}", [phrases[i] for i in inside])
    return owners.entities


@dataclass(frozen=True)
class _Owners:
    """The document's phrases and entities, asked whose part a group is."""

    doc: Doc
    phrases: Sequence[Phrase]
    roots: Sequence[int]
    entities: dict[str, Entity]
    divided: list[tuple[int, str]] = field(
        default_factory=list
    )  # places where a whole was parted, and the whole

    @cached_property
    def by_head(self) -> Mapping[int, int]:
        return {p.head: i for i, p in enumerate(self.phrases)}

    @cached_property
    def known(self) -> frozenset[int]:
        """Clusters that more is known of than a pronoun."""
        return frozenset(self.roots[i] for i, p in enumerate(self.phrases) if p.form != "pronoun")

    def whole(self, token: Token) -> Entity | None:
        """The organisation, group or place that a token stands for; people own no groups, and things have no members."""
        i = self.by_head.get(_meant(token).i)
        if i is None or self.roots[i] not in self.known:
            return None
        entity = self.entities[f"e{self.roots[i]}"]
        return entity if entity.type in {"Organisation", "Group", "Place"} else None


def _describe(owners: _Owners, key: str, nominals: Sequence[Phrase]) -> None:
    """Put what the words say of a group into its entity."""
    entity, first = owners.entities[key], nominals[0]
    if entity.type not in {"Group", "Organisation", "Other"}:
        return
    head = owners.doc[first.head]
    rest_of = _complement(owners, first)
    of_them = (
        entity.type == "Other"
        and (noun := counted_noun(head)) is not None
        and noun.pos_ == "PRON"
        and (them := owners.whole(noun))
        and them.type
    )
    if rest_of or stands_for_people(head) or of_them == "Group":
        entity = replace(entity, type="Group")
    if entity.type not in {"Group", "Organisation"}:
        return
    quantity = _quantity(owners.doc, first)
    if quantity.size == 1 and entity.type == "Organisation":
        quantity = Quantity()  # "one company" is no group of companies
    whole = rest_of or next(
        (
            w.id
            for p in nominals
            if (w := _owner(owners, p, entity, quantity)) is not None and w.id != key
        ),
        None,
    )
    if whole is not None and counted_noun(head) is not None:
        owners.divided.append((first.head, whole))
    owners.entities[key] = replace(
        entity,
        partOf=whole,
        size=quantity.size,
        fraction=quantity.fraction,
        quantifier=quantity.quantifier,
        approximate=quantity.approximate,
    )


def _quantity(doc: Doc, phrase: Phrase) -> Quantity:
    head = doc[phrase.head]
    is_quantity = (
        counted_noun(head) is not None
        or head.lower_ in words("groups")["share"]
        or stands_for_people(head)
        or _is_complement(head)
    )
    own = quantity_of(
        [*_lead(doc, phrase.start), *_words(doc, phrase.start, head.i + is_quantity, head)],
        is_quantity,
    )
    made_of = _behind(head, "of")
    if is_quantity or own != Quantity() or made_of is None or not _is_bare(made_of):
        return own
    return quantity_of(
        _words(doc, made_of.left_edge.i, made_of.i + (made_of.pos_ == "NUM"), made_of), False
    )  # "a team of five engineers"


def _words(doc: Doc, start: int, end: int, head: Token) -> list[str]:
    """The words of quantity before a noun: without whose it is, without names and with what "10-year" and the like measure left out."""
    owner = next((c for c in head.children if c.dep_ == syntax.POSSESSOR), None)
    owned = range(owner.left_edge.i, owner.right_edge.i + 1) if owner is not None else ()
    tokens = [
        t
        for t in doc[start:end]
        if t.i not in owned and not (t.like_num and t.i > start and doc[t.i - 1].pos_ == "PROPN")
    ]
    text = " ".join(
        "".join(
            t.lower_ + t.whitespace_ if t.whitespace_ or t.i + 1 < end else t.lower_ for t in tokens
        ).split()
    )
    return _HYPHENED.sub(_unhyphened, text).replace(" %", "%").replace("%", " %").split()


def _unhyphened(match: re.Match[str]) -> str:
    """ "twenty-five" → "twenty five", "20-30" → "20 to 30", "12-member" → "12", "10-year-old" → nothing."""
    parts, table = _PARTS.split(match.group()), words("groups")
    if all(_NUMBER.fullmatch(p) for p in parts):
        return " to ".join(parts) if len(parts) == 2 else ""
    if any(p in table["strong"]["words"] for p in parts[1:]):
        return parts[0]
    return (
        " ".join(parts)
        if all(p in number_words() or p in table["scale"] or p in table["part"] for p in parts)
        else ""
    )


def _lead(doc: Doc, start: int) -> list[str]:
    """Words before the phrase that belong to its number, where the parser left them out: "not", "up to", "one out of"."""
    before, table = [t.lower_ for t in doc[max(start - _LONGEST_LEAD, 0) : start]], words("groups")
    for n in range(len(before), 0, -1):
        tail = [*before[-n:], doc[start].lower_]
        if n > 1 and " ".join(before[-n:]) in table["bound"]:
            return before[-n:]
        if (
            (tail[0] in number_words() or tail[0].isdigit())
            and tail[1] in {"in", "out"}
            and set(tail[1:-1]) <= set(table["quantifiers"]["ratio"])
        ):
            return before[-n - (before[-n - 1 : -n] != [] and before[-n - 1] in table["bound"]) :]
    return before[-1:] if before[-1:] == ["not"] else []


def _owner(owners: _Owners, phrase: Phrase, entity: Entity, quantity: Quantity) -> Entity | None:
    """Whose part a group is: by the whole that is counted, the possessive, "of", a name before it, "at", "employs", or what is spoken of."""
    head = owners.doc[phrase.head]
    counted = counted_noun(head)
    if counted is not None:
        return (
            owners.whole(counted)
            if quantity.fraction is not None or not _is_bare(counted)
            else None
        )
    if phrase.lemma in words("groups")["owners"]["outside"]:
        return None
    possessor = next((c for c in head.children if c.dep_ == syntax.POSSESSOR), None)
    if possessor is not None:
        tells_kind = (
            _is_bare(possessor) or possessor.lemma_.lower() in words("groups")["owners"]["kinds"]
        )
        return None if tells_kind else owners.whole(possessor)
    of = _behind(head, "of")
    if of is not None:
        return None if _is_bare(of) else owners.whole(of)
    return _employer(owners, phrase, entity) or _body_of(owners, phrase)


def _employer(owners: _Owners, phrase: Phrase, entity: Entity) -> Entity | None:
    """ "Twitter employees", "workers at Acme", "Acme, which has 3,000 employees"."""
    head, table = owners.doc[phrase.head], words("groups")["owners"]
    is_body = phrase.lemma in table["bodies"]
    if entity.type != "Group" or not (
        is_body or phrase.lemma not in words("nominals")["Group"]["nouns"]
    ):
        return None
    before = next(
        (
            c
            for c in head.lefts
            if c.dep_ in {syntax.COMPOUND, syntax.NOMINAL_MODIFIER} and _is_named(owners, c)
        ),
        None,
    )
    behind = next(
        (
            o
            for word in table["places"]
            if (o := _behind(head, word)) is not None and _is_named(owners, o)
        ),
        None,
    )
    for token in (before, behind):
        if token is not None:
            return owners.whole(token)
    verb = head.head
    if (
        head.dep_ == syntax.OBJECT
        and verb.lemma_ in table["have"]
        and (verb.lemma_ != "have" or phrase.lemma in table["had"])
    ):
        subject = next((c for c in verb.children if c.dep_ == syntax.SUBJECT), None)
        if subject is not None and not any(c.dep_ == syntax.NEGATION for c in verb.children):
            return owners.whole(subject)
    return None


def _meant(token: Token) -> Token:
    """What "which" and "whom" stand for: the noun that their clause hangs on."""
    clause = token
    while (
        token.tag_ in {"WDT", "WP"}
        and clause.dep_ != syntax.RELATIVE_CLAUSE
        and clause.head != clause
    ):
        clause = clause.head
    return clause.head if clause.dep_ == syntax.RELATIVE_CLAUSE and clause != token else token


def _is_named(owners: _Owners, token: Token) -> bool:
    i = owners.by_head.get(token.i)
    return (
        i is not None
        and owners.phrases[i].form == "name"
        and owners.phrases[i].type == "Organisation"
    )


def _body_of(owners: _Owners, phrase: Phrase) -> Entity | None:
    """Whose body a bare "the board" is: of the only named organisation spoken of before it in its sentence, else in the one before; of two, neither's."""
    head = owners.doc[phrase.head]
    if (
        phrase.lemma not in words("groups")["owners"]["bodies"]
        or owners.doc[phrase.start].lower_ != "the"
        or any(c.dep_ == syntax.COMPOUND for c in head.lefts)
    ):
        return None
    organisations = {
        owners.roots[i]
        for i, p in enumerate(owners.phrases)
        if p.form == "name" and p.type == "Organisation"
    }
    sentence = head.sent
    previous = owners.doc[sentence.start - 1].sent if sentence.start else None
    for begin, end in (
        (sentence.start, phrase.start),
        *([(previous.start, previous.end)] if previous is not None else []),
    ):
        near = {
            owners.roots[i]
            for i, p in enumerate(owners.phrases)
            if begin <= p.start and p.end <= end and owners.roots[i] in organisations
        }
        if near:
            return owners.entities[f"e{near.pop()}"] if len(near) == 1 else None
    return None


def _complement(owners: _Owners, phrase: Phrase) -> str | None:
    """The whole that "the other half", "the rest" are of: what was parted in the same sentence or the one before."""
    head = owners.doc[phrase.head]
    if not _is_complement(head) or not owners.divided:
        return None
    place, whole = max(((at, w) for at, w in owners.divided if at < head.i), default=(-1, ""))
    between = [t for t in owners.doc[place + 1 : head.i] if t.is_sent_start] if place >= 0 else []
    return (
        whole
        if place >= 0 and len(between) <= 1 and owners.entities[whole].type == "Group"
        else None
    )


def _is_complement(head: Token) -> bool:
    table = words("groups")["quantifiers"]
    if head.lower_ not in table["complement"] or counted_noun(head) is not None:
        return False
    return head.lower_ in {"rest", "remainder"} or any(
        c.lower_ in table["others"] for c in head.lefts
    )


def _behind(head: Token, preposition: str) -> Token | None:
    """What this preposition, right behind the head, governs."""
    after = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    if after is None or after.lower_ != preposition or after.head != head:
        return None
    return next((c for c in after.children if c.dep_ == syntax.PREPOSITIONAL_OBJECT), None)


def _is_bare(noun: Token) -> bool:
    """ "of engineers", "of 300": of which it consists, not of whom it is a part."""
    if noun.pos_ == "NUM":
        return True
    return noun.tag_ == "NNS" and not any(
        c.dep_ in {syntax.DETERMINER, syntax.POSSESSOR} and c.lower_ not in {"all", "some"}
        for c in noun.children
    )
