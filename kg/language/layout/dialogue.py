"""Interviews: who asks and who answers.

Labels at the heads of lines show it, or questions and answers that take turns.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.document import Block, Part
from kg.model import Span
from kg.patterns import word_set, words

_PARTICLES = "|".join(words("layout")["label_particles"])
_NAME = rf"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|{_PARTICLES})){{0,4}}"
# of "Jane Roe (Acme):", of "Jane Roe [by telephone]:"
_ROLE = r"(?: [(\[][\w ,./&'’-]{1,40}[)\]]|, [A-Z][\w ,.&'’-]{1,40})"
_NAMED = rf"(?P<name>{_NAME}){_ROLE}?:"
_WIKI = r"\(\((?P<wiki>[\w .'’-]{1,40})\)\):?"  # as Wikinews writes them
_QUESTION_OR_ANSWER = r"(?P<qa>[QA])\d{0,2}[.:]"
_LABEL = re.compile(
    rf"(?P<label>{_WIKI}|(?P<star>\*{{0,2}})(?:{_QUESTION_OR_ANSWER}|{_NAMED})(?P=star))"
    r"(?:[ \t\xa0]+(?=\S)|$)"
)
_QUOTATION = re.compile(r"[\"“«„][^\"”»“]*[\"”»“]")
_CLOSING_MARKS = '"”»“'
_WORD = re.compile(r"[\w'’]+")
_LONGEST_LABEL = 60  # characters
_LONGEST_QUESTION = 600
_FEWEST_QUESTIONS = 3  # without labels; fewer may be a writer's own
_FEWEST_LABELLED_TURNS = 4
_ENDING_AS_SENTENCES = 0.7  # share of the turns
_MOST_STRANGERS = 2  # labels that come once, among those that recur: a speaker of one turn
_SENTENCE_ENDS = (".", "?", "!", "…", '"', "”", "'", "’", ")", "]", "—", "-")
_Q_AND_A = frozenset("qa")
_TEXT = frozenset({"paragraph", "item", "blockquote"})  # kinds of blocks that may be turns
_MAY_ASK = frozenset({"paragraph", "heading", "turn"})
# what may stand between two turns
_BETWEEN_TURNS = frozenset({"caption", "credit", "furniture", "heading", "post", "signature"})


class SpeakerLabels:
    """The labels of an article that open speakers' turns; none where it is no interview."""

    def __init__(self, text: str, lines: Iterable[Span]) -> None:
        self._at = _labels_of_turns(text, _labelled_lines(text, lines))

    def __contains__(self, start: int) -> bool:
        return start in self._at

    def turn(self, span: Span) -> list[Block]:
        """The label at the head of these words and the turn behind it."""
        match = self._at[span.start]
        name = next(group for group in ("wiki", "qa", "name") if match[group])
        speaker, words = Span(*match.span(name)), match.string[match.end() : span.end]
        label = Block("label", Span(*match.span("label")), speaker=speaker)
        if not words.strip():
            return [label]
        start = span.end - len(words.lstrip())
        return [label, Block("turn", Span(start, span.end), speaker=speaker)]


def _labelled_lines(text: str, lines: Iterable[Span]) -> list[tuple[Span, re.Match[str]]]:
    """The lines that begin with what may be a label."""
    out = []
    for line in lines:
        end = min(line.end, line.start + _LONGEST_LABEL)
        if match := _LABEL.match(text, line.start, end):
            out.append((line, match))
    return out


def _labels_of_turns(
    text: str, labelled: Sequence[tuple[Span, re.Match[str]]]
) -> Mapping[int, re.Match[str]]:
    """The labels of those who speak, by the start of their line.

    Those of speakers who recur, and a few that come once if they are behind the first of those.
    """
    keys = speaker_keys(_label(match) for _, match in labelled)
    speakers = _recurring_speakers(text, labelled, keys)
    starts = [line.start for line, match in labelled if keys[_label(match)] in speakers]
    if not starts:
        return {}
    others = word_set("layout", "turn", "others")
    behind = [(line, match) for line, match in labelled if line.start >= starts[0]]
    names = [keys[_label(match)] for _, match in behind]
    strangers = [name for name in names if name not in speakers and name not in others]
    if len(strangers) <= _MOST_STRANGERS:
        speakers = speakers.union(strangers)
    return {line.start: match for line, match in behind if keys[_label(match)] in speakers}


def _recurring_speakers(
    text: str, labelled: Sequence[tuple[Span, re.Match[str]]], keys: Mapping[str, str]
) -> frozenset[str]:
    """The speakers who have several labels, or are called Q and A; none if it is no interview."""
    turns: dict[str, list[str]] = defaultdict(list)
    for line, match in labelled:
        turns[keys[_label(match)]].append(text[match.end() : line.end])
    for name in word_set("layout", "turn", "others"):
        turns.pop(name, None)
    speakers = {n: words for n, words in turns.items() if len(words) > 1 or n in _Q_AND_A}
    return frozenset(speakers) if _is_interview(speakers) else frozenset()


def _is_interview(turns: Mapping[str, Sequence[str]]) -> bool:
    """Whether two speakers or more take enough turns, most of which end as sentences do."""
    if len(turns) < 2:
        return False
    words = [turn for of_speaker in turns.values() for turn in of_speaker if turn]
    sentences = sum(turn.endswith(_SENTENCE_ENDS) for turn in words)
    if sentences < _ENDING_AS_SENTENCES * len(words):
        return False
    has_many = sum(len(of_speaker) for of_speaker in turns.values()) >= _FEWEST_LABELLED_TURNS
    return has_many or turns.keys() == _Q_AND_A


def _label(match: re.Match[str]) -> str:
    """The name in a label, or "Q" or "A"."""
    return match["wiki"] or match["qa"] or match["name"]


def speaker_keys(labels: Iterable[str]) -> dict[str, str]:
    """What tells whose each label is: the surname, in small letters, or "q" or "a".

    Initials stand for the one name among the labels that has them: "JR" for "Jane Roe".
    """
    names = list(dict.fromkeys(labels))
    by_initials: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if len(name.split()) > 1:
            by_initials["".join(word[0] for word in name.split()).casefold()].add(surname(name))
    keys = {}
    for name in names:
        of = by_initials.get(name.replace(".", "").casefold(), set()) if name.isupper() else set()
        keys[name] = next(iter(of)) if len(of) == 1 else surname(name)
    return keys


def surname(label: str) -> str:
    """ "roe" of "JANE ROE".

    Transcripts give the full name once and the last word from then on.
    """
    return label.rsplit(maxsplit=1)[-1].casefold() if label.split() else label


def with_turns(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with all paragraphs of an interview as turns.

    Each turn has its part, question or answer, where that can be seen.
    """
    if any(block.kind == "label" for block in blocks):
        return _with_parts(text, _with_continued_turns(text, blocks))
    return _with_unlabelled_turns(text, blocks)


def _with_continued_turns(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of which paragraphs between two labels continue the turn before them.

    Behind the last label they do so as long as they speak of "I" and "we".
    """
    last_label = max(n for n, block in enumerate(blocks) if block.kind == "label")
    out: list[Block] = []
    speaker: Span | None = None
    for number, block in enumerate(blocks):
        if block.kind == "label":
            speaker = block.speaker
        elif block.kind in _TEXT and number > last_label:
            is_next = out[-1].kind == "label"
            if not is_next and not _is_first_person(text, block):
                speaker = None
        is_turn = block.kind in _TEXT and speaker is not None
        out.append(replace(block, kind="turn", speaker=speaker) if is_turn else block)
    return out


def _with_parts(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of which turns with a label are questions or answers.

    A speaker asks if the label says so, or if most of the turns under it are questions.
    """
    asked, turns = Counter[str](), Counter[str]()
    labels = [_speaker_of(text, block) for block in blocks]
    keys = speaker_keys(label for label in labels if label is not None)
    for block, label in zip(blocks, labels, strict=True):
        if (name := keys.get(label or "")) is not None:
            turns[name] += 1
            asked[name] += _is_question(text, block)
    askers = {name for name in turns if asked[name] > 0.5 * turns[name]}
    askers |= turns.keys() & word_set("layout", "turn", "asks")
    parts = {name: _part_of_speaker(name, askers, len(turns)) for name in turns}
    out = []
    for block, label in zip(blocks, labels, strict=True):
        name = keys.get(label or "")
        out.append(block if name is None else replace(block, part=parts[name]))
    return out


def _speaker_of(text: str, block: Block) -> str | None:
    """The label of whose turn the block is."""
    if block.kind != "turn" or block.speaker is None:
        return None
    return _words(text, block.speaker)


def _part_of_speaker(name: str, askers: set[str], speakers: int) -> Part | None:
    """What a speaker does: asks, answers, or nobody knows."""
    if name in askers:
        return "question"
    others_ask = 0 < len(askers) < speakers
    if others_ask or name in word_set("layout", "turn", "answers"):
        return "answer"
    return None


def _with_unlabelled_turns(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with turns where questions and answers alternate, though no label says so.

    Questions to "you" and answers by "I" and "we", several times one after the other, are an
    interview.
    """
    pairs = _questions_and_answers(text, blocks)
    if not pairs:
        return list(blocks)
    start = blocks[pairs[0][0]].span.start
    is_announced = _announces_interview(text[:start])
    if not _are_enough(text, blocks, pairs, is_announced=is_announced):
        return list(blocks)
    first, last = pairs[0][0], pairs[-1][1]
    if is_announced:
        first = _start_of_first_answer(text, blocks, first)
    out, is_asked = list(blocks), False
    for number in range(first, len(blocks)):
        block = blocks[number]
        if number > last and not _may_follow_answer(text, block):
            break
        if _is_turn(text, block):
            part = _part_of_turn(text, block, is_asked=is_asked)
            out[number] = replace(block, kind="turn", part=part)
            is_asked = part == "question"
    return out


def _questions_and_answers(text: str, blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """The numbers of each question and of the text behind it that is none."""
    return [
        (a, b)
        for a, b in pairwise(_numbers_of_text(text, blocks))
        if _is_question(text, blocks[a]) and not _is_question(text, blocks[b])
    ]


def _numbers_of_text(text: str, blocks: Sequence[Block]) -> list[int]:
    """The numbers of the blocks that are text or questions."""
    return [
        number
        for number, block in enumerate(blocks)
        if block.kind not in _BETWEEN_TURNS or _is_question(text, block)
    ]


def _announces_interview(words_before: str) -> bool:
    """Whether the words before the first question speak of an interview."""
    folded = words_before.casefold()
    return any(noun in folded for noun in words("layout")["interview"]["nouns"])


def _are_enough(
    text: str, blocks: Sequence[Block], pairs: Sequence[tuple[int, int]], *, is_announced: bool
) -> bool:
    """Whether the questions are an interview; one that is announced may be shorter by one."""
    to_you = sum(_is_second_person(text, blocks[question]) for question, _ in pairs)
    by_me = sum(_is_first_person(text, blocks[answer]) for _, answer in pairs)
    has_questions = len(pairs) >= _FEWEST_QUESTIONS - is_announced
    return has_questions and min(to_you, by_me) >= 2 - is_announced


def _start_of_first_answer(text: str, blocks: Sequence[Block], question: int) -> int:
    """The first of the paragraphs before the first question that speak of "I" and "we".

    The paragraph that introduces the interview is none of them.
    """
    introduction = _numbers_of_text(text, blocks)[0]
    first = question
    while first - 1 > introduction:
        before = blocks[first - 1]
        if before.kind != "paragraph" or not _is_first_person(text, before):
            break
        first -= 1
    return first


def _may_follow_answer(text: str, block: Block) -> bool:
    """Whether the interview may go on with this block behind its last question and answer."""
    if block.kind in _BETWEEN_TURNS:
        return True
    return _is_first_person(text, block) or _is_second_person(text, block)


def _is_turn(text: str, block: Block) -> bool:
    """Whether the block is a turn of a speaker: text, or a heading that asks or answers."""
    if block.kind == "heading":
        return _is_first_person(text, block) or _is_question(text, block)
    return block.kind in _TEXT


def _part_of_turn(text: str, block: Block, *, is_asked: bool) -> Part | None:
    """A question, an answer, or, where words to "you" follow an answer, nobody knows."""
    if _is_question(text, block):
        return "question"
    if is_asked or _is_first_person(text, block):
        return "answer"
    return None if _is_second_person(text, block) else "answer"


def _is_question(text: str, block: Block) -> bool:
    """Whether the words end by asking and do not begin with a quotation."""
    start, end = block.span.start, block.span.end
    if block.kind not in _MAY_ASK or end - start > _LONGEST_QUESTION:
        return False
    return text.endswith("?", start, end) and text[start] not in "\"“'‘«„"


def _is_first_person(text: str, block: Block) -> bool:
    """Whether the words speak of "I" and "we" outside quotation marks."""
    return _has_word_outside_quotations(text, block, word_set("layout", "turn", "answering"))


def _is_second_person(text: str, block: Block) -> bool:
    """Whether the words speak to "you" outside quotation marks."""
    return _has_word_outside_quotations(text, block, word_set("layout", "turn", "asked"))


def _has_word_outside_quotations(text: str, block: Block, wanted: frozenset[str]) -> bool:
    """Whether one of the wanted words stands in the block outside quotation marks."""
    words = _words(text, block.span)
    # an opening mark behind the last closing one would be looked for to the end, each again
    end = max(words.rfind(mark) for mark in _CLOSING_MARKS) + 1
    unquoted = _QUOTATION.sub(" ", words[:end]) + words[end:]
    return any(word.casefold().replace("’", "'") in wanted for word in _WORD.findall(unquoted))


def _words(text: str, span: Span) -> str:
    """The characters of the span."""
    return text[span.start : span.end]
