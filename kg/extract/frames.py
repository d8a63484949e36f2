"""The frames in which words show that somebody speaks: clauses, infinitives, objects, nouns, "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.document import Document
from kg.extract.arcs import Arcs, behind, is_passive, subjects
from kg.extract.said import Said, spans_of, trimmed_span
from kg.model import Span
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 14  # tokens between a quotation and its verb
_SUBJECTS = {"nsubj", "nsubjpass"}


def by_verb(document: Document, arcs: Arcs, verb: Token) -> Iterator[Said]:
    """What a verb tells as said, by the first of its frames that fits: clause, gerund, infinitive, commitment, object."""
    lemma = verb.lemma_.lower()
    speaker, addressee = speaker_of(arcs, verb), addressee_of(arcs, verb)
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
        yield Said("gerund", (verb,), root, (trimmed_span(_to_quotation_end(document, tokens)),), subject, verb=verb)
    elif lemma in word_set("cues", "infinitive") and infinitive is not None and (target := _told(verb, infinitive)) is not None:
        yield Said("infinitive", _cue(verb), infinitive, _infinitive_content(infinitive), speaker, target, "directive", verb=verb)
    elif lemma in word_set("cues", "commitment_infinitive") and infinitive is not None and infinitive.dep_ == "xcomp" and speaker is not None:
        yield Said("commitment", _cue(verb), infinitive, _infinitive_content(infinitive), speaker, None, verb=verb)
    elif speaker is not None and not is_passive(verb):
        yield from _objects(document, verb, lemma, speaker, addressee)


def _in_document(verb: Token) -> Token | None:
    """ "said in a letter that the bank had closed": the clause that the parser hangs on the letter."""
    clauses = (c for noun in documents_of(verb) for c in noun.children if c.dep_ in {"relcl", "acl", "ccomp"})
    return next((c for c in clauses if c.left_edge.lower_ == "that" and _is_whole(c, c.left_edge)), None)


def documents_of(verb: Token) -> Iterator[Token]:
    """The letters, reports and speeches in or by which something is said: "said in a letter"."""
    return (noun for noun in behind(verb, words("cues")["media"]["prepositions"]) if noun.lemma_.lower() in words("nominals")["Work"]["nouns"])


def _is_whole(clause: Token, that: Token) -> bool:
    """Does the clause lack nothing that "that" would stand for: "that Roe sold the bank", not "that Roe wrote"?"""
    others = {c.dep_ for c in clause.children if c != that}
    return bool(others & _SUBJECTS) and (that.dep_ == "mark" or bool(others & {"dobj", "attr", "acomp", "nsubjpass", "ccomp", "xcomp"}))


def _is_parenthesis(verb: Token) -> bool:
    """ "Acme, Roe said, bought Bolt" and "As Roe said, Acme bought Bolt": the clause that it interrupts or opens is what is said."""
    comment = verb.dep_ == "parataxis" or verb.dep_ == "advcl" and any(c.lower_ == "as" and c.i == verb.left_edge.i for c in verb.children)
    return comment and any(c.dep_ == "nsubj" for c in verb.children) and not any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.children)


def _clauses(document: Document, verb: Token, clause: Token, speaker: Token | None, addressee: Token | None) -> Iterator[Said]:
    """The clause, and its reason clause as a claim of its own."""
    reason = next(
        (c for c in clause.children if c.dep_ == "advcl" and any(m.lower_ in word_set("clauses", "because") for m in c.children if m.dep_ == "mark")), None
    )
    content = _clause_content(document, verb, clause, reason)
    if content:
        yield Said("clause", _cue(verb), clause, content, speaker or _beside(document, verb, content), addressee, verb=verb)
    if reason is not None:
        yield Said("clause", _cue(verb), reason, (trimmed_span([t for t in reason.subtree if not _is_marker(t, reason)]),), speaker, addressee, verb=verb)


def _beside(document: Document, verb: Token, content: tuple[Span, ...]) -> Token | None:
    """Whose name stands between a quotation and its verb, where the parser made it a part of the clause: "…," Roe, the owner, said."""
    if is_passive(verb) or any(c.dep_ in _SUBJECTS or c.dep_ == "expl" for c in verb.children) or content[-1].end > verb.idx:
        return None
    between = [t for t in verb.sent if content[-1].end <= t.idx < verb.idx]
    names = [t for t in between if document.mention_at(t) is not None and t.pos_ in {"PROPN", "PRON"}]
    return next((t for t in names if is_somebody(document, t, set())), None) if len(between) <= _NEAR else None


def _gerund_clause(verb: Token, lemma: str) -> tuple[Token, list[Token], Token | None] | None:
    """ "Stressing that prices fell, she …", where the parser takes the gerund for the subject of the clause it governs."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if verb.dep_ != "csubj" or lemma not in word_set("cues", "clause") or after is None or after.lower_ != "that":
        return None
    clause = verb.head
    tokens = [t for t in clause.subtree if t.i > after.i]
    speaker = next((c for c in clause.head.children if c.dep_ == "nsubj"), None) if clause.head != clause else None
    return clause, tokens, speaker


def _objects(document: Document, verb: Token, lemma: str, speaker: Token, addressee: Token | None) -> Iterator[Said]:
    """ "emphasised the need to pay", "cautioned against haste"; people are praised and blamed, but not announced or dismissed as a claim is."""
    judges = lemma in words("cues")["force"]["evaluation"]
    for child in verb.children:
        if child.dep_ == "dobj" and lemma in word_set("cues", "object") and _is_content_noun(child) and (judges or not _is_people(document, child)):
            yield Said("object", (verb,), child, (trimmed_span(list(child.subtree)),), speaker, addressee, verb=verb)
        elif child.dep_ == "prep" and child.i > verb.i and child.lower_ in words("cues")["preposition"].get(lemma, ()):
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    yield Said("preposition", (verb, child), inner, (trimmed_span(list(inner.subtree)),), speaker, addressee, verb=verb)


def _is_content_noun(noun: Token) -> bool:
    return noun.lemma_.lower() in word_set("cues", "object_heads") or any(c.dep_ in {"acl", "relcl", "prep"} for c in noun.children)


def _is_people(document: Document, token: Token) -> bool:
    mention = document.mention_at(token)
    return mention is not None and mention.type in {"Person", "Group"}


def by_noun(arcs: Arcs, noun: Token) -> Iterator[Said]:
    """ "reports that …", "Roe's claim that …": the possessor speaks, else the report itself."""
    table = words("cues")["nouns"]
    lemma = noun.lemma_.lower()
    if lemma not in table["clause"]:
        return
    for child in noun.children:
        if child.dep_ in {"acl", "ccomp"} and any(m.lower_ == "that" and m.dep_ == "mark" for m in child.children):
            owner = next((c for c in noun.children if c.dep_ == "poss"), None) or next(behind(noun, {"by", "from"}), None)
            speaker = owner or (noun if lemma in table["anonymous"] else _owner_by_verb(arcs, noun))
            yield Said("noun", (noun,), child, (trimmed_span([t for t in child.subtree if not _is_marker(t, child)]),), speaker, verb=noun)


def _owner_by_verb(arcs: Arcs, noun: Token) -> Token | None:
    """ "Roe expressed the hope that …": who makes the claim is the subject of its verb."""
    return next((a.token for a in subjects(arcs, noun.head)), None) if noun.dep_ == "dobj" else None


def by_source(token: Token) -> Iterator[Said]:
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
        yield Said("according", (token, inner), clause, spans_of(tokens), _publisher(source), verb=clause)


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


def addressee_of(arcs: Arcs, verb: Token) -> Token | None:
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
    return spans_of(_to_quotation_end(document, tokens))


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
    return spans_of([*tokens, *siblings])


def is_somebody(document: Document, token: Token, also: set[str]) -> bool:
    """Is this a person, an organisation, a group or a place, or a thing of one of the types in `also`?"""
    mention = document.mention_at(token)
    if mention is None or mention.form != "nominal":
        return mention is not None or token.pos_ in {"NUM", "PRON", "DET", "PROPN"}  # "one of the people"
    kind = document.entity[mention.entity].type if mention.entity else mention.type
    return kind in {"Person", "Organisation", "Group", "Place"} | also
