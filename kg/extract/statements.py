"""Statements: who says what to whom, by clauses, infinitives, objects, nouns, "according to", quotations and embedded posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from kg.document import Block, Document, Quoted
from kg.extract.arcs import Arcs, is_passive, subjects
from kg.extract.confidence import confidence_of
from kg.extract.events import addressee_of_post, sentence_of, span_of
from kg.extract.reality import certainty_of, polarity_of
from kg.extract.times import times_of
from kg.model import Argument, Event, Force, Mention, Polarity, Quotation, Span, Statement, Time
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

# Of two readings of the same words the stronger frame is kept.
_STRENGTH = {"post": 6, "quotation": 5, "clause": 4, "according": 4, "gerund": 4, "infinitive": 3, "noun": 3, "commitment": 2, "object": 1, "preposition": 1}
_WEAK = 1
_REACH = 10  # characters of a quotation that a content must hold to go on to its end
_LONG = 8  # words in quotation marks that are no name or turn of phrase
_NEAR = 14  # tokens between a quotation and its verb
_SUBJECTS = {"nsubj", "nsubjpass"}


@dataclass(frozen=True)
class _Said:
    """A statement while it is put together: tokens rather than mentions."""

    frame: str
    cue: tuple[Token, ...]
    root: Token
    content: tuple[Span, ...]
    speaker: Token | None
    addressee: Token | None = None
    force: Force | None = None
    verb: Token | None = None  # what carries time and medium

    @property
    def at(self) -> Token:
        return self.cue[0] if self.cue else self.root


def cue_verbs(document: Document, arcs: Arcs) -> frozenset[int]:
    """Indices of the verbs that are told as statements."""
    return frozenset(t.i for s in _found(document, arcs) for t in s.cue if t.pos_ in {"VERB", "AUX"})


def statements_of(document: Document, arcs: Arcs, events: Sequence[Event]) -> tuple[Statement, ...]:
    """All statements in order of their cues; which lies under which is told afterwards by their contents."""
    times = times_of(document, frozenset())
    said = [_statement(document, s, times, events) for s in _found(document, arcs)]
    return tuple(sorted([*said, *_posted(document, events)], key=lambda s: (s.content[0], s.content[-1].end)))


def _found(document: Document, arcs: Arcs) -> list[_Said]:
    found: list[_Said] = []
    for token in document.doc:
        if token.pos_ in {"VERB", "AUX"} or token.tag_ == "VBG":
            found.extend(_by_verb(document, arcs, token))
        elif token.pos_ in {"NOUN", "PROPN"}:
            found.extend(_by_noun(arcs, token))
        found.extend(_by_source(token))
    found = [_with_whole_quotations(document, f) for f in found]
    found.extend(_by_quotation(document, arcs, found))
    kept = _unnested([f for f in map(partial(_between_people, document), found) if f is not None])
    return [*kept, *_by_nobody(document, kept)]


def _with_whole_quotations(document: Document, said: _Said) -> _Said:
    """A content that reaches into a quotation from outside holds all of it: the quotation's other sentences are said too."""
    spans = []
    for span in said.content:
        reached = [q for q in document.quotations if _overlap(span, q.inner) >= min(_REACH, len(span)) and not _is_inside(said, q)]
        first = min([span.start, *(_inner(document, q).start for q in reached if q.inner.start < span.start)])
        last = max([span.end, *(_inner(document, q).end for q in reached if q.inner.end > span.end)])
        spans.append(Span(first, last))
    return replace(said, content=tuple(spans))


def _is_inside(said: _Said, quoted: Quoted) -> bool:
    """Does the cue itself stand in the quotation, so that somebody quoted tells what another said?"""
    return quoted.outer.start <= said.at.idx < quoted.outer.end


def _by_nobody(document: Document, kept: Sequence[_Said]) -> Iterator[_Said]:
    """A quotation whose speaker is not found: nobody is known to have said it, but it is not the article that does."""
    for quoted in document.quotations:
        block = document.block_of(quoted.outer.start)
        words_in = document.article.text[quoted.inner.start : quoted.inner.end].split()
        if block is None or block.kind != "paragraph" or not _is_full(document, quoted) or not (_starts_sentence(document, quoted) or len(words_in) >= _LONG):
            continue
        if not any(_overlap(s, quoted.inner) >= 0.5 * len(quoted.inner) for f in kept for s in f.content if not _is_inside(f, quoted)):
            yield _Said("quotation", (), _root_of(document, quoted), (_inner(document, quoted),), None)


def _between_people(document: Document, said: _Said) -> _Said | None:
    """Only somebody speaks, or a document, and only somebody is told: neither "ozone stresses …" nor "commanded operations to …"."""
    if said.frame != "clause" and said.speaker is not None and not _is_somebody(document, said.speaker, {"Work"}):
        return None
    if said.addressee is None or _is_somebody(document, said.addressee, set()):
        return said
    return None if said.frame == "infinitive" else replace(said, addressee=None)


def _is_somebody(document: Document, token: Token, also: set[str]) -> bool:
    mention = _mention(document, token)
    if mention is None or mention.form != "nominal":
        return mention is not None or token.pos_ in {"NUM", "PRON", "DET", "PROPN"}  # "one of the people"
    kind = document.entity[mention.entity].type if mention.entity else mention.type
    return kind in {"Person", "Organisation", "Group", "Place"} | also


# --- frames -------------------------------------------------------------------------------------------------------------------------


def _by_verb(document: Document, arcs: Arcs, verb: Token) -> Iterator[_Said]:
    lemma = verb.lemma_.lower()
    speaker, addressee = _speaker(arcs, verb), _addressee(arcs, verb)
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and not _is_infinitive(c)]
    clause = clauses[-1] if clauses else _in_document(verb)
    infinitive = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and _is_infinitive(c) and c.i > verb.i), None)
    if clause is not None and any(_gerund_clause(c, c.lemma_.lower()) for c in clause.children):
        clause = None  # the gerund's own words, told by its own frame
    if clause is None and _is_parenthesis(verb):
        clause = verb.head
    if lemma in word_set("cues", "clause") and clause is not None and _is_speech(verb, clause, speaker):
        yield from _clauses(document, verb, clause, speaker, addressee)
    elif repaired := _gerund_clause(verb, lemma):
        root, tokens, subject = repaired
        yield _Said("gerund", (verb,), root, (_trimmed(_to_quotation_end(document, tokens)),), subject, verb=verb)
    elif lemma in word_set("cues", "infinitive") and infinitive is not None and (target := _told(verb, infinitive)) is not None:
        yield _Said("infinitive", _cue(verb), infinitive, _infinitive_content(infinitive), speaker, target, "directive", verb=verb)
    elif lemma in word_set("cues", "commitment_infinitive") and infinitive is not None and infinitive.dep_ == "xcomp" and speaker is not None:
        yield _Said("commitment", _cue(verb), infinitive, _infinitive_content(infinitive), speaker, None, verb=verb)
    elif speaker is not None and not is_passive(verb):
        yield from _objects(document, verb, lemma, speaker, addressee)


def _in_document(verb: Token) -> Token | None:
    """ "said in a letter that the bank had closed": the clause that the parser hangs on the letter."""
    prepositions, documents = words("cues")["media"]["prepositions"], words("nominals")["Work"]["nouns"]
    nouns = (
        o for p in verb.children if p.dep_ == "prep" and p.lower_ in prepositions for o in p.children if o.dep_ == "pobj" and o.lemma_.lower() in documents
    )
    clauses = (c for noun in nouns for c in noun.children if c.dep_ in {"relcl", "acl", "ccomp"})
    return next((c for c in clauses if c.left_edge.lower_ == "that" and _is_whole(c, c.left_edge)), None)


def _is_whole(clause: Token, that: Token) -> bool:
    """Does the clause lack nothing that "that" would stand for: "that Roe sold the bank", not "that Roe wrote"?"""
    others = {c.dep_ for c in clause.children if c != that}
    return bool(others & _SUBJECTS) and (that.dep_ == "mark" or bool(others & {"dobj", "attr", "acomp", "nsubjpass", "ccomp", "xcomp"}))


def _is_parenthesis(verb: Token) -> bool:
    """ "Acme, Roe said, bought Bolt" and "As Roe said, Acme bought Bolt": the clause that it interrupts or opens is what is said."""
    comment = verb.dep_ == "parataxis" or verb.dep_ == "advcl" and any(c.lower_ == "as" and c.i == verb.left_edge.i for c in verb.children)
    return comment and any(c.dep_ == "nsubj" for c in verb.children) and not any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.children)


def _clauses(document: Document, verb: Token, clause: Token, speaker: Token | None, addressee: Token | None) -> Iterator[_Said]:
    """The clause, and its reason clause as a claim of its own."""
    reason = next(
        (c for c in clause.children if c.dep_ == "advcl" and any(m.lower_ in word_set("clauses", "because") for m in c.children if m.dep_ == "mark")), None
    )
    content = _clause_content(document, verb, clause, reason)
    if content:
        yield _Said("clause", _cue(verb), clause, content, speaker or _beside(document, verb, content), addressee, verb=verb)
    if reason is not None:
        yield _Said("clause", _cue(verb), reason, (_trimmed([t for t in reason.subtree if not _is_marker(t, reason)]),), speaker, addressee, verb=verb)


def _beside(document: Document, verb: Token, content: tuple[Span, ...]) -> Token | None:
    """Whose name stands between a quotation and its verb, where the parser made it a part of the clause: "…," Roe, the owner, said."""
    if is_passive(verb) or any(c.dep_ in _SUBJECTS or c.dep_ == "expl" for c in verb.children) or content[-1].end > verb.idx:
        return None
    between = [t for t in verb.sent if content[-1].end <= t.idx < verb.idx]
    names = [t for t in between if (document.mention_of(t) or document.name_over(t)) is not None and t.pos_ in {"PROPN", "PRON"}]
    return next((t for t in names if _is_somebody(document, t, set())), None) if len(between) <= _NEAR else None


def _gerund_clause(verb: Token, lemma: str) -> tuple[Token, list[Token], Token | None] | None:
    """ "Stressing that prices fell, she …", where the parser takes the gerund for the subject of the clause it governs."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if verb.dep_ != "csubj" or lemma not in word_set("cues", "clause") or after is None or after.lower_ != "that":
        return None
    clause = verb.head
    tokens = [t for t in clause.subtree if t.i > after.i]
    speaker = next((c for c in clause.head.children if c.dep_ == "nsubj"), None) if clause.head != clause else None
    return clause, tokens, speaker


def _objects(document: Document, verb: Token, lemma: str, speaker: Token, addressee: Token | None) -> Iterator[_Said]:
    """ "emphasised the need to pay", "cautioned against haste"; people are praised and blamed, but not announced or dismissed as a claim is."""
    judges = lemma in words("cues")["force"]["evaluation"]
    for child in verb.children:
        if child.dep_ == "dobj" and lemma in word_set("cues", "object") and _is_content_noun(child) and (judges or not _is_people(document, child)):
            yield _Said("object", (verb,), child, (_trimmed(list(child.subtree)),), speaker, addressee, verb=verb)
        elif child.dep_ == "prep" and child.i > verb.i and child.lower_ in words("cues")["preposition"].get(lemma, ()):
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    yield _Said("preposition", (verb, child), inner, (_trimmed(list(inner.subtree)),), speaker, addressee, verb=verb)


def _is_content_noun(noun: Token) -> bool:
    return noun.lemma_.lower() in word_set("cues", "object_heads") or any(c.dep_ in {"acl", "relcl", "prep"} for c in noun.children)


def _is_people(document: Document, token: Token) -> bool:
    mention = _mention(document, token)
    return mention is not None and mention.type in {"Person", "Group"}


def _by_noun(arcs: Arcs, noun: Token) -> Iterator[_Said]:
    """ "reports that …", "Roe's claim that …": the possessor speaks, else the report itself."""
    table = words("cues")["nouns"]
    lemma = noun.lemma_.lower()
    if lemma not in table["clause"]:
        return
    for child in noun.children:
        if child.dep_ in {"acl", "ccomp"} and any(m.lower_ == "that" and m.dep_ == "mark" for m in child.children):
            owner = next((c for c in noun.children if c.dep_ == "poss"), None) or next(
                (o for p in noun.children if p.dep_ == "prep" and p.lower_ in {"by", "from"} for o in p.children if o.dep_ == "pobj"), None
            )
            speaker = owner or (noun if lemma in table["anonymous"] else _owner_by_verb(arcs, noun))
            yield _Said("noun", (noun,), child, (_trimmed([t for t in child.subtree if not _is_marker(t, child)]),), speaker, verb=noun)


def _owner_by_verb(arcs: Arcs, noun: Token) -> Token | None:
    """ "Roe expressed the hope that …": who makes the claim is the subject of its verb."""
    return next((a.token for a in subjects(arcs, noun.head)), None) if noun.dep_ == "dobj" else None


def _by_source(token: Token) -> Iterator[_Said]:
    """ "According to the ministry, …": the rest of the clause is what the ministry says."""
    if token.dep_ not in {"prep", "mark", "advmod"} or token.i + 1 >= len(token.doc):
        return
    inner = token.nbor()
    if f"{token.lower_} {inner.lower_}" not in words("cues")["according"]["words"]:
        return
    source = next((c for t in (inner, token) for c in t.children if c.dep_ == "pobj"), None)
    clause = token.head
    if source is None or clause == token:
        return
    phrase = set(token.subtree) | set(inner.subtree)
    tokens = [t for t in clause.subtree if t not in phrase]
    while clause.dep_ in {"prep", "pobj", "attr", "dobj", "nsubj"} and clause.head != clause:
        clause = clause.head
        tokens = [t for t in clause.subtree if t not in phrase]
    if tokens:
        yield _Said("according", (token, inner), clause, _broken(tokens), _publisher(source), verb=clause)


def _publisher(source: Token) -> Token:
    """ "a press release from the ministry": the ministry speaks; "the report": the report does."""
    if source.lemma_.lower() not in words("nominals")["Work"]["nouns"]:
        return source
    maker = next((o for p in source.children if p.dep_ == "prep" and p.lower_ in {"from", "by", "of"} for o in p.children if o.dep_ == "pobj"), None)
    return maker or next((c for c in source.children if c.dep_ == "poss"), source)


def _by_quotation(document: Document, arcs: Arcs, found: Sequence[_Said]) -> Iterator[_Said]:
    """Quotations beside a cue whose clause the parser did not find, and those that go on without one."""
    previous: tuple[_Said, Block] | None = None
    for quoted in document.quotations:
        block = document.block_of(quoted.outer.start)
        if block is None or block.kind != "paragraph":
            continue
        holds = (f for f in found for s in f.content if f.frame in {"clause", "according"} and _overlap(s, quoted.inner) > 0.5 * len(quoted.inner))
        inside = next((f for f in holds if not _is_inside(f, quoted)), None)
        if inside is not None:
            previous = (inside, block)
            continue
        strong = (f for f in found if f.frame in {"clause", "infinitive", "according", "gerund"} and not _is_inside(f, quoted))
        if not _is_full(document, quoted) or any(_overlap(s, quoted.inner) for f in strong for s in f.content):
            continue
        said = _framed(document, arcs, quoted)
        if said is None and previous is not None and previous[1] == block and _starts_sentence(document, quoted) and previous[0].speaker is not None:
            said = replace(previous[0], frame="quotation", content=(_inner(document, quoted),), root=_root_of(document, quoted), force=None)
        if said is not None:
            previous = (said, block)
            yield said


def _framed(document: Document, arcs: Arcs, quoted: Quoted) -> _Said | None:
    """The cue verb outside the quotation in its sentences: the nearest, after a comma or colon before it, or right behind it."""
    first, last = _tokens(document, quoted.outer)
    if first is None or last is None:
        return None
    region = [t for s in dict.fromkeys((first.sent.start, last.sent.start)) for t in document.doc[s].sent]
    if last.i + 1 < len(document.doc) and last.nbor().is_sent_start and not last.nbor().is_title and not last.nbor().is_space:
        region.extend(last.nbor().sent)  # "…?" asked Roe: the parser starts a sentence after the mark
    speech = word_set("cues", "speech")
    inside = [q.outer for q in document.quotations]
    cues = [t for t in region if t.lemma_.lower() in speech and t.pos_ == "VERB" and not any(q.start <= t.idx < q.end for q in inside) and t.tag_ != "VB"]
    near = [t for t in cues if _reaches(document, t, quoted, (first, last))]
    if not near:
        return None
    cue = min(near, key=lambda t: min(abs(t.i - first.i), abs(t.i - last.i)))
    speaker = _speaker(arcs, cue) or _inverted_speaker(cue, last)
    if speaker is None:
        return None
    return _Said("quotation", (cue,), _root_of(document, quoted), (_inner(document, quoted),), speaker, _addressee(arcs, cue) or _referred(cue), verb=cue)


def _reaches(document: Document, cue: Token, quoted: Quoted, edges: tuple[Token, Token]) -> bool:
    """Is the quotation what this verb says: set off by comma or colon before it, or closed by a comma before the verb's clause?"""
    text = document.article.text
    if cue.i < edges[0].i:
        return text[: quoted.outer.start].rstrip()[-1:] in {",", ":", "—", "–"} or edges[0].i - cue.i <= 2
    inner_end = text[quoted.inner.end - 1]
    after = text[quoted.outer.end :].lstrip()[:1]
    return (inner_end in ",?!—–" or after in ",—–") and cue.i - edges[1].i <= 8


def _inverted_speaker(cue: Token, last: Token) -> Token | None:
    """ "…," said Roe: a name the parser took for something else right behind the verb."""
    return next((c for c in cue.children if c.dep_ in {"dobj", "npadvmod", "attr"} and c.i > cue.i and c.pos_ == "PROPN" and cue.i > last.i), None)


def _referred(cue: Token) -> Token | None:
    """ "he added, referring to Roe": of whom or to whom it is said."""
    for child in cue.children:
        if child.dep_ in {"xcomp", "advcl"} and child.lemma_.lower() in words("cues")["address"]["participles"]:
            return next((o for p in child.children if p.dep_ == "prep" and p.lower_ == "to" for o in p.children if o.dep_ == "pobj"), None)
    return None


# --- parts of a statement ------------------------------------------------------------------------------------------------------------


def _speaker(arcs: Arcs, verb: Token) -> Token | None:
    """The subject, in the passive the agent; nobody is made up."""
    if is_passive(verb):
        return next((o.token for a in arcs[verb.i] if a.label == "agent" for o in arcs[a.token.i] if o.label == "pobj"), None)
    found = [a.token for a in subjects(arcs, verb) if a.label == "nsubj"]
    return found[0] if found and found[0].lower_ not in {"it", "there", "that", "which", "this"} else None


def _addressee(arcs: Arcs, verb: Token) -> Token | None:
    """ "told reporters that", "said to Roe", "wrote him that"; in the passive who was told."""
    lemma = verb.lemma_.lower()
    if is_passive(verb) and lemma in {"tell", "ask", "inform", "urge", "advise", "warn"}:
        return next((a.token for a in subjects(arcs, verb)), None)
    direct = next((a.token for a in arcs[verb.i] if a.label in {"dative", "dobj"} and a.token.i > verb.i and a.token.pos_ in {"PROPN", "PRON", "NOUN"}), None)
    if direct is not None and any(c.dep_ == "ccomp" for c in verb.children):
        return next((c for c in direct.children if c.dep_ == "pobj"), direct) if direct.pos_ == "ADP" else direct
    return next(
        (
            o.token
            for a in arcs[verb.i]
            if a.label in {"prep", "dative"} and a.token.lower_ == "to"
            for o in arcs[a.token.i]
            if o.label == "pobj" and o.token.pos_ in {"PROPN", "PRON", "NOUN"}
        ),
        None,
    )


def _told(verb: Token, infinitive: Token) -> Token | None:
    """Who is to do it: the object of "urged", which the parser often makes the subject of the infinitive."""
    own = next((c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.i < infinitive.i and verb.lemma_.lower() != "call"), None)
    prep = next(
        (o for c in verb.children if c.dep_ == "prep" and c.lower_ in {"on", "to"} and c.i < infinitive.i for o in c.children if o.dep_ == "pobj"), None
    )
    passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    return own or next((c for c in infinitive.children if c.dep_ == "nsubj"), None) or prep or passive


def _is_infinitive(token: Token) -> bool:
    return token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _is_speech(verb: Token, clause: Token, speaker: Token | None) -> bool:
    """A clause of its own after or before the verb; "point" needs its "out"."""
    if verb.lemma_.lower() == "point":
        return any(c.lower_ == "out" for c in verb.children)
    has_subject = any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for c in clause.children)
    return has_subject or speaker is not None and clause.i < verb.i


def _cue(verb: Token) -> tuple[Token, ...]:
    return tuple(sorted([verb, *(c for c in verb.children if c.dep_ == "prt")], key=lambda t: t.i))


def _is_marker(token: Token, clause: Token) -> bool:
    hung = clause.dep_ in {"relcl", "acl"} and token == clause.left_edge and token.lower_ == "that"
    return hung or token.dep_ == "mark" and token.head == clause and token.lower_ in {"that", "because"}


def _clause_content(document: Document, verb: Token, clause: Token, reason: Token | None) -> tuple[Span, ...]:
    own = {verb, *(t for c in verb.children if c != clause and c.dep_ != "punct" for t in c.subtree)}
    if verb.is_ancestor(clause):
        own -= set(clause.subtree)
    left_out = set(reason.subtree) if reason is not None else set()
    tokens = _within_quotation(document, [t for t in clause.subtree if t not in own and t not in left_out and not _is_marker(t, clause)])
    quoted = next((q.outer for q in document.quotations if q.outer.start <= clause.idx < q.outer.end), None)
    if quoted is not None and quoted.start > verb.idx:
        tokens = [t for t in tokens if t.idx > verb.idx]  # "Of the plan, he said, “…”": what stands before the verb is the frame's
    if not tokens or tokens[-1].dep_ == "cc":
        return ()  # "X began in May and Roe says …": the clause before is not what Roe says
    return _broken(_to_quotation_end(document, tokens))


def _within_quotation(document: Document, tokens: list[Token]) -> list[Token]:
    """A content that opens with a quotation ends with it, where a comma follows: the rest belongs to the frame, unless it is quoted too."""
    text = document.article.text
    for quoted in document.quotations:
        closed = text[quoted.inner.end - 1] == "," or text[quoted.outer.end : quoted.outer.end + 1] == ","
        if tokens and quoted.outer.start <= tokens[0].idx < quoted.outer.start + 3 and closed:
            return [t for t in tokens if t.idx < quoted.outer.end or any(q.outer.start <= t.idx < q.outer.end for q in document.quotations)]
    return tokens


def _to_quotation_end(document: Document, tokens: list[Token]) -> list[Token]:
    """A content that runs into a quotation runs to its end, where that is in the same sentence."""
    end = tokens[-1].idx
    for quoted in document.quotations:
        if quoted.outer.start <= end < quoted.outer.end and tokens[0].idx < quoted.outer.end:
            rest = [t for t in tokens[-1].sent if t.i > tokens[-1].i and t.idx < quoted.outer.end]
            return [*tokens, *rest]
    return tokens


def _infinitive_content(infinitive: Token) -> tuple[Span, ...]:
    """From the verb on, without its subject and the "to"."""
    own = {t for c in infinitive.children if c.dep_ == "nsubj" or c.dep_ == "aux" and c.lower_ == "to" for t in c.subtree}
    tokens = [
        t
        for t in infinitive.subtree
        if t not in own and t.i >= min([infinitive.i, *(c.left_edge.i for c in infinitive.lefts if c not in own and c.dep_ == "advmod")])
    ]
    siblings = [t for c in infinitive.head.children if c.dep_ == "prep" and c.i > infinitive.right_edge.i for t in c.subtree]
    return _broken([*tokens, *siblings])


def _broken(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The spans of tokens that need not stand together; a comma between two of them does not break."""
    runs: list[list[Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if runs and all(t.is_punct or t.is_space for t in token.doc[runs[-1][-1].i + 1 : token.i]):
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = [_trimmed(run) for run in runs if any(t.is_alpha or t.is_digit for t in run)]
    return tuple(s for s in spans if len(s) > 0)


def _trimmed(tokens: Sequence[Token]) -> Span:
    """The characters of the tokens without the punctuation and marks around them; a mark that has its partner inside stays."""
    tokens = [t for t in tokens if not t.is_space]
    while tokens and (tokens[0].is_punct and tokens[0].text not in {"(", "[", '"', "“", "‘"} or tokens[0].text in {"and", "but", ","}):
        tokens = tokens[1:]
    while tokens and tokens[-1].text in {",", ";", ":", ".", "—", "–", "-"}:
        tokens = tokens[:-1]
    marks = {'"', "“", "”", "‘", "’", "''", "``"}
    while len(tokens) > 1 and tokens[0].text in marks and (tokens[-1].text in marks or not any(t.text in marks for t in tokens[1:])):
        tokens = tokens[1:-1] if tokens[-1].text in marks else tokens[1:]
    while len(tokens) > 1 and tokens[-1].text in marks and not any(t.text in marks for t in tokens[:-1]):
        tokens = tokens[:-1]
    while tokens and tokens[-1].text in {",", ".", ";", ":"}:
        tokens = tokens[:-1]
    return span_of(tokens) if tokens else Span(0, 0)


# --- quotations ----------------------------------------------------------------------------------------------------------------------


def _tokens(document: Document, span: Span) -> tuple[Token | None, Token | None]:
    found = document.doc.char_span(span.start, span.end, alignment_mode="expand")
    return (found[0], found[-1]) if found is not None and len(found) else (None, None)


def _root_of(document: Document, quoted: Quoted) -> Token:
    span = document.doc.char_span(quoted.inner.start, quoted.inner.end, alignment_mode="expand")
    assert span is not None  # a quotation lies inside the text
    return span.root


def _inner(document: Document, quoted: Quoted) -> Span:
    """The words inside the marks, without the comma or full stop that belongs to the frame."""
    text = document.article.text[quoted.inner.start : quoted.inner.end]
    left = len(text) - len(text.lstrip())
    return Span(quoted.inner.start + left, quoted.inner.start + max(left + 1, len(text.rstrip().rstrip(",."))))


def _is_full(document: Document, quoted: Quoted) -> bool:
    """A quotation that says something by itself: closed by punctuation with a verb or a capital, or six words with a verb."""
    text = document.article.text[quoted.inner.start : quoted.inner.end].strip()
    span = document.doc.char_span(quoted.inner.start, quoted.inner.end, alignment_mode="contract")
    has_verb = span is not None and any(t.pos_ in {"VERB", "AUX"} for t in span)
    closed = text[-1:] in {".", ",", "!", "?", "…"}
    return has_verb and (closed and text[:1].isupper() or len(text.split()) >= 6)


def _starts_sentence(document: Document, quoted: Quoted) -> bool:
    before = document.article.text[: quoted.outer.start].rstrip()
    return before[-1:] in {".", "!", "?", '"', "”", "'", "’", ""} or document.article.text[quoted.outer.start - 1] == "\n"


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


# --- one of several readings ---------------------------------------------------------------------------------------------------------


def _unnested(found: Sequence[_Said]) -> list[_Said]:
    """Of two readings of the same words the stronger; no weak cue inside what somebody says."""
    kept: list[_Said] = []
    for said in sorted(found, key=lambda s: (-_STRENGTH[s.frame], s.at.i, s.root.i)):
        if not said.content or not any(len(s) > 2 for s in said.content):
            continue
        nested = any(_contains(k, said.at) for k in kept)
        if _STRENGTH[said.frame] <= _WEAK and (nested or any(k.frame == "noun" and _contains(said, k.at) for k in kept)):
            continue
        if any(_same_words(k, said) and not _contains(k, said.at) and not _contains(said, k.at) for k in kept):
            continue
        kept.append(said)
    return sorted(kept, key=lambda s: (s.at.i, s.root.i))


def _contains(said: _Said, token: Token) -> bool:
    return any(s.start <= token.idx < s.end for s in said.content)


def _same_words(a: _Said, b: _Said) -> bool:
    shared = sum(_overlap(x, y) for x in a.content for y in b.content)
    return shared >= 0.5 * min(sum(map(len, a.content)), sum(map(len, b.content)))


# --- the facts -----------------------------------------------------------------------------------------------------------------------


def _statement(document: Document, said: _Said, times: Mapping[int, Time], events: Sequence[Event]) -> Statement:
    arguments = []
    for role, token in (("speaker", said.speaker), ("addressee", said.addressee)):
        mention = _mention(document, token)
        if mention is not None:
            arguments.append(Argument(role, mention.id))
    medium = _medium(document, said, events)
    return Statement(
        id=f"statement-{said.content[0].start}-{said.content[-1].end}-{said.at.idx}",
        arguments=tuple(arguments),
        sentence=sentence_of(said.at),
        cue=tuple(span_of([t]) for t in said.cue) if said.frame != "according" else (span_of(said.cue),),
        content=said.content,
        quotation=_quotation(document, said),
        force=said.force or _force(said, document.article.text),
        polarity=_polarity(said),
        certainty=certainty_of(said.at) if said.cue and said.at.pos_ in {"VERB", "AUX"} else "certain",
        medium=medium,
        time=_time(said, times),
        label=" ".join(t.lemma_.lower() if t.pos_ in {"VERB", "AUX", "NOUN"} and said.frame != "according" else t.lower_ for t in said.cue) or "say",
        pattern=f"statement:{said.frame}",
        confidence=confidence_of("statement", said.frame),
    )


def _mention(document: Document, token: Token | None) -> Mention | None:
    return (document.mention_of(token) or document.name_over(token)) if token is not None else None


def _quotation(document: Document, said: _Said) -> Quotation:
    if said.frame == "quotation":
        return "direct"
    quoted = sum(_overlap(q.inner, s) for q in document.quotations for s in said.content)
    whole = sum(len(s) for s in said.content)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= 0.95 * whole else "mixed"


def _force(said: _Said, text: str) -> Force:
    table = words("cues")["force"]
    lemma = said.at.lemma_.lower()
    forces: tuple[Force, ...] = ("belief", "commitment")
    for force in forces:
        if lemma in table[force]:
            return force
    if lemma in table["question"] and said.frame != "infinitive" or said.content and text[said.content[-1].end - 1] == "?":
        return "question"
    inside = [t for t in said.root.subtree if _contains(said, t)]
    own = [t for t in inside if t.head == said.root or t == said.root or t.head.head == said.root]
    duty = said.root.lemma_ in {"have", "be"} or said.root.dep_ in {"dobj", "pobj"}
    if any(t.lower_ in table["directive_modals"] and t.dep_ == "aux" or duty and t.lemma_.lower() in table["directive_words"] for t in own):
        return "directive"
    if lemma in table["directive"] and (said.frame != "clause" or lemma not in {"tell", "call"}):
        return "directive"
    return "evaluation" if lemma in table["evaluation"] else "assertion"


def _polarity(said: _Said) -> Polarity:
    """Is what is said a denial: "there is no place for", "was not a free pass", or by its verb "denied that"?"""
    root = said.root
    denied = said.at.lemma_.lower() in word_set("reality", "negative_verbs")
    own = polarity_of(root) if root.dep_ not in {"xcomp", "ccomp", "dobj", "pobj", "acl"} or not denied else "negative"
    if denied or said.cue and said.frame != "quotation" and _is_negated(said.at):
        return "negative"
    hedged = any(c.dep_ in {"attr", "acomp", "dobj"} and any(g.lower_ in word_set("reality", "negative_words") for g in c.children) for c in root.children)
    return "negative" if hedged or _is_negated(root) else own if root.dep_ == "ROOT" else "positive"


def _is_negated(root: Token) -> bool:
    return any(c.dep_ == "neg" for c in root.children)


def _medium(document: Document, said: _Said, events: Sequence[Event]) -> str | None:
    """The event that carried it, by its verb ("tweeted"), by the verb it hangs on ("wrote a letter requesting"), or by "in the letter"."""
    verb = said.verb
    if verb is None:
        return None
    by_trigger = {e.trigger.start: e for e in events if e.type == "Communication" and e.trigger}
    for token in (verb, verb.head if verb.dep_ in {"advcl", "xcomp", "conj", "pcomp"} else verb):
        if token.idx in by_trigger:
            return by_trigger[token.idx].id
    source = None
    if said.frame == "according":
        source = next((c for t in said.cue for c in t.children if c.dep_ == "pobj"), None)
    else:
        table = words("cues")["media"]["prepositions"]
        source = next(
            (
                o
                for p in verb.children
                if p.dep_ == "prep" and p.lower_ in table
                for o in p.children
                if o.dep_ == "pobj" and o.lemma_.lower() in words("nominals")["Work"]["nouns"]
            ),
            None,
        )
    mention = _mention(document, source)
    if source is None or mention is None:
        return None
    if document.entity[mention.entity].type != "Work" if mention.entity else True:
        return None
    entity = {m.id: m.entity for m in document.mentions}
    carried = next(
        (e.id for e in events if e.type == "Communication" and any(a.role == "theme" and entity[a.mention] == mention.entity for a in e.arguments)), None
    )
    return carried or mention.text


def _time(said: _Said, times: Mapping[int, Time]) -> Time | None:
    """The date at the cue verb, or at the verb that the cue only goes on from ("tweeted on Friday saying")."""
    verb = said.verb
    while verb is not None and said.frame != "according":
        if verb.i in times:
            return times[verb.i]
        verb = verb.head if verb.dep_ in {"advcl", "xcomp", "conj"} and verb.head != verb and verb.tag_ == "VBG" else None
    return None


def _posted(document: Document, events: Sequence[Event]) -> Iterator[Statement]:
    """What an embedded post says, sentence by sentence, is its author's."""
    for block in document.blocks:
        if block.kind != "post" or block.author is None:
            continue
        post = next((e for e in events if e.pattern == "embedded-post" and block.author and e.sentence.contains(block.author)), None)
        if post is None:
            continue
        addressed = addressee_of_post(document, block)
        for sentence in document.doc.sents:
            tokens = [t for t in sentence if block.span.start <= t.idx < block.span.end and not t.is_space]
            if not any(t.pos_ in {"VERB", "AUX"} for t in tokens):
                continue
            content = _trimmed(_after_salutation(document, tokens, addressed))
            if len(content):
                yield Statement(
                    id=f"statement-{content.start}-{content.end}-post",
                    arguments=(Argument("speaker", post.arguments[0].mention), *([Argument("addressee", addressed)] if addressed else [])),
                    sentence=span_of(tokens),
                    cue=(),
                    content=(content,),
                    quotation="direct",
                    polarity="negative" if _is_negated(sentence.root) else "positive",
                    medium=post.id,
                    time=post.time,
                    label="post",
                    pattern="statement:post",
                    confidence=confidence_of("statement", "post"),
                )


def _after_salutation(document: Document, tokens: list[Token], addressed: str | None) -> list[Token]:
    mention = next((m for m in document.mentions if m.id == addressed), None)
    if mention is None or not tokens[0].idx <= mention.start <= tokens[-1].idx or mention.start - tokens[0].idx > 12:
        return tokens
    return [t for t in tokens if t.idx >= mention.end]
