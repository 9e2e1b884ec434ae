import pytest

from events.reading.quote import COLLECTIVE, DIRECT, INDIRECT, MIXED
from tests.events.reading_sentences import roles, said

QUOTED = [
    pytest.param(
        "“It is late,” said Ann Hill.", [(DIRECT, "It is late", "Ann Hill")], id="said_name"
    ),
    pytest.param(
        "“It is late,” Ann Hill said.", [(DIRECT, "It is late", "Ann Hill")], id="name_said"
    ),
    pytest.param(
        "“It is late,” said the keeper of the project “Old Bridge” Ann Hill.",
        [(DIRECT, "It is late", "Ann Hill")],
        id="post_before_the_name",
    ),
    pytest.param(
        "“It is late,” said the director of the Department of Roads, Ann Hill.",
        [(DIRECT, "It is late", "Ann Hill")],
        id="post_comma_name",
    ),
    pytest.param(
        "“It is late,” Ann Hill, 54, a farmer who lives here, said on Monday. “Go home.”",
        [(DIRECT, "It is late", "Ann Hill"), (DIRECT, "Go home.", "Ann Hill")],
        id="broken_by_the_author",
    ),
    pytest.param(
        "“The dykes,” Ann Hill said, “were built by hand.”",
        [(DIRECT, "The dykes", "Ann Hill"), (DIRECT, "were built by hand.", "Ann Hill")],
        id="broken_within_a_sentence",
    ),
    pytest.param(
        "Ann Hill wrote: “It is late.”", [(DIRECT, "It is late.", "Ann Hill")], id="after_a_colon"
    ),
    pytest.param("“Is it late?” Hill asked.", [(DIRECT, "Is it late?", "Hill")], id="a_question"),
    pytest.param(
        "“It is late.” – Ann Hill", [(DIRECT, "It is late.", "Ann Hill")], id="name_behind_a_dash"
    ),
    pytest.param(
        "As Ann Hill put it, “the dykes were built by hand”.",
        [(DIRECT, "the dykes were built by hand", "Ann Hill")],
        id="as_she_put_it",
    ),
    pytest.param(
        "‘It’s the members’ money,’ said Ann Hill.",
        [(DIRECT, "It’s the members’ money", "Ann Hill")],
        id="single_marks_and_apostrophes",
    ),
    pytest.param(
        "“Units “North” and “Hill 21″ will take part,” said Ann Hill.",
        [(DIRECT, "Units “North” and “Hill 21″ will take part", "Ann Hill")],
        id="marks_within_marks",
    ),
    pytest.param(
        "“The first day was hard. We had no boats.\n\n“The second was harder,” said Ann Hill.",
        [
            (
                DIRECT,
                "The first day was hard. We had no boats.\n\n“The second was harder",
                "Ann Hill",
            )
        ],
        id="over_two_paragraphs",
    ),
    pytest.param(
        "‘It’s late. The team is tired.\n\n‘We go home,’ said Ann Hill.",
        [(DIRECT, "It’s late. The team is tired.\n\n‘We go home", "Ann Hill")],
        id="single_marks_over_two_paragraphs",
    ),
    pytest.param(
        "Ann Hill – head of the Danube Institute – noted that it was late.",
        [(INDIRECT, "it was late", "Ann Hill")],
        id="post_between_dashes",
    ),
    pytest.param(
        "As noted by Ann Hill, the dykes are old.",
        [(INDIRECT, "the dykes are old", "Ann Hill")],
        id="as_noted_by",
    ),
    pytest.param(
        "The paper quoted Ann Hill as saying that the dykes are old.",
        [(INDIRECT, "the dykes are old", "Ann Hill")],
        id="quoted_as_saying",
    ),
    pytest.param(
        "Ann Hill was brief: “They leak.”",
        [(DIRECT, "They leak.", "Ann Hill")],
        id="a_colon_without_a_verb_of_speech",
    ),
    pytest.param(
        "Ann Hill said she was alarmed. “The dykes are old.”",
        [(INDIRECT, "she was alarmed", "Ann Hill"), (DIRECT, "The dykes are old.", "Ann Hill")],
        id="alone_after_her_words",
    ),
    pytest.param(
        "“The dykes are old,” said Ann Hill.\n\n“Nobody looks after them.”",
        [
            (DIRECT, "The dykes are old", "Ann Hill"),
            (DIRECT, "Nobody looks after them.", "Ann Hill"),
        ],
        id="alone_in_the_next_paragraph",
    ),
    pytest.param(
        "Ann Hill called the plan “a blank cheque”.",
        [(MIXED, "the plan “a blank cheque”", "Ann Hill")],
        id="named",
    ),
    pytest.param(
        "Ann Hill said the dykes were “built by hand” and would not last.",
        [(MIXED, "the dykes were “built by hand” and would not last", "Ann Hill")],
        id="a_few_words_marked",
    ),
    pytest.param(
        "We need to “look after the dykes,” Ann Hill said.",
        [(MIXED, "We need to “look after the dykes,”", "Ann Hill")],
        id="a_clause_that_begins_before_the_marks",
    ),
    pytest.param(
        "“We must go, said Ann Hill, the mayor.",
        [(DIRECT, "We must go", "Ann Hill")],
        id="a_mark_never_closed",
    ),
]

PARAPHRASED = [
    pytest.param(
        "Ann Hill noted that it was late.", [(INDIRECT, "it was late", "Ann Hill")], id="that"
    ),
    pytest.param(
        "Ann Hill said it was late.", [(INDIRECT, "it was late", "Ann Hill")], id="no_that"
    ),
    pytest.param(
        "It was late, Ann Hill said.", [(INDIRECT, "It was late", "Ann Hill")], id="said_behind"
    ),
    pytest.param(
        "The dykes, Ann Hill said, are old.",
        [(INDIRECT, "The dykes, Ann Hill said, are old", "Ann Hill")],
        id="said_within",
    ),
    pytest.param(
        "According to Ann Hill, who built it, the dyke is old.",
        [(INDIRECT, "the dyke is old", "Ann Hill")],
        id="according_to",
    ),
    pytest.param(
        "The dyke is old, according to Ann Hill.",
        [(INDIRECT, "The dyke is old", "Ann Hill")],
        id="according_to_behind",
    ),
    pytest.param(
        "Ann Hill spoke last. In her view, the dyke is old.",
        [(INDIRECT, "the dyke is old", "Ann Hill")],
        id="in_her_view",
    ),
    pytest.param(
        "The dykes are old. This was stated by the engineer Ann Hill.",
        [(INDIRECT, "The dykes are old", "Ann Hill")],
        id="this_was_stated_by",
    ),
    pytest.param(
        "The dykes are old.\n\nAt the round table this was stated by Ann Hill.",
        [(INDIRECT, "The dykes are old", "Ann Hill")],
        id="this_was_stated_in_the_next_paragraph",
    ),
    pytest.param(
        "“They are old,” said Ann Hill, adding that the last repair was in May.",
        [
            (DIRECT, "They are old", "Ann Hill"),
            (INDIRECT, "the last repair was in May", "Ann Hill"),
        ],
        id="adding_that",
    ),
    pytest.param(
        "Ann Hill is convinced that the dykes will last.",
        [(INDIRECT, "the dykes will last", "Ann Hill")],
        id="is_convinced",
    ),
    pytest.param(
        "Ann Hill expressed the opinion that the dykes will last.",
        [(INDIRECT, "the dykes will last", "Ann Hill")],
        id="expressed_the_opinion",
    ),
    pytest.param(
        "Nobody disputed Ann Hill’s claim that the dykes are old.",
        [(INDIRECT, "the dykes are old", "Ann Hill")],
        id="a_noun_with_that",
    ),
    pytest.param(
        "The Ministry of Roads said that it had no money.",
        [(INDIRECT, "it had no money", "Ministry of Roads")],
        id="a_body",
    ),
    pytest.param(
        "Experts say the dykes are old.", [(COLLECTIVE, "the dykes are old", None)], id="a_group"
    ),
    pytest.param(
        "Following the talk, the participants agreed to write a letter.", [], id="an_agreement"
    ),
    pytest.param(
        "It was noted that the dykes are old.", [(INDIRECT, "the dykes are old", None)], id="nobody"
    ),
]

PARTED = [
    pytest.param(
        "The record label said: “It is late.”", [(DIRECT, "It is late.", None)], id="a_label_speaks"
    ),
    pytest.param(
        "The dyke, Ann Hill argues, “is in full-scale decay”.",
        [(MIXED, "The dyke, Ann Hill argues, “is in full-scale decay”", "Ann Hill")],
        id="the_clause_begins_before_the_speaker",
    ),
    pytest.param(
        "“It is late,” Ann Hill said, before adding, “and very dark.”",
        [(DIRECT, "It is late", "Ann Hill"), (DIRECT, "and very dark.", "Ann Hill")],
        id="before_adding",
    ),
    pytest.param(
        "Ann Hill noted that it was late but said the bridge was safe.",
        [(INDIRECT, "it was late", "Ann Hill"), (INDIRECT, "the bridge was safe", "Ann Hill")],
        id="but_said",
    ),
    pytest.param(
        "Most people believe it is late, according to a poll by Ann Hill.",
        [(INDIRECT, "Most people believe it is late", "Ann Hill")],
        id="a_poll_says_it_all",
    ),
]

ENDED = [
    pytest.param(
        "Ann Hill said the dykes were sound but raised her offer to ten crowns.",
        [(INDIRECT, "the dykes were sound", "Ann Hill")],
        id="her_own_act",
    ),
    pytest.param(
        "Ann Hill confirmed the lock had been closed but wouldn’t say for how long.",
        [(INDIRECT, "the lock had been closed", "Ann Hill")],
        id="more_was_not_said",
    ),
    pytest.param(
        "Ann Hill said the dykes had held; the mayor called them “a joke”.",
        [(INDIRECT, "the dykes had held", "Ann Hill"), (MIXED, "them “a joke”", None)],
        id="another_speaker_after_a_semicolon",
    ),
    pytest.param(
        "Ann Hill said she had enough sand, though she warned that the price might double.",
        [
            (INDIRECT, "she had enough sand", "Ann Hill"),
            (INDIRECT, "the price might double", "Ann Hill"),
        ],
        id="though_she_warned",
    ),
    pytest.param(
        "Ann Hill said she would leave the board, ending a week of doubt.",
        [(INDIRECT, "she would leave the board", "Ann Hill")],
        id="the_author_adds_a_participle",
    ),
    pytest.param(
        "Ann Hill said the lock would open in May, a promise that few here believe.",
        [(INDIRECT, "the lock would open in May", "Ann Hill")],
        id="the_author_sums_up",
    ),
    pytest.param(
        "Ann Hill said the lock leaks: “We hear it at night.”",
        [(INDIRECT, "the lock leaks", "Ann Hill"), (DIRECT, "We hear it at night.", "Ann Hill")],
        id="a_quotation_after_the_colon",
    ),
    pytest.param(
        "Ann Hill said the lock was old but strong, and that it would last.",
        [(INDIRECT, "the lock was old but strong, and that it would last", "Ann Hill")],
        id="a_clause_that_goes_on",
    ),
    pytest.param(
        "Ann Hill said the lock would open, but council leaders warned that it would not.",
        [
            (INDIRECT, "the lock would open", "Ann Hill"),
            (COLLECTIVE, "it would not", None),
        ],
        id="but_others_warned",
    ),
    pytest.param(
        "Ann Hill said she was glad of the report, which she called “a first step.”",
        [
            (INDIRECT, "she was glad of the report", "Ann Hill"),
            (DIRECT, "a first step.", "Ann Hill"),
        ],
        id="which_she_called",
    ),
    pytest.param(
        "The mayor thinks the lock is safe, according to Ann Hill.",
        [(INDIRECT, "The mayor thinks the lock is safe", "Ann Hill")],
        id="somebody_tells_what_another_thinks",
    ),
    pytest.param(
        "Ann Hill accused Bob Dale of “selling rust,” while Dale hit back, calling her “a mole.”",
        [(DIRECT, "selling rust", "Ann Hill"), (MIXED, "her “a mole.”", "Bob Dale")],
        id="while_another_hit_back",
    ),
    pytest.param(
        "Ann Hill said on the Dale Radio’s “Voice of the River” that the lock was “a wreck.”",
        [(MIXED, "the lock was “a wreck.”", "Ann Hill")],
        id="a_programme_is_no_statement",
    ),
]

WITHIN = [
    pytest.param(
        "Norland will keep its tax, Ann Hill said on Monday, bowing to pressure from the coast.",
        [(INDIRECT, "Norland will keep its tax", "Ann Hill")],
        id="a_participle_after_the_cue",
    ),
    pytest.param(
        "LEEDS, May 9 (Sea News) – The lock will open, Ann Hill said.",
        [(INDIRECT, "The lock will open", "Ann Hill")],
        id="a_dateline_is_nobodys_words",
    ),
    pytest.param(
        "Ann Hill came. The lock, she said in a radio interview, is “a thief of time.”",
        [
            (
                MIXED,
                "The lock, she said in a radio interview, is “a thief of time.”",
                "Ann Hill",
            )
        ],
        id="a_circumstance_within",
    ),
    pytest.param(
        "Bob Dale built it. All of it, he told the court, “leaked from the first day.”",
        [(MIXED, "All of it, he told the court, “leaked from the first day.”", "Bob Dale")],
        id="a_hearer_within",
    ),
    pytest.param(
        "Bob Dale had two boats. Each, he said, was built by hand.",
        [(INDIRECT, "Each, he said, was built by hand", "Bob Dale")],
        id="one_word_before_the_cue",
    ),
    pytest.param(
        "The company, based in Akron, Ohio, said the lock was safe.",
        [(INDIRECT, "the lock was safe", "company")],
        id="a_state_is_no_speaker",
    ),
    pytest.param(
        "Among the guests was Bob Dale, a fisherman from Hull, who said the lock was safe.",
        [(INDIRECT, "the lock was safe", "Bob Dale")],
        id="a_name_behind_the_verb",
    ),
    pytest.param(
        "Mayor of North Haven Ailo Birk warned that the lock was old.",
        [(INDIRECT, "the lock was old", "Ailo Birk")],
        id="a_post_and_its_place_before_the_name",
    ),
    pytest.param(
        "Bob Dale came with Ann Hill. Asked by Ann Hill if it leaked, Bob Dale was brief: “Yes.”",
        [(DIRECT, "Yes.", "Bob Dale")],
        id="asked_by_somebody",
    ),
    pytest.param(
        "Ann Hill came. Jane Dale, she said, was late.",
        [(INDIRECT, "Jane Dale, she said, was late", "Ann Hill")],
        id="nobody_names_herself",
    ),
    pytest.param(
        "An aide to Ann Hill said the lock was safe.",
        [(INDIRECT, "the lock was safe", None)],
        id="an_aide_is_not_the_mayor",
    ),
]

CUES = [
    pytest.param(
        "Ann Hill rejected suggestions that the lock leaked.",
        [(INDIRECT, "the lock leaked", "Ann Hill")],
        id="rejected_suggestions",
    ),
    pytest.param(
        "While admitting that the lock leaks, Ann Hill warned that a new one costs more.",
        [(INDIRECT, "the lock leaks", "Ann Hill"), (INDIRECT, "a new one costs more", "Ann Hill")],
        id="while_admitting",
    ),
    pytest.param(
        "Ann Hill spoke last. To Hill, the lock is a relic of the war.",
        [(INDIRECT, "the lock is a relic of the war", "Ann Hill")],
        id="to_somebody",
    ),
    pytest.param(
        "Ann Hill denies selling any boats.",
        [(INDIRECT, "selling any boats", "Ann Hill")],
        id="denies_doing",
    ),
    pytest.param(
        "Ann Hill expects traffic to double by June.",
        [(INDIRECT, "traffic to double by June", "Ann Hill")],
        id="expects_something_to_happen",
    ),
    pytest.param(
        "Ann Hill forecast heavy rain until Friday.",
        [(INDIRECT, "heavy rain until Friday", "Ann Hill")],
        id="forecast_something",
    ),
    pytest.param(
        "Ann Hill said over thirty boats had sunk.",
        [(INDIRECT, "over thirty boats had sunk", "Ann Hill")],
        id="begins_with_a_number_in_words",
    ),
    pytest.param(
        "Ann Hill said in a statement the lock would be closed.",
        [(INDIRECT, "the lock would be closed", "Ann Hill")],
        id="a_circumstance_before_the_clause",
    ),
    pytest.param(
        "Ann Hill also stated the town “will pay for every boat”.",
        [(MIXED, "the town “will pay for every boat”", "Ann Hill")],
        id="the_marks_open_with_the_verb",
    ),
    pytest.param(
        "Ann Hill shot back that the lock had “never worked”.",
        [(MIXED, "the lock had “never worked”", "Ann Hill")],
        id="shot_back",
    ),
    pytest.param(
        "Ann Hill told reporters the lock was safe.",
        [(INDIRECT, "the lock was safe", "Ann Hill")],
        id="told_reporters",
    ),
    pytest.param(
        "Ann Hill told Mr. Dale he had “broken the lock.”",
        [(MIXED, "he had “broken the lock.”", "Ann Hill")],
        id="told_somebody_with_a_title",
    ),
    pytest.param(
        "Ann Hill, who has called the lock “a wreck,” said Friday she would close it.",
        [(MIXED, "the lock “a wreck,”", "Ann Hill"), (INDIRECT, "she would close it", "Ann Hill")],
        id="who_has_called_it_so",
    ),
    pytest.param(
        "Bob Dale had no boat. “It sank,” one man, who gave only his first name, Odd, said.",
        [(DIRECT, "It sank", None)],
        id="a_relative_clause_before_the_verb",
    ),
    pytest.param(
        "Ann Hill came. It was not the rain, she said; she blames “those who sold the sand.”",
        [
            (INDIRECT, "It was not the rain", "Ann Hill"),
            (MIXED, "she blames “those who sold the sand.”", "Ann Hill"),
        ],
        id="on_both_sides_of_a_semicolon",
    ),
]

BROKEN_MARKS = [
    "“It is late”, said Ann Hill.",
    '"It is late," said Ann Hill.',
    '"It is late", - said Ann Hill.',
    "“It is late“, said Ann Hill.",
    "”It is late”, said Ann Hill.",
    "„It is late”, said Ann Hill.",
    ',,It is late", said Ann Hill.',
    "''It is late,'' said Ann Hill.",
    "‘It is late,” said Ann Hill.",
    "« It is late », said Ann Hill.",
    "<<It is late>>, said Ann Hill.",
    "“It is late, said Ann Hill.",
    "It is late,” said Ann Hill.",
    "“It is late,”said Ann Hill.",
]

NO_STATEMENTS = [
    "A handwritten sign on the door read, “No dogs in the hall. Cats are fine.”",
    "Somebody rented a billboard on the Coast Road that read, “Hill: the exit is ahead.”",
    "A banner over the stage said: “We were here first.”",
    "In her book, “The Year the Geese Did Not Come Down,” Hill counts the ponds.",
    "The group “Green Shore” held the round table “Rivers without guarantees”.",
    "They were shown “Slow Water”, a film, and received the “Green Lane” handbook.",
    "The so-called “temporary” bridge is closed.",
    "Ann Hill did not say that the dykes were old.",
    "Ann Hill declined to say how old they were.",
    "The group claimed credit for the lock that was built.",
    "Neither side would say how much was paid.",
    "The pilots’ union met on Monday, and the mayor’s office paid.",
    "Ann Hill published the report that the council had asked for.",
    "The plan, called “Long Summer”, begins in May.",
    "The pump stopped, and Bob Dale knew at once what the silence meant.",
    "Asked about the lock, Bob Dale thought for a long time.",
    "The mayor declared a state of emergency and left.",
]

BEARERS = [
    pytest.param(
        "Ann Hill, the mayor, and Bob Dale, a fisherman, met. “It is late,” the mayor said.",
        "Ann Hill",
        id="by_post",
    ),
    pytest.param("Ann Hill met Bob Dale. “It is late,” he said.", "Bob Dale", id="by_gender"),
    pytest.param(
        "Bob Dale was glad. His wife, Carol, was not. “It is late,” she said.",
        "Carol",
        id="by_a_first_name",
    ),
    pytest.param(
        "Bob Dale spoke. The talk was moderated by Ann Hill. “It is over,” the moderator said.",
        "Ann Hill",
        id="by_her_part_in_the_event",
    ),
    pytest.param("Bob Dale came late. “It is over,” Dale said.", "Bob Dale", id="by_surname"),
    pytest.param(
        "Senator Bob Dale came late. “It is over,” the lawmaker said.",
        "Bob Dale",
        id="by_a_word_of_one_family",
    ),
    pytest.param(
        "The Danube Institute wrote to us. “It is over,” the institute said.",
        "Danube Institute",
        id="a_body_by_its_noun",
    ),
    pytest.param(
        "A report by Ann Hill found that it is over.", "Ann Hill", id="the_author_of_a_report"
    ),
    pytest.param(
        "A spokesman for the Danube Institute said it is over.",
        "Danube Institute",
        id="a_body_by_its_spokesman",
    ),
]

CAPACITIES = [
    ("“It is late,” said Ann Hill, head of the Danube Institute.", "head of the Danube Institute"),
    (
        "Head of Policy at the Blue Institute Ann Hill said it was late.",
        "Head of Policy at the Blue Institute",
    ),
    ("The council’s director, Ann Hill, said it was late.", "The council’s director"),
    (
        "Ann Hill, an economist who lives in Leeds, said it was late.",
        "an economist who lives in Leeds",
    ),
    ("Ann Hill, an economist who is not from here, said it was late.", "an economist"),
    ("Ann Hill, a farmer and no friend of the mayor, said it was late.", "a farmer"),
    ("“It is late,” said Ann Hill, who runs the lock at Hull.", "who runs the lock at Hull"),
    ("Ann Hill, who came late, said it was dark.", None),
    (
        "Ann Hill, the Hull Band’s oldest flautist, said it was late.",
        "the Hull Band’s oldest flautist",
    ),
    ("His daughter, Carol, left. “It is late,” Carol Dale said.", "His daughter"),
    ("Political technologist Ann Hill said it was late.", "Political technologist"),
    ("Dr Ann Hill said it was late.", None),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*QUOTED, *PARAPHRASED, *PARTED, *ENDED, *WITHIN, *CUES]
)
def test_statements_are_found_with_their_speakers(text, expected):
    assert said(text, "en") == expected


@pytest.mark.parametrize("text", BROKEN_MARKS)
def test_marks_of_any_make_are_read(text):
    assert said(text, "en") == [(DIRECT, "It is late", "Ann Hill")]


@pytest.mark.parametrize("text", NO_STATEMENTS)
def test_titles_and_silence_are_no_statements(text):
    assert said(text, "en") == []


@pytest.mark.parametrize(("text", "speaker"), BEARERS)
def test_speaker_is_found_by_what_was_said_before(text, speaker):
    assert [name for _, _, name in said(text, "en")] == [speaker]


@pytest.mark.parametrize(("text", "capacity"), CAPACITIES)
def test_capacity_is_given_as_printed(text, capacity):
    assert roles(text, "en") == [capacity]
