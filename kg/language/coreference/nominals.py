"""Descriptions that point back: the same noun again, "the company", "his father"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg import syntax
from kg.language.coreference.appositives import titles_before_names
from kg.language.coreference.mention_detection import CandidateMention, is_described_person
from kg.language.coreference.state import (
    MOST_BEFORE,
    CoreferenceState,
    compatible,
    has_restrictive_modifier,
    is_own_speaker,
)
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.model import Span as Characters

_SAME_NOUN_WINDOW = 12  # sentences back
_ORGANISATION_WINDOW = 6
_LEAD = 3  # sentences of the text that repeat what the headline says
_NATIONALITY_GAP = 3  # tokens before a name in which its nationality may stand
_CONTENT_TAGS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "VERB"})
_QUALIFYING_NAMES = frozenset({"NORP", "GPE", "ORG", "PERSON"})
_PREDICATES_AND_ASIDES = frozenset({syntax.ATTRIBUTE, syntax.APPOSITION})


def headline_nouns(state: CoreferenceState) -> None:
    """Link a bare noun in the headline with the same noun at the beginning of the text.

    "Nurse saves boy" above "A nurse from Leeds saved …": headlines leave articles out.
    """
    title = next((block.span for block in state.blocks if block.kind == "title"), None)
    if title is None:
        return
    headline = [i for i in _nominals(state) if title.start <= state.offset(i) < title.end]
    lead = list(_nominals_of_lead(state, title, headline[-1])) if headline else []
    for i in headline:
        k = next((k for k in lead if _are_alike(state.mentions[i], state.mentions[k])), None)
        if k is not None and _may_be_introduced_again(state, i, k):
            state.clusters.join(k, i, "headline")


def _nominals(state: CoreferenceState) -> Iterator[int]:
    return (i for i, mention in enumerate(state.mentions) if mention.form == "nominal")


def _nominals_of_lead(
    state: CoreferenceState, title: Characters, last_of_headline: int
) -> Iterator[int]:
    """The descriptions in the first sentences behind the headline."""
    for k in _nominals(state):
        is_behind = state.offset(k) >= title.end
        if is_behind and state.distance(k, last_of_headline) <= _LEAD:
            yield k


def _are_alike(a: CandidateMention, b: CandidateMention) -> bool:
    """Whether two descriptions have the same noun, in the same number and of the same type."""
    return (a.lemma, a.number, a.type) == (b.lemma, b.number, b.type)


def _may_be_introduced_again(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether a noun of the headline is bare, and the text's description says no less."""
    noun = state.mentions[i]
    if noun.type == "Other" or noun.definite:
        return False
    return _modifiers(state, i) <= _modifiers(state, k) | {noun.lemma}


def same_words(state: CoreferenceState) -> None:
    """Link groups described in the same words: "the striking nurses … striking nurses"."""
    first: dict[tuple[str, ...], int] = {}
    for i in _nominals(state):
        group = state.mentions[i]
        if group.type != "Group" or _is_possessed_or_counted(state.head(i)):
            continue
        tokens = state.doc[group.start : group.end]
        content = tuple(token.lower_ for token in tokens if token.pos_ in _CONTENT_TAGS)
        k = first.setdefault(content, i)
        if k != i and len(content) > 1 and state.distance(i, k) <= _SAME_NOUN_WINDOW:
            state.clusters.join(i, k, "same-words")


def _is_possessed_or_counted(noun: Token) -> bool:
    return syntax.has_child(noun, syntax.POSSESSOR, syntax.NUMERAL)


def same_heads(state: CoreferenceState) -> None:
    """Link a definite noun with the same noun before, if it has no new modifier.

    "an open letter … the letter".
    """
    organisations = defaultdict(list)
    for name, noun in _nouns_of_names(state):
        if state.mentions[name].type == "Organisation":
            organisations[noun].append(name)
    alike = _alike(state)
    for i in _nominals(state):
        if not _may_repeat(state, i):
            continue
        mention = state.mentions[i]
        k = _same_noun_before(state, i, alike[_noun(mention)], organisations[mention.lemma])
        if k is not None:
            state.clusters.join(i, k, "same-head")


def _noun(mention: CandidateMention) -> tuple[str, str, str]:
    """What two descriptions with the same noun have in common."""
    return mention.lemma, mention.number, mention.type


def _alike(state: CoreferenceState) -> Mapping[tuple[str, str, str], Sequence[int]]:
    """The descriptions by their noun, in order."""
    alike = defaultdict(list)
    for i in _nominals(state):
        alike[_noun(state.mentions[i])].append(i)
    return alike


def _may_repeat(state: CoreferenceState, i: int) -> bool:
    """Whether a description points back and is not linked yet."""
    mention = state.mentions[i]
    if not mention.definite and mention.lemma not in word_set("nominals", "definite_bare"):
        return False
    if state.clusters.sieve.get(i) or state.first_name_of(i) is not None:
        return False
    return not has_restrictive_modifier(state, mention)


def _same_noun_before(
    state: CoreferenceState, i: int, alike: Sequence[int], organisations: Sequence[int]
) -> int | None:
    """The nearest of the descriptions with the same noun that `i` may repeat.

    None behind the name of an organisation that is built on the noun: after "the Central Bank"
    that is the bank. None also where `i` may mean another of the kind.
    """
    at = bisect_left(organisations, i)
    nearest_name = organisations[at - 1] if at else -1
    end = bisect_left(alike, i)
    for k in reversed(alike[max(0, end - MOST_BEFORE) : end]):
        if state.distance(i, k) > _SAME_NOUN_WINDOW or k < nearest_name:
            return None
        if _is_repeated(state, i, k):
            return None if _has_rival(state, i, k, alike) else k
    return None


def _is_repeated(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether description `i` has the noun of `k`, and says nothing new of it."""
    mention, earlier = state.mentions[i], state.mentions[k]
    if not _has_same_noun(mention, earlier) or not _may_be_repeated(state, k):
        return False
    if not _is_shortened(_modifiers(state, i), _modifiers(state, k)):
        return False
    return _qualifying_names(state, i) <= _qualifying_names(state, k)


def _may_be_repeated(state: CoreferenceState, k: int) -> bool:
    """Whether a description introduces somebody or something that may be mentioned again.

    Not so "no crowds" and "every nurse", nor a mere predicate: "we are a small country".
    """
    first = state.doc[state.mentions[k].start]
    if first.lower_ in word_set("nominals", "nobody"):
        return False
    return not _is_mere_predicate(state, k)


def _is_mere_predicate(state: CoreferenceState, k: int) -> bool:
    """Whether an indefinite predicate stands for itself alone so far."""
    mention = state.mentions[k]
    if state.head(k).dep_ != syntax.ATTRIBUTE or mention.definite:
        return False
    if mention.type in {"Other", "Work"}:
        return False
    return state.clusters.size(k) == 1


def _qualifying_names(state: CoreferenceState, i: int) -> frozenset[str]:
    """The names in a description and right behind it, looked up once.

    "the Dutch government", "the government in Ankara".
    """
    if i not in state.qualifying_names:
        state.qualifying_names[i] = frozenset(_found_qualifying_names(state, i))
    return state.qualifying_names[i]


def _found_qualifying_names(state: CoreferenceState, i: int) -> Iterator[str]:
    mention = state.mentions[i]
    for token in state.doc[mention.start : mention.end]:
        if token.i != mention.head and token.ent_type_ in _QUALIFYING_NAMES:
            yield token.lower_
    for child in state.head(i).children:
        if child.dep_ == syntax.PREPOSITION and child.i == mention.end:
            yield from (place.lower_ for place in child.children if place.ent_type_ == "GPE")


def _has_rival(state: CoreferenceState, i: int, k: int, alike: Sequence[int]) -> bool:
    """Whether the text mentions another of the kind, told apart from `k` by name.

    "the Chilean president" and "the Peruvian president". Names with a common initial are no
    rivals: "U.S." and "United States" are one. `alike` are the descriptions with the same noun.
    """
    mention = state.mentions[i]
    names = _qualifying_names(state, k)
    if not names or mention.type not in {"Person", "Organisation"} or _modifiers(state, i):
        return False
    initials = _initials(names)
    return any(
        _is_one_earlier(state, others, i, k)
        for other_initials, others in _by_initials(state, alike).items()
        if initials.isdisjoint(other_initials)
    )


def _initials(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name[0] for name in names)


def _by_initials(
    state: CoreferenceState, alike: Sequence[int]
) -> Mapping[frozenset[str], Sequence[int]]:
    """The descriptions with names in them, by the initials of these; put together once."""
    if alike[0] not in state.by_initials:
        by_initials = defaultdict(list)
        for j in alike:
            if names := _qualifying_names(state, j):
                by_initials[_initials(names)].append(j)
        state.by_initials[alike[0]] = by_initials
    return state.by_initials[alike[0]]


def _is_one_earlier(state: CoreferenceState, others: Sequence[int], i: int, k: int) -> bool:
    """Whether one of the others stands before `k`, outside of `i`, and is not what `k` is."""
    for j in others:
        if j >= k:
            return False
        if state.root(j) != state.root(k) and _has_same_noun(state.mentions[i], state.mentions[j]):
            return True
    return False


def _has_same_noun(mention: CandidateMention, earlier: CandidateMention) -> bool:
    """Whether another description before this one has the same noun."""
    if earlier.form != "nominal" or earlier.end > mention.start:
        return False
    return _are_alike(mention, earlier)


def _is_shortened(short: frozenset[str], full: frozenset[str]) -> bool:
    """Whether a description only leaves modifiers out, none of which tells another one apart.

    "the previous vote" is not "the vote".
    """
    return short <= full and (full - short).isdisjoint(word_set("nominals", "contrasting"))


def _modifiers(state: CoreferenceState, i: int) -> frozenset[str]:
    """The content words of a mention without its head, looked up once."""
    if i not in state.modifiers:
        mention = state.mentions[i]
        state.modifiers[i] = frozenset(
            token.lower_
            for token in state.doc[mention.start : mention.end]
            if token.i != mention.head and _is_content_word(token)
        )
    return state.modifiers[i]


def _is_content_word(token: Token) -> bool:
    if token.pos_ in _CONTENT_TAGS:
        return True
    return token.pos_ == "ADV" and token.lower_ in word_set("nominals", "contrasting")


def name_heads(state: CoreferenceState) -> None:
    """Link a noun with the name that is built on it: "the church" after "the Church of Sweden"."""
    names = defaultdict(list)
    for k, noun in _nouns_of_names(state):
        names[noun].append(k)
    for i, mention in enumerate(state.mentions):
        if not _points_back(state, mention) or state.first_name_of(i) not in {None, i}:
            continue
        built_on_it = names.get(state.head(i).lower_, ())
        before = bisect_left(built_on_it, i)
        if not before:
            continue
        k = built_on_it[before - 1]
        if _modifiers(state, i) <= _words_of(state.mentions[k]):
            state.clusters.join(i, k, "name-head")


def _nouns_of_names(state: CoreferenceState) -> list[tuple[int, str]]:
    """Organisations and places with names of several words, and the noun that each is built on."""
    nouns = []
    for k in state.names:
        name = state.mentions[k]
        if name.type in {"Organisation", "Place"} and name.end - name.start > 1:
            nouns.append((k, _noun_of_name(state, name)))
    return nouns


def _noun_of_name(state: CoreferenceState, name: CandidateMention) -> str:
    """The noun that a name is built on: the word before "of" or "for", else its last word."""
    prepositions = word_set("coreference", "prepositions", "behind_noun")
    for token in state.doc[name.start + 1 : name.end]:
        if token.lower_ in prepositions:
            return token.nbor(-1).lower_
    return state.doc[name.end - 1].lower_


def _points_back(state: CoreferenceState, mention: CandidateMention) -> bool:
    """Whether it is "the church", "this council", or "the Court" that was taken for a name."""
    if mention.number == "plural" or mention.type in {"Person", "Work"}:
        return False
    if mention.form == "nominal":
        determiner = mention.start
    elif mention.form == "name" and mention.end - mention.start == 1:
        determiner = mention.start - 1
    else:
        return False
    if determiner < 0 or has_restrictive_modifier(state, mention):
        return False
    return state.doc[determiner].lower_ in word_set("clauses", "pointers")


def _words_of(mention: CandidateMention) -> frozenset[str]:
    return frozenset(mention.text.casefold().split())


def lone_person(state: CoreferenceState) -> None:
    """Link "the Tesla CEO" with the only person named in its sentence and the one before."""
    titles_at = partial(_titles_at, state, dict(titles_before_names(state)))
    for i in range(len(state.mentions)):
        if not _may_be_lone_person(state, i):
            continue
        near = _people_named_near(state, i)
        if len({state.root(k) for k in near}) != 1:
            continue
        k = near[-1]
        if _may_be_person(state, i, k) and _may_hold(state, i, k, titles_at):
            state.clusters.join(i, k, "lone-person")


def _may_be_lone_person(state: CoreferenceState, i: int) -> bool:
    """Whether it is "the …" of one person whom the text has not brought in by a description.

    Whom it introduced as "a teacher" it has not named.
    """
    mention = state.mentions[i]
    if not is_described_person(mention) or not _is_the(state, mention):
        return False
    if state.clusters.sieve.get(i) or state.first_name_of(i) is not None:
        return False
    if _is_contrasted(state, mention) or _has_name_right_behind(state, mention):
        return False
    return state.head(i).dep_ not in _PREDICATES_AND_ASIDES


def _has_name_right_behind(state: CoreferenceState, mention: CandidateMention) -> bool:
    behind = state.doc[mention.end : mention.end + 1]
    return any(token.ent_type_ == "PERSON" for token in behind)


def _people_named_near(state: CoreferenceState, i: int) -> list[int]:
    """The people named before mention `i` in its sentence and the one before, in order.

    Of hundreds only the nearest.
    """
    people = [k for k in state.before(i, 1) if _is_person_named(state.mentions[k])]
    return [k for k in reversed(people) if state.distance(i, k) >= 0]


def _is_person_named(mention: CandidateMention) -> bool:
    return mention.form == "name" and mention.type == "Person"


def _may_be_person(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether description `i` may mean person `k`: not one named next, nor who speaks of them."""
    mention = state.mentions[i]
    if not compatible(mention, state.mentions[k]) or _is_named_next(state, mention):
        return False
    return not is_own_speaker(state, i, k)


def _is_named_next(state: CoreferenceState, mention: CandidateMention) -> bool:
    """Whether a name follows behind a comma and no verb before it: "The secretary, Jane Roe"."""
    for token in state.doc[mention.end : state.doc[mention.head].sent.end]:
        if token.text == ",":
            is_last = token.i + 1 == len(state.doc)
            return not is_last and token.nbor().ent_type_ == "PERSON"
        if token.pos_ == "VERB":
            return False
    return False


def _may_hold(
    state: CoreferenceState, i: int, k: int, titles_at: Callable[[int], set[str]]
) -> bool:
    """Whether person `k` may have the title of description `i`.

    Whom the text gave another title has only a generic one besides: the senator is not "the
    secretary", but may be "the chief".
    """
    lemma = state.mentions[i].lemma
    if lemma not in word_set("titles", "heads") or lemma in word_set("titles", "generic"):
        return True
    own_titles = state.gathered("titles", titles_at)[k]
    return not own_titles or lemma in own_titles


def _titles_at(
    state: CoreferenceState, before_names: Mapping[int, frozenset[str]], i: int
) -> set[str]:
    """The titles that the text gives a person at a mention, as a description or before a name."""
    mention = state.mentions[i]
    described = {mention.lemma} if mention.form == "nominal" else set()
    return (described | before_names.get(i, frozenset())) & word_set("titles", "heads")


def _is_contrasted(state: CoreferenceState, mention: CandidateMention) -> bool:
    """Whether it is one of two: "the older man", "the other driver"."""
    contrasting = word_set("nominals", "contrasting")
    return any(
        token.lower_ in contrasting or token.tag_ == "JJR"
        for token in state.doc[mention.start : mention.head]
    )


def _is_the(state: CoreferenceState, mention: CandidateMention) -> bool:
    """Whether a description begins with "the" or "this", and no modifier tells which is meant."""
    first = state.doc[mention.start].lower_
    if first not in word_set("coreference", "definite", "one_known"):
        return False
    return not has_restrictive_modifier(state, mention)


def salient_organisation(state: CoreferenceState) -> None:
    """Link "the company", "the agency" with the organisation that the text is about.

    It is the one of that kind that is mentioned most, of those named shortly before.
    """
    count = Counter(state.root(i) for i in state.names)
    kinds: dict[str, _OfAKind] = {}
    for i in range(len(state.mentions)):
        if not _may_mean_organisation(state, i):
            continue
        kind = _kind_of_organisation(state.mentions[i].lemma)
        if kind is None:
            continue
        if kind not in kinds:
            kinds[kind] = _OfAKind.of(state, kind)
        of_a_kind = kinds[kind]
        near = of_a_kind.near(state, i)
        if not near:
            continue
        k = max(near, key=lambda k: (_salience(state, i, k, count), k))
        in_sentence = [j for j in near if state.distance(i, j) == 0]
        is_only = of_a_kind.is_only(i) or _is_only_cluster(state, in_sentence)
        if is_only or count[state.root(k)] > 1:
            state.clusters.join(i, k, "salient-organisation")


def _is_only_cluster(state: CoreferenceState, mentions: Sequence[int]) -> bool:
    """Whether these mentions are all in one cluster."""
    return len({state.root(k) for k in mentions}) == 1


@dataclass(frozen=True)
class _OfAKind:
    """The organisations that a description may mean, and where the second of them is named."""

    names: Sequence[int]
    second: int

    @classmethod
    def of(cls, state: CoreferenceState, kind: str) -> _OfAKind:
        """Those of a kind.

        Only descriptions are linked with them, so that two of them stay two.
        """
        names = [k for k in state.names if _is_of_kind(state, k, kind)]
        others = (k for k in names if state.root(k) != state.root(names[0]))
        return cls(names, next(others, len(state.mentions)))

    def is_only(self, i: int) -> bool:
        """Whether just one of them is named before mention `i`."""
        return bool(self.names) and self.names[0] < i <= self.second

    def near(self, state: CoreferenceState, i: int) -> Sequence[int]:
        """Those named shortly before, of the nationality that description `i` gives."""
        end = bisect_left(self.names, i)
        before = self.names[max(0, end - MOST_BEFORE) : end]
        near = [k for k in before if _is_near(state, i, k)]
        names = _qualifying_names(state, i)
        if not names:
            return near
        is_only = _is_only_cluster(state, near)
        nationalities = state.gathered("nationalities", partial(_nationalities_at, state))
        return [k for k in near if _fits_nationality(names, nationalities[k], is_only)]


def _may_mean_organisation(state: CoreferenceState, i: int) -> bool:
    """Whether it is "the company" or the like, alone and not linked with a name yet."""
    mention = state.mentions[i]
    if mention.form != "nominal" or mention.number != "singular":
        return False
    if not _is_the(state, mention) or state.first_name_of(i) is not None:
        return False
    if _is_of_a_kind(state, mention) or _is_contrasted(state, mention):
        return False
    return _modifiers(state, i).isdisjoint(word_set("nominals", "made_anew"))


def _kind_of_organisation(noun: str) -> str | None:
    """The list of nouns for organisations that has the noun."""
    if noun in word_set("nominals", "Organisation", "business"):
        return "business"
    lists = ("any_organisation", "agencies")
    return next((name for name in lists if noun in word_set("nominals", name)), None)


def _is_of_kind(state: CoreferenceState, k: int, kind: str) -> bool:
    """Whether a name is that of an organisation of this kind, and not a person."""
    name = state.mentions[k]
    if name.type != "Organisation" or not _may_be_so_named(name.text, kind):
        return False
    return not _is_described_as_person(state, k)


def _may_be_so_named(name: str, kind: str) -> bool:
    """Whether an organisation of this name may be of the kind.

    A company is no public body, and no public body a company.
    """
    if kind == "any_organisation":
        return True
    if kind == "business":
        return not _is_public_organisation(name)
    return _is_public_organisation(name) or name.replace(".", "").isupper()


def _is_public_organisation(name: str) -> bool:
    """Whether the name is one of a public body or a party."""
    public = word_set("names", "public_words")
    if any(word.casefold() in public for word in name.split()):
        return True
    return name in words("parties")["members"]


def _is_described_as_person(state: CoreferenceState, k: int) -> bool:
    """Whether an apposition shows that a name is a person's: "Petra Cole, its finance chief"."""
    for aside in syntax.children(state.head(k), syntax.APPOSITION):
        i = state.by_head.get(aside.i)
        if i is not None and state.mentions[i].type == "Person":
            return True
    return False


def _is_near(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether an organisation is named shortly before, and not as a modifier of the description."""
    if state.distance(i, k) > _ORGANISATION_WINDOW:
        return False
    return state.head(k).head != state.head(i)


def _fits_nationality(names: frozenset[str], nationalities: set[str], is_only: bool) -> bool:
    """Whether an organisation has one of these nationalities, or none and is the only one near."""
    if not nationalities:
        return is_only
    return not names.isdisjoint(nationalities)


def _nationalities_at(state: CoreferenceState, i: int) -> set[str]:
    """The nationalities that the text gives at a mention: "its British rival Brightwell"."""
    mention = state.mentions[i]
    around = state.doc[max(mention.start - _NATIONALITY_GAP, 0) : mention.end]
    return {token.lower_ for token in around if token.ent_type_ == "NORP"}


def _salience(state: CoreferenceState, i: int, k: int, count: Mapping[int, int]) -> float:
    """How much the text is about organisation `k` where description `i` stands."""
    head, distance = state.head(k), state.distance(i, k)
    is_main_subject = head.dep_ in syntax.SUBJECTS and head.head.dep_ == syntax.ROOT
    salience = count[state.root(k)] - 2.0 * distance
    if head.dep_ == syntax.COMPOUND:
        salience -= 2.0
    if is_main_subject and distance <= 1:
        salience += 3.0
    return salience


def _is_of_a_kind(state: CoreferenceState, mention: CandidateMention) -> bool:
    """Whether the noun means something else with what is around it.

    "the food chain", "the event website", "the company of friends".
    """
    head = state.doc[mention.head]
    if any(c.dep_ == syntax.PREPOSITION and c.lower_ == "of" for c in head.children):
        return True
    if mention.lemma not in word_set("nominals", "bare_only"):
        return False
    return syntax.has_child(head, syntax.COMPOUND, syntax.ADJECTIVAL_MODIFIER)


def possessions(state: CoreferenceState) -> None:
    """Link the same noun of the same possessor: "his father … Tom's father"."""
    first: dict[tuple[str, str, int], int] = {}
    for i in _nominals(state):
        mention = state.mentions[i]
        if mention.number == "plural" or mention.type not in {"Person", "Organisation"}:
            continue
        possessor = _possessor(state, i)
        if possessor is None:
            continue
        k = first.setdefault((mention.lemma, mention.type, state.root(possessor)), i)
        earlier_words = _modifiers(state, k) | _words_of(state.mentions[possessor])
        if k != i and _modifiers(state, i) <= earlier_words:
            state.clusters.join(i, k, "possession")


def _possessor(state: CoreferenceState, i: int) -> int | None:
    """The mention that possesses mention `i`."""
    token = syntax.child(state.head(i), syntax.POSSESSOR)
    return state.by_head.get(token.i) if token is not None else None
