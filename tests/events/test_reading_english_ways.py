"""More ways in which English reports tell of speech, of posts and of silence."""

import pytest

from events.reading.quote import COLLECTIVE, DIRECT, INDIRECT, MIXED
from events.reading.report import read_report
from tests.events.reading_sentences import roles, said

STATEMENTS = [
    pytest.param(
        "It was dark. “It is late.” Ann Hill says the lock is shut.",
        [(DIRECT, "It is late.", None), (INDIRECT, "the lock is shut", "Ann Hill")],
        id="a_stop_parts_words_from_the_next_speaker",
    ),
    pytest.param(
        "“It is late,” as Ann Hill put it, “and dark.”",
        [(DIRECT, "It is late", "Ann Hill"), (DIRECT, "and dark.", "Ann Hill")],
        id="as_she_put_it_within",
    ),
    pytest.param(
        "The lock is shut, Ann Hill said, adding that it was late.",
        [(INDIRECT, "The lock is shut", "Ann Hill"), (INDIRECT, "it was late", "Ann Hill")],
        id="added_behind_a_paraphrase",
    ),
    pytest.param(
        "“It is late,” Ann Hill, who chairs the board, told the Herald.",
        [(DIRECT, "It is late", "Ann Hill")],
        id="told_whom_behind_a_clause",
    ),
    pytest.param(
        "Ann Hill, hailing the lock as “a gift to the town”, said the dykes had held.",
        [
            (MIXED, "the lock as “a gift to the town”", "Ann Hill"),
            (INDIRECT, "the dykes had held", "Ann Hill"),
        ],
        id="hailing_it_within",
    ),
    pytest.param(
        "Calling the lock “a gift to the town”, Ann Hill said the dykes had held.",
        [
            (MIXED, "the lock “a gift to the town”", "Ann Hill"),
            (INDIRECT, "the dykes had held", "Ann Hill"),
        ],
        id="calling_it_before",
    ),
    pytest.param(
        "Ann Hill agreed that the dykes had held but cautioned against haste.",
        [(INDIRECT, "the dykes had held", "Ann Hill")],
        id="cautioned_against",
    ),
    pytest.param(
        "Ann Hill warned the town faced a hard winter.",
        [(INDIRECT, "the town faced a hard winter", "Ann Hill")],
        id="a_verb_of_the_past_without_that",
    ),
    pytest.param(
        "Ann Hill believes the study explains two floods.",
        [(INDIRECT, "the study explains two floods", "Ann Hill")],
        id="a_verb_of_the_present_without_that",
    ),
    pytest.param(
        "Ann Hill made it clear that the lock would be shut.",
        [(INDIRECT, "the lock would be shut", "Ann Hill")],
        id="made_it_clear",
    ),
    pytest.param(
        "There was broad agreement, however, that the dykes were too low.",
        [(COLLECTIVE, "the dykes were too low", None)],
        id="there_was_agreement",
    ),
    pytest.param(
        "The speakers were unanimous that the dykes were too low.",
        [(COLLECTIVE, "the dykes were too low", None)],
        id="were_unanimous",
    ),
    pytest.param(
        "Police believe the lock was left open.",
        [(INDIRECT, "the lock was left open", "Police")],
        id="police_are_many",
    ),
    pytest.param(
        "Analysts at Nordbank expect water levels to fall soon.",
        [(COLLECTIVE, "water levels to fall soon", None)],
        id="a_group_with_its_place",
    ),
    pytest.param(
        "The authors, led by Ann Hill of the University of Hull, conclude that bees remember pain.",
        [(COLLECTIVE, "bees remember pain", None)],
        id="a_group_before_a_clause",
    ),
    pytest.param(
        "For Ann Hill, a farmer, the choice is plain: “Sell or starve, there is nothing else.”",
        [(DIRECT, "Sell or starve, there is nothing else.", "Ann Hill")],
        id="for_her",
    ),
    pytest.param(
        "Bob Dale smiled. According to him, the dykes had held.",
        [(INDIRECT, "the dykes had held", "Bob Dale")],
        id="according_to_him",
    ),
    pytest.param(
        "From the point of view of the historian Ann Hill, the dykes are too low.",
        [(INDIRECT, "the dykes are too low", "Ann Hill")],
        id="from_her_point_of_view",
    ),
    pytest.param(
        "The speakers concluded that the dykes were too low and agreed to meet in May.",
        [(COLLECTIVE, "the dykes were too low", None)],
        id="and_agreed_to_meet",
    ),
    pytest.param(
        "Ann Hill said the delay would cost a million but ruled out cuts.",
        [(INDIRECT, "the delay would cost a million", "Ann Hill")],
        id="but_ruled_out",
    ),
    pytest.param(
        "Bob Dale said it depended on the town, and Ann Hill quoted a proverb.",
        [(INDIRECT, "it depended on the town", "Bob Dale")],
        id="and_another_quoted",
    ),
    pytest.param(
        "Ann Hill claimed the lock had been sold in secret, a charge the mayor denied.",
        [(INDIRECT, "the lock had been sold in secret", "Ann Hill")],
        id="a_charge_denied",
    ),
    pytest.param(
        "The town blamed rain and what Ann Hill called “the dearest screw in history”.",
        [(DIRECT, "the dearest screw in history", "Ann Hill")],
        id="what_she_called",
    ),
    pytest.param(
        "Ann Hill dismissed talk of a “free” lock as “a fairy tale with a subsidy”.",
        [(MIXED, "talk of a “free” lock as “a fairy tale with a subsidy”", "Ann Hill")],
        id="irony_before_what_she_said",
    ),
    pytest.param(
        "Ann Hill was quick to add that the dykes had held.",
        [(INDIRECT, "the dykes had held", "Ann Hill")],
        id="was_quick_to_add",
    ),
    pytest.param(
        "It drew a rebuke from Ann Hill, who on Friday told the town that the dykes had held.",
        [(INDIRECT, "the dykes had held", "Ann Hill")],
        id="a_day_before_the_verb",
    ),
    pytest.param(
        "Ann Hill reminded walkers to carry a lamp.",
        [(INDIRECT, "walkers to carry a lamp", "Ann Hill")],
        id="reminded_them_to",
    ),
    pytest.param(
        "Participants resolved to set up a fund in every town.",
        [(COLLECTIVE, "to set up a fund in every town", None)],
        id="resolved_to",
    ),
    pytest.param(
        "Said Ann Hill: “The dykes had held.”",
        [(DIRECT, "The dykes had held.", "Ann Hill")],
        id="said_first",
    ),
    pytest.param(
        "Commented Ann Hill, VP of Engineering: “The dykes had held.”",
        [(DIRECT, "The dykes had held.", "Ann Hill")],
        id="commented_first",
    ),
    pytest.param(
        "Ann Hill suggested opening one lane, an idea that Bob Dale called "
        "“the first good news in a year”.",
        [
            (INDIRECT, "opening one lane", "Ann Hill"),
            (DIRECT, "the first good news in a year", "Bob Dale"),
        ],
        id="an_idea_that_another_praised",
    ),
    pytest.param("“No,” was Ann Hill’s reply.", [(DIRECT, "No", "Ann Hill")], id="was_her_reply"),
    pytest.param(
        "“No, I don’t,” came the answer from Ann Hill.",
        [(DIRECT, "No, I don’t", "Ann Hill")],
        id="came_the_answer",
    ),
    pytest.param(
        "Ann Hill’s verdict? “Count, or close the bank.”",
        [(DIRECT, "Count, or close the bank.", "Ann Hill")],
        id="her_verdict",
    ),
    pytest.param(
        "Warning that the loans were unsafe, Ann Hill resigned in March.",
        [(INDIRECT, "the loans were unsafe", "Ann Hill")],
        id="warning_she_resigned",
    ),
    pytest.param(
        "As the economist Ann Hill told the inquiry, “nobody counted the loans”.",
        [(DIRECT, "nobody counted the loans", "Ann Hill")],
        id="as_she_told_the_inquiry",
    ),
    pytest.param(
        "Sources close to the mayor say she will not attend.",
        [(COLLECTIVE, "she will not attend", None)],
        id="sources_close_to",
    ),
    pytest.param(
        "The lake is salty, Ann Hill said, and it has no fish left.",
        [
            (INDIRECT, "The lake is salty", "Ann Hill"),
            (INDIRECT, "it has no fish left", "Ann Hill"),
        ],
        id="two_clauses_parted_by_she_said",
    ),
    pytest.param(
        "Ann Hill said the lock was shut, then quickly added that it would open.",
        [(INDIRECT, "the lock was shut", "Ann Hill"), (INDIRECT, "it would open", "Ann Hill")],
        id="then_added",
    ),
]

NOTHING_SAID = [
    "Nor would Ann Hill say whether the lock was shut.",
    "Asked if she believed the company, Ann Hill paused.",
    "If the minister says that it is safe, people will come.",
    "The bridge, said to be the oldest in Europe, was closed.",
    "It is said that the bridge is haunted.",
    "Speakers stressed the need for reform.",
    "In a paper, “The Key Under the Mat,” she looked at locks.",
    "They sold the hall and replaced it with what is left of the club.",
    "Would Ann Hill say how she planned to vote?",
    "Ann Hill raised her glass and said just one word.",
    "A line from the play stays with everybody: “Row or sink, but stop explaining.”",
    "Its motto is “No ship is late until you wait for it”.",
]

WHOM = [
    (
        "Dale spoke. Ann Hill, a union steward, came. Bob Dale smiled. “It is late,” he said.",
        "Bob Dale",
    ),
    ("“It is late,” said Bob Dale. Ann Hill disagreed. “It is early.”", "Bob Dale, Ann Hill"),
    (
        "“It is late,” said Ann Hill. The former Danish commissioner added that it was dark.",
        "Ann Hill, Ann Hill",
    ),
    (
        "The head of Hull Docks said it was late. It was dark. Ann Hill, head of Hull Docks, left.",
        "Ann Hill",
    ),
    (
        "The Ministry of Roads opened a fund. According to the Ministry, it is large enough.",
        "Ministry of Roads",
    ),
    (
        "The board heard from Ann Hill of the University of Hull, who told it that it was late.",
        "Ann Hill",
    ),
    ("Amir Khan came. “It is late,” he said.", "Amir Khan"),
    ("Noémi Szabó came. “It is late,” she said.", "Noémi Szabó"),
    ("“It is late,” said Rima el-Haddad.", "Rima el-Haddad"),
    ("Ann Hill MP said it was late.", "Ann Hill"),
    ("A statement from the union said it was late.", "union"),
    ("Bob Dale assured us that it was late. The president stated this at a briefing.", "Bob Dale"),
    (
        "“It is late,” said Ann Hill, chair of the Baltic Pilots’ Guild. “Go,” she said.",
        "Ann Hill, Ann Hill",
    ),
    (
        "Nikos Gallos, head of the Hellenic Grid Operator, came. “It is late,” he said.",
        "Nikos Gallos",
    ),
    ("Sen. Ann Hill came home. “It is late,” the two-term Democrat said.", "Ann Hill"),
    ("As noted by Deputy Head for Waters of Ukraine Yaryna Boyko, it was late.", "Yaryna Boyko"),
    ("LEEDS, May 9 - Hill Motors cut its forecast and said the lock was late.", "Hill Motors"),
    (
        "Ann Hill, from the School of Earth Sciences, who led the work, added that it was late.",
        "Ann Hill",
    ),
    (
        "Here is “The Lock” by Ann Hill, an argument in a boat. "
        "The Danish playwright said it was late.",
        "Ann Hill",
    ),
    (
        "“It is late,” she admits, “but dark.” Ann Hill has led the town for years.",
        "Ann Hill, Ann Hill",
    ),
    ("The Hull County Sheriff’s Office said it was late.", "Hull County Sheriff’s Office"),
    pytest.param(
        "Harbor Lines cut pay. The Hull Union met at the Hull County Police Office. "
        "The company said it was late.",
        "Harbor Lines",
        id="a_company_is_no_office",
    ),
    pytest.param(
        "The Harbor Workers met. Harbor Lines cut pay. The union said it was late.",
        "Harbor Workers",
        id="a_union_is_no_firm",
    ),
    pytest.param(
        "Tirk Marlow has heard the boos, and on Monday the Hull coach said he would stay. "
        "“I stay,” Marlow said.",
        "Tirk Marlow, Tirk Marlow",
        id="a_post_in_the_sentence_of_the_name",
    ),
    pytest.param(
        "Ann Hill, the mayor, met Bob Dale and Tom Price. Asked if Dale would go, Price shook "
        "his head. “He stays,” he said.",
        "Tom Price",
        id="behind_the_clause_that_opens",
    ),
    pytest.param(
        "Rep. Ann Hill, D-Ohio, who wrote the bill, said it was late.",
        "Ann Hill",
        id="a_party_is_nobody",
    ),
    pytest.param(
        "Marbrook said it was late. The company said it was dark.",
        "Marbrook, Marbrook",
        id="a_firm_of_one_word",
    ),
]

POSTS = [
    ("Ann Hill, tenant organizer, said it was late.", "tenant organizer"),
    ("Headteacher Ann Hill said it was late.", "Headteacher"),
    ("Ann Hill (Con, Leeds) said it was late.", "Con, Leeds"),
    (
        "Ann Hill, Health Economist, Nordic Institute for Public Health, said it was late.",
        "Health Economist, Nordic Institute for Public Health",
    ),
    ("Lord Hume of Teviot, the rail minister, said it was late.", "the rail minister"),
    ("Ann Hill MP, chair of the committee, said it was late.", "MP, chair of the committee"),
    ("Student Li Wei said it was late.", "Student"),
    ("Mother-of-three Ann Hill said it was late.", "Mother-of-three"),
    ("Shopkeeper Ann Hill, who runs the stall, said it was late.", "Shopkeeper"),
    (
        "Polls show Bob Dale trailing former Gov. Ann Hill. Ann Hill said it was late.",
        "former Gov.",
    ),
    ("Ann Hill, who sells shoes in Hull, said it was late.", "who sells shoes in Hull"),
    ("Ann Hill, later, said it was late.", None),
    ("“It is late,” said Ann Hill, a lawyer for Mr. Dale.", "a lawyer for Mr. Dale"),
    ("“It is late,” said Ann Hill, Mr. Dale’s lawyer.", "Mr. Dale’s lawyer"),
    (
        "“It is late,” said Ann Hill, an analyst at Lund, Price & Co. in Hull.",
        "an analyst at Lund, Price & Co",
    ),
    (
        "“It is late,” said Ann Hill, an analyst with Lund Price, Inc., who came.",
        "an analyst with Lund Price, Inc.",
    ),
    (
        "Ann Hill, a nurse at Hull Hospital who saw the fire, said it was late.",
        "a nurse at Hull Hospital",
    ),
    ("Ann Hill, a deckhand for 16 years, said it was late.", "a deckhand"),
    ("Ann Hill, a deckhand since 1998, said it was late.", "a deckhand"),
    (
        "Ann Hill, whose shop stands by the lock, said it was late.",
        "whose shop stands by the lock",
    ),
    ("“It is late,” said Ann Hill, whose shop burned.", "whose shop burned"),
    ("Linebacker Ann Hill, who had two tackles, said it was late.", "Linebacker"),
    ("Sen. Ann Hill, R-Ala., said it was late.", "Sen., R-Ala."),
    ("Rep. Ann Hill (D-Ohio) said it was late.", "Rep., D-Ohio"),
    ("Ann Hill, mayor of Hull, Ohio, said it was late.", "mayor of Hull, Ohio"),
    ("Ann Hill, a nurse in Hull, Vt., said it was late.", "a nurse in Hull, Vt."),
    ("Ann Hill, a nurse in Hull, New York, said it was late.", "a nurse in Hull, New York"),
    (
        "“It is late,” said Ann Hill, who covers ports for Lund Price.",
        "who covers ports for Lund Price",
    ),
    ("Ann Hill is a lawyer in Hull. “It is late,” she said.", "a lawyer in Hull"),
    ("Ann Hill was the first to speak. “It is late,” she said.", None),
    ("Ann Hill is not a lawyer. “It is late,” she said.", None),
    (
        "“It is late,” said Ann Hill, Middle East researcher at Labour Watch.",
        "Middle East researcher at Labour Watch",
    ),
    (
        "Ann Hill, Chief Medical Officer, Volta Hospital, said it was late.",
        "Chief Medical Officer, Volta Hospital",
    ),
    ("Deputy Mayor Tirk Baker said it was late.", "Deputy Mayor"),
    ("Police Capt. Ann Hill said it was late.", "Police Capt."),
    ("Ann Hill, who is president of the union, said it was late.", "president of the union"),
    ("Ann Hill, who was the mayor until 2001, said it was late.", "the mayor"),
    ("Ann Hill, who was angry, said it was late.", None),
    (
        "Ann Hill, the No. 2 official at the port, said it was late.",
        "the No. 2 official at the port",
    ),
    ("Ann Hill, one of the authors, said it was late.", "one of the authors"),
    (
        "Ann Hill, a nurse at St. Luke’s Hospital, said it was late.",
        "a nurse at St. Luke’s Hospital",
    ),
    ("Justice Ann Hill said it was late.", "Justice"),
    ("Detective Ann Hill said it was late.", "Detective"),
    ("Sgt. Ann Hill of the Hull Police said it was late.", "Sgt. of the Hull Police"),
    ("Major General Ann Hill, an army spokeswoman, said it was late.", "an army spokeswoman"),
]


@pytest.mark.parametrize(("text", "expected"), STATEMENTS)
def test_statements_are_found_in_more_ways(text, expected):
    assert said(text, "en") == expected


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_what_nobody_said_is_no_statement(text):
    assert said(text, "en") == []


@pytest.mark.parametrize(("text", "speakers"), WHOM)
def test_whom_the_words_mean(text, speakers):
    assert ", ".join(name or "" for _, _, name in said(text, "en")) == speakers


@pytest.mark.parametrize(("text", "capacity"), POSTS)
def test_post_is_given_as_printed(text, capacity):
    assert roles(text, "en") == [capacity]


def test_post_of_the_text_goes_before_the_headline():
    text = "Ann Hill, Builder of Bridges\n\nAnn Hill, an engineer, came. Hill said it was late."

    assert [one.role for one in read_report(text, "en").quotes] == ["an engineer"]


def test_son_with_the_second_name_of_a_speaker_is_somebody_else():
    text = (
        "Tom Luther Price, a baker, came. A son, Luther, of Hull, did not. Price said it was late."
    )

    assert roles(text, "en") == ["a baker"]
