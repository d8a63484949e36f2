"""What somebody calls, considers or names something: "called the plan unfair", "the Sea Org"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.attributes.draft import AttributeDraft, subject_at, value_at
from kg.extract.attributes.phrases import phrase_of, quality
from kg.extract.attributes.predicates import is_asked, is_ranked, subjects_of
from kg.extract.factuality import polarity_of
from kg.extract.mentions import entity_key
from kg.model import Mention
from kg.patterns import word_set
from kg.syntax import Arcs, is_passive, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEHIND_VERB = frozenset({syntax.OBJECT_PREDICATE, syntax.ADJECTIVAL_COMPLEMENT, syntax.ATTRIBUTE})
_CLAUSES = frozenset({syntax.CLAUSAL_COMPLEMENT, syntax.OPEN_COMPLEMENT})
_BEHIND_AS = frozenset(
    {
        syntax.PREPOSITIONAL_OBJECT,
        syntax.PREPOSITIONAL_COMPLEMENT,
        syntax.ADJECTIVAL_MODIFIER,
        syntax.ADJECTIVAL_COMPLEMENT,
        syntax.ADVERBIAL_MODIFIER,
    }
)
_NOUNS = frozenset({"NOUN", "PROPN", "NUM"})


def small_clause_drafts(document: Document, arcs: Arcs) -> Iterator[AttributeDraft]:
    """The attributes and names that verbs of judging and naming give, in order of the verbs."""
    for verb in document.tokens:
        lemma = verb.lemma_.lower()
        if verb.pos_ not in {"VERB", "AUX", "ADJ"} or lemma not in _verbs() or is_asked(verb):
            continue
        found = _target_and_predicate(arcs, verb)
        if found is None:
            continue
        target, predicate, behind_as = found
        subjects = (
            _subjects_at(document, target)
            if target is not None
            else _undergoing(document, arcs, verb)
        )
        for subject in subjects:
            yield from _drafts(document, verb, subject, predicate, behind_as, target is None)


@cache
def _verbs() -> frozenset[str]:
    kinds = (("judging", "plain"), ("judging", "as"), ("naming", "plain"), ("naming", "as"))
    return frozenset().union(*(word_set("attributes", *keys) for keys in kinds))


def _target_and_predicate(arcs: Arcs, verb: Token) -> tuple[Token | None, Token, bool] | None:
    """What is judged (None: the subject of the passive), what it is called, and whether by "as"."""
    passive = _is_passive(verb)
    objects = [a.token for a in arcs[verb.i] if a.label == syntax.OBJECT]
    target = objects[0] if objects and not passive else None
    lemma = verb.lemma_.lower()
    takes_plain = lemma in word_set("attributes", "judging", "plain") or lemma in word_set(
        "attributes", "naming", "plain"
    )
    if takes_plain:
        predicate = next((c for c in syntax.children(verb, *_BEHIND_VERB) if c.i > verb.i), None)
        if predicate is None and target is not None:
            # the parser apposes what stands between quotation marks: called it "a good plan"
            apposed = syntax.children(target, syntax.APPOSITION)
            predicate = next((a for a in apposed if _opens_quotation(a)), None)
        if predicate is not None and (passive or target is not None):
            return target, predicate, False
        if target is None and not passive:
            clause = next((c for c in syntax.children(verb, *_CLAUSES) if _is_small(c)), None)
            if clause is not None:
                return syntax.subject(clause), clause, False
    preposition = _as_of(verb, target)
    if preposition is None or not (passive or target is not None):
        return None
    predicate = syntax.child(preposition, *_BEHIND_AS)
    return None if predicate is None else (target, predicate, True)


def _is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, also where the tagger errs: "the group, called X"."""
    if is_passive(verb):
        return True
    return verb.dep_ == syntax.ADNOMINAL_CLAUSE and verb.tag_ in {"VBN", "VBD"}


def _is_small(clause: Token) -> bool:
    """Whether a clause is a subject and what it is called, without a verb."""
    if clause.pos_ not in {"ADJ", "NOUN"} or not syntax.has_subject(clause):
        return False
    return not syntax.has_auxiliary(clause) and not syntax.has_child(clause, syntax.MARKER)


def _as_of(verb: Token, target: Token | None) -> Token | None:
    """The "as" or "to … as" behind the verb or, as the parser has it, behind its object."""
    lemma = verb.lemma_.lower()
    judging = lemma in word_set("attributes", "judging", "as")
    if not judging and lemma not in word_set("attributes", "naming", "as"):
        return None
    heads = [verb, *([target] if target is not None else [])]
    heads += [c for c in syntax.children(verb, syntax.PREPOSITION) if c.lower_ == "to"]
    for head in heads:
        for child in head.children:
            if child.lower_ == "as" and child.i > verb.i:
                return child
    return None


def _subjects_at(document: Document, target: Token) -> Iterator[Mention]:
    for token in with_conjuncts(target):
        mention = subject_at(document, token)
        if mention is not None:
            yield mention


def _undergoing(document: Document, arcs: Arcs, verb: Token) -> Iterator[Mention]:
    """What is called so in the passive: its subject, or the noun before the participle."""
    found = [s for s in subjects_of(document, arcs, verb) if isinstance(s, Mention)]
    if not found and verb.dep_ == syntax.ADNOMINAL_CLAUSE:
        found = list(_subjects_at(document, verb.head))
    yield from found


def _drafts(
    document: Document,
    verb: Token,
    subject: Mention,
    predicate: Token,
    behind_as: bool,
    passive: bool,
) -> Iterator[AttributeDraft]:
    """The name or the judgement."""
    lemma = verb.lemma_.lower()
    label = f"{lemma} as" if behind_as else lemma
    naming = word_set("attributes", "naming", "as" if behind_as else "plain")
    polarity = polarity_of(verb)
    name = document.name_over(predicate)
    is_quoted = passive and predicate.pos_ in _NOUNS and _opens_quotation(predicate)
    if lemma in naming and (_is_name(document, predicate) or is_quoted):
        value = _name(document, subject, predicate, name)
        if value is not None and value.start != subject.start:
            yield AttributeDraft(subject, value, (verb,), label, "name", verb, polarity, (verb,))
        return
    judging = word_set("attributes", "judging", "as" if behind_as else "plain")
    if lemma not in judging:
        return
    if polarity == "negative" and lemma in word_set("attributes", "judging", "said"):
        return
    for item in with_conjuncts(predicate):
        if item.pos_ in {"ADJ", "VERB"} and (item.pos_ == "ADJ" or item.tag_ == "VBG"):
            value = quality(document, phrase_of(item))
        elif item.pos_ in _NOUNS and (item.lemma_ != "one" or any(item.lefts)):
            value = value_at(document, item, subject)
        else:
            continue
        if value.type == "Date":
            continue
        shape = "rank" if is_ranked(item) else "small-clause"
        yield AttributeDraft(subject, value, (item,), label, shape, verb, polarity, ())


def _is_name(document: Document, token: Token) -> bool:
    return token.pos_ == "PROPN" or document.name_over(token) is not None


def _opens_quotation(token: Token) -> bool:
    """Whether quotation marks stand before the phrase: known as "the corridor"."""
    first = token.left_edge
    return bool(first.is_quote or (first.i > 0 and first.nbor(-1).is_quote))


def _name(
    document: Document, subject: Mention, predicate: Token, name: Mention | None
) -> Mention | None:
    """The name given; its words, where coreference takes both for one."""
    if name is not None and entity_key(name) != entity_key(subject):
        return name
    phrase = [t for t in phrase_of(predicate) if not t.is_quote]
    return quality(document, phrase) if phrase else None
