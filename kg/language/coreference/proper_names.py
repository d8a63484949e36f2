"""Names of the same thing: letter by letter, by their parts, their initials, in brackets, as a handle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.language.coreference.mention_detection import CandidateMention, genders_differ
from kg.language.coreference.state import CoreferenceState
from kg.language.ner.gazetteer import Record
from kg.language.ner.lexicon import folded, places
from kg.patterns import word_set

_LONGEST_ACRONYM = 8
_SHORTEST_FIRM = 4  # letters


def recorded(state: CoreferenceState) -> None:
    """Names that the user's gazetteer gives to one thing."""
    first: dict[Record, int] = {}
    for i in state.names:
        record = state.mentions[i].record
        if record is not None and (k := first.setdefault(record, i)) != i:
            state.clusters.join(i, k, "gazetteer")


def exact(state: CoreferenceState) -> None:
    """The same name and type."""
    first: dict[tuple[str, str], int] = {}
    for i in state.names:
        p = state.mentions[i]
        if _is_one_of_two(state, p):
            continue
        key = (p.text.casefold().replace(".", ""), p.type)
        if key in first:
            state.clusters.join(i, first[key], "exact")
        else:
            first[key] = i


def name_parts(state: CoreferenceState) -> None:
    """A surname or first name with the full name; an organisation without its legal form or what it is of."""
    full = [i for i in state.names if len(state.mentions[i].text.split()) > 1]
    storms, firms = _storms(state, full), _firms(state, full)
    bound: set[tuple[str, str]] = set()
    for i in state.names:
        p = state.mentions[i]
        if (p.text, p.type) in bound or _is_one_of_two(state, p):
            continue  # the same short name is one person: else it would make one of all who share it
        fits = [
            k
            for k in full
            if k != i
            and state.mentions[k].type == p.type
            and _is_part(p, state.mentions[k])
            and not genders_differ(p, state.mentions[k])
        ]
        fits = fits or storms.get(p.text, [])
        fits = fits or (
            []
            if p.gender in {"male", "female"}
            else [k for k in firms.get(p.text, ()) if k < i and _begins_firm(state, p, k)]
        )
        roots = {state.clusters.root(k) for k in fits}
        before = [k for k in fits if k < i]
        if len(roots) == 1:
            state.clusters.join(i, fits[0], "name-part")
            bound.add((p.text, p.type))
        elif before and p.type == "Person":
            # of several who share the name the first is the one the story is about; "Mrs" and "Mr" tell otherwise
            told = [
                k
                for k in before
                if p.gender is None or state.mentions[k].gender in {None, p.gender}
            ]
            state.clusters.join(i, (told or before)[0], "name-part")
            bound.add((p.text, p.type))


def _firms(state: CoreferenceState, full: Sequence[int]) -> Mapping[str, list[int]]:
    """Organisations with names of several words by the first of these."""
    out: dict[str, list[int]] = {}
    for k in full:
        if state.mentions[k].type == "Organisation":
            out.setdefault(state.mentions[k].text.split()[0], []).append(k)
    return out


def _begins_firm(state: CoreferenceState, p: CandidateMention, k: int) -> bool:
    """ "Auralis" behind "Auralis Therapeutics", whatever the model takes it for: neither a person's name nor one that was spoken of before."""
    q = state.mentions[k]
    if (
        p.type in {"Place", "Group"}
        or len(p.text) < _SHORTEST_FIRM
        or _is_body_in(p.text, q.text.split()[-1].lower())
    ):
        return False
    others = (state.mentions[j] for j in state.names if j != k)
    return not any(
        (o.text == p.text and o.start < q.start)
        or (o.type == "Person" and p.text in o.text.split() and " " in o.text)
        for o in others
    )


def _is_body_in(place: str, noun: str) -> bool:
    """The "Whitby Gazette" and the "Keele University" are not Whitby and Keele."""
    local = (
        word_set("names", "bodies")
        | word_set("names", "public_words")
        | word_set("names", "newspapers")
    )
    return noun in local or place in places()


def _storms(state: CoreferenceState, full: Sequence[int]) -> Mapping[str, list[int]]:
    """Storms by their own names: Hurricane Odette is Odette from then on, which the model takes for a woman."""
    out: dict[str, list[int]] = {}
    for k in full:
        first, *_, last = state.mentions[k].text.split()
        if first.lower() in word_set("kinds", "storms"):
            out.setdefault(last, []).append(k)
    return out


def _is_one_of_two(state: CoreferenceState, p: CandidateMention) -> bool:
    """ "the older Hughes": two bear the name, and not the one that it meant so far."""
    return (
        p.type == "Person"
        and p.start > 0
        and state.doc[p.start - 1].lower_ in word_set("nominals", "of_two")
    )


def _is_part(short: CandidateMention, full: CandidateMention) -> bool:
    a, b = short.text.casefold().split(), full.text.casefold().split()
    if len(a) >= len(b):
        return False
    if short.type == "Person":
        return (len(a) == 1 and a[0] in {b[0], b[-1]}) or (
            len(a) > 1 and ((a[0] == b[0] and a[-1] == b[-1]) or b[-len(a) :] == a)
        )
    if short.type != "Organisation" or b[: len(a)] != a:
        return False
    legal = word_set("names", "organisation_suffixes")
    if len(a) > 1 and b[len(a)] in {"of", "for", "in", "at"}:
        return True  # "the Andersson Foundation" and "the Andersson Foundation for the Arts"
    return all(w.strip(".,") in legal or w in legal for w in b[len(a) :])


def acronyms(state: CoreferenceState) -> None:
    """UN and United Nations."""
    long = [
        (k, _initials(state.mentions[k].text)) for k in state.names if " " in state.mentions[k].text
    ]
    for i in state.names:
        p = state.mentions[i]
        letters = p.text.replace(".", "")
        if letters.isupper() and 2 <= len(letters) <= _LONGEST_ACRONYM:
            k = next(
                (
                    k
                    for k, initials in long
                    if k != i and state.mentions[k].type == p.type and initials == letters
                ),
                None,
            )
            if k is not None:
                state.clusters.join(max(i, k), min(i, k), "acronym")


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.replace("-", " ").split() if w[0].isupper())


def brackets(state: CoreferenceState) -> None:
    """A name and the short form, or the long one, that stands in brackets right behind it: "Movimento Cinque Stelle (M5S)"."""
    names = state.names
    for k, i in pairwise(names):
        before, inside, doc = state.mentions[k], state.mentions[i], state.doc
        if (
            inside.start != before.end + 1
            or doc[before.end].text != "("
            or inside.end >= len(doc)
            or doc[inside.end].text != ")"
        ):
            continue
        short, long = sorted((before, inside), key=lambda p: len(p.text))
        shares_first = short.text[0].casefold() in {w[0].casefold() for w in long.text.split()}
        if (
            short.text.isupper()
            and len(short.text) <= _LONGEST_ACRONYM
            and " " in long.text
            and shares_first
            and long.type != "Person"
        ):
            state.clusters.join(i, k, "brackets")


def handles(state: CoreferenceState) -> None:
    """@VolkerTurk and Volker Türk: the same letters. The handle of a signature is an account, not its holder."""
    accounts = {b.handle.start for b in state.blocks if b.kind == "signature" and b.handle}
    letters: dict[str, int] = {}
    for i in state.names:
        p = state.mentions[i]
        if not p.text.startswith("@"):
            letters.setdefault(_letters(p), i)
    for i in state.names:
        p = state.mentions[i]
        if p.text.startswith("@") and state.doc[p.start].idx not in accounts:
            target = letters.get(_letters(p))
            if target is not None:
                state.clusters.join(i, target, "handle")


def _letters(phrase: CandidateMention) -> str:
    return "".join(c for c in folded(phrase.text) if c.isalnum())
