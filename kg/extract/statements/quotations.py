"""What stands in quotation marks: whose it is where the parser found no clause, how far it goes, and what nobody is known to have said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document, Quoted
from kg.extract.spans import inner_span, overlap
from kg.extract.statements.attribution import (
    addressee_of,
    is_somebody,
    named_behind,
    own_speaker,
    publisher_of,
)
from kg.extract.statements.draft import StatementDraft, is_inside
from kg.model import Span
from kg.patterns import word_set, words
from kg.syntax import Arcs, prepositional_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTING = frozenset(
    {"paragraph", "blockquote", "item", "caption"}
)  # posts and turns are somebody's words as they are
_REACH = 10  # characters of a quotation that a content must hold to go on to its end
_WHOLE = frozenset(
    {"clause", "infinitive", "according", "gerund", "quotation"}
)  # frames whose content is a sentence
_FRAME = 12  # words between a quotation and the cue behind it
_CLOSE = 4  # words between a sentence without a verb and its cue
_TURN = 8  # words before a colon that name who speaks
_LONG = 8  # words in quotation marks that are no name or turn of phrase


def with_whole_quotations(document: Document, said: StatementDraft) -> StatementDraft:
    """A content that reaches into a quotation from outside holds all of it: the quotation's other sentences are said too."""
    spans = []
    for span in said.content:
        reached = [
            q
            for q in document.quotations
            if overlap(span, q.inner) >= min(_REACH, len(span)) and not is_inside(said, q)
        ]
        first = min(
            [
                span.start,
                *(inner_span(document, q).start for q in reached if q.inner.start < span.start),
            ]
        )
        last = max(
            [span.end, *(inner_span(document, q).end for q in reached if q.inner.end > span.end)]
        )
        spans.append(_with_both_marks(document, Span(first, last)))
    return replace(
        said, content=tuple(dict.fromkeys(spans))
    )  # two pieces may reach into one quotation


def _with_both_marks(document: Document, span: Span) -> Span:
    """A content with one mark of a quotation inside holds the other at its edge too: 'the bill "a joke"', '"a joke" of a bill'."""
    text = document.article.text
    for quoted in (q.outer for q in document.quotations):
        at_end = span.start < quoted.start < span.end <= quoted.end and not any(
            c.isalnum() for c in text[span.end : quoted.end]
        )
        at_start = quoted.start <= span.start < quoted.end < span.end and not any(
            c.isalnum() for c in text[quoted.start : span.start]
        )
        if at_end or at_start:
            span = Span(min(span.start, quoted.start), max(span.end, quoted.end))
    return span


def by_nobody(document: Document, kept: Sequence[StatementDraft]) -> Iterator[StatementDraft]:
    """A quotation whose speaker is not found: nobody is known to have said it, but it is not the article that does."""
    for quoted in document.quotations:
        block = document.block_of(quoted.outer.start)
        words_in = document.article.text[quoted.inner.start : quoted.inner.end].split()
        if (
            block is None
            or block.kind not in _QUOTING
            or block.speaker
            or not _is_full(document, quoted)
            or not (_starts_sentence(document, quoted) or len(words_in) >= _LONG)
        ):
            continue
        if not any(
            overlap(s, quoted.inner) >= 0.5 * len(quoted.inner)
            for f in kept
            for s in f.content
            if not is_inside(f, quoted)
        ):
            yield StatementDraft(
                "quotation", (), _root_of(document, quoted), (inner_span(document, quoted),), None
            )


def with_quotations(
    document: Document, arcs: Arcs, found: Sequence[StatementDraft]
) -> list[StatementDraft]:
    """What is found and the quotations that the parser hangs on no cue; one that goes on where another ended is joined to it."""
    out = list(found)
    for quoted in document.quotations:
        block = document.block_of(quoted.outer.start)
        if (
            block is None
            or block.kind not in _QUOTING
            or block.speaker
            or not (_is_full(document, quoted) or _is_exclamation(document, quoted))
        ):
            continue
        if any(
            f.frame in _WHOLE and not is_inside(f, quoted) and overlap(s, quoted.inner)
            for f in out
            for s in f.content
        ):
            continue
        said = _framed(document, arcs, quoted)
        before = _same_cue(out, said) if said is not None else _gone_on_from(document, out, quoted)
        if before is not None and (said is not None or _is_quoted(document, out[before])):
            pieces = sorted([*out[before].content, inner_span(document, quoted)])
            out[before] = replace(out[before], content=tuple(pieces))
        elif before is not None:
            out.append(
                replace(
                    out[before],
                    frame="quotation",
                    cue=(),
                    content=(inner_span(document, quoted),),
                    root=_root_of(document, quoted),
                    force=None,
                )
            )
        elif said is not None:
            out.append(said)
    return out


def _same_cue(found: Sequence[StatementDraft], said: StatementDraft) -> int | None:
    """The statement of the other half of an interrupted quotation: "“…,” said Roe, “…”"."""
    return next(
        (
            n
            for n, f in enumerate(found)
            if f.cue and f.cue == said.cue and f.frame in {"clause", "quotation", "naming"}
        ),
        None,
    )


def _gone_on_from(
    document: Document, found: Sequence[StatementDraft], quoted: Quoted
) -> int | None:
    """The statement that ends where the quotation begins, in its paragraph or, if both are quoted, at the end of the one before."""
    if not _starts_sentence(document, quoted):
        return None
    block = document.block_of(quoted.outer.start)
    assert block is not None  # quotations of no paragraph are left out before
    text = document.article.text
    ending: list[int] = []
    for number, said in sorted(enumerate(found), key=lambda f: -f[1].content[-1].end):
        if (
            said.frame not in _WHOLE
            or said.content[-1].end > quoted.outer.start
            or any(is_inside(said, q) for q in document.quotations)
        ):
            continue
        sentence = said.at.sent.end_char
        end = max(
            said.content[-1].end,
            sentence if sentence <= quoted.outer.start else said.content[-1].end,
        )
        between = text[end : quoted.outer.start]
        if any(c.isalnum() for c in between):
            continue
        opens = block.span.start == quoted.outer.start
        if "\n" not in between.strip(" ") or (opens and _is_quoted(document, said)):
            ending.append(number)
    # "“…,” he said, noting that …. “…”": of two in one sentence the quotation goes on
    # "“…,” she said when asked if she would go. “…”": who asked is not known to go on
    if not ending:
        return None
    last = found[ending[0]]
    same = (
        n
        for n in ending
        if last.speaker in {None, found[n].speaker} and found[n].at.sent == last.at.sent
    )
    return next((n for n in same if _is_quoted(document, found[n])), ending[0])


def _is_quoted(document: Document, said: StatementDraft) -> bool:
    """Is a part of the content a quotation of its own?"""
    return any(
        overlap(s, q.inner) and (_is_full(document, q) or _is_exclamation(document, q))
        for q in document.quotations
        for s in said.content
    )


def _framed(document: Document, arcs: Arcs, quoted: Quoted) -> StatementDraft | None:
    """The cue verb outside the quotation in its sentences: the nearest, after a comma or colon before it, or right behind it."""
    first, last = _tokens(document, quoted.outer)
    if first is None or last is None:
        return None
    region = [
        t for s in dict.fromkeys((first.sent.start, last.sent.start)) for t in document.doc[s].sent
    ]
    if (
        last.i + 1 < len(document.doc)
        and last.nbor().is_sent_start
        and not last.nbor().is_title
        and not last.nbor().is_space
    ):
        region.extend(
            last.nbor().sent
        )  # "…?" asked Roe: the parser starts a sentence after the mark
    if (lead := _lead_in(document, quoted)) is not None:
        region.extend(lead.sent)
    near = _cues_near(document, region, quoted, (first, last)) or _cues_near(
        document, _mere_frame(document, quoted, last), quoted, (first, last)
    )
    if not near:
        return _read_out(document, quoted, last) or _by_colon(document, arcs, quoted)
    cue = min(near, key=lambda t: (_is_aside(t), min(abs(t.i - first.i), abs(t.i - last.i))))
    speaker = own_speaker(arcs, cue)
    if speaker is None or quoted.outer.start <= speaker.idx < quoted.outer.end:
        speaker = _inverted_speaker(cue, last) or named_behind(document, cue)
    if speaker is None:
        return None
    return StatementDraft(
        "quotation",
        (cue,),
        _root_of(document, quoted),
        (inner_span(document, quoted),),
        speaker,
        addressee_of(arcs, cue) or _referred(cue),
        verb=cue,
    )


def _cues_near(
    document: Document, region: Sequence[Token], quoted: Quoted, edges: tuple[Token, Token]
) -> list[Token]:
    """The cue verbs among these words, outside of all quotations, that reach the quotation."""
    speech, inside = word_set("cues", "speech"), [q.outer for q in document.quotations]
    cues = [
        t
        for t in region
        if t.lemma_.lower() in speech
        and t.pos_ == "VERB"
        and not any(q.start <= t.idx < q.end for q in inside)
        and _is_told(t, edges[1])
    ]
    near = [t for t in cues if _reaches(document, t, quoted, edges)]
    return (
        near
        if _is_full(document, quoted)
        else [t for t in near if t.i < edges[0].i or t.i - edges[1].i <= _CLOSE]
    )


def _is_told(cue: Token, last: Token) -> bool:
    """Does the verb tell what somebody says; an infinitive only right behind the quotation: "“…,” Roe plans to say"?"""
    if cue.tag_ != "VB":
        return True
    bound = (cue.dep_ == syntax.OPEN_COMPLEMENT and cue.head.tag_ in {"VBZ", "VBD", "VBP"}) or any(
        c.tag_ == "MD" for c in cue.children
    )
    return bound and last.i < cue.i <= last.i + _FRAME


def _mere_frame(document: Document, quoted: Quoted, last: Token) -> Sequence[Token]:
    """ "“…?” Roe asked the crowd.": a sentence of its own to the parser, that behind a question or a cry does nothing but name its speaker."""
    if (
        document.article.text[quoted.inner.end - 1] not in "?!"
        or last.i + 1 == len(document.doc)
        or last.nbor().is_space
    ):
        return ()
    sentence = list(last.nbor().sent)
    root = last.nbor().sent.root
    other = [
        c
        for c in root.children
        if c.dep_ in {syntax.CLAUSAL_COMPLEMENT, syntax.OPEN_COMPLEMENT}
        or (c.dep_ == syntax.OBJECT and not is_somebody(document, c, set()))
    ]
    return sentence if root.lemma_.lower() in word_set("cues", "speech") and not other else ()


def _read_out(document: Document, quoted: Quoted, last: Token) -> StatementDraft | None:
    """ "“…,” read a statement from the ministry": who published it speaks, else the statement."""
    cue = last.nbor() if last.i + 1 < len(last.doc) else None
    if cue is None or cue.lemma_.lower() not in word_set("cues", "quoting", "read"):
        return None
    works = words("nominals")["Work"]["nouns"]
    paper = next(
        (
            c
            for c in cue.children
            if c.i > cue.i
            and c.dep_ in {syntax.OBJECT, syntax.SUBJECT, syntax.ATTRIBUTE}
            and c.lemma_.lower() in works
        ),
        None,
    )
    if paper is None:
        return None
    publisher = next(
        prepositional_objects(cue, word_set("cues", "quoting", "from")), None
    ) or publisher_of(paper)
    return StatementDraft(
        "quotation",
        (cue,),
        _root_of(document, quoted),
        (inner_span(document, quoted),),
        publisher,
        verb=cue,
    )


def _by_colon(document: Document, arcs: Arcs, quoted: Quoted) -> StatementDraft | None:
    """ "Roe: “…”" and "Roe hit back: “…”": before a colon a name alone speaks, and with a colon any verb of doing."""
    text = document.article.text
    if text[: quoted.outer.start].rstrip()[-1:] != ":":
        return None
    colon = document.doc.char_span(
        len(text[: quoted.outer.start].rstrip()) - 1,
        len(text[: quoted.outer.start].rstrip()),
        alignment_mode="expand",
    )
    before = (
        [t for t in colon[0].sent if t.i < colon[0].i and not t.is_space]
        if colon is not None
        else []
    )
    verbs = [
        t for t in before if t.pos_ in {"VERB", "AUX"} and t.tag_ in {"VBD", "VBZ", "VBP", "VBN"}
    ]
    root, content = _root_of(document, quoted), (inner_span(document, quoted),)
    if not verbs:
        named = [t for t in before if t.pos_ == "PROPN" and is_somebody(document, t, set())]
        return (
            StatementDraft("quotation", (), root, content, named[-1])
            if named and len(before) <= _TURN
            else None
        )
    cue = next((v for v in verbs if v.dep_ == syntax.ROOT), verbs[-1])
    speaker = own_speaker(arcs, cue)
    if (
        speaker is None
        or cue.lemma_ in word_set("cues", "quoting", "silent")
        or not is_somebody(document, speaker, {"Work"})
    ):
        return None
    return StatementDraft(
        "quotation", _with_particle(cue), root, content, speaker, addressee_of(arcs, cue), verb=cue
    )


def _with_particle(verb: Token) -> tuple[Token, ...]:
    return (
        verb,
        *(
            c
            for c in verb.children
            if c.i == verb.i + 1
            and c.dep_ in {syntax.PARTICLE, syntax.ADVERBIAL_MODIFIER}
            and c.tag_ in {"RP", "RB"}
        ),
    )


def _is_aside(verb: Token) -> bool:
    """ "one man who asked not to be named said": a clause about who speaks."""
    return any(
        t.dep_ in {syntax.RELATIVE_CLAUSE, syntax.ADNOMINAL_CLAUSE} for t in (verb, *verb.ancestors)
    )


def _lead_in(document: Document, quoted: Quoted) -> Token | None:
    """The last word of the paragraph before a quotation that opens its own, where it ends in a colon or comma: "Roe stated:"."""
    block = document.block_of(quoted.outer.start)
    if block is None or block.span.start != quoted.outer.start:
        return None
    before = document.article.text[: quoted.outer.start].rstrip()
    if not before.endswith((":", ",")):
        return None
    found = document.doc.char_span(len(before) - 1, len(before), alignment_mode="expand")
    return found[0] if found is not None and len(found) else None


def _reaches(document: Document, cue: Token, quoted: Quoted, edges: tuple[Token, Token]) -> bool:
    """Is the quotation what this verb says: set off by comma or colon before it, or closed by a comma before the verb's clause?"""
    text = document.article.text
    if cue.i < edges[0].i:
        return (
            text[: quoted.outer.start].rstrip()[-1:] in {",", ":", "—", "–"}
            or edges[0].i - cue.i <= 2
        )
    before, first = (
        text[: quoted.outer.start].rstrip()[-1:],
        text[quoted.inner.start :].lstrip()[:1],
    )
    if first.islower() and before.isalnum():
        return False  # 'said such questions were "better addressed to others," adding …': a part of the clause before
    inner_end = text[quoted.inner.end - 1]
    after = text[quoted.outer.end :].lstrip()[:1]
    return (inner_end in ",?!—–" or after in ",—–") and cue.i - edges[1].i <= _FRAME


def _inverted_speaker(cue: Token, last: Token) -> Token | None:
    """ "…," said Roe: a name the parser took for something else right behind the verb."""
    return next(
        (
            c
            for c in cue.children
            if c.dep_ in {syntax.OBJECT, syntax.NOUN_PHRASE_ADVERBIAL, syntax.ATTRIBUTE}
            and c.i > cue.i
            and c.pos_ == "PROPN"
            and cue.i > last.i
        ),
        None,
    )


def _referred(cue: Token) -> Token | None:
    """ "he added, referring to Roe": of whom or to whom it is said."""
    for child in cue.children:
        if (
            child.dep_ in {syntax.OPEN_COMPLEMENT, syntax.ADVERBIAL_CLAUSE}
            and child.lemma_.lower() in words("cues")["address"]["participles"]
        ):
            return next(prepositional_objects(child, {"to"}), None)
    return None


def _tokens(document: Document, span: Span) -> tuple[Token | None, Token | None]:
    found = document.tokens_at(span)
    return (found[0], found[-1]) if found is not None and len(found) else (None, None)


def _root_of(document: Document, quoted: Quoted) -> Token:
    span = document.tokens_at(quoted.inner)
    assert span is not None  # a quotation lies inside the text
    return span.root


def _is_full(document: Document, quoted: Quoted) -> bool:
    """A quotation that says something by itself: closed by punctuation with a verb or a capital, or six words with a verb."""
    text = (
        document.article.text[quoted.inner.start : quoted.inner.end]
        .strip()
        .strip("'\"‘’“”")
        .strip()
    )
    span = document.doc.char_span(quoted.inner.start, quoted.inner.end, alignment_mode="contract")
    has_verb = span is not None and any(t.pos_ in {"VERB", "AUX"} for t in span)
    closed = (
        text[-1:] in {".", ",", "!", "?", "…"}
        or document.article.text[: quoted.outer.start].rstrip()[-1:] == ":"
    )
    return has_verb and ((closed and text[:1].isupper()) or len(text.split()) >= 6)


def _is_exclamation(document: Document, quoted: Quoted) -> bool:
    """A sentence without a verb: “News to me.” behind a colon, “Nonsense,” before its frame, “My body, my choice!” behind "shouted"."""
    text = document.article.text[quoted.inner.start : quoted.inner.end].strip()
    before = document.article.text[: quoted.outer.start].rstrip()
    cried = (
        text[-1:] in {"!", "?"}
        and (cue := document.doc.char_span(len(before) - 1, len(before), alignment_mode="expand"))
        is not None
        and _is_cry(cue[-1])
    )
    return (
        text[:1].isupper()
        and text[-1:] in {".", ",", "!", "?", "…"}
        and (before[-1:] == ":" or cried or _starts_sentence(document, quoted))
    )


def _is_cry(token: Token) -> bool:
    return token.pos_ == "VERB" and token.lemma_.lower() in word_set("cues", "speech")


def _starts_sentence(document: Document, quoted: Quoted) -> bool:
    before = document.article.text[: quoted.outer.start].rstrip()
    return (
        before[-1:] in {".", "!", "?", '"', "”", "'", "’", ""}
        or document.article.text[quoted.outer.start - 1] == "\n"
    )
