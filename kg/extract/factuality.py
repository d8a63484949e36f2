"""Did it happen? Polarity and certainty of what a word tells, from the words that govern it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import syntax
from kg.model import Certainty, Polarity
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOVERNED = {
    syntax.OPEN_COMPLEMENT,
    syntax.CLAUSAL_COMPLEMENT,
    syntax.OBJECT,
    syntax.PREPOSITIONAL_OBJECT,
    syntax.PREPOSITIONAL_COMPLEMENT,
    syntax.ADNOMINAL_CLAUSE,
    syntax.PREPOSITION,
    syntax.ADJECTIVAL_COMPLEMENT,
    syntax.OBJECT_PREDICATE,
    syntax.ATTRIBUTE,
}
_VERBS = {"VERB", "AUX"}


def polarity_of(token: Token) -> Polarity:
    """Negative where the word, its auxiliary, its determiner or the word that governs it says no."""
    if _denies(token) or _is_left_undone(token):
        return "negative"
    if token.dep_ == syntax.CONJUNCT and token.pos_ in _VERBS and not _has_subject(token):
        contrasted = any(
            c.dep_ == syntax.COORDINATOR and c.lower_ in word_set("reality", "contrasts")
            for c in token.head.children
        )
        return (
            polarity_of(token.head) if token.head.pos_ in _VERBS and not contrasted else "positive"
        )
    governor = _governor(token)
    if governor is None or (token.dep_ == syntax.PREPOSITIONAL_COMPLEMENT and _has_subject(token)):
        return _polarity_of_subject(
            token
        )  # "declined to say when it would pay" does not deny the payment
    if _prevents(governor, token):
        return (
            "positive" if polarity_of(governor) == "negative" else "negative"
        )  # "did not rule out" leaves it open
    if _is_of_noun(token, governor):
        return "negative" if _is_dropped(governor) else "positive"
    if not _shares_denial(token, governor):
        return "positive"
    return polarity_of(governor.head if governor.pos_ == "ADJ" else governor)


def _denies(token: Token) -> bool:
    """Do the word's own children say no: "not", "never", "nobody", "no longer", "a failed merger"?"""
    negative = word_set("reality", "negative_words")
    for child in token.children:
        if child.dep_ == syntax.NEGATION or (
            child.lower_ in negative
            and child.dep_ in {syntax.DETERMINER, syntax.ADVERBIAL_MODIFIER, syntax.PRECONJUNCTION}
        ):
            if not _is_only(child):
                return True
        elif (
            child.dep_
            in {
                syntax.SUBJECT,
                syntax.PASSIVE_SUBJECT,
                syntax.OBJECT,
                syntax.ATTRIBUTE,
                syntax.AGENT,
            }
            and _is_none(child, negative)
        ) or (child.dep_ == syntax.ADVERBIAL_MODIFIER and _is_no(child)):
            return True
    failed = any(
        c.dep_ == syntax.ADJECTIVAL_MODIFIER
        and c.lower_ in word_set("reality", "negative", "adverbs")
        for c in token.children
    )
    return failed and token.lemma_.lower() not in word_set("reality", "attempts")


def _is_no(adverb: Token) -> bool:
    """ "no longer", "no more"."""
    return any(
        c.dep_ in {syntax.NEGATION, syntax.DETERMINER} and c.lower_ == "no" for c in adverb.children
    )


def _is_only(negation: Token) -> bool:
    """ "Not only" denies nothing."""
    following = negation.doc[negation.i + 1 : negation.i + 2]
    return any(t.lower_ in word_set("reality", "only") for t in (*following, *negation.children))


def _is_none(token: Token, negative: frozenset[str]) -> bool:
    return token.lower_ in negative or any(
        c.dep_ in {syntax.DETERMINER, syntax.PRECONJUNCTION} and c.lower_ in {"no", "neither"}
        for c in token.children
    )


def _is_left_undone(token: Token) -> bool:
    """ "without paying", "instead of paying", "stopped short of paying", "has yet to pay", "too weak to walk"."""
    head, rather = token.head, word_set("reality", "rather")
    if token.dep_ in {syntax.PREPOSITIONAL_COMPLEMENT, syntax.PREPOSITIONAL_OBJECT}:
        of = [head.head, *head.children] if head.lower_ == "of" else []
        return any(t.lower_ in word_set("reality", "negative_prepositions") for t in (head, *of))
    if token.dep_ in {
        syntax.ADVERBIAL_CLAUSE,
        syntax.OPEN_COMPLEMENT,
        syntax.CONJUNCT,
        syntax.PREPOSITION,
    } and any(
        c.lower_ in rather | word_set("reality", "than") and c.i < token.i for c in token.children
    ):
        return any(t.lower_ in rather for t in token.doc[max(0, token.left_edge.i - 1) : token.i])
    if token.dep_ not in {
        syntax.OPEN_COMPLEMENT,
        syntax.ADVERBIAL_CLAUSE,
        syntax.CLAUSAL_COMPLEMENT,
    } or not _is_infinitive(token):
        return False
    yet = word_set("reality", "yet") if head.lemma_ in {"have", "be"} else frozenset()
    return any(
        (c.lower_ in yet and c.dep_ == syntax.ADVERBIAL_MODIFIER and c.i > head.i)
        or c.lower_ in word_set("reality", "too")
        for c in head.children
    )


def _polarity_of_subject(token: Token) -> Polarity:
    """Of a noun that is a subject: "the merger was not completed", "the strike did not begin", "the merger collapsed"."""
    verb = token.head
    if token.pos_ != "NOUN" or token.dep_ not in syntax.SUBJECTS:
        return "positive"
    if token.lemma_.lower() in word_set("reality", "prospects") and _collapses(verb):
        return "negative"
    if token.dep_ == syntax.SUBJECT and verb.lemma_ in word_set("clauses", "phases"):
        return "negative" if _denies(verb) else "positive"
    return "positive"


def _collapses(verb: Token) -> bool:
    particles = words("reality")["collapsing_particles"].get(verb.lemma_, ())
    return any(c.lower_ in particles for c in verb.children) or verb.lemma_.lower() in word_set(
        "reality", "collapsing"
    )


def _prevents(governor: Token, token: Token) -> bool:
    """Does what this word governs not come about: "failed to", "ruled out", "kept them from"? An offer refused was made all the same."""
    lemma = governor.lemma_.lower()
    particles = words("reality")["negative_particles"].get(lemma, ())
    off = any(
        c.dep_ in {syntax.PARTICLE, syntax.ADVERBIAL_MODIFIER} and c.lower_ in particles
        for c in governor.children
    )
    if not (
        off
        or lemma in word_set("reality", "negative_verbs")
        or (lemma in word_set("reality", "negative_from") and token.head.lower_ == "from")
    ):
        return False
    return not (
        token.pos_ == "NOUN"
        and token.lemma_.lower() in word_set("reality", "asked_nouns")
        and lemma in word_set("reality", "refusing")
    )


def _is_of_noun(token: Token, governor: Token) -> bool:
    """An infinitive, a gerund or a noun that a noun governs: "plans to buy", "talks on a merger"."""
    return governor.pos_ in {"NOUN", "PROPN"} and token.dep_ in {
        syntax.ADNOMINAL_CLAUSE,
        syntax.RELATIVE_CLAUSE,
        syntax.PREPOSITIONAL_COMPLEMENT,
        syntax.PREPOSITIONAL_OBJECT,
    }


def _is_dropped(noun: Token) -> bool:
    """ "no plans to buy", "abandoned plans to buy", "a failed bid to buy", "the bid to buy failed"."""
    lemma = noun.lemma_.lower()
    if lemma not in word_set("reality", "possible_verbs") | word_set(
        "reality", "probable_verbs"
    ) | word_set("reality", "attempts"):
        return False
    verb = noun.head
    if _denies(noun) or any(
        c.dep_ == syntax.ADJECTIVAL_MODIFIER
        and c.lower_ in word_set("reality", "negative", "adverbs")
        for c in noun.children
    ):
        return True
    if noun.dep_ in {syntax.OBJECT, syntax.PASSIVE_SUBJECT}:
        return verb.lemma_.lower() in word_set("reality", "dropped") or _denies(verb)
    return noun.dep_ == syntax.SUBJECT and (verb.lemma_.lower() == "fail" or _collapses(verb))


def _shares_denial(token: Token, governor: Token) -> bool:
    """What is not begun, not announced or not wanted is not done either; but "did not see the attack" leaves it a fact."""
    if token.dep_ == syntax.ATTRIBUTE:
        return True  # "is not a citizen"
    if (
        governor.pos_ == "ADJ"
        and governor.dep_ == syntax.ADJECTIVAL_COMPLEMENT
        and token.dep_ == syntax.OPEN_COMPLEMENT
    ):
        return True  # "was not able to pay"
    if _brings_about(governor, token):
        return True  # "did not lead to protests", "did not cause it to close"
    if governor.pos_ not in _VERBS or token.dep_ not in {
        syntax.OPEN_COMPLEMENT,
        syntax.PREPOSITIONAL_COMPLEMENT,
        syntax.OBJECT,
        syntax.ADNOMINAL_CLAUSE,
        syntax.PASSIVE_SUBJECT,
    }:
        return False
    if token.pos_ != "NOUN" or governor.lemma_.lower() in word_set("reality", "bring_about"):
        return True
    return token.dep_ == syntax.OBJECT and not any(
        c.dep_ == syntax.POSSESSOR
        or (c.dep_ == syntax.DETERMINER and c.lower_ in word_set("clauses", "pointers"))
        for c in token.children
    )


def _brings_about(governor: Token, token: Token) -> bool:
    lemma = governor.lemma_.lower()
    if token.dep_ in {syntax.OBJECT, syntax.PASSIVE_SUBJECT, syntax.CLAUSAL_COMPLEMENT}:
        return lemma in word_set("clauses", "causes")
    return token.dep_ == syntax.PREPOSITIONAL_OBJECT and token.head.lower_ in words("clauses")[
        "causes_by_preposition"
    ].get(lemma, ())


def certainty_of(token: Token) -> Certainty:
    """Certain where the words tell it as done; probable for what is planned or expected; possible for what may, should be wished or is only a condition."""
    if is_in_a_story(token):
        return "possible"
    own = _own(token)
    if own != "certain":
        return own
    if token.dep_ == syntax.CONJUNCT and token.head.pos_ == token.pos_ and not _has_subject(token):
        return certainty_of(token.head)
    if token.dep_ == syntax.COMPOUND or (
        token.dep_ in syntax.SUBJECTS | {syntax.CLAUSAL_SUBJECT}
        and token.dep_ != syntax.PASSIVE_SUBJECT
    ):
        return _by_what_it_is_part_of(token)
    if (
        token.dep_ == syntax.ADNOMINAL_CLAUSE
        and token.tag_ == "VBG"
        and token.head.lemma_.lower() in word_set("reality", "drafts")
    ):
        return "possible"
    governor = _governor(token)
    if _is_infinitive(token) and token.dep_ in {
        syntax.ADNOMINAL_CLAUSE,
        syntax.RELATIVE_CLAUSE,
        syntax.ADVERBIAL_CLAUSE,
    }:
        return _certainty_of_infinitive(token)
    if governor is None:
        return "probable" if _is_headline_plan(token) else "certain"
    return _by_governor(token, governor)


def is_in_a_story(token: Token) -> bool:
    """ "A drama about two sisters who cross the Sahara": nobody crosses it."""
    while token.dep_ in {syntax.CONJUNCT, syntax.OPEN_COMPLEMENT}:
        token = token.head
    noun = token.head
    work = (
        noun.head.head
        if token.dep_ == syntax.RELATIVE_CLAUSE
        and noun.dep_ == syntax.PREPOSITIONAL_OBJECT
        and noun.head.lower_ in word_set("reality", "stories_of")
        else None
    )
    return work is not None and work.lemma_.lower() in word_set("reality", "stories")


def _by_governor(token: Token, governor: Token) -> Certainty:
    lemma = governor.lemma_.lower()
    if _prevents(governor, token):
        if polarity_of(governor) != "negative":
            return certainty_of(governor)
        return "certain" if lemma in word_set("reality", "two_denials") else "possible"
    infinitive = token.dep_ == syntax.OPEN_COMPLEMENT and _has_to(token)
    if (lemma == "be" and token.dep_ == syntax.OPEN_COMPLEMENT) or (
        lemma in word_set("reality", "reported") and infinitive
    ):
        return "probable"  # "is to close", "was to be closed", "is said to have closed"
    if lemma in word_set("reality", "managing") and governor.head.tag_ == "VBD":
        return "certain"  # "was able to buy"
    if token.head.lower_ in words("reality")["possible_behind"].get(lemma, ()):
        return "possible"
    if (
        level := _level(
            lemma, token.pos_ in _VERBS and token.dep_ != syntax.PREPOSITIONAL_COMPLEMENT
        )
    ) != "certain":
        return level
    if token.dep_ in {
        syntax.OPEN_COMPLEMENT,
        syntax.OBJECT,
        syntax.PREPOSITIONAL_COMPLEMENT,
        syntax.PREPOSITIONAL_OBJECT,
        syntax.PREPOSITION,
        syntax.PASSIVE_SUBJECT,
        syntax.ATTRIBUTE,
    } or (token.dep_ == syntax.CLAUSAL_COMPLEMENT and lemma in word_set("clauses", "causes_to")):
        return certainty_of(governor)
    return "certain"


def _level(lemma: str, of_verb: bool = False) -> Certainty:
    """How sure what this word governs is; some words leave only infinitives open."""
    if lemma in word_set("reality", "possible_verbs") or (
        of_verb and lemma in word_set("reality", "possible_infinitives")
    ):
        return "possible"
    return (
        "probable"
        if lemma in word_set("reality", "probable_verbs")
        or (of_verb and lemma in word_set("reality", "probable_infinitives"))
        else "certain"
    )


def _certainty_of_infinitive(token: Token) -> Certainty:
    """A purpose may be; "plans to buy" are plans; "went on to win" is done."""
    head = token.head
    particles = words("reality")["done_particles"].get(head.lemma_, ())
    if token.dep_ == syntax.ADVERBIAL_CLAUSE and any(
        c.lower_ in particles and c.dep_ == syntax.PARTICLE for c in head.children
    ):
        return certainty_of(head)
    if token.dep_ != syntax.ADVERBIAL_CLAUSE and any(
        c.lower_ in word_set("reality", "ranking") for c in head.children
    ):
        return "certain"
    if token.dep_ != syntax.ADVERBIAL_CLAUSE and (
        head.lemma_.lower() in word_set("reality", "probable_verbs")
        or (head.dep_ == syntax.ROOT and head.pos_ == "PROPN")
    ):
        return "probable"  # "plans to buy"; a headline: "Nestlé to buy Unilever"
    return "possible"


def _by_what_it_is_part_of(token: Token) -> Certainty:
    """ "a takeover bid", "buying it would cost much", "a strike could follow": as sure as the whole, or as the verb of an indefinite subject."""
    if token.dep_ == syntax.COMPOUND:
        return _level(token.head.lemma_.lower())
    if token.dep_ == syntax.CLAUSAL_SUBJECT:
        return _own(token.head)
    known = any(
        c.dep_ == syntax.POSSESSOR
        or (c.dep_ == syntax.DETERMINER and c.lower_ in word_set("clauses", "pointers"))
        for c in token.children
    )
    return (
        "certain"
        if known or token.pos_ != "NOUN" or token.head.pos_ not in _VERBS
        else _own(token.head)
    )


def _is_headline_plan(token: Token) -> bool:
    """ "Nestlé to buy Unilever": an infinitive that is the sentence."""
    return token.dep_ == syntax.ROOT and _has_to(token) and _has_subject(token)


def _is_infinitive(token: Token) -> bool:
    """ "To sell", "to be sold"; a bare verb in the same place counts."""
    return token.tag_ == "VB" or _has_to(token)


def _has_to(token: Token) -> bool:
    return any(c.dep_ == syntax.AUXILIARY and c.tag_ == "TO" for c in token.children)


def _own(token: Token) -> Certainty:
    if _is_asked(token):
        return "possible"
    children = [
        c
        for c in token.children
        if c.dep_
        in {
            syntax.AUXILIARY,
            syntax.ADVERBIAL_MODIFIER,
            syntax.MARKER,
            syntax.ADJECTIVAL_COMPLEMENT,
            syntax.ADJECTIVAL_MODIFIER,
        }
    ]
    tables = words("reality")
    for level in ("possible", "probable"):
        table = tables[level]
        for child in children:
            text, lemma = child.lower_, child.lemma_.lower()
            if (
                (child.dep_ == syntax.AUXILIARY and text in table["modals"])
                or (
                    child.dep_ in {syntax.ADVERBIAL_MODIFIER, syntax.ADJECTIVAL_MODIFIER}
                    and text in table["adverbs"]
                )
                or (child.dep_ == syntax.MARKER and lemma in table.get("marks", ()))
            ):
                return (
                    "possible"
                    if level == "possible"
                    and not (text in table["backshifted"] and _is_reported(token))
                    else "probable"
                )
    return "certain"


def _is_reported(verb: Token) -> bool:
    """ "Said it would close": a "will" told in the past, not what would be if; what stands in quotation marks is told as it was said."""
    clause = verb
    while clause.dep_ == syntax.CONJUNCT and clause.head.pos_ in _VERBS:
        clause = clause.head
    told = clause.head
    if clause.dep_ != syntax.CLAUSAL_COMPLEMENT or told.tag_ != "VBD":
        return False
    before, behind = (
        sum(t.is_quote for t in part) % 2
        for part in (verb.doc[verb.sent.start : verb.i], verb.doc[verb.i : verb.sent.end])
    )
    supposed = any(
        c.dep_ == syntax.ADVERBIAL_CLAUSE
        and any(
            m.dep_ == syntax.MARKER and m.lower_ in word_set("reality", "possible", "marks")
            for m in c.children
        )
        for c in verb.children
    )
    return not supposed and not before and not behind


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in syntax.SUBJECTS for c in token.children)


def _is_asked(token: Token) -> bool:
    """Is it asked whether it is so: "Did Roe leave?" Who asks why or when takes it for granted."""
    auxiliary = next((c for c in token.children if c.dep_ in syntax.AUXILIARIES), None)
    subject = next((c for c in token.children if c.dep_ in syntax.SUBJECTS), None)
    inverted = (
        auxiliary is not None
        and subject is not None
        and auxiliary.i < subject.i
        and auxiliary.i == token.left_edge.i
    )
    return inverted and any(c.text == "?" for c in token.children)


def _governor(token: Token) -> Token | None:
    """The verb, noun or adjective that this word depends on as its complement."""
    if (token.dep_ == syntax.PASSIVE_SUBJECT and token.pos_ == "NOUN") or (
        token.dep_ == syntax.RELATIVE_CLAUSE and _is_infinitive(token) and not _has_subject(token)
    ):
        return token.head  # "a strike was planned", "a deal to sell"
    if token.dep_ not in _GOVERNED or (
        token.dep_ == syntax.ADNOMINAL_CLAUSE and not _is_infinitive(token)
    ):
        return None
    head = token.head
    while (
        head.dep_ in {syntax.PREPOSITION, syntax.PREPOSITIONAL_COMPLEMENT} and head.head != head
    ) or (head.pos_ == "ADP" and head.head != head):
        if head.lower_ in word_set("reality", "reasons"):
            return None
        head = head.head
    if head.pos_ == "ADP" or (head.lower_ in word_set("reality", "reasons") and head.pos_ != "ADJ"):
        return None  # "due to the contract"
    return head if head != token else None
