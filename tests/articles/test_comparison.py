"""The page that holds two states of an article against each other, and the history behind it."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import embargo, workflow
from articles.models import Article
from articles.publishing import withdraw
from newsroom.models import LogEntry
from tests.adminforms import address, sign_in
from tests.factories import (
    ArticleFactory,
    BylineFactory,
    EventFactory,
    PictureFactory,
    SectionFactory,
    StatementFactory,
    TopicFactory,
    UserFactory,
    mark,
    publish,
    schedule,
)
from tests.pages import links, queries, read, texts

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
GROUPS = ["reporter", "editor", "publisher", "staff"]


def compare(article, **query) -> str:
    url = reverse("admin:articles_article_compare", args=[article.pk])
    return url + "?" + "&".join(f"{name}={value}" for name, value in query.items())


def printed(**details) -> Article:
    """An article whose readers see that it was cold."""
    article = ArticleFactory(**{"body": "<p>It rained. It was cold.</p>"} | details)
    publish(article, UserFactory(), at=timezone.now() - HOUR)
    return Article.objects.get(pk=article.pk)


def changed(article, **values) -> Article:
    for name, value in values.items():
        setattr(article, name, value)
    article.save()
    return article


def facts(page) -> list[str]:
    """What differs beside the words, a line each."""
    lines = page.xpath("//*[contains(@class, 'comparison-facts')]//dl/div")
    return [" ".join(line.text_content().split()) for line in lines]


def words(page, tag: str) -> list[str]:
    """The words of the text with one of the signs."""
    return [
        sign.text_content()
        for sign in page.xpath(f"//*[contains(@class, 'comparison-words')]//{tag}")
    ]


def test_the_text_is_held_against_what_readers_see(admin_client):
    article = changed(printed(), body="<p>It rained. It was warm.</p>")

    page = read(admin_client, compare(article))

    assert words(page, "del") == ["cold"]
    assert words(page, "ins") == ["warm"]
    assert page.xpath("//select[@name='older']//option[@selected]/@value") == ["edition-1"]
    assert page.xpath("//select[@name='newer']//option[@selected]/@value") == ["now"]


def test_two_texts_stand_side_by_side(admin_client):
    article = changed(printed(), body="<p>It rained. It was warm.</p><p>The end.</p>")

    rows = read(admin_client, compare(article, view="beside")).xpath(
        "//*[contains(@class, 'difference-row')]"
    )

    assert [[" ".join(p.text_content().split()) for p in row.xpath("p")] for row in rows] == [
        [article.headline, article.headline],
        ["It rained. It was cold.", "It rained. It was warm."],
        ["", "The end."],
    ]


def test_with_nothing_live_the_last_edition_is_taken(admin_client):
    article = printed()
    withdraw(article, UserFactory(), "It was not true.")

    page = read(admin_client, compare(article))

    chosen = page.xpath("//select[@name='older']//option[@selected]")
    assert [option.get("value") for option in chosen] == ["edition-1"]
    assert chosen[0].text_content().endswith("withdrawn")


def test_with_a_change_that_waits_the_live_edition_is_taken(admin_client):
    article = changed(printed(), body="<p>It rained. It was warm.</p>")
    schedule(article, UserFactory(), timezone.now() + HOUR, change="minor")

    page = read(admin_client, compare(article))

    assert page.xpath("//select[@name='older']//option[@selected]/@value") == ["edition-1"]
    assert words(page, "ins") == ["warm"]


def test_without_an_edition_the_version_before_is_taken(admin_client):
    article = changed(ArticleFactory(body="<p>It was cold.</p>"), body="<p>It was warm.</p>")
    before = article.history.order_by("history_id").first()

    page = read(admin_client, compare(article))

    assert words(page, "del") == ["cold"]
    assert page.xpath("//select[@name='older']//option[@selected]/@value") == [
        f"version-{before.pk}"
    ]


def test_a_text_that_was_saved_once_says_that_there_is_nothing_to_compare(admin_client):
    page = read(admin_client, compare(ArticleFactory()))

    assert texts(page, ".difference") == []
    assert "There is nothing yet to compare the text with." in page.text_content()


def test_all_that_differs_beside_the_words_is_told(admin_client):
    old, new = SectionFactory(name="Economy"), SectionFactory(name="Culture")
    gone, kept, added = (TopicFactory(name=name) for name in ("ice", "river", "roads"))
    article = ArticleFactory(section=old, picture=PictureFactory(alt="A river."), kicker="Winter")
    article.topics.add(gone, kept)
    BylineFactory(article=article, text="Halyna Verbova")
    publish(article, UserFactory(), at=timezone.now() - HOUR)
    changed(article, section=new, picture=None, kind="report", kicker="Spring")
    article.topics.remove(gone)
    article.topics.add(added)
    article.events.add(EventFactory(title="The roundtable"))
    article.bylines.all().delete()

    page = read(admin_client, compare(article))

    assert facts(page) == [
        "Kind news report",
        "Section Economy Culture",
        "Lead picture A river.",
        "Topics ice roads",
        "Events The roundtable",
        "Bylines Halyna Verbova (text)",
    ]
    assert texts(page, ".band-title") == ["Kicker", "Headlineunchanged", "Textunchanged"]


def test_marks_and_pictures_in_the_text_are_told(admin_client):
    said, picture = StatementFactory(public_id="sbbbbb2"), PictureFactory()
    article = printed(body="<p>“We heard it.”</p>")
    changed(article, body=f'<p>{mark(said)}</p><figure data-picture="{picture.pk}"></figure>')

    page = read(admin_client, compare(article))

    assert facts(page) == [
        f"Pictures in the text {picture.pk}",
        "Statements in the text sbbbbb2: We heard it.",
    ]
    assert "bold letters, headings, links or marks differ" in page.text_content()


def test_bold_letters_alone_are_told(admin_client):
    article = changed(printed(), body="<p>It <strong>rained</strong>. It was cold.</p>")

    page = read(admin_client, compare(article))

    assert (words(page, "ins"), words(page, "del"), facts(page)) == ([], [], [])
    assert "bold letters, headings, links or marks differ" in page.text_content()


def test_what_is_published_as_it_stands_does_not_differ(admin_client):
    said, picture = StatementFactory(), PictureFactory()
    body = (
        f'<p>{mark(said)}</p><figure data-picture="{picture.pk}"></figure>'
        '<figure data-embed="https://youtu.be/abc"></figure>'
    )
    article = printed(body=body, first_printed_on=dt.date(2021, 5, 13), first_printed_in="Day")
    article.topics.add(TopicFactory())
    publish(article, UserFactory(), change="minor")

    page = read(admin_client, compare(article))

    assert (words(page, "ins"), words(page, "del"), facts(page)) == ([], [], [])
    assert "The words are the same in both." in page.text_content()


def test_a_version_says_that_it_keeps_no_topics(admin_client):
    article = printed()
    article.topics.add(TopicFactory())
    version = article.history.order_by("history_id").first()

    page = read(admin_client, compare(article, older=f"version-{version.pk}"))

    assert facts(page) == []
    assert texts(page, ".comparison-note") == [
        "Versions keep no topics, events and bylines: these are not compared here."
    ]


def test_a_version_whose_section_is_gone_can_be_compared(admin_client):
    section = SectionFactory(name="Economy")
    article = changed(ArticleFactory(section=section), section=None)
    version = article.history.order_by("history_id").first()
    section.delete()

    page = read(admin_client, compare(article, older=f"version-{version.pk}"))

    assert facts(page) == []


@pytest.mark.parametrize(
    "name",
    [
        "edition-2", "edition-0", "edition-999999999999999999", "edition-999999999999999999999",
        "version-999999999999999999", "edition-", "edition--1", "version-1x", "then", "now ",
        "edition-１", "<script>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("side", ["older", "newer"])
def test_a_state_that_never_was_is_not_found(admin_client, side, name):
    article = printed()

    assert admin_client.get(compare(article), {side: name}).status_code == 404


def test_the_version_of_another_article_is_not_found(admin_client):
    other = ArticleFactory().history.get()

    read(admin_client, compare(printed(), older=f"version-{other.pk}"), status=404)


def test_an_article_that_never_was_is_not_found(admin_client):
    read(admin_client, reverse("admin:articles_article_compare", args=[10**20]), status=404)


def test_a_script_in_the_words_never_runs(admin_client):
    article = changed(
        printed(headline="<script>a()</script>", standfirst="<img src=x onerror=b()>"),
        headline="<script>c()</script>",
        kicker="<b>d</b>",
    )

    page = read(admin_client, compare(article))

    assert [script for script in page.xpath("//script/text()") if "()" in script] == []
    assert page.xpath("//*[@onerror]") == []
    assert words(page, "ins") == ["<b>d</b>", "c"]
    assert words(page, "del") == ["a"]


@pytest.mark.parametrize("group", GROUPS)
def test_who_may_see_an_article_may_compare_it(client, group):
    article = changed(printed(), body="<p>It rained. It was warm.</p>")

    assert words(read(sign_in(client, group), compare(article)), "ins") == ["warm"]


def test_who_may_not_see_articles_compares_none(client):
    article = printed()

    assert client.get(compare(article)).status_code == 302
    client.force_login(UserFactory(is_staff=True))
    assert client.get(compare(article)).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_comparison_costs(client, number):
    article = ArticleFactory(body="<p>1.</p>", picture=PictureFactory())
    for _n in range(number):
        article.topics.add(TopicFactory())
        article.events.add(EventFactory())
        BylineFactory(article=article)
    for n in range(number):
        changed(article, body=f"<p>{n}.</p>")
        publish(article, UserFactory(), **{"change": "minor"} if n else {})

    # session, user, article, section texts, editions, two of rights; choice of versions; edition
    # with section texts, picture texts, topics, texts, bylines, names, events, texts; body,
    # picture, texts, bylines, names, topics, events, texts
    assert queries(sign_in(client, "staff"), compare(article)) == 25


def test_the_form_leads_to_the_comparison_of_what_differs(admin_client):
    article = printed()
    form = address(Article, "change", article.pk)
    assert compare(article)[:-1] not in links(read(admin_client, form), ".panel-links")

    changed(article, body="<p>It was warm.</p>")

    page = read(admin_client, form)
    assert compare(article)[:-1] in links(page, ".panel-links")
    assert "Compare with what readers see" in texts(page, ".panel-links")[0]
    assert compare(article, older="edition-1") in links(page, ".panel-list")


def test_the_history_names_the_text_and_leads_to_its_comparison(admin_client):
    article = changed(
        ArticleFactory(body="<p>It was cold.</p>", section=None),
        body="<p>It was warm.</p>",
        section=SectionFactory(),
        kind="report",
    )
    first, last = article.history.order_by("history_id")

    page = read(admin_client, address(Article, "history", article.pk))

    versions = page.xpath("//table[last()]/tbody/tr")
    told = [" ".join(d.text_content().split()) for d in versions[0].xpath("td[2]/div")]
    assert told == ["Text changed", "Kind: news report", "Section changed"]
    wanted = compare(article, older=f"version-{first.pk}", newer=f"version-{last.pk}")
    assert links(page, ".history") == [wanted]
    assert words(read(admin_client, wanted), "ins") == ["warm"]


def restore(client, article, version):
    return client.post(address(Article, "restore", article.pk, version.pk))


def test_a_restored_text_has_lost_its_approval(client):
    editor = UserFactory()
    article = changed(ArticleFactory(body="<p>Old.</p>"), body="<p>New.</p>")
    old = article.history.order_by("history_id").first()
    workflow.approve(article, editor)

    restore(sign_in(client, "editor"), article, old)

    article.refresh_from_db()
    assert (article.body, article.stage) == ("<p>Old.</p>", "draft")
    assert not article.is_approved
    moved = LogEntry.objects.about(article).filter(action="moved").first()
    assert (moved.before, moved.after) == ("ready", "draft")


def test_no_version_brings_an_approval_back(client):
    article = ArticleFactory(body="<p>Old.</p>")
    workflow.approve(article, UserFactory())
    article.refresh_from_db()
    approved = article.history.first()
    changed(article, body="<p>New.</p>")

    restore(sign_in(client, "reporter"), article, approved)

    article.refresh_from_db()
    assert (article.body, article.stage) == ("<p>Old.</p>", "draft")


def test_no_version_lifts_an_embargo_or_parts_a_translation(client):
    original = ArticleFactory(language="uk")
    article = ArticleFactory(body="<p>Old.</p>")
    free = article.history.get()
    until = timezone.now() + 24 * HOUR
    embargo.set_embargo(article, UserFactory(), until)
    article.refresh_from_db()
    changed(
        article,
        body="<p>New.</p>",
        original=original,
        translation_group=original.translation_group,
        agrees_with=2,
        is_untranslated=True,
        embargo_event=EventFactory(),
    )
    kept = [
        "embargoed_until", "embargo_event_id", "original_id", "translation_group", "agrees_with",
        "is_untranslated", "stage", "approved_fingerprint",
    ]  # fmt: skip
    before = [getattr(article, name) for name in kept]

    restore(sign_in(client, "publisher"), article, free)

    article.refresh_from_db()
    assert article.body == "<p>Old.</p>"
    assert [getattr(article, name) for name in kept] == before


def test_what_lies_in_the_bin_is_not_restored(client):
    article = changed(ArticleFactory(body="<p>Old.</p>"), body="<p>New.</p>")
    old = article.history.order_by("history_id").first()
    workflow.put_in_bin(article, UserFactory())
    sign_in(client, "publisher")

    answer = restore(client, article, old)

    article.refresh_from_db()
    assert (answer.status_code, article.body, article.stage) == (403, "<p>New.</p>", "spiked")
    page = read(client, address(Article, "history", article.pk))
    assert page.xpath("//form[contains(@action, 'restore')]") == []
    page = read(client, compare(article, older=f"version-{old.pk}"))
    assert page.xpath("//form[contains(@action, 'restore')]") == []


@pytest.mark.parametrize(
    ("group", "may_restore"),
    [("reporter", True), ("editor", True), ("publisher", True), ("staff", False)],
)
def test_who_may_change_an_article_restores_it_from_the_comparison(client, group, may_restore):
    article = changed(ArticleFactory(body="<p>Old.</p>"), body="<p>New.</p>")
    old = article.history.order_by("history_id").first()
    sign_in(client, group)

    page = read(client, compare(article, older=f"version-{old.pk}"))
    answer = restore(client, article, old)

    offered = page.xpath("//form[contains(@action, 'restore')]/@action")
    assert offered == ([address(Article, "restore", article.pk, old.pk)] if may_restore else [])
    assert answer.status_code == (302 if may_restore else 403)
    article.refresh_from_db()
    assert article.body == ("<p>Old.</p>" if may_restore else "<p>New.</p>")
