"""The employer inside a title's phrase: "head of research at Acme", "the bank's head"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import is_person, kind_of, tokens_of
from kg.extract.roles.employers import (
    POSSESSIVE,
    employers_at,
    is_employer,
    is_named_organisation,
    named_whole,
    organisation_nouns,
    salient_company,
)
from kg.extract.roles.titles import (
    HYPHENS,
    MAX_LEAD,
    Title,
    is_head,
    is_occupation,
    lemma_of,
    status_words,
    title_words,
    token_at,
)
from kg.model import Mention
from kg.patterns import word_set
from kg.syntax import with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OBJECTS_OF_PREPOSITION = frozenset({syntax.PREPOSITIONAL_OBJECT, syntax.PREPOSITIONAL_COMPLEMENT})
_DETERMINERS = frozenset({syntax.DETERMINER, syntax.POSSESSOR})
_FIELD_MODIFIERS = frozenset({syntax.COMPOUND, syntax.ADJECTIVAL_MODIFIER})
_COMPANY_MODIFIERS = frozenset(
    {
        syntax.DETERMINER,
        syntax.POSSESSOR,
        syntax.ADJECTIVAL_MODIFIER,
        syntax.COMPOUND,
        syntax.NOMINAL_MODIFIER,
    }
)
_NOMINAL_POS = frozenset({"ADJ", "PROPN", "NOUN", "DET"})
_DETERMINER_POS = frozenset({"DET", "ADJ", "NUM"})


def with_employer(document: Document, title: Title) -> Title:
    """The title with the employer behind it, else with the one before it, and with its article."""
    title = with_employer_behind(document, title)
    if not title.organisations:
        title = with_employer_before(document, title)
    return _with_beginning(title)


# --- behind the title --------------------------------------------------------------------------


def with_employer_behind(document: Document, title: Title) -> Title:
    """The title with the employer and the field that stand behind it with prepositions.

    What stands behind each preposition is one of these, tried in this order:
    1. where an envoy is sent, which becomes part of the title: "ambassador to France"
    2. the employer: "head of research at Acme"
    3. the title's field, which becomes part of it: "head of research", "Commissioner for Rights"
    4. a part of the employer: "head of the department at Acme"
    5. another noun, which is passed over: "curator of the exhibition at the museum"
    After 3 and 5 the next preposition is looked at; after 5 no field is looked for.
    """
    title, may_have_field = _with_field_behind_comma(document, title), True
    while (preposition := _preposition_behind(title)) is not None:
        noun = _object_of(preposition)
        if noun is None:
            break
        employers = _employers_behind(document, title, preposition, noun)
        if employers and _is_destination(document, title, preposition, employers[0]):
            end = _end_of(document, employers[-1])
            return replace(title, last=end, edge=end)
        if employers and not _is_bare_noun(employers[0], noun):
            employers += _coordinated_employers(document, preposition)
            return _with_employers(document, title, noun, employers, may_have_field)
        if may_have_field and _is_field(document, title, preposition, noun):
            end = max(token.i for token in _coordinated_fields(document, noun))
            title = replace(title, last=end, edge=end)
            continue
        whole = named_whole(document, noun) if _may_be_headed(noun) else None
        if whole is not None:
            edge = max(noun.i, _end_of(document, whole))
            return replace(title, organisations=(whole,), edge=edge)
        if not _may_be_passed_over(document, preposition, noun):
            break
        title, may_have_field = replace(title, edge=noun.i), False
    return title


def _preposition_behind(title: Title) -> Token | None:
    """The preposition behind the phrase that may introduce an employer."""
    token = title.next_token
    if token is None or token.lower_ not in word_set("titles", "of"):
        return None
    return token if token.sent == title.head.sent else None


def _object_of(preposition: Token) -> Token | None:
    """The noun behind a preposition."""
    for child in preposition.children:
        if child.dep_ in _OBJECTS_OF_PREPOSITION and child.i > preposition.i:
            return child
    return None


def _employers_behind(
    document: Document, title: Title, preposition: Token, noun: Token
) -> list[Mention]:
    """The employers that the noun names and that the title may belong to."""
    if _is_taught_field(title, preposition):
        return []
    found = employers_at(document, noun)
    return [m for m in found if _may_belong_to(document, title, m, preposition)]


def _is_taught_field(title: Title, preposition: Token) -> bool:
    """Whether what is behind the preposition is what the title's holder teaches."""
    if preposition.lower_ not in word_set("roles", "before_taught_field"):
        return False
    return lemma_of(title.head) in word_set("titles", "of_fields")


def _may_belong_to(document: Document, title: Title, mention: Mention, preposition: Token) -> bool:
    """Whether a title may be one of an employer behind this preposition.

    A place has mayors and ministers, but who only works in or for it is not of it.
    """
    kind, word = kind_of(document, mention), preposition.lower_
    if kind != "Place":
        return kind == "Organisation" or word not in word_set("roles", "of_location")
    if word == "of" and not is_occupation(title.head):
        return True
    has_such_offices = lemma_of(title.head) in word_set("titles", "of_places")
    return has_such_offices and word in word_set("roles", "of_place_with_offices")


def _is_destination(
    document: Document, title: Title, preposition: Token, employer: Mention
) -> bool:
    """Whether it is where an envoy is sent, not who sends them.

    Behind "for" that is a place, or whatever is named where the employer stands before the title.
    """
    if lemma_of(title.head) not in word_set("titles", "abroad"):
        return False
    if preposition.lower_ == "to":
        return True
    if preposition.lower_ != "for":
        return False
    if kind_of(document, employer) == "Place":
        return True
    return bool(with_employer_before(document, title).organisations)


def _is_bare_noun(mention: Mention, noun: Token) -> bool:
    """Whether the mention is a common noun alone: the "staff" of "chief of staff"."""
    return mention.form == "nominal" and mention.end - mention.start == len(noun)


def _coordinated_employers(document: Document, preposition: Token) -> list[Mention]:
    """The employers behind the same preposition used again: "of Acme and of Bolt"."""
    found: list[Mention] = []
    for child in syntax.children(preposition, syntax.CONJUNCT):
        noun = _object_of(child) if child.lower_ == preposition.lower_ else None
        if noun is not None:
            found += employers_at(document, noun)
    return found


def _with_employers(
    document: Document,
    title: Title,
    noun: Token,
    employers: list[Mention],
    may_have_field: bool,
) -> Title:
    """The title with these employers; "member of the board" of Acme is a title of its own."""
    edge = max(noun.i, *(_end_of(document, m) for m in employers))
    first = employers[0]
    is_board = noun.lemma_.lower() in word_set("titles", "boards")
    is_board_of_employer = is_board and first.start > noun.idx and noun.i < edge
    last = noun.i if may_have_field and is_board_of_employer else title.last
    return replace(title, organisations=tuple(employers), edge=edge, last=last)


def _may_be_headed(noun: Token) -> bool:
    """Whether the noun is a division, a region or another part of an employer.

    "the Lombardy region", "Google's cloud division".
    """
    return noun.lemma_.lower() in _nouns_that_are_headed()


@cache
def _nouns_that_are_headed() -> frozenset[str]:
    return (
        word_set("titles", "parts")
        | word_set("nominals", "Place", "nouns")
        | word_set("nominals", "Group", "nouns")
        | organisation_nouns()
    )


def _may_be_passed_over(document: Document, preposition: Token, noun: Token) -> bool:
    """Whether the employer may still stand behind this noun."""
    if document.name_over(noun) is not None:
        return False
    return preposition.lower_ in word_set("roles", "before_any_noun")


# --- the field of a title ----------------------------------------------------------------------


def _with_field_behind_comma(document: Document, title: Title) -> Title:
    """The title with a field in capitals, up to the preposition of its employer.

    "Vice President, Global Marketing at Acme".
    """
    doc, first = title.doc, title.edge + 2
    if first >= len(doc) or doc[first - 1].text != ",":
        return title
    if not title.head.text[0].isupper():
        return title
    end = first
    while _is_word_of_field(document, title, end):
        end += 1
    if end in {first, len(doc)}:
        return title
    if doc[end].lower_ not in word_set("roles", "behind_field_in_capitals"):
        return title
    if any(is_head(document, token) for token in doc[first:end]):
        return title
    return replace(title, last=end - 1, edge=end - 1)


def _is_word_of_field(document: Document, title: Title, index: int) -> bool:
    """Whether the word is in the title's sentence and capitalised without being a name."""
    token = token_at(title.doc, index)
    if token is None or token.sent != title.head.sent:
        return False
    if token.text in word_set("roles", "and"):
        return True
    return token.text[0].isupper() and document.name_over(token) is None


def _is_field(document: Document, title: Title, preposition: Token, noun: Token) -> bool:
    """Whether the noun is the field of the title: bare, and neither a person nor a name."""
    if preposition.lower_ not in word_set("roles", "before_field"):
        return False
    if not syntax.is_noun(noun) or not _is_without_determiner(preposition, noun):
        return False
    return _is_taught_field(title, preposition) or _is_plain(document, noun)


def _is_without_determiner(preposition: Token, noun: Token) -> bool:
    """Whether neither a determiner nor a quotation mark stands before the noun."""
    between = noun.doc[preposition.i : noun.i]
    return not any(token.dep_ in _DETERMINERS or token.is_quote for token in between)


def _is_plain(document: Document, noun: Token) -> bool:
    """Whether the noun is no person, no date, no number and no organisation's name."""
    is_before_number = noun.i + 1 < len(noun.doc) and noun.nbor().like_num
    if noun.pos_ == "PROPN" and is_before_number:
        return False  # "chair of Local 12"
    mention = document.mention_at(noun)
    if mention is None:
        return True
    if mention.type == "Date":
        return False  # "named chief executive in May"
    if is_person(document, mention):
        return False
    return mention.form != "name" or not is_named_organisation(document, mention)


def _coordinated_fields(document: Document, noun: Token) -> list[Token]:
    """The noun and what is coordinated with it, while they stand together.

    "sales and marketing"; neither a name nor another title is a field.
    """
    fields = [noun]
    for token in with_conjuncts(noun)[1:]:
        if not _stands_with(fields[-1], token):
            break
        if is_head(document, token) or document.name_over(token) is not None:
            break
        fields.append(token)
    return fields


def _stands_with(field: Token, token: Token) -> bool:
    """Whether only joints and modifiers stand between two fields."""
    between = field.doc[field.i + 1 : token.i]
    return token.i > field.i and all(map(_may_join_fields, between))


def _may_join_fields(token: Token) -> bool:
    """Whether the token may stand between two fields."""
    is_joint = token.text == "," or token.text in word_set("roles", "and")
    return is_joint or token.dep_ in _FIELD_MODIFIERS


# --- before the title --------------------------------------------------------------------------


def with_employer_before(document: Document, title: Title) -> Title:
    """The title with the employer that stands before it.

    "Twitter CEO", "the bank's head", "its chairman"; of "EADS's North America chief" EADS, of
    "company CEO" the company that is spoken of.
    """
    found = _with_nearest_employer(document, title)
    possessor = _possessive_pronoun_before(document, found)
    if possessor is None or not is_employer(document, possessor):
        return found
    # "its Western Pacific director"
    return replace(found, organisations=(possessor,), begin=found.begin - 1)


def _possessive_pronoun_before(document: Document, title: Title) -> Mention | None:
    """The "its" before a place that was taken for the employer."""
    if not title.employer_before or title.begin <= title.head.sent.start:
        return None
    before = title.doc[title.begin - 1]
    if before.tag_ != "PRP$" or before.head != title.head:
        return None
    return document.mention_of(before)


def _with_nearest_employer(document: Document, title: Title) -> Title:
    """The title with the nearest organisation or group before it, else the nearest place."""
    place: Mention | None = None
    for mention in _candidates_before(document, title):
        if kind_of(document, mention) not in {"Place", "Other"}:
            return _with_employer_before(document, title, mention)
        if place is None:
            place = mention
    return _with_employer_before(document, title, place) if place is not None else title


def _with_employer_before(document: Document, title: Title, employer: Mention) -> Title:
    """The title with this employer, and another one coordinated with it."""
    start = _start_of(document, employer)
    return replace(
        title,
        organisations=_with_partner(document, employer, start),
        employer_before=True,
        begin=min(start, title.begin),
    )


def _candidates_before(document: Document, title: Title) -> Iterator[Mention]:
    """The employers before the title that it may belong to, from right to left.

    One that it does not belong to ends the search, unless it is a place: "EADS's North America
    chief". So does a word that cannot stand between an employer and a title.
    """
    lead = title.doc[max(title.head.sent.start, title.first - MAX_LEAD) : title.first]
    for token in reversed(list(lead)):
        mention = _mention_before(document, title, token)
        if mention is None or token.lower_ in status_words():
            if _may_stand_between(token):
                continue
            return
        if _is_behind_prefix(title.doc, _start_of(document, mention)):
            return  # "pro-Beijing"
        if _belongs_to(document, title, token, mention):
            yield mention
        elif kind_of(document, mention) != "Place" or mention.form != "name":
            return


def _mention_before(document: Document, title: Title, token: Token) -> Mention | None:
    """The name over a token or the mention that it heads, or one for a bare "company"."""
    mention = document.name_over(token) or document.mention_of(token)
    if mention is not None or token.i != title.first - 1:
        return mention
    is_company = token.lower_ in organisation_nouns() and not token.is_title
    return _bare_company(document, token) if is_company else None


def _may_stand_between(token: Token) -> bool:
    """Whether the word may stand between an employer and its title."""
    return (
        token.lower_ in status_words()
        or token.tag_ == "POS"
        or token.text in POSSESSIVE
        or token.text in HYPHENS
        or token.pos_ in {"ADJ", "ADV"}
        or token.lower_ in title_words()
    )


def _is_behind_prefix(doc: Doc, start: int) -> bool:
    """Whether a hyphen joins what begins here to a word that is none of time: "pro-Beijing"."""
    return (
        start > 1 and doc[start - 1].text in HYPHENS and doc[start - 2].lower_ not in status_words()
    )


def _belongs_to(document: Document, title: Title, token: Token, mention: Mention) -> bool:
    """Whether the title is one of the mention at this token: right before it, or its possessor."""
    if kind_of(document, mention) == "Other":
        return _is_state_with(title, mention) and _is_attached(title, token)
    is_possessor = title.doc[token.i + 1].text in POSSESSIVE
    if not is_employer(document, mention, is_possessor):
        return False
    if kind_of(document, mention) == "Place":
        has_such_offices = lemma_of(title.head) in word_set("titles", "of_places")
        return has_such_offices and _is_attached(title, token)
    if _is_attached(title, token):
        return True
    return mention.form == "name" and _is_adjacent(title, token)


def _is_state_with(title: Title, mention: Mention) -> bool:
    """Whether the mention is the adjective of a state that has such offices."""
    if lemma_of(title.head) not in word_set("titles", "of_states"):
        return False
    is_adjective = mention.text in word_set("places", "adjectives")
    return is_adjective and mention.text not in word_set("titles", "no_states")


def _is_attached(title: Title, token: Token) -> bool:
    """Whether the parser attaches the token to the title, or to what the title is attached to."""
    return (
        title.head.is_ancestor(token)
        or token.head == title.head.head
        or title.first <= token.head.i <= title.edge
    )


def _is_adjacent(title: Title, token: Token) -> bool:
    """Whether the token is right before the title, or only a possessive "'s" is between."""
    if token.i == title.first - 1:
        return True
    return token.i == title.first - 2 and title.doc[title.first - 1].text in POSSESSIVE


def _with_partner(document: Document, mention: Mention, start: int) -> tuple[Mention, ...]:
    """The employer and the one coordinated before it: "Tesla and SpaceX CEO".

    That one counts only where it cannot be named for another reason.
    """
    doc = document.doc
    if start < 2 or mention.form != "name":
        return (mention,)
    if doc[start - 1].lower_ not in word_set("roles", "and"):
        return (mention,)
    partner = document.name_over(doc[start - 2])
    if partner is None or not is_named_organisation(document, partner):
        return (mention,)
    partner_start = _start_of(document, partner)
    if partner_start <= doc[start].sent.start or _may_precede_phrase(doc[partner_start - 1]):
        return (partner, mention)
    return (mention,)


def _may_precede_phrase(token: Token) -> bool:
    """Whether the word shows that what follows belongs to the title only."""
    if token.text == "," or token.lower_ == "the":
        return True
    return token.lower_ in status_words()


def _bare_company(document: Document, noun: Token) -> Mention | None:
    """The company of "company CEO Jane Roe"; None for "a company CEO"."""
    if noun.lower_ not in word_set("nominals", "Organisation", "business"):
        return None
    before = noun.doc[noun.i - 1] if noun.i > noun.sent.start else None
    if before is not None and _modifies_company(before, noun):
        return None
    return salient_company(document, noun)


def _modifies_company(token: Token, noun: Token) -> bool:
    """Whether the token modifies the noun, or what the noun modifies."""
    if token.head not in {noun, noun.head}:
        return False
    return token.dep_ in _COMPANY_MODIFIERS or token.pos_ in _NOMINAL_POS


# --- where a phrase begins and a mention ends --------------------------------------------------


def _with_beginning(title: Title) -> Title:
    """The title with the article, the possessor and the words of time before it."""
    begin, sentence_start = title.begin, title.head.sent.start
    while begin > sentence_start and _may_begin_phrase(title.doc[begin - 1]):
        begin -= 1
    return replace(title, begin=begin)


def _may_begin_phrase(token: Token) -> bool:
    """Whether the word before a title belongs to its phrase."""
    if token.pos_ in _DETERMINER_POS and token.tag_ != "WDT":
        return True
    if token.tag_ in {"PRP$", "POS"} or token.text in HYPHENS:
        return True
    return token.lower_ in status_words()


def _start_of(document: Document, mention: Mention) -> int:
    """The index of a mention's first token."""
    span = tokens_of(document, mention)
    return span.start if span is not None else 0


def _end_of(document: Document, mention: Mention) -> int:
    """The index of a mention's last token."""
    span = tokens_of(document, mention)
    return span.end - 1 if span is not None else 0
