"""The frames in which words show that somebody speaks: clauses, infinitives, objects, nouns, "according to"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.spans import spans_of, trimmed_span
from kg.extract.statements.attribution import RELATIVE_PRONOUNS as RELATIVE
from kg.extract.statements.attribution import (
    addressee_of,
    documents_of,
    is_complete,
    is_date,
    named_behind,
    publisher_of,
    sources_of,
    speaker_in,
)
from kg.extract.statements.attribution import clause_without_that as bare_clause
from kg.extract.statements.attribution import inverted_subject as inverted
from kg.extract.statements.attribution import named_before as beside
from kg.extract.statements.attribution import requested_actor as told
from kg.extract.statements.content_span import (
    clause_content,
    infinitive_content,
    is_marker,
    is_negated,
    is_source,
    opens_quotation,
    own_words,
    speaks_of_all,
    to_quotation_end,
    within_marks,
    without_frame,
    without_sayings,
)
from kg.extract.statements.draft import StatementDraft
from kg.patterns import word_set, words
from kg.syntax import Arcs, is_passive, prepositional_objects, subject_arcs

if TYPE_CHECKING:
    from spacy.tokens import Token


def by_verb(document: Document, arcs: Arcs, verb: Token) -> Iterator[StatementDraft]:
    """What a verb tells as said, by the first of its frames that fits: clause, gerund, infinitive, commitment, object."""
    lemma = verb.lemma_.lower()
    if lemma not in _cue_verbs() or _is_wished(verb):
        return
    speaker, addressee = speaker_in(document, arcs, verb), addressee_of(arcs, verb)
    addressee = None if addressee == speaker else addressee
    clauses = [
        c
        for c in verb.children
        if c.dep_ == syntax.CLAUSAL_COMPLEMENT
        and not _is_infinitive(c)
        and inverted(verb, c) is None
    ]
    clause = (
        clauses[0 if clauses[-1].i < verb.i else -1]
        if clauses
        else _misplaced_clause(verb) or bare_clause(verb)
    )
    infinitives = (
        c
        for c in verb.children
        if c.dep_ in {syntax.OPEN_COMPLEMENT, syntax.CLAUSAL_COMPLEMENT, syntax.ADVERBIAL_CLAUSE}
        and _is_infinitive(c)
        and c.i > verb.i
    )
    infinitive = next(
        (c for c in infinitives if not any(w.tag_ in {"WRB", "WP"} for w in c.children)), None
    )  # "told them where to go" tells nothing
    if clause is not None and any(_gerund_clause(c, c.lemma_.lower()) for c in clause.children):
        clause = None  # the gerund's own words, told by its own frame
    if clause is None and _is_parenthesis(verb):
        clause = verb.head
    if (
        (lemma in word_set("cues", "clause") or lemma in words("cues")["needing"])
        and clause is not None
        and _is_speech(document, verb, clause, speaker)
    ):
        for part in [*_before_a_semicolon(clauses, clause), clause]:
            yield from _clauses(document, arcs, verb, part, speaker, addressee)
    elif repaired := _gerund_clause(verb, lemma):
        root, tokens, subject = repaired
        yield StatementDraft(
            "gerund",
            (verb,),
            root,
            (trimmed_span(to_quotation_end(document, tokens)),),
            subject,
            verb=verb,
        )
    elif (
        lemma in word_set("cues", "infinitive")
        and infinitive is not None
        and (target := told(verb, infinitive)) is not None
    ):
        content = infinitive_content(infinitive, own_words(document, arcs, infinitive))
        by = (
            [target.head]
            if target.dep_ == syntax.PREPOSITIONAL_OBJECT and target.head.head == verb
            else []
        )
        wished = next(
            (
                c
                for c in infinitive.children
                if c.dep_ == syntax.MARKER
                and c.lower_ in words("cues")["preposition"].get(lemma, ())
            ),
            None,
        )
        if wished is not None:  # "called for Roe to resign": he is spoken of, not to
            content, by, target = (
                (trimmed_span([*target.subtree, *own_words(document, arcs, infinitive)[1:]]),),
                [wished],
                None,
            )
        yield StatementDraft(
            "infinitive",
            (*_cue(verb), *by),
            infinitive,
            content,
            speaker,
            target,
            "directive",
            verb=verb,
        )
    elif (
        lemma in word_set("cues", "commitment_infinitive")
        and speaker is not None
        and infinitive is not None
        and _binds(document, verb, infinitive)
    ):
        content = infinitive_content(infinitive, own_words(document, arcs, infinitive))
        yield StatementDraft(
            "commitment", _cue(verb), infinitive, content, speaker, None, verb=verb
        )
    elif speaker is not None and (named := _named(document, verb, lemma)) is not None:
        yield from _naming(
            document, verb, named, speaker, None if addressee in named else addressee
        )  # "likened it to a joke": nobody is told
    elif speaker is not None:
        yield from _objects(document, arcs, verb, lemma, speaker, addressee)


def _before_a_semicolon(clauses: Sequence[Token], last: Token) -> list[Token]:
    """ "Acme said it would close; staff would go": the clauses before the last are told as well, where a semicolon parts them from the next."""
    behind = [c for c in clauses if c.head.i < c.i < last.i]
    return [
        c
        for c, following in pairwise([*behind, last])
        if any(t.text == ";" for t in c.doc[c.i : following.i])
    ]


def _is_wished(verb: Token) -> bool:
    """ "Wants us to believe that …": who is to do it does not do it."""
    return (
        _is_infinitive(verb)
        and verb.dep_ in {syntax.OPEN_COMPLEMENT, syntax.CLAUSAL_COMPLEMENT}
        and verb.head.lemma_.lower() in word_set("cues", "wishing")
    )


@cache
def _cue_verbs() -> frozenset[str]:
    """The lemmas that are a cue in any frame of verbs."""
    table = words("cues")
    lists = (
        table["clause"],
        table["infinitive"],
        table["commitment_infinitive"],
        table["object"],
        table["naming"]["plain"],
        table["naming"]["as"],
    )
    return frozenset(
        lemma
        for lemmas in (
            *lists,
            table["preposition"],
            table["naming"]["linking"],
            table["needing"],
            table["gerund"],
        )
        for lemma in lemmas
    )


def _misplaced_clause(verb: Token) -> Token | None:
    """ "said in a letter to the bank that it had closed": the clause that the parser hangs on the letter, on whom it is to or comes from, or loosely."""
    to = words("cues")["address"]["prepositions"]
    documents = list(documents_of(verb))
    replies = (
        n
        for n in prepositional_objects(verb, words("cues")["media"]["prepositions"])
        if n.lemma_.lower() in words("cues")["address"]["replies"]
    )
    addressed = (
        n for noun in (*documents, *replies) for n in prepositional_objects(noun, to)
    )  # "in a letter to the bank that", "in a response to the report that"
    nouns = [
        *documents,
        *addressed,
        *prepositional_objects(verb, to),
        *sources_of(verb),
        *prepositional_objects(verb, words("cues")["address"]["without"]),
    ]  # "without evidence that"
    clauses = [
        c
        for noun in nouns
        for c in noun.children
        if c.dep_ in {syntax.RELATIVE_CLAUSE, syntax.ADNOMINAL_CLAUSE, syntax.CLAUSAL_COMPLEMENT}
    ]
    loose = [c for c in verb.children if c.dep_ == syntax.ADVERBIAL_CLAUSE and c.i > verb.i]
    return next(
        (
            c
            for c in [*clauses, *loose]
            if (that := _opening_that(c)) is not None and _is_whole(c, that)
        ),
        None,
    )


def _opening_that(clause: Token) -> Token | None:
    """The "that" that the clause begins with, perhaps behind an adverb: "said only that …"."""
    first = clause.left_edge
    return (
        next(
            (
                t
                for t in (first, first.nbor())
                if t.lower_ == "that" and (t == first or first.dep_ == syntax.ADVERBIAL_MODIFIER)
            ),
            None,
        )
        if first != clause
        else None
    )


def _is_whole(clause: Token, that: Token) -> bool:
    """Does the clause lack nothing that "that" would stand for: "that Roe sold the bank", not "that Roe wrote"?"""
    others = {c.dep_ for c in clause.children if c != that}
    return bool(others & syntax.SUBJECTS) and (that.dep_ == syntax.MARKER or is_complete(clause))


def _is_parenthesis(verb: Token) -> bool:
    """ "Acme, Roe said, bought Bolt" and "As Roe said, Acme bought Bolt": the clause that it interrupts or opens is what is said."""
    first = verb.left_edge
    apart = (
        first.is_sent_start or not first.nbor(-1).is_alpha
    )  # "raises as many questions as it answers"
    comment = (
        verb.dep_ == syntax.PARATAXIS and (first.is_sent_start or first.nbor(-1).text != ":")
    ) or (
        verb.dep_ == syntax.ADVERBIAL_CLAUSE
        and apart
        and any(c.lower_ == "as" and c == first for c in verb.children)
    )
    return (
        comment
        and any(c.dep_ == syntax.SUBJECT for c in verb.children)
        and not any(
            c.dep_ in {syntax.OBJECT, syntax.CLAUSAL_COMPLEMENT, syntax.OPEN_COMPLEMENT}
            for c in verb.children
        )
    )


def _clauses(
    document: Document,
    arcs: Arcs,
    verb: Token,
    clause: Token,
    speaker: Token | None,
    addressee: Token | None,
) -> Iterator[StatementDraft]:
    """The clause, and the reason that is given for it as a claim of its own, unless both are quoted as they were said."""
    reason = _reason(document, clause)
    content = clause_content(document, arcs, verb, clause, reason)
    content = (
        *(
            trimmed_span(list(c.subtree))
            for c in verb.children
            if clause == verb.head and _is_subject_before(c, verb)
        ),
        *content,
    )
    if content:
        yield StatementDraft(
            "clause",
            _cue(verb),
            clause,
            content,
            speaker or beside(document, verb, content),
            addressee,
            verb=verb,
        )
    if reason is not None:
        yield StatementDraft(
            "clause",
            _cue(verb),
            reason,
            (trimmed_span([t for t in reason.subtree if not is_marker(t, reason)]),),
            speaker,
            addressee,
            verb=verb,
        )


def _is_subject_before(gerund: Token, verb: Token) -> bool:
    """ "Selling the plant, he explained, would cost little": what is told of stands before the frame, which the parser takes for the frame's own."""
    return (
        verb.dep_ == syntax.PARATAXIS
        and gerund.dep_ == syntax.ADVERBIAL_CLAUSE
        and gerund.tag_ == "VBG"
        and bool(gerund.left_edge.is_sent_start)
    )


def _reason(document: Document, clause: Token) -> Token | None:
    """The verb of "because …" behind the clause, where the two are not quoted together."""
    because = word_set("clauses", "because")
    for reason in clause.children:
        if reason.dep_ == syntax.ADVERBIAL_CLAUSE and any(
            m.dep_ == syntax.MARKER and m.lower_ in because for m in reason.children
        ):
            edges = sorted((reason.idx, clause.idx))
            return (
                None
                if any(
                    q.inner.start <= edges[0] <= edges[1] < q.inner.end for q in document.quotations
                )
                else reason
            )
    return None


def _gerund_clause(verb: Token, lemma: str) -> tuple[Token, list[Token], Token | None] | None:
    """ "Stressing that prices fell, she …", where the parser takes the gerund for the subject of the clause it governs."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else None
    if (
        verb.dep_ != syntax.CLAUSAL_SUBJECT
        or lemma not in word_set("cues", "clause")
        or after is None
        or after.lower_ != "that"
    ):
        return None
    clause = verb.head
    tokens = [t for t in clause.subtree if t.i > after.i]
    speaker = (
        next((c for c in clause.head.children if c.dep_ == syntax.SUBJECT), None)
        if clause.head != clause
        else None
    )
    return clause, tokens, speaker


def _named(document: Document, verb: Token, lemma: str) -> tuple[Token, Token] | None:
    """What is called something, and what it is called: "called the plan a disaster", "dismissed the idea as a joke"; names are not said."""
    plain, by_as = (
        lemma in word_set("cues", "naming", "plain"),
        lemma in word_set("cues", "naming", "as"),
    )
    objects = [
        c
        for c in verb.children
        if c.dep_ in {syntax.OBJECT, syntax.PASSIVE_SUBJECT, syntax.INDIRECT_OBJECT}
    ]
    if not (plain or by_as):
        return _linked(verb, objects[0], lemma) if objects else None
    if plain and (clause := _small_clause(verb)) is not None:
        return clause
    if not objects:
        return _named_in_marks(document, verb) if plain else None
    thing = objects[0]
    named = (
        [
            c
            for c in verb.children
            if c.dep_ in {syntax.OBJECT_PREDICATE, syntax.ADJECTIVAL_COMPLEMENT}
            or (c.dep_ == syntax.OBJECT and c != thing)
        ]
        if plain
        else []
    )
    quoted = [
        c
        for c in thing.children
        if plain
        and c.dep_ in {syntax.APPOSITION, syntax.ADJECTIVAL_MODIFIER}
        and c.i > thing.i
        and opens_quotation(document, c.left_edge)
    ]
    behind_as = [
        o
        for t in (verb, thing)
        for c in t.children
        if by_as and c.lower_ == "as" and c.i > thing.i
        for o in c.children
        if o.dep_ != syntax.PUNCTUATION
    ]
    for name in (*named, *quoted, *behind_as):
        if name.i > thing.i and (name.pos_ != "PROPN" or opens_quotation(document, name.left_edge)):
            return thing, name
    return _named_in_marks(document, verb) if plain else None


def _linked(verb: Token, thing: Token, lemma: str) -> tuple[Token, Token] | None:
    """ "likened the plan to a joke", "blamed the delay on the weather": what is tied to what."""
    prepositions = words("cues")["naming"]["linking"].get(lemma, ())
    others = (
        o for t in (verb, thing) for o in prepositional_objects(t, prepositions) if o.i > thing.i
    )
    return next(((thing, other) for other in others), None)


def _small_clause(verb: Token) -> tuple[Token, Token] | None:
    """ "called his remarks “laughable”", where the parser makes a clause of the two."""
    for name in verb.children:
        if name.dep_ in {
            syntax.OBJECT_PREDICATE,
            syntax.CLAUSAL_COMPLEMENT,
            syntax.ADJECTIVAL_COMPLEMENT,
        } and name.pos_ in {"ADJ", "NOUN"}:
            thing = next(
                (c for c in name.children if c.dep_ == syntax.SUBJECT and verb.i < c.i < name.i),
                None,
            )
            if thing is not None:
                return thing, name
    return None


def _named_in_marks(document: Document, verb: Token) -> tuple[Token, Token] | None:
    """ "called the plan “the best …”", where the parser hangs the quotation elsewhere."""
    for thing in verb.children:
        if thing.dep_ in {syntax.OBJECT_PREDICATE, syntax.OBJECT} and thing.i > verb.i:
            ends = [token.idx + len(token) for token in thing.subtree if token.i >= thing.i]
            starts = [
                end + len(document.article.text[end:]) - len(document.article.text[end:].lstrip())
                for end in ends
            ]
            last = verb.sent[-1]
            marked = (
                q.inner
                for q in document.quotations
                if q.outer.start in starts
                and (q.outer.start in starts[-1:] or q.outer.end >= last.idx)
            )
            words_in = (
                document.doc.char_span(q.start, q.end, alignment_mode="contract") for q in marked
            )
            if (quoted := next(words_in, None)) is not None:
                return thing, quoted.root
    return None


def _naming(
    document: Document,
    verb: Token,
    named: tuple[Token, Token],
    speaker: Token,
    addressee: Token | None,
) -> Iterator[StatementDraft]:
    thing, name = named
    relative = (
        thing.tag_ in RELATIVE
    )  # "a tactic that Roe called a nonstarter": the tactic stands outside
    first = thing.left_edge if thing.i > verb.i else name.left_edge
    inside = within_marks(document, list(name.subtree))
    opened = any(thing.idx < q.outer.start <= name.idx < q.outer.end for q in document.quotations)
    last = (to_quotation_end(document, inside) if opened else inside)[-1]
    tokens = [t for t in verb.doc[first.i : last.i + 1] if t != verb]
    before = list(thing.subtree) if thing.i < verb.i and not relative else []
    yield StatementDraft(
        "naming",
        (verb,),
        name,
        (*([trimmed_span(before)] if before else []), trimmed_span(tokens)),
        speaker,
        addressee,
        "evaluation",
        verb=verb,
    )


def _objects(
    document: Document, arcs: Arcs, verb: Token, lemma: str, speaker: Token, addressee: Token | None
) -> Iterator[StatementDraft]:
    """ "emphasised the need to pay", "cautioned against haste", "accused Roe of lying"; people are praised and blamed, but not announced or dismissed."""
    if is_negated(verb):
        return  # "did not respond to a request": nothing is said
    prepositions = words("cues")["preposition"].get(lemma, ())
    judges = lemma in words("cues")["force"]["evaluation"]
    things = [
        c
        for c in verb.children
        if c.dep_ == (syntax.PASSIVE_SUBJECT if is_passive(verb) else syntax.OBJECT)
        and c.tag_ not in RELATIVE
    ]
    told = [
        c
        for t in (verb, *things)
        for c in t.children
        if c.dep_ == syntax.PREPOSITION
        and c.i > verb.i
        and c.lower_ in prepositions
        and (t == verb or judges)
    ]
    for preposition in told:
        inner = next(
            (
                c
                for c in preposition.children
                if c.dep_ in {syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT}
                and not is_date(document, c)
                and not _is_platform(c)
            ),
            None,
        )
        if inner is not None:
            content = trimmed_span(without_frame(document, own_words(document, arcs, inner)))
            yield StatementDraft(
                "preposition",
                (verb, preposition),
                inner,
                (content,),
                speaker,
                None if judges else addressee,
                verb=verb,
                topic=next(iter(things), None),
            )
    for gerund in (
        c
        for c in verb.children
        if lemma in word_set("cues", "gerund")
        and c.dep_ == syntax.OPEN_COMPLEMENT
        and c.tag_ == "VBG"
        and c.i > verb.i
    ):
        yield StatementDraft(
            "object",
            (verb,),
            gerund,
            (trimmed_span(without_sayings(own_words(document, arcs, gerund))),),
            speaker,
            addressee,
            verb=verb,
        )
    by_firm = (
        (m := document.mention_at(speaker)) is not None
        and m.type == "Organisation"
        and lemma in word_set("cues", "of_people")
    )
    for thing in things if not told and lemma in word_set("cues", "object") and not by_firm else ():
        if (disputes(verb) and thing.pos_ == "NOUN") or (
            _is_content_noun(thing) and (judges or not _is_people(document, thing))
        ):
            content = trimmed_span(without_sayings(own_words(document, arcs, thing)))
            yield StatementDraft(
                "object", (verb,), thing, (content,), speaker, addressee, verb=verb
            )


def _is_platform(token: Token) -> bool:
    """ "congratulated her on social media": where, not for what."""
    platforms = word_set("cues", "media", "platforms")
    return token.lower_ in platforms or any(
        c.dep_ in {syntax.ADJECTIVAL_MODIFIER, syntax.COMPOUND} and c.lower_ in platforms
        for c in token.children
    )


def disputes(verb: Token) -> bool:
    """Does the verb praise, blame or deny, so that its object is what others did or said?"""
    lemma = verb.lemma_.lower()
    return lemma in words("cues")["force"]["evaluation"] or lemma in word_set("cues", "object_any")


def _is_content_noun(noun: Token) -> bool:
    return noun.lemma_.lower() in word_set("cues", "object_heads") or any(
        c.dep_ in {syntax.ADNOMINAL_CLAUSE, syntax.RELATIVE_CLAUSE, syntax.PREPOSITION}
        for c in noun.children
    )


def _is_people(document: Document, token: Token) -> bool:
    mention = document.mention_at(token)
    return mention is not None and mention.type in {"Person", "Group"}


def by_noun(arcs: Arcs, noun: Token) -> Iterator[StatementDraft]:
    """ "reports that …", "Roe's claim that …", "her call for a ban": the possessor speaks, else the report itself."""
    table = words("cues")["nouns"]
    lemma = noun.lemma_.lower()
    if (
        lemma not in table["clause"]
        and lemma not in table["infinitive"]
        and lemma not in table["preposition"]
    ):
        return
    owner = next((c for c in noun.children if c.dep_ == syntax.POSSESSOR), None) or next(
        prepositional_objects(noun, {"by", "from"}), None
    )
    for child in noun.children:
        if (
            lemma in table["clause"]
            and child.dep_
            in {syntax.ADNOMINAL_CLAUSE, syntax.CLAUSAL_COMPLEMENT, syntax.RELATIVE_CLAUSE}
            and _has_that(child)
        ):
            speaker = owner or (noun if lemma in table["anonymous"] else _owner_by_verb(arcs, noun))
            yield StatementDraft(
                "noun",
                (noun,),
                child,
                (trimmed_span([t for t in child.subtree if not is_marker(t, child)]),),
                speaker,
                verb=noun,
            )
        elif (
            owner is not None
            and lemma in table["infinitive"]
            and child.dep_ in {syntax.ADNOMINAL_CLAUSE, syntax.RELATIVE_CLAUSE}
            and _is_infinitive(child)
        ):
            yield StatementDraft(
                "nominal", (noun,), child, infinitive_content(child), owner, verb=noun
            )
        elif (
            owner is not None
            and child.dep_ == syntax.PREPOSITION
            and child.lower_ in table["preposition"].get(lemma, ())
        ):
            for inner in child.children:
                if (
                    inner.dep_ in {syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT}
                    and inner != owner
                ):
                    yield StatementDraft(
                        "nominal",
                        (noun, child),
                        inner,
                        (trimmed_span(list(inner.subtree)),),
                        owner,
                        verb=noun,
                    )


def _has_that(clause: Token) -> bool:
    return any(m.lower_ == "that" and m.dep_ == syntax.MARKER for m in clause.children)


def _owner_by_verb(arcs: Arcs, noun: Token) -> Token | None:
    """ "Roe expressed the hope that …": who makes the claim is the subject of its verb."""
    calls = noun.head.lemma_.lower() in word_set(
        "cues", "naming", "plain"
    )  # "called the suggestion that … false": another made it
    return (
        next((a.token for a in subject_arcs(arcs, noun.head)), None)
        if noun.dep_ == syntax.OBJECT and not disputes(noun.head) and not calls
        else None
    )


def by_source(token: Token) -> Iterator[StatementDraft]:
    """ "According to the ministry, …": the rest of the clause is what the ministry says."""
    if token.dep_ not in {
        syntax.PREPOSITION,
        syntax.MARKER,
        syntax.ADVERBIAL_MODIFIER,
    } or token.i + 1 >= len(token.doc):
        return
    inner = token.nbor()
    if not is_source(token):
        return
    source = next(
        (c for t in (inner, token) for c in t.children if c.dep_ == syntax.PREPOSITIONAL_OBJECT),
        None,
    )
    clause = token.head
    if source is None or clause == token:
        return
    if speaks_of_all(token):
        while (
            clause.dep_
            in {syntax.CLAUSAL_COMPLEMENT, syntax.RELATIVE_CLAUSE, syntax.ADVERBIAL_CLAUSE}
            and clause.head.i < token.i
        ):
            clause = clause.head
    while (
        clause.dep_
        in {
            syntax.PREPOSITION,
            syntax.PREPOSITIONAL_OBJECT,
            syntax.ATTRIBUTE,
            syntax.OBJECT,
            syntax.SUBJECT,
        }
        and clause.head != clause
    ):
        clause = clause.head
    phrase = set(token.subtree) | set(inner.subtree)
    tokens = [
        t
        for t in clause.subtree
        if t not in phrase and not (t == clause.left_edge and is_marker(t, clause))
    ]
    if tokens:
        yield StatementDraft(
            "according", (token, inner), clause, spans_of(tokens), publisher_of(source), verb=clause
        )


def _is_infinitive(token: Token) -> bool:
    return token.tag_ in {"VB", "VBN"} and any(
        c.dep_ == syntax.AUXILIARY and c.lower_ == "to" for c in token.children
    )


def _is_speech(document: Document, verb: Token, clause: Token, speaker: Token | None) -> bool:
    """A clause of its own after or before the verb; "point" needs its "out", "shoot" its "back"."""
    if verb.dep_ == syntax.OPEN_COMPLEMENT and verb.head.lemma_.lower() in word_set(
        "cues", "refusing"
    ):
        return False  # "declined to say how many": that is just not said
    if (needed := words("cues")["needing"].get(verb.lemma_.lower())) is not None:
        return any(c.lower_ in needed for c in verb.children)
    if (
        speaker is None
        and (behind_it := named_behind(document, verb)) is not None
        and (clause == behind_it.head or clause.is_ancestor(behind_it))
    ):
        return False  # "“Look,” said Roe, “I would have gone”", where the parser lets Roe go
    if (
        speaker is None
        and is_passive(verb)
        and any(c.dep_ == syntax.PARTICLE for c in verb.children)
    ):
        return False  # "must be well thought out"
    verbs = [
        clause,
        *(c for c in clause.children if c.dep_ in syntax.AUXILIARIES),
    ]  # "they felt vindicated", where the parser hangs "they" on "felt"
    if clause == verb.head and any(_is_subject_before(c, verb) for c in verb.children):
        return True
    has_subject = any(
        c.dep_ in {syntax.SUBJECT, syntax.PASSIVE_SUBJECT, syntax.EXPLETIVE, syntax.CLAUSAL_SUBJECT}
        for v in verbs
        for c in v.children
    )
    return has_subject or (speaker is not None and clause.i < verb.i)


def _binds(document: Document, verb: Token, infinitive: Token) -> bool:
    """Is the infinitive what is promised, not what for; behind a day the parser cannot tell: "promised on Sunday to pay"."""
    if any(c.dep_ == syntax.PARTICLE for c in verb.children):
        return False  # "sworn in to replace him"
    day = next(
        (
            c
            for c in verb.children
            if c.i == verb.i + 1
            and (is_date(document, c) or any(is_date(document, p) for p in c.children))
        ),
        None,
    )
    return infinitive.dep_ == syntax.OPEN_COMPLEMENT or (
        day is not None and infinitive.left_edge.i == day.right_edge.i + 1
    )


def _cue(verb: Token) -> tuple[Token, ...]:
    return tuple(
        sorted([verb, *(c for c in verb.children if c.dep_ == syntax.PARTICLE)], key=lambda t: t.i)
    )
