"""What the mentions stand for: one entity a cluster, with its label, its type and the other names that the article itself gives it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import Quoted
from kg.language.coreference.groups import with_groups
from kg.language.coreference.mention_detection import Phrase
from kg.language.coreference.state import Clusters
from kg.language.ner.gazetteer import Record
from kg.model import Entity

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WE = "we"
_LONGEST_ACRONYM = 5  # letters
_NO_MARKS = str.maketrans("", "", '"“”„«»')


def entities_of(
    doc: Doc, phrases: Sequence[Phrase], clusters: Clusters, quotations: Sequence[Quoted]
) -> dict[str, Entity]:
    """The entities by id, in the order of their first mentions."""
    roots = [clusters.root(i) for i in range(len(phrases))]
    members: dict[int, list[Phrase]] = defaultdict(list)
    calls: dict[int, list[Phrase]] = defaultdict(list)
    for i, phrase in enumerate(phrases):
        members[roots[i]].append(phrase)
        if phrase.form == "name" or _may_call(phrase, clusters.sieve.get(i), doc, quotations):
            calls[roots[i]].append(phrase)
    entities = {f"e{root}": _entity(root, inside, calls[root]) for root, inside in members.items()}
    for i, phrase in enumerate(phrases):
        if phrase.record is not None:
            key = f"e{roots[i]}"
            entities[key] = _as_recorded(entities[key], phrase.record)
    for key in (f"e{roots[i]}" for i in clusters.people):
        entities[key] = (
            replace(entities[key], type="Group") if entities[key].type == "Other" else entities[key]
        )
    for we, speaker in clusters.spoken_by.items():
        if roots[we] != roots[speaker]:
            entities[f"e{roots[we]}"] = replace(
                entities[f"e{roots[we]}"], label=f"{_WE} ({entities[f'e{roots[speaker]}'].label})"
            )
    return with_groups(doc, phrases, roots, entities)


def _as_recorded(entity: Entity, record: Record) -> Entity:
    """The entity as the user's gazetteer has it: label, type and IRI are its own."""
    aliases = tuple(a for a in dict.fromkeys((entity.label, *entity.aliases)) if a != record.label)
    return replace(entity, type=record.type, label=record.label, aliases=aliases, iri=record.iri)


def _may_call(phrase: Phrase, sieve: str | None, doc: Doc, quotations: Sequence[Quoted]) -> bool:
    """Is a description another name: definite, the article's own, and no mere predicate of what is named?"""
    offset = doc[phrase.start].idx
    said = any(q.inner.start <= offset < q.inner.end for q in quotations)
    return (
        phrase.form == "nominal"
        and sieve != "copula"
        and not said
        and doc[phrase.start].lower_ not in {"a", "an"}
    )


def _entity(root: int, phrases: Sequence[Phrase], calls: Sequence[Phrase]) -> Entity:
    """The thing that these phrases stand for, by the fullest of its names; `calls` are those that may be its other names."""
    names = [p for p in phrases if p.form == "name"]
    plain = [p for p in names if not p.text.startswith("@")] or names
    nominals = [p for p in phrases if p.form == "nominal"]
    # the longest name is the fullest; of several the first
    label_of = (
        max(plain, key=lambda p: (len(p.text.split()), len(p.text), not _shouts(p.text), -p.start))
        if plain
        else (nominals or list(phrases))[0]
    )
    label = _WE if label_of.lemma == _WE else _without_article(label_of)
    aliases = dict.fromkeys(
        _without_article(p) for p in [*names, *(p for p in calls if p.form == "nominal")]
    )
    kind = (
        names[0].type
        if names
        else next((p.type for p in nominals if p.type != "Other"), phrases[0].type)
    )
    return Entity(
        id=f"e{root}", type=kind, label=label, aliases=tuple(a for a in aliases if a != label)
    )


def _without_article(phrase: Phrase) -> str:
    words = phrase.text.split()
    text = " ".join(
        words[1:] if len(words) > 1 and words[0].lower() in {"the", "a", "an"} else words
    )
    return text if phrase.form == "name" else text.translate(_NO_MARKS)


def _shouts(name: str) -> bool:
    """ "LONDON", in a date line or a headline, where the text has "London" as well."""
    return name.isupper() and len(name) > _LONGEST_ACRONYM
