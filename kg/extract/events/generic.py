"""What the scorers decide: which verbs and nouns are triggers, and who takes part as what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from kg import syntax
from kg.document import Document
from kg.extract.mentions import entity_key
from kg.extract.pattern_matcher import Filler, Match, fits
from kg.patterns import word_set, words
from kg.scoring import Linear, load, participants, triggers
from kg.scoring.linear import Floats, product, sigmoid
from kg.scoring.participants import Pair
from kg.syntax import Arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

# The probabilities from which on somebody takes part in a generic event (where F1 was best on
# articles that no model had seen), and joins the participants that a pattern found.
_TAKES_PART, _JOINS_TYPED = 0.4, 0.6
_EVENTFUL = 0.5  # probability below which nobody takes part in the event of a noun
_HOPELESS = 0.0  # weight of a path below which nobody at its end takes part
_SHORT_PATH = 2  # steps up to which a path is never hopeless
_MEANINGFUL = 0.5  # log odds from which on the word's vector is worth a reason
_OBJECT_ABOVE = ("<advcl", ">dobj")  # "England beat Spain to win the cup": who wins is the subject
_RELATIVE_CLAUSE_ABOVE = ("<relcl",)
_ADJECTIVE, _POSSESSOR = (">amod",), (">poss",)
_NO_PLACES = frozenset({"Person", "Group"})
_SOMEBODY = frozenset({"Person", "Organisation", "Group", "Place"})
_FOR_SOMEBODY = frozenset({"recipient", "beneficiary"})
_SINGLE = frozenset({"agent", "patient"})  # roles that only coordinated participants share
_REASONS_OF_TRIGGER, _REASONS_OF_PARTICIPANT = 2, 1


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that stands for an event, and why the scorer thinks so."""

    token: Token
    shape: str  # "verb" or "noun"
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may take part, how probably, as what, and why the scorer thinks so."""

    filler: Filler
    probability: float
    reasons: tuple[str, ...]


def scored_triggers(document: Document) -> tuple[list[Trigger], Mapping[int, float]]:
    """The triggers in order of the text; and for each verb and noun the probability of being one.

    The probabilities are by token index.
    """
    found = triggers.candidates(document.doc)
    if not found:
        return [], {}
    model = load("triggers")
    rows = [triggers.features(t) for t in found]
    by_vector = product(triggers.vectors(found), model.dense)
    chances = sigmoid(model.logits(rows) + by_vector)
    out: list[Trigger] = []
    probabilities: dict[int, float] = {}
    for token, row, chance, meaning in zip(found, rows, chances, by_vector, strict=True):
        shape = triggers.shape_of(token) or "noun"
        column = triggers.LABELS.index(shape)
        is_entity = shape == "noun" and _is_entity(document, token)
        probabilities[token.i] = 0.0 if is_entity else float(chance[column])
        if probabilities[token.i] >= triggers.THRESHOLD[shape]:
            strongest: Sequence[str] = model.strongest(row, shape, 8)
            if meaning[column] > _MEANINGFUL:
                strongest = [f"meaning={token.lemma_.lower()}", *strongest]
            reasons = _in_words("triggers", strongest, _REASONS_OF_TRIGGER)
            out.append(Trigger(token, shape, reasons))
    return out, probabilities


def _is_entity(document: Document, noun: Token) -> bool:
    """Whether the noun stands for somebody, a place, a sum, a time or a position.

    No defector and no job happens.
    """
    lemma, mention = noun.lemma_.lower(), document.mention_of(noun)
    if lemma in word_set("generic-events", "held") or lemma in word_set("generic-events", "times"):
        return True
    if mention is None:
        return False
    is_described = mention.form != "pronoun" and mention.type in _SOMEBODY
    return mention.type == "Money" or is_described


def participant_candidates(
    document: Document, arcs: Arcs, tokens: Sequence[Token], probabilities: Mapping[int, float]
) -> Mapping[int, Sequence[Candidate]]:
    """All who may take part in the event of each token, by its index, the most probable first.

    An entity stands once for each event. `probabilities` tell how surely a noun is a trigger.
    """
    model = load("participants")
    eventful = [t for t in tokens if _may_have_participants(t, probabilities)]
    pairs = [p for p in participants.pairs_of(document, eventful, arcs) if _is_open(model, p)]
    if not pairs:
        return {}
    rows = participants.features(pairs, document, probabilities)
    chances = sigmoid(model.logits(rows) + participants.by_meaning(pairs, model.dense))
    assigned = _Assigned()
    for k in np.argsort(-chances[:, 0], kind="stable"):
        if chances[k, 0] < _TAKES_PART:
            break
        pair = pairs[k]
        if not assigned.is_new(pair) or _is_weather(pair):
            continue
        role = assigned.role(pair, _possible_roles(document, pair, chances[k, 1:]))
        filler = Filler(role, pair.mention, pair.filler, bool(pair.understood))
        reasons: tuple[str, ...] = ()
        if pair.trigger.i not in assigned.candidates:  # only the most probable one needs a reason
            strongest = model.strongest(rows[k], "participant", 12)
            reasons = _in_words("participants", strongest, _REASONS_OF_PARTICIPANT)
        assigned.add(pair, Candidate(filler, float(chances[k, 0]), reasons))
    return assigned.candidates


def _may_have_participants(token: Token, probabilities: Mapping[int, float]) -> bool:
    """Whether the token is a verb, or a noun that is probably a trigger."""
    return syntax.is_verb(token) or probabilities.get(token.i, 1.0) >= _EVENTFUL


@dataclass(slots=True)
class _Assigned:
    """Who takes part in which event so far, and by which way each role was reached.

    A way is a path without the steps of coordinations.
    """

    candidates: dict[int, list[Candidate]] = field(default_factory=dict)
    _entities: set[tuple[int, str]] = field(default_factory=set)
    _way_of_single: dict[tuple[int, str], tuple[str, ...]] = field(default_factory=dict)
    _by_way: dict[tuple[int, tuple[str, ...]], tuple[str, bool]] = field(default_factory=dict)

    def is_new(self, pair: Pair) -> bool:
        """Whether the entity does not take part in the event yet."""
        return (pair.trigger.i, entity_key(pair.mention)) not in self._entities

    def role(self, pair: Pair, possible: Iterator[str]) -> str:
        """The role of the pair's mention, the same for all that are coordinated with it."""
        key = (pair.trigger.i, pair.collapsed_path)
        is_conjunct = pair.collapsed_path != pair.path
        role, reached_by_conjunct = self._by_way.get(key, (None, False))
        if role is None or not (reached_by_conjunct or is_conjunct):
            role = next((r for r in possible if self._is_free(r, pair)), "theme")
        self._by_way[key] = role, reached_by_conjunct or is_conjunct
        return role

    def _is_free(self, role: str, pair: Pair) -> bool:
        """Whether the role may be filled by several, or is filled by nobody at another way."""
        if role not in _SINGLE:
            return True
        path = pair.collapsed_path
        return self._way_of_single.setdefault((pair.trigger.i, role), path) == path

    def add(self, pair: Pair, candidate: Candidate) -> None:
        """Let the candidate take part."""
        self._entities.add((pair.trigger.i, entity_key(pair.mention)))
        self.candidates.setdefault(pair.trigger.i, []).append(candidate)


def _is_open(model: Linear, pair: Pair) -> bool:
    """Whether the pair can come to anything, before it is scored."""
    if _is_behind_hyphen(pair) or pair.path == _OBJECT_ABOVE:
        return False
    if _is_head_of_others_clause(pair):
        return False
    if len(pair.path) <= _SHORT_PATH or pair.understood:
        return True
    # long ways that the model does not know or does not like lead nowhere
    weight = model.weight(f"path={' '.join(pair.collapsed_path)}", "participant")
    return weight is not None and weight > _HOPELESS


def _is_behind_hyphen(pair: Pair) -> bool:
    """Whether the mention is the second part of a compound word: "pro-Leeds"."""
    before = pair.filler.doc[pair.filler.i - 1].text if pair.filler.i else ""
    return before == "-" and pair.mention.start == pair.filler.idx


def _is_head_of_others_clause(pair: Pair) -> bool:
    """Whether the clause of the filler is about others: "Roe, whose parents emigrated"."""
    if pair.path != _RELATIVE_CLAUSE_ABOVE or pair.understood:
        return False
    return any(_is_oblique_relative(t) for t in pair.trigger.subtree)


def _is_oblique_relative(word: Token) -> bool:
    """Whether the word is a relative pronoun inside a phrase: "whose", "with whom"."""
    is_object = word.tag_ in {"WP", "WDT"} and word.dep_ == syntax.PREPOSITIONAL_OBJECT
    return word.tag_ == "WP$" or is_object


def _is_weather(pair: Pair) -> bool:
    """Whether the mention is the "it" of "it rained", which stands for nothing."""
    is_it = pair.mention.text.lower() == "it"
    return is_it and pair.trigger.lemma_.lower() in word_set("generic-events", "weather")


def _possible_roles(document: Document, pair: Pair, chances: Floats) -> Iterator[str]:
    """The roles that the sentence allows, the most probable first."""
    for k in np.argsort(-chances, kind="stable"):
        role = participants.LABELS[1 + int(k)]
        if role in {"patient", "place"} and pair.path == _ADJECTIVE:
            continue  # "an Israeli strike"
        if role == "agent" and _is_no_agent(pair):
            continue
        if role == "place" and _is_no_place(document, pair):
            continue
        yield role if role != "other" else _role_by_preposition(document, pair)


def _is_no_agent(pair: Pair) -> bool:
    """Whether the mention cannot be who does it."""
    return _undergoes(pair) or _is_behind(pair, "never_agents") or _is_source(pair)


def _is_no_place(document: Document, pair: Pair) -> bool:
    """Whether the mention cannot be where it happens.

    A person is no place, nor is what something is over or about; a country's exit or an occupation
    of it is done by it or to it.
    """
    return (
        fits(document, pair.mention, _NO_PLACES)
        or pair.path[0] == ">prep:of"
        or pair.path == _POSSESSOR
        or _is_behind(pair, "never_places")
    )


def _undergoes(pair: Pair) -> bool:
    """Whether it happens to the mention: by a passive without "by", or a verb like "fall"."""
    if pair.passive:
        return not pair.path[0].startswith(">agent")
    is_subject = (pair.understood or pair.path[-1]).endswith(syntax.SUBJECT)
    lemma = pair.trigger.lemma_.lower()
    return (
        is_subject
        and pair.trigger.pos_ == "VERB"
        and lemma in word_set("generic-events", "undergone")
    )


def _is_source(pair: Pair) -> bool:
    """Whether what stands behind "from" is only left: "Britain's exit from the Union"."""
    if pair.path[0] != ">prep:from":
        return False
    return syntax.has_child(pair.trigger, syntax.POSSESSOR)


def _is_behind(pair: Pair, prepositions: str) -> bool:
    """Whether the mention stands behind a preposition of this word list."""
    step = next((s for s in reversed(pair.path) if s.startswith(">prep:")), None)
    return step is not None and step.split(":")[1] in word_set("generic-events", prepositions)


def _role_by_preposition(document: Document, pair: Pair) -> str:
    """The role of who is neither agent nor patient nor place; only somebody receives or profits."""
    last = next((step.split(":")[1] for step in reversed(pair.path) if ":" in step), None)
    table = words("generic-events")["roles"]
    role = next((r for r, prepositions in table.items() if last in prepositions), "theme")
    if last is None and ">dative" in pair.path:
        role = "recipient"
    if role in _FOR_SOMEBODY and not fits(document, pair.mention, _SOMEBODY):
        return "theme"
    return role


def additional_fillers(
    document: Document, match: Match, candidates: Iterable[Candidate]
) -> Iterator[Filler]:
    """Who takes part in a typed event besides those whom its pattern found.

    Only the most probable, in a role that is free and whose types fit.
    """
    slots = {s.role: s for s in match.pattern.slots}
    taken = {entity_key(f.mention) for f in match.fillers}
    filled = {f.role for f in match.fillers}
    for candidate in candidates:
        filler = candidate.filler
        if candidate.probability < _JOINS_TYPED:
            continue
        if filler.role in filled or entity_key(filler.mention) in taken:
            continue
        if filler.role in slots and fits(document, filler.mention, slots[filler.role].types):
            yield filler
            filled.add(filler.role)


def _in_words(task: str, names: Iterable[str], most: int) -> tuple[str, ...]:
    """The strongest features that have a phrase, as a reader would say them."""
    out: list[str] = []
    for name in names:
        phrase = _phrase(task, name)
        if phrase is not None and phrase not in out:
            out.append(phrase)
            if len(out) == most:
                break
    return tuple(out)


@lru_cache(maxsize=16384)  # features come again and again
def _phrase(task: str, name: str) -> str | None:
    """A feature in words; None where there are none for it."""
    kind, _, value = name.partition("=")
    tables = words("reasons")
    if kind not in tables[task]:
        return None
    if value[:1] in {"<", ">"}:
        shown = _path_in_words(value)
    elif kind == "v:has":
        shown = tables["labels"].get(value)
    else:
        shown = value
    return str(tables[task][kind].format(shown)) if shown else None


def _path_in_words(path: str) -> str | None:
    """A path in words: `>dobj >prep:of >pobj` is behind "of" in the object.

    None where there is no word for a step.
    """
    phrases = words("reasons")
    out: list[str] = []
    for step in reversed(path.split()):
        label, _, word = step.lstrip("<>").partition(":")
        if step[0] == "<":
            shown = phrases["above"]
        elif word:
            shown = phrases["behind"].format(word)
        else:
            shown = phrases["labels"].get(label)
        if shown is None and label != syntax.PREPOSITIONAL_OBJECT:
            return None
        if shown is not None and shown not in out[-1:]:
            out.append(shown)
    return str(phrases["within"]).join(out)
