"""Third-person pronouns: "he", "she", "it" and "they" by what stands before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from kg.language.phrases import type_of_noun
from kg.language.scene import Scene, is_own_speaker
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRONOUN_WINDOW = 3  # sentences back


def pronouns(scene: Scene) -> None:
    """Third-person pronouns: hard filters, then a weighted score over what stands up to three sentences before."""
    size = Counter(scene.clusters.root(i) for i in range(len(scene.phrases)))
    for i, p in enumerate(scene.phrases):
        if p.form != "pronoun" or p.lemma not in {"he", "she", "it", "they"} or _is_pleonastic(scene.doc[p.head]) or _means_no_thing(scene.doc[p.head]):
            continue
        cataphor = _subject_behind(scene, i)
        if cataphor is not None:
            scene.clusters.join(cataphor, i, "cataphora")
            continue
        spoken_of = _spoken_of(scene, i) | _beside(scene, i)
        best: tuple[float, int] | None = None
        for k in range(i - 1, -1, -1):
            if scene.sentence[i] - scene.sentence[k] > _PRONOUN_WINDOW:
                break
            if scene.clusters.root(k) not in spoken_of and _may_be(scene, i, k):
                score = _pronoun_score(scene, i, k, size)
                if best is None or score > best[0]:
                    best = (score, k)
        if best is not None and not (p.lemma == "they" and _are_several(scene.doc[scene.phrases[best[1]].head])):
            scene.clusters.join(i, best[1], f"pronoun-{p.lemma}")


def _subject_behind(scene: Scene, i: int) -> int | None:
    """ "In his first speech, Roe …": who is named as the subject behind what opens the sentence."""
    pronoun = scene.doc[scene.phrases[i].head]
    root = pronoun.sent.root
    opening = next((a for a in pronoun.ancestors if a.head == root and a.dep_ in {"prep", "advcl"} and a.left_edge.i == pronoun.sent.start), None)
    subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if opening is None or subject is None or not opening.right_edge.i < subject.i or subject.i not in scene.at:
        return None
    k = scene.at[subject.i]
    return k if scene.phrases[k].form == "name" and _agrees(scene, i, k) else None


def _beside(scene: Scene, i: int) -> frozenset[int]:
    """What stands beside a pronoun as another argument of its verb is not what it means."""
    pronoun = scene.doc[scene.phrases[i].head]
    near = (k for k, p in enumerate(scene.phrases) if scene.sentence[k] == scene.sentence[i] and k != i and p.lemma not in {"i", "you", "we"})
    return frozenset(scene.clusters.root(k) for k in near if _same_clause(pronoun, scene.doc[scene.phrases[k].head]))


def _means_no_thing(token: Token) -> bool:
    """ "(it)" names a language; "it was a blow" speaks of what happened; "someone … they" is nobody known."""
    if token.lower_ in words("pronouns")["they"]["words"]:
        return any(t.lower_ in words("pronouns")["indefinite"]["words"] for t in token.doc[token.sent.start : token.i])
    if token.lower_ != "it":
        return False
    if token.i and token.i + 1 < len(token.doc) and token.nbor(-1).text == "(" and token.nbor().text == ")":
        return True
    predicate = next((c for c in token.head.children if c.dep_ == "attr"), None) if token.dep_ == "nsubj" and token.head.lemma_ == "be" else None
    return predicate is not None and predicate.pos_ == "NOUN" and type_of_noun(predicate) in {"Other", "Work"}


def _are_several(token: Token) -> bool:
    """One of several that are coordinated: "they" are all of these, not this one."""
    return token.tag_ not in {"NNS", "NNPS"} and (token.dep_ == "conj" or any(c.dep_ == "conj" for c in token.children))


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
    if q.end > p.start or q.lemma in {"i", "you", "we"} or not _agrees(scene, i, k):
        return False
    pronoun, other = scene.doc[p.head], scene.doc[q.head]
    nominal_thing = q.form == "nominal" and scene.type_of(k) == "Other"
    if nominal_thing and other.dep_ == "pobj" and q.lemma in words("pronouns")["pleonastic"]["idioms"]:
        return False
    if nominal_thing and p.lemma == "it" and not q.definite and other.dep_ not in {"nsubj", "dobj", "nsubjpass"}:
        return False
    if pronoun.tag_ == "PRP$" and (other == pronoun.head or pronoun.head.lemma_ == other.lemma_):
        return False  # nobody is his own father
    return not is_own_speaker(scene, i, k)


def _agrees(scene: Scene, i: int, k: int) -> bool:
    """By number, gender and kind of thing."""
    p, q = scene.phrases[i], scene.phrases[k]
    kind = scene.type_of(k)
    if p.lemma in {"he", "she"} and (kind != "Person" or q.number == "plural"):
        return False
    if p.lemma == "it" and (kind == "Person" or q.number == "plural" and q.form != "name" or q.lemma in {"he", "she", "they"}):
        return False
    if p.lemma == "they" and not (q.number == "plural" or kind in {"Group", "Organisation"} or q.lemma == "they"):
        return False
    gender = _cluster_gender(scene, k)
    return not (p.gender in {"male", "female"} and gender in {"male", "female"} and gender != p.gender)


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
    """A pronoun that is not possessive or reflexive is not another argument of its own verb."""
    if pronoun.tag_ == "PRP$" or pronoun.lower_.endswith(("self", "selves")):
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
    score -= 0.6 if p.lemma == "it" and scene.type_of(k) == "Place" and other.dep_ not in {"nsubj", "nsubjpass"} else 0.0
    score += 0.9 if _says_of_itself(pronoun, other) or _is_told_of(pronoun, other) else 0.0
    score -= 0.6 if other.dep_ in {"compound", "poss"} and p.lemma == "it" else 0.0
    return score


def _says_of_itself(pronoun: Token, other: Token) -> bool:
    """ "Roe told Doe he would help": who says something speaks of himself sooner than of whom he says it to."""
    clause = pronoun.head
    if pronoun.dep_ not in {"nsubj", "nsubjpass"} or clause.dep_ != "ccomp":
        return False
    speaker = next((c for c in clause.head.children if c.dep_ == "nsubj"), None)
    return speaker is not None and (speaker == other or speaker.tag_ == "WP" and clause.head.dep_ == "relcl" and clause.head.head == other)


def _is_told_of(pronoun: Token, other: Token) -> bool:
    """ "Atlantis, which is made ready for its last flight": a pronoun in a relative clause takes up what the clause is about."""
    return any(a == other and b.dep_ == "relcl" for a, b in zip(islice(pronoun.ancestors, 1, None), pronoun.ancestors, strict=False))
