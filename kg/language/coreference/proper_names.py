"""Names of one entity: the same name, its parts, its initials, in brackets, as a handle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.language.coreference.mention_detection import SEXES, CandidateMention, genders_differ
from kg.language.coreference.state import CoreferenceState
from kg.language.ner.gazetteer import Record
from kg.language.ner.lexicon import folded, places
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SHORTEST_ACRONYM = 2  # letters
_LONGEST_ACRONYM = 8
_SHORTEST_FIRST_WORD = 4  # letters of the first word of a name that may stand for the whole


def recorded(state: CoreferenceState) -> None:
    """Link the names that the user's gazetteer gives to one entity."""
    first: dict[Record, int] = {}
    for i in state.names:
        record = state.mentions[i].record
        if record is not None and (k := first.setdefault(record, i)) != i:
            state.clusters.join(i, k, "gazetteer")


def exact(state: CoreferenceState) -> None:
    """Link mentions of the same name and type."""
    first: dict[tuple[str, str], int] = {}
    for i in state.names:
        name = state.mentions[i]
        if _is_one_of_two(state, name):
            continue
        key = (name.text.casefold().replace(".", ""), name.type)
        if (k := first.setdefault(key, i)) != i:
            state.clusters.join(i, k, "exact")


def name_parts(state: CoreferenceState) -> None:
    """Link a surname, a first name or an organisation's short name with the full name.

    A short name is linked once: it stands for the same entity from then on. Otherwise it would
    make one entity of all who share it.
    """
    full_names = _full_names(state)
    linked: set[tuple[str, str]] = set()
    for i in state.names:
        name = state.mentions[i]
        if (name.text, name.type) in linked or _is_one_of_two(state, name):
            continue
        k = _full_name_of(state, i, full_names)
        if k is not None:
            state.clusters.join(i, k, "name-part")
            linked.add((name.text, name.type))


@dataclass(frozen=True)
class _FullNames:
    """The names of several words: all, storms by their own names, organisations by first words."""

    everyone: Sequence[int]
    storms: Mapping[str, Sequence[int]]
    organisations: Mapping[str, Sequence[int]]


def _full_names(state: CoreferenceState) -> _FullNames:
    everyone = []
    storms, organisations = defaultdict(list), defaultdict(list)
    for k in state.names:
        name = state.mentions[k]
        first, *others = name.text.split()
        if not others:
            continue
        everyone.append(k)
        if first.lower() in word_set("name-types", "storms"):
            storms[others[-1]].append(k)
        if name.type == "Organisation":
            organisations[first].append(k)
    return _FullNames(everyone, storms, organisations)


def _full_name_of(state: CoreferenceState, i: int, full_names: _FullNames) -> int | None:
    """The full name that a short one stands for; None where it could be one of several.

    Of several people who share a surname it is the one named first, whom the story is about,
    unless an honorific such as "Mrs" tells otherwise.
    """
    name = state.mentions[i]
    candidates = _candidates(state, i, full_names)
    if len({state.root(k) for k in candidates}) == 1:
        return candidates[0]
    before = [k for k in candidates if k < i]
    if not before or name.type != "Person":
        return None
    return next((k for k in before if _may_share_gender(name, state.mentions[k])), before[0])


def _may_share_gender(name: CandidateMention, full: CandidateMention) -> bool:
    return name.gender is None or full.gender in {None, name.gender}


def _candidates(state: CoreferenceState, i: int, full_names: _FullNames) -> Sequence[int]:
    """The full names that a short one may stand for.

    Hurricane Odette is "Odette" from then on, which the model takes for a woman.
    """
    name = state.mentions[i]
    fits = [k for k in full_names.everyone if k != i and _is_short_for(name, state.mentions[k])]
    if fits:
        return fits
    if name.text in full_names.storms:
        return full_names.storms[name.text]
    if name.gender in SEXES:
        return []
    firms = full_names.organisations.get(name.text, ())
    return [k for k in firms if k < i and _is_first_word_of(state, name, k)]


def _is_short_for(short: CandidateMention, full: CandidateMention) -> bool:
    """Whether a name may be the short form of another of the same type."""
    if short.type != full.type or not _is_part(short, full):
        return False
    return not genders_differ(short, full)


def _is_part(short: CandidateMention, full: CandidateMention) -> bool:
    """Whether a name has some of the words of a longer one, so as one shortens it."""
    words, full_words = short.text.casefold().split(), full.text.casefold().split()
    if len(words) >= len(full_words):
        return False
    if short.type == "Person":
        return _is_part_of_persons_name(words, full_words)
    return short.type == "Organisation" and _begins_organisation(words, full_words)


def _is_part_of_persons_name(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether it is the first or last name, both of them, or the last words of a full name."""
    if len(words) == 1:
        return words[0] in {full[0], full[-1]}
    has_both_ends = words[0] == full[0] and words[-1] == full[-1]
    return has_both_ends or full[-len(words) :] == words


def _begins_organisation(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether a full name only adds a legal form, or what the organisation is for.

    "the Andersson Foundation" and "the Andersson Foundation for the Arts".
    """
    if full[: len(words)] != words:
        return False
    added = full[len(words) :]
    if len(words) > 1 and added[0] in word_set("coreference", "prepositions", "behind_name"):
        return True
    return all(_is_legal_form(word) for word in added)


def _is_legal_form(word: str) -> bool:
    legal = word_set("names", "organisation_suffixes")
    return word in legal or word.strip(".,") in legal


def _is_first_word_of(state: CoreferenceState, name: CandidateMention, k: int) -> bool:
    """Whether a name stands for the organisation `k` whose first word it is.

    "Auralis" behind "Auralis Therapeutics", whatever type the model gives it. Not so the name of
    a person, a place or a group, nor one that was mentioned before.
    """
    full = state.mentions[k]
    if name.type in {"Place", "Group"} or len(name.text) < _SHORTEST_FIRST_WORD:
        return False
    if _is_place_of_organisation(name.text, full.text.split()[-1].lower()):
        return False
    others = (state.mentions[j] for j in state.names if j != k)
    return not any(
        _is_same_name_before(other, name, full) or _is_person_so_named(other, name)
        for other in others
    )


def _is_same_name_before(
    other: CandidateMention, name: CandidateMention, full: CandidateMention
) -> bool:
    return other.text == name.text and other.start < full.start


def _is_person_so_named(other: CandidateMention, name: CandidateMention) -> bool:
    """Whether a name is the full name of a person, with this word in it."""
    return other.type == "Person" and " " in other.text and name.text in other.text.split()


def _is_place_of_organisation(word: str, noun: str) -> bool:
    """Whether an organisation's first word only tells where it is: "Whitby Gazette"."""
    if noun in word_set("names", "bodies") or noun in word_set("names", "public_words"):
        return True
    return noun in word_set("names", "newspapers") or word in places()


def _is_one_of_two(state: CoreferenceState, name: CandidateMention) -> bool:
    """Whether two bear the name, and it is not the one whom it meant so far: "the older Hughes"."""
    if name.type != "Person" or name.start == 0:
        return False
    return state.doc[name.start - 1].lower_ in word_set("nominals", "of_two")


def acronyms(state: CoreferenceState) -> None:
    """Link an acronym with the first name that has its initials: "UN" and "United Nations"."""
    long_names = [k for k in state.names if " " in state.mentions[k].text]
    by_initials: dict[tuple[str, str], list[int]] = defaultdict(list)
    for k in long_names:
        name = state.mentions[k]
        by_initials[_initials(name.text), name.type].append(k)
    for i in state.names:
        name = state.mentions[i]
        letters = name.text.replace(".", "")
        if not letters.isupper() or not _SHORTEST_ACRONYM <= len(letters) <= _LONGEST_ACRONYM:
            continue
        others = (k for k in by_initials.get((letters, name.type), ()) if k != i)
        full = next(others, None)
        if full is not None:
            state.clusters.join(max(i, full), min(i, full), "acronym")


def _initials(name: str) -> str:
    """The capitals with which the words of a name begin."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def brackets(state: CoreferenceState) -> None:
    """Link a name with its short or long form in brackets: "Movimento Cinque Stelle (M5S)"."""
    for k, i in pairwise(state.names):
        before, inside = state.mentions[k], state.mentions[i]
        if not _is_in_brackets_behind(state.doc, before, inside):
            continue
        short, long = sorted((before, inside), key=lambda name: len(name.text))
        if _is_short_form(short, long):
            state.clusters.join(i, k, "brackets")


def _is_in_brackets_behind(doc: Doc, before: CandidateMention, inside: CandidateMention) -> bool:
    """Whether one name stands in brackets right behind the other."""
    if inside.start != before.end + 1 or inside.end >= len(doc):
        return False
    return doc[before.end].text == "(" and doc[inside.end].text == ")"


def _is_short_form(short: CandidateMention, long: CandidateMention) -> bool:
    """Whether it is in capitals and begins like a word of the other, which is no person's name."""
    if not short.text.isupper() or len(short.text) > _LONGEST_ACRONYM:
        return False
    if " " not in long.text or long.type == "Person":
        return False
    return short.text[0].casefold() in {word[0].casefold() for word in long.text.split()}


def handles(state: CoreferenceState) -> None:
    """Link a handle with the name that has the same letters: "@VolkerTurk" and "Volker Türk".

    The handle of a signature is an account, not its holder.
    """
    accounts = {b.handle.start for b in state.blocks if b.kind == "signature" and b.handle}
    by_letters: dict[str, int] = {}
    handles: list[int] = []
    for i in state.names:
        name = state.mentions[i]
        if not name.text.startswith("@"):
            by_letters.setdefault(_letters(name), i)
        elif state.offset(i) not in accounts:
            handles.append(i)
    for i in handles:
        k = by_letters.get(_letters(state.mentions[i]))
        if k is not None:
            state.clusters.join(i, k, "handle")


def _letters(name: CandidateMention) -> str:
    """The letters and digits of a name, without case and accents."""
    return "".join(c for c in folded(name.text) if c.isalnum())
