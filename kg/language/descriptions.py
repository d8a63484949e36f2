"""Descriptions: asides, predicates, titles, the same noun again, "the company"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.language.phrases import Phrase
from kg.language.scene import Scene, compatible, is_own_speaker, names_in
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NOMINAL_WINDOW = 12
_BARE_WINDOW = 6


def appositions(scene: Scene) -> None:
    """ "Jane Roe, the head of Acme" and "the head of Acme, Jane Roe"."""
    at = scene.at
    for token in scene.doc:
        if token.dep_ == "appos" and token.i in at and token.head.i in at:
            i, k = at[token.i], at[token.head.i]
            a, b = scene.phrases[i], scene.phrases[k]
            if compatible(a, b) and a.type == b.type and "name" in (a.form, b.form) and a.form != b.form and _is_aside(scene.doc, a, b):
                scene.clusters.join(max(i, k), min(i, k), "apposition")


def _is_aside(doc: Doc, a: Phrase, b: Phrase) -> bool:
    """Nothing but a comma, a dash or a bracket between the two, and no verb right behind; in a list of names there are conjunctions."""
    first, second = sorted((a, b), key=lambda p: p.start)
    after = doc[second.end] if second.end < len(doc) else None
    if after is not None and after.pos_ in {"VERB", "AUX"} and doc[first.head].dep_ not in {"nsubj", "nsubjpass"}:
        return False  # "According to Roe, a detective was told …"
    between = [t.text for t in doc[first.end : second.start] if not t.is_space]
    return len(between) <= 1 and not any(c.dep_ in {"conj", "cc"} for c in doc[second.head].children if c.i > second.end)


def copulas(scene: Scene) -> None:
    """ "Jane Roe is the head of Acme"; not negated, not asked."""
    at = scene.at
    for token in scene.doc:
        if token.lemma_ == "be" and not any(c.dep_ == "neg" for c in token.children):
            subjects = [c for c in token.children if c.dep_ == "nsubj" and c.i in at]
            predicates = [c for c in token.children if c.dep_ == "attr" and c.i in at]
            for s in subjects:
                for p in predicates:
                    a, b = scene.phrases[at[s.i]], scene.phrases[at[p.i]]
                    if a.form == "name" and b.form == "nominal" and compatible(a, b) and a.type == b.type:
                        scene.clusters.join(at[p.i], at[s.i], "copula")


def _title_words(scene: Scene, i: int) -> frozenset[str]:
    """The words of a description that make up a title: lower case, without names and articles."""
    p = scene.phrases[i]
    stop = {"the", "a", "an", "of", "for", "'s", "’s"}
    return frozenset(t.lower_ for t in scene.doc[p.start : p.end] if t.lower_ not in stop and t.ent_type_ != "ORG" and not t.is_punct)


def title_holders(scene: Scene) -> None:
    """ "the High Commissioner" is the person whom the text called High Commissioner, if there is only one."""
    heads = word_set("titles", "heads")
    titled = [
        (i, _title_words(scene, i))
        for i, p in enumerate(scene.phrases)
        if p.form == "nominal" and p.type == "Person" and p.number == "singular" and scene.named(i) is not None
    ]
    before_name = _titles_before_names(scene)
    for i, p in enumerate(scene.phrases):
        if p.form != "nominal" or p.type != "Person" or p.number != "singular" or p.lemma not in heads or scene.named(i) is not None or not _refers(scene, p):
            continue
        wanted = _title_words(scene, i)
        fits = {
            scene.clusters.root(k): k
            for k, has in [*titled, *before_name]
            if k < i and wanted and (wanted <= has or has <= wanted) and p.lemma in has | {p.lemma} and _shares_head(scene, i, has)
        }
        if len(fits) == 1:
            scene.clusters.join(i, next(iter(fits.values())), "title-holder")


def _shares_head(scene: Scene, i: int, has: frozenset[str]) -> bool:
    return scene.doc[scene.phrases[i].head].lower_ in has


def _titles_before_names(scene: Scene) -> list[tuple[int, frozenset[str]]]:
    """People named with a title right before the name, and the words of that title."""
    heads, modifiers = word_set("titles", "heads"), word_set("titles", "modifiers")
    out = []
    for i in names_in(scene):
        start = scene.phrases[i].start
        first = start
        while first and (scene.doc[first - 1].lower_ in heads or first < start and scene.doc[first - 1].lower_ in modifiers):
            first -= 1
        if scene.phrases[i].type == "Person" and first < start:
            out.append((i, frozenset(t.lower_ for t in scene.doc[first:start])))
    return out


def _refers(scene: Scene, p: Phrase) -> bool:
    """Does the description point at somebody known: definite, or bare as headlines and titles are ("UN chief warns")?"""
    first = scene.doc[p.start]
    return p.definite or (first.pos_ == "PROPN" or first.ent_type_ == "ORG") and scene.doc[p.head].dep_ in {"nsubj", "nsubjpass"}


def same_heads(scene: Scene) -> None:
    """ "an open letter … the letter": the same noun again, definite, with no new modifier."""
    for i, p in enumerate(scene.phrases):
        if p.form != "nominal" or not p.definite or scene.clusters.sieve.get(i) or any(t.dep_ == "poss" for t in scene.doc[p.start : p.end]):
            continue
        new = _modifiers(scene, i)
        for k in range(i - 1, -1, -1):
            q = scene.phrases[k]
            if scene.sentence[i] - scene.sentence[k] > _NOMINAL_WINDOW:
                break
            if q.form == "nominal" and q.lemma == p.lemma and q.number == p.number and q.end <= p.start and new <= _modifiers(scene, k) and q.type == p.type:
                scene.clusters.join(i, k, "same-head")
                break


def _modifiers(scene: Scene, i: int) -> frozenset[str]:
    p = scene.phrases[i]
    return frozenset(t.lower_ for t in scene.doc[p.start : p.end] if t.i != p.head and t.pos_ in {"ADJ", "NOUN", "PROPN", "NUM", "VERB"})


def lone_person(scene: Scene) -> None:
    """ "the Tesla CEO", where one person only has been named in this sentence and the one before."""
    titled = _titles_before_names(scene)
    for i, p in enumerate(scene.phrases):
        if p.form != "nominal" or p.type != "Person" or p.number != "singular" or not _is_the(scene, p) or scene.named(i) is not None:
            continue
        near = [
            k for k in range(i) if scene.phrases[k].form == "name" and scene.phrases[k].type == "Person" and 0 <= scene.sentence[i] - scene.sentence[k] <= 1
        ]
        people = {scene.clusters.root(k) for k in near}
        if len(people) != 1 or not compatible(p, scene.phrases[near[-1]]) or scene.doc[p.head].dep_ in {"attr", "appos"}:
            continue
        if not is_own_speaker(scene, i, near[-1]) and _may_hold(scene, i, near[-1], titled):
            scene.clusters.join(i, near[-1], "lone-person")


def _may_hold(scene: Scene, i: int, k: int, titled: Sequence[tuple[int, frozenset[str]]]) -> bool:
    """A person whom the text gave one title is not meant by another title: the senator is not "the Secretary"."""
    heads, root = word_set("titles", "heads"), scene.clusters.root(k)
    known = {w for j, has in titled if scene.clusters.root(j) == root for w in has if w in heads}
    lemma = scene.phrases[i].lemma
    return lemma not in heads or not known or lemma in known


def _is_the(scene: Scene, p: Phrase) -> bool:
    return scene.doc[p.start].lower_ in {"the", "this"} and not any(t.dep_ in {"relcl", "acl", "poss"} for t in scene.doc[p.head].children)


def salient_organisation(scene: Scene) -> None:
    """ "the company", "the platform": the business that the text speaks of most, of those named shortly before."""
    business = frozenset(words("nominals")["Organisation"]["business"])
    public = word_set("names", "public_words")
    count = Counter(scene.clusters.root(i) for i in names_in(scene))
    for i, p in enumerate(scene.phrases):
        if p.form != "nominal" or p.lemma not in business or p.number != "singular" or not _is_the(scene, p) or scene.named(i) is not None:
            continue
        best: tuple[float, int] | None = None
        rivals: set[int] = set()
        for k in range(i):
            q = scene.phrases[k]
            if q.form != "name" or q.type != "Organisation" or any(w.casefold() in public for w in q.text.split()):
                continue
            rivals.add(scene.clusters.root(k))
            far = scene.sentence[i] - scene.sentence[k] > _BARE_WINDOW
            if far or _is_of_a_kind(scene, p) or scene.doc[q.head].head == scene.doc[p.head]:
                continue
            score = count[scene.clusters.root(k)] - 2.0 * (scene.sentence[i] - scene.sentence[k]) - (2.0 if scene.doc[q.head].dep_ == "compound" else 0.0)
            if best is None or score >= best[0]:
                best = (score, k)
        if best is not None and (len(rivals) == 1 or count[scene.clusters.root(best[1])] > 1):
            scene.clusters.join(i, best[1], "salient-organisation")


def _is_of_a_kind(scene: Scene, p: Phrase) -> bool:
    """ "the food chain", "the event website": with a noun before them these words are no company."""
    return p.lemma in word_set("nominals", "bare_only") and any(c.dep_ in {"compound", "amod"} for c in scene.doc[p.head].children)
