"""The frames in which words show that somebody speaks: clauses, infinitives, objects, nouns, "according to"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.arcs import Arcs, behind, is_passive, partner_of, subjects
from kg.extract.said import Said, spans_of, trimmed_span
from kg.model import Span
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 14  # tokens between a quotation and its verb
_SUBJECTS = {"nsubj", "nsubjpass"}
_RELATIVE = {"WDT", "WP"}  # "which the ministry rejects": what it rejects has been told before


def by_verb(document: Document, arcs: Arcs, verb: Token) -> Iterator[Said]:
    """What a verb tells as said, by the first of its frames that fits: clause, gerund, infinitive, commitment, object."""
    lemma = verb.lemma_.lower()
    speaker, addressee = _speaker(document, arcs, verb), addressee_of(arcs, verb)
    addressee = None if addressee == speaker else addressee
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and not _is_infinitive(c) and _inverted(verb, c) is None]
    clause = clauses[-1] if clauses else _in_document(verb) or _bare_clause(verb)
    infinitive = next((c for c in verb.children if c.dep_ in {"xcomp", "ccomp", "advcl"} and _is_infinitive(c) and c.i > verb.i), None)
    if clause is not None and any(_gerund_clause(c, c.lemma_.lower()) for c in clause.children):
        clause = None  # the gerund's own words, told by its own frame
    if clause is None and _is_parenthesis(verb):
        clause = verb.head
    if lemma in word_set("cues", "clause") and clause is not None and _is_speech(verb, clause, speaker):
        yield from _clauses(document, arcs, verb, clause, speaker, addressee)
    elif repaired := _gerund_clause(verb, lemma):
        root, tokens, subject = repaired
        yield Said("gerund", (verb,), root, (trimmed_span(_to_quotation_end(document, tokens)),), subject, verb=verb)
    elif lemma in word_set("cues", "infinitive") and infinitive is not None and (target := _told(verb, infinitive)) is not None:
        content = _infinitive_content(infinitive, _own_words(document, arcs, infinitive))
        by = [target.head] if target.dep_ == "pobj" and target.head.head == verb else []
        yield Said("infinitive", (*_cue(verb), *by), infinitive, content, speaker, target, "directive", verb=verb)
    elif lemma in word_set("cues", "commitment_infinitive") and speaker is not None and infinitive is not None and _binds(document, verb, infinitive):
        content = _infinitive_content(infinitive, _own_words(document, arcs, infinitive))
        yield Said("commitment", _cue(verb), infinitive, content, speaker, None, verb=verb)
    elif speaker is not None and (named := _named(document, verb, lemma)) is not None:
        yield from _naming(document, verb, named, speaker, addressee)
    elif speaker is not None:
        yield from _objects(document, arcs, verb, lemma, speaker, addressee)


def _inverted(verb: Token, clause: Token) -> Token | None:
    """ "“…,” said Roe commenting on the vote": who speaks, where the parser makes him the subject of the participle behind him."""
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None)
    bare = clause.tag_ in {"VBG", "VBN"} and not any(c.dep_ in {"aux", "auxpass"} for c in clause.children)
    behind_verb = subject is not None and bare and clause.i > verb.i and subject.left_edge.i == verb.i + 1
    return subject if behind_verb and any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children) else None


def _right_behind(document: Document, verb: Token) -> Token | None:
    """ "“…,” said Roe": who speaks, where the parser takes the name right behind the verb for its object."""
    if is_passive(verb) or any(c.dep_ in _SUBJECTS for c in verb.children) or not any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children):
        return None
    near = (c for c in verb.children if c.dep_ in {"dobj", "dative", "npadvmod", "attr"} and c.left_edge.i == verb.i + 1)
    return next((c for c in near if document.mention_at(c) is not None and is_somebody(document, c, set())), None)


def _in_document(verb: Token) -> Token | None:
    """ "said in a letter that the bank had closed": the clause that the parser hangs on the letter."""
    clauses = (c for noun in documents_of(verb) for c in noun.children if c.dep_ in {"relcl", "acl", "ccomp"})
    return next((c for c in clauses if c.left_edge.lower_ == "that" and _is_whole(c, c.left_edge)), None)


def _bare_clause(verb: Token) -> Token | None:
    """ "told an inquest she had warned them": the clause that the parser takes for one about the inquest."""
    if verb.lemma_.lower() not in word_set("cues", "telling"):
        return None
    told = next((c for c in verb.children if c.dep_ in {"dobj", "dative"}), None)
    for clause in told.children if told is not None else ():
        relative = any(t.tag_ in {*_RELATIVE, "WRB"} for t in clause.children)
        if clause.dep_ == "relcl" and clause.i > verb.i and not relative and {c.dep_ for c in clause.children} & _SUBJECTS and _is_complete(clause):
            return clause
    return None


def documents_of(verb: Token) -> Iterator[Token]:
    """The letters, reports and speeches in or by which something is said: "said in a letter"."""
    return (noun for noun in behind(verb, words("cues")["media"]["prepositions"]) if noun.lemma_.lower() in words("nominals")["Work"]["nouns"])


def _is_whole(clause: Token, that: Token) -> bool:
    """Does the clause lack nothing that "that" would stand for: "that Roe sold the bank", not "that Roe wrote"?"""
    others = {c.dep_ for c in clause.children if c != that}
    return bool(others & _SUBJECTS) and (that.dep_ == "mark" or _is_complete(clause))


def _is_complete(clause: Token) -> bool:
    return any(c.dep_ in {"dobj", "attr", "acomp", "nsubjpass", "ccomp", "xcomp"} and c.tag_ not in _RELATIVE and c.lower_ != "that" for c in clause.children)


def _is_parenthesis(verb: Token) -> bool:
    """ "Acme, Roe said, bought Bolt" and "As Roe said, Acme bought Bolt": the clause that it interrupts or opens is what is said."""
    comment = verb.dep_ == "parataxis" or verb.dep_ == "advcl" and any(c.lower_ == "as" and c.i == verb.left_edge.i for c in verb.children)
    return comment and any(c.dep_ == "nsubj" for c in verb.children) and not any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.children)


def _clauses(document: Document, arcs: Arcs, verb: Token, clause: Token, speaker: Token | None, addressee: Token | None) -> Iterator[Said]:
    """The clause, and the reason that is given for it as a claim of its own, unless both are quoted as they were said."""
    reason = _reason(document, clause)
    content = _clause_content(document, arcs, verb, clause, reason)
    if content:
        yield Said("clause", _cue(verb), clause, content, speaker or _beside(document, verb, content), addressee, verb=verb)
    if reason is not None:
        yield Said("clause", _cue(verb), reason, (trimmed_span([t for t in reason.subtree if not _is_marker(t, reason)]),), speaker, addressee, verb=verb)


def _reason(document: Document, clause: Token) -> Token | None:
    """The verb of "because …" behind the clause, where the two are not quoted together."""
    because = word_set("clauses", "because")
    for reason in clause.children:
        if reason.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in because for m in reason.children):
            edges = sorted((reason.idx, clause.idx))
            return None if any(q.inner.start <= edges[0] <= edges[1] < q.inner.end for q in document.quotations) else reason
    return None


def _beside(document: Document, verb: Token, content: tuple[Span, ...]) -> Token | None:
    """Who is named in the frame, where the parser found no subject: "…," Roe, the owner, said; "in a speech in Leeds, Roe, the owner, said …"."""
    if is_passive(verb) or any(c.dep_ in _SUBJECTS or c.dep_ == "expl" for c in verb.children) or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    start = content[-1].end if content[-1].end <= verb.idx else verb.sent.start_char
    between = [t for t in verb.sent if start <= t.idx < verb.idx]
    verbs = [t.i for t in between if t.tag_ in {"VBD", "VBZ", "VBP"} and t.dep_ != "relcl"]
    between = [t for t in between if t.i > max(verbs, default=-1)]
    named = [(t, m.type) for t in between if t.dep_ not in {"poss", "compound"} and (m := document.mention_at(t)) is not None and m.form != "nominal"]
    speakers = [t for kind in ("Person", "Organisation", "Group") for t, k in named if k == kind and verb.i - t.i <= _NEAR]
    return next(iter(speakers), None)


def _gerund_clause(verb: Token, lemma: str) -> tuple[Token, list[Token], Token | None] | None:
    """ "Stressing that prices fell, she …", where the parser takes the gerund for the subject of the clause it governs."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if verb.dep_ != "csubj" or lemma not in word_set("cues", "clause") or after is None or after.lower_ != "that":
        return None
    clause = verb.head
    tokens = [t for t in clause.subtree if t.i > after.i]
    speaker = next((c for c in clause.head.children if c.dep_ == "nsubj"), None) if clause.head != clause else None
    return clause, tokens, speaker


def _named(document: Document, verb: Token, lemma: str) -> tuple[Token, Token] | None:
    """What is called something, and what it is called: "called the plan a disaster", "dismissed the idea as a joke"; names are not said."""
    plain, by_as = lemma in word_set("cues", "naming", "plain"), lemma in word_set("cues", "naming", "as")
    objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "dative"}]
    if not (plain or by_as) or not objects or objects[0].tag_ in _RELATIVE:
        return None
    thing = objects[0]
    named = [c for c in verb.children if c.dep_ in {"oprd", "acomp"} or c.dep_ == "dobj" and c != thing] if plain else []
    quoted = [c for c in thing.children if plain and c.dep_ == "appos" and _opens_quotation(document, c.left_edge)]
    behind_as = [o for t in (verb, thing) for c in t.children if by_as and c.lower_ == "as" and c.i > thing.i for o in c.children if o.dep_ != "punct"]
    for name in (*named, *quoted, *behind_as):
        if name.i > thing.i and (name.pos_ != "PROPN" or _opens_quotation(document, name.left_edge)):
            return thing, name
    return None


def _naming(document: Document, verb: Token, named: tuple[Token, Token], speaker: Token, addressee: Token | None) -> Iterator[Said]:
    thing, name = named
    first = thing.left_edge if thing.i > verb.i else name.left_edge
    last = _within_marks(document, list(name.subtree))[-1]
    tokens = [t for t in verb.doc[first.i : last.i + 1] if t != verb]
    before = list(thing.subtree) if thing.i < verb.i else []
    yield Said("naming", (verb,), name, (*([trimmed_span(before)] if before else []), trimmed_span(tokens)), speaker, addressee, "evaluation", verb=verb)


def _opens_quotation(document: Document, token: Token) -> bool:
    """Does a quotation begin with this word?"""
    return any(q.outer.start <= token.idx <= q.inner.start for q in document.quotations)


def _within_marks(document: Document, tokens: list[Token]) -> list[Token]:
    """The words up to the end of the quotation that they open with, else all."""
    first = next((t for t in tokens if not t.is_punct), tokens[0])
    quoted = next((q for q in document.quotations if q.outer.start <= first.idx <= q.inner.start), None)
    return [t for t in tokens if quoted is None or t.idx < quoted.inner.end] or tokens


def _objects(document: Document, arcs: Arcs, verb: Token, lemma: str, speaker: Token, addressee: Token | None) -> Iterator[Said]:
    """ "emphasised the need to pay", "cautioned against haste", "accused Roe of lying"; people are praised and blamed, but not announced or dismissed."""
    if _is_negated(verb):
        return  # "did not respond to a request": nothing is said
    prepositions = words("cues")["preposition"].get(lemma, ())
    judges = lemma in words("cues")["force"]["evaluation"]
    things = [c for c in verb.children if c.dep_ == ("nsubjpass" if is_passive(verb) else "dobj") and c.tag_ not in _RELATIVE]
    told = [c for t in (verb, *things) for c in t.children if c.dep_ == "prep" and c.i > verb.i and c.lower_ in prepositions and (t == verb or judges)]
    for preposition in told:
        inner = next((c for c in preposition.children if c.dep_ in {"pobj", "pcomp"} and not _is_date(document, c)), None)
        if inner is not None:
            content = trimmed_span(_without_frame(document, _own_words(document, arcs, inner)))
            yield Said("preposition", (verb, preposition), inner, (content,), speaker, None if judges else addressee, verb=verb, topic=next(iter(things), None))
    for thing in things if not told and lemma in word_set("cues", "object") else ():
        if disputes(verb) and thing.pos_ == "NOUN" or _is_content_noun(thing) and (judges or not _is_people(document, thing)):
            yield Said("object", (verb,), thing, (trimmed_span(list(thing.subtree)),), speaker, addressee, verb=verb)


def disputes(verb: Token) -> bool:
    """Does the verb praise, blame or deny, so that its object is what others did or said?"""
    lemma = verb.lemma_.lower()
    return lemma in words("cues")["force"]["evaluation"] or lemma in word_set("cues", "object_any")


def _is_date(document: Document, token: Token) -> bool:
    """ "called on Friday": when, not for what."""
    mention = document.mention_at(token)
    return mention is not None and mention.type == "Date"


def _without_frame(document: Document, tokens: list[Token]) -> list[Token]:
    """Words that open with a quotation without the place and time behind it: "accused Roe of “hiding” in a speech on Monday"."""
    inside = _within_marks(document, tokens)
    rest = [t for t in tokens if t not in inside and not t.is_punct]
    return inside if rest and rest[0].dep_ == "prep" and rest[0].lower_ in words("cues")["media"]["prepositions"] else tokens


def _is_content_noun(noun: Token) -> bool:
    return noun.lemma_.lower() in word_set("cues", "object_heads") or any(c.dep_ in {"acl", "relcl", "prep"} for c in noun.children)


def _is_people(document: Document, token: Token) -> bool:
    mention = document.mention_at(token)
    return mention is not None and mention.type in {"Person", "Group"}


def by_noun(arcs: Arcs, noun: Token) -> Iterator[Said]:
    """ "reports that …", "Roe's claim that …", "her call for a ban": the possessor speaks, else the report itself."""
    table = words("cues")["nouns"]
    lemma = noun.lemma_.lower()
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or next(behind(noun, {"by", "from"}), None)
    for child in noun.children:
        if lemma in table["clause"] and child.dep_ in {"acl", "ccomp", "relcl"} and _has_that(child):
            speaker = owner or (noun if lemma in table["anonymous"] else _owner_by_verb(arcs, noun))
            yield Said("noun", (noun,), child, (trimmed_span([t for t in child.subtree if not _is_marker(t, child)]),), speaker, verb=noun)
        elif owner is not None and lemma in table["infinitive"] and child.dep_ in {"acl", "relcl"} and _is_infinitive(child):
            yield Said("nominal", (noun,), child, _infinitive_content(child), owner, verb=noun)
        elif owner is not None and child.dep_ == "prep" and child.lower_ in table["preposition"].get(lemma, ()):
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"} and inner != owner:
                    yield Said("nominal", (noun, child), inner, (trimmed_span(list(inner.subtree)),), owner, verb=noun)


def _has_that(clause: Token) -> bool:
    return any(m.lower_ == "that" and m.dep_ == "mark" for m in clause.children)


def _owner_by_verb(arcs: Arcs, noun: Token) -> Token | None:
    """ "Roe expressed the hope that …": who makes the claim is the subject of its verb."""
    return next((a.token for a in subjects(arcs, noun.head)), None) if noun.dep_ == "dobj" and not disputes(noun.head) else None


def by_source(token: Token) -> Iterator[Said]:
    """ "According to the ministry, …": the rest of the clause is what the ministry says."""
    if token.dep_ not in {"prep", "mark", "advmod"} or token.i + 1 >= len(token.doc):
        return
    inner = token.nbor()
    if not _is_source(token):
        return
    source = next((c for t in (inner, token) for c in t.children if c.dep_ == "pobj"), None)
    clause = token.head
    if source is None or clause == token:
        return
    if _speaks_of_all(token):
        while clause.dep_ in {"ccomp", "relcl", "advcl"} and clause.head.i < token.i:
            clause = clause.head
    while clause.dep_ in {"prep", "pobj", "attr", "dobj", "nsubj"} and clause.head != clause:
        clause = clause.head
    phrase = set(token.subtree) | set(inner.subtree)
    tokens = [t for t in clause.subtree if t not in phrase and not (t == clause.left_edge and _is_marker(t, clause))]
    if tokens:
        yield Said("according", (token, inner), clause, spans_of(tokens), _publisher(source), verb=clause)


def _is_source(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and f"{token.lower_} {token.nbor().lower_}" in words("cues")["according"]["words"]


def _speaks_of_all(token: Token) -> bool:
    """ "Half think the bank will fail, according to a poll": behind a comma the source is that of the whole sentence."""
    return token.i > token.head.i and token.nbor(-1).text == ","


def _publisher(source: Token) -> Token:
    """ "a press release from the ministry": the ministry speaks; "the report": the report does."""
    if source.lemma_.lower() not in words("nominals")["Work"]["nouns"]:
        return source
    maker = next(behind(source, {"from", "by", "of"}), None)
    return maker or next((c for c in source.children if c.dep_ == "poss"), source)


def speaker_of(arcs: Arcs, verb: Token) -> Token | None:
    """The subject, in the passive the agent; nobody is made up."""
    if is_passive(verb):
        return next((o.token for a in arcs[verb.i] if a.label == "agent" for o in arcs[a.token.i] if o.label == "pobj"), None)
    found = [a.token for a in subjects(arcs, verb) if a.label == "nsubj"]
    return found[0] if found and found[0].lower_ not in {"it", "there", "that", "which", "this"} else None


def _speaker(document: Document, arcs: Arcs, verb: Token) -> Token | None:
    """Who speaks; where the parser hangs a cue on a clause about a thing ("said the claims were false and promised to sue"), who says that clause."""
    own = speaker_of(arcs, verb) or _it(document, arcs, verb) or _right_behind(document, verb)
    own = own or next((s for c in verb.children if (s := _inverted(verb, c)) is not None), None)
    outer = _outer_cue(document, arcs, verb)
    return own if outer is None else _speaker(document, arcs, outer)


def _it(document: Document, arcs: Arcs, verb: Token) -> Token | None:
    """ "It said …" of a company; the "it" of "it is said" stands for nobody."""
    subject = next((a.token for a in subjects(arcs, verb) if a.label == "nsubj" and not is_passive(verb)), None)
    mention = document.mention_at(subject) if subject is not None else None
    if mention is None or mention.entity is None or mention.form != "pronoun":
        return None
    return subject if document.entity[mention.entity].type in {"Organisation", "Group"} else None


def _outer_cue(document: Document, arcs: Arcs, verb: Token) -> Token | None:
    """The cue verb outside the clause with which this one goes, where the clause's own subject cannot speak; "adding" always goes with it."""
    lemma = verb.lemma_.lower()
    gerund = verb.dep_ == "advcl" and verb.tag_ == "VBG"
    if not (verb.dep_ == "conj" or gerund) or lemma not in word_set("cues", "speech") or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    own = speaker_of(arcs, verb)
    if (own is None or is_somebody(document, own, {"Work"})) and not (gerund and lemma == "add"):
        return None
    clause = verb.head
    while clause.dep_ == "conj":
        clause = clause.head
    if clause.dep_ in {"ccomp", "acl", "relcl", "advcl"}:
        return next((t for t in clause.ancestors if t.lemma_.lower() in word_set("cues", "clause") and t.pos_ == "VERB"), None)
    between = (t for t in reversed(verb.doc[clause.i : verb.i]) if t.dep_ == "advcl" and t.tag_ == verb.tag_ and t.lemma_.lower() in word_set("cues", "clause"))
    return next(between, None)  # "fell after Roe warned that … and said that …"


def _own_words(document: Document, arcs: Arcs, root: Token) -> list[Token]:
    """The words that hang on this one, without what is coordinated with a verb outside: "would close" of "said it would close and blamed …"."""
    words_in = list(root.subtree)
    inside = set(words_in)
    left_out: set[Token] = set()
    for token in words_in:
        if _is_source(token) and _speaks_of_all(token):
            left_out.update(token.subtree)
        strays = token.dep_ == "conj" and partner_of(token) not in inside
        outer = None if strays else _outer_cue(document, arcs, token)
        if strays or outer is not None and outer not in inside:
            left_out.update(token.subtree)
            left_out.update(t for t in token.head.children if t.dep_ == "cc" and t.i == token.left_edge.i - 1)
    return [t for t in words_in if t not in left_out]


def addressee_of(arcs: Arcs, verb: Token) -> Token | None:
    """ "told reporters that", "said to Roe", "wrote him that"; in the passive who was told."""
    lemma = verb.lemma_.lower()
    if is_passive(verb) and lemma in {"tell", "ask", "inform", "urge", "advise", "warn"}:
        return next((a.token for a in subjects(arcs, verb)), None)
    direct = next((a.token for a in arcs[verb.i] if a.label in {"dative", "dobj"} and a.token.i > verb.i and a.token.pos_ in {"PROPN", "PRON", "NOUN"}), None)
    if direct is not None and (any(c.dep_ == "ccomp" for c in verb.children) or _bare_clause(verb) is not None):
        return next((c for c in direct.children if c.dep_ == "pobj"), direct) if direct.pos_ == "ADP" else direct
    written_to = (t for noun in documents_of(verb) for t in behind(noun, words("cues")["address"]["prepositions"]))
    return next(
        (
            o.token
            for a in arcs[verb.i]
            if a.label in {"prep", "dative"} and a.token.lower_ == "to"
            for o in arcs[a.token.i]
            if o.label == "pobj" and o.token.pos_ in {"PROPN", "PRON", "NOUN"}
        ),
        next(written_to, None),
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
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in word_set("cues", "refusing"):
        return False  # "declined to say how many": that is just not said
    if verb.lemma_.lower() == "point":
        return any(c.lower_ == "out" for c in verb.children)
    if speaker is None and is_passive(verb) and any(c.dep_ == "prt" for c in verb.children):
        return False  # "must be well thought out"
    has_subject = any(c.dep_ in {"nsubj", "nsubjpass", "expl", "csubj"} for c in clause.children)
    return has_subject or speaker is not None and clause.i < verb.i


def _binds(document: Document, verb: Token, infinitive: Token) -> bool:
    """Is the infinitive what is promised, not what for; behind a day the parser cannot tell: "promised on Sunday to pay"."""
    day = next((c for c in verb.children if c.i == verb.i + 1 and (_is_date(document, c) or any(_is_date(document, p) for p in c.children))), None)
    return infinitive.dep_ == "xcomp" or day is not None and infinitive.left_edge.i == day.right_edge.i + 1


def _cue(verb: Token) -> tuple[Token, ...]:
    return tuple(sorted([verb, *(c for c in verb.children if c.dep_ == "prt")], key=lambda t: t.i))


def _is_marker(token: Token, clause: Token) -> bool:
    hung = clause.dep_ in {"relcl", "acl"} and token == clause.left_edge and token.lower_ == "that"
    return hung or token.dep_ == "mark" and token.head == clause and token.lower_ in {"that", "because"}


def _clause_content(document: Document, arcs: Arcs, verb: Token, clause: Token, reason: Token | None) -> tuple[Span, ...]:
    left_out = set(reason.subtree) if reason is not None else set()
    own = {verb, *(t for c in verb.children if c != clause and c.dep_ != "punct" for t in c.subtree)}
    if verb.is_ancestor(clause):
        own -= set(clause.subtree)
    tokens = _within_quotation(document, [t for t in _own_words(document, arcs, clause) if t not in own | left_out and not _is_marker(t, clause)])
    quoted = next((q.outer for q in document.quotations if q.outer.start <= clause.idx < q.outer.end), None)
    if quoted is not None and quoted.start > verb.idx:
        tokens = [t for t in tokens if t.idx > verb.idx]  # "Of the plan, he said, “…”": what stands before the verb is the frame's
    tokens = _without_date(document, verb, tokens)
    if tokens and tokens[0].lower_ == "that" and any(c.dep_ in _SUBJECTS and c.i > tokens[0].i + 1 - (tokens[0].dep_ != "det") for c in clause.children):
        tokens = tokens[1:]  # of "said that A and that B", where the parser hangs the first on the second
    if not tokens or tokens[-1].dep_ == "cc":
        return ()  # "X began in May and Roe says …": the clause before is not what Roe says
    return spans_of(_to_quotation_end(document, tokens))


def _without_date(document: Document, verb: Token, tokens: list[Token]) -> list[Token]:
    """ "said on Tuesday it would close": the day right behind the verb is when it was said."""
    first = tokens[0] if tokens and tokens[0].i == verb.i + 1 else None
    if first is None or not (_is_date(document, first) or any(c.dep_ == "pobj" and _is_date(document, c) for c in first.children)):
        return tokens
    return [t for t in tokens if not first.is_ancestor(t) and t != first]


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


def _infinitive_content(infinitive: Token, words_in: Sequence[Token] | None = None) -> tuple[Span, ...]:
    """From the verb, or its "not", on, without its subject and the "to", and without another saying behind it: "vowed to go, tweeting …"."""
    own = {t for c in infinitive.children if c.dep_ == "nsubj" or c.dep_ == "aux" and c.lower_ == "to" and not _is_negated(infinitive) for t in c.subtree}
    own |= {t for c in infinitive.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.lemma_.lower() in word_set("cues", "speech") for t in c.subtree}
    first = min([infinitive.i, *(c.left_edge.i for c in infinitive.lefts if c not in own and c.dep_ in {"advmod", "neg"})])
    tokens = [t for t in words_in or infinitive.subtree if t not in own and t.i >= first]
    siblings = [t for c in infinitive.head.children if c.dep_ == "prep" and c.i > infinitive.right_edge.i for t in c.subtree]
    return spans_of([*tokens, *siblings])


def _is_negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def is_somebody(document: Document, token: Token, also: set[str]) -> bool:
    """Is this a person, an organisation, a group or a place, or a thing of one of the types in `also`?"""
    mention = document.mention_at(token)
    if mention is None or mention.form != "nominal":
        return mention is not None or token.pos_ in {"NUM", "PRON", "DET", "PROPN"}  # "one of the people"
    kind = document.entity[mention.entity].type if mention.entity else mention.type
    of_somebody = any(c.dep_ == "poss" and (m := document.mention_at(c)) is not None and m.type == "Person" for c in token.children)
    return kind in {"Person", "Organisation", "Group", "Place"} | also or kind == "Other" and of_somebody  # "her campaign"
