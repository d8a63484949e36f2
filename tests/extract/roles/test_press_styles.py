"""Roles in the style of wires, broadsheets, tabloids, local papers and company profiles.

The article is of Wednesday, 15 May 2024.
"""

import pytest

from tests.annotating import facts


def roles(text):
    """The roles of a text, each without "role(" and ")"."""
    return [
        fact.removeprefix("role(").removesuffix(")")
        for fact in facts(text, "role", date="2024-05-15")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Musk, chief executive of Tesla, spoke on Friday.",
            ["person=Musk, title=chief executive, organisation=Tesla"],
        ),
        (
            "Barclays's former head of research, Jane Roe, has left.",
            ["person=Jane Roe, title=head of research, organisation=Barclays, status=former"],
        ),
        (
            "Jane Roe, 54, who has led the Environment Agency since 2019, will retire.",
            ["person=Jane Roe, organisation=Environment Agency, start=2019"],
        ),
        ("Jane Roe leads Oxfam.", ["person=Jane Roe, organisation=Oxfam"]),
        ("The charity Oxfam is led by Jane Roe.", ["person=Jane Roe, organisation=Oxfam"]),
        (
            "Jane Roe has headed the World Bank since 2019.",
            ["person=Jane Roe, organisation=World Bank, start=2019"],
        ),
        (
            "Jane Roe has run Tesco since March 2019.",
            ["person=Jane Roe, organisation=Tesco, start=2019-03"],
        ),
        ("Jane Roe chairs the Labour Party.", ["person=Jane Roe, organisation=Labour Party"]),
        (
            "Tesco has appointed Jane Roe CFO, succeeding John Doe.",
            [
                "person=Jane Roe, title=CFO, organisation=Tesco",
                "person=John Doe, title=CFO, organisation=Tesco, status=former",
            ],
        ),
        (
            "Tesco has named new finance chief Jane Roe.",
            ["person=Jane Roe, title=finance chief, organisation=Tesco"],
        ),
        (
            "Tesco ousted CEO Jane Roe.",
            ["person=Jane Roe, title=CEO, organisation=Tesco, status=former"],
        ),
        ("Tesco sued CEO Jane Roe.", ["person=Jane Roe, title=CEO"]),
        (
            "Tesco has named former CEO Jane Roe in its claim.",
            ["person=Jane Roe, title=CEO, status=former"],
        ),
        (
            "Tesco named former Unilever manager Jane Roe as chairwoman.",
            [
                "person=Jane Roe, title=manager, organisation=Unilever, status=former",
                "person=Jane Roe, title=chairwoman, organisation=Tesco",
            ],
        ),
        (
            "Tesco has named a former Unilever manager as chairwoman.",
            ["person=a former Unilever manager, title=chairwoman, organisation=Tesco"],
        ),
        (
            "Tesco called its Western Pacific director, Jane Roe.",
            ["person=Jane Roe, title=director, organisation=its"],
        ),
        ("Tesco will not fire CEO Jane Roe.", ["person=Jane Roe, title=CEO, organisation=Tesco"]),
        (
            "Joe Biden dismissed defence minister Jane Roe.",
            ["person=Jane Roe, title=defence minister, status=former"],
        ),
        (
            "John Doe was chief product officer at MobileCoin.",
            [
                (
                    "person=John Doe, title=chief product officer, "
                    "organisation=MobileCoin, status=former"
                )
            ],
        ),
        (
            "UN Goodwill Ambassador for Oxfam Jane Roe spoke.",
            ["person=Jane Roe, title=Ambassador for Oxfam, organisation=UN"],
        ),
        (
            "Jane Roe, a representative for the Sheriff's Office, spoke.",
            ["person=Jane Roe, title=representative, organisation=Sheriff's Office"],
        ),
        (
            "The UN's special envoy for Yemen, Jane Roe, spoke.",
            ["person=Jane Roe, title=special envoy for Yemen, organisation=UN"],
        ),
        (
            "Mexico's Pemex named Jane Roe as head in 2018.",
            ["person=Jane Roe, title=head, organisation=Pemex, start=2018"],
        ),
        (
            "The Senate ousted President Jane Roe.",
            ["person=Jane Roe, title=President, status=former"],
        ),
        (
            "Tesco named Jane Roe chief executive in May.",
            ["person=Jane Roe, title=chief executive, organisation=Tesco, start=2024-05"],
        ),
        (
            "Jane Roe was named chief executive of Tesco on Monday.",
            ["person=Jane Roe, title=chief executive, organisation=Tesco, start=2024-05-13"],
        ),
        (
            "Jane Roe was appointed to the board of Tesco on Monday.",
            ["person=Jane Roe, organisation=Tesco, start=2024-05-13"],
        ),
        (
            "Jane Roe was elected president of Peru in 2016.",
            ["person=Jane Roe, title=president, organisation=Peru, start=2016"],
        ),
        (
            "Jane Roe was promoted to finance director at Tesco last year.",
            ["person=Jane Roe, title=finance director, organisation=Tesco, start=2023"],
        ),
        (
            "Jane Roe stepped down as chairwoman of Tesco in 2020.",
            ["person=Jane Roe, title=chairwoman, organisation=Tesco, status=former, end=2020"],
        ),
        (
            "John Doe will succeed Jane Roe as chief executive of Tesco in January.",
            [
                (
                    "person=John Doe, title=chief executive, organisation=Tesco, "
                    "status=future, start=2025-01, certainty=probable"
                ),
                "person=Jane Roe, title=chief executive, organisation=Tesco, end=2025-01",
            ],
        ),
        (
            "John Doe replaced Jane Roe as chief executive of Tesco in 2019.",
            [
                "person=John Doe, title=chief executive, organisation=Tesco, start=2019",
                (
                    "person=Jane Roe, title=chief executive, organisation=Tesco, "
                    "status=former, end=2019"
                ),
            ],
        ),
        (
            "John Doe joined Tesco from Unilever in 2015.",
            [
                "person=John Doe, organisation=Tesco, start=2015",
                "person=John Doe, organisation=Unilever, status=former",
            ],
        ),
        (
            "Anna Smith, a spokeswoman for Tesco, declined to comment.",
            ["person=Anna Smith, title=spokeswoman, organisation=Tesco"],
        ),
        (
            "Tesco spokeswoman Anna Smith declined to comment.",
            ["person=Anna Smith, title=spokeswoman, organisation=Tesco"],
        ),
        (
            "A spokesman for Tesco, John Doe, declined to comment.",
            ["person=John Doe, title=spokesman, organisation=Tesco"],
        ),
        (
            "Jane Roe is a member of the board of Tesco.",
            ["person=Jane Roe, title=member of the board, organisation=Tesco"],
        ),
        (
            "Jane Roe, a board member at Tesco, resigned.",
            ["person=Jane Roe, title=board member, organisation=Tesco"],
        ),
        (
            "John Doe is a professor of economics at Harvard University.",
            ["person=John Doe, title=professor of economics, organisation=Harvard University"],
        ),
        (
            "John Doe, professor of economics at the University of Leeds, disagreed.",
            ["person=John Doe, title=professor of economics, organisation=University of Leeds"],
        ),
        (
            "Sen. Ted Cruz (R-Texas) voted against the bill.",
            ["person=Ted Cruz, title=Sen., organisation=Texas"],
        ),
        (
            "Sen. Ted Cruz, R-Texas, voted against the bill.",
            ["person=Ted Cruz, title=Sen., organisation=Texas"],
        ),
        (
            "Rep. Jane Roe (D-Calif.) voted for it.",
            ["person=Jane Roe, title=Rep., organisation=Calif."],
        ),
        ("Jane Roe works for Unilever.", ["person=Jane Roe, organisation=Unilever"]),
        (
            "The Senate confirmed Jane Roe as secretary of labor.",
            ["person=Jane Roe, title=secretary of labor"],
        ),
        (
            "Helen Reed worked as an editor for the director Jane Roe.",
            ["person=Helen Reed, title=editor, status=former"],
        ),
        (
            "Jane Roe joined Keele University, where she taught law.",
            [
                "person=Jane Roe, organisation=Keele University",
                "person=she, organisation=Keele University, status=former",
            ],
        ),
        (
            "Jane Roe, University of Leeds, said it was a surprise.",
            ["person=Jane Roe, organisation=University of Leeds"],
        ),
        (
            "Jane Roe (University of Leeds) said it was a surprise.",
            ["person=Jane Roe, organisation=University of Leeds"],
        ),
        (
            "Jane Roe was admitted to the Royal Society.",
            ["person=Jane Roe, organisation=Royal Society"],
        ),
        (
            "A team led by Jane Roe at Keele University found it.",
            ["person=Jane Roe, organisation=Keele University"],
        ),
        (
            "Jane Roe has resigned as director-general of the World Bank.",
            ["person=Jane Roe, title=director-general, organisation=World Bank, status=former"],
        ),
        ("Jane Roe is in charge of Unilever.", ["person=Jane Roe, organisation=Unilever"]),
        (
            "Jane Roe took the helm of Unilever in 2010.",
            ["person=Jane Roe, organisation=Unilever, start=2010"],
        ),
        (
            "Jane Roe quit her job at Unilever.",
            ["person=Jane Roe, organisation=Unilever, status=former"],
        ),
        ("Jane Roe sits in the House of Lords.", ["person=Jane Roe, organisation=House of Lords"]),
        ("Jane Roe, now with Unilever, agreed.", ["person=Jane Roe, organisation=Unilever"]),
        (
            "Jane Roe, formerly of Unilever, agreed.",
            ["person=Jane Roe, organisation=Unilever, status=former"],
        ),
        ("Jane Roe is on the board of Unilever.", ["person=Jane Roe, organisation=Unilever"]),
        ("Jane Roe and her colleagues at Unilever agreed.", ["person=her, organisation=Unilever"]),
        (
            "During her time at Unilever, Jane Roe built robots.",
            ["person=her, organisation=Unilever, status=former"],
        ),
        (
            "After a decade at Unilever, Jane Roe built robots.",
            ["person=Jane Roe, organisation=Unilever, status=former"],
        ),
        (
            "Jane Roe was elected a Fellow of the Royal Society.",
            ["person=Jane Roe, title=Fellow, organisation=Royal Society"],
        ),
        (
            "Jane Roe has been with Unilever since 2010.",
            ["person=Jane Roe, organisation=Unilever, start=2010"],
        ),
        ("Jane Roe, who works at Unilever, was there.", ["person=Jane Roe, organisation=Unilever"]),
        (
            "Jane Roe of Greenpeace said the plan was wrong.",
            ["person=Jane Roe, organisation=Greenpeace"],
        ),
        (
            "Greenpeace's Jane Roe said the plan was wrong.",
            ["person=Jane Roe, organisation=Greenpeace"],
        ),
        (
            "Jane Roe was chief executive of Tesco from 2010 to 2014.",
            [
                (
                    "person=Jane Roe, title=chief executive, organisation=Tesco, "
                    "status=former, start=2010, end=2014"
                )
            ],
        ),
        (
            "Jane Roe was chief executive of Tesco until 2019.",
            ["person=Jane Roe, title=chief executive, organisation=Tesco, status=former, end=2019"],
        ),
        (
            "Jane Roe, chief executive of Tesco from 2010 to 2014, died.",
            [
                (
                    "person=Jane Roe, title=chief executive, organisation=Tesco, "
                    "status=former, start=2010, end=2014"
                )
            ],
        ),
        (
            "Jane Roe, Tesco's chief executive since 2019, resigned.",
            ["person=Jane Roe, title=chief executive, organisation=Tesco, start=2019"],
        ),
        (
            "Jane Roe will become chief executive of Tesco in July.",
            [
                (
                    "person=Jane Roe, title=chief executive, organisation=Tesco, "
                    "status=future, start=2024-07, certainty=probable"
                )
            ],
        ),
        (
            "Jane Roe, the alleged leader of the Sinaloa Cartel, was arrested.",
            ["person=Jane Roe, title=leader, organisation=Sinaloa Cartel, status=alleged"],
        ),
        (
            "Jane Roe resigned as CEO of Tesco on Monday.",
            ["person=Jane Roe, title=CEO, organisation=Tesco, status=former, end=2024-05-13"],
        ),
        (
            "John Doe, chairman and chief executive of Tesco, spoke.",
            [
                "person=John Doe, title=chairman, organisation=Tesco",
                "person=John Doe, title=chief executive, organisation=Tesco",
            ],
        ),
        (
            "John Doe, chairman of Tesco and Unilever, spoke.",
            [
                "person=John Doe, title=chairman, organisation=Tesco",
                "person=John Doe, title=chairman, organisation=Unilever",
            ],
        ),
        (
            "John Doe, CEO and co-founder of Spotify, spoke.",
            [
                "person=John Doe, title=CEO, organisation=Spotify",
                "person=John Doe, title=co-founder, organisation=Spotify",
            ],
        ),
        (
            "Spotify CEO and co-founder John Doe spoke.",
            [
                "person=John Doe, title=CEO, organisation=Spotify",
                "person=John Doe, title=co-founder, organisation=Spotify",
            ],
        ),
        (
            "Spotify founders Jane Roe and John Doe spoke.",
            [
                "person=Jane Roe, title=founders, organisation=Spotify",
                "person=John Doe, title=founders, organisation=Spotify",
            ],
        ),
        (
            "Jane Roe and John Doe, founders of Spotify, spoke.",
            [
                "person=Jane Roe, title=founders, organisation=Spotify",
                "person=John Doe, title=founders, organisation=Spotify",
            ],
        ),
        (
            "Tesco lost £2bn. The company's chief executive, Jane Roe, apologised.",
            ["person=Jane Roe, title=chief executive, organisation=The company"],
        ),
        (
            "Tesco lost £2bn. Its chief executive Jane Roe apologised.",
            ["person=Jane Roe, title=chief executive, organisation=Its"],
        ),
        (
            "Tesco lost £2bn, and company chairman John Doe resigned.",
            ["person=John Doe, title=chairman, organisation=company"],
        ),
        (
            "French President Emmanuel Macron met German Chancellor Olaf Scholz.",
            [
                "person=Emmanuel Macron, title=President, organisation=French",
                "person=Olaf Scholz, title=Chancellor, organisation=German",
            ],
        ),
        (
            "The Spanish minister of social policy, Ana Ruiz, spoke.",
            ["person=Ana Ruiz, title=minister of social policy, organisation=Spanish"],
        ),
        (
            "Angela Merkel, then the German chancellor, refused.",
            ["person=Angela Merkel, title=chancellor, organisation=German, status=former"],
        ),
        ("The board elected Helen Reed chairman.", ["person=Helen Reed, title=chairman"]),
        (
            "Unilever named Ann Lee president and chief executive.",
            [
                "person=Ann Lee, title=president, organisation=Unilever",
                "person=Ann Lee, title=chief executive, organisation=Unilever",
            ],
        ),
        (
            "The appointment of Jane Roe as chief executive of Tesco was announced on Monday.",
            ["person=Jane Roe, title=chief executive, organisation=Tesco"],
        ),
        (
            "Her resignation as leader of the Green Party surprised nobody.",
            ["person=Her, title=leader, organisation=Green Party, status=former"],
        ),
        (
            "As mayor of Leeds, Jane Roe opened the bridge.",
            ["person=Jane Roe, title=mayor, organisation=Leeds"],
        ),
        (
            "John Doe left Google to become chief executive of Spotify in 2019.",
            [
                "person=John Doe, organisation=Google, status=former",
                "person=John Doe, title=chief executive, organisation=Spotify, start=2019",
            ],
        ),
        (
            "John Doe left Unilever for Tesco in 2015.",
            [
                "person=John Doe, organisation=Unilever, status=former, end=2015",
                "person=John Doe, organisation=Tesco, start=2015",
            ],
        ),
        (
            "Microsoft has hired Jane Roe from Google.",
            [
                "person=Jane Roe, organisation=Microsoft",
                "person=Jane Roe, organisation=Google, status=former",
            ],
        ),
        (
            "John Doe, who was sacked by Chelsea in May, is back.",
            ["person=John Doe, organisation=Chelsea, status=former, end=2024-05"],
        ),
        (
            "John Doe was fired as coach of Chelsea on Sunday.",
            ["person=John Doe, title=coach, organisation=Chelsea, status=former, end=2024-05-12"],
        ),
        (
            "Tesco said its chief executive, Jane Roe, would step down in June.",
            ["person=Jane Roe, title=chief executive, organisation=its"],
        ),
        (
            "Elon Musk, the Tesla and SpaceX chief executive, laughed.",
            [
                "person=Elon Musk, title=chief executive, organisation=Tesla",
                "person=Elon Musk, title=chief executive, organisation=SpaceX",
            ],
        ),
        (
            "Tesla and SpaceX CEO Elon Musk laughed.",
            [
                "person=Elon Musk, title=CEO, organisation=Tesla",
                "person=Elon Musk, title=CEO, organisation=SpaceX",
            ],
        ),
        (
            "The head of the World Health Organization's emergencies programme, Mike Ryan, warned.",
            ["person=Mike Ryan, title=head, organisation=World Health Organization"],
        ),
        (
            "Former US president Donald Trump and ex-Fed chair Janet Yellen met.",
            [
                "person=Donald Trump, title=president, organisation=US, status=former",
                "person=Janet Yellen, title=chair, organisation=Fed, status=former",
            ],
        ),
        (
            "UK Prime Minister Keir Starmer met EU Commission President Ursula von der Leyen.",
            [
                "person=Keir Starmer, title=Prime Minister, organisation=UK",
                "person=Ursula von der Leyen, title=President, organisation=EU Commission",
            ],
        ),
        (
            "The US ambassador to France, Jane Roe, resigned.",
            ["person=Jane Roe, title=ambassador to France, organisation=US"],
        ),
        (
            "Jane Roe, the United States ambassador to the United Nations, resigned.",
            ["person=Jane Roe, title=ambassador to the United Nations, organisation=United States"],
        ),
        (
            "Jane Roe, MP for Leeds West, argued.",
            ["person=Jane Roe, title=MP, organisation=Leeds West"],
        ),
        (
            "Democratic Senator Jane Roe of Ohio argued.",
            ["person=Jane Roe, title=Senator, organisation=Ohio"],
        ),
        (
            "Dr Jane Roe, a consultant at St Thomas' Hospital, agreed.",
            ["person=Jane Roe, title=consultant, organisation=St Thomas' Hospital"],
        ),
        (
            (
                'Detective Inspector John Doe, of West Yorkshire Police, said: "We are '
                'looking for a man."'
            ),
            ["person=John Doe, title=Detective Inspector, organisation=West Yorkshire Police"],
        ),
        (
            "PC John Doe of Kent Police said he was lucky.",
            ["person=John Doe, organisation=Kent Police"],
        ),
        (
            "Councillor Jane Roe, leader of Leeds City Council, said it was a good day.",
            [
                "person=Jane Roe, title=Councillor",
                "person=Jane Roe, title=leader, organisation=Leeds City Council",
            ],
        ),
        (
            "Arsenal striker John Doe scored twice.",
            ["person=John Doe, title=striker, organisation=Arsenal"],
        ),
        (
            "England captain Harry Kane scored twice.",
            ["person=Harry Kane, title=captain, organisation=England"],
        ),
        (
            "Manchester United manager John Doe was furious.",
            ["person=John Doe, title=manager, organisation=Manchester United"],
        ),
        (
            "The BBC's political editor, Jane Roe, asked him.",
            ["person=Jane Roe, title=political editor, organisation=BBC"],
        ),
        ("The BBC's Jane Roe asked him.", ["person=Jane Roe, organisation=BBC"]),
        (
            "Jane Roe, a reporter for the Washington Post, asked him.",
            ["person=Jane Roe, title=reporter, organisation=Washington Post"],
        ),
        (
            "Jane Roe, analyst at Goldman Sachs, said shares would fall.",
            ["person=Jane Roe, title=analyst, organisation=Goldman Sachs"],
        ),
        (
            "Goldman Sachs analysts Jane Roe and John Doe said shares would fall.",
            [
                "person=Jane Roe, title=analysts, organisation=Goldman Sachs",
                "person=John Doe, title=analysts, organisation=Goldman Sachs",
            ],
        ),
        (
            "Analyst Jane Roe at Goldman Sachs said shares would fall.",
            ["person=Jane Roe, title=Analyst, organisation=Goldman Sachs"],
        ),
        (
            '"We are proud," said John Doe, who has worked for Ford for 20 years.',
            ["person=John Doe, organisation=Ford"],
        ),
        (
            "Jane Roe joined Ford as an engineer in 1998 and became its head of design in 2010.",
            [
                "person=Jane Roe, title=engineer, organisation=Ford, start=1998",
                "person=Jane Roe, title=head of design, organisation=its, start=2010",
            ],
        ),
        (
            "Jane Roe has served on the board of Nestlé since 2015.",
            ["person=Jane Roe, organisation=Nestlé, start=2015"],
        ),
        ("Jane Roe sits on the board of Nestlé.", ["person=Jane Roe, organisation=Nestlé"]),
        (
            "Prior to joining Acme Corp., Jane Roe was vice president of sales at Oracle.",
            ["person=Jane Roe, title=vice president of sales, organisation=Oracle, status=former"],
        ),
        (
            "Mr Doe previously worked at Morgan Stanley.",
            ["person=Doe, organisation=Morgan Stanley, status=former"],
        ),
        (
            "Ms Roe is co-founder and managing partner of Sequoia Capital.",
            [
                "person=Roe, title=co-founder, organisation=Sequoia Capital",
                "person=Roe, title=managing partner, organisation=Sequoia Capital",
            ],
        ),
        (
            (
                "John Doe, 61, chairman of Shell since 2012, and Jane Roe, its finance "
                "chief, will leave."
            ),
            [
                "person=John Doe, title=chairman, organisation=Shell, start=2012",
                "person=Jane Roe, title=finance chief, organisation=its",
            ],
        ),
        (
            "Jane Roe was succeeded as editor of Vogue by John Doe in 2017.",
            [
                "person=Jane Roe, title=editor, organisation=Vogue, status=former, end=2017",
                "person=John Doe, title=editor, organisation=Vogue, start=2017",
            ],
        ),
        (
            "John Doe took over as chief executive of Boeing from Jane Roe in January 2020.",
            [
                "person=John Doe, title=chief executive, organisation=Boeing, start=2020-01",
                (
                    "person=Jane Roe, title=chief executive, organisation=Boeing, "
                    "status=former, end=2020-01"
                ),
            ],
        ),
        (
            "President-elect Jane Roe will be sworn in as president of Peru on Friday.",
            [
                "person=Jane Roe, title=President-elect, status=future",
                (
                    "person=Jane Roe, title=president, organisation=Peru, "
                    "status=future, start=2024-05-17, certainty=probable"
                ),
            ],
        ),
        (
            "John Doe, the self-proclaimed president of Donetsk, fled.",
            ["person=John Doe, title=president, organisation=Donetsk, status=alleged"],
        ),
        (
            "John Doe, believed to be the leader of Boko Haram, was killed.",
            [
                (
                    "person=John Doe, title=leader, organisation=Boko Haram, "
                    "status=alleged, certainty=probable"
                )
            ],
        ),
        (
            "Jane Roe is expected to be named chief executive of HSBC.",
            [
                (
                    "person=Jane Roe, title=chief executive, organisation=HSBC, "
                    "status=future, certainty=probable"
                )
            ],
        ),
        (
            "Jane Roe has been nominated as head of the World Bank.",
            [
                (
                    "person=Jane Roe, title=head, organisation=World Bank, "
                    "status=future, certainty=probable"
                )
            ],
        ),
        (
            "Jane Roe declined to become chairman of HSBC.",
            ["person=Jane Roe, title=chairman, organisation=HSBC, polarity=negative, said"],
        ),
        (
            "Jane Roe is no longer chief executive of HSBC.",
            ["person=Jane Roe, title=chief executive, organisation=HSBC, status=former"],
        ),
        (
            "John Doe retired from Ford in 2004.",
            ["person=John Doe, organisation=Ford, status=former, end=2004"],
        ),
        (
            "John Doe resigned from the board of Ford on Tuesday.",
            ["person=John Doe, organisation=Ford, status=former, end=2024-05-14"],
        ),
        (
            "The late chairman of Ford, John Doe, was buried.",
            ["person=John Doe, title=chairman, organisation=Ford, status=former"],
        ),
        (
            "Jane Roe was chief executive of Ford between 2001 and 2006.",
            [
                (
                    "person=Jane Roe, title=chief executive, organisation=Ford, "
                    "status=former, start=2001, end=2006"
                )
            ],
        ),
        ("Editor-in-chief Jane Roe left the Guardian.", ["person=Jane Roe, title=Editor-in-chief"]),
        (
            "Jane Roe, editor-in-chief of the Guardian, left.",
            ["person=Jane Roe, title=editor-in-chief, organisation=Guardian"],
        ),
        (
            "Jane Roe, Chief Financial Officer, Acme Corporation, spoke.",
            ["person=Jane Roe, title=Chief Financial Officer, organisation=Acme Corporation"],
        ),
        (
            (
                "Shares in Vodafone fell after its chief executive, Margherita Della "
                "Valle, warned of job cuts."
            ),
            ["person=Margherita Della Valle, title=chief executive, organisation=its"],
        ),
        (
            (
                "Vodafone's Margherita Della Valle, who took over as chief executive "
                "in 2023, warned of job cuts."
            ),
            [
                "person=Margherita Della Valle, organisation=Vodafone",
                "person=Margherita Della Valle, title=chief executive, start=2023",
            ],
        ),
        (
            "Brian Chesky, Airbnb's co-founder and CEO, said bookings rose.",
            [
                "person=Brian Chesky, title=co-founder, organisation=Airbnb",
                "person=Brian Chesky, title=CEO, organisation=Airbnb",
            ],
        ),
        (
            '"It was a hard year," Airbnb Chief Financial Officer Dave Stephenson told Reuters.',
            ["person=Dave Stephenson, title=Chief Financial Officer, organisation=Airbnb"],
        ),
        (
            "Dave Stephenson, Airbnb's chief financial officer, told Reuters it was a hard year.",
            ["person=Dave Stephenson, title=chief financial officer, organisation=Airbnb"],
        ),
        (
            (
                "Siemens AG on Thursday named Judith Wiese as its chief people "
                "officer, effective October 1."
            ),
            ["person=Judith Wiese, title=chief people officer, organisation=its, start=2024-05-09"],
        ),
        (
            (
                "Pfizer named David Denton, 56, its finance chief, replacing Frank "
                "D'Amelio, who is retiring."
            ),
            ["person=David Denton, title=finance chief, organisation=its"],
        ),
        (
            "Mary Barra has been GM's chief executive since January 2014.",
            ["person=Mary Barra, title=chief executive, organisation=GM, start=2014-01"],
        ),
        (
            "Peter Kyle, the technology secretary, defended the bill.",
            ["person=Peter Kyle, title=technology secretary"],
        ),
        (
            "The technology secretary, Peter Kyle, defended the bill.",
            ["person=Peter Kyle, title=technology secretary"],
        ),
        (
            "Technology Secretary Peter Kyle defended the bill.",
            ["person=Peter Kyle, title=Technology Secretary"],
        ),
        (
            "Shadow chancellor Rachel Reeves defended the bill.",
            ["person=Rachel Reeves, title=Shadow chancellor"],
        ),
        (
            "Sir Keir Starmer, the Labour leader, defended the bill.",
            ["person=Keir Starmer, title=leader, organisation=Labour"],
        ),
        (
            "First Minister Nicola Sturgeon announced her resignation on Wednesday.",
            ["person=Nicola Sturgeon, title=First Minister"],
        ),
        (
            "Nicola Sturgeon resigned as first minister of Scotland in February 2023.",
            [
                (
                    "person=Nicola Sturgeon, title=first minister, "
                    "organisation=Scotland, status=former, end=2023-02"
                )
            ],
        ),
        (
            "Humza Yousaf replaced Nicola Sturgeon as SNP leader.",
            [
                "person=Humza Yousaf, title=leader, organisation=SNP",
                "person=Nicola Sturgeon, title=leader, organisation=SNP, status=former",
            ],
        ),
        (
            "Russian Foreign Minister Sergei Lavrov met his Chinese counterpart Wang Yi.",
            ["person=Sergei Lavrov, title=Foreign Minister, organisation=Russian"],
        ),
        (
            "Lavrov, Russia's foreign minister since 2004, met Wang.",
            ["person=Lavrov, title=foreign minister, organisation=Russia, start=2004"],
        ),
        (
            (
                "German Finance Minister Christian Lindner (FDP) was sacked by "
                "Chancellor Olaf Scholz on Wednesday."
            ),
            [
                "person=Christian Lindner, title=Finance Minister, organisation=German",
                "person=Christian Lindner, organisation=FDP",
                "person=Olaf Scholz, title=Chancellor",
            ],
        ),
        (
            "Christine Lagarde, president of the European Central Bank, raised rates.",
            ["person=Christine Lagarde, title=president, organisation=European Central Bank"],
        ),
        (
            "ECB President Christine Lagarde raised rates.",
            ["person=Christine Lagarde, title=President, organisation=ECB"],
        ),
        (
            "Former ECB chief Mario Draghi was appointed Italian prime minister in 2021.",
            [
                "person=Mario Draghi, title=chief, organisation=ECB, status=former",
                "person=Mario Draghi, title=prime minister, organisation=Italian, start=2021",
            ],
        ),
        (
            "Federal Reserve Chair Jerome Powell raised rates.",
            ["person=Jerome Powell, title=Chair, organisation=Federal Reserve"],
        ),
        (
            "Jerome Powell, who chairs the Federal Reserve, raised rates.",
            ["person=Jerome Powell, organisation=Federal Reserve"],
        ),
        (
            "Judge Jane Roe of the U.S. District Court dismissed the case.",
            ["person=Jane Roe, title=Judge, organisation=U.S. District Court"],
        ),
        (
            "U.S. District Judge Jane Roe dismissed the case.",
            ["person=Jane Roe, title=District Judge, organisation=U.S."],
        ),
        (
            "Attorney General Merrick Garland dismissed the case.",
            ["person=Merrick Garland, title=Attorney General"],
        ),
        (
            "Merrick Garland, the US attorney general, dismissed the case.",
            ["person=Merrick Garland, title=attorney general, organisation=US"],
        ),
        (
            "Manhattan District Attorney Alvin Bragg dismissed the case.",
            ["person=Alvin Bragg, title=District Attorney, organisation=Manhattan"],
        ),
        (
            "House Speaker Nancy Pelosi and Senate Majority Leader Chuck Schumer met.",
            [
                "person=Nancy Pelosi, title=Speaker, organisation=House",
                "person=Chuck Schumer, title=Majority Leader, organisation=Senate",
            ],
        ),
        (
            "Texas Governor Greg Abbott and California Gov. Gavin Newsom met.",
            [
                "person=Greg Abbott, title=Governor, organisation=Texas",
                "person=Gavin Newsom, title=Gov., organisation=California",
            ],
        ),
        (
            "New York Mayor Eric Adams was indicted.",
            ["person=Eric Adams, title=Mayor, organisation=New York"],
        ),
        (
            (
                "Eric Adams, a Democrat who has been mayor of New York since January "
                "2022, was indicted."
            ),
            ["person=Eric Adams, title=mayor, organisation=New York, start=2022-01"],
        ),
        (
            "Headteacher Jane Roe said pupils at Park Lane Primary School were safe.",
            ["person=Jane Roe, title=Headteacher"],
        ),
        (
            "Jane Roe, headteacher at Park Lane Primary School, said pupils were safe.",
            ["person=Jane Roe, title=headteacher, organisation=Park Lane Primary School"],
        ),
        ("Kim Kardashian's lawyer, John Doe, said the case was closed.", []),
        ("BBC boss Tim Davie blasted critics.", ["person=Tim Davie, title=boss, organisation=BBC"]),
        (
            "Chelsea defender John Doe has joined Arsenal on loan.",
            [
                "person=John Doe, title=defender, organisation=Chelsea",
                "person=John Doe, organisation=Arsenal",
            ],
        ),
        ("John Doe, a former teacher, won the lottery.", []),
        ("Jane Roe, a mother of two from Leeds, won the lottery.", []),
        (
            "Amazon founder Jeff Bezos stepped down as CEO in 2021, handing the job to Andy Jassy.",
            [
                "person=Jeff Bezos, title=founder, organisation=Amazon",
                "person=Jeff Bezos, title=CEO, status=former, end=2021",
            ],
        ),
        (
            (
                "Jane Roe has more than 20 years of experience and has held senior "
                "roles at IBM and Oracle."
            ),
            ["person=Jane Roe, organisation=IBM", "person=Jane Roe, organisation=Oracle"],
        ),
        (
            "Jane Roe is Vice President of Marketing at Oracle, where she leads a team of 40.",
            ["person=Jane Roe, title=Vice President of Marketing, organisation=Oracle"],
        ),
        (
            "John Doe is a member of the Royal Society and of the Academy of Sciences.",
            [
                "person=John Doe, title=member, organisation=Royal Society",
                "person=John Doe, title=member, organisation=Academy of Sciences",
            ],
        ),
        (
            "John Doe, a senior fellow at the Brookings Institution, said it was too late.",
            ["person=John Doe, title=senior fellow, organisation=Brookings Institution"],
        ),
        (
            '"It\'s too late," says Jane Roe, an economist with Capital Economics in London.',
            ["person=Jane Roe, title=economist, organisation=Capital Economics"],
        ),
        (
            '"It\'s too late," said Jane Roe, who heads the Asia programme at Chatham House.',
            ["person=Jane Roe, organisation=Chatham House"],
        ),
        (
            "The then prime minister, Boris Johnson, apologised.",
            ["person=Boris Johnson, title=prime minister, status=former"],
        ),
        (
            "HSBC chairman-designate Jane Roe declined to comment.",
            ["person=Jane Roe, title=chairman-designate, organisation=HSBC, status=future"],
        ),
        (
            "Tesco's new boss Jane Roe starts on Monday.",
            ["person=Jane Roe, title=boss, organisation=Tesco"],
        ),
        (
            "Outgoing Tesco boss Jane Roe earned £5m.",
            ["person=Jane Roe, title=boss, organisation=Tesco"],
        ),
        (
            "Jane Roe and her husband, Tesco director John Doe, divorced.",
            ["person=John Doe, title=director, organisation=Tesco"],
        ),
        (
            (
                "The drugmaker's chief scientific officer, Mikael Dolsten, told "
                "investors on Tuesday that the trial had failed."
            ),
            ["person=Mikael Dolsten, title=chief scientific officer, organisation=The drugmaker"],
        ),
        (
            '"We have no plans to sell," said Carlos Tavares, who runs Stellantis.',
            ["person=Carlos Tavares, organisation=Stellantis"],
        ),
        (
            "Stellantis boss Carlos Tavares has quit.",
            ["person=Carlos Tavares, title=boss, organisation=Stellantis"],
        ),
        (
            (
                "Makoto Uchida will be replaced as Nissan's chief executive by Ivan "
                "Espinosa on April 1."
            ),
            [
                "person=Makoto Uchida, title=chief executive, organisation=Nissan, end=2025-04-01",
                (
                    "person=Ivan Espinosa, title=chief executive, organisation=Nissan, "
                    "status=future, start=2025-04-01, certainty=probable"
                ),
            ],
        ),
        (
            (
                "Volkswagen's supervisory board chairman, Hans Dieter Pötsch, backed "
                "Oliver Blume, the carmaker's chief executive."
            ),
            [
                (
                    "person=Hans Dieter Pötsch, title=supervisory board chairman, "
                    "organisation=Volkswagen"
                ),
                "person=Oliver Blume, title=chief executive, organisation=the carmaker",
            ],
        ),
        (
            (
                "Intel Corp said on Thursday that Lip-Bu Tan, a former board member, "
                "would become its chief executive on March 18."
            ),
            [
                (
                    "person=Lip-Bu Tan, title=chief executive, organisation=its, "
                    "status=future, start=2025-03-18, certainty=probable, said"
                )
            ],
        ),
        (
            "Intel's interim co-CEOs, David Zinsner and Michelle Johnston Holthaus, will stay.",
            [
                "person=David Zinsner, title=co-CEOs, organisation=Intel, status=acting",
                (
                    "person=Michelle Johnston Holthaus, title=co-CEOs, "
                    "organisation=Intel, status=acting"
                ),
            ],
        ),
        (
            "Boeing hired Kelly Ortberg, a veteran of Rockwell Collins, as CEO last year.",
            ["person=Kelly Ortberg, title=CEO, organisation=Boeing, start=2023"],
        ),
        (
            "Novartis poached Jane Roe from Roche to run its oncology unit.",
            [
                "person=Jane Roe, organisation=Novartis",
                "person=Jane Roe, organisation=Roche, status=former",
            ],
        ),
        (
            "The Treasury's permanent secretary, James Bowler, told MPs he was sorry.",
            ["person=James Bowler, title=permanent secretary, organisation=Treasury"],
        ),
        (
            "Andy Burnham, the mayor of Greater Manchester, said commuters were fed up.",
            ["person=Andy Burnham, title=mayor, organisation=Greater Manchester"],
        ),
        (
            "Greater Manchester's mayor Andy Burnham said commuters were fed up.",
            ["person=Andy Burnham, title=mayor, organisation=Greater Manchester"],
        ),
        (
            "Wes Streeting, who became health secretary last July, said the NHS was broken.",
            ["person=Wes Streeting, title=health secretary, start=2023-07"],
        ),
        (
            "Health Secretary Wes Streeting said the NHS was broken.",
            ["person=Wes Streeting, title=Health Secretary"],
        ),
        (
            (
                "Former chancellor Kwasi Kwarteng, who was sacked by Liz Truss in "
                "October 2022, said he had no regrets."
            ),
            ["person=Kwasi Kwarteng, title=chancellor, status=former"],
        ),
        (
            "Tory MP John Doe quit the party and joined Reform UK on Friday.",
            [
                "person=John Doe, title=MP",
                "person=John Doe, organisation=Reform UK, start=2024-05-10",
            ],
        ),
        (
            "John Doe, Reform UK's deputy leader, welcomed him.",
            ["person=John Doe, title=deputy leader, organisation=Reform UK"],
        ),
        (
            "Unison general secretary Christina McAnea said nurses deserved more.",
            ["person=Christina McAnea, title=general secretary, organisation=Unison"],
        ),
        (
            "Christina McAnea of Unison said nurses deserved more.",
            ["person=Christina McAnea, organisation=Unison"],
        ),
        (
            "Sharon Graham, general secretary of the Unite union, said workers were angry.",
            ["person=Sharon Graham, title=general secretary, organisation=the Unite union"],
        ),
        (
            "RMT leader Mick Lynch will retire in May.",
            ["person=Mick Lynch, title=leader, organisation=RMT"],
        ),
        (
            "Mick Lynch, the outgoing RMT general secretary, will retire in May.",
            ["person=Mick Lynch, title=general secretary, organisation=RMT"],
        ),
        (
            (
                "Dr. Anthony Fauci, director of the National Institute of Allergy and "
                "Infectious Diseases, urged caution."
            ),
            [
                (
                    "person=Anthony Fauci, title=director, organisation=National "
                    "Institute of Allergy and Infectious Diseases"
                )
            ],
        ),
        (
            (
                "Anthony Fauci, formerly the chief medical adviser to President Joe "
                "Biden, urged caution."
            ),
            [
                "person=Anthony Fauci, title=chief medical adviser, status=former",
                "person=Joe Biden, title=President",
            ],
        ),
        (
            "White House press secretary Karine Jean-Pierre told reporters the talks went well.",
            ["person=Karine Jean-Pierre, title=press secretary, organisation=White House"],
        ),
        (
            "Matthew Miller, a State Department spokesman, told reporters the talks went well.",
            ["person=Matthew Miller, title=spokesman, organisation=State Department"],
        ),
        (
            "A Kremlin spokesman, Dmitry Peskov, denied it.",
            ["person=Dmitry Peskov, title=spokesman, organisation=Kremlin"],
        ),
        (
            "Hamas leader Ismail Haniyeh was killed in Tehran.",
            ["person=Ismail Haniyeh, title=leader, organisation=Hamas"],
        ),
        (
            "Yahya Sinwar, the head of Hamas in Gaza, was killed.",
            ["person=Yahya Sinwar, title=head, organisation=Hamas"],
        ),
        (
            "Iran's Supreme Leader Ayatollah Ali Khamenei spoke on state television.",
            ["person=Ali Khamenei, title=Supreme Leader, organisation=Iran"],
        ),
        (
            (
                "Israeli Prime Minister Benjamin Netanyahu dismissed Defence Minister "
                "Yoav Gallant on Tuesday."
            ),
            [
                "person=Benjamin Netanyahu, title=Prime Minister, organisation=Israeli",
                "person=Yoav Gallant, title=Defence Minister, status=former, end=2024-05-14",
            ],
        ),
        (
            "Yoav Gallant was dismissed as defence minister by Benjamin Netanyahu on Tuesday.",
            ["person=Yoav Gallant, title=defence minister, status=former, end=2024-05-14"],
        ),
        (
            "Brazil's then-president, Jair Bolsonaro, lost the vote.",
            ["person=Jair Bolsonaro, title=president, organisation=Brazil, status=former"],
        ),
        (
            "Luiz Inácio Lula da Silva, president of Brazil from 2003 to 2010, won again.",
            [
                (
                    "person=Luiz Inácio Lula da Silva, title=president, "
                    "organisation=Brazil, status=former, start=2003, end=2010"
                )
            ],
        ),
        (
            "Chief Constable Jane Roe apologised to the family.",
            ["person=Jane Roe, title=Chief Constable"],
        ),
        (
            "Fire chief John Doe said crews were on the scene within minutes.",
            ["person=John Doe, title=Fire chief"],
        ),
        (
            "Curator Jane Roe of the Ashmolean Museum said the coins were Roman.",
            ["person=Jane Roe, title=Curator, organisation=Ashmolean Museum"],
        ),
        (
            "Prof Jane Roe, of the University of Leeds, said the coins were Roman.",
            ["person=Jane Roe, title=Prof, organisation=University of Leeds"],
        ),
        (
            "Professor Jane Roe from the University of Leeds said the coins were Roman.",
            ["person=Jane Roe, title=Professor, organisation=University of Leeds"],
        ),
        (
            (
                "Jane Roe, a professor in the department of history at the University "
                "of Leeds, disagreed."
            ),
            ["person=Jane Roe, title=professor, organisation=University of Leeds"],
        ),
        (
            "Jane Roe, an associate professor at MIT's Media Lab, disagreed.",
            ["person=Jane Roe, title=associate professor, organisation=Media Lab"],
        ),
        (
            "MIT professor Jane Roe disagreed.",
            ["person=Jane Roe, title=professor, organisation=MIT"],
        ),
        (
            "Liverpool coach Arne Slot praised Mohamed Salah, the Egypt captain.",
            [
                "person=Arne Slot, title=coach, organisation=Liverpool",
                "person=Mohamed Salah, title=captain, organisation=Egypt",
            ],
        ),
        (
            "Arne Slot, who replaced Jürgen Klopp as Liverpool manager in May 2024, praised Salah.",
            [
                "person=Arne Slot, title=manager, organisation=Liverpool, start=2024-05",
                (
                    "person=Jürgen Klopp, title=manager, organisation=Liverpool, "
                    "status=former, end=2024-05"
                ),
            ],
        ),
        (
            "Jude Bellingham, the Real Madrid and England midfielder, was injured.",
            [
                "person=Jude Bellingham, title=midfielder, organisation=Real Madrid",
                "person=Jude Bellingham, title=midfielder, organisation=England",
            ],
        ),
        (
            "Jude Bellingham, who plays for Real Madrid, was injured.",
            ["person=Jude Bellingham, organisation=Real Madrid"],
        ),
        (
            (
                "Jane Roe is the director of communications for the Gates Foundation, "
                "a role she has held since 2018."
            ),
            [
                (
                    "person=Jane Roe, title=director of communications, "
                    "organisation=Gates Foundation, start=2018"
                )
            ],
        ),
        (
            "John Doe was a trader at Lehman Brothers until its collapse in 2008.",
            ["person=John Doe, title=trader, organisation=Lehman Brothers, status=former"],
        ),
        (
            "Jane Roe has been a Director of Acme Holdings Ltd. since June 2011.",
            ["person=Jane Roe, title=Director, organisation=Acme Holdings Ltd., start=2011-06"],
        ),
        (
            (
                "Mr. Doe holds an MBA from Harvard Business School and serves on the "
                "boards of Intel and Nike."
            ),
            ["person=Doe, organisation=Intel", "person=Doe, organisation=Nike"],
        ),
        (
            "Jane Roe, Founder & CEO of Acme Analytics, will speak.",
            [
                "person=Jane Roe, title=Founder, organisation=Acme Analytics",
                "person=Jane Roe, title=CEO, organisation=Acme Analytics",
            ],
        ),
        (
            "The firm's founder and chief executive, Jane Roe, will speak.",
            [
                "person=Jane Roe, title=founder, organisation=The firm",
                "person=Jane Roe, title=chief executive, organisation=The firm",
            ],
        ),
        (
            "Prince William, president of the Football Association, will speak.",
            ["person=William, title=president, organisation=Football Association"],
        ),
        (
            "Journalist John Doe, a Guardian columnist, will speak.",
            ["person=John Doe, title=columnist, organisation=Guardian"],
        ),
        (
            "The charity's chief executive Jane Roe said demand had doubled at Shelter.",
            ["person=Jane Roe, title=chief executive, organisation=The charity"],
        ),
        (
            "Gunman John Doe, a former Amazon employee, shot two workers.",
            ["person=John Doe, title=employee, organisation=Amazon, status=former"],
        ),
        (
            "An Amazon spokesperson said John Doe was no longer employed by the company.",
            ["person=John Doe, organisation=the company, status=former, said"],
        ),
        ("John Doe is employed by Amazon.", ["person=John Doe, organisation=Amazon"]),
        (
            "Amazon worker John Doe was hurt.",
            ["person=John Doe, title=worker, organisation=Amazon"],
        ),
        (
            "Supreme Court Justice Sonia Sotomayor dissented.",
            ["person=Sonia Sotomayor, title=Justice, organisation=Supreme Court"],
        ),
        (
            "Justice Sonia Sotomayor of the Supreme Court dissented.",
            ["person=Sonia Sotomayor, title=Justice, organisation=Supreme Court"],
        ),
        (
            "Judge Roe, who sits on the Supreme Court, dissented.",
            ["person=Roe, title=Judge", "person=Roe, organisation=Supreme Court"],
        ),
        ("Jane Roe, head of research, left.", ["person=Jane Roe, title=head of research"]),
        (
            "Chicago Mayor Ann Lee's chief of staff, Jane Roe, left.",
            [
                "person=Ann Lee, title=Mayor, organisation=Chicago",
                "person=Jane Roe, title=chief of staff",
            ],
        ),
        (
            "OpenAI's board fired Sam Altman as chief executive in November 2023.",
            [
                (
                    "person=Sam Altman, title=chief executive, organisation=OpenAI, "
                    "status=former, end=2023-11"
                )
            ],
        ),
        (
            "Jane Roe will become chair on 1 June.",
            ["person=Jane Roe, title=chair, status=future, start=2024-06-01, certainty=probable"],
        ),
        (
            "Jane Roe edited the Guardian from 1995 to 2015.",
            ["person=Jane Roe, organisation=Guardian, status=former, start=1995, end=2015"],
        ),
        ("The judge, Jane Roe, jailed him.", ["person=Jane Roe, title=judge"]),
    ],
)
def test_role_in_press_sentence(text, expected):
    """A sentence gives holder, title, organisation, status and bounds."""
    assert roles(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe leads John Doe by three points.",
        "Oxfam was led by its fears.",
        "Jane Roe joined Greenpeace in calling for a ban.",
        "Jane Roe left the court by a back door.",
        "Jane Roe advised Tesco to sell.",
        "Jane Roe sued Tesco.",
        "Tesco works for Unilever.",
        "He was held with Jane Roe, the attorney general's office said.",
        "He signed Jane Roe from Benfica.",
        "Jane Roe is on CNN tonight.",
        "Jane Roe took charge of the car at Unilever.",
        "Jane Roe lost her keys at Unilever.",
        "Jane Roe, Unilever and Nestlé agreed.",
        "After ten years at Keele University, Jane Roe built robots.",
        "After a day at Unilever, Jane Roe built robots.",
        "Jane Roe of Leeds said the plan was wrong.",
        "Britain's Jane Roe won the race.",
        "Tesco customer Jane Roe was angry.",
        "London tourist Jane Roe was angry.",
        "Jane Roe ran the marathon for Oxfam.",
        "The directors of Tesco met Jane Roe and John Doe.",
        "Jane Roe and John Doe of respectively the Green Party and the Labour Party won.",
        "Jane Roe sang for the chairman of Unilever.",
        "Robert Devereux, 2nd Earl of Essex, rebelled.",
        "Film director Jane Roe won a prize.",
        "Jane Roe was an English actress and director.",
        "Jane Roe was cast as Dean Forrest.",
        "He laid claim to the position of Emperor of the United States.",
    ],
)
def test_near_miss_gives_no_role(text):
    """Sport, chance company, places, customers and readers make no role."""
    assert roles(text) == []


def test_years_in_brackets_are_not_shared():
    """Bounds in brackets belong only to the organisation before them."""
    assert roles("Jane Roe held posts at Unilever (1990-1993) and Nestlé (1994-1999).") == [
        "person=Jane Roe, organisation=Unilever, status=former",
        "person=Jane Roe, organisation=Nestlé, status=former",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "WHO chief Tedros Adhanom Ghebreyesus warned.",
            ["person=Tedros Adhanom Ghebreyesus, title=chief, organisation=WHO"],
            marks=pytest.mark.xfail(
                strict=True, reason="the model takes the name for an organisation"
            ),
        ),
        pytest.param(
            "The company's general counsel, former federal prosecutor Jane Roe, will speak.",
            [
                "person=Jane Roe, title=general counsel, organisation=The company",
                "person=Jane Roe, title=federal prosecutor, status=former",
            ],
            marks=pytest.mark.xfail(
                strict=True,
                reason="a name with a title of its own is not looked for behind the comma",
            ),
        ),
        pytest.param(
            "Jane Roe serves as Senior Vice President, Global Marketing at Oracle.",
            ["person=Jane Roe, title=Senior Vice President, Global Marketing, organisation=Oracle"],
            marks=pytest.mark.xfail(strict=True, reason="what is marketed is taken for a name"),
        ),
    ],
)
def test_role_missed_so_far(text, expected):
    """Each of these is a known miss."""
    assert roles(text) == expected
