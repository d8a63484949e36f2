"""Quotations: their speaker where the parser found no clause, how far they go, and those of nobody.

The terms: a *cue* is the verb of a frame, "said"; a *frame* is what stands around a quotation,
"Roe said"; `marked` are the tokens of a quotation with its marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document, Quoted
from kg.extract.nearby import (
    SpanIndex,
    block_at,
    end_of_text_before,
    quotations_near,
    quotations_over,
    start_of_text_from,
)
from kg.extract.spans import inner_span, overlap
from kg.extract.statements.attribution import (
    addressee_of,
    is_document,
    is_somebody,
    named_behind,
    own_speaker,
    publisher_of,
)
from kg.extract.statements.draft import StatementDraft, has_cue_inside
from kg.model import Span
from kg.patterns import word_set
from kg.syntax import Arcs, prepositional_objects

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

# Posts and turns are somebody's words as they are.
_NARRATED_BLOCKS = frozenset({"paragraph", "blockquote", "item", "caption"})
# Frames whose content is a sentence.
_SENTENCE_FRAMES = frozenset({"clause", "infinitive", "according", "gerund", "quotation"})
# Frames that a quotation may interrupt: "“…,” said Roe, “…”".
_INTERRUPTIBLE_FRAMES = frozenset({"clause", "quotation", "naming"})
_LEAST_OVERLAP = 10  # characters of a quotation that a content must hold to go on to its end
_FARTHEST_CUE = 12  # words between a quotation and the cue behind it
_FARTHEST_CUE_OF_EXCLAMATION = 4  # words between a sentence without a verb and its cue
_ADJACENT = 2  # words from a cue to a quotation that needs no comma: "shouted “Shame!”"
_LONGEST_LABEL = 8  # words before a colon that name who speaks
_FEWEST_WORDS = 8  # words in quotation marks that are no name or turn of phrase
_FEWEST_WORDS_WITH_VERB = 6
_COVERED = 0.5  # share of a quotation from which on it is in a statement
_MARKS = "'\"‘’“”"
_CLOSING = frozenset({".", ",", "!", "?", "…"})
_CRIES = frozenset({"!", "?"})
_LEADING_TO_QUOTATION = frozenset({",", ":", "—", "–"})
_SENTENCE_ENDS = frozenset({".", "!", "?", '"', "”", "'", "’", ""})  # "" opens the text
_FINITE = frozenset({"VBZ", "VBD", "VBP"})
_FINITE_OR_PARTICIPLE = frozenset({*_FINITE, "VBN"})
_PARTICLES = frozenset({syntax.PARTICLE, syntax.ADVERBIAL_MODIFIER})
_PARTICLE_TAGS = frozenset({"RP", "RB"})
_ADNOMINAL = frozenset({syntax.RELATIVE_CLAUSE, syntax.ADNOMINAL_CLAUSE})


# How far a content goes


def with_whole_quotations(document: Document, draft: StatementDraft) -> StatementDraft:
    """The draft whose content holds all of each quotation that it reaches into from outside.

    The quotation's other sentences are said too.
    """
    extended = (_with_reached_quotations(document, draft, span) for span in draft.content)
    spans = [_with_both_marks(document, span) for span in extended]
    # two pieces may reach into one quotation
    return replace(draft, content=tuple(dict.fromkeys(spans)))


def _with_reached_quotations(document: Document, draft: StatementDraft, span: Span) -> Span:
    """The span up to the ends of the quotations that it reaches into."""
    start, end = span.start, span.end
    # a content without words reaches into every quotation
    reached = quotations_near(document, span) if len(span) else document.quotations
    for quoted in reached:
        if not _reaches_into(draft, span, quoted):
            continue
        if quoted.inner.start < span.start:
            start = min(start, inner_span(document, quoted).start)
        if quoted.inner.end > span.end:
            end = max(end, inner_span(document, quoted).end)
    return Span(start, end)


def _reaches_into(draft: StatementDraft, span: Span, quoted: Quoted) -> bool:
    """Whether enough of the span lies in the quotation, and the cue lies outside."""
    is_enough = overlap(span, quoted.inner) >= min(_LEAST_OVERLAP, len(span))
    return is_enough and not has_cue_inside(draft, quoted)


def _with_both_marks(document: Document, span: Span) -> Span:
    """The span with the second mark of a quotation at its edge, where the first is inside.

    'the bill "a joke"', '"a joke" of a bill'.
    """
    text = document.article.text
    waiting = quotations_near(document, span)
    while waiting:
        outer = waiting[0].outer
        if _lacks_closing_mark(text, span, outer) or _lacks_opening_mark(text, span, outer):
            span = Span(min(span.start, outer.start), max(span.end, outer.end))
            # a wider span may have come to others behind this one
            near = quotations_near(document, span)
            waiting = near[near.index(waiting[0]) :]
        waiting = waiting[1:]
    return span


def _lacks_closing_mark(text: str, span: Span, outer: Span) -> bool:
    """Whether a quotation begins in the span and nothing but marks of it stands behind the span."""
    begins_inside = span.start < outer.start < span.end <= outer.end
    return begins_inside and not _has_words(text[span.end : outer.end])


def _lacks_opening_mark(text: str, span: Span, outer: Span) -> bool:
    """Whether a quotation ends in the span and nothing but marks of it stands before the span."""
    ends_inside = outer.start <= span.start < outer.end < span.end
    return ends_inside and not _has_words(text[outer.start : span.start])


# Quotations of nobody


def unattributed_quotations(
    document: Document, kept: Sequence[StatementDraft]
) -> Iterator[StatementDraft]:
    """Statements without a speaker: the quotations that are in no statement.

    Nobody is known to have said them, but it is not the article that does.
    """
    contents = SpanIndex((span, draft) for draft in kept for span in draft.content)
    for quoted in document.quotations:
        if not _is_narrated(document, quoted) or not _is_full(document, quoted):
            continue
        if not _starts_sentence(document, quoted) and not _has_many_words(document, quoted):
            continue
        if not _is_mostly_covered(contents.near(quoted.inner), quoted):
            yield _quotation_draft(document, quoted, (), None)


def _is_narrated(document: Document, quoted: Quoted) -> bool:
    """Whether the article itself speaks around the quotation, and no line names who says it."""
    block = block_at(document, quoted.outer.start)
    return block is not None and block.kind in _NARRATED_BLOCKS and not block.speaker


def _has_many_words(document: Document, quoted: Quoted) -> bool:
    """Whether the quotation is too long for a name or a turn of phrase."""
    return len(_inner_text(document, quoted).split()) >= _FEWEST_WORDS


def _is_mostly_covered(drafts: Sequence[StatementDraft], quoted: Quoted) -> bool:
    """Whether half of the quotation or more is what a draft outside it says."""
    enough = _COVERED * len(quoted.inner)
    return any(
        overlap(span, quoted.inner) >= enough
        for draft in drafts
        if not has_cue_inside(draft, quoted)
        for span in draft.content
    )


def _quotation_draft(
    document: Document,
    quoted: Quoted,
    cue: tuple[Token, ...],
    speaker: Token | None,
    addressee: Token | None = None,
) -> StatementDraft:
    """The statement that a quotation is; its first cue word carries time and medium."""
    return StatementDraft(
        "quotation",
        cue,
        _root_of(document, quoted),
        (inner_span(document, quoted),),
        speaker,
        addressee,
        verb=cue[0] if cue else None,
    )


# Quotations that the parser gives to no cue


def with_quotations(
    document: Document, arcs: Arcs, found: Sequence[StatementDraft]
) -> list[StatementDraft]:
    """The drafts and the quotations that the parser hangs on no cue.

    A quotation that goes on where another ended is joined to it.
    """
    drafts = _Drafts(found)
    for quoted in document.quotations:
        if not _is_narrated(document, quoted) or not _is_speech(document, quoted):
            continue
        if not drafts.touch(quoted):
            _add_quotation(document, arcs, drafts, quoted)
    return drafts.found


class _Drafts:
    """The drafts so far, and where to find those that a quotation may belong to."""

    def __init__(self, found: Sequence[StatementDraft]) -> None:
        self.found: list[StatementDraft] = []
        self._contents: SpanIndex[int] = SpanIndex()
        self._by_cue: dict[tuple[Token, ...], int] = {}
        self._by_end: dict[int, list[int]] = {}  # by the end of the content or of its sentence
        for draft in found:
            self.append(draft)

    def append(self, draft: StatementDraft) -> None:
        """Put a draft behind the others."""
        number = len(self.found)
        self.found.append(draft)
        if draft.cue and draft.frame in _INTERRUPTIBLE_FRAMES:
            self._by_cue.setdefault(draft.cue, number)
        for span in draft.content:
            self._contents.add(span, number)
        self._note_ends(number)

    def join(self, number: int, document: Document, quoted: Quoted) -> None:
        """Make the quotation one more piece of the content of a draft."""
        piece = inner_span(document, quoted)
        draft = self.found[number]
        self.found[number] = replace(draft, content=tuple(sorted([*draft.content, piece])))
        self._contents.add(piece, number)
        self._note_ends(number)

    def _note_ends(self, number: int) -> None:
        draft = self.found[number]
        for end in {draft.content[-1].end, draft.at.sent.end_char}:
            self._by_end.setdefault(end, []).append(number)

    def touch(self, quoted: Quoted) -> bool:
        """Whether some of the quotation is what a sentence outside it says."""
        near = (self.found[number] for number in self._contents.near(quoted.inner))
        return any(
            overlap(span, quoted.inner)
            for draft in near
            if draft.frame in _SENTENCE_FRAMES and not has_cue_inside(draft, quoted)
            for span in draft.content
        )

    def with_cue(self, cue: tuple[Token, ...]) -> int | None:
        """The draft of the other half of an interrupted quotation: "“…,” said Roe, “…”"."""
        return self._by_cue.get(cue)

    def ending_between(self, start: int, end: int) -> list[int]:
        """The drafts that end, by themselves or with their sentence, at one of these offsets.

        Those whose content ends last come first.
        """
        numbers = {n for at in range(start, end + 1) for n in self._by_end.get(at, ())}
        return sorted(numbers, key=lambda n: (-self.found[n].content[-1].end, n))


def _add_quotation(document: Document, arcs: Arcs, drafts: _Drafts, quoted: Quoted) -> None:
    """Put a quotation among the drafts, or into one of them.

    1. It has a cue that no draft has: a draft of its own.
    2. It has the cue of a draft: the other half of an interrupted quotation.
    3. It goes on from a draft that is quoted: more of the same.
    4. It goes on from a draft that is not: a draft of its own, with the same speaker.
    """
    framed = _framed(document, arcs, quoted)
    if framed is not None:
        other_half = drafts.with_cue(framed.cue)
        if other_half is None:
            drafts.append(framed)
        else:
            drafts.join(other_half, document, quoted)
        return
    before = _continued_by(document, drafts, quoted)
    if before is None:
        return
    if _is_quoted(document, drafts.found[before]):
        drafts.join(before, document, quoted)
    else:
        drafts.append(_continuation(document, drafts.found[before], quoted))


def _continuation(document: Document, draft: StatementDraft, quoted: Quoted) -> StatementDraft:
    """The quotation as a statement of the draft's speaker."""
    return replace(
        draft,
        frame="quotation",
        cue=(),
        content=(inner_span(document, quoted),),
        root=_root_of(document, quoted),
        force=None,
    )


def _continued_by(document: Document, drafts: _Drafts, quoted: Quoted) -> int | None:
    """The draft that ends where the quotation begins; of two in one sentence the quoted one.

    "“…,” he said, noting that …. “…”": of the two in one sentence the quotation goes on.
    "“…,” she said when asked if she would go. “…”": whoever asked is not known to go on.
    """
    if not _starts_sentence(document, quoted):
        return None
    start = quoted.outer.start
    latest_first = drafts.ending_between(_end_of_words_before(document, start), start)
    ending = [n for n in latest_first if _ends_before(document, drafts.found[n], quoted)]
    if not ending:
        return None
    last = drafts.found[ending[0]]
    for number in ending:
        draft = drafts.found[number]
        may_go_on = last.speaker is None or last.speaker == draft.speaker
        if may_go_on and draft.at.sent == last.at.sent and _is_quoted(document, draft):
            return number
    return ending[0]


def _ends_before(document: Document, draft: StatementDraft, quoted: Quoted) -> bool:
    """Whether the sentence of a draft ends where the quotation begins.

    In its paragraph or, if both are quoted, at the end of the one before.
    """
    if draft.frame not in _SENTENCE_FRAMES or draft.content[-1].end > quoted.outer.start:
        return False
    if draft.cue and quotations_over(document, draft.at.idx):
        return False
    between = document.article.text[_end_of(draft, quoted) : quoted.outer.start]
    if _has_words(between):
        return False
    if "\n" not in between.strip(" "):
        return True
    return _opens_block(document, quoted) and _is_quoted(document, draft)


def _end_of(draft: StatementDraft, quoted: Quoted) -> int:
    """Where the draft ends, with the rest of its sentence if that lies before the quotation."""
    content, sentence = draft.content[-1].end, draft.at.sent.end_char
    return max(content, sentence) if sentence <= quoted.outer.start else content


def _is_quoted(document: Document, draft: StatementDraft) -> bool:
    """Whether a part of the content is a quotation that says something by itself."""
    return any(
        overlap(span, quoted.inner) and _is_speech(document, quoted)
        for span in draft.content
        for quoted in quotations_near(document, span)
    )


# The frame of a quotation


def _framed(document: Document, arcs: Arcs, quoted: Quoted) -> StatementDraft | None:
    """The quotation as the statement of who speaks in its frame; none where no frame is found."""
    marked = document.tokens_at(quoted.outer)
    if marked is None or not len(marked):
        return None
    cue = _nearest_cue(document, quoted, marked)
    if cue is None:
        return _by_publisher(document, quoted, marked) or _by_colon(document, arcs, quoted)
    speaker = own_speaker(arcs, cue)
    if speaker is None or quoted.outer.start <= speaker.idx < quoted.outer.end:
        speaker = _inverted_speaker(cue, marked) or named_behind(document, cue)
    if speaker is None:
        return None
    addressee = addressee_of(arcs, cue) or _referred_to(cue)
    return _quotation_draft(document, quoted, (cue,), speaker, addressee)


def _nearest_cue(document: Document, quoted: Quoted, marked: TokenSpan) -> Token | None:
    """The cue verb outside the quotation in its sentences that is nearest to it.

    After a comma or colon before it, or right behind it; a cue of a main clause comes first.
    """
    first, last = marked[0], marked[-1]
    region = _sentences_around(document, quoted, marked)
    near = _cues_near(document, region, quoted, marked)
    if not near:
        near = _cues_near(document, _mere_frame(document, quoted, last), quoted, marked)
    if not near:
        return None

    def distance(cue: Token) -> tuple[bool, int]:
        return _is_adnominal(cue), min(abs(cue.i - first.i), abs(cue.i - last.i))

    return min(near, key=distance)


def _sentences_around(document: Document, quoted: Quoted, marked: TokenSpan) -> list[Token]:
    """The tokens of the sentences in which a quotation begins and ends, and of those that go on.

    "…?" asked Roe: the parser starts a sentence after the mark.
    """
    first, last = marked[0], marked[-1]
    starts = dict.fromkeys((first.sent.start, last.sent.start))
    region = [token for start in starts for token in document.doc[start].sent]
    if _goes_on_behind(last):
        region.extend(last.nbor().sent)
    lead = _lead_in(document, quoted)
    if lead is not None:
        region.extend(lead.sent)
    return region


def _goes_on_behind(last: Token) -> bool:
    """Whether the parser starts a sentence behind a quotation with a word that starts none."""
    if last.i + 1 >= len(last.doc):
        return False
    following = last.nbor()
    return bool(following.is_sent_start) and not following.is_title and not following.is_space


def _cues_near(
    document: Document, region: Sequence[Token], quoted: Quoted, marked: TokenSpan
) -> list[Token]:
    """The cue verbs among these words, outside of all quotations, that reach the quotation."""
    last = marked[-1]
    near = [
        token
        for token in region
        if _is_speech_verb(token)
        and not _is_in_quotation(document, token)
        and _reports_speech(token, last)
        and _reaches(document, token, quoted, marked)
    ]
    if _is_full(document, quoted):
        return near
    first = marked[0]
    return [t for t in near if t.i < first.i or t.i - last.i <= _FARTHEST_CUE_OF_EXCLAMATION]


def _is_speech_verb(token: Token) -> bool:
    """Whether the word is a verb whose subject says what is quoted: "said", "the letter reads"."""
    if token.pos_ != "VERB":
        return False
    lemma = token.lemma_.lower()
    if lemma in word_set("reporting", "speech"):
        return True
    subject = syntax.subject(token)
    reads = lemma in word_set("reporting", "quoting", "read")
    return reads and subject is not None and is_document(subject)


def _is_in_quotation(document: Document, token: Token) -> bool:
    """Whether the token stands in any quotation."""
    return bool(quotations_over(document, token.idx))


def _reports_speech(cue: Token, last: Token) -> bool:
    """Whether the verb reports what somebody says.

    An infinitive does so only right behind the quotation: "“…,” Roe plans to say".
    """
    if cue.tag_ != "VB":
        return True
    if not last.i < cue.i <= last.i + _FARTHEST_CUE:
        return False
    return _is_bound_to_finite_verb(cue) or any(child.tag_ == "MD" for child in cue.children)


def _is_bound_to_finite_verb(infinitive: Token) -> bool:
    """Whether the infinitive is the "say" of "plans to say"."""
    return infinitive.dep_ == syntax.OPEN_COMPLEMENT and infinitive.head.tag_ in _FINITE


def _mere_frame(document: Document, quoted: Quoted, last: Token) -> Sequence[Token]:
    """The sentence behind a question or a cry that does nothing but name its speaker.

    "“…?” Roe asked the crowd.": a sentence of its own to the parser.
    """
    if document.article.text[quoted.inner.end - 1] not in "?!":
        return ()
    if last.i + 1 == len(document.doc) or last.nbor().is_space:
        return ()
    sentence = last.nbor().sent
    if sentence.root.lemma_.lower() not in word_set("reporting", "speech"):
        return ()
    return () if _has_content(document, sentence.root) else list(sentence)


def _has_content(document: Document, verb: Token) -> bool:
    """Whether the verb has a content of its own: a clause, or an object that is nobody."""
    if syntax.has_child(verb, syntax.CLAUSAL_COMPLEMENT, syntax.OPEN_COMPLEMENT):
        return True
    return any(not is_somebody(document, token) for token in syntax.objects(verb))


def _reaches(document: Document, cue: Token, quoted: Quoted, marked: TokenSpan) -> bool:
    """Whether the quotation is what this verb says.

    1. Behind the cue: set off from it by a comma, a colon or a dash, or right behind it.
    2. Before the cue: closed by a comma or a mark before the verb's clause, and near.
    3. Not as a part of the clause before: 'said such questions were "better addressed to others,"
       adding …'.
    """
    text, last = document.article.text, marked[-1]
    before = _character_before(document, quoted.outer.start)
    if cue.i < marked[0].i:
        return before in _LEADING_TO_QUOTATION or marked[0].i - cue.i <= _ADJACENT
    if cue.i - last.i > _FARTHEST_CUE:
        return False
    if _character_from(document, quoted.inner.start).islower() and before.isalnum():
        return False
    # at the end of the text nothing follows, which is in any string
    is_closed = text[quoted.inner.end - 1] in ",?!—–"
    return is_closed or _character_from(document, quoted.outer.end) in ",—–"


def _is_adnominal(verb: Token) -> bool:
    """Whether the verb is in a clause about a noun: "one man who asked not to be named said"."""
    if verb.dep_ in _ADNOMINAL:
        return True
    return any(token.dep_ in _ADNOMINAL for token in verb.ancestors)


def _lead_in(document: Document, quoted: Quoted) -> Token | None:
    """The colon or comma that ends the paragraph before a quotation that opens its own.

    "Roe stated:".
    """
    if not _opens_block(document, quoted):
        return None
    if _character_before(document, quoted.outer.start) not in {":", ","}:
        return None
    return _token_before(document, quoted.outer.start)


def _inverted_speaker(cue: Token, marked: TokenSpan) -> Token | None:
    """The speaker in "…," said Roe, where the parser takes the name for something else."""
    if cue.i <= marked[-1].i:
        return None
    behind = syntax.children(cue, syntax.OBJECT, syntax.NOUN_PHRASE_ADVERBIAL, syntax.ATTRIBUTE)
    return next((token for token in behind if token.i > cue.i and token.pos_ == "PROPN"), None)


def _referred_to(cue: Token) -> Token | None:
    """Of whom or to whom it is said in "he added, referring to Roe"."""
    participles = word_set("reporting", "address", "participles")
    for child in syntax.children(cue, syntax.OPEN_COMPLEMENT, syntax.ADVERBIAL_CLAUSE):
        if child.lemma_.lower() in participles:
            to = word_set("reporting", "address", "prepositions")
            return next(prepositional_objects(child, to), None)
    return None


# Frames without a verb of speech


def _by_publisher(document: Document, quoted: Quoted, marked: TokenSpan) -> StatementDraft | None:
    """The quotation in "“…,” read a statement from the ministry", said by who published it."""
    last = marked[-1]
    cue = last.nbor() if last.i + 1 < len(last.doc) else None
    if cue is None or cue.lemma_.lower() not in word_set("reporting", "quoting", "read"):
        return None
    paper = _document_behind(cue)
    if paper is None:
        return None
    named = next(prepositional_objects(cue, word_set("reporting", "quoting", "from")), None)
    return _quotation_draft(document, quoted, (cue,), named or publisher_of(paper))


def _document_behind(cue: Token) -> Token | None:
    """The "statement" of "read a statement"."""
    nouns = syntax.children(cue, syntax.OBJECT, syntax.SUBJECT, syntax.ATTRIBUTE)
    return next((noun for noun in nouns if noun.i > cue.i and is_document(noun)), None)


def _by_colon(document: Document, arcs: Arcs, quoted: Quoted) -> StatementDraft | None:
    """The quotation behind a colon: "Roe: “…”" and "Roe hit back: “…”".

    Before a colon a name alone speaks, and the subject of any verb that is not about states.
    """
    before = _sentence_before_colon(document, quoted)
    verbs = [t for t in before if syntax.is_verb(t) and t.tag_ in _FINITE_OR_PARTICIPLE]
    if not verbs:
        speaker = _label(document, before)
        return _quotation_draft(document, quoted, (), speaker) if speaker is not None else None
    cue = next((verb for verb in verbs if verb.dep_ == syntax.ROOT), verbs[-1])
    if cue.lemma_ in word_set("reporting", "quoting", "silent"):
        return None
    speaker = own_speaker(arcs, cue)
    if speaker is None or not is_somebody(document, speaker, {"Work"}):
        return None
    cues = _with_particles(cue)
    return _quotation_draft(document, quoted, cues, speaker, addressee_of(arcs, cue))


def _sentence_before_colon(document: Document, quoted: Quoted) -> list[Token]:
    """The tokens of the sentence before the colon that leads to a quotation."""
    if _character_before(document, quoted.outer.start) != ":":
        return []
    colon = _token_before(document, quoted.outer.start)
    if colon is None:
        return []
    return [token for token in colon.sent if token.i < colon.i and not token.is_space]


def _label(document: Document, before: Sequence[Token]) -> Token | None:
    """The last name in a short phrase before a colon: "Jane Roe, of Leeds:"."""
    if len(before) > _LONGEST_LABEL:
        return None
    names = (token for token in reversed(before) if token.pos_ == "PROPN")
    return next((name for name in names if is_somebody(document, name)), None)


def _with_particles(verb: Token) -> tuple[Token, ...]:
    """The verb and the particle right behind it: "hit back"."""
    particles = (
        token
        for token in syntax.children(verb, *_PARTICLES)
        if token.i == verb.i + 1 and token.tag_ in _PARTICLE_TAGS
    )
    return (verb, *particles)


# What a quotation looks like


def _is_speech(document: Document, quoted: Quoted) -> bool:
    """Whether the quotation says something by itself, with or without a verb."""
    return _is_full(document, quoted) or _is_exclamation(document, quoted)


def _is_full(document: Document, quoted: Quoted) -> bool:
    """Whether the quotation has a verb, and either closes like a sentence or has six words."""
    text = _inner_text(document, quoted).strip().strip(_MARKS).strip()
    is_long = len(text.split()) >= _FEWEST_WORDS_WITH_VERB
    if not is_long and not _is_closed_sentence(document, quoted, text):
        return False
    inner = quoted.inner
    tokens = document.doc.char_span(inner.start, inner.end, alignment_mode="contract")
    return tokens is not None and any(syntax.is_verb(token) for token in tokens)


def _is_closed_sentence(document: Document, quoted: Quoted, text: str) -> bool:
    """Whether it begins with a capital and ends with punctuation, or stands behind a colon."""
    if not text[:1].isupper():
        return False
    return text[-1:] in _CLOSING or _character_before(document, quoted.outer.start) == ":"


def _is_exclamation(document: Document, quoted: Quoted) -> bool:
    """Whether it is a sentence without a verb.

    “News to me.” behind a colon, “Nonsense,” before its frame, “My town, my choice!” behind
    "shouted".
    """
    text = _inner_text(document, quoted).strip()
    if not text[:1].isupper() or text[-1:] not in _CLOSING:
        return False
    return (
        _character_before(document, quoted.outer.start) == ":"
        or _is_cried(document, quoted, text)
        or _starts_sentence(document, quoted)
    )


def _is_cried(document: Document, quoted: Quoted, text: str) -> bool:
    """Whether it is “Shame!” behind "shouted"."""
    if text[-1:] not in _CRIES:
        return False
    before = _token_before(document, quoted.outer.start)
    return before is not None and _is_speech_verb(before)


def _starts_sentence(document: Document, quoted: Quoted) -> bool:
    """Whether the quotation stands at the beginning of a sentence or a line."""
    if _character_before(document, quoted.outer.start) in _SENTENCE_ENDS:
        return True
    return document.article.text[quoted.outer.start - 1] == "\n"


def _opens_block(document: Document, quoted: Quoted) -> bool:
    """Whether the quotation stands at the beginning of its paragraph."""
    block = block_at(document, quoted.outer.start)
    return block is not None and block.span.start == quoted.outer.start


def _inner_text(document: Document, quoted: Quoted) -> str:
    """The text between the marks."""
    return document.article.text[quoted.inner.start : quoted.inner.end]


def _root_of(document: Document, quoted: Quoted) -> Token:
    """The token that governs the words of the quotation."""
    tokens = document.tokens_at(quoted.inner)
    assert tokens is not None  # a quotation lies inside the text
    return tokens.root


def _has_words(text: str) -> bool:
    """Whether there is more than punctuation and white space."""
    return any(character.isalnum() for character in text)


def _end_of_words_before(document: Document, offset: int) -> int:
    """Where the last word before an offset ends; only punctuation and space are behind it."""
    text = document.article.text
    while offset > 0 and not text[offset - 1].isalnum():
        offset -= 1
    return offset


def _character_before(document: Document, offset: int) -> str:
    """The last character before an offset that is no white space; "" where there is none."""
    text = document.article.text
    end = end_of_text_before(text, offset)
    return text[end - 1 : end] if end else ""


def _character_from(document: Document, offset: int) -> str:
    """The first character from an offset on that is no white space; "" where there is none."""
    text = document.article.text
    start = start_of_text_from(text, offset)
    return text[start : start + 1]


def _token_before(document: Document, offset: int) -> Token | None:
    """The last token before an offset that is no white space."""
    end = end_of_text_before(document.article.text, offset)
    found = document.doc.char_span(end - 1, end, alignment_mode="expand") if end else None
    return found[0] if found else None
