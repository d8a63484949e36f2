"""The sieve of coreference rules: what each rule links and what it must leave apart."""

import pytest

from tests.annotating import entity_of, read, together

LINKED = [
    ("exact", "Unilever fell. Later Unilever rose.", "Unilever", "Unilever#2"),
    ("exact", "The U.N. met. Then the UN left.", "U.N.", "UN"),
    (
        "exact",
        "Kate O’Dowd left the board. Kate O'Dowd said nothing.",
        "Kate O’Dowd",
        "Kate O'Dowd",
    ),
    ("exact", "José Ramos left. Jose Ramos said nothing.", "José Ramos", "Jose Ramos"),
    ("exact", "Jean-Paul Roe left. Jean Paul Roe sang.", "Jean-Paul Roe", "Jean Paul Roe"),
    ("exact", "Myanmar fell. Burma rose.", "Myanmar", "Burma"),
    ("name-part", "Kate O’Dowd left the board. Then O'Dowd sang.", "Kate O’Dowd", "O'Dowd"),
    ("name-part", "Ana Peña left the board. Then Pena sang.", "Ana Peña", "Pena"),
    ("name-part", "Tom Hughes left. Hughes was ill.", "Tom Hughes", "Hughes"),
    ("name-part", "Tom Hughes left. Nobody but Tom was ill.", "Tom Hughes", "Tom"),
    ("name-part", "Unilever Group fell. Unilever rose.", "Unilever Group", "Unilever"),
    ("acronym", "The European Union met. The EU agreed.", "European Union", "EU"),
    ("handle", "Helen Reed wrote. Many love @helenreed for it.", "Helen Reed", "@helenreed"),
    ("apposition", "Helen Reed, the mayor of Leeds, sang.", "Helen Reed", "the mayor of Leeds"),
    ("apposition", "The mayor of Leeds, Helen Reed, sang.", "The mayor of Leeds", "Helen Reed"),
    ("copula", "Helen Reed is the mayor of Leeds.", "Helen Reed", "the mayor of Leeds"),
    ("copula", "Helen Reed was elected mayor of Leeds.", "Helen Reed", "mayor of Leeds"),
    ("copula", "The city appointed Helen Reed as its mayor.", "Helen Reed", "its mayor"),
    ("copula", "Helen Reed resigned as mayor of Leeds.", "Helen Reed", "mayor of Leeds"),
    (
        "title-holder",
        "Governor Helen Reed met Senator Tom Hughes. On Monday the governor left.",
        "Helen Reed",
        "the governor",
    ),
    ("same-head", "An old bridge fell. The bridge was closed.", "An old bridge", "The bridge"),
    (
        "quotation-speaker",
        "“I am tired of all these meetings,” Helen Reed said.",
        "Helen Reed",
        "I",
    ),
    (
        "quotation-addressee",
        "“You are late, as always, and so is the report,” Helen Reed told Tom Hughes.",
        "Tom Hughes",
        "You",
    ),
    ("lone-person", "Helen Reed came home. The minister was tired.", "Helen Reed", "The minister"),
    (
        "salient-organisation",
        "Unilever fell on Monday. The company makes soap.",
        "Unilever",
        "The company",
    ),
    ("pronoun-she", "Helen Reed came home because she was tired.", "Helen Reed", "she"),
    ("pronoun-he", "Tom Hughes came home. Nobody saw him.", "Tom Hughes", "him"),
    ("pronoun-he", "Tom Hughes praised himself.", "Tom Hughes", "himself"),
    ("pronoun-he", "Tom Hughes and his wife sang.", "Tom Hughes", "his"),
    ("pronoun-it", "Unilever said it would close.", "Unilever", "it"),
    ("pronoun-they", "The villagers fled. They were tired.", "The villagers", "They"),
    (
        "brackets",
        "The Polish Mining Authority (PGA) met on Monday. The PGA left.",
        "Polish Mining Authority",
        "PGA",
    ),
    ("apposition", "Helen Reed, 43, a nurse from Leeds, sang.", "Helen Reed", "a nurse"),
    ("apposition", "The nurses praised its head, Tom Hughes.", "its head", "Tom Hughes"),
    (
        "apposition",
        "The secretary of the United Nations, Tom Hughes, sang.",
        "The secretary of the United Nations",
        "Tom Hughes",
    ),
    ("apposition", "Helen Reed, a professor and curator, sang.", "Helen Reed", "a professor"),
    ("apposition", "Helen Reed — a pilot — sang.", "Helen Reed", "a pilot"),
    ("apposition", "Her son Tom Hughes sang.", "Her son", "Tom Hughes"),
    (
        "apposition",
        "Cole's successor, President Helen Reed, sang.",
        "Cole's successor",
        "Helen Reed",
    ),
    (
        "pronoun-he",
        "Tom Hughes wrote to Robert Cole on Monday, asking him to go.",
        "Robert Cole",
        "him",
    ),
    ("copula", "Helen Reed became a pilot.", "Helen Reed", "a pilot"),
    ("copula", "Helen Reed served as a nurse in Leeds.", "Helen Reed", "a nurse"),
    ("copula", "Helen Reed is a singer and actress.", "Helen Reed", "actress"),
    ("copula", "Helen Reed came home. She was a pilot.", "Helen Reed", "a pilot"),
    ("copula", "Unilever is a company.", "Unilever", "a company"),
    ("copula", "The villagers fled. They were farmers.", "The villagers", "farmers"),
    (
        "title-holder",
        "Bishop Tom Hughes spoke. Helen Reed and Anna Cole wept. The bishop left.",
        "Tom Hughes",
        "The bishop",
    ),
    (
        "headline",
        "Nurse saves boy in Leeds\n\nA nurse from Hull saved a boy on Monday.",
        "Nurse",
        "A nurse",
    ),
    (
        "same-words",
        "The striking nurses met the mayor. On Monday striking nurses sang.",
        "The striking nurses",
        "striking nurses",
    ),
    (
        "name-head",
        "The Church of Sweden met on Monday. The church sang.",
        "Church of Sweden",
        "The church",
    ),
    (
        "name-head",
        "The Supreme Court met on Monday. On Friday the court ruled.",
        "Supreme Court",
        "the court",
    ),
    (
        "name-head",
        "Leeds General Hospital burned. The hospital was old.",
        "Leeds General Hospital",
        "The hospital",
    ),
    ("same-head", "Police came on Monday. Police found nothing.", "Police", "Police#2"),
    (
        "same-head",
        "The Swedish government fell. The government had been weak.",
        "The Swedish government",
        "The government",
    ),
    (
        "possession",
        "Tom Hughes sang. His father wept. Nobody saw his father.",
        "His father",
        "his father",
    ),
    (
        "possession",
        "Tom Hughes sang. Hughes's father wept. Nobody saw his father.",
        "Hughes's father",
        "his father",
    ),
    ("salient-organisation", "NASA launched a rocket. The agency was glad.", "NASA", "The agency"),
    (
        "salient-organisation",
        "Greenpeace sued. The organisation won.",
        "Greenpeace",
        "The organisation",
    ),
    ("quotation-speaker", "“I am tired,” Helen Reed said. “I want to sleep.”", "Helen Reed", "I#2"),
    (
        "quotation-speaker",
        "Helen Reed came to the door. “I am tired of all these long meetings.”",
        "Helen Reed",
        "I",
    ),
    (
        "quotation-speaker",
        "Helen Reed said: “I am tired of all these meetings.”",
        "Helen Reed",
        "I",
    ),
    (
        "quotation-speaker",
        "“The report is late. I am tired of it,” said Helen Reed.",
        "Helen Reed",
        "I",
    ),
    (
        "quotation-speaker",
        "Helen Reed wrote a letter to the mayor:\n\n“I am tired of all these meetings.”",
        "Helen Reed",
        "I",
    ),
    ("quotation-group", "“We are tired,” Helen Reed said. “We want to sleep.”", "We", "We#2"),
    ("pronoun-he", "Tom Hughes told Robert Cole he would help him.", "Tom Hughes", "he"),
    ("pronoun-he", "Tom Hughes told Robert Cole he would help him.", "Robert Cole", "him"),
    ("pronoun-he", "Tom Hughes met Robert Cole, who lost his job.", "Robert Cole", "his"),
    ("pronoun-she", "Reed sang on Monday. She was tired.", "Reed", "She"),
    ("cataphora", "In his first speech, Tom Hughes praised Leeds.", "Tom Hughes", "his"),
    ("pronoun-they", "The team lost. They were tired.", "The team", "They"),
    ("pronoun-it", "The committee met. It elected Helen Reed.", "The committee", "It"),
    ("pronoun-they", "Unilever fell. They had hired too many people.", "Unilever", "They"),
    ("pronoun-it", "Atlantis, which was prepared for its last flight, is old.", "Atlantis", "its"),
]
APART = [
    ("copula", "Helen Reed was not elected mayor of Leeds.", "Helen Reed", "mayor of Leeds"),
    ("exact", "Jordan is a country. Tom Jordan left for Jordan.", "Jordan", "Tom Jordan"),
    ("exact", "Kate O’Dowd left. Kate Dowd sang.", "Kate O’Dowd", "Kate Dowd"),
    ("exact", "Jean-Paul Roe left. Jean-Pierre Roe sang.", "Jean-Paul Roe", "Jean-Pierre Roe"),
    ("exact", "Niger voted. Nigeria left.", "Niger", "Nigeria"),
    ("name-part", "Tom Hughes met Tom Reed. Helen Hughes sang.", "Tom Hughes", "Helen Hughes"),
    ("name-part", "Helen Reed works for Reed Ltd. in Leeds.", "Helen Reed", "Reed Ltd."),
    ("acronym", "The United Nations met in New York. The EU agreed.", "United Nations", "EU"),
    ("handle", "Helen Reed wrote. Many love @helenclark for it.", "Helen Reed", "@helenclark"),
    ("apposition", "Helen Reed, Tom Hughes and the mayor sang.", "Tom Hughes", "the mayor"),
    (
        "apposition",
        "According to Helen Reed, a detective was told the truth.",
        "Helen Reed",
        "a detective",
    ),
    ("copula", "Helen Reed is not the mayor of Leeds.", "Helen Reed", "the mayor of Leeds"),
    ("copula", "Helen Reed is a singer. On Monday a singer fell.", "Helen Reed", "a singer#2"),
    (
        "title-holder",
        "Governor Helen Reed met Governor Tom Hughes. On Monday the governor left.",
        "Helen Reed",
        "the governor",
    ),
    (
        "title-holder",
        "Governor Helen Reed met Governor Tom Hughes. On Monday the governor left.",
        "Tom Hughes",
        "the governor",
    ),
    ("same-head", "An old bridge fell. The new bridge stands.", "An old bridge", "The new bridge"),
    ("same-head", "A bridge fell. A bridge is a risk.", "A bridge", "A bridge#2"),
    ("quotation-speaker", "Helen Reed sang. I am tired.", "Helen Reed", "I"),
    (
        "quotation-addressee",
        "“You never know what will come of it all,” Helen Reed said.",
        "Helen Reed",
        "You",
    ),
    (
        "lone-person",
        "Helen Reed met Tom Hughes. The minister was tired.",
        "Helen Reed",
        "The minister",
    ),
    (
        "lone-person",
        "Senator Helen Reed came home. The minister was tired.",
        "Helen Reed",
        "The minister",
    ),
    ("lone-person", "Tom Hughes came home. The actress was tired.", "Tom Hughes", "The actress"),
    (
        "lone-person",
        "Sen. Helen Reed came home. The minister was tired.",
        "Helen Reed",
        "The minister",
    ),
    ("pronoun-they", "Helen Reed asked six times. They told her nothing.", "six times", "They"),
    (
        "salient-organisation",
        "The Ministry of Health met on Monday. The company makes soap.",
        "Ministry of Health",
        "The company",
    ),
    (
        "salient-organisation",
        "Unilever fell on Monday. A company makes soap.",
        "Unilever",
        "A company",
    ),
    (
        "salient-organisation",
        "Unilever fell on Monday. The food chain is long.",
        "Unilever",
        "The food chain",
    ),
    ("pronoun-he", "Helen Reed came home. He was tired.", "Helen Reed", "He"),
    ("pronoun-he", "Tom Hughes praised him.", "Tom Hughes", "him"),
    ("pronoun-he", "Unilever fell. He was tired.", "Unilever", "He"),
    ("pronoun-it", "Tom Hughes came home. It was tired.", "Tom Hughes", "It"),
    ("pronoun-it", "The villagers fled. It was old.", "The villagers", "It"),
    ("pronoun-they", "Tom Hughes came home. They were tired.", "Tom Hughes", "They"),
    (
        "pronoun-he",
        "Tom Hughes sang. Rain fell. Snow fell. Hail fell. Then he left.",
        "Tom Hughes",
        "he",
    ),
    (
        "brackets",
        "The Polish Mining Authority (Warsaw) met. Warsaw sang.",
        "Polish Mining Authority",
        "Warsaw",
    ),
    ("apposition", "The director of Unilever, Leeds, sang.", "The director of Unilever", "Leeds"),
    ("copula", "Helen Reed may be a pilot.", "Helen Reed", "a pilot"),
    ("copula", "Is Helen Reed a pilot?", "Helen Reed", "a pilot"),
    ("copula", "The trainer is a win.", "The trainer", "a win"),
    (
        "headline",
        (
            "Nurse saves boy in Leeds\n\nIt rained on Monday. Snow fell. Hail fell. Wind rose. "
            "A nurse sang."
        ),
        "Nurse",
        "A nurse",
    ),
    (
        "same-words",
        "Two striking nurses met the mayor. On Monday two striking nurses sang.",
        "Two striking nurses",
        "two striking nurses",
    ),
    ("name-head", "The Church of Sweden met. A church burned.", "Church of Sweden", "A church"),
    (
        "name-head",
        "The Church of Sweden met. The old church burned.",
        "Church of Sweden",
        "The old church",
    ),
    (
        "name-head",
        "Chinese New Year is near. Nobody sang this year.",
        "Chinese New Year",
        "this year",
    ),
    (
        "same-head",
        "The previous vote was close. The vote begins on Monday.",
        "The previous vote",
        "The vote",
    ),
    ("same-head", "A bridge fell. The bridge built in May stands.", "A bridge", "The bridge"),
    (
        "possession",
        "Tom Hughes sang. His father wept. Helen Reed left, and her father sang.",
        "His father",
        "her father",
    ),
    (
        "possession",
        "Tom Hughes left his first wife. His second wife sang.",
        "his first wife",
        "His second wife",
    ),
    (
        "salient-organisation",
        "Unilever fell. He was in the company of friends.",
        "Unilever",
        "the company of friends",
    ),
    (
        "lone-person",
        "Roberto Cole spoke. The secretary of the union, Anna Reed, sang.",
        "Roberto Cole",
        "The secretary of the union",
    ),
    (
        "title-holder",
        "Tom Hughes is a member of Unilever. The member who leaves pays.",
        "Tom Hughes",
        "The member",
    ),
    (
        "quotation-group",
        "“We are tired,” Helen Reed said. “We want to sleep,” Tom Hughes said.",
        "We",
        "We#2",
    ),
    ("pronoun-it", "Unilever fell on Monday. It was a shock to the city.", "Unilever", "It"),
    ("pronoun-it", "Unilever called the plan “good” (it).", "Unilever", "it"),
    (
        "pronoun-they",
        "The villagers slept. If someone comes, they will hear it.",
        "The villagers",
        "they",
    ),
    ("pronoun-they", "Unilever and Nestlé fell. They were tired.", "Nestlé", "They"),
    (
        "pronoun-he",
        "Anna said Tom Hughes lied. “He never lies to us in this office,” Hughes said.",
        "Hughes",
        "He",
    ),
    ("same-head", "No crowds came. The crowds had dwindled.", "No crowds", "The crowds"),
    (
        "lone-person",
        "Helen Reed, a spokeswoman, came home. The president was tired.",
        "Helen Reed",
        "The president",
    ),
]


@pytest.mark.parametrize(("sieve", "text", "first", "second"), LINKED, ids=lambda value: value[:40])
def test_sieve_links(sieve, text, first, second):
    """The two mentions are one entity, and one of them has the rule."""
    mentions = read(text).mentions
    assert together(text, first, second)
    assert sieve in {m.sieve for m in mentions if m.entity == entity_of(mentions, first)}


@pytest.mark.parametrize(("sieve", "text", "first", "second"), APART, ids=lambda value: value[:40])
def test_sieve_leaves_apart(sieve, text, first, second):
    """In a near miss of the rule the two mentions are two entities."""
    assert not together(text, first, second)


@pytest.mark.parametrize(
    "text",
    [
        "Unilever fell. It is clear that rain will come.",
        "Unilever fell. It seems that rain will come.",
        "Unilever fell. It rained.",
    ],
)
def test_it_may_be_pleonastic(text):
    """The "it" of "it is clear that", "it seems" and of the weather refers to nothing."""
    assert not together(text, "Unilever", "It")


def test_he_prefers_the_subject():
    """Between two men the subject of the sentence before is meant."""
    text = "Tom Hughes called Robert Cole on Monday. He was tired."
    assert together(text, "Tom Hughes", "He")
    assert not together(text, "Robert Cole", "He")


def test_he_and_she_are_told_apart_by_gender():
    """Two pronouns of two people go each to their own."""
    text = "Tom Hughes met Helen Reed in Leeds. He was tired, and she slept."
    assert together(text, "Tom Hughes", "He")
    assert together(text, "Helen Reed", "she")


def test_surname_of_two_people_is_the_first_one():
    """A shared surname means who was named first, unless "Mrs" tells otherwise."""
    assert together("Tom Hughes met Anna Hughes. Hughes sang.", "Tom Hughes", "Hughes")
    assert together("Tom Hughes met Anna Hughes. Mrs. Hughes sang.", "Anna Hughes", "Hughes")


def test_he_is_not_the_speaker_of_the_quotation():
    """A speaker talks of somebody else as "he"."""
    text = "Robert Cole left. “He has never told us the truth about it,” Tom Hughes said."
    assert together(text, "Robert Cole", "He")


def test_signed_post_has_author_and_addressee():
    """ "I" is who signed a post, and "you" whom it greets."""
    text = (
        "It rained.\n\nDear @unilever, I ask you to stop — Helen Reed (@hreed) May 5, 2020\n\n"
        "It snowed."
    )
    assert together(text, "Helen Reed", "I")
    assert together(text, "@unilever", "you")


def test_handle_of_a_signature_is_no_name():
    """The handle of a signature is an account, told by a relation."""
    assert not together(
        "It rained.\n\nStop now — Helen Reed (@helenreed) May 5, 2020", "Helen Reed", "@helenreed"
    )


def test_entity_has_label_and_other_names():
    """The fullest name is the label; names and descriptions are kept, pronouns are not."""
    text = "Helen Reed, the mayor of Leeds, came. Reed sang before she left."
    document = read(text)
    (reed,) = [e for e in document.entities if e.label == "Helen Reed"]
    assert reed.aliases == ("Reed", "mayor of Leeds")
    assert [m.text for m in document.mentions if m.entity == reed.id] == [
        "Helen Reed",
        "the mayor of Leeds",
        "Reed",
        "she",
    ]


def test_we_is_labelled_with_its_speaker():
    """ "we" is a group with its speaker; "we both" are others; an organisation is itself."""
    text = "“We are tired,” Helen Reed said. “We both want to sleep, and we will.”"
    mentions, labels = read(text).mentions, {e.id: e.label for e in read(text).entities}
    assert {labels[m.entity] for m in mentions if m.text.lower() == "we"} == {"we (Helen Reed)"}
    assert not together(text, "We", "We#2")
    assert together(text, "We", "we")
    assert together("“We are sorry for the delay of all trains,” Unilever said.", "Unilever", "We")


def test_it_in_a_turn_of_phrase_refers_to_nothing():
    """The "it" of "no doubt about it" is nothing named."""
    assert not together("Unilever fell. There is no doubt about it.", "Unilever", "it")
