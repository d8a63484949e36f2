"""Descriptions that point back: the same noun again, the noun of a name, "the company", "his father"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg import syntax
from kg.language.coreference.appositives import titles_before_names
from kg.language.coreference.mention_detection import Phrase
from kg.language.coreference.state import Scene, compatible, is_own_speaker, is_told_apart
from kg.patterns import word_set, words

_NOMINAL_WINDOW = 12
_BARE_WINDOW = 6
_CONTENT = {"ADJ", "NOUN", "PROPN", "NUM", "VERB"}
_BESIDE = 3  # tokens before a name
_LEAD = 3  # sentences of the text that tell what the headline says


def headline_nouns(scene: Scene) -> None:
    """ "Nurse saves boy" above "A nurse from Leeds saved …": headlines leave articles out, the lead tells who is meant."""
    title = next((b.span for b in scene.blocks if b.kind == "title"), None)
    if title is None:
        return
    inside = [
        i
        for i, p in enumerate(scene.phrases)
        if p.form == "nominal" and title.start <= scene.doc[p.start].idx < title.end
    ]
    lead = scene.sentence[inside[-1]] + _LEAD if inside else 0
    body = [
        k
        for k, p in enumerate(scene.phrases)
        if p.form == "nominal" and scene.doc[p.start].idx >= title.end and scene.sentence[k] <= lead
    ]
    for i in inside:
        p = scene.phrases[i]
        told = [
            k
            for k in body
            if (q := scene.phrases[k]).lemma == p.lemma and (q.type, q.number) == (p.type, p.number)
        ]
        if (
            p.type != "Other"
            and not p.definite
            and told
            and _modifiers(scene, i) <= _modifiers(scene, told[0]) | {p.lemma}
        ):
            scene.clusters.join(told[0], i, "headline")


def same_words(scene: Scene) -> None:
    """The same plural with the same words before it: "the striking nurses … striking nurses"."""
    seen: dict[tuple[str, ...], int] = {}
    for i, p in enumerate(scene.phrases):
        if (
            p.form != "nominal"
            or p.type != "Group"
            or any(c.dep_ in {syntax.POSSESSOR, syntax.NUMERAL} for c in scene.doc[p.head].children)
        ):
            continue
        content = tuple(t.lower_ for t in scene.doc[p.start : p.end] if t.pos_ in _CONTENT)
        k = seen.setdefault(content, i)
        if k != i and len(content) > 1 and scene.sentence[i] - scene.sentence[k] <= _NOMINAL_WINDOW:
            scene.clusters.join(i, k, "same-words")


def same_heads(scene: Scene) -> None:
    """ "an open letter … the letter": the same noun again, definite, with no new modifier."""
    bare = word_set("nominals", "definite_bare")
    named_so = {
        (k, noun) for k, noun in _nouns_of_names(scene) if scene.phrases[k].type == "Organisation"
    }
    for i, p in enumerate(scene.phrases):
        known = p.definite or p.lemma in bare
        if (
            p.form != "nominal"
            or not known
            or scene.clusters.sieve.get(i)
            or scene.named(i) is not None
            or is_told_apart(scene, p)
        ):
            continue
        for k in range(i - 1, -1, -1):
            if scene.sentence[i] - scene.sentence[k] > _NOMINAL_WINDOW:
                break
            if (k, p.lemma) in named_so:
                break  # "the Central Bank": the bank spoken of from now on
            if (
                _is_same_noun(p, scene.phrases[k])
                and _may_be_meant_again(scene, k)
                and _is_fuller(_modifiers(scene, i), _modifiers(scene, k))
            ):
                if not _bearers(scene, p) <= _bearers(scene, scene.phrases[k]):
                    continue
                if not _has_rival(scene, i, k):
                    scene.clusters.join(i, k, "same-head")
                break


def _may_be_meant_again(scene: Scene, k: int) -> bool:
    """Not so "no crowds", "every nurse", nor what something only is said to be: "we are a small country"."""
    p = scene.phrases[k]
    is_said = (
        scene.doc[p.head].dep_ == syntax.ATTRIBUTE
        and not p.definite
        and p.type not in {"Other", "Work"}
        and len(scene.clusters.members[scene.clusters.root(k)]) == 1
    )
    return not is_said and scene.doc[p.start].lower_ not in word_set("nominals", "nobody")


def _bearers(scene: Scene, p: Phrase) -> frozenset[str]:
    """The names in a description and right behind it: "the Dutch government", "the government in Ankara"."""
    inside = (
        t
        for t in scene.doc[p.start : p.end]
        if t.i != p.head and t.ent_type_ in {"NORP", "GPE", "ORG", "PERSON"}
    )
    behind = (
        o
        for c in scene.doc[p.head].children
        if c.dep_ == syntax.PREPOSITION and c.i == p.end
        for o in c.children
        if o.ent_type_ == "GPE"
    )
    return frozenset(t.lower_ for t in (*inside, *behind))


def _has_rival(scene: Scene, i: int, k: int) -> bool:
    """Has the text spoken of two of the kind by the names of whose they are: of "the Chilean president" and "the Peruvian president"?"""
    p, own = scene.phrases[i], _bearers(scene, scene.phrases[k])
    if not own or p.type not in {"Person", "Organisation"} or _modifiers(scene, i):
        return False
    root, letters = scene.clusters.root(k), {w[0] for w in own}
    others = (
        _bearers(scene, scene.phrases[j])
        for j in range(k)
        if scene.clusters.root(j) != root and _is_same_noun(p, scene.phrases[j])
    )
    return any(
        bearers and letters.isdisjoint(w[0] for w in bearers) for bearers in others
    )  # "U.S." and "United States" are one


def _is_same_noun(p: Phrase, q: Phrase) -> bool:
    return (
        q.form == "nominal"
        and (q.lemma, q.number, q.type) == (p.lemma, p.number, p.type)
        and q.end <= p.start
    )


def _is_fuller(short: frozenset[str], full: frozenset[str]) -> bool:
    """Does the fuller description hold the short one, and nothing that tells it apart: "the previous vote" is not "the vote"?"""
    return short <= full and not (full - short) & word_set("nominals", "contrasting")


def _modifiers(scene: Scene, i: int) -> frozenset[str]:
    p = scene.phrases[i]
    contrasting = word_set("nominals", "contrasting")
    return frozenset(
        t.lower_
        for t in scene.doc[p.start : p.end]
        if t.i != p.head and (t.pos_ in _CONTENT or (t.pos_ == "ADV" and t.lower_ in contrasting))
    )


def name_heads(scene: Scene) -> None:
    """ "the church" after the Church of Sweden, "the Court" after the Supreme Court: the noun that the name is built on."""
    names = _nouns_of_names(scene)
    for i, p in enumerate(scene.phrases):
        if not _points_back(scene, p) or scene.named(i) not in {None, i}:
            continue
        noun = scene.doc[p.head].lower_
        before = [k for k, its in names if k < i and its == noun]
        if before and _modifiers(scene, i) <= _words_of(scene.phrases[before[-1]]):
            scene.clusters.join(i, before[-1], "name-head")


def _nouns_of_names(scene: Scene) -> list[tuple[int, str]]:
    """Organisations and places with names of several words, and the noun that each is built on."""
    of_several = [
        k
        for k in scene.names
        if scene.phrases[k].type in {"Organisation", "Place"}
        and scene.phrases[k].end - scene.phrases[k].start > 1
    ]
    return [(k, _noun_of_name(scene, scene.phrases[k])) for k in of_several]


def _points_back(scene: Scene, p: Phrase) -> bool:
    """ "the church", "this council"; "the Court" where it was taken for a name."""
    if (
        p.number == "plural"
        or p.form == "pronoun"
        or p.type in {"Person", "Work"}
        or is_told_apart(scene, p)
    ):
        return False
    first = p.start if p.form == "nominal" else p.start - 1
    return (
        first >= 0
        and scene.doc[first].lower_ in word_set("clauses", "pointers")
        and (p.form == "nominal" or p.end - p.start == 1)
    )


def _noun_of_name(scene: Scene, p: Phrase) -> str:
    """The noun that a name is built on: what stands before "of" or "for", else its last word."""
    for token in scene.doc[p.start : p.end]:
        if token.lower_ in {"of", "for"} and token.i > p.start:
            return scene.doc[token.i - 1].lower_
    return scene.doc[p.end - 1].lower_


def _words_of(p: Phrase) -> frozenset[str]:
    return frozenset(p.text.casefold().split())


def lone_person(scene: Scene) -> None:
    """ "the Tesla CEO", where one person only has been named in this sentence and the one before."""
    titled = titles_before_names(scene)
    for i, p in enumerate(scene.phrases):
        if (
            p.form != "nominal"
            or p.type != "Person"
            or p.number != "singular"
            or not _is_the(scene, p)
            or scene.named(i) is not None
        ):
            continue
        if (
            scene.clusters.sieve.get(i)
            or _is_contrasted(scene, p)
            or any(t.ent_type_ == "PERSON" for t in scene.doc[p.end : p.end + 1])
        ):
            continue  # whom the text brought in as "a teacher" it has not named
        near = [
            k
            for k in range(i)
            if scene.phrases[k].form == "name"
            and scene.phrases[k].type == "Person"
            and 0 <= scene.sentence[i] - scene.sentence[k] <= 1
        ]
        people = {scene.clusters.root(k) for k in near}
        if (
            len(people) != 1
            or not compatible(p, scene.phrases[near[-1]])
            or scene.doc[p.head].dep_ in {syntax.ATTRIBUTE, syntax.APPOSITION}
            or _is_named_next(scene, p)
        ):
            continue
        if not is_own_speaker(scene, i, near[-1]) and _may_hold(scene, i, near[-1], titled):
            scene.clusters.join(i, near[-1], "lone-person")


def _is_named_next(scene: Scene, p: Phrase) -> bool:
    """ "The secretary, Jane Roe": who is meant stands right behind, after a bracket perhaps."""
    behind = scene.doc[p.end : scene.doc[p.head].sent.end]
    comma = next((t.i for t in behind if t.text == ","), None)
    return (
        comma is not None
        and comma + 1 < len(scene.doc)
        and scene.doc[comma + 1].ent_type_ == "PERSON"
        and all(t.pos_ != "VERB" for t in behind[: comma - p.end])
    )


def _may_hold(scene: Scene, i: int, k: int, titled: Sequence[tuple[int, frozenset[str]]]) -> bool:
    """A person whom the text gave one title is not meant by another that says more: the senator is not "the Secretary", but may be "the chief"."""
    heads, root = word_set("titles", "heads"), scene.clusters.root(k)
    known = {w for j, has in titled if scene.clusters.root(j) == root for w in has if w in heads}
    known |= {p.lemma for p in scene.cluster(k) if p.form == "nominal" and p.lemma in heads}
    lemma = scene.phrases[i].lemma
    return (
        lemma not in heads or not known or lemma in known or lemma in word_set("titles", "generic")
    )


def _is_contrasted(scene: Scene, p: Phrase) -> bool:
    """ "the older man", "the other driver": one of two."""
    return any(
        t.lower_ in word_set("nominals", "contrasting") or t.tag_ == "JJR"
        for t in scene.doc[p.start : p.head]
    )


def _is_the(scene: Scene, p: Phrase) -> bool:
    return scene.doc[p.start].lower_ in {"the", "this"} and not is_told_apart(scene, p)


def salient_organisation(scene: Scene) -> None:
    """ "the company", "the agency": the organisation of that kind that the text speaks of most, of those named shortly before."""
    count = Counter(scene.clusters.root(i) for i in scene.names)
    organisations = [k for k in scene.names if scene.phrases[k].type == "Organisation"]
    for i, p in enumerate(scene.phrases):
        if (
            p.form != "nominal"
            or p.number != "singular"
            or not _is_the(scene, p)
            or scene.named(i) is not None
            or _is_of_a_kind(scene, p)
        ):
            continue
        if _is_contrasted(scene, p) or _modifiers(scene, i) & word_set("nominals", "made_anew"):
            continue
        before = [
            k
            for k in organisations
            if k < i
            and _is_such(p.lemma, scene.phrases[k].text)
            and not _is_told_as_person(scene, k)
        ]
        near = [
            k
            for k in before
            if scene.sentence[i] - scene.sentence[k] <= _BARE_WINDOW
            and scene.doc[scene.phrases[k].head].head != scene.doc[p.head]
        ]
        if bearers := _bearers(scene, p):
            alone = len({scene.clusters.root(k) for k in near}) == 1
            near = [
                k
                for k in near
                if bearers & (beside := _bearers_beside(scene, k)) or (alone and not beside)
            ]
        best = max(near, key=lambda k: (_salience(scene, i, k, count), k), default=None)
        here = {
            scene.clusters.root(k) for k in near if scene.sentence[k] == scene.sentence[i]
        }  # "shares of Acme fell after the company warned"
        if best is not None and (
            len({scene.clusters.root(k) for k in before}) == 1
            or count[scene.clusters.root(best)] > 1
            or len(here) == 1
        ):
            scene.clusters.join(i, best, "salient-organisation")


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


def _is_told_as_person(scene: Scene, k: int) -> bool:
    """ "Petra Cole, its finance chief": a person, whatever the name was taken for."""
    asides = (
        scene.at.get(c.i)
        for c in scene.doc[scene.phrases[k].head].children
        if c.dep_ == syntax.APPOSITION
    )
    return any(i is not None and scene.phrases[i].type == "Person" for i in asides)


def _bearers_beside(scene: Scene, k: int) -> frozenset[str]:
    """Of which country the text calls a thing, before its names and in its descriptions: "its British rival Brightwell"."""
    return frozenset(
        t.lower_
        for p in scene.cluster(k)
        for t in scene.doc[max(p.start - _BESIDE, 0) : p.end]
        if t.ent_type_ == "NORP"
    )


def _salience(scene: Scene, i: int, k: int, count: Mapping[int, int]) -> float:
    head, apart = scene.doc[scene.phrases[k].head], scene.sentence[i] - scene.sentence[k]
    spoken_of = head.dep_ in syntax.SUBJECTS and head.head.dep_ == syntax.ROOT and apart <= 1
    return (
        count[scene.clusters.root(k)]
        - 2.0 * apart
        - (2.0 if head.dep_ == syntax.COMPOUND else 0.0)
        + (3.0 if spoken_of else 0.0)
    )


def _is_of_a_kind(scene: Scene, p: Phrase) -> bool:
    """ "the food chain", "the event website", "the company of friends": with more around them these words are no company."""
    if any(c.dep_ == syntax.PREPOSITION and c.lower_ == "of" for c in scene.doc[p.head].children):
        return True
    return p.lemma in word_set("nominals", "bare_only") and any(
        c.dep_ in {syntax.COMPOUND, syntax.ADJECTIVAL_MODIFIER} for c in scene.doc[p.head].children
    )


def possessions(scene: Scene) -> None:
    """ "his father … Tom's father": the same noun of the same owner, with no new modifier."""
    at = scene.at
    first: dict[tuple[str, str, int], int] = {}
    for i, p in enumerate(scene.phrases):
        owner = next((c for c in scene.doc[p.head].children if c.dep_ == syntax.POSSESSOR), None)
        if (
            p.form != "nominal"
            or p.number == "plural"
            or p.type not in {"Person", "Organisation"}
            or owner is None
            or owner.i not in at
        ):
            continue
        key = (p.lemma, p.type, scene.clusters.root(at[owner.i]))
        k = first.setdefault(key, i)
        if k != i and _modifiers(scene, i) <= _modifiers(scene, k) | _words_of(
            scene.phrases[at[owner.i]]
        ):
            scene.clusters.join(i, k, "possession")
