"""Articles made from sentences of our own, as many as a test asks for, always the same ones.

They hold what breaks careless readers: quotation marks, delimiters, accents, line ends, figures.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from kg.model import Article

_PEOPLE = ("Ann Lee", "Bo Ødegård", "José Núñez", "Mary O’Neill", "Li Wei", "Zoë “Zo” Hart")
_FIRMS = ("Acme, Inc.", "Bolt & Sons", "Crane Ltd", "Dune|Water", "Élan; SA", "Fjord AS")
_DEEDS = (
    "{person} of {firm} said on Monday that the plant would close.",
    "“We are sorry,” said {person}, “but {firm} cannot pay {amount}.”",
    "{firm} bought a rival for ${amount} million, {share} % more than it had offered.",
    'The board of {firm} called the plan "bold"; {person} did not.',
    "{person} left {firm} after {share} years – and nobody knew why.",
    "Nobody at {firm}, not even {person}, had seen the letter of 3/4/2019.",
    "Is {firm} for sale? “No,” wrote {person} at a quarter to nine.",
)
_TITLES = (
    "{firm} closes its plant",
    "What {person} knew: a letter, and £{amount}",
    "“No comment”, says {person}",
    "{share} questions for {firm}",
)


def articles(count: int, seed: int = 20) -> list[Article]:
    """So many articles, each with an id, a title, a day and an author."""
    made = random.Random(seed)
    return [_article(number, made) for number in range(count)]


def _article(number: int, made: random.Random) -> Article:
    def filled(shapes: tuple[str, ...]) -> str:
        return made.choice(shapes).format(
            person=made.choice(_PEOPLE),
            firm=made.choice(_FIRMS),
            amount=f"{made.randint(1, 9)},{made.randint(0, 999):03}",
            share=made.randint(2, 60),
        )

    paragraphs = [
        " ".join(filled(_DEEDS) for _ in range(made.randint(1, 4)))
        for _ in range(made.randint(1, 6))
    ]
    day = date(2001, 1, 1) + timedelta(days=made.randint(0, 9_000))
    return Article(
        id=f"article {number:04}",
        text="\n\n".join(paragraphs),
        title=filled(_TITLES),
        date=day.isoformat(),
        author=" and ".join(made.sample(_PEOPLE, made.randint(1, 2))),
    )
