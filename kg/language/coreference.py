"""Which phrases stand for the same thing: a sieve of rules, the surest first; each link carries its rule's name.

The order follows Lee et al. (2013), "Deterministic coreference resolution based on entity-centric, precision-ranked rules".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.document import Block, Quoted
from kg.language.descriptions import appositions, copulas, lone_person, salient_organisation, same_heads, title_holders
from kg.language.interviews import turn_addressees, turn_groups, turn_speakers
from kg.language.names import folded
from kg.language.phrases import Phrase
from kg.language.pronouns import pronouns, quoted_addressees, quoted_speakers
from kg.language.scene import Clusters, Scene, names_in
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc


def clusters_of(doc: Doc, phrases: Sequence[Phrase], quotations: Sequence[Quoted], blocks: Sequence[Block]) -> tuple[list[int], dict[int, str]]:
    """For each phrase the index of its cluster's first phrase, and for each tied phrase the rule's name."""
    number = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    scene = Scene(doc, phrases, [number[p.head] for p in phrases], quotations, blocks, Clusters(len(phrases)))
    for sieve in (
        _exact,
        _name_parts,
        _acronyms,
        _handles,
        appositions,
        copulas,
        title_holders,
        same_heads,
        quoted_speakers,
        quoted_addressees,
        turn_speakers,
        turn_addressees,
        lone_person,
        salient_organisation,
        pronouns,
        turn_groups,
    ):
        sieve(scene)
    return [scene.clusters.root(i) for i in range(len(phrases))], scene.clusters.sieve


def _exact(scene: Scene) -> None:
    """The same name and type."""
    first: dict[tuple[str, str], int] = {}
    for i in names_in(scene):
        p = scene.phrases[i]
        key = (p.text.casefold().replace(".", ""), p.type)
        if key in first:
            scene.clusters.join(i, first[key], "exact")
        else:
            first[key] = i


def _name_parts(scene: Scene) -> None:
    """A surname or first name with the full name; an organisation without its legal form."""
    full = [i for i in names_in(scene) if len(scene.phrases[i].text.split()) > 1]
    bound: set[tuple[str, str]] = set()
    for i in names_in(scene):
        p = scene.phrases[i]
        if (p.text, p.type) in bound:
            continue  # the same short name is one person: else it would make one of all who share it
        fits = [k for k in full if k != i and scene.phrases[k].type == p.type and _is_part(p, scene.phrases[k])]
        roots = {scene.clusters.root(k) for k in fits}
        before = [k for k in fits if k < i]
        if len(roots) == 1:
            scene.clusters.join(i, fits[0], "name-part")
            bound.add((p.text, p.type))
        elif before and p.type == "Person":
            # of several who share the name the first is the one the story is about; "Mrs" and "Mr" tell otherwise
            told = [k for k in before if p.gender is None or scene.phrases[k].gender in {None, p.gender}]
            scene.clusters.join(i, (told or before)[0], "name-part")
            bound.add((p.text, p.type))


def _is_part(short: Phrase, full: Phrase) -> bool:
    a, b = short.text.casefold().split(), full.text.casefold().split()
    if len(a) >= len(b):
        return False
    if short.type == "Person":
        return len(a) == 1 and a[0] in {b[0], b[-1]} or (len(a) > 1 and a[0] == b[0] and a[-1] == b[-1])
    legal = word_set("names", "organisation_suffixes")
    return short.type == "Organisation" and b[: len(a)] == a and all(w.strip(".,") in legal or w in legal for w in b[len(a) :])


def _acronyms(scene: Scene) -> None:
    """UN and United Nations; a name and what stands in brackets behind it."""
    for i in names_in(scene):
        p = scene.phrases[i]
        letters = p.text.replace(".", "")
        if not (letters.isupper() and 2 <= len(letters) <= 8):
            continue
        for k in names_in(scene):
            q = scene.phrases[k]
            initials = "".join(w[0] for w in q.text.replace("-", " ").split() if w[0].isupper())
            if k != i and q.type == p.type and len(q.text.split()) > 1 and initials == letters:
                scene.clusters.join(max(i, k), min(i, k), "acronym")
                break


def _handles(scene: Scene) -> None:
    """@VolkerTurk and Volker Türk: the same letters. The handle of a signature is an account, not its holder."""
    accounts = {b.handle.start for b in scene.blocks if b.kind == "signature" and b.handle}
    letters: dict[str, int] = {}
    for i in names_in(scene):
        p = scene.phrases[i]
        if not p.text.startswith("@"):
            letters.setdefault(_letters(p), i)
    for i in names_in(scene):
        p = scene.phrases[i]
        if p.text.startswith("@") and scene.doc[p.start].idx not in accounts:
            target = letters.get(_letters(p))
            if target is not None:
                scene.clusters.join(i, target, "handle")


def _letters(phrase: Phrase) -> str:
    return "".join(c for c in folded(phrase.text) if c.isalnum())
