"""What the scorers decide: which verbs and nouns tell of something that happens, and who takes part in it, and as what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from kg import syntax
from kg.document import Document
from kg.extract.pattern_matcher import Filler, Match, fits
from kg.patterns import word_set, words
from kg.scoring import Linear, load, participants, triggers
from kg.scoring.linear import Floats, product, sigmoid
from kg.syntax import Arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAST = 0.4  # probability from which on somebody takes part in a plain event: where F1 was best on articles that no model had seen
_SURE = 0.6  # … from which on somebody joins those whom the pattern of a typed event found
_EVENTFUL = 0.5  # probability below which nobody takes part in what a noun tells
_HOPELESS = 0.0  # weight of a path below which nobody at its end takes part
_TELLING = 0.5  # log odds from which on the word's vector is a reason to be told
_OBJECT_ABOVE = ("<advcl", ">dobj")  # "England beat Spain to win the cup": who wins is the subject
_NO_PLACES = frozenset({"Person", "Group"})
_SOMEBODY = frozenset({"Person", "Organisation", "Group", "Place"})
_SINGLE = frozenset({"agent", "patient"})  # roles that only those share who are coordinated


@dataclass(frozen=True, slots=True)
class Happening:
    """A word that tells of something that happens, and why the scorer thinks so."""

    trigger: Token
    shape: str  # "verb" or "noun"
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may take part, how surely, as what, and why the scorer thinks so."""

    filler: Filler
    chance: float
    reasons: tuple[str, ...]


def happenings_in(document: Document) -> tuple[list[Happening], Mapping[int, float]]:
    """The happenings in order of the text; and how surely each verb and noun, by token index, tells of one."""
    found = triggers.candidates(document.doc)
    if not found:
        return [], {}
    model = load("triggers")
    rows, meanings = (
        [triggers.features(t) for t in found],
        product(triggers.vectors(found), model.dense),
    )
    chances = sigmoid(model.logits(rows) + meanings)
    out: list[Happening] = []
    sure: dict[int, float] = {}
    for token, row, chance, meaning in zip(found, rows, chances, meanings, strict=True):
        shape = triggers.shape_of(token) or "noun"
        column = triggers.LABELS.index(shape)
        sure[token.i] = float(chance[column])
        if shape == "noun" and _is_thing(document, token):
            sure[token.i] = 0.0
        if sure[token.i] >= triggers.THRESHOLD[shape]:
            by_meaning = [f"meaning={token.lemma_.lower()}"] if meaning[column] > _TELLING else []
            out.append(
                Happening(
                    token,
                    shape,
                    _in_words("triggers", [*by_meaning, *model.strongest(row, shape, 8)], 2),
                )
            )
    return out, sure


def _is_thing(document: Document, noun: Token) -> bool:
    """Does the noun name or describe somebody, a place or a sum, a time or a post that somebody holds? No defector and no job happens."""
    lemma, mention = noun.lemma_.lower(), document.mention_of(noun)
    if lemma in word_set("happenings", "held") or lemma in word_set("happenings", "times"):
        return True
    return mention is not None and (
        mention.type == "Money" or (mention.form != "pronoun" and mention.type in _SOMEBODY)
    )


def candidates_for(
    document: Document, arcs: Arcs, tokens: Sequence[Token], sure: Mapping[int, float]
) -> Mapping[int, Sequence[Candidate]]:
    """By trigger all who may take part, the surest first, each thing once."""
    model = load("participants")
    told = [t for t in tokens if t.pos_ in {"VERB", "AUX"} or sure.get(t.i, 1.0) >= _EVENTFUL]
    pairs = [p for p in participants.pairs_of(document, told, arcs) if _is_open(model, p)]
    if not pairs:
        return {}
    rows = participants.features(pairs, document, sure)
    chances = sigmoid(model.logits(rows) + participants.by_meaning(pairs, model.dense))
    out: dict[int, list[Candidate]] = {}
    seen: set[tuple[int, str]] = set()
    held: dict[tuple[int, str], tuple[str, ...]] = {}
    by_way: dict[
        tuple[int, tuple[str, ...]], tuple[str, bool]
    ] = {}  # the role at the end of a way, and whether it was reached by a coordination
    for k in np.argsort(-chances[:, 0], kind="stable"):
        pair = pairs[k]
        if chances[k, 0] < _LEAST:
            break
        if (key := (pair.trigger.i, pair.mention.entity or pair.mention.id)) in seen or _is_weather(
            pair
        ):
            continue
        seen.add(key)
        way = pair.way
        open_roles = (
            r
            for r in _roles(document, pair, chances[k, 1:])
            if r not in _SINGLE or held.setdefault((pair.trigger.i, r), way) == way
        )
        role, joined_before = by_way.get((pair.trigger.i, way), (None, False))
        if role is None or (not joined_before and way == pair.path):
            role = next(open_roles, "theme")
        by_way[pair.trigger.i, way] = role, joined_before or way != pair.path
        filler = Filler(role, pair.mention, pair.filler, bool(pair.understood))
        of_trigger = out.setdefault(pair.trigger.i, [])
        reasons = (
            ()
            if of_trigger
            else _in_words("participants", model.strongest(rows[k], "participant", 12), 1)
        )  # the surest one's are told
        of_trigger.append(Candidate(filler, float(chances[k, 0]), reasons))
    return out


def _is_open(model: Linear, pair: participants.Pair) -> bool:
    """Can anything come of it? Long ways that the model does not know or does not like lead nowhere."""
    before = pair.filler.doc[pair.filler.i - 1].text if pair.filler.i else ""
    if before == "-" and pair.mention.start == pair.filler.idx:
        return False  # "pro-Leeds"
    if pair.path == _OBJECT_ABOVE or (
        pair.path == ("<relcl",)
        and not pair.understood
        and any(_is_of_another(t) for t in pair.trigger.subtree)
    ):
        return False
    if len(pair.path) < 3 or pair.understood:
        return True
    weight = model.weight(f"path={' '.join(pair.way)}", "participant")
    return weight is not None and weight > _HOPELESS


def _is_of_another(word: Token) -> bool:
    """ "Roe, whose parents emigrated", "Roe, with whom she spoke": the pronoun that stands for him is part of a phrase."""
    return word.tag_ == "WP$" or (
        word.tag_ in {"WP", "WDT"} and word.dep_ == syntax.PREPOSITIONAL_OBJECT
    )


def _is_weather(pair: participants.Pair) -> bool:
    """The "it" of "it rained" stands for nothing."""
    return pair.mention.text.lower() == "it" and pair.trigger.lemma_.lower() in word_set(
        "happenings", "weather"
    )


def _roles(document: Document, pair: participants.Pair, chances: Floats) -> Iterator[str]:
    """The roles that the sentence allows, the likeliest first: no agent is made of a passive's subject, no place of what is none."""
    for k in np.argsort(-chances, kind="stable"):
        role = participants.LABELS[1 + int(k)]
        if role in {"patient", "place"} and pair.path == (">amod",):
            continue  # "an Israeli strike"
        if (
            role == "agent"
            and (_undergoes(pair) or _is_behind(pair, "never_agents") or _is_source(pair))
        ) or (role == "place" and _is_no_place(document, pair)):
            continue
        yield role if role != "other" else _other(document, pair)


def _is_no_place(document: Document, pair: participants.Pair) -> bool:
    """Somebody is none; nor is what something is over or about; a land's exit or an occupation of it is done by it or to it."""
    return (
        fits(document, pair.mention, _NO_PLACES)
        or pair.path[0] == ">prep:of"
        or pair.path == (">poss",)
        or _is_behind(pair, "never_places")
    )


def _undergoes(pair: participants.Pair) -> bool:
    """Does it happen to this one: by the passive, where he is not behind "by", or by a verb like "fall"?"""
    if pair.passive:
        return not pair.path[0].startswith(">agent")
    own = (pair.understood or pair.path[-1]).endswith(syntax.SUBJECT)
    return (
        own
        and pair.trigger.pos_ == "VERB"
        and pair.trigger.lemma_.lower() in word_set("happenings", "undergone")
    )


def _is_source(pair: participants.Pair) -> bool:
    """ "Britain's exit from the Union": who stands behind "from" does it only where nobody owns it."""
    return pair.path[0] == ">prep:from" and any(
        c.dep_ == syntax.POSSESSOR for c in pair.trigger.children
    )


def _is_behind(pair: participants.Pair, listed: str) -> bool:
    """Does it stand behind one of these prepositions?"""
    step = next((s for s in reversed(pair.path) if s.startswith(">prep:")), None)
    return step is not None and step.split(":")[1] in word_set("happenings", listed)


def _other(document: Document, pair: participants.Pair) -> str:
    """What those are who are neither agent nor patient nor place: by the preposition before them; only somebody receives or profits."""
    last = next((step.split(":")[1] for step in reversed(pair.path) if ":" in step), None)
    roles = words("happenings")["roles"]
    role = next((r for r, prepositions in roles.items() if last in prepositions), "theme")
    if last is None and ">dative" in pair.path:
        role = "recipient"
    return (
        role
        if role not in {"recipient", "beneficiary"} or fits(document, pair.mention, _SOMEBODY)
        else "theme"
    )


def joined(document: Document, match: Match, candidates: Iterable[Candidate]) -> Iterator[Filler]:
    """Who takes part in a typed event besides those whom its pattern found: surely so, in a role that is free and whose types fit."""
    slots = {s.role: s for s in match.pattern.slots}
    taken = {f.mention.entity or f.mention.id for f in match.fillers}
    filled = {f.role for f in match.fillers}
    for candidate in candidates:
        filler = candidate.filler
        if (
            candidate.chance < _SURE
            or filler.role in filled
            or (filler.mention.entity or filler.mention.id) in taken
        ):
            continue
        if filler.role in slots and fits(document, filler.mention, slots[filler.role].types):
            yield filler
            filled.add(filler.role)


def _in_words(task: str, names: Iterable[str], most: int) -> tuple[str, ...]:
    """The strongest features that can be told, as a reader would say them."""
    told = (phrase for name in names if (phrase := _phrase(task, name)) is not None)
    return tuple(dict.fromkeys(told))[:most]


@lru_cache(maxsize=16384)  # features come again and again
def _phrase(task: str, name: str) -> str | None:
    kind, _, value = name.partition("=")
    tables = words("reasons")
    said = (
        _place(value)
        if value[:1] in {"<", ">"}
        else tables["labels"].get(value)
        if kind == "v:has"
        else value
    )
    return str(tables[task][kind].format(said)) if kind in tables[task] and said else None


def _place(path: str) -> str | None:
    """A path in words: `>dobj >prep:of >pobj` is behind "of" in the object; None where there is no word for a step."""
    phrases = words("reasons")
    out: list[str] = []
    for step in reversed(path.split()):
        label, _, word = step.lstrip("<>").partition(":")
        said = (
            phrases["above"]
            if step[0] == "<"
            else phrases["behind"].format(word)
            if word
            else phrases["labels"].get(label)
        )
        if said is None and label != syntax.PREPOSITIONAL_OBJECT:
            return None
        if said is not None and said not in out[-1:]:
            out.append(said)
    return str(phrases["within"]).join(out)
