"""Coreference where several could be meant: near misses of its rules, and what they must keep."""

import pytest

from tests.annotating import read, together

LINKED = [
    ("The guard was beaten. The guard, who is at home, said nothing.", "The guard", "The guard#2"),
    ("A man fled. The man, known as Tom, was found.", "A man", "The man"),
    ("The coast guard came on Monday. It found nobody.", "The coast guard", "It"),
    ("The team will go to Leeds. It has a plan.", "The team", "It"),
    ("A clerk moved the money into his own account, Tom Hughes said.", "A clerk", "his"),
    ("Tom Hughes said a clerk moved the money into his own account.", "a clerk", "his"),
    ("Helen Reed met Robert Cole and his brother.", "Robert Cole", "his"),
    ("The nurse wept when her son left.", "The nurse", "her"),
    (
        (
            "Detective Robert Cole said Tom Hughes had known the victim. “They were at school,” "
            "he said."
        ),
        "Robert Cole",
        "he",
    ),
    ("An analyst in Leeds spoke. “He needs votes,” she said.", "An analyst", "she"),
    ("The Central Bank met on Monday. The bank said nothing.", "Central Bank", "The bank"),
    (
        (
            "Merrion Bank fell. The bank is old. The Central Bank met. "
            "Nobody knew that the bank would act."
        ),
        "Central Bank",
        "the bank",
    ),
    (
        (
            "Norwegian firm Halvorsen met its British rival Brightwell. "
            "Brightwell rose on Monday. The British company was glad."
        ),
        "Brightwell",
        "The British company",
    ),
    (
        "Helen Reed spoke. “Tom Hughes turned to me and said, ‘I will ruin you,’” she said.",
        "Tom Hughes",
        "I",
    ),
    (
        "Former governor Tom Hughes met Helen Reed. The former governor sang.",
        "Tom Hughes",
        "The former governor",
    ),
    ("Unilever says they must grow.", "Unilever", "they"),
    ("Unilever said it hoped to grow.", "Unilever", "it"),
    (
        (
            "Helen Reed founded a company, Auralis Therapeutics, last year. "
            "Auralis said it had raised money."
        ),
        "Auralis Therapeutics",
        "Auralis",
    ),
    ("The company's small-car unit, Daihatsu, fell.", "The company's small-car unit", "Daihatsu"),
    (
        "Robert Cole came. The naturalist Tom Hughes and the poet Helen Reed wept.",
        "The naturalist",
        "Tom Hughes",
    ),
    ("Hurricane Odette came ashore. Odette weakened on Monday.", "Hurricane Odette", "Odette"),
    ("Shares of Unilever fell after the company warned of losses.", "Unilever", "the company"),
    (
        (
            "Unilever and Nestlé met. Unilever fell. Nestlé, founded in 1866, rose. "
            "The company makes soap."
        ),
        "Nestlé",
        "The company",
    ),
    (
        "Tom Hughes praised the Dutch foreign minister, Sheikh Robert Cole.",
        "the Dutch foreign minister",
        "Robert Cole",
    ),
    ("Her second husband, the painter Tom Hughes, died.", "Her second husband", "Tom Hughes"),
    ("Unilever said it expected to grow.", "Unilever", "it"),
    (
        "Robert Cole left. He was ill. Tom Hughes has stayed at home, citing rain as his reason.",
        "Tom Hughes",
        "his",
    ),
    (
        "The U.S. government fell. The United States government was weak. The government wept.",
        "The United States government",
        "The government",
    ),
]
APART = [
    (
        "A teacher came. Helen Reed spoke. “It was cruel,” the teacher said.",
        "Helen Reed",
        "the teacher",
    ),
    ("Tom Hughes has a friend. The older man lives in Leeds.", "Tom Hughes", "The older man"),
    ("Tom Hughes met Robert Hughes. The older Hughes wept.", "Tom Hughes", "Hughes"),
    (
        "The Dutch government fell. The government in Ankara was glad.",
        "The Dutch government",
        "The government",
    ),
    (
        "The Chilean president met the Peruvian president. The president went to Leeds.",
        "the Peruvian president",
        "The president",
    ),
    ("The president spoke. The then-president had wept.", "The president", "The then-president"),
    ("Governor Tom Hughes sang. The former governor wept.", "Tom Hughes", "The former governor"),
    ("The founder's son met Helen Reed. The founder wept.", "The founder's son", "The founder"),
    (
        "“We are a small country,” Tom Hughes said. The country votes on Monday.",
        "a small country",
        "The country",
    ),
    (
        "Halvorsen and Brightwell agreed. Brightwell rose. The combined company is big.",
        "Brightwell",
        "The combined company",
    ),
    (
        "Unilever fell. Unilever is old. The then-producer was glad.",
        "Unilever",
        "The then-producer",
    ),
    ("The pupils and the parents met Helen Reed. They sang.", "The pupils", "They"),
    ("The pupils and the parents met Helen Reed. They sang.", "the parents", "They"),
    ("Helen Reed liked the sentences. “They thought so,” she said.", "the sentences", "They"),
    ("Merrion Bank lent money to many firms, they said.", "Merrion Bank", "they"),
    (
        "The bank told a court of the lenders in May. It rained. Nobody paid them.",
        "The bank",
        "them",
    ),
    (
        (
            "Norwegian firm Halvorsen met its British rival Brightwell. Brightwell was pleased. "
            "The British company was glad."
        ),
        "Halvorsen",
        "The British company",
    ),
    ("Three Democrats voted for Helen Reed. It was late.", "Democrats", "It"),
    (
        (
            "After living in worry for months and even years without hearing anything about their "
            "claims, it is not fair."
        ),
        "even years",
        "their",
    ),
    ("Any driver will say that he or she is late.", "Any driver", "he"),
    ("The court heard Tom Hughes. Nobody would confirm it.", "The court", "it"),
    ("Helen Reed bought a stone in Leeds. She thought it was old.", "Leeds", "it"),
    (
        "The French director Helen Reed won. She met the director Clara Cole.",
        "Helen Reed",
        "Clara Cole",
    ),
    ("Ms Dunne left. Roger Dunne left.", "Dunne", "Roger Dunne"),
    ("It is in the Whitby Gazette. The MP for Whitby left.", "Whitby Gazette", "Whitby"),
    (
        "Shares in Unilever's parent company, Brightwell, fell. Unilever lost. The company wept.",
        "Brightwell",
        "The company",
    ),
    (
        "Jane Roe, the Labour MP for Leeds, spoke. She said the company had lied.",
        "Labour",
        "the company",
    ),
    ("Unilever fell. It is hoped that prices grow.", "Unilever", "It"),
    ("Unilever fell. It is stunning that nobody knew.", "Unilever", "It"),
    ("This American tanker has wings. Nobody saw its wings.", "American", "its"),
    ("An analyst in Leeds spoke. “He needs votes,” she said.", "An analyst", "He"),
    (
        "Helen Reed spoke. “Tom Hughes turned to me and said, ‘I will ruin you,’” she said.",
        "Helen Reed",
        "I",
    ),
]


@pytest.mark.parametrize(("text", "first", "second"), LINKED, ids=lambda value: value[:40])
def test_mentions_corefer(text, first, second):
    """The two mentions are one entity."""
    assert together(text, first, second)


@pytest.mark.parametrize(("text", "first", "second"), APART, ids=lambda value: value[:40])
def test_mentions_do_not_corefer(text, first, second):
    """The two mentions are two entities."""
    assert not together(text, first, second)


@pytest.mark.parametrize(
    "text",
    [
        "Tom Hughes and Helen Reed came home. They slept.",
        "Tom Hughes married Helen Reed. They have two sons.",
    ],
)
def test_they_are_a_group_of_single_people(text):
    """ "They" are a group of their own where only its members are mentioned, one by one."""
    document = read(text)
    they = next(m for m in document.mentions if m.text == "They")
    assert they.type == "Group"
    assert [m.text for m in document.mentions if m.entity == they.entity] == ["They"]


def test_it_is_left_open_between_two_candidates():
    """ "it" refers to neither of two that fit alike."""
    text = "Nobody praised Unilever and nobody praised Nestlé. Tom Hughes bought it."
    assert not together(text, "Unilever", "it")
    assert not together(text, "Nestlé", "it")
