"""The words that are said: how far a content runs, and which of the words around it are the frame's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.spans import spans_of
from kg.extract.statements.attribution import is_date, is_somebody, outer_cue
from kg.model import Span
from kg.patterns import word_set, words
from kg.syntax import Arcs, partner_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEFT_OUT = {
    syntax.CONJUNCT,
    syntax.ADVERBIAL_CLAUSE,
    syntax.PREPOSITION,
    syntax.MARKER,
    syntax.ADVERBIAL_MODIFIER,
}  # what may not belong to the words it hangs on


def clause_content(
    document: Document, arcs: Arcs, verb: Token, clause: Token, reason: Token | None
) -> tuple[Span, ...]:
    """What a clause says: all that hangs on it but the frame's own words, the reason that is a claim of its own, and the opening "that"."""
    left_out = set(reason.subtree) if reason is not None else set()
    supposed = [
        t
        for c in verb.children
        if _is_supposed(c, verb, clause) or _goes_on(c, verb, clause)
        for t in c.subtree
    ]
    own = {
        verb,
        *(
            t
            for c in verb.children
            if c != clause and c.dep_ != syntax.PUNCTUATION
            for t in c.subtree
        ),
    } - set(supposed)
    if verb.is_ancestor(clause):
        own -= set(clause.subtree)
    tokens = _within_quotation(
        document,
        [
            t
            for t in own_words(document, arcs, clause)
            if t not in own | left_out and not is_marker(t, clause)
        ],
    )
    tokens = _behind_colon(document, verb, _within_own_marks(document, verb, clause, tokens))
    quoted = next(
        (q.outer for q in document.quotations if q.outer.start <= clause.idx < q.outer.end), None
    )
    if quoted is not None and quoted.start > verb.idx:
        tokens = [
            t for t in tokens if t.idx > verb.idx
        ]  # "Of the plan, he said, “…”": what stands before the verb is the frame's
    that = next(
        (c for c in clause.children if c.dep_ == syntax.MARKER and c.lower_ == "that"), None
    )
    if that is not None:
        tokens = [t for t in tokens if not verb.i < t.i < that.i]  # "said only that she would look"
    tokens = _without_date(document, verb, tokens)
    if (
        tokens
        and tokens[0].lower_ == "that"
        and any(
            c.dep_ in syntax.SUBJECTS
            and c.i > tokens[0].i + 1 - (tokens[0].dep_ != syntax.DETERMINER)
            for c in clause.children
        )
    ):
        tokens = tokens[
            1:
        ]  # of "said that A and that B", where the parser hangs the first on the second
    if tokens and tokens[-1].dep_ == syntax.COORDINATOR and tokens[-1].i > verb.i:
        tokens = tokens[
            : -1 - (len(tokens) > 1 and tokens[-2].is_punct)
        ]  # "said he must win Ohio, and his allies worry": what follows is another's
    if not tokens or tokens[-1].dep_ == syntax.COORDINATOR:
        return ()  # "X began in May and Roe says …": the clause before is not what Roe says
    return spans_of([*supposed, *_to_list_end(verb, to_quotation_end(document, tokens))])


def _to_list_end(verb: Token, tokens: list[Token]) -> list[Token]:
    """ "argue that she has what others lack: a record of winning": what is named behind the colon belongs to it, wherever the parser hangs it."""
    last = tokens[-1]
    rest = [t for t in last.sent if t.i > last.i]
    if (
        len(rest) < 2
        or rest[0].text != ":"
        or last.i < verb.i
        or any((t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBG") or t.is_quote for t in rest)
    ):
        return tokens
    return [*tokens, *(rest[:-1] if rest[-1].is_punct else rest)]


def _goes_on(child: Token, verb: Token, clause: Token) -> bool:
    """ "Roe was fined after the tape went missing, police said": what stands between a clause and the verb behind it, where the parser makes two of it."""
    return child.dep_ == syntax.CLAUSAL_COMPLEMENT and clause.i < child.i < verb.i


def _is_supposed(child: Token, verb: Token, clause: Token) -> bool:
    """ "If they lose, she said, …": the condition stands before the frame and belongs to what is said behind it."""
    condition = (
        child.dep_ == syntax.ADVERBIAL_CLAUSE
        and child.i < verb.i < clause.i
        and any(c.dep_ == syntax.SUBJECT for c in child.children)
    )
    subject = next((c for c in verb.children if c.dep_ == syntax.SUBJECT), None)
    return (
        condition
        and subject is not None
        and child.i < subject.i
        and child.left_edge.lower_ in word_set("cues", "supposing")
    )


def _within_own_marks(
    document: Document, verb: Token, clause: Token, tokens: list[Token]
) -> list[Token]:
    """What a quoted voice says ends with the quotation; what is quoted before a verb does not go on behind it without marks: "“…,” he said, smiling"."""
    quoted = next(
        (q.outer for q in document.quotations if q.outer.start <= clause.idx < q.outer.end), None
    )
    around = next(
        (q.outer for q in document.quotations if q.outer.start <= verb.idx < q.outer.end), None
    )
    if (
        around is not None
        and not around.start <= clause.idx < around.end
        and clause.lemma_.lower() in word_set("cues", "speech")
    ):
        return []  # "“I do not recall saying that,” Roe replied": the frame around a voice is not what it says
    if quoted is None or verb.idx < quoted.start:
        return tokens
    if verb.idx < quoted.end:
        return [t for t in tokens if quoted.start <= t.idx < quoted.end]
    return [
        t
        for t in tokens
        if t.idx < verb.idx
        or any(q.outer.start <= t.idx < q.outer.end for q in document.quotations)
    ]


def _behind_colon(document: Document, verb: Token, tokens: list[Token]) -> list[Token]:
    """ "Roe was an exception: “I object,” he said": before a colon the article speaks."""
    text = document.article.text
    for quoted in (q.outer for q in document.quotations):
        if (
            tokens
            and tokens[0].idx < quoted.start <= tokens[-1].idx < quoted.end <= verb.idx
            and text[: quoted.start].rstrip()[-1:] == ":"
        ):
            return [t for t in tokens if t.idx > quoted.start]
    return tokens


def infinitive_content(
    infinitive: Token, words_in: Sequence[Token] | None = None
) -> tuple[Span, ...]:
    """From the verb, or its "not", on, without its subject and the "to", and without another saying behind it: "vowed to go, tweeting …"."""
    own = {
        t
        for c in infinitive.children
        if c.dep_ == syntax.SUBJECT
        or (c.dep_ == syntax.AUXILIARY and c.lower_ == "to" and not is_negated(infinitive))
        for t in c.subtree
    }
    first = min(
        [
            infinitive.i,
            *(
                c.left_edge.i
                for c in infinitive.lefts
                if c not in own
                and c.dep_ in {syntax.ADVERBIAL_MODIFIER, syntax.NEGATION, syntax.PASSIVE_AUXILIARY}
            ),
        ]
    )
    tokens = without_sayings(
        [t for t in words_in or infinitive.subtree if t not in own and t.i >= first]
    )
    siblings = [
        t
        for c in infinitive.head.children
        if c.dep_ == syntax.PREPOSITION and c.i > infinitive.right_edge.i and not is_source(c)
        for t in c.subtree
    ]
    return spans_of([*tokens, *siblings])


def own_words(document: Document, arcs: Arcs, root: Token) -> list[Token]:
    """The words that hang on this one, without what is coordinated with a verb outside: "would close" of "said it would close and blamed …"."""
    words_in = list(root.subtree)
    inside = set(words_in)
    left_out: set[Token] = set()
    for token in words_in:
        if token.dep_ not in _LEFT_OUT:
            continue
        if is_source(token) and speaks_of_all(token):
            left_out.update(token.subtree)
        if token.dep_ == syntax.ADVERBIAL_CLAUSE and _is_answer(document, token):
            left_out.update(token.subtree)
        strays = token.dep_ == syntax.CONJUNCT and partner_of(token) not in inside
        outer = None if strays else outer_cue(document, arcs, token)
        if strays or (outer is not None and outer not in inside):
            left_out.update(token.subtree)
            left_out.update(
                t
                for t in token.head.children
                if t.dep_ == syntax.COORDINATOR and t.i == token.left_edge.i - 1
            )
    return [t for t in words_in if t not in left_out]


def _is_answer(document: Document, verb: Token) -> bool:
    """ "…, though his spokesman disputed that": behind a comma another speaks, and the article tells of it."""
    contrast = any(
        c.dep_ == syntax.MARKER
        and c.lower_ in word_set("cues", "contrast")
        and c.i
        and c.nbor(-1).text == ","
        for c in verb.children
    )
    own = next((c for c in verb.children if c.dep_ == syntax.SUBJECT), None) if contrast else None
    return (
        own is not None
        and verb.lemma_.lower() in word_set("cues", "speech")
        and is_somebody(document, own, {"Work"})
    )


def is_source(token: Token) -> bool:
    """Is it the first word of "according to"?"""
    return (
        token.i + 1 < len(token.doc)
        and f"{token.lower_} {token.nbor().lower_}" in words("cues")["according"]["words"]
    )


def speaks_of_all(token: Token) -> bool:
    """ "Half think the bank will fail, according to a poll": behind a comma the source is that of the whole sentence."""
    return token.i > token.head.i and token.nbor(-1).text == ","


def is_marker(token: Token, clause: Token) -> bool:
    """Is it the "that" or "because" that opens the clause?"""
    hung = (
        clause.dep_ in {syntax.RELATIVE_CLAUSE, syntax.ADNOMINAL_CLAUSE}
        and token == clause.left_edge
        and token.lower_ == "that"
    )
    return hung or (
        token.dep_ == syntax.MARKER and token.head == clause and token.lower_ in {"that", "because"}
    )


def _without_date(document: Document, verb: Token, tokens: list[Token]) -> list[Token]:
    """ "said on Tuesday it would close": the day right behind the verb is when it was said."""
    first = tokens[0] if tokens and tokens[0].i == verb.i + 1 else None
    if (
        first is None
        or first.dep_
        in {
            syntax.DETERMINER,
            syntax.POSSESSOR,
            syntax.ADJECTIVAL_MODIFIER,
            syntax.COMPOUND,
            syntax.NUMERAL,
        }
        or not (
            is_date(document, first)
            or any(
                c.dep_ == syntax.PREPOSITIONAL_OBJECT and is_date(document, c)
                for c in first.children
            )
        )
    ):
        return tokens
    return [t for t in tokens if not first.is_ancestor(t) and t != first]


def _within_quotation(document: Document, tokens: list[Token]) -> list[Token]:
    """A content that opens with a quotation ends with it, where a comma follows: the rest belongs to the frame, unless it is quoted too."""
    text = document.article.text
    for quoted in document.quotations:
        closed = (
            text[quoted.inner.end - 1] == ","
            or text[quoted.outer.end : quoted.outer.end + 1] == ","
        )
        if tokens and quoted.outer.start <= tokens[0].idx < quoted.outer.start + 3 and closed:
            return [
                t
                for t in tokens
                if t.idx < quoted.outer.end
                or any(q.outer.start <= t.idx < q.outer.end for q in document.quotations)
            ]
    return tokens


def to_quotation_end(document: Document, tokens: list[Token]) -> list[Token]:
    """A content that runs into a quotation runs to its end, where that is in the same sentence."""
    end = tokens[-1].idx
    for quoted in document.quotations:
        if quoted.outer.start <= end < quoted.outer.end and tokens[0].idx < quoted.outer.end:
            rest = [t for t in tokens[-1].sent if t.i > tokens[-1].i and t.idx < quoted.outer.end]
            return [*tokens, *rest]
    return tokens


def within_marks(document: Document, tokens: list[Token]) -> list[Token]:
    """The words up to the end of the quotation that they open with, else all."""
    first = next((t for t in tokens if not t.is_punct), tokens[0])
    quoted = next(
        (q for q in document.quotations if q.outer.start <= first.idx <= q.inner.start), None
    )
    return [t for t in tokens if quoted is None or t.idx < quoted.inner.end] or tokens


def without_frame(document: Document, tokens: list[Token]) -> list[Token]:
    """Words that open with a quotation without the place and time behind it: "accused Roe of “hiding” in a speech on Monday"."""
    inside = within_marks(document, tokens)
    rest = [t for t in tokens if t not in inside and not t.is_punct]
    return (
        inside
        if rest
        and rest[0].dep_ == syntax.PREPOSITION
        and rest[0].lower_ in words("cues")["media"]["prepositions"]
        else tokens
    )


def opens_quotation(document: Document, token: Token) -> bool:
    """Does a quotation begin with this word?"""
    return any(q.outer.start <= token.idx <= q.inner.start for q in document.quotations)


def without_sayings(tokens: list[Token]) -> list[Token]:
    """The words without another saying behind a comma: "dismissed the idea, telling Fox …"."""
    speech = word_set("cues", "speech")
    sayings = [
        t
        for t in tokens
        if t.dep_ == syntax.ADVERBIAL_CLAUSE
        and t.tag_ == "VBG"
        and t.lemma_.lower() in speech
        and t.left_edge.i
        and t.left_edge.nbor(-1).text == ","
    ]
    return [t for t in tokens if not any(s == t or s.is_ancestor(t) for s in sayings)]


def is_negated(verb: Token) -> bool:
    """Has the verb a "not" of its own?"""
    return any(c.dep_ == syntax.NEGATION for c in verb.children)
