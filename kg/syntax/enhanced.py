"""Who stands to whom: the parser's arcs, and those it leaves to be understood.

Shared subjects of coordinated verbs, what relative pronouns stand for, the subjects of infinitives, gerunds and participles, and
coordinated fillers: the "enhanced" dependencies of Schuster and Manning (2016), on spaCy's labels. Inherited arcs are marked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.document import Document, once_per_document
from kg.patterns import word_set, words
from kg.syntax import labels

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = {"VBD", "VBZ"}
_HOLDS_A_RELATIVE = {
    labels.PREPOSITION,
    labels.OPEN_COMPLEMENT,
    labels.CLAUSAL_COMPLEMENT,
    *labels.SUBJECTS,
}  # "to whom", "whom she said she knew", "whose mother"
_NO_PERSON = {"ORG", "GPE", "LOC", "FAC"}


@dataclass(frozen=True, slots=True)
class Arc:
    """From a token down to `token` by `label`; `inherited` where the sentence leaves it to be understood."""

    label: str
    token: Token
    inherited: bool = False


Arcs = Mapping[int, tuple[Arc, ...]]


@once_per_document
def document_arcs(document: Document) -> Arcs:
    """All arcs of a document, found once; see `dependency_arcs`."""
    return dependency_arcs(document.doc)


def dependency_arcs(doc: Doc) -> Arcs:
    """All arcs by the index of the token they go out from."""
    tokens = list(doc)
    out: dict[int, list[Arc]] = {t.i: _own_arcs(t) for t in tokens}
    for token in tokens:
        if token.pos_ in {"VERB", "AUX"}:
            _named_twice(token, out)
        if token.tag_ in {"VBD", "VBN"}:
            _done_to_it(token, out)
            _in_passing(token, out)
            _beside_its_subject(token, out)
    for token in tokens:
        _relative(token, out)
    for token in tokens:
        _participle_of_noun(token, out)
    verbs = [t for t in tokens if t.pos_ in {"VERB", "AUX"}]
    # two rounds: a coordinated verb may share a subject that its partner only inherits
    for token in (*verbs, *verbs):
        _understood_subject(token, out)
    return {i: tuple(arcs) for i, arcs in out.items()}


def _own_arcs(token: Token) -> list[Arc]:
    """The parser's arcs; of several subjects before a verb only the nearest is one ("…, Jane Roe, …, three people told Reuters")."""
    arcs = [
        Arc(c.dep_, c)
        for c in token.children
        if c.dep_ not in {labels.PUNCTUATION, labels.UNCLASSIFIED}
        or (c.dep_ == labels.UNCLASSIFIED and c.pos_ == "NOUN")
    ]
    before = [a for a in arcs if a.label in labels.SUBJECTS and a.token.i < token.i]
    return [a for a in arcs if a not in before[:-1]] if len(before) > 1 else arcs


def _named_twice(verb: Token, out: dict[int, list[Arc]]) -> None:
    """ "The car maker General Motors said": the parser takes both for subjects, but the name only says which maker."""
    before = [c for c in verb.children if c.dep_ in labels.SUBJECTS and c.i < verb.i]
    for noun, name in pairwise(before):
        if noun.pos_ == "NOUN" and name.pos_ == "PROPN" and name.left_edge.i == noun.i + 1:
            out[noun.i].append(Arc(labels.APPOSITION, name))


def is_passive(verb: Token) -> bool:
    """Is the verb in the passive: an auxiliary of its own, or a bare participle after a noun?"""
    if any(c.dep_ in {labels.PASSIVE_AUXILIARY, labels.PASSIVE_SUBJECT} for c in verb.children):
        return True
    if is_reduced(verb) or is_left_passive(verb):
        return True
    if any(c.tag_ == "TO" for c in verb.children):
        return False  # "went on to found it", which the tagger takes for a participle
    if verb.tag_ != "VBN" or any(
        c.dep_ == labels.AUXILIARY and c.lemma_ == "have" for c in verb.children
    ):
        return False
    if verb.dep_ in {labels.ADNOMINAL_CLAUSE, labels.RELATIVE_CLAUSE, labels.ADVERBIAL_CLAUSE}:
        return True
    if verb.dep_ == labels.CONJUNCT and not any(
        c.dep_ in {labels.SUBJECT, labels.AUXILIARY} for c in verb.children
    ):
        return is_passive(verb.head)
    return verb.dep_ == labels.OPEN_COMPLEMENT and not any(
        c.dep_ == labels.OBJECT for c in verb.children
    )


def is_reduced(verb: Token) -> bool:
    """ "left when asked whether …", "Roe, asked whether …, said": a participle which the tagger takes for a verb in the past."""
    if teller_behind(verb) is not None:
        return True
    if (
        verb.dep_ != labels.ADVERBIAL_CLAUSE
        or verb.tag_ != "VBD"
        or verb.i == 0
        or verb.nbor(-1).lower_ not in word_set("clauses", "conditions")
    ):
        return False
    return not any(
        c.dep_ in {labels.AUXILIARY, labels.OBJECT, *labels.SUBJECTS} for c in verb.children
    )


def subject_arcs(arcs: Arcs, verb: Token) -> list[Arc]:
    """The arcs to the verb's subjects, its own or understood."""
    return [a for a in arcs[verb.i] if a.label in labels.SUBJECTS]


def teller_behind(verb: Token) -> Token | None:
    """ "Roe, asked whether she would go, said no": the verb behind it that the subject before the comma belongs to; none where it is Roe who asked."""
    if verb.tag_ not in {"VBD", "VBN"} or verb.lemma_ not in word_set("clauses", "in_passing"):
        return None
    subject = next((c for c in verb.children if c.dep_ == labels.SUBJECT and c.i < verb.i), None)
    if subject is None:
        return None
    if (
        verb.nbor(-1).text != ","
        or subject.right_edge.i < verb.i - 2
        or any(
            c.dep_ in {labels.AUXILIARY, labels.COORDINATOR, labels.OBJECT, labels.INDIRECT_OBJECT}
            for c in verb.children
        )
    ):
        return None
    behind_it = (
        [verb.head]
        if verb.dep_ == labels.CLAUSAL_COMPLEMENT and verb.head.i > verb.i
        else [c for c in verb.children if c.dep_ == labels.CONJUNCT]
    )
    return next(
        (
            v
            for v in behind_it
            if v.tag_ == "VBD" and not any(c.dep_ in labels.SUBJECTS for c in v.children)
        ),
        None,
    )


def _done_to_it(verb: Token, out: dict[int, list[Arc]]) -> None:
    """ "Ex-president arrested at airport": headlines leave out the "was" of what is only ever done to somebody."""
    if is_left_passive(verb):
        out[verb.i] = [
            Arc(labels.PASSIVE_SUBJECT, a.token) if a.label == labels.SUBJECT else a
            for a in out[verb.i]
        ]


def is_left_passive(verb: Token) -> bool:
    """Is the verb in the passive without its auxiliary?"""
    if verb.tag_ not in {"VBD", "VBN"} or verb.lemma_ not in word_set("clauses", "only_done_to"):
        return False
    own = {c.dep_ for c in verb.children}
    return labels.SUBJECT in own and not own & {
        labels.AUXILIARY,
        labels.PASSIVE_AUXILIARY,
        labels.OBJECT,
        labels.INDIRECT_OBJECT,
        labels.CLAUSAL_COMPLEMENT,
        labels.OPEN_COMPLEMENT,
    }


def _in_passing(verb: Token, out: dict[int, list[Arc]]) -> None:
    if (teller := teller_behind(verb)) is not None:
        subject = next(a for a in out[verb.i] if a.label == labels.SUBJECT)
        out[verb.i] = [
            Arc(labels.PASSIVE_SUBJECT, a.token) if a == subject else a for a in out[verb.i]
        ]
        out[teller.i].append(Arc(labels.SUBJECT, subject.token))


def _beside_its_subject(verb: Token, out: dict[int, list[Arc]]) -> None:
    """ "Jane Roe, now a senator, called it a farce": a past tense that the parser hangs on a name, which it takes for the whole sentence."""
    if (
        verb.tag_ != "VBD"
        or verb.dep_ != labels.ADNOMINAL_CLAUSE
        or any(a.label in labels.SUBJECTS for a in out[verb.i])
    ):
        return
    noun = verb.head
    while noun.dep_ in {labels.APPOSITION, labels.CONJUNCT}:
        noun = noun.head
    if noun.dep_ == labels.ROOT and noun.pos_ == "PROPN":
        out[verb.i].append(Arc(labels.SUBJECT, noun))


def _relative(verb: Token, out: dict[int, list[Arc]]) -> None:
    """A relative pronoun stands for the noun that its clause modifies."""
    if verb.dep_ != labels.RELATIVE_CLAUSE:
        return
    noun = _antecedent(verb)
    for token in [verb, *(c for c in verb.children if c.dep_ in _HOLDS_A_RELATIVE)]:
        out[token.i] = [
            Arc(a.label, noun, True) if a.token.lower_ in word_set("clauses", "relatives") else a
            for a in out[token.i]
        ]


def _antecedent(verb: Token) -> Token:
    """The noun that the clause is about; in "his purchase of Acme, which was followed by …" the act, not its object, where the verb says so."""
    noun = last_of_list(verb)
    about_events = word_set("clauses", "about_events")
    if (
        verb.lemma_ in about_events
        and noun.dep_ == labels.PREPOSITIONAL_OBJECT
        and noun.head.dep_ == labels.PREPOSITION
        and noun.head.head.pos_ == "NOUN"
    ):
        return noun.head.head
    if (other := person_over(noun, verb) or _thing_under(noun, verb)) is not None:
        return other
    if (
        noun.ent_type_ in _NO_PERSON
        and noun.dep_ == labels.PREPOSITIONAL_OBJECT
        and noun.head.dep_ == labels.PREPOSITION
        and any(c.tag_ == "WP" and c.dep_ == labels.SUBJECT for c in verb.children)
    ):
        holder = noun.head.head  # "Jane Roe, a professor at Harvard, who predicted …"
        if holder.dep_ == labels.APPOSITION or holder.lemma_.lower() in word_set(
            "nominals", "Person", "nouns"
        ):
            return holder.head if holder.dep_ == labels.APPOSITION else holder
    return _named_by_copula(noun)


def person_over(noun: Token, verb: Token) -> Token | None:
    """ "Two people familiar with the matter, who asked …": no matter asks."""
    if (
        noun.pos_ != "NOUN"
        or noun.dep_ != labels.PREPOSITIONAL_OBJECT
        or _is_people(noun)
        or not any(c.lower_ == "who" and c.dep_ in labels.SUBJECTS for c in verb.children)
    ):
        return None
    for above in noun.ancestors:
        if above.pos_ in {"VERB", "AUX", "PROPN"}:
            return None
        if above.pos_ == "NOUN" and _is_people(above):
            return above
    return None


def _thing_under(noun: Token, verb: Token) -> Token | None:
    """ "Jane Roe of the Movement for Democracy, which he founded": nobody is "which", but what is named last before it."""
    which = next(
        (c for c in verb.children if c.lower_ == "which" and c.i == verb.left_edge.i), None
    )
    if noun.ent_type_ != "PERSON" or which is None or which.i < 2:
        return None
    token = which.nbor(-2) if which.nbor(-1).text == "," else which.nbor(-1)
    way = [token, *token.ancestors]
    under = way[: way.index(noun)] if noun in way else []
    return next(
        (
            t
            for t in reversed(under)
            if t.pos_ in {"NOUN", "PROPN"} and t.dep_ == labels.PREPOSITIONAL_OBJECT
        ),
        None,
    )


def _is_people(noun: Token) -> bool:
    table = words("nominals")
    lemma = noun.lemma_.lower()
    return (
        lemma in table["Person"]["nouns"]
        or lemma in table["members"]["nouns"]
        or lemma.endswith(tuple(table["Person"]["suffixes"]))
    )


def last_of_list(verb: Token) -> Token:
    """ "Ann and her brother Luis, who owns it": one alone owns, and it is he who was named last; else the noun that the parser hangs the clause on."""
    noun = verb.head
    carrier = next((c for c in verb.children if c.dep_ in labels.AUXILIARIES), verb)
    if carrier.tag_ != "VBZ" and carrier.lower_ != "was":
        return noun
    pronoun = next(
        (c for c in verb.children if c.dep_ in labels.SUBJECTS and c.tag_ in {"WP", "WDT"}), None
    )
    listed = (
        [c for c in noun.conjuncts if c.i > noun.i and c.pos_ in {"NOUN", "PROPN"}]
        if pronoun is not None
        else []
    )
    last = listed[-1] if listed else None
    return (
        last
        if last is not None
        and pronoun is not None
        and last.right_edge.i >= pronoun.i - 2
        and last.i < pronoun.i
        else noun
    )


def _named_by_copula(noun: Token) -> Token:
    """ "Acme is a brewer based in Leeds": who is based there is Acme."""
    predicate = noun
    while predicate.dep_ == labels.CONJUNCT:
        predicate = predicate.head
    verb = predicate.head
    if (
        predicate.dep_ != labels.ATTRIBUTE
        or verb.lemma_ != "be"
        or any(c.dep_ == labels.NEGATION for c in verb.children)
    ):
        return noun
    indefinite = any(
        c.dep_ == labels.DETERMINER and c.lower_ in {"a", "an"} for c in predicate.children
    )
    return next(
        (c for c in verb.children if indefinite and c.dep_ == labels.SUBJECT and c.pos_ == "PROPN"),
        noun,
    )


def _participle_of_noun(verb: Token, out: dict[int, list[Arc]]) -> None:
    """ "the company founded by Roe", "the man leading it": the noun is the participle's subject."""
    if (
        verb.dep_ == labels.ADNOMINAL_CLAUSE
        and verb.tag_ in {"VBN", "VBG"}
        and not subjects_in(out, verb)
    ):
        out[verb.i].append(
            Arc(
                labels.PASSIVE_SUBJECT if verb.tag_ == "VBN" else labels.SUBJECT,
                _named_by_copula(verb.head),
                True,
            )
        )


def subjects_in(out: Mapping[int, list[Arc]], verb: Token) -> list[Arc]:
    """The subjects found so far."""
    return [a for a in out[verb.i] if a.label in labels.SUBJECTS]


def _understood_subject(verb: Token, out: dict[int, list[Arc]]) -> None:
    """The subject that a coordinated verb, an infinitive, a gerund or a participle shares with its governor."""
    if subjects_in(out, verb) or any(
        a.label in {labels.EXPLETIVE, labels.CLAUSAL_SUBJECT} for a in out[verb.i]
    ):
        return
    governor = verb.head
    if verb.dep_ == labels.CONJUNCT and governor.pos_ in {"VERB", "AUX"}:
        source = subjects_in(out, partner_of(verb))
    elif verb.dep_ == labels.OPEN_COMPLEMENT and governor.pos_ in {"VERB", "AUX", "ADJ"}:
        source = _controllers(
            governor.head if governor.pos_ == "ADJ" else governor, out
        )  # "is able to buy"
    elif (
        verb.dep_ == labels.ADVERBIAL_CLAUSE
        and governor.pos_ in {"VERB", "AUX"}
        and _is_without_subject(verb)
    ):
        source = subjects_in(out, _nearest_clause(verb))
    elif (
        verb.dep_ == labels.PREPOSITIONAL_COMPLEMENT
        or (verb.dep_ == labels.PREPOSITIONAL_OBJECT and verb.tag_ == "VBG")
    ) and governor.head.pos_ in {"VERB", "AUX"}:
        # "quoted Roe as saying", "accused Roe of lying": who does it is the object; "fell after losing" the subject
        if governor.lower_ in word_set(
            "clauses", "against"
        ) and governor.head.lemma_.lower() not in word_set("clauses", "decides_against"):
            return  # "warned against cutting rates": who might cut them is not said
        objects = (
            [a for a in out[governor.head.i] if a.label == labels.OBJECT]
            if governor.lower_ in word_set("clauses", "object_prepositions")
            else []
        )
        source = objects or subjects_in(out, governor.head)
    else:
        return
    label = labels.PASSIVE_SUBJECT if is_passive(verb) else labels.SUBJECT
    out[verb.i].extend(Arc(label, a.token, True) for a in source)


def _nearest_clause(gerund: Token) -> Token:
    """The verb that a gerund goes with: in "he asked her to stay, but she left, saying …" not "asked" but "left"."""
    between = [
        c
        for c in gerund.head.conjuncts
        if gerund.head.i < c.i < gerund.i
        and c.pos_ in {"VERB", "AUX"}
        and any(s.dep_ in labels.SUBJECTS for s in c.children)
    ]
    return between[-1] if between and gerund.tag_ == "VBG" else gerund.head


def partner_of(verb: Token) -> Token:
    """The verb that a coordinated one goes with: in "said it would close and blamed the union" not "close" but "said", which has its form."""
    partner = verb.head
    if verb.dep_ != labels.CONJUNCT or verb.tag_ not in _FINITE:
        return partner
    while (
        _is_nonfinite(partner)
        and partner.dep_
        in {
            labels.CLAUSAL_COMPLEMENT,
            labels.OPEN_COMPLEMENT,
            labels.PREPOSITIONAL_COMPLEMENT,
            labels.ADVERBIAL_CLAUSE,
            labels.ADNOMINAL_CLAUSE,
            labels.CONJUNCT,
        }
        and partner.head != partner
    ):
        governor = partner.head
        while governor.pos_ not in {"VERB", "AUX"} and governor.head != governor:
            governor = governor.head
        partner = governor
    return partner if partner.tag_ in _FINITE and partner.i < verb.i else verb.head


def _is_nonfinite(verb: Token) -> bool:
    """An infinitive, a verb behind a modal, or a gerund."""
    auxiliaries = [c for c in verb.children if c.dep_ in labels.AUXILIARIES]
    if verb.tag_ == "VBN" and any(c.tag_ == "TO" for c in auxiliaries):
        return True  # "to be replaced"
    return (verb.tag_ == "VB" and bool(auxiliaries)) or (verb.tag_ == "VBG" and not auxiliaries)


def _is_without_subject(verb: Token) -> bool:
    """A participle or an infinitive: a clause that has to borrow its subject."""
    return (
        verb.tag_ in {"VBG", "VBN"}
        or is_reduced(verb)
        or (verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children))
    )


def _controllers(governor: Token, out: Mapping[int, list[Arc]]) -> list[Arc]:
    """Who is to do what the infinitive says: the object of "urge", the subject of "agree"."""
    objects = [a for a in out[governor.i] if a.label in {labels.OBJECT, labels.INDIRECT_OBJECT}]
    if objects and governor.lemma_ not in words("clauses")["subject_control"]:
        return objects
    by_preposition = words("clauses")["object_by_preposition"].get(governor.lemma_.lower(), ())
    asked = [
        inner
        for a in out[governor.i]
        if a.label == labels.PREPOSITION and a.token.lower_ in by_preposition
        for inner in out[a.token.i]
        if inner.label == labels.PREPOSITIONAL_OBJECT
    ]
    return asked or subjects_in(out, governor)


def prepositional_objects(token: Token, prepositions: Collection[str]) -> Iterator[Token]:
    """What stands behind one of these prepositions of the token: "bank" for "head of the bank"."""
    return (
        inner
        for prep in token.children
        if prep.dep_ == labels.PREPOSITION and prep.lower_ in prepositions
        for inner in prep.children
        if inner.dep_ == labels.PREPOSITIONAL_OBJECT
    )


def with_conjuncts(token: Token) -> list[Token]:
    """The token and all that is coordinated with it: "A, B and C". A list item that the parser takes for an apposition counts."""
    out = [token]
    for child in token.children:
        if (child.dep_ == labels.CONJUNCT and child.pos_ == token.pos_) or (
            child.dep_ == labels.CONJUNCT
            and {child.pos_, token.pos_} <= {"NOUN", "PROPN", "PRON", "NUM", "ADV", "DET"}
        ):
            out.extend(_misread_items(token, child))
            out.extend(with_conjuncts(child))
    return out


def _misread_items(first: Token, last: Token) -> Iterator[Token]:
    """Appositions between two coordinates, each behind a comma and before one: "the heads of the firm, the board, as well as …"."""
    for token in first.doc[first.i : last.i]:
        if (
            token.dep_ == labels.APPOSITION
            and token.pos_ in {"NOUN", "PROPN"}
            and first.is_ancestor(token)
        ):
            edge = token.left_edge.i
            after = first.doc[token.right_edge.i + 1]
            if (
                edge
                and first.doc[edge - 1].text == ","
                and (after.text == "," or after.dep_ == labels.COORDINATOR)
            ):
                yield token
