"""What the mentions refer to: one entity a cluster, with its label, type and other names."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.document import Quoted
from kg.language.coreference.clusters import Clusters
from kg.language.coreference.groups import with_groups
from kg.language.coreference.mention_detection import CandidateMention
from kg.language.ner.gazetteer import Record
from kg.model import Entity, EntityType
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WE = "we"
_LONGEST_ACRONYM = 5  # letters
_WITHOUT_QUOTATION_MARKS = str.maketrans("", "", '"“”„«»')


def entities_of(
    doc: Doc,
    mentions: Sequence[CandidateMention],
    clusters: Clusters,
    quotations: Sequence[Quoted],
) -> dict[str, Entity]:
    """The entities by id, in the order of their first mentions."""
    roots = [clusters.root(i) for i in range(len(mentions))]
    members: dict[int, list[CandidateMention]] = defaultdict(list)
    descriptions: dict[int, list[CandidateMention]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        members[roots[i]].append(mention)
        if _may_be_alias(mention, clusters.sieve.get(i), doc, quotations):
            descriptions[roots[i]].append(mention)
    entities = {
        f"e{root}": _entity(root, inside, descriptions[root]) for root, inside in members.items()
    }
    for root, mention in zip(roots, mentions, strict=True):
        if mention.record is not None:
            entities[f"e{root}"] = _as_recorded(entities[f"e{root}"], mention.record)
    _type_unnamed_people(entities, [f"e{roots[i]}" for i in clusters.unnamed_people])
    for we, speaker in clusters.group_speaker.items():
        _label_group(entities, f"e{roots[we]}", f"e{roots[speaker]}")
    return with_groups(doc, mentions, roots, entities)


def _as_recorded(entity: Entity, record: Record) -> Entity:
    """The entity with the label, type and IRI that the user's gazetteer gives it."""
    names = dict.fromkeys((entity.label, *entity.aliases))
    aliases = tuple(name for name in names if name != record.label)
    return replace(entity, type=record.type, label=record.label, aliases=aliases, iri=record.iri)


def _type_unnamed_people(entities: dict[str, Entity], people: Iterable[str]) -> None:
    """Make groups of the people whom no single mention names, where nothing else is known."""
    for key in people:
        if entities[key].type == "Other":
            entities[key] = replace(entities[key], type="Group")


def _label_group(entities: dict[str, Entity], group: str, speaker: str) -> None:
    """Label the group that "we" refers to with its speaker, unless it is the speaker itself."""
    if group != speaker:
        label = f"{_WE} ({entities[speaker].label})"
        entities[group] = replace(entities[group], label=label)


def _may_be_alias(
    mention: CandidateMention, sieve: str | None, doc: Doc, quotations: Sequence[Quoted]
) -> bool:
    """Whether the mention is a description that may serve as another name of its entity.

    Not so if it is indefinite, stands in a quotation, or is a predicate ("is the mayor").
    """
    if mention.form != "nominal" or sieve == "copula":
        return False
    first = doc[mention.start]
    if first.lower_ in word_set("coreference", "articles", "indefinite"):
        return False
    n = bisect_right(quotations, first.idx, key=lambda quoted: quoted.inner.start) - 1
    return n < 0 or first.idx >= quotations[n].inner.end


def _entity(
    root: int, mentions: Sequence[CandidateMention], descriptions: Sequence[CandidateMention]
) -> Entity:
    """The entity of a cluster; of its descriptions those that may serve as other names."""
    names = [mention for mention in mentions if mention.form == "name"]
    label = _label(mentions)
    other_names = dict.fromkeys(_without_article(mention) for mention in [*names, *descriptions])
    return Entity(
        id=f"e{root}",
        type=_type(mentions),
        label=label,
        aliases=tuple(name for name in other_names if name != label),
    )


def _label(mentions: Sequence[CandidateMention]) -> str:
    """The fullest name, else the first description, else the first mention.

    A handle is the label only of those who have no other name.
    """
    names = [mention for mention in mentions if mention.form == "name"]
    plain_names = [mention for mention in names if not mention.text.startswith("@")]
    if names:
        labelling = max(plain_names or names, key=_fullness)
    else:
        labelling = next(_nominals(mentions), mentions[0])
    return _WE if labelling.lemma == _WE else _without_article(labelling)


def _fullness(name: CandidateMention) -> tuple[int, int, bool, int]:
    """What the longest name has most of: words, then letters; of several the first."""
    return len(name.text.split()), len(name.text), not _is_capitalised(name.text), -name.start


def _type(mentions: Sequence[CandidateMention]) -> EntityType:
    """The type of the first name, else of the first description that has one."""
    for mention in mentions:
        if mention.form == "name":
            return mention.type
    typed = (mention.type for mention in _nominals(mentions) if mention.type != "Other")
    return next(typed, mentions[0].type)


def _nominals(mentions: Sequence[CandidateMention]) -> Iterator[CandidateMention]:
    return (mention for mention in mentions if mention.form == "nominal")


def _without_article(mention: CandidateMention) -> str:
    """The text without an article before it; of descriptions also without quotation marks."""
    words = mention.text.split()
    if len(words) > 1 and words[0].lower() in word_set("coreference", "articles", "all"):
        words = words[1:]
    text = " ".join(words)
    return text if mention.form == "name" else text.translate(_WITHOUT_QUOTATION_MARKS)


def _is_capitalised(name: str) -> bool:
    """Whether it is "LONDON", as in a dateline or a headline, where the text has "London"."""
    return name.isupper() and len(name) > _LONGEST_ACRONYM
