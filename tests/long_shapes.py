"""Long articles of every shape that has been slow or might be, for tests and benchmarks of length.

`SHAPES` has functions that make a text of about `n` characters. The same `n` gives the same text,
and a longer text begins like a shorter one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import TypeAlias

Shape: TypeAlias = Callable[[int], str]

_FIRST = (
    "Jane", "Peter", "Maria", "Hugo", "Helen", "Omar", "Priya", "Tom", "Ingrid", "Carlos",
    "Anna", "David", "Lucia", "Frank", "Nadia", "Simon", "Karen", "Victor", "Ruth", "Walter",
    "Clara",
)  # fmt: skip
_LAST_BEGIN = ("Hart", "Wex", "Lang", "Brom", "Cald", "Dun", "Ells", "Farn", "Grim", "Holl", "Kess")
_LAST_END = ("man", "ley", "ford", "wood", "ton", "worth", "by", "well", "more", "field", "stone",
             "er", "ing")  # fmt: skip
_FIRM_BEGIN = ("Nor", "Alt", "Bel", "Cor", "Del", "Ever", "Fal", "Gran", "Hal", "Iver", "Jun")
_FIRM_END = ("vik", "dane", "corp", "nex", "tera", "mont", "lux", "gate", "star", "wick", "port",
             "line", "soft")  # fmt: skip
_FIRM_KIND = ("Ltd.", "Group", "Holdings", "Inc.", "Bank", "Airlines", "Foods")
_PLACES = (
    "London", "Paris", "Berlin", "Madrid", "Oslo", "Vienna", "Chicago", "Boston", "Dublin",
    "Lisbon", "Warsaw", "Athens", "Toronto", "Sydney", "Nairobi", "Lima", "Seoul",
)  # fmt: skip
_ROLES = ("chief executive", "chairman", "spokeswoman", "finance director", "lawyer", "mayor",
          "union leader", "minister", "coach", "professor", "analyst")  # fmt: skip
_VERBS = ("bought", "sued", "praised", "visited", "left", "joined", "founded", "criticised",
          "met", "backed", "sold")  # fmt: skip
_MONTHS = ("January", "March", "April", "June", "July", "September", "November")
_SAID = (
    "the plan would cost more than anyone had expected",
    "nobody had been warned before the gates were closed",
    "the talks would go on until both sides agreed",
    "it was too early to name a date",
    "the figures were better than those of last year",
    "workers deserved a clear answer",
    "the bridge had to be repaired before winter",
)


# --- names --------------------------------------------------------------------------------------


def _surname(i: int) -> str:
    return _LAST_BEGIN[i % 11] + _LAST_END[i // 11 % 13]


def person(i: int) -> str:
    """The i-th of 3,003 names of people."""
    return f"{_FIRST[i % 21]} {_surname(i // 21 + i)}"


def firm(i: int) -> str:
    """The i-th of 1,001 names of firms."""
    return f"{_FIRM_BEGIN[i % 11]}{_FIRM_END[i // 11 % 13]} {_FIRM_KIND[i % 7]}"


def _place(i: int) -> str:
    return _PLACES[i % 17]


def _date(i: int) -> str:
    return f"{1 + i % 28} {_MONTHS[i % 7]} {1990 + i % 33}"


def _said(i: int) -> str:
    return _SAID[i % 7]


# --- putting together ---------------------------------------------------------------------------


def _text(n: int, parts: Iterator[str], separator: str) -> str:
    """Whole parts up to `n` characters, one at least."""
    out, size = [], 0
    for part in parts:
        if out and size + len(part) > n:
            break
        out.append(part)
        size += len(part) + len(separator)
    return separator.join(out)


def _each(make: Callable[[int], str], separator: str) -> Shape:
    """A shape of one part after another, each made of its number."""
    return lambda n: _text(n, (make(i) for i in count()), separator)


def _again(part: str, separator: str = " ") -> Shape:
    """A shape of one part again and again."""
    return _each(lambda _: part, separator)


# --- news ---------------------------------------------------------------------------------------


def _sentences(i: int) -> str:
    """A few sentences of ordinary news."""
    who, other, where = person(i), firm(i), _place(i)
    role = _ROLES[i % 11]
    kinds = (
        (
            f"{who}, the {role} of {other}, said on Tuesday that {_said(i)}. "
            f"He {_VERBS[i % 11]} {firm(i + 3)} in {where} on {_date(i)}."
        ),
        (
            f"“{_said(i).capitalize()},” said {who}. “We have waited for years.” "
            f"Her company employs {120 + i % 700} people in {where}."
        ),
        (
            f"{other} paid ${3 + i % 90} million for its rival {firm(i + 7)}, two people who know "
            f"the deal told reporters. The company would not comment."
        ),
        (
            f"In {where}, police arrested {who} after a protest outside the offices of {other}. "
            f"Mr. {who.split()[-1]} was released a day later, his {role} said."
        ),
        (
            f"The council of {where} voted to close the harbour, which {other} had used since "
            f"{1960 + i % 50}. {who} called the vote a mistake, and they asked for a review."
        ),
    )
    return kinds[i % 5]


def _paragraph(i: int) -> str:
    return f"{_sentences(2 * i)} {_sentences(2 * i + 1)}"


def _news(n: int) -> str:
    """Paragraphs of ordinary news under a headline."""
    return "Harbour plan divides the north\n\n" + _each(_paragraph, "\n\n")(n)


# --- quotations and speakers --------------------------------------------------------------------


def _open_quotation(n: int) -> str:
    """One quotation that is never closed, in which "he" speaks of "him"."""
    first = "Jane Roe met Tom Hughes. “"
    return first + _each(lambda i: f"He said {_said(i)} and that he liked him.", " ")(n)


def _question_and_answer(i: int) -> str:
    return f"Q: What did {person(i)} say about it?\n\nA: I told them that {_said(i)}. He agreed."


def _interview(i: int) -> str:
    speaker = ("Jane Roe", "Tom Hughes")[i % 2]
    return f"{speaker}: Well, {_said(i)}, and you know what I think of {firm(i)} now."


def _speeches(i: int) -> str:
    return f'"{_said(i).capitalize()}," {_surname(i)} said. "I do not know why they did it."'


def _nested_block_quote(i: int) -> str:
    return f"{'> ' * (1 + i % 40)}{_said(i).capitalize()}, wrote {person(i)}."


def _signed_post(i: int) -> str:
    handle = _surname(i).lower()
    return (
        f"{_said(i).capitalize()}!\n— {person(i)} (@{handle}) {_MONTHS[i % 7]} {1 + i % 28}, 2021"
    )


def _pull_quote(i: int) -> str:
    return f"“{_said(i).capitalize()}, and we all know it.”\n— {person(i)}, head of {firm(i)}"


def _live_post(i: int) -> str:
    time = f"{i // 60 % 24:02}:{i % 60:02}"
    return f"{time}\n\n{_said(i).capitalize()}, {person(i)} says.\n\n{_sentences(i)}"


# --- many names, and one ------------------------------------------------------------------------


def _row(i: int) -> str:
    return f"{person(i)}\t{firm(i)}\t{_place(i)}\t{_date(i)}\t${i % 900 + 1}m"


def _profit(i: int) -> str:
    first, second = _VERBS[i % 11], _VERBS[i // 7 % 11]
    return (
        f"The company {first} its rival. The president of {_place(i)} {second} the agency, "
        f"and the {_ROLES[i % 11]} left the firm."
    )


def _family(i: int) -> str:
    return f"His {('brother', 'father', 'son')[i % 3]} {_VERBS[i % 11]} her husband, and they left."


def _group(i: int) -> str:
    noun = ("workers", "miners", "nurses", "pilots", "farmers", "judges")[i % 6]
    return f"Some of the {noun} left. Others stayed. Both of them said that they were tired."


def _acronym(i: int) -> str:
    ends = ("orth", "ank", "eam")
    letters = "".join(chr(65 + i // 26**k % 26) for k in range(3))
    words = " ".join(f"{letter}{end}" for letter, end in zip(letters, ends, strict=True))
    return f"The {words} ({letters}) said that {_said(i)}. {letters} was founded in {_place(i)}."


def _apposition(i: int) -> str:
    return f"{person(i)}, the {_ROLES[i % 11]} of {firm(i)}, a firm in {_place(i)}, left."


def _url(i: int) -> str:
    return f"https://news.example.org/{_surname(i).lower()}/{i}?page={i}"


SHAPES: Mapping[str, Shape] = {
    # ordinary
    "news": _news,
    "one_line": _each(_sentences, " "),
    "one_line_paragraphs": _each(_sentences, "\n"),
    "wrapped_lines": lambda n: _wrapped(_each(_sentences, " ")(n)),
    "live_blog": _each(_live_post, "\n\n"),
    # speech
    "open_quotation": _open_quotation,
    "yes_he_said": _again('"Yes," he said.'),
    "yes_he_said_paragraphs": _again('"Yes," he said.', "\n\n"),
    "speeches": _each(_speeches, "\n\n"),
    "questions_and_answers": _each(_question_and_answer, "\n\n"),
    "interview": _each(_interview, "\n\n"),
    "interview_lines": _each(_interview, "\n"),
    "block_quotations": _each(lambda i: f"> {_said(i).capitalize()}, he said.", "\n\n"),
    "block_quotation_lines": _each(lambda i: f"> {_said(i).capitalize()}, he said.", "\n"),
    "nested_block_quotes": _each(_nested_block_quote, "\n"),
    "pull_quotes": _each(_pull_quote, "\n\n"),
    "posts": _each(_signed_post, "\n\n"),
    "single_quotations": _each(lambda i: f"‘{_said(i).capitalize()},’ she said, ‘always.’", " "),
    "we_and_you": _again("We told you that we would help you, and you told us that I was right."),
    # lists
    "bullets": _each(lambda i: f"- {_said(i).capitalize()} in {_place(i)}", "\n"),
    "numbered": _each(lambda i: f"{i + 1}. {person(i)} {_VERBS[i % 11]} {firm(i)} twice.", "\n"),
    "headings": _each(lambda i: f"What {person(i)} wants", "\n\n"),
    "table": _each(_row, "\n"),
    "names_in_commas": _each(person, ", "),
    "names_in_lines": _each(person, "\n"),
    "firms_in_commas": _each(firm, ", "),
    "dates": _each(_date, ", "),
    "dated_sentences": _each(lambda i: f"It closed on {_date(i)}, two weeks before Easter.", " "),
    "amounts": _each(lambda i: f"${i % 900 + 1} million, {i % 70 + 2} km", ", "),
    "links": _each(_url, " "),
    "handles": _each(lambda i: f"@{_surname(i).lower()}{i} met {person(i)}.", " "),
    # names and who is who
    "one_name": _again("Jane Roe"),
    "one_entity": _each(lambda i: f"Jane Roe {_VERBS[i % 11]} Acme. She said {_said(i)}.", " "),
    "many_entities": _each(lambda i: f"{person(i)} {_VERBS[i % 11]} {firm(i)} twice.", " "),
    "pronouns": _again("He told her that it was his, and they gave them theirs."),
    "descriptions": _each(_profit, " "),
    "families": _each(_family, " "),
    "groups": _each(_group, " "),
    "acronyms": _each(_acronym, " "),
    "appositions": _each(_apposition, " "),
    "titles": _each(lambda i: f"President {person(i)} met Dr. {_surname(i)}.", " "),
    "theatre": _again("the theatre company's chairman and the old mill's owner met,"),
    # marks and odd characters
    "brackets_open": _again("(", ""),
    "brackets": _each(lambda i: f"({person(i)} [of {_place(i)}])", " "),
    "straight_marks": _again('"', " "),
    "curly_marks": _again("“ ”", " "),
    "marks_and_words": _again('"a', " "),
    "single_marks": _again("‘a", " "),
    "apostrophes": _again("the players' union and the miners' wives' sons'", " "),
    "full_stops": _again(". ", ""),
    "hyphens": _again("well-known-", ""),
    "long_word": _again("abcdefghij", ""),
    "long_capital_word": _again("Abcdefghij", ""),
    "digits": _again("1234567890", ""),
    "blank_lines": lambda n: "The end.\n" + "\n" * n + "It began.",
    "spaces": lambda n: "The end." + " " * n + "It began.",
    "commas_and_and": _again("bread, butter and", " "),
    "capitals": lambda n: _each(_sentences, " ")(n).upper(),
    "tabs": _again("a\tb", "\n"),
}


def _wrapped(text: str, width: int = 72) -> str:
    """The text in lines of about this width."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".lstrip()
    return "\n".join([*lines, line])
