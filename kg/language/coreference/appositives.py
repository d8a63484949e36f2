"""Descriptions that stand beside what they describe: asides, predicates, titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg import syntax
from kg.language.coreference.mention_detection import CandidateMention, genders_differ, type_of_noun
from kg.language.coreference.state import CoreferenceState, compatible
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def appositions(state: CoreferenceState) -> None:
    """ "Jane Roe, the head of Acme" and "the head of Acme, Jane Roe"."""
    at = state.by_head
    for token in state.doc:
        if token.dep_ != syntax.APPOSITION or token.i not in at:
            continue
        i = at[token.i]
        for head in _described_by(token) if state.mentions[i].type == "Person" else [token.head]:
            k = at.get(head.i)
            if k is not None and _fits_aside(state, i, k):
                state.clusters.join(max(i, k), min(i, k), "apposition")
                break
        if (
            token.head.dep_ == syntax.APPOSITION
            and token.head.head.i in at
            and _fits_aside(state, i, at[token.head.head.i])
        ):
            k = at[token.head.head.i]  # "her husband, the painter Hugo Reyes"
            state.clusters.join(max(i, k), min(i, k), "apposition")
    for i, (p, q) in enumerate(pairwise(state.mentions), 1):
        if (
            q.start == p.end
            and _is_his(state, p)
            and (q.form, q.type) == ("name", "Person")
            and not genders_differ(p, q)
        ):
            state.clusters.join(i, i - 1, "apposition")


def _is_his(state: CoreferenceState, p: CandidateMention) -> bool:
    """ "his son", as in "his son Tom Hughes", whatever the parser makes of it."""
    return (
        p.form == "nominal"
        and p.type == "Person"
        and p.number == "singular"
        and state.doc[p.start].tag_ == "PRP$"
        and p.end == p.head + 1
    )


def _described_by(token: Token) -> Iterator[Token]:
    """What an apposition may stand beside: its head, and what the head closes: "the head of Acme, Jane Roe" is often taken for Acme's."""
    head = token.head
    yield head
    while (
        head.dep_ == syntax.PREPOSITIONAL_OBJECT
        and head.head.dep_ == syntax.PREPOSITION
        and head.i < token.i
    ):
        head = head.head.head
        yield head


def _fits_aside(state: CoreferenceState, i: int, k: int) -> bool:
    a, b = state.mentions[i], state.mentions[k]
    same = a.type == b.type or {a.type, b.type} in (
        {"Other", "Person"},
        {"Group", "Organisation"},
        {"Other", "Organisation"},
    )
    if (
        not same
        or "name" not in (a.form, b.form)
        or a.form == b.form
        or ("plural" in (a.number, b.number) and a.type == "Person")
        or genders_differ(a, b)
    ):
        return False
    described = a if a.form == "nominal" else b
    return (
        described.type != "Other" or state.doc[described.start].tag_ in {"DT", "PRP$"}
    ) and _is_aside(state.doc, a, b)


def _is_aside(doc: Doc, a: CandidateMention, b: CandidateMention) -> bool:
    """Nothing but a comma, a dash or a bracket between the two, and no verb right behind; in a list of names there are conjunctions."""
    first, second = sorted((a, b), key=lambda p: p.start)
    after = doc[second.end] if second.end < len(doc) else None
    if (
        after is not None
        and after.pos_ in {"VERB", "AUX"}
        and doc[first.head].dep_ not in syntax.SUBJECTS
    ):
        return False  # "According to Roe, a detective was told …"
    title = {
        c.i
        for c in doc[second.head].children
        if c.dep_ in {syntax.COMPOUND, syntax.ADJECTIVAL_MODIFIER}
        and (c.is_lower or c.lower_ in word_set("titles", "heads"))
    }
    title |= {
        t.i for t in doc[first.end : second.start] if t.lower_ in word_set("names", "honorifics")
    }
    noun = doc[second.head].head  # "the painter" between "her husband" and "Hugo Reyes"
    title |= (
        {t.i for t in noun.lefts} | {noun.i}
        if doc[second.head].dep_ == noun.dep_ == syntax.APPOSITION
        else set()
    )
    between = [t for t in doc[first.end : second.start] if not t.is_space and t.i not in title]
    age = len(between) == 3 and between[1].like_num and between[0].text == between[2].text == ","
    if not between and first.form == "nominal":
        return True  # "the naturalist Chris Packham and the businessman Dale Vince"
    return (len(between) <= 1 or age) and not any(
        _is_one_more(c) for c in doc[second.head].children if c.i >= second.end
    )


def _is_one_more(token: Token) -> bool:
    """One more of a list; a second title of the same person has no article and no name: "a professor and curator"."""
    return token.dep_ == syntax.CONJUNCT and (
        token.pos_ == "PROPN"
        or any(c.dep_ in {syntax.DETERMINER, syntax.POSSESSOR} for c in token.children)
    )


def copulas(state: CoreferenceState) -> None:
    """ "Jane Roe is the head of Acme", "he became a pilot", "she served as a nurse"; not negated, not asked, not only possible."""
    verbs, given = words("clauses")["predicative"], word_set("titles", "holding", "given")
    for token in state.doc:
        if token.pos_ == "VERB" and token.lemma_ in given:
            _appointed(state, token)
        predicates = list(_predicates(token, verbs)) if token.pos_ in {"VERB", "AUX"} else []
        subject = _subject(token) if predicates and not _is_open(token) else None
        if subject is None or subject.i not in state.by_head:
            continue
        for predicate in predicates:
            k = state.by_head.get(predicate.i)
            if k is not None and _may_be_called(state, state.by_head[subject.i], k):
                state.clusters.join(k, state.by_head[subject.i], "copula")


def _appointed(state: CoreferenceState, verb: Token) -> None:
    """ "Jane Roe was elected leader of the party", "named Jane Roe as its head": what somebody becomes is said of him."""
    children = {c.dep_: c for c in verb.children}
    holder = children.get(syntax.OBJECT) or children.get(syntax.PASSIVE_SUBJECT)
    if holder is None or holder.i not in state.by_head or _is_open(verb):
        return
    behind = [
        p
        for c in verb.children
        if c.dep_ == syntax.PREPOSITION and c.lower_ == "as"
        for p in c.children
        if p.dep_ == syntax.PREPOSITIONAL_OBJECT
    ]
    for post in [*(c for c in verb.children if c.dep_ == syntax.OBJECT_PREDICATE), *behind]:
        k = state.by_head.get(post.i)
        if (
            k is not None
            and k > state.by_head[holder.i]
            and state.mentions[k].type == "Person"
            and _may_be_called(state, state.by_head[holder.i], k)
        ):
            state.clusters.join(k, state.by_head[holder.i], "copula")


def _subject(verb: Token) -> Token | None:
    """Its own, else that of the verb it is coordinated with."""
    own = next(
        (
            c
            for c in verb.children
            if c.dep_ in {syntax.SUBJECT, syntax.PASSIVE_SUBJECT, syntax.EXPLETIVE}
        ),
        None,
    )
    return _subject(verb.head) if own is None and verb.dep_ == syntax.CONJUNCT else own


def _predicates(verb: Token, verbs: Mapping[str, Sequence[str]]) -> Iterator[Token]:
    """What the verb calls its subject, with what is coordinated: "a singer and actress"."""
    for child in verb.children:
        plain = child.dep_ == syntax.ATTRIBUTE and verb.lemma_ in verbs["plain"]
        behind_as = (
            child.lower_ == "as"
            and child.dep_ == syntax.PREPOSITION
            and (verb.lemma_ in verbs["as"] or _is_time_of_life(verb, child))
        )
        for noun in (
            [child]
            if plain
            else [
                c
                for c in child.children
                if c.dep_ == syntax.PREPOSITIONAL_OBJECT and type_of_noun(c) == "Person"
            ]
            if behind_as
            else []
        ):
            yield noun
            yield from noun.conjuncts


def _is_time_of_life(verb: Token, preposition: Token) -> bool:
    """ "As a student, Roe sang", "Roe came home as a hero"; not "saw him as a hero"."""
    opens = preposition.i == preposition.sent.start
    return opens or not any(
        c.dep_
        in {
            syntax.OBJECT,
            syntax.PASSIVE_SUBJECT,
            syntax.PASSIVE_AUXILIARY,
            syntax.CLAUSAL_COMPLEMENT,
            syntax.ADJECTIVAL_COMPLEMENT,
        }
        for c in verb.children
    )


def _is_open(verb: Token) -> bool:
    """Denied, asked, or only possible."""
    wished = word_set("clauses", "open_modals")
    return any(
        c.dep_ == syntax.NEGATION or (c.dep_ == syntax.AUXILIARY and c.lower_ in wished)
        for c in verb.children
    ) or any(t.text == "?" for t in verb.sent[-2:])


def _may_be_called(state: CoreferenceState, subject: int, predicate: int) -> bool:
    a, b = state.mentions[subject], state.mentions[predicate]
    if b.form != "nominal" or genders_differ(a, b) or (a.form == "nominal" and a.type != "Person"):
        return False
    person = a.type == "Person" or a.lemma in {"i", "he", "she"}
    if person:  # whatever somebody named is called is a person
        return (
            b.number == "singular"
            and (b.type == "Person" or (b.type == "Other" and a.form != "nominal"))
            and state.doc[b.start].tag_ in {"DT", "PRP$", "NN", "JJ", "CD", "JJS", "NNP"}
        )
    if a.lemma == "they":
        return b.type == "Group"
    return a.form == "name" and a.type == b.type and compatible(a, b)


def _title_words(state: CoreferenceState, i: int) -> frozenset[str]:
    """The words of a description that make up a title: lower case, without names and articles."""
    p = state.mentions[i]
    stop = {"the", "a", "an", "of", "for", "'s", "’s"}
    return frozenset(
        t.lower_
        for t in state.doc[p.start : p.end]
        if t.lower_ not in stop and t.ent_type_ != "ORG" and not t.is_punct
    )


def title_holders(state: CoreferenceState) -> None:
    """ "the High Commissioner" is the person whom the text called High Commissioner, if there is only one."""
    heads = word_set("titles", "heads")
    titled = [
        (i, _title_words(state, i))
        for i, p in enumerate(state.mentions)
        if p.form == "nominal"
        and p.type == "Person"
        and p.number == "singular"
        and state.first_name_of(i) is not None
    ]
    before_name = titles_before_names(state)
    for i, p in enumerate(state.mentions):
        if (
            p.form != "nominal"
            or p.type != "Person"
            or p.number != "singular"
            or p.lemma not in heads
            or state.first_name_of(i) is not None
            or not _refers(state, p)
        ):
            continue
        wanted = _title_words(state, i)
        fits = {
            state.clusters.root(k): k
            for k, has in [*titled, *before_name]
            if k < i
            and state.mentions[k].end <= p.start
            and wanted
            and _fits_title(wanted, has)
            and _shares_head(state, i, has)
        }
        if len(fits) == 1:
            state.clusters.join(i, next(iter(fits.values())), "title-holder")


def _fits_title(wanted: frozenset[str], has: frozenset[str]) -> bool:
    """Does one hold the other, and nothing that makes another's title of it: "the former president" is not the president?"""
    return (wanted <= has or has <= wanted) and not (wanted ^ has) & word_set(
        "nominals", "contrasting"
    )


def _shares_head(state: CoreferenceState, i: int, has: frozenset[str]) -> bool:
    return state.doc[state.mentions[i].head].lower_ in has


def titles_before_names(state: CoreferenceState) -> list[tuple[int, frozenset[str]]]:
    """People named with a title right before the name, and the words of that title."""
    heads, modifiers, short = (
        word_set("titles", "heads"),
        word_set("titles", "modifiers"),
        words("titles")["in_full"],
    )
    out = []
    for i in state.names:
        start = state.mentions[i].start
        first = start
        while first and (
            state.doc[first - 1].lower_ in heads
            or (first < start and state.doc[first - 1].lower_ in modifiers)
        ):
            first -= 1
        if (
            first < start
            and first
            and state.doc[first - 1].lower_ in word_set("nominals", "contrasting")
        ):
            first -= 1  # "former"
        abbreviated = short.get(state.doc[start - 1].lower_) if start else None
        if state.mentions[i].type == "Person" and (first < start or abbreviated is not None):
            out.append(
                (
                    i,
                    frozenset(
                        [abbreviated]
                        if abbreviated is not None
                        else (t.lower_ for t in state.doc[first:start])
                    ),
                )
            )
    return out


def _refers(state: CoreferenceState, p: CandidateMention) -> bool:
    """Does the description point at somebody known: definite, or bare as headlines and titles are ("UN chief warns")?"""
    first = state.doc[p.start]
    if any(
        c.dep_ in {syntax.RELATIVE_CLAUSE, syntax.ADNOMINAL_CLAUSE}
        for c in state.doc[p.head].children
    ):
        return False  # "the member who leaves" is whoever does
    return p.definite or (
        (first.pos_ == "PROPN" or first.ent_type_ == "ORG")
        and state.doc[p.head].dep_ in syntax.SUBJECTS
    )
