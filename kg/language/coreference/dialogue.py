"""Who speaks in an interview: the speaker of each turn, and whom "I" and "you" mean there.

A speaker is found by the turn's label, or by whom the article says it interviewed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from kg import syntax
from kg.document import Block
from kg.language.coreference.mention_detection import CandidateMention, characters_of
from kg.language.coreference.state import CoreferenceState
from kg.language.layout.dialogue import speaker_keys
from kg.model import Span
from kg.patterns import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST_ABBREVIATION = 3  # letters of a label for the interviewer's name
_LONGEST_LABEL = 30  # words
_ByForm: TypeAlias = tuple[
    Mapping[tuple[str, ...], Sequence[CandidateMention]], Mapping[str, Sequence[CandidateMention]]
]  # names by the words of a label, and by initials
_OUTSIDE_THE_STORY = frozenset({"turn", "label", "caption", "credit"})


def with_speakers(
    blocks: tuple[Block, ...], doc: Doc, mentions: Sequence[CandidateMention]
) -> tuple[Block, ...]:
    """The blocks, of which turns point to the names of their speaker and of whom these ask.

    A label that is no name in the article stays the only name of its speaker.
    """
    if not any(block.kind == "turn" for block in blocks):
        return blocks
    interview = _interview(doc, blocks, mentions)
    return tuple(
        _with_speaker(interview, block) if block.kind == "turn" else block for block in blocks
    )


@dataclass(frozen=True)
class _Interview:
    """The two parties of an interview, and the names that the labels of its turns stand for."""

    doc: Doc
    interviewee: CandidateMention | None
    interviewer: CandidateMention | None
    labels: Sequence[str]
    names: Mapping[str, CandidateMention | None]  # by label, without "Q" and "A"

    @cached_property
    def text(self) -> str:
        return self.doc.text

    @cached_property
    def has_two_speakers(self) -> bool:
        """Whether the labels are those of two speakers."""
        return len(set(self._keys.values())) == 2

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        """What tells whose each label is."""
        return speaker_keys(self.labels)

    def speaker(self, block: Block) -> CandidateMention | None:
        """The name of a turn's speaker, by its label, else by whether it asks or answers."""
        label = _label(self.text, block)
        if label in self.names:
            return self.names[label]
        by_part = {"answer": self.interviewee, "question": self.interviewer}
        return by_part[block.part] if block.part else None

    def partner(self, block: Block) -> Span | None:
        """Who is asked if the turn asks: the other of two speakers, else the interviewee."""
        others = self._other_speakers(block)
        if len(others) == 1:
            return others.pop()
        if self.interviewee is not None and block.part == "question":
            return characters_of(self.doc, self.interviewee)
        return None

    def _other_speakers(self, block: Block) -> set[Span]:
        """The names of the other speakers, if there are two labels."""
        if not self.has_two_speakers:
            return set()
        own = self._keys.get(_label(self.text, block))
        return {span for name, spans in self._speakers.items() if name != own for span in spans}

    @cached_property
    def _speakers(self) -> Mapping[str, set[Span]]:
        """The names that the labels stand for, by what tells whose the label is."""
        speakers: dict[str, set[Span]] = defaultdict(set)
        for label, name in self.names.items():
            if name is not None:
                speakers[self._keys[label]].add(characters_of(self.doc, name))
        return speakers

    def asks(self, block: Block) -> bool:
        """Whether a turn is a question, or ends in one."""
        return block.part == "question" or self.text[block.span.end - 1] == "?"


def _interview(
    doc: Doc, blocks: Sequence[Block], mentions: Sequence[CandidateMention]
) -> _Interview:
    names = [
        mention
        for mention in mentions
        if mention.form == "name" and mention.type in {"Person", "Organisation"}
    ]
    interviewee, interviewer = _parties(doc, blocks, names)
    text = doc.text
    turns = [block for block in blocks if block.kind == "turn"]
    labels = list(dict.fromkeys(_label(text, turn) for turn in turns if turn.speaker))
    forms = _by_form(names)
    by_label = {
        label: _name_for_label(label, forms, interviewer)
        for label in labels
        if not _is_plain_label(label)
    }
    return _Interview(doc, interviewee, interviewer, labels, by_label)


def _by_form(names: Sequence[CandidateMention]) -> _ByForm:
    """The first mention of each name, by what a label may have of it."""
    forms: dict[tuple[str, ...], list[CandidateMention]] = defaultdict(list)
    initials: dict[str, list[CandidateMention]] = defaultdict(list)
    for name in {name.text.casefold(): name for name in reversed(names)}.values():
        words = tuple(name.text.casefold().split())
        endings = (words[-n:] for n in range(1, min(len(words), _LONGEST_LABEL) + 1))
        for form in dict.fromkeys([words[:1], *endings]):
            forms[form].append(name)
        if len(words) > 1:
            initials["".join(word[0] for word in words)].append(name)
    return forms, initials


def _is_plain_label(label: str) -> bool:
    """Whether a label only tells who asks and who answers: "Q", "A"."""
    word = label.casefold()
    return any(word in word_set("layout", "turn", part) for part in ("asks", "answers"))


def _with_speaker(interview: _Interview, turn: Block) -> Block:
    """The turn with the names of its speaker and, if it asks, of whom it asks."""
    name = interview.speaker(turn)
    speaker = characters_of(interview.doc, name) if name is not None else turn.speaker
    addressee = interview.partner(turn) if interview.asks(turn) else None
    return replace(turn, speaker=speaker, addressee=addressee if addressee != speaker else None)


def _label(text: str, block: Block) -> str:
    return text[block.speaker.start : block.speaker.end] if block.speaker else ""


def _name_for_label(
    label: str, forms: _ByForm, interviewer: CandidateMention | None
) -> CandidateMention | None:
    """The fullest name that a label is a form of; None where it could be two people's.

    A label that is no such form may abbreviate the interviewer's name.
    """
    fits = _names_with_form(label, forms)
    most_words = max((len(name.text.split()) for name in fits), default=0)
    fullest = [name for name in fits if len(name.text.split()) == most_words]
    if len({name.text.casefold() for name in fullest}) == 1:
        return fullest[0]
    if fits or interviewer is None:
        return None
    return interviewer if _abbreviates(label, interviewer.text) else None


def _names_with_form(label: str, forms: _ByForm) -> list[CandidateMention]:
    """The names of which a label is the last words, the first word or the initials."""
    wanted = tuple(label.casefold().split())
    by_words, by_initials = forms
    fits = list(by_words.get(wanted, ()))
    if label.isupper() and wanted:
        fits += by_initials.get(wanted[0].replace(".", ""), ())
    return fits


def _abbreviates(label: str, name: str) -> bool:
    """Whether a label has some letters of the name, with its first: "WN" and "Wikinews"."""
    if not label.isupper() or len(label) > _LONGEST_ABBREVIATION:
        return False
    if name[:1].casefold() != label[:1].casefold():
        return False
    rest = iter(name.casefold())
    return all(letter in rest for letter in label.casefold())


def _parties(
    doc: Doc, blocks: Sequence[Block], names: Sequence[CandidateMention]
) -> tuple[CandidateMention | None, CandidateMention | None]:
    """Who is interviewed, and by whom.

    Both are told by a verb or noun outside the interview. Else the interviewee is the only person
    named in the headline or before the interview.
    """
    outside = [block for block in blocks if block.kind not in _OUTSIDE_THE_STORY]
    by_head = {name.head: name for name in names}
    pairs = [
        pair
        for block in outside
        for token in _tokens(doc, block.span)
        for pair in _interview_parties(token)
    ]
    interviewee = _only_name(
        [name for one, _ in pairs for name in _names_at(one, by_head, "Person")]
    )
    interviewer = _only_name(
        [
            name
            for _, other in pairs
            if other is not None
            for name in _names_at(other, by_head, "Organisation")
        ]
    )
    if interviewee is None:
        first_turn = next(block.span.start for block in blocks if block.kind == "turn")
        people = [name for name in names if name.type == "Person"]
        before = [name for name in people if doc[name.start].idx < first_turn]
        interviewee = _only_name(list(_unmentioned(doc, outside, before, bool(pairs))))
    return interviewee, interviewer


def _unmentioned(
    doc: Doc, blocks: Sequence[Block], people: Sequence[CandidateMention], described: bool
) -> Iterator[CandidateMention]:
    """Who may be interviewed where no words say it by name.

    It is who is named in the headline, else who is named before the interview. Where words say it
    by a description ("an interview with the poet"), it is only who opens the headline.
    """
    title = next((block.span for block in blocks if block.kind == "title"), None)
    in_title = [
        name for name in people if title is not None and title.contains(characters_of(doc, name))
    ]
    if described:
        opening = -1 if title is None else title.start
        yield from (name for name in in_title if doc[name.start].idx == opening)
    elif in_title:
        yield from in_title
    else:
        for name in people:
            span = characters_of(doc, name)
            n = bisect_right(blocks, span.start, key=lambda block: block.span.start) - 1
            if n >= 0 and blocks[n].span.contains(span):
                yield name


def _interview_parties(token: Token) -> Sequence[tuple[Token, Token | None]]:
    """Who is interviewed and by whom, as this word tells.

    1. A noun: "an interview with Roe".
    2. A verb whose object is interviewed: "Acme News interviewed Roe".
    3. A verb of talking: "Roe spoke to Acme News".
    4. A verb of telling: "Roe told Acme News".
    """
    lemma = token.lemma_.casefold()
    if syntax.is_noun(token) and lemma in word_set("layout", "interview", "nouns"):
        return [(partner, None) for partner in _interview_partners(token)]
    if lemma in word_set("layout", "interview", "verbs"):
        return _interviewed(token)
    if lemma in word_set("layout", "interview", "talks"):
        return _talking(token)
    if lemma in word_set("layout", "interview", "tells"):
        return _subject_and_listener(token)
    return ()


def _interview_partners(token: Token) -> list[Token]:
    """What stands behind "with" or "to", also behind a particle: "sat down with Roe"."""
    joining = word_set("layout", "interview", "with")
    partners = [
        inner
        for child in syntax.children(token, syntax.PREPOSITION)
        if child.lower_ in joining
        for inner in syntax.children(child, syntax.PREPOSITIONAL_OBJECT)
    ]
    for particle in syntax.children(token, syntax.PARTICLE, syntax.ADVERBIAL_MODIFIER):
        for child in particle.children:
            if child.lower_ in joining:
                partners.extend(child.children)
    return partners


def _interviewed(verb: Token) -> Sequence[tuple[Token, Token | None]]:
    """The object or passive subject of the verb, with its agent, else its subject."""
    agent = _agent(verb)
    if verb.dep_ == syntax.ADNOMINAL_CLAUSE and agent is not None:
        return [(verb.head, agent)]
    patient = syntax.last_child(verb, syntax.PASSIVE_SUBJECT)
    if patient is None:
        patient = syntax.last_child(verb, syntax.OBJECT)
    if patient is None:
        return ()
    if agent is None:
        agent = syntax.last_child(verb, syntax.SUBJECT)
    return [(patient, agent)]


def _agent(verb: Token) -> Token | None:
    """Who does what a passive verb says: "interviewed by Acme News"."""
    for by in syntax.children(verb, syntax.AGENT):
        agent = syntax.child(by, syntax.PREPOSITIONAL_OBJECT)
        if agent is not None:
            return agent
    return None


def _talking(verb: Token) -> Sequence[tuple[Token, Token | None]]:
    """The subject and whom it speaks with, both ways round: either may be the paper."""
    subject = syntax.last_child(verb, syntax.SUBJECT)
    if subject is None:
        return ()
    pairs: list[tuple[Token, Token | None]] = []
    for partner in _interview_partners(verb):
        pairs += [(partner, subject), (subject, partner)]
    return pairs


def _subject_and_listener(verb: Token) -> Sequence[tuple[Token, Token | None]]:
    """The subject of a verb of telling, with its direct or indirect object."""
    subject = syntax.last_child(verb, syntax.SUBJECT)
    listener = syntax.last_child(verb, syntax.OBJECT)
    if listener is None:
        listener = syntax.last_child(verb, syntax.INDIRECT_OBJECT)
    if subject is None or listener is None:
        return ()
    return [(subject, listener)]


def _names_at(
    token: Token, by_head: Mapping[int, CandidateMention], kind: str
) -> Iterator[CandidateMention]:
    """The names of a type that a word heads or has next to it: "its founder, Jane Roe"."""
    for word in (token, *syntax.children(token, syntax.APPOSITION, syntax.CONJUNCT)):
        if word.i in by_head and by_head[word.i].type == kind:
            yield by_head[word.i]


def _only_name(names: Sequence[CandidateMention]) -> CandidateMention | None:
    """The fullest of these names if the last words of all are in it: they may be one person's."""
    if not names:
        return None
    fullest = max(names, key=lambda name: (len(name.text.split()), -name.start))
    words = fullest.text.casefold().split()
    is_one = all(name.text.casefold().split()[-1] in words for name in names)
    return fullest if is_one else None


def _tokens(doc: Doc, span: Span) -> Iterable[Token]:
    return doc.char_span(span.start, span.end, alignment_mode="expand") or ()


def turn_speakers(state: CoreferenceState) -> None:
    """Link "I" in a turn, and the name in the turn's label, with the turn's speaker."""
    labels = _labelled_speakers(state)
    for i, mention in enumerate(state.mentions):
        if mention.lemma == "i" and state.quotation_at(i) is None:
            speaker = state.turn_speaker_of(i)
        elif labels and mention.form == "name":
            speaker = _speaker_of_label(labels, state.offset(i))
        else:
            continue
        if speaker is not None and _is_name_of_other(state, i, speaker):
            state.clusters.join(max(i, speaker), min(i, speaker), "turn-speaker")


def _labelled_speakers(state: CoreferenceState) -> list[tuple[int, int, int | None]]:
    """Start and end of each label of a turn, and the mention that names the turn's speaker."""
    return [
        (label.span.start, label.span.end, state.starting_at(turn.speaker.start))
        for label, turn in pairwise(state.blocks)
        if label.kind == "label" and turn.kind == "turn" and turn.speaker is not None
    ]


def _speaker_of_label(labels: Sequence[tuple[int, int, int | None]], offset: int) -> int | None:
    """The speaker whose label has this character."""
    n = bisect_right(labels, offset, key=lambda label: label[0]) - 1
    start, end, speaker = labels[max(0, n)]
    return speaker if start <= offset < end else None


def turn_addressees(state: CoreferenceState) -> None:
    """Link "you" in a turn that asks with whom it asks."""
    for i, mention in enumerate(state.mentions):
        if mention.lemma != "you" or state.quotation_at(i) is not None:
            continue
        turn = state.block_at(i, "turn")
        if turn is None or turn.addressee is None:
            continue
        addressee = state.starting_at(turn.addressee.start)
        if addressee is not None and _is_name_of_other(state, i, addressee):
            state.clusters.join(max(i, addressee), min(i, addressee), "turn-addressee")


def _is_name_of_other(state: CoreferenceState, i: int, k: int) -> bool:
    return k != i and state.mentions[k].form == "name"
