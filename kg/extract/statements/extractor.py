"""Statements: who says what to whom, when, and in which medium.

From the drafts, from embedded posts, from interviews and from quotations set off from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Block, Document
from kg.extract.confidence import confidence_of
from kg.extract.events import extractor as events_extractor
from kg.extract.events.extractor import addressee_of_post
from kg.extract.events.time_anchoring import present_of, times_of
from kg.extract.extraction import Extraction
from kg.extract.factuality import certainty_of, is_denied, polarity_of, retracts
from kg.extract.nearby import SpanIndex, mentions_near, quotations_near
from kg.extract.spans import overlap, sentence_of, span_of, trimmed_span
from kg.extract.statements.attribution import documents_of, is_somebody, occasion_of, relay_of
from kg.extract.statements.content_span import is_negated
from kg.extract.statements.draft import StatementDraft, contains
from kg.extract.statements.drafting import statement_drafts
from kg.extract.statements.first_person import first_person_statements
from kg.extract.statements.speech_time import carried_over_times
from kg.model import (
    Argument,
    Certainty,
    Event,
    Force,
    Mention,
    Polarity,
    Quotation,
    Span,
    Statement,
    Time,
)
from kg.patterns import word_set, words
from kg.syntax import document_arcs, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")
_SENTENCE_MARKS = "?!"
_DIRECT = 0.95  # share of a content in quotation marks from which on it is a direct quotation
_LONGEST_SALUTATION = 12  # characters before the name in it
_FEWEST_WORDS_OF_TURN = 2  # "Yes." says nothing by itself
_SPEAKERS = frozenset({"Person", "Organisation", "Group"})
_LEMMATISED = frozenset({*syntax.VERBS, "NOUN"})  # cue words that a label gives by lemma
_PREDICATES = frozenset({syntax.ATTRIBUTE, syntax.ADJECTIVAL_COMPLEMENT, syntax.OBJECT})
_OBJECTS = frozenset({syntax.OBJECT, syntax.PREPOSITIONAL_OBJECT})
# whose content does not depend on its cue: neither "he denied: “…”" nor "according to"
_TOLD_AS_IT_IS = frozenset({"quotation", "according"})
_BELIEFS = frozenset({"knowing", "adjective"})
_HANGING_ON_VERB = frozenset(
    {syntax.ADVERBIAL_CLAUSE, syntax.OPEN_COMPLEMENT, syntax.CONJUNCT}
)  # "tweeted on Friday saying"


def extract(document: Document) -> Extraction:
    """All statements in order of their content; which stands under which is decided in assembly."""
    drafts = statement_drafts(document)
    facts = events_extractor.extract(document).facts
    events = [fact for fact in facts if isinstance(fact, Event)]
    carriers = _carriers(document, events)
    times = _times(document, drafts)
    found = [_statement(document, draft, times, carriers) for draft in drafts]
    found.extend(_posted(document, events))
    found.extend(_spoken(document))
    found.extend(first_person_statements(document, found))
    ordered = sorted(found, key=lambda s: (s.content[0], s.content[-1].end))
    return Extraction(tuple(ordered))


def _times(document: Document, drafts: Sequence[StatementDraft]) -> Mapping[int, Time]:
    """The time of each verb by token index; a date at the verb comes first."""
    dated = times_of(document, frozenset())
    carried_over = carried_over_times(document, document_arcs(document), drafts, dated)
    return {**present_of(document), **carried_over, **dated}


def _statement(
    document: Document,
    draft: StatementDraft,
    times: Mapping[int, Time],
    carriers: _Carriers,
) -> Statement:
    arguments = _arguments(document, draft)
    saying, of_content = _cue_polarity(draft), _content_polarity(draft)
    return Statement(
        id=f"statement-{draft.content[0].start}-{draft.content[-1].end}-{draft.at.idx}",
        arguments=arguments,
        sentence=sentence_of(draft.at),
        cue=_cue(draft),
        content=draft.content,
        quotation=_quotation(document, draft),
        force=draft.force or _force(draft, document.article.text),
        polarity=_negative_if("negative" in {saying, of_content}),
        sayingPolarity=saying,
        contentPolarity=of_content,
        certainty=_certainty(draft),
        medium=_medium(document, draft, carriers),
        via=_via(document, draft, arguments),
        time=_time(draft, times),
        label=_label(draft),
        pattern=f"statement:{draft.frame}",
        confidence=confidence_of("statement", draft.frame),
    )


def _cue(draft: StatementDraft) -> tuple[Span, ...]:
    """The spans of the cue's words; "according to" is one."""
    if draft.frame == "according":
        return (span_of(draft.cue),)
    return tuple(span_of([token]) for token in draft.cue)


def _label(draft: StatementDraft) -> str:
    """The cue by its lemmas, "say" where there is none."""
    if draft.frame == "according":
        return " ".join(token.lower_ for token in draft.cue)
    return " ".join(map(_cue_lemma, draft.cue)) or "say"


def _cue_lemma(token: Token) -> str:
    """The lemma of a verb or a noun, other words as they are, and the "worried" of "is worried"."""
    if token.dep_ == syntax.ADJECTIVAL_COMPLEMENT:
        return token.lower_
    return token.lemma_.lower() if token.pos_ in _LEMMATISED else token.lower_


def _certainty(draft: StatementDraft) -> Certainty:
    """How certain it is that it was said."""
    if draft.cue and syntax.is_verb(draft.at):
        return certainty_of(draft.at)
    return "certain"


# Who speaks to whom, of whom


def _arguments(document: Document, draft: StatementDraft) -> tuple[Argument, ...]:
    """Speakers, addressees and topics, each once: "Johnson & Johnson" is one."""
    arguments: dict[Argument, None] = {}
    for role, token in (
        ("speaker", draft.speaker),
        ("addressee", draft.addressee),
        ("topic", draft.topic),
    ):
        for member in _coordinated(document, token, draft) if token is not None else ():
            mention = document.mention_at(member)
            if mention is not None:
                arguments.setdefault(Argument(role, mention.id))
    return tuple(arguments)


def _coordinated(document: Document, token: Token, draft: StatementDraft) -> list[Token]:
    """The participants that are coordinated with one: "Roe and Doe said".

    Of "Roe or Doe" nobody knows who, so that the first stands alone.
    """
    listed = [token, *_conjuncts(token)]
    if any(_is_alternative(member) for member in listed):
        return [token]
    is_before = token.i < draft.at.i
    on_same_side = [t for t in listed[1:] if (t.i < draft.at.i) == is_before]
    others = [t for t in on_same_side if not _is_second_title(t) and is_somebody(document, t)]
    return [token, *others]


def _conjuncts(token: Token) -> list[Token]:
    """What is coordinated with the token, or with its name.

    "the naturalist Roe and the poet Doe".
    """
    appositions = syntax.children(token, syntax.APPOSITION)
    name = next((t for t in appositions if t.left_edge.i == token.i + 1), None)
    conjuncts = with_conjuncts(token)[1:]
    return conjuncts if name is None else [*conjuncts, *with_conjuncts(name)[1:]]


def _is_alternative(token: Token) -> bool:
    """Whether an "or" stands behind the token."""
    additive = word_set("clauses", "and")
    return any(c.lower_ not in additive for c in syntax.children(token, syntax.COORDINATOR))


def _is_second_title(token: Token) -> bool:
    """Whether the noun has no determiner, as the second of "the founder and head"."""
    is_bare = not syntax.has_child(token, syntax.DETERMINER, syntax.POSSESSOR)
    return token.tag_ == "NN" and is_bare


def _via(document: Document, draft: StatementDraft, arguments: Sequence[Argument]) -> str | None:
    """The mention of those through whom it came, if they are no participants themselves."""
    if draft.verb is None or draft.frame == "according":
        return None
    relay = relay_of(draft.verb)
    if relay is None or not is_somebody(document, relay):
        return None
    mention = document.mention_at(relay)
    if mention is None or mention.id in {argument.mention for argument in arguments}:
        return None
    return mention.id


# In whose words, and what is done by saying it


def _quotation(document: Document, draft: StatementDraft) -> Quotation:
    """Whether the content is in the speaker's words, in the writer's, or in both."""
    if draft.frame == "quotation":
        return "direct"
    quoted = sum(
        overlap(near.inner, span)
        for span in draft.content
        for near in quotations_near(document, span)
    )
    if quoted == 0:
        return "indirect"
    whole = sum(len(span) for span in draft.content)
    return "direct" if quoted >= _DIRECT * whole else "mixed"


def _force(draft: StatementDraft, text: str) -> Force:
    """What is done by saying it: the verb decides, else the content.

    1. Beliefs and promises, by the verb.
    2. Questions, by the verb or the mark; not "asked that she provide an account".
    3. Demands, by the content ("must") or the verb.
    4. Praise and blame, by the verb; all else is an assertion.
    """
    force, lemma = words("reporting")["force"], draft.at.lemma_.lower()
    if lemma in force["belief"] or draft.frame in _BELIEFS:
        return "belief"
    if lemma in force["commitment"]:
        return "commitment"
    is_request = _is_request(draft, text)
    asks = _asks(draft) and not is_request
    if asks or _is_question(draft, text):
        return "question"
    if is_request or _is_duty(draft) or _demands(draft):
        return "directive"
    return "evaluation" if lemma in force["evaluation"] else "assertion"


def _asks(draft: StatementDraft) -> bool:
    """Whether the verb is one of asking and governs no infinitive: "asked her to go" demands."""
    return _has_question_verb(draft) and draft.frame != "infinitive"


def _has_question_verb(draft: StatementDraft) -> bool:
    """Whether the cue is "ask" or the like."""
    return draft.at.lemma_.lower() in word_set("reporting", "force", "question")


def _is_question(draft: StatementDraft, text: str) -> bool:
    """Whether each sentence of the content is a question."""
    ends = [end for span in draft.content for end in _sentence_ends(text, span)]
    return bool(ends) and set(ends) == {"?"}


def _sentence_ends(text: str, span: Span) -> list[str]:
    """The marks that end sentences in a span; a full stop at its own end is understood."""
    is_marked = text[span.end - 1] in _SENTENCE_MARKS
    content = text[span.start : span.end]
    return _SENTENCE_END.findall(content if is_marked else content + ".")


def _is_request(draft: StatementDraft, text: str) -> bool:
    """Whether something is asked for: "asked that she provide an account".

    Not in "“Isn't it true,” Roe asked, “that …?”".
    """
    if draft.frame != "clause" or not _has_question_verb(draft):
        return False
    markers = syntax.children(draft.root, syntax.MARKER)
    has_that = any(marker.lower_ == "that" for marker in markers)
    return has_that and text[draft.content[-1].end - 1] != "?"


def _demands(draft: StatementDraft) -> bool:
    """Whether the verb is one of demanding; with a clause fewer are."""
    wanted = "directive_clause" if draft.frame == "clause" else "directive"
    return draft.at.lemma_.lower() in word_set("reporting", "force", wanted)


def _is_duty(draft: StatementDraft) -> bool:
    """Whether the content says what must be: "must", "should", "it is crucial that".

    "I should be failing" does not.
    """
    inside = [token for token in draft.root.subtree if contains(draft, token)]
    own = [token for token in inside if _is_main(token, draft.root)]
    if _is_about_need(draft.root, inside, own):
        return True
    modals = word_set("reporting", "force", "directive_modals")
    return any(
        token.dep_ == syntax.AUXILIARY
        and token.lower_ in modals
        and not _has_first_person_subject(token.head)
        for token in own
    )


def _is_main(token: Token, root: Token) -> bool:
    """Whether the token is the root of the content, hangs on it, or on a clause of it."""
    if root in (token, token.head):
        return True
    return token.head.dep_ == syntax.CLAUSAL_COMPLEMENT and token.head.head == root


def _is_about_need(root: Token, inside: Sequence[Token], own: Sequence[Token]) -> bool:
    """Whether the content is a noun, or "have" or "be", with a word of need: "is crucial that"."""
    light_verbs = word_set("attribution", "light_verbs")
    if root.lemma_ not in light_verbs and root.dep_ not in _OBJECTS:
        return False
    needs = word_set("reporting", "force", "directive_words")
    grandchildren = (token for token in inside if token.head.head == root)
    return any(token.lemma_.lower() in needs for token in (*own, *grandchildren))


def _has_first_person_subject(verb: Token) -> bool:
    """Whether the subject is "I"."""
    first_person = word_set("pronouns", "i", "words")
    return any(subject.lower_ in first_person for subject in syntax.children(verb, syntax.SUBJECT))


def _negative_if(denied: bool) -> Polarity:
    return "negative" if denied else "positive"


def _cue_polarity(draft: StatementDraft) -> Polarity:
    """Negative where it was not said: "did not say that", "nobody said that"."""
    return _negative_if(_has_negated_cue(draft))


def _content_polarity(draft: StatementDraft) -> Polarity:
    """Negative where what is said is that something is not so.

    By its own words, "was not a free pass", "there is no place for", "nobody came", or because the
    cue denies it: "denied that", "refused to". What denies a denial is positive again.
    """
    root = draft.root
    is_negative = is_denied(root) or _has_negative_predicate(root)
    if not is_negative and root.dep_ == syntax.ROOT:
        is_negative = polarity_of(root) == "negative"
    return _negative_if(is_negative != _denies(draft))


def _denies(draft: StatementDraft) -> bool:
    """Whether the cue says that its content is not so: "denied that", "her denial that".

    Or the article takes back what it said itself: "An earlier version of this article said that".
    """
    if draft.frame in _TOLD_AS_IT_IS:
        return False
    if draft.frame == "clause" and retracts(draft.at):
        return True
    return draft.at.lemma_.lower() in word_set("factuality", "negative_verbs")


def _has_negated_cue(draft: StatementDraft) -> bool:
    """Whether the cue has a "not" or nobody for its speaker; a quotation was always said."""
    return bool(draft.cue) and draft.frame not in _TOLD_AS_IT_IS and is_denied(draft.at)


def _has_negative_predicate(root: Token) -> bool:
    """Whether the object or the predicate has a "no": "there is no place"."""
    negative = word_set("factuality", "negative_words")
    predicates = syntax.children(root, *_PREDICATES)
    return any(child.lower_ in negative for noun in predicates for child in noun.children)


# When and where it was said


@dataclass(frozen=True, slots=True)
class _Carriers:
    """The events that carry words: letters, posts."""

    by_trigger: Mapping[int, Event]  # by the offset of the trigger
    by_theme: Mapping[str | None, Event]  # by the entity of the theme: the first one about it


def _carriers(document: Document, events: Sequence[Event]) -> _Carriers:
    """The communications among the events."""
    entity = {mention.id: mention.entity for mention in document.mentions}
    by_trigger: dict[int, Event] = {}
    by_theme: dict[str | None, Event] = {}
    for event in events:
        if event.type == "Communication":
            if event.trigger is not None:
                by_trigger[event.trigger.start] = event
            for theme in event.fillers("theme"):
                by_theme.setdefault(entity.get(theme), event)
    return _Carriers(by_trigger, by_theme)


def _medium(document: Document, draft: StatementDraft, carriers: _Carriers) -> str | None:
    """The event that carried it, else the words for the document or the occasion.

    1. The event of the verb ("tweeted") or of the verb that it hangs on ("wrote a letter
       requesting").
    2. The event with the document for its theme: "in the letter".
    3. The words for the document, or for where it was said: "during a news conference".
    """
    if draft.verb is None:
        return None
    event = _event_of_verb(draft.verb, carriers.by_trigger)
    if event is not None:
        return event.id
    paper = _document_mention(document, draft, draft.verb)
    if paper is not None:
        carrier = carriers.by_theme.get(paper.entity)
        return paper.text if carrier is None else carrier.id
    occasion = occasion_of(draft.verb) if draft.frame != "according" else None
    return document.article.text[occasion.start : occasion.end] if occasion is not None else None


def _event_of_verb(verb: Token, by_trigger: Mapping[int, Event]) -> Event | None:
    """The event that the verb, or the verb that it hangs on, is the trigger of."""
    if verb.idx in by_trigger:
        return by_trigger[verb.idx]
    hangs = verb.dep_ in _HANGING_ON_VERB or verb.dep_ == syntax.PREPOSITIONAL_COMPLEMENT
    return by_trigger.get(verb.head.idx) if hangs else None


def _document_mention(document: Document, draft: StatementDraft, verb: Token) -> Mention | None:
    """The mention of the document in which it was said: "according to the report"."""
    documents = _objects_of_cue(draft) if draft.frame == "according" else documents_of(verb)
    source = next(documents, None)
    mention = document.mention_at(source) if source is not None else None
    if mention is None or mention.entity is None:
        return None
    return mention if document.entity[mention.entity].type == "Work" else None


def _objects_of_cue(draft: StatementDraft) -> Iterator[Token]:
    """What stands behind "according to"."""
    for token in draft.cue:
        yield from syntax.children(token, syntax.PREPOSITIONAL_OBJECT)


def _time(draft: StatementDraft, times: Mapping[int, Time]) -> Time | None:
    """The time of the cue verb, or of the verb that it hangs on: "tweeted on Friday saying"."""
    verb = draft.verb if draft.frame != "according" else None
    while verb is not None:
        if verb.i in times:
            return times[verb.i]
        verb = _governing_verb(verb)
    return None


def _governing_verb(verb: Token) -> Token | None:
    """The verb that the "saying" of "tweeted on Friday saying" hangs on."""
    hangs = verb.tag_ == "VBG" and verb.dep_ in _HANGING_ON_VERB
    return verb.head if hangs and verb.head != verb else None


# Posts, interviews, and quotations set off from the text


def _posted(document: Document, events: Sequence[Event]) -> Iterator[Statement]:
    """What embedded posts say, sentence by sentence; their authors speak."""
    posts = SpanIndex((e.sentence, e) for e in events if e.pattern == "embedded-post")
    for block in document.blocks:
        post = _event_of_post(block, posts)
        if post is not None:
            addressee = addressee_of_post(document, block)
            for sentence in _sentences_of(document, block):
                yield from _posted_sentence(document, sentence, block, post, addressee)


def _event_of_post(block: Block, posts: SpanIndex[Event]) -> Event | None:
    """The event that the block is the text of, if it is a signed post."""
    author = block.author
    if block.kind != "post" or not author:
        return None
    return next((post for post in posts.near(author) if post.sentence.contains(author)), None)


def _sentences_of(document: Document, block: Block) -> Iterator[TokenSpan]:
    """The sentences that have a word in the block."""
    tokens = document.tokens_at(block.span) or ()
    starts = dict.fromkeys(token.sent.start for token in tokens)
    return (document.doc[start].sent for start in starts)


def _posted_sentence(
    document: Document,
    sentence: TokenSpan,
    block: Block,
    post: Event,
    addressee: str | None,
) -> Iterator[Statement]:
    """What a sentence of a post says behind its salutation, if it has a verb."""
    start, end = block.span.start, block.span.end
    tokens = [token for token in sentence if start <= token.idx < end and not token.is_space]
    if not any(syntax.is_verb(token) for token in tokens):
        return
    content = trimmed_span(_after_salutation(document, tokens, addressee))
    if not len(content):
        return
    addressees = [Argument("addressee", addressee)] if addressee else []
    yield Statement(
        id=f"statement-{content.start}-{content.end}-post",
        arguments=(Argument("speaker", post.arguments[0].mention), *addressees),
        sentence=span_of(tokens),
        cue=(),
        content=(content,),
        quotation="direct",
        polarity=_polarity_in(tokens),
        contentPolarity=_polarity_in(tokens),
        medium=post.id,
        time=post.time,
        label="post",
        pattern="statement:post",
        confidence=confidence_of("statement", "post"),
    )


def _after_salutation(
    document: Document, tokens: list[Token], addressee: str | None
) -> list[Token]:
    """The tokens behind the name of the addressee, where that is near their beginning."""
    inside = mentions_near(document, Span(tokens[0].idx, tokens[-1].idx))
    mention = next((m for m in inside if m.id == addressee), None)
    if mention is None or not tokens[0].idx <= mention.start <= tokens[-1].idx:
        return tokens
    if mention.start - tokens[0].idx > _LONGEST_SALUTATION:
        return tokens
    return [token for token in tokens if token.idx >= mention.end]


def _spoken(document: Document) -> Iterator[Statement]:
    """What the speakers of interviews say, sentence by sentence.

    And what quotations say that are set off from the text, with the speaker's name under them.
    """
    for block in document.blocks:
        if not _is_spoken(block):
            continue
        arguments = _arguments_of_block(document, block)
        for tokens in _sentences_in(document, block):
            if sum(token.is_alpha for token in tokens) >= _FEWEST_WORDS_OF_TURN:
                yield _spoken_sentence(tokens, block, arguments)


def _is_spoken(block: Block) -> bool:
    """Whether the block is a turn, or a block quotation with a speaker."""
    if block.kind == "turn":
        return True
    return block.kind == "blockquote" and block.speaker is not None


def _arguments_of_block(document: Document, block: Block) -> tuple[Argument, ...]:
    """The speaker and the addressee that the block names."""
    arguments = []
    for role, span in (("speaker", block.speaker), ("addressee", block.addressee)):
        mention = _named_at(document, span) if span is not None else None
        if mention is not None:
            arguments.append(Argument(role, mention))
    return tuple(arguments)


def _named_at(document: Document, span: Span) -> str | None:
    """The name of a person, an organisation or a group that these words are or hold."""
    for mention in mentions_near(document, span):
        is_speaker = mention.form == "name" and mention.type in _SPEAKERS
        if is_speaker and span.overlaps(mention.span):
            return mention.id
    return None


def _sentences_in(document: Document, block: Block) -> Iterator[list[Token]]:
    """The tokens of a block by sentence, without white space."""
    sentences: dict[int, list[Token]] = {}
    for token in document.tokens_at(block.span) or ():
        if not token.is_space:
            sentences.setdefault(token.sent.start, []).append(token)
    yield from sentences.values()


def _spoken_sentence(
    tokens: Sequence[Token], block: Block, arguments: tuple[Argument, ...]
) -> Statement:
    """The statement that a sentence of a block is."""
    content = trimmed_span(tokens)
    return Statement(
        id=f"statement-{content.start}-{content.end}-{block.kind}",
        arguments=arguments,
        sentence=span_of(tokens),
        cue=(),
        content=(content,),
        quotation="direct",
        force="question" if tokens[-1].text == "?" else "assertion",
        polarity=_polarity_in(tokens),
        contentPolarity=_polarity_in(tokens),
        pattern=f"statement:{block.kind}",
        confidence=confidence_of("statement", block.kind),
    )


def _polarity_in(tokens: Sequence[Token]) -> Polarity:
    """Whether the main verb of the sentence has a "not"."""
    return "negative" if is_negated(tokens[0].sent.root) else "positive"
