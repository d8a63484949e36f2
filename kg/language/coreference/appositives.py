"""Descriptions next to what they describe: appositions, predicates, titles."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, TypeAlias

from kg import syntax
from kg.language.coreference.mention_detection import (
    CandidateMention,
    genders_differ,
    is_described_person,
    type_of_noun,
)
from kg.language.coreference.state import CoreferenceState, compatible
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_APPOSED_TYPES = (
    {"Other", "Person"},
    {"Group", "Organisation"},
    {"Other", "Organisation"},
)
_PREDICATE_TAGS = frozenset({"DT", "PRP$", "NN", "JJ", "CD", "JJS", "NNP"})  # of its first token
_LONGEST_AGE = 3  # tokens: ", 43,"
_OTHER_COMPLEMENTS = frozenset(
    {
        syntax.OBJECT,
        syntax.PASSIVE_SUBJECT,
        syntax.PASSIVE_AUXILIARY,
        syntax.CLAUSAL_COMPLEMENT,
        syntax.ADJECTIVAL_COMPLEMENT,
    }
)


def appositions(state: CoreferenceState) -> None:
    """Link a description with the name next to it.

    "Jane Roe, the head of Acme" and "the head of Acme, Jane Roe".
    """
    for token in syntax.tokens_with(state.doc, "DEP", syntax.APPOSITION):
        i = state.by_head.get(token.i)
        if i is None:
            continue
        _link_apposition(state, i, _described_by(state, i))
        if token.head.dep_ == syntax.APPOSITION:
            # "her husband, the painter Hugo Reyes"
            _link_apposition(state, i, [token.head.head])
    for i, (kin, name) in enumerate(pairwise(state.mentions), 1):
        if _is_kin_before_name(state, kin, name):
            state.clusters.join(i, i - 1, "apposition")


def _link_apposition(state: CoreferenceState, i: int, heads: Iterable[Token]) -> None:
    """Link apposition `i` with the first of these tokens that it fits."""
    for head in heads:
        k = state.by_head.get(head.i)
        if k is not None and _may_be_apposed(state, i, k):
            state.clusters.join(max(i, k), min(i, k), "apposition")
            return


def _described_by(state: CoreferenceState, i: int) -> Iterator[Token]:
    """What an apposition may describe: its head and, if it is a person, what the head closes.

    In "the head of Acme, Jane Roe" the parser often takes her for Acme's apposition.
    """
    apposition = state.head(i)
    head = apposition.head
    yield head
    if state.mentions[i].type != "Person":
        return
    while _closes_phrase(head) and head.i < apposition.i:
        head = head.head.head
        yield head


def _closes_phrase(noun: Token) -> bool:
    """Whether the noun stands behind a preposition."""
    return noun.dep_ == syntax.PREPOSITIONAL_OBJECT and noun.head.dep_ == syntax.PREPOSITION


def _is_kin_before_name(
    state: CoreferenceState, kin: CandidateMention, name: CandidateMention
) -> bool:
    """Whether it is "his son Tom Hughes", whatever the parser makes of it."""
    if name.start != kin.end or (name.form, name.type) != ("name", "Person"):
        return False
    if not is_described_person(kin) or kin.end != kin.head + 1:
        return False
    return state.doc[kin.start].tag_ == "PRP$" and not genders_differ(kin, name)


def _may_be_apposed(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether one is a name and the other a description that fits it and stands next to it."""
    a, b = state.mentions[i], state.mentions[k]
    if "name" not in (a.form, b.form) or a.form == b.form:
        return False
    if a.type != b.type and {a.type, b.type} not in _APPOSED_TYPES:
        return False
    if a.type == "Person" and "plural" in (a.number, b.number):
        return False
    description = a if a.form == "nominal" else b
    if description.type == "Other" and not _begins_with_determiner(state.doc, description):
        return False
    return not genders_differ(a, b) and _is_apposed(state.doc, a, b)


def _begins_with_determiner(doc: Doc, mention: CandidateMention) -> bool:
    return doc[mention.start].tag_ in {"DT", "PRP$"}


def _is_apposed(doc: Doc, a: CandidateMention, b: CandidateMention) -> bool:
    """Whether nothing but a comma, a dash, a bracket or an age stands between the two.

    They are no apposition before a verb, unless the first is its subject ("According to Roe, a
    detective was told …"), nor in a list of names.
    """
    first, second = sorted((a, b), key=lambda mention: mention.start)
    if _is_before_verb(doc, second) and doc[first.head].dep_ not in syntax.SUBJECTS:
        return False
    between = list(islice(_tokens_between(doc, first, second), _LONGEST_AGE + 1))
    if not between and first.form == "nominal":
        return True  # "the naturalist Chris Packham and the businessman Dale Vince"
    if len(between) > 1 and not _is_age(between):
        return False
    behind = (child for child in doc[second.head].children if child.i >= second.end)
    return not any(_is_next_of_list(child) for child in behind)


def _is_before_verb(doc: Doc, mention: CandidateMention) -> bool:
    return mention.end < len(doc) and syntax.is_verb(doc[mention.end])


def _tokens_between(doc: Doc, first: CandidateMention, second: CandidateMention) -> Iterator[Token]:
    """The tokens between two mentions, without a title or a noun that belongs to the second."""
    title = _title_tokens(doc[second.head])
    honorifics = word_set("names", "honorifics")
    return (
        token
        for token in doc[first.end : second.start]
        if not token.is_space and token.i not in title and token.lower_ not in honorifics
    )


def _title_tokens(head: Token) -> set[int]:
    """The indices of what stands before a name and belongs to it.

    It is a title ("President Helen Reed"), or a noun that the name is itself an apposition of:
    "the painter" between "her husband" and "Hugo Reyes".
    """
    title = {child.i for child in head.children if _is_title_word(child)}
    noun = head.head
    if head.dep_ == noun.dep_ == syntax.APPOSITION:
        title.add(noun.i)
        title.update(left.i for left in noun.lefts)
    return title


def _is_title_word(child: Token) -> bool:
    if child.dep_ not in {syntax.COMPOUND, syntax.ADJECTIVAL_MODIFIER}:
        return False
    return child.is_lower or child.lower_ in word_set("titles", "heads")


def _is_age(tokens: Sequence[Token]) -> bool:
    """Whether it is a number between commas: "Helen Reed, 43, a nurse"."""
    if len(tokens) != _LONGEST_AGE or not tokens[1].like_num:
        return False
    return tokens[0].text == tokens[2].text == ","


def _is_next_of_list(token: Token) -> bool:
    """Whether a conjunct is somebody else, with a name or a determiner.

    A second title of the same person has neither: "a professor and curator".
    """
    if token.dep_ != syntax.CONJUNCT:
        return False
    return token.pos_ == "PROPN" or syntax.has_child(token, syntax.DETERMINER, syntax.POSSESSOR)


def copulas(state: CoreferenceState) -> None:
    """Link a subject with its predicate, if the verb is not negated, asked, or only possible.

    "Jane Roe is the head of Acme", "he became a pilot", "she served as a nurse".
    """
    appointing = word_set("titles", "holding", "given")
    for token in syntax.tokens_with(state.doc, "POS", *syntax.VERBS):
        if token.pos_ == "VERB" and token.lemma_ in appointing:
            _link_appointed(state, token)
        predicates = list(_predicates(token))
        if not predicates or _is_unasserted(token):
            continue
        subject = _subject(token)
        i = state.by_head.get(subject.i) if subject is not None else None
        if i is None:
            continue
        for predicate in predicates:
            k = state.by_head.get(predicate.i)
            if k is not None and _may_be_predicate(state, i, k):
                state.clusters.join(k, i, "copula")


def _link_appointed(state: CoreferenceState, verb: Token) -> None:
    """Link whom the verb appoints with what they become.

    "Jane Roe was elected leader of the party", "named Jane Roe as its head".
    """
    holder = syntax.last_child(verb, syntax.OBJECT)
    if holder is None:
        holder = syntax.last_child(verb, syntax.PASSIVE_SUBJECT)
    i = state.by_head.get(holder.i) if holder is not None else None
    if i is None or _is_unasserted(verb):
        return
    for position in _positions_given(verb):
        k = state.by_head.get(position.i)
        if k is None or k <= i or state.mentions[k].type != "Person":
            continue
        if _may_be_predicate(state, i, k):
            state.clusters.join(k, i, "copula")


def _positions_given(verb: Token) -> Iterator[Token]:
    """What a verb of appointing makes somebody: its predicate, and what stands behind "as"."""
    yield from syntax.children(verb, syntax.OBJECT_PREDICATE)
    for child in verb.children:
        if _is_as(child):
            yield from syntax.children(child, syntax.PREPOSITIONAL_OBJECT)


def _is_as(token: Token) -> bool:
    return token.dep_ == syntax.PREPOSITION and token.lower_ == "as"


def _subject(verb: Token) -> Token | None:
    """The verb's own subject, else that of the verb it is coordinated with."""
    own = syntax.child(verb, *syntax.SUBJECTS, syntax.EXPLETIVE)
    while own is None and verb.dep_ == syntax.CONJUNCT:
        verb = verb.head
        own = syntax.child(verb, *syntax.SUBJECTS, syntax.EXPLETIVE)
    return own


def _predicates(verb: Token) -> Iterator[Token]:
    """What the verb says its subject is, with what is coordinated: "a singer and actress"."""
    for noun in _first_predicates(verb):
        yield noun
        yield from noun.conjuncts


def _first_predicates(verb: Token) -> Iterator[Token]:
    """The attribute of a verb such as "be" or "become", and people behind "as"."""
    is_copula = verb.lemma_ in word_set("clauses", "predicative", "plain")
    for child in verb.children:
        if child.dep_ == syntax.ATTRIBUTE and is_copula:
            yield child
        elif _is_as(child) and _gives_role(verb, child):
            for noun in syntax.children(child, syntax.PREPOSITIONAL_OBJECT):
                if type_of_noun(noun) == "Person":
                    yield noun


def _gives_role(verb: Token, preposition: Token) -> bool:
    """Whether "as" tells who the subject is or was.

    "served as a nurse", "As a student, Roe sang", "Roe left as a hero"; not behind another
    complement: "saw him as a hero".
    """
    if verb.lemma_ in word_set("clauses", "predicative", "as"):
        return True
    if preposition.i == preposition.sent.start:
        return True
    return not syntax.has_child(verb, *_OTHER_COMPLEMENTS)


def _is_unasserted(verb: Token) -> bool:
    """Whether it is denied, asked, or only possible."""
    if any(_denies_or_supposes(child) for child in verb.children):
        return True
    return any(token.text == "?" for token in verb.sent[-2:])


def _denies_or_supposes(child: Token) -> bool:
    """Whether it is "not", or an auxiliary such as "may"."""
    if child.dep_ == syntax.NEGATION:
        return True
    return child.dep_ == syntax.AUXILIARY and child.lower_ in word_set("clauses", "open_modals")


def _may_be_predicate(state: CoreferenceState, i: int, k: int) -> bool:
    """Whether description `k` may say who or what subject `i` is."""
    subject, predicate = state.mentions[i], state.mentions[k]
    if predicate.form != "nominal" or genders_differ(subject, predicate):
        return False
    if subject.form == "nominal" and subject.type != "Person":
        return False
    if subject.type == "Person" or subject.lemma in {"i", "he", "she"}:
        return _may_be_called(state, subject, predicate)
    if subject.lemma == "they":
        return predicate.type == "Group"
    if subject.form != "name" or subject.type != predicate.type:
        return False
    return compatible(subject, predicate)


def _may_be_called(
    state: CoreferenceState, person: CandidateMention, predicate: CandidateMention
) -> bool:
    """Whether a predicate is one of a person: whatever somebody named is called is a person."""
    if predicate.number != "singular":
        return False
    if state.doc[predicate.start].tag_ not in _PREDICATE_TAGS:
        return False
    if predicate.type == "Other":
        return person.form != "nominal"
    return predicate.type == "Person"


def title_holders(state: CoreferenceState) -> None:
    """Link "the High Commissioner" with the only person whom the text called so before."""
    described = [
        (k, _title_words(state, k))
        for k, mention in enumerate(state.mentions)
        if is_described_person(mention) and state.first_name_of(k) is not None
    ]
    tables = _by_title(state, titles_before_names(state)), _by_title(state, described)
    for i, mention in enumerate(state.mentions):
        if _may_refer_by_title(state, i, mention):
            holder = _only_holder(state, i, tables)
            if holder is not None:
                state.clusters.join(i, holder, "title-holder")


@dataclass
class _Holders:
    """The mentions of people with the same title, in order, and the first of a second person."""

    mentions: list[int]
    second: int

    def add(self, state: CoreferenceState, k: int) -> None:
        """One more behind the others."""
        if k < self.second and self.mentions and state.root(k) != state.root(self.mentions[0]):
            self.second = k
        self.mentions.append(k)

    def before(self, state: CoreferenceState, i: int) -> int | None:
        """The last one that has ended before mention `i`."""
        n = bisect_left(self.mentions, i)
        while n and state.mentions[self.mentions[n - 1]].end > state.mentions[i].start:
            n -= 1
        return self.mentions[n - 1] if n else None


_ByTitle: TypeAlias = Mapping[str, Mapping[frozenset[str], _Holders]]


def _by_title(state: CoreferenceState, titled: Iterable[tuple[int, frozenset[str]]]) -> _ByTitle:
    """The mentions of people with titles, by each word of the title and by the title.

    Only descriptions without a name are linked with them, so that two people stay two.
    """
    table: dict[str, dict[frozenset[str], _Holders]] = defaultdict(dict)
    for k, title in titled:
        for word in title:
            holders = table[word].setdefault(title, _Holders([], len(state.mentions)))
            holders.add(state, k)
    return table


def _only_holder(state: CoreferenceState, i: int, tables: Sequence[_ByTitle]) -> int | None:
    """The last mention of the only person with the title of description `i` before it.

    Of names with a title and descriptions a name is taken.
    """
    wanted, word = _title_words(state, i), state.head(i).lower_
    found: list[list[int]] = []
    for table in tables:
        found.append([])
        for title, holders in table.get(word, {}).items():
            if not _is_same_title(wanted, title):
                continue
            if holders.second < i:
                return None
            k = holders.before(state, i)
            if k is not None:
                found[-1].append(k)
    if len({state.root(k) for k in chain(*found)}) != 1:
        return None
    return max(next(filter(None, found)))


def _title_words(state: CoreferenceState, i: int) -> frozenset[str]:
    """The words of a description that make up a title: lower case, without names and articles."""
    mention = state.mentions[i]
    return frozenset(
        token.lower_ for token in state.doc[mention.start : mention.end] if _belongs_to_title(token)
    )


def _belongs_to_title(token: Token) -> bool:
    if token.is_punct or token.ent_type_ == "ORG":
        return False
    return token.lower_ not in word_set("coreference", "titles", "skipped")


def _may_refer_by_title(state: CoreferenceState, i: int, mention: CandidateMention) -> bool:
    """Whether a description is a title that points at somebody known, and has no name yet."""
    if not is_described_person(mention) or mention.lemma not in word_set("titles", "heads"):
        return False
    return state.first_name_of(i) is None and _points_at_somebody(state, mention)


def _points_at_somebody(state: CoreferenceState, mention: CandidateMention) -> bool:
    """Whether it is definite, or bare as in headlines: "UN chief warns".

    "the member who leaves" is whoever does.
    """
    head, first = state.doc[mention.head], state.doc[mention.start]
    if syntax.has_child(head, *syntax.NOUN_CLAUSES):
        return False
    if mention.definite:
        return True
    begins_with_name = first.pos_ == "PROPN" or first.ent_type_ == "ORG"
    return begins_with_name and head.dep_ in syntax.SUBJECTS


def _is_same_title(wanted: frozenset[str], title: frozenset[str]) -> bool:
    """Whether one title only says more than the other.

    Not so where a word tells two holders apart: "the former president" is not the president.
    """
    if not wanted:
        return False
    if not wanted <= title and not title <= wanted:
        return False
    return (wanted ^ title).isdisjoint(word_set("nominals", "contrasting"))


def titles_before_names(state: CoreferenceState) -> list[tuple[int, frozenset[str]]]:
    """The people named with a title right before the name, and the words of that title."""
    titled = []
    for i in state.names:
        name = state.mentions[i]
        title = _title_before(state.doc, name.start) if name.type == "Person" else frozenset()
        if title:
            titled.append((i, title))
    return titled


def _title_before(doc: Doc, start: int) -> frozenset[str]:
    """The words of the title right before a token; an abbreviation ("Sen.") is spelled out."""
    abbreviated = words("titles")["in_full"].get(doc[start - 1].lower_) if start else None
    if abbreviated is not None:
        return frozenset([abbreviated])
    first = start
    while first and _may_be_in_title(doc[first - 1], first == start):
        first -= 1
    if first == start:
        return frozenset()
    if first and doc[first - 1].lower_ in word_set("nominals", "contrasting"):
        first -= 1  # "former"
    return frozenset(token.lower_ for token in doc[first:start])


def _may_be_in_title(token: Token, is_last: bool) -> bool:
    """Whether it is a title such as "minister" or, not as the last word, a modifier: "prime"."""
    if token.lower_ in word_set("titles", "heads"):
        return True
    return not is_last and token.lower_ in word_set("titles", "modifiers")
