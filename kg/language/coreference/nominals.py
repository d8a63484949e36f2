"""Descriptions that point back: the same noun again, the noun of a name, "the company", "his father"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg import syntax
from kg.language.coreference.appositives import titles_before_names
from kg.language.coreference.mention_detection import CandidateMention
from kg.language.coreference.state import (
    CoreferenceState,
    compatible,
    has_restrictive_modifier,
    is_own_speaker,
)
from kg.patterns import word_set, words

_NOMINAL_WINDOW = 12
_BARE_WINDOW = 6
_CONTENT = {"ADJ", "NOUN", "PROPN", "NUM", "VERB"}
_BESIDE = 3  # tokens before a name
_LEAD = 3  # sentences of the text that tell what the headline says


def headline_nouns(state: CoreferenceState) -> None:
    """ "Nurse saves boy" above "A nurse from Leeds saved …": headlines leave articles out, the lead tells who is meant."""
    title = next((b.span for b in state.blocks if b.kind == "title"), None)
    if title is None:
        return
    inside = [
        i
        for i, p in enumerate(state.mentions)
        if p.form == "nominal" and title.start <= state.doc[p.start].idx < title.end
    ]
    lead = state.sentence[inside[-1]] + _LEAD if inside else 0
    body = [
        k
        for k, p in enumerate(state.mentions)
        if p.form == "nominal" and state.doc[p.start].idx >= title.end and state.sentence[k] <= lead
    ]
    for i in inside:
        p = state.mentions[i]
        told = [
            k
            for k in body
            if (q := state.mentions[k]).lemma == p.lemma
            and (q.type, q.number) == (p.type, p.number)
        ]
        if (
            p.type != "Other"
            and not p.definite
            and told
            and _modifiers(state, i) <= _modifiers(state, told[0]) | {p.lemma}
        ):
            state.clusters.join(told[0], i, "headline")


def same_words(state: CoreferenceState) -> None:
    """The same plural with the same words before it: "the striking nurses … striking nurses"."""
    seen: dict[tuple[str, ...], int] = {}
    for i, p in enumerate(state.mentions):
        if (
            p.form != "nominal"
            or p.type != "Group"
            or any(c.dep_ in {syntax.POSSESSOR, syntax.NUMERAL} for c in state.doc[p.head].children)
        ):
            continue
        content = tuple(t.lower_ for t in state.doc[p.start : p.end] if t.pos_ in _CONTENT)
        k = seen.setdefault(content, i)
        if k != i and len(content) > 1 and state.sentence[i] - state.sentence[k] <= _NOMINAL_WINDOW:
            state.clusters.join(i, k, "same-words")


def same_heads(state: CoreferenceState) -> None:
    """ "an open letter … the letter": the same noun again, definite, with no new modifier."""
    bare = word_set("nominals", "definite_bare")
    named_so = {
        (k, noun) for k, noun in _nouns_of_names(state) if state.mentions[k].type == "Organisation"
    }
    for i, p in enumerate(state.mentions):
        known = p.definite or p.lemma in bare
        if (
            p.form != "nominal"
            or not known
            or state.clusters.sieve.get(i)
            or state.first_name_of(i) is not None
            or has_restrictive_modifier(state, p)
        ):
            continue
        for k in range(i - 1, -1, -1):
            if state.sentence[i] - state.sentence[k] > _NOMINAL_WINDOW:
                break
            if (k, p.lemma) in named_so:
                break  # "the Central Bank": the bank spoken of from now on
            if (
                _is_same_noun(p, state.mentions[k])
                and _may_be_meant_again(state, k)
                and _is_fuller(_modifiers(state, i), _modifiers(state, k))
            ):
                if not _bearers(state, p) <= _bearers(state, state.mentions[k]):
                    continue
                if not _has_rival(state, i, k):
                    state.clusters.join(i, k, "same-head")
                break


def _may_be_meant_again(state: CoreferenceState, k: int) -> bool:
    """Not so "no crowds", "every nurse", nor what something only is said to be: "we are a small country"."""
    p = state.mentions[k]
    is_said = (
        state.doc[p.head].dep_ == syntax.ATTRIBUTE
        and not p.definite
        and p.type not in {"Other", "Work"}
        and len(state.clusters.members[state.clusters.root(k)]) == 1
    )
    return not is_said and state.doc[p.start].lower_ not in word_set("nominals", "nobody")


def _bearers(state: CoreferenceState, p: CandidateMention) -> frozenset[str]:
    """The names in a description and right behind it: "the Dutch government", "the government in Ankara"."""
    inside = (
        t
        for t in state.doc[p.start : p.end]
        if t.i != p.head and t.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"}
    )
    behind = (
        o
        for c in state.doc[p.head].children
        if c.dep_ == syntax.PREPOSITION and c.i == p.end
        for o in c.children
        if o.ent_type_ == "GPE"
    )
    return frozenset(t.lower_ for t in (*inside, *behind))


def _has_rival(state: CoreferenceState, i: int, k: int) -> bool:
    """Has the text spoken of two of the kind by the names of whose they are: of "the Chilean president" and "the Peruvian president"?"""
    p, own = state.mentions[i], _bearers(state, state.mentions[k])
    if not own or p.type not in {"Person", "Organisation"} or _modifiers(state, i):
        return False
    root, letters = state.clusters.root(k), {w[0] for w in own}
    others = (
        _bearers(state, state.mentions[j])
        for j in range(k)
        if state.clusters.root(j) != root and _is_same_noun(p, state.mentions[j])
    )
    return any(
        bearers and letters.isdisjoint(w[0] for w in bearers) for bearers in others
    )  # "U.S." and "United States" are one


def _is_same_noun(p: CandidateMention, q: CandidateMention) -> bool:
    return (
        q.form == "nominal"
        and (q.lemma, q.number, q.type) == (p.lemma, p.number, p.type)
        and q.end <= p.start
    )


def _is_fuller(short: frozenset[str], full: frozenset[str]) -> bool:
    """Does the fuller description hold the short one, and nothing that tells it apart: "the previous vote" is not "the vote"?"""
    return short <= full and not (full - short) & word_set("nominals", "contrasting")


def _modifiers(state: CoreferenceState, i: int) -> frozenset[str]:
    p = state.mentions[i]
    contrasting = word_set("nominals", "contrasting")
    return frozenset(
        t.lower_
        for t in state.doc[p.start : p.end]
        if t.i != p.head and (t.pos_ in _CONTENT or (t.pos_ == "ADV" and t.lower_ in contrasting))
    )


def name_heads(state: CoreferenceState) -> None:
    """ "the church" after the Church of Sweden, "the Court" after the Supreme Court: the noun that the name is built on."""
    names = _nouns_of_names(state)
    for i, p in enumerate(state.mentions):
        if not _points_back(state, p) or state.first_name_of(i) not in {None, i}:
            continue
        noun = state.doc[p.head].lower_
        before = [k for k, its in names if k < i and its == noun]
        if before and _modifiers(state, i) <= _words_of(state.mentions[before[-1]]):
            state.clusters.join(i, before[-1], "name-head")


def _nouns_of_names(state: CoreferenceState) -> list[tuple[int, str]]:
    """Organisations and places with names of several words, and the noun that each is built on."""
    of_several = [
        k
        for k in state.names
        if state.mentions[k].type in {"Organisation", "Place"}
        and state.mentions[k].end - state.mentions[k].start > 1
    ]
    return [(k, _noun_of_name(state, state.mentions[k])) for k in of_several]


def _points_back(state: CoreferenceState, p: CandidateMention) -> bool:
    """ "the church", "this council"; "the Court" where it was taken for a name."""
    if (
        p.number == "plural"
        or p.form == "pronoun"
        or p.type in {"Person", "Work"}
        or has_restrictive_modifier(state, p)
    ):
        return False
    first = p.start if p.form == "nominal" else p.start - 1
    return (
        first >= 0
        and state.doc[first].lower_ in word_set("clauses", "pointers")
        and (p.form == "nominal" or p.end - p.start == 1)
    )


def _noun_of_name(state: CoreferenceState, p: CandidateMention) -> str:
    """The noun that a name is built on: what stands before "of" or "for", else its last word."""
    for token in state.doc[p.start : p.end]:
        if token.lower_ in {"of", "for"} and token.i > p.start:
            return state.doc[token.i - 1].lower_
    return state.doc[p.end - 1].lower_


def _words_of(p: CandidateMention) -> frozenset[str]:
    return frozenset(p.text.casefold().split())


def lone_person(state: CoreferenceState) -> None:
    """ "the Tesla CEO", where one person only has been named in this sentence and the one before."""
    titled = titles_before_names(state)
    for i, p in enumerate(state.mentions):
        if (
            p.form != "nominal"
            or p.type != "Person"
            or p.number != "singular"
            or not _is_the(state, p)
            or state.first_name_of(i) is not None
        ):
            continue
        if (
            state.clusters.sieve.get(i)
            or _is_contrasted(state, p)
            or any(t.ent_type_ == "PERSON" for t in state.doc[p.end : p.end + 1])
        ):
            continue  # whom the text brought in as "a teacher" it has not named
        near = [
            k
            for k in range(i)
            if state.mentions[k].form == "name"
            and state.mentions[k].type == "Person"
            and 0 <= state.sentence[i] - state.sentence[k] <= 1
        ]
        people = {state.clusters.root(k) for k in near}
        if (
            len(people) != 1
            or not compatible(p, state.mentions[near[-1]])
            or state.doc[p.head].dep_ in {syntax.ATTRIBUTE, syntax.APPOSITION}
            or _is_named_next(state, p)
        ):
            continue
        if not is_own_speaker(state, i, near[-1]) and _may_hold(state, i, near[-1], titled):
            state.clusters.join(i, near[-1], "lone-person")


def _is_named_next(state: CoreferenceState, p: CandidateMention) -> bool:
    """ "The secretary, Jane Roe": who is meant stands right behind, after a bracket perhaps."""
    behind = state.doc[p.end : state.doc[p.head].sent.end]
    comma = next((t.i for t in behind if t.text == ","), None)
    return (
        comma is not None
        and comma + 1 < len(state.doc)
        and state.doc[comma + 1].ent_type_ == "PERSON"
        and all(t.pos_ != "VERB" for t in behind[: comma - p.end])
    )


def _may_hold(
    state: CoreferenceState, i: int, k: int, titled: Sequence[tuple[int, frozenset[str]]]
) -> bool:
    """A person whom the text gave one title is not meant by another that says more: the senator is not "the Secretary", but may be "the chief"."""
    heads, root = word_set("titles", "heads"), state.clusters.root(k)
    known = {w for j, has in titled if state.clusters.root(j) == root for w in has if w in heads}
    known |= {
        p.lemma for p in state.cluster_mentions(k) if p.form == "nominal" and p.lemma in heads
    }
    lemma = state.mentions[i].lemma
    return (
        lemma not in heads or not known or lemma in known or lemma in word_set("titles", "generic")
    )


def _is_contrasted(state: CoreferenceState, p: CandidateMention) -> bool:
    """ "the older man", "the other driver": one of two."""
    return any(
        t.lower_ in word_set("nominals", "contrasting") or t.tag_ == "JJR"
        for t in state.doc[p.start : p.head]
    )


def _is_the(state: CoreferenceState, p: CandidateMention) -> bool:
    return state.doc[p.start].lower_ in {"the", "this"} and not has_restrictive_modifier(state, p)


def salient_organisation(state: CoreferenceState) -> None:
    """ "the company", "the agency": the organisation of that kind that the text speaks of most, of those named shortly before."""
    count = Counter(state.clusters.root(i) for i in state.names)
    organisations = [k for k in state.names if state.mentions[k].type == "Organisation"]
    for i, p in enumerate(state.mentions):
        if (
            p.form != "nominal"
            or p.number != "singular"
            or not _is_the(state, p)
            or state.first_name_of(i) is not None
            or _is_of_a_kind(state, p)
        ):
            continue
        if _is_contrasted(state, p) or _modifiers(state, i) & word_set("nominals", "made_anew"):
            continue
        before = [
            k
            for k in organisations
            if k < i
            and _is_such(p.lemma, state.mentions[k].text)
            and not _is_told_as_person(state, k)
        ]
        near = [
            k
            for k in before
            if state.sentence[i] - state.sentence[k] <= _BARE_WINDOW
            and state.doc[state.mentions[k].head].head != state.doc[p.head]
        ]
        if bearers := _bearers(state, p):
            alone = len({state.clusters.root(k) for k in near}) == 1
            near = [
                k
                for k in near
                if bearers & (beside := _bearers_beside(state, k)) or (alone and not beside)
            ]
        best = max(near, key=lambda k: (_salience(state, i, k, count), k), default=None)
        here = {
            state.clusters.root(k) for k in near if state.sentence[k] == state.sentence[i]
        }  # "shares of Acme fell after the company warned"
        if best is not None and (
            len({state.clusters.root(k) for k in before}) == 1
            or count[state.clusters.root(best)] > 1
            or len(here) == 1
        ):
            state.clusters.join(i, best, "salient-organisation")


def _is_such(noun: str, name: str) -> bool:
    """May an organisation of this name be called so? A company is no public body, and no public body a company."""
    public = (
        any(w.casefold() in word_set("names", "public_words") for w in name.split())
        or name in words("parties")["members"]
    )
    if noun in words("nominals")["Organisation"]["business"]:
        return not public
    return noun in word_set("nominals", "any_organisation") or (
        noun in word_set("nominals", "agencies") and (public or name.replace(".", "").isupper())
    )


def _is_told_as_person(state: CoreferenceState, k: int) -> bool:
    """ "Petra Cole, its finance chief": a person, whatever the name was taken for."""
    asides = (
        state.by_head.get(c.i)
        for c in state.doc[state.mentions[k].head].children
        if c.dep_ == syntax.APPOSITION
    )
    return any(i is not None and state.mentions[i].type == "Person" for i in asides)


def _bearers_beside(state: CoreferenceState, k: int) -> frozenset[str]:
    """Of which country the text calls a thing, before its names and in its descriptions: "its British rival Brightwell"."""
    return frozenset(
        t.lower_
        for p in state.cluster_mentions(k)
        for t in state.doc[max(p.start - _BESIDE, 0) : p.end]
        if t.ent_type_ == "NORP"
    )


def _salience(state: CoreferenceState, i: int, k: int, count: Mapping[int, int]) -> float:
    head, apart = state.doc[state.mentions[k].head], state.sentence[i] - state.sentence[k]
    spoken_of = head.dep_ in syntax.SUBJECTS and head.head.dep_ == syntax.ROOT and apart <= 1
    return (
        count[state.clusters.root(k)]
        - 2.0 * apart
        - (2.0 if head.dep_ == syntax.COMPOUND else 0.0)
        + (3.0 if spoken_of else 0.0)
    )


def _is_of_a_kind(state: CoreferenceState, p: CandidateMention) -> bool:
    """ "the food chain", "the event website", "the company of friends": with more around them these words are no company."""
    if any(c.dep_ == syntax.PREPOSITION and c.lower_ == "of" for c in state.doc[p.head].children):
        return True
    return p.lemma in word_set("nominals", "bare_only") and any(
        c.dep_ in {syntax.COMPOUND, syntax.ADJECTIVAL_MODIFIER} for c in state.doc[p.head].children
    )


def possessions(state: CoreferenceState) -> None:
    """ "his father … Tom's father": the same noun of the same owner, with no new modifier."""
    at = state.by_head
    first: dict[tuple[str, str, int], int] = {}
    for i, p in enumerate(state.mentions):
        owner = next((c for c in state.doc[p.head].children if c.dep_ == syntax.POSSESSOR), None)
        if (
            p.form != "nominal"
            or p.number == "plural"
            or p.type not in {"Person", "Organisation"}
            or owner is None
            or owner.i not in at
        ):
            continue
        key = (p.lemma, p.type, state.clusters.root(at[owner.i]))
        k = first.setdefault(key, i)
        if k != i and _modifiers(state, i) <= _modifiers(state, k) | _words_of(
            state.mentions[at[owner.i]]
        ):
            state.clusters.join(i, k, "possession")
