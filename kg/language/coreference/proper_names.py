"""Names of one entity: the same name, its parts, its initials, in brackets, as a handle."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kg.language.coreference.mention_detection import SEXES, CandidateMention, genders_differ
from kg.language.coreference.state import CoreferenceState
from kg.language.ner.gazetteer import Record
from kg.language.ner.lexicon import folded, places
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SHORTEST_ACRONYM = 2  # letters
_LONGEST_ACRONYM = 8
_LONGEST_NAME = 40  # words of a name of which its short forms are looked at
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
        key = (_spelling(name), name.type)
        if (k := first.setdefault(key, i)) != i:
            state.clusters.join(i, k, "exact")


def _spelling(name: CandidateMention) -> str:
    """The name as it is compared: "José" is "Jose", "O’Dowd" is "O'Dowd", "U.S." is "US".

    A country goes by one name. "Jean-Paul" is "Jean Paul"; of other things a hyphen may tell two
    apart.
    """
    text = name.text.replace("’", "'")
    if name.type == "Place":
        text = words("nationalities")["countries"].get(text, text)
    if name.type == "Person":
        text = text.replace("-", " ")
    return " ".join(folded(text).replace(".", "").split())


def _words(name: CandidateMention) -> tuple[str, ...]:
    """The words of a name, without case, accents and the shape of apostrophes."""
    return tuple(folded(name.text).replace("’", "'").split())


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
    """The names of several words by what may stand for them, each with its first mention.

    People and organisations by their short forms, people also by first and last word and number
    of words; storms by their own names, organisations by first words.
    """

    short: Mapping[tuple[str, tuple[str, ...]], Sequence[int]]
    ends: Mapping[tuple[str, str], Mapping[int, Sequence[int]]]
    storms: Mapping[str, Sequence[int]]
    organisations: Mapping[str, Sequence[int]]
    first_start: Mapping[str, int]  # of each name, whatever it is
    words_of_people: frozenset[str]
    found: dict[tuple[str, str, str | None], tuple[Sequence[int], bool]] = field(
        default_factory=dict
    )

    def for_short(self, name: CandidateMention) -> Iterator[int]:
        """The full names of its type that a name may be the short form of."""
        words = _words(name)
        yield from self.short.get((name.type, words), ())
        if name.type == "Person" and len(words) > 1:
            by_length = self.ends.get((words[0], words[-1]), {})
            for length, names in by_length.items():
                if length > len(words):
                    yield from names


def _full_names(state: CoreferenceState) -> _FullNames:
    short: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    storms, organisations = defaultdict(list), defaultdict(list)
    ends: dict[tuple[str, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for k in _one_of_each(state):
        name = state.mentions[k]
        first, *others = name.text.split()
        words = _words(name)
        if not others:
            continue
        for form in _short_forms(name.type, words):
            short[name.type, form].append(k)
        if name.type == "Person":
            ends[words[0], words[-1]][len(words)].append(k)
        if first.lower() in word_set("name-types", "storms"):
            storms[others[-1]].append(k)
        if name.type == "Organisation":
            organisations[first].append(k)
    people = [m.text for m in state.mentions if _is_full_name_of_person(m)]
    return _FullNames(
        short,
        ends,
        storms,
        organisations,
        first_start={
            state.mentions[k].text: state.mentions[k].start for k in reversed(state.names)
        },
        words_of_people=frozenset(word for text in people for word in text.split()),
    )


def _one_of_each(state: CoreferenceState) -> Iterator[int]:
    """The first of all mentions that have the same name, type, gender and cluster."""
    seen = set()
    for k in state.names:
        name = state.mentions[k]
        key = (name.text, name.type, name.gender, state.root(k))
        if key not in seen:
            seen.add(key)
            yield k


def _is_full_name_of_person(mention: CandidateMention) -> bool:
    return mention.form == "name" and mention.type == "Person" and " " in mention.text


def _short_forms(kind: str, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The names that may stand for one of these words, in lower case.

    Of a person the first or last name, or the last words; of an organisation what only leaves out
    a legal form, or what it is for: "the Andersson Foundation for the Arts".
    """
    if kind == "Person":
        yield from dict.fromkeys([words[:1], words[-1:]])
        yield from (words[n:] for n in range(1, min(len(words), _LONGEST_NAME) - 1))
    if kind == "Organisation":
        for n in range(1, min(len(words), _LONGEST_NAME)):
            if _only_adds(words[:n], words[n:]):
                yield words[:n]


def _only_adds(words: tuple[str, ...], added: tuple[str, ...]) -> bool:
    """Whether what is added to an organisation's name only says what it is or is for."""
    if len(words) > 1 and added[0] in word_set("coreference", "prepositions", "behind_name"):
        return True
    return all(_is_legal_form(word) for word in added)


def _full_name_of(state: CoreferenceState, i: int, full_names: _FullNames) -> int | None:
    """The full name that a short one stands for; None where it could be one of several.

    Of several people who share a surname it is the one named first, whom the story is about,
    unless an honorific such as "Mrs" tells otherwise.
    """
    name = state.mentions[i]
    key = (name.text, name.type, name.gender)
    if key not in full_names.found:
        full_names.found[key] = _candidates(state, name, full_names)
    candidates, only_before = full_names.found[key]
    before = bisect_left(candidates, i)
    among = before if only_before else len(candidates)
    if not among:
        return None
    first = candidates[0]
    if all(state.root(k) == state.root(first) for k in islice(candidates, among)):
        return first
    if not before or name.type != "Person":
        return None
    of_gender = (k for k in candidates[:before] if _may_share_gender(name, state.mentions[k]))
    return next(of_gender, first)


def _may_share_gender(name: CandidateMention, full: CandidateMention) -> bool:
    return name.gender is None or full.gender in {None, name.gender}


def _candidates(
    state: CoreferenceState, name: CandidateMention, full_names: _FullNames
) -> tuple[Sequence[int], bool]:
    """The full names that a short one may stand for, and whether only those before it count.

    Hurricane Odette is "Odette" from then on, which the model takes for a woman.
    """
    fits = {k for k in full_names.for_short(name) if not genders_differ(name, state.mentions[k])}
    if fits:
        return sorted(fits), False
    if name.text in full_names.storms:
        return full_names.storms[name.text], False
    if name.gender in SEXES:
        return (), False
    firms = full_names.organisations.get(name.text, ())
    return [k for k in firms if _is_first_word_of(state, name, k, full_names)], True


def _is_legal_form(word: str) -> bool:
    legal = word_set("names", "organisation_suffixes")
    return word in legal or word.strip(".,") in legal


def _is_first_word_of(
    state: CoreferenceState, name: CandidateMention, k: int, full_names: _FullNames
) -> bool:
    """Whether a name stands for the organisation `k` whose first word it is.

    "Auralis" behind "Auralis Therapeutics", whatever type the model gives it. Not so the name of
    a person, a place or a group, nor one that was mentioned before.
    """
    full = state.mentions[k]
    if name.type in {"Place", "Group"} or len(name.text) < _SHORTEST_FIRST_WORD:
        return False
    if _is_place_of_organisation(name.text, full.text.split()[-1].lower()):
        return False
    if full_names.first_start[name.text] < full.start:
        return False
    return name.text not in full_names.words_of_people


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
