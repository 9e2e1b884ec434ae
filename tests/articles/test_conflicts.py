"""Two people at one text, through the form: nobody saves over what they did not see."""

import re

import pytest
from django.db import connection
from django.test import Client
from lxml import html

from articles import workflow
from articles.models import Article
from newsroom.models import User
from newsroom.refusals import IN_USE
from tests.adminforms import address, errors, shown, sign_in
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    EventFactory,
    PictureFactory,
    SectionFactory,
    TopicFactory,
)
from tests.pages import texts

pytestmark = pytest.mark.django_db
BODY = "<p>The river froze.</p><p>The ferries wait.</p>"


@pytest.fixture
def article():
    return ArticleFactory(headline="Ice", standfirst="In short.", body=BODY)


@pytest.fixture
def olena():
    client = sign_in(Client(), "editor")
    User.objects.filter(pk=client.session["_auth_user_id"]).update(
        first_name="Olena", last_name="Rii"
    )
    return client


@pytest.fixture
def marta():
    return sign_in(Client(), "reporter")


def opened(client, article) -> dict:
    return shown(client.get(address(Article, "change", article.pk)).content)


def save(client, article, form, **typed):
    return client.post(address(Article, "change", article.pk), form | typed | {"_continue": "1"})


def new_byline(name: str) -> dict:
    line = {"text": name, "order": "0", "credit": "author", "person": "", "organization": ""}
    sent = {f"bylines-0-{field}": value for field, value in line.items()}
    return sent | {"bylines-TOTAL_FORMS": "1"}


def met(response):
    """The page of a refused save, and what its form would send."""
    assert response.status_code == 200
    [told] = errors(response)
    assert re.fullmatch(
        r"Not saved: Olena Rii saved the text at \d+ \w+, [\d:]{8}, after you opened it\.", told
    )
    return html.fromstring(response.content.decode()), shown(response.content)


def stored(article) -> tuple:
    article.refresh_from_db()
    return article.headline, article.standfirst, article.body


def test_what_both_changed_is_shown_and_nothing_is_lost(olena, marta, article):
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, body="<p>The river froze on Friday.</p><p>The ferries wait.</p>")

    page, form = met(
        save(marta, article, mine, body="<p>The river froze early.</p><p>The ferries wait.</p>")
    )

    assert stored(article)[2] == "<p>The river froze on Friday.</p><p>The ferries wait.</p>"
    assert form["body"] == ["<p>The river froze early.</p><p>The ferries wait.</p>"]
    assert texts(page, "del") == ["on Friday"]
    assert texts(page, "ins") == ["early"]


def test_after_merging_the_second_save_goes_through(olena, marta, article):
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, body="<p>The river froze on Friday.</p>")
    _page, form = met(save(marta, article, mine, body="<p>The river froze early.</p>"))

    response = save(marta, article, form, body="<p>The river froze early, on Friday.</p>")

    assert response.status_code == 302
    assert stored(article)[2] == "<p>The river froze early, on Friday.</p>"
    assert "<p>The river froze on Friday.</p>" in article.history.values_list("body", flat=True)


def test_what_only_the_other_changed_is_taken_over(olena, marta, article):
    section = SectionFactory()
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, headline="Ice and snow", section=section.pk)

    page, form = met(save(marta, article, mine, standfirst="At length."))

    assert (form["headline"], form["section"]) == (["Ice and snow"], [str(section.pk)])
    assert form["standfirst"] == ["At length."]
    assert texts(page, ".conflict")[0].startswith(
        "Two versions Taken from the newer version, since you had not changed it: "
        "Headline, Section. Changed by you alone: Standfirst. "
        "You both changed different things. The form holds both now: save it again."
    )
    assert save(marta, article, form).status_code == 302
    assert stored(article)[:2] == ("Ice and snow", "At length.")


@pytest.mark.parametrize("version", ["", "0", "999999999", "x", "９", "9" * 5000])
def test_a_version_that_is_not_the_newest_is_refused(marta, article, version):
    response = save(marta, article, opened(marta, article), headline="Mine", version=version)

    assert response.status_code == 200
    assert stored(article)[0] == "Ice"
    assert shown(response.content)["headline"] == ["Mine"]


def test_a_version_of_another_article_tells_nothing_of_it(marta, article):
    secret = ArticleFactory(headline="Another headline")
    version = str(secret.history.first().history_id)

    response = save(marta, article, opened(marta, article), headline="Mine", version=version)

    assert "Another headline" not in response.content.decode()


def test_events_and_topics_that_only_the_other_chose_are_taken_over(olena, marta, article):
    event, topic = EventFactory(title="Frost"), TopicFactory()
    kept = EventFactory(title="Thaw")
    article.events.add(kept)
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, events=[event.pk], topics=[topic.pk])

    page, form = met(save(marta, article, mine, headline="Mine"))

    assert (form["events"], form["topics"]) == ([str(event.pk)], [str(topic.pk)])
    assert "had not changed it: Topics, Events." in texts(page, ".conflict")[0]
    assert save(marta, article, form).status_code == 302
    assert stored(article)[0] == "Mine"
    assert (list(article.events.all()), list(article.topics.all())) == ([event], [topic])


def test_events_that_both_chose_are_shown(olena, marta, article):
    frost, thaw = EventFactory(title="Frost"), EventFactory(title="Thaw")
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, events=[frost.pk])

    page, form = met(save(marta, article, mine, events=[thaw.pk]))

    assert form["events"] == [str(thaw.pk)]
    assert (texts(page, "del"), texts(page, "ins")) == ([str(frost)], [str(thaw)])


def test_a_byline_that_only_the_other_changed_is_taken_over(olena, marta, article):
    byline = BylineFactory(article=article)
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, **{"bylines-0-text": "Olha Rii"})

    page, form = met(save(marta, article, mine, headline="Mine"))

    assert form["bylines-0-text"] == ["Olha Rii"]
    assert "had not changed it: Bylines." in texts(page, ".conflict")[0]
    assert save(marta, article, form).status_code == 302
    byline.refresh_from_db()
    assert (stored(article)[0], byline.text) == ("Mine", "Olha Rii")


def test_a_byline_that_both_changed_is_shown(olena, marta, article):
    byline = BylineFactory(article=article, person=None, text="Rii")
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, **{"bylines-0-text": "Olha Rii"})

    page, form = met(save(marta, article, mine, **{"bylines-0-text": "Olena Rii"}))

    assert (texts(page, "del"), texts(page, "ins")) == (["Olha"], ["Olena"])
    assert save(marta, article, form).status_code == 302
    byline.refresh_from_db()
    assert byline.text == "Olena Rii"


def test_bylines_that_both_added_are_both_kept(olena, marta, article):
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, **new_byline("Olha Rii"))

    page, form = met(save(marta, article, mine, **new_byline("Marta Kruk")))

    assert (form["bylines-0-text"], form["bylines-1-text"]) == (["Olha Rii"], ["Marta Kruk"])
    assert "had not changed it: Bylines." in texts(page, ".conflict")[0]
    assert save(marta, article, form).status_code == 302
    assert {byline.text for byline in article.bylines.all()} == {"Olha Rii", "Marta Kruk"}


def test_a_byline_that_the_other_deleted_is_gone(olena, marta, article):
    BylineFactory(article=article)
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, **{"bylines-0-DELETE": "on"})

    page, form = met(save(marta, article, mine, headline="Mine"))

    assert "had not changed it: Bylines." in texts(page, ".conflict")[0]
    assert save(marta, article, form).status_code == 302
    assert (stored(article)[0], article.bylines.count()) == ("Mine", 0)


def test_a_byline_that_the_other_deleted_while_it_was_changed_is_written_anew(
    olena, marta, article
):
    BylineFactory(article=article, person=None, text="Rii")
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, **{"bylines-0-DELETE": "on"})

    page, form = met(save(marta, article, mine, **{"bylines-0-text": "Olena Rii"}))

    assert texts(page, "ins") == ["Olena Rii, text, 0"]
    assert save(marta, article, form).status_code == 302
    assert [byline.text for byline in article.bylines.all()] == ["Olena Rii"]


def test_what_is_faulty_hides_no_newer_words(olena, marta, article):
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, body="<p>The river froze on Friday.</p>", headline="Ice and snow")

    typed = '<p>The <q data-statement="zzzzzzzz">river</q> froze.</p>'
    response = save(marta, article, mine, body=typed, headline="")

    page = html.fromstring(response.content.decode())
    assert len(errors(response)) == 3
    assert [h.text for h in page.xpath("//*[@class='conflict']/h3")] == ["Headline", "Text"]
    assert texts(page, "del") == ["Ice and snow", "on Friday"]
    assert shown(response.content)["body"] == [typed]


def test_an_approval_meanwhile_is_told_before_it_is_lost(olena, marta, article):
    mine = opened(marta, article)
    workflow.approve(article, User.objects.get(first_name="Olena"))

    response = save(marta, article, mine, headline="Mine")

    assert response.status_code == 200
    article.refresh_from_db()
    assert article.is_approved
    assert save(marta, article, shown(response.content)).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.stage) == ("Mine", "draft")


def test_a_button_that_saves_first_is_refused_as_well(olena, marta, article):
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers, headline="Hers")

    response = save(marta, article, mine, headline="Mine", _act="submit")

    assert response.status_code == 200
    article.refresh_from_db()
    assert (article.headline, article.stage) == ("Hers", "draft")


def test_a_save_that_changes_nothing_leaves_others_their_version(olena, marta, article):
    hers, mine = opened(olena, article), opened(marta, article)
    save(olena, article, hers)

    assert save(marta, article, mine, headline="Mine").status_code == 302
    assert stored(article)[0] == "Mine"


@pytest.mark.django_db(transaction=True)
def test_what_the_database_refuses_only_at_the_end_is_told(marta, article):
    picture = PictureFactory()

    def delete_after(execute, sql, *rest):
        result = execute(sql, *rest)
        if sql.startswith("UPDATE") and "articles_article" in sql:
            execute("DELETE FROM newsroom_picture WHERE id = %s", [picture.pk], *rest[1:])
        return result

    form = opened(marta, article)
    with connection.execute_wrapper(delete_after):
        response = save(marta, article, form, headline="Mine", picture=picture.pk)

    assert errors(response) == [str(IN_USE)]
    assert (shown(response.content)["headline"], stored(article)[0]) == (["Mine"], "Ice")
