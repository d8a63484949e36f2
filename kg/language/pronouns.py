"""Third-person pronouns: "he", "she", "it" and "they" by what stands before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.language.scene import Scene, is_own_speaker
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUN_WINDOW = 3  # sentences back


def pronouns(scene: Scene) -> None:
    """Third-person pronouns: hard filters, then a weighted score over what stands up to three sentences before."""
    size = Counter(scene.clusters.root(i) for i in range(len(scene.phrases)))
    for i, p in enumerate(scene.phrases):
        if p.form != "pronoun" or p.lemma not in {"he", "she", "it", "they"} or _is_pleonastic(scene.doc[p.head]):
            continue
        spoken_of = _spoken_of(scene, i)
        best: tuple[float, int] | None = None
        for k in range(i - 1, -1, -1):
            if scene.sentence[i] - scene.sentence[k] > _PRONOUN_WINDOW:
                break
            if scene.clusters.root(k) not in spoken_of and _may_be(scene, i, k):
                score = _pronoun_score(scene, i, k, size)
                if best is None or score > best[0]:
                    best = (score, k)
        if best is not None:
            scene.clusters.join(i, best[1], f"pronoun-{p.lemma}")


def _is_pleonastic(token: Token) -> bool:
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "nsubjpass", "expl"}:
        return False
    table = words("pronouns")["pleonastic"]
    verb = token.head
    clause = any(c.dep_ in {"ccomp", "xcomp", "csubj", "advcl"} for c in verb.children)
    adjective = next((c.lemma_.lower() for c in verb.children if c.dep_ in {"acomp", "attr"}), None)
    if verb.lemma_ == "be":
        return adjective in table["adjectives"]
    return verb.lemma_.lower() in table["weather"] or (verb.lemma_.lower() in table["verbs"] or verb.lower_ in table["adjectives"]) and clause


def _may_be(scene: Scene, i: int, k: int) -> bool:
    p, q = scene.phrases[i], scene.phrases[k]
    if q.end > p.start or q.lemma in {"i", "you", "we"}:
        return False
    kind = scene.type_of(k)
    if p.lemma in {"he", "she"} and (kind != "Person" or q.number == "plural"):
        return False
    if p.lemma == "it" and (kind == "Person" or q.number == "plural" and q.form != "name" or q.lemma in {"he", "she", "they"}):
        return False
    if p.lemma == "they" and not (q.number == "plural" or kind in {"Group", "Organisation"} or q.lemma == "they"):
        return False
    if p.lemma == "it" and q.form == "nominal" and kind == "Other" and not q.definite and scene.doc[q.head].dep_ not in {"nsubj", "dobj", "nsubjpass"}:
        return False
    gender = _cluster_gender(scene, k)
    if p.gender in {"male", "female"} and gender in {"male", "female"} and gender != p.gender:
        return False
    return not _same_clause(scene.doc[p.head], scene.doc[q.head]) and not is_own_speaker(scene, i, k)


def _spoken_of(scene: Scene, i: int) -> frozenset[int]:
    """Whom the quotation names that this pronoun introduces: who says "Mr Roe is innocent" is not Mr Roe."""
    pronoun = scene.doc[scene.phrases[i].head]
    if pronoun.dep_ != "nsubj" or pronoun.head.lemma_.lower() not in word_set("cues", "speech"):
        return frozenset()
    start, end = pronoun.sent.start_char, pronoun.sent.end_char
    beside = [q.inner for q in scene.quotations if start <= q.outer.start < end or start < q.outer.end <= end]
    offsets = [(k, scene.doc[p.start].idx) for k, p in enumerate(scene.phrases) if p.form == "name"]
    return frozenset(scene.clusters.root(k) for k, offset in offsets if any(q.start <= offset < q.end for q in beside))


def _cluster_gender(scene: Scene, k: int) -> str | None:
    genders = Counter(p.gender for p in scene.cluster(k) if p.gender in {"male", "female"})
    return genders.most_common(1)[0][0] if genders else scene.phrases[k].gender


def _same_clause(pronoun: Token, other: Token) -> bool:
    """A pronoun that is not possessive or reflexive is not another argument of its own verb; a possessor is not its possession."""
    if pronoun.tag_ == "PRP$":
        return other == pronoun.head
    if pronoun.lower_.endswith(("self", "selves")):
        return False
    return _verb(pronoun) == _verb(other) and pronoun.sent.start == other.sent.start and other.dep_ in {"nsubj", "dobj", "pobj", "nsubjpass", "dative", "iobj"}


def _verb(token: Token) -> Token:
    while token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def _pronoun_score(scene: Scene, i: int, k: int, size: Mapping[int, int]) -> float:
    p, q = scene.phrases[i], scene.phrases[k]
    pronoun, other = scene.doc[p.head], scene.doc[q.head]
    score = -0.9 * (scene.sentence[i] - scene.sentence[k]) - 0.012 * (p.start - q.end)
    score += 0.9 if other.dep_ in {"nsubj", "nsubjpass"} else 0.0
    score += 0.3 if other.dep_ == pronoun.dep_ else 0.0
    score += 1.0 if p.gender in {"male", "female"} and _cluster_gender(scene, k) == p.gender else 0.0
    score += 1.0 if q.form == "pronoun" and q.lemma == p.lemma else 0.0
    score += 0.3 if q.form == "name" else 0.0
    score += 0.12 * min(5, size[scene.clusters.root(k)])
    score -= 0.8 if p.lemma in {"it", "they"} and scene.type_of(k) == "Other" else 0.0
    score -= 1.0 if p.lemma == "they" and q.number == "singular" else 0.0
    score -= 0.6 if other.dep_ in {"compound", "poss"} and p.lemma == "it" else 0.0
    return score
