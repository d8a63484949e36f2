"""Statements: who says what to whom, by clauses, infinitives, objects, nouns, "according to", quotations and embedded posts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.confidence import confidence_of
from kg.extract.events import extractor as events_extractor
from kg.extract.events.extractor import addressee_of_post
from kg.extract.events.time_anchoring import present_of, times_of
from kg.extract.extraction import Extraction
from kg.extract.factuality import certainty_of, polarity_of
from kg.extract.spans import overlap, sentence_of, span_of, trimmed_span
from kg.extract.statements.attribution import documents_of, is_somebody, occasion_of, relay_of
from kg.extract.statements.content_span import is_negated
from kg.extract.statements.draft import StatementDraft, contains
from kg.extract.statements.drafting import statement_drafts
from kg.extract.statements.speech_time import carried_on
from kg.model import Argument, Event, Force, Polarity, Quotation, Span, Statement, Time
from kg.patterns import word_set, words
from kg.syntax import document_arcs, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)")


def extract(document: Document) -> Extraction:
    """All statements in order of their content; which stands under which is decided in assembly."""
    arcs = document_arcs(document)
    said = statement_drafts(document)
    events = [f for f in events_extractor.extract(document).facts if isinstance(f, Event)]
    dated = times_of(document, frozenset())
    times = {**present_of(document), **carried_on(document, arcs, said, dated), **dated}
    told = [_statement(document, s, times, events) for s in said]
    found = [*told, *_posted(document, events), *_spoken(document)]
    ordered = sorted(found, key=lambda s: (s.content[0], s.content[-1].end))
    return Extraction(tuple(ordered))


def _statement(
    document: Document, said: StatementDraft, times: Mapping[int, Time], events: Sequence[Event]
) -> Statement:
    arguments = []
    for role, token in (
        ("speaker", said.speaker),
        ("addressee", said.addressee),
        ("topic", said.topic),
    ):
        for member in _together(document, token, said) if token is not None else ():
            mention = document.mention_at(member)
            if (
                mention is not None and Argument(role, mention.id) not in arguments
            ):  # both Johnsons of "Johnson & Johnson" are one
                arguments.append(Argument(role, mention.id))
    medium = _medium(document, said, events)
    return Statement(
        id=f"statement-{said.content[0].start}-{said.content[-1].end}-{said.at.idx}",
        arguments=tuple(arguments),
        sentence=sentence_of(said.at),
        cue=tuple(span_of([t]) for t in said.cue)
        if said.frame != "according"
        else (span_of(said.cue),),
        content=said.content,
        quotation=_quotation(document, said),
        force=said.force or _force(said, document.article.text),
        polarity=_polarity(said),
        certainty=certainty_of(said.at)
        if said.cue and said.at.pos_ in {"VERB", "AUX"}
        else "certain",
        medium=medium,
        via=_via(document, said, arguments),
        time=_time(said, times),
        label=" ".join(
            t.lemma_.lower()
            if t.pos_ in {"VERB", "AUX", "NOUN"} and said.frame != "according"
            else t.lower_
            for t in said.cue
        )
        or "say",
        pattern=f"statement:{said.frame}",
        confidence=confidence_of("statement", said.frame),
    )


def _together(document: Document, token: Token, said: StatementDraft) -> list[Token]:
    """ "Roe and Doe said": both speak; of "Roe or Doe" nobody knows who."""
    named = next(
        (c for c in token.children if c.dep_ == syntax.APPOSITION and c.left_edge.i == token.i + 1),
        None,
    )  # "the naturalist Roe and the poet Doe"
    listed = [
        token,
        *with_conjuncts(token)[1:],
        *(with_conjuncts(named)[1:] if named is not None else ()),
    ]
    either = any(
        c.dep_ == syntax.COORDINATOR and c.lower_ not in word_set("clauses", "and")
        for t in listed
        for c in t.children
    )
    listed = [
        t
        for t in listed
        if t == token
        or t.tag_ != "NN"
        or any(c.dep_ in {syntax.DETERMINER, syntax.POSSESSOR} for c in t.children)
    ]  # no second title: "founder and head"
    beside = [
        t
        for t in listed[1:]
        if (t.i < said.at.i) == (token.i < said.at.i) and is_somebody(document, t, set())
    ]
    return [token] if either else [token, *beside]


def _quotation(document: Document, said: StatementDraft) -> Quotation:
    if said.frame == "quotation":
        return "direct"
    quoted = sum(overlap(q.inner, s) for q in document.quotations for s in said.content)
    whole = sum(len(s) for s in said.content)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= 0.95 * whole else "mixed"


def _force(said: StatementDraft, text: str) -> Force:
    table = words("cues")["force"]
    lemma = said.at.lemma_.lower()
    forces: tuple[Force, ...] = ("belief", "commitment")
    for force in forces:
        if lemma in table[force]:
            return force
    request = (
        _is_request(said) and text[said.content[-1].end - 1] != "?"
    )  # "“Isn't it true,” Roe asked, “that …?”"
    if (lemma in table["question"] and said.frame != "infinitive" and not request) or _is_question(
        said, text
    ):
        return "question"
    if _is_duty(said) or request:
        return "directive"
    if lemma in table["directive" if said.frame != "clause" else "directive_clause"]:
        return "directive"
    return "evaluation" if lemma in table["evaluation"] else "assertion"


def _is_question(said: StatementDraft, text: str) -> bool:
    """Is each of its sentences a question?"""
    ends = [
        end
        for s in said.content
        for end in _SENTENCE_END.findall(
            text[s.start : s.end] + ("" if text[s.end - 1] in "?!" else ".")
        )
    ]
    return bool(ends) and set(ends) == {"?"}


def _is_request(said: StatementDraft) -> bool:
    """ "asked that she provide an account": what is asked for is to be done."""
    asks = said.at.lemma_.lower() in words("cues")["force"]["question"]
    return (
        asks
        and said.frame == "clause"
        and any(c.dep_ == syntax.MARKER and c.lower_ == "that" for c in said.root.children)
    )


def _is_duty(said: StatementDraft) -> bool:
    """Does its verb say what must be: "must", "should", "it is crucial that"? "I should be failing" does not."""
    table, root = words("cues")["force"], said.root
    inside = [t for t in root.subtree if contains(said, t)]
    own = [
        t
        for t in inside
        if root in (t, t.head) or (t.head.dep_ == syntax.CLAUSAL_COMPLEMENT and t.head.head == root)
    ]
    if root.lemma_ in {"have", "be"} or root.dep_ in {syntax.OBJECT, syntax.PREPOSITIONAL_OBJECT}:
        own_words = (t.lemma_.lower() for t in [*own, *(t for t in inside if t.head.head == root)])
        if any(w in table["directive_words"] for w in own_words):
            return True
    modals = (
        t for t in own if t.dep_ == syntax.AUXILIARY and t.lower_ in table["directive_modals"]
    )
    return any(
        not any(
            c.dep_ == syntax.SUBJECT and c.lower_ in word_set("pronouns", "i", "words")
            for c in t.head.children
        )
        for t in modals
    )


def _polarity(said: StatementDraft) -> Polarity:
    """Is what is said a denial: "there is no place for", "was not a free pass", or by its verb "denied that"?"""
    root = said.root
    denied = said.at.lemma_.lower() in word_set("reality", "negative_verbs")
    if denied or (said.cue and said.frame != "quotation" and is_negated(said.at)):
        return "negative"
    hedged = any(
        c.dep_ in {syntax.ATTRIBUTE, syntax.ADJECTIVAL_COMPLEMENT, syntax.OBJECT}
        and any(g.lower_ in word_set("reality", "negative_words") for g in c.children)
        for c in root.children
    )
    if hedged or is_negated(root):
        return "negative"
    return polarity_of(root) if root.dep_ == syntax.ROOT else "positive"


def _medium(document: Document, said: StatementDraft, events: Sequence[Event]) -> str | None:
    """The event that carried it, by its verb ("tweeted"), by the verb it hangs on ("wrote a letter requesting"), or by "in the letter"."""
    verb = said.verb
    if verb is None:
        return None
    by_trigger = {e.trigger.start: e for e in events if e.type == "Communication" and e.trigger}
    for token in (
        verb,
        verb.head
        if verb.dep_
        in {
            syntax.ADVERBIAL_CLAUSE,
            syntax.OPEN_COMPLEMENT,
            syntax.CONJUNCT,
            syntax.PREPOSITIONAL_COMPLEMENT,
        }
        else verb,
    ):
        if token.idx in by_trigger:
            return by_trigger[token.idx].id
    according = (c for t in said.cue for c in t.children if c.dep_ == syntax.PREPOSITIONAL_OBJECT)
    source = next(according if said.frame == "according" else documents_of(verb), None)
    mention = document.mention_at(source) if source is not None else None
    if mention is None or mention.entity is None or document.entity[mention.entity].type != "Work":
        occasion = occasion_of(verb)
        return (
            document.article.text[occasion.start : occasion.end]
            if occasion is not None and said.frame != "according"
            else None
        )
    entity = {m.id: m.entity for m in document.mentions}
    carried = next(
        (
            e.id
            for e in events
            if e.type == "Communication"
            and any(a.role == "theme" and entity[a.mention] == mention.entity for a in e.arguments)
        ),
        None,
    )
    return carried or mention.text


def _via(document: Document, said: StatementDraft, arguments: Sequence[Argument]) -> str | None:
    """The mention of those through whom it came, if they are somebody else than who speaks."""
    relay = relay_of(said.verb) if said.verb is not None and said.frame != "according" else None
    if relay is None or not is_somebody(document, relay, set()):
        return None
    mention = document.mention_at(relay)
    return (
        mention.id
        if mention is not None and mention.id not in {a.mention for a in arguments}
        else None
    )


def _time(said: StatementDraft, times: Mapping[int, Time]) -> Time | None:
    """The date at the cue verb, or at the verb that the cue only goes on from ("tweeted on Friday saying")."""
    verb = said.verb
    while verb is not None and said.frame != "according":
        if verb.i in times:
            return times[verb.i]
        verb = (
            verb.head
            if verb.dep_ in {syntax.ADVERBIAL_CLAUSE, syntax.OPEN_COMPLEMENT, syntax.CONJUNCT}
            and verb.head != verb
            and verb.tag_ == "VBG"
            else None
        )
    return None


def _posted(document: Document, events: Sequence[Event]) -> Iterator[Statement]:
    """What an embedded post says, sentence by sentence, is its author's."""
    for block in document.blocks:
        if block.kind != "post" or block.author is None:
            continue
        post = next(
            (
                e
                for e in events
                if e.pattern == "embedded-post"
                and block.author
                and e.sentence.contains(block.author)
            ),
            None,
        )
        if post is None:
            continue
        addressed = addressee_of_post(document, block)
        for sentence in document.doc.sents:
            tokens = [
                t for t in sentence if block.span.start <= t.idx < block.span.end and not t.is_space
            ]
            if not any(t.pos_ in {"VERB", "AUX"} for t in tokens):
                continue
            content = trimmed_span(_after_salutation(document, tokens, addressed))
            if len(content):
                yield Statement(
                    id=f"statement-{content.start}-{content.end}-post",
                    arguments=(
                        Argument("speaker", post.arguments[0].mention),
                        *([Argument("addressee", addressed)] if addressed else []),
                    ),
                    sentence=span_of(tokens),
                    cue=(),
                    content=(content,),
                    quotation="direct",
                    polarity="negative" if is_negated(sentence.root) else "positive",
                    medium=post.id,
                    time=post.time,
                    label="post",
                    pattern="statement:post",
                    confidence=confidence_of("statement", "post"),
                )


def _spoken(document: Document) -> Iterator[Statement]:
    """What a speaker of an interview says, sentence by sentence, is his; so is a quotation set off from the text with his name under it."""
    for block in document.blocks:
        if block.kind != "turn" and (block.kind != "blockquote" or block.speaker is None):
            continue
        people = [
            (role, _named_at(document, span))
            for role, span in (("speaker", block.speaker), ("addressee", block.addressee))
            if span is not None
        ]
        words_in = document.tokens_at(block.span)
        sentences: dict[int, list[Token]] = {}
        for token in words_in if words_in is not None else ():
            if not token.is_space:
                sentences.setdefault(token.sent.start, []).append(token)
        for tokens in sentences.values():
            content = trimmed_span(tokens)
            if sum(t.is_alpha for t in tokens) > 1:  # "Yes." says nothing by itself
                yield Statement(
                    id=f"statement-{content.start}-{content.end}-{block.kind}",
                    arguments=tuple(
                        Argument(role, mention) for role, mention in people if mention is not None
                    ),
                    sentence=span_of(tokens),
                    cue=(),
                    content=(content,),
                    quotation="direct",
                    force="question" if tokens[-1].text == "?" else "assertion",
                    polarity="negative" if is_negated(tokens[0].sent.root) else "positive",
                    pattern=f"statement:{block.kind}",
                    confidence=confidence_of("statement", block.kind),
                )


def _named_at(document: Document, words_for: Span) -> str | None:
    """The name that these words give somebody."""
    return next(
        (
            m.id
            for m in document.mentions
            if m.form == "name"
            and m.type in {"Person", "Organisation", "Group"}
            and words_for.overlaps(m.span)
        ),
        None,
    )


def _after_salutation(
    document: Document, tokens: list[Token], addressed: str | None
) -> list[Token]:
    mention = next((m for m in document.mentions if m.id == addressed), None)
    if (
        mention is None
        or not tokens[0].idx <= mention.start <= tokens[-1].idx
        or mention.start - tokens[0].idx > 12
    ):
        return tokens
    return [t for t in tokens if t.idx >= mention.end]
