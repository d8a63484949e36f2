"""Ages, prices, weights and other measures of somebody or something."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.attributes.draft import AttributeDraft, subject_at
from kg.extract.attributes.phrases import measure, number_of
from kg.extract.attributes.predicates import is_asked, subjects_of
from kg.extract.factuality import polarity_of
from kg.extract.mentions import is_person, kind_of
from kg.model import Mention
from kg.patterns import word_set, words
from kg.syntax import Arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

_AMOUNTS = frozenset({"Money", "Quantity"})
_PEOPLE = frozenset({"Person", "Group"})
_GROUPS = frozenset({"Group", "Organisation"})
_BEHIND_VERB = frozenset(
    {syntax.OBJECT, syntax.ATTRIBUTE, syntax.NOUN_PHRASE_ADVERBIAL, syntax.ADJECTIVAL_COMPLEMENT}
)
_BEFORE_AGE = frozenset({",", "(", "[", "–", "—"})
_BEHIND_AGE = frozenset({",", ")", "]", ".", ";", "–", "—", ""})


def measure_drafts(document: Document, arcs: Arcs) -> Iterator[AttributeDraft]:
    """The measures that verbs and nouns tell, in order of the text."""
    for token in document.tokens:
        if syntax.is_verb(token) and not is_asked(token):
            yield from _at_verb(document, arcs, token)
            yield from _turned(document, arcs, token)
        if token.lower_ in word_set("attributes", "ages", "before_number"):
            yield from _ages_at_verb(document, arcs, token)
        if syntax.is_noun(token):
            yield from _at_noun(document, arcs, token)


def _at_verb(document: Document, arcs: Arcs, verb: Token) -> Iterator[AttributeDraft]:
    """ "Costs $5", "is priced at $5", "makes up a fifth of it"."""
    found = _measure_of_verb(document, verb)
    if found is None:
        return
    value, label = found
    for subject in subjects_of(document, arcs, verb):
        if isinstance(subject, Mention) and subject.type in _AMOUNTS:
            continue
        polarity = polarity_of(verb)
        yield AttributeDraft(subject, value, (verb,), label, "measure", verb, polarity)


def _measure_of_verb(document: Document, verb: Token) -> tuple[Mention, str] | None:
    """The amount that the verb gives its subject, and what the verb is called."""
    lemma = verb.lemma_.lower()
    table = words("attributes")["measures"]
    if lemma in table["verbs"]:
        if syntax.has_child(verb, syntax.INDIRECT_OBJECT):
            return None  # "the strike cost the firm $5": it happened to the firm
        return _amount_among(document, syntax.children(verb, *_BEHIND_VERB), lemma)
    if lemma in table["shares"]:
        return _share_among(document, syntax.children(verb, syntax.OBJECT), lemma)
    for particle in verb.children:
        if particle.dep_ == syntax.PARTICLE and particle.lower_ in table["particles"].get(
            lemma, ()
        ):
            label = f"{lemma} {particle.lower_}"
            return _share_among(document, syntax.children(verb, syntax.OBJECT), label)
    for preposition in syntax.children(verb, syntax.PREPOSITION):
        if preposition.lower_ in table["behind"].get(lemma, ()):
            label = f"{lemma} {preposition.lower_}"
            nouns = syntax.children(preposition, syntax.PREPOSITIONAL_OBJECT)
            return _share_among(document, nouns, label)
    return None


def _amount_among(document: Document, nouns: list[Token], label: str) -> tuple[Mention, str] | None:
    """The first of the words that is an amount."""
    for noun in nouns:
        mention = document.mention_at(noun)
        if mention is not None and mention.type in _AMOUNTS:
            return mention, label
    return None


def _share_among(document: Document, nouns: list[Token], label: str) -> tuple[Mention, str] | None:
    """The first of the words that is an amount or a share: "20 percent of the workforce"."""
    for noun in nouns:
        mention = document.mention_at(noun)
        if mention is None:
            continue
        if mention.type in _AMOUNTS or _is_share(noun):
            return mention, label
    return None


def _is_share(noun: Token) -> bool:
    """Whether the word is a part of a whole: "half of them", "20 percent of the jobs"."""
    lemma = noun.lemma_.lower()
    return lemma in word_set("attributes", "measures", "parts") and any(
        c.lower_ == "of" for c in syntax.children(noun, syntax.PREPOSITION)
    )


# --- nouns ---------------------------------------------------------------------------------------


def _at_noun(document: Document, arcs: Arcs, noun: Token) -> Iterator[AttributeDraft]:
    """ "A workforce of 5,000", "at a price of $99"; ages beside a name or a noun."""
    yield from _ages(document, noun)
    lemma = noun.lemma_.lower()
    if lemma not in word_set("attributes", "measures", "nouns"):
        return
    for preposition in syntax.children(noun, syntax.PREPOSITION):
        if preposition.lower_ != "of":
            continue
        number = syntax.child(preposition, syntax.PREPOSITIONAL_OBJECT)
        value = None if number is None else _counted(document, number)
        owner = _owner(document, arcs, noun)
        if value is not None and owner is not None and owner.start != value.start:
            yield AttributeDraft(owner, value, (noun,), lemma, "measured-noun")


def _counted(document: Document, number: Token) -> Mention | None:
    """The amount behind "of", or a bare number: "twelve", "5,000 people"."""
    mention = document.mention_at(number)
    if mention is not None and mention.type in _AMOUNTS:
        return mention
    if number.pos_ == "NUM" and not list(number.children) and number_of([number.lower_]):
        return measure(document, [number], None)
    if mention is not None and syntax.has_child(number, syntax.NUMERAL):
        return mention
    return None


def _owner(document: Document, arcs: Arcs, noun: Token) -> Mention | None:
    """What is measured.

    1. "the firm's workforce of 5,000": the workforce; "the firm's debt of $5": the firm
    2. "the drives have a value of $5"
    3. "drives with a value of $5"
    4. "sold the drives at a price of $5"
    5. else what the noun itself stands for: "a fine of $5"
    """
    own = subject_at(document, noun)
    possessor = syntax.child(noun, syntax.POSSESSOR)
    if possessor is not None:
        is_body = own is not None and own.type in _GROUPS
        return own if is_body else subject_at(document, possessor)
    head = noun.head
    if noun.dep_ == syntax.OBJECT and head.lemma_ == "have":
        return next(_mentioned(document, arcs, head, syntax.SUBJECTS), own)
    preposition = syntax.preposition_of(noun)
    if preposition is None or preposition.lower_ not in word_set("attributes", "measures", "of"):
        return own
    head = preposition.head
    if syntax.is_noun(head):
        return subject_at(document, head)
    if not syntax.is_verb(head):
        return own
    labels = {syntax.PASSIVE_SUBJECT} if syntax.is_passive(head) else {syntax.OBJECT}
    return next(_mentioned(document, arcs, head, labels), own)


def _mentioned(
    document: Document, arcs: Arcs, verb: Token, labels: Collection[str]
) -> Iterator[Mention]:
    """What stands in one of these roles at the verb."""
    for arc in arcs[verb.i]:
        mention = subject_at(document, arc.token) if arc.label in labels else None
        if mention is not None:
            yield mention


# --- ages ----------------------------------------------------------------------------------------


def _ages(document: Document, noun: Token) -> Iterator[AttributeDraft]:
    """ "Roe, 54,", "Roe, aged 14", "a 14-year-old boy"."""
    mention = document.mention_of(noun)
    if mention is None:
        return
    for number in _numbers_of_age(document, noun, mention):
        yield _age(document, mention, number, "age-beside")


def _age(
    document: Document, subject: Mention, number: list[Token], shape: str = "age"
) -> AttributeDraft:
    value = measure(document, number, str(words("attributes")["ages"]["unit"]))
    return AttributeDraft(subject, value, tuple(number), "age", shape)


def _numbers_of_age(document: Document, noun: Token, mention: Mention) -> Iterator[list[Token]]:
    """The words that give an age beside the noun."""
    ages = words("attributes")["ages"]
    for child in noun.children:
        if child.pos_ == "NUM" and _is_set_off(noun, child) and is_person(document, mention):
            yield [child]
        elif child.lower_ in ages["old"] and child.dep_ == syntax.ADJECTIVAL_MODIFIER:
            yield from _years_before(child)


def _ages_at_verb(document: Document, arcs: Arcs, word: Token) -> Iterator[AttributeDraft]:
    """ "Roe, aged 14, left", "she joined at the age of seventeen": somebody's age at the time."""
    ages = words("attributes")["ages"]
    number = None
    if word.lower_ in ages["aged"] and word.i + 1 < len(word.doc):
        following = word.nbor()
        number = following if following.pos_ == "NUM" else None
        heads = [word, word.head]
    elif word.lower_ in ages["noun"] and word.dep_ == syntax.PREPOSITIONAL_OBJECT:
        if word.head.lower_ not in ages["at"]:
            return
        below = [w for w in word.subtree if w.pos_ == "NUM" and w.i > word.i]
        number = below[0] if len(below) == 1 and below[0].i <= word.i + 2 else None
        heads = [word.head.head]
    if number is None or number_of([number.lower_]) is None:
        return
    for head in heads:
        people = (
            [s for s in subjects_of(document, arcs, head) if isinstance(s, Mention)]
            if syntax.is_verb(head) or head == word
            else [m for m in (document.mention_at(head),) if m is not None]
        )
        people = [p for p in people if kind_of(document, p) in _PEOPLE]
        if people:
            yield from (_age(document, p, [number]) for p in people)
            return


def _turned(document: Document, arcs: Arcs, verb: Token) -> Iterator[AttributeDraft]:
    """ "Roe turned 40"."""
    if verb.lemma_.lower() not in word_set("attributes", "ages", "turned"):
        return
    number = next((c for c in verb.children if c.i == verb.i + 1 and c.pos_ == "NUM"), None)
    if number is None or list(number.children):
        return
    value = measure(document, [number], str(words("attributes")["ages"]["unit"]))
    for subject in subjects_of(document, arcs, verb):
        if isinstance(subject, Mention) and kind_of(document, subject) in _PEOPLE:
            polarity = polarity_of(verb)
            yield AttributeDraft(subject, value, (verb,), "age", "age", verb, polarity)


def _is_set_off(noun: Token, number: Token) -> bool:
    """Whether the number alone stands between two commas or brackets behind the noun."""
    if (
        number.i <= noun.i
        or number.nbor(-1).text not in _BEFORE_AGE
        or any(not t.is_punct for t in number.lefts)
    ):
        return False
    following = number.nbor().text if number.i + 1 < len(number.doc) else ""
    age = number_of([number.lower_])
    is_whole = age is not None and age == int(age)
    return (
        is_whole
        and following in _BEHIND_AGE
        and number.text.isdecimal()
        and 0 < (age or 0) <= words("attributes")["ages"]["oldest"]
    )


def _years_before(old: Token) -> Iterator[list[Token]]:
    """The words of "14-year-old"."""
    doc, first = old.doc, old.i
    while first > old.sent.start and (
        doc[first - 1].tag_ == "HYPH"
        or doc[first - 1].lemma_.lower() in word_set("attributes", "ages", "years")
        or doc[first - 1].pos_ == "NUM"
    ):
        first -= 1
    phrase = list(doc[first : old.i + 1])
    if any(t.pos_ == "NUM" for t in phrase) and len(phrase) > 2:
        yield phrase
