"""Groups: how many they are or which share of what, and whose part they are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg import syntax
from kg.language.coreference.mention_detection import CandidateMention
from kg.language.coreference.quantifiers import (
    Quantity,
    counted_noun,
    number_words,
    quantity_of,
    stands_for_people,
)
from kg.model import Entity
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_HYPHENATED = re.compile(r"[\w,.]+(?: ?[-–] ?[\w,.]+)+")
_HYPHEN = re.compile(r" ?[-–] ?")
_NUMBER = re.compile(r"\d[\d,.]*")
_LONGEST_LEAD = 4  # tokens before a mention that may belong to its number
_GROUP_TYPES = frozenset({"Group", "Organisation"})
_WHOLE_TYPES = frozenset({"Organisation", "Group", "Place"})


def with_groups(
    doc: Doc,
    mentions: Sequence[CandidateMention],
    roots: Sequence[int],
    entities: Mapping[str, Entity],
) -> dict[str, Entity]:
    """The entities, with size, share and whole of those that are groups and have no name.

    `roots` has for each mention the first one of its cluster.
    """
    named = {roots[i] for i, mention in enumerate(mentions) if mention.form == "name"}
    descriptions: dict[int, list[CandidateMention]] = defaultdict(list)
    for root, mention in zip(roots, mentions, strict=True):
        if mention.form == "nominal" and root not in named:
            descriptions[root].append(mention)
    context = _Context(doc, mentions, roots, dict(entities))
    for root, described in descriptions.items():
        _add_quantity(context, f"e{root}", described)
    return context.entities


@dataclass(frozen=True)
class _Context:
    """The document's mentions and entities, among which the whole of a group is looked for."""

    doc: Doc
    mentions: Sequence[CandidateMention]
    roots: Sequence[int]
    entities: dict[str, Entity]
    # the heads of parts found so far ("half of the workers") in order, with the ids of wholes
    divided: list[tuple[int, str]] = field(default_factory=list)

    @cached_property
    def by_head(self) -> Mapping[int, int]:
        """The mention that each head token stands for."""
        return {mention.head: i for i, mention in enumerate(self.mentions)}

    @cached_property
    def described(self) -> frozenset[int]:
        """The clusters that have more than pronouns in them."""
        return frozenset(
            root
            for root, mention in zip(self.roots, self.mentions, strict=True)
            if mention.form != "pronoun"
        )

    @cached_property
    def organisations(self) -> frozenset[int]:
        """The clusters that have the name of an organisation in them."""
        return frozenset(
            root
            for root, mention in zip(self.roots, self.mentions, strict=True)
            if _names_organisation(mention)
        )

    def organisations_in(self, span: Span) -> set[int]:
        """The organisations that are mentioned in the span, by name or otherwise."""
        first = bisect_left(self.mentions, span.start, key=lambda mention: mention.start)
        behind = bisect_left(self.mentions, span.end, key=lambda mention: mention.start)
        inside = (i for i in range(first, behind) if self.mentions[i].end <= span.end)
        return {self.roots[i] for i in inside} & self.organisations

    @cached_property
    def sentence_starts(self) -> Sequence[int]:
        """The tokens that begin sentences."""
        return [sentence.start for sentence in self.doc.sents]

    def whole(self, token: Token) -> Entity | None:
        """The organisation, group or place that a token refers to; nothing else has members."""
        i = self.by_head.get(_antecedent_of_relative(token).i)
        if i is None or self.roots[i] not in self.described:
            return None
        entity = self.entities[f"e{self.roots[i]}"]
        return entity if entity.type in _WHOLE_TYPES else None

    def is_organisation_name(self, token: Token) -> bool:
        """Whether the token heads the name of an organisation."""
        i = self.by_head.get(token.i)
        return i is not None and _names_organisation(self.mentions[i])


def _names_organisation(mention: CandidateMention) -> bool:
    return mention.form == "name" and mention.type == "Organisation"


def _antecedent_of_relative(token: Token) -> Token:
    """The noun that "which" or "whom" refers to, which its clause modifies; else the token."""
    if token.tag_ not in {"WDT", "WP"} or token.dep_ == syntax.RELATIVE_CLAUSE:
        return token
    clause = token
    while clause.dep_ != syntax.RELATIVE_CLAUSE and clause.head != clause:
        clause = clause.head
    return clause.head if clause.dep_ == syntax.RELATIVE_CLAUSE else token


def _add_quantity(context: _Context, key: str, mentions: Sequence[CandidateMention]) -> None:
    """Put size, share and whole of a group, as its descriptions tell them, into its entity."""
    entity, first = context.entities[key], mentions[0]
    if entity.type not in _GROUP_TYPES and entity.type != "Other":
        return
    head = context.doc[first.head]
    complemented = _complemented_whole(context, first)
    if complemented or stands_for_people(head) or _counts_group_pronoun(context, entity, head):
        entity = replace(entity, type="Group")
    if entity.type not in _GROUP_TYPES:
        return
    quantity = _quantity(context.doc, first)
    if quantity.size == 1 and entity.type == "Organisation":
        quantity = Quantity()  # "one company" is no group of companies
    whole = complemented or _whole_of_any(context, mentions, entity, quantity)
    if whole is not None and counted_noun(head) is not None:
        insort(context.divided, (first.head, whole))
    context.entities[key] = replace(
        entity,
        partOf=whole,
        size=quantity.size,
        fraction=quantity.fraction,
        quantifier=quantity.quantifier,
        approximate=quantity.approximate,
    )


def _counts_group_pronoun(context: _Context, entity: Entity, head: Token) -> bool:
    """Whether a group of an unknown kind is a part of "them", who are a group: "two of them"."""
    noun = counted_noun(head) if entity.type == "Other" else None
    if noun is None or noun.pos_ != "PRON":
        return False
    whole = context.whole(noun)
    return whole is not None and whole.type == "Group"


def _whole_of_any(
    context: _Context, mentions: Sequence[CandidateMention], entity: Entity, quantity: Quantity
) -> str | None:
    """The id of the whole that the first of these mentions tells."""
    for mention in mentions:
        whole = _whole_of(context, mention, entity, quantity)
        if whole is not None and whole.id != entity.id:
            return whole.id
    return None


def _quantity(doc: Doc, mention: CandidateMention) -> Quantity:
    """What the words before the head say of its quantity, or those behind "of"."""
    head = doc[mention.head]
    is_quantity = _is_quantity(head)
    before = _quantity_words(doc, mention.start, head.i + is_quantity, head)
    own = quantity_of([*_lead(doc, mention.start), *before], is_quantity)
    if is_quantity or own != Quantity():
        return own
    members = _object_behind(head, "of")
    if members is None or not _is_bare(members):
        return own
    end = members.i + (members.pos_ == "NUM")
    inner = _quantity_words(doc, members.left_edge.i, end, members)
    return quantity_of(inner, False)  # "a team of five engineers"


def _is_quantity(head: Token) -> bool:
    """Whether the head of a description is a word of quantity itself: "half of the workers"."""
    if counted_noun(head) is not None or head.lower_ in words("groups")["share"]:
        return True
    return stands_for_people(head) or _is_complement(head)


def _quantity_words(doc: Doc, start: int, end: int, head: Token) -> list[str]:
    """The words before a noun that may tell a quantity, lower-cased and with hyphens resolved.

    Left out are its possessor, numbers within names, and measures such as "10-year".
    """
    possessor = syntax.child(head, syntax.POSSESSOR)
    owned = _subtree_range(possessor) if possessor is not None else range(0)
    tokens = [t for t in doc[start:end] if t.i not in owned and not _is_number_in_name(t, start)]
    text = " ".join("".join(t.lower_ + t.whitespace_ for t in tokens).split())
    text = _HYPHENATED.sub(_without_hyphens, text)
    return text.replace(" %", "%").replace("%", " %").split()


def _subtree_range(token: Token) -> range:
    return range(token.left_edge.i, token.right_edge.i + 1)


def _is_number_in_name(token: Token, start: int) -> bool:
    """Whether a number belongs to a name before it: "iPhone 4 users"."""
    return token.like_num and token.i > start and token.nbor(-1).pos_ == "PROPN"


def _without_hyphens(match: re.Match[str]) -> str:
    """The words of quantity in a hyphenated word; nothing where it has others.

    "twenty-five" → "twenty five", "20-30" → "20 to 30", "12-member" → "12", "10-year-old" → "".
    """
    parts = _HYPHEN.split(match.group())
    if all(_NUMBER.fullmatch(part) for part in parts):
        return " to ".join(parts) if len(parts) == 2 else ""
    if not word_set("groups", "strong", "words").isdisjoint(parts[1:]):
        return parts[0]
    return " ".join(parts) if all(_is_word_of_quantity(part) for part in parts) else ""


def _is_word_of_quantity(word: str) -> bool:
    table = words("groups")
    return word in number_words() or word in table["scale"] or word in table["part"]


def _lead(doc: Doc, start: int) -> list[str]:
    """Words before the mention that the parser left out of it: "not", "up to", "one out of"."""
    before = [token.lower_ for token in doc[max(start - _LONGEST_LEAD, 0) : start]]
    bounds = words("groups")["bound"]
    for length in range(len(before), 0, -1):
        lead = before[-length:]
        if length > 1 and " ".join(lead) in bounds:
            return lead
        if _opens_ratio([*lead, doc[start].lower_]):
            preceding = before[-length - 1 : -length]
            return [*preceding, *lead] if preceding and preceding[0] in bounds else lead
    return before[-1:] if before[-1:] == ["not"] else []


def _opens_ratio(tokens: Sequence[str]) -> bool:
    """Whether the tokens but the last are the beginning of a ratio: "nine out of (every)"."""
    number, *joining = tokens[:-1]
    if number not in number_words() and not number.isdigit():
        return False
    if tokens[1] not in word_set("coreference", "quantities", "ratio_opening"):
        return False
    return word_set("groups", "quantifiers", "ratio").issuperset(joining)


def _whole_of(
    context: _Context, mention: CandidateMention, entity: Entity, quantity: Quantity
) -> Entity | None:
    """The entity whose part a group is, by the first of these that the mention has.

    1. The noun that is counted: "half of the workers".
    2. A possessor: "Acme's workers".
    3. "of": "the members of the union".
    4. An employer: "Acme employees", "workers at Acme", "Acme employs 300 people".
    5. For a bare "the board": the only organisation spoken of shortly before.
    """
    head = context.doc[mention.head]
    counted = counted_noun(head)
    if counted is not None:
        is_part = quantity.fraction is not None or not _is_bare(counted)
        return context.whole(counted) if is_part else None
    if mention.lemma in words("groups")["owners"]["outside"]:
        return None
    possessor = syntax.child(head, syntax.POSSESSOR)
    if possessor is not None:
        return None if _gives_kind(possessor) else context.whole(possessor)
    of = _object_behind(head, "of")
    if of is not None:
        return None if _is_bare(of) else context.whole(of)
    return _employer(context, mention, entity) or _organisation_before(context, mention)


def _gives_kind(possessor: Token) -> bool:
    """Whether it says of which kind a group is, not whose: "the men's team"."""
    return _is_bare(possessor) or possessor.lemma_.lower() in words("groups")["owners"]["kinds"]


def _employer(context: _Context, mention: CandidateMention, entity: Entity) -> Entity | None:
    """The employer in "Twitter employees", "workers at Acme", "Acme, which has 3,000 employees"."""
    if entity.type != "Group" or not _may_be_employed(mention):
        return None
    head = context.doc[mention.head]
    name = _employer_before(context, head) or _employer_behind(context, head)
    if name is None:
        name = _subject_of_having(mention, head)
    return context.whole(name) if name is not None else None


def _may_be_employed(mention: CandidateMention) -> bool:
    """Whether the noun names employees, or people by what they do; not "the crowd"."""
    if mention.lemma in words("groups")["owners"]["bodies"]:
        return True
    return mention.lemma not in word_set("nominals", "Group", "nouns")


def _employer_before(context: _Context, head: Token) -> Token | None:
    """The organisation named right before the noun: "Twitter employees"."""
    for child in head.lefts:
        is_modifier = child.dep_ in {syntax.COMPOUND, syntax.NOMINAL_MODIFIER}
        if is_modifier and context.is_organisation_name(child):
            return child
    return None


def _employer_behind(context: _Context, head: Token) -> Token | None:
    """The organisation named behind "at" or "from": "workers at Acme"."""
    for preposition in words("groups")["owners"]["places"]:
        name = _object_behind(head, preposition)
        if name is not None and context.is_organisation_name(name):
            return name
    return None


def _subject_of_having(mention: CandidateMention, head: Token) -> Token | None:
    """The subject of "has" or "employs" whose object the group is, unless that is negated."""
    verb = head.head
    if head.dep_ != syntax.OBJECT or not _says_employs(verb, mention):
        return None
    if syntax.has_child(verb, syntax.NEGATION):
        return None
    return syntax.child(verb, syntax.SUBJECT)


def _says_employs(verb: Token, mention: CandidateMention) -> bool:
    """Whether the verb says that its object belongs to its subject; "has" only of employees."""
    table = words("groups")["owners"]
    if verb.lemma_ == "have":
        return mention.lemma in table["had"]
    return verb.lemma_ in table["have"]


def _organisation_before(context: _Context, mention: CandidateMention) -> Entity | None:
    """The organisation that a bare "the board" belongs to.

    It is the only one mentioned before it in its sentence, else in the sentence before; of two,
    neither.
    """
    if not _is_unnamed_board(context, mention):
        return None
    for part in _sentence_parts_before(context.doc, mention):
        near = context.organisations_in(part)
        if near:
            return context.entities[f"e{near.pop()}"] if len(near) == 1 else None
    return None


def _is_unnamed_board(context: _Context, mention: CandidateMention) -> bool:
    """Whether it is "the board", "the staff", without a noun before it."""
    if mention.lemma not in words("groups")["owners"]["bodies"]:
        return False
    if context.doc[mention.start].lower_ != "the":
        return False
    return all(child.dep_ != syntax.COMPOUND for child in context.doc[mention.head].lefts)


def _sentence_parts_before(doc: Doc, mention: CandidateMention) -> Iterator[Span]:
    """What stands before the mention in its sentence, then the sentence before."""
    sentence = doc[mention.head].sent
    yield doc[sentence.start : mention.start]
    if sentence.start:
        yield doc[sentence.start - 1].sent


def _complemented_whole(context: _Context, mention: CandidateMention) -> str | None:
    """The id of the whole of "the other half", "the rest".

    It is what was last divided before, in the same sentence or the one before it.
    """
    head = context.doc[mention.head]
    if not context.divided or not _is_complement(head):
        return None
    n = bisect_left(context.divided, (head.i, "")) - 1
    if n < 0 or context.entities[context.divided[n][1]].type != "Group":
        return None
    place, whole = context.divided[n]
    begun_by_head = bisect_left(context.sentence_starts, head.i)
    begun_by_place = bisect_right(context.sentence_starts, place)
    return whole if begun_by_head - begun_by_place <= 1 else None


def _is_complement(head: Token) -> bool:
    """Whether it is what is left of a whole: "the other half", "the rest"."""
    table = words("groups")["quantifiers"]
    if head.lower_ not in table["complement"] or counted_noun(head) is not None:
        return False
    if head.lower_ in word_set("coreference", "quantities", "rest"):
        return True
    return any(child.lower_ in table["others"] for child in head.lefts)


def _object_behind(head: Token, preposition: str) -> Token | None:
    """What this preposition governs, if it stands right behind the head."""
    if head.i + 1 >= len(head.doc):
        return None
    behind = head.nbor()
    if behind.lower_ != preposition or behind.head != head:
        return None
    return syntax.child(behind, syntax.PREPOSITIONAL_OBJECT)


def _is_bare(noun: Token) -> bool:
    """Whether it tells what a group consists of, not whose part it is: "of engineers", "of 300"."""
    if noun.pos_ == "NUM":
        return True
    return noun.tag_ == "NNS" and not any(_specifies(child) for child in noun.children)


def _specifies(child: Token) -> bool:
    """Whether a noun's child says which ones are meant: "the engineers", "Acme's engineers"."""
    if child.dep_ not in {syntax.DETERMINER, syntax.POSSESSOR}:
        return False
    return child.lower_ not in word_set("coreference", "quantities", "unspecific")
