"""Third-person pronouns: "he", "she", "it" and "they" by what stands before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from kg import syntax
from kg.language.coreference.pleonastic import is_non_referential, refers_to_fact
from kg.language.coreference.state import CoreferenceState, is_own_speaker
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_DOUBT = 0.3  # of score, within which of two things neither is taken for "it"
_PRONOUN_WINDOW = 3  # sentences back
_WITHOUT_SUBJECT = {
    syntax.ADVERBIAL_CLAUSE,
    syntax.OPEN_COMPLEMENT,
    syntax.PREPOSITIONAL_COMPLEMENT,
}  # clauses whose subject may stand in the one above
_PEOPLE = {"Person", "Group", "Organisation"}


def pronouns(state: CoreferenceState) -> None:
    """Third-person pronouns: hard filters, then a weighted score over what stands up to three sentences before."""
    size = Counter(state.clusters.root(i) for i in range(len(state.mentions)))
    for i in _speakers_first(state):
        p = state.mentions[i]
        if is_non_referential(state.doc[p.head]):
            continue
        cataphor = _subject_behind(state, i)
        if cataphor is not None:
            state.clusters.join(cataphor, i, "cataphora")
            continue
        found = _best_of(state, i, size)
        if p.lemma == "they" and (found is None or _are_several(state, found)):
            if _thinks(state.doc[p.head]) or _is_near_people(state, i, found):
                state.clusters.unnamed_people.append(i)
        elif found is not None:
            state.clusters.join(i, found, f"pronoun-{p.lemma}")


def _best_of(state: CoreferenceState, i: int, size: Mapping[int, int]) -> int | None:
    """What a pronoun means by the score; of two things that fit alike neither is taken for "it"."""
    spoken_of, said = _spoken_of(state, i) | _beside(state, i), _said_by(state, i)
    best: dict[int, tuple[float, int]] = {}  # by cluster
    for k in _before(state, i):
        root = state.clusters.root(k)
        if root not in spoken_of and not _is_said(state, k, said) and _may_be(state, i, k):
            best[root] = max(
                best.get(root, (float("-inf"), k)), (_pronoun_score(state, i, k, size), k)
            )
    first, second = [
        *sorted(best.values(), reverse=True),
        (float("-inf"), -1),
        (float("-inf"), -1),
    ][:2]
    if not best or (
        state.doc[state.mentions[i].head].lower_ in {"it", "its"} and first[0] - second[0] < _DOUBT
    ):
        return None
    return first[1]


def _before(state: CoreferenceState, i: int) -> Iterator[int]:
    """What stands up to three sentences before, the nearest first."""
    return takewhile(
        lambda k: state.sentence[i] - state.sentence[k] <= _PRONOUN_WINDOW, range(i - 1, -1, -1)
    )


def _is_near_people(state: CoreferenceState, i: int, found: int | None) -> bool:
    """Are they people though no one phrase names them: those coordinated, or, where nothing of which there are many stands near, some who do?"""
    if found is not None:
        return state.type_of(found) in _PEOPLE
    return any(state.mentions[k].type == "Person" for k in _before(state, i))


def _speakers_first(state: CoreferenceState) -> list[int]:
    """The third-person pronouns in order, but who says "…," before what stands in it: a speaker does not call himself he."""
    found = [
        i
        for i, p in enumerate(state.mentions)
        if p.form == "pronoun" and p.lemma in {"he", "she", "it", "they"}
    ]
    speakers = {
        i: k
        for i in found
        if (inside := state.quotation_at(i)) is not None
        and (k := state.speakers.get(inside)) is not None
    }
    return sorted(found, key=lambda i: (max(i, speakers.get(i, i)), i in speakers, i))


def _said_by(state: CoreferenceState, i: int) -> Sequence[tuple[int, int]]:
    """Where stands what this pronoun says, in characters: nobody there, nor what it says before it says that it does so."""
    quoted = [(q.inner.start, q.inner.end) for q, k in state.speakers.items() if k == i]
    pronoun = state.doc[state.mentions[i].head]
    says = pronoun.dep_ == syntax.SUBJECT and pronoun.head.lemma_.lower() in word_set(
        "cues", "speech"
    )
    clause = (
        next(
            (
                c
                for c in pronoun.head.children
                if c.dep_ == syntax.CLAUSAL_COMPLEMENT and c.i < pronoun.i
            ),
            None,
        )
        if says
        else None
    )
    return (
        quoted
        if clause is None
        else [*quoted, (state.doc[clause.left_edge.i].idx, state.doc[clause.right_edge.i].idx)]
    )


def _is_said(state: CoreferenceState, k: int, said: Sequence[tuple[int, int]]) -> bool:
    return bool(said) and any(
        start <= state.doc[state.mentions[k].start].idx <= end for start, end in said
    )


def _subject_behind(state: CoreferenceState, i: int) -> int | None:
    """ "In his first speech, Roe …": who is named as the subject behind what opens the sentence."""
    pronoun = state.doc[state.mentions[i].head]
    root = pronoun.sent.root
    opening = next(
        (
            a
            for a in pronoun.ancestors
            if a.head == root
            and a.dep_ in {syntax.PREPOSITION, syntax.ADVERBIAL_CLAUSE}
            and a.left_edge.i == pronoun.sent.start
        ),
        None,
    )
    subject = next((c for c in root.children if c.dep_ in syntax.SUBJECTS), None)
    if (
        opening is None
        or subject is None
        or not opening.right_edge.i < subject.i
        or subject.i not in state.by_head
    ):
        return None
    k = state.by_head[subject.i]
    return k if state.mentions[k].form == "name" and _agrees(state, i, k) else None


def _beside(state: CoreferenceState, i: int) -> frozenset[int]:
    """What stands beside a pronoun as another argument of its verb is not what it means."""
    pronoun = state.doc[state.mentions[i].head]
    near = (
        k
        for k, p in enumerate(state.mentions)
        if state.sentence[k] == state.sentence[i] and k != i and p.lemma not in {"i", "you", "we"}
    )
    return frozenset(
        state.clusters.root(k)
        for k in near
        if _same_clause(pronoun, state.doc[state.mentions[k].head])
    )


def _are_several(state: CoreferenceState, k: int) -> bool:
    """One of several that are coordinated: "they" are all of these, not this one; of things that are many each may be meant alone."""
    token = state.doc[state.mentions[k].head]
    mate = (
        token.head
        if token.dep_ == syntax.CONJUNCT
        else next((c for c in token.children if c.dep_ == syntax.CONJUNCT), None)
    )
    if mate is None or any(
        c.dep_ == syntax.COORDINATOR and c.lower_ in words("pronouns")["either"]["joints"]
        for t in (token, mate)
        for c in t.children
    ):
        return False
    return token.tag_ not in {"NNS", "NNPS"} or (
        mate.i in state.by_head
        and {state.type_of(k), state.type_of(state.by_head[mate.i])} <= _PEOPLE
    )


def _may_be(state: CoreferenceState, i: int, k: int) -> bool:
    p, q = state.mentions[i], state.mentions[k]
    if q.end > p.start or q.lemma in {"i", "you", "we"} or not _agrees(state, i, k):
        return False
    pronoun, other = state.doc[p.head], state.doc[q.head]
    if (other.dep_ == syntax.ADJECTIVAL_MODIFIER and other.ent_type_ == "NORP") or (
        refers_to_fact(pronoun) and state.type_of(k) != "Work" and q.lemma != "it"
    ):
        return False
    if p.lemma == "they" and not _may_be_they(state, i, k):
        return False
    if (
        pronoun.lower_ == "it"
        and q.form == "name"
        and state.type_of(k) == "Place"
        and other.dep_ == syntax.PREPOSITIONAL_OBJECT
    ):
        return False  # where something is, not what it is
    nominal_thing = q.form == "nominal" and state.type_of(k) == "Other"
    if nominal_thing and q.lemma in word_set("pronouns", "no_thing"):
        return False
    if (
        nominal_thing
        and other.dep_ == syntax.PREPOSITIONAL_OBJECT
        and q.lemma in words("pronouns")["pleonastic"]["idioms"]
    ):
        return False
    if (
        nominal_thing
        and p.lemma == "it"
        and not q.definite
        and other.dep_ not in {syntax.SUBJECT, syntax.OBJECT, syntax.PASSIVE_SUBJECT}
    ):
        return False
    if pronoun.tag_ == "PRP$" and (other == pronoun.head or pronoun.head.lemma_ == other.lemma_):
        return False  # nobody is his own father
    return not is_own_speaker(state, i, k)


def _may_be_they(state: CoreferenceState, i: int, k: int) -> bool:
    """Years are nobody; only people think and say; one organisation that is not named is "they" only right behind where it is the subject."""
    p, q = state.mentions[i], state.mentions[k]
    pronoun, other = state.doc[p.head], state.doc[q.head]
    if q.form == "nominal" and q.lemma in word_set("amounts", "per", "times"):
        return False
    if state.type_of(k) == "Other" and q.form == "nominal":
        return not _thinks(pronoun)
    far = state.sentence[i] - state.sentence[k]
    alone = q.number == "singular" and q.form != "name" and not _are_several(state, k)
    return (
        not alone
        or far == 0
        or (far == 1 and pronoun.dep_ in syntax.SUBJECTS and other.dep_ in syntax.SUBJECTS)
    )


def _agrees(state: CoreferenceState, i: int, k: int) -> bool:
    """By number, gender and kind of thing."""
    p, q = state.mentions[i], state.mentions[k]
    kind = state.type_of(k)
    if p.lemma in {"he", "she"} and (kind != "Person" or q.number == "plural"):
        return False
    if p.lemma == "it" and (
        kind == "Person" or q.lemma in {"he", "she", "they"} or _are_many(state, k)
    ):
        return False
    if p.lemma == "they" and (
        q.lemma == "it"
        or not (
            q.number == "plural"
            or kind in {"Group", "Organisation"}
            or (kind == "Person" and _are_several(state, k))
        )
    ):
        return False
    gender = _cluster_gender(state, k)
    return not (
        p.gender in {"male", "female"} and gender in {"male", "female"} and gender != p.gender
    )


def _thinks(pronoun: Token) -> bool:
    """Does it say or believe something, as only people do?"""
    verb = pronoun.head.lemma_.lower()
    return pronoun.dep_ == syntax.SUBJECT and (
        verb in word_set("cues", "speech") or verb in words("cues")["force"]["belief"]
    )


def _are_many(state: CoreferenceState, k: int) -> bool:
    """Several of a kind, as "the judges" and "Democrats" are; a body may act as one."""
    q = state.mentions[k]
    return (
        state.doc[q.head].tag_ == "NNPS"
        if q.form == "name" and q.type == "Group"
        else q.form != "name" and q.number == "plural" and not _is_body(state, k)
    )


def _is_body(state: CoreferenceState, k: int) -> bool:
    """A group that acts as one: "the team", "the panel"; not "the couple"."""
    p = state.mentions[k]
    return (
        p.form == "nominal"
        and p.lemma in words("nominals")["Group"]["bodies"]
        and state.doc[p.head].tag_ == "NN"
        and state.doc[p.head].dep_ in syntax.SUBJECTS
    )


def _spoken_of(state: CoreferenceState, i: int) -> frozenset[int]:
    """Whom the quotation names that this pronoun introduces: who says "Mr Roe is innocent" is not Mr Roe."""
    pronoun = state.doc[state.mentions[i].head]
    if pronoun.dep_ != syntax.SUBJECT or pronoun.head.lemma_.lower() not in word_set(
        "cues", "speech"
    ):
        return frozenset()
    start, end = pronoun.sent.start_char, pronoun.sent.end_char
    beside = [
        q.inner
        for q in state.quotations
        if start <= q.outer.start < end or start < q.outer.end <= end
    ]
    offsets = [
        (k, state.doc[p.start].idx) for k, p in enumerate(state.mentions) if p.form == "name"
    ]
    return frozenset(
        state.clusters.root(k)
        for k, offset in offsets
        if any(q.start <= offset < q.end for q in beside)
    )


def _cluster_gender(state: CoreferenceState, k: int) -> str | None:
    """The sex that most of its mentions tell, of as many each the first one's."""
    told = [p.gender for p in state.cluster_mentions(k) if p.gender in {"male", "female"}]
    return max(told, key=told.count) if told else state.mentions[k].gender


def _same_clause(pronoun: Token, other: Token) -> bool:
    """A pronoun that is not possessive or reflexive is not another argument of its own verb."""
    if pronoun.tag_ == "PRP$" or pronoun.lower_.endswith(("self", "selves")):
        return False
    if _verb(pronoun) == _verb(other):
        return pronoun.sent.start == other.sent.start and other.dep_ in {
            syntax.SUBJECT,
            syntax.OBJECT,
            syntax.PREPOSITIONAL_OBJECT,
            syntax.PASSIVE_SUBJECT,
            syntax.INDIRECT_OBJECT,
            syntax.UNIVERSAL_INDIRECT_OBJECT,
        }
    return _is_borrowed_subject(other, pronoun)


def _is_borrowed_subject(subject: Token, pronoun: Token) -> bool:
    """ "Roe wrote to the bank, asking him to go": who asks is Roe, so he is another."""
    gerund = pronoun.head
    is_object = (
        pronoun.dep_ in {syntax.OBJECT, syntax.INDIRECT_OBJECT}
        and gerund.dep_ == syntax.ADVERBIAL_CLAUSE
        and gerund.tag_ == "VBG"
    )
    return (
        is_object
        and subject.dep_ in syntax.SUBJECTS
        and subject.head == gerund.head
        and not any(c.dep_ in syntax.SUBJECTS for c in gerund.children)
    )


def _verb(token: Token) -> Token:
    while token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def _pronoun_score(state: CoreferenceState, i: int, k: int, size: Mapping[int, int]) -> float:
    p, q = state.mentions[i], state.mentions[k]
    pronoun, other = state.doc[p.head], state.doc[q.head]
    score = -0.9 * (state.sentence[i] - state.sentence[k]) - 0.012 * (p.start - q.end)
    score += 0.9 if other.dep_ in syntax.SUBJECTS else 0.0
    score += 0.3 if other.dep_ == pronoun.dep_ else 0.0
    score += (
        1.0 if p.gender in {"male", "female"} and _cluster_gender(state, k) == p.gender else 0.0
    )
    score += 1.0 if q.form == "pronoun" and q.lemma == p.lemma else 0.0
    score += 0.3 if q.form == "name" else 0.0
    score += 0.12 * min(5, size[state.clusters.root(k)])
    score -= 0.8 if p.lemma in {"it", "they"} and state.type_of(k) == "Other" else 0.0
    score -= (
        1.0 if p.lemma == "they" and q.number == "singular" and not _are_several(state, k) else 0.0
    )
    score -= (
        0.6
        if p.lemma == "it" and state.type_of(k) == "Place" and other.dep_ not in syntax.SUBJECTS
        else 0.0
    )
    score += 0.9 if _says_of_itself(pronoun, other) or _is_told_of(pronoun, other) else 0.0
    score -= 0.6 if other.dep_ in {syntax.COMPOUND, syntax.POSSESSOR} and p.lemma == "it" else 0.0
    score += (
        0.9 if state.sentence[i] - state.sentence[k] <= 1 and _both_say(pronoun, other) else 0.0
    )
    if pronoun.tag_ == "PRP$" and state.sentence[i] == state.sentence[k]:
        score += (
            0.8
            if state.doc[q.start].lower_ != pronoun.lower_ and _is_subject_over(pronoun, other)
            else 0.0
        )
        score += 1.0 if _is_beside_own(pronoun, other) else 0.0
    return score


def _says_of_itself(pronoun: Token, other: Token) -> bool:
    """ "Roe told Doe he would help": who says something speaks of himself sooner than of whom he says it to."""
    clause = pronoun.head
    if pronoun.dep_ not in syntax.SUBJECTS or clause.dep_ != syntax.CLAUSAL_COMPLEMENT:
        return False
    speaker = next((c for c in clause.head.children if c.dep_ == syntax.SUBJECT), None)
    return speaker is not None and (
        speaker == other
        or (
            speaker.tag_ == "WP"
            and clause.head.dep_ == syntax.RELATIVE_CLAUSE
            and clause.head.head == other
        )
    )


def _is_told_of(pronoun: Token, other: Token) -> bool:
    """ "Atlantis, which is made ready for its last flight": a pronoun in a relative clause takes up what the clause is about."""
    return any(
        a == other and b.dep_ == syntax.RELATIVE_CLAUSE
        for a, b in zip(islice(pronoun.ancestors, 1, None), pronoun.ancestors, strict=False)
    )


def _is_subject_over(possessive: Token, other: Token) -> bool:
    """ "The clerk lost his keys", "the clerk left, citing his age": the subject of the clause; of the one above where "his" owns that subject."""
    verb = _verb(possessive)
    owned = possessive.head.dep_ in syntax.SUBJECTS and possessive.head.head == verb
    while verb.dep_ in _WITHOUT_SUBJECT and (
        owned or not any(c.dep_ in syntax.SUBJECTS for c in verb.children)
    ):
        verb, owned = _verb(verb.head), False
    return other.dep_ in syntax.SUBJECTS and other.head == verb


def _both_say(pronoun: Token, other: Token) -> bool:
    """Who said something goes on saying: "the detective said … “…,” he said"."""
    cues = word_set("cues", "speech")
    return (
        pronoun.dep_ == other.dep_ == syntax.SUBJECT
        and pronoun.head.lemma_.lower() in cues
        and other.head.lemma_.lower() in cues
    )


def _is_beside_own(possessive: Token, other: Token) -> bool:
    """ "Roe and his brother", "Roe moved it into his own account"."""
    mate = possessive.head.dep_ == syntax.CONJUNCT and possessive.head.head == other
    own = any(c.lower_ in words("pronouns")["own"]["words"] for c in possessive.head.children)
    return mate or (own and other.dep_ in syntax.SUBJECTS and other.head == _verb(possessive))
