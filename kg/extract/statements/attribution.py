"""Who says it, to whom, and who can speak at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.spans import span_of
from kg.model import Span
from kg.patterns import word_set, words
from kg.syntax import Arcs, is_passive, prepositional_objects, subject_arcs

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 14  # words between a name and its verb
RELATIVE = {"WDT", "WP"}  # "which the ministry rejects": what it rejects has been told before


def speaker_of(arcs: Arcs, verb: Token) -> Token | None:
    """The subject, in the passive the agent; nobody is made up."""
    if is_passive(verb):
        return next(
            (
                o.token
                for a in arcs[verb.i]
                if a.label == syntax.AGENT
                for o in arcs[a.token.i]
                if o.label == syntax.PREPOSITIONAL_OBJECT
            ),
            None,
        )
    found = [a.token for a in subject_arcs(arcs, verb) if a.label == syntax.SUBJECT]
    return (
        found[0]
        if found and found[0].lower_ not in {"it", "there", "that", "which", "this"}
        else None
    )


def speaker_in(document: Document, arcs: Arcs, verb: Token) -> Token | None:
    """Who speaks; where the parser hangs a cue on a clause about a thing ("said the claims were false and promised to sue"), who says that clause."""
    own = speaker_of(arcs, verb) or _it(document, arcs, verb) or _right_behind(document, verb)
    own = own or next((s for c in verb.children if (s := inverted(verb, c)) is not None), None)
    outer = outer_cue(document, arcs, verb)
    return own if outer is None else speaker_in(document, arcs, outer)


def _it(document: Document, arcs: Arcs, verb: Token) -> Token | None:
    """ "It said …" of a company or a report; the "it" of "it is said" stands for nobody."""
    subject = next(
        (
            a.token
            for a in subject_arcs(arcs, verb)
            if a.label == syntax.SUBJECT and not is_passive(verb)
        ),
        None,
    )
    mention = document.mention_at(subject) if subject is not None else None
    if mention is None or mention.entity is None or mention.form != "pronoun":
        return None
    return (
        subject
        if document.entity[mention.entity].type in {"Organisation", "Group", "Work"}
        else None
    )


def outer_cue(document: Document, arcs: Arcs, verb: Token) -> Token | None:
    """The cue verb outside the clause with which this one goes, where the clause's own subject cannot speak; "adding" always goes with it."""
    lemma = verb.lemma_.lower()
    gerund = verb.dep_ == syntax.ADVERBIAL_CLAUSE and verb.tag_ == "VBG"
    judges = gerund and _judges_from_outside(verb)
    if (
        not (verb.dep_ == syntax.CONJUNCT or gerund)
        or not (judges or lemma in word_set("cues", "speech"))
        or any(c.dep_ in syntax.SUBJECTS for c in verb.children)
    ):
        return None
    if any(c.tag_ == "MD" for c in verb.children):
        return None  # "argued that the bill amounts to amnesty and would encourage crossings"
    own = speaker_of(arcs, verb)
    clause = verb.head
    while clause.dep_ == syntax.CONJUNCT:
        clause = clause.head
    adds = (
        judges
        or (gerund and lemma in word_set("cues", "going_on"))
        or _tells_past_of_present(verb, clause)
        or _goes_on_behind_quotation(document, verb)
    )
    adds = adds or (verb.dep_ == syntax.CONJUNCT and _speaks_of_its_speaker(document, verb, clause))
    while (
        clause.dep_ == syntax.CLAUSAL_COMPLEMENT
        and clause.head.dep_ == syntax.CLAUSAL_COMPLEMENT
        and _goes_on_behind_quotation(document, verb)
    ):
        clause = clause.head
    if (own is None or is_somebody(document, own, {"Work"})) and not adds:
        return None
    if clause.dep_ in {
        syntax.CLAUSAL_COMPLEMENT,
        syntax.ADNOMINAL_CLAUSE,
        syntax.RELATIVE_CLAUSE,
        syntax.ADVERBIAL_CLAUSE,
    }:
        return next(
            (
                t
                for t in clause.ancestors
                if t.lemma_.lower() in word_set("cues", "clause") and t.pos_ == "VERB"
            ),
            None,
        )
    between = (
        t
        for t in reversed(verb.doc[clause.i : verb.i])
        if t.dep_ == syntax.ADVERBIAL_CLAUSE
        and t.tag_ == verb.tag_
        and t.lemma_.lower() in word_set("cues", "clause")
    )
    return next(between, None)  # "fell after Roe warned that … and said that …"


def _judges_from_outside(verb: Token) -> bool:
    """ "said that it had acted in time, rejecting claims that …": who rejects them is who says so, where the clause tells of no other's words."""
    behind_comma = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text == ","
    other = verb.head.lemma_.lower()
    told = (
        other in word_set("cues", "speech") | word_set("cues", "object")
        or other in words("cues")["preposition"]
    )
    return verb.lemma_.lower() in word_set("cues", "judging") and behind_comma and not told


def _speaks_of_its_speaker(document: Document, verb: Token, clause: Token) -> bool:
    """ "Roe said that the court left it open and said she believed …": what is said is about Roe, who says the clause before."""
    inner = (
        s
        for c in verb.children
        if c.dep_ == syntax.CLAUSAL_COMPLEMENT
        for s in c.children
        if s.dep_ == syntax.SUBJECT and s.tag_ == "PRP"
    )
    outer = (
        (s for s in clause.head.children if s.dep_ == syntax.SUBJECT)
        if clause.dep_ == syntax.CLAUSAL_COMPLEMENT
        else ()
    )
    named = [
        {
            m.entity
            for t in tokens
            if (m := document.mention_at(t)) is not None and m.entity is not None
        }
        for tokens in (inner, outer)
    ]
    return bool(named[0] & named[1])


def _goes_on_behind_quotation(document: Document, verb: Token) -> bool:
    """ "said that “it is clear that the House will act” and noted that …": the quoted clause has ended before the other cue."""
    clause = verb.head
    while (
        clause.dep_ == syntax.CLAUSAL_COMPLEMENT and clause.head.dep_ == syntax.CLAUSAL_COMPLEMENT
    ):
        clause = clause.head
    subject = next((c for c in clause.children if c.dep_ in syntax.SUBJECTS), None)
    within = (q.inner for q in document.quotations if q.outer.end <= verb.idx)
    return (
        verb.dep_ == syntax.CONJUNCT
        and verb.tag_ == "VBD"
        and subject is not None
        and any(q.start <= subject.left_edge.idx < verb.head.idx < q.end for q in within)
    )


def _tells_past_of_present(verb: Token, clause: Token) -> bool:
    """ "responded that she has had years and blasted her": with a clause in the present goes no cue in the past, but with a cue in the past it does."""
    present = clause.tag_ in {"VBZ", "VBP"} or (
        clause.tag_ in {"VBN", "VBD"}
        and any(c.dep_ == syntax.AUXILIARY and c.tag_ in {"VBZ", "VBP"} for c in clause.children)
    )
    goes_on = clause.tag_ == "VBG" and any(
        c.dep_ == syntax.AUXILIARY for c in clause.children
    )  # "were watching" goes with "said" no more than "are watching"
    return (
        verb.tag_ == "VBD"
        and (present or goes_on)
        and clause.dep_ == syntax.CLAUSAL_COMPLEMENT
        and clause.head.tag_ == "VBD"
    )


def named_behind(document: Document, verb: Token) -> Token | None:
    """Who is named right behind a verb that follows a quotation without a subject: "“…,” said Sen. Roe"."""
    before = document.article.text[: verb.idx].rstrip()
    if (
        verb.is_title
        or any(c.dep_ in syntax.SUBJECTS for c in verb.children)
        or not any(q.outer.end == len(before) for q in document.quotations)
    ):
        return None
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        mention = document.mention_at(token)
        if mention is not None and mention.type in {"Person", "Organisation", "Group"}:
            return token
        if (token.is_punct and token.text not in {".", "-"}) or token.pos_ in {
            "VERB",
            "AUX",
            "ADP",
            "SCONJ",
        }:
            return None
    return None


def _right_behind(document: Document, verb: Token) -> Token | None:
    """ "“…,” said Roe": who speaks, where the parser takes the name right behind the verb for its object."""
    if (
        is_passive(verb)
        or any(c.dep_ in syntax.SUBJECTS for c in verb.children)
        or not any(c.dep_ == syntax.CLAUSAL_COMPLEMENT and c.i < verb.i for c in verb.children)
    ):
        return None
    near = (
        c
        for c in verb.children
        if c.dep_
        in {syntax.OBJECT, syntax.INDIRECT_OBJECT, syntax.NOUN_PHRASE_ADVERBIAL, syntax.ATTRIBUTE}
        and c.left_edge.i == verb.i + 1
    )
    return next(
        (c for c in near if document.mention_at(c) is not None and is_somebody(document, c, set())),
        None,
    )


def inverted(verb: Token, clause: Token) -> Token | None:
    """ "“…,” said Roe commenting on the vote": who speaks, where the parser makes him the subject of the participle behind him."""
    subject = next((c for c in clause.children if c.dep_ == syntax.SUBJECT), None)
    bare = clause.tag_ in {"VBG", "VBN"} and not any(
        c.dep_ in syntax.AUXILIARIES for c in clause.children
    )
    behind_verb = (
        subject is not None and bare and clause.i > verb.i and subject.left_edge.i == verb.i + 1
    )
    return (
        subject
        if behind_verb
        and any(c.dep_ == syntax.CLAUSAL_COMPLEMENT and c.i < verb.i for c in verb.children)
        else None
    )


def beside(document: Document, verb: Token, content: tuple[Span, ...]) -> Token | None:
    """Who is named in the frame, where the parser found no subject: "…," Roe, the owner, said; "in a speech in Leeds, Roe, the owner, said …"."""
    if (
        is_passive(verb)
        or any(c.dep_ in syntax.SUBJECTS or c.dep_ == syntax.EXPLETIVE for c in verb.children)
        or verb.tag_ not in {"VBD", "VBZ", "VBP"}
    ):
        return None
    start = content[-1].end if content[-1].end <= verb.idx else verb.sent.start_char
    between = [t for t in verb.sent if start <= t.idx < verb.idx]
    verbs = [
        t.i for t in between if t.tag_ in {"VBD", "VBZ", "VBP"} and t.dep_ != syntax.RELATIVE_CLAUSE
    ]
    between = [t for t in between if t.i > max(verbs, default=-1)]
    named = [
        (t, m.type)
        for t in between
        if t.dep_ not in {syntax.POSSESSOR, syntax.COMPOUND}
        and (m := document.mention_at(t)) is not None
        and m.form != "nominal"
    ]
    speakers = [
        t
        for kind in ("Person", "Organisation", "Group")
        for t, k in named
        if k == kind and verb.i - t.i <= _NEAR
    ]
    return next(iter(speakers), None)


def addressee_of(arcs: Arcs, verb: Token) -> Token | None:
    """ "told reporters that", "said to Roe", "wrote him that"; in the passive who was told."""
    lemma = verb.lemma_.lower()
    if is_passive(verb) and lemma in {"tell", "ask", "inform", "urge", "advise", "warn"}:
        return next((a.token for a in subject_arcs(arcs, verb)), None)
    direct = next(
        (
            a.token
            for a in arcs[verb.i]
            if a.label in {syntax.INDIRECT_OBJECT, syntax.OBJECT}
            and a.token.i > verb.i
            and a.token.pos_ in {"PROPN", "PRON", "NOUN"}
        ),
        None,
    )
    if direct is not None and (
        any(c.dep_ == syntax.CLAUSAL_COMPLEMENT for c in verb.children)
        or bare_clause(verb) is not None
    ):
        return (
            next((c for c in direct.children if c.dep_ == syntax.PREPOSITIONAL_OBJECT), direct)
            if direct.pos_ == "ADP"
            else direct
        )
    written_to = (
        t
        for noun in documents_of(verb)
        for t in prepositional_objects(noun, words("cues")["address"]["prepositions"])
    )
    return next(
        (
            o.token
            for a in arcs[verb.i]
            if a.label in {syntax.PREPOSITION, syntax.INDIRECT_OBJECT} and a.token.lower_ == "to"
            for o in arcs[a.token.i]
            if o.label == syntax.PREPOSITIONAL_OBJECT and o.token.pos_ in {"PROPN", "PRON", "NOUN"}
        ),
        next(written_to, None),
    )


def told(verb: Token, infinitive: Token) -> Token | None:
    """Who is to do it: the object of "urged", which the parser often makes the subject of the infinitive."""
    own = next(
        (
            c
            for c in verb.children
            if c.dep_ in {syntax.OBJECT, syntax.INDIRECT_OBJECT}
            and c.i < infinitive.i
            and verb.lemma_.lower() != "call"
        ),
        None,
    )
    through = {"on", "to", *words("clauses")["object_by_preposition"].get(verb.lemma_.lower(), ())}
    prep = next(
        (
            o
            for c in verb.children
            if c.dep_ == syntax.PREPOSITION and c.lower_ in through and c.i < infinitive.i
            for o in c.children
            if o.dep_ == syntax.PREPOSITIONAL_OBJECT
        ),
        None,
    )
    passive = next((c for c in verb.children if c.dep_ == syntax.PASSIVE_SUBJECT), None)
    return (
        own
        or next((c for c in infinitive.children if c.dep_ in syntax.SUBJECTS), None)
        or prep
        or passive
    )


def documents_of(verb: Token) -> Iterator[Token]:
    """The letters, reports and speeches in or by which something is said: "said in a letter"."""
    return (
        noun
        for noun in prepositional_objects(verb, words("cues")["media"]["prepositions"])
        if noun.lemma_.lower() in words("nominals")["Work"]["nouns"]
    )


def occasion_of(verb: Token) -> Span | None:
    """The words for where something is said, if that is no document: "during a news conference", "on Facebook"."""
    table = words("cues")["media"]
    for noun in prepositional_objects(verb, table["prepositions"]):
        if noun.lemma_.lower() in table["occasions"] or (
            noun.pos_ == "PROPN" and noun.lower_ in table["platforms"]
        ):
            return span_of(
                [
                    *(
                        t
                        for t in noun.lefts
                        if t.dep_
                        in {
                            syntax.DETERMINER,
                            syntax.POSSESSOR,
                            syntax.ADJECTIVAL_MODIFIER,
                            syntax.COMPOUND,
                            syntax.NUMERAL,
                        }
                    ),
                    noun,
                ]
            )
    return None


def relay_of(verb: Token) -> Token | None:
    """Through whom a saying comes: "said through a lawyer"; "reported, citing an aide"; "The Times quoted him as saying"."""
    quoting = (
        verb.head.head
        if verb.dep_ in {syntax.PREPOSITIONAL_COMPLEMENT, syntax.PREPOSITIONAL_OBJECT}
        else verb
    )
    quoted = quoting.lemma_.lower() in words("cues")["relays"]["quoting"] and quoting != verb
    by = (
        (
            n
            for c in quoting.children
            if c.dep_ == syntax.AGENT
            for n in c.children
            if n.dep_ == syntax.PREPOSITIONAL_OBJECT
        )
        if quoted
        else ()
    )
    subject = (c for c in quoting.children if c.dep_ == syntax.SUBJECT) if quoted else ()
    return next(chain(sources_of(verb), by, subject), None)


def sources_of(verb: Token) -> Iterator[Token]:
    """Through or from whom somebody says something: "through a lawyer", "citing two officials"."""
    table = words("cues")["relays"]
    citing = (
        c
        for c in verb.children
        if c.dep_ == syntax.ADVERBIAL_CLAUSE
        and c.tag_ == "VBG"
        and c.lemma_.lower() in table["citing"]
    )
    return chain(
        prepositional_objects(verb, table["prepositions"]),
        (n for c in citing for n in c.children if n.dep_ == syntax.OBJECT),
    )


def bare_clause(verb: Token) -> Token | None:
    """ "told an inquest she had warned them": the clause that the parser takes for one about the inquest."""
    if verb.lemma_.lower() not in word_set("cues", "telling"):
        return None
    told = next(
        (c for c in verb.children if c.dep_ in {syntax.OBJECT, syntax.INDIRECT_OBJECT}), None
    )
    for clause in told.children if told is not None else ():
        relative = any(t.tag_ in {*RELATIVE, "WRB"} for t in clause.children)
        if (
            clause.dep_ == syntax.RELATIVE_CLAUSE
            and clause.i > verb.i
            and not relative
            and {c.dep_ for c in clause.children} & syntax.SUBJECTS
            and is_complete(clause)
        ):
            return clause
    return None


def is_complete(clause: Token) -> bool:
    """Has the clause an object or a predicate of its own?"""
    return any(
        c.dep_
        in {
            syntax.OBJECT,
            syntax.ATTRIBUTE,
            syntax.ADJECTIVAL_COMPLEMENT,
            syntax.PASSIVE_SUBJECT,
            syntax.CLAUSAL_COMPLEMENT,
            syntax.OPEN_COMPLEMENT,
        }
        and c.tag_ not in RELATIVE
        and c.lower_ != "that"
        for c in clause.children
    )


def is_somebody(document: Document, token: Token, also: set[str]) -> bool:
    """Is this a person, an organisation, a group or a place, or a thing of one of the types in `also`?"""
    mention = document.mention_at(token)
    if mention is None or mention.form != "nominal":
        return mention is not None or token.pos_ in {
            "NUM",
            "PRON",
            "DET",
            "PROPN",
        }  # "one of the people"
    kind = document.entity[mention.entity].type if mention.entity else mention.type
    of_somebody = any(
        c.dep_ == syntax.POSSESSOR
        and (m := document.mention_at(c)) is not None
        and m.type == "Person"
        for c in token.children
    )
    return kind in {"Person", "Organisation", "Group", "Place"} | also or (
        kind == "Other" and of_somebody
    )  # "her campaign"


def is_date(document: Document, token: Token) -> bool:
    """ "called on Friday": when, not for what."""
    mention = document.mention_at(token)
    return mention is not None and mention.type == "Date"


def publisher_of(source: Token) -> Token:
    """ "a press release from the ministry": the ministry speaks; "the report": the report does."""
    if source.lemma_.lower() not in words("nominals")["Work"]["nouns"]:
        return source
    maker = next(prepositional_objects(source, {"from", "by", "of"}), None)
    return maker or next((c for c in source.children if c.dep_ == syntax.POSSESSOR), source)
