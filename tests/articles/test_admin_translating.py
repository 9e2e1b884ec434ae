"""Versions in other languages on the form of an article: begun, agreed, waived, joined."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import translating
from articles.models import Article, Waiver
from newsroom.models import LogEntry
from tests.adminforms import address, change, errors, shown, sign_in, text
from tests.factories import (
    ArticleFactory,
    StatementFactory,
    UserFactory,
    WordingFactory,
    mark,
    publish,
)
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
ACTS = ["agree", "waive", "unwaive", "join", "part"]


def translate(client, original, language="uk", **details):
    url = reverse("admin:articles_article_translate", args=[original.pk])
    return client.post(url, {"language": language}, **details)


def act(article, name):
    return reverse("admin:articles_article_act", args=[article.pk, name])


def form(article):
    return address(Article, "change", article.pk)


def live(article=None, ago=HOUR, **details):
    at = timezone.now() - ago
    return publish(article or ArticleFactory(), UserFactory(), at=at, **details)


def begun(original, language="uk", **fields):
    """A translation, as it stands in the database."""
    version = translating.start(original, language, UserFactory())
    Article.objects.filter(pk=version.pk).update(**fields)
    return Article.objects.get(pk=version.pk)


def stale_translation(**fields):
    """A translation that agrees with the first of two editions of its original."""
    original = live(ArticleFactory(headline="The river"), ago=2 * HOUR).article
    version = begun(original, headline="Ріка", is_untranslated=False, **fields)
    live(original, change="material")
    return version


def told(response) -> list[str]:
    """The messages at the head of the page."""
    return [str(message) for message in response.context["messages"]]


def offered(client, article) -> list[str]:
    """What can be done about the versions, by name."""
    page = read(client, form(article))
    links = page.xpath("//*[@aria-labelledby='translations-heading']//details//a/@href")
    return [link.rstrip("/").rpartition("/")[2] for link in links]


def test_a_translation_is_begun_by_a_button_and_its_form_opens(client):
    sign_in(client, "reporter")
    said = StatementFactory(words="The river is polite.")
    WordingFactory(statement=said, language="uk", text="Ріка чемна.")
    original = ArticleFactory(headline="The river", body=f"<p>He said {mark(said)}.</p>")

    response = translate(client, original, follow=True)

    version = Article.objects.get(language="uk")
    assert response.redirect_chain == [(form(version), 302)]
    assert told(response) == ["This is the version in this language: Ukrainian."]
    assert (version.original, version.is_untranslated) == (original, True)
    assert version.body == (
        f'<p>He said <q data-statement="{said.public_id}">«Ріка чемна.»</q>.</p>'
    )
    assert LogEntry.objects.about(version).get().user.groups.get().name == "reporter"


def test_the_button_leads_to_the_version_that_there_is(client):
    sign_in(client, "reporter")
    original = ArticleFactory()
    version = begun(original)

    response = translate(client, original)

    assert response.headers["Location"] == form(version)
    assert Article.objects.count() == 2


def test_what_cannot_be_begun_is_told_on_the_form(client):
    sign_in(client, "reporter")
    original = ArticleFactory()
    begun(original, stage="spiked", headline="Ріка")

    response = translate(client, original, follow=True)

    assert response.redirect_chain == [(form(original), 302)]
    assert told(response) == ["The version in this language is in the bin: take “Ріка” out."]


def test_nothing_is_begun_by_opening_an_address(client):
    sign_in(client, "editor")
    url = reverse("admin:articles_article_translate", args=[ArticleFactory().pk])

    assert client.get(url).status_code == 405
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("group", "status", "count"),
    [("staff", 403, 1), ("reporter", 302, 2), ("editor", 302, 2), ("publisher", 302, 2)],
)
def test_who_may_write_may_translate(client, group, status, count):
    original = ArticleFactory()

    response = translate(sign_in(client, group), original)

    assert (response.status_code, Article.objects.count()) == (status, count)


def test_nobody_else_translates(client):
    original = ArticleFactory()

    response = translate(client, original)

    assert response.headers["Location"].startswith(reverse("admin:login"))
    assert Article.objects.count() == 1


def test_a_button_needs_the_token_of_the_form(client):
    careful = Client(enforce_csrf_checks=True)
    original = ArticleFactory()
    sign_in(careful, "editor")

    assert translate(careful, original).status_code == 403
    assert Article.objects.count() == 1


def test_what_is_not_there_is_not_translated(client):
    url = reverse("admin:articles_article_translate", args=[77])

    assert sign_in(client, "editor").post(url, {"language": "uk"}).status_code == 404


def test_the_panel_tells_of_each_language_how_it_stands(client):
    sign_in(client, "editor")
    version = stale_translation()
    translating.waive(version, "ru", UserFactory(), "Nobody there asks for it.")
    lonely = ArticleFactory()
    begun(lonely, headline="Озеро")

    found = {
        article.headline: texts(read(client, form(article)), ".panel-translations")
        for article in (version.original, version, lonely)
    }

    assert found == {
        "The river": [
            "Ukrainian Ріка older than the original",
            "Russian not needed: Nobody there asks for it.",
        ],
        "Ріка": [
            "English The river the original",
            "Russian not needed: Nobody there asks for it.",
        ],
        lonely.headline: ["Ukrainian Озеро still to be translated", "Russian Translate"],
    }


def test_the_panel_of_who_only_reads_offers_nothing(client):
    article = ArticleFactory()

    page = read(sign_in(client, "staff"), form(article))

    assert texts(page, ".panel-translations") == ["Ukrainian missing", "Russian missing"]


def test_a_translator_reads_the_original_beside_the_text(client):
    sign_in(client, "reporter")
    words = {"standfirst": "It is cold.", "body": "<p>Very <b>cold</b>.</p>"}
    original = live(ArticleFactory(headline="The river", **words)).article
    version = begun(original)
    Article.objects.filter(pk=original.pk).update(headline="The river, changed")

    page = read(client, form(version))

    assert page.xpath("//details[@class='writing-source']/@open") == [""]
    assert texts(page, ".writing-source") == [
        "Original The river It is cold. Very cold. Edition 1, as readers see it. Open the original"
    ]


def test_the_original_is_in_its_own_language(client):
    version = begun(ArticleFactory(language="uk", headline="Ріка"), "en")

    page = read(sign_in(client, "reporter"), form(version))

    assert page.xpath("//details[@class='writing-source']//@lang") == ["uk"]
    assert texts(page, ".source-remark") == [
        "Readers see nothing of it: this is the text as it is written so far. Open the original"
    ]


def test_an_original_has_no_field_of_a_translation(client):
    page = read(sign_in(client, "reporter"), form(ArticleFactory()))

    assert page.xpath("//*[@id='id_is_untranslated']") == []
    assert texts(page, ".writing-source") + texts(page, ".writing-notice") == []


def test_the_translator_says_that_it_is_translated(client):
    sign_in(client, "reporter")
    version = begun(ArticleFactory(headline="The river"))
    data = shown(client.get(form(version)).content)
    del data["is_untranslated"]

    client.post(form(version), data | {"headline": "Ріка тече", "_continue": "1"})

    version.refresh_from_db()
    assert (version.is_untranslated, version.headline) == (False, "Ріка тече")


@pytest.mark.parametrize(
    ("fields", "slug"),
    [
        pytest.param({"headline": "Ріка"}, "rika", id="of the new headline"),
        pytest.param({"headline": "Ріка", "slug": "richka"}, "richka", id="as written"),
        pytest.param({"kicker": "Ріки"}, "the-river", id="headline untouched"),
    ],
)
def test_the_address_follows_the_translated_headline(client, fields, slug):
    version = begun(ArticleFactory(headline="The river"))

    change(sign_in(client, "reporter"), version, **fields)

    version.refresh_from_db()
    assert version.slug == slug


def test_an_address_that_readers_know_stays(client):
    version = begun(ArticleFactory(headline="The river"), is_untranslated=False)
    live(version)

    change(sign_in(client, "publisher"), version, headline="Ріка")

    version.refresh_from_db()
    assert (version.headline, version.slug) == ("Ріка", "the-river")


def test_the_form_of_a_stale_translation_tells_what_came(client):
    version = stale_translation()

    page = read(sign_in(client, "reporter"), form(version))

    edition = version.original.editions.first()
    moment = f"{timezone.localtime(edition.live_from):%-d %B %Y, %H:%M}"
    assert texts(page, ".writing-notice") == [
        f"The original was changed since: edition 2, material change, {moment}. It was mended. "
        "What changed Agrees with the original …"
    ]
    assert page.xpath("//*[@class='writing-notice-acts']/a/@href") == [
        f"/admin/articles/article/{version.original_id}/compare/?older=edition-1&newer=edition-2",
        act(version, "agree"),
    ]


def test_what_never_agreed_leads_to_the_original(client):
    version = begun(ArticleFactory())
    edition = live(version.original)

    page = read(sign_in(client, "reporter"), form(version))

    assert page.xpath("//*[@class='writing-notice-acts']/a/@href") == [
        edition.get_edition_url(),
        act(version, "agree"),
    ]


def test_a_reporter_says_that_the_text_agrees(client):
    sign_in(client, "reporter")
    version = stale_translation()

    data = {"number": "2", "note": "Only the year."}
    response = client.post(act(version, "agree"), data, follow=True)

    assert told(response) == ["The text agrees with the original."]
    assert list(Article.objects.stale()) == []
    assert texts(read(client, form(version)), ".writing-notice") == []


def test_agreement_is_refused_where_a_newer_edition_came(client):
    sign_in(client, "reporter")
    version = stale_translation()
    live(version.original, ago=HOUR / 2, change="minor")

    page = client.post(act(version, "agree"), {"number": "2"})

    assert "Readers see edition 3 of the original now: look at that one first." in text(page)
    assert list(Article.objects.stale()) == [version]


def test_whoever_agrees_after_somebody_else_is_told(client):
    sign_in(client, "reporter")
    version = stale_translation()
    other = UserFactory(username="olha")
    translating.agree(version, other, 2)

    response = client.post(act(version, "agree"), {"number": "2"}, follow=True)

    [sentence] = told(response)
    assert sentence.startswith("This cannot be done now. Last done here: changed, by olha, ")


@pytest.mark.parametrize(
    ("ticked", "stale_after"), [({"agrees": "on"}, False), ({}, True)], ids=["ticked", "not"]
)
def test_with_a_publication_the_text_may_agree(client, ticked, stale_after):
    sign_in(client, "publisher")
    version = stale_translation()
    page = client.get(act(version, "publish"))

    sent = {"agrees_with": "2", "approving": "on", "seen": version.fingerprint} | ticked
    response = client.post(act(version, "publish"), sent, follow=True)

    assert "The text agrees with edition 2 of the original." in text(page)
    assert told(response) == ["Published."]
    assert Article.objects.stale().filter(pk=version.pk).exists() is stale_after


def test_nothing_is_published_with_an_agreement_that_is_refused(client):
    sign_in(client, "publisher")
    version = stale_translation()
    live(version.original, ago=HOUR / 2, change="minor")

    sent = {"agrees_with": "2", "approving": "on", "agrees": "on", "seen": version.fingerprint}
    page = client.post(act(version, "publish"), sent)

    assert "Readers see edition 3 of the original now: look at that one first." in text(page)
    assert version.editions.count() == 0


def test_an_original_is_published_without_that_question(client):
    page = read(sign_in(client, "publisher"), act(ArticleFactory(), "publish"))

    assert page.xpath("//*[@name='agrees' or @name='agrees_with']") == []


def test_a_language_is_waived_and_wanted_again(client):
    sign_in(client, "editor")
    article = ArticleFactory()

    waived = client.post(
        act(article, "waive"), {"language": "ru", "reason": "Nobody asks."}, follow=True
    )
    rows = list(Waiver.objects.values_list("language", "reason"))
    wanted = client.post(act(article, "unwaive"), {"language": "ru"}, follow=True)

    assert told(waived) == ["No version in that language is asked for any more."]
    assert rows == [("ru", "Nobody asks.")]
    assert told(wanted) == ["A version in that language is asked for again."]
    assert Waiver.objects.count() == 0


def test_a_waiver_asks_for_a_reason(client):
    article = ArticleFactory()

    page = sign_in(client, "editor").post(act(article, "waive"), {"language": "ru", "reason": " "})

    assert errors(page) == ["This field is required."]
    assert Waiver.objects.count() == 0


def test_of_two_waivers_the_second_is_told(client):
    sign_in(client, "editor")
    article = ArticleFactory()
    translating.waive(article, "ru", UserFactory(), "Nobody asks.")

    page = client.post(act(article, "waive"), {"language": "ru", "reason": "So I say."})

    assert errors(page) == ["Somebody else was quicker: choose another language."]
    assert Waiver.objects.get().reason == "Nobody asks."


def test_two_articles_are_joined_and_parted(client):
    sign_in(client, "editor")
    original, article = live().article, ArticleFactory(language="uk")

    joined = client.post(act(article, "join"), {"original": original.pk}, follow=True)
    stale = list(Article.objects.stale())
    parted = client.post(act(article, "part"), follow=True)

    assert told(joined) == ["The two are versions of one text now. Say next whether they agree."]
    assert stale == [article]
    assert told(parted) == ["The text is an article of its own."]
    assert Article.objects.filter(original=None).count() == 2


def test_what_cannot_be_joined_is_told(client):
    article, other = ArticleFactory(), ArticleFactory(headline="The lake")

    page = sign_in(client, "editor").post(act(article, "join"), {"original": other.pk})

    assert "“The lake” is the version in this language already." in text(page)
    assert Article.objects.filter(original=None).count() == 2


def an_original():
    return ArticleFactory()


def one_with_all_versions():
    article = ArticleFactory()
    begun(article, "uk")
    translating.waive(article, "ru", UserFactory(), "Nobody asks.")
    return article


def one_in_the_bin():
    return ArticleFactory(stage="spiked")


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (an_original, ["waive", "join"]),
        (stale_translation, ["agree", "waive", "part"]),
        (one_with_all_versions, ["unwaive", "join"]),
        (one_in_the_bin, []),
    ],
)
def test_only_what_can_be_done_is_offered(client, make, expected):
    assert offered(sign_in(client, "editor"), make()) == expected


@pytest.mark.parametrize(
    ("group", "expected"),
    [("staff", []), ("reporter", ["agree"]), ("editor", ACTS), ("publisher", ACTS)],
)
def test_each_group_has_its_own_acts(client, group, expected):
    version = stale_translation()
    sign_in(client, group)

    # What is allowed but cannot be done now leads back to the form.
    assert [n for n in ACTS if client.get(act(version, n)).status_code in {200, 302}] == expected
    assert [n for n in ACTS if client.post(act(version, n)).status_code in {200, 302}] == expected


@pytest.mark.parametrize("name", ACTS)
def test_whoever_is_not_signed_in_is_led_to_the_login(client, name):
    response = client.post(act(stale_translation(), name), {"number": "2"})

    assert response.headers["Location"].startswith(reverse("admin:login"))
    assert Article.objects.stale().count() == 1
