"""The content of a statement: how far it reaches, and which words near it belong to its frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document, Quoted
from kg.extract.nearby import end_of_text_before, quotations_near, quotations_over
from kg.extract.spans import spans_of
from kg.extract.statements.attribution import is_date, is_somebody, outer_cue
from kg.model import Span
from kg.patterns import word_set, words
from kg.syntax import Arcs, partner_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# what hangs on a word of the content, and yet may belong to another clause
_DETACHABLE = frozenset(
    {
        syntax.CONJUNCT,
        syntax.ADVERBIAL_CLAUSE,
        syntax.PREPOSITION,
        syntax.MARKER,
        syntax.ADVERBIAL_MODIFIER,
    }
)
# what stands before an infinitive and belongs to its content: "not", "to be", "quickly"
_BEFORE_INFINITIVE = frozenset(
    {syntax.ADVERBIAL_MODIFIER, syntax.NEGATION, syntax.PASSIVE_AUXILIARY}
)
# what is a part of the noun behind it: the "last" of "last week's vote"
_PART_OF_NOUN = frozenset(
    {
        syntax.DETERMINER,
        syntax.POSSESSOR,
        syntax.ADJECTIVAL_MODIFIER,
        syntax.COMPOUND,
        syntax.NUMERAL,
    }
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})  # tags
# how many characters of marks and space may stand before the first word of a quotation
_MARKS = 3


def clause_content(
    document: Document, arcs: Arcs, verb: Token, clause: Token, reason: Token | None
) -> tuple[Span, ...]:
    """The words of a reported clause.

    These are all words that hang on the clause, but those of the frame, those of the reason that
    is a statement of its own, and the "that" that opens it. None where nothing is left.
    """
    before_frame = _words_before_frame(verb, clause)
    parts = joined_clauses(verb, clause)
    left_out = _frame_words(verb, parts) - set(before_frame)
    if reason is not None:
        left_out.update(reason.subtree)
    tokens = [
        token
        for part in parts
        for token in own_words(document, arcs, part)
        if token not in left_out and not is_marker(token, clause)
    ]
    subject = subject_taken_for_object(verb, clause)
    if subject is not None:
        tokens = [*clause.doc[subject.left_edge.i : clause.left_edge.i], *tokens]
    tokens = _within_quotations(document, verb, clause, tokens)
    tokens = _without_frame_edges(document, verb, clause, tokens)
    if not tokens or tokens[-1].dep_ == syntax.COORDINATOR:
        return ()  # "X began in May and Roe says …": the clause before is not what Roe says
    tokens = to_quotation_end(document, tokens)
    return spans_of([*before_frame, *_to_list_end(verb, tokens)])


def _within_quotations(
    document: Document, verb: Token, clause: Token, tokens: list[Token]
) -> list[Token]:
    """The words without those that quotation marks show to be the frame's or the article's."""
    tokens = _without_words_behind_quotation(document, tokens)
    tokens = _without_unquoted_words(document, verb, clause, tokens)
    tokens = _without_words_before_colon(document, verb, tokens)
    return _behind_verb_before_quotation(document, verb, clause, tokens)


def _without_frame_edges(
    document: Document, verb: Token, clause: Token, tokens: list[Token]
) -> list[Token]:
    """The words without the frame's at either end: adverbs and dates, "that", "and"."""
    tokens = _without_words_before_that(verb, clause, tokens)
    tokens = _without_date(document, verb, tokens)
    tokens = _without_first_that(clause, tokens)
    return _without_last_coordinator(verb, tokens)


def _words_before_frame(verb: Token, clause: Token) -> list[Token]:
    """The words before the frame that hang on its verb, but belong to what is said behind it."""
    return [
        token
        for child in verb.children
        if _is_condition_before_frame(child, verb, clause)
        or _is_between_clause_and_verb(child, verb, clause)
        for token in child.subtree
    ]


def _is_condition_before_frame(child: Token, verb: Token, clause: Token) -> bool:
    """Whether it is the condition of "If they lose, she said, they will leave"."""
    if child.dep_ != syntax.ADVERBIAL_CLAUSE or not child.i < verb.i < clause.i:
        return False
    speaker = syntax.child(verb, syntax.SUBJECT)
    if speaker is None or child.i > speaker.i or not syntax.has_child(child, syntax.SUBJECT):
        return False
    return child.left_edge.lower_ in word_set("reporting", "supposing")


def _is_between_clause_and_verb(child: Token, verb: Token, clause: Token) -> bool:
    """Whether it is a second half of the clause, before the verb.

    In "Roe was fined after the tape went missing, police said" the parser may make two of it.
    """
    return child.dep_ == syntax.CLAUSAL_COMPLEMENT and clause.i < child.i < verb.i


def joined_clauses(verb: Token, clause: Token) -> list[Token]:
    """The clause, and those behind it that are reported with it.

    In "said that she worked at night and due to the heat fell ill" the parser may hang both halves
    on the verb. A semicolon parts them.
    """
    if clause.head != verb or clause.i < verb.i:
        return [clause]
    behind = (c for c in syntax.children(verb, syntax.CLAUSAL_COMPLEMENT) if c.i > clause.i)
    return [clause, *(c for c in behind if not has_semicolon_between(clause, c))]


def subject_taken_for_object(verb: Token, clause: Token) -> Token | None:
    """The subject of a finite clause, where the parser makes it the object of the verb.

    "believed the movement in Leeds helped": nothing but words of the verb stands between the two.
    """
    if clause.head != verb or clause.tag_ not in _FINITE or clause.left_edge != clause:
        return None
    between = list(verb.doc[verb.i + 1 : clause.i]) if verb.i < clause.i else []
    if not between or any(t.is_punct for t in between) or syntax.has_subject(clause):
        return None
    subject = next((c for c in verb.rights if c.i < clause.i), None)
    return subject if subject is not None and subject.dep_ == syntax.OBJECT else None


def has_semicolon_between(clause: Token, following: Token) -> bool:
    """Whether a semicolon stands between two clauses."""
    return any(token.text == ";" for token in clause.doc[clause.i : following.i])


def _frame_words(verb: Token, clauses: Sequence[Token]) -> set[Token]:
    """The verb and what hangs on it, but for the clauses and punctuation."""
    frame = {verb}
    for child in verb.children:
        if child not in clauses and child.dep_ != syntax.PUNCTUATION:
            frame.update(child.subtree)
    for clause in clauses:
        if verb.is_ancestor(clause):
            frame.difference_update(clause.subtree)
    return frame


def _without_words_behind_quotation(document: Document, tokens: list[Token]) -> list[Token]:
    """Where the content opens with a quotation that a comma closes, what is quoted.

    "“We won,” the mayor of Leeds said": the rest belongs to the frame, unless it is quoted too.
    """
    if not tokens:
        return tokens
    start = tokens[0].idx
    for quoted in quotations_near(document, Span(start, start)):
        if _opens_with(tokens, quoted.outer) and _ends_with_comma(document, quoted):
            return [
                token
                for token in tokens
                if token.idx < quoted.outer.end or _is_quoted(document, token)
            ]
    return tokens


def _opens_with(tokens: Sequence[Token], quotation: Span) -> bool:
    """Whether the first of the words opens the quotation."""
    start = quotation.start
    return start <= tokens[0].idx < start + _MARKS


def _ends_with_comma(document: Document, quoted: Quoted) -> bool:
    """Whether a comma stands before or right behind the closing mark."""
    text = document.article.text
    outer_end = quoted.outer.end
    return text[quoted.inner.end - 1] == "," or text[outer_end : outer_end + 1] == ","


def _without_unquoted_words(
    document: Document, verb: Token, clause: Token, tokens: list[Token]
) -> list[Token]:
    """The words that are said, as the quotation marks around clause and verb show.

    1. "“I do not recall saying that,” Roe replied": of the frame around a verb that is quoted
       itself nothing is said.
    2. "said “we won”": all words.
    3. "“I said we won”": what somebody quoted says ends with the quotation.
    4. "“…,” he said, smiling": behind the verb only words in quotation marks.
    """
    around_verb = _quotation_over(document, verb)
    if around_verb is not None and _is_outer_frame(clause, around_verb):
        return []
    around_clause = _quotation_over(document, clause)
    if around_clause is None or verb.idx < around_clause.start:
        return tokens
    if verb.idx < around_clause.end:
        return [token for token in tokens if _covers(around_clause, token)]
    return [token for token in tokens if token.idx < verb.idx or _is_quoted(document, token)]


def _is_outer_frame(clause: Token, quotation: Span) -> bool:
    """Whether the clause is a verb of speech outside the quotation."""
    reports = clause.lemma_.lower() in word_set("reporting", "speech")
    return reports and not _covers(quotation, clause)


def _without_words_before_colon(
    document: Document, verb: Token, tokens: list[Token]
) -> list[Token]:
    """The words without those before a colon and a quotation, which are the article's own.

    "Roe was an exception: “I object,” he said"
    """
    for quoted in quotations_over(document, tokens[-1].idx) if tokens else ():
        start, end = quoted.outer.start, quoted.outer.end
        if not tokens[0].idx < start <= tokens[-1].idx < end <= verb.idx:
            continue
        text = document.article.text
        before = end_of_text_before(text, start)
        if text[max(before - 1, 0) : before] == ":":
            return [token for token in tokens if token.idx > start]
    return tokens


def _behind_verb_before_quotation(
    document: Document, verb: Token, clause: Token, tokens: list[Token]
) -> list[Token]:
    """The words behind the verb where a quotation follows it: "Of the plan, he said, “…”"."""
    quotation = _quotation_over(document, clause)
    if quotation is None or quotation.start <= verb.idx:
        return tokens
    return [token for token in tokens if token.idx > verb.idx]


def _without_words_before_that(verb: Token, clause: Token, tokens: list[Token]) -> list[Token]:
    """The words without those between the verb and "that": "said only that she would look"."""
    that = next((c for c in clause.children if _is_that_marker(c)), None)
    if that is None:
        return tokens
    return [token for token in tokens if not verb.i < token.i < that.i]


def _is_that_marker(child: Token) -> bool:
    return child.dep_ == syntax.MARKER and child.lower_ == "that"


def _without_date(document: Document, verb: Token, tokens: list[Token]) -> list[Token]:
    """The words without a day right behind the verb: "said on Tuesday it would close"."""
    if not tokens or tokens[0].i != verb.i + 1:
        return tokens
    first = tokens[0]
    if first.dep_ in _PART_OF_NOUN or not _is_date_phrase(document, first):
        return tokens
    return [token for token in tokens if token != first and not first.is_ancestor(token)]


def _is_date_phrase(document: Document, token: Token) -> bool:
    """Whether it is a date, or a preposition before one: "Tuesday", "on Tuesday"."""
    if is_date(document, token):
        return True
    inner = syntax.children(token, syntax.PREPOSITIONAL_OBJECT)
    return any(is_date(document, noun) for noun in inner)


def _without_first_that(clause: Token, tokens: list[Token]) -> list[Token]:
    """The words without a "that" before the subject.

    In "said that A and that B" the parser may hang the first "that" on the second clause.
    """
    if not tokens or tokens[0].lower_ != "that":
        return tokens
    that = tokens[0]
    # "that plan would fail": a determiner and its noun stay together
    last = that.i + 1 if that.dep_ == syntax.DETERMINER else that.i
    opens_clause = any(subject.i > last for subject in syntax.subjects(clause))
    return tokens[1:] if opens_clause else tokens


def _without_last_coordinator(verb: Token, tokens: list[Token]) -> list[Token]:
    """The words without a last "and" and the comma before it.

    In "said he must win Ohio, and his allies worry" the clause behind it is another's.
    """
    if not tokens or tokens[-1].dep_ != syntax.COORDINATOR or tokens[-1].i <= verb.i:
        return tokens
    ends_with_comma = len(tokens) > 1 and tokens[-2].is_punct
    return tokens[:-2] if ends_with_comma else tokens[:-1]


def _to_list_end(verb: Token, tokens: list[Token]) -> list[Token]:
    """The words and what is named behind a colon after them, wherever the parser hangs it.

    "argue that she has what others lack: a record of winning"
    """
    last = tokens[-1]
    rest = list(last.doc[last.i + 1 : last.sent.end])
    behind_colon = len(rest) > 1 and rest[0].text == ":"
    if not behind_colon or last.i < verb.i or any(_is_verb_or_mark(t) for t in rest):
        return tokens
    return [*tokens, *(rest[:-1] if rest[-1].is_punct else rest)]


def _is_verb_or_mark(token: Token) -> bool:
    """Whether it is a verb, but for gerunds, or a quotation mark."""
    if token.is_quote:
        return True
    return syntax.is_verb(token) and token.tag_ != "VBG"


def infinitive_content(infinitive: Token, own: Sequence[Token] | None = None) -> tuple[Span, ...]:
    """The words of a reported infinitive, from its verb or its "not" on.

    Its subject, its "to" and another statement behind it ("vowed to go, tweeting …") are left
    out. `own` are the words that belong to it, where these are not all that hang on it.
    """
    left_out = {
        token
        for child in infinitive.children
        if _is_outside_infinitive(child, infinitive)
        for token in child.subtree
    }
    start = _start_of_infinitive(infinitive, left_out)
    tokens = [t for t in own or infinitive.subtree if t.i >= start and t not in left_out]
    return spans_of([*without_other_statement(tokens), *_prepositions_behind(infinitive)])


def _is_outside_infinitive(child: Token, infinitive: Token) -> bool:
    """Whether it is the subject of the infinitive, or its "to"; the one of "not to go" stays."""
    if child.dep_ == syntax.SUBJECT:
        return True
    is_to = child.dep_ == syntax.AUXILIARY and child.lower_ == "to"
    return is_to and not is_negated(infinitive)


def _start_of_infinitive(infinitive: Token, left_out: set[Token]) -> int:
    """The index of the first word of the content."""
    before = [
        child.left_edge.i
        for child in infinitive.lefts
        if child.dep_ in _BEFORE_INFINITIVE and child not in left_out
    ]
    return min([infinitive.i, *before])


def _prepositions_behind(infinitive: Token) -> list[Token]:
    """The words of prepositions that follow the infinitive, but hang on the verb above it."""
    end = infinitive.right_edge.i
    following = (c for c in infinitive.head.children if c.i > end)
    prepositions = (c for c in following if c.dep_ == syntax.PREPOSITION)
    return [
        token
        for preposition in prepositions
        if not is_according_to(preposition)
        for token in preposition.subtree
    ]


def own_words(document: Document, arcs: Arcs, root: Token) -> list[Token]:
    """The words that hang on this one, without those of clauses that only seem to belong to it.

    Of "said it would close and blamed the union" these are "it would close".
    """
    subtree = list(root.subtree)
    inside = set(subtree)
    foreign: set[Token] = set()
    for token in subtree:
        if token.dep_ in _DETACHABLE:
            foreign.update(_foreign_words(document, arcs, token, inside))
    return [token for token in subtree if token not in foreign]


def _foreign_words(
    document: Document, arcs: Arcs, token: Token, inside: set[Token]
) -> Iterator[Token]:
    """The words from this one down, where they belong to no word inside.

    1. ", according to a poll": the source of the whole sentence
    2. ", though his spokesman disputed that": another's contradiction
    3. "and blamed the union": coordinated with a verb outside, together with its "and"
    """
    if is_according_to(token) and is_source_of_sentence(token):
        yield from token.subtree
    if token.dep_ == syntax.ADVERBIAL_CLAUSE and _is_contradiction(document, token):
        yield from token.subtree
    if _goes_with_verb_outside(document, arcs, token, inside):
        yield from token.subtree
        coordinators = syntax.children(token.head, syntax.COORDINATOR)
        yield from (c for c in coordinators if c.i == token.left_edge.i - 1)


def _goes_with_verb_outside(
    document: Document, arcs: Arcs, token: Token, inside: set[Token]
) -> bool:
    """Whether it is coordinated with a verb outside, or reports what one outside reports."""
    if token.dep_ == syntax.CONJUNCT and partner_of(token) not in inside:
        return True
    outer = outer_cue(document, arcs, token)
    return outer is not None and outer not in inside


def _is_contradiction(document: Document, verb: Token) -> bool:
    """Whether somebody else speaks behind a comma: ", though his spokesman disputed that"."""
    if verb.lemma_.lower() not in word_set("reporting", "speech"):
        return False
    if not any(_opens_contrast(child) for child in verb.children):
        return False
    speaker = syntax.child(verb, syntax.SUBJECT)
    return speaker is not None and is_somebody(document, speaker, {"Work"})


def _opens_contrast(child: Token) -> bool:
    """Whether it is the "though" of a clause behind a comma."""
    if child.dep_ != syntax.MARKER or child.lower_ not in word_set("reporting", "contrast"):
        return False
    return child.i > 0 and child.nbor(-1).text == ","


def is_according_to(token: Token) -> bool:
    """Whether this word and the next are "according to" or the like."""
    if token.i + 1 >= len(token.doc):
        return False
    return f"{token.lower_} {token.nbor().lower_}" in words("reporting")["according"]["words"]


def is_source_of_sentence(token: Token) -> bool:
    """Whether "according to" stands behind a comma, and so gives the source of all before it.

    "Half think the bank will fail, according to a poll": the poll says what half think.
    """
    return token.i > token.head.i and token.nbor(-1).text == ","


def is_marker(token: Token, clause: Token) -> bool:
    """Whether it is the "that" or "because" that opens the clause."""
    if token.lower_ not in word_set("attribution", "clause_openers"):
        return False
    if token.dep_ == syntax.MARKER and token.head == clause:
        return True
    of_noun = clause.dep_ in {syntax.RELATIVE_CLAUSE, syntax.ADNOMINAL_CLAUSE}
    return of_noun and token.lower_ == "that" and token == clause.left_edge


def to_quotation_end(document: Document, tokens: list[Token]) -> list[Token]:
    """The words and, where they end inside a quotation, the rest of it in the same sentence."""
    last = tokens[-1]
    for quoted in quotations_over(document, last.idx):
        if tokens[0].idx < quoted.outer.end:
            behind = last.doc[last.i + 1 : last.sent.end]
            return [*tokens, *(t for t in behind if t.idx < quoted.outer.end)]
    return tokens


def within_first_quotation(document: Document, tokens: list[Token]) -> list[Token]:
    """The words up to the end of the quotation that they open with, else all."""
    first = next((t for t in tokens if not t.is_punct), tokens[0])
    near = quotations_near(document, Span(first.idx, first.idx))
    quoted = next((q for q in near if _is_at_start(first, q)), None)
    if quoted is None:
        return tokens
    return [t for t in tokens if t.idx < quoted.inner.end] or tokens


def without_place_and_time(document: Document, tokens: list[Token]) -> list[Token]:
    """The words without the place and time behind a quotation that they open with.

    "accused Roe of “hiding” in a speech on Monday"
    """
    inside = within_first_quotation(document, tokens)
    rest = [t for t in tokens if t not in inside and not t.is_punct]
    return inside if rest and _is_preposition_of_medium(rest[0]) else tokens


def _is_preposition_of_medium(token: Token) -> bool:
    """Whether it may say where something was said: "in a speech", "on Facebook"."""
    prepositions = words("reporting")["media"]["prepositions"]
    return token.dep_ == syntax.PREPOSITION and token.lower_ in prepositions


def opens_quotation(document: Document, token: Token) -> bool:
    """Whether a quotation begins with this word."""
    near = quotations_near(document, Span(token.idx, token.idx))
    return any(_is_at_start(token, quoted) for quoted in near)


def without_other_statement(tokens: list[Token]) -> list[Token]:
    """The words without another statement behind a comma: "dismissed the idea, telling Fox …"."""
    others = [token for token in tokens if _is_other_statement(token)]
    if not others:
        return tokens
    return [t for t in tokens if not any(o == t or o.is_ancestor(t) for o in others)]


def _is_other_statement(token: Token) -> bool:
    """Whether it is a gerund of speech behind a comma."""
    if token.dep_ != syntax.ADVERBIAL_CLAUSE or token.tag_ != "VBG":
        return False
    if token.lemma_.lower() not in word_set("reporting", "speech"):
        return False
    first = token.left_edge
    return first.i > 0 and first.nbor(-1).text == ","


def is_negated(verb: Token) -> bool:
    """Whether the verb has a "not" of its own."""
    return syntax.has_child(verb, syntax.NEGATION)


def _quotation_over(document: Document, token: Token) -> Span | None:
    """The quotation, with its marks, in which the word stands."""
    return next((quoted.outer for quoted in quotations_over(document, token.idx)), None)


def _is_quoted(document: Document, token: Token) -> bool:
    """Whether the word stands in some quotation."""
    return bool(quotations_over(document, token.idx))


def _covers(span: Span, token: Token) -> bool:
    """Whether the word begins within the span."""
    return span.start <= token.idx < span.end


def _is_at_start(token: Token, quoted: Quoted) -> bool:
    """Whether the word is the opening mark of the quotation or the first word in it."""
    return quoted.outer.start <= token.idx <= quoted.inner.start
