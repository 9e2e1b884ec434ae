"""Preview links: whoever was given one reads the working copy, for a while, and nothing else."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from articles import embargo, invitations, workflow
from articles.models import Article
from articles.publishing import take_down, withdraw
from articles.workflow import Refused
from events.attribution import Rule
from newsroom.models import Invitation, LogEntry
from newsroom.models.invitation import SIGNER
from tests.adminforms import address, sign_in
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    EventFactory,
    OrganizationFactory,
    PersonFactory,
    PictureFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    beside,
    mark,
    publish,
)
from tests.pages import links, queries, read, texts

pytestmark = pytest.mark.django_db
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
GROUPS = ["reporter", "editor", "publisher", "staff"]
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


def given(article, days=3) -> Invitation:
    return invitations.invite(article, UserFactory(), "Olha Rii", days)


def link(article) -> str:
    """The address of a new preview link."""
    return invitations.address(given(article), article)


def page_of_links(article) -> str:
    return reverse("admin:articles_article_invitations", args=[article.pk])


def headers(response) -> dict:
    return {name: response.headers[name] for name in HEADERS}


def log(article) -> list[tuple]:
    entries = LogEntry.objects.about(article).order_by("id")
    return [(entry.action, entry.user, entry.note) for entry in entries]


def test_the_working_copy_is_drawn_as_it_would_be_read(client):
    said = StatementFactory(participation__person=PersonFactory(name="Ada"))
    article = ArticleFactory(
        headline="The ice", standfirst="In short.", body=f"<p>{mark(said)}</p>"
    )
    article.topics.add(TopicFactory(name="rivers"))
    article.events.add(EventFactory(title="The roundtable"))
    BylineFactory(article=article, text="Halyna Verbova")
    invitation = given(article)

    page = read(client, invitations.address(invitation, article))

    until = invitation.expires_at.astimezone(timezone.get_default_timezone())
    assert texts(page, ".article-notice") == [
        f"A draft, given to Olha Rii until {until:%-d %B %Y, %H:%M}. Please do not pass it on."
    ]
    assert texts(page, "h1") == ["The ice"]
    assert texts(page, ".byline") == ["Halyna Verbova"]
    assert texts(page, ".note") == [
        "Adadirector, CentreNot checked against a recording The record of these words"
    ]
    assert texts(page, ".band-title") == ["The event", "Speakers"]


def test_the_page_is_the_preview_of_the_newsroom(client):
    article = ArticleFactory(body=f"<p>{mark(StatementFactory())}</p>", picture=PictureFactory())
    outside = read(client, link(article))

    inside = read(sign_in(client, "editor"), address(Article, "preview", article.pk))

    assert texts(outside, ".prose") == texts(inside, ".prose") != []
    assert texts(outside, ".article-rail")[0][:17] == texts(inside, ".article-rail")[0][:17]
    assert outside.xpath("//figure//img/@src") == inside.xpath("//figure//img/@src") != []


def test_a_plain_page_is_drawn_as_one(client):
    article = ArticleFactory(headline="About us", kind="page", section=None)

    page = read(client, link(article))

    assert texts(page, "h1") == ["About us"]
    assert len(page.xpath("//*[contains(@class, 'article-plain')]")) == 1


def test_a_change_of_what_is_published_is_drawn_as_the_next_edition(client):
    article = ArticleFactory(slug="one", headline="Old")
    with time_machine.travel("2026-03-02 09:00Z"):
        publish(article, UserFactory())
    article.headline = "New"
    article.save()

    page = read(client, link(article))

    assert texts(page, "h1") == ["New"]
    rail = texts(page, ".article-rail")[0]
    assert rail.startswith("2 March 2026, 11:00Updated")
    assert texts(page, ".article-notice")[1:] == []


def test_every_reader_of_the_link_sees_the_same(client):
    address_ = link(ArticleFactory(headline="The ice"))
    # A draft is dated by the moment of looking, which would differ by a second between the two.
    with time_machine.travel("2026-03-02 09:00Z", tick=False):
        seen = client.get(address_).content
        again = sign_in(client, "publisher").get(address_).content

    assert again == seen
    assert b"/admin/" not in seen


def test_the_link_shows_the_text_as_it_stands_at_that_moment(client):
    article = ArticleFactory(headline="Before")
    address_ = link(article)
    read(client, address_)
    article.headline = "After"
    article.save()

    assert texts(read(client, address_), "h1") == ["After"]


@pytest.mark.parametrize(("language", "prefix"), [("en", ""), ("uk", "/uk"), ("ru", "/ru")])
@pytest.mark.parametrize("asked", ["", "/uk", "/ru"])
def test_the_text_is_read_in_its_own_language(client, language, prefix, asked):
    article = ArticleFactory(language=language)
    invitation = given(article)
    token = f"/previews/{invitation.token}/"

    response = client.get(asked + token)

    if asked == prefix:
        assert response.headers["Content-Language"] == language
        assert f'<html lang="{language}">' in response.content.decode()
    else:
        assert (response.status_code, response.url) == (302, prefix + token)
    assert headers(response) == HEADERS
    assert not list(getattr(cache, "_cache", {}))


def test_nobody_keeps_or_lists_the_page(client):
    article = ArticleFactory(headline="The ice", standfirst="In short.")

    response = client.get(link(article))

    assert headers(response) == HEADERS
    assert not list(getattr(cache, "_cache", {}))
    head = response.content.decode().partition("</head>")[0]
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in head
    assert "canonical" not in head
    assert "hreflang" not in head
    assert "In short." not in head


def test_the_address_of_the_link_stands_nowhere_on_its_page(client):
    article = ArticleFactory()
    invitation = given(article)

    page = client.get(invitations.address(invitation, article)).content.decode()

    assert invitation.token not in page


def test_each_opening_is_counted_and_logged(client):
    article = ArticleFactory()
    invitation = given(article)

    with time_machine.travel(timezone.now() + HOUR, tick=False) as clock:
        read(client, invitations.address(invitation, article))
        clock.shift(dt.timedelta(seconds=59))
        read(client, invitations.address(invitation, article))  # the same page, loaded anew
        clock.shift(dt.timedelta(seconds=1))
        read(client, invitations.address(invitation, article))
        now = timezone.now()

    invitation.refresh_from_db()
    assert (invitation.opened, invitation.last_opened_at) == (2, now)
    assert log(article)[1:] == [("opened", None, "Olha Rii")] * 2


def test_what_only_looks_the_link_up_is_not_counted(client):
    article = ArticleFactory()
    invitation = given(article)

    response = client.head(invitations.address(invitation, article))

    assert (response.status_code, headers(response)) == (200, HEADERS)
    invitation.refresh_from_db()
    assert invitation.opened == 0
    assert [action for action, *_rest in log(article)] == ["invited"]


def test_a_link_is_only_read(client):
    assert client.post(link(ArticleFactory())).status_code == 405


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda token: "1", id="no signature"),
        pytest.param(lambda token: token[:-1], id="a letter less"),
        pytest.param(lambda token: token.replace(token[0], "9", 1), id="another number"),
        pytest.param(lambda token: token.upper(), id="another case"),
        pytest.param(lambda token: f"{token}.{token}", id="twice"),
        pytest.param(lambda token: ".", id="a dot"),
        pytest.param(lambda token: "é" * 300, id="other letters"),
        pytest.param(lambda token: SIGNER.sign("999999999999"), id="of no link"),
    ],
)
@pytest.mark.parametrize("prefix", ["", "/uk"])
def test_a_forged_token_opens_nothing(client, forge, prefix):
    invitation = given(ArticleFactory(headline="The ice"))

    page = read(client, f"{prefix}/previews/{forge(invitation.token)}/", status=404)

    assert "The ice" not in page.text_content()


def test_a_token_of_another_thing_opens_nothing(client):
    article = ArticleFactory()
    invitation = given(article)
    Invitation.objects.update(content_type=ContentType.objects.get_for_model(LogEntry))

    read(client, f"/previews/{invitation.token}/", status=404)


def assert_closed(response, status: int, title: str, reason: str, article) -> None:
    """The answer says why, and nothing of the text."""
    assert response.status_code == status
    assert headers(response) == HEADERS
    page = response.content.decode()
    assert title in page
    assert reason in page
    assert [words for words in (article.headline, "Olha Rii", "It was cold") if words in page] == []


def closing(article) -> Invitation:
    article.headline, article.body = "Qzxheadlineqzx", "<p>It was cold.</p>"
    article.save()
    return given(article)


GONE = "This link opens nothing any more"


def test_an_expired_link_says_so(client):
    article = ArticleFactory()
    invitation = closing(article)

    with time_machine.travel(invitation.expires_at):
        response = client.get(invitations.address(invitation, article))

    assert_closed(response, 410, GONE, "This link has expired.", article)


def test_a_revoked_link_says_so(client):
    article = ArticleFactory()
    invitation = closing(article)
    invitations.revoke(invitation, UserFactory())

    response = client.get(invitations.address(invitation, article))

    assert_closed(response, 410, GONE, "The newsroom took this link back.", article)


def test_a_link_to_what_lies_in_the_bin_says_so(client):
    article = ArticleFactory()
    invitation = closing(article)
    workflow.put_in_bin(article, UserFactory())

    response = client.get(invitations.address(invitation, article))

    assert_closed(response, 410, GONE, "The newsroom no longer works on this text.", article)


def test_a_link_to_what_is_deleted_says_so(client):
    article = ArticleFactory()
    invitation = closing(article)
    address_ = invitations.address(invitation, article)
    article.delete()

    response = client.get(address_)

    assert_closed(response, 410, GONE, "The newsroom no longer works on this text.", article)


def test_a_link_to_what_was_taken_down_shows_nothing(client):
    article = ArticleFactory()
    publish(article, UserFactory())
    article.refresh_from_db()
    invitation = closing(article)
    take_down(article, UserFactory(), "By order of a court.")

    response = client.get(invitations.address(invitation, article))

    assert_closed(response, 410, GONE, "This text may not be shown.", article)


def test_a_link_to_words_that_were_taken_down_shows_nothing(client):
    said = StatementFactory(words="It was cold.")
    article = ArticleFactory()
    invitation = closing(article)
    article.body = f"<p>{mark(said)}</p>"
    article.save()
    take_down(said, UserFactory(), "By order of a court.")

    response = client.get(invitations.address(invitation, article))

    assert_closed(response, 410, GONE, "This text may not be shown.", article)


def test_a_link_to_what_was_withdrawn_still_shows_the_draft(client):
    article = ArticleFactory(headline="The ice")
    publish(article, UserFactory())
    withdraw(article, UserFactory(), "It is to be written anew.")

    assert texts(read(client, link(article)), "h1") == ["The ice"]


def test_an_embargo_is_told_without_a_word_of_the_text(client):
    article = ArticleFactory()
    invitation = closing(article)
    until = dt.datetime(2126, 5, 13, 9, 0, tzinfo=dt.UTC)
    embargo.set_embargo(article, UserFactory(), until)

    response = client.get(invitations.address(invitation, article))

    opens = "It may be read from 13\u00a0May 2126, 12:00 on, by this same link."
    assert_closed(response, 403, "The text is under embargo", opens, article)
    invitation.refresh_from_db()
    assert invitation.opened == 0


def test_the_link_opens_when_the_embargo_ends(client):
    article = ArticleFactory(headline="The ice")
    until = timezone.now() + DAY
    embargo.set_embargo(article, UserFactory(), until)
    address_ = link(article)
    read(client, address_, status=403)

    with time_machine.travel(until):
        assert texts(read(client, address_), "h1") == ["The ice"]


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        (Rule.POST_ONLY, "Director, Centre"),
        (Rule.NOT_FOR_ATTRIBUTION, "A participant"),
        (Rule.OFF_RECORD, "A participant"),
    ],
)
@pytest.mark.parametrize("is_draft", [False, True])
def test_a_note_names_nobody_whom_the_rule_hides(client, rule, note, is_draft):
    hidden = PersonFactory(name="Qzxnameqzx", slug="qzxslugqzx")
    said = StatementFactory(
        participation__person=hidden,
        rule=rule,
        kind="direct" if rule == Rule.POST_ONLY else "indirect",
        draft=is_draft,
    )
    beside(said.participation)
    article = ArticleFactory(body=f"<p>{mark(said, tag='span')}</p>")

    page = read(client, link(article))

    assert texts(page, ".note-name") == [note]
    assert "qzx" not in client.get(link(article)).content.decode().lower()


def test_no_hidden_record_is_linked_or_named(client):
    article = ArticleFactory(body="<p>Text.</p>")
    article.topics.add(TopicFactory(name="Qzxtopicqzx", published_at=None))
    article.events.add(EventFactory(title="Qzxeventqzx", slug="qzxslugqzx", draft=True))
    BylineFactory(
        article=article, text="Ada", person=PersonFactory(slug="qzxpersonqzx", draft=True)
    )

    page = client.get(link(article)).content.decode()

    assert "qzx" not in page.lower()


def test_a_script_in_the_words_or_the_name_never_runs(client):
    article = ArticleFactory(headline="<script>a()</script>")
    invitation = invitations.invite(article, UserFactory(), "<script>b()</script>", 1)

    page = read(client, invitations.address(invitation, article))

    assert [script for script in page.xpath("//script/text()") if "()" in script] == []
    assert texts(page, "h1") == ["<script>a()</script>"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_preview_costs(client, number):
    statements = [StatementFactory() for _n in range(number)]
    article = ArticleFactory(
        body=f"<p>{' '.join(map(mark, statements))}</p>", picture=PictureFactory()
    )
    for _n in range(number):
        article.topics.add(TopicFactory())
        article.events.add(EventFactory(venue=OrganizationFactory()))
        BylineFactory(article=article, organization=OrganizationFactory())

    # invitation, kind of record, article, two of what was taken down; opening once more: savepoint,
    # count, release; edition before, section, picture, bylines, people's and organizations' names,
    # topics, texts; statements, wordings, checks, printed capacities, events' texts; events, texts;
    # translations; section texts twice, correction, picture texts twice; related; plain pages
    assert queries(client, link(article)) == 32


def test_a_link_is_given_on_its_page_and_shown_to_copy(client):
    article = ArticleFactory()
    sign_in(client, "editor")

    with time_machine.travel("2026-03-02 09:00Z", tick=False):
        answer = client.post(page_of_links(article), {"invited": " Olha Rii ", "days": "7"})
        page = read(client, answer.url)

    invitation = Invitation.objects.get()
    assert invitation.expires_at == dt.datetime(2026, 3, 9, 9, 0, tzinfo=dt.UTC)
    expected = f"{settings.SITE_URL}/previews/{invitation.token}/"
    assert page.xpath("//code[@id='made']/text()") == [expected]
    assert [(entry[0], entry[2]) for entry in log(article)] == [
        ("invited", "Olha Rii, until 9 March 2026, 11:00")
    ]


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"invited": "", "days": "3"}, "This field is required."),
        ({"invited": "   ", "days": "3"}, "This field is required."),
        ({"invited": "A" * 201, "days": "3"}, "Ensure this value has at most 200 characters"),
        ({"invited": "Olha", "days": "30"}, "30 is not one of the available choices"),
        ({"invited": "Olha", "days": "-1"}, "-1 is not one of the available choices"),
        ({"invited": "Olha"}, "This field is required."),
        ({"invited": "Ol\0ha", "days": "3"}, "Null characters are not allowed."),
    ],
)
def test_a_link_is_for_somebody_and_for_a_while(client, sent, told):
    article = ArticleFactory()

    page = read(sign_in(client, "editor"), page_of_links(article))
    answer = client.post(page_of_links(article), sent)

    assert page.xpath("//select/option[@selected]/@value") == ["3"]
    assert told in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_links_of_a_text_are_listed_with_what_became_of_them(client):
    article, editor = ArticleFactory(), UserFactory(username="marta")
    with time_machine.travel("2026-03-02 09:00Z") as clock:
        expired, revoked, opened = (
            invitations.invite(article, editor, name, days)
            for name, days in (("Old", 1), ("Back", 7), ("Read", 7))
        )
        clock.move_to("2026-03-04 09:00Z")
        invitations.revoke(revoked, editor)
        client.get(invitations.address(opened, article))
        sign_in(client, "publisher")

        page = read(client, page_of_links(article))

    lines = page.xpath("//ul[contains(@class, 'invitation-list')]/li")
    assert [" ".join(div.text_content().split()) for line in lines for div in line[:2]] == [
        "Read given by marta, 2 March, 11:00",
        "open until 9 March, 11:00 opened 1 time, last on 4 March, 11:00",
        "Back given by marta, 2 March, 11:00",
        "taken back on 4 March, 11:00 never opened",
        "Old given by marta, 2 March, 11:00",
        "expired on 3 March, 11:00 never opened",
    ]
    assert [code.text for code in page.xpath("//ul//code")] == [
        f"{settings.SITE_URL}{invitations.address(opened, article)}"
    ]
    assert expired.token not in page.text_content()


def test_a_link_is_taken_back_once(client):
    article = ArticleFactory()
    invitation = given(article)
    sign_in(client, "editor")
    form = read(client, page_of_links(article)).xpath("//form[contains(@action, 'revoke')]")[0]

    first = client.post(form.get("action"), follow=True)
    again = client.post(form.get("action"), follow=True)

    assert "The link for Olha Rii opens nothing any more." in first.content.decode()
    assert "This link is taken back already." in again.content.decode()
    invitation.refresh_from_db()
    assert not invitation.is_valid()
    assert [action for action, *_rest in log(article)] == ["invited", "revoked"]


def test_a_link_of_another_text_is_not_taken_back_here(client):
    invitation, other = given(ArticleFactory()), ArticleFactory()
    revoke = reverse("admin:articles_article_revoke", args=[other.pk, invitation.pk])

    assert sign_in(client, "editor").post(revoke).status_code == 404
    invitation.refresh_from_db()
    assert invitation.is_valid()


def test_no_link_is_given_to_what_lies_in_the_bin(client):
    article = ArticleFactory()
    workflow.put_in_bin(article, UserFactory())
    sign_in(client, "editor")

    page = read(client, page_of_links(article))
    answer = client.post(page_of_links(article), {"invited": "Olha", "days": "3"})

    assert page.xpath("//input[@name='invited']") == []
    assert "The article is in the bin" in page.text_content()
    assert answer.status_code == 200
    with pytest.raises(Refused):
        given(article)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_links_costs(client, number):
    article = ArticleFactory()
    for _n in range(number):
        given(article)

    # session, user, article, section texts, editions, two of rights; links
    assert queries(sign_in(client, "editor"), page_of_links(article)) == 8


@pytest.mark.parametrize(
    ("group", "status"), [("reporter", 403), ("staff", 403), ("editor", 200), ("publisher", 200)]
)
def test_only_who_may_invite_sees_and_gives_links(client, group, status):
    article = ArticleFactory()
    invitation = given(article)
    revoke = reverse("admin:articles_article_revoke", args=[article.pk, invitation.pk])
    sign_in(client, group)

    answers = [
        client.get(page_of_links(article)),
        client.post(page_of_links(article), {"invited": "", "days": "3"}),
        client.post(page_of_links(article), {"invited": "Ada", "days": "3"}, follow=True),
        client.post(revoke, follow=True),
    ]

    assert [answer.status_code for answer in answers] == [status] * 4
    assert Invitation.objects.count() == (2 if status == 200 else 1)
    assert Invitation.objects.valid().filter(pk=invitation.pk).exists() is (status == 403)
    form = read(client, address(Article, "change", article.pk))
    assert (page_of_links(article) in links(form, ".panel-links")) is (status == 200)


def test_nobody_takes_a_link_back_by_looking(client):
    article = ArticleFactory()
    invitation = given(article)
    revoke = reverse("admin:articles_article_revoke", args=[article.pk, invitation.pk])

    assert sign_in(client, "editor").get(revoke).status_code == 403
    assert Invitation.objects.valid().exists()


def test_who_has_no_account_comes_to_no_page_of_links(client):
    article = ArticleFactory()
    invitation = given(article)
    revoke = reverse("admin:articles_article_revoke", args=[article.pk, invitation.pk])

    answers = [client.get(page_of_links(article)), client.post(page_of_links(article), {})]
    answers.append(client.post(revoke))

    assert [answer.status_code for answer in answers] == [302] * 3
    assert Invitation.objects.valid().exists()


def test_who_may_not_see_articles_gives_no_links(client):
    user = UserFactory(is_staff=True)
    client.force_login(user)

    assert client.get(page_of_links(ArticleFactory())).status_code == 403


@pytest.mark.parametrize("group", GROUPS)
def test_who_may_see_an_article_may_preview_it(client, group):
    article = ArticleFactory(headline="The ice")
    embargo.set_embargo(article, UserFactory(), timezone.now() + DAY)

    page = read(sign_in(client, group), address(Article, "preview", article.pk))

    assert texts(page, "h1") == ["The ice"]


def test_the_page_of_links_says_when_an_embargo_lets_them_open(client):
    article = ArticleFactory()
    embargo.set_embargo(article, UserFactory(), dt.datetime(2126, 5, 13, 9, 0, tzinfo=dt.UTC))

    page = read(sign_in(client, "editor"), page_of_links(article))

    assert texts(page, ".panel-embargo") == [
        "Under embargo until 13 May 2126, 12:00: until then the links say this moment and nothing "
        "else."
    ]


def test_a_name_of_a_plain_page_does_not_hide_the_links(client):
    with override("uk"):
        assert reverse("articles:preview", args=["x"]) == "/uk/previews/x/"
    read(client, "/previews/", status=404)
