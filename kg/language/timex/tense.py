"""Whether the clause around an expression of time is about the past or about what is to come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

from kg import syntax
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Tense: TypeAlias = Literal["past", "present", "future", "open"]
_PRESENT = frozenset({"VBZ", "VBP"})
_BARE = frozenset({"VB", "VBP"})  # the model's tags of "say" in "heard him say"
_PARTICLES = frozenset({syntax.PARTICLE, syntax.ADVERBIAL_MODIFIER})
_COMPLEMENTS = frozenset({syntax.OPEN_COMPLEMENT, syntax.CLAUSAL_COMPLEMENT})
_PARTICIPLES = frozenset({"VBG", "VBN"})
_BARE_PAST_CLAUSES = frozenset({syntax.ADNOMINAL_CLAUSE, syntax.ROOT})
_CLAUSES_TO_COME = frozenset(
    {
        syntax.OPEN_COMPLEMENT,
        syntax.CLAUSAL_COMPLEMENT,
        syntax.ADNOMINAL_CLAUSE,
        syntax.RELATIVE_CLAUSE,
    }
)


def tense_around(span: Span, headline: bool = False) -> Tense:
    """The tense of the verb that the words depend on.

    A headline reports the past in the present tense.
    """
    verb = _governing_verb(span.root)
    if verb is None:
        return "open"
    tense = _tense(verb, headline)
    return "future" if tense == "present" and _is_set_for(verb, span.root) else tense


def _is_set_for(verb: Token, date: Token) -> bool:
    """Whether the clause is "The vote is on 3 December": what is on a day is to come."""
    days = (day for on in verb.children if on.lower_ == "on" for day in on.children)
    is_on = any(day == date or day.ent_type_ == "DATE" for day in days)
    return is_on and verb.lemma_ == "be"


def leads_to(span: Span, preposition: str) -> bool:
    """Whether the clause leads to the date behind this preposition, whatever its tense.

    "Was postponed until Monday", "gave them until Friday", "has been closed until June"; but "they
    stayed until Monday" is over.
    """
    if any(token.lemma_.lower() in word_set("time", "putting_off_nouns") for token in _up(span)):
        return True
    verb = _governing_verb(span.root)
    if verb is None:
        return False
    if puts_off(verb):
        return True
    if preposition not in word_set("time", "limits"):
        return False
    return verb.lemma_.lower() in word_set("time", "given_until") or _holds_still(verb)


def puts_off(verb: Token) -> bool:
    """Whether the verb gives something another day: "postpone", "put off", "bring forward"."""
    particles = [c.lower_ for c in verb.children if c.dep_ in _PARTICLES and c.i > verb.i]
    lemma = verb.lemma_.lower()
    phrases = {lemma, *(f"{lemma} {particle}" for particle in particles)}
    return not phrases.isdisjoint(word_set("time", "putting_off"))


def _up(span: Span) -> Iterator[Token]:
    """The nouns above the date, up to the first verb."""
    for token in span.root.ancestors:
        if syntax.is_verb(token):
            return
        yield token


def _holds_still(verb: Token) -> bool:
    """Whether the clause says what is so now: "is closed", "has been closed", "has closed"."""
    helpers = [c for c in verb.children if c.dep_ in syntax.AUXILIARIES]
    return any(token.tag_ in _PRESENT for token in (verb, *helpers))


def _governing_verb(token: Token) -> Token | None:
    """The verb above; or a word such as "upcoming" on the way up, which says as much."""
    nouns = 0
    while not syntax.is_verb(token):
        if token.pos_ == "ADJ" and token.lower_ in word_set("time", "to_come"):
            return token
        nouns += token.pos_ == "NOUN"
        modifier = _modifier_to_come(token)
        if modifier is not None and nouns <= 1:
            return modifier
        if token.head == token:
            return None
        token = token.head
    return token


def _modifier_to_come(noun: Token) -> Token | None:
    """The first adjective of the noun that looks ahead: "the upcoming vote"."""
    for child in noun.children:
        if child.dep_ == syntax.ADJECTIVAL_MODIFIER and _is_to_come(child):
            return child
    return None


def _is_to_come(token: Token) -> bool:
    """Whether the word looks ahead whatever its tense: "upcoming", "scheduled", "due"."""
    return token.lemma_.lower() in word_set("time", "to_come")


def _tense(verb: Token, headline: bool) -> Tense:
    """The tense of the verb with its auxiliaries, or of the verb above where it has none."""
    if not syntax.is_verb(verb) or _is_to_come(verb):
        return "future"
    helpers = {c.lower_: c for c in verb.children if c.dep_ in syntax.AUXILIARIES}
    is_perfect = any(helper.lemma_ == "have" for helper in helpers.values())
    if helpers.keys() & word_set("time", "modals"):
        return "past" if is_perfect else "future"
    if "to" in helpers:
        return _tense_of_infinitive(verb, headline)
    tags = {verb.tag_, *(helper.tag_ for helper in helpers.values())}
    if "VBD" in tags:
        return "past"
    if verb.tag_ == "VBN":
        is_bare = not helpers and verb.dep_ in _BARE_PAST_CLAUSES  # "the firm founded in May"
        if is_perfect or is_bare:
            return "past"
    if tags & _PRESENT:
        return _tense_of_present(verb, headline)
    if verb.tag_ == "VBN":
        return _tense_above(verb, headline)
    return _tense_of_bare_infinitive(verb, headline)


def _tense_of_present(verb: Token, headline: bool) -> Tense:
    """The present, the past of a headline, or none: "Roe says", "Acme is closed"."""
    is_told = verb.lemma_ in word_set("time", "telling") or _senses_what_was(verb)
    if verb.tag_ in _PARTICIPLES or is_told:
        return "open"
    if headline:
        return "past"
    return "future" if verb.lemma_ in word_set("time", "scheduled") else "present"


def _senses_what_was(verb: Token) -> bool:
    """Whether the verb is of sense and governs a bare infinitive: "hears him say"."""
    complements = [c for c in verb.children if c.dep_ in _COMPLEMENTS and c.tag_ in _BARE]
    is_bare = any(not syntax.has_child(c, *syntax.AUXILIARIES) for c in complements)
    return is_bare and verb.lemma_ in word_set("time", "sensing")


def _tense_of_bare_infinitive(verb: Token, headline: bool) -> Tense:
    """The tense of what is perceived or let happen: "heard him say"; else none."""
    is_complement = verb.dep_ in _COMPLEMENTS and verb.head != verb
    is_perceived = is_complement and verb.head.lemma_.lower() in word_set("time", "perceiving")
    if verb.tag_ not in _BARE or not is_perceived:
        return "open"
    tense = _tense(verb.head, headline)
    return "open" if tense == "present" else tense


def _tense_above(participle: Token, headline: bool) -> Tense:
    """The tense of the verb above a participle that is no adjective."""
    if participle.dep_ == syntax.ADJECTIVAL_MODIFIER or participle.head == participle:
        return "open"
    verb = _governing_verb(participle.head)
    return "open" if verb is None else _tense(verb, headline)


def _tense_of_infinitive(verb: Token, headline: bool) -> Tense:
    """The tense of "to …".

    "Is to begin", "plans to begin" and "was set to begin" look ahead; "was forced to go" and "flew
    there to meet her" report what was.
    """
    governor = verb.head
    if governor == verb or not syntax.is_verb(governor):
        return "future"
    came_about = governor.lemma_ in word_set("time", "come_about")
    if came_about or verb.dep_ not in _CLAUSES_TO_COME:
        return _tense(governor, headline)
    return "future"
