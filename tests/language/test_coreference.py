"""Who is who: each rule of the sieve with what it ties and what it must leave apart."""

import pytest

from tests.reading import entity_of, read, together

TIED = [
    ("exact", "Unilever fell. Later Unilever rose.", "Unilever", "Unilever#2"),
    ("exact", "The U.N. met. Then the UN left.", "U.N.", "UN"),
    ("name-part", "Tom Hughes left. Hughes was ill.", "Tom Hughes", "Hughes"),
    ("name-part", "Tom Hughes left. Nobody but Tom was ill.", "Tom Hughes", "Tom"),
    ("name-part", "Unilever Group fell. Unilever rose.", "Unilever Group", "Unilever"),
    ("acronym", "The European Union met. The EU agreed.", "European Union", "EU"),
    ("handle", "Helen Reed wrote. Many love @helenreed for it.", "Helen Reed", "@helenreed"),
    ("apposition", "Helen Reed, the mayor of Leeds, sang.", "Helen Reed", "the mayor of Leeds"),
    ("apposition", "The mayor of Leeds, Helen Reed, sang.", "The mayor of Leeds", "Helen Reed"),
    ("copula", "Helen Reed is the mayor of Leeds.", "Helen Reed", "the mayor of Leeds"),
    ("title-holder", "Governor Helen Reed met Senator Tom Hughes. On Monday the governor left.", "Helen Reed", "the governor"),
    ("same-head", "An old bridge fell. The bridge was closed.", "An old bridge", "The bridge"),
    ("quotation-speaker", "“I am tired of all these meetings,” Helen Reed said.", "Helen Reed", "I"),
    ("quotation-addressee", "“You are late, as always, and so is the report,” Helen Reed told Tom Hughes.", "Tom Hughes", "You"),
    ("lone-person", "Helen Reed came home. The minister was tired.", "Helen Reed", "The minister"),
    ("salient-organisation", "Unilever fell on Monday. The company makes soap.", "Unilever", "The company"),
    ("pronoun-she", "Helen Reed came home because she was tired.", "Helen Reed", "she"),
    ("pronoun-he", "Tom Hughes came home. Nobody saw him.", "Tom Hughes", "him"),
    ("pronoun-he", "Tom Hughes praised himself.", "Tom Hughes", "himself"),
    ("pronoun-he", "Tom Hughes and his wife sang.", "Tom Hughes", "his"),
    ("pronoun-it", "Unilever said it would close.", "Unilever", "it"),
    ("pronoun-they", "The villagers fled. They were tired.", "The villagers", "They"),
]
APART = [
    ("exact", "Jordan is a country. Tom Jordan left for Jordan.", "Jordan", "Tom Jordan"),
    ("name-part", "Tom Hughes met Tom Reed. Helen Hughes sang.", "Tom Hughes", "Helen Hughes"),
    ("name-part", "Helen Reed works for Reed Ltd. in Leeds.", "Helen Reed", "Reed Ltd."),
    ("acronym", "The United Nations met in New York. The EU agreed.", "United Nations", "EU"),
    ("handle", "Helen Reed wrote. Many love @helenclark for it.", "Helen Reed", "@helenclark"),
    ("apposition", "Helen Reed, Tom Hughes and the mayor sang.", "Tom Hughes", "the mayor"),
    ("apposition", "According to Helen Reed, a detective was told the truth.", "Helen Reed", "a detective"),
    ("copula", "Helen Reed is not the mayor of Leeds.", "Helen Reed", "the mayor of Leeds"),
    ("copula", "Helen Reed is a singer. On Monday a singer fell.", "Helen Reed", "a singer#2"),
    ("title-holder", "Governor Helen Reed met Governor Tom Hughes. On Monday the governor left.", "Helen Reed", "the governor"),
    ("title-holder", "Governor Helen Reed met Governor Tom Hughes. On Monday the governor left.", "Tom Hughes", "the governor"),
    ("same-head", "An old bridge fell. The new bridge stands.", "An old bridge", "The new bridge"),
    ("same-head", "A bridge fell. A bridge is a risk.", "A bridge", "A bridge#2"),
    ("quotation-speaker", "Helen Reed sang. I am tired.", "Helen Reed", "I"),
    ("quotation-addressee", "“You never know what will come of it all,” Helen Reed said.", "Helen Reed", "You"),
    ("lone-person", "Helen Reed met Tom Hughes. The minister was tired.", "Helen Reed", "The minister"),
    ("lone-person", "Senator Helen Reed came home. The minister was tired.", "Helen Reed", "The minister"),
    ("lone-person", "Tom Hughes came home. The actress was tired.", "Tom Hughes", "The actress"),
    ("salient-organisation", "The Ministry of Health met on Monday. The company makes soap.", "Ministry of Health", "The company"),
    ("salient-organisation", "Unilever fell on Monday. A company makes soap.", "Unilever", "A company"),
    ("salient-organisation", "Unilever fell on Monday. The food chain is long.", "Unilever", "The food chain"),
    ("pronoun-he", "Helen Reed came home. He was tired.", "Helen Reed", "He"),
    ("pronoun-he", "Tom Hughes praised him.", "Tom Hughes", "him"),
    ("pronoun-he", "Unilever fell. He was tired.", "Unilever", "He"),
    ("pronoun-it", "Tom Hughes came home. It was tired.", "Tom Hughes", "It"),
    ("pronoun-it", "The villagers fled. It was old.", "The villagers", "It"),
    ("pronoun-they", "Tom Hughes came home. They were tired.", "Tom Hughes", "They"),
    ("pronoun-he", "Tom Hughes sang. Rain fell. Snow fell. Hail fell. Then he left.", "Tom Hughes", "he"),
]


@pytest.mark.parametrize(("sieve", "text", "first", "second"), TIED, ids=lambda value: value[:40])
def test_what_stands_for_the_same_thing(sieve, text, first, second):
    """The two are one entity, and the mention that was tied says by which rule."""
    mentions = read(text).mentions
    assert together(text, first, second)
    assert sieve in {m.sieve for m in mentions if m.entity == entity_of(mentions, first)}


@pytest.mark.parametrize(("sieve", "text", "first", "second"), APART, ids=lambda value: value[:40])
def test_what_does_not(sieve, text, first, second):
    """A near miss of the rule: two entities."""
    assert not together(text, first, second)


@pytest.mark.parametrize(
    "text", ["Unilever fell. It is clear that rain will come.", "Unilever fell. It seems that rain will come.", "Unilever fell. It rained."]
)
def test_an_it_that_means_no_thing(text):
    """ "It is clear that", "it seems", and the weather."""
    assert not together(text, "Unilever", "It")


def test_between_two_men_the_subject_is_meant():
    """Who the sentence before was about goes on."""
    text = "Tom Hughes called Robert Cole on Monday. He was tired."
    assert together(text, "Tom Hughes", "He")
    assert not together(text, "Robert Cole", "He")


def test_two_pronouns_of_two_people_by_gender():
    """Each goes to its own."""
    text = "Tom Hughes met Helen Reed in Leeds. He was tired, and she slept."
    assert together(text, "Tom Hughes", "He")
    assert together(text, "Helen Reed", "she")


def test_a_surname_of_two_people_means_the_one_named_first():
    """The story is about him; "Mrs" tells otherwise."""
    assert together("Tom Hughes met Anna Hughes. Hughes sang.", "Tom Hughes", "Hughes")
    assert together("Tom Hughes met Anna Hughes. Mrs. Hughes sang.", "Anna Hughes", "Hughes")


def test_who_speaks_is_not_he_in_his_own_quotation():
    """He speaks of somebody else."""
    text = "Robert Cole left. “He has never told us the truth about it,” Tom Hughes said."
    assert together(text, "Robert Cole", "He")


def test_the_i_of_a_signed_post_is_who_signed():
    """And the "you" of a salutation is whom it greets."""
    text = "It rained.\n\nDear @unilever, I ask you to stop — Helen Reed (@hreed) May 5, 2020\n\nIt snowed."
    assert together(text, "Helen Reed", "I")
    assert together(text, "@unilever", "you")


def test_the_handle_of_a_signature_is_an_account_not_its_holder():
    """The account is told as such, by a relation."""
    assert not together("It rained.\n\nStop now — Helen Reed (@helenreed) May 5, 2020", "Helen Reed", "@helenreed")


def test_a_chain_is_one_entity_with_a_label_and_other_names():
    """The fullest name labels it; names and descriptions are kept, pronouns are not."""
    text = "Helen Reed, the mayor of Leeds, came. Reed sang before she left."
    document = read(text)
    (reed,) = [e for e in document.entities if e.label == "Helen Reed"]
    assert reed.aliases == ("Reed", "mayor of Leeds")
    assert [m.text for m in document.mentions if m.entity == reed.id] == ["Helen Reed", "the mayor of Leeds", "Reed", "she"]
