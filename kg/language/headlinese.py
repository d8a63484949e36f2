"""Headlines that the parser misreads, put right in the parse.

They leave out "was", "Nurse charged with murder", and have short verbs that look like nouns, "Court
jails minister".
"""

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
_PAST = frozenset({"VBD", "VBN"})
_IN_NOUN_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON", "PART", "SYM"})
_SEPARATORS = frozenset({";", ":", "–", "—"})  # between two headlines on one line
_ALWAYS_ALLOWED = frozenset(
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
_ALSO_ALLOWED = {
    "done_to": frozenset[str](),
    "told_to": frozenset({syntax.OPEN_COMPLEMENT}),
    "made": frozenset({syntax.OBJECT, syntax.OBJECT_PREDICATE}),
    "met_with": frozenset({syntax.OBJECT_PREDICATE, syntax.ADJECTIVAL_COMPLEMENT}),
}  # … and besides, by the list of the verb


def with_headlinese(doc: Doc, blocks: Sequence[Block]) -> Doc:
    """The doc with the headlines among these blocks read as the sentences that they stand for."""
    for block in blocks:
        if block.kind not in _HEADLINES:
            continue
        span = doc.char_span(block.span.start, block.span.end, alignment_mode="expand")
        if span is not None:
            _correct_headline(span)
    return doc


def _correct_headline(span: TokenSpan) -> None:
    """Correct the verbs of a headline."""
    for tokens in _sentences(span):
        for part in _parts(tokens):
            _correct_noun_to_verb(part)
        for token in tokens:
            _correct_past_to_passive(token)


def _sentences(span: TokenSpan) -> Iterator[list[Token]]:
    """The tokens of each sentence of a headline; corrections may change where the next begins."""
    at = span.start
    while at < span.end:
        sentence = span.doc[at].sent
        yield list(sentence)
        at = sentence.end


def _parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The headlines on one line, without white space."""
    part: list[Token] = []
    for token in tokens:
        if token.text in _SEPARATORS:
            yield part
            part = []
        elif not token.is_space:
            part.append(token)
    yield part


# --- verbs taken for nouns ----------------------------------------------------------------------


def _correct_noun_to_verb(part: Sequence[Token]) -> None:
    """Make the first word that may be one the verb of a headline that has none yet.

    In "Toyota names new finance chief" that is "names".
    """
    if any(token.tag_ in _FINITE for token in part):
        return
    for n, token in enumerate(part[1:-1], 1):
        before, behind = part[:n], part[n + 1 :]
        if _may_be_verb(token, before) and _become_verb(token, before, behind):
            return


def _may_be_verb(token: Token, before: Sequence[Token]) -> bool:
    """Whether the token looks like a plural behind a noun and no verb stands before it."""
    if token.tag_ not in {"NNS", "NNPS"} or not syntax.is_noun(before[-1]):
        return False
    return all(other.pos_ != "VERB" for other in before)


def _become_verb(token: Token, before: Sequence[Token], behind: Sequence[Token]) -> bool:
    """Make the token a verb if it is a known one with its object or its word behind it.

    Returns whether it has become one.
    """
    verbs, verbs_with = words("headlinese")["verbs"], words("headlinese")["verbs_with"]
    noun_phrase = _noun_phrase_at_start(behind)
    # 1. "Court jails minister"
    if noun_phrase and token.lower_ in verbs:
        _make_verb(token, verbs[token.lower_], before, noun_phrase, behind[len(noun_phrase) :])
        return True
    # 2. "Chrysler files for bankruptcy"
    lemma, following = verbs_with.get(token.lower_, (None, None))
    if following == behind[0].lower_:
        _make_verb(token, lemma, before, (), behind[1:])
        return True
    return False


def _noun_phrase_at_start(tokens: Sequence[Token]) -> list[Token]:
    """The noun phrase with which the tokens begin, up to its last noun."""
    phrase = list(takewhile(lambda token: token.pos_ in _IN_NOUN_PHRASE, tokens))
    while phrase and not syntax.is_noun(phrase[-1]):
        phrase.pop()
    return phrase


def _make_verb(
    token: Token,
    lemma: str,
    subject: Sequence[Token],
    obj: Sequence[Token],
    rest: Sequence[Token],
) -> None:
    """Make the token a verb with this subject and object, where the three stood in the tree."""
    inside = {t.i for t in (*subject, token, *obj)}
    heads = (t.head for t in (token, *obj, *subject) if t.head.i not in inside)
    governor = next(heads, token)
    token.head = governor
    token.dep_ = syntax.ROOT if governor == token else syntax.UNCLASSIFIED
    token.tag_, token.pos_, token.lemma_ = "VBZ", "VERB", lemma
    _attach(subject, token, syntax.SUBJECT)
    if obj:
        _attach(obj, token, syntax.OBJECT)
        _move_prepositions(obj[-1], token, rest)


def _move_prepositions(noun: Token, verb: Token, tokens: Sequence[Token]) -> None:
    """Hang prepositions that rather belong to the verb on it: "names banker as chairman"."""
    of_verbs = word_set("headlinese", "of_the_verb")
    for token in tokens:
        is_preposition_of_noun = token.dep_ == syntax.PREPOSITION and token.head == noun
        if is_preposition_of_noun and token.lower_ in of_verbs:
            token.head = verb


def _attach(phrase: Sequence[Token], verb: Token, label: str) -> None:
    """Make one phrase of the tokens, whose head hangs on the verb.

    The head is the last token, or the noun before it that it modifies: "Court of Appeal".
    """
    own = {token.i for token in phrase}
    head = _head_of(phrase, own)
    head.head, head.dep_ = verb, label
    for token in phrase:
        if token == head or token.head.i in own:
            continue
        token.head = head
        if syntax.is_noun(token):
            token.dep_ = syntax.COMPOUND


def _head_of(phrase: Sequence[Token], own: set[int]) -> Token:
    """The last token, or what it hangs on before it in the phrase."""
    head = phrase[-1]
    while head.head.i in own and head.head.i < head.i:
        head = head.head
    return head


# --- passives without "was" ---------------------------------------------------------------------


def _correct_past_to_passive(verb: Token) -> None:
    """Make the subject of "Smith named captain" passive: headlines have actions in the present."""
    if verb.tag_ not in _PAST or not _may_be_passive(verb):
        return
    if _is_coordinated_with_passive(verb):
        verb.tag_ = "VBN"  # "impeached, arrested"
        return
    subject = next((s for s in syntax.children(verb, syntax.SUBJECT) if s.i < verb.i), None)
    if subject is None and _modifies_root_before(verb):
        subject = _make_root(verb)  # "Two men jailed for life"
    if subject is None:
        return
    subject.dep_, verb.tag_ = syntax.PASSIVE_SUBJECT, "VBN"
    for obj in syntax.objects(verb):
        obj.dep_ = syntax.OBJECT_PREDICATE


def _may_be_passive(verb: Token) -> bool:
    """Whether the verb, with what it has next to it, is a passive in headlines."""
    labels = {child.dep_ for child in verb.children if not child.is_space} - _ALWAYS_ALLOWED
    return any(
        labels <= allowed and verb.lemma_ in word_set("headlinese", verbs)
        for verbs, allowed in _ALSO_ALLOWED.items()
    )


def _is_coordinated_with_passive(verb: Token) -> bool:
    """Whether the verb before it in a coordination has a passive subject."""
    if verb.dep_ != syntax.CONJUNCT or verb.head.tag_ != "VBN":
        return False
    return syntax.has_child(verb.head, syntax.PASSIVE_SUBJECT)


def _modifies_root_before(verb: Token) -> bool:
    """Whether the parser makes the verb a clause of the noun before it and that the root."""
    if verb.dep_ != syntax.ADNOMINAL_CLAUSE:
        return False
    return verb.head.dep_ == syntax.ROOT and verb.head.i < verb.i


def _make_root(verb: Token) -> Token:
    """Make the verb the root, and hang the noun on it that was; the noun."""
    noun = verb.head
    verb.head, verb.dep_ = verb, syntax.ROOT
    noun.head = verb
    return noun
