"""Employment and membership without a title.

"works for Acme", "joined Acme from Bolt", "has led the agency", "Jane Roe of Acme".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from kg import syntax
from kg.document import Document
from kg.extract.mentions import is_person, tokens_of
from kg.extract.roles.draft import RoleDraft
from kg.extract.roles.employers import is_part_of_organisation, mentions_at, organisations_at
from kg.extract.roles.name_employers import (
    employer_before_name,
    employer_behind_name,
    employer_in_aside,
)
from kg.extract.roles.titles import status_words
from kg.model import Mention
from kg.patterns import word_set, words
from kg.syntax import Arcs, is_passive, subject_arcs

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_Drafts: TypeAlias = Iterator[RoleDraft]

_PREPOSITIONS = frozenset({syntax.PREPOSITION, syntax.AGENT})
_OBJECTS_OF_PREPOSITION = frozenset({syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT})
_TIME_PHRASES = frozenset(
    {syntax.PREPOSITION, syntax.NOUN_PHRASE_ADVERBIAL, syntax.ADVERBIAL_MODIFIER}
)
_PURPOSE_CLAUSES = frozenset({syntax.OPEN_COMPLEMENT, syntax.ADVERBIAL_CLAUSE})


def drafts_of_employment(
    document: Document, arcs: Arcs, titled: Sequence[RoleDraft]
) -> Iterator[RoleDraft]:
    """Who belongs to which organisation, where no title of the same verb says more."""
    verbs_of_titles = {d.verb.i for d in titled if d.verb is not None and d.organisations}
    for token in document.tokens:
        if syntax.is_verb(token) and token.i not in verbs_of_titles:
            yield from _at_verb(document, arcs, token)
        elif token.pos_ == "NOUN":
            yield from _at_noun(document, arcs, token)
    yield from _at_names(document, titled)


# --- at a verb ---------------------------------------------------------------------------------


def _at_verb(document: Document, arcs: Arcs, verb: Token) -> _Drafts:
    """What the verb says by itself, then what it says with a preposition."""
    table, lemma = words("titles")["employment"], verb.lemma_.lower()
    for key, rule in _VERB_RULES:
        if lemma in table[key]:
            yield from rule(document, arcs, verb)
    for key, pattern, begins, ends in _PREPOSITION_RULES:
        for preposition in table[key].get(lemma, ()):
            noun = _object_behind(verb, preposition)
            if noun is None:
                continue
            if begins and _is_move_within(document, verb, noun):
                continue
            people, employers = _subjects(document, arcs, verb), organisations_at(document, noun)
            yield from _drafts(people, employers, verb, pattern, begins, ends)


def _is_move_within(document: Document, verb: Token, noun: Token) -> bool:
    """Whether somebody only moves within an organisation: "moved to its finance group"."""
    if verb.lemma_ not in word_set("titles", "employment", "within"):
        return False
    mention = document.mention_at(noun)
    return mention is None or mention.form != "name"


def _drafts(
    people: Sequence[Mention],
    employers: tuple[Mention, ...],
    verb: Token,
    pattern: str,
    begins: bool = False,
    ends: bool = False,
) -> _Drafts:
    """The role of each of the people; none without an employer."""
    if not employers:
        return
    for person in people:
        yield RoleDraft(
            person, pattern, None, verb, employers, begins=begins, ends=ends, trigger=verb
        )


# --- leading an organisation -------------------------------------------------------------------


def _leads(document: Document, arcs: Arcs, verb: Token) -> _Drafts:
    """The subject of a verb of leading, with its object or what its object is a part of.

    "leads Oxfam", "has run the bank since 2019", "heads the Asia programme at Acme".
    """
    if is_passive(verb):
        yield from _is_led(document, arcs, verb)
        return
    noun = _object(arcs, verb)
    if noun is None or _is_led_somewhere(document, verb):
        return
    employers = organisations_at(document, noun)
    if not employers and is_part_of_organisation(noun):
        behind = _object_behind(verb, "at") or _object_behind(noun, "at")
        employers = organisations_at(document, behind) if behind is not None else ()
    yield from _drafts(_subjects(document, arcs, verb), employers, verb, "leads")


def _is_led(document: Document, arcs: Arcs, verb: Token) -> _Drafts:
    """The agent of a verb of leading, with its subject: "Acme, led by Jane Roe"."""
    leader, noun = _object_behind(verb, "by"), _subject(arcs, verb)
    if leader is None or noun is None:
        return
    employers = organisations_at(document, noun)
    yield from _drafts(_people_at(document, [leader]), employers, verb, "leads")


def _is_led_somewhere(document: Document, verb: Token) -> bool:
    """Whether the object is not what is headed: "leads Acme by three points"."""
    prepositions = word_set("roles", "led_into")
    return any(
        child.lower_ in prepositions and _has_object_of_other_kind(document, child)
        for child in verb.rights
    )


def _has_object_of_other_kind(document: Document, preposition: Token) -> bool:
    """Whether something else than a date or a place stands behind the preposition."""
    noun = syntax.child(preposition, *_OBJECTS_OF_PREPOSITION)
    if noun is None:
        return False
    mention = document.mention_at(noun)
    return mention is None or mention.type not in {"Date", "Place"}


def _takes_charge(document: Document, arcs: Arcs, verb: Token) -> _Drafts:
    """Who begins to lead an organisation: "took the helm of Acme", "took over Acme"."""
    noun = _object(arcs, verb)
    if noun is None:
        return
    if _has_particle_over(verb):
        employers = organisations_at(document, noun)
    else:
        employers = _organisations_in_charge_of(document, noun)
    yield from _drafts(_subjects(document, arcs, verb), employers, verb, "leads", begins=True)


def _has_particle_over(verb: Token) -> bool:
    """Whether the verb is "took over"."""
    return any(child.lower_ == "over" for child in syntax.children(verb, syntax.PARTICLE))


def _is_in_charge(document: Document, arcs: Arcs, verb: Token) -> _Drafts:
    """Who leads an organisation: "is in charge of Acme", "remains at the helm of Acme"."""
    noun = _first_object_behind(verb, words("titles")["employment"]["charged_by"])
    employers = _organisations_in_charge_of(document, noun) if noun is not None else ()
    yield from _drafts(_subjects(document, arcs, verb), employers, verb, "leads")


def _organisations_in_charge_of(document: Document, noun: Token) -> tuple[Mention, ...]:
    """The organisations behind "charge of", "helm of" and the like."""
    if noun.lemma_.lower() not in word_set("titles", "employment", "charges"):
        return ()
    behind = _object_behind(noun, "of")
    return organisations_at(document, behind) if behind is not None else ()


# --- working for an organisation ---------------------------------------------------------------


def _works_where(document: Document, arcs: Arcs, verb: Token) -> _Drafts:
    """Who works where a relative clause says so: "Keele University, where she teaches"."""
    if verb.dep_ != syntax.RELATIVE_CLAUSE or not _opens_with_where(verb):
        return
    employers = organisations_at(document, verb.head)
    yield from _drafts(_subjects(document, arcs, verb), employers, verb, "works-for")


def _opens_with_where(verb: Token) -> bool:
    """Whether the verb's clause begins with "where" or the like."""
    first = verb.left_edge.i
    return any(child.tag_ == "WRB" and child.i == first for child in verb.children)


def _is_on_board(document: Document, arcs: Arcs, verb: Token) -> _Drafts:
    """Who is a member of a board: "is on the board of Acme", not "is on CNN"."""
    board = _object_behind(verb, "on")
    if board is None or board.lemma_.lower() not in word_set("titles", "boards"):
        return
    employers = organisations_at(document, board)
    yield from _drafts(_subjects(document, arcs, verb), employers, verb, "works-for")


def _holds_job(document: Document, arcs: Arcs, verb: Token) -> _Drafts:
    """Who has a job and where: "has held senior roles at Acme and Bolt", "quit her job at Acme"."""
    job = _object(arcs, verb)
    if job is None or job.lemma_.lower() not in word_set("titles", "employment", "held"):
        return
    ends = verb.lemma_.lower() in word_set("titles", "employment", "gives_up")
    for preposition in words("titles")["employment"]["held_at"]:
        noun = _object_behind(job, preposition) or _object_behind(verb, preposition)
        employers = organisations_at(document, noun) if noun is not None else ()
        if employers:
            people = _subjects(document, arcs, verb)
            yield from _drafts(people, employers, verb, "held-post", ends=ends)
            return


# --- joining and leaving an organisation -------------------------------------------------------


def _joins(document: Document, arcs: Arcs, verb: Token) -> _Drafts:
    """Who joins an organisation, and leaves another for it: "joined Acme from Bolt".

    Taking part is no employment: "joined Acme in calling for …".
    """
    if is_passive(verb) or _joins_in(document, verb):
        return
    people, noun = _subjects(document, arcs, verb), _object(arcs, verb)
    former = _object_behind(verb, "from")
    if noun is not None:
        employers = organisations_at(document, noun)
        yield from _drafts(people, employers, verb, "joined", begins=True)
        former = former or _object_behind(noun, "from")
    if former is not None:
        employers = organisations_at(document, former)
        yield from _drafts(people, employers, verb, "joined-from", ends=True)


def _joins_in(document: Document, verb: Token) -> bool:
    """Whether somebody only takes part: an "in" with something else than a date or a place."""
    return any(
        child.lower_ == "in" and _has_object_of_other_kind(document, child) for child in verb.rights
    )


def _leaves(document: Document, arcs: Arcs, verb: Token) -> _Drafts:
    """Who leaves an organisation, and joins another: "left Acme for Bolt", "left Acme in 2015".

    Schools, courts and the like do not count: anybody may leave them.
    """
    noun = _object(arcs, verb)
    employers = organisations_at(document, noun) if noun is not None else ()
    if not employers or is_passive(verb) or _has_word_of(employers, "public_words"):
        return
    people, goal = _subjects(document, arcs, verb), _object_behind(verb, "for")
    next_employers = organisations_at(document, goal) if goal is not None else ()
    if next_employers or _leaves_for_good(document, verb):
        yield from _drafts(people, employers, verb, "left", ends=True)
        yield from _drafts(people, next_employers, verb, "joined", begins=True)


def _leaves_for_good(document: Document, verb: Token) -> bool:
    """Whether it is employment that ends: "quit Acme", "left Acme in 2015", "left to join"."""
    if verb.lemma_.lower() in word_set("titles", "employment", "quit_for_good"):
        return True
    return _leaves_to_begin(verb) or _has_date(document, verb)


def _leaves_to_begin(verb: Token) -> bool:
    """Whether somebody leaves to join another organisation, or to become something."""
    joining = word_set("titles", "employment", "join")
    for clause in syntax.children(verb, *_PURPOSE_CLAUSES):
        if clause.lemma_ in joining:
            return True
        if clause.lemma_ == "become" and clause.tag_ == "VB":
            return True
    return False


def _has_date(document: Document, verb: Token) -> bool:
    """Whether a date stands in one of the verb's phrases."""
    for phrase in syntax.children(verb, *_TIME_PHRASES):
        names = (document.name_over(token) for token in phrase.subtree)
        if any(name is not None and name.type == "Date" for name in names):
            return True
    return False


def _hires(document: Document, arcs: Arcs, verb: Token) -> _Drafts:
    """Whom an organisation hires, also from another, or dismisses.

    "Acme hired Jane Roe from Bolt", "was hired by Acme", "was sacked by Acme".
    """
    begins = verb.lemma_.lower() in word_set("titles", "employment", "hire")
    passive = is_passive(verb)
    noun = _object_behind(verb, "by") if passive else _subject(arcs, verb)
    labels = syntax.SUBJECTS if passive else {syntax.OBJECT}
    people = _people_at(document, [a.token for a in arcs[verb.i] if a.label in labels])
    if noun is not None:
        pattern, employers = "hired" if begins else "dismissed", organisations_at(document, noun)
        yield from _drafts(people, employers, verb, pattern, begins=begins, ends=not begins)
    former = _object_behind(verb, "from") if begins else None
    if former is not None:
        employers = organisations_at(document, former)
        yield from _drafts(people, employers, verb, "joined-from", ends=True)


#: The lists of verbs in `titles.toml`, and the rule for each; in this order.
_VERB_RULES: tuple[tuple[str, Callable[[Document, Arcs, Token], _Drafts]], ...] = (
    ("lead", _leads),
    ("hold", _holds_job),
    ("gives_up", _holds_job),
    ("belongs", _is_in_charge),
    ("takes", _takes_charge),
    ("join", _joins),
    ("leave", _leaves),
    ("where", _works_where),
    ("belongs", _is_on_board),
    ("hire", _hires),
    ("dismiss", _hires),
)
#: The tables there of verbs with prepositions: the pattern, and whether the role begins or ends.
_PREPOSITION_RULES = (
    ("work", "works-for", False, False),
    ("quit", "left", False, True),
    ("start", "joined", True, False),
)


# --- at a noun ---------------------------------------------------------------------------------


def _at_noun(document: Document, arcs: Arcs, noun: Token) -> _Drafts:
    """Whose time, or whose colleagues, are at an organisation.

    "Her colleagues at Acme", "his time at Acme", "after ten years at Acme, he …".
    Time at a school does not count: one may have learned there.
    """
    table, lemma = words("titles")["employment"], noun.lemma_.lower()
    is_time = lemma in table["times"]
    if not is_time and lemma not in table["fellows"]:
        return
    behind = _first_object_behind(noun, table["times_at"])
    employers = organisations_at(document, behind) if behind is not None else ()
    if not employers:
        return
    if is_time and _has_word_of(employers, "schools"):
        return
    possessors = syntax.children(noun, syntax.POSSESSOR)
    if is_time and not possessors:
        possessors = _subjects_after_time(arcs, noun)
    pattern = "time-at" if is_time else "fellow-at"
    for person in _people_at(document, possessors):
        yield RoleDraft(person, pattern, None, None, employers, ends=is_time, trigger=noun)


def _subjects_after_time(arcs: Arcs, noun: Token) -> list[Token]:
    """The subjects of the verb in "after ten years at Acme, he left"."""
    preposition, verb = noun.head, noun.head.head
    if noun.dep_ != syntax.PREPOSITIONAL_OBJECT or verb.pos_ != "VERB":
        return []
    if preposition.lower_ not in word_set("titles", "employment", "spent_before"):
        return []
    return [arc.token for arc in subject_arcs(arcs, verb) if arc.label == syntax.SUBJECT]


# --- at a name ---------------------------------------------------------------------------------


def _at_names(document: Document, titled: Sequence[RoleDraft]) -> _Drafts:
    """Whose name stands next to an employer's, where no title already has that employer.

    "Acme's Jane Roe", "Jane Roe of Acme", "Jane Roe, from Acme,".
    """
    known = {(d.holder.id, o.entity) for d in titled for o in d.organisations}
    for mention in document.mentions:
        if mention.form != "name" or not is_person(document, mention):
            continue
        name = tokens_of(document, mention)
        employer = _employer_next_to(document, name) if name is not None else None
        if name is None or employer is None or (mention.id, employer.entity) in known:
            continue
        if employer.text in words("parties")["letters"]:
            continue  # "Jane Roe (SNP)": who stands for a party is not employed there
        last = name[-1]
        if employer.start > mention.start:
            last = _last_token(document, employer, last)
        ends = _is_called_former(document, name.end, last.i)
        yield RoleDraft(mention, "of-name", None, None, (employer,), ends=ends, trigger=last)


def _employer_next_to(document: Document, name: TokenSpan) -> Mention | None:
    """The employer before a name, else the one behind it."""
    return (
        employer_before_name(document, name[0])
        or employer_behind_name(document, name[-1])
        or employer_in_aside(document, name[-1])
    )


def _is_called_former(document: Document, start: int, end: int) -> bool:
    """Whether a word between these is "formerly" or the like: "Jane Roe, formerly of Acme"."""
    statuses = status_words()
    return any(statuses.get(token.lower_) == "former" for token in document.doc[start:end])


def _last_token(document: Document, mention: Mention, default: Token) -> Token:
    """The last token of a mention; the default where it has none."""
    span = tokens_of(document, mention)
    return span[-1] if span is not None else default


# --- participants ------------------------------------------------------------------------------


def _subjects(document: Document, arcs: Arcs, verb: Token) -> list[Mention]:
    """The people who are the verb's subjects, its own or understood."""
    return _people_at(document, [arc.token for arc in subject_arcs(arcs, verb)])


def _subject(arcs: Arcs, verb: Token) -> Token | None:
    """The verb's first subject, its own or understood."""
    return next((arc.token for arc in subject_arcs(arcs, verb)), None)


def _object(arcs: Arcs, verb: Token) -> Token | None:
    """The verb's first direct object, its own or understood."""
    return next((arc.token for arc in arcs[verb.i] if arc.label == syntax.OBJECT), None)


def _object_behind(token: Token, preposition: str) -> Token | None:
    """The first object of this preposition of a verb or noun."""
    for child in token.children:
        if child.lower_ == preposition and child.dep_ in _PREPOSITIONS:
            noun = syntax.child(child, syntax.PREPOSITIONAL_OBJECT)
            if noun is not None:
                return noun
    return None


def _first_object_behind(token: Token, prepositions: Iterable[str]) -> Token | None:
    """The object of the first of these prepositions that has one."""
    for preposition in prepositions:
        noun = _object_behind(token, preposition)
        if noun is not None:
            return noun
    return None


def _people_at(document: Document, tokens: Iterable[Token]) -> list[Mention]:
    """Who is mentioned at these tokens and coordinated with them; none if one is no person."""
    found = [mention for token in tokens for mention in mentions_at(document, token)]
    return found if all(is_person(document, mention) for mention in found) else []


def _has_word_of(organisations: Iterable[Mention], listed: str) -> bool:
    """Whether a word of an organisation's name is in this list of `names.toml`."""
    wanted = word_set("names", listed)
    return any(word.lower() in wanted for o in organisations for word in o.text.split())
