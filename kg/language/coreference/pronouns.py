"""Third-person pronouns: "he", "she", "it" and "they" by what stands before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from kg import syntax
from kg.language.coreference.mention_detection import SEXES, SPEECH_ROLES, THIRD_PERSON
from kg.language.coreference.pleonastic import is_non_referential, refers_to_fact
from kg.language.coreference.speech_verbs import is_speech_or_belief_verb, is_speech_verb
from kg.language.coreference.state import CoreferenceState, is_own_speaker, verb_above
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_AMBIGUITY = 0.3  # of score, within which of two candidates neither is taken for "it"
_WINDOW = 3  # sentences back
_MOST_COUNTED_MENTIONS = 5  # of a cluster; more do not make it more likely
_PEOPLE = frozenset({"Person", "Group", "Organisation"})
_CLAUSES_OF_SUBJECTLESS_VERBS = frozenset(
    {syntax.ADVERBIAL_CLAUSE, syntax.OPEN_COMPLEMENT, syntax.PREPOSITIONAL_COMPLEMENT}
)
_OBJECTS = frozenset({syntax.OBJECT, syntax.INDIRECT_OBJECT})
_CORE_ARGUMENTS = syntax.SUBJECTS | {syntax.OBJECT}
_OPENING_PHRASES = frozenset({syntax.PREPOSITION, syntax.ADVERBIAL_CLAUSE})


def pronouns(state: CoreferenceState) -> None:
    """Link third-person pronouns with an antecedent up to three sentences before.

    Candidates pass hard filters, then the one with the best score is taken. "they" who are several
    single people are no mention that there is: they are only noted as people.
    """
    size = Counter(state.root(i) for i in range(len(state.mentions)))
    for i in _speakers_first(state):
        if is_non_referential(state.head(i)):
            continue
        subject = _subject_behind(state, i)
        if subject is not None:
            state.clusters.join(subject, i, "cataphora")
            continue
        group = state.mentions[i].lemma
        antecedent = _best_antecedent(state, i, size)
        if group == "they" and _is_none_or_coordinated(state, antecedent):
            if _speaks_or_believes(state.head(i)) or _are_people_near(state, i, antecedent):
                state.clusters.unnamed_people.append(i)
        elif antecedent is not None:
            state.clusters.join(i, antecedent, f"pronoun-{group}")


def _is_none_or_coordinated(state: CoreferenceState, antecedent: int | None) -> bool:
    return antecedent is None or _is_coordinated(state, antecedent)


def _speakers_first(state: CoreferenceState) -> list[int]:
    """The third-person pronouns in order, but the speaker of a quotation before those in it.

    A speaker does not call themselves "he", so who speaks must be known before.
    """
    found = [
        i
        for i, mention in enumerate(state.mentions)
        if mention.form == "pronoun" and mention.lemma in THIRD_PERSON
    ]
    speakers: dict[int, int] = {}
    for i in found:
        quoted = state.quotation_at(i)
        speaker = state.speakers.get(quoted) if quoted is not None else None
        if speaker is not None:
            speakers[i] = speaker
    return sorted(found, key=lambda i: (max(i, speakers.get(i, i)), i in speakers, i))


def _subject_behind(state: CoreferenceState, i: int) -> int | None:
    """The name behind the phrase that opens the sentence: "In his first speech, Roe …"."""
    pronoun = state.head(i)
    root = pronoun.sent.root
    opening = next((a for a in pronoun.ancestors if _opens_sentence(a, root)), None)
    subject = syntax.subject(root)
    if opening is None or subject is None or opening.right_edge.i >= subject.i:
        return None
    k = state.by_head.get(subject.i)
    if k is None or state.mentions[k].form != "name" or not _agrees(state, i, k):
        return None
    return k


def _opens_sentence(token: Token, root: Token) -> bool:
    """Whether the token heads a phrase or clause with which the sentence begins."""
    if token.head != root or token.dep_ not in _OPENING_PHRASES:
        return False
    return token.left_edge.i == root.sent.start


def _best_antecedent(state: CoreferenceState, i: int, size: Mapping[int, int]) -> int | None:
    """The candidate with the best score; None for an "it" that two fit alike."""
    excluded = _clusters_in_own_quotation(state, i) | _clusters_in_own_clause(state, i)
    own_words = _own_words(state, i)
    best: dict[int, tuple[float, int]] = {}  # by cluster
    for k in state.before(i, _WINDOW):
        root = state.root(k)
        if root in excluded or _is_in(state, k, own_words) or not _may_refer_to(state, i, k):
            continue
        scored = (_score(state, i, k, size), k)
        best[root] = max(best.get(root, scored), scored)
    if not best:
        return None
    (score, antecedent), *others = sorted(best.values(), reverse=True)
    is_ambiguous = bool(others) and score - others[0][0] < _AMBIGUITY
    if is_ambiguous and state.head(i).lower_ in {"it", "its"}:
        return None
    return antecedent


def _are_people_near(state: CoreferenceState, i: int, antecedent: int | None) -> bool:
    """Whether "they" are people whom no single mention names: those coordinated, or some near."""
    if antecedent is not None:
        return state.type_of(antecedent) in _PEOPLE
    return any(state.mentions[k].type == "Person" for k in state.before(i, _WINDOW))


def _own_words(state: CoreferenceState, i: int) -> Sequence[tuple[int, int]]:
    """Where the words of the pronoun stand, in characters: it refers to nothing in them.

    They are the quotations that it speaks, and a clause before the verb of speech that it governs.
    """
    own = [(q.inner.start, q.inner.end) for q in state.spoken_by.get(i, ())]
    pronoun = state.head(i)
    if not _is_subject_of_speech(pronoun):
        return own
    for child in pronoun.head.children:
        if child.dep_ == syntax.CLAUSAL_COMPLEMENT and child.i < pronoun.i:
            own.append((child.left_edge.idx, child.right_edge.idx))
            break
    return own


def _is_subject_of_speech(token: Token) -> bool:
    """Whether the token is the subject of a verb of speech."""
    return token.dep_ == syntax.SUBJECT and is_speech_verb(token.head)


def _is_in(state: CoreferenceState, k: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether mention `k` begins in one of these spans of characters."""
    return any(start <= state.offset(k) <= end for start, end in spans)


def _clusters_in_own_quotation(state: CoreferenceState, i: int) -> frozenset[int]:
    """The clusters named in the quotation that the pronoun reports.

    Who says "Mr Roe is innocent" is not Mr Roe.
    """
    pronoun = state.head(i)
    if not _is_subject_of_speech(pronoun):
        return frozenset()
    sentence = pronoun.sent
    return frozenset(
        state.root(k) for k in state.names_reported_in(sentence.start_char, sentence.end_char)
    )


def _clusters_in_own_clause(state: CoreferenceState, i: int) -> frozenset[int]:
    """The clusters that are other arguments of the pronoun's verb, to which it cannot refer."""
    pronoun = state.head(i)
    if pronoun.tag_ == "PRP$" or _is_reflexive(pronoun):
        return frozenset()
    others = [*state.arguments[verb_above(pronoun).i], *_borrowed_subjects(state, pronoun)]
    return frozenset(
        state.root(k) for k in others if k != i and _may_be_other_argument(state, i, k)
    )


def _may_be_other_argument(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether mention `k` stands in the pronoun's sentence and says more than who speaks."""
    if state.mentions[k].lemma in SPEECH_ROLES:
        return False
    return state.sentence[k] == state.sentence[i]


def _is_reflexive(pronoun: Token) -> bool:
    endings = word_set("coreference", "pronouns", "reflexive_endings")
    return pronoun.lower_.endswith(tuple(endings))


def _borrowed_subjects(state: CoreferenceState, pronoun: Token) -> Iterator[int]:
    """The subjects that a gerund borrows whose object the pronoun is.

    "Roe wrote to the bank, asking him to go": who asks is Roe, so "him" is another.
    """
    gerund = pronoun.head
    if pronoun.dep_ not in _OBJECTS or not syntax.is_participial_clause(gerund):
        return
    if syntax.has_subject(gerund):
        return
    for subject in syntax.subjects(gerund.head):
        yield from state.headed_by[subject.i]


def _is_coordinated(state: CoreferenceState, k: int) -> bool:
    """Whether it is one of several that "they" are together: "Ann and Luis", not "Ann or Luis".

    Of things that are many ("letters and parcels") each may be meant alone.
    """
    token = state.head(k)
    if token.dep_ == syntax.CONJUNCT:
        partner: Token | None = token.head
    else:
        partner = syntax.child(token, syntax.CONJUNCT)
    if partner is None or _joins_alternatives(token) or _joins_alternatives(partner):
        return False
    if token.tag_ not in {"NNS", "NNPS"}:
        return True
    other = state.by_head.get(partner.i)
    return other is not None and {state.type_of(k), state.type_of(other)} <= _PEOPLE


def _joins_alternatives(token: Token) -> bool:
    """Whether "or" hangs on the token."""
    joints = word_set("pronouns", "either", "joints")
    return any(
        child.dep_ == syntax.COORDINATOR and child.lower_ in joints for child in token.children
    )


def _may_refer_to(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether the pronoun `i` may refer to mention `k`, by all that excludes it."""
    pronoun, candidate = state.mentions[i], state.mentions[k]
    if candidate.end > pronoun.start or candidate.lemma in SPEECH_ROLES:
        return False
    if not _agrees(state, i, k):
        return False
    token, other = state.head(i), state.head(k)
    if _is_adjective_of_nation(other) or _owns_itself(token, other):
        return False
    if pronoun.lemma == "they" and not _may_be_they(state, i, k):
        return False
    if pronoun.lemma == "it" and not _may_be_it(state, i, k):
        return False
    if _is_unnamed_other(state, k) and _is_idiomatic(state, k):
        return False
    return not is_own_speaker(state, i, k)


def _is_adjective_of_nation(token: Token) -> bool:
    """Whether it is "American" before a noun."""
    return token.dep_ == syntax.ADJECTIVAL_MODIFIER and token.ent_type_ == "NORP"


def _owns_itself(possessive: Token, other: Token) -> bool:
    """Whether the candidate is what the pronoun possesses: nobody is his own father."""
    if possessive.tag_ != "PRP$":
        return False
    return other == possessive.head or other.lemma_ == possessive.head.lemma_


def _is_unnamed_other(state: CoreferenceState, k: int) -> bool:
    """Whether it is a description of nothing that the word lists know."""
    return state.mentions[k].form == "nominal" and state.type_of(k) == "Other"


def _is_idiomatic(state: CoreferenceState, k: int) -> bool:
    """Whether no pronoun refers to the noun: "six times", and "terms" in "in terms of"."""
    lemma = state.mentions[k].lemma
    if lemma in word_set("pronouns", "no_thing"):
        return True
    is_in_phrase = state.head(k).dep_ == syntax.PREPOSITIONAL_OBJECT
    return is_in_phrase and lemma in word_set("pronouns", "pleonastic", "idioms")


def _may_be_it(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether "it" or "its" may refer to the candidate.

    1. An "it" that is said or denied is a fact, unless it is something written.
    2. "it" is not where something is: "in Leeds".
    3. An indefinite noun of no known type is taken up only if it is a subject or an object.
    """
    token, candidate, other = state.head(i), state.mentions[k], state.head(k)
    if refers_to_fact(token) and state.type_of(k) != "Work" and candidate.lemma != "it":
        return False
    if token.lower_ == "it" and _is_location(state, k):
        return False
    if _is_unnamed_other(state, k) and not candidate.definite:
        return other.dep_ in _CORE_ARGUMENTS
    return True


def _is_location(state: CoreferenceState, k: int) -> bool:
    """Whether it is the name of a place behind a preposition: "in Leeds"."""
    if state.mentions[k].form != "name" or state.type_of(k) != "Place":
        return False
    return state.head(k).dep_ == syntax.PREPOSITIONAL_OBJECT


def _may_be_they(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether "they" may refer to the candidate.

    1. Years and the like are nobody.
    2. Only people speak and believe.
    3. A single organisation without a name is "they" in its own sentence, or where it is the
       subject of the sentence before and "they" that of the next.
    """
    candidate = state.mentions[k]
    if candidate.form == "nominal" and candidate.lemma in word_set("amounts", "per", "times"):
        return False
    if _is_unnamed_other(state, k):
        return not _speaks_or_believes(state.head(i))
    if candidate.form == "name" or not _is_single(state, k):
        return True
    distance = state.distance(i, k)
    if distance == 1:
        return _is_subject(state.head(i)) and _is_subject(state.head(k))
    return distance == 0


def _is_subject(token: Token) -> bool:
    return token.dep_ in syntax.SUBJECTS


def _agrees(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether the pronoun `i` and mention `k` agree in number, type and gender."""
    lemma = state.mentions[i].lemma
    if lemma in {"he", "she"} and not _is_one_person(state, k):
        return False
    if lemma == "it" and not _is_one_non_person(state, k):
        return False
    if lemma == "they" and not _is_several(state, k):
        return False
    genders = {state.mentions[i].gender, _cluster_gender(state, k)}
    return genders != SEXES


def _is_one_person(state: CoreferenceState, k: int) -> bool:
    return state.type_of(k) == "Person" and state.mentions[k].number != "plural"


def _is_one_non_person(state: CoreferenceState, k: int) -> bool:
    """Whether it is no person, and not several of a kind."""
    if state.type_of(k) == "Person" or state.mentions[k].lemma in {"he", "she", "they"}:
        return False
    return not _is_many(state, k)


def _is_several(state: CoreferenceState, k: int) -> bool:
    """Whether it is a plural, an organisation or a group, or one of coordinated people."""
    candidate, kind = state.mentions[k], state.type_of(k)
    if candidate.lemma == "it":
        return False
    if candidate.number == "plural" or kind in {"Group", "Organisation"}:
        return True
    return kind == "Person" and _is_coordinated(state, k)


def _is_many(state: CoreferenceState, k: int) -> bool:
    """Whether it is several of a kind, as "the judges" and "Democrats" are."""
    candidate = state.mentions[k]
    if candidate.form == "name":
        return candidate.type == "Group" and state.head(k).tag_ == "NNPS"
    return candidate.number == "plural" and not _acts_as_one(state, k)


def _acts_as_one(state: CoreferenceState, k: int) -> bool:
    """Whether it is a group that acts as one: "the team", "the panel"; not "the couple"."""
    candidate, head = state.mentions[k], state.head(k)
    groups = word_set("nominals", "Group", "bodies")
    if candidate.form != "nominal" or candidate.lemma not in groups:
        return False
    return head.tag_ == "NN" and _is_subject(head)


def _speaks_or_believes(pronoun: Token) -> bool:
    """Whether it is the subject of a verb of speech or belief, as only people are."""
    return pronoun.dep_ == syntax.SUBJECT and is_speech_or_belief_verb(pronoun.head)


def _cluster_gender(state: CoreferenceState, k: int) -> str | None:
    """The sex of most mentions of the cluster, of as many the first one's; else its own gender."""
    return state.sex_of(k) or state.mentions[k].gender


def _score(state: CoreferenceState, i: int, k: int, size: Mapping[int, int]) -> float:
    """How well mention `k` fits as the antecedent of pronoun `i`: nearness and further evidence."""
    pronoun, candidate = state.mentions[i], state.mentions[k]
    score = -0.9 * state.distance(i, k) - 0.012 * (pronoun.start - candidate.end)
    evidence = chain(
        _role_evidence(state, i, k),
        _entity_evidence(state, i, k, size),
        _clause_evidence(state, i, k),
    )
    for weight in evidence:
        score += weight
    return score


def _role_evidence(state: CoreferenceState, i: int, k: int) -> Iterator[float]:
    """Weights for the candidate's role in its sentence."""
    other = state.head(k)
    if _is_subject(other):
        yield 0.9
    if other.dep_ == state.head(i).dep_:
        yield 0.3


def _entity_evidence(
    state: CoreferenceState, i: int, k: int, size: Mapping[int, int]
) -> Iterator[float]:
    """Weights for what the candidate is: gender, form, type, and how often it is mentioned."""
    pronoun, candidate = state.mentions[i], state.mentions[k]
    kind = state.type_of(k)
    if pronoun.gender in SEXES and _cluster_gender(state, k) == pronoun.gender:
        yield 1.0
    if candidate.form == "pronoun" and candidate.lemma == pronoun.lemma:
        yield 1.0
    if candidate.form == "name":
        yield 0.3
    yield 0.12 * min(_MOST_COUNTED_MENTIONS, size[state.root(k)])
    if pronoun.lemma in {"it", "they"} and kind == "Other":
        yield -0.8
    if pronoun.lemma == "they" and _is_single(state, k):
        yield -1.0
    if pronoun.lemma == "it" and kind == "Place" and not _is_subject(state.head(k)):
        yield -0.6


def _is_single(state: CoreferenceState, k: int) -> bool:
    """Whether it is a singular that is not coordinated with another."""
    return state.mentions[k].number == "singular" and not _is_coordinated(state, k)


def _clause_evidence(state: CoreferenceState, i: int, k: int) -> Iterator[float]:
    """Weights for how the two clauses hang together."""
    pronoun, other = state.head(i), state.head(k)
    if _speaks_of_itself(pronoun, other) or _is_in_relative_clause_of(pronoun, other):
        yield 0.9
    is_it = state.mentions[i].lemma == "it"
    if is_it and other.dep_ in {syntax.COMPOUND, syntax.POSSESSOR}:
        yield -0.6
    if state.distance(i, k) <= 1 and _both_speak(pronoun, other):
        yield 0.9
    if pronoun.tag_ != "PRP$" or state.distance(i, k) != 0:
        return
    is_same_word = state.doc[state.mentions[k].start].lower_ == pronoun.lower_
    if not is_same_word and _is_subject_above(pronoun, other):
        yield 0.8
    if _is_near_possessor(pronoun, other):
        yield 1.0


def _speaks_of_itself(pronoun: Token, other: Token) -> bool:
    """Whether the other says what the pronoun is the subject of: "Roe told Doe he would help"."""
    clause = pronoun.head
    if not _is_subject(pronoun) or clause.dep_ != syntax.CLAUSAL_COMPLEMENT:
        return False
    speaker = syntax.child(clause.head, syntax.SUBJECT)
    if speaker is None:
        return False
    return speaker == other or _is_relative_pronoun_for(speaker, clause.head, other)


def _is_relative_pronoun_for(subject: Token, verb: Token, noun: Token) -> bool:
    """Whether the verb's subject is the "who" of a clause that modifies the noun."""
    if subject.tag_ != "WP" or verb.dep_ != syntax.RELATIVE_CLAUSE:
        return False
    return verb.head == noun


def _is_in_relative_clause_of(pronoun: Token, noun: Token) -> bool:
    """Whether the pronoun stands in a clause about the noun: "Atlantis, which … its flight"."""
    return any(
        verb.dep_ == syntax.RELATIVE_CLAUSE and above == noun
        for above, verb in zip(islice(pronoun.ancestors, 1, None), pronoun.ancestors, strict=False)
    )


def _both_speak(pronoun: Token, other: Token) -> bool:
    """Whether who said something goes on: "the detective said … “…,” he said"."""
    return _is_subject_of_speech(pronoun) and _is_subject_of_speech(other)


def _is_subject_above(possessive: Token, other: Token) -> bool:
    """Whether the other is the subject of the clause, or of the one from which that borrows it.

    "The clerk lost his keys", "the clerk left, citing his age". Where "his" owns the subject, it is
    the subject of the clause above: "the clerk left, his age being known".
    """
    verb = verb_above(possessive)
    owns_subject = _is_subject(possessive.head) and possessive.head.head == verb
    while verb.dep_ in _CLAUSES_OF_SUBJECTLESS_VERBS:
        if not owns_subject and syntax.has_subject(verb):
            break
        verb, owns_subject = verb_above(verb.head), False
    return _is_subject(other) and other.head == verb


def _is_near_possessor(possessive: Token, other: Token) -> bool:
    """Whether what it owns stands with the other: "Roe and his brother", "his own account"."""
    owned = possessive.head
    if owned.dep_ == syntax.CONJUNCT and owned.head == other:
        return True
    if not _is_subject(other) or other.head != verb_above(possessive):
        return False
    own = word_set("pronouns", "own", "words")
    return any(child.lower_ in own for child in owned.children)
