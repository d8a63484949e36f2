"""Whether an event happened: the polarity and the certainty of the word that reports it.

Both come from the word itself, from the words around it and from the words that govern it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import syntax
from kg.model import Certainty, Polarity
from kg.patterns import word_set, words
from kg.syntax.once_per_token import once_per_token

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# how a word hangs on the verb, noun or adjective that governs it
_GOVERNED = frozenset(
    {
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
)
# what "not", "no longer" or "a failed" is to the word that it denies
_DENYING = frozenset({syntax.DETERMINER, syntax.ADVERBIAL_MODIFIER, syntax.PRECONJUNCTION})
# whose "nobody" or "no minister" denies the verb
_PARTICIPANTS = frozenset({*syntax.SUBJECTS, syntax.OBJECT, syntax.ATTRIBUTE, syntax.AGENT})
_BEHIND_PREPOSITION = frozenset({syntax.PREPOSITIONAL_COMPLEMENT, syntax.PREPOSITIONAL_OBJECT})
# "rather than recall the cars"
_BEHIND_THAN = frozenset(
    {syntax.ADVERBIAL_CLAUSE, syntax.OPEN_COMPLEMENT, syntax.CONJUNCT, syntax.PREPOSITION}
)
# "has yet to pay", "too weak to walk"
_BEHIND_YET_OR_TOO = frozenset(
    {syntax.OPEN_COMPLEMENT, syntax.ADVERBIAL_CLAUSE, syntax.CLAUSAL_COMPLEMENT}
)
# "plans to buy", "talks on a merger"
_OF_NOUN = frozenset({syntax.ADNOMINAL_CLAUSE, syntax.RELATIVE_CLAUSE, *_BEHIND_PREPOSITION})
# what is not done where the verb that governs it is denied
_SHARES_DENIAL = frozenset(
    {
        syntax.OPEN_COMPLEMENT,
        syntax.PREPOSITIONAL_COMPLEMENT,
        syntax.OBJECT,
        syntax.ADNOMINAL_CLAUSE,
        syntax.PASSIVE_SUBJECT,
    }
)
# "caused a strike", "caused it to close"
_CAUSED = frozenset({syntax.OBJECT, syntax.PASSIVE_SUBJECT, syntax.CLAUSAL_COMPLEMENT})
# what is as certain as the word that governs it
_SHARES_CERTAINTY = frozenset(
    {
        syntax.OPEN_COMPLEMENT,
        syntax.OBJECT,
        syntax.PREPOSITIONAL_COMPLEMENT,
        syntax.PREPOSITIONAL_OBJECT,
        syntax.PREPOSITION,
        syntax.PASSIVE_SUBJECT,
        syntax.ATTRIBUTE,
    }
)
# "a takeover bid", "a strike could follow", "buying it would cost much"
_PART_OF_ANOTHER = frozenset({syntax.COMPOUND, syntax.SUBJECT, syntax.CLAUSAL_SUBJECT})
# "a plan to buy", "took a train to visit her"
_MODIFIER_CLAUSES = frozenset(
    {syntax.ADNOMINAL_CLAUSE, syntax.RELATIVE_CLAUSE, syntax.ADVERBIAL_CLAUSE}
)
_PREPOSITIONAL = frozenset({syntax.PREPOSITION, syntax.PREPOSITIONAL_COMPLEMENT})
_MODIFIERS = frozenset({syntax.ADVERBIAL_MODIFIER, syntax.ADJECTIVAL_MODIFIER})
_STORY_PARTS = frozenset({syntax.CONJUNCT, syntax.OPEN_COMPLEMENT})

# "it is true that he left", "the lie that he left"
_CONTENT_CLAUSES = frozenset(
    {syntax.CLAUSAL_COMPLEMENT, syntax.ADNOMINAL_CLAUSE, syntax.RELATIVE_CLAUSE}
)
_PREDICATES = frozenset({syntax.ADJECTIVAL_COMPLEMENT, syntax.ATTRIBUTE})
_QUESTION_WORDS = frozenset({"WRB", "WP", "WP$"})  # tags
_CORRECTION = 3  # sentences over which a correction goes on

# nouns and verbs that govern what is not done yet: plans, offers, attempts
_PLANS = ("possible_verbs", "probable_verbs", "attempts")


@once_per_token
def polarity_of(token: Token) -> Polarity:
    """Negative where the word, what belongs to it or what governs it says that it was not so.

    1. "did not pay", "without paying": the words around it deny it.
    2. "did not come or sing": a coordinated verb goes with the first one.
    3. "the merger collapsed": a subject may be denied by its verb.
    4. "ruled out paying": what governs it prevents it.
    5. "abandoned plans to pay": the noun that governs it was dropped.
    6. "did not want to pay": it goes with what governs it.
    7. "it is not true that it paid": the clause is called untrue.
    """
    denied = is_denied(token) or _is_left_undone(token)
    if _is_untrue(token):
        return "positive" if denied else "negative"
    if denied:
        return "negative"
    if _is_verb_without_subject(token):
        return _polarity_of_conjunct(token)
    governor = _governor(token)
    if governor is None or _is_clause_behind_preposition(token):
        return _polarity_of_subject(token)
    if _prevents(governor, token):
        return _opposite(polarity_of(governor))  # "did not rule out" leaves it open
    if _is_of_noun(token, governor):
        return "negative" if _is_dropped(governor) else "positive"
    if _shares_denial(token, governor):
        return polarity_of(governor.head if governor.pos_ == "ADJ" else governor)
    return "positive"


def _is_untrue(token: Token) -> bool:
    """Whether the article says that the clause is not so.

    "It is not true that", "it is a lie that"; "An earlier version of this article said that".
    """
    clause = _first_clause(token)
    if clause.dep_ not in _CONTENT_CLAUSES:
        return False
    head = clause.head
    if clause.dep_ == syntax.CLAUSAL_COMPLEMENT and retracts(head):
        # "misstated why Roe left": she did leave
        return not any(child.tag_ in _QUESTION_WORDS for child in clause.children)
    if _is_of_noun_with_that(clause) and _denies_by_meaning(head):
        return True  # "her denial that it paid"
    truth = _said_of_clause(clause)
    if truth is None:
        return False
    verb = truth.head if truth.dep_ in _PREDICATES else truth
    lemma = truth.lemma_.lower()
    doubly = is_denied(verb) or is_denied(truth)
    if lemma in word_set("factuality", "truth", "false"):
        return not doubly
    return doubly and lemma in word_set("factuality", "truth", "true")


def _first_clause(token: Token) -> Token:
    """The verb with which a coordination of clauses begins."""
    while token.dep_ == syntax.CONJUNCT and syntax.is_verb(token.head):
        token = token.head
    return token


def _said_of_clause(clause: Token) -> Token | None:
    """The predicate that says of a clause what it is: the "true" of "it is true that"."""
    head = clause.head
    if head.pos_ == "ADJ" or (head.dep_ == syntax.ATTRIBUTE and _is_of_noun_with_that(clause)):
        return head
    if head.lemma_ != "be":
        return None
    return syntax.child(head, *_PREDICATES)


def _is_of_noun_with_that(clause: Token) -> bool:
    """Whether it is the clause of "the lie that he left", not of "the lie that he told"."""
    is_of_noun = clause.dep_ in {syntax.ADNOMINAL_CLAUSE, syntax.RELATIVE_CLAUSE}
    return is_of_noun and syntax.has_child(clause, syntax.MARKER)


def _denies_by_meaning(word: Token) -> bool:
    """Whether what the word governs is not so: "denied", "denial", "failed"."""
    return word.lemma_.lower() in word_set("factuality", "negative_verbs")


def retracts(verb: Token) -> bool:
    """Whether the verb tells what an article said that is no longer held to be so.

    1. "An earlier version of this article said that …", with what goes on behind it: "It also said"
    2. "The article originally said that …"
    """
    subject = syntax.subject(verb)
    if subject is None or not syntax.is_verb(verb):
        return False
    if subject.lower_ in word_set("factuality", "corrections", "again"):
        before = _sentences_before(subject)
        return any(_is_earlier_version(s) for v in before for s in syntax.subjects(v.root))
    return _is_earlier_version(subject) or _is_corrected_article(subject, verb)


def _is_earlier_version(noun: Token) -> bool:
    """Whether it is "an earlier version of this article"."""
    table = words("factuality")["corrections"]
    return noun.lemma_.lower() in table["versions"] and any(
        c.lower_ in table["earlier"] for c in syntax.children(noun, syntax.ADJECTIVAL_MODIFIER)
    )


def _is_corrected_article(noun: Token, verb: Token) -> bool:
    """Whether an article "originally", "incorrectly" said it."""
    table = words("factuality")["corrections"]
    return noun.lemma_.lower() in table["articles"] and any(
        c.lower_ in table["wrongly"] for c in syntax.children(verb, syntax.ADVERBIAL_MODIFIER)
    )


def _sentences_before(token: Token) -> list[Span]:
    """The few sentences before that of the word, in its paragraph."""
    found: list[Span] = []
    start = token.sent.start
    while start > 0 and len(found) < _CORRECTION and "\n" not in token.doc[start - 1].text:
        found.append(token.doc[start - 1].sent)
        start = found[-1].start
    return found


def _opposite(polarity: Polarity) -> Polarity:
    return "positive" if polarity == "negative" else "negative"


def _is_verb_without_subject(token: Token) -> bool:
    """Whether a coordinated verb shares the subject of the first: "came and sang"."""
    coordinated = token.dep_ == syntax.CONJUNCT and syntax.is_verb(token)
    return coordinated and not syntax.has_subject(token)


def _polarity_of_conjunct(token: Token) -> Polarity:
    """The polarity of the verb it is coordinated with, unless the two are contrasted."""
    first = token.head
    if not syntax.is_verb(first) or _is_contrasted(first):
        return "positive"
    return polarity_of(first)


def _is_contrasted(first: Token) -> bool:
    """Whether "but" or "instead" follows: "did not come but called"."""
    contrasts = word_set("factuality", "contrasts")
    return any(c.dep_ == syntax.COORDINATOR and c.lower_ in contrasts for c in first.children)


def _is_clause_behind_preposition(token: Token) -> bool:
    """Whether it is asked about: "declined to say when it would pay" denies no payment."""
    return token.dep_ == syntax.PREPOSITIONAL_COMPLEMENT and syntax.has_subject(token)


def is_denied(token: Token) -> bool:
    """Whether its own words deny it.

    "not", "never", "nobody", "no longer", "almost", "a failed merger"
    """
    if any(_denies(child) for child in token.children) or _is_almost_done(token):
        return True
    return _is_failed(token) and token.lemma_.lower() not in word_set("factuality", "attempts")


def _denies(child: Token) -> bool:
    """Whether the word denies the one it hangs on."""
    if _is_negative_word(child):
        return not _is_not_only(child)
    if child.dep_ in _PARTICIPANTS:
        return _is_nobody(child)
    return child.dep_ == syntax.ADVERBIAL_MODIFIER and _has_no(child)


def _is_almost_done(verb: Token) -> bool:
    """Whether it was almost done, and so was not: "almost bought"; "almost doubled" goes far."""
    if not syntax.is_verb(verb) or verb.lemma_.lower() in word_set("factuality", "by_degrees"):
        return False
    almost = word_set("factuality", "almost")
    return any(
        c.lower_ in almost and c.dep_ == syntax.ADVERBIAL_MODIFIER and c.i < verb.i
        for c in verb.children
    )


def _is_negative_word(child: Token) -> bool:
    """Whether it is "not", "never" or "neither", and not a noun such as "nobody"."""
    if child.dep_ == syntax.NEGATION:
        return True
    return child.dep_ in _DENYING and child.lower_ in word_set("factuality", "negative_words")


def _is_not_only(negation: Token) -> bool:
    """Whether it is the "not" of "not only", which denies nothing."""
    following = negation.doc[negation.i + 1 : negation.i + 2]
    only = word_set("factuality", "only")
    return any(t.lower_ in only for t in (*following, *negation.children))


def _is_nobody(token: Token) -> bool:
    """Whether a participant stands for nobody: "nobody", "no minister", "neither firm"."""
    if token.lower_ in word_set("factuality", "negative_words"):
        return True
    none = word_set("factuality", "none")
    return any(
        c.lower_ in none and c.dep_ in {syntax.DETERMINER, syntax.PRECONJUNCTION}
        for c in token.children
    )


def _has_no(adverb: Token) -> bool:
    """Whether the adverb is "no longer", "no more" or "never before"."""
    no = word_set("factuality", "before_adverbs")
    return any(
        c.lower_ in no and c.dep_ in {syntax.NEGATION, syntax.DETERMINER} for c in adverb.children
    )


def _is_failed(noun: Token) -> bool:
    """Whether its adjective says that it came to nothing: "a failed merger"."""
    failed = word_set("factuality", "negative", "adverbs")
    return any(c.dep_ == syntax.ADJECTIVAL_MODIFIER and c.lower_ in failed for c in noun.children)


def _is_left_undone(token: Token) -> bool:
    """Whether the words before it say that it was not done.

    1. "without paying", "instead of paying", "stopped short of paying"
    2. "rather than pay"
    3. "has yet to pay", "too weak to walk"
    """
    if token.dep_ in _BEHIND_PREPOSITION:
        return _is_behind_without(token.head)
    if token.dep_ in _BEHIND_THAN and _opens_with_than(token):
        return _is_behind_rather(token)
    if token.dep_ in _BEHIND_YET_OR_TOO and _is_infinitive(token):
        return _leaves_infinitive_undone(token.head)
    return False


def _is_behind_without(preposition: Token) -> bool:
    """Whether the preposition is "without", or the "of" of "instead of" or "short of"."""
    negative = word_set("factuality", "negative_prepositions")
    if preposition.lower_ in negative:
        return True
    if preposition.lower_ != "of":
        return False
    return any(t.lower_ in negative for t in (preposition.head, *preposition.children))


def _opens_with_than(token: Token) -> bool:
    """Whether "rather" or "than" hangs on the word and stands before it."""
    rather, than = word_set("factuality", "rather"), word_set("factuality", "than")
    return any(left.lower_ in rather or left.lower_ in than for left in token.lefts)


def _is_behind_rather(token: Token) -> bool:
    """Whether "rather" stands among the words that open the clause, or right before them."""
    rather = word_set("factuality", "rather")
    start = max(0, token.left_edge.i - 1)
    return any(t.lower_ in rather for t in token.doc[start : token.i])


def _leaves_infinitive_undone(head: Token) -> bool:
    """Whether the word above an infinitive denies it: "has yet to pay", "too weak to walk"."""
    too = word_set("factuality", "too")
    if any(child.lower_ in too for child in head.children):
        return True
    takes_yet = head.lemma_ in word_set("factuality", "before_yet")
    return takes_yet and any(_is_yet(child, head) for child in head.children)


def _is_yet(child: Token, verb: Token) -> bool:
    """Whether it is the "yet" of "has yet to pay"."""
    adverb = child.dep_ == syntax.ADVERBIAL_MODIFIER and child.i > verb.i
    return adverb and child.lower_ in word_set("factuality", "yet")


def _polarity_of_subject(token: Token) -> Polarity:
    """Negative for a noun whose verb denies it.

    "The merger collapsed", "the strike did not begin"; all else is positive.
    """
    verb = token.head
    if token.pos_ != "NOUN" or token.dep_ not in syntax.SUBJECTS:
        return "positive"
    if token.lemma_.lower() in word_set("factuality", "prospects") and _collapses(verb):
        return "negative"
    takes_place = token.dep_ == syntax.SUBJECT and verb.lemma_ in word_set("clauses", "phases")
    return "negative" if takes_place and is_denied(verb) else "positive"


def _collapses(verb: Token) -> bool:
    """Whether the verb says that its subject came to nothing: "collapsed", "fell through"."""
    if verb.lemma_.lower() in word_set("factuality", "collapsing"):
        return True
    particles = words("factuality")["collapsing_particles"].get(verb.lemma_, ())
    return any(c.lower_ in particles for c in verb.children)


def _prevents(governor: Token, token: Token) -> bool:
    """Whether what this word governs is not done: "failed to", "ruled out", "kept them from"."""
    return _is_preventing(governor, token) and not _was_asked_all_the_same(governor, token)


def _is_preventing(governor: Token, token: Token) -> bool:
    """Whether the governor is a verb or noun of not doing, by itself or with its particle."""
    lemma = governor.lemma_.lower()
    if _denies_by_meaning(governor):
        return True
    if token.head.lower_ == "from" and lemma in word_set("factuality", "negative_from"):
        return True
    particles = words("factuality")["negative_particles"].get(lemma, ())
    return any(_is_particle(c) and c.lower_ in particles for c in governor.children)


def _is_particle(child: Token) -> bool:
    """Whether it may be the particle of a verb: "off" in "called off"."""
    return child.dep_ in {syntax.PARTICLE, syntax.ADVERBIAL_MODIFIER}


def _was_asked_all_the_same(governor: Token, token: Token) -> bool:
    """Whether it is an offer, a request or a claim that was refused: it was made all the same."""
    if token.pos_ != "NOUN" or token.lemma_.lower() not in word_set("factuality", "asked_nouns"):
        return False
    return governor.lemma_.lower() in word_set("factuality", "refusing")


def _is_of_noun(token: Token, governor: Token) -> bool:
    """Whether a noun governs an infinitive, gerund or noun: "plans to buy", "talks on a merger"."""
    return token.dep_ in _OF_NOUN and syntax.is_noun(governor)


def _is_dropped(noun: Token) -> bool:
    """Whether a plan or an attempt came to nothing.

    1. "no plans to buy", "a failed bid to buy"
    2. "abandoned plans to buy", "did not announce plans to buy"
    3. "the bid to buy failed"
    """
    if not _is_plan(noun):
        return False
    if is_denied(noun) or _is_failed(noun):
        return True
    verb = noun.head
    if noun.dep_ in {syntax.OBJECT, syntax.PASSIVE_SUBJECT}:
        return verb.lemma_.lower() in word_set("factuality", "dropped") or is_denied(verb)
    return noun.dep_ == syntax.SUBJECT and _fails(verb)


def _is_plan(noun: Token) -> bool:
    """Whether the noun is a plan, an offer or an attempt, so that what it is for is still open."""
    lemma = noun.lemma_.lower()
    return any(lemma in word_set("factuality", kind) for kind in _PLANS)


def _fails(verb: Token) -> bool:
    return verb.lemma_.lower() in word_set("factuality", "failing") or _collapses(verb)


def _shares_denial(token: Token, governor: Token) -> bool:
    """Whether it was not done where its governor was not.

    1. "is not a citizen"
    2. "was not able to pay"
    3. "did not lead to protests", "did not cause it to close"
    4. "did not begin to pay", "did not plan a strike"; but "did not see the attack" denies none
    """
    if token.dep_ == syntax.ATTRIBUTE:
        return True
    if _is_infinitive_of_predicate(token, governor) or _brings_about(governor, token):
        return True
    if not syntax.is_verb(governor) or token.dep_ not in _SHARES_DENIAL:
        return False
    if token.pos_ != "NOUN" or governor.lemma_.lower() in word_set("factuality", "bring_about"):
        return True
    return token.dep_ == syntax.OBJECT and not _is_definite(token)


def _is_infinitive_of_predicate(token: Token, adjective: Token) -> bool:
    """Whether a predicate adjective governs the verb: "able to pay"."""
    predicate = adjective.pos_ == "ADJ" and adjective.dep_ == syntax.ADJECTIVAL_COMPLEMENT
    return predicate and token.dep_ == syntax.OPEN_COMPLEMENT


def _is_definite(noun: Token) -> bool:
    """Whether the noun refers to something known: "the attack", "their plan"."""
    return any(_makes_definite(child) for child in noun.children)


def _makes_definite(child: Token) -> bool:
    if child.dep_ == syntax.POSSESSOR:
        return True
    return child.dep_ == syntax.DETERMINER and child.lower_ in word_set("clauses", "pointers")


def _brings_about(governor: Token, token: Token) -> bool:
    """Whether the governor causes it: "sparked protests", "led to protests"."""
    lemma = governor.lemma_.lower()
    if token.dep_ in _CAUSED:
        return lemma in word_set("clauses", "causes")
    if token.dep_ != syntax.PREPOSITIONAL_OBJECT:
        return False
    return token.head.lower_ in words("clauses")["causes_by_preposition"].get(lemma, ())


@once_per_token
def certainty_of(token: Token) -> Certainty:
    """How certain the words make it.

    "certain" is what is reported as done, "probable" what is planned or expected, and "possible"
    what may, should or is wished to be, or is only a condition.
    """
    condition = token.head if token.dep_ == syntax.OPEN_COMPLEMENT else token
    if is_in_a_story(token) or _is_inverted_condition(condition):
        return "possible"
    of_clause = _certainty_of_clause(token)
    if of_clause != "certain":
        return of_clause
    own = _certainty_of_own_words(token)
    if own != "certain":
        return own
    if _shares_first_conjunct(token):
        return certainty_of(token.head)
    if token.dep_ in _PART_OF_ANOTHER:
        return _certainty_of_part(token)
    if _is_gerund_of_draft(token):
        return "possible"
    if token.dep_ in _MODIFIER_CLAUSES and _is_infinitive(token):
        return _certainty_of_infinitive(token)
    governor = _governor(token)
    if governor is None:
        return "probable" if _is_headline_plan(token) else "certain"
    return _certainty_by_governor(token, governor)


def _is_inverted_condition(token: Token) -> bool:
    """Whether it is a condition without an "if": "Had Roe bought it, it would have failed".

    Not where an adverb or a question puts the auxiliary first: "Never had Roe bought it".
    """
    subject = syntax.child(token, *syntax.SUBJECTS, syntax.ATTRIBUTE)
    first = next((t for t in (*token.children, token) if _is_inverting(t, token)), None)
    if subject is None or first is None or first.i > subject.i:
        return False
    if token.dep_ == syntax.ADVERBIAL_CLAUSE:
        return bool(first.i == token.left_edge.i)
    if any(c.text == "?" for c in token.children):
        return False
    # "It would have failed had Roe bought it": the parser takes the condition for the main clause
    before = (c for c in syntax.children(token, syntax.CLAUSAL_COMPLEMENT) if c.i < first.i)
    modals = word_set("factuality", "possible", "modals")
    return any(a.lower_ in modals for c in before for a in syntax.children(c, syntax.AUXILIARY))


def _is_inverting(word: Token, verb: Token) -> bool:
    """Whether it is the "had" or "should" of the verb, or the verb is "were"."""
    is_own = word == verb or word.dep_ in syntax.AUXILIARIES
    return is_own and word.lower_ in word_set("factuality", "inverting")


def _certainty_of_clause(token: Token) -> Certainty:
    """How certain the article calls a clause.

    "It is likely that", "it is doubtful that", "there is no evidence that".
    """
    clause = _first_clause(token)
    if clause.dep_ not in _CONTENT_CLAUSES or not syntax.has_subject(clause):
        return "certain"
    noun = clause.head
    if clause.dep_ != syntax.CLAUSAL_COMPLEMENT and noun.lemma_.lower() in word_set(
        "factuality", "truth", "evidence"
    ):
        return "possible" if polarity_of(noun) == "negative" else "probable"
    predicate = _said_of_clause(clause)
    lemma = predicate.lemma_.lower() if predicate is not None else ""
    for level in ("possible", "probable"):
        if lemma in word_set("factuality", "truth", level):
            return level
    return "certain"


def _shares_first_conjunct(token: Token) -> bool:
    """Whether it goes with the word it is coordinated with: "may come and sing"."""
    alike = token.dep_ == syntax.CONJUNCT and token.head.pos_ == token.pos_
    return alike and not syntax.has_subject(token)


def _is_gerund_of_draft(token: Token) -> bool:
    """Whether it is what a bill or a proposal would do: "a bill banning guns"."""
    gerund = token.dep_ == syntax.ADNOMINAL_CLAUSE and token.tag_ == "VBG"
    return gerund and token.head.lemma_.lower() in word_set("factuality", "drafts")


def is_in_a_story(token: Token) -> bool:
    """Whether it happens in a work of fiction: "a drama about sisters who cross the Sahara"."""
    while token.dep_ in _STORY_PARTS and token.head != token:
        token = token.head
    noun = token.head
    if token.dep_ != syntax.RELATIVE_CLAUSE or noun.dep_ != syntax.PREPOSITIONAL_OBJECT:
        return False
    preposition = noun.head
    if preposition.lower_ not in word_set("factuality", "stories_of"):
        return False
    return preposition.head.lemma_.lower() in word_set("factuality", "stories")


def _certainty_by_governor(token: Token, governor: Token) -> Certainty:
    """How certain it is beside the word that governs it.

    1. "failed to pay": what is prevented is as certain as the preventing.
    2. "is to close", "is said to have closed": probable.
    3. "was able to buy": done.
    4. "called for a vote": possible by the preposition before it.
    5. "hopes to buy", "plans to buy": by the kind of the governor.
    6. "may begin to pay": as certain as the governor.
    """
    if _prevents(governor, token):
        return _certainty_of_prevented(governor)
    if _is_arranged_or_reported(token, governor):
        return "probable"
    lemma = governor.lemma_.lower()
    if lemma in word_set("factuality", "managing") and governor.head.tag_ == "VBD":
        return "certain"
    if token.head.lower_ in words("factuality")["possible_behind"].get(lemma, ()):
        return "possible"
    by_kind = _certainty_under(lemma, of_verb=_is_verb_and_no_gerund(token))
    if by_kind != "certain":
        return by_kind
    return certainty_of(governor) if _shares_certainty(token, lemma) else "certain"


def _certainty_of_prevented(governor: Token) -> Certainty:
    """Of what a word prevents: as certain as that word, and open where that word is denied.

    "did not rule out selling" leaves it possible, "did not fail to sell" means that it was sold.
    """
    if polarity_of(governor) != "negative":
        return certainty_of(governor)
    denied_twice = governor.lemma_.lower() in word_set("factuality", "two_denials")
    return "certain" if denied_twice else "possible"


def _is_arranged_or_reported(token: Token, governor: Token) -> bool:
    """Whether it is to be or is only said to be: "is to close", "is said to have closed"."""
    if token.dep_ != syntax.OPEN_COMPLEMENT:
        return False
    lemma = governor.lemma_.lower()
    if lemma == "be":
        return True
    return lemma in word_set("factuality", "reported") and _has_to(token)


def _is_verb_and_no_gerund(token: Token) -> bool:
    """Whether it is a verb that does not stand behind a preposition, as in "ordered to pay"."""
    return token.dep_ != syntax.PREPOSITIONAL_COMPLEMENT and syntax.is_verb(token)


def _shares_certainty(token: Token, governing_lemma: str) -> bool:
    """Whether it is as certain as what governs it; in "said that it closed" it is not."""
    if token.dep_ == syntax.CLAUSAL_COMPLEMENT:
        return governing_lemma in word_set("clauses", "causes_to")
    return token.dep_ in _SHARES_CERTAINTY


def _certainty_under(lemma: str, *, of_verb: bool = False) -> Certainty:
    """How certain that is what this word governs; some words leave only verbs open."""
    if lemma in word_set("factuality", "possible_verbs"):
        return "possible"
    if of_verb and lemma in word_set("factuality", "possible_infinitives"):
        return "possible"
    if lemma in word_set("factuality", "probable_verbs"):
        return "probable"
    if of_verb and lemma in word_set("factuality", "probable_infinitives"):
        return "probable"
    return "certain"


def _certainty_of_infinitive(token: Token) -> Certainty:
    """How certain an infinitive is that modifies a noun or a clause.

    1. "went on to win" is done, another purpose is possible.
    2. "the first to win" is done, if it is not "will be the first to win".
    3. "plans to buy" and, in headlines, "Nestlé to buy Unilever" are probable.
    """
    head = token.head
    if token.dep_ == syntax.ADVERBIAL_CLAUSE:
        return certainty_of(head) if _goes_on(head) else "possible"
    if _has_rank(head):
        return certainty_of(head)
    in_headline = head.dep_ == syntax.ROOT and head.pos_ == "PROPN"
    if in_headline or head.lemma_.lower() in word_set("factuality", "probable_verbs"):
        return "probable"
    return "possible"


def _goes_on(verb: Token) -> bool:
    """Whether the verb is "went on", so that its infinitive is done."""
    particles = words("factuality")["done_particles"].get(verb.lemma_, ())
    return any(c.lower_ in particles and c.dep_ == syntax.PARTICLE for c in verb.children)


def _has_rank(noun: Token) -> bool:
    """Whether it is the first, last or only one of its kind."""
    ranking = word_set("factuality", "ranking")
    return any(t.lower_ in ranking for t in (noun, *noun.children))


def _certainty_of_part(token: Token) -> Certainty:
    """How certain it is as a part of something else.

    1. "a takeover bid": by the kind of the noun.
    2. "buying it would cost much": as certain as the verb.
    3. "a strike could follow": as certain as the verb, where the subject is indefinite.
    """
    whole = token.head
    if token.dep_ == syntax.COMPOUND:
        return _certainty_under(whole.lemma_.lower())
    if token.dep_ == syntax.CLAUSAL_SUBJECT:
        return _certainty_of_own_words(whole)
    if token.pos_ != "NOUN" or not syntax.is_verb(whole) or _is_definite(token):
        return "certain"
    return _certainty_of_own_words(whole)


def _is_headline_plan(token: Token) -> bool:
    """Whether an infinitive is the whole sentence: "Nestlé to buy Unilever"."""
    return token.dep_ == syntax.ROOT and _has_to(token) and syntax.has_subject(token)


def _is_infinitive(token: Token) -> bool:
    """Whether it is "to sell" or "to be sold"; a bare "sell" in the same place counts."""
    return token.tag_ == "VB" or _has_to(token)


def _has_to(token: Token) -> bool:
    return any(c.dep_ == syntax.AUXILIARY and c.tag_ == "TO" for c in token.children)


def _certainty_of_own_words(token: Token) -> Certainty:
    """How certain its modals, adverbs, adjectives and conjunctions make it."""
    if _is_asked(token):
        return "possible"
    children = list(token.children)
    hedge = next((c for c in children if _hedges(c, "possible")), None)
    if hedge is not None:
        return "probable" if _is_reported_future(hedge, token) else "possible"
    return "probable" if any(_hedges(c, "probable") for c in children) else "certain"


def _hedges(child: Token, level: str) -> bool:
    """Whether the word makes the one it hangs on only possible, or only probable."""
    if child.dep_ == syntax.AUXILIARY:
        return child.lower_ in word_set("factuality", level, "modals")
    if child.dep_ in _MODIFIERS:
        return child.lower_ in word_set("factuality", level, "adverbs")
    if child.dep_ == syntax.MARKER:
        return child.lemma_.lower() in words("factuality")[level].get("marks", ())
    return False


def _is_reported_future(hedge: Token, verb: Token) -> bool:
    """Whether "would" is a "will" that is reported in the past: "said it would close"."""
    return hedge.lower_ in word_set("factuality", "possible", "backshifted") and _is_reported(verb)


def _is_reported(verb: Token) -> bool:
    """Whether a verb in the past reports the clause, without a condition and in no quotation."""
    clause = verb
    while clause.dep_ == syntax.CONJUNCT and syntax.is_verb(clause.head):
        clause = clause.head
    if clause.dep_ != syntax.CLAUSAL_COMPLEMENT or clause.head.tag_ != "VBD":
        return False
    return not _has_condition(verb) and not _is_quoted(verb)


def _has_condition(verb: Token) -> bool:
    """Whether an "if" or "unless" clause hangs on the verb."""
    return any(c.dep_ == syntax.ADVERBIAL_CLAUSE and _is_conditional(c) for c in verb.children)


def _is_conditional(clause: Token) -> bool:
    marks = word_set("factuality", "possible", "marks")
    return any(m.dep_ == syntax.MARKER and m.lower_ in marks for m in clause.children)


def _is_quoted(verb: Token) -> bool:
    """Whether an odd number of quotation marks stands before or behind it in its sentence."""
    sentence = verb.sent
    before = verb.doc[sentence.start : verb.i]
    behind = verb.doc[verb.i : sentence.end]
    return _has_unpaired_mark(before) or _has_unpaired_mark(behind)


def _has_unpaired_mark(part: Span) -> bool:
    return sum(token.is_quote for token in part) % 2 == 1


def _is_asked(token: Token) -> bool:
    """Whether it is asked if it is so: "Did Roe leave?"; "Why did Roe leave?" takes it as given."""
    if not any(c.text == "?" for c in token.children):
        return False
    auxiliary = syntax.child(token, *syntax.AUXILIARIES)
    subject = syntax.subject(token)
    if auxiliary is None or subject is None or auxiliary.i > subject.i:
        return False
    return bool(auxiliary.i == token.left_edge.i)


def _governor(token: Token) -> Token | None:
    """The verb, noun or adjective that this word depends on as its complement."""
    if _is_subject_of_passive(token) or _is_infinitive_of_deal(token):
        return token.head
    if token.dep_ not in _GOVERNED or _is_participle_of_noun(token):
        return None
    governor = _over_prepositions(token.head)
    return governor if governor != token else None


def _is_subject_of_passive(token: Token) -> bool:
    """ "A strike was planned"."""
    return token.dep_ == syntax.PASSIVE_SUBJECT and token.pos_ == "NOUN"


def _is_infinitive_of_deal(token: Token) -> bool:
    """ "A deal to sell": the parser sometimes makes a relative clause of the infinitive."""
    if token.dep_ != syntax.RELATIVE_CLAUSE or not _is_infinitive(token):
        return False
    return not syntax.has_subject(token)


def _is_participle_of_noun(token: Token) -> bool:
    """ "The plan announced by Nestlé": the noun does not govern its participle."""
    return token.dep_ == syntax.ADNOMINAL_CLAUSE and not _is_infinitive(token)


def _over_prepositions(head: Token) -> Token | None:
    """The first word above that is no preposition; none where one gives a reason: "due to"."""
    reasons = word_set("factuality", "reasons")
    while _is_prepositional(head) and head.head != head:
        if head.lower_ in reasons:
            return None
        head = head.head
    gives_reason = head.lower_ in reasons and head.pos_ != "ADJ"
    return None if gives_reason or head.pos_ == "ADP" else head


def _is_prepositional(token: Token) -> bool:
    return token.dep_ in _PREPOSITIONAL or token.pos_ == "ADP"
