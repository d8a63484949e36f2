"""The ready-made questions, answered from the seed article as a careful reader annotates it by
hand.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import Store

from kg.derive import derive
from kg.extract import extract
from kg.graph import add, open_store
from kg.language import parse
from kg.model import Argument, Article, Attribute, Event, Role, Statement
from kg.query import Table, questions, run
from kg.schema import KG
from tests.graph.conftest import Writer


def ask(store: Store, name: str, *columns: str) -> list[tuple[Any, ...]]:
    """Rows of the answer, these columns only, each once, in order."""
    table = run(store, name)
    assert isinstance(table, Table)
    places = [table.columns.index(c) for c in columns]
    return list(dict.fromkeys(tuple(row[p] for p in places) for row in table.rows))


def test_questions_have_all_sixteen() -> None:
    """Q01 to Q16 each have one file, whose comment names it.

    There are some for any user besides.
    """
    numbers = [n for q in questions() for n in re.findall(r"\(Q(\d\d)\)", q.answers)]
    assert sorted(numbers) == [f"{n:02}" for n in range(1, 17)]
    assert len(questions()) > 20


@pytest.mark.parametrize("question", questions(), ids=lambda q: q.name)
def test_questions_are_general(question: Any) -> None:
    """No name of any article stands in a question, and none asks for more than it orders."""
    text = question.path.read_text(encoding="utf-8")
    assert not re.search(r"Musk|Twitter|Türk|Tesla|United Nations", text)
    assert "ORDER BY" in text
    assert question.answers.partition(" (Q")[0].rstrip(".").count("?") >= 1


def test_q01_letters_and_posts(store: Store) -> None:
    """Türk wrote an open letter to Musk on the Saturday before the article, and posted to him that
    day.
    """
    rows = ask(store, "who-wrote-to-whom", "author", "recipient", "date", "what")
    assert ("Volker Türk", "Elon Musk", "2022-11-05", "an open letter") in rows
    assert {r[:3] for r in rows} == {("Volker Türk", "Elon Musk", "2022-11-05")}


def test_q02_position(store: Store) -> None:
    """High Commissioner of the United Nations since October 2022, with no end."""
    assert (
        "Volker Türk",
        "High Commissioner for Human Rights",
        "United Nations",
        "2022-10",
        None,
    ) in ask(store, "positions", "person", "position", "organisation", "start", "end")


def test_several_titles_of_one_role_give_one_row() -> None:
    """Tellings that are one role give its longest title, the most exact; one without a title is a
    member's.
    """
    w = Writer(
        (
            "Ann Lee, chief of Acme since 2020, is its chief executive officer. The "
            "boss of Acme lives in Rome. Bob Ray joined Acme in 2021."
        ),
        id="titles",
    )
    ann, bob, acme = (
        w.entity("e1", "Person", "Ann Lee"),
        w.entity("e2", "Person", "Bob Ray"),
        w.entity("e3", "Organisation", "Acme"),
    )
    a, b, c = (
        w.say("Ann Lee", "Person", ann),
        w.say("Bob Ray", "Person", bob),
        w.say("Acme", "Organisation", acme),
    )
    titles = [
        w.say(words, "Title", form="nominal")
        for words in ("chief", "chief executive officer", "boss")
    ]
    first = w.fact(Role, args={"person": a, "title": titles[0], "organisation": c}, start="2020")
    for title in titles[1:]:
        w.fact(
            Role, args={"person": a, "title": title, "organisation": c}, start="2020", sameAs=first
        )
    w.fact(Role, args={"person": b, "organisation": c}, start="2021")
    store = open_store(None)
    add(store, w.annotation())
    best = "chief executive officer"
    assert ask(store, "positions", "person", "position", "organisation") == [
        ("Ann Lee", best, "Acme"),
        ("Bob Ray", None, "Acme"),
    ]
    assert ask(store, "connections", "person", "relation", "kind") == [
        ("Ann Lee", best, "role"),
        ("Bob Ray", "member", "role"),
    ]
    rows = ask(store, "timeline", "date", "type", "what", "who")
    assert rows[:2] == [
        ("2020", "Role begins", best, "Ann Lee"),
        ("2021", "Role begins", "member", "Bob Ray"),
    ]


def test_q03_roles_and_ownership(store: Store) -> None:
    """Musk is CEO of two companies and owner of one."""
    rows = [
        r[1:]
        for r in ask(store, "connections", "person", "relation", "organisation")
        if r[0] == "Elon Musk"
    ]
    assert rows == [("CEO", "Tesla"), ("CEO", "Twitter"), ("ownerOf", "Twitter")]


def test_q04_verbatim(store: Store) -> None:
    """The words within quotation marks, in order, even where a mark is missing or another."""
    quotes = [q for s, q in ask(store, "verbatim-quotes", "speaker", "quote") if s == "Volker Türk"]
    assert quotes[0] == "ensure human rights are central to the management of Twitter."
    assert quotes[1] == "hardly an encouraging start."
    assert (
        "In short, I urge you to ensure human rights are central to the "
        "management of Twitter under your leadership"
    ) in quotes
    assert "not a free pass," in quotes
    assert (
        "There is no place for hatred that incites discrimination, hostility or "
        "violence on Twitter,"
    ) in quotes


def test_q05_attributed_when_and_how(store: Store) -> None:
    """Musk tweeted on Friday, and argued without a date."""
    rows = [
        r[1:]
        for r in ask(store, "who-said-what", "speaker", "content", "when", "how")
        if r[0] == "Elon Musk"
    ]
    assert rows == [
        ('the site has been seeing a "huge loss in income."', "2022-11-04", "tweet"),
        ('he had "no choice"', None, "arguing"),
        ("Twitter was losing more than $4 million every day", None, "arguing"),
    ]


def test_q06_reports_and_their_sources(store: Store) -> None:
    """The two firings come from reports, by way of the office's press release."""
    rows = [
        r[1:]
        for r in ask(
            store, "only-reported", "type", "who", "step", "source", "document", "publisher"
        )
        if r[0] == "Dismissal"
    ]
    office = "Office of the High Commissioner for Human Rights"
    for team in (
        "Twitter's entire human rights team",
        "all but two members of the ethical AI team",
    ):
        assert (team, 1, "reports", None, None) in rows
        assert (team, 2, office, "a press release", office) in rows
    assert len(rows) == 4


def test_q07_groups_sacked(store: Store) -> None:
    """Majority of the executives, the board, about half of 7,500 workers: as the text says, nothing
    computed.
    """
    rows = ask(
        store, "groups-affected", "type", "group", "quantifier", "fraction", "size", "approximate"
    )
    assert rows == [
        ("Dismissal", "its 7,500 workers", None, 0.5, 7500, True),
        ("Dismissal", "the board", None, None, None, None),
        ("Dismissal", "the firm's top executives", "majority", None, None, None),
    ]


def test_q08_nobody_sacked_them(store: Store) -> None:
    """Agentless passives have no agent."""
    assert ask(store, "who-dismissed", "agent", "patient") == []


def test_q09_demands(store: Store) -> None:
    """Directives with who asks whom."""
    rows = ask(store, "demands", "speaker", "addressee", "demand")
    assert ("United Nations", "Elon Musk", "to stand up for the right to privacy") in rows
    assert sum(r[0] == "Volker Türk" for r in rows) == 3


def test_q10_timeline(store: Store) -> None:
    """Dated things in order, the layoffs after the acquisition."""
    rows = ask(store, "timeline", "date", "type", "after")
    assert [r[0] for r in rows if r[0]] == sorted(r[0] for r in rows if r[0])
    assert ("2022-10", "Role begins", None) in rows
    assert ("2022-11-04", "Statement", None) in rows
    assert ("2022-11-06", "Article", None) in rows
    assert (None, "Layoff", "acquisition") in rows


def test_q11_reported_amount(store: Store) -> None:
    """More than four million dollars a day, says Musk."""
    assert ask(store, "amounts", "speaker", "who", "bound", "amount", "currency", "per") == [
        ("Elon Musk", "Twitter", "more than", 4000000.0, "USD", "day")
    ]


def test_q12_directive_is_not_asserted(store: Store) -> None:
    """That Twitter resists is what Türk asks for, not what the article tells."""
    assert ("resist", "Twitter", False, "Volker Türk", "directive") in ask(
        store, "asserted-or-said", "what", "agent", "asserted", "attributed_to", "force"
    )


def test_q13_passages(store: Store) -> None:
    """Three passages tell of the acquisition, with their offsets."""
    rows = [
        r[1:]
        for r in ask(store, "passages", "type", "passage", "start", "end")
        if r[0] == "Acquisition"
    ]
    assert [r[0] for r in rows][1:] == [
        "Elon Musk acquired Twitter",
        "his recent acquisition of Twitter",
    ]
    assert rows[1][1:] == (2888, 2914)


def test_q14_names(store: Store) -> None:
    """Names and descriptions, no pronouns."""
    rows = ask(store, "names", "entity", "name")
    assert {n for e, n in rows if e == "Elon Musk"} == {
        "Elon Musk",
        "Musk",
        "@ElonMusk",
        "the Tesla CEO",
    }


def test_q15_document(store: Store) -> None:
    """The press release, and who issued it."""
    rows = ask(store, "cited-documents", "statement_text", "document", "publisher")
    assert any(
        t.startswith("this letter comes after")
        and (d, p) == ("a press release", "Office of the High Commissioner for Human Rights")
        for t, d, p in rows
    )


def test_q16_denials(store: Store) -> None:
    """Three of Türk's statements deny something."""
    assert len([s for s, _ in ask(store, "denials", "speaker", "text") if s == "Volker Türk"]) == 3


PRESS = [
    (
        "monday",
        "2024-05-13",
        (
            "Helen Reed said that Unilever had acquired Nestlé. "
            "Tom Hughes denied that Unilever had acquired Nestlé. "
            "Helen Reed told Tom Hughes that he was wrong. "
            "“Helen Reed has lied to all of us,” Tom Hughes said. "
            "John Fox said Toyota had sacked Ann Lee. "
            "Jim Poe rejected Helen Reed's claim that Tesla had acquired Nissan."
        ),
    ),
    (
        "tuesday",
        "2024-05-14",
        "Unilever has acquired Nestlé. Meg Ray said that Toyota had sacked Ann Lee.",
    ),
]


@pytest.fixture(scope="module")
def press() -> Store:
    """Two articles in which people contradict each other, read by the real model."""
    store = open_store(None)
    for document in parse([Article(id, text, date=date) for id, date, text in PRESS]):
        add(store, extract(document))
    derive(store)
    return store


def test_who_answers_whom(press: Store) -> None:
    """Reed spoke to Hughes, and Hughes of her after that.

    Nobody answers who did not speak of him.
    """
    assert ask(press, "who-answers-whom", "speaker", "text", "answered_by", "answer") == [
        ("Helen Reed", "he was wrong", "Tom Hughes", "Helen Reed has lied to all of us")
    ]


def test_claims_of_a_single_source(press: Store) -> None:
    """Only Reed is said to have claimed it; two tell of the sacking, and of the other purchase an
    article.
    """
    assert ask(press, "single-source", "type", "patient", "source") == [
        ("Acquisition", "Nissan", "Helen Reed")
    ]


def test_claims_that_somebody_else_denies(press: Store) -> None:
    """The same event told as not so."""
    rows = ask(press, "disputed", "what", "claimed_by", "claim_text", "denied_by")
    assert ("acquire", "Helen Reed", "Unilever had acquired Nestlé", "Tom Hughes") in rows


def rejection(**saying: Any) -> Store:
    """Poe rejects Reed's claim; the fields of Poe's statement are given."""
    w = Writer("Jim Poe rejected the claim by Helen Reed that Tesla had acquired Nissan.", id="one")
    names = {"Jim Poe": "Person", "Helen Reed": "Person"}
    poe, reed = (w.say(n, t, w.entity(n, t, n)) for n, t in names.items())
    tesla, nissan = (
        w.say(n, "Organisation", w.entity(n, "Organisation", n)) for n in ("Tesla", "Nissan")
    )
    claim = "the claim by Helen Reed that Tesla had acquired Nissan"
    outer = w.fact(Statement, claim, cue="rejected", args={"speaker": poe}, **saying)
    content = "Tesla had acquired Nissan"
    inner = w.fact(Statement, content, cue="claim", args={"speaker": reed}, statement=outer)
    args = {"agent": tesla, "patient": nissan}
    w.fact(Event, "acquired", type="Acquisition", label="acquire", args=args, statement=inner)
    store = open_store(None)
    add(store, w.annotation())
    derive(store)
    return store


def test_claims_that_somebody_rejects() -> None:
    """What is rejected is denied; what somebody did not say is disputed by nobody."""
    denied = rejection(contentPolarity="negative")
    columns = ("what", "claimed_by", "claim_text", "denied_by")
    claim = ("claim", "Helen Reed", "Tesla had acquired Nissan", "Jim Poe")
    assert ask(denied, "disputed", *columns) == [claim]
    text = "the claim by Helen Reed that Tesla had acquired Nissan"
    assert ask(denied, "denials", "speaker", "text", "kind") == [("Jim Poe", text, "statement")]
    not_said = rejection(sayingPolarity="negative")
    assert ask(not_said, "disputed", *columns) == []
    assert ask(not_said, "denials", "speaker", "kind", "negated") == [(None, "fact", text)]


def test_what_was_not_said_is_attributed_to_nobody() -> None:
    """ "Poe did not say that Reed claimed": no words of Poe's, and he spoke of nobody."""
    for store, speakers in (
        (rejection(), {"Jim Poe"}),
        (rejection(sayingPolarity="negative"), set()),
    ):
        asked = ("who-said-what", "speaker"), ("said-about", "speaker")
        assert {name for question in asked for (name,) in ask(store, *question)} == speakers
        sources = {s for (s,) in ask(store, "asserted-or-said", "attributed_to")}
        assert sources == {"Helen Reed"}
        spoke = list(store.quads_for_pattern(None, KG.spokeAbout, None, None))
        assert bool(spoke) == bool(speakers)


@pytest.fixture(scope="module")
def regatta() -> Store:
    """Things, events and qualities as parts of facts, some of them only said."""
    w = Writer(
        "The minister withdrew the fishing bill. The vote on it was postponed. The plant is "
        "unprofitable. Ann Lee said the plant cost $4 million and was to be sold.",
        id="bill",
    )
    minister = w.entity("e1", "Person", "the minister")
    bill = w.entity("e2", "Thing", "the fishing bill", aliases=("it",))
    plant, ann = w.entity("e3", "Thing", "the plant"), w.entity("e4", "Person", "Ann Lee")

    def nominal(words: str, type_: Any, entity: str | None = None, after: str = "") -> str:
        return w.say(words, type_, entity, form="nominal", after=after)

    who, what = (
        nominal("The minister", "Person", minister),
        nominal("the fishing bill", "Thing", bill),
    )
    plain = {"type": "Event"}
    args = {"agent": who, "patient": what}
    w.fact(Event, "withdrew", label="withdraw", args=args, **plain)
    it = w.say("it", "Thing", bill, form="pronoun", after="on it")
    vote = w.fact(Event, "vote", label="vote", args={"topic": it}, **plain)
    event_with_facts(w, "postponed", {"patient": vote}, label="postpone", **plain)
    args = {
        "subject": nominal("The plant", "Thing", plant),
        "value": nominal("unprofitable", "Quality"),
    }
    w.fact(Attribute, "is", args=args, label="be")
    speaker = {"speaker": w.say("Ann Lee", "Person", ann)}
    words = "the plant cost $4 million and was to be sold"
    says = w.fact(Statement, words, cue="said", args=speaker)
    it = nominal("the plant", "Thing", plant, after="said the")
    args = {"subject": it, "value": w.say("$4 million", "Money", form="nominal", amount=4000000.0)}
    w.fact(Attribute, "cost", args=args, label="cost", statement=says)
    sold = w.fact(Event, "sold", label="sell", args={"patient": it}, statement=says, **plain)
    event_with_facts(w, "was to", {"patient": sold}, label="plan", statement=says, **plain)
    store = open_store(None)
    add(store, w.annotation())
    derive(store)
    return store


def event_with_facts(w: Writer, words: str, facts: dict[str, str], **more: Any) -> None:
    """An event to which other facts are arguments."""
    w.fact(Event, words, **{"sentence": w.text, **more})
    arguments = tuple(Argument(role, fact=fact) for role, fact in facts.items())
    w.facts[-1] = replace(w.facts[-1], arguments=arguments)


def test_who_did_what_has_things_and_events_as_objects(regatta: Store) -> None:
    """The bill was withdrawn, the vote postponed; what Ann Lee says is not among it."""
    assert ask(regatta, "who-did-what", "agent", "what", "object") == [
        ("the minister", "withdraw", "the fishing bill"),
        (None, "vote", "the fishing bill"),
        (None, "postpone", "vote"),
    ]
    assert ("postpone", "vote") in ask(regatta, "passages", "what", "patient")


def test_events_that_are_only_said_are_objects_of_what_is_said(regatta: Store) -> None:
    """The plan is to sell, and both are Ann Lee's words."""
    rows = ask(regatta, "asserted-or-said", "what", "patient", "asserted", "attributed_to")
    assert set(rows) == {
        ("sell", "the plant", False, "Ann Lee"),
        ("plan", "sell", False, "Ann Lee"),
    }


def test_attributes_are_told_with_who_says_so(regatta: Store) -> None:
    """A quality that the article tells, and a price that somebody names."""
    assert ask(regatta, "attributes", "speaker", "bearer", "predicate", "value") == [
        (None, "the plant", "be", "unprofitable"),
        ("Ann Lee", "the plant", "cost", "$4 million"),
    ]
    assert ("attribute", "be") in ask(regatta, "facts", "kind", "fact_label")


def test_a_claim_that_an_article_denies_has_no_denier() -> None:
    """One row without a name, where the article itself tells it as not so."""
    store = open_store(None)
    claim = Article("claim", "Helen Reed said that Unilever had acquired Nestlé.")
    denial = Article("denial", "Unilever has not acquired Nestlé.")
    for document in parse([claim, denial]):
        add(store, extract(document))
    rows = ask(store, "disputed", "claimed_by", "denied_by", "denial_text")
    assert rows == [("Helen Reed", None, denial.text)]


def test_claims_that_an_article_asserts_afterwards(press: Store) -> None:
    """Said on Monday, asserted on Tuesday."""
    rows = ask(
        press, "asserted-later", "what", "agent", "patient", "source", "reported_on", "asserted_on"
    )
    assert rows == [("acquire", "Unilever", "Nestlé", "Helen Reed", "2024-05-13", "2024-05-14")]
