"""What headlines leave out or write so short that the parser misreads it, put right in the parse: "Nurse charged with murder", "Court jails minister"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Block
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

_HEADLINES = frozenset({"title", "heading"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_IN_NOUN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON", "PART", "SYM"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PARTS = frozenset({";", ":", "–", "—"})  # what parts one headline from another on its line
_FREE = frozenset(
    {
        syntax.ADVERBIAL_MODIFIER,
        syntax.AGENT,
        syntax.MARKER,
        syntax.NEGATION,
        syntax.NOUN_PHRASE_ADVERBIAL,
        syntax.SUBJECT,
        syntax.PREPOSITION,
        syntax.PARTICLE,
        syntax.PUNCTUATION,
        syntax.ADVERBIAL_CLAUSE,
        syntax.CONJUNCT,
        syntax.COORDINATOR,
    }
)  # what a verb in the passive may have

_BESIDE = {
    "done_to": set[str](),
    "told_to": {syntax.OPEN_COMPLEMENT},
    "made": {syntax.OBJECT, syntax.OBJECT_PREDICATE},
    "met_with": {syntax.OBJECT_PREDICATE, syntax.ADJECTIVAL_COMPLEMENT},
}  # … and besides, by the list of the verb


def with_headlinese(doc: Doc, blocks: Sequence[Block]) -> Doc:
    """The doc with the headlines among these blocks read as the sentences that they stand for."""
    for block in blocks:
        span = (
            doc.char_span(block.span.start, block.span.end, alignment_mode="expand")
            if block.kind in _HEADLINES
            else None
        )
        for tokens in _sentences(span) if span is not None else ():
            for part in _parts(tokens):
                _read_verb(part)
            for token in tokens:
                _put_back_was(token)
    return doc


def _sentences(span: TokenSpan) -> Iterator[list[Token]]:
    """The tokens of each sentence of a headline; the sentence is looked for when it is come to."""
    at = span.start
    while at < span.end:
        sentence = span.doc[at].sent
        yield list(sentence)
        at = sentence.end


def _parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if token.text in _PARTS:
            yield part
            part = []
        elif not token.is_space:
            part.append(token)
    yield part


# --- verbs taken for nouns -----------------------------------------------------------------------------------------------------------


def _read_verb(part: Sequence[Token]) -> None:
    """ "Toyota names new finance chief": a part that has no verb yet gets the first word for its verb that is the form of one."""
    if any(t.tag_ in _FINITE for t in part):
        return
    plain, with_word = words("headlinese")["verbs"], words("headlinese")["verbs_with"]
    for n, token in enumerate(part[1:-1], 1):
        if (
            token.tag_ not in {"NNS", "NNPS"}
            or part[n - 1].pos_ not in _NOUNS
            or any(t.pos_ == "VERB" for t in part[:n])
        ):
            continue
        following = list(takewhile(lambda t: t.pos_ in _IN_NOUN_PHRASE, part[n + 1 :]))
        while following and following[-1].pos_ not in _NOUNS:
            following.pop()
        lemma, word = with_word.get(token.lower_, (None, None))
        if following and token.lower_ in plain:
            _make_verb(
                token, plain[token.lower_], part[:n], following, part[n + 1 + len(following) :]
            )
            return
        if word == part[n + 1].lower_:
            _make_verb(token, lemma, part[:n], (), part[n + 2 :])
            return


def _make_verb(
    token: Token,
    lemma: str,
    before: Sequence[Token],
    behind: Sequence[Token],
    rest: Sequence[Token],
) -> None:
    """Hang the noun phrase before the word on it as its subject, the one behind it as its object, and let it stand where they stood."""
    inside = {t.i for t in (*before, token, *behind)}
    above = next((t.head for t in (token, *behind, *before) if t.head.i not in inside), token)
    token.head, token.dep_ = above, syntax.ROOT if above == token else syntax.UNCLASSIFIED
    token.tag_, token.pos_, token.lemma_ = "VBZ", "VERB", lemma
    _hang(before, token, syntax.SUBJECT)
    if behind:
        _hang(behind, token, syntax.OBJECT)
        for t in rest:
            if (
                t.dep_ == syntax.PREPOSITION
                and t.head == behind[-1]
                and t.lower_ in word_set("headlinese", "of_the_verb")
            ):
                t.head = token


def _hang(phrase: Sequence[Token], verb: Token, label: str) -> None:
    """Make one phrase of the tokens, whose last hangs on the verb, or the noun that the last is told of: "Court of Appeal"."""
    own = {t.i for t in phrase}
    head = phrase[-1]
    while head.head.i in own and head.head != head and head.head.i < head.i:
        head = head.head
    head.head, head.dep_ = verb, label
    for token in phrase:
        if token != head and token.head.i not in own:
            token.head = head
            token.dep_ = syntax.COMPOUND if token.pos_ in _NOUNS else token.dep_


# --- passives without "was" ----------------------------------------------------------------------------------------------------------


def _put_back_was(verb: Token) -> None:
    """ "Smith named captain": who it is said of is its subject in the passive, for headlines tell what somebody does in the present."""
    if verb.tag_ not in {"VBD", "VBN"} or not _is_done_to(verb):
        return
    if (
        verb.dep_ == syntax.CONJUNCT
        and verb.head.tag_ == "VBN"
        and any(c.dep_ == syntax.PASSIVE_SUBJECT for c in verb.head.children)
    ):
        verb.tag_ = "VBN"  # "impeached, arrested"
        return
    subject = next((c for c in verb.children if c.dep_ == syntax.SUBJECT and c.i < verb.i), None)
    if (
        subject is None
        and verb.dep_ == syntax.ADNOMINAL_CLAUSE
        and verb.head.dep_ == syntax.ROOT
        and verb.head.i < verb.i
    ):
        subject = verb.head  # "Two men jailed for life"
        verb.head, verb.dep_ = verb, syntax.ROOT
        subject.head = verb
    if subject is not None:
        subject.dep_, verb.tag_ = syntax.PASSIVE_SUBJECT, "VBN"
        for child in verb.children:
            if child.dep_ == syntax.OBJECT:
                child.dep_ = syntax.OBJECT_PREDICATE


def _is_done_to(verb: Token) -> bool:
    """Is the verb one that is done to somebody, by its lemma and by what it has beside it?"""
    labels = {c.dep_ for c in verb.children if not c.is_space} - _FREE
    return any(
        labels <= allowed and verb.lemma_ in word_set("headlinese", verbs)
        for verbs, allowed in _BESIDE.items()
    )
