"""The page on which somebody decides of quotations that no longer match the record."""

import pytest
from django.urls import reverse

from articles.models import Article, Dismissal, Quotation
from articles.outdated import dismiss
from newsroom.models import LogEntry
from tests.adminforms import address, errors, sign_in, text
from tests.factories import (
    ArticleFactory,
    ParticipationFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
    mark,
    publish,
)
from tests.pages import queries, read, texts

pytestmark = pytest.mark.django_db


def page_of(article) -> str:
    return reverse("admin:articles_article_outdated", args=[article.pk])


def statement(words="The river is polite.", **fields):
    who = ParticipationFactory(person=PersonFactory(name="Olha Rii"))
    return StatementFactory(words=words, participation=who, **fields)


def outdated(*statements, **fields) -> list[Quotation]:
    """The uses of statements in an article, whose words were corrected since."""
    body = "".join(f"<p>{mark(one)}</p>" for one in statements)
    edition = publish(ArticleFactory(body=body, **fields), UserFactory())
    for one in statements:
        one.wordings.get().correct(f"{one.wording.text} Mostly.".replace("polite", "rude"))
    return list(edition.quotations.order_by("id"))


def decide(client, quotation, reason="The sense is the same.", **details):
    data = {"quotation": quotation.pk, "reason": reason}
    return client.post(page_of(quotation.edition.article), data, **details)


def told(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_the_form_of_the_article_leads_to_the_page(client):
    sign_in(client, "reporter")
    [one, _other] = outdated(statement(), statement("It is cold."))
    article = one.edition.article

    page = read(client, address(Article, "change", article.pk))

    assert texts(page, ".writing-notice") == [
        "2 quotations that readers see no longer match the record. Look at them"
    ]
    assert page.xpath("//*[@class='writing-notice-acts']/a/@href") == [page_of(article)]


def test_the_page_shows_what_is_printed_beside_the_record(client):
    [quotation] = outdated(statement())
    article, said = quotation.edition.article, quotation.statement

    page = read(sign_in(client, "editor"), page_of(article))

    day = said.wordings.get(number=1).replaced_at.strftime("%-d %B %Y")
    assert texts(page, "h2") == ["Olha Rii, director, Centre"]
    assert texts(page, "section/p")[0] == f"The words were corrected on {day}."
    assert [texts(page, "dt"), texts(page, "dd")] == [
        ["printed", "differs", "recorded"],
        ["“The river is polite.”", "polite rude", "The river is rude. Mostly."],
    ]
    assert page.xpath("//section//a/@href") == [
        f"{address(Article, 'change', article.pk)}#statement={said.public_id}",
        address(type(said), "change", said.pk),
    ]


def test_the_page_says_why_a_statement_was_withdrawn(client):
    [quotation] = outdated(statement())
    quotation.statement.withdraw("The speaker was misheard.")

    page = read(sign_in(client, "editor"), page_of(quotation.edition.article))

    quotation.statement.refresh_from_db()
    day = quotation.statement.withdrawn_at.strftime("%-d %B %Y")
    assert texts(page, "section/p")[0] == (
        f"The statement was withdrawn on {day}: The speaker was misheard."
    )
    assert texts(page, "dd") == ["“The river is polite.”"]


def test_an_editor_leaves_a_quotation_as_it_is(client):
    sign_in(client, "editor")
    [quotation, other] = outdated(statement(), statement("It is cold."))

    response = decide(client, quotation, follow=True)

    article = quotation.edition.article
    dismissal = Dismissal.objects.get()
    assert told(response) == ["It stays as it is."]
    assert (dismissal.quotation, dismissal.reason) == (quotation, "The sense is the same.")
    assert list(Quotation.objects.outdated().undecided()) == [other]
    assert LogEntry.objects.about(article).first().action == "dismissed"
    day = dismissal.decided_at.strftime("%-d %B %Y")
    assert texts(read(client, page_of(article)), ".act-decision") == [
        f"{dismissal.decided_by} decided on {day} to leave it as it is: The sense is the same."
    ]


def test_what_is_decided_leaves_the_form(client):
    sign_in(client, "editor")
    [quotation] = outdated(statement())

    decide(client, quotation)

    page = read(client, address(Article, "change", quotation.edition.article_id))
    assert texts(page, ".writing-notice") == []


def test_a_decision_needs_a_reason(client):
    [quotation, _other] = outdated(statement(), statement("It is cold."))

    response = decide(sign_in(client, "editor"), quotation, reason=" ")

    assert errors(response) == ["This field is required."]
    assert Dismissal.objects.count() == 0


def test_the_slower_of_two_is_told_what_the_other_decided(client):
    [quotation] = outdated(statement())
    dismiss(quotation, UserFactory(username="olha"), "It is a misprint.")

    response = decide(sign_in(client, "editor"), quotation, follow=True)

    assert told(response) == ["olha has decided already that it stays: It is a misprint."]
    assert Dismissal.objects.get().reason == "It is a misprint."


def test_what_a_new_edition_answered_is_not_decided(client):
    [quotation] = outdated(statement())
    article = quotation.edition.article
    article.body = "<p>Text.</p>"
    article.save()
    publish(article, UserFactory(), change="material")

    response = decide(sign_in(client, "editor"), quotation, follow=True)

    assert told(response) == ["Readers no longer see that edition: nothing is left to decide."]
    assert texts(read(client, page_of(article)), "section") == []
    assert "All quotations that readers see match the record." in text(response)


def test_a_quotation_of_another_article_is_not_decided_here(client):
    [quotation] = outdated(statement())
    data = {"quotation": quotation.pk, "reason": "The sense is the same."}

    response = sign_in(client, "editor").post(page_of(ArticleFactory()), data)

    assert response.status_code == 404
    assert Dismissal.objects.count() == 0


def test_the_page_of_what_is_not_there_is_not_found(client):
    url = reverse("admin:articles_article_outdated", args=[77])

    assert sign_in(client, "editor").get(url).status_code == 404


@pytest.mark.parametrize(
    ("group", "opens", "decides", "forms"),
    [
        ("staff", 200, 403, 0),
        ("reporter", 200, 403, 0),
        ("editor", 200, 302, 1),
        ("publisher", 200, 302, 1),
    ],
)
def test_editors_decide_and_others_read(client, group, opens, decides, forms):
    [quotation] = outdated(statement())
    sign_in(client, group)

    page = client.get(page_of(quotation.edition.article))
    sent = decide(client, quotation)

    assert (page.status_code, sent.status_code) == (opens, decides)
    assert page.content.decode().count('name="reason"') == forms
    assert Dismissal.objects.count() == forms


def test_who_may_see_no_article_sees_no_quotation(client):
    [quotation] = outdated(statement())
    client.force_login(UserFactory(is_staff=True))

    assert client.get(page_of(quotation.edition.article)).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_is_not_signed_in_is_led_to_the_login(client, method):
    [quotation] = outdated(statement())

    response = getattr(client, method)(page_of(quotation.edition.article))

    assert response.headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(client, count):
    quotations = outdated(*(statement(f"It is cold, {n}.") for n in range(count)))
    sign_in(client, "editor")

    # session, user; article, its section's texts, its editions; own rights, those of the group;
    # undecided, quotations, wordings, texts of the capacities
    assert queries(client, page_of(quotations[0].edition.article)) == 11
