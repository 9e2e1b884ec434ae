import datetime as dt

import pytest
from django.utils import timezone

from articles.publishing import Note, take_down, withdraw
from events.attribution import Rule
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    CheckFactory,
    EventFactory,
    OrganizationFactory,
    ParticipationFactory,
    PersonFactory,
    PictureFactory,
    SectionFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    mark,
    publish,
)
from tests.pages import links, queries, read, texts

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


def published(headline="One", ago=HOUR, **details):
    """An edition, live for a while."""
    article = ArticleFactory(headline=headline, **details)
    return publish(article, UserFactory(), at=timezone.now() - ago)


def changed(edition, **words):
    """The next edition of the same article."""
    article = edition.article
    for name, value in words.items():
        setattr(article, name, value)
    article.save()
    return publish(
        article, UserFactory(), change="material", correction=Note("correction", "It was wrong.")
    )


def test_front_page_leads_with_the_newest_that_has_a_picture(client):
    published("Newest", ago=HOUR)
    published("Pictured", ago=2 * HOUR, picture=PictureFactory())
    published("Old", ago=3 * HOUR)
    published("Not yet", ago=-HOUR)
    published("Інша мова", language="uk")

    page = read(client, "/")

    assert texts(page, ".lead-head") == [f"{texts(page, '.kicker')[0]} Pictured"]
    assert texts(page, ".teaser-title") == ["Newest", "Old"]


def test_front_page_passes_over_what_was_retracted(client):
    changed(published("Kept"), headline="Corrected")
    retracted = published("Wrong", picture=PictureFactory()).article
    retracted.headline = "Retracted"
    retracted.save()
    note = Note("retraction", "Nobody said so.")
    publish(retracted, UserFactory(), change="material", correction=note)

    page = read(client, "/")
    assert texts(page, ".lead-head")[0].endswith("Corrected")
    assert "Retracted" not in page.text_content()
    assert "Retracted" in texts(read(client, "/articles/"), ".entry-title")


def test_an_article_says_that_its_event_is_off(client):
    edition = published("One")
    edition.article.events.add(EventFactory(status="cancelled", kind="hearing", title="By screen"))
    changed(edition, standfirst="Two.")

    assert (
        "Hearing · cancelled, "
        in texts(read(client, edition.get_absolute_url()), ".people-line")[0]
    )


def test_front_page_sets_one_statement_of_a_speaker_in_the_language_of_the_page(client):
    ada = PersonFactory()
    StatementFactory(participation__person=ada, words="Old.", said_on=dt.date(2020, 1, 1))
    StatementFactory(participation__person=ada, words="New.")
    StatementFactory(words="Далеко.", language="uk")
    StatementFactory(words="A paraphrase.", kind="indirect")
    StatementFactory(words="Whose?", participation__event__rule=Rule.POST_ONLY)

    assert texts(read(client, "/"), ".words") == ["“New.”"]


def test_front_page_says_what_will_stand_there(client):
    page = read(client, "/")

    assert len(texts(page, ".empty")) == 3
    assert texts(page, "h1") == ["Newsroom"]


@pytest.mark.parametrize("number", [1, 3])
def test_front_page_costs(client, number):
    for _n in range(number * 4):
        published(picture=PictureFactory())
    for _n in range(number):
        StatementFactory()
        EventFactory(starts_on=timezone.localdate() + DAY, venue=OrganizationFactory())

    # editions, section texts, picture texts; statements, wordings, printed capacities; events,
    # texts, venue names; plain pages
    assert queries(client, "/") == 10


def test_article_list_shows_the_newest_first_without_plain_pages(client):
    published("Old", ago=DAY)
    published("New")
    published("About us", kind="page", section=None)

    assert texts(read(client, "/articles/"), ".entry-title") == ["New", "Old"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("2021/", ["May", "January"]),
        ("2021/5/", ["May"]),
        ("2021/6/", []),
        ("2020/", ["Before"]),
    ],
)
def test_article_list_of_a_time_holds_what_is_dated_in_it(client, path, expected):
    for headline, day in (
        ("May", dt.date(2021, 5, 31)),
        ("January", dt.date(2021, 1, 1)),
        ("Before", dt.date(2020, 12, 31)),
    ):
        published(headline, first_printed_on=day)

    assert texts(read(client, f"/articles/{path}"), ".entry-title") == expected


@pytest.mark.parametrize("path", ["2021/13/", "0/", "99999/"])
def test_article_list_knows_no_such_time(client, path):
    read(client, f"/articles/{path}", status=404)


@pytest.mark.parametrize("number", [1, 3])
def test_article_list_costs(client, number):
    for _n in range(number):
        published(picture=PictureFactory())

    # editions, section texts, picture texts; the first date; plain pages
    assert queries(client, "/articles/") == 5


def test_article_detail_sets_a_note_at_each_quotation(client):
    spoken = StatementFactory(participation__person=PersonFactory(name="Ada"))
    CheckFactory(wording=spoken.wordings.get())
    told = StatementFactory(
        participation__person=PersonFactory(name="Bo"), kind="indirect", words="It is late."
    )
    edition = published(
        body=f"<p>{mark(spoken)} and {mark(told, 'it is late', tag='span')}, {mark(spoken)}</p>"
    )

    page = read(client, edition.get_absolute_url())

    assert texts(page, ".note") == [
        "Adadirector, CentreChecked against the recording, 1:00 The record of these words",
        "Bodirector, CentreParaphrase The record of these words",
    ]
    assert texts(page, ".note-number") == ["1", "2"]
    assert page.xpath("//q/@cite") == [spoken.get_absolute_url()] * 2
    assert page.xpath("//*[@class='note-check checked']/a/@href") == [
        "https://example.org/recording#t=60,65"
    ]


def test_article_detail_leads_to_no_recording_on_which_somebody_is_under_a_rule(client):
    statement = StatementFactory()
    CheckFactory(wording=statement.wordings.get())
    edition = published(body=f"<p>{mark(statement)}</p>")
    ParticipationFactory(event=statement.event, rule=Rule.POST_ONLY)

    page = read(client, edition.get_absolute_url())

    assert texts(page, ".note-check") == ["Checked against the recording"] * 2
    assert page.xpath("//a[contains(@href, 'example.org')]") == []


def test_article_detail_tells_that_a_statement_was_withdrawn(client):
    statement = StatementFactory(participation__person=PersonFactory(name="Ada"))
    edition = published(body=f"<p>{mark(statement)}</p>")
    statement.withdraw("The speaker was misheard.")

    page = read(client, edition.get_absolute_url())

    assert texts(page, ".note") == ["Adadirector, CentreThis statement was withdrawn"]


def test_article_detail_names_nobody_whose_rule_was_tightened(client):
    statement = StatementFactory(participation__person=PersonFactory(name="Ada Lys"))
    edition = published(body=f"<p>{mark(statement)}</p>")
    statement.rule = Rule.OFF_RECORD
    statement.save()

    page = read(client, edition.get_absolute_url())

    assert texts(page, ".note") == []
    assert "Ada" not in page.text_content()
    assert page.xpath("//q/a") == []


def test_article_detail_prints_bylines_event_speakers_and_what_else_was_written(client):
    event = EventFactory(title="The roundtable")
    other = ArticleFactory(headline="More")
    other.events.add(event)
    publish(other, UserFactory())
    article = ArticleFactory(slug="one")
    article.events.add(event)
    BylineFactory(article=article, person=PersonFactory(name="Ada"))
    publish(article, UserFactory())

    page = read(client, "/articles/one/")

    assert texts(page, ".byline") == ["Ada"]
    assert texts(page, ".band-title") == ["The event", "How to cite", "More on this"]


def test_article_in_another_language_is_led_to_its_own_address(client):
    published(slug="odyn", language="uk")

    response = client.get("/articles/odyn/")

    assert (response.status_code, response.url) == (302, "/uk/articles/odyn/")


def test_article_leads_to_its_translations_alone(client):
    first = published(slug="one")
    published(slug="odyn", language="uk", translation_group=first.article.translation_group)

    assert links(read(client, "/articles/one/"), ".languages") == [
        "/articles/one/",
        "/uk/articles/odyn/",
    ]


def test_article_that_was_withdrawn_is_gone_with_its_reason(client):
    edition = published(slug="one")
    withdraw(edition.article, UserFactory(), "It was not true.")

    page = read(client, "/articles/one/", status=410)

    assert texts(page, ".standfirst") == ["It was not true."]


def test_article_is_not_there_before_it_is_published(client):
    published(slug="one", ago=-HOUR)

    read(client, "/articles/one/", status=404)


@pytest.mark.parametrize("number", [1, 3])
def test_article_detail_costs(client, number):
    event, topic = EventFactory(venue=OrganizationFactory()), TopicFactory()
    statements = [StatementFactory() for _n in range(number)]
    for statement in statements:
        CheckFactory(wording=statement.wordings.get())
    article = ArticleFactory(
        slug="one", body=f"<p>{' '.join(map(mark, statements))}</p>", picture=PictureFactory()
    )
    article.events.add(event)
    article.topics.add(topic)
    for _n in range(number):
        BylineFactory(article=article, organization=OrganizationFactory())
        other = ArticleFactory()
        other.events.add(event)
        publish(other, UserFactory())
    publish(article, UserFactory())

    # edition, section texts, picture texts, topics, their texts, bylines, people's and
    # organizations' names; notes, printed capacities, words, checks; events, texts; related;
    # translations; plain pages
    assert queries(client, "/articles/one/") == 17


def test_plain_page_stands_at_the_root(client):
    published("About us", slug="about", kind="page", section=None)

    assert texts(read(client, "/about/"), "h1") == ["About us"]
    read(client, "/articles/about/", status=404)


def test_edition_list_shows_every_edition_and_what_it_put_right(client):
    changed(published(slug="one"), headline="Two")

    page = read(client, "/articles/one/editions/")

    assert texts(page, ".entry-title") == ["Edition 2", "Edition 1"]
    assert texts(page, ".entry-line") == ["Correction. It was wrong."]


def test_edition_detail_shows_the_words_of_that_time(client):
    changed(published("One", slug="one"), headline="Two")

    page = read(client, "/articles/one/editions/1/")

    assert texts(page, "h1") == ["One"]
    assert texts(page, ".article-notice")[0].startswith("This is edition 1, which readers saw")


@pytest.mark.parametrize("path", ["editions/7/", "editions/1-7/"])
def test_edition_that_never_was_is_not_there(client, path):
    published(slug="one")

    read(client, f"/articles/one/{path}", status=404)


def test_edition_difference_marks_sentences(client):
    first = published("One", slug="one", body="<p>It rained. It was cold.</p><p>The end.</p>")
    changed(first, body="<p>It rained. It was warm.</p><p>The end.</p>")

    page = read(client, "/articles/one/editions/1-2/")

    assert texts(page, "del") == ["Taken out", "cold"]
    assert texts(page, "ins") == ["Put in", "warm"]


@pytest.mark.parametrize("number", [1, 3])
def test_edition_list_costs(client, number):
    edition = published(slug="one")
    for n in range(number):
        changed(edition, headline=f"Edition {n}")

    # editions with their corrections; translations; plain pages
    assert queries(client, "/articles/one/editions/") == 3


def test_section_list_follows_the_order_of_the_editors(client):
    for order, slug in ((2, "culture"), (1, "economy")):
        SectionFactory(slug=slug, order=order)

    assert texts(read(client, "/sections/"), ".entry-title") == ["Economy", "Culture"]


@pytest.mark.parametrize("number", [1, 3])
def test_section_list_costs(client, number):
    for _n in range(number):
        SectionFactory()

    # sections, texts, plain pages
    assert queries(client, "/sections/") == 3


def test_section_detail_holds_its_own_articles(client):
    section = SectionFactory(slug="economy")
    published("Ours", section=section)
    published("Another’s")

    assert texts(read(client, "/sections/economy/"), ".entry-title") == ["Ours"]


@pytest.mark.parametrize("number", [1, 3])
def test_section_detail_costs(client, number):
    section = SectionFactory(slug="economy")
    for _n in range(number):
        published(section=section, picture=PictureFactory())

    # section, texts; editions, section texts, picture texts; plain pages
    assert queries(client, "/sections/economy/") == 6


def test_correction_list_shows_what_was_put_right(client):
    changed(published("One", slug="one"), headline="Two")
    withdrawn = changed(published("Gone"), headline="Gone too")
    withdraw(withdrawn.article, UserFactory(), "It was not true.")

    assert texts(read(client, "/corrections/"), ".entry-title") == ["Two"]
    assert texts(read(client, "/corrections/"), ".entry-line") == ["It was wrong."]


def test_correction_list_says_what_will_stand_there(client):
    assert texts(read(client, "/corrections/"), ".empty") == [
        "Nothing had to be corrected so far. Corrections will stand here, with what was wrong."
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_correction_list_costs(client, number):
    for n in range(number):
        changed(published(slug=f"one-{n}"), headline="Two")

    # corrections, plain pages
    assert queries(client, "/corrections/") == 2


@pytest.mark.parametrize("path", ["/articles/one/", "/articles/one/editions/"])
def test_of_what_is_withdrawn_and_then_taken_down_the_last_reason_is_told(client, path):
    by, article = UserFactory(), changed(published(slug="one"), headline="Two").article
    withdraw(article, by, "It was wrong.")
    take_down(article, by, "By order of a court.")

    page = read(client, path, status=410)

    assert "By order of a court." in page.text_content()
    assert "It was wrong." not in page.text_content()
