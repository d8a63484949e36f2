"""The employer that stands next to a person's name.

"Acme's Jane Roe", "Jane Roe of Acme", "Jane Roe (Acme)", "Inspector Jane Roe of Kent Police",
"Jane Roe, finance chief, Acme".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import syntax
from kg.document import Document
from kg.extract.mentions import kind_of, tokens_of
from kg.extract.roles.employers import POSSESSIVE, is_named_organisation
from kg.extract.roles.titles import Title, lemma_of, token_at
from kg.model import Mention
from kg.patterns import word_set, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OBJECTS = frozenset({syntax.OBJECT, syntax.PASSIVE_SUBJECT})
_ASIDE_OPENERS = frozenset({"(", ","})
_ASIDE_CLOSERS = frozenset({",", ".", ";", ")", ":"})


def token_behind(document: Document, mention: Mention) -> Token | None:
    """The token behind a mention; None at the end of the text."""
    span = tokens_of(document, mention)
    return token_at(span.doc, span.end) if span is not None else None


# --- before a name -----------------------------------------------------------------------------


def employer_before_name(document: Document, first: Token) -> Mention | None:
    """The organisation in the possessive right before a name's first word: "Acme's Jane Roe"."""
    if first.i < 2 or first.is_sent_start or first.nbor(-1).text not in POSSESSIVE:
        return None
    employer = document.name_over(first.nbor(-2))
    if employer is None or employer.form != "name":
        return None
    return employer if is_named_organisation(document, employer) else None


# --- behind a name, with a preposition ---------------------------------------------------------


def employer_behind_name(
    document: Document, last: Token, is_titled: bool = False
) -> Mention | None:
    """The organisation behind a name's last word and a preposition: "of Acme".

    Which prepositions count depends on the name's place; see `_prepositions_behind`. In an aside
    the organisation has to end it, or a "who" to follow: ", formerly with Acme,".
    """
    preposition, is_aside = _preposition_behind(last)
    if preposition is None:
        return None
    listed = _prepositions_behind(last, is_aside, is_titled)
    if preposition.lower_ not in listed and not _hangs_on(preposition, last):
        return None
    if _is_before_no_employer(preposition, last):
        return None
    employer = _name_behind_preposition(document, preposition)
    if employer is None or _is_about_each_other(last):
        return None
    return employer if not is_aside or _ends_aside(document, employer) else None


def _preposition_behind(last: Token) -> tuple[Token | None, bool]:
    """The token behind the name that has to be a preposition, and whether it is in an aside.

    An aside begins with a comma; a word such as "formerly" may follow.
    """
    doc, at = last.doc, last.i + 1
    is_aside = at < len(doc) and doc[at].text == ","
    if is_aside:
        at += 1
        if at < len(doc) and doc[at].lower_ in word_set("titles", "aside"):
            at += 1
    if at + 1 >= len(doc) or doc[at].sent != last.sent:
        return None, is_aside
    return doc[at], is_aside


def _prepositions_behind(last: Token, is_aside: bool, is_titled: bool) -> frozenset[str]:
    """The prepositions behind which an employer stands.

    1. in an aside: "Jane Roe, formerly with Acme,"
    2. behind a name with a title: "Inspector Jane Roe from Kent Police"
    3. behind a subject or an agent, where "at" cannot go with the verb: "Jane Roe at Acme said"
    4. behind other names: "Jane Roe of Acme"
    """
    if is_aside:
        place = "aside"
    elif is_titled:
        place = "behind_titled"
    elif last.dep_ == syntax.SUBJECT or last.head.dep_ == syntax.AGENT:
        place = "behind_subject"
    else:
        place = "right_behind"
    return word_set("titles", "employment", place)


def _hangs_on(preposition: Token, name: Token) -> bool:
    """Whether the parser attaches a "from" to the name before it, and not to the verb."""
    hanging = word_set("titles", "employment", "hanging")
    return preposition.lower_ in hanging and preposition.head == name


def _is_before_no_employer(preposition: Token, last: Token) -> bool:
    """Whether the preposition stands before a noble's land, or before an employer of the past.

    "the Duke of Westminster", "signed Jane Roe from Acme".
    """
    if last.lower_ in word_set("titles", "employment", "nobility"):
        return True
    if preposition.lower_ != "from" or last.dep_ not in _OBJECTS:
        return False
    table, verb = words("titles")["employment"], last.head.lemma_.lower()
    return verb in table["hire"] or verb in table["bought"]


def _name_behind_preposition(document: Document, preposition: Token) -> Mention | None:
    """The organisation's name that is the object of the preposition, right behind it."""
    noun = syntax.child(preposition, syntax.PREPOSITIONAL_OBJECT)
    name = document.mention_at(noun) if noun is not None else None
    if noun is None or name is None or name.form != "name":
        return None
    is_near = noun.i - preposition.i <= len(name.text.split()) + 2
    return name if is_near and is_named_organisation(document, name) else None


def _is_about_each_other(token: Token) -> bool:
    """Whether the token's sentence has a word such as "each other"."""
    reciprocal = word_set("relations", "each_to_each")
    return any(t.lower_ in reciprocal for t in token.sent)


def _ends_aside(document: Document, employer: Mention) -> bool:
    """Whether a comma or the like stands behind the employer, or a "who"."""
    after = token_behind(document, employer)
    if after is None or after.is_punct:
        return True
    return after.lower_ == "who"


# --- in an aside behind a name -----------------------------------------------------------------


def employer_in_aside(document: Document, last: Token) -> Mention | None:
    """The organisation in an aside of its own behind a name's last word.

    "Jane Roe (Keele University)", "Jane Roe, Keele University, said".
    """
    doc, at = last.doc, last.i + 2
    if at >= len(doc) or doc[at - 1].text not in _ASIDE_OPENERS:
        return None
    is_bracketed = doc[at - 1].text == "("
    if is_bracketed and _is_name_of_one_word(document, last):
        return None  # it may be half of what the bracket shortens
    employer = document.name_over(doc[at])
    if employer is None or employer.start != doc[at].idx or employer.type != "Organisation":
        return None
    if not is_named_organisation(document, employer):
        return None
    end = at + len(tokens_of(document, employer) or ())
    return employer if _closes_aside(doc, end, is_bracketed) else None


def _is_name_of_one_word(document: Document, last: Token) -> bool:
    """Whether the word before is of another name, or of none."""
    before = last.nbor(-1) if last.i else last
    return document.name_over(before) != document.name_over(last)


def _closes_aside(doc: Doc, end: int, is_bracketed: bool) -> bool:
    """Whether a bracket closes at this index, or a comma with a verb behind it."""
    if end + 1 >= len(doc):
        return False
    if is_bracketed:
        return doc[end].text == ")"
    return doc[end].text == "," and syntax.is_verb(doc[end + 1])


# --- behind a name with a title ----------------------------------------------------------------


def employer_behind_titled_name(
    document: Document, title: Title, name: Mention
) -> tuple[Mention, ...]:
    """The employer behind a name that has a title before it.

    "Inspector John Doe of Kent Police", "Sen. Jane Roe of Ohio", "Sen. Jane Roe (D-Ohio)".
    """
    span = tokens_of(document, name)
    if span is None:
        return ()
    employer = employer_behind_name(document, span[-1], is_titled=True)
    if employer is not None:
        return (employer,)
    if lemma_of(title.head) not in word_set("titles", "of_places"):
        return ()
    place = _place_behind(document, title.doc, span.end)
    if place is None or kind_of(document, place) != "Place":
        return ()
    return (place,)


def _place_behind(document: Document, doc: Doc, end: int) -> Mention | None:
    """The name behind a politician's name that ends here: "(D-Ohio)", ", R-Texas", "of Ohio"."""
    has_opener = end < len(doc) and doc[end].text in {",", "("}
    at = end + 1 if has_opener else end
    if _is_party_letter(doc, at):
        return document.name_over(doc[at + 2])
    if not has_opener and at + 1 < len(doc) and doc[at].lower_ == "of":
        return document.name_over(doc[at + 1])
    return None


def _is_party_letter(doc: Doc, at: int) -> bool:
    """Whether the words from here on are a party's letter, a hyphen and something: "D-Ohio"."""
    if at + 2 >= len(doc) or doc[at + 1].text != "-":
        return False
    return doc[at].text in word_set("titles", "party_letters")


def employer_behind_title_aside(document: Document, title: Title) -> tuple[Mention, ...]:
    """The organisation in an aside of its own behind a title: "Jane Roe, finance chief, Acme"."""
    comma, first = title.next_token, token_at(title.doc, title.edge + 2)
    if title.has_article or comma is None or first is None or comma.text != ",":
        return ()
    employer = document.name_over(first)
    if employer is None or employer.start != first.idx:
        return ()
    if not is_named_organisation(document, employer):
        return ()
    after = token_behind(document, employer)
    is_closed = after is None or after.is_space or after.text in _ASIDE_CLOSERS
    return (employer,) if is_closed else ()
