"""A small language for annotation records written by hand, and the seed article told in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from kg.derive import derive
from kg.graph import add, open_store
from kg.model import (
    Annotation,
    Argument,
    Article,
    Entity,
    Event,
    Fact,
    Mention,
    Order,
    Relation,
    Role,
    Span,
    Statement,
    Time,
)

SEED = Path(__file__).parents[2] / "seeds" / "un-letter-to-musk.txt"


@dataclass
class Writer:
    """Collects mentions, entities and facts of one text; words are found by themselves, the n-th
    time they occur.
    """

    text: str
    id: str = "seed-1"
    date: str | None = "2022-11-06"
    title: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def span(self, words: str, after: str = "") -> Span:
        start = self.text.index(words, self.text.index(after) if after else 0)
        return Span(start, start + len(words))

    def entity(self, id: str, type_: Any, label: str, **more: Any) -> str:
        self.entities.append(Entity(id, type_, label, **more))
        return id

    def say(
        self,
        words: str,
        type_: Any,
        entity: str | None = None,
        form: Any = "name",
        after: str = "",
        **more: Any,
    ) -> str:
        span, id = self.span(words, after), f"m{len(self.mentions) + 1}"
        self.mentions.append(Mention(id, span.start, span.end, words, form, type_, entity, **more))
        return id

    def fact(
        self,
        make: type[Fact],
        words: str | None = None,
        after: str = "",
        sentence: str | None = None,
        args: dict[str, str] | None = None,
        **more: Any,
    ) -> str:
        """`words` is the trigger (of a statement: its content); an argument may be several mention
        ids with spaces between.
        """
        id, span = f"f{len(self.facts) + 1}", self.span(words, after) if words else None
        arguments = tuple(
            Argument(role, m) for role, ms in (args or {}).items() for m in ms.split()
        )
        if make is Statement:
            more = {
                "content": (span,),
                "quotation": "indirect",
                **more,
                "cue": (self.span(more.pop("cue"), after),),
            }
        else:
            more = {"trigger": span, **more}
        around = self._sentence(
            span or next(m.span for m in self.mentions if m.id == arguments[0].mention)
        )
        more = {"pattern": "by-hand", "confidence": 0.9, **more}
        self.facts.append(
            make(
                id=id,
                arguments=arguments,
                sentence=self.span(sentence) if sentence else around,
                **more,
            )
        )
        return id

    def _sentence(self, span: Span) -> Span:
        marks = (". ", ".\n\n", "\n\n", '." ', "” ")
        start = max(
            [
                self.text.rfind(mark, 0, span.start) + len(mark)
                for mark in marks
                if mark in self.text[: span.start]
            ],
            default=0,
        )
        ends = [self.text.find(mark, span.end) for mark in (". ", ".\n", "\n\n", '." ')]
        return Span(max(start, 0), min([e + 1 for e in ends if e >= 0], default=len(self.text)))

    def annotation(self, **more: Any) -> Annotation:
        article = Article(self.id, self.text, title=self.title, date=self.date)
        return Annotation(
            article,
            "en",
            "0.1.0",
            "by hand",
            tuple(self.mentions),
            tuple(self.entities),
            tuple(self.facts),
            **more,
        )


def seed() -> Annotation:
    """A good part of what a careful reader finds in the seed article."""
    w = Writer(SEED.read_text(encoding="utf-8"))
    turk, musk = (
        w.entity("e1", "Person", "Volker Türk", aliases=("Türk",)),
        w.entity("e2", "Person", "Elon Musk"),
    )
    twitter, tesla, un = (
        w.entity("e3", "Organisation", "Twitter"),
        w.entity("e4", "Organisation", "Tesla"),
        w.entity("e5", "Organisation", "United Nations"),
    )
    ohchr = w.entity("e6", "Organisation", "Office of the High Commissioner for Human Rights")
    executives = w.entity(
        "e7", "Group", "the firm's top executives", partOf=twitter, quantifier="majority"
    )
    board = w.entity("e8", "Group", "the board", partOf=twitter)
    workers = w.entity(
        "e9",
        "Group",
        "its 7,500 workers",
        partOf=twitter,
        size=7500,
        fraction=0.5,
        approximate=True,
    )
    team = w.entity(
        "e10", "Group", "Twitter's entire human rights team", partOf=twitter, quantifier="all"
    )
    ethical = w.entity(
        "e11",
        "Group",
        "all but two members of the ethical AI team",
        partOf=twitter,
        quantifier="all but two",
    )
    reports = w.entity("e12", "Work", "reports")
    # who is what
    m_turk, m_un, m_hc = (
        w.say("Volker Türk", "Person", turk),
        w.say("UN", "Organisation", un, after="Türk, the UN"),
        w.say("High Commissioner for Human Rights", "Title"),
    )
    chief = w.say("the UN rights chief", "Title", turk, form="nominal")
    his = w.say(
        "his",
        "Person",
        turk,
        form="pronoun",
        after="assumed his",
        sieve="pronoun-he",
        antecedent=m_turk,
    )
    hc = w.fact(Role, args={"person": m_turk, "title": m_hc, "organisation": m_un}, start="2022-10")
    w.fact(
        Role,
        "assumed",
        args={"person": his, "title": chief, "organisation": m_un},
        start="2022-10",
        sameAs=hc,
    )
    m_tw, m_ceo, m_musk = (
        w.say("Twitter", "Organisation", twitter, after="Twitter CEO"),
        w.say("CEO", "Title", after="Twitter CEO"),
        w.say("Elon Musk", "Person", musk, after="CEO Elon"),
    )
    w.fact(Role, args={"person": m_musk, "title": m_ceo, "organisation": m_tw})
    m_tesla, m_tceo = (
        w.say("Tesla", "Organisation", tesla),
        w.say("CEO", "Title", after="Tesla CEO"),
    )
    the_ceo = w.say("the Tesla CEO", "Person", musk, form="nominal")
    w.fact(Role, args={"person": the_ceo, "title": m_tceo, "organisation": m_tesla})
    company, owner = (
        w.say("The company", "Organisation", twitter, form="nominal"),
        w.say("Elon Musk", "Person", musk, after="new owner"),
    )
    w.fact(
        Relation,
        "owner",
        after="new owner",
        type="ownerOf",
        args={"subject": owner, "object": company},
    )
    account = w.say("@volker_turk", "Person", turk)
    poster = w.say("Volker Türk", "Person", turk, after="— Volker")
    w.fact(Relation, type="accountOf", args={"subject": account, "object": poster})
    platform = w.say("social media platform", "Other", twitter, form="nominal")
    w.fact(Relation, type="typeOf", args={"subject": platform, "object": platform})
    # what happened
    agent, bought = (
        w.say("Elon Musk", "Person", musk, after="following"),
        w.say("Twitter", "Organisation", twitter),
    )
    acquisition = w.fact(
        Event,
        "acquisition",
        type="Acquisition",
        label="acquisition",
        args={"agent": agent, "patient": bought},
    )
    again, target = (
        w.say("Elon Musk", "Person", musk, after="since Elon"),
        w.say("Twitter", "Organisation", twitter, after="acquired Twitter"),
    )
    w.fact(
        Event,
        "acquired",
        type="Acquisition",
        label="acquire",
        args={"agent": again, "patient": target},
        sameAs=acquisition,
        confidence=0.97,
    )
    third, of = (
        w.say("his", "Person", musk, form="pronoun", after="his recent"),
        w.say("Twitter", "Organisation", twitter, after="recent acquisition"),
    )
    w.fact(
        Event,
        "acquisition",
        after="recent acquisition",
        type="Acquisition",
        label="acquisition",
        args={"agent": third, "patient": of},
        sameAs=acquisition,
    )
    w.fact(
        Event,
        "layoffs",
        type="Layoff",
        label="layoff",
        args={"topic": bought},
        order=(Order("after", acquisition),),
    )
    groups = [
        w.say("the majority of the firm's top executives", "Group", executives, form="nominal"),
        w.say("the board", "Group", board, form="nominal"),
    ]
    groups.append(
        w.say("approximately half of its 7,500 workers", "Group", workers, form="nominal")
    )
    for group in groups:
        w.fact(
            Event,
            "sacked",
            type="Dismissal",
            label="sack",
            args={"patient": group},
            order=(Order("after", acquisition),),
        )
    letter = w.say("an open letter", "Work", form="nominal")
    saturday = w.say("Saturday", "Date", value="2022-11-05")
    written = w.fact(
        Event,
        "wrote",
        type="Communication",
        label="write",
        args={"agent": m_turk, "theme": letter, "recipient": m_musk},
        time=Time("2022-11-05", saturday),
    )
    handle, post = (
        w.say("@ElonMusk", "Person", musk),
        w.say("Here's a thread", "Work", form="nominal"),
    )
    tweet = w.fact(
        Event,
        "Here's a thread",
        type="Communication",
        label="post",
        args={"agent": poster, "theme": post, "recipient": handle},
        time=Time("2022-11-05"),
    )
    office, release = (
        w.say("the Office of the High Commissioner for Human Rights", "Organisation", ohchr),
        w.say("a press release", "Work", form="nominal"),
    )
    issued = w.fact(
        Event,
        "press release",
        type="Publication",
        label="release",
        args={"agent": office, "theme": release},
    )
    # who said what
    m_united = w.say("the United Nations", "Organisation", un)
    w.fact(
        Statement,
        "to stand up for the right to privacy",
        cue="urged",
        after="has urged",
        args={"speaker": m_united, "addressee": the_ceo},
        force="directive",
    )
    quote = {"quotation": "direct"}
    ensure = '"ensure human rights are central to the management of Twitter."'
    w.fact(
        Statement,
        ensure,
        cue="requesting",
        after="requesting",
        args={"speaker": m_turk, "addressee": m_musk},
        force="directive",
        quotation="mixed",
        medium=written,
    )
    comes = w.fact(
        Statement,
        (
            "this letter comes after reports that Twitter's entire human rights team "
            "as well as all but two members of the ethical AI team had been fired"
        ),
        cue="As per",
        after="As per",
        args={"speaker": office},
        medium=issued,
    )
    m_reports = w.say("reports", "Work", reports, form="nominal", after="after reports")
    that = w.fact(
        Statement,
        (
            "Twitter's entire human rights team as well as all but two members of "
            "the ethical AI team had been fired"
        ),
        cue="reports",
        after="after reports",
        args={"speaker": m_reports},
        statement=comes,
    )
    for words, id in (
        ("Twitter's entire human rights team", team),
        ("all but two members of the ethical AI team", ethical),
    ):
        gone = w.say(words, "Group", id, form="nominal")
        w.fact(
            Event, "fired", type="Dismissal", label="fire", args={"patient": gone}, statement=that
        )
    according = w.say("Türk", "Person", turk, after="According to Türk")
    w.fact(
        Statement,
        'this is "hardly an encouraging start."',
        cue="According to",
        args={"speaker": according},
        quotation="mixed",
        force="evaluation",
        contentPolarity="negative",
    )
    said = w.say("Türk", "Person", turk, after="letter, Türk")
    part_of = "“Twitter is part of a global revolution that has transformed how we communicate.”"
    w.fact(
        Statement,
        part_of,
        cue="said",
        after="Türk said",
        args={"speaker": said},
        medium=written,
        sentence=f"Furthermore, in the letter, Türk said, {part_of}",
        **quote,
    )
    urge = (
        '"In short, I urge you to ensure human rights are central to the management '
        "of Twitter under your leadership”"
    )
    addressee = w.say("Musk", "Person", musk, after="referring to Musk")
    commissioner = w.say("The High Commissioner", "Person", turk, form="nominal")
    w.fact(
        Statement,
        urge,
        cue="added",
        after="Commissioner added",
        args={"speaker": commissioner, "addressee": addressee},
        force="directive",
        **quote,
    )
    he = w.say("he", "Person", turk, form="pronoun", after="he cautioned")
    w.fact(
        Statement,
        'free speech was "not a free pass,"',
        cue="Highlighting",
        after="Highlighting",
        args={"speaker": he},
        quotation="mixed",
        contentPolarity="negative",
    )
    place = (
        '"There is no place for hatred that incites discrimination, hostility or '
        'violence on Twitter,"'
    )
    noted = w.say("he", "Person", turk, form="pronoun", after="he noted")
    w.fact(
        Statement,
        place,
        cue="noted",
        after=place,
        args={"speaker": noted},
        contentPolarity="negative",
        content=(w.span(place),),
        **quote,
    )
    un_hc = w.say("The UN High Commissioner", "Person", turk, form="nominal")
    resist = (
        "it resist, to the fullest extent possible under applicable laws, "
        "unjustified requests from governments for user data"
    )
    asked = w.fact(
        Statement,
        f"“{resist}”",
        cue="stated",
        after="further stated",
        args={"speaker": un_hc},
        force="directive",
        **quote,
    )
    it = w.say("it", "Organisation", twitter, form="pronoun", after="it resist")
    w.fact(Event, "resist", type="Event", label="resist", args={"agent": it}, statement=asked)
    m_owner = w.say("Friday", "Date", value="2022-11-04")
    site = w.say("the site", "Organisation", twitter, form="nominal")
    loss = w.fact(
        Statement,
        'the site has been seeing a "huge loss in income."',
        cue="tweeted",
        after="tweeted on Friday",
        args={"speaker": owner},
        quotation="mixed",
        time=Time("2022-11-04", m_owner),
        medium="tweet",
    )
    w.fact(
        Event,
        "loss",
        after="huge loss",
        type="Loss",
        label="loss",
        args={"patient": site},
        statement=loss,
    )
    he_had = w.say("Musk", "Person", musk, after="Musk even")
    w.fact(
        Statement,
        'he had "no choice"',
        cue="arguing",
        after="arguing",
        args={"speaker": he_had},
        quotation="mixed",
        contentPolarity="negative",
    )
    loses = w.fact(
        Statement,
        "Twitter was losing more than $4 million every day",
        cue="arguing",
        after="arguing",
        args={"speaker": he_had},
    )
    losing = w.say("Twitter", "Organisation", twitter, after="Twitter was losing")
    money = w.say(
        "more than $4 million every day",
        "Money",
        form="nominal",
        amount=4000000.0,
        unit="USD",
        bound="more than",
        per="day",
    )
    w.fact(
        Event,
        "losing",
        type="Loss",
        label="lose",
        args={"patient": losing, "amount": money},
        statement=loses,
    )
    care = w.fact(
        Statement,
        "we both care about free speech",
        cue="Dear",
        after="Dear",
        args={"speaker": poster, "addressee": handle},
        medium=tweet,
        time=Time("2022-11-05"),
        **quote,
    )
    we = w.say("we", "Person", turk, form="pronoun", after="we both")
    w.fact(
        Event,
        "care",
        after="both care",
        type="Event",
        label="care",
        args={"agent": we},
        statement=care,
        certainty="certain",
    )
    return w.annotation()


@pytest.fixture(scope="session")
def record() -> Annotation:
    """The hand-made annotation of the seed article."""
    return seed()


@pytest.fixture
def store(record: Annotation) -> Store:
    """The seed article in a store in memory, with what the rules derive."""
    store = open_store(None)
    add(store, record)
    derive(store)
    return store
