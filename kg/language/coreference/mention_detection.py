"""Candidate mentions: the names, noun phrases and pronouns that may refer to an entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from kg import syntax
from kg.language.coreference.quantifiers import counted_noun, counting_words, stands_for_people
from kg.language.ner.gazetteer import Record
from kg.language.ner.lexicon import gender_of
from kg.language.ner.recognizer import Name, is_plural
from kg.model import EntityType, Form, Span
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Number: TypeAlias = Literal["singular", "plural", "any"]

SEXES = frozenset({"male", "female"})
# Groups of words in kg/patterns/words/pronouns.toml, which are the lemmas of pronoun mentions.
THIRD_PERSON = frozenset({"he", "she", "it", "they"})
SPEECH_ROLES = frozenset({"i", "you", "we"})  # whom they mean, only who speaks to whom tells

_LEFT_MODIFIERS = frozenset(
    {
        syntax.DETERMINER,
        syntax.ADJECTIVAL_MODIFIER,
        syntax.COMPOUND,
        syntax.POSSESSOR,
        syntax.NUMERAL,
        syntax.NOMINAL_MODIFIER,
        syntax.PREDETERMINER,
        syntax.QUANTIFIER_MODIFIER,
        syntax.ADVERBIAL_MODIFIER,
    }
)
_NOUN_MODIFIERS = frozenset(
    {
        syntax.COMPOUND,
        syntax.NOMINAL_MODIFIER,
        syntax.ADJECTIVAL_MODIFIER,
        syntax.NOUN_PHRASE_ADVERBIAL,
    }
)
_ARGUMENTS = syntax.SUBJECTS | {syntax.OBJECT}
_PRONOUN_TAGS = frozenset({"PRP", "PRP$"})


@dataclass(frozen=True, slots=True)
class CandidateMention:
    """A name, a noun phrase or a pronoun, and what grammar tells of the entity it may refer to.

    It spans the tokens from `start` up to `end`, with their syntactic head. The lemma of a pronoun
    is the name of its group of words in the word list: "he" for "his".
    """

    start: int
    end: int
    head: int
    form: Form
    type: EntityType
    text: str
    number: Number = "singular"
    gender: str | None = None
    lemma: str = ""
    definite: bool = False
    record: Record | None = None  # the entry of the name in the user's gazetteer


def characters_of(doc: Doc, mention: CandidateMention) -> Span:
    """The characters of the mention in the text."""
    last = doc[mention.end - 1]
    return Span(doc[mention.start].idx, last.idx + len(last))


def candidate_mentions(
    doc: Doc, names: Sequence[Name], measured: frozenset[int]
) -> tuple[CandidateMention, ...]:
    """Names, noun phrases and pronouns in order; tokens in `measured` (dates, sums) head none."""
    named = {i for name in names for i in range(name.start, name.end)}
    mentions = [_name_mention(doc, name) for name in names]
    for i in _possible_heads(doc):
        if i in named or i in measured:
            continue
        token = doc[i]
        mention = _pronoun_mention(token) or _noun_mention(token)
        if mention is not None:
            mentions.append(mention)
    return tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end)))


def _possible_heads(doc: Doc) -> list[int]:
    """The tokens that may head a phrase, by their class or, of numbers and pronouns, their word.

    Looked at all at once: to ask token by token is what costs.
    """
    strings = doc.vocab.strings
    heads = {strings[name] for name in syntax.NOUNS}
    tags = {strings[tag] for tag in _PRONOUN_TAGS}
    rows = doc.to_array(["POS", "TAG", "LOWER", "LIKE_NUM", "IS_SPACE"]).tolist()
    counting = {strings[word] for word in counting_words()}
    return [
        i
        for i, (pos, tag, lower, is_number, is_space) in enumerate(rows)
        if not is_space and (pos in heads or tag in tags or is_number or lower in counting)
    ]


def _name_mention(doc: Doc, name: Name) -> CandidateMention:
    return CandidateMention(
        start=name.start,
        end=name.end,
        head=doc[name.start : name.end].root.i,
        form="name",
        type=name.type,
        text=name.text,
        number="plural" if name.type == "Group" else "singular",
        gender=_gender_of_name(doc, name),
        lemma=name.text.lower(),
        definite=True,
        record=name.record,
    )


def _gender_of_name(doc: Doc, name: Name) -> str | None:
    """A person's gender by the honorific before the name, else by the name itself."""
    if name.type == "Group":
        return None
    if name.type != "Person":
        return "neuter"
    before = [doc[name.start - 1].text] if name.start else []
    return gender_of(before) or gender_of(name.text.split())


def _pronoun_mention(token: Token) -> CandidateMention | None:
    """The mention of a personal or possessive pronoun.

    Whom "I" and "you" mean, only the quotation tells; "they" and "it" may be anything.
    """
    if token.tag_ not in _PRONOUN_TAGS:
        return None
    for group, table in words("pronouns").items():
        if "number" in table and token.lower_ in table["words"]:
            return CandidateMention(
                start=token.i,
                end=token.i + 1,
                head=token.i,
                form="pronoun",
                type=table.get("type", "Other"),
                text=token.text,
                number=table["number"],
                gender=table.get("gender"),
                lemma=group,
                definite=True,
            )
    return None


def _noun_mention(token: Token) -> CandidateMention | None:
    """The mention of the phrase that a noun heads; None where it is a part of another phrase."""
    if not _may_head_phrase(token) or _modifies_later_noun(token):
        return None
    doc, lemma = token.doc, token.lemma_.lower()
    start, end = _left_edge(token), _right_edge(token)
    kind = type_of_noun(token)
    is_several = is_plural(token) or kind == "Group"
    return CandidateMention(
        start=start,
        end=end,
        head=token.i,
        form="nominal",
        type="Group" if kind == "Person" and is_several else kind,
        text=doc[start:end].text,
        number="plural" if is_several else "singular",
        gender=_gender_of_noun(kind, lemma),
        lemma=lemma,
        definite=_is_definite(token, doc[start]),
    )


def _may_head_phrase(token: Token) -> bool:
    """Whether it is a noun, or a number or a word of quantity that stands for one."""
    return syntax.is_noun(token) or counted_noun(token) is not None or stands_for_people(token)


def _modifies_later_noun(token: Token) -> bool:
    return token.dep_ in _NOUN_MODIFIERS and token.head.i > token.i


def _is_definite(noun: Token, first: Token) -> bool:
    """Whether the noun's phrase, whose first token is given, points at something known."""
    if first.lower_ in word_set("coreference", "definite", "determiners"):
        return True
    return first.tag_ == "PRP$" or syntax.has_child(noun, syntax.POSSESSOR)


def _gender_of_noun(kind: EntityType, lemma: str) -> str | None:
    """The gender of who or what a noun of this type and lemma names; None where it is open."""
    if kind not in {"Person", "Group"}:
        return "neuter"
    if kind == "Person" and lemma in word_set("nominals", "Person", "male"):
        return "male"
    if kind == "Person" and lemma in word_set("nominals", "Person", "female"):
        return "female"
    return None


def is_described_person(mention: CandidateMention) -> bool:
    """Whether it is a description of one person: "the mayor of Leeds"."""
    if mention.form != "nominal" or mention.type != "Person":
        return False
    return mention.number == "singular"


def genders_differ(a: CandidateMention, b: CandidateMention) -> bool:
    """Whether one is male and the other female: "Ms Dunne" is not "Roger Dunne"."""
    return {a.gender, b.gender} == SEXES


def type_of_noun(token: Token) -> EntityType:
    """The type of what a common noun names, by the first of these that applies.

    1. An organisation by the word before it: "coast guard".
    2. What a number or a word of quantity counts: "two of the nurses" are a group, "one" a person.
    3. A group: the plural of a noun for people.
    4. The type under which the lemma is listed.
    5. People by a title, by an ending such as "-ist" or by "who" behind it.
    6. Other.
    """
    counted = counted_noun(token)
    noun = counted or token
    lemma, plural = _without_prefix(noun.lemma_.lower()), is_plural(noun)
    if not plural and _is_compound_organisation(token, lemma):
        return "Organisation"
    is_count_of_people = counted is not None and lemma in word_set("nominals", "members", "nouns")
    if is_count_of_people or stands_for_people(token):
        return "Person" if token.lower_ in word_set("groups", "quantifiers", "single") else "Group"
    if plural and lemma in _nouns_of_people():
        return "Group"
    if lemma in _types_by_lemma():
        return _types_by_lemma()[lemma]
    if _is_title(noun, lemma) or _is_of_people(noun, lemma):
        return "Group" if plural else "Person"
    return "Other"


def _without_prefix(lemma: str) -> str:
    """The lemma without a prefix that leaves the type as it is: "minister" for "ex-minister"."""
    prefix, _, rest = lemma.partition("-")
    return rest if rest and prefix in word_set("nominals", "prefixes") else lemma


def _is_compound_organisation(token: Token, lemma: str) -> bool:
    """Whether the noun names an organisation with the word before it: "coast guard"."""
    if token.i == 0:
        return False
    bodies = word_set("nominals", "Organisation", "bodies")
    return f"{token.nbor(-1).lower_} {lemma}" in bodies


def _is_title(noun: Token, lemma: str) -> bool:
    heads = word_set("titles", "heads")
    return lemma in heads or noun.lower_ in heads


def _is_of_people(noun: Token, lemma: str) -> bool:
    """Whether a noun names people by its ending, or by a "who" behind it."""
    suffixes = tuple(words("nominals")["Person"]["suffixes"])
    if lemma.endswith(suffixes) and lemma not in words("nominals")["Person"]["not_by_suffix"]:
        return True
    return any(
        child.dep_ in _ARGUMENTS
        and child.lower_ in word_set("coreference", "pronouns", "of_people")
        for clause in syntax.children(noun, syntax.RELATIVE_CLAUSE)
        for child in clause.children
    )


@cache
def _nouns_of_people() -> frozenset[str]:
    """The listed nouns whose plural names a group of people."""
    persons = word_set("nominals", "Person", "nouns")
    members = word_set("nominals", "members", "nouns")
    return persons | members | word_set("titles", "heads")


@cache
def _types_by_lemma() -> Mapping[str, EntityType]:
    """The types of the listed nouns; of a noun in several lists the first in this order."""
    nouns = words("nominals")
    organisations = [*nouns["Organisation"]["business"], *nouns["Organisation"]["public"]]
    listed: tuple[tuple[EntityType, Sequence[str]], ...] = (
        ("Group", nouns["Group"]["nouns"]),
        ("Organisation", organisations),
        ("Person", nouns["Person"]["nouns"]),
        ("Place", nouns["Place"]["nouns"]),
        ("Work", nouns["Work"]["nouns"]),
    )
    types: dict[str, EntityType] = {}
    for kind, lemmas in listed:
        for lemma in lemmas:
            types.setdefault(lemma, kind)
    return types


def _left_edge(noun: Token) -> int:
    """Where the phrase begins: with its modifiers, not with a coordination before it."""
    start = noun.i
    for child in noun.lefts:
        if child.dep_ in _LEFT_MODIFIERS:
            start = min(start, child.left_edge.i)
    while start < noun.i and _is_punctuation(noun.doc[start]):
        start += 1
    return min(start, noun.i)


def _is_punctuation(token: Token) -> bool:
    return token.is_punct or token.is_space


def _right_edge(noun: Token) -> int:
    """Where the phrase ends: with an "of" phrase, of titles also a "for" phrase, and a particle.

    Relative clauses and appositions do not belong to it.
    """
    end = noun.i + 1
    if _is_object_of_accusation(noun):
        return end
    for child in noun.rights:
        if child.i != end:
            continue
        if child.dep_ == syntax.PARTICLE:
            end = child.i + 1
        elif child.dep_ == syntax.PREPOSITION and _continues_phrase(noun, child):
            objects = syntax.children(child, syntax.PREPOSITIONAL_OBJECT)
            if objects:
                end = max(_right_edge(objects[0]), end)
    return end


def _is_object_of_accusation(noun: Token) -> bool:
    """Whether an "of" behind it belongs to its verb: "accused both armies of crimes"."""
    return noun.dep_ == syntax.OBJECT and noun.head.lemma_.lower() in word_set("clauses", "of_whom")


def _continues_phrase(noun: Token, preposition: Token) -> bool:
    """Whether it is "of", or "for" behind a title: "the minister for health"."""
    if preposition.lower_ == "of":
        return True
    return preposition.lower_ == "for" and noun.lemma_.lower() in word_set("titles", "heads")
